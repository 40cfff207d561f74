//! Questions to the reader, one of a kind under way at a time, what their answers become, and when to wake up next.

use super::effect::Effect;
use super::geometry::geometry;
use super::layers::Layer;
use super::list::{End, Keyed, List};
use super::pending::{Kind, LOST, Then};
use super::{App, Pane, compose, facilitator, forms, keeping, panes, prevention, proofing, reminding, travel, veil};
use crate::domain::ids::{IncidentId, MentionId, ResponseId};
use crate::domain::incident::handle;
use crate::domain::private::Allow;
use crate::domain::response::ResponseState;
use crate::domain::room::Refusal;
use crate::domain::time::{MINUTE, SECOND, Stamp};
use crate::rows::{Anchor, Answer, Ask, MentionDetail, MentionRow, Pulse, ResponseDetail, ResponseRow, Window};
use std::collections::BTreeSet;

/// Asks, or lets the question wait for the one of its kind that is under way; of those that wait the newest stays.
pub(super) fn ask(app: &mut App, out: &mut Vec<Effect>, question: Ask) {
    let kind = Kind::of(&question);
    if app.pending.asked.get(&kind).is_some_and(|at| app.now.real.since(*at) < LOST) {
        app.pending.next.insert(kind, question);
        return;
    }
    app.pending.asked.insert(kind, app.now.real);
    app.pending.next.remove(&kind);
    out.push(Effect::Ask(question));
}

/// Asks again for everything that is on screen.
pub(super) fn refresh(app: &mut App, out: &mut Vec<Effect>) {
    if app.room.is_none() {
        return;
    }
    ask(app, out, Ask::Pulse { now: app.now.room });
    ask(app, out, Ask::Settings);
    if keeping::holds(app) {
        let me = me(app);
        ask(app, out, Ask::Words(me));
    }
    refresh_panes(app, out);
    // whichever pane is in sight: a text may be on its way of which nobody has said how it went
    let hidden = geometry(app).panes[Pane::Responses as usize].is_none();
    if hidden && (!app.responses.loaded || !app.pending.handed.is_empty()) {
        ask(app, out, Ask::Responses);
    }
    for n in 0..app.layers.len() {
        let question = match &app.layers[n] {
            Layer::Mention(v) => Ask::Mention(v.id),
            Layer::Response(v) => Ask::Response(v.id, me(app)),
            // others say something or put a fact right while one writes
            Layer::Compose(c) => {
                let id = c.response;
                proofing::ask(app, out, id);
                Ask::Response(id, me(app))
            }
            // what it leans on may change while one posts it
            Layer::Form(form) => match (form.goes_out(), form.shows) {
                (Some(id), _) => Ask::Response(id, me(app)),
                // what it shows may be erased
                (None, Some((id, _))) => Ask::Mention(id),
                (None, None) => continue,
            },
            Layer::Incidents(..) => Ask::Incidents,
            Layer::Incident(view) => {
                let (id, question) = (view.id, panes::incident::ask(app, view.id));
                figures(app, out, Some(id));
                question
            }
            Layer::Signals(..) => Ask::Signals,
            Layer::Facts(_) => Ask::Facts,
            Layer::People(_) => Ask::Affected,
            Layer::Line(_) => Ask::Lines,
            Layer::Handover(v) => Ask::Handover(v.id),
            Layer::Report(_) => {
                panes::reports::ask(app, out);
                continue;
            }
            Layer::Facilitator(_) => {
                facilitator::read(app, out);
                continue;
            }
            _ => continue,
        };
        ask(app, out, question);
    }
}

/// Asks for the panes that are in sight.
pub(super) fn refresh_panes(app: &mut App, out: &mut Vec<Effect>) {
    let g = geometry(app);
    for pane in Pane::ALL.into_iter().filter(|p| g.panes[*p as usize].is_some()) {
        refresh_pane(app, out, pane);
    }
    preview(app, out);
}

