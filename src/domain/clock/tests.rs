//! The table of `tests/data/clocks.tsv`: what tools of this field got wrong about clocks, event by event.

use super::*;
use crate::domain::event::{Event, Restore, TaskRestore};
use crate::domain::ids::{DecisionId, IncidentId, MentionId, ResponseId, TaskId};
use crate::domain::incident::Severity;
use crate::domain::mention::{Attention, Band, Disposition, Owes, Was};
use crate::domain::response::{Content, Response, ResponseKind, ResponseState};
use crate::domain::room::Lang;
use crate::domain::task::{PROMISE, TaskSpec, TaskState, TaskStatus};
use crate::domain::text::Clean;
use crate::domain::timeline::EntryKind;

const MENTION: MentionId = MentionId(1);
const OTHER: MentionId = MentionId(2);
const TASK: TaskId = TaskId(7);

#[test]
fn a_drill_at_sixty_times_moves_every_deadline_with_it() {
    let clock = RoomClock { real: Stamp(1_000), room: Stamp(500_000), speed: 60_000 };
    assert_eq!(clock.at(Stamp(2_000)), Stamp(560_000));
    assert_eq!(clock.real_of(Stamp(560_000)), Some(Stamp(2_000)));
    assert_eq!(clock.at(Stamp(0)), Stamp(500_000), "a clock that steps back does not move the room back");
    let paused = RoomClock { speed: 0, ..clock };
    assert_eq!(paused.at(Stamp(9_000_000)), Stamp(500_000));
    assert_eq!(paused.real_of(Stamp(560_000)), None);
}

/// What the store would log of a row's short notation, with what it must remember to do so.
struct Story {
    start: Stamp,
    attention: Attention,
    task: TaskState,
    before: Vec<(Attention, TaskState)>,
    log: Vec<(Stamp, DecisionId, Event)>,
    responses: i64,
    /// The plans that were in force.
    patience: Patience,
}

impl Story {
    fn new(start: Stamp) -> Self {
        let (attention, task) = (Attention::default(), TaskState::default());
        Story { start, attention, task, before: vec![], log: vec![], responses: 0, patience: Patience::default() }
    }

    /// `what@minute` or `what:more@minute`; each is a decision, counted from 0, which `undo:n` names.
    fn tell(&mut self, word: &str) {
        let (what, minute) = word.split_once('@').unwrap_or_else(|| panic!("{word}"));
        let at = self.start.plus(minute.parse::<i64>().unwrap() * MINUTE);
        let (what, more) = what.split_once(':').unwrap_or((what, ""));
        if what == "plan" {
            // every band waits so many minutes by it
            return self.patience.adopt(at, [more.parse::<i64>().unwrap() * MINUTE; 4]);
        }
        let decision = DecisionId(self.before.len() as i64);
        self.before.push((self.attention.clone(), self.task.clone()));
        for event in self.events(what, more, at) {
            if event.mentions().iter().any(|w| w.mention == MENTION) || matches!(event, Event::MentionReopened { .. }) {
                self.attention.apply(&event, &Clean::default(), at);
            }
            if let Event::TaskChanged { to, .. } = &event {
                self.task = to.clone();
            }
            if let Event::Undone { mentions, tasks, .. } = &event {
                mentions.iter().for_each(|r| self.attention = r.to.clone());
                tasks.iter().for_each(|r| self.task = r.to.clone());
            }
            self.log.push((at, decision, event));
        }
    }

    fn rows(&self) -> Vec<Was> {
        vec![
            Was { mention: OTHER, before: Attention::default() },
            Was { mention: MENTION, before: self.attention.clone() },
        ]
    }

    fn events(&mut self, what: &str, more: &str, at: Stamp) -> Vec<Event> {
        let (rows, text) = (self.rows(), Clean::from("x"));
        let (reason, task, incident) = (text.clone(), TASK, IncidentId(1));
        match what {
            "decide" => {
                let disposition = Disposition::ALL.into_iter().find(|d| format!("{d:?}") == more).unwrap();
                vec![Event::MentionsDisposed { disposition, reason, rows }]
            }
            "settle" => vec![Event::OwedSettled { how: text, rows }],
            "snooze" => vec![Event::MentionsSnoozed { until: at.plus(HOUR), reason, rows }],
            "wake" => vec![Event::MentionsWoke { rows }],
            "claim" => vec![Event::MentionsClaimed { owner: Some(text), rows }],
            "again" => {
                vec![Event::MentionReopened { mention: MENTION, because: OTHER, before: self.attention.clone() }]
            }
            "note" => {
                let at = Some(at);
                vec![Event::EntryAdded { entry: EntryKind::Note, text, at, incident: None, private: false }]
            }
            "answer" => self.answer(ResponseKind::Reply, more),
            "line" => self.answer(ResponseKind::Internal, ""),
            "undo" => {
                let n: usize = more.parse().unwrap();
                let (attention, to) = self.before[n].clone();
                vec![Event::Undone {
                    decision: DecisionId(n as i64),
                    mentions: vec![Restore { mention: MENTION, to: attention }],
                    tasks: vec![TaskRestore { task, to }],
                    pins: vec![],
                    skipped: vec![],
                    withdrawn: vec![],
                }]
            }
            "move" => {
                let to = self.start.plus(more.parse::<i64>().unwrap() * MINUTE);
                vec![Event::TaskMoved { task, incident, from: None, to, reason }]
            }
            "done" | "skip" | "reopen" | "take" => {
                let status = match what {
                    "done" => TaskStatus::Done,
                    "skip" => TaskStatus::Skipped,
                    "reopen" => TaskStatus::Open,
                    _ => self.task.status,
                };
                let to = TaskState { status, at: Some(at), ..self.task.clone() };
                vec![Event::TaskChanged { task, incident, before: self.task.clone(), to }]
            }
            _ => vec![self.review(what, more, at)],
        }
    }

