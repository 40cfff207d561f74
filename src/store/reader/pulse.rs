//! The header's figures. Owns what they are read from. Nothing here grows with the room: counters, the ends of partial
//! indexes, 120 minutes, eight weeks of hours.

use super::{ReadError, board, ledger, mention, roles, signals};
use crate::domain::clock::Patience;
use crate::domain::ids::{EventSeq, IncidentId};
use crate::domain::incident::{Incident, Status};
use crate::domain::private::Private;
use crate::domain::report::ReportKind;
use crate::domain::response::{ResponseState, Review};
use crate::domain::source::Health;
use crate::domain::task::{TaskStatus, late};
use crate::domain::text::Clean;
use crate::domain::time::{DAY, MINUTE, Stamp};
use crate::rows::{Backlog, Bundled, Pulse, Reported, ResponseCounts, SourceRow, TaskCounts, UsualRate};
use crate::store::columns::{
    INCIDENT, OVER, clean, clean_opt, from_json_opt, from_word, incident, stamp, stamp_opt, word,
};
use crate::store::hints::Hinted;
use crate::store::lease::STALE;
use crate::store::{load, usual};
use rusqlite::{Connection, OptionalExtension, params};

/// Most sources and people that the header can name.
const MAX_NAMES: i64 = 50;
/// Most incidents that are over and not closed of which the header tells.
const MAX_LINGERING: i64 = 3;
/// Of the snoozed, as many as wake first are asked when they arrived.
const MAX_SNOOZED: i64 = 200;
/// Most approvals that are looked at one by one.
const MAX_APPROVED: i64 = 200;
/// Minutes of the sparkline.
const MINUTES: usize = 60;
/// Minutes of the rate.
const RATE: usize = crate::triage::signals::PRESENT as usize;

