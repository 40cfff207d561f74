//! Which mention first said this: triage's bounded memory of the room's groups, rebuilt from the room when another process
//! took mentions in meanwhile. Owns what a group is in the tables; how texts are compared is triage's.

use super::incoming::Incoming;
use crate::domain::ids::MentionId;
use crate::domain::text::Clean;
use crate::triage::clusters::{Clusters as Memory, Narratives, Tie};
use crate::triage::{Claim, Fingerprint};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{HashMap, HashSet};

/// The newest arrivals that are learnt again: as many as the memory has places.
const LEARNT: i64 = Memory::MAX as i64;

/// The newest arrivals whose claims are learnt again.
const CLAIMS: i64 = 2 * Narratives::MAX as i64;

/// The memory.
#[derive(Default)]
pub struct Clusters {
    memory: Memory,
    narratives: Narratives,
    /// The last arrival that it knows of.
    upto: i64,
}

impl Clusters {
    /// Learns what arrived since, up to `last`.
    pub fn catch_up(&mut self, conn: &Connection, last: i64) -> rusqlite::Result<()> {
        if self.upto == last {
            return Ok(());
        }
        let from = self.upto.max(last - LEARNT);
        let mut query = conn.prepare_cached(
            "SELECT s.id, coalesce(s.read_cluster, s.id), s.sketch, CASE WHEN m.arrival > ?2 THEN m.text END,
               s.narrative IS s.id
             FROM mention m JOIN mention_state s ON s.id = m.id
             WHERE m.arrival > ?1 AND s.sketch IS NOT NULL ORDER BY m.arrival",
        )?;
        let mut rows = query.query([from, last - CLAIMS])?;
        while let Some(row) = rows.next()? {
            let (id, first): (i64, i64) = (row.get(0)?, row.get(1)?);
            if let Some(print) = Fingerprint::from_bytes(row.get_ref(2)?.as_blob()?) {
                self.memory.learn(id, first, &print);
            }
            let Some(text) = row.get_ref(3)?.as_str_or_null()? else { continue };
            if id == first {
                self.narratives.join(id, &Claim::read(&Clean::from(text)));
            } else if row.get(4)? {
                self.narratives.learn(id, &Claim::read(&Clean::from(text)));
            }
        }
        self.upto = last;
        Ok(())
    }

    /// Puts those that say the same as an earlier one into its group, in the order in which they came, and counts the
    /// groups that grew.
    pub(super) fn join(&mut self, conn: &Connection, new: &mut [Incoming]) -> rusqlite::Result<()> {
        let mut grown: HashMap<MentionId, i64> = HashMap::new();
        for mention in new.iter_mut() {
            let Some(print) = Fingerprint::from_bytes(&mention.arrival_of.reading.near) else { continue };
            let Some((first, tie)) = self.memory.join(mention.id.0, &print).cluster else {
                let Some(claim) = Claim::from_bytes(&mention.arrival_of.reading.claim) else { continue };
                mention.narrative = self.narratives.join(mention.id.0, &claim).map(MentionId);
                continue;
            };
            let group = moved(conn, MentionId(first))?;
            (mention.cluster, mention.tie) = (Some(group), Some(tie));
            *grown.entry(group).or_default() += 1;
        }
        let mut firsts = HashSet::new();
        for mention in new.iter_mut().filter(|m| grown.contains_key(&m.id)) {
            mention.cluster = Some(mention.id);
            firsts.insert(mention.id);
        }
        narratives(conn, new)?;
        self.apart(conn, new)?;
        for (first, more) in grown {
            // its first is of the group from now on, and counted, unless it was: a group can stand without its first where a
            // person took that one out again after others had come
            let begun = firsts.contains(&first)
                || conn
                    .prepare_cached(
                        "UPDATE mention_state SET read_cluster = ?1
                         WHERE id = ?1 AND read_cluster IS NULL AND said_cluster IS NULL",
                    )?
                    .execute([first.0])?
                    > 0;
            conn.prepare_cached(
                "INSERT INTO cluster (id, size) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET size = size + ?2",
            )?
            .execute(params![first.0, more + i64::from(begun)])?;
        }
        Ok(())
    }

    /// Those that claim another thing than their group's first in nearly the same words are of another narrative.
    fn apart(&mut self, conn: &Connection, new: &mut [Incoming]) -> rusqlite::Result<()> {
        let read = |m: &Incoming| Claim::from_bytes(&m.arrival_of.reading.claim);
        let near = |m: &Incoming| m.tie.is_some_and(Tie::may_differ);
        let asked: HashSet<MentionId> = new.iter().filter(|m| near(m)).filter_map(|m| m.cluster).collect();
        if asked.is_empty() {
            return Ok(());
        }
        let those = new.iter().filter(|m| asked.contains(&m.id));
        let mut firsts: HashMap<MentionId, Option<Claim>> = those.map(|m| (m.id, read(m))).collect();
        let mut text = conn.prepare_cached("SELECT text FROM mention WHERE id = ?1")?;
        let mut named = Vec::new();
        for mention in new.iter_mut().filter(|m| near(m)) {
            let (Some(first), Some(claim)) = (mention.cluster, read(mention)) else { continue };
            let told = match firsts.get(&first) {
                Some(told) => *told,
                None => {
                    let said = text.query_row([first.0], |r| r.get::<_, String>(0)).optional()?;
                    let told = said.map(|said| Claim::read(&Clean::from(said.as_str())));
                    *firsts.entry(first).or_insert(told)
                }
            };
            let of = mention.narrative.unwrap_or(first);
            let Some(own) = told.map(|told| self.narratives.beside(mention.id.0, &claim, (of.0, &told))) else {
                continue;
            };
            if own != of.0 {
                mention.narrative = Some(MentionId(own));
                named.push(MentionId(own));
            }
        }
        name(conn, new, &named)
    }