    /// As `store::decide` records it: it goes out, and then decides or settles what waited for it.
    fn answer(&mut self, kind: ResponseKind, channel: &str) -> Vec<Event> {
        self.responses += 1;
        let (response, incident, title) = (ResponseId(self.responses), None, Clean::default());
        let (channel, answers) = (channel.to_owned(), vec![OTHER, MENTION]);
        let reaches = kind != ResponseKind::Internal && matches!(channel.as_str(), "" | "bluesky");
        let lang = Lang::En;
        let opened = Event::ResponseOpened {
            response,
            incident,
            title,
            kind,
            channel,
            lang,
            answers,
            links: Default::default(),
        };
        let published = Event::ResponsePublished { response, permalink: None, changed_to: None, left: vec![] };
        let mut events = vec![opened, published];
        let mut now = self.attention.clone();
        if reaches && now.disposition.is_none() {
            let (disposition, reason) = (Disposition::RespondPublic, Clean::default());
            events.push(Event::MentionsDisposed { disposition, reason, rows: self.rows() });
            now.owes = Some(Owes::Answer);
        }
        if reaches && now.owes == Some(Owes::Answer) {
            let mut rows = self.rows();
            rows[1].before.owes = now.owes;
            events.push(Event::OwedSettled { how: Clean::from("published"), rows });
        }
        events
    }

    fn review(&self, what: &str, more: &str, at: Stamp) -> Event {
        let (response, note) = (ResponseId(1), Clean::from("x"));
        match what {
            "submit" => {
                let needs = more.split('+').map(str::to_owned).collect();
                Event::ResponseSubmitted { response, content: Content::default(), needs, waived: vec![] }
            }
            "approve" => {
                let (role, minutes) = more.split_once('/').unwrap();
                let needs = match self.log.iter().rev().find(|(.., e)| matches!(e, Event::ResponseSubmitted { .. })) {
                    Some((.., Event::ResponseSubmitted { needs, .. })) => needs.clone(),
                    _ => panic!("{more}"),
                };
                let until = at.plus(minutes.parse::<i64>().unwrap() * MINUTE);
                let (by, roles, alone, why) = (Clean::from(role), vec![role.to_owned()], false, Clean::default());
                let digest = String::new();
                Event::ResponseApproved {
                    response,
                    digest,
                    by,
                    recorded_by: None,
                    until,
                    given: None,
                    roles,
                    needs,
                    alone,
                    why,
                }
            }
            "object" => Event::ObjectionRaised { response, text: note },
            "escalate" => Event::ApprovalEscalated { response, role: more.into(), to: vec![], since: at },
            "changes" => Event::ChangesRequested { response, note },
            "edit" => Event::ResponseRevised { response, content: Content::default() },
            "hold" => Event::ResponseHeld { response, reason: note },
            "release" => Event::ResponseReleased { response },
            "go" => Event::PublishingStarted { response, digest: String::new(), via: None },
            other => panic!("{other}"),
        }
    }

    fn logged(&self) -> impl Iterator<Item = Logged<'_>> {
        self.log.iter().map(|(at, decision, event)| Logged { at: *at, decision: *decision, event })
    }
}

fn opened(at: Stamp) -> Response {
    Response {
        id: ResponseId(1),
        incident: None,
        title: Clean::default(),
        kind: ResponseKind::Update,
        state: ResponseState::Draft,
        since: at,
        author: Clean::default(),
        content: Content::default(),
        answers: vec![],
        approval: None,
        review: Default::default(),
        links: Default::default(),
        note: Clean::default(),
        permalink: None,
        published_text: None,
        rev: 1,
    }
}

fn promised(due: Stamp) -> TaskSpec {
    TaskSpec {
        id: TASK,
        code: "PU7".into(),
        phase: PROMISE.into(),
        en: Clean::default(),
        es: Clean::default(),
        role: String::new(),
        due: Some(due),
        due_rule: None,
        after: vec![],
        response: None,
        rhythm: None,
        gate: None,
    }
}

fn severity(word: &str) -> Option<Severity> {
    Severity::ALL.into_iter().find(|s| s.code() == word)
}

