//! `update`: one message in, effects out. Never waits, never reads a clock, never rolls dice.

use super::acting;
use super::asking;
use super::compose;
use super::deciding;
use super::effect::Effect;
use super::facilitator;
use super::forms;
use super::geometry;
use super::keeping;
use super::layers::{Layer, Start};
use super::mouse;
use super::msg::{Copied, Msg};
use super::panes::feed;
use super::{App, Now, OpenRoom, Pane, Zone, prevention, share, sources, travel, trial, typing};
use crate::domain::room::{Actor, Arg, Refusal, RoomSettings};

/// Takes in what happened and says what is to be done about it.
pub fn update(app: &mut App, now: Now, msg: Msg) -> Vec<Effect> {
    if app.past.is_some() {
        return travel::update_in_the_past(app, now, msg);
    }
    let mut out = Vec::new();
    around(app, &mut out, now, |app, out| handle(app, out, msg));
    travel::set_out(app, &mut out);
    out
}

/// Lets the app take something in, with what follows whatever it was.
pub(super) fn around(app: &mut App, out: &mut Vec<Effect>, now: Now, take: impl FnOnce(&mut App, &mut Vec<Effect>)) {
    app.now = now;
    let (selected, typed) = (app.mentions.selected, keeping::typed(app));
    take(app, out);
    keeping::follow(app, out, typed);
    forms::stale(app);
    geometry::fit(app);
    asking::follow(app, out, selected);
    asking::wake(app, out);
    share::follow(app, out);
}

pub(super) fn handle(app: &mut App, out: &mut Vec<Effect>, msg: Msg) {
    match msg {
        Msg::Key(key) => acting::key(app, out, key),
        Msg::Pasted(text) => typing::paste(app, out, &text),
        Msg::Clicked(x, y) => mouse::click(app, out, x, y),
        Msg::Scrolled(x, y, rows) => mouse::scroll(app, out, x, y, rows),
        Msg::Resized(w, h) => resized(app, out, (w, h)),
        Msg::Answered(answer) => asking::answered(app, out, *answer),
        // from a past that was left
        Msg::AnsweredAt(..) => {}
        Msg::ReadFailed(why) => {
            asking::failed(app);
            error(app, "read-failed", &why);
        }
        Msg::Decided(ticket, result) => deciding::decided(app, out, ticket, result),
        Msg::RoomChanged => asking::refresh(app, out),
        Msg::TimePassed => time_passed(app, out),
        Msg::RoomOpened { settings, path, me, readonly } => opened(app, out, *settings, path, me, readonly),
        Msg::OpenFailed(why) => open_failed(app, out, &why),
        Msg::RoomsFound(mut recent) => {
            recent.truncate(Start::MOST);
            if let Some(start) = start(app) {
                start.recent = recent;
                app.dirty = true;
            }
        }
        Msg::ReadyLooked(found) => prevention::looked(app, &found),
        Msg::Copied(how) => copied(app, how),
        Msg::LinkOpened(Ok(())) => {}
        Msg::LinkOpened(Err(why)) => error(app, "link-failed", &why),
        Msg::Exported(Ok(file)) => {
            let said = app.words.f("export-done", &[("file", Arg::from(file))]);
            app.notices.done(said);
            app.dirty = true;
        }
        Msg::Exported(Err(why)) => error(app, "export-failed", &why),
        Msg::Known(_) | Msg::WordsLeft(_) | Msg::DatesOpen(_) | Msg::Strayed(_) => told(app, out, msg),
        Msg::WordsKept => keeping::kept(app, out),
        Msg::DraftKept(response, at) => compose::kept(app, out, response, at),
        Msg::DraftLost(response, why) => compose::lost(app, response, &why),
        Msg::Imported { read, new, bad, rejects, done } => imported(app, out, [read, new, bad], rejects, done),
        Msg::ScriptRead(room, script) => facilitator::take(app, out, &room, script),
        Msg::Brought(came) => facilitator::brought(app, came),
        Msg::DrillOver => drill_over(app),
        Msg::SourcesChanged(ticket, result) => sources::changed(app, ticket, result),
        Msg::SourceTried(ticket, result) => sources::tried(app, ticket, result),
        Msg::Tried(what, trial) => trial::told(app, &what, trial),
        Msg::SecretMade(secret) => sources::secret(app, &secret),
        Msg::AccountsFound(accounts) => app.accounts = accounts,
        Msg::PlanStands { plan, waiting } => {
            app.plan = Some(plan);
            asking::name(app);
            asking::tell_apart(app);
            if let Some(news) = waiting.as_ref().filter(|news| app.plan_news.as_ref() != Some(news)) {
                let n = news.changes.len();
                app.notices.news(&app.words, Refusal::new("plan-changed").with("n", n));
            }
            app.plan_news = waiting;
            app.dirty = true;
        }
        Msg::Failed(why) => error(app, "failed", &why),
        Msg::Ending => acting::leave(app, out),
    }
}

/// What a person is told of what they did: now or when they were here last.
fn told(app: &mut App, out: &mut Vec<Effect>, msg: Msg) {
    app.dirty = true;
    match msg {
        // goes to what is there already, since nothing was put in anew
        Msg::Known(mention) => {
            app.notices.hint(app.words.t("mention-known"));
            feed::open_one(app, out, mention);
        }
        Msg::WordsLeft(text) => keeping::found(app, &text),
        Msg::DatesOpen(reading) => forms::room::ask_dates(app, reading),
        Msg::Strayed(why) => strayed(app, why.map(|why| *why)),
        _ => {}
    }
}

