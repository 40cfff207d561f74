//! To which incident a mention belongs, and why.

use super::ReadError;
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, IncidentId, MentionId};
use crate::rows::{Belongs, BelongsBy};
use crate::store::columns::{clean, stamp};
use crate::store::load;
use rusqlite::{Connection, OptionalExtension};

/// What is known of it; `None` where neither a rule nor a person says anything.
pub fn belongs(conn: &Connection, id: MentionId) -> Result<Option<Belongs>, ReadError> {
    let mut query =
        conn.prepare_cached("SELECT incident, said_incident IS NOT NULL, read_rule FROM mention_state WHERE id = ?1")?;
    let state = query.query_row([id.0], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).optional()?;
    let Some((incident, by_hand, rule)): Option<(Option<i64>, bool, Option<i64>)> = state else { return Ok(None) };
    let why = match rule {
        _ if by_hand => BelongsBy::Hand(hand(conn, id)?),
        Some(rule) => match load::belonging(conn, EventSeq(rule))? {
            Some(rule) => BelongsBy::Rule(rule),
            // it has gone, and this mention has still to be looked at
            None => return Ok(None),
        },
        None => return Ok(None),
    };
    let incident = incident.map(|id| load::incident(conn, IncidentId(id))).transpose()?.flatten();
    Ok(Some(Belongs { incident: incident.map(|i| (i.id, i.title)), why }))
}

/// Who placed it last, when and why.
fn hand(
    conn: &Connection,
    id: MentionId,
) -> Result<Option<(crate::domain::text::Clean, crate::domain::time::Stamp, crate::domain::text::Clean)>, ReadError> {
    let mut query = conn.prepare_cached(
        "SELECT e.actor, e.logged, e.version, e.payload FROM mention_event v JOIN event e ON e.seq = v.seq
         WHERE v.mention = ?1 AND e.kind = 'mentions_placed'
           AND NOT EXISTS (SELECT 1 FROM undone u WHERE u.decision = e.decision) ORDER BY e.seq DESC LIMIT 1",
    )?;
    let found = query
        .query_row([id.0], |r| {
            let payload: Vec<u8> = r.get::<_, Option<_>>(3)?.unwrap_or_default();
            let reason = match Event::decode("mentions_placed", r.get(2)?, &payload) {
                Ok(Event::MentionsPlaced { reason, .. }) => reason,
                _ => Default::default(),
            };
            Ok((clean(r, 0)?, stamp(r, 1)?, reason))
        })
        .optional()?;
    Ok(found)
}
