//! The facts ledger: looking, adding, changing; and from a fact to the texts that lean on it.

use super::super::acting::{self, copy};
use super::super::actions::Action;
use super::super::effect::Effect;
use super::super::layers::{FactsView, Layer, ResponseView};
use super::super::{App, asking, forms};
use crate::domain::ids::{FactId, ResponseId};
use crate::domain::private::Audience;
use crate::domain::room::Refusal;
use crate::rows::veil::Veiled;
use crate::rows::{Ask, FactDetail, FactRow, Radius};

/// Shows the ledger.
pub(crate) fn show(app: &mut App, out: &mut Vec<Effect>) {
    if view(app).is_none() {
        app.layers.push(Layer::Facts(FactsView::default()));
    }
    asking::ask(app, out, Ask::Facts);
}

fn view(app: &App) -> Option<&FactsView> {
    match app.layers.last() {
        Some(Layer::Facts(view)) => Some(view),
        _ => None,
    }
}

fn view_mut(app: &mut App) -> Option<&mut FactsView> {
    match app.layers.last_mut() {
        Some(Layer::Facts(view)) => Some(view),
        _ => None,
    }
}

/// The selected fact, as the list has it.
fn chosen(app: &App) -> Option<&FactRow> {
    let view = view(app)?;
    view.rows.as_deref()?.get(view.at())
}

pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let Some(row) = chosen(app) else {
        return app.notices.refuse(&app.words, Refusal::new("refuse-no-fact"));
    };
    let id = row.fact.id;
    match action {
        Action::CopyText => {
            let mut row = row.clone();
            if app.audience == Audience::Shared {
                row.veil(&app.veil_of());
            }
            let said = text(app, &row);
            copy(app, out, said);
        }
        // Nothing is decided about a fact that was read a while ago: what leans on it may be more by now.
        Action::ChangeFact | Action::SupersedeFact => {
            app.pending.fact = Some((id, action));
            asking::ask(app, out, Ask::Fact(id));
        }
        _ => {}
    }
}

/// A fact as it is handed on.
fn text(app: &App, row: &FactRow) -> String {
    let (w, fact) = (&app.words, &row.fact);
    let status = w.t(fact.state.status.key());
    let rest = [status.as_str(), fact.state.source.as_str(), fact.state.confirmed_by.as_str()];
    let rest = rest.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    format!("{}\n{rest}", fact.text(app.lang()).as_str())
}

/// Moves through the facts, or through the responses that lean on the selected one.
pub(crate) fn moving(app: &mut App, out: &mut Vec<Effect>, step: impl Fn(usize, usize) -> usize) {
    let Some(view) = view_mut(app) else { return };
    if let (Some(response), Some(detail)) = (view.response, view.detail.as_deref()) {
        let at = detail.responses.iter().position(|r| r.id == response).unwrap_or(0);
        view.response = detail.responses.get(step(at, detail.responses.len())).map(|r| r.id);
        return;
    }
    let rows = view.rows.as_deref().unwrap_or_default();
    let next = rows.get(step(view.at(), rows.len())).map(|r| r.fact.id);
    if next != view.selected {
        (view.selected, view.scroll) = (next, 0);
        read(app, out);
    }
}

/// Reads the selected fact.
fn read(app: &mut App, out: &mut Vec<Effect>) {
    let layers = app.layers.iter().rev();
    let view = layers.filter_map(|l| if let Layer::Facts(view) = l { Some(view) } else { None }).next();
    if let Some(id) = view.and_then(|v| v.selected) {
        asking::ask(app, out, Ask::Fact(id));
    }
}

/// Enter: the one response that leans on it, or the keys go to all of them; there the selected one opens.
pub(crate) fn open(app: &mut App, out: &mut Vec<Effect>) {
    let Some(view) = view_mut(app) else { return };
    let responses = view.opened().map_or(&[][..], |d| &d.responses);
    let only = if let [one] = responses { Some(one.id) } else { None };
    match view.response.or(only) {
        Some(id) => open_response(app, out, id),
        None if responses.is_empty() => {
            let said = app.words.t("fact-no-responses");
            app.notices.hint(said);
        }
        None => view.response = responses.first().map(|r| r.id),
    }
}

fn open_response(app: &mut App, out: &mut Vec<Effect>, id: ResponseId) {
    app.layers.push(Layer::Response(ResponseView { id, detail: None, scroll: 0 }));
    asking::ask_response(app, out, id);
}

/// Esc among the responses: the keys go back to the facts. True when they were there.
pub(crate) fn let_go(app: &mut App) -> bool {
    view_mut(app).is_some_and(|view| view.response.take().is_some())
}

/// What the change of a fact touches, as last read.
pub(crate) fn radius(app: &App, id: FactId) -> Radius {
    let views = app.layers.iter().filter_map(|l| if let Layer::Facts(view) = l { Some(view) } else { None });
    views.filter_map(|v| v.detail.as_deref()).find(|d| d.id() == id).map(|d| d.radius).unwrap_or_default()
}

/// A fact that was just added is the one that keys act on.
pub(crate) fn select(app: &mut App, id: FactId) {
    for layer in &mut app.layers {
        if let Layer::Facts(view) = layer {
            (view.selected, view.detail, view.response) = (Some(id), None, None);
        }
    }
}

/// What the reader answered. The selection stays on the fact that it stood on.
pub(crate) fn take(app: &mut App, out: &mut Vec<Effect>, all: &[FactRow]) {
    let mut shown = false;
    for layer in &mut app.layers {
        if let Layer::Facts(view) = layer {
            app.dirty |= view.rows.as_deref() != Some(all);
            let there = |id: &FactId| all.iter().any(|r| r.fact.id == *id);
            // Where the selected one stood, the next one stands now.
            let at = view.at().min(all.len().saturating_sub(1));
            view.selected = view.selected.filter(there).or_else(|| all.get(at).map(|r| r.fact.id));
            view.rows = Some(all.to_vec());
            shown = true;
        }
    }
    if shown {
        read(app, out);
    }
}

/// One fact was read: it is shown, and what was to be done with it is asked.
pub(crate) fn take_one(app: &mut App, id: FactId, detail: Option<Box<FactDetail>>) {
    for layer in &mut app.layers {
        if let Layer::Facts(view) = layer
            && view.selected == Some(id)
        {
            app.dirty |= view.detail != detail;
            view.detail.clone_from(&detail);
            let leans = |r: &ResponseId| detail.as_ref().is_some_and(|d| d.responses.iter().any(|row| row.id == *r));
            view.response = view.response.filter(leans);
        }
    }
    let Some((_, action)) = app.pending.fact.take_if(|(wanted, _)| *wanted == id) else { return };
    app.dirty = true;
    match (action, detail) {
        (Action::ChangeFact, Some(d)) => acting::open(app, |app| forms::facts::change(app, &d)),
        (Action::SupersedeFact, Some(d)) => acting::open(app, |app| forms::facts::supersede(app, &d)),
        _ => app.notices.refuse(&app.words, Refusal::new("refuse-no-fact")),
    }
}
