//! The checklist as it grows and comes back, what is behind a gate, and what a clock reminds of, in a real room with the plan
//! that is built in.

use crate::kit::*;
use gabinete::domain::clock::Cadence;
use gabinete::domain::command::Command;
use gabinete::domain::duty::Holding;
use gabinete::domain::event::Event;
use gabinete::domain::ids::{IncidentId, ItemId, TaskId};
use gabinete::domain::incident::{
    ActivateIncident, ConfirmPaused, DeclareIncident, DetectIncident, IncidentType, Severity,
};
use gabinete::domain::item::{AddItem, List, SettleItem};
use gabinete::domain::reminder::{DismissReminder, Rule, SnoozeReminder, Subject};
use gabinete::domain::report::{IssueReport, ReportKind};
use gabinete::domain::response::{Links, ResponseKind};
use gabinete::domain::room::Lang;
use gabinete::domain::task::{AddTask, MoveTask, Rhythm, TaskStatus};
use gabinete::domain::text::Clean;
use gabinete::domain::time::{DAY, HOUR, MINUTE, Stamp};
use gabinete::plan::Plan as Written;
use gabinete::rows::{Answer, Ask};
use gabinete::store::policy::Promised;
use gabinete::store::{Options, Policy, Step, open};
use std::sync::Arc;

const IT: IncidentId = IncidentId(1);

fn written() -> Room {
    let Room { folder, path, writer, now } = room();
    Room { folder, path, writer: writer.with_policy(Arc::new(Written::builtin())), now }
}

impl Room {
    fn declared(&mut self, severity: Severity) -> Stamp {
        let (title, kind) = ("Batch".into(), IncidentType::Unknown);
        self.say(Command::DeclareIncident(DeclareIncident {
            title,
            severity,
            kind,
            lead: None,
            since: None,
            about: None,
        }));
        self.now
    }

    fn grave(&mut self, to: Severity) -> usize {
        self.say(Command::ChangeSeverity { incident: IT, to, reason: "because".into() }).events.len()
    }

    fn task(&self, code: &str) -> TaskId {
        TaskId(self.ask(&format!("SELECT id FROM task WHERE code = '{code}'")))
    }

    fn due(&self, code: &str) -> i64 {
        self.ask(&format!("SELECT coalesce(due, 0) FROM task WHERE code = '{code}'"))
    }

    fn there(&self, code: &str) -> bool {
        self.ask(&format!("SELECT count(*) FROM task WHERE code = '{code}'")) == 1
    }

    fn change(&self, code: &str, status: TaskStatus) -> Command {
        Command::ChangeTask { task: self.task(code), status, note: "because".into() }
    }

    fn done(&mut self, code: &str) {
        self.say(self.change(code, TaskStatus::Done));
    }

    fn skip(&mut self, codes: &[&str]) {
        codes.iter().for_each(|code| drop(self.say(self.change(code, TaskStatus::Skipped))));
    }

    /// What the clock has caused at a minute after the room's first moment, with the lease held.
    fn clock(&mut self, minute: i64) -> Vec<String> {
        self.now = self.now.max(T.plus(minute * MINUTE));
        self.writer.take_lease("me", "me", self.now).unwrap();
        let before = self.ask("SELECT max(seq) FROM event");
        self.writer.overdue(self.now).unwrap();
        let sql = format!(
            "SELECT coalesce(group_concat(payload ->> 'rule' || ' ' || (payload ->> 'times'), ','), '') FROM (
               SELECT CAST(payload AS TEXT) AS payload FROM event WHERE seq > {before} AND kind = 'reminder_sent' ORDER BY seq)"
        );
        self.text(&sql).split(',').filter(|s| !s.is_empty()).map(str::to_owned).collect()
    }
}

