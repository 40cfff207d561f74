//! How well the tone check reads texts that were written before its cues were tuned (tests/data/tone.*.tsv).

mod labelled;

use gabinete::domain::room::Lang;
use gabinete::tone::{Level, Rule};
use labelled::{Labelled, Score, level, score, texts};
use std::collections::BTreeSet;

/// What all errors of a language together must reach, in each half.
const ERRORS_PRECISION: f64 = 0.95;
const ERRORS_RECALL: f64 = 0.85;
/// What each rule must reach in both languages together, in each half.
const RULE_PRECISION: f64 = 0.75;
const RULE_RECALL: f64 = 0.7;
/// Texts that must fire a rule, in each language that has it.
const POSITIVES: usize = 5;

fn both() -> [(Lang, Vec<Labelled>); 2] {
    [Lang::En, Lang::Es].map(|lang| (lang, texts(lang)))
}

/// Right of those found.
fn precision(score: Score) -> f64 {
    share(score.hits, score.wrong)
}

/// Found of those there.
fn recall(score: Score) -> f64 {
    share(score.hits, score.missed)
}

fn share(right: usize, other: usize) -> f64 {
    if right + other == 0 { 1.0 } else { right as f64 / (right + other) as f64 }
}

/// Rules that texts alone can break.
fn rules() -> impl Iterator<Item = Rule> {
    Rule::ALL.into_iter().filter(|r| !r.beside_others())
}

/// What the half that cues may be tuned on gets wrong; of the other half nobody is told.
fn wrongs(all: &[Labelled]) -> String {
    let wrong = all.iter().filter(|t| t.tuned() && t.found != t.rules);
    let told = wrong.map(|t| format!("{}\n    should fire {:?}, fires {:?}", t.text, t.rules, t.found));
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn errors_are_right_nearly_always() {
    for (lang, all) in both() {
        for tuned in [true, false] {
            let errors = level(&all, Level::Error, tuned);
            let (precision, recall) = (precision(errors), recall(errors));
            let good = precision >= ERRORS_PRECISION && recall >= ERRORS_RECALL;
            assert!(good, "{lang:?} tuned: {tuned} precision {precision:.3} recall {recall:.3}\n{}", wrongs(&all));
        }
    }
}

#[test]
fn no_rule_is_much_worse_than_the_others() {
    let all: Vec<Labelled> = both().into_iter().flat_map(|(_, all)| all).collect();
    for rule in rules() {
        for tuned in [true, false] {
            let s = score(&all, rule, tuned);
            let good = precision(s) >= RULE_PRECISION && recall(s) >= RULE_RECALL;
            assert!(good, "{} tuned: {tuned} {s:?}\n{}", rule.code(), wrongs(&all));
        }
    }
}

#[test]
fn the_set_is_large_and_covers_every_rule() {
    for (lang, all) in both() {
        let (good, bad): (Vec<&Labelled>, Vec<&Labelled>) = all.iter().partition(|t| t.rules.is_empty());
        assert!(good.len() >= 150 && bad.len() >= 150, "{lang:?} {} good, {} bad", good.len(), bad.len());
        let texts: BTreeSet<&str> = all.iter().map(|t| t.text.as_str()).collect();
        assert_eq!(texts.len(), all.len(), "{lang:?}: a text stands twice");
        for rule in rules().filter(|r| lang == Lang::Es || *r != Rule::Register) {
            let n = all.iter().filter(|t| t.rules.contains(&rule)).count();
            assert!(n >= POSITIVES, "{lang:?} {}: {n} texts", rule.code());
        }
        let tuned = all.iter().filter(|t| t.tuned()).count();
        assert!(
            tuned * 5 > all.len() * 2 && tuned * 5 < all.len() * 3,
            "{lang:?}: the halves are {tuned} of {}",
            all.len()
        );
    }
}
