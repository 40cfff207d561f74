//! Who does what in an incident: roles that the room gives to people instead of those whom the plan names, and who stands in
//! until when. Owns who may give and take them; whom the plan names is the plan's to say.
//!
//! Who leads is said once, by [`Incident::lead`]: the holder of the role `incident_lead` derives from it, and giving that
//! role is the event that changes the lead.

use super::command::{Command, Ctx};
use super::event::Event;
use super::ids::IncidentId;
use super::incident::{Incident, Status};
use super::role::{Role, speaks_for};
use super::room::Refusal;
use super::text::Clean;
use super::time::{HOUR, Stamp};
use serde::{Deserialize, Serialize};

/// How long somebody may stand in at most: who stays longer has the role.
pub const MAX_STAND_IN: i64 = 24 * HOUR;
/// Longest name, in characters.
const MAX_NAME: usize = 80;

/// Who has a role in the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Their declared name.
    pub name: Clean,
    /// Since when.
    pub since: Stamp,
}

/// Who stands in for whoever holds a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandIn {
    /// Their declared name.
    pub name: Clean,
    /// Since when.
    pub since: Stamp,
    /// Until when; afterwards the role is its holder's alone again.
    pub until: Stamp,
}

/// Somebody who said who they are in this room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Their declared name.
    pub name: Clean,
    /// The code of the role that they declared; empty for none.
    pub role: Clean,
    /// When they last did something here.
    pub seen: Stamp,
}

/// One role in one incident, as the events have made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Of which incident.
    pub incident: IncidentId,
    /// Which role.
    pub role: Role,
    /// Who has it in the room; whoever the plan names while it is `None`.
    pub holder: Option<Held>,
    /// Who stands in, or last did.
    pub stand_in: Option<StandIn>,
}

impl Duty {
    /// A role that the room has given to nobody.
    pub fn new(incident: IncidentId, role: Role) -> Duty {
        Duty { incident, role, holder: None, stand_in: None }
    }

    /// Who stands in at a moment.
    pub fn standing(&self, at: Stamp) -> Option<&StandIn> {
        self.stand_in.as_ref().filter(|s| at < s.until)
    }

    /// What ends when the role passes to somebody: another stood in.
    pub fn relieves(&self, to: &Clean, at: Stamp) -> Option<Event> {
        let stands = self.standing(at).filter(|stands| !stands.name.same_name(to))?;
        let (incident, role, name) = (self.incident, self.role.clone(), stands.name.clone());
        Some(Event::RoleReleased { incident, role, name, standing: true })
    }

    /// Whether a person has the role or stands in at a moment, as far as the room knows.
    pub fn is(&self, name: &Clean, at: Stamp) -> bool {
        self.holder.as_ref().is_some_and(|h| h.name.same_name(name))
            || self.standing(at).is_some_and(|s| s.name.same_name(name))
    }

    /// Applies one event about this role, logged at `at`. Whoever gets a role ends what somebody stood in for.
    pub fn apply(&mut self, event: &Event, at: Stamp) {
        let held = |name: &Clean| Some(Held { name: name.clone(), since: at });
        match event {
            Event::RoleAssigned { to, .. } => (self.holder, self.stand_in) = (held(to), None),
            Event::LeadChanged { to, .. } | Event::IncidentDeclared { lead: to, .. } => {
                (self.holder, self.stand_in) = (to.as_ref().and_then(held), None);
            }
            Event::StandInBegan { to, until, .. } => {
                self.stand_in = Some(StandIn { name: to.clone(), since: at, until: *until });
            }
            Event::RoleReleased { standing: true, .. } => self.stand_in = None,
            Event::RoleReleased { .. } => (self.holder, self.stand_in) = (None, None),
            _ => {}
        }
    }
}

/// Whose a role is by the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// This person's, as holder or backup.
    Theirs,
    /// The plan names nobody: whoever is there speaks for it.
    Nobodys,
    /// Somebody else's.
    Others,
}

/// Who takes a text to where it is read, or says that it is there (practice.md 6.2), and those who answer for them.
pub const PUBLISHERS: [&str; 8] =
    ["social_lead", "responder", "comms_lead", "incident_lead", "deputy", "media", "internal", "scribe"];

/// What a person may say for others in an incident.
pub struct Voice<'a> {
    /// Who.
    pub name: &'a Clean,
    /// The room's time.
    pub now: Stamp,
    /// The roles of the incident that the room gave to people.
    pub duties: &'a [Duty],
    /// Whose a role is by the plan.
    pub planned: &'a dyn Fn(&str) -> Holding,
    /// The role that they declared.
    pub declared: &'a dyn Fn() -> Option<Clean>,
}

