//! What each event does to the tables. The writer applies it with every decision, `check` once more from the first
//! event on: so it reads nothing but the event, its header and what earlier events left.

mod belonging;
mod board;
mod coordination;
mod ledger;
mod merged;
mod roles;
mod tasks;

pub(super) use belonging::stands_for;
pub use tasks::marks_anew;

use super::author;
use super::chain;
use super::columns::{self, json, word};
use super::error::StoreError;
use super::load;
use crate::domain::clock::RoomClock;
use crate::domain::event::{Event, Header};
use crate::domain::ids::{EventSeq, MentionId, ResponseId};
use crate::domain::mention::{Attention, Tone};
use crate::domain::response::Response;
use crate::domain::room::{Actor, RoomSettings};
use rusqlite::{Connection, params};
use std::ops::ControlFlow;

/// How far the counters of the header move.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moves {
    /// Mentions that wait for a decision in sight.
    pub unattended: i64,
    /// Mentions to which something is owed.
    pub owed: i64,
    /// Mentions out of sight.
    pub snoozed: i64,
}

/// Applies one event to the tables.
pub fn fold(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    let moves = mentions(conn, header, event)?;
    count(conn, &[("unattended", moves.unattended), ("owed", moves.owed), ("snoozed", moves.snoozed)])?;
    if let Some(id) = event.response() {
        response(conn, header, event, id)?;
    }
    match event {
        Event::RoomOpened { settings } => set(conn, "room", &json(settings))?,
        Event::ClockSet { real, room, speed } => {
            set(conn, "clock", &json(&RoomClock { real: *real, room: *room, speed: *speed }))?;
        }
        Event::KeywordsSet { to, .. } => {
            let old: Result<RoomSettings, _> = load::settings(conn);
            if let Ok(old) = old {
                set(conn, "room", &json(&RoomSettings { keywords: to.clone(), ..old }))?;
            }
        }
        Event::TasksAdded { .. }
        | Event::TaskChanged { .. }
        | Event::TaskMoved { .. }
        | Event::TasksRetimed { .. }
        | Event::PromiseBroken { .. } => tasks::task(conn, event)?,
        Event::ReminderSent { .. } | Event::ReminderSnoozed { .. } | Event::ReminderDismissed { .. } => {
            tasks::reminder(conn, header, event)?;
        }
        Event::FactAdded { .. } | Event::FactChanged { .. } => ledger::fact(conn, header, event)?,
        Event::AffectedAdded { .. } | Event::AffectedChanged { .. } => ledger::affected(conn, header, event)?,
        Event::EvidenceAttached { evidence, to, capture } => ledger::evidence(conn, *evidence, *to, capture)?,
        Event::PlanAdopted { digest, .. } => set(conn, "plan", &json(digest))?,
        Event::PlanDeclined { digest, .. } => set(conn, "plan_declined", &json(digest))?,
        Event::SignalRaised { .. }
        | Event::SignalEnded { .. }
        | Event::SignalAcknowledged { .. }
        | Event::HoursSetAside { .. } => ledger::signal(conn, header, event)?,
        Event::EntryPinned { seq, on } => pin(conn, seq.0, *on)?,
        Event::EntryCorrected { seq, text } => {
            conn.prepare_cached(
                "INSERT INTO correction (seq, by, text) VALUES (?1, ?2, ?3)
                 ON CONFLICT (seq) DO UPDATE SET by = excluded.by, text = excluded.text",
            )?
            .execute(params![seq.0, header.seq.0, text.as_str()])?;
        }
        Event::Undone { decision, pins, .. } => {
            tasks::task(conn, event)?;
            for was in pins {
                pin(conn, was.seq.0, was.on)?;
            }
            conn.prepare_cached("INSERT INTO undone (decision, by) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
                .execute([decision.0, header.seq.0])?;
        }
        _ => {
            board::board(conn, header, event)?;
            roles::handover(conn, header, event)?;
        }
    }
    roles::duty(conn, header, event)?;
    belonging::fold(conn, header, event)?;
    merged::fold(conn, header, event)?;
    tasks::marks(conn, header, event)?;
    person(conn, header, event)
}

/// Who was seen: whoever says who they are, and whoever acts. Behind a person there is an account; behind a source, a
/// clock and a drill's script there is none.
fn person(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    if let Event::SelfDeclared { name, role } = event {
        conn.prepare_cached(
            "INSERT INTO person (name, role, seen) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET role = excluded.role, seen = excluded.seen",
        )?
        .execute(params![name.as_str(), role.as_str(), header.logged.0])?;
    } else if !header.actor.behind.is_empty() && !header.actor.name.is_empty() {
        let Actor { name, role, behind: _ } = &header.actor;
        conn.prepare_cached(
            "INSERT INTO person (name, role, seen) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET seen = excluded.seen",
        )?
        .execute(params![name.as_str(), role.as_str(), header.logged.0])?;
    }
    Ok(())
}

fn set(conn: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute([key, value])?;
    Ok(())
}

fn pin(conn: &Connection, seq: i64, on: bool) -> rusqlite::Result<()> {
    let sql =
        if on { "INSERT INTO pin (seq) VALUES (?1) ON CONFLICT DO NOTHING" } else { "DELETE FROM pin WHERE seq = ?1" };
    conn.prepare_cached(sql)?.execute([seq])?;
    Ok(())
}

/// Moves counters; those that stay are not written.
pub fn count(conn: &Connection, moves: &[(&str, i64)]) -> rusqlite::Result<()> {
    for (key, by) in moves.iter().filter(|(_, by)| *by != 0) {
        conn.prepare_cached(
            "INSERT INTO counter (key, n) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET n = n + excluded.n",
        )?
        .execute(params![key, by])?;
    }
    Ok(())
}

// ── mentions ──

fn mentions(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<Moves> {
    let mut moves = Moves::default();
    for was in event.mentions() {
        touch(conn, header, event, was.mention, None, &mut moves)?;
    }
    match event {
        Event::MentionReopened { mention, .. } => touch(conn, header, event, *mention, None, &mut moves)?,
        Event::MentionErased { mention, .. } => {
            // that it told of harm, and when, is a figure of its incident; by which words is not kept
            conn.prepare_cached(
                "UPDATE mention_state SET erased = 1, reason = '', parts = '[]', sketch = NULL, rev = rev + 1,
                   notes = (SELECT json_object('flags', json_group_array(f.value)) FROM json_each(notes, '$.flags') f
                            WHERE f.value GLOB 'H[0-9]*' HAVING count(*) > 0)
                 WHERE id = ?1",
            )?
            .execute([mention.0])?;
            conn.prepare_cached("DELETE FROM evidence WHERE kind = 'mention' AND target = ?1")?.execute([mention.0])?;
            speaks_of(conn, *mention, header)?;
        }
        Event::Undone { mentions, .. } => {
            for restore in mentions {
                touch(conn, header, event, restore.mention, Some(&restore.to), &mut moves)?;
            }
        }
        Event::ResponseOpened { answers, .. } => {
            for mention in answers {
                speaks_of(conn, *mention, header)?;
            }
        }
        Event::AffectedAdded { mention: Some(mention), .. } | Event::ReplySent { mention, .. } => {
            speaks_of(conn, *mention, header)?;
        }
        Event::RepliesPassed { mentions, .. } | Event::ThemeHanded { mentions, .. } => {
            for mention in mentions {
                speaks_of(conn, *mention, header)?;
            }
        }
        _ => {}
    }
    Ok(moves)
}

fn speaks_of(conn: &Connection, mention: MentionId, header: &Header) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT INTO mention_event (mention, seq) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute([mention.0, header.seq.0])?;
    Ok(())
}

/// Applies an event to one mention, or puts the mention as `restore` says.
fn touch(
    conn: &Connection,
    header: &Header,
    event: &Event,
    id: MentionId,
    restore: Option<&Attention>,
    moves: &mut Moves,
) -> rusqlite::Result<()> {
    let sql = format!(
        "SELECT {}, s.open, s.history, s.reopened, s.read_tone, s.read_cluster, s.read_incident, s.late FROM mention_state s WHERE s.id = ?1",
        columns::ATTENTION
    );
    let mut query = conn.prepare_cached(&sql)?;
    let mut rows = query.query([id.0])?;
    let Some(row) = rows.next()? else { return Ok(()) };
    let before = columns::attention(row, 0)?;
    let (was_open, history, was_reopened): (i64, bool, bool) = (row.get(13)?, row.get(14)?, row.get(15)?);
    let (tone, cluster) = (columns::tone_of(row.get(16)?), row.get::<_, Option<i64>>(17)?.map(MentionId));
    let read = belonging::Read { incident: row.get(18)?, tone, late: row.get(19)? };
    let mut after = before.clone();
    match restore {
        Some(to) => after = to.clone(),
        None => after.apply(event, &header.actor.name, header.logged),
    }
    belonging::stands_for(conn, &mut after.said)?;
    let reopened = was_reopened || matches!(event, Event::MentionReopened { .. });
    let open = i64::from(after.unattended() && (!history || reopened));
    moves.unattended += open - was_open;
    moves.owed += i64::from(after.owes.is_some()) - i64::from(before.owes.is_some());
    moves.snoozed += i64::from(after.snoozed_until.is_some()) - i64::from(before.snoozed_until.is_some());
    conn.prepare_cached(
        "UPDATE mention_state SET disposition = ?2, reason = ?3, by = ?4, at = ?5, owes = ?6, owner = ?7,
           owner_since = ?8, snoozed_until = ?9, open = ?10, reopened = ?11, said_tone = ?12, said_language = ?13,
           said_score = ?14, said_cluster = ?15, said_incident = ?16, rev = rev + 1 WHERE id = ?1",
    )?
    .execute(params![
        id.0,
        after.disposition.as_ref().map(word),
        after.reason.as_str(),
        after.by.as_ref().map(|t| t.as_str()),
        after.at.map(|t| t.0),
        after.owes.as_ref().map(word),
        after.owner.as_ref().map(|t| t.as_str()),
        after.owner_since.map(|t| t.0),
        after.snoozed_until.map(|t| t.0),
        open,
        reopened,
        after.said.tone.map(columns::tone_number),
        after.said.language.as_ref().map(|t| t.as_str()),
        after.said.score,
        after.said.cluster.map(|c| c.0),
        after.said.incident.map(|i| i.0),
    ])?;
    belonging::touched(conn, id, &read, (&before.said, was_open == 1), (&after.said, open == 1))?;
    if before.said.tone != after.said.tone {
        author::rank(conn, id.0, author::of_mention(conn, id.0)?.as_ref())?;
    }
    if before.said != after.said {
        sounds(conn, id, before.said.tone.unwrap_or(tone), after.said.tone.unwrap_or(tone))?;
        belongs(conn, before.said.cluster.or(cluster), after.said.cluster.or(cluster))?;
    }
    speaks_of(conn, id, header)
}

/// A mention sounds otherwise than its minute counted it.
fn sounds(conn: &Connection, id: MentionId, was: Tone, is: Tone) -> rusqlite::Result<()> {
    let negative = |tone| i64::from(tone == Tone::Negative);
    let classified = |tone| i64::from(tone != Tone::Unknown);
    conn.prepare_cached(
        "UPDATE minute SET negative = negative + ?2, classified = classified + ?3
         WHERE minute = (SELECT posted / 60000 FROM mention WHERE id = ?1)
           AND NOT EXISTS (SELECT 1 FROM mention_state WHERE id = ?1 AND late = 1)",
    )?
    .execute([id.0, negative(is) - negative(was), classified(is) - classified(was)])?;
    Ok(())
}

/// A mention belongs to another group of those that say the same.
fn belongs(conn: &Connection, was: Option<MentionId>, is: Option<MentionId>) -> rusqlite::Result<()> {
    if was == is {
        return Ok(());
    }
    if let Some(was) = was {
        conn.prepare_cached("UPDATE cluster SET size = size - 1 WHERE id = ?1")?.execute([was.0])?;
        // whoever joins its first later makes the group anew, and counts that one
        conn.prepare_cached("DELETE FROM cluster WHERE id = ?1 AND size = 0")?.execute([was.0])?;
    }
    if let Some(is) = is {
        conn.prepare_cached(
            "INSERT INTO cluster (id, size) VALUES (?1, 1) ON CONFLICT (id) DO UPDATE SET size = size + 1",
        )?
        .execute([is.0])?;
    }
    Ok(())
}

// ── responses ──

fn response(conn: &Connection, header: &Header, event: &Event, id: ResponseId) -> rusqlite::Result<()> {
    let response = match Response::opened(event, &header.actor.name, header.logged) {
        Some(new) => {
            for mention in &new.answers {
                conn.prepare_cached(
                    "INSERT INTO response_answer (response, mention) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                )?
                .execute([id.0, mention.0])?;
            }
            new
        }
        None => {
            let Some(mut response) = load::response(conn, id)? else { return Ok(()) };
            response.apply(event, &header.actor.name, header.logged);
            whom(conn, header, event, &response)?;
            response
        }
    };
    conn.prepare_cached(
        "INSERT INTO response (id, incident, title, kind, state, since, author, content, approval, note, permalink,
           published_text, rev, digest, review, links)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, since = excluded.since, author = excluded.author,
           content = excluded.content, approval = excluded.approval, note = excluded.note, permalink = excluded.permalink,
           published_text = excluded.published_text, rev = excluded.rev, digest = excluded.digest,
           review = excluded.review, links = excluded.links",
    )?
    .execute(params![
        id.0,
        response.incident.map(|i| i.0),
        response.title.as_str(),
        word(&response.kind),
        word(&response.state),
        response.since.0,
        response.author.as_str(),
        json(&response.content),
        response.approval.as_ref().map(json),
        response.note.as_str(),
        response.permalink.as_ref().map(|t| t.as_str()),
        response.published_text.as_ref().map(|t| t.as_str()),
        response.rev,
        response.content.digest(),
        json(&response.review),
        json(&response.links),
    ])?;
    Ok(())
}

/// Whom a response answers, once it is out or goes to somebody no more.
fn whom(conn: &Connection, header: &Header, event: &Event, response: &Response) -> rusqlite::Result<()> {
    match event {
        Event::ResponsePublished { .. } if !response.to_each() => {
            for mention in load::answers(conn, response.id)? {
                speaks_of(conn, mention, header)?;
            }
        }
        Event::RepliesPassed { mentions, .. } => {
            let mut no_more =
                conn.prepare_cached("DELETE FROM response_answer WHERE response = ?1 AND mention = ?2")?;
            for mention in mentions {
                no_more.execute([response.id.0, mention.0])?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Folds all that was decided about responses once more, after what is kept of them has changed its shape.
pub fn responses_anew(conn: &Connection) -> Result<(), StoreError> {
    conn.execute_batch("DELETE FROM response; DELETE FROM response_answer;")?;
    chain::each(conn, EventSeq(1), |logged| {
        if let Ok(Some(event)) = logged.event()
            && let Some(id) = event.response()
        {
            response(conn, &logged.header, &event, id)?;
        }
        Ok(ControlFlow::Continue(()))
    })
}
