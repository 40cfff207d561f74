//! Forms about which mentions belong to an incident: by hand, by the group of those that say the same, or by words.

use super::super::App;
use super::super::form::{Form, Hidden, Purpose};
use super::super::layers::Layer;
use super::super::share::words_of;
use super::mentions::{about, excerpt, showing};
use super::{Answer, Checked, Fault, needed};
use crate::domain::belonging::{self, AddBelonging, PlaceMentions, RemoveBelonging, Rule};
use crate::domain::command::Command;
use crate::domain::ids::{EventSeq, IncidentId, MentionId};
use crate::domain::incident::Incident;
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::rows::{RuleRow, Scope};

/// Incidents to which mentions can be put, as the form was made and is answered.
fn incidents(app: &App) -> &[Incident] {
    &app.pulse.incidents
}

/// Puts mentions into an incident, or takes them out of any.
pub(crate) fn place(app: &App, ids: Vec<MentionId>) -> Form {
    let w = &app.words;
    let labels = incidents(app).iter().map(|i| format!("{}  {}", i.id.0, app.shown(&i.title)));
    let labels = labels.chain([format!("0  {}", w.t("belong-none"))]).collect();
    let at = incidents(app).iter().position(|i| Some(i.id) == app.incident().map(|i| i.id)).unwrap_or(0);
    let form = Form::new(Purpose::Place(ids.clone()), about(app, "form-place", &ids));
    let form = showing(app, form, &ids).choice(w, "incident", "form-incident", labels, at);
    let form = match ids.as_slice() {
        [_] => form.choice(w, "which", "form-which-mentions", vec![w.t("belong-hand"), w.t("belong-group")], 0),
        _ => form,
    };
    form.line(w, "reason", "form-reason", "form-place-hint", "")
}

pub(super) fn answer_place(app: &App, form: &Form, ids: &[MentionId]) -> Checked {
    let incident = incidents(app).get(form.chosen("incident")).map(|i| i.id);
    let reason = needed(form, "reason", "refuse-needs-reason")?;
    let group = form.input("which").is_some() && form.chosen("which") == 1;
    match (group, incident, ids) {
        // a group is taken out where it was put in: by its rule
        (true, None, _) => Err(Fault("which", "form-group-out")),
        (true, Some(incident), [id]) => {
            Ok(Answer::Send(Command::AddBelonging(AddBelonging { incident, rule: Rule::Cluster(*id), reason })))
        }
        _ => Ok(Answer::Send(Command::PlaceMentions(PlaceMentions {
            mentions: ids.to_vec(),
            incident,
            reason,
            seen: form.seen,
        }))),
    }
}

/// What a rule may be about.
pub(super) const WORDS: usize = 0;

/// The mention that a person means when they speak of a group, and whether they have picked it out: a signal's, the one
/// that is opened, the first that is marked, the group that is shown, else the one under the cursor.
pub(crate) fn meant(app: &App) -> Option<(MentionId, bool)> {
    let opened = app.layers.iter().rev().find_map(|layer| match layer {
        Layer::Mention(view) => Some(view.id),
        Layer::Signals(all, at) => all.get(*at).and_then(|row| row.signal.mention()),
        _ => None,
    });
    let shown = match app.query.scope {
        Scope::Alike(id) => Some(id),
        _ => None,
    };
    let picked = opened.or_else(|| app.mentions.marks.iter().next().copied()).or(shown);
    picked.map(|id| (id, true)).or_else(|| app.mentions.selected.map(|id| (id, false)))
}

/// The choice of those that say the same as a mention, with its words where they are at hand.
fn group_label(app: &App, id: MentionId) -> String {
    let said: String = excerpt(app, &[id]).unwrap_or_default().chars().take(40).collect();
    if said.is_empty() { app.words.t("belong-group") } else { app.words.f("belong-group-of", &[("text", said.into())]) }
}

/// The words by which the list is searched now, without what they say of an incident.
fn searched(app: &App) -> String {
    belonging::named(&app.query.filter.search).1.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A rule for an incident.
pub(crate) fn add(app: &App, incident: IncidentId) -> Form {
    let w = &app.words;
    let meant = meant(app);
    let what = std::iter::once(w.t("belong-words")).chain(meant.map(|(id, _)| group_label(app, id))).collect();
    Form::new(Purpose::AddBelonging(incident, meant.map(|(id, _)| id)), w.t("act-add-belonging"))
        .intro([w.t("form-belonging-intro")])
        .line(w, "words", "form-belonging-words", "form-belonging-words-hint", &searched(app))
        .hidden(Hidden::Shared)
        .choice(w, "what", "form-which-mentions", what, WORDS)
        .line(w, "reason", "form-reason", "", "")
}

pub(super) fn answer_add(form: &Form, incident: IncidentId, group: Option<MentionId>) -> Checked {
    let rule = match group.filter(|_| form.chosen("what") != WORDS) {
        Some(id) => Rule::Cluster(id),
        None => Rule::Query(Clean::line(&needed(form, "words", "search-hint-no-words")?)),
    };
    let reason = needed(form, "reason", "refuse-needs-reason")?;
    Ok(Answer::Send(Command::AddBelonging(AddBelonging { incident, rule, reason })))
}

/// A rule goes.
pub(crate) fn remove(app: &App, row: &RuleRow) -> Form {
    let w = &app.words;
    let text = words_of(app, &row.text, row.abusive);
    Form::new(Purpose::RemoveBelonging(row.rule.seq), w.t("act-remove-belonging"))
        .intro([app.rule_in_words(&row.rule.rule)])
        .intro(Some(text).filter(|text| !text.is_empty()))
        .intro([w.t("form-belonging-goes")])
        .line(w, "reason", "form-reason", "", "")
}

pub(super) fn answer_remove(form: &Form, rule: EventSeq) -> Checked {
    let reason = needed(form, "reason", "refuse-needs-reason")?;
    Ok(Answer::Send(Command::RemoveBelonging(RemoveBelonging { rule, reason })))
}

impl App {
    /// A rule of belonging in words, as this audience may see them.
    pub fn rule_in_words(&self, rule: &Rule) -> String {
        match rule {
            Rule::Query(words) => self.words.f("belong-by-words", &[("words", Arg::from(self.shown(words)))]),
            Rule::Cluster(_) => self.words.t("belong-by-group"),
        }
    }
}

// ── what an incident that is declared is about ──

/// The fields of the form that declares one.
pub(super) fn declare(app: &App, form: Form, group: Option<(MentionId, bool)>) -> Form {
    let w = &app.words;
    let what = [w.t("belong-room"), w.t("belong-words")].into_iter();
    let what = what.chain(group.map(|(id, _)| group_label(app, id))).collect();
    let at = if group.is_some_and(|(_, picked)| picked) { 2 } else { 0 };
    form.choice(w, "about", "form-about", what, at)
        .line(w, "words", "form-belonging-words", "form-about-words-hint", "")
        .hidden(Hidden::Shared)
}

/// What those fields say.
pub(super) fn declared(form: &Form, group: Option<MentionId>) -> Result<Option<Rule>, Fault> {
    Ok(match (form.chosen("about"), group) {
        (1, _) => Some(Rule::Query(Clean::line(&needed(form, "words", "search-hint-no-words")?))),
        (2, Some(id)) => Some(Rule::Cluster(id)),
        _ => None,
    })
}
