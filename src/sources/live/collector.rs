//! Listening for one room: whoever holds the room's lease runs its sources, takes what they hear into the room and says
//! how they are. Owns when they start and stop and what their signs of life mean, for an open room and for `collect` alike.
//! Must not know a screen.

mod ear;

use self::ear::Ear;
use super::settings::{self, Entry, Unusable};
use super::supervise::{Job, Sink, Supervisor, Told, What};
use super::{Batch, Clock, Committed, Fault, Heard, Source, Start, Wanted, kinds};
use crate::domain::ids::IncidentId;
use crate::domain::mention::RawMention;
use crate::domain::source::{Health, State, Why};
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, MINUTE, SECOND, Stamp};
use crate::sources::feed::Feed;
use crate::sources::matcher::Matcher;
use crate::store::error::StoreError;
use crate::store::heard::Beside;
use crate::store::ingest::Ingested;
use crate::words::sources::PLACE;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use tokio::sync::oneshot::Sender;

/// How often the lease is kept and the file of sources is looked at.
const BEAT: i64 = 2 * SECOND;
/// How often the room hears that nothing has changed.
const SAID: i64 = 10 * SECOND;
/// How far back is looked when an incident is declared, and for how long at most, in milliseconds.
const BACKFILL: i64 = 6 * HOUR;
const LOOKING: i64 = 15 * MINUTE;
/// When nothing of the past came for so long, there is no more of it.
const NO_MORE: i64 = MINUTE;
/// How long is waited after the room could not be written.
const MENDING: i64 = 5 * SECOND;

/// A room's listening.
pub struct Collector {
    file: PathBuf,
    /// Tells that file from others, in what is said of its sources.
    mark: Clean,
    sink: Sink,
    now: Clock,
    /// When the file was changed last, or that there is none; nothing before the first look.
    changed: Option<Option<SystemTime>>,
    looked: Option<Stamp>,
    ears: Vec<Ear>,
    /// Keywords that the sources were made with.
    keywords: Vec<Clean>,
    running: Option<Supervisor>,
    /// Starts of sources so far: each has a number of its own.
    runs: u64,
    /// What is looked up in the past.
    backfill: Option<Backfill>,
    /// The newest incident that is known.
    incident: Option<i64>,
    /// Not before this: the room could not be written.
    rests: Option<Stamp>,
    said: Option<Stamp>,
    /// The file cannot be used.
    unusable: Option<Unusable>,
}

/// A look into the past, beside what is heard now.
struct Backfill {
    /// The sources that look, each with the number of its start, its name and how many mentions came of it.
    runs: Vec<(u64, String, u32)>,
    /// The incident for which it looks.
    incident: IncidentId,
    /// Up to when it looks.
    upto: Stamp,
    /// When something of the past came last.
    last: Stamp,
}

impl Collector {
    /// Listens as the file says. What is heard comes back through `sink`, to be given to [`Collector::take`].
    pub fn new(file: PathBuf, sink: Sink, now: Clock) -> Collector {
        Collector {
            mark: mark(&file),
            file,
            sink,
            now,
            changed: None,
            looked: None,
            ears: Vec::new(),
            keywords: Vec::new(),
            running: None,
            runs: 0,
            backfill: None,
            incident: None,
            rests: None,
            said: None,
            unusable: None,
        }
    }

    /// Why the file of sources cannot be used.
    pub fn unusable(&self) -> Option<&Unusable> {
        self.unusable.as_ref()
    }

    /// The file of sources.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// How the sources are, by name.
    pub fn healths(&self) -> impl Iterator<Item = (&str, &Health)> {
        self.ears.iter().map(|ear| (ear.entry.name.as_str(), &ear.health))
    }

    /// The moment at which [`Collector::turn`] has something to do; nothing while there is no source.
    pub fn next(&self) -> Option<Stamp> {
        self.looked.map(|at| at.plus(BEAT))
    }

