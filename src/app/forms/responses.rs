//! Forms about responses. What leaves the room is shown whole, with its channel and whom it answers.

use super::super::App;
use super::super::compose::CHANNELS;
use super::super::form::{Form, NONE, Purpose};
use super::super::msg::Account;
use super::super::panes::feed;
use super::super::proofing;
use super::{Answer, Checked, Fault, each, maybe, needed};
use crate::domain::command::{Command, Linked};
use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::reminder;
use crate::domain::response::{Content, Links, Response, ResponseKind};
use crate::domain::room::{Arg, Lang};
use crate::domain::text::{Clean, fold};
use crate::domain::time::MINUTE;
use crate::length::{Limits, Rule, measure};
use crate::plan::spell;
use crate::rows::ResponseDetail;
use crate::voice;
use crate::words::greeting;

pub(crate) fn new(app: &App, answers: Vec<MentionId>) -> Form {
    let w = &app.words;
    let (channel, lang) = feed::answer_as(app, &answers);
    let kind = if answers.is_empty() { ResponseKind::Holding } else { ResponseKind::Reply };
    let kinds = ResponseKind::ALL.map(|k| w.t(k.key())).to_vec();
    let langs = ["lang-en", "lang-es"].map(|key| w.t(key)).to_vec();
    let heading = w.f("form-response", &[("n", Arg::from(answers.len()))]);
    let hint = "form-channel-hint";
    let title = if answers.is_empty() { "form-optional" } else { "form-title-default" };
    Form::new(Purpose::NewResponse(answers), heading)
        .choice(w, "kind", "form-kind", kinds, kind as usize)
        .line(w, "title", "form-title", title, "")
        .line(w, "channel", "form-channel", hint, &channel)
        .choice(w, "lang", "form-text-lang", langs, lang as usize)
}

pub(super) fn answer_new(app: &App, form: &Form, answers: &[MentionId]) -> Checked {
    let channel = needed(form, "channel", "form-no-channel")?.to_lowercase();
    let known = app.pending.known_beside(answers);
    Ok(Answer::Send(Command::OpenResponse {
        title: form.text("title").to_owned(),
        kind: ResponseKind::ALL[form.chosen("kind").min(ResponseKind::ALL.len() - 1)],
        channel: CHANNELS.iter().find(|c| c.starts_with(&channel)).map_or(channel.clone(), |c| (*c).to_owned()),
        lang: if form.chosen("lang") == 1 { Lang::Es } else { Lang::En },
        answers: answers.to_vec(),
        incident: app.incident().map(|i| i.id),
        links: Links::default(),
        beside: known.responses,
        owners: known.owners,
    }))
}

/// What a response is called: its title, else as its row has it, else what sort it is and its number.
pub(crate) fn called(app: &App, response: &Response) -> String {
    if !response.title.is_empty() {
        return app.shown(&response.title);
    }
    let row = app.responses.position(response.id).map(|i| &app.responses.window.rows[i].title);
    let title =
        row.map(|title| title.show_with(app.audience, &app.ours).into_owned()).filter(|title| !title.is_empty());
    title.unwrap_or_else(|| format!("{} #{}", app.words.t(response.kind.key()), response.id))
}

/// Channel and language, whom it answers.
fn goes_to(app: &App, response: &Response, answering: &[String], total: u32) -> Vec<String> {
    let w = &app.words;
    let lang = w.t(if response.content.lang == Lang::Es { "lang-es" } else { "lang-en" });
    let channel = Clean::line(&response.content.channel);
    let mut lines = vec![w.f("form-goes-to", &[("channel", Arg::from(&channel)), ("lang", Arg::from(lang))])];
    if total > 0 {
        let names = answering.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let more = i64::from(total) - answering.len().min(5) as i64;
        let args = [("names", Arg::from(names)), ("more", Arg::from(more))];
        lines.push(w.f(if more > 0 { "form-answers-more" } else { "form-answers" }, &args));
    }
    lines.push(String::new());
    lines
}

/// Every word of it; a shared screen gets them once they are out.
pub(super) fn every_word(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(|line| Clean::from(line).as_str().to_owned())
}

