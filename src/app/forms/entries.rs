//! Forms about the timeline: entries, corrections, the filter.

use super::super::App;
use super::super::form::{Form, Purpose};
use super::super::moment::Toward;
use super::{Answer, Checked, Fault, moment, needed};
use crate::domain::command::Command;
use crate::domain::event::{Event, Group, Visibility};
use crate::domain::ids::EventSeq;
use crate::domain::private::Audience;
use crate::domain::room::Arg;
use crate::domain::timeline::AddEntry;
use crate::domain::timeline::EntryKind;
use crate::rows::{TimelineFilter, TimelineRow};
use crate::words;

pub(crate) fn add(app: &App) -> Form {
    let w = &app.words;
    let kinds = EntryKind::ALL.map(|k| w.t(k.key())).to_vec();
    let mut form = Form::new(Purpose::AddEntry, w.t("form-entry"))
        .choice(w, "kind", "form-kind", kinds, EntryKind::Note as usize)
        .line(w, "text", "form-what-happened", "", "")
        .line(w, "at", "form-at", "form-at-hint", "")
        .toggle(w, "private", "form-private", false);
    form.go_to("text");
    form
}

pub(super) fn answer_add(app: &App, form: &Form) -> Checked {
    let at = moment(app, form, "at", Toward::Past)?;
    if at.is_some_and(|at| at > app.now.room) {
        return Err(Fault("at", "form-future-time"));
    }
    let kind = kind(form);
    Ok(Answer::Send(Command::AddEntry(AddEntry {
        kind,
        text: needed(form, "text", "refuse-empty-entry")?,
        at,
        incident: app.incident().map(|i| i.id),
        private: form.on("private") || reaches(form),
    })))
}

fn kind(form: &Form) -> EntryKind {
    EntryKind::ALL[form.chosen("kind").min(EntryKind::ALL.len() - 1)]
}

/// Whether it tells of somebody who was reached: whom, and how, is theirs.
pub(crate) fn reaches(form: &Form) -> bool {
    form.purpose == Purpose::AddEntry && kind(form) == EntryKind::Contact
}

pub(crate) fn correct(app: &App, row: &TimelineRow) -> Form {
    let w = &app.words;
    let said = words::events::event(w, row, (app.audience, &app.ours), &|at| app.local(at));
    let now = match (&row.corrected, &row.event) {
        // Whoever puts words right sees them whole.
        (Some((_, text)), _) => text.show(Audience::Operator).into_owned(),
        (None, Some(Event::EntryAdded { text, .. })) => text.as_str().to_owned(),
        _ => String::new(),
    };
    let form = Form::new(Purpose::CorrectEntry(row.seq), w.f("form-correct", &[("seq", Arg::from(row.seq.0))]));
    // the screen may come to be shared while the form is open
    let form = if row.visibility == Visibility::Private { form.quote([said]) } else { form.intro([said]) };
    form.intro([w.t("form-correct-intro")]).line(w, "text", "form-should-say", "", &now)
}

pub(super) fn answer_correct(form: &Form, seq: EventSeq) -> Checked {
    Ok(Answer::Send(Command::CorrectEntry(crate::domain::timeline::CorrectEntry {
        seq,
        text: needed(form, "text", "refuse-empty-entry")?,
    })))
}

pub(crate) fn filter(app: &App) -> Form {
    let (w, now) = (&app.words, &app.timeline_filter);
    let groups = std::iter::once(w.t("filter-any")).chain(Group::ALL.map(|g| w.t(g.key()))).collect();
    let at = Group::ALL.iter().position(|g| Some(*g) == now.group).map_or(0, |p| p + 1);
    Form::new(Purpose::TimelineFilter, w.t("form-filter"))
        .choice(w, "group", "form-group", groups, at)
        .toggle(w, "pinned", "form-pinned", now.pinned)
        .toggle(w, "quiet", "form-quiet", now.quiet)
        .toggle(w, "incident", "form-this-incident", now.incident.is_some())
}

pub(super) fn answer_filter(app: &App, form: &Form) -> Answer {
    Answer::Timeline(TimelineFilter {
        group: form.chosen("group").checked_sub(1).and_then(|n| Group::ALL.get(n).copied()),
        pinned: form.on("pinned"),
        quiet: form.on("quiet"),
        incident: app.incident().map(|i| i.id).filter(|_| form.on("incident")),
    })
}
