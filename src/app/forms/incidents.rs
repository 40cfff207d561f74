//! Forms about incidents and their tasks.

use super::super::App;
use super::super::form::{Form, Purpose};
use super::super::moment::Toward;
use super::room::ROLES;
use super::{Answer, Checked, Fault, belonging, maybe, moment, needed};
use crate::domain::command::Command;
use crate::domain::ids::{IncidentId, MentionId, TaskId};
use crate::domain::incident::{
    ActivateIncident, DeclareIncident, DetectIncident, Incident, IncidentType, Severity, Status,
};
use crate::domain::room::Arg;
use crate::domain::task::{AddTask, MoveTask, TaskStatus};
use crate::plan::{Measured, Suggestion};
use crate::rows::TaskRow;
use crate::words::inside;

/// `1  SEV1 Critical`: the digit chooses.
fn severities(app: &App) -> Vec<String> {
    Severity::ALL.map(|s| format!("{}  {} {}", s.level(), s.code(), app.words.t(s.key()))).to_vec()
}

fn types(app: &App) -> Vec<String> {
    IncidentType::ALL.map(|t| app.words.t(t.key())).to_vec()
}

pub(crate) fn declare(app: &App) -> Form {
    let w = &app.words;
    let group = belonging::meant(app);
    let severity = preselected(app);
    let form = Form::new(Purpose::Declare(group.map(|(id, _)| id)), w.t("form-declare"))
        .intro(declare_intro(app))
        .line(w, "title", "form-title", "form-title-hint", "")
        .choice(w, "severity", "form-severity", severities(app), severity as usize)
        .choice(w, "type", "form-type", types(app), IncidentType::ALL.len() - 1)
        .line(w, "lead", "form-lead", "form-lead-hint", "")
        .line(w, "since", "form-since", "form-since-hint", "")
        .toggle(w, "watch", "form-watch", false);
    belonging::declare(app, form, group)
}

/// High stands ready, since lowering is easy and the first hour measures little; critical where that is what is measured.
pub(crate) fn preselected(app: &App) -> Severity {
    suggested(app).map_or(Severity::Sev2, |s| s.severity.min(Severity::Sev2))
}

/// What was suggested last, of whatever was measured.
fn suggested(app: &App) -> Option<&Suggestion> {
    app.suggestion.as_ref()?.1.as_ref()
}

/// What declaring does, and how grave it may be by what is measured.
pub(crate) fn declare_intro(app: &App) -> Vec<String> {
    let suggested = suggested(app).map(|s| suggestion(app, s));
    [app.words.t("form-declare-intro")].into_iter().chain(suggested).collect()
}

/// Most outlets that a suggestion names.
const MOST_NAMED: usize = 3;

/// `SEV2 by what is measured: 5.2 times the usual rate, 3 platforms`.
pub(crate) fn suggestion(app: &App, s: &Suggestion) -> String {
    let w = &app.words;
    let rows = s.rows.iter().map(|r| {
        let n = r.value as f64 / 1_000.0;
        let key = match r.what {
            Measured::RateTimes => "suggest-times",
            Measured::RateZ => "suggest-deviations",
            Measured::NegativePercent => "suggest-negative",
            Measured::Followers => "suggest-followers",
            Measured::Voices => "suggest-voices",
            Measured::Authorities | Measured::Sector => "suggest-outlets",
            Measured::Platforms => "suggest-platforms",
        };
        let whole = n.fract() == 0.0;
        let n = if whole { Arg::Number(n as i64) } else { Arg::Decimal((n * 10.0).round() / 10.0) };
        let who = r.who.iter().take(MOST_NAMED).map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
        w.f(key, &[("n", n), ("who", who.into())])
    });
    let plan = app.plan();
    let triggers = s.triggers.iter().map(|(code, n)| {
        let title = plan.triggers.iter().find(|t| t.code == *code).map_or("", |t| t.title.get(w.lang()).as_str());
        w.f("suggest-trigger", &[("title", inside(title).into()), ("n", (*n).into())])
    });
    let why = rows.chain(triggers).collect::<Vec<_>>().join("; ");
    w.f("suggest", &[("severity", s.severity.code().into()), ("why", why.into())])
}

