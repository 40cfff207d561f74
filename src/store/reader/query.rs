//! From a question for mentions to the SQL of its list. Owns which index carries which list.
//!
//! | scope | by priority | newest |
//! |---|---|---|
//! | unattended | who was harmed, then the score, then the longest waiting | newest |
//! | owed | oldest promise first | newest promise first |
//! | snoozed | the next to wake first | the same |
//! | mine, alike, all | newest | newest |
//! | any, with a search | newest | newest |
//!
//! A million rows are never ranked: every list but the unattended ones is short or follows time, which is the rowid.

use super::ReadError;
use super::list::{Listing, Place};
use crate::domain::belonging;
use crate::domain::ids::{IncidentId, MentionId};
use crate::domain::mention::Band;
use crate::rows::{MentionFilter, MentionQuery, Order, Scope};
use crate::store::clusters::stands_under;
use crate::store::columns::{tone_number, word};
use crate::store::counts::PLATFORM;
use crate::store::hints::{Hinted, past};
use crate::store::ident;
use crate::store::search::{self, Search};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

/// Up to so many unattended mentions a search looks hits up in a list of them; more are met soon enough by a join.
const LISTED: u64 = 20_000;

/// The SQL of a list, and a hint about its search.
pub fn listing(conn: &Connection, query: &MentionQuery) -> Result<(Listing, Option<&'static str>), ReadError> {
    let query = &understood(query);
    if let Some(listing) = pointed_at(conn, query)? {
        return Ok((listing, None));
    }
    let typed = &query.filter.search;
    let (expression, hint) = match search::of_account(typed).unwrap_or_else(|| search::read(typed)) {
        Search::Nothing => (None, None),
        Search::Match { expression, hint } => (Some(expression), hint),
        Search::Hint(hint) => (None, Some(hint)),
    };
    let mut listing = match expression {
        Some(expression) => found(conn, query, expression)?,
        None => sorted(conn, query)?,
    };
    if let Some(platform) = &query.filter.platform {
        let join = format!(" CROSS JOIN mention m ON m.id = {}", listing.id);
        listing.from.push_str(&join);
        listing.plain.iter_mut().for_each(|plain| plain.push_str(&join));
        listing.add("m.platform = ?", [Value::Text(platform.clone())]);
    }
    Ok((listing, hint))
}

