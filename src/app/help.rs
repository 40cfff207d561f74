//! What the keys do, in words: for the help layer, the footer, the palette and README. Owns no keys of its own: all of it
//! is read from the table of actions and the keymap.

use super::App;
use super::actions::{Action, Entry, TABLE};
use super::form::{Form, Input, Purpose};
use super::keymap::{Key, Keymap, Scope};
use super::layers::Layer;
use super::prevention::Page;
use super::{facilitator, panes, sources};
use crate::domain::incident;
use crate::domain::response::{ResponseKind, ResponseState};
use crate::domain::room::Lang;
use crate::domain::source::State;
use crate::domain::text::fold;
use crate::words::Words;

/// The keys of one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The scope's title, in words.
    pub title: String,
    /// What its keys do.
    pub rows: Vec<Row>,
}

/// One action with its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub action: Action,
    /// Its keys, in words: `u  Ctrl-Z`; empty when only the palette has it.
    pub keys: String,
    /// Its title.
    pub title: String,
    /// What it does.
    pub doc: String,
    /// It cannot be done here: the room is open to read only, or is a drill, which hears its own people alone.
    pub refused: bool,
}

fn keys(words: &Words, keys: &[Key]) -> String {
    keys.iter().map(|k| k.label(words)).collect::<Vec<_>>().join("  ")
}

/// Whether an action is refused in this room, whatever it is done to.
fn refused(app: &App, entry: &Entry) -> bool {
    let listening = matches!(entry.action, Action::AddSource | Action::PauseSource | Action::RemoveSource);
    app.forbids(entry.action).is_some() || app.drill() && listening
}

/// Whether there is nothing at hand that an action could be done to.
fn idle(app: &App, action: Action) -> bool {
    let at_source = app.scope() == Scope::Sources;
    match action {
        Action::PauseSource | Action::RemoveSource => at_source && sources::state(app).is_none(),
        Action::ChangeFact | Action::SupersedeFact | Action::ChangeCare => match app.layers.last() {
            Some(Layer::Facts(view)) => view.rows.as_ref().is_none_or(Vec::is_empty),
            Some(Layer::People(view)) => view.rows.as_ref().is_none_or(Vec::is_empty),
            _ => false,
        },
        // a theme is what is handed on, and what comes by itself or came is not brought
        Action::HandTheme | Action::StepAction => {
            matches!(app.layers.last(), Some(Layer::Prevention(view)) if view.page != Page::Complaints)
        }
        Action::AcceptHandover | Action::RefuseHandover | Action::WithdrawHandover => {
            panes::roles::hinders(app, action).is_some()
        }
        Action::BringNow => facilitator::to_bring(app).is_none(),
        // it has the whole screen already
        Action::Zoom => at_source,
        // in a text of many lines Enter makes a line, and goes nowhere
        Action::Accept => {
            form(app).is_some_and(|f| f.fields.get(f.at).is_some_and(|f| matches!(f.input, Input::Area(_))))
        }
        _ => false,
    }
}

fn form(app: &App) -> Option<&Form> {
    match app.layers.last() {
        Some(Layer::Form(form)) => Some(form),
        _ => None,
    }
}

/// What the footer calls an action: shorter than its title where keys are many, and what it does to what is selected.
fn label(app: &App, entry: &Entry) -> String {
    let key = match entry.action {
        Action::AddSource if app.scope() == Scope::Sources => "hint-add",
        Action::PauseSource if sources::state(app) == Some(State::Paused) => "hint-resume",
        Action::PauseSource => "hint-pause",
        Action::Keywords => "hint-keywords",
        Action::Back if app.past.is_some() && app.layers.is_empty() && app.notices.errors() == 0 => "hint-now",
        Action::Back if app.scope() == Scope::Start && app.room.is_some() && app.notices.errors() == 0 => "hint-room",
        Action::Travel if app.past.is_some() => "form-past-time",
        Action::PreviousEvent | Action::NextEvent => "hint-event",
        Action::PreviousMinute | Action::NextMinute => "hint-minute",
        Action::NextDecision => "hint-decision",
        Action::PreviousDecision => "hint-decision-before",
        Action::Play if app.past.as_ref().is_some_and(|past| past.plays().is_some()) => "hint-stop",
        Action::Play => "hint-play",
        Action::Send if form(app).is_some_and(|f| matches!(f.purpose, Purpose::Keywords)) => "hint-save",
        _ => entry.title,
    };
    app.words.t(key)
}

fn row(words: &Words, entry: &Entry, bound: &[Key], refused: bool) -> Row {
    Row {
        action: entry.action,
        keys: keys(words, bound),
        title: words.t(entry.title),
        doc: words.t(entry.doc),
        refused,
    }
}

