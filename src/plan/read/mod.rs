//! From the TOML tree to a plan, a file for each part of it. Knows which sections there are and which keys each has and
//! needs.

mod levels;
pub(super) mod near;
mod people;
mod reader;
mod refs;
mod tasks;
mod texts;

pub(super) use reader::code_of;
pub(super) use refs::Places;

use super::Plan;
use super::fault::{Fault, Faults};
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use reader::{Reader, Section, tree};
use refs::Codes;

/// Every section that a plan may have, in the order in which plans are written.
pub(super) const SECTIONS: [&str; 19] = [
    "plan",
    "voice",
    "person",
    "role",
    "severity",
    "band",
    "matrix",
    "trigger",
    "approval",
    "reminder",
    "task",
    "variant",
    "placeholder",
    "template",
    "line",
    "qa",
    "house_rule",
    "platform",
    "outlet",
];

/// Reads the whole plan and where its parts stand, or tells every fault.
pub(super) fn plan(source: &str, most: usize) -> Result<(Plan, Places), Vec<Fault>> {
    let mut faults = Faults::of(source);
    let Some(tree) = tree(source, most, &mut faults) else { return Err(faults.into_list()) };
    let root = Section::root(&tree);
    let mut reader = Reader { faults, languages: vec![Lang::En, Lang::Es], role_uses: Vec::new() };
    let mut codes = Codes::default();
    let plan = read(&mut reader, &root, &mut codes);
    refs::check(&mut reader, &plan, &mut codes);
    if reader.faults.is_empty() { Ok((plan, codes.places)) } else { Err(reader.faults.into_list()) }
}

fn read(r: &mut Reader, root: &Section, codes: &mut Codes) -> Plan {
    r.only(root, &SECTIONS);
    let (name, version) = head(r, root, codes);
    let languages = r.languages.clone();
    let (key_messages, do_not_say, own) = texts::voice(r, root, codes);
    Plan {
        name,
        version,
        languages,
        key_messages,
        do_not_say,
        own,
        people: each(r, root, "person", |r, s| people::person(r, s, codes)),
        roles: each(r, root, "role", |r, s| people::post(r, s, codes)),
        clocks: levels::clocks(r, root, codes),
        bands: levels::bands(r, root),
        matrix: each(r, root, "matrix", |r, s| levels::row(r, s, codes)),
        triggers: each(r, root, "trigger", |r, s| levels::trigger(r, s, codes)),
        approvals: each(r, root, "approval", |r, s| people::approval(r, s, codes)),
        reminders: each(r, root, "reminder", |r, s| levels::reminder(r, s, codes)),
        tasks: tasks::tasks(r, root, codes),
        variants: each(r, root, "variant", |r, s| tasks::variant(r, s, codes)),
        placeholders: each(r, root, "placeholder", |r, s| texts::placeholder(r, s, codes)),
        templates: each(r, root, "template", |r, s| texts::template(r, s, codes)),
        lines: each(r, root, "line", |r, s| texts::line(r, s, codes)),
        questions: each(r, root, "qa", |r, s| texts::question(r, s, codes)),
        house_rules: each(r, root, "house_rule", |r, s| texts::house_rule(r, s, codes)),
        platforms: each(r, root, "platform", |r, s| texts::platform(r, s, codes)),
        outlets: each(r, root, "outlet", texts::outlet),
    }
}

/// Reads every table of a name; those with a fault that leaves nothing to keep are left out.
fn each<T>(
    r: &mut Reader,
    root: &Section,
    name: &'static str,
    mut read: impl FnMut(&mut Reader, &Section) -> Option<T>,
) -> Vec<T> {
    r.tables(root, name).iter().filter_map(|section| read(r, section)).collect()
}

fn head(r: &mut Reader, root: &Section, codes: &mut Codes) -> (Clean, Clean) {
    let Some(head) = r.table(root, "plan") else {
        r.missing(root, "plan");
        return Default::default();
    };
    r.only(&head, &["name", "version", "languages"]);
    let mut languages = r.choices(&head, "languages", &[Lang::En, Lang::Es]);
    languages.dedup();
    if !languages.is_empty() {
        r.languages = languages;
    } else if head.get("languages").is_none() {
        r.missing(&head, "languages");
    }
    codes.once(r, &head, "plan", "", &head.at);
    let name = r.need(&head, "name").map(|(text, _)| Clean::from(text.trim())).unwrap_or_default();
    (name, r.clean(&head, "version"))
}
