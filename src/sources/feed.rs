//! From a source into the room: triage, then the store; or the inbox, where another process holds the lease. Owns the one
//! way in that everything shares: files, pipes, drills, hands.

use super::link;
use crate::domain::ids::MentionId;
use crate::domain::mention::RawMention;
use crate::domain::text::Clean;
use crate::domain::time::{SECOND, Stamp};
use crate::plan::{Outlet, Plan};
use crate::store;
use crate::store::error::StoreError;
use crate::store::heard::Beside;
use crate::store::inbox::Waiting;
use crate::store::ingest::{Arrival, Ingested};
use crate::store::notice;
use crate::store::open::Options;
use crate::store::writer::Writer;
use crate::triage::Triage;
use std::path::Path;
use std::sync::Arc;

/// Mentions of the inbox that are taken in at once: a batch stays under 50 ms, so that a decision never waits long.
const DRAIN: usize = 500;
/// The lease is renewed when its heartbeat is older than this.
const BEAT: i64 = 2 * SECOND;
/// A source that is listened to counts as live for so long after it last said so.
const LIVE: i64 = 6 * SECOND;

/// A room's way in.
pub struct Feed {
    writer: Writer,
    triage: Arc<Triage>,
    /// Those that the triage was made with.
    keywords: Vec<Clean>,
    plan: Arc<Plan>,
    holder: String,
    held_since: Option<Stamp>,
    /// This process listens to the room's sources.
    collects: bool,
    listens: Vec<String>,
    /// When it was last looked whether anything is unusual, in the room's time.
    looked: Option<Stamp>,
}

/// What came of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Brought {
    /// It is in the room.
    In(Ingested),
    /// Another process will take it in; this many wait.
    Left(usize),
}

impl Feed {
    /// The way into a room, whose checklists and outlets are those of `plan`; `holder` is unique to the process.
    pub fn open(path: &Path, options: Options, plan: Arc<Plan>, holder: String) -> Result<Feed, StoreError> {
        let writer = store::writer::open(path, options)?.with_policy(plan.clone());
        let settings = writer.settings()?;
        Ok(Feed {
            writer,
            triage: made(&settings.keywords, &plan.outlets),
            keywords: settings.keywords,
            plan,
            holder,
            held_since: None,
            collects: false,
            listens: Vec::new(),
            looked: None,
        })
    }

    /// The room's writer.
    pub fn writer(&mut self) -> &mut Writer {
        &mut self.writer
    }

    /// The room's file.
    pub fn path(&self) -> &Path {
        self.writer.path()
    }

    /// The triage that reads what comes in.
    pub fn triage(&self) -> Arc<Triage> {
        Arc::clone(&self.triage)
    }

    /// Whether this process held the lease when it last looked.
    pub fn holds(&self) -> bool {
        self.held_since.is_some()
    }

    /// Takes the lease, or keeps it; whether this process has it.
    pub fn hold(&mut self, real: Stamp) -> Result<bool, StoreError> {
        if self.held_since.is_some_and(|since| (0..BEAT).contains(&real.since(since))) {
            return Ok(true);
        }
        if !self.collects && self.writer.is_collected(real)? {
            // whoever listens to the room's sources can only do so with the lease; what we bring can wait in the inbox
            if self.holds() {
                self.release()?;
            }
            return Ok(false);
        }
        let held = self.writer.take_lease(&self.holder, &self.holder, real)?;
        self.held_since = held.then_some(real);
        Ok(held)
    }

    /// Says whether this process listens to the room's sources: it goes before one that only brings something.
    pub fn collect(&mut self, collects: bool) {
        self.collects = collects;
    }

    /// Gives the lease back.
    pub fn release(&mut self) -> Result<(), StoreError> {
        self.held_since = None;
        self.writer.release_lease()
    }

    /// Brings mentions in, or leaves them to whoever holds the lease.
    pub fn bring(
        &mut self,
        source: &str,
        raws: Vec<RawMention>,
        history: bool,
        real: Stamp,
    ) -> Result<Brought, StoreError> {
        if !self.hold(real)? {
            let waiting = raws.len();
            self.writer.put_inbox(source, &raws, history, real)?;
            return Ok(Brought::Left(waiting));
        }
        self.catch_up()?;
        let batch = raws.into_iter().map(|raw| arrive(&self.triage, raw, history)).collect();
        self.writer.ingest(source, batch, real).map(Brought::In)
    }

