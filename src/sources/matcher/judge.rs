//! Whether an expression holds for a text, and where. Owns the order of cheap and dear steps; must not know how an
//! expression is typed.
//!
//! Nearly every text of a network is about something else. So the first step is one pass over the folded text for what
//! every match contains; only a text that has some of it is taken apart into words, and only terms that stand in it
//! decide the rest.

use super::glyphs::{Class, Glyphs};
use super::parse::Expr;
use super::reader::Reader;
use super::term::{Term, beginnings, longest};
use crate::domain::text::{FINGERPRINT, fingerprint, fingerprint_on};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::ops::{Range, RangeInclusive};

/// Most places of terms in one text; a text made of nothing but keywords has no more to say behind them.
const HITS_MAX: usize = 5_000;

/// Room that is kept between texts; what a longer one needed is given back.
const ROOM_KEPT: usize = 64 << 10;

/// A term at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    term: u32,
    /// Its first word.
    start: u32,
    /// The word behind it.
    end: u32,
    from: u32,
    to: u32,
}

/// Places of something, in words and in bytes.
type Places = Vec<Hit>;

/// What can be told of a misspelling without comparing letter by letter.
#[derive(Debug, Clone, Copy)]
struct Fuzzy {
    term: u32,
    kinds: u32,
    letters: u8,
    edits: u8,
}

/// Most bytes of literals whose sieve is a table of all its states: twice as fast, some hundred bytes for each.
const TABLE_MAX: usize = 16 << 10;

/// Room to work in, kept from text to text.
#[derive(Default)]
pub struct Scratch {
    folded: String,
    room: String,
    text: Reader,
    hits: Vec<Hit>,
}

/// An expression made ready.
#[derive(Debug, Clone)]
pub struct Judge {
    expr: Expr,
    terms: Vec<Term>,
    /// Finds what every match contains; nothing where there is no such thing, and every text is taken apart.
    sieve: Option<AhoCorasick>,
    /// Fingerprints of first words and the terms that begin with them, sorted.
    first: Vec<(u64, u32)>,
    /// Bits of the fingerprints in `first`: most words of a text are in none.
    bloom: [u64; 16],
    /// Fingerprints of first beginnings of words and the terms that begin with them, sorted.
    prefixes: Vec<(u64, u32)>,
    /// Lengths of those beginnings in bytes, sorted.
    lengths: Vec<usize>,
    /// Misspellings.
    fuzzy: Vec<Fuzzy>,
    /// Fewest and most letters of a word that can be one of them.
    letters: RangeInclusive<u8>,
    /// Handles and hashtags.
    signs: Vec<u32>,
    /// One term alone decides.
    single: bool,
}

impl Judge {
    /// Makes an expression ready.
    pub fn new(expr: Expr, terms: Vec<Term>, needs: Option<&[String]>) -> Judge {
        let mut judge = Judge {
            single: match &expr {
                Expr::Term(_) => true,
                Expr::Or(any) => any.iter().all(|one| matches!(one, Expr::Term(_))),
                _ => false,
            },
            expr,
            sieve: needs.and_then(sieve),
            first: Vec::new(),
            bloom: [0; 16],
            prefixes: Vec::new(),
            lengths: Vec::new(),
            fuzzy: Vec::new(),
            letters: RangeInclusive::new(1, 0),
            signs: Vec::new(),
            terms: Vec::new(),
        };
        for (n, term) in (0u32..).zip(&terms) {
            match (term.first(), term) {
                (Some(hash), _) => {
                    judge.first.push((hash, n));
                    judge.bloom[(hash >> 6 & 15) as usize] |= 1 << (hash & 63);
                }
                (None, Term::Sign { .. }) => judge.signs.push(n),
                (None, Term::Fuzzy { letters, kinds, edits, .. }) => {
                    let letters = letters.len().min(usize::from(u8::MAX)) as u8;
                    judge.fuzzy.push(Fuzzy { term: n, kinds: *kinds, letters, edits: *edits });
                }
                (None, Term::Words(parts)) => {
                    let begin = parts.first().map_or("", |part| part.text.as_str());
                    judge.prefixes.push((fingerprint(begin.bytes()), n));
                    judge.lengths.push(begin.len());
                }
            }
        }
        let fewest = judge.fuzzy.iter().map(|f| f.letters.saturating_sub(f.edits)).min();
        let most = judge.fuzzy.iter().map(|f| f.letters.saturating_add(f.edits)).max();
        if let (Some(fewest), Some(most)) = (fewest, most) {
            judge.letters = fewest..=most;
        }
        judge.first.sort_unstable();
        judge.prefixes.sort_unstable();
        judge.lengths.sort_unstable();
        judge.lengths.dedup();
        judge.terms = terms;
        judge
    }