fn names(app: &App, detail: &ResponseDetail) -> Vec<String> {
    let name = |m: &crate::rows::MentionRow| {
        let handle = m.handle.show_with(app.audience, &app.ours);
        if handle.is_empty() { m.author.show_with(app.audience, &app.ours).into_owned() } else { handle.into_owned() }
    };
    detail.answers.iter().map(name).collect()
}

/// A form about a response that shows it whole first.
pub(super) fn about(app: &App, key: &str, purpose: Purpose, detail: &ResponseDetail) -> Form {
    let response = &detail.response;
    let title = app.words.f(key, &[("title", Arg::from(called(app, response)))]);
    let lines = goes_to(app, response, &names(app, detail), detail.answers_total);
    Form::new(purpose, title)
        .intro(lines)
        .quote(every_word(&response.content.text))
        .quote(goes_with(app, detail))
        .about(response.clone())
}

/// The files that go out with the text: who approves it approves them, who posts it posts them.
pub(crate) fn goes_with(app: &App, detail: &ResponseDetail) -> Vec<String> {
    // a file is called after whom it shows: what is out is no longer hidden from those who look on
    let files = detail.attached.iter().filter(|_| !detail.response.state.out());
    let lines = files.map(|file| app.words.f("form-goes-with", &[("file", Arg::from(file.called(app.audience)))]));
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() { lines } else { std::iter::once(String::new()).chain(lines).collect() }
}

/// With a word of warning where the text is too long for where it goes; as long as it gets with the longest name.
fn length(app: &App, detail: &ResponseDetail, mut form: Form) -> Form {
    let Response { kind, content, .. } = &detail.response;
    let longest = detail.each.as_ref().and_then(|each| each.longest.as_deref());
    let text = match detail.response.to_each() {
        true => greeting::fill(&content.text, content.lang, longest),
        false => content.text.clone(),
    };
    form.warned.extend(proofing::too_long(app, *kind, &content.channel, &text));
    form
}

/// What the person was warned of and has not yet sent the form in spite of.
pub(super) fn unheeded(form: &Form) -> Option<Answer> {
    form.warned.first().filter(|_| !form.insists).map(|said| Answer::Warn(said.clone()))
}

pub(crate) fn approve(app: &App, detail: &ResponseDetail) -> Form {
    let form = about(app, "form-approve", Purpose::Approve(detail.response.id), detail);
    let stands = proofing::let_stand(app, &detail.response.review);
    let stands = (!stands.is_empty()).then(|| [vec![String::new(), app.words.t("approve-stands")], stands].concat());
    let form = length(app, detail, form);
    let told = proofing::waits_too(app, detail).into_iter().chain(silent_on_next(app, detail));
    form.quote(stands.into_iter().flatten()).intro(each::covers(app, detail)).intro(told).line(
        &app.words,
        "aloud",
        "form-aloud",
        "form-aloud-hint",
        "",
    )
}

pub(super) fn answer_approve(form: &Form, response: ResponseId) -> Checked {
    let Some(read) = &form.about else { return Err(Fault("aloud", "refuse-no-response")) };
    if let Some(told) = unheeded(form) {
        return Ok(told);
    }
    let digest = read.content.digest();
    Ok(Answer::Send(Command::ApproveResponse { response, rev: Some(read.rev), digest, aloud: maybe(form, "aloud") }))
}

pub(crate) fn request_changes(app: &App, detail: &ResponseDetail) -> Form {
    about(app, "form-changes", Purpose::RequestChanges(detail.response.id), detail).line(
        &app.words,
        "note",
        "form-what-changes",
        "",
        "",
    )
}

pub(super) fn answer_changes(form: &Form, response: ResponseId) -> Checked {
    let note = needed(form, "note", "refuse-needs-reason")?;
    Ok(Answer::Send(Command::RequestChanges { response, rev: form.about.as_ref().map(|r| r.rev), note }))
}

