//! Forms about an incident's next step, its lists, and what is to be decided.

use super::super::App;
use super::super::form::{Form, Hidden, Purpose};
use super::super::moment::Toward;
use super::{Answer, Checked, Fault, incidents, maybe, moment, needed, responses};
use crate::domain::command::Command;
use crate::domain::fact::Fact;
use crate::domain::ids::{IncidentId, ItemId, MatterId};
use crate::domain::incident::{
    AcceptCondition, Check, Condition, ConfirmPaused, Incident, MergeIncident, SetBaseline, fits,
};
use crate::domain::item::{AddItem, ChangeItem, Item, List, SettleItem};
use crate::domain::matter::{DecideMatter, Matter, ObjectToMatter, OpenMatter, Spoken};
use crate::domain::room::{Arg, Refusal};

/// Takes for granted what nobody can say.
pub(crate) fn accept(app: &App, incident: IncidentId, check: &Check) -> Form {
    let w = &app.words;
    Form::new(Purpose::AcceptCondition(incident, check.condition), w.t("form-granted"))
        .intro([w.check(check), w.t("form-granted-intro")])
        .line(w, "reason", "form-reason", "form-granted-hint", "")
}

pub(super) fn answer_accept(form: &Form, incident: IncidentId, condition: Condition) -> Checked {
    let reason = needed(form, "reason", "refuse-needs-reason")?;
    Ok(Answer::Send(Command::AcceptCondition(AcceptCondition { incident, condition, reason })))
}

// ── lists ──

/// The lists of plain lines: an action item says more, in a form of its own.
fn lists() -> impl Iterator<Item = List> {
    List::ALL.into_iter().filter(|list| *list != List::Action)
}

pub(crate) fn add_item(app: &App, incident: IncidentId) -> Form {
    let w = &app.words;
    let lists = lists().map(|l| w.t(l.key())).collect();
    let mut form = Form::new(Purpose::AddItem(incident), w.t("act-add-item"))
        .choice(w, "list", "form-which-list", lists, 0)
        .line(w, "text", "form-item", "form-item-hint", "")
        .hidden(Hidden::Shared)
        .line(w, "owner", "form-owner", "", "")
        .line(w, "due", "form-when", "form-until-hint", "");
    form.go_to("list");
    form
}

pub(super) fn answer_add_item(app: &App, form: &Form, incident: IncidentId) -> Checked {
    Ok(Answer::Send(Command::AddItem(AddItem {
        incident,
        list: lists().nth(form.chosen("list")).unwrap_or(List::Need),
        text: needed(form, "text", "refuse-empty-item")?,
        owner: maybe(form, "owner"),
        due: moment(app, form, "due", Toward::Future)?,
    })))
}

pub(crate) fn change_item(app: &App, item: &Item) -> Form {
    let w = &app.words;
    let owner = item.owner.as_ref().map_or("", |o| o.as_str());
    Form::new(Purpose::ChangeItem(item.id), w.t("act-change-item"))
        .intro([app.shown(&item.text)])
        .line(w, "owner", "form-owner", "", owner)
        .line(w, "due", "form-when", "form-until-hint", "")
}

pub(super) fn answer_change_item(app: &App, form: &Form, item: ItemId) -> Checked {
    let (owner, due) = (maybe(form, "owner"), moment(app, form, "due", Toward::Future)?);
    Ok(Answer::Send(Command::ChangeItem(ChangeItem { item, owner, due })))
}

/// Most facts that are told before something goes on again; the newest.
const MOST: usize = 4;

