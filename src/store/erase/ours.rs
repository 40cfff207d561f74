//! Short words of our own that name whoever is erased: titles, reasons, facts, notes, tasks. Owns which of them lose the name:
//! the same in the events and in the tables that are folded from them. What was said in public stays, and so does a first
//! name alone, which may be a colleague's.

use super::super::columns::json;
use super::super::error::StoreError;
use super::super::load;
use super::{Hand, Own, rewrite};
use crate::domain::event::Blanked;
use crate::domain::fact::FactState;
use crate::domain::ids::MentionId;
use crate::domain::item::Outcome;
use crate::domain::matter::{Objection, Ruling};
use crate::domain::private::ordinary::ordinary;
use crate::domain::private::parts::{joined, single};
use crate::domain::private::{Allow, DOTS, Known, instead, places};
use crate::domain::text::fold;
use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashSet;

/// Events whose words are ours and no public text. Of reports and entries the lines that tell went before.
const EVENTS: &str = "SELECT seq, decision, payload FROM event WHERE payload IS NOT NULL AND kind IN (
    'incident_declared', 'incident_detected', 'incident_merged', 'severity_changed', 'status_changed', 'mentions_disposed',
    'mentions_snoozed', 'mentions_woke', 'mentions_claimed', 'mentions_regrouped', 'mentions_placed', 'mention_reopened',
    'owed_settled', 'reading_corrected', 'undone', 'item_added', 'item_settled', 'action_planned', 'action_stepped',
    'theme_handed', 'matter_opened', 'matter_objected', 'matter_decided', 'fact_added', 'fact_changed', 'tasks_added',
    'task_changed', 'task_moved', 'affected_added', 'affected_changed', 'response_opened', 'entry_added', 'entry_corrected')
    ORDER BY seq";
/// What such words are called in them.
const KEYS: [&str; 12] =
    ["title", "reason", "note", "how", "verify", "question", "text", "phrase", "what", "basis", "en", "es"];
/// Where tables keep them.
const TABLES: [(&str, &str); 11] = [
    ("incident", "title"),
    ("task", "en"),
    ("task", "es"),
    ("task", "note"),
    ("response", "title"),
    ("item", "text"),
    ("clue", "phrase"),
    ("matter", "question"),
    ("affected", "note"),
    ("mention_state", "reason"),
    ("correction", "text"),
];
/// Fewest letters of a name that is looked for, and fewest digits.
const LEAST: [usize; 2] = [3, 5];

/// Whether a name of one word tells a person where it stands alone, and not what anybody may write.
pub(super) fn alone(name: &str) -> bool {
    const SHORTEST: usize = 4;
    let bare = name.trim_start_matches(['@', '＠']);
    let long = bare.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST;
    bare.split_whitespace().count() > 1 || (long && !ordinary(bare))
}

/// By what an author is named: their names, and with `parts` what of those names nobody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// What is taken out.
    Whole,
    /// What is told of besides: their first name too.
    Any,
}

pub(super) fn known(names: &[String]) -> Known {
    Known::of(names.iter().map(|name| (name, DOTS.to_owned())), LEAST)
}

/// Most mentions by others that are looked for by one name.
const MAX_NAMING: i64 = 1_000;

/// Tells each mention that may hold one of these names, with its words.
pub(super) fn each_naming(
    conn: &Connection,
    names: &[String],
    mut tell: impl FnMut(MentionId, &str),
) -> Result<(), StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT m.id, m.text FROM mention_fts f JOIN mention m ON m.id = f.rowid
         WHERE mention_fts MATCH ?1 ORDER BY f.rowid LIMIT ?2",
    )?;
    for name in names.iter().filter(|name| name.chars().any(char::is_alphanumeric)) {
        let mut rows = query.query(params![format!("text : \"{}\"", name.replace('"', " ")), MAX_NAMING])?;
        while let Some(row) = rows.next()? {
            tell(MentionId(row.get(0)?), row.get_ref(1)?.as_str().unwrap_or_default());
        }
    }
    Ok(())
}

/// Keeps where others name the author, which stays as they wrote it.
pub(super) fn remember(conn: &Connection, names: &[String]) -> Result<(), StoreError> {
    let known = known(names);
    let mut found: Vec<(i64, i64, i64)> = Vec::new();
    each_naming(conn, names, |id, text| {
        let chars = |text: &str| text.chars().count() as i64;
        found.extend(places(text, &known).into_iter().map(|p| (id.0, chars(&text[..p.start]), chars(&text[p]))));
    })?;
    let mut put = conn.prepare_cached("INSERT OR REPLACE INTO named (mention, at, n) VALUES (?1, ?2, ?3)")?;
    for (mention, at, n) in found {
        put.execute(params![mention, at, n])?;
    }
    Ok(())
}

