//! What each aggregate allows, refuses and becomes.

use super::command::{Command, Ctx, NextIds};
use super::event::Event;
use super::ids::{DecisionId, EventSeq, IncidentId, MentionId, ResponseId, TaskId};
use super::incident::{self, Incident, IncidentType, Severity, Status};
use super::mention::{self, Attention, Disposition, Owes};
use super::response::{self, Content, Response, ResponseKind, ResponseState};
use super::room::{Actor, Lang, Refusal};
use super::task::{self, Task, TaskSpec, TaskState, TaskStatus};
use super::text::Clean;
use super::time::{MINUTE, Stamp};
use super::timeline::{self, EntryKind};
use super::undo::{self, Now, Past};

const AT: Stamp = Stamp(1_790_000_000_000);

fn who(name: &str) -> Actor {
    Actor { name: Clean::line(name), ..Actor::default() }
}

fn ctx(who: &Actor) -> Ctx<'_> {
    Ctx { who, at: AT, ids: NextIds { incident: IncidentId(1), response: ResponseId(1), task: TaskId(1) } }
}

fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    result.unwrap_err().key
}

fn open_incident() -> Incident {
    Incident {
        id: IncidentId(1),
        title: Clean::line("Batch A12"),
        severity: Severity::Sev2,
        kind: IncidentType::ProductFailure,
        status: Status::Active,
        lead: Some(Clean::line("Ana")),
        t0: AT,
        td: AT,
        tc: None,
        tr: None,
        rev: 1,
    }
}

#[test]
fn raising_is_free_lowering_needs_a_reason() {
    let (ana, now) = (who("Ana"), open_incident());
    let change = |to, reason: &str| {
        let command = Command::ChangeSeverity { incident: now.id, to, reason: reason.into() };
        incident::decide(Some(&now), &command, &ctx(&ana))
    };
    let mut raised = now.clone();
    raised.apply(&change(Severity::Sev1, "").unwrap()[0], AT);
    assert_eq!(raised.severity, Severity::Sev1);
    assert_eq!(raised.rev, 2);
    assert_eq!(refused(change(Severity::Sev3, " ")), "refuse-lower-needs-reason");
    assert!(change(Severity::Sev3, "one shop only").is_ok());
    assert_eq!(refused(change(Severity::Sev2, "")), "refuse-same-severity");
}

#[test]
fn an_incident_goes_only_where_its_lifecycle_leads() {
    let ana = who("Ana");
    for from in Status::ALL {
        let now = Incident { status: from, ..open_incident() };
        for to in Status::ALL {
            let command = Command::ChangeStatus { incident: now.id, to, reason: "because".into() };
            let decided = incident::decide(Some(&now), &command, &ctx(&ana));
            assert_eq!(decided.is_ok(), from.next().contains(&to), "{from:?} -> {to:?}");
        }
    }
    let mut now = open_incident();
    for (to, contained, resolved) in
        [(Status::Contained, true, false), (Status::Resolved, true, true), (Status::Active, false, false)]
    {
        let command = Command::ChangeStatus { incident: now.id, to, reason: String::new() };
        now.apply(&incident::decide(Some(&now), &command, &ctx(&ana)).unwrap()[0], AT);
        assert_eq!((now.tc.is_some(), now.tr.is_some()), (contained, resolved), "{to:?}");
    }
    let down = Command::ChangeStatus { incident: now.id, to: Status::StoodDown, reason: " ".into() };
    assert_eq!(refused(incident::decide(Some(&now), &down, &ctx(&ana))), "refuse-needs-reason");
}

#[test]
fn who_declares_leads_unless_another_is_named_and_t0_is_never_later_than_now() {
    let ana = who("Ana");
    let declare = |title: &str, lead: Option<&str>, since| {
        let command = Command::DeclareIncident {
            title: title.into(),
            severity: Severity::Sev2,
            kind: IncidentType::Unknown,
            lead: lead.map(str::to_owned),
            since,
        };
        incident::decide(None, &command, &ctx(&ana))
    };
    for (lead, since, name, t0) in [
        (None, None, "Ana", AT),
        (Some(" Luis "), Some(AT.plus(-MINUTE)), "Luis", AT.plus(-MINUTE)),
        (Some(""), Some(AT.plus(MINUTE)), "Ana", AT),
    ] {
        let Event::IncidentDeclared { lead, since, .. } = &declare("Batch", lead, since).unwrap()[0] else { panic!() };
        assert_eq!((lead.as_ref().unwrap().as_str(), *since), (name, t0));
    }
    assert_eq!(refused(declare("  ", None, None)), "refuse-empty-title");
    assert_eq!(refused(declare(&"x".repeat(121), None, None)), "refuse-title-long");
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

/// A response driven by commands.
struct Driven {
    now: Response,
    severity: Option<Severity>,
}

impl Driven {
    fn new(author: &str, severity: Option<Severity>) -> Driven {
        Driven {
            now: Response {
                id: ResponseId(1),
                incident: None,
                title: Clean::line("Holding"),
                kind: ResponseKind::Holding,
                state: ResponseState::Draft,
                since: AT,
                author: Clean::line(author),
                content: Content::default(),
                answers: Vec::new(),
                approval: None,
                note: Clean::default(),
                permalink: None,
                published_text: None,
                rev: 1,
            },
            severity,
        }
    }

    fn decide(&mut self, name: &str, command: Command, at: Stamp) -> Result<(), &'static str> {
        let who = who(name);
        let ctx = Ctx { at, ..ctx(&who) };
        let events = response::decide(Some(&self.now), self.severity, &command, &ctx).map_err(|r| r.key)?;
        for event in &events {
            self.now.apply(event, at);
        }
        Ok(())
    }

    fn submit(&mut self, text: &str) -> Result<(), &'static str> {
        let content = Content { text: text.into(), channel: "x".into(), lang: Lang::En, ..Content::default() };
        self.decide("Ana", Command::SubmitResponse { response: ResponseId(1), rev: None, content }, AT)
    }

    fn approve(&mut self, name: &str, aloud: Option<&str>) -> Result<(), &'static str> {
        let digest = self.now.content.digest();
        let aloud = aloud.map(str::to_owned);
        self.decide(name, Command::ApproveResponse { response: ResponseId(1), rev: None, digest, aloud }, AT)
    }

    fn publish(&mut self, at: Stamp) -> Result<(), &'static str> {
        self.decide("Ana", Command::StartPublishing { response: ResponseId(1), rev: None, via: None }, at)
    }
}

