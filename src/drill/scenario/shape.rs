//! The shape of a scenario's file: which keys each table has and what each may hold. Owns that table, and the faults of
//! whatever does not fit, all of them at once; what the words mean together is for `check`.

use super::check::{MAX_FAULTS, in_order, place, text};
use super::{Fault, Offset};
use crate::domain::room::Arg;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// What the value of a key may be.
#[derive(Clone, Copy)]
enum Kind {
    /// A text.
    Text,
    /// A text in both languages.
    Both,
    /// A list of texts in both languages.
    Lists,
    /// A list of texts.
    Texts,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number, not below 0.
    Number,
    /// True or false.
    Flag,
    /// A time, `+02:30`.
    Time,
    /// One table.
    Table(&'static [Key]),
    /// Several tables.
    Tables(&'static [Key]),
    /// Tables, or lists in both languages, under names that the file chooses.
    Named(&'static Kind),
}

/// A key that a table may have.
#[derive(Clone, Copy)]
struct Key {
    name: &'static str,
    kind: Kind,
    needed: bool,
}

const fn must(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, needed: true }
}

const fn may(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, needed: false }
}

const SEVERITY: Kind = Kind::Word(&["SEV1", "SEV2", "SEV3", "SEV4"]);
const TRUTH: Kind = Kind::Word(&["true", "false", "unknown"]);
const TYPE: Kind = Kind::Word(&[
    "product_failure",
    "employee_misconduct",
    "data_breach",
    "offensive_post",
    "misinformation",
    "outage",
    "account_hijack",
    "unknown",
]);
const PART: Kind = Kind::Word(&[
    "affected",
    "witness",
    "customer",
    "journalist",
    "outlet",
    "regulator",
    "influencer",
    "activist",
    "troll",
    "supporter",
    "employee",
    "expert",
    "retailer",
    "own",
    "bystander",
]);
const TWIST: Kind =
    Kind::Word(&["approver_absent", "false_screenshot", "feed_silent", "second_crisis", "leaked_note", "handover"]);
const MEDIA: &[Key] = &[must("kind", Kind::Text), must("link", Kind::Text)];
const TRIGGER: &[Key] = &[must("code", Kind::Text), must("inject", Kind::Text), must("severity", SEVERITY)];

const ROOT: &[Key] = &[
    must("name", Kind::Text),
    must("title", Kind::Both),
    must("goal", Kind::Both),
    must("start", Kind::Both),
    must("ends", Kind::Both),
    must("brand", Kind::Text),
    must("keywords", Kind::Texts),
    must("lasts", Kind::Time),
    may("starts_within", Kind::Time),
    must(
        "right",
        Kind::Table(&[
            must("origin", Kind::Text),
            must("severity", SEVERITY),
            must("type", TYPE),
            may("trigger", Kind::Tables(TRIGGER)),
        ]),
    ),
    must(
        "usual",
        Kind::Table(&[
            must("per_hour", Kind::Number),
            must("past", Kind::Time),
            must("platforms", Kind::Texts),
            must("foreign", Kind::Number),
        ]),
    ),
    must("phase", Kind::Tables(&[must("at", Kind::Time), must("title", Kind::Both), must("note", Kind::Both)])),
    must("cast", Kind::Named(&Kind::Table(PERSON))),
    must("crowd", Kind::Table(&[must("first", Kind::Texts), must("last", Kind::Texts)])),
    may("slots", Kind::Named(&Kind::Lists)),
    must(
        "chatter",
        Kind::Tables(&[must("weight", Kind::Number), must("texts", Kind::Lists), may("expect", Kind::Texts)]),
    ),
    must("inject", Kind::Tables(INJECT)),
    may("wave", Kind::Tables(WAVE)),
    may("claim", Kind::Tables(&[must("says", Kind::Both), must("truth", TRUTH), must("words", Kind::Texts)])),
    may(
        "twist",
        Kind::Tables(&[
            must("at", Kind::Time),
            must("kind", TWIST),
            must("note", Kind::Both),
            may("told", Kind::Both),
            may("role", Kind::Text),
            may("inject", Kind::Text),
            may("platforms", Kind::Texts),
            may("over", Kind::Time),
        ]),
    ),
];
const PERSON: &[Key] = &[
    must("name", Kind::Text),
    must("handle", Kind::Text),
    must("part", PART),
    must("followers", Kind::Number),
    may("verified", Kind::Flag),
];
const INJECT: &[Key] = &[
    must("id", Kind::Text),
    must("at", Kind::Time),
    must("platform", Kind::Text),
    must("author", Kind::Text),
    may("kind", Kind::Word(&["post", "reply", "quote", "repost", "review", "message"])),
    must("text", Kind::Both),
    may("foreign", Kind::Flag),
    may("reply_to", Kind::Text),
    may("quote_of", Kind::Text),
    may("media", Kind::Tables(MEDIA)),
    may("private", Kind::Flag),
    may("reach", Kind::Number),
    may("likes", Kind::Number),
    may("reposts", Kind::Number),
    may("replies", Kind::Number),
    may("truth", TRUTH),
    may("expect", Kind::Texts),
    may("within", Kind::Time),
    may("evidence", Kind::Flag),
];
const WAVE: &[Key] = &[
    must("id", Kind::Text),
    must("at", Kind::Time),
    must("over", Kind::Time),
    must("count", Kind::Number),
    must("platforms", Kind::Texts),
    may("voice", Kind::Word(&["people", "fresh"])),
    may("copies", Kind::Text),
    may("reposts", Kind::Number),
    may("exact", Kind::Number),
    may("endings", Kind::Lists),
    may("texts", Kind::Lists),
    may("reply_to", Kind::Text),
    may("foreign", Kind::Number),
    may("truth", TRUTH),
    may("expect", Kind::Texts),
    may("within", Kind::Time),
];

/// All that is misshapen, in the order of the file, the first of it only when it is much.
pub(super) fn faults(source: &str) -> Vec<Fault> {
    let (tree, errors) = DeTable::parse_recoverable(source);
    let mut shaper = Shaper { source, found: Vec::new() };
    for error in &errors {
        // the parser's own words are English; of its kinds of fault this one alone is not about a sign
        let twice = error.message().starts_with("duplicate key");
        let key = if twice { "drill-fault-same-key" } else { "drill-fault-syntax" };
        shaper.add(error.span().unwrap_or(0..0), key, vec![]);
    }
    if errors.is_empty() {
        shaper.table(tree.get_ref(), ROOT, "top", 0..0);
    }
    in_order(shaper.found)
}

struct Shaper<'s> {
    source: &'s str,
    found: Vec<Fault>,
}