impl Voice<'_> {
    /// Whether they may speak for a role: it is theirs, by the room before the plan; or a role that they have, or declared
    /// where the plan names nobody for that one, carries it. Nothing where nobody has it.
    pub fn word(&self, role: &str) -> Option<bool> {
        let (name, now, planned) = (self.name, self.now, self.planned);
        let of_role = |code: &str| self.duties.iter().find(|d| d.role.as_str() == code);
        let holding = match of_role(role) {
            Some(duty) if duty.is(name, now) => Holding::Theirs,
            Some(duty) if duty.holder.is_some() => Holding::Others,
            _ => planned(role),
        };
        // a role that one only declares is nobody's word where the room or the plan gives it to another
        let taken = |own: &Clean| {
            let given = of_role(own.as_str()).is_some_and(|d| d.holder.is_some() && !d.is(name, now));
            given || planned(own.as_str()) == Holding::Others
        };
        let carried = || {
            (self.declared)().is_some_and(|own| !taken(&own) && speaks_for(own.as_str(), role))
                || self.duties.iter().any(|d| d.is(name, now) && speaks_for(d.role.as_str(), role))
        };
        match holding {
            Holding::Theirs => Some(true),
            Holding::Others => Some(carried()),
            Holding::Nobodys => carried().then_some(true),
        }
    }

    /// Whether they take texts out: they have a role that does, or nobody has one.
    pub fn publishes(&self) -> bool {
        let words = PUBLISHERS.map(|role| self.word(role));
        words.contains(&Some(true)) || words.iter().all(Option::is_none)
    }
}

/// The role that an event gives to somebody, or takes from them, with its incident.
pub fn about(event: &Event) -> Option<(IncidentId, Role)> {
    match event {
        Event::RoleAssigned { incident, role, .. }
        | Event::StandInBegan { incident, role, .. }
        | Event::RoleReleased { incident, role, .. } => Some((*incident, role.clone())),
        Event::LeadChanged { incident, .. } | Event::IncidentDeclared { incident, lead: Some(_), .. } => {
            Some((*incident, Role::lead()))
        }
        _ => None,
    }
}

/// Give a role to somebody, or take one that nobody has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AssignRole {
    /// Of which incident.
    pub incident: IncidentId,
    /// Which role.
    pub role: Role,
    /// To whom; to whoever says it when absent.
    #[serde(default)]
    pub to: Option<String>,
}

/// Do for a while what somebody else holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct StandInFor {
    /// Of which incident.
    pub incident: IncidentId,
    /// Which role.
    pub role: Role,
    /// Who stands in; whoever says it when absent.
    #[serde(default)]
    pub who: Option<String>,
    /// Until when: 24 hours from now at most.
    pub until: Stamp,
}

/// Let go of a role, or stand in no longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReleaseRole {
    /// Of which incident.
    pub incident: IncidentId,
    /// Which role.
    pub role: Role,
    /// Who lets go; whoever says it when absent.
    #[serde(default)]
    pub who: Option<String>,
}

/// What a decision about a role must know.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The incident.
    pub incident: &'a Incident,
    /// The role as the room has it.
    pub duty: &'a Duty,
    /// Whom the plan names for it.
    pub planned: Option<&'a Clean>,
    /// Whoever acts leads the incident, or stands in for who does.
    pub leads: bool,
    /// Why there is no such role, where there is none.
    pub no_such_role: Option<&'a Refusal>,
}

impl Around<'_> {
    /// Whose the role is: the room's word before the plan's. Of the lead the room alone tells: an incident that nobody leads
    /// is led by whoever takes it, whatever the plan says.
    pub fn holder(&self) -> Option<&Clean> {
        let planned = self.planned.filter(|_| self.duty.role != Role::lead());
        self.duty.holder.as_ref().map(|h| &h.name).or(planned)
    }
}

/// Whether nobody has a role in an incident any more.
pub fn over(incident: &Incident) -> bool {
    matches!(incident.status, Status::Merged | Status::Closed)
}

/// Decides a command about a role. Anybody may take what nobody has, and stand in for a while; what somebody has, only who
/// leads gives to another without a handover.
pub fn decide(around: Option<&Around>, command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let Some(around) = around else { return Err(Refusal::new("refuse-no-incident")) };
    if over(around.incident) {
        return Err(Refusal::new("refuse-roles-over"));
    }
    // one that the room gave to somebody before can still be passed on
    if let (Some(refusal), None, Command::AssignRole(_) | Command::StandInFor(_)) =
        (around.no_such_role, &around.duty.holder, command)
    {
        return Err(refusal.clone());
    }
    match command {
        Command::AssignRole(said) => assign(around, said, ctx),
        Command::StandInFor(said) => stand_in(around, said, ctx),
        Command::ReleaseRole(said) => release(around, said, ctx),
        _ => Err(Refusal::new("refuse-not-here")),
    }
}

