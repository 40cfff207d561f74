//! The room: who acts in it, and how it refuses. Owns actors, refusals and the room's own settings.

use super::incident::Check;
use super::private::DOTS;
use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Lang {
    /// `en` or `es`.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Es => "es",
        }
    }
    /// From `en`, `es`, `es_ES.UTF-8`, `en-GB` ...
    pub fn parse(text: &str) -> Option<Lang> {
        match text.get(..2)?.to_ascii_lowercase().as_str() {
            "en" => Some(Lang::En),
            "es" => Some(Lang::Es),
            _ => None,
        }
    }
    /// The other one.
    pub const fn other(self) -> Lang {
        match self {
            Lang::En => Lang::Es,
            Lang::Es => Lang::En,
        }
    }
}

/// Who acts: declared, not proven, so the account and machine behind the name are kept beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Actor {
    /// The declared name.
    pub name: Clean,
    /// The declared role's code, `social_lead`; empty when none was said.
    pub role: Clean,
    /// `user@host terminal`, as the machine knows it.
    pub behind: Clean,
}

/// What a drill is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrillInfo {
    /// The scenario's name.
    pub scenario: String,
    /// Seed of its dice.
    pub seed: u64,
    /// The language in which its people speak.
    pub lang: Lang,
    /// Room time at which the script begins.
    pub start: Stamp,
}

/// Settings that the room carries with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomSettings {
    /// What people call the room.
    pub name: Clean,
    /// The language it was made in; each reader may choose another.
    pub lang: Lang,
    /// IANA time zone that every terminal shows, `Europe/Madrid`.
    pub zone: String,
    /// Brand, products, handles: what makes a mention ours.
    pub keywords: Vec<Clean>,
    /// Set when the room is a drill.
    pub drill: Option<DrillInfo>,
}

/// A value inside a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A number; plurals follow it.
    Number(i64),
    /// A number with a fraction.
    Decimal(f64),
    /// Text as it stands.
    Text(String),
}

/// A refusal: a key of `words` with its arguments, so that it can be said in any language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// The sentence's key.
    pub key: &'static str,
    /// What goes into it.
    pub args: BTreeMap<&'static str, Arg>,
    /// Arguments that are keys of words themselves.
    pub words: BTreeMap<&'static str, &'static str>,
    /// Conditions that do not hold, each a sentence of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Check>,
}

/// Arguments of a refusal that name a person.
const PEOPLE: [&str; 6] = ["by", "name", "who", "owner", "names", "author"];

impl Refusal {
    /// The same without naming anybody, for a shared screen.
    pub fn nameless(mut self) -> Self {
        for (name, arg) in &mut self.args {
            if PEOPLE.contains(name) {
                *arg = Arg::Text(DOTS.to_owned());
            }
        }
        self
    }

    /// A refusal with no arguments.
    pub fn new(key: &'static str) -> Self {
        Refusal { key, args: BTreeMap::new(), words: BTreeMap::new(), missing: Vec::new() }
    }
    /// With one argument more.
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.insert(name, value.into());
        self
    }
    /// With an argument that is itself a word to translate.
    pub fn word(mut self, name: &'static str, key: &'static str) -> Self {
        self.words.insert(name, key);
        self
    }
    /// With conditions that do not hold.
    pub fn missing(mut self, missing: Vec<Check>) -> Self {
        self.missing = missing;
        self
    }
}

macro_rules! number {($($t:ty),*) => {$(impl From<$t> for Arg { fn from(n: $t) -> Arg { Arg::Number(n as i64) } })*};}
number!(i64, u64, usize, u32, i32, u16, u8);

impl From<f64> for Arg {
    fn from(n: f64) -> Arg {
        Arg::Decimal(n)
    }
}
impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}
impl From<&Clean> for Arg {
    fn from(text: &Clean) -> Arg {
        Arg::Text(text.as_str().to_owned())
    }
}
