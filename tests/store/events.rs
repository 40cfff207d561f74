//! Events of every released version can be read for ever, and random days in a room leave it whole.

use crate::kit::*;
use gabinete::domain::affected::AddAffected;
use gabinete::domain::affected::Care;
use gabinete::domain::belonging::{AddBelonging, PlaceMentions, RemoveBelonging, Rule};
use gabinete::domain::command::{Command, Retract};
use gabinete::domain::event::Event;
use gabinete::domain::evidence::{Capture, Target, Thing};
use gabinete::domain::fact::{FactState, FactStatus};
use gabinete::domain::ids::{AffectedId, EventSeq, FactId, IncidentId, MentionId, ResponseId, TaskId};
use gabinete::domain::incident::{DeclareIncident, MergeIncident};
use gabinete::domain::incident::{IncidentType, Severity, Status};
use gabinete::domain::mention::{Disposition, Tone};
use gabinete::domain::response::Content;
use gabinete::domain::reveal::Subject;
use gabinete::domain::task::{MoveTask, TaskStatus};
use gabinete::domain::text::Clean;
use gabinete::domain::time::HOUR;
use gabinete::domain::timeline::AddEntry;
use gabinete::store::{Denied, columns};
use proptest::prelude::*;
use rusqlite::types::Value;

#[test]
fn every_released_event_can_be_read() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut read = Vec::new();
    for version in std::fs::read_dir(corpus).unwrap() {
        let version = version.unwrap().path();
        let number: u16 = version.file_name().unwrap().to_str().unwrap().trim_start_matches('v').parse().unwrap();
        for file in std::fs::read_dir(&version).unwrap() {
            let file = file.unwrap().path();
            let kind = file.file_stem().unwrap().to_str().unwrap().to_owned();
            let bytes = std::fs::read(&file).unwrap();
            let event =
                Event::decode(&kind, number, bytes.trim_ascii_end()).unwrap_or_else(|e| panic!("{file:?}: {e}"));
            assert_eq!(event.kind(), kind);
            if number == event.version() {
                let (was, is): (serde_json::Value, serde_json::Value) =
                    (serde_json::from_slice(&bytes).unwrap(), serde_json::from_slice(&event.encode()).unwrap());
                assert_eq!(was, is, "{file:?} would be written otherwise today: that is a new version");
            }
            read.push((kind, number));
        }
    }
    for (kind, version) in Event::KINDS {
        for version in 1..=*version {
            assert!(read.contains(&((*kind).to_owned(), version)), "no {kind} of version {version} in tests/corpus");
        }
    }
}

