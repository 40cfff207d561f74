//! How well a source is heard. Owns when a source counts as deaf and how its signs of life are counted; must not know what
//! is listened to, nor how.

mod posts;

pub use posts::Posts;

use super::text::Clean;
use super::time::{MINUTE, SECOND, Stamp};
use serde::{Deserialize, Serialize};

/// Source of what a person put in, as rooms keep it; `words` has what people read.
pub const BY_HAND: &str = "by hand";
/// The source's name of what a drill's people say.
pub const DRILL: &str = "drill";

/// How far a post has travelled; what the network did not say is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// As in [`super::mention::RawMention::platform`].
    pub platform: String,
    /// As in [`super::mention::RawMention::id`].
    pub id: String,
    /// Likes.
    pub likes: Option<u64>,
    /// Reposts.
    pub reposts: Option<u64>,
    /// Answers.
    pub replies: Option<u64>,
}

/// What a source is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It tries to connect.
    #[default]
    Connecting,
    /// It is heard.
    Live,
    /// It failed, and is tried again.
    Waiting,
    /// It failed for a reason that a person must put right.
    Stopped,
    /// A person does not want it heard.
    Paused,
    /// Whoever listened has left on purpose, and the next one goes on from here: an alarm only once nobody does.
    Left,
}

impl State {
    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["source-connecting", "source-live", "source-waiting", "source-stopped", "source-paused", "source-left"]
            [self as usize]
    }
}

/// Why a source failed: a key of `words` and what its sentence is filled with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Why {
    /// Key of its sentence; with `-short` behind, of a few words without figures.
    pub key: String,
    /// What the sentence is filled with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(String, Clean)>,
}

/// What was said while a source was not heard, and is in the room now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caught {
    /// Mentions that were new.
    pub count: u32,
    /// When the first of them was said; without any, when it was heard last before the gap.
    pub from: Stamp,
    /// When the last of them was said; without any, when it was heard again.
    pub to: Stamp,
    /// When the room had caught up.
    pub at: Stamp,
}

/// How a source is, as whoever listens last said. Times are the room's; spans are milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Health {
    /// What sort of source it is: `jetstream`.
    pub kind: Clean,
    /// Which file of sources it stands in, as a digest: whoever reads another one has no say in whether it is wanted.
    #[serde(skip_serializing_if = "Clean::is_empty")]
    pub file: Clean,
    /// What it is doing.
    pub state: State,
    /// Since when.
    pub since: Stamp,
    /// When this was said.
    pub said: Stamp,
    /// When it last gave a sign of life; of one that others post to, when something was last posted.
    pub heard: Option<Stamp>,
    /// Of one that was not heard yet: since when its line has been open, with nothing new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub still: Option<Stamp>,
    /// Whoever began to listen lets it be silent until then: what it was like before says nothing of now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<Stamp>,
    /// What usually lies between two signs of life.
    pub gap: i64,
    /// Of one that others post to: what is known of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posts: Option<Posts>,
    /// Everything that was looked at, whether it matched or not.
    pub looked: u64,
    /// The same of the last full minute.
    pub per_minute: u64,
    /// How far behind the network's own clock it is; negative when that clock is ahead of ours.
    pub lag: Option<i64>,
    /// Since when the two clocks have been further apart than is usual, whichever of them is ahead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apart: Option<Stamp>,
    /// Failures since it was last heard.
    pub failures: u32,
    /// The last failure, until it is heard again.
    pub fault: Option<Why>,
    /// When it is tried again.
    pub again: Option<Stamp>,
    /// When its cursor moved last.
    pub cursor_at: Option<Stamp>,
    /// The last time it caught up.
    pub caught: Option<Caught>,
    /// Of several that it listens to, such as feeds: those that fail, why, and since when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<(Clean, Why, Stamp)>,
    /// Those that hold more than is read, the newest, and how much older they hold beside that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub older: Vec<(Clean, u64)>,
}

/// Why a source is deaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blind {
    /// It fails.
    Failing(Why),
    /// It says nothing, not even that it lives.
    Silent,
    /// Its clock and ours disagree: what it brings is put at wrong times.
    Clock,
    /// Nobody listens to it any more: whoever did has ended, on purpose or not, and no other took over.
    Unheard,
    /// One of several that it listens to fails, by its name; the others are heard.
    Part(Clean, Why),
    /// Others post to it, and nothing was posted for much longer than is usual, in milliseconds each: whoever does may
    /// have died.
    Unposted {
        /// For so long nothing was posted.
        quiet: i64,
        /// So much lies between two posts at most.
        usual: i64,
    },
}

