//! What follows from a response, a fact or a clock for everything else in the room.

use crate::kit::*;
use gabinete::domain::affected::AddAffected;
use gabinete::domain::affected::Care;
use gabinete::domain::clock::{Asked, Logged, Patience, first_answer, waits};
use gabinete::domain::command::{Command, Decided};
use gabinete::domain::event::Event;
use gabinete::domain::evidence::{Capture, Target, Thing};
use gabinete::domain::fact::{FactState, FactStatus};
use gabinete::domain::ids::{AffectedId, DecisionId, FactId, IncidentId, MentionId, ResponseId, TaskId};
use gabinete::domain::incident::DeclareIncident;
use gabinete::domain::incident::{IncidentType, Severity};
use gabinete::domain::mention::Disposition;
use gabinete::domain::response::{Content, Links, ResponseKind};
use gabinete::domain::room::Lang;
use gabinete::domain::task::{AddTask, MoveTask};
use gabinete::domain::text::Clean;
use gabinete::domain::time::{HOUR, MINUTE, Stamp};
use gabinete::review::{Value, What};
use gabinete::rows::{Anchor, Answer, Ask, Earlier, MentionQuery};
use gabinete::store::Denied;
use gabinete::store::reader::Reader;
use std::sync::Arc;

impl Room {
    pub fn by(&mut self, name: &str, command: Command) -> Result<Decided, &'static str> {
        self.now = self.now.plus(1000);
        match self.writer.decide(&who(name), &command, self.now, None) {
            Ok(decided) => Ok(decided),
            Err(Denied::Refused(refusal)) => Err(refusal.key),
            Err(Denied::Store(error)) => panic!("{command:?}: {error}"),
        }
    }

    pub fn incident(&mut self, severity: Severity) -> IncidentId {
        let kind = IncidentType::default();
        self.say(Command::DeclareIncident(DeclareIncident {
            title: "Batch".into(),
            severity,
            kind,
            lead: None,
            since: None,
            about: None,
        }));
        IncidentId(self.ask("SELECT max(id) FROM incident"))
    }

    pub fn open(
        &mut self,
        name: &str,
        kind: ResponseKind,
        answers: &[MentionId],
        links: Links,
    ) -> Result<ResponseId, &'static str> {
        let incident = (self.ask("SELECT count(*) FROM incident") > 0).then_some(IncidentId(1));
        self.open_of(name, incident, kind, answers, links)
    }

    /// Opens a text of an incident that is not the first, beside whatever one writes to the same people oneself.
    pub fn open_of(
        &mut self,
        name: &str,
        incident: Option<IncidentId>,
        kind: ResponseKind,
        answers: &[MentionId],
        links: Links,
    ) -> Result<ResponseId, &'static str> {
        let (title, channel, answers) = (format!("{kind:?}"), "x".into(), answers.to_vec());
        let own = self.text(&format!("SELECT json_group_array(id) FROM response WHERE author = '{name}'"));
        let beside = serde_json::from_str(&own).unwrap();
        let open = Command::OpenResponse {
            title,
            kind,
            channel,
            lang: Lang::En,
            answers,
            incident,
            links,
            beside,
            owners: Vec::new(),
        };
        self.by(name, open)?;
        Ok(ResponseId(self.ask("SELECT max(id) FROM response")))
    }

    pub fn hand_in(&mut self, response: ResponseId, text: &str) {
        let content = Content { text: text.into(), channel: "x".into(), ..Content::default() };
        self.by("ana", Command::SubmitResponse { response, rev: None, content, waive: Vec::new() }).unwrap();
    }

    pub fn approve(&mut self, name: &str, response: ResponseId) -> Result<Decided, &'static str> {
        let conn = rusqlite::Connection::open(&self.path).unwrap();
        let digest = conn.query_row("SELECT digest FROM response WHERE id = ?1", [response.0], |r| r.get(0)).unwrap();
        self.by(name, Command::ApproveResponse { response, rev: None, digest, aloud: None })
    }

    pub fn out(&mut self, response: ResponseId) -> Decided {
        self.by("ana", Command::StartPublishing { response, rev: None, via: None }).unwrap();
        self.by("ana", Command::ConfirmPublished { response, permalink: None, changed_to: None }).unwrap()
    }

    /// Answers, approved by another and published.
    pub fn answered(&mut self, lang: Lang, answers: &[MentionId], links: Links, text: &str) -> ResponseId {
        let id = self.open("ana", ResponseKind::Reply, answers, links).unwrap();
        let content = Content { text: text.into(), channel: "x".into(), lang, ..Content::default() };
        self.by("ana", Command::SubmitResponse { response: id, rev: None, content, waive: Vec::new() }).unwrap();
        self.approve("luis", id).unwrap();
        self.out(id);
        id
    }

    /// What a mention says of an earlier answer.
    pub fn before(&self, mention: MentionId) -> Option<ResponseId> {
        let asked = self.answer(&Ask::Mention(mention));
        let Answer::Mention(_, Some(detail)) = asked else { panic!() };
        detail.earlier
    }

    /// The words that a reply begins with.
    pub fn offered(&self, response: ResponseId) -> Option<Earlier> {
        let asked = self.answer(&Ask::Response(response, "ana".into()));
        let Answer::Response(_, Some(detail)) = asked else { panic!() };
        detail.earlier
    }

    pub fn state(&self, response: ResponseId) -> String {
        let conn = rusqlite::Connection::open(&self.path).unwrap();
        conn.query_row("SELECT state FROM response WHERE id = ?1", [response.0], |r| r.get(0)).unwrap()
    }
}

