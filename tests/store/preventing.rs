//! What prevention reads of a room: complaints, those who stand up for it, what is usual, and what is not ready.

use crate::kit::*;
use gabinete::domain::belonging::PlaceMentions;
use gabinete::domain::clue::HandTheme;
use gabinete::domain::command::Command;
use gabinete::domain::ids::{IncidentId, MentionId};
use gabinete::domain::incident::{DeclareIncident, IncidentType, Severity};
use gabinete::domain::item::{AddItem, List, SettleItem};
use gabinete::domain::mention::{Disposition, MentionKind, Tone};
use gabinete::domain::private::Audience;
use gabinete::domain::text::Clean;
use gabinete::domain::time::{DAY, HOUR};
use gabinete::rows::*;
use gabinete::store::Arrival;

fn complaints(room: &Room, days: u16) -> Complaints {
    let Answer::Complaints(found) = room.answer(&Ask::Complaints { days, now: room.now.plus(1000) }) else { panic!() };
    *found
}

fn ambassadors(room: &Room) -> Ambassadors {
    let ask = Ask::Ambassadors { days: 30, now: room.now.plus(1000) };
    let Answer::Ambassadors(found) = room.answer(&ask) else { panic!() };
    *found
}

/// Said so many hours ago, in this tone.
fn said(n: u64, text: &str, hours: i64, tone: Tone) -> Arrival {
    let mut arrival = mention(n, text);
    arrival.raw.ts = Some(T.plus(-hours * HOUR - n as i64));
    arrival.reading.tone = tone;
    arrival
}

/// A week in which parcels are complained about, and more than the week before.
fn parcels() -> (Room, Vec<MentionId>) {
    let mut room = room();
    let mut all = Vec::new();
    for n in 0..40u64 {
        all.push(said(n, &format!("my parcel never came number{n}"), (n as i64 % 6) * 24 + 2, Tone::Negative));
        all.push(said(100 + n, &format!("the counter was slow number{n}"), (n as i64 % 14) * 24 + 3, Tone::Negative));
    }
    for n in 0..4u64 {
        all.push(said(200 + n, &format!("my parcel is gone number{n}"), 9 * 24, Tone::Negative));
    }
    for n in 0..30u64 {
        all.push(said(300 + n, &format!("sunny morning number{n} in town"), (n as i64 % 7) * 24 + 1, Tone::Neutral));
    }
    let ids = room.take(all);
    (room, ids)
}

fn phrase(row: &ComplaintRow) -> String {
    row.phrase.show(Audience::Operator).into_owned()
}

fn theme<'a>(found: &'a Complaints, word: &str) -> &'a ComplaintRow {
    let all: Vec<String> = found.themes.iter().map(phrase).collect();
    found.themes.iter().find(|t| phrase(t).contains(word)).unwrap_or_else(|| panic!("no {word} in {all:?}"))
}

#[test]
fn complaints_are_told_by_what_they_are_about_with_where_it_goes() {
    let (room, _) = parcels();
    let found = complaints(&room, 7);
    assert_eq!(found.by_day.len(), 7);
    let (all, read) = found.now();
    assert_eq!((all, read), (40 + 21, 40 + 21), "all that stand in the week, and all of them were read");
    let parcel = theme(&found, "parcel");
    assert_eq!((parcel.count, parcel.voices, parcel.before, parcel.trend), (40, 40, 4, Trend::Growing));
    assert_eq!(parcel.by_day.iter().sum::<u32>(), 40);
    assert_eq!(parcel.by_day[0], 0, "the oldest day is the first: {:?}", parcel.by_day);
    assert_eq!((parcel.examples.len(), parcel.mentions.len()), (3, 40));
    assert!(parcel.mentions.windows(2).all(|two| two[0] > two[1]), "the newest first");
    assert!(found.themes.iter().all(|t| !phrase(t).contains("sunny")), "what is no complaint is no theme");
    assert_eq!(complaints(&room, 1).now().0, 7 + 3, "of the last 24 hours");
}

#[test]
fn what_belongs_to_an_incident_and_what_nobody_could_read_is_told_apart() {
    let (mut room, ids) = parcels();
    room.say(Command::DeclareIncident(DeclareIncident {
        title: "Parcels".into(),
        severity: Severity::Sev3,
        kind: IncidentType::Unknown,
        lead: None,
        since: Some(T),
        about: None,
    }));
    let parcels: Vec<MentionId> = ids.iter().step_by(2).take(30).copied().collect();
    let place = PlaceMentions { mentions: parcels, incident: Some(IncidentId(1)), reason: "it is".into(), seen: None };
    room.say(Command::PlaceMentions(place));
    let mut direct = said(900, "my parcel, between us", 1, Tone::Negative);
    direct.raw.private = true;
    room.take(vec![direct]);
    let found = complaints(&room, 7);
    assert_eq!(found.own, 30);
    assert_eq!(theme(&found, "parcel").count, 10);
    assert!(!format!("{found:?}").contains("between us"));
    room.whole();
}

