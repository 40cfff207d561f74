//! Forms about the review of a response and about what becomes of it once it is out.

use super::super::App;
use super::super::form::{Form, Purpose};
use super::responses::about;
use super::{Answer, Checked, Fault, needed};
use crate::domain::command::{Command, Retract};
use crate::domain::ids::ResponseId;
use crate::domain::response::Content;
use crate::domain::room::Arg;
use crate::rows::ResponseDetail;

pub(crate) fn propose(app: &App, detail: &ResponseDetail) -> Form {
    let w = &app.words;
    let r = &detail.response;
    let title = w.f("form-propose", &[("title", Arg::from(super::responses::called(app, r)))]);
    Form::new(Purpose::Propose(r.id), title).intro([w.t("form-propose-intro")]).about(r.clone()).area(
        w,
        "text",
        "form-propose-text",
        "",
        &r.content.text,
    )
}

pub(super) fn answer_propose(form: &Form, response: ResponseId) -> Checked {
    let text = needed(form, "text", "refuse-empty-text")?;
    Ok(Answer::Send(Command::ProposeEdit { response, rev: rev(form), text }))
}

/// Fields of the files that can go out with a text; of more only the latest.
const FILES: [&str; 9] = ["file1", "file2", "file3", "file4", "file5", "file6", "file7", "file8", "file9"];

/// Which of the files that are kept of a response go out with its text.
pub(crate) fn goes_with(app: &App, detail: &ResponseDetail) -> Form {
    let w = &app.words;
    let r = &detail.response;
    let title = w.f("form-goes-with-title", &[("title", Arg::from(super::responses::called(app, r)))]);
    let files = || detail.evidence.iter().zip(FILES).enumerate();
    let hashes = files().map(|(_, (file, _))| file.sha256.as_str().to_owned()).collect();
    let listed = files().map(|(n, (file, _))| format!("{}  {}", n + 1, file.called(app.audience)));
    let form = Form::new(Purpose::GoesWith(r.id, hashes), title)
        .intro([w.t("form-goes-with-intro"), String::new()])
        .quote(listed)
        .about(r.clone());
    files().fold(form, |form, (n, (file, name))| {
        let on = r.content.attachments.iter().any(|hash| hash == file.sha256.as_str());
        form.ticked(w, name, w.f("form-file", &[("n", Arg::from(n + 1))]), on)
    })
}

pub(super) fn answer_goes_with(form: &Form, response: ResponseId, files: &[String]) -> Checked {
    let Some(read) = &form.about else { return Err(Fault("file1", "refuse-no-response")) };
    let chosen = files.iter().zip(FILES).filter(|(_, name)| form.on(name)).map(|(hash, _)| hash);
    // what cannot be ticked here stays as it is
    let others = read.content.attachments.iter().filter(|hash| !files.contains(hash));
    let mut attachments: Vec<String> = Vec::new();
    for hash in others.chain(chosen) {
        if !attachments.contains(hash) {
            attachments.push(hash.clone());
        }
    }
    let content = Content { attachments, ..read.content.clone() };
    Ok(Answer::Send(Command::ReviseResponse { response, rev: rev(form), content }))
}

pub(crate) fn object(app: &App, detail: &ResponseDetail) -> Form {
    let w = &app.words;
    about(app, "form-object", Purpose::Object(detail.response.id), detail).area(
        w,
        "text",
        "form-object-text",
        "form-object-hint",
        "",
    )
}

pub(super) fn answer_object(form: &Form, response: ResponseId) -> Checked {
    Ok(Answer::Send(Command::Object { response, text: needed(form, "text", "refuse-needs-reason")? }))
}

pub(crate) fn settle(app: &App, detail: &ResponseDetail, which: usize) -> Form {
    let w = &app.words;
    let id = detail.response.id;
    let words = detail.response.review.objections.get(which).map(|o| {
        let args = [("by", Arg::from(&o.by)), ("text", Arg::from(&o.text))];
        w.f("form-settle-objection", &args)
    });
    Form::new(Purpose::SettleObjection(id, which as u32), w.t("act-settle-objection"))
        .quote(words)
        .about(detail.response.clone())
        .line(w, "how", "form-settled-how", "form-settled-hint", "")
}