/// A failure that heals within this time is nobody's concern.
const PATIENCE: i64 = 30 * SECOND;
/// The least silence of a source that is worth a word; beyond it, [`GAPS`] times what usually lies between two signs.
const SILENT: i64 = 5 * MINUTE;
const GAPS: i64 = 3;
/// A network whose clock is so far ahead of ours, or the other way round, is not merely slow.
const SKEW: i64 = 2 * MINUTE;
/// Whoever listens says so every few seconds; when that stops for this long, nobody does.
const UNHEARD: i64 = 30 * SECOND;
/// Parts that are kept.
const MOST_PARTS: usize = 50;
/// Part of a new gap in what is usual: one in eight, as round-trip times are smoothed (RFC 6298).
const SMOOTH: i64 = 8;

/// How long a silence may last where so much usually lies between two signs of life.
fn patience(usual: i64) -> i64 {
    SILENT.max(usual.saturating_mul(GAPS))
}

impl Health {
    /// A source that begins to be listened to.
    pub fn begin(kind: &str, now: Stamp) -> Health {
        Health { kind: Clean::line(kind), since: now, said: now, ..Health::default() }
    }

    /// Goes on from how it was when it was last listened to, here or by another process: a silence ends by nobody's listening
    /// anew. One that was no reason for alarm is given a moment to be heard first.
    pub fn go_on(&mut self, before: &Health, now: Stamp) {
        (self.gap, self.caught) = (self.gap.max(before.gap), before.caught);
        // what an earlier version wrote there of one that others post to was that the address is open
        self.heard = before.heard.filter(|_| self.posts.is_none() || before.posts.is_some());
        self.still = before.still.filter(|_| self.posts.is_none() && self.heard.is_none());
        // by what it was heard, not by what it was given: whoever begins anew every few seconds would be given that for ever
        let silent = before.said.since(before.silent_from()) >= patience(before.gap);
        self.given = (!silent).then(|| now.plus(PATIENCE));
    }

    /// It gave a sign of life: so much was looked at, up to this moment of the network's clock.
    pub fn hear(&mut self, now: Stamp, looked: u64, upto: Option<Stamp>) {
        // what lies between two signs is known where it was listened to all the while
        let steady = |heard: &Stamp| self.state == State::Live && *heard >= self.since && self.posts.is_none();
        if let Some(before) = self.heard.filter(steady) {
            let gap = now.since(before);
            // several at once are one sign, and a silence that was told teaches nothing about what is usual
            if (SECOND..patience(self.gap)).contains(&gap) {
                self.gap = if self.gap == 0 { gap } else { self.gap + (gap - self.gap) / SMOOTH };
            }
        }
        self.open(now);
        // before the first post nobody knows whether there is anybody to post
        let quiet = self.quiet_since().filter(|_| self.heard.is_some());
        self.posts.iter_mut().for_each(|posts| posts.learn(quiet, now));
        (self.heard, self.still, self.given) = (Some(now), None, None);
        self.looked = self.looked.saturating_add(looked);
        if let Some(upto) = upto {
            let lag = now.since(upto);
            self.lag = Some(lag);
            self.apart = (lag.unsigned_abs() >= SKEW.unsigned_abs()).then(|| self.apart.unwrap_or(now));
        }
    }

    /// It can be heard: of one that others post to, its address is open, which says nothing of them.
    pub fn open(&mut self, now: Stamp) {
        let broken = self.state != State::Live;
        if broken {
            (self.state, self.since) = (State::Live, now);
        }
        (self.failures, self.fault, self.again) = (0, None, None);
        self.posts.iter_mut().for_each(|posts| posts.beat(now, broken, SILENT));
    }

    /// Its line is open, and nothing new comes over it: it works, and yet it may be deaf. How long that may last is as with any
    /// silence; the lines that are opened anew meanwhile do not end it.
    pub fn still(&mut self, now: Stamp) {
        self.open(now);
        if self.heard.is_none() {
            self.still.get_or_insert(now);
        }
    }

