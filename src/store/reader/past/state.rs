//! How mentions stood that somebody has touched since the moment. Owns what is taken back and what is counted with it.

use super::{base, events};
use crate::domain::event::{Event, Header};
use crate::domain::ids::{IncidentId, MentionId};
use crate::domain::mention::{Attention, Tone};
use crate::store::columns::{self, tone_number, tone_of, word};
use crate::store::{belonging, fold, load};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;

/// Kinds that change how mentions stand.
const WHICH: &str = "kind IN ('mentions_disposed', 'mentions_snoozed', 'mentions_woke', 'mentions_claimed', \
    'owed_settled', 'reading_corrected', 'mentions_regrouped', 'mentions_placed', 'mention_reopened', 'undone', \
    'incident_merged', 'affected_added', 'affected_changed')";

/// How far counters move.
#[derive(Default)]
struct Moves {
    unattended: i64,
    owed: i64,
    snoozed: i64,
}

impl Moves {
    fn write(&self, conn: &Connection) -> rusqlite::Result<()> {
        base::count(conn, "unattended", self.unattended)?;
        base::count(conn, "owed", self.owed)?;
        base::count(conn, "snoozed", self.snoozed)
    }
}

/// Shows mentions as they stood. Where the rules of belonging are those of now, what they came to is read by its index.
pub(super) fn show(conn: &Connection) -> rusqlite::Result<()> {
    let differ: bool = conn.query_row(
        "SELECT EXISTS (SELECT seq, incident FROM folded.belonging EXCEPT SELECT seq, incident FROM room.belonging)
           OR EXISTS (SELECT seq, incident FROM room.belonging EXCEPT SELECT seq, incident FROM folded.belonging)",
        [],
        |row| row.get(0),
    )?;
    const BY: &str = "(SELECT b.incident FROM folded.belonging b WHERE b.seq = s.read_rule)";
    let [rule, read, incident] = match differ {
        false => ["s.read_rule".to_owned(), "s.read_incident".to_owned(), "s.incident".to_owned()],
        true => [
            "(SELECT b.seq FROM folded.belonging b WHERE b.seq = s.read_rule)".to_owned(),
            BY.to_owned(),
            format!("nullif(coalesce(s.said_incident, {BY}), 0)"),
        ],
    };
    let sql = include_str!("state.sql")
        .replace("{read_rule}", &rule)
        .replace("{read_incident}", &read)
        .replace("{incident}", &incident);
    let mut shown = conn.prepare_cached("SELECT sql FROM temp.sqlite_schema WHERE name = 'mention_state'")?;
    let shown: Option<String> = shown.query_row([], |row| row.get(0)).optional()?;
    if shown.is_none_or(|shown| !sql.contains(shown.trim_start_matches("CREATE VIEW mention_state"))) {
        conn.execute_batch(&sql)?;
    }
    Ok(())
}

/// Takes back what the events after one did, of the mentions that had come in by the moment. Where the counts of the moment
/// still have it in them, `later` names those that came in later, sorted.
pub(super) fn take_back(conn: &Connection, after: i64, later: Option<&[i64]>) -> rusqlite::Result<()> {
    let mut kept = Kept { seen: HashSet::new(), moves: Moves::default(), later, unplaced: Vec::new() };
    // the first event that names a mention says how it stood before any of them
    for (_, event) in events(conn, after, i64::MAX, WHICH)? {
        let Some(event) = event else { continue };
        kept.take_back(conn, &event)?;
    }
    kept.moves.write(conn)?;
    by_rules(conn, kept.unplaced)
}

struct Kept<'a> {
    seen: HashSet<i64>,
    moves: Moves,
    later: Option<&'a [i64]>,
    unplaced: Vec<i64>,
}

impl Kept<'_> {
    fn take_back(&mut self, conn: &Connection, event: &Event) -> rusqlite::Result<()> {
        for was in event.mentions() {
            self.keep(conn, was.mention, Some(&was.before))?;
        }
        match event {
            Event::MentionReopened { mention, before, .. } => self.keep(conn, *mention, Some(before)),
            Event::Undone { mentions, .. } => {
                mentions.iter().try_for_each(|restore| self.keep(conn, restore.mention, None))
            }
            Event::IncidentMerged { into, .. } => {
                said_of(conn, *into)?.into_iter().try_for_each(|id| self.keep(conn, id, None))
            }
            Event::AffectedAdded { mention: Some(mention), .. } => self.keep(conn, *mention, None),
            Event::AffectedChanged { affected, .. } => {
                let mut query = conn.prepare_cached("SELECT mention FROM room.affected WHERE id = ?1")?;
                let mention = query.query_row([affected.0], |row| row.get::<_, Option<i64>>(0)).optional()?.flatten();
                mention.map_or(Ok(()), |id| self.keep(conn, MentionId(id), None))
            }
            _ => Ok(()),
        }
    }

    /// Keeps one as it stood, unless it is kept already.
    fn keep(&mut self, conn: &Connection, id: MentionId, before: Option<&Attention>) -> rusqlite::Result<()> {
        let known = |later: &[i64]| Ok(later.binary_search(&id.0).is_ok());
        if !self.seen.insert(id.0) || self.later.map_or_else(|| is_kept(conn, id), known)? {
            return Ok(());
        }
        // a merge moves what a person said without naming the mention
        let told = match before {
            Some(before) if before.said.incident.is_none() => Some(before.clone()),
            _ => None,
        };
        let stood = told.map_or_else(|| as_of(conn, id), Ok)?;
        let moves = self.later.is_some().then_some(&mut self.moves);
        if put(conn, id, &stood, moves)? {
            self.unplaced.push(id.0);
        }
        Ok(())
    }
}

