//! Which mentions belong to which incident, as its rules say: a function of the rules that stand and of the mention alone,
//! so that it comes out the same on arrival, when a rule changes and when `check` asks. What came as history is taken by no
//! rule: it teaches what is usual, and is of an incident only where a person put it there. What was erased stays where it was
//! while the rule that took it stands. Owns how words and groups are matched; which rules there may be is the domain's.

mod alike;
mod counts;
mod words;
mod work;

pub(super) use alike::alike;
pub(super) use counts::{Counted, Shares, recount};
pub(super) use work::{follow, pending, step, without_history};

use super::columns::{self, tone_of};
use super::incoming::Incoming;
use super::search;
use crate::domain::belonging::{Belonging, Rule};
use crate::domain::mention::Tone;
use crate::domain::time::Stamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashMap;

/// Columns that [`belonging`] reads.
const BELONGING: &str = "seq, incident, cluster, query, by, at, reason, until";

fn belonging(row: &Row<'_>) -> rusqlite::Result<Belonging> {
    use crate::domain::ids::{EventSeq, IncidentId, MentionId};
    Ok(Belonging {
        seq: EventSeq(row.get(0)?),
        incident: IncidentId(row.get(1)?),
        rule: match row.get::<_, Option<i64>>(2)? {
            Some(cluster) => Rule::Cluster(MentionId(cluster)),
            None => Rule::Query(columns::clean(row, 3)?),
        },
        by: columns::clean(row, 4)?,
        at: columns::stamp(row, 5)?,
        reason: columns::clean(row, 6)?,
        until: columns::stamp_opt(row, 7)?,
    })
}

/// Every rule that stands, in the order in which they decide.
pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Belonging>> {
    let mut query = conn.prepare_cached(&format!("SELECT {BELONGING} FROM belonging ORDER BY cluster IS NULL, seq"))?;
    query.query_map([], belonging)?.collect()
}

/// A rule, made ready to be matched.
struct Ready {
    seq: i64,
    incident: i64,
    until: i64,
    what: What,
}

enum What {
    /// A mention of this group.
    Group(i64),
    /// A mention that this expression finds in the full-text index.
    Words(String),
}

/// The rules of a room, made ready, in the order in which they decide.
pub(super) struct Rules(Vec<Ready>);

impl Rules {
    /// Those that stand.
    pub(super) fn read(conn: &Connection) -> rusqlite::Result<Rules> {
        let mut ready = Vec::new();
        for b in all(conn)? {
            let what = match &b.rule {
                // a person may have put the group's first into another: the rule goes with it
                Rule::Cluster(id) => What::Group(group_of(conn, id.0)?),
                Rule::Query(words) => match search::whole(words.as_str()) {
                    Ok(expression) => What::Words(expression),
                    Err(_) => continue,
                },
            };
            let until = b.until.map_or(i64::MAX, |at| at.0);
            ready.push(Ready { seq: b.seq.0, incident: b.incident.0, until, what });
        }
        Ok(Rules(ready))
    }

    /// Those that may still take what arrives at this moment: the rest are of incidents that were over by then.
    pub(super) fn taking(conn: &Connection, arrived: Stamp) -> rusqlite::Result<Rules> {
        let mut rules = Rules::read(conn)?;
        rules.0.retain(|rule| arrived.0 <= rule.until);
        Ok(rules)
    }

    /// There is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The group of a mention, by its first; one that stands alone is its own.
fn group_of(conn: &Connection, id: i64) -> rusqlite::Result<i64> {
    let mut query = conn.prepare_cached("SELECT coalesce(cluster, id) FROM mention_state WHERE id = ?1")?;
    Ok(query.query_row([id], |r| r.get(0)).optional()?.unwrap_or(id))
}

/// A mention as the rules see it.
pub(super) struct Member {
    id: i64,
    group: i64,
    arrived: i64,
    counted: Counted,
    /// A person said where it belongs, or it came as history: no rule has a say.
    apart: bool,
    /// It has no words any more.
    erased: bool,
    /// The rule that decided, and its incident.
    now: Option<(i64, i64)>,
}

impl Member {
    /// Which.
    pub(super) fn id(&self) -> i64 {
        self.id
    }

