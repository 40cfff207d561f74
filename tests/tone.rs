//! How well the tone check reads texts that were written before its cues were tuned (tests/data/tone.*.tsv).

mod labelled;

use gabinete::domain::room::Lang;
use gabinete::tone::{Level, Rule};
use labelled::{Labelled, level, score, texts};

fn both() -> [(Lang, Vec<Labelled>); 2] {
    [Lang::En, Lang::Es].map(|lang| (lang, texts(lang)))
}

#[test]
fn show() {
    let held = std::env::var("TONE_HELD").is_ok();
    for (lang, all) in both() {
        for t in all.iter().filter(|t| t.tuned() != held) {
            let found = t.found();
            let wrong: Vec<&str> = found.difference(&t.rules).map(|r| r.code()).collect();
            let missed: Vec<&str> = t.rules.difference(&found).map(|r| r.code()).collect();
            if !wrong.is_empty() || !missed.is_empty() {
                let words: Vec<String> = t
                    .report()
                    .hits
                    .iter()
                    .filter(|h| wrong.contains(&h.rule.code()))
                    .map(|h| format!("{}:{:?}{}", h.rule.code(), h.words, h.element.map_or("", |e| e.code())))
                    .collect();
                println!(
                    "{} +{:?} -{:?} {:?} {}\n     {}",
                    lang.code(),
                    wrong,
                    missed,
                    t.kind,
                    t.text,
                    words.join(" ")
                );
            }
        }
        for tuned in [true, false] {
            for l in [Level::Error, Level::Warning, Level::Info] {
                let s = level(&all, l, tuned);
                println!("{} tuned={tuned} {l:?} p={:.3} r={:.3} {s:?}", lang.code(), s.precision(), s.recall());
            }
        }
        let _ = score(&all, Rule::Conditional, true);
        println!("{}", all.iter().filter(|t| t.tuned()).count());
    }
}
