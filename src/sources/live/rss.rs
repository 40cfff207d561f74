//! Feeds: RSS, Atom and JSON, of searches (Google Alerts, Google News, Reddit) and of whole sites (blogs, outlets, review
//! pages). Owns when which feed is asked and what of it is new; `document` reads it, `mention` says what an item
//! means. One broken feed never stops the others.

mod address;
mod charset;
mod document;
mod field;
mod html;
mod memory;
mod mention;
mod names;
mod newest;
#[cfg(test)]
mod tests;
mod xml;

use crate::domain::text::fingerprint;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use crate::sources::live::net::{Answer, Http, host};
use crate::sources::live::{
    BATCH_MAX, Batch, Clock, Fault, Heard, Listening, Outlet, Part, Source, Start, Wanted, Wrong,
};
pub use address::Addresses;
use document::{Document, Unreadable};
use memory::Memory;
use mention::Found;
use reqwest::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE};
use reqwest::header::{IF_NONE_MATCH, LAST_MODIFIED};
use reqwest::{RequestBuilder, StatusCode, Url};
use serde::Deserialize;
use std::convert::Infallible;
use std::fmt;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

/// Most feeds of one source.
pub const FEEDS_MAX: usize = 50;
/// Shortest time between two looks at one feed.
pub const EVERY_MIN: u64 = 60;
/// Longest time between two looks at one feed.
pub const EVERY_MAX: u64 = 24 * 3600;
/// Largest document that is read, in bytes.
const DOCUMENT_MAX: usize = 4 << 20;
/// Feeds that are asked at the same time; never two of one host.
const AT_ONCE: usize = 4;
/// How far a feed's own advice can lengthen the time between two looks. Many programs write an hour or a day into every
/// feed, which nobody ever thought about; a server in need says `Retry-After`, and that is obeyed.
const ADVICE_MAX: Duration = Duration::from_secs(15 * 60);
/// How far back a feed is read that was never read before.
const FIRST_REACH: i64 = DAY;
/// Most items without a time that are taken from a feed that was never read before.
const FIRST_UNDATED: usize = 20;
/// What is older than this when it is first seen after a silence, was caught up on.
const FRESH: i64 = 2 * MINUTE;
/// Kinds of documents that are asked for.
const KINDS: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, \
    application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1";

/// What a person sets in `sources.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Addresses of the feeds, 1 to 50, each of which may say after `#every_s=` how often it is looked at.
    pub urls: Addresses,
    /// Seconds between two looks at one feed that does not say so itself, from 60 on.
    #[serde(default = "every")]
    pub every_s: u64,
    /// Whether every item is a mention, or only what matches. Without it, feeds of known searches are taken whole, since
    /// the search has matched already, and others are matched.
    #[serde(default)]
    pub all: Option<bool>,
}

const fn every() -> u64 {
    300
}

/// How long things take; shorter in tests.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// Between two looks at one feed.
    every: Duration,
    /// After the first fault of one feed; doubled after each further one.
    pause: Duration,
    /// Never longer than this.
    pause_max: Duration,
}

/// One feed.
#[derive(Debug)]
struct Feed {
    url: Url,
    /// What it is called on a screen.
    name: String,
    /// What it is called in the cursor.
    key: String,
    /// Between two looks at it, as a person says, and what it is with its own advice.
    every: Duration,
    wait: Duration,
    /// Every item of it is a mention.
    all: bool,
    memory: Memory,
    /// When it is asked next.
    due: Instant,
    /// It asked to be left alone until then.
    not_before: Option<Instant>,
    asked: bool,
    /// It was read in this run, without a fault since.
    steady: bool,
    rounds: u64,
    faults: u32,
    fault: Option<Fault>,
    /// It was said to fail, in this run or an earlier one, and not yet that it is well again.
    ill: bool,
    /// How many items its last document held beside those that are read.
    older: u64,
    /// The fingerprint of its last document, if that ended in the middle.
    cut: Option<u64>,
}

