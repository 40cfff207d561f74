//! What the complaints of the last hour are about, set apart from those of the day before; or all talk, where none of them
//! stands out. Owns which texts are read; the rule is triage's.

use super::{ReadError, mention};
use crate::domain::ids::MentionId;
use crate::domain::mention::Tone;
use crate::domain::private::Private;
use crate::domain::text::Clean;
use crate::domain::time::{DAY, HOUR, Stamp};
use crate::rows::ThemeRow;
use crate::store::columns::{clean, from_json, tone_number};
use crate::store::hints::Hinted;
use crate::triage::themes::{MAX_TEXTS, Themes, Voice};
use rusqlite::{Connection, OptionalExtension, params};

/// Most themes that are told.
const MOST: usize = 20;

/// The phrases that set the complaints of the hour up to `now` apart, with a few who say them; else those of all talk.
/// Direct messages are nobody's talk, and are left out.
pub fn themes(conn: &Connection, now: Stamp) -> Result<Vec<ThemeRow>, ReadError> {
    let mut settings = conn.prepare_cached("SELECT value FROM setting WHERE key = 'room'")?;
    let settings: Option<crate::domain::room::RoomSettings> =
        settings.query_row([], |row| from_json(row, 0)).optional()?;
    let brand: Vec<String> = settings.iter().flat_map(|s| &s.keywords).map(|k| k.as_str().to_owned()).collect();
    let complaints = of(conn, &Themes::of_complaints(&brand), now, true)?;
    if complaints.is_empty() { of(conn, &Themes::new(&brand), now, false) } else { Ok(complaints) }
}

fn of(conn: &Connection, rules: &Themes, now: Stamp, complaints: bool) -> Result<Vec<ThemeRow>, ReadError> {
    let hour = texts(conn, now.plus(-HOUR), now.plus(1), complaints)?;
    let before = texts(conn, now.plus(-DAY - HOUR), now.plus(-HOUR), complaints)?;
    let now = voices(&hour);
    let found = rules.find(&now, &voices(&before), MOST);
    let phrases: Vec<Clean> = found.iter().map(|theme| theme.phrase.clone()).collect();
    let holders = rules.holders(&phrases, &now);
    let row = |(theme, holders): (crate::triage::themes::Theme, Vec<usize>)| -> Result<ThemeRow, ReadError> {
        let examples = theme.examples.iter().filter_map(|at| hour.get(*at)).map(|said| said.id.0);
        Ok(ThemeRow {
            phrase: Private::prose(theme.phrase),
            count: theme.count,
            mentions: u32::try_from(holders.len()).unwrap_or(u32::MAX).max(theme.count),
            of: u32::try_from(hour.len()).unwrap_or(u32::MAX),
            before: theme.before,
            complaints,
            examples: mention::rows(conn, examples)?,
        })
    };
    found.into_iter().zip(holders).map(row).collect()
}

struct Said {
    id: MentionId,
    text: Clean,
    cluster: Option<MentionId>,
}

fn voices(texts: &[Said]) -> Vec<Voice<'_>> {
    texts.iter().map(|said| Voice { text: &said.text, cluster: said.cluster }).collect()
}

/// What was said between two moments, the newest first, at most as much as is compared.
fn texts(conn: &Connection, from: Stamp, to: Stamp, complaints: bool) -> Result<Vec<Said>, ReadError> {
    // as the index over complaints has it
    let which = if complaints {
        "mention_state s INDEXED BY state_tone JOIN mention m ON m.id = s.id
         WHERE coalesce(s.said_tone, s.read_tone) = ?4 AND"
    } else {
        "mention m JOIN mention_state s ON s.id = m.id WHERE ?4 IS NULL AND"
    };
    let mut statement = conn.prepare_hinted(&format!(
        "SELECT s.id, m.text, s.cluster FROM {which} s.id >= ?1 AND s.id < ?2
           AND m.direct = 0 AND s.erased = 0 AND s.abusive = 0 ORDER BY s.id DESC LIMIT ?3"
    ))?;
    let (from, to) = (MentionId::first_of(from.0), MentionId::first_of(to.0));
    let tone = complaints.then_some(tone_number(Tone::Negative));
    let rows = statement.query_map(params![from.0, to.0, MAX_TEXTS as i64, tone], |row| {
        Ok(Said {
            id: MentionId(row.get(0)?),
            text: clean(row, 1)?,
            cluster: row.get::<_, Option<i64>>(2)?.map(MentionId),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