    /// What must hold.
    pub fn expr(&self) -> &Expr {
        &self.expr
    }

    /// Its terms.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether it holds.
    pub fn holds(&self, text: &str, scratch: &mut Scratch) -> bool {
        let held = self.read(text, scratch, self.single) && self.true_of(&self.expr, &scratch.hits);
        scratch.shrink();
        held
    }

    /// Where it holds: places of what it asks for, in order, none twice, at most so many.
    pub fn places(&self, text: &str, scratch: &mut Scratch, most: usize) -> Vec<Range<usize>> {
        let mut found = Places::new();
        if self.read(text, scratch, false) && self.true_of(&self.expr, &scratch.hits) {
            self.asked(&self.expr, &scratch.hits, &mut found);
        }
        scratch.shrink();
        found.sort_unstable_by_key(|hit| (hit.from, hit.to));
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for hit in found {
            let (from, to) = (hit.from as usize, hit.to as usize);
            let full = ranges.len() == most;
            match ranges.last_mut() {
                Some(last) if from < last.end => last.end = last.end.max(to),
                _ if full => break,
                _ => ranges.push(from..to),
            }
        }
        ranges
    }

    /// Finds all terms in a text, or the first one; false where there are none.
    fn read(&self, text: &str, scratch: &mut Scratch, one: bool) -> bool {
        if self.terms.is_empty() {
            return false;
        }
        let glyphs = Glyphs::get();
        if let Some(sieve) = &self.sieve {
            scratch.folded.clear();
            fold(text, glyphs, &mut scratch.folded, &mut scratch.room);
            if !sieve.is_match(scratch.folded.as_str()) {
                return false;
            }
        }
        let Scratch { text: words, hits, .. } = scratch;
        words.read(text, glyphs);
        hits.clear();
        let most = if one { 1 } else { HITS_MAX };
        self.find_marks(words, hits, most);
        self.find_words(words, hits, most);
        hits.sort_unstable();
        !hits.is_empty()
    }

    fn find_words(&self, text: &Reader, hits: &mut Vec<Hit>, most: usize) {
        for at in 0..text.words.len() {
            if !self.first.is_empty() {
                for hash in beginnings(text, at) {
                    if self.bloom[(hash >> 6 & 15) as usize] & 1 << (hash & 63) == 0 {
                        continue;
                    }
                    self.try_all(&self.first, hash, text, at, hits);
                }
            }
            self.find_prefixes(text, at, hits);
            self.find_fuzzy(text, at, hits);
            if hits.len() >= most {
                return;
            }
        }
    }

    fn find_prefixes(&self, text: &Reader, at: usize, hits: &mut Vec<Hit>) {
        let mut lengths = self.lengths.iter().copied().peekable();
        let mut hash = FINGERPRINT;
        for (n, byte) in (1..).zip(longest(text, at).bytes()) {
            hash = fingerprint_on(hash, byte);
            if lengths.next_if_eq(&n).is_some() {
                self.try_all(&self.prefixes, hash, text, at, hits);
            }
            if lengths.peek().is_none() {
                return;
            }
        }
    }

    /// Tries the terms of one fingerprint.
    fn try_all(&self, from: &[(u64, u32)], hash: u64, text: &Reader, at: usize, hits: &mut Vec<Hit>) {
        let begin = from.partition_point(|(h, _)| *h < hash);
        let same = from[begin..].iter().take_while(|(h, _)| *h == hash);
        same.for_each(|(_, term)| self.try_term(*term, text, at, hits));
    }