pub(super) fn answer_declare(app: &App, form: &Form, group: Option<MentionId>) -> Checked {
    let since = moment(app, form, "since", Toward::Past)?;
    if since.is_some_and(|s| s > app.now.room) {
        return Err(Fault("since", "form-future-time"));
    }
    let title = needed(form, "title", "refuse-empty-title")?;
    let about = belonging::declared(form, group)?;
    if form.on("watch") {
        return Ok(Answer::Send(Command::DetectIncident(DetectIncident { title, since, signal: None, about })));
    }
    Ok(Answer::Send(Command::DeclareIncident(DeclareIncident {
        title,
        severity: severity_of(form),
        kind: type_of(form),
        lead: maybe(form, "lead"),
        since,
        about,
    })))
}

fn severity_of(form: &Form) -> Severity {
    Severity::ALL[form.chosen("severity").min(Severity::ALL.len() - 1)]
}

fn type_of(form: &Form) -> IncidentType {
    IncidentType::ALL[form.chosen("type").min(IncidentType::ALL.len() - 1)]
}

fn titled(app: &App, key: &str, incident: &Incident) -> String {
    app.words.f(key, &[("title", Arg::from(app.shown(&incident.title)))])
}

pub(crate) fn severity(app: &App, incident: &Incident) -> Form {
    let w = &app.words;
    Form::new(Purpose::ChangeSeverity(incident.id), titled(app, "form-severity-of", incident))
        .intro(measured_intro(app, incident.id))
        .choice(w, "severity", "form-severity", severities(app), incident.severity as usize)
        .line(w, "reason", "form-reason", "form-lower-hint", "")
}

/// What is measured of it and what the plan makes of that, whatever was declared.
pub(crate) fn measured_intro(app: &App, id: IncidentId) -> Option<String> {
    let (of, measured) = app.suggestion.as_ref()?;
    measured.as_ref().filter(|_| *of == Some(id)).map(|s| suggestion(app, s))
}

pub(super) fn known(app: &App, id: IncidentId) -> Option<&Incident> {
    app.pulse.incidents.iter().chain(&app.pulse.lingering).chain(&app.incidents).find(|i| i.id == id)
}

/// Levels at once by which nobody lowers without being asked again.
const LEAP: usize = 2;

/// What still speaks for how grave it was said to be, and what a lower level takes away.
fn lowered_far(app: &App, now: &Incident, to: Severity) -> String {
    let w = &app.words;
    let why = match app.suggestion.as_ref().filter(|(of, _)| *of == Some(now.id)) {
        None => w.t("lower-not-measured"),
        Some((_, Some(said))) if said.severity < to => suggestion(app, said),
        Some(_) => w.t("lower-nothing-measured"),
    };
    let args = [
        ("from", Arg::from(now.severity.code())),
        ("to", to.code().into()),
        ("why", why.into()),
        ("affected", app.pulse.affected.count.into()),
        ("promises", u64::from(app.pulse.promise.is_some()).into()),
    ];
    w.f("lower-far", &args)
}

pub(super) fn answer_severity(app: &App, form: &Form, incident: IncidentId) -> Checked {
    let to = severity_of(form);
    let reason = form.text("reason").to_owned();
    let now = known(app, incident);
    if reason.is_empty() && now.is_some_and(|i| to > i.severity) {
        return Err(Fault("reason", "refuse-lower-needs-reason"));
    }
    if let Some(now) = now.filter(|i| to as usize >= i.severity as usize + LEAP && !form.insists) {
        return Ok(Answer::Warn(lowered_far(app, now, to)));
    }
    Ok(Answer::Send(Command::ChangeSeverity { incident, to, reason }))
}

pub(crate) fn status(app: &App, incident: &Incident) -> Form {
    let w = &app.words;
    let next = incident.status.next().iter().map(|s| w.t(s.key())).collect();
    let stands_down = incident.status.next().contains(&Status::StoodDown);
    let hint = if stands_down { "form-stand-down-hint" } else { "form-optional" };
    let form = Form::new(Purpose::ChangeStatus(incident.id), titled(app, "form-status-of", incident))
        .choice(w, "status", "form-status", next, 0)
        .line(w, "reason", "form-reason", hint, "");
    if incident.status != Status::Assessing {
        return form;
    }
    // declaring it says how grave it is, and who leads
    let lead = incident.lead.as_ref().map_or("", |l| l.as_str());
    let severity = if incident.rated { incident.severity } else { Severity::Sev2 };
    form.choice(w, "severity", "form-severity", severities(app), severity as usize)
        .choice(w, "type", "form-type", types(app), incident.kind as usize)
        .line(w, "lead", "form-lead", "form-lead-hint", lead)
}

