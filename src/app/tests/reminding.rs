//! Reminders as a screen says them, tasks behind a gate, and the way to the next task that matters.

use super::fixtures::*;
use crate::app::App;
use crate::app::effect::Effect;
use crate::app::layers::Layer;
use crate::app::notices::Level;
use crate::domain::clock::Marks;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::*;
use crate::domain::incident::{Incident, Severity, Status};
use crate::domain::private::Audience;
use crate::domain::reminder::{Case, Facts, Sent, Subject};
use crate::domain::response::{ResponseKind, ResponseState};
use crate::domain::task::{Gate, TaskStatus};
use crate::domain::time::{MINUTE, Stamp};
use crate::rows::{Answer, Pulse, TaskRow};

fn ago(minutes: i64) -> Stamp {
    NOW.plus(-minutes * MINUTE)
}

/// An incident that nobody leads, and a text that waits.
fn facts(lead: Option<&str>) -> Facts {
    let incident = Incident {
        severity: Severity::Sev2,
        lead: lead.map(clean),
        ..Incident::new(IncidentId(1), clean("Batch A12"), Status::Active, ago(12), ago(10))
    };
    let case = Case { incident, marks: Marks::default(), promised: None, late: 0, due: None, fell: [None; 2] };
    Facts { cases: vec![case], approvals: vec![(ResponseId(3), Some(IncidentId(1)), ago(20))], ..Facts::default() }
}

fn sent(seq: i64, rule: &str, subject: Subject, since: i64) -> Sent {
    let (since, at) = (ago(since), ago(1));
    Sent { seq: EventSeq(seq), rule: rule.into(), subject, since, times: 1, at, snoozed: None, dismissed: false }
}

fn lead(seq: i64) -> Sent {
    sent(seq, "lead", Subject::Incident(IncidentId(1)), 10)
}

fn approval(seq: i64) -> Sent {
    sent(seq, "approval", Subject::Response(ResponseId(3)), 20)
}

fn told(d: &mut Driver, facts: Facts, reminders: Vec<Sent>) {
    let incidents = facts.cases.iter().map(|c| c.incident.clone()).collect();
    let head = Some(EventSeq(99));
    d.answer(Answer::Pulse(Box::new(Pulse { facts, reminders, incidents, head, ..Pulse::default() })));
}

fn begun(app: App) -> Driver {
    let mut d = Driver::new(app);
    told(&mut d, facts(None), vec![]);
    d
}

/// Figures with which a bell rings, where none rang before.
pub(crate) fn ringing() -> Pulse {
    let facts = facts(None);
    let incidents = facts.cases.iter().map(|c| c.incident.clone()).collect();
    let reminders = vec![lead(5), approval(4)];
    Pulse { facts, reminders, incidents, head: Some(EventSeq(99)), ..Pulse::default() }
}

/// The list of what stands, with the keys.
pub(crate) fn listed(d: &mut Driver) -> &mut Driver {
    told(d, facts(None), vec![lead(5), approval(4)]);
    d.keys("Y")
}

fn bells(d: &Driver) -> usize {
    d.effects.iter().filter(|e| matches!(e, Effect::Bell)).count()
}

#[test]
fn a_reminder_is_one_line_and_rings_once_when_it_cannot_wait() {
    let mut d = begun(room_app());
    assert_eq!((d.notice().as_str(), bells(&d)), ("", 0));
    told(&mut d, facts(None), vec![approval(4)]);
    assert_eq!((d.notice().as_str(), bells(&d)), ("Response #3 has waited for its approver since 14:03", 0));
    told(&mut d, facts(None), vec![lead(5), approval(4)]);
    assert_eq!((d.notice().as_str(), bells(&d)), ("2 reminders; Y lists them", 1));
    told(&mut d, facts(None), vec![lead(5), approval(4)]);
    assert_eq!(bells(&d), 1, "the same figures ring no more");
    // what is said of a key goes before it and gives way to it again
    d.app.notices.done("Done");
    assert_eq!(d.notice(), "Done");
    d.keys("j");
    assert_eq!(d.notice(), "2 reminders; Y lists them");
    told(&mut d, facts(Some("Leo")), vec![lead(5), approval(4)]);
    assert_eq!(d.notice(), "Response #3 has waited for its approver since 14:03", "somebody leads now");
    d.keys("L");
    assert_eq!(
        d.app.notices.list.iter().find(|n| n.level == Level::Reminder).unwrap().text.split(' ').next(),
        Some("La")
    );
    d.keys("esc");
    assert_eq!(d.notice(), "");
    told(&mut d, facts(Some("Leo")), vec![lead(5), approval(4)]);
    assert_eq!(d.notice(), "", "dismissed, the line comes back with the next reminder alone");
    told(&mut d, facts(Some("Leo")), vec![lead(5), approval(6)]);
    assert!(d.notice().contains("3 espera"));
}

