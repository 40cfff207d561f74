//! Every command against a real file: what it leaves in the tables, and what follows from it.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::event::Event;
use gabinete::domain::ids::{EventSeq, IncidentId, MentionId, ResponseId, TaskId};
use gabinete::domain::incident::DeclareIncident;
use gabinete::domain::incident::{IncidentType, Severity, Status};
use gabinete::domain::mention::{Disposition, RawMention, Tone};
use gabinete::domain::response::{Content, ResponseKind};
use gabinete::domain::room::Lang;
use gabinete::domain::task::TaskStatus;
use gabinete::domain::time::{HOUR, MINUTE};
use gabinete::domain::timeline::AddEntry;
use gabinete::rows::{Anchor, Answer, Ask, MentionQuery};
use gabinete::store::Denied;
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn what_somebody_else_changed_since_one_looked_is_left_alone_and_named() {
    let mut room = room();
    let ids = room.some(3);
    let looked = EventSeq(room.ask("SELECT max(seq) FROM event"));
    room.say(Command::Claim { mentions: ids.clone(), owner: Some("ana".into()), seen: Some(looked) });
    let seen_then = |mentions: &[MentionId], disposition| match dispose(mentions, disposition) {
        Command::Dispose { mentions, disposition, reason, .. } => {
            Command::Dispose { mentions, disposition, reason, seen: Some(looked) }
        }
        other => other,
    };
    let both = room.say(seen_then(&ids[..2], Disposition::Verify));
    assert_eq!(both.skipped, [], "what one did oneself is no surprise");
    room.writer.decide(&who("eva"), &dispose(&ids[..1], Disposition::Monitor), room.now, None).unwrap();
    let rest = room.say(seen_then(&ids, Disposition::Thank));
    assert_eq!(rest.skipped, [ids[0]]);
    assert_eq!(room.text(&format!("SELECT disposition FROM mention_state WHERE id = {}", ids[0].0)), "monitor");
    let (one, seen) = (vec![ids[0]], Some(looked));
    let until = room.now.plus(HOUR);
    for command in [
        seen_then(&one, Disposition::Thank),
        Command::Snooze { mentions: one.clone(), until, reason: String::new(), seen },
        Command::Claim { mentions: one.clone(), owner: None, seen },
        Command::Settle { mentions: one.clone(), how: "done".into(), seen },
    ] {
        assert_eq!(room.refused(command), "refuse-changed-by-others");
    }
    assert_eq!(room.refused(seen_then(&[MentionId(77)], Disposition::Thank)), "refuse-no-mention");
    assert_eq!(room.say(dispose(&one, Disposition::Thank)).skipped, [], "who says nothing of it decides anyway");
    room.whole();
}

#[test]
fn what_the_room_itself_opened_again_counts_as_changed() {
    let mut room = room();
    let ids = room.some(1);
    room.say(dispose(&ids, Disposition::Thank));
    let seen = Some(EventSeq(room.ask("SELECT max(seq) FROM event")));
    let mut again = mention(9, "no, thank you");
    again.raw.handle = Some("@author1".into());
    again.raw.reply_to = Some("id1".into());
    room.take(vec![again]);
    assert_eq!(room.ask("SELECT count(*) FROM event WHERE kind = 'mention_reopened'"), 1);
    let settle = Command::Dispose { mentions: ids, disposition: Disposition::LetStand, reason: String::new(), seen };
    assert_eq!(room.refused(settle), "refuse-changed-by-others");
}

fn dispose(mentions: &[gabinete::domain::ids::MentionId], disposition: Disposition) -> Command {
    Command::Dispose { mentions: mentions.to_vec(), disposition, reason: "why".into(), seen: None }
}