pub(crate) fn publish(app: &App, detail: &ResponseDetail) -> Form {
    let w = &app.words;
    let hint = if app.drill() { "form-publish-drill" } else { "form-publish-how" };
    let each = detail.response.to_each();
    let hint = match each {
        true if app.drill() => "each-how-drill",
        true => "each-how",
        false => hint,
    };
    let form = about(app, "form-publish", Purpose::Publish(detail.response.id), detail);
    let form = length(app, detail, form);
    let form = form.quote(each::covers(app, detail)).intro(silent_on_next(app, detail)).quote(parity(app, detail));
    let form = form
        .intro(said_before(app, detail).or_else(|| proofing::waits_too(app, detail)))
        .intro([String::new(), w.t(hint)]);
    let accounts = accounts(app, &detail.response);
    if accounts.is_empty() {
        return form.line(w, "word", "form-type-word", "publish-word-hint", "");
    }
    let by_hand = std::iter::once(w.t("form-publish-by-hand"));
    let via = |account: &&Account| w.f("form-publish-via-account", &[("account", Arg::from(account.name.as_str()))]);
    let ways = by_hand.chain(accounts.iter().map(via)).collect();
    let words = Clean::line(&first_words(&detail.response.content.text));
    let reply = detail.response.kind == ResponseKind::Reply && detail.answers_total > 0;
    let long = accounts.iter().filter_map(|account| too_long_for(app, account, &detail.response)).collect::<Vec<_>>();
    form.intro(long)
        .quote([w.f("form-publish-account-how", &[("words", Arg::from(&words))])])
        .intro(each.then(|| w.t("each-account")))
        .intro((reply && !each).then(|| w.t("form-publish-as-reply")))
        .choice(w, "via", "form-publish-via", ways, 0)
        .line(w, "word", "form-type-word", "publish-word-hint-via", "")
}

/// That exactly these words are out there already.
fn said_before(app: &App, detail: &ResponseDetail) -> Option<String> {
    let (id, at) = detail.same?;
    let ago = spell((app.now.room.since(at) / MINUTE).max(1) * MINUTE);
    let args = [("id", Arg::from(id.0.to_string())), ("ago", Arg::from(ago))];
    Some(app.words.f("publish-said-before", &args))
}

/// Where the plan wants the public to hear of us again and again, each text says when that is; that this one does not.
fn silent_on_next(app: &App, detail: &ResponseDetail) -> Option<String> {
    let r = &detail.response;
    if !r.kind.to_all() || r.kind == ResponseKind::Resolution {
        return None;
    }
    let of = |case: &&reminder::Case| r.incident.is_none_or(|id| id == case.incident.id);
    let severity = app.pulse.facts.cases.iter().find(of)?.incident.severity;
    let every = app.plan().clock(severity).public_update?;
    let zone = app.room.as_ref().map_or("UTC", |room| room.settings.zone.as_str());
    let promises = voice::promises(&r.content.text, r.content.lang, app.now.room, zone);
    let says = promises.iter().any(|promise| promise.what == voice::Due::NextUpdate);
    let args = [("severity", Arg::from(severity.code())), ("every", Arg::from(spell(every)))];
    (!says).then(|| app.words.f("approve-no-next", &args))
}

/// What a reader of the other language would miss: the whole text, or a figure, a name or a promise of it.
fn parity(app: &App, detail: &ResponseDetail) -> Vec<String> {
    let w = &app.words;
    let r = &detail.response;
    let lang = Arg::from(w.t(if r.content.lang == Lang::Es { "lang-en" } else { "lang-es" }));
    if matches!(r.kind, ResponseKind::Reply | ResponseKind::Internal) {
        return Vec::new();
    }
    let said = match &detail.twin {
        None if app.plan().languages.len() < 2 => return Vec::new(),
        None => vec![w.f("parity-none", &[("lang", lang)])],
        Some(twin) => {
            let zone = app.room.as_ref().map_or("UTC", |room| room.settings.zone.as_str());
            let claims = |c: &Content| voice::claims(&c.text, c.lang, app.now.room, zone);
            let missing = voice::parity(&claims(&r.content), &claims(&twin.content));
            let out = (!twin.state.out()).then(|| {
                let args = [
                    ("lang", lang),
                    ("id", Arg::from(twin.id.0.to_string())),
                    ("state", Arg::from(w.t(twin.standing(app.now.room)))),
                ];
                w.f("parity-not-out", &args)
            });
            let told = missing.iter().take(5).map(|m| {
                // in the words of the text that says it: an instant in another form is not what one looks for there
                let (key, text) = match m.in_first {
                    true => ("parity-missing-there", &r.content.text),
                    false => ("parity-missing-here", &twin.content.text),
                };
                let said = text
                    .get(m.span.clone())
                    .map_or_else(|| m.says.clone(), |words| w.f("quoted", &[("text", words.into())]));
                w.f(key, &[("says", Arg::from(&Clean::line(&said)))])
            });
            out.into_iter().chain(told).collect()
        }
    };
    if said.is_empty() { said } else { std::iter::once(String::new()).chain(said).collect() }
}

