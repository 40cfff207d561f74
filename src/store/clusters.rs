//! Which mention first said exactly this: a bounded memory of the room's newest texts, rebuilt from the room when another
//! process took mentions in meanwhile. What was forgotten begins a cluster of its own.

use crate::domain::ids::MentionId;
use rusqlite::Connection;
use std::collections::{HashMap, VecDeque};

/// Texts that are remembered; those that were met again since they came to the end are kept once more.
const MAX: usize = 200_000;

#[derive(Clone, Copy)]
struct First {
    id: MentionId,
    met: bool,
}

/// The memory.
#[derive(Default)]
pub struct Clusters {
    first: HashMap<u64, First>,
    age: VecDeque<u64>,
    /// The last arrival that it knows of.
    upto: i64,
}

impl Clusters {
    /// Learns what arrived since, up to `last`.
    pub fn catch_up(&mut self, conn: &Connection, last: i64) -> rusqlite::Result<()> {
        if self.upto == last {
            return Ok(());
        }
        let from = self.upto.max(last - MAX as i64);
        let mut query = conn.prepare_cached(
            "SELECT s.same, coalesce(s.cluster, s.id) FROM mention m JOIN mention_state s ON s.id = m.id
             WHERE m.arrival > ?1 ORDER BY m.arrival",
        )?;
        let mut rows = query.query([from])?;
        while let Some(row) = rows.next()? {
            self.join(row.get::<_, i64>(0)? as u64, MentionId(row.get(1)?));
        }
        self.upto = last;
        Ok(())
    }

    /// The mention that said this first, when another did; else `id` is the first. 0 is no text to compare.
    pub fn join(&mut self, same: u64, id: MentionId) -> Option<MentionId> {
        if same == 0 {
            return None;
        }
        if let Some(first) = self.first.get_mut(&same) {
            first.met = true;
            return (first.id != id).then_some(first.id);
        }
        while self.first.len() >= MAX {
            let Some(oldest) = self.age.pop_front() else { break };
            match self.first.get_mut(&oldest) {
                Some(first) if first.met => {
                    first.met = false;
                    self.age.push_back(oldest);
                }
                _ => {
                    self.first.remove(&oldest);
                }
            }
        }
        self.first.insert(same, First { id, met: false });
        self.age.push_back(same);
        None
    }

    /// The room's last arrival is now this one.
    pub fn arrived(&mut self, last: i64) {
        self.upto = last;
    }

    /// Forgets everything: what it learned was rolled back.
    pub fn forget(&mut self) {
        *self = Clusters::default();
    }
}
