//! Reads values out of a TOML tree and writes down every fault on the way, with its place. Knows TOML, not the plan.

use super::near::nearest;
use crate::domain::incident::Severity;
use crate::domain::role::Role;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::plan::fault::Faults;
use crate::plan::{Both, Due, Levels, Thousandths, day, duration};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Bytes from and to in the source.
pub(in crate::plan) type Spot = Range<usize>;

/// The longest text and the longest list.
const MAX_TEXT: usize = 5_000;
const MAX_ITEMS: usize = 500;
const MAX_CODE: usize = 40;

/// A table of the file: its values and where it is.
#[derive(Clone)]
pub(super) struct Section<'t> {
    pub(super) table: &'t DeTable<'t>,
    pub(super) at: Spot,
    pub(super) name: &'static str,
}

/// Reads, and remembers what must be looked up once all is read.
pub(super) struct Reader<'s> {
    pub(super) faults: Faults<'s>,
    pub(super) languages: Vec<Lang>,
    pub(super) role_uses: Vec<(Role, Spot)>,
}

/// Parses the TOML itself; every error of its grammar is a fault.
pub(super) fn tree<'s>(source: &'s str, most: usize, faults: &mut Faults<'s>) -> Option<Spanned<DeTable<'s>>> {
    if source.len() > most {
        faults.add(&(0..0), "plan-fault-too-big", &[("limit", &(most / 1024).to_string())]);
        return None;
    }
    let (tree, errors) = DeTable::parse_recoverable(source);
    for error in &errors {
        let at = error.span().unwrap_or(0..0);
        // The parser's own words are English; of its kinds of fault this one alone is not about a sign.
        let twice = error.message().starts_with("duplicate key");
        faults.add(&at, if twice { "plan-fault-same-key" } else { "plan-fault-syntax" }, &[]);
    }
    errors.is_empty().then_some(tree)
}

impl<'t> Section<'t> {
    /// The whole file.
    pub(super) fn root(tree: &'t Spanned<DeTable<'t>>) -> Self {
        Section { table: tree.get_ref(), at: 0..0, name: "top" }
    }

    /// The value of a key and where it is.
    pub(super) fn get(&self, key: &str) -> Option<(&'t DeValue<'t>, Spot)> {
        self.table.get(key).map(|v| (v.get_ref(), v.span()))
    }

    fn keys(&self) -> impl Iterator<Item = (&'t str, Spot)> + use<'t> {
        self.table.keys().map(|k| (k.get_ref().as_ref(), k.span()))
    }

    /// Where the value of each key stands, those of a table inside by their path: `text.es`.
    pub(super) fn places(&self) -> BTreeMap<String, Spot> {
        let mut found = BTreeMap::new();
        for (key, value) in self.table {
            let key = key.get_ref().as_ref();
            found.insert(key.to_owned(), value.span());
            let inside = value.get_ref().as_table().into_iter().flatten();
            found.extend(inside.map(|(inner, v)| (format!("{key}.{}", inner.get_ref()), v.span())));
        }
        found
    }
}

/// The code that plans use for a value: the name that it has when written.
pub(in crate::plan) fn code_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

impl Reader<'_> {
    /// Every key that a section must not have is a fault.
    pub(super) fn only(&mut self, section: &Section, known: &[&str]) {
        for (key, at) in section.keys() {
            if !known.contains(&key) && !self.faults.is_full() {
                let near = nearest(key, known.iter().copied()).unwrap_or("none");
                let args = [("name", key), ("section", section.name), ("known", &known.join(", ")), ("near", near)];
                self.faults.add(&at, "plan-fault-unknown-key", &args);
            }
        }
    }

    pub(super) fn missing(&mut self, section: &Section, key: &str) {
        self.faults.add(&section.at, "plan-fault-missing-key", &[("name", key), ("section", section.name)]);
    }

    pub(super) fn wrong(&mut self, at: &Spot, key: &str, expected: &str) {
        self.faults.add(at, "plan-fault-wrong-kind", &[("name", key), ("expected", expected)]);
    }