#[test]
fn who_comes_in_later_sees_what_stands_and_hears_no_bell() {
    let mut d = Driver::new(room_app());
    told(&mut d, facts(None), vec![lead(5)]);
    assert_eq!((d.notice().as_str(), bells(&d)), ("Nobody has led “Batch A12” since 14:13", 0));
}

#[test]
fn a_bell_rings_for_those_it_is_for_and_never_where_others_look() {
    let rings = |change: fn(&mut App)| {
        let mut app = room_app();
        change(&mut app);
        let mut d = begun(app);
        told(&mut d, facts(None), vec![lead(5)]);
        (bells(&d), d.app.notices.list.len())
    };
    assert_eq!(rings(|_| ()), (1, 1), "the social lead is one of them");
    assert_eq!(rings(|app| app.me.role = clean("incident_lead")), (1, 1), "who speaks for them");
    assert_eq!(rings(|app| app.me.role = clean("")), (1, 1), "who has said no role");
    assert_eq!(rings(|app| app.me.role = clean("scribe")), (0, 1));
    assert_eq!(rings(|app| app.audience = Audience::Shared), (0, 0));
    assert_eq!(rings(|app| app.room.as_mut().unwrap().readonly = true), (0, 0));
}

#[test]
fn sharing_the_screen_takes_the_line_away() {
    let mut d = begun(room_app());
    told(&mut d, facts(None), vec![lead(5)]);
    d.keys("S");
    assert!(!d.app.notices.list.iter().any(|n| n.level == Level::Reminder));
}

#[test]
fn the_list_puts_off_lets_rest_and_leads_to_where_each_is_seen_to() {
    let mut d = begun(room_app());
    told(&mut d, facts(None), vec![lead(5), approval(4)]);
    d.keys("Y s ctrl-d");
    let Command::SnoozeReminder(said) = d.command().1 else { panic!("not sent") };
    assert_eq!((said.rule.as_str(), said.until), ("lead", NOW.plus(15 * MINUTE)), "what cannot wait stands first");
    d.keys("esc j x");
    let Command::DismissReminder(said) = d.command().1 else { panic!("not sent") };
    assert_eq!((said.rule.as_str(), said.subject), ("approval", Subject::Response(ResponseId(3))));
    d.keys("enter");
    assert!(matches!(d.app.layers.last(), Some(Layer::Response(view)) if view.id == ResponseId(3)));
    let mut d = begun(room_app());
    told(&mut d, facts(None), vec![lead(5)]);
    d.keys("Y enter");
    assert!(d.app.layers.is_empty() && d.app.focus == crate::app::Pane::Checklist);
    let mut d = begun(room_app());
    d.keys("Y x");
    assert_eq!(d.decides(), 0, "there is nothing to rest");
}

/// The checklist has the keys, and these tasks.
fn checklist(rows: Vec<TaskRow>) -> Driver {
    let mut d = begun(room_app());
    d.keys("3").answer(Answer::Tasks(IncidentId(1), rows));
    d
}