/// The mentions whose link, or whose platform's own number for them, is what was typed; nothing where it is none.
fn pointed_at(conn: &Connection, query: &MentionQuery) -> Result<Option<Listing>, ReadError> {
    let Some(pointer) = search::pointer(&query.filter.search) else { return Ok(None) };
    let mut platforms = conn.prepare_cached("SELECT DISTINCT name FROM spread WHERE what = ?1 LIMIT 200")?;
    let platforms: Vec<String> = platforms.query_map([PLATFORM], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let named = ident::tail(pointer).into_iter().flat_map(|id| platforms.iter().map(|on| ident::of_platform(on, id)));
    let mut known = conn.prepare_cached("SELECT id FROM mention WHERE ident = ?1")?;
    let mut ids = Vec::new();
    for ident in named.chain([ident::of_link(pointer)]) {
        ids.extend(known.query_row([ident], |row| row.get(0).map(Value::Integer)).optional()?);
    }
    if ids.is_empty() {
        return Ok(None);
    }
    let mut listing = Listing {
        from: "mention_state s NOT INDEXED".to_owned(),
        plain: None,
        conditions: Vec::new(),
        args: Vec::new(),
        key: None,
        id: "s.id",
        descending: true,
        floor: None,
    };
    listing.add(&format!("s.id IN ({})", vec!["?"; ids.len()].join(", ")), ids);
    if let Some(members) = members(conn, &query.scope)? {
        listing.add(&format!("s.{}", members.condition), members.args);
    }
    decided(&query.filter, &mut listing);
    Ok(Some(listing))
}

/// A question whose search names an incident asks for that incident's mentions.
fn understood(query: &MentionQuery) -> MentionQuery {
    let (incident, search) = belonging::named(&query.filter.search);
    let mut query = query.clone();
    if let Some(incident) = incident {
        (query.filter.incident, query.filter.search) = (Some(incident), search);
    }
    query
}

/// A list in its own order.
fn sorted(conn: &Connection, query: &MentionQuery) -> Result<Listing, ReadError> {
    let (index, key, descending) = match (&query.scope, query.order) {
        (Scope::Unattended, Order::Priority) => ("INDEXED BY state_open_score", Some("s.rank"), false),
        (Scope::Unattended, Order::Newest) => ("INDEXED BY state_open_newest", None, true),
        (Scope::Owed, order) => ("INDEXED BY state_owed", Some("s.at"), order == Order::Newest),
        (Scope::Snoozed, _) => ("INDEXED BY state_snoozed", Some("s.snoozed_until"), false),
        (Scope::Mine(_), _) => ("INDEXED BY state_owner", None, true),
        (Scope::Alike(_) | Scope::Narrative(_), _) => ("", None, true),
        (Scope::All, _) if query.filter.incident.is_some_and(|of| of != IncidentId::NONE) => {
            ("INDEXED BY state_incident", None, true)
        }
        (Scope::All, _) => ("NOT INDEXED", None, true),
    };
    let mut listing = Listing {
        from: format!("mention_state s {index}"),
        plain: None,
        conditions: Vec::new(),
        args: Vec::new(),
        key,
        id: "s.id",
        descending,
        floor: None,
    };
    if let Some(members) = members(conn, &query.scope)? {
        listing.add(&format!("s.{}", members.condition), members.args);
    }
    if query.scope == Scope::Unattended && query.filter.is_empty() {
        // the list is of what there is to decide on, and copies are decided on with the one above them; a filter or a
        // search shows every one, since that one may not be among what they keep
        listing.conditions.push(format!("NOT {}", stands_under()));
    }
    decided(&query.filter, &mut listing);
    if index.starts_with("INDEXED") && narrows(&query.filter) {
        listing.plain = Some("mention_state s NOT INDEXED".to_owned());
    }
    Ok(listing)
}

/// The hits of a search, newest first. They come by time, many of them outside a small scope: there the scope's ids are
/// looked up in a list made once (the `+` keeps SQLite from asking the index for each id), which costs a third of a join,
/// and nothing is read that is older than the scope's oldest.
fn found(conn: &Connection, query: &MentionQuery, expression: String) -> Result<Listing, ReadError> {
    let mut listing = Listing {
        from: "mention_fts f".to_owned(),
        plain: None,
        conditions: Vec::new(),
        args: Vec::new(),
        key: None,
        id: "f.rowid",
        descending: true,
        floor: None,
    };
    listing.add("f.mention_fts MATCH ?", [Value::Text(expression)]);
    if let Some(Members { index, condition, args }) = members(conn, &query.scope)? {
        let scope = format!("FROM mention_state {index} WHERE {condition}");
        let mut oldest = conn.prepare_hinted(&format!("SELECT min(id) {scope}"))?;
        let oldest: Option<i64> = oldest.query_row(params_from_iter(&args), |row| row.get(0))?;
        listing.floor = Some(oldest.unwrap_or(i64::MAX));
        let bare = MentionQuery { scope: query.scope.clone(), ..MentionQuery::default() };
        if query.scope == Scope::Unattended && counted(conn, &bare)?.is_none_or(|n| n > LISTED) {
            listing.add(&format!("s.{condition}"), args);
        } else {
            listing.add(&format!("+f.rowid IN (SELECT id {scope})"), args);
        }
    }
    decided(&query.filter, &mut listing);
    if past(conn) {
        // the full-text index knows of what arrived later too
        listing.add("s.arrival > 0", []);
    }
    if listing.conditions.iter().any(|condition| condition.starts_with("s.")) {
        listing.from.push_str(" CROSS JOIN mention_state s ON s.id = f.rowid");
    }
    Ok(listing)
}

/// How the members of a scope are told.
struct Members {
    index: &'static str,
    condition: &'static str,
    args: Vec<Value>,
}

/// Every mention when `None`.
fn members(conn: &Connection, scope: &Scope) -> Result<Option<Members>, ReadError> {
    let (index, condition, args) = match scope {
        Scope::All => return Ok(None),
        Scope::Unattended => ("INDEXED BY state_open_newest", "open = 1", vec![]),
        Scope::Owed => ("INDEXED BY state_owed", "owes IS NOT NULL", vec![]),
        Scope::Snoozed => ("INDEXED BY state_snoozed", "snoozed_until IS NOT NULL", vec![]),
        Scope::Mine(who) => ("INDEXED BY state_owner", "owner = ?", vec![Value::Text(who.clone())]),
        Scope::Alike(id) => match cluster(conn, *id)? {
            Some(cluster) => ("INDEXED BY state_cluster", "cluster = ?", vec![Value::Integer(cluster)]),
            None => ("", "id = ?", vec![Value::Integer(id.0)]),
        },
        Scope::Narrative(id) => match narrative(conn, *id)? {
            Some(narrative) => ("INDEXED BY state_narrative", "narrative = ?", vec![Value::Integer(narrative)]),
            // who claims another thing in nearly the same words is of a narrative of their own
            None => match cluster(conn, *id)? {
                Some(cluster) => {
                    ("INDEXED BY state_cluster", "cluster = ? AND narrative IS NULL", vec![Value::Integer(cluster)])
                }
                None => return members(conn, &Scope::Alike(*id)),
            },
        },
    };
    Ok(Some(Members { index, condition, args }))
}

/// Leaves something out beside what the search does.
fn narrows(filter: &MentionFilter) -> bool {
    !MentionFilter { search: String::new(), ..filter.clone() }.is_empty()
}

impl Listing {
    fn add(&mut self, condition: &str, args: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.to_owned());
        self.args.extend(args);
    }
}

