//! The last hour as a row of small bars.

use super::symbols::Symbols;

/// The minutes in at most `cells` bars; the highest is full, when it reaches `least` a minute: a calm hour looks calm.
/// The running minute is left out: half a minute of mentions would look like calm, too.
/// They come in stretches, each with whether it lies above `above` a minute.
pub fn spark(minutes: &[u32], cells: usize, least: u32, above: f32, symbols: &Symbols) -> Vec<(String, bool)> {
    let full = &minutes[..minutes.len().saturating_sub(1)];
    if full.is_empty() || cells == 0 {
        return Vec::new();
    }
    let a_bar = full.len().div_ceil(cells);
    // counted from the end, so that the newest bar always holds whole minutes
    let mut bars: Vec<u64> =
        full.rchunks(a_bar).map(|c| c.iter().map(|n| u64::from(*n)).sum::<u64>() / c.len() as u64).collect();
    bars.reverse();
    let top = bars.iter().copied().max().unwrap_or(0).max(u64::from(least)).max(1);
    let unusual = |n: &u64| *n as f32 > above;
    let stretches = bars.chunk_by(|a, b| unusual(a) == unusual(b));
    let drawn = |stretch: &[u64]| stretch.iter().map(|n| bar(*n, top, symbols)).collect();
    stretches.map(|stretch| (drawn(stretch), stretch.first().is_some_and(unusual))).collect()
}

/// A bar for each number, the highest full.
pub fn bars(all: &[u32], symbols: &Symbols) -> Vec<&'static str> {
    let top = all.iter().copied().max().unwrap_or(0).max(1);
    all.iter().map(|n| bar(u64::from(*n), u64::from(top), symbols)).collect()
}

fn bar(n: u64, top: u64, symbols: &Symbols) -> &'static str {
    let steps = symbols.spark.len() as u64 - 1;
    symbols.spark[(n * steps).div_ceil(top) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::parts::symbols::{ASCII, UNICODE};

    #[test]
    fn the_highest_bar_is_full_and_the_running_minute_does_not_count() {
        let spark = |minutes: &[u32], cells, least, symbols| -> String {
            super::spark(minutes, cells, least, f32::INFINITY, symbols).into_iter().map(|(bars, _)| bars).collect()
        };
        assert_eq!(spark(&[0, 1, 4, 8, 900], 10, 0, &UNICODE), "▁▂▅█");
        assert_eq!(spark(&[0, 0, 8, 8, 0], 2, 0, &ASCII), "_#");
        assert_eq!(spark(&[4, 5, 4, 9], 10, 20, &UNICODE), "▃▃▃");
        assert_eq!(spark(&[3], 10, 0, &UNICODE), "");
        assert_eq!(spark(&[], 10, 0, &UNICODE), "");
        assert_eq!(spark(&[0; 61], 20, 0, &UNICODE), "▁".repeat(20));
        assert_eq!(spark(&[u32::MAX; 61], 20, 0, &UNICODE), "█".repeat(20));
    }

    #[test]
    fn what_lies_above_the_band_is_told_apart() {
        let stretches = spark(&[1, 2, 9, 8, 2, 0], 10, 0, 4.5, &UNICODE);
        let marked: Vec<(usize, bool)> = stretches.iter().map(|(bars, above)| (bars.chars().count(), *above)).collect();
        assert_eq!(marked, [(2, false), (2, true), (1, false)]);
    }
}
