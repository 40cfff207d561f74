//! A cluster at a glance: what it says, how large it is, how fast it grows, who spoke first and loudest, where. Owns a
//! bounded account that grows by one member at a time; must not know the room's tables nor judge anybody.

use crate::domain::text::{Clean, fingerprint};
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use crate::triage::Fingerprint;
use crate::triage::near::{Sketch, mixed};

/// Characters of the representative text and of an author's name that are kept.
const MAX_TEXT: usize = 280;
const MAX_NAME: usize = 60;

/// A mention as its cluster counts it.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// When it was posted.
    pub at: Stamp,
    /// What it says.
    pub text: &'a Clean,
    /// What tells it from others.
    pub print: &'a Fingerprint,
    /// The exact-text key of its reading; 0 when too short.
    pub same: u64,
    /// The author's handle, or name where there is none.
    pub author: &'a str,
    /// Lower-case platform.
    pub platform: &'a str,
    /// Two-letter language of the text, when told.
    pub language: Option<&'a str>,
    /// Two-letter language that the account or the platform says, when known.
    pub account_language: Option<&'a str>,
    /// How many follow the author.
    pub followers: Option<u64>,
    /// How many it may have reached, as the source says; followers stand for it where it does not.
    pub reach: Option<u64>,
    /// When the account was made, when known.
    pub account_since: Option<Stamp>,
}

/// Who spoke, and what was remarkable about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voice {
    /// The author, at most 60 characters.
    pub author: String,
    /// When.
    pub at: Stamp,
    /// How many it may have reached; 0 when unknown.
    pub reach: u64,
}

/// An account of one cluster, of bounded size (about 1 KB).
#[derive(Debug, Clone, Default)]
pub struct Summary {
    text: Option<Clean>,
    first: Voice,
    loudest: Voice,
    size: u32,
    reach: u64,
    platforms: Tally,
    languages: Tally,
    authors: Distinct,
    hour: Hour,
    pub(in crate::triage) evidence: Evidence,
}

impl Summary {
    /// Counts a member in; the first one, by order of calls, gives the representative text.
    pub fn add(&mut self, member: &Member) {
        let reach = member.reach.or(member.followers).unwrap_or(0);
        let voice = || Voice { author: start(member.author, MAX_NAME), at: member.at, reach };
        if self.size == 0 {
            self.text = Some(Clean::new(&start(member.text.as_str(), MAX_TEXT)));
        }
        if self.size == 0 || member.at < self.first.at {
            self.first = voice();
        }
        if self.size == 0 || reach > self.loudest.reach {
            self.loudest = voice();
        }
        self.size = self.size.saturating_add(1);
        self.reach = self.reach.saturating_add(reach);
        self.platforms.add(member.platform);
        if let Some(language) = member.language {
            self.languages.add(language);
        }
        self.authors.add(member.platform, member.author);
        self.hour.add(member.at);
        // to pass on what somebody said is what readers do, with the button, by hand or with a word of their own; only who
        // says it anew can be coordinated
        if member.print.repost_of == 0 && member.print.quote_of == 0 && !by_hand(member.text.as_str()) {
            self.evidence.add(member);
        }
    }

    /// What its first member says, at most 280 characters.
    pub fn text(&self) -> &str {
        self.text.as_ref().map_or("", Clean::as_str)
    }

    /// Who spoke first.
    pub fn first(&self) -> &Voice {
        &self.first
    }

    /// Who may have reached most.
    pub fn loudest(&self) -> &Voice {
        &self.loudest
    }

    /// Members.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// How many it may have reached in all; people who follow several authors count several times.
    pub fn reach(&self) -> u64 {
        self.reach
    }

    /// Members in the hour before `now`, to five minutes: its growth an hour.
    pub fn growth(&self, now: Stamp) -> u32 {
        self.hour.count(now)
    }

    /// Platforms with their members, most first, at most eight.
    pub fn platforms(&self) -> Vec<(&str, u32)> {
        self.platforms.sorted()
    }

