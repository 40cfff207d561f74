//! Invented mentions in any number, the same for the same order on every machine: what the figures are measured on.
//! Owns how a day of talk looks (rate, words, copies, threads, hostile texts); must not know rooms or files. Included by
//! path from benches and tests.
//!
//! A day: quiet for twenty hours but for a small wave at one o'clock, then an incident of twelve times the rate that
//! decays. 70 % English, 25 % Spanish, the rest other languages; word frequencies fall off as in real text; about 1 % of
//! the texts are hostile, about 10 % hold [`COMMON`] and exactly [`RARE_COUNT`] hold [`RARE`].

mod hostile;
mod line;
mod words;

use gabinete::drill::Dice;
use std::collections::{HashSet, VecDeque};
use std::io::{self, Write};
use words::{Language, Vocabulary};

/// A word that about a tenth of the texts hold.
pub const COMMON: &str = "yogurt";
/// A word that exactly [`RARE_COUNT`] texts hold.
pub const RARE: &str = "zweeftrein";
/// How many texts hold [`RARE`], when there are that many.
pub const RARE_COUNT: usize = 37;

const MINUTES: u64 = 24 * 60;
const SURGE_FROM: u64 = 20 * 60;
const AUTHORS: u64 = 200_000;
/// Mentions that an answer may answer, and texts that a copy may copy: the latest of each.
const RECENT: usize = 256;
const HEADS: usize = 48;
/// Texts that everybody passes on, and the minutes until a new one joins them.
const LOUD: usize = 6;
const LOUD_EVERY: u64 = 15;
const PLATFORMS: [(&str, u64); 8] = [
    ("x", 34),
    ("bluesky", 14),
    ("instagram", 13),
    ("facebook", 12),
    ("mastodon", 9),
    ("tiktok", 8),
    ("reddit", 6),
    ("youtube", 4),
];

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// How many mentions.
    pub count: u64,
    /// Which of all possible days.
    pub seed: u64,
    /// When the day begins, milliseconds since 1970.
    pub start_ms: i64,
    /// CSV with a header row instead of JSON Lines.
    pub csv: bool,
}

impl Default for Order {
    /// Ten thousand mentions of Monday, 2 March 2026, as JSON Lines.
    fn default() -> Self {
        Order { count: 10_000, seed: 7, start_ms: 1_772_409_600_000, csv: false }
    }
}

impl Order {
    /// Makes the mentions in the order of their time.
    pub fn posts(self) -> impl Iterator<Item = Post> {
        Day::new(self)
    }

    /// Writes them, one a line.
    pub fn write(self, out: &mut impl Write) -> io::Result<()> {
        let mut lines = Vec::with_capacity(1 << 17);
        if self.csv {
            lines.extend_from_slice(line::HEADER);
        }
        for post in self.posts() {
            if self.csv {
                line::csv(&post, &mut lines)
            } else {
                line::json(&post, &mut lines)
            }
            if lines.len() > 1 << 16 {
                out.write_all(&lines)?;
                lines.clear();
            }
        }
        out.write_all(&lines)?;
        out.flush()
    }
}

/// One mention before it is a line.
#[derive(Debug, Clone)]
pub struct Post {
    id: String,
    at_ms: i64,
    kind: &'static str,
    platform: &'static str,
    author: Author,
    text: String,
    lang: &'static str,
    reply_to: Option<String>,
    repost_of: Option<String>,
    picture: bool,
    linked: bool,
    likes: Option<u64>,
}

#[derive(Debug, Clone)]
struct Author {
    name: String,
    handle: String,
    followers: u64,
}

/// What was said lately and may be answered.
struct Said {
    id: String,
    platform: &'static str,
    author: u64,
}

/// What may be copied.
#[derive(Clone)]
struct Head {
    id: String,
    platform: &'static str,
    text: String,
    lang: &'static str,
}

struct Day {
    order: Order,
    dice: Dice,
    vocabulary: Vocabulary,
    rare: HashSet<u64>,
    made: u64,
    /// The minute that is being filled, how many it gets, and how many it has.
    minute: u64,
    wanted: u64,
    filled: u64,
    recent: VecDeque<Said>,
    heads: VecDeque<Head>,
    loud: VecDeque<Head>,
    loud_since: u64,
}

impl Day {
    fn new(order: Order) -> Self {
        let mut dice = Dice::named(order.seed, "rare");
        let mut rare = HashSet::new();
        while rare.len() < RARE_COUNT.min(order.count as usize) {
            rare.insert(dice.below(order.count));
        }
        Day {
            order,
            dice: Dice::named(order.seed, "day"),
            vocabulary: Vocabulary::new(&mut Dice::named(order.seed, "words")),
            rare,
            made: 0,
            minute: 0,
            wanted: due(order.count, 1),
            filled: 0,
            recent: VecDeque::new(),
            heads: VecDeque::new(),
            loud: VecDeque::new(),
            loud_since: u64::MAX,
        }
    }

    /// Moments in order without sorting: each minute is cut into as many pieces as it gets mentions.
    fn moment(&mut self) -> i64 {
        while self.filled >= self.wanted && self.minute + 1 < MINUTES {
            self.minute += 1;
            self.wanted = due(self.order.count, self.minute + 1) - due(self.order.count, self.minute);
            self.filled = 0;
        }
        let within = (self.filled * 60_000 + self.dice.below(60_000)) / self.wanted.max(1);
        self.filled += 1;
        self.order.start_ms + (self.minute * 60_000 + within) as i64
    }

