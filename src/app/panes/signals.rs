//! What the room noticed, and what the hour's complaints are about: looking, taking note, and from each to the mentions behind it.

use super::super::actions::Action;
use super::super::deciding::decide;
use super::super::effect::Effect;
use super::super::layers::Layer;
use super::super::pending::After;
use super::super::{App, asking, sources};
use super::feed;
use crate::domain::command::Command;
use crate::domain::mention::Tone;
use crate::domain::private::Audience;
use crate::domain::signal::Signal;
use crate::rows::{Ask, Order, Scope, SignalRow, ThemeRow};

/// Lists what the room noticed.
pub(crate) fn show(app: &mut App, out: &mut Vec<Effect>) {
    app.layers.push(Layer::Signals(app.pulse.signals.clone(), 0));
    asking::ask(app, out, Ask::Signals);
}

/// Says what the complaints of the last hour are about.
pub(crate) fn themes(app: &mut App, out: &mut Vec<Effect>) {
    app.layers.push(Layer::Themes(None, 0));
    let now = app.now.room;
    asking::ask(app, out, Ask::Themes { now });
}

pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let Some(row) = chosen(app).filter(|_| action == Action::Acknowledge) else { return };
    let command = Command::Acknowledge { signal: row.seq, note: String::new() };
    decide(app, out, command, After::Say);
}

fn chosen(app: &App) -> Option<SignalRow> {
    match app.layers.last() {
        Some(Layer::Signals(all, at)) => all.get(*at).cloned(),
        _ => None,
    }
}

/// From a signal to what it is about: the group, the mention, the source, the platform's or language's mentions, else the
/// newest.
pub(crate) fn open(app: &mut App, out: &mut Vec<Effect>) {
    let Some(row) = chosen(app) else { return };
    app.layers.clear();
    if let Signal::Blind { .. } | Signal::CaughtUp { .. } | Signal::Silence { .. } = row.signal {
        sources::show(app, out);
        if let Signal::Blind { source, .. } | Signal::CaughtUp { source, .. } = row.signal {
            sources::look_at(app, source);
        }
        return;
    }
    app.query.filter = Default::default();
    match row.signal {
        Signal::ClusterGrowing { cluster, .. } | Signal::Coordinated { cluster, .. } => {
            feed::show(app, out, Scope::Alike(cluster));
        }
        Signal::HighReach { mention, .. } => feed::open_one(app, out, mention),
        signal => {
            match signal {
                Signal::NewPlatform { platform, .. } => app.query.filter.platform = Some(platform.as_str().to_owned()),
                Signal::NewLanguage { language, .. } => app.query.filter.language = Some(language.as_str().to_owned()),
                Signal::NegativeSurge { .. } => app.query.filter.tone = Some(Tone::Negative),
                _ => {}
            }
            app.query.order = Order::Newest;
            feed::show(app, out, Scope::All);
        }
    }
}

/// From a theme to those who say it.
pub(crate) fn search(app: &mut App, out: &mut Vec<Effect>) {
    let Some(Layer::Themes(Some(all), at)) = app.layers.last() else { return };
    // The search is the person's own, on the person's own screen: it is masked where it is shown.
    let Some(theme) = all.get(*at) else { return };
    let (phrase, tone) =
        (theme.phrase.show(Audience::Operator).into_owned(), theme.complaints.then_some(Tone::Negative));
    feed::saying(app, out, phrase, tone);
}

/// What the reader answered. The selection stays on the signal that it stood on.
pub(crate) fn take(app: &mut App, all: &[SignalRow]) {
    for layer in &mut app.layers {
        if let Layer::Signals(list, at) = layer {
            app.dirty |= list != all;
            let chosen = list.get(*at).map(|s| s.seq);
            *at = all.iter().position(|s| Some(s.seq) == chosen).unwrap_or(0);
            list.clear();
            list.extend_from_slice(all);
        }
    }
}

/// What the reader answered; what somebody is reading does not change under the cursor.
pub(crate) fn take_themes(app: &mut App, all: &[ThemeRow]) {
    for layer in &mut app.layers {
        if let Layer::Themes(list @ None, _) = layer {
            *list = Some(all.to_vec());
            app.dirty = true;
        }
    }
}
