//! A room worked out by hand: six mentions of an incident and one beside it, two texts, a promise kept late; and the pass
//! over all mentions against the clock of one.

mod counted;

use super::spread::{Quantile, Spread};
use super::*;
use crate::domain::affected::Care;
use crate::domain::clock::{self, Logged};
use crate::domain::evidence::{Capture, Target as Of, Thing};
use crate::domain::fact::FactState;
use crate::domain::ids::*;
use crate::domain::mention::{Attention, Owes, Was};
use crate::domain::response::{Content, Links, ResponseKind, Waiver};
use crate::domain::room::Lang;
use crate::domain::signal::{Basis, Signal};
use crate::domain::task::{PROMISE, TaskSpec, TaskState, TaskStatus};
use crate::domain::time::MINUTE;
use crate::domain::timeline::EntryKind;
use proptest::prelude::*;

const ONE: IncidentId = IncidentId(1);

fn at(minute: i64) -> Stamp {
    Stamp(minute * MINUTE)
}

fn arrival(n: i64, minute: i64, platform: &str, language: &str, tone: Tone, band: Band, person: u32) -> Arrival {
    Arrival {
        id: MentionId(n),
        posted: at(minute),
        arrived: at(minute + 1),
        platform: platform.into(),
        language: language.into(),
        tone,
        band,
        cluster: (n <= 2).then_some(MentionId(1)),
        reach: Some(100 * n.unsigned_abs()),
        person,
        trigger: false,
        own: true,
    }
}

fn arrivals() -> Vec<Arrival> {
    vec![
        arrival(1, 0, "x", "es", Tone::Negative, Band::P1, 1),
        Arrival { own: false, ..arrival(7, 5, "x", "es", Tone::Positive, Band::P4, 9) },
        // the same person says the same again
        arrival(2, 10, "x", "es", Tone::Negative, Band::P1, 1),
        arrival(3, 20, "mastodon", "en", Tone::Positive, Band::P2, 2),
        arrival(4, 30, "x", "en", Tone::Unknown, Band::P3, 3),
        arrival(5, 40, "x", "es", Tone::Neutral, Band::P4, 4),
        arrival(6, 50, "bluesky", "en", Tone::Negative, Band::P2, 5),
    ]
}

#[derive(Default)]
struct Log(Vec<Entry>);

impl Log {
    fn by(mut self, who: &str, minute: i64, event: Event) -> Log {
        let seq = self.0.len() as i64 + 1;
        let (decision, seq) = (DecisionId(seq), EventSeq(seq));
        let role = if who.is_empty() { "" } else { "incident_lead" };
        let (who, role) = (who.into(), role.into());
        self.0.push(Entry { seq, decision, incident: None, at: at(minute), who, role, event });
        self
    }

    fn ana(self, minute: i64, event: Event) -> Log {
        self.by("Ana", minute, event)
    }

    fn review(&self, arrivals: &[Arrival], until: i64) -> Review {
        self.by_plans(arrivals, until, &Patience::default())
    }

    fn by_plans(&self, arrivals: &[Arrival], until: i64, patience: &Patience) -> Review {
        let (log, plan) = (&self.0[..], &Plan::builtin());
        review(&Room {
            incident: ONE,
            log,
            arrivals,
            posts: &[],
            own: true,
            alone: false,
            untold: &[],
            counted: None,
            until: at(until),
            plan,
            patience,
        })
        .unwrap()
    }
}

fn rows(mention: i64, owes: Option<Owes>) -> Vec<Was> {
    vec![Was { mention: MentionId(mention), before: Attention { owes, ..Attention::default() } }]
}

fn dispose(mention: i64, disposition: Disposition) -> Event {
    Event::MentionsDisposed { disposition, reason: "".into(), rows: rows(mention, None) }
}

fn status(from: Status, to: Status) -> Event {
    Event::StatusChanged { incident: ONE, from, to, reason: "".into(), checks: vec![], resumed: false }
}

fn opened(n: i64, kind: ResponseKind, channel: &str, answers: &[i64]) -> Event {
    Event::ResponseOpened {
        response: ResponseId(n),
        incident: Some(ONE),
        title: "t".into(),
        kind,
        channel: channel.into(),
        lang: Lang::En,
        answers: answers.iter().map(|m| MentionId(*m)).collect(),
        links: Links::default(),
    }
}

fn submitted(n: i64, text: &str, waived: &[&str]) -> Event {
    let content = Content { text: text.into(), channel: "x".into(), ..Content::default() };
    let waiver = |rule: &&str| Waiver { rule: (*rule).into(), reason: "r".into(), grave: false, stands: vec![] };
    let waived = waived.iter().map(waiver).collect();
    Event::ResponseSubmitted { response: ResponseId(n), content, needs: vec![], waived }
}

