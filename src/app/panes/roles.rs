//! Roles: who does what, giving and taking a role, and handovers from both sides.

use super::super::acting;
use super::super::actions::Action;
use super::super::deciding::decide;
use super::super::effect::Effect;
use super::super::keymap::Scope;
use super::super::layers::{HandoverView, Layer, RolesView};
use super::super::pending::After;
use super::super::{App, asking, forms};
use crate::domain::command::Command;
use crate::domain::duty::{AssignRole, ReleaseRole};
use crate::domain::handover::{Card, Handover};
use crate::domain::ids::{HandoverId, IncidentId};
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::private::Audience;
use crate::domain::role::Role;
use crate::domain::room::Refusal;
use crate::plan::{Asked, By, Roster, Seat, roster};
use crate::rows::{Ask, HandoverDetail, OfferRow};

impl App {
    /// Who does what in the incident at hand; while there is none, who would have to be there in the worst one.
    pub fn roster(&self) -> Roster {
        let incident = self.incident();
        let duties = self.pulse.roles.of(incident.map(|i| i.id));
        // how grave it is nobody knows yet: it is prepared for as for something that needs the cabinet
        let severity = incident.map_or(Severity::Sev1, |i| if i.rated { i.severity } else { Severity::Sev2 });
        let asked = Asked {
            severity,
            kind: incident.map_or(IncidentType::Unknown, |i| i.kind),
            on: incident.filter(|i| i.status.open()).map(|i| i.td),
            duties: &duties,
            people: &self.pulse.roles.people,
            now: self.now.room,
        };
        let roster = roster(&self.plan(), &asked);
        if self.audience == Audience::Shared { roster.for_others() } else { roster }
    }

    /// What a role is called, in the reader's language.
    pub fn role_title(&self, seat: &Seat) -> String {
        self.words.role(&seat.role, Some((&seat.title.en, &seat.title.es)))
    }

    /// What the role of a code is called, in the reader's language; the code where nobody ever named it.
    pub fn role_called(&self, code: &str) -> String {
        let Some(role) = Role::parse(code) else { return code.to_owned() };
        let plan = self.plan();
        let post = plan.roles.iter().find(|post| post.role == role);
        self.words.role(&role, post.map(|post| (&post.title.en, &post.title.es)))
    }
}

impl RolesView {
    /// Where the selected role stands among these.
    pub fn at(&self, roster: &Roster) -> usize {
        roster.seats.iter().position(|s| Some(&s.role) == self.selected.as_ref()).unwrap_or(0)
    }
}

/// Shows the roles.
pub(crate) fn show(app: &mut App) {
    if !matches!(app.layers.last(), Some(Layer::Roles(_))) {
        app.layers.push(Layer::Roles(RolesView::default()));
    }
}

/// Moves through the list.
pub(crate) fn moving(app: &mut App, step: impl Fn(usize, usize) -> usize) {
    let roster = app.roster();
    if let Some(Layer::Roles(view)) = app.layers.last_mut() {
        let to = step(view.at(&roster), roster.seats.len());
        view.selected = roster.seats.get(to).map(|s| s.role.clone());
    }
}

fn chosen(app: &App) -> Result<(IncidentId, Seat), Refusal> {
    let Some(Layer::Roles(view)) = app.layers.last() else { return Err(Refusal::new("refuse-no-role")) };
    let incident = app.incident().map(|i| i.id).ok_or(Refusal::new("refuse-no-incident"))?;
    let mut roster = app.roster();
    let at = view.at(&roster);
    match at < roster.seats.len() {
        true => Ok((incident, roster.seats.swap_remove(at))),
        false => Err(Refusal::new("refuse-no-role")),
    }
}

/// Enter: the handover that waits for this role.
pub(crate) fn open(app: &mut App, out: &mut Vec<Effect>) {
    if let Ok((incident, seat)) = chosen(app)
        && let Some(offer) = app.pulse.roles.offer(incident, &seat.role).map(|o| o.id)
    {
        look(app, out, offer);
    }
}

fn look(app: &mut App, out: &mut Vec<Effect>, id: HandoverId) {
    app.layers.push(Layer::Handover(HandoverView { id, detail: None, scroll: 0 }));
    asking::ask(app, out, Ask::Handover(id));
}

/// Handovers that wait for whoever sits here: a new one is news, which stay until they are read or nothing waits any
/// more. `before` are those that waited the last time.
pub(crate) fn hear(app: &mut App, before: &[OfferRow]) {
    const WAITS: &str = "handover-for-you";
    let keys = app.keymap.keys_for(Scope::Global, Action::Roles);
    let key = keys.first().map(|k| k.label(&app.words)).unwrap_or_default();
    let (plan, me) = (app.plan(), &app.me.name);
    let said = |offer: &OfferRow| {
        let title = plan.post(&offer.role).map(|p| (&p.title.en, &p.title.es));
        let role = app.words.role(&offer.role, title);
        Refusal::new(WAITS).with("name", &offer.from).with("role", role).with("key", key.as_str())
    };
    let mine: Vec<&OfferRow> = app.pulse.roles.offers.iter().filter(|o| o.to.same_name(me)).collect();
    let all: Vec<Refusal> = mine.iter().map(|offer| said(offer)).collect();
    let new = mine.iter().zip(&all).filter(|(offer, _)| before.iter().all(|b| b.id != offer.id));
    let new: Vec<Refusal> = new.map(|(_, said)| said.clone()).collect();
    app.notices.only(WAITS, &all);
    for said in new {
        app.notices.news(&app.words, said);
        app.dirty = true;
    }
}

