//! The facts that a text leans on, each with the words of the text that it stands behind: what whoever reads the text
//! before it goes out checks one by one.

use super::{Draft, fact_text};
use crate::domain::fact::Fact;
use crate::voice;
use std::ops::Range;

/// Most places of a text that are told of one fact, and most characters of each.
const MAX_SAYS: usize = 5;
const MAX_CHARS: usize = 60;

/// A fact that a text leans on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lean {
    /// The fact as it stands now.
    pub fact: Fact,
    /// The revision that the text was judged by.
    pub rev: i64,
    /// Numbers, names, dates and promises of the text that it speaks of, as the text has them; bounded.
    pub says: Vec<String>,
}

impl Lean {
    /// It is no longer what it was when the text was handed in.
    pub fn moved(&self) -> bool {
        self.fact.rev != self.rev
    }
}

/// What each of these facts, at the revision that the text leans on, stands behind in it.
pub fn leans(facts: Vec<(Fact, i64)>, draft: &Draft<'_>) -> Vec<Lean> {
    let claims = voice::claims(draft.text, draft.lang, draft.now, draft.zone);
    let one = |(fact, rev): (Fact, i64)| {
        let read = [fact_text(&fact, draft.now, draft.zone)];
        let links = voice::link(&claims, &read, draft.zone).0;
        let spans: Vec<&Range<usize>> = links.iter().filter(|l| l.fact.is_some()).map(|l| &l.span).collect();
        // a figure inside of what is said as a whole is told with it
        let inside = |span: &Range<usize>| {
            spans.iter().any(|whole| *whole != span && whole.start <= span.start && span.end <= whole.end)
        };
        let mut says: Vec<String> = Vec::new();
        for span in spans.iter().filter(|span| !inside(span)) {
            let words = draft.text.get((*span).clone()).unwrap_or_default().trim_end_matches(['.', ',', ';', ':']);
            let words: String = words.chars().take(MAX_CHARS).collect();
            if says.len() < MAX_SAYS && !words.is_empty() && !says.contains(&words) {
                says.push(words);
            }
        }
        Lean { fact, rev, says }
    };
    facts.into_iter().map(one).collect()
}
