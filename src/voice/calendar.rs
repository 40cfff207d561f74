//! Which instant a time is, from when it was said and in which zone. Owns days, parts of a day, summer time; must not
//! know how they are written.

use crate::domain::time::{HOUR, MINUTE, Stamp, zone_of};
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Weekday};
use chrono_tz::Tz;

/// Whose clocks an hour goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Minutes ahead of UTC, as `CET` says, in summer too.
    Offset(i32),
    /// An IANA zone.
    Zone(&'static str),
}

/// A day, as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days after the day on which it was said.
    Ahead(i64),
    /// The next such day of the week, 0 for Monday.
    Week(u32),
    /// A date; without a year the nearest.
    Date { year: Option<i32>, month: u32, day: u32 },
    /// A whole month.
    Month { year: Option<i32>, month: u32 },
}

/// A part of a day, which ends at an hour of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    First,
    Morning,
    Afternoon,
    /// Spanish *tarde*, which lasts longer than an afternoon.
    Evening,
    Night,
    /// The end of a day, which says of no hour in which half it is.
    End,
}

impl Part {
    /// An hour of twelve that is told with this part of the day: "at 9 tonight".
    pub fn hour(self, hour: u32) -> u32 {
        match (self, hour) {
            (Part::Afternoon | Part::Evening, 1..=11) | (Part::Night, 5..=12) => hour + 12,
            _ => hour,
        }
    }

    /// When it is over: whoever waits has waited until then.
    fn end(self) -> NaiveTime {
        let (hour, minute) = match self {
            Part::First => (10, 0),
            Part::Morning => (12, 0),
            Part::Afternoon => (18, 0),
            Part::Evening => (20, 0),
            Part::Night | Part::End => (23, 59),
        };
        time(hour, minute)
    }
}

/// A unit of a delay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
}

/// How long after it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Delay {
    count: i64,
    unit: Unit,
    /// Again and again; the first is meant.
    pub every: bool,
    /// How many is not said, or which days they are.
    pub vague: bool,
    /// Days on which people work.
    pub working: bool,
    /// Until the next full hour: "at the top of the hour".
    pub full: bool,
}

impl Delay {
    pub fn of(count: i64, unit: Unit) -> Delay {
        Delay { count: count.clamp(0, 1_000_000), unit, every: false, vague: false, working: false, full: false }
    }

    /// Its length in milliseconds, days taken as 24 hours: to compare two delays, not to add one.
    pub fn length(self) -> i64 {
        let unit = match self.unit {
            Unit::Minute => MINUTE,
            Unit::Hour => HOUR,
            Unit::Day => 24 * HOUR,
            Unit::Week => 7 * 24 * HOUR,
        };
        self.count.saturating_mul(unit)
    }

    /// When it is over. Hours are counted, days keep the hour of the clock across a change to summer time.
    pub fn after(self, said: Stamp, zone: Tz) -> Option<Stamp> {
        if self.full {
            let into = local(said, zone).num_seconds_from_midnight() % 3_600;
            return Some(Stamp(said.0 - said.0.rem_euclid(1_000)).plus(HOUR - i64::from(into) * 1_000));
        }
        let days = match self.unit {
            Unit::Minute | Unit::Hour => return Some(said.plus(self.length())),
            Unit::Day => self.count,
            Unit::Week => self.count * 7,
        };
        let local = local(said, zone).naive_local();
        let days = u64::try_from(days).ok()?;
        if self.working && self.unit == Unit::Day {
            // of working days the weekends at least are known to be none
            let next = |at: NaiveDateTime| {
                std::iter::successors(at.checked_add_days(Days::new(1)), |d| d.checked_add_days(Days::new(1)))
            };
            let weekday = |at: &NaiveDateTime| !matches!(at.weekday(), Weekday::Sat | Weekday::Sun);
            let due = (0..days.min(MOST_WORKING)).try_fold(local, |at, _| next(at).find(weekday));
            return stamp(due?, zone);
        }
        stamp(local.checked_add_days(Days::new(days))?, zone)
    }
}

/// Most working days that are counted one by one.
const MOST_WORKING: u64 = 1_000;

/// Days after which a date without a year is no slip any more.
const LONG_OVER: i64 = 60;

/// Which way an unsaid day points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    Past,
    Future,
}

/// What is fixed while a text is read: when it was said and in which zone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here {
    pub said: Stamp,
    pub zone: Tz,
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

fn local(at: Stamp, zone: Tz) -> DateTime<Tz> {
    at.utc().with_timezone(&zone)
}

