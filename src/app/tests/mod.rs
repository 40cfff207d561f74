//! Key sequences through `update`, with answers made up; what they do to the state and which effects they have.

mod belonging;
mod coordinating;
mod each;
mod facilitator;
mod fixtures;
mod journeys;
mod keeping;
mod keywords;
mod ledger;
pub(crate) mod looking;
mod prevention;
mod proofing;
mod publishing;
mod random;
mod reminding;
pub(crate) mod reports;
mod review;
mod roles;
mod screens;
mod sharing;
mod sources;
mod staying;
mod stragglers;
mod travel;
mod triage;

pub(crate) use fixtures::{incident, mention, room_app, sized, source};

use super::*;

#[test]
fn a_zone_is_called_otherwise_in_summer_and_has_a_name_without_letters_too() {
    let called = |zone: &str, at: &str| Zone::at(zone, Stamp::parse(at).unwrap()).short;
    assert_eq!(called("Europe/Madrid", "2026-11-22T12:00:00Z"), "CET");
    assert_eq!(called("Europe/Madrid", "2026-07-22T12:00:00Z"), "CEST");
    assert_eq!(called("America/Bogota", "2026-07-22T12:00:00Z"), "UTC-05");
    assert_eq!(called("Asia/Kathmandu", "2026-07-22T12:00:00Z"), "UTC+0545");
    assert_eq!(Zone::at("Nowhere/At all", Stamp(0)), Zone::default());
}

/// Every key that a source file passes to `words` stands in both languages, and every key of ours is passed somewhere.
#[test]
fn every_key_of_words_is_used_and_every_used_one_has_words() {
    let sources = sources(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/app")));
    let defined = |lang: Lang| -> std::collections::BTreeSet<String> {
        let file = crate::words::files(lang)[1];
        file.lines()
            .filter_map(|l| l.split_once(" = "))
            .map(|(k, _)| k.to_owned())
            .filter(|k| !k.starts_with([' ', '#']))
            .collect()
    };
    let (en, es) = (defined(Lang::En), defined(Lang::Es));
    assert_eq!(en, es);
    for key in &en {
        assert!(sources.contains(&format!("\"{key}\"")), "{key} is used nowhere");
    }
    let words = [Words::new(Lang::En), Words::new(Lang::Es)];
    for call in ["words.t(\"", "words.f(\"", "w.t(\"", "w.f(\""] {
        for (at, _) in sources.match_indices(call) {
            let key = sources[at + call.len()..].split('"').next().unwrap();
            assert!(words.iter().all(|w| w.has(key)), "{key} has no words");
        }
    }
}

fn sources(dir: &std::path::Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&sources(&path));
        } else {
            all.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
    all
}