fn approved(n: i64, until: i64) -> Event {
    Event::ResponseApproved {
        response: ResponseId(n),
        digest: String::new(),
        by: "Bea".into(),
        recorded_by: None,
        until: at(until),
        given: None,
        roles: vec!["comms_lead".into()],
        needs: vec![],
        alone: false,
        why: "".into(),
    }
}

fn started(n: i64) -> Event {
    Event::PublishingStarted { response: ResponseId(n), digest: String::new(), via: None }
}

fn published(n: i64) -> Event {
    Event::ResponsePublished { response: ResponseId(n), permalink: None, changed_to: None, left: vec![] }
}

fn task(n: i64, phase: &str, due: i64) -> TaskSpec {
    TaskSpec {
        id: TaskId(n),
        code: "T".into(),
        phase: phase.into(),
        en: "what we said".into(),
        es: "lo dicho".into(),
        role: String::new(),
        due: Some(at(due)),
        due_rule: None,
        after: vec![],
        response: None,
        rhythm: None,
        gate: None,
    }
}

fn ended(n: i64, status: TaskStatus) -> Event {
    let to = TaskState { status, ..TaskState::default() };
    Event::TaskChanged { task: TaskId(n), incident: ONE, before: TaskState::default(), to }
}

fn harmed(n: i64) -> Event {
    let (affected, mention) = (AffectedId(n), Some(MentionId(1)));
    Event::AffectedAdded { affected, incident: Some(ONE), mention, name: "M.".into(), note: "".into() }
}

fn spike() -> Event {
    let signal = Signal::VolumeSpike {
        per_hour: 20,
        usual: 2,
        times: 100,
        z: 60,
        weekday: 0,
        hour: 0,
        weeks: 8,
        basis: Basis::Weeks,
        minutes: 60,
    };
    Event::SignalRaised { signal }
}

fn note(entry: EntryKind, text: &str) -> Event {
    Event::EntryAdded { entry, text: text.into(), at: None, incident: Some(ONE), private: false }
}

/// The numbers beside the lines are the events' places in the chain.
#[rustfmt::skip]
fn room() -> Log {
    let detected = Event::IncidentDetected { incident: ONE, title: "A12".into(), since: at(0), signal: Some(EventSeq(1)) };
    let severity = Event::SeverityChanged { incident: ONE, from: Severity::Sev4, to: Severity::Sev2, reason: "".into(), first: false };
    let settled = Event::OwedSettled { how: "by phone".into(), rows: rows(3, Some(Owes::Answer)) };
    let kept = Of { kind: Thing::Mention, id: 4 };
    let contacted = Event::AffectedChanged { affected: AffectedId(1), from: Care::Waiting, to: Care::Contacted, how: "".into() };
    Log::default()
        .by("", 12, spike())                                                                        // 1
        .ana(14, detected)                                                                          // 2
        .ana(15, Event::SignalAcknowledged { raised: EventSeq(1), note: "".into() })                // 3
        .ana(20, severity)                                                                          // 4
        .ana(20, status(Status::Assessing, Status::Active))                                         // 5
        .ana(21, Event::TasksAdded { incident: ONE, tasks: vec![task(1, "first15", 51), task(2, "first15", 51)] }) // 6
        .ana(22, opened(1, ResponseKind::Holding, "x", &[1, 2, 3]))                                 // 7
        .ana(24, submitted(1, "We look into it.", &[]))                                             // 8
        .by("Bea", 26, Event::ChangesRequested { response: ResponseId(1), note: "".into() })        // 9
        .ana(28, submitted(1, "We are looking into A12.", &[]))                                     // 10
        .by("Bea", 38, approved(1, 98))                                                             // 11
        .ana(40, started(1))                                                                        // 12
        .ana(44, published(1))                                                                      // 13
        .ana(44, Event::TasksAdded { incident: ONE, tasks: vec![task(3, PROMISE, 104)] })           // 14
        .ana(60, dispose(4, Disposition::Moderate))                                                 // 15
        .ana(61, dispose(5, Disposition::NotRelevant))                                              // 16
        .ana(62, dispose(3, Disposition::RespondPublic))                                            // 17
        .ana(63, Event::EvidenceAttached { evidence: EvidenceId(1), to: kept, capture: Capture::default() }) // 18
        .ana(81, ended(1, TaskStatus::Done))                                                        // 19
        .ana(90, ended(2, TaskStatus::Skipped))                                                     // 20
        .ana(100, settled)                                                                          // 21
        .ana(110, opened(2, ResponseKind::Update, "x", &[]))                                        // 22
        .ana(112, submitted(2, "It was lot A12.", &["T05"]))                                        // 23
        .by("Bea", 120, approved(2, 130))                                                           // 24
        .ana(140, started(2))                                                                       // 25
        .ana(141, published(2))                                                                     // 26
        .ana(141, ended(3, TaskStatus::Done))                                                       // 27
        .ana(145, Event::ResponseCorrected { response: ResponseId(1), by: ResponseId(2) })          // 28
        .ana(150, harmed(1))                                                                        // 29
        .ana(160, harmed(2))                                                                        // 30
        .ana(300, status(Status::Active, Status::Contained))                                        // 31
        .by("Bea", 400, contacted)                                                                  // 32
        .ana(500, status(Status::Contained, Status::Resolved))                                      // 33
        .ana(510, note(EntryKind::Factor, "the lot was not on the list"))                           // 34
}

