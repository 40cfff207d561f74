//! The facts ledger, the people affected, evidence and the lines to take, as screens ask for them.

use crate::room::{M, Room, T0, window};
use gabinete::domain::affected::Care;
use gabinete::domain::event::Event;
use gabinete::domain::evidence::{Capture, Target, Thing};
use gabinete::domain::fact::{FactState, FactStatus};
use gabinete::domain::ids::*;
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::response::{Approval, Content, Review};
use gabinete::domain::room::Lang;
use gabinete::domain::text::Clean;
use gabinete::domain::time::{MINUTE, Stamp};
use gabinete::rows::*;
use gabinete::store::columns::json;
use rusqlite::params;

fn ask<T>(room: &Room, ask: Ask, pick: impl FnOnce(Answer) -> Option<T>) -> T {
    pick(room.reader().answer(&ask).unwrap()).unwrap()
}

fn facts(room: &Room) -> Vec<FactRow> {
    ask(room, Ask::Facts, |a| if let Answer::Facts(rows) = a { Some(rows) } else { None })
}

fn fact(room: &Room, id: i64) -> Option<Box<FactDetail>> {
    ask(room, Ask::Fact(FactId(id)), |a| if let Answer::Fact(_, d) = a { Some(d) } else { None })
}

fn people(room: &Room) -> Vec<AffectedRow> {
    ask(room, Ask::Affected, |a| if let Answer::Affected(rows) = a { Some(rows) } else { None })
}

fn lines(room: &Room) -> Vec<LineRow> {
    ask(room, Ask::Lines, |a| if let Answer::Lines(rows) = a { Some(rows) } else { None })
}

fn known(text: &str) -> FactState {
    FactState { status: FactStatus::Confirmed, en: Clean::from(text), source: "lab".into(), ..FactState::default() }
}

fn put_fact(room: &Room, id: i64, minute: i64) {
    room.conn
        .execute(
            "INSERT INTO fact VALUES (?, NULL, ?, NULL, ?, 'Ana', 1)",
            params![id, json(&known("lot 7")), T0 + minute * MINUTE],
        )
        .unwrap();
}

fn put_response(room: &Room, id: i64, kind: &str, state: &str, content: &Content) {
    room.conn
        .execute(
            "INSERT INTO response (id, incident, title, kind, state, since, author, content, note, rev, digest)
             VALUES (?, NULL, 'Lot 7', ?, ?, ?, 'Ana', ?, '', 1, '')",
            params![id, kind, state, T0 + id * MINUTE, json(content)],
        )
        .unwrap();
}

fn leaning(facts: &[i64]) -> Content {
    Content { text: "Lot 7.".into(), facts: facts.iter().map(|f| (*f, 1)).collect(), ..Content::default() }
}

#[test]
fn the_ledger_counts_what_leans_on_each_fact_and_begins_with_the_newest_change() {
    let room = Room::new();
    for (id, minute) in [(1, 9), (2, 1), (13, 5)] {
        put_fact(&room, id, minute);
    }
    put_response(&room, 1, "update", "published", &leaning(&[1, 13]));
    put_response(&room, 2, "update", "draft", &leaning(&[1]));
    put_response(&room, 3, "update", "discarded", &leaning(&[2]));
    let rows: Vec<_> = facts(&room).iter().map(|r| (r.fact.id.0, r.leaning)).collect();
    assert_eq!(rows, [(1, 2), (13, 1), (2, 0)], "what was given up leans on nothing");
}