/// Asks for one pane's rows.
pub(super) fn refresh_pane(app: &mut App, out: &mut Vec<Effect>, pane: Pane) {
    match pane {
        Pane::Mentions => {
            // Until somebody touches the list, and for those who only watch, its top stays in sight: that is where the
            // worst news comes in. Who works keeps the row under the cursor.
            let watches = app.readonly() && app.mentions.at_top() && app.mentions.screen_row == 0;
            if watches || app.mentions.follows {
                app.mentions.going = Some(End::First);
            }
            let (anchor, margin) = (app.mentions.anchor(), app.mentions.margin());
            ask(app, out, Ask::Mentions { query: app.query.clone(), anchor, margin });
        }
        Pane::Responses => ask(app, out, Ask::Responses),
        Pane::Checklist => {
            let incident = app.checklist_of();
            ask(app, out, Ask::Tasks(incident));
        }
        Pane::Timeline => {
            // The newest event stays in sight unless somebody is reading there.
            if app.focus != Pane::Timeline && app.timeline.follows {
                app.timeline.going = Some(End::First);
            }
            let (anchor, margin) = (app.timeline.anchor(), app.timeline.margin());
            ask(app, out, Ask::Timeline { filter: app.timeline_filter.clone(), anchor, margin });
        }
    }
}

/// Asks for the selected mention, opened, when something on screen shows it.
pub(super) fn preview(app: &mut App, out: &mut Vec<Effect>) {
    let g = geometry(app);
    if g.why.is_none() && g.detail.is_none() {
        return;
    }
    if let Some(id) = app.mentions.selected {
        ask(app, out, Ask::Mention(id));
    }
}

fn me(app: &App) -> String {
    app.me.name.as_str().to_owned()
}

/// Asks for one response, as this person sees it.
pub(super) fn ask_response(app: &mut App, out: &mut Vec<Effect>, id: ResponseId) {
    let me = me(app);
    ask(app, out, Ask::Response(id, me));
}

/// After every message: more rows when those at hand run out, and the selected mention when it is another.
pub(super) fn follow(app: &mut App, out: &mut Vec<Effect>, selected_before: Option<MentionId>) {
    if app.room.is_none() {
        return;
    }
    if let Some(anchor) = app.mentions.wants() {
        let margin = app.mentions.margin();
        ask(app, out, Ask::Mentions { query: app.query.clone(), anchor, margin });
    }
    if let Some(anchor) = app.timeline.wants() {
        let margin = app.timeline.margin();
        ask(app, out, Ask::Timeline { filter: app.timeline_filter.clone(), anchor, margin });
    }
    if app.mentions.selected != selected_before {
        preview(app, out);
    }
}

/// Takes an answer in.
pub(super) fn answered(app: &mut App, out: &mut Vec<Effect>, answer: Answer) {
    let kind = Kind::answered(&answer);
    app.pending.asked.remove(&kind);
    match answer {
        Answer::Pulse(pulse) => take_pulse(app, out, *pulse),
        Answer::Mentions(query, anchor, window) if query == app.query => take_mentions(app, anchor, window),
        Answer::Mentions(..) => {}
        Answer::MentionIds(ids, apart) => panes::feed::mark(app, ids, apart),
        Answer::Mention(id, detail) => take_mention(app, id, detail),
        Answer::Responses(rows) => take_responses(app, out, rows),
        Answer::Response(id, detail) => take_response(app, out, id, detail),
        Answer::Desk(id, Some(desk)) => proofing::take(app, id, &desk),
        Answer::Desk(_, None) => {}
        Answer::Tasks(incident, rows) => {
            if app.checklist_of() == incident {
                app.dirty |= take_window(&mut app.tasks, Anchor::Top, whole(rows));
            }
        }
        Answer::Incidents(all) => {
            for layer in &mut app.layers {
                if let Layer::Incidents(list, at) = layer {
                    app.dirty |= *list != all;
                    let chosen = list.get(*at).map(|i| i.id);
                    *at = all.iter().position(|i| Some(i.id) == chosen).unwrap_or(0);
                    list.clone_from(&all);
                }
            }
            app.incidents = all;
        }
        Answer::Incident(id, detail) => panes::incident::take(app, id, detail),
        Answer::Review(of, detail) => panes::looking_back::take(app, of, detail),
        Answer::Figures(of, figures) => panes::incidents::measured(app, of, &figures),
        Answer::Bulk(ids, bulk) => panes::feed::weighed(app, &ids, bulk),
        Answer::Signals(all) => panes::signals::take(app, &all),
        Answer::Themes(all) => panes::signals::take_themes(app, &all),
        Answer::Facts(all) => panes::facts::take(app, out, &all),
        Answer::Fact(id, detail) => panes::facts::take_one(app, id, detail),
        Answer::Affected(all) => panes::people::take(app, &all),
        Answer::Lines(all) => panes::line::take(app, &all),
        Answer::Handover(id, detail) => panes::roles::take(app, id, detail),
        Answer::Card(card) => panes::roles::take_card(app, card),
        Answer::Timeline(filter, anchor, window) => {
            if filter == app.timeline_filter {
                panes::timeline::renew(app, &window.rows);
                app.dirty |= take_window(&mut app.timeline, anchor, window);
            }
        }
        // half of what is looked at lies outside of the room: whoever looks tells all of it at once
        Answer::Ready(_) => {}
        answer @ (Answer::Complaints(_) | Answer::Ambassadors(_) | Answer::UsualWeek(_)) => {
            prevention::take(app, answer)
        }
        Answer::Settings(settings) => {
            if let Some(room) = &mut app.room
                && room.settings != *settings
            {
                room.settings = *settings;
                app.dirty = true;
            }
            name(app);
        }
        Answer::Erasing(of, asked) => panes::feed::erasing(app, of, &asked),
        Answer::Words(text) => keeping::stand(app, &text),
        Answer::Situation(situation) => panes::reports::take(app, out, situation),
        Answer::Issued(incident, kind, all) => panes::reports::take_issued(app, incident, kind, &all),
        Answer::Moment(moment) => travel::arrive(app, out, moment),
        Answer::Track(track) => travel::take(app, *track),
    }
    waiting(app, out, kind);
}

