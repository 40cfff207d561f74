//! How far a mention has travelled, as its source said when it arrived and since. Owns what is told of it; what it is
//! worth was decided when it was observed.

use super::ReadError;
use crate::domain::ids::MentionId;
use crate::domain::mention::Part;
use crate::domain::pace;
use crate::domain::text::Clean;
use crate::store::spread;
use rusqlite::{Connection, OptionalExtension};

/// Likes, reposts and answers at the last observation; what was never observed is as it arrived.
pub fn last(conn: &Connection, id: MentionId, arrived: [Option<u64>; 3]) -> Result<[Option<u64>; 3], ReadError> {
    let mut statement = conn
        .prepare_cached("SELECT likes, reposts, replies FROM observation WHERE mention = ? ORDER BY at DESC LIMIT 1")?;
    let seen = statement.query_row([id.0], |row| {
        let number = |at| row.get::<_, Option<i64>>(at).map(|n| n.and_then(|n| u64::try_from(n).ok()));
        Ok::<_, rusqlite::Error>([number(0)?, number(1)?, number(2)?])
    });
    let seen = seen.optional()?.unwrap_or_default();
    Ok([0, 1, 2].map(|n| seen[n].or(arrived[n])))
}

/// The part of the priority for spreading faster than the author's other posts did, as it counts since the last
/// observation.
pub fn spreading(conn: &Connection, id: MentionId) -> Result<Option<Part>, ReadError> {
    let mut points = conn.prepare_cached("SELECT spread FROM mention_state WHERE id = ? AND spread > 0")?;
    let Some(points) = points.query_row([id.0], |row| row.get::<_, i16>(0)).optional()? else { return Ok(None) };
    let rate = spread::observed(conn, id.0)?.and_then(|(age, seen)| pace::rate(&seen, age));
    let rate = rate.map_or(String::new(), |rate| format!("{rate:.0}"));
    Ok(Some(Part { key: "why-spreading".into(), points, words: vec![Clean::line(&rate)] }))
}