impl Shaper<'_> {
    fn add(&mut self, at: Range<usize>, key: &'static str, args: Vec<(&'static str, Arg)>) {
        // a hostile file may have a fault in every byte: twice the list is enough to choose the first of it from
        if self.found.len() < 2 * MAX_FAULTS {
            let (line, column) = place(self.source, at.start);
            self.found.push(Fault { line, column, key, args });
        }
    }

    fn wrong(&mut self, at: Range<usize>, name: &str, expected: &str) {
        self.add(at, "drill-fault-wrong-kind", vec![("name", text(name)), ("expected", text(expected))]);
    }

    fn table(&mut self, table: &DeTable<'_>, keys: &[Key], section: &str, at: Range<usize>) {
        let known = || keys.iter().map(|k| k.name).collect::<Vec<_>>().join(", ");
        for (key, value) in table {
            let name: &str = key.get_ref();
            match keys.iter().find(|k| k.name == name) {
                Some(known) => self.value(value.get_ref(), value.span(), known.kind, name),
                None => {
                    let args = vec![("name", text(name)), ("section", text(section)), ("known", Arg::Text(known()))];
                    self.add(key.span(), "drill-fault-unknown-key", args);
                }
            }
        }
        for key in keys.iter().filter(|k| k.needed && table.get(k.name).is_none()) {
            let args = vec![("name", text(key.name)), ("section", text(section))];
            self.add(at.clone(), "drill-fault-missing-key", args);
        }
    }

    fn value(&mut self, value: &DeValue<'_>, at: Range<usize>, kind: Kind, name: &str) {
        match (kind, value) {
            (Kind::Text, DeValue::String(_)) | (Kind::Flag, DeValue::Boolean(_)) => {}
            (Kind::Number, DeValue::Integer(n)) if n.as_str().bytes().all(|b| b.is_ascii_digit() || b == b'_') => {}
            (Kind::Time, DeValue::String(said)) => {
                if Offset::read(said).is_none() {
                    self.add(at, "drill-fault-offset", vec![]);
                }
            }
            (Kind::Word(known), DeValue::String(said)) => {
                if !known.contains(&said.as_ref()) {
                    let args = vec![("word", text(said)), ("known", Arg::Text(known.join(", ")))];
                    self.add(at, "drill-fault-unknown-word", args);
                }
            }
            (Kind::Texts, DeValue::Array(items)) => {
                for item in items.iter().filter(|i| !matches!(i.get_ref(), DeValue::String(_))) {
                    self.wrong(item.span(), name, "text");
                }
            }
            (Kind::Both, DeValue::Table(table)) => self.languages(table, at, Kind::Text, name),
            (Kind::Lists, DeValue::Table(table)) => self.languages(table, at, Kind::Texts, name),
            (Kind::Table(keys), DeValue::Table(table)) => self.table(table, keys, name, at),
            (Kind::Tables(keys), DeValue::Array(items)) => {
                for item in items.iter() {
                    self.value(item.get_ref(), item.span(), Kind::Table(keys), name);
                }
            }
            (Kind::Named(kind), DeValue::Table(table)) => {
                for (key, value) in table {
                    self.value(value.get_ref(), value.span(), *kind, key.get_ref());
                }
            }
            _ => self.wrong(at, name, kind.word()),
        }
    }

    /// A text or a list in both languages and in no other.
    fn languages(&mut self, table: &DeTable<'_>, at: Range<usize>, kind: Kind, name: &str) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "en" | "es" => self.value(value.get_ref(), value.span(), kind, name),
                other => {
                    let args = vec![("name", text(other)), ("section", text(name)), ("known", text("en, es"))];
                    self.add(key.span(), "drill-fault-unknown-key", args);
                }
            }
        }
        for language in ["en", "es"].into_iter().filter(|l| table.get(*l).is_none()) {
            let args = vec![("name", text(name)), ("language", text(language))];
            // the one that is there stands where the other should
            let near = table.iter().next().map_or(at.clone(), |(key, _)| key.span());
            self.add(near, "drill-fault-missing-language", args);
        }
    }
}

impl Kind {
    /// What it is called in a sentence's selector.
    const fn word(self) -> &'static str {
        match self {
            Kind::Text | Kind::Time | Kind::Word(_) => "text",
            Kind::Both => "both",
            Kind::Lists => "lists",
            Kind::Texts => "texts",
            Kind::Number => "number",
            Kind::Flag => "flag",
            Kind::Table(_) | Kind::Named(_) => "table",
            Kind::Tables(_) => "tables",
        }
    }
}
