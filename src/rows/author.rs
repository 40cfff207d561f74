//! Who wrote a mention, as an opened one tells: figures and no names. Must not know who told them.

use crate::domain::time::{DAY, Stamp};

/// What is known of who wrote a mention; what is not is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuthorGlance {
    /// How many follow them.
    pub followers: Option<u64>,
    /// Whether their platform vouches for them.
    pub verified: Option<bool>,
    /// Since when there is their account.
    pub since: Option<Stamp>,
    /// They may be shown to everybody: an outlet, somebody in public life.
    pub public: bool,
}

impl AuthorGlance {
    /// How old the account was at a moment, in the unit that says it shortest: the key of its sentence in `words` and how
    /// many. One that was made after it wrote, by what is said of it, is as new as can be.
    pub fn age_at(&self, at: Stamp) -> Option<(&'static str, i64)> {
        let days = at.since(self.since?).max(0) / DAY;
        Some(match days {
            0..60 => ("account-days", days),
            60..730 => ("account-months", days / 30),
            _ => ("account-years", days / 365),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_its_largest_unit() {
        let made = AuthorGlance { since: Some(Stamp(0)), ..AuthorGlance::default() };
        let after = |days: i64| made.age_at(Stamp(days * DAY + DAY / 2)).unwrap();
        assert_eq!([0, 3, 59].map(after), [("account-days", 0), ("account-days", 3), ("account-days", 59)]);
        assert_eq!([60, 729].map(after), [("account-months", 2), ("account-months", 24)]);
        assert_eq!([730, 4_000].map(after), [("account-years", 2), ("account-years", 10)]);
        assert_eq!(made.age_at(Stamp(-5 * DAY)), Some(("account-days", 0)));
        assert_eq!(made.age_at(Stamp(i64::MAX)).map(|(key, _)| key), Some("account-years"));
        assert_eq!(AuthorGlance::default().age_at(Stamp(0)), None);
    }
}
