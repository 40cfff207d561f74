//! Other names for the people of a past incident: the same seed gives the same names, and whoever is named twice has one
//! name in both places, in their own posts and in what others say of them, also where only their given name is said. A given
//! name that is not known for one is told of. Links lead nowhere. What only a reader recognises, such as a street, stays: the
//! file is there to be read before it is played.

use crate::domain::past::Told;
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

/// Shortest given name.
const SHORTEST_GIVEN: usize = 3;
/// Most words that may be given names and are told of, and most places of each.
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
    /// What given names become, where one who speaks is called so.
    given: HashMap<String, String>,
    /// First words of the names of those who speak that may be given names, or not.
    doubtful: HashSet<String>,
    taken: HashSet<String>,
    links: HashMap<String, usize>,
}

impl<'a> Names<'a> {
    /// Names everybody who speaks; `ours` are the brand's own names, which stay.
    pub fn new(seed: u64, crowd: &'a Crowd, ours: &[String], told: &[Told]) -> Names<'a> {
        let mut names = Names {
            crowd,
            ours: Allow::new(ours),
            dice: Dice::named(seed, "replay"),
            by_handle: HashMap::new(),
            by_name: HashMap::new(),
            given: HashMap::new(),
            doubtful: HashSet::new(),
            taken: HashSet::new(),
            links: HashMap::new(),
        };
        let known = given_names();
        for one in told {
            let alias = names.of(&one.author, &one.handle);
            // an outlet has no given name, and who is displayed by one word alone is found by all of it
            let Some((first, _)) = one.author.trim().split_once(' ').filter(|_| !one.public) else { continue };
            let given = key(first);
            if given.chars().count() < SHORTEST_GIVEN
                || !given.chars().all(char::is_alphabetic)
                || names.ours.permits(&given)
            {
                continue;
            }
            if known.contains(&given) {
                let other = alias.name.split(' ').next().unwrap_or_default().to_owned();
                names.given.entry(given).or_insert(other);
            } else if capital(first) {
                names.doubtful.insert(given);
            }
        }
        names
    }

    /// Words that begin the name of somebody who speaks, stand in texts with a capital and never without, and so may be given
    /// names that were not replaced: each with the places of some of those texts.
    pub fn left(&self, texts: &[&str]) -> Vec<(String, Vec<usize>)> {
        let mut found: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
        let mut words_too: HashSet<String> = HashSet::new();
        for (n, text) in texts.iter().enumerate() {
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
                if places.len() < MOST_PLACES && places.last() != Some(&n) {
                    places.push(n);
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

    /// Where somebody is named by their displayed name, by a handle without its sign, or by their given name.
    fn named_in(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = (1..=LONGEST.min(words.len() - at)).rev().find_map(|many| {
                let place = words[at].start..words[at + many - 1].end;
                let said = key(&text[place.clone()]);
                if self.ours.permits(&said) {
                    return None;
                }
                let given = || self.given.get(&said).filter(|_| capital(&text[place.clone()])).cloned();
                if said.chars().count() < SHORTEST {
                    return given().map(|other| (place.clone(), many, other));
                }
                let by_name = self.by_name.get(&said).map(|alias| alias.name.clone());
                let by_handle = || self.by_handle.get(&said).map(|alias| alias.handle.clone());
                by_name.or_else(by_handle).or_else(given).map(|other| (place.clone(), many, other))
            });
            match longest {
                Some((place, many, other)) => {
                    found.push((place, other));
                    at += many;
                }
                None => at += 1,
            }
        }
        found
    }
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