/// A question of this kind got no answer: it is under way no more.
pub(super) fn passed(app: &mut App, out: &mut Vec<Effect>, kind: Kind) {
    app.pending.asked.remove(&kind);
    waiting(app, out, kind);
}

/// Asks the question of this kind that waits, unless another is under way again.
fn waiting(app: &mut App, out: &mut Vec<Effect>, kind: Kind) {
    if let Some(next) = app.pending.next.remove(&kind) {
        ask(app, out, next);
    }
}

/// The reader failed: nothing is under way any more, and what waited is asked again with the next change.
pub(super) fn failed(app: &mut App) {
    app.pending.asked.clear();
    app.pending.next.clear();
    app.pending.then = None;
    app.pending.fact = None;
    app.pending.card = None;
}

fn whole<R>(rows: Vec<R>) -> Window<R> {
    Window { total: Some(rows.len() as u64), rows, ..Window::default() }
}

/// True when the screen changed. An answer to a question from before a jump to an end is not what is waited for.
fn take_window<R: Keyed<K> + PartialEq, K: Copy + Ord>(
    list: &mut List<R, K>,
    anchor: Anchor<K>,
    window: Window<R>,
) -> bool {
    let awaited = match list.going {
        None => true,
        Some(End::First) => anchor == Anchor::Top,
        Some(End::Last) => anchor == Anchor::Bottom,
    };
    if !awaited {
        return false;
    }
    let before = (list.selected, list.screen_row, list.loaded);
    let same = list.window == window;
    list.take(window);
    !same || before != (list.selected, list.screen_row, list.loaded)
}

/// While the top of the list is in sight, what came is seen, once figures and rows are of one moment.
fn note_seen(app: &mut App, other: Kind) {
    if app.mentions.loaded && app.mentions.at_top() && !app.pending.asked.contains_key(&other) {
        app.saw_top();
    }
}

fn take_pulse(app: &mut App, out: &mut Vec<Effect>, pulse: Pulse) {
    let before = app.checklist_of();
    let first = app.pulse.head.is_none() && app.seen.arrived == 0;
    app.dirty |= app.pulse != pulse;
    let offered = std::mem::take(&mut app.pulse.roles.offers);
    let (old, new) = (&app.pulse, &pulse);
    let renamed = (&old.private, &old.harmed, &old.called) != (&new.private, &new.harmed, &new.called);
    panes::incidents::let_go(app, &pulse);
    app.pulse = pulse;
    let of = app.incident().map(|incident| incident.id);
    for layer in &mut app.layers {
        if let Layer::Present(shown) = layer {
            shown.of = shown.of.or(of);
        }
    }
    // what was read before it was decided says nothing of it
    app.pending.speed = app.pending.speed.filter(|(seq, _)| app.pulse.head.is_none_or(|head| head < *seq));
    if renamed {
        name(app);
    }
    tell_apart(app);
    panes::roles::hear(app, &offered);
    if first {
        app.saw_top();
    }
    note_seen(app, Kind::Mentions);
    reminding::take(app, out);
    reminding::tell_ahead(app);
    panes::looking_back::follow(app, out);
    panes::incidents::measure(app, out);
    if app.checklist_of() != before {
        app.tasks.restart(false);
        refresh_pane(app, out, Pane::Checklist);
    }
}

