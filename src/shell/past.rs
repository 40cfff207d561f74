//! The thread that shows the room as it was: questions in, each with the event after which it is asked, answers out. It
//! begins with the first question and stays, so that the way there is paid for once.

use super::Inner;
use crate::app::msg::Msg;
use crate::domain::ids::EventSeq;
use crate::rows::{Answer, Ask};
use crate::store::reader::{Past, ReadError, Reader};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use tokio::sync::mpsc::Sender;

/// Questions that may wait. The screen asks one of a kind at a time, and there are fewer kinds.
const MOST: usize = 64;

/// The thread, while the room is open; it ends when this is dropped.
pub struct PastThread {
    asks: SyncSender<(EventSeq, Ask)>,
    /// The event that was asked about last: what waits for another is left behind.
    wanted: Arc<AtomicI64>,
}

impl PastThread {
    /// Starts it.
    pub fn start(path: PathBuf, out: Sender<Inner>) -> std::io::Result<PastThread> {
        let (asks, waiting) = sync_channel(MOST);
        let wanted = Arc::new(AtomicI64::new(0));
        let newest = Arc::clone(&wanted);
        std::thread::Builder::new().name("past".into()).spawn(move || run(&path, &waiting, &newest, &out))?;
        Ok(PastThread { asks, wanted })
    }

    /// Asks how it was after an event; false where too many wait.
    pub fn ask(&self, seq: EventSeq, ask: Ask) -> bool {
        self.wanted.store(seq.0, Ordering::Relaxed);
        self.asks.try_send((seq, ask)).is_ok()
    }
}

fn run(path: &Path, waiting: &Receiver<(EventSeq, Ask)>, wanted: &AtomicI64, out: &Sender<Inner>) {
    let mut past = None;
    while let Ok((seq, ask)) = waiting.recv() {
        let left_behind = wanted.load(Ordering::Relaxed) != seq.0;
        let answer = if left_behind { Ok(None) } else { read(&mut past, path, seq, &ask).map(|a| Some(Box::new(a))) };
        if answer.is_err() {
            // whatever was wrong with it, the next question begins anew
            past = None;
        }
        let said = Msg::AnsweredAt(seq, Box::new(ask), answer.map_err(|e| e.to_string()));
        if out.blocking_send(Inner::Msg(said)).is_err() {
            return;
        }
    }
}

fn read(kept: &mut Option<Past>, path: &Path, seq: EventSeq, ask: &Ask) -> Result<Answer, ReadError> {
    let past = match kept {
        Some(past) => past,
        None => kept.insert(Reader::open(path)?.at(seq)?),
    };
    if past.seq() != seq {
        past.go(seq)?;
    }
    past.answer(ask)
}
