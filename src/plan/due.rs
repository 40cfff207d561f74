//! When a task is due: durations, the anchors of an incident and the offsets from them. Knows no calendar.

use crate::domain::time::{DAY, HOUR, MINUTE, SECOND, Stamp};
use serde::{Serialize, Serializer};

/// The longest duration that a plan can state: ten years.
const LONGEST: i64 = 3_653 * DAY;

/// A moment in the life of an incident from which tasks are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// The first signal in the feed.
    T0,
    /// The incident was declared.
    TD,
    /// It was contained.
    TC,
    /// It was resolved.
    TR,
    /// The review was closed.
    TX,
}

/// When a task is due: so long after an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Due {
    /// From when.
    pub anchor: Anchor,
    /// Milliseconds after it.
    pub offset_ms: i64,
}

impl Due {
    /// Reads `TD`, `TD+15m`, `TC+72h`.
    pub fn parse(text: &str) -> Option<Due> {
        let (name, offset) = match text.split_once('+') {
            Some((name, offset)) => (name, duration(offset)?),
            None => (text, 0),
        };
        let anchor = match name {
            "T0" => Anchor::T0,
            "TD" => Anchor::TD,
            "TC" => Anchor::TC,
            "TR" => Anchor::TR,
            "TX" => Anchor::TX,
            _ => return None,
        };
        Some(Due { anchor, offset_ms: offset })
    }

    /// Whether this is later than `other` even when an incident was declared at its first signal. Moments of which nobody
    /// knows how far apart they will be are not compared.
    pub fn surely_after(self, other: Due) -> bool {
        let same = |a: Anchor| if a == Anchor::T0 { Anchor::TD } else { a };
        same(self.anchor) == same(other.anchor) && self.offset_ms > other.offset_ms
    }

    /// The moment, once its anchor has happened.
    pub const fn at(self, anchor: Stamp) -> Stamp {
        anchor.plus(self.offset_ms)
    }
}

impl std::fmt::Display for Due {
    /// As [`Due::parse`] reads it, in the largest unit that is exact.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.anchor)?;
        if self.offset_ms == 0 { Ok(()) } else { write!(f, "+{}", spell(self.offset_ms)) }
    }
}

/// As [`Due::parse`] reads it.
impl Serialize for Due {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

/// A duration in milliseconds as [`duration`] reads it, in the largest unit that is exact; what is no duration is empty.
pub fn spell(ms: i64) -> String {
    let units = [(7 * DAY, 'w'), (DAY, 'd'), (HOUR, 'h'), (MINUTE, 'm'), (SECOND, 's')];
    let unit = units.iter().find(|(unit, _)| ms > 0 && ms % unit == 0);
    unit.map(|(unit, letter)| format!("{}{letter}", ms / unit)).unwrap_or_default()
}

/// Writes a duration as [`spell`] does.
pub(super) fn written<S: Serializer>(ms: &i64, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(&spell(*ms))
}

/// Writes a duration that may not be there.
pub(super) fn written_if<S: Serializer>(ms: &Option<i64>, s: S) -> Result<S::Ok, S::Error> {
    ms.map(spell).serialize(s)
}

/// Reads a duration over nothing and up to ten years, `15m`, `1h30m`, `3d`, in milliseconds.
pub fn duration(text: &str) -> Option<i64> {
    let mut total: i64 = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number: i64 = rest[..digits].parse().ok()?;
        let unit = match rest.as_bytes().get(digits)? {
            b's' => SECOND,
            b'm' => MINUTE,
            b'h' => HOUR,
            b'd' => DAY,
            b'w' => 7 * DAY,
            _ => return None,
        };
        total = number.checked_mul(unit).and_then(|ms| total.checked_add(ms)).filter(|ms| *ms <= LONGEST)?;
        rest = &rest[digits + 1..];
    }
    (total > 0).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_add_their_parts_and_refuse_the_rest() {
        assert_eq!(duration("15m"), Some(15 * MINUTE));
        assert_eq!(duration("1h30m"), Some(90 * MINUTE));
        assert_eq!(duration("2w"), Some(14 * DAY));
        for bad in ["", "0m", "m", "15", "15 m", "15min", "-5m", "1.5h", "9999999999999999999d", "9999d", "٣m", "5é"]
        {
            assert_eq!(duration(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_due_is_an_anchor_and_an_offset() {
        assert_eq!(Due::parse("TD"), Some(Due { anchor: Anchor::TD, offset_ms: 0 }));
        assert_eq!(Due::parse("TC+72h"), Some(Due { anchor: Anchor::TC, offset_ms: 3 * DAY }));
        for bad in ["", "T1", "TD+", "TD-5m", "td+5m", "+5m", "TD + 5m", "TD+5m+5m"] {
            assert_eq!(Due::parse(bad), None, "{bad:?}");
        }
        for text in ["T0", "TD+15m", "TD+90m", "TC+3d", "TX+1w", "TR+4h", "T0+45s"] {
            assert_eq!(Due::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Due::parse("TR+1d").unwrap().at(Stamp(5)), Stamp(5 + DAY));
    }
}
