//! Who wrote a mention, as their network tells of them. Owns what is asked for and nothing else of a profile: no picture, no
//! description, no list of friends. Must not know who is asked, nor what it is worth.

use super::time::Stamp;

/// What a network says of an account at one moment. What it did not say is absent, and costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuthorFacts {
    /// As in [`super::mention::RawMention::platform`].
    pub platform: String,
    /// The account, as the ids of its posts begin: what stands between `at://` and the next slash.
    pub account: String,
    /// What it is called there, without `@`; empty when it has no such name.
    pub handle: String,
    /// The name that it gives itself; may be empty.
    pub name: String,
    /// How many follow it.
    pub followers: Option<u64>,
    /// Whether the platform vouches for it, where it does so for anybody.
    pub verified: Option<bool>,
    /// Since when it exists, as the platform says.
    pub since: Option<Stamp>,
}
