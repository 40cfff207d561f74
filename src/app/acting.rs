//! From a key to what it does: where one is decides which action it means, read-only mode refuses, the rest is done here
//! or in the pane that it belongs to.

use super::actions::Action;
use super::asking;
use super::compose;
use super::deciding::decide;
use super::effect::Effect;
use super::facilitator;
use super::form::{Form, Purpose};
use super::forms;
use super::geometry;
use super::help;
use super::keeping;
use super::keymap::{Key, Scope};
use super::layers::{Help, Layer, Palette, Start};
use super::pending::{After, UNDECIDED};
use super::{App, Pane, panes, prevention, reminding, share, sources, travel, trial, typing};
use crate::domain::command::Command;
use crate::domain::private::{Audience, DOTS};
use crate::domain::report::ReportKind;
use crate::domain::room::{Arg, Refusal};
use crate::domain::text::Clean;
use crate::rows::Ask;

/// A key was pressed.
pub(super) fn key(app: &mut App, out: &mut Vec<Effect>, key: Key) {
    let action = app.keymap.lookup_in(&app.chain(app.scope()), key);
    // pressed twice in fright it hides all the same
    if action == Some(Action::Blank) {
        return share::blank(app, out, true);
    }
    // whatever else is pressed on a blank screen brings it back, and does nothing besides
    if app.sharing.blank {
        return share::blank(app, out, false);
    }
    share::look_away(app);
    if geometry::too_small(app) {
        // Nothing of it can be seen: only leaving acts, and asks nothing.
        if action == Some(Action::Quit) {
            leave(app, out);
        }
        return;
    }
    if app.notices.quiet() {
        app.dirty = true;
    }
    match action {
        Some(action) => act(app, out, action),
        None => typing::typed(app, out, key),
    }
}

/// Does an action. Read-only mode is refused here, once for all of them; a nameless person is asked for a name first.
pub(super) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    app.dirty = true;
    if let Some(why) = app.forbids(action) {
        return refuse(app, why);
    }
    let nameless = app.room.is_some() && app.me.name.is_empty();
    let signs = action.entry().changes_room && action != Action::WhoAmI && !matches!(app.scope(), Scope::Form);
    if nameless && signs {
        return open(app, forms::room::who_am_i);
    }
    if app.room.is_none() && needs_room(action) {
        let refusal = app.words.t("refuse-no-room");
        return app.notices.hint(refusal);
    }
    app.pending.then = None;
    app.pending.fact = None;
    app.pending.card = None;
    if !panes::feed::held(app, action) {
        return;
    }
    if travel::act(app, out, action) {
        return;
    }
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::Top | Action::Bottom => {
            moving(app, out, action);
        }
        Action::Open => enter(app, out),
        Action::Back => back(app, out),
        Action::CloseLayer if app.layers.is_empty() => quit(app, out),
        Action::CloseLayer => close(app, out),
        Action::Quit => quit(app, out),
        Action::NextField | Action::PreviousField | Action::Accept | Action::Send => typing::in_form(app, out, action),
        Action::TextUndo | Action::TextRedo | Action::DeleteWord | Action::DeleteToStart | Action::CutText => {
            typing::edit_text(app, out, action);
        }
        _ if screen(app, out, action) || share::act(app, out, action) || asks(app, out, action) => {}
        _ => panes::act(app, out, action),
    }
}

/// Says why not, and in the past which key leads out of it.
pub(super) fn refuse(app: &mut App, why: &'static str) {
    let key = app.keymap.keys_for(Scope::Global, Action::Back).first().map(|key| key.label(&app.words));
    app.notices.refuse(&app.words, Refusal::new(why).with("key", key.unwrap_or_default()));
}

impl App {
    /// The first key of an action as pressed in a scope, as people read it; empty where it has none.
    pub(super) fn key_of(&self, scope: Scope, action: Action) -> String {
        self.keymap.keys_for(scope, action).first().map_or_else(String::new, |key| key.label(&self.words))
    }
}

