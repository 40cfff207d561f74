//! A reply that goes to each person by themselves: one decision a person, and what follows for the mentions at once.

use crate::kit::*;
use gabinete::domain::command::{Command, Decided, Replied, Reply};
use gabinete::domain::event::Event;
use gabinete::domain::fact::{FactState, FactStatus};
use gabinete::domain::ids::{FactId, MentionId, ResponseId};
use gabinete::domain::mention::Disposition;
use gabinete::domain::response::{Content, Links, ResponseKind, SLOT};
use gabinete::domain::room::Lang;
use gabinete::domain::time::HOUR;
use gabinete::rows::{Answer, Ask, Bulk, EachRow, ResponseDetail};

const TEXT: &str = "Hi {name}, we have passed it on.";

impl Room {
    /// An approved text for these, in a language.
    fn ready(&mut self, answers: &[MentionId], lang: Lang, links: Links, text: &str) -> ResponseId {
        let response = self.open("ana", ResponseKind::Reply, answers, links).unwrap();
        let content = Content { text: text.into(), channel: "x".into(), lang, ..Content::default() };
        self.by("ana", Command::SubmitResponse { response, rev: None, content, waive: Vec::new() }).unwrap();
        // the same words to others stand approved already
        if self.state(response) != "approved" {
            self.approve("luis", response).unwrap();
        }
        response
    }

    fn start(&mut self, response: ResponseId) -> Result<Decided, &'static str> {
        self.by("ana", Command::StartPublishing { response, rev: None, via: None })
    }

    fn replied(&mut self, response: ResponseId, mention: MentionId, reply: Reply) -> Result<Vec<Event>, &'static str> {
        let decided = self.by("ana", Command::Replied(Replied { response, mention, reply }))?;
        Ok(decided.events.into_iter().map(|(_, e)| e).collect())
    }

    fn sent(&mut self, response: ResponseId, mention: MentionId) -> Result<Vec<Event>, &'static str> {
        self.replied(response, mention, Reply::Sent { permalink: Some("https://x.com/us/1".into()), changed_to: None })
    }

    fn opened(&self, response: ResponseId) -> ResponseDetail {
        let asked = self.answer(&Ask::Response(response, "ana".into()));
        let Answer::Response(_, Some(detail)) = asked else { panic!() };
        *detail
    }

    fn row(&self, response: ResponseId) -> EachRow {
        *self.opened(response).each.unwrap()
    }

    fn disposed(&self, mention: MentionId) -> bool {
        self.ask(&format!("SELECT disposition IS NOT NULL FROM mention_state WHERE id = {}", mention.0)) == 1
    }
}

fn passed() -> Reply {
    Reply::Passed { reason: "a troll".into() }
}

#[test]
fn each_reply_is_an_event_and_answers_its_mention_at_once() {
    let mut room = room();
    let mut mentions: Vec<_> = (1..=3).map(|n| mention(n, &format!("number {n}"))).collect();
    mentions[1].raw.author = Some("https://spam.example \u{1F525}".into());
    mentions[1].raw.handle = Some("@not a handle".into());
    mentions[2].raw.author = Some("Maximiliano P\u{e9}rez".into());
    let mut far = mention(9, "elsewhere");
    far.raw.platform = Some("bluesky".into());
    mentions.push(far);
    let ids = room.take(mentions);
    let response = room.ready(&ids, Lang::En, Links::default(), TEXT);
    assert_eq!(room.sent(response, ids[0]), Err("refuse-response-state"), "nothing has been started");
    room.start(response).unwrap();
    let row = room.row(response);
    assert_eq!((row.sent, row.waiting, row.unnamed, row.longest.as_deref()), (0, 3, 1, Some("Maximiliano")));
    let next = row.next.unwrap();
    assert_eq!((next.mention.id, next.name.as_deref()), (ids[0], Some("Author")));
    assert_eq!(next.url.as_deref(), Some("https://x.com/author1/status/1"));
    let whole = Command::ConfirmPublished { response, permalink: None, changed_to: None };
    assert_eq!(room.by("ana", whole).unwrap_err(), "refuse-one-by-one");

    let events = room.sent(response, ids[0]).unwrap();
    let link = Some("https://x.com/us/1".into());
    assert_eq!(events[0], Event::ReplySent { response, mention: ids[0], permalink: link, changed_to: None });
    assert_eq!((room.disposed(ids[0]), room.disposed(ids[1])), (true, false), "the others wait on");
    assert_eq!(room.state(response), "publishing");
    assert_eq!(room.sent(response, ids[0]), Err("refuse-not-waiting"), "nobody is answered twice");
    assert_eq!(room.sent(response, ids[3]), Err("refuse-not-waiting"), "it is on another platform");
    let row = room.row(response);
    assert_eq!((row.sent, row.waiting, row.next.unwrap().name), (1, 2, None));
    assert_eq!(room.ask("SELECT json_array_length(review, '$.sent') FROM response"), 1);

    room.sent(response, ids[1]).unwrap();
    let changed = Reply::Sent { permalink: None, changed_to: Some("Hola".into()) };
    let events = room.replied(response, ids[2], changed).unwrap();
    assert!(events.iter().any(|e| matches!(e, Event::ResponsePublished { left, .. } if left.len() == 1)), "{events:?}");
    assert_eq!((room.state(response), room.disposed(ids[2]), room.disposed(ids[3])), ("published".into(), true, false));
    room.whole();
}

