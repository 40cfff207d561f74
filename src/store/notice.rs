//! What the room notices by itself: its figures are read, triage judges them, and what is unusual becomes an event. Owns
//! which figures; the rules are triage's. Only the holder of the lease does it, so that nothing is told twice.

use super::author::{FOLLOWERS, HANDLE};
use super::columns::{clean, stamp, stamp_opt, tone_number};
use super::counts::{LANGUAGE, PLATFORM};
use super::error::StoreError;
use super::groups;
use super::load;
use super::usual;
use super::writer::Writer;
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, MentionId};
use crate::domain::mention::Tone;
use crate::domain::signal::{FLOORS, REACH};
use crate::domain::source::{Health, State};
use crate::domain::text::{Clean, fold};
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use crate::triage::signals::{self, Facts, Growing, Judged, Listened, Open};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// How often the room is looked at, in its own time.
pub const EVERY: i64 = MINUTE;
/// Newest mentions of the last hour that are looked at one by one.
const LOOKED: i64 = 5_000;
/// Of those that may reach many, and of groups that grow, as many are judged.
const MAX_VOICES: usize = 50;
const MAX_GROUPS: usize = 20;
/// Mentions of an hour from which a group may be growing.
const LEAST: u32 = 5;
/// Signals that ended longer ago than this no longer keep others quiet.
const REMEMBERED: i64 = 2 * DAY;
const MAX_OPEN: i64 = 500;

impl Writer {
    /// Looks at the room as it stands at `real`, and records what began or ended to be unusual; whether anything did.
    /// Must hold the lease.
    pub fn notice(&mut self, real: Stamp) -> Result<bool, StoreError> {
        if self.holder.is_none() {
            return Ok(false);
        }
        let now = load::clock(&self.conn)?.at(real);
        let Judged { raise, end, graver } = judged(&self.conn, now)?;
        if raise.is_empty() && end.is_empty() {
            return Ok(false);
        }
        let told = self.by_itself(real, |_, log| {
            for raised in end {
                log.record(Event::SignalEnded { raised, graver: graver.contains(&raised) })?;
            }
            for signal in raise {
                log.record(Event::SignalRaised { signal })?;
            }
            Ok(())
        })?;
        Ok(told.is_some())
    }

    /// Whether [`Writer::notice`] would have something to say. Reads only.
    pub fn unusual(&self, real: Stamp) -> Result<bool, StoreError> {
        let Judged { raise, end, .. } = judged(&self.conn, load::clock(&self.conn)?.at(real))?;
        Ok(!raise.is_empty() || !end.is_empty())
    }
}

fn judged(conn: &Connection, now: Stamp) -> Result<Judged, StoreError> {
    Ok(signals::judge(&facts(conn, now)?, &before(conn, now)?))
}

/// The room in few figures.
fn facts(conn: &Connection, now: Stamp) -> Result<Facts, StoreError> {
    let zone = usual::zone(conn)?;
    let mut facts = Facts { now, offset: now.offset(&zone), ..Facts::default() };
    facts.usual = usual::usual_at(conn, now, &zone)?;
    minutes(conn, now, &mut facts)?;
    lately(conn, now, &own(conn)?, &mut facts)?;
    facts.platforms_before = spread(conn, now, PLATFORM)?;
    facts.languages_before = spread(conn, now, LANGUAGE)?;
    facts.sources = listened(conn, now)?;
    facts.silent = silent(conn, now, facts.sources.iter().any(|s| s.blind.is_none()))?;
    Ok(facts)
}