/// Asks how grave it is by what is measured: an incident, or what there is while none is declared.
pub(super) fn figures(app: &mut App, out: &mut Vec<Effect>, of: Option<IncidentId>) {
    let outlets = app.plan().outlet_handles().map(|h| handle(h.as_str())).collect();
    ask(app, out, Ask::Figures { of, now: app.now.room, outlets });
}

/// Who may be named to everybody, and who to nobody, as the room now says.
pub(super) fn name(app: &mut App) {
    let keywords = app.room.iter().flat_map(|room| &room.settings.keywords);
    let masks = app.ours.masks().clone();
    let plan = app.plan();
    let named = keywords.chain(plan.given_out());
    app.ours =
        Allow::new(named).masked(masks).called(&app.pulse.called).knowing(&app.pulse.private).harmed(&app.pulse.harmed);
}

/// Our people each get a mask of their own, as long as the room is open. Those whom the room itself names come first: what
/// is printed of it knows no others, and gives the same.
pub(super) fn tell_apart(app: &mut App) {
    app.ours.tell_apart(app.pulse.roles.names());
    app.ours.tell_apart(&app.pulse.colleagues);
    let all = veil::colleagues(app);
    app.ours.tell_apart(all);
}

fn take_mentions(app: &mut App, anchor: Anchor<MentionId>, window: Window<MentionRow>) {
    // The reader answers in turn: these rows are no older than the figures that came before them.
    app.known = app.pulse.head;
    let before = app.mentions.selected;
    let stays = |id: MentionId| window.rows.iter().any(|row| row.id == id);
    let unfolds = app.mentions.at_top() && app.mentions.window.rows.iter().any(|row| row.copies > 1 && !stays(row.id));
    let known = known(&app.mentions);
    app.dirty |= take_window(&mut app.mentions, anchor, window);
    if unfolds {
        app.mentions.show_again();
    }
    if let Some(known) = known {
        note_returned(app, &known);
    }
    if before.is_some() && app.mentions.selected != before && app.mentions.follows {
        app.mentions.turned = Some(app.now.real);
    }
    note_seen(app, Kind::Pulse);
}

/// The mentions at hand, where the list is from its very top on: only then is what stands above it told from what was not
/// at hand.
fn known(list: &List<MentionRow, MentionId>) -> Option<BTreeSet<MentionId>> {
    (list.loaded && !list.window.above).then(|| list.window.rows.iter().map(|row| row.id).collect())
}

/// What came back above the screen is no arrival, and is counted all the same, while it is there.
fn note_returned(app: &mut App, known: &BTreeSet<MentionId>) {
    let above = &app.mentions.window.rows[..app.mentions.first()];
    let back = |row: &&MentionRow| !known.contains(&row.id) && row.arrived < app.seen.at;
    let returned: BTreeSet<MentionId> =
        above.iter().filter(|row| app.seen.returned.contains(&row.id) || back(row)).map(|row| row.id).collect();
    app.dirty |= app.seen.returned != returned;
    app.seen.returned = returned;
}

fn take_mention(app: &mut App, id: MentionId, detail: Option<Box<MentionDetail>>) {
    let url = detail.as_ref().and_then(|d| d.url.as_ref());
    for layer in &mut app.layers {
        match layer {
            Layer::Mention(view) if view.id == id => {
                app.dirty |= view.detail != detail;
                view.detail.clone_from(&detail);
            }
            Layer::Form(form) if form.about.as_ref().is_some_and(|r| r.answers.first() == Some(&id)) => {
                // The link goes to the person's own browser, never to this screen: it must be whole.
                form.link = url.map(|u| u.show(crate::domain::private::Audience::Operator).into_owned());
            }
            _ => {}
        }
    }
    if detail.as_ref().is_some_and(|d| d.row.erased) {
        forms::mentions::erased(app, id);
    }
    if app.mentions.selected == Some(id) {
        app.dirty |= app.preview != detail;
        app.preview = detail;
    }
}

