//! Playing a drill: which scenario a room plays, and letting its people speak when the room's clock says so. Owns the
//! moment between two of them; what they say is the script's.

use super::session;
use super::time;
use crate::domain::clock::RoomClock;
use crate::domain::command::Command;
use crate::domain::event::{Event, Unreadable};
use crate::domain::ids::EventSeq;
use crate::domain::mention::RawMention;
use crate::domain::room::{Actor, DrillInfo, Lang};
use crate::domain::text::Clean;
use crate::domain::time::{SECOND, Stamp};
use crate::domain::timeline::{AddEntry, EntryKind};
use crate::drill::scenario::fits;
use crate::drill::score::Entry;
use crate::drill::{Fault, Inject, Origin, Scenario, Script, Word};
use crate::rows::Cue;
use crate::sources::feed::Feed;
use crate::store::chain::{self, Logged};
use crate::store::error::{Denied, StoreError};
use crate::store::open::Options;
use crate::words::Words;
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

pub use crate::domain::source::DRILL as SOURCE;

/// While a drill is played the lease must be seen to live.
const BEAT: i64 = 2 * SECOND;

/// Who speaks in the timeline for whoever runs the drill: the words that every drill shows, in every language.
pub const CONTROL: &str = "DRILL / SIMULACRO";

/// A drill to be made.
#[derive(Debug, Clone)]
pub struct NewDrill {
    /// What is played.
    pub scenario: Scenario,
    /// The file's words, when it does not come with the product: the room keeps them beside itself.
    pub source: Option<String>,
    /// The language in which its people speak.
    pub lang: Lang,
    /// Seed of its dice.
    pub seed: u64,
    /// Thousandths of the wall's speed.
    pub speed: u32,
}

impl NewDrill {
    /// A drill that comes with the product; the first of them for a name that none of them has.
    pub fn named(name: &str, lang: Lang, speed: u32) -> NewDrill {
        let scenario = Scenario::load(name).unwrap_or_else(|_| Scenario::builtin());
        NewDrill { seed: any_seed(&scenario), scenario, source: None, lang, speed }
    }
}

/// The seed of a drill for which nobody names one: any, so that nobody knows when it begins; or the first, where the
/// beginning is not left to chance.
pub fn any_seed(scenario: &Scenario) -> u64 {
    if scenario.starts_within.is_none() { 1 } else { some_seed() }
}

/// Any seed.
pub fn some_seed() -> u64 {
    const MANY: i64 = 10_000;
    time::now().0.rem_euclid(MANY) as u64
}

/// Where a room keeps the scenario that somebody else wrote.
pub fn kept_beside(room: &Path) -> PathBuf {
    let mut name = room.as_os_str().to_owned();
    name.push(".scenario.toml");
    PathBuf::from(name)
}

/// The words of a scenario's file: no more than one may have.
///
/// # Errors
/// Why it cannot be read.
pub fn read(file: &Path) -> Result<String, Fault> {
    let unread = |e: std::io::Error| {
        let path = Clean::line(&file.display().to_string());
        let args = vec![("path", path.as_str().into()), ("why", e.to_string().into())];
        Fault { line: 0, column: 0, key: "drill-unreadable", args }
    };
    let bytes = std::fs::metadata(file).map_err(unread)?.len();
    fits(usize::try_from(bytes).unwrap_or(usize::MAX))?;
    std::fs::read_to_string(file).map_err(unread)
}

/// The scenario that a room plays: the one kept beside it, else the one of that name that comes with the product.
///
/// # Errors
/// What is wrong with it, or that there is none.
pub fn scenario_of(room: &Path, info: &DrillInfo) -> Result<Scenario, Vec<Fault>> {
    let kept = kept_beside(room);
    match kept.try_exists() {
        Ok(false) => Scenario::load(&info.scenario),
        _ => Scenario::parse(&read(&kept).map_err(|fault| vec![fault])?),
    }
}

/// The sentence of a drill whose scenario cannot be used any more.
pub fn unplayable(words: &Words, faults: &[Fault]) -> String {
    let why = faults.first().map(|f| words.f(f.key, &f.args)).unwrap_or_default();
    words.f("drill-no-scenario", &[("why", why.into())])
}

/// A drill being played.
pub struct Player {
    script: Script,
    start: Stamp,
    /// Milliseconds of the script that have been played.
    next: i64,
    /// What of the words to the team has been said, by place.
    told: BTreeSet<usize>,
    /// When the lease was last renewed.
    beat: Stamp,
}

impl Player {
    /// A drill that began at `start`, of which the team has been told these words already.
    pub fn new(script: Script, start: Stamp, told: &HashMap<Clean, Stamp>) -> Player {
        let said = |(n, word): (usize, &Word)| told.contains_key(&kept_as(&word.text)).then_some(n);
        let told = script.words().iter().enumerate().filter_map(said).collect();
        Player { script, start, next: 0, told, beat: Stamp(0) }
    }

