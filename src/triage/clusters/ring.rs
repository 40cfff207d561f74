//! A fixed number of places, given again when they are taken. Owns which one goes (the clock algorithm: a hand goes round;
//! what has no lives left makes room, all else loses one), who was first in a place and how many came since. Must not
//! know what the places hold.

use std::hint::black_box;

/// A place, and what it holds.
#[derive(Clone, Copy, Default)]
pub(super) struct Place<T> {
    pub held: T,
    /// How often the place was given, so that an entry elsewhere can tell whether it means this holder.
    pub generation: u8,
    lives: u8,
    size: u32,
    pub first: i64,
}

/// The places. The first is never used: 0 is "nothing" in the tables.
pub(super) struct Ring<T> {
    places: Vec<Place<T>>,
    max: usize,
    hand: usize,
}

impl<T: Copy + Default> Ring<T> {
    pub fn new(max: usize) -> Ring<T> {
        Ring { places: vec![Place::default()], max, hand: 0 }
    }

    /// Gives a place that is empty, or whose turn it is, to `first`.
    pub fn begin(&mut self, first: i64, held: T) -> u32 {
        let at = if self.places.len() <= self.max { self.add() } else { self.turn() };
        let generation = self.places[at].generation.wrapping_add(1);
        self.places[at] = Place { held, generation, lives: 0, size: 1, first };
        at as u32
    }

    /// One more came to a place, which now outlives more rounds: one for each binary digit of its size, at most seven.
    pub fn grow(&mut self, place: u32) -> u32 {
        if let Some(grown) = self.places.get_mut(place as usize) {
            grown.size = grown.size.saturating_add(1);
            grown.lives = (u32::BITS - grown.size.leading_zeros()).min(7) as u8;
        }
        place
    }

    fn add(&mut self) -> usize {
        if self.places.len() == self.places.capacity() {
            // doubling would hold up to twice the bound
            let more = self.places.len().min(self.max + 1 - self.places.len());
            self.places.reserve_exact(more);
        }
        self.places.push(Place::default());
        self.places.len() - 1
    }

    fn turn(&mut self) -> usize {
        loop {
            self.hand = self.hand % self.max + 1;
            match &mut self.places[self.hand].lives {
                0 => return self.hand,
                lives => *lives -= 1,
            }
        }
    }

    /// Fetches a few places at once: the memory is waited for once, not for each of them.
    pub fn fetch(&self, places: impl Iterator<Item = u32>) {
        black_box(places.fold(0, |read, place| read ^ self.get(place).map_or(0, |p| p.size)));
    }

    pub fn get(&self, place: u32) -> Option<&Place<T>> {
        self.places.get(place as usize)
    }

    /// Places in use.
    pub fn len(&self) -> usize {
        self.places.len() - 1
    }

    pub fn bytes(&self) -> usize {
        self.places.capacity() * size_of::<Place<T>>()
    }
}