#[test]
fn a_facts_blast_radius_is_what_the_decision_would_touch() {
    let room = Room::new();
    put_fact(&room, 1, 0);
    put_fact(&room, 13, 0);
    let states = ["published", "in_review", "approved", "corrected", "draft", "stale", "done", "retracted"];
    for (state, id) in states.into_iter().zip(1..) {
        put_response(&room, id, "update", state, &leaning(&[1]));
    }
    put_response(&room, 20, "update", "approved", &leaning(&[13]));
    for (id, code) in [(1, "C1-1.2"), (2, "C20-13.2"), (3, "F01"), (4, "C7-1.3")] {
        room.conn
            .execute(
                "INSERT INTO task (id, incident, code, phase, en, es, role, after, status, note, rev, response)
                 VALUES (?1, 1, ?2, 'first_hour', 'Put right', 'Corregir', 'comms_lead', '[]', 'open', '', 1,
                   CASE WHEN ?2 LIKE 'C%' THEN 1 END)",
                params![id, code],
            )
            .unwrap();
    }
    let add = |id: i64, supersedes: Option<i64>| Event::FactAdded {
        fact: FactId(id),
        incident: None,
        state: known("lot 7"),
        supersedes: supersedes.map(FactId),
    };
    room.event(0, &add(1, None));
    room.event(1, &add(13, None));
    let (from, to) = (known("lot 7"), known("lot 8"));
    room.event(2, &Event::FactChanged { fact: FactId(1), from, to, reason: Clean::default() });
    room.event(3, &add(14, Some(1)));
    let d = fact(&room, 1).unwrap();
    assert_eq!(d.radius, Radius { stale: 2, correct: 2 }, "a text that was put right is not put right again");
    let order: Vec<i64> = d.responses.iter().map(|r| r.id.0).collect();
    assert_eq!(order, [3, 2, 7, 4, 1, 8, 6, 5], "what goes stale, what is out, the rest");
    assert_eq!(d.tasks.iter().map(|t| t.id.0).collect::<Vec<_>>(), [4, 1], "its own corrections alone");
    assert_eq!(d.history.iter().map(|e| e.seq.0).collect::<Vec<_>>(), [4, 3, 1]);
    assert_eq!(fact(&room, 99), None);
}

fn put_person(room: &Room, id: i64, mention: Option<MentionId>, (name, care): (&str, &str), minute: i64) {
    room.conn
        .execute(
            "INSERT INTO affected VALUES (?, NULL, ?, ?, 'a rash', ?, ?, NULL, NULL)",
            params![id, mention.map(|m| m.0), name, care, T0 + minute * MINUTE],
        )
        .unwrap();
}

#[test]
fn who_waits_longest_comes_first_and_is_shown_to_nobody_else() {
    let star = M { public: true, author: "Famous Star".into(), ..M::at(0, "I was ill") };
    let room = Room::with(std::slice::from_ref(&star));
    put_person(&room, 1, None, ("order 4711", "closed"), 0);
    put_person(&room, 2, None, ("order 9", "waiting"), 5);
    put_person(&room, 3, Some(MentionId(star.id())), ("", "waiting"), 2);
    put_person(&room, 4, None, ("M. R.", "contacted"), 1);
    let rows = people(&room);
    assert_eq!(rows.iter().map(|r| r.affected.id.0).collect::<Vec<_>>(), [3, 2, 4, 1]);
    let who: Vec<_> = rows.iter().map(|r| r.who.show(Audience::Operator).into_owned()).collect();
    assert_eq!(who, ["Famous Star", "order 9", "M. R.", "order 4711"]);
    for row in &rows {
        for private in [&row.who, &row.said, &row.affected.note] {
            let shown = private.show(Audience::Shared).into_owned();
            assert!(shown.is_empty() || shown == gabinete::domain::private::DOTS, "{shown}");
        }
    }
    let pulse = ask(&room, Ask::Pulse { now: Stamp(T0) }, |a| if let Answer::Pulse(p) = a { Some(p) } else { None });
    assert_eq!(pulse.affected, Backlog { count: 2, oldest: Some(Stamp(T0 + 2 * MINUTE)) });
}

#[test]
fn the_row_of_a_mention_says_that_its_author_was_harmed_and_hides_a_known_name() {
    let star = M { public: true, author: "Famous Star".into(), handle: "@star".into(), ..M::at(0, "I was ill") };
    let other = M { public: true, author: "Famous Star".into(), handle: "@star".into(), ..M::at(1, "hello") };
    let room = Room::with(&[star.clone(), other]);
    put_person(&room, 1, Some(MentionId(star.id())), ("", "closed"), 0);
    put_person(&room, 2, Some(MentionId(star.id())), ("", "waiting"), 0);
    let page = window(&mut room.reader(), &MentionQuery::default(), Anchor::Top, 5);
    let row = page.rows.iter().find(|r| r.id.0 == star.id()).unwrap();
    assert_eq!(row.affected, Some(Care::Waiting), "the one who still waits counts");
    assert_eq!(row.author, Private::person(Clean::from("Famous Star"), false), "not named beside that word");
    assert!(page.rows.iter().all(|r| r.id == row.id || r.affected.is_none()));
    let ask_one = Ask::Mention(row.id);
    let d = ask(&room, ask_one, |a| if let Answer::Mention(_, d) = a { d } else { None });
    assert_eq!(d.url, Some(Private::prose(Clean::from("https://x.example/1"))), "nor by the link to the profile");
}