    /// Languages with their members, most first, at most eight.
    pub fn languages(&self) -> Vec<(&str, u32)> {
        self.languages.sorted()
    }

    /// Distinct authors, estimated to a few of a hundred; at most about 6,000.
    pub fn authors(&self) -> u32 {
        self.authors.count()
    }
}

/// Whether a text passes another on as people did before there was a button: `RT @name: ...`.
fn by_hand(text: &str) -> bool {
    let (mark, rest) = text.trim_start().split_once(' ').unwrap_or_default();
    ["RT", "MT"].iter().any(|m| mark.eq_ignore_ascii_case(m)) && rest.trim_start().starts_with(['@', '＠'])
}

fn start(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

/// Counts of a few names; those that come when all places are taken are not counted.
#[derive(Debug, Clone, Default)]
struct Tally(Vec<(Box<str>, u32)>);

const NAMES: usize = 8;

impl Tally {
    fn add(&mut self, name: &str) {
        match self.0.iter().position(|(n, _)| **n == *name) {
            Some(at) => self.0[at].1 = self.0[at].1.saturating_add(1),
            None if self.0.len() < NAMES && name.len() <= MAX_NAME => self.0.push((name.into(), 1)),
            None => {}
        }
    }

    fn sorted(&self) -> Vec<(&str, u32)> {
        let mut all: Vec<(&str, u32)> = self.0.iter().map(|(name, count)| (&**name, *count)).collect();
        all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        all
    }
}

/// How many different ones, by linear counting (Whang 1990): one bit for each hash.
#[derive(Debug, Clone, Default)]
pub(in crate::triage) struct Distinct([u64; 16]);

impl Distinct {
    fn add(&mut self, platform: &str, author: &str) {
        let bytes = platform.bytes().chain([0x1f]).chain(author.bytes());
        let hash = mixed(fingerprint(bytes));
        self.0[(hash % 16) as usize] |= 1 << ((hash >> 8) % 64);
    }

    pub fn count(&self) -> u32 {
        const BITS: f64 = 1024.0;
        let empty = self.0.iter().map(|bits| bits.count_zeros()).sum::<u32>().max(1);
        (BITS * (BITS / f64::from(empty)).ln()).round() as u32
    }
}

/// Members of the latest hour, in twelve boxes of five minutes.
#[derive(Debug, Clone, Default)]
struct Hour {
    boxes: [u32; BOXES as usize],
    /// The number of the newest box, counted from 1970.
    newest: i64,
}

const BOXES: i64 = 12;
const BOX: i64 = HOUR / BOXES;

impl Hour {
    fn add(&mut self, at: Stamp) {
        let number = at.0.div_euclid(BOX);
        if number > self.newest {
            for gone in (self.newest + 1..=number).rev().take(BOXES as usize) {
                self.boxes[gone.rem_euclid(BOXES) as usize] = 0;
            }
            self.newest = number;
        }
        if self.newest - number < BOXES {
            let count = &mut self.boxes[number.rem_euclid(BOXES) as usize];
            *count = count.saturating_add(1);
        }
    }

    fn count(&self, now: Stamp) -> u32 {
        let number = now.0.div_euclid(BOX);
        // what is posted after `now` does not count either
        let known = (self.newest.saturating_sub(BOXES - 1)..=self.newest)
            .filter(|n| (0..BOXES).contains(&(number.saturating_sub(*n))));
        known.fold(0, |sum, n| sum.saturating_add(self.boxes[n.rem_euclid(BOXES) as usize]))
    }
}

/// What tells whether members were coordinated: counts over members that pass on nobody else's post.
#[derive(Debug, Clone, Default)]
pub(in crate::triage) struct Evidence {
    /// Members that are neither reposts nor quotes.
    pub posts: u32,
    pub authors: Distinct,
    /// Of them, word for word as the first.
    pub same_text: u32,
    same: u64,
    /// Of them, the text of the first, a little edited at most.
    pub copies: u32,
    sketch: Sketch,
    /// Of them, with the same tags in the same order as the first, two at least.
    pub same_tags: u32,
    tags: u64,
    /// Of them, with the same link as the first.
    pub same_link: u32,
    link: u64,
    /// Most of them within five minutes.
    pub busiest: u32,
    recent: Hour,
    /// First and second post on each platform, at most eight platforms.
    pub arrivals: Vec<(u64, Stamp, Option<Stamp>)>,
    /// Accounts of known age, and those younger than thirty days when they posted.
    pub aged: u32,
    pub young: u32,
    /// Accounts by the week in which they were made, at most sixteen weeks.
    pub made: Vec<(i64, u32)>,
    /// Authors of known following, and those that fewer than fifty follow.
    pub followed: u32,
    pub unfollowed: u32,
    /// Posts whose own and whose account's language are known, and those where the two differ.
    pub spoken: u32,
    pub foreign: u32,
}

/// An account is young for this long.
const YOUNG: i64 = 30 * DAY;
const WEEKS: usize = 16;
/// Followers under which nobody is reached.
const UNFOLLOWED: u64 = 50;

impl Evidence {
    fn add(&mut self, member: &Member) {
        let tags = tags(member.text.as_str());
        if self.posts == 0 {
            (self.same, self.tags, self.link) = (member.same, tags, member.print.link);
            self.sketch = member.print.sketch();
        }
        let count = |counter: &mut u32, yes: bool| *counter = counter.saturating_add(u32::from(yes));
        count(&mut self.posts, true);
        let same = self.same != 0 && member.same == self.same;
        count(&mut self.same_text, same);
        count(&mut self.copies, same || self.sketch.alike(&member.print.sketch()).is_some());
        count(&mut self.same_tags, self.tags != 0 && tags == self.tags);
        count(&mut self.same_link, self.link != 0 && member.print.link == self.link);
        self.authors.add(member.platform, member.author);
        self.recent.add(member.at);
        let number = member.at.0.div_euclid(5 * MINUTE);
        if self.recent.newest - number < BOXES {
            self.busiest = self.busiest.max(self.recent.boxes[number.rem_euclid(BOXES) as usize]);
        }
        self.arrive(member);
        if let Some(since) = member.account_since {
            count(&mut self.aged, true);
            count(&mut self.young, member.at.since(since) < YOUNG);
            let week = since.0.div_euclid(7 * DAY);
            match self.made.iter().position(|(w, _)| *w == week) {
                Some(at) => count(&mut self.made[at].1, true),
                None if self.made.len() < WEEKS => self.made.push((week, 1)),
                None => {}
            }
        }
        if let Some(followers) = member.followers {
            count(&mut self.followed, true);
            count(&mut self.unfollowed, followers < UNFOLLOWED);
        }
        if let (Some(own), Some(account)) = (member.language, member.account_language) {
            count(&mut self.spoken, true);
            count(&mut self.foreign, own != account);
        }
    }

    fn arrive(&mut self, member: &Member) {
        let platform = mixed(fingerprint(member.platform.bytes()));
        match self.arrivals.iter().position(|(p, ..)| *p == platform) {
            Some(at) => self.arrivals[at].2 = self.arrivals[at].2.or(Some(member.at)),
            None if self.arrivals.len() < NAMES => self.arrivals.push((platform, member.at, None)),
            None => {}
        }
    }
}

/// A key of a text's tags in their order; 0 for fewer than two.
fn tags(text: &str) -> u64 {
    const MAX: usize = 8;
    let tags = text.split_whitespace().filter(|w| w.starts_with(['#', '＃']) && w.len() > 1).take(MAX);
    let (mut key, mut count) = (0, 0);
    for tag in tags {
        let tag = tag.trim_end_matches(|c: char| !c.is_alphanumeric());
        let letters = tag.chars().flat_map(char::to_lowercase).map(|c| u64::from(u32::from(c)));
        key = mixed(letters.fold(key, |hash, c| hash.rotate_left(7) ^ mixed(c + 1)));
        count += 1;
    }
    if count < 2 { 0 } else { key.max(1) }
}
