//! The room as it stood after an event, answering the questions that screens ask of the room as it stands. Owns what is
//! seen of a moment; must not know what is asked.
//!
//! Nothing of the room is copied. Its file is attached beside a database in memory whose tables are folded from the events up
//! to the moment (they are small), and views under the names of the large tables leave out what came later and show the
//! rows that somebody has touched since as they were then: each event says how a mention stood before it, so that going
//! back from now needs only the events after the moment, and the indexes of the room serve the rest. The readers' SQL is
//! the same. Folding begins at the nearest of a few kept copies of the small tables; a step to the next event applies that
//! event alone. Chosen over a copy of the mentions' states, which takes longer than the whole of this for a day's room, and
//! over versions of each row, which every decision would pay for.
//!
//! What no event tells is shown as it is now, or not at all: what was erased stays erased; points for spreading, for what
//! was learnt of an author and for a tone that a person put right, groups and claims as triage has them now; how a source, an account or the collector was, not at
//! all. A rule of belonging that was withdrawn since is looked up anew for mentions that a person has placed since, not for
//! all of them.

mod arrivals;
mod base;
mod folded;
mod state;

use super::{BUSY, Budget, ReadError, Reader, Standing};
use crate::domain::event::{Event, Header};
use crate::domain::ids::EventSeq;
use crate::rows::{Answer, Ask};
use crate::store::columns::{self, HEADER};
use crate::store::hints::ROOM;
use crate::store::patience::Adopted;
use arrivals::Arrivals;
use folded::Folded;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, params};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// So few events ahead are applied one by one; beyond, the moment is looked for from now.
const NEAR: i64 = 32;
/// How often a question is begun again because the room went on meanwhile.
const TRIES: usize = 8;

/// The room at a moment.
pub struct Past {
    reader: Reader,
    folded: Folded,
    arrivals: Arrivals,
    /// The last event that is seen.
    seq: i64,
    /// The room's last event that is known here: what came up to it and after the moment is taken back.
    head: i64,
}

/// An event as it is read again; `None` where it was erased or a later version wrote it.
type Told = (Header, Option<Event>);