    /// The drill of a room, as it stands.
    ///
    /// # Errors
    /// Why its scenario cannot be played.
    pub fn of(room: &Path, info: &DrillInfo) -> Result<Player, Vec<Fault>> {
        let script = Script::new(&scenario_of(room, info)?, info.lang, info.seed);
        // what was told and cannot be read is not written twice: each word has its key
        let told = if script.words().is_empty() { HashMap::new() } else { told(room).unwrap_or_default() };
        Ok(Player::new(script, info.start, &told))
    }

    /// Room time of the script's end, at which its clock stops.
    pub fn ends(&self) -> Stamp {
        self.start.plus(self.script.lasts_ms())
    }

    /// Goes on from here, so many milliseconds after the start: what comes before is not said.
    pub fn skip_to(&mut self, next: i64) {
        self.next = next;
    }

    /// Everybody has spoken.
    pub fn over(&self) -> bool {
        let spoken = self.script.injects().last().is_none_or(|last| last.at_ms < self.next);
        spoken && self.told.len() >= self.script.words().len()
    }

    /// Room time of what comes next, or the real moment of the next beat; nothing when all is said.
    pub fn next(&self, clock: &crate::domain::clock::RoomClock) -> Option<Stamp> {
        let inject = self.script.injects().iter().find(|i| i.at_ms >= self.next).map(|i| i.at_ms);
        let untold = self.script.words().iter().enumerate().find(|(n, _)| !self.told.contains(n));
        let word = untold.map(|(_, word)| word.at_ms);
        let at = inject.into_iter().chain(word).min()?;
        let beat = self.beat.plus(BEAT);
        Some(clock.real_of(self.start.plus(at)).map_or(beat, |next| next.min(beat)))
    }

    /// Lets everybody speak whose time has come; whether somebody did.
    pub fn play(&mut self, feed: &mut Feed, real: Stamp) -> Result<bool, StoreError> {
        if self.over() {
            return Ok(false);
        }
        let clock = feed.writer().clock()?;
        let upto = clock.at(real).since(self.start).saturating_add(1);
        if real.since(self.beat) >= BEAT {
            self.beat = real;
            if !feed.hold(real)? {
                return Ok(false);
            }
            if clock.speed > 0 {
                feed.listening(SOURCE, None, real)?;
            }
        }
        if !feed.holds() {
            return Ok(false);
        }
        let said = self.tell(feed, upto, real)?;
        let due = self.script.due(self.next, upto);
        let spoke = !due.is_empty();
        if spoke {
            let raws = due.iter().map(|i| i.arriving(self.start)).collect();
            feed.bring(SOURCE, raws, false, real)?;
            self.next = upto;
        }
        if (said || spoke) && self.over() {
            feed.left(SOURCE)?;
            feed.release()?;
        }
        Ok(said || spoke)
    }

    /// Lets come now what whoever runs the drill asks for, before its time; whether it had not come yet. It keeps its identity:
    /// when its time comes, there is nothing to add. Whoever holds the room's lease takes it in.
    pub fn bring(&mut self, feed: &mut Feed, cue: &Cue, real: Stamp) -> Result<bool, StoreError> {
        let id = match cue {
            Cue::Word(n) => return self.say(feed, *n, real),
            Cue::Post(id) => id,
        };
        let written = |i: &&Inject| matches!(i.origin, Origin::Script(_)) && i.mention.id.as_ref() == Some(id);
        let Some(inject) = self.script.injects().iter().find(written) else { return Ok(false) };
        let now = feed.writer().clock()?.at(real);
        let raw = RawMention { ts: Some(now), ..inject.mention.clone() };
        if feed.find(&raw)?.is_some() {
            return Ok(false);
        }
        feed.writer().put_inbox(SOURCE, &[raw], false, real)?;
        feed.drain(real)?;
        Ok(true)
    }

    /// Writes into the timeline what the team is told by now, each thing once.
    fn tell(&mut self, feed: &mut Feed, upto: i64, real: Stamp) -> Result<bool, StoreError> {
        let due = self.script.words().partition_point(|word| word.at_ms < upto);
        let mut said = false;
        for n in 0..due {
            if !self.told.contains(&n) {
                said |= self.say(feed, n, real)?;
            }
        }
        Ok(said)
    }

    /// Tells the team one thing; whether it had not been told yet, here or by another process.
    fn say(&mut self, feed: &mut Feed, n: usize, real: Stamp) -> Result<bool, StoreError> {
        let Some(word) = self.script.words().get(n).filter(|_| !self.told.contains(&n)) else { return Ok(false) };
        let entry =
            AddEntry { kind: EntryKind::Contact, text: word.text.clone(), at: None, incident: None, private: false };
        let key = format!("drill-word-{n}");
        let said = match feed.writer().decide(&control(), &Command::AddEntry(entry), real, Some(&key)) {
            Err(Denied::Store(e)) => return Err(e),
            // nobody could ever say what is refused, and the drill goes on without it
            Err(Denied::Refused(_)) => false,
            Ok(decided) => !decided.repeated,
        };
        self.told.insert(n);
        Ok(said)
    }
}