/// Everything that people decide, as rows.
fn folded(room: &Room) -> Vec<Vec<Value>> {
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    let mut all = Vec::new();
    for sql in [
        &format!("SELECT s.id, s.open, {} FROM mention_state s ORDER BY 1", columns::ATTENTION),
        "SELECT id, status, owner, note, by, at FROM task ORDER BY 1",
        "SELECT seq FROM pin ORDER BY 1",
        "SELECT key, n FROM counter WHERE n <> 0 ORDER BY 1",
    ] {
        let mut query = conn.prepare(sql).unwrap();
        let columns = query.column_count();
        let rows = query.query_map([], |r| (0..columns).map(|c| r.get(c)).collect::<Result<Vec<Value>, _>>()).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    all
}

/// What somebody may ask for; numbers are places among what is there.
fn command() -> impl Strategy<Value = (u8, Vec<u8>, u8, bool)> {
    (0u8..41, proptest::collection::vec(any::<u8>(), 1..5), any::<u8>(), any::<bool>())
}

fn build(room: &Room, ids: &[MentionId], (what, places, n, flag): &(u8, Vec<u8>, u8, bool)) -> Command {
    let mentions: Vec<MentionId> = places.iter().map(|p| ids[*p as usize % ids.len()]).collect();
    let reason = if *flag { "because".to_owned() } else { String::new() };
    let incident = IncidentId(i64::from(*n % 2) + 1);
    let task = TaskId(i64::from(*n % 8) + 1);
    let response = ResponseId(i64::from(*n % 3) + 1);
    let content = Content { text: format!("text {}", n % 3), ..Content::default() };
    let seq = EventSeq(i64::from(*n % 20) + 1);
    let until = room.now.plus(i64::from(*n) * 1000);
    match what {
        0 | 1 => Command::Dispose {
            mentions,
            disposition: Disposition::ALL[*n as usize % 13],
            reason,
            seen: flag.then_some(seq),
        },
        2 => Command::Snooze { mentions, until, reason, seen: flag.then_some(seq) },
        3 => Command::Claim { mentions, owner: flag.then(|| "eva".to_owned()), seen: flag.then_some(seq) },
        4 => Command::Settle { mentions, how: reason, seen: flag.then_some(seq) },
        5 => Command::EraseMention { mention: mentions[0], reason },
        6 => Command::DeclareIncident(DeclareIncident {
            title: "I".into(),
            severity: Severity::ALL[*n as usize % 4],
            kind: IncidentType::ALL[*n as usize % 8],
            lead: None,
            since: None,
            about: None,
        }),
        7 => Command::ChangeSeverity { incident, to: Severity::ALL[places[0] as usize % 4], reason },
        8 => Command::ChangeStatus { incident, to: Status::ALL[places[0] as usize % 8], reason },
        9 => Command::ChangeType { incident, to: IncidentType::ALL[places[0] as usize % 8] },
        10 => Command::ClaimTask { task, owner: flag.then(|| "eva".to_owned()) },
        11 => {
            let status = [TaskStatus::Open, TaskStatus::Done, TaskStatus::Skipped, TaskStatus::Blocked];
            Command::ChangeTask { task, status: status[places[0] as usize % 4], note: reason }
        }
        12 => Command::OpenResponse {
            title: "R".into(),
            kind: Default::default(),
            channel: "x".into(),
            lang: Default::default(),
            answers: mentions,
            incident: flag.then_some(incident),
            links: Default::default(),
            beside: Vec::new(),
            owners: Vec::new(),
        },
        13 => Command::SubmitResponse { response, rev: None, content, waive: Vec::new() },
        14 => Command::ReviseResponse { response, rev: None, content },
        15 => Command::ApproveResponse { response, rev: None, digest: content.digest(), aloud: Some("boss".into()) },
        16 => Command::StartPublishing { response, rev: None, via: None },
        17 => Command::ConfirmPublished { response, permalink: None, changed_to: None },
        18 => Command::Pin { seq, on: *flag },
        19 => Command::AddEntry(AddEntry {
            kind: Default::default(),
            text: "n".into(),
            at: None,
            incident: None,
            private: *flag,
        }),
        20 => Command::CorrectEntry(gabinete::domain::timeline::CorrectEntry { seq, text: "c".into() }),
        21 => Command::Correct {
            mentions,
            tone: [Tone::Negative, Tone::Neutral, Tone::Positive, Tone::Unknown].get(*n as usize % 5).copied(),
            language: flag.then(|| "en".to_owned()),
            score: n.checked_sub(156),
            seen: None,
        },
        22 => Command::Regroup { into: (n % 3 > 0).then_some(ids[*n as usize % ids.len()]), mentions, seen: None },
        23 => Command::Undo { decision: None },
        40 => {
            let subject = if *flag { Subject::Mention(mentions[0]) } else { Subject::Response(response) };
            Command::Reveal { subject }
        }
        36.. => belong(*what, *n, mentions, incident, seq),
        _ => respond(room, (*what, *n, *flag), mentions[0], reason),
    }
}

/// What somebody may ask of which mentions belong to an incident.
fn belong(what: u8, n: u8, mentions: Vec<MentionId>, incident: IncidentId, seq: EventSeq) -> Command {
    let reason = "because".to_owned();
    match what {
        36 => Command::PlaceMentions(PlaceMentions {
            mentions,
            incident: (!n.is_multiple_of(3)).then_some(incident),
            reason,
            seen: None,
        }),
        37 => {
            let words = Rule::Query(Clean::from(["number", "mention 3", "number -4", "5"][usize::from(n % 4)]));
            let rule = if n.is_multiple_of(3) { Rule::Cluster(mentions[0]) } else { words };
            Command::AddBelonging(AddBelonging { incident, rule, reason })
        }
        38 => Command::RemoveBelonging(RemoveBelonging { rule: seq, reason }),
        _ => Command::MergeIncident(MergeIncident { incident, into: IncidentId(3 - incident.0), reason }),
    }
}

/// What somebody may ask of texts, facts and people.
fn respond(room: &Room, (what, n, flag): (u8, u8, bool), mention: MentionId, reason: String) -> Command {
    let response = ResponseId(i64::from(n % 3) + 1);
    let fact = FactId(i64::from(n % 3) + 1);
    let incident = flag.then_some(IncidentId(1));
    let state = FactState {
        status: FactStatus::SAID[n as usize % 3],
        en: Clean::from(format!("text {}", n % 3).as_str()),
        source: Clean::from(reason.as_str()),
        ..FactState::default()
    };
    match what {
        24 => Command::Object { response, text: reason },
        25 => Command::SettleObjection { response, objection: u32::from(n % 2), how: reason },
        26 => Command::HoldResponse { response, reason },
        27 => Command::ReleaseResponse { response },
        28 => Command::FollowUp { response, note: reason, done: flag },
        29 => Command::RetractResponse(Retract {
            response,
            reason: reason.clone(),
            public_note: reason,
            words: vec![],
            stands: vec![],
        }),
        30 => Command::AddFact { incident, fact: state, supersedes: (n % 2 == 0).then_some(fact) },
        31 => Command::ChangeFact { fact, rev: None, to: state, reason },
        32 => Command::AddAffected(AddAffected { incident, mention: Some(mention), name: reason, note: "n".into() }),
        33 => Command::ChangeAffected { affected: AffectedId(1), to: Care::ALL[n as usize % 3], how: reason },
        34 => {
            let capture = Capture { name: "a.png".into(), sha256: "ab".repeat(32), bytes: 1, ..Capture::default() };
            Command::AttachEvidence { to: Target { kind: Thing::Mention, id: mention.0 }, capture }
        }
        _ => Command::MoveTask(MoveTask { task: TaskId(i64::from(n % 8) + 1), to: room.now.plus(HOUR), reason }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_day_leaves_the_room_whole_and_undo_restores(day in proptest::collection::vec(command(), 1..60)) {
        let mut room = room();
        let ids = room.some(6);
        room.writer.take_lease("me", "me", room.now).unwrap();
        for step in &day {
            let before = folded(&room);
            let command = build(&room, &ids, step);
            room.now = room.now.plus(1000);
            let decided = room.writer.decide(&who("ana"), &command, room.now, None);
            match decided {
                Ok(done) => {
                    let events: Vec<_> = done.events.iter().map(|(_, e)| e).collect();
                    let can = events.iter().all(|e| gabinete::domain::undo::undoable(e));
                    if can && step.2 % 2 == 0 {
                        let undo = Command::Undo { decision: Some(done.decision) };
                        room.writer.decide(&who("ana"), &undo, room.now, None).unwrap();
                        prop_assert_eq!(folded(&room), before, "{:?}", command);
                    }
                }
                Err(Denied::Refused(_)) => prop_assert_eq!(folded(&room), before, "refused, and yet changed"),
                Err(Denied::Store(error)) => prop_assert!(false, "{command:?}: {error}"),
            }
            room.writer.tick(room.now).unwrap();
        }
        room.whole();
    }
}
