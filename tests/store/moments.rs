//! Where the ways through a room's past lead, and what the line of its time shows.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::event::Group;
use gabinete::domain::ids::{EventSeq, IncidentId};
use gabinete::domain::incident::{DetectIncident, Severity, Status};
use gabinete::domain::time::{DAY, HOUR, MINUTE, SECOND, Stamp};
use gabinete::domain::timeline::AddEntry;
use gabinete::rows::{Anchor, Answer, Ask, Mark, Moment, TimelineFilter, TimelineRow, Track, Way};

impl Room {
    fn way(&self, from: EventSeq, way: Way) -> Moment {
        match self.answer(&Ask::Moment { from, way, now: self.now }) {
            Answer::Moment(moment) => moment,
            other => panic!("{other:?}"),
        }
    }

    fn track(&self, incident: Option<i64>) -> Track {
        let ask = Ask::Track { incident: incident.map(IncidentId), now: self.now };
        match self.answer(&ask) {
            Answer::Track(track) => *track,
            other => panic!("{other:?}"),
        }
    }

    /// The timeline as it is read, oldest first.
    fn timeline(&self) -> Vec<TimelineRow> {
        let ask = Ask::Timeline { filter: TimelineFilter::default(), anchor: Anchor::Top, margin: 500 };
        match self.answer(&ask) {
            Answer::Timeline(_, _, window) => window.rows.into_iter().rev().collect(),
            other => panic!("{other:?}"),
        }
    }

    fn after(&mut self, ms: i64) -> &mut Self {
        self.now = self.now.plus(ms);
        self
    }

