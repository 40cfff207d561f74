//! Time as the room keeps it: UTC milliseconds. Owns the arithmetic; must not read a clock.

use chrono::{DateTime, Offset, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// One second, minute and hour in milliseconds.
pub const SECOND: i64 = 1_000;
/// One minute in milliseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// One hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day in milliseconds.
pub const DAY: i64 = 24 * HOUR;
/// How far away a moment may lie that a person names, in milliseconds.
const FARTHEST: i64 = 366 * DAY;

/// The zone of an IANA name; UTC where there is none of that name.
pub fn zone_of(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

/// What a zone is called at a local moment: `CET`; `UTC-05` where it has no letters of its own, as in most of America.
pub fn zone_name(local: &DateTime<Tz>) -> String {
    let name = local.format("%Z").to_string();
    if name.starts_with(['+', '-']) { format!("UTC{name}") } else { name }
}

/// A moment: milliseconds since 1970 in UTC. In JSON it is RFC 3339 with milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stamp(pub i64);

impl Stamp {
    /// The moment `ms` milliseconds later (earlier when negative); stops at the ends of what can be kept.
    pub const fn plus(self, ms: i64) -> Self {
        Stamp(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; negative when it lies after.
    pub const fn since(self, earlier: Stamp) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Whether it lies so far from now that it is a slip of the finger and no plan.
    pub const fn is_far(self, now: Stamp) -> bool {
        self.since(now).unsigned_abs() > FARTHEST.unsigned_abs()
    }

    /// As chrono sees it, within the years 1 to 9999: beyond them RFC 3339 has no words and local time no room.
    pub fn utc(self) -> DateTime<Utc> {
        const FIRST: i64 = -62_135_510_400_000; // 0001-01-02
        const LAST: i64 = 253_402_214_399_999; // 9999-12-30T23:59:59.999
        DateTime::from_timestamp_millis(self.0.clamp(FIRST, LAST)).unwrap_or_default()
    }

    /// What the clocks of an IANA zone say then; those of UTC where there is no such zone.
    pub fn local(self, zone: &str) -> DateTime<Tz> {
        self.utc().with_timezone(&zone_of(zone))
    }

    /// Minutes by which they are ahead of UTC then.
    pub fn offset(self, zone: &str) -> i32 {
        self.local(zone).offset().fix().local_minus_utc() / 60
    }

    /// Reads RFC 3339, with any offset.
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text.trim()).ok().map(|t| Stamp(t.timestamp_millis()))
    }

    /// RFC 3339 in UTC with milliseconds: `2026-11-22T14:23:05.120Z`.
    pub fn rfc3339(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::Millis, true)
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.rfc3339())
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(d)?;
        Stamp::parse(&text).ok_or_else(|| de::Error::custom(format!("not an RFC 3339 time: {text}")))
    }
}

impl schemars::JsonSchema for Stamp {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Stamp".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "date-time"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_time_have_a_local_time_too() {
        for ms in [i64::MIN, i64::MAX] {
            let text = Stamp(ms).rfc3339();
            assert!(Stamp::parse(&text).is_some(), "{text}");
            assert!(!Stamp(ms).utc().with_timezone(&chrono_tz::Pacific::Kiritimati).to_string().is_empty());
        }
    }

    #[test]
    fn a_stamp_survives_json_and_any_offset() {
        let t = Stamp::parse("2026-11-22T15:23:05.12+01:00").unwrap();
        assert_eq!(t.rfc3339(), "2026-11-22T14:23:05.120Z");
        assert_eq!(serde_json::from_str::<Stamp>(&serde_json::to_string(&t).unwrap()).unwrap(), t);
        assert!(serde_json::from_str::<Stamp>("\"yesterday\"").is_err());
    }
}
