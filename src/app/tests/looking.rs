//! The review of an incident by keys: its parts, the events behind a figure, action items, what others see of it.

use super::fixtures::*;
use crate::app::App;
use crate::app::effect::Effect;
use crate::app::form::{Input, Purpose};
use crate::app::keymap::Scope;
use crate::app::layers::{EventsView, Layer, ReviewView};
use crate::app::msg::Msg;
use crate::domain::action::{self, PlanAction, Progress, StepAction};
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::*;
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::item::List;
use crate::domain::private::{Audience, DOTS};
use crate::domain::text::Clean;
use crate::domain::time::MINUTE;
use crate::domain::timeline::EntryKind;
use crate::plan::Plan;
use crate::report::review::sheet::{LineId, Of, Told};
use crate::review::{Entry, Note, Room, Slice, What, review};
use crate::rows::{Answer, Ask, Pulse, ReviewDetail};

const ONE: IncidentId = IncidentId(1);

/// A review of an incident that Ana declared: a factor that names her, an action item of it and one of another incident.
pub(crate) fn detail() -> ReviewDetail {
    let declared = |incident| Event::IncidentDeclared {
        incident,
        title: clean("Batch A12"),
        severity: Severity::Sev2,
        incident_type: IncidentType::ProductFailure,
        lead: Some(clean("Ana")),
        since: NOW,
    };
    let note = |entry, text: &str, private| Event::EntryAdded {
        entry,
        text: clean(text),
        at: None,
        incident: Some(ONE),
        private,
    };
    let item = |n, incident, text: &str| Event::ItemAdded {
        item: ItemId(n),
        incident,
        list: List::Action,
        text: clean(text),
        owner: Some(clean("Ana")),
        due: Some(NOW.plus(MINUTE)),
    };
    let planned = |n, incident| Event::ActionPlanned {
        item: ItemId(n),
        incident,
        purpose: action::Purpose::Detect,
        verify: clean("a drill"),
        factor: None,
    };
    let events = vec![
        declared(IncidentId(2)),
        item(7, IncidentId(2), "Own the list of lots"),
        planned(7, IncidentId(2)),
        Event::IncidentDetected { incident: ONE, title: clean("Batch A12"), since: NOW, signal: None },
        declared(ONE),
        note(EntryKind::Factor, "Ana had no list of lots", false),
        note(EntryKind::WentBadly, "between us: nobody slept", true),
        item(8, ONE, "Listen for lots"),
        planned(8, ONE),
    ];
    let log: Vec<Entry> = (1..).zip(events).map(|(n, event)| entry_of(n, event)).collect();
    let plan = Plan::builtin();
    let room = Room {
        incident: ONE,
        log: &log,
        arrivals: &[],
        posts: &[],
        own: false,
        alone: false,
        untold: &[],
        counted: None,
        until: NOW.plus(9 * MINUTE),
        plan: &plan,
        patience: &Default::default(),
    };
    let review = review(&room).unwrap();
    let rows = log.iter().map(|e| (e.seq, row_of(e))).collect();
    let people = vec![(clean("Ana"), clean("social_lead"))];
    ReviewDetail { review, rows, links: Default::default(), people, head: (EventSeq(9), "ab12".into()) }
}

fn entry_of(n: i64, event: Event) -> Entry {
    let (seq, decision) = (EventSeq(n), DecisionId(n));
    let (who, role, at) = (clean("Ana"), clean("social_lead"), NOW.plus(n * 1_000));
    Entry { seq, decision, incident: None, at, who, role, event }
}

fn row_of(e: &Entry) -> crate::rows::TimelineRow {
    crate::rows::TimelineRow {
        event: Some(e.event.clone()),
        kind: Clean::line(e.event.kind()),
        group: e.event.group(),
        visibility: e.event.visibility(),
        at: e.at,
        ..entry(e.seq.0, "")
    }
}

/// The review on the screen.
pub(crate) fn opened() -> Driver {
    reading(detail())
}

/// This review on the screen.
fn reading(detail: ReviewDetail) -> Driver {
    let mut d = full(room_app());
    d.keys("f4");
    let Some(Ask::Review { incident, .. }) = d.asks().last() else { panic!("{:?}", d.asks()) };
    let asked = *incident;
    d.answer(Answer::Review(asked, Some(Box::new(detail))));
    d
}

