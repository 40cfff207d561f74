//! What stays where somebody left it: the checklist of what is over, the cursor on a text, the newest of what happened.

use super::fixtures::*;
use crate::app::layers::Layer;
use crate::app::msg::Msg;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, IncidentId, MentionId, ResponseId};
use crate::domain::incident::{Incident, Severity, Status};
use crate::domain::response::ResponseState;
use crate::domain::timeline::EntryKind;
use crate::rows::{Answer, Ask, Bulk, Pulse, TimelineFilter, TimelineRow, Window};

/// The room once its incident is over: what was chosen by hand is nothing.
fn over(status: Status) -> Driver {
    let mut d = full(room_app());
    let it = Incident { status, ..incident(1) };
    let pulse = Pulse { incidents: vec![], lingering: vec![it], ..d.app.pulse.clone() };
    d.answer(Answer::Pulse(Box::new(pulse)));
    d
}

#[test]
fn the_checklist_stays_with_an_incident_that_is_over_until_another_opens() {
    for status in [Status::Resolved, Status::Review] {
        let mut d = over(status);
        assert_eq!(
            (d.app.checklist_of(), d.app.tasks.window.rows.len()),
            (IncidentId(1), 3),
            "its rows are still there"
        );
        assert_eq!(d.app.incident(), None, "none is on");
        d.keys("I");
        assert!(matches!(d.app.layers.last(), Some(Layer::Incident(view)) if view.id == IncidentId(1)));
        d.keys("esc i");
        assert!(matches!(d.app.layers.last(), Some(Layer::Incidents(all, 0)) if all[0].id == IncidentId(1)), "no form");
        d.keys("esc");
        let pulse = Pulse { incidents: vec![incident(2)], ..d.app.pulse.clone() };
        d.answer(Answer::Pulse(Box::new(pulse)));
        assert_eq!(d.app.checklist_of(), IncidentId(2));
        d.answer(Answer::Tasks(IncidentId(1), vec![]));
        assert!(d.asks().contains(&&Ask::Tasks(IncidentId(2))), "once the question before it is answered");
        let pulse = Pulse { incidents: vec![], lingering: vec![], ..d.app.pulse.clone() };
        d.answer(Answer::Pulse(Box::new(pulse)));
        assert_eq!(d.app.checklist_of(), IncidentId::NONE, "closed");
    }
}

#[test]
fn a_room_whose_chosen_incident_ends_goes_back_to_the_gravest_and_a_graver_one_stays_named() {
    let mut d = full(room_app());
    let grave = Incident { severity: Severity::Sev1, ..incident(1) };
    let mild = Incident { severity: Severity::Sev3, ..incident(2) };
    let pulse = |incidents: &[&Incident], lingering: &[&Incident], d: &Driver| {
        let all = |some: &[&Incident]| some.iter().map(|it| (*it).clone()).collect();
        Answer::Pulse(Box::new(Pulse { incidents: all(incidents), lingering: all(lingering), ..d.app.pulse.clone() }))
    };
    let shown = |d: &Driver| d.app.incident().map(|it| it.id);
    for status in [Status::Merged, Status::StoodDown, Status::Closed, Status::Resolved] {
        d.app.incident = Some(mild.id);
        let both = pulse(&[&grave, &mild], &[], &d);
        d.answer(both);
        assert_eq!((shown(&d), d.app.above(&mild).map(|it| it.id)), (Some(mild.id), Some(grave.id)));
        assert!(d.app.above(&grave).is_none(), "{status:?}");
        let over = Incident { status, ..mild.clone() };
        let lingering = [&over].into_iter().filter(|_| status.lingers()).collect::<Vec<_>>();
        let one = pulse(&[&grave], &lingering, &d);
        d.answer(one);
        assert_eq!((shown(&d), d.app.checklist_of()), (Some(grave.id), grave.id), "{status:?}");
    }
    // the only one stays in sight until it is closed
    let last = Incident { status: Status::Resolved, ..grave.clone() };
    d.app.incident = Some(grave.id);
    let none = pulse(&[], &[&last], &d);
    d.answer(none);
    assert_eq!(d.app.checklist_of(), grave.id);
}

#[test]
fn the_cursor_stands_on_the_text_that_one_has_just_worked_on() {
    let worked_on = |id| Event::ResponseReleased { response: ResponseId(id) };
    let rows = |ids: &[i64]| ids.iter().map(|id| response_row(*id, ResponseState::InReview)).collect::<Vec<_>>();
    let mut d = full(room_app());
    assert_eq!(d.app.responses.selected, Some(ResponseId(1)), "an older one of somebody else");
    d.keys("u").decided(worked_on(3));
    assert_eq!(d.app.responses.selected, Some(ResponseId(3)));
    d.keys("u").decided(worked_on(9));
    assert_eq!(d.app.responses.selected, Some(ResponseId(3)), "it is not at hand yet");
    d.send(Msg::RoomChanged).answer(Answer::Responses(rows(&[1, 2, 3, 9])));
    assert_eq!(d.app.responses.selected, Some(ResponseId(9)));
    d.keys("u").decided(worked_on(12)).keys("2 k");
    d.send(Msg::RoomChanged).answer(Answer::Responses(rows(&[1, 2, 3, 9, 12])));
    assert_eq!(d.app.responses.selected, Some(ResponseId(3)), "who has moved since is not moved any more");
    let detail = |id| Some(Box::new(response_detail(id, ResponseState::Draft)));
    d.keys("g").answer(Answer::Responses(rows(&[1, 3]))).keys("j e").answer(Answer::Response(ResponseId(3), detail(3)));
    assert!(d.app.composer().is_some());
    d.answer(Answer::Responses(rows(&[1, 2, 3])));
    assert_eq!(d.app.responses.selected, Some(ResponseId(3)));
}

