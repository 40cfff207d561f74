//! Roles and handovers as screens show them. Owns their order and bounds.

use super::ReadError;
use super::mention::one_line;
use crate::domain::duty::Present;
use crate::domain::event::Group;
use crate::domain::handover::{Card, card, promises};
use crate::domain::ids::{EventSeq, HandoverId, IncidentId};
use crate::domain::report::HASH_DIGITS;
use crate::domain::role::Role;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::rows::{HandoverDetail, OfferRow, RolesNow};
use crate::store::columns::{self, DUTY, clean, from_word, stamp, word};
use crate::store::load;
use rusqlite::{Connection, OptionalExtension};

/// Most roles, people and offers at once.
const MOST: i64 = 500;

/// Roles of the incidents that are not over, and who is here.
pub fn now(conn: &Connection) -> rusqlite::Result<RolesNow> {
    let on = "incident IN (SELECT id FROM incident WHERE status NOT IN ('merged', 'closed'))";
    let duties = conn
        .prepare_cached(&format!("SELECT {DUTY} FROM duty WHERE {on} ORDER BY incident, role LIMIT ?1"))?
        .query_map([MOST], columns::duty)?
        .collect::<Result<_, _>>()?;
    let people = conn
        .prepare_cached("SELECT name, role, seen FROM person ORDER BY seen DESC, name LIMIT ?1")?
        .query_map([MOST], |r| Ok(Present { name: clean(r, 0)?, role: clean(r, 1)?, seen: stamp(r, 2)? }))?
        .collect::<Result<_, _>>()?;
    let offers = conn
        .prepare_cached(&format!(
            "SELECT id, incident, role, card ->> 'from', card ->> 'to', card ->> 'at' FROM handover
             WHERE ending IS NULL AND {on} ORDER BY id LIMIT ?1"
        ))?
        .query_map([MOST], |r| {
            let at: String = r.get(5)?;
            Ok(OfferRow {
                id: HandoverId(r.get(0)?),
                incident: IncidentId(r.get(1)?),
                role: from_word(r, 2)?,
                from: clean(r, 3)?,
                to: clean(r, 4)?,
                at: Stamp::parse(&at).unwrap_or_default(),
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(RolesNow { duties, people, offers })
}

/// A handover opened; `None` when there is none.
pub fn handover(conn: &Connection, id: HandoverId) -> Result<Option<HandoverDetail>, ReadError> {
    let Some(mut handover) = load::handover(conn, id)? else { return Ok(None) };
    name_threads(conn, &mut handover.card)?;
    let room = load::situation(conn, handover.card.incident, &handover.card.role)?;
    let promises = room.map_or_else(Vec::new, |room| promises(&room));
    let chain = offered_by(conn, id)?;
    Ok(Some(HandoverDetail { handover, chain, promises }))
}

/// Where the chain holds the offer: whoever reads the card can find it again.
fn offered_by(conn: &Connection, id: HandoverId) -> Result<Option<(EventSeq, String)>, ReadError> {
    let sql = "SELECT seq, lower(hex(hash)) FROM event INDEXED BY event_group
        WHERE grp = ?1 AND visibility <> 'quiet' AND kind = 'handover_offered' AND payload ->> 'handover' = ?2
        ORDER BY seq DESC LIMIT 1";
    let row = |r: &rusqlite::Row<'_>| {
        let hash: String = r.get(1)?;
        Ok((EventSeq(r.get(0)?), hash.chars().take(HASH_DIGITS).collect()))
    };
    Ok(conn.prepare_cached(sql)?.query_row(rusqlite::params![word(&Group::Decisions), id.0], row).optional()?)
}

/// The card of a role as the room stands, which nobody was offered yet; `None` when there is no such incident.
pub fn unoffered(
    conn: &Connection,
    incident: IncidentId,
    role: &Role,
    from: &Clean,
    now: Stamp,
) -> Result<Option<Card>, ReadError> {
    let Some(room) = load::situation(conn, incident, role)? else { return Ok(None) };
    let mut card = card(&room, role, from, now);
    name_threads(conn, &mut card)?;
    Ok(Some(card))
}

/// Characters of a mention that tell whoever takes over which it is.
const WORDS: usize = 60;

/// Who wrote the threads of a card, and how they begin, as the room has it now: nothing of what was erased, nor of what was
/// written to us alone.
fn name_threads(conn: &Connection, card: &mut Card) -> Result<(), ReadError> {
    let mut query = conn.prepare_cached(
        "SELECT coalesce(nullif(m.handle, ''), m.author), substr(m.text, 1, 1200), m.direct OR s.abusive,
           (SELECT size FROM cluster c WHERE c.id = coalesce(s.said_cluster, s.read_cluster))
         FROM mention m JOIN mention_state s ON s.id = m.id WHERE m.id = ?1",
    )?;
    for thread in &mut card.threads {
        let row = |r: &rusqlite::Row<'_>| {
            Ok((
                columns::clean_opt(r, 0)?,
                columns::clean_opt(r, 1)?,
                r.get::<_, bool>(2)?,
                r.get::<_, Option<u32>>(3)?,
            ))
        };
        let Some((author, text, kept, alike)) = query.query_row([thread.mention.0], row).optional()? else { continue };
        let said = (author.unwrap_or_default(), one_line(text.unwrap_or_default().as_str(), WORDS));
        thread.alike = alike.unwrap_or(1);
        thread.said = Some(said).filter(|(_, words)| !kept && !words.is_empty());
    }
    Ok(())
}