#[test]
fn a_bulk_decision_moves_the_counters_and_undo_restores_only_what_nobody_touched() {
    let mut room = room();
    let ids = room.some(5);
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'unattended'"), 5);
    let mut named = ids.clone();
    named.push(gabinete::domain::ids::MentionId(77));
    let decided = room.say(dispose(&named, Disposition::RespondPublic));
    assert_eq!(decided.skipped, [gabinete::domain::ids::MentionId(77)]);
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'unattended'"), 0);
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'owed'"), 5);
    room.writer.decide(&who("eva"), &dispose(&ids[..1], Disposition::Monitor), room.now, None).unwrap();
    let undone = room.say(Command::Undo { decision: None });
    assert_eq!(undone.skipped, [ids[0]]);
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'unattended'"), 4);
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'owed'"), 0);
    assert_eq!(room.refused(Command::Undo { decision: None }), "refuse-nothing-to-undo");
    assert_eq!(room.refused(Command::Undo { decision: Some(decided.decision) }), "refuse-already-undone");
    room.whole();
}

/// Two decide on one mention and both take their word back, the first of them first: nothing is decided any more.
#[test]
fn what_was_taken_back_under_a_later_decision_does_not_come_back_with_it() {
    let mut room = room();
    let ids = room.some(3);
    room.say(dispose(&ids, Disposition::Monitor));
    room.writer.decide(&who("luis"), &dispose(&ids[..1], Disposition::Verify), room.now, None).unwrap();
    room.writer.decide(&who("eva"), &dispose(&ids[..1], Disposition::RespondPublic), room.now, None).unwrap();
    assert_eq!(room.say(Command::Undo { decision: None }).skipped, [ids[0]]);
    room.writer.decide(&who("luis"), &Command::Undo { decision: None }, room.now, None).unwrap_err();
    room.writer.decide(&who("eva"), &Command::Undo { decision: None }, room.now, None).unwrap();
    assert_eq!(room.text("SELECT disposition FROM mention_state WHERE disposition IS NOT NULL"), "verify");
    room.writer.decide(&who("luis"), &Command::Undo { decision: None }, room.now, None).unwrap();
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'unattended'"), 3, "Ana took hers back before");
    room.whole();
}

#[test]
fn an_incident_with_mentions_of_its_own_brings_its_checklist_too() {
    let mut room = room();
    room.take(vec![mention(1, "fire")]);
    room.json(json!({"do": "declare_incident", "title": "Fire", "severity": "SEV3", "about": {"query": "fire"}}));
    assert_eq!(room.text("SELECT group_concat(code ORDER BY id) FROM task"), "F01,F02,R01");
    room.whole();
}

#[test]
fn an_incident_brings_its_checklist_and_learns_when_late_tasks_are_due() {
    let mut room = room();
    room.say(Command::DeclareIncident(DeclareIncident {
        title: "Recall".into(),
        severity: Severity::Sev3,
        kind: IncidentType::Unknown,
        lead: None,
        since: Some(T.plus(-HOUR)),
        about: None,
    }));
    let incident = IncidentId(1);
    assert_eq!(room.text("SELECT group_concat(code ORDER BY id) FROM task"), "F01,F02,R01");
    assert_eq!(room.ask("SELECT due FROM task WHERE code = 'F02'"), T.0);
    let raised = room.say(Command::ChangeSeverity { incident, to: Severity::Sev1, reason: String::new() });
    assert_eq!(raised.events.len(), 2, "the graver level's task comes in the same decision");
    room.say(Command::ChangeType { incident, to: IncidentType::DataBreach });
    assert_eq!(room.text("SELECT group_concat(code ORDER BY id) FROM task"), "F01,F02,R01,S01,D01");
    let lowered = room.say(Command::ChangeSeverity { incident, to: Severity::Sev3, reason: "calm".into() });
    assert_eq!(lowered.events.len(), 1);

    let wait = Command::ChangeTask { task: TaskId(2), status: TaskStatus::Done, note: String::new() };
    assert_eq!(room.refused(wait.clone()), "refuse-task-waits");
    room.say(Command::ChangeTask { task: TaskId(1), status: TaskStatus::Done, note: String::new() });
    room.say(wait);
    assert_eq!(room.text("SELECT owner FROM task WHERE id = 2"), "ana");

    assert_eq!(room.ask("SELECT count(*) FROM task WHERE code = 'R01' AND due IS NULL AND due_rule = 'TC+3d'"), 1);
    room.statement();
    room.now = T.plus(2 * HOUR);
    room.say(Command::ChangeStatus { incident, to: Status::Contained, reason: String::new() });
    assert_eq!(room.ask("SELECT due FROM task WHERE code = 'R01'"), room.now.plus(72 * HOUR).0);
    room.say(Command::ChangeStatus { incident, to: Status::Active, reason: "again".into() });
    assert_eq!(room.ask("SELECT count(*) FROM task WHERE code = 'R01' AND due IS NULL"), 1);
    room.whole();
}

