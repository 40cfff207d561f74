//! The timeline: the events as people read them. Owns how an event's row is trimmed and what it is called after.

use super::list::{Listing, Place};
use super::{Budget, ReadError, mention};
use crate::domain::event::{Event, Group, Visibility};
use crate::domain::evidence::Thing;
use crate::domain::ids::{EventSeq, FactId, IncidentId, MentionId, ResponseId, TaskId};
use crate::domain::private::Private;
use crate::domain::response::named_after;
use crate::domain::text::Clean;
use crate::rows::{Anchor, TimelineFilter, TimelineRow, Window};
use crate::store::bundle;
use crate::store::columns::{HEADER, clean, header, word};
use crate::store::hints::Hinted;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

/// Most events shown with a mention or a response.
const MAX_HISTORY: usize = 50;
/// Most events of responses that are looked through for those of one.
const MAX_LOOKED: i64 = 5_000;

/// A window of the timeline, newest first.
pub fn window(
    conn: &Connection,
    budget: &Budget,
    filter: &TimelineFilter,
    anchor: Anchor<EventSeq>,
    margin: usize,
) -> Result<Window<TimelineRow>, ReadError> {
    let anchor = match anchor {
        Anchor::Top => Anchor::Top,
        Anchor::Bottom => Anchor::Bottom,
        Anchor::Around(seq) => Anchor::Around(Place { key: 0, id: seq.0 }),
    };
    let stubs = bundle::is_one(conn)?;
    let span = listing(filter, stubs).span(conn, budget, anchor, margin)?;
    let rows = rows(conn, span.places.iter().map(|p| p.id))?;
    Ok(Window {
        at: span.at.min(rows.len().saturating_sub(1)),
        total: (!span.above && !span.below).then_some(rows.len() as u64),
        rows,
        above: span.above,
        below: span.below,
        hint: span.partial.then_some("search-hint-partial"),
    })
}

/// `stubs` says that there are events of which nothing is told.
fn listing(filter: &TimelineFilter, stubs: bool) -> Listing {
    // What was pinned is wanted, however quiet its kind.
    let quiet = filter.quiet || filter.pinned;
    let index = match (filter.pinned, quiet, filter.group) {
        (true, ..) => "pin p CROSS JOIN event e ON e.seq = p.seq",
        (false, true, _) => "event e NOT INDEXED",
        (false, false, Some(_)) => "event e INDEXED BY event_group",
        (false, false, None) => "event e INDEXED BY event_shown",
    };
    let mut listing = Listing {
        from: index.to_owned(),
        plain: None,
        conditions: Vec::new(),
        args: Vec::new(),
        key: None,
        id: if filter.pinned { "p.seq" } else { "e.seq" },
        descending: true,
        floor: None,
    };
    if !quiet {
        listing.conditions.push("e.visibility <> 'quiet'".to_owned());
    }
    if stubs && !quiet {
        listing.conditions.push("e.payload IS NOT NULL".to_owned());
    }
    if let Some(group) = filter.group {
        listing.conditions.push("e.grp = ?".to_owned());
        listing.args.push(Value::Text(word(&group)));
    }
    if let Some(IncidentId(id)) = filter.incident {
        listing.conditions.push("e.incident = ?".to_owned());
        listing.args.push(Value::Integer(id));
    }
    listing
}

/// Events about a mention, newest first.
pub fn about_mention(conn: &Connection, id: MentionId) -> Result<Vec<TimelineRow>, ReadError> {
    let mut statement =
        conn.prepare_cached("SELECT seq FROM mention_event WHERE mention = ? ORDER BY seq DESC LIMIT ?")?;
    let seqs: Vec<i64> =
        statement.query_map(params![id.0, MAX_HISTORY as i64], |row| row.get(0))?.collect::<Result<_, _>>()?;
    rows(conn, seqs)
}

/// Events about a response, newest first: the first bytes of a payload tell whose it is, so that long texts are not read
/// for nothing.
pub fn about_response(conn: &Connection, id: ResponseId) -> Result<Vec<TimelineRow>, ReadError> {
    let mut statement = conn.prepare_hinted(
        "SELECT seq, kind, substr(payload, 1, 96) FROM event INDEXED BY event_group
         WHERE grp = ? AND visibility <> 'quiet' ORDER BY seq DESC LIMIT ?",
    )?;
    let mut found = statement.query(params![word(&Group::Responses), MAX_LOOKED])?;
    let marks = [format!("\"response\":{id},"), format!("\"response\":{id}}}")];
    let mut seqs = Vec::new();
    while let Some(row) = found.next()? {
        let start: Vec<u8> = row.get::<_, Option<_>>(2)?.unwrap_or_default();
        if !marks.iter().any(|m| start.windows(m.len()).any(|w| w == m.as_bytes())) {
            continue;
        }
        seqs.push(row.get(0)?);
        if seqs.len() == MAX_HISTORY || row.get::<_, String>(1)? == "response_opened" {
            break;
        }
    }
    let mut rows = rows(conn, seqs)?;
    rows.retain(|row| row.event.as_ref().is_none_or(|e| e.response() == Some(id)));
    Ok(rows)
}