#[test]
fn an_approval_says_whose_word_is_missing_still_and_the_cursor_stays_on_its_text() {
    let mut d = full(room_app());
    let approved = |roles: &[&str]| Event::ResponseApproved {
        response: ResponseId(3),
        digest: String::new(),
        by: clean("Luis"),
        recorded_by: None,
        until: NOW,
        given: None,
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        needs: vec!["comms_lead".into(), "legal".into()],
        alone: false,
        why: clean(""),
    };
    let rows = |ids: &[i64], state: ResponseState, missing: &[&str]| {
        let missing = missing.iter().map(|role| clean(role)).collect::<Vec<_>>();
        let row = |id: &i64| crate::rows::ResponseRow { missing: missing.clone(), ..response_row(*id, state) };
        ids.iter().map(row).collect::<Vec<_>>()
    };
    let waits = ResponseState::InReview;
    d.answer(Answer::Responses(rows(&[1, 3, 5], waits, &["comms_lead", "legal"])));
    d.keys("u").decided(approved(&["comms_lead"]));
    assert!(d.notice().contains("Legal") && !d.notice().contains("until"), "{}", d.notice());
    let mut d = full(room_app());
    d.answer(Answer::Responses(rows(&[1, 3, 5], waits, &["legal"])));
    d.keys("u").decided(approved(&["legal"]));
    assert!(d.notice().starts_with("Approved"), "{}", d.notice());
    d.answer(Answer::Responses([rows(&[1, 5], waits, &[]), rows(&[3], ResponseState::Approved, &[])].concat()));
    assert_eq!(d.app.responses.selected, Some(ResponseId(3)));
}

fn added() -> Event {
    Event::EntryAdded { entry: EntryKind::Note, text: clean("x"), at: None, incident: None, private: false }
}

#[test]
fn marks_that_are_not_on_the_screen_are_told_of_before_they_are_decided_on() {
    let mut d = full(room_app());
    d.keys("space space d");
    let ids = vec![MentionId(1), MentionId(2)];
    let bulk = Bulk { all: 2, copies: 0, wordings: 1, urgent: [0, 0] };
    d.answer(Answer::Bulk(ids.clone(), bulk));
    assert!(d.form().warned.is_empty(), "{:?}", d.form().warned);
    d.keys("esc").mentions(2..=9);
    d.keys("d").answer(Answer::Bulk(ids, bulk));
    assert_eq!(d.form().warned, ["One of these is not on the screen now."]);
}

#[test]
fn the_page_of_an_entry_shows_it_as_it_stands_now() {
    let mut d = full(room_app());
    d.keys("4 enter");
    let opened = |d: &Driver| match d.app.layers.last() {
        Some(Layer::Event(row)) => (row.seq, row.undone),
        other => panic!("{other:?}"),
    };
    let (seq, before) = opened(&d);
    assert_eq!(before, None);
    d.send(Msg::RoomChanged);
    let rows =
        (1..=3).rev().map(|n| entry(n, "x")).map(|row| TimelineRow { undone: Some(EventSeq(9)), ..row }).collect();
    let anchor = d.app.timeline.anchor();
    d.answer(Answer::Timeline(TimelineFilter::default(), anchor, Window { rows, ..Window::default() }));
    assert_eq!(opened(&d), (seq, Some(EventSeq(9))));
}

/// The room's newest events, as the question that was asked last wants them.
fn newest(d: &mut Driver, n: i64) -> Vec<i64> {
    let all: Vec<i64> = (1..=n).rev().collect();
    let rows = all.iter().map(|i| entry(*i, "x")).collect();
    let anchor = d.app.timeline.anchor();
    d.answer(Answer::Timeline(TimelineFilter::default(), anchor, Window { rows, below: true, ..Window::default() }));
    d.app.timeline.visible().iter().map(|r| r.seq.0).collect()
}

