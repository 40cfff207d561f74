//! The review of an incident: its lines, the events that one came from, and from there its action items and its file. Owns
//! what keys do in it; what a review says is made in `report`, once for its person and once for everybody else.

use super::super::acting::{self, copy, open};
use super::super::actions::Action;
use super::super::effect::Effect;
use super::super::layers::{EventsView, Layer, ReviewView};
use super::super::{App, asking, forms};
use crate::domain::ids::IncidentId;
use crate::domain::private::Audience;
use crate::domain::room::Refusal;
use crate::domain::time::SECOND;
use crate::domain::timeline::EntryKind;
use crate::report::doc::Form;
use crate::report::review::Writer;
use crate::report::review::sheet::Of;
use crate::review::Note;
use crate::rows::{Ask, ReviewDetail};
use std::sync::Arc;

/// How long what was read stands while the room goes on: all of its events are read for a review.
const STANDS: i64 = 30 * SECOND;

/// Opens the review of the incident that is shown, else of the last one that there was, in the place of one on top.
pub(crate) fn show(app: &mut App, out: &mut Vec<Effect>) {
    if view(app).is_some() {
        app.layers.pop();
    }
    let incident = match app.layers.last() {
        Some(Layer::Incidents(all, at)) => all.get(*at).map(|i| i.id),
        Some(Layer::Incident(view)) => Some(view.id),
        _ => app.looked_at().map(|i| i.id),
    };
    app.layers.push(Layer::Review(Box::new(ReviewView { incident, ..ReviewView::default() })));
    ask(app, out);
}

/// Asks for the review that is open.
pub(crate) fn ask(app: &mut App, out: &mut Vec<Effect>) {
    let Some(incident) = below(app).map(|view| view.incident) else { return };
    let (now, plan) = (app.now.room, app.plan());
    asking::ask(app, out, Ask::Review { incident, now, plan });
}

/// The room went on: the review is read again, unless it was a moment ago.
pub(crate) fn follow(app: &mut App, out: &mut Vec<Effect>) {
    let head = app.pulse.head;
    let old = below(app).is_some_and(|view| {
        let newer = view.detail.as_ref().is_none_or(|detail| Some(detail.head.0) < head);
        newer && view.read.is_none_or(|read| app.now.real.since(read) >= STANDS)
    });
    if old {
        ask(app, out);
    }
}

/// Somebody decided something here, such as an action item: the review is read again at once.
pub(crate) fn decided(app: &mut App, out: &mut Vec<Effect>) {
    ask(app, out);
}

/// The review that is open, whatever lies over it.
pub(crate) fn below(app: &App) -> Option<&ReviewView> {
    app.layers.iter().rev().find_map(|layer| match layer {
        Layer::Review(view) => Some(view.as_ref()),
        _ => None,
    })
}

fn view(app: &App) -> Option<&ReviewView> {
    match app.layers.last() {
        Some(Layer::Review(view)) => Some(view),
        _ => None,
    }
}

/// What the reader answered.
pub(crate) fn take(app: &mut App, asked: Option<IncidentId>, detail: Option<Box<ReviewDetail>>) {
    let now = app.now.real;
    let detail: Option<Arc<ReviewDetail>> = detail.map(|detail| Arc::new(*detail));
    for layer in &mut app.layers {
        if let Layer::Review(view) = layer
            && view.incident == asked
        {
            (view.read, view.detail) = (Some(now), detail.clone());
        }
    }
    make(app);
}

/// Makes what is shown of each review, in the language of the screen: for its person, and for everybody else.
pub(crate) fn make(app: &mut App) {
    for n in 0..app.layers.len() {
        let Layer::Review(view) = &app.layers[n] else { continue };
        let made = view.detail.as_ref().map(|of| {
            [Audience::Operator, Audience::Shared]
                .map(|audience| Arc::new(with(app, of, audience, |writer| writer.sheet())))
        });
        if let Layer::Review(view) = &mut app.layers[n] {
            view.sheets = made;
        }
        app.dirty = true;
    }
}