fn value(review: &Review, what: What, slice: Slice) -> (Value, Vec<i64>) {
    let figure = review.figures.iter().find(|f| f.what == what && f.slice == slice);
    let figure = figure.unwrap_or_else(|| panic!("no {what:?} of {slice:?}"));
    (figure.value, figure.events.iter().map(|seq| seq.0).collect())
}

#[test]
#[rustfmt::skip]
fn every_time_of_the_incident_is_the_one_worked_out_by_hand() {
    let review = room().review(&arrivals(), 600);
    let minutes = |n: i64| Value::Span(n * MINUTE);
    for (what, expected, events, met) in [
        (What::Detect, minutes(12), vec![1], None),
        // nothing could notice sooner than the room did
        (What::SignalLag, minutes(0), vec![1], None),
        (What::VisibilityLag, minutes(12), vec![1], None),
        (What::Acknowledge, minutes(2), vec![1, 2], Some(true)),
        (What::AlertToDeclared, minutes(8), vec![1, 5], Some(true)),
        (What::Declare, minutes(6), vec![2, 5], None),
        (What::FirstResponse, minutes(44), vec![13], None),
        (What::Holding, minutes(24), vec![5, 13], Some(true)),
        (What::HoldingFromOrigin, minutes(44), vec![13], None),
        (What::Fuller, minutes(121), vec![5, 26], Some(true)),
        (What::Contain, minutes(280), vec![5, 31], None),
        (What::Resolve, minutes(480), vec![5, 33], None),
        (What::TimeToPeak, minutes(0), vec![], None),
        (What::HalfLife, minutes(60), vec![], None),
        (What::LongestStretch, minutes(146), vec![2, 30], None),
        (What::Contacted, Value::Share(1, 2), vec![29, 30, 32], None),
        (What::Coverage, Value::Share(3, 4), vec![13, 15, 21], None),
        (What::ClockKept, Value::Share(1, 5), vec![15], None),
        (What::Expired, Value::Count(1), vec![24], None),
        (What::Rework, Value::Share(1, 2), vec![8, 9, 23], None),
        (What::PromisesKept, Value::Share(0, 1), vec![14, 27], Some(false)),
        (What::Corrected, Value::Share(1, 2), vec![13, 26, 28], None),
        (What::Negative, Value::Share(3, 5), vec![], None),
        (What::Net, Value::Hundredths(-40), vec![], None),
        (What::Trough, Value::Unknown("review-unknown-few"), vec![], None),
        (What::PeakHour, Value::Count(6), vec![], None),
        (What::PeakRatio, Value::Hundredths(300), vec![1], None),
        (What::IssueShare, Value::Share(6, 7), vec![], None),
        (What::CrossOver, Value::Count(3), vec![], None),
        (What::Evidence, Value::Share(1, 1), vec![15, 18], None),
        (What::Checklist, Value::Share(1, 2), vec![6, 19], None),
        (What::Skipped, Value::Count(1), vec![20], None),
        (What::LongStretches, Value::Count(0), vec![], Some(true)),
        (What::Handovers, Value::Unknown("review-unknown-none"), vec![], None),
    ] {
        assert_eq!(value(&review, what, Slice::All), (expected, events), "{what:?}");
        assert_eq!(review.figure(what).unwrap().met(), met, "{what:?}");
    }
}

#[test]
fn how_long_each_person_worked_is_the_sum_of_their_stretches() {
    let log = Log::default().by("", 0, spike()).by("Ana", 10, opened(9, ResponseKind::Reply, "x", &[1]));
    // forty minutes, a pause of four hours, twenty; and Bea thirty in between, under two spellings
    let log = [50, 290, 310].into_iter().fold(log, |log, at| log.by("Ana", at, note(EntryKind::Note, "n")));
    let log = log.by("Bea", 20, note(EntryKind::Note, "n")).by("BEA", 50, note(EntryKind::Note, "n"));
    let detected =
        Event::IncidentDetected { incident: ONE, title: "A".into(), since: at(0), signal: Some(EventSeq(1)) };
    let review = log.by("", 320, detected).review(&arrivals(), 600);
    let of = |name: &str| value(&review, What::Worked, Slice::Person(name.into(), "incident_lead".into())).0;
    assert_eq!((of("Ana"), of("Bea")), (Value::Span(60 * MINUTE), Value::Span(30 * MINUTE)));
    assert_eq!(value(&review, What::Worked, Slice::All).0, Value::Span(90 * MINUTE));
}

