//! The counts that header and signals read, kept in the transaction of the mentions that they count, so that nobody ever
//! counts over a million rows: by minute and hour of posting, by hour and platform or language, and in all.

use super::fold;
use super::incoming::Incoming;
use crate::domain::mention::Tone;
use crate::domain::time::{HOUR, MINUTE};
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// What [`Spread`] rows tell apart.
pub(super) const PLATFORM: i64 = 0;
pub(super) const LANGUAGE: i64 = 1;

/// Longest name that is counted, in bytes: what is longer is no platform.
const MAX_NAME: usize = 40;

/// Adds new mentions to the counts.
pub(super) fn add(conn: &Connection, new: &[Incoming]) -> rusqlite::Result<()> {
    let mut minutes: HashMap<i64, [i64; 5]> = HashMap::new();
    let mut hours: HashMap<i64, i64> = HashMap::new();
    let mut spread: HashMap<(i64, i64, &str), i64> = HashMap::new();
    for m in new {
        let reading = &m.arrival_of.reading;
        let minute = minutes.entry(m.posted.0 / MINUTE).or_default();
        minute[0] += 1;
        let counts = !m.arrival_of.late;
        minute[1] += i64::from(counts && reading.tone == Tone::Negative);
        minute[2] += i64::from(counts && reading.tone != Tone::Unknown);
        minute[3] += i64::from(m.arrival_of.history);
        minute[4] += i64::from(!counts && !m.arrival_of.history);
        let hour = m.posted.0 / HOUR;
        *hours.entry(hour).or_default() += 1;
        let language = reading.language.as_deref().unwrap_or_default();
        for (what, name) in [(PLATFORM, m.platform.as_str()), (LANGUAGE, language)] {
            if name.len() <= MAX_NAME {
                *spread.entry((hour, what, name)).or_default() += 1;
            }
        }
    }
    let mut minute_row = conn.prepare_cached(
        "INSERT INTO minute (minute, n, negative, classified, old, late) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (minute) DO UPDATE SET n = n + excluded.n, negative = negative + excluded.negative,
           classified = classified + excluded.classified, old = old + excluded.old, late = late + excluded.late",
    )?;
    for (minute, [n, negative, classified, old, late]) in minutes {
        minute_row.execute([minute, n, negative, classified, old, late])?;
    }
    let mut hour_row = conn.prepare_cached(
        "INSERT INTO hour (hour, n) VALUES (?1, ?2) ON CONFLICT (hour) DO UPDATE SET n = n + excluded.n",
    )?;
    for (hour, n) in hours {
        hour_row.execute([hour, n])?;
    }
    let mut spread_row = conn.prepare_cached(
        "INSERT INTO spread (hour, what, name, n) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (hour, what, name) DO UPDATE SET n = n + excluded.n",
    )?;
    for ((hour, what, name), n) in spread {
        spread_row.execute(params![hour, what, name, n])?;
    }
    let live = new.iter().filter(|m| !m.arrival_of.history).count() as i64;
    fold::count(conn, &[("mentions", new.len() as i64), ("arrived", live), ("unattended", live)])
}
