//! The thread that speaks to others. Owns how it starts and ends, and its bounds; must not know
//! what is said to whom.

use std::future::Future;
use std::thread::JoinHandle;
use tokio::sync::mpsc;

/// Things on their way to whoever is spoken to; what is more waits in the room.
pub const AHEAD: usize = 16;

/// A thread with things to do. What is under way when it ends is seen to by whoever opens the room next.
pub struct Desk<W> {
    jobs: Option<mpsc::Sender<W>>,
    thread: Option<JoinHandle<()>>,
}

impl<W: Send + 'static> Desk<W> {
    /// A thread of this name that does what `serve` does with what it is handed.
    pub fn start<F: Future<Output = ()>>(
        name: &str,
        serve: impl FnOnce(mpsc::Receiver<W>) -> F + Send + 'static,
    ) -> std::io::Result<Desk<W>> {
        let (jobs, inbox) = mpsc::channel(AHEAD);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::Builder::new().name(name.into()).spawn(move || {
            runtime.block_on(serve(inbox));
            // a look-up of a name that hangs must not hold up the end
            runtime.shutdown_background();
        })?;
        Ok(Desk { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Hands it one thing more; whether there was room for it.
    pub fn hand(&self, work: W) -> bool {
        self.jobs.as_ref().is_some_and(|jobs| jobs.try_send(work).is_ok())
    }
}

impl<W> Drop for Desk<W> {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Asks one thing and waits for the answer.
///
/// # Errors
/// Why nothing could be asked here.
pub fn ask<T>(question: impl Future<Output = T>) -> std::io::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let answer = runtime.block_on(question);
    runtime.shutdown_background();
    Ok(answer)
}
