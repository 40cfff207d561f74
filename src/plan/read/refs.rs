//! What one part of a plan says of another: codes given twice, roles, tasks, lines and placeholders that are not there,
//! and tasks that wait for each other in a circle. Knows where each part stands.

use super::near::nearest;
use super::reader::{Reader, Section, Spot};
use crate::plan::texts::{Part, parts};
use crate::plan::{Plan, Task};
use std::collections::{BTreeMap, BTreeSet};

/// What a code is the code of.
pub(in crate::plan) type Sort = &'static str;

/// Where everything stands that has a code: its own place, and those of its keys by their path (`text.es`).
#[derive(Default)]
pub(in crate::plan) struct Places(BTreeMap<(Sort, String), (Spot, BTreeMap<String, Spot>)>);

impl Places {
    /// Where a key of something stands, else the thing itself, else the beginning of the file.
    pub(in crate::plan) fn of(&self, sort: Sort, code: &str, key: &str) -> Spot {
        let Some((at, keys)) = self.0.get(&(sort, code.to_owned())) else { return 0..0 };
        keys.get(key).unwrap_or(at).clone()
    }
}

/// A code that is named somewhere and must be there.
struct Use {
    sort: Sort,
    code: String,
    at: Spot,
}

/// Codes and references as they were read, each with its place.
#[derive(Default)]
pub(super) struct Codes {
    pub(super) places: Places,
    uses: Vec<Use>,
    waits: Vec<(String, String, Spot)>,
}

impl Codes {
    /// Remembers a code and where its section's keys stand; the second of its kind is a fault.
    pub(super) fn once(&mut self, r: &mut Reader, section: &Section, sort: Sort, code: &str, at: &Spot) {
        let known = (sort, code.to_owned());
        match self.places.0.get(&known) {
            Some((first, _)) => {
                let line = r.faults.place(first.start).0.to_string();
                r.faults.add(at, "plan-fault-duplicate-of", &[("code", code), ("line", &line)]);
            }
            None => {
                self.places.0.insert(known, (at.clone(), section.places()));
            }
        }
    }

    /// Remembers that something with this code must be there.
    pub(super) fn uses(&mut self, sort: Sort, code: &str, at: &Spot) {
        self.uses.push(Use { sort, code: code.to_owned(), at: at.clone() });
    }

    /// Remembers what a task waits for.
    pub(super) fn waits(&mut self, task: &str, after: &[(String, Spot)]) {
        self.waits.extend(after.iter().map(|(code, at)| (task.to_owned(), code.clone(), at.clone())));
    }

    /// Remembers the placeholders of a text, `{ en = ..., es = ... }`, of a section.
    pub(super) fn fills(&mut self, r: &mut Reader, section: &Section, key: &str) {
        for language in ["en", "es"] {
            let Some((texts, _)) = section.get(key) else { return };
            let text = texts.as_table().and_then(|t| t.get(language)).map(|v| (v.get_ref(), v.span()));
            let Some((Some(text), at)) = text.map(|(value, at)| (value.as_str(), at)) else { continue };
            for part in parts(text) {
                match part {
                    Part::Name(name) => self.uses("placeholder", name, &at),
                    Part::Words(words) if words.contains(['{', '}']) => r.faults.add(&at, "plan-fault-open-brace", &[]),
                    Part::Words(_) => {}
                }
            }
        }
    }
}

/// Looks up every reference once all is read.
pub(super) fn check(r: &mut Reader, plan: &Plan, codes: &mut Codes) {
    for (role, at) in std::mem::take(&mut r.role_uses) {
        codes.uses("role", role.as_str(), &at);
    }
    for Use { sort, code, at } in &codes.uses {
        if !codes.places.0.contains_key(&(*sort, code.clone())) {
            let same = codes.places.0.keys().filter(|(s, _)| s == sort).map(|(_, code)| code.as_str());
            let near = if r.faults.is_full() { None } else { nearest(code, same) }.unwrap_or("none");
            r.faults.add(at, unknown(sort), &[("name", code), ("near", near)]);
        }
    }
    for (task, code, at) in &codes.waits {
        if !codes.places.0.contains_key(&("task", code.clone())) {
            r.faults.add(at, "plan-fault-unknown-after", &[("task", task), ("code", code)]);
        }
    }
    for path in cycles(&plan.tasks) {
        let first = path.first().cloned().unwrap_or_default();
        let at = codes.waits.iter().find(|(task, ..)| *task == first).map_or(0..0, |(.., at)| at.clone());
        r.faults.add(&at, "plan-fault-cycle", &[("path", &path.join(" → "))]);
    }
}

const fn unknown(sort: Sort) -> &'static str {
    match sort.as_bytes() {
        b"role" => "plan-fault-unknown-role",
        b"approval" => "plan-fault-unknown-text-type",
        b"line" => "plan-fault-unknown-line",
        b"platform" => "plan-fault-unknown-platform",
        _ => "plan-fault-unknown-placeholder",
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
