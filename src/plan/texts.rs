//! What the plan lets people say: templates, approved lines, questions and answers, what is never said, house rules.
//! Knows texts and how they are filled in; whether they read well is not its to say.

use super::variable::{Kind, fits};
use super::{Both, Plan};
use crate::domain::incident::IncidentType;
use crate::domain::mention::Disposition;
use crate::domain::response::Content;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The longest text that filling in may make, in characters.
pub const MAX_FILLED: usize = 10_000;

/// A text to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Template {
    /// Its code.
    pub code: String,
    /// The type of text that it makes, a code of the approvals.
    pub text_type: String,
    /// The types of incident that it is for; none named is every one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<IncidentType>,
    /// The platforms that it is for; none named is every one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<String>,
    /// What must be true before it can be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precondition: Option<Both>,
    /// The text, with `{placeholders}`.
    pub text: Both,
    /// Whether it counts as cleared beforehand. Nothing else depends on that: whoever uses one that is not has it reviewed
    /// as any words of their own.
    #[serde(flatten)]
    pub clearance: Clearance,
}

/// A placeholder that texts can carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placeholder {
    /// Its name, without braces.
    pub name: String,
    /// What can stand for it.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What to fill in.
    pub title: Both,
    /// How long that usually is, in characters; with more the text is no longer the one that was cleared.
    pub length: usize,
}

/// An answer that may go out as it stands, once somebody has approved it and while it is valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its code.
    pub code: String,
    /// The type of text that it is, a code of the approvals; a reply unless the plan says otherwise.
    pub text_type: String,
    /// The types of incident that it is for; none named is every one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<IncidentType>,
    /// The dispositions of mentions that it is for; none named is every one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dispositions: Vec<Disposition>,
    /// The platforms that it is for; none named is every one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<String>,
    /// The text, with `{placeholders}`.
    pub text: Both,
    /// Whether it may be used.
    #[serde(flatten)]
    pub clearance: Clearance,
}

/// Who approved words of the plan beforehand, and until when that holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Clearance {
    /// Who approved them; empty when nobody has.
    #[serde(skip_serializing_if = "Clean::is_empty")]
    pub approved_by: Clean,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_on: Option<NaiveDate>,
    /// The last day on which they may be used; nothing is for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
}

/// Whether words of the plan were approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It may.
    Approved,
    /// Nobody has approved it yet.
    Unapproved,
    /// Its last day has passed.
    Expired,
}

impl Clearance {
    /// How the words stand on a day.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        if self.approved_by.is_empty() {
            Standing::Unapproved
        } else if self.valid_until.is_some_and(|last| today > last) {
            Standing::Expired
        } else {
            Standing::Approved
        }
    }
}

/// Words of the plan that can be used as they stand, once filled in: a line or a template.
#[derive(Debug, Clone, Copy)]
pub struct Ready<'p> {
    /// Its code.
    pub code: &'p str,
    /// The type of text that it makes, a code of the approvals.
    pub text_type: &'p str,
    /// The types of incident that it is for; none named is every one.
    pub types: &'p [IncidentType],
    /// The platforms that it is for; none named is every one.
    pub platforms: &'p [String],
    /// The text, with `{placeholders}`.
    pub text: &'p Both,
    /// What must be true before it is used.
    pub precondition: Option<&'p Both>,
    /// Whether it may be used.
    pub standing: Standing,
}

/// A question that people will ask, and what to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Its code.
    pub code: String,
    /// The types of incident in which it comes up; none named is every one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<IncidentType>,
    /// The question.
    pub question: Both,
    /// What to say.
    #[serde(flatten)]
    pub answer: Answer,
    /// For our own people alone.
    pub internal: bool,
}

/// What to say to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// An approved line, by its code.
    Line(String),
    /// A text.
    #[serde(rename = "answer")]
    Text(Both),
}

/// Words that no text of ours may carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ban {
    /// The words.
    pub phrase: Clean,
    /// The language whose texts may not carry them; nothing is both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Both>,
    /// What to say instead.
    #[serde(skip_serializing_if = "Clean::is_empty")]
    pub better: Clean,
}

/// What is done with a comment that breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Moderation {
    /// It stays.
    Leave,
    /// It is answered.
    Answer,
    /// It is captured as evidence, before anything else.
    Capture,
    /// It is hidden.
    Hide,
    /// It is reported to the platform.
    Report,
    /// It is deleted.
    Delete,
    /// Its author is blocked.
    Block,
    /// Somebody is called: security, legal, the police.
    Escalate,
}

impl Moderation {
    /// Every one.
    pub const ALL: [Moderation; 8] = [
        Moderation::Leave,
        Moderation::Answer,
        Moderation::Capture,
        Moderation::Hide,
        Moderation::Report,
        Moderation::Delete,
        Moderation::Block,
        Moderation::Escalate,
    ];

    /// Key of its word in `plan.ftl`.
    pub const fn key(self) -> &'static str {
        [
            "plan-do-leave",
            "plan-do-answer",
            "plan-do-capture",
            "plan-do-hide",
            "plan-do-report",
            "plan-do-delete",
            "plan-do-block",
            "plan-do-escalate",
        ][self as usize]
    }

    /// Takes a comment out of sight, so that it must have been captured before.
    pub const fn removes(self) -> bool {
        matches!(self, Moderation::Hide | Moderation::Report | Moderation::Delete | Moderation::Block)
    }
}

/// A rule of the house for comments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HouseRule {
    /// Its code, to be named when it is applied.
    pub code: String,
    /// What it is about.
    pub title: Both,
    /// What is done, in order.
    #[serde(rename = "do")]
    pub measures: Vec<Moderation>,
    /// How, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Both>,
}

