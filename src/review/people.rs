//! Who of us the log and the plan name, each with the role that stands for them where a page speaks of roles. Owns which
//! role that is; must not know how a page is written. Who wrote a mention, was harmed, or checked a fact outside is not one
//! of us.

use super::{Act, Entry};
use crate::domain::event::Event;
use crate::domain::ids::IncidentId;
use crate::domain::role::Role;
use crate::domain::text::{Clean, fold};
use crate::plan::Plan;
use std::collections::HashMap;

/// From where a role is known, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    /// Not at all: somebody is named.
    Named,
    /// The plan has them in it, or they had it in another incident.
    Elsewhere,
    /// They had it in this one.
    Here,
    /// They declared it.
    Declared,
}

/// Everybody of us, with the code of the role that they declared last; else of one that they had in this incident, else in
/// another or in the plan; empty where none is known.
pub fn people(of: IncidentId, log: &[Entry], untold: &[Act], plan: &Plan) -> Vec<(Clean, Clean)> {
    let mut people = People::default();
    for post in &plan.roles {
        let named = post.backups.iter().rev().chain([&post.holder]);
        named.for_each(|name| people.take(name, post.role.as_str(), Known::Elsewhere));
    }
    plan.people.iter().for_each(|person| people.take(&person.name, "", Known::Named));
    let mut untold = untold.iter().peekable();
    let declared = |people: &mut People, act: &Act| people.take(&act.who, act.role.as_str(), Known::Declared);
    for entry in log {
        while let Some(act) = untold.next_if(|act| act.seq < entry.seq) {
            declared(&mut people, act);
        }
        people.take(&entry.who, entry.role.as_str(), Known::Declared);
        if let Event::SelfDeclared { name, role } = &entry.event {
            people.take(name, role.as_str(), Known::Declared);
        }
        let here = entry.event.incident().or(entry.incident).is_none_or(|incident| incident == of);
        let known = if here { Known::Here } else { Known::Elsewhere };
        named(&entry.event, &mut |name, role| people.take(name, role, known));
    }
    untold.for_each(|act| declared(&mut people, act));
    // what the plan calls a role names nobody: such a word stays
    let roles = plan.roles.iter().flat_map(|post| [post.role.as_str(), post.title.en.as_str(), post.title.es.as_str()]);
    let roles: std::collections::HashSet<String> = roles.map(fold).collect();
    let all = people.0.into_iter().filter(|(name, _)| !roles.contains(name));
    let mut all: Vec<(Clean, Clean)> = all.map(|(_, (name, role, _))| (name, role)).collect();
    all.sort();
    all
}

/// By folded name.
#[derive(Default)]
struct People(HashMap<String, (Clean, Clean, Known)>);

impl People {
    fn take(&mut self, name: &Clean, role: &str, known: Known) {
        if name.is_empty() {
            return;
        }
        let known = if role.is_empty() { Known::Named } else { known };
        let (_, kept, best) =
            self.0.entry(fold(name.as_str())).or_insert_with(|| (name.clone(), Clean::default(), Known::Named));
        if known >= *best && known > Known::Named {
            (*kept, *best) = (Clean::line(role), known);
        }
    }
}

