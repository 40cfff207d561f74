//! Whether what stands beside each mention is what the rules come to, and is counted as it stands. Reads only.

use super::{Rules, What, classified, counts};
use crate::domain::mention::Tone;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{HashMap, HashSet};

/// How many mentions belong elsewhere than the rules and people say, and how many counts are not what is counted. What is
/// still to be looked at is no fault: then nobody can say.
pub(in crate::store) fn alike(conn: &Connection) -> rusqlite::Result<(u64, u64)> {
    let strangers = if super::pending(conn)? { 0 } else { strangers(conn)? };
    Ok((strangers, miscounted(conn)?))
}

fn strangers(conn: &Connection) -> rusqlite::Result<u64> {
    let mut should = should(conn)?;
    let stand: HashSet<(i64, i64)> = Rules::read(conn)?.0.iter().map(|rule| (rule.seq, rule.incident)).collect();
    let mut apart = conn.prepare("SELECT said_incident IS NOT NULL OR history FROM mention_state WHERE id = ?1")?;
    let mut wrong = 0;
    let mut is = conn.prepare(
        "SELECT id, read_rule, read_incident, said_incident IS NOT NULL, erased FROM mention_state
         WHERE read_rule IS NOT NULL OR read_incident IS NOT NULL",
    )?;
    let mut rows = is.query([])?;
    while let Some(row) = rows.next()? {
        let stands = row.get::<_, Option<i64>>(1)?.zip(row.get::<_, Option<i64>>(2)?);
        let id: i64 = row.get(0)?;
        let by_hand: bool = row.get(3)?;
        // of words that are gone nobody can say which rule found them: one that stands
        let should = should.remove(&id).or(stands.filter(|one| row.get(4) == Ok(true) && stand.contains(one)));
        wrong += u64::from(by_hand || should != stands);
    }
    for id in should.into_keys() {
        // one that is in the index and nowhere else is a fault of the index
        let apart: Option<bool> = apart.query_row([id], |r| r.get(0)).optional()?;
        wrong += u64::from(apart == Some(false));
    }
    Ok(wrong)
}

/// The rule that decides on each mention on which any does, and its incident.
fn should(conn: &Connection) -> rusqlite::Result<HashMap<i64, (i64, i64)>> {
    let mut should = HashMap::new();
    let mut arrived = conn.prepare("SELECT arrived FROM mention WHERE id = ?1")?;
    for rule in Rules::read(conn)?.0 {
        let ids: Vec<i64> = match &rule.what {
            What::Words(expression) => conn
                .prepare("SELECT rowid FROM mention_fts WHERE mention_fts MATCH ?1")?
                .query_map([expression], |r| r.get(0))?
                .collect::<Result<_, _>>()?,
            What::Group(group) => conn
                .prepare("SELECT id FROM mention_state WHERE cluster = ?1 UNION SELECT ?1")?
                .query_map([group], |r| r.get(0))?
                .collect::<Result<_, _>>()?,
        };
        for id in ids {
            let takes = rule.until == i64::MAX
                || arrived.query_row([id], |r| r.get::<_, i64>(0)).optional()?.is_some_and(|at| at <= rule.until);
            if takes {
                should.entry(id).or_insert((rule.seq, rule.incident));
            }
        }
    }
    Ok(should)
}

fn miscounted(conn: &Connection) -> rusqlite::Result<u64> {
    debug_assert!(classified(Tone::Negative) && !classified(Tone::Unknown));
    let minute = counts::minute_of("id");
    let minutes = format!(
        "SELECT incident, {minute} AS minute, count(*) AS n, sum(late = 0 AND tone = 0) AS negative,
           sum(late = 0 AND tone <> 3) AS classified FROM mention_state WHERE incident IS NOT NULL GROUP BY 1, 2"
    );
    let kept = "SELECT incident, minute, n, negative, classified FROM incident_minute";
    let all = "SELECT incident, count(*), sum(open) FROM mention_state WHERE incident IS NOT NULL GROUP BY 1";
    let kept_all = "SELECT incident, n, open FROM incident_count WHERE n <> 0 OR open <> 0";
    let differ = |a: &str, b: &str| {
        let sql = format!("SELECT (SELECT count(*) FROM ({a} EXCEPT {b})) + (SELECT count(*) FROM ({b} EXCEPT {a}))");
        conn.query_row(&sql, [], |r| r.get::<_, i64>(0)).map(|n| n.max(0) as u64)
    };
    Ok(differ(&minutes, kept)? + differ(all, kept_all)?)
}