    /// When it could last be heard.
    pub fn open_until(&self) -> Option<Stamp> {
        self.posts.as_ref().map_or(self.heard, |posts| posts.beat)
    }

    /// Since when nothing was posted, as far as somebody listened; nothing of one that nobody posts to.
    pub fn quiet_since(&self) -> Option<Stamp> {
        self.posts.as_ref().and_then(|posts| posts.open).map(|open| self.heard.map_or(open, |heard| heard.max(open)))
    }

    /// What usually lies between two signs of life, as far as it is known.
    pub fn usual_gap(&self, now: Stamp) -> Option<i64> {
        self.posts.as_ref().map_or(Some(self.gap).filter(|gap| *gap > 0), |posts| posts.usual(now))
    }

    /// Whether its address is open and yet nobody knows whether those live who post to it: nothing was posted since it was
    /// opened, or not lately while what is usual is not known.
    pub fn is_unsure(&self, now: Stamp) -> bool {
        let Some(posts) = self.posts.as_ref().filter(|_| self.state == State::Live) else { return false };
        let since = self.heard.filter(|heard| posts.open.is_some_and(|open| *heard >= open));
        let long = |heard| now.since(heard) >= patience(posts.longest());
        since.is_none_or(|heard| posts.usual(now).is_none() && long(heard))
    }

    /// For how long nothing was posted where that is too long, and what is usual.
    fn unposted(&self, now: Stamp) -> Option<Blind> {
        let quiet = self.quiet_since()?;
        let usual = self.posts.as_ref()?.missed(quiet, now, patience)?;
        Some(Blind::Unposted { quiet: now.since(quiet), usual })
    }

    /// It failed, and is tried again at `again`, or not before somebody puts it right.
    pub fn fail(&mut self, now: Stamp, why: Why, again: Option<Stamp>) {
        let state = if again.is_some() { State::Waiting } else { State::Stopped };
        // what fails over and over fails since the first time
        if self.failures == 0 {
            self.since = now;
        }
        self.state = state;
        self.failures = self.failures.saturating_add(1);
        (self.fault, self.again) = (Some(why), again);
    }

    /// One of several that it listens to fails, or is heard again.
    pub fn part(&mut self, now: Stamp, name: Clean, why: Option<Why>) {
        let since = self.parts.iter().find(|(part, ..)| *part == name).map_or(now, |(_, _, since)| *since);
        self.parts.retain(|(part, ..)| *part != name);
        if let Some(why) = why
            && self.parts.len() < MOST_PARTS
        {
            self.parts.push((name, why, since));
        }
    }

    /// One of those that it listens to holds so much more than is read.
    pub fn leave_out(&mut self, name: Clean, older: u64) {
        self.older.retain(|(part, _)| *part != name);
        if older > 0 && self.older.len() < MOST_PARTS {
            self.older.push((name, older));
        }
    }

    /// A clock was put back: what lies in its future is as of now, so that no silence hides behind it.
    pub fn put_back(&mut self, now: Stamp) {
        let known = [&mut self.heard, &mut self.still, &mut self.apart, &mut self.cursor_at].map(Option::as_mut);
        let times = known.into_iter().chain([Some(&mut self.since)]);
        let parts = self.parts.iter_mut().map(|(.., since)| since);
        times.flatten().chain(parts).for_each(|at| *at = (*at).min(now));
        self.given = self.given.map(|until| until.min(now.plus(PATIENCE)));
        self.posts.iter_mut().for_each(|posts| posts.put_back(now));
    }

    /// Whether it is heard, but for some of its parts: no alarm yet, and no calm either.
    pub fn is_partly(&self) -> bool {
        self.state == State::Live && !self.parts.is_empty()
    }

    /// Whether it is known to be alive, with all its parts, as long as it is not deaf.
    pub fn is_whole(&self, now: Stamp) -> bool {
        self.state == State::Live && self.parts.is_empty() && !self.is_unsure(now)
    }

    /// Whether somebody looks after it: listens, or waits to.
    pub fn is_looked_after(&self, now: Stamp) -> bool {
        !matches!(self.state, State::Paused | State::Left) && self.is_fresh(now)
    }

