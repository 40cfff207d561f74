//! The room as it stood: at whatever moment, every question is answered as the room answered it then.

use crate::kit::*;
use gabinete::domain::belonging::{AddBelonging, PlaceMentions, Rule};
use gabinete::domain::command::Command;
use gabinete::domain::ids::{EventSeq, FactId, IncidentId, MentionId, ResponseId, TaskId};
use gabinete::domain::incident::{DeclareIncident, IncidentType, MergeIncident, Severity};
use gabinete::domain::mention::{Disposition, RawMention, Tone};
use gabinete::domain::response::{Content, Links, ResponseKind};
use gabinete::domain::room::Lang;
use gabinete::domain::task::TaskStatus;
use gabinete::domain::time::{HOUR, MINUTE, Stamp};
use gabinete::domain::timeline::AddEntry;
use gabinete::rows::{Anchor, Answer, Ask, MentionFilter, MentionQuery, Order, Scope, TimelineFilter};
use gabinete::store::reader::{Past, Reader};

/// Numbers that follow from a seed (xorshift64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    fn some(&mut self, of: &[MentionId]) -> Vec<MentionId> {
        let many = 1 + self.below(4);
        (0..many.min(of.len())).map(|_| of[self.below(of.len())]).collect()
    }
}

/// What screens ask.
fn asks(now: Stamp, ids: &[MentionId]) -> Vec<Ask> {
    let mentions = |scope, order, filter| Ask::Mentions {
        query: MentionQuery { scope, order, filter },
        anchor: Anchor::Top,
        margin: 200,
    };
    let all = MentionFilter::default;
    let mut asks = vec![
        Ask::Pulse { now },
        mentions(Scope::Unattended, Order::Priority, all()),
        mentions(Scope::Unattended, Order::Newest, all()),
        mentions(Scope::Owed, Order::Priority, all()),
        mentions(Scope::Snoozed, Order::Newest, all()),
        mentions(Scope::Mine("eva".into()), Order::Newest, all()),
        mentions(Scope::All, Order::Newest, all()),
        mentions(Scope::All, Order::Newest, MentionFilter { search: "bottles".into(), ..all() }),
        mentions(Scope::Unattended, Order::Newest, MentionFilter { search: "number".into(), ..all() }),
        mentions(Scope::All, Order::Newest, MentionFilter { incident: Some(IncidentId(1)), ..all() }),
        mentions(Scope::All, Order::Newest, MentionFilter { tone: Some(Tone::Positive), ..all() }),
        Ask::Timeline { filter: TimelineFilter::default(), anchor: Anchor::Top, margin: 200 },
        Ask::Responses,
        Ask::Tasks(IncidentId(1)),
        Ask::Incidents,
        Ask::Incident { id: IncidentId(1), triggers: Vec::new(), now },
        Ask::Figures { of: None, now, outlets: vec![] },
        Ask::Figures { of: Some(IncidentId(1)), now, outlets: vec![] },
        Ask::Facts,
        Ask::Fact(FactId(1)),
        Ask::Affected,
        Ask::Lines,
        Ask::Signals,
        Ask::Themes { now },
        Ask::Response(ResponseId(1), "ana".into()),
        Ask::Settings,
        Ask::Situation { incident: Some(IncidentId(1)), now },
    ];
    asks.extend(ids.iter().map(|id| Ask::Mention(*id)));
    asks
}

/// Without what no event tells: how sources were.
fn told(mut answer: Answer) -> Answer {
    if let Answer::Pulse(pulse) = &mut answer {
        pulse.collector = None;
        for source in &mut pulse.sources {
            (source.live, source.silent, source.health, source.blind) = (false, false, None, None);
        }
    }
    answer
}

struct Moment {
    seq: EventSeq,
    now: Stamp,
    ids: Vec<MentionId>,
    answers: Vec<Answer>,
}

impl Room {
    fn head(&self) -> EventSeq {
        EventSeq(self.ask("SELECT max(seq) FROM event"))
    }

    fn moment(&self, dice: &mut Dice, ids: &[MentionId]) -> Moment {
        let picked = if ids.is_empty() { Vec::new() } else { dice.some(ids) };
        let mut reader = Reader::open(&self.path).unwrap();
        let answers = asks(self.now, &picked).iter().map(|ask| told(reader.answer(ask).unwrap())).collect();
        Moment { seq: self.head(), now: self.now, ids: picked, answers }
    }

