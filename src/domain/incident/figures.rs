//! What can be measured of an incident, for a plan to suggest how grave it is. Owns the shape; what it means is the plan's.

use crate::domain::ids::IncidentId;
use crate::domain::time::{MINUTE, Stamp};

/// How far apart the moments are at which the rate is measured.
pub const STEP: i64 = 5 * MINUTE;

/// A handle as outlets are told by: without `@`, in lower case. SQLite knows the case of A to Z alone, and so does this.
pub fn handle(written: &str) -> String {
    written.trim().trim_start_matches(['@', '＠']).to_ascii_lowercase()
}

/// The rate of the hour that ends at one moment, against what is usual then.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// As a multiple of the usual.
    pub times: f64,
    /// In deviations from it.
    pub deviations: f64,
}

/// What can be measured now.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// The room's time.
    pub at: Stamp,
    /// The incident whose own mentions they are of; `None` is the whole room.
    pub own: Option<IncidentId>,
    /// Mentions in the last hour.
    pub per_hour: u64,
    /// The pace at moments [`STEP`] apart, the last first; empty while nobody knows what is usual.
    pub paces: Vec<Pace>,
    /// Negative ones of those with a tone in the last hour, in percent; `None` when none had one.
    pub negative: Option<u8>,
    /// Followers of the largest account that spoke in the last day.
    pub followers: u64,
    /// Public accounts that spoke in the last day, outlets among them.
    pub voices: u64,
    /// Handles of outlets that spoke in the last day, of those that were asked about, as [`handle`] writes them; at most
    /// 100.
    pub outlets: Vec<String>,
    /// Platforms on which it was spoken of in the last day.
    pub platforms: u64,
    /// Triggers of the last day by their code, with how many mentions carry each.
    pub triggers: Vec<(String, u64)>,
}
