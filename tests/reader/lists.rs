//! Lists of mentions: every scope, order, filter and anchor, against a plain sort of a plain list.

use crate::room::{M, Room, T0, ids, window};
use gabinete::domain::ids::MentionId;
use gabinete::domain::mention::{Attention, Band, Disposition, Owes, Tone};
use gabinete::domain::text::Clean;
use gabinete::domain::time::Stamp;
use gabinete::rows::{Anchor, Answer, Ask, MentionFilter, MentionQuery, Order, Scope};
use proptest::prelude::*;
use std::cmp::Reverse;

/// The list as it should be, the slow way.
fn expected(all: &[M], query: &MentionQuery) -> Vec<i64> {
    let f = &query.filter;
    let word = f.search.trim().to_lowercase();
    let mut kept: Vec<&M> = all
        .iter()
        .filter(|m| match &query.scope {
            Scope::Narrative(_) => unreachable!("no narrative is asked for here"),
            Scope::Unattended => m.attention.unattended() && !(f.is_empty() && folded(all, m)),
            Scope::Owed => m.attention.owes.is_some(),
            Scope::Mine(who) => m.attention.owner.as_ref().is_some_and(|o| o.as_str() == who),
            Scope::Snoozed => m.attention.snoozed_until.is_some(),
            Scope::All => true,
            Scope::Alike(id) => all.iter().any(|o| o.id() == id.0 && o.cluster.is_some() && o.cluster == m.cluster),
        })
        .filter(|m| f.platform.as_ref().is_none_or(|p| *p == m.platform))
        .filter(|m| f.language.as_ref().is_none_or(|l| *l == m.language))
        .filter(|m| f.band.is_none_or(|b| b == Band::of(m.score as u8)))
        .filter(|m| f.tone.is_none_or(|t| t == m.tone))
        .filter(|m| f.disposition.is_none_or(|d| Some(d) == m.attention.disposition))
        .filter(|m| word.is_empty() || m.text.split(' ').any(|w| w.starts_with(&word)))
        .collect();
    match (&query.scope, query.order) {
        _ if !word.is_empty() => kept.sort_by_key(|m| Reverse(m.id())),
        (Scope::Unattended, Order::Priority) => kept.sort_by_key(|m| (Reverse(m.score), m.id())),
        (Scope::Owed, Order::Priority) => kept.sort_by_key(|m| (m.attention.at, m.id())),
        (Scope::Owed, Order::Newest) => kept.sort_by_key(|m| Reverse((m.attention.at, m.id()))),
        (Scope::Snoozed, _) => kept.sort_by_key(|m| (m.attention.snoozed_until, m.id())),
        _ => kept.sort_by_key(|m| Reverse(m.id())),
    }
    kept.iter().map(|m| m.id()).collect()
}

/// One under another that waits, says the same and comes before it.
fn folded(all: &[M], m: &M) -> bool {
    let before = |o: &&M| (Reverse(o.score), o.id()) < (Reverse(m.score), m.id());
    m.cluster.is_some() && all.iter().filter(before).any(|o| o.cluster == m.cluster && o.attention.unattended())
}

fn mention() -> impl Strategy<Value = M> {
    let attention = prop_oneof![
        4 => Just(Attention::default()),
        2 => (0i64..4).prop_map(|at| Attention {
            disposition: Some(Disposition::Verify),
            at: Some(Stamp(T0 + at)),
            owes: Some(Owes::Check),
            ..Attention::default()
        }),
        1 => Just(Attention { disposition: Some(Disposition::Monitor), at: Some(Stamp(T0)), ..Attention::default() }),
        2 => (0i64..4).prop_map(|at| Attention { snoozed_until: Some(Stamp(T0 + at)), ..Attention::default() }),
    ];
    let words = prop_oneof![Just("recall now"), Just("it burns"), Just("burning recall"), Just("hola")];
    (0i64..4, words, attention, any::<(bool, bool, bool, bool)>()).prop_map(|(score, text, attention, (a, b, c, d))| {
        M {
            score: score * 25,
            text: text.into(),
            platform: if a { "x" } else { "web" }.into(),
            language: if b { "es" } else { "en" }.into(),
            tone: if c { Tone::Negative } else { Tone::Unknown },
            attention: Attention { owner: d.then(|| Clean::from("Ana")), ..attention },
            cluster: (a == b).then_some(1),
            ..M::default()
        }
    })
}