/// The figures as the room stands, at the room's time `now`.
pub fn pulse(conn: &Connection, now: Stamp) -> Result<Pulse, ReadError> {
    let counter = |key| -> Result<u64, ReadError> {
        let mut statement = conn.prepare_cached("SELECT n FROM counter WHERE key = ?")?;
        let n: Option<i64> = statement.query_row([key], |row| row.get(0)).optional()?;
        Ok(n.and_then(|n| u64::try_from(n).ok()).unwrap_or(0))
    };
    let minute = now.0.div_euclid(MINUTE);
    let minutes = minutes(conn, minute)?;
    let (hour, before) = minutes.split_at(MINUTES);
    let negative = |part: &[Minute]| part.iter().fold((0, 0), |(n, of), m| (n + m.negative, of + m.classified));
    let rate = hour[1..=RATE].iter().map(|m| m.n).sum::<u32>() as f32 / RATE as f32;
    let newest: Option<(EventSeq, Stamp)> = conn
        .prepare_cached("SELECT seq, logged FROM event ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((EventSeq(row.get(0)?), stamp(row, 1)?)))
        .optional()?;
    let incidents = incidents(conn, Status::open, "severity, id DESC", MAX_NAMES)?;
    let lingering = self::incidents(conn, Status::lingers, "id DESC", MAX_LINGERING)?;
    let clock = load::clock(conn)?;
    // While a drill is paused nobody can tell the real moment from the room's: who collected then counts as collecting.
    let real = clock.real_of(now).unwrap_or(clock.real);
    Ok(Pulse {
        unattended: Backlog { count: counter("unattended")?, oldest: oldest_open(conn)? },
        owed: Backlog { count: counter("owed")?, oldest: oldest_owed(conn)? },
        snoozed: Backlog { count: counter("snoozed")?, oldest: oldest_snoozed(conn)? },
        affected: ledger::waiting(conn)?,
        decisions: ledger::backlog(conn, "SELECT count(*), min(since) FROM matter WHERE ruling IS NULL")?,
        arrived: counter("arrived")?,
        mentions: counter("mentions")?,
        minutes: hour.iter().rev().map(|m| m.n).collect(),
        rate,
        usual: usual(conn, now)?,
        negative: negative(hour),
        negative_before: negative(before),
        sources: sources(conn, now)?,
        responses: responses(conn, now)?,
        tasks: tasks(conn, incidents.iter().chain(&lingering), now)?,
        promise: board::promise(conn)?,
        signals: signals::open(conn)?,
        facts: load::reminded_by(conn, now)?,
        // the reader knows, which reads each plan once
        patience: Patience::default(),
        reminders: load::sent(conn)?,
        reports: reports(conn, &incidents)?,
        incidents,
        lingering,
        colleagues: load::colleagues(conn)?,
        any_incident: conn.prepare_cached("SELECT 1 FROM incident")?.exists([])?,
        clock,
        collector: collector(conn, real)?,
        people: people(conn, now)?,
        private: load::private_names(conn)?,
        harmed: load::harmed(conn)?,
        called: load::called(conn)?,
        roles: roles::now(conn)?,
        bundle: bundled(conn)?,
        head: newest.map(|(seq, _)| seq),
        logged: newest.map(|(_, at)| at),
    })
}

/// What is shown of an evidence bundle; one that cannot be read is one all the same.
fn bundled(conn: &Connection) -> Result<Option<Box<Bundled>>, ReadError> {
    let said =
        "SELECT manifest ->> '$.incident', manifest ->> '$.room', manifest ->> '$.at', manifest ->> '$.otherwise'
        FROM bundle WHERE json_valid(manifest)";
    let row = |r: &rusqlite::Row<'_>| {
        let otherwise = r.get::<_, Option<i64>>(3)?.and_then(|n| u64::try_from(n).ok()).unwrap_or(0);
        let incident = IncidentId(r.get::<_, Option<i64>>(0)?.unwrap_or_default());
        let room = Private::prose(clean_opt(r, 1)?.unwrap_or_default());
        let at = r.get::<_, Option<String>>(2)?.and_then(|at| Stamp::parse(&at)).unwrap_or_default();
        Ok(Box::new(Bundled { incident, room, at, otherwise }))
    };
    Ok(conn.prepare_cached(said)?.query_row([], row).optional()?)
}

#[derive(Clone, Copy, Default)]
struct Minute {
    n: u32,
    negative: u32,
    classified: u32,
}

/// This minute and the 119 before it, newest first; minutes without a row are zero.
fn minutes(conn: &Connection, now: i64) -> Result<[Minute; 2 * MINUTES], ReadError> {
    let mut minutes = [Minute::default(); 2 * MINUTES];
    let mut statement =
        conn.prepare_cached("SELECT minute, n, negative, classified FROM minute WHERE minute BETWEEN ? AND ?")?;
    let mut rows = statement.query([now - 2 * MINUTES as i64 + 1, now])?;
    while let Some(row) = rows.next()? {
        let at = usize::try_from(now - row.get::<_, i64>(0)?).unwrap_or(usize::MAX);
        if let Some(minute) = minutes.get_mut(at) {
            *minute = Minute { n: row.get(1)?, negative: row.get(2)?, classified: row.get(3)? };
        }
    }
    Ok(minutes)
}

fn usual(conn: &Connection, now: Stamp) -> Result<Option<UsualRate>, ReadError> {
    let usual = usual::usual_at(conn, now, &usual::zone(conn)?)?;
    Ok(usual.map(|u| UsualRate { rate: u.per_hour / 60.0, low: u.low / 60.0, high: u.high / 60.0 }))
}

fn first<T: rusqlite::types::FromSql>(conn: &Connection, sql: &str) -> Result<Option<T>, ReadError> {
    Ok(conn.prepare_hinted(sql)?.query_row([], |row| row.get::<_, Option<T>>(0)).optional()?.flatten())
}