#[test]
fn an_answer_is_none_where_nobody_can_read_it() {
    let mut room = room();
    let on = |n: u64, platform: &str| {
        let mut m = mention(n, &format!("number {n}"));
        m.raw.platform = Some(platform.into());
        m.raw.url = None;
        m
    };
    let ids = room.take(vec![on(1, "facebook"), on(2, "instagram"), on(3, "facebook"), on(4, "instagram")]);
    room.say(dispose(&ids[3..], Disposition::RespondPublic));
    let open = |channel: &str, beside: &[ResponseId]| Command::OpenResponse {
        title: "Reply".into(),
        kind: ResponseKind::Reply,
        channel: channel.into(),
        lang: Lang::Es,
        answers: ids.clone(),
        incident: None,
        links: Default::default(),
        beside: beside.to_vec(),
        owners: Vec::new(),
    };
    room.say(open("facebook", &[]));
    room.say(open("instagram", &[]));
    assert_eq!(room.refused(open("facebook", &[])), "refuse-answered-by-you");
    room.say(open("facebook", &[ResponseId(1)]));
    let content = Content { text: "Lo sentimos".into(), channel: "facebook".into(), ..Content::default() };
    let response = ResponseId(1);
    room.say(Command::SubmitResponse { response, rev: None, content: content.clone(), waive: Vec::new() });
    room.say(Command::ApproveResponse { response, rev: None, digest: content.digest(), aloud: None });
    room.say(Command::StartPublishing { response, rev: None, via: None });
    let done = room.say(Command::ConfirmPublished { response, permalink: None, changed_to: None });
    let Event::ResponsePublished { left, .. } = &done.events[0].1 else { panic!("{done:?}") };
    assert_eq!(left.as_slice(), [("instagram".into(), 2)]);
    assert_eq!(
        room.text("SELECT group_concat(m.platform) FROM mention m JOIN mention_state s USING (id) WHERE s.open = 1"),
        "instagram"
    );
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'owed'"), 1, "promised on Instagram");
    assert_eq!(room.text("SELECT group_concat(state ORDER BY id) FROM response"), "published,draft,retired");
    room.whole();
}

