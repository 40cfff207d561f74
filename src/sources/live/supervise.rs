//! Keeps sources going: connects, waits when one fails, goes on behind what the room has. Owns how long is waited and how
//! much may be on its way to the room; must not know any one source, nor the room's tables.
//!
//! All sources share one thread. What they hear goes to the room's writer through a [`Sink`], a few batches of each source
//! at most; a batch counts as taken once the writer says that it is in the file, and only then does its cursor.

use super::{Clock, Committed, Delivery, Fault, Listening, Outlet, Source, Start, tell};
use crate::domain::time::HOUR;
use std::collections::{HashMap, VecDeque};
use std::future::poll_fn;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::task::Poll;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep, timeout};

/// The name of the thread on which sources run.
pub const THREAD: &str = "sources";
/// Batches of one source that may be on their way to the file.
const AHEAD: usize = 4;
/// First and longest pause after a failure; it doubles in between. A network that is back is heard within the longest: in a
/// crisis nobody waits for more, and once a minute burdens no server.
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);
/// What was heard for this long had not failed at once: the pauses begin anew. One that brought something must have lasted
/// less: on a network that comes and goes, long pauses would miss the moments in which it is there.
const STEADY: Duration = Duration::from_secs(60);
const BROUGHT: Duration = Duration::from_secs(10);
/// How far back one looks whose place the network no longer knows, in milliseconds.
const FAR: i64 = 72 * HOUR;
/// How long is waited, after a failure, for what is on its way to be committed.
const LAST: Duration = Duration::from_secs(30);

/// What a source has to say to the room.
#[derive(Debug)]
pub struct Told {
    /// Which start of which source it comes from: what an ended one left in the queue counts for nothing.
    pub run: u64,
    /// What.
    pub what: What,
}

/// What a source says.
#[derive(Debug)]
pub enum What {
    /// It tries to connect.
    Trying,
    /// It heard something; the writer answers when that is in the file. No answer means that it is not.
    Heard(Box<super::Batch>, oneshot::Sender<Committed>),
    /// It failed, and is tried again after this long; not at all when a person must change something.
    Failed(Fault, Option<Duration>),
}

/// Takes what sources say.
pub type Sink = super::Sink<Told>;

/// A source that is to be listened to.
pub struct Job {
    /// It.
    pub source: Box<dyn Source>,
    /// Where it goes on.
    pub start: Start,
}

/// Sources that are being listened to, until this is dropped. Each starts and stops without the others.
pub struct Supervisor {
    runtime: Handle,
    sink: Sink,
    now: Clock,
    running: HashMap<u64, Running>,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

/// One of them.
struct Running {
    task: AbortHandle,
    /// Closed once nothing of it is left.
    ended: Receiver<()>,
}

impl Supervisor {
    /// Is ready to listen.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(sink: Sink, now: Clock) -> std::io::Result<Supervisor> {
        let (stop, mut stopped) = watch::channel(false);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let thread = std::thread::Builder::new().name(THREAD.into()).spawn(move || {
            let _ = runtime.block_on(stopped.wait_for(|stop| *stop));
            // a look-up of a name that hangs must not hold up the end
            runtime.shutdown_background();
        })?;
        Ok(Supervisor { runtime: handle, sink, now, running: HashMap::new(), stop, thread: Some(thread) })
    }

    /// Begins to listen to a source; what it tells carries this number, which no other has had.
    pub fn listen(&mut self, run: u64, job: Job) {
        let (end, ended) = std::sync::mpsc::channel();
        let tended = tend(run, job, Arc::clone(&self.sink), self.now);
        let task = self.runtime.spawn(async move {
            let _end: std::sync::mpsc::Sender<()> = end;
            tended.await;
        });
        self.running.insert(run, Running { task: task.abort_handle(), ended });
    }

