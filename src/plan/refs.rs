//! What one part of a plan says of another: codes given twice, roles, tasks and placeholders that are not there, and
//! tasks that wait for each other in a circle.

use super::fault::Faults;
use super::read::{Reader, Section, Spot};
use super::{Plan, Task};
use std::collections::{BTreeMap, BTreeSet};

/// Codes and references as they were read, each with its place.
#[derive(Default)]
pub(super) struct Codes {
    seen: BTreeMap<(&'static str, String), Spot>,
    waits: Vec<(String, String, Spot)>,
    makes: Vec<(String, Spot)>,
    fills: Vec<(String, Spot)>,
}

impl Codes {
    /// Remembers a code; the second of its kind is a fault.
    pub(super) fn once(&mut self, faults: &mut Faults, kind: &'static str, code: &str, at: &Spot) {
        match self.seen.get(&(kind, code.to_owned())) {
            Some(first) => {
                let line = faults.place(first.start).0.to_string();
                faults.add(at, "plan-fault-duplicate-of", &[("code", code), ("line", &line)]);
            }
            None => {
                self.seen.insert((kind, code.to_owned()), at.clone());
            }
        }
    }

    /// Remembers what a task waits for.
    pub(super) fn waits(&mut self, task: &str, after: &[(String, Spot)]) {
        self.waits.extend(after.iter().map(|(code, at)| (task.to_owned(), code.clone(), at.clone())));
    }

    /// Remembers the type of text that a template makes.
    pub(super) fn makes(&mut self, text_type: &str, at: &Spot) {
        self.makes.push((text_type.to_owned(), at.clone()));
    }

    /// Remembers the placeholders of a template's text in a language.
    pub(super) fn fills(&mut self, r: &mut Reader, template: &Section, language: &str) {
        let Some((texts, _)) = template.get("text") else { return };
        let Some((text, at)) = texts.as_table().and_then(|t| t.get(language)).map(|v| (v.get_ref(), v.span())) else {
            return;
        };
        for name in placeholders(text.as_str().unwrap_or_default()) {
            match name {
                Some(name) => self.fills.push((name.to_owned(), at.clone())),
                None => r.faults.add(&at, "plan-fault-open-brace", &[]),
            }
        }
    }
}

/// The names in braces in a text; `None` for a brace that has no partner.
pub(super) fn placeholders(text: &str) -> Vec<Option<&str>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (opens, after) = (rest.as_bytes()[at] == b'{', &rest[at + 1..]);
        let end = after.find(['{', '}']).filter(|end| opens && after.as_bytes()[*end] == b'}');
        found.push(end.map(|end| &after[..end]));
        rest = end.map_or(after, |end| &after[end + 1..]);
    }
    found
}

/// Looks up every reference once all is read.
pub(super) fn check(r: &mut Reader, plan: &Plan, codes: &Codes) {
    for (role, at) in std::mem::take(&mut r.role_uses) {
        if !codes.seen.contains_key(&("role", role.as_str().to_owned())) {
            r.faults.add(&at, "plan-fault-unknown-role", &[("role", role.as_str())]);
        }
    }
    for (task, code, at) in &codes.waits {
        if !codes.seen.contains_key(&("task", code.clone())) {
            r.faults.add(at, "plan-fault-unknown-after", &[("task", task), ("code", code)]);
        }
    }
    for (text_type, at) in &codes.makes {
        if !codes.seen.contains_key(&("approval", text_type.clone())) {
            r.faults.add(at, "plan-fault-unknown-text-type", &[("text", text_type)]);
        }
    }
    for (name, at) in &codes.fills {
        if !codes.seen.contains_key(&("placeholder", name.clone())) {
            r.faults.add(at, "plan-fault-unknown-placeholder", &[("name", name)]);
        }
    }
    for path in cycles(&plan.tasks) {
        let first = path.first().cloned().unwrap_or_default();
        let at = codes.waits.iter().find(|(task, ..)| *task == first).map_or(0..0, |(.., at)| at.clone());
        r.faults.add(&at, "plan-fault-cycle", &[("path", &path.join(" → "))]);
    }
}

/// Circles of tasks that wait for each other, each once, from its first task in the file back to it.
fn cycles(tasks: &[Task]) -> Vec<Vec<String>> {
    let after: BTreeMap<&str, &[String]> = tasks.iter().map(|t| (t.code.as_str(), t.after.as_slice())).collect();
    let mut done = BTreeSet::new();
    let mut found = Vec::new();
    for task in tasks {
        // A walk with its own stack, since the depth is the file's to choose: (task, how many of its `after` are walked).
        let mut path: Vec<(&str, usize)> = vec![(task.code.as_str(), 0)];
        while let Some((code, next)) = path.last_mut() {
            let waits = if done.contains(code) { None } else { after.get(*code).and_then(|a| a.get(*next)) };
            *next += 1;
            match waits {
                Some(code) => match path.iter().position(|(on, _)| on == code) {
                    Some(start) => {
                        let circle = path[start..].iter().map(|(on, _)| (*on).to_owned());
                        found.push(circle.chain([code.clone()]).collect());
                    }
                    None => path.push((code, 0)),
                },
                None => {
                    done.insert(*code);
                    path.pop();
                }
            }
        }
    }
    found
}
