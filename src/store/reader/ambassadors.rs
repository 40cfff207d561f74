//! Who stands up for the brand, and whether good words are attended as bad ones are. Owns which mentions are read; who counts is
//! `prevent`'s.

use super::complaints::MAX_DAYS;
use super::{ReadError, board, mention};
use crate::domain::ids::MentionId;
use crate::domain::mention::{Disposition, MentionKind, Owes, Tone};
use crate::domain::private::Allow;
use crate::domain::text::fold;
use crate::domain::time::{DAY, Stamp};
use crate::prevent::ambassadors::{Good, Person, ambassadors as people_of};
use crate::rows::{AmbassadorRow, Ambassadors, Thanks};
use crate::store::author::{FOLLOWERS, HANDLE};
use crate::store::clusters::tie_number;
use crate::store::columns::{OUT, from_word_opt, over_at, tone_number};
use crate::store::spread::{Author, same_author};
use crate::triage::clusters::Tie;
use rusqlite::{Connection, Row, params};

/// Good words that are read for people, the newest.
const READ: i64 = 3_000;
/// Most mentions of a tone that are counted for the shares.
const MANY: i64 = 50_000;
/// Most incidents whose spans are looked at, the newest.
const MAX_INCIDENTS: i64 = 100;
/// How the group says that a mention says what others said: passed on, repeated, nearly the same.
const COPIES: [i64; 3] = [tie_number(Tie::Repost), tie_number(Tie::Copy), tie_number(Tie::Text)];

/// The good words of the `days` up to `now`.
pub fn ambassadors(conn: &Connection, now: Stamp, days: u16) -> Result<Ambassadors, ReadError> {
    let days = days.clamp(1, MAX_DAYS);
    let span = (MentionId::first_of(now.plus(-i64::from(days) * DAY).0), MentionId::first_of(now.plus(1).0));
    let ours = Allow::new(&board::settings(conn)?.keywords);
    let said = good(conn, span, &ours, &crises(conn, now)?)?;
    let (positive, negative) = (attended(conn, span, Tone::Positive)?, attended(conn, span, Tone::Negative)?);
    let mut people = Vec::new();
    for person in people_of(&said) {
        people.extend(row(conn, span.0, person)?);
    }
    let partial = [positive, negative].iter().any(|(_, all)| i64::from(*all) == MANY);
    Ok(Ambassadors { days, positive, negative, read: said.len() as u32, partial, people })
}

/// From when to when incidents were on.
fn crises(conn: &Connection, now: Stamp) -> Result<Vec<(i64, i64)>, ReadError> {
    let sql = format!("SELECT t0, {} FROM incident ORDER BY id DESC LIMIT ?2", over_at("?1"));
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map(params![now.0, MAX_INCIDENTS], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The newest good words that anybody could read and that are not our own.
fn good(
    conn: &Connection,
    (from, to): (MentionId, MentionId),
    ours: &Allow,
    crises: &[(i64, i64)],
) -> Result<Vec<Good>, ReadError> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT m.id, m.platform, coalesce(nullif(m.handle, ''), {HANDLE}, ''), m.author, m.posted, m.kind,
           coalesce(m.reach, {FOLLOWERS}, m.followers, 0), s.cluster, s.tie,
           s.incident IS NOT NULL, s.disposition, s.owes, coalesce(t.tone = ?4, 0),
           EXISTS (SELECT 1 FROM response_answer a JOIN response r ON r.id = a.response WHERE a.mention = m.id
             AND r.state IN {OUT})
         FROM (SELECT id FROM mention_state INDEXED BY state_tone
               WHERE coalesce(said_tone, read_tone) = ?3 AND id >= ?1 AND id < ?2 ORDER BY id DESC LIMIT ?5) k
         JOIN mention m ON m.id = k.id JOIN mention_state s ON s.id = k.id
         LEFT JOIN mention p ON p.ident = m.parent LEFT JOIN mention_state t ON t.id = p.id
         WHERE m.direct = 0 AND s.erased = 0 AND s.abusive = 0"
    ))?;
    let args = params![from.0, to.0, tone_number(Tone::Positive), tone_number(Tone::Negative), READ];
    let mut rows = query.query(args)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(read(row, ours, crises)?);
    }
    Ok(found)
}

