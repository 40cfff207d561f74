//! Hand-computed scores: a drill of 40 minutes in which three people write, one of them harmed.

use super::*;
use crate::domain::evidence::{Capture, Target, Thing};
use crate::domain::fact::{FactState, FactStatus};
use crate::domain::ids::*;
use crate::domain::incident::IncidentType;
use crate::domain::mention::{Attention, Was};
use crate::domain::report::ReportKind;
use crate::domain::response::Links;
use crate::domain::room::Lang;
use crate::domain::task::{PROMISE, TaskSpec, TaskState, TaskStatus};
use crate::domain::time::MINUTE;
use crate::drill::scenario::Truth;
use crate::plan::Plan;

const ONE: IncidentId = IncidentId(1);

fn at(minute: i64) -> Stamp {
    Stamp(minute * MINUTE)
}

fn asked(n: i64, name: &str, expected: Disposition, minute: i64, affected: bool) -> Asked {
    Asked {
        name: name.into(),
        mention: MentionId(n),
        platform: "x".into(),
        person: name.split('-').next().unwrap().into(),
        posted: at(minute),
        expected: vec![expected],
        by: Some(at(minute + 10)),
        affected,
        evidence: n == 3,
    }
}

fn key_of_it() -> Key {
    Key {
        origin: at(2),
        end: at(40),
        played: true,
        severity: Severity::Sev1,
        triggers: vec![("H6".into(), at(20), Severity::Sev1)],
        claims: vec![
            Claimed { truth: Truth::True, words: vec![vec!["a12".into()]] },
            Claimed { truth: Truth::False, words: vec![vec!["no".into(), "refunds".into()], vec!["virus".into()]] },
        ],
        asked: vec![
            asked(1, "marta-1", Disposition::RespondPublic, 2, true),
            asked(2, "pau-1", Disposition::JoinCluster, 3, false),
            asked(3, "forger-1", Disposition::Correct, 15, false),
            Asked { expected: vec![], name: String::new(), ..asked(4, "", Disposition::Thank, 4, false) },
        ],
    }
}

/// Events in their order, each at a minute, by Ana unless the room itself speaks.
#[derive(Default)]
struct Log(Vec<Entry>);

impl Log {
    fn by(mut self, who: &str, minute: i64, event: Event) -> Log {
        let seq = EventSeq(self.0.len() as i64 + 1);
        self.0.push(Entry { seq, at: at(minute), who: who.into(), event });
        self
    }

    fn ana(self, minute: i64, event: Event) -> Log {
        self.by("Ana", minute, event)
    }

    fn score(&self) -> Score {
        score(&key_of_it(), &self.0, Plan::builtin().clock(Severity::Sev1), &judged)
    }
}

/// A text that says so is bad in that way.
fn judged(text: &Text<'_>) -> Judged {
    let has = |word: &str| text.content.text.contains(word);
    Judged { errors: u32::from(has("TONE")), unconfirmed: has("GUESS"), personal: has("NAME") }
}

fn dispose(mention: i64, disposition: Disposition) -> Event {
    let rows = vec![Was { mention: MentionId(mention), before: Attention::default() }];
    Event::MentionsDisposed { disposition, reason: "".into(), rows }
}

fn declared(severity: Severity) -> Event {
    let title = "A12".into();
    let (incident_type, lead) = (IncidentType::Unknown, None);
    Event::IncidentDeclared { incident: ONE, title, severity, incident_type, lead, since: at(2) }
}

fn raised(to: Severity) -> Event {
    Event::SeverityChanged { incident: ONE, from: Severity::Sev2, to, reason: "".into(), first: false }
}

