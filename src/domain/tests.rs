//! What each aggregate allows, refuses and becomes.

use super::command::{Command, Ctx, NextIds};
use super::event::Event;
use super::ids::{DecisionId, EventSeq, IncidentId, MentionId, ResponseId, TaskId};
use super::mention::{self, Attention, Disposition, Owes};
use super::room::{Actor, Refusal};
use super::task::{self, Task, TaskSpec, TaskState, TaskStatus};
use super::text::Clean;
use super::time::{DAY, MINUTE, Stamp};
use super::timeline::AddEntry;
use super::timeline::{self, EntryKind};
use super::undo::{self, Now, Past};

const AT: Stamp = Stamp(1_790_000_000_000);

fn who(name: &str) -> Actor {
    Actor { name: Clean::line(name), ..Actor::default() }
}

fn ctx(who: &Actor) -> Ctx<'_> {
    Ctx { who, at: AT, now: AT, ids: NextIds::FIRST }
}

fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    result.unwrap_err().key
}

fn rows(states: &[Attention]) -> Vec<(MentionId, Attention)> {
    states.iter().enumerate().map(|(i, a)| (MentionId(i as i64 + 1), a.clone())).collect()
}

#[test]
fn every_disposition_says_what_it_owes_and_marking_is_not_answering() {
    let ana = who("Ana");
    for disposition in Disposition::ALL {
        let command = Command::Dispose { mentions: vec![MentionId(1)], disposition, reason: "seen".into(), seen: None };
        let event = &mention::decide(&rows(&[Attention::default()]), &command, &ctx(&ana)).unwrap()[0];
        let mut after = Attention::default();
        after.apply(event, &ana.name, AT);
        assert_eq!(after.owes, disposition.owes(), "{disposition:?}");
        assert!(!after.unattended());
        let bare = Command::Dispose { mentions: vec![MentionId(1)], disposition, reason: "  ".into(), seen: None };
        let decided = mention::decide(&rows(&[Attention::default()]), &bare, &ctx(&ana));
        assert_eq!(decided.is_err(), disposition.needs_reason(), "{disposition:?}");
    }
}

#[test]
fn a_snooze_hides_until_its_time_and_what_is_owed_is_settled_once() {
    let ana = who("Ana");
    let snooze = |until, state: &Attention| {
        let command = Command::Snooze { mentions: vec![MentionId(1)], until, reason: String::new(), seen: None };
        mention::decide(&rows(std::slice::from_ref(state)), &command, &ctx(&ana))
    };
    assert_eq!(refused(snooze(AT, &Attention::default())), "refuse-snooze-past");
    assert_eq!(refused(snooze(AT.plus(367 * DAY), &Attention::default())), "refuse-far", "it would never wake");
    let mut state = Attention::default();
    state.apply(&snooze(AT.plus(MINUTE), &state).unwrap()[0], &ana.name, AT);
    assert!(!state.unattended());
    state.apply(&Event::MentionsWoke { rows: vec![] }, &ana.name, AT);
    assert!(state.unattended());

    let settle = Command::Settle { mentions: vec![MentionId(1)], how: "called her".into(), seen: None };
    assert_eq!(refused(mention::decide(&rows(&[state.clone()]), &settle, &ctx(&ana))), "refuse-nothing-owed");
    state.disposition = Some(Disposition::Verify);
    state.owes = Some(Owes::Check);
    assert_eq!(refused(snooze(AT.plus(MINUTE), &state)), "refuse-snooze-attended");
    let event = mention::decide(&rows(&[state.clone()]), &settle, &ctx(&ana)).unwrap().remove(0);
    state.apply(&event, &ana.name, AT);
    assert_eq!((state.owes, state.disposition), (None, Some(Disposition::Verify)));
}

#[test]
fn a_bulk_decision_is_bounded() {
    let ana = who("Ana");
    let many = vec![Attention::default(); mention::MAX_BULK + 1];
    let command = Command::Claim { mentions: Vec::new(), owner: Some("Ana".into()), seen: None };
    assert_eq!(refused(mention::decide(&rows(&many), &command, &ctx(&ana))), "refuse-bulk");
    assert!(mention::decide(&rows(&many[1..]), &command, &ctx(&ana)).is_ok());
    assert_eq!(refused(mention::decide(&[], &command, &ctx(&ana))), "refuse-no-mention");
}

fn open_task(after: &[&str]) -> Task {
    Task {
        spec: TaskSpec {
            id: TaskId(1),
            code: "F02".into(),
            phase: "first15".into(),
            en: Clean::line("Pause"),
            es: Clean::line("Pausar"),
            role: "social_lead".into(),
            due: None,
            due_rule: None,
            after: Vec::new(),
            response: None,
            rhythm: None,
            gate: None,
        },
        incident: IncidentId(1),
        state: TaskState::default(),
        waits_for: after.iter().map(|c| (*c).to_owned()).collect(),
        rev: 1,
    }
}