/// What is called like an author by chance: the room's own words, and our people.
pub(super) struct Stays {
    keywords: Allow,
    ours: HashSet<String>,
}

impl Stays {
    pub(super) fn of(conn: &Connection) -> Result<Stays, StoreError> {
        let keywords = Allow::new(load::settings(conn)?.keywords.iter().map(|word| word.as_str()));
        Ok(Stays { keywords, ours: ours(conn)? })
    }

    fn stays(&self, name: &str) -> bool {
        self.keywords.permits(name) || self.ours.contains(&fold(name))
    }
}

/// What names the author of a mention.
pub(super) fn listed(own: &Own, which: Which, ours: &Stays) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in own.names().filter(|name| alone(name) && !ours.stays(name)) {
        let first = name.split_whitespace().next().unwrap_or_default();
        let parts = single(name).into_iter().filter(|part| which == Which::Any || !first.contains(part));
        let parts = parts.map(str::to_owned).filter(|part| !ordinary(part)).chain(joined(name));
        names.extend(parts.filter(|part| !ours.stays(part)));
        names.push(name.to_owned());
    }
    names
}

/// Our own people's names and every word of them, folded: what they are called stays.
fn ours(conn: &Connection) -> rusqlite::Result<HashSet<String>> {
    let mut query = conn.prepare_cached(
        "SELECT DISTINCT actor FROM event WHERE behind <> '' UNION SELECT lead FROM incident WHERE lead IS NOT NULL
         UNION SELECT owner FROM item WHERE owner IS NOT NULL UNION SELECT owner FROM task WHERE owner IS NOT NULL",
    )?;
    let mut ours = HashSet::new();
    for name in query.query_map([], |r| r.get::<_, String>(0))? {
        let name = fold(&name?);
        ours.extend(name.split_whitespace().map(str::to_owned));
        ours.insert(name);
    }
    Ok(ours)
}

/// Takes the names out of the events and of the tables.
pub(super) fn veil(hand: &Hand<'_>, known: &Known) -> Result<Vec<Blanked>, StoreError> {
    let blanked = rewrite(hand, EVENTS, [], |event| Ok(walk(event, known)))?;
    if !hand.writes() {
        return Ok(blanked);
    }
    for (table, column) in TABLES {
        again(hand.conn, table, column, |text| without(text, known))?;
    }
    again(hand.conn, "fact", "state", |text| typed::<FactState>(text, known))?;
    again(hand.conn, "item", "outcome", |text| typed::<Outcome>(text, known))?;
    again(hand.conn, "matter", "objections", |text| typed::<Vec<Objection>>(text, known))?;
    again(hand.conn, "matter", "ruling", |text| typed::<Ruling>(text, known))?;
    Ok(blanked)
}

/// A text with dots for the names in it; nothing where there are none.
pub(super) fn without(text: &str, known: &Known) -> Option<String> {
    match instead(text, known) {
        Cow::Owned(veiled) => Some(veiled),
        Cow::Borrowed(_) => None,
    }
}

/// Writes what `other` makes of the values of a column.
fn again(conn: &Connection, table: &str, column: &str, other: impl Fn(&str) -> Option<String>) -> rusqlite::Result<()> {
    let mut rows = conn.prepare(&format!("SELECT rowid, {column} FROM {table} WHERE {column} <> ''"))?;
    let mut write = conn.prepare(&format!("UPDATE {table} SET {column} = ?2 WHERE rowid = ?1"))?;
    let mut found: Vec<(i64, String)> = Vec::new();
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        found.extend(other(row.get_ref(1)?.as_str().unwrap_or_default()).map(|other| (row.get_unwrap(0), other)));
    }
    for (row, text) in found {
        write.execute(params![row, text])?;
    }
    Ok(())
}

/// A value as its type writes it, with its words veiled.
fn typed<T: Serialize + DeserializeOwned>(text: &str, known: &Known) -> Option<String> {
    let value: T = serde_json::from_str(text).ok()?;
    let mut value = serde_json::to_value(value).ok()?;
    if !walk(&mut value, known) {
        return None;
    }
    serde_json::from_value::<T>(value).ok().map(|value| json(&value))
}

/// Veils the words of an event or of a value; says whether there was anything.
fn walk(value: &mut Value, known: &Known) -> bool {
    match value {
        Value::Object(fields) => fields.iter_mut().fold(false, |told, (key, value)| {
            let words = value.as_str().filter(|_| KEYS.contains(&key.as_str()));
            match words.and_then(|text| without(text, known)) {
                Some(veiled) => {
                    *value = veiled.into();
                    true
                }
                None => walk(value, known) || told,
            }
        }),
        Value::Array(all) => all.iter_mut().fold(false, |told, value| walk(value, known) | told),
        _ => false,
    }
}