/// The file is elsewhere, which holds until it is back.
fn strayed(app: &mut App, why: Option<Refusal>) {
    app.dirty = true;
    let of = |said: &Option<Refusal>| said.as_ref().is_some_and(|said| STRAYED.contains(&said.key));
    let (gone, left) = std::mem::take(&mut app.notices.list).into_iter().partition::<Vec<_>, _>(|n| of(&n.said));
    app.notices.list = left;
    for layer in &mut app.layers {
        if let Layer::Form(form) = layer {
            form.error.take_if(|error| gone.iter().any(|notice| error.contains(&notice.text)));
        }
    }
    if let Some(why) = why {
        app.notices.refuse(&app.words, why);
    }
}

/// What the store says of a file that is not where it was.
const STRAYED: [&str; 3] = ["store-moved", "store-replaced", "store-gone"];

fn drill_over(app: &mut App) {
    app.drill_over = true;
    app.notices.news(&app.words, Refusal::new("drill-over"));
    app.dirty = true;
}

fn open_failed(app: &mut App, out: &mut Vec<Effect>, why: &str) {
    keeping::came_back(app);
    if let Some(start) = start(app) {
        start.busy = None;
        // Whoever named a room that does not open has not seen the others yet.
        out.push(Effect::FindRooms);
    }
    error(app, "open-failed", why);
}

fn error(app: &mut App, key: &'static str, why: &str) {
    app.notices.refuse(&app.words, Refusal::new(key).with("why", why));
    app.dirty = true;
}

fn start(app: &mut App) -> Option<&mut Start> {
    app.layers.iter_mut().find_map(|l| match l {
        Layer::Start(start) => Some(start),
        _ => None,
    })
}

fn resized(app: &mut App, out: &mut Vec<Effect>, size: (u16, u16)) {
    if app.size != size {
        app.size = size;
        app.dirty = true;
        geometry::fit(app);
        if app.room.is_some() {
            asking::refresh_panes(app, out);
        }
    }
}

fn time_passed(app: &mut App, out: &mut Vec<Effect>) {
    app.pending.wake = None;
    app.dirty = true;
    set_zone(app);
    if app.room.is_some() {
        asking::ask(app, out, crate::rows::Ask::Pulse { now: app.now.room });
    }
}

pub(super) fn set_zone(app: &mut App) {
    if let Some(room) = &app.room {
        app.zone = Zone::at(&room.settings.zone, app.now.room);
    }
}

fn opened(app: &mut App, out: &mut Vec<Effect>, settings: RoomSettings, path: String, me: Actor, readonly: bool) {
    // Another room: nothing of the one before may stay on screen or be acted on.
    let keymap = std::sync::Arc::clone(&app.keymap);
    let before = std::mem::replace(app, App::new(app.lang(), keymap, app.size));
    app.now = before.now;
    // Whoever opened the room set its clock before saying so, since this very message is stamped with it.
    app.pulse.clock = before.pulse.clock;
    app.audience = before.audience;
    app.sharing = before.sharing;
    app.mouse = before.mouse;
    app.ascii = before.ascii;
    app.plan = before.plan;
    // the writer may have told of it before the screen heard that the room is open
    app.plan_news = before.plan_news.filter(|news| news.room == path);
    app.notices = before.notices;
    app.pending.ticket = before.pending.ticket;
    keeping::carry(app, before.pending.left);
    app.layers.clear();
    app.room = Some(OpenRoom { settings, path, readonly });
    asking::name(app);
    app.me = me;
    asking::tell_apart(app);
    app.focus = Pane::Mentions;
    set_zone(app);
    geometry::fit(app);
    out.push(Effect::Title(app.title()));
    asking::refresh(app, out);
    if app.me.name.is_empty() && !readonly {
        let form = forms::room::who_am_i(app);
        app.layers.push(Layer::Form(Box::new(form)));
    }
    if app.sharing.present {
        share::present(app, out);
    }
}

fn copied(app: &mut App, how: Copied) {
    app.dirty = true;
    match how {
        Copied::Verified => app.notices.done(app.words.t("copied-verified")),
        Copied::Unknown => {
            let words = app.words.f("copied-unknown", &[("words", Arg::from(app.pending.copied.as_str()))]);
            app.notices.hint(words);
        }
        Copied::Failed(why) => error(app, "copied-failed", &why),
    }
}

fn imported(app: &mut App, out: &mut Vec<Effect>, counts: [u64; 3], rejects: Option<String>, done: bool) {
    let [read, new, bad] = counts.map(Arg::from);
    let args = [("read", read), ("new", new), ("bad", bad)];
    let text = app.words.f(if done { "imported-all" } else { "imported-so-far" }, &args);
    app.dirty = true;
    if let Some(start) = start(app) {
        start.busy = (!done).then(|| text.clone());
    }
    app.notices.hint(text);
    if done && counts[2] > 0 {
        let kept = Arg::from(rejects.as_deref().unwrap_or("-"));
        let text = app.words.f("imported-rejects", &[("bad", Arg::from(counts[2])), ("file", kept)]);
        app.notices.error(text);
    }
    if done {
        app.pending.begun = None;
        feed::show_new(app, out);
    }
}
