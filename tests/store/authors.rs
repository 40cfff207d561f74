//! What networks say of who wrote what the room has: it comes after the mention, counts when it is there, and goes with it.

use crate::kit::*;
use gabinete::domain::author::AuthorFacts;
use gabinete::domain::command::Command;
use gabinete::domain::ids::{EventSeq, IncidentId, MentionId};
use gabinete::domain::mention::RawMention;
use gabinete::domain::private::Audience;
use gabinete::domain::time::{DAY, HOUR, MINUTE, Stamp};
use gabinete::rows::{Anchor, Answer, Ask, AuthorGlance, MentionDetail, MentionQuery};
use gabinete::store::bundle::make::export;
use gabinete::store::erase::asked::{Whose, asked};
use gabinete::store::heard::Beside;
use gabinete::store::reader::Reader;
use gabinete::store::{Arrival, Options, backup, check};
use serde_json::json;

/// An account that does not exist.
fn account(n: u64) -> String {
    format!("did:plc:{n:024}")
}

/// A post of it, as the stream gives it: without a name.
fn post(n: u64, by: u64, text: &str) -> Arrival {
    let did = account(by);
    let mut post = mention(n, text);
    post.raw = RawMention {
        id: Some(format!("at://{did}/app.bsky.feed.post/3k{n:05}")),
        platform: Some("bluesky".into()),
        author: Some(did.clone()),
        handle: None,
        url: Some(format!("https://bsky.app/profile/{did}/post/3k{n:05}")),
        ..post.raw
    };
    post
}

fn said(of: u64, followers: u64) -> AuthorFacts {
    AuthorFacts {
        platform: "bluesky".into(),
        account: account(of),
        handle: format!("wqhandle{of}.example"),
        name: format!("Qwname Person{of}"),
        followers: Some(followers),
        verified: None,
        since: Some(T.plus(-3 * DAY)),
    }
}

impl Room {
    fn learn(&mut self, authors: Vec<AuthorFacts>) {
        self.now = self.now.plus(1000);
        let beside = Beside { authors, ..Beside::default() };
        self.writer.note_beside("sky", &beside, self.now).unwrap();
    }

    fn detail(&self, id: MentionId) -> MentionDetail {
        match self.answer(&Ask::Mention(id)) {
            Answer::Mention(_, Some(detail)) => *detail,
            other => panic!("{other:?}"),
        }
    }

    /// The unattended, in the order of their rank.
    fn queue(&self) -> Vec<MentionId> {
        let ask = Ask::Mentions { query: MentionQuery::default(), anchor: Anchor::Top, margin: 50 };
        match self.answer(&ask) {
            Answer::Mentions(_, _, window) => window.rows.iter().map(|row| row.id).collect(),
            other => panic!("{other:?}"),
        }
    }
}

fn points(detail: &MentionDetail, key: &str) -> Option<i16> {
    detail.parts.iter().find(|part| part.key == key).map(|part| part.points)
}

#[test]
fn what_is_learnt_later_counts_when_it_is_there() {
    let mut room = room();
    let ids = room.take(vec![post(1, 1, "nobody we know"), post(2, 2, "a loud one")]);
    let before = room.detail(ids[1]);
    assert_eq!(
        (before.row.score, before.row.reach, before.known.since),
        (55, None, None),
        "what is unknown costs nothing"
    );
    assert_eq!(before.row.author.show(Audience::Operator), account(2));
    assert_eq!(room.queue(), ids, "the longest waiting first");

    room.learn(vec![AuthorFacts { verified: Some(true), ..said(2, 1_000_000) }]);
    let after = room.detail(ids[1]);
    assert_eq!((after.row.score, after.row.reach, after.row.verified), (55 + 15 + 3, Some(1_000_000), true));
    assert_eq!((points(&after, "why-followers"), points(&after, "why-verified")), (Some(15), Some(3)));
    assert_eq!(after.row.author.show(Audience::Operator), "Qwname Person2");
    assert_eq!(after.row.handle.show(Audience::Operator), "wqhandle2.example");
    assert_eq!(
        after.known,
        AuthorGlance { followers: Some(1_000_000), verified: Some(true), since: Some(T.plus(-3 * DAY)), public: false }
    );
    assert!(!after.row.author.show(Audience::Shared).contains("name"), "what is learnt shows nobody to everybody");
    assert_eq!(room.queue(), [ids[1], ids[0]], "it moved up, with what moved it");
    assert_eq!(room.detail(ids[0]).row.score, 55);
    room.whole();
}

