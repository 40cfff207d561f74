//! Who says what a mention says: its group, those of it that claim another thing in nearly the same words, and who makes the
//! same claim in other words. Owns these queries; must not know what makes a contrary of a text.

use super::ReadError;
use super::mention::{MAX_OTHERS, rows};
use super::query::{cluster, narrative};
use crate::domain::ids::MentionId;
use crate::domain::mention::MAX_BULK;
use crate::domain::text::Clean;
use crate::rows::MentionDetail;
use crate::store::clusters::wording;
use crate::store::groups;
use crate::triage::Said;
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// Tells an opened mention's page of them.
pub(super) fn tell(conn: &Connection, id: MentionId, detail: &mut MentionDetail) -> Result<(), ReadError> {
    detail.alike = rows(conn, alike(conn, id)?)?;
    if let Some(cluster) = cluster(conn, id)?.filter(|_| !detail.alike.is_empty()) {
        detail.contrary = contrary(conn, id, cluster)?;
        detail.group = Some(groups::glance(conn, cluster)?);
    }
    detail.claim = rows(conn, same_claim(conn, id)?)?;
    Ok(())
}

/// The identities of those of a mention's group that wait and claim what it claims, itself included: what denies it in nearly
/// the same words is another matter; and how many of those there are. Some more than a decision may touch, so that whoever marks them hears that they are
/// too many.
pub fn waiting_group(conn: &Connection, id: MentionId) -> Result<(Vec<MentionId>, usize), ReadError> {
    const MOST: usize = 10 * MAX_BULK;
    let wording = wording("c");
    let mut statement = conn.prepare_cached(&format!(
        "SELECT id, '' FROM mention_state WHERE id = ?1 AND cluster IS NULL AND open = 1
         UNION ALL
         SELECT c.id, quote({wording}) FROM mention_state s JOIN mention_state c ON c.cluster = s.cluster
         WHERE s.id = ?1 AND c.open = 1 LIMIT ?2",
    ))?;
    let waiting = statement.query_map(params![id.0, MOST as i64], |row| Ok((MentionId(row.get(0)?), row.get(1)?)))?;
    let waiting: Vec<(MentionId, String)> = waiting.collect::<Result<_, _>>()?;
    let mut same = Same::of(conn, id, waiting.iter().map(|(other, wording)| (*other, wording.as_str())))?;
    let mut ids = Vec::with_capacity(waiting.len());
    for (other, wording) in &waiting {
        if same.claims(conn, *other, wording)? {
            ids.push(*other);
        }
    }
    let apart = waiting.len() - ids.len();
    Ok((ids, apart))
}

/// Which wordings of a mention's group claim what it claims: copies claim one thing, its own what it claims, and of every
/// other wording one is read.
struct Same<'a> {
    own: Said,
    known: HashMap<&'a str, bool>,
}

impl<'a> Same<'a> {
    fn of(
        conn: &Connection,
        id: MentionId,
        group: impl IntoIterator<Item = (MentionId, &'a str)>,
    ) -> Result<Same<'a>, ReadError> {
        let own = group.into_iter().find(|(other, _)| *other == id);
        Ok(Same { own: said(conn, id)?, known: own.map(|(_, wording)| (wording, true)).into_iter().collect() })
    }

    fn claims(&mut self, conn: &Connection, other: MentionId, wording: &'a str) -> Result<bool, ReadError> {
        if let Some(known) = self.known.get(wording) {
            return Ok(*known);
        }
        let same = !self.own.differs(&said(conn, other)?);
        self.known.insert(wording, same);
        Ok(same)
    }
}

/// What a mention says.
fn said(conn: &Connection, id: MentionId) -> Result<Said, ReadError> {
    let mut statement = conn.prepare_cached("SELECT text FROM mention WHERE id = ?")?;
    let text: String = statement.query_row([id.0], |row| row.get(0))?;
    Ok(Said::read(&Clean::from(text.as_str())))
}

fn alike(conn: &Connection, id: MentionId) -> Result<Vec<i64>, ReadError> {
    let Some(cluster) = cluster(conn, id)? else { return Ok(Vec::new()) };
    let mut statement =
        conn.prepare_cached("SELECT id FROM mention_state WHERE cluster = ? AND id <> ? ORDER BY id DESC LIMIT ?")?;
    let ids = statement.query_map(params![cluster, id.0, MAX_OTHERS as i64], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Those of a mention's group that claim another thing than it in nearly the same words, of its newest members.
fn contrary(conn: &Connection, id: MentionId, cluster: i64) -> Result<Vec<MentionId>, ReadError> {
    const NEWEST: usize = 2_000;
    let wording = wording("c");
    let mut statement = conn.prepare_cached(&format!(
        "SELECT c.id, quote({wording}) FROM mention_state c WHERE c.cluster = ?1 AND c.id = ?2
         UNION ALL
         SELECT * FROM (SELECT c.id, quote({wording}) FROM mention_state c WHERE c.cluster = ?1 AND c.id <> ?2
                        ORDER BY c.id DESC LIMIT ?3)",
    ))?;
    let group = statement
        .query_map(params![cluster, id.0, NEWEST as i64], |row| Ok((MentionId(row.get(0)?), row.get::<_, String>(1)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let mut same = Same::of(conn, id, group.iter().map(|(other, wording)| (*other, wording.as_str())))?;
    let mut contrary = Vec::new();
    for (other, wording) in &group {
        if !same.claims(conn, *other, wording)? {
            contrary.push(*other);
        }
    }
    Ok(contrary)
}

/// The first mentions of other groups that make the same claim, newest first.
fn same_claim(conn: &Connection, id: MentionId) -> Result<Vec<i64>, ReadError> {
    let Some(claim) = narrative(conn, id)? else { return Ok(Vec::new()) };
    let own = cluster(conn, id)?.unwrap_or(id.0);
    let mut statement = conn.prepare_cached(
        "SELECT id FROM mention_state WHERE narrative = ?1 AND id <> ?2 AND coalesce(cluster, id) = id AND id <> ?3
         ORDER BY id DESC LIMIT ?4",
    )?;
    let ids = statement.query_map(params![claim, id.0, own, MAX_OTHERS as i64], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