fn view(d: &Driver) -> &ReviewView {
    let view = d.app.layers.iter().find_map(|l| if let Layer::Review(view) = l { Some(view) } else { None });
    view.expect("no review is open")
}

fn line(d: &Driver) -> &Told {
    view(d).line(d.app.audience).expect("no line is selected")
}

/// Puts the keys on a line.
fn choose(d: &mut Driver, part: &'static str, of: Of) {
    let Some(Layer::Review(view)) = d.app.layers.last_mut() else { panic!("no review is on top") };
    view.selected = Some(LineId { part, of });
    assert_eq!(line(d).id.part, part, "there is no such line");
}

fn figure(what: What) -> Of {
    Of::Figure(what, Slice::All)
}

fn texts(d: &Driver) -> String {
    let sheet = view(d).sheet(d.app.audience).unwrap();
    let lines = sheet.lines().map(|l| format!("{} {} {}", l.lead, l.text, l.beside)).collect::<Vec<_>>().join("\n");
    format!("{}\n{}\n{lines}", sheet.title, sheet.head.join("\n"))
}

#[test]
fn a_key_reads_the_review_and_arrows_go_by_part() {
    let mut d = full(room_app());
    d.keys("f4");
    assert_eq!((d.app.scope(), view(&d).read), (Scope::Review, None));
    let d = &mut opened();
    assert_eq!(line(d).id.part, "impact", "the first line there is");
    d.keys("right");
    assert_eq!(line(d).id.part, "moments");
    d.keys("right j");
    assert_eq!((line(d).id.part, &line(d).id.of), ("detection", &figure(What::SignalLag)));
    d.keys("left");
    assert_eq!((line(d).id.part, &line(d).id.of), ("detection", &figure(What::Detect)));
    d.keys("left G");
    assert_eq!(line(d).id.part, "timeline");
    d.keys("right");
    assert_eq!(line(d).id.part, "timeline", "there is none after it");
    d.keys("L");
    assert!(texts(d).contains("Revisión de INC-1"), "{}", texts(d));
    assert_eq!(line(d).id.part, "timeline", "a line keeps its name in the other language");
}

#[test]
fn a_figure_opens_the_events_that_it_came_from_and_enter_goes_to_one() {
    let d = &mut opened();
    choose(d, "metrics", figure(What::AlertToDeclared));
    assert_eq!(line(d).events, [EventSeq(4), EventSeq(5)]);
    d.keys("enter");
    let Some(Layer::Events(EventsView { of, rows, .. })) = d.app.layers.last() else { panic!("{:?}", d.app.layers) };
    assert_eq!(
        (of[0].as_str(), rows.iter().map(|r| r.seq.0).collect::<Vec<_>>()),
        ("Alert to declaration", vec![4, 5])
    );
    d.keys("j enter");
    assert!(matches!(d.app.layers.last(), Some(Layer::Event(row)) if row.seq == EventSeq(5)), "{:?}", d.app.layers);
    d.keys("esc esc");
    assert!(matches!(d.app.layers.last(), Some(Layer::Review(_))), "back to the figure");
    choose(d, "factors", Of::Event(EventSeq(6)));
    d.keys("enter");
    assert!(
        matches!(d.app.layers.last(), Some(Layer::Event(row)) if row.seq == EventSeq(6)),
        "one alone opens at once"
    );
    d.keys("esc");
    choose(d, "metrics", figure(What::CrossOver));
    d.keys("enter");
    assert!(d.notice().contains("mentions as they were posted"), "{}", d.notice());
}

#[test]
fn an_action_item_is_written_down_with_the_factor_that_it_answers() {
    let d = &mut opened();
    d.keys("+").types("Keep a list of lots").keys("tab").types("legal").keys("tab").types("14d").keys("tab");
    d.keys("b").types("a drill finds one").keys("tab down ctrl-d");
    let (_, Command::PlanAction(said)) = d.command() else { panic!("{:?}", d.command()) };
    let PlanAction { incident, text, owner, due, purpose, verify, factor } = said;
    assert_eq!((incident, text.as_str(), owner.as_str()), (ONE, "Keep a list of lots", "legal"));
    assert_eq!((purpose, verify.as_str()), (action::Purpose::Detect, "a drill finds one"));
    assert_eq!((factor, due.since(d.now.room) / (24 * 60 * MINUTE)), (Some(EventSeq(6)), 14));
    let d = &mut opened();
    d.keys("+").types("Keep a list").keys("ctrl-d");
    assert!(d.form().error.is_some() && d.decides() == 0, "nobody does it");
}