    /// Stops listening to one, if it is listened to, and waits until its connections and its address are free.
    pub fn stop(&mut self, run: u64) {
        if let Some(running) = self.running.remove(&run) {
            running.task.abort();
            let _ = running.ended.recv();
        }
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        self.running.values().for_each(|running| running.task.abort());
        for running in self.running.values() {
            let _ = running.ended.recv();
        }
        let _ = self.stop.send(true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Listens to one source for as long as it lives.
pub(super) async fn tend(run: u64, job: Job, sink: Sink, now: Clock) {
    let Job { mut source, mut start } = job;
    let mut pauses = Pauses::from(FIRST);
    loop {
        tell(&sink, Told { run, what: What::Trying }).await;
        let (begun, before) = (Instant::now(), start.cursor.clone());
        let fault = listen(run, source.as_mut(), &mut start, &sink, now).await;
        if begun.elapsed() >= if start.cursor == before { STEADY } else { BROUGHT } {
            pauses = Pauses::from(FIRST);
        }
        // a source that found where the kept part begins has moved on; another begins as far back as networks keep
        if fault == Fault::CursorTooOld && start.cursor == before {
            start = Start { cursor: None, since: Some(now().plus(-FAR)) };
        }
        let again = fault.passes().then(|| match &fault {
            Fault::Slower(Some(wait)) => *wait + pauses.jitter(FIRST),
            _ => pauses.next(),
        });
        tell(&sink, Told { run, what: What::Failed(fault, again) }).await;
        match again {
            Some(wait) => sleep(wait).await,
            None => std::future::pending().await,
        }
    }
}

/// One connection, from its start to its failure. Moves `start` on with what is committed.
async fn listen(run: u64, source: &mut dyn Source, start: &mut Start, sink: &Sink, now: Clock) -> Fault {
    let (outlet, mut heard) = Outlet::new(1, now);
    let begin = start.clone();
    let mut listening = whole(source.run(begin, &outlet));
    let mut under_way = UnderWay::default();
    let fault = loop {
        tokio::select! {
            biased;
            moved = under_way.first(), if !under_way.0.is_empty() => match moved {
                Some(cursor) => start.move_to(cursor),
                None => break Fault::Closed,
            },
            delivery = heard.recv(), if under_way.0.len() < AHEAD => match delivery {
                Some(delivery) => under_way.send(run, delivery, sink).await,
                None => break Fault::Closed,
            },
            fault = &mut listening => break fault,
        }
    };
    drop(listening);
    if fault != Fault::Closed {
        last(run, start, &mut heard, &mut under_way, sink).await;
    }
    fault
}

/// A source whose own code breaks over something hostile has failed as any other: it must not end unsaid, for then its
/// silence would look like calm until it lasts longer than usual.
fn whole(mut run: Listening<'_>) -> Listening<'_> {
    Box::pin(poll_fn(move |cx| {
        catch_unwind(AssertUnwindSafe(|| run.as_mut().poll(cx))).unwrap_or(Poll::Ready(Fault::Broke))
    }))
}

/// What was handed over before a failure still goes in.
async fn last(
    run: u64,
    start: &mut Start,
    heard: &mut mpsc::Receiver<Delivery>,
    under_way: &mut UnderWay,
    sink: &Sink,
) {
    heard.close();
    let all = async {
        while let Ok(delivery) = heard.try_recv() {
            under_way.send(run, delivery, sink).await;
        }
        while !under_way.0.is_empty() {
            match under_way.first().await {
                Some(cursor) => start.move_to(cursor),
                None => break,
            }
        }
    };
    let _ = timeout(LAST, all).await;
}

impl Start {
    fn move_to(&mut self, cursor: Option<String>) {
        if cursor.is_some() {
            *self = Start { cursor, since: None };
        }
    }
}

/// A batch on its way to the file: its cursor, the answer, and who else waits for it.
struct Sent {
    cursor: Option<String>,
    answer: oneshot::Receiver<Committed>,
    waits: Option<oneshot::Sender<Committed>>,
}

/// Batches on their way to the file, the first first.
#[derive(Default)]
struct UnderWay(VecDeque<Sent>);

impl UnderWay {
    async fn send(&mut self, run: u64, delivery: Delivery, sink: &Sink) {
        let (done, answer) = oneshot::channel();
        self.0.push_back(Sent { cursor: delivery.batch.cursor.clone(), answer, waits: delivery.done });
        tell(sink, Told { run, what: What::Heard(Box::new(delivery.batch), done) }).await;
    }

    /// Waits for the first of them; its cursor, or nothing when it could not be written.
    async fn first(&mut self) -> Option<Option<String>> {
        let committed = (&mut self.0.front_mut()?.answer).await;
        let sent = self.0.pop_front()?;
        let committed = committed.ok()?;
        if let Some(waits) = sent.waits {
            // whoever asked may have left meanwhile
            let _ = waits.send(committed);
        }
        Some(sent.cursor)
    }
}

/// Pauses between attempts: doubled each time and cut by chance, so that a thousand rooms do not all come back at once.
pub(super) struct Pauses {
    next: Duration,
    dice: u64,
}

impl Pauses {
    /// Pauses that begin with this one.
    pub(super) fn from(first: Duration) -> Pauses {
        Pauses { next: first, dice: RandomState::new().build_hasher().finish() }
    }

    /// Half of the pause, and up to as much again.
    pub(super) fn next(&mut self) -> Duration {
        let half = self.next / 2;
        self.next = (self.next * 2).min(LONGEST);
        half + self.jitter(half)
    }

    fn jitter(&mut self, most: Duration) -> Duration {
        // Marsaglia's xorshift: nothing depends on its quality
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        most.mul_f64((self.dice % 1024) as f64 / 1024.0)
    }
}

#[cfg(test)]
mod tests;
