//! A mention: what somebody said about us, and what was decided about it.

use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};

/// What sort of mention it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// A post of its own.
    #[default]
    Post,
    /// An answer to another post.
    Reply,
    /// A post that shows another one.
    Quote,
    /// Another's post passed on unchanged.
    Repost,
    /// A review of a place, product or app.
    Review,
    /// A message, public or direct.
    Message,
}

/// A picture, film or file that a mention carries, by link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Media {
    /// `image`, `video`, `audio` or what the source calls it.
    pub kind: String,
    /// Where it is.
    pub link: String,
}

/// A mention as a source gives it: nothing cleaned, nothing decided.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawMention {
    /// The platform's own identity of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When it was posted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ts: Option<Stamp>,
    /// What sort it is.
    pub kind: MentionKind,
    /// Lower-case name: `x`, `bluesky`, `mastodon`, `instagram`, `facebook`, `web` ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// The author's displayed name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The author's handle, with or without `@`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// What it says, as it came.
    pub text: String,
    /// Its permalink.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The post's own hint of its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// How many follow the author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followers: Option<u64>,
    /// Whether the platform vouches for the author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// The platform id that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// The platform id that it quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_of: Option<String>,
    /// The platform id that it passes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repost_of: Option<String>,
    /// Pictures, films, files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Media>,
    /// A direct message: nobody else can read it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// How many it may have reached, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<u64>,
    /// Likes when it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub likes: Option<u64>,
    /// Reposts when it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reposts: Option<u64>,
    /// Answers when it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replies: Option<u64>,
    /// Keys that the room does not know, kept as they came.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// The bytes as they came, when they were not valid UTF-8; never in JSON.
    #[serde(skip)]
    pub raw: Option<Vec<u8>>,
    /// `file hash:row`, the last resort of identity; set by the importer.
    #[serde(skip)]
    pub origin: Option<String>,
}

/// How a text sounds, roughly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Speaks ill.
    Negative,
    /// Neither.
    Neutral,
    /// Speaks well.
    Positive,
    /// The words do not tell.
    #[default]
    Unknown,
}

/// How soon a mention wants a person (practice: P1 15 min, P2 60 min, P3 4 h, P4 24 h, from arrival).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub enum Band {
    /// 70 and over.
    P1,
    /// 50 to 69.
    P2,
    /// 30 to 49.
    P3,
    /// Under 30.
    P4,
}

/// One part of a mention's priority, with the words that earned it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Key of its sentence in `words`: `why-affected-person` ...
    pub key: String,
    /// Points, negative when it takes away.
    pub points: i16,
    /// The words or figures that earned it, bounded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Clean>,
}

/// What triage says of a text when it arrives; kept with the model's version, corrected by people with events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Version of the rules that read it.
    pub model: u16,
    /// Two-letter language, when told.
    pub language: Option<String>,
    /// How it sounds.
    pub tone: Tone,
    /// -100 to 100.
    pub strength: i8,
    /// 0 to 100, the sum of the parts kept in bounds.
    pub score: u8,
    /// Why: the parts of the score.
    pub parts: Vec<Part>,
    /// Abusive text, folded on screen until opened.
    pub abusive: bool,
    /// Equal for texts that say exactly the same after normalising; 0 when too short to compare.
    pub same: u64,
}

impl Band {
    /// The band of a score (practice.md 3.3).
    pub const fn of(score: u8) -> Band {
        match score {
            70.. => Band::P1,
            50..=69 => Band::P2,
            30..=49 => Band::P3,
            _ => Band::P4,
        }
    }
}
