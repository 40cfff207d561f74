//! Making a bundle: a new file with the events that are told folded into it, as the room itself once folded them, and of
//! everything else what the chain and the roots of the batches need. What is not told never touches the file, so that no
//! freed page can hold it.

use super::super::author;
use super::super::backup;
use super::super::belonging;
use super::super::chain;
use super::super::check::FOLDED_STATE;
use super::super::error::{Denied, StoreError};
use super::super::evidence::Files;
use super::super::fold;
use super::super::load;
use super::super::migrate;
use super::super::open::{self, Access, Options};
use super::super::review;
use super::pick::{Picked, pick};
use super::{FORMAT, Manifest, Table, beside, leaves, seal, sha256};
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::room::{Actor, Refusal, RoomSettings};
use crate::domain::time::Stamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params, params_from_iter};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

/// A step of the work, for whoever waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Events are looked at, and chosen.
    Choosing,
    /// Events are written.
    Events,
    /// Mentions are written.
    Mentions,
    /// Tables are hashed.
    Sealing,
}

/// How far it is: `done` of `all` of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Which stage.
    pub stage: Stage,
    /// So much of it.
    pub done: u64,
    /// Of so much.
    pub all: u64,
}

/// What was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// What it says about itself.
    pub manifest: Manifest,
    /// The manifest's hash, to be told to whoever gets the bundle by another way.
    pub sha256: String,
    /// Bytes of the file.
    pub bytes: u64,
    /// How the files of its evidence stand.
    pub evidence: Files,
}

/// Memory for pages while it is written, in KiB.
const CACHE: i64 = -32_000;

/// Makes a bundle of an incident of the room at `path` in a new file, its manifest beside it. Nothing is overwritten, and
/// the file has its name only once it is whole. The room is only read, at one moment.
///
/// # Errors
/// Refused where there is no such incident, it has become a part of another, the room is a bundle itself, or it is not yet
/// sorted out which mentions belong to it; else what the file system says.
pub fn export(
    path: &Path,
    of: IncidentId,
    to: &Path,
    (who, real): (&Actor, Stamp),
    options: Options,
    tell: &mut dyn FnMut(Progress),
) -> Result<Made, Denied> {
    let room = open::connect(path, Access::ReadOnly, options)?;
    let side = beside(to);
    if fs::symlink_metadata(&side).is_ok() {
        return Err(StoreError::Exists.copying(&side).into());
    }
    let made = backup::anew(to, |part| {
        let room = room.unchecked_transaction()?;
        let incident = may(&room, of)?;
        let picked = pick_told(&room, of, tell)?;
        let (out, manifest) = whole(&room, part, &picked, (&incident, who, real), tell)?;
        let evidence = backup::files(path, &out, to)?;
        let bytes = fs::metadata(part).map_err(StoreError::from)?.len();
        Ok::<_, Denied>(Made { sha256: sha256(&manifest.text()), manifest, bytes, evidence })
    })
    .map_err(|e| e.copying(to))?;
    written(&side, &made.manifest.text()).map_err(|e| e.copying(&side))?;
    Ok(made)
}

fn written(side: &Path, manifest: &str) -> Result<(), StoreError> {
    open::new_file(side)?;
    let mut file = fs::OpenOptions::new().write(true).open(side)?;
    file.write_all(manifest.as_bytes())?;
    Ok(file.sync_all()?)
}

/// The incident, if a bundle may be made of it.
fn may(room: &Connection, of: IncidentId) -> Result<Incident, Denied> {
    if super::is_one(room)? {
        return Err(Refusal::new("refuse-bundle-of-bundle").into());
    }
    let Some(incident) = load::incident(room, of)? else { return Err(Refusal::new("refuse-no-incident").into()) };
    if let Some(into) = incident.merged_into {
        return Err(Refusal::new("refuse-bundle-merged").with("into", into.0).into());
    }
    if belonging::pending(room)? {
        return Err(Refusal::new("refuse-bundle-pending").into());
    }
    Ok(incident)
}

fn pick_told(room: &Connection, of: IncidentId, tell: &mut dyn FnMut(Progress)) -> Result<Picked, Denied> {
    // both looks at the chain
    let all = 2 * chain::head(room)?.seq.unsigned_abs();
    let mut done = 0;
    Ok(pick(room, of, |_| {
        done += 1;
        tell(Progress { stage: Stage::Choosing, done, all });
    })?)
}

