//! A fixed number of places, given again when they are taken. Owns which one goes (the clock algorithm): a hand goes
//! round; what has no lives left makes room, all else loses one. Must not know what the places hold.

/// What a place holds.
pub(super) trait Held: Copy + Default {
    /// Rounds of the hand that it outlives.
    fn lives(&mut self) -> &mut u8;
}

/// The places. The first is never used: 0 is "nothing" in the tables.
pub(super) struct Ring<T> {
    places: Vec<T>,
    max: usize,
    hand: usize,
}

impl<T: Held> Ring<T> {
    pub fn new(max: usize) -> Ring<T> {
        Ring { places: vec![T::default()], max, hand: 0 }
    }

    /// A place that is empty or may be given again, with what it held last.
    pub fn free(&mut self) -> (u32, &mut T) {
        let at = if self.places.len() <= self.max { self.add() } else { self.turn() };
        (at as u32, &mut self.places[at])
    }

    fn add(&mut self) -> usize {
        if self.places.len() == self.places.capacity() {
            // doubling would hold up to twice the bound
            let more = self.places.len().min(self.max + 1 - self.places.len());
            self.places.reserve_exact(more);
        }
        self.places.push(T::default());
        self.places.len() - 1
    }

    fn turn(&mut self) -> usize {
        loop {
            self.hand = self.hand % self.max + 1;
            match self.places[self.hand].lives() {
                0 => return self.hand,
                lives => *lives -= 1,
            }
        }
    }

    pub fn get(&self, place: u32) -> Option<&T> {
        self.places.get(place as usize)
    }

    pub fn get_mut(&mut self, place: u32) -> Option<&mut T> {
        self.places.get_mut(place as usize)
    }

    /// Places in use.
    pub fn len(&self) -> usize {
        self.places.len() - 1
    }

    pub fn bytes(&self) -> usize {
        self.places.capacity() * size_of::<T>()
    }
}

/// Lives of what was met so many times: one for each binary digit, at most seven.
pub(super) fn lives(met: u32) -> u8 {
    (u32::BITS - met.leading_zeros()).min(7) as u8
}
