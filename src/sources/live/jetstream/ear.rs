//! One connection, listened to. Owns what is gathered into a batch and when it goes, and how long silence may last.

use super::Pace;
use super::decode::Wire;
use super::dial::Line;
use super::place::{Begin, Place, micros};
use super::profiles::Profiles;
use super::sieve::{Mark, Sieve, Sort};
use crate::domain::time::Stamp;
use crate::sources::live::{BATCH_MAX, Batch, Fault, Heard, Outlet};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::Message;

/// So many frames in a row that are none: it is no Jetstream server.
const GARBAGE_MAX: u32 = 100;
/// What is further behind than this while catching up was said while nobody listened, in microseconds.
const LATE: i64 = 2 * 60 * 1_000_000;
/// The first event lies this far behind what was asked for: what was between is no longer kept, in microseconds.
const LOST: i64 = 5 * 60 * 1_000_000;

/// How listening ended.
#[derive(Debug)]
pub(super) enum End {
    /// Something went wrong.
    Fault(Fault),
    /// The number that was asked for is not one of this server.
    OtherNumbers,
}

impl From<Fault> for End {
    fn from(fault: Fault) -> End {
        End::Fault(fault)
    }
}

pub(super) struct Ear {
    pace: Pace,
    wire: Wire,
    /// Whose numbers they are.
    server: String,
    /// Asks who wrote what was heard.
    pub profiles: Option<Arc<Profiles>>,
    /// When the last event was that the room has, when it is resumed from there.
    resumed: Option<i64>,
    /// From when on that is told again.
    again: i64,
    /// So much before the last event it is resumed, in microseconds.
    overlap: i64,
    /// What comes may be old: nothing that is fresh came yet.
    catching_up: bool,
    /// The beginning is missing.
    lost: bool,
    place: Option<Place>,
    /// When the last event was by the server's clock.
    event: Option<i64>,
    moved: bool,
    /// The server answered a ping since the last batch.
    alive: bool,
    /// How far its clock is ahead of ours, in milliseconds.
    ahead: i64,
    heard: Vec<Heard>,
    /// Events since the last batch that the room cannot have.
    looked: u64,
    late: bool,
    garbage: u32,
    clock: Moments,
}

/// When what last was.
struct Moments {
    /// An event.
    event: Instant,
    /// Anything from the server.
    frame: Instant,
    /// A ping to it.
    ping: Instant,
    /// A batch, or a look whether one is needed.
    sent: Instant,
    /// When what is gathered has to go.
    due: Option<Instant>,
}

impl Ear {
    pub fn new(pace: Pace, wire: Wire, server: String, begin: Begin, resumed: Option<i64>, overlap: i64) -> Ear {
        let now = Instant::now();
        let clock = Moments { event: now, frame: now, ping: now, sent: now, due: None };
        let catching_up = begin != Begin::Now;
        let again = match begin {
            Begin::Time(from) => i64::try_from(from).unwrap_or(i64::MAX),
            // a number is exact: the event itself at most
            Begin::Now | Begin::Number(_) => resumed.unwrap_or(i64::MAX),
        };
        Ear {
            pace,
            wire,
            server,
            profiles: None,
            resumed,
            again,
            overlap,
            catching_up,
            lost: false,
            place: None,
            event: None,
            moved: false,
            alive: false,
            ahead: 0,
            heard: Vec::new(),
            looked: 0,
            late: false,
            garbage: 0,
            clock,
        }
    }

    /// Where in the stream the last event was, if there was one.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// Listens until something goes wrong; what was gathered until then is handed over first.
    pub async fn listen(&mut self, line: &mut Line, sieve: &mut Sieve, told: &mut bool, out: &Outlet) -> End {
        let Err(end) = self.go_on(line, sieve, told, out).await;
        match (end, self.flush(told, out).await) {
            (End::Fault(Fault::Closed), _) | (_, Err(_)) => End::Fault(Fault::Closed),
            (end, Ok(())) => end,
        }
    }

