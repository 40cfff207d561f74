//! T02: an apology that a "but" takes back. Owns how far an apology reaches; which words are which is the cues'.

use super::pack::Mark;
use super::rule::Rule;
use super::{About, Draft};

/// Words between an apology and the "but" that still limits it.
const REACH: usize = 24;

/// A "but" in the sentence of an apology, or at the start of the next one.
pub(super) fn find(about: &About<'_>, draft: &mut Draft) {
    let buts = about.read.mark(Mark::But);
    // "Although it takes weeks, ..." limits what follows it, not the apology before
    let weak = |at: usize| about.pack.is("weak_buts", about.read, at);
    for apology in about.read.mark(Mark::Apology).iter().chain(about.read.mark(Mark::Regret)) {
        let sentence = about.text.tokens[apology.start].sentence;
        let limits = |but: &&std::ops::Range<usize>| {
            let of = about.text.tokens[but.start].sentence;
            let opens = but.start == 0 || about.text.tokens[but.start - 1].sentence != of;
            but.start >= apology.end
                && but.start < apology.end + REACH
                && (of == sentence || (of == sentence + 1 && opens && !weak(but.start)))
        };
        let from = buts.partition_point(|b| b.start < apology.end);
        if let Some(but) = buts[from..].iter().take(REACH).find(limits)
            && !helps(about, but.start)
        {
            let places = vec![about.text.place(apology.clone()), about.text.place(but.clone())];
            draft.put(
                Rule::ButApology,
                Rule::ButApology.level(),
                places,
                Rule::ButApology.why(),
                Rule::ButApology.better(),
            );
        }
    }
}

/// Whether what follows a "but" says what is done for people: it speaks of us or of what is theirs, and sets no limits.
fn helps(about: &About<'_>, but: usize) -> bool {
    let end = about.text.sentence_of(but).end.min(but + REACH);
    let limits = (but..end).any(|i| about.pack.is("limiting", about.read, i));
    !limits && about.read.mark(Mark::Benign).iter().any(|b| b.start == but)
}
