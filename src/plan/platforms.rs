//! Platforms and names of authority, as dated data. Knows limits; how a platform counts is `length`'s to say.

use super::Plan;
use crate::domain::text::Clean;
use crate::length::{Limits, Rule};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// How long a text can be on a platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// The platform, as mentions name it: `x`, `bluesky` ...
    pub code: String,
    /// What it is called.
    pub title: Clean,
    /// How it counts.
    #[serde(flatten, serialize_with = "rule")]
    pub rule: Rule,
    /// The limit of a post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<usize>,
    /// The limit of a reply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<usize>,
    /// What people still read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advised: Option<usize>,
    /// What shows before "more".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visible: Option<usize>,
    /// The day or month when somebody looked.
    pub checked_on: Clean,
    /// Where.
    #[serde(skip_serializing_if = "Clean::is_empty")]
    pub source: Clean,
}

impl Limit {
    /// What a post is measured by.
    pub fn of_post(&self) -> Limits {
        Limits::new(self.rule, self.post)
    }

    /// What a reply is measured by.
    pub fn of_reply(&self) -> Limits {
        Limits::new(self.rule, self.reply)
    }
}

/// A name of authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outlet {
    /// Its name.
    pub name: Clean,
    /// `media`, `regulator`, `official`, `influencer` or `sector`.
    pub kind: String,
    /// Its handles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub handles: Vec<Clean>,
    /// Its domains.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<Clean>,
}

impl Plan {
    /// The handles of its outlets.
    pub fn outlet_handles(&self) -> impl Iterator<Item = &Clean> {
        self.outlets.iter().flat_map(|o| &o.handles)
    }

    /// What may be given out in public: what is ours, and the handles of outlets and authorities. Their links are not ours to
    /// vouch for.
    pub fn given_out(&self) -> impl Iterator<Item = &Clean> {
        self.own.iter().chain(self.outlet_handles())
    }
}

/// The rule's keys, as plans write them.
fn rule<S: Serializer>(rule: &Rule, s: S) -> Result<S::Ok, S::Error> {
    let mut map = s.serialize_map(None)?;
    map.serialize_entry("rule", rule_code(*rule))?;
    if let Rule::GraphemesBytes { bytes: Some(bytes) } = rule {
        map.serialize_entry("bytes", bytes)?;
    }
    map.end()
}

/// The code that plans use for a way of counting.
pub(super) const fn rule_code(rule: Rule) -> &'static str {
    match rule {
        Rule::X => "x",
        Rule::GraphemesBytes { .. } => "graphemes_bytes",
        Rule::Mastodon => "mastodon",
        Rule::Chars => "chars",
        Rule::None => "none",
    }
}

impl Plan {
    /// How long a text can be on a platform.
    pub fn limits(&self, platform: &str) -> Option<&Limit> {
        self.platforms.iter().find(|p| p.code == platform)
    }
}
