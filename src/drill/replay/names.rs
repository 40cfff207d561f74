//! Other names for the people of a past incident: the same seed gives the same names, and whoever is named twice has one
//! name in both places, in their own posts and in what others say of them, also where only a part of their name is said or a
//! hashtag runs it together. A part that is a word like any other stays and is told of. Links lead nowhere. What only a reader
//! recognises, such as a street, stays: the file is there to be read before it is played.

use crate::domain::past::{Past, Told};
use crate::domain::private::ordinary::ordinary;
use crate::domain::private::parts::{joined, single};
use crate::domain::private::{Allow, DOTS, personal};
use crate::domain::text::fold;
use crate::drill::dice::Dice;
use crate::drill::scenario::{BUILTIN, Crowd, Part, Scenario};
use crate::length::links::{self, Dialect};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Shortest name of one word that is looked for in texts: a shorter one is more often a word.
const SHORTEST: usize = 4;
/// Most words of a name that is looked for.
const LONGEST: usize = 5;

/// Shortest name of one word of our own people.
const SHORTEST_GIVEN: usize = 3;
/// Most words that may be names and are told of, and most places of each.
const MOST_LEFT: usize = 20;
const MOST_PLACES: usize = 5;

/// A person of the drill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alias {
    /// The displayed name.
    pub name: String,
    /// The handle, without `@`.
    pub handle: String,
}

/// Who is called what.
pub(super) struct Names<'a> {
    crowd: &'a Crowd,
    ours: Allow,
    dice: Dice,
    by_handle: HashMap<String, Alias>,
    by_name: HashMap<String, Alias>,
    /// What given names become: as people write them, with a capital.
    given: HashMap<String, String>,
    /// What other parts of names become, in any case, and names that were run together.
    parts: HashMap<String, String>,
    /// Parts of names that are words like any other.
    doubtful: HashSet<String>,
    taken: HashSet<String>,
    links: HashMap<String, usize>,
}

