//! Cutting a text that is too long into the numbered parts of a thread.
//!
//! Each part takes as much as it can and ends at the best place near its end: a sentence's, else a clause's, else a word's.
//! Links and mentions are never cut, words only where one alone is longer than a part. Each part is looked at a fixed number
//! of times, so the time grows with the text alone.

use super::breaks::{Break, KINDS, at_blanks, between, is_blank};
use super::links::{self, Dialect};
use super::{LINK, Limits, Measure, Rule, measure, used, x};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Most parts of a thread; whatever is left is in the last one, which is over its limit then.
pub const MAX_PARTS: usize = 99;

/// Bytes of the longest name that is kept whole as a mention.
const MAX_MENTION: usize = 256;

/// One part of a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is posted: `2/3 ` and the words; in a thread of one the text as it stands.
    pub text: String,
    /// The bytes of the whole text that are its words, without blanks around them.
    pub words: Range<usize>,
    /// How long it is, its number included. Over the limit when one link, mention or character alone is, and in the last of
    /// [`MAX_PARTS`] parts.
    pub measure: Measure,
}

/// Cuts a text into parts that each fit, numbered `1/3`, `2/3`, `3/3`; a text that fits is one part and has no number. The
/// words of all parts, in order, are those of the text.
pub fn split(limits: Limits, text: &str) -> Vec<Part> {
    let whole = measure(limits, text);
    if !whole.is_over() || text.chars().all(is_blank) {
        return vec![Part { text: text.to_owned(), words: 0..text.len(), measure: whole }];
    }
    let thread = Thread { limits, text, kept: kept(limits.rule, text) };
    // The numbers take room too, and how much depends on how many parts there are.
    let mut cuts = thread.cut(1);
    if cuts.len() > 9 {
        cuts = thread.cut(2);
    }
    let total = cuts.len();
    let part = |(n, words): (usize, Range<usize>)| {
        let text = format!("{} {}", number(n + 1, total), &text[words.clone()]);
        Part { measure: measure(limits, &text), text, words }
    };
    cuts.into_iter().enumerate().map(part).collect()
}

fn number(n: usize, total: usize) -> String {
    format!("{n}/{total}")
}

/// What stays whole: its bytes, and what it counts.
type Kept = (Range<usize>, usize);

struct Thread<'t> {
    limits: Limits,
    text: &'t str,
    /// Links and mentions, in order.
    kept: Vec<Kept>,
}

/// How far a part may go, as the platform counts and in bytes.
#[derive(Clone, Copy)]
struct Room {
    used: usize,
    bytes: usize,
}

impl Thread<'_> {
    /// The words of each part when the number of parts has so many digits.
    fn cut(&self, digits: u32) -> Vec<Range<usize>> {
        let mut cuts = Vec::new();
        let end = self.text.trim_end_matches(is_blank).len();
        let mut start = self.after_blanks(0);
        while start < end {
            let number = number(cuts.len() + 1, 10_usize.pow(digits) - 1);
            let cut = if cuts.len() + 1 == MAX_PARTS { end } else { self.next_cut(start, end, &number) };
            cuts.push(start..start + self.text[start..cut].trim_end_matches(is_blank).len());
            start = self.after_blanks(cut);
        }
        cuts
    }

    /// The first character from here that is no blank; a blank with an accent on it is none.
    fn after_blanks(&self, at: usize) -> usize {
        let after = self.text.len() - self.text[at..].trim_start_matches(is_blank).len();
        let last = self.text[at..after].char_indices().next_back().map_or(after, |(last, _)| at + last);
        let whole = self.text[last..].graphemes(true).next().map_or(0, str::len);
        if last + whole > after { last } else { after }
    }

    /// Where the part that starts here ends. What the pieces count together is nearly what they count as one; where it
    /// is not, there is less room the next time, and half of it from then on.
    fn next_cut(&self, start: usize, end: usize, number: &str) -> usize {
        let number = format!("{number} ");
        let bytes = match self.limits.rule {
            Rule::GraphemesBytes { bytes } => bytes,
            _ => None,
        };
        let room = |limit: Option<usize>, taken: usize| {
            limit.map_or(usize::MAX, |limit: usize| limit.saturating_sub(taken + number.len()))
        };
        let bytes = room(bytes, 0);
        let mut room = Room { used: room(self.limits.most, self.limits.taken).min(bytes), bytes };
        let mut first = true;
        loop {
            let cut = self.best(start, end, room);
            let text = format!("{number}{}", self.text[start..cut].trim_end_matches(is_blank));
            let measure = measure(self.limits, &text);
            if !measure.is_over() || room.used == 0 {
                return cut;
            }
            room.used = if first { room.used.saturating_sub(measure.over_by.max(1)) } else { room.used / 2 };
            first = false;
        }
    }

    /// The best place to cut within the room; one piece at least.
    fn best(&self, start: usize, end: usize, room: Room) -> usize {
        let mut places = Places::default();
        let mut kept = self.kept.partition_point(|(range, _)| range.end <= start);
        let (mut at, mut count) = (start, 0);
        while at < end {
            let (next, counts) = self.piece(at, &mut kept);
            let blank = self.text[at..next].chars().all(is_blank);
            if blank {
                let before = self.text[start..at].ends_with(is_blank);
                if !before {
                    let kind = at_blanks(&self.text[start..at], &self.text[at..]);
                    places.note(kind, at, count);
                }
            } else if at > start
                && let Some(pair) = self.pair(at)
            {
                places.note(between(pair.0, pair.1), at, count);
            }
            count += counts;
            if !blank && at > start && (count > room.used || next - start > room.bytes) {
                return places.choose(room.used).unwrap_or(at);
            }
            at = next;
        }
        match count > room.used || end - start > room.bytes {
            true => places.choose(room.used).unwrap_or(end),
            false => end,
        }
    }

    /// The characters on both sides of a place that no blank is at.
    fn pair(&self, at: usize) -> Option<(char, char)> {
        let before = self.text[..at].chars().next_back().filter(|c| !is_blank(*c))?;
        Some((before, self.text[at..].chars().next()?))
    }

    /// The end of what stays whole from here, and what it counts.
    fn piece(&self, at: usize, kept: &mut usize) -> (usize, usize) {
        while self.kept.get(*kept).is_some_and(|(range, _)| range.end <= at) {
            *kept += 1;
        }
        let grapheme = self.text[at..].graphemes(true).next().unwrap_or_default();
        match self.kept.get(*kept) {
            Some((range, counts)) if range.start < at + grapheme.len() => {
                let before = &self.text[at..range.start.max(at)];
                (range.end, counts + self.counts(before))
            }
            _ => (at + grapheme.len(), self.counts(grapheme)),
        }
    }

    fn counts(&self, grapheme: &str) -> usize {
        match self.limits.rule {
            Rule::X => x::of_words(grapheme),
            Rule::GraphemesBytes { .. } | Rule::Mastodon => usize::from(!grapheme.is_empty()),
            Rule::Chars | Rule::None => grapheme.chars().count(),
        }
    }
}