#[test]
fn the_checklist_grows_with_severity_and_type_and_nothing_is_lost_on_the_way_back() {
    let mut room = written();
    let td = room.declared(Severity::Sev2);
    let all = |room: &Room| room.text("SELECT group_concat(code ORDER BY id) FROM task");
    assert_eq!(room.due("F08"), td.plus(30 * MINUTE).0);
    assert_eq!(room.text("SELECT due_rule FROM task WHERE code = 'R07'"), "TR+7d");
    assert!(room.there("R11") && room.there("R11#2"), "due at 30 and at 90 days");
    assert_eq!(room.text("SELECT due_rule || after FROM task WHERE code = 'R11#2'"), r#"TX+90d["R11"]"#);
    room.say(Command::ChangeType { incident: IT, to: IncidentType::ProductFailure });
    room.skip(&["D01"]);
    let had = all(&room);
    assert!(had.contains("V-PF1"), "{had}");

    assert_eq!(room.grave(Severity::Sev1), 2, "nothing is missing, and some are due sooner");
    assert_eq!(room.due("F08"), td.plus(15 * MINUTE).0);
    assert_eq!(room.text("SELECT due_rule FROM task WHERE code = 'R07'"), "TR+3d");
    room.grave(Severity::Sev4);
    room.say(Command::ChangeType { incident: IT, to: IncidentType::Unknown });
    assert_eq!(all(&room), had, "what a milder level or another type would not have asked for stays");
    assert_eq!(room.text("SELECT status FROM task WHERE code = 'D01'"), "skipped");
    room.grave(Severity::Sev2);
    room.say(Command::ChangeType { incident: IT, to: IncidentType::ProductFailure });
    assert_eq!(all(&room), had, "and comes no second time");
    assert_eq!(room.due("F08"), td.plus(30 * MINUTE).0);
    room.whole();
}

#[test]
fn what_was_detected_has_the_steps_to_its_declaration_and_learns_when_that_was() {
    let mut room = written();
    let (title, since) = ("Batch".to_owned(), None);
    room.say(Command::DetectIncident(DetectIncident { title, since, signal: None, about: None }));
    assert!(room.there("D06") && !room.there("F01"));
    room.now = room.now.plus(10 * MINUTE);
    let (severity, kind) = (Severity::Sev1, IncidentType::Unknown);
    room.say(Command::ActivateIncident(ActivateIncident { incident: IT, severity, kind, lead: None }));
    assert_eq!(room.due("D06"), room.now.0, "due when it was declared");
    assert_eq!(room.due("F01"), room.now.plus(2 * MINUTE).0);
    room.whole();
}

#[test]
fn a_task_that_comes_back_has_a_time_of_its_own_and_ticking_it_can_be_taken_back() {
    let mut room = written();
    room.declared(Severity::Sev1);
    room.skip(&["D06", "H12"]);
    room.done("H03");
    assert_eq!(room.due("H03#2"), room.now.plus(30 * MINUTE).0, "until the next meeting");
    room.done("G06");
    assert_eq!(room.due("G06#2"), room.now.plus(4 * HOUR).0, "a shift later");
    let second = room.task("G06#2");
    room.say(Command::Undo { decision: None });
    assert!(!room.there("G06#2") && room.text("SELECT status FROM task WHERE code = 'G06'") == "open");
    room.whole();
    room.done("G06");
    assert_ne!(room.task("G06#2"), second, "a number is never given twice");
    room.done("G06#2");
    assert!(room.there("G06#3"));

    room.skip(&["G06#3"]);
    assert!(!room.there("G06#4"), "skipped, with a reason, it comes back no more");
    room.done("G09");
    room.say(Command::ClaimTask { task: room.task("G09#2"), owner: Some("leo".into()) });
    let ticked = room.ask("SELECT max(decision) FROM event WHERE kind = 'tasks_added'");
    room.say(Command::Undo { decision: Some(gabinete::domain::ids::DecisionId(ticked)) });
    assert!(room.there("G09#2"), "somebody has taken it");
    let title = "Call the lab".to_owned();
    room.say(Command::AddTask(AddTask { incident: IT, title, role: None, due: None }));
    room.say(Command::Undo { decision: None });
    assert_eq!(room.ask("SELECT count(*) FROM task WHERE phase = 'by_hand'"), 0);
    room.whole();
}

fn promising() -> Room {
    let Room { folder, path, writer, now } = room();
    Room { folder, path, writer: writer.with_policy(Arc::new(Promising(Written::builtin()))), now }
}

/// Tasks that go by our word, and texts that give it: `next at +N`.
struct Promising(Written);

impl Policy for Promising {
    fn steps(&self, severity: Severity, kind: IncidentType) -> Vec<Step> {
        let mut steps = Plan.steps(severity, kind);
        let promise = |code: &str, step: &Step| Step {
            code: code.into(),
            rhythm: Some(Rhythm::Promise),
            due: None,
            after: Vec::new(),
            ..step.clone()
        };
        let two = [promise("H09", &steps[0]), promise("G01", &steps[0])];
        steps.extend(two);
        steps
    }

    fn approvers(&self, text_type: &str, severity: Severity, liability: bool) -> Vec<String> {
        Plan.approvers(text_type, severity, liability)
    }

    fn holding(&self, role: &str, name: &Clean) -> Holding {
        Plan.holding(role, name)
    }

    fn promises(&self, text: &str, lang: Lang, at: Stamp, zone: &str) -> Vec<Promised> {
        Plan.promises(text, lang, at, zone)
    }

    fn cadence(&self, severity: Severity) -> Cadence {
        self.0.clock(severity).cadence()
    }

    fn reminders(&self) -> &[Rule] {
        &self.0.reminders
    }
}

#[test]
fn what_goes_by_our_word_is_due_with_it_and_comes_back_with_the_next() {
    let mut room = promising();
    room.declared(Severity::Sev2);
    assert_eq!(room.due("H09"), 0, "nothing was promised yet");
    let text = |room: &mut Room, minutes: i64| {
        let id = room.open("ana", ResponseKind::Holding, &[], Links::default()).unwrap();
        room.hand_in(id, &format!("We are looking, next at +{minutes}."));
        for name in ["luis", "eva"] {
            let _ = room.approve(name, id);
        }
        room.out(id);
        room.now.plus(minutes * MINUTE).0
    };
    let first = text(&mut room, 30);
    assert_eq!([room.due("H09"), room.due("G01")], [first; 2]);
    room.done("H09");
    assert!(!room.there("H09#2"), "the other one goes by that word already");
    let second = text(&mut room, 60);
    assert_eq!(room.due("G01"), second);
    assert_eq!(room.due("H09"), first, "what is done stays");
    room.done("G01");
    assert_eq!(room.due("G01#2"), second);
    let kept = room.ask("SELECT min(id) FROM task WHERE phase = 'promise' AND status = 'open'");
    let later = Stamp(second).plus(HOUR);
    room.say(Command::MoveTask(MoveTask { task: TaskId(kept), to: later, reason: "the lab is late".into() }));
    assert_eq!(room.due("G01#2"), later.0);
    room.whole();
}

#[test]
fn paused_content_is_counted_first_and_resumed_one_by_one() {
    let mut room = written();
    room.declared(Severity::Sev1);
    assert_eq!(room.refused(room.change("F02", TaskStatus::Done)), "refuse-pause-uncounted");
    let count = |count, task| Command::ConfirmPaused(ConfirmPaused { incident: IT, count, task });
    let other = room.task("D01");
    assert_eq!(room.refused(count(3, Some(other))), "refuse-no-pause-task");
    assert_eq!(room.ask("SELECT count(*) FROM event WHERE kind = 'paused_confirmed'"), 0, "all of it or nothing");
    let pause = room.task("F02");
    room.say(count(3, Some(pause)));
    assert_eq!(room.text("SELECT status || note FROM task WHERE code = 'F02'"), "done3");

    room.skip(&["R01"]);
    let left = |room: &mut Room| {
        room.now = room.now.plus(1000);
        let done = room.change("R03", TaskStatus::Done);
        match room.writer.decide(&who("ana"), &done, room.now, None) {
            Err(gabinete::store::Denied::Refused(refusal)) => (refusal.key, refusal.args.get("n").cloned()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(left(&mut room), ("refuse-resume-left", Some(3u32.into())));
    for n in 1..=3 {
        let text = format!("post {n}");
        room.say(Command::AddItem(AddItem { incident: IT, list: List::Paused, text, owner: None, due: None }));
    }
    let settle = |n| Command::SettleItem(SettleItem { item: ItemId(n), how: "resumed".into() });
    room.now = room.now.plus(1000);
    match room.writer.decide(&who("bea"), &settle(1), room.now, None) {
        Err(gabinete::store::Denied::Refused(refusal)) => assert_eq!(refusal.key, "refuse-resume-active"),
        other => panic!("only who leads: {other:?}"),
    }
    for n in 1..=3 {
        assert_eq!(left(&mut room), ("refuse-resume-left", Some((4 - n as u32).into())));
        room.say(settle(n));
    }
    room.done("R03");
    room.whole();
}

#[test]
fn a_clock_reminds_by_the_plan_and_of_each_thing_no_oftener() {
    let mut room = written();
    let detected = DetectIncident { title: "Batch".into(), since: None, signal: None, about: None };
    room.say(Command::DetectIncident(detected));
    room.now = T;
    assert_eq!(room.clock(1), [] as [&str; 0], "nobody leads, but not for long");
    assert_eq!(room.clock(3), ["lead 1"]);
    assert!(!room.writer.overdue(room.now).unwrap(), "once");
    let mut other = open(&room.path, Options::default()).unwrap().with_policy(Arc::new(Written::builtin()));
    assert!(!other.overdue(room.now.plus(HOUR)).unwrap(), "only the holder of the lease does it");
    assert_eq!(room.clock(5), ["lead 2"]);
    // nobody was there for an hour: what was missed is not made up for
    let mut said = room.clock(65);
    said.sort();
    assert_eq!(said, ["lead 5", "severity 3", "task 2"]);
    assert_eq!(room.clock(90), [] as [&str; 0], "no more than five, nor than three");
    assert_eq!(room.clock(96), ["task 3"]);
    room.whole();
}

#[test]
fn the_room_sleeps_until_the_next_thing_is_due() {
    let mut room = written();
    room.say(Command::DetectIncident(DetectIncident { title: "Batch".into(), since: None, signal: None, about: None }));
    let since = room.now;
    let next = |room: &Room, at: Stamp| room.writer.next_deadline(at).unwrap().unwrap();
    assert_eq!(next(&room, since), since.plus(2 * MINUTE));
    room.writer.take_lease("me", "me", since.plus(2 * MINUTE)).unwrap();
    assert_eq!(next(&room, since.plus(2 * MINUTE)), since.plus(2 * MINUTE), "it is due");
    assert_eq!(room.writer.tick(since.plus(2 * MINUTE)).unwrap(), 1);
    assert_eq!(next(&room, since.plus(2 * MINUTE)), since.plus(4 * MINUTE));
    assert_eq!(room.writer.tick(since.plus(3 * MINUTE)).unwrap(), 0);
}

#[test]
fn a_reminder_is_put_off_rests_and_ends_with_what_it_was_about() {
    let mut room = written();
    room.say(Command::DetectIncident(DetectIncident { title: "Batch".into(), since: None, signal: None, about: None }));
    let subject = || Subject::Incident(IT);
    let rest = |rule: &str| Command::DismissReminder(DismissReminder { rule: rule.into(), subject: subject() });
    assert_eq!(room.refused(rest("lead")), "refuse-no-reminder", "nobody was reminded yet");
    room.clock(3);
    let until = T.plus(30 * MINUTE);
    room.say(Command::SnoozeReminder(SnoozeReminder { rule: "lead".into(), subject: subject(), until }));
    assert_eq!(room.clock(7), ["severity 1", "task 1"]);
    room.say(rest("severity"));
    assert_eq!(room.refused(rest("severity")), "refuse-no-reminder");
    assert_eq!(room.clock(29), ["task 1"], "others fell due beside those that were said");
    assert_eq!(room.clock(30), ["lead 5"], "it comes back when it was told to");
    room.say(Command::ChangeLead { incident: IT, to: "ana".into() });
    assert_eq!(room.clock(50), [] as [&str; 0]);
    assert_eq!(room.clock(60), ["task 2"]);
    room.say(Command::ChangeSeverity { incident: IT, to: Severity::Sev2, reason: String::new() });
    assert_eq!(room.clock(70), [] as [&str; 0]);
    room.whole();
}

#[test]
fn promises_approvals_sitreps_and_the_leads_shift_are_reminded_of() {
    let mut room = promising();
    room.declared(Severity::Sev1);
    let tasks = room.ask("SELECT count(*) FROM task");
    (1..=tasks).for_each(|task| {
        let (status, note) = (TaskStatus::Skipped, "not today".to_owned());
        room.say(Command::ChangeTask { task: TaskId(task), status, note });
    });
    let at = room.now.since(T) / MINUTE;
    assert_eq!(room.clock(17.max(at)), ["update 1"], "first words within a quarter of an hour");
    let mut said = room.clock(32);
    said.sort();
    assert_eq!(said, ["sitrep 1", "update 4"]);
    let text = room.open("ana", ResponseKind::Holding, &[], Links::default()).unwrap();
    room.hand_in(text, "We are looking into it.");
    let handed = room.now.since(T) / MINUTE;
    assert_eq!(room.clock(handed + 3), [] as [&str; 0]);
    assert!(room.clock(handed + 7).contains(&"approval 1".to_owned()));
    assert!(room.clock(handed + 16).contains(&"approval_stuck 1".to_owned()));
    assert!(!room.clock(175).iter().any(|said| said.starts_with("fatigue")), "it is only suggested yet");
    assert!(room.clock(185).contains(&"fatigue 1".to_owned()), "three hours of four at the desk: it is insisted on");
    room.say(Command::ChangeLead { incident: IT, to: "leo".into() });
    assert!(!room.clock(290).iter().any(|said| said.starts_with("fatigue")));
    room.whole();
}

#[test]
fn a_room_of_an_earlier_version_learns_from_when_its_clocks_run() {
    let mut room = room();
    room.declared(Severity::Sev2);
    let id = room.open("ana", ResponseKind::Holding, &[], Links::default()).unwrap();
    room.hand_in(id, "We are looking into it.");
    for name in ["luis", "eva"] {
        let _ = room.approve(name, id);
    }
    room.out(id);
    room.grave(Severity::Sev1);
    let marks = room.text("SELECT marks FROM mark WHERE incident = 1");
    assert!(["led", "rated", "spoke"].iter().all(|mark| marks.contains(mark)), "{marks}");
    // as the upgrade of a room does it that was made before there were any
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    conn.execute_batch("DELETE FROM mark").unwrap();
    gabinete::store::fold::marks_anew(&conn).unwrap();
    drop(conn);
    assert_eq!(room.text("SELECT marks FROM mark WHERE incident = 1"), marks);
    room.whole();
}

#[test]
fn events_of_a_clock_name_what_they_are_about() {
    let mut room = written();
    room.say(Command::DetectIncident(DetectIncident { title: "Batch".into(), since: None, signal: None, about: None }));
    room.clock(3);
    let payload = room.text("SELECT CAST(payload AS TEXT) FROM event WHERE kind = 'reminder_sent'");
    let event: Event = serde_json::from_str(&payload).unwrap();
    let Event::ReminderSent { rule, subject, incident, times, since, .. } = event else { panic!("{payload}") };
    assert_eq!((rule.as_str(), subject, incident, times), ("lead", Subject::Incident(IT), Some(IT), 1));
    assert!(since > T && since < T.plus(DAY));
    assert_eq!(room.text("SELECT visibility FROM event WHERE kind = 'reminder_sent'"), "quiet");
}

#[test]
fn what_one_person_was_promised_is_a_promise_and_no_word_to_the_public() {
    let mut room = promising();
    room.declared(Severity::Sev1);
    let asks = room.some(1);
    let promised = |room: &Room| {
        let Answer::Pulse(pulse) = room.answer(&Ask::Pulse { now: room.now }) else { panic!("no pulse") };
        (pulse.facts.cases[0].promised.is_some(), pulse.facts.promises.len())
    };
    assert_eq!(promised(&room), (false, 0));
    room.answered(Lang::En, &asks, Links::default(), "We are looking, next at +57.");
    assert_eq!(promised(&room), (false, 1), "the public still waits for its first word");
}

#[test]
fn a_sitrep_restarts_its_clock_and_its_other_language_does_not() {
    let mut room = promising();
    room.declared(Severity::Sev1);
    let number = |room: &Room| room.ask("SELECT coalesce(marks ->> 'number', 0) FROM mark WHERE incident = 1");
    let issue = |kind, lang, twin_of| {
        let text = "DECISION NEEDED  none".to_owned();
        Command::IssueReport(IssueReport { incident: IT, kind, lang, text, figures: None, twin_of })
    };
    room.now = T.plus(20 * MINUTE);
    room.say(issue(ReportKind::Sitrep, Lang::En, None));
    let issued = room.now;
    assert_eq!(number(&room), 1);
    room.now = T.plus(40 * MINUTE);
    room.say(issue(ReportKind::Sitrep, Lang::Es, Some(1)));
    room.say(issue(ReportKind::Brief, Lang::En, None));
    let late = issued.plus(30 * MINUTE).since(T) / MINUTE;
    let sitreps = |said: Vec<String>| said.into_iter().filter(|s| s.starts_with("sitrep")).collect::<Vec<_>>();
    assert_eq!(sitreps(room.clock(late - 1)), [] as [&str; 0]);
    assert_eq!(sitreps(room.clock(late + 1)), ["sitrep 1"], "half an hour after the first");
    room.say(issue(ReportKind::Sitrep, Lang::En, None));
    assert_eq!(sitreps(room.clock(late + 20)), [] as [&str; 0]);
    room.whole();
}

#[test]
fn a_report_that_is_out_ticks_the_task_that_asks_for_it() {
    let mut room = written();
    room.declared(Severity::Sev1);
    let issue = |kind, lang, twin_of| {
        let text = "DECISION NEEDED  none".to_owned();
        Command::IssueReport(IssueReport { incident: IT, kind, lang, text, figures: None, twin_of })
    };
    let stands = |room: &Room, code: &str| room.text(&format!("SELECT status FROM task WHERE code = '{code}'"));
    room.say(issue(ReportKind::Handover, Lang::En, None));
    assert_eq!((stands(&room, "H05"), stands(&room, "H06")), ("open".into(), "open".into()));
    let out = room.say(issue(ReportKind::Sitrep, Lang::En, None));
    assert_eq!((stands(&room, "H05"), stands(&room, "H06")), ("done".into(), "open".into()));
    assert_eq!(room.text("SELECT owner FROM task WHERE code = 'H05'"), "ana");
    assert_eq!(out.events.len(), 2, "in one decision");
    assert_eq!(room.say(issue(ReportKind::Sitrep, Lang::En, None)).events.len(), 1, "once");
    room.say(issue(ReportKind::Brief, Lang::En, None));
    assert_eq!(stands(&room, "H06"), "done");
    room.whole();
}

#[test]
fn what_a_graver_level_or_another_type_adds_stands_in_its_phase() {
    let mut room = written();
    room.declared(Severity::Sev3);
    room.grave(Severity::Sev1);
    room.say(Command::ChangeType { incident: IT, to: IncidentType::ProductFailure });
    let gabinete::rows::Answer::Tasks(_, rows) = room.answer(&gabinete::rows::Ask::Tasks(IT)) else { panic!() };
    let mut phases: Vec<&str> = rows.iter().map(|row| row.phase.as_str()).collect();
    phases.dedup();
    assert_eq!(phases, ["detect", "first15", "first_hour", "first_day", "recover"]);
}