impl<'a> Names<'a> {
    /// Names everybody who speaks or may be spoken of; what the room was about are the brand's own names, which stay.
    pub fn new(seed: u64, crowd: &'a Crowd, past: &Past) -> Names<'a> {
        let mut names = Names {
            crowd,
            ours: Allow::new(&past.keywords),
            dice: Dice::named(seed, "replay"),
            by_handle: HashMap::new(),
            by_name: HashMap::new(),
            given: HashMap::new(),
            parts: HashMap::new(),
            doubtful: HashSet::new(),
            taken: HashSet::new(),
            links: HashMap::new(),
        };
        let known = given_names();
        for one in &past.told {
            let alias = names.of(&one.author, &one.handle);
            // an outlet is no person
            if !one.public {
                names.part(&one.author, &alias, &known);
            }
        }
        for person in past.people.iter().filter(|name| !name.trim().is_empty()) {
            let alias = names.of(person, "");
            names.part(person, &alias, &known);
            let alone = key(person);
            if !alone.contains(' ') && alone.chars().count() >= SHORTEST_GIVEN && !ordinary(&alone) {
                names.given.entry(alone).or_insert_with(|| ends(&alias.name).0.to_owned());
            }
        }
        names
    }

    /// Whether the brand itself said it.
    pub fn is_ours(&self, told: &Told) -> bool {
        !told.handle.is_empty() && self.ours.permits(&told.handle)
    }

    /// Takes down by which parts of their name somebody may be named too.
    fn part(&mut self, name: &str, alias: &Alias, known: &HashSet<String>) {
        let (first, last) = ends(&alias.name);
        for word in single(name) {
            let (part, begins) = (key(word), name.trim_start().starts_with(word));
            if self.ours.permits(&part) {
                continue;
            }
            if ordinary(word) && !(begins && known.contains(&part)) {
                self.doubtful.insert(part);
            } else if begins {
                self.given.entry(part).or_insert_with(|| first.to_owned());
            } else {
                self.parts.entry(part).or_insert_with(|| last.to_owned());
            }
        }
        // a surname of two letters, where it is written as one
        let all: Vec<&str> = name.split_whitespace().collect();
        for (n, word) in all.iter().enumerate().filter(|(_, word)| all.len() > 1 && short(word)) {
            let other = if n == 0 { first } else { last };
            self.given.entry(key(word)).or_insert_with(|| other.to_owned());
        }
        // O’Hara is written without its sign too
        for word in all.iter().filter(|word| word.contains(['\'', '’', '-'])) {
            let bare = key(&word.replace(['\'', '’', '-'], ""));
            if bare.chars().count() >= SHORTEST && !ordinary(&bare) && !self.ours.permits(&bare) {
                self.parts.entry(bare).or_insert_with(|| last.to_owned());
            }
        }
        if let Some(joined) = joined(name).filter(|joined| !self.ours.permits(joined)) {
            self.parts.entry(joined).or_insert_with(|| alias.name.replace(' ', ""));
        }
    }

    /// Words that are part of somebody's name, stand in texts with a capital and never without, and so may name people who
    /// were not renamed: each with the places of some of those texts.
    pub fn left(&self, texts: &[(String, &str)]) -> Vec<(String, Vec<String>)> {
        let mut found: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
        let mut words_too: HashSet<String> = HashSet::new();
        for (at, text) in texts {
            let named = self.named_in(text);
            for place in words(text).into_iter().filter(|p| !named.iter().any(|(there, _)| there.contains(&p.start))) {
                let said = key(&text[place.clone()]);
                if !self.doubtful.contains(&said) {
                    continue;
                }
                if !capital(&text[place.clone()]) {
                    words_too.insert(said);
                    continue;
                }
                let (_, places) = found.entry(said).or_insert_with(|| (text[place].to_owned(), Vec::new()));
                if places.len() < MOST_PLACES && places.last() != Some(at) {
                    places.push(at.clone());
                }
            }
        }
        found.retain(|said, _| !words_too.contains(said));
        found.into_values().take(MOST_LEFT).collect()
    }

    /// What somebody is called in the drill.
    pub fn of(&mut self, author: &str, handle: &str) -> Alias {
        let (name, handle) = (key(author), key(handle.trim_start_matches('@')));
        let known = self.by_handle.get(&handle).filter(|_| !handle.is_empty());
        let known = known.or_else(|| self.by_name.get(&name).filter(|_| handle.is_empty()));
        if let Some(alias) = known.cloned() {
            if !name.is_empty() {
                self.by_name.entry(name).or_insert_with(|| alias.clone());
            }
            return alias;
        }
        let alias = self.somebody();
        if !handle.is_empty() {
            self.by_handle.insert(handle, alias.clone());
        }
        if !name.is_empty() {
            self.by_name.entry(name).or_insert_with(|| alias.clone());
        }
        alias
    }

    fn somebody(&mut self) -> Alias {
        let first = self.dice.pick(&self.crowd.first).map_or("Alex", |n| n.get_ref().as_str());
        let last = self.dice.pick(&self.crowd.last).map_or("Doe", |n| n.get_ref().as_str());
        let letters = |text: &str| text.nfd().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let stem = format!("{}_{}", letters(first), letters(last));
        let mut handle = stem.clone();
        // as many tries as there are people at the most
        for n in 2.. {
            if self.taken.insert(handle.clone()) {
                break;
            }
            handle = format!("{stem}{n}");
        }
        Alias { name: format!("{first} {last}"), handle }
    }

    /// A text with other names and without links.
    pub fn text(&mut self, text: &str) -> String {
        let mut places: Vec<(Range<usize>, String)> = Vec::new();
        for place in links::find(text, Dialect::X) {
            let n = self.links.len() + 1;
            let n = *self.links.entry(text[place.clone()].to_lowercase()).or_insert(n);
            places.push((place, format!("https://link.example/{n}")));
        }
        for place in personal(text, &self.ours) {
            let said = &text[place.clone()];
            let other = match said.strip_prefix(['@', '＠']) {
                Some(handle) => format!("@{}", self.of("", handle).handle),
                None => DOTS.to_owned(),
            };
            places.push((place, other));
        }
        places.extend(self.named_in(text));
        places.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
        let (mut out, mut kept) = (String::with_capacity(text.len()), 0);
        for (place, other) in places.into_iter() {
            if place.start >= kept {
                out.push_str(&text[kept..place.start]);
                out.push_str(&other);
                kept = place.end;
            }
        }
        out.push_str(&text[kept..]);
        // braces would be slots
        out.replace('{', "(").replace('}', ")")
    }

    /// Where somebody is named by their displayed name, by a handle without its sign, or by a part of their name.
    fn named_in(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = (1..=LONGEST.min(words.len() - at)).rev().find_map(|many| {
                let place = words[at].start..words[at + many - 1].end;
                let other = self.instead(&text[place.clone()])?;
                Some((place, many, other))
            });
            match longest {
                Some((place, many, other)) => {
                    found.push((place, other));
                    at += many;
                }
                None => {
                    if text[..words[at].start].ends_with('#') {
                        let parts = humps(text, words[at].clone()).into_iter();
                        found.extend(parts.filter_map(|part| Some((part.clone(), self.part_of(&text[part])?))));
                    }
                    at += 1;
                }
            }
        }
        found
    }