/// When the room's clock is to stop, by the wall: where the script ends, unless somebody set the clock going there.
pub fn stops(clock: &RoomClock, ends: Stamp) -> Option<Stamp> {
    clock.real_of(ends).filter(|_| clock.speed > 0 && clock.room < ends)
}

/// Stops the room's clock where the script has ended by it; whether it did. What a team is late with afterwards says when
/// somebody closed the window, and nothing of the team.
pub fn stop(feed: &mut Feed, ends: Stamp, real: Stamp) -> Result<bool, StoreError> {
    let clock = feed.writer().clock()?;
    if stops(&clock, ends).is_none_or(|at| at > real) {
        return Ok(false);
    }
    match feed.writer().decide(&control(), &Command::SetClock { speed: 0 }, real, None) {
        Err(Denied::Store(e)) => Err(e),
        stopped => Ok(stopped.is_ok()),
    }
}

fn control() -> Actor {
    Actor { name: Clean::from(CONTROL), ..Actor::default() }
}

/// What the team has been told already, and when, by the room's timeline.
fn told(room: &Path) -> Result<HashMap<Clean, Stamp>, StoreError> {
    let mut told = HashMap::new();
    // the room is open already, wherever it lies
    let options = Options { allow_network_fs: true, ..Options::default() };
    chain::export(room, options, EventSeq(1), |logged| {
        told.extend(word_of(&logged));
        ControlFlow::Continue(())
    })?;
    Ok(told)
}

/// What the team is told, as the timeline keeps it: so it is known again there.
pub(super) fn kept_as(text: &str) -> Clean {
    Clean::new(text.trim())
}

/// The word to the team that an event is, and when it was said.
pub(super) fn word_of(logged: &Logged) -> Option<(Clean, Stamp)> {
    let header = &logged.header;
    match logged.event() {
        Ok(Some(Event::EntryAdded { text, .. })) if header.actor.name.as_str() == CONTROL => {
            Some((text, header.logged))
        }
        _ => None,
    }
}

/// An event of a drill as its score reads it, with the role that its actor had declared; nothing where its words were erased:
/// nobody can be told what it said any more. Whoever runs the drill is none of its people.
///
/// # Errors
/// The event cannot be read.
pub fn scored(logged: &Logged) -> Result<Option<(Entry, Clean)>, Unreadable> {
    let Some(event) = logged.event()? else { return Ok(None) };
    let header = &logged.header;
    let by_room = header.actor.name.as_str() == CONTROL;
    let who = if by_room { Clean::default() } else { header.actor.name.clone() };
    Ok(Some((Entry { seq: header.seq, at: header.logged, who, event }, header.actor.role.clone())))
}

/// Makes a drill's room, with its quiet past.
pub fn create(path: &Path, new: &NewDrill, zone: &str, how: &session::How) -> Result<(), StoreError> {
    let now = time::now();
    create_at(path, new, zone, how, now)
}

/// The same at a moment of the wall's clock.
pub fn create_at(path: &Path, new: &NewDrill, zone: &str, how: &session::How, now: Stamp) -> Result<(), StoreError> {
    let NewDrill { scenario, lang, seed, speed, .. } = new;
    let script = Script::new(scenario, *lang, *seed);
    let settings = crate::domain::room::RoomSettings {
        name: Clean::line(scenario.title.get(how.lang)),
        lang: *lang,
        zone: zone.to_owned(),
        keywords: scenario.keywords.iter().map(|k| Clean::line(k.get_ref())).collect(),
        drill: Some(DrillInfo { scenario: scenario.name.get_ref().clone(), seed: *seed, lang: *lang, start: now }),
    };
    let clock = Some(crate::domain::clock::RoomClock { real: now, room: now, speed: *speed });
    crate::store::writer::create(path, &settings, &how.me, now, Options { clock, ..how.options() })?;
    if let Some(source) = &new.source {
        // what a room of this name that is gone left there is no part of this one
        let kept = kept_beside(path);
        match std::fs::remove_file(&kept) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e.into()),
            _ => super::export::write_new(&kept, source)?,
        }
    }
    let mut feed = session::feed(path, how.options(), &how.plan)?;
    let past = script.history().iter().map(|i| i.arriving(now)).collect();
    feed.bring(SOURCE, past, true, now)?;
    feed.close(now);
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::app::forms::room::SCENARIOS;
    use crate::domain::room::Lang;
    use crate::drill::{BUILTIN, Scenario};
    use crate::words::Words;

    #[test]
    fn the_screen_offers_every_drill_under_its_own_title() {
        for lang in [Lang::En, Lang::Es] {
            let words = Words::new(lang);
            let offered = SCENARIOS.map(|(name, key)| (name, words.t(key)));
            let there = BUILTIN.map(|(name, text)| (name, Scenario::parse(text).unwrap().title.get(lang).to_owned()));
            assert_eq!(offered, there);
        }
    }
}
