//! How well contradictions and promises are found, on `tests/data/voice.tsv` and `tests/data/promises.tsv`. One half
//! was tuned on, the other only measured; README tells the numbers of the second, and a test compares.

use super::super::*;
use crate::domain::time::DAY;
use std::collections::BTreeMap;

const ZONE: &str = "Europe/Madrid";

/// Right, wrong and missed.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Count {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Count {
    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong).max(1))
    }
    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }
}

fn stamp(text: &str) -> Stamp {
    let whole = if text.len() < 25 && !text.ends_with('Z') {
        format!("{}:00{}", &text[..16], &text[16..])
    } else {
        text.into()
    };
    Stamp::parse(&whole).unwrap_or_else(|| panic!("a time: {text}"))
}

fn rows<'t>(table: &'t str, half: &'t str) -> impl Iterator<Item = Vec<&'t str>> {
    table.lines().map(|row| row.split('\t').collect::<Vec<_>>()).filter(move |row| row[0] == half)
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Figure => "figure",
        Kind::Date => "date",
        Kind::Name => "name",
        Kind::Promise => "promise",
        Kind::State => "state",
    }
}

/// What is found in a pair, by label. `SHOW=tune cargo test --lib voice -- --nocapture` prints what is read otherwise.
fn found(langs: &str, label: &str, a: &str, b: &str) -> &'static str {
    let (first, second) = langs.split_once('-').expect("two languages");
    let read = |text: &str, lang: &str, hour: &str| {
        claims(text, Lang::parse(lang).expect("a language"), stamp(&format!("2026-11-22T{hour}:00:00Z")), ZONE)
    };
    let (live, draft) = (read(a, first, "10"), read(b, second, "12"));
    if matches!(label, "parity" | "same") {
        return if parity(&live, &draft).is_empty() { "same" } else { "parity" };
    }
    let all = conflicts(&draft, &[(1, &live)]);
    let worst = all.iter().min_by_key(|c| c.sort);
    match worst {
        None => "none",
        Some(c) if c.sort == Sort::Update => "update",
        Some(c) => kind_name(c.kind),
    }
}

fn conflicts_of(half: &str) -> BTreeMap<&'static str, Count> {
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    for row in rows(include_str!("../../../tests/data/voice.tsv"), half) {
        let [_, langs, label, a, b] = row[..] else { panic!("five columns: {row:?}") };
        let found = found(langs, label, a, b);
        if found != label && std::env::var_os("SHOW").is_some_and(|s| s == half) {
            println!("{label} read as {found}\n  {a}\n  {b}");
        }
        let silent = |l: &str| matches!(l, "none" | "same");
        let label = ["figure", "date", "name", "promise", "state", "update", "parity", "none", "same"]
            .into_iter()
            .find(|l| *l == label)
            .unwrap_or_else(|| panic!("a label: {label}"));
        if label == found {
            if !silent(label) {
                counts.entry(label).or_default().right += 1;
            }
            continue;
        }
        if !silent(label) {
            counts.entry(label).or_default().missed += 1;
        }
        if !silent(found) {
            counts.entry(found).or_default().wrong += 1;
        }
    }
    counts
}

fn promises_of(half: &str) -> Count {
    let mut count = Count::default();
    for row in rows(include_str!("../../../tests/data/promises.tsv"), half) {
        let [_, lang, said, zone, text, expected] = row[..] else { panic!("six columns: {row:?}") };
        let mut wanted: Vec<(&str, Stamp, bool)> = Vec::new();
        for promise in expected.split(';').filter(|e| *e != "none") {
            let (what, due) = promise.split_once('@').expect("what@due");
            wanted.push((what, stamp(due.trim_end_matches('~')), due.ends_with('~')));
        }
        let found = promises(text, Lang::parse(lang).expect("a language"), stamp(said), zone);
        let before = count;
        for promise in &found {
            let what = match promise.what {
                Due::NextUpdate => "update",
                Due::Contact => "contact",
                Due::Answer => "answer",
                Due::Fix => "fix",
                Due::Findings => "findings",
                Due::Other => "other",
            };
            let near = |due: Stamp| promise.due == due || (promise.vague && promise.due.since(due).abs() < DAY / 2);
            let same = |(w, due, vague): &(&str, Stamp, bool)| *w == what && *vague == promise.vague && near(*due);
            match wanted.iter().position(same) {
                Some(at) => {
                    wanted.remove(at);
                    count.right += 1;
                }
                None => count.wrong += 1,
            }
        }
        count.missed += wanted.len() as u32;
        let failed = count.wrong > before.wrong || count.missed > before.missed;
        if failed && std::env::var_os("SHOW").is_some_and(|s| s == half) {
            let found: Vec<_> = found.iter().map(|p| (p.what, p.due.rfc3339(), p.vague)).collect();
            println!("{text}\n  wanted {expected}\n  found {found:?}");
        }
    }
    count
}

