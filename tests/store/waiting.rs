//! How long people may wait: by the plan that was in force when they asked, whatever the file says later.

use crate::kit::*;
use gabinete::domain::clock::Patience;
use gabinete::domain::command::{Adopt, Command};
use gabinete::domain::ids::{EventSeq, IncidentId, ResponseId};
use gabinete::domain::incident::Severity;
use gabinete::domain::mention::Band;
use gabinete::domain::response::{Links, ResponseKind};
use gabinete::domain::time::{HOUR, MINUTE, Stamp};
use gabinete::plan::{BUILTIN, Plan};
use gabinete::rows::{Answer, Ask};
use gabinete::store::reader::Reader;
use gabinete::store::{Policy, Step};
use std::sync::Arc;

/// The plan that comes with the program, with another time for the first band.
fn plan(answer: &str) -> Plan {
    let own = BUILTIN.replacen("answer = \"15m\"", &format!("answer = \"{answer}\""), 1);
    assert_ne!(own, BUILTIN);
    Plan::parse(&own).unwrap()
}

fn adopt(room: &mut Room, plan: Plan) -> EventSeq {
    room.now = room.now.plus(HOUR);
    room.writer.set_policy(Arc::new(plan));
    room.say(Command::AdoptPlan(Adopt::default())).events[0].0
}

fn patience(answer: Answer) -> Patience {
    let Answer::Pulse(pulse) = answer else { panic!() };
    pulse.patience
}

#[test]
fn a_mention_waits_as_long_as_the_plan_of_its_time_says() {
    let mut room = room();
    let ask = Ask::Pulse { now: room.now };
    let mut open = Reader::open(&room.path).unwrap();
    assert_eq!(patience(open.answer(&ask).unwrap()), Patience::default(), "no plan was in force");
    adopt(&mut room, plan("5m"));
    let first = room.now;
    assert_eq!(patience(open.answer(&ask).unwrap()).now(Band::P1), 5 * MINUTE);
    adopt(&mut room, plan("40m"));
    let second = room.now;
    // the file changes, and nobody adopts it
    room.writer.set_policy(Arc::new(plan("1m")));

    let told = patience(room.answer(&ask));
    assert_eq!(patience(open.answer(&ask).unwrap()), told, "who has looked before is told the same");
    let due = |asked: Stamp| told.due(Band::P1, asked).since(asked) / MINUTE;
    assert_eq!([due(T), due(first.plus(MINUTE)), due(second.plus(MINUTE))], [15, 5, 40]);
    assert_eq!(told.now(Band::P2), HOUR, "as the file has it");
}

#[test]
fn a_moment_of_the_past_has_its_own_plan_and_so_has_the_review() {
    let mut room = room();
    let first = adopt(&mut room, plan("5m"));
    let second = adopt(&mut room, plan("40m"));
    let ask = Ask::Pulse { now: room.now };
    let reader = Reader::open(&room.path).unwrap();
    let mut past = reader.at(second).unwrap();
    let mut now = |seq: EventSeq| {
        past.go(seq).unwrap();
        patience(past.answer(&ask).unwrap()).now(Band::P1) / MINUTE
    };
    assert_eq!([now(second), now(first), now(EventSeq(1)), now(second)], [40, 5, 15, 40]);

    room.json(serde_json::json!({"do": "declare_incident", "title": "Batch", "severity": "SEV2"}));
    let ask = Ask::Review { incident: Some(IncidentId(1)), now: room.now, plan: Arc::new(plan("1m")) };
    let Answer::Review(_, Some(review)) = room.answer(&ask) else { panic!() };
    assert_eq!(review.review.patience.now(Band::P1), 40 * MINUTE, "not what the file says by now");
}

/// The tests' plan, in which approvers are asked for by the minute.
struct Brisk;

impl Policy for Brisk {
    fn steps(&self, severity: Severity, kind: gabinete::domain::incident::IncidentType) -> Vec<Step> {
        crate::kit::Plan.steps(severity, kind)
    }

    fn approvers(&self, text_type: &str, severity: Severity, liability: bool) -> Vec<String> {
        crate::kit::Plan.approvers(text_type, severity, liability)
    }

    fn approval_wait(&self, severity: Option<Severity>) -> i64 {
        if severity == Some(Severity::Sev2) { 2 * MINUTE } else { HOUR }
    }
}

#[test]
fn the_plan_says_how_long_an_approver_may_stay_silent() {
    let silent_after = |policy: Arc<dyn Policy>| {
        let mut room = room();
        room.writer.set_policy(policy);
        room.incident(Severity::Sev2);
        let id: ResponseId = room.open("ana", ResponseKind::Update, &[], Links::default()).unwrap();
        room.hand_in(id, "We are checking.");
        room.writer.take_lease("me", "me", room.now).unwrap();
        (0..60).find(|n| room.writer.is_overdue(room.now.plus(n * MINUTE)).unwrap())
    };
    assert_eq!(silent_after(Arc::new(Brisk)), Some(2 + 1), "kept up to its very moment, to the minute");
    assert_eq!(silent_after(Arc::new(crate::kit::Plan)), Some(15 + 1), "as practice has it");
}