fn oldest_open(conn: &Connection) -> Result<Option<Stamp>, ReadError> {
    let sql =
        "SELECT id, arrival FROM mention_state INDEXED BY state_open_oldest WHERE open = 1 ORDER BY arrival LIMIT 1";
    first(conn, sql)?.map_or(Ok(None), |id| mention::arrived(conn, id))
}

fn oldest_owed(conn: &Connection) -> Result<Option<Stamp>, ReadError> {
    let sql = "SELECT at, id FROM mention_state INDEXED BY state_owed WHERE owes IS NOT NULL ORDER BY at, id LIMIT 1";
    Ok(first(conn, sql)?.map(Stamp))
}

fn oldest_snoozed(conn: &Connection) -> Result<Option<Stamp>, ReadError> {
    let mut statement = conn.prepare_hinted(
        "SELECT id FROM (SELECT id, arrival, snoozed_until FROM mention_state INDEXED BY state_snoozed
         WHERE snoozed_until IS NOT NULL ORDER BY snoozed_until LIMIT ?) ORDER BY arrival LIMIT 1",
    )?;
    let id = statement.query_row([MAX_SNOOZED], |row| row.get(0)).optional()?;
    id.map_or(Ok(None), |id| mention::arrived(conn, id))
}

pub(super) fn sources(conn: &Connection, now: Stamp) -> Result<Vec<SourceRow>, ReadError> {
    let mut statement = conn.prepare_cached(
        // one that was taken out again and never brought anything is nothing to tell of
        "SELECT name, last_seen, n, live_until, health FROM source
         WHERE n > 0 OR health IS NOT NULL OR live_until IS NOT NULL
         ORDER BY health IS NULL, coalesce(live_until >= ?1, 0) DESC, last_seen DESC, name LIMIT ?2",
    )?;
    let rows = statement.query_map(params![now.0, MAX_NAMES], |row| {
        let until = stamp_opt(row, 3)?;
        // what a later version wrote there is its own: the source shows as one that nobody listens to
        let health: Option<Health> =
            row.get_ref(4)?.as_str_or_null()?.map(|text| serde_json::from_str(text).unwrap_or_default());
        let blind = health.as_ref().and_then(|health| health.blind(now));
        let heard = blind.is_none() && health.as_ref().is_some_and(|health| health.is_whole(now));
        Ok(SourceRow {
            name: clean(row, 0)?,
            last_seen: stamp_opt(row, 1)?,
            count: u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
            live: heard || until.is_some_and(|until| until >= now),
            silent: blind.is_some() || until.is_some_and(|until| until < now),
            health,
            blind,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// At most so many incidents of which this is so, in this order: by severity they are gravest first, since the codes SEV1
/// to SEV4 sort as they are meant.
fn incidents(conn: &Connection, which: fn(Status) -> bool, order: &str, most: i64) -> Result<Vec<Incident>, ReadError> {
    let those: Vec<String> = Status::ALL.iter().filter(|s| which(**s)).map(word).collect();
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {INCIDENT} FROM incident WHERE status IN (SELECT value FROM json_each(?)) ORDER BY {order} LIMIT ?"
    ))?;
    let those = crate::store::columns::json(&those);
    Ok(statement.query_map(params![those, most], incident)?.collect::<Result<_, _>>()?)
}

fn responses(conn: &Connection, now: Stamp) -> Result<ResponseCounts, ReadError> {
    let mut statement = conn.prepare_cached("SELECT state, count(*), min(since) FROM response GROUP BY state")?;
    let mut rows = statement.query([])?;
    let mut counts = ResponseCounts::default();
    while let Some(row) = rows.next()? {
        let n: u32 = row.get(1)?;
        match from_word(row, 0)? {
            ResponseState::Draft | ResponseState::ChangesRequested => counts.drafts += n,
            ResponseState::InReview => (counts.in_review, counts.review_since) = (n, stamp_opt(row, 2)?),
            ResponseState::Approved => {
                counts.unsure = unsure(conn, now)?.min(n);
                counts.approved = n - counts.unsure;
            }
            ResponseState::Stale => counts.stale = n,
            ResponseState::Publishing => counts.publishing = n,
            ResponseState::Held => counts.drafts += n,
            ResponseState::Published | ResponseState::FollowedUp | ResponseState::Done | ResponseState::Corrected => {
                counts.published += n;
            }
            ResponseState::Retired | ResponseState::Discarded | ResponseState::Retracted => {}
        }
    }
    Ok(counts)
}

/// How many approvals rest on words of which nobody knows when they run out.
fn unsure(conn: &Connection, now: Stamp) -> Result<u32, ReadError> {
    let mut reviews = conn.prepare_cached("SELECT review FROM response WHERE state = 'approved' LIMIT ?")?;
    let mut rows = reviews.query([MAX_APPROVED])?;
    let mut unsure = 0;
    while let Some(row) = rows.next()? {
        let review: Option<Review> = from_json_opt(row, 0)?;
        unsure += u32::from(review.is_some_and(|review| review.ahead(&review.needs, now)));
    }
    Ok(unsure)
}

/// A task is late when it is neither done nor skipped and is past due, whatever it waits for: nobody sees a chain of late
/// tasks by its first link. The next due time is the first that has not passed.
fn tasks<'a>(
    conn: &Connection,
    incidents: impl Iterator<Item = &'a Incident>,
    now: Stamp,
) -> Result<TaskCounts, ReadError> {
    let mut counts = TaskCounts::default();
    let mut statement = conn.prepare_cached(&format!(
        "SELECT t.status, t.due, EXISTS (
           SELECT 1 FROM json_each(t.after) a JOIN task b ON b.incident = t.incident AND b.code = a.value
           WHERE b.status NOT IN {OVER})
         FROM task t WHERE t.incident = ?"
    ))?;
    for IncidentId(id) in incidents.map(|i| i.id).chain([IncidentId::NONE]) {
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            // what was left out is neither to be done nor done
            counts.all += 1;
            match (from_word::<TaskStatus>(row, 0)?, stamp_opt(row, 1)?) {
                (TaskStatus::Skipped, _) => counts.all -= 1,
                (TaskStatus::Done, _) => counts.done += 1,
                (_, Some(due)) if late(due, now) => {
                    counts.late += 1;
                    counts.late_ready += u32::from(!row.get::<_, bool>(2)?);
                }
                (_, Some(due)) if due >= now => {
                    counts.next_due = Some(counts.next_due.map_or(due, |next| next.min(due)))
                }
                _ => {}
            }
        }
    }
    Ok(counts)
}

/// When each open incident was last reported on, by kind.
fn reports(conn: &Connection, incidents: &[Incident]) -> Result<Vec<Reported>, ReadError> {
    let mut last = Vec::new();
    for incident in incidents {
        for kind in ReportKind::ALL {
            last.extend(load::last_report(conn, incident.id, kind)?.map(|(reported, _)| reported));
        }
    }
    Ok(last)
}

fn collector(conn: &Connection, real: Stamp) -> Result<Option<Clean>, ReadError> {
    let mut statement = conn.prepare_cached("SELECT name FROM lease WHERE beat >= ?")?;
    Ok(statement.query_row([real.plus(-STALE).0], |row| clean(row, 0)).optional()?)
}

/// Who acted within a day of the room's time, latest first.
fn people(conn: &Connection, now: Stamp) -> Result<Vec<(Clean, Stamp)>, ReadError> {
    let mut statement =
        conn.prepare_cached("SELECT name, seen FROM person WHERE seen >= ? ORDER BY seen DESC, name LIMIT ?")?;
    let rows = statement.query_map(params![now.plus(-DAY).0, MAX_NAMES], |row| Ok((clean(row, 0)?, stamp(row, 1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
