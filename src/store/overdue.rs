//! What a clock causes: a promise whose time passed is broken, an approver who stays silent is passed over to the backup, and
//! the room reminds of what the plan says. Never approves anything. Only the holder of the lease does it, and each has a
//! natural key (the promise and its time; the response and the role; the rule, what it is about, since when and the how
//! manieth time), so that nothing is told twice.

use super::error::StoreError;
use super::load;
use super::writer::Writer;
use crate::domain::clock;
use crate::domain::event::Event;
use crate::domain::reminder;
use crate::domain::response::Response;
use crate::domain::time::{MINUTE, Stamp};

impl Writer {
    /// Records what the room's clock has made overdue at `real`; whether anything was. Must hold the lease.
    pub fn overdue(&mut self, real: Stamp) -> Result<bool, StoreError> {
        if self.holder.is_none() || !self.is_overdue(real)? {
            return Ok(false);
        }
        // whose backups are asked is the plan in force's to say
        self.policy()?;
        let told = self.by_itself(real, |writer, log| {
            for event in writer.coming(log.now)?.0 {
                log.record(event)?;
            }
            Ok(())
        })?;
        Ok(told.is_some())
    }

    /// Whether [`Writer::overdue`] would have something to say. Reads only.
    pub fn is_overdue(&self, real: Stamp) -> Result<bool, StoreError> {
        Ok(!self.coming(load::clock(&self.conn)?.at(real))?.0.is_empty())
    }

    /// When [`Writer::overdue`] next has something to say, in the room's time, as far as that can be known now.
    pub(super) fn next_overdue(&self, now: Stamp) -> Result<Option<Stamp>, StoreError> {
        let (due, next) = self.coming(now)?;
        Ok(if due.is_empty() { next } else { Some(now) })
    }

    /// What is overdue at `now`, and when the next thing will be.
    fn coming(&self, now: Stamp) -> Result<(Vec<Event>, Option<Stamp>), StoreError> {
        let (facts, sent) = (load::reminded_by(&self.conn, now)?, load::sent(&self.conn)?);
        let mut events = Vec::new();
        let mut next: Option<Stamp> = None;
        let mut ahead = |at: Stamp| next = Some(next.map_or(at, |next| next.min(at)));
        let broken = load::broken(&self.conn, now)?.into_iter();
        events.extend(broken.map(|(task, incident, due)| Event::PromiseBroken { task, incident, due, kept: None }));
        // kept up to and at its very moment
        facts.promises.iter().map(|(.., due)| due.plus(1)).filter(|at| *at > now).for_each(&mut ahead);
        for response in load::waiting_approvals(&self.conn)? {
            let severity = load::severity(&self.conn, response.incident)?;
            match clock::review_due(&response, self.going_by().approval_wait(severity)) {
                Some(due) if due < now => events.extend(self.silent(&response)),
                Some(due) => ahead(due.plus(1)),
                None => {}
            }
        }
        // one that falls due beside others that are is news too
        facts.cases.iter().filter_map(|case| case.fell[1]).map(|due| due.plus(MINUTE)).for_each(&mut ahead);
        let held = facts.held(&|severity| self.going_by().cadence(severity));
        for due in reminder::due(self.going_by().reminders(), &held, &sent) {
            if due.at <= now { events.push(due.event(now)) } else { ahead(due.at) }
        }
        Ok((events, next))
    }

    /// Approvers who have not said a word on a text for too long.
    fn silent(&self, response: &Response) -> Vec<Event> {
        let review = &response.review;
        let missing = review.missing(&review.needs).into_iter();
        let unasked = missing.filter(|role| !review.escalated.iter().any(|r| r == role));
        let escalated = |role: &str| {
            let (to, since) = (self.going_by().backups(role), response.since);
            Event::ApprovalEscalated { response: response.id, role: role.to_owned(), to, since }
        };
        unasked.map(escalated).collect()
    }
}
