//! Reports as they were issued, the figures that go with a new one, and whom a brief must not name.

use super::super::author::{HANDLE, NAME};
use super::super::chain;
use super::super::columns::{self, OVER, clean, from_json, from_word, stamp, word};
use super::super::masked::Masked;
use super::super::usual;
use super::belonging::{harmed, heard, learnt, own};
use super::{counted, incident, settings};
use crate::domain::ids::{EventSeq, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::private::{Allow, Private};
use crate::domain::report::{Before, Figures, HASH_DIGITS, ReportKind};
use crate::domain::room::Lang;
use crate::domain::source::Health;
use crate::domain::task::PROMISE;
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, Stamp};
use crate::domain::trace::Trace;
use crate::rows::{IssuedReport, Reported};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Most people affected whose names are looked for in a brief; the latest.
const MAX_PEOPLE: i64 = 2_000;

/// What issuing a report of this kind must know.
pub fn before(
    conn: &Connection,
    of: IncidentId,
    kind: ReportKind,
    twin_of: Option<u32>,
) -> Result<Before, super::StoreError> {
    // its other language, issued later, says nothing new
    let (last, head) = conn
        .prepare_cached(
            "SELECT number, min(seq) FROM report WHERE incident = ?1 AND kind = ?2
             GROUP BY number ORDER BY number DESC LIMIT 1",
        )?
        .query_row(params![of.0, word(&kind)], |r| Ok((r.get(0)?, EventSeq(r.get(1)?))))
        .optional()?
        .unwrap_or((0, EventSeq(0)));
    let twins = conn
        .prepare_cached("SELECT lang FROM report WHERE incident = ?1 AND kind = ?2 AND number = ?3")?
        .query_map(params![of.0, word(&kind), twin_of], |r| from_word::<Lang>(r, 0))?
        .collect::<Result<_, _>>()?;
    let ours = Allow::new(&settings(conn)?.keywords);
    if kind != ReportKind::Brief {
        return Ok(Before { last, head, twins, people: Vec::new(), ours });
    }
    let people = people(conn, &ours)?;
    // whoever is masked in a refusal has the mask that screens show
    let ours = Masked::of(conn)?.beside(ours);
    Ok(Before { last, head, twins, people, ours })
}

/// The names of those affected, and of those whose mentions told of it, but for our own.
fn people(conn: &Connection, ours: &Allow) -> rusqlite::Result<Vec<Trace>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT f.name, coalesce(m.author, ''), coalesce(m.handle, ''), coalesce({NAME}, ''), coalesce({HANDLE}, '')
         FROM affected f LEFT JOIN mention m ON m.id = f.mention ORDER BY f.id DESC LIMIT ?1"
    ))?;
    let mut rows = query.query([MAX_PEOPLE])?;
    let mut people = Vec::new();
    while let Some(row) = rows.next()? {
        let names = [clean(row, 0)?, clean(row, 1)?, clean(row, 2)?, clean(row, 3)?, clean(row, 4)?];
        let [name, author, handle, learnt, called] =
            names.each_ref().map(|n| if ours.permits(n.as_str()) { "" } else { n.as_str() });
        people.push(Trace::new(name, handle, ""));
        people.push(Trace::new(author, "", "").called([learnt, called]));
    }
    Ok(people)
}

/// Whether the chain holds an event at this place whose hash begins so.
pub fn stands_in_chain(conn: &Connection, seq: EventSeq, hash: &str) -> rusqlite::Result<bool> {
    let mut query = conn.prepare_cached("SELECT hash FROM event WHERE seq = ?1")?;
    let found: Option<Vec<u8>> = query.query_row([seq.0], |r| r.get(0)).optional()?;
    Ok(hash.len() == HASH_DIGITS && found.is_some_and(|found| chain::hex(&found).starts_with(hash)))
}

/// The last report of a kind about an incident, with its figures.
pub fn last_report(
    conn: &Connection,
    of: IncidentId,
    kind: ReportKind,
) -> rusqlite::Result<Option<(Reported, Box<Figures>)>> {
    let mut query = conn.prepare_cached(
        "SELECT number, at, figures FROM report WHERE incident = ?1 AND kind = ?2 ORDER BY number DESC, at, seq LIMIT 1",
    )?;
    let row = |r: &Row<'_>| {
        let reported = Reported { incident: of, kind, number: r.get(0)?, at: stamp(r, 1)? };
        Ok((reported, from_json(r, 2)?))
    };
    query.query_row(params![of.0, word(&kind)], row).optional()
}

