//! The line to take: what our own people say when they are asked.

use super::super::acting::copy;
use super::super::actions::Action;
use super::super::effect::Effect;
use super::super::layers::{Layer, LineView};
use super::super::{App, asking};
use crate::rows::{Ask, LineRow};

/// Shows it.
pub(crate) fn show(app: &mut App, out: &mut Vec<Effect>) {
    if !matches!(app.layers.last(), Some(Layer::Line(_))) {
        app.layers.push(Layer::Line(LineView::default()));
    }
    asking::ask(app, out, Ask::Lines);
}

pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let Some(Layer::Line(view)) = app.layers.last() else { return };
    if let (Action::CopyText, Some(line)) = (action, view.chosen(app.lang())) {
        let text = line.text.show_with(app.audience, &app.ours).into_owned();
        copy(app, out, text);
    }
}

/// What the reader answered.
pub(crate) fn take(app: &mut App, all: &[LineRow]) {
    for layer in &mut app.layers {
        if let Layer::Line(view) = layer
            && view.rows.as_deref() != Some(all)
        {
            view.rows = Some(all.to_vec());
            app.dirty = true;
        }
    }
}