pub(crate) fn settle_item(app: &App, item: &Item, changed: &[Fact]) -> Form {
    let w = &app.words;
    let mut form = Form::new(Purpose::SettleItem(item.id), w.t("form-settle-item"))
        .intro([format!("{}: {}", w.t(item.list.key()), app.shown(&item.text))])
        .line(w, "how", "form-settled-how", settled_hint(item.list), "");
    if item.list == List::Paused {
        let since: Vec<&Fact> = changed.iter().filter(|fact| fact.since >= item.since).collect();
        let told = since.iter().take(MOST).map(|fact| {
            let args = [
                ("id", Arg::from(fact.id.0.to_string())),
                ("status", w.t(fact.state.status.key()).into()),
                ("text", app.shown(fact.text(w.lang())).into()),
            ];
            w.f("form-resumed-fact", &args)
        });
        let said = w.f("form-resumed-facts", &[("n", since.len().into())]);
        form.warned = (!since.is_empty()).then_some(said).into_iter().chain(told).collect();
    }
    form
}

const fn settled_hint(list: List) -> &'static str {
    match list {
        List::Media => "form-media-hint",
        List::Paused => "form-resumed-hint",
        _ => "form-ended-hint",
    }
}

pub(super) fn answer_settle_item(form: &Form, item: ItemId) -> Checked {
    let how = needed(form, "how", "refuse-needs-reason")?;
    match responses::unheeded(form) {
        Some(told) => Ok(told),
        None => Ok(Answer::Send(Command::SettleItem(SettleItem { item, how }))),
    }
}

// ── what the room cannot know ──

pub(crate) fn count_paused(app: &App, incident: IncidentId) -> Form {
    let w = &app.words;
    Form::new(Purpose::CountPaused(incident), w.t("act-count-paused")).intro([w.t("form-paused-intro")]).line(
        w,
        "count",
        "form-count",
        "form-count-hint",
        "",
    )
}

pub(super) fn answer_count_paused(form: &Form, incident: IncidentId) -> Checked {
    let count = number(form, "count")?;
    Ok(Answer::Send(Command::ConfirmPaused(ConfirmPaused { incident, count, task: None })))
}

pub(crate) fn baseline(app: &App, incident: IncidentId) -> Form {
    let w = &app.words;
    Form::new(Purpose::SetBaseline(incident), w.t("act-set-baseline"))
        .intro([w.t("form-baseline-intro")])
        .line(w, "negative", "form-negative", "form-percent-hint", "")
        .line(w, "spread", "form-spread", "form-percent-hint", "5")
}

pub(super) fn answer_baseline(form: &Form, incident: IncidentId) -> Checked {
    let percent = |name| number(form, name)?.try_into().map_err(|_| Fault(name, "refuse-percent"));
    let (negative, spread) = (percent("negative")?, percent("spread")?);
    Ok(Answer::Send(Command::SetBaseline(SetBaseline { incident, negative, spread })))
}

/// A whole number, with or without a percent sign behind it.
fn number(form: &Form, name: &'static str) -> Result<u32, Fault> {
    form.text(name).trim_end_matches('%').trim().parse().map_err(|_| Fault(name, "form-bad-number"))
}

/// Incidents that one can become a part of.
fn others(app: &App, id: IncidentId) -> Vec<&Incident> {
    let part = incidents::known(app, id);
    app.pulse.incidents.iter().filter(|whole| part.is_some_and(|part| fits(part, whole).is_ok())).collect()
}

/// Why an incident cannot become a part of any; nothing where it can.
pub(crate) fn alone(app: &App, part: &Incident) -> Option<Refusal> {
    let stays = app.pulse.incidents.iter().filter(|whole| whole.id != part.id);
    let refused = stays.map(|whole| fits(part, whole)).collect::<Vec<_>>();
    let fits = refused.iter().any(Result::is_ok);
    (!fits).then(|| refused.into_iter().find_map(Result::err).unwrap_or(Refusal::new("refuse-merge-alone")))
}

pub(crate) fn merge(app: &App, id: IncidentId) -> Form {
    let w = &app.words;
    let offered = others(app, id);
    let into = offered.iter().map(|i| format!("{}  {}", i.id, app.shown(&i.title))).collect();
    Form::new(Purpose::MergeIncident(id, offered.iter().map(|i| i.id).collect()), w.t("act-merge-incident"))
        .intro([w.t("form-merge-intro")])
        .choice(w, "into", "form-into", into, 0)
        .line(w, "reason", "form-reason", "", "")
}

