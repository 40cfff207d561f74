//! Reads values out of a TOML tree and writes down every fault on the way, with its place. Knows TOML, not the plan.

use super::due::{Due, duration};
use super::fault::Faults;
use super::{Both, MAX_BYTES};
use crate::domain::role::Role;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Bytes from and to in the source.
pub(super) type Spot = Range<usize>;

/// The longest text and the longest list.
const MAX_TEXT: usize = 5_000;
const MAX_ITEMS: usize = 500;
const MAX_CODE: usize = 40;

/// A table of the file: its values and where it is.
#[derive(Clone)]
pub(super) struct Section<'t> {
    table: &'t DeTable<'t>,
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
pub(super) fn tree<'s>(source: &'s str, faults: &mut Faults<'s>) -> Option<Spanned<DeTable<'s>>> {
    if source.len() > MAX_BYTES {
        faults.add(&(0..0), "plan-fault-too-big", &[("limit", &(MAX_BYTES / 1024).to_string())]);
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
}

impl Reader<'_> {
    /// Every key that a section must not have is a fault.
    pub(super) fn only(&mut self, section: &Section, known: &[&str]) {
        for (key, at) in section.keys() {
            if !known.contains(&key) {
                let args = [("name", key), ("section", section.name), ("known", &known.join(", "))];
                self.faults.add(&at, "plan-fault-unknown-key", &args);
            }
        }
    }

    pub(super) fn missing(&mut self, section: &Section, key: &str) {
        self.faults.add(&section.at, "plan-fault-missing-key", &[("name", key), ("section", section.name)]);
    }

    fn wrong(&mut self, at: &Spot, key: &str, expected: &str) {
        self.faults.add(at, "plan-fault-wrong-kind", &[("name", key), ("expected", expected)]);
    }

    /// The one of the known values that a text names; any other is a fault.
    pub(super) fn choose<T: Copy>(&mut self, text: &str, at: &Spot, known: &[(&str, T)]) -> Option<T> {
        let found = known.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            self.faults.add(at, "plan-fault-unknown-value", &[("text", text), ("known", &names.join(", "))]);
        }
        found
    }

    /// One of the known values, when it is there.
    pub(super) fn choice<T: Copy>(&mut self, section: &Section, key: &str, known: &[(&str, T)]) -> Option<T> {
        let (text, at) = self.text(section, key)?;
        self.choose(text, &at, known)
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
    fn items<'t>(&mut self, section: &Section<'t>, key: &str) -> Vec<(&'t DeValue<'t>, Spot)> {
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

    fn string<'t>(&mut self, value: &'t DeValue<'t>, at: &Spot, key: &str) -> Option<&'t str> {
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

    /// A due time for each severity: one text for all, or a table by level where a milder one takes the last given.
    pub(super) fn dues(&mut self, section: &Section) -> [Option<Due>; 4] {
        match section.get("due") {
            Some((DeValue::Table(table), at)) => {
                let levels = Section { table, at, name: "due" };
                self.only(&levels, &["SEV1", "SEV2", "SEV3", "SEV4"]);
                let mut last = None;
                ["SEV1", "SEV2", "SEV3", "SEV4"].map(|level| {
                    last = self.due(&levels, level).or(last);
                    last
                })
            }
            _ => [self.due(section, "due"); 4],
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
