//! What the talk is about: the phrases that set an hour apart from the usual. Owns the rule that finds them and the list of
//! words that say nothing; must not know which texts are complaints, nor who wrote them.
//!
//! A phrase is one to three words in a row that neither begin nor end with an empty word. For each, the texts that have it
//! now are compared with those that had it before by log-likelihood (G², Dunning 1993), a measure that stays sound at the
//! few counts of an hour. A phrase that lives inside a longer one gives way to it, and of two that the same texts hold,
//! the stronger stays. One pass over the texts, so linear in their length.

use super::tokens::{Tokens, name};
use crate::domain::ids::MentionId;
use crate::domain::text::{Clean, fold};
use std::collections::{HashMap, HashSet};

/// Most texts that are read on each side; further ones are left out.
pub const MAX_TEXTS: usize = 2_000;
/// Words of a text that are read: a post says what it is about at its start, and a wall of text costs no more than a post.
const MAX_WORDS: usize = 60;
/// Words of the longest phrase.
const LONGEST: usize = 3;
/// Letters of the shortest word that may begin or end a phrase.
const SHORTEST: usize = 3;
/// Texts that must have a phrase, and one in how many of all: two people may say the same by chance.
const LEAST: u32 = 3;
const LEAST_PART: u32 = 100;
/// Log-likelihood from which a phrase is told. Chance goes so far with one phrase in a hundred, so the last of a list may be
/// chance; they stand with their counts. A stricter line (10.83, one in 1,000) left a drill's hour of 400 posts against 120
/// without a theme.
pub const SET_APART: f64 = 5.0;
/// Most phrases that are compared with one another, the strongest first.
const MAX_PHRASES: usize = 300;
/// Percent of the texts of a shorter phrase that a longer one must hold to take its place.
const FOLDED: u32 = 60;
/// Percent of a phrase's texts that a stronger one may hold before the two are one theme: with a word in common, and
/// without ("Gov. Cuomo" are two phrases of the same texts).
const SHARED: u32 = 50;
const SAME: u32 = 80;
/// Most themes at once.
const MAX_THEMES: usize = 50;
/// Most names of the brand that are looked for; of each, as many words as the longest phrase has.
const MAX_NAMES: usize = 200;
/// Texts named as examples of a theme.
const EXAMPLES: usize = 3;

/// The list of words that only judge.
const JUDGEMENTS: &str = "judge";

/// A text, and the group of near-copies that it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    /// What it says.
    pub text: &'a Clean,
    /// Its group of near-copies; of each group one text counts. None stands alone.
    pub cluster: Option<MentionId>,
}

/// What some of the texts are about. The phrase is people's own words, and may name somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// One to three words, as people write them; no handle and no link.
    pub phrase: Clean,
    /// Texts that have it, near-copies counted once.
    pub count: u32,
    /// Texts that had it before, counted the same way.
    pub before: u32,
    /// Part of the texts that have it, 0 to 1.
    pub share: f32,
    /// Log-likelihood that sets it apart; 0 where there was nothing before to compare with.
    pub score: f32,
    /// Places in the list of texts of up to three that have it, the first ones.
    pub examples: Vec<usize>,
}

/// Words by number; absent ones are 0.
type Gram = [u32; LONGEST];

/// The rules, with the words that they leave out. Built once, read by many.
pub struct Themes {
    stop: HashSet<Box<str>>,
    /// The brand's names as their words, by the first.
    own: HashMap<Box<str>, Vec<Vec<Box<str>>>>,
}

/// In how many texts a phrase is, and where it stands first.
struct Found {
    count: u32,
    before: u32,
    /// The text that was counted last: a phrase counts once in a text.
    last: u32,
    /// Text and first word of the first ones.
    places: [Option<(u32, usize)>; EXAMPLES],
}

/// A word of a text: its number (0 for none), its part of the sentence, whether a phrase may begin or end with it, whether
/// it has letters, and whether it belongs to the brand's name.
struct Word {
    id: u32,
    clause: u32,
    full: bool,
    letters: bool,
    own: bool,
}

/// A phrase that is set apart.
struct Candidate {
    gram: Gram,
    found: Found,
    score: f64,
    /// Its texts, one bit each.
    texts: Vec<u64>,
}

