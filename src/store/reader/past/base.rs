//! The counts of a moment: those that the room keeps now, without what came in later. Owns how they are come by without
//! reading every mention; what a person changed since is the state's to take back.

use super::arrivals::Arrivals;
use crate::domain::ids::MentionId;
use crate::domain::mention::Tone;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use crate::store::columns::tone_of;
use crate::store::counts::{Counted, Sums, heard};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{HashMap, HashSet};

/// Days before the moment whose minutes and hours are asked for: what is usual is read from eight weeks.
const DAYS: i64 = 60;
/// Identities of a minute, and of an hour.
const A_MINUTE: i64 = MentionId::PER_MS * MINUTE;
const AN_HOUR: i64 = MentionId::PER_MS * HOUR;
/// So few mentions are looked up one by one.
const FEW: usize = 2_000;

/// Fills the counts for the moment after `seq`; the mentions that came in later, sorted.
pub(super) fn fill(conn: &Connection, arrivals: &Arrivals, seq: i64) -> rusqlite::Result<Vec<i64>> {
    let (at, arrival): (i64, i64) =
        conn.query_row("SELECT logged, arrival FROM temp.moment", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let from = at - DAYS * DAY;
    conn.execute_batch(
        "DELETE FROM temp.counter; DELETE FROM temp.minute; DELETE FROM temp.hour; DELETE FROM temp.spread;
         DELETE FROM temp.cluster; DELETE FROM temp.brought; INSERT INTO temp.cluster SELECT id, size FROM room.cluster;",
    )?;
    conn.execute(
        "INSERT INTO temp.minute SELECT minute, n, negative, classified, old, late FROM room.minute WHERE minute >= ?1",
        [from.div_euclid(MINUTE)],
    )?;
    conn.execute("INSERT INTO temp.hour SELECT hour, n FROM room.hour WHERE hour >= ?1", [from.div_euclid(HOUR)])?;
    // of platforms and languages, the last day alone is asked for
    conn.execute(
        "INSERT INTO temp.spread SELECT hour, what, name, n FROM room.spread WHERE hour >= ?1",
        [(at - 2 * DAY).div_euclid(HOUR)],
    )?;
    let mut later = later(conn, arrival)?;
    without(conn, &later)?;
    later.sort_unstable();
    groups(conn, &later)?;
    counters(conn, arrival)?;
    for of in arrivals.brought(seq) {
        conn.prepare_cached("INSERT INTO temp.brought (name, n, last_seen) VALUES (?1, ?2, ?3)")?
            .execute(params![of.source, of.n, of.last])?;
    }
    set(conn, "mentions", arrival)?;
    // a batch may hold both what is news and what is not: the minutes know how many were which
    let live: i64 = conn.query_row(
        "SELECT coalesce((SELECT n FROM room.counter WHERE key = 'arrived'), 0)
           - (SELECT coalesce(sum(n - old), 0) FROM room.minute WHERE minute >= ?1)
           + (SELECT coalesce(sum(n - old), 0) FROM temp.minute)",
        [from.div_euclid(MINUTE)],
        |row| row.get(0),
    )?;
    set(conn, "arrived", live - older(conn, &later, from)?)?;
    Ok(later)
}

/// How many that came later as news are older than the minutes that are looked at.
fn older(conn: &Connection, later: &[i64], from: i64) -> rusqlite::Result<i64> {
    let mut news = conn.prepare_cached("SELECT 1 FROM room.mention_state WHERE id = ?1 AND history = 0")?;
    let mut n = 0;
    for id in later.iter().take_while(|id| **id / A_MINUTE < from.div_euclid(MINUTE)) {
        n += i64::from(news.exists([id])?);
    }
    Ok(n)
}

/// What came in after the moment, in the order of arrival: an index tells it alone.
fn later(conn: &Connection, arrival: i64) -> rusqlite::Result<Vec<i64>> {
    let mut query = conn
        .prepare_cached("SELECT id FROM room.mention INDEXED BY mention_arrival WHERE arrival > ?1 ORDER BY arrival")?;
    query.query_map([arrival], |row| row.get(0))?.collect()
}

/// Takes later mentions out of the counts by time. A minute or an hour of which all came later goes as a whole; of the
/// others, which are few, each mention is looked up.
fn without(conn: &Connection, later: &[i64]) -> rusqlite::Result<()> {
    let mixed_minutes = mixed(conn, later, A_MINUTE, "minute")?;
    let mixed_hours = mixed(conn, later, AN_HOUR, "hour")?;
    conn.execute("DELETE FROM temp.spread WHERE hour NOT IN (SELECT hour FROM temp.hour)", [])?;
    let mut sums = Sums::default();
    for id in later {
        let (minute, hour) = (mixed_minutes.contains(&(id / A_MINUTE)), mixed_hours.contains(&(id / AN_HOUR)));
        if (minute || hour)
            && let Some(seen) = Seen::of(conn, "room", *id)?
        {
            sums.count(seen.counted, -1, [minute, hour]);
        }
    }
    sums.write(conn)
}

/// Deletes the rows of a table by time of which every mention came later; the others of which some did.
fn mixed(conn: &Connection, later: &[i64], long: i64, table: &str) -> rusqlite::Result<HashSet<i64>> {
    let mut came: HashMap<i64, i64> = HashMap::new();
    for id in later {
        *came.entry(id / long).or_default() += 1;
    }
    let mut is = conn.prepare_cached(&format!("SELECT n FROM temp.{table} WHERE {table} = ?1"))?;
    let mut gone = conn.prepare_cached(&format!("DELETE FROM temp.{table} WHERE {table} = ?1"))?;
    let mut mixed = HashSet::new();
    for (at, n) in came {
        match is.query_row([at], |row| row.get::<_, i64>(0)).optional()? {
            Some(all) if all > n => {
                mixed.insert(at);
            }
            _ => {
                gone.execute([at])?;
            }
        }
    }
    Ok(mixed)
}

/// Takes later mentions out of the sizes of groups. `later` sorted.
fn groups(conn: &Connection, later: &[i64]) -> rusqlite::Result<()> {
    let mut sizes: HashMap<i64, i64> = HashMap::new();
    if later.len() <= FEW {
        let mut query = conn.prepare_cached("SELECT cluster FROM room.mention_state WHERE id = ?1")?;
        for id in later {
            if let Some(cluster) = query.query_row([id], |row| row.get::<_, Option<i64>>(0)).optional()?.flatten() {
                *sizes.entry(cluster).or_default() += 1;
            }
        }
    } else {
        let mut query = conn.prepare_cached(
            "SELECT cluster, id FROM room.mention_state INDEXED BY state_cluster WHERE cluster IS NOT NULL",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if later.binary_search(&row.get(1)?).is_ok() {
                *sizes.entry(row.get(0)?).or_default() += 1;
            }
        }
    }
    for (cluster, n) in sizes {
        grow(conn, cluster, -n)?;
    }
    Ok(())
}

/// A group has so many more, or fewer.
pub(super) fn grow(conn: &Connection, cluster: i64, by: i64) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO temp.cluster (id, size) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET size = size + excluded.size",
    )?
    .execute([cluster, by])?;
    Ok(())
}

