//! Who wrote what was heard: the stream tells an account's identity and nothing else, so that the network's public view is
//! asked for its profile, once the mention is in the room. Owns who is asked about and how often: authors of mentions alone,
//! each once a day, several at once, at a server's own pace. Nobody is known to the server that is
//! asked: there is no account and no secret. What cannot be learnt is left unknown; the stream is heard all the same.

use super::PLATFORM;
use crate::domain::author::AuthorFacts;
use crate::domain::time::Stamp;
use crate::sources::live::net::{self, Http};
use crate::sources::live::supervise::Pauses;
use crate::sources::live::{Batch, Clock, Committed, Fault, Heard, Outlet, Wrong};
use reqwest::Url;
use serde_json::Value;
use std::collections::{HashSet, VecDeque};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;
use tokio::sync::{Notify, oneshot};
use tokio::time::{Instant, sleep_until, timeout};

/// Where the network's public view is asked, unless a source says otherwise.
const PUBLIC: &str = "https://public.api.bsky.app";
/// The question, as the network calls it.
const METHOD: [&str; 2] = ["xrpc", "app.bsky.actor.getProfiles"];
/// Most accounts of one question: the method's own limit.
const TOGETHER: usize = 25;
/// Longest question, in bytes of identities; an ordinary one has 800.
const QUESTION_MAX: usize = 2_048;
/// Largest answer that is read.
const ANSWER_MAX: usize = 512 << 10;
/// Most authors that wait to be asked about. Whoever is one too many is asked about when they write again.
const WAITING: usize = 1_000;
/// Batches that are on their way at once: a source may not have more of them, and one too many is let go.
const HANDED: usize = 64;
/// Authors that are remembered as asked about, the oldest goes; and for how long nobody asks again.
const REMEMBERED: usize = 20_000;
const AGE: Duration = Duration::from_secs(24 * 3_600);
/// So many questions about an author without an answer: they stay unknown for that long.
const TRIES: u8 = 8;
/// Longest name and handle that are taken, in bytes: the network's own limits are 640 and 253.
const NAME_MAX: usize = 640;
const HANDLE_MAX: usize = 253;

/// How long what takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// Between two questions, and until the first of them has company.
    pub between: Duration,
    /// Longest wait for an answer.
    pub answer: Duration,
    /// First pause after a failure; it doubles from there.
    pub first: Duration,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace { between: Duration::from_secs(1), answer: Duration::from_secs(15), first: Duration::from_secs(1) }
    }
}

/// Somebody to ask about.
#[derive(Debug, Clone)]
struct Wanted {
    account: Box<str>,
    tries: u8,
    /// A question about several was refused: who is the reason is found by asking for each.
    alone: bool,
}

/// Authors of mentions on their way, and the word that these are in the room.
type Handed = (oneshot::Receiver<Committed>, Vec<Box<str>>);

struct State {
    handed: VecDeque<Handed>,
    waiting: VecDeque<Wanted>,
    /// Of whom the answer has not come.
    asked: Vec<Wanted>,
    /// Who was taken up within [`AGE`].
    recent: HashSet<Box<str>>,
    /// When each of them was, the oldest first.
    order: VecDeque<(Box<str>, Instant)>,
    /// How long is waited after the next failure, and until when nothing is asked: a stream that breaks off and comes back
    /// must not make us forget what the server asked for.
    pauses: Pauses,
    rests: Option<Instant>,
}

impl State {
    fn forget_oldest(&mut self) {
        if let Some((oldest, _)) = self.order.pop_front() {
            self.recent.remove(&oldest);
        }
    }
}

/// Asks for profiles.
pub(super) struct Profiles {
    server: Url,
    now: Clock,
    pace: Pace,
    state: Mutex<State>,
    news: Notify,
    more: Notify,
}

/// The server that a source's settings name; none when it is not to be asked: an empty address, or nothing said where all the
/// streams come from inside this machine or network, whose accounts are none of the public's.
pub(super) fn server<'u>(said: Option<&str>, streams: impl IntoIterator<Item = &'u Url>) -> Result<Option<Url>, Fault> {
    let said = match said {
        Some(said) => said.trim(),
        None if streams.into_iter().all(is_inside) => "",
        None => PUBLIC,
    };
    if said.is_empty() {
        return Ok(None);
    }
    let wrong = |wrong| Fault::Setting("profiles", wrong);
    let url = Url::parse(said).map_err(|_| wrong(Wrong::Form("https://HOST")))?;
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let nobody = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) || !bare || !nobody {
        return Err(wrong(Wrong::Form("https://HOST")));
    }
    if url.scheme() == "http" && !is_inside(&url) {
        return Err(wrong(Wrong::NotEncrypted));
    }
    Ok(Some(url))
}

