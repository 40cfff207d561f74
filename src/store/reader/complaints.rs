//! What complaints are about over some days. Owns which of them are read; the rule is `prevent`'s.
//!
//! Of each day the identities of all complaints come from one index, and so many of them are read, spread evenly over the
//! day. What belongs to an incident is counted apart: an incident has pages of its own.

use super::{ReadError, board, mention};
use crate::domain::clue::MAX_MENTIONS;
use crate::domain::ids::{ItemId, MentionId};
use crate::domain::mention::Tone;
use crate::domain::private::Private;
use crate::domain::text::Clean;
use crate::domain::time::{DAY, Stamp};
use crate::prevent::complaints::{Complaint, Said, complaints as themes_of};
use crate::rows::{ClueRow, ComplaintRow, Complaints};
use crate::store::columns::{clean, clean_opt, stamp, stamp_opt, tone_number};
use crate::store::load;
use crate::triage::themes::{Themes, Voice};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Most days that are looked at; as many before them are compared.
pub const MAX_DAYS: u16 = 60;
/// Complaints that are read of all the days together; as many of the days before, and half as many other mentions.
const READ: usize = 1_200;
/// Most complaints of a day that are counted.
const MANY: usize = 20_000;
/// Most incidents without rules whose complaints are told apart, the newest of them.
const MOST_WHOLE: i64 = 50;
/// Most clues that are listed.
const MAX_CLUES: i64 = 50;

/// The complaints of the `days` times 24 hours up to `now`.
pub fn complaints(conn: &Connection, now: Stamp, days: u16) -> Result<Complaints, ReadError> {
    let days = days.clamp(1, MAX_DAYS);
    let whole = usize::from(days);
    let brand: Vec<String> = board::settings(conn)?.keywords.iter().map(|k| k.as_str().to_owned()).collect();
    let each = (READ / whole).max(1);
    let (mut read, mut earlier, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let mut found = Complaints { days, ..Complaints::default() };
    let whole_room = of_whole_rooms(conn, now.plus(-2 * i64::from(days) * DAY))?;
    for day in (0..2 * whole).rev() {
        let span = (now.plus(-(day as i64 + 1) * DAY), now.plus(-(day as i64) * DAY));
        let of_day = day_of(conn, span, &whole_room)?;
        found.partial |= of_day.partial;
        let chosen = evenly(&of_day.ids, each);
        let texts = texts(conn, chosen, whole.saturating_sub(day + 1))?;
        let counted = (of_day.ids.len() as u32, texts.len() as u32);
        if day >= whole {
            found.before = (found.before.0 + counted.0, found.before.1 + counted.1);
            earlier.extend(texts);
        } else {
            found.own += of_day.own;
            found.by_day.push(counted);
            others.extend(talk(conn, span, each / 2)?);
            read.extend(texts);
        }
    }
    // verbatims are the newest
    read.reverse();
    let (read, earlier): (Vec<Said>, Vec<Said>) =
        (read.iter().map(Text::said).collect(), earlier.iter().map(Text::said).collect());
    let others: Vec<Voice> = others.iter().map(|text| Voice { text: &text.text, cluster: text.cluster }).collect();
    for theme in themes_of(&Themes::of_complaints(&brand), &read, &earlier, &others, whole) {
        found.themes.push(row(conn, &read, theme)?);
    }
    found.clues = clues(conn)?;
    Ok(found)
}

fn row(conn: &Connection, read: &[Said], theme: Complaint) -> Result<ComplaintRow, ReadError> {
    let examples = theme.examples.iter().map(|at| read[*at].id.0);
    Ok(ComplaintRow {
        phrase: Private::prose(theme.phrase),
        count: theme.places.len() as u32,
        voices: theme.voices,
        before: theme.before.0,
        by_day: theme.by_day,
        trend: theme.trend,
        examples: mention::rows(conn, examples)?,
        mentions: theme.places.iter().take(MAX_MENTIONS).map(|at| read[*at].id).collect(),
    })
}

/// What was complained about in a day.
struct DayOf {
    /// Complaints of no incident, the oldest first.
    ids: Vec<i64>,
    /// Those of incidents.
    own: u32,
    partial: bool,
}

/// What is of the incidents that no rule tells apart and that were on since then, as a condition on a mention's state.
fn of_whole_rooms(conn: &Connection, since: Stamp) -> Result<String, ReadError> {
    let mut all = Vec::new();
    for incident in load::incidents_since(conn, since, MOST_WHOLE)? {
        if load::own(conn, incident.id)?.is_none() {
            all.push(load::about(conn, &incident, "mention_state")?);
        }
    }
    Ok(if all.is_empty() { "0".to_owned() } else { all.join(" OR ") })
}

fn day_of(conn: &Connection, (from, to): (Stamp, Stamp), whole_room: &str) -> Result<DayOf, ReadError> {
    // all columns stand in the index, but for those by which what is of a whole room is told
    let mut query = conn.prepare_cached(&format!(
        "SELECT id, coalesce(nullif(coalesce(said_incident, read_incident), 0), nullif({whole_room}, 0))
         FROM mention_state INDEXED BY state_tone
         WHERE coalesce(said_tone, read_tone) = ?1 AND id >= ?2 AND id < ?3 ORDER BY id DESC LIMIT ?4",
    ))?;
    let (from, to) = (MentionId::first_of(from.0), MentionId::first_of(to.0));
    let mut rows = query.query(params![tone_number(Tone::Negative), from.0, to.0, MANY as i64])?;
    let mut day = DayOf { ids: Vec::new(), own: 0, partial: false };
    while let Some(row) = rows.next()? {
        match row.get::<_, Option<i64>>(1)? {
            None => day.ids.push(row.get(0)?),
            Some(_) => day.own += 1,
        }
    }
    day.partial = day.ids.len() + day.own as usize == MANY;
    day.ids.reverse();
    Ok(day)
}

/// So many of them, spread evenly.
fn evenly(ids: &[i64], most: usize) -> impl Iterator<Item = i64> {
    let n = ids.len().min(most);
    (0..n).map(move |i| ids[i * ids.len() / n])
}

/// A mention's words, with the day that it is of.
struct Text {
    id: MentionId,
    text: Clean,
    cluster: Option<MentionId>,
    day: usize,
}

impl Text {
    fn said(&self) -> Said<'_> {
        Said { id: self.id, text: &self.text, cluster: self.cluster, day: self.day }
    }
}

