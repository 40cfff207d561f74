//! Where a hash was seen last: two tables of fixed size, without chains. Own what happens when a bucket is full (the
//! oldest entry goes); must not know what the hashes stand for. A wrong hit is possible and cheap: whoever asks verifies.

use std::hint::black_box;

/// Bits of a place; the other bits of an entry tell hashes of one bucket apart.
pub(super) const PLACE_BITS: u32 = 18;

const PLACES: u32 = 1 << PLACE_BITS;

/// Entries of a bucket: 32 bytes, half a cache line.
pub(super) const WAYS: usize = 8;

/// Hashes of 24 bits to the places where they were seen: several each, newest first.
pub(super) struct Seen {
    entries: Vec<u32>,
    /// Where the first bucket begins.
    start: usize,
    mask: u32,
}

/// Bytes of a cache line; buckets begin at such addresses, so that none lies across two.
const LINE: usize = 64;

/// So many empty entries, and where the first one begins.
fn aligned<T: Clone + Default>(entries: usize) -> (Vec<T>, usize) {
    let spare = LINE / size_of::<T>();
    let entries = vec![T::default(); entries + spare];
    let start = entries.as_ptr().align_offset(LINE).min(spare);
    (entries, start)
}

impl Seen {
    /// A table of that many buckets (a power of two).
    pub fn new(buckets: usize) -> Seen {
        let (entries, start) = aligned(buckets * WAYS);
        Seen { entries, start, mask: buckets as u32 - 1 }
    }

    /// The bucket of a hash, and the tag of its entries there.
    fn find(&self, hash: u32) -> (usize, u32) {
        // samples hold small hashes, so that the bits are spread before they choose a bucket
        let spread = hash.wrapping_mul(0x9e37_79b1);
        let spread = spread ^ (spread >> 15);
        (self.start + (spread & self.mask) as usize * WAYS, (spread >> PLACE_BITS) << PLACE_BITS)
    }

    /// Fetches what a few hashes will be looked up in, all at once: the memory is waited for once, not for each of them.
    pub fn fetch(&self, hashes: &[u32]) {
        black_box(hashes.iter().fold(0, |read, hash| read ^ self.entries[self.find(*hash).0]));
    }

    /// Writes the places of a hash into `found` from `count` on, and gives the new count. One place past them may be
    /// overwritten: not to branch on each entry is what makes this fast.
    pub fn places(&self, hash: u32, found: &mut [u32], mut count: usize) -> usize {
        let (at, tag) = self.find(hash);
        for entry in &self.entries[at..at + WAYS] {
            let place = entry ^ tag;
            found[count] = place;
            count += usize::from(place.wrapping_sub(1) < PLACES - 1);
        }
        count
    }

    pub fn put(&mut self, hash: u32, place: u32) {
        let (at, tag) = self.find(hash);
        let bucket = &mut self.entries[at..at + WAYS];
        bucket.copy_within(..WAYS - 1, 1);
        bucket[0] = tag | place;
    }

    pub fn bytes(&self) -> usize {
        size_of_val(&self.entries[..])
    }
}

/// Places that are worth comparing: those that were met most.
const COMPARED: usize = 6;

/// Most places of a list that are counted; no list is longer.
const MET: usize = 256;
/// Bits of a slot in which places are counted: twice as many slots.
const SLOT_BITS: u32 = 9;

