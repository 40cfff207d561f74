//! `lint`: a draft in, what the tone check says of it out, as one JSON object. Needs no room, takes what is ours from one
//! that is named, and keeps nothing. Owns how
//! the report is written; what is wrong with a text is for `tone`.

use super::run::{Context, Failure, Outcome};
use super::{input, lang, say, tell};
use crate::config;
use crate::domain::incident::Severity;
use crate::domain::response::{MAX_CONTENT, ResponseKind};
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::plan::Plan;
use crate::proof::{handles, other_language};
use crate::store::info::{Info, info};
use crate::tone::{Ask, Found, Hit, Level, Report, Rule, Span, Statement, check};
use crate::voice::{self, Promise};
use crate::words::Words;
use clap::{Args, ValueHint};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Options of `lint`.
#[derive(Debug, Args)]
pub struct Lint {
    /// The draft; else standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// Language of the draft
    #[arg(long, value_name = "en|es", value_parser = lang)]
    pub text_lang: Lang,
    /// What it is: holding, update, correction, apology, resolution, internal or reply
    #[arg(long = "type", value_name = "TYPE", value_parser = text_type)]
    pub kind: ResponseKind,
    /// Severity of its incident: SEV1 to SEV4
    #[arg(long, value_name = "LEVEL", value_parser = severity)]
    pub severity: Option<Severity>,
    /// What is confirmed, a fact a line; what is false, after a !
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub facts: Option<PathBuf>,
    /// The plan with what is never said; else the plan in use
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub plan: Option<PathBuf>,
}

fn text_type(text: &str) -> Result<ResponseKind, String> {
    let named = |kind: &ResponseKind| kind.key().strip_prefix("response-") == Some(text);
    ResponseKind::ALL.into_iter().find(named).ok_or_else(|| "holding, update, correction, apology ...".to_owned())
}

fn severity(text: &str) -> Result<Severity, String> {
    let named = |severity: &Severity| severity.code().eq_ignore_ascii_case(text);
    Severity::ALL.into_iter().find(named).ok_or_else(|| "SEV1 to SEV4".to_owned())
}

/// What a file of facts says: what is confirmed, and what circulates and is false.
#[derive(Debug, Default, PartialEq)]
struct Known {
    facts: Vec<String>,
    falsehoods: Vec<String>,
}

impl Known {
    /// A fact a line; a falsehood stands after `!`, a note after `#`.
    fn read(text: &str) -> Known {
        let mut known = Known::default();
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        for line in lines.filter(|l| !l.is_empty() && !l.starts_with('#')) {
            match line.strip_prefix('!') {
                Some(falsehood) => known.falsehoods.push(falsehood.trim().to_owned()),
                None => known.facts.push(line.to_owned()),
            }
        }
        known
    }
}

/// Checks standard input or a file; 1 when an error stops it.
pub fn lint(context: &Context, args: &Lint) -> Outcome {
    let text = draft(context, args.file.as_deref())?;
    let plan = context.plan_of(args.plan.as_deref()).map_err(|f| Failure { code: 2, ..f })?;
    let known = match &args.facts {
        Some(path) => {
            let unread = |e| Failure::usage(input::unread(&context.words, (super::shown(path), e)));
            Known::read(&config::read(path).map_err(unread)?)
        }
        None => Known::default(),
    };
    let (now, room) = (crate::shell::time::now(), room(context)?);
    // whoever names a room is answered by its clock, as the room will answer
    let (now, zone) =
        room.as_ref().map_or_else(|| (now, context.zone()), |r| (r.clock.at(now), r.settings.zone.clone()));
    let keywords = room.map(|r| r.settings.keywords).unwrap_or_default();
    let approved: Vec<&str> = plan.given_out().chain(handles(&keywords)).map(Clean::as_str).collect();
    let read = |said: &[String]| said.iter().map(|s| Statement::of(s)).collect::<Vec<_>>();
    // the cues of one language hear nothing in the other: a clean report would say nothing
    let other = other_language(&text, args.text_lang);
    let read_as = other.unwrap_or(args.text_lang);
    let ask = Ask {
        severity: args.severity,
        facts: &read(&known.facts),
        falsehoods: &read(&known.falsehoods),
        do_not_say: &plan.do_not_say,
        approved: &approved,
        ..Ask::new(read_as, args.kind, now, &zone)
    };
    let report = check(&text, &ask).with(other.map(|_| Hit::whole(Rule::OtherLanguage)));
    let (given, read) = (args.text_lang.code(), read_as.code());
    let mut told = told(&context.words, &report, (&plan, read_as));
    // an hour that has passed is told as that by `next_word`, and is nobody's tomorrow here
    let passed: Vec<_> = voice::times(&text, read_as, now, &zone).into_iter().filter(|(at, ..)| *at <= now).collect();
    let gone =
        |p: &&Promise| p.undated && passed.iter().any(|(_, at, _)| at.start < p.span.end && p.span.start < at.end);
    let promises = voice::promises(&text, read_as, now, &zone);
    told["promises"] = promises.iter().filter(|p| !gone(p)).map(promise).collect();
    told["language"] = json!({"given": given, "read": read});
    say(&told.to_string())?;
    if other.is_some() {
        tell(&context.words.f("lint-other-language", &[("given", given.into()), ("read", read.into())]));
    }
    Ok(u8::from(report.blocks()))
}

