//! People, roles and approvals. Knows their keys.

use super::reader::{Reader, Section};
use super::refs::Codes;
use crate::domain::incident::Severity;
use crate::domain::private::Private;
use crate::domain::role::Role;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::plan::{Approval, Contact, Levels, Person, Post, Reach, Way};
use toml::de::DeValue;

/// The keys that say how somebody is reached.
const WAYS: [(&str, Way); 3] = [("phone", Way::Phone), ("chat", Way::Chat), ("mail", Way::Mail)];

pub(super) fn person(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Person> {
    r.only(s, &["name", "phone", "chat", "mail", "tested", "language", "zone"]);
    let reach = Reach { contacts: ways(r, s), tested: r.dated(s, "tested") };
    let language = r.choice(s, "language", &[Lang::En, Lang::Es]);
    let zone = r.clean(s, "zone");
    if !zone.is_empty() && zone.as_str().parse::<chrono_tz::Tz>().is_err() {
        let at = s.get("zone").map_or_else(|| s.at.clone(), |(_, at)| at);
        r.faults.add(&at, "plan-fault-bad-zone", &[("text", zone.as_str())]);
    }
    let (name, at) = r.need(s, "name")?;
    let name = Clean::line(name);
    codes.once(r, s, "person", &name.fold(), &at);
    Some(Person { name, language, zone, reach })
}

/// Every way to reach somebody, each one text or several.
fn ways(r: &mut Reader, s: &Section) -> Vec<Contact> {
    let mut contacts = Vec::new();
    for (key, way) in WAYS {
        let all = r.one_or_more(s, key);
        contacts.extend(all.into_iter().map(|to| Contact { way, to: Private::hidden(to) }));
    }
    contacts
}

pub(super) fn post(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Post> {
    r.only(s, &["code", "title", "holder", "backup", "contact", "tested"]);
    let title = r.need_both(s, "title");
    let (holder, backups) = (r.clean(s, "holder"), r.one_or_more(s, "backup"));
    let reach = Reach { contacts: contacts(r, s), tested: r.dated(s, "tested") };
    let (text, at) = r.need(s, "code")?;
    let Some(role) = Role::parse(text) else {
        r.faults.add(&at, "plan-fault-bad-role", &[("text", text)]);
        return None;
    };
    codes.once(r, s, "role", text, &at);
    Some(Post { role, title, holder, backups, reach })
}

/// How a role is reached: in one text, or `{ phone = ..., chat = ..., mail = ... }`.
fn contacts(r: &mut Reader, s: &Section) -> Vec<Contact> {
    if let Some((DeValue::Table(table), at)) = s.get("contact") {
        let inside = Section { table, at, name: "contact" };
        r.only(&inside, &WAYS.map(|(key, _)| key));
        return ways(r, &inside);
    }
    let to = r.clean(s, "contact");
    if to.is_empty() { Vec::new() } else { vec![Contact { way: Way::Other, to: Private::hidden(to) }] }
}

pub(super) fn approval(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Approval> {
    r.only(s, &["text", "title", "SEV1", "SEV2", "SEV3", "SEV4", "if_liability", "note"]);
    let title = r.need_both(s, "title");
    let by = Levels(Severity::ALL.map(|level| r.roles(s, level.code())));
    let if_liability = r.roles(s, "if_liability");
    let note = r.both(s, "note");
    let (text_type, at) = r.code(s, "text")?;
    codes.once(r, s, "approval", &text_type, &at);
    Some(Approval { text_type, title, by, if_liability, note })
}
