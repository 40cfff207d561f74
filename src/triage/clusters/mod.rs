//! Which mentions are copies of one another, as they arrive. Owns the bounded memory of the clusters' first texts and
//! the rule by which a mention joins; must not know the room's tables nor show anything.
//!
//! A cluster is named by its first member and is compared by that member's text alone, so that its meaning never drifts:
//! a mention joins when it arrives or begins a cluster of its own. Only what repeats an earlier text word for word goes
//! where that one went, whatever the first says, and however short it is. Two clusters are never joined here; a mention that
//! resembles a second one says so, and a person decides.
//!
//! # Memory
//! 72 bytes a cluster and 50 bytes of tables, for at most [`Clusters::MAX`] clusters: 32 MB. When all places are taken,
//! a hand goes round them (the clock algorithm): a cluster of one is forgotten when the hand meets it, a larger one only
//! after as many rounds without a new member as its size has binary digits, at most seven. What was forgotten keeps its
//! name in the room; later copies begin a cluster of their own.

mod narratives;
mod ring;
mod summary;
mod tables;
#[cfg(test)]
mod tests;

use super::near::{Fingerprint, KEPT, Sketch};
pub use narratives::Narratives;
use ring::Ring;
pub use summary::{Member, Summary, Voice};
use tables::{Keys, PLACE_BITS, Seen, WAYS, most_met};

/// Pairs of a first text by which it is found again: when half of the pairs are in a later text, one of six is in 98 of
/// 100 cases.
const POSTED: usize = 6;

/// What ties a mention to its cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tie {
    /// It passes on a post of the cluster.
    Repost,
    /// It says the same word for word, or the beginning of it.
    Copy,
    /// It says nearly the same as the first: some word is another, and may make it say the opposite.
    Text,
    /// It quotes a post of the cluster, with next to no words of its own.
    Quote,
    /// It links to the same page, and says next to nothing besides.
    Link,
}

impl Tie {
    /// Whether it may claim another thing than the first of its cluster: a word of it is another, or it passes on one of
    /// which that is so.
    pub const fn may_differ(self) -> bool {
        matches!(self, Tie::Text | Tie::Repost)
    }
}

/// Where a mention belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Joined {
    /// The cluster that it joined, by its first member, and by what; nothing when it begins one of its own.
    pub cluster: Option<(i64, Tie)>,
    /// Another cluster that it resembles, or that links to the same page: a person may merge the two.
    pub alike: Option<i64>,
}

/// The clusters that are remembered, each by its first text.
pub struct Clusters {
    places: Ring<Sketch>,
    pairs: Seen,
    /// Where each wording went: those of first texts and of what only resembles one.
    wordings: Keys,
    posts: Keys,
    pages: Keys,
}

impl Default for Clusters {
    fn default() -> Self {
        Clusters::remembering(Clusters::MAX)
    }
}

impl Clusters {
    /// Most clusters that are remembered.
    pub const MAX: usize = (1 << PLACE_BITS) - 1;

    /// A memory of at most so many clusters, between 16 and [`Clusters::MAX`].
    pub fn remembering(max: usize) -> Clusters {
        let max = max.clamp(16, Clusters::MAX);
        let buckets = max.next_power_of_two();
        Clusters {
            places: Ring::new(max),
            pairs: Seen::new(buckets),
            wordings: Keys::new((buckets / 4).max(1)),
            posts: Keys::new((buckets / 4).max(1)),
            pages: Keys::new((buckets / 16).max(1)),
        }
    }

    /// Takes a mention in: it joins a cluster that is remembered, or begins one named `id`. The same calls in the same
    /// order give the same answers.
    pub fn join(&mut self, id: i64, print: &Fingerprint) -> Joined {
        let (tie, alike) = self.find(print);
        let place = match tie {
            Some((place, _)) => self.places.grow(place),
            None => self.begin(id, print),
        };
        self.remember_keys(print, place);
        let first = |place: u32| self.places.get(place).map_or(id, |p| p.first);
        Joined {
            // taken in a second time, a first member is still the first
            cluster: tie.map(|(place, tie)| (first(place), tie)).filter(|(first, _)| *first != id),
            alike: alike.map(first),
        }
    }

