//! Other names for the people of a past incident: the same seed gives the same names, and whoever is named twice has one
//! name in both places, in their own posts and in what others say of them. Links lead nowhere. What only a reader
//! recognises, such as a street, stays: the file is there to be read before it is played.

use crate::domain::past::Told;
use crate::domain::private::{Allow, DOTS, personal};
use crate::domain::text::fold;
use crate::drill::dice::Dice;
use crate::drill::scenario::Crowd;
use crate::length::links::{self, Dialect};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Shortest name of one word that is looked for in texts: a shorter one is more often a word.
const SHORTEST: usize = 4;
/// Most words of a name that is looked for.
const LONGEST: usize = 5;

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
            taken: HashSet::new(),
            links: HashMap::new(),
        };
        for one in told {
            names.of(&one.author, &one.handle);
        }
        names
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

    /// Where somebody is named by their displayed name, or by a handle without its sign.
    fn named_in(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = (1..=LONGEST.min(words.len() - at)).rev().find_map(|many| {
                let place = words[at].start..words[at + many - 1].end;
                let said = key(&text[place.clone()]);
                if said.chars().count() < SHORTEST || self.ours.permits(&said) {
                    return None;
                }
                let by_name = self.by_name.get(&said).map(|alias| alias.name.clone());
                let by_handle = || self.by_handle.get(&said).map(|alias| alias.handle.clone());
                by_name.or_else(by_handle).map(|other| (place, many, other))
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