/// Feeds that are listened to.
pub struct Rss {
    feeds: Vec<Feed>,
    http: Http,
    wanted: Wanted,
    pace: Pace,
    since: Option<Stamp>,
    cursor: Option<String>,
}

impl fmt::Debug for Rss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.feeds.iter().map(|feed| &feed.name)).finish()
    }
}

/// What a feed answered.
enum Answered {
    /// Nothing has changed.
    Same { upto: Option<Stamp>, advice: Duration },
    /// This.
    Changed(Box<Changed>),
}

/// A new document.
struct Changed {
    document: Document,
    url: Url,
    /// Its fingerprint, if it ends in the middle.
    cut: Option<u64>,
    etag: Option<String>,
    modified: Option<String>,
    upto: Option<Stamp>,
    advice: Duration,
}

impl Rss {
    /// Feeds as a person set them.
    ///
    /// # Errors
    /// Which setting cannot work.
    pub fn new(settings: Settings, wanted: Wanted, now: Clock) -> Result<Rss, Fault> {
        if !(EVERY_MIN..=EVERY_MAX).contains(&settings.every_s) {
            return Err(Fault::Setting("every_s", Wrong::Range(EVERY_MIN, EVERY_MAX)));
        }
        let every = Duration::from_secs(settings.every_s);
        let pace = Pace { every, pause: Duration::from_secs(30), pause_max: Duration::from_secs(3600).max(every) };
        Rss::with(settings, wanted, now, pace)
    }

    fn with(settings: Settings, wanted: Wanted, now: Clock, pace: Pace) -> Result<Rss, Fault> {
        let urls = settings.urls.0;
        if urls.is_empty() || urls.len() > FEEDS_MAX {
            return Err(Fault::Setting("urls", Wrong::Count(1, FEEDS_MAX as u64)));
        }
        let mut feeds: Vec<Feed> = Vec::new();
        for url in urls.iter() {
            let (url, every) = address::read(url)?;
            if feeds.iter().all(|feed| feed.url != url) {
                feeds.push(Feed::new(url, settings.all, every.unwrap_or(pace.every)));
            }
        }
        let hosts: Vec<String> = feeds.iter().map(|feed| host(&feed.url)).collect();
        for (n, feed) in feeds.iter_mut().enumerate() {
            if hosts.iter().filter(|h| **h == hosts[n]).count() > 1 {
                feed.name = format!("{} #{}", hosts[n], n + 1);
            }
        }
        Ok(Rss { feeds, http: Http::new(now)?, wanted, pace, since: None, cursor: None })
    }

    /// Goes back to what the room has.
    fn begin(&mut self, start: Start) {
        let mut kept = start.cursor.as_deref().map(memory::read).unwrap_or_default();
        self.since = start.since.filter(|_| start.cursor.is_none());
        self.cursor = start.cursor;
        let now = Instant::now();
        for feed in &mut self.feeds {
            feed.memory = kept.remove(&feed.key).unwrap_or_default();
            (feed.asked, feed.steady) = (false, false);
            feed.faults = 0;
            feed.not_before = feed.not_before.filter(|at| *at > now);
            // one that still fails is told again
            feed.fault = None;
            feed.due = feed.not_before.unwrap_or(now);
        }
    }

    async fn listen(&mut self, out: &Outlet) -> Result<Infallible, Fault> {
        let mut asked: JoinSet<(usize, Result<Answered, Fault>)> = JoinSet::new();
        loop {
            let now = Instant::now();
            while asked.len() < AT_ONCE
                && let Some(n) = self.next(now)
            {
                let feed = &mut self.feeds[n];
                feed.asked = true;
                let (http, url, memory) = (self.http.clone(), feed.url.clone(), feed.memory.clone());
                asked.spawn(async move { (n, ask(&http, &url, memory).await) });
            }
            let due = self.feeds.iter().filter(|f| !f.asked && f.due > now).map(|f| f.due).min();
            let due = due.unwrap_or(now + self.pace.pause_max);
            tokio::select! {
                Some(done) = asked.join_next() => {
                    let (n, answer) = done.map_err(|_| Fault::Strange("feed".into()))?;
                    self.feeds[n].asked = false;
                    match answer.and_then(|answer| self.feeds[n].as_it_ends(answer)) {
                        Ok(answer) => self.heard(n, answer, out).await?,
                        Err(fault) => self.failed(n, fault, out).await?,
                    }
                }
                () = sleep_until(due) => {}
            }
        }
    }