/// A value that does not fit, is missing or has no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The placeholder's name.
    pub name: Clean,
    /// Key of its sentence in `plan.ftl`, which takes the name as `$name`.
    pub key: &'static str,
}

impl Plan {
    /// The templates for a type of incident, in the file's order.
    pub fn templates_for(&self, kind: IncidentType) -> impl Iterator<Item = &Template> {
        self.templates.iter().filter(move |t| t.types.is_empty() || t.types.contains(&kind))
    }

    /// A line by its code.
    pub fn line(&self, code: &str) -> Option<&Line> {
        self.lines.iter().find(|l| l.code == code)
    }

    /// Every line and template, the lines first, as whoever writes a text may use them on a day.
    pub fn ready(&self, today: NaiveDate) -> impl Iterator<Item = Ready<'_>> {
        let lines = self.lines.iter().map(move |l| Ready {
            code: &l.code,
            text_type: &l.text_type,
            types: &l.types,
            platforms: &l.platforms,
            text: &l.text,
            precondition: None,
            standing: l.clearance.standing(today),
        });
        lines.chain(self.templates.iter().map(move |t| Ready {
            code: &t.code,
            text_type: &t.text_type,
            types: &t.types,
            platforms: &t.platforms,
            text: &t.text,
            precondition: t.precondition.as_ref(),
            standing: t.clearance.standing(today),
        }))
    }

    /// How the line or template stands on a day from which a content comes, given that it is filled in and otherwise as the
    /// plan has it. What is filled in is a few words in its place: a whole sentence there is a text that nobody cleared.
    pub fn unchanged(&self, content: &Content, today: NaiveDate) -> Option<Standing> {
        let from = content.from.as_ref()?;
        let ready = self.ready(today).find(|r| r.code == from.code)?;
        let filled = self.fill(ready.text.get(content.lang).as_str(), &from.values).ok()?;
        let few = |(name, value): (&String, &String)| self.placeholder(name).is_some_and(|p| p.takes(value.trim()));
        if !from.values.iter().all(few) {
            return None;
        }
        (filled.trim() == content.text.trim()).then_some(ready.standing)
    }

    /// What to say instead of one of the plan's bans, where the plan says so.
    pub fn better_than(&self, ban: Option<usize>) -> Option<&str> {
        let better = self.do_not_say.get(ban?)?.better.as_str();
        (!better.is_empty()).then_some(better)
    }

    /// A placeholder by its name.
    pub fn placeholder(&self, name: &str) -> Option<&Placeholder> {
        self.placeholders.iter().find(|p| p.name == name)
    }

    /// Fills in a text of a template or a line. What a value contains is never filled in again.
    ///
    /// # Errors
    /// Every value that is missing, does not fit its type or has no place in the text, once each; or that the text has
    /// become longer than [`MAX_FILLED`].
    pub fn fill(&self, text: &str, values: &BTreeMap<String, String>) -> Result<String, Vec<Misfit>> {
        let mut filled = String::with_capacity(text.len());
        let mut misfits = Vec::new();
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for part in parts(text) {
            let name = match part {
                Part::Words(words) => {
                    filled.push_str(words);
                    continue;
                }
                Part::Name(name) => name,
            };
            let kind = self.placeholder(name).map_or(Kind::Text, |p| p.kind);
            let value = values.get(name).map(|v| v.trim()).unwrap_or_default();
            if filled.len() + value.len() <= MAX_FILLED * 4 {
                filled.push_str(value);
            }
            if used.insert(name)
                && let Err(key) = fits(kind, value)
            {
                misfits.push(Misfit { name: Clean::line(name), key });
            }
        }
        let idle = values.keys().filter(|name| !used.contains(name.as_str())).take(MAX_FILLED / 100);
        misfits.extend(idle.map(|name| Misfit { name: Clean::line(name), key: "plan-fits-no-place" }));
        if filled.chars().count() > MAX_FILLED {
            misfits.push(Misfit { name: Clean::default(), key: "plan-fits-too-long" });
        }
        if misfits.is_empty() { Ok(filled) } else { Err(misfits) }
    }
}

impl Placeholder {
    /// Whether a value is no more than the words that the placeholder stands for: as short, and without the end of a
    /// sentence or of a line. What has a shape of its own, an hour or a link, says nothing else however long it is.
    fn takes(&self, value: &str) -> bool {
        if !matches!(self.kind, Kind::Text | Kind::Product | Kind::Account) {
            return true;
        }
        let ends = value.char_indices().any(|(at, c)| match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
            '.' | '!' | '?' | '…' | ';' | '。' | '！' | '？' => {
                value[at + c.len_utf8()..].chars().next().is_none_or(|next| !next.is_alphanumeric())
            }
            _ => false,
        });
        !ends && value.chars().count() <= self.length
    }
}

/// A piece of a text to fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'t> {
    /// As it stands.
    Words(&'t str),
    /// A placeholder's name.
    Name(&'t str),
}

/// The placeholders of a text, each once, in order.
pub fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in parts(text) {
        if let Part::Name(name) = part
            && !names.iter().any(|n| n == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// The pieces of a text, in order; a brace without its partner is words.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(brace) = text[at..].find(['{', '}']).map(|n| at + n) {
        at = brace + 1;
        let closing = text[at..].find(['{', '}']).map(|n| at + n);
        let Some(end) = closing.filter(|end| text[brace..].starts_with('{') && text[*end..].starts_with('}')) else {
            continue;
        };
        if from < brace {
            found.push(Part::Words(&text[from..brace]));
        }
        found.push(Part::Name(&text[at..end]));
        at = end + 1;
        from = at;
    }
    if from < text.len() {
        found.push(Part::Words(&text[from..]));
    }
    found
}