#[test]
fn what_an_incident_of_the_whole_room_is_about_is_told_apart_too() {
    let (mut room, _) = parcels();
    let all = complaints(&room, 7).now().0;
    room.json(serde_json::json!({"do": "declare_incident", "title": "Parcels", "severity": "SEV3"}));
    let found = complaints(&room, 7);
    // three days of those that still wait: 21 about parcels, 9 about counters
    assert_eq!((found.own, found.now().0), (30, all - 30));
    room.json(
        serde_json::json!({"do": "add_belonging", "incident": 1, "rule": {"query": "parcel"}, "reason": "it is"}),
    );
    assert_eq!(complaints(&room, 7).own, 40, "with a rule it is what the rule takes");
}

#[test]
fn a_theme_handed_on_is_an_action_item_with_its_mentions_until_it_is_settled() {
    let (mut room, ids) = parcels();
    let hand = |mentions: Vec<MentionId>| {
        Command::HandTheme(HandTheme {
            phrase: "parcel".into(),
            owner: "Marta".into(),
            note: "ask the carrier".into(),
            due: Some(T.plus(DAY)),
            mentions,
        })
    };
    assert_eq!(room.refused(hand(vec![MentionId(1)])), "refuse-no-mention", "of those that are there none remains");
    assert_eq!(room.refused(hand(vec![ids[0]; 501])), "refuse-bulk");
    room.say(hand(vec![ids[0], ids[2], ids[0]]));
    let found = complaints(&room, 7);
    let clue = &found.clues[0];
    assert_eq!((clue.mentions, clue.owner.as_ref().map(Clean::as_str)), (2, Some("Marta")));
    assert_eq!(
        room.ask("SELECT count(*) FROM mention_event v JOIN event e ON e.seq = v.seq AND e.kind = 'theme_handed'"),
        2
    );
    room.say(Command::SettleItem(SettleItem { item: clue.item, how: "the carrier was changed".into() }));
    assert!(complaints(&room, 7).clues.is_empty());
    room.whole();
}

#[test]
fn people_who_stood_up_come_first_until_they_are_thanked() {
    let mut room = room();
    let complaint = said(1, "never again", 30, Tone::Negative);
    room.take(vec![complaint]);
    let mut defends = said(2, "they helped me at once, give them a chance", 29, Tone::Positive);
    (defends.raw.kind, defends.raw.reply_to) = (MentionKind::Reply, Some("id1".into()));
    let mut loyal = vec![
        said(3, "lovely yoghurt again", 28, Tone::Positive),
        said(4, "that strawberry one is my favourite", 80, Tone::Positive),
    ];
    loyal.iter_mut().for_each(|m| m.raw.handle = Some("@loyal".into()));
    let once = said(5, "nice", 27, Tone::Positive);
    let mut ours = said(6, "thank you all", 26, Tone::Positive);
    (ours.raw.handle, ours.raw.reply_to) = (Some("@acme".into()), Some("id1".into()));
    let mut all = vec![defends, once, ours];
    all.extend(loyal);
    let ids = room.take(all);
    let names = |found: &Ambassadors| -> Vec<String> {
        found.people.iter().map(|p| p.mention.handle.show(Audience::Operator).into_owned()).collect()
    };
    let found = ambassadors(&room);
    assert_eq!(names(&found), ["author2", "loyal"], "our own account praises itself, and one word is no habit");
    assert_eq!((found.people[0].stood_up, found.people[0].mention.id), (1, ids[0]));
    assert_eq!((found.people[1].count, found.people[1].days, found.people[1].thanks), (2, 2, Thanks::Unthanked));
    assert_eq!((found.positive, found.negative), ((0, 5), (0, 1)));

    let dispose =
        |id, disposition| Command::Dispose { mentions: vec![id], disposition, reason: "x".into(), seen: None };
    room.say(dispose(ids[0], Disposition::Thank));
    let found = ambassadors(&room);
    assert_eq!((names(&found), found.people[1].thanks), (vec!["loyal".to_owned(), "author2".into()], Thanks::Owed));
    assert_eq!((found.positive, found.negative), ((1, 5), (0, 1)));
    room.say(Command::Settle { mentions: vec![ids[0]], how: "thanked by hand".into(), seen: None });
    assert_eq!(ambassadors(&room).people[1].thanks, Thanks::Thanked);
    room.say(dispose(ids[3], Disposition::LetStand));
    let found = ambassadors(&room);
    assert_eq!((found.people[0].thanks, found.positive), (Thanks::Unthanked, (2, 5)), "attended, and not thanked");
}