pub(super) fn answer_settle(form: &Form, response: ResponseId, objection: u32) -> Checked {
    Ok(Answer::Send(Command::SettleObjection { response, objection, how: needed(form, "how", "refuse-needs-reason")? }))
}

pub(crate) fn hold(app: &App, detail: &ResponseDetail) -> Form {
    about(app, "form-hold", Purpose::Hold(detail.response.id), detail).line(
        &app.words,
        "reason",
        "form-reason",
        "form-hold-hint",
        "",
    )
}

pub(super) fn answer_hold(form: &Form, response: ResponseId) -> Checked {
    Ok(Answer::Send(Command::HoldResponse { response, reason: needed(form, "reason", "refuse-needs-reason")? }))
}

pub(crate) fn follow_up(app: &App, detail: &ResponseDetail) -> Form {
    let w = &app.words;
    about(app, "form-follow-up", Purpose::FollowUp(detail.response.id), detail)
        .line(w, "note", "form-follow-note", "form-follow-hint", "")
        .toggle(w, "done", "form-follow-done", false)
}

pub(super) fn answer_follow_up(form: &Form, response: ResponseId) -> Checked {
    let (note, done) = (needed(form, "note", "refuse-needs-reason")?, form.on("done"));
    Ok(Answer::Send(Command::FollowUp { response, note, done }))
}

pub(crate) fn retract(app: &App, detail: &ResponseDetail) -> Form {
    let w = &app.words;
    about(app, "form-retract", Purpose::Retract(detail.response.id), detail)
        .intro([String::new(), w.t("form-retract-intro")])
        .line(w, "reason", "form-reason", "", "")
        .line(w, "note", "form-public-note", "form-public-note-hint", "")
        .line(w, "voices", "form-retract-words", "form-retract-words-hint", "")
        .line(w, "stands", "form-retract-stands", "form-retract-stands-hint", "")
        .line(w, "word", "form-type-word", "retract-word-hint", "")
}

pub(super) fn answer_retract(app: &App, form: &Form, response: ResponseId) -> Checked {
    let reason = needed(form, "reason", "refuse-needs-reason")?;
    let public_note = needed(form, "note", "form-no-public-note")?;
    typed(app, form, "retract-word", "retract-word-wrong")?;
    let listed = |field| form.text(field).split(',').map(str::trim).filter(|said| !said.is_empty()).map(str::to_owned);
    let (words, stands) = (listed("voices").collect(), listed("stands").map(|rule| rule.to_uppercase()).collect());
    Ok(Answer::Send(Command::RetractResponse(Retract { response, reason, public_note, words, stands })))
}

pub(crate) fn alone(app: &App, detail: &ResponseDetail) -> Form {
    let w = &app.words;
    about(app, "form-alone", Purpose::PublishAlone(detail.response.id), detail)
        .intro([String::new(), w.t("form-alone-intro")])
        .line(w, "reason", "form-alone-why", "", "")
        .line(w, "word", "form-type-word", "alone-word-hint", "")
}

pub(super) fn answer_alone(app: &App, form: &Form, response: ResponseId) -> Checked {
    let reason = needed(form, "reason", "refuse-needs-reason")?;
    typed(app, form, "alone-word", "alone-word-wrong")?;
    let Some(read) = &form.about else { return Err(Fault("reason", "refuse-no-response")) };
    let digest = read.content.digest();
    Ok(Answer::Send(Command::PublishAlone { response, rev: rev(form), digest, reason }))
}

/// The typed word: what cannot be taken back is never a key alone.
fn typed(app: &App, form: &Form, word: &'static str, wrong: &'static str) -> Result<(), Fault> {
    if form.text("word").to_lowercase() == app.words.t(word) { Ok(()) } else { Err(Fault("word", wrong)) }
}

fn rev(form: &Form) -> Option<i64> {
    form.about.as_ref().map(|r| r.rev)
}