#[test]
fn evidence_stands_with_what_it_belongs_to_the_latest_first() {
    let m = M::at(0, "hola");
    let room = Room::with(std::slice::from_ref(&m));
    put_fact(&room, 1, 0);
    put_response(&room, 1, "update", "draft", &leaning(&[]));
    let targets = [(Thing::Mention, m.id()), (Thing::Fact, 1), (Thing::Response, 1), (Thing::Mention, m.id())];
    for ((kind, id), n) in targets.into_iter().zip(1..) {
        let name = format!("marta-{n}.png");
        let capture = Capture { name, sha256: "ab".repeat(32), bytes: 9, by: "Ana".into(), ..Capture::default() };
        room.conn
            .execute("INSERT INTO evidence VALUES (?, ?, ?, ?)", params![n, kind.code(), id, json(&capture)])
            .unwrap();
        room.event(n, &Event::EvidenceAttached { evidence: EvidenceId(n), to: Target { kind, id }, capture });
    }
    let of_mention = ask(&room, Ask::Mention(MentionId(m.id())), |a| match a {
        Answer::Mention(_, d) => d.map(|d| d.evidence),
        _ => None,
    });
    assert_eq!(of_mention.iter().map(|e| e.id.0).collect::<Vec<_>>(), [4, 1]);
    assert_eq!((of_mention[0].sha256.as_str().len(), of_mention[0].by.as_str()), (64, "Ana"));
    assert!(!of_mention[0].name.show(Audience::Shared).contains("marta"), "a file is often called after a person");
    let of_fact = fact(&room, 1).unwrap();
    assert_eq!(of_fact.evidence.iter().map(|e| e.id.0).collect::<Vec<_>>(), [2]);
    assert_eq!(of_fact.history.iter().map(|e| e.seq.0).collect::<Vec<_>>(), [2]);
    let of_response = ask(&room, Ask::Response(ResponseId(1), "Ana".into()), |a| match a {
        Answer::Response(_, d) => d.map(|d| d.evidence),
        _ => None,
    });
    assert_eq!(of_response.iter().map(|e| e.id.0).collect::<Vec<_>>(), [3]);
}

#[test]
fn a_line_to_take_has_its_number_its_approvers_and_when_it_was_issued() {
    let room = Room::new();
    let words = |lang, text: &str| Content { text: text.into(), lang, ..Content::default() };
    put_response(&room, 1, "internal", "retired", &words(Lang::En, "old"));
    put_response(&room, 2, "internal", "retired", &words(Lang::En, "never issued"));
    put_response(&room, 3, "internal", "followed_up", &words(Lang::En, "We are checking."));
    put_response(&room, 4, "internal", "published", &words(Lang::Es, "Lo estamos viendo."));
    put_response(&room, 5, "update", "published", &words(Lang::En, "To everybody."));
    put_response(&room, 6, "internal", "draft", &words(Lang::En, "not yet"));
    let approval = |by: &str| Approval {
        by: Clean::from(by),
        recorded_by: None,
        at: Stamp(T0),
        until: Stamp(T0),
        digest: String::new(),
        roles: Vec::new(),
        alone: false,
    };
    let review = Review { given: vec![approval("Eva"), approval("Jon"), approval("Eva")], ..Review::default() };
    room.conn.execute("UPDATE response SET review = ? WHERE id = 3", [json(&review)]).unwrap();
    let published = |response| Event::ResponsePublished {
        response: ResponseId(response),
        permalink: None,
        changed_to: None,
        left: Vec::new(),
    };
    for (minute, response) in [(1, 1), (2, 5), (3, 3), (4, 4)] {
        room.event(minute, &published(response));
    }
    let all = lines(&room);
    let said: Vec<_> = all.iter().map(|l| (l.response.0, l.version, l.issued.since(Stamp(T0)) / MINUTE)).collect();
    assert_eq!(said, [(4, 1, 4), (3, 2, 3)], "what was never issued is no version");
    assert_eq!(all[1].approved_by, [Clean::from("Eva"), Clean::from("Jon")]);
    assert_eq!(LineRow::for_reader(&all, Lang::En).map(|l| l.response.0), Some(3));
    assert_eq!(LineRow::for_reader(&all[..1], Lang::En).map(|l| l.response.0), Some(4));
    assert_eq!(all[1].text.show(Audience::Operator), "We are checking.");
    assert!(lines(&Room::new()).is_empty());
}