/// All contradictions together, without updates and parity, which are told apart.
fn contradictions(counts: &BTreeMap<&'static str, Count>) -> Count {
    let kinds = ["figure", "date", "name", "promise", "state"];
    kinds.iter().filter_map(|k| counts.get(k)).fold(Count::default(), |all, c| Count {
        right: all.right + c.right,
        wrong: all.wrong + c.wrong,
        missed: all.missed + c.missed,
    })
}

#[test]
fn contradictions_are_told_with_few_false_alarms() {
    for half in ["tune", "measure"] {
        let counts = conflicts_of(half);
        let all = contradictions(&counts);
        assert!(all.right + all.missed >= 50, "{half}: {all:?}");
        assert!(all.precision() >= 0.9 && all.recall() >= 0.85, "{half}: {all:?} {counts:?}");
        for kind in ["figure", "date", "name", "promise", "state", "update"] {
            assert!(counts[kind].right > 3, "{half} {kind}: {:?}", counts[kind]);
        }
    }
    let pairs = ["tune", "measure"].map(|half| rows(include_str!("../../../tests/data/voice.tsv"), half).count());
    assert!(pairs.iter().all(|n| *n >= 100), "{pairs:?}");
}

#[test]
fn promises_are_found_with_their_instant() {
    for half in ["tune", "measure"] {
        let count = promises_of(half);
        assert!(count.right + count.missed >= 40, "{half}: {count:?}");
        assert!(count.precision() >= 0.9 && count.recall() >= 0.85, "{half}: {count:?}");
    }
    let texts = include_str!("../../../tests/data/promises.tsv").lines().count();
    assert!(texts >= 120, "{texts}");
}

#[test]
fn the_next_word_is_promised_as_the_next_update_is() {
    for (lang, text) in [
        (Lang::En, "The next word comes on 28 November 2026 at 10:00 UTC."),
        (Lang::Es, "La próxima palabra llega el 28 de noviembre de 2026 a las 10:00 UTC."),
        (Lang::Es, "La próxima información llega el 28 de noviembre de 2026 a las 10:00 UTC."),
    ] {
        let found = promises(text, lang, stamp("2026-11-27T14:00+01:00"), "Europe/Madrid");
        let found: Vec<_> = found.iter().map(|p| (p.what, p.due, p.vague)).collect();
        assert_eq!(found, [(Due::NextUpdate, stamp("2026-11-28T11:00+01:00"), false)], "{text}");
    }
}

#[test]
fn the_readme_tells_what_is_measured() {
    let counts = conflicts_of("measure");
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let row = |name: &str, c: Count| {
        format!("| {name} | {} | {} | {} |", c.right + c.missed, percent(c.precision()), percent(c.recall()))
    };
    let of = |kind: &str| counts[kind];
    let rows = [
        ("A figure", "Una cifra", of("figure")),
        ("A date or hour", "Una fecha u hora", of("date")),
        ("A name, number or address", "Un nombre, número o dirección", of("name")),
        ("A promise", "Una promesa", of("promise")),
        ("That something is so or not", "Que algo es así o no", of("state")),
        ("**All contradictions**", "**Todas las contradicciones**", contradictions(&counts)),
        ("Replaced in so many words", "Sustituido de forma expresa", of("update")),
        ("Missing in a translation", "Falta en una traducción", of("parity")),
        ("**A promise and its instant**", "**Una promesa y su momento**", promises_of("measure")),
    ];
    for (file, text, spanish) in [
        ("README.md", include_str!("../../../README.md"), false),
        ("assets/README.es.md", include_str!("../../../assets/README.es.md"), true),
    ] {
        let all = rows.iter().map(|(en, es, count)| row(if spanish { es } else { en }, *count));
        let missing: Vec<String> = all.filter(|row| !text.contains(row)).collect();
        assert!(missing.is_empty(), "{file} should say\n{}", missing.join("\n"));
    }
}