/// The first moment at which the zone's clocks say so; in the hour that summer time skips, the one after.
fn stamp(at: NaiveDateTime, zone: Tz) -> Option<Stamp> {
    let found = zone.from_local_datetime(&at).earliest();
    let later = || zone.from_local_datetime(&at.checked_add_signed(chrono::Duration::hours(1))?).earliest();
    Some(Stamp(found.or_else(later)?.timestamp_millis()))
}

impl Here {
    /// The day on which it was said.
    pub fn today(self) -> NaiveDate {
        local(self.said, self.zone).date_naive()
    }

    /// The local day of a moment.
    pub fn day_of(self, at: Stamp) -> NaiveDate {
        local(at, self.zone).date_naive()
    }

    /// The days that a day or month is, first and last.
    pub fn days(self, day: Day, toward: Toward) -> Option<(NaiveDate, NaiveDate)> {
        self.days_from(self.today(), day, toward)
    }

    fn days_from(self, today: NaiveDate, day: Day, toward: Toward) -> Option<(NaiveDate, NaiveDate)> {
        let shifted = |days: i64| {
            let step = Days::new(days.unsigned_abs());
            if days < 0 { today.checked_sub_days(step) } else { today.checked_add_days(step) }
        };
        let near = |year: Option<i32>, month: u32, day: u32| match year {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day),
            None => (-1..=1)
                .filter_map(|y| NaiveDate::from_ymd_opt(today.year() + y, month, day))
                .min_by_key(|date| (*date - today).num_days().abs()),
        };
        let single = match day {
            Day::Ahead(days) => shifted(days)?,
            Day::Week(weekday) => {
                let wanted = Weekday::try_from(weekday as u8).ok()?;
                let ahead = i64::from((7 + wanted.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7);
                match toward {
                    Toward::Future => shifted(if ahead == 0 { 7 } else { ahead })?,
                    Toward::Past => shifted(if ahead == 0 { 0 } else { ahead - 7 })?,
                }
            }
            // what is still to come is not told of a day that is long over: the next one of that name is meant
            Day::Date { year: None, month, day } if toward == Toward::Future => {
                let date = near(None, month, day)?;
                let over = (today - date).num_days() > LONG_OVER;
                if over { near(Some(date.year() + 1), month, day)? } else { date }
            }
            Day::Date { year, month, day } => near(year, month, day)?,
            Day::Month { year, month } => {
                let first = near(year, month, 1)?;
                let last = first.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
                return Some((first, last));
            }
        };
        Some((single, single))
    }

    /// The instant of an hour, on a day or on the next or last one that has it. An hour of other clocks falls on their
    /// day.
    pub fn clock(
        self,
        day: Option<Day>,
        (hour, minute): (u32, u32),
        place: Option<Place>,
        toward: Toward,
    ) -> Option<Stamp> {
        let today = match place {
            Some(Place::Offset(minutes)) => {
                self.said.utc().with_timezone(&FixedOffset::east_opt(minutes * 60)?).date_naive()
            }
            Some(Place::Zone(name)) => local(self.said, zone_of(name)).date_naive(),
            None => self.today(),
        };
        let at = |date: NaiveDate| {
            let at = match hour {
                24 => date.succ_opt()?.and_time(time(0, minute)),
                _ => date.and_time(time(hour, minute)),
            };
            match place {
                Some(Place::Offset(minutes)) => {
                    let offset = FixedOffset::east_opt(minutes * 60)?;
                    Some(Stamp(offset.from_local_datetime(&at).earliest()?.timestamp_millis()))
                }
                Some(Place::Zone(name)) => stamp(at, zone_of(name)),
                None => stamp(at, self.zone),
            }
        };
        let Some(day) = day else {
            let now = at(today)?;
            return match toward {
                Toward::Future if now <= self.said => at(today.succ_opt()?),
                Toward::Past if now > self.said => at(today.pred_opt()?),
                _ => Some(now),
            };
        };
        if let Day::Week(weekday) = day
            && weekday == today.weekday().num_days_from_monday()
            && let Some(now) = at(today).filter(|now| *now > self.said)
        {
            return Some(now); // "on Sunday at 18:00", said that Sunday at noon
        }
        at(self.days_from(today, day, toward)?.0)
    }

    /// When a part of a day is over.
    pub fn part(self, day: NaiveDate, part: Part) -> Option<Stamp> {
        stamp(day.and_time(part.end()), self.zone)
    }

    /// The next end of a part of the day, where no day was said.
    pub fn next_part(self, part: Part) -> Option<Stamp> {
        let today = self.part(self.today(), part)?;
        if today > self.said { Some(today) } else { self.part(self.today().succ_opt()?, part) }
    }

    /// The first moment of a day.
    pub fn opens(self, day: NaiveDate) -> Option<Stamp> {
        stamp(day.and_time(NaiveTime::MIN), self.zone)
    }
}
