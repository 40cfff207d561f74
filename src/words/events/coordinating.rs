//! The sentences of what brings a cabinet together: steps of an incident, its lists, what was decided.

use super::Say;
use crate::domain::event::Event;
use crate::domain::matter::Ruling;
use crate::domain::room::Arg;
use crate::domain::time::Stamp;

impl Say<'_> {
    pub(super) fn coordination(&self, event: &Event, local: &dyn Fn(Stamp) -> String) -> Option<String> {
        let title = || ("title", Arg::from(self.title.as_str()));
        match event {
            Event::IncidentDetected { title, .. } => self.f("event-incident-detected", &[("title", self.prose(title))]),
            Event::IncidentMerged { into, reason, since, .. } => {
                let key = if since.is_some() { "event-incident-merged-since" } else { "event-incident-merged" };
                let time = Arg::from(since.map_or(String::new(), local));
                self.f(key, &[("into", into.0.to_string().into()), ("reason", self.prose(reason)), ("time", time)])
            }
            Event::ConditionAccepted { condition, reason, .. } => {
                self.f("event-condition-accepted", &[("what", self.t(condition.key())), ("why", self.prose(reason))])
            }
            Event::BaselineSet { baseline, .. } => {
                let args = [("negative", baseline.negative.into()), ("spread", baseline.spread.into())];
                self.f("event-baseline-set", &args)
            }
            Event::PausedConfirmed { count, .. } => self.f("event-paused-confirmed", &[("count", (*count).into())]),
            Event::ItemAdded { list, text, .. } => {
                self.f("event-item-added", &[("list", self.t(list.key())), ("text", self.prose(text))])
            }
            Event::ThemeHanded { phrase, owner, note, mentions, .. } => {
                let args =
                    [("phrase", self.prose(phrase)), ("owner", self.colleague(owner)), ("note", self.prose(note))];
                self.f("event-theme-handed", &[&args[..], &[("n", mentions.len().into())]].concat())
            }
            Event::ItemChanged { .. } => self.f("event-item-changed", &[title()]),
            Event::ItemSettled { how, .. } => self.f("event-item-settled", &[title(), ("how", self.prose(how))]),
            Event::ActionPlanned { purpose, verify, .. } => {
                self.f("event-action-planned", &[("purpose", self.t(purpose.key())), ("verify", self.prose(verify))])
            }
            Event::ActionStepped { to, note, .. } => {
                let key = if note.is_empty() { "event-action-stepped" } else { "event-action-stepped-note" };
                self.f(key, &[title(), ("to", self.t(to.key())), ("note", self.prose(note))])
            }
            Event::MatterOpened { question, due, .. } => {
                let key = if due.is_some() { "event-matter-opened-due" } else { "event-matter-opened" };
                let time = due.map_or(String::new(), local);
                self.f(key, &[("question", self.prose(question)), ("time", time.into())])
            }
            Event::MatterObjected { objection, .. } => {
                let args = [("by", self.colleague(&objection.by)), title(), ("text", self.advice(&objection.text))];
                self.f("event-matter-objected", &args)
            }
            Event::MatterDecided { ruling, .. } => self.ruling(ruling),
            Event::ReportIssued { kind, number, lang, .. } => {
                let args = [("kind", self.t(kind.key())), ("number", number.to_string().into())];
                let lang = ("lang", Arg::from(lang.code().to_uppercase()));
                self.f("event-report-issued", &[&args[..], &[lang]].concat())
            }
            _ => None,
        }
    }

    fn ruling(&self, ruling: &Ruling) -> Option<String> {
        let basis = ("basis", self.advice(&ruling.basis));
        if ruling.dropped {
            return self.f("event-matter-dropped", &[("title", Arg::from(self.title.as_str())), basis]);
        }
        let (by, what) = (("by", self.colleague(&ruling.by)), ("what", self.prose(&ruling.what)));
        match &ruling.recorded_by {
            None => self.f("event-matter-decided", &[by, what, basis]),
            Some(recorder) => {
                self.f("event-matter-decided-aloud", &[by, what, basis, ("recorder", self.colleague(recorder))])
            }
        }
    }
}