fn take_responses(app: &mut App, out: &mut Vec<Effect>, rows: Vec<ResponseRow>) {
    app.dirty |= take_window(&mut app.responses, Anchor::Top, whole(rows));
    panes::queue::went(app);
    // After a crash between taking a text to the platform and saying so, whoever took it is asked.
    if app.readonly() || app.me.name.is_empty() || !app.layers.is_empty() || app.pending.then.is_some() {
        return;
    }
    let left = app.responses.window.rows.iter().find(|r| {
        r.state == ResponseState::Publishing
            && r.outgoing.is_none()
            && r.taken_by.as_ref().is_some_and(|by| by.same_name(&app.me.name))
            && !app.pending.asked_about.contains(&r.id)
    });
    if let Some(id) = left.map(|r| r.id) {
        panes::queue::read_then(app, out, id, Then::Resume);
    }
}

fn take_response(app: &mut App, out: &mut Vec<Effect>, id: ResponseId, detail: Option<Box<ResponseDetail>>) {
    let Some(detail) = detail else {
        app.layers.retain(|l| !matches!(l, Layer::Response(v) if v.id == id));
        if app.pending.then.take_if(|(wanted, _)| *wanted == id).is_some() {
            app.notices.refuse(&app.words, Refusal::new("refuse-no-response"));
        }
        app.dirty = true;
        return;
    };
    panes::queue::told(app, &detail.response);
    let warned = panes::queue::warned(app, &detail);
    for layer in &mut app.layers {
        if let Layer::Form(form) = layer
            && form.goes_out() == Some(id)
        {
            app.dirty |= form.warned != warned;
            form.warned.clone_from(&warned);
        }
        if let Layer::Response(view) = layer
            && view.id == id
            && view.detail.as_ref() != Some(&detail)
        {
            view.detail = Some(detail.clone());
            app.dirty = true;
        }
    }
    compose::take(app, &detail);
    if let Some((_, then)) = app.pending.then.take_if(|(wanted, _)| *wanted == id) {
        panes::queue::go_on(app, out, *detail, then);
        app.dirty = true;
    }
}

/// Asks to be woken when next something that is shown changes by itself: ages at the full minute, a clock in the last two
/// minutes of a due time at the full second. Never more than four times a second, however fast a drill runs.
pub(super) fn wake(app: &mut App, out: &mut Vec<Effect>) {
    if app.room.is_none() || app.pulse.clock.speed == 0 {
        app.pending.wake = None;
        return;
    }
    let now = app.now.room;
    let full = |step: i64| Stamp(now.0.div_euclid(step).saturating_add(1).saturating_mul(step));
    let next = match soonest(app, now) {
        Some(due) if due.since(now) <= 2 * MINUTE => full(SECOND),
        Some(due) => full(MINUTE).min(due.plus(-2 * MINUTE)),
        None => full(MINUTE),
    };
    let least = i64::from(app.pulse.clock.speed) / 4;
    let next = if least > SECOND { next.max(now.plus(least)) } else { next };
    let asked = app.pending.wake.is_some_and(|w| w > now && (w == next || (least > SECOND && w <= next)));
    if !asked {
        app.pending.wake = Some(next);
        out.push(Effect::WakeAt(next));
    }
}

/// The next due time that counts down on screen.
fn soonest(app: &App, now: Stamp) -> Option<Stamp> {
    let rows = app.responses.visible().iter();
    let approved = rows.filter(|r| r.state == ResponseState::Approved);
    let approvals = approved.flat_map(|r| [r.until, r.sure]).flatten();
    let promise = app.pulse.promise.as_ref().and_then(|t| t.due);
    let cadence = reminding::cadence(app);
    let case = app.pulse.facts.cases.first();
    let clocks = case.into_iter().flat_map(|c| [c.sitrep(&cadence), c.public(&cadence)]).flatten();
    // what is aimed at, and what must not pass
    let clocks = clocks.flat_map(|term| [Some(term.due), term.last]).flatten();
    let script = facilitator::changes(app);
    let own = approvals.chain(clocks).chain(app.pulse.tasks.next_due).chain(promise).chain(script);
    own.filter(|due| *due > now).min()
}