impl Past {
    /// Before the first event of the room at `path`.
    pub(super) fn open(path: &Path) -> Result<Past, ReadError> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("file:/past-{}?vfs=memdb", NEXT.fetch_add(1, Ordering::Relaxed));
        let folded = Folded::open(&name)?;
        let mut conn = memory(":memory:")?;
        // in this order: a name that is in neither `temp` nor `main` is looked for in what was attached first
        conn.execute("ATTACH ?1 AS folded", [&name])?;
        conn.execute(&format!("ATTACH ?1 AS {ROOM}"), [uri(path)])?;
        conn.busy_timeout(BUSY)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        conn.execute_batch(
            "PRAGMA temp_store = memory; PRAGMA trusted_schema = OFF; PRAGMA room.cache_size = -16384;",
        )?;
        conn.execute_batch(include_str!("views.sql"))?;
        conn.set_prepared_statement_cache_capacity(128);
        let budget = Budget::of(&mut conn)?;
        let reader = Reader { conn, budget, adopted: Adopted::default(), standing: Standing::of(path) };
        let mut past = Past { reader, folded, arrivals: Arrivals::default(), seq: 0, head: 0 };
        past.reset(0)?;
        Ok(past)
    }

    /// The last event that is seen.
    pub fn seq(&self) -> EventSeq {
        EventSeq(self.seq)
    }

    /// Shows the room as it stood after the event `seq`, or after its last one where that is none yet.
    pub fn go(&mut self, EventSeq(seq): EventSeq) -> Result<(), ReadError> {
        self.reader.end()?;
        self.follow()?;
        let seq = seq.clamp(0, self.head);
        if seq >= self.seq && seq - self.seq <= NEAR {
            while self.seq < seq {
                self.step()?;
            }
            return Ok(());
        }
        self.reset(seq)
    }

    /// Answers one question from the moment that is shown.
    pub fn answer(&mut self, ask: &Ask) -> Result<Answer, ReadError> {
        for _ in 0..TRIES {
            self.reader.end()?;
            self.follow()?;
            self.reader.conn.execute_batch("BEGIN")?;
            if last(&self.reader.conn)? == self.head {
                break;
            }
        }
        let answer = self.reader.read(ask);
        self.reader.end()?;
        answer
    }

    /// What the room decided since it was last looked at happened after the moment: the mentions that it touched are kept
    /// as they stood.
    fn follow(&mut self) -> Result<(), ReadError> {
        let conn = &self.reader.conn;
        let head = last(conn)?;
        if head == self.head {
            return Ok(());
        }
        let tx = conn.unchecked_transaction()?;
        self.arrivals.read(&tx, self.head)?;
        state::show(&tx)?;
        state::take_back(&tx, self.head.max(self.seq), None)?;
        tx.commit()?;
        self.head = head;
        Ok(())
    }

    /// From now back to a moment.
    fn reset(&mut self, seq: i64) -> Result<(), ReadError> {
        let conn = &self.reader.conn;
        self.folded.to(conn, seq)?;
        let tx = conn.unchecked_transaction()?;
        let head = last(&tx)?;
        self.arrivals.read(&tx, self.head)?;
        let arrival = self.arrivals.upto(seq);
        tx.execute(
            "UPDATE temp.moment SET seq = ?1, arrival = ?2,
               logged = coalesce((SELECT logged FROM room.event WHERE seq = ?1), 0)",
            [seq, arrival],
        )?;
        tx.execute_batch("DELETE FROM temp.past_state")?;
        state::show(&tx)?;
        let later = base::fill(&tx, &self.arrivals, seq)?;
        state::take_back(&tx, seq, Some(&later))?;
        tx.commit()?;
        (self.seq, self.head) = (seq, head);
        Ok(())
    }

    /// On to the next event.
    fn step(&mut self) -> Result<(), ReadError> {
        let next = self.seq + 1;
        let conn = &self.reader.conn;
        let told = events(conn, self.seq, next, "1")?;
        if told.iter().any(|(_, event)| event.as_ref().is_some_and(places_many)) {
            return self.reset(next);
        }
        self.folded.apply(&told)?;
        let tx = conn.unchecked_transaction()?;
        let arrival = self.arrivals.upto(next);
        for (header, event) in &told {
            tx.prepare_cached("UPDATE temp.moment SET seq = ?1, arrival = ?2, logged = ?3")?.execute(params![
                next,
                arrival,
                header.logged.0
            ])?;
            match event {
                Some(Event::MentionsArrived { .. }) => base::arrive(&tx, &self.arrivals, next)?,
                Some(event) => state::apply(&tx, header, event)?,
                None => {}
            }
        }
        tx.commit()?;
        self.seq = next;
        Ok(())
    }
}

/// Says of many mentions, without naming them, where they belong.
fn places_many(event: &Event) -> bool {
    matches!(
        event,
        Event::BelongingAdded { .. }
            | Event::BelongingRemoved { .. }
            | Event::IncidentMerged { .. }
            | Event::StatusChanged { .. }
    )
}

/// A connection to the tables in memory of this name, which its connections share.
fn memory(name: &str) -> Result<Connection, ReadError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(name, flags)?)
}

/// A file that is only read, as SQLite's own address of it.
fn uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(*byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?mode=ro"
}

/// The room's last event.
fn last(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM room.event")?.query_row([], |row| row.get(0))
}

/// The events after one up to another that meet a condition, in their order.
fn events(conn: &Connection, after: i64, upto: i64, which: &str) -> rusqlite::Result<Vec<Told>> {
    let sql = format!("SELECT {HEADER}, payload FROM room.event WHERE seq > ?1 AND seq <= ?2 AND {which} ORDER BY seq");
    let mut query = conn.prepare_cached(&sql)?;
    let told = query.query_map([after, upto], |row| {
        let header = columns::header(row)?;
        let payload = row.get_ref(12)?.as_bytes_or_null()?;
        let event = payload.and_then(|bytes| Event::decode(&header.kind, header.version, bytes).ok());
        Ok((header, event))
    })?;
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_spelled_so_that_nothing_in_it_is_read_as_an_option() {
        assert_eq!(uri(Path::new("/a b/sí?mode=rw#x%.room")), "file:/a%20b/s%C3%AD%3Fmode%3Drw%23x%25.room?mode=ro");
    }
}
