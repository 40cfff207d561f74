//! What a changed rule has to look at again, a bounded part at a time: first in the decision itself, then whenever the
//! holder of the lease finds time. Each mention that may belong elsewhere since is looked at once; what arrives meanwhile is
//! looked at as it arrives.

use super::{Rules, What, assign, group_of, members};
use crate::domain::belonging::Rule;
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, IncidentId};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Mentions that one step looks at.
const STEP: usize = 1_000;
/// Members of an incident among which they are looked for.
const SCANNED: i64 = 10_000;

/// What a decision's events mean for who belongs where: those that they name are looked at now, the rest is put down, and
/// the first of it done.
pub(in crate::store) fn follow(conn: &Connection, events: &[(EventSeq, Event)]) -> rusqlite::Result<()> {
    let (mut ids, mut moved) = (Vec::new(), false);
    for (seq, event) in events {
        match event {
            Event::BelongingAdded { .. } => gather(conn, seq.0)?,
            Event::BelongingRemoved { rule, incident, .. } => {
                conn.prepare_cached("DELETE FROM belonging_work WHERE rule = ?1")?.execute([rule.0])?;
                sweep(conn, *incident)?;
            }
            Event::IncidentMerged { incident, .. } => sweep(conn, *incident)?,
            Event::StatusChanged { incident, from, to, .. } if !from.takes_mentions() && to.takes_mentions() => {
                for rule in super::all(conn)?.iter().filter(|b| b.incident == *incident) {
                    gather(conn, rule.seq.0)?;
                }
            }
            Event::MentionErased { mention, .. } => ids.push(mention.0),
            Event::MentionsPlaced { rows, .. } | Event::MentionsRegrouped { rows, .. } => {
                moved |= matches!(event, Event::MentionsRegrouped { .. });
                ids.extend(rows.iter().map(|was| was.mention.0));
            }
            Event::Undone { mentions, .. } => {
                moved = true;
                ids.extend(mentions.iter().map(|restore| restore.mention.0));
            }
            _ => {}
        }
    }
    if moved {
        anchors(conn, &ids)?;
    }
    // without rules there is only what people say, and that is folded
    if !ids.is_empty() {
        let rules = Rules::read(conn)?;
        if !rules.is_empty() {
            assign(conn, &rules, &members(conn, ids)?)?;
        }
    }
    step(conn)?;
    Ok(())
}

/// Where the mention that names a rule's group came to another group, the rule takes that one.
fn anchors(conn: &Connection, ids: &[i64]) -> rusqlite::Result<()> {
    for of in super::all(conn)? {
        if matches!(of.rule, Rule::Cluster(first) if ids.contains(&first.0)) {
            gather(conn, of.seq.0)?;
            sweep(conn, of.incident)?;
        }
    }
    Ok(())
}

fn gather(conn: &Connection, rule: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM belonging_work WHERE rule = ?1")?.execute([rule])?;
    conn.prepare_cached("INSERT INTO belonging_work (rule, cursor) VALUES (?1, ?2)")?.execute([rule, i64::MAX])?;
    Ok(())
}

/// Kept among the counters of a room whose rules never took what came as history, or take it no more.
const NO_HISTORY: &str = "no_history";

/// An older program's rules took what came as history too: once a room, their incidents are looked at anew.
pub(in crate::store) fn without_history(conn: &Connection) -> rusqlite::Result<()> {
    let mut mark = conn.prepare_cached("INSERT INTO counter (key, n) VALUES (?1, 1) ON CONFLICT DO NOTHING")?;
    if mark.execute([NO_HISTORY])? > 0 {
        for rule in super::all(conn)? {
            sweep(conn, rule.incident)?;
        }
    }
    Ok(())
}

fn sweep(conn: &Connection, incident: IncidentId) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM belonging_work WHERE incident = ?1")?.execute([incident.0])?;
    conn.prepare_cached("INSERT INTO belonging_work (incident, cursor) VALUES (?1, ?2)")?
        .execute([incident.0, i64::MAX])?;
    Ok(())
}

/// Something is still to be looked at.
pub(in crate::store) fn pending(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM belonging_work LIMIT 1")?.exists([])
}

struct Work {
    id: i64,
    rule: Option<i64>,
    incident: Option<i64>,
    cursor: i64,
}

/// Looks at the next part; whether there was any.
pub(in crate::store) fn step(conn: &Connection) -> rusqlite::Result<bool> {
    let work = conn
        .prepare_cached("SELECT id, rule, incident, cursor FROM belonging_work ORDER BY id LIMIT 1")?
        .query_row([], |r: &Row<'_>| {
            Ok(Work { id: r.get(0)?, rule: r.get(1)?, incident: r.get(2)?, cursor: r.get(3)? })
        })
        .optional()?;
    let Some(work) = work else { return Ok(false) };
    let rules = Rules::read(conn)?;
    let (ids, next) = match (work.rule, work.incident) {
        (Some(rule), _) => matched(conn, &rules, rule, work.cursor)?,
        (None, Some(incident)) => belong(conn, incident, work.cursor)?,
        (None, None) => (Vec::new(), None),
    };
    assign(conn, &rules, &members(conn, ids)?)?;
    match next {
        Some(cursor) => {
            conn.prepare_cached("UPDATE belonging_work SET cursor = ?2 WHERE id = ?1")?.execute([work.id, cursor])?
        }
        None => conn.prepare_cached("DELETE FROM belonging_work WHERE id = ?1")?.execute([work.id])?,
    };
    Ok(true)
}

/// The next mentions below `cursor` that a rule matches, and where to go on; `None` at the end.
fn matched(conn: &Connection, rules: &Rules, rule: i64, cursor: i64) -> rusqlite::Result<(Vec<i64>, Option<i64>)> {
    let Some(rule) = rules.0.iter().find(|r| r.seq == rule) else { return Ok((Vec::new(), None)) };
    let most = STEP as i64;
    let mut ids: Vec<i64> = match &rule.what {
        What::Words(expression) => conn
            .prepare_cached(
                "SELECT rowid FROM mention_fts WHERE mention_fts MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3",
            )?
            .query_map(params![expression, cursor, most], |r| r.get(0))?
            .collect::<Result<_, _>>()?,
        What::Group(group) => conn
            .prepare_cached("SELECT id FROM mention_state WHERE cluster = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3")?
            .query_map([*group, cursor, most], |r| r.get(0))?
            .collect::<Result<_, _>>()?,
    };
    let next = ids.last().copied().filter(|_| ids.len() >= STEP);
    // one that stands alone is in no group's list
    if let What::Group(group) = rule.what
        && next.is_none()
    {
        ids.push(group_of(conn, group)?);
    }
    Ok((ids, next))
}

/// The next members of an incident below `cursor` that came by a rule, and where to go on.
fn belong(conn: &Connection, incident: i64, cursor: i64) -> rusqlite::Result<(Vec<i64>, Option<i64>)> {
    let mut query = conn.prepare_cached(
        "SELECT id, read_rule IS NOT NULL FROM mention_state INDEXED BY state_incident
         WHERE incident = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
    )?;
    let mut rows = query.query([incident, cursor, SCANNED])?;
    let (mut ids, mut next) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        next = Some(id);
        if row.get(1)? {
            ids.push(id);
        }
        if ids.len() >= STEP {
            break;
        }
    }
    Ok((ids, next))
}
