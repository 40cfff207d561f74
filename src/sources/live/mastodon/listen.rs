//! One connection: pages and streams side by side, in one loop that never waits for the network. Owns the order of
//! things and what leaves as one batch; must not know the interface's addresses or fields.

use super::decode::{self, Post};
use super::stream::{self, Queue, Told};
use super::thing::{self, Cursor, Item, Thing};
use super::walk::{Found, Line};
use super::{Mastodon, ask};
use crate::domain::time::{MINUTE, Stamp};
use crate::sources::live::sse::Event;
use crate::sources::live::{BATCH_MAX, Batch, Fault, Heard, Outlet, Start};
use serde_json::Value;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

/// What is told ahead of the room, in events and pages; behind it the network waits.
const AHEAD: usize = 32;
/// Events that leave as one batch at most.
const TOGETHER: usize = 64;

/// Listens until something goes wrong.
pub async fn listen(source: &mut Mastodon, start: Start, out: &Outlet) -> Result<Infallible, Fault> {
    if source.instance.is_none() {
        source.instance = source.ask.instance(out.now()).await;
    }
    if let Some(domain) = source.instance.as_ref().and_then(|i| i.domain.clone()) {
        source.site.domain = domain;
    }
    source.seen.begin();
    let (queue, mut told) = mpsc::channel(AHEAD);
    let mut ear = Ear::new(source, start, out, queue);
    for which in 0..ear.lines.len() {
        ear.connect(which);
    }
    loop {
        ear.tidy()?;
        let wake = ear.ask_next();
        tokio::select! {
            Some((which, said)) = told.recv() => {
                ear.take(which, said).await?;
                let mut taken = 1;
                while taken < TOGETHER && let Ok((which, said)) = told.try_recv() {
                    ear.take(which, said).await?;
                    taken += 1;
                }
                ear.flush().await?;
            }
            () = sleep_until(wake) => {}
        }
    }
}

/// A thing and when it is asked for.
struct Turn {
    line: Line,
    due: Instant,
    state: State,
    /// Its stream opened while a page was on its way: that page may be from before.
    again: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// No stream: pages alone.
    Pages,
    /// A stream is being opened, or is to be opened from this moment on.
    Trying(Option<Instant>),
    /// A stream tells.
    Stream,
}

struct Ear<'a> {
    source: &'a mut Mastodon,
    out: &'a Outlet,
    lines: Vec<Turn>,
    cursor: Cursor,
    backfill: bool,
    queue: Queue,
    tasks: JoinSet<()>,
    /// Whose page is on its way.
    asking: Option<usize>,
    /// No question before this, so that the server refuses none.
    free_at: Instant,
    reset: Option<Stamp>,
    batch: Batch,
    told_at: Instant,
}

impl<'a> Ear<'a> {
    fn new(source: &'a mut Mastodon, start: Start, out: &'a Outlet, queue: Queue) -> Self {
        let server = source.site.host.clone();
        let kept = start.cursor.and_then(|text| Cursor::read(&text, &server, &source.things));
        let backfill = kept.is_none() && start.since.is_some();
        let from = start.since.unwrap_or_else(|| out.now());
        let cursor = kept.unwrap_or(Cursor { server, from: from.0, ..Cursor::default() });
        let now = Instant::now();
        let state = if source.streams { State::Trying(None) } else { State::Pages };
        let turn = |thing: &Thing| {
            let line = Line::new(thing.clone(), cursor.at.get(&thing.key()).cloned());
            Turn { line, due: now, state, again: false }
        };
        let lines = source.things.iter().map(turn).collect();
        let tasks = JoinSet::new();
        let batch = Batch::default();
        Ear {
            source,
            out,
            lines,
            cursor,
            backfill,
            queue,
            tasks,
            asking: None,
            free_at: now,
            reset: None,
            batch,
            told_at: now,
        }
    }

