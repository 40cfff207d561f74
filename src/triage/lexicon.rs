//! Words and phrases that mean something, and where they stand in a text. Owns the lexicon files and their format; must
//! not know what a match is worth.
//!
//! One table from a first word to the phrases that it may open: a text costs one look-up a word, however long the lists
//! get. Phrases are whole words, so "fire" is not in "fired".

use super::brand::{Brand, MAX_NAMES, MAX_WORDS, Named, named};
use super::families::Families;
use super::filter::Listed;
use super::near::mixed;
use super::tokens::{Tokens, name};
use crate::domain::text::{fingerprint, fold};

/// The two languages that the lexicons speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    En,
    Es,
}

/// Wording that raises a mention's priority (the list is explained in `triggers.tsv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    LifeThreat,
    Takeover,
    PersonalData,
    Discrimination,
    Misconduct,
    Recall,
    Authorities,
    Forgery,
    Minor,
    Person,
    /// Somebody died of what the brand made or did, not only died.
    Death,
    /// Somebody might have died: no death, whatever it came of.
    Survived,
    Risk,
    /// A bad word that is denied, or a good one that nothing passes: no complaint.
    NotBad,
    /// Whoever buys or comes here no more: a complaint, however calm.
    Leaves,
    /// Whoever comes back, or only not today: nobody who leaves.
    Returns,
    Ask,
    Press,
    Office,
    /// Only looks grave: what overlaps with it counts for nothing.
    Harmless,
}

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Tone(Tongue, i8),
    Negates(Tongue),
    More(Tongue),
    Less(Tongue),
    But(Tongue),
    Cue(Cue),
    /// Says nothing alone: the number of what it is in [`Families`].
    Role(u8),
    Abuse,
    Threat,
    Brand,
}

/// A phrase found: the words from `at` up to, not including, `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub at: usize,
    pub end: usize,
    pub meaning: Meaning,
}

enum Item {
    OneOf {
        words: Vec<u32>,
        /// The brand's name may stand there as well.
        brand: bool,
    },
    Gap,
}

/// A phrase as its first word knows it.
struct Opened {
    meaning: Meaning,
    /// Its place in [`Lexicon::rests`].
    rest: u32,
    /// A bit for each word that may come second, or behind a gap, by its number, so that most phrases are passed over
    /// without a look at them; all bits where nothing has to.
    second: u64,
    gap: bool,
}

/// The bit of a word in [`Opened::second`].
fn bit(number: u32) -> u64 {
    1 << (number % 64)
}

/// All phrases. Every word of theirs has a number, so that a text's words are looked up once and compared as numbers.
pub(super) struct Lexicon {
    /// What follows the first word of each phrase; the first of them is nothing, for all phrases of one word.
    rests: Vec<Vec<Item>>,
    numbers: Listed<u32>,
    /// By the number of a word: the phrases that it opens.
    openers: Vec<Vec<Opened>>,
    /// The room's own names, which stand where a phrase says [`BRAND`].
    pub brand: Brand,
    families: Families,
    emoji: Listed<i8>,
}

/// Bits of the filters of words and emoji: some twenty for each on the project's own lists.
const BITS: usize = 1 << 17;
const EMOJI_BITS: usize = 1 << 12;

/// The hash of an emoji.
fn face(symbol: char) -> u64 {
    mixed(u64::from(symbol))
}

/// The number of a word that stands in no phrase.
const UNKNOWN: u32 = u32::MAX;

/// Stands in a phrase for the brand's name, however it is written: no list names a brand.
const BRAND: &str = "{brand}";
/// Stands in a phrase for any number in figures.
const FIGURES: &str = "{number}";
/// Their numbers, the first that are given.
const THE_BRAND: u32 = 0;
const A_FIGURE: u32 = 1;

