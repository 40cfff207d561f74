//! A clock that ran fast and was put right: what was logged ahead stays ahead, and nothing is due, over or past before its time.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::ids::ResponseId;
use gabinete::domain::incident::Severity;
use gabinete::domain::response::{Links, ResponseKind};
use gabinete::domain::room::Lang;
use gabinete::domain::task::TaskStatus;
use gabinete::domain::time::{HOUR, MINUTE, SECOND};
use gabinete::domain::timeline::AddEntry;
use gabinete::rows::{Answer, Ask};
use gabinete::store::reader::Reader;

impl Room {
    /// Something is logged by a clock that is so far ahead, which then is put right.
    fn put_back(&mut self, ahead: i64) {
        let now = self.now;
        self.now = now.plus(ahead);
        let entry = AddEntry { kind: Default::default(), text: "x".into(), at: None, incident: None, private: false };
        self.say(Command::AddEntry(entry));
        self.now = now;
    }

    fn told(&self, kind: &str) -> i64 {
        self.ask(&format!("SELECT count(*) FROM event WHERE kind = '{kind}'"))
    }

    /// A text of the incident, before those who must approve it.
    fn in_review(&mut self, text: &str) -> ResponseId {
        let id = self.open("ana", ResponseKind::Update, &[], Links::default()).unwrap();
        self.hand_in(id, text);
        id
    }
}

#[test]
fn promises_silences_and_snoozes_wait_for_their_time() {
    let mut room = room();
    room.incident(Severity::Sev2);
    let ids = room.some(4);
    let begun = room.now;
    for (id, minutes) in ids.iter().zip([5, 25]) {
        room.answered(Lang::En, &[*id], Links::default(), &format!("We look at it, next at +{minutes}."));
    }
    room.in_review("We are checking.");
    for (id, minutes) in ids[2..].iter().zip([5, 25]) {
        let until = begun.plus(minutes * MINUTE);
        room.say(Command::Snooze { mentions: vec![*id], until, reason: String::new(), seen: None });
    }
    room.put_back(30 * MINUTE);
    let told = |room: &mut Room, minute: i64| {
        room.now = begun.plus(minute * MINUTE + 30 * SECOND);
        assert!(room.writer.take_lease("me", "me", room.now).unwrap());
        room.writer.tick(room.now).unwrap();
        let asleep = room.ask("SELECT count(*) FROM mention_state WHERE snoozed_until IS NOT NULL");
        [room.told("promise_broken"), room.told("approval_escalated"), asleep]
    };
    assert_eq!(told(&mut room, 4), [0, 0, 2]);
    assert_eq!(told(&mut room, 6), [1, 0, 1]);
    assert_eq!(told(&mut room, 16), [1, 2, 1]);
    assert_eq!(told(&mut room, 26), [2, 2, 0]);
    room.whole();
}

#[test]
fn what_is_kept_in_time_is_never_broken_and_no_hour_ahead_is_past() {
    let mut room = room();
    room.incident(Severity::Sev3);
    let ids = room.some(2);
    room.answered(Lang::En, &ids[..1], Links::default(), "We look at it, next at +20.");
    room.put_back(HOUR);
    let until = room.now.plus(10 * MINUTE);
    room.say(Command::Snooze { mentions: ids[1..].to_vec(), until, reason: String::new(), seen: None });
    let task = serde_json::from_value(room.ask("SELECT max(id) FROM task WHERE phase = 'promise'").into()).unwrap();
    room.say(Command::ChangeTask { task, status: TaskStatus::Done, note: "told".into() });
    assert_eq!(room.told("promise_broken"), 0);
    // and what is promised now is due as it is counted on the wall
    let wall = room.now.plus(30 * MINUTE);
    room.answered(Lang::En, &ids[1..], Links::default(), "We look at it, next at +30.");
    let due = room.ask("SELECT max(due) FROM task WHERE phase = 'promise'");
    assert!((wall.0..wall.0 + MINUTE).contains(&due), "{}", due - wall.0);
    room.whole();
}

#[test]
fn an_approval_lasts_as_long_as_the_clock_on_the_wall_says() {
    let mut room = room();
    room.incident(Severity::Sev2);
    let approved = |room: &mut Room, text: &str| {
        let id = room.in_review(text);
        for name in ["luis", "eva"] {
            room.approve(name, id).unwrap();
        }
        id
    };
    let before = approved(&mut room, "We are checking.");
    let late = approved(&mut room, "We are still checking.");
    room.put_back(2 * HOUR);
    let after = approved(&mut room, "We open at nine.");
    let start = |room: &mut Room, response| {
        room.by("ana", Command::StartPublishing { response, rev: None, via: None }).map(|_| ())
    };
    assert_eq!(start(&mut room, before), Ok(()), "it has hardly begun to last");
    room.now = room.now.plus(HOUR);
    assert_eq!([late, after].map(|id| start(&mut room, id)), [Err("refuse-expired"); 2]);
    room.whole();
}

#[test]
fn an_approval_of_a_clock_that_ran_fast_is_confirmed_anew() {
    let mut room = room();
    room.incident(Severity::Sev2);
    let id = room.in_review("We are checking.");
    let now = room.now;
    room.now = now.plus(10 * HOUR);
    for name in ["luis", "eva"] {
        room.approve(name, id).unwrap();
    }
    room.now = now.plus(MINUTE);
    let start =
        |room: &mut Room| room.by("ana", Command::StartPublishing { response: id, rev: None, via: None }).map(|_| ());
    // whether the queue, the header and the text opened say that it must be confirmed
    let unsure = |room: &Room| {
        let mut reader = Reader::open(&room.path).unwrap();
        let Answer::Responses(rows) = reader.answer(&Ask::Responses).unwrap() else { panic!() };
        let Answer::Pulse(pulse) = reader.answer(&Ask::Pulse { now: room.now }).unwrap() else { panic!() };
        let Answer::Response(_, Some(opened)) = reader.answer(&Ask::Response(id, "ana".into())).unwrap() else {
            panic!()
        };
        let Answer::Situation(Some(told)) = reader.answer(&Ask::Situation { incident: None, now: room.now }).unwrap()
        else {
            panic!()
        };
        let row = rows.iter().find(|r| r.id == id).unwrap();
        let counted = (pulse.responses.approved, pulse.responses.unsure);
        assert_eq!(row.standing(room.now), opened.response.standing(room.now));
        assert_eq!(told.approvals[0].sure.is_some_and(|sure| sure > room.now), row.unsure(room.now));
        (row.unsure(room.now), counted)
    };
    assert_eq!(unsure(&room), (true, (0, 1)));
    assert_eq!(start(&mut room), Err("refuse-to-confirm"), "nobody knows when that word runs out");
    room.approve("luis", id).unwrap();
    assert_eq!(start(&mut room), Err("refuse-to-confirm"), "nor that of the other");
    room.approve("eva", id).unwrap();
    assert_eq!(unsure(&room), (false, (1, 0)));
    assert_eq!(room.approve("eva", id), Err("refuse-approved-already"), "a second key says nothing new");
    room.now = room.now.plus(59 * MINUTE);
    assert_eq!(start(&mut room), Ok(()));
    room.whole();
}
