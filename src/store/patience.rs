//! How long mentions may wait, by the plans that the room has kept. Owns which events are looked at again; must not know
//! who waits.

use super::columns::stamp;
use crate::domain::clock::Patience;
use crate::domain::time::Stamp;
use crate::plan::Plan;
use rusqlite::{Connection, params};

/// The plans that came into force, as far as they were read: each is taken apart once.
#[derive(Default)]
pub(super) struct Adopted {
    /// The last event that was looked at.
    looked: i64,
    /// Each with its event.
    plans: Vec<(i64, Stamp, [i64; 4])>,
}

impl Adopted {
    /// What counts as the room is seen, now or at a moment of its past. A plan that this version cannot read changes nothing.
    pub(super) fn read(&mut self, conn: &Connection) -> rusqlite::Result<Patience> {
        let last: Option<i64> = conn.prepare_cached("SELECT max(seq) FROM event")?.query_row([], |r| r.get(0))?;
        let last = last.unwrap_or(0);
        if last > self.looked {
            let mut query = conn.prepare_cached(
                "SELECT e.seq, e.logged, p.text FROM event e
                 JOIN plan p ON p.digest = CAST(e.payload AS TEXT) ->> 'digest'
                 WHERE e.kind = 'plan_adopted' AND e.seq > ?1 ORDER BY e.seq",
            )?;
            let mut rows = query.query(params![self.looked])?;
            while let Some(row) = rows.next()? {
                let text: String = row.get(2)?;
                if let Ok(plan) = Plan::parse_written(&text) {
                    self.plans.push((row.get(0)?, stamp(row, 1)?, plan.bands));
                }
            }
            self.looked = last;
        }
        let mut patience = Patience::default();
        let seen = self.plans.iter().filter(|(seq, ..)| *seq <= last);
        seen.for_each(|(_, at, bands)| patience.adopt(*at, *bands));
        Ok(patience)
    }
}