fn read(row: &Row<'_>, ours: &Allow, crises: &[(i64, i64)]) -> rusqlite::Result<Option<Good>> {
    let (platform, handle, author): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
    let name = if handle.is_empty() { author } else { handle };
    if ours.permits(&name) {
        return Ok(None);
    }
    let posted: i64 = row.get(4)?;
    let during = crises.iter().any(|(from, to)| (*from..=*to).contains(&posted));
    let passed_on = row.get::<_, i64>(5)? == MentionKind::Repost as i64;
    let tie: Option<i64> = row.get(8)?;
    let who = if name.trim().is_empty() { String::new() } else { format!("{platform}\n{}", fold(&name)) };
    Ok(Some(Good {
        id: MentionId(row.get(0)?),
        who,
        day: posted.div_euclid(DAY),
        cluster: row.get::<_, Option<i64>>(7)?.map(MentionId),
        copied: passed_on || tie.is_some_and(|tie| COPIES.contains(&tie)),
        stood_up: during || row.get(9)? || row.get(12)?,
        thanks: thanks(from_word_opt(row, 10)?, from_word_opt(row, 11)?, row.get(13)?),
        reach: row.get::<_, i64>(6)?.max(0) as u64,
    }))
}

/// An answer is out, or was promised and is settled; else it is owed, or nobody thought of it.
fn thanks(disposition: Option<Disposition>, owes: Option<Owes>, answered: bool) -> Thanks {
    let promised = disposition.and_then(Disposition::owes) == Some(Owes::Answer);
    match owes {
        _ if answered => Thanks::Thanked,
        None if promised => Thanks::Thanked,
        Some(Owes::Answer) => Thanks::Owed,
        _ => Thanks::Unthanked,
    }
}

/// How many mentions of a tone were decided on, and of how many; what came in as history was nobody's to attend.
fn attended(conn: &Connection, (from, to): (MentionId, MentionId), tone: Tone) -> Result<(u32, u32), ReadError> {
    let mut query = conn.prepare_cached(
        "SELECT count(disposition), count(*) FROM (SELECT disposition FROM mention_state INDEXED BY state_tone
           WHERE coalesce(said_tone, read_tone) = ?3 AND id >= ?1 AND id < ?2 AND history = 0 ORDER BY id DESC LIMIT ?4)",
    )?;
    let args = params![from.0, to.0, tone_number(tone), MANY];
    Ok(query.query_row(args, |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// A person as they are shown; nobody who complains as often as they praise.
fn row(conn: &Connection, from: MentionId, person: Person) -> Result<Option<AmbassadorRow>, ReadError> {
    let Some(mention) = mention::row(conn, person.mention.0)? else { return Ok(None) };
    let mut who = conn.prepare_cached("SELECT handle, author, platform FROM mention WHERE id = ?")?;
    let author = who
        .query_row([person.mention.0], |r| Ok(Author { handle: r.get(0)?, author: r.get(1)?, platform: r.get(2)? }))?;
    let mut others = Vec::new();
    same_author(conn, person.mention.0, &author, &mut others)?;
    let mut tone = conn.prepare_cached("SELECT tone = ?2 AND erased = 0 FROM mention_state WHERE id = ?1")?;
    let mut negative = 0;
    for id in others.into_iter().filter(|id| *id >= from.0) {
        let bad: bool = tone.query_row(params![id, tone_number(Tone::Negative)], |r| r.get(0))?;
        negative += u32::from(bad);
    }
    let Person { count, days, stood_up, thanks, reach, .. } = person;
    let reach = Some(reach).filter(|reach| *reach > 0);
    Ok((negative < count).then_some(AmbassadorRow { count, days, stood_up, negative, thanks, reach, mention }))
}
