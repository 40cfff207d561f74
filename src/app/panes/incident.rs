//! The page of an incident: what is to be decided, what its next step asks for, its lists; Enter does what a line asks for.

use super::super::acting::open;
use super::super::actions::Action;
use super::super::effect::Effect;
use super::super::layers::{IncidentView, Layer};
use super::super::{App, asking, forms};
use super::{feed, incidents, looking_back};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Incident, Severity};
use crate::domain::room::Refusal;
use crate::rows::{Ask, IncidentDetail, IncidentLine, MentionFilter, Order, Scope};

/// Opens the page of the incident that is shown; where there is none, asks to declare one.
pub(crate) fn show(app: &mut App, out: &mut Vec<Effect>) {
    let chosen = match app.layers.last() {
        Some(Layer::Incidents(all, at)) => all.get(*at).map(|i| i.id),
        _ => app.looked_at().map(|i| i.id),
    };
    match chosen {
        Some(id) => {
            app.layers.push(Layer::Incident(IncidentView { id, detail: None, selected: None }));
            let question = ask(app, id);
            asking::ask(app, out, question);
            asking::figures(app, out, Some(id));
        }
        None => incidents::menu(app, out),
    }
}

/// The question for a page; the plan says which triggers alone make the gravest severity.
pub(crate) fn ask(app: &App, id: IncidentId) -> Ask {
    let triggers = app.plan().triggers_of(Severity::Sev1);
    Ask::Incident { id, triggers, now: app.now.room }
}

fn view(app: &App) -> Option<&IncidentView> {
    match app.layers.last() {
        Some(Layer::Incident(view)) => Some(view),
        _ => None,
    }
}

/// The incident whose page is open.
pub(crate) fn of(app: &App) -> Option<&Incident> {
    view(app)?.detail.as_ref().map(|d| &d.incident)
}

/// What a key asks for.
pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let Some(id) = view(app).map(|v| v.id) else { return };
    match action {
        Action::AddItem => open(app, |app| forms::coordination::add_item(app, id)),
        Action::OpenMatter => open(app, |app| forms::coordination::open_matter(app, Some(id))),
        Action::CountPaused => open(app, |app| forms::coordination::count_paused(app, id)),
        Action::SetBaseline => open(app, |app| forms::coordination::baseline(app, id)),
        Action::PlanAction => open(app, |app| forms::actions::plan(app, id, &[])),
        Action::AddBelonging => open(app, |app| forms::belonging::add(app, id)),
        Action::IncidentMentions => mentions(app, out, id),
        Action::ObjectToMatter | Action::ChangeItem | Action::RemoveBelonging => on_line(app, action),
        _ => incidents::act_on(app, out, action, of(app).cloned()),
    }
}

/// What a key does to the line that is selected.
fn on_line(app: &mut App, action: Action) {
    let line = view(app).and_then(IncidentView::chosen);
    let detail = view(app).and_then(|v| v.detail.clone());
    match (action, line, detail) {
        (Action::ObjectToMatter, Some(IncidentLine::Matter(id)), Some(d)) => {
            if let Some(matter) = d.matter(id) {
                open(app, |app| forms::coordination::object(app, matter));
            }
        }
        (Action::ChangeItem, Some(IncidentLine::Item(id)), Some(d)) => {
            if let Some(item) = d.item(id) {
                open(app, |app| forms::coordination::change_item(app, item));
            }
        }
        (Action::RemoveBelonging, Some(IncidentLine::Rule(seq)), Some(d)) => {
            if let Some(rule) = d.rule(seq) {
                open(app, |app| forms::belonging::remove(app, rule));
            }
        }
        (Action::RemoveBelonging, ..) => app.notices.refuse(&app.words, Refusal::new("refuse-choose-rule")),
        (Action::ObjectToMatter, ..) => app.notices.refuse(&app.words, Refusal::new("refuse-choose-matter")),
        _ => app.notices.refuse(&app.words, Refusal::new("refuse-choose-item")),
    }
}

/// Shows the incident's own mentions.
fn mentions(app: &mut App, out: &mut Vec<Effect>, id: IncidentId) {
    app.layers.clear();
    app.query.filter = MentionFilter { incident: Some(id), ..MentionFilter::default() };
    app.query.order = Order::Newest;
    feed::show(app, out, Scope::All);
}

/// Enter: a rule goes, a matter is decided, a line of a list ends, an action item goes a step on, what nobody can say is
/// taken for granted.
pub(crate) fn enter(app: &mut App) {
    let Some((line, detail)) = view(app).and_then(|v| v.chosen().zip(v.detail.clone())) else { return };
    let id = detail.incident.id;
    match line {
        IncidentLine::Matter(matter) => {
            if let Some(matter) = detail.matter(matter).filter(|m| m.ruling.is_none()) {
                open(app, |app| forms::coordination::decide_matter(app, matter));
            }
        }
        IncidentLine::Left(item) => {
            if let Some(action) = detail.action(item) {
                looking_back::step(app, action);
            }
        }
        IncidentLine::Item(item) => {
            if let Some(action) = detail.planned(item) {
                looking_back::step(app, action);
            } else if let Some(item) = detail.item(item).filter(|i| i.outcome.is_none()) {
                open(app, |app| forms::coordination::settle_item(app, item, &detail.changed));
            }
        }
        IncidentLine::Rule(rule) => {
            if let Some(rule) = detail.rule(rule) {
                open(app, |app| forms::belonging::remove(app, rule));
            }
        }
        IncidentLine::Check(condition) => match detail.check(condition) {
            Some(check) if check.acceptable() && check.accepted.is_none() => {
                open(app, |app| forms::coordination::accept(app, id, check));
            }
            Some(check) => {
                let said = app.words.check(check);
                app.notices.hint(said);
            }
            None => {}
        },
    }
}

/// Moves through the page.
pub(crate) fn moving(app: &mut App, step: impl Fn(usize, usize) -> usize) {
    let Some(Layer::Incident(view)) = app.layers.last_mut() else { return };
    let lines = view.lines();
    view.selected = lines.get(step(view.at(), lines.len())).copied();
}

/// What the reader answered. The selection stays on the line that it stood on.
pub(crate) fn take(app: &mut App, id: IncidentId, detail: Option<Box<IncidentDetail>>) {
    for layer in &mut app.layers {
        if let Layer::Incident(view) = layer
            && view.id == id
        {
            app.dirty |= view.detail != detail;
            let at = view.at();
            view.detail = detail.clone();
            let lines = view.lines();
            let there = view.selected.filter(|line| lines.contains(line));
            view.selected = there.or_else(|| lines.get(at.min(lines.len().saturating_sub(1))).copied());
        }
    }
}