#[test]
fn only_what_was_approved_as_it_stands_can_be_published() {
    let mut r = Driven::new("Ana", None);
    assert_eq!(r.submit("  "), Err("refuse-empty-text"));
    assert_eq!(r.publish(AT), Err("refuse-response-state"));
    r.submit("We are checking.").unwrap();
    r.approve("Luis", None).unwrap();
    let changes: [fn(&mut Content); 5] = [
        |c| c.text.push('.'),
        |c| c.channel = "bluesky".into(),
        |c| c.lang = Lang::Es,
        |c| c.attachments.push("ab".into()),
        |c| c.facts.push((1, 2)),
    ];
    for change in changes {
        let mut changed = Driven { now: r.now.clone(), severity: None };
        let mut content = changed.now.content.clone();
        change(&mut content);
        changed.decide("Ana", Command::ReviseResponse { response: ResponseId(1), rev: None, content }, AT).unwrap();
        assert_eq!(changed.now.state, ResponseState::Stale);
        assert_eq!(changed.publish(AT), Err("refuse-response-state"));
        assert_eq!(changed.approve("Luis", None), Err("refuse-response-state"), "stale goes through review again");
    }
    let mut forged = Driven { now: r.now.clone(), severity: None };
    forged.now.content.text.push('!');
    assert_eq!(forged.publish(AT), Err("refuse-stale"), "even if somebody edited the file");
    r.publish(AT).unwrap();
    assert_eq!(r.now.state, ResponseState::Publishing);
    let said = Command::ConfirmPublished { response: ResponseId(1), permalink: Some(" ".into()), changed_to: None };
    r.decide("Ana", said, AT).unwrap();
    assert_eq!((r.now.state, r.now.permalink.clone()), (ResponseState::Published, None));
    assert_eq!(r.submit("again"), Err("refuse-response-state"));
}

#[test]
fn an_approval_is_of_the_text_that_was_read_by_another_and_runs_out() {
    let mut r = Driven::new("Ana", Some(Severity::Sev2));
    r.submit("We are checking.").unwrap();
    let other = Command::ApproveResponse { response: ResponseId(1), rev: None, digest: "00".into(), aloud: None };
    assert_eq!(r.decide("Luis", other, AT), Err("refuse-approve-other-text"));
    assert_eq!(r.approve("Ana", None), Err("refuse-own-text"));
    assert_eq!(r.approve("Luis", Some("Ana")), Err("refuse-own-text"));
    r.approve("Ana", Some("Luis")).unwrap();
    let approval = r.now.approval.clone().unwrap();
    assert_eq!((approval.by.as_str(), approval.recorded_by.unwrap().as_str()), ("Luis", "Ana"));
    assert_eq!(approval.until, AT.plus(60 * MINUTE));
    assert_eq!(r.publish(AT.plus(61 * MINUTE)), Err("refuse-expired"));
    r.approve("Luis", None).unwrap();
    r.publish(AT.plus(60 * MINUTE)).unwrap();
    let failed = Command::PublishingFailed { response: ResponseId(1), reason: "the site is down".into() };
    r.decide("Ana", failed, AT).unwrap();
    assert_eq!(r.now.state, ResponseState::Approved, "what did not go out is still approved");
    let stale = Command::RequestChanges { response: ResponseId(1), rev: Some(1), note: "softer".into() };
    assert_eq!(r.decide("Luis", stale, AT), Err("refuse-changed-meanwhile"));
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
        task::decide(Some(task), &Command::ChangeTask { task: TaskId(1), status, note: note.into() }, &ctx(&ana))
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
        let command =
            Command::AddEntry { kind: EntryKind::Decision, text: text.into(), at, incident: None, private: false };
        timeline::decide(false, false, &command, &ctx(&ana))
    };
    assert!(add("Recall A12", Some(AT.plus(-MINUTE))).is_ok());
    assert_eq!(refused(add("Recall A12", Some(AT.plus(1)))), "refuse-future-entry");
    assert_eq!(refused(add(" \n ", None)), "refuse-empty-entry");
    let correct = Command::CorrectEntry { seq: EventSeq(4), text: "A12 and A13".into() };
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
    fn task(&self, _: TaskId) -> Option<TaskState> {
        None
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