    async fn go_on(
        &mut self,
        line: &mut Line,
        sieve: &mut Sieve,
        told: &mut bool,
        out: &Outlet,
    ) -> Result<Infallible, End> {
        let mut timer = std::pin::pin!(sleep_until(self.next_moment()));
        let mut found = Vec::new();
        loop {
            tokio::select! {
                // the timer first: on a busy stream there is always another frame
                biased;
                () = timer.as_mut() => {
                    self.on_time(line, told, out).await?;
                    timer.as_mut().reset(self.next_moment());
                }
                message = line.next() => {
                    let now = Instant::now();
                    self.clock.frame = now;
                    match message? {
                        Message::Text(text) => {
                            let mark = sieve.read(self.wire, &text, &mut found);
                            self.take(mark, &mut found, now, told, out).await?;
                        }
                        // an answer to a ping: somebody is there, though nothing happens
                        Message::Pong(_) => self.alive = true,
                        _ => {}
                    }
                    if self.clock.due.is_some_and(|due| due < timer.deadline()) {
                        timer.as_mut().reset(self.next_moment());
                    }
                }
            }
        }
    }

    /// Takes what came of a frame.
    async fn take(
        &mut self,
        mark: Option<Mark>,
        found: &mut Vec<Heard>,
        now: Instant,
        told: &mut bool,
        out: &Outlet,
    ) -> Result<(), End> {
        let Some(mark) = mark else {
            self.garbage += 1;
            let strange = || End::Fault(Fault::Strange(self.server.clone()));
            return if self.garbage < GARBAGE_MAX { Ok(()) } else { Err(strange()) };
        };
        self.garbage = 0;
        match mark.sort {
            Sort::NotItsNumber => return Err(End::OtherNumbers),
            Sort::BeginsLater => self.lost = self.resumed.is_some(),
            Sort::TooOld => return Err(End::Fault(Fault::CursorTooOld)),
            Sort::TooSlow => return Err(End::Fault(Fault::Reset(self.server.clone()))),
            Sort::Refused => return Err(End::Fault(Fault::Strange(self.server.clone()))),
            Sort::Event | Sort::Other => {}
        }
        let Some(said) = mark.at else { return Ok(()) };
        // an event ahead of its time would have it resumed in the future, and what is said until then be lost
        let at = said.min(micros(out.now()).saturating_add(self.overlap));
        // what is told again since it was asked for says nothing of whether anything new would come
        let new = !self.resumed.is_some_and(|last| (self.again..=last).contains(&at));
        if new {
            self.clock.event = now;
        }
        // what the room has last would come again first, were it still kept
        let first = self.place.is_none();
        self.lost |= first && self.resumed.is_some_and(|last| at.saturating_sub(last) > LOST);
        let late = self.catching_up && micros(out.now()).saturating_sub(at) > LATE;
        self.catching_up = late;
        if late != self.late {
            self.flush(told, out).await?;
            self.late = late;
        }
        self.event = Some(said);
        self.place = Some(Place { at, number: mark.seq.map(|n| (n, self.server.clone())) });
        self.moved = true;
        self.looked += u64::from(new);
        let said = found.iter().any(|h| matches!(h, Heard::Said(_)));
        self.heard.append(found);
        if said {
            self.clock.due.get_or_insert(now + self.pace.flush);
        }
        if std::mem::take(&mut self.lost) && !*told {
            // from what it has now on, the next run finds nothing missing
            self.hand_over(out, true).await?;
            return Err(End::Fault(Fault::CursorTooOld));
        }
        if self.heard.len() >= BATCH_MAX {
            self.flush(told, out).await?;
        }
        Ok(())
    }

    /// When something has to be done though nothing comes.
    fn next_moment(&self) -> Instant {
        let (pace, clock) = (&self.pace, &self.clock);
        let mut next =
            (clock.sent + pace.sign).min(clock.frame.max(clock.ping) + pace.ping).min(clock.frame + pace.dead);
        if let Some(due) = clock.due {
            next = next.min(due);
        }
        pace.silence.map_or(next, |silence| next.min(clock.event + silence))
    }

