//! What is said of who wrote what the room has, by networks and by sources that bring a mention again, and that the rank of
//! their mentions follows it: both are written in one transaction, so that no list is ever sorted by what it does not show.
//! Owns how an account is found from a mention and back: by the id that its posts begin with, else `@` and its handle; how
//! much its word weighs is triage's. Kept is what differs from what was said before, the newest counts, and nothing is kept
//! of an account of which the room has no words.

use super::columns::{clean, from_json, stamp, stamp_opt, tone_of};
use super::incoming::Incoming;
use super::search;
use crate::domain::author::AuthorFacts;
use crate::domain::mention::Part;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::triage::{renowned, retoned, score};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Observations that are kept of one account; the oldest goes.
const MOST: i64 = 30;
/// Newest mentions of an account that are ranked anew when something is learnt of it.
const RANKED: i64 = 200;
/// Longest name or handle that is kept, in characters.
const MAX_NAME: usize = 300;
/// Full-text hits of a handle that are compared exactly.
const MAX_HITS: i64 = 500;

/// The account of a mention `m`: in its id, where ids begin with it, else its handle. As [`account`] has it.
macro_rules! account {
    () => {
        "CASE WHEN m.pid LIKE 'at://%/%' THEN substr(m.pid, 6, instr(substr(m.pid, 6), '/') - 1)
           WHEN m.handle <> '' THEN '@' || lower(m.handle) END"
    };
}

pub(super) fn account(mention: &Incoming) -> Option<String> {
    let of_id = mention.pid.as_deref().and_then(|pid| pid.strip_prefix("at://")?.split_once('/'));
    let of_handle = || (!mention.handle.is_empty()).then(|| format!("@{}", mention.handle.to_ascii_lowercase()));
    of_id.map(|(account, _)| account.to_owned()).or_else(of_handle)
}

/// A column of what was said last of who wrote a mention `m`; NULL when nothing was.
macro_rules! last {
    ($column:literal) => {
        concat!(
            "(SELECT a.",
            $column,
            " FROM author_fact a WHERE a.platform = m.platform AND a.account = ",
            account!(),
            " ORDER BY a.at DESC LIMIT 1)"
        )
    };
}

/// Followers of who wrote a mention `m`, as they were told since.
pub(super) const FOLLOWERS: &str = last!("followers");
/// Since when there is the account that wrote a mention `m`.
pub(super) const SINCE: &str = last!("since");
/// What the account that wrote a mention `m` is called.
pub(super) const HANDLE: &str = last!("handle");
/// The name that the account which wrote a mention `m` gives itself.
pub(super) const NAME: &str = last!("name");

/// What was said last of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub handle: Clean,
    pub name: Clean,
    pub followers: Option<u64>,
    pub verified: Option<bool>,
    pub since: Option<Stamp>,
}

const COLUMNS: &str = "a.handle, a.name, a.followers, a.verified, a.since";

fn known(row: &Row<'_>) -> rusqlite::Result<Known> {
    Ok(Known {
        handle: clean(row, 0)?,
        name: clean(row, 1)?,
        followers: row.get::<_, Option<i64>>(2)?.and_then(|n| u64::try_from(n).ok()),
        verified: row.get(3)?,
        since: stamp_opt(row, 4)?,
    })
}

pub(super) fn last(conn: &Connection, platform: &str, account: &str) -> rusqlite::Result<Option<Known>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM author_fact a WHERE a.platform = ?1 AND a.account = ?2 ORDER BY a.at DESC LIMIT 1"
    ))?
    .query_row([platform, account], known)
    .optional()
}

/// What is known of who wrote a mention.
pub(super) fn of_mention(conn: &Connection, id: i64) -> rusqlite::Result<Option<Known>> {
    let sql = concat!(
        "SELECT a.handle, a.name, a.followers, a.verified, a.since FROM mention m JOIN author_fact a
           ON a.platform = m.platform AND a.account = ",
        account!(),
        " WHERE m.id = ?1 ORDER BY a.at DESC LIMIT 1"
    );
    conn.prepare_cached(sql)?.query_row([id], known).optional()
}

/// All that the account which wrote a mention was ever called here.
pub(super) fn names(conn: &Connection, id: i64) -> rusqlite::Result<Vec<String>> {
    let sql = concat!(
        "SELECT DISTINCT a.handle, a.name FROM mention m JOIN author_fact a
           ON a.platform = m.platform AND a.account = ",
        account!(),
        " WHERE m.id = ?1"
    );
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query([id])?;
    let mut names = Vec::new();
    while let Some(row) = rows.next()? {
        names.extend([row.get::<_, String>(0)?, row.get(1)?].into_iter().filter(|name| !name.is_empty()));
    }
    Ok(names)
}

/// Whether one of the names ?1 is, or was, that of the account which wrote a mention `m`.
pub(super) const IS_CALLED: &str = concat!(
    "EXISTS (SELECT 1 FROM author_fact a WHERE a.platform = m.platform AND a.account = ",
    account!(),
    " AND (a.handle = ?1 COLLATE NOCASE OR a.name = ?1 COLLATE NOCASE))"
);