#[test]
fn a_name_in_other_letters_is_the_same_person() {
    let mut room = room();
    let ids = room.some(2);
    let mut as_ = |name: &str, command: Command| {
        room.now = room.now.plus(1000);
        room.writer.decide(&who(name), &command, room.now, None)
    };
    let grave = Command::DeclareIncident(DeclareIncident {
        title: "a".into(),
        severity: Severity::Sev2,
        kind: IncidentType::Unknown,
        lead: None,
        since: None,
        about: None,
    });
    as_("Ana M.", Command::DeclareSelf { name: "Ana M.".into(), role: String::new() }).unwrap();
    as_("Ana M.", grave).unwrap();
    let open = Command::OpenResponse {
        title: "Reply".into(),
        kind: ResponseKind::Reply,
        channel: "x".into(),
        lang: Lang::Es,
        answers: vec![],
        incident: None,
        links: Default::default(),
        beside: Vec::new(),
        owners: Vec::new(),
    };
    as_("Ana M.", open).unwrap();
    let (response, content) = (ResponseId(1), Content { text: "Lo sentimos".into(), ..Content::default() });
    as_("Ana M.", Command::SubmitResponse { response, rev: None, content: content.clone(), waive: Vec::new() })
        .unwrap();
    let approve = |aloud: Option<&str>| Command::ApproveResponse {
        response,
        rev: None,
        digest: content.digest(),
        aloud: aloud.map(str::to_owned),
    };
    for aloud in ["ana m.", "ANA  M.", "Aná M"] {
        let refused = as_("Luis", approve(Some(aloud)));
        assert!(matches!(&refused, Err(Denied::Refused(r)) if r.key == "refuse-own-text"), "{aloud}: {refused:?}");
    }
    assert!(as_("ÁNA m", approve(None)).is_err());
    as_("Luis", approve(Some("Eva"))).unwrap();
    let claim = |owner: &str| Command::Claim { mentions: ids.clone(), owner: Some(owner.into()), seen: None };
    as_("ana  m.", claim("ana  m.")).unwrap();
    assert!(as_("Ana M.", claim("ANA M.")).is_err(), "they have it already");
    as_("ana m", Command::Undo { decision: None }).unwrap();
    assert_eq!(
        room.text(
            "SELECT group_concat(DISTINCT actor) FROM event WHERE kind NOT IN ('room_opened', 'mentions_arrived')"
        ),
        "Ana M.,Luis"
    );
    room.whole();
}

#[test]
fn publishing_answers_settles_and_retires_in_one_decision() {
    let mut room = room();
    let ids = room.some(4);
    room.say(dispose(&ids[..1], Disposition::Verify));
    room.say(dispose(&ids[1..2], Disposition::Thank));
    let open = |answers: &[_]| Command::OpenResponse {
        title: "Reply".into(),
        kind: ResponseKind::Reply,
        channel: "x".into(),
        lang: Lang::Es,
        answers: answers.to_vec(),
        incident: None,
        links: Default::default(),
        beside: (1..=2).map(ResponseId).collect(),
        owners: Vec::new(),
    };
    room.say(open(&ids[..3]));
    room.say(open(&ids[2..]));
    room.say(open(&ids[3..]));
    let (response, content) = (ResponseId(1), Content { text: "Lo sentimos".into(), ..Content::default() });
    room.writer.keep_draft(response, "ana", typed("Lo senti"), 1, room.now).unwrap();
    room.say(Command::SubmitResponse { response, rev: Some(1), content: content.clone(), waive: Vec::new() });
    assert_eq!(room.ask("SELECT count(*) FROM journal"), 0, "what was handed in is no draft");
    room.say(Command::ApproveResponse { response, rev: None, digest: content.digest(), aloud: None });
    room.say(Command::StartPublishing { response, rev: None, via: None });
    let url = "https://x.com/us/status/555000111";
    let done = room.say(Command::ConfirmPublished { response, permalink: Some(url.into()), changed_to: None });
    let kinds: Vec<_> = done.events.iter().map(|(_, e)| e.kind()).collect();
    assert_eq!(kinds, ["response_published", "mentions_disposed", "owed_settled", "response_retired"]);
    assert_eq!(room.text("SELECT group_concat(state ORDER BY id) FROM response"), "published,retired,draft");
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'owed'"), 1, "the check is still owed");
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'unattended'"), 1);
    assert_eq!(room.refused(Command::Undo { decision: Some(done.decision) }), "refuse-cannot-undo");

    // The one who was answered writes under our answer.
    let again = RawMention {
        id: Some("again".into()),
        ts: Some(room.now),
        platform: Some("x".into()),
        handle: Some("AUTHOR2".into()),
        text: "not enough".into(),
        reply_to: Some("555000111".into()),
        ..RawMention::default()
    };
    let back = room.writer.ingest("test", vec![arrival(again)], room.now).unwrap();
    assert_eq!(back.reopened, 1);
    assert_eq!(room.ask(&format!("SELECT reopened FROM mention_state WHERE id = {}", ids[1])), 1);
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'unattended'"), 3);
    room.whole();
}