    fn find_fuzzy(&self, text: &Reader, at: usize, hits: &mut Vec<Hit>) {
        let Some(word) = text.words.get(at) else { return };
        let joined = text.words.get(at + 1).is_some_and(|next| next.joint == b'\'');
        if !joined && !self.letters.contains(&word.letters) {
            return;
        }
        for one in &self.fuzzy {
            let near = word.letters.abs_diff(one.letters) <= one.edits
                && (word.kinds ^ one.kinds).count_ones() <= 2 * u32::from(one.edits);
            if near || joined {
                self.try_term(one.term, text, at, hits);
            }
        }
    }

    fn try_term(&self, term: u32, text: &Reader, at: usize, hits: &mut Vec<Hit>) {
        let Some(end) = self.terms[term as usize].ends(text, at) else { return };
        if let (Some(first), Some(last)) = (text.words.get(at), text.words.get(end.saturating_sub(1))) {
            let (start, end) = (at as u32, end as u32);
            hits.push(Hit { term, start, end, from: first.from, to: last.to });
        }
    }

    fn find_marks(&self, text: &Reader, hits: &mut Vec<Hit>, most: usize) {
        for mark in text.marks.iter() {
            for term in self.signs.iter().copied() {
                if self.terms[term as usize].is_mark(text, mark) {
                    hits.push(Hit { term, start: mark.word, end: mark.word + 1, from: mark.from, to: mark.to });
                }
            }
            if hits.len() >= most {
                return;
            }
        }
    }

    fn true_of(&self, expr: &Expr, hits: &[Hit]) -> bool {
        match expr {
            Expr::Term(term) => !of(*term, hits).is_empty(),
            Expr::Within(terms, most) => within(terms, hits, *most, true).is_some_and(|found| !found.is_empty()),
            Expr::Near(left, right, most) => {
                let left = placed(left, hits);
                !left.is_empty() && !near(&left, &placed(right, hits), *most).is_empty()
            }
            Expr::And(all) => all.iter().all(|one| self.true_of(one, hits)),
            Expr::Or(any) => any.iter().any(|one| self.true_of(one, hits)),
            Expr::Not(inner) => !self.true_of(inner, hits),
        }
    }

    /// Adds the places of what an expression that holds asks for.
    fn asked(&self, expr: &Expr, hits: &[Hit], found: &mut Places) {
        match expr {
            Expr::Term(_) | Expr::Within(..) | Expr::Near(..) => members(expr, hits, found),
            Expr::And(all) => all.iter().for_each(|one| self.asked(one, hits, found)),
            Expr::Or(any) => {
                any.iter().filter(|one| self.true_of(one, hits)).for_each(|one| self.asked(one, hits, found));
            }
            Expr::Not(_) => {}
        }
    }
}

fn sieve(needs: &[String]) -> Option<AhoCorasick> {
    let bytes: usize = needs.iter().map(String::len).sum();
    let kind = if bytes <= TABLE_MAX { Some(AhoCorasickKind::DFA) } else { None };
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).kind(kind).build(needs).ok()
}

impl Scratch {
    fn shrink(&mut self) {
        if self.folded.capacity() > ROOM_KEPT || self.hits.capacity() > ROOM_KEPT / 16 {
            self.folded.shrink_to(ROOM_KEPT);
            self.hits.shrink_to(ROOM_KEPT / 16);
            self.text.shrink(ROOM_KEPT);
        }
    }
}

/// The places of a term; hits are sorted by term.
fn of(term: usize, hits: &[Hit]) -> &[Hit] {
    let term = term as u32;
    let from = hits.partition_point(|hit| hit.term < term);
    let len = hits[from..].partition_point(|hit| hit.term == term);
    &hits[from..from + len]
}

/// Places of an expression that can stand somewhere, by their beginning.
fn placed(expr: &Expr, hits: &[Hit]) -> Places {
    let places = match expr {
        Expr::Term(term) => return of(*term, hits).to_vec(),
        Expr::Within(terms, most) => within(terms, hits, *most, false).unwrap_or_default(),
        Expr::Near(left, right, most) => {
            let pairs = near(&placed(left, hits), &placed(right, hits), *most);
            pairs.into_iter().map(|(a, b)| hull(a, b)).collect()
        }
        Expr::Or(any) => any.iter().fold(Places::new(), |mut places, one| {
            places.extend(placed(one, hits));
            if places.len() > HITS_MAX { first_of(places) } else { places }
        }),
        Expr::And(_) | Expr::Not(_) => Places::new(),
    };
    first_of(places)
}

