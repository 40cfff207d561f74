//! One person, one spelling: whoever acts or is named under another spelling of a name that the room knows is taken for
//! that person. Knows the people who declared themselves; must not know what they may do.

use crate::domain::command::Command;
use crate::domain::room::Actor;
use crate::domain::text::Clean;
use rusqlite::Connection;
use std::borrow::Cow;

/// The spelling under which the room knows this name; the name itself when it knows none.
pub fn spelled(conn: &Connection, name: &Clean) -> rusqlite::Result<Clean> {
    let mut known = conn.prepare_cached("SELECT name FROM person ORDER BY name")?;
    let known = known.query_map([], |r| super::columns::clean(r, 0))?.collect::<Result<Vec<_>, _>>()?;
    let same = known.iter().find(|k| *k == name).or_else(|| known.iter().find(|k| k.same_name(name)));
    Ok(same.unwrap_or(name).clone())
}

/// The same of whoever acts.
pub fn actor(conn: &Connection, who: &Actor) -> rusqlite::Result<Actor> {
    Ok(Actor { name: spelled(conn, &who.name)?, ..who.clone() })
}

/// A command with the names in it as the room spells them.
pub fn command<'c>(conn: &Connection, command: &'c Command) -> rusqlite::Result<Cow<'c, Command>> {
    let mut own = Cow::Borrowed(command);
    let named = |c: &Command| match c {
        Command::DeclareSelf { name, .. } => Some(name.clone()),
        Command::Claim { owner, .. } | Command::ClaimTask { owner, .. } => owner.clone(),
        Command::DeclareIncident { lead, .. } => lead.clone(),
        Command::ChangeLead { to, .. } => Some(to.clone()),
        Command::ApproveResponse { aloud, .. } => aloud.clone(),
        _ => None,
    };
    let Some(name) = named(command) else { return Ok(own) };
    let as_known = spelled(conn, &Clean::line(&name))?.as_str().to_owned();
    if as_known != name {
        match own.to_mut() {
            Command::DeclareSelf { name, .. } => *name = as_known,
            Command::Claim { owner, .. } | Command::ClaimTask { owner, .. } => *owner = Some(as_known),
            Command::DeclareIncident { lead, .. } => *lead = Some(as_known),
            Command::ChangeLead { to, .. } => *to = as_known,
            Command::ApproveResponse { aloud, .. } => *aloud = Some(as_known),
            _ => {}
        }
    }
    Ok(own)
}
