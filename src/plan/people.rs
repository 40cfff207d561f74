//! Roles, who holds them, how to reach them, and who approves what. Knows what the file says; who acts today is the
//! room's to say.

use super::levels::Levels;
use super::read::near::nearest;
use super::{Both, Plan};
use crate::domain::duty::Holding;
use crate::domain::incident::Severity;
use crate::domain::private::Private;
use crate::domain::role::Role;
use crate::domain::room::{Lang, Refusal};
use crate::domain::text::Clean;
use serde::Serialize;

/// How somebody is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By telephone.
    Phone,
    /// In a messenger.
    Chat,
    /// By mail.
    Mail,
    /// As the plan says.
    Other,
}

impl Way {
    /// The code that plans use.
    pub const fn code(self) -> &'static str {
        ["phone", "chat", "mail", "other"][self as usize]
    }

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["way-phone", "way-chat", "way-mail", "way-other"][self as usize]
    }
}

/// One way to reach somebody; never on a shared screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// How.
    pub way: Way,
    /// Number, name or address.
    pub to: Private<Clean>,
}

/// How somebody is reached, and when that last worked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach {
    /// Every way, in the order of the file.
    pub contacts: Vec<Contact>,
    /// The day when they were last reached; empty when nobody tried.
    pub tested: Clean,
}

/// Somebody whom roles name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Their name, as roles write it.
    pub name: Clean,
    /// The language in which they are best called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
    /// Their IANA time zone.
    #[serde(skip_serializing_if = "Clean::is_empty")]
    pub zone: Clean,
    /// How to reach them.
    #[serde(skip)]
    pub reach: Reach,
}

/// A role and who holds it, as the plan says; an empty text is not filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Post {
    /// The role.
    #[serde(rename = "code")]
    pub role: Role,
    /// What it is called.
    pub title: Both,
    /// Who holds it.
    #[serde(skip_serializing_if = "Clean::is_empty")]
    pub holder: Clean,
    /// Who stands in, the first one first.
    #[serde(rename = "backup", skip_serializing_if = "Vec::is_empty")]
    pub backups: Vec<Clean>,
    /// How to reach whoever holds it: a telephone on call, a shared mailbox.
    #[serde(skip)]
    pub reach: Reach,
}

/// Who approves one type of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Approval {
    /// The type's code: `reply`, `holding`, `update` ...
    #[serde(rename = "text")]
    pub text_type: String,
    /// What it is called.
    pub title: Both,
    /// Who says yes, all of them; nobody means that nothing goes out.
    #[serde(flatten)]
    pub by: Levels<Vec<Role>>,
    /// Who is asked besides when the text may admit liability.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub if_liability: Vec<Role>,
    /// What whoever approves is reminded of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Both>,
}

impl Approval {
    /// Whether a role has a say in it at any severity.
    pub fn asks(&self, role: &Role) -> bool {
        self.by.0.iter().flatten().chain(&self.if_liability).any(|r| r == role)
    }
}

impl Plan {
    /// A role as the plan has it.
    pub fn post(&self, role: &Role) -> Option<&Post> {
        self.roles.iter().find(|p| p.role == *role)
    }

    /// Why nobody can be given a role: neither this plan nor the built-in one describes it.
    pub fn no_such_role(&self, role: &Role) -> Option<Refusal> {
        let own = self.roles.iter().map(|post| post.role.as_str());
        let mut known: Vec<&str> = own.collect();
        known.extend(Role::KNOWN.into_iter().filter(|code| self.roles.iter().all(|post| post.role.as_str() != *code)));
        if known.contains(&role.as_str()) {
            return None;
        }
        let written = role.as_str();
        let begins = |code: &&&str| written.starts_with(**code) || code.starts_with(written);
        let near = nearest(written, known.iter().copied()).or_else(|| known.iter().find(begins).copied());
        Some(match near {
            Some(near) => Refusal::new("refuse-no-such-role-near").with("role", written).with("near", near),
            None => Refusal::new("refuse-no-such-role").with("role", written).with("known", known.join(", ")),
        })
    }

    /// Who holds a role; nothing where nobody does.
    pub fn holder(&self, role: &Role) -> Option<&Clean> {
        self.post(role).map(|p| &p.holder).filter(|name| !name.is_empty())
    }

    /// Who stands in for a role, the first one first.
    pub fn backups(&self, role: &Role) -> &[Clean] {
        self.post(role).map_or(&[], |p| &p.backups)
    }

    /// Whose a role is, for one person.
    pub fn holding(&self, role: &str, name: &Clean) -> Holding {
        let Some(role) = Role::parse(role) else { return Holding::Nobodys };
        let own: Vec<&Clean> = self.holder(&role).into_iter().chain(self.backups(&role)).collect();
        match own.iter().any(|held| held.same_name(name)) {
            true => Holding::Theirs,
            false if own.is_empty() => Holding::Nobodys,
            false => Holding::Others,
        }
    }

    /// Somebody by the name that roles give them.
    pub fn person(&self, name: &Clean) -> Option<&Person> {
        self.people.iter().find(|p| p.name.same_name(name))
    }

    /// Every way to reach whoever holds a role: the role's own, then the person's.
    pub fn contacts(&self, role: &Role) -> impl Iterator<Item = &Contact> {
        let post = self.post(role);
        let person = post.and_then(|p| self.person(&p.holder));
        post.map(|p| &p.reach).into_iter().chain(person.map(|p| &p.reach)).flat_map(|reach| &reach.contacts)
    }

    /// Who must approve a type of text at a severity, all of them, each once; `liability` when it may admit some. Nobody
    /// means that the plan lets nothing out: refuse it.
    pub fn approvers(&self, text_type: &str, severity: Severity, liability: bool) -> Vec<Role> {
        let Some(approval) = self.approval(text_type) else { return Vec::new() };
        let mut roles = approval.by[severity].clone();
        if liability && !roles.is_empty() {
            roles.extend(approval.if_liability.iter().cloned());
        }
        let mut each: Vec<Role> = Vec::new();
        for role in roles {
            if !each.contains(&role) {
                each.push(role);
            }
        }
        each
    }

    /// The row of the approval matrix for a type of text.
    pub fn approval(&self, text_type: &str) -> Option<&Approval> {
        self.approvals.iter().find(|a| a.text_type == text_type)
    }
}
