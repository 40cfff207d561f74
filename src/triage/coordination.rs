//! Whether a cluster looks organised. Owns the indicators, their families and their thresholds; must not know who said
//! anything, nor whether it is true: true claims can be pushed, falsehoods can spread by themselves, and volunteers who
//! agreed on a text are organised and honest. It speaks of a cluster, never of a person, and never in public.
//!
//! The families are those of EU DisinfoLab's assessment; three indicators of two families make it likely, five of three
//! very likely, when one of them at least is none that people bring about who only pass a thing on: a text, a page, the
//! news of a minute, from one platform to the next. The thresholds are the project's own: no public set of labelled clusters was at hand, so they are measured on
//! one that was written for them (`tests/data/coordination.tsv`).

use super::clusters::Summary;
use crate::domain::signal::Level;
use crate::domain::time::{MINUTE, Stamp};

/// What is remarkable about a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Indicator {
    /// Several accounts wrote the same text, word for word, without reposting.
    SameText,
    /// They carry the same tags in the same order.
    SameTags,
    /// Most came within five minutes.
    TightWindow,
    /// They carry the same link.
    SameLink,
    /// They speak another language than their accounts do.
    ForeignLanguage,
    /// Most accounts were younger than thirty days.
    YoungAccounts,
    /// Most accounts were made in the same week.
    MadeTogether,
    /// It was said twice on each of two platforms within a quarter of an hour.
    SeveralPlatforms,
    /// Few accounts wrote it again and again.
    FewVoices,
    /// Next to nobody follows those who push it.
    NoAudience,
}

/// What an indicator is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// They act as one.
    Coordination,
    /// The accounts are not what they seem.
    Authenticity,
    /// Where it comes from.
    Source,
    /// How it spreads.
    Distribution,
    /// Whom it reaches.
    Impact,
}

impl Indicator {
    /// Key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Indicator::SameText => "indicator-same-text",
            Indicator::SameTags => "indicator-same-tags",
            Indicator::TightWindow => "indicator-tight-window",
            Indicator::SameLink => "indicator-same-link",
            Indicator::ForeignLanguage => "indicator-foreign-language",
            Indicator::YoungAccounts => "indicator-young-accounts",
            Indicator::MadeTogether => "indicator-made-together",
            Indicator::SeveralPlatforms => "indicator-several-platforms",
            Indicator::FewVoices => "indicator-few-voices",
            Indicator::NoAudience => "indicator-no-audience",
        }
    }

    /// What it is about.
    pub const fn family(self) -> Family {
        match self {
            Indicator::SameText | Indicator::SameTags | Indicator::TightWindow => Family::Coordination,
            Indicator::YoungAccounts | Indicator::MadeTogether => Family::Authenticity,
            Indicator::SameLink | Indicator::ForeignLanguage => Family::Source,
            Indicator::SeveralPlatforms | Indicator::FewVoices => Family::Distribution,
            Indicator::NoAudience => Family::Impact,
        }
    }
}

/// Posts under which nothing is said: five friends may well agree.
const LEAST: u32 = 6;
/// Authors under which likeness of texts says nothing.
const AUTHORS: u32 = 4;
/// Minutes from the first post on one platform to the second on both.
const BURST: i64 = 15 * MINUTE;

/// The indicators of a cluster, in a fixed order, and what they amount to: nothing when there are none.
pub fn assess(summary: &Summary) -> (Option<Level>, Vec<Indicator>) {
    let e = &summary.evidence;
    let authors = e.authors.count();
    let share =
        |part: u32, all: u32, of_hundred: u64| all >= LEAST && u64::from(part) * 100 >= u64::from(all) * of_hundred;
    let many = authors >= AUTHORS;
    let together = e.made.iter().map(|(_, accounts)| *accounts).max().unwrap_or(0);
    let found = [
        (Indicator::SameText, many && share(e.same_text, e.posts, 60)),
        (Indicator::SameTags, many && share(e.same_tags, e.posts, 60)),
        (Indicator::TightWindow, many && share(e.busiest, e.posts, 70)),
        (Indicator::SameLink, many && share(e.same_link, e.posts, 60)),
        (Indicator::ForeignLanguage, share(e.foreign, e.spoken, 50)),
        (Indicator::YoungAccounts, share(e.young, e.aged, 50)),
        (Indicator::MadeTogether, share(together, e.aged, 50)),
        (Indicator::SeveralPlatforms, share(e.posts, e.posts, 100) && burst(&e.arrivals)),
        (Indicator::FewVoices, e.posts >= 3 * LEAST && e.posts >= 4 * authors),
        (Indicator::NoAudience, e.posts >= 2 * LEAST && share(e.unfollowed, e.followed, 70)),
    ];
    let found: Vec<Indicator> = found.into_iter().filter(|(_, there)| *there).map(|(indicator, _)| indicator).collect();
    let copied = share(e.copies, e.posts, 60);
    (level(&found, copied), found)
}

/// Whether an indicator is more than what a text or a page has that many ordinary people pass on.
fn tells(indicator: Indicator, found: &[Indicator], copied: bool) -> bool {
    match indicator {
        Indicator::SameText | Indicator::SameLink | Indicator::TightWindow | Indicator::SeveralPlatforms => false,
        // who copies a text copies its tags
        Indicator::SameTags => !copied,
        // few follow most people; that such as these act within minutes is another thing
        Indicator::NoAudience => found.contains(&Indicator::TightWindow),
        Indicator::ForeignLanguage | Indicator::YoungAccounts | Indicator::MadeTogether | Indicator::FewVoices => true,
    }
}

fn level(found: &[Indicator], copied: bool) -> Option<Level> {
    let more = found.iter().any(|i| tells(*i, found, copied));
    let mut families: Vec<u8> = found.iter().map(|i| i.family() as u8).collect();
    families.sort_unstable();
    families.dedup();
    match (found.len(), families.len()) {
        (0, _) => None,
        (5.., 3..) if more => Some(Level::VeryLikely),
        (3.., 2..) if more => Some(Level::Likely),
        _ => Some(Level::Possible),
    }
}

/// Two platforms had two posts each within a short time. The first alone say little: talk of hours that runs on several
/// platforms often begins on two of them at once.
fn burst(arrivals: &[(u64, Stamp, Option<Stamp>)]) -> bool {
    let mut began: Vec<(Stamp, Stamp)> =
        arrivals.iter().filter_map(|(_, first, second)| Some((*first, (*second)?))).collect();
    began.sort_unstable();
    began.windows(2).any(|two| two[0].1.max(two[1].1).since(two[0].0) <= BURST)
}

#[cfg(test)]
mod tests;