    /// Keeps the lease while there are sources, starts and stops them, says how they are; whether the room changed.
    pub fn turn(&mut self, feed: &mut Feed, real: Stamp) -> Result<bool, StoreError> {
        if self.looked.is_some_and(|at| (0..BEAT).contains(&real.since(at))) {
            return Ok(false);
        }
        if self.looked.is_some_and(|at| real < at) {
            self.put_back(real);
        }
        self.looked = Some(real);
        self.reload(feed, real)?;
        let wanted = self.ears.iter().any(|ear| !ear.entry.paused);
        // whoever has the lease keeps it until it was said that its sources rest: so long the room takes them for heard
        feed.collect(wanted || feed.holds() && self.ears.iter().any(|ear| ear.run.is_none()));
        if self.ears.is_empty() {
            self.halt();
            return Ok(false);
        }
        if !feed.hold(real)? {
            self.halt();
            return self.want(feed, real);
        }
        if self.rests.is_none_or(|until| real >= until) {
            self.start(feed, real)?;
        }
        self.look_back(feed, real)?;
        let news = self.say(feed, real);
        feed.collect(wanted);
        news
    }

    /// The wall's clock was put back: what waits for a moment that was near must not wait until the old time comes again.
    fn put_back(&mut self, real: Stamp) {
        self.rests.iter_mut().for_each(|at| *at = (*at).min(real.plus(MENDING)));
        self.backfill.iter_mut().for_each(|b| b.last = b.last.min(real));
        for ear in &mut self.ears {
            ear.put_back(real);
        }
    }

    /// Reads the file again when it changed, and makes the sources anew when the keywords did.
    fn reload(&mut self, feed: &mut Feed, real: Stamp) -> Result<(), StoreError> {
        let changed = Some(std::fs::metadata(&self.file).and_then(|meta| meta.modified()).ok());
        // nearly every room has no source: a look at the file is all that it costs
        if changed == self.changed && self.ears.is_empty() {
            return Ok(());
        }
        let settings = feed.writer().settings()?;
        if changed == self.changed && settings.keywords == self.keywords {
            return Ok(());
        }
        let entries = match settings::read(&self.file) {
            Ok(entries) => entries,
            Err(unusable) => {
                // what was understood before goes on: a slip of the pen must not make the room deaf
                self.unusable = Some(unusable);
                self.changed = changed;
                return Ok(());
            }
        };
        let keywords = std::mem::replace(&mut self.keywords, settings.keywords.clone());
        let reworded = keywords != self.keywords;
        (self.unusable, self.changed) = (None, changed);
        let mut before = std::mem::take(&mut self.ears);
        for entry in entries.into_iter().filter(|e| e.is_for(settings.name.as_str())) {
            let old = before.iter().position(|ear| ear.entry.name == entry.name).map(|at| before.swap_remove(at));
            let ear = match old {
                Some(old) if old.is_as(&entry) && !(reworded && kinds::by_keywords(&entry)) => old.moved(entry),
                Some(old) => {
                    self.stop(&old);
                    Ear::anew(entry, &old, real)
                }
                None => Ear::new(entry, real),
            };
            self.ears.push(ear);
        }
        before.iter().for_each(|gone| self.stop(gone));
        feed.writer().forget_health(&before.into_iter().map(|gone| gone.entry.name).collect::<Vec<_>>())?;
        self.said = None;
        if self.ears.is_empty() && !self.unwanted(feed)?.is_empty() && feed.hold(real)? {
            // what a crash left: nobody wants them heard any more
            let all = self.unwanted(feed)?;
            feed.writer().forget_health(&all)?;
            feed.release()?;
        }
        Ok(())
    }

    /// Of those that the room knows, the ones that stood in this file and do so no longer. Another person's or machine's
    /// file may hold the rest: they are wanted, and when nobody hears them that must be seen.
    fn unwanted(&self, feed: &mut Feed) -> Result<Vec<String>, StoreError> {
        let here = |name: &str| self.ears.iter().any(|ear| ear.entry.name == name);
        let ours = |health: &Health| health.file.is_empty() || health.file == self.mark;
        let gone = feed.writer().healths()?.into_iter().filter(|(name, health)| !here(name) && ours(health));
        Ok(gone.map(|(name, _)| name).collect())
    }

    /// Stops listening to one source, now and in the past.
    fn stop(&mut self, ear: &Ear) {
        let past = self.backfill.iter_mut().flat_map(|b| b.runs.extract_if(.., |(_, name, _)| *name == ear.entry.name));
        let runs = ear.run.into_iter().chain(past.map(|(run, ..)| run)).collect::<Vec<_>>();
        if let Some(running) = &mut self.running {
            runs.into_iter().for_each(|run| running.stop(run));
        }
    }

