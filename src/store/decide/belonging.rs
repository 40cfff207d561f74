//! Decisions about which mentions belong to an incident: what each must know is gathered here. The rules are the domain's.

use super::super::error::Denied;
use super::super::load;
use super::super::log::Log;
use super::super::search;
use super::{Skipped, bulk};
use crate::domain::belonging::{self, Now, PlaceMentions, Rule};
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, IncidentId};
use crate::domain::incident::Status;
use crate::domain::room::Refusal;
use crate::domain::signal::Signal;
use crate::domain::text::Clean;

/// A rule is set or goes.
pub fn rule(log: &mut Log<'_>, command: &Command) -> Result<(), Denied> {
    let (incident, rule) = match command {
        Command::AddBelonging(said) => {
            can_match(log, &said.rule)?;
            (load::incident(log.conn, said.incident)?, None)
        }
        Command::RemoveBelonging(said) => (None, load::belonging(log.conn, said.rule)?),
        _ => (None, None),
    };
    let all = load::belongings(log.conn)?;
    let has: Vec<_> = all.iter().filter(|b| Some(b.incident) == incident.as_ref().map(|i| i.id)).cloned().collect();
    let now = Now { incident: incident.as_ref(), has: &has, all: all.len(), rule: rule.as_ref() };
    super::record(log, belonging::decide(&now, command)?)
}

/// A rule by a mention that is not there, or by words that find nothing by themselves, would say nothing.
fn can_match(log: &Log<'_>, rule: &Rule) -> Result<(), Denied> {
    match rule {
        Rule::Cluster(id) if load::attention(log.conn, *id)?.is_none() => Err(Refusal::new("refuse-no-mention").into()),
        Rule::Query(words) => match search::whole(words.as_str()) {
            Ok(_) => Ok(()),
            Err(hint) => Err(Refusal::new(hint).into()),
        },
        Rule::Cluster(_) => Ok(()),
    }
}

/// Mentions are put into an incident by hand, or out of any.
pub fn place(log: &mut Log<'_>, said: &PlaceMentions, command: &Command) -> Result<Skipped, Denied> {
    if let Some(id) = said.incident {
        match load::incident(log.conn, id)? {
            None => return Err(Refusal::new("refuse-no-incident").into()),
            Some(i) if matches!(i.status, Status::Closed | Status::Merged) => {
                return Err(Refusal::new("refuse-belonging-over").into());
            }
            Some(_) => {}
        }
    }
    bulk(log, &said.mentions, command)
}

/// What an incident that is being made is about: as was said, else what the signal points at that led to it.
pub fn about(log: &Log<'_>, command: &Command) -> Result<Option<Rule>, Denied> {
    let rule = match command {
        Command::DeclareIncident(said) => said.about.clone(),
        Command::DetectIncident(said) => match (&said.about, said.signal) {
            (None, Some(signal)) => pointed_at(log, signal)?,
            (about, _) => about.clone(),
        },
        _ => None,
    };
    if let Some(rule) = &rule {
        can_match(log, rule)?;
    }
    Ok(rule)
}

fn pointed_at(log: &Log<'_>, seq: EventSeq) -> Result<Option<Rule>, Denied> {
    let signal: Option<Signal> = load::signal(log.conn, seq)?;
    let mention = signal.and_then(|s| s.mention());
    Ok(match mention {
        Some(id) if load::attention(log.conn, id)?.is_some() => Some(Rule::Cluster(id)),
        _ => None,
    })
}

/// The new incident's first rule.
pub fn begin(log: &mut Log<'_>, id: IncidentId, rule: &Rule) -> Result<(), Denied> {
    let Some(incident) = load::incident(log.conn, id)? else { return Ok(()) };
    let now = Now { all: load::belongings(log.conn)?.len(), ..Now::default() };
    let event: Event = belonging::added(&incident, &now, rule, Clean::default())?;
    Ok(log.record(event)?)
}
