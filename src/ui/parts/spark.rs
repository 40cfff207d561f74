//! The last hour as a row of small bars.

use super::symbols::Symbols;

/// The minutes in at most `cells` bars; the highest is full, when it reaches `least` a minute: a calm hour looks calm.
/// The running minute is left out: half a minute of mentions would look like calm, too.
pub fn spark(minutes: &[u32], cells: usize, least: u32, symbols: &Symbols) -> String {
    let full = &minutes[..minutes.len().saturating_sub(1)];
    if full.is_empty() || cells == 0 {
        return String::new();
    }
    let a_bar = full.len().div_ceil(cells);
    // counted from the end, so that the newest bar always holds whole minutes
    let mut bars: Vec<u64> =
        full.rchunks(a_bar).map(|c| c.iter().map(|n| u64::from(*n)).sum::<u64>() / c.len() as u64).collect();
    bars.reverse();
    let top = bars.iter().copied().max().unwrap_or(0).max(u64::from(least)).max(1);
    let steps = symbols.spark.len() as u64 - 1;
    bars.iter().map(|n| symbols.spark[(n * steps).div_ceil(top) as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::parts::symbols::{ASCII, UNICODE};

    #[test]
    fn the_highest_bar_is_full_and_the_running_minute_does_not_count() {
        assert_eq!(spark(&[0, 1, 4, 8, 900], 10, 0, &UNICODE), "▁▂▅█");
        assert_eq!(spark(&[0, 0, 8, 8, 0], 2, 0, &ASCII), "_#");
        assert_eq!(spark(&[4, 5, 4, 9], 10, 20, &UNICODE), "▃▃▃");
        assert_eq!(spark(&[3], 10, 0, &UNICODE), "");
        assert_eq!(spark(&[], 10, 0, &UNICODE), "");
        assert_eq!(spark(&[0; 61], 20, 0, &UNICODE), "▁".repeat(20));
        assert_eq!(spark(&[u32::MAX; 61], 20, 0, &UNICODE), "█".repeat(20));
    }
}