/// The accounts that may send a response: those for its channel, never from a drill nor where it is more than a text.
fn accounts<'a>(app: &'a App, response: &Response) -> Vec<&'a Account> {
    let fits = |account: &&Account| account.channel == response.content.channel;
    let leaves = !app.drill() && response.content.attachments.is_empty();
    app.accounts.iter().filter(|account| leaves && fits(account)).collect()
}

/// That an account's own server will not take a text, however long one the plan allows there.
fn too_long_for(app: &App, account: &Account, response: &Response) -> Option<String> {
    let limit = account.limit?;
    let used = measure(Limits::new(Rule::Mastodon, Some(limit)), &response.content.text);
    let args = [
        ("account", Arg::from(account.name.as_str())),
        ("limit", Arg::from(limit as u64)),
        ("n", Arg::from(used.used as u64)),
    ];
    used.is_over().then(|| app.words.f("publish-account-short", &args))
}

/// The first words of a text, as far as a keyboard has them: what is typed to show that it was read.
fn first_words(text: &str) -> String {
    const WORDS: usize = 3;
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(WORDS).collect::<Vec<_>>().join(" ")
}

/// Whether what was typed names these words; letter case, accents and signs tell nothing apart.
fn names_words(typed: &str, words: &str) -> bool {
    let all = |text: &str| {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    all(typed) == all(words)
}

/// The typed word: a key alone never sends a text out. For an account it is its name and the first words of the text.
pub(super) fn answer_publish(app: &App, form: &Form, response: ResponseId) -> Checked {
    let via = form.about.as_ref().zip(form.chosen("via").checked_sub(1)).and_then(|(about, at)| {
        let account = *accounts(app, about).get(at)?;
        let long = too_long_for(app, account, about);
        Some((account.name.clone(), about.rev, first_words(&about.content.text), long))
    });
    if form.chosen("via") > 0 {
        let Some((name, rev, words, long)) = via else { return Err(Fault("via", "form-publish-account-gone")) };
        if !names_words(form.text("word"), &format!("{name} {words}")) {
            return Err(Fault("word", "publish-word-wrong-via"));
        }
        if let Some(told) = long.filter(|_| !form.insists).map(Answer::Warn).or_else(|| unheeded(form)) {
            return Ok(told);
        }
        return Ok(Answer::Send(Command::StartPublishing { response, rev: Some(rev), via: Some(name) }));
    }
    let typed = form.text("word").to_lowercase();
    if typed != app.words.t("publish-word") {
        return Err(Fault("word", "publish-word-wrong"));
    }
    if let Some(told) = unheeded(form) {
        return Ok(told);
    }
    Ok(Answer::Publish(Command::StartPublishing { response, rev: form.about.as_ref().map(|r| r.rev), via: None }))
}

/// How it went; `with` are the lines about what goes out with it.
pub(crate) fn confirm(app: &App, response: &Response, with: Vec<String>) -> Form {
    let w = &app.words;
    let title = w.f("form-confirm", &[("title", Arg::from(called(app, response)))]);
    let how = ["confirm-as-approved", "confirm-changed", "confirm-not-out"].map(|key| w.t(key)).to_vec();
    Form::new(Purpose::ConfirmPublished(response.id), title)
        .intro(goes_to(app, response, &[], 0))
        .quote(every_word(&response.content.text))
        .quote(with)
        .about(response.clone())
        .choice(w, "how", "form-went-out", how, NONE)
        .line(w, "permalink", "form-permalink", "form-optional", "")
        .line(w, "reason", "form-why-not", "form-why-not-hint", "")
        .area(w, "text", "form-changed-text", "form-changed-hint", &response.content.text)
}

/// A published text whose link nobody gave, or gave wrongly: where it can be read.
pub(crate) fn link(app: &App, response: &Response) -> Form {
    let w = &app.words;
    let title = w.f("form-link", &[("title", Arg::from(called(app, response)))]);
    Form::new(Purpose::LinkResponse(response.id), title)
        .intro(goes_to(app, response, &[], 0))
        .quote(every_word(&response.content.text))
        .line(w, "permalink", "form-permalink", "", "")
}

pub(super) fn answer_link(form: &Form, response: ResponseId) -> Checked {
    let permalink = permalink(form)?.ok_or(Fault("permalink", "refuse-needs-link"))?;
    Ok(Answer::Send(Command::LinkResponse(Linked { response, permalink })))
}

/// What comes after this field does not matter for what was chosen: Enter sends.
pub(crate) fn enough(form: &Form) -> bool {
    let at = form.fields.get(form.at).map_or("", |f| f.name);
    matches!(
        (&form.purpose, form.chosen("how"), at),
        (Purpose::ConfirmPublished(_) | Purpose::Reply(_, Some(_)), 0, "permalink")
            | (Purpose::ConfirmPublished(_) | Purpose::Reply(..), 2, "reason")
            | (Purpose::Reply(_, Some(_)), 3, "reason")
            | (Purpose::Reply(_, None), 0, "reason")
    )
}

/// Where it can be read. A link that was pasted while another field had the keys is not lost where that field means
/// nothing.
pub(super) fn permalink(form: &Form) -> Result<Option<String>, Fault> {
    let web = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    let said = maybe(form, "permalink");
    if said.as_ref().is_some_and(|link| !web(&link.as_str())) {
        return Err(Fault("permalink", "form-bad-link"));
    }
    let approved = form.about.as_ref().map_or("", |r| r.content.text.as_str());
    let elsewhere = ["reason", "text"].into_iter().flat_map(|field| form.text(field).split_whitespace());
    let pasted = elsewhere.filter(web).find(|word| !approved.contains(*word)).map(str::to_owned);
    Ok(said.or(pasted.filter(|_| form.chosen("how") == 0)))
}

pub(super) fn answer_confirm(form: &Form, response: ResponseId) -> Checked {
    let permalink = permalink(form)?;
    let approved = form.about.as_ref().map_or("", |r| r.content.text.trim());
    let text = form.text("text");
    match form.chosen("how") {
        NONE => Err(Fault("how", "form-choose-first")),
        0 => Ok(Answer::Send(Command::ConfirmPublished { response, permalink, changed_to: None })),
        1 if text.is_empty() || text == approved => Err(Fault("text", "form-say-changed")),
        1 => Ok(Answer::Send(Command::ConfirmPublished { response, permalink, changed_to: Some(text.to_owned()) })),
        _ => {
            let reason = needed(form, "reason", "refuse-needs-reason")?;
            Ok(Answer::Send(Command::PublishingFailed { response, reason }))
        }
    }
}

pub(crate) fn discard(app: &App, id: ResponseId) -> Form {
    let w = &app.words;
    let row = app
        .responses
        .position(id)
        .map(|i| app.responses.window.rows[i].title.show_with(app.audience, &app.ours).into_owned());
    Form::new(Purpose::Discard(id), w.t("form-discard")).intro(row).line(w, "reason", "form-reason", "", "")
}

pub(super) fn answer_discard(form: &Form, response: ResponseId) -> Checked {
    Ok(Answer::Send(Command::DiscardResponse { response, reason: needed(form, "reason", "refuse-needs-reason")? }))
}
