//! The people affected: looking, saying where the care for one stands, and from each to what they said.

use super::super::acting;
use super::super::actions::Action;
use super::super::effect::Effect;
use super::super::layers::{Layer, PeopleView};
use super::super::{App, asking, forms};
use super::feed;
use crate::domain::ids::AffectedId;
use crate::domain::room::Refusal;
use crate::rows::{AffectedRow, Ask};

/// Shows them.
pub(crate) fn show(app: &mut App, out: &mut Vec<Effect>) {
    if !matches!(app.layers.last(), Some(Layer::People(_))) {
        app.layers.push(Layer::People(PeopleView::default()));
    }
    asking::ask(app, out, Ask::Affected);
}

fn chosen(app: &App) -> Option<&AffectedRow> {
    match app.layers.last() {
        Some(Layer::People(view)) => view.chosen(),
        _ => None,
    }
}

pub(crate) fn act(app: &mut App, action: Action) {
    match chosen(app).cloned() {
        Some(row) if action == Action::ChangeCare => acting::open(app, |app| forms::people::change(app, &row)),
        Some(_) => {}
        None => app.notices.refuse(&app.words, Refusal::new("refuse-no-affected")),
    }
}

/// Moves through the list.
pub(crate) fn moving(app: &mut App, step: impl Fn(usize, usize) -> usize) {
    let Some(Layer::People(view)) = app.layers.last_mut() else { return };
    let rows = view.rows.as_deref().unwrap_or_default();
    let next = rows.get(step(view.at(), rows.len())).map(|r| r.affected.id);
    if next != view.selected {
        (view.selected, view.scroll) = (next, 0);
    }
}

/// Enter: what they said to us.
pub(crate) fn open(app: &mut App, out: &mut Vec<Effect>) {
    match chosen(app).map(|row| row.affected.mention) {
        Some(Some(mention)) => feed::open_one(app, out, mention),
        Some(None) => {
            let said = app.words.t("affected-no-mention");
            app.notices.hint(said);
        }
        None => {}
    }
}

/// What the reader answered. The selection stays on the person that it stood on.
pub(crate) fn take(app: &mut App, all: &[AffectedRow]) {
    for layer in &mut app.layers {
        if let Layer::People(view) = layer {
            app.dirty |= view.rows.as_deref() != Some(all);
            let there = |id: &AffectedId| all.iter().any(|r| r.affected.id == *id);
            let at = view.at().min(all.len().saturating_sub(1));
            view.selected = view.selected.filter(there).or_else(|| all.get(at).map(|r| r.affected.id));
            view.rows = Some(all.to_vec());
        }
    }
}