    /// Stops listening to all.
    fn halt(&mut self) {
        (self.running, self.backfill) = (None, None);
        self.ears.iter_mut().for_each(|ear| ear.run = None);
    }

    /// Starts those that do not run.
    fn start(&mut self, feed: &mut Feed, real: Stamp) -> Result<(), StoreError> {
        if self.running.is_some() && self.ears.iter().all(|ear| ear.run.is_some()) {
            return Ok(());
        }
        let gone = self.unwanted(feed)?;
        feed.writer().forget_health(&gone)?;
        let known = feed.writer().healths()?;
        if self.running.is_none() {
            match Supervisor::start(self.sink.clone(), self.now) {
                Ok(running) => self.running = Some(running),
                Err(_) => self.rests = Some(real.plus(MENDING)),
            }
        }
        let Some(running) = &mut self.running else { return Ok(()) };
        for ear in self.ears.iter_mut().filter(|ear| ear.run.is_none()) {
            let before = known.iter().find(|(name, _)| *name == ear.entry.name).map(|(_, health)| health);
            ear.begin(before, real);
            ear.health.file = self.mark.clone();
            self.runs += 1;
            ear.run = Some(self.runs);
            if ear.entry.paused {
                ear.pause(before);
                continue;
            }
            let cursor = feed.cursor(&ear.entry.name)?;
            let since = cursor.is_none().then(|| real.plus(-kinds::back(&ear.entry.kind)));
            let source = made(&ear.entry, &self.keywords, self.now);
            running.listen(self.runs, Job { source, start: Start { cursor, since } });
        }
        self.join_backfill();
        Ok(())
    }

    /// The lease is another's. Where nobody says how our sources are, that is said: they are not heard.
    fn want(&mut self, feed: &mut Feed, real: Stamp) -> Result<bool, StoreError> {
        let known = feed.writer().healths()?;
        let looked_after = |name: &str| known.iter().any(|(n, h)| n == name && h.was_said(real, 2 * SAID));
        let own = self.ears.iter().filter(|ear| !ear.entry.paused && !looked_after(&ear.entry.name));
        let all: Vec<(String, Health)> = own
            .map(|ear| {
                let before = known.iter().find(|(name, _)| *name == ear.entry.name).map(|(_, health)| health.clone());
                let health = before.unwrap_or_else(|| Health::begin(&ear.entry.kind, real));
                (ear.entry.name.clone(), Health { state: State::Connecting, said: real, ..health })
            })
            .collect();
        if all.is_empty() {
            return Ok(false);
        }
        feed.writer().note_health(&all)?;
        Ok(true)
    }

    /// When an incident was declared, what was said in the hours before it is looked up: it began before anybody knew.
    fn look_back(&mut self, feed: &mut Feed, real: Stamp) -> Result<(), StoreError> {
        let newest = feed.writer().newest_incident()?;
        let before = self.incident.replace(newest);
        if before.is_none_or(|before| before >= newest) {
            return self.end_backfill(feed, real, |b| real.since(b.upto) > LOOKING || real.since(b.last) > NO_MORE);
        }
        self.end_backfill(feed, real, |_| true)?;
        self.backfill = Some(Backfill { runs: Vec::new(), incident: IncidentId(newest), upto: real, last: real });
        self.join_backfill();
        Ok(())
    }

    /// Whoever can tell what was said before and does not look yet begins to, while others do.
    fn join_backfill(&mut self) {
        let (Some(running), Some(backfill)) = (&mut self.running, &mut self.backfill) else { return };
        for ear in self.ears.iter().filter(|ear| !ear.entry.paused && kinds::back(&ear.entry.kind) > 0) {
            if backfill.runs.iter().all(|(_, name, _)| *name != ear.entry.name) {
                let start = Start { cursor: None, since: Some(backfill.upto.plus(-BACKFILL)) };
                self.runs += 1;
                running.listen(self.runs, Job { source: made(&ear.entry, &self.keywords, self.now), start });
                backfill.runs.push((self.runs, ear.entry.name.clone(), 0));
            }
        }
    }