#[test]
fn a_persons_word_stands_above_what_is_learnt() {
    let mut room = room();
    let id = room.take(vec![post(1, 1, "whoever")])[0];
    room.json(json!({"do": "correct", "mentions": [id.0], "score": 7}));
    room.learn(vec![said(1, 5_000_000)]);
    assert_eq!(room.detail(id).row.score, 7);
    assert_eq!(room.ask("SELECT learnt FROM mention_state"), 15);
    room.whole();
}

#[test]
fn who_is_known_already_ranks_the_next_at_once() {
    let mut room = room();
    room.take(vec![post(1, 1, "first words")]);
    room.learn(vec![said(1, 10_000)]);
    let next = room.take(vec![post(2, 1, "other words"), post(3, 2, "a stranger")]);
    assert_eq!((room.detail(next[0]).row.score, room.detail(next[1]).row.score), (65, 55));
    assert_eq!(room.ask("SELECT count(*) FROM mention_state WHERE learnt = 10"), 2);
    room.whole();
}

#[test]
fn what_came_with_a_mention_is_not_counted_twice() {
    let mut room = room();
    let mut told = post(1, 1, "it came with figures");
    (told.raw.followers, told.raw.verified) = (Some(10), Some(false));
    told.reading.parts = vec![gabinete::domain::mention::Part { key: "why-press".into(), points: 18, words: vec![] }];
    let mut press = post(2, 2, "of the press");
    press.reading.parts.clone_from(&told.reading.parts);
    let ids = room.take(vec![told, press]);
    let loud = |of| AuthorFacts { verified: Some(true), ..said(of, 1_000_000) };
    room.learn(vec![loud(1), loud(2)]);
    let told = room.detail(ids[0]);
    assert_eq!((told.row.score, told.row.reach, told.row.verified), (57, Some(1_000_000), true));
    assert_eq!((told.known.followers, told.known.verified), (Some(1_000_000), Some(true)), "what was told last");
    assert_eq!(room.detail(ids[1]).row.score, 57, "whose word weighs already fills the bound");
    room.whole();
}

/// One with a handle of an author whom so many follow, as triage reads it.
fn followed(n: u64, by: &str, followers: u64) -> Arrival {
    let mut one = mention(n, &format!("words of their own, number {n}"));
    one.raw.handle = Some(by.into());
    one.raw.followers = Some(followers);
    let points = ((followers as f64).log10() * 2.5).round() as i16;
    let part = gabinete::domain::mention::Part { key: "why-followers".into(), points, words: vec![] };
    (one.reading.parts, one.reading.score) = (vec![part], points as u8);
    one
}

#[test]
fn the_newest_number_of_followers_counts_when_a_mention_or_its_author_comes_again() {
    let mut room = room();
    let ids = room.take(vec![followed(1, "@Ana", 100), followed(2, "@Bea", 1_000)]);
    assert_eq!(room.queue(), [ids[1], ids[0]]);
    room.take(vec![followed(1, "@Ana", 1_000_000)]);
    let grown = room.detail(ids[0]);
    assert_eq!((grown.row.score, grown.row.reach, grown.known.followers), (15, Some(1_000_000), Some(1_000_000)));
    assert_eq!(grown.parts.iter().map(|part| part.points).sum::<i16>(), 15, "once: {:?}", grown.parts);
    assert_eq!(room.queue(), ids);
    assert_eq!(room.ask("SELECT followers FROM mention ORDER BY id LIMIT 1"), 100, "how it came stays");
    room.take(vec![followed(1, "@Ana", 1_000_000)]);
    assert_eq!(room.ask("SELECT count(*) FROM author_fact"), 1, "what is known is not noted again");

    let other = room.take(vec![followed(3, "@bea", 100_000)])[0];
    assert_eq!(
        (room.detail(ids[1]).row.score, room.detail(other).row.score),
        (13, 13),
        "another mention of theirs told it"
    );
    room.take(vec![followed(4, "@bea", 10)]);
    assert_eq!(room.detail(other).row.score, 3, "fewer are as true as more");
    let history = Arrival { history: true, ..followed(5, "@bea", 100_000) };
    room.take(vec![history]);
    assert_eq!(room.detail(other).row.score, 3, "what comes as history tells how it was");
    room.whole();

    let mut post = post(6, 6, "by an account");
    post.raw.handle = Some("bea".into());
    post.raw.platform = Some("x".into());
    let post = room.take(vec![post])[0];
    assert_eq!(room.detail(post).known.followers, None, "who is known by an id is not who has that handle");
    room.json(json!({"do": "erase_mention", "mention": ids[1].0, "reason": "asked"}));
    assert_eq!(room.ask("SELECT count(*) FROM author_fact WHERE account = '@bea'"), 0, "it goes with the words");
    assert_eq!(room.detail(other).row.score, 13, "and each ranks as it came");
    room.whole();
}

