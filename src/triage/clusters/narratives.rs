//! Which clusters make the same claim in other words, in English and Spanish. Owns the bounded memory of first claims, how
//! telling each word is in the room, and the rule by which a cluster joins; must not know near-duplicates.
//!
//! A narrative is named by its first member and compared by that claim alone, as a cluster is: it never drifts, it is
//! never joined with another here. The first mention of a cluster is shown to it, and those that say nearly the same as
//! that one: they may deny it. Copies follow their cluster.
//!
//! # Memory
//! 108 bytes a claim and 32 bytes of tables, for at most [`Narratives::MAX`] claims: 5 MB. The clock algorithm forgets, as
//! in [`super`].

use super::ring::Ring;
use super::tables::{Seen, WAYS, most_met};
use crate::triage::claim::{self, Claim};

/// Items of a first claim by which it is found again: the most telling.
const POSTED: usize = 6;
/// Of them, those that a claim shares with one that is worth comparing.
const MET: usize = 2;
/// The claims that are remembered.
pub struct Narratives {
    places: Ring<Claim>,
    items: Seen,
    links: Seen,
    words: Words,
}

impl Default for Narratives {
    fn default() -> Self {
        Narratives::remembering(Narratives::MAX)
    }
}

impl Narratives {
    /// Most claims that are remembered.
    pub const MAX: usize = 1 << 15;

    /// A memory of at most so many claims, between 16 and [`Narratives::MAX`].
    pub fn remembering(max: usize) -> Narratives {
        let max = max.clamp(16, Narratives::MAX);
        let buckets = max.next_power_of_two();
        Narratives {
            places: Ring::new(max),
            items: Seen::new(buckets),
            links: Seen::new(buckets / 8),
            words: Words::default(),
        }
    }

    /// Takes in the first mention of a cluster: the narrative that it joins, by its first member, or nothing when its
    /// claim is new (or says too little to compare). The same calls in the same order give the same answers.
    pub fn join(&mut self, id: i64, claim: &Claim) -> Option<i64> {
        self.take(id, claim, None)
    }

    /// The narrative of a later mention of a cluster, which is of narrative `of` and whose first mention claims `first`:
    /// that one, unless in nearly the same words it claims another thing; then another one, or its own.
    pub fn beside(&mut self, id: i64, claim: &Claim, (of, first): (i64, &Claim)) -> i64 {
        if first.differs(claim) { self.take(id, claim, Some(of)).unwrap_or(id) } else { of }
    }

    /// Takes in a claim that begins a narrative, as the room already tells.
    pub fn learn(&mut self, id: i64, claim: &Claim) {
        self.words.count(claim);
        if claim.is_told() {
            self.begin(id, claim);
        }
    }

    fn take(&mut self, id: i64, claim: &Claim, except: Option<i64>) -> Option<i64> {
        if !claim.is_told() {
            return None;
        }
        let found = self.find(claim, except);
        self.words.count(claim);
        let Some(place) = found else {
            self.begin(id, claim);
            return None;
        };
        let place = self.places.grow(place);
        self.places.get(place).map(|p| p.first).filter(|first| *first != id)
    }

    /// Bytes that it holds.
    pub fn bytes(&self) -> usize {
        self.places.bytes() + self.items.bytes() + self.links.bytes() + self.words.bytes()
    }

    /// Claims that are remembered.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn find(&self, claim: &Claim, except: Option<i64>) -> Option<u32> {
        let mut met = [0; (claim::MAX + 1) * WAYS + 1];
        let mut count = 0;
        let mut keys = [0; claim::MAX];
        let keys = &mut keys[..claim.items().len()];
        keys.iter_mut().zip(claim.items()).for_each(|(to, item)| *to = key(*item));
        self.items.fetch(keys);
        for item in keys {
            count = self.items.places(*item, &mut met, count);
        }
        if claim.link != 0 {
            count = self.links.places(claim.link as u32, &mut met, count);
        }
        let mut best = (0.0, None);
        // what holds six tenths of another claim's weight meets most of the items that stand for it
        let places = most_met(&met[..count]).take_while(|(times, _)| *times >= MET).map(|(_, place)| place);
        self.places.fetch(places.clone());
        for place in places {
            let other = self.places.get(place).filter(|p| Some(p.first) != except);
            let same = other.and_then(|p| p.held.same(claim, |item| self.words.rarity(item)));
            if let Some(same) = same.filter(|same| *same > best.0) {
                best = (same, Some(place));
            }
        }
        best.1
    }

    fn begin(&mut self, id: i64, claim: &Claim) {
        let mut telling = [(0.0, 0); claim::MAX];
        let count = claim.items().len();
        for (to, item) in telling.iter_mut().zip(claim.items()) {
            *to = (self.words.rarity(*item), key(*item));
        }
        telling[..count].sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        let at = self.places.begin(id, *claim);
        for (_, item) in telling[..count].iter().take(POSTED) {
            self.items.put(*item, at);
        }
        if claim.link != 0 {
            self.links.put(claim.link as u32, at);
        }
    }
}

/// An item without its kind: a word written as a name finds the same word that was not.
fn key(item: u32) -> u32 {
    item >> 2
}

/// In how many claims of late each word stood. Words share counters by their hash: a count is never too low by that.
struct Words {
    counts: Vec<u16>,
    claims: u32,
    /// The logarithm of the number of claims.
    all: f32,
}