/// Numbers for words, so that a phrase is three numbers. A plural has its singular's number.
#[derive(Default)]
struct Numbers {
    known: HashMap<Box<str>, u32>,
    /// No new words are taken in: what nobody says now cannot be a theme, however often it was said before.
    closed: bool,
}

impl Numbers {
    fn of(&mut self, word: &str) -> u32 {
        let word = singular(word);
        if let Some(id) = self.known.get(word) {
            return *id;
        }
        if self.closed {
            return 0;
        }
        let id = self.known.len() as u32 + 1;
        self.known.insert(word.into(), id);
        id
    }
}

/// A word without the `s` of a plural, which English and Spanish share. Only tells phrases apart; nobody reads it.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > SHORTEST && !stem.ends_with('s') => stem,
        _ => word,
    }
}

impl Themes {
    /// The rules for a brand: its names, keywords and handles, which are what everybody talks about and so no theme.
    pub fn new(brand_terms: &[String]) -> Themes {
        Themes::without(brand_terms, |list| list != JUDGEMENTS)
    }

    /// The same for complaints: what somebody thinks of a thing is not the thing, so words that only judge are no theme.
    pub fn of_complaints(brand_terms: &[String]) -> Themes {
        Themes::without(brand_terms, |_| true)
    }

    fn without(brand_terms: &[String], list: impl Fn(&str) -> bool) -> Themes {
        let rows = include_str!("../../assets/lexicons/stop.tsv").lines().filter(|l| !l.starts_with('#'));
        let lists = rows.filter_map(|row| row.split_once('\t')).filter(|(name, _)| list(name));
        let words = lists.flat_map(|(_, words)| words.split_whitespace());
        let mut own: HashMap<Box<str>, Vec<Vec<Box<str>>>> = HashMap::new();
        for term in brand_terms.iter().take(MAX_NAMES) {
            let term = name(term);
            let name: Vec<Box<str>> = Tokens::of(&term).words().take(LONGEST).map(|w| singular(w).into()).collect();
            if let Some(first) = name.first() {
                own.entry(first.clone()).or_default().push(name);
            }
        }
        Themes { stop: words.map(|w| fold(w).into_boxed_str()).collect(), own }
    }

    /// The strongest `n` themes of the texts `now`, set apart from those of `before`, the strongest first. Texts beyond
    /// [`MAX_TEXTS`] on a side are left out. Without anything before, the phrases of most texts, scored 0.
    pub fn find(&self, now: &[Voice], before: &[Voice], n: usize) -> Vec<Theme> {
        let mut numbers = Numbers::default();
        let texts = self.words(&mut numbers, now);
        numbers.closed = true;
        let earlier = self.words(&mut numbers, before);
        let (all, of) = (counted(&texts), counted(&earlier));
        let mut found = phrases(&texts);
        let least = LEAST.max(all / LEAST_PART);
        found.retain(|_, f| f.count >= least);
        compare(&earlier, &mut found);
        let candidates = found.into_iter().map(|(gram, found)| {
            let score = if of == 0 { 0.0 } else { apart(found.count, all, found.before, of) };
            Candidate { gram, score, found, texts: Vec::new() }
        });
        let mut strongest: Vec<Candidate> = candidates.filter(|c| of == 0 || c.score >= SET_APART).collect();
        // phrases of equal strength stand in the order in which they were first said, so that equal texts give equal themes
        strongest.sort_by(|a, b| {
            let stronger = b.score.total_cmp(&a.score).then(b.found.count.cmp(&a.found.count));
            stronger.then(length(&b.gram).cmp(&length(&a.gram))).then(a.found.places[0].cmp(&b.found.places[0]))
        });
        strongest.truncate(MAX_PHRASES);
        mark(&mut strongest, &texts);
        let themes = pick(fold_into_longer(strongest), n.min(MAX_THEMES));
        themes.iter().map(|c| theme(c, now, all)).collect()
    }

    /// The words of each text; none of one that does not count, since its group was heard already.
    fn words(&self, numbers: &mut Numbers, voices: &[Voice]) -> Vec<Vec<Word>> {
        let mut heard = HashSet::new();
        let mut read = |voice: &Voice| {
            if voice.cluster.is_some_and(|cluster| !heard.insert(cluster)) {
                return Vec::new();
            }
            self.text(numbers, voice.text)
        };
        voices.iter().take(MAX_TEXTS).map(&mut read).collect()
    }

