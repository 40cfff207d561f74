//! What a source tells besides new mentions: that posts are gone, how far they have travelled, who wrote them, how far it was
//! read, how it is. Owns that all of it is written in the transaction of the mentions that it came with, so that a cursor never covers
//! what the room does not have.

use super::author;
use super::columns::json;
use super::error::StoreError;
use super::ident;
use super::incoming::Incoming;
use super::ingest::source_id;
use super::load;
use super::spread;
use super::writer::{Durable, Writer};
use crate::domain::author::AuthorFacts;
use crate::domain::event::Event;
use crate::domain::ids::{IncidentId, MentionId};
use crate::domain::source::{Counts, Health};
use crate::domain::text::Clean;
use crate::domain::time::{MINUTE, Stamp};
use rusqlite::{Connection, OptionalExtension, params};

/// How far a post has travelled is kept once in so many milliseconds; what is said more often replaces the last.
const OBSERVED: i64 = 5 * MINUTE;
/// Observations that are kept of one post; the oldest goes.
const MOST: i64 = 300;
/// Posts of one account that are marked.
const ACCOUNT_MAX: i64 = 10_000;
/// Longest cursor that is kept, in bytes.
pub const CURSOR_MAX: usize = 256 << 10;

/// What comes with mentions, or alone.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// From where to go on.
    pub cursor: Option<String>,
    /// Posts that are no longer public, by platform and id.
    pub gone: Vec<(String, String)>,
    /// Accounts whose posts are no longer public, by platform and what their ids begin with, up to the slash.
    pub gone_accounts: Vec<(String, String)>,
    /// How far posts have travelled.
    pub counts: Vec<Counts>,
    /// What is said of those who wrote posts.
    pub authors: Vec<AuthorFacts>,
}

impl Beside {
    /// Nothing is to be written.
    pub fn is_empty(&self) -> bool {
        let Beside { cursor, gone, gone_accounts, counts, authors } = self;
        cursor.is_none() && gone.is_empty() && gone_accounts.is_empty() && counts.is_empty() && authors.is_empty()
    }

    /// Writes it, behind the mentions of the same transaction that it came with, of which `told` said how far
    /// they have travelled.
    pub(super) fn write(
        &self,
        conn: &Connection,
        source: &str,
        now: Stamp,
        told: &[MentionId],
    ) -> rusqlite::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let id = source_id(conn, source)?;
        if let Some(cursor) = self.cursor.as_deref().filter(|c| c.len() <= CURSOR_MAX) {
            conn.prepare_cached("UPDATE source SET cursor = ?2 WHERE id = ?1")?.execute(params![id, cursor])?;
        }
        let mut of = conn.prepare_cached("SELECT id FROM mention WHERE ident = ?1")?;
        let mut known = |platform: &str, post: &str| -> rusqlite::Result<Option<i64>> {
            of.query_row([ident::of_platform(platform, post)], |r| r.get(0)).optional()
        };
        let mut gone = conn.prepare_cached("UPDATE mention_state SET gone = ?2 WHERE id = ?1 AND gone IS NULL")?;
        for (platform, post) in &self.gone {
            if let Some(mention) = known(platform, post)? {
                gone.execute([mention, now.0])?;
            }
        }
        for (platform, account) in &self.gone_accounts {
            account_gone(conn, platform, account, now)?;
        }
        self.authors.iter().try_for_each(|said| author::note(conn, said, now))?;
        // what arrived with counts was observed as well
        let mut spread: Vec<i64> = told.iter().map(|id| id.0).collect();
        for counts in &self.counts {
            if let Some(mention) = known(&counts.platform, &counts.id)? {
                observe(conn, mention, counts, now)?;
                spread.push(mention);
            }
        }
        spread.sort_unstable();
        spread.dedup();
        let mut looks = spread::LOOKS;
        for mention in spread {
            looks -= usize::from(spread::rank(conn, mention, looks > 0)?);
        }
        Ok(())
    }
}

/// Marks what the room has of an account, whenever it came. `0` is what follows the slash.
fn account_gone(conn: &Connection, platform: &str, account: &str, now: Stamp) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE mention_state SET gone = ?4 WHERE gone IS NULL AND id IN
           (SELECT id FROM mention WHERE platform = ?1 AND pid > ?2 AND pid < ?3 AND pid LIKE 'at://%' LIMIT ?5)",
    )?
    .execute(params![platform, format!("{account}/"), format!("{account}0"), now.0, ACCOUNT_MAX])?;
    Ok(())
}

fn observe(conn: &Connection, mention: i64, counts: &Counts, now: Stamp) -> rusqlite::Result<()> {
    let number = |n: Option<u64>| n.map(kept);
    let at = now.0 - now.0.rem_euclid(OBSERVED);
    conn.prepare_cached(
        "INSERT INTO observation (mention, at, likes, reposts, replies) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (mention, at) DO UPDATE SET likes = coalesce(excluded.likes, likes),
           reposts = coalesce(excluded.reposts, reposts), replies = coalesce(excluded.replies, replies)",
    )?
    .execute(params![mention, at, number(counts.likes), number(counts.reposts), number(counts.replies)])?;
    conn.prepare_cached(
        "DELETE FROM observation WHERE mention = ?1 AND at <=
           (SELECT at FROM observation WHERE mention = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)",
    )?
    .execute([mention, MOST])?;
    Ok(())
}

