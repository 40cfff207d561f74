//! Words that stand for each other's opposite. Owns `contraries.tsv`; must not know what a text claims.

use super::concepts::word;
use super::filter::Listed;
use std::sync::LazyLock;

/// Rows of the list: two bits each are all that is kept of them.
const ROWS: usize = 32;
/// Bits of the filter: some forty for each word.
const BITS: usize = 1 << 15;
/// The bit of the one side of each row; that of the other is the next.
const ONE: u64 = 0x5555_5555_5555_5555;

/// Before a word that means something else as often: it is the other's contrary only where the words around them are the same.
const IN_PLACE: char = '?';

/// By a word: on which side of which rows it stands, and in which of them it does in whatever words.
static CONTRARIES: LazyLock<Listed<[u64; 2]>> = LazyLock::new(|| {
    let mut all = Listed::new(BITS);
    for (row, (one, other)) in rows().take(ROWS).enumerate() {
        for (side, words) in [one, other].into_iter().enumerate() {
            for said in words.split_whitespace() {
                let [stands, alone] = all.add(word(said.trim_start_matches(IN_PLACE).as_bytes()), [0; 2]);
                *stands |= 1 << (2 * row + side);
                *alone |= u64::from(!said.starts_with(IN_PLACE)) << (2 * row + side);
            }
        }
    }
    all
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = include_str!("../../assets/lexicons/contraries.tsv").lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t'))
}

/// On which sides of which rows words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sides<T>(T);

impl Sides<u64> {
    /// Those of a word, by its hash.
    pub fn of(hash: u64) -> Sides<u64> {
        Sides(CONTRARIES.get(hash).map_or(0, |[stands, _]| stands))
    }

    /// The same without what the word says only where the words around it are the same.
    pub fn alone(hash: u64) -> Sides<u64> {
        Sides(CONTRARIES.get(hash).map_or(0, |[_, alone]| alone))
    }

    /// Those of this and of another.
    pub fn and(self, other: Sides<u64>) -> Sides<u64> {
        Sides(self.0 | other.0)
    }

    /// What the words say when they are negated.
    pub fn turned(self) -> Sides<u64> {
        Sides((self.0 & ONE) << 1 | self.0 >> 1 & ONE)
    }

    /// Whether one stands where the other's opposite does.
    pub fn oppose(self, other: Sides<u64>) -> bool {
        self.turned().0 & other.0 != 0
    }

    /// The rows alone that tell two claims apart in whatever words they are made: the first of the list.
    pub fn telling(self) -> Sides<u32> {
        Sides(self.0 as u32)
    }
}

impl Sides<u32> {
    /// Whether one says one side alone of a row, and the other the other: who says both tells of both.
    pub fn contradict(self, other: Sides<u32>) -> bool {
        let plain = |all: u32| all & !(((all & ONE as u32) << 1) | (all >> 1 & ONE as u32));
        Sides(u64::from(plain(self.0))).oppose(Sides(u64::from(plain(other.0))))
    }

    pub fn to_bytes(self) -> [u8; 4] {
        self.0.to_le_bytes()
    }

    pub fn from_bytes(bytes: [u8; 4]) -> Sides<u32> {
        Sides(u32::from_le_bytes(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::fold;

    #[test]
    fn every_row_has_two_sides_and_a_bit_for_each() {
        assert!(rows().count() <= ROWS);
        for (one, other) in rows() {
            assert!(fold(one) == one && fold(other) == other, "{one} / {other}");
            assert!(one.split_whitespace().all(|word| !other.split_whitespace().any(|w| w == word)), "{one} / {other}");
        }
    }

    #[test]
    fn a_negated_word_stands_on_the_other_side() {
        let of = |said: &str| Sides::of(word(said.as_bytes()));
        assert!(of("safe").oppose(of("peligroso")) && !of("safe").oppose(of("segura")));
        assert!(of("safe").oppose(of("segura").turned()) && !of("safe").oppose(of("unsafe").turned()));
        assert!(!of("safe").oppose(of("closed")) && !of("table").oppose(of("closed")));
        let both = of("open").and(of("closed")).telling();
        assert!(!both.contradict(of("closed").telling()), "who says both tells of both");
        assert!(of("abierta").telling().contradict(of("closed").telling()));
        let alone = |said: &str| Sides::alone(word(said.as_bytes()));
        assert!(of("up").oppose(of("down")) && !of("sube").oppose(alone("bajo")) && alone("open") == of("open"));
    }
}