    /// Brings in what a source that is listened to heard, with what it tells besides, in one transaction where there are few
    /// of them; the lease must be held. `late`: it was said before the room listened again.
    pub fn bring_live(
        &mut self,
        source: &str,
        raws: Vec<RawMention>,
        late: bool,
        beside: &Beside,
        real: Stamp,
    ) -> Result<Ingested, StoreError> {
        self.catch_up()?;
        let arrived = |raw| Arrival { late, ..arrive(&self.triage, raw, false) };
        let batch = raws.into_iter().map(arrived).collect();
        self.writer.ingest_with(source, batch, beside, real)
    }

    /// Makes the triage anew when somebody, here or in another process, set the room's keywords.
    fn catch_up(&mut self) -> Result<(), StoreError> {
        let keywords = self.writer.settings()?.keywords;
        if keywords != self.keywords {
            self.triage = made(&keywords, &self.plan.outlets);
            self.keywords = keywords;
        }
        Ok(())
    }

    /// Takes a batch in that was read before, by [`arrive`] on another thread; the lease must be held.
    pub fn take_in(&mut self, source: &str, batch: Vec<Arrival>, real: Stamp) -> Result<Ingested, StoreError> {
        if !self.hold(real)? {
            return Err(StoreError::TakenOver);
        }
        self.writer.ingest(source, batch, real)
    }

    /// Takes in what waits in the inbox, if nobody else does; how many did wait.
    pub fn drain(&mut self, real: Stamp) -> Result<usize, StoreError> {
        let mut taken = 0;
        loop {
            let waiting = self.writer.drain_inbox(DRAIN)?;
            let Some(last) = waiting.last().map(|w| w.id) else { return Ok(taken) };
            let count = waiting.len();
            let done = self.borrowing(real, |feed| {
                feed.take_waiting(waiting, real)?;
                feed.writer.clear_inbox(last)
            })?;
            if done.is_none() {
                return Ok(taken);
            }
            taken += count;
        }
    }

    fn take_waiting(&mut self, waiting: Vec<Waiting>, real: Stamp) -> Result<(), StoreError> {
        self.catch_up()?;
        let mut waiting = waiting.into_iter().peekable();
        while let Some(first) = waiting.next() {
            let (source, history) = (first.source, first.history);
            let mut batch = vec![arrive(&self.triage, first.mention, history)];
            while let Some(next) = waiting.next_if(|w| w.source == source && w.history == history) {
                batch.push(arrive(&self.triage, next.mention, history));
            }
            self.writer.ingest(&source, batch, real)?;
        }
        Ok(())
    }

    /// Does what only the holder of the lease may: with the lease that this process has, or with one that is given back
    /// at once. Nothing when another process holds it.
    fn borrowing<T>(
        &mut self,
        real: Stamp,
        work: impl FnOnce(&mut Feed) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let borrowed = !self.holds();
        if !self.hold(real)? {
            return Ok(None);
        }
        let done = match work(self) {
            Err(StoreError::TakenOver) => {
                self.held_since = None;
                return Ok(None);
            }
            done => done?,
        };
        if borrowed {
            self.release()?;
        }
        Ok(Some(done))
    }

    /// The mention of the room that a raw one is, when it is there already.
    pub fn find(&self, raw: &RawMention) -> Result<Option<MentionId>, StoreError> {
        self.writer.known(arrive(&self.triage, raw.clone(), false), Stamp(0))
    }

    /// What must be done between two batches, however fast they come: what others left is taken in, what the clock causes is
    /// done, and it is looked whether anything is unusual.
    pub fn upkeep(&mut self, real: Stamp) -> Result<(), StoreError> {
        self.drain(real)?;
        self.tick(real)?;
        self.notice(real)?;
        Ok(())
    }