/// The lists of tone.
pub(super) const EN: &str = include_str!("../../assets/lexicons/en.tsv");
pub(super) const ES: &str = include_str!("../../assets/lexicons/es.tsv");
pub(super) const ABUSE: &str = include_str!("../../assets/lexicons/abuse.tsv");
/// Threats to people: they fold a text, and say nothing of how it sounds.
const THREATS: &str = include_str!("../../assets/lexicons/threats.tsv");
pub(super) const EMOJI: &str = include_str!("../../assets/lexicons/emoji.tsv");

/// Words that a gap (`~`) may skip.
const GAP: usize = 3;

impl Lexicon {
    /// The project's own lists, and the room's names.
    pub fn new(brand_terms: &[String]) -> Lexicon {
        let (families, phrases) = Families::new();
        let mut lexicon = Lexicon { brand: Brand::new(brand_terms), families, ..Lexicon::of_tone() };
        for (phrase, meaning) in phrases {
            lexicon.add(phrase, meaning);
        }
        for row in rows(include_str!("../../assets/lexicons/triggers.tsv")) {
            let mut columns = row.split('\t');
            if let (Some(cue), Some(_), Some(phrase)) = (columns.next().and_then(cue), columns.next(), columns.next()) {
                lexicon.add(phrase, Meaning::Cue(cue));
            }
        }
        for (_, phrase) in rows(THREATS).filter_map(|row| row.split_once('\t')) {
            lexicon.add(phrase, Meaning::Threat);
        }
        for term in brand_terms.iter().take(MAX_NAMES) {
            lexicon.add_name(term);
        }
        lexicon
    }

    /// Only the lists that say how a text sounds: all that a model is trained with.
    pub fn of_tone() -> Lexicon {
        let mut lexicon = Lexicon {
            rests: vec![Vec::new()],
            numbers: Listed::new(BITS),
            openers: Vec::new(),
            brand: Brand::new(&[]),
            families: Families::default(),
            emoji: Listed::new(EMOJI_BITS),
        };
        lexicon.number(BRAND);
        lexicon.number(FIGURES);
        for (text, tongue) in [(EN, Tongue::En), (ES, Tongue::Es)] {
            for (phrase, weight) in rows(text).filter_map(|row| row.split_once('\t')) {
                if let Some(meaning) = tone(weight, tongue) {
                    lexicon.add(phrase, meaning);
                }
            }
        }
        for (_, phrase) in rows(ABUSE).filter_map(|row| row.split_once('\t')) {
            lexicon.add(phrase, Meaning::Abuse);
        }
        for (emoji, weight) in rows(EMOJI).filter_map(|row| row.split_once('\t')) {
            if let (Some(emoji), Ok(weight)) = (emoji.chars().next(), weight.parse()) {
                lexicon.emoji.add(face(emoji), weight);
            }
        }
        lexicon
    }

    /// Adds a phrase of the files' format.
    fn add(&mut self, phrase: &str, meaning: Meaning) {
        let mut words = phrase.split_whitespace();
        let first = alternatives(words.next().unwrap_or_default());
        let rest = words.map(|w| if w == "~" { Item::Gap } else { self.one_of(alternatives(w)) }).collect();
        self.insert(first, rest, meaning);
    }

    /// Adds a name as somebody typed it: no character of it is special.
    fn add_name(&mut self, term: &str) {
        let name = name(term);
        let tokens = Tokens::of(&name);
        let mut words = tokens.words().take(MAX_WORDS).map(str::to_owned);
        if let Some(first) = words.next() {
            let rest = words.map(|w| self.one_of(vec![w])).collect();
            self.insert(vec![first], rest, Meaning::Brand);
        }
    }

    fn insert(&mut self, first: Vec<String>, rest: Vec<Item>, meaning: Meaning) {
        let place = if rest.is_empty() { 0 } else { self.rests.len() as u32 };
        let gap = matches!(rest.first(), Some(Item::Gap));
        let second = match rest.get(usize::from(gap)) {
            Some(Item::OneOf { words, .. }) => words.iter().fold(0, |bits, number| bits | bit(*number)),
            Some(Item::Gap) | None => u64::MAX,
        };
        for word in first {
            let number = self.number(&word);
            self.openers[number as usize].push(Opened { meaning, rest: place, second, gap });
        }
        if place > 0 {
            self.rests.push(rest);
        }
    }

