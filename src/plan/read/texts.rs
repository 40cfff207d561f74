//! Voice, placeholders, templates, lines, questions, house rules, platforms and outlets. Knows their keys.

use super::reader::{Reader, Section};
use super::refs::Codes;
use crate::domain::incident::IncidentType;
use crate::domain::mention::Disposition;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::length::Rule;
use crate::plan::{
    Answer, Ban, Both, Clearance, HouseRule, Kind, Limit, Line, Moderation, Outlet, Placeholder, Question, Template,
    fits,
};
use toml::de::DeValue;

pub(super) fn voice(r: &mut Reader, root: &Section, codes: &mut Codes) -> (Vec<Both>, Vec<Ban>, Vec<Clean>) {
    let Some(voice) = r.table(root, "voice") else { return Default::default() };
    r.only(&voice, &["key_messages", "do_not_say", "own"]);
    codes.once(r, &voice, "voice", "", &voice.at);
    let mut bans = Vec::new();
    for (value, at) in r.items(&voice, "do_not_say") {
        match value {
            DeValue::Table(table) => bans.extend(ban(r, &Section { table, at, name: "do_not_say" })),
            // A phrase alone, as plans wrote them before.
            _ => bans.extend(r.string(value, &at, "do_not_say").map(|text| Ban {
                phrase: Clean::line(text),
                language: None,
                why: None,
                better: Clean::default(),
            })),
        }
    }
    bans.retain(|ban| !ban.phrase.is_empty());
    let mut own = Vec::new();
    for (text, at) in r.texts(&voice, "own") {
        match fits(Kind::Contact, text) {
            Ok(()) => own.push(Clean::line(text)),
            Err(_) => r.faults.add(&at, "plan-fault-bad-own", &[("text", &text.chars().take(60).collect::<String>())]),
        }
    }
    (r.boths(&voice, "key_messages"), bans, own)
}

fn ban(r: &mut Reader, s: &Section) -> Option<Ban> {
    r.only(s, &["phrase", "language", "why", "better"]);
    let language = r.choice(s, "language", &[Lang::En, Lang::Es]);
    let (why, better) = (r.both(s, "why"), r.clean(s, "better"));
    let (phrase, _) = r.need(s, "phrase")?;
    Some(Ban { phrase: Clean::line(phrase), language, why, better })
}

