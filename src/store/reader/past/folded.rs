//! The small tables, folded from the events up to a moment, with a few copies of earlier moments to begin at.

use super::{Told, events, memory};
use crate::store::reader::ReadError;
use crate::store::{fold, migrate};
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::time::Duration;

/// Events between two copies, at first: where there are too many copies it doubles.
const APART: i64 = 256;
/// Most copies, of some hundred kilobytes each.
const MOST: usize = 64;
/// Events that are in memory at once.
const PAGE: i64 = 500;
/// A batch says nothing that these tables hold.
const WHICH: &str = "kind <> 'mentions_arrived'";

/// The tables after an event.
pub(super) struct Folded {
    conn: Connection,
    at: i64,
    apart: i64,
    /// In the order of their events; the first is of none.
    kept: Vec<(i64, Connection)>,
}

impl Folded {
    /// Before the first event.
    pub(super) fn open(name: &str) -> Result<Folded, ReadError> {
        let conn = memory(name)?;
        conn.set_prepared_statement_cache_capacity(96);
        migrate::make(&conn).map_err(|_| ReadError::Missing("tables in memory"))?;
        // the room's own is found under its name
        conn.execute_batch("DROP TABLE mention_fts")?;
        let mut folded = Folded { conn, at: 0, apart: APART, kept: Vec::new() };
        folded.keep()?;
        Ok(folded)
    }

    /// As they stood after the event `seq`, read from the room attached to `room`.
    pub(super) fn to(&mut self, room: &Connection, seq: i64) -> Result<(), ReadError> {
        let nearest = self.kept.iter().rev().find(|(at, _)| *at <= seq);
        if let Some((at, copy)) = nearest.filter(|(at, _)| self.at > seq || *at > self.at) {
            copied(copy, &mut self.conn)?;
            self.at = *at;
        }
        while self.at < seq {
            let upto = seq.min(self.at + PAGE.min(self.apart));
            let told = events(room, self.at, upto, WHICH)?;
            self.apply(&told)?;
            self.at = upto;
            self.keep()?;
        }
        Ok(())
    }

    /// Applies events that follow.
    pub(super) fn apply(&mut self, told: &[Told]) -> Result<(), ReadError> {
        let tx = self.conn.unchecked_transaction()?;
        for (header, event) in told {
            if let Some(event) = event {
                fold::fold(&tx, header, event)?;
            }
            self.at = header.seq.0;
        }
        Ok(tx.commit()?)
    }

    /// Keeps a copy where the last one is far away.
    fn keep(&mut self) -> Result<(), ReadError> {
        if self.kept.last().is_some_and(|(at, _)| self.at < at + self.apart) {
            return Ok(());
        }
        let mut copy = Connection::open_in_memory()?;
        copied(&self.conn, &mut copy)?;
        self.kept.push((self.at, copy));
        if self.kept.len() > MOST {
            self.apart *= 2;
            let mut n = 0;
            self.kept.retain(|_| {
                n += 1;
                n % 2 == 1
            });
        }
        Ok(())
    }
}

fn copied(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    Backup::new(from, to)?.run_to_completion(i32::MAX, Duration::ZERO, None)
}