    async fn on_time(&mut self, line: &mut Line, told: &mut bool, out: &Outlet) -> Result<(), Fault> {
        let now = Instant::now();
        let (pace, clock) = (self.pace, &self.clock);
        let over = |since: Instant, time: Duration| now.saturating_duration_since(since) >= time;
        if let Some(silence) = pace.silence.filter(|silence| over(clock.event, *silence)) {
            return Err(Fault::Silent(silence));
        }
        if over(clock.frame, pace.dead) {
            return Err(Fault::Silent(pace.dead));
        }
        if over(clock.frame.max(clock.ping), pace.ping) {
            self.clock.ping = now;
            line.ping(pace.ping).await?;
        }
        if self.clock.due.is_some_and(|due| due <= now) || over(self.clock.sent, pace.sign) {
            self.clock.sent = now;
            self.flush(told, out).await?;
        }
        Ok(())
    }

    /// Hands over what there is, if there is anything.
    async fn flush(&mut self, told: &mut bool, out: &Outlet) -> Result<(), Fault> {
        if !(self.moved || self.alive || !self.heard.is_empty()) {
            return Ok(());
        }
        // what was lost is behind the cursor now
        *told &= !self.moved;
        self.hand_over(out, false).await
    }

    /// Hands over what there is; the cursor goes with the last piece.
    async fn hand_over(&mut self, out: &Outlet, and_wait: bool) -> Result<(), Fault> {
        let begun = Instant::now();
        let looked = std::mem::take(&mut self.looked);
        let news = looked > 0;
        let mut rest = std::mem::take(&mut self.heard);
        while rest.len() > BATCH_MAX {
            let later = rest.split_off(BATCH_MAX);
            let heard = std::mem::replace(&mut rest, later);
            self.hand(out, Batch { heard, late: self.late, still: !news, ..Batch::default() }).await?;
        }
        let place = self.place.as_ref().filter(|_| self.moved);
        let event = self.event.filter(|_| self.moved).map(|at| Stamp(at / 1_000));
        self.ahead = event.map_or(self.ahead, |at| at.since(out.now()).max(0));
        // a ping is sent when nothing comes: where a quiet server is expected, its answer says that all there is was read, up
        // to what the server calls now; elsewhere it would hide that the server itself hears nothing any more
        let quiet = self.pace.silence.is_none() && self.alive;
        let still = !news && !quiet;
        let upto = event.filter(|_| news).or_else(|| quiet.then(|| out.now().plus(self.ahead)));
        let batch = Batch {
            heard: rest,
            cursor: place.map(Place::write),
            upto,
            looked,
            late: self.late,
            still,
            ..Batch::default()
        };
        if and_wait {
            out.commit(batch).await?;
        } else {
            self.hand(out, batch).await?;
        }
        (self.moved, self.alive, self.clock.due) = (false, false, None);
        // while nobody read the line it could not be heard to be silent
        let waited = begun.elapsed();
        self.clock.event += waited;
        self.clock.frame += waited;
        self.clock.ping += waited;
        self.clock.sent = Instant::now();
        Ok(())
    }

    /// Hands a batch over, and has it asked who wrote what is in it once that is in the room.
    async fn hand(&self, out: &Outlet, batch: Batch) -> Result<(), Fault> {
        let authors = match &self.profiles {
            Some(_) => batch.heard.iter().filter_map(account).collect(),
            None => Vec::new(),
        };
        match &self.profiles {
            Some(profiles) if !authors.is_empty() => profiles.follow(out.hand(batch).await?, authors),
            _ => out.send(batch).await?,
        }
        Ok(())
    }
}

/// The account that said something.
fn account(heard: &Heard) -> Option<Box<str>> {
    let Heard::Said(raw) = heard else { return None };
    raw.id.as_deref()?.strip_prefix("at://")?.split('/').next().map(Box::from)
}