    fn post(&mut self) -> Post {
        let n = self.made;
        let at_ms = self.moment();
        let surge = self.minute >= SURGE_FROM;
        let rare = self.rare.contains(&n);
        let id = format!("{:x}-{n}", self.order.seed);
        let copies = if surge { 25 } else { 6 };
        let post = if !rare && !self.heads.is_empty() && self.dice.percent(copies) {
            self.copy(id, at_ms)
        } else {
            self.fresh(id, at_ms, surge, rare)
        };
        self.made += 1;
        post
    }

    fn fresh(&mut self, id: String, at_ms: i64, surge: bool, rare: bool) -> Post {
        let language = Language::pick(&mut self.dice);
        let mut text = self.vocabulary.text(language, surge, rare, &mut self.dice);
        let is_hostile = !rare && self.dice.percent(1);
        if is_hostile {
            text = hostile::spoil(&text, &mut self.dice);
        }
        let mut author = self.dice.below(AUTHORS);
        author = self.dice.below(author + 1); // the first are the loudest
        let mut platform = self.platform();
        let mut reply_to = None;
        if self.dice.percent(15) && !self.recent.is_empty() {
            let at = self.dice.below(self.recent.len() as u64) as usize;
            let answered = &self.recent[at];
            (platform, reply_to) = (answered.platform, Some(answered.id.clone()));
            if self.dice.percent(8) {
                author = answered.author; // writes again under their own
            }
        }
        remember(&mut self.recent, RECENT, Said { id: id.clone(), platform, author });
        if !rare && !is_hostile && self.dice.percent(if surge { 3 } else { 1 }) {
            let head = Head { id: id.clone(), platform, text: text.clone(), lang: language.code() };
            if self.minute / LOUD_EVERY != self.loud_since {
                self.loud_since = self.minute / LOUD_EVERY;
                remember(&mut self.loud, LOUD, head.clone());
            }
            remember(&mut self.heads, HEADS, head);
        }
        let kind = match &reply_to {
            Some(_) => "reply",
            None if self.dice.percent(2) => "review",
            None => "post",
        };
        self.dressed(Post { reply_to, ..Post::bare(id, at_ms, kind, platform, text, language.code()) }, author)
    }

    /// What somebody said already: passed on, pasted, or pasted and changed a little.
    fn copy(&mut self, id: String, at_ms: i64) -> Post {
        let loud = self.dice.percent(40);
        let known = if loud { self.loud.len() } else { self.heads.len() };
        let age = self.dice.below(known as u64);
        let age = self.dice.below(age + 1) as usize; // the latest is copied most
        let sort = self.dice.below(10);
        let other = self.platform();
        let author = self.dice.below(AUTHORS);
        let from = if loud { &self.loud } else { &self.heads };
        let head = &from[known - 1 - age]; // the first head is loud too, so neither is empty here
        let post = match sort {
            0..4 => Post {
                repost_of: Some(head.id.clone()),
                ..Post::bare(id, at_ms, "repost", head.platform, head.text.clone(), head.lang)
            },
            4..7 => Post::bare(id, at_ms, "post", other, head.text.clone(), head.lang),
            _ => Post::bare(id, at_ms, "post", other, words::edited(&head.text, &mut self.dice), head.lang),
        };
        self.dressed(post, author)
    }

    fn platform(&mut self) -> &'static str {
        let mut left = self.dice.below(100);
        for (name, weight) in PLATFORMS {
            if left < weight {
                return name;
            }
            left -= weight;
        }
        "x"
    }

    /// The author's name and what a listening tool would add.
    fn dressed(&mut self, post: Post, author: u64) -> Post {
        let author = words::author(self.order.seed, author);
        let picture = self.dice.percent(6);
        let linked = self.dice.percent(60);
        let likes = self.dice.percent(50).then(|| self.dice.below(author.followers / 20 + 3));
        Post { author, picture, linked, likes, ..post }
    }
}

impl Post {
    fn bare(
        id: String,
        at_ms: i64,
        kind: &'static str,
        platform: &'static str,
        text: String,
        lang: &'static str,
    ) -> Self {
        let author = Author { name: String::new(), handle: String::new(), followers: 0 };
        let (reply_to, repost_of, picture, linked, likes) = (None, None, false, false, None);
        Post { id, at_ms, kind, platform, author, text, lang, reply_to, repost_of, picture, linked, likes }
    }
}

impl Iterator for Day {
    type Item = Post;

    fn next(&mut self) -> Option<Post> {
        (self.made < self.order.count).then(|| self.post())
    }
}

fn remember<T>(latest: &mut VecDeque<T>, most: usize, one: T) {
    if latest.len() == most {
        latest.pop_front();
    }
    latest.push_back(one);
}

/// How busy a minute is against a quiet one, which is 100.
const fn weight(minute: u64) -> u64 {
    match minute {
        SURGE_FROM.. => {
            let left = 100_u64.saturating_sub((minute - SURGE_FROM) * 100 / 260);
            100 + 11 * if left > 15 { left } else { 15 }
        }
        780..800 => 300,
        _ => 100,
    }
}

/// How many of `count` mentions lie before a minute.
fn due(count: u64, minute: u64) -> u64 {
    let before = |m: u64| (0..m).map(weight).sum::<u64>();
    (u128::from(count) * u128::from(before(minute)) / u128::from(before(MINUTES))) as u64
}
