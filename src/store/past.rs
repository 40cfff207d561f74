//! A past incident as a drill replays it, read at one moment and bounded.

use super::author::FOLLOWERS;
use super::columns;
use super::error::StoreError;
use super::load;
use super::open::{self, Access, Options};
use super::reader;
use crate::domain::event::Event;
use crate::domain::fact::FactStatus;
use crate::domain::ids::{IncidentId, MentionId};
use crate::domain::incident::Incident;
use crate::domain::mention::Band;
use crate::domain::past::{Known, Past, Told};
use crate::domain::text::Clean;
use crate::domain::time::{DAY, HOUR, Stamp};
use rusqlite::{Connection, params};
use std::collections::HashMap;
use std::path::Path;

/// Mentions on which somebody decided, that were kept or told of harm: so many of them, those that needed a person most.
const HANDLED: i64 = 500;
/// Of all others so many, evenly spread.
const OTHERS: i64 = 1_000;
/// Facts.
const FACTS: i64 = 50;
/// Our own people.
const PEOPLE: i64 = 500;

/// Reads it; nothing when there is no such incident.
pub fn past(path: &Path, options: Options, of: IncidentId) -> Result<Option<Past>, StoreError> {
    let room = open::connect(path, Access::ReadOnly, options)?;
    let room = room.unchecked_transaction()?;
    let Some(incident) = load::incident(&room, of)? else { return Ok(None) };
    let (first, answered) = answers(&room, of)?;
    let about = load::about(&room, &incident, "mention_state")?;
    let began = began(&room, &incident, &about)?;
    let told = told(&room, &about, &answered)?;
    let settings = load::settings(&room)?;
    let mut keywords: Vec<String> = settings.keywords.iter().map(|k| k.as_str().to_owned()).collect();
    let unnamed = keywords.is_empty();
    if unnamed {
        keywords.push(settings.name.as_str().to_owned());
    }
    Ok(Some(Past {
        incident: of.0,
        severity: incident.severity,
        kind: incident.kind,
        began,
        declared: incident.td,
        answered: first,
        keywords,
        unnamed,
        usual: usual(&room, began)?,
        told,
        all: room
            .query_row(&format!("SELECT count(*) FROM mention_state WHERE {about}"), [], |r| r.get::<_, i64>(0))?
            .unsigned_abs(),
        facts: facts(&room, of)?,
        people: people(&room)?,
    }))
}

/// When it began: T0, or its first sign where that is earlier.
fn began(room: &Connection, incident: &Incident, about: &str) -> rusqlite::Result<Stamp> {
    if load::own(room, incident.id)?.is_some() {
        return Ok(incident.t0);
    }
    let begin = load::begin(room, incident)?;
    if incident.t0 < begin.opened {
        return Ok(begin.at);
    }
    let first: Option<i64> = room.query_row(
        &format!(
            "SELECT min(id) FROM mention_state WHERE {about} AND (score >= ?1 OR {})",
            columns::triggered("mention_state")
        ),
        [i64::from(Band::P2.least())],
        |r| r.get(0),
    )?;
    Ok(first.map_or(begin.at, |id| begin.at.min(Stamp(id / MentionId::PER_MS))))
}

/// When a text of ours first went out, and when each mention was answered.
fn answers(room: &Connection, of: IncidentId) -> Result<(Option<Stamp>, HashMap<i64, Stamp>), StoreError> {
    let mut answers = room.prepare("SELECT mention FROM response_answer WHERE response = ?1")?;
    let mut out = room.prepare(
        "SELECT kind, version, payload, logged FROM event WHERE incident = ?1 AND kind IN ('response_published', 'reply_sent')
           AND payload IS NOT NULL ORDER BY seq",
    )?;
    let (mut first, mut answered) = (None, HashMap::new());
    let mut rows = out.query([of.0])?;
    while let Some(row) = rows.next()? {
        let at = columns::stamp(row, 3)?;
        let whom: Vec<i64> = match Event::decode(&row.get::<_, String>(0)?, row.get(1)?, &row.get::<_, Vec<u8>>(2)?)? {
            Event::ResponsePublished { response, .. } => {
                answers.query_map([response.0], |r| r.get(0))?.collect::<Result<_, _>>()?
            }
            Event::ReplySent { mention, .. } => vec![mention.0],
            _ => continue,
        };
        first.get_or_insert(at);
        for mention in whom {
            answered.entry(mention).or_insert(at);
        }
    }
    Ok((first, answered))
}

