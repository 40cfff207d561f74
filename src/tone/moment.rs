//! When a text says that the next word comes: a moment that can be told. Owns which time of a text that is; how times are
//! written is read where promises are (`voice`), so that the check of a draft and the room's promises are of one mind.

use super::About;
use super::pack::{Mark, Sign};
use super::rule::Rule;
use crate::domain::time::Stamp;
use crate::voice;
use std::ops::Range;

/// A moment in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When it is.
    pub at: Stamp,
    /// Whether the text names the zone; else it is taken to be the room's.
    pub zoned: bool,
}

/// The first moment still ahead at which a text promises more words, else the first that has passed; with its place in
/// bytes. A time of day counts in a sentence that speaks of the next word, and never when it says until when something is
/// fixed.
pub(super) fn promised(about: &About<'_>) -> Option<(Moment, Range<usize>)> {
    let (text, ask) = (about.text, about.ask);
    let etas: Vec<Range<usize>> =
        about.read.of(Sign::Rule(Rule::Eta)).iter().map(|eta| text.place(eta.clone())).collect();
    let (mut passed, mut last) = (None, None);
    for word in about.read.mark(Mark::Word) {
        let sentence = text.sentence_of(word.start);
        if last.replace(sentence.start) == Some(sentence.start) {
            continue;
        }
        let place = text.place(sentence);
        for (at, span, zoned) in voice::times(&text.source[place.clone()], ask.lang, ask.now, ask.zone) {
            let span = place.start + span.start..place.start + span.end;
            if etas.iter().any(|e| e.start < span.end && span.start < e.end) {
                continue;
            }
            let moment = (Moment { at, zoned }, span);
            if at > ask.now {
                return Some(moment);
            }
            passed = passed.or(Some(moment));
        }
    }
    passed.or_else(|| kept(about))
}

/// The next word that the room would keep as a promise, where no cue speaks of one.
fn kept(about: &About<'_>) -> Option<(Moment, Range<usize>)> {
    let (source, ask) = (about.text.source, about.ask);
    let promises = voice::promises(source, ask.lang, ask.now, ask.zone);
    let next = promises.into_iter().find(|p| p.what == voice::Due::NextUpdate && !p.vague)?;
    let times = voice::times(source, ask.lang, ask.now, ask.zone);
    let zoned = times.iter().any(|(_, span, zoned)| *zoned && span.start < next.span.end && next.span.start < span.end);
    Some((Moment { at: next.due, zoned }, next.span))
}
