//! What happened, as a sentence: the timeline, `events` and reports all speak through here.

mod belonging;
mod coordinating;
mod responding;
mod roles;
mod tasks;

use super::{Words, signals};
use crate::domain::event::{Blanked, Event, Visibility};
use crate::domain::ids::{DecisionId, MentionId};
use crate::domain::mention::Band;
use crate::domain::private::{Allow, Audience, DOTS, Private};
use crate::domain::room::Arg;
use crate::domain::source::BY_HAND;
use crate::domain::task::{TaskSpec, TaskState, TaskStatus};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::rows::TimelineRow;

/// Most events of ours that an erasure names.
const MOST_BLANKED: usize = 12;

/// The sentence of an event for this audience; `local` says a moment as the room's clock shows it.
pub fn event(
    words: &Words,
    row: &TimelineRow,
    (audience, ours): (Audience, &Allow),
    local: &dyn Fn(Stamp) -> String,
) -> String {
    if row.visibility == Visibility::Private && audience == Audience::Shared {
        return words.t("event-hidden");
    }
    let Some(event) = &row.event else {
        return match row.kind.is_empty() {
            true => words.t("event-erased"),
            false => words.f("event-unknown", &[("kind", Arg::from(&row.kind))]),
        };
    };
    let about = row.about[words.lang() as usize].show_with(audience, ours);
    let named = !about.is_empty();
    // a text without a title is known by its number, as lists and pages have it
    let numbered = || event.response().map(|id| words.f("untitled-text", &[("id", Arg::from(id.0.to_string()))]));
    let title = match named {
        true => about.into_owned(),
        false => numbered().unwrap_or_else(|| words.t("untitled")),
    };
    let say = Say { words, title, named, audience, ours, touched: i64::from(row.touched) };
    if let (Event::Undone { decision, skipped, .. }, Some(undid)) = (event, &row.undid) {
        let what = self::event(words, undid, (audience, ours), local);
        return say.undone(*decision, skipped.len(), Some(what));
    }
    say.room(event)
        .or_else(|| Some(say.of_one(say.mentions(event, local)?)))
        .or_else(|| say.incident(event))
        .unwrap_or_else(|| {
            say.response(event)
                .or_else(|| say.signal(event, local))
                .or_else(|| say.review(event, local))
                .or_else(|| say.ledger(event))
                .or_else(|| say.coordination(event, local))
                .or_else(|| say.roles(event, local))
                .or_else(|| say.reminding(event, local))
                .or_else(|| say.belonging(event))
                .unwrap_or_else(|| words.f("event-unknown", &[("kind", Arg::from(event.kind()))]))
        })
}

/// Sorts of signals about a group of mentions, which is called by what it says.
const GROUPS: [&str; 2] = ["signal-cluster", "signal-coordinated"];

struct Say<'a> {
    words: &'a Words,
    title: String,
    /// That is a name, and no word for the want of one.
    named: bool,
    audience: Audience,
    ours: &'a Allow,
    touched: i64,
}

