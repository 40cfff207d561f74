//! Keywords and expressions tried on a room while somebody types them: one thread a room, that counts the newest of what is
//! asked for and drops what nobody waits for any more. Owns the pause after a key; what a count is belongs to `sources`.

use super::{Inner, time};
use crate::app::effect::What;
use crate::app::msg::Msg;
use crate::app::trial::{DAYS, Trial};
use crate::domain::private::Audience;
use crate::rows::{Tried, TriedDay};
use crate::sources::matcher::Matcher;
use crate::sources::tally::{Tally, misread};
use crate::store::reader::{ReadError, Reader};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc::Sender;

/// How long nothing more is typed before the room is read.
const PAUSE: Duration = Duration::from_millis(150);

/// The thread, while the room is open.
pub struct TrialThread(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    wake: Condvar,
}

#[derive(Default)]
struct State {
    /// The newest only: whoever types on no longer wants to know what came of the words before.
    wanted: Option<What>,
    closed: bool,
}

impl TrialThread {
    /// Starts it for a room's file, with days of this zone; answers go to `out`.
    pub fn start(path: PathBuf, zone: String, out: Sender<Inner>) -> std::io::Result<TrialThread> {
        let shared = Arc::new(Shared::default());
        let inside = Arc::clone(&shared);
        std::thread::Builder::new().name("trial".into()).spawn(move || {
            while let Some(what) = inside.next() {
                let trial = tried(&path, &zone, &what, || inside.waits_for_this());
                if let Some(trial) = trial
                    && out.blocking_send(Inner::Msg(Msg::Tried(what, trial))).is_err()
                {
                    return;
                }
            }
        })?;
        Ok(TrialThread(shared))
    }

    /// Asks for a trial, in place of the one that waits or runs.
    pub fn ask(&self, what: What) {
        self.0.lock().wanted = Some(what);
        self.0.wake.notify_one();
    }
}

impl Drop for TrialThread {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.wake.notify_one();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nothing newer is asked for, and the room is still open.
    fn waits_for_this(&self) -> bool {
        let state = self.lock();
        state.wanted.is_none() && !state.closed
    }

    /// The next one, once nothing newer has come for a moment; nothing when the room is closed.
    fn next(&self) -> Option<What> {
        let mut state = self.lock();
        let mut what = None;
        loop {
            if state.closed {
                return None;
            }
            what = state.wanted.take().or(what);
            let before = what.is_some();
            state = match before {
                true => {
                    let (state, waited) = self.wake.wait_timeout(state, PAUSE).unwrap_or_else(PoisonError::into_inner);
                    if waited.timed_out() && state.wanted.is_none() && !state.closed {
                        return what;
                    }
                    state
                }
                false => self.wake.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

/// Counts; nothing when nobody wants to know any more.
fn tried(path: &Path, zone: &str, what: &What, go_on: impl Fn() -> bool) -> Option<Trial> {
    let matcher = match what {
        What::Keywords(keywords) => Matcher::of_keywords(keywords),
        What::Expression(expression) => match Matcher::parse(expression) {
            Ok(matcher) => matcher,
            Err(e) => return Some(Trial::Misread(misread(&e))),
        },
    };
    let counted = || -> Result<Option<Tried>, ReadError> {
        let reader = Reader::open(path)?;
        let mut tally = Tally::new(zone, reader.clock()?.at(time::now()));
        let judge = |text: crate::store::reader::texts::Text| matcher.is_match(&text.text.show(Audience::Operator));
        if !tally.of_room(&reader, DAYS, go_on, judge)? {
            return Ok(None);
        }
        let days = tally.each_day(DAYS).into_iter();
        Ok(Some(Tried { days: days.map(|(day, matched, all)| TriedDay { day, matched, all }).collect() }))
    };
    match counted() {
        Ok(tried) => tried.map(Trial::Counted),
        Err(e) => Some(Trial::Failed(e.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::{Actor, Lang, RoomSettings};
    use crate::domain::time::{DAY, Stamp};
    use crate::sources::feed::Feed;
    use crate::store::open::Options;
    use tokio::sync::mpsc::channel;

    /// A room of one mention a day, the even ones about milk, and one long before.
    fn room(home: &Path) -> PathBuf {
        let path = home.join("a.room");
        let settings =
            RoomSettings { name: "a".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill: None };
        let now = Stamp::parse("2026-03-20T12:00:00Z").unwrap();
        crate::store::writer::create(&path, &settings, &Actor::default(), now, Options::default()).unwrap();
        let plan = Arc::new(crate::plan::Plan::builtin());
        let mut feed = Feed::open(&path, Options::default(), plan, "t".into()).unwrap();
        let said = |days: i64| crate::domain::mention::RawMention {
            id: Some(days.to_string()),
            ts: Some(now.plus(-days * DAY)),
            text: if days % 2 == 0 { format!("sour milk {days}") } else { format!("other {days}") },
            ..Default::default()
        };
        feed.bring("file", [0, 1, 2, 3, 4, 5, 6, 7, 40].map(said).to_vec(), true, now).unwrap();
        feed.close(now);
        path
    }

    fn counted(trial: Option<Trial>) -> Vec<(u64, u64)> {
        match trial {
            Some(Trial::Counted(tried)) => tried.days.iter().map(|d| (d.matched, d.all)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_last_seven_days_are_counted_and_what_is_misread_has_its_place() {
        let home = tempfile::tempdir().unwrap();
        let path = room(home.path());
        let count = |what: What| tried(&path, "UTC", &what, || true);
        let days = [(1, 1), (0, 1), (1, 1), (0, 1), (1, 1), (0, 1), (1, 1)];
        assert_eq!(counted(count(What::Keywords(vec!["milk".into(), "#x".into()]))), days);
        assert_eq!(counted(count(What::Expression("sour AND milk".into()))), days);
        let Some(Trial::Misread(wrong)) = count(What::Expression("milk (a".into())) else { panic!() };
        assert_eq!((wrong.column, wrong.why.key), (6, "match-open"));
        assert_eq!(tried(&path, "UTC", &What::Keywords(vec!["milk".into()]), || false), None);
        let Some(Trial::Failed(_)) = tried(Path::new("/no/such/room"), "UTC", &What::Keywords(vec![]), || true) else {
            panic!()
        };
    }

    #[test]
    fn the_newest_is_told_and_what_came_before_it_is_not() {
        let home = tempfile::tempdir().unwrap();
        let (out, mut told) = channel(8);
        let thread = TrialThread::start(room(home.path()), "UTC".into(), out).unwrap();
        for word in ["m", "mi", "mil", "milk"] {
            thread.ask(What::Keywords(vec![word.into()]));
        }
        let Some(Inner::Msg(Msg::Tried(what, trial))) = told.blocking_recv() else { panic!() };
        assert_eq!(what, What::Keywords(vec!["milk".into()]));
        assert_eq!(counted(Some(trial)).iter().map(|(matched, _)| matched).sum::<u64>(), 4);
        drop(thread);
        assert!(told.blocking_recv().is_none(), "it ends with the room");
    }
}
