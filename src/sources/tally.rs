//! How many of the mentions of each day match, day by day in a room's zone. Owns the days and how far back they go; must
//! not know what matching is, nor who reads the count.

use super::matcher::NotUnderstood;
use crate::domain::keywords::Misread;
use crate::domain::room::Refusal;
use crate::domain::time::{HOUR, Stamp};
use crate::store::reader::texts::Text;
use crate::store::reader::{ReadError, Reader};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// Most days that are counted; the oldest give way.
const DAYS_MAX: usize = 40_000;

/// A clock may be ahead by as much.
const AHEAD: i64 = HOUR;

/// A count by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    zone: String,
    /// What is later has a time that cannot be, and would move all days with it.
    now: Stamp,
    /// As many were left out for that.
    ahead: u64,
    /// Mentions that match, and all.
    days: BTreeMap<NaiveDate, (u64, u64)>,
}

impl Tally {
    /// An empty count up to a moment, whose days are those of an IANA zone.
    pub fn new(zone: &str, now: Stamp) -> Tally {
        Tally { zone: zone.to_owned(), now, ahead: 0, days: BTreeMap::new() }
    }

    /// Mentions that say a time which is still to come: they are of no day.
    pub fn ahead(&self) -> u64 {
        self.ahead
    }

    /// The zone that its days are of.
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// The day of a moment.
    pub fn day(&self, at: Stamp) -> NaiveDate {
        at.local(&self.zone).date_naive()
    }

    /// The first of so many days up to the newest mention's.
    fn first(&self, days: u32) -> Option<NaiveDate> {
        let newest = *self.days.last_key_value()?.0;
        newest.checked_sub_days(Days::new(u64::from(days).saturating_sub(1)))
    }

    /// Whether a moment lies before so many days up to the newest mention's.
    pub fn too_old(&self, at: Stamp, days: u32) -> bool {
        self.first(days).is_some_and(|first| self.day(at) < first)
    }

    /// Whether a mention says a time which is still to come, give or take a clock that is a little ahead; it is left out.
    pub fn leaves_out(&mut self, posted: Stamp) -> bool {
        let ahead = posted > self.now.plus(AHEAD);
        self.ahead += u64::from(ahead);
        ahead
    }

    /// Counts a mention.
    pub fn count(&mut self, posted: Stamp, matches: bool) {
        let (matched, all) = self.days.entry(self.day(posted)).or_default();
        *all += 1;
        *matched += u64::from(matches);
        if self.days.len() > DAYS_MAX {
            self.days.pop_first();
        }
    }

    /// Forgets what is older than so many days.
    pub fn only_last(&mut self, days: u32) {
        if let Some(first) = self.first(days) {
            self.days = self.days.split_off(&first);
        }
    }

    /// Mentions that match, and all.
    pub fn total(&self) -> (u64, u64) {
        self.days.values().fold((0, 0), |sum, day| (sum.0 + day.0, sum.1 + day.1))
    }

    /// Every day from the first with a mention to the last, those without any among them, at most so many: the day, its
    /// mentions that match, and all.
    pub fn each_day(&self, most: u32) -> Vec<(NaiveDate, u64, u64)> {
        let Some((first, last)) = self.days.first_key_value().zip(self.days.last_key_value()) else {
            return Vec::new();
        };
        let days = first.0.iter_days().take_while(|day| day <= last.0).take(most as usize);
        days.map(|day| self.days.get(&day).map_or((day, 0, 0), |(matched, all)| (day, *matched, *all))).collect()
    }

    /// Counts a room from its newest mention back through so many days; `judge` says of each whether it matches, and
    /// before every page `go_on` whether anybody still wants to know. False when nobody did.
    ///
    /// # Errors
    /// When the room cannot be read.
    pub fn of_room(
        &mut self,
        reader: &Reader,
        days: u32,
        go_on: impl Fn() -> bool,
        mut judge: impl FnMut(Text) -> bool,
    ) -> Result<bool, ReadError> {
        let mut before = None;
        while go_on() {
            let page = reader.texts(before)?;
            let Some(last) = page.last() else { return Ok(true) };
            before = Some(last.id);
            for text in page {
                if self.leaves_out(text.posted) {
                    continue;
                }
                // newest first: once a day is too old, so is all that follows
                if self.too_old(text.posted, days) {
                    return Ok(true);
                }
                self.count(text.posted, judge(text));
            }
        }
        Ok(false)
    }
}

/// An expression that was not understood, as it is told to people.
pub fn misread(e: &NotUnderstood) -> Misread {
    let why = e.args().into_iter().fold(Refusal::new(e.key()), |why, (name, value)| why.with(name, &value));
    Misread { column: e.column, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(zone: &str, mentions: &[(&str, bool)]) -> Tally {
        let mut tally = Tally::new(zone, Stamp(i64::MAX));
        mentions.iter().for_each(|(ts, matches)| tally.count(Stamp::parse(ts).unwrap(), *matches));
        tally
    }

    #[test]
    fn days_are_those_of_the_zone() {
        let said = [("2026-03-01T22:30:00Z", true), ("2026-03-01T23:30:00Z", true), ("2026-03-04T10:00:00Z", false)];
        let days = tally("Europe/Madrid", &said).each_day(30);
        let said: Vec<String> = days.iter().map(|(day, matched, all)| format!("{day} {matched}/{all}")).collect();
        assert_eq!(said, ["2026-03-01 1/1", "2026-03-02 1/1", "2026-03-03 0/0", "2026-03-04 0/1"]);
    }

    #[test]
    fn only_the_last_days_count_in_whatever_order_they_come() {
        let mut tally = tally(
            "UTC",
            &[("2026-03-09T10:00:00Z", true), ("2026-03-01T10:00:00Z", true), ("2026-03-08T10:00:00Z", true)],
        );
        assert!(tally.too_old(Stamp::parse("2026-03-07T23:59:59Z").unwrap(), 2));
        assert!(!tally.too_old(Stamp::parse("2026-03-08T00:00:00Z").unwrap(), 2));
        tally.only_last(2);
        assert_eq!(tally.total(), (2, 2));
    }

    #[test]
    fn one_time_that_is_still_to_come_moves_no_day() {
        let at = |ts: &str| Stamp::parse(ts).unwrap();
        let mut tally = Tally::new("UTC", at("2026-03-09T12:00:00Z"));
        let all = ["2099-01-01T00:00:00Z", "2026-03-09T12:30:00Z", "2026-03-09T10:00:00Z", "2026-03-02T10:00:00Z"];
        for posted in all.map(at) {
            if !tally.leaves_out(posted) && !tally.too_old(posted, 7) {
                tally.count(posted, true);
            }
        }
        assert_eq!((tally.total(), tally.ahead()), ((2, 2), 1), "a clock that is ahead by minutes is none of them");
        assert_eq!(tally.each_day(7).len(), 1);
    }
}