/// What means nothing on the start screen.
fn needs_room(action: Action) -> bool {
    use Action::*;
    let global = action.entry().scopes.contains(&Scope::Global);
    let anywhere = matches!(
        action,
        Help | Palette | Back | CloseLayer | Quit | Language | Share | Blank | Reveal | Mouse | Redraw | DismissAll
    );
    global && !anywhere && !action.entry().scopes.contains(&Scope::Start)
}

/// What concerns the screen alone.
fn screen(app: &mut App, out: &mut Vec<Effect>, action: Action) -> bool {
    match action {
        Action::Help => app.layers.push(Layer::Help(Help::default())),
        Action::Palette => app.layers.push(Layer::Palette(Palette::default())),
        Action::NextPane => turn(app, out, 1),
        Action::PreviousPane => turn(app, out, 3),
        Action::PaneMentions => panes::focus(app, out, Pane::Mentions),
        Action::PaneResponses => panes::focus(app, out, Pane::Responses),
        Action::PaneChecklist => panes::focus(app, out, Pane::Checklist),
        Action::PaneTimeline => panes::focus(app, out, Pane::Timeline),
        Action::Zoom => {
            app.zoom = !app.zoom;
            super::geometry::fit(app);
            asking::refresh_panes(app, out);
        }
        Action::Language => language(app, out),
        Action::Mouse => {
            app.mouse = !app.mouse;
            out.push(Effect::Mouse(app.mouse));
            let said = app.words.t(if app.mouse { "mouse-on" } else { "mouse-off" });
            app.notices.done(said);
        }
        Action::Redraw => out.push(Effect::Redraw),
        Action::DismissAll => app.notices.list.clear(),
        Action::Rooms => {
            app.layers.push(Layer::Start(Start::default()));
            out.push(Effect::FindRooms);
        }
        _ => return false,
    }
    true
}

fn keywords(app: &mut App, out: &mut Vec<Effect>) {
    open(app, forms::keywords::set);
    trial::begin(app, out);
}

/// The drill's clock goes a step faster or slower; at the ends that is said and nothing is sent.
fn pace(app: &mut App, out: &mut Vec<Effect>, faster: bool) {
    let now = app.pending.speed.map_or(app.pulse.clock.speed, |(_, speed)| speed);
    let speed = forms::room::step(now, faster);
    if speed == now {
        return app.notices.hint(app.words.t(if faster { "clock-fastest" } else { "clock-slowest" }));
    }
    decide(app, out, Command::SetClock { speed }, After::Say);
    // a second press may come before this one is decided, and goes on from it
    app.pending.speed = Some((UNDECIDED, speed));
}