/// Keeps what was said of an account, and ranks its mentions by it.
pub(super) fn note(conn: &Connection, said: &AuthorFacts, now: Stamp) -> rusqlite::Result<()> {
    let mentions = by(conn, &said.platform, &said.account)?;
    if mentions.is_empty() {
        return Ok(());
    }
    let short = |name: &str| {
        let end = name.char_indices().nth(MAX_NAME).map_or(name.len(), |(at, _)| at);
        Clean::line(&name[..end])
    };
    let now_known = Known {
        handle: short(said.handle.trim_start_matches('@')),
        name: short(&said.name),
        followers: said.followers.map(kept),
        verified: said.verified,
        since: said.since,
    };
    keep(conn, (&said.platform, &said.account), &now_known, now)?;
    mentions.into_iter().try_for_each(|one| rank(conn, one.id, Some(&now_known)))
}

/// A figure as a column holds it.
pub(super) fn kept(n: u64) -> u64 {
    i64::try_from(n).unwrap_or(i64::MAX).unsigned_abs()
}

/// Writes what is known of an account, where it differs from what was.
pub(super) fn keep(
    conn: &Connection,
    (platform, account): (&str, &str),
    known: &Known,
    now: Stamp,
) -> rusqlite::Result<()> {
    if last(conn, platform, account)?.as_ref() != Some(known) {
        conn.prepare_cached(
            "INSERT INTO author_fact (platform, account, at, handle, name, followers, verified, since)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (platform, account, at) DO UPDATE SET
               handle = excluded.handle, name = excluded.name, followers = excluded.followers,
               verified = excluded.verified, since = excluded.since",
        )?
        .execute(params![
            platform,
            account,
            now.0,
            known.handle.as_str(),
            known.name.as_str(),
            known.followers.map(u64::cast_signed),
            known.verified,
            known.since.map(|since| since.0),
        ])?;
        conn.prepare_cached(
            "DELETE FROM author_fact WHERE platform = ?1 AND account = ?2 AND at <=
               (SELECT at FROM author_fact WHERE platform = ?1 AND account = ?2 ORDER BY at DESC LIMIT 1 OFFSET ?3)",
        )?
        .execute(params![platform, account, MOST])?;
    }
    Ok(())
}

/// A mention of an account.
pub(super) struct Theirs {
    pub id: i64,
    /// How many followed its author when it came.
    pub followers: Option<u64>,
    /// Of which moment it tells that; none of what came as history.
    pub told: Option<Stamp>,
}

/// The columns of [`Theirs`], of a mention `m`.
macro_rules! theirs {
    () => {
        "m.id, m.followers, CASE WHEN m.followers IS NOT NULL
           AND NOT (SELECT s.history FROM mention_state s WHERE s.id = m.id) THEN min(m.posted, m.arrived) END"
    };
}

/// Which mentions `m` are of a handle, ?2 its platform and ?3 its letters in lower case: as [`account`] tells it.
macro_rules! of_handle {
    () => {
        "m.platform = ?2 AND lower(m.handle) = ?3 AND coalesce(m.pid, '') NOT LIKE 'at://%/%'"
    };
}

/// The newest mentions of an account. The keys of its posts follow their time. `0` is what follows the slash.
pub(super) fn by(conn: &Connection, platform: &str, account: &str) -> rusqlite::Result<Vec<Theirs>> {
    let read = |row: &Row<'_>| {
        let followers = row.get::<_, Option<i64>>(1)?.map(i64::unsigned_abs);
        Ok(Theirs { id: row.get(0)?, followers, told: stamp_opt(row, 2)? })
    };
    if let Some(handle) = account.strip_prefix('@') {
        let Some(expression) = search::exactly("handle", handle) else { return Ok(Vec::new()) };
        let mut query = conn.prepare_cached(concat!(
            "SELECT ",
            theirs!(),
            " FROM (SELECT rowid FROM mention_fts WHERE mention_fts MATCH ?1 ORDER BY rowid DESC LIMIT ?4) f
             JOIN mention m ON m.id = f.rowid WHERE ",
            of_handle!(),
            " LIMIT ?5"
        ))?;
        return query.query_map(params![expression, platform, handle, MAX_HITS, RANKED], read)?.collect();
    }
    let mut query = conn.prepare_cached(concat!(
        "SELECT ",
        theirs!(),
        " FROM mention m WHERE m.platform = ?1 AND m.pid > ?2 AND m.pid < ?3 AND m.pid LIKE 'at://%'
         ORDER BY m.pid DESC LIMIT ?4"
    ))?;
    let ids = params![platform, format!("at://{account}/"), format!("at://{account}0"), RANKED];
    query.query_map(ids, read)?.collect()
}

