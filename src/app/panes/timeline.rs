//! The timeline pane and an event opened: pins, corrections, the filter.

use super::super::acting::{copy, open};
use super::super::actions::Action;
use super::super::deciding::decide;
use super::super::effect::Effect;
use super::super::geometry::geometry;
use super::super::layers::Layer;
use super::super::list::End;
use super::super::pending::After;
use super::super::{App, Pane, asking, forms};
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::EventSeq;
use crate::domain::private::Audience;
use crate::domain::reveal::Subject;
use crate::rows::TimelineRow;
use crate::words;

pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    if action == Action::Filter {
        return open(app, forms::entries::filter);
    }
    let Some(row) = target(app).cloned() else {
        let said = app.words.t("nothing-selected");
        return app.notices.hint(said);
    };
    match action {
        Action::Pin => drop(decide(app, out, Command::Pin { seq: row.seq, on: !row.pinned }, After::Say)),
        Action::Correct if !matches!(row.event, Some(Event::EntryAdded { .. })) => {
            let said = app.words.t("not-an-entry");
            app.notices.hint(said);
        }
        Action::Correct if app.audience == Audience::Shared && private(&row) => {
            let said = app.words.t("private-while-shared");
            app.notices.hint(said);
        }
        Action::Correct => open(app, |app| forms::entries::correct(app, &row)),
        Action::CopyText => {
            let audience = app.audience_of(Subject::Entry(row.seq));
            let said = words::events::event(&app.words, &row, (audience, &app.ours), &|at| app.local(at));
            copy(app, out, format!("{} {said}", app.local(row.at)));
        }
        _ => {}
    }
}

fn private(row: &TimelineRow) -> bool {
    matches!(row.event, Some(Event::EntryAdded { private: true, .. }))
}

fn target(app: &App) -> Option<&TimelineRow> {
    match app.layers.last() {
        Some(Layer::Event(row)) => Some(row),
        _ => app.timeline.current(),
    }
}

/// The opened event as it stands now: it may have been corrected, taken back or pinned while it was looked at.
pub(crate) fn renew(app: &mut App, rows: &[TimelineRow]) {
    for layer in &mut app.layers {
        if let Layer::Event(opened) = layer
            && let Some(now) = rows.iter().find(|row| row.seq == opened.seq && **row != **opened)
        {
            **opened = now.clone();
            app.dirty = true;
        }
    }
}

/// Opens the selected event.
pub(crate) fn open_selected(app: &mut App) {
    if let Some(row) = app.timeline.current().cloned() {
        app.layers.push(Layer::Event(Box::new(row)));
    }
}

/// Somebody moved there: from its top it goes on showing the newest, from anywhere else it stands still.
pub(crate) fn moved(app: &mut App) {
    let list = &mut app.timeline;
    list.follows = list.going == Some(End::First) || (list.at_top() && list.screen_row == 0);
}

/// What one has just written oneself is shown, where the cursor was at the top. What was done to the row under it leaves it.
pub(crate) fn written(app: &mut App, out: &mut Vec<Effect>, events: &[(EventSeq, Event)]) {
    let to_a_row = |e: &Event| matches!(e, Event::EntryPinned { .. } | Event::EntryCorrected { .. });
    if !app.timeline.follows || events.is_empty() || events.iter().any(|(_, e)| to_a_row(e)) {
        return;
    }
    app.timeline.going = Some(End::First);
    if geometry(app).panes[Pane::Timeline as usize].is_some() {
        asking::refresh_pane(app, out, Pane::Timeline);
    }
}

/// Asks the timeline anew, after its filter changed.
pub(crate) fn again(app: &mut App, out: &mut Vec<Effect>) {
    app.timeline.restart(false);
    asking::refresh_pane(app, out, Pane::Timeline);
}
