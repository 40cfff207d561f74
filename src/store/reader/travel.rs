//! How far a mention has travelled, as its source said when it arrived and since. Owns what is read of it; what it is
//! worth is the domain's.

use super::ReadError;
use crate::domain::ids::MentionId;
use crate::domain::mention::Part;
use crate::domain::pace::{self, Observed};
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, MINUTE, Stamp};
use crate::store::columns::stamp;
use rusqlite::{Connection, OptionalExtension, params};

/// Other posts of an author from which it is known how widely they usually spread.
const LEAST_POSTS: usize = 3;
/// Observations that are looked at: those of the last hours.
const LAST: i64 = 60;

/// Likes, reposts and answers at the last observation; what was never observed is as it arrived.
pub fn last(conn: &Connection, id: MentionId, arrived: [Option<u64>; 3]) -> Result<[Option<u64>; 3], ReadError> {
    let mut statement = conn
        .prepare_cached("SELECT likes, reposts, replies FROM observation WHERE mention = ? ORDER BY at DESC LIMIT 1")?;
    let seen = statement.query_row([id.0], |row| {
        let number = |at| row.get::<_, Option<i64>>(at).map(|n| n.and_then(|n| u64::try_from(n).ok()));
        Ok::<_, rusqlite::Error>([number(0)?, number(1)?, number(2)?])
    });
    let seen = seen.optional()?.unwrap_or_default();
    Ok([0, 1, 2].map(|n| seen[n].or(arrived[n])))
}

/// A post's age at its last observation, and its observations in the order of time; nothing when its source told none.
fn observed(conn: &Connection, id: i64) -> Result<Option<(i64, Vec<Observed>)>, ReadError> {
    let mut first = conn.prepare_cached(
        "SELECT posted, arrived, coalesce(likes, reposts, replies) IS NOT NULL,
                coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0) FROM mention WHERE id = ?",
    )?;
    let seen = |at: Stamp, n: i64| Observed { at, engagements: u64::try_from(n).unwrap_or(0) };
    let arrived =
        first.query_row([id], |row| Ok((stamp(row, 0)?, stamp(row, 1)?, row.get::<_, bool>(2)?, row.get(3)?)));
    let Some((posted, arrived, told, n)) = arrived.optional()? else { return Ok(None) };
    let mut all: Vec<Observed> = told.then(|| seen(arrived, n)).into_iter().collect();
    let mut later = conn.prepare_cached(
        "SELECT at, coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0) FROM
           (SELECT * FROM observation WHERE mention = ?1 ORDER BY at DESC LIMIT ?2) ORDER BY at",
    )?;
    let rows = later.query_map(params![id, LAST], |row| Ok(seen(stamp(row, 0)?, row.get(1)?)))?;
    for row in rows {
        let row = row?;
        // kept by the five minutes in which it was made: one may seem to be from before the arrival
        if row.at > arrived {
            all.push(row);
        }
    }
    Ok(all.last().map(|last| (last.at.since(posted), all.clone())))
}

/// The part of the priority for spreading faster than the author's other posts did. What is not known costs nothing.
pub fn spreading(conn: &Connection, id: MentionId, others: &[i64]) -> Result<Option<Part>, ReadError> {
    let Some((age, seen)) = observed(conn, id.0)? else { return Ok(None) };
    let mut rates = Vec::with_capacity(others.len());
    for other in others {
        let rate = observed(conn, *other)?.filter(|(age, _)| *age >= MINUTE).and_then(|(age, seen)| {
            let last = seen.last()?;
            Some(last.engagements as f64 * HOUR as f64 / age as f64)
        });
        rates.extend(rate);
    }
    rates.sort_unstable_by(f64::total_cmp);
    let usual = (rates.len() >= LEAST_POSTS).then(|| rates[rates.len() / 2]);
    let points = pace::velocity(&seen, age, usual);
    let rate = pace::rate(&seen, age).map_or(String::new(), |rate| format!("{rate:.0}"));
    Ok((points > 0).then(|| Part { key: "why-spreading".into(), points, words: vec![Clean::line(&rate)] }))
}
