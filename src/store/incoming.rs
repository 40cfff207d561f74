//! A mention on its way into the tables: everything about it that needs no table. Owns what is cut and what is kept as
//! JSON; must not know which mentions are there already.

use super::chain::Hash;
use super::columns::json;
use super::ident::{self, Ident};
use super::ingest::{Arrival, Salt, leaf};
use crate::domain::ids::MentionId;
use crate::domain::mention::{Notes, RawMention, Reading, Tone};
use crate::domain::text::Clean;
use crate::domain::time::{MINUTE, Stamp};
use crate::triage::clusters::Tie;
use crate::triage::{retoned, score};

/// A time further ahead than this is not a clock that is a little fast.
const AHEAD: i64 = 2 * MINUTE;
/// How a posted time is noted that lies before the first moment that the room knows.
pub(super) const BEFORE: i64 = 3;
/// Followers from which an author is a public figure.
pub(super) const PUBLIC: u64 = 100_000;
/// Longest name, handle or identity, and longest link, in characters.
const MAX_NAME: usize = 300;
const MAX_LINK: usize = 2_000;
/// Most raw bytes and most JSON of unknown keys that are kept of one mention.
const MAX_RAW: usize = 64 * 1024;
/// 9999-12-31: what lies beyond is no time.
const LAST_MS: i64 = 253_402_300_799_999;

/// A mention on its way into the tables.
pub(super) struct Incoming {
    pub(super) id: MentionId,
    pub(super) arrival: i64,
    pub(super) ident: Ident,
    pub(super) salt: Salt,
    /// Who it is and what it says, for the chain.
    pub(super) leaf: Hash,
    pub(super) parent: Option<Ident>,
    pub(super) reply_to: Option<String>,
    pub(super) posted: Stamp,
    pub(super) time_note: i64,
    pub(super) platform: String,
    pub(super) pid: Option<String>,
    pub(super) author: String,
    pub(super) handle: String,
    pub(super) url: Option<String>,
    pub(super) more: Option<String>,
    pub(super) raw_bytes: Option<Vec<u8>>,
    /// What triage noted besides, as JSON; `None` when nothing.
    pub(super) notes: Option<String>,
    /// Why it ranks where it does, as JSON.
    pub(super) parts: String,
    /// The group of those that say the same, by its first, and what ties it to it.
    pub(super) cluster: Option<MentionId>,
    pub(super) tie: Option<Tie>,
    /// The first mention of its claim.
    pub(super) narrative: Option<MentionId>,
    pub(super) arrival_of: Arrival,
}

/// One line of it, no longer than `max` characters.
fn short(text: Option<&str>, max: usize) -> Option<String> {
    let clean = Clean::line(text?);
    let text = clean.as_str();
    let end = text.char_indices().nth(max).map_or(text.len(), |(at, _)| at);
    (end > 0).then(|| text[..end].to_owned())
}

impl Incoming {
    /// Its source said how far it has travelled.
    pub(super) fn tells_counts(&self) -> bool {
        let raw = &self.arrival_of.raw;
        raw.likes.or(raw.reposts).or(raw.replies).is_some()
    }

    /// Its source said what may have changed since it came first.
    pub(super) fn tells_more(&self) -> bool {
        self.tells_counts() || self.arrival_of.raw.followers.is_some()
    }

    /// Reads it as a person said that the same words sound; `of` is whose these were.
    pub(super) fn heed(&mut self, of: MentionId, tone: Option<Tone>, language: Option<String>) {
        let reading = &mut self.arrival_of.reading;
        let mut notes = noted(reading);
        if let Some(tone) = tone.filter(|tone| *tone != reading.tone) {
            (reading.tone, reading.strength, reading.confidence) = (tone, 0, 0);
            reading.parts = retoned(std::mem::take(&mut reading.parts), Some(tone));
            reading.score = score(&reading.parts);
            notes.words.clear();
        }
        reading.language = language.or_else(|| reading.language.take());
        (notes.heeds, self.parts) = (Some(of), json(&reading.parts));
        self.notes = Some(json(&notes));
    }

