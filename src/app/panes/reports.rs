//! Reports: the one that would be made now, those that were issued; from here they are issued, copied and written to a
//! file.

use super::super::acting::{self, copy};
use super::super::actions::Action;
use super::super::effect::Effect;
use super::super::layers::{Layer, ReportView};
use super::super::{App, asking, forms};
use crate::domain::ids::IncidentId;
use crate::domain::private::Private;
use crate::domain::report::ReportKind;
use crate::domain::room::Refusal;
use crate::domain::text::Clean;
use crate::report::Maker;
use crate::report::page::{self, Page};
use crate::rows::{Ask, IssuedReport, Situation};
use crate::words::Words;

/// Shows a report as it would be made now.
pub(crate) fn show(app: &mut App, out: &mut Vec<Effect>, kind: ReportKind) {
    let words = Words::new(view(app).map_or(app.lang(), ReportView::lang));
    if view(app).is_some() {
        app.layers.pop();
    }
    app.layers.push(Layer::Report(Box::new(ReportView::new(kind, words))));
    ask(app, out);
}

/// Asks for the room as a report finds it.
pub(crate) fn ask(app: &mut App, out: &mut Vec<Effect>) {
    let incident = app.incident().map(|i| i.id);
    asking::ask(app, out, Ask::Situation { incident, now: app.now.room });
}

fn view(app: &App) -> Option<&ReportView> {
    match app.layers.last() {
        Some(Layer::Report(view)) => Some(view),
        _ => None,
    }
}

fn view_mut(app: &mut App) -> Option<&mut ReportView> {
    match app.layers.last_mut() {
        Some(Layer::Report(view)) => Some(view),
        _ => None,
    }
}

/// The report that is shown, whatever is asked over it.
pub(crate) fn below(app: &App) -> Option<&ReportView> {
    app.layers.iter().rev().find_map(|layer| match layer {
        Layer::Report(view) => Some(view.as_ref()),
        _ => None,
    })
}

pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let Some(view) = view_mut(app) else { return };
    match action {
        Action::OlderReport => return view.turn(true),
        Action::NewerReport => return view.turn(false),
        Action::ReportLanguage => {
            let lang = view.lang().other();
            view.words = Words::new(lang);
            return make(app);
        }
        _ => {}
    }
    let refusal = match (action, ready(app)) {
        (_, None) => "report-no-incident",
        (Action::IssueReport, Some(Ready::Issued)) => "refuse-report-twin",
        (Action::IssueReport, Some(_)) => return open_issue(app),
        (_, Some(Ready::Twin)) => "refuse-no-report-lang",
        (Action::CopyText, Some(_)) => {
            if let Some(text) = written(app, page::Format::Text, false) {
                copy(app, out, text);
            }
            return;
        }
        (Action::ExportReport, Some(_)) => return acting::open(app, forms::reports::export),
        _ => return,
    };
    app.notices.refuse(&app.words, Refusal::new(refusal));
}

/// What is shown.
enum Ready {
    /// The one that would be made now.
    Draft,
    /// One that was issued, in its language.
    Issued,
    /// A number that was not issued in this language.
    Twin,
}

fn ready(app: &App) -> Option<Ready> {
    let view = view(app)?;
    match (view.number, view.shown(), &view.draft) {
        (None, _, Some(_)) => Some(Ready::Draft),
        (Some(_), Some(_), _) => Some(Ready::Issued),
        (Some(_), None, _) => Some(Ready::Twin),
        (None, _, None) => None,
    }
}

fn open_issue(app: &mut App) {
    let form = view(app).and_then(|view| forms::reports::issue(app, view));
    if let Some(form) = form {
        acting::open(app, |_| form);
    }
}

/// What is shown, as a page in a format, of what this screen may show.
pub(crate) fn written(app: &App, format: page::Format, drill: bool) -> Option<String> {
    with_page(&app.seen(), drill, |page| page.write(format))
}

/// Does something with the page that is shown.
pub(crate) fn with_page<T>(app: &App, drill: bool, then: impl FnOnce(&Page<'_>) -> T) -> Option<T> {
    let (view, settings) = (below(app)?, &app.room.as_ref()?.settings);
    let bundle = app.pulse.bundle.as_ref().map(|bundle| bundle.incident);
    let (room, audience) = ((settings.zone.as_str(), drill), (app.audience, &app.ours));
    if view.number.is_some() {
        let page = Page::issued(view.shown()?, &view.words, room, audience);
        return Some(then(&page.of_bundle(bundle)));
    }
    let (situation, draft) = (view.situation()?, view.draft.as_ref()?);
    let title = Private::prose(situation.incident.title.clone());
    let text = Private::prose(Clean::new(&draft.text));
    let page = page::draft((situation, draft), (&title, &text), &view.words, room, audience);
    Some(then(&page.of_bundle(bundle)))
}

/// The room was read: the report is made anew, and those that were issued are asked for.
pub(crate) fn take(app: &mut App, out: &mut Vec<Effect>, situation: Option<Box<Situation>>) {
    let mut wanted = None;
    for layer in &mut app.layers {
        if let Layer::Report(view) = layer {
            app.dirty |= view.now.as_ref() != Some(&situation);
            wanted = situation.as_ref().map(|s| (s.incident.id, view.kind));
            view.now = Some(situation.clone());
        }
    }
    make(app);
    if let Some((incident, kind)) = wanted {
        asking::ask(app, out, Ask::Issued(incident, kind, None));
    }
}

/// Makes the report that is shown from the room as it was last read.
pub(crate) fn make(app: &mut App) {
    let plan = app.plan();
    let zone = app.room.as_ref().map_or(String::new(), |r| r.settings.zone.clone());
    for layer in &mut app.layers {
        if let Layer::Report(view) = layer {
            let maker = Maker { words: &view.words, zone: &zone, me: &app.me, plan: &plan };
            let made = view.now.as_ref().and_then(|now| now.as_ref()).map(|of| maker.make(view.kind, of));
            view.draft = made;
        }
    }
}

/// Reports that were issued were read. The one that is shown stays.
pub(crate) fn take_issued(app: &mut App, incident: IncidentId, kind: ReportKind, all: &[IssuedReport]) {
    for layer in &mut app.layers {
        if let Layer::Report(view) = layer
            && view.kind == kind
            && view.situation().is_some_and(|s| s.incident.id == incident)
        {
            app.dirty |= view.issued != all;
            view.issued = all.to_vec();
            let there = |n: &u32| all.iter().any(|r| r.reported.number == *n);
            view.number = view.number.or(view.just).filter(there);
            view.just = view.just.filter(|n| !there(n));
        }
    }
}

/// A report was issued from here: once it was read, it is the one that is shown.
pub(crate) fn issued(app: &mut App, number: u32) {
    for layer in &mut app.layers {
        if let Layer::Report(view) = layer {
            view.just = Some(number);
        }
    }
}
