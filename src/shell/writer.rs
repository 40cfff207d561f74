//! The writer's thread: commands in, what came of them out. It also plays a drill's script, listens to the room's sources
//! and does what a clock causes, while this process holds the room's lease.

use super::drill::{Player, stop, stops, unplayable};
use super::plan::Watch;
use super::session::How;
use super::{Inner, time, whoami};
use crate::alert::{self, Alerter};
use crate::app::msg::{Denial, Msg};
use crate::config::Places;
use crate::domain::command::Command;
use crate::domain::ids::ResponseId;
use crate::domain::room::{Actor, Lang, RoomSettings};
use crate::domain::time::Stamp;
use crate::publish::outbox::{self, Publisher};
use crate::rows::Cue;
use crate::sources::feed::Feed;
use crate::sources::live::collector::Collector;
use crate::sources::live::supervise::Told;
use crate::store::error::{Denied, StoreError};
use crate::store::journal::Typed;
use crate::words::Words;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::mpsc::Sender;

/// Jobs that may wait. When they are this many the person is told that the room is busy; nothing is dropped unsaid.
const QUEUE: usize = 256;
/// Longest sleep of the thread: nothing depends on it but the drift of clocks.
const NAP: Duration = Duration::from_secs(3600);
/// Least pause when something is due that this process may not do: whoever holds the lease does it.
const THEIRS: Duration = Duration::from_millis(250);
/// Least pause after a fault of the file, so that it is told now and then rather than without end.
const FAULTY: Duration = Duration::from_secs(5);

/// One thing for the writer to do.
pub enum Job {
    /// Decide, and answer under the ticket.
    Decide(u64, Box<Command>),
    /// Keep what is being typed, given what was known to be kept of it.
    KeepDraft(ResponseId, [String; 2], i64),
    /// Keep what was typed into forms, given the same.
    KeepWords([String; 2], Vec<String>),
    /// Let this of the drill's script come now.
    Bring(Cue),
    /// Another process wrote: something may wait in the inbox.
    Look,
    /// Who acts from here on.
    Me(Actor),
    /// In which language to say what went wrong.
    Speak(Lang),
    /// What a source that is listened to has to say.
    Told(Told),
    /// What came of a text that was sent out through an account.
    Posted(outbox::Told),
    /// What came of an alert that was sent.
    Alerted(alert::outbox::Came),
    /// A person took a source out: that nobody hears it is no alarm.
    Forget(String),
    /// The room closes: what was handed over before this is done, and no more comes.
    Close,
}

/// The thread, while the room is open.
pub struct WriterThread {
    jobs: SyncSender<Job>,
    thread: Option<JoinHandle<()>>,
}

/// What comes back from sources, platforms and addresses becomes a job of this kind; when there is no room for one, whoever
/// brings it waits.
macro_rules! becoming {
    ($kind:ident, $jobs:expr) => {{
        let jobs = $jobs.clone();
        Arc::new(move |came| match jobs.try_send(Job::$kind(came)) {
            Err(TrySendError::Full(Job::$kind(came))) => Err(came),
            // nobody listens any more: whoever waits for an answer learns it by getting none
            _ => Ok(()),
        })
    }};
}

impl WriterThread {
    /// Starts it. What came of jobs goes to `out`; when that is full the thread waits.
    pub fn start(
        feed: Feed,
        me: Actor,
        settings: &RoomSettings,
        how: &How,
        places: &Places,
        out: Sender<Inner>,
    ) -> std::io::Result<WriterThread> {
        let plan = Watch::new(how.plan_file.clone(), Arc::clone(&how.plan));
        let (jobs, rx) = sync_channel(QUEUE);
        // a drill hears its own people alone
        let drill = settings.drill.is_some();
        let collector = (!drill).then(|| Collector::new(places.sources(), becoming!(Told, jobs), time::now));
        let publisher =
            (!drill).then(|| Publisher::new(places.accounts(), &whoami::behind(), becoming!(Posted, jobs), time::now));
        let outlets = if drill { &[] } else { how.alerts.as_slice() };
        let alerter = Alerter::new(outlets, settings.name.as_str(), how.lang, becoming!(Alerted, jobs), time::now);
        let words = Words::new(how.lang);
        let player = settings.drill.as_ref().map(|drill| Player::of(feed.path(), drill)).transpose();
        let ends = player.as_ref().ok().and_then(|player| player.as_ref().map(Player::ends));
        let (player, unplayable) = match player {
            Ok(player) => (player, None),
            Err(faults) => (None, Some(unplayable(&words, &faults))),
        };
        let work = Work {
            feed,
            me,
            words,
            out,
            plan: Some(plan),
            player,
            ends,
            unplayable,
            collector,
            unusable: None,
            publisher,
            alerter,
            drill,
        };
        let thread = std::thread::Builder::new().name("writer".into()).spawn(move || work.run(&rx))?;
        Ok(WriterThread { jobs, thread: Some(thread) })
    }

