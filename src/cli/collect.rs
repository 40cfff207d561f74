//! `collect`: the room's sources without a screen, for a server or a service manager. Owns what is told on the way; what is
//! listened to and how is the collector's.

use super::bring::make_if_missing;
use super::run::{Context, Failure, Outcome};
use super::{sources, tell};
use crate::alert::{Alerter, outbox as alerts};
use crate::config::Way;
use crate::domain::source::{Blind, Health};
use crate::domain::text::Clean;
use crate::domain::time::{SECOND, Stamp};
use crate::publish::outbox::{self, Publisher};
use crate::shell::{run, session, time, whoami};
use crate::sources::feed::Feed;
use crate::sources::live::collector::Collector;
use crate::sources::live::supervise::Told;
use crate::store::error::StoreError;
use crate::words::Words;
use crate::words::sources::{deaf, fault, older, parts};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

/// Batches that wait; sources wait when they are this many.
const QUEUE: usize = 64;
/// Longest sleep: the lease lives, and an end that is asked for is heard.
const NAP: Duration = Duration::from_millis(250);
/// Pause after a fault of the file, so that it is told now and then rather than without end, in milliseconds.
const FAULTY: i64 = 5 * SECOND;

/// Set when the process is asked to end.
static END: AtomicBool = AtomicBool::new(false);

/// Listens until it is asked to end.
pub fn collect(context: &Context) -> Outcome {
    context.may_write()?;
    let room = context.room();
    let file = context.places.sources();
    let name = crate::store::info::info(&room, context.options()).map(|info| info.settings.name);
    let name = name.map(|name| name.as_str().to_owned()).unwrap_or_default();
    let entries: Vec<_> = sources::read(context)?.into_iter().filter(|e| e.is_for(&name) && !e.paused).collect();
    if entries.is_empty() {
        let args = [("file", super::shown(&file).into())];
        return Err(Failure::refused(context.words.f("sources-none", &args)));
    }
    make_if_missing(context, &room)?;
    let mut feed = session::feed(&room, context.options(), &context.plan()?).map_err(|e| context.fault(&room, &e))?;
    let settings = feed.writer().settings().map_err(|e| context.fault(&room, &e))?;
    if settings.drill.is_some() {
        return Err(Failure::refused(context.words.t("sources-not-in-a-drill")));
    }
    run::when_asked_to_end(|| END.store(true, Ordering::SeqCst));
    let (jobs, told) = sync_channel(QUEUE);
    let args = [("n", entries.len().into()), ("room", super::shown(&room).into())];
    tell(&context.words.f("collect-started", &args));
    let collector = Collector::new(file, sink(jobs), time::now);
    let (jobs, posted) = sync_channel(QUEUE);
    let publisher = Publisher::new(context.places.accounts(), &whoami::behind(), sink(jobs), time::now);
    let (jobs, came) = sync_channel(QUEUE);
    // a server has no screen to ring at
    let hooks = context.config.alerts.iter().filter(|outlet| matches!(outlet.way, Way::Webhook(_))).cloned();
    let hooks: Vec<_> = hooks.collect();
    let alerter = Alerter::new(&hooks, settings.name.as_str(), context.words.lang(), sink(jobs), time::now);
    let (said, waits, none, rests) = (HashMap::new(), false, true, None);
    let collecting =
        Collecting { context, feed, collector, publisher, posted, alerter, came, said, waits, none, rests };
    let ended = collecting.run(&told);
    tell(&context.words.t("collect-ended"));
    ended
}

/// Hands over what is told, or gives it back while there is no room for it.
fn sink<T: Send + 'static>(jobs: SyncSender<T>) -> Arc<dyn Fn(T) -> Result<(), T> + Send + Sync> {
    Arc::new(move |told| match jobs.try_send(told) {
        Err(TrySendError::Full(told)) => Err(told),
        _ => Ok(()),
    })
}

struct Collecting<'a> {
    context: &'a Context,
    feed: Feed,
    collector: Collector,
    publisher: Publisher,
    /// What came of texts that were sent.
    posted: Receiver<outbox::Told>,
    alerter: Option<Alerter>,
    /// What came of alerts.
    came: Receiver<alerts::Came>,
    /// What was told of each source last.
    said: HashMap<String, String>,
    /// Another process collects, and that was told.
    waits: bool,
    /// Nothing is left to listen to, and that was told.
    none: bool,
    /// Not before this, after a fault of the file.
    rests: Option<Stamp>,
}