#[test]
fn what_was_passed_on_is_told_of_texts_that_came_back_with_their_reach() {
    let post = |n, reposts, reach| OwnPost { response: ResponseId(n), reposts, reach };
    let of = |decided: Disposition, posts: &[OwnPost]| {
        let log = room().ana(540, opened(20, ResponseKind::Correction, "x", &[3])).ana(541, published(20));
        let log = log.ana(542, dispose(3, decided));
        let (plan, patience, arrivals) = (&Plan::builtin(), &Patience::default(), &arrivals()[..]);
        let room = Room {
            incident: ONE,
            log: &log.0,
            arrivals,
            posts,
            own: true,
            alone: false,
            untold: &[],
            counted: None,
            until: at(600),
            plan,
            patience,
        };
        let review = review(&room).unwrap();
        [What::Amplification, What::CorrectionReach].map(|what| value(&review, what, Slice::All).0)
    };
    let unknown = |why| Value::Unknown(why);
    let posts = [post(20, 6, Some(150)), post(1, 2, Some(1_000)), post(2, 9, None), post(99, 50, Some(10))];
    // of the text that nobody told the reach of, and of the one of something else, nothing is counted
    let [passed, reach] = of(Disposition::Correct, &posts);
    assert_eq!((passed, reach), (Value::Share(8, 1_150), Value::Share(150, 300)));
    assert_eq!(of(Disposition::LetStand, &posts)[1], unknown("review-unknown-claim"));
    assert_eq!(of(Disposition::Correct, &[]), [unknown("review-unknown-reach"); 2]);
}

#[test]
fn waiting_times_count_those_who_still_wait() {
    let review = room().review(&arrivals(), 600);
    let of = |slice| match value(&review, What::MentionResponse, slice).0 {
        Value::Spread(Spread { ended, open, median, p90, .. }) => (ended, open, median, p90),
        other => panic!("{other:?}"),
    };
    let (at, beyond) = (|n: i64| Quantile::At(n * MINUTE), |n: i64| Quantile::Beyond(n * MINUTE));
    // 44, 34 and 80 minutes, and one who has waited for 550; who was moderated or was about something else is not asked
    assert_eq!(of(Slice::All), (3, 1, at(44), beyond(550)));
    assert_eq!(of(Slice::Band(Band::P1)), (2, 0, at(34), at(44)));
    assert_eq!(of(Slice::Band(Band::P2)), (1, 1, at(80), beyond(550)));
    assert_eq!(of(Slice::Language("es".into())), (2, 0, at(34), at(44)));
    assert_eq!(value(&review, What::MentionResponse, Slice::All).1, [13, 21]);
    let bea = Slice::Person("Bea".into(), "comms_lead".into());
    for slice in [Slice::All, bea] {
        let (value, events) = value(&review, What::Approval, slice);
        let Value::Spread(found) = value else { panic!("{value:?}") };
        assert_eq!((found.median, found.p90, found.open), (at(8), at(10), 0));
        assert_eq!(events, [10, 11, 23, 24]);
    }
    let (Value::Spread(late), events) = value(&review, What::Lateness, Slice::All) else { panic!() };
    assert_eq!((late.median, late.p90, events), (at(30), at(39), vec![19, 20]));
}

#[test]
fn shares_are_of_what_they_say() {
    let review = room().review(&arrivals(), 600);
    let of = |what, slice| value(&review, what, slice).0;
    let slices = [
        (Slice::Band(Band::P1), 1, 1),
        (Slice::Band(Band::P2), 1, 2),
        (Slice::Band(Band::P3), 1, 1),
        (Slice::Platform("x".into()), 2, 2),
        (Slice::Platform("mastodon".into()), 1, 1),
        (Slice::Platform("bluesky".into()), 0, 1),
        (Slice::Language("es".into()), 1, 1),
        (Slice::Language("en".into()), 2, 3),
    ];
    for (slice, n, whole) in slices {
        assert_eq!(of(What::Coverage, slice.clone()), Value::Share(n, whole), "{slice:?}");
    }
    let met = |band| {
        let slice = Slice::Band(band);
        review.figures.iter().find(|f| f.what == What::Coverage && f.slice == slice).unwrap().met()
    };
    assert_eq!((met(Band::P1), met(Band::P2), met(Band::P3)), (Some(true), Some(false), None));
    assert_eq!(of(What::ClockKept, Slice::Band(Band::P1)), Value::Share(0, 2));
    assert_eq!(of(What::Waived, Slice::Rule("T05".into())), Value::Count(1));
    assert_eq!(of(What::Negative, Slice::Language("en".into())), Value::Share(1, 2));
    let funnel = &review.funnel;
    assert_eq!(
        (funnel.room, funnel.own, funnel.needing, funnel.attended, funnel.answered),
        (Some(7), 6, Some(5), Some(4), Some(3))
    );
}

