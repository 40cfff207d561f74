//! Repeatable chance: a small generator (SplitMix64) with a seed. Owns nothing but its state; the same seed gives the
//! same numbers on every machine and in every version, since drills and benchmark files are compared by them.

/// A generator of numbers that only look random.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same way for one seed.
    pub const fn new(seed: u64) -> Self {
        Dice(seed)
    }

    /// Dice for one named purpose, so that one purpose using more numbers does not change what another one gets.
    pub fn named(seed: u64, purpose: &str) -> Self {
        let hash =
            purpose.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        let mut dice = Dice(seed ^ hash);
        dice.roll();
        dice
    }

    /// The next 64 bits.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `n - 1`; 0 when `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.roll()) * u128::from(n)) >> 64) as u64
    }

    /// True in `percent` of a hundred cases.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of them, or nothing when there is none.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len() as u64) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way_and_purposes_do_not_share() {
        let five = |mut d: Dice| (0..5).map(|_| d.below(1000)).collect::<Vec<_>>();
        assert_eq!(five(Dice::named(7, "noise")), five(Dice::named(7, "noise")));
        assert_ne!(five(Dice::named(7, "noise")), five(Dice::named(7, "wave")));
        assert_ne!(five(Dice::new(7)), five(Dice::new(8)));
    }

    #[test]
    fn below_stays_below_and_reaches_all() {
        let mut dice = Dice::new(1);
        let mut seen = [false; 6];
        (0..200).for_each(|_| seen[dice.below(6) as usize] = true);
        assert_eq!(seen, [true; 6]);
        assert_eq!(dice.below(0), 0);
        assert_eq!(dice.pick::<u8>(&[]), None);
    }
}
