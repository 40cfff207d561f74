//! The rules of belonging of an incident, and whether its figures are its own.

use super::super::belonging;
use super::super::columns::{over_at, stamp, triggered};
use crate::domain::belonging::Belonging;
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, IncidentId, MentionId};
use crate::domain::incident::Incident;
use crate::domain::notice::Notice;
use crate::domain::time::{MINUTE, Stamp};
use crate::review::LOOK_BACK;
use rusqlite::{Connection, OptionalExtension, Row};

/// Every rule of all incidents, in the order in which they decide.
pub fn belongings(conn: &Connection) -> rusqlite::Result<Vec<Belonging>> {
    belonging::all(conn)
}

/// One rule.
pub fn belonging(conn: &Connection, seq: EventSeq) -> rusqlite::Result<Option<Belonging>> {
    Ok(belonging::all(conn)?.into_iter().find(|b| b.seq == seq))
}

/// The incident whose own mentions are measured: this one where it has rules; `None` is the whole room.
pub fn own(conn: &Connection, incident: IncidentId) -> rusqlite::Result<Option<IncidentId>> {
    let has = conn.prepare_cached("SELECT 1 FROM belonging WHERE incident = ?1")?.exists([incident.0])?;
    Ok(has.then_some(incident))
}

/// Where the mentions of an incident lie that no rule tells apart.
pub struct Begin {
    /// When it began.
    pub at: Stamp,
    /// What was posted from then on and still waited for somebody when it was opened may be of it too.
    pub waited: Stamp,
    /// When it was opened.
    pub opened: Stamp,
    /// The first signal that may be of it, where nobody said when it began.
    pub signal: Option<EventSeq>,
}

/// When an incident began that no rule tells apart (practice.md 9.1, `t_origin`): T0 where a person said it. Else T0 is only
/// when it was opened, and it began with its first sign: the signal that it was opened from, else the first one, or the first
/// mention with a hard trigger. Looked for 72 hours back, and not beyond another incident that was opened meanwhile. Reads
/// the events of signals and decisions, and where nobody said it the mentions of those hours.
pub fn begin(conn: &Connection, incident: &Incident) -> rusqlite::Result<Begin> {
    begin_within(conn, incident, (LOOK_BACK, i64::MAX))
}

/// The same, looked for no farther back than so long and in no more mentions than so many.
pub fn begin_within(conn: &Connection, incident: &Incident, (back, most): (i64, i64)) -> rusqlite::Result<Begin> {
    let mut query = conn.prepare_cached(
        "SELECT seq, logged, kind, version, payload FROM event
         WHERE grp IN ('signals', 'decisions') AND visibility <> 'quiet' AND payload IS NOT NULL
           AND kind IN ('signal_raised', 'incident_detected', 'incident_declared') ORDER BY seq",
    )?;
    let (mut notice, mut opened, mut other) = (Notice::default(), None, None);
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, payload): (String, Vec<u8>) = (row.get(2)?, row.get(4)?);
        let Ok(event) = Event::decode(&kind, row.get(3)?, &payload) else { continue };
        let when = (EventSeq(row.get(0)?), stamp(row, 1)?);
        let of_it = event.incident() == Some(incident.id);
        if of_it {
            opened.get_or_insert(when.1);
        } else if event.incident().is_some() && opened.is_none() {
            other = Some(when.1);
        }
        notice.take(when, &event, false, of_it, |_| None);
    }
    let (t0, opened) = (incident.t0, opened.unwrap_or(incident.t0));
    if t0 < opened {
        return Ok(Begin { at: t0, waited: t0, opened, signal: None });
    }
    let farthest = t0.plus(-back);
    let oldest = other.map_or(farthest, |other| farthest.max(other));
    let first = |at: Stamp| MentionId::first_of(at.0).0;
    let trigger: Option<i64> = conn
        .prepare_cached(&format!(
            "SELECT min(s.id) FROM (SELECT id, notes, history, incident FROM mention_state WHERE id >= ?1 AND id < ?2
                                    ORDER BY id DESC LIMIT ?4) s
             WHERE s.history = 0 AND (s.incident IS NULL OR s.incident = ?3) AND {}",
            triggered("s")
        ))?
        .query_row([first(oldest), first(t0), incident.id.0, most], |r| r.get(0))?;
    let raised = notice.raised_since(oldest).filter(|(_, at)| *at <= t0);
    let signs = trigger.map(|id| Stamp(id / MentionId::PER_MS)).into_iter().chain(raised.map(|(_, at)| at));
    let at = signs.fold(t0, Stamp::min).max(farthest);
    Ok(Begin { at, waited: oldest.min(at), opened, signal: raised.map(|(seq, _)| seq) })
}

