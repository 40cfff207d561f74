//! A scenario: the script of a drill as its TOML file says it, checked. Owns the file's shape and what may be wrong with
//! it; must not know how a script is expanded or played.

use crate::domain::mention::{Disposition, Media, MentionKind};
use crate::domain::room::{Arg, Lang};
use crate::plan::Plan;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use toml::Spanned;

mod check;
mod right;
mod shape;

pub use right::{Claim, Right, Trigger, Twist, TwistKind};

/// The scenarios that come with the product, by name; the first is the one that is played when none is named.
pub const BUILTIN: [(&str, &str); 4] = [
    ("product_safety", include_str!("../../assets/scenarios/product_safety.toml")),
    ("employee_misconduct", include_str!("../../assets/scenarios/employee_misconduct.toml")),
    ("false_rumour", include_str!("../../assets/scenarios/false_rumour.toml")),
    ("outage_hijack", include_str!("../../assets/scenarios/outage_hijack.toml")),
];

/// Bytes that a scenario's file may have.
pub const MAX_BYTES: usize = 1 << 20;
/// Mentions that one script may have, history apart.
pub const MAX_MENTIONS: usize = 20_000;

/// The disposition that a word of the file means: the domain's own words, as `act` and the events write them.
pub(super) fn disposition(word: &str) -> Option<Disposition> {
    serde_json::from_value(serde_json::Value::from(word)).ok()
}

/// Something wrong in a scenario's file: where, and which sentence says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Line from 1; 0 when it is about the file as a whole.
    pub line: usize,
    /// Character in the line from 1; 0 when it is about the file as a whole.
    pub column: usize,
    /// Key of the sentence in `words`.
    pub key: &'static str,
    /// The sentence's arguments.
    pub args: Vec<(&'static str, Arg)>,
}

/// Whether a file of so many bytes may be a scenario: asked before it is read too.
///
/// # Errors
/// It is too large.
pub fn fits(bytes: usize) -> Result<(), Fault> {
    if bytes <= MAX_BYTES {
        return Ok(());
    }
    let args = vec![("bytes", check::number(bytes)), ("most", check::number(MAX_BYTES))];
    Err(Fault { line: 0, column: 0, key: "drill-fault-too-large", args })
}

/// A stretch of room time, written `MM:SS` or `HH:MM:SS` with or without `+`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Offset(i64);

impl Offset {
    /// Milliseconds.
    pub const fn ms(self) -> i64 {
        self.0
    }

    fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.strip_prefix('+').unwrap_or(text).split(':').collect();
        if !(2..=3).contains(&parts.len()) {
            return None;
        }
        let mut seconds = 0_i64;
        for (place, part) in parts.iter().enumerate() {
            let digits = !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
            let value: i64 = if digits { part.parse().ok()? } else { return None };
            if place > 0 && value > 59 {
                return None;
            }
            seconds = seconds * 60 + value;
        }
        Some(Offset(seconds * crate::domain::time::SECOND))
    }
}

impl<'de> Deserialize<'de> for Offset {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        // the shape has been looked at: it is one
        Offset::read(&text).ok_or_else(|| serde::de::Error::custom("no time"))
    }
}

/// One text in both languages of the product.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    en: Spanned<String>,
    es: Spanned<String>,
}

impl Both {
    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => self.en.get_ref(),
            Lang::Es => self.es.get_ref(),
        }
    }
}

/// A list of texts in both languages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    en: Vec<Spanned<String>>,
    es: Vec<Spanned<String>>,
}

impl Lists {
    /// The list in a language.
    pub fn get(&self, lang: Lang) -> &[Spanned<String>] {
        match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }
}

/// What a person in the drill is to the brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Fell ill, or someone near them did.
    Affected,
    /// Saw something.
    Witness,
    /// Buys from us.
    Customer,
    /// Asks for a medium.
    Journalist,
    /// A medium's own account.
    Outlet,
    /// An authority.
    Regulator,
    /// Has a following.
    Influencer,
    /// Campaigns for a cause.
    Activist,
    /// Baits and insults.
    Troll,
    /// Speaks up for us.
    Supporter,
    /// Works for us.
    Employee,
    /// Knows the matter.
    Expert,
    /// Sells what we make.
    Retailer,
    /// Our own account.
    Own,
    /// Anybody else.
    Bystander,
}

/// Whether what a mention claims is so, in the drill's world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// It is so.
    True,
    /// It is not.
    False,
    /// Nobody can know yet, or it claims nothing.
    #[default]
    Unknown,
}