    /// Whether what was said of it still counts. What comes from the future is of a clock that was put back.
    fn is_fresh(&self, now: Stamp) -> bool {
        self.was_said(now, UNHEARD)
    }

    /// Whether it was said less than so long ago, by a clock that agrees with ours.
    pub fn was_said(&self, now: Stamp, span: i64) -> bool {
        (-SKEW..span).contains(&now.since(self.said))
    }

    /// Whether nothing that it says now would be heard, and why.
    pub fn blind(&self, now: Stamp) -> Option<Blind> {
        let silent = self.silent_from();
        let failing = self.fault.clone().filter(|_| now.since(self.since) >= PATIENCE || self.state == State::Stopped);
        match () {
            () if self.state == State::Paused => None,
            // left on purpose or not, nobody hears what is said there now
            () if !self.is_fresh(now) => Some(Blind::Unheard),
            () if self.state == State::Left => None,
            () if failing.is_some() => failing.map(Blind::Failing),
            () if now.since(silent) >= patience(self.gap) && self.given.is_none_or(|until| now >= until) => {
                Some(Blind::Silent)
            }
            // catching up is over sooner: what stays behind brings only old news
            () if self.apart.is_some_and(|since| self.lag < Some(0) || now.since(since) >= SILENT) => {
                Some(Blind::Clock)
            }
            () => {
                let part = self.deaf_part(now).map(|(part, why, _)| Blind::Part(part.clone(), why.clone()));
                part.or_else(|| self.unposted(now))
            }
        }
    }

    /// From when on its silence is counted.
    fn silent_from(&self) -> Stamp {
        self.open_until().or(self.still).unwrap_or(self.since)
    }

    /// The part that has failed for longer than any other, and too long.
    fn deaf_part(&self, now: Stamp) -> Option<&(Clean, Why, Stamp)> {
        self.parts.iter().filter(|(.., since)| now.since(*since) >= SILENT).min_by_key(|(.., since)| *since)
    }

    /// Since when it is deaf, for that reason.
    pub fn blind_since(&self, blind: &Blind) -> Stamp {
        let own = match blind {
            Blind::Unposted { .. } => self.quiet_since(),
            // it is heard all the while
            Blind::Clock => self.apart,
            _ => None,
        };
        if let Some(since) = own {
            return since;
        }
        let whole = self.silent_from();
        // once all of it fails, it is no matter of its parts any more
        match self.fault {
            Some(_) => whole.min(self.since),
            None => self.parts.iter().map(|(.., since)| *since).fold(whole, Stamp::min),
        }
    }
}

