//! What prevention asks of a room. Owns the queries, each bounded; what follows from them is `prevent`'s.

use super::{ReadError, board, pulse};
use crate::domain::ids::{IncidentId, ItemId};
use crate::domain::private::Private;
use crate::domain::time::{HOUR, Stamp};
use crate::rows::{Basis, LateAction, MAX_LATE, RoomReady, UsualHour, UsualWeek};
use crate::store::columns::{clean, clean_opt, stamp};
use crate::store::{trials, usual};
use crate::triage::usual::{Kind, WEEK, local};
use rusqlite::{Connection, params};

/// What the room's file tells about whether one could begin tonight.
pub fn ready(conn: &Connection, now: Stamp) -> Result<RoomReady, ReadError> {
    let settings = board::settings(conn)?;
    let week = usual::week(conn, now, &settings.zone)?;
    Ok(RoomReady {
        name: settings.name,
        drill: settings.drill.is_some(),
        sources: pulse::sources(conn, now)?,
        usual: usual::usual_at(conn, now, &settings.zone)?.is_some(),
        known_hours: week.iter().flatten().filter(|hour| hour.kind == Kind::SameHour).count() as u16,
        late: late(conn, now)?,
        trials: trials::all(conn)?,
    })
}

/// What is known about the usual rate by hour of the week.
pub fn week(conn: &Connection, now: Stamp) -> Result<UsualWeek, ReadError> {
    let zone = board::settings(conn)?.zone;
    let first = now.0.div_euclid(HOUR);
    let place = |hour: i64| {
        let (day, hour) = local(hour, Stamp(hour.saturating_mul(HOUR)).offset(&zone));
        usize::from(day) * 24 + usize::from(hour)
    };
    let mut hours = vec![None; WEEK as usize];
    for (hour, known) in (first..).zip(usual::week(conn, now, &zone)?) {
        // when clocks are put back one hour of the week stands twice, and one is missing when they are put forward
        hours[place(hour)] = known.map(|known| UsualHour {
            per_hour: known.per_hour,
            band: (known.low, known.high),
            basis: match known.kind {
                Kind::SameHour => Basis::Own,
                Kind::SameTime => Basis::Time,
                Kind::AnyHour => Basis::Any,
            },
            hours: known.weeks,
        });
    }
    let (heard, since, aside) = usual::known(conn, now)?;
    Ok(UsualWeek { hours, now: place(first), heard, first: since, aside })
}

/// Action items past due, of whatever incident: what was to be changed after the last time.
fn late(conn: &Connection, now: Stamp) -> Result<Vec<LateAction>, ReadError> {
    let mut query = conn.prepare_cached(
        "SELECT id, incident, text, owner, due FROM item
         WHERE list = 'action' AND outcome IS NULL AND due < ?1 ORDER BY due, id LIMIT ?2",
    )?;
    let rows = query.query_map(params![now.0, MAX_LATE as i64], |row| {
        Ok(LateAction {
            item: ItemId(row.get(0)?),
            incident: IncidentId(row.get(1)?),
            text: Private::prose(clean(row, 2)?),
            owner: clean_opt(row, 3)?,
            due: stamp(row, 4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
