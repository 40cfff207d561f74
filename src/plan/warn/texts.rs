//! Texts that do not fit, say what must not be said, were never approved or are past their day.

use super::Warner;
use crate::domain::incident::IncidentType;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::length::measure;
use crate::plan::read::code_of;
use crate::plan::texts::{Part, parts};
use crate::plan::{Answer, Ban, Both, Clearance, Plan, Standing};
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;

/// People remember three things.
const MAX_KEY_MESSAGES: usize = 3;

/// A platform's limit that was looked up so many days ago may have changed.
const CHECKED_DAYS: i64 = 365;

/// A text of the plan that may go out.
struct Outgoing<'p> {
    sort: &'static str,
    code: &'p str,
    key: &'static str,
    text: &'p Both,
}

pub(super) fn all(w: &mut Warner) {
    let plan = w.plan;
    if plan.key_messages.len() > MAX_KEY_MESSAGES {
        let n = plan.key_messages.len().to_string();
        w.warn(("voice", "", "key_messages"), "plan-warn-key-messages", &[("n", &n)]);
    }
    let bans = Bans::of(&plan.do_not_say);
    for text in outgoing(plan) {
        languages_agree(w, &text);
        bans.look(w, &text);
    }
    for template in &plan.templates {
        let subject = ("template", template.code.as_str());
        too_long(w, subject, &template.text_type, &template.platforms, &template.text);
        // whose word any other asks for is the same whether it was approved beforehand or not
        if holding(&template.text_type) {
            standing(w, subject, &template.clearance, OF_TEMPLATES);
        }
    }
    for line in &plan.lines {
        too_long(w, ("line", &line.code), &line.text_type, &line.platforms, &line.text);
        standing(w, ("line", &line.code), &line.clearance, OF_LINES);
    }
    unused(w);
    no_holding(w);
    for platform in &plan.platforms {
        let at = ("platform", platform.code.as_str(), "checked_on");
        match w.days_since(platform.checked_on.as_str()) {
            Err(()) => w.warn(at, "plan-warn-day-unreadable", &[("text", platform.checked_on.as_str())]),
            Ok(Some(days)) if days > CHECKED_DAYS => {
                let args = [("platform", platform.title.as_str()), ("day", platform.checked_on.as_str())];
                w.warn(at, "plan-warn-limit-old", &args);
            }
            Ok(_) => {}
        }
    }
}

fn holding(text_type: &str) -> bool {
    matches!(text_type, "holding" | "holding_precleared")
}

/// Types of incident for which there would be no first words.
fn no_holding(w: &mut Warner) {
    let without = |kind: &IncidentType| !w.plan.templates_for(*kind).any(|t| holding(&t.text_type));
    let types: Vec<String> = IncidentType::ALL.iter().filter(|kind| without(kind)).map(code_of).collect();
    if let Some(first) = types.first() {
        w.warn(("variant", first, "type"), "plan-warn-no-holding", &[("types", &types.join(", "))]);
    }
}

/// What of the plan is said in public: not the questions, and not what is for our own people.
fn outgoing(plan: &Plan) -> Vec<Outgoing<'_>> {
    let messages = plan.key_messages.iter().map(|text| ("voice", "", "key_messages", text));
    let templates = plan.templates.iter().map(|t| ("template", t.code.as_str(), "text", &t.text));
    let lines = plan.lines.iter().map(|l| ("line", l.code.as_str(), "text", &l.text));
    let answers = plan.questions.iter().filter_map(|q| match &q.answer {
        Answer::Text(text) if !q.internal => Some(("qa", q.code.as_str(), "answer", text)),
        _ => None,
    });
    let all = messages.chain(templates).chain(lines).chain(answers);
    all.map(|(sort, code, key, text)| Outgoing { sort, code, key, text }).collect()
}

/// The placeholders of a text.
fn names(text: &str) -> BTreeSet<&str> {
    let name = |part| match part {
        Part::Name(name) => Some(name),
        Part::Words(_) => None,
    };
    parts(text).into_iter().filter_map(name).collect()
}

fn languages_agree(w: &mut Warner, text: &Outgoing) {
    if w.plan.languages.len() < 2 {
        return;
    }
    let (en, es) = (text.text.en.as_str(), text.text.es.as_str());
    let args = [("sort", text.sort), ("code", text.code)];
    let at = (text.sort, text.code, text.key);
    if names(en) != names(es) {
        w.warn(at, "plan-warn-parity", &args);
    } else if en == es && en.split_whitespace().count() > 2 {
        w.warn(at, "plan-warn-not-translated", &args);
    }
}

