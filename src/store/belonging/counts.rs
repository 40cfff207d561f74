//! The counts of each incident's own mentions, kept in the transaction of what they count.

use super::classified;
use crate::domain::ids::MentionId;
use crate::domain::mention::Tone;
use crate::domain::time::MINUTE;
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// Identities of one minute.
const A_MINUTE: i64 = MentionId::PER_MS * MINUTE;

/// What is counted of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Counted {
    pub(in crate::store) tone: Tone,
    /// Caught up on after a gap: no news of its minute's tone.
    pub(in crate::store) late: bool,
    /// It waits for a decision in sight.
    pub(in crate::store) open: bool,
}

/// How far the counts move.
#[derive(Debug, Default)]
pub(in crate::store) struct Shares {
    minutes: HashMap<(i64, i64), [i64; 3]>,
    all: HashMap<i64, [i64; 2]>,
}

impl Shares {
    /// One mention more, or one less, of an incident.
    pub(in crate::store) fn add(&mut self, incident: Option<i64>, id: i64, of: Counted, by: i64) {
        let Some(incident) = incident.filter(|i| *i != 0) else { return };
        let minute = self.minutes.entry((incident, id / A_MINUTE)).or_default();
        minute[0] += by;
        minute[1] += by * i64::from(!of.late && of.tone == Tone::Negative);
        minute[2] += by * i64::from(!of.late && classified(of.tone));
        let all = self.all.entry(incident).or_default();
        all[0] += by;
        all[1] += by * i64::from(of.open);
    }

    /// Writes them.
    pub(in crate::store) fn write(self, conn: &Connection) -> rusqlite::Result<()> {
        // most of what happens touches nothing of any incident
        if self.minutes.is_empty() {
            return Ok(());
        }
        let mut minute = conn.prepare_cached(
            "INSERT INTO incident_minute (incident, minute, n, negative, classified) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (incident, minute) DO UPDATE SET n = n + excluded.n, negative = negative + excluded.negative,
               classified = classified + excluded.classified",
        )?;
        let mut empty =
            conn.prepare_cached("DELETE FROM incident_minute WHERE incident = ?1 AND minute = ?2 AND n = 0")?;
        for ((incident, at), [n, negative, told]) in self.minutes {
            if (n, negative, told) != (0, 0, 0) {
                minute.execute([incident, at, n, negative, told])?;
            }
            if n < 0 {
                empty.execute([incident, at])?;
            }
        }
        let mut all = conn.prepare_cached(
            "INSERT INTO incident_count (incident, n, open) VALUES (?1, ?2, ?3)
             ON CONFLICT (incident) DO UPDATE SET n = n + excluded.n, open = open + excluded.open",
        )?;
        for (incident, [n, open]) in self.all {
            if (n, open) != (0, 0) {
                all.execute(params![incident, n, open])?;
            }
        }
        Ok(())
    }
}

/// The minute of posting by which a mention is counted, as SQL of its id.
pub(super) fn minute_of(id: &str) -> String {
    format!("({id} / {A_MINUTE})")
}
