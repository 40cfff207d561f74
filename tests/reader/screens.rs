//! What the other screens read: one mention, the queue, the checklist, the timeline, the header.

use crate::room::{M, Room, T0, ids, window};
use gabinete::domain::clock::RoomClock;
use gabinete::domain::event::{Event, Group};
use gabinete::domain::ids::{DecisionId, EventSeq, IncidentId, MentionId, ResponseId, TaskId};
use gabinete::domain::incident::{IncidentType, Severity};
use gabinete::domain::mention::{Attention, Disposition, MentionKind, Owes, Was};
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::response::{Content, ResponseKind};
use gabinete::domain::room::{Lang, RoomSettings};
use gabinete::domain::task::TaskState;
use gabinete::domain::text::Clean;
use gabinete::domain::time::{HOUR, MINUTE, Stamp};
use gabinete::domain::timeline::EntryKind;
use gabinete::rows::*;
use gabinete::store::columns::json;
use gabinete::store::reader::ReadError;
use rusqlite::params;

fn ask<T>(room: &Room, ask: Ask, pick: impl FnOnce(Answer) -> Option<T>) -> T {
    pick(room.reader().answer(&ask).unwrap()).unwrap()
}

fn mention(room: &Room, m: &M) -> Option<Box<MentionDetail>> {
    ask(room, Ask::Mention(MentionId(m.id())), |a| if let Answer::Mention(_, d) = a { Some(d) } else { None })
}

fn timeline(room: &Room, filter: TimelineFilter, anchor: Anchor<EventSeq>, margin: usize) -> Window<TimelineRow> {
    let asked = Ask::Timeline { filter, anchor, margin };
    ask(room, asked, |a| if let Answer::Timeline(_, _, w) = a { Some(w) } else { None })
}

fn pulse(room: &Room, now: i64) -> Box<Pulse> {
    ask(room, Ask::Pulse { now: Stamp(now) }, |a| if let Answer::Pulse(p) = a { Some(p) } else { None })
}

fn numbers(rows: &[MentionRow]) -> Vec<i64> {
    rows.iter().map(|row| (row.id.0 / MentionId::PER_MS - T0) / MINUTE).collect()
}