/// Which mentions an incident is about, as a condition in SQL on `mention_state` under the name `of`: those that belong to it
/// and, where it is measured by the whole room, all that belong to no other, were posted before it ended, and either since it
/// began or, where nobody said when that was, so that they still waited when it was opened.
pub fn about(conn: &Connection, incident: &Incident, of: &str) -> rusqlite::Result<String> {
    let id = incident.id.0;
    if own(conn, incident.id)?.is_some() {
        // a room that an older program left may still hold history that its rules took
        return Ok(format!("{of}.incident = {id} AND ({of}.history = 0 OR {of}.said_incident IS NOT NULL)"));
    }
    let over: Option<i64> = conn
        .prepare_cached(&format!("SELECT {} FROM incident WHERE id = ?1", over_at("NULL")))?
        .query_row([id], |r| r.get(0))?;
    let Begin { at, waited, opened, signal: _ } = begin(conn, incident)?;
    let [since, waited] = [at, waited].map(|at| MentionId::first_of(at.0).0);
    let to = over.map_or(i64::MAX, |over| MentionId::first_of(over.saturating_add(1)).0);
    Ok(format!(
        "({of}.incident = {id} OR {of}.incident IS NULL AND {of}.history = 0 AND {of}.id >= {waited} AND {of}.id < {to}
          AND ({of}.id >= {since} OR {of}.at IS NULL OR {of}.at >= {}))",
        opened.0
    ))
}

/// Which facts a report tells, as a condition in SQL on `fact`: those of the incident, and of the brand's own those that were
/// learnt or changed since what led to it, for before it was opened no fact could name it.
pub fn learnt(incident: &Incident) -> String {
    let (id, since) = (incident.id.0, incident.t0.plus(-LOOK_BACK).0);
    format!("(incident = {id} OR incident IS NULL AND since >= {since})")
}

/// Which people are affected by an incident, as a condition in SQL on `affected`: those whose mention belongs to it, whenever
/// they were written down; where it belongs to none, those written down in it; and of those written down in none, whoever
/// has no mention or one that the incident is about.
pub fn harmed(conn: &Connection, incident: &Incident) -> rusqlite::Result<String> {
    let (id, about) = (incident.id.0, about(conn, incident, "of")?);
    Ok(format!(
        "(CASE WHEN (SELECT of.incident FROM mention_state of WHERE of.id = affected.mention) IS NOT NULL
            THEN (SELECT of.incident FROM mention_state of WHERE of.id = affected.mention) = {id}
          WHEN affected.incident IS NOT NULL OR affected.mention IS NULL
            THEN coalesce(affected.incident, {id}) = {id}
          ELSE EXISTS (SELECT 1 FROM mention_state of WHERE of.id = affected.mention AND {about}) END)"
    ))
}

/// How many mentions belong to an incident, and how many of them wait for a decision.
pub fn counted(conn: &Connection, incident: IncidentId) -> rusqlite::Result<(u64, u64)> {
    let mut query = conn.prepare_cached("SELECT n, open FROM incident_count WHERE incident = ?1")?;
    let whole = |n: i64| n.max(0) as u64;
    let found = query.query_row([incident.0], |r| Ok((whole(r.get(0)?), whole(r.get(1)?)))).optional()?;
    Ok(found.unwrap_or_default())
}

/// Whether a changed rule has still to look at mentions.
pub fn belonging_pending(conn: &Connection) -> rusqlite::Result<bool> {
    belonging::pending(conn)
}

/// Where minutes are counted: of the incident whose own they are, else of the room. Ends before a condition.
pub fn minutes(of: Option<IncidentId>) -> String {
    match of {
        None => "minute WHERE".to_owned(),
        Some(IncidentId(id)) => format!("incident_minute WHERE incident = {id} AND"),
    }
}

/// What was counted in a stretch of minutes.
pub struct Heard {
    /// Mentions.
    pub all: u64,
    /// Negative ones.
    pub negative: u64,
    /// Those whose tone could be told.
    pub classified: u64,
}

impl Heard {
    /// Negative ones of those whose tone could be told, in percent; nothing when there were none.
    pub fn share(&self) -> Option<u8> {
        (self.classified > 0).then(|| (self.negative * 100 / self.classified).min(100) as u8)
    }
}

/// What was counted after one moment, up to another; tones that came late are no news of it.
pub fn heard(conn: &Connection, of: Option<IncidentId>, from: Stamp, to: Stamp) -> rusqlite::Result<Heard> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT coalesce(sum(n), 0), coalesce(sum(negative), 0), coalesce(sum(classified), 0) FROM {}
         minute > ?1 AND minute <= ?2",
        minutes(of)
    ))?;
    let whole = |r: &Row<'_>, n| r.get::<_, i64>(n).map(|n| n.max(0) as u64);
    query.query_row([from.0.div_euclid(MINUTE), to.0.div_euclid(MINUTE)], |r| {
        Ok(Heard { all: whole(r, 0)?, negative: whole(r, 1)?, classified: whole(r, 2)? })
    })
}

/// Which mentions are looked at by id. Ends before a condition.
pub fn states(of: Option<IncidentId>) -> String {
    match of {
        None => "mention_state WHERE".to_owned(),
        Some(IncidentId(id)) => format!("mention_state INDEXED BY state_incident WHERE incident = {id} AND"),
    }
}
