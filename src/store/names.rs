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

/// A command with the name in it as the room spells it.
pub fn command<'c>(conn: &Connection, command: &'c Command) -> rusqlite::Result<Cow<'c, Command>> {
    let mut own = command.clone();
    let Some(name) = name_in(&mut own) else { return Ok(Cow::Borrowed(command)) };
    spelled(conn, &Clean::line(name))?.as_str().clone_into(name);
    Ok(Cow::Owned(own))
}

/// The name of a person that a command carries.
fn name_in(command: &mut Command) -> Option<&mut String> {
    match command {
        Command::DeclareSelf { name, .. } => Some(name),
        Command::ChangeLead { to, .. } => Some(to),
        Command::Claim { owner, .. } | Command::ClaimTask { owner, .. } => owner.as_mut(),
        Command::ApproveResponse { aloud, .. } => aloud.as_mut(),
        Command::DeclareIncident(said) => said.lead.as_mut(),
        Command::ActivateIncident(said) => said.lead.as_mut(),
        Command::AddItem(said) => said.owner.as_mut(),
        Command::PlanAction(said) => Some(&mut said.owner),
        Command::ChangeItem(said) => said.owner.as_mut(),
        Command::ObjectToMatter(said) => said.by.as_mut(),
        Command::DecideMatter(said) => said.by.as_mut(),
        Command::AssignRole(said) => said.to.as_mut(),
        Command::StandInFor(said) => said.who.as_mut(),
        Command::ReleaseRole(said) => said.who.as_mut(),
        Command::OfferHandover(said) => Some(&mut said.to),
        _ => None,
    }
}