/// What the keys do where one is, nearest scope first.
pub fn help(app: &App) -> Vec<Group> {
    let at = app.chain(app.scope_below_help());
    let groups = at.iter().map(|scope| {
        let here = TABLE.iter().filter_map(|entry| {
            let own = app.keymap.keys_of(*scope, entry.action);
            let own: Vec<Key> =
                own.iter().filter(|k| app.keymap.lookup_in(&at, **k) == Some(entry.action)).copied().collect();
            (!own.is_empty()).then(|| row(&app.words, entry, &own, refused(app, entry)))
        });
        Group { title: app.words.t(scope.key()), rows: here.collect() }
    });
    groups.filter(|g| !g.rows.is_empty()).collect()
}

/// A hint of the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What it does.
    pub action: Action,
    /// Its key, in words.
    pub key: String,
    /// What the footer calls it.
    pub label: String,
}

impl Hint {
    /// Whether it stays however little room there is: help and the palette are the way to everything that did not fit, and
    /// nobody may be shut in.
    pub fn stays(&self) -> bool {
        matches!(self.action, Action::Help | Action::Palette | Action::Back | Action::Quit)
    }
}

/// The footer's hints, most useful first. The one who draws takes as many as fit; errors put Esc first.
pub fn footer_hints(app: &App) -> Vec<Hint> {
    let at = app.scope();
    let (chain, next) = (app.chain(at), next(app));
    let place = |e: &Entry| match at {
        // without a room most of what can be done everywhere means nothing yet, and who came by chance wants out
        Scope::Start | Scope::Help if app.room.is_none() || at == Scope::Start => {
            let anywhere =
                matches!(e.action, Action::Help | Action::Palette | Action::Back | Action::Open | Action::Quit);
            // beginning comes before looking at what one would begin with
            (anywhere || e.scopes.contains(&at)).then_some(if e.hint == 0 { 60 } else { e.hint })
        }
        // a meeting reads the footer too: only how to turn the page, leave and get help
        Scope::Present => {
            let out = matches!(e.action, Action::Help | Action::Palette | Action::Back);
            let past = app.past.is_some() && e.scopes.contains(&Scope::Past);
            Some(e.hint).filter(|hint| *hint > 0 && (out || past || e.scopes.contains(&at)))
        }
        Scope::Responses | Scope::ResponseView => next_of(app, next, e),
        // there is something to take
        Scope::Compose if e.action == Action::TakeTheirs => {
            let theirs = app.layers.last().is_some_and(|l| matches!(l, Layer::Compose(c) if c.has_theirs()));
            theirs.then_some(1)
        }
        _ => Some(e.hint).filter(|hint| *hint > 0),
    };
    let mut found: Vec<(u8, &Entry, Key)> = TABLE
        .iter()
        // it is the footer's business where it asks for a time, not where it leads away from work
        .filter(|e| e.action != Action::Travel || app.past.is_some())
        .filter_map(|e| Some((place(e)?, e)))
        .filter(|(_, e)| !refused(app, e) && !idle(app, e.action))
        .filter_map(|(place, e)| app.keymap.keys_in(&chain, e.action).first().map(|key| (place, e, *key)))
        .collect();
    // Closing matters once something lies on top or an error waits.
    let back = app.notices.errors() > 0 || !app.layers.is_empty() || app.past.is_some();
    let leads = at != Scope::Start || app.room.is_some();
    found.retain(|(_, e, _)| e.action != Action::Back || back && leads || app.notices.errors() > 0);
    found.sort_by_key(|(hint, e, _)| match e.action {
        Action::Back if app.notices.errors() > 0 => 0,
        Action::Quit => 97,
        _ => *hint,
    });
    let hint =
        |(_, e, key): (u8, &Entry, Key)| Hint { action: e.action, key: key.label(&app.words), label: label(app, e) };
    found.into_iter().map(hint).collect()
}

/// Where the response that is opened or selected stands, what sort it is, and whether its approval must be confirmed.
fn at_hand(app: &App) -> Option<(ResponseState, ResponseKind, bool)> {
    match app.layers.last() {
        Some(Layer::Response(view)) => {
            view.detail.as_ref().map(|d| &d.response).map(|r| (r.state, r.kind, r.unsure(app.now.room)))
        }
        _ => app.responses.current().map(|row| (row.state, row.kind, row.unsure(app.now.room))),
    }
}