#[test]
fn what_pauses_content_asks_for_the_count_in_the_same_form() {
    let pause = TaskRow { gate: Some(Gate::Pause), ..task(7) };
    let mut d = checklist(vec![pause.clone()]);
    d.keys("space").types("some").keys("ctrl-d");
    assert!(d.decides() == 0 && d.form().error.as_ref().is_some_and(|e| e.contains("number")));
    d.keys("ctrl-u").types("14").keys("ctrl-d");
    let Command::ConfirmPaused(said) = d.command().1 else { panic!("not sent") };
    assert_eq!((said.incident, said.count, said.task), (IncidentId(1), 14, Some(TaskId(7))));
    // what waits for another task says so at once
    let mut d = checklist(vec![TaskRow { waits_for: vec![clean("D06")], ..pause.clone() }]);
    d.keys("space");
    assert!(matches!(d.command().1, Command::ChangeTask { status: TaskStatus::Done, .. }));
    let mut d = checklist(vec![TaskRow { gate: Some(Gate::Resume), ..pause }]);
    d.keys("space");
    assert!(matches!(d.command().1, Command::ChangeTask { .. }), "how many are left is the room's to say");
}

#[test]
fn what_is_paused_says_by_which_keys_it_is_listed_and_a_done_task_which_opens_it_again() {
    let pause = TaskRow { gate: Some(Gate::Pause), ..task(7) };
    let mut d = checklist(vec![pause.clone()]);
    d.keys("space").types("5").keys("ctrl-d");
    d.decided(Event::PausedConfirmed { incident: IncidentId(1), count: 5 });
    assert!(d.notice().contains("“paused content”: I, then +"), "{}", d.notice());
    let mut d = checklist(vec![TaskRow { gate: Some(Gate::Resume), ..pause.clone() }]);
    d.keys("space").refused("refuse-resume-uncounted");
    assert!(d.notice().contains("list it first") && d.notice().contains("I, then +"), "{}", d.notice());
    let mut d = checklist(vec![TaskRow { status: TaskStatus::Done, ..pause }]);
    d.keys("space");
    assert!(d.decides() == 0 && d.notice().contains("O opens it again"), "{}", d.notice());
}

#[test]
fn keys_go_to_the_next_task_that_is_mine_late_or_free_round_to_the_start() {
    let rows = vec![
        TaskRow { owner: Some(clean("Leo")), ..task(1) },
        TaskRow { owner: Some(clean("ANA")), ..task(2) },
        TaskRow { owner: Some(clean("Leo")), due: Some(ago(1)), ..task(3) },
        task(4),
        TaskRow { owner: Some(clean("Ana")), status: TaskStatus::Done, due: Some(ago(9)), ..task(5) },
        TaskRow { owner: Some(clean("Ana")), status: TaskStatus::Blocked, ..task(6) },
    ];
    let mut d = checklist(rows);
    let mut go = |key: &str| {
        d.keys(key);
        d.app.tasks.selected.unwrap().0
    };
    assert_eq!(["M", "M", "M", "!", "!", "U", "U"].map(&mut go), [2, 6, 2, 3, 3, 4, 4]);
}

#[test]
fn a_text_that_announces_no_next_one_says_so_before_it_is_approved_or_goes_out() {
    let warned = |keys: &str, state, kind, text: &str| {
        let mut d = begun(room_app());
        d.answer(Answer::Responses(vec![response_row(3, state)]));
        let mut detail = response_detail(3, state);
        (detail.response.kind, detail.response.content.text) = (kind, text.into());
        d.keys("2").keys(keys).answer(Answer::Response(ResponseId(3), Some(Box::new(detail))));
        d.form().intro.iter().any(|line| line.contains("does not say when the public hears"))
    };
    use ResponseKind::*;
    let (mute, says) = ("We are checking batch A12.", "We are checking batch A12. Next update at 18:00.");
    for (keys, state) in [("a", ResponseState::InReview), ("p", ResponseState::Approved)] {
        assert!(warned(keys, state, Update, mute) && warned(keys, state, Holding, mute));
        assert!(!warned(keys, state, Update, says));
        assert!(!warned(keys, state, Reply, mute) && !warned(keys, state, Resolution, mute));
    }
}
