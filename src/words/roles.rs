//! Roles in words: what a role is called, and what is wrong with who has it.

use super::Words;
use crate::domain::role::Role;
use crate::domain::room::{Arg, Lang};
use crate::domain::text::Clean;

impl Words {
    /// What a role is called: as the plan says in this language, else by our own word, else by its code.
    pub fn role(&self, role: &Role, titles: Option<(&Clean, &Clean)>) -> String {
        let planned = titles.map(|(en, es)| if self.lang() == Lang::Es { es } else { en }).filter(|t| !t.is_empty());
        if let Some(title) = planned {
            return title.as_str().to_owned();
        }
        let key = format!("who-{}", role.as_str().replace('_', "-"));
        if self.has(&key) { self.t(&key) } else { role.as_str().to_owned() }
    }

    /// What the role of a code is called by us; the code itself where it is none of ours.
    pub fn role_of(&self, code: &str) -> String {
        Role::parse(code).map_or_else(|| code.to_owned(), |role| self.role(&role, None))
    }

    /// Codes with a comma between them, as what they are called.
    pub(super) fn roles_of(&self, codes: &str) -> String {
        codes.split(", ").map(|code| self.role_of(code)).collect::<Vec<_>>().join(", ")
    }

    /// Roles one after another.
    pub fn roles(&self, roles: &[Role]) -> Arg {
        roles.iter().map(|role| self.role(role, None)).collect::<Vec<_>>().join(", ").into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Refusal;

    #[test]
    fn a_refusal_names_roles_in_the_readers_words() {
        let refusal =
            Refusal::new("refuse-needs-more").with("title", "Holding").with("roles", "comms_lead, legal, night");
        for (lang, named) in [(Lang::En, "Communications lead, Legal counsel, night"), (Lang::Es, "Asesoría jurídica")]
        {
            let told = Words::new(lang).refusal(&refusal);
            assert!(told.contains(named) && !told.contains("comms_lead"), "{told}");
        }
    }
}