/// Into the one that was chosen among those offered: which ones fit may have changed since.
pub(super) fn answer_merge(form: &Form, incident: IncidentId, offered: &[IncidentId]) -> Checked {
    let into = offered.get(form.chosen("into")).copied();
    let into = into.ok_or(Fault("into", "form-choose-first"))?;
    let reason = needed(form, "reason", "refuse-needs-reason")?;
    Ok(Answer::Send(Command::MergeIncident(MergeIncident { incident, into, reason })))
}

// ── what is to be decided ──

pub(crate) fn open_matter(app: &App, incident: Option<IncidentId>) -> Form {
    let w = &app.words;
    Form::new(Purpose::OpenMatter(incident), w.t("act-open-matter"))
        .line(w, "question", "form-question", "form-question-hint", "")
        .line(w, "due", "form-decide-by", "form-until-hint", "")
}

pub(super) fn answer_open_matter(app: &App, form: &Form, incident: Option<IncidentId>) -> Checked {
    let question = needed(form, "question", "refuse-empty-matter")?;
    let due = moment(app, form, "due", Toward::Future)?;
    Ok(Answer::Send(Command::OpenMatter(OpenMatter { incident, question, due })))
}

pub(crate) fn object(app: &App, matter: &Matter) -> Form {
    let w = &app.words;
    Form::new(Purpose::ObjectToMatter(matter.id), w.t("act-object-to-matter"))
        .intro([app.shown(&matter.question), w.t("form-objections-poll")])
        .line(w, "text", "form-object-text", "form-object-hint", "")
        .line(w, "by", "form-said-by", "form-said-by-hint", "")
}

pub(super) fn answer_object(form: &Form, matter: MatterId) -> Checked {
    let (text, by) = (needed(form, "text", "refuse-empty-objection")?, maybe(form, "by"));
    Ok(Answer::Send(Command::ObjectToMatter(ObjectToMatter { matter, text, by })))
}

/// Decides a matter; the objections that were made stand above.
pub(crate) fn decide_matter(app: &App, matter: &Matter) -> Form {
    let w = &app.words;
    let objections = matter.objections.iter().map(|o| {
        let args = [("by", Arg::from(&o.by)), ("text", Arg::from(app.shown(&o.text)))];
        w.f("form-settle-objection", &args)
    });
    asked(app, Form::new(Purpose::DecideMatter(Some(matter.id)), w.t("form-decide")), matter.question.as_str())
        .intro([app.shown(&matter.question)])
        .quote(objections)
        .toggle(w, "dropped", "form-dropped", false)
}

/// Writes down what was decided at once.
pub(crate) fn record(app: &App) -> Form {
    asked(app, Form::new(Purpose::DecideMatter(None), app.words.t("form-decision")), "")
}

fn asked(app: &App, form: Form, what: &str) -> Form {
    let w = &app.words;
    form.line(w, "what", "form-decided", "", what)
        .line(w, "by", "form-decided-by", "form-said-by-hint", "")
        .line(w, "basis", "form-basis", "form-basis-hint", "")
        .line(w, "objection", "form-any-objection", "form-any-objection-hint", "")
        .line(w, "objector", "form-objector", "", "")
}

pub(super) fn answer_decide(app: &App, form: &Form, matter: Option<MatterId>) -> Checked {
    let dropped = form.on("dropped");
    let what = needed(form, "what", "refuse-empty-decision")?;
    let basis = if dropped { String::new() } else { needed(form, "basis", "refuse-no-basis")? };
    let spoken = maybe(form, "objection").map(|text| Spoken { text, by: maybe(form, "objector") });
    Ok(Answer::Send(Command::DecideMatter(DecideMatter {
        matter,
        incident: app.incident().map(|i| i.id),
        what,
        by: maybe(form, "by"),
        basis,
        objections: spoken.into_iter().collect(),
        dropped,
    })))
}