/// What is asked in a form, or sent at once, wherever one is.
fn asks(app: &mut App, out: &mut Vec<Effect>, action: Action) -> bool {
    match action {
        Action::Undo => drop(decide(app, out, Command::Undo { decision: None }, After::Say)),
        Action::WhoAmI => open(app, forms::room::who_am_i),
        Action::SetAside => open(app, forms::readings::set_aside),
        Action::PlanChange => match app.plan_news.clone() {
            Some(news) => open(app, |app| forms::plan::change(app, &news)),
            None => app.notices.hint(app.words.t("plan-no-change")),
        },
        Action::CreateRoom => open(app, forms::room::create),
        Action::StartDrill => open(app, forms::room::drill),
        Action::ImportFile => open(app, forms::room::import),
        Action::DrillSpeed if app.drill() => open(app, forms::room::speed),
        Action::Slower | Action::Faster if app.drill() => pace(app, out, action == Action::Faster),
        Action::DrillSpeed | Action::Slower | Action::Faster => {
            app.notices.refuse(&app.words, Refusal::new("refuse-clock-not-drill"));
        }
        Action::AddMention => open(app, forms::mentions::add),
        Action::AddNote => open(app, forms::entries::add),
        Action::AddDecision => open(app, forms::coordination::record),
        Action::DeclareIncident => panes::incidents::declare(app, out),
        Action::IncidentPage => panes::incident::show(app, out),
        Action::OpenMatter if app.scope() != Scope::Incident => {
            open(app, |app| forms::coordination::open_matter(app, app.incident().map(|i| i.id)));
        }
        Action::Review => panes::looking_back::show(app, out),
        Action::IncidentMenu => panes::incidents::menu(app, out),
        Action::Signals => panes::signals::show(app, out),
        Action::Themes => panes::signals::themes(app, out),
        Action::Sources => sources::show(app, out),
        Action::AddSource => sources::act(app, out, action),
        Action::Facts => panes::facts::show(app, out),
        Action::AddFact => open(app, |app| forms::facts::add(app, String::new())),
        Action::PeopleAffected => panes::people::show(app, out),
        // where mentions are, it is the author of one
        Action::AddAffected if !matches!(app.scope(), Scope::Mentions | Scope::MentionView) => {
            open(app, |app| forms::people::add(app, None));
        }
        Action::LineToTake => panes::line::show(app, out),
        Action::Roles => panes::roles::show(app),
        Action::Reminders => reminding::show(app),
        Action::Readiness | Action::Complaints | Action::Ambassadors | Action::UsualWeek => {
            prevention::page(app, out, action);
        }
        Action::NextPage | Action::PreviousPage if app.scope() == Scope::Prevention => {
            prevention::turn(app, out, action == Action::NextPage);
        }
        Action::Facilitator => facilitator::show(app, out),
        Action::Sitrep => panes::reports::show(app, out, ReportKind::Sitrep),
        Action::Brief => panes::reports::show(app, out, ReportKind::Brief),
        Action::HandoverCard => panes::reports::show(app, out, ReportKind::Handover),
        Action::Keywords => keywords(app, out),
        Action::NewStatement => open(app, |app| forms::responses::new(app, Vec::new())),
        Action::Search => {
            app.pending.search_before.clone_from(&app.query.filter.search);
            panes::focus(app, out, Pane::Mentions);
            app.layers.clear();
            open(app, forms::mentions::search);
        }
        Action::ShowNew => panes::feed::show_new(app, out),
        Action::NextUnattended => panes::feed::next_unattended(app, out),
        _ => return false,
    }
    true
}

/// Puts a form on top.
pub(super) fn open(app: &mut App, form: impl FnOnce(&App) -> Form) {
    let mut form = Form { seen: panes::feed::seen(app), ..form(app) };
    keeping::offer(app, &mut form);
    app.layers.push(Layer::Form(Box::new(form)));
}

fn turn(app: &mut App, out: &mut Vec<Effect>, by: usize) {
    let pane = Pane::ALL[(app.focus as usize + by) % Pane::ALL.len()];
    panes::focus(app, out, pane);
}

fn language(app: &mut App, out: &mut Vec<Effect>) {
    app.words = crate::words::Words::new(app.lang().other());
    spoken(app);
    facilitator::read(app, out);
    let (name, role) = (app.me.name.as_str().to_owned(), app.me.role.as_str().to_owned());
    out.push(Effect::KeepProfile { name, role, lang: app.lang() });
}

/// What is made in words beforehand is made again: the reader's language may be another.
pub(super) fn spoken(app: &mut App) {
    app.notices.speak(&app.words);
    reminding::again(app);
    panes::looking_back::make(app);
}