    /// Opens a thing's stream in a task of its own.
    fn connect(&mut self, which: usize) {
        let source = &*self.source;
        let turn = &mut self.lines[which];
        if turn.state == State::Pages {
            return;
        }
        let base = source.instance.as_ref().and_then(|i| i.streaming.as_ref()).unwrap_or(&source.ask.base);
        let Some(url) = turn.line.thing.stream(base) else {
            turn.state = State::Pages;
            return;
        };
        turn.state = State::Trying(None);
        self.tasks.spawn(stream::listen(source.ask.clone(), url, source.pace, which, self.queue.clone()));
    }

    /// Forgets tasks that ended. One that panicked would never tell, and we would wait for it as if all were calm.
    fn tidy(&mut self) -> Result<(), Fault> {
        while let Some(ended) = self.tasks.try_join_next() {
            ended.map_err(|_| Fault::Strange(self.source.site.host.clone()))?;
        }
        Ok(())
    }

    /// Asks for the page that is due, if one is, and says when to look again.
    fn ask_next(&mut self) -> Instant {
        let now = Instant::now();
        let mut wake = now + self.source.pace.reconcile;
        for which in 0..self.lines.len() {
            if let State::Trying(Some(at)) = self.lines[which].state {
                if at <= now {
                    self.connect(which);
                } else {
                    wake = wake.min(at);
                }
            }
        }
        if self.asking.is_some() {
            return wake;
        }
        let Some(which) = (0..self.lines.len()).min_by_key(|which| self.lines[*which].due) else { return wake };
        let due = self.lines[which].due.max(self.free_at);
        if due > now {
            return wake.min(due);
        }
        self.asking = Some(which);
        let line = &self.lines[which].line;
        let url = line.thing.page(&self.source.ask.base, line.edge());
        let (ask, queue, now) = (self.source.ask.clone(), self.queue.clone(), self.out.now());
        self.tasks.spawn(async move {
            let page = ask.page(&url, ask::PAGE_BYTES, now).await;
            let _ = queue.send((which, Told::Page(page))).await;
        });
        wake
    }

    async fn take(&mut self, which: usize, told: Told) -> Result<(), Fault> {
        let pace = self.source.pace;
        let turn = &mut self.lines[which];
        match told {
            Told::Open => {
                turn.state = State::Stream;
                turn.again = self.asking == Some(which);
                turn.due = Instant::now(); // what was said between the last page and the stream
            }
            Told::Without => turn.state = State::Pages,
            Told::Later => turn.state = State::Trying(Some(Instant::now() + pace.reconcile)),
            Told::Broken(fault) => {
                self.flush().await?;
                return Err(fault);
            }
            Told::Alive => self.alive().await?,
            Told::Event(event) => self.event(which, &event).await?,
            Told::Page(page) => {
                self.asking = None;
                self.flush().await?;
                match page {
                    Ok(page) => self.page(which, page).await?,
                    Err(fault) => return Err(self.when(fault)),
                }
            }
        }
        Ok(())
    }

    /// A server that refuses for now says in its other answers until when.
    fn when(&self, fault: Fault) -> Fault {
        match (fault, self.reset) {
            (Fault::Slower(None), Some(reset)) => {
                let wait = u64::try_from(reset.since(self.out.now())).ok().map(Duration::from_millis);
                Fault::Slower(wait.map(|w| w.min(Duration::from_secs(900))))
            }
            (fault, _) => fault,
        }
    }

    async fn event(&mut self, which: usize, event: &Event) -> Result<(), Fault> {
        let is_mentions = self.lines[which].line.thing == Thing::Mentions;
        let status = match event.name.as_str() {
            "delete" => {
                self.gone(&event.data);
                None
            }
            // what our account follows comes on the same stream, and was not asked for
            "update" | "status.update" if !is_mentions => serde_json::from_str(&event.data).ok(),
            "notification" if is_mentions => serde_json::from_str(&event.data).ok().and_then(thing::mention),
            _ => None,
        };
        self.batch.looked += 1;
        if let Some(status) = status {
            let heard = self.hear(which, &status);
            self.batch.heard.extend(heard);
        }
        if self.batch.heard.len() >= BATCH_MAX {
            self.flush().await?;
        }
        self.alive().await
    }

