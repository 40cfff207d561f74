//! What triage says of a mention: its tone, its priority and why, what it is marked with. Owns the shapes alone; the rules
//! are triage's.

use super::ids::MentionId;
use super::text::Clean;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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

impl Tone {
    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["tone-negative", "tone-neutral", "tone-positive", "tone-unknown"][self as usize]
    }
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
    pub key: Cow<'static, str>,
    /// Points, negative when it takes away.
    pub points: i16,
    /// The words or figures that earned it, bounded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Clean>,
}

/// What triage marks a mention with, beside its score: what a rule, an alert or another program asks for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Threat to life or self-harm.
    #[serde(rename = "H1")]
    LifeThreat,
    /// Somebody else controls an official account.
    #[serde(rename = "H2")]
    Takeover,
    /// Personal data of others got out.
    #[serde(rename = "H3")]
    PersonalData,
    /// Our own content discriminates or mocks victims.
    #[serde(rename = "H4")]
    Discrimination,
    /// Misconduct of an employee or executive.
    #[serde(rename = "H5")]
    Misconduct,
    /// Recall or safety notice.
    #[serde(rename = "H6")]
    Recall,
    /// Regulator, police or court.
    #[serde(rename = "H7")]
    Authorities,
    /// Forged statement or deepfake.
    #[serde(rename = "H8")]
    Forgery,
    /// A minor beside harm, risk or another trigger.
    #[serde(rename = "H9")]
    Minor,
    /// Abusive text.
    Abusive,
    /// Somebody may have been harmed.
    AffectedPerson,
    /// Asks or doubts whether it is safe.
    RiskQuestion,
    /// Nobody else can read it.
    DirectMessage,
}

impl Flag {
    /// Its name in files and in other programs' hands, as serde writes it: `H1` ... `affected_person` ...
    pub const fn name(self) -> &'static str {
        match self {
            Flag::LifeThreat => "H1",
            Flag::Takeover => "H2",
            Flag::PersonalData => "H3",
            Flag::Discrimination => "H4",
            Flag::Misconduct => "H5",
            Flag::Recall => "H6",
            Flag::Authorities => "H7",
            Flag::Forgery => "H8",
            Flag::Minor => "H9",
            Flag::Abusive => "abusive",
            Flag::AffectedPerson => "affected_person",
            Flag::RiskQuestion => "risk_question",
            Flag::DirectMessage => "direct_message",
        }
    }
}

/// What triage notes of a mention beside its figures, as the room keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// The words that tipped the tone, bounded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Clean>,
    /// What it is marked with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// Whose words are the same, of which a person had said how they sound: it is kept as read so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heeds: Option<MentionId>,
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
    /// 0 to 100: how much to believe the tone; 0 when it was not worked out.
    #[serde(default)]
    pub confidence: u8,
    /// The words that tipped the tone, bounded; not kept in the room.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Clean>,
    /// 0 to 100, the sum of the parts kept in bounds.
    pub score: u8,
    /// Why: the parts of the score.
    pub parts: Vec<Part>,
    /// Abusive text, folded on screen until opened.
    pub abusive: bool,
    /// What it is marked with, in the order of [`Flag`]; the room keeps none of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// What tells copies that were edited or cut off, as triage's fingerprint writes it: for the machine, not for JSON.
    #[serde(skip)]
    pub near: Vec<u8>,
    /// What it claims, as triage's claim writes it: what tells the same claim in other words.
    #[serde(skip)]
    pub claim: Vec<u8>,
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

    /// The least score that belongs to it.
    pub const fn least(self) -> u8 {
        [70, 50, 30, 0][self as usize]
    }
}