fn with<T>(app: &App, of: &ReviewDetail, audience: Audience, then: impl FnOnce(&Writer<'_>) -> T) -> T {
    let (zone, plan) = (app.room.as_ref().map_or("UTC", |r| r.settings.zone.as_str()), app.plan());
    let audience = (audience, &app.ours);
    let bundle = app.pulse.bundle.as_ref().map(|bundle| bundle.incident);
    then(&Writer::new(&app.words, (zone, app.drill()), audience, &plan, of).of_bundle(bundle))
}

/// The review as a file: for others, unless its person asks for names.
pub(crate) fn written(app: &App, form: Form, names: bool) -> Option<String> {
    let of = below(app)?.detail.clone()?;
    let audience = if names { app.audience } else { Audience::Shared };
    Some(with(app, &of, audience, |writer| writer.doc()).write(form))
}

/// Moves through its lines.
pub(crate) fn moving(app: &mut App, step: impl Fn(usize, usize) -> usize) {
    let audience = app.audience;
    let Some(Layer::Review(view)) = app.layers.last_mut() else { return };
    let Some(sheet) = view.sheet(audience).cloned() else { return };
    let to = step(view.at(&sheet), sheet.lines().count());
    view.selected = sheet.lines().nth(to).map(|line| line.id.clone());
}

/// Goes to the first line of the next part that has one, or to that of this one and then of the one before.
fn turn(app: &mut App, on: bool) {
    let audience = app.audience;
    let Some(Layer::Review(view)) = app.layers.last_mut() else { return };
    let Some(sheet) = view.sheet(audience).cloned() else { return };
    let at = view.at(&sheet);
    let firsts = sheet.parts.iter().scan(0, |n, part| {
        let first = *n;
        *n += part.lines.len();
        Some((first, part.lines.is_empty()))
    });
    let mut firsts = firsts.filter(|(_, empty)| !empty).map(|(first, _)| first);
    let to = if on { firsts.find(|first| *first > at) } else { firsts.filter(|first| *first < at).last() };
    if let Some(line) = to.and_then(|to| sheet.lines().nth(to)) {
        view.selected = Some(line.id.clone());
    }
}

/// What a key asks for.
pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    match action {
        Action::NextPart | Action::PreviousPart => return turn(app, action == Action::NextPart),
        Action::StepAction => return step_action(app),
        _ => {}
    }
    let Some(detail) = view(app).and_then(|view| view.detail.clone()) else { return };
    match action {
        Action::PlanAction => {
            let shared = app.audience == Audience::Shared;
            let offered = |note: &&Note| note.kind == EntryKind::Factor && !(shared && note.private);
            let factors: Vec<Note> = detail.review.notes.iter().filter(offered).cloned().collect();
            open(app, |app| forms::actions::plan(app, detail.review.incident, &factors));
        }
        Action::ExportReport => acting::open(app, forms::actions::export),
        Action::CopyText => {
            let line = view(app).and_then(|view| view.line(app.audience));
            let said = line.map(|line| [line.lead.as_str(), &line.text, &line.beside].join("  "));
            if let Some(said) = said {
                copy(app, out, said.trim_end().to_owned());
            }
        }
        _ => {}
    }
}

/// Says how far the selected action item has come.
fn step_action(app: &mut App) {
    let chosen = view(app).and_then(|view| view.line(app.audience)).map(|line| line.id.of.clone());
    let detail = view(app).and_then(|view| view.detail.clone());
    let (Some(Of::Action(id)), Some(detail)) = (chosen, detail) else {
        return app.notices.refuse(&app.words, Refusal::new("refuse-choose-action"));
    };
    let all = detail.review.actions.iter().chain(&detail.review.left);
    if let Some(action) = all.into_iter().find(|action| action.item == id) {
        step(app, action);
    }
}

/// Asks how far an action item has come, where it can go on.
pub(crate) fn step(app: &mut App, action: &crate::review::ActionItem) {
    match action.steps() {
        [] => app.notices.refuse(&app.words, Refusal::new("refuse-item-over")),
        _ => open(app, |app| forms::actions::step(app, action)),
    }
}

/// Enter: the events that the selected line came from; of one alone, the event itself.
pub(crate) fn enter(app: &mut App) {
    let Some((line, detail)) = view(app).and_then(|v| v.line(app.audience).cloned().zip(v.detail.clone())) else {
        return;
    };
    let rows: Vec<_> = line.events.iter().filter_map(|seq| detail.rows.get(seq).cloned()).collect();
    match rows.len() {
        0 => app.notices.hint(app.words.t("review-no-events")),
        1 => app.layers.extend(rows.into_iter().map(|row| Layer::Event(Box::new(row)))),
        _ => {
            let named =
                |audience| view(app)?.sheet(audience)?.lines().find(|l| l.id == line.id).map(|l| l.lead.clone());
            let of = [Audience::Operator, Audience::Shared].map(|audience| named(audience).unwrap_or_default());
            app.layers.push(Layer::Events(EventsView { of, rows, selected: None }));
        }
    }
}

/// Enter in the list of events: one of them.
pub(crate) fn open_event(app: &mut App) {
    let Some(Layer::Events(view)) = app.layers.last() else { return };
    if let Some(row) = view.chosen().cloned() {
        app.layers.push(Layer::Event(Box::new(row)));
    }
}

/// Moves through the list of events.
pub(crate) fn among(app: &mut App, step: impl Fn(usize, usize) -> usize) {
    if let Some(Layer::Events(view)) = app.layers.last_mut() {
        view.selected = view.rows.get(step(view.at(), view.rows.len())).map(|row| row.seq);
    }
}
