//! What somebody asks to have erased: which mentions are theirs, and which of our own words tell of them and stay. Reads
//! only, so that a person knows before what will be gone and what will not.

use super::super::author::IS_CALLED;
use super::super::error::{Denied, StoreError};
use super::super::journal;
use super::super::open::{self, Access, Options};
use super::ours::{self, Which};
use super::{Hand, Own, own, titles, unsent};
use crate::domain::ids::{EventSeq, MentionId};
use crate::domain::private::{Known, places};
use crate::domain::report::words as words_of;
use crate::domain::trace::{IN_A_TEXT, IN_A_TITLE, Trace};
pub use crate::rows::Asked;
use rusqlite::{Connection, params};
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::path::Path;

/// Whose words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// These.
    Mentions(Vec<MentionId>),
    /// All that this author wrote, by handle or by displayed name, on this platform or on all.
    Author(String, Option<String>),
}

/// Mentions for which our own words are looked through.
pub const MAX_LOOKED: usize = 20;
/// Most events that are named.
const MAX_TOLD: usize = 50;

/// Looks.
pub fn asked(path: &Path, options: Options, whose: &Whose) -> Result<Asked, StoreError> {
    asked_in(&open::connect(path, Access::ReadOnly, options)?, whose)
}

/// The same, in a room that is open.
pub(in crate::store) fn asked_in(room: &Connection, whose: &Whose) -> Result<Asked, StoreError> {
    let mut asked = Asked::default();
    let mut there = room.prepare("SELECT 1 FROM mention WHERE id = ?1 AND length(salt) > 0")?;
    let named = match whose {
        Whose::Mentions(ids) => ids.clone(),
        Whose::Author(name, platform) => by(room, name, platform.as_deref())?,
    };
    for id in named {
        let list = if there.exists([id.0])? { &mut asked.mentions } else { &mut asked.gone };
        // of an author each comes once
        if matches!(whose, Whose::Author(..)) || !list.contains(&id) {
            list.push(id);
        }
    }
    let mut files = room.prepare("SELECT count(*) FROM evidence WHERE kind = 'mention' AND target = ?1")?;
    for id in &asked.mentions {
        asked.files += files.query_row([id.0], |r| r.get::<_, u32>(0))?;
    }
    let (hand, ours) = (Hand::looking(room), ours::Stays::of(room)?);
    let (mut all, mut traces, mut others) = (Vec::new(), Vec::new(), BTreeSet::new());
    for id in asked.mentions.iter().take(MAX_LOOKED) {
        let Some(own) = own(room, *id)? else { continue };
        let told = Telling::of(&own, &ours);
        others.extend(by_others(room, &told)?);
        traces.push(told);
        all.push((*id, own));
    }
    let mut veiled: BTreeSet<EventSeq> = titles(&hand, &all)?.into_iter().map(|one| one.seq).collect();
    asked.unsent = journal::telling(room, &|text| unsent(text, all.iter().map(|(_, own)| own)).is_some())?;
    let lines = hand.lines();
    veiled.retain(|seq| !lines.contains(seq));
    asked.lines = lines.into_iter().collect();
    let own: HashSet<MentionId> = asked.mentions.iter().copied().collect();
    asked.others = others.into_iter().filter(|id| !own.contains(id)).take(MAX_TOLD).collect();
    asked.veiled = veiled.into_iter().collect();
    asked.told = told(&hand, &traces)?;
    Ok(asked)
}

/// What an author wrote.
fn by(room: &Connection, name: &str, platform: Option<&str>) -> rusqlite::Result<Vec<MentionId>> {
    let bare = name.trim().trim_start_matches('@');
    if bare.is_empty() {
        return Ok(Vec::new());
    }
    room.prepare(&format!(
        "SELECT id FROM mention m WHERE (ltrim(handle, '@') = ?1 COLLATE NOCASE OR author = ?1 COLLATE NOCASE OR {IS_CALLED})
           AND (?2 IS NULL OR platform = ?2) AND length(salt) > 0 ORDER BY id"
    ))?
    .query_map(params![bare, platform.map(str::to_lowercase)], |r| r.get(0).map(MentionId))?
    .collect()
}

/// Mentions whose words name the author.
fn by_others(room: &Connection, told: &Telling) -> Result<Vec<MentionId>, StoreError> {
    let mut found = Vec::new();
    ours::each_naming(room, &told.names, |id, text| {
        found.extend((!places(text, &told.whole).is_empty()).then_some(id));
    })?;
    Ok(found)
}

/// What tells of an author in words of our own that stay.
struct Telling {
    trace: Trace,
    names: Vec<String>,
    whole: Known,
    /// Parts of their name that may be words like any: only where they are written as a name is.
    parts: Known,
}

impl Telling {
    fn of(own: &Own, ours: &ours::Stays) -> Telling {
        let names = ours::listed(own, Which::Whole, ours);
        let mut parts = ours::listed(own, Which::Any, ours);
        parts.retain(|part| !names.contains(part));
        Telling { trace: own.in_notes(), whole: ours::known(&names), parts: ours::known(&parts), names }
    }

    fn is_in(&self, text: &str) -> bool {
        let capital = |at: Range<usize>| text[at].starts_with(char::is_uppercase);
        !places(text, &self.whole).is_empty()
            || places(text, &self.parts).into_iter().any(capital)
            || self.trace.names_in(text)
            // a word or two that they used as well repeat nothing
            || (words_of(text) >= IN_A_TITLE && self.trace.in_text(text, IN_A_TEXT))
    }
}

/// Events that tell of them in words that an erasure leaves.
fn told(hand: &Hand<'_>, traces: &[Telling]) -> rusqlite::Result<Vec<EventSeq>> {
    let mut told = Vec::new();
    if traces.is_empty() {
        return Ok(told);
    }
    let mut events = hand.conn.prepare(
        "SELECT seq, payload FROM event WHERE payload IS NOT NULL AND visibility <> 'quiet' AND kind NOT IN
           ('evidence_attached', 'mention_erased', 'plan_adopted') ORDER BY seq",
    )?;
    let mut rows = events.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let payload = hand.now(seq, row.get_ref(1)?.as_bytes()?.to_vec());
        let Ok(event) = serde_json::from_slice::<Value>(&payload) else { continue };
        if traces.iter().any(|told| said_in(&event, told)) {
            told.push(EventSeq(seq));
            if told.len() == MAX_TOLD {
                break;
            }
        }
    }
    Ok(told)
}

/// Who of us did or has something is no word of theirs.
const OUR_NAMES: [&str; 8] = ["by", "owner", "lead", "recorded_by", "confirmed_by", "seen_by", "from", "to"];

/// Whether any words of an event name the author or repeat what they said.
fn said_in(value: &Value, told: &Telling) -> bool {
    match value {
        Value::String(text) => told.is_in(text),
        Value::Array(all) => all.iter().any(|value| said_in(value, told)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(key, value)| !(value.is_string() && OUR_NAMES.contains(&key.as_str())))
            .any(|(_, value)| said_in(value, told)),
        _ => false,
    }
}

/// Whether these mentions can be erased on this ground, as who decides it asks.
pub fn on_ground(path: &Path, options: Options, mentions: &[MentionId], reason: &str) -> Result<(), Denied> {
    let room = open::connect(path, Access::ReadOnly, options)?;
    for id in mentions {
        if let Some(own) = own(&room, *id)? {
            own.on_ground(reason)?;
        }
    }
    Ok(())
}