    /// Ends a look into the past that is as said, and tells what came of it.
    fn end_backfill(
        &mut self,
        feed: &mut Feed,
        real: Stamp,
        over: impl Fn(&Backfill) -> bool,
    ) -> Result<(), StoreError> {
        let (Some(backfill), Some(running)) = (self.backfill.take_if(|b| over(b)), &mut self.running) else {
            return Ok(());
        };
        backfill.runs.iter().for_each(|(run, ..)| running.stop(*run));
        let found: Vec<(String, u32)> = backfill.runs.into_iter().map(|(_, name, count)| (name, count)).collect();
        feed.writer().looked_back(backfill.incident, (BACKFILL / HOUR) as u32, &found, real)
    }

    /// Takes in what was said before. A cursor that it brings is of the past, and is not kept.
    fn take_past(&mut self, feed: &mut Feed, told: Told, real: Stamp) -> Result<bool, StoreError> {
        let Some(backfill) = &mut self.backfill else { return Ok(false) };
        let Some((_, name, count)) = backfill.runs.iter_mut().find(|(run, ..)| *run == told.run) else {
            return Ok(false);
        };
        // one that fails is tried again
        let What::Heard(mut batch, done) = told.what else { return Ok(false) };
        let upto = backfill.upto;
        // what is said from now on is heard now, and is no matter of the past
        batch.heard.retain(|heard| match heard {
            Heard::Said(raw) => raw.ts.is_some_and(|ts| ts < upto),
            Heard::Author(_) => true,
            _ => false,
        });
        if (!batch.heard.is_empty() && !batch.aside) || batch.upto.is_some_and(|at| at < upto) {
            backfill.last = real;
        }
        (batch.cursor, batch.late) = (None, true);
        let came = bring(feed, name, &mut batch, done, real)?;
        *count = count.saturating_add(came.new);
        Ok(came.new > 0 || batch.aside)
    }

    /// Takes in what a source said; whether the room changed. When the room cannot be written, all sources stop and start
    /// again behind what the room has.
    pub fn take(&mut self, feed: &mut Feed, told: Told, real: Stamp) -> Result<bool, StoreError> {
        let Some(ear) = self.ears.iter_mut().find(|ear| ear.run == Some(told.run)) else {
            return self.take_past(feed, told, real);
        };
        match told.what {
            What::Trying | What::Failed(Fault::Closed, _) => {}
            What::Failed(fault, again) => {
                let again = again.map(|wait| real.plus(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)));
                ear.fail(real, why(&ear.entry, &fault), again);
            }
            What::Heard(mut batch, done) => {
                let beside = batch.aside && !batch.heard.is_empty();
                ear.meets(&mut batch, real);
                let came = match bring(feed, &ear.entry.name, &mut batch, done, real) {
                    Ok(came) => came,
                    Err(e) => {
                        self.halt();
                        self.rests = Some(real.plus(MENDING));
                        return Err(e);
                    }
                };
                if !batch.aside {
                    let said = ear.in_gap(batch.late, &came.ids, real);
                    ear.heard(&batch, said, real);
                }
                return Ok(came.new > 0 || beside);
            }
        }
        Ok(false)
    }

    /// Tells the room how its sources are: at once when one is worse or better, else now and then.
    fn say(&mut self, feed: &mut Feed, real: Stamp) -> Result<bool, StoreError> {
        let (mut news, mut notable) = (false, false);
        for ear in &mut self.ears {
            ear.settle(real);
            ear.count(real);
            ear.health.said = real;
            notable |= ear.is_notable(real);
            news |= notable || ear.is_news(real);
        }
        if notable {
            // the list of what is unusual must not say otherwise than the header for a minute
            feed.look_soon();
        }
        if !news && self.said.is_some_and(|at| (0..SAID).contains(&real.since(at))) {
            return Ok(false);
        }
        let all: Vec<(String, Health)> = self.ears.iter().map(|e| (e.entry.name.clone(), e.health.clone())).collect();
        feed.writer().note_health(&all)?;
        self.said = Some(real);
        self.ears.iter_mut().for_each(|ear| ear.said = Some(ear.health.clone()));
        Ok(news)
    }

    /// Stops listening on purpose: that nothing comes any more is no alarm.
    pub fn close(mut self, feed: &mut Feed) {
        self.halt();
        let now = (self.now)();
        self.ears.iter_mut().for_each(|ear| ear.end(now));
        let left = |health: &Health| Health { state: State::Left, said: (self.now)(), ..health.clone() };
        if feed.holds() {
            let all = self.ears.iter().filter(|ear| !ear.entry.paused);
            let all: Vec<(String, Health)> = all.map(|ear| (ear.entry.name.clone(), left(&ear.health))).collect();
            // one that cannot be said shows as deaf, which is what it is
            let _ = feed.writer().note_health(&all);
        }
    }
}