/// Moves the selection or what is read, in whatever lies on top.
pub(super) fn moving(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let page = usize::from(super::geometry::geometry(app).body.h.saturating_sub(2)).max(1);
    let scroll = |at: &mut usize, most: usize| *at = step(action, *at, page, most);
    let found = match app.layers.last() {
        Some(Layer::Palette(p)) => help::palette(app, p.input.text()).len(),
        Some(Layer::Help(_)) => help::lines(app),
        _ => 0,
    };
    match app.layers.last_mut() {
        None => panes::moving(app, out, action),
        Some(Layer::Help(h)) => scroll(&mut h.scroll, found),
        Some(Layer::Palette(p)) => scroll(&mut p.selected, found),
        Some(Layer::Mention(v)) => {
            let most = v.length();
            scroll(&mut v.scroll, most);
        }
        Some(Layer::Response(v)) => {
            let most = v.length();
            scroll(&mut v.scroll, most);
        }
        Some(Layer::Start(s)) => scroll(&mut s.selected, Start::FIXED.len() + s.recent.len()),
        Some(Layer::Incidents(all, at)) => scroll(at, all.len()),
        Some(Layer::Incident(_)) => panes::incident::moving(app, |at, most| step(action, at, page, most)),
        Some(Layer::Review(_)) => panes::looking_back::moving(app, |at, most| step(action, at, page, most)),
        Some(Layer::Events(_)) => panes::looking_back::among(app, |at, most| step(action, at, page, most)),
        Some(Layer::Sources(_)) => sources::moving(app, |at, most| step(action, at, page, most)),
        // by pages through what stands below the list: the list itself is short
        Some(Layer::Facts(v)) if v.response.is_none() && matches!(action, Action::PageUp | Action::PageDown) => {
            v.scroll = step(action, v.scroll, page / 2, v.length());
        }
        Some(Layer::People(v)) if matches!(action, Action::PageUp | Action::PageDown) => {
            v.scroll = step(action, v.scroll, page / 2, v.length());
        }
        Some(Layer::Facts(_)) => panes::facts::moving(app, out, |at, most| step(action, at, page, most)),
        Some(Layer::People(_)) => panes::people::moving(app, |at, most| step(action, at, page, most)),
        Some(Layer::Roles(_)) => panes::roles::moving(app, |at, most| step(action, at, page, most)),
        Some(Layer::Handover(v)) => {
            let most = v.length();
            scroll(&mut v.scroll, most);
        }
        Some(Layer::Reminders(_)) => reminding::moving(app, |at, most| step(action, at, page, most)),
        Some(Layer::Facilitator(_)) => facilitator::moving(app, |at, most| step(action, at, page / 2, most)),
        Some(Layer::Line(v)) => {
            let most = v.length(app.words.lang());
            scroll(&mut v.scroll, most);
        }
        Some(Layer::Report(v)) => {
            let most = v.length();
            scroll(&mut v.scroll, most);
        }
        Some(Layer::Signals(all, at)) => scroll(at, all.len()),
        Some(Layer::Themes(all, at)) => scroll(at, all.as_ref().map_or(0, Vec::len)),
        Some(Layer::Prevention(v)) => {
            let most = v.length();
            scroll(&mut v.at, most);
        }
        Some(Layer::Form(f)) => {
            let rows = f.intro.iter().map(|l| l.chars().count() / 40 + 1).sum();
            f.scroll = step(action, f.scroll, page / 2, rows);
        }
        Some(Layer::Compose(c)) => c.scroll = step(action, c.scroll, page / 5, c.length()),
        Some(Layer::Event(_) | Layer::Present(_)) => {}
    }
}

/// A place among `n` after a movement.
fn step(action: Action, at: usize, page: usize, n: usize) -> usize {
    let last = n.saturating_sub(1);
    match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at + 1,
        Action::PageUp => at.saturating_sub(page),
        Action::PageDown => at + page,
        Action::Top => 0,
        _ => last,
    }
    .min(last)
}