/// A text from its first word to its publication, approved until a minute.
fn text(log: Log, n: i64, minute: i64, kind: ResponseKind, words: &str, answers: &[i64], until: i64) -> Log {
    let response = ResponseId(n);
    let content = Content { text: words.into(), channel: "x".into(), ..Content::default() };
    let opened = Event::ResponseOpened {
        response,
        incident: Some(ONE),
        title: "t".into(),
        kind,
        channel: "x".into(),
        lang: Lang::En,
        answers: answers.iter().map(|m| MentionId(*m)).collect(),
        links: Links::default(),
    };
    let approved = Event::ResponseApproved {
        response,
        digest: String::new(),
        by: "Bea".into(),
        recorded_by: None,
        until: at(until),
        given: None,
        roles: vec![],
        needs: vec![],
        alone: false,
        why: "".into(),
    };
    log.ana(minute, opened)
        .ana(minute, Event::ResponseSubmitted { response, content, needs: vec![], waived: vec![] })
        .by("Bea", minute, approved)
        .ana(minute, Event::PublishingStarted { response, digest: String::new(), via: None })
        .ana(minute, Event::ResponsePublished { response, permalink: None, changed_to: None, left: vec![] })
}

fn promise(task: i64, due: i64) -> Event {
    let spec = TaskSpec {
        id: TaskId(task),
        code: "P".into(),
        phase: PROMISE.into(),
        en: "e".into(),
        es: "e".into(),
        role: String::new(),
        due: Some(at(due)),
        due_rule: None,
        after: vec![],
        response: None,
        rhythm: None,
        gate: None,
    };
    Event::TasksAdded { incident: ONE, tasks: vec![spec] }
}

fn kept(task: i64) -> Event {
    let to = TaskState { status: TaskStatus::Done, ..TaskState::default() };
    Event::TaskChanged { task: TaskId(task), incident: ONE, before: TaskState::default(), to }
}

fn fact(n: i64, words: &str, status: FactStatus) -> Event {
    let state = FactState { status, en: words.into(), ..FactState::default() };
    Event::FactAdded { fact: FactId(n), incident: Some(ONE), state, supersedes: None }
}