    /// The feed whose turn it is. No host is asked twice at the same time.
    fn next(&self, now: Instant) -> Option<usize> {
        let busy = |n: usize| self.feeds.iter().any(|f| f.asked && f.url.host() == self.feeds[n].url.host());
        let due = (0..self.feeds.len()).filter(|n| !self.feeds[*n].asked && self.feeds[*n].due <= now && !busy(*n));
        due.min_by_key(|n| self.feeds[*n].due)
    }

    /// Hands over what is new in an answer, and says that the feed is alive.
    async fn heard(&mut self, n: usize, answer: Answered, out: &Outlet) -> Result<(), Fault> {
        let now = out.now();
        let several = self.feeds.len() > 1;
        let (advice, upto) = match &answer {
            Answered::Same { advice, upto } => (*advice, *upto),
            Answered::Changed(new) => (new.advice, new.upto),
        };
        let mut last = Batch { upto, ..Batch::default() };
        let mut older = self.feeds[n].older;
        if let Answered::Changed(new) = answer {
            last.looked = new.document.items.len() as u64;
            older = new.document.older;
            let found = mention::found(new.document, &new.url, &self.feeds[n].key, self.feeds[n].all, now);
            let prints: Vec<u64> = found.iter().map(|f| f.print).collect();
            let mut batches = self.batches(n, found, now);
            let end = batches.pop().unwrap_or_default();
            for batch in batches {
                out.send(Batch { upto, ..batch }).await?;
            }
            (last.heard, last.late) = (end.heard, end.late);
            self.feeds[n].memory.renew(new.etag, new.modified, &prints);
        }
        let feed = &mut self.feeds[n];
        feed.memory.read = Some(now);
        feed.steady = true;
        (feed.faults, feed.not_before) = (0, None);
        feed.fault = None;
        let well = std::mem::take(&mut feed.ill) && several;
        let news = well || std::mem::replace(&mut feed.older, older) != older;
        last.part = news.then(|| Part { name: feed.name.clone(), fault: None, older });
        feed.wait = feed.every.max(advice);
        feed.later(feed.wait);
        last.gap = self.gap();
        last.cursor = self.moved();
        out.send(last).await
    }

    /// How long it takes until one of those that can be read is looked at again.
    fn gap(&self) -> Option<i64> {
        let wait = self.feeds.iter().filter(|feed| feed.fault.is_none()).map(|feed| feed.wait).min()?;
        i64::try_from(wait.as_millis()).ok()
    }

    /// The cursor, when it says more than the last one. Nothing is written for a look that found nothing.
    fn moved(&mut self) -> Option<String> {
        let read = self.feeds.iter().filter(|feed| feed.memory.read.is_some());
        let cursor = memory::write(read.map(|feed| (feed.key.clone(), &feed.memory)).collect::<Vec<_>>().into_iter());
        if self.cursor.as_ref() == Some(&cursor) {
            return None;
        }
        self.cursor = Some(cursor);
        self.cursor.clone()
    }

