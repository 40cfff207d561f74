//! T02: an apology that a "but" takes back. Owns how far an apology reaches; which words are which is the cues'.

use super::pack::Mark;
use super::rule::Rule;
use super::{About, Draft};

/// Words between an apology and the "but" that still limits it.
const REACH: usize = 24;

/// A "but" in the sentence of an apology, or at the start of the next one.
pub(super) fn find(about: &About<'_>, draft: &mut Draft) {
    let buts = about.read.mark(Mark::But);
    for apology in about.read.mark(Mark::Apology).iter().chain(about.read.mark(Mark::Regret)) {
        let sentence = about.text.tokens[apology.start].sentence;
        let limits = |but: &&std::ops::Range<usize>| {
            let of = about.text.tokens[but.start].sentence;
            let opens = but.start == 0 || about.text.tokens[but.start - 1].sentence != of;
            but.start >= apology.end
                && but.start < apology.end + REACH
                && (of == sentence || (of == sentence + 1 && opens))
        };
        let from = buts.partition_point(|b| b.start < apology.end);
        if let Some(but) = buts[from..].iter().take(REACH).find(limits) {
            let places = vec![about.text.place(apology.clone()), about.text.place(but.clone())];
            draft.put(Rule::ButApology, Rule::ButApology.level(), places, Rule::ButApology.why(), Rule::ButApology.better());
        }
    }
}