    /// One that has just been written.
    pub(super) fn new(m: &Incoming, arrived: Stamp) -> Member {
        let (tone, late) = (m.arrival_of.reading.tone, m.arrival_of.late);
        Member {
            id: m.id.0,
            group: m.cluster.map_or(m.id.0, |first| first.0),
            arrived: arrived.0,
            counted: Counted { tone, late, open: !m.arrival_of.history },
            apart: m.arrival_of.history,
            erased: false,
            now: None,
        }
    }
}

/// Those of `ids` that exist, each once and in order.
fn members(conn: &Connection, mut ids: Vec<i64>) -> rusqlite::Result<Vec<Member>> {
    ids.sort_unstable();
    ids.dedup();
    let mut query = conn.prepare_cached(
        "SELECT coalesce(s.cluster, s.id), m.arrived, s.tone, s.late, s.open, s.said_incident IS NOT NULL OR s.history,
           s.read_rule, s.read_incident, s.erased FROM mention_state s JOIN mention m ON m.id = s.id WHERE s.id = ?1",
    )?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let member = query.query_row([id], |r| {
            let now = r.get::<_, Option<i64>>(6)?.zip(r.get::<_, Option<i64>>(7)?);
            let counted = Counted { tone: tone_of(r.get(2)?), late: r.get(3)?, open: r.get(4)? };
            let (group, arrived, apart, erased) = (r.get(0)?, r.get(1)?, r.get(5)?, r.get(8)?);
            Ok(Member { id, group, arrived, counted, apart, erased, now })
        });
        found.extend(member.optional()?);
    }
    Ok(found)
}

/// Writes beside each of these mentions what the rules come to, and counts it. `members` in the order of their ids.
pub(super) fn assign(conn: &Connection, rules: &Rules, members: &[Member]) -> rusqlite::Result<()> {
    if members.is_empty() {
        return Ok(());
    }
    let decided = decided(conn, rules, members)?;
    let mut shares = Shares::default();
    let mut write = conn.prepare_cached("UPDATE mention_state SET read_rule = ?2, read_incident = ?3 WHERE id = ?1")?;
    for (n, member) in members.iter().enumerate() {
        let rule = decided.get(&n).map(|rule| (rules.0[*rule].seq, rules.0[*rule].incident));
        if rule != member.now {
            write.execute(params![member.id, rule.map(|r| r.0), rule.map(|r| r.1)])?;
            shares.add(member.now.map(|r| r.1), member.id, member.counted, -1);
            shares.add(rule.map(|r| r.1), member.id, member.counted, 1);
        }
    }
    shares.write(conn)
}

/// What the rules come to for those of `ids` that one decides on: the mention, the rule, its incident. Writes nothing.
pub(super) fn come_to(conn: &Connection, ids: Vec<i64>) -> rusqlite::Result<Vec<(i64, i64, i64)>> {
    let rules = Rules::read(conn)?;
    if ids.is_empty() || rules.is_empty() {
        return Ok(Vec::new());
    }
    let members = members(conn, ids)?;
    let decided = decided(conn, &rules, &members)?;
    Ok(decided.into_iter().map(|(at, rule)| (members[at].id, rules.0[rule].seq, rules.0[rule].incident)).collect())
}

/// Which rule decides on which member; both by their places.
fn decided(conn: &Connection, rules: &Rules, members: &[Member]) -> rusqlite::Result<HashMap<usize, usize>> {
    let mut decided = HashMap::new();
    let mut groups: HashMap<i64, Vec<usize>> = HashMap::new();
    for (n, rule) in rules.0.iter().enumerate() {
        if let What::Group(group) = rule.what {
            groups.entry(group).or_default().push(n);
        }
    }
    if !groups.is_empty() {
        for (n, member) in members.iter().enumerate() {
            let takes = |rule: &&usize| member.arrived <= rules.0[**rule].until;
            if let Some(rule) = groups.get(&member.group).and_then(|those| those.iter().find(takes)) {
                decided.insert(n, *rule);
            }
        }
    }
    for (n, member) in members.iter().enumerate().filter(|(_, m)| m.erased) {
        // no rule finds words that are gone: what took it then goes on to
        if let Some(rule) = member.now.and_then(|(seq, _)| rules.0.iter().position(|rule| rule.seq == seq)) {
            decided.entry(n).or_insert(rule);
        }
    }
    let ids: Vec<i64> = members.iter().map(|m| m.id).collect();
    let mut among = words::Among::new(conn, &ids);
    for (n, rule) in rules.0.iter().enumerate() {
        let What::Words(expression) = &rule.what else { continue };
        for at in among.find(expression)? {
            if members[at].arrived <= rule.until {
                decided.entry(at).or_insert(n);
            }
        }
    }
    decided.retain(|n, _| !members[*n].apart);
    Ok(decided)
}

/// A tone that was told.
fn classified(tone: Tone) -> bool {
    tone != Tone::Unknown
}