/// The first of these places, each once: however many ways lead to one, no list outgrows the others.
fn first_of(mut places: Places) -> Places {
    places.sort_unstable_by_key(|hit| (hit.start, hit.end));
    places.dedup_by_key(|hit| (hit.start, hit.end));
    places.truncate(HITS_MAX);
    places
}

fn hull(a: Hit, b: Hit) -> Hit {
    let (start, end) = (a.start.min(b.start), a.end.max(b.end));
    Hit { term: a.term, start, end, from: a.from.min(b.from), to: a.to.max(b.to) }
}

/// Pairs of places with at most so many words between, which do not overlap: to each place on the left the nearest one
/// before and behind it on the right, and the other way round.
fn near(left: &[Hit], right: &[Hit], most: u32) -> Vec<(Hit, Hit)> {
    let mut pairs = Vec::new();
    for (one, other) in [(left, right), (right, left)] {
        for hit in one {
            let behind = other.partition_point(|o| o.start < hit.end);
            let close = other.get(behind).filter(|o| o.start - hit.end <= most);
            pairs.extend(close.map(|o| (*hit, *o)));
        }
    }
    pairs
}

/// Windows that hold all the terms and at most so many other words, as one place each; or the first alone. Nothing where
/// a term is missing.
fn within(terms: &[usize], hits: &[Hit], most: u32, first: bool) -> Option<Places> {
    let mut wanted: Vec<(u32, usize, usize)> = Vec::new();
    for term in terms {
        match wanted.iter_mut().find(|(t, ..)| *t as usize == *term) {
            Some((_, count, _)) => *count += 1,
            None => wanted.push((*term as u32, 1, 0)),
        }
    }
    let mut all: Vec<Hit> = Vec::new();
    for (term, count, _) in &wanted {
        let some = of(*term as usize, hits);
        if some.len() < *count {
            return None;
        }
        all.extend(some);
    }
    all.sort_unstable_by_key(|hit| (hit.start, hit.end));
    let (mut missing, mut from, mut own) = (terms.len(), 0, 0);
    let mut found = Places::new();
    for hit in &all {
        own += hit.end - hit.start;
        if let Some((_, count, have)) = wanted.iter_mut().find(|(t, ..)| *t == hit.term) {
            *have += 1;
            missing -= usize::from(*have <= *count);
        }
        while missing == 0 {
            let begin = all[from];
            let place = hull(begin, *hit);
            if place.end - place.start <= own + most {
                found.push(place);
                if first {
                    return Some(found);
                }
            }
            own -= begin.end - begin.start;
            if let Some((_, count, have)) = wanted.iter_mut().find(|(t, ..)| *t == begin.term) {
                missing += usize::from(*have <= *count);
                *have -= 1;
            }
            from += 1;
        }
    }
    Some(found)
}

/// Adds what is to be shown of an expression that stands at places.
fn members(expr: &Expr, hits: &[Hit], found: &mut Places) {
    match expr {
        Expr::Term(term) => found.extend(of(*term, hits)),
        Expr::Near(left, right, most) => {
            for (a, b) in near(&placed(left, hits), &placed(right, hits), *most) {
                found.extend([a, b]);
            }
        }
        _ => found.extend(placed(expr, hits)),
    }
}

/// A text as the sieve sees it: folded, nothing invisible, no apostrophes.
fn fold(text: &str, glyphs: Glyphs, folded: &mut String, room: &mut String) {
    // without an end before the end, so that many bytes are looked at at once
    let plain = |b: u8| (b.is_ascii_graphic() && b != b'\'') || matches!(b, b' ' | b'\n');
    if text.bytes().fold(true, |all, b| all & plain(b)) {
        folded.push_str(text);
        folded.make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        glyphs.fold(c, room, |class, c| {
            if c != '\'' && class != Class::Gone {
                folded.push(c);
            }
        });
    }
}