/// The words of those that anybody could read and that hold no abuse.
fn texts(conn: &Connection, ids: impl Iterator<Item = i64>, day: usize) -> Result<Vec<Text>, ReadError> {
    let mut query = conn.prepare_cached(
        "SELECT m.text, s.cluster FROM mention m JOIN mention_state s ON s.id = m.id
         WHERE m.id = ?1 AND m.direct = 0 AND s.erased = 0 AND s.abusive = 0",
    )?;
    let mut found = Vec::new();
    for id in ids {
        let read = |row: &Row<'_>| Ok((clean(row, 0)?, row.get::<_, Option<i64>>(1)?.map(MentionId)));
        let text: Option<(Clean, Option<MentionId>)> = query.query_row([id], read).optional()?;
        found.extend(text.map(|(text, cluster)| Text { id: MentionId(id), text, cluster, day }));
    }
    Ok(found)
}

/// What else was talked about: the newest that are neither good nor bad, and the newest good ones.
fn talk(conn: &Connection, (from, to): (Stamp, Stamp), most: usize) -> Result<Vec<Text>, ReadError> {
    let mut query = conn.prepare_cached(
        "SELECT id FROM mention_state INDEXED BY state_tone
         WHERE coalesce(said_tone, read_tone) = ?1 AND id >= ?2 AND id < ?3 ORDER BY id DESC LIMIT ?4",
    )?;
    let (from, to) = (MentionId::first_of(from.0), MentionId::first_of(to.0));
    let mut found = Vec::new();
    for tone in [Tone::Neutral, Tone::Positive] {
        let args = params![tone_number(tone), from.0, to.0, (most / 2) as i64];
        let ids: Vec<i64> = query.query_map(args, |row| row.get(0))?.collect::<Result<_, _>>()?;
        found.extend(texts(conn, ids.into_iter(), 0)?);
    }
    Ok(found)
}

/// Themes that were handed on and are not settled.
fn clues(conn: &Connection) -> Result<Vec<ClueRow>, ReadError> {
    let mut query = conn.prepare_cached(
        "SELECT c.item, c.phrase, i.owner, i.due, i.since, json_array_length(c.mentions)
         FROM clue c JOIN item i ON i.id = c.item WHERE i.outcome IS NULL ORDER BY i.due IS NULL, i.due, c.item LIMIT ?1",
    )?;
    let rows = query.query_map([MAX_CLUES], |row| {
        Ok(ClueRow {
            item: ItemId(row.get(0)?),
            phrase: Private::prose(clean(row, 1)?),
            owner: clean_opt(row, 2)?,
            due: stamp_opt(row, 3)?,
            since: stamp(row, 4)?,
            mentions: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
