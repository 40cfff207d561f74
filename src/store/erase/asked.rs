//! What somebody asks to have erased: which mentions are theirs, and which of our own words tell of them and stay. Reads
//! only, so that a person knows before what will be gone and what will not.

use super::super::author::IS_CALLED;
use super::super::error::StoreError;
use super::super::open::{self, Access, Options};
use super::own;
use crate::domain::ids::{EventSeq, MentionId};
use crate::domain::trace::{IN_A_TEXT, Trace};
use rusqlite::{Connection, params};
use std::path::Path;

/// Whose words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// These.
    Mentions(Vec<MentionId>),
    /// All that this author wrote, by handle or by displayed name, on this platform or on all.
    Author(String, Option<String>),
}

/// What would be erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Mentions whose words are still there, the oldest first.
    pub mentions: Vec<MentionId>,
    /// Mentions that were named and are not there, or were erased before.
    pub gone: Vec<MentionId>,
    /// Files of evidence that belong to them.
    pub files: u32,
    /// Events whose own words still name the author or repeat the text afterwards: what we said in public, and reasons. Of the
    /// first [`MAX_LOOKED`] mentions alone.
    pub told: Vec<EventSeq>,
}

/// Mentions for which our own words are looked through.
pub const MAX_LOOKED: usize = 20;
/// Most events that are named.
const MAX_TOLD: usize = 50;

/// Looks.
pub fn asked(path: &Path, options: Options, whose: &Whose) -> Result<Asked, StoreError> {
    let room = open::connect(path, Access::ReadOnly, options)?;
    let mut asked = Asked::default();
    let mut there = room.prepare("SELECT 1 FROM mention WHERE id = ?1 AND length(salt) > 0")?;
    let named = match whose {
        Whose::Mentions(ids) => ids.clone(),
        Whose::Author(name, platform) => by(&room, name, platform.as_deref())?,
    };
    for id in named {
        let list = if there.exists([id.0])? { &mut asked.mentions } else { &mut asked.gone };
        // of an author each comes once
        if matches!(whose, Whose::Author(..)) || !list.contains(&id) {
            list.push(id);
        }
    }
    let mut files = room.prepare("SELECT count(*) FROM evidence WHERE kind = 'mention' AND target = ?1")?;
    let mut traces = Vec::new();
    for id in &asked.mentions {
        asked.files += files.query_row([id.0], |r| r.get::<_, u32>(0))?;
        if traces.len() < MAX_LOOKED {
            traces.extend(own(&room, *id)?.map(|own| own.in_notes()));
        }
    }
    asked.told = told(&room, &traces)?;
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

/// Events that tell of them in words that an erasure leaves.
fn told(room: &Connection, traces: &[Trace]) -> rusqlite::Result<Vec<EventSeq>> {
    let mut told = Vec::new();
    if traces.is_empty() {
        return Ok(told);
    }
    // the other kinds hold no words of ours, or an erasure takes them out
    let mut events = room.prepare(
        "SELECT seq, payload FROM event WHERE payload IS NOT NULL AND visibility <> 'quiet' AND kind NOT IN
           ('entry_added', 'entry_corrected', 'report_issued', 'response_opened', 'affected_added', 'affected_changed',
            'evidence_attached', 'mention_erased', 'fact_added', 'fact_changed') ORDER BY seq",
    )?;
    let mut rows = events.query([])?;
    while let Some(row) = rows.next()? {
        let payload = String::from_utf8_lossy(row.get_ref(1)?.as_bytes()?).into_owned();
        if traces.iter().any(|trace| trace.in_text(&payload, IN_A_TEXT)) {
            told.push(EventSeq(row.get(0)?));
            if told.len() == MAX_TOLD {
                break;
            }
        }
    }
    Ok(told)
}