#[test]
fn a_row_says_what_the_list_needs_on_one_bounded_line() {
    let long = M {
        text: format!("first line\nsecond {}", "ñ".repeat(900)),
        author: String::new(),
        more: Some(r#"{"verified":true,"media":[{"kind":"video","link":"https://x.example/v"}],"odd":[1]}"#.into()),
        score: 72,
        ..M::default()
    };
    let broken = M { minute: 1, more: Some("{not json".into()), ..M::default() };
    let room = Room::with(&[long, broken]);
    let page = window(&mut room.reader(), &MentionQuery::default(), Anchor::Top, 5);
    let row = &page.rows[0];
    let text = row.text.show(Audience::Operator);
    assert!(text.starts_with("first line second ñ") && text.chars().count() == 301, "{text}");
    assert_eq!(row.author.show(Audience::Operator), "@eva", "the handle stands in for the name");
    assert_eq!((row.verified, row.media.as_ref().map(Clean::as_str), row.reach), (true, Some("video"), Some(900)));
    assert_eq!((row.kind, row.alike, row.band), (MentionKind::Reply, 1, gabinete::domain::mention::Band::P1));
    assert_eq!((page.rows[1].verified, &page.rows[1].media), (false, &None));
}

#[test]
fn whose_words_they_are_decides_who_may_read_them() {
    let private = M { direct: true, public: true, ..M::at(0, "between us") };
    let outlet = M { public: true, handle: "@diario".into(), ..M::at(1, "news") };
    let room = Room::with(&[private.clone(), outlet.clone(), M::at(2, "hola")]);
    let clean = |text: &str| Clean::from(text);
    let direct = mention(&room, &private).unwrap();
    assert_eq!(
        (direct.row.author, direct.row.handle),
        (Private::hidden(clean("Eva Mora")), Private::hidden(clean("@eva")))
    );
    assert_eq!(
        (direct.row.text, direct.text),
        (Private::hidden(clean("between us")), Private::hidden(clean("between us")))
    );
    assert_eq!(direct.url, Some(Private::hidden(clean("https://x.example/1"))));
    let public = mention(&room, &outlet).unwrap();
    assert_eq!(
        (public.row.handle, public.text),
        (Private::person(clean("@diario"), true), Private::prose(clean("news")))
    );
    assert_eq!(mention(&room, &M::at(2, "")).unwrap().row.handle, Private::person(clean("@eva"), false));
}

#[test]
fn an_opened_mention_shows_its_thread_its_like_and_its_author() {
    let reply = |minute, to: i64| M { minute, parent: Some(M::at(to, "").id()), ..M::at(minute, "answer") };
    let mut all = vec![M::at(0, "root"), reply(1, 0), reply(2, 1), reply(3, 2), reply(4, 2), reply(5, 4), reply(6, 0)];
    all.push(M { handle: "@EVA".into(), ..M::at(7, "again") });
    all.push(M { handle: "@eva_two".into(), ..M::at(8, "another person") });
    all.push(M { platform: "web".into(), ..M::at(9, "another platform") });
    for m in &mut all[2..5] {
        m.cluster = Some(M::at(2, "").id());
    }
    for m in &mut all[3..7] {
        m.handle = format!("@other{}", m.minute);
    }
    let room = Room::with(&all);
    room.conn.execute("INSERT INTO cluster VALUES (?, 3)", [all[2].id()]).unwrap();
    room.conn.execute("INSERT INTO source VALUES (1, 'export.csv', 9, NULL, NULL, NULL, NULL)", []).unwrap();
    let was = |m: &M| Was { mention: MentionId(m.id()), before: Attention::default() };
    let owner = Some(Clean::from("Ana"));
    room.event(1, &Event::MentionsClaimed { owner, rows: vec![was(&all[2]), was(&all[3])] });
    let detail = mention(&room, &all[2]).unwrap();
    assert_eq!(numbers(&detail.thread), [0, 1, 3, 4, 5]);
    assert_eq!(numbers(&detail.alike), [4, 3]);
    assert_eq!(numbers(&detail.author), [7, 1, 0]);
    assert_eq!((detail.row.alike, detail.history.len(), detail.history[0].touched), (3, 1, 2));
    assert_eq!((detail.source.as_str(), detail.cut.as_str()), ("export.csv", "bidi 2"));
    assert_eq!(detail.engagement, [Some(7), None, None]);
    assert!(mention(&room, &M::at(99, "")).is_none());
}

#[test]
fn a_thread_that_bites_its_tail_and_a_huge_one_are_bounded() {
    let round = [
        M { parent: Some(M::at(1, "").id()), ..M::at(0, "a") },
        M { parent: Some(M::at(0, "").id()), ..M::at(1, "b") },
    ];
    assert_eq!(numbers(&mention(&Room::with(&round), &round[0]).unwrap().thread), [1]);
    let huge: Vec<M> = (0..80).map(|n| M { parent: (n > 0).then(|| M::at(0, "").id()), ..M::at(n, "x") }).collect();
    assert_eq!(mention(&Room::with(&huge), &huge[0]).unwrap().thread.len(), 50);
}

fn response(room: &Room, id: i64, state: &str, since: i64) {
    let content = Content { text: format!("text of {id}"), channel: "x".into(), lang: Lang::Es, ..Content::default() };
    let until = Stamp(T0 + since).rfc3339();
    let approval = format!(r#"{{"by":"Luz","recorded_by":null,"at":"{until}","until":"{until}","digest":"d"}}"#);
    let approval = (state == "approved").then_some(approval);
    room.conn
        .execute(
            "INSERT INTO response VALUES (?, NULL, ?, 'reply', ?, ?, 'Ana', ?, ?, '', NULL, NULL, 1, '', '{}', '{}')",
            params![id, format!("title {id}"), state, T0 + since, json(&content), approval],
        )
        .unwrap();
}

#[test]
fn the_queue_begins_with_what_is_urgent_and_ends_with_what_is_gone() {
    let room = Room::new();
    for (id, state, since) in [
        (1, "draft", 1),
        (2, "published", 2),
        (3, "approved", 9),
        (4, "approved", 5),
        (5, "in_review", 8),
        (6, "in_review", 3),
        (7, "stale", 1),
        (8, "publishing", 1),
        (9, "changes_requested", 1),
        (10, "discarded", 7),
        (11, "retired", 9),
        (12, "published", 6),
    ] {
        response(&room, id, state, since);
    }
    room.conn.execute_batch("INSERT INTO response_answer VALUES (6, 1), (6, 2), (3, 2)").unwrap();
    let queue = ask(&room, Ask::Responses, |a| if let Answer::Responses(r) = a { Some(r) } else { None });
    assert_eq!(queue.iter().map(|r| r.id.0).collect::<Vec<_>>(), [6, 5, 8, 7, 4, 3, 9, 1, 12, 2, 11, 10]);
    let first = &queue[0];
    assert_eq!((first.answers, first.channel.as_str(), first.lang), (2, "x", Lang::Es));
    assert_eq!(first.preview.show(Audience::Operator), "text of 6");
    assert_eq!((&queue[4].approved_by, queue[4].until), (&Some(Clean::from("Luz")), Some(Stamp(T0 + 5))));
    for id in 20..80 {
        response(&room, id, "published", id);
    }
    let queue = ask(&room, Ask::Responses, |a| if let Answer::Responses(r) = a { Some(r) } else { None });
    assert_eq!(queue.len(), 8 + 30 + 2, "published ones are bounded");
}

#[test]
fn an_opened_response_carries_its_events_and_its_readers_own_words() {
    let all = [M::at(0, "a"), M::at(1, "b")];
    let room = Room::with(&all);
    for id in [1, 12] {
        response(&room, id, "draft", 0);
        room.event(
            1,
            &Event::ResponseOpened {
                response: ResponseId(id),
                incident: None,
                title: Clean::from("t"),
                kind: ResponseKind::Reply,
                channel: "x".into(),
                lang: Lang::En,
                answers: vec![MentionId(all[0].id()), MentionId(all[1].id())],
                links: Default::default(),
            },
        );
        let content = Content { text: "\"response\":12,".into(), ..Content::default() };
        room.event(
            2,
            &Event::ResponseSubmitted { response: ResponseId(id), content, needs: Vec::new(), waived: Vec::new() },
        );
    }
    for m in &all {
        room.conn.execute("INSERT INTO response_answer VALUES (1, ?)", [m.id()]).unwrap();
    }
    room.conn.execute_batch("INSERT INTO journal VALUES (1, 'Ana', 'half a sen', 5, 2)").unwrap();
    let open = |id, who: &str| {
        let asked = Ask::Response(ResponseId(id), who.into());
        ask(&room, asked, |a| if let Answer::Response(_, d) = a { Some(d) } else { None })
    };
    let detail = open(1, "Ana").unwrap();
    assert_eq!((detail.answers_total, detail.answers.len(), detail.response.answers.len()), (2, 2, 2));
    assert_eq!(detail.journal, Some(JournalText { text: "half a sen".into(), at: Stamp(5), rev: 2 }));
    let kinds: Vec<&str> = detail.history.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds, ["response_submitted", "response_opened"]);
    assert_eq!(detail.history[1].touched, 2);
    assert_eq!(detail.history[0].about[0].show(Audience::Operator), "title 1");
    assert_eq!(open(1, "Luz").unwrap().journal, None, "nobody else reads a draft");
    assert_eq!(open(12, "Ana").unwrap().history.len(), 2);
    assert!(open(99, "Ana").is_none());
    assert_eq!(mention(&room, &all[0]).unwrap().responses.len(), 1);
}

fn incident(room: &Room, id: i64, severity: &str, status: &str) {
    room.conn
        .execute(
            "INSERT INTO incident (id, title, severity, kind, status, lead, t0, td, tc, tr, rev) VALUES (?, ?, ?, 'outage', ?, 'Luz', 1, 2, NULL, NULL, 1)",
            params![id, format!("incident {id}"), severity, status],
        )
        .unwrap();
}

fn task(room: &Room, id: i64, incident: i64, code: &str, after: &str, status: &str, due: Option<i64>) {
    room.conn
        .execute(
            "INSERT INTO task (id, incident, code, phase, en, es, role, due, due_rule, after, status, owner, note, by, at, rev)
             VALUES (?, ?, ?, 'first15', 'Do it', 'Hacerlo', 'social_lead', ?, NULL, ?, ?, NULL, '', NULL, NULL, 1)",
            params![id, incident, code, due, after, status],
        )
        .unwrap();
}

#[test]
fn a_task_waits_for_what_is_on_the_list_and_not_done() {
    let room = Room::new();
    task(&room, 1, 1, "D01", "[]", "done", None);
    task(&room, 2, 1, "D02", "[]", "blocked", None);
    task(&room, 3, 1, "F01", r#"["D01","D02","Z99"]"#, "open", Some(5));
    task(&room, 4, 2, "D02", "[]", "open", None);
    let tasks = ask(&room, Ask::Tasks(IncidentId(1)), |a| if let Answer::Tasks(_, t) = a { Some(t) } else { None });
    assert_eq!(tasks.iter().map(|t| t.code.as_str()).collect::<Vec<_>>(), ["D01", "D02", "F01"]);
    assert_eq!(tasks[2].waits_for, [Clean::from("D02")]);
    assert_eq!((tasks[2].es.as_str(), tasks[2].due), ("Hacerlo", Some(Stamp(5))));
}

fn note(text: &str, private: bool) -> Event {
    Event::EntryAdded { entry: EntryKind::Note, text: Clean::from(text), at: None, incident: None, private }
}

fn seqs(window: &Window<TimelineRow>) -> Vec<i64> {
    window.rows.iter().map(|row| row.seq.0).collect()
}

#[test]
fn the_timeline_is_filtered_paged_and_marked() {
    let room = Room::with(&[M::at(0, "a")]);
    let rows: Vec<Was> = (0..40).map(|n| Was { mention: MentionId(n), before: Attention::default() }).collect();
    incident(&room, 1, "SEV2", "active");
    task(&room, 1, 1, "D01", "[]", "open", None);
    room.set("room", &settings(Lang::Es));
    let arrived =
        Event::MentionsArrived { source: Clean::from("f"), first: 1, count: 7, root: String::new(), history: false };
    room.event(1, &note("one", false));
    room.event(2, &arrived);
    room.event(3, &Event::MentionsDisposed { disposition: Disposition::Monitor, reason: Clean::from("r"), rows });
    room.event(4, &note("two", true));
    room.event(
        5,
        &Event::IncidentDeclared {
            incident: IncidentId(1),
            title: Clean::from("x"),
            severity: Severity::Sev2,
            incident_type: IncidentType::Outage,
            lead: None,
            since: Stamp(1),
        },
    );
    let (before, to) = (TaskState::default(), TaskState::default());
    room.event(6, &Event::TaskChanged { task: TaskId(1), incident: IncidentId(1), before, to });
    room.conn
        .execute_batch(
            "UPDATE event SET payload = NULL WHERE seq = 4; INSERT INTO pin VALUES (1), (2);
             INSERT INTO correction VALUES (1, 9, 'one and a half'); INSERT INTO undone VALUES (3, 8)",
        )
        .unwrap();
    let top = timeline(&room, TimelineFilter::default(), Anchor::Top, 9);
    assert_eq!((seqs(&top), top.total, top.below), (vec![6, 5, 4, 3, 1], Some(5), false));
    let [task, declared, erased, disposed, first] = &top.rows[..] else { panic!() };
    assert_eq!(task.about[1].show(Audience::Operator), "D01 Hacerlo", "in the language of whoever reads");
    assert_eq!(task.about[0].show(Audience::Operator), "D01 Do it");
    assert_eq!(declared.about[0].show(Audience::Operator), "incident 1");
    assert_eq!((&erased.event, erased.kind.as_str()), (&None, ""), "nothing but its header is told");
    assert_eq!((disposed.touched, disposed.undone), (40, Some(EventSeq(8))));
    assert_eq!(disposed.event.as_ref().unwrap().mentions().len(), 1);
    let corrected = first.corrected.as_ref().map(|(seq, text)| (*seq, text.show(Audience::Operator).into_owned()));
    assert_eq!((first.pinned, corrected), (true, Some((EventSeq(9), "one and a half".to_owned()))));
    let filtered = |filter| seqs(&timeline(&room, filter, Anchor::Top, 9));
    let none = TimelineFilter::default;
    assert_eq!(filtered(TimelineFilter { quiet: true, ..none() }), [6, 5, 4, 3, 2, 1]);
    assert_eq!(filtered(TimelineFilter { pinned: true, ..none() }), [2, 1]);
    assert_eq!(filtered(TimelineFilter { group: Some(Group::Notes), ..none() }), [4, 1]);
    assert_eq!(filtered(TimelineFilter { group: Some(Group::Mentions), quiet: true, ..none() }), [3, 2]);
    assert_eq!(filtered(TimelineFilter { incident: Some(IncidentId(1)), ..none() }), [6, 5]);
    let middle = timeline(&room, none(), Anchor::Around(EventSeq(2)), 1);
    assert_eq!((seqs(&middle), middle.at, middle.above, middle.below), (vec![3, 1], 1, true, false));
    let end = timeline(&room, none(), Anchor::Bottom, 1);
    assert_eq!((seqs(&end), end.at, end.above), (vec![3, 1], 1, true));
    room.conn.execute("UPDATE event SET version = 9, grp = 'omens' WHERE seq = 6", []).unwrap();
    let top = timeline(&room, TimelineFilter::default(), Anchor::Top, 0);
    assert_eq!((&top.rows[0].event, top.rows[0].group), (&None, Group::Room), "a later version's event is still a row");
}

fn settings(lang: Lang) -> RoomSettings {
    RoomSettings { name: Clean::from("r"), lang, zone: "UTC".into(), keywords: vec![], drill: None }
}

#[test]
fn a_fresh_room_has_a_pulse_and_a_broken_one_says_what_it_lacks() {
    let room = Room::new();
    let calm = pulse(&room, T0);
    assert_eq!(*calm, Pulse { minutes: vec![0; 60], ..Pulse::default() });
    assert!(matches!(room.reader().answer(&Ask::Settings), Err(ReadError::Missing("settings"))));
    room.set("room", &settings(Lang::Es));
    let read = ask(&room, Ask::Settings, |a| if let Answer::Settings(s) = a { Some(s) } else { None });
    assert_eq!(*read, settings(Lang::Es));
}

#[test]
fn the_pulse_adds_up() {
    let owed = Attention {
        disposition: Some(Disposition::Verify),
        at: Some(Stamp(T0 + 5)),
        owes: Some(Owes::Check),
        ..Attention::default()
    };
    let snoozed = Attention { snoozed_until: Some(Stamp(T0 + HOUR)), ..Attention::default() };
    let room = Room::with(&[
        M { minute: 9, ..M::default() },
        M { minute: 3, ..M::default() },
        M { minute: 1, attention: owed, ..M::default() },
        M { minute: 2, attention: snoozed, ..M::default() },
    ]);
    room.conn
        .execute_batch("INSERT INTO counter VALUES ('unattended', 2), ('owed', 1), ('snoozed', 1), ('arrived', 4), ('mentions', 4)")
        .unwrap();
    let now = T0 + 100 * MINUTE;
    let minute = now / MINUTE;
    for (back, n, negative, classified) in
        [(0, 50, 1, 2), (1, 10, 3, 6), (5, 15, 0, 0), (6, 99, 1, 1), (60, 7, 5, 9), (120, 9, 9, 9)]
    {
        room.conn
            .execute(
                "INSERT INTO minute (minute, n, negative, classified, old) VALUES (?, ?, ?, ?, 0)",
                [minute - back, n, negative, classified],
            )
            .unwrap();
    }
    incident(&room, 1, "SEV3", "active");
    incident(&room, 2, "SEV1", "contained");
    incident(&room, 3, "SEV1", "closed");
    task(&room, 1, 1, "A", "[]", "done", Some(1));
    task(&room, 2, 1, "B", "[]", "open", Some(now - MINUTE));
    task(&room, 3, 2, "C", "[]", "blocked", Some(now + 9));
    task(&room, 4, 2, "D", "[]", "open", Some(now + 5));
    task(&room, 5, 3, "E", "[]", "open", Some(1));
    task(&room, 6, 1, "F", "[\"B\"]", "open", Some(now - 2 * MINUTE));
    for (id, state, since) in [(1, "in_review", 9), (2, "in_review", 4), (3, "changes_requested", 1), (4, "stale", 1)] {
        response(&room, id, state, since);
    }
    room.event(
        1,
        &Event::Undone {
            decision: DecisionId(1),
            mentions: vec![],
            tasks: vec![],
            pins: vec![],
            skipped: vec![],
            withdrawn: vec![],
        },
    );
    // The room runs ten times real; its 100 minutes are ten.
    let clock = RoomClock { real: Stamp(T0), room: Stamp(T0), speed: 10_000 };
    room.set("clock", &clock);
    let real = T0 + 10 * MINUTE;
    room.conn
        .execute_batch(&format!(
            "INSERT INTO source VALUES (1, 'old', 3, {T0}, NULL, {}, NULL), (2, 'live', 1, NULL, NULL, {now}, NULL);
             INSERT INTO lease VALUES (1, 'h', 'Ana', {});
             INSERT INTO person VALUES ('Ana', 'r', {now}), ('Gone', 'r', {})",
            now - 1,
            real - 2_000,
            now - 30 * HOUR
        ))
        .unwrap();
    let p = pulse(&room, now);
    assert_eq!(p.unattended, Backlog { count: 2, oldest: Some(Stamp(T0 + 9 * MINUTE + 1000)) }, "the first to arrive");
    assert_eq!(p.owed, Backlog { count: 1, oldest: Some(Stamp(T0 + 5)) });
    assert_eq!(p.snoozed, Backlog { count: 1, oldest: Some(Stamp(T0 + 2 * MINUTE + 1000)) });
    assert_eq!((p.arrived, p.mentions, p.head), (4, 4, Some(EventSeq(1))));
    assert_eq!((p.minutes.len(), p.minutes[59], p.minutes[58], p.minutes[53], p.rate), (60, 50, 10, 99, 5.0));
    assert_eq!((p.negative, p.negative_before, p.usual), ((5, 9), (5, 9), None));
    assert_eq!(p.incidents.iter().map(|i| i.id.0).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(p.tasks, TaskCounts { done: 1, all: 5, late: 2, late_ready: 1, next_due: Some(Stamp(now + 5)) });
    assert_eq!((p.responses.in_review, p.responses.review_since, p.responses.drafts), (2, Some(Stamp(T0 + 4)), 1));
    assert_eq!((p.clock, p.collector.as_ref().map(Clean::as_str)), (clock, Some("Ana")));
    assert_eq!(
        p.sources.iter().map(|s| (s.name.as_str(), s.live)).collect::<Vec<_>>(),
        [("live", true), ("old", false)]
    );
    assert_eq!(p.people, [(Clean::from("Ana"), Stamp(now))]);
    room.conn.execute("UPDATE lease SET beat = ?", [real - 60_000]).unwrap();
    assert_eq!(pulse(&room, now).collector, None, "a lease without a heartbeat is nobody's");
}

#[test]
fn a_room_can_be_read_while_somebody_writes_it() {
    let room = Room::with(&[M::at(0, "a")]);
    let mut reader = room.reader();
    room.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
    room.put(&M::at(1, "b"));
    assert_eq!(ids(&window(&mut reader, &MentionQuery::default(), Anchor::Top, 5)).len(), 1);
    room.conn.execute_batch("COMMIT").unwrap();
    assert_eq!(ids(&window(&mut reader, &MentionQuery::default(), Anchor::Top, 5)).len(), 2);
}