/// Tells everybody of us whom an event names besides whoever did it, with the role for which it names them.
fn named(event: &Event, tell: &mut dyn FnMut(&Clean, &str)) {
    let lead = Role::lead();
    match event {
        Event::IncidentDeclared { lead: to, .. } => to.iter().for_each(|name| tell(name, lead.as_str())),
        Event::LeadChanged { from, to, .. } => from.iter().chain(to).for_each(|name| tell(name, lead.as_str())),
        Event::RoleAssigned { role, from, to, .. } => {
            from.iter().chain([to]).for_each(|name| tell(name, role.as_str()))
        }
        Event::StandInBegan { role, from, to, .. } => [from, to].into_iter().for_each(|name| tell(name, role.as_str())),
        Event::RoleReleased { role, name, .. } => tell(name, role.as_str()),
        Event::HandoverOffered { card, .. } => {
            [&card.from, &card.to].into_iter().for_each(|name| tell(name, card.role.as_str()));
        }
        Event::ApprovalEscalated { role, to, .. } => to.iter().for_each(|name| tell(name, role)),
        Event::ResponseApproved { by, recorded_by, roles, .. } => {
            tell(by, roles.first().map_or("", String::as_str));
            recorded_by.iter().for_each(|name| tell(name, ""));
        }
        Event::ResponseRetracted { words, .. } => words.iter().for_each(|name| tell(name, "")),
        Event::ApprovalCarried { given, .. } => {
            given.iter().for_each(|a| tell(&a.by, a.roles.first().map_or("", String::as_str)));
        }
        Event::ItemAdded { owner, .. } | Event::ItemChanged { owner, .. } | Event::MentionsClaimed { owner, .. } => {
            owner.iter().for_each(|name| tell(name, ""));
        }
        Event::ThemeHanded { owner, .. } => tell(owner, ""),
        Event::TaskChanged { to, .. } => to.owner.iter().chain(&to.by).for_each(|name| tell(name, "")),
        Event::MatterObjected { objection, .. } => tell(&objection.by, ""),
        Event::MatterDecided { ruling, .. } => {
            [&ruling.by].into_iter().chain(&ruling.recorded_by).for_each(|name| tell(name, ""));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{DecisionId, EventSeq, ItemId};
    use crate::domain::incident::{IncidentType, Severity};
    use crate::domain::item::List;
    use crate::domain::time::Stamp;

    fn log(events: Vec<(&str, &str, Event)>) -> Vec<Entry> {
        let entry = |(n, (who, role, event)): (usize, (&str, &str, Event))| {
            let (seq, who, role) = (EventSeq(n as i64 + 1), who.into(), role.into());
            Entry { seq, decision: DecisionId(seq.0), incident: None, at: Stamp(seq.0), who, role, event }
        };
        events.into_iter().enumerate().map(entry).collect()
    }

    fn led(incident: i64, lead: &str) -> Event {
        Event::IncidentDeclared {
            incident: IncidentId(incident),
            title: "t".into(),
            severity: Severity::Sev2,
            incident_type: IncidentType::Unknown,
            lead: Some(lead.into()),
            since: Stamp(0),
        }
    }

    fn owned(owner: &str) -> Event {
        let (item, incident) = (ItemId(1), IncidentId(1));
        Event::ItemAdded {
            item,
            incident,
            list: List::Action,
            text: "call".into(),
            owner: Some(owner.into()),
            due: None,
        }
    }

    fn role(code: &str) -> Role {
        Role::parse(code).unwrap()
    }

    #[test]
    fn everybody_whom_the_room_names_is_known_by_the_best_role_that_it_knows_of() {
        let mut plan = Plan::builtin();
        let post = plan.roles.iter_mut().find(|post| post.role.as_str() == "legal").unwrap();
        (post.holder, post.backups) = ("Iker".into(), vec!["Noa Paz".into()]);
        let gave = |incident, code, to: &str| Event::RoleAssigned {
            incident: IncidentId(incident),
            role: role(code),
            from: None,
            to: to.into(),
        };
        let log = log(vec![
            ("Ana", "social_lead", led(2, "Leo")),
            ("Ana", "", owned("Eva")),
            ("", "", gave(1, "legal", "Bea Soto")),
            ("", "", gave(2, "comms_lead", "BEA SOTO")),
            ("Iker", "", owned("Legal")),
            ("", "", gave(1, "comms_lead", "Ana")),
            ("", "", owned("social_lead")),
        ]);
        let known = people(IncidentId(1), &log, &[], &plan);
        let known: Vec<(&str, &str)> = known.iter().map(|(name, role)| (name.as_str(), role.as_str())).collect();
        let expected = [
            ("Ana", "social_lead"),
            ("Bea Soto", "legal"),
            ("Eva", ""),
            ("Iker", "legal"),
            ("Leo", "incident_lead"),
            ("Noa Paz", "legal"),
        ];
        assert_eq!(known, expected, "declared before held, here before elsewhere; a role's own name is nobody's");
    }
}