#[test]
fn who_writes_again_is_known_however_their_handle_is_spelled() {
    let mut room = room();
    let mut first = mention(1, "where is my order?");
    first.raw.handle = Some("@Íñigo".into());
    let ids = room.take(vec![first]);
    let response = room.answered(Lang::En, &ids, Default::default(), "On its way.");
    room.json(serde_json::json!({
        "do": "link_response", "response": response, "permalink": "https://x.com/us/status/555000111"
    }));
    let again = RawMention {
        id: Some("again".into()),
        ts: Some(room.now),
        platform: Some("x".into()),
        handle: Some("íñigo".into()),
        text: "not enough".into(),
        reply_to: Some("555000111".into()),
        ..RawMention::default()
    };
    assert_eq!(room.writer.ingest("test", vec![arrival(again)], room.now).unwrap().reopened, 1);
    room.whole();
}

#[test]
fn snoozed_mentions_wake_with_the_rooms_clock_and_only_for_the_lease_holder() {
    let mut room = room();
    let ids = room.some(2);
    let until = room.now.plus(10 * MINUTE);
    room.say(Command::Snooze { mentions: ids, until, reason: String::new(), seen: None });
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'snoozed'"), 2);
    assert_eq!(room.writer.next_deadline(room.now).unwrap(), Some(until));
    assert_eq!(room.writer.tick(until).unwrap(), 0, "no lease");
    assert!(room.writer.take_lease("a", "ana", until).unwrap());
    let mut other = gabinete::store::open(&room.path, Default::default()).unwrap();
    assert!(!other.take_lease("b", "eva", until.plus(4000)).unwrap());
    assert_eq!(other.tick(until).unwrap(), 0);
    assert_eq!(room.writer.tick(until.plus(-1)).unwrap(), 0);
    assert_eq!(room.writer.tick(until).unwrap(), 2);
    assert_eq!(room.ask("SELECT n FROM counter WHERE key = 'unattended'"), 2);
    assert!(other.take_lease("b", "eva", until.plus(6000)).unwrap(), "stale");
    assert!(!room.writer.take_lease("a", "ana", until.plus(6001)).unwrap());
    other.release_lease().unwrap();
    assert!(room.writer.take_lease("a", "ana", until.plus(6002)).unwrap());
    room.whole();
}

#[test]
fn a_retry_under_the_same_key_repeats_nothing() {
    let mut room = room();
    let ids = room.some(1);
    let command = dispose(&ids, Disposition::Verify);
    let first = room.writer.decide(&who("ana"), &command, room.now, Some("k1")).unwrap();
    let again = room.writer.decide(&who("ana"), &command, room.now, Some("k1")).unwrap();
    assert!(again.repeated && !first.repeated);
    assert_eq!((again.decision, again.events), (first.decision, first.events));
    let other = room.writer.decide(&who("ana"), &dispose(&ids, Disposition::Thank), room.now, Some("k1"));
    assert!(matches!(other, Err(Denied::Refused(r)) if r.key == "refuse-key-reused"));
    assert_eq!(room.text("SELECT disposition FROM mention_state"), "verify");
    room.whole();
}