/// The room that was named: what it listens for is nobody's personal data, and hours go by its clock.
fn room(context: &Context) -> Result<Option<Info>, Failure> {
    let Some(path) = context.global.room.as_deref().filter(|path| path.exists()) else { return Ok(None) };
    let unread = |e| Failure { code: 2, ..context.fault(path, &e) };
    Ok(Some(info(path, context.options()).map_err(unread)?))
}

fn draft(context: &Context, file: Option<&Path>) -> Result<String, Failure> {
    let words = &context.words;
    let Some(bytes) = input::whole(words, file, MAX_CONTENT)? else {
        return Err(Failure::usage(words.f("lint-long", &[("max", MAX_CONTENT.into())])));
    };
    let text = String::from_utf8(bytes).map_err(|_| Failure::usage(words.t("lint-not-text")))?;
    if text.trim().is_empty() { Err(Failure::usage(words.t("lint-empty"))) } else { Ok(text) }
}

/// The report as an object; sentences in the reader's language.
fn told(words: &Words, report: &Report, of: (&Plan, Lang)) -> Value {
    json!({
        "ok": !report.blocks(),
        "score": report.score,
        "errors": report.count(Level::Error),
        "warnings": report.count(Level::Warning),
        "notes": report.count(Level::Info),
        "hits": report.hits.iter().map(|hit| one(words, hit, of)).collect::<Vec<_>>(),
        "elements": report.elements.iter().map(|found| element(words, found)).collect::<Vec<_>>(),
        "regret": words.t(report.regret.key()),
        "next_word": report.moment.map(|m| json!({"at": m.at.rfc3339(), "zone_named": m.zoned})),
    })
}

fn one(words: &Words, hit: &Hit, (plan, lang): (&Plan, Lang)) -> Value {
    let ban = hit.ban.and_then(|n| plan.do_not_say.get(n));
    let why = ban.and_then(|b| b.why.as_ref()).map(|why| why.get(words.lang()).as_str().to_owned());
    let better = plan.better_than(hit.ban).map(str::to_owned);
    json!({
        "rule": hit.rule.code(),
        "level": hit.level.code(),
        "name": words.t(hit.rule.key()),
        "words": hit.words,
        "why": why.unwrap_or_else(|| words.t(hit.why)),
        "better": better.unwrap_or_else(|| words.proposing(lang, hit.better)),
        "element": hit.element.map(|e| e.code()),
        "spans": hit.spans.iter().map(span).collect::<Vec<_>>(),
    })
}

fn element(words: &Words, found: &Found) -> Value {
    json!({
        "element": found.element.code(),
        "name": words.t(found.element.key()),
        "required": found.required,
        "found": found.span.is_some(),
        "words": found.words,
        "span": found.span.as_ref().map(span),
    })
}

/// A promise as the room keeps it once the text is out.
fn promise(promise: &Promise) -> Value {
    json!({"what": promise.what, "at": promise.due.rfc3339(), "hour_named": !promise.vague})
}

/// Each end exclusive, counted from 0.
fn span(span: &Span) -> Value {
    json!({"bytes": [span.bytes.0, span.bytes.1], "chars": [span.chars.0, span.chars.1]})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_and_falsehoods_are_told_apart() {
        let known = Known::read("\u{feff}# known at 9:00\n214 customers\n\n  ! Acme is closing\r\n!x\n");
        assert_eq!(known.facts, ["214 customers"]);
        assert_eq!(known.falsehoods, ["Acme is closing", "x"]);
    }
}