/// An action on the selected role.
pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let done = chosen(app).and_then(|(incident, seat)| match action {
        Action::AssignRole => {
            acting::open(app, |app| forms::roles::assign(app, incident, &seat));
            Ok(())
        }
        Action::ClaimRole => {
            let said = AssignRole { incident, role: seat.role, to: None };
            decide(app, out, Command::AssignRole(said), After::Say);
            Ok(())
        }
        Action::StandIn => {
            let holder = seat.holder.clone().ok_or(Refusal::new("refuse-nobody-holds"))?;
            acting::open(app, |app| forms::roles::stand_in(app, incident, &seat, &holder));
            Ok(())
        }
        Action::ReleaseRole => release(app, out, incident, &seat),
        _ => hand_over(app, out, incident, &seat),
    });
    if let Err(refusal) = done {
        app.notices.refuse(&app.words, refusal);
    }
}

/// Whoever stands in does so no longer; else whoever was given the role in the room lets go of it.
fn release(app: &mut App, out: &mut Vec<Effect>, incident: IncidentId, seat: &Seat) -> Result<(), Refusal> {
    let given = seat.holder.as_ref().filter(|_| seat.by == By::Room);
    let Some(name) = seat.stand_in.as_ref().map(|s| &s.name).or(given) else {
        return Err(match &seat.holder {
            Some(name) => Refusal::new("refuse-not-held").with("name", name),
            None => Refusal::new("refuse-nobody-holds"),
        });
    };
    let said = ReleaseRole { incident, role: seat.role.clone(), who: Some(name.as_str().to_owned()) };
    decide(app, out, Command::ReleaseRole(said), After::Say);
    Ok(())
}

/// The handover that waits, or the card for a new one, which is read first.
fn hand_over(app: &mut App, out: &mut Vec<Effect>, incident: IncidentId, seat: &Seat) -> Result<(), Refusal> {
    if let Some(offer) = app.pulse.roles.offer(incident, &seat.role).map(|o| o.id) {
        look(app, out, offer);
        return Ok(());
    }
    let holder = seat.holder.as_ref().ok_or(Refusal::new("refuse-nobody-holds"))?;
    let stands_in = seat.stand_in.as_ref().is_some_and(|s| s.name.same_name(&app.me.name));
    // whoever only says so of themselves was never given it, and has nothing to pass on: before a card is written
    if seat.by == By::Declared && !stands_in {
        return Err(Refusal::new("refuse-own-word").with("name", holder));
    }
    if !stands_in && !holder.same_name(&app.me.name) {
        return Err(Refusal::new("refuse-not-yours").with("name", holder));
    }
    app.pending.card = Some((incident, seat.role.clone()));
    let (from, now) = (app.me.name.clone(), app.now.room);
    asking::ask(app, out, Ask::Card { incident, role: seat.role.clone(), from, now });
    Ok(())
}

/// The card that was asked for: the form that offers it.
pub(crate) fn take_card(app: &mut App, card: Option<Box<Card>>) {
    let Some((incident, role)) = app.pending.card.take() else { return };
    match card {
        Some(card) if card.incident == incident && card.role == role && on_top(app) => {
            acting::open(app, |app| forms::roles::hand_over(app, &card));
            app.dirty = true;
        }
        _ => {}
    }
}

fn on_top(app: &App) -> bool {
    matches!(app.layers.last(), Some(Layer::Roles(_)))
}

/// A handover that was asked for.
pub(crate) fn take(app: &mut App, id: HandoverId, detail: Option<Box<HandoverDetail>>) {
    for layer in &mut app.layers {
        if let Layer::Handover(view) = layer
            && view.id == id
        {
            app.dirty |= view.detail != detail;
            view.detail.clone_from(&detail);
        }
    }
}

/// Why the handover that is open is not answered so by whoever sits here; nothing where it can be, or none is open.
pub(crate) fn hinders(app: &App, action: Action) -> Option<Refusal> {
    let Handover { card, ending, .. } = &opened(app)?.handover;
    let (whose, key) = match action {
        Action::WithdrawHandover => (&card.from, "refuse-not-giver"),
        _ => (&card.to, "refuse-not-receiver"),
    };
    match ending {
        Some(_) => Some(Refusal::new("refuse-handover-over")),
        None => (!whose.same_name(&app.me.name)).then(|| Refusal::new(key).with("name", whose)),
    }
}

fn opened(app: &App) -> Option<&HandoverDetail> {
    match app.layers.last() {
        Some(Layer::Handover(HandoverView { detail, .. })) => detail.as_deref(),
        _ => None,
    }
}

/// What is done about the handover that is open.
pub(crate) fn answer(app: &mut App, action: Action) {
    let Some(detail) = opened(app).cloned() else { return };
    match (hinders(app, action), action) {
        (Some(refusal), _) => app.notices.refuse(&app.words, refusal),
        (None, Action::AcceptHandover) => acting::open(app, |app| forms::roles::accept(app, &detail)),
        (None, Action::RefuseHandover) => acting::open(app, |app| forms::roles::refuse(app, &detail.handover)),
        (None, _) => acting::open(app, |app| forms::roles::withdraw(app, &detail.handover)),
    }
}
