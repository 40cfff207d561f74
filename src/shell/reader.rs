//! The reader's thread: questions in, answers out, newest of a kind first served; and the one poll there is, that tells of
//! other processes' commits.

use crate::app::msg::Msg;
use crate::rows::Ask;
use crate::store::reader::{Interrupt, ReadError, Reader};
use std::collections::VecDeque;
use std::mem::{Discriminant, discriminant};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::mpsc::Sender;

/// How often the room is asked whether somebody else wrote to it.
const POLL: Duration = Duration::from_millis(250);

/// The thread, while the room is open.
pub struct ReaderThread {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    state: Mutex<State>,
    wake: Condvar,
    interrupt: Interrupt,
}

#[derive(Default)]
struct State {
    /// At most one question of each kind, so never more than there are kinds.
    asks: VecDeque<Ask>,
    running: Option<Discriminant<Ask>>,
    closed: bool,
}

impl ReaderThread {
    /// Starts it. Answers go to `out`; when that is full the thread waits, and newer questions replace those waiting.
    pub fn start(mut reader: Reader, out: Sender<super::Inner>) -> std::io::Result<ReaderThread> {
        let shared =
            Arc::new(Shared { state: Mutex::default(), wake: Condvar::new(), interrupt: reader.interrupt_handle() });
        let inside = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("reader".into()).spawn(move || {
            let mut version = reader.data_version().unwrap_or_default();
            let (mut asked, mut strayed) = (super::time::instant(), false);
            while let Some(ask) = inside.next() {
                if let Some(ask) = ask {
                    let said = match reader.answer(&ask) {
                        Ok(answer) => Some(Msg::Answered(Box::new(answer))),
                        Err(ReadError::Interrupted) => None,
                        Err(e) => Some(Msg::ReadFailed(e.to_string())),
                    };
                    inside.lock().running = None;
                    if said.is_some_and(|msg| out.blocking_send(super::Inner::Msg(msg)).is_err()) {
                        return;
                    }
                }
                if asked.elapsed() >= POLL {
                    asked = super::time::instant();
                    let now = reader.data_version().unwrap_or(version);
                    if now != version && out.blocking_send(super::Inner::Changed).is_err() {
                        return;
                    }
                    version = now;
                    let there = reader.in_place();
                    let (before, news) = (strayed, there.err());
                    strayed = news.is_some();
                    if strayed != before && out.blocking_send(super::Inner::Strayed(news)).is_err() {
                        return;
                    }
                }
            }
        })?;
        Ok(ReaderThread { shared, thread: Some(thread) })
    }

    /// Asks; a question of the same kind that waits is replaced, one that runs is stopped.
    pub fn ask(&self, ask: Ask) {
        let kind = discriminant(&ask);
        let mut state = self.shared.lock();
        match state.asks.iter_mut().find(|a| discriminant(*a) == kind) {
            Some(waiting) => *waiting = ask,
            None => state.asks.push_back(ask),
        }
        if state.running == Some(kind) {
            self.shared.interrupt.interrupt();
        }
        drop(state);
        self.shared.wake.notify_one();
    }
}

impl Drop for ReaderThread {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.interrupt.interrupt();
        self.shared.wake.notify_one();
        // Not joined: it may wait for room in a channel whose reader is this very thread.
        drop(self.thread.take());
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next question, or `Some(None)` when it is time to look around; `None` when it is over.
    fn next(&self) -> Option<Option<Ask>> {
        let mut state = self.lock();
        if state.asks.is_empty() && !state.closed {
            state = self.wake.wait_timeout(state, POLL).unwrap_or_else(PoisonError::into_inner).0;
        }
        if state.closed {
            return None;
        }
        let ask = state.asks.pop_front();
        state.running = ask.as_ref().map(discriminant);
        Some(ask)
    }
}