#[test]
fn a_text_that_was_taken_back_was_not_put_right() {
    let back = Event::ResponseRetracted {
        response: ResponseId(2),
        reason: "wrong".into(),
        public_note: "sorry".into(),
        words: vec![],
        stands: vec![],
    };
    let review = room().ana(520, back).review(&arrivals(), 600);
    let said = |n: usize| (review.texts[n].corrected.map(|w| w.0.0), review.texts[n].retracted.map(|w| w.0.0));
    assert_eq!((said(0), said(1)), ((Some(28), None), (None, Some(35))));
    assert_eq!((review.texts[0].public_note.as_str(), review.texts[1].public_note.as_str()), ("", "sorry"));
    let share = review.figures.iter().find(|f| f.what == What::Corrected).map(|f| f.value);
    assert_eq!(share, Some(Value::Share(2, 2)));
}

#[test]
fn texts_promises_and_notes_stand_with_their_events() {
    let review = room().review(&arrivals(), 600);
    let texts: Vec<_> = review.texts.iter().map(|t| (t.when.0.0, t.text.as_str(), t.reaction)).collect();
    assert_eq!(texts[0], (13, "We are looking into A12.", Reaction { before: [5, 4, 2], after: [1, 1, 1] }));
    assert_eq!((texts[1].0, texts[1].1), (26, "It was lot A12."));
    assert_eq!(
        (review.texts[0].corrected.map(|w| w.0.0), &review.texts[1].waived[..]),
        (Some(28), &["T05".into()][..])
    );
    let promise = &review.promises[0];
    assert_eq!((promise.made.0.0, promise.kept.map(|w| w.0.0), promise.late), (14, Some(27), true));
    assert_eq!((review.notes.len(), review.notes[0].kind), (1, EntryKind::Factor));
    assert_eq!(review.gravest(), Some(Severity::Sev2));
    let told: Vec<i64> = review.timeline.iter().map(|row| row.seq.0).collect();
    assert!(told.starts_with(&[1, 2, 4, 5, 6, 7]) && told.contains(&15) && told.contains(&34), "{told:?}");
}

#[test]
fn where_a_text_can_be_read_is_as_it_was_told_last() {
    let linked = |link: &str| Event::ResponseLinked { response: ResponseId(1), permalink: link.into() };
    let link = |log: Log| log.review(&arrivals(), 600).texts[0].permalink.clone();
    assert_eq!(link(room()), None);
    let told = room().ana(520, linked("https://acme.example/1")).ana(521, linked("https://acme.example/2"));
    assert_eq!(link(told), Some("https://acme.example/2".into()));
}

#[test]
fn a_word_that_a_graver_severity_narrows_ends_sooner_or_is_waited_for_again() {
    let told = |author: &str, needs: &[&str], lasts: i64| {
        let narrowed = Event::ApprovalNarrowed {
            response: ResponseId(3),
            severity: Severity::Sev1,
            needs: needs.iter().map(|role| (*role).to_owned()).collect(),
            lasts: lasts * MINUTE,
            apart: true,
        };
        let review = room()
            .ana(511, opened(3, ResponseKind::Update, "x", &[]))
            .by(author, 512, submitted(3, "It is over.", &[]))
            .by("Bea", 520, approved(3, 1_000))
            .ana(530, narrowed)
            .review(&arrivals(), 600);
        let (Value::Spread(waits), _) = value(&review, What::Approval, Slice::All) else { panic!() };
        (value(&review, What::Expired, Slice::All), waits.open, waits.oldest)
    };
    let (once, twice) = ((Value::Count(1), vec![24]), (Value::Count(2), vec![24, 37]));
    assert_eq!(told("Ana", &["comms_lead"], 100), (once.clone(), 0, None), "it holds until 620");
    assert_eq!(told("Ana", &["comms_lead"], 60), (twice, 0, None), "it held until 580");
    let again = (once, 1, Some(70 * MINUTE));
    assert_eq!(told("Ana", &["comms_lead", "legal"], 600), again, "another word is asked");
    assert_eq!(told("Bea", &["comms_lead"], 600), again, "nobody approves their own words");
}

#[test]
fn what_has_not_happened_is_at_least_so_long_and_misses_its_clock() {
    let log = Log(room().0.into_iter().take(5).collect());
    let review = log.review(&arrivals(), 100);
    let of = |what| value(&review, what, Slice::All).0;
    assert_eq!(of(What::Holding), Value::Running(80 * MINUTE));
    assert_eq!(review.figure(What::Holding).unwrap().met(), Some(false));
    assert_eq!(review.figure(What::Fuller).unwrap().met(), None, "its time has not come");
    assert_eq!(of(What::PromisesKept), Value::Unknown("review-unknown-none-due"));
    assert_eq!(log.review(&[], 100).figure(What::Coverage).unwrap().value, Value::Share(0, 0));
    assert!(review_of_none().is_none());
}