#[test]
fn the_newest_post_tells_how_many_follow_in_whatever_order_they_come() {
    for together in [true, false] {
        let mut room = room();
        let three = vec![followed(3, "@ana", 50_000), followed(2, "@ana", 20_000), followed(1, "@ana", 12_000)];
        match together {
            true => drop(room.take(three)),
            false => three.into_iter().for_each(|one| drop(room.take(vec![one]))),
        }
        let known = |room: &Room| room.ask("SELECT followers FROM author_fact ORDER BY at DESC LIMIT 1");
        assert_eq!(known(&room), 50_000, "{together}");
        assert_eq!(room.ask("SELECT count(DISTINCT read_score + learnt) FROM mention_state"), 1, "{together}");
        room.take(vec![followed(3, "@ana", 60_000)]);
        assert_eq!(known(&room), 60_000);
        room.take(vec![followed(2, "@ana", 90_000), followed(0, "@ana", 11_000)]);
        assert_eq!(known(&room), 60_000, "an older post tells how it was");
        room.take(vec![Arrival { history: true, ..followed(3, "@ana", 70_000) }]);
        assert_eq!(known(&room), 60_000, "and history, however often it is read");
        room.whole();
    }
}

#[test]
fn a_transaction_looks_up_so_many_authors_and_no_more() {
    let mut room = room();
    let many = |times| (1..=150).map(|n| followed(n, &format!("@a{n}"), n * times)).collect();
    room.take(many(1));
    for known in [60, 120, 150] {
        room.take(many(2));
        assert_eq!(room.ask("SELECT count(*) FROM author_fact"), known, "the others' turn comes with the next");
        assert_eq!(room.ask("SELECT min(followers) FROM author_fact"), 2 * (151 - known), "the loudest first");
    }
    room.whole();
}

#[test]
fn whoever_tells_a_new_count_goes_before_those_who_are_only_loud() {
    let mut room = room();
    let ids = room.take(vec![followed(1, "@ana", 5), followed(2, "@bea", 5)]);
    room.take(vec![followed(1, "@ana", 6)]);
    // three batches in one transaction
    let flood = |first| (0..700).map(move |n| followed(first + n, &format!("@loud{n}"), 20_000 + n));
    let both = [followed(5000, "@ana", 7), followed(5001, "@bea", 10_000)];
    room.take(flood(10).chain(both).collect());
    assert_eq!(room.detail(ids[0]).known.followers, Some(7));
    assert_eq!(room.detail(ids[1]).row.score, 2, "sixty who are louder were looked up, in vain");
    room.take(vec![followed(5002, "@bea", 10_000)]);
    assert_eq!(room.detail(ids[1]).row.score, 10, "when she is heard again");
    room.whole();
}

#[test]
fn nothing_of_an_author_who_is_forgotten_ranks_what_else_they_wrote() {
    let mut room = room();
    let by_ana = |n| {
        let mut one = followed(n, "@ana", 0);
        one.raw.followers = None;
        one
    };
    room.take((1..=150).map(by_ana).collect());
    let loud = room.take(vec![followed(151, "@ana", 1_000_000)])[0];
    room.take((152..=300).map(by_ana).collect());
    assert!(room.ask("SELECT count(*) FROM mention_state WHERE learnt <> 0") > 200);
    room.json(json!({"do": "erase_mention", "mention": loud.0, "reason": "asked"}));
    assert_eq!(room.ask("SELECT count(*) FROM mention_state WHERE learnt <> 0"), 0);
    room.whole();
}