/// Each platform that a text is for and does not fit on, filled in as usual.
fn too_long(w: &mut Warner, (sort, code): (&'static str, &str), text_type: &str, platforms: &[String], text: &Both) {
    let plan = w.plan;
    for language in &plan.languages {
        let filled = filled(plan, text.get(*language).as_str());
        for platform in plan.platforms.iter().filter(|p| platforms.is_empty() || platforms.contains(&p.code)) {
            let reply = text_type == "reply";
            let limits = if reply { platform.of_reply() } else { platform.of_post() };
            let count = measure(limits, &filled);
            if count.is_over() {
                let (used, limit) = (count.used.to_string(), count.limit.unwrap_or(0).to_string());
                let args = [
                    ("sort", sort),
                    ("code", code),
                    ("language", language.code()),
                    ("platform", platform.title.as_str()),
                    ("used", &used),
                    ("limit", &limit),
                ];
                w.warn((sort, code, &format!("text.{}", language.code())), "plan-warn-too-long", &args);
            }
        }
    }
}

/// A text with each placeholder as long as it usually is.
fn filled(plan: &Plan, text: &str) -> String {
    let sample = |part| match part {
        Part::Words(words) => words.to_owned(),
        Part::Name(name) => plan.placeholder(name).map(|p| p.kind.sample(p.length)).unwrap_or_default(),
    };
    parts(text).into_iter().map(sample).collect()
}

/// The sentences about words that nobody has approved, and about those whose approval has run out.
type Sentences = (&'static str, &'static str);
const OF_LINES: Sentences = ("plan-warn-line-unapproved", "plan-warn-line-expired");
const OF_TEMPLATES: Sentences = ("plan-warn-template-unapproved", "plan-warn-template-expired");

fn standing(
    w: &mut Warner,
    (sort, code): (&'static str, &str),
    clearance: &Clearance,
    (unapproved, expired): Sentences,
) {
    let last = clearance.valid_until.map(|day| day.to_string()).unwrap_or_default();
    let args = [(sort, code), ("day", last.as_str())];
    match w.look.today.map(|today| clearance.standing(today)) {
        Some(Standing::Expired) => w.warn((sort, code, "valid_until"), expired, &args),
        _ if clearance.approved_by.is_empty() => w.warn((sort, code, "approved_by"), unapproved, &args),
        _ => {}
    }
}

/// Placeholders that no text carries.
fn unused(w: &mut Warner) {
    let plan = w.plan;
    let answers = plan.questions.iter().filter_map(|q| match &q.answer {
        Answer::Text(text) => Some(text),
        Answer::Line(_) => None,
    });
    let texts = plan.templates.iter().map(|t| &t.text).chain(plan.lines.iter().map(|l| &l.text)).chain(answers);
    let used: BTreeSet<&str> =
        texts.flat_map(|t| names(t.en.as_str()).into_iter().chain(names(t.es.as_str()))).collect();
    for placeholder in plan.placeholders.iter().filter(|p| !used.contains(p.name.as_str())) {
        let name = placeholder.name.as_str();
        w.warn(("placeholder", name, "name"), "plan-warn-placeholder-unused", &[("name", name)]);
    }
}

/// All that is never said, looked for in one pass over a text.
struct Bans<'p> {
    bans: &'p [Ban],
    finder: Option<AhoCorasick>,
}

impl<'p> Bans<'p> {
    fn of(bans: &'p [Ban]) -> Self {
        let finder = AhoCorasick::new(bans.iter().map(|ban| ban.phrase.fold())).ok();
        Bans { bans, finder: finder.filter(|_| !bans.is_empty()) }
    }

    fn look(&self, w: &mut Warner, text: &Outgoing) {
        for language in [Lang::En, Lang::Es] {
            if !w.plan.languages.contains(&language) {
                continue;
            }
            for phrase in self.in_text(text.text.get(language).as_str(), language) {
                let args = [("sort", text.sort), ("code", text.code), ("phrase", phrase)];
                let key = match text.sort {
                    "voice" => text.key.to_owned(),
                    _ => format!("{}.{}", text.key, language.code()),
                };
                w.warn((text.sort, text.code, &key), "plan-warn-do-not-say", &args);
            }
        }
    }

    /// The phrases that a text in a language carries as whole words, each once.
    fn in_text(&self, text: &str, language: Lang) -> BTreeSet<&'p str> {
        let text = Clean::line(text).fold();
        let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole = |from: usize, to: usize| {
            let (before, after) = (text[..from].chars().next_back(), text[to..].chars().next());
            let (first, last) = (text[from..].chars().next(), text[..to].chars().next_back());
            !(joined(before) && joined(first) || joined(after) && joined(last))
        };
        let found = self.finder.iter().flat_map(|finder| finder.find_overlapping_iter(&text));
        let meant = found.filter(|m| whole(m.start(), m.end())).map(|m| &self.bans[m.pattern().as_usize()]);
        meant.filter(|b| b.language.is_none_or(|l| l == language)).map(|b| b.phrase.as_str()).collect()
    }
}
