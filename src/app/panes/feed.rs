//! The mention pane and a mention opened: choosing, marking, deciding, answering.

use super::super::acting::{copy, open, open_link};
use super::super::actions::Action;
use super::super::deciding::decide;
use super::super::effect::Effect;
use super::super::form::Purpose;
use super::super::keymap::Scope;
use super::super::layers::{Layer, MentionView};
use super::super::list::End;
use super::super::pending::After;
use super::super::{App, Pane, asking, forms, share};
use super::focus;
use crate::domain::command::Command;
use crate::domain::ids::{EventSeq, MentionId};
use crate::domain::mention::Tone;
use crate::domain::private::{Audience, DOTS};
use crate::domain::response::{Links, ResponseKind};
use crate::domain::room::{Arg, Lang};
use crate::domain::time::{MINUTE, SECOND};
use crate::rows::{Ask, Asked, Bulk, MentionDetail, MentionFilter, MentionRow, Order, Scope as Which};

pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    match action {
        Action::Mark => {
            if let Some(id) = app.mentions.selected {
                begin_marks(app);
                if !app.mentions.toggle_mark(id) {
                    too_many(app, 1);
                }
                app.mentions.move_by(1);
            }
        }
        Action::Unmark => {
            app.mentions.marks.clear();
            app.mentions.range_from = None;
        }
        Action::Range => range(app, out),
        // what somebody decided on stays as it is
        Action::MarkAlike => {
            if let Some(id) = app.mentions.selected {
                asking::ask(app, out, Ask::GroupIds(id));
            }
        }
        Action::ShowAlike => {
            if let Some(id) = app.mentions.selected {
                show(app, out, Which::Alike(id));
            }
        }
        Action::ShowNarrative => {
            if let Some(id) = app.mentions.selected {
                show(app, out, Which::Narrative(id));
            }
        }
        Action::Filter => open(app, forms::mentions::filter),
        Action::Order => {
            app.query.order = match app.query.order {
                Order::Priority => Order::Newest,
                Order::Newest => Order::Priority,
            };
            again(app, out);
        }
        Action::NextScope => turn(app, out, 1),
        Action::PreviousScope => turn(app, out, 4),
        Action::Why => {
            app.why_whole = !app.why_whole;
            asking::preview(app, out);
        }
        Action::NextItem | Action::PreviousItem => neighbour(app, out, action == Action::NextItem),
        Action::Unfold => {
            let shared = app.audience == Audience::Shared;
            let Some(Layer::Mention(view)) = app.layers.last_mut() else { return };
            let abusive = view.detail.as_ref().is_some_and(|d| d.row.abusive);
            if abusive && shared {
                let said = app.words.t("abuse-shared");
                return app.notices.hint(said);
            }
            view.unfolded = !view.unfolded;
            if abusive && view.unfolded {
                let id = view.id;
                share::read_abuse(app, id);
            }
        }
        Action::CopyText => copy_text(app, out),
        Action::OpenLink => link(app, out),
        _ => decide_on(app, out, action),
    }
}

/// What changes the room, about the marked or selected mentions or the opened one.
fn decide_on(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let ids = targets(app);
    if ids.is_empty() {
        let said = app.words.t("nothing-selected");
        return app.notices.hint(said);
    }
    // nobody sees all of it: what goes with them, and how urgent it is, is said over the answer
    if matches!(action, Action::Dispose | Action::Snooze | Action::ReadOtherwise | Action::Belong) {
        asking::ask(app, out, Ask::Bulk(ids.clone()));
    }
    match action {
        Action::Dispose | Action::Snooze => {
            let form = if action == Action::Dispose { forms::mentions::dispose } else { forms::mentions::snooze };
            open(app, |app| form(app, ids));
        }
        Action::Settle => open(app, |app| forms::mentions::settle(app, ids)),
        Action::ReadOtherwise => open(app, |app| forms::readings::correct(app, ids)),
        Action::JoinGroup => join(app, out),
        Action::PartGroup => {
            let seen = seen(app);
            decide(app, out, Command::Regroup { mentions: ids, into: None, seen }, After::Say);
        }
        Action::Belong if app.pulse.incidents.is_empty() => app.notices.hint(app.words.t("belong-no-incident")),
        Action::Belong => open(app, |app| forms::belonging::place(app, ids)),
        Action::Erase => {
            asking::ask(app, out, Ask::Erasing(ids[0]));
            open(app, |app| forms::mentions::erase(app, ids[0]));
        }
        Action::FactFromMention => fact(app),
        Action::AddAffected => open(app, |app| forms::people::add(app, ids.first().copied())),
        Action::RespondAs => open(app, |app| forms::responses::new(app, ids)),
        Action::Respond => respond(app, out, ids),
        Action::Claim => claim(app, out, ids),
        Action::Repeat => match app.last.clone() {
            Some((disposition, reason)) => {
                let seen = seen(app);
                decide(app, out, Command::Dispose { mentions: ids, disposition, reason, seen }, After::Say);
            }
            None => app.notices.hint(app.words.t("nothing-to-repeat")),
        },
        _ => {}
    }
}