/// What tells one file of sources from another without saying whose it is: a room may be given away.
fn mark(file: &Path) -> Clean {
    let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    Clean::line(&digest[..8].iter().map(|b| format!("{b:02x}")).collect::<String>())
}

/// Takes what a batch holds in, with its cursor, and tells whoever waits for it.
fn bring(
    feed: &mut Feed,
    source: &str,
    batch: &mut Batch,
    done: Sender<Committed>,
    real: Stamp,
) -> Result<Ingested, StoreError> {
    let mut said: Vec<RawMention> = Vec::with_capacity(batch.heard.len());
    let mut beside = Beside { cursor: batch.cursor.clone(), ..Beside::default() };
    for heard in std::mem::take(&mut batch.heard) {
        match heard {
            Heard::Said(raw) => said.push(*raw),
            Heard::Gone { platform, id } => beside.gone.push((platform, id)),
            Heard::AccountGone { platform, account } => beside.gone_accounts.push((platform, account)),
            Heard::Counted(counts) => beside.counts.push(counts),
            Heard::Author(facts) => beside.authors.push(*facts),
        }
    }
    let came = feed.bring_live(source, said, batch.late, &beside, real)?;
    // whoever waits may have given up
    let _ = done.send(Committed { new: came.new, repeated: came.repeated });
    Ok(came)
}

/// Why a source failed, as it is kept and shown: with the place in the file, where that is what a person must change.
pub fn why(entry: &Entry, fault: &Fault) -> Why {
    let place = entry.place_of(fault).map(|place| (PLACE, place));
    let args = fault.args().into_iter().chain(place).map(|(name, value)| {
        let short: String = value.chars().take(200).collect();
        (name.to_owned(), Clean::line(&short))
    });
    // where there is no token, none can be wrong: it is this reader that the server refuses
    let key = match (fault, entry.own.contains_key("token"), entry.kind.as_str()) {
        (Fault::Unauthorised, false, "rss") => "live-refused-feed",
        (Fault::Unauthorised, false, "jetstream") => "live-refused-stream",
        _ => fault.key(),
    };
    Why { key: key.to_owned(), args: args.collect() }
}

/// The source of an entry; one that cannot be made says why, once.
pub fn made(entry: &Entry, keywords: &[Clean], now: Clock) -> Box<dyn Source> {
    let wanted = wanted(entry, keywords);
    // its keys come first: one that is misspelled may be why nothing says what to listen for
    let made = kinds::open(entry, wanted.clone().unwrap_or_else(|_| Arc::new(|_| false)), now);
    made.and_then(|source| wanted.map(|_| source)).unwrap_or_else(|fault| Box::new(Never(fault)))
}

/// What an entry listens for: its own expression, else the room's keywords.
fn wanted(entry: &Entry, keywords: &[Clean]) -> Result<Wanted, Fault> {
    let matcher = match &entry.expression {
        Some(expression) => Matcher::parse(expression).map_err(|e| Fault::Expression(e.column))?,
        // a whole network without a word to look for would be silence that looks like calm
        None if keywords.is_empty() && kinds::needs_words(entry) => return Err(Fault::NoWords),
        None => Matcher::of_keywords(&keywords.iter().map(|k| k.as_str().to_owned()).collect::<Vec<_>>()),
    };
    Ok(Arc::new(move |text| matcher.is_match(text)))
}

/// A source that cannot be.
struct Never(Fault);

impl Source for Never {
    fn run<'a>(&'a mut self, _: Start, _: &'a super::Outlet) -> super::Listening<'a> {
        let fault = self.0.clone();
        Box::pin(std::future::ready(fault))
    }
}

#[cfg(test)]
mod tests;