/// Events about a fact, newest first: what was said of it, what took its place, what was kept to show it.
pub fn about_fact(conn: &Connection, id: FactId) -> Result<Vec<TimelineRow>, ReadError> {
    let mut statement = conn.prepare_hinted(
        "SELECT seq, kind, version, payload FROM event INDEXED BY event_group
         WHERE grp = ? AND visibility <> 'quiet' ORDER BY seq DESC LIMIT ?",
    )?;
    let mut found = statement.query(params![word(&Group::Facts), MAX_LOOKED])?;
    let mut seqs = Vec::new();
    while let Some(row) = found.next()? {
        let payload: Vec<u8> = row.get::<_, Option<_>>(3)?.unwrap_or_default();
        let Ok(event) = Event::decode(&row.get::<_, String>(1)?, row.get(2)?, &payload) else { continue };
        let about = match &event {
            Event::FactAdded { fact, supersedes, .. } => *fact == id || *supersedes == Some(id),
            Event::FactChanged { fact, .. } => *fact == id,
            Event::EvidenceAttached { to, .. } => to.kind == Thing::Fact && to.id == id.0,
            _ => false,
        };
        if about {
            seqs.push(row.get(0)?);
        }
        if seqs.len() == MAX_HISTORY || matches!(event, Event::FactAdded { fact, .. } if fact == id) {
            break;
        }
    }
    rows(conn, seqs)
}

/// Events by their numbers, in that order, as people read them.
pub fn rows(conn: &Connection, seqs: impl IntoIterator<Item = i64>) -> Result<Vec<TimelineRow>, ReadError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {HEADER}, payload, grp FROM event WHERE seq = ?"))?;
    let mut rows = Vec::new();
    for seq in seqs {
        let found = statement
            .query_row([seq], |row| {
                let group: String = row.get(13)?;
                let group = serde_json::from_value(group.into()).unwrap_or(Group::Room);
                Ok((header(row)?, row.get::<_, Option<Vec<u8>>>(12)?, group))
            })
            .optional()?;
        let Some((header, payload, group)) = found else { continue };
        let told = payload.is_some();
        let mut event = payload.and_then(|bytes| Event::decode(&header.kind, header.version, &bytes).ok());
        let touched = event.as_mut().map_or(0, trim);
        if let Some(Event::SignalRaised { signal }) = &mut event {
            *signal = super::signals::worded(conn, signal.clone())?;
        }
        let about = event.as_ref().map_or(Ok(Default::default()), |e| about(conn, e, touched))?;
        let undid = match &event {
            Some(Event::Undone { decision, .. }) => undid(conn, decision.0, seq)?,
            _ => None,
        };
        // A correction is as private as what it puts right.
        let visibility = match &event {
            Some(Event::EntryCorrected { seq, .. }) if exists(conn, PRIVATE, seq.0)? => Visibility::Private,
            _ => header.visibility,
        };
        let own: fn(Clean) -> Private<Clean> =
            if visibility == Visibility::Private { Private::hidden } else { Private::prose };
        rows.push(TimelineRow {
            seq: header.seq,
            decision: header.decision,
            incident: header.incident,
            at: header.at,
            logged: header.logged,
            actor: header.actor,
            group,
            event,
            kind: if told { Clean::line(&header.kind) } else { Clean::default() },
            touched,
            about: about.map(own),
            pinned: exists(conn, "SELECT 1 FROM pin WHERE seq = ?", seq)?,
            corrected: correction(conn, seq)?.map(|(by, text)| (by, own(text))),
            undone: undone(conn, header.decision.0)?,
            undid,
            visibility,
        });
    }
    Ok(rows)
}

/// Leaves one row of a bulk decision; says how many mentions it touched.
fn trim(event: &mut Event) -> u32 {
    fn first<T>(rows: &mut Vec<T>) -> usize {
        let touched = rows.len();
        rows.truncate(1);
        rows.shrink_to_fit();
        touched
    }
    if let Some(rows) = event.mentions_mut() {
        return u32::try_from(first(rows)).unwrap_or(u32::MAX);
    }
    let touched = match event {
        Event::MentionsArrived { count, .. } => return *count,
        Event::Undone { mentions, tasks, .. } => {
            tasks.truncate(1);
            first(mentions)
        }
        Event::ResponseOpened { answers, .. } => first(answers),
        Event::MentionReopened { .. } | Event::MentionErased { .. } => 1,
        _ => 0,
    };
    u32::try_from(touched).unwrap_or(u32::MAX)
}

/// What a signal is called; nothing of one that a later version raised.
fn sort(conn: &Connection, raised: EventSeq) -> Result<Clean, ReadError> {
    let mut statement = conn.prepare_cached("SELECT kind, version, payload FROM event WHERE seq = ?")?;
    let found = statement
        .query_row([raised.0], |r| Ok((r.get(0)?, r.get(1)?, r.get::<_, Option<Vec<u8>>>(2)?.unwrap_or_default())))
        .optional()?;
    let event = found.and_then(|(kind, version, payload): (String, _, _)| Event::decode(&kind, version, &payload).ok());
    match event {
        Some(Event::SignalRaised { signal }) => super::signals::called(conn, &signal),
        _ => Ok(Clean::default()),
    }
}

