//! What `check` looks at in a bundle besides what it looks at in every room: that it is what its manifest says, in the
//! file and beside it, and that every mention in it came with a batch of the chain.

use super::super::chain::hex;
use super::super::error::StoreError;
use super::super::load;
use super::{Manifest, Table, beside, kept, make, seal, sha256};
use crate::domain::event::Event;
use crate::domain::room::Refusal;
use crate::review::Moments;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

/// Looks at it. `covered` is how many mentions and leaves the batches of the chain account for.
pub(in crate::store) fn prove(
    conn: &Connection,
    path: &Path,
    covered: (u64, u64),
    fault: &mut dyn FnMut(Refusal),
) -> Result<Option<Manifest>, StoreError> {
    let Some((text, sha)) = kept(conn)? else { return Ok(None) };
    let changed = || Refusal::new("check-bundle-manifest");
    if sha256(&text) != sha {
        fault(changed());
    }
    if let Some(there) = at_its_side(path, text.len())
        && there != text.as_bytes()
    {
        fault(Refusal::new("check-bundle-beside").with("file", beside(path).display().to_string()));
    }
    let Ok(said) = serde_json::from_str::<Manifest>(&text) else {
        fault(changed());
        return Ok(None);
    };
    plans(conn, fault)?;
    let number = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, i64>(0)).map(i64::unsigned_abs);
    let strangers = number("SELECT count(*) FROM mention")?.saturating_sub(covered.0)
        + number("SELECT count(*) FROM stub_leaf")?.saturating_sub(covered.1);
    if strangers > 0 {
        fault(Refusal::new("check-strangers").with("n", strangers));
    }
    let elsewhere = "SELECT count(*) FROM mention_state s WHERE s.read_incident IS NOT NULL
        AND (s.read_incident <> ?1 OR NOT EXISTS (SELECT 1 FROM belonging b WHERE b.seq = s.read_rule AND b.incident = ?1))";
    let elsewhere: i64 = conn.query_row(elsewhere, [said.incident.0], |r| r.get(0))?;
    if elsewhere > 0 {
        fault(Refusal::new("check-belonging").with("n", elsewhere));
    }
    let Some(incident) = load::incident(conn, said.incident)? else {
        fault(Refusal::new("check-bundle-claim").with("what", "incident"));
        return Ok(Some(said));
    };
    let is = make::found(conn, &load::settings(conn)?, &incident, seal::tables(conn, |_, _| {})?)?;
    claims(&said, &is, fault);
    if !moments(conn, &said)? {
        fault(Refusal::new("check-bundle-claim").with("what", "counted"));
    }
    Ok(Some(said))
}

/// Whether what the room counted between was logged when it says: the chain holds that of events that are not told, too.
fn moments(conn: &Connection, said: &Manifest) -> rusqlite::Result<bool> {
    let mut logged = conn.prepare("SELECT 1 FROM event WHERE seq = ?1 AND logged = ?2")?;
    // when it began may be a person's word
    let moments = said.counted.iter().flat_map(|counted| Moments { origin: None, ..counted.moments }.each());
    for (at, seq) in moments.filter_map(|(_, moment)| moment) {
        if let Some(seq) = seq
            && !logged.exists([seq.0, at.0])?
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether it says of itself what is found in it.
fn claims(said: &Manifest, is: &Manifest, fault: &mut dyn FnMut(Refusal)) {
    let as_said = Manifest {
        program: said.program.clone(),
        made: said.made.clone(),
        by: said.by.clone(),
        at: said.at,
        otherwise: said.otherwise,
        counted: said.counted.clone(),
        tables: said.tables.clone(),
        ..is.clone()
    };
    if as_said != *said {
        let (says, found) = (serde_json::to_value(said), serde_json::to_value(&as_said));
        let (says, found) = (says.unwrap_or_default(), found.unwrap_or_default());
        for (what, _) in found.as_object().into_iter().flatten().filter(|(what, value)| says[what.as_str()] != **value)
        {
            fault(Refusal::new("check-bundle-claim").with("what", what.as_str()));
        }
    }
    for table in differs(said, is) {
        fault(Refusal::new("check-bundle-table").with("table", table));
    }
}

/// The tables that are not in both, or not the same.
fn differs<'a>(a: &'a Manifest, b: &'a Manifest) -> impl Iterator<Item = &'a str> {
    let other =
        move |(name, table): (&'a String, &'a Table)| (b.tables.get(name) != Some(table)).then_some(name.as_str());
    let missing = b.tables.iter().filter(|(name, _)| !a.tables.contains_key(*name)).map(|(name, _)| name.as_str());
    a.tables.iter().filter_map(other).chain(missing)
}

/// Whether the plans that are kept are such as the events name that are told. One that is named need not be here: it may
/// not have been in the room.
fn plans(conn: &Connection, fault: &mut dyn FnMut(Refusal)) -> Result<(), StoreError> {
    let named = named(conn)?;
    let mut kept = conn.prepare("SELECT digest, text FROM plan")?;
    let mut rows = kept.query([])?;
    while let Some(row) = rows.next()? {
        let (digest, text): (String, String) = (row.get(0)?, row.get(1)?);
        if hex(&Sha256::digest(text.as_bytes())) != digest || !named.contains(&digest) {
            fault(Refusal::new("check-bundle-plan").with("digest", digest));
        }
    }
    Ok(())
}

/// The digests of the plans that were adopted in events that are told; what cannot be read of those is told elsewhere.
fn named(conn: &Connection) -> rusqlite::Result<HashSet<String>> {
    let adopted = "SELECT kind, version, payload FROM event WHERE kind = 'plan_adopted' AND payload IS NOT NULL";
    let mut adopted = conn.prepare(adopted)?;
    let mut rows = adopted.query([])?;
    let mut named = HashSet::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(0)?;
        let payload = row.get_ref(2)?.as_bytes_or_null()?.unwrap_or_default();
        if let Ok(Event::PlanAdopted { digest, .. }) = Event::decode(&kind, row.get(1)?, payload) {
            named.insert(digest);
        }
    }
    Ok(named)
}

/// The manifest's file, if there is one: a bundle may travel without.
fn at_its_side(path: &Path, long: usize) -> Option<Vec<u8>> {
    let file = std::fs::File::open(beside(path)).ok()?;
    let mut bytes = Vec::new();
    // one byte more tells that it is longer
    file.take(long as u64 + 1).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