#[test]
fn a_week_is_known_hour_by_hour_as_far_as_it_was_heard() {
    let room = room();
    let week = |room: &Room| {
        let Answer::UsualWeek(week) = room.answer(&Ask::UsualWeek { now: room.now }) else { panic!() };
        *week
    };
    let none = week(&room);
    assert_eq!((none.hours.len(), none.resting_on(None), none.heard), (168, 168, (0, 0)));
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    let hour = T.0 / HOUR;
    for n in 1..=(4 * 168) {
        conn.execute("INSERT INTO hour VALUES (?1, ?2)", [hour - n, if n % 24 < 12 { 40 } else { 4 }]).unwrap();
    }
    let known = week(&room);
    assert_eq!((known.resting_on(Some(Basis::Own)), known.resting_on(None)), (168, 0));
    assert_eq!(known.heard, (672, 672));
    // T is a Sunday, 10:00 UTC, 11 h in Madrid
    assert_eq!(known.now, 6 * 24 + 11);
    let now = known.hours[known.now].unwrap();
    assert_eq!((now.per_hour, now.hours), (40.0, 4), "the same hour of four weeks");
    let Answer::Ready(ready) = room.answer(&Ask::Ready { now: room.now }) else { panic!() };
    assert_eq!((ready.usual, ready.known_hours), (true, 168));
}

#[test]
fn what_is_late_and_what_was_tried_is_told() {
    let mut room = room();
    room.say(Command::DeclareIncident(DeclareIncident {
        title: "x".into(),
        severity: Severity::Sev3,
        kind: IncidentType::Unknown,
        lead: None,
        since: None,
        about: None,
    }));
    let add = |list, text: &str, due| {
        let (incident, text, owner) = (IncidentId(1), text.to_owned(), Some("Bea".to_owned()));
        Command::AddItem(AddItem { incident, list, text, owner, due })
    };
    room.say(add(List::Action, "listen for lots", Some(T.plus(-DAY))));
    room.say(add(List::Action, "later", Some(T.plus(DAY))));
    room.say(add(List::Action, "whenever", None));
    room.say(add(List::Risk, "no action", Some(T.plus(-DAY))));
    let name = Clean::from("ops");
    room.writer.tried(TrialOf::Alert, &name, false, T).unwrap();
    room.writer.tried(TrialOf::Alert, &name, true, T.plus(5)).unwrap();
    room.writer.tried(TrialOf::Source, &name, true, T).unwrap();
    let ready = |room: &Room| {
        let Answer::Ready(ready) = room.answer(&Ask::Ready { now: room.now }) else { panic!() };
        *ready
    };
    let found = ready(&room);
    assert_eq!(found.late.len(), 1);
    assert_eq!(found.late[0].text.show(Audience::Operator), "listen for lots");
    let trial = |of, at, well| TrialRow { of, name: name.clone(), at, well };
    assert_eq!(found.trials, [trial(TrialOf::Alert, T.plus(5), true), trial(TrialOf::Source, T, true)]);
    room.say(Command::SettleItem(SettleItem { item: found.late[0].item, how: "done".into() }));
    assert!(ready(&room).late.is_empty());
    room.whole();
}

#[test]
fn the_days_are_read_from_the_index_alone() {
    let room = room();
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    let plan =
        |sql: &str| -> String { conn.query_row(&format!("EXPLAIN QUERY PLAN {sql}"), [], |row| row.get(3)).unwrap() };
    let ids = plan(
        "SELECT id, nullif(coalesce(said_incident, read_incident), 0) FROM mention_state INDEXED BY state_tone
         WHERE coalesce(said_tone, read_tone) = 0 AND id >= 1 AND id < 9
         ORDER BY id DESC LIMIT 20000",
    );
    assert!(ids.contains("COVERING INDEX state_tone") && ids.contains("AND id>? AND id<?"), "{ids}");
    let shares = plan(
        "SELECT disposition FROM mention_state INDEXED BY state_tone
         WHERE coalesce(said_tone, read_tone) = 0 AND id >= 1 AND id < 9 AND history = 0 ORDER BY id DESC LIMIT 9",
    );
    assert!(shares.contains("COVERING INDEX state_tone"), "{shares}");
}