/// Enter: opens what is selected.
fn enter(app: &mut App, out: &mut Vec<Effect>) {
    match app.layers.last() {
        Some(Layer::Palette(palette)) => {
            let chosen = help::palette(app, palette.input.text()).get(palette.selected).map(|r| r.action);
            if let Some(action) = chosen {
                app.layers.pop();
                act(app, out, action);
            }
        }
        Some(Layer::Start(start)) => match start.selected {
            0 => act(app, out, Action::StartDrill),
            1 => act(app, out, Action::CreateRoom),
            2 => act(app, out, Action::ImportFile),
            n => {
                let Some(path) = start.recent.get(n - Start::FIXED.len()).map(|r| r.path.clone()) else { return };
                forms::room::busy(app, Some("start-opening"));
                out.push(Effect::OpenRoom(path));
            }
        },
        Some(Layer::Incidents(all, at)) => {
            let Some(id) = all.get(*at).map(|i| i.id) else { return };
            app.layers.pop();
            app.incident = Some(id);
            app.tasks.restart(false);
            panes::focus(app, out, Pane::Checklist);
            asking::ask(app, out, Ask::Tasks(id));
        }
        Some(Layer::Incident(_)) => panes::incident::enter(app),
        Some(Layer::Review(_)) => panes::looking_back::enter(app),
        Some(Layer::Events(_)) => panes::looking_back::open_event(app),
        Some(Layer::Signals(..)) => panes::signals::open(app, out),
        Some(Layer::Themes(..)) => panes::signals::search(app, out),
        Some(Layer::Prevention(_)) => prevention::enter(app, out),
        Some(Layer::Facts(_)) => panes::facts::open(app, out),
        Some(Layer::People(_)) => panes::people::open(app, out),
        Some(Layer::Roles(_)) => panes::roles::open(app, out),
        Some(Layer::Reminders(_)) => reminding::open(app, out),
        None => panes::open(app, out),
        _ => {}
    }
}

/// Esc: the error first, then what lies on top, then marks, range, search and zoom.
fn back(app: &mut App, out: &mut Vec<Effect>) {
    if app.notices.staying() > 0 {
        app.notices.dismiss();
    } else if panes::facts::let_go(app) {
    } else if app.room.is_none() && app.scope() == Scope::Start {
        // whoever leaves one form after another must not leave the program with the same key
        let key = app.key_of(Scope::Global, Action::CloseLayer);
        app.notices.hint(app.words.f("start-leave", &[("key", key.into())]));
    } else if !app.layers.is_empty() {
        close(app, out);
    } else if app.notices.remind(None, false) {
        // the line goes; what it says stands on in the list
    } else {
        panes::let_go(app, out);
    }
}

/// Closes what lies on top.
pub(super) fn close(app: &mut App, out: &mut Vec<Effect>) {
    match app.layers.last() {
        Some(Layer::Start(_)) if app.room.is_none() => return quit(app, out),
        Some(Layer::Compose(_)) => compose::leave(app, out),
        Some(Layer::Form(form)) if form.purpose == Purpose::Search => {
            let before = std::mem::take(&mut app.pending.search_before);
            panes::feed::search(app, out, before);
        }
        _ => {}
    }
    app.layers.pop();
}

fn quit(app: &mut App, out: &mut Vec<Effect>) {
    let asked = matches!(app.layers.last(), Some(Layer::Form(f)) if f.purpose == Purpose::Quit);
    if asked || app.room.is_none() {
        return leave(app, out);
    }
    open(app, forms::room::quit);
}

/// Leaves, with what is being typed kept.
pub(super) fn leave(app: &mut App, out: &mut Vec<Effect>) {
    compose::leave(app, out);
    keeping::leave(app, out);
    out.push(Effect::Quit);
}

/// Copies; what leaves a drill says so first.
pub(super) fn copy(app: &mut App, out: &mut Vec<Effect>, text: String) {
    let text = if app.drill() { format!("DRILL / SIMULACRO\n{text}") } else { text };
    app.pending.copied = match app.audience {
        // what is taken to a platform is copied whole, and is not out yet
        Audience::Shared => DOTS.to_owned(),
        Audience::Operator => text.split_whitespace().take(8).collect::<Vec<_>>().join(" ").chars().take(60).collect(),
    };
    out.push(Effect::Copy(text));
}

/// Opens a link: only the web's, and never from a drill.
pub(super) fn open_link(app: &mut App, out: &mut Vec<Effect>, link: &str) {
    if app.drill() {
        let said = app.words.t("drill-no-link");
        app.notices.hint(said);
    } else if link.starts_with("https://") || link.starts_with("http://") {
        out.push(Effect::OpenLink(link.to_owned()));
    } else {
        // it was to go to the person's own browser, whole; this screen may not show it
        let link = if app.audience == Audience::Shared { DOTS.into() } else { Clean::line(link) };
        let said = app.words.f("link-odd", &[("link", Arg::from(&link))]);
        app.notices.error(said);
    }
}