#[test]
fn only_what_differs_is_kept_and_only_of_authors_that_are_here() {
    let mut room = room();
    room.take(vec![post(1, 1, "one")]);
    room.learn(vec![said(1, 5), said(9, 5), AuthorFacts { platform: "x".into(), ..said(1, 5) }]);
    assert_eq!(room.ask("SELECT count(*) FROM author_fact"), 1, "strangers are nobody's business");
    room.learn(vec![said(1, 5)]);
    assert_eq!(room.ask("SELECT count(*) FROM author_fact"), 1);
    for followers in 6..60 {
        room.learn(vec![said(1, followers)]);
    }
    assert_eq!(room.ask("SELECT count(*) FROM author_fact"), 30, "bounded, the newest stay");
    assert_eq!(room.ask("SELECT max(followers) FROM author_fact"), 59);
    let hostile = AuthorFacts {
        handle: "@\u{1b}[31mred\u{202e}".into(),
        name: format!("a\nb\u{200b}{}", "x".repeat(5_000)),
        followers: Some(u64::MAX),
        since: Some(Stamp(i64::MAX)),
        ..said(1, 0)
    };
    room.learn(vec![hostile.clone()]);
    room.learn(vec![hostile]);
    assert_eq!(room.ask("SELECT count(*) FROM author_fact WHERE followers = 9223372036854775807"), 1);
    assert_eq!(room.text("SELECT handle FROM author_fact ORDER BY at DESC LIMIT 1"), "red");
    assert!(room.ask("SELECT length(name) FROM author_fact ORDER BY at DESC LIMIT 1") <= 300);
    room.whole();
}

#[test]
fn a_group_of_young_accounts_without_readers_shows() {
    let mut room = room();
    let same = |n: u64| {
        let mut one = post(n, n, &alike(1, 3).raw.text);
        one.reading.near = alike(1, 3).reading.near;
        one
    };
    let ids = room.take((1..=14).map(same).collect());
    let seen = |room: &Room| {
        let group = room.detail(ids[0]).group.unwrap();
        let indicators = group.coordination.map(|(_, indicators)| indicators).unwrap_or_default();
        (indicators, group.reach, group.loudest.map(|(_, reach)| reach))
    };
    let (before, ..) = seen(&room);
    assert!(!before.contains(&"indicator-young-accounts".to_owned()), "{before:?}");
    room.learn((1..=14).map(|n| said(n, n)).collect());
    let (after, reach, loudest) = seen(&room);
    for indicator in ["indicator-young-accounts", "indicator-no-audience"] {
        assert!(after.contains(&indicator.to_owned()), "{after:?}");
    }
    assert_eq!((reach, loudest), (105, Some(14)));
}

#[test]
fn how_grave_it_is_follows_from_who_speaks_though_that_is_learnt_later() {
    let mut room = room();
    room.take(vec![post(1, 1, "one"), post(2, 2, "two")]);
    let largest = |room: &Room| match room.answer(&Ask::Figures { of: None, now: room.now, outlets: vec![] }) {
        Answer::Figures(_, figures) => figures.followers,
        other => panic!("{other:?}"),
    };
    assert_eq!(largest(&room), 0);
    room.learn(vec![said(2, 1_200_000)]);
    assert_eq!(largest(&room), 1_200_000);
}

