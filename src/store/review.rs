//! The review of an incident as the room has it: made from all events and from when each mention was posted and arrived,
//! read in one transaction without words and names of those who wrote mentions, with the rows of the events it tells of.

use super::bundle;
use super::chain;
use super::columns::{clean, clean_opt, stamp, tone_of, triggered};
use super::ident::permalink;
use super::load;
use super::patience::Adopted;
use crate::domain::event::Event;
use crate::domain::ids::{DecisionId, EventSeq, IncidentId, MentionId, ResponseId};
use crate::domain::incident::Incident;
use crate::domain::mention::Band;
use crate::domain::text::Clean;
use crate::domain::time::{DAY, Stamp};
use crate::plan::Plan;
use crate::review::{
    ACTION_KINDS, Act, ActionItem, Arrival, Counted, Entry, LOOK_BACK, OwnPost, Review, Room, actions, people, review,
};
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// Most mentions that a review counts, the first of them.
const MOST: i64 = 1_000_000;

/// What was read.
pub(super) struct Read {
    /// What it came to.
    pub(super) review: Review,
    /// Everybody of us whom the room names, with the role that stands for them.
    pub(super) people: Vec<(Clean, Clean)>,
    /// The end of the chain, and its hash in hexadecimal.
    pub(super) head: (EventSeq, String),
}

/// The review of an incident: of the gravest that is on, else of the last, where none is named; nothing where there is none.
pub(super) fn read(
    conn: &Connection,
    incident: Option<IncidentId>,
    until: Stamp,
    plan: &Plan,
) -> rusqlite::Result<Option<Read>> {
    let named = match incident {
        Some(named) => Some(named),
        None => match load::gravest_incident(conn)? {
            Some(on) => Some(on),
            None => conn
                .query_row("SELECT max(id) FROM incident WHERE status <> 'merged'", [], |r| r.get::<_, Option<i64>>(0))?
                .map(IncidentId),
        },
    };
    let Some(of) = named.map(|id| load::incident(conn, id)).transpose()?.flatten() else { return Ok(None) };
    let head = chain::head(conn)?;
    let alone = bundle::is_one(conn)?;
    let counted = if alone { bundle::counted(conn)? } else { None };
    let Some((review, people)) = made(conn, &of, (until, plan), (alone, counted.as_ref()))? else { return Ok(None) };
    Ok(Some(Read { review, people, head: (EventSeq(head.seq), chain::hex(&head.hash)) }))
}

/// A review, and our people with their roles.
type Made = (Review, Vec<(Clean, Clean)>);

fn made(
    conn: &Connection,
    of: &Incident,
    (until, plan): (Stamp, &Plan),
    (alone, counted): (bool, Option<&Counted>),
) -> rusqlite::Result<Option<Made>> {
    let own = load::own(conn, of.id)?.is_some();
    let (Log { log, untold }, arrivals) = (log(conn, None)?, arrivals(conn, of)?);
    let (log, untold, arrivals) = (&log[..], &untold[..], &arrivals[..]);
    let patience = &Adopted::default().read(conn)?;
    let posts = &posts(conn, log)?;
    let room = Room { incident: of.id, log, untold, arrivals, posts, own, alone, counted, until, plan, patience };
    Ok(review(&room).map(|review| (review, people(of.id, log, untold, plan))))
}

/// What a bundle of an incident must be told so that its review is the room's, and what of it would come out otherwise even
/// so. `bundle` holds all else by now.
pub(super) fn counted(
    room: &Connection,
    bundle: &Connection,
    of: &Incident,
    until: Stamp,
) -> rusqlite::Result<Option<Counted>> {
    let plan = &Plan::builtin();
    let Some((here, _)) = made(room, of, (until, plan), (false, None))? else { return Ok(None) };
    let counted = Counted { until, moments: here.moments, usual: here.usual, untold: Vec::new() };
    let Some(of) = load::incident(bundle, of.id)? else { return Ok(None) };
    let there = made(bundle, &of, (until, plan), (true, Some(&counted)))?;
    Ok(there.map(|(there, _)| Counted { untold: here.otherwise(&there), ..counted }))
}

/// The action items of an incident and its parts, and those of others that still ask for somebody.
pub(super) fn action_items(
    conn: &Connection,
    of: IncidentId,
    now: Stamp,
) -> rusqlite::Result<(Vec<ActionItem>, Vec<ActionItem>)> {
    let parts =
        conn.prepare_cached(load::PARTS)?.query_map([of.0], |r| r.get(0).map(IncidentId))?.collect::<Result<_, _>>()?;
    Ok(actions(&parts, &log(conn, Some(&ACTION_KINDS))?.log, now))
}

/// Events in their order, and who did those that cannot be told.
#[derive(Default)]
struct Log {
    log: Vec<Entry>,
    untold: Vec<Act>,
}

