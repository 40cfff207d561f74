//! One decision being written: its events go to the chain and into the tables as they are recorded. Owns sequence
//! numbers and the two times; must not know which commands exist.

use super::chain::{self, Head};
use super::fold;
use super::load;
use crate::domain::command::Ctx;
use crate::domain::event::{Event, Header};
use crate::domain::ids::{DecisionId, EventSeq, IncidentId};
use crate::domain::room::Actor;
use crate::domain::time::Stamp;
use rusqlite::Connection;

/// A decision under way, inside a transaction that its maker holds.
pub struct Log<'a> {
    /// The transaction's connection.
    pub conn: &'a Connection,
    /// Who acts.
    pub who: &'a Actor,
    /// The room's time; never before the last event.
    pub at: Stamp,
    /// What was recorded so far.
    pub events: Vec<(EventSeq, Event)>,
    real: Stamp,
    head: Head,
}

impl<'a> Log<'a> {
    /// Begins where the chain ends.
    pub fn begin(conn: &'a Connection, who: &'a Actor, real: Stamp) -> rusqlite::Result<Self> {
        let head = chain::head(conn)?;
        let at = load::clock(conn)?.at(real).max(head.logged);
        Ok(Log { conn, who, at, events: Vec::new(), real, head })
    }

    /// The decision's identity: the sequence of its first event, written or to be written.
    pub fn decision(&self) -> DecisionId {
        DecisionId(self.events.first().map_or(self.head.seq + 1, |(seq, _)| seq.0))
    }

    /// Real time.
    pub fn real(&self) -> Stamp {
        self.real
    }

    /// What a pure decision may know.
    pub fn ctx(&self) -> rusqlite::Result<Ctx<'a>> {
        Ok(Ctx { who: self.who, at: self.at, ids: load::next_ids(self.conn)? })
    }

    /// Appends an event to the chain and applies it to the tables.
    pub fn record(&mut self, event: Event) -> rusqlite::Result<()> {
        let header = Header {
            seq: EventSeq(self.head.seq + 1),
            decision: self.decision(),
            incident: self.incident(&event)?,
            at: event.back_dated().unwrap_or(self.at),
            logged: self.at,
            real: self.real,
            actor: self.who.clone(),
            kind: event.kind().to_owned(),
            version: event.version(),
            visibility: event.visibility(),
        };
        chain::append(self.conn, &mut self.head, &header, &event)?;
        fold::fold(self.conn, &header, &event)?;
        self.events.push((header.seq, event));
        Ok(())
    }

    /// The incident that an event belongs to: its own, or that of its response.
    fn incident(&self, event: &Event) -> rusqlite::Result<Option<IncidentId>> {
        match event.response() {
            Some(id) if event.incident().is_none() => Ok(load::response(self.conn, id)?.and_then(|r| r.incident)),
            _ => Ok(event.incident()),
        }
    }
}