/// Somebody with a name in the script.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Displayed name.
    pub name: Spanned<String>,
    /// Handle without `@`.
    pub handle: Spanned<String>,
    /// What they are to the brand.
    pub part: Part,
    /// How many follow them.
    pub followers: u64,
    /// Whether the platform vouches for them.
    #[serde(default)]
    pub verified: bool,
}

/// A stretch of the drill, for whoever runs it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// When it begins.
    pub at: Spanned<Offset>,
    /// What it is called.
    pub title: Both,
    /// What happens in it and what a good team does.
    pub note: Both,
}

/// What is usual for the brand, before and beneath the incident.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Usual {
    /// Mentions an hour on a quiet day.
    pub per_hour: u32,
    /// How much of the past the script provides.
    pub past: Spanned<Offset>,
    /// Where people talk about the brand.
    pub platforms: Vec<Spanned<String>>,
    /// Percentage of posts in the other language.
    pub foreign: u32,
}

/// Names for those who have no part of their own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crowd {
    /// First names.
    pub first: Vec<Spanned<String>>,
    /// Last names.
    pub last: Vec<Spanned<String>>,
}

/// Ordinary talk of one sort.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chatter {
    /// How often against the other sorts.
    pub weight: u32,
    /// The texts, with `{slots}`.
    pub texts: Lists,
    /// The dispositions that would be right.
    #[serde(default)]
    pub expect: Vec<Spanned<String>>,
}

/// One hand-written inject.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scripted {
    /// Its name in the script.
    pub id: Spanned<String>,
    /// When it arrives.
    pub at: Spanned<Offset>,
    /// Where it is posted.
    pub platform: Spanned<String>,
    /// Who in the cast posts it.
    pub author: Spanned<String>,
    /// What sort it is; told by `reply_to` and `quote_of` when it does not say.
    pub kind: Option<MentionKind>,
    /// What it says.
    pub text: Both,
    /// Written in the other language, whichever the drill is played in.
    #[serde(default)]
    pub foreign: bool,
    /// The inject that it answers.
    pub reply_to: Option<Spanned<String>>,
    /// The inject that it quotes.
    pub quote_of: Option<Spanned<String>>,
    /// Pictures and films.
    #[serde(default)]
    pub media: Vec<Media>,
    /// A direct message.
    #[serde(default)]
    pub private: bool,
    /// How many it may have reached.
    pub reach: Option<u64>,
    /// Likes on arrival.
    pub likes: Option<u64>,
    /// Reposts on arrival.
    pub reposts: Option<u64>,
    /// Answers on arrival.
    pub replies: Option<u64>,
    /// Whether it is so.
    #[serde(default)]
    pub truth: Truth,
    /// The dispositions that would be right.
    #[serde(default)]
    pub expect: Vec<Spanned<String>>,
    /// How long the team has for it.
    pub within: Option<Spanned<Offset>>,
    /// A good team keeps it as evidence.
    #[serde(default)]
    pub evidence: bool,
}

/// Who posts a wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// Ordinary people with ordinary followings.
    #[default]
    People,
    /// Accounts made yesterday, with numbers for names.
    Fresh,
}

/// Many mentions in a short time: copies of one inject, or texts of one mood.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wave {
    /// Its name in the script.
    pub id: Spanned<String>,
    /// When it begins.
    pub at: Spanned<Offset>,
    /// How long it lasts; it is densest at its beginning.
    pub over: Spanned<Offset>,
    /// How many mentions.
    pub count: u32,
    /// Where.
    pub platforms: Vec<Spanned<String>>,
    /// Who.
    #[serde(default)]
    pub voice: Voice,
    /// The inject that it copies; else it has `texts`.
    pub copies: Option<Spanned<String>>,
    /// Percentage of the copies that are reposts, where the platform is the original's.
    #[serde(default)]
    pub reposts: u32,
    /// Percentage of the other copies that are exact; the rest is slightly edited.
    #[serde(default)]
    pub exact: u32,
    /// Words that people add to a copy.
    #[serde(default)]
    pub endings: Lists,
    /// The texts, with `{slots}`; else it `copies`.
    pub texts: Option<Lists>,
    /// The inject that they answer.
    pub reply_to: Option<Spanned<String>>,
    /// Percentage in the other language.
    #[serde(default)]
    pub foreign: u32,
    /// Whether it is so.
    #[serde(default)]
    pub truth: Truth,
    /// The dispositions that would be right.
    #[serde(default)]
    pub expect: Vec<Spanned<String>>,
    /// How long the team has for each.
    pub within: Option<Spanned<Offset>>,
}