    fn noted(&mut self, text: &str) {
        let note = AddEntry { text: text.into(), ..serde_json::from_str(r#"{"text": "x"}"#).unwrap() };
        self.say(Command::AddEntry(note));
    }

    /// Noticed, and said to be so grave: what was never declared can be stood down.
    fn begun(&mut self, severity: Severity) {
        let (title, since, signal, about) = ("One".into(), None, None, None);
        self.say(Command::DetectIncident(DetectIncident { title, since, signal, about }));
        let (incident, reason) = (IncidentId(1), "it may be so".into());
        self.say(Command::ChangeSeverity { incident, to: severity, reason });
    }
}

/// Notes, batches between them, an incident that grows and ends.
fn story() -> Room {
    let mut room = room();
    for n in 0..20 {
        room.after(37 * SECOND).noted(&format!("note {n}"));
        let mut heard = mention(1_000 + n, "something else");
        heard.raw.ts = Some(room.after(20 * SECOND).now);
        room.take(vec![heard]);
        match n {
            5 => room.after(SECOND).begun(Severity::Sev3),
            11 => drop(room.after(SECOND).say(Command::ChangeSeverity {
                incident: IncidentId(1),
                to: Severity::Sev1,
                reason: "it grows".into(),
            })),
            17 => drop(room.after(SECOND).say(Command::ChangeStatus {
                incident: IncidentId(1),
                to: Status::StoodDown,
                reason: "it was nothing".into(),
            })),
            _ => {}
        }
    }
    room
}

#[test]
fn steps_lead_over_what_the_timeline_shows_one_by_one_and_many_at_once() {
    let room = story();
    let rows = room.timeline();
    let head = EventSeq(room.ask("SELECT max(seq) FROM event"));
    for (n, row) in rows.iter().enumerate() {
        let is = |moment: Moment, at: usize| {
            assert_eq!((moment.seq, moment.at), (rows[at].seq, rows[at].logged), "from {n}");
            assert_eq!((moment.told, moment.of), (at as u64 + 1, rows.len() as u64));
        };
        is(room.way(row.seq, Way::Events(1)), (n + 1).min(rows.len() - 1));
        is(room.way(row.seq, Way::Events(-1)), n.saturating_sub(1));
        is(room.way(row.seq, Way::Events(4)), (n + 4).min(rows.len() - 1));
        is(room.way(row.seq, Way::Events(-7)), n.saturating_sub(7));
    }
    // between two of them one stands at the earlier
    let n = (1..rows.len() - 1).find(|n| rows[*n].seq.0 + 1 < rows[n + 1].seq.0).expect("a batch came in somewhere");
    let between = EventSeq(rows[n].seq.0 + 1);
    assert_eq!(room.way(between, Way::Events(-1)).seq, rows[n - 1].seq);
    assert_eq!(room.way(between, Way::Events(1)).seq, rows[n + 1].seq);
    assert_eq!(room.way(EventSeq(i64::MAX), Way::Events(-1)).seq, rows[rows.len() - 2].seq);
    assert!(room.way(head, Way::Events(1)).seq <= head);
}

#[test]
fn decisions_are_found_both_ways_and_none_beyond_the_last() {
    let room = story();
    let decisions: Vec<EventSeq> =
        room.timeline().iter().filter(|row| row.group == Group::Decisions).map(|row| row.seq).collect();
    assert!(decisions.len() >= 3, "{decisions:?}");
    let mut at = EventSeq(0);
    for decision in &decisions {
        at = room.way(at, Way::Decisions(1)).seq;
        assert_eq!(at, *decision);
    }
    assert_eq!(room.way(at, Way::Decisions(1)).seq, at);
    for decision in decisions.iter().rev().skip(1) {
        at = room.way(at, Way::Decisions(-1)).seq;
        assert_eq!(at, *decision);
    }
    assert_eq!(room.way(at, Way::Decisions(-1)).seq, at);
    let after = EventSeq(decisions[1].0 + 1);
    assert!(!decisions.contains(&after));
    assert_eq!(room.way(after, Way::Decisions(-1)).seq, decisions[1], "the last one is the first to go back to");
}

#[test]
fn a_moment_is_after_what_had_been_logged_and_never_outside_the_room() {
    let room = story();
    let seqs: Vec<(i64, i64)> = (1..=room.ask("SELECT max(seq) FROM event"))
        .map(|seq| (seq, room.ask(&format!("SELECT logged FROM event WHERE seq = {seq}"))))
        .collect();
    let (first, last) = (seqs[0].1, seqs.last().unwrap().1);
    for at in (first - 2 * MINUTE..last + 2 * MINUTE).step_by(1_777) {
        let moment = room.way(EventSeq(1), Way::At(Stamp(at)));
        let clamped = at.clamp(first, room.now.0);
        let expected = seqs.iter().rev().find(|(_, logged)| *logged <= clamped).unwrap().0;
        assert_eq!((moment.seq.0, moment.at.0), (expected, clamped), "at {at}");
    }
}

#[test]
fn the_line_shows_how_much_was_heard_how_grave_it_was_and_what_was_told() {
    let room = story();
    let track = room.track(Some(1));
    let rows = room.timeline();
    assert_eq!(track.from.0, room.ask("SELECT logged FROM event WHERE seq = 1"), "not before the room");
    assert!(track.to <= room.now && track.from < track.to);
    assert_eq!(track.volume.len(), track.marks.len());
    let grave: Vec<Option<Severity>> = track.severity.iter().map(|(_, severity)| *severity).collect();
    assert_eq!(
        grave,
        [Some(Severity::Sev4), Some(Severity::Sev3), Some(Severity::Sev1), None],
        "the least, until somebody says"
    );
    let (declared, grew) = (track.severity[1].0, track.severity[2].0);
    assert_eq!(track.severity_at(track.severity[0].0.plus(-1)), None);
    assert_eq!(track.severity_at(grew.plus(-1)), Some(Severity::Sev3));
    assert_eq!(track.severity_at(grew), Some(Severity::Sev1));
    let n = track.marks.len();
    assert_eq!(track.marks[track.slot(declared, n)], Some(Mark::Decision), "the gravest of a slot shows");
    assert_eq!(track.marks[track.slot(rows[2].logged, n)], Some(Mark::Other));
    let heard = room.ask("SELECT max(n) FROM minute");
    assert_eq!(i64::from(*track.volume.iter().max().unwrap()), heard);
}

#[test]
fn a_long_incident_has_no_more_slots_and_a_room_without_one_shows_a_day() {
    let mut room = story();
    room.after(40 * DAY).noted("much later");
    let track = room.track(None);
    assert_eq!((track.to, track.from), (room.now, room.now.plus(-DAY)));
    assert_eq!((track.volume.len(), track.severity.len()), (Track::MOST, 0));
    // it ended: what came weeks after is no part of it
    let over = room.track(Some(1));
    assert_eq!(over.to, over.severity.last().unwrap().0.plus(HOUR));
    assert!(room.track(Some(99)).severity.is_empty());
}