impl Say<'_> {
    fn f(&self, key: &str, args: &[(&str, Arg)]) -> Option<String> {
        Some(self.words.f(key, args))
    }

    /// A person's own words, masked for a shared screen.
    fn prose(&self, text: &Clean) -> Arg {
        Arg::Text(self.masked(text))
    }

    fn masked(&self, text: &Clean) -> String {
        Private::prose(text.clone()).show_with(self.audience, self.ours).into_owned()
    }

    /// One of us, by name.
    fn colleague(&self, name: &Clean) -> Arg {
        Arg::Text(Private::person(name.clone(), false).show_with(self.audience, self.ours).into_owned())
    }

    /// What was advised, asked or objected before a text went out: no part of a shared screen.
    fn advice(&self, text: &Clean) -> Arg {
        match self.audience {
            Audience::Shared if !text.is_empty() => DOTS.into(),
            _ => self.prose(text),
        }
    }

    fn room(&self, event: &Event) -> Option<String> {
        match event {
            Event::RoomOpened { settings } if settings.drill.is_some() => {
                self.f("event-drill-opened", &[("name", self.prose(&settings.name))])
            }
            Event::RoomOpened { settings } => self.f("event-room-opened", &[("name", self.prose(&settings.name))]),
            Event::SelfDeclared { name, role } if role.is_empty() => {
                self.f("event-self-declared", &[("name", self.colleague(name))])
            }
            Event::SelfDeclared { name, role } => {
                self.f("event-self-declared-role", &[("name", self.colleague(name)), ("role", role.into())])
            }
            Event::ClockSet { speed: 0, .. } => Some(self.words.t("event-clock-paused")),
            Event::ClockSet { speed, .. } => {
                self.f("event-clock-set", &[("speed", Arg::from(f64::from(*speed) / 1000.0))])
            }
            Event::KeywordsSet { to, .. } => {
                let list = to.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ");
                self.f("event-keywords-set", &[("words", list.into())])
            }
            Event::EntryAdded { text, .. } => self.f("entry-text", &[("text", self.prose(text))]),
            Event::EntryCorrected { seq, text } => {
                self.f("event-entry-corrected", &[("seq", seq.0.to_string().into()), ("text", self.prose(text))])
            }
            Event::EntryPinned { seq, on: true } => self.f("event-entry-pinned", &[("seq", seq.0.to_string().into())]),
            Event::EntryPinned { seq, on: false } => {
                self.f("event-entry-unpinned", &[("seq", seq.0.to_string().into())])
            }
            Event::Undone { decision, skipped, .. } => Some(self.undone(*decision, skipped.len(), None)),
            _ => None,
        }
    }

    /// A decision was taken back, and what that was.
    fn undone(&self, decision: DecisionId, skipped: usize, what: Option<String>) -> String {
        let decision = ("decision", Arg::from(decision.0.to_string()));
        let said = match skipped {
            0 => self.words.f("event-undone", &[decision]),
            n => self.words.f("event-undone-some", &[decision, ("skipped", n.into())]),
        };
        what.map_or(said.clone(), |what| format!("{said}: {what}"))
    }

    /// What happened to a single mention names it.
    fn of_one(&self, said: String) -> String {
        match self.named && self.touched == 1 {
            true => self.words.f("event-of-mention", &[("said", said.into()), ("mention", self.title.as_str().into())]),
            false => said,
        }
    }

    fn mentions(&self, event: &Event, local: &dyn Fn(Stamp) -> String) -> Option<String> {
        let count = ("count", Arg::Number(self.touched));
        match event {
            Event::MentionsArrived { source, count, history, .. } => {
                let key = match source.as_str() {
                    BY_HAND => "event-mentions-by-hand",
                    _ if *history => "event-history-arrived",
                    _ => "event-mentions-arrived",
                };
                self.f(key, &[("count", (*count).into()), ("source", self.prose(source))])
            }
            Event::LookedBack { source, hours, count, .. } => {
                let args = [("source", self.prose(source)), ("hours", (*hours).into()), ("count", (*count).into())];
                self.f("event-looked-back", &args)
            }
            Event::MentionsDisposed { disposition, reason, .. } => {
                let said = self.f("event-mentions-disposed", &[count, ("disposition", self.t(disposition.key()))])?;
                Some(self.because(said, reason))
            }
            Event::MentionsSnoozed { until, reason, .. } => {
                let said = self.f("event-mentions-snoozed", &[count, ("time", local(*until).into())])?;
                Some(self.because(said, reason))
            }
            Event::MentionsWoke { .. } => self.f("event-mentions-woke", &[count]),
            Event::MentionsClaimed { owner: Some(owner), .. } => {
                self.f("event-mentions-claimed", &[count, ("owner", self.colleague(owner))])
            }
            Event::MentionsClaimed { owner: None, .. } => self.f("event-mentions-released", &[count]),
            // the room itself writes this word when an answer goes out
            Event::OwedSettled { how, .. } if how.as_str() == "published" => {
                self.f("event-owed-settled", &[count, ("how", self.t("event-owed-published"))])
            }
            Event::OwedSettled { how, .. } => self.f("event-owed-settled", &[count, ("how", self.prose(how))]),
            Event::ReadingCorrected { said, .. } => {
                let mut is: Vec<String> = Vec::new();
                is.extend(said.tone.map(|tone| self.words.t(tone.key())));
                is.extend(said.language.as_ref().map(|l| l.as_str().to_owned()));
                is.extend(said.score.map(|score| format!("{:?} {score}", Band::of(score))));
                self.f("event-reading-corrected", &[count, ("is", is.join(" · ").into())])
            }
            Event::MentionsRegrouped { .. } => self.f("event-mentions-regrouped", &[count]),
            Event::MentionReopened { .. } => Some(self.words.t("event-mention-reopened")),
            Event::MentionErased { mention, reason, blanked, files } => {
                self.erased(*mention, reason, blanked, u64::from(*files))
            }
            _ => None,
        }
    }

    /// Which mention was erased, and which words of ours went with it.
    fn erased(&self, mention: MentionId, reason: &Clean, blanked: &[Blanked], files: u64) -> Option<String> {
        let mut own: Vec<String> = blanked.iter().take(MOST_BLANKED).map(|own| format!("#{}", own.seq.0)).collect();
        if blanked.len() > MOST_BLANKED {
            own.push("…".to_owned());
        }
        let args = [
            ("mention", Arg::from(mention.0.to_string())),
            ("files", files.into()),
            ("own", blanked.len().into()),
            ("list", own.join(", ").into()),
            ("reason", self.prose(reason)),
        ];
        self.f("event-mention-erased", &args)
    }

    /// What became of a signal, by its number, and by its sort where that is known: the reader calls its events after the
    /// key of that, and after what it is about where that has a name, or words of its own.
    fn sort(&self, seq: i64, [bare, named]: [&'static str; 2]) -> Option<String> {
        let number = ("seq", seq.to_string().into());
        if !self.title.starts_with("signal-") {
            return self.f(bare, &[number]);
        }
        let what = match self.title.split_once(' ') {
            Some((key, name)) => {
                let said = if GROUPS.contains(&key) { "signal-of-group" } else { "signal-of" };
                let name = self.masked(&Clean::line(name)).into();
                self.words.f(said, &[("what", self.words.t(key).into()), ("name", name)])
            }
            None => self.words.t(&self.title),
        };
        self.f(named, &[number, ("what", what.into())])
    }

    fn signal(&self, event: &Event, local: &dyn Fn(Stamp) -> String) -> Option<String> {
        match event {
            Event::SignalRaised { signal } => Some(signals::signal(self.words, signal, (self.audience, self.ours))),
            Event::SignalEnded { raised, graver: false } => {
                self.sort(raised.0, ["event-signal-ended", "event-signal-ended-of"])
            }
            Event::SignalEnded { raised, graver: true } => {
                self.sort(raised.0, ["event-signal-grew", "event-signal-grew-of"])
            }
            Event::SignalAcknowledged { raised, note } => {
                let keys = ["event-signal-acknowledged", "event-signal-acknowledged-of"];
                Some(self.because(self.sort(raised.0, keys)?, note))
            }
            Event::HoursSetAside { from, to, reason } => {
                let args = [("from", local(*from).into()), ("to", local(*to).into()), ("reason", self.prose(reason))];
                self.f("event-hours-aside", &args)
            }
            _ => None,
        }
    }

    fn incident(&self, event: &Event) -> Option<String> {
        match event {
            Event::IncidentDeclared { title, severity, .. } => {
                self.f("event-incident-declared", &[("severity", severity.code().into()), ("title", self.prose(title))])
            }
            // nobody had said what it stood at before
            Event::SeverityChanged { to, reason, first: true, .. } => {
                let args = [("to", to.code().into()), ("reason", self.prose(reason))];
                self.f(if reason.is_empty() { "event-severity-rated" } else { "event-severity-rated-why" }, &args)
            }
            Event::SeverityChanged { from, to, reason, .. } => {
                let args = [("from", from.code().into()), ("to", to.code().into()), ("reason", self.prose(reason))];
                self.f(if reason.is_empty() { "event-severity-changed" } else { "event-severity-changed-why" }, &args)
            }
            Event::StatusChanged { from, to, reason, .. } => {
                let args = [("from", self.t(from.key())), ("to", self.t(to.key())), ("reason", self.prose(reason))];
                self.f(if reason.is_empty() { "event-status-changed" } else { "event-status-changed-why" }, &args)
            }
            Event::LeadChanged { to, .. } => {
                self.f("event-lead-changed", &[("to", to.as_ref().map_or(Arg::from(""), |to| self.colleague(to)))])
            }
            Event::TypeChanged { to, .. } => self.f("event-type-changed", &[("to", self.t(to.key()))]),
            Event::TasksAdded { tasks, .. } => {
                let title = tasks.first().map_or(Arg::from(""), |t| self.prose(self.task_title(t)));
                let count = Arg::from(tasks.len());
                self.f("event-tasks-added", &[("count", count), ("title", title)])
            }
            Event::TaskChanged { before, to, .. } => self.task(before, to),
            _ => None,
        }
    }

    /// `about` of a task is `CODE title`; the code is its first word.
    fn task(&self, before: &TaskState, to: &TaskState) -> Option<String> {
        let (code, title) = self.title.split_once(' ').unwrap_or((&self.title, ""));
        let (code, title) = (("code", Arg::from(code)), ("title", Arg::from(title)));
        if before.status == to.status {
            return match &to.owner {
                Some(owner) => self.f("event-task-claimed", &[code, title, ("owner", self.colleague(owner))]),
                None => self.f("event-task-released", &[code]),
            };
        }
        let key = match to.status {
            TaskStatus::Open => "event-task-open",
            TaskStatus::Done => "event-task-done",
            TaskStatus::Skipped => "event-task-skipped",
            TaskStatus::Blocked => "event-task-blocked",
        };
        self.f(key, &[code, title, ("note", self.prose(&to.note))])
    }

    fn response(&self, event: &Event) -> Option<String> {
        let title = ("title", Arg::from(self.title.as_str()));
        match event {
            Event::ResponseOpened { kind, .. } => {
                self.f("event-response-opened", &[("kind", self.t(kind.key())), title])
            }
            Event::ResponseSubmitted { .. } => self.f("event-response-submitted", &[title]),
            Event::ResponseRevised { .. } => self.f("event-response-revised", &[title]),
            Event::ResponseApproved { by, alone: true, why, .. } => {
                let said = self.f("event-response-alone", &[("by", self.colleague(by)), title])?;
                Some(self.because(said, why))
            }
            Event::ResponseApproved { by, recorded_by: Some(recorder), .. } => {
                let args = [("by", self.colleague(by)), ("recorder", self.colleague(recorder)), title];
                self.f("event-response-approved-aloud", &args)
            }
            Event::ResponseApproved { by, .. } => {
                self.f("event-response-approved", &[("by", self.colleague(by)), title])
            }
            Event::ChangesRequested { note, .. } => {
                self.f("event-changes-requested", &[title, ("note", self.advice(note))])
            }
            Event::PublishingStarted { via: Some(account), .. } => {
                self.f("event-publishing-started-via", &[title, ("account", self.prose(account))])
            }
            Event::PublishingStarted { .. } => self.f("event-publishing-started", &[title]),
            Event::ResponsePublished { changed_to, left, .. } => {
                let changed = changed_to.is_some();
                let key = if changed { "event-response-published-changed" } else { "event-response-published" };
                let said = self.f(key, &[title])?;
                Some(if left.is_empty() { said } else { format!("{said}. {}", self.words.left_on(left)) })
            }
            Event::ReplySent { mention, changed_to, .. } => {
                let key = if changed_to.is_some() { "event-reply-sent-changed" } else { "event-reply-sent" };
                self.f(key, &[title, ("mention", mention.0.to_string().into())])
            }
            Event::RepliesPassed { mentions, to: Some(to), .. } => {
                self.f("event-replies-twin", &[title, ("n", mentions.len().into()), ("to", to.0.to_string().into())])
            }
            Event::RepliesPassed { mentions, reason, .. } => {
                let said = self.f("event-replies-passed", &[title, ("n", mentions.len().into())])?;
                Some(self.because(said, reason))
            }
            Event::PublishingAbandoned { reason, .. } => {
                self.f("event-publishing-abandoned", &[title, ("reason", self.advice(reason))])
            }
            Event::ResponseDiscarded { reason, .. } => {
                self.f("event-response-discarded", &[title, ("reason", self.advice(reason))])
            }
            Event::ResponseRetired { .. } => self.f("event-response-retired", &[title]),
            _ => None,
        }
    }

    fn t(&self, key: &str) -> Arg {
        Arg::Text(self.words.t(key))
    }

    fn task_title<'t>(&self, task: &'t TaskSpec) -> &'t Clean {
        match self.words.lang() {
            crate::domain::room::Lang::En => &task.en,
            crate::domain::room::Lang::Es => &task.es,
        }
    }

    fn because(&self, said: String, reason: &Clean) -> String {
        self.with(said, self.prose(reason))
    }

    fn with(&self, said: String, reason: Arg) -> String {
        match reason {
            Arg::Text(reason) if !reason.is_empty() => format!("{said} ({reason})"),
            _ => said,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::IncidentId;
    use crate::domain::incident::Severity;
    use crate::domain::room::Lang;

    #[test]
    fn a_signal_that_is_over_says_whose_it_was() {
        let (words, ours) = (Words::new(Lang::En), Allow::none());
        let told = |title: &str, audience, graver| {
            let say = Say { words: &words, title: title.into(), named: true, audience, ours: &ours, touched: 0 };
            let event = Event::SignalEnded { raised: crate::domain::ids::EventSeq(35), graver };
            say.signal(&event, &|_| String::new()).unwrap()
        };
        let said = |title: &str, audience| told(title, audience, false);
        let grew = told("signal-volume", Audience::Operator, true);
        assert_eq!(grew, "Volume: signal 35 has grown graver: a new one takes its place");
        assert_eq!(said("signal-source masto", Audience::Operator), "Source masto: signal 35 is over");
        assert_eq!(said("signal-volume", Audience::Operator), "Volume: signal 35 is over");
        let group = said("signal-coordinated I will never buy it, says ann@acme.example…", Audience::Operator);
        assert_eq!(group, "Coordination “I will never buy it, says ann@acme.example…”: signal 35 is over");
        assert!(!said("signal-cluster ask ann@acme.example", Audience::Shared).contains("ann@"), "a person's words");
        assert_eq!(said("", Audience::Operator), "Signal 35 is over", "a later version's");
        assert!(!said("signal-source @ann's feed", Audience::Shared).contains("@ann"), "it may bear a person's name");
    }

    #[test]
    fn the_first_rating_is_no_change_from_what_nobody_declared() {
        let ours = Allow::none();
        let said = |lang, first, reason: &str| {
            let (words, title) = (Words::new(lang), String::new());
            let say = Say { words: &words, title, named: true, audience: Audience::Operator, ours: &ours, touched: 0 };
            let (from, to) = (Severity::Sev4, Severity::Sev3);
            let event = Event::SeverityChanged { incident: IncidentId(1), from, to, reason: reason.into(), first };
            say.incident(&event).unwrap()
        };
        assert_eq!(said(Lang::En, true, ""), "rated SEV3");
        assert_eq!(said(Lang::Es, true, "un caso"), "valorado como SEV3 (un caso)");
        assert_eq!(said(Lang::En, false, ""), "SEV4 → SEV3");
    }

    #[test]
    fn what_a_look_back_found_is_said() {
        let ours = Allow::none();
        let said = |lang, audience, count| {
            let (words, title) = (Words::new(lang), String::new());
            let say = Say { words: &words, title, named: false, audience, ours: &ours, touched: 0 };
            let event = Event::LookedBack { incident: IncidentId(1), source: "@ann's feed".into(), hours: 6, count };
            say.mentions(&event, &|_| String::new()).unwrap()
        };
        let [en, es] = [Lang::En, Lang::Es].map(|lang| said(lang, Audience::Operator, 300));
        assert_eq!(en, "Looked back 6 h at @ann's feed: 300 mentions");
        assert_eq!(es, "Se miró 6 h atrás en @ann's feed: 300 menciones");
        assert!(said(Lang::En, Audience::Operator, 0).ends_with("nothing that the room did not have"));
        assert!(!said(Lang::En, Audience::Shared, 1).contains("@ann"), "a source may bear a person's name");
    }
}