/// A name that was said, or that of whoever acts.
pub(super) fn named(said: Option<&str>, ctx: &Ctx) -> Result<Clean, Refusal> {
    let name = said.map_or_else(|| ctx.who.name.clone(), Clean::line);
    if name.is_empty() {
        return Err(Refusal::new("refuse-empty-name"));
    }
    name_fits(&name).map(|()| name)
}

/// The name of who is to have something; nothing where nobody is named.
pub(super) fn owner(said: Option<&str>) -> Result<Option<Clean>, Refusal> {
    let owner = said.map(Clean::line).filter(|owner| !owner.is_empty());
    owner.map(|owner| name_fits(&owner).map(|()| owner)).transpose()
}

/// A name that is no longer than names are.
fn name_fits(name: &Clean) -> Result<(), Refusal> {
    match name.as_str().chars().count() {
        n if n > MAX_NAME => Err(Refusal::new("refuse-name-long").with("max", MAX_NAME)),
        _ => Ok(()),
    }
}

fn assign(around: &Around, said: &AssignRole, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let to = named(said.to.as_deref(), ctx)?;
    let held = around.holder();
    match held {
        Some(held) if held.same_name(&to) => Err(Refusal::new("refuse-same-holder").with("name", &to)),
        Some(held) if !around.leads => Err(Refusal::new("refuse-role-held").with("name", held)),
        _ => {
            let given = given(around.incident, &said.role, held, &to);
            Ok(around.duty.relieves(&to, ctx.at).into_iter().chain([given]).collect())
        }
    }
}

/// The event with which a role becomes somebody's.
pub(super) fn given(incident: &Incident, role: &Role, from: Option<&Clean>, to: &Clean) -> Event {
    let (incident, from, to) = (incident.id, from.cloned(), to.clone());
    match *role == Role::lead() {
        true => Event::LeadChanged { incident, from, to: Some(to) },
        false => Event::RoleAssigned { incident, role: role.clone(), from, to },
    }
}

fn stand_in(around: &Around, said: &StandInFor, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let to = named(said.who.as_deref(), ctx)?;
    let Some(held) = around.holder() else { return Err(Refusal::new("refuse-nobody-holds")) };
    let other = around.duty.standing(ctx.now).filter(|s| !s.name.same_name(&to) && !around.leads);
    let refusal = match () {
        () if held.same_name(&to) => Refusal::new("refuse-same-holder").with("name", &to),
        () if said.until <= ctx.now => Refusal::new("refuse-past"),
        () if said.until.since(ctx.now) > MAX_STAND_IN => {
            Refusal::new("refuse-stand-in-long").with("hours", MAX_STAND_IN / HOUR)
        }
        () => match other {
            Some(other) => Refusal::new("refuse-stands-in").with("name", &other.name),
            None => {
                let (incident, role) = (around.incident.id, said.role.clone());
                return Ok(vec![Event::StandInBegan { incident, role, from: held.clone(), to, until: said.until }]);
            }
        },
    };
    Err(refusal)
}

fn release(around: &Around, said: &ReleaseRole, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let name = named(said.who.as_deref(), ctx)?;
    if !name.same_name(&ctx.who.name) && !around.leads {
        return Err(Refusal::new("refuse-release-others"));
    }
    let standing = around.duty.standing(ctx.now).is_some_and(|s| s.name.same_name(&name));
    let holds = around.duty.holder.as_ref().is_some_and(|h| h.name.same_name(&name));
    match (standing, holds) {
        (false, false) => Err(Refusal::new("refuse-not-held").with("name", &name)),
        // an incident is never left without anybody who leads it
        (false, true) if said.role == Role::lead() => Err(Refusal::new("refuse-lead-release")),
        _ => {
            let (incident, role, from) = (around.incident.id, said.role.clone(), name.clone());
            let mut events = vec![Event::RoleReleased { incident, role: role.clone(), name, standing }];
            // whoever stands in does so on to the end that was said: now more than before
            if let Some(stands) = around.duty.standing(ctx.now).filter(|_| !standing) {
                let (to, until) = (stands.name.clone(), stands.until);
                events.push(Event::StandInBegan { incident, role, from, to, until });
            }
            Ok(events)
        }
    }
}