    fn tried(&mut self, command: Command) {
        self.now = self.now.plus(1000 * 20);
        // what is refused has no events, and that is a moment too
        let _ = self.writer.decide(&who("ana"), &command, self.now, None);
    }

    /// One more thing that happens.
    fn lives_on(&mut self, dice: &mut Dice, n: u64, ids: &mut Vec<MentionId>) {
        let at = n * 10;
        let reason = || "why".to_owned();
        if ids.len() < 3 || dice.below(4) == 0 {
            let number = dice.below(3) as u64;
            let mut new = vec![alike(at + 1, number), mention(at + 2, &format!("mention number {at} fire"))];
            if let Some(old) = ids.first().filter(|_| dice.below(3) == 0) {
                // its author writes again
                let pid = self.text(&format!("SELECT pid FROM mention WHERE id = {}", old.0));
                let handle = self.text(&format!("SELECT handle FROM mention WHERE id = {}", old.0));
                let raw = RawMention { reply_to: Some(pid), handle: Some(handle), ..mention(at + 3, "and?").raw };
                new.push(arrival(raw));
            }
            new[1].history = dice.below(6) == 0;
            // some come in late, and some from the future
            let late = self.now.plus(-(dice.below(90) as i64) * MINUTE);
            new[0].raw.ts = Some(if dice.below(9) == 0 { self.now.plus(HOUR) } else { late });
            self.now = self.now.plus(20_000);
            let came = self.writer.ingest("test", new, self.now).unwrap();
            ids.extend(came.ids);
            return;
        }
        let mentions = dice.some(ids);
        let seen = None;
        let command = match dice.below(16) {
            0 | 1 => Command::Dispose { mentions, disposition: Disposition::RespondPublic, reason: reason(), seen },
            2 => Command::Dispose { mentions, disposition: Disposition::Monitor, reason: reason(), seen },
            3 => Command::Snooze { mentions, until: self.now.plus(HOUR), reason: reason(), seen },
            4 => Command::Claim { mentions, owner: Some("eva".into()), seen },
            5 => Command::Settle { mentions, how: "by phone".into(), seen },
            6 => Command::Correct { mentions, tone: Some(Tone::Positive), language: None, score: Some(80), seen },
            7 => Command::Regroup { mentions, into: ids.get(dice.below(ids.len())).copied(), seen },
            8 | 9 => Command::Undo { decision: None },
            10 => Command::DeclareIncident(DeclareIncident {
                title: format!("Incident {n}"),
                severity: Severity::Sev3,
                kind: IncidentType::Unknown,
                lead: None,
                since: None,
                about: None,
            }),
            11 => {
                let incident = (dice.below(3) > 0).then_some(IncidentId(1 + dice.below(2) as i64));
                Command::PlaceMentions(PlaceMentions { mentions, incident, reason: reason(), seen })
            }
            12 => Command::OpenResponse {
                title: "Answer".into(),
                kind: ResponseKind::Reply,
                channel: "x".into(),
                lang: Lang::En,
                answers: mentions,
                incident: None,
                links: Links::default(),
                beside: Vec::new(),
                owners: Vec::new(),
            },
            13 => {
                let content = Content { text: format!("We are sorry {n}."), channel: "x".into(), ..Content::default() };
                Command::SubmitResponse { response: ResponseId(1), rev: None, content, waive: Vec::new() }
            }
            14 => {
                Command::ChangeTask { task: TaskId(1 + dice.below(3) as i64), status: TaskStatus::Done, note: reason() }
            }
            _ => Command::AddEntry(AddEntry { text: format!("note {n}"), ..note() }),
        };
        self.tried(command);
    }
}

