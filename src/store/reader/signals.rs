//! What the room noticed, as screens list it.

use super::{ReadError, mention};
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, MentionId};
use crate::domain::signal::Signal;
use crate::domain::text::Clean;
use crate::rows::SignalRow;
use crate::store::columns::{clean, clean_opt, stamp, stamp_opt};
use rusqlite::{Connection, OptionalExtension, Row};

/// Most that the header can choose from, and most that are listed.
const MAX_OPEN: i64 = 20;
const MAX_LISTED: i64 = 100;
/// Characters of a group's words: in its sentence, and where it is only named.
const WORDS: usize = 80;
const NAME: usize = 40;

const COLUMNS: &str = "s.seq, s.at, s.ended, s.seen_by, e.kind, e.version, e.payload";

/// What is noticed now and nobody has taken note of, the gravest first, then the newest.
pub fn open(conn: &Connection) -> Result<Vec<SignalRow>, ReadError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM signal s JOIN event e ON e.seq = s.seq
         WHERE s.ended IS NULL AND s.seen_by IS NULL ORDER BY s.at DESC LIMIT {MAX_OPEN}"
    );
    let mut rows = read(conn, &sql)?;
    rows.sort_by_key(|row| std::cmp::Reverse((row.signal.grade(), row.at)));
    Ok(rows)
}

/// What was noticed lately, newest first.
pub fn lately(conn: &Connection) -> Result<Vec<SignalRow>, ReadError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM signal s JOIN event e ON e.seq = s.seq ORDER BY s.at DESC, s.seq DESC LIMIT {MAX_LISTED}"
    );
    read(conn, &sql)
}

fn read(conn: &Connection, sql: &str) -> Result<Vec<SignalRow>, ReadError> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([], row)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().flatten().map(|row| named(conn, row)).collect()
}

/// `None` when a later version wrote it.
fn row(row: &Row<'_>) -> rusqlite::Result<Option<SignalRow>> {
    let kind: String = row.get(4)?;
    let payload: Vec<u8> = row.get::<_, Option<_>>(6)?.unwrap_or_default();
    let Ok(Event::SignalRaised { signal }) = Event::decode(&kind, row.get(5)?, &payload) else { return Ok(None) };
    Ok(Some(SignalRow {
        seq: EventSeq(row.get(0)?),
        at: stamp(row, 1)?,
        ended: stamp_opt(row, 2)?,
        seen_by: clean_opt(row, 3)?,
        who: None,
        signal,
    }))
}

/// With the author of a far-reaching mention, and the words of a growing group.
fn named(conn: &Connection, row: SignalRow) -> Result<SignalRow, ReadError> {
    let Some(MentionId(id)) = row.signal.mention() else { return Ok(row) };
    let who = match row.signal {
        Signal::HighReach { .. } => mention::row(conn, id)?.map(|found| found.author),
        _ => None,
    };
    Ok(SignalRow { who, signal: worded(conn, row.signal)?, ..row })
}

/// A signal about a group with the group's words, by which it is told from others; without them where nobody may read them.
pub fn worded(conn: &Connection, mut signal: Signal) -> Result<Signal, ReadError> {
    if let Signal::ClusterGrowing { cluster, text, .. } | Signal::Coordinated { cluster, text, .. } = &mut signal {
        *text = words(conn, *cluster, WORDS)?;
    }
    Ok(signal)
}

/// What a signal is called: the key of its sort, and after a blank the source, platform, language or group that it is
/// about. Whoever shows it masks it: it may bear a person's name or words.
pub fn called(conn: &Connection, signal: &Signal) -> Result<Clean, ReadError> {
    let group = signal.group().map(|cluster| words(conn, cluster, NAME)).transpose()?;
    let name = group.as_ref().or(signal.named()).map_or("", Clean::as_str);
    Ok(Clean::line(format!("{} {name}", signal.key()).trim_end()))
}

/// What a group says, on one line; nothing where it was said in private or is abuse, which is folded on every screen.
fn words(conn: &Connection, MentionId(cluster): MentionId, most: usize) -> Result<Clean, ReadError> {
    let mut query = conn.prepare_cached(
        "SELECT substr(m.text, 1, 1200) FROM mention m JOIN mention_state s ON s.id = m.id
         WHERE m.id = ?1 AND m.direct = 0 AND s.abusive = 0",
    )?;
    let text = query.query_row([cluster], |row| clean(row, 0)).optional()?.unwrap_or_default();
    Ok(mention::one_line(text.as_str(), most))
}