#[test]
fn an_answer_is_in_time_by_the_plan_of_its_day() {
    let kept = |adopted: i64| {
        let mut patience = Patience::default();
        patience.adopt(at(adopted), [24 * 60 * MINUTE; 4]);
        value(&room().by_plans(&arrivals(), 600, &patience), What::ClockKept, Slice::All).0
    };
    let Value::Share(in_time, of) = kept(-1) else { panic!() };
    assert!(in_time == of && of > 1, "a day for each: {in_time} of {of}");
    assert_eq!(kept(599), Value::Share(1, 5), "a plan that came later changes nothing");
}

fn review_of_none() -> Option<Review> {
    let (log, plan) = (&room().0[..], &Plan::builtin());
    review(&Room {
        incident: IncidentId(9),
        log,
        arrivals: &[],
        posts: &[],
        own: false,
        alone: false,
        untold: &[],
        counted: None,
        until: at(600),
        plan,
        patience: &Patience::default(),
    })
}

#[test]
fn what_names_no_incident_is_told_of_it_and_what_names_another_is_not() {
    let note = |incident| Event::EntryAdded {
        entry: EntryKind::Lucky,
        text: "it was a Sunday".into(),
        at: None,
        incident,
        private: false,
    };
    let hurt = |n: i64, incident, mention: Option<i64>| Event::AffectedAdded {
        affected: AffectedId(n),
        incident,
        mention: mention.map(MentionId),
        name: "".into(),
        note: "".into(),
    };
    let fact = |n: i64, incident| Event::FactAdded {
        fact: FactId(n),
        incident,
        state: FactState::default(),
        supersedes: None,
    };
    let other = Some(IncidentId(2));
    let review = room()
        .ana(520, note(None))
        .ana(521, note(other))
        .ana(522, hurt(7, None, Some(3)))
        .ana(523, hurt(8, None, None))
        .ana(524, hurt(9, None, Some(7)))
        .ana(525, hurt(10, other, None))
        .ana(526, fact(1, None))
        .ana(527, fact(2, other))
        .review(&arrivals(), 600);
    assert_eq!(review.notes.iter().filter(|note| note.kind == EntryKind::Lucky).count(), 1);
    // two of the room worked out by hand, one whose mention is its own, one of nobody's; mention 7 is of something else
    assert_eq!(value(&review, What::Contacted, Slice::All).0, Value::Share(1, 4));
    assert_eq!(review.facts.len(), 1);
    let told: Vec<i64> = review.timeline.iter().map(|row| row.seq.0).collect();
    assert!(told.starts_with(&[1, 2]), "what the room noticed led to it: {told:?}");
    assert!(told.contains(&32), "that somebody affected was spoken with");
}

#[test]
fn a_promise_moved_in_time_is_kept_by_its_new_time_and_an_end_that_did_not_last_is_none() {
    let with = |minute: i64| {
        let mut log = room();
        let place = log.0.iter().position(|e| e.at > at(minute)).unwrap();
        let (task, from, to) = (TaskId(3), Some(at(104)), at(200));
        let event = Event::TaskMoved { task, incident: ONE, from, to, reason: "".into() };
        log.0.insert(place, Entry { at: at(minute), event, ..log.0[0].clone() });
        value(&log.review(&arrivals(), 600), What::PromisesKept, Slice::All).0
    };
    assert_eq!((with(103), with(105)), (Value::Share(1, 1), Value::Share(0, 1)));
    let again = room().ana(550, status(Status::Resolved, Status::Active)).review(&arrivals(), 600);
    assert_eq!(value(&again, What::Resolve, Slice::All).0, Value::Running(580 * MINUTE));
}

/// A whole-room incident that was opened forty minutes after the room's first signal, without saying when it began.
#[test]
fn where_nobody_said_when_it_began_it_began_with_its_first_sign() {
    let blind = Event::SignalRaised {
        signal: Signal::CaughtUp { at: at(3), source: "x".into(), count: 0, from: "".into(), to: "".into() },
    };
    let opened =
        |incident, since: i64| Event::IncidentDetected { incident, title: "A".into(), since: at(since), signal: None };
    let all = [None, Some(55)].map(|trigger| {
        let trigger =
            trigger.map(|m| Arrival { trigger: true, ..arrival(1, m, "x", "es", Tone::Negative, Band::P1, 1) });
        trigger.into_iter().map(|a| Arrival { band: Band::P4, ..a }).collect::<Vec<_>>()
    });
    let waited = [Band::P2, Band::P3].map(|band| vec![arrival(1, 50, "x", "es", Tone::Negative, band, 1)]);
    let of = |before: Option<Event>, since: i64, arrivals: &[Arrival]| {
        let log = before.map_or(Log::default(), |event| Log::default().by("", 30, spike()).ana(40, event));
        let log = log
            .by("", 50, blind.clone())
            .by("", 60, spike())
            .ana(70, dispose(MentionId::first_of(at(65).0).0, Disposition::Verify));
        let log = log.ana(100, opened(ONE, since));
        let (plan, patience) = (&Plan::builtin(), &Patience::default());
        let room = Room {
            incident: ONE,
            log: &log.0,
            arrivals,
            posts: &[],
            own: false,
            alone: false,
            untold: &[],
            counted: None,
            until: at(600),
            plan,
            patience,
        };
        let moments = review(&room).unwrap().moments;
        let (began, _) = moments.each()[0];
        assert_eq!(began == "review-m-began", moments.origin.unwrap().1.is_some(), "no post where none is known");
        [moments.origin, moments.alert, moments.acknowledged].map(|m| m.unwrap().0.0 / MINUTE)
    };
    let [none, trigger] = &all;
    assert_eq!(of(None, 100, none), [60, 60, 70], "the first signal; that a source is heard again is none");
    assert_eq!(of(None, 100, trigger), [55, 60, 70], "a mention with a hard trigger came before it");
    assert_eq!(
        of(Some(opened(IncidentId(2), 40)), 100, none),
        [60, 60, 70],
        "what led to another incident is not its own"
    );
    assert_eq!(of(None, 100, &waited[0]), [50, 60, 70], "what was urgent and waited is a sign too");
    assert_eq!(of(None, 100, &waited[1]), [60, 60, 70], "what was not is none");
    assert_eq!(of(None, 90, none), [90, 100, 100], "somebody said when");
    assert_eq!(of(None, 90, trigger), [90, 100, 100], "which stands above what the room takes for a sign");
}