    /// What stands for these words, where they name somebody.
    fn instead(&self, words: &str) -> Option<String> {
        let said = key(words);
        if self.ours.permits(&said) {
            return None;
        }
        if said.chars().count() < SHORTEST {
            return self.part_of(words);
        }
        let by_name = self.by_name.get(&said).map(|alias| alias.name.clone());
        let by_handle = || self.by_handle.get(&said).map(|alias| alias.handle.clone());
        by_name.or_else(by_handle).or_else(|| self.part_of(words))
    }

    fn part_of(&self, word: &str) -> Option<String> {
        let said = key(word);
        let given = self.given.get(&said).filter(|_| capital(word));
        let part = given.or_else(|| self.parts.get(&said)).cloned();
        // the whole family: RIOSECOS
        part.or_else(|| {
            let one = said.strip_suffix('s').filter(|one| one.chars().count() >= SHORTEST)?;
            self.parts.get(one).map(|other| format!("{other}s"))
        })
    }
}

/// The first word of a name, and the rest.
fn ends(name: &str) -> (&str, &str) {
    name.split_once(' ').unwrap_or((name, name))
}

/// The words that a hashtag runs together, each with its capital, in bytes.
fn humps(text: &str, tag: Range<usize>) -> Vec<Range<usize>> {
    let mut humps: Vec<Range<usize>> = Vec::new();
    let mut small = false;
    for (at, c) in text[tag.clone()].char_indices() {
        let at = tag.start + at;
        match humps.last_mut() {
            Some(hump) if !(c.is_uppercase() && small) => hump.end = at + c.len_utf8(),
            _ => humps.push(at..at + c.len_utf8()),
        }
        small = c.is_lowercase();
    }
    humps
}

/// Given names that are known for such: those of the people in the drills that come with the product.
fn given_names() -> HashSet<String> {
    let mut known = HashSet::new();
    for scenario in BUILTIN.iter().filter_map(|(_, text)| Scenario::parse(text).ok()) {
        let first = |name: &str| name.split_once(' ').map(|(first, _)| key(first));
        known.extend(scenario.crowd.first.iter().map(|name| key(name.get_ref())));
        let people = scenario
            .cast
            .values()
            .filter(|p| !matches!(p.part, Part::Outlet | Part::Regulator | Part::Retailer | Part::Own));
        known.extend(people.filter_map(|person| first(person.name.get_ref())));
    }
    known
}

/// A word of two letters that stands as a name, and is no word like any other.
fn short(word: &str) -> bool {
    word.chars().count() == 2 && capital(word) && word.chars().all(char::is_alphabetic) && !ordinary(word)
}

fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A name as it is compared: folded, its words one blank apart.
fn key(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text, in bytes; what handles are made of belongs to a word.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric() || *c == '_') {
        match words.last_mut() {
            Some(word) if word.end == at => word.end = at + c.len_utf8(),
            _ => words.push(at..at + c.len_utf8()),
        }
    }
    words
}