/// What waits, as it is now, of those that had come in.
fn counters(conn: &Connection, arrival: i64) -> rusqlite::Result<()> {
    for (key, which) in [
        ("unattended", "INDEXED BY state_open_oldest WHERE open = 1"),
        ("owed", "INDEXED BY state_owed WHERE owes IS NOT NULL"),
        ("snoozed", "INDEXED BY state_snoozed WHERE snoozed_until IS NOT NULL"),
    ] {
        let sql = format!("SELECT count(*) FROM room.mention_state {which} AND arrival <= ?1");
        let n = conn.prepare_cached(&sql)?.query_row([arrival], |row| row.get(0))?;
        set(conn, key, n)?;
    }
    Ok(())
}

fn set(conn: &Connection, key: &str, n: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT INTO temp.counter (key, n) VALUES (?1, ?2)")?.execute(params![key, n])?;
    Ok(())
}

/// Moves a counter.
pub(super) fn count(conn: &Connection, key: &str, by: i64) -> rusqlite::Result<()> {
    if by != 0 {
        conn.prepare_cached("UPDATE temp.counter SET n = n + ?2 WHERE key = ?1")?.execute(params![key, by])?;
    }
    Ok(())
}

/// Of a mention `m` and how it stands, `s`: what [`Seen::read`] reads.
const SEEN: &str = "s.id, s.tone, s.late, s.history, s.open, m.platform, coalesce(s.read_language, ''), s.cluster";

