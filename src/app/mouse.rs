//! The mouse, when a person has turned it on: a click goes to a pane and selects the row, the wheel moves.

use super::acting;
use super::actions::Action;
use super::effect::Effect;
use super::geometry::geometry;
use super::panes;
use super::{App, Pane};

fn pane_at(app: &App, x: u16, y: u16) -> Option<(Pane, usize)> {
    let g = geometry(app);
    Pane::ALL.into_iter().find_map(|pane| {
        let area = g.panes[pane as usize].filter(|a| a.holds(x, y))?;
        Some((pane, usize::from(y - area.y)))
    })
}

/// A click: under a layer the panes do not take it.
pub(super) fn click(app: &mut App, out: &mut Vec<Effect>, x: u16, y: u16) {
    if !app.mouse || !app.layers.is_empty() || app.room.is_none() {
        return;
    }
    let Some((pane, line)) = pane_at(app, x, y) else { return };
    panes::focus(app, out, pane);
    let Some(line) = line.checked_sub(1) else { return };
    match pane {
        Pane::Mentions => {
            app.mentions.follows = false;
            if let Some(id) = app.mentions.at_line(line) {
                app.mentions.select(id);
            }
        }
        Pane::Responses => drop(app.responses.at_line(line).map(|k| app.responses.select(k))),
        Pane::Checklist => drop(app.tasks.at_line(line).map(|k| app.tasks.select(k))),
        Pane::Timeline => {
            app.timeline.at_line(line).map(|k| app.timeline.select(k));
            panes::timeline::moved(app);
        }
    }
}

/// The wheel.
pub(super) fn scroll(app: &mut App, out: &mut Vec<Effect>, x: u16, y: u16, rows: i16) {
    if !app.mouse {
        return;
    }
    if app.layers.is_empty() {
        let Some((pane, _)) = pane_at(app, x, y) else { return };
        panes::focus(app, out, pane);
    }
    let action = if rows < 0 { Action::Up } else { Action::Down };
    for _ in 0..rows.unsigned_abs().min(20) {
        acting::moving(app, out, action);
    }
    app.dirty = true;
}
