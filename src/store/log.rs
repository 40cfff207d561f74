//! One decision being written: its events go to the chain and into the tables as they are recorded. Owns sequence
//! numbers and the two times; must not know which commands exist.

use super::chain::{self, Head};
use super::fold;
use super::load;
use crate::domain::command::Ctx;
use crate::domain::event::{Event, Header, Visibility};
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
    /// The room's time, as it is written down: never before the last event.
    pub at: Stamp,
    /// What the room's clock says, behind the last event where it was put back: what is due or over goes by it.
    pub now: Stamp,
    /// What was recorded so far.
    pub events: Vec<(EventSeq, Event)>,
    real: Stamp,
    head: Head,
}

impl<'a> Log<'a> {
    /// Begins where the chain ends.
    pub fn begin(conn: &'a Connection, who: &'a Actor, real: Stamp) -> rusqlite::Result<Self> {
        let head = chain::head(conn)?;
        let now = load::clock(conn)?.at(real);
        Ok(Log { conn, who, at: now.max(head.logged), now, events: Vec::new(), real, head })
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
        Ok(Ctx { who: self.who, at: self.at, now: self.now, ids: load::next_ids(self.conn)? })
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
            visibility: self.visibility(&event)?,
        };
        chain::append(self.conn, &mut self.head, &header, &event)?;
        fold::fold(self.conn, &header, &event)?;
        self.events.push((header.seq, event));
        Ok(())
    }

    /// Who may see an event; a correction is as private as what it puts right.
    fn visibility(&self, event: &Event) -> rusqlite::Result<Visibility> {
        let private = "SELECT 1 FROM event WHERE seq = ?1 AND visibility = 'private'";
        Ok(match event {
            Event::EntryCorrected { seq, .. } if self.conn.prepare_cached(private)?.exists([seq.0])? => {
                Visibility::Private
            }
            _ => event.visibility(),
        })
    }

    /// The incident that an event belongs to: its own, or that of its response.
    fn incident(&self, event: &Event) -> rusqlite::Result<Option<IncidentId>> {
        match event.response() {
            Some(id) if event.incident().is_none() => Ok(load::response(self.conn, id)?.and_then(|r| r.incident)),
            _ => Ok(event.incident()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::room::{Lang, RoomSettings};
    use crate::domain::timeline::AddEntry;
    use crate::store::{Options, create, open};

    #[test]
    fn a_correction_is_as_private_as_what_it_puts_right() {
        let home = tempfile::tempdir().unwrap();
        let (path, who) = (home.path().join("a.room"), Actor { name: "Ana".into(), ..Actor::default() });
        let settings =
            RoomSettings { name: "a".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill: None };
        create(&path, &settings, &who, Stamp(1), Options::default()).unwrap();
        let mut writer = open(&path, Options::default()).unwrap();
        for private in [true, false] {
            let kind = Default::default();
            let add = Command::AddEntry(AddEntry { kind, text: "x".into(), at: None, incident: None, private });
            let seq = writer.decide(&who, &add, Stamp(2), None).unwrap().events[0].0;
            let right = Command::CorrectEntry(crate::domain::timeline::CorrectEntry { seq, text: "y".into() });
            let seq = writer.decide(&who, &right, Stamp(3), None).unwrap().events[0].0;
            let logged = chain::page(&writer.conn, seq.0).unwrap();
            assert_eq!(logged[0].header.visibility == Visibility::Private, private);
        }
        drop(writer);
        assert_eq!(crate::store::check::check(&path, Options::default(), Stamp(9)).unwrap().faults, []);
    }
}