/// Whether an address names this machine or one of the network around it.
fn is_inside(url: &Url) -> bool {
    let host = net::host(url);
    let bare = host.trim_matches(['[', ']']);
    bare.eq_ignore_ascii_case("localhost") || bare.parse().is_ok_and(net::is_private)
}

impl Profiles {
    pub fn new(server: Url, pace: Pace, now: Clock) -> Profiles {
        let state = State {
            handed: VecDeque::new(),
            waiting: VecDeque::new(),
            asked: Vec::new(),
            recent: HashSet::new(),
            order: VecDeque::new(),
            pauses: Pauses::from(pace.first),
            rests: None,
        };
        Profiles { server, now, pace, state: Mutex::new(state), news: Notify::new(), more: Notify::new() }
    }

    /// Takes the authors of a batch up once it is in the room. One that nobody keeps, as in a trial, is asked about nobody.
    pub fn follow(&self, kept: oneshot::Receiver<Committed>, authors: Vec<Box<str>>) {
        let mut state = self.state();
        if state.handed.len() < HANDED {
            state.handed.push_back((kept, authors));
            drop(state);
            self.news.notify_one();
        }
    }

    /// Asks for as long as it lives.
    pub async fn run(&self, out: &Outlet) {
        tokio::join!(self.take_up(), self.keep_asking(out));
    }

    async fn take_up(&self) {
        loop {
            while self.state().handed.is_empty() {
                self.news.notified().await;
            }
            // it stays the first until it is known: this may end at any point
            let kept = poll_fn(|cx| match self.state().handed.front_mut() {
                Some((kept, _)) => Pin::new(kept).poll(cx).map(|kept| kept.is_ok()),
                None => Poll::Ready(false),
            });
            let kept = kept.await;
            let authors = self.state().handed.pop_front().filter(|_| kept).map(|(_, authors)| authors);
            authors.iter().flatten().for_each(|author| self.want(author));
        }
    }

    /// Asks about an author when there is time, unless that was done of late.
    fn want(&self, account: &str) {
        let now = Instant::now();
        let mut state = self.state();
        while state.order.front().is_some_and(|(_, at)| now - *at >= AGE) {
            state.forget_oldest();
        }
        if state.recent.contains(account) || state.waiting.len() + state.asked.len() >= WAITING {
            return;
        }
        if state.order.len() >= REMEMBERED {
            state.forget_oldest();
        }
        state.recent.insert(account.into());
        state.order.push_back((account.into(), now));
        state.waiting.push_back(Wanted { account: account.into(), tries: 0, alone: false });
        drop(state);
        self.more.notify_one();
    }