pub(super) fn answer_status(app: &App, form: &Form, incident: IncidentId) -> Checked {
    let next = known(app, incident).and_then(|i| i.status.next().get(form.chosen("status")));
    let Some(to) = next.copied() else { return Err(Fault("status", "form-status-gone")) };
    let reason = form.text("reason").to_owned();
    if known(app, incident).is_some_and(|i| i.status.needs_reason(to)) && reason.is_empty() {
        return Err(Fault("reason", "refuse-needs-reason"));
    }
    if to == Status::Active && form.input("severity").is_some() {
        let (severity, kind, lead) = (severity_of(form), type_of(form), maybe(form, "lead"));
        return Ok(Answer::Send(Command::ActivateIncident(ActivateIncident { incident, severity, kind, lead })));
    }
    Ok(Answer::Send(Command::ChangeStatus { incident, to, reason }))
}

pub(crate) fn lead(app: &App, incident: &Incident) -> Form {
    let w = &app.words;
    let now = incident.lead.as_ref().map_or("", |l| l.as_str());
    Form::new(Purpose::ChangeLead(incident.id), titled(app, "form-lead-of", incident)).line(
        w,
        "lead",
        "form-lead",
        "",
        now,
    )
}

pub(super) fn answer_lead(form: &Form, incident: IncidentId) -> Checked {
    Ok(Answer::Send(Command::ChangeLead { incident, to: needed(form, "lead", "refuse-empty-name")? }))
}

pub(crate) fn kind(app: &App, incident: &Incident) -> Form {
    let w = &app.words;
    Form::new(Purpose::ChangeType(incident.id), titled(app, "form-type-of", incident)).choice(
        w,
        "type",
        "form-type",
        types(app),
        incident.kind as usize,
    )
}

pub(super) fn answer_kind(form: &Form, incident: IncidentId) -> Checked {
    Ok(Answer::Send(Command::ChangeType { incident, to: type_of(form) }))
}

pub(crate) fn add_task(app: &App, incident: IncidentId) -> Form {
    let w = &app.words;
    let roles = ROLES.iter().map(|(_, key)| w.t(key)).collect();
    Form::new(Purpose::AddTask(incident), w.t("form-task"))
        .line(w, "title", "form-what", "", "")
        .choice(w, "role", "form-role", roles, ROLES.len() - 1)
        .line(w, "due", "form-due", "form-until-hint", "")
}

pub(super) fn answer_task(app: &App, form: &Form, incident: IncidentId) -> Checked {
    let role = ROLES.get(form.chosen("role")).map(|(code, _)| (*code).to_owned()).filter(|r| !r.is_empty());
    let title = needed(form, "title", "refuse-empty-title")?;
    Ok(Answer::Send(Command::AddTask(AddTask {
        incident,
        title,
        role,
        due: moment(app, form, "due", Toward::Future)?,
    })))
}

/// A task's code and all its words, as this audience may see them.
pub(crate) fn words_of(app: &App, row: &TaskRow) -> String {
    format!("{} {}", row.code.as_str(), app.shown(row.title(app.lang())))
}

pub(crate) fn task_note(app: &App, task: TaskId, status: TaskStatus) -> Form {
    let w = &app.words;
    let what = app.tasks.position(task).map(|i| words_of(app, &app.tasks.window.rows[i]));
    let title = if status == TaskStatus::Blocked { "form-task-blocked" } else { "form-task-skipped" };
    Form::new(Purpose::TaskNote(task, status), w.t(title)).intro(what).line(w, "note", "form-reason", "", "")
}

pub(super) fn answer_note(form: &Form, task: TaskId, status: TaskStatus) -> Checked {
    Ok(Answer::Send(Command::ChangeTask { task, status, note: needed(form, "note", "refuse-needs-reason")? }))
}

pub(crate) fn move_task(app: &App, task: TaskId) -> Form {
    let w = &app.words;
    let what = app.tasks.position(task).map(|i| words_of(app, &app.tasks.window.rows[i]));
    Form::new(Purpose::MoveTask(task), w.t("form-move"))
        .intro(what)
        .line(w, "due", "form-move-due", "form-until-hint", "")
        .line(w, "reason", "form-reason", "", "")
}

pub(super) fn answer_move(app: &App, form: &Form, task: TaskId) -> Checked {
    needed(form, "due", "form-bad-time")?;
    let to = moment(app, form, "due", Toward::Future)?.ok_or(Fault("due", "form-bad-time"))?;
    Ok(Answer::Send(Command::MoveTask(MoveTask { task, to, reason: needed(form, "reason", "refuse-needs-reason")? })))
}