    /// What can be said of it by itself; `arrived` stands in for a time that is missing.
    pub(super) fn of(arrival: Arrival, arrived: Stamp, salt: Salt) -> Incoming {
        let raw = &arrival.raw;
        let platform = short(raw.platform.as_deref(), MAX_NAME).unwrap_or_default().to_lowercase();
        let handle = short(raw.handle.as_deref().map(|h| h.trim().trim_start_matches('@')), MAX_NAME);
        let handle = handle.unwrap_or_default();
        let (posted, time_note) = match raw.ts.map(|ts| Stamp(ts.0.clamp(0, LAST_MS))) {
            None => (arrived, 1),
            Some(ts) if ts > arrived.plus(AHEAD) => (ts, 2),
            Some(ts) if raw.ts.is_some_and(|given| given < ts) => (ts, BEFORE),
            Some(ts) => (ts, 0),
        };
        let reply_to = short(raw.reply_to.as_deref(), MAX_NAME);
        let raw_bytes = arrival.cut.as_ref().map(|_| {
            let bytes = raw.raw.as_deref().unwrap_or(raw.text.as_bytes());
            bytes[..bytes.len().min(MAX_RAW)].to_vec()
        });
        let ident = ident::of(raw, &platform, &handle, arrived);
        let author = short(raw.author.as_deref(), MAX_NAME).unwrap_or_default();
        let url = short(raw.url.as_deref(), MAX_LINK);
        let words = [&platform, &author, &handle, arrival.text.as_str(), url.as_deref().unwrap_or_default()];
        Incoming {
            id: MentionId(0),
            arrival: 0,
            leaf: leaf(&salt, &ident, posted.0, words),
            salt,
            ident,
            parent: reply_to.as_deref().map(|id| ident::of_platform(&platform, id)),
            posted,
            time_note,
            pid: short(raw.id.as_deref(), MAX_NAME),
            author,
            url,
            more: more(raw),
            raw_bytes,
            parts: json(&arrival.reading.parts),
            notes: notes(&arrival.reading),
            cluster: None,
            tie: None,
            narrative: None,
            reply_to,
            platform,
            handle,
            arrival_of: arrival,
        }
    }
}

/// The words that tipped the tone, and the flags.
fn noted(reading: &Reading) -> Notes {
    Notes { words: reading.words.clone(), flags: reading.flags.clone(), heeds: None }
}

/// The same as JSON; `None` when there is nothing.
fn notes(reading: &Reading) -> Option<String> {
    let notes = noted(reading);
    (notes != Notes::default()).then(|| json(&notes))
}

/// What has no column of its own, as JSON; `None` when there is nothing.
fn more(raw: &RawMention) -> Option<String> {
    let mut more = serde_json::Map::new();
    for (key, value) in
        [("lang", &raw.lang), ("reply_to", &raw.reply_to), ("quote_of", &raw.quote_of), ("repost_of", &raw.repost_of)]
    {
        if let Some(value) = short(value.as_deref(), MAX_NAME) {
            more.insert(key.into(), value.into());
        }
    }
    // a time that the room has no place for stays as it was given
    if let Some(ts) = raw.ts.filter(|ts| ts.0 < 0) {
        more.insert("ts".into(), serde_json::to_value(ts).unwrap_or_default());
    }
    if let Some(verified) = raw.verified {
        more.insert("verified".into(), verified.into());
    }
    if !raw.media.is_empty() {
        more.insert("media".into(), serde_json::to_value(&raw.media).unwrap_or_default());
    }
    if !raw.extra.is_empty() {
        more.insert("extra".into(), serde_json::Value::Object(raw.extra.clone()));
    }
    if more.is_empty() {
        return None;
    }
    let text = json(&more);
    // Beyond the bound the unknown keys are what can be missed.
    if text.len() <= MAX_RAW {
        return Some(text);
    }
    more.remove("extra");
    Some(json(&more)).filter(|t| t.len() <= MAX_RAW)
}