    async fn keep_asking(&self, out: &Outlet) {
        let mut http = None;
        self.put_back();
        loop {
            while self.state().waiting.is_empty() {
                self.more.notified().await;
            }
            let soon = Instant::now() + self.pace.between;
            let rests = self.state().rests.unwrap_or(soon);
            sleep_until(soon.max(rests)).await;
            let accounts = self.next();
            match self.ask(&mut http, &accounts, out.now()).await {
                Ok(heard) => {
                    if !heard.is_empty() && out.send(Batch { heard, aside: true, ..Batch::default() }).await.is_err() {
                        // nobody takes it any more: whoever listens finds that out as well
                        return;
                    }
                    let mut state = self.state();
                    state.asked.clear();
                    state.pauses = Pauses::from(self.pace.first);
                }
                Err(fault) => self.failed(&fault),
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those whose answer was cut off are asked about again, and first.
    fn put_back(&self) {
        let mut state = self.state();
        let asked = std::mem::take(&mut state.asked);
        asked.into_iter().rev().for_each(|wanted| state.waiting.push_front(wanted));
    }

    /// Whom the next question is about.
    fn next(&self) -> Vec<Box<str>> {
        let mut state = self.state();
        let mut length = 0;
        while let Some(first) = state.waiting.front() {
            length += first.account.len();
            let full = state.asked.len() == TOGETHER || length > QUESTION_MAX || first.alone;
            if full && !state.asked.is_empty() {
                break;
            }
            let Some(first) = state.waiting.pop_front() else { break };
            let alone = first.alone;
            state.asked.push(first);
            if alone {
                break;
            }
        }
        state.asked.iter().map(|wanted| wanted.account.clone()).collect()
    }

    /// What becomes of those who were asked about when there was no answer, and when somebody is asked about again.
    fn failed(&self, fault: &Fault) {
        let mut state = self.state();
        let wait = match fault {
            // it was an answer, and the next may be better
            Fault::Status(400..500) => Duration::ZERO,
            Fault::Slower(Some(wait)) => *wait,
            _ => state.pauses.next(),
        };
        state.rests = Some(Instant::now() + wait);
        let refused = matches!(fault, Fault::Status(400..500));
        let several = state.asked.len() > 1;
        let asked = std::mem::take(&mut state.asked);
        for mut wanted in asked.into_iter().rev() {
            // that a server has had enough says nothing of whom it was asked about
            wanted.tries += u8::from(!matches!(fault, Fault::Slower(_)));
            wanted.alone |= refused;
            if wanted.tries < TRIES && (several || !refused) {
                state.waiting.push_front(wanted);
            }
        }
    }

    async fn ask(&self, http: &mut Option<Http>, accounts: &[Box<str>], now: Stamp) -> Result<Vec<Heard>, Fault> {
        // made by the first question: most rooms have no stream
        let http = match http {
            Some(http) => http,
            None => http.insert(Http::new(self.now)?),
        };
        let mut url = self.server.clone();
        url.path_segments_mut().map_err(|()| Fault::Strange(net::host(&self.server)))?.extend(METHOD);
        url.query_pairs_mut().extend_pairs(accounts.iter().map(|account| ("actors", account)));
        let asked = http.get(&url, &|request| request.header("accept", "application/json"), ANSWER_MAX);
        let answer = timeout(self.pace.answer, asked).await.unwrap_or(Err(Fault::Silent(self.pace.answer)))?;
        let strange = || Fault::Strange(net::host(&answer.url));
        let value: Value = serde_json::from_slice(&answer.body).map_err(|_| strange())?;
        let profiles = value.get("profiles").and_then(Value::as_array).ok_or_else(strange)?;
        // of whom nobody asked nothing is taken
        let mut left: HashSet<&str> = accounts.iter().map(|account| &**account).collect();
        let told = profiles.iter().take(TOGETHER).filter_map(|profile| {
            let account = profile.get("did")?.as_str()?;
            left.remove(account).then(|| Heard::Author(Box::new(facts(account, profile, now))))
        });
        Ok(told.collect())
    }
}

/// What a profile says of an account. Fields that are missing or of another type are unknown.
fn facts(account: &str, profile: &Value, now: Stamp) -> AuthorFacts {
    let word = |key: &str| profile.get(key).and_then(Value::as_str).unwrap_or_default();
    let handle = Some(word("handle")).filter(|handle| {
        // so the network calls an account whose name does not hold any more
        *handle != "handle.invalid" && handle.len() <= HANDLE_MAX && handle.bytes().all(|c| c.is_ascii_graphic())
    });
    let name = word("displayName");
    let status = |key: &str| Some(profile.get("verification")?.get(key)?.as_str()? == "valid");
    let verified = [status("verifiedStatus"), status("trustedVerifierStatus")];
    AuthorFacts {
        platform: PLATFORM.to_owned(),
        account: account.to_owned(),
        handle: handle.unwrap_or_default().to_owned(),
        name: name[..name.floor_char_boundary(NAME_MAX)].to_owned(),
        followers: profile.get("followersCount").and_then(Value::as_u64),
        verified: verified.into_iter().flatten().reduce(|a, b| a || b),
        // no account is of tomorrow, nor older than the network's forerunners
        since: Stamp::parse(word("createdAt")).filter(|at| (Stamp(0)..=now).contains(at)),
    }
}

#[cfg(test)]
#[path = "profiles_tests.rs"]
mod tests;