    /// The room's last arrival is now this one.
    pub fn arrived(&mut self, last: i64) {
        self.upto = last;
    }

    /// Forgets everything: what it learned was rolled back.
    pub fn forget(&mut self) {
        *self = Clusters::default();
    }
}

/// Those that came of a narrative bear the name of its first mention, as that one does from now on; copies bear their
/// group's.
fn narratives(conn: &Connection, new: &mut [Incoming]) -> rusqlite::Result<()> {
    let mut known: HashMap<MentionId, Option<MentionId>> = new.iter().map(|m| (m.id, m.narrative)).collect();
    let mut of = conn.prepare_cached("SELECT narrative FROM mention_state WHERE id = ?1")?;
    let firsts: Vec<MentionId> = new.iter().filter_map(|m| m.narrative).collect();
    name(conn, new, &firsts)?;
    known.extend(firsts.iter().filter(|first| known.contains_key(first)).map(|f| (*f, Some(*f))).collect::<Vec<_>>());
    for mention in new.iter_mut() {
        mention.narrative = match mention.cluster.filter(|first| *first != mention.id) {
            None => known.get(&mention.id).copied().flatten(),
            Some(first) => match known.get(&first) {
                Some(narrative) => *narrative,
                None => of.query_row([first.0], |r| r.get(0)).optional()?.flatten().map(MentionId),
            },
        };
    }
    Ok(())
}

/// The first mentions of narratives bear their names.
fn name(conn: &Connection, new: &mut [Incoming], firsts: &[MentionId]) -> rusqlite::Result<()> {
    let mut name =
        conn.prepare_cached("UPDATE mention_state SET narrative = ?1 WHERE id = ?1 AND narrative IS NULL")?;
    for first in firsts {
        name.execute([first.0])?;
    }
    let firsts: HashSet<&MentionId> = firsts.iter().collect();
    for mention in new.iter_mut().filter(|m| m.narrative.is_none() && firsts.contains(&m.id)) {
        mention.narrative = Some(mention.id);
    }
    Ok(())
}

/// Where the first of a group stands now: a person may have put it into another, and those that come later follow.
fn moved(conn: &Connection, first: MentionId) -> rusqlite::Result<MentionId> {
    let mut query = conn.prepare_cached("SELECT said_cluster FROM mention_state WHERE id = ?1")?;
    let said: Option<Option<i64>> = query.query_row([first.0], |r| r.get(0)).optional()?;
    Ok(said.flatten().map_or(first, MentionId))
}

/// How a tie stands in its column. Up to [`Tie::Copy`] a mention is a copy; from there on it has words of its own.
pub(super) const fn tie_number(tie: Tie) -> i64 {
    match tie {
        Tie::Repost => 1,
        Tie::Copy => 2,
        Tie::Quote => 3,
        Tie::Link => 4,
        Tie::Text => 5,
    }
}

/// Which words of its group a mention says: 0 for those of the group's first, which it passes on or copies or a person said
/// so; else the hash of its own, which its copies share. Whoever changes a word, quotes the first or links to the same page
/// may say something else. As the index `state_copies` has it; `of` names the table.
pub fn wording(of: &str) -> String {
    format!(
        "CASE WHEN {of}.said_cluster IS NOT NULL OR {of}.tie <= 2 OR {of}.id = {of}.cluster THEN 0
           ELSE coalesce(nullif(substr({of}.sketch, 4, 4), x'00000000'), {of}.id) END"
    )
}

/// Whether a waiting mention `s` stands under another that says the very same: under the one that comes before it in the
/// list of what waits, whichever of them was first. Who was harmed stands under nobody.
pub fn stands_under() -> String {
    format!(
        "(s.cluster IS NOT NULL AND s.affected = 0 AND EXISTS (SELECT 1 FROM mention_state l INDEXED BY state_copies
           WHERE l.open = 1 AND l.cluster = s.cluster AND {} = {} AND l.affected = 0 AND (l.rank, l.id) < (s.rank, s.id)))",
        wording("l"),
        wording("s"),
    )
}

/// The mentions that go with one (`?1`), in their order: its copies that wait as it does, wherever they stand. Where `?2` is
/// set also those to which the same answer is owed.
pub fn go_along() -> String {
    let same = format!("{} = {} AND c.affected = 0 AND c.id <> l.id", wording("c"), wording("l"));
    format!(
        "SELECT c.id FROM mention_state l JOIN mention_state c INDEXED BY state_copies ON c.open = 1 AND c.cluster = l.cluster
           AND {same} WHERE l.id = ?1 AND l.open = 1 AND l.affected = 0
         UNION
         SELECT c.id FROM mention_state l JOIN mention_state c INDEXED BY state_cluster ON c.cluster = l.cluster
           AND {same} AND c.owes = 'answer' WHERE ?2 AND l.id = ?1 AND l.owes = 'answer' AND l.affected = 0
         ORDER BY 1"
    )
}

/// How many wait and say the words of one that waits (`?1`), itself included. Beyond the bound nobody reads the figure.
pub fn copies_that_wait() -> String {
    format!(
        "SELECT count(*) FROM (SELECT 1 FROM mention_state s JOIN mention_state l INDEXED BY state_copies ON l.open = 1
           AND l.cluster = s.cluster AND {} = {} AND l.affected = 0
         WHERE s.id = ?1 AND s.open = 1 AND s.affected = 0 LIMIT 10000)",
        wording("l"),
        wording("s"),
    )
}
