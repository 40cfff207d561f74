//! Bluesky, heard through Jetstream: the whole network's posts as plain JSON over a WebSocket, without an account. Owns the
//! settings, one connection at a time and its batches; what is wanted of the stream is the sieve's.
//!
//! Both protocols are spoken, told apart by the address: `/subscribe` (the public `jetstream1` and `jetstream2` hosts) and
//! `/xrpc/network.bsky.jetstream.subscribeEvents`. Servers deliver at least once and keep a day or three; a reader resumes a
//! few seconds before where it was, since the room knows what it has.

mod decode;
mod dial;
mod ear;
mod place;
mod post;
mod profiles;
mod sieve;

pub use decode::Wire;
pub use sieve::{Mark, Sieve, Sort};

use crate::sources::live::{Batch, Clock, Fault, Listening, Outlet, Source, Start, Wanted, Wrong};
use dial::Line;
use ear::{Ear, End};
use place::{Begin, Place};
use profiles::Profiles;
use reqwest::Url;
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;

/// As in a mention.
const PLATFORM: &str = "bluesky";
/// Most servers.
const URLS_MAX: usize = 16;
/// Most collections and languages.
const LIST_MAX: usize = 20;
/// Longest time that is heard again on resuming, in seconds.
const OVERLAP_MAX: u32 = 3_600;
/// How far back one that begins anew may ask, in microseconds; public servers keep less.
const BACK_MAX: i64 = 72 * 3_600 * 1_000_000;

/// A Jetstream source in `sources.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Servers, asked in turn: each time that one fails, the next.
    pub urls: Vec<String>,
    /// Which records are asked for, such as `app.bsky.feed.post` or `app.bsky.feed.*`; mentions are made of posts alone.
    pub collections: Vec<String>,
    /// How many seconds are heard again on resuming: servers number and time events each for itself.
    pub overlap_s: u32,
    /// Posts in these languages alone, as their authors' apps say; those that say none are heard. All when empty.
    pub langs: Vec<String>,
    /// After how many seconds without any event a server counts as silent. For a quiet server of one's own, 0: as long as it
    /// answers at all.
    pub silence_s: u32,
    /// The server that is asked who wrote what was heard; nobody when it is empty. When nothing is said, the network's public
    /// one, unless all of `urls` lie inside this machine or network.
    pub profiles: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        let host = |name: &str| format!("wss://{name}.bsky.network/subscribe");
        let hosts = ["jetstream1.us-east", "jetstream2.us-east", "jetstream1.us-west", "jetstream2.us-west"];
        Settings {
            urls: hosts.map(host).to_vec(),
            collections: vec![decode::POST.to_owned()],
            overlap_s: 5,
            langs: Vec::new(),
            silence_s: 60,
            profiles: None,
        }
    }
}

/// How long what takes.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// Until a line must be open.
    connect: Duration,
    /// Longest time without an event, if there is one.
    silence: Option<Duration>,
    /// Longest time without anything, not even an answer to a ping.
    dead: Duration,
    /// After so long without anything the server is asked whether it is there.
    ping: Duration,
    /// Longest that a mention waits for company.
    flush: Duration,
    /// How often the cursor moves on while nothing is wanted.
    sign: Duration,
}

/// Listens to Jetstream servers.
pub struct Jetstream {
    urls: Vec<(Url, Wire)>,
    collections: Vec<String>,
    overlap: i64,
    pace: Pace,
    sieve: Sieve,
    /// Asks who wrote what was heard.
    profiles: Option<Arc<Profiles>>,
    /// Which server is next.
    turn: usize,
    /// That something is lost was told, and not yet gone on from.
    told: bool,
    /// From where there is something again, when it was told.
    again: Option<Place>,
}

impl Jetstream {
    /// A source with these settings.
    ///
    /// # Errors
    /// [`Fault::Setting`] for one that cannot work.
    pub fn new(settings: Settings, wanted: Wanted, now: Clock) -> Result<Self, Fault> {
        let Settings { urls, collections, overlap_s, langs, silence_s, profiles } = settings;
        if !(1..=URLS_MAX).contains(&urls.len()) {
            return Err(Fault::Setting("urls", Wrong::Count(1, URLS_MAX as u64)));
        }
        let urls = urls.iter().map(|u| address(u)).collect::<Result<Vec<_>, _>>()?;
        let server = profiles::server(profiles.as_deref(), urls.iter().map(|(url, _)| url))?;
        let nsid = |c: &String| c.len() <= 317 && c.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.*".contains(&b));
        if collections.len() > LIST_MAX || !collections.iter().all(nsid) {
            return Err(Fault::Setting("collections", Wrong::Form(decode::POST)));
        }
        let posts = |c: &String| c == decode::POST || c.strip_suffix('*').is_some_and(|c| decode::POST.starts_with(c));
        if !collections.iter().any(posts) {
            return Err(Fault::Setting("collections", Wrong::Missing(decode::POST)));
        }
        if overlap_s > OVERLAP_MAX {
            return Err(Fault::Setting("overlap_s", Wrong::Range(0, u64::from(OVERLAP_MAX))));
        }
        let language =
            |l: &String| (2..=35).contains(&l.len()) && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if langs.len() > LIST_MAX || !langs.iter().all(language) {
            return Err(Fault::Setting("langs", Wrong::Form("en")));
        }
        let pace = Pace {
            connect: Duration::from_secs(20),
            silence: (silence_s > 0).then(|| Duration::from_secs(silence_s.into())),
            dead: Duration::from_secs(60),
            ping: Duration::from_secs(15),
            flush: Duration::from_millis(100),
            sign: Duration::from_secs(5),
        };
        let sieve = Sieve::new(wanted, &langs);
        Ok(Jetstream {
            urls,
            collections,
            overlap: i64::from(overlap_s) * 1_000_000,
            pace,
            sieve,
            profiles: server.map(|server| Arc::new(Profiles::new(server, profiles::Pace::default(), now))),
            turn: 0,
            told: false,
            again: None,
        })
    }