/// What a key acts on: the opened mention, else the marked ones, else the selected one.
fn targets(app: &App) -> Vec<MentionId> {
    match app.layers.last() {
        Some(Layer::Mention(view)) => vec![view.id],
        _ => app.mentions.targets(),
    }
}

/// Up to which event the person knows of what a key acts on: of marks that is what was known when the first was set, for
/// they are not looked at again.
pub(crate) fn seen(app: &App) -> Option<EventSeq> {
    let marks = !app.mentions.marks.is_empty() && !matches!(app.layers.last(), Some(Layer::Mention(_)));
    if marks { app.known.min(app.marked) } else { app.known }
}

/// The first mark is about to be set.
fn begin_marks(app: &mut App) {
    if app.mentions.marks.is_empty() {
        app.marked = app.known;
    }
}

/// The row of a mention, if it is at hand anywhere.
pub(crate) fn row(app: &App, id: MentionId) -> Option<&MentionRow> {
    let opened = app.layers.iter().find_map(|l| match l {
        Layer::Mention(v) if v.id == id => v.detail.as_deref().map(|d| &d.row),
        _ => None,
    });
    opened.or_else(|| app.mentions.position(id).map(|i| &app.mentions.window.rows[i]))
}

/// Where an answer to these mentions goes, and in which language: as the first of them that is at hand.
pub(crate) fn answer_as(app: &App, ids: &[MentionId]) -> (String, Lang) {
    let home = app.room.as_ref().map_or(app.lang(), |r| r.settings.lang);
    let Some(row) = ids.iter().find_map(|id| row(app, *id)) else { return ("web".into(), home) };
    let lang = row.language.as_ref().and_then(|l| Lang::parse(l.as_str())).unwrap_or(home);
    let channel = if row.platform.is_empty() { "web" } else { row.platform.as_str() };
    (channel.to_owned(), lang)
}

fn respond(app: &mut App, out: &mut Vec<Effect>, ids: Vec<MentionId>) {
    let (channel, lang) = answer_as(app, &ids);
    // Untitled: its name is worked out from whom it answers, for a title would outlive their erased words.
    let title = String::new();
    let incident = app.incident().map(|i| i.id);
    let known = app.pending.knowing(&ids);
    let command = Command::OpenResponse {
        title,
        kind: ResponseKind::Reply,
        channel,
        lang,
        answers: ids,
        incident,
        links: Links::default(),
        beside: known.responses,
        owners: known.owners,
    };
    decide(app, out, command, After::Compose);
}

/// Takes them, or lets them go when all that are at hand are mine.
fn claim(app: &mut App, out: &mut Vec<Effect>, ids: Vec<MentionId>) {
    let me = app.me.name.clone();
    let mine =
        ids.iter().filter_map(|id| row(app, *id)).all(|r| r.attention.owner.as_ref().is_some_and(|o| o.same_name(&me)));
    let known = ids.iter().any(|id| row(app, *id).is_some());
    let others = |id: &MentionId| row(app, *id).and_then(|r| r.attention.owner.clone()).filter(|o| !o.same_name(&me));
    if let Some(owner) = ids.iter().find_map(others).filter(|_| app.pending.take_over != ids) {
        let since = ids.iter().find_map(|id| row(app, *id)?.attention.owner_since);
        let t = since.map_or(0, |since| app.now.room.since(since).max(0) / MINUTE);
        let name = if app.audience == Audience::Shared { Arg::from(DOTS) } else { Arg::from(&owner) };
        let said = app.words.f("claim-others", &[("name", name), ("n", t.into())]);
        app.pending.take_over = ids;
        return app.notices.hint(said);
    }
    app.pending.take_over.clear();
    let owner = (!(mine && known)).then(|| me.as_str().to_owned());
    let seen = seen(app);
    decide(app, out, Command::Claim { mentions: ids, owner, seen }, After::Say);
}