/// An event as the corpus of every released version has it.
fn corpus(kind: &str) -> Event {
    let path = format!("{}/tests/corpus/v1/{kind}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn sitrep() -> Event {
    match corpus("report_issued") {
        Event::ReportIssued { incident, number, lang, text, figures, .. } => {
            Event::ReportIssued { incident, kind: ReportKind::Sitrep, number, lang, text, figures }
        }
        other => other,
    }
}

fn attached(mention: i64) -> Event {
    let to = Target { kind: Thing::Mention, id: mention };
    Event::EvidenceAttached { evidence: EvidenceId(1), to, capture: Capture::default() }
}

fn taken_over() -> Event {
    Event::HandoverAccepted { handover: HandoverId(1), incident: ONE, readback: "I take over".into() }
}

/// A team that does all of it right.
fn good() -> Log {
    let log = Log::default()
        .ana(3, dispose(1, Disposition::RespondPublic))
        .ana(4, dispose(2, Disposition::JoinCluster))
        .ana(6, declared(Severity::Sev1))
        .ana(7, Event::PausedConfirmed { incident: ONE, count: 2 })
        .ana(8, fact(1, "It is batch A12", FactStatus::Confirmed));
    let log = text(log, 1, 9, ResponseKind::Reply, "Keep the pot.", &[1], 20);
    let log = text(log, 2, 10, ResponseKind::Holding, "Do not eat A12.", &[], 20)
        .ana(10, promise(1, 30))
        .ana(16, attached(3))
        .ana(17, dispose(3, Disposition::Correct))
        .ana(18, fact(2, "There are no refunds, they say", FactStatus::False));
    text(log, 3, 29, ResponseKind::Update, "Still A12 alone.", &[2], 40)
        .ana(29, kept(1))
        .ana(30, sitrep())
        .ana(31, corpus("handover_offered"))
        .by("Bea", 32, taken_over())
        .by("", 40, Event::MentionsWoke { rows: vec![] })
}

fn points(score: &Score) -> Vec<Points> {
    score.items.iter().map(Item::points).collect()
}

/// The good team's log without the events that a test takes away.
fn without(gone: impl Fn(&Event) -> bool) -> Log {
    let mut log = good();
    log.0.retain(|entry| !gone(&entry.event));
    log
}

/// One item of a score, in points.
#[track_caller]
fn is(log: &Log, what: What, expected: f64) -> Vec<EventSeq> {
    let score = log.score();
    let item = score.items.iter().find(|i| i.what == what).unwrap();
    assert_eq!(f64::from(item.points()) / 100.0, expected, "{what:?}: {:#?}", item.parts);
    item.parts.iter().flat_map(|p| p.events.clone()).collect()
}

#[test]
fn the_items_are_worth_a_hundred_and_each_of_its_parts_belongs_to_one() {
    assert_eq!(What::ALL.iter().map(|(_, of)| of).sum::<u32>(), 100);
    for (item, (what, of)) in good().score().items.iter().zip(What::ALL) {
        assert_eq!((item.what, item.of()), (what, of * POINT));
        assert!(item.parts.iter().all(|p| p.points <= p.of));
    }
}

#[test]
fn a_team_that_does_all_of_it_right_has_all_hundred_and_each_point_its_events() {
    let score = good().score();
    assert_eq!(points(&score), [1000, 800, 800, 1400, 1200, 800, 1200, 800, 800, 400, 400, 400]);
    assert_eq!((score.total(), score.over, score.asks_for_action()), (10_000, true, false));
    assert_eq!(score.misses, []);
    let traced = score.items.iter().flat_map(|i| &i.parts).all(|p| !p.events.is_empty());
    assert!(traced, "{:#?}", score.items);
}

#[test]
fn a_team_that_does_nothing_has_nothing() {
    let score = Log::default().by("", 41, Event::MentionsWoke { rows: vec![] }).score();
    assert_eq!(score.total(), 0, "{:#?}", score.items);
    assert!(score.asks_for_action() && score.items.iter().all(|i| i.rating() == Rating::Unable));
}

#[test]
fn what_is_logged_after_the_end_does_not_count() {
    let mut late = good();
    late.0.iter_mut().for_each(|entry| entry.at = entry.at.plus(60 * MINUTE));
    assert_eq!(late.score().total(), 0);
}

#[test]
fn detection_declaration_and_their_clocks() {
    // SEV1: acknowledge within 5 minutes, declare within 15; half within twice that
    let team = |ack: i64, declare: i64| {
        Log::default().ana(ack, dispose(1, Disposition::Verify)).ana(declare, declared(Severity::Sev1))
    };
    for (ack, declare, expected) in
        [(7, 17, 10.0), (8, 17, 8.5), (12, 17, 8.5), (13, 17, 7.0), (7, 18, 8.0), (7, 32, 8.0), (7, 33, 6.0)]
    {
        is(&team(ack, declare), What::Detection, expected);
    }
    // the room raises its signal at once, and nobody looks for ten minutes: half of what acknowledging is worth
    let slow = Log::default().by("", 3, corpus("signal_raised")).ana(12, dispose(1, Disposition::Verify));
    is(&slow, What::Detection, 4.5);
    // that a source is not heard is no sign of what is said there
    let blind = Event::SignalRaised {
        signal: crate::domain::signal::Signal::CaughtUp {
            at: at(3),
            source: "x".into(),
            count: 0,
            from: "".into(),
            to: "".into(),
        },
    };
    is(&Log::default().by("", 3, blind).ana(8, dispose(1, Disposition::Verify)), What::Detection, 4.5);
    // a mention from before, or that is not about the incident, is no sign of having noticed it
    is(&Log::default().ana(1, dispose(1, Disposition::Verify)), What::Detection, 0.0);
}

#[test]
fn severity_right_late_or_never_and_triggers_in_time() {
    let team = |first: Severity, later: Option<i64>| {
        let log = Log::default().ana(5, declared(first));
        later.map_or(Log(log.0.clone()), |minute| Log(log.0).ana(minute, raised(Severity::Sev1)))
    };
    is(&team(Severity::Sev1, None), What::Severity, 8.0);
    // reached later: half of five; the trigger of minute 20 is answered until minute 35
    is(&team(Severity::Sev2, Some(35)), What::Severity, 5.5);
    is(&team(Severity::Sev2, Some(36)), What::Severity, 2.5);
    is(&team(Severity::Sev2, None), What::Severity, 0.0);
}

/// The first signs come before the scenario's own beginning: who declares on them was not late.
#[test]
fn who_declares_on_the_first_signs_has_declared() {
    is(&Log::default().ana(1, declared(Severity::Sev1)), What::Severity, 8.0);
    is(&Log::default().ana(-1, declared(Severity::Sev1)), What::Severity, 0.0);
}

#[test]
fn the_pause_must_come_before_the_first_publication() {
    is(&without(|e| matches!(e, Event::PausedConfirmed { .. })), What::Pause, 0.0);
    let late = text(Log::default(), 1, 5, ResponseKind::Reply, "a", &[1], 9);
    let late = late.ana(6, Event::PausedConfirmed { incident: ONE, count: 0 });
    assert_eq!(is(&late, What::Pause, 0.0).len(), 2, "both are named");
    is(&Log::default().ana(6, Event::PausedConfirmed { incident: ONE, count: 0 }), What::Pause, 8.0);
}

#[test]
fn the_first_word_to_everybody_by_the_clock_and_clean() {
    let team = |minute: i64, words: &str| {
        text(Log::default().ana(5, declared(Severity::Sev1)), 1, minute, ResponseKind::Holding, words, &[], 99)
    };
    // SEV1: 15 minutes from declaring, 30 at the latest
    for (minute, words, expected) in
        [(20, "a", 14.0), (21, "a", 10.0), (35, "a", 10.0), (36, "a", 6.0), (20, "TONE", 8.0)]
    {
        is(&team(minute, words), What::Holding, expected);
    }
    assert!(team(20, "TONE").score().error_out && team(20, "TONE").score().asks_for_action());
    let reply = text(Log::default().ana(5, declared(Severity::Sev1)), 1, 9, ResponseKind::Reply, "a", &[1], 99);
    is(&reply, What::Holding, 0.0);
}

#[test]
fn claims_in_the_ledger_and_nothing_unconfirmed_out() {
    is(&without(|e| matches!(e, Event::FactAdded { fact: FactId(2), .. })), What::Facts, 9.0);
    // a falsehood that was confirmed for a while was not kept apart, whatever became of it
    let confirmed = Log::default().ana(5, fact(2, "It is a VÍRUS", FactStatus::Confirmed));
    let to = FactState { status: FactStatus::False, en: "It is a virus".into(), ..FactState::default() };
    let changed = Event::FactChanged { fact: FactId(2), from: FactState::default(), to, reason: "".into() };
    is(&confirmed.ana(6, changed), What::Facts, 0.0);
    // half of the words of a claim are not the claim
    is(&Log::default().ana(5, fact(2, "Refunds are on their way", FactStatus::False)), What::Facts, 0.0);
    let guess = text(good(), 9, 33, ResponseKind::Update, "GUESS", &[], 40);
    is(&guess, What::Facts, 6.0);
}

#[test]
fn whoever_was_harmed_is_answered_before_whoever_wrote_later() {
    let answers = |first: i64, then: i64| {
        let log = text(Log::default(), 1, 6, ResponseKind::Reply, "a", &[first], 9);
        text(log, 2, 7, ResponseKind::Reply, "a", &[then], 9)
    };
    is(&answers(1, 2), What::Affected, 8.0);
    is(&answers(2, 1), What::Affected, 0.0);
    is(&text(Log::default(), 1, 6, ResponseKind::Holding, "a", &[], 9), What::Affected, 0.0);
}

#[test]
fn decisions_right_late_wrong_and_taken_back() {
    let team = |events: Vec<(i64, Event)>| {
        let log = events.into_iter().fold(Log::default(), |log, (minute, event)| log.ana(minute, event));
        log.by("", 40, Event::MentionsWoke { rows: vec![] })
    };
    let right = dispose(1, Disposition::RespondPublic);
    is(&team(vec![(12, right.clone())]), What::Dispositions, 4.0);
    is(&team(vec![(13, right.clone())]), What::Dispositions, 2.0);
    is(&team(vec![(5, dispose(1, Disposition::Thank))]), What::Dispositions, 0.0);
    is(&team(vec![(5, dispose(1, Disposition::Thank)), (6, right.clone())]), What::Dispositions, 4.0);
    let restore = crate::domain::event::Restore { mention: MentionId(1), to: Attention::default() };
    let undone = Event::Undone {
        decision: DecisionId(1),
        mentions: vec![restore],
        tasks: vec![],
        pins: vec![],
        skipped: vec![],
        withdrawn: vec![],
    };
    let log = team(vec![(5, right), (6, undone)]);
    is(&log, What::Dispositions, 0.0);
    let misses = log.score().misses;
    assert_eq!(misses.iter().map(|m| m.inject.as_str()).collect::<Vec<_>>(), ["marta-1", "pau-1", "forger-1"]);
    assert_eq!((misses[0].given, misses[0].event), (None, None));
}

#[test]
fn approvals_that_hold_and_those_that_do_not() {
    is(&text(Log::default(), 1, 6, ResponseKind::Holding, "a", &[], 6), What::Approvals, 8.0);
    let expired = text(Log::default(), 1, 6, ResponseKind::Holding, "a", &[], 5);
    is(&expired, What::Approvals, 0.0);
    is(&text(expired, 2, 7, ResponseKind::Update, "b", &[], 9), What::Approvals, 4.0);
    let mut changed = text(Log::default(), 1, 6, ResponseKind::Holding, "a", &[], 9);
    if let Some(Event::ResponsePublished { changed_to, .. }) = changed.0.last_mut().map(|e| &mut e.event) {
        *changed_to = Some("other words".into());
    }
    is(&changed, What::Approvals, 0.0);
}

#[test]
fn promises_and_the_rhythm_of_words_and_sitreps() {
    // nothing kept: 4 for promises are gone; the update of minute 29 and the sitrep of minute 30 stand
    is(&without(|e| matches!(e, Event::TaskChanged { .. })), What::Promises, 4.0);
    is(&without(|e| matches!(e, Event::TasksAdded { .. })), What::Promises, 4.0);
    is(&without(|e| matches!(e, Event::ReportIssued { .. })), What::Promises, 6.0);
    // the first stretch of public words ends at minute 40: without the update of minute 29 it is empty
    is(&without(|e| e.response() == Some(ResponseId(3))), What::Promises, 6.0);
    let mut late = good();
    late.0.iter_mut().filter(|e| matches!(e.event, Event::TaskChanged { .. })).for_each(|e| e.at = at(31));
    is(&late, What::Promises, 4.0);
    let moved = Event::TaskMoved { task: TaskId(1), incident: ONE, from: None, to: at(35), reason: "".into() };
    let mut log = Log::default();
    for entry in late.0 {
        if matches!(entry.event, Event::TaskChanged { .. }) {
            log = log.ana(29, moved.clone());
        }
        log = log.by(entry.who.as_str(), entry.at.0 / MINUTE, entry.event);
    }
    is(&log, What::Promises, 8.0);
}

#[test]
fn handover_privacy_and_evidence() {
    is(&without(|e| matches!(e, Event::HandoverAccepted { .. })), What::Handover, 1.0);
    is(&text(good(), 9, 33, ResponseKind::Reply, "NAME", &[], 40), What::Privacy, 0.0);
    is(&without(|e| matches!(e, Event::EvidenceAttached { .. })), What::Evidence, 0.0);
}

#[test]
fn shares_round_half_up_and_ratings_have_their_edges() {
    for (points, n, of, expected) in
        [(1200, 1, 3, 400), (800, 2, 3, 533), (400, 1, 6, 67), (200, 1, 16, 13), (9, 0, 0, 0)]
    {
        assert_eq!(share(points, n, of), expected);
    }
    for (points, rating) in [(900, "P"), (899, "S"), (700, "S"), (699, "M"), (400, "M"), (399, "U")] {
        assert_eq!(Rating::of(points, 1000).code(), rating);
    }
    assert_eq!(span(754_000), Arg::Text("12:34".into()));
    assert_eq!(span(3_754_000), Arg::Text("1:02:34".into()));
}
