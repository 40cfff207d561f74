//! Proofreading while a text is written: the desk that it is read against, what is said about it after every key, and the
//! reason that is asked when it is handed in all the same.

use super::compose::{self, Composer};
use super::effect::Effect;
use super::form::{Form, Purpose};
use super::layers::Layer;
use super::{App, acting, asking, forms};
use crate::domain::command::Command;
use crate::domain::ids::ResponseId;
use crate::domain::response::{Against, Origin, ResponseKind, Review, Waiver};
use crate::domain::room::{Arg, Lang};
use crate::domain::text::Clean;
use crate::length::measure;
use crate::proof::{self, Desk, Draft, Remark};
use crate::rows::{Ask, ResponseDetail};
use crate::tone::{Element, Level, Rule};

/// Asks for what the text is read against, where it is not what is at hand.
pub(super) fn ask(app: &mut App, out: &mut Vec<Effect>, response: ResponseId) {
    let now = app.now.room;
    let desk = app.composer_mut().filter(|c| c.response == response).and_then(|c| c.desk.as_ref());
    let known = desk.map(|desk| desk.mark.clone());
    asking::ask(app, out, Ask::Desk { response, now, known });
}

/// The desk is there: the text is read against it from now on.
pub(super) fn take(app: &mut App, response: ResponseId, desk: &Desk) {
    if let Some(composer) = app.composer_mut().filter(|c| c.response == response) {
        composer.desk = Some(Box::new(desk.clone()));
        read(app);
    }
}

/// Reads the text that is being written.
pub(super) fn read(app: &mut App) {
    let plan = app.plan();
    let (now, zone) = (app.now.room, app.room.as_ref().map_or_else(|| "UTC".to_owned(), |r| r.settings.zone.clone()));
    let Some(composer) = app.composer_mut() else { return };
    let none = Desk::default();
    let text = composer.editor.text();
    composer.proof = (!text.trim().is_empty()).then(|| {
        let draft = Draft {
            kind: composer.kind,
            lang: composer.lang,
            text,
            channel: &composer.channel,
            private: proof::is_private(&composer.channel),
            now,
            zone: &zone,
        };
        proof::read(&plan, composer.desk.as_deref().unwrap_or(&none), &draft)
    });
    app.dirty = true;
}

/// Asks why what was found stands; nothing when the text is clean.
pub(super) fn question(app: &App, composer: &Composer) -> Option<Form> {
    let w = &app.words;
    let proof = composer.proof.as_ref()?;
    let findings = proof.findings();
    if findings.is_empty() {
        return None;
    }
    let grave = findings.iter().any(|f| f.grave);
    let said = proof.remarks.iter().filter(|r| r.level != Level::Info).map(|r| remark(app, composer.lang, r));
    // what is asked comes first: of many remarks the last are scrolled away
    let asked = [w.t(if grave { "waive-grave" } else { "waive-intro" }), String::new()];
    let intro: Vec<String> = asked.into_iter().chain(said).collect();
    let form = Form::new(Purpose::Waive(composer.response), w.t("waive-title")).intro(intro);
    Some(form.line(w, "reason", "form-reason", "waive-hint", ""))
}

/// A remark about a text of a language in one line: rule, the words, what to write instead.
pub(crate) fn remark(app: &App, lang: Lang, remark: &Remark) -> String {
    let w = &app.words;
    let shown = |text: &str| app.shown(&Clean::line(text));
    let title = match (remark.rule, &remark.against, remark.level) {
        (Rule::SaidAlready, _, Level::Info) => "tone-t29-waits",
        (Rule::Contradicts, ..) if remark.why != Rule::Contradicts.why() => "tone-t27-doubt",
        (Rule::Contradicts, Some(Against::Fact(..)), _) => "tone-t27-fact",
        (Rule::Contradicts, Some(Against::Response(..)), Level::Warning) => "tone-t27-waits",
        _ => remark.rule.key(),
    };
    let mut said = format!("{} {}", remark.rule.code(), w.t(title));
    if let Some(element) = remark.element {
        said = format!("{said}: {}", w.t(element.key()));
    } else if let Some(words) = remark.words.first() {
        said = format!("{said}: “{}”", shown(words));
    }
    match &remark.against {
        Some(against) => format!("{said}. {}", otherwise(app, against)),
        None => format!("{said}. {}", better(app, lang, remark)),
    }
}

/// Why a remark is one: the plan's word about its own bans, else the rule's; nothing where its title says all.
pub(crate) fn why(app: &App, remark: &Remark) -> Option<String> {
    let plan = app.plan();
    let own = remark.ban.and_then(|n| plan.do_not_say.get(n)).and_then(|ban| ban.why.as_ref());
    let told = remark.level != Level::Info && remark.element.is_none() && remark.against.is_none();
    told.then(|| own.map_or_else(|| app.words.t(remark.why), |why| why.get(app.words.lang()).as_str().to_owned()))
}