/// Puts the marked ones among those that say the same as the one under the cursor.
fn join(app: &mut App, out: &mut Vec<Effect>) {
    let Some(into) = app.mentions.selected else { return };
    let mentions: Vec<MentionId> = app.mentions.targets().into_iter().filter(|id| *id != into).collect();
    if mentions.is_empty() {
        let said = app.words.t("join-needs-marks");
        return app.notices.hint(said);
    }
    let seen = seen(app);
    decide(app, out, Command::Regroup { mentions, into: Some(into), seen }, After::Say);
}

fn range(app: &mut App, out: &mut Vec<Effect>) {
    let Some(to) = app.mentions.selected else { return };
    let Some(from) = app.mentions.range_from.take() else {
        app.mentions.range_from = Some(to);
        let said = app.words.t("range-begun");
        return app.notices.hint(said);
    };
    match (app.mentions.position(from), app.mentions.position(to)) {
        (Some(a), Some(b)) => {
            let between = app.mentions.window.rows[a.min(b)..=a.max(b)].iter().map(|r| r.id).collect();
            mark(app, between, 0);
        }
        // The other end is out of the window: only the reader knows what lies between.
        _ => asking::ask(app, out, Ask::MentionIds { query: app.query.clone(), from, to }),
    }
}

/// Marks these, and says how many; and how many of their group are not, for they say otherwise.
pub(crate) fn mark(app: &mut App, ids: Vec<MentionId>, apart: usize) {
    let n = ids.len();
    begin_marks(app);
    let left = app.mentions.mark_all(ids);
    app.dirty = true;
    if left > 0 {
        return too_many(app, left);
    }
    let mut said = app.words.f("marked-so-many", &[("n", Arg::from(n))]);
    if apart > 0 {
        said = format!("{said} {}", app.words.f("marked-apart", &[("n", Arg::from(apart))]));
    }
    app.notices.hint(said);
}

fn too_many(app: &mut App, left: usize) {
    let max = Arg::from(super::super::list::MAX_MARKS);
    let said = app.words.f("marks-full", &[("max", max), ("left", Arg::from(left))]);
    app.notices.error(said);
}

/// Asks the same list anew, after another question of it.
pub(crate) fn again(app: &mut App, out: &mut Vec<Effect>) {
    app.mentions.restart(true);
    asking::refresh_pane(app, out, Pane::Mentions);
}

/// Shows another list; marks stay behind, since nobody would see what a key acts on.
pub(crate) fn show(app: &mut App, out: &mut Vec<Effect>, which: Which) {
    focus(app, out, Pane::Mentions);
    app.query.scope = which;
    app.mentions.restart(false);
    asking::refresh_pane(app, out, Pane::Mentions);
}

/// Goes to everything that says a phrase, in one tone or in any.
pub(crate) fn saying(app: &mut App, out: &mut Vec<Effect>, phrase: String, tone: Option<Tone>) {
    app.layers.clear();
    app.query.filter = MentionFilter { search: phrase, tone, ..MentionFilter::default() };
    show(app, out, Which::All);
}

fn turn(app: &mut App, out: &mut Vec<Effect>, by: usize) {
    let lists =
        [Which::Unattended, Which::Owed, Which::Mine(app.me.name.as_str().to_owned()), Which::Snoozed, Which::All];
    let at = lists.iter().position(|l| *l == app.query.scope);
    let next = at.map_or(0, |at| (at + by) % lists.len());
    show(app, out, lists[next].clone());
}

/// Searches as the person types.
pub(crate) fn search(app: &mut App, out: &mut Vec<Effect>, words: String) {
    if app.query.filter.search != words {
        app.query.filter.search = words;
        again(app, out);
    }
}

/// What the decision that is being asked for would reach.
pub(crate) fn weighed(app: &mut App, of: &[MentionId], bulk: Bulk) {
    let said = forms::mentions::reach(app, of, bulk);
    if let Some(Layer::Form(form)) = app.layers.last_mut()
        && let Purpose::Dispose(ids) | Purpose::Snooze(ids) | Purpose::Correct(ids) | Purpose::Place(ids) =
            &form.purpose
        && ids == of
    {
        form.warned = said;
        app.dirty = true;
    }
}

/// What goes and what stays is said over the form that asks on what ground.
pub(crate) fn erasing(app: &mut App, of: MentionId, asked: &Asked) {
    let said = app.words.erasing(asked, (app.audience, &app.ours));
    if let Some(Layer::Form(form)) = app.layers.last_mut()
        && form.purpose == Purpose::Erase(of)
    {
        form.warned = said;
        app.dirty = true;
    }
}

/// How long a first row must have stood before a key may act on it: quicker than that nobody has read it.
const READ: i64 = SECOND;

