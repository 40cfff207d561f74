//! Forms about reports: what only a person can say with the whole text to edit, and the format of a file.

use super::super::App;
use super::super::editor::Move;
use super::super::effect::Effect;
use super::super::form::{Form, Input, NONE, Purpose};
use super::super::keeping;
use super::super::layers::{Issue, Layer, ReportView};
use super::super::panes::reports;
use super::{Answer, Checked, Fault};
use crate::domain::command::Command;
use crate::domain::private::Audience;
use crate::domain::report::IssueReport;
use crate::domain::room::Arg;
use crate::domain::time::MINUTE;
use crate::report::page::Format;
use crate::report::{Anew, Draft, Made, anew, fill, made, relabel};
use crate::words::Words;

/// The formats of a file, as the form lists them.
const FORMATS: [Format; 3] = [Format::Html, Format::Markdown, Format::Text];

/// Issues what is shown: the one that was made now, or the other language of one that was issued, whose words stand there
/// to be translated.
pub(crate) fn issue(app: &App, view: &ReportView) -> Option<Form> {
    let w = &app.words;
    let lang = view.lang();
    let (issue, text) = match view.number {
        None => {
            let draft = view.draft.as_ref()?;
            let incident = view.situation()?.incident.id;
            let (figures, blanks) = (draft.figures.clone(), draft.blanks.clone());
            let (kind, last) = (view.kind, view.last());
            let made = made(&draft.text);
            (
                Issue { incident, kind, lang, figures, blanks, twin_of: None, last, made, shown: None },
                draft.text.clone(),
            )
        }
        Some(number) => {
            let other = view.issued.iter().find(|r| r.reported.number == number)?;
            let text = relabel(&other.text.show(Audience::Operator), &Words::new(other.lang), &view.words);
            let (incident, figures) = (other.reported.incident, other.figures.clone());
            let (kind, last, blanks, twin_of) = (view.kind, view.last(), Vec::new(), Some(number));
            // it says in other words what was issued, whatever came since
            let made = Made::new();
            (Issue { incident, kind, lang, figures, blanks, twin_of, last, made, shown: None }, text)
        }
    };
    let number = view.number.unwrap_or_else(|| view.last() + 1).to_string();
    let args = [
        ("kind", Arg::from(w.t(view.kind.key()))),
        ("number", number.into()),
        ("lang", lang.code().to_uppercase().into()),
    ];
    let title = w.f(if issue.twin_of.is_some() { "form-issue-twin" } else { "form-issue" }, &args);
    let blanks = issue.blanks.clone();
    let mut form = Form::new(Purpose::IssueReport(Box::new(issue)), title).intro([w.t("form-issue-intro")]);
    for blank in &blanks {
        form = match blank.choices.is_empty() {
            true => form.worded(blank.name, w.t(label(blank.name)), blank.label.clone(), ""),
            false => form.choice(
                w,
                blank.name,
                label(blank.name),
                blank.choices.clone(),
                if blank.needed { NONE } else { 0 },
            ),
        };
    }
    form = form.area(w, "text", "form-text", "", &text);
    if let Some(Input::Area(editor)) = form.fields.last_mut().map(|f| &mut f.input) {
        // it is read from the top
        editor.move_to(Move::Start, false);
    }
    Some(form)
}

/// What a blank is called in the form; what is meant stands below it, in the report's language.
fn label(blank: &str) -> &'static str {
    match blank {
        "confidence" => "form-confidence",
        "role" => "form-role",
        "change" => "form-blank-change",
        "options" => "form-blank-options",
        "recommend" => "form-blank-recommend",
        "otherwise" => "form-blank-otherwise",
        "to" => "form-blank-to",
        "contacts" => "form-blank-contacts",
        "next" => "form-blank-next",
        _ => "form-blank-rest",
    }
}

/// The report as the room would make it now, where that is what is issued.
fn fresh<'a>(app: &'a App, issue: &Issue) -> Option<&'a Draft> {
    let view = reports::below(app).filter(|_| issue.twin_of.is_none())?;
    let of = view.situation()?.incident.id;
    view.draft.as_ref().filter(|draft| (of, draft.kind, draft.lang) == (issue.incident, issue.kind, issue.lang))
}

