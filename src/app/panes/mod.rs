//! What keys do in each pane, and in what opens from it.

pub(super) mod checklist;
pub(super) mod facts;
pub(super) mod feed;
pub(super) mod incident;
pub(super) mod incidents;
pub(super) mod line;
pub(super) mod looking_back;
pub(super) mod people;
pub(super) mod queue;
pub(super) mod reports;
mod review;
pub(super) mod roles;
pub(super) mod signals;
pub(super) mod timeline;

use super::actions::Action;
use super::effect::Effect;
use super::keymap::Scope;
use super::list::{End, Keyed, List};
use super::{App, Pane, asking, geometry};
use crate::rows::Anchor;

/// Sends the keys to a pane, and asks for its rows if it was out of sight.
pub(super) fn focus(app: &mut App, out: &mut Vec<Effect>, pane: Pane) {
    if app.focus == pane {
        return;
    }
    let hidden = geometry::geometry(app).panes[pane as usize].is_none();
    app.focus = pane;
    app.dirty = true;
    geometry::fit(app);
    if hidden {
        if pane == Pane::Timeline && app.timeline.follows {
            app.timeline.going = Some(End::First);
        }
        asking::refresh_pane(app, out, pane);
    }
}

/// An action of the pane, or of what is opened from it.
pub(super) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    match app.scope() {
        Scope::Mentions | Scope::MentionView => feed::act(app, out, action),
        Scope::Responses | Scope::ResponseView => queue::act(app, out, action),
        Scope::Checklist => checklist::act(app, out, action),
        Scope::Timeline | Scope::EventView => timeline::act(app, out, action),
        Scope::Incidents => incidents::act(app, out, action),
        Scope::Incident => incident::act(app, out, action),
        Scope::Signals => signals::act(app, out, action),
        Scope::Sources => super::sources::act(app, out, action),
        Scope::Facts => facts::act(app, out, action),
        Scope::People => people::act(app, action),
        Scope::Roles => roles::act(app, out, action),
        Scope::Handover => roles::answer(app, action),
        Scope::Line => line::act(app, out, action),
        Scope::Reminders => super::reminding::act(app, out, action),
        Scope::Review => looking_back::act(app, out, action),
        Scope::Report => reports::act(app, out, action),
        Scope::Prevention => super::prevention::act(app, action),
        Scope::Facilitator => super::facilitator::act(app, action),
        Scope::Compose => super::compose::act(app, out, action),
        _ => {}
    }
}

/// Enter in a pane.
pub(super) fn open(app: &mut App, out: &mut Vec<Effect>) {
    match app.focus {
        Pane::Mentions => feed::open_selected(app, out),
        Pane::Responses => queue::open_selected(app, out),
        Pane::Checklist => checklist::look(app),
        Pane::Timeline => timeline::open_selected(app),
    }
}

/// A movement in the pane that has the keys.
pub(super) fn moving(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let gone = match app.focus {
        Pane::Mentions => travel(&mut app.mentions, action),
        Pane::Responses => travel(&mut app.responses, action),
        Pane::Checklist => travel(&mut app.tasks, action),
        Pane::Timeline => {
            let gone = travel(&mut app.timeline, action);
            timeline::moved(app);
            gone
        }
    };
    if gone {
        asking::refresh_pane(app, out, app.focus);
    }
    if app.focus == Pane::Mentions && app.mentions.at_top() {
        app.saw_top();
    }
}

/// True when the way leads to rows that are not at hand.
fn travel<R: Keyed<K>, K: Copy + Ord>(list: &mut List<R, K>, action: Action) -> bool {
    let page = list.height.saturating_sub(1).max(1) as isize;
    let away: Option<Anchor<K>> = match action {
        Action::Top => list.top(),
        Action::Bottom => list.bottom(),
        _ => {
            list.move_by(match action {
                Action::Up => -1,
                Action::Down => 1,
                Action::PageUp => -page,
                _ => page,
            });
            None
        }
    };
    away.is_some()
}

/// Esc in a pane: the range, then the marks, then search and filter, then the zoom; at last the
/// list itself, whose top stays in sight again.
pub(super) fn let_go(app: &mut App, out: &mut Vec<Effect>) {
    if app.focus == Pane::Mentions && (app.mentions.range_from.take().is_some() || !app.mentions.marks.is_empty()) {
        app.mentions.marks.clear();
    } else if app.focus == Pane::Mentions && !app.query.filter.is_empty() {
        app.query.filter = Default::default();
        feed::again(app, out);
    } else if app.focus == Pane::Timeline && app.timeline_filter != Default::default() {
        app.timeline_filter = Default::default();
        timeline::again(app, out);
    } else if app.zoom {
        app.zoom = false;
        geometry::fit(app);
        asking::refresh_panes(app, out);
    } else if app.focus == Pane::Mentions {
        app.mentions.follows = true;
        asking::refresh_pane(app, out, Pane::Mentions);
    }
}