#[test]
fn a_private_note_is_no_factor_that_others_see() {
    let options = |app: &App| match app.layers.last() {
        Some(Layer::Form(form)) => match form.input("factor") {
            Some(Input::Choice(options, _)) => options.join("\n"),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let private = || {
        let mut detail = detail();
        let factor = detail.review.notes.iter().find(|note| note.kind == EntryKind::Factor).unwrap().clone();
        let when = (EventSeq(7), factor.when.1);
        detail.review.notes.insert(0, Note { when, text: clean("between us: nobody asked"), private: true, ..factor });
        reading(detail)
    };
    let mut d = private();
    d.keys("+");
    assert!(options(&d.app).contains("nobody asked"), "its person may choose it: {}", options(&d.app));
    d.app.audience = Audience::Shared;
    let seen = options(&d.app.seen());
    assert!(seen.lines().count() == 3 && seen.lines().all(|option| option == DOTS), "{seen}");
    let mut d = opened();
    d.keys("+");
    d.app.audience = Audience::Shared;
    assert!(options(&d.app.seen()).contains("had no list of lots"), "where none is private they show");
    let mut d = private();
    d.keys("S +");
    let seen = options(&d.app.seen());
    assert!(!seen.contains("nobody asked") && seen.contains("had no list of lots"), "{seen}");
    d.types("Keep a list of lots").keys("tab").types("legal").keys("tab").types("14d").keys("tab");
    d.keys("b").types("a drill finds one").keys("tab down ctrl-d");
    let (_, Command::PlanAction(said)) = d.command() else { panic!("{:?}", d.command()) };
    assert_eq!(said.factor, Some(EventSeq(6)), "the one that was offered");
}

#[test]
fn one_review_lies_on_top_and_each_shows_its_own_incident() {
    let d = &mut opened();
    let reviews = |d: &Driver| d.app.layers.iter().filter(|l| matches!(l, Layer::Review(_))).count();
    d.keys("f4").answer(Answer::Review(Some(ONE), Some(Box::new(detail()))));
    assert_eq!(reviews(d), 1, "instead of the one that was open");
    choose(d, "factors", Of::Event(EventSeq(6)));
    d.keys("enter");
    let two = IncidentId(2);
    d.app.pulse.incidents.insert(0, incident(2));
    d.keys("f4").answer(Answer::Review(Some(two), None));
    assert_eq!(reviews(d), 2);
    assert!(view(d).incident == Some(ONE) && texts(d).contains("INC-1"), "{:?}", view(d).incident);
    let Some(Layer::Review(top)) = d.app.layers.last() else { panic!("{:?}", d.app.layers) };
    assert!(top.incident == Some(two) && top.sheets.is_none(), "nothing is told of it yet");
}

#[test]
fn the_selected_action_item_goes_a_step_on_and_the_review_is_read_again() {
    let d = &mut opened();
    d.keys("e");
    assert!(d.notice().contains("choose an action item"), "{}", d.notice());
    choose(d, "left", Of::Action(ItemId(7)));
    d.keys("e");
    let steps = [Progress::Begun, Progress::Done, Progress::Verified, Progress::Dropped];
    assert_eq!(d.form().purpose, Purpose::StepAction(ItemId(7), steps.to_vec()));
    d.keys("c").types("the drill found it").keys("ctrl-d");
    let (_, Command::StepAction(said)) = d.command() else { panic!("{:?}", d.command()) };
    assert_eq!(said, StepAction { item: ItemId(7), to: Progress::Verified, note: "the drill found it".into() });
    let asked = |d: &Driver| d.asks().iter().filter(|a| matches!(a, Ask::Review { .. })).count();
    let before = asked(d);
    let event = Event::ActionStepped { item: ItemId(7), incident: IncidentId(2), to: said.to, note: clean("") };
    d.decided(event);
    assert_eq!(asked(d), before + 1);
}

#[test]
fn what_goes_on_in_the_room_is_read_again_after_a_while() {
    let d = &mut opened();
    let asked = |d: &Driver| d.asks().iter().filter(|a| matches!(a, Ask::Review { .. })).count();
    let on = |d: &mut Driver, head| {
        let pulse = Pulse { head: Some(EventSeq(head)), ..d.app.pulse.clone() };
        d.send(Msg::RoomChanged).answer(Answer::Pulse(Box::new(pulse)));
    };
    let before = asked(d);
    on(d, 10);
    assert_eq!(asked(d), before, "it was read a moment ago");
    d.now.real = d.now.real.plus(MINUTE);
    on(d, 9);
    assert_eq!(asked(d), before, "nothing is new");
    on(d, 10);
    assert_eq!(asked(d), before + 1);
}

#[test]
fn others_see_roles_and_no_private_note_and_so_does_a_file() {
    let d = &mut opened();
    assert!(texts(d).contains("Ana had no list of lots") && texts(d).contains("nobody slept"), "{}", texts(d));
    choose(d, "badly", Of::Event(EventSeq(7)));
    d.keys("S");
    let said = texts(d);
    assert!(!said.contains("Ana") && !said.contains("nobody slept"), "{said}");
    assert!(said.contains("had no list of lots"), "{said}");
    assert_ne!(line(d).id.of, Of::Event(EventSeq(7)), "what is not shown is not selected");
    let seen = d.app.seen();
    let Some(Layer::Review(shown)) = seen.layers.last() else { panic!() };
    assert_eq!(shown.sheet(Audience::Operator), shown.sheet(Audience::Shared), "nothing else is left to be drawn");
    assert!(shown.detail.is_none());
    let exported = |d: &mut Driver, keys: &str| {
        d.keys("x").keys(keys);
        let last = d.effects.iter().rev().find_map(|e| match e {
            Effect::Export { name, text } => Some((name.clone(), text.clone())),
            _ => None,
        });
        last.expect("nothing was exported")
    };
    let (name, text) = exported(d, "tab space ctrl-d");
    assert_eq!(name, "INC1-review.en.html");
    assert!(!text.contains("Ana"), "names cannot be asked for while the screen is shared");
    d.keys("S");
    let (name, text) = exported(d, "down ctrl-d");
    assert!(name.ends_with(".md") && !text.contains("Ana") && !text.contains("nobody slept"), "{text}");
    let (_, text) = exported(d, "tab space ctrl-d");
    assert!(text.contains("Ana had no list of lots"), "{text}");
}

#[test]
fn without_an_incident_it_says_so() {
    let mut d = Driver::new(room_app());
    d.keys("f4").answer(Answer::Review(None, None));
    assert!(view(&d).read.is_some() && view(&d).sheets.is_none());
    d.keys("+ e x y enter j right");
    assert!(matches!(d.app.layers.last(), Some(Layer::Review(_))), "{:?}", d.app.layers);
}

#[test]
fn on_the_page_of_the_next_incident_what_was_left_goes_a_step_on() {
    let mut d = full(room_app());
    let ReviewDetail { review, .. } = detail();
    let page = crate::rows::IncidentDetail { left: review.left, actions: review.actions, ..incident_detail() };
    d.keys("I").answer(Answer::Incident(ONE, Some(Box::new(page))));
    let Some(Layer::Incident(view)) = d.app.layers.last_mut() else { panic!() };
    view.selected = Some(crate::rows::IncidentLine::Left(ItemId(7)));
    d.keys("enter");
    assert!(matches!(&d.form().purpose, Purpose::StepAction(ItemId(7), _)));
    d.keys("esc A").types("Own it").keys("tab").types("Bea").keys("tab").types("3d").keys("tab a").types("a drill");
    d.keys("ctrl-d");
    assert!(matches!(d.command().1, Command::PlanAction(said) if said.incident == ONE && said.factor.is_none()));
}

#[test]
fn whoever_erases_is_told_before_what_goes_of_our_own_words_and_what_stays() {
    use crate::rows::{Answer, Asked};
    let mut d = full(room_app());
    d.keys("enter E");
    assert!(d.asks().contains(&&Ask::Erasing(MentionId(1))), "{:?}", d.asks());
    let asked = Asked {
        lines: vec![EventSeq(4)],
        unsent: vec![("Leo".into(), None), ("Bea".into(), Some(ResponseId(3)))],
        ..Asked::default()
    };
    d.answer(Answer::Erasing(MentionId(2), Box::default()));
    d.answer(Answer::Erasing(MentionId(1), Box::new(asked)));
    let said = d.form().warned.join("\n");
    assert!(said.contains("whole lines") && said.contains("#4") && said.contains("Leo (a form), Bea ("), "{said}");
}
