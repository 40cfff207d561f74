//! What the plan says of each severity: clocks, the matrix that suggests a level, and the hard triggers. Knows no
//! incident; who measures what is another's to do.

use super::Both;
use super::due::{written, written_if};
use crate::domain::clock::Cadence;
use crate::domain::incident::Severity;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::ops::{Index, IndexMut};

/// Something for each severity, from SEV1 to SEV4.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels<T>(pub [T; 4]);

impl<T> Levels<T> {
    /// Each severity with what it has, the gravest first.
    pub fn each(&self) -> impl Iterator<Item = (Severity, &T)> {
        Severity::ALL.into_iter().zip(&self.0)
    }
}

impl<T: Default + PartialEq> Levels<T> {
    /// No severity has anything.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|level| *level == T::default())
    }
}

impl<T> Index<Severity> for Levels<T> {
    type Output = T;
    fn index(&self, severity: Severity) -> &T {
        &self.0[severity as usize]
    }
}

impl<T> IndexMut<Severity> for Levels<T> {
    fn index_mut(&mut self, severity: Severity) -> &mut T {
        &mut self.0[severity as usize]
    }
}

/// As a plan writes it: a key for each level that has something.
impl<T: Serialize + Default + PartialEq> Serialize for Levels<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(None)?;
        for (severity, level) in self.each().filter(|(_, level)| **level != T::default()) {
            map.serialize_entry(severity.code(), level)?;
        }
        map.end()
    }
}

/// The clocks of one severity, in milliseconds; `None` where the level has no such clock.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Clocks {
    /// What the level is called.
    pub title: Both,
    /// Fewest mentions an hour before a row of the matrix suggests the level: small brands must not fire on noise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<usize>,
    /// From T0 until a named person acknowledges.
    #[serde(serialize_with = "written")]
    pub acknowledge: i64,
    /// From T0 until it is declared or stood down.
    #[serde(serialize_with = "written")]
    pub declare: i64,
    /// From TD until the first public words, as aimed at.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub public_ack: Option<i64>,
    /// From TD until the first public words, at the latest.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub public_ack_max: Option<i64>,
    /// From TD until a fuller statement.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub statement: Option<i64>,
    /// Between public updates.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub public_update: Option<i64>,
    /// From TD, how long that pace is kept.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub public_update_for: Option<i64>,
    /// Between public updates after that.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub public_update_later: Option<i64>,
    /// Between situation reports.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub sitrep: Option<i64>,
    /// Between executive briefs.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub brief: Option<i64>,
    /// Between meetings of the war-room.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub meeting: Option<i64>,
    /// How long the lead stays at the desk.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub lead_shift: Option<i64>,
    /// How long an approver may stay silent before the backup is asked; by practice where the plan does not say.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub approval_wait: Option<i64>,
    /// How long an approval holds.
    #[serde(serialize_with = "written")]
    pub approval: i64,
    /// From TR until the review meeting.
    #[serde(serialize_with = "written_if", skip_serializing_if = "Option::is_none")]
    pub review: Option<i64>,
}

impl Clocks {
    /// What the clocks of an incident and its reminders go by.
    pub fn cadence(&self) -> Cadence {
        Cadence {
            sitrep: self.sitrep,
            first: self.public_ack,
            first_max: self.public_ack_max,
            update: self.public_update,
            update_for: self.public_update_for,
            later: self.public_update_later,
            meeting: self.meeting,
            lead_shift: self.lead_shift,
        }
    }

    /// Every clock that the level has, by the key that a plan gives it, in milliseconds.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, i64)> {
        [
            ("acknowledge", Some(self.acknowledge)),
            ("declare", Some(self.declare)),
            ("public_ack", self.public_ack),
            ("public_ack_max", self.public_ack_max),
            ("statement", self.statement),
            ("public_update", self.public_update),
            ("public_update_for", self.public_update_for),
            ("public_update_later", self.public_update_later),
            ("sitrep", self.sitrep),
            ("brief", self.brief),
            ("meeting", self.meeting),
            ("lead_shift", self.lead_shift),
            ("approval_wait", self.approval_wait),
            ("approval", Some(self.approval)),
            ("review", self.review),
        ]
        .into_iter()
        .filter_map(|(key, ms)| Some((key, ms?)))
    }
}

/// A row of the severity matrix (practice.md 2.4): one reason to take a level. Two independent rows that reach a level
/// suggest it; people declare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its code.
    pub code: String,
    /// What it looks at.
    pub title: Both,
    /// What each level looks like, in words.
    #[serde(flatten)]
    pub levels: Levels<Option<Both>>,
    /// Figures that reach a level, any one of them; none for what only people can tell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

/// What can be measured of mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measured {
    /// Mentions an hour, as a multiple of the usual.
    RateTimes,
    /// Mentions an hour, in deviations from the usual.
    RateZ,
    /// Negative ones among a hundred.
    NegativePercent,
    /// Followers of the largest account that speaks.
    Followers,
    /// Verified accounts and outlets that speak.
    Voices,
    /// Outlets of the plan that speak and are media, regulators or officials.
    Authorities,
    /// Outlets of the plan that speak and are of the sector.
    Sector,
    /// Platforms on which it is spoken of.
    Platforms,
}

impl Measured {
    /// Every one.
    pub const ALL: [Measured; 8] = [
        Measured::RateTimes,
        Measured::RateZ,
        Measured::NegativePercent,
        Measured::Followers,
        Measured::Voices,
        Measured::Authorities,
        Measured::Sector,
        Measured::Platforms,
    ];
}

impl Measured {
    /// Whether it counts outlets of this kind.
    pub fn counts(self, kind: &str) -> bool {
        match self {
            Measured::Authorities => matches!(kind, "media" | "regulator" | "official"),
            Measured::Sector => kind == "sector",
            _ => false,
        }
    }
}

/// A decimal number in thousandths, so that plans can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thousandths(pub u64);

impl Serialize for Thousandths {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.0 % 1_000 {
            0 => s.serialize_u64(self.0 / 1_000),
            _ => s.serialize_f64(self.0 as f64 / 1_000.0),
        }
    }
}

/// From which figure on a level is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// What is measured.
    pub what: Measured,
    /// The least that reaches each level.
    #[serde(flatten)]
    pub least: Levels<Option<Thousandths>>,
    /// How long it must last, in milliseconds; nothing when once is enough.
    #[serde(skip_serializing_if = "Levels::is_empty")]
    pub lasting: Levels<Option<Lasting>>,
}

/// How long, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Lasting(#[serde(serialize_with = "written")] pub i64);

/// What alone is enough for a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trigger {
    /// Its code: `H1`.
    pub code: String,
    /// What has happened.
    pub title: Both,
    /// The level, or one level graver than without it.
    #[serde(flatten)]
    pub to: Raise,
    /// The level while it is only suspected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspected: Option<Severity>,
}

impl super::Plan {
    /// Codes of the triggers that alone make an incident of this severity.
    pub fn triggers_of(&self, severity: Severity) -> Vec<String> {
        self.triggers.iter().filter(|t| t.to == Raise::To(severity)).map(|t| t.code.clone()).collect()
    }
}

/// What a trigger does to the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Raise {
    /// At least this level.
    #[serde(rename = "level")]
    To(Severity),
    /// So many levels graver.
    #[serde(rename = "raise")]
    By(usize),
}
