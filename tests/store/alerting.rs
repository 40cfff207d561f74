//! Alerts in the room's table: each moment once for each outlet, taken by one process, given up when it is old or too much.

use crate::kit::{Room, room};
use gabinete::domain::alert::{Choice, FRESH, GRACE, Heard, MAX_WAITING, Moment, Next};
use gabinete::domain::command::Command;
use gabinete::domain::incident::{DeclareIncident, IncidentType, Severity};
use gabinete::domain::outbox::why;
use gabinete::domain::signal::Grade;
use gabinete::domain::time::{MINUTE, SECOND};
use gabinete::store::alerts::{Told, standing};
use gabinete::store::{Options, open};

const OPS: &str = "ops 00";

fn declare(room: &mut Room, title: &str) {
    let declare = DeclareIncident {
        title: title.into(),
        severity: Severity::Sev3,
        kind: IncidentType::ProductFailure,
        lead: None,
        since: None,
        about: None,
    };
    room.say(Command::DeclareIncident(declare));
}

/// Queues all that happened since the outlet looked last.
fn look(room: &mut Room) -> usize {
    let seen = room.writer.alerts_seen(OPS).unwrap();
    let (all, upto) = room.writer.moments(seen, room.now).unwrap();
    let choice = Choice { on: Moment::ALL.to_vec(), severity: Severity::Sev3, grade: Grade::Notice };
    let wanted: Vec<&Told> = all.iter().filter(|told| told.wanted(&choice)).collect();
    room.writer.queue_alerts(OPS, &wanted, upto, room.now).unwrap();
    wanted.len()
}

fn next(room: &Room) -> Option<i64> {
    room.writer.next_alert(OPS).unwrap().map(|waiting| waiting.id)
}

#[test]
fn an_outlet_hears_of_what_happens_from_its_first_look_on_and_of_each_once() {
    let mut room = room();
    declare(&mut room, "before");
    assert_eq!(look(&mut room), 0);
    declare(&mut room, "after");
    let seen = room.writer.alerts_seen(OPS).unwrap();
    assert_eq!(look(&mut room), 1);
    assert_eq!(look(&mut room), 0);
    // another process looked at the same moment
    let (all, upto) = room.writer.moments(seen, room.now).unwrap();
    room.writer.queue_alerts(OPS, &all.iter().collect::<Vec<_>>(), upto, room.now).unwrap();
    assert_eq!(room.ask("SELECT count(*) FROM alert"), 1);
    let told = room.writer.claim_alert(next(&room).unwrap(), room.now).unwrap().unwrap();
    assert_eq!(
        (told.occasion.moment, told.incident.unwrap().title.as_str(), told.by.as_str()),
        (Moment::Declared, "after", "ana")
    );
    room.whole();
}

#[test]
fn of_two_processes_one_sends_and_what_a_dead_one_left_is_sent_again() {
    let mut room = room();
    look(&mut room);
    declare(&mut room, "leak");
    look(&mut room);
    let id = next(&room).unwrap();
    let mut other = open(&room.path, Options::default()).unwrap();
    let first = room.writer.claim_alert(id, room.now).unwrap().unwrap();
    assert_eq!(other.claim_alert(id, room.now).unwrap(), None, "it is being sent");
    assert_eq!(other.claim_alert(id, room.now.plus(GRACE - 1)).unwrap(), None);
    let again = other.claim_alert(id, room.now.plus(GRACE)).unwrap().unwrap();
    assert_eq!((&first.mark, first.seq), (&again.mark, again.seq), "under the same identity");
    assert_eq!(other.hear_alert(id, Heard::Taken, room.now.plus(GRACE), 0).unwrap(), Some(Next::Sent));
    assert_eq!(
        room.writer.hear_alert(id, Heard::Never(why("alert-moved")), room.now, 0).unwrap(),
        None,
        "it is told already"
    );
    assert_eq!(next(&room), None);
    assert_eq!(room.text("SELECT state FROM alert"), "sent");
}

#[test]
fn trouble_is_kept_until_it_is_over_and_old_news_is_given_up() {
    let mut room = room();
    look(&mut room);
    declare(&mut room, "leak");
    look(&mut room);
    let id = next(&room).unwrap();
    room.writer.claim_alert(id, room.now).unwrap().unwrap();
    let later = Heard::Later(why("alert-silent"), Some(90 * SECOND));
    room.writer.hear_alert(id, later, room.now, 0).unwrap();
    let kept = standing(&room.path, Options::default(), OPS).unwrap();
    assert_eq!((kept.waiting, kept.failed, kept.why), (1, 0, Some(why("alert-silent"))));
    assert_eq!(room.writer.claim_alert(id, room.now.plus(89 * SECOND)).unwrap(), None, "not before its time");
    assert_eq!(room.writer.claim_alert(id, room.now.plus(FRESH + MINUTE)).unwrap(), None);
    let kept = standing(&room.path, Options::default(), OPS).unwrap();
    assert_eq!((kept.waiting, kept.failed, kept.why), (0, 1, Some(why("alert-old"))));
    // a room that was closed meanwhile tells nothing of it either
    declare(&mut room, "another");
    room.now = room.now.plus(FRESH + MINUTE);
    assert_eq!(look(&mut room), 0);
}

#[test]
fn of_too_many_the_oldest_are_given_up_and_what_ended_is_forgotten_in_the_end() {
    let mut room = room();
    look(&mut room);
    for n in 0..MAX_WAITING + 3 {
        declare(&mut room, &format!("incident {n}"));
    }
    while look(&mut room) > 0 {}
    assert_eq!(room.ask("SELECT count(*) FROM alert WHERE state = 'queued'"), MAX_WAITING as i64);
    assert_eq!(room.ask("SELECT max(id) FROM alert WHERE state = 'failed'"), 3, "the oldest");
    let full = standing(&room.path, Options::default(), OPS).unwrap();
    assert_eq!((full.waiting, full.failed), (MAX_WAITING as u32, 3));
    for _ in 0..4 {
        while let Some(id) = next(&room) {
            room.writer.claim_alert(id, room.now).unwrap().unwrap();
            room.writer.hear_alert(id, Heard::Taken, room.now, 0).unwrap();
        }
        for n in 0..MAX_WAITING {
            declare(&mut room, &format!("again {n}"));
        }
        while look(&mut room) > 0 {}
    }
    assert!(room.ask("SELECT count(*) FROM alert") <= 200 + MAX_WAITING as i64);
    room.whole();
}