#[test]
fn the_rules_could_notice_with_a_trigger_or_with_as_many_as_a_notice_asks_for() {
    let many = |n: i64, every: i64, trigger: Option<i64>| {
        let one = |k: i64| Arrival {
            trigger: trigger == Some(k),
            ..arrival(100 + k, k * every, "x", "es", Tone::Negative, Band::P3, k as u32)
        };
        let arrivals: Vec<_> = (0..n).map(one).collect();
        let detected = Event::IncidentDetected { incident: ONE, title: "A".into(), since: at(0), signal: None };
        let review = Log::default().ana(500, detected).review(&arrivals, 600);
        review.moments.signal.map(|(at, _)| at.0 / MINUTE)
    };
    assert_eq!(many(30, 3, None), Some(57), "the twentieth within an hour");
    assert_eq!(many(30, 4, None), Some(500), "never twenty within an hour: when a person said so");
    assert_eq!(many(30, 4, Some(2)), Some(8));
}

proptest! {
    #[test]
    fn all_at_once_are_what_the_clock_says_of_each(steps in proptest::collection::vec((0u8..8, 1i64..7, 0i64..40), 0..40)) {
        let mut log = Log::default().ana(0, Event::IncidentDetected {
            incident: ONE, title: "A".into(), since: at(0), signal: None,
        });
        let mut now = 60;
        for (n, (what, mention, wait)) in steps.into_iter().enumerate() {
            now += wait;
            let id = n as i64 + 1;
            let before = Attention::default();
            let restore = crate::domain::event::Restore { mention: MentionId(mention), to: before.clone() };
            let event = match what {
                0 => dispose(mention, Disposition::RespondPublic),
                1 => dispose(mention, Disposition::LetStand),
                2 => Event::OwedSettled { how: "".into(), rows: rows(mention, Some(Owes::Answer)) },
                3 => Event::MentionReopened { mention: MentionId(mention), because: MentionId(99), before },
                4 => opened(id, ResponseKind::Reply, "x", &[mention, 3]),
                5 => published(id - 1),
                6 => Event::ReplySent { response: ResponseId(id), mention: MentionId(mention), permalink: None, changed_to: None },
                _ => Event::Undone {
                    decision: DecisionId(id),
                    mentions: vec![restore],
                    tasks: vec![],
                    pins: vec![],
                    skipped: vec![],
                    withdrawn: vec![],
                },
            };
            log = log.ana(now, event);
        }
        let (arrivals, until) = (arrivals(), at(now + 30));
        let mut patience = Patience::default();
        patience.adopt(at(now / 2), [3, 5, 8, 13].map(|n| n * crate::domain::time::MINUTE));
        let (plan, patience) = (&Plan::builtin(), &patience);
        let room = Room { incident: ONE, log: &log.0, arrivals: &arrivals, posts: &[], own: true, alone: false, untold: &[], counted: None, until, plan, patience };
        let answers = super::answers::Answers::of(&room);
        for asked in &answers.all {
            let a = asked.arrival;
            let of = clock::Asked { mention: a.id, platform: a.platform.as_str(), arrived: a.arrived, band: a.band };
            let logged = log.0.iter().map(|e| Logged { at: e.at, decision: e.decision, event: &e.event });
            let clock = clock::first_answer(&of, patience, logged, until);
            prop_assert_eq!((asked.stopped().map(|(_, at)| at), asked.due()), (clock.stopped, clock.due));
        }
    }
}