fn mentions() -> impl Strategy<Value = Vec<M>> {
    prop::collection::vec(mention(), 1..40).prop_map(|mut all| {
        all.iter_mut().zip(0..).for_each(|(m, minute)| m.minute = minute);
        // A mention without a cluster is alike to itself alone; the first one has others, and names them.
        let first = all[0].id();
        all[0].cluster = Some(first);
        all.iter_mut().filter(|m| m.cluster.is_some()).for_each(|m| m.cluster = Some(first));
        all
    })
}

fn query() -> impl Strategy<Value = MentionQuery> {
    let scope = prop_oneof![
        Just(Scope::Unattended),
        Just(Scope::Owed),
        Just(Scope::Mine("Ana".into())),
        Just(Scope::Snoozed),
        Just(Scope::All),
        Just(Scope::Alike(MentionId(M::default().id()))),
    ];
    let filter = prop_oneof![
        4 => Just(MentionFilter::default()),
        1 => Just(MentionFilter { platform: Some("x".into()), ..Default::default() }),
        1 => Just(MentionFilter { language: Some("es".into()), tone: Some(Tone::Negative), ..Default::default() }),
        1 => Just(MentionFilter { band: Some(Band::P2), ..Default::default() }),
        1 => Just(MentionFilter { disposition: Some(Disposition::Verify), ..Default::default() }),
        1 => Just(MentionFilter { search: "burn".into(), ..Default::default() }),
        1 => Just(MentionFilter { search: "recall ".into(), platform: Some("web".into()), ..Default::default() }),
    ];
    let order = prop_oneof![Just(Order::Priority), Just(Order::Newest)];
    (scope, order, filter).prop_map(|(scope, order, filter)| MentionQuery { scope, order, filter })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn paging_down_and_up_again_visits_each_row_once(all in mentions(), query in query(), margin in 1usize..7) {
        let (room, expected) = (Room::with(&all), expected(&all, &query));
        let mut reader = room.reader();
        let mut page = window(&mut reader, &query, Anchor::Top, margin);
        let mut down = ids(&page);
        prop_assert!(!page.above && page.at == 0);
        prop_assert_eq!(down.as_slice(), &expected[..expected.len().min(margin + 1)]);
        while page.below {
            let last = *down.last().unwrap();
            page = window(&mut reader, &query, Anchor::Around(MentionId(last)), margin);
            prop_assert_eq!(page.rows[page.at].id.0, last);
            down.extend(page.rows[page.at + 1..].iter().map(|row| row.id.0));
        }
        prop_assert_eq!(&down, &expected);
        let mut up = ids(&window(&mut reader, &query, Anchor::Bottom, margin));
        while let Some(&first) = up.first() {
            page = window(&mut reader, &query, Anchor::Around(MentionId(first)), margin);
            let before: Vec<i64> = page.rows[..page.at].iter().map(|row| row.id.0).collect();
            prop_assert_eq!(page.above, before.len() + up.len() < expected.len());
            up.splice(0..0, before);
            if !page.above { break }
        }
        prop_assert_eq!(&up, &expected);
    }

    #[test]
    fn a_range_is_what_stands_between_its_ends(all in mentions(), query in query(), a in 0usize..40, b in 0usize..40) {
        let (room, expected) = (Room::with(&all), expected(&all, &query));
        prop_assume!(!expected.is_empty());
        let (a, b) = (a % expected.len(), b % expected.len());
        let (from, to) = (MentionId(expected[a]), MentionId(expected[b]));
        let Answer::MentionIds(ids, _) = room.reader().answer(&Ask::MentionIds { query, from, to }).unwrap() else { panic!() };
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        prop_assert_eq!(ids.as_slice(), &expected[a.min(b)..=a.max(b)]);
    }
}

fn scores() -> Vec<M> {
    (0..9).map(|i| M { minute: i, score: 90 - 10 * i, ..M::default() }).collect()
}

#[test]
fn a_row_that_left_the_list_leaves_its_place_to_the_next() {
    let all = scores();
    let room = Room::with(&all);
    let mut reader = room.reader();
    let query = MentionQuery::default();
    room.conn.execute("UPDATE mention_state SET open = 0, disposition = 'monitor' WHERE score = 50", []).unwrap();
    let page = window(&mut reader, &query, Anchor::Around(MentionId(all[4].id())), 2);
    let scores: Vec<u8> = page.rows.iter().map(|row| row.score).collect();
    assert_eq!((scores, page.at, page.above, page.below), (vec![70, 60, 40, 30], 2, true, true));
    room.conn.execute("UPDATE mention_state SET open = 0 WHERE score <= 50", []).unwrap();
    let page = window(&mut reader, &query, Anchor::Around(MentionId(all[8].id())), 2);
    assert_eq!((page.rows[page.at].score, page.below), (60, false), "the last stays the last");
    let page = window(&mut reader, &query, Anchor::Around(MentionId(5)), 2);
    assert_eq!((page.at, page.above), (0, false), "what was never there opens the top");
}