pub(super) fn placeholder(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Placeholder> {
    r.only(s, &["name", "type", "title", "length"]);
    let title = r.need_both(s, "title");
    let kind = r.choice(s, "type", &Kind::ALL).unwrap_or_default();
    if s.get("length").is_none() {
        r.missing(s, "length");
    }
    let length = r.number(s, "length", 1, 1_000).unwrap_or(0);
    let (name, at) = r.code(s, "name")?;
    codes.once(r, s, "placeholder", &name, &at);
    Some(Placeholder { name, kind, title, length })
}

pub(super) fn template(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Template> {
    const KEYS: [&str; 9] = [
        "code",
        "text_type",
        "types",
        "platforms",
        "precondition",
        "text",
        "approved_by",
        "approved_on",
        "valid_until",
    ];
    r.only(s, &KEYS);
    let types = r.choices(s, "types", &IncidentType::ALL);
    let platforms = platforms(r, s, codes);
    let precondition = r.both(s, "precondition");
    let text = r.need_both(s, "text");
    let clearance = clearance(r, s);
    let text_type = r.code(s, "text_type");
    let (code, at) = r.code(s, "code")?;
    codes.once(r, s, "template", &code, &at);
    if let Some((text_type, at)) = &text_type {
        codes.uses("approval", text_type, at);
    }
    codes.fills(r, s, "text");
    Some(Template { code, text_type: text_type?.0, types, platforms, precondition, text, clearance })
}

fn clearance(r: &mut Reader, s: &Section) -> Clearance {
    let approved_by = r.clean(s, "approved_by");
    let [approved_on, valid_until] = ["approved_on", "valid_until"].map(|key| r.date(s, key));
    Clearance { approved_by, approved_on, valid_until }
}

fn platforms(r: &mut Reader, s: &Section, codes: &mut Codes) -> Vec<String> {
    let texts = r.texts(s, "platforms");
    for (code, at) in &texts {
        codes.uses("platform", code, at);
    }
    texts.into_iter().map(|(code, _)| code.to_owned()).collect()
}

pub(super) fn line(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Line> {
    const KEYS: [&str; 9] = [
        "code",
        "text_type",
        "types",
        "dispositions",
        "platforms",
        "text",
        "approved_by",
        "approved_on",
        "valid_until",
    ];
    r.only(s, &KEYS);
    let types = r.choices(s, "types", &IncidentType::ALL);
    let dispositions = r.choices(s, "dispositions", &Disposition::ALL);
    let platforms = platforms(r, s, codes);
    let text = r.need_both(s, "text");
    let clearance = clearance(r, s);
    let text_type = match s.get("text_type") {
        Some(_) => r.code(s, "text_type")?,
        None => ("reply".to_owned(), s.at.clone()),
    };
    let (code, at) = r.code(s, "code")?;
    codes.once(r, s, "line", &code, &at);
    codes.uses("approval", &text_type.0, &text_type.1);
    codes.fills(r, s, "text");
    let text_type = text_type.0;
    Some(Line { code, text_type, types, dispositions, platforms, text, clearance })
}

pub(super) fn question(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Question> {
    r.only(s, &["code", "types", "question", "line", "answer", "internal"]);
    let types = r.choices(s, "types", &IncidentType::ALL);
    let question = r.need_both(s, "question");
    let internal = r.flag(s, "internal");
    let answer = r.both(s, "answer").map(Answer::Text);
    let line = match s.get("line") {
        Some((_, at)) if answer.is_some() => {
            r.faults.add(&at, "plan-fault-either", &[("one", "line"), ("other", "answer")]);
            None
        }
        Some(_) => r.code(s, "line"),
        None => None,
    };
    if let Some((code, at)) = &line {
        codes.uses("line", code, at);
    } else if s.get("line").is_none() && s.get("answer").is_none() {
        r.missing(s, "answer");
    }
    codes.fills(r, s, "answer");
    let (code, at) = r.code(s, "code")?;
    codes.once(r, s, "qa", &code, &at);
    let answer = line.map(|(code, _)| Answer::Line(code)).or(answer)?;
    Some(Question { code, types, question, answer, internal })
}

pub(super) fn house_rule(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<HouseRule> {
    r.only(s, &["code", "title", "do", "note"]);
    let title = r.need_both(s, "title");
    let measures = r.choices(s, "do", &Moderation::ALL);
    let note = r.both(s, "note");
    if s.get("do").is_none() {
        r.missing(s, "do");
    }
    // Practice 8 and 11: what is taken out of sight is captured first, or nobody can ever show why.
    let captured = measures.iter().position(|m| *m == Moderation::Capture);
    let removed = measures.iter().position(|m| m.removes());
    if let (Some(removed), Some((_, at))) = (removed, s.get("do"))
        && captured.is_none_or(|captured| captured > removed)
    {
        r.faults.add(&at, "plan-fault-capture-first", &[]);
    }
    let (code, at) = r.code(s, "code")?;
    codes.once(r, s, "house_rule", &code, &at);
    Some(HouseRule { code, title, measures, note })
}

pub(super) fn platform(r: &mut Reader, s: &Section, codes: &mut Codes) -> Option<Limit> {
    const LARGEST: usize = 1_000_000;
    r.only(s, &["code", "title", "rule", "post", "reply", "bytes", "advised", "visible", "checked_on", "source"]);
    let [post, reply, bytes, advised, visible] =
        ["post", "reply", "bytes", "advised", "visible"].map(|key| r.number(s, key, 1, LARGEST));
    let title = r.need(s, "title").map(|(text, _)| Clean::from(text.trim())).unwrap_or_default();
    let source = r.clean(s, "source");
    let checked_on = r.dated(s, "checked_on");
    if checked_on.is_empty() {
        let known = s.get("checked_on").map(|(_, at)| at);
        match known {
            Some(at) => r.faults.add(&at, "plan-fault-empty", &[("name", "checked_on")]),
            None => r.missing(s, "checked_on"),
        }
    }
    let rules = [
        ("x", Rule::X),
        ("graphemes_bytes", Rule::GraphemesBytes { bytes }),
        ("mastodon", Rule::Mastodon),
        ("chars", Rule::Chars),
        ("none", Rule::None),
    ];
    let rule = r.need(s, "rule").and_then(|(text, at)| r.choose(text, &at, &rules));
    if rule.is_some_and(|rule| rule != Rule::None) && s.get("post").is_none() {
        r.missing(s, "post");
    }
    let (code, at) = r.code(s, "code")?;
    codes.once(r, s, "platform", &code, &at);
    Some(Limit { code, title, rule: rule?, post, reply, advised, visible, checked_on, source })
}

pub(super) fn outlet(r: &mut Reader, s: &Section) -> Option<Outlet> {
    const KINDS: [&str; 5] = ["media", "regulator", "official", "influencer", "sector"];
    r.only(s, &["name", "kind", "handles", "domains"]);
    let (kind, at) = r.need(s, "kind")?;
    r.choose(kind, &at, &KINDS.map(|kind| (kind, ())))?;
    let [handles, domains] = ["handles", "domains"].map(|key| r.one_or_more(s, key));
    let (name, _) = r.need(s, "name")?;
    Some(Outlet { name: Clean::from(name.trim()), kind: kind.to_owned(), handles, domains })
}