/// A scripted incident.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Its name on the command line.
    pub name: Spanned<String>,
    /// Its name for people.
    pub title: Both,
    /// What the team should be able to do at the end.
    pub goal: Both,
    /// How it stands when it begins.
    pub start: Both,
    /// When it is over.
    pub ends: Both,
    /// The brand that it happens to.
    pub brand: Spanned<String>,
    /// What to look for in texts.
    pub keywords: Vec<Spanned<String>>,
    /// How long it lasts.
    pub lasts: Spanned<Offset>,
    /// By how much, at most, all of it may come later: the seed says. Nobody should know by heart when it begins.
    #[serde(default)]
    pub starts_within: Option<Spanned<Offset>>,
    /// What a good team does about it as a whole.
    pub right: Right,
    /// What people claim in it, and whether it is so.
    #[serde(rename = "claim", default)]
    pub claims: Vec<Claim>,
    /// What makes it harder.
    #[serde(rename = "twist", default)]
    pub twists: Vec<Twist>,
    /// What is usual.
    pub usual: Usual,
    /// Its stretches.
    #[serde(rename = "phase")]
    pub phases: Vec<Phase>,
    /// Who has a part, by name in the script.
    pub cast: BTreeMap<String, Person>,
    /// Who has none.
    pub crowd: Crowd,
    /// What `{slots}` in texts may become.
    #[serde(default)]
    pub slots: BTreeMap<String, Lists>,
    /// Ordinary talk.
    pub chatter: Vec<Chatter>,
    /// What is written by hand.
    #[serde(rename = "inject")]
    pub injects: Vec<Scripted>,
    /// What follows from it in numbers.
    #[serde(rename = "wave", default)]
    pub waves: Vec<Wave>,
}

impl Scenario {
    /// Reads a scenario and checks it; the faults come with their lines, in the order of the file.
    pub fn parse(text: &str) -> Result<Scenario, Vec<Fault>> {
        fits(text.len()).map_err(|fault| vec![fault])?;
        let misshapen = shape::faults(text);
        if !misshapen.is_empty() {
            return Err(misshapen);
        }
        let scenario: Scenario = toml::from_str(text).map_err(|error| {
            // what the shape lets through and the reading does not: a number too large for its place
            let (line, column) = error.span().map_or((0, 0), |span| check::place(text, span.start));
            let args = vec![("message", Arg::Text(error.message().to_owned()))];
            vec![Fault { line, column, key: "drill-fault-toml", args }]
        })?;
        let faults = check::faults(&scenario, text);
        if faults.is_empty() { Ok(scenario) } else { Err(faults) }
    }

    /// A text with a word in each of its slots, chosen among those that the slot may become.
    pub(super) fn filled<'a>(
        &'a self,
        text: &str,
        lang: Lang,
        mut choose: impl FnMut(&'a [Spanned<String>]) -> Option<&'a Spanned<String>>,
    ) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (slot, tail) = after.split_once('}').unwrap_or((after, ""));
            let words = self.slots.get(slot).map(|l| l.get(lang)).unwrap_or_default();
            out.push_str(choose(words).map_or("", |word| word.get_ref().as_str()));
            rest = tail;
        }
        out + rest
    }

    /// What a plan finds in a scenario that has no faults: roles and triggers that it does not know, texts that are longer
    /// than their channel takes. In the order of the file.
    pub fn against(&self, text: &str, plan: &Plan) -> Vec<Fault> {
        check::against(self, text, plan)
    }

    /// The drill that is played when none is named.
    pub fn builtin() -> Scenario {
        let [(_, text), ..] = BUILTIN;
        Scenario::parse(text).expect("compiled in, and the test `builtins_parse` reads the same bytes") // invariant
    }

    /// A scenario that comes with the product, by its name; `-` and `_` are the same in it.
    pub fn load(name: &str) -> Result<Scenario, Vec<Fault>> {
        if let Some(text) = Scenario::text(name) {
            return Scenario::parse(text);
        }
        let shown: String = name.chars().take(60).collect();
        let known = BUILTIN.map(|(name, _)| name).join(", ");
        let args = vec![("name", Arg::Text(shown)), ("known", Arg::Text(known))];
        Err(vec![Fault { line: 0, column: 0, key: "drill-fault-unknown-scenario", args }])
    }

    /// The file of a scenario that comes with the product.
    pub fn text(name: &str) -> Option<&'static str> {
        let name = name.replace('-', "_");
        BUILTIN.into_iter().find(|(known, _)| *known == name).map(|(_, text)| text)
    }
}

#[cfg(test)]
mod tests;
