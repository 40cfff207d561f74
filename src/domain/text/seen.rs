//! A text as whoever reads it sees it: what does not show is not there, and a digit or letter is what it looks like however
//! wide or fancy it is written. Owns the way back to the places of the text as it stands.

use super::{decompose_compatible, is_emoji, unseen};
use std::borrow::Cow;
use std::ops::Range;

/// A text as it is seen.
pub struct Seen<'a> {
    text: Cow<'a, str>,
    /// Where the two part: the byte of the seen text, and of the source where what stands before it ends and where what
    /// stands from it on begins.
    steps: Vec<(usize, usize, usize)>,
}

impl<'a> Seen<'a> {
    /// Reads a text, in one pass.
    pub fn of(source: &'a str) -> Seen<'a> {
        let Some(first) = source.char_indices().find_map(|(at, c)| odd(c).then_some(at)) else {
            return Seen { text: Cow::Borrowed(source), steps: Vec::new() };
        };
        let mut text = String::with_capacity(source.len());
        text.push_str(&source[..first]);
        let mut steps: Vec<(usize, usize, usize)> = Vec::new();
        let mut before = source[..first].chars().next_back();
        for (at, c) in source[first..].char_indices().map(|(at, c)| (first + at, c)) {
            let end = at + c.len_utf8();
            if unseen(c) && !pictures(c, before, source[end..].chars().next()) {
                match steps.last_mut() {
                    Some((seen, _, from)) if *seen == text.len() => *from = end,
                    _ => steps.push((text.len(), at, end)),
                }
                continue;
            }
            let plain = plain(c);
            text.push(plain);
            if plain != c {
                steps.push((text.len(), end, end));
            }
            before = Some(c);
        }
        Seen { text: Cow::Owned(text), steps }
    }

    /// What is seen.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that bytes of the seen text stand for.
    pub fn back(&self, seen: Range<usize>) -> Range<usize> {
        if self.steps.is_empty() {
            return seen;
        }
        let step =
            |at: usize| self.steps.partition_point(|(seen, ..)| *seen <= at).checked_sub(1).map(|i| self.steps[i]);
        let on = |at: usize, step: Option<(usize, usize, usize)>| step.map_or(at, |(seen, _, from)| from + at - seen);
        let start = on(seen.start, step(seen.start));
        if seen.is_empty() {
            return start..start;
        }
        let end = match step(seen.end) {
            Some((at, to, _)) if at == seen.end => to,
            other => on(seen.end, other),
        };
        start..end
    }
}

fn odd(c: char) -> bool {
    unseen(c) || plain(c) != c
}

/// Whether what does not show belongs to a picture, which is no word: joiners, selectors, tags and tones of skin.
fn pictures(c: char, before: Option<char>, next: Option<char>) -> bool {
    let part = |c: char| is_emoji(c) || matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{e0020}'..='\u{e007f}');
    let tone = matches!(c, '\u{1f3fb}'..='\u{1f3ff}');
    tone || (part(c) && (before.is_some_and(part) || next == Some('\u{20e3}')))
}

/// The digit, letter or sign that a fancy form of it shows. Of Latin letters and their small raised and lowered kin, each is
/// itself: `m²` is no `m2`.
fn plain(c: char) -> char {
    if c < '\u{2100}' {
        return c;
    }
    let (mut only, mut count) = (c, 0);
    decompose_compatible(c, |d| (only, count) = (d, count + 1));
    if count == 1 && only.is_ascii_graphic() { only } else { c }
}