    /// Does what the room's clock causes; whether anything changed. The lease is borrowed for it when nobody holds it.
    pub fn tick(&mut self, real: Stamp) -> Result<bool, StoreError> {
        if self.writer.next_deadline(real)?.is_none_or(|at| at > real) {
            return Ok(false);
        }
        let woke = self.borrowing(real, |feed| Ok(feed.writer.tick(real)? > 0))?;
        Ok(woke.unwrap_or(false))
    }

    /// Looks through the room for what changed rules of belonging take or leave, part by part, unless somebody else holds
    /// the lease and so does it.
    pub fn look_through(&mut self, real: Stamp) -> Result<(), StoreError> {
        while self.borrowing(real, |feed| feed.writer.belong())? == Some(true) {}
        Ok(())
    }

    /// Looks whether anything is unusual, once a minute of the room's time; whether anything began or ended. The lease is
    /// borrowed for it when nobody holds it, and only when there is something to say.
    pub fn notice(&mut self, real: Stamp) -> Result<bool, StoreError> {
        let now = self.writer.clock()?.at(real);
        if self.looked.is_some_and(|at| (0..notice::EVERY).contains(&now.since(at))) {
            return Ok(false);
        }
        self.looked = Some(now);
        let (unusual, late) = (self.writer.unusual(real)?, self.writer.is_overdue(real)?);
        if !unusual && !late {
            return Ok(false);
        }
        let look = |feed: &mut Feed| Ok(feed.writer.overdue(real)? | feed.writer.notice(real)?);
        Ok(self.borrowing(real, look)?.unwrap_or(false))
    }

    /// [`Feed::notice`] looks at its next call, however long ago it did.
    pub fn look_soon(&mut self) {
        self.looked = None;
    }

    /// The real moment at which [`Feed::notice`] looks next; `None` while the room's clock is paused.
    pub fn next_notice(&self) -> Option<Stamp> {
        let next = self.looked.map_or(Stamp(0), |at| at.plus(notice::EVERY));
        self.writer.clock().ok()?.real_of(next)
    }

    /// How far a source was read when it was last followed.
    pub fn cursor(&self, source: &str) -> Result<Option<String>, StoreError> {
        self.writer.source_cursor(source)
    }

    /// Says that a source is being listened to, and how far it was read.
    pub fn listening(&mut self, source: &str, cursor: Option<&str>, real: Stamp) -> Result<(), StoreError> {
        let until = self.writer.clock()?.at(real.plus(LIVE));
        if !self.listens.iter().any(|s| s == source) {
            self.listens.push(source.to_owned());
        }
        self.writer.note_source(source, cursor, Some(until))
    }

    /// Says that a source has ended, or is left on purpose: its silence is no alarm.
    pub fn left(&mut self, source: &str) -> Result<(), StoreError> {
        match self.listens.iter().position(|s| s == source) {
            Some(at) => {
                self.listens.swap_remove(at);
                self.writer.note_source(source, None, None)
            }
            None => Ok(()),
        }
    }

    /// Leaves the room to others. What they left to us is looked for once more after the lease is free: whoever found
    /// it taken had put theirs in before.
    pub fn close(mut self, real: Stamp) {
        for source in self.listens.clone() {
            // One that cannot be said shows as silent, which is what it is.
            let _ = self.left(&source);
        }
        // A lease that cannot be given back goes stale by itself, and what waits is the next one's.
        let _ = self.release().and_then(|()| self.drain(real));
    }
}

fn made(keywords: &[Clean], outlets: &[Outlet]) -> Arc<Triage> {
    let keywords: Vec<String> = keywords.iter().map(|k| k.as_str().to_owned()).collect();
    Arc::new(Triage::new(&keywords, outlets))
}