#[test]
fn the_past_knows_what_was_known_then() {
    let mut room = room();
    let id = room.take(vec![post(1, 1, "one")])[0];
    let then = EventSeq(room.ask("SELECT max(seq) FROM event"));
    room.now = room.now.plus(MINUTE);
    room.learn(vec![said(1, 1_000)]);
    room.say(Command::Dispose {
        mentions: vec![id],
        disposition: gabinete::domain::mention::Disposition::Monitor,
        reason: String::new(),
        seen: None,
    });
    let reader = Reader::open(&room.path).unwrap();
    let past = |seq| match reader.at(seq).unwrap().answer(&Ask::Mention(id)) {
        Ok(Answer::Mention(_, Some(detail))) => {
            (detail.known.followers, detail.row.author.show(Audience::Operator).into_owned())
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(past(then), (None, account(1)));
    let now = EventSeq(room.ask("SELECT max(seq) FROM event"));
    assert_eq!(past(now), (Some(1_000), "Qwname Person1".into()));
}

#[test]
fn a_bundle_tells_of_its_own_authors_alone_and_a_backup_of_all() {
    let mut room = room();
    room.json(json!({"do": "declare_incident", "title": "Fire", "severity": "SEV2", "about": {"query": "fire"}}));
    room.take(vec![post(1, 1, "the fire"), post(2, 1, "a fire again"), post(3, 2, "small talk")]);
    room.take((10..300).map(|n| mention(n, "words")).collect());
    room.learn(vec![said(1, 1_000), said(2, 2_000)]);
    room.learn(vec![said(1, 1_001)]);
    let to = room.folder.path().join("one.bundle");
    export(&room.path, IncidentId(1), &to, (&who("ana"), room.now), Options::default(), &mut |_| {}).unwrap();
    let told = rusqlite::Connection::open(&to).unwrap();
    let told: (i64, i64) = told
        .query_row("SELECT count(*), count(DISTINCT account) FROM author_fact", [], |r| Ok((r.get(0)?, r.get(1)?)))
        .unwrap();
    assert_eq!(told, (2, 1));
    let bytes = std::fs::read(&to).unwrap();
    assert!(!bytes.windows(9).any(|w| w == b"wqhandle2"), "nothing of anybody else");
    let report = check::check(&to, Options::default(), room.now.plus(HOUR)).unwrap();
    assert_eq!(report.faults, []);
    let copy = room.folder.path().join("copy.gabinete");
    backup::backup(&room.path, &copy, Options::default()).unwrap();
    let copy = rusqlite::Connection::open(&copy).unwrap();
    let kept: i64 = copy.query_row("SELECT count(*) FROM author_fact", [], |r| r.get(0)).unwrap();
    assert_eq!(kept, 3);
}

#[test]
fn who_has_words_erased_is_known_no_more() {
    let mut room = room();
    let ids = room.take(vec![post(1, 1, "take this away"), post(2, 1, "this stays"), post(3, 2, "another")]);
    room.learn(vec![said(1, 1_000), said(2, 2_000)]);
    room.learn(vec![AuthorFacts { handle: "wqrenamed.example".into(), ..said(1, 1_000) }]);
    // by every name that they had
    for name in ["@WQhandle1.example", "wqrenamed.example", "qwname person1"] {
        let found = asked(&room.path, Options::default(), &Whose::Author(name.into(), Some("bluesky".into()))).unwrap();
        assert_eq!(found.mentions, ids[..2], "{name}");
    }
    room.json(json!({"do": "add_entry", "text": "We wrote to @wqhandle1.example.\nAnd had lunch."}));
    let erase = |reason: &str| Command::EraseMention { mention: ids[0], reason: reason.into() };
    assert_eq!(room.refused(erase("as wqrenamed.example asked")), "refuse-reason-names");
    room.say(erase("they asked"));
    assert_eq!(room.ask("SELECT count(*) FROM author_fact"), 1);
    assert_eq!(room.ask("SELECT learnt FROM mention_state ORDER BY id LIMIT 1 OFFSET 1"), 0, "it ranks as it came");
    assert!(room.ask("SELECT learnt FROM mention_state ORDER BY id LIMIT 1 OFFSET 2") > 0);
    assert_eq!(room.detail(ids[0]).known, AuthorGlance::default());
    for entry in std::fs::read_dir(room.folder.path()).unwrap().map(Result::unwrap) {
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        for word in ["wqhandle1", "wqrenamed", "Person1"] {
            assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{word} in {:?}", entry.file_name());
        }
    }
    // what comes late of somebody whose only words are gone is not kept
    room.say(Command::EraseMention { mention: ids[1], reason: "they asked".into() });
    room.learn(vec![said(1, 1_000)]);
    assert_eq!(room.ask("SELECT count(*) FROM author_fact"), 1);
    room.whole();
}

#[test]
fn what_an_account_wrote_is_found_by_its_index() {
    let room = room();
    let sql =
        "EXPLAIN QUERY PLAN SELECT id FROM mention WHERE platform = 'bluesky' AND pid > 'at://a/' AND pid < 'at://a0'
        AND pid LIKE 'at://%' ORDER BY pid DESC LIMIT 200";
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    let plan =
        conn.prepare(sql).unwrap().query_map([], |r| r.get(3)).unwrap().collect::<Result<Vec<String>, _>>().unwrap();
    assert!(plan.len() == 1 && plan[0].contains("mention_account"), "in its order, without sorting: {plan:?}");
}
