//! Decisions about roles and handovers: whom the plan names, who leads and what is promised is gathered here; the rules are
//! the domain's.

use super::super::error::Denied;
use super::super::load;
use super::super::log::Log;
use super::super::policy::Policy;
use super::record;
use crate::domain::command::Command;
use crate::domain::duty::{self, Duty, Voice};
use crate::domain::handover;
use crate::domain::ids::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::role::Role;
use crate::domain::room::Refusal;
use crate::domain::text::Clean;

/// What is known of a role before anything is decided about it.
struct Known {
    incident: Incident,
    duty: Duty,
    planned: Option<Clean>,
    leads: bool,
    no_such_role: Option<Refusal>,
}

impl Known {
    fn of(log: &Log<'_>, policy: &dyn Policy, id: IncidentId, role: &Role) -> rusqlite::Result<Option<Known>> {
        let Some(incident) = load::incident(log.conn, id)? else { return Ok(None) };
        let leads = leads(log, Some(&incident));
        let (planned, no_such_role) = (policy.holder(role.as_str()), policy.no_such_role(role));
        Ok(Some(Known { duty: load::duty(log.conn, id, role)?, incident, planned, leads, no_such_role }))
    }

    fn around(&self) -> duty::Around<'_> {
        duty::Around {
            incident: &self.incident,
            duty: &self.duty,
            planned: self.planned.as_ref(),
            leads: self.leads,
            no_such_role: self.no_such_role.as_ref(),
        }
    }
}

/// A role is given or taken, or a handover is offered or answered; anything else is refused.
pub fn decide(log: &mut Log<'_>, command: &Command, policy: &dyn Policy) -> Result<(), Denied> {
    match command {
        Command::AssignRole(_) | Command::StandInFor(_) | Command::ReleaseRole(_) => role(log, command, policy),
        Command::OfferHandover(_)
        | Command::AcceptHandover(_)
        | Command::RefuseHandover(_)
        | Command::WithdrawHandover(_) => handover(log, command, policy),
        _ => Err(Refusal::new("refuse-not-here").into()),
    }
}

/// A role is given, taken, let go of, or stood in for.
fn role(log: &mut Log<'_>, command: &Command, policy: &dyn Policy) -> Result<(), Denied> {
    let known = match command {
        Command::AssignRole(said) => Known::of(log, policy, said.incident, &said.role)?,
        Command::StandInFor(said) => Known::of(log, policy, said.incident, &said.role)?,
        Command::ReleaseRole(said) => Known::of(log, policy, said.incident, &said.role)?,
        _ => None,
    };
    let around = known.as_ref().map(Known::around);
    let events = duty::decide(around.as_ref(), command, &log.ctx()?)?;
    record(log, events)
}

/// A handover is offered, or answered.
fn handover(log: &mut Log<'_>, command: &Command, policy: &dyn Policy) -> Result<(), Denied> {
    let now = match command {
        Command::AcceptHandover(said) => load::handover(log.conn, said.handover)?,
        Command::RefuseHandover(said) => load::handover(log.conn, said.handover)?,
        Command::WithdrawHandover(said) => load::handover(log.conn, said.handover)?,
        _ => None,
    };
    let about = match (command, &now) {
        (Command::OfferHandover(said), _) => Some((said.incident, said.role.clone())),
        (_, Some(now)) => Some((now.card.incident, now.card.role.clone())),
        _ => None,
    };
    let known = about.as_ref().map(|(id, role)| Known::of(log, policy, *id, role)).transpose()?.flatten();
    let events = match (&known, &about) {
        (Some(known), Some((id, role))) => {
            let offering = matches!(command, Command::OfferHandover(_));
            let room = if offering { load::situation(log.conn, *id, role)? } else { None };
            let promises = load::open_promises(log.conn, *id)?;
            let offered = load::offered(log.conn, *id, role)?;
            let around = handover::Around { role: known.around(), room: room.as_ref(), promises: &promises, offered };
            handover::decide(now.as_ref(), Some(&around), command, &log.ctx()?)?
        }
        _ => handover::decide(now.as_ref(), None, command, &log.ctx()?)?,
    };
    record(log, events)
}

/// Whether whoever acts leads an incident, or stands in for who does.
pub fn leads(log: &Log<'_>, of: Option<&Incident>) -> bool {
    let lead = of.and_then(|i| load::duty(log.conn, i.id, &Role::lead()).ok());
    lead.is_some_and(|duty| duty.is(&log.who.name, log.now))
}

/// What a person may say for others in an incident; of what belongs to no incident the roles of the gravest one tell.
fn with_voice<T>(
    log: &Log<'_>,
    policy: &dyn Policy,
    of: Option<&Incident>,
    name: &Clean,
    ask: impl FnOnce(&Voice<'_>) -> T,
) -> T {
    // who says no role with what they do has the one that they declared last
    let now = Some(&log.who.role).filter(|role| name.same_name(&log.who.name) && !role.is_empty());
    let declared = || now.cloned().or_else(|| load::role_of(log.conn, name).ok().flatten());
    let duties = load::duties_of(log.conn, of).unwrap_or_default();
    let (planned, now) = (|role: &str| policy.holding(role, name), log.now);
    ask(&Voice { name, now, duties: &duties, planned: &planned, declared: &declared })
}

/// Whether whoever acts takes texts out in an incident: they have a role that does, or nobody has one.
pub fn publishes(log: &Log<'_>, policy: &dyn Policy, of: Option<&Incident>) -> bool {
    with_voice(log, policy, of, &log.who.name, |voice| voice.publishes())
}

/// Whether a person may speak for a role in an incident, or nobody has it.
pub fn speaks(log: &Log<'_>, policy: &dyn Policy, of: Option<&Incident>, role: &str, name: &Clean) -> bool {
    word(log, policy, of, role, name).unwrap_or(true)
}

/// The same, but nothing where nobody has the role, so that nobody gives its word.
pub fn word(log: &Log<'_>, policy: &dyn Policy, of: Option<&Incident>, role: &str, name: &Clean) -> Option<bool> {
    with_voice(log, policy, of, name, |voice| voice.word(role))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duty::PUBLISHERS;
    use crate::domain::room::Lang;
    use crate::words::Words;

    #[test]
    fn who_publishes_is_one_list_wherever_it_is_told() {
        let readmes = [include_str!("../../../README.md"), include_str!("../../../assets/README.es.md")];
        for (lang, readme) in [Lang::En, Lang::Es].into_iter().zip(readmes) {
            let words = Words::new(lang);
            let refused = words.refusal(&Refusal::new("refuse-publish-say").with("title", "T"));
            let readme = readme.split_whitespace().collect::<Vec<_>>().join(" ");
            let told = readme
                .split("SEV1")
                .find(|part| part.contains("SEV2 a text is taken out") || part.contains("SEV2 saca"));
            for role in PUBLISHERS {
                let name = words.t(&format!("who-{}", role.replace('_', "-"))).to_lowercase();
                let name = name.split(" (").next().expect("a name");
                assert!(refused.to_lowercase().contains(name), "{name}: {refused}");
                assert!(told.is_some_and(|told| told.contains(name)), "{name}: {told:?}");
            }
        }
    }
}