/// Reads a raw mention: its text made safe, its platform and handle guessed from its link where it names none.
pub fn arrive(triage: &Triage, mut raw: RawMention, history: bool) -> Arrival {
    if let Some(guess) = raw.url.as_deref().filter(|_| raw.platform.is_none()).and_then(link::guess) {
        raw.platform = Some(guess.platform.to_string());
        raw.handle = raw.handle.or(guess.handle);
        raw.id = raw.id.or(guess.id);
    }
    // `raw.raw` holds the whole line as it came, JSON or cells and all; the words are `raw.text` alone.
    let (text, cut) = Clean::noted(&raw.text);
    // The store keeps the bytes of whatever carries a note; bytes that were not UTF-8 must be kept as well.
    let cut = (!cut.is_empty() || raw.raw.is_some()).then(|| serde_json::to_string(&cut).unwrap_or_default());
    let reading = triage.read(&raw, &text);
    Arrival { raw, text, cut, reading, history, late: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::jsonl::Parser;

    #[test]
    fn keywords_that_somebody_sets_reach_the_triage() {
        use crate::domain::command::Command;
        use crate::domain::room::{Actor, Lang, RoomSettings};
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.room");
        let settings =
            RoomSettings { name: "a".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill: None };
        let me = Actor::default();
        store::create(&path, &settings, &me, Stamp(1), Options::default()).unwrap();
        let plan = Arc::new(Plan::builtin());
        let open = |name: &str| Feed::open(&path, Options::default(), Arc::clone(&plan), name.into()).unwrap();
        let (mut feed, mut other) = (open("feed"), open("other"));
        let raw = |id: &str| RawMention { id: Some(id.into()), text: "@acme is a scam".into(), ..Default::default() };
        let score = |feed: &Feed| feed.triage().read(&raw("0"), &"@acme is a scam".into()).score;
        let mut last = 0;
        let mut set = |feed: &mut Feed, keywords: &[&str]| {
            last += 1;
            let keywords = keywords.iter().map(|k| (*k).to_owned()).collect();
            feed.writer().decide(&me, &Command::SetKeywords { keywords }, Stamp(last), None).unwrap();
        };
        let before = score(&feed);
        set(&mut other, &["acme"]);
        feed.bring("s", vec![raw("1")], false, Stamp(10)).unwrap();
        let named = score(&feed);
        assert!(named != before, "{named} {before}");
        let same = feed.triage();
        feed.bring("s", vec![raw("2")], false, Stamp(11)).unwrap();
        assert!(Arc::ptr_eq(&same, &feed.triage()), "it is made anew only when it must be");
        set(&mut feed, &["other"]);
        feed.writer().put_inbox("s", &[raw("3")], false, Stamp(12)).unwrap();
        feed.drain(Stamp(13)).unwrap();
        assert_eq!(score(&feed), before);
    }

    #[test]
    fn who_lost_the_lease_takes_nothing_more_in() {
        use crate::domain::room::{Actor, Lang, RoomSettings};
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.room");
        let settings =
            RoomSettings { name: "a".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill: None };
        store::create(&path, &settings, &Actor::default(), Stamp(1), Options::default()).unwrap();
        let plan = Arc::new(Plan::builtin());
        let open = |name: &str| Feed::open(&path, Options::default(), Arc::clone(&plan), name.into()).unwrap();
        let (mut slow, mut next) = (open("slow"), open("next"));
        let at = |seconds: i64| Stamp(1_795_341_600_000 + seconds * SECOND);
        let batch = |feed: &Feed, id: &str| {
            let raw = RawMention { id: Some(id.into()), text: "hello".into(), ..Default::default() };
            vec![arrive(&feed.triage(), raw, false)]
        };
        let one = batch(&slow, "1");
        assert_eq!(slow.take_in("s", one, at(0)).unwrap().new, 1);
        assert!(next.hold(at(6)).unwrap(), "its heartbeat is stale");
        for seconds in [1, 7] {
            let (id, before) = (format!("at {seconds}"), slow.held_since);
            let more = batch(&slow, &id);
            let refused = slow.take_in("s", more, at(seconds));
            assert!(matches!(refused, Err(StoreError::TakenOver)), "{seconds} {before:?}: {refused:?}");
        }
        let one = batch(&next, "1");
        assert_eq!(next.take_in("s", one, at(8)).unwrap().repeated, 1);
    }

    #[test]
    fn a_line_that_was_not_utf8_says_its_words_and_keeps_its_bytes() {
        let raw = Parser::default().mention(b"{\"text\":\"a \xff b\",\"id\":\"1\"}").unwrap();
        let arrival = arrive(&Triage::new(&[], &[]), raw, false);
        assert_eq!(arrival.text.as_str(), "a \u{FFFD} b");
        assert!(arrival.cut.is_some() && arrival.raw.raw.is_some());
    }
}