/// Counters, and the claims after which all counts are halved, so that the talk of last week fades.
const COUNTERS: usize = 1 << 16;
const LATELY: u32 = 1 << 15;
/// Claims that a room is taken to have seen before its first one, so that nothing is common on the strength of a few.
const BEFORE: f32 = 500.0;
/// The least that a word counts: what everybody says still says what it is about.
const LEAST: f32 = 0.2;

impl Default for Words {
    fn default() -> Self {
        Words { counts: vec![0; COUNTERS], claims: 0, all: log2(BEFORE) }
    }
}

impl Words {
    fn place(item: u32) -> usize {
        key(item) as usize % COUNTERS
    }

    fn count(&mut self, claim: &Claim) {
        if self.claims >= LATELY {
            self.claims /= 2;
            self.counts.iter_mut().for_each(|c| *c /= 2);
        }
        self.claims += 1;
        self.all = log2(self.claims as f32 + BEFORE);
        for item in claim.items() {
            let count = &mut self.counts[Words::place(*item)];
            *count = count.saturating_add(1);
        }
    }

    /// How telling a word is, [`LEAST`] to 1: the logarithm of how few claims hold it (inverse document frequency, Spärck
    /// Jones 1972).
    fn rarity(&self, item: u32) -> f32 {
        let seen = f32::from(self.counts[Words::place(item)]) + 1.0;
        (1.0 - log2(seen) / self.all).max(LEAST)
    }

    fn bytes(&self) -> usize {
        size_of_val(&self.counts[..])
    }
}

/// The logarithm to the base of 2 of a number from 1 up, to a tenth: exponent and mantissa as they stand in memory. It is
/// asked for each word of each comparison.
fn log2(number: f32) -> f32 {
    let bits = number.to_bits();
    let exponent = (bits >> 23) as f32 - 127.0;
    exponent + f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000) - 1.0
}

#[cfg(test)]
mod tests {
    use super::super::ring::Place;
    use super::*;
    use crate::domain::text::Clean;

    fn claim(text: &str) -> Claim {
        Claim::read(&Clean::new(text))
    }

    fn narratives(texts: &[&str]) -> Vec<i64> {
        let mut narratives = Narratives::remembering(100);
        (0..).zip(texts).map(|(id, text)| narratives.join(id, &claim(text)).unwrap_or(id)).collect()
    }

    #[test]
    fn one_claim_in_other_words_and_another_language() {
        let texts = [
            "Nordbank leaked the card numbers of 40,000 customers",
            "Filtración de datos en Nordbank: expuestas las tarjetas de 40.000 clientes",
            "Data breach at Nordbank: 40,000 clients have had their card details exposed",
            "Nordbank denies that it leaked the card numbers of 40,000 customers",
            "Nordbank leaked the card numbers of 90,123 customers",
            "Sudbank closes its office in Cartagena on Monday",
        ];
        assert_eq!(narratives(&texts), [0, 0, 0, 3, 4, 5]);
    }

    #[test]
    fn who_denies_in_nearly_the_same_words_makes_a_claim_of_their_own() {
        let said = [
            "Acme yoghurt from batch A12 is safe to eat, says the food agency",
            "Acme yoghurt from batch A12 is not safe to eat, says the food agency",
            "Wow, Acme yoghurt from batch A12 is safe to eat, says the food agency today",
            "And Acme yoghurt from batch A12 is NOT safe to eat, says the food agency",
            "no",
        ];
        let claims = said.map(claim);
        let mut narratives = Narratives::default();
        assert_eq!(narratives.join(7, &claims[0]), None);
        let beside: Vec<i64> =
            (8..).zip(&claims[1..]).map(|(id, claim)| narratives.beside(id, claim, (7, &claims[0]))).collect();
        assert_eq!(beside, [8, 7, 8, 11]);
    }

    #[test]
    fn a_page_ties_what_words_alone_would_not() {
        let (a, b) = ("The recall of the yoghurt is worrying parents", "Retiran el yogur y los padres, preocupados");
        assert_eq!(narratives(&[a, b]), [0, 1], "no name and no number");
        let page = "https://news.example/recall";
        assert_eq!(narratives(&[&format!("{a} {page}"), &format!("{b} {page}?utm_source=x")]), [0, 0]);
    }

    #[test]
    fn what_says_too_little_is_nobodys() {
        assert_eq!(narratives(&["", "Acme", "Acme recall", "Acme recall", "👍", "not true"]), [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn memory_is_bounded() {
        let mut narratives = Narratives::remembering(1_000);
        for id in 0..5_000 {
            let text = format!("Brand{id} place{id} thing{id} number {id}");
            assert_eq!(narratives.join(id, &claim(&text)), None);
        }
        assert_eq!(narratives.len(), 1_000);
        assert!(Narratives::default().bytes() + Narratives::MAX * size_of::<Place<Claim>>() < 5_500_000);
        assert!(size_of::<Place<Claim>>() <= 108, "{}", size_of::<Place<Claim>>());
    }

    #[test]
    fn the_logarithm_is_close_enough() {
        for number in 1..70_000u32 {
            let number = number as f32;
            assert!((log2(number) - number.log2()).abs() < 0.1, "{number}");
        }
    }

    #[test]
    fn hostile_texts() {
        for text in ["a".repeat(1_000_000), "Ab1 ".repeat(300_000), "z\u{301}\u{302} ".repeat(99_999), "\0".into()] {
            let mut narratives = Narratives::remembering(16);
            narratives.join(1, &claim(&text));
            assert!(narratives.join(2, &claim(&text)).is_none_or(|first| first == 1));
        }
    }
}
