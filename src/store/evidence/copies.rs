//! Files of the evidence beside a copy of the room, and those that go with what they show. Owns which file is copied and
//! which goes: each by its hash, whole or not at all.

use super::{Files, KeepError, MAX_TOLD, Part, folder, hash, look, make_folder, regular};
use crate::domain::evidence::Thing;
use crate::domain::ids::MentionId;
use crate::domain::text::Clean;
use rusqlite::{Connection, params};
use std::fs;
use std::path::Path;

/// Puts every file that the room names beside a copy of it. What is there already, from an attempt that was cut short, is
/// looked at and not copied again. A file that is missing or was changed is told and left out.
///
/// # Errors
/// Where the copy cannot be written; what was copied until then is whole and stays.
pub(in crate::store) fn copy(room: &Path, conn: &Connection, to: &Path) -> Result<Files, KeepError> {
    let (from, to) = (folder(room), folder(to));
    let mut files = Files::default();
    let mut statement = conn
        .prepare("SELECT capture ->> 'sha256', min(capture ->> 'name') FROM evidence GROUP BY 1")
        .map_err(unreadable)?;
    let mut rows = statement.query([]).map_err(unreadable)?;
    while let Some(row) = rows.next().map_err(unreadable)? {
        let sha256: String = row.get(0).map_err(unreadable)?;
        let name: String = row.get(1).map_err(unreadable)?;
        let list = match one(&from, &to, &sha256)? {
            Copied::Whole => {
                files.whole += 1;
                continue;
            }
            Copied::Missing => &mut files.missing,
            Copied::Changed => &mut files.changed,
        };
        if list.len() < MAX_TOLD {
            list.push((Clean::line(&name), sha256));
        } else {
            files.more = true;
        }
    }
    Ok(files)
}

fn unreadable(error: rusqlite::Error) -> KeepError {
    KeepError::Io(std::io::Error::other(error.to_string()))
}

enum Copied {
    Whole,
    Missing,
    Changed,
}

fn one(from: &Path, to: &Path, sha256: &str) -> Result<Copied, KeepError> {
    if !named(sha256) {
        return Ok(Copied::Missing);
    }
    let (source, target) = (from.join(sha256), to.join(sha256));
    if matches!(look(&target), Ok(Some(is)) if is == sha256) {
        return Ok(Copied::Whole);
    }
    let file = match regular(&source) {
        Ok(file) => file,
        Err(KeepError::Missing) => return Ok(Copied::Missing),
        Err(KeepError::Io(e)) => return Err(KeepError::Io(e)),
        Err(_) => return Ok(Copied::Changed),
    };
    make_folder(to)?;
    let part = Part::new(to)?;
    match hash(file, Some(&part.file)) {
        Ok((is, _)) if is == sha256 => {}
        Ok(_) | Err(KeepError::Large) => return Ok(Copied::Changed),
        Err(e) => return Err(e),
    }
    part.file.sync_all()?;
    // what stands under that name is no such file: it was looked at above
    fs::rename(&part.path, &target)?;
    #[cfg(unix)]
    fs::File::open(to)?.sync_all()?;
    Ok(Copied::Whole)
}

/// A name that leads nowhere else.
pub(super) fn named(sha256: &str) -> bool {
    sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Hashes of the files that show a mention and that nothing else refers to: no fact, no other mention, no response.
pub(in crate::store) fn only_of(conn: &Connection, mention: MentionId) -> rusqlite::Result<Vec<String>> {
    conn.prepare_cached(
        "SELECT DISTINCT e.capture ->> 'sha256' AS hash FROM evidence e WHERE e.kind = ?1 AND e.target = ?2
           AND NOT EXISTS (SELECT 1 FROM evidence o
             WHERE o.capture ->> 'sha256' = e.capture ->> 'sha256' AND NOT (o.kind = ?1 AND o.target = ?2))
           AND NOT EXISTS (SELECT 1 FROM response r, json_each(r.content, '$.attachments') a
             WHERE a.value = e.capture ->> 'sha256') ORDER BY hash",
    )?
    .query_map(params![Thing::Mention.code(), mention.0], |r| r.get(0))?
    .collect()
}