/// What the event is called after, in English and in Spanish: its response, its task, its incident, the one mention that it
/// touched.
fn about(conn: &Connection, event: &Event, touched: u32) -> Result<[Clean; 2], ReadError> {
    if let Event::TaskChanged { task: TaskId(id), .. }
    | Event::TaskMoved { task: TaskId(id), .. }
    | Event::PromiseBroken { task: TaskId(id), .. } = event
    {
        return Ok([
            title(conn, "SELECT code || ' ' || en FROM task WHERE id = ?", *id)?,
            title(conn, "SELECT code || ' ' || es FROM task WHERE id = ?", *id)?,
        ]);
    }
    let called = called(conn, event, touched)?;
    Ok([called.clone(), called])
}

/// What the event is called after, where people named that, in their own language.
fn called(conn: &Connection, event: &Event, touched: u32) -> Result<Clean, ReadError> {
    if let Some(id) = event.response() {
        let own = title(conn, "SELECT title FROM response WHERE id = ?", id.0)?;
        return super::response::title(conn, id, own);
    }
    match event {
        Event::ItemChanged { item, .. } | Event::ItemSettled { item, .. } | Event::ActionStepped { item, .. } => {
            return title(conn, "SELECT text FROM item WHERE id = ?", item.0);
        }
        Event::MatterObjected { matter, .. } | Event::MatterDecided { matter, .. } => {
            return title(conn, "SELECT question FROM matter WHERE id = ?", matter.0);
        }
        Event::HandoverAccepted { handover, .. }
        | Event::HandoverRefused { handover, .. }
        | Event::HandoverWithdrawn { handover, .. } => {
            return title(conn, "SELECT role FROM handover WHERE id = ?", handover.0);
        }
        Event::MentionReopened { mention, .. } => return who_said(conn, *mention),
        Event::SignalEnded { raised, .. } | Event::SignalAcknowledged { raised, .. } => return sort(conn, *raised),
        _ => {}
    }
    match (event.incident(), event.mentions().first().filter(|_| touched == 1)) {
        (Some(IncidentId(id)), _) => title(conn, "SELECT title FROM incident WHERE id = ?", id),
        (None, Some(was)) => who_said(conn, was.mention),
        (None, None) => Ok(Clean::default()),
    }
}

/// A mention by its author and first words; those of an abusive one stay folded, and of an erased one nothing is left.
fn who_said(conn: &Connection, mention: MentionId) -> Result<Clean, ReadError> {
    let mut query = conn.prepare_cached(
        "SELECT CASE WHEN m.handle <> '' THEN m.handle ELSE m.author END,
           CASE WHEN s.abusive THEN '' ELSE substr(m.text, 1, 300) END
         FROM mention m JOIN mention_state s ON s.id = m.id WHERE m.id = ?",
    )?;
    let said = query.query_row([mention.0], |row| Ok((clean(row, 0)?, clean(row, 1)?))).optional()?;
    Ok(said.map(|(who, text)| named_after(who.as_str(), text.as_str())).unwrap_or_default())
}

fn title(conn: &Connection, sql: &str, id: i64) -> Result<Clean, ReadError> {
    let title = conn.prepare_cached(sql)?.query_row([id], |row| clean(row, 0)).optional()?.unwrap_or_default();
    Ok(mention::one_line(title.as_str(), 200))
}

const PRIVATE: &str = "SELECT 1 FROM event WHERE seq = ? AND visibility = 'private'";

fn exists(conn: &Connection, sql: &str, id: i64) -> Result<bool, ReadError> {
    Ok(conn.prepare_cached(sql)?.exists([id])?)
}

fn correction(conn: &Connection, seq: i64) -> Result<Option<(EventSeq, Clean)>, ReadError> {
    let mut statement = conn.prepare_cached("SELECT by, text FROM correction WHERE seq = ?")?;
    Ok(statement.query_row([seq], |row| Ok((EventSeq(row.get(0)?), clean(row, 1)?))).optional()?)
}

/// What a decision did, where `by` took it back.
fn undid(conn: &Connection, decision: i64, by: i64) -> Result<Option<Box<TimelineRow>>, ReadError> {
    let mut first = conn.prepare_cached(
        "SELECT min(seq) FROM event WHERE decision = ? AND seq < ? AND visibility <> 'quiet' AND payload IS NOT NULL",
    )?;
    let first: Option<i64> = first.query_row([decision, by], |row| row.get(0))?;
    Ok(rows(conn, first)?.pop().map(Box::new))
}

fn undone(conn: &Connection, decision: i64) -> Result<Option<EventSeq>, ReadError> {
    let mut statement = conn.prepare_cached("SELECT by FROM undone WHERE decision = ?")?;
    Ok(statement.query_row([decision], |row| row.get(0).map(EventSeq)).optional()?)
}
