//! What differs between two plans, so that changing the plan in the middle of an incident shows what was changed. Knows
//! how plans are written, not what their sections mean.

use super::Plan;
use crate::domain::text::Clean;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Most differences that are told; the last of a full list says that there are more.
pub const MAX_CHANGES: usize = 500;

/// Longest value that is shown, in characters.
const MAX_SHOWN: usize = 400;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The section of the file: `role`, `approval`, `template` ...; empty for "and more".
    pub section: Clean,
    /// Which of its tables: its code or name; empty where there is one alone.
    pub item: Clean,
    /// What of it: `holder`, `SEV1`, `text.es`; empty when the whole table came or went, `order` when it moved.
    pub field: Clean,
    /// What it was; nothing when it was not there.
    pub before: Option<Clean>,
    /// What it is; nothing when it is not there any more.
    pub after: Option<Clean>,
}

/// Every difference from one plan to the next, section by section in the order of the file; nothing when both say the same. How people are
/// reached is not compared.
pub fn diff(before: &Plan, after: &Plan) -> Vec<Change> {
    let tree = |plan: &Plan| match serde_json::to_value(plan) {
        Ok(Value::Object(sections)) => sections,
        _ => Map::new(),
    };
    let (before, after) = (tree(before), tree(after));
    let mut found = Vec::new();
    for section in super::read::SECTIONS {
        let (was, is) = (before.get(section), after.get(section));
        match (was, is) {
            (Some(Value::Object(_)), _) | (_, Some(Value::Object(_))) => fields(section, "", "", was, is, &mut found),
            _ if was == is => {}
            _ => tables(section, items(was), items(is), &mut found),
        }
    }
    if found.len() > MAX_CHANGES {
        found.truncate(MAX_CHANGES - 1);
        let empty = Clean::default;
        found.push(Change { section: empty(), item: empty(), field: empty(), before: None, after: None });
    }
    found
}

fn items(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Tables of a section, each known by its code.
fn tables(section: &str, was: &[Value], is: &[Value], found: &mut Vec<Change>) {
    let (old, new) = (names(was), names(is));
    let place = |names: &[String]| -> HashMap<String, usize> {
        names.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect()
    };
    let (old_at, new_at) = (place(&old), place(&new));
    for (item, table) in old.iter().zip(was) {
        match new_at.get(item) {
            Some(now) => fields(section, item, "", Some(table), Some(&is[*now]), found),
            None => found.push(change(section, item, "", Some(table), None)),
        }
    }
    let came = new.iter().zip(is).filter(|(item, _)| !old_at.contains_key(*item));
    found.extend(came.map(|(item, table)| change(section, item, "", None, Some(table))));
    let first: Vec<&str> = old.iter().filter(|n| new_at.contains_key(*n)).map(String::as_str).collect();
    let then: Vec<&str> = new.iter().filter(|n| old_at.contains_key(*n)).map(String::as_str).collect();
    if first != then {
        let list = |names: &[&str]| Value::String(names.join(", "));
        found.push(change(section, "", "order", Some(&list(&first)), Some(&list(&then))));
    }
}

/// What each table of a list is known by; a second one of the same name is numbered.
fn names(tables: &[Value]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut numbered = |table: &Value| {
        let name = name(table);
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        if *times == 1 { name } else { format!("{name} ({times})") }
    };
    tables.iter().map(&mut numbered).collect()
}

/// The code or name of a table.
fn name(table: &Value) -> String {
    let keys = ["code", "name", "text", "level", "band", "type", "phrase"];
    keys.iter().find_map(|key| table.get(key)?.as_str()).unwrap_or_default().to_owned()
}

/// The fields that differ, those of tables inside by their path.
fn fields(section: &str, item: &str, path: &str, was: Option<&Value>, is: Option<&Value>, found: &mut Vec<Change>) {
    if was == is {
        return;
    }
    let empty = Map::new();
    let (Some(old), Some(new)) = (object(was, &empty), object(is, &empty)) else {
        let coded = |v: Option<&Value>| items(v).iter().any(|t| t.is_object() && !name(t).is_empty());
        if coded(was) || coded(is) {
            return tables(path, items(was), items(is), found);
        }
        found.push(change(section, item, path, was, is));
        return;
    };
    let keys = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
    for key in keys {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        fields(section, item, &path, old.get(key), new.get(key), found);
    }
}

/// A table, or an empty one for nothing; none for any other value.
fn object<'v>(value: Option<&'v Value>, empty: &'v Map<String, Value>) -> Option<&'v Map<String, Value>> {
    match value {
        Some(Value::Object(map)) => Some(map),
        _ => value.is_none().then_some(empty),
    }
}

fn change(section: &str, item: &str, field: &str, before: Option<&Value>, after: Option<&Value>) -> Change {
    let shown = |value: Option<&Value>| value.map(|v| short(&said(v)));
    Change {
        section: short(section),
        item: short(item),
        field: short(field),
        before: shown(before),
        after: shown(after),
    }
}

fn short(text: &str) -> Clean {
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(MAX_SHOWN).collect();
    Clean::new(&if chars.next().is_some() { start + "…" } else { start })
}

/// A value as a person reads it: a list by its items, a table by its title or its fields.
fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(said).collect::<Vec<_>>().join(", "),
        Value::Object(map) => match map.get("title").or_else(|| map.get("text")).filter(|v| v.is_object()) {
            Some(title) => said(title),
            None => map.values().map(said).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · "),
        },
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
