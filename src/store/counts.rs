//! The counts that header and signals read, kept in the transaction of the mentions that they count, so that nobody ever
//! counts over a million rows: by minute and hour of posting, by hour and platform or language, and in all.

use super::fold;
use super::incoming::Incoming;
use crate::domain::mention::Tone;
use crate::domain::time::{HOUR, MINUTE, Stamp};
use rusqlite::{Connection, params};
use std::borrow::Cow;
use std::collections::HashMap;

/// What rows of `spread` tell apart.
pub(super) const PLATFORM: i64 = 0;
pub(super) const LANGUAGE: i64 = 1;

/// Longest name that is counted, in bytes: what is longer is no platform.
const MAX_NAME: usize = 40;

/// A mention as it is counted.
pub(super) struct Counted<'a> {
    /// When it was posted.
    pub(super) posted: Stamp,
    pub(super) tone: Tone,
    /// Caught up on after a gap: no news of its minute's tone.
    pub(super) late: bool,
    /// It came as history.
    pub(super) history: bool,
    pub(super) platform: Cow<'a, str>,
    /// Empty where it is not known.
    pub(super) language: Cow<'a, str>,
}

/// What mentions add to the counts by time, summed so that each row is written once.
#[derive(Default)]
pub(super) struct Sums<'a> {
    /// Of a minute: all, negative, classified, old, late.
    minutes: HashMap<i64, [i64; 5]>,
    hours: HashMap<i64, i64>,
    /// By hour, what is told apart and its name.
    spread: HashMap<(i64, i64, Cow<'a, str>), i64>,
}

impl<'a> Sums<'a> {
    /// Counts one in (`by` 1) or out (-1): in its minute and its hour, where those are to be moved.
    pub(super) fn count(&mut self, it: Counted<'a>, by: i64, [minute, hour]: [bool; 2]) {
        if minute {
            let [negative, classified] = heard(it.tone, it.late);
            let late = i64::from(it.late && !it.history);
            let sums = self.minutes.entry(it.posted.0 / MINUTE).or_default();
            let adds = [1, negative, classified, i64::from(it.history), late];
            sums.iter_mut().zip(adds).for_each(|(sum, one)| *sum += by * one);
        }
        if hour {
            let at = it.posted.0 / HOUR;
            *self.hours.entry(at).or_default() += by;
            for (what, name) in [(PLATFORM, it.platform), (LANGUAGE, it.language)] {
                if name.len() <= MAX_NAME {
                    *self.spread.entry((at, what, name)).or_default() += by;
                }
            }
        }
    }

    /// Writes them, into the room's tables or into those that stand before them under the same names.
    pub(super) fn write(self, conn: &Connection) -> rusqlite::Result<()> {
        let mut minute = conn.prepare_cached(
            "INSERT INTO minute (minute, n, negative, classified, old, late) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (minute) DO UPDATE SET n = n + excluded.n, negative = negative + excluded.negative,
               classified = classified + excluded.classified, old = old + excluded.old, late = late + excluded.late",
        )?;
        for (at, [n, negative, classified, old, late]) in self.minutes {
            minute.execute([at, n, negative, classified, old, late])?;
        }
        let mut hour = conn.prepare_cached(
            "INSERT INTO hour (hour, n) VALUES (?1, ?2) ON CONFLICT (hour) DO UPDATE SET n = n + excluded.n",
        )?;
        for (at, n) in self.hours {
            hour.execute([at, n])?;
        }
        let mut spread = conn.prepare_cached(
            "INSERT INTO spread (hour, what, name, n) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (hour, what, name) DO UPDATE SET n = n + excluded.n",
        )?;
        for ((at, what, name), n) in self.spread {
            spread.execute(params![at, what, name, n])?;
        }
        Ok(())
    }
}

/// How a minute counts a tone: negative, classified.
pub(super) fn heard(tone: Tone, late: bool) -> [i64; 2] {
    [i64::from(!late && tone == Tone::Negative), i64::from(!late && tone != Tone::Unknown)]
}

/// Adds new mentions to the counts.
pub(super) fn add(conn: &Connection, new: &[Incoming]) -> rusqlite::Result<()> {
    let mut sums = Sums::default();
    for m in new {
        let reading = &m.arrival_of.reading;
        let counted = Counted {
            posted: m.posted,
            tone: reading.tone,
            late: m.arrival_of.late,
            history: m.arrival_of.history,
            platform: m.platform.as_str().into(),
            language: reading.language.as_deref().unwrap_or_default().into(),
        };
        sums.count(counted, 1, [true, true]);
    }
    sums.write(conn)?;
    let live = new.iter().filter(|m| !m.arrival_of.history).count() as i64;
    fold::count(conn, &[("mentions", new.len() as i64), ("arrived", live), ("unattended", live)])
}