/// All mentions of an account that rank otherwise than they came.
fn learnt(conn: &Connection, platform: &str, account: &str) -> rusqlite::Result<Vec<i64>> {
    if let Some(handle) = account.strip_prefix('@') {
        let Some(expression) = search::exactly("handle", handle) else { return Ok(Vec::new()) };
        let mut query = conn.prepare_cached(concat!(
            "SELECT s.id FROM (SELECT rowid FROM mention_fts WHERE mention_fts MATCH ?1) f
             CROSS JOIN mention m ON m.id = f.rowid CROSS JOIN mention_state s ON s.id = m.id
             WHERE s.learnt <> 0 AND ",
            of_handle!()
        ))?;
        return query.query_map([&expression, platform, handle], |row| row.get(0))?.collect();
    }
    let mut query = conn.prepare_cached(
        "SELECT s.id FROM mention_state s JOIN mention m ON m.id = s.id
         WHERE s.learnt <> 0 AND m.platform = ?1 AND m.pid > ?2 AND m.pid < ?3 AND m.pid LIKE 'at://%'",
    )?;
    let ids = params![platform, format!("at://{account}/"), format!("at://{account}0")];
    query.query_map(ids, |row| row.get(0))?.collect()
}

/// The parts of a mention's priority that it arrived with, by what is known of its author now.
pub(super) fn parts(conn: &Connection, id: i64, arrived: Vec<Part>, known: &Known) -> rusqlite::Result<Vec<Part>> {
    let mut query = conn.prepare_cached("SELECT followers, reach, more ->> 'verified' FROM mention WHERE id = ?1")?;
    query.query_row([id], |row| {
        let own: Option<i64> = row.get(0)?;
        // how far a post reached is told of the post itself
        let reached = own.is_none() && row.get::<_, Option<i64>>(1)?.is_some();
        let vouched: Option<bool> = row.get(2)?;
        let followers = known.followers.filter(|n| !reached && own != Some(n.cast_signed()));
        Ok(renowned(arrived, followers, known.verified.filter(|is| vouched != Some(*is))))
    })
}

/// Ranks a mention by what was learnt since it came: who its author is, and how a person says that it sounds.
pub(super) fn rank(conn: &Connection, id: i64, known: Option<&Known>) -> rusqlite::Result<()> {
    let mut query = conn.prepare_cached("SELECT parts, said_tone FROM mention_state WHERE id = ?1")?;
    let (arrived, said) = query.query_row([id], |row| {
        // what an older or newer triage wrote and this one cannot read leaves the whole bound
        let arrived: Vec<Part> = from_json(row, 0).unwrap_or_default();
        Ok((arrived, row.get::<_, Option<i64>>(1)?.map(tone_of)))
    })?;
    let read = i64::from(score(&arrived));
    let now = known.map_or(Ok(arrived.clone()), |known| parts(conn, id, arrived, known))?;
    let points = i64::from(score(&retoned(now, said))) - read;
    conn.prepare_cached("UPDATE mention_state SET learnt = ?2 WHERE id = ?1 AND learnt <> ?2")?
        .execute([id, points])?;
    Ok(())
}

/// Takes what is known of who wrote a mention out of the room, before the mention's id is wiped; other mentions of theirs
/// rank as they came.
pub(super) fn forget(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    let sql = concat!("SELECT m.platform, ", account!(), " FROM mention m WHERE m.id = ?1");
    let who: (String, Option<String>) =
        conn.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (platform, Some(account)) = who else { return Ok(()) };
    let gone = conn.execute("DELETE FROM author_fact WHERE platform = ?1 AND account = ?2", [&platform, &account])?;
    // of whom nothing was known, nothing ranks by it
    let theirs = if gone > 0 { learnt(conn, &platform, &account)? } else { Vec::new() };
    theirs.into_iter().try_for_each(|id| rank(conn, id, None))
}

/// Copies what is known of the authors of the mentions in `out` from `room`.
pub(super) fn copy(room: &Connection, out: &Connection) -> rusqlite::Result<()> {
    let sql = concat!(
        "SELECT DISTINCT m.platform, ",
        account!(),
        " FROM mention m WHERE m.pid LIKE 'at://%/%' OR m.handle <> '' ORDER BY 1, 2"
    );
    let mut authors = out.prepare(sql)?;
    let mut read = room.prepare(&format!(
        "SELECT {COLUMNS}, a.at FROM author_fact a WHERE a.platform = ?1 AND a.account = ?2 ORDER BY a.at"
    ))?;
    let mut write = out.prepare(
        "INSERT INTO author_fact (platform, account, at, handle, name, followers, verified, since)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let mut authors = authors.query([])?;
    while let Some(author) = authors.next()? {
        let (platform, account): (String, String) = (author.get(0)?, author.get(1)?);
        let mut rows = read.query([&platform, &account])?;
        while let Some(row) = rows.next()? {
            write.execute(params![
                platform,
                account,
                stamp(row, 5)?.0,
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<i64>>(2)?,
                row.get::<_, Option<i64>>(3)?,
                row.get::<_, Option<i64>>(4)?,
            ])?;
        }
    }
    Ok(())
}