    fn one_of(&mut self, words: Vec<String>) -> Item {
        let words: Vec<u32> = words.iter().map(|word| self.number(word)).collect();
        Item::OneOf { brand: words.contains(&THE_BRAND), words }
    }

    /// The number of a word, a new one when it has none.
    fn number(&mut self, word: &str) -> u32 {
        let next = self.openers.len() as u32;
        let number = *self.numbers.add(fingerprint(word.bytes()), next);
        if number == next {
            self.openers.push(Vec::new());
        }
        number
    }

    /// The number of a word of a text.
    fn known(&self, tokens: &Tokens, at: usize) -> u32 {
        let figures = || tokens.has_figures(at) && tokens.get(at).bytes().all(|b| b.is_ascii_digit());
        self.numbers.get(tokens.hash(at)).unwrap_or_else(|| if figures() { A_FIGURE } else { UNKNOWN })
    }

    /// Every phrase in a text, in the order of their first words, without the cues that a harmless phrase excuses; `brand`
    /// is where the brand is named.
    pub fn matches(&self, tokens: &Tokens, brand: &[Named]) -> Vec<Match> {
        let mut found = Vec::with_capacity(8);
        let numbers: Vec<u32> = (0..tokens.len()).map(|at| self.known(tokens, at)).collect();
        let text = Text { tokens, numbers, brand };
        for (at, number) in text.numbers.iter().enumerate() {
            self.open(&text, self.opened(*number, tokens, at), (at, at + 1), &mut found);
            if let Some(own) = named(text.brand, at) {
                self.open(&text, &self.openers[THE_BRAND as usize], (at, own.end), &mut found);
            }
        }
        excuse(&mut found);
        self.families.judge(tokens, &mut found);
        found
    }

    /// Finds those of some phrases whose first word stands at a place and that go on from another.
    fn open(&self, text: &Text, phrases: &[Opened], (at, next): (usize, usize), found: &mut Vec<Match>) {
        if phrases.is_empty() {
            return;
        }
        let mut second = text.numbers.get(next).map_or(0, |number| bit(*number));
        if named(text.brand, next).is_some() {
            second |= bit(THE_BRAND);
        }
        let behind = text.numbers.iter().skip(next).take(GAP + 1).fold(second, |bits, number| bits | bit(*number));
        // a name is one word to a gap, however many it is written with
        let behind = if text.brand.is_empty() { behind } else { u64::MAX };
        let may = |o: &&Opened| o.second == u64::MAX || o.second & if o.gap { behind } else { second } != 0;
        for opened in phrases.iter().filter(may) {
            if let Some(end) = end(&self.rests[opened.rest as usize], text, next) {
                found.push(Match { at, end, meaning: opened.meaning });
            }
        }
    }

    /// The phrases that a word may open; a stretched word ("sooo", "maaal") counts as itself.
    fn opened(&self, number: u32, tokens: &Tokens, at: usize) -> &[Opened] {
        let known = self.openers.get(number as usize).map_or(&[] as &[Opened], Vec::as_slice);
        let word = tokens.get(at);
        if !known.is_empty() || !tokens.tripled(at) || !stretched(word) {
            return known;
        }
        let opens = |word: String| {
            let opened = self.openers[self.numbers.get(fingerprint(word.bytes()))? as usize].as_slice();
            (!opened.is_empty()).then_some(opened)
        };
        [2, 1].into_iter().find_map(|most| opens(squeeze(word, most))).unwrap_or_default()
    }

    /// How an emoji sounds.
    pub fn emoji(&self, symbol: char) -> Option<i8> {
        self.emoji.get(face(symbol))
    }
}

/// A text as its phrases are looked for.
struct Text<'a> {
    tokens: &'a Tokens<'a>,
    /// The numbers of its words.
    numbers: Vec<u32>,
    /// Where the brand is named, in order.
    brand: &'a [Named],
}

