//! One stream of a server as a task of its own: what it tells goes into a queue, until it breaks or falls silent. Owns
//! what a refusal means; must not know what becomes of an event.

use super::ask::Ask;
use super::{Pace, ask};
use crate::sources::live::sse::{Event, Sse};
use crate::sources::live::{Fault, net};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Response, Url};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

/// Something that a task tells the one who listens.
#[derive(Debug)]
pub enum Told {
    /// A stream is open.
    Open,
    /// There is no such stream, or not for us: ask for pages instead.
    Without,
    /// It cannot be had now: ask for pages, and try again later.
    Later,
    /// A stream's event.
    Event(Event),
    /// A stream shows that it is alive.
    Alive,
    /// A stream broke.
    Broken(Fault),
    /// A page that was asked for.
    Page(Result<ask::Page, Fault>),
}

/// The queue, with which of the things it is about.
pub type Queue = mpsc::Sender<(usize, Told)>;

/// Listens to a stream until it ends or nobody takes what it tells.
pub async fn listen(ask: Ask, url: Url, pace: Pace, which: usize, queue: Queue) {
    let told = match ask.stream(&url).await {
        Ok(response) if !is_stream(&response) => Told::Without,
        Ok(response) => match follow(response, &url, pace, which, &queue).await {
            Some(fault) => Told::Broken(fault),
            None => return,
        },
        // servers answer in many ways that there is no stream: the pages tell whether the token is good at all
        Err(Fault::Status(400..=499 | 501) | Fault::Unauthorised | Fault::Strange(_) | Fault::PrivateAddress(_)) => {
            Told::Without
        }
        Err(_) => Told::Later,
    };
    let _ = queue.send((which, told)).await;
}

fn is_stream(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/event-stream"))
}

/// Passes events on; `None` when nobody takes them.
async fn follow(mut response: Response, url: &Url, pace: Pace, which: usize, queue: &Queue) -> Option<Fault> {
    queue.send((which, Told::Open)).await.ok()?;
    let (mut sse, mut events) = (Sse::new(), Vec::new());
    let mut deadline = Instant::now() + pace.silent;
    loop {
        let piece = match timeout_at(deadline, response.chunk()).await {
            Err(_) => return Some(Fault::Silent(pace.silent)),
            Ok(Err(error)) => {
                return Some(match net::fault(&error, url) {
                    Fault::Strange(host) => Fault::Reset(host), // an answer cut short
                    other => other,
                });
            }
            Ok(Ok(None)) => return Some(Fault::Reset(net::host(url))),
            Ok(Ok(Some(piece))) => piece,
        };
        match sse.push(&piece, |event| events.push(event)) {
            Err(fault) => return Some(fault),
            Ok(0) => continue, // bytes without an end of a line are no sign of life
            Ok(_) => {}
        }
        if events.is_empty() {
            queue.send((which, Told::Alive)).await.ok()?;
        }
        for event in events.drain(..) {
            queue.send((which, Told::Event(event))).await.ok()?;
        }
        deadline = Instant::now() + pace.silent; // not counting the time for which the room kept us waiting
    }
}
