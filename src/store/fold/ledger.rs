//! What events do to the facts ledger, to the people affected, to the evidence and to the signals.

use super::super::columns::{self, json, word};
use super::super::load;
use crate::domain::affected::Care;
use crate::domain::event::{Event, Header};
use crate::domain::evidence::{Capture, Target};
use crate::domain::fact::{Fact, FactStatus};
use crate::domain::ids::{EvidenceId, FactId};
use rusqlite::{Connection, params};

/// A fact as an event leaves it.
pub fn fact(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    match event {
        Event::FactAdded { fact, incident, state, supersedes } => {
            if let Some(old) = supersedes
                && let Some(mut old) = load::fact(conn, *old)?
            {
                old.state.status = FactStatus::Superseded;
                old.superseded_by = Some(*fact);
                (old.since, old.by) = (header.logged, header.actor.name.clone());
                old.rev += 1;
                put(conn, &old)?;
            }
            put(
                conn,
                &Fact {
                    id: *fact,
                    incident: *incident,
                    state: state.clone(),
                    superseded_by: None,
                    since: header.logged,
                    by: header.actor.name.clone(),
                    rev: 1,
                },
            )
        }
        Event::FactChanged { fact, to, .. } => match load::fact(conn, *fact)? {
            Some(now) => put(
                conn,
                &Fact {
                    state: to.clone(),
                    since: header.logged,
                    by: header.actor.name.clone(),
                    rev: now.rev + 1,
                    ..now
                },
            ),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn put(conn: &Connection, fact: &Fact) -> rusqlite::Result<()> {
    let FactId(id) = fact.id;
    conn.prepare_cached(
        "INSERT INTO fact (id, incident, state, superseded_by, since, by, rev) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, superseded_by = excluded.superseded_by,
           since = excluded.since, by = excluded.by, rev = excluded.rev",
    )?
    .execute(params![
        id,
        fact.incident.map(|i| i.0),
        json(&fact.state),
        fact.superseded_by.map(|f| f.0),
        fact.since.0,
        fact.by.as_str(),
        fact.rev,
    ])?;
    Ok(())
}

/// A person affected as an event leaves them, and whether what tells of them comes first in the queue.
pub fn affected(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    let id = match event {
        Event::AffectedAdded { affected, incident, mention, name, note } => {
            conn.prepare_cached(&format!(
                "INSERT INTO affected ({}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, NULL) ON CONFLICT DO NOTHING",
                columns::AFFECTED
            ))?
            .execute(params![
                affected.0,
                incident.map(|i| i.0),
                mention.map(|m| m.0),
                name.as_str(),
                note.as_str(),
                word(&Care::Waiting),
                header.logged.0,
            ])?;
            *affected
        }
        Event::AffectedChanged { affected, to, how, .. } => {
            conn.prepare_cached(
                "UPDATE affected SET care = ?2, note = ?3,
                   contacted = CASE WHEN ?2 = 'waiting' THEN NULL ELSE coalesce(contacted, ?4) END,
                   closed = CASE WHEN ?2 = 'closed' THEN ?4 END WHERE id = ?1",
            )?
            .execute(params![affected.0, word(to), how.as_str(), header.logged.0])?;
            *affected
        }
        _ => return Ok(()),
    };
    conn.prepare_cached(
        "UPDATE mention_state SET affected =
           EXISTS (SELECT 1 FROM affected a WHERE a.mention = mention_state.id AND a.care <> 'closed')
         WHERE id = (SELECT mention FROM affected WHERE id = ?1)",
    )?
    .execute([id.0])?;
    Ok(())
}

/// A piece of evidence.
pub fn evidence(conn: &Connection, id: EvidenceId, to: Target, capture: &Capture) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO evidence (id, kind, target, capture) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    )?
    .execute(params![id.0, to.kind.code(), to.id, json(capture)])?;
    Ok(())
}

/// What the room noticed, and the hours that do not count for what is usual.
pub fn signal(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    match event {
        Event::SignalRaised { signal } => conn
            .prepare_cached("INSERT INTO signal (seq, kind, subject, at) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![header.seq.0, signal.kind(), signal.subject(), header.logged.0])?,
        Event::SignalEnded { raised, .. } => conn
            .prepare_cached("UPDATE signal SET ended = ?2 WHERE seq = ?1 AND ended IS NULL")?
            .execute([raised.0, header.logged.0])?,
        Event::SignalAcknowledged { raised, .. } => conn
            .prepare_cached("UPDATE signal SET seen_by = ?2, seen_at = ?3 WHERE seq = ?1")?
            .execute(params![raised.0, header.actor.name.as_str(), header.logged.0])?,
        Event::HoursSetAside { from, to, .. } => conn
            .prepare_cached("INSERT INTO aside (seq, from_ms, to_ms) VALUES (?1, ?2, ?3)")?
            .execute([header.seq.0, from.0, to.0])?,
        _ => 0,
    };
    Ok(())
}