    /// For each of these phrases, the places of the texts that have it; near-copies are places of their own. A text without
    /// any is in none of the lists.
    pub fn holders(&self, phrases: &[Clean], texts: &[Voice]) -> Vec<Vec<usize>> {
        let mut numbers = Numbers::default();
        let mut wanted: HashMap<Gram, usize> = HashMap::new();
        for (n, phrase) in phrases.iter().enumerate() {
            let tokens = Tokens::of(phrase);
            let mut gram = Gram::default();
            gram.iter_mut().zip(tokens.words()).for_each(|(id, word)| *id = numbers.of(word));
            wanted.entry(gram).or_insert(n);
        }
        numbers.closed = true;
        let mut found = vec![Vec::new(); phrases.len()];
        for (at, voice) in texts.iter().enumerate().take(MAX_TEXTS) {
            let words = self.text(&mut numbers, voice.text);
            for n in grams(&words).filter_map(|(_, gram)| wanted.get(&gram)) {
                let places: &mut Vec<usize> = &mut found[*n];
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
        found
    }

    fn text(&self, numbers: &mut Numbers, text: &Clean) -> Vec<Word> {
        let tokens = Tokens::of(text);
        let mut words: Vec<Word> = (0..tokens.len().min(MAX_WORDS)).map(|at| self.word(numbers, &tokens, at)).collect();
        for at in 0..words.len() {
            for name in self.own.get(singular(tokens.get(at))).into_iter().flatten() {
                let here = name.iter().enumerate().all(|(i, w)| **w == *singular(tokens.get(at + i)));
                if here {
                    words.iter_mut().skip(at).take(name.len()).for_each(|w| w.own = true);
                }
            }
        }
        words
    }

    fn word(&self, numbers: &mut Numbers, tokens: &Tokens, at: usize) -> Word {
        let word = tokens.get(at);
        let full = word.chars().count() >= SHORTEST && !self.stop.contains(word);
        let letters = word.contains(char::is_alphabetic);
        Word { id: numbers.of(word), clause: tokens.clause(at), full, letters, own: false }
    }
}

/// How many texts count.
fn counted(texts: &[Vec<Word>]) -> u32 {
    texts.iter().filter(|words| !words.is_empty()).count() as u32
}

/// The phrases of a text, with the place of their first word.
fn grams(words: &[Word]) -> impl Iterator<Item = (usize, Gram)> {
    let from = move |at: usize| {
        let first = &words[at];
        let goes_on = move |w: &&Word| w.clause == first.clause && !w.own && w.id != 0;
        let rest = words[at..].iter().take(LONGEST).take_while(goes_on).enumerate();
        let mut gram = Gram::default();
        rest.filter_map(move |(i, word)| {
            gram[i] = word.id;
            // a number says something only beside a word: "lot 4512"
            (first.full && word.full && (first.letters || word.letters)).then_some((at, gram))
        })
    };
    (0..words.len()).flat_map(from)
}

/// Every phrase of the texts, in how many it is, and where.
fn phrases(texts: &[Vec<Word>]) -> HashMap<Gram, Found> {
    let mut found: HashMap<Gram, Found> = HashMap::new();
    for (text, words) in (0u32..).zip(texts) {
        for (at, gram) in grams(words) {
            let new = || Found { count: 0, before: 0, last: u32::MAX, places: [None; EXAMPLES] };
            let phrase = found.entry(gram).or_insert_with(new);
            if phrase.last == text {
                continue;
            }
            if let Some(place) = phrase.places.get_mut(phrase.count as usize) {
                *place = Some((text, at));
            }
            (phrase.last, phrase.count) = (text, phrase.count + 1);
        }
    }
    found
}

/// In how many of the texts before the phrases were.
fn compare(before: &[Vec<Word>], found: &mut HashMap<Gram, Found>) {
    found.values_mut().for_each(|phrase| phrase.last = u32::MAX);
    for (text, words) in (0u32..).zip(before) {
        for (_, gram) in grams(words) {
            if let Some(phrase) = found.get_mut(&gram).filter(|phrase| phrase.last != text) {
                (phrase.last, phrase.before) = (text, phrase.before + 1);
            }
        }
    }
}

/// How far a phrase in `a` of `all` texts is set apart from `b` of `of` before, as G² of the four counts; 0 where it is no
/// more frequent now.
pub fn apart(a: u32, all: u32, b: u32, of: u32) -> f64 {
    let [a, all, b, of] = [a, all, b, of].map(f64::from);
    if a * of <= b * all {
        return 0.0;
    }
    let both = (a + b) / (all + of);
    let term = |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    let with = term(a, all * both) + term(b, of * both);
    let without = term(all - a, all * (1.0 - both)) + term(of - b, of * (1.0 - both));
    2.0 * (with + without)
}

/// Words of a phrase.
fn length(gram: &Gram) -> usize {
    gram.iter().take_while(|id| **id != 0).count()
}

/// Notes for each candidate which texts have it.
fn mark(candidates: &mut [Candidate], texts: &[Vec<Word>]) {
    let place: HashMap<Gram, usize> = candidates.iter().enumerate().map(|(i, c)| (c.gram, i)).collect();
    candidates.iter_mut().for_each(|c| c.texts = vec![0; texts.len().div_ceil(64)]);
    for (text, words) in texts.iter().enumerate() {
        for i in grams(words).filter_map(|(_, gram)| place.get(&gram)) {
            candidates[*i].texts[text / 64] |= 1 << (text % 64);
        }
    }
}

/// Lets go of each phrase that mostly stands inside a longer one, which inherits its strength.
fn fold_into_longer(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|i| length(&candidates[*i].gram));
    let mut gone = vec![false; candidates.len()];
    for i in order {
        let (short, count) = (candidates[i].gram, candidates[i].found.count);
        let words = length(&short);
        let holds = |c: &Candidate| {
            length(&c.gram) > words
                && c.found.count * 100 >= count * FOLDED
                && c.gram.windows(words).any(|part| *part == short[..words])
        };
        let longer = (0..candidates.len()).filter(|l| holds(&candidates[*l]));
        if let Some(longer) = longer.max_by_key(|l| (candidates[*l].found.count, std::cmp::Reverse(*l))) {
            gone[i] = true;
            candidates[longer].score = candidates[longer].score.max(candidates[i].score);
        }
    }
    let mut kept = gone.iter();
    candidates.retain(|_| kept.next().is_some_and(|gone| !gone));
    // sorted before, and stable, so what is equal keeps its place
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates
}

/// The strongest, without those that say again what a stronger one says.
fn pick(candidates: Vec<Candidate>, n: usize) -> Vec<Candidate> {
    let mut picked: Vec<Candidate> = Vec::with_capacity(n);
    for candidate in candidates {
        if picked.len() == n {
            break;
        }
        if !picked.iter().any(|stronger| says_again(&candidate, stronger)) {
            picked.push(candidate);
        }
    }
    picked
}

fn says_again(candidate: &Candidate, stronger: &Candidate) -> bool {
    let alike = |c: &Candidate| c.gram.iter().any(|id| *id != 0 && stronger.gram.contains(id));
    let shared: u32 = candidate.texts.iter().zip(&stronger.texts).map(|(a, b)| (a & b).count_ones()).sum();
    shared * 100 > candidate.found.count * if alike(candidate) { SHARED } else { SAME }
}

fn theme(candidate: &Candidate, now: &[Voice], all: u32) -> Theme {
    let found = &candidate.found;
    let places: Vec<(u32, usize)> = found.places.iter().flatten().copied().collect();
    let forms: Vec<String> =
        places.iter().map(|(text, at)| as_written(now[*text as usize].text, *at, length(&candidate.gram))).collect();
    // the form of most; of equal ones that with fewer capitals, since a shout is not how people write
    let votes = |form: &String| forms.iter().filter(|f| *f == form).count();
    let capitals = |form: &String| form.chars().filter(|c| c.is_uppercase()).count();
    let form = forms.iter().rev().max_by_key(|form| (votes(form), std::cmp::Reverse(capitals(form))));
    Theme {
        phrase: form.map_or_else(Clean::default, |form| Clean::line(form)),
        count: found.count,
        before: found.before,
        share: found.count as f32 / all.max(1) as f32,
        score: candidate.score as f32,
        examples: places.iter().map(|(text, _)| *text as usize).collect(),
    }
}

/// Words as they stand in a text, without what stands between them: that may be a handle.
fn as_written(text: &Clean, at: usize, words: usize) -> String {
    let tokens = Tokens::of(text);
    (at..at + words).map(|i| tokens.original(i, i + 1)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
