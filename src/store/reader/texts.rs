//! What was said, newest first, page by page: for whoever looks through all of it. Must not know what is looked for.

use super::{MAX_MARGIN, ReadError, Reader};
use crate::domain::clock::RoomClock;
use crate::domain::ids::MentionId;
use crate::domain::private::Private;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::store::columns::{clean, stamp};
use crate::store::load;
use rusqlite::OptionalExtension;

/// A mention as far as its words go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Which one.
    pub id: MentionId,
    /// When it was posted.
    pub posted: Stamp,
    /// Where.
    pub platform: Clean,
    /// By whom.
    pub handle: Private<Clean>,
    /// What it says; empty when it was erased.
    pub text: Private<Clean>,
}

/// A page, by key: the id begins with the moment, so that this is the order of time without an index of its own.
const PAGE: &str = "SELECT id, posted, platform, handle, text, public, direct FROM mention \
                    WHERE id < ?1 ORDER BY id DESC LIMIT ?2";

impl Reader {
    /// The next mentions before one, newest first, from one state of the room; from the newest on without one. A page is
    /// read as a whole and at once, so that nobody who takes their time keeps the room's log from being folded.
    pub fn texts(&self, before: Option<MentionId>) -> Result<Vec<Text>, ReadError> {
        let mut statement = self.conn.prepare_cached(PAGE)?;
        let before = before.map_or(i64::MAX, |id| id.0);
        let rows = statement.query_map((before, MAX_MARGIN as i64), |row| {
            let (public, direct): (bool, bool) = (row.get(5)?, row.get(6)?);
            let (handle, text) = (clean(row, 3)?, clean(row, 4)?);
            Ok(Text {
                id: MentionId(row.get(0)?),
                posted: stamp(row, 1)?,
                platform: clean(row, 2)?,
                handle: if direct { Private::hidden(handle) } else { Private::person(handle, public) },
                text: if direct { Private::hidden(text) } else { Private::prose(text) },
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How the room's time goes: only by it is a mention's time one that is still to come.
    pub fn clock(&self) -> Result<RoomClock, ReadError> {
        Ok(load::clock(&self.conn)?)
    }

    /// Whether a mention was read as abuse.
    pub fn abusive(&self, id: MentionId) -> Result<bool, ReadError> {
        let mut statement = self.conn.prepare_cached("SELECT abusive FROM mention_state WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0)).optional()?.unwrap_or(false))
    }
}