fn note() -> AddEntry {
    serde_json::from_str(r#"{"text": "a note"}"#).unwrap()
}

fn same(past: &mut Past, moment: &Moment, seed: u64) {
    for (ask, then) in asks(moment.now, &moment.ids).iter().zip(&moment.answers) {
        let now = told(past.answer(ask).unwrap());
        assert_eq!(&now, then, "seed {seed}, after event {}: {ask:?}", moment.seq);
    }
}

/// Rooms that went many ways, each seen again at moments in whatever order: 8 rooms of 25 moments.
#[test]
fn at_two_hundred_random_moments_the_room_answers_as_it_did_then() {
    for seed in 1..=8_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut room = room();
        let (mut ids, mut moments) = (Vec::new(), Vec::new());
        for n in 1..=100 {
            room.lives_on(&mut dice, n, &mut ids);
            if n % 4 == 0 {
                moments.push(room.moment(&mut dice, &ids));
            }
        }
        room.whole();
        let mut past = Reader::open(&room.path).unwrap().at(EventSeq(0)).unwrap();
        for _ in 0..moments.len() {
            let moment = &moments[dice.below(moments.len())];
            past.go(moment.seq).unwrap();
            same(&mut past, moment, seed);
        }
        // one event after the other comes to the same
        past.go(EventSeq(0)).unwrap();
        for moment in &moments {
            while past.seq() < moment.seq {
                past.go(EventSeq(past.seq().0 + 1)).unwrap();
            }
            same(&mut past, moment, seed);
        }
    }
}

#[test]
fn what_the_room_decides_meanwhile_is_not_seen() {
    let mut room = room();
    let mut ids = room.some(6);
    room.tried(Command::Dispose {
        mentions: ids[..2].to_vec(),
        disposition: Disposition::Verify,
        reason: "".into(),
        seen: None,
    });
    let mut dice = Dice(7);
    let then = room.moment(&mut dice, &ids);
    let mut past = Reader::open(&room.path).unwrap().at(then.seq).unwrap();
    same(&mut past, &then, 0);
    for n in 100..140 {
        room.lives_on(&mut dice, n, &mut ids);
        same(&mut past, &then, 0);
    }
    past.go(room.head()).unwrap();
    let now = room.moment(&mut dice, &ids);
    same(&mut past, &now, 0);
}

#[test]
fn a_rule_and_a_merge_that_came_later_are_taken_back() {
    let mut room = room();
    let mut ids = room.some(4);
    let mut dice = Dice(3);
    let declare = |title: &str| {
        Command::DeclareIncident(DeclareIncident {
            title: title.into(),
            severity: Severity::Sev3,
            kind: IncidentType::Unknown,
            lead: None,
            since: None,
            about: None,
        })
    };
    let mut moments = Vec::new();
    for command in [
        declare("One"),
        declare("Two"),
        Command::PlaceMentions(PlaceMentions {
            mentions: ids[..1].to_vec(),
            incident: Some(IncidentId(2)),
            reason: "so".into(),
            seen: None,
        }),
        Command::AddBelonging(AddBelonging {
            incident: IncidentId(1),
            rule: Rule::Query("number".into()),
            reason: "so".into(),
        }),
        Command::PlaceMentions(PlaceMentions {
            mentions: ids[1..2].to_vec(),
            incident: None,
            reason: "no".into(),
            seen: None,
        }),
        Command::MergeIncident(MergeIncident { incident: IncidentId(2), into: IncidentId(1), reason: "one".into() }),
    ] {
        room.say(command);
        moments.push(room.moment(&mut dice, &ids));
    }
    ids.extend(room.take(vec![mention(50, "mention number fifty")]));
    moments.push(room.moment(&mut dice, &ids));
    let mut past = Reader::open(&room.path).unwrap().at(EventSeq(0)).unwrap();
    for moment in moments.iter().rev().chain(&moments) {
        past.go(moment.seq).unwrap();
        same(&mut past, moment, 0);
    }
}

#[test]
fn a_name_that_is_too_long_for_a_platform_is_counted_at_no_moment() {
    let mut room = room();
    room.some(1);
    let before = room.head();
    let long = (2..=40).map(|n| {
        let mut long = mention(n, &format!("mention number {n}"));
        long.raw.platform = Some("p".repeat(60));
        long
    });
    room.take(long.collect());
    let ask = Ask::Figures { of: None, now: room.now, outlets: vec![] };
    let mut past = Reader::open(&room.path).unwrap().at(before).unwrap();
    past.go(room.head()).unwrap();
    assert_eq!(past.answer(&ask).unwrap(), room.answer(&ask));
}