/// Events of these kinds or all of them. Kinds are all of one group.
fn log(conn: &Connection, kinds: Option<&[&str]>) -> rusqlite::Result<Log> {
    let which = kinds.map_or(String::new(), |kinds| {
        format!("WHERE grp = 'tasks' AND visibility <> 'quiet' AND kind IN ('{}')", kinds.join("', '"))
    });
    // behind a person there is an account; behind a source, a clock and a drill's script there is none
    let mut query = conn.prepare_cached(&format!(
        "SELECT seq, decision, incident, logged, iif(behind = '', '', actor), role, kind, version, payload FROM event
         {which} ORDER BY seq",
    ))?;
    let mut rows = query.query([])?;
    let mut all = Log::default();
    while let Some(row) = rows.next()? {
        let (kind, payload): (String, Option<Vec<u8>>) = (row.get(6)?, row.get(8)?);
        let version = row.get(7)?;
        let (seq, at) = (EventSeq(row.get(0)?), stamp(row, 3)?);
        let (who, role) = (clean(row, 4)?, clean(row, 5)?);
        // what was erased, what a later version wrote, what a bundle does not tell: only that somebody was at it
        let Some(Ok(event)) = payload.map(|payload| Event::decode(&kind, version, &payload)) else {
            all.untold.extend((!who.is_empty()).then_some(Act { seq, at, who, role }));
            continue;
        };
        let (decision, incident) = (DecisionId(row.get(1)?), row.get::<_, Option<i64>>(2)?.map(IncidentId));
        all.log.push(Entry { seq, decision, incident, at, who, role, event });
    }
    Ok(all)
}

/// Texts of ours that a source brought in: those with a link, by that link, posted around when they went out.
fn posts(conn: &Connection, log: &[Entry]) -> rusqlite::Result<Vec<OwnPost>> {
    let mut links: HashMap<String, ResponseId> = HashMap::new();
    let mut span: Option<(Stamp, Stamp)> = None;
    for entry in log {
        let (response, link) = match &entry.event {
            Event::ResponsePublished { response, permalink: Some(link), .. }
            | Event::ReplySent { response, permalink: Some(link), .. }
            | Event::ResponseLinked { response, permalink: link } => (*response, link),
            _ => continue,
        };
        links.insert(permalink(link.as_str()), response);
        span = Some(span.map_or((entry.at, entry.at), |(from, _)| (from, entry.at)));
    }
    let Some((from, to)) = span else { return Ok(Vec::new()) };
    let mut query = conn.prepare(
        "SELECT m.url, coalesce((SELECT o.reposts FROM observation o WHERE o.mention = m.id ORDER BY o.at DESC LIMIT 1),
                                m.reposts), coalesce(m.reach, m.followers)
         FROM mention m WHERE m.id >= ?1 AND m.id < ?2 AND m.url IS NOT NULL",
    )?;
    let bound = |at: Stamp| MentionId::first_of(at.0).0;
    let mut rows = query.query([bound(from.plus(-DAY)), bound(to.plus(DAY))])?;
    let mut posts = Vec::new();
    while let Some(row) = rows.next()? {
        let url = row.get_ref(0)?.as_str().unwrap_or_default();
        let Some(response) = links.get(&permalink(url)) else { continue };
        let number = |n: Option<i64>| n.and_then(|n| u64::try_from(n).ok());
        posts.push(OwnPost {
            response: *response,
            reposts: number(row.get(1)?).unwrap_or(0),
            reach: number(row.get(2)?),
        });
    }
    Ok(posts)
}

fn arrivals(conn: &Connection, of: &Incident) -> rusqlite::Result<Vec<Arrival>> {
    let mut query = conn.prepare(&format!(
        "SELECT m.id, m.posted, m.arrived, m.platform, s.language, s.tone, s.score, s.cluster, m.handle, m.author, {}, {},
                coalesce(m.reach, m.followers)
         FROM mention m JOIN mention_state s ON s.id = m.id WHERE m.id >= ?1 AND (NOT s.history OR s.said_incident = {}) ORDER BY m.id LIMIT ?2",
        triggered("s"),
        load::about(conn, of, "s")?,
        of.id.0,
    ))?;
    let since = MentionId::first_of(of.t0.plus(-LOOK_BACK).0);
    let mut rows = query.query(params![since.0, MOST])?;
    let (mut all, mut people) = (Vec::new(), HashMap::new());
    while let Some(row) = rows.next()? {
        let platform = clean(row, 3)?;
        let (handle, author) = (clean(row, 8)?, clean(row, 9)?);
        let account = if handle.is_empty() { author } else { handle };
        let next = people.len() as u32;
        all.push(Arrival {
            id: MentionId(row.get(0)?),
            posted: stamp(row, 1)?,
            arrived: stamp(row, 2)?,
            person: *people.entry((platform.clone(), account)).or_insert(next),
            platform,
            language: clean_opt(row, 4)?.unwrap_or_default(),
            tone: tone_of(row.get(5)?),
            band: Band::of(row.get::<_, i64>(6)?.clamp(0, 100) as u8),
            cluster: row.get::<_, Option<i64>>(7)?.map(MentionId),
            trigger: row.get::<_, Option<bool>>(10)?.unwrap_or(false),
            own: row.get::<_, Option<bool>>(11)?.unwrap_or(false),
            reach: row.get::<_, Option<i64>>(12)?.and_then(|n| u64::try_from(n).ok()),
        });
    }
    Ok(all)
}
