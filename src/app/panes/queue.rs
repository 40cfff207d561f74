//! The response queue and a response opened: writing, approving, publishing by hand.

use super::super::acting::{copy, open, open_link};
use super::super::actions::Action;
use super::super::effect::Effect;
use super::super::form::Form;
use super::super::layers::{Layer, ResponseView};
use super::super::pending::Then;
use super::super::{App, asking, compose, forms};
use super::review;
use crate::domain::ids::ResponseId;
use crate::domain::response::{Response, ResponseState};
use crate::domain::room::{Arg, Refusal};
use crate::domain::text::Clean;
use crate::rows::{Ask, ResponseDetail};

pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let Some(id) = target(app) else {
        let said = app.words.t("nothing-selected");
        return app.notices.hint(said);
    };
    match action {
        Action::Edit => read_then(app, out, id, Then::Edit),
        Action::Approve => read_then(app, out, id, Then::Approve),
        Action::RequestChanges => read_then(app, out, id, Then::RequestChanges),
        Action::Publish => {
            if let Some(room) = app.room.as_ref().filter(|room| room.settings.drill.is_none()) {
                out.push(Effect::FindAccounts(room.settings.name.as_str().to_owned()));
            }
            read_then(app, out, id, Then::Publish);
        }
        Action::CopyText => read_then(app, out, id, Then::Copy),
        Action::Discard => open(app, |app| forms::responses::discard(app, id)),
        Action::OpenLink => link(app, out),
        other => read_then(app, out, id, Then::Review(other)),
    }
}

/// Which response a key acts on.
fn target(app: &App) -> Option<ResponseId> {
    match app.layers.last() {
        Some(Layer::Response(view)) => Some(view.id),
        _ => app.responses.selected,
    }
}

/// Opens the selected one; what is being published is asked about instead.
pub(crate) fn open_selected(app: &mut App, out: &mut Vec<Effect>) {
    let Some(row) = app.responses.current() else { return };
    let (id, state) = (row.id, row.state);
    // what an account sends tells by itself how it went
    if state == ResponseState::Publishing && row.outgoing.is_none() && !app.readonly() {
        return read_then(app, out, id, Then::Confirm);
    }
    open_one(app, out, id);
}

/// Opens a response.
pub(crate) fn open_one(app: &mut App, out: &mut Vec<Effect>, id: ResponseId) {
    app.responses.want(id);
    app.layers.push(Layer::Response(ResponseView { id, detail: None, scroll: 0 }));
    asking::ask_response(app, out, id);
}

/// Reads a response as it stands now, then goes on: nothing is decided about a text that was read a while ago.
pub(crate) fn read_then(app: &mut App, out: &mut Vec<Effect>, id: ResponseId, then: Then) {
    app.pending.then = Some((id, then));
    asking::ask_response(app, out, id);
}

/// The response has been read.
pub(crate) fn go_on(app: &mut App, out: &mut Vec<Effect>, detail: ResponseDetail, then: Then) {
    use ResponseState::*;
    let state = detail.response.state;
    match then {
        Then::Copy if app.hides_draft(detail.response.id) && !state.out() => {
            let said = app.words.t("draft-hidden");
            app.notices.hint(said);
        }
        Then::Copy => {
            let text = app.shown(&Clean::new(&detail.response.content.text));
            copy(app, out, text);
        }
        Then::Edit if matches!(state, Draft | ChangesRequested | Stale | InReview | Approved) => {
            compose::open(app, out, detail);
        }
        Then::Approve if matches!(state, InReview | Approved) => {
            push(app, |app| forms::responses::approve(app, &detail));
        }
        Then::RequestChanges if matches!(state, InReview | Approved | Stale) => {
            push(app, |app| forms::responses::request_changes(app, &detail));
        }
        Then::Publish if state == Approved => {
            if let Some(why) = review::not_out(app, &detail.response) {
                return app.notices.refuse(&app.words, why);
            }
            push(app, |app| forms::responses::publish(app, &detail));
            if let Some(first) = detail.response.answers.first() {
                asking::ask(app, out, Ask::Mention(*first));
            }
        }
        Then::Publish | Then::Confirm if state == Publishing => confirm(app, out, &detail, true),
        Then::Resume if state == Publishing => confirm(app, out, &detail, false),
        Then::Review(action) if action != Action::PublishAlone || state == InReview => {
            review::act(app, out, action, &detail);
        }
        Then::Confirm | Then::Resume => {}
        _ => {
            let title = forms::responses::called(app, &detail.response);
            let args = [("title", Arg::from(title)), ("state", Arg::from(app.words.t(state.key())))];
            let refusal = app.words.f("refuse-response-state", &args);
            app.notices.error(refusal);
        }
    }
}

pub(super) fn push(app: &mut App, form: impl FnOnce(&App) -> Form) {
    open(app, form);
}