fn told(room: &Connection, about: &str, answered: &HashMap<i64, Stamp>) -> Result<Vec<Told>, StoreError> {
    let belongs = format!("{about} AND erased = 0");
    const HANDLED_ONE: &str = "(disposition IS NOT NULL OR affected = 1 OR EXISTS
        (SELECT 1 FROM evidence e WHERE e.kind = 'mention' AND e.target = mention_state.id))";
    let ids = |sql: String, most: i64| -> rusqlite::Result<Vec<i64>> {
        room.prepare(&sql)?.query_map([most], |r| r.get(0))?.collect()
    };
    let mut chosen = ids(
        format!("SELECT id FROM mention_state WHERE {belongs} AND {HANDLED_ONE} ORDER BY score DESC, id LIMIT ?1"),
        HANDLED,
    )?;
    // every n-th of the others: the shape of the wave stays
    chosen.extend(ids(
        format!(
            "SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS every FROM mention_state
               WHERE {belongs} AND NOT {HANDLED_ONE}) WHERE (n - 1) % ((every + ?1 - 1) / ?1) = 0 ORDER BY id"
        ),
        OTHERS,
    )?);
    chosen.sort_unstable();
    let mut one = room.prepare(&format!(
        "SELECT m.posted, m.platform, m.kind, m.author, m.handle, coalesce({FOLLOWERS}, m.followers), m.public, m.text, m.direct, m.reach,
           s.disposition, s.affected, s.score,
           EXISTS (SELECT 1 FROM evidence e WHERE e.kind = 'mention' AND e.target = m.id),
           (SELECT p.id FROM mention p WHERE p.ident = m.parent)
         FROM mention m JOIN mention_state s ON s.id = m.id WHERE m.id = ?1",
    ))?;
    let number = |n: Option<i64>| n.and_then(|n| u64::try_from(n).ok());
    let mut told = Vec::with_capacity(chosen.len());
    for id in chosen {
        told.push(one.query_row([id], |r| {
            Ok(Told {
                id: MentionId(id),
                at: columns::stamp(r, 0)?,
                platform: r.get(1)?,
                kind: columns::kind_of(r.get(2)?),
                author: r.get(3)?,
                handle: r.get(4)?,
                followers: number(r.get(5)?).unwrap_or(0),
                public: r.get(6)?,
                text: r.get(7)?,
                direct: r.get(8)?,
                reach: number(r.get(9)?),
                decided: columns::from_word_opt(r, 10)?,
                affected: r.get(11)?,
                score: r.get::<_, i64>(12)?.clamp(0, 100) as u8,
                kept: r.get(13)?,
                answers: r.get::<_, Option<i64>>(14)?.map(MentionId),
                answered: answered.get(&id).copied(),
            })
        })?);
    }
    Ok(told)
}

/// Mentions an hour in the day before.
fn usual(room: &Connection, began: Stamp) -> rusqlite::Result<u32> {
    let (from, to) = (began.plus(-DAY).0 / HOUR, began.0 / HOUR);
    let n: i64 =
        room.query_row("SELECT coalesce(sum(n), 0) FROM hour WHERE hour >= ?1 AND hour < ?2", [from, to], |r| {
            r.get(0)
        })?;
    Ok(u32::try_from(n / (to - from).max(1)).unwrap_or(u32::MAX))
}

/// Our own people, as the events and the roles name them, and those affected.
fn people(room: &Connection) -> Result<Vec<String>, StoreError> {
    let mut people: Vec<String> = load::private_names(room)?.iter().map(Clean::to_string).collect();
    let mut acted = room.prepare("SELECT DISTINCT actor FROM event WHERE actor <> '' ORDER BY 1 LIMIT ?1")?;
    people.extend(acted.query_map([PEOPLE], |r| r.get(0))?.collect::<Result<Vec<String>, _>>()?);
    people.extend(reader::roles::now(room)?.names().map(Clean::to_string));
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

fn facts(room: &Connection, of: IncidentId) -> rusqlite::Result<Vec<Known>> {
    let mut query =
        room.prepare(&format!("SELECT {} FROM fact WHERE incident = ?1 ORDER BY id LIMIT ?2", columns::FACT))?;
    let rows = query.query_map(params![of.0, FACTS], columns::fact)?;
    let mut facts = Vec::new();
    for fact in rows {
        let state = fact?.state;
        let so = match state.status {
            FactStatus::Confirmed => Some(true),
            FactStatus::False => Some(false),
            FactStatus::Superseded => continue,
            _ => None,
        };
        facts.push(Known { says: [state.en.as_str().to_owned(), state.es.as_str().to_owned()], so });
    }
    Ok(facts)
}