/// Where a phrase ends whose rest stands from `at` on, when all of it does. A gap stays within its part of the sentence:
/// "it is over, stay safe" does not say "is safe".
fn end(rest: &[Item], text: &Text, mut at: usize) -> Option<usize> {
    let mut slack = 0;
    for item in rest {
        match item {
            Item::Gap => slack = GAP,
            Item::OneOf { words, brand } => {
                let clause = (slack > 0).then(|| text.tokens.clause(at.saturating_sub(1)));
                let within = |other: u32| clause.is_none_or(|clause| clause == other);
                let own = |i: usize| named(text.brand, i).filter(|own| *brand && within(own.clause)).map(|own| own.end);
                let word = |i: usize| text.numbers.get(i).filter(|n| words.contains(n)).map(|_| i + 1);
                let mut left = slack;
                at = loop {
                    if let Some(end) = own(at) {
                        break end;
                    }
                    if !within(text.tokens.clause(at)) {
                        return None;
                    }
                    if let Some(end) = word(at) {
                        break end;
                    }
                    left = left.checked_sub(1)?;
                    // the brand's name is one word, however many it is written with
                    at = named(text.brand, at).map_or(at + 1, |own| own.end.max(at + 1));
                };
                slack = 0;
            }
        }
    }
    Some(at)
}

/// Drops the cues that overlap with a harmless phrase ("total recall"), the deaths that nobody died ("nearly died"),
/// the leaving of who comes back ("not back until Monday"), and those phrases.
fn excuse(found: &mut Vec<Match>) {
    let harmless = |m: &Match| matches!(m.meaning, Meaning::Cue(Cue::Harmless | Cue::Survived | Cue::Returns));
    // few enough that a wall of them stays linear
    const MOST: usize = 64;
    let excuses: Vec<Match> = found.iter().filter(|m| harmless(m)).take(MOST).copied().collect();
    if excuses.is_empty() {
        return;
    }
    let excused = |m: &Match| {
        let deadly = matches!(m.meaning, Meaning::Cue(Cue::Death) | Meaning::Role(_));
        let by = |by: &Match| match by.meaning {
            Meaning::Cue(Cue::Survived) => deadly,
            Meaning::Cue(Cue::Returns) => m.meaning == Meaning::Cue(Cue::Leaves),
            _ => true,
        };
        excuses.iter().any(|e| by(e) && e.at < m.end && m.at < e.end)
    };
    found.retain(|m| !(harmless(m) || matches!(m.meaning, Meaning::Cue(_) | Meaning::Role(_)) && excused(m)));
}

/// Rows of a lexicon file.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// `a/b` gives both; `stem(x,y,)` gives each ending.
fn alternatives(word: &str) -> Vec<String> {
    let mut all = Vec::new();
    for word in word.split('/') {
        match word.split_once('(').and_then(|(stem, rest)| Some((stem, rest.strip_suffix(')')?))) {
            Some((stem, endings)) => all.extend(endings.split(',').map(|ending| bare(&format!("{stem}{ending}")))),
            None => all.push(bare(word)),
        }
    }
    all
}

fn bare(word: &str) -> String {
    fold(word).replace('\'', "")
}

fn tone(weight: &str, tongue: Tongue) -> Option<Meaning> {
    Some(match weight {
        "negates" => Meaning::Negates(tongue),
        "more" => Meaning::More(tongue),
        "less" => Meaning::Less(tongue),
        "but" => Meaning::But(tongue),
        _ => Meaning::Tone(tongue, weight.parse().ok().filter(|w| (-4..=4).contains(w))?),
    })
}

pub(super) fn cue(id: &str) -> Option<Cue> {
    Some(match id {
        "H1" => Cue::LifeThreat,
        "H2" => Cue::Takeover,
        "H3" => Cue::PersonalData,
        "H4" => Cue::Discrimination,
        "H5" => Cue::Misconduct,
        "H6" => Cue::Recall,
        "H7" => Cue::Authorities,
        "H8" => Cue::Forgery,
        "H9" => Cue::Minor,
        "person" => Cue::Person,
        "death" => Cue::Death,
        "survived" => Cue::Survived,
        "risk" => Cue::Risk,
        "notbad" => Cue::NotBad,
        "leaves" => Cue::Leaves,
        "returns" => Cue::Returns,
        "ask" => Cue::Ask,
        "press" => Cue::Press,
        "office" => Cue::Office,
        "none" => Cue::Harmless,
        _ => return None,
    })
}

