//! The sources screen: which source is how, the worst first, and what keys do about one. Owns the order, and what is under
//! way to the file of sources; must not know how that file looks nor how anything is listened to.

use super::actions::Action;
use super::effect::{Effect, NewSource, Secret, SourceChange};
use super::form::{Form, Input, Purpose};
use super::layers::{Layer, SourcesView};
use super::{App, acting, asking, editor, forms};
use crate::domain::room::{Arg, Refusal};
use crate::domain::source::{Health, State};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::rows::{Ask, Sample, SourceRow};

/// Sorts of sources that can be added by form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// Public posts of Bluesky.
    Bluesky,
    /// A Mastodon server or one that speaks like it.
    Mastodon,
    /// RSS and Atom feeds.
    Feeds,
    /// An address that others post to.
    Webhook,
}

impl SourceKind {
    /// In the order in which they are offered: the one that needs nothing first.
    pub const ALL: [SourceKind; 4] =
        [SourceKind::Bluesky, SourceKind::Mastodon, SourceKind::Feeds, SourceKind::Webhook];

    /// Its name in the file of sources.
    pub const fn id(self) -> &'static str {
        ["jetstream", "mastodon", "rss", "webhook"][self as usize]
    }

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["source-kind-bluesky", "source-kind-mastodon", "source-kind-feeds", "source-kind-webhook"][self as usize]
    }

    /// The sort of that name.
    pub fn parse(id: &str) -> Option<SourceKind> {
        SourceKind::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// What can be listened to on a Mastodon server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// Posts with hashtags.
    Hashtags,
    /// Everything that the server knows of.
    Public,
    /// Everything that is written on the server.
    Local,
    /// Posts that hold a phrase, where the server can search.
    Search,
    /// Posts of a list's members.
    List,
    /// Posts that name our account.
    Mentions,
}

impl There {
    /// In the order in which they are offered: what needs no account first.
    pub const ALL: [There; 6] =
        [There::Hashtags, There::Public, There::Local, There::Search, There::List, There::Mentions];

    /// Keys of its word and of the sentence about it in `words`.
    pub const fn keys(self) -> (&'static str, &'static str) {
        [
            ("there-hashtags", "there-hashtags-intro"),
            ("there-public", "there-public-intro"),
            ("there-local", "there-local-intro"),
            ("there-search", "there-search-intro"),
            ("there-list", "there-list-intro"),
            ("there-mentions", "there-mentions-intro"),
        ][self as usize]
    }

    /// Only an account of ours there may ask for it.
    pub const fn needs_token(self) -> bool {
        matches!(self, There::Search | There::List | There::Mentions)
    }

    /// It brings more than what is about us, so that something must say what counts.
    pub const fn needs_words(self) -> bool {
        matches!(self, There::Public | There::Local)
    }
}

/// The sources, the worst heard first; those that nobody listens to over a network last.
pub fn rows(app: &App) -> Vec<&SourceRow> {
    let mut rows: Vec<&SourceRow> = app.pulse.sources.iter().collect();
    rows.sort_by_key(|row| (rank(row, app.now.room), row.name.as_str()));
    rows
}

fn rank(row: &SourceRow, now: Stamp) -> u8 {
    match row.health.as_ref().map(|health| health.state) {
        _ if row.silent => 0,
        Some(State::Stopped | State::Waiting) => 1,
        Some(State::Connecting) => 2,
        _ if row.health.as_ref().is_some_and(Health::is_partly) => 1,
        _ if row.health.as_ref().is_some_and(|health| health.is_unsure(now)) => 2,
        Some(State::Paused | State::Left) => 3,
        Some(State::Live) => 4,
        None if row.live => 5,
        None => 6,
    }
}

/// Where the selected source stands among `rows`; the first one while none is chosen.
pub fn at(rows: &[&SourceRow], view: &SourcesView) -> usize {
    view.selected.as_ref().and_then(|name| rows.iter().position(|row| row.name == *name)).unwrap_or(0)
}

/// Opens the screen, on the worst one.
pub(super) fn show(app: &mut App, out: &mut Vec<Effect>) {
    let selected = rows(app).first().map(|row| row.name.clone());
    app.layers.push(Layer::Sources(SourcesView { selected }));
    let now = app.now.room;
    asking::ask(app, out, Ask::Pulse { now });
}

/// Moves the selection: `step` says to which of so many.
pub(super) fn moving(app: &mut App, step: impl Fn(usize, usize) -> usize) {
    let all = rows(app);
    let Some(Layer::Sources(view)) = app.layers.last() else { return };
    let next = all.get(step(at(&all, view), all.len())).map(|row| row.name.clone());
    if let Some(Layer::Sources(view)) = app.layers.last_mut() {
        view.selected = next;
    }
}