pub(super) fn answer_issue(app: &App, form: &Form, issue: &Issue) -> Checked {
    let fresh = fresh(app, issue);
    let anew = fresh.map(|draft| anew(form.text("text"), &issue.made, &draft.text));
    let between = keeping::between(app, Some(issue.last), reports::below(app).map(ReportView::last));
    // what was just shown goes as it was shown; a while later the room may have gone on again
    let settled = issue.shown.is_some_and(|at| app.now.real.since(at) < MINUTE);
    let anew = anew.filter(|_| !settled);
    if let Some(anew) = &anew
        && (between.is_some() || !anew.own.is_empty() || !anew.renewed.is_empty())
    {
        return Ok(Answer::Anew(anew.clone(), between));
    }
    let own = (issue.lang != app.lang()).then(|| Words::new(issue.lang));
    let said = |name: &str| {
        let chosen = issue.blanks.iter().find(|b| b.name == name).and_then(|b| b.choices.get(form.chosen(name)));
        chosen.cloned().unwrap_or_else(|| form.text(name).to_owned())
    };
    let text = anew.as_ref().map_or(form.text("text"), |anew| anew.text.as_str());
    let text = fill(text, &issue.blanks, own.as_ref().unwrap_or(&app.words), said);
    if text.is_empty() {
        return Err(Fault("text", "refuse-empty-report"));
    }
    let Issue { incident, kind, lang, twin_of, .. } = *issue;
    let mut figures = fresh.map_or(&issue.figures, |draft| &draft.figures).clone();
    // its clock starts when it is issued, however long somebody wrote at it
    let wrote = if twin_of.is_none() { app.now.room.since(figures.at).max(0) } else { 0 };
    figures.next = figures.next.map(|next| next.plus(wrote));
    let figures = Some(figures);
    Ok(Answer::Send(Command::IssueReport(IssueReport { incident, kind, lang, text, figures, twin_of })))
}

/// The room went on while somebody wrote: what it says now is shown above their words, once, and stands in the sections
/// that they left as they were; sent once more, it goes.
pub(super) fn show_anew(app: &mut App, anew: Anew, between: Option<String>) {
    let said = |key: &str, lines: Vec<String>| (!lines.is_empty()).then(|| [vec![app.words.t(key)], lines].concat());
    let told = [said("form-report-own", anew.own), said("form-report-renewed", anew.renewed)];
    let now = reports::below(app).and_then(|view| Some((made(&view.draft.as_ref()?.text), view.last())));
    let (why, gone_on) = (app.words.t("form-report-anew"), between.into_iter());
    let real = app.now.real;
    let Some(Layer::Form(form)) = app.layers.last_mut() else { return };
    (form.error, form.scroll) = (Some(why), 0);
    let below = std::mem::take(&mut form.intro);
    let quoted = std::mem::take(&mut form.quoted);
    form.intro.extend(gone_on);
    for line in told.into_iter().flatten().flatten() {
        form.quoted.push(form.intro.len());
        form.intro.push(line);
    }
    form.quoted.extend(quoted.into_iter().map(|at| at + form.intro.len()));
    form.intro.extend(below);
    if let Purpose::IssueReport(issue) = &mut form.purpose
        && let Some((made, last)) = now
    {
        (issue.made, issue.last, issue.shown) = (made, last, Some(real));
    }
    if let Some(Input::Area(editor)) = form.fields.iter_mut().find(|f| f.name == "text").map(|f| &mut f.input)
        && editor.text().trim() != anew.text
    {
        // one undo brings back how it stood
        editor.replace_all(&anew.text);
        editor.move_to(Move::Start, false);
    }
}

/// In which format what is shown becomes a file.
pub(crate) fn export(app: &App) -> Form {
    let w = &app.words;
    let kind = reports::below(app).map_or(String::new(), |view| w.t(view.kind.key()));
    let formats = vec!["HTML".to_owned(), "Markdown".to_owned(), w.t("format-text")];
    Form::new(Purpose::ExportReport, w.f("form-export", &[("kind", kind.into())])).choice(
        w,
        "format",
        "form-format",
        formats,
        0,
    )
}

pub(super) fn answer_export(app: &App, form: &Form) -> Answer {
    let format = FORMATS[form.chosen("format").min(FORMATS.len() - 1)];
    let text = reports::written(app, format, app.drill());
    let name = reports::below(app).map(|view| view.file(format));
    match (name, text) {
        (Some(name), Some(text)) => Answer::Do(Effect::Export { name, text }),
        _ => Answer::Close,
    }
}
