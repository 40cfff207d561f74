//! What comes in: bytes from files, pipes and growing logs become [`RawMention`]s, one bad line never spoils the rest.
//!
//! Owns reading, decoding and naming of columns; must not know where a mention is kept, ranked or shown.
//!
//! ```text
//!  bytes ─► decode (UTF-8) ─► lines (bounded) ─┬─► jsonl ──────────────┬─► Item::Mention / Item::Bad
//!                                              └─► rows ─► table+presets ┘
//! ```

pub mod bring;
pub mod dates;
pub mod decode;
pub mod feed;
pub mod fields;
pub mod jsonl;
pub mod lines;
pub mod link;
mod list;
pub mod live;
pub mod matcher;
pub mod open;
pub mod paste;
pub mod presets;
pub mod rejects;
mod rows;
pub mod table;
pub mod tail;
pub mod tally;
pub mod values;

use crate::domain::mention::{MentionKind, RawMention};
use crate::domain::text::Clean;

/// Longest line or table row that is read; a longer one is refused as bad and the rest goes on.
pub const LINE_MAX: usize = 1 << 20;

/// How much of a refused line is kept for the rejects file.
pub const BAD_RAW_MAX: usize = 64 << 10;

/// One line or row of a source, read.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// It says something.
    Mention(Box<RawMention>),
    /// It could not be read; why, and its bytes.
    Bad(BadLine),
}

/// A line that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Its number, from 1.
    pub line: u64,
    /// Why.
    pub reason: Reason,
    /// Its bytes (as UTF-8 when the file was UTF-16), at most [`BAD_RAW_MAX`].
    pub raw: Vec<u8>,
}

impl BadLine {
    /// A refused line, its bytes cut to what is kept.
    pub fn new(line: u64, reason: Reason, raw: &[u8]) -> Self {
        BadLine { line, reason, raw: raw[..raw.len().min(BAD_RAW_MAX)].to_vec() }
    }
}

/// Why a line was refused; [`Reason::key`] and [`Reason::args`] make its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Not JSON.
    NotJson {
        /// It ends too early, rather than going wrong before its end.
        ends: bool,
        /// Column of the line, from 1.
        column: usize,
    },
    /// Lists in lists in lists, more than 128 levels.
    TooDeep,
    /// JSON, but not an object.
    NotObject,
    /// Nothing is said in it.
    NoText,
    /// Longer than [`LINE_MAX`].
    TooLong,
    /// A date that no rule reads.
    BadDate {
        /// What stands there.
        value: String,
    },
    /// A known key with a value of another type.
    WrongType {
        /// The key.
        key: &'static str,
    },
    /// More cells than columns, or fewer than a row can do with: a delimiter or a quote too many, or a row cut off.
    Columns {
        /// Cells in the row.
        found: usize,
        /// Columns in the header.
        expected: usize,
    },
    /// A quotation mark that opens and never closes where it should.
    OpenQuote,
}

impl Reason {
    /// Key of its sentence in `words`.
    pub fn key(&self) -> &'static str {
        match self {
            Reason::NotJson { ends: false, .. } => "source-bad-json",
            Reason::NotJson { ends: true, .. } => "source-bad-json-end",
            Reason::TooDeep => "source-bad-deep",
            Reason::NotObject => "source-bad-object",
            Reason::NoText => "source-bad-no-text",
            Reason::TooLong => "source-bad-long",
            Reason::BadDate { .. } => "source-bad-date",
            Reason::WrongType { .. } => "source-bad-type",
            Reason::Columns { found, expected } if found < expected => "source-bad-few",
            Reason::Columns { .. } => "source-bad-columns",
            Reason::OpenQuote => "source-bad-quote",
        }
    }

    /// What its sentence is filled with; already safe to show.
    pub fn args(&self) -> Vec<(&'static str, Clean)> {
        let shown = |v: &str| Clean::from(v.chars().take(80).collect::<String>().as_str());
        match self {
            Reason::NotJson { column, .. } => vec![("column", shown(&column.to_string()))],
            Reason::BadDate { value } => vec![("value", shown(value))],
            Reason::WrongType { key } => vec![("key", shown(key))],
            Reason::Columns { found, expected } => {
                vec![("found", shown(&found.to_string())), ("expected", shown(&expected.to_string()))]
            }
            Reason::TooDeep | Reason::NotObject | Reason::NoText | Reason::TooLong | Reason::OpenQuote => Vec::new(),
        }
    }
}

/// Puts a mention that a program names field by field into the form in which an import reads it: the same post by either way
/// is one mention, and answers the same one.
pub fn read_as_imported(m: &mut RawMention) {
    for named in [&mut m.reply_to, &mut m.quote_of, &mut m.repost_of] {
        *named = jsonl::target(named.take());
    }
    complete(m, m.kind != MentionKind::default());
}

/// Fills in what a mention's own parts tell: platform, handle and id from its link, kind from what it answers.
fn complete(m: &mut RawMention, kind_given: bool) {
    if let Some(word) = &m.platform {
        match link::platform(word) {
            Some(name) if name == word => {}
            Some(name) => m.platform = Some(name.to_owned()),
            None if word.chars().any(char::is_uppercase) => m.platform = Some(word.to_lowercase()),
            None => {}
        }
    }
    if (m.platform.is_none() || m.id.is_none() || m.handle.is_none())
        && let Some(guess) = m.url.as_deref().and_then(link::guess)
    {
        let same = m.platform.as_deref().is_none_or(|p| p == guess.platform);
        if same {
            m.platform = Some(guess.platform.to_owned());
            m.id = m.id.take().or(guess.id);
            if m.author.is_none() || m.handle.is_none() {
                m.handle = m.handle.take().or(guess.handle);
            }
        }
    }
    if !kind_given {
        m.kind = match () {
            () if m.repost_of.is_some() => MentionKind::Repost,
            () if m.quote_of.is_some() => MentionKind::Quote,
            () if m.reply_to.is_some() => MentionKind::Reply,
            () if m.private => MentionKind::Message,
            () => MentionKind::Post,
        };
    }
}