    /// Takes in what the room already tells: `id` is in the cluster named `cluster`, which is `id` for a first member. For
    /// rebuilding after a takeover, in order of arrival; what a person decided since stands.
    pub fn learn(&mut self, id: i64, cluster: i64, print: &Fingerprint) {
        let place = if id == cluster {
            self.begin(id, print)
        } else {
            match self.find(print).0 {
                Some((place, _)) if self.places.get(place).is_some_and(|p| p.first == cluster) => {
                    self.places.grow(place)
                }
                _ => return,
            }
        };
        self.remember_keys(print, place);
    }

    /// Clusters that are remembered.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes that it holds.
    pub fn bytes(&self) -> usize {
        self.places.bytes() + self.pairs.bytes() + self.wordings.bytes() + self.posts.bytes() + self.pages.bytes()
    }

    /// The cluster that a mention is tied to, and another whose text it resembles.
    fn find(&self, print: &Fingerprint) -> (Option<(u32, Tie)>, Option<u32>) {
        if let Some(place) = self.tied(&self.posts, print.repost_of) {
            return (Some((place, Tie::Repost)), None);
        }
        let copied = self.tied(&self.wordings, print.wording());
        let (text, alike) = match copied {
            Some(_) => (copied, None),
            None if print.short => (None, None),
            None => self.same_text(print),
        };
        if let Some(place) = text {
            let copy = self.places.get(place).is_some_and(|p| p.held.is_repeated_by(print));
            return (Some((place, if copy { Tie::Copy } else { Tie::Text })), alike);
        }
        // who quotes a post with words of their own says something else than it: a person may put them together
        match self.tied(&self.posts, print.quote_of) {
            Some(place) if !print.says_more() => return (Some((place, Tie::Quote)), alike),
            Some(place) => return (None, Some(place)),
            None => {}
        }
        // many claims link to one live page: 35 of 35 that this tie alone would have joined in the retweet clusters were
        // other claims, so what has words of its own is only suggested, also where the first was a bare link
        match self.tied(&self.pages, print.link) {
            Some(place) if print.is_bare() => (Some((place, Tie::Link)), None),
            page => (None, page),
        }
    }

    /// The place that a key leads to, when the cluster there is still the one that it led to.
    fn tied(&self, keys: &Keys, key: u64) -> Option<u32> {
        let (place, generation) = (key != 0).then(|| keys.place(key))??;
        (self.places.get(place)?.generation == generation).then_some(place)
    }

    /// The clusters whose first text this one is: the most alike, and the next.
    fn same_text(&self, print: &Fingerprint) -> (Option<u32>, Option<u32>) {
        let mut hits = [0; KEPT * WAYS + 1];
        let mut count = 0;
        self.pairs.fetch(print.pairs());
        for pair in print.pairs() {
            count = self.pairs.places(*pair, &mut hits, count);
        }
        let sketch = print.sketch();
        let (mut best, mut next) = ((0.0, None), (0.0, None));
        let places = most_met(&hits[..count]).map(|(_, place)| place);
        self.places.fetch(places.clone());
        for place in places {
            let Some(alike) = self.places.get(place).and_then(|p| p.held.alike(&sketch)) else { continue };
            if alike > best.0 {
                next = best;
                best = (alike, Some(place));
            } else if alike > next.0 {
                next = (alike, Some(place));
            }
        }
        (best.1, next.1)
    }

    /// Gives a cluster of its own to a mention.
    fn begin(&mut self, id: i64, print: &Fingerprint) -> u32 {
        let at = self.places.begin(id, print.sketch());
        for pair in print.pairs().iter().take(if print.short { 0 } else { POSTED }) {
            self.pairs.put(*pair, at);
        }
        at
    }

    fn remember_keys(&mut self, print: &Fingerprint, place: u32) {
        let generation = self.places.get(place).map_or(0, |p| p.generation);
        // what it quotes or passes on counts as said, even when the room never saw it
        for key in [print.repost_of, print.quote_of] {
            if key != 0 && self.tied(&self.posts, key).is_none() {
                self.posts.put(key, place, generation);
            }
        }
        if print.own != 0 {
            self.posts.put(print.own, place, generation);
        }
        // again each time: what is still said is not forgotten for what was said once
        let wording = print.wording();
        if wording != 0 {
            self.wordings.put(wording, place, generation);
        }
        if print.link != 0 && self.tied(&self.pages, print.link).is_none() {
            self.pages.put(print.link, place, generation);
        }
    }
}