fn is_kept(conn: &Connection, id: MentionId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM temp.past_state WHERE id = ?1")?.exists([id.0])
}

fn said_of(conn: &Connection, incident: IncidentId) -> rusqlite::Result<Vec<MentionId>> {
    let mut query = conn.prepare_cached("SELECT id FROM room.mention_state WHERE said_incident = ?1")?;
    query.query_map([incident.0], |row| columns::mention_id(row, 0))?.collect()
}

/// How a mention stood after the last event of the moment that changed it.
fn as_of(conn: &Connection, id: MentionId) -> rusqlite::Result<Attention> {
    let mut query = conn.prepare_cached("SELECT seq FROM mention_event WHERE mention = ?1 ORDER BY seq DESC")?;
    let mut rows = query.query([id.0])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        if let Some((header, Some(event))) = events(conn, seq - 1, seq, "1")?.pop()
            && let Some((_, mut stood)) = left(&header, &event).find(|(named, _)| *named == id)
        {
            fold::stands_for(conn, &mut stood.said)?;
            return Ok(stood);
        }
    }
    Ok(Attention::default())
}

/// The mentions that an event changes, and how it leaves each.
fn left(header: &Header, event: &Event) -> impl Iterator<Item = (MentionId, Attention)> {
    let was = event.mentions().iter().map(|was| (was.mention, &was.before));
    let reopened = match event {
        Event::MentionReopened { mention, before, .. } => Some((*mention, before)),
        _ => None,
    };
    let put_back: &[_] = if let Event::Undone { mentions, .. } = event { mentions } else { &[] };
    let changed = was.chain(reopened).map(|(id, before)| {
        let mut after = before.clone();
        after.apply(event, &header.actor.name, header.logged);
        (id, after)
    });
    changed.chain(put_back.iter().map(|restore| (restore.mention, restore.to.clone())))
}

/// Applies the event that follows the moment; the moment names it already.
pub(super) fn apply(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    let mut moves = Moves::default();
    let mut unplaced = Vec::new();
    let mut stands = |id: MentionId, mut stands: Attention| {
        fold::stands_for(conn, &mut stands.said)?;
        if put(conn, id, &stands, Some(&mut moves))? {
            unplaced.push(id.0);
        }
        Ok::<_, rusqlite::Error>(())
    };
    left(header, event).try_for_each(|(id, after)| stands(id, after))?;
    let unnamed = match event {
        Event::AffectedAdded { affected, .. } | Event::AffectedChanged { affected, .. } => {
            let mut query =
                conn.prepare_cached("SELECT mention FROM affected WHERE id = ?1 AND mention IS NOT NULL")?;
            query.query_map([affected.0], |row| columns::mention_id(row, 0))?.collect::<Result<_, _>>()?
        }
        _ => Vec::new(),
    };
    for id in unnamed {
        if let Some(attention) = load::attention(conn, id)? {
            stands(id, attention)?;
        }
    }
    moves.write(conn)?;
    by_rules(conn, unplaced)
}

/// A mention that has just come in, which somebody touched since: nobody has yet.
pub(super) fn arrived(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    if put(conn, MentionId(id), &Attention::default(), None)? {
        by_rules(conn, vec![id])?;
    }
    Ok(())
}

/// How a mention is shown before it is put otherwise.
struct Shown {
    arrival: i64,
    narrative: Option<i64>,
    open: bool,
    owes: bool,
    snoozed: bool,
    late: bool,
    history: bool,
    tone: Tone,
    cluster: Option<i64>,
    read_tone: Tone,
    read_language: Option<String>,
    read_score: i64,
    read_cluster: Option<i64>,
    /// By now, somebody wrote again under it.
    reopened: bool,
    /// By now, a rule says where it belongs.
    rule: Option<i64>,
}

fn shown(conn: &Connection, id: MentionId) -> rusqlite::Result<Option<Shown>> {
    let mut query = conn.prepare_cached(
        "SELECT s.arrival, s.narrative, s.open, s.owes IS NOT NULL, s.snoozed_until IS NOT NULL, s.late, s.history, s.tone,
           s.cluster, s.read_tone, s.read_language, min(100, s.read_score + s.spread + s.learnt), s.read_cluster, r.reopened, r.read_rule
         FROM mention_state s JOIN room.mention_state r ON r.id = s.id WHERE s.id = ?1",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Shown {
            arrival: row.get(0)?,
            narrative: row.get(1)?,
            open: row.get(2)?,
            owes: row.get(3)?,
            snoozed: row.get(4)?,
            late: row.get(5)?,
            history: row.get(6)?,
            tone: tone_of(row.get(7)?),
            cluster: row.get(8)?,
            read_tone: tone_of(row.get(9)?),
            read_language: row.get(10)?,
            read_score: row.get(11)?,
            read_cluster: row.get(12)?,
            reopened: row.get(13)?,
            rule: row.get(14)?,
        })
    };
    query.query_row([id.0], read).optional()
}

