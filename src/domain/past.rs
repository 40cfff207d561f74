//! A past incident as it is replayed in a drill: who said what when, and what was decided about it. Owns only its shape:
//! where it was read is the store's to know, what becomes of it the drill's.

use super::ids::MentionId;
use super::incident::{IncidentType, Severity};
use super::mention::{Disposition, MentionKind};
use super::time::Stamp;

/// A past incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// Its number.
    pub incident: i64,
    /// How grave it was.
    pub severity: Severity,
    /// What sort of incident it was.
    pub kind: IncidentType,
    /// When it began.
    pub began: Stamp,
    /// When it was declared.
    pub declared: Stamp,
    /// When a text of ours first went out.
    pub answered: Option<Stamp>,
    /// What the room was about, the brand's name first.
    pub keywords: Vec<String>,
    /// Nobody said what the brand is called: it goes by the room's name.
    pub unnamed: bool,
    /// Mentions an hour in the day before.
    pub usual: u32,
    /// What people said, in the order of time.
    pub told: Vec<Told>,
    /// How many mentions belong to it, told or not.
    pub all: u64,
    /// What was known of it.
    pub facts: Vec<Known>,
    /// Who besides has a name that may be said in it: our own people, and those affected.
    pub people: Vec<String>,
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Which mention it was.
    pub id: MentionId,
    /// When.
    pub at: Stamp,
    /// Where.
    pub platform: String,
    /// What sort.
    pub kind: MentionKind,
    /// Who, as displayed.
    pub author: String,
    /// Their handle.
    pub handle: String,
    /// How many follow them.
    pub followers: u64,
    /// An outlet or a public figure.
    pub public: bool,
    /// The words.
    pub text: String,
    /// The mention that it answers, if that is told too.
    pub answers: Option<MentionId>,
    /// Nobody else could read it.
    pub direct: bool,
    /// How many it may have reached.
    pub reach: Option<u64>,
    /// What was decided about it.
    pub decided: Option<Disposition>,
    /// When a text of ours answered it.
    pub answered: Option<Stamp>,
    /// They were harmed.
    pub affected: bool,
    /// It was kept as evidence.
    pub kept: bool,
    /// How much it needed a person, 0 to 100.
    pub score: u8,
}

/// Something that was known, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// In English and in Spanish; one of them may be empty.
    pub says: [String; 2],
    /// Whether it was so; nobody could tell where absent.
    pub so: Option<bool>,
}