    /// Listens to the next server until something goes wrong.
    async fn listen(&mut self, start: Start, out: &Outlet) -> Fault {
        let (url, wire) = self.urls[self.turn % self.urls.len()].clone();
        self.turn = self.turn.wrapping_add(1);
        let written = start.cursor.as_deref().and_then(Place::read);
        // whoever runs it may let go of a cursor that was too old; what there still is begins there all the same
        let place = written.or_else(|| self.again.clone().filter(|_| self.told));
        if start.cursor.is_some() && place.is_none() && !self.told {
            // what was said since then is not found again: no reason to be silent about it
            self.told = true;
            return Fault::CursorTooOld;
        }
        let mut by_number = !self.told;
        let fault = loop {
            let begin = match (&place, start.since) {
                (Some(Place { number: Some((n, server)), .. }), _)
                    if by_number && wire == Wire::Second && server_of(server) == url.host_str().unwrap_or_default() =>
                {
                    Begin::Number(*n)
                }
                (Some(place), _) => Begin::Time(u64::try_from(place.at - self.overlap).unwrap_or(0)),
                (None, Some(since)) => {
                    let oldest = place::micros(out.now()).saturating_sub(BACK_MAX);
                    Begin::Time(u64::try_from(place::micros(since).max(oldest)).unwrap_or(0))
                }
                (None, None) => Begin::Now,
            };
            match self.hear(&url, wire, begin, place.as_ref(), out).await {
                End::OtherNumbers if by_number => by_number = false,
                End::OtherNumbers => break Fault::Strange(url.host_str().unwrap_or_default().to_owned()),
                End::Fault(fault) => break fault,
            }
        };
        // told once; the next time it goes on from what there still is
        self.told |= fault == Fault::CursorTooOld;
        fault
    }

    async fn hear(&mut self, url: &Url, wire: Wire, begin: Begin, place: Option<&Place>, out: &Outlet) -> End {
        let by_number = matches!(begin, Begin::Number(_));
        let asked = place::ask(url, wire, &self.collections, begin);
        let mut line = match dial::open(&asked, by_number, self.pace.connect, out.now()).await {
            Ok(line) => line,
            Err(fault) => {
                self.again = place.cloned();
                return End::Fault(fault);
            }
        };
        // of no use to the room, which wants more of a stream than an open line; whoever tries it out knows that it is there
        if let Err(fault) = out.send(Batch { aside: true, ..Batch::default() }).await {
            return End::Fault(fault);
        }
        let server = server(&line);
        if by_number && place.and_then(|p| p.number.as_ref()).is_some_and(|(_, of)| *of != server) {
            return End::OtherNumbers;
        }
        let mut ear = Ear::new(self.pace, wire, server, begin, place.map(|p| p.at), self.overlap);
        ear.profiles.clone_from(&self.profiles);
        let end = ear.listen(&mut line, &mut self.sieve, &mut self.told, out).await;
        self.again = ear.place().or(place).cloned();
        end
    }
}

impl Source for Jetstream {
    fn run<'a>(&'a mut self, start: Start, out: &'a Outlet) -> Listening<'a> {
        let profiles = self.profiles.clone();
        Box::pin(async move {
            let asks = async {
                if let Some(profiles) = &profiles {
                    profiles.run(out).await;
                }
                std::future::pending().await
            };
            tokio::select! {
                // the stream first: who wrote is known soon enough
                biased;
                fault = self.listen(start, out) => fault,
                never = asks => never,
            }
        })
    }
}

/// Whose numbers they are: a server's, and of its present archive where it names that.
fn server(line: &Line) -> String {
    match &line.boot {
        Some(boot) => format!("{}/{boot}", line.host()),
        None => line.host().to_owned(),
    }
}

/// The host in what [`server`] makes.
fn server_of(name: &str) -> &str {
    name.split('/').next().unwrap_or_default()
}

/// Reads the address of a server; without a path it is one of the first protocol.
fn address(text: &str) -> Result<(Url, Wire), Fault> {
    let wrong = |what| Fault::Setting("urls", Wrong::Form(what));
    let mut url = Url::parse(text.trim()).map_err(|_| wrong("wss://HOST/subscribe"))?;
    if !matches!(url.scheme(), "ws" | "wss") || url.host_str().is_none_or(str::is_empty) {
        return Err(wrong("wss://HOST/subscribe"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("wss://HOST/subscribe"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("wss://HOST/subscribe"));
    }
    if url.path() == "/" {
        url.set_path("/subscribe");
    }
    let wire = place::wire(&url)
        .ok_or_else(|| wrong("wss://HOST/subscribe, wss://HOST/xrpc/network.bsky.jetstream.subscribeEvents"))?;
    Ok((url, wire))
}

#[cfg(test)]
mod tests;