fn decided(filter: &MentionFilter, listing: &mut Listing) {
    match filter.incident {
        None => {}
        Some(IncidentId::NONE) => listing.add("s.incident IS NULL", []),
        Some(IncidentId(id)) => listing.add("s.incident = ?", [Value::Integer(id)]),
    }
    if let Some(language) = &filter.language {
        listing.add("s.language = ?", [Value::Text(language.clone())]);
    }
    if let Some(band) = filter.band {
        let (low, high) = match band {
            Band::P1 => (70, 100),
            Band::P2 => (50, 69),
            Band::P3 => (30, 49),
            Band::P4 => (0, 29),
        };
        listing.add("s.score BETWEEN ? AND ?", [Value::Integer(low), Value::Integer(high)]);
    }
    if let Some(tone) = filter.tone {
        listing.add("s.tone = ?", [Value::Integer(tone_number(tone))]);
    }
    if let Some(disposition) = filter.disposition {
        listing.add("s.disposition = ?", [Value::Text(word(&disposition))]);
    }
}

/// The first of those that say exactly the same, which names them all.
pub fn cluster(conn: &Connection, id: MentionId) -> Result<Option<i64>, ReadError> {
    let mut statement = conn.prepare_cached("SELECT cluster FROM mention_state WHERE id = ?")?;
    Ok(statement.query_row([id.0], |row| row.get::<_, Option<i64>>(0)).optional()?.flatten())
}

/// The first of those that make the same claim, which names them all.
pub fn narrative(conn: &Connection, id: MentionId) -> Result<Option<i64>, ReadError> {
    let mut statement = conn.prepare_cached("SELECT narrative FROM mention_state WHERE id = ?")?;
    Ok(statement.query_row([id.0], |row| row.get::<_, Option<i64>>(0)).optional()?.flatten())
}

/// The kept counter of a list without filter; the others would take a scan.
pub fn counted(conn: &Connection, query: &MentionQuery) -> Result<Option<u64>, ReadError> {
    let key = match query.scope {
        _ if !query.filter.is_empty() => return Ok(None),
        Scope::Unattended => "unattended",
        Scope::Owed => "owed",
        Scope::Snoozed => "snoozed",
        Scope::All => "mentions",
        Scope::Mine(_) | Scope::Alike(_) | Scope::Narrative(_) => return Ok(None),
    };
    let mut statement = conn.prepare_cached("SELECT n FROM counter WHERE key = ?")?;
    let n: Option<i64> = statement.query_row([key], |row| row.get(0)).optional()?;
    Ok(n.and_then(|n| u64::try_from(n).ok()))
}

/// Where a mention stands in a list, or stood before it left; `None` when the room cannot tell.
pub fn place(conn: &Connection, listing: &Listing, id: MentionId) -> Result<Option<Place>, ReadError> {
    let Some(key) = listing.key else { return Ok(Some(Place { key: 0, id: id.0 })) };
    let mut statement = conn.prepare_cached(&format!("SELECT {key} FROM mention_state s WHERE s.id = ?"))?;
    let key: Option<Option<i64>> = statement.query_row([id.0], |row| row.get(0)).optional()?;
    Ok(key.flatten().map(|key| Place { key, id: id.0 }))
}