/// What the response that is opened or selected waits for, most useful first.
fn next(app: &App) -> &'static [Action] {
    use Action::*;
    let at_hand = at_hand(app);
    match at_hand.map(|(state, ..)| state) {
        None => &[NewStatement],
        Some(ResponseState::Draft | ResponseState::ChangesRequested | ResponseState::Stale) => &[Edit, Discard],
        Some(ResponseState::InReview) => &[Approve, RequestChanges, PublishAlone, Object, Edit],
        Some(ResponseState::Approved) if at_hand.is_some_and(|(.., unsure)| unsure) => &[Approve, Edit, Hold, Object],
        Some(ResponseState::Approved) => &[Publish, Edit, Hold, Object],
        Some(ResponseState::Publishing) => &[Publish],
        Some(ResponseState::Held) => &[Hold],
        Some(ResponseState::Published | ResponseState::FollowedUp) => &[FollowUp, CorrectPublished, Retract, OpenLink],
        Some(ResponseState::Corrected) => &[FollowUp, Retract],
        Some(ResponseState::Done) => &[Retract],
        Some(ResponseState::Retired | ResponseState::Discarded | ResponseState::Retracted) => &[],
    }
}

/// The place of an action among the hints about a response: what it waits for comes first, and what its state refuses is
/// not offered. Nothing for what is no hint there.
fn next_of(app: &App, next: &[Action], entry: &Entry) -> Option<u8> {
    use Action::*;
    let about = [
        Edit,
        Approve,
        RequestChanges,
        Publish,
        PublishAlone,
        Object,
        Hold,
        FollowUp,
        CorrectPublished,
        Retract,
        Discard,
        Propose,
        SettleObjection,
        GoesWith,
        Alternative,
        OtherLanguage,
    ];
    let gravest = app.incident().is_some_and(|i| i.severity == incident::Severity::Sev1);
    let alone = gravest && at_hand(app).is_some_and(|(_, kind, _)| kind == ResponseKind::Holding);
    match next.iter().position(|action| *action == entry.action) {
        // break-glass is for the gravest alone, and for a pre-cleared holding statement
        Some(_) if entry.action == PublishAlone && !alone => None,
        Some(at) => Some(1 + at as u8),
        None if about.contains(&entry.action) || entry.hint == 0 => None,
        None => Some(entry.hint.saturating_add(5)),
    }
}

/// What the palette offers for what was typed, best first: every action that means something where one is.
pub fn palette(app: &App, typed: &str) -> Vec<Row> {
    let at = app.chain(app.scope_below_palette());
    let wanted = fold(typed.trim());
    let terms: Vec<&str> = wanted.split_whitespace().collect();
    let mut found: Vec<(u8, Row)> = TABLE
        .iter()
        .filter(|e| e.scopes.iter().any(|s| at.contains(s)))
        .filter(|e| !matches!(e.action, Action::Palette | Action::Back))
        .filter_map(|e| {
            let row = row(&app.words, e, &app.keymap.keys_in(&at, e.action), refused(app, e));
            let title = fold(&row.title);
            let all = format!("{title} {} {} {}", e.id, fold(e.aliases), fold(&row.doc));
            let aliases = fold(e.aliases);
            let rank = if title.starts_with(&wanted) {
                0
            } else if title.contains(&wanted) || aliases.split(' ').any(|a| a == wanted) {
                1
            } else if aliases.contains(&wanted) {
                2
            } else {
                3
            };
            terms.iter().all(|t| all.contains(t)).then_some((rank, row))
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, row)| row).collect()
}

/// README's key table: every binding that comes with the program.
pub fn markdown_table(lang: Lang) -> String {
    let (words, map) = (Words::new(lang), Keymap::builtin());
    let head = ["help-where", "help-keys", "help-action", "help-does"].map(|k| words.t(k));
    let mut out = format!("| {} |\n|---|---|---|---|\n", head.join(" | "));
    for scope in Scope::ALL {
        for entry in TABLE {
            let bound = map.keys_of(scope, entry.action);
            if !bound.is_empty() {
                let keys = bound.iter().map(|k| format!("`{}`", k.label(&words))).collect::<Vec<_>>().join(" ");
                let place = words.t(scope.key());
                out.push_str(&format!("| {place} | {keys} | {} | {} |\n", words.t(entry.title), words.t(entry.doc)));
            }
        }
    }
    for entry in TABLE.iter().filter(|e| Scope::ALL.iter().all(|s| map.keys_of(*s, e.action).is_empty())) {
        let place = words.t("scope-palette");
        out.push_str(&format!("| {place} | `:` | {} | {} |\n", words.t(entry.title), words.t(entry.doc)));
    }
    out
}
/// How many lines the help takes at most: a meaning that does not fit beside its key goes on below.
pub fn lines(app: &App) -> usize {
    // Keys and titles take at most 18 and 24 cells, with five between them.
    let room = usize::from(app.size.0).saturating_sub(50).max(16);
    let lines = |r: &Row| 1 + r.doc.chars().count() / room;
    help(app).iter().map(|g| 2 + g.rows.iter().map(lines).sum::<usize>()).sum()
}