/// How often each place stands in a list, and which: the places met most, most first and the lower of two, no more than
/// are worth comparing.
pub(super) fn most_met(places: &[u32]) -> impl Iterator<Item = (usize, u32)> + Clone + use<> {
    // how often, in the upper bits, and the place, turned so that the lower of two is the greater number; 0 is empty
    const ONE: u32 = 1 << PLACE_BITS;
    let mut slots = [0_u32; 1 << SLOT_BITS];
    let (mut taken, mut count) = ([0_u16; MET], 0);
    for place in places.iter().take(MET) {
        let turned = PLACES - 1 - place;
        let mut at = (place.wrapping_mul(0x9e37_79b1) >> (u32::BITS - SLOT_BITS)) as usize;
        while slots[at] != 0 && slots[at] % ONE != turned {
            at = (at + 1) % slots.len();
        }
        // written each time and kept when the slot was empty: no branch
        taken[count] = at as u16;
        count += usize::from(slots[at] == 0);
        slots[at] = (slots[at] & !(ONE - 1)).wrapping_add(ONE) | turned;
    }
    let mut most = [0; COMPARED];
    for met in taken[..count].iter().map(|at| slots[usize::from(*at)]) {
        if met > most[COMPARED - 1] {
            most[COMPARED - 1] = met;
            // it rises to its place: always all the way, so that there is no branch
            for at in (1..COMPARED).rev() {
                (most[at - 1], most[at]) = (most[at - 1].max(most[at]), most[at - 1].min(most[at]));
            }
        }
    }
    most.into_iter().take_while(|m| *m > 0).map(|m| ((m / ONE) as usize, PLACES - 1 - m % ONE))
}

/// Entries of a bucket of keys: 32 bytes too.
const KEY_WAYS: usize = 4;
const GENERATION_BITS: u32 = 8;

/// Keys of 64 bits to one place each. An entry names the generation of its place, so that one that was given to another
/// cluster since is not taken for it.
pub(super) struct Keys {
    entries: Vec<u64>,
    /// Where the first bucket begins.
    start: usize,
    mask: u64,
}

impl Keys {
    /// A table of that many buckets (a power of two).
    pub fn new(buckets: usize) -> Keys {
        let (entries, start) = aligned(buckets * KEY_WAYS);
        Keys { entries, start, mask: buckets as u64 - 1 }
    }

    fn find(&self, key: u64) -> (usize, u64) {
        const LOW: u32 = PLACE_BITS + GENERATION_BITS;
        (self.start + (key & self.mask) as usize * KEY_WAYS, (key >> LOW) << LOW)
    }

    /// The place and generation of a key.
    pub fn place(&self, key: u64) -> Option<(u32, u8)> {
        const PLACE: u64 = (1 << PLACE_BITS) - 1;
        let (at, tag) = self.find(key);
        let entries = self.entries[at..at + KEY_WAYS].iter();
        let found = entries.map(|e| e ^ tag).find(|e| e & PLACE != 0 && e >> (PLACE_BITS + GENERATION_BITS) == 0)?;
        Some(((found & PLACE) as u32, (found >> PLACE_BITS) as u8))
    }

    pub fn put(&mut self, key: u64, place: u32, generation: u8) {
        let (at, tag) = self.find(key);
        let bucket = &mut self.entries[at..at + KEY_WAYS];
        let new = tag | u64::from(generation) << PLACE_BITS | u64::from(place);
        let same = bucket.iter().position(|e| (e ^ tag) >> (PLACE_BITS + GENERATION_BITS) == 0 && *e != 0);
        bucket.copy_within(..same.unwrap_or(KEY_WAYS - 1), 1);
        bucket[0] = new;
    }

    pub fn bytes(&self) -> usize {
        size_of_val(&self.entries[..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_met_most_come_first_and_the_lower_of_two() {
        let met = |places: &[u32]| most_met(places).collect::<Vec<_>>();
        assert_eq!(met(&[]), []);
        assert_eq!(met(&[7, 3, 7, PLACES - 1, 3, 7, 9]), [(3, 7), (2, 3), (1, 9), (1, PLACES - 1)]);
        assert_eq!(met(&[9, 8, 7, 6, 5, 4, 3, 2]), [2, 3, 4, 5, 6, 7].map(|place| (1, place)));
        // as many as a list ever holds, and more
        assert_eq!(met(&[1; MET]), [(MET, 1)]);
        assert_eq!(met(&(1..1_000).collect::<Vec<_>>()).len(), COMPARED);
    }
}