fn whole(
    room: &Connection,
    part: &Path,
    picked: &Picked,
    (incident, who, real): (&Incident, &Actor, Stamp),
    tell: &mut dyn FnMut(Progress),
) -> Result<(Connection, Manifest), Denied> {
    open::new_file(part)?;
    let out = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // A file that nobody has yet needs no journal: what is cut short is thrown away.
    out.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = memory")?;
    out.pragma_update(None, "cache_size", CACHE)?;
    out.set_prepared_statement_cache_capacity(96);
    out.execute_batch("BEGIN IMMEDIATE")?;
    migrate::make(&out)?;
    mentions(room, &out, picked, tell)?;
    let told = events(room, &out, picked, tell)?;
    belonging_to(room, &out, picked, incident.id)?;
    plans(room, &out, picked)?;
    let settings = load::settings(room)?;
    // one step more than there are tables: the manifest is put in
    let tables = seal::tables(&out, |done, of| tell(Progress { stage: Stage::Sealing, done, all: of + 1 }))?;
    let all = tables.len() as u64 + 1;
    let at = load::clock(room)?.at(real).max(told.logged);
    let manifest = Manifest {
        program: format!("gabinete {}", env!("CARGO_PKG_VERSION")),
        made: real.rfc3339(),
        by: who.name.clone(),
        at,
        counted: review::counted(room, &out, incident, at)?,
        otherwise: otherwise(room, &out, picked)?,
        ..found(&out, &settings, incident, tables)?
    };
    let text = manifest.text();
    out.execute("INSERT INTO bundle (one, manifest, sha256) VALUES (1, ?1, ?2)", [&text, &sha256(&text)])?;
    out.execute_batch("COMMIT")?;
    tell(Progress { stage: Stage::Sealing, done: all, all });
    Ok((out, manifest))
}

/// What a manifest says that can be found in the file itself, of which `tables` are the tables.
pub(super) fn found(
    conn: &Connection,
    settings: &RoomSettings,
    incident: &Incident,
    tables: BTreeMap<String, Table>,
) -> Result<Manifest, StoreError> {
    let number = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, i64>(0)).map(i64::unsigned_abs);
    let head = chain::head(conn)?;
    let list = |sql: &str| conn.prepare(sql)?.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<Vec<_>>>();
    let parts = "SELECT id FROM incident WHERE merged_into IS NOT NULL ORDER BY id";
    Ok(Manifest {
        format: FORMAT,
        program: String::new(),
        made: String::new(),
        by: Default::default(),
        at: Stamp(0),
        room: settings.name.clone(),
        drill: settings.drill.is_some(),
        incident: incident.id,
        title: incident.title.clone(),
        parts: conn.prepare(parts)?.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?,
        events: head.seq,
        head: chain::hex(&head.hash),
        told: number("SELECT count(*) FROM event WHERE payload IS NOT NULL")?,
        stubs: number("SELECT count(*) FROM event WHERE payload IS NULL")?,
        mentions: number("SELECT count(*) FROM mention")?,
        leaves: number("SELECT count(*) FROM stub_leaf")?,
        otherwise: 0,
        counted: None,
        plans: list("SELECT digest FROM plan ORDER BY digest")?,
        shape: seal::shape(conn)?,
        tables,
    })
}

// ── mentions ──

/// Columns of a table that hold something: not those that are worked out of others.
fn columns_of(conn: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    conn.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?.query_map([table], |r| r.get(0))?.collect()
}