fn lot(status: FactStatus, text: &str) -> FactState {
    FactState { status, en: Clean::from(text), source: "lab".into(), ..FactState::default() }
}

#[test]
fn a_fact_that_changes_shows_its_blast_radius() {
    let mut room = room();
    room.incident(Severity::Sev3);
    room.say(Command::AddFact { incident: None, fact: lot(FactStatus::Confirmed, "lot 7"), supersedes: None });
    let published = room.open("ana", ResponseKind::Update, &[], Links::default()).unwrap();
    room.hand_in(published, "We withdraw lot 7.");
    room.approve("luis", published).unwrap();
    room.out(published);
    let approved = room.open("ana", ResponseKind::Update, &[], Links::default()).unwrap();
    room.hand_in(approved, "Bring lot 7 back.");
    room.approve("luis", approved).unwrap();
    let other = room.open("ana", ResponseKind::Update, &[], Links::default()).unwrap();
    room.hand_in(other, "We open at nine.");
    let supersede = Command::AddFact {
        incident: None,
        fact: lot(FactStatus::Confirmed, "lots 7 and 8"),
        supersedes: Some(FactId(1)),
    };
    let decided = room.say(supersede);
    assert_eq!(
        [published, approved, other].map(|id| room.state(id)),
        ["published", "stale", "in_review"].map(str::to_owned)
    );
    let tasks: Vec<_> = decided
        .events
        .iter()
        .filter_map(|(_, e)| match e {
            Event::TasksAdded { tasks, .. } => Some(tasks.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(tasks.iter().map(|t| t.response).collect::<Vec<_>>(), [Some(published)], "one correction is proposed");
    let stale = Command::StartPublishing { response: approved, rev: None, via: None };
    assert_eq!(room.by("ana", stale).unwrap_err(), "refuse-response-state");
    let old =
        Command::ChangeFact { fact: FactId(1), rev: None, to: lot(FactStatus::False, "lot 7"), reason: String::new() };
    assert_eq!(room.by("ana", old).unwrap_err(), "refuse-fact-superseded");
    room.whole();
}

#[test]
fn two_people_do_not_answer_one_person_without_knowing() {
    let mut room = room();
    let ids = room.some(2);
    let mut again = mention(9, "and another thing");
    again.raw.handle = Some("@author1".into());
    let more = room.take(vec![again]);
    let first = room.open("ana", ResponseKind::Reply, &ids[..1], Links::default()).unwrap();
    assert_eq!(room.open("luis", ResponseKind::Reply, &ids[..1], Links::default()), Err("refuse-being-answered"));
    assert_eq!(
        room.open("luis", ResponseKind::Reply, &more, Links::default()),
        Err("refuse-being-answered"),
        "the same person"
    );
    room.open("luis", ResponseKind::Reply, &ids[1..], Links::default()).unwrap();
    let beside = Command::OpenResponse {
        title: String::new(),
        kind: ResponseKind::Reply,
        channel: "x".into(),
        lang: Lang::En,
        answers: more,
        incident: None,
        links: Links::default(),
        beside: vec![first],
        owners: Vec::new(),
    };
    room.by("luis", beside).unwrap();
    room.whole();
}

#[test]
fn whom_another_has_taken_on_nobody_answers_without_knowing() {
    let mut room = room();
    let ids = room.some(2);
    let claim = Command::Claim { mentions: ids[..1].to_vec(), owner: Some("Mia".into()), seen: None };
    room.by("mia", claim).unwrap();
    room.now = room.now.plus(3 * MINUTE);
    let open = |answers: &[MentionId], links: Links, owners: &[&str]| Command::OpenResponse {
        title: String::new(),
        kind: ResponseKind::Reply,
        channel: "x".into(),
        lang: Lang::En,
        answers: answers.to_vec(),
        incident: None,
        links,
        beside: Vec::new(),
        owners: owners.iter().map(|name| (*name).to_owned()).collect(),
    };
    assert_eq!(room.by("luis", open(&ids, Links::default(), &[])).unwrap_err(), "refuse-taken-on");
    assert_eq!(room.by("luis", open(&ids, Links::default(), &["Leo"])).unwrap_err(), "refuse-taken-on", "of another");
    assert_eq!(room.ask("SELECT count(*) FROM response"), 0, "nothing is begun");
    let refused = room.writer.decide(&who("luis"), &open(&ids, Links::default(), &[]), room.now, None);
    let Err(Denied::Refused(told)) = refused else { panic!() };
    assert_eq!((told.args["owner"].clone(), told.args["n"].clone()), ("Mia".into(), 3i64.into()));
    room.by("luis", open(&ids[1..], Links::default(), &[])).unwrap();
    // whoever has it, by whatever letter case, and whoever knows who has it
    room.by("MIA", open(&ids[..1], Links::default(), &[])).unwrap();
    let mine = ResponseId(room.ask("SELECT max(id) FROM response"));
    // the same text in another language asks nobody anew
    room.by("luis", open(&ids[..1], Links { twin: Some(mine), ..Links::default() }, &[])).unwrap();
    let twin = ResponseId(room.ask("SELECT max(id) FROM response"));
    let mut knows = open(&ids[..1], Links::default(), &["mia"]);
    if let Command::OpenResponse { beside, .. } = &mut knows {
        beside.extend([mine, twin]);
    }
    room.by("eva", knows).unwrap();
    room.whole();
}

#[test]
fn approving_one_of_several_proposals_retires_the_others() {
    let mut room = room();
    let first = room.open("ana", ResponseKind::Reply, &[], Links::default()).unwrap();
    let links = Links { instead_of: Some(first), ..Links::default() };
    let second = room.open("ana", ResponseKind::Reply, &[], links).unwrap();
    let apart = room.open("ana", ResponseKind::Reply, &[], Links::default()).unwrap();
    for id in [first, second, apart] {
        room.hand_in(id, "We are checking.");
    }
    room.approve("luis", second).unwrap();
    assert_eq!(
        [first, second, apart].map(|id| room.state(id)),
        ["retired", "approved", "in_review"].map(str::to_owned)
    );
    room.whole();
}

#[test]
fn a_correction_names_what_it_corrects_and_a_line_to_take_follows_another() {
    let mut room = room();
    let wrong = room.open("ana", ResponseKind::Reply, &[], Links::default()).unwrap();
    let links = Links { corrects: Some(wrong), ..Links::default() };
    assert_eq!(room.open("ana", ResponseKind::Correction, &[], links), Err("refuse-correct-unpublished"));
    room.hand_in(wrong, "It was lot 6.");
    room.approve("luis", wrong).unwrap();
    room.out(wrong);
    let right = room.open("ana", ResponseKind::Correction, &[], links).unwrap();
    room.hand_in(right, "It was lot 7. We said lot 6; that was wrong.");
    room.approve("luis", right).unwrap();
    room.out(right);
    assert_eq!(room.state(wrong), "corrected");
    let lines: Vec<ResponseId> = (0..2)
        .map(|n| {
            let line = room.open("ana", ResponseKind::Internal, &[], Links::default()).unwrap();
            room.hand_in(line, &format!("Say this, version {n}."));
            room.approve("luis", line).unwrap();
            room.out(line);
            line
        })
        .collect();
    assert_eq!([lines[0], lines[1]].map(|id| room.state(id)), ["retired", "published"].map(str::to_owned));
    room.whole();
}

#[test]
fn a_correction_is_not_held_against_what_it_corrects() {
    let mut room = room();
    let texts = |room: &Room, id| {
        let mut reader = Reader::open(&room.path).unwrap();
        let ask = Ask::Desk { response: id, now: room.now, known: None };
        let Answer::Desk(_, Some(desk)) = reader.answer(&ask).unwrap() else { panic!() };
        desk.live.iter().map(|s| s.text.id).collect::<Vec<_>>()
    };
    let out = |room: &mut Room, kind, text: &str, links| {
        let id = room.open("ana", kind, &[], links).unwrap();
        room.hand_in(id, text);
        room.approve("luis", id).unwrap();
        room.out(id);
        id
    };
    let wrong = out(&mut room, ResponseKind::Reply, "It was lot 6.", Links::default());
    let links = Links { corrects: Some(wrong), ..Links::default() };
    let right = room.open("ana", ResponseKind::Correction, &[], links).unwrap();
    assert_eq!(texts(&room, right), [], "it says otherwise, and that is what it is for");
    let other = room.open("ana", ResponseKind::Reply, &[], Links::default()).unwrap();
    assert_eq!(texts(&room, other), [wrong], "any other text must agree with it");
    room.hand_in(right, "It was lot 7.");
    room.approve("luis", right).unwrap();
    room.out(right);
    assert_eq!(texts(&room, other), [right], "and from the correction on with that");
}

#[test]
fn a_promise_goes_on_the_checklist_and_is_kept_moved_or_broken() {
    let mut room = room();
    room.incident(Severity::Sev3);
    let promise = |room: &mut Room, text: &str| {
        let id = room.open("ana", ResponseKind::Update, &[], Links::default()).unwrap();
        room.hand_in(id, text);
        room.approve("luis", id).unwrap();
        room.out(id);
        id
    };
    let first = promise(&mut room, "We are checking, next at +30.");
    let task = TaskId(room.ask("SELECT id FROM task WHERE phase = 'promise'"));
    assert_eq!(room.ask(&format!("SELECT response FROM task WHERE id = {task}")), first.0);
    room.writer.take_lease("me", "me", room.now).unwrap();
    assert!(!room.writer.overdue(room.now).unwrap(), "its time has not come");
    let later = room.now.plus(HOUR);
    let moved = |to, reason: &str| Command::MoveTask(MoveTask { task, to, reason: reason.into() });
    assert_eq!(room.by("ana", moved(later, "")).unwrap_err(), "refuse-needs-reason");
    assert_eq!(room.by("ana", moved(room.now, "x")).unwrap_err(), "refuse-past");
    room.by("ana", moved(later, "the lab needs longer")).unwrap();
    room.now = later.plus(MINUTE);
    room.writer.take_lease("me", "me", room.now).unwrap();
    assert!(room.writer.overdue(room.now).unwrap());
    assert!(!room.writer.overdue(room.now).unwrap(), "told once");
    assert_eq!(room.ask("SELECT count(*) FROM event WHERE kind = 'promise_broken'"), 1);
    promise(&mut room, "It is lot 7, next at +30.");
    assert_eq!(
        room.ask(&format!("SELECT status = 'done' FROM task WHERE id = {task}")),
        1,
        "the next word keeps it, late"
    );
    assert_eq!(room.ask("SELECT count(*) FROM task WHERE phase = 'promise' AND status = 'open'"), 1);
    room.whole();
}

/// What a list says of who waits and since when is what the pure function says of the events.
#[test]
fn lists_and_events_agree_about_first_answers() {
    let mut room = room();
    let ids = room.some(6);
    let dispose = |ids: &[MentionId], disposition| Command::Dispose {
        mentions: ids.to_vec(),
        disposition,
        reason: "x".into(),
        seen: None,
    };
    let settle = |ids: &[MentionId]| Command::Settle { mentions: ids.to_vec(), how: "by phone".into(), seen: None };
    room.by("ana", dispose(&ids[1..2], Disposition::Monitor)).unwrap();
    room.by("ana", dispose(&ids[2..4], Disposition::RespondPublic)).unwrap();
    room.by("ana", settle(&ids[2..3])).unwrap();
    room.by("ana", dispose(&ids[4..5], Disposition::Verify)).unwrap();
    room.by("ana", settle(&ids[4..5])).unwrap();
    // another mind: an answer that was given counts on, a check that was done is no answer
    room.by("ana", dispose(&[ids[2], ids[4]], Disposition::RespondPublic)).unwrap();
    let reply = room.open("ana", ResponseKind::Reply, &ids[5..6], Links::default()).unwrap();
    room.hand_in(reply, "We are sorry.");
    room.approve("luis", reply).unwrap();
    room.out(reply);
    room.by("ana", dispose(&ids[5..6], Disposition::Thank)).unwrap();
    let mut reader = gabinete::store::reader::Reader::open(&room.path).unwrap();
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    let sql = "SELECT logged, decision, kind, version, payload FROM event ORDER BY seq";
    let log: Vec<(Stamp, DecisionId, Event)> = conn
        .prepare(sql)
        .unwrap()
        .query_map([], |r| {
            let (kind, payload): (String, Vec<u8>) = (r.get(2)?, r.get(4)?);
            let event = Event::decode(&kind, r.get(3)?, &payload).unwrap();
            Ok((Stamp(r.get(0)?), DecisionId(r.get(1)?), event))
        })
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let runs: Vec<bool> = ids
        .iter()
        .map(|id| {
            let Answer::Mention(_, Some(seen)) = reader.answer(&Ask::Mention(*id)).unwrap() else { panic!("{id:?}") };
            let row = seen.row;
            let asked = Asked { mention: *id, platform: row.platform.as_str(), arrived: row.arrived, band: row.band };
            let events = log.iter().map(|(at, decision, event)| Logged { at: *at, decision: *decision, event });
            let clock = first_answer(&asked, &Patience::default(), events, room.now);
            assert_eq!(waits(&row.attention) && !row.answered, clock.stopped.is_none(), "{id:?} {row:?}");
            assert_eq!(Patience::default().due(row.band, row.asked), clock.due);
            clock.stopped.is_none()
        })
        .collect();
    assert_eq!(runs, [true, false, false, true, true, false]);
}

#[test]
fn what_was_promised_outside_of_any_incident_is_on_the_rooms_own_checklist_and_in_its_header() {
    let mut room = room();
    let id = room.open("ana", ResponseKind::Update, &[], Links::default()).unwrap();
    room.hand_in(id, "We are checking, next at +30.");
    room.approve("luis", id).unwrap();
    room.out(id);
    let mut reader = gabinete::store::reader::Reader::open(&room.path).unwrap();
    let mut ask = |now: Stamp| {
        let Answer::Pulse(pulse) = reader.answer(&Ask::Pulse { now }).unwrap() else { panic!() };
        let Answer::Tasks(_, tasks) = reader.answer(&Ask::Tasks(IncidentId::NONE)).unwrap() else { panic!() };
        (pulse, tasks)
    };
    let (pulse, tasks) = ask(room.now);
    assert_eq!((pulse.tasks.all, pulse.tasks.late, tasks.len()), (1, 0, 1));
    assert_eq!((pulse.promise.as_ref(), pulse.tasks.next_due), (tasks.first(), tasks[0].due));
    assert_eq!(ask(room.now.plus(HOUR)).0.tasks.late, 1);
    let incident = room.incident(Severity::Sev2);
    room.say(Command::AddTask(AddTask { incident, title: "Call the lab".into(), role: None, due: None }));
    let Answer::Tasks(_, all) = reader.answer(&Ask::Tasks(incident)).unwrap() else { panic!() };
    assert_eq!(all[0].id, tasks[0].id, "an open promise comes first, of whatever incident");
    assert!(all.len() > 1 && all[1..].iter().all(|t| t.incident == incident));
}

#[test]
fn silence_asks_the_backup_and_never_approves() {
    let mut room = room();
    room.incident(Severity::Sev2);
    let id = room.open("ana", ResponseKind::Update, &[], Links::default()).unwrap();
    room.hand_in(id, "We are checking.");
    room.writer.take_lease("me", "me", room.now).unwrap();
    assert!(!room.writer.overdue(room.now.plus(14 * MINUTE)).unwrap());
    room.approve("luis", id).unwrap();
    room.now = room.now.plus(16 * MINUTE);
    room.writer.take_lease("me", "me", room.now).unwrap();
    assert!(room.writer.overdue(room.now).unwrap());
    assert!(!room.writer.overdue(room.now.plus(MINUTE)).unwrap(), "once a role");
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    let payload: String = conn
        .query_row("SELECT CAST(payload AS TEXT) FROM event WHERE kind = 'approval_escalated'", [], |r| r.get(0))
        .unwrap();
    assert!(payload.contains("legal") && payload.contains("eva") && !payload.contains("comms_lead"), "{payload}");
    assert_eq!(room.state(id), "in_review");
    room.now = room.now.plus(24 * HOUR);
    assert_eq!(room.state(id), "in_review");
    room.whole();
}

#[test]
fn who_was_harmed_goes_with_the_erased_mention() {
    let mut room = room();
    let ids = room.some(1);
    let add = |mention, name: &str| {
        Command::AddAffected(AddAffected { incident: None, mention, name: name.into(), note: "a rash".into() })
    };
    assert_eq!(room.by("ana", add(None, "")).unwrap_err(), "refuse-empty-name");
    assert_eq!(room.by("ana", add(Some(MentionId(1)), "x")).unwrap_err(), "refuse-no-mention");
    room.by("ana", add(Some(ids[0]), "Maria Garcia")).unwrap();
    let change = |to, how: &str| Command::ChangeAffected { affected: AffectedId(1), to, how: how.into() };
    assert_eq!(room.by("ana", change(Care::Closed, "")).unwrap_err(), "refuse-needs-reason");
    room.by("ana", change(Care::Contacted, "phoned Maria Garcia")).unwrap();
    assert_eq!(room.by("ana", change(Care::Contacted, "again")).unwrap_err(), "refuse-same-status");
    room.by("ana", Command::EraseMention { mention: ids[0], reason: "asked".into() }).unwrap();
    let bytes = std::fs::read(&room.path).unwrap();
    assert!(!bytes.windows(6).any(|w| w == b"Garcia"), "no byte of the name is left");
    assert_eq!(room.ask("SELECT care = 'contacted' AND contacted IS NOT NULL FROM affected"), 1, "the care is kept");
    room.whole();
}

#[test]
fn whoever_was_harmed_and_has_our_answer_has_been_spoken_with() {
    let mut room = room();
    let ids = room.some(3);
    for mention in &ids {
        let (mention, name, note) = (Some(*mention), String::new(), "a rash".into());
        room.by("ana", Command::AddAffected(AddAffected { incident: None, mention, name, note })).unwrap();
    }
    let closed = Command::ChangeAffected { affected: AffectedId(2), to: Care::Closed, how: "phoned".into() };
    room.by("ana", closed).unwrap();
    let after = room.now;
    room.answered(Lang::En, &ids[..2], Links::default(), "Please see a doctor.");
    let spoken = "SELECT count(*) FROM affected WHERE care = 'contacted' AND note = 'a rash' AND contacted >= ";
    assert_eq!(room.ask(&format!("{spoken}{}", after.0)), 1, "the one whom it answers, from then on");
    assert_eq!(room.ask("SELECT count(*) FROM affected WHERE care = 'closed' AND note = 'phoned'"), 1, "no step back");
    assert_eq!(room.ask("SELECT count(*) FROM affected WHERE care = 'waiting'"), 1, "whom nobody answered");
    room.whole();
}

#[test]
fn what_a_person_affected_says_comes_first_and_nobody_takes_that_back_in_silence() {
    let mut room = room();
    let ids = room.some(3);
    let low = Command::Correct { mentions: vec![ids[1]], tone: None, language: None, score: Some(5), seen: None };
    let lowered = room.by("ana", low).unwrap();
    let add = Command::AddAffected(AddAffected {
        incident: None,
        mention: Some(ids[1]),
        name: String::new(),
        note: String::new(),
    });
    let decided = room.by("luis", add.clone()).unwrap();
    let first = "SELECT id FROM mention_state WHERE open = 1 ORDER BY rank LIMIT 1";
    assert_eq!((room.ask(first), room.ask("SELECT max(score) FROM mention_state")), (ids[1].0, 100));
    let said = decided
        .events
        .iter()
        .any(|(_, e)| matches!(e, Event::ReadingCorrected { said, .. } if said.score == Some(100)));
    assert!(said, "the reading is corrected in the same decision: {decided:?}");
    let undo = |decision| Command::Undo { decision };
    assert_eq!(room.by("luis", undo(None)).unwrap_err(), "refuse-cannot-undo");
    assert_eq!(room.by("luis", undo(Some(decided.decision))).unwrap_err(), "refuse-cannot-undo");
    assert_eq!(room.by("ana", undo(Some(lowered.decision))).unwrap_err(), "refuse-undo-changed");
    room.by(
        "ana",
        Command::Dispose {
            mentions: vec![ids[1]],
            disposition: Disposition::Verify,
            reason: String::new(),
            seen: None,
        },
    )
    .unwrap();
    room.by("ana", undo(None)).unwrap();
    assert_eq!(room.ask(first), ids[1].0, "nor does what is taken back later");
    assert!(room.by("eva", add.clone()).unwrap_err().starts_with("refuse-affected-already"));
    let Command::AddAffected(add) = add else { panic!() };
    let again = room.by("eva", Command::AddAffected(AddAffected { name: "her son".into(), ..add })).unwrap();
    assert_eq!(again.events.len(), 1, "a second person of the same mention: it is first already");
    room.whole();
}

/// The unattended list as the screen reads it.
fn queue(room: &Room) -> Vec<MentionId> {
    let ask = Ask::Mentions { query: MentionQuery::default(), anchor: Anchor::Top, margin: 10 };
    match room.answer(&ask) {
        Answer::Mentions(_, _, window) => window.rows.iter().map(|row| row.id).collect(),
        other => panic!("{other:?}"),
    }
}

/// A score ends at 100 and others have it too: before them, who waited longest or not, comes who was harmed.
#[test]
fn who_was_harmed_comes_before_others_of_the_highest_score() {
    let mut room = room();
    let ids = room.some(3);
    let urgent = Command::Correct { mentions: ids.clone(), tone: None, language: None, score: Some(100), seen: None };
    room.say(urgent);
    assert_eq!(queue(&room), ids, "the longest waiting first");
    let named = |mention, name: &str| {
        Command::AddAffected(AddAffected { incident: None, mention: Some(mention), name: name.into(), note: "".into() })
    };
    let harmed = |mention| named(mention, "x");
    room.say(harmed(ids[2]));
    assert_eq!(queue(&room), [ids[2], ids[0], ids[1]], "the last to come is the first");
    room.say(harmed(ids[0]));
    assert_eq!(queue(&room), [ids[0], ids[2], ids[1]]);
    let care = |affected, to| Command::ChangeAffected { affected: AffectedId(affected), to, how: "phoned".into() };
    room.say(care(1, Care::Contacted));
    assert_eq!(queue(&room), [ids[0], ids[2], ids[1]], "spoken with is not cared for");
    room.say(named(ids[0], "y"));
    room.say(care(2, Care::Closed));
    assert_eq!(queue(&room), [ids[0], ids[2], ids[1]], "a second person of the same mention still waits");
    room.say(care(3, Care::Closed));
    assert_eq!(queue(&room), [ids[2], ids[0], ids[1]]);
    room.whole();
    // whoever says that a person comes first and has no event for it is found out
    let other = rusqlite::Connection::open(&room.path).unwrap();
    other.execute("UPDATE mention_state SET affected = 1 WHERE id = ?1", [ids[1].0]).unwrap();
    let report = gabinete::store::check::check(&room.path, Default::default(), room.now).unwrap();
    assert!(!report.faults.is_empty());
}

/// A copy is decided on with its first; the copy of somebody who was harmed never is, and stands on its own.
#[test]
fn a_copy_of_somebody_who_was_harmed_is_seen_and_decided_on_its_own() {
    let mut room = room();
    let ids = room.take((1..=3).map(|n| alike(n, 3)).collect());
    room.say(Command::Correct { mentions: ids.clone(), tone: None, language: None, score: Some(100), seen: None });
    assert_eq!(queue(&room), [ids[0]], "copies stand under their first");
    room.say(Command::AddAffected(AddAffected {
        incident: None,
        mention: Some(ids[2]),
        name: "".into(),
        note: "".into(),
    }));
    assert_eq!(queue(&room), [ids[2], ids[0]]);
    let ignore = |mention| Command::Dispose {
        mentions: vec![mention],
        disposition: Disposition::Monitor,
        reason: "".into(),
        seen: None,
    };
    room.say(ignore(ids[0]));
    assert_eq!(queue(&room), [ids[2]], "deciding on the first leaves who was harmed where they are");
    room.whole();
}

#[test]
fn a_facts_source_goes_with_the_mention_that_it_led_to() {
    let mut room = room();
    let ids = room.some(1);
    let fact = |text: &str, source: &str| FactState { source: source.into(), ..lot(FactStatus::Unverified, text) };
    let add = |fact| Command::AddFact { incident: None, fact, supersedes: None };
    room.say(add(fact("lot 7", "https://x.com/author1/status/1")));
    room.say(add(fact("lot 8", "the lab")));
    let to = fact("lots 7 and 8", "so says @author1");
    room.say(Command::ChangeFact { fact: FactId(1), rev: None, to, reason: String::new() });
    room.by("ana", Command::EraseMention { mention: ids[0], reason: "asked".into() }).unwrap();
    let bytes = std::fs::read(&room.path).unwrap();
    assert!(!bytes.windows(7).any(|w| w == b"author1"), "no byte of the name is left");
    assert_eq!(
        room.ask("SELECT state ->> 'source' = '' AND state ->> 'en' = 'lots 7 and 8' FROM fact WHERE id = 1"),
        1
    );
    assert_eq!(room.ask("SELECT state ->> 'source' = 'the lab' FROM fact WHERE id = 2"), 1, "others keep theirs");
    room.whole();
}

#[test]
fn evidence_is_a_hash_of_something_that_is_there() {
    let mut room = room();
    let ids = room.some(1);
    let attach = |to, sha256: &str, bytes| {
        let capture = Capture { name: "/home/ana/shot.png".into(), sha256: sha256.into(), bytes, ..Capture::default() };
        Command::AttachEvidence { to, capture }
    };
    let target = |kind, id| Target { kind, id };
    let hash = "ab".repeat(32);
    assert_eq!(room.by("ana", attach(target(Thing::Fact, 1), &hash, 1)).unwrap_err(), "refuse-no-target");
    assert_eq!(room.by("ana", attach(target(Thing::Mention, ids[0].0), "AB", 1)).unwrap_err(), "refuse-bad-hash");
    assert_eq!(
        room.by("ana", attach(target(Thing::Mention, ids[0].0), &hash, 1 << 40)).unwrap_err(),
        "refuse-file-large"
    );
    room.by("ana", attach(target(Thing::Mention, ids[0].0), &hash, 9)).unwrap();
    let name = "SELECT capture ->> 'name' = 'shot.png' AND capture ->> 'by' = 'ana' FROM evidence";
    assert_eq!(room.ask(name), 1, "a path of somebody's machine stays there");
    room.whole();
}

#[test]
fn who_says_the_same_later_is_offered_the_same_words() {
    let mut room = room();
    let ids = room.take(vec![alike(1, 5), alike(2, 5)]);
    assert_eq!(room.before(ids[0]), None, "nothing is out yet");
    let said = room.answered(Lang::En, &ids[..1], Links::default(), "We are on it.");
    assert_eq!(room.before(ids[0]), None, "it was answered itself");
    let late = room.take(vec![alike(3, 5), alike(4, 5), alike(5, 8)]);
    assert_eq!(late.iter().map(|id| room.before(*id)).collect::<Vec<_>>(), [Some(said), Some(said), None]);
    let reply = room.open("ana", ResponseKind::Reply, &late[..1], Links::default()).unwrap();
    let words = room.offered(reply).unwrap();
    assert_eq!((words.response, words.text.as_str(), words.lang), (said, "We are on it.", Lang::En));
    let mixed = room.open("ana", ResponseKind::Reply, &[late[1], late[2]], Links::default()).unwrap();
    assert_eq!(room.offered(mixed), None, "one of them says something else");
    let update = room.open("ana", ResponseKind::Update, &late[1..2], Links::default()).unwrap();
    assert_eq!(room.offered(update), None, "only a reply repeats what was said");
    room.by("ana", Command::Regroup { mentions: late[..2].to_vec(), into: Some(late[2]), seen: None }).unwrap();
    assert_eq!(room.before(late[0]), None, "a person moved it to others, whom nobody answered");
    assert_eq!(room.offered(reply), None);
    let elsewhere = room.answered(Lang::En, &late[2..], Links::default(), "That is another matter.");
    let later = room.take(vec![alike(6, 8)]);
    assert_eq!(room.before(later[0]), Some(elsewhere), "the group that it joined was answered otherwise");
    room.whole();
}

#[test]
fn what_was_put_right_taken_back_or_private_is_offered_to_nobody() {
    let mut room = room();
    let mut private = alike(1, 5);
    private.raw.private = true;
    let ids = room.take(vec![private, alike(2, 8), alike(3, 8)]);
    room.answered(Lang::En, &ids[..1], Links::default(), "Between us: your refund is on its way.");
    let late = room.take(vec![alike(4, 5)]);
    assert_eq!(room.ask("SELECT max(size) FROM cluster WHERE id IN (SELECT id FROM mention WHERE direct)"), 2);
    assert_eq!(room.before(late[0]), None, "what one person was told in a direct message");
    let said = room.answered(Lang::En, &ids[1..2], Links::default(), "Lot 7 alone.");
    let late = room.take(vec![alike(5, 8)]);
    assert_eq!(room.before(late[0]), Some(said));
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    for (state, offered) in [("followed_up", true), ("done", true), ("corrected", false), ("retracted", false)] {
        conn.execute("UPDATE response SET state = ?1 WHERE id = ?2", (state, said.0)).unwrap();
        assert_eq!(room.before(late[0]).is_some(), offered, "{state}");
    }
}

#[test]
fn the_offer_is_in_the_language_of_who_waits_and_greets_nobody_elses_name() {
    let mut room = room();
    let ids = room.take(vec![alike(1, 5)]);
    let said = room.answered(Lang::En, &ids, Links::default(), "Hi Author, we are on it.");
    let late = room.take(vec![alike(2, 5)]); // it is in Spanish
    assert_eq!(room.before(late[0]), Some(said), "there is nothing in Spanish");
    let reply = room.open("ana", ResponseKind::Reply, &late, Links::default()).unwrap();
    assert_eq!(room.offered(reply).unwrap().text, "we are on it.");
    let links = Links { twin: Some(said), ..Links::default() };
    let twin = room.answered(Lang::Es, &[], links, "Estamos en ello.");
    assert_eq!(room.before(late[0]), Some(twin));
    assert_eq!(room.offered(reply).unwrap().response, said, "the reply is in English");
}

#[test]
fn who_writes_under_an_answer_that_was_looked_after_is_back_in_sight() {
    let mut room = room();
    let asked = room.some(1);
    let answer = room.open("ana", ResponseKind::Reply, &asked, Links::default()).unwrap();
    room.hand_in(answer, "We are checking.");
    room.approve("luis", answer).unwrap();
    room.by("ana", Command::StartPublishing { response: answer, rev: None, via: None }).unwrap();
    let permalink = Some("https://x.com/us/status/555000111".into());
    room.by("ana", Command::ConfirmPublished { response: answer, permalink, changed_to: None }).unwrap();
    room.by("ana", Command::FollowUp { response: answer, note: "Calm.".into(), done: true }).unwrap();
    let mut again = mention(9, "not enough");
    again.raw.handle = Some("@author1".into());
    again.raw.reply_to = Some("555000111".into());
    let came = room.writer.ingest("test", vec![again], room.now).unwrap();
    assert_eq!((room.state(answer), came.reopened), ("done".into(), 1));
}

#[test]
fn a_text_that_a_source_brings_back_tells_how_far_it_went() {
    let mut room = room();
    let mut wrong = mention(1, "they poison people");
    wrong.raw.followers = Some(500);
    let wrong = room.take(vec![wrong]);
    room.incident(Severity::Sev3);
    room.json(serde_json::json!({"do": "dispose", "mentions": [wrong[0].0], "disposition": "correct", "reason": "so"}));
    let text = room.open("ana", ResponseKind::Correction, &wrong, Links::default()).unwrap();
    room.hand_in(text, "It is not so.");
    room.approve("luis", text).unwrap();
    room.by("ana", Command::StartPublishing { response: text, rev: None, via: None }).unwrap();
    let permalink = Some("https://x.com/us/status/555000111".into());
    room.by("ana", Command::ConfirmPublished { response: text, permalink, changed_to: None }).unwrap();
    let mut ours = mention(9, "It is not so.");
    // as another source links to it
    ours.raw.url = Some("https://twitter.com/us/status/555000111?s=20".into());
    (ours.raw.ts, ours.raw.followers, ours.raw.reposts) = (Some(room.now), Some(2_000), Some(7));
    room.take(vec![ours]);
    let ask = Ask::Review { incident: None, now: room.now, plan: Arc::new(gabinete::plan::Plan::builtin()) };
    let Answer::Review(_, Some(detail)) = room.answer(&ask) else { panic!() };
    let of = |what| detail.review.figure(what).unwrap().value;
    assert_eq!(of(What::Amplification), Value::Share(7, 2_000));
    assert_eq!(of(What::CorrectionReach), Value::Share(2_000, 500));
}

#[test]
fn a_held_text_for_people_who_were_answered_is_no_longer_kept_back_for_them() {
    let mut room = room();
    let asked = room.some(1);
    let held = room.open("ana", ResponseKind::Reply, &asked, Links::default()).unwrap();
    room.by("ana", Command::HoldResponse { response: held, reason: "Legal looks at it.".into() }).unwrap();
    let answer = room.open("ana", ResponseKind::Reply, &asked, Links::default()).unwrap();
    room.hand_in(answer, "We are checking.");
    room.approve("luis", answer).unwrap();
    room.out(answer);
    assert_eq!(room.state(held), "retired");
    room.whole();
}

#[test]
fn an_approval_of_a_milder_severity_does_not_cover_a_graver_one() {
    let mut room = room();
    let incident = room.incident(Severity::Sev3);
    let update = room.open("ana", ResponseKind::Update, &[], Links::default()).unwrap();
    let reply = room.open("ana", ResponseKind::Reply, &[], Links::default()).unwrap();
    for id in [update, reply] {
        room.hand_in(id, "We are checking.");
        room.approve("luis", id).unwrap();
    }
    let given = room.now;
    room.say(Command::ChangeSeverity { incident, to: Severity::Sev1, reason: "people were harmed".into() });
    let mut reader = Reader::open(&room.path).unwrap();
    let Answer::Responses(rows) = reader.answer(&Ask::Responses).unwrap() else { panic!() };
    let row = |id| rows.iter().find(|r| r.id == id).unwrap();
    assert_eq!((room.state(update), &row(update).missing), ("in_review".into(), &vec![Clean::from("legal")]));
    assert_eq!(room.state(reply), "approved", "it needs nobody's word in particular");
    assert_eq!(row(reply).until, Some(given.plus(20 * MINUTE)), "and is valid for as long as SEV1 gives");
    room.approve("eva", update).unwrap();
    assert_eq!(room.state(update), "approved");
    room.say(Command::ChangeSeverity { incident, to: Severity::Sev2, reason: "nobody was".into() });
    assert_eq!(room.state(update), "approved", "a milder one takes nothing away");
    room.whole();
}