#[test]
fn who_is_passed_over_still_waits_and_one_may_stop_at_any_time() {
    let mut room = room();
    let ids = room.some(4);
    let response = room.ready(&ids, Lang::En, Links::default(), TEXT);
    room.start(response).unwrap();
    assert_eq!(room.replied(response, ids[0], Reply::Passed { reason: " ".into() }), Err("refuse-needs-reason"));
    room.replied(response, ids[0], passed()).unwrap();
    assert!(!room.disposed(ids[0]));
    assert_eq!(room.ask("SELECT count(*) FROM response_answer"), 3, "it answers that one no more");
    room.sent(response, ids[1]).unwrap();
    let events = room.by("ana", Command::PublishingFailed { response, reason: "enough".into() }).unwrap().events;
    let (mentions, to) = (ids[2..].to_vec(), None);
    assert_eq!(events[0].1, Event::RepliesPassed { response, mentions, reason: "enough".into(), to });
    assert_eq!((room.state(response), room.disposed(ids[3])), ("published".into(), false));

    let none = room.ready(&ids[2..], Lang::En, Links::default(), TEXT);
    room.start(none).unwrap();
    room.by("ana", Command::PublishingFailed { response: none, reason: "not now".into() }).unwrap();
    assert_eq!(room.state(none), "approved", "nothing is out: it may go out later");
    room.start(none).unwrap();
    for id in &ids[2..] {
        room.replied(none, *id, passed()).unwrap();
    }
    assert_eq!((room.state(none), room.start(none).unwrap_err()), ("approved".into(), "refuse-nobody-waits"));
    room.whole();
}

#[test]
fn who_speaks_the_language_of_the_twin_gets_the_twin() {
    let mut room = room();
    let ids = room.some(4);
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    let speaks = |id: MentionId, lang: &str| {
        conn.execute("UPDATE mention_state SET read_language = ?2 WHERE id = ?1", rusqlite::params![id.0, lang])
            .unwrap();
    };
    for (id, lang) in ids.iter().zip(["en", "es", "es", "fr"]) {
        speaks(*id, lang);
    }
    let english = room.ready(&ids, Lang::En, Links::default(), TEXT);
    let links = Links { twin: Some(english), ..Links::default() };
    let spanish = room.ready(&ids, Lang::Es, links, "Hola, {name}: lo hemos pasado.");
    let whom = |room: &Room, id| (room.row(id).waiting, room.row(id).twins);
    assert_eq!(whom(&room, english), (2, (2, Some(spanish))), "and whoever speaks neither");
    assert_eq!(whom(&room, spanish), (2, (2, Some(english))));
    room.start(english).unwrap();
    room.start(spanish).unwrap();
    assert_eq!(room.sent(english, ids[1]), Err("refuse-not-waiting"));
    room.sent(english, ids[0]).unwrap();
    let events = room.sent(english, ids[3]).unwrap();
    let theirs = ids[1..3].to_vec();
    let left = Event::RepliesPassed { response: english, mentions: theirs, reason: "".into(), to: Some(spanish) };
    assert!(events.contains(&left), "{events:?}");
    assert_eq!((room.state(english), room.state(spanish)), ("published".into(), "publishing".into()));
    assert_eq!((room.disposed(ids[3]), room.disposed(ids[1])), (true, false));
    room.sent(spanish, ids[1]).unwrap();
    room.sent(spanish, ids[2]).unwrap();
    assert_eq!(room.state(spanish), "published");
}

