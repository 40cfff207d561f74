//! Sentences of roles and handovers.

use super::Say;
use crate::domain::event::Event;
use crate::domain::role::Role;
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

impl Say<'_> {
    pub(super) fn roles(&self, event: &Event, local: &dyn Fn(Stamp) -> String) -> Option<String> {
        let role = |role: &Role| ("role", Arg::from(self.words.role(role, None)));
        // where nobody is named, the role alone says it
        match event {
            Event::RoleAssigned { role: which, from, to, .. } if to.is_empty() => {
                let key = if from.is_some() { "event-role-passed" } else { "event-role-filled" };
                return self.f(key, &[role(which)]);
            }
            Event::StandInBegan { role: which, to, until, .. } if to.is_empty() => {
                return self.f("event-role-covered", &[role(which), ("time", Arg::from(local(*until)))]);
            }
            Event::RoleReleased { role: which, name, standing, .. } if name.is_empty() => {
                let key = if *standing { "event-role-uncovered" } else { "event-role-left" };
                return self.f(key, &[role(which)]);
            }
            Event::HandoverOffered { card, .. } if card.to.is_empty() => {
                return self.f("event-role-offered", &[role(&card.role)]);
            }
            _ => {}
        }
        match event {
            Event::RoleAssigned { role: which, from: None, to, .. } => {
                self.f("event-role-taken", &[role(which), ("to", self.colleague(to))])
            }
            Event::RoleAssigned { role: which, from: Some(from), to, .. } => self
                .f("event-role-assigned", &[role(which), ("from", self.colleague(from)), ("to", self.colleague(to))]),
            Event::StandInBegan { role: which, from, to, until, .. } => {
                let until = ("time", Arg::from(local(*until)));
                self.f(
                    "event-stand-in-began",
                    &[role(which), ("from", self.colleague(from)), ("to", self.colleague(to)), until],
                )
            }
            Event::RoleReleased { role: which, name, standing, .. } => {
                let key = if *standing { "event-stand-in-ended" } else { "event-role-released" };
                self.f(key, &[role(which), ("name", self.colleague(name))])
            }
            Event::HandoverOffered { card, .. } => {
                let names = [role(&card.role), ("from", self.colleague(&card.from)), ("to", self.colleague(&card.to))];
                self.f("event-handover-offered", &names)
            }
            // whose role it is stands with the offer; the row is called after it
            Event::HandoverAccepted { readback, .. } => {
                self.f("event-handover-accepted", &[self.role_named(), ("text", self.prose(&one_line(readback)))])
            }
            Event::HandoverRefused { reason, .. } => {
                self.f("event-handover-refused", &[self.role_named(), ("reason", self.prose(&one_line(reason)))])
            }
            Event::HandoverWithdrawn { reason, .. } => {
                let said = self.f("event-handover-withdrawn", &[self.role_named()])?;
                Some(self.because(said, reason))
            }
            _ => None,
        }
    }

    /// The role of a handover: the reader calls its events after the role's code.
    fn role_named(&self) -> (&'static str, Arg) {
        let role = Role::parse(&self.title).map_or_else(|| self.title.clone(), |role| self.words.role(&role, None));
        ("role", role.into())
    }
}

fn one_line(text: &Clean) -> Clean {
    Clean::line(text.as_str())
}