/// Writes the mentions as they arrived, before anybody decided on them, and the counts that go with them.
fn mentions(
    room: &Connection,
    out: &Connection,
    picked: &Picked,
    tell: &mut dyn FnMut(Progress),
) -> Result<(), StoreError> {
    let mut ids: Vec<i64> = picked.mentions.iter().copied().collect();
    // the full-text index takes them in that order alone without flushing
    ids.sort_unstable();
    let folded: Vec<&str> = FOLDED_STATE.split(", ").collect();
    let state: Vec<String> = columns_of(room, "mention_state")?
        .into_iter()
        .filter(|column| !folded.contains(&column.as_str()) && !column.starts_with("read_incident"))
        .filter(|column| column != "read_rule")
        .collect();
    let words = columns_of(room, "mention")?;
    let mut copies = [
        Rows::new(room, out, ("mention", "id"), &words, &[])?,
        Rows::new(room, out, ("mention_state", "id"), &state, &[("open", "0"), ("rev", "0")])?,
        Rows::new(room, out, ("observation", "mention"), &columns_of(room, "observation")?, &[])?,
        Rows::new(room, out, ("erased_leaf", "mention"), &columns_of(room, "erased_leaf")?, &[])?,
        Rows::new(room, out, ("named", "mention"), &columns_of(room, "named")?, &[])?,
    ];
    let mut index = out.prepare(
        "INSERT INTO mention_fts (rowid, text, author, handle) SELECT id, text, author, handle FROM mention WHERE id = ?1",
    )?;
    let all = ids.len() as u64;
    for (n, id) in ids.iter().enumerate() {
        for copy in &mut copies {
            copy.copy(*id)?;
        }
        index.execute([id])?;
        tell(Progress { stage: Stage::Mentions, done: n as u64 + 1, all });
    }
    author::copy(room, out)?;
    out.execute_batch(
        "UPDATE mention_state SET open = 1 WHERE history = 0;
         INSERT INTO minute (minute, n, negative, classified, old, late)
           SELECT m.posted / 60000, count(*), sum(s.late = 0 AND s.read_tone = 0), sum(s.late = 0 AND s.read_tone <> 3),
             sum(s.history), sum(s.late = 1 AND s.history = 0)
           FROM mention m JOIN mention_state s ON s.id = m.id GROUP BY 1;
         INSERT INTO hour (hour, n) SELECT posted / 3600000, count(*) FROM mention GROUP BY 1;
         INSERT INTO spread (hour, what, name, n)
           SELECT posted / 3600000, 0, platform, count(*) FROM mention WHERE length(CAST(platform AS BLOB)) <= 40 GROUP BY 1, 3
           UNION ALL SELECT m.posted / 3600000, 1, coalesce(s.read_language, ''), count(*)
             FROM mention m JOIN mention_state s ON s.id = m.id
             WHERE length(CAST(coalesce(s.read_language, '') AS BLOB)) <= 40 GROUP BY 1, 3;
         INSERT INTO cluster (id, size)
           SELECT read_cluster, count(*) FROM mention_state WHERE read_cluster IS NOT NULL GROUP BY 1;
         INSERT INTO counter (key, n) SELECT 'mentions', count(*) FROM mention
           UNION ALL SELECT 'arrived', count(*) FROM mention_state WHERE history = 0
           UNION ALL SELECT 'unattended', count(*) FROM mention_state WHERE history = 0;",
    )?;
    let counted = out
        .prepare("SELECT source, count(*) FROM mention GROUP BY 1")?
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
    for (source, n) in counted {
        let name: String = room.query_row("SELECT name FROM source WHERE id = ?1", [source], |r| r.get(0))?;
        out.execute("INSERT INTO source (id, name, n) VALUES (?1, ?2, ?3)", params![source, name, n])?;
    }
    Ok(())
}

/// Rows of a table on their way into another file.
struct Rows<'a> {
    read: rusqlite::Statement<'a>,
    write: rusqlite::Statement<'a>,
}

impl<'a> Rows<'a> {
    /// These columns; `with` puts values of its own into others.
    fn new(
        room: &'a Connection,
        out: &'a Connection,
        (table, key): (&str, &str),
        columns: &[String],
        with: &[(&str, &str)],
    ) -> rusqlite::Result<Rows<'a>> {
        let names = columns.join(", ");
        let marks = (1..=columns.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
        let own: String = with.iter().map(|(name, _)| format!(", {name}")).collect();
        let values: String = with.iter().map(|(_, value)| format!(", {value}")).collect();
        Ok(Rows {
            read: room.prepare(&format!("SELECT {names} FROM {table} WHERE {key} = ?1"))?,
            write: out.prepare(&format!("INSERT INTO {table} ({names}{own}) VALUES ({marks}{values})"))?,
        })
    }

    fn copy(&mut self, id: i64) -> rusqlite::Result<()> {
        let columns = self.read.column_count();
        let mut rows = self.read.query([id])?;
        while let Some(row) = rows.next()? {
            let values = (0..columns).map(|c| row.get::<_, Value>(c)).collect::<rusqlite::Result<Vec<_>>>()?;
            self.write.execute(params_from_iter(values))?;
        }
        Ok(())
    }
}