#[test]
fn the_room_itself() {
    let mut room = room_of(true);
    room.say(Command::DeclareSelf { name: "eva\u{1b}[31m".into(), role: "legal".into() });
    room.say(Command::SetKeywords { keywords: vec!["acme".into(), "acme".into(), " volta ".into()] });
    assert_eq!(room.writer.settings().unwrap().keywords.len(), 2);
    room.say(Command::SetClock { speed: 60_000 });
    let (before, real) = (room.writer.clock().unwrap().at(room.now), room.now);
    assert_eq!(room.writer.clock().unwrap().at(real.plus(1000)).0, before.0 + 60_000);
    assert_eq!(room.refused(Command::SetClock { speed: 60_001 }), "refuse-clock-fast");
    assert_eq!(crate::kit::room().refused(Command::SetClock { speed: 1 }), "refuse-clock-real");
    let note = |text: &str| {
        Command::AddEntry(AddEntry {
            kind: Default::default(),
            text: text.into(),
            at: None,
            incident: None,
            private: false,
        })
    };
    let entry = room.say(note("First"));
    let seq = entry.events[0].0;
    room.say(Command::CorrectEntry(gabinete::domain::timeline::CorrectEntry { seq, text: "Second".into() }));
    assert_eq!(room.text("SELECT text FROM correction"), "Second");
    assert_eq!(
        room.refused(Command::CorrectEntry(gabinete::domain::timeline::CorrectEntry {
            seq: gabinete::domain::ids::EventSeq(1),
            text: "x".into()
        })),
        "refuse-no-entry"
    );
    room.say(Command::Pin { seq, on: true });
    room.say(Command::Undo { decision: None });
    assert_eq!(room.ask("SELECT count(*) FROM pin"), 0);
    // A clock that steps back does not take the log with it.
    room.now = T.plus(-HOUR);
    room.say(note("Third"));
    assert_eq!(room.ask("SELECT count(*) FROM event a JOIN event b ON b.seq = a.seq + 1 WHERE b.logged < a.logged"), 0);
    room.whole();
}

#[test]
fn what_a_person_adds_waits_for_triage() {
    let mut room = room();
    let raw = RawMention { text: "look".into(), raw: Some(vec![1, 2]), ..RawMention::default() };
    let decided = room.say(Command::AddMention { mention: Box::new(raw.clone()) });
    assert!(decided.events.is_empty());
    let waiting = room.writer.drain_inbox(10).unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!((waiting[0].mention.raw.as_deref(), waiting[0].source.as_str()), (Some(&[1, 2][..]), "by hand"));
    let arrivals: Vec<_> = waiting.iter().map(|w| arrival(w.mention.clone())).collect();
    assert_eq!(room.writer.ingest("by hand", arrivals.clone(), room.now).unwrap().new, 1);
    assert_eq!(room.writer.ingest("by hand", arrivals, room.now.plus(9)).unwrap().repeated, 1, "a crash before clear");
    room.writer.clear_inbox(waiting[0].id).unwrap();
    assert!(room.writer.drain_inbox(10).unwrap().is_empty());
    let empty = Command::AddMention { mention: Box::new(RawMention::default()) };
    assert_eq!(room.refused(empty), "refuse-empty-mention");
    room.whole();
}

#[test]
fn a_decision_covers_the_copies_wherever_they_stand() {
    let mut room = room();
    let copies: Vec<_> = (1..=4)
        .map(|n| {
            let mut copy = alike(n, 9);
            copy.reading.score = if n == 3 { 90 } else { 40 };
            copy
        })
        .collect();
    let ids = room.take(copies);
    let decided = room.say(dispose(&ids[3..], Disposition::RespondPublic));
    assert_eq!(
        decided.events[0].1.mentions().iter().map(|w| w.mention).collect::<BTreeSet<_>>(),
        ids.iter().copied().collect()
    );
    assert_eq!(room.ask("SELECT count(*) FROM mention_state WHERE open = 1"), 0, "those that rank above it as well");
    room.say(Command::Undo { decision: None });
    assert_eq!(room.ask("SELECT count(*) FROM mention_state WHERE open = 1"), 4, "and all are taken back together");

    room.say(dispose(&ids[..1], Disposition::RespondPublic));
    let opened = room.say(Command::OpenResponse {
        title: "to all of them".into(),
        kind: ResponseKind::Reply,
        channel: "x".into(),
        lang: Lang::En,
        answers: vec![ids[0]],
        incident: None,
        links: Default::default(),
        beside: Vec::new(),
        owners: Vec::new(),
    });
    let Event::ResponseOpened { answers, .. } = &opened.events[0].1 else { panic!() };
    assert_eq!(
        answers.iter().copied().collect::<BTreeSet<_>>(),
        ids.iter().copied().collect(),
        "it is owed to all of them"
    );
    room.whole();
}