    /// Hands a job over without waiting.
    ///
    /// # Errors
    /// Gives it back when the queue is full, or the thread is gone.
    pub fn send(&self, job: Job) -> Result<(), Job> {
        self.jobs.try_send(job).map_err(|e| match e {
            TrySendError::Full(job) | TrySendError::Disconnected(job) => job,
        })
    }

    /// Hands a job over from a thread that may wait.
    pub fn handle(&self) -> impl FnOnce(Job) + Send + 'static {
        let jobs = self.jobs.clone();
        // it fails when the room closes
        move |job| drop(jobs.send(job))
    }

    /// Ends the thread once every job that was handed over is done.
    pub fn close(mut self) {
        // sources hold ends of the queue too, so that to drop ours would not end it
        let _ = self.jobs.send(Job::Close);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Work {
    feed: Feed,
    me: Actor,
    words: Words,
    out: Sender<Inner>,
    plan: Option<Watch>,
    player: Option<Player>,
    /// Room time at which the drill's clock stops.
    ends: Option<Stamp>,
    /// Why nobody speaks in this drill, until it is told.
    unplayable: Option<String>,
    collector: Option<Collector>,
    /// Why the file of sources cannot be used, as it was told last.
    unusable: Option<String>,
    publisher: Option<Publisher>,
    alerter: Option<Alerter>,
    /// The room is a drill's.
    drill: bool,
}

impl Work {
    fn run(mut self, jobs: &Receiver<Job>) {
        if let Some(said) = self.unplayable.take() {
            self.tell(Msg::Failed(said));
        }
        self.look();
        let mut least = Duration::ZERO;
        loop {
            let nap = match self.next().map(time::until) {
                Some(Duration::ZERO) => least,
                Some(nap) => nap.min(NAP),
                None => NAP,
            };
            match jobs.recv_timeout(nap) {
                Ok(Job::Close) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(job) => self.job(job),
                Err(RecvTimeoutError::Timeout) => {}
            }
            least = self.due();
        }
        if self.drill && self.feed.hold(time::now()).unwrap_or(false) {
            // A drill that nobody watches stands still, or its people would all have spoken by the next visit.
            let _ = self.feed.writer().decide(&self.me, &Command::SetClock { speed: 0 }, time::now(), None);
        }
        if let Some(collector) = self.collector.take() {
            collector.close(&mut self.feed);
        }
        self.feed.close(time::now());
    }

    /// Does one job. That nobody listens any more is no reason to leave the rest undone: what was handed over is carried
    /// out, also while the screen closes.
    fn job(&mut self, job: Job) {
        let real = time::now();
        match job {
            Job::Decide(ticket, command) => {
                let known = match &*command {
                    Command::AddMention { mention } => self.feed.find(mention).unwrap_or_default(),
                    _ => None,
                };
                let decided = self.feed.writer().decide(&self.me, &command, real, None).map_err(|e| match e {
                    Denied::Refused(refusal) => Denial::Refused(refusal),
                    Denied::Store(e) => Denial::Failed(self.failed(&e)),
                });
                let adds = matches!(*command, Command::AddMention { .. });
                self.tell(Msg::Decided(ticket, decided));
                if let Some(mention) = known {
                    self.tell(Msg::Known(mention));
                }
                self.tell(Msg::RoomChanged);
                if adds {
                    self.look();
                }
            }
            Job::KeepDraft(response, typed, rev) => self.keep_draft(response, &typed, rev, real),
            Job::KeepWords([text, before], changed) => {
                let (who, typed) = (self.me.name.clone(), Typed { text: &text, before: &before });
                let kept = self.feed.writer().keep_words(who.as_str(), typed, &changed, real);
                self.came(kept.map(|()| false));
                self.tell(Msg::WordsKept);
            }
            Job::Bring(cue) => self.bring(&cue, real),
            Job::Look => self.look(),
            Job::Me(me) => self.me = me,
            Job::Speak(lang) => self.words = Words::new(lang),
            Job::Told(told) => self.told(told),
            Job::Posted(told) => self.posted(told),
            Job::Alerted(came) => self.alerted(came),
            Job::Forget(name) => self.forget(name),
            Job::Close => {}
        }
    }

    /// Keeps what is being typed. The screen looks again where words of it were erased meanwhile.
    fn keep_draft(&mut self, response: ResponseId, [text, before]: &[String; 2], rev: i64, real: Stamp) {
        let who = self.me.name.clone();
        let kept = self.feed.writer().keep_draft(response, who.as_str(), Typed { text, before }, rev, real);
        match kept {
            Ok(erased) => {
                // Said in the room's time, as everything on the screen: a drill's clock is not the wall's.
                let at = self.feed.writer().clock().map_or(real, |clock| clock.at(real));
                self.tell(Msg::DraftKept(response, at));
                if erased {
                    self.tell(Msg::RoomChanged);
                }
            }
            Err(e) => {
                let why = self.failed(&e);
                self.tell(Msg::DraftLost(response, why));
            }
        }
    }

    /// Lets something of the drill's script come before its time. Where everybody has spoken, it has come.
    fn bring(&mut self, cue: &Cue, real: Stamp) {
        let came = self.player.as_mut().map_or(Ok(false), |player| player.bring(&mut self.feed, cue, real));
        self.tell(Msg::Brought(came.map_err(|e| self.failed(&e))));
        self.tell(Msg::RoomChanged);
    }

    /// Takes in what came of a text that was sent.
    fn posted(&mut self, told: outbox::Told) {
        let Some(publisher) = &mut self.publisher else { return };
        let came = publisher.take(self.feed.writer(), told, time::now());
        self.came(came);
    }

    /// Takes in what came of an alert.
    fn alerted(&mut self, came: alert::outbox::Came) {
        let Some(alerter) = &mut self.alerter else { return };
        match alerter.take(self.feed.writer(), came, time::now()) {
            Ok(trouble) => self.tell_troubles(trouble),
            Err(e) => self.came(Err(e)),
        }
    }

    /// Looks whether somebody is to hear of what happened; whether there is more to look at.
    fn alert(&mut self, real: Stamp) -> Result<bool, StoreError> {
        let Some(alerter) = &mut self.alerter else { return Ok(false) };
        let turn = alerter.turn(self.feed.writer(), &self.me.name, real)?;
        for ring in turn.rings {
            let _ = self.out.blocking_send(Inner::Ring(ring));
        }
        self.tell_troubles(turn.troubles);
        Ok(turn.more)
    }

    fn tell_troubles(&self, troubles: impl IntoIterator<Item = alert::outbox::Trouble>) {
        troubles.into_iter().for_each(|trouble| self.tell(Msg::Failed(trouble.says(&self.words))));
    }

    /// Takes in what a source said.
    fn told(&mut self, told: Told) {
        let Some(collector) = &mut self.collector else { return };
        let came = collector.take(&mut self.feed, told, time::now());
        self.came(came);
    }

    /// Lets a source go that may have stood in another file than ours; who listens to ours has let it go by itself.
    fn forget(&mut self, name: String) {
        let forgot = self.feed.writer().forget_health(&[name]);
        self.came(forgot.map(|()| true));
    }

    /// Takes in what waits in the inbox, if this process may.
    fn look(&mut self) {
        let came = self.feed.drain(time::now());
        self.came(came.map(|n| n > 0));
    }

    /// Tells what came of some work: that the room changed, or what went wrong.
    fn came(&self, done: Result<bool, StoreError>) {
        match done {
            Ok(false) => {}
            Ok(true) => self.tell(Msg::RoomChanged),
            Err(e) => self.tell(Msg::Failed(self.failed(&e))),
        }
    }

    /// The sentence of a fault of the room's file.
    fn failed(&self, e: &StoreError) -> String {
        self.words.refusal(&e.says(self.feed.path()))
    }

    /// What a clock causes: a drill's next people speak, snoozes end. Returns the least pause before it is tried again:
    /// what is due and cannot be done here stays due, and must not be asked for without end.
    fn due(&mut self) -> Duration {
        let real = time::now();
        let done = self.feed.tick(real).and_then(|woke| {
            let played = self.player.as_mut().map_or(Ok(false), |player| player.play(&mut self.feed, real))?;
            let heard = self.collector.as_mut().map_or(Ok(false), |collector| collector.turn(&mut self.feed, real))?;
            let sent = self.publisher.as_mut().map_or(Ok(false), |p| p.turn(self.feed.writer(), real))?;
            let stopped = self.ends.map_or(Ok(false), |ends| stop(&mut self.feed, ends, real))?;
            Ok(woke | played | heard | sent | stopped | self.feed.notice(real)?)
        });
        // last, so that what the clock has just caused is told at once
        let done = done.and_then(|done| Ok(done | self.alert(real)?));
        self.tell_unusable();
        self.tell_plan(real);
        let pause = match &done {
            Ok(true) => Duration::ZERO,
            Ok(false) => THEIRS,
            Err(_) => FAULTY,
        };
        let well = done.is_ok();
        self.came(done);
        // Nothing may have come of it: who opens a drill that ended long ago must know it too.
        if well && self.player.take_if(|player| player.over()).is_some() {
            self.tell(Msg::DrillOver);
        }
        pause
    }

    /// A file of sources that cannot be read is told once: nothing of it is listened to, or what stood there before is.
    fn tell_unusable(&mut self) {
        let Some(collector) = &self.collector else { return };
        let said = collector.unusable().map(|e| super::sources::why(collector.file(), e, &self.words));
        let news = said.clone().filter(|said| self.unusable.as_ref() != Some(said));
        self.unusable = said;
        if let Some(said) = news {
            self.tell(Msg::Failed(said));
        }
    }

    /// What is new about the plan. That the room could not say it is told by what else fails.
    fn tell_plan(&mut self, real: Stamp) {
        let Some(watch) = &mut self.plan else { return };
        for msg in watch.turn(self.feed.writer(), &self.words, real).unwrap_or_default() {
            self.tell(msg);
        }
    }

    /// The next moment on the wall at which there is something to do.
    fn next(&mut self) -> Option<Stamp> {
        let clock = self.feed.writer().clock().ok()?;
        let clocked = self.feed.writer().next_deadline(time::now()).ok().flatten();
        let inject = self.player.as_ref().and_then(|player| player.next(&clock));
        let listen = self.collector.as_ref().and_then(Collector::next);
        let publish = self.publisher.as_ref().and_then(Publisher::next);
        let plan = self.plan.as_ref().map(Watch::next);
        let alert = self.alerter.as_ref().and_then(Alerter::next);
        let end = self.ends.and_then(|ends| stops(&clock, ends));
        let due = [clocked, inject, end, self.feed.next_notice(), listen, publish, plan, alert];
        due.into_iter().flatten().min()
    }

    fn tell(&self, msg: Msg) {
        // It fails when the screen is closing; the work goes on without a listener.
        let _ = self.out.blocking_send(Inner::Msg(msg));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock::RoomClock;
    use crate::domain::room::DrillInfo;
    use crate::domain::text::Clean;
    use crate::domain::time::MINUTE;
    use crate::drill::{Scenario, Script};
    use crate::store::{Options, create};

    /// A drill at ten times the wall's speed, with one mention that sleeps for an hour of its time.
    fn asleep(home: &std::path::Path) -> (Work, Stamp) {
        let (path, now, me) = (home.join("d.room"), time::now(), Actor::default());
        let drill = DrillInfo { scenario: "none".into(), seed: 1, lang: Lang::En, start: now };
        let settings = RoomSettings {
            name: "d".into(),
            lang: Lang::En,
            zone: "UTC".into(),
            keywords: Vec::new(),
            drill: Some(drill),
        };
        let clock = Some(RoomClock { real: now, room: now.plus(7 * MINUTE), speed: 10_000 });
        create(&path, &settings, &me, now, Options { clock, ..Options::default() }).unwrap();
        let mut feed =
            Feed::open(&path, Options::default(), std::sync::Arc::new(crate::plan::Plan::builtin()), "me".into())
                .unwrap();
        let raw = crate::domain::mention::RawMention { text: "hola".into(), ..Default::default() };
        let came = feed.bring("s", vec![raw], false, now).unwrap();
        let crate::sources::feed::Brought::In(came) = came else { panic!("somebody else collects") };
        let id = came.ids[0];
        let until = now.plus(67 * MINUTE);
        let snooze = Command::Snooze { mentions: vec![id], until, reason: String::new(), seen: None };
        feed.writer().decide(&me, &snooze, now, None).unwrap();
        let (out, _) = tokio::sync::mpsc::channel(9);
        (
            Work {
                feed,
                me,
                words: Words::new(Lang::En),
                out,
                plan: None,
                player: None,
                ends: None,
                unplayable: None,
                collector: None,
                unusable: None,
                publisher: None,
                alerter: None,
                drill: true,
            },
            now.plus(6 * MINUTE),
        )
    }

    #[test]
    fn a_drill_that_ended_long_ago_says_so_to_whoever_opens_it() {
        let home = tempfile::tempdir().unwrap();
        let (mut work, now) = asleep(home.path());
        let (out, mut heard) = tokio::sync::mpsc::channel(9);
        let script = Script::new(&Scenario::builtin(), Lang::En, 1);
        let told = script.words().iter().map(|word| (Clean::new(word.text.trim()), now)).collect();
        let mut player = Player::new(script, Stamp(0), &told);
        player.skip_to(i64::MAX);
        work.player = Some(player);
        work.out = out;
        let (_, _) = (work.due(), work.due());
        let told = std::iter::from_fn(|| heard.try_recv().ok());
        let told = told.filter(|told| matches!(told, Inner::Msg(Msg::DrillOver))).count();
        assert_eq!(told, 1, "and once");
    }

    #[test]
    fn the_clock_of_a_drill_stops_where_its_script_ends() {
        let home = tempfile::tempdir().unwrap();
        let (mut work, now) = asleep(home.path());
        work.ends = Some(now.plus(60 * MINUTE));
        work.due();
        let clock = work.feed.writer().clock().unwrap();
        assert!(clock.speed > 0 && work.next().is_some(), "not before");
        assert!(work.next().unwrap() <= clock.real_of(work.ends.unwrap()).unwrap());
        work.ends = Some(clock.room.plus(1));
        work.due();
        let stood = work.feed.writer().clock().unwrap();
        assert_eq!(stood.speed, 0);
        assert!(stood.room.since(now) < 10 * MINUTE, "{stood:?}");
        work.feed.writer().decide(&work.me, &Command::SetClock { speed: 1000 }, time::now(), None).unwrap();
        work.due();
        let clock = work.feed.writer().clock().unwrap();
        assert_eq!(clock.speed, 1000, "who goes on after it goes on: what comes then is in no score");
        assert!(work.next().is_none_or(|at| at > time::now()), "and nothing waits for the end any more");
    }

    #[test]
    fn a_file_of_sources_that_cannot_be_read_is_told_once_with_its_place() {
        let home = tempfile::tempdir().unwrap();
        let (mut work, _) = asleep(home.path());
        let (out, mut heard) = tokio::sync::mpsc::channel(9);
        let file = home.path().join("sources.toml");
        std::fs::write(&file, "[news\n").unwrap();
        (work.out, work.collector) = (out, Some(Collector::new(file, Arc::new(|_| Ok(())), time::now)));
        let (_, _) = (work.due(), work.due());
        let told = std::iter::from_fn(|| heard.try_recv().ok());
        let told = told.filter_map(|told| if let Inner::Msg(Msg::Failed(said)) = told { Some(said) } else { None });
        let told: Vec<String> = told.collect();
        assert!(told.len() == 1 && told[0].contains("sources.toml:1:"), "{told:?}");
    }

    #[test]
    fn a_snooze_in_a_fast_drill_ends_when_the_rooms_clock_says_so() {
        let home = tempfile::tempdir().unwrap();
        let (mut work, at) = asleep(home.path());
        assert_eq!(work.feed.writer().next_deadline(time::now()).unwrap(), Some(at));
        assert!(work.next().is_some_and(|next| next <= at), "nor does the thread sleep longer");
    }
}