impl Blind {
    /// Key of a few words for it in `words`.
    pub fn key(&self) -> String {
        match self {
            Blind::Failing(why) => format!("{}-short", why.key),
            Blind::Silent => "blind-silent".into(),
            Blind::Clock => "blind-clock".into(),
            Blind::Unheard => "blind-unheard".into(),
            Blind::Part(..) => "blind-part".into(),
            Blind::Unposted { .. } => "blind-unposted".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Stamp = Stamp(1_795_341_600_000);

    fn live() -> Health {
        let mut health = Health::begin("jetstream", NOW);
        health.hear(NOW, 10, Some(NOW.plus(-400)));
        health
    }

    fn at(mut health: Health, ms: i64) -> Option<Blind> {
        health.said = NOW.plus(ms);
        health.blind(NOW.plus(ms))
    }

    #[test]
    fn silence_is_five_minutes_or_three_times_the_usual() {
        assert_eq!(at(live(), SILENT - 1), None);
        assert_eq!(at(live(), SILENT), Some(Blind::Silent));
        let mut slow = live();
        slow.gap = 4 * MINUTE;
        assert_eq!(at(slow.clone(), 12 * MINUTE - 1), None);
        assert_eq!(at(slow, 12 * MINUTE), Some(Blind::Silent));
        assert_eq!(at(Health::begin("x", NOW), SILENT), Some(Blind::Silent), "one that was never heard");
    }

    #[test]
    fn an_open_line_over_which_nothing_new_comes_is_no_life() {
        for mut health in [live(), Health::begin("jetstream", NOW)] {
            // each minute it is silent for too long for a stream, is opened anew, and tells its last seconds again
            for minute in 0..5 {
                let now = NOW.plus(minute * MINUTE);
                health.still(now);
                assert_eq!((health.state, at(health.clone(), minute * MINUTE)), (State::Live, None));
                health.fail(now.plus(MINUTE - SECOND), Why::default(), Some(now.plus(MINUTE)));
                assert_eq!(at(health.clone(), MINUTE * (minute + 1) - SECOND), None, "{minute}");
            }
            health.still(NOW.plus(SILENT));
            assert_eq!(at(health.clone(), SILENT), Some(Blind::Silent));
            assert_eq!(health.blind_since(&Blind::Silent), NOW);
            health.hear(NOW.plus(SILENT), 1, None);
            assert_eq!((at(health.clone(), SILENT), health.still), (None, None));
        }
        let mut slow = live();
        slow.gap = 4 * MINUTE;
        slow.still(NOW.plus(11 * MINUTE));
        assert_eq!(at(slow, 11 * MINUTE), None, "what is usual decides");
    }

    #[test]
    fn a_silence_does_not_end_by_somebody_listening_anew() {
        let anew = |mut before: Health, ms: i64| {
            before.said = NOW.plus(ms);
            let mut health = Health::begin("jetstream", NOW.plus(ms));
            health.go_on(&before, NOW.plus(ms));
            health.still(NOW.plus(ms));
            health
        };
        let silent = anew(live(), SILENT + MINUTE);
        assert_eq!(at(silent.clone(), SILENT + MINUTE), Some(Blind::Silent), "it was deaf before");
        assert_eq!(silent.blind_since(&Blind::Silent), NOW);
        let again = (1..4).fold(live(), |health, n| anew(health, n * 4 * MINUTE - PATIENCE));
        assert_eq!(at(again, 12 * MINUTE - PATIENCE), Some(Blind::Silent), "however often that is");
        let hasty = (1..40).fold(live(), |health, n| anew(health, n * 20 * SECOND));
        assert_eq!(at(hasty, 39 * 20 * SECOND), Some(Blind::Silent), "nor how soon");
        let never = anew(anew(Health::begin("jetstream", NOW), MINUTE), 2 * MINUTE);
        assert_eq!((never.heard, never.still), (None, Some(NOW.plus(MINUTE))));

        // after a night in which nobody listened it is first given the time to be heard
        let mut before = live();
        before.said = NOW.plus(SECOND);
        let mut morning = Health::begin("jetstream", NOW.plus(12 * 60 * MINUTE));
        morning.go_on(&before, NOW.plus(12 * 60 * MINUTE));
        morning.still(NOW.plus(12 * 60 * MINUTE));
        assert_eq!(at(morning.clone(), 12 * 60 * MINUTE + PATIENCE - 1), None);
        assert_eq!(at(morning.clone(), 12 * 60 * MINUTE + PATIENCE), Some(Blind::Silent));
        morning.gap = 2 * SECOND;
        morning.hear(NOW.plus(12 * 60 * MINUTE + SECOND), 1, None);
        assert_eq!((at(morning.clone(), 12 * 60 * MINUTE + MINUTE), morning.gap), (None, 2 * SECOND));
    }

    #[test]
    fn a_fault_is_told_once_it_lasts() {
        let why = || Why { key: "live-reset".into(), args: Vec::new() };
        let mut health = live();
        health.fail(NOW, why(), Some(NOW.plus(SECOND)));
        assert_eq!(at(health.clone(), PATIENCE - 1), None);
        health.fail(NOW.plus(20 * SECOND), why(), Some(NOW.plus(25 * SECOND)));
        assert_eq!(at(health.clone(), PATIENCE), Some(Blind::Failing(why())), "the second is no new beginning");
        assert_eq!(health.failures, 2);
        health.hear(NOW.plus(PATIENCE), 1, None);
        assert_eq!((at(health.clone(), PATIENCE), health.failures, health.state), (None, 0, State::Live));
        health.fail(NOW, why(), None);
        assert_eq!(at(health.clone(), 1), Some(Blind::Failing(why())), "what a person must put right is told at once");
        health.state = State::Paused;
        assert_eq!(at(health, SILENT), None);
    }

    #[test]
    fn clocks_that_disagree_and_listeners_that_left() {
        let mut health = live();
        health.hear(NOW, 1, Some(NOW.plus(SKEW)));
        for seconds in 0..60 {
            health.hear(NOW.plus(seconds * SECOND), 1, Some(NOW.plus(seconds * SECOND + SKEW)));
            assert_eq!(at(health.clone(), seconds * SECOND), Some(Blind::Clock));
            assert_eq!(health.blind_since(&Blind::Clock), NOW, "one case, however often it is heard meanwhile");
        }
        health.hear(NOW, 1, Some(NOW));
        assert_eq!((health.apart, at(health.clone(), 0)), (None, None));
        let mut late = live();
        for minute in 0..=5 {
            late.hear(NOW.plus(minute * MINUTE), 1, Some(NOW.plus((minute - 60) * MINUTE)));
            assert_eq!(at(late.clone(), minute * MINUTE), (minute == 5).then_some(Blind::Clock), "an hour behind");
        }
        assert_eq!(
            (late.blind_since(&Blind::Clock), late.heard),
            (NOW, Some(NOW.plus(SILENT))),
            "not since it was heard"
        );
        assert_eq!(health.blind(NOW.plus(UNHEARD)), Some(Blind::Unheard));
        assert_eq!(health.blind(NOW.plus(UNHEARD - 1)), None);
        assert_eq!(health.blind(NOW.plus(-SKEW)), None);
        assert_eq!(health.blind(NOW.plus(-SKEW - 1)), Some(Blind::Unheard), "nobody said so in the future");
        health.state = State::Left;
        assert!(!health.is_looked_after(NOW));
        assert_eq!(health.blind(NOW.plus(UNHEARD - 1)), None, "another may take over");
        assert_eq!(health.blind(NOW.plus(UNHEARD)), Some(Blind::Unheard), "nobody did");
        health.state = State::Paused;
        assert_eq!(health.blind(NOW.plus(SILENT)), None);
    }

    #[test]
    fn no_silence_hides_behind_a_clock_that_was_put_back() {
        let (mut health, now) = (live(), NOW.plus(-60 * MINUTE));
        health.part(NOW, "one".into(), Some(Why::default()));
        health.put_back(now);
        assert_eq!((health.since, health.heard, health.parts[0].2), (now, Some(now), now));
        assert_eq!(at(health.clone(), -60 * MINUTE + SILENT), Some(Blind::Silent));
        let before = health.clone();
        health.put_back(NOW);
        assert_eq!(health, before, "forward, nothing is in the future");
    }

    #[test]
    fn a_part_that_stays_deaf_is_told() {
        let mut health = live();
        let why = || Some(Why { key: "live-status".into(), args: Vec::new() });
        health.part(NOW, "one".into(), why());
        health.part(NOW.plus(MINUTE), "one".into(), why());
        health.hear(NOW.plus(SILENT), 1, None);
        assert!(at(health.clone(), SILENT - 1).is_none() && health.is_partly(), "seen at once, told once it lasts");
        let deaf = Blind::Part("one".into(), why().unwrap());
        assert_eq!(at(health.clone(), SILENT), Some(deaf.clone()), "since the first time");
        assert_eq!(health.blind_since(&deaf), NOW);
        let mut all = health.clone();
        all.fail(NOW.plus(2 * SILENT), Why::default(), Some(NOW));
        assert_eq!(all.blind_since(&deaf), NOW.plus(SILENT), "until then the others were heard");
        health.part(NOW.plus(SILENT), "one".into(), None);
        assert_eq!((at(health.clone(), SILENT), health.parts.len()), (None, 0));
        assert!(!health.is_partly());
    }

    #[test]
    fn what_is_usual_follows_slowly() {
        let mut health = live();
        for n in 1..=40 {
            health.hear(NOW.plus(n * 10 * SECOND), 1, None);
        }
        assert_eq!(health.gap, 10 * SECOND);
        health.hear(NOW.plus(400 * SECOND + 90 * SECOND), 1, None);
        assert_eq!(health.gap, 20 * SECOND);
        health.hear(NOW.plus(490 * SECOND + 5), 1, None);
        assert_eq!(health.gap, 20 * SECOND, "what comes at once is one sign");
        // the pause of a failure teaches nothing
        health.fail(NOW.plus(500 * SECOND), Why::default(), Some(NOW));
        health.hear(NOW.plus(5000 * SECOND), 1, None);
        assert_eq!(health.gap, 20 * SECOND);
    }
}