impl Collecting<'_> {
    fn run(mut self, told: &Receiver<Told>) -> Outcome {
        while !END.load(Ordering::SeqCst) {
            let came = match told.recv_timeout(NAP) {
                Ok(told) => Some(told),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            let now = time::now();
            let done = came.map_or(Ok(false), |told| self.collector.take(&mut self.feed, told, now));
            // an end that is farther off than the pause is of a clock that was put back
            let rests = self.rests.is_some_and(|until| (1..=FAULTY).contains(&until.since(now)));
            let done = done.and_then(|_| if rests { Ok(()) } else { self.turn(now) });
            if let Err(e) = done {
                tell(&self.context.fault(self.feed.path(), &e).said);
                self.rests = Some(now.plus(FAULTY));
            }
            self.tell_news(now);
        }
        self.collector.close(&mut self.feed);
        self.feed.close(time::now());
        Ok(0)
    }

    /// The lease is kept, and what goes with it is done.
    fn turn(&mut self, now: Stamp) -> Result<(), StoreError> {
        self.collector.turn(&mut self.feed, now)?;
        while let Ok(told) = self.posted.try_recv() {
            self.publisher.take(self.feed.writer(), told, now)?;
        }
        self.publisher.turn(self.feed.writer(), now)?;
        if self.feed.holds() {
            self.feed.upkeep(now)?;
        }
        self.alert(now)
    }

    /// Tells whoever is to hear of what happened; what does not get there is a line.
    fn alert(&mut self, now: Stamp) -> Result<(), StoreError> {
        let Some(alerter) = &mut self.alerter else { return Ok(()) };
        let mut troubles = Vec::new();
        while let Ok(came) = self.came.try_recv() {
            troubles.extend(alerter.take(self.feed.writer(), came, now)?);
        }
        troubles.extend(alerter.turn(self.feed.writer(), &Clean::default(), now)?.troubles);
        troubles.iter().for_each(|trouble| tell(&trouble.says(&self.context.words)));
        Ok(())
    }

    /// A line for each source that is worse or better than before.
    fn tell_news(&mut self, now: Stamp) {
        let words = &self.context.words;
        if let Some(unusable) = self.collector.unusable() {
            let said = sources::unusable(self.context, unusable);
            if self.said.insert(String::new(), said.clone()).as_ref() != Some(&said) {
                tell(&said);
            }
        }
        let none = self.collector.healths().next().is_none();
        if none && !self.none {
            let args = [("file", super::shown(&self.context.places.sources()).into())];
            tell(&words.f("sources-none", &args));
        }
        self.none = none;
        let holds = none || self.feed.holds();
        if !holds && !self.waits {
            tell(&words.t("collect-waits"));
        }
        self.waits = !holds;
        if !holds {
            return;
        }
        let news = self.collector.healths().filter_map(|(name, health)| {
            let (news, said) = state(words, name, health, now);
            (self.said.get(name) != Some(&news)).then(|| (name.to_owned(), news, said))
        });
        for (name, news, said) in news.collect::<Vec<_>>() {
            tell(&said);
            self.said.insert(name, news);
        }
    }
}

/// One line about a source, behind what makes it news: that nothing is posted is told once, not again with every minute of
/// it. That it is deaf is said there as on every screen: a log that ends with "live" reads as calm.
fn state(words: &Words, name: &str, health: &Health, now: Stamp) -> (String, String) {
    // that nobody says how it is cannot be said by whoever does: this machine slept
    let blind = health.blind(now).filter(|blind| *blind != Blind::Unheard);
    let unsure = blind.is_none() && health.is_unsure(now);
    let why = match &blind {
        _ if unsure => Some(words.t("source-unsure-long")),
        Some(Blind::Part(..)) | None => health.fault.as_ref().map(|why| fault(words, why)),
        Some(blind) => Some(deaf(words, blind)),
    };
    let state = words.t(match () {
        () if blind.is_some() => "sources-blind",
        () if health.is_partly() => "source-partly",
        () if unsure => "source-unsure",
        () => health.state.key(),
    });
    let parts = parts(words, &health.parts);
    let said: Vec<String> = [state].into_iter().chain(why).chain(parts).chain(older(words, health)).collect();
    let said = format!("{name}: {}", said.join(". "));
    match blind {
        Some(blind @ Blind::Unposted { .. }) => (blind.key(), said),
        _ => (said.clone(), said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Lang;
    use crate::domain::source::{Posts, Why};
    use crate::domain::time::MINUTE;

    #[test]
    fn the_log_says_of_a_deaf_source_that_it_is_deaf() {
        let (now, words) = (Stamp(1_795_341_600_000), Words::new(Lang::En));
        let mut health = Health::begin("x", now);
        health.hear(now, 1, Some(now));
        let line = |health: &Health, now| state(&words, "sky", health, now).1;
        let said = |mut health: Health, ms: i64| {
            health.said = now.plus(ms);
            line(&health, now.plus(ms))
        };
        assert_eq!(said(health.clone(), MINUTE), "sky: live");
        let silent = said(health.clone(), 5 * MINUTE);
        assert!(silent.starts_with("sky: BLIND. "), "{silent}");
        assert_eq!(line(&health, now.plus(MINUTE)), "sky: live", "only this machine slept");
        let mut ahead = health.clone();
        ahead.hear(now, 1, Some(now.plus(10 * MINUTE)));
        assert!(said(ahead, 0).starts_with("sky: BLIND. "), "clocks that disagree");
        let why = Why { key: "live-unauthorised".into(), args: Vec::new() };
        health.fail(now, why.clone(), Some(now.plus(SECOND)));
        assert!(said(health.clone(), SECOND).starts_with("sky: retrying. "));
        assert_eq!(said(health, MINUTE), format!("sky: BLIND. {}", fault(&words, &why)));
    }

    #[test]
    fn the_log_says_once_that_nothing_is_posted_and_never_that_an_open_address_is_life() {
        let now = Stamp(1_795_341_600_000);
        let posts = Some(Posts::begin(2 * MINUTE, None));
        let mut hook = Health { posts, ..Health::begin("webhook", now) };
        hook.open(now);
        for (lang, unsure, blind) in [
            (Lang::En, "hook: not known yet. Nobody knows", "hook: BLIND. Nothing was posted for 6 min"),
            (Lang::Es, "hook: aún no se sabe. ", "hook: A CIEGAS. No se le ha enviado nada desde hace 6 min"),
        ] {
            let words = Words::new(lang);
            let at = |minutes: i64| {
                let mut hook = hook.clone();
                (0..=minutes).for_each(|minute| hook.open(now.plus(minute * MINUTE)));
                let now = now.plus(minutes * MINUTE);
                hook.said = now;
                state(&words, "hook", &hook, now)
            };
            let (first, later) = (at(4), at(6));
            assert!(first.1.starts_with(unsure), "{first:?}");
            assert!(later.1.starts_with(blind) && at(9).1 != later.1 && at(9).0 == later.0, "{later:?}");
        }
    }
}