#[test]
fn a_twin_that_is_given_up_leaves_its_people_to_the_other() {
    let mut room = room();
    let ids = room.some(2);
    let english = room.ready(&ids, Lang::En, Links::default(), TEXT);
    let links = Links { twin: Some(english), ..Links::default() };
    let spanish = room.ready(&ids, Lang::Es, links, "Hola, {name}: lo hemos pasado.");
    assert_eq!((room.row(english).waiting, room.row(spanish).waiting), (0, 2), "all of them speak Spanish");
    assert_eq!(room.start(english).unwrap_err(), "refuse-nobody-waits");
    room.by("ana", Command::DiscardResponse { response: spanish, reason: "no".into() }).unwrap();
    assert_eq!(room.row(english).waiting, 2);
}

#[test]
fn what_changes_under_it_stops_the_rest() {
    let mut room = room();
    let fact = |en: &str| FactState {
        status: FactStatus::Confirmed,
        en: en.into(),
        source: "lab".into(),
        ..FactState::default()
    };
    room.say(Command::AddFact { incident: None, fact: fact("lot 7"), supersedes: None });
    let ids = room.some(2);
    let response = room.ready(&ids, Lang::En, Links::default(), "Hi {name}, bring lot 7 back.");
    room.start(response).unwrap();
    room.sent(response, ids[0]).unwrap();
    assert!(!room.row(response).moved);
    let to = fact("lot 8");
    room.say(Command::ChangeFact { fact: FactId(1), rev: None, to, reason: "lab".into() });
    assert!(room.row(response).moved);
    let now = room.now;
    let asked = room.answer(&Ask::Response(response, "ana".into()));
    let Answer::Response(_, Some(detail)) = asked else { panic!() };
    let halted = |moved, at| detail.response.halted(moved, at);
    assert_eq!(halted(true, now), Some("refuse-each-fact"));
    assert_eq!((halted(false, now), halted(false, now.plus(48 * HOUR))), (None, Some("refuse-expired")));
}

#[test]
fn a_stragglers_reply_begins_with_the_slot_and_not_with_a_name() {
    let mut room = room();
    let ids = room.take(vec![alike(1, 1), alike(2, 1)]);
    let response = room.ready(&ids[..1], Lang::En, Links::default(), TEXT);
    room.start(response).unwrap();
    for id in ids {
        room.sent(response, id).unwrap();
    }
    let late = room.take(vec![alike(3, 1)]);
    assert_eq!(room.before(late[0]), Some(response));
    let reply = room.open("ana", ResponseKind::Reply, &late, Links::default()).unwrap();
    assert!(room.offered(reply).unwrap().text.contains(SLOT));
}

#[test]
fn what_a_decision_on_several_would_reach_is_counted_with_its_copies() {
    let mut room = room();
    let mut all: Vec<_> = [alike(1, 1), alike(2, 1), alike(3, 1), mention(4, "another matter")].into();
    all.iter_mut().for_each(|one| one.reading.score = 90);
    all[3].reading.score = 10;
    let ids = room.take(all);
    let asked = vec![ids[0], ids[3]];
    let Answer::Bulk(of, bulk) = room.answer(&Ask::Bulk(asked.clone())) else { panic!() };
    assert_eq!((of, bulk), (asked.clone(), Bulk { all: 4, copies: 2, wordings: 2, urgent: [3, 0] }));
    let said = Command::Dispose { mentions: asked, disposition: Disposition::LetStand, reason: "x".into(), seen: None };
    let decided: usize = room.say(said).events.iter().map(|(_, event)| event.mentions().len()).sum();
    assert_eq!(decided as u64, bulk.all, "and so many it is");
}