fn clock_of(kind: &str, level: &str, story: &Story, now: Stamp) -> Option<Deadline> {
    let start = story.start;
    match kind {
        "answer" => {
            let band =
                [Band::P1, Band::P2, Band::P3, Band::P4].into_iter().find(|b| format!("{b:?}") == level).unwrap();
            let asked = Asked { mention: MENTION, platform: "bluesky", arrived: start, band };
            Some(first_answer(&asked, &story.patience, story.logged(), now))
        }
        "review" => {
            let (level, own) = level.split_once('=').unwrap_or((level, ""));
            let wait = own.parse::<i64>().map_or_else(|_| approval_wait(severity(level)), |minutes| minutes * MINUTE);
            review(&opened(start), wait, story.logged(), now)
        }
        "approval" => approval(&opened(start), story.logged(), now),
        "promise" => promise(&promised(start.plus(level.parse::<i64>().unwrap() * MINUTE)), story.logged(), now),
        other => panic!("{other}"),
    }
}

/// Columns: thread, clock, level (band, severity, with =minutes what a plan gives it, or minutes alone), start (RFC 3339), zone, speed of the room's clock, events,
/// real minutes at which it is asked, then what is expected: local time and offset at which it is due, minute at which
/// it stopped, breached, and why.
#[test]
fn every_clock_says_what_the_table_says() {
    let mut rows = 0;
    let mut kinds = std::collections::BTreeMap::<&str, usize>::new();
    for line in include_str!("../../../tests/data/clocks.tsv").lines().filter(|l| !l.starts_with('#')) {
        let [thread, kind, level, start, zone, speed, events, asked, due, stopped, breached, why] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("columns: {line}")
        };
        let start = Stamp::parse(start).unwrap();
        let speed = (speed.parse::<f64>().unwrap() * 1000.0) as u32;
        let room = RoomClock { real: start, room: start, speed };
        let now = room.at(start.plus(asked.parse::<i64>().unwrap() * MINUTE));
        let mut story = Story::new(start);
        events.split_whitespace().for_each(|word| story.tell(word));
        let is = clock_of(kind, level, &story, now).map(|d| {
            let offset = d.due.offset(zone);
            let local = d.due.plus(i64::from(offset) * MINUTE).rfc3339();
            let stopped = d.stopped.map_or("-".to_owned(), |at| (at.since(start) / MINUTE).to_string());
            (format!("{}{:+03}", &local[5..16], offset / 60), stopped, if d.breached { "yes" } else { "no" })
        });
        let should = (due != "none").then(|| (due.to_owned(), stopped.to_owned(), breached));
        assert_eq!(is, should, "{thread}: {why}");
        if kind == "answer" {
            let clock = clock_of(kind, level, &story, now).unwrap();
            assert!(clock.stopped.is_some() || waits(&story.attention), "{thread}: nobody waits, and it runs");
        }
        rows += 1;
        *kinds.entry(kind).or_default() += 1;
    }
    assert!(rows >= 24 && kinds.len() == 4 && kinds.values().all(|n| *n >= 4), "{rows} {kinds:?}");
}

#[test]
fn what_a_list_says_of_a_text_in_review_is_what_its_events_say() {
    let mut story = Story::new(Stamp(0));
    for word in "submit:legal@0 changes@3 submit:legal@7 submit:legal@9 object@10".split(' ') {
        story.tell(word);
    }
    let (mut response, wait) = (opened(Stamp(0)), approval_wait(Some(Severity::Sev1)));
    for Logged { at, event, .. } in story.logged() {
        response.apply(event, &Clean::default(), at);
        let by_state = review_due(&response, wait);
        let until = story.logged().take_while(|l| l.at <= at);
        let by_events = review(&opened(Stamp(0)), wait, until, at).unwrap();
        assert_eq!(by_state, by_events.stopped.is_none().then_some(by_events.due), "{at:?}");
    }
    assert_eq!(review_due(&response, wait), Some(Stamp(14 * MINUTE)));
}

#[test]
fn a_speed_is_said_as_times_of_the_walls_clock() {
    use crate::domain::command::Command;
    let said = |speed: &str| serde_json::from_str::<Command>(&format!(r#"{{"do": "set_clock", "speed": {speed}}}"#));
    for (speed, thousandths) in [("60", 60_000), ("0.5", 500), ("0", 0), ("61", 61_000)] {
        assert_eq!(said(speed).unwrap(), Command::SetClock { speed: thousandths });
    }
    assert!(said("-1").is_err() && said("1e99").is_err() && said("\"60\"").is_err());
    let told = serde_json::to_value(Command::SetClock { speed: 2_500 }).unwrap();
    assert_eq!(told["speed"], 2.5);
}

#[test]
fn very_many_plans_are_bounded_and_the_last_count() {
    let mut patience = Patience::default();
    (0..1_000).for_each(|n| patience.adopt(Stamp(n * HOUR), [n + 1; 4]));
    assert_eq!((patience.now(Band::P4), patience.of(Band::P1, Stamp(990 * HOUR))), (1_000, 991));
    assert_eq!(patience.of(Band::P1, Stamp(-1)), 15 * MINUTE, "before any of those that are kept");
}