/// Adds, pauses, removes. A drill hears its own people alone.
pub(super) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    if app.drill() {
        return app.notices.refuse(&app.words, Refusal::new("refuse-drill-sources"));
    }
    if action == Action::AddSource {
        return acting::open(app, forms::sources::kind);
    }
    let Some((name, state)) = chosen(app) else {
        return app.notices.refuse(&app.words, Refusal::new("refuse-no-source"));
    };
    match (action, state) {
        (_, None) => app.notices.refuse(&app.words, Refusal::new("refuse-source-not-live")),
        (Action::PauseSource, Some(state)) => {
            let on = state != State::Paused;
            change(app, out, SourceChange::Pause { name: name.as_str().to_owned(), on });
        }
        (Action::RemoveSource, Some(_)) => acting::open(app, |app| forms::sources::remove(app, name)),
        _ => {}
    }
}

/// The source that keys act on, and what it is doing.
fn chosen(app: &App) -> Option<(Clean, Option<State>)> {
    let Some(Layer::Sources(view)) = app.layers.last() else { return None };
    let all = rows(app);
    let row = all.get(at(&all, view))?;
    Some((row.name.clone(), row.health.as_ref().map(|health| health.state)))
}

/// What the selected source is doing; nothing where none is selected, or it is not listened to over a network.
pub(super) fn state(app: &App) -> Option<State> {
    chosen(app).and_then(|(_, state)| state)
}

/// Tries a source that a form asks for; one that was tried as it stands there is kept, heard or not.
pub(super) fn add(app: &mut App, out: &mut Vec<Effect>, new: NewSource) -> u64 {
    if let Some(Layer::Form(form)) = app.layers.last_mut()
        && !form.sample.as_ref().is_some_and(|(of, heard)| heard.is_some() && *of == new)
    {
        app.pending.ticket += 1;
        form.sample = Some((new.clone(), None));
        out.push(Effect::TrySource(app.pending.ticket, new));
        return app.pending.ticket;
    }
    change(app, out, SourceChange::Add(new))
}

/// A source was tried: what was heard stands in the form that waits, with the way to keep it.
pub(super) fn tried(app: &mut App, ticket: u64, result: Result<Sample, String>) {
    let mut forms = app.layers.iter_mut().filter_map(|l| if let Layer::Form(form) = l { Some(form) } else { None });
    let Some(form) = forms.find(|form| form.waiting == Some(ticket)) else { return };
    form.waiting = None;
    match (result, form.sample.as_mut()) {
        (Ok(sample), Some((_, heard))) => *heard = Some(sample),
        (Ok(_), None) => {}
        (Err(why), _) => (form.sample, form.error) = (None, Some(why)),
    }
    app.dirty = true;
}

/// Sends a change on its way to the file.
pub(super) fn change(app: &mut App, out: &mut Vec<Effect>, change: SourceChange) -> u64 {
    let (key, name) = match &change {
        SourceChange::Add(new) => ("source-added", &new.name),
        SourceChange::Pause { name, on: true } => ("source-now-paused", name),
        SourceChange::Pause { name, on: false } => ("source-resumed", name),
        SourceChange::Remove(name) => ("source-removed", name),
    };
    app.pending.ticket += 1;
    // each is answered; were one lost, the oldest gives way
    while app.pending.sources.len() >= super::pending::MAX_DECISIONS {
        app.pending.sources.pop_first();
    }
    app.pending.sources.insert(app.pending.ticket, (key, name.clone()));
    out.push(Effect::ChangeSources(app.pending.ticket, change));
    app.pending.ticket
}

/// The file was changed, or not: an error stands in the form that waits, else where errors stand.
pub(super) fn changed(app: &mut App, ticket: u64, result: Result<(), String>) {
    let Some((key, name)) = app.pending.sources.remove(&ticket) else { return };
    app.dirty = true;
    let form = app.layers.iter().position(|l| matches!(l, Layer::Form(form) if form.waiting == Some(ticket)));
    match (result, form) {
        (Ok(()), form) => {
            form.map(|at| app.layers.remove(at));
            let said = app.words.f(key, &[("name", Arg::from(name.as_str()))]);
            app.notices.done(said);
            if key == "source-added" {
                look_at(app, Clean::line(&name));
            }
        }
        (Err(why), Some(at)) => {
            if let Some(Layer::Form(form)) = app.layers.get_mut(at) {
                (form.waiting, form.error) = (None, Some(why));
            }
        }
        (Err(why), None) => app.notices.error(why),
    }
}

/// Shows how one of them goes.
pub(super) fn look_at(app: &mut App, name: Clean) {
    let selected = Some(name);
    match app.layers.iter_mut().find_map(|l| if let Layer::Sources(view) = l { Some(view) } else { None }) {
        Some(view) => view.selected = selected,
        None => app.layers.push(Layer::Sources(SourcesView { selected })),
    }
}

/// Fills in a secret where one is asked for and none was typed.
pub(super) fn secret(app: &mut App, Secret(secret): &Secret) {
    let waits = |form: &Form| form.purpose == Purpose::AddSource(SourceKind::Webhook);
    for layer in &mut app.layers {
        if let Layer::Form(form) = layer
            && waits(form)
            && let Some(Input::Line(line)) =
                form.fields.iter_mut().find(|f| f.name == "secret").map(|field| &mut field.input)
            && line.text().is_empty()
        {
            *line = editor::Line::new(secret);
            app.dirty = true;
        }
    }
}
