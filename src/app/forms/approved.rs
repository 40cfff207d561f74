//! Forms for the plan's own words: which approved line or template, what is filled in, and what must be true before.

use super::super::App;
use super::super::compose::Composer;
use super::super::form::{Form, Purpose};
use super::{Answer, Checked, Fault, lettered};
use crate::domain::response::Origin;
use crate::domain::room::{Arg, Lang};
use crate::plan::{Plan, Ready, Standing, names};
use std::collections::BTreeMap;

/// Names of the fields of variables, in their order; a text has no more.
const VARIABLES: [&str; 10] = ["v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9"];

/// What the plan has for what is being written, those meant for the incident's type first; as many as letters choose.
fn offered<'p>(app: &App, plan: &'p Plan, composer: &Composer) -> Vec<Ready<'p>> {
    let kind = app.incident().map(|i| i.kind);
    let types = [composer.kind.text_type(false), composer.kind.text_type(true)];
    let fits = |r: &Ready<'_>| {
        types.contains(&r.text_type)
            && (r.types.is_empty() || kind.is_none_or(|k| r.types.contains(&k)))
            && (r.platforms.is_empty() || r.platforms.contains(&composer.channel))
            && r.standing != Standing::Expired
    };
    let mut found: Vec<Ready<'p>> = plan.ready(app.now.room.utc().date_naive()).filter(fits).collect();
    found.sort_by_key(|r| !kind.is_some_and(|k| r.types.contains(&k))); // stable: else the plan's order
    found.truncate(26);
    found
}

pub(crate) fn choose(app: &App, composer: &Composer) -> Option<Form> {
    let w = &app.words;
    let plan = app.plan();
    let offered = offered(app, &plan, composer);
    match offered.as_slice() {
        [] => return None,
        [one] => return fill(app, one.code),
        _ => {}
    }
    let options = lettered(offered.iter().map(|o| o.code.to_owned()));
    let told = offered.iter().zip('a'..='z').map(|(o, letter)| {
        let text = named(&plan, o.text.get(composer.lang).as_str(), composer.lang);
        match o.standing == Standing::Approved {
            true => format!("{letter}  {text}"),
            false => format!("{letter}  ({}) {text}", w.t("words-unapproved")),
        }
    });
    let form = Form::new(Purpose::ChooseWords, w.t("words-title")).intro(told);
    Some(form.choice(w, "words", "words-which", options, 0))
}

/// A text with what is to be filled in by its name in the text's language, not by the plan's.
fn named(plan: &Plan, text: &str, lang: Lang) -> String {
    let told = |text: String, name: &String| match plan.placeholder(name) {
        Some(placeholder) => text.replace(&format!("{{{name}}}"), &format!("{{{}}}", placeholder.title.get(lang))),
        None => text,
    };
    names(text).iter().fold(text.to_owned(), told)
}

/// The form's answer: the code that was chosen.
pub(super) fn answer_choose(app: &App, form: &Form) -> Checked {
    let Some(composer) = app.composer() else { return Ok(Answer::Close) };
    let plan = app.plan();
    let offered = offered(app, &plan, composer);
    let chosen = offered.get(form.chosen("words")).ok_or(Fault("words", "form-choose-first"))?;
    Ok(Answer::Words(chosen.code.to_owned()))
}

/// Asks what is filled in, and that what must be true is.
pub(crate) fn fill(app: &App, code: &str) -> Option<Form> {
    let w = &app.words;
    let composer = app.composer()?;
    let plan = app.plan();
    let words = offered(app, &plan, composer).into_iter().find(|o| o.code == code)?;
    let text = words.text.get(composer.lang).as_str().to_owned();
    let mut form = Form::new(Purpose::FillWords(code.to_owned()), w.t("words-fill"))
        .intro([named(&plan, &text, composer.lang), String::new()]);
    if let Some(must) = words.precondition {
        form = form.intro([w.f("words-precondition", &[("text", Arg::from(must.get(app.lang())))])]);
        form = form.toggle(w, "true", "words-true", false);
    }
    for (field, name) in VARIABLES.into_iter().zip(names(&text)) {
        let placeholder = plan.placeholder(&name);
        let label = placeholder.map_or_else(|| name.clone(), |p| p.title.get(app.lang()).as_str().to_owned());
        let hint = placeholder.map_or_else(String::new, |p| w.t(p.kind.hint()));
        let known = composer.origin.as_ref().and_then(|o| o.values.get(&name)).cloned().unwrap_or_default();
        form = form.worded(field, label, hint, &known);
    }
    Some(form)
}

pub(super) fn answer_fill(app: &App, form: &Form, code: &str) -> Checked {
    let Some(composer) = app.composer() else { return Ok(Answer::Close) };
    let plan = app.plan();
    let Some(words) = offered(app, &plan, composer).into_iter().find(|o| o.code == code) else {
        return Ok(Answer::Close);
    };
    if words.precondition.is_some() && !form.on("true") {
        return Err(Fault("true", "words-not-true"));
    }
    let text = words.text.get(composer.lang).as_str();
    let all: Vec<(&'static str, String)> = VARIABLES.into_iter().zip(names(text)).collect();
    let values: BTreeMap<String, String> =
        all.iter().map(|(field, name)| (name.clone(), form.text(field).to_owned())).collect();
    match plan.fill(text, &values) {
        Ok(text) => Ok(Answer::Filled(text, Origin { code: code.to_owned(), values })),
        Err(misfits) => {
            let field = misfits.first().and_then(|m| all.iter().find(|(_, name)| name == m.name.as_str()));
            Err(Fault(field.map_or("v0", |(field, _)| field), misfits.first().map_or("plan-fits-missing", |m| m.key)))
        }
    }
}
