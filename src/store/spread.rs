//! How fast posts spread, and that their rank follows it: an observation and the points that it gives are written in one
//! transaction, so that no list is ever sorted by what it does not show. Owns what is read of observations; what a speed is
//! worth is the domain's.

use super::columns::stamp;
use super::search;
use crate::domain::pace::{self, Observed};
use crate::domain::time::{HOUR, MINUTE, Stamp};
use rusqlite::{Connection, OptionalExtension, params};

/// Other posts of an author from which it is known how widely they usually spread.
const LEAST_POSTS: usize = 3;
/// Most others that the same author wrote, and full-text hits of a name that are compared exactly.
const MAX_OTHERS: i64 = 20;
const MAX_HITS: i64 = 500;
/// Observations that are looked at: those of the last hours.
const LAST: i64 = 60;
/// Posts whose authors are looked up in one transaction; the others' turn comes with their next observation.
pub(super) const LOOKS: usize = 20;

/// A post's age at its last observation, and its observations in the order of time; nothing when its source told none.
pub(super) fn observed(conn: &Connection, id: i64) -> rusqlite::Result<Option<(i64, Vec<Observed>)>> {
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
    let age = all.last().map(|last| last.at.since(posted));
    Ok(age.map(|age| (age, all)))
}

/// Who wrote a mention, as far as it can be found again.
#[derive(Debug, Clone)]
pub(super) struct Author {
    pub handle: String,
    pub author: String,
    pub platform: String,
}

/// The newest other mentions of an author. The full-text index finds the name's words, the comparison keeps those that are
/// that name. What was found stays in `ids` when the search is cut short.
pub(super) fn same_author(conn: &Connection, id: i64, by: &Author, ids: &mut Vec<i64>) -> rusqlite::Result<()> {
    let (column, name) = if by.handle.is_empty() { ("author", &by.author) } else { ("handle", &by.handle) };
    let Some(expression) = search::exactly(column, name) else { return Ok(()) };
    let mut statement = conn.prepare_cached(
        "SELECT m.id FROM (SELECT rowid FROM mention_fts WHERE mention_fts MATCH ?1 ORDER BY rowid DESC LIMIT ?5) f
         JOIN mention m ON m.id = f.rowid
         WHERE m.id <> ?2 AND m.platform = ?3
           AND CASE WHEN m.handle = '' THEN m.author ELSE m.handle END = ?4 COLLATE NOCASE
         ORDER BY m.id DESC LIMIT ?6",
    )?;
    let mut rows = statement.query(params![expression, id, by.platform, name, MAX_HITS, MAX_OTHERS])?;
    while let Some(row) = rows.next()? {
        ids.push(row.get(0)?);
    }
    Ok(())
}

/// Engagements an hour that an author's posts usually get; nothing while too few of them are known.
fn usual(conn: &Connection, id: i64) -> rusqlite::Result<Option<f64>> {
    let mut who = conn.prepare_cached("SELECT handle, author, platform FROM mention WHERE id = ?")?;
    let by = who.query_row([id], |r| Ok(Author { handle: r.get(0)?, author: r.get(1)?, platform: r.get(2)? }))?;
    let mut others = Vec::new();
    same_author(conn, id, &by, &mut others)?;
    let mut rates = Vec::with_capacity(others.len());
    for other in others {
        let rate = observed(conn, other)?.filter(|(age, _)| *age >= MINUTE).and_then(|(age, seen)| {
            let last = seen.last()?;
            Some(last.engagements as f64 * HOUR as f64 / age as f64)
        });
        rates.extend(rate);
    }
    rates.sort_unstable_by(f64::total_cmp);
    Ok((rates.len() >= LEAST_POSTS).then(|| rates[rates.len() / 2]))
}

/// Ranks a mention by what was observed of it so far; whether its author had to be looked up for that. `looks`: whether
/// that may be done.
pub(super) fn rank(conn: &Connection, id: i64, looks: bool) -> rusqlite::Result<bool> {
    let Some((age, seen)) = observed(conn, id)? else { return Ok(false) };
    let spreads = pace::rate(&seen, age).is_some();
    if spreads && !looks {
        return Ok(false);
    }
    let points = if spreads { pace::velocity(&seen, age, usual(conn, id)?) } else { 0 };
    conn.prepare_cached("UPDATE mention_state SET spread = ?2 WHERE id = ?1 AND spread <> ?2")?
        .execute(params![id, points])?;
    Ok(spreads)
}