    /// The one of the known values that a text names; any other is a fault.
    pub(super) fn choose<T: Copy>(&mut self, text: &str, at: &Spot, known: &[(&str, T)]) -> Option<T> {
        let found = known.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() && !self.faults.is_full() {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let near = nearest(text, names.iter().copied()).unwrap_or("none");
            let args = [("text", text), ("known", &names.join(", ")), ("near", near)];
            self.faults.add(at, "plan-fault-unknown-value", &args);
        }
        found
    }

    /// The one of all values of a type that a text names by its code.
    pub(super) fn one_of<T: Copy + Serialize>(&mut self, text: &str, at: &Spot, all: &[T]) -> Option<T> {
        let names: Vec<String> = all.iter().map(code_of).collect();
        let known: Vec<(&str, T)> = names.iter().map(String::as_str).zip(all.iter().copied()).collect();
        self.choose(text, at, &known)
    }

    /// One of all values of a type, when it is there.
    pub(super) fn choice<T: Copy + Serialize>(&mut self, section: &Section, key: &str, all: &[T]) -> Option<T> {
        let (text, at) = self.text(section, key)?;
        self.one_of(text, &at, all)
    }

    /// One of all values of a type, which must be there.
    pub(super) fn need_choice<T: Copy + Serialize>(&mut self, section: &Section, key: &str, all: &[T]) -> Option<T> {
        let (text, at) = self.need(section, key)?;
        self.one_of(text, &at, all)
    }

    /// Values of a type, from a list of their codes.
    pub(super) fn choices<T: Copy + Serialize>(&mut self, section: &Section, key: &str, all: &[T]) -> Vec<T> {
        let texts = self.texts(section, key);
        texts.into_iter().filter_map(|(text, at)| self.one_of(text, &at, all)).collect()
    }

    /// A table of the file, `[key]`.
    pub(super) fn table<'t>(&mut self, root: &Section<'t>, key: &'static str) -> Option<Section<'t>> {
        let (value, at) = root.get(key)?;
        match value {
            DeValue::Table(table) => Some(Section { table, at, name: key }),
            _ => {
                self.wrong(&at, key, "table");
                None
            }
        }
    }

    /// The tables of `[[key]]`.
    pub(super) fn tables<'t>(&mut self, root: &Section<'t>, key: &'static str) -> Vec<Section<'t>> {
        let mut found = Vec::new();
        for (value, at) in self.items(root, key) {
            match value {
                DeValue::Table(table) => found.push(Section { table, at, name: key }),
                _ => self.wrong(&at, key, "table"),
            }
        }
        found
    }