/// The first key that concerns the list holds it still. False when the key should act on a row that has only just come
/// under it: then it is held and shown, and the key is to be pressed again.
pub(crate) fn held(app: &mut App, action: Action) -> bool {
    let here = action.entry().scopes.iter().any(|s| matches!(s, Scope::Mentions | Scope::List));
    if !here || app.scope() != Scope::Mentions || !app.mentions.follows {
        return true;
    }
    app.mentions.follows = false;
    let turned = app.mentions.turned.is_some_and(|at| app.now.real.since(at) < READ);
    let acts = action.entry().changes_room || matches!(action, Action::Open | Action::Mark | Action::Range);
    if turned && acts {
        let hint = app.words.t("list-just-turned");
        app.notices.hint(hint);
    }
    !(turned && acts)
}

/// To the top, where the new ones are.
pub(crate) fn show_new(app: &mut App, out: &mut Vec<Effect>) {
    if app.room.is_none() {
        return;
    }
    app.mentions.going = Some(End::First);
    app.saw_top();
    app.dirty = true;
    asking::refresh_pane(app, out, Pane::Mentions);
}

/// To the next mention that nobody has decided on, in this list or in that of the unattended.
pub(crate) fn next_unattended(app: &mut App, out: &mut Vec<Effect>) {
    let opened = matches!(app.layers.last(), Some(Layer::Mention(_)));
    focus(app, out, Pane::Mentions);
    let from = app.mentions.index().map_or(0, |i| i + 1);
    let next = app.mentions.window.rows.iter().skip(from).find(|r| r.attention.unattended()).map(|r| r.id);
    match next {
        Some(id) => {
            app.mentions.select(id);
            if opened {
                app.layers.pop();
                self::open_one(app, out, id);
            }
        }
        None if app.query.scope == Which::Unattended => {
            let first = app.mentions.top().is_some();
            if first {
                asking::refresh_pane(app, out, Pane::Mentions);
            }
        }
        None => show(app, out, Which::Unattended),
    }
}

/// Opens the selected mention.
pub(crate) fn open_selected(app: &mut App, out: &mut Vec<Effect>) {
    if let Some(id) = app.mentions.selected {
        open_one(app, out, id);
    }
}

pub(crate) fn open_one(app: &mut App, out: &mut Vec<Effect>, id: MentionId) {
    let detail = app.preview.clone().filter(|d| d.row.id == id);
    app.layers.push(Layer::Mention(MentionView { id, detail, scroll: 0, unfolded: false }));
    asking::ask(app, out, Ask::Mention(id));
}

fn neighbour(app: &mut App, out: &mut Vec<Effect>, next: bool) {
    let Some(Layer::Mention(view)) = app.layers.last() else { return };
    let id = view.id;
    if app.mentions.selected == Some(id) || app.mentions.select(id) {
        app.mentions.move_by(if next { 1 } else { -1 });
    }
    if let Some(selected) = app.mentions.selected.filter(|s| *s != id) {
        app.layers.pop();
        open_one(app, out, selected);
    }
}

fn detail(app: &App) -> Option<&MentionDetail> {
    match app.layers.last() {
        Some(Layer::Mention(view)) => view.detail.as_deref(),
        _ => app.preview.as_deref().filter(|d| Some(d.row.id) == app.mentions.selected),
    }
}

/// A fact begins with what somebody said; where it was said is its source.
fn fact(app: &mut App) {
    let link = detail(app).and_then(|d| d.url.as_ref()).map(|u| u.show(Audience::Operator).into_owned());
    open(app, |app| forms::facts::add(app, link.unwrap_or_default()));
}

fn copy_text(app: &mut App, out: &mut Vec<Effect>) {
    let audience = app.audience;
    let text = match detail(app) {
        Some(d) => {
            let link = d.url.as_ref().map(|u| u.show_with(audience, &app.ours).into_owned()).unwrap_or_default();
            format!(
                "{}\n{}\n{link}",
                d.row.author.show_with(audience, &app.ours),
                d.text.show_with(audience, &app.ours)
            )
        }
        None => match app.mentions.current() {
            Some(r) => {
                format!("{}\n{}", r.author.show_with(audience, &app.ours), r.text.show_with(audience, &app.ours))
            }
            None => return,
        },
    };
    copy(app, out, text.trim_end().to_owned());
}

fn link(app: &mut App, out: &mut Vec<Effect>) {
    // The link goes to the person's own browser, never to this screen: it must be whole.
    let link = detail(app).and_then(|d| d.url.as_ref()).map(|u| u.show(Audience::Operator).into_owned());
    match link {
        Some(link) => open_link(app, out, &link),
        None => app.notices.hint(app.words.t("no-link")),
    }
}