#[test]
fn a_text_takes_the_copies_along_that_it_reaches_and_the_rest_wait_where_they_are() {
    let mut room = room();
    let mut copies: Vec<_> = (1..=5).map(|n| alike(n, 1)).collect();
    for (copy, platform) in copies.iter_mut().zip(["x", "bluesky", "twitter", "bluesky", "x"]) {
        copy.raw.platform = Some(platform.into());
    }
    copies[4].raw.private = true;
    let ids = room.take(copies);
    let mut opened = Vec::new();
    let mut answered = |kind: ResponseKind, channel: &str, named: MentionId| {
        let decided = room.say(Command::OpenResponse {
            title: String::new(),
            kind,
            channel: channel.into(),
            lang: Lang::En,
            answers: vec![named],
            incident: None,
            links: Links::default(),
            beside: Vec::new(),
            owners: Vec::new(),
        });
        let Event::ResponseOpened { answers, response, .. } = &decided.events[0].1 else { panic!("{decided:?}") };
        opened.push(*response);
        answers.clone()
    };
    let reply = ResponseKind::Reply;
    assert_eq!(answered(reply, "x", ids[0]), [ids[0], ids[2]], "of those on Bluesky, or in private, nobody reads it");
    assert_eq!(answered(reply, "bluesky", ids[1]), [ids[1], ids[3]]);
    assert_eq!(answered(reply, "web", ids[1]), [ids[1]], "a reply is to one person, wherever it goes");
    let mut all = answered(ResponseKind::Update, "web", ids[3]);
    all.sort_unstable();
    assert_eq!(all, ids[..4], "our own pages are for everybody");
    assert_eq!(answered(reply, "x", ids[4]), [ids[4]], "in private nobody else reads it");
    for (response, apart) in opened.into_iter().zip([3, 3, 4, 1, 4]) {
        assert_eq!(room.opened(response).apart, apart, "{response:?}");
    }
    let nobody = room.open("ana", ResponseKind::Reply, &[MentionId(7)], Links::default());
    assert_eq!(nobody, Err("refuse-no-mention"), "a reply to nobody is none");
    room.whole();
}

#[test]
fn copies_that_come_later_where_a_text_goes_are_not_elsewhere() {
    let mut room = room();
    let ids = room.take(vec![alike(1, 1)]);
    let reply = room.open("ana", ResponseKind::Reply, &ids, Links::default()).unwrap();
    let mut later: Vec<_> = (2..=4).map(|n| alike(n, 1)).collect();
    later[1].raw.platform = Some("bluesky".into());
    later[2].raw.private = true;
    room.take(later);
    assert_eq!(room.opened(reply).apart, 2, "one elsewhere, one in private; the other waits where this goes");
}

#[test]
fn a_reply_on_our_own_pages_answers_nobody_who_asked_elsewhere_and_a_statement_there_does() {
    for (kind, answers) in [(ResponseKind::Reply, false), (ResponseKind::Update, true)] {
        let mut room = room();
        let ids = room.some(1);
        let draft = room.open("ana", ResponseKind::Reply, &ids, Links::default()).unwrap();
        let ours = room.open("ana", kind, &ids, Links::default()).unwrap();
        let content = Content { text: "We have withdrawn it.".into(), channel: "web".into(), ..Content::default() };
        let submit = Command::SubmitResponse { response: ours, rev: None, content, waive: Vec::new() };
        room.by("ana", submit).unwrap();
        room.approve("luis", ours).unwrap();
        let out = room.out(ours);
        let left = out.events.iter().find_map(|(_, event)| match event {
            Event::ResponsePublished { left, .. } => Some(left.len()),
            _ => None,
        });
        let state = room.text(&format!("SELECT state FROM response WHERE id = {draft}"));
        assert_eq!((room.disposed(ids[0]), left), (answers, Some(usize::from(!answers))), "{kind:?}");
        assert_eq!(state, if answers { "retired" } else { "draft" }, "{kind:?}");
        room.whole();
    }
}