// ── events ──

/// Writes the chain, folds what is told, and puts leaves in the place of mentions that are not; gives the last event.
fn events(
    room: &Connection,
    out: &Connection,
    picked: &Picked,
    tell: &mut dyn FnMut(Progress),
) -> Result<chain::Head, StoreError> {
    let head = chain::head(room)?;
    let mut group = room.prepare("SELECT grp FROM event WHERE seq = ?1")?;
    chain::each(room, EventSeq(1), |entry| {
        let seq = entry.header.seq.0;
        let told = picked.events.contains(&seq);
        let group: String = group.query_row([seq], |r| r.get(0))?;
        let said = if told { (entry.salt.as_deref(), entry.payload.as_deref()) } else { (None, None) };
        chain::insert(out, &entry.header, &group, said, (&entry.digest, &entry.hash))?;
        if told && let Some(event) = entry.event()? {
            fold::fold(out, &entry.header, &event)?;
            if let Event::MentionsArrived { first, count, .. } = event {
                stub_leaves(room, out, picked, (first, first.saturating_add(i64::from(count))))?;
            }
        }
        tell(Progress { stage: Stage::Events, done: seq.unsigned_abs(), all: head.seq.unsigned_abs() });
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(head)
}

fn stub_leaves(room: &Connection, out: &Connection, picked: &Picked, (first, end): (i64, i64)) -> rusqlite::Result<()> {
    let mut stub = out.prepare_cached("INSERT INTO stub_leaf (arrival, leaf) VALUES (?1, ?2)")?;
    for one in leaves(room, first, end)? {
        if one.mention.is_none_or(|id| !picked.mentions.contains(&id)) {
            stub.execute(params![one.arrival, one.leaf])?;
        }
    }
    Ok(())
}

// ── what is not folded from events ──

/// Which mentions belong to the incident by its rules: as the room had sorted them out, among the rules of others too.
fn belonging_to(room: &Connection, out: &Connection, picked: &Picked, of: IncidentId) -> Result<(), StoreError> {
    let mut read = room.prepare("SELECT read_rule FROM mention_state WHERE id = ?1 AND read_incident = ?2")?;
    let mut put = out.prepare(
        "UPDATE mention_state SET read_incident = ?2, read_rule = ?3 WHERE id = ?1 AND said_incident IS NULL",
    )?;
    for id in &picked.mentions {
        let mut rows = read.query([*id, of.0])?;
        if let Some(row) = rows.next()? {
            put.execute(params![id, of.0, row.get::<_, Option<i64>>(0)?])?;
        }
    }
    belonging::recount(out)?;
    Ok(())
}

fn plans(room: &Connection, out: &Connection, picked: &Picked) -> Result<(), StoreError> {
    for digest in &picked.plans {
        let mut text = room.prepare_cached("SELECT text FROM plan WHERE digest = ?1")?;
        let mut rows = text.query([digest])?;
        if let Some(row) = rows.next()? {
            out.execute("INSERT INTO plan (digest, text) VALUES (?1, ?2)", params![digest, row.get::<_, String>(0)?])?;
        }
    }
    Ok(())
}

/// Mentions that stand otherwise here than in the room, because somebody decided on them and on others at once.
fn otherwise(room: &Connection, out: &Connection, picked: &Picked) -> Result<u64, StoreError> {
    // how often it was touched says nothing about how it stands
    let columns = FOLDED_STATE.split(", ").filter(|c| *c != "rev").collect::<Vec<_>>().join(", ");
    let sql = format!("SELECT {columns} FROM mention_state WHERE id = ?1");
    let (mut was, mut is) = (room.prepare(&sql)?, out.prepare(&sql)?);
    let mut differ = 0;
    for id in &picked.mentions {
        let row = |r: &rusqlite::Row<'_>| (0..r.as_ref().column_count()).map(|c| r.get::<_, Value>(c)).collect();
        let (was, is): (rusqlite::Result<Vec<Value>>, rusqlite::Result<Vec<Value>>) =
            (was.query_row([id], row), is.query_row([id], row));
        differ += u64::from(was? != is?);
    }
    Ok(differ)
}