    /// The values of a list; a key that is not there is an empty one.
    pub(super) fn items<'t>(&mut self, section: &Section<'t>, key: &str) -> Vec<(&'t DeValue<'t>, Spot)> {
        let Some((value, at)) = section.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value else {
            self.wrong(&at, key, "list");
            return Vec::new();
        };
        if items.len() > MAX_ITEMS {
            self.faults.add(&at, "plan-fault-too-many", &[("name", key), ("limit", &MAX_ITEMS.to_string())]);
        }
        items.iter().take(MAX_ITEMS).map(|item| (item.get_ref(), item.span())).collect()
    }

    pub(super) fn string<'t>(&mut self, value: &'t DeValue<'t>, at: &Spot, key: &str) -> Option<&'t str> {
        let DeValue::String(text) = value else {
            self.wrong(at, key, "text");
            return None;
        };
        if text.chars().count() > MAX_TEXT {
            self.faults.add(at, "plan-fault-too-long", &[("name", key), ("limit", &MAX_TEXT.to_string())]);
            return None;
        }
        Some(text)
    }

    /// A text, when it is there.
    pub(super) fn text<'t>(&mut self, section: &Section<'t>, key: &str) -> Option<(&'t str, Spot)> {
        let (value, at) = section.get(key)?;
        self.string(value, &at, key).map(|text| (text, at))
    }

    /// A text that must be there and say something.
    pub(super) fn need<'t>(&mut self, section: &Section<'t>, key: &str) -> Option<(&'t str, Spot)> {
        if section.get(key).is_none() {
            self.missing(section, key);
        }
        let (text, at) = self.text(section, key)?;
        if text.trim().is_empty() {
            self.faults.add(&at, "plan-fault-empty", &[("name", key)]);
            return None;
        }
        Some((text, at))
    }

    /// A text that may be left empty.
    pub(super) fn clean(&mut self, section: &Section, key: &str) -> Clean {
        self.text(section, key).map(|(text, _)| Clean::from(text.trim())).unwrap_or_default()
    }

    /// A code that must be there: letters, digits, `_` and `-`.
    pub(super) fn code(&mut self, section: &Section, key: &str) -> Option<(String, Spot)> {
        let (text, at) = self.need(section, key)?;
        let shaped = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        if !shaped || text.len() > MAX_CODE {
            self.faults.add(&at, "plan-fault-bad-code", &[("text", text)]);
            return None;
        }
        Some((text.to_owned(), at))
    }

    /// Texts of a list.
    pub(super) fn texts<'t>(&mut self, section: &Section<'t>, key: &str) -> Vec<(&'t str, Spot)> {
        let items = self.items(section, key);
        items.into_iter().filter_map(|(value, at)| self.string(value, &at, key).map(|text| (text, at))).collect()
    }

    /// One text or a list of them; empty ones are left out.
    pub(super) fn one_or_more(&mut self, section: &Section, key: &str) -> Vec<Clean> {
        let texts = match section.get(key) {
            Some((DeValue::Array(_), _)) => self.texts(section, key),
            _ => self.text(section, key).into_iter().collect(),
        };
        texts.into_iter().map(|(text, _)| Clean::from(text.trim())).filter(|text| !text.is_empty()).collect()
    }

    /// Yes or no; no when it is not there.
    pub(super) fn flag(&mut self, section: &Section, key: &str) -> bool {
        match section.get(key) {
            Some((DeValue::Boolean(flag), _)) => *flag,
            Some((_, at)) => {
                self.wrong(&at, key, "flag");
                false
            }
            None => false,
        }
    }

    /// A day, in quotation marks or without, when it is there.
    pub(super) fn date(&mut self, section: &Section, key: &str) -> Option<NaiveDate> {
        let (text, at) = match section.get(key)? {
            (DeValue::Datetime(date), at) => (date.to_string(), at),
            _ => self.text(section, key).map(|(text, at)| (text.trim().to_owned(), at))?,
        };
        let date = day(&text);
        if date.is_none() && !text.is_empty() {
            self.faults.add(&at, "plan-fault-bad-date", &[("text", &text)]);
        }
        date
    }

    /// A day as its owner wrote it, in quotation marks or without; empty when it is not there.
    pub(super) fn dated(&mut self, section: &Section, key: &str) -> Clean {
        match section.get(key) {
            Some((DeValue::Datetime(date), _)) => Clean::line(&date.to_string()),
            _ => self.clean(section, key),
        }
    }

    /// A number from `low` to `high` in thousandths, when it is there.
    pub(super) fn decimal(&mut self, section: &Section, key: &str) -> Option<Thousandths> {
        const HIGH: f64 = 1e12;
        let (value, at) = section.get(key)?;
        let number = match value {
            DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok().map(|n| n as f64),
            DeValue::Float(n) => n.as_str().parse().ok(),
            _ => {
                self.wrong(&at, key, "decimal");
                return None;
            }
        };
        let fits = number.filter(|n| (0.0..=HIGH).contains(n));
        if fits.is_none() {
            self.faults.add(&at, "plan-fault-bad-number", &[("name", key), ("low", "0"), ("high", "1000000000000")]);
        }
        fits.map(|n| Thousandths((n * 1_000.0).round() as u64))
    }

    /// A whole number from `low` to `high`, when it is there.
    pub(super) fn number(&mut self, section: &Section, key: &str, low: usize, high: usize) -> Option<usize> {
        let (value, at) = section.get(key)?;
        let number = match value {
            DeValue::Integer(n) => usize::from_str_radix(n.as_str(), n.radix()).ok(),
            _ => {
                self.wrong(&at, key, "number");
                return None;
            }
        };
        let fits = number.filter(|n| (low..=high).contains(n));
        if fits.is_none() {
            let args = [("name", key), ("low", &low.to_string()), ("high", &high.to_string())];
            self.faults.add(&at, "plan-fault-bad-number", &args);
        }
        fits
    }

    /// A duration in milliseconds, when it is there.
    pub(super) fn duration(&mut self, section: &Section, key: &str) -> Option<i64> {
        let (text, at) = self.text(section, key)?;
        let ms = duration(text);
        if ms.is_none() {
            self.faults.add(&at, "plan-fault-bad-duration", &[("text", text)]);
        }
        ms
    }

    /// A duration that must be there; 0 beside a fault.
    pub(super) fn need_duration(&mut self, section: &Section, key: &str) -> i64 {
        if section.get(key).is_none() {
            self.missing(section, key);
        }
        self.duration(section, key).unwrap_or(0)
    }

    /// A due time, when it is there.
    pub(super) fn due(&mut self, section: &Section, key: &str) -> Option<Due> {
        let (text, at) = self.text(section, key)?;
        let due = Due::parse(text);
        if due.is_none() {
            self.faults.add(&at, "plan-fault-bad-due", &[("text", text)]);
        }
        due
    }

    /// Something for each severity: one value for all, or a table by level where a milder one takes the last given.
    pub(super) fn by_level<T: Copy>(
        &mut self,
        section: &Section,
        key: &'static str,
        read: impl Fn(&mut Self, &Section, &str) -> Option<T>,
    ) -> Levels<Option<T>> {
        match section.get(key) {
            Some((DeValue::Table(table), at)) => {
                let levels = Section { table, at, name: key };
                self.only(&levels, &Severity::ALL.map(Severity::code));
                let mut last = None;
                Levels(Severity::ALL.map(|level| {
                    last = read(self, &levels, level.code()).or(last);
                    last
                }))
            }
            _ => Levels([read(self, section, key); 4]),
        }
    }

    /// A role's code, remembered so that it is looked up when all roles are known.
    pub(super) fn role(&mut self, text: &str, at: &Spot) -> Option<Role> {
        let role = Role::parse(text);
        match &role {
            Some(role) => self.role_uses.push((role.clone(), at.clone())),
            None => self.faults.add(at, "plan-fault-bad-role", &[("text", text)]),
        }
        role
    }

    /// The roles of a list.
    pub(super) fn roles(&mut self, section: &Section, key: &str) -> Vec<Role> {
        let texts = self.texts(section, key);
        texts.into_iter().filter_map(|(text, at)| self.role(text, &at)).collect()
    }

    /// A text in the plan's languages that must be there.
    pub(super) fn need_both(&mut self, section: &Section, key: &'static str) -> Both {
        if section.get(key).is_none() {
            self.missing(section, key);
        }
        self.both(section, key).unwrap_or_default()
    }

    /// A text in the plan's languages, when it is there.
    pub(super) fn both(&mut self, section: &Section, key: &'static str) -> Option<Both> {
        let (value, at) = section.get(key)?;
        self.both_in(value, at, key)
    }

    fn both_in(&mut self, value: &DeValue, at: Spot, key: &'static str) -> Option<Both> {
        let DeValue::Table(table) = value else {
            self.wrong(&at, key, "languages");
            return None;
        };
        let texts = Section { table, at, name: key };
        self.only(&texts, &["en", "es"]);
        for language in self.languages.clone() {
            let text = texts.get(language.code());
            if text.is_none_or(|(text, _)| text.as_str().is_some_and(|t| t.trim().is_empty())) {
                let args = [("name", key), ("language", language.code())];
                self.faults.add(&texts.at, "plan-fault-missing-language", &args);
            }
        }
        let [en, es] = [Lang::En, Lang::Es].map(|language| self.clean(&texts, language.code()));
        let (en, es) = match (en.as_str().is_empty(), es.as_str().is_empty()) {
            (true, false) => (es.clone(), es),
            (false, true) => (en.clone(), en),
            _ => (en, es),
        };
        Some(Both { en, es })
    }

    /// A list of texts, each in the plan's languages.
    pub(super) fn boths(&mut self, section: &Section, key: &'static str) -> Vec<Both> {
        let items = self.items(section, key);
        items.into_iter().filter_map(|(value, at)| self.both_in(value, at, key)).collect()
    }
}