#[test]
fn the_newest_of_what_happened_is_shown_or_said_to_be_there() {
    let mut d = full(room_app());
    // an answer to an older question must not hold the list still for good
    d.app.timeline.take(Window { rows: (1..=4).rev().map(|i| entry(i, "x")).collect(), ..Window::default() });
    d.send(Msg::RoomChanged);
    assert_eq!(newest(&mut d, 5)[0], 5);
    d.keys("4");
    newest(&mut d, 5);
    d.send(Msg::RoomChanged);
    assert_eq!((newest(&mut d, 6)[0], d.app.timeline.unseen()), (5, 1), "who is there keeps the row under the cursor");
    assert_eq!(d.app.timeline.selected, Some(EventSeq(5)));
    d.keys("N").types("seen").keys("ctrl-d").decided(added());
    d.send(Msg::RoomChanged);
    assert_eq!((newest(&mut d, 7)[0], d.app.timeline.selected), (7, Some(EventSeq(7))), "one's own is shown");
    d.keys("j").send(Msg::RoomChanged);
    d.keys("N").types("below").keys("ctrl-d").decided(added());
    assert_ne!((newest(&mut d, 9)[0], d.app.timeline.unseen()), (9, 0), "further down nothing moves");
    d.keys("1").send(Msg::RoomChanged);
    assert_eq!((newest(&mut d, 9)[0], d.app.timeline.unseen()), (7, 2));
    d.keys("4 g 1").send(Msg::RoomChanged);
    assert_eq!((newest(&mut d, 10)[0], d.app.timeline.unseen()), (10, 0), "from the top it follows again");
}

#[test]
fn the_clock_of_a_drill_says_how_fast_it_runs_and_where_it_ends() {
    let mut d = full(drill_app());
    d.app.pulse.clock.speed = 1_000;
    d.keys(">");
    let Command::SetClock { speed } = d.command().1 else { panic!() };
    d.decided(Event::ClockSet { real: NOW, room: NOW, speed });
    assert!(d.notice().contains(&format!("{}x", speed / 1000)), "{}", d.notice());
    d.keys(">");
    let Command::SetClock { speed: next } = d.command().1 else { panic!() };
    assert!(next > speed, "a second press goes on from what was decided, whatever the header says yet");
    d.keys(">");
    let Command::SetClock { speed: third } = d.command().1 else { panic!() };
    assert!(third > next, "and a third from one that is not even decided");
    d.decided(Event::ClockSet { real: NOW, room: NOW, speed: next });
    d.keys("<");
    let Command::SetClock { speed: back } = d.command().1 else { panic!() };
    assert_eq!(back, next, "a step back from the third, whichever of them was answered");
    d.decided(Event::ClockSet { real: NOW, room: NOW, speed: next });
    let before = d.decides();
    for (key, speed) in [(">", 60_000), ("<", 0)] {
        d.app.pending.speed = None;
        d.app.pulse.clock.speed = speed;
        d.keys(key);
        assert_eq!((d.decides(), d.app.notices.staying()), (before, 0), "{key}: no error");
        assert!(d.notice().contains("The clock"), "{}", d.notice());
    }
}

#[test]
fn a_figure_that_was_read_before_the_clock_was_set_does_not_take_a_step_back() {
    let mut d = full(drill_app());
    d.app.pulse.clock.speed = 5_000;
    let old = d.app.pulse.clone();
    d.keys("<");
    let Command::SetClock { speed } = d.command().1 else { panic!() };
    d.decided(Event::ClockSet { real: NOW, room: NOW, speed });
    d.answer(Answer::Pulse(Box::new(Pulse { head: Some(EventSeq(8)), ..old })));
    d.keys("<");
    assert!(matches!(d.command().1, Command::SetClock { speed: next } if next < speed), "{:?}", d.command().1);
}

#[test]
fn a_decision_on_several_says_what_goes_with_them_and_how_urgent_it_is() {
    let mut d = full(room_app());
    d.keys("d");
    let one = vec![MentionId(1)];
    assert!(d.asks().contains(&&Ask::Bulk(one.clone())));
    d.answer(Answer::Bulk(one, Bulk { all: 1, copies: 0, wordings: 1, urgent: [1, 0] }));
    assert!(
        d.form().warned.is_empty(),
        "nothing goes with it, and its row says how urgent it is: {:?}",
        d.form().warned
    );
    d.keys("esc space space d");
    let ids = vec![MentionId(1), MentionId(2)];
    assert!(d.asks().contains(&&Ask::Bulk(ids.clone())));
    let bulk = Bulk { all: 9, copies: 7, wordings: 2, urgent: [2, 0] };
    d.answer(Answer::Bulk(vec![MentionId(4)], bulk));
    assert!(d.form().warned.is_empty(), "of others");
    d.answer(Answer::Bulk(ids, bulk));
    let said = d.form().warned.join(" ");
    assert!(
        said.contains("7 copies")
            && said.contains("9 in all")
            && said.contains("2 different wordings")
            && said.contains("2 P1"),
        "{said}"
    );
}

#[test]
fn a_decision_on_one_says_how_many_copies_go_with_it_whatever_is_decided() {
    for key in ["d", "s", "e"] {
        let mut d = full(room_app());
        d.keys(key);
        let one = vec![MentionId(1)];
        d.answer(Answer::Bulk(one, Bulk { all: 300, copies: 299, wordings: 1, urgent: [0, 4] }));
        let said = d.form().warned.join(" ");
        assert!(said.contains("299 copies") && said.contains("300 in all") && said.contains("4 P2"), "{key}: {said}");
    }
}