/// Shows a mention as it stood, and counts what that changes where `moves` says so. Whether the rules of belonging have to
/// be asked about it. One that had not come in stays out of sight.
fn put(conn: &Connection, id: MentionId, stood: &Attention, moves: Option<&mut Moves>) -> rusqlite::Result<bool> {
    let Some(is) = shown(conn, id)? else { return Ok(false) };
    let reopened = is.reopened
        && conn
            .prepare_cached(
                "SELECT 1 FROM mention_event v JOIN room.event e ON e.seq = v.seq
                 WHERE v.mention = ?1 AND e.kind = 'mention_reopened'",
            )?
            .exists([id.0])?;
    let rule: Option<(i64, i64)> = match is.rule {
        Some(rule) => conn
            .prepare_cached("SELECT seq, incident FROM folded.belonging WHERE seq = ?1")?
            .query_row([rule], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?,
        None => None,
    };
    let open = stood.unattended() && (!is.history || reopened);
    write(conn, id, stood, &is, (open, reopened), rule)?;
    if let Some(moves) = moves {
        moves.unattended += i64::from(open) - i64::from(is.open);
        moves.owed += i64::from(stood.owes.is_some()) - i64::from(is.owes);
        moves.snoozed += i64::from(stood.snoozed_until.is_some()) - i64::from(is.snoozed);
        let tone = stood.said.tone.unwrap_or(is.read_tone);
        if tone != is.tone && !is.late {
            base::sounds(conn, id.0, is.tone, tone)?;
        }
        let cluster = is.group(stood);
        if cluster != is.cluster {
            is.cluster.map_or(Ok(()), |was| base::grow(conn, was, -1))?;
            cluster.map_or(Ok(()), |is| base::grow(conn, is, 1))?;
        }
    }
    Ok(stood.said.incident.is_none() && rule.is_none())
}

impl Shown {
    /// The group to which it belonged, by its first.
    fn group(&self, stood: &Attention) -> Option<i64> {
        stood.said.cluster.map_or(self.read_cluster, |first| Some(first.0))
    }
}

fn write(
    conn: &Connection,
    id: MentionId,
    stood: &Attention,
    is: &Shown,
    (open, reopened): (bool, bool),
    rule: Option<(i64, i64)>,
) -> rusqlite::Result<()> {
    let affected: bool = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM folded.affected WHERE mention = ?1 AND care <> 'closed')")?
        .query_row([id.0], |row| row.get(0))?;
    let said = &stood.said;
    let score = said.score.map_or(is.read_score, i64::from);
    let incident = said.incident.map_or(rule.map(|(_, incident)| incident), |said| Some(said.0)).filter(|of| *of != 0);
    conn.prepare_cached(
        "INSERT OR REPLACE INTO temp.past_state (id, arrival, narrative, open, disposition, reason, by, at, owes, owner,
           owner_since, snoozed_until, reopened, said_tone, said_language, said_score, said_cluster, said_incident, affected,
           tone, language, cluster, score, rank, read_rule, read_incident, incident)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
           ?24, ?25, ?26, ?27)",
    )?
    .execute(params![
        id.0,
        is.arrival,
        is.narrative,
        open,
        stood.disposition.as_ref().map(word),
        stood.reason.as_str(),
        stood.by.as_ref().map(|t| t.as_str()),
        stood.at.map(|t| t.0),
        stood.owes.as_ref().map(word),
        stood.owner.as_ref().map(|t| t.as_str()),
        stood.owner_since.map(|t| t.0),
        stood.snoozed_until.map(|t| t.0),
        reopened,
        said.tone.map(tone_number),
        said.language.as_ref().map(|t| t.as_str()),
        said.score,
        said.cluster.map(|c| c.0),
        said.incident.map(|i| i.0),
        affected,
        tone_number(said.tone.unwrap_or(is.read_tone)),
        said.language.as_ref().map(|t| t.as_str()).or(is.read_language.as_deref()),
        is.group(stood),
        score,
        100 - score - 101 * i64::from(affected),
        rule.map(|(seq, _)| seq),
        rule.map(|(_, incident)| incident),
        incident,
    ])?;
    Ok(())
}

/// Asks the rules of the moment where mentions belong of which nothing is kept: by now, a person has said it, or another
/// rule did.
fn by_rules(conn: &Connection, ids: Vec<i64>) -> rusqlite::Result<()> {
    let mut write = conn.prepare_cached(
        "UPDATE temp.past_state SET read_rule = ?2, read_incident = ?3, incident = nullif(?3, 0) WHERE id = ?1",
    )?;
    for (id, rule, incident) in belonging::come_to(conn, ids)? {
        write.execute([id, rule, incident])?;
    }
    Ok(())
}
