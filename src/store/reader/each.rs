//! How far a reply has come that goes to each person by themselves, and whom it reaches next.

use super::{ReadError, mention};
use crate::domain::response::{Response, ResponseKind};
use crate::rows::{EachRow, NextReply};
use crate::store::load;
use rusqlite::{Connection, OptionalExtension};

/// Of a reply that answers somebody; nothing of any other text. Also of one that has no slot yet, so that the length is
/// right from the first key on.
pub fn row(conn: &Connection, response: &Response) -> Result<Option<EachRow>, ReadError> {
    if response.kind != ResponseKind::Reply || response.answers.is_empty() {
        return Ok(None);
    }
    let each = load::each(conn, response)?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut row = EachRow {
        sent: count(response.review.sent.len()),
        waiting: count(each.waiting.len()),
        longest: None,
        unnamed: 0,
        twins: (count(each.twins.len()), each.twin),
        moved: each.moved,
        next: None,
    };
    for mention in &each.waiting {
        match load::name(conn, *mention)? {
            None => row.unnamed += 1,
            Some(name) if row.longest.as_ref().is_none_or(|l| l.chars().count() < name.chars().count()) => {
                row.longest = Some(name);
            }
            Some(_) => {}
        }
    }
    if let Some(first) = each.waiting.first().filter(|_| response.to_each())
        && let Some(of) = mention::row(conn, first.0)?
    {
        let url = conn.prepare_cached("SELECT url FROM mention WHERE id = ?1")?;
        let url = { url }.query_row([first.0], |r| r.get(0)).optional()?.flatten();
        row.next = Some(NextReply { mention: of, url, name: load::name(conn, *first)? });
    }
    Ok(Some(row))
}