/// The last two hours, minute by minute.
fn minutes(conn: &Connection, now: Stamp, facts: &mut Facts) -> rusqlite::Result<()> {
    const ALL: i64 = 120;
    let last = now.0.div_euclid(MINUTE);
    facts.minutes = vec![0; ALL as usize];
    let mut query = conn.prepare_cached(
        "SELECT minute, n - old - late, negative, classified, old FROM minute WHERE minute > ?1 AND minute <= ?2",
    )?;
    let mut rows = query.query([last - ALL, last])?;
    // the hour before and the last one: their negative and classified mentions, and whether history is among them
    let mut hours = [((0, 0), false); 2];
    while let Some(row) = rows.next()? {
        let at = row.get::<_, i64>(0)? - (last - ALL + 1);
        facts.minutes[at.clamp(0, ALL - 1) as usize] = row.get(1)?;
        let ((negative, classified), history) = &mut hours[usize::from(at >= ALL / 2)];
        *negative += row.get::<_, u32>(2)?;
        *classified += row.get::<_, u32>(3)?;
        *history |= row.get::<_, i64>(4)? > 0;
    }
    let begins = |part: i64| Stamp((last - ALL + 1 + part * ALL / 2) * MINUTE);
    // a minute counts the tone of history with that of the live ones, and what was brought in later is no turn of tone
    for (part, (tones, history)) in (0i64..).zip(&mut hours) {
        if *history {
            *tones = sounds(conn, begins(part), begins(part + 1))?;
        }
    }
    [facts.negative_before, facts.negative] = hours.map(|(tones, _)| tones);
    if facts.negative_before.1 < FLOORS[0] {
        // a day or two may be the matter itself: what is usual shows over some
        let mut week = conn.prepare_cached(
            "SELECT coalesce(sum(negative), 0), coalesce(sum(classified), 0) FROM minute
             WHERE minute > ?1 AND minute <= ?2 HAVING count(DISTINCT minute / 1440) > 2",
        )?;
        let hour = last - ALL / 2;
        let tones = week.query_row([hour - WEEK, hour], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        facts.negative_week = tones.unwrap_or_default();
    }
    Ok(())
}

/// Minutes of a week.
const WEEK: i64 = 7 * 24 * 60;

/// Negative, and classified, mentions posted between two moments that came live: of the newest, as many as are looked at.
fn sounds(conn: &Connection, from: Stamp, to: Stamp) -> rusqlite::Result<(u32, u32)> {
    let mut query = conn.prepare_cached(
        "SELECT coalesce(sum(tone = ?4), 0), coalesce(sum(tone <> ?5), 0) FROM (
           SELECT tone FROM mention_state WHERE id >= ?1 AND id < ?2 AND history = 0 AND late = 0
           ORDER BY id DESC LIMIT ?3)",
    )?;
    let [from, to] = [from, to].map(|at| MentionId::first_of(at.0).0);
    let tones = [Tone::Negative, Tone::Unknown].map(tone_number);
    query.query_row(params![from, to, LOOKED, tones[0], tones[1]], |r| Ok((r.get(0)?, r.get(1)?)))
}

/// The mentions of the last hour, the newest first: where, in which language, how far they reach, and which groups grow.
fn lately(conn: &Connection, now: Stamp, own: &[String], facts: &mut Facts) -> rusqlite::Result<()> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT m.id, m.platform, s.language, coalesce(m.reach, {FOLLOWERS}, m.followers, 0), s.cluster,
           coalesce(nullif(m.handle, ''), {HANDLE}, '')
         FROM mention m JOIN mention_state s ON s.id = m.id
         WHERE m.id >= ?1 AND m.id < ?2 AND s.history = 0 AND s.late = 0 ORDER BY m.id DESC LIMIT ?3"
    ))?;
    let (from, to) = (MentionId::first_of(now.plus(-HOUR).0), MentionId::first_of(now.plus(1).0));
    let mut rows = query.query([from.0, to.0, LOOKED])?;
    let (mut platforms, mut languages) = (HashMap::<String, u32>::new(), HashMap::<String, u32>::new());
    let mut groups: HashMap<i64, u32> = HashMap::new();
    let mut looked = 0;
    while let Some(row) = rows.next()? {
        looked += 1;
        *platforms.entry(row.get(1)?).or_default() += 1;
        *languages.entry(row.get::<_, Option<String>>(2)?.unwrap_or_default()).or_default() += 1;
        let reach = u64::try_from(row.get::<_, i64>(3)?).unwrap_or(0);
        // our own account speaks far, and that is no news
        if reach >= REACH[0] && !own.contains(&fold(row.get_ref(5)?.as_str()?)) {
            facts.reached.push((MentionId(row.get(0)?), reach));
        }
        if let Some(cluster) = row.get::<_, Option<i64>>(4)? {
            *groups.entry(cluster).or_default() += 1;
        }
    }
    facts.reached.sort_by_key(|(_, reach)| std::cmp::Reverse(*reach));
    facts.reached.truncate(MAX_VOICES);
    facts.platforms = most(platforms);
    facts.languages = most(languages);
    let mut groups: Vec<(i64, u32)> = groups.into_iter().filter(|(_, n)| *n >= LEAST).collect();
    groups.sort_by_key(|(id, n)| (std::cmp::Reverse(*n), *id));
    groups.truncate(MAX_GROUPS);
    for (cluster, lately) in groups {
        // of a fuller hour they are a part, and what a group was before it is told by the whole
        let lately = if looked < LOOKED { lately } else { came(conn, cluster, (from, to))? };
        facts.clusters.extend(growing(conn, cluster, lately)?);
    }
    Ok(())
}