pub(super) fn stretched(word: &str) -> bool {
    word.as_bytes().windows(3).any(|w| w[0] == w[1] && w[1] == w[2] && w[0].is_ascii_alphabetic())
}

/// The word with no letter more than `most` times in a row.
fn squeeze(word: &str, most: usize) -> String {
    let (mut last, mut times) = ('\0', 0);
    let fits = |c: &char| {
        times = if *c == last { times + 1 } else { 1 };
        last = *c;
        times <= most
    };
    word.chars().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Clean;

    fn found(text: &str) -> Vec<Meaning> {
        let text = Clean::new(text);
        let tokens = Tokens::of(&text);
        let lexicon = Lexicon::new(&["Acme Foods".into()]);
        let brand = lexicon.brand.stands(&tokens);
        lexicon.matches(&tokens, &brand).into_iter().map(|m| m.meaning).collect()
    }

    #[test]
    fn every_row_of_the_files_is_understood() {
        for text in [EN, ES] {
            for row in rows(text) {
                let (phrase, weight) = row.split_once('\t').unwrap_or_else(|| panic!("no tab: {row}"));
                assert!(tone(weight, Tongue::En).is_some(), "{row}");
                check(phrase);
            }
        }
        for row in rows(include_str!("../../assets/lexicons/triggers.tsv")) {
            let columns: Vec<_> = row.split('\t').collect();
            assert_eq!(columns.len(), 3, "{row}");
            assert!(cue(columns[0]).is_some() && matches!(columns[1], "en" | "es"), "{row}");
            check(columns[2]);
        }
        for (phrase, _) in Families::new().1 {
            check(phrase);
        }
        for row in rows(ABUSE).chain(rows(THREATS)) {
            check(row.split_once('\t').unwrap().1);
        }
        for row in rows(EMOJI) {
            let (emoji, weight) = row.split_once('\t').unwrap();
            assert_eq!(Clean::line(emoji).as_str(), emoji);
            assert!(emoji.chars().count() == 1 && weight.parse::<i8>().is_ok(), "{row}");
        }
    }

    fn check(phrase: &str) {
        assert!(!phrase.starts_with('~') && !phrase.ends_with('~') && !phrase.contains(['\t', '&']), "{phrase}");
        for word in phrase.split(' ').filter(|w| *w != "~") {
            for one in alternatives(word) {
                let word = !one.is_empty() && one.chars().all(char::is_alphanumeric);
                assert!(word || [BRAND, FIGURES].contains(&one.as_str()), "{phrase}: {one}");
            }
        }
    }

    #[test]
    fn lists_are_long_enough() {
        for text in [EN, ES] {
            let words: usize = rows(text)
                .filter_map(|r| r.split_once('\t'))
                .map(|(p, _)| alternatives(p.split(' ').next().unwrap()).len())
                .sum();
            assert!(words > 350, "{words}");
        }
    }

    #[test]
    fn phrases_are_whole_words_with_bounded_gaps() {
        assert!(found("we were fired, firefly").is_empty());
        assert!(found("She got really really sick").contains(&Meaning::Cue(Cue::Person)));
        assert!(!found("She got a very very very nice sick").contains(&Meaning::Cue(Cue::Person)));
        assert!(!found("It is over. Stay safe!").contains(&Meaning::Cue(Cue::Risk)));
        assert!(found("DATA-BREACH").contains(&Meaning::Cue(Cue::PersonalData)));
        assert!(found("acme\nfoods").contains(&Meaning::Brand));
        assert!(found("maaaal").contains(&Meaning::Tone(Tongue::Es, -2)));
        assert!(found("don’t").contains(&Meaning::Negates(Tongue::En)));
    }
}