/// The last place of each kind, with how much stands before it.
#[derive(Default)]
struct Places([Option<(usize, usize)>; KINDS]);

impl Places {
    fn note(&mut self, kind: Break, at: usize, count: usize) {
        self.0[kind as usize] = Some((at, count));
    }

    /// The best place that leaves the part a quarter full; where there is none, the best of all. What says one thing is
    /// parted, and then a word cut, only where nothing else is left.
    fn choose(&self, room: usize) -> Option<usize> {
        let [inside, glued, proper @ ..] = &self.0;
        let best = |least: usize| proper.iter().rev().flatten().find(|(_, count)| *count >= least);
        best(room / 4).or_else(|| best(0)).or(glued.as_ref()).or(inside.as_ref()).map(|(at, _)| *at)
    }
}

/// Links and mentions, in order, each up to the end of its last character.
pub(super) fn kept(rule: Rule, text: &str) -> Vec<Kept> {
    let dialect = if rule == Rule::Mastodon { Dialect::Mastodon } else { Dialect::X };
    let mut kept: Vec<Kept> = Vec::new();
    let mut at = 0;
    for link in links::find(text, dialect) {
        mentions(rule, text, at..link.start, &mut kept);
        let counts = if matches!(rule, Rule::X | Rule::Mastodon) { LINK } else { used(rule, &text[link.clone()]) };
        at = link.end;
        kept.push((link, counts));
    }
    mentions(rule, text, at..text.len(), &mut kept);
    for (range, _) in &mut kept {
        let last = text[range.clone()].char_indices().next_back().map_or(range.start, |(at, _)| range.start + at);
        range.end = last + text[last..].graphemes(true).next().map_or(0, str::len);
    }
    // A link that begins inside the last character of what stands before it is one piece with it.
    kept.dedup_by(|(next, counts), (before, sum)| {
        let one = next.start < before.end;
        if one {
            before.end = before.end.max(next.end);
            *sum += *counts;
        }
        one
    });
    kept
}

/// `@name`, `@name.example.com` and `@name@example.com` in a stretch without links.
fn mentions(rule: Rule, text: &str, within: Range<usize>, kept: &mut Vec<Kept>) {
    let mut at = within.start;
    while let Some(found) = text[at..within.end].find('@') {
        let start = at + found;
        let name = &text[start..within.end];
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '@');
        let end = name.find(|c| !part(c)).unwrap_or(name.len());
        let length = name[..end].trim_end_matches(['.', '-', '@']).len();
        at = start + end.max(1);
        if (2..=MAX_MENTION).contains(&length) {
            kept.push((start..start + length, used(rule, &name[..length])));
        }
    }
}