/// What the room has already says how far it has travelled by now: an observation when that is not what is known of it.
pub(super) fn again(conn: &Connection, mentions: &[Incoming], now: Stamp) -> rusqlite::Result<()> {
    let mut query = conn.prepare_cached(
        "SELECT m.id, coalesce(o.likes, m.likes), coalesce(o.reposts, m.reposts), coalesce(o.replies, m.replies)
         FROM mention m LEFT JOIN observation o ON o.mention = m.id AND o.at =
           (SELECT max(at) FROM observation WHERE mention = m.id)
         WHERE m.ident = ?1",
    )?;
    let mut looks = spread::LOOKS;
    for mention in mentions {
        let raw = &mention.arrival_of.raw;
        let said = [raw.likes, raw.reposts, raw.replies];
        let known = query.query_row([mention.ident], |r| {
            let counts = [r.get::<_, Option<i64>>(1)?, r.get(2)?, r.get(3)?];
            Ok((r.get::<_, i64>(0)?, counts))
        });
        let Some((id, known)) = known.optional()? else { continue };
        let other = |(said, known): (&Option<u64>, &Option<i64>)| said.is_some() && said.map(kept) != *known;
        if said.iter().zip(&known).any(other) {
            let [likes, reposts, replies] = said;
            observe(conn, id, &Counts { likes, reposts, replies, ..Counts::default() }, now)?;
            looks -= usize::from(spread::rank(conn, id, looks > 0)?);
        }
    }
    Ok(())
}

/// A figure as it stands in a column.
fn kept(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl Writer {
    /// Writes what came without mentions.
    pub fn note_beside(&mut self, source: &str, beside: &Beside, real: Stamp) -> Result<(), StoreError> {
        if beside.is_empty() {
            return Ok(());
        }
        self.commit_to(Durable::Batch)?;
        let now = load::clock(&self.conn)?.at(real);
        let tx = self.begin()?;
        beside.write(&tx, source, now, &[])?;
        Ok(tx.commit()?)
    }

    /// Says how sources are, all at once. Those that are not named keep what was said of them last.
    pub fn note_health(&mut self, sources: &[(String, Health)]) -> Result<(), StoreError> {
        self.commit_to(Durable::Batch)?;
        let tx = self.begin()?;
        for (name, health) in sources {
            let id = source_id(&tx, name)?;
            tx.prepare_cached("UPDATE source SET health = ?2 WHERE id = ?1")?.execute(params![id, json(health)])?;
        }
        Ok(tx.commit()?)
    }

    /// Records what a look into the past found in each source, when an incident had been declared; the lease must be held.
    pub fn looked_back(
        &mut self,
        incident: IncidentId,
        hours: u32,
        found: &[(String, u32)],
        real: Stamp,
    ) -> Result<(), StoreError> {
        self.by_itself(real, |_, log| {
            for (source, count) in found {
                log.record(Event::LookedBack { incident, source: Clean::line(source), hours, count: *count })?;
            }
            Ok(())
        })
        .map(|_| ())
    }

    /// A source is no longer listened to, on purpose: its silence is no alarm.
    pub fn forget_health(&mut self, names: &[String]) -> Result<(), StoreError> {
        if names.is_empty() {
            return Ok(());
        }
        self.commit_to(Durable::Batch)?;
        let tx = self.begin()?;
        for name in names {
            tx.prepare_cached("UPDATE source SET health = NULL WHERE name = ?1")?.execute([name])?;
        }
        Ok(tx.commit()?)
    }

    /// Whether somebody listens to the room's sources, or would if the lease were theirs.
    pub fn is_collected(&self, real: Stamp) -> Result<bool, StoreError> {
        let now = load::clock(&self.conn)?.at(real);
        Ok(self.healths()?.iter().any(|(_, health)| health.is_looked_after(now)))
    }

    /// The newest incident, open or not; 0 when there was none.
    pub fn newest_incident(&self) -> Result<i64, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT coalesce(max(id), 0) FROM incident")?;
        Ok(query.query_row([], |r| r.get(0))?)
    }

    /// How each source that is or was listened to was when that was last said.
    pub fn healths(&self) -> Result<Vec<(String, Health)>, StoreError> {
        Ok(healths(&self.conn)?)
    }
}

/// Most sources that are told of.
const SOURCES: i64 = 100;

pub(super) fn healths(conn: &Connection) -> rusqlite::Result<Vec<(String, Health)>> {
    let mut query =
        conn.prepare_cached("SELECT name, health FROM source WHERE health IS NOT NULL ORDER BY name LIMIT ?1")?;
    let rows = query.query_map([SOURCES], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)))?;
    let mut all = Vec::new();
    for row in rows {
        let (name, health) = row?;
        // what a later version wrote there is its own: the source shows as one that nobody listens to
        all.push((name, serde_json::from_str(&health).unwrap_or_default()));
    }
    Ok(all)
}