#[test]
fn an_empty_list_is_an_empty_window() {
    let room = Room::new();
    let mut reader = room.reader();
    for scope in [Scope::Unattended, Scope::Owed, Scope::Snoozed, Scope::All, Scope::Alike(MentionId(3))] {
        for anchor in [Anchor::Top, Anchor::Bottom, Anchor::Around(MentionId(7))] {
            let query = MentionQuery { scope: scope.clone(), ..Default::default() };
            let page = window(&mut reader, &query, anchor, 5);
            assert_eq!((page.rows.len(), page.at, page.above, page.below, page.total), (0, 0, false, false, Some(0)));
        }
    }
}

#[test]
fn the_total_is_the_kept_counter_or_what_is_in_sight_or_unknown() {
    let room = Room::with(&scores());
    room.conn.execute_batch("INSERT INTO counter VALUES ('unattended', 9), ('mentions', 9)").unwrap();
    let mut reader = room.reader();
    let page = window(&mut reader, &MentionQuery::default(), Anchor::Top, 3);
    assert_eq!((page.rows.len(), page.total), (4, Some(9)));
    let band = MentionFilter { band: Some(Band::P4), ..Default::default() };
    let query = MentionQuery { filter: band, ..Default::default() };
    assert_eq!(window(&mut reader, &query, Anchor::Top, 0).total, None);
    assert_eq!(window(&mut reader, &query, Anchor::Top, 3).total, Some(2));
}

#[test]
fn a_mention_without_a_cluster_is_alike_to_itself() {
    let all = scores();
    let room = Room::with(&all);
    let query = MentionQuery { scope: Scope::Alike(MentionId(all[2].id())), ..Default::default() };
    assert_eq!(ids(&window(&mut room.reader(), &query, Anchor::Top, 5)), [all[2].id()]);
}

#[test]
fn every_list_is_read_from_an_index_and_never_sorted() {
    // The lists name their index, so a plan without it is an error and not a slow list; what is left to see is the sort.
    let room = Room::new();
    for (from, order) in [
        (
            "mention_state s INDEXED BY state_open_score WHERE s.open = 1 AND (s.rank, s.id) >= (?, ?)",
            "s.rank ASC, s.id ASC",
        ),
        (
            "mention_state s INDEXED BY state_open_score WHERE s.open = 1 AND (s.rank, s.id) < (?, ?)",
            "s.rank DESC, s.id DESC",
        ),
        ("mention_state s INDEXED BY state_open_newest WHERE s.open = 1 AND s.id > ?", "s.id ASC"),
        (
            "mention_state s INDEXED BY state_owed WHERE s.owes IS NOT NULL AND (s.at, s.id) >= (?, ?)",
            "s.at ASC, s.id ASC",
        ),
        (
            "mention_state s INDEXED BY state_snoozed WHERE s.snoozed_until IS NOT NULL AND (s.snoozed_until, s.id) < (?, ?)",
            "s.snoozed_until DESC, s.id DESC",
        ),
        ("mention_state s INDEXED BY state_owner WHERE s.owner = ? AND s.id <= ?", "s.id DESC"),
        ("mention_state s WHERE s.cluster = ? AND s.id <= ?", "s.id DESC"),
        (
            "mention_fts f CROSS JOIN mention_state s ON s.id = f.rowid WHERE f.mention_fts MATCH ? AND f.rowid <= ?",
            "f.rowid DESC",
        ),
    ] {
        let sql = format!("EXPLAIN QUERY PLAN SELECT 1 FROM {from} ORDER BY {order} LIMIT 9");
        let mut plan = room.conn.prepare(&sql).unwrap();
        let anything = rusqlite::params_from_iter(vec!["x"; plan.parameter_count()]);
        let steps: Vec<String> = plan.query_map(anything, |row| row.get(3)).unwrap().map(Result::unwrap).collect();
        assert!(!steps.iter().any(|s| s.contains("TEMP B-TREE")), "{from}: {steps:?}");
        assert!(!steps.iter().any(|s| s.starts_with("SCAN s")), "{from}: {steps:?}");
    }
}