/// What the list of what waits shows, and how many copies each row stands for.
fn rows(room: &Room) -> Vec<(MentionId, u32)> {
    let ask = Ask::Mentions { query: MentionQuery::default(), anchor: Anchor::Top, margin: 60 };
    let Answer::Mentions(_, _, window) = room.answer(&ask) else { panic!() };
    window.rows.iter().map(|row| (row.id, row.copies)).collect()
}

fn listed(room: &Room) -> Vec<MentionId> {
    rows(room).into_iter().map(|(id, _)| id).collect()
}

#[test]
fn copies_that_come_after_a_decision_stand_under_one_of_them() {
    let mut room = room();
    let first = room.take((1..=3).map(|n| alike(n, 9)).collect());
    assert_eq!(listed(&room), first[..1]);
    room.say(dispose(&first[..1], Disposition::Monitor));
    let later = room.take((4..=9).map(|n| alike(n, 9)).collect());
    assert_eq!(listed(&room), later[..1], "one row, though the first of all is decided on");
    let decided = room.say(dispose(&later[..1], Disposition::Monitor));
    assert_eq!(decided.events[0].1.mentions().len(), 6, "and one decision");
    assert_eq!(listed(&room), []);
    // one that comes back stands for itself, and those that come then stand under it
    room.say(Command::Undo { decision: None });
    assert_eq!(listed(&room), later[..1]);
    room.whole();
}

#[test]
fn copies_of_what_only_resembles_the_first_are_one_row_and_one_decision() {
    let mut room = room();
    let said = |n, text: &str| printed(mention(n, text));
    let first = said(1, "So this delivery company lost my parcel again and nobody answers the phone, avoid them");
    let copy = "This delivery company lost my parcel again and nobody answers the phone, avoid them all";
    let ids = room.take(std::iter::once(first).chain((2..=101).map(|n| said(n, copy))).collect());
    assert_eq!(room.ask("SELECT count(DISTINCT cluster) FROM mention_state"), 1, "one group");
    assert_eq!(rows(&room), [(ids[0], 1), (ids[1], 100)], "two wordings, two rows");
    let Answer::MentionIds(all, _) = room.answer(&Ask::GroupIds(ids[40])) else { panic!() };
    assert_eq!(
        all.into_iter().collect::<BTreeSet<_>>(),
        ids.iter().copied().collect(),
        "the whole group, for whoever marks it"
    );
    let decided = room.say(dispose(&ids[50..51], Disposition::Monitor));
    let reached: BTreeSet<_> = decided.events[0].1.mentions().iter().map(|w| w.mention).collect();
    assert_eq!(reached, ids[1..].iter().copied().collect());
    assert_eq!(listed(&room), ids[..1]);
    room.say(Command::Undo { decision: None });
    // a correction is of all of them too, and of nothing else
    room.say(Command::Correct {
        mentions: vec![ids[9]],
        tone: Some(Tone::Positive),
        language: None,
        score: None,
        seen: None,
    });
    assert_eq!(room.ask("SELECT count(*) FROM mention_state WHERE said_tone IS NOT NULL"), 100);
    room.whole();
}