    /// Reads a post: what there is to tell of it. What was told is told again only by its numbers.
    fn hear(&mut self, which: usize, status: &Value) -> Option<Heard> {
        let source = &mut *self.source;
        let Post { local, mention, counts } = decode::post(status, &source.site, &source.seen)?;
        let open = self.lines[which].line.thing.is_open();
        let wanted = source.seen.told(&local) || !open || (source.wanted)(&mention.text);
        source.seen.take(Post { local, mention, counts }, wanted)
    }

    fn gone(&mut self, data: &str) {
        let local = data.trim().trim_matches('"');
        if local.is_empty() || local.len() > thing::ID_MAX {
            return;
        }
        let source = &mut *self.source;
        let Some(id) = source.seen.gone(local) else { return };
        let id = id.unwrap_or_else(|| decode::own(local, &source.site));
        self.batch.heard.push(Heard::Gone { platform: decode::PLATFORM.into(), id });
    }

    /// A page: what is old leaves as late, what is new does not, and then the cursor moves.
    async fn page(&mut self, which: usize, page: ask::Page) -> Result<(), Fault> {
        let now = self.out.now();
        let host = self.source.site.host.clone();
        self.free_at = Instant::now() + page.hold;
        self.reset = page.reset.or(self.reset);
        self.batch.upto = page.date;
        let turn = &mut self.lines[which];
        let items = turn.line.thing.items(page.value).ok_or(Fault::Strange(host))?;
        let looked = items.len() as u64;
        let Found { items, more, between } = turn.line.take(items, Stamp(self.cursor.from), self.backfill);
        turn.due = Instant::now();
        if !more && !std::mem::take(&mut turn.again) {
            turn.due += if turn.state == State::Stream { self.source.pace.reconcile } else { self.source.pace.every };
        }
        let every = i64::try_from(self.source.pace.every.as_millis()).unwrap_or(i64::MAX);
        let old = now.plus(-(2 * MINUTE).max(every.saturating_mul(2)));
        let (mut late, mut fresh) = (Vec::new(), Vec::new());
        for (_, Item { ts, status }) in items {
            let Some(heard) = status.and_then(|status| self.hear(which, &status)) else { continue };
            let is_late = ts.map_or(between, |ts| ts < old);
            if is_late && matches!(heard, Heard::Said(_)) { &mut late } else { &mut fresh }.push(heard);
        }
        if !late.is_empty() {
            self.batch.heard = late;
            self.batch.late = true;
            self.send().await?;
        }
        let line = &self.lines[which].line;
        if let Some(last) = &line.last {
            self.cursor.at.insert(line.thing.key(), last.clone());
        }
        // a backfill that is cut off before its end must begin anew
        if self.lines.iter().all(|turn| turn.line.last.is_some()) {
            self.batch.cursor = Some(self.cursor.write());
        }
        self.batch.looked += looked;
        self.batch.heard = fresh;
        self.send().await
    }

    /// A sign of life, when none was given for a while.
    async fn alive(&mut self) -> Result<(), Fault> {
        if self.told_at.elapsed() >= self.source.pace.alive {
            self.send().await?;
        }
        Ok(())
    }

    /// Hands over what was heard, if anything was.
    async fn flush(&mut self) -> Result<(), Fault> {
        if self.batch.heard.is_empty() { Ok(()) } else { self.send().await }
    }

    async fn send(&mut self) -> Result<(), Fault> {
        self.told_at = Instant::now();
        self.out.send(std::mem::take(&mut self.batch)).await
    }
}
