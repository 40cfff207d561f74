//! What is each other's contrary and what only looks so, on `tests/data/contrary.tsv` between texts and on
//! `tests/data/against.tsv` against facts: an error stops a text, so that one of them wrongly told costs more than a
//! doubt. One half was tuned on, the other only measured.

use super::super::*;
use crate::domain::fact::FactStatus;

const BETWEEN_TEXTS: &str = include_str!("../../../tests/data/contrary.tsv");
const AGAINST_FACTS: &str = include_str!("../../../tests/data/against.tsv");

/// How a half of the table is read.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Read {
    /// Contraries told as one, in doubt, and not at all.
    sure: u32,
    doubted: u32,
    missed: u32,
    /// Others told as one, and in doubt.
    wrong: u32,
    wary: u32,
}

/// `SHOW=tune cargo test --lib contrary -- --nocapture` prints what is read otherwise.
fn read(table: &str, half: &str) -> Read {
    let now = Stamp::parse("2026-11-27T12:00:00Z").expect("a time");
    let show = std::env::var_os("SHOW").is_some_and(|s| s == half);
    let mut counts = Read::default();
    for row in table.lines().filter(|row| row.starts_with(half)) {
        let [_, langs, label, a, b] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("five columns: {row}") };
        let (first, second) = langs.split_once('-').expect("two languages");
        let told = |text, lang| claims(text, Lang::parse(lang).expect("a language"), now, "Europe/Madrid");
        let (live, draft) = (told(a, first), told(b, second));
        let fact = [(Lang::parse(first).expect("a language"), a)];
        let fact = [FactText::read(1, 1, FactStatus::Confirmed, &fact, now, "Europe/Madrid")];
        let (found, linked) = (conflicts(&draft, &[(1, &live)]), link(&draft, &fact, "Europe/Madrid"));
        let has = |sort| match (table == AGAINST_FACTS, sort) {
            (false, _) => found.iter().any(|c| c.sort == sort),
            (true, Sort::Doubt) => linked.0.iter().any(|l| l.backing == Backing::Doubted),
            (true, _) => linked.0.iter().any(|l| l.backing == Backing::Contradicted),
        };
        let count = match (label, has(Sort::Contradiction), has(Sort::Doubt)) {
            ("contrary", true, _) => &mut counts.sure,
            ("contrary", false, true) => &mut counts.doubted,
            ("contrary", ..) => &mut counts.missed,
            (_, true, _) => &mut counts.wrong,
            (_, false, true) => &mut counts.wary,
            _ => continue,
        };
        *count += 1;
        if show && (label != "contrary" || !has(Sort::Contradiction)) {
            println!("{label}: {a} | {b}\n  {live:?}\n  {draft:?}");
        }
    }
    counts
}

#[test]
fn what_only_looks_contrary_is_no_error() {
    let (tuned, measured) = (read(BETWEEN_TEXTS, "tune"), read(BETWEEN_TEXTS, "measure"));
    println!("tuned {tuned:?}\nmeasured {measured:?}");
    assert_eq!((tuned.wrong, tuned.missed), (0, 0), "{tuned:?}");
    assert!(measured.wrong <= 1 && measured.sure + measured.doubted >= 8, "{measured:?}");
}

#[test]
fn a_fact_is_contradicted_by_what_says_otherwise_of_the_same_time() {
    let (tuned, measured) = (read(AGAINST_FACTS, "tune"), read(AGAINST_FACTS, "measure"));
    println!("tuned {tuned:?}\nmeasured {measured:?}");
    assert_eq!((tuned.wrong, tuned.missed), (0, 0), "{tuned:?}");
    assert!(measured.wrong <= 1 && measured.missed <= 2, "{measured:?}");
}
