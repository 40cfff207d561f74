//! The sentences of which mentions belong to an incident.

use super::Say;
use crate::domain::belonging::Rule;
use crate::domain::event::Event;
use crate::domain::room::Arg;

impl Say<'_> {
    pub(super) fn belonging(&self, event: &Event) -> Option<String> {
        let count = ("count", Arg::Number(self.touched));
        match event {
            Event::BelongingAdded { incident, rule, reason } => {
                let args = [("incident", incident.0.to_string().into()), ("rule", self.rule(rule))];
                Some(self.because(self.f("event-belonging-added", &args)?, reason))
            }
            Event::BelongingRemoved { incident, was, reason, .. } => {
                let args = [("incident", incident.0.to_string().into()), ("rule", self.rule(was))];
                Some(self.because(self.f("event-belonging-removed", &args)?, reason))
            }
            Event::MentionsPlaced { incident: Some(incident), reason, .. } => {
                let said = self.f("event-mentions-placed", &[count, ("incident", incident.0.to_string().into())])?;
                Some(self.because(said, reason))
            }
            Event::MentionsPlaced { incident: None, reason, .. } => {
                let said = self.f("event-mentions-taken-out", &[count])?;
                Some(self.because(said, reason))
            }
            _ => None,
        }
    }

    fn rule(&self, rule: &Rule) -> Arg {
        match rule {
            Rule::Cluster(id) => Arg::Text(self.words.f("belonging-cluster", &[("mention", id.0.to_string().into())])),
            Rule::Query(words) => {
                Arg::Text(self.words.f("belong-by-words", &[("words", Arg::Text(self.masked(words)))]))
            }
        }
    }
}