/// Asks how it went; of a text that goes to each by themselves, how the next reply did, which is `given` first.
fn confirm(app: &mut App, out: &mut Vec<Effect>, detail: &ResponseDetail, given: bool) {
    app.pending.asked_about.insert(detail.response.id);
    let Some(each) = detail.each.as_deref().filter(|_| detail.response.to_each()) else {
        let warned = warned(app, detail);
        return open(app, |app| {
            let with = forms::responses::goes_with(app, detail);
            Form { warned, ..forms::responses::confirm(app, &detail.response, with) }
        });
    };
    let halted = detail.response.halted(each.moved, app.now.room).is_some();
    if let Some(next) = each.next.as_ref().filter(|_| given && !halted) {
        copy(app, out, forms::each::filled(detail, next));
        if forms::each::filled(detail, next) != forms::each::shown(app, detail, next) {
            app.pending.copied.clear();
        }
        let home = || platform_home(&detail.response.content.channel).map(str::to_owned);
        if let Some(link) = next.url.clone().or_else(home) {
            open_link(app, out, &link);
        }
    }
    open(app, |app| forms::each::reply(app, detail, each));
}

/// Somebody has said how a text went: whoever was being asked about it is asked no more.
pub(crate) fn told(app: &mut App, response: &Response) {
    let asks = |layer: &Layer| match layer {
        Layer::Form(form) => form.goes_out() == Some(response.id) && form.waiting.is_none(),
        _ => false,
    };
    if response.state == ResponseState::Publishing || !app.layers.iter().any(asks) {
        return;
    }
    app.layers.retain(|layer| !asks(layer));
    let title = Arg::from(forms::responses::called(app, response));
    let args = [("title", title), ("state", Arg::from(app.words.t(response.state.key())))];
    let said = app.words.f("confirm-told", &args);
    app.notices.hint(said);
    app.dirty = true;
}

/// What changed of the facts that a text leans on, while it is taken to the platform.
pub(crate) fn warned(app: &App, detail: &ResponseDetail) -> Vec<String> {
    let w = &app.words;
    let moved = detail.leans.iter().filter(|lean| lean.moved()).map(|lean| &lean.fact);
    let told = moved.take(MAX_WARNED).map(|fact| {
        let status = w.t(fact.state.status.key());
        let text = app.shown(fact.text(app.lang()));
        w.f(
            "confirm-moved",
            &[("fact", Arg::from(fact.id.0.to_string())), ("status", status.into()), ("text", text.into())],
        )
    });
    told.collect()
}

/// Most changed facts that are told one by one.
const MAX_WARNED: usize = 5;

/// The decision to publish stands: the text is copied, the link opened, and the person asked how it went.
pub(crate) fn taken_to_the_platform(app: &mut App, out: &mut Vec<Effect>, form: Form) {
    let Some(response) = form.about else { return };
    if response.to_each() {
        return read_then(app, out, response.id, Then::Confirm);
    }
    copy(app, out, response.content.text.clone());
    let link = form.link.or_else(|| platform_home(&response.content.channel).map(str::to_owned));
    if let Some(link) = link {
        open_link(app, out, &link);
    }
    app.pending.asked_about.insert(response.id);
    // what goes with it is named in what is read of it
    if !response.content.attachments.is_empty() {
        return read_then(app, out, response.id, Then::Resume);
    }
    open(app, |app| forms::responses::confirm(app, &response, Vec::new()));
}

/// Where a text for a platform is written, when it answers nothing that has a link.
fn platform_home(channel: &str) -> Option<&'static str> {
    const HOMES: [(&str, &str); 8] = [
        ("x", "https://x.com/compose/post"),
        ("bluesky", "https://bsky.app/"),
        ("instagram", "https://www.instagram.com/"),
        ("facebook", "https://www.facebook.com/"),
        ("threads", "https://www.threads.com/"),
        ("linkedin", "https://www.linkedin.com/feed/"),
        ("tiktok", "https://www.tiktok.com/upload"),
        ("youtube", "https://studio.youtube.com/"),
    ];
    HOMES.iter().find(|(name, _)| *name == channel).map(|(_, home)| *home)
}

fn link(app: &mut App, out: &mut Vec<Effect>) {
    let Some(Layer::Response(view)) = app.layers.last() else { return };
    let Some(response) = view.detail.as_ref().map(|d| &d.response) else { return };
    match response.permalink.as_ref().map(|l| l.as_str().to_owned()) {
        Some(link) => open_link(app, out, &link),
        // it went out before anybody had its link: whoever looks for it can give it
        None if response.state.is_out() && !response.to_each() => {
            let response = response.clone();
            open(app, |app| forms::responses::link(app, &response));
        }
        None => app.notices.hint(app.words.t("no-link")),
    }
}

/// What became of the texts that this person handed to an account: said once each, and a failure until it is dismissed.
pub(in crate::app) fn went(app: &mut App) {
    let handed = std::mem::take(&mut app.pending.handed);
    for (id, account) in handed {
        let Some(row) = app.responses.window.rows.iter().find(|row| row.id == id) else { continue };
        if row.state == ResponseState::Publishing {
            app.pending.handed.insert(id, account);
            continue;
        }
        let (out, why) = (row.state.is_out(), app.shown(&row.note));
        // that it was handed over is no news any more
        app.notices.quiet();
        let told = Refusal::new(if out { "account-sent" } else { "account-failed" }).with("account", account.as_str());
        match out {
            true => app.notices.done(app.words.refusal(&told)),
            false => app.notices.refuse(&app.words, told.with("why", why)),
        }
        app.dirty = true;
    }
}
