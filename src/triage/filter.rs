//! Lists that words are looked up in by their hashes, and a first look at whether a hash is on one. Owns how they are kept;
//! must not know what is on a list.
//!
//! Most words of a text are on no list. One bit for each entry says so from the first cache, before any table is asked
//! (a Bloom filter with one hash, Bloom 1970); a bit may be set by another entry, so a table still has the last word.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A list by the hashes of its words. Whoever makes a word of the same 64 bits as one of ours is taken at that word, which
/// he could have written.
pub(super) struct Listed<T> {
    there: Filter,
    entries: HashMap<u64, T, BuildHasherDefault<Hashed>>,
}

/// The keys are hashes already, of our own lists.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

impl<T: Copy> Listed<T> {
    /// An empty list, whose filter has so many bits.
    pub fn new(bits: usize) -> Listed<T> {
        Listed { there: Filter::new(bits), entries: HashMap::default() }
    }

    /// Adds an entry, unless one of that hash is there; the one that is there then.
    pub fn add(&mut self, hash: u64, entry: T) -> &mut T {
        self.there.add(hash);
        self.entries.entry(hash).or_insert(entry)
    }

    #[inline]
    pub fn get(&self, hash: u64) -> Option<T> {
        if self.there.may_hold(hash) { self.find(hash) } else { None }
    }

    /// Most words are on no list: the way to those that may be is kept out of theirs.
    #[inline(never)]
    fn find(&self, hash: u64) -> Option<T> {
        self.entries.get(&hash).copied()
    }
}

/// A bit for each entry of a list, by its hash.
pub(super) struct Filter(Vec<u64>);

impl Filter {
    /// Room for a list: a power of two of bits, from 64 on. Twenty for each entry let one in twenty pass in vain.
    pub fn new(bits: usize) -> Filter {
        Filter(vec![0; bits / 64])
    }

    pub fn add(&mut self, hash: u64) {
        let (at, bit) = self.place(hash);
        self.0[at] |= bit;
    }

    /// Never false for what was added.
    #[inline]
    pub fn may_hold(&self, hash: u64) -> bool {
        let (at, bit) = self.place(hash);
        self.0[at] & bit != 0
    }

    /// The lowest bits of FNV-1a differ least between words of one ending, so they choose nothing.
    fn place(&self, hash: u64) -> (usize, u64) {
        let bit = (hash >> 20) as usize & (64 * self.0.len() - 1);
        (bit / 64, 1 << (bit % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::fingerprint;

    #[test]
    fn what_was_added_passes_and_most_else_does_not() {
        let mut filter = Filter::new(1 << 14);
        let hash = |n: u32| fingerprint(n.to_string().bytes());
        (0..800).for_each(|n| filter.add(hash(n)));
        assert!((0..800).all(|n| filter.may_hold(hash(n))));
        let passed = (1_000..11_000).filter(|n| filter.may_hold(hash(*n))).count();
        assert!(passed < 1_000, "{passed}");
    }
}