/// Who says otherwise, and in which sentence.
fn otherwise(app: &App, against: &Against) -> String {
    let (key, id, says) = match against {
        Against::Response(id, says) => ("proof-against-response", id.0, says),
        Against::Fact(id, says) => ("proof-against-fact", *id, says),
    };
    let says = app.shown(&Clean::line(says));
    app.words.f(key, &[("id", Arg::from(id.to_string())), ("says", Arg::from(says))])
}

/// What was let stand of a text, rule by rule: why, the words, and what says otherwise beside them.
pub(crate) fn let_stand(app: &App, review: &Review) -> Vec<String> {
    let w = &app.words;
    let shown = |text: &str| app.shown(&Clean::line(text));
    let mut told = Vec::new();
    for waiver in &review.waived {
        let facts = waiver.stands.iter().filter(|stood| matches!(stood.against, Some(Against::Fact(..)))).count();
        let name = match Rule::parse(&waiver.rule) {
            Some(Rule::Contradicts) => w.t(match (facts, waiver.grave) {
                (0, true) => Rule::Contradicts.key(),
                (0, false) => "tone-t27-stood",
                (some, _) if some == waiver.stands.len() => "tone-t27-fact",
                _ => "tone-t27-stood",
            }),
            Some(rule) => w.t(rule.key()),
            None => String::new(),
        };
        let args = [
            ("rule", Arg::from(waiver.rule.as_str())),
            ("name", Arg::from(name)),
            ("reason", Arg::from(shown(&waiver.reason))),
        ];
        told.push(w.f("response-waiver", &args));
        for stood in &waiver.stands {
            let element = Element::ALL.into_iter().find(|e| stood.missing.as_deref() == Some(e.key()));
            told.extend(element.map(|e| format!("  {}", w.f("stands-missing", &[("element", w.t(e.key()).into())]))));
            if !stood.words.is_empty() {
                told.push(format!("  {}", w.f("stands-here", &[("words", shown(&stood.words).into())])));
            }
            told.extend(stood.against.as_ref().map(|against| format!("  {}", otherwise(app, against))));
        }
    }
    told
}

/// That another text in these words waits as well.
pub(crate) fn waits_too(app: &App, detail: &ResponseDetail) -> Option<String> {
    let id = detail.waits_too?;
    Some(app.words.f("response-waits-too", &[("id", Arg::from(id.0.to_string()))]))
}

/// What to write instead: the plan's word about its own bans, else the rule's.
fn better(app: &App, lang: Lang, remark: &Remark) -> String {
    app.plan().better_than(remark.ban).map_or_else(|| app.words.proposing(lang, remark.better), str::to_owned)
}

/// By how much a text is too long where it goes, in words; nothing where it fits, or nobody knows how much fits.
pub(super) fn too_long(app: &App, kind: ResponseKind, channel: &str, text: &str) -> Option<String> {
    let plan = app.plan();
    let limit = plan.limits(channel)?;
    let count = measure(if kind == ResponseKind::Reply { limit.of_reply() } else { limit.of_post() }, text);
    let args = [("platform", Arg::from(&limit.title)), ("n", count.over_by.into())];
    count.is_over().then(|| app.words.f("text-too-long", &args))
}

/// Hands in; where something was found, the reason for which it stands is asked first.
pub(super) fn hand_in(app: &mut App, out: &mut Vec<Effect>) {
    read(app);
    let form = app.layers.last().and_then(|layer| match layer {
        Layer::Compose(composer) => question(app, composer),
        _ => None,
    });
    match form {
        Some(form) => acting::open(app, |_| form),
        None => submit(app, out, ""),
    }
}

/// Hands in with a reason for everything that was found.
pub(super) fn submit(app: &mut App, out: &mut Vec<Effect>, reason: &str) {
    let Some(composer) = app.composer_mut() else { return };
    let waive = composer.proof.as_ref().map(|p| p.findings()).unwrap_or_default();
    let waive =
        waive.into_iter().map(|f| Waiver { rule: f.rule, reason: reason.to_owned(), ..Waiver::default() }).collect();
    let (response, rev, content) = (composer.response, composer.rev(), composer.content());
    compose::send(app, out, Command::SubmitResponse { response, rev, content, waive });
}

/// Offers the plan's own words.
pub(super) fn choose(app: &mut App) {
    let form = app.layers.last().and_then(|layer| match layer {
        Layer::Compose(composer) => forms::approved::choose(app, composer),
        _ => None,
    });
    match form {
        Some(form) => acting::open(app, |_| form),
        None => app.notices.hint(app.words.t("words-none")),
    }
}

/// The plan's words take the place of what was written; one undo brings that back.
pub(super) fn put(app: &mut App, out: &mut Vec<Effect>, text: &str, origin: Origin) {
    if let Some(composer) = app.composer_mut() {
        composer.editor.replace_all(text);
        composer.origin = Some(origin);
        compose::typed(app, out);
    }
}
