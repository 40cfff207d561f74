//! Forms about facts: one more, a changed one, one in the place of another. What a change touches is said before it is
//! sent, and asked once.

use super::super::App;
use super::super::form::{Form, Hidden, Purpose};
use super::super::panes;
use super::{Answer, Checked, Fault};
use crate::domain::command::Command;
use crate::domain::fact::{FactState, FactStatus};
use crate::domain::ids::{FactId, IncidentId};
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::rows::{FactDetail, Radius};

/// One more; `source` is where it was said, when that is known.
pub(crate) fn add(app: &App, source: String) -> Form {
    let w = &app.words;
    let state = FactState { source: Clean::line(&source), ..FactState::default() };
    fields(app, Form::new(Purpose::AddFact, w.t("form-fact")), &state).toggle(w, "brand", "form-fact-brand", false)
}

/// What is known of it now.
pub(crate) fn change(app: &App, detail: &FactDetail) -> Form {
    let w = &app.words;
    let fact = &detail.fact;
    let title = w.f("form-fact-change", &[("fact", Arg::from(fact.id.0.to_string()))]);
    let form = Form::new(Purpose::ChangeFact(fact.id, fact.rev), title).intro(touched(app, detail.radius));
    fields(app, form, &fact.state).line(w, "reason", "form-reason", "form-fact-reason-hint", "")
}

/// Another in its place; the earlier one stays, and says which came after it.
pub(crate) fn supersede(app: &App, detail: &FactDetail) -> Form {
    let w = &app.words;
    let fact = &detail.fact;
    let title = w.f("form-fact-supersede", &[("fact", Arg::from(fact.id.0.to_string()))]);
    let was = w.f("form-fact-was", &[("text", Arg::from(app.shown(fact.text(app.lang()))))]);
    let form = Form::new(Purpose::SupersedeFact(fact.id, fact.incident), title)
        .intro([was])
        .intro(touched(app, detail.radius));
    fields(app, form, &fact.state)
}

fn fields(app: &App, form: Form, state: &FactState) -> Form {
    let w = &app.words;
    let statuses = FactStatus::SAID.map(|s| w.t(s.key())).to_vec();
    let at = FactStatus::SAID.iter().position(|s| *s == state.status).unwrap_or(0);
    // In the reader's language first: that is the one they have the words for.
    let mut words = [("en", "form-fact-en", &state.en), ("es", "form-fact-es", &state.es)];
    if app.lang() == crate::domain::room::Lang::Es {
        words.reverse();
    }
    let form = words.into_iter().fold(form, |form, (name, label, text)| form.line(w, name, label, "", text.as_str()));
    form.choice(w, "status", "form-fact-status", statuses, at)
        .line(w, "source", "form-fact-source", "form-fact-source-hint", state.source.as_str())
        .hidden(Hidden::Shared)
        .line(w, "by", "form-fact-by", "form-fact-by-hint", state.confirmed_by.as_str())
}

/// What a change touches, in words: nothing when it touches nothing.
fn touched(app: &App, radius: Radius) -> Option<String> {
    let w = &app.words;
    let part = |key, n: u32| (n > 0).then(|| w.f(key, &[("n", Arg::from(n))]));
    let parts = [part("radius-stale", radius.stale), part("radius-correct", radius.correct)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("{}.", parts.join(", ")))
}

/// The fact as it was filled in.
fn filled(form: &Form) -> Result<FactState, Fault> {
    let state = FactState {
        status: FactStatus::SAID.get(form.chosen("status")).copied().unwrap_or_default(),
        en: Clean::line(form.text("en")),
        es: Clean::line(form.text("es")),
        source: Clean::line(form.text("source")),
        confirmed_by: Clean::line(form.text("by")),
    };
    if state.en.is_empty() && state.es.is_empty() {
        return Err(Fault("en", "refuse-empty-fact"));
    }
    if state.status != FactStatus::Unverified && state.source.is_empty() {
        return Err(Fault("source", "refuse-fact-source"));
    }
    Ok(state)
}

/// The command, or first what it does to the texts that lean on the fact.
fn once(app: &App, form: &Form, fact: FactId, command: Command) -> Checked {
    match touched(app, panes::facts::radius(app, fact)) {
        Some(what) if !form.insists => {
            Ok(Answer::Warn(app.words.f("radius-again", &[("what", Arg::from(what.as_str()))])))
        }
        _ => Ok(Answer::Send(command)),
    }
}

pub(super) fn answer_add(app: &App, form: &Form) -> Checked {
    let incident = app.incident().map(|i| i.id).filter(|_| !form.on("brand"));
    Ok(Answer::Send(Command::AddFact { incident, fact: filled(form)?, supersedes: None }))
}

/// The fact that takes the place of another is of the same incident.
pub(super) fn answer_supersede(app: &App, form: &Form, old: FactId, incident: Option<IncidentId>) -> Checked {
    once(app, form, old, Command::AddFact { incident, fact: filled(form)?, supersedes: Some(old) })
}

pub(super) fn answer_change(app: &App, form: &Form, fact: FactId, rev: i64) -> Checked {
    let (to, reason) = (filled(form)?, form.text("reason").to_owned());
    once(app, form, fact, Command::ChangeFact { fact, rev: Some(rev), to, reason })
}