/// Reports of a kind as they were issued: those of one number, or the latest, the newest first.
pub fn issued(
    conn: &Connection,
    of: IncidentId,
    kind: ReportKind,
    number: Option<u32>,
    most: usize,
) -> rusqlite::Result<Vec<IssuedReport>> {
    let title = incident(conn, of)?.map(|i| i.title).unwrap_or_default();
    let mut query = conn.prepare_cached(
        "SELECT number, (SELECT min(first.at) FROM report first WHERE first.incident = r.incident AND first.kind = r.kind
           AND first.number = r.number), seq, lang, at, by, text, figures
         FROM report r WHERE incident = ?1 AND kind = ?2 AND (?3 IS NULL OR number = ?3)
         ORDER BY number DESC, seq DESC LIMIT ?4",
    )?;
    let rows = query.query_map(params![of.0, word(&kind), number, most as i64], |r| {
        Ok(IssuedReport {
            reported: Reported { incident: of, kind, number: r.get(0)?, at: stamp(r, 1)? },
            seq: EventSeq(r.get(2)?),
            title: Private::prose(title.clone()),
            lang: from_word(r, 3)?,
            at: stamp(r, 4)?,
            by: clean(r, 5)?,
            text: Private::prose(clean(r, 6)?),
            figures: from_json(r, 7)?,
        })
    })?;
    rows.collect()
}

/// The room's figures at a moment, for a report about an incident. What only its maker can say, when the next is due, is
/// left open.
pub fn figures(conn: &Connection, of: &Incident, at: Stamp) -> rusqlite::Result<Figures> {
    let head = chain::head(conn)?;
    let own = own(conn, of.id)?;
    let hour = heard(conn, own, at.plus(-HOUR), at)?;
    let usual = usual::usual_at(conn, at, &usual::zone(conn)?)?;
    let three =
        |sql: &str| -> rusqlite::Result<[u32; 3]> { conn.prepare_cached(sql)?.query_row([of.id.0], count_three) };
    Ok(Figures {
        at,
        head: EventSeq(head.seq),
        hash: chain::hex(&head.hash).chars().take(HASH_DIGITS).collect(),
        severity: of.rated.then_some(of.severity),
        was: None,
        status: of.status,
        lead: of.lead.clone(),
        next: None,
        per_hour: (hour.all > 0 || ears(conn, at)?.0).then_some(hour.all as u32),
        usual: usual.map(|usual| (usual.per_hour * 10.0).round() as u32),
        negative: hour.share(),
        own: own.map(|own| counted(conn, own)).transpose()?.map(|(all, open)| [all, open]),
        media: conn
            .prepare_cached("SELECT count(*) FROM item WHERE incident = ?1 AND list = 'media' AND outcome IS NULL")?
            .query_row([of.id.0], |r| r.get(0))?,
        affected: conn
            .prepare(&format!(
                "SELECT count(*), count(*) FILTER (WHERE care <> 'waiting'), count(*) FILTER (WHERE care = 'waiting')
                 FROM affected WHERE {}",
                harmed(conn, of)?
            ))?
            .query_row([], count_three)?,
        claims: conn
            .prepare(&format!(
                "SELECT count(*) FILTER (WHERE state ->> 'status' = 'confirmed'),
                   count(*) FILTER (WHERE state ->> 'status' = 'unverified'),
                   count(*) FILTER (WHERE state ->> 'status' = 'false') FROM fact WHERE {}",
                learnt(of)
            ))?
            .query_row([], count_three)?,
        tasks: three(&format!(
            "SELECT count(*) FILTER (WHERE status = 'done'),
               count(*) FILTER (WHERE status NOT IN {OVER} AND status <> 'blocked' AND owner IS NOT NULL AND phase <> '{PROMISE}'),
               count(*) FILTER (WHERE status = 'blocked' AND phase <> '{PROMISE}') FROM task WHERE incident = ?1"
        ))?,
    })
}

fn count_three(row: &Row<'_>) -> rusqlite::Result<[u32; 3]> {
    Ok([row.get(0)?, row.get(1)?, row.get(2)?])
}

/// A source that is not heard, and since when; nothing when it never was.
pub type Unheard = (Clean, Option<Stamp>);

/// Whether anybody listens anywhere, and which sources are not heard, each with since when.
pub fn ears(conn: &Connection, at: Stamp) -> rusqlite::Result<(bool, Vec<Unheard>)> {
    let mut query = conn.prepare_cached("SELECT name, last_seen, live_until, health FROM source ORDER BY name")?;
    let mut rows = query.query([])?;
    let (mut live, mut blind) = (false, Vec::new());
    while let Some(row) = rows.next()? {
        let until = columns::stamp_opt(row, 2)?;
        // what a later version wrote there is its own: nobody is known to listen to it
        let health: Option<Health> =
            row.get_ref(3)?.as_str_or_null()?.map(|t| serde_json::from_str(t).unwrap_or_default());
        let deaf = health.as_ref().is_some_and(|health| health.blind(at).is_some());
        if deaf || until.is_some_and(|until| until < at) {
            let since = health.as_ref().and_then(|h| h.heard).or(columns::stamp_opt(row, 1)?);
            blind.push((clean(row, 0)?, since));
        } else {
            live |= until.is_some() || health.is_some();
        }
    }
    Ok((live, blind))
}