    /// What is new and wanted, oldest first, what is late before what is fresh.
    fn batches(&self, n: usize, found: Vec<Found>, now: Stamp) -> Vec<Batch> {
        let feed = &self.feeds[n];
        let known = feed.memory.known();
        let first = feed.memory.read.is_none();
        let floor = match (first, feed.memory.read) {
            (true, _) => Some(self.since.unwrap_or(now.plus(-FIRST_REACH))),
            // what no longer fitted into the cursor looks new after a restart
            (false, Some(read)) if feed.memory.partly && !feed.steady => Some(read.plus(-FIRST_REACH)),
            _ => None,
        };
        let usual = (2 * feed.every.as_millis() as i64).max(HOUR);
        let mut undated = 0;
        let mut new: Vec<(bool, Found)> = Vec::new();
        for item in found {
            let old = match (item.ts, floor) {
                (Some(ts), Some(floor)) => ts < floor,
                (None, Some(_)) => {
                    undated += 1;
                    undated > FIRST_UNDATED
                }
                (_, None) => false,
            };
            let known_already = Memory::is_known(&known, item.print);
            let wanted = feed.all || (self.wanted)(&item.all);
            if old || known_already || !wanted {
                continue;
            }
            let age = item.ts.map(|ts| now.since(ts));
            let late = first || age.map_or(!feed.steady, |age| age > if feed.steady { usual } else { FRESH });
            new.push((late, item));
        }
        // feeds begin with the newest; those without a time keep their order, behind the others
        new.reverse();
        new.sort_by_key(|(late, item)| (!late, item.ts.unwrap_or(Stamp(i64::MAX))));
        let mut batches: Vec<Batch> = Vec::new();
        for (late, item) in new {
            let open = batches.last_mut().filter(|b| b.late == late && b.heard.len() < BATCH_MAX);
            let said = Heard::Said(Box::new(item.mention));
            match open {
                Some(batch) => batch.heard.push(said),
                None => batches.push(Batch { heard: vec![said], late, ..Batch::default() }),
            }
        }
        batches
    }

    /// Notes that a feed cannot be read: told once, tried again after growing pauses. Only when none can be read is it the
    /// source's fault.
    async fn failed(&mut self, n: usize, fault: Fault, out: &Outlet) -> Result<(), Fault> {
        let several = self.feeds.len() > 1;
        let pace = self.pace;
        let feed = &mut self.feeds[n];
        let pause = pace.pause.saturating_mul(2_u32.saturating_pow(feed.faults)).min(pace.pause_max);
        let pause = match fault {
            Fault::Slower(Some(wait)) => pause.max(wait),
            Fault::Slower(None) => pause.max(feed.every),
            _ => pause,
        };
        feed.later(pause);
        feed.not_before = matches!(fault, Fault::Slower(_)).then_some(feed.due);
        feed.steady = false;
        feed.faults = feed.faults.saturating_add(1);
        let told = feed.fault.as_ref().is_some_and(|before| before.key() == fault.key());
        (feed.fault, feed.ill) = (Some(fault.clone()), true);
        let part = Part { name: feed.name.clone(), fault: Some(fault), older: feed.older };
        if let Some(all) = self.all_failed() {
            return Err(all);
        }
        match several && !told {
            true => out.send(Batch { part: Some(part), gap: self.gap(), ..Batch::default() }).await,
            false => Ok(()),
        }
    }

    /// The fault of the whole, when no feed can be read: the first that is more than a request to wait.
    fn all_failed(&self) -> Option<Fault> {
        let faults: Option<Vec<&Fault>> = self.feeds.iter().map(|feed| feed.fault.as_ref()).collect();
        let faults = faults?;
        let graver = faults.iter().find(|fault| !matches!(fault, Fault::Slower(_)));
        let shortest = || faults.iter().min_by_key(|f| if let Fault::Slower(wait) = f { *wait } else { None });
        graver.or_else(shortest).map(|fault| (*fault).clone())
    }
}

/// Whether an address is that of a search, whose items have been chosen already.
pub fn is_search(url: &str) -> bool {
    Url::parse(url.trim()).is_ok_and(|url| mention::is_search(&url))
}

impl Source for Rss {
    fn run<'a>(&'a mut self, start: Start, out: &'a Outlet) -> Listening<'a> {
        Box::pin(async move {
            self.begin(start);
            match self.listen(out).await {
                Err(fault) => fault,
                Ok(never) => match never {},
            }
        })
    }
}