#[test]
fn a_task_waits_for_what_comes_first_and_is_skipped_only_with_a_reason() {
    let ana = who("Ana");
    let change = |task: &Task, status, note: &str| {
        let change = Command::ChangeTask { task: TaskId(1), status, note: note.into() };
        task::decide(Some(task), &Default::default(), &change, &ctx(&ana))
    };
    assert_eq!(refused(change(&open_task(&["D06"]), TaskStatus::Done, "")), "refuse-task-waits");
    for status in [TaskStatus::Skipped, TaskStatus::Blocked] {
        assert_eq!(refused(change(&open_task(&[]), status, "")), "refuse-needs-reason");
        assert!(change(&open_task(&["D06"]), status, "no paid content").is_ok());
    }
    let Event::TaskChanged { to, .. } = &change(&open_task(&[]), TaskStatus::Done, "14 paused").unwrap()[0] else {
        panic!()
    };
    assert_eq!(to.owner.as_ref().unwrap().as_str(), "Ana", "who does it owns it");
    assert_eq!(refused(change(&open_task(&[]), TaskStatus::Open, "")), "refuse-same-status");
}

#[test]
fn the_timeline_takes_the_past_not_the_future_and_corrects_with_a_new_entry() {
    let ana = who("Ana");
    let add = |text: &str, at| {
        let command = Command::AddEntry(AddEntry {
            kind: EntryKind::Decision,
            text: text.into(),
            at,
            incident: None,
            private: false,
        });
        timeline::decide(false, false, &command, &ctx(&ana))
    };
    assert!(add("Recall A12", Some(AT.plus(-MINUTE))).is_ok());
    assert_eq!(refused(add("Recall A12", Some(AT.plus(1)))), "refuse-future-entry");
    assert_eq!(refused(add(" \n ", None)), "refuse-empty-entry");
    let correct =
        Command::CorrectEntry(crate::domain::timeline::CorrectEntry { seq: EventSeq(4), text: "A12 and A13".into() });
    assert_eq!(refused(timeline::decide(false, false, &correct, &ctx(&ana))), "refuse-no-entry");
    assert!(timeline::decide(true, false, &correct, &ctx(&ana)).is_ok());
    let pin = |on| Command::Pin { seq: EventSeq(4), on };
    assert_eq!(refused(timeline::decide(true, true, &pin(true), &ctx(&ana))), "refuse-pinned");
    assert!(timeline::decide(true, true, &pin(false), &ctx(&ana)).is_ok());
}

/// Mentions as they stand now, for undo.
struct Stand(Vec<Attention>);

impl Now for Stand {
    fn mention(&self, id: MentionId) -> Option<Attention> {
        self.0.get(id.0 as usize - 1).cloned()
    }
    fn taken_back(&self, _: &[MentionId]) -> Vec<Past> {
        Vec::new()
    }
    fn task(&self, _: TaskId) -> Option<TaskState> {
        None
    }
    fn untouched(&self, _: TaskId) -> bool {
        false
    }
    fn pinned(&self, _: EventSeq) -> bool {
        false
    }
}

#[test]
fn undo_restores_what_nobody_touched_since_and_lists_the_rest() {
    let (ana, luis) = (who("Ana"), who("Luis"));
    let dispose = |d| Command::Dispose { mentions: Vec::new(), disposition: d, reason: "x".into(), seen: None };
    let before = vec![Attention::default(); 3];
    let event = mention::decide(&rows(&before), &dispose(Disposition::Verify), &ctx(&ana)).unwrap().remove(0);
    let mut now = before.clone();
    now.iter_mut().for_each(|a| a.apply(&event, &ana.name, AT));
    let later = mention::decide(&rows(&now[1..2]), &dispose(Disposition::Monitor), &ctx(&luis)).unwrap().remove(0);
    now[1].apply(&later, &luis.name, AT);
    let past = |event: &Event| Past { event: event.clone(), who: ana.name.clone(), at: AT };
    let undone = undo::decide(DecisionId(7), &[past(&event)], &Stand(now.clone())).unwrap().remove(0);
    let Event::Undone { mentions, skipped, .. } = undone else { panic!() };
    assert_eq!(mentions.iter().map(|r| r.mention.0).collect::<Vec<_>>(), [1, 3]);
    assert!(mentions.iter().all(|r| r.to == Attention::default()));
    assert_eq!(skipped, [MentionId(2)]);
    let none = Stand(vec![Attention::default(); 3]);
    assert_eq!(refused(undo::decide(DecisionId(7), &[past(&event)], &none)), "refuse-undo-changed");
    let published =
        Event::ResponsePublished { response: ResponseId(1), permalink: None, changed_to: None, left: vec![] };
    assert_eq!(refused(undo::decide(DecisionId(7), &[past(&published)], &none)), "refuse-cannot-undo");
}
