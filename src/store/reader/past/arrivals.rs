//! When mentions came in: the batches that the events tell of.

use crate::domain::event::Event;
use crate::domain::text::Clean;
use rusqlite::Connection;
use std::collections::HashMap;

/// One batch.
struct Batch {
    seq: i64,
    logged: i64,
    /// The arrival number of its last mention.
    upto: i64,
    count: i64,
    source: usize,
    history: bool,
}

/// The batches of a room, in their order.
#[derive(Default)]
pub(super) struct Arrivals {
    batches: Vec<Batch>,
    sources: Vec<Clean>,
    known: HashMap<Clean, usize>,
}

/// What a source had brought in by a moment.
pub(super) struct Brought<'a> {
    /// Its name.
    pub(super) source: &'a str,
    /// Mentions.
    pub(super) n: i64,
    /// Room time when it last brought news.
    pub(super) last: Option<i64>,
}

impl Arrivals {
    /// Learns of the batches after an event.
    pub(super) fn read(&mut self, conn: &Connection, after: i64) -> rusqlite::Result<()> {
        let after = after.max(self.batches.last().map_or(0, |batch| batch.seq));
        for (header, event) in super::events(conn, after, i64::MAX, "kind = 'mentions_arrived'")? {
            let Some(Event::MentionsArrived { source, first, count, history, .. }) = event else { continue };
            let next = self.sources.len();
            let number = *self.known.entry(source.clone()).or_insert(next);
            if number == next {
                self.sources.push(source);
            }
            let count = i64::from(count);
            let (seq, logged, upto) = (header.seq.0, header.logged.0, first.saturating_add(count) - 1);
            self.batches.push(Batch { seq, logged, upto, count, source: number, history });
        }
        Ok(())
    }

    fn until(&self, seq: i64) -> &[Batch] {
        &self.batches[..self.batches.partition_point(|batch| batch.seq <= seq)]
    }

    /// The arrival number of the last mention that had come in by an event.
    pub(super) fn upto(&self, seq: i64) -> i64 {
        self.until(seq).last().map_or(0, |batch| batch.upto)
    }

    /// What each source had brought in by an event.
    pub(super) fn brought(&self, seq: i64) -> Vec<Brought<'_>> {
        let mut all: Vec<Brought<'_>> =
            self.sources.iter().map(|source| Brought { source: source.as_str(), n: 0, last: None }).collect();
        for batch in self.until(seq) {
            let of = &mut all[batch.source];
            of.n += batch.count;
            of.last = if batch.history { of.last } else { Some(batch.logged) };
        }
        all.retain(|of| of.n > 0);
        all
    }

    /// The source of the batch of an event, how many came and, where it was news, when.
    pub(super) fn batch(&self, seq: i64) -> Option<Brought<'_>> {
        let batch = self.until(seq).last().filter(|batch| batch.seq == seq)?;
        let last = (!batch.history).then_some(batch.logged);
        Some(Brought { source: self.sources[batch.source].as_str(), n: batch.count, last })
    }
}