impl Feed {
    fn new(url: Url, all: Option<bool>, every: Duration) -> Feed {
        Feed {
            name: host(&url),
            key: format!("{:016x}", fingerprint(url.as_str().bytes())),
            all: all.unwrap_or_else(|| mention::is_search(&url)),
            every,
            wait: every,
            memory: Memory::default(),
            due: Instant::now(),
            not_before: None,
            asked: false,
            steady: false,
            rounds: 0,
            faults: 0,
            fault: None,
            ill: false,
            older: 0,
            cut: None,
            url,
        }
    }

    /// A document that ends in the middle. Where it ends there again, that is how the feed is and no line that broke: the
    /// last item comes no wholer than it is. One that holds nothing is not heard, which must not look like calm.
    fn as_it_ends(&mut self, mut answer: Answered) -> Result<Answered, Fault> {
        let Answered::Changed(new) = &mut answer else { return Ok(answer) };
        let again = std::mem::replace(&mut self.cut, new.cut) == new.cut;
        if new.cut.is_some() && again {
            new.document.items.extend(new.document.last.take().map(|item| *item));
        }
        let nothing = new.cut.is_some() && new.document.items.is_empty();
        if nothing { Err(Fault::CutOff(host(&new.url))) } else { Ok(answer) }
    }

    /// Sets when it is asked next: in that time and up to a tenth more, another for each feed and round, so that feeds do
    /// not all come at once.
    fn later(&mut self, wait: Duration) {
        self.rounds += 1;
        let dice = fingerprint(self.url.as_str().bytes().chain(self.rounds.to_le_bytes())) >> 32;
        let more = wait.mul_f64((dice % 1_000) as f64 / 10_000.0);
        self.due = Instant::now() + wait + more;
    }
}

/// Asks a feed for what is new.
async fn ask(http: &Http, url: &Url, memory: Memory) -> Result<Answered, Fault> {
    let with = |request: RequestBuilder| {
        let request = request.header(ACCEPT, KINDS);
        let request = match &memory.etag {
            Some(etag) => request.header(IF_NONE_MATCH, etag),
            None => request,
        };
        match &memory.modified {
            Some(date) => request.header(IF_MODIFIED_SINCE, date),
            None => request,
        }
    };
    let answer = http.get(url, &with, DOCUMENT_MAX).await?;
    let upto = answer.moment();
    let advice = max_age(&answer.headers);
    if answer.status == StatusCode::NOT_MODIFIED {
        return Ok(Answered::Same { upto, advice: advice.min(ADVICE_MAX) });
    }
    let document = read(&answer)?;
    let asks = document.minutes.unwrap_or(0).min(ADVICE_MAX.as_secs() / 60) * 60;
    let kept = |name: HeaderName| word(&answer.headers, name).map(str::to_owned).filter(|_| !document.cut);
    let (etag, modified) = (kept(ETAG), kept(LAST_MODIFIED));
    let advice = advice.max(Duration::from_secs(asks)).min(ADVICE_MAX);
    let cut = document.cut.then(|| fingerprint(answer.body.iter().copied()));
    Ok(Answered::Changed(Box::new(Changed { document, url: answer.url, cut, etag, modified, upto, advice })))
}

fn read(answer: &Answer) -> Result<Document, Fault> {
    let kind = word(&answer.headers, CONTENT_TYPE).unwrap_or_default();
    document::read(&answer.body, charset::of_content_type(kind)).map_err(|what| {
        let kind: String =
            kind.chars().take_while(|c| c.is_ascii_alphanumeric() || "/+.-".contains(*c)).take(40).collect();
        let what = match what {
            Unreadable::Empty => "0 bytes".to_owned(),
            Unreadable::Page => "HTML".to_owned(),
            Unreadable::Other if kind.is_empty() => "?".to_owned(),
            Unreadable::Other => kind,
        };
        Fault::Strange(format!("{}: {what}", host(&answer.url)))
    })
}

fn word(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim).filter(|value| !value.is_empty())
}

fn max_age(headers: &HeaderMap) -> Duration {
    let parts = word(headers, CACHE_CONTROL).unwrap_or_default().split(',');
    let age = parts.filter_map(|part| part.trim().strip_prefix("max-age=")?.parse().ok()).max();
    Duration::from_secs(age.unwrap_or(0))
}