/// How many of a group's mentions of a time came live: all of them, by the index of groups.
fn came(conn: &Connection, cluster: i64, (from, to): (MentionId, MentionId)) -> rusqlite::Result<u32> {
    let mut query = conn.prepare_cached(
        "SELECT count(*) FROM mention_state WHERE cluster = ?1 AND id >= ?2 AND id < ?3 AND history = 0 AND late = 0",
    )?;
    query.query_row([cluster, from.0, to.0], |r| r.get(0))
}

/// The room's own handles, folded: keywords that are one word, and what stands before a server's name.
fn own(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let keywords = load::settings(conn)?.keywords;
    Ok(keywords.iter().map(|k| fold(k.as_str().trim_start_matches(['@', '#'])).replace(' ', "")).collect())
}

fn most(counts: HashMap<String, u32>) -> Vec<(Clean, u32)> {
    let mut counts: Vec<(Clean, u32)> = counts.into_iter().map(|(name, n)| (Clean::line(&name), n)).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.as_str().cmp(b.0.as_str())));
    counts
}

fn growing(conn: &Connection, cluster: i64, lately: u32) -> rusqlite::Result<Option<Growing>> {
    let mut query =
        conn.prepare_cached("SELECT c.size, m.posted FROM cluster c JOIN mention m ON m.id = c.id WHERE c.id = ?1")?;
    query
        .query_row([cluster], |row| {
            let size: u32 = row.get(0)?;
            Ok(Growing {
                cluster: MentionId(cluster),
                size,
                hour_ago: size.saturating_sub(lately),
                first: stamp(row, 1)?,
                // a person's words stay out of the chain, where erasing could not reach them: screens look them up
                text: Clean::default(),
                coordination: None,
            })
        })
        .optional()?
        .map(|group| Ok(Growing { coordination: groups::coordinated(&groups::summary(conn, cluster)?), ..group }))
        .transpose()
}

/// Platforms or languages of the week before the last hours, most first.
fn spread(conn: &Connection, now: Stamp, what: i64) -> rusqlite::Result<Vec<(Clean, u32)>> {
    let hour = now.0.div_euclid(HOUR);
    let mut query = conn.prepare_cached(
        "SELECT name, sum(n) FROM spread WHERE hour >= ?1 AND hour < ?2 AND what = ?3 GROUP BY name
         ORDER BY 2 DESC LIMIT 200",
    )?;
    let rows = query.query_map(params![hour - 168, hour - 1, what], |r| {
        Ok((clean(r, 0)?, u32::try_from(r.get::<_, i64>(1)?).unwrap_or(u32::MAX)))
    })?;
    rows.collect()
}

/// The sources that are listened to over a network, or should be.
fn listened(conn: &Connection, now: Stamp) -> rusqlite::Result<Vec<Listened>> {
    // that somebody left on purpose is on every screen in red, but nothing that the room noticed
    let all = super::heard::healths(conn)?
        .into_iter()
        .filter(|(_, health)| !matches!(health.state, State::Paused | State::Left));
    let listened = |(name, health): (String, Health)| Listened {
        name: Clean::line(&name),
        blind: health.blind(now).map(|blind| (blind.key(), health.blind_since(&blind))),
        caught: health.caught,
    };
    Ok(all.map(listened).collect())
}

/// Minutes since anything came, while somebody listens.
fn silent(conn: &Connection, now: Stamp, hears: bool) -> rusqlite::Result<Option<u32>> {
    let mut query = conn.prepare_cached("SELECT max(last_seen), max(coalesce(live_until, 0)) >= ?1 FROM source")?;
    let (last, listening): (Option<i64>, Option<bool>) = query.query_row([now.0], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let last = last.filter(|_| hears || listening == Some(true)).map(Stamp);
    Ok(last.map(|last| u32::try_from(now.since(last) / MINUTE).unwrap_or(0)))
}

/// What was raised before and still counts.
fn before(conn: &Connection, now: Stamp) -> Result<Vec<Open>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT s.seq, s.at, s.ended, s.seen_by IS NOT NULL, e.kind, e.version, e.payload
         FROM signal s JOIN event e ON e.seq = s.seq
         WHERE s.ended IS NULL OR s.ended >= ?1 ORDER BY s.at DESC LIMIT ?2",
    )?;
    let mut rows = query.query([now.plus(-REMEMBERED).0, MAX_OPEN])?;
    let mut open = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, payload): (String, Vec<u8>) = (row.get(4)?, row.get::<_, Option<_>>(6)?.unwrap_or_default());
        // What a later version noticed is that version's to end.
        if let Ok(Event::SignalRaised { signal }) = Event::decode(&kind, row.get(5)?, &payload) {
            open.push(Open {
                seq: EventSeq(row.get(0)?),
                signal,
                raised: stamp(row, 1)?,
                ended: stamp_opt(row, 2)?,
                acknowledged: row.get(3)?,
            });
        }
    }
    Ok(open)
}
