//! Trying a source before it is trusted: a short listen whose last posts are shown. Owns when enough was heard; nothing of
//! it goes into a room.

use super::{Clock, Fault, Heard, Outlet, Source, Start};
use crate::domain::mention::RawMention;
use crate::domain::time::Stamp;
use std::collections::VecDeque;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// Posts that are shown.
pub const SHOWN: usize = 5;
/// Longest trial.
pub const LONGEST: Duration = Duration::from_secs(20);
/// After a sign of life, nothing more for so long means that there is no more for now.
const QUIET: Duration = Duration::from_secs(3);

/// What a trial heard.
#[derive(Debug, Default)]
pub struct Trial {
    /// The last posts that match, the newest last.
    pub posts: VecDeque<RawMention>,
    /// How many matched.
    pub matched: u64,
    /// How many were looked at.
    pub looked: u64,
    /// It gave a sign of life, be it only that its line is open.
    pub alive: bool,
    /// How far behind the network's clock it was in the end, in milliseconds.
    pub lag: Option<i64>,
    /// Why it failed, if it did.
    pub fault: Option<Fault>,
}

/// Listens for a moment.
///
/// # Errors
/// When the system has no thread or socket left.
pub fn run(source: &mut dyn Source, since: Stamp, now: Clock, longest: Duration) -> std::io::Result<Trial> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let trial = runtime.block_on(listen(source, since, now, longest));
    runtime.shutdown_background();
    Ok(trial)
}

async fn listen(source: &mut dyn Source, since: Stamp, now: Clock, longest: Duration) -> Trial {
    let mut trial = Trial::default();
    let (outlet, mut heard) = Outlet::new(4, now);
    let mut run = source.run(Start { cursor: None, since: Some(since) }, &outlet);
    let end = Instant::now() + longest;
    let mut speaks = false;
    loop {
        let until = if speaks { end.min(Instant::now() + QUIET) } else { end };
        let next = async {
            tokio::select! {
                biased;
                delivery = heard.recv() => delivery.ok_or(Fault::Closed),
                fault = &mut run => Err(fault),
            }
        };
        let late = match timeout_at(until, next).await {
            Ok(Ok(delivery)) => {
                speaks |= !delivery.batch.aside;
                trial.take(&delivery.batch.heard, delivery.batch.looked);
                trial.lag = delivery.batch.upto.map(|upto| now().since(upto)).or(trial.lag);
                // its answer is dropped unsaid: nothing is kept, and whoever posted to it must not believe so
                delivery.batch.late
            }
            Ok(Err(fault)) => {
                while let Ok(delivery) = heard.try_recv() {
                    trial.take(&delivery.batch.heard, delivery.batch.looked);
                }
                trial.fault = Some(fault);
                return trial;
            }
            Err(_) => return trial,
        };
        // the last posts are wanted, not the first of a long past
        if !late && trial.matched >= SHOWN as u64 || Instant::now() >= end {
            return trial;
        }
    }
}

impl Trial {
    /// Whether it can be listened to: it is there, and nothing failed. That nothing was said meanwhile is no failure.
    pub fn is_well(&self) -> bool {
        self.fault.is_none() && self.alive
    }

    fn take(&mut self, heard: &[Heard], looked: u64) {
        self.alive = true;
        self.looked += looked.max(heard.len() as u64);
        for heard in heard {
            if let Heard::Said(raw) = heard {
                self.matched += 1;
                self.posts.push_back((**raw).clone());
                if self.posts.len() > SHOWN {
                    self.posts.pop_front();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Batch, Listening};
    use super::*;

    /// Says as many as it is told to, and then lives on, or fails.
    struct Says(u64, Option<Fault>);

    impl Source for Says {
        fn run<'a>(&'a mut self, _: Start, out: &'a Outlet) -> Listening<'a> {
            Box::pin(async move {
                for n in 0..self.0 {
                    let raw = RawMention { text: n.to_string(), ..Default::default() };
                    let batch = Batch { heard: vec![Heard::Said(Box::new(raw))], looked: 10, ..Batch::default() };
                    if let Err(fault) = out.send(batch).await {
                        return fault;
                    }
                }
                match self.1.take() {
                    Some(fault) => fault,
                    None => std::future::pending().await,
                }
            })
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_last_posts_or_the_reason() {
        let zero = || Stamp(0);
        let heard = listen(&mut Says(9, None), Stamp(0), zero, LONGEST).await;
        assert_eq!((heard.matched, heard.posts.len(), heard.fault), (5, 5, None));
        let few = listen(&mut Says(2, None), Stamp(0), zero, LONGEST).await;
        assert_eq!((few.matched, few.looked, few.alive), (2, 20, true));
        let none = listen(&mut Says(0, None), Stamp(0), zero, LONGEST).await;
        assert!(!none.is_well() && none.fault.is_none(), "nothing is known of it");
        let fails = listen(&mut Says(1, Some(Fault::Unauthorised)), Stamp(0), zero, LONGEST).await;
        assert!(!fails.is_well() && fails.matched == 1 && fails.fault == Some(Fault::Unauthorised));
    }

    /// Its line is open, and nobody says anything.
    struct Open;

    impl Source for Open {
        fn run<'a>(&'a mut self, _: Start, out: &'a Outlet) -> Listening<'a> {
            Box::pin(async move {
                match out.send(Batch { aside: true, ..Batch::default() }).await {
                    Err(fault) => fault,
                    Ok(()) => std::future::pending().await,
                }
            })
        }
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_only_has_no_news_is_there_and_is_waited_for_to_the_end() {
        let begun = Instant::now();
        let quiet = listen(&mut Open, Stamp(0), || Stamp(0), LONGEST).await;
        assert_eq!((quiet.is_well(), quiet.looked, begun.elapsed()), (true, 0, LONGEST));
    }
}
