//! What a clock causes for texts: a promise whose time passed is broken, and an approver who stays silent is passed over to
//! the backup. Never approves anything. Only the holder of the lease does it, and each has a natural key (the promise and its
//! time, the response and the role), so that nothing is told twice.

use super::error::StoreError;
use super::load;
use super::writer::Writer;
use crate::domain::clock;
use crate::domain::event::Event;
use crate::domain::time::Stamp;

impl Writer {
    /// Records what the room's clock has made overdue at `real`; whether anything was. Must hold the lease.
    pub fn overdue(&mut self, real: Stamp) -> Result<bool, StoreError> {
        if self.holder.is_none() || !self.is_overdue(real)? {
            return Ok(false);
        }
        // whose backups are asked is the plan in force's to say
        self.policy()?;
        let told = self.by_itself(real, |writer, log| {
            for event in writer.late(log.at)? {
                log.record(event)?;
            }
            Ok(())
        })?;
        Ok(told.is_some())
    }

    /// Whether [`Writer::overdue`] would have something to say. Reads only.
    pub fn is_overdue(&self, real: Stamp) -> Result<bool, StoreError> {
        Ok(!self.late(load::clock(&self.conn)?.at(real))?.is_empty())
    }

    fn late(&self, now: Stamp) -> Result<Vec<Event>, StoreError> {
        let broken = load::broken(&self.conn, now)?.into_iter();
        let mut events: Vec<Event> =
            broken.map(|(task, incident, due)| Event::PromiseBroken { task, incident, due }).collect();
        events.extend(self.silent(now)?);
        Ok(events)
    }

    /// Approvers who have not said a word for too long.
    fn silent(&self, now: Stamp) -> Result<Vec<Event>, StoreError> {
        let mut events = Vec::new();
        for response in load::waiting_approvals(&self.conn)? {
            let severity = load::severity(&self.conn, response.incident)?;
            if clock::review_due(&response, severity).is_none_or(|due| now <= due) {
                continue;
            }
            let missing = response.review.missing(&response.review.needs).into_iter();
            for role in missing.filter(|role| !response.review.escalated.iter().any(|r| r == role)) {
                let to = self.going_by().backups(role);
                let (response, since) = (response.id, response.since);
                events.push(Event::ApprovalEscalated { response, role: role.to_owned(), to, since });
            }
        }
        Ok(events)
    }
}
