//! The sentences of what happened to a text in review, to facts, to promises, to people affected and to the plan.

use super::Say;
use crate::domain::event::Event;
use crate::domain::fact::FactState;
use crate::domain::private::Audience;
use crate::domain::room::{Arg, Lang};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// Changes of a plan that are told one by one.
const MAX_CHANGES: usize = 3;

impl Say<'_> {
    pub(super) fn review(&self, event: &Event, local: &dyn Fn(Stamp) -> String) -> Option<String> {
        let title = || ("title", Arg::from(self.title.as_str()));
        let with = |key, reason: &Clean| Some(self.with(self.f(key, &[title()])?, self.advice(reason)));
        match event {
            Event::TaskMoved { to, reason, .. } => {
                let said = self.f("event-task-moved", &[title(), ("time", local(*to).into())])?;
                Some(self.because(said, reason))
            }
            Event::PromiseBroken { due, kept: Some(_), .. } => {
                self.f("event-promise-kept-late", &[title(), ("due", local(*due).into())])
            }
            Event::PromiseBroken { .. } => self.f("event-promise-broken", &[title()]),
            Event::ProposalMade { .. } => self.f("event-proposal-made", &[title()]),
            Event::ResponseStaled { fact, .. } => {
                self.f("event-response-staled", &[title(), ("fact", fact.0.to_string().into())])
            }
            Event::ObjectionRaised { text, .. } => self.f("event-objection", &[title(), ("text", self.advice(text))]),
            Event::ObjectionSettled { how, .. } => with("event-objection-settled", how),
            Event::ApprovalEscalated { role, to, .. } => {
                let to = self.names(to);
                let key = if to.is_empty() { "event-escalated-nobody" } else { "event-escalated" };
                self.f(key, &[title(), ("role", self.words.role_of(role).into()), ("to", to.into())])
            }
            Event::ApprovalNarrowed { severity, needs, .. } => {
                let args = [
                    title(),
                    ("severity", severity.code().into()),
                    ("roles", self.words.roles_of(&needs.join(", ")).into()),
                ];
                self.f(
                    if needs.is_empty() { "event-approval-narrowed" } else { "event-approval-narrowed-needs" },
                    &args,
                )
            }
            Event::ApprovalCarried { of, .. } => {
                self.f("event-approval-carried", &[title(), ("of", of.0.to_string().into())])
            }
            Event::ResponseHeld { reason, .. } => with("event-response-held", reason),
            Event::ResponseReleased { .. } => self.f("event-response-released", &[title()]),
            Event::ResponseLinked { permalink, .. } => {
                self.f("event-response-linked", &[title(), ("link", self.prose(permalink))])
            }
            Event::ResponseFollowedUp { note, done, .. } => {
                with(if *done { "event-response-done" } else { "event-response-followed-up" }, note)
            }
            Event::ResponseCorrected { by, .. } => {
                self.f("event-response-corrected", &[title(), ("by", by.0.to_string().into())])
            }
            Event::ResponseRetracted { reason, public_note, words, stands, .. } => {
                let said = self.retracted(with("event-response-retracted", reason)?, public_note, words)?;
                match stands.is_empty() {
                    true => Some(said),
                    false => self.f("event-with-stands", &[("said", said.into()), ("rules", stands.join(", ").into())]),
                }
            }
            _ => None,
        }
    }

    /// That a text was taken back, with what the public was told of it and whose word it took.
    fn retracted(&self, said: String, public_note: &Clean, words: &[Clean]) -> Option<String> {
        let note = [("said", Arg::from(said.as_str())), ("note", self.prose(public_note))];
        // what people wrote of it is read by us alone
        let said = match self.audience {
            Audience::Operator => self.f("event-with-note", &note)?,
            Audience::Shared => said,
        };
        match self.names(words) {
            names if names.is_empty() => Some(said),
            names => self.f("event-with-words", &[("said", said.into()), ("names", names.into())]),
        }
    }

    /// People of ours, as this audience may know them.
    fn names(&self, people: &[Clean]) -> String {
        let name = |person: &Clean| match self.colleague(person) {
            Arg::Text(name) => name,
            _ => String::new(),
        };
        people.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn ledger(&self, event: &Event) -> Option<String> {
        match event {
            Event::FactAdded { fact, state, supersedes, .. } => {
                let said = self.fact("event-fact-added", fact.0, state)?;
                Some(match supersedes {
                    None => said,
                    Some(old) => {
                        format!("{said} ({})", self.f("event-fact-supersedes", &[("fact", old.0.to_string().into())])?)
                    }
                })
            }
            Event::FactChanged { fact, to, reason, .. } => {
                Some(self.because(self.fact("event-fact-changed", fact.0, to)?, reason))
            }
            Event::AffectedAdded { .. } => Some(self.words.t("event-affected-added")),
            Event::AffectedChanged { to, how, .. } => {
                let said = self.f("event-affected-changed", &[("care", self.t(to.key()))])?;
                Some(self.because(said, how))
            }
            Event::EvidenceAttached { capture, .. } => {
                let name = Clean::line(&capture.name);
                self.f(
                    "event-evidence",
                    &[("name", self.advice(&name)), ("hash", capture.sha256.get(..12).unwrap_or_default().into())],
                )
            }
            Event::Revealed { subject } => {
                let args = [("what", self.t(subject.key())), ("n", subject.number().to_string().into())];
                self.f("event-revealed", &args)
            }
            Event::PlanAdopted { name, version, changes, .. } => {
                let said =
                    self.f("event-plan-adopted", &[("name", self.prose(name)), ("version", self.prose(version))])?;
                let n = changes.len();
                Some(if n == 0 {
                    said
                } else {
                    let few = changes.iter().take(MAX_CHANGES).map(|line| self.masked(line));
                    let few = few.collect::<Vec<_>>().join("; ");
                    let more = if n > MAX_CHANGES { "; …" } else { "" };
                    format!("{said}. {}: {few}{more}", self.f("event-plan-changes", &[("n", n.into())])?)
                })
            }
            Event::PlanDeclined { name, version, .. } => {
                self.f("event-plan-declined", &[("name", self.prose(name)), ("version", self.prose(version))])
            }
            _ => None,
        }
    }

    fn fact(&self, key: &str, id: i64, state: &FactState) -> Option<String> {
        let (first, other) = match self.words.lang() {
            Lang::En => (&state.en, &state.es),
            Lang::Es => (&state.es, &state.en),
        };
        let text = self.prose(if first.is_empty() { other } else { first });
        self.f(key, &[("fact", id.to_string().into()), ("status", self.t(state.status.key())), ("text", text)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::private::{Allow, Audience};
    use crate::words::Words;

    #[test]
    fn an_adopted_plan_tells_its_first_changes() {
        let changes = ["a: 1 → 2", "b: - → 3", "c: 4 → -", "d: 5 → 6"].map(Into::into).to_vec();
        let event = Event::PlanAdopted { digest: "d".into(), name: "Ours".into(), version: "2".into(), changes };
        for (lang, start) in
            [(Lang::En, "Plan in force: Ours 2. 4 changes"), (Lang::Es, "Plan vigente: Ours 2. 4 cambios")]
        {
            let (words, ours, audience) = (Words::new(lang), Allow::default(), Audience::Operator);
            let say = Say { words: &words, title: String::new(), named: false, audience, ours: &ours, touched: 0 };
            let said = say.ledger(&event).unwrap_or_default();
            assert!(said.starts_with(start) && said.ends_with("a: 1 → 2; b: - → 3; c: 4 → -; …"), "{said}");
        }
    }
}