#[test]
fn what_was_put_into_an_incident_is_told_of_it_but_for_what_the_plan_asked_twice() {
    let (two, three) = (IncidentId(2), IncidentId(3));
    let declared = |incident| Event::IncidentDeclared {
        incident,
        title: "two".into(),
        severity: Severity::Sev1,
        incident_type: IncidentType::Unknown,
        lead: None,
        since: at(200),
    };
    let merged = |incident, into| Event::IncidentMerged { incident, into, reason: "".into(), since: None };
    let well = Event::EntryAdded {
        entry: EntryKind::WentWell,
        text: "well".into(),
        at: None,
        incident: Some(three),
        private: false,
    };
    let opened = match opened(8, ResponseKind::Holding, "x", &[]) {
        Event::ResponseOpened { response, title, kind, channel, lang, answers, links, .. } => {
            Event::ResponseOpened { response, incident: Some(three), title, kind, channel, lang, answers, links }
        }
        _ => unreachable!(),
    };
    let hurt = Event::AffectedAdded {
        affected: AffectedId(8),
        incident: Some(three),
        mention: None,
        name: "".into(),
        note: "".into(),
    };
    let fact =
        Event::FactAdded { fact: FactId(8), incident: Some(three), state: FactState::default(), supersedes: None };
    let item = Event::ItemAdded {
        item: ItemId(8),
        incident: three,
        list: crate::domain::item::List::Action,
        text: "call".into(),
        owner: None,
        due: None,
    };
    let tasks = vec![task(80, "first15", 300), task(81, PROMISE, 590)];
    let of = |merge: bool| {
        let log = room().ana(511, declared(two)).ana(512, declared(three)).ana(513, well.clone());
        let log = log.ana(514, opened.clone()).ana(515, submitted(8, "Three too.", &[])).ana(516, published(8));
        let log = log.ana(517, hurt.clone()).ana(518, fact.clone()).ana(519, item.clone());
        let log = log.ana(520, Event::TasksAdded { incident: three, tasks: tasks.clone() });
        let log = if merge { log.ana(530, merged(three, two)).ana(531, merged(two, ONE)) } else { log };
        let review = log.review(&arrivals(), 600);
        let well = review.notes.iter().filter(|note| note.kind == EntryKind::WentWell).count();
        let counts = [well, review.texts.len(), review.promises.len(), review.facts.len(), review.actions.len()];
        assert_eq!((review.title.as_str(), review.gravest()), ("A12", Some(Severity::Sev2)), "it stays what it is");
        assert_eq!(value(&review, What::Checklist, Slice::All).0, Value::Share(1, 2), "asked once");
        (counts, value(&review, What::Contacted, Slice::All).0, review.left.len())
    };
    assert_eq!(of(false), ([0, 2, 1, 0, 0], Value::Share(1, 2), 1));
    assert_eq!(of(true), ([1, 3, 2, 1, 1], Value::Share(1, 3), 0));
}

#[test]
fn the_timeline_is_told_in_the_order_of_happening_with_what_was_put_right_and_taken_back() {
    let early = Event::EntryAdded {
        entry: EntryKind::Note,
        text: "the first call".into(),
        at: Some(at(3)),
        incident: Some(ONE),
        private: false,
    };
    let corrected = Event::EntryCorrected { seq: EventSeq(35), text: "the second call".into() };
    let undone = |decision| Event::Undone {
        decision: DecisionId(decision),
        mentions: vec![],
        tasks: vec![],
        pins: vec![],
        skipped: vec![],
        withdrawn: vec![],
    };
    let erased = |mention| Event::MentionErased {
        mention: MentionId(mention),
        reason: "asked".into(),
        blanked: vec![],
        files: 0,
    };
    let log = room().ana(520, early).ana(521, corrected).ana(522, undone(15)).ana(523, undone(999));
    let log = log
        .ana(524, erased(1))
        .ana(525, erased(7))
        .ana(526, Event::EntryCorrected { seq: EventSeq(999), text: "".into() });
    let review = log.review(&arrivals(), 600);
    let first = &review.timeline[0];
    assert_eq!((first.seq.0, first.at, first.logged), (35, at(3), at(520)), "before the alert, and known since");
    let told: Vec<i64> = review.timeline.iter().map(|row| row.seq.0).collect();
    assert!([36, 37, 39].iter().all(|seq| told.contains(seq)), "{told:?}");
    assert!([38, 40, 41].iter().all(|seq| !told.contains(seq)), "of something else: {told:?}");
}

/// The incident began in the middle of an hour, which says nothing of the minutes before.
#[test]
fn half_of_the_peak_is_waited_for_since_the_first_post_where_that_falls_into_it() {
    let arrivals = vec![arrival(1, 45, "x", "es", Tone::Negative, Band::P1, 1)];
    let detected = Event::IncidentDetected { incident: ONE, title: "A".into(), since: at(45), signal: None };
    let review = Log::default().ana(50, detected).review(&arrivals, 115);
    assert_eq!(value(&review, What::HalfLife, Slice::All).0, Value::Running(70 * MINUTE));
    assert_eq!(value(&review, What::Voice, Slice::All).0, Value::Unknown("review-unknown-competitors"));
}