/// A mention as the counts see it.
struct Seen {
    id: i64,
    open: bool,
    cluster: Option<i64>,
    counted: Counted<'static>,
}

impl Seen {
    /// As it stands in the room, or at the moment.
    fn of(conn: &Connection, schema: &str, id: i64) -> rusqlite::Result<Option<Seen>> {
        let from = format!("{schema}.mention_state s JOIN {schema}.mention m ON m.id = s.id");
        let mut query = conn.prepare_cached(&format!("SELECT {SEEN} FROM {from} WHERE s.id = ?1"))?;
        query.query_row([id], Seen::read).optional()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Seen> {
        let id: i64 = row.get(0)?;
        let counted = Counted {
            posted: Stamp(id / MentionId::PER_MS),
            tone: tone_of(row.get(1)?),
            late: row.get(2)?,
            history: row.get(3)?,
            platform: row.get::<_, String>(5)?.into(),
            language: row.get::<_, String>(6)?.into(),
        };
        Ok(Seen { id, open: row.get(4)?, cluster: row.get(7)?, counted })
    }
}

/// A mention sounds otherwise than its minute counted it.
pub(super) fn sounds(conn: &Connection, id: i64, was: Tone, is: Tone) -> rusqlite::Result<()> {
    let ([n, c], [negative, classified]) = (heard(was, false), heard(is, false));
    conn.prepare_cached(
        "UPDATE temp.minute SET negative = negative + ?2, classified = classified + ?3 WHERE minute = ?1",
    )?
    .execute([id / A_MINUTE, negative - n, classified - c])?;
    Ok(())
}

/// Counts in what came in with the batch of an event; the moment says so already. A mention that somebody has touched
/// since is counted as it arrived.
pub(super) fn arrive(conn: &Connection, arrivals: &Arrivals, seq: i64) -> rusqlite::Result<()> {
    let Some(batch) = arrivals.batch(seq) else { return Ok(()) };
    conn.prepare_cached(
        "INSERT INTO temp.brought (name, n, last_seen) VALUES (?1, ?2, ?3)
         ON CONFLICT (name) DO UPDATE SET n = n + excluded.n, last_seen = coalesce(excluded.last_seen, last_seen)",
    )?
    .execute(params![batch.source, batch.n, batch.last])?;
    count(conn, "mentions", batch.n)?;
    let upto = arrivals.upto(seq);
    let mut query = conn.prepare_cached(&format!(
        "SELECT {SEEN}, s.rev <> 0 OR s.affected <> 0
         FROM room.mention m INDEXED BY mention_arrival JOIN room.mention_state s ON s.id = m.id
         WHERE m.arrival > ?1 AND m.arrival <= ?2"
    ))?;
    let came: Vec<(Seen, bool)> = query
        .query_map([upto - batch.n, upto], |row| Ok((Seen::read(row)?, row.get(8)?)))?
        .collect::<Result<_, _>>()?;
    let (mut sums, mut groups) = (Sums::default(), HashMap::<i64, i64>::new());
    let (mut arrived, mut unattended) = (0, 0);
    for (mut seen, touched) in came {
        if touched {
            super::state::arrived(conn, seen.id)?;
            let Some(stood) = Seen::of(conn, "temp", seen.id)? else { continue };
            seen = stood;
        }
        arrived += i64::from(!seen.counted.history);
        unattended += i64::from(seen.open);
        if let Some(cluster) = seen.cluster {
            *groups.entry(cluster).or_default() += 1;
        }
        sums.count(seen.counted, 1, [true, true]);
    }
    sums.write(conn)?;
    count(conn, "arrived", arrived)?;
    count(conn, "unattended", unattended)?;
    groups.into_iter().try_for_each(|(cluster, n)| grow(conn, cluster, n))
}
