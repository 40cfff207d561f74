//! What a clock causes for texts: a promise whose time passed is broken, and an approver who stays silent is passed over to
//! the backup. Never approves anything. Only the holder of the lease does it, and each has a natural key (the promise and its
//! time, the response and the role), so that nothing is told twice.

use super::error::StoreError;
use super::load;
use super::log::Log;
use super::writer::{Durable, Writer};
use crate::domain::clock;
use crate::domain::event::Event;
use crate::domain::room::Actor;
use crate::domain::time::Stamp;
use rusqlite::Connection;

impl Writer {
    /// Records what the room's clock has made overdue at `real`; whether anything was. Must hold the lease.
    pub fn overdue(&mut self, real: Stamp) -> Result<bool, StoreError> {
        let Some(holder) = self.holder.clone() else { return Ok(false) };
        if !self.is_overdue(real)? {
            return Ok(false);
        }
        self.commit_to(Durable::Full)?;
        let _wanted = self.turn.wanted();
        let tx = self.begin()?;
        if !tx.prepare_cached("SELECT 1 FROM lease WHERE holder = ?1")?.exists([holder])? {
            return Ok(false);
        }
        let room = Actor::default();
        let mut log = Log::begin(&tx, &room, real)?;
        for event in self.late(log.at)? {
            log.record(event)?;
        }
        tx.commit()?;
        Ok(true)
    }

    /// Whether [`Writer::overdue`] would have something to say. Reads only.
    pub fn is_overdue(&self, real: Stamp) -> Result<bool, StoreError> {
        Ok(!self.late(load::clock(&self.conn)?.at(real))?.is_empty())
    }

    fn late(&self, now: Stamp) -> Result<Vec<Event>, StoreError> {
        let mut events: Vec<Event> = load::broken(&self.conn, now)?
            .into_iter()
            .map(|(task, incident, due)| Event::PromiseBroken { task, incident, due })
            .collect();
        events.extend(silent(&self.conn, now, self)?);
        Ok(events)
    }
}

/// Approvers who have not said a word for too long.
fn silent(conn: &Connection, now: Stamp, writer: &Writer) -> Result<Vec<Event>, StoreError> {
    let mut events = Vec::new();
    for response in load::waiting_approvals(conn)? {
        let severity = match response.incident {
            Some(id) => load::incident(conn, id)?.map(|i| i.severity),
            None => load::gravest(conn)?,
        };
        if clock::review_due(&response, severity).is_none_or(|due| now <= due) {
            continue;
        }
        for role in response.review.missing(&response.review.needs) {
            if !response.review.escalated.iter().any(|r| r == role) {
                let to = writer.policy().backups(role);
                let (response, since) = (response.id, response.since);
                events.push(Event::ApprovalEscalated { response, role: role.to_owned(), to, since });
            }
        }
    }
    Ok(events)
}