#[test]
fn whoever_marks_a_group_marks_none_that_denies_it() {
    let mut room = room();
    let said = |n: u64, text: &str| printed(mention(n, text));
    let claim = "Acme: el lote A12 está retirado del mercado por salmonela, no lo comáis";
    let other = "Acme: el lote A12 no está retirado del mercado por salmonela, comedlo";
    let mut all: Vec<_> = (1..=6).map(|n| said(n, claim)).collect();
    all.extend((7..=9).map(|n| said(n, other)));
    all.push(said(10, "Ojo, Acme: el lote A12 está retirado del mercado por salmonela, no lo comáis"));
    let ids = room.take(all);
    assert_eq!(room.ask("SELECT count(DISTINCT cluster) FROM mention_state"), 1, "one group");
    let marked = |of| match room.answer(&Ask::GroupIds(of)) {
        Answer::MentionIds(ids, apart) => {
            assert_eq!(ids.len() + apart, 10, "and it is told how many say otherwise");
            ids.into_iter().collect::<BTreeSet<_>>()
        }
        _ => panic!(),
    };
    let one_side: BTreeSet<_> = ids[..6].iter().chain(&ids[9..]).copied().collect();
    assert_eq!(marked(ids[0]), one_side);
    assert_eq!(marked(ids[9]), one_side);
    assert_eq!(marked(ids[7]), ids[6..9].iter().copied().collect());
    // and no line of its page counts those among the ones that say nearly the same
    for (of, others) in [(0, 3), (7, 7)] {
        let Answer::Mention(_, Some(detail)) = room.answer(&Ask::Mention(ids[of])) else { panic!() };
        assert_eq!((detail.row.alike, detail.contrary.len()), (10, others));
    }
    let Answer::Bulk(_, bulk) = room.answer(&Ask::Bulk(one_side.into_iter().collect())) else { panic!() };
    assert_eq!((bulk.all, bulk.copies, bulk.wordings), (7, 0, 2));
}

#[test]
fn slogans_of_two_words_are_one_row() {
    let mut room = room();
    let said = |n| printed(mention(n, if n % 2 == 0 { "Boycott Acme" } else { "boycott acme!!" }));
    let ids = room.take((1..=200).map(said).collect());
    assert_eq!(rows(&room), [(ids[0], 200)]);
    assert_eq!(room.say(dispose(&ids[7..8], Disposition::Monitor)).events[0].1.mentions().len(), 200);
    room.whole();
}

#[test]
fn the_first_of_a_group_is_not_taken_out_of_it() {
    let mut room = room();
    let ids = room.take((1..=3).map(|n| alike(n, 9)).collect());
    let part = |ids: &[MentionId]| Command::Regroup { mentions: ids.to_vec(), into: None, seen: None };
    let first = room.ask("SELECT cluster FROM mention_state LIMIT 1");
    assert_eq!(first, ids[0].0);
    assert_eq!(room.refused(part(&ids[..1])), "refuse-first-of-group");
    assert_eq!(room.refused(part(&ids[..2])), "refuse-first-of-group");
    room.say(part(&ids[1..]));
    assert_eq!(
        room.ask("SELECT count(*) FROM mention_state WHERE cluster = id"),
        2,
        "the others are a group of their own"
    );
    room.whole();
}

#[test]
fn copies_by_ever_louder_authors_are_one_row() {
    let mut room = room();
    let rising = (1..=5).map(|n| {
        let mut copy = alike(n, 9);
        copy.reading.score = 40 + n as u8;
        copy
    });
    let ids = room.take(rising.collect());
    assert_eq!(listed(&room), ids[4..], "the loudest stands for all");
    let decided = room.say(dispose(&ids[4..], Disposition::Monitor));
    assert_eq!(decided.events[0].1.mentions().len(), 5);
    room.whole();
}

#[test]
fn who_quotes_a_post_with_a_remark_is_of_its_group_and_yet_decided_on_alone() {
    let mut room = room();
    let mut quote = mention(2, "is it true?");
    quote.raw.quote_of = Some("id1".into());
    let prints = [mention(1, "do not eat the strawberry yoghurts of batch twelve"), quote].map(|mut m| {
        m.reading.near = gabinete::triage::Fingerprint::read(&m.raw, &m.text).to_bytes();
        m
    });
    let ids = room.take(prints.to_vec());
    assert_eq!(room.ask(&format!("SELECT cluster FROM mention_state WHERE id = {}", ids[1])), ids[0].0);
    room.say(dispose(&ids[..1], Disposition::RespondPublic));
    assert_eq!(room.text("SELECT group_concat(id) FROM mention_state WHERE open = 1"), ids[1].to_string());
    room.say(Command::Regroup { mentions: vec![ids[1]], into: Some(ids[0]), seen: None });
    room.whole();
}
