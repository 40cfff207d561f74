//! Waiting times of which some have not ended: median and ninetieth percentile by Kaplan and Meier's estimate, in which one
//! who still waits counts for as long as they have waited. Owns the estimate; knows no event.

/// A time that ended, or that has lasted so long and goes on; milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// It ended after so long.
    Ended(i64),
    /// It goes on, and has lasted so long.
    Open(i64),
}

/// Where a share of all has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantile {
    /// After so long.
    At(i64),
    /// Too many go on: it is more than so long.
    Beyond(i64),
}

impl Quantile {
    /// The milliseconds that are sure: the quantile, or what it is beyond.
    pub const fn least(self) -> i64 {
        match self {
            Quantile::At(ms) | Quantile::Beyond(ms) => ms,
        }
    }
}

/// What many waiting times come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How many ended.
    pub ended: u32,
    /// How many go on.
    pub open: u32,
    /// Half of all.
    pub median: Quantile,
    /// Nine tenths of all.
    pub p90: Quantile,
    /// How long the oldest of those that go on has lasted.
    pub oldest: Option<i64>,
}

/// The spread of waiting times; nothing where there are none.
pub fn spread(waits: &[Wait]) -> Option<Spread> {
    // at the same length whoever ended was there until then, and whoever goes on was too: ends count first
    let mut sorted: Vec<(i64, bool)> = waits
        .iter()
        .map(|wait| match *wait {
            Wait::Ended(ms) => (ms.max(0), false),
            Wait::Open(ms) => (ms.max(0), true),
        })
        .collect();
    sorted.sort_unstable();
    let longest = sorted.last()?.0;
    let open = sorted.iter().filter(|(_, open)| *open).count();
    Some(Spread {
        ended: (sorted.len() - open) as u32,
        open: open as u32,
        median: quantile(&sorted, 0.5, longest),
        p90: quantile(&sorted, 0.1, longest),
        oldest: sorted.iter().rev().find(|(_, open)| *open).map(|(ms, _)| *ms),
    })
}

/// The first length at which no more than `left` of all go on.
fn quantile(sorted: &[(i64, bool)], left: f64, longest: i64) -> Quantile {
    // products of fractions may miss a half by a hair
    const HAIR: f64 = 1e-9;
    let (mut going, mut at_risk) = (1.0, sorted.len());
    let mut rest = sorted;
    while let Some((length, _)) = rest.first() {
        let same = rest.iter().take_while(|(ms, _)| ms == length).count();
        let ended = rest[..same].iter().filter(|(_, open)| !open).count();
        going *= 1.0 - ended as f64 / at_risk as f64;
        if ended > 0 && going <= left + HAIR {
            return Quantile::At(*length);
        }
        at_risk -= same;
        rest = &rest[same..];
    }
    Quantile::Beyond(longest)
}

#[cfg(test)]
mod tests {
    use super::Quantile::{At, Beyond};
    use super::Wait::{Ended, Open};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn those_who_still_wait_count_for_as_long_as_they_have() {
        // Kaplan and Meier by hand: at 2 one of five ends, 0.8 go on; at 4 one of three, 0.533; at 9 the last, 0
        let waits = [Ended(2), Open(3), Ended(4), Open(6), Ended(9)];
        let found = spread(&waits).unwrap();
        assert_eq!((found.ended, found.open, found.oldest), (3, 2, Some(6)));
        assert_eq!((found.median, found.p90), (At(9), At(9)), "without the two the median would be 4");
        let found = spread(&[Ended(1), Ended(2), Ended(3), Open(50)]).unwrap();
        assert_eq!((found.median, found.p90), (At(2), Beyond(50)), "nobody knows when nine tenths will have ended");
        assert_eq!(spread(&[Open(5), Open(7)]).unwrap().median, Beyond(7));
        assert_eq!(spread(&[]), None);
        // who is answered at the very moment until which another has waited was answered first
        assert_eq!(spread(&[Open(4), Ended(4)]).unwrap().median, At(4));
    }

    proptest! {
        #[test]
        fn with_nobody_waiting_it_is_the_plain_quantile(mut all in proptest::collection::vec(0i64..1_000, 1..60)) {
            let found = spread(&all.iter().map(|ms| Ended(*ms)).collect::<Vec<_>>()).unwrap();
            all.sort_unstable();
            let nth = |tenths: usize| all[(all.len() * tenths).div_ceil(10) - 1];
            prop_assert_eq!((found.median, found.p90), (At(nth(5)), At(nth(9))));
        }

        #[test]
        fn one_who_waits_on_makes_nothing_shorter(
            all in proptest::collection::vec(0i64..1_000, 1..40),
            more in proptest::collection::vec(1_000i64..2_000, 0..40),
        ) {
            let ended: Vec<Wait> = all.iter().map(|ms| Ended(*ms)).collect();
            let with: Vec<Wait> = ended.iter().copied().chain(more.iter().map(|ms| Open(*ms))).collect();
            let (few, many) = (spread(&ended).unwrap(), spread(&with).unwrap());
            prop_assert!(few.median.least() <= many.median.least() && few.p90.least() <= many.p90.least());
        }
    }
}
