//! The loop: wait for whatever comes first, tell the app, carry out what it wants, draw once if something changed.

use super::effects::Hands;
use super::session::Session;
use super::terminal::Screen;
use super::{Inner, input, time};
use crate::app::msg::Msg;
use crate::app::{App, Now, Zone, update};
use crate::domain::time::Stamp;
use crate::ui::theme::Theme;
use std::io;
use std::time::Duration;
use tokio::sync::mpsc::Receiver;

/// Messages that are handled before the screen is drawn again.
const BATCH: usize = 256;
/// Least time between two frames when nobody pressed a key: 30 a second.
const FRAME: Duration = Duration::from_millis(33);
/// What is answered so soon after a key is what the key asked for, and is drawn at once like the key itself.
const ANSWERED: Duration = Duration::from_millis(250);

/// Everything that the loop holds.
pub struct Loop {
    /// The screen as data.
    pub app: App,
    /// The terminal.
    pub screen: Screen,
    /// Its colours.
    pub theme: Theme,
    /// What the threads send. Bounded: a thread that finds it full waits.
    pub inbox: Receiver<Inner>,
    /// What carries out effects.
    pub hands: Hands,
    /// The reader answered since the last turn.
    pub answered: bool,
}

impl Loop {
    /// Runs until the person leaves or the process is asked to end.
    pub fn run(self) -> io::Result<()> {
        tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(self.lives())
    }

    async fn lives(mut self) -> io::Result<()> {
        let lived = self.live().await;
        if !self.hands.quit {
            // The terminal went away in the middle of a frame: what was being typed is kept all the same.
            self.tell(Msg::Ending);
        }
        // The writer may be waiting to speak: nobody listens any more, so it goes on to its end.
        let Loop { hands, inbox, .. } = self;
        drop(inbox);
        hands.close();
        // nobody is left to be told, and nothing went wrong
        lived.or_else(|e| if went_away(&e) { Ok(()) } else { Err(e) })
    }

    async fn live(&mut self) -> io::Result<()> {
        let mut signals = Signals::new()?;
        let mut keys = input::listen()?;
        self.late();
        self.screen.draw(&self.app, &self.theme)?;
        let mut drawn = time::instant();
        let mut key = None;
        while !self.hands.quit {
            let frame = self.app.dirty.then(|| FRAME.saturating_sub(drawn.elapsed()));
            let wakes = [self.hands.wake.map(|at| self.until(at)), self.hands.wake_real.map(time::until)];
            let pause = wakes.into_iter().chain([frame]).flatten().min();
            let mut pressed = false;
            tokio::select! {
                biased;
                signal = signals.next() => match signal {
                    Signal::End => self.tell(Msg::Ending),
                    Signal::Stop => {
                        self.screen.lend();
                        stop_here();
                        self.screen.take_back()?;
                        let (w, h) = self.screen.size();
                        self.tell(Msg::Resized(w, h));
                        // The same size is no news to the app, but the screen is empty now.
                        self.app.dirty = true;
                    }
                },
                event = keys.recv() => match event {
                    Some(event) => {
                        pressed = true;
                        if let Some(msg) = input::message(event) { self.tell(msg) }
                    }
                    // The terminal went away.
                    None => self.tell(Msg::Ending),
                },
                Some(inner) = self.inbox.recv() => self.take(inner),
                () = tokio::time::sleep(pause.unwrap_or_default()), if pause.is_some() => {
                    let come = self.hands.wake.is_some_and(|at| self.until(at).is_zero());
                    let room = self.hands.wake.take_if(|_| come);
                    let real = self.hands.wake_real.take_if(|at| time::until(*at).is_zero());
                    if room.is_some() || real.is_some() {
                        self.tell(Msg::TimePassed);
                    }
                }
            }
            for _ in 1..BATCH {
                let Ok(inner) = self.inbox.try_recv() else { break };
                self.take(inner);
            }
            if std::mem::take(&mut self.hands.redraw) {
                self.screen.forget()?;
                self.app.dirty = true;
            }
            if pressed {
                key = Some(time::instant());
                // A change of size that comes together with a key is not told, and this key may have drawn nothing.
                self.app.dirty |= self.sized();
            }
            let answered = std::mem::take(&mut self.answered) && key.is_some_and(|at| at.elapsed() < ANSWERED);
            if self.app.dirty && !self.hands.quit && (pressed || answered || drawn.elapsed() >= FRAME) {
                // The terminal may be another size than its last event said: several changes come as one.
                self.sized();
                self.app.dirty = false;
                self.screen.draw(&self.app, &self.theme)?;
                drawn = time::instant();
            }
        }
        Ok(())
    }

    /// Tells the app when the terminal is another size than it knows; whether it was.
    fn sized(&mut self) -> bool {
        let (w, h) = self.screen.size();
        let other = (w, h) != self.app.size;
        if other {
            self.tell(Msg::Resized(w, h));
        }
        other
    }

    /// Time until the room's clock says so; long enough never to spin while it is paused.
    fn until(&self, at: Stamp) -> Duration {
        self.app.clock().real_of(at).map_or(Duration::from_secs(3600), time::until)
    }

    fn take(&mut self, inner: Inner) {
        match inner {
            Inner::Msg(msg) => {
                self.answered |= matches!(msg, Msg::Answered(_) | Msg::AnsweredAt(..));
                self.tell(msg);
            }
            Inner::Changed => {
                self.hands.look();
                self.tell(Msg::RoomChanged);
            }
            Inner::Strayed(e) => {
                // the writer, where there is one, saves what it confirmed before
                self.hands.look();
                let path = self.hands.session.as_ref().map(|session| session.path.clone()).unwrap_or_default();
                self.tell(Msg::Strayed(e.map(|e| Box::new(e.says(&path)))));
            }
            Inner::Ring(ring) => self.hands.ring(ring, &mut self.screen),
            Inner::Opened(Ok(session)) => self.opened(*session),
            Inner::Opened(Err(said)) => self.tell(Msg::OpenFailed(said)),
        }
    }

    fn opened(&mut self, session: Session) {
        // The clock must be the room's before the first message is stamped with it.
        self.app.set_clock(session.clock);
        let (before, left) = (self.hands.session.take(), Msg::WordsLeft(session.left.clone()));
        let msg = Msg::RoomOpened {
            settings: Box::new(session.settings.clone()),
            path: session.path.display().to_string(),
            me: session.me.clone(),
            readonly: session.writer.is_none(),
        };
        self.hands.session = Some(session);
        if let Some(writer) = before.and_then(|s| s.writer) {
            // Its last jobs may speak into a channel that this thread reads: never wait for it here.
            std::thread::spawn(move || writer.close());
        }
        self.tell(msg);
        self.tell(left);
    }

    /// Tells the app, and carries out what it wants.
    fn tell(&mut self, msg: Msg) {
        let real = time::now();
        let now = Now { room: self.app.clock().at(real), real };
        // in the past the zone is that of its moment, which the app knows
        if let Some(room) = self.app.room.as_ref().filter(|_| self.app.past.is_none()) {
            let zone = Zone::at(&room.settings.zone, now.room);
            if zone != self.app.zone {
                self.app.zone = zone;
                self.app.dirty = true;
            }
        }
        for effect in update(&mut self.app, now, msg) {
            self.hands.carry_out(effect, &mut self.screen, &self.app);
        }
        self.late();
    }

    /// Tells what effects answered at once; an answer that fails again ends here, not in a loop.
    fn late(&mut self) {
        let real = time::now();
        let now = Now { room: self.app.clock().at(real), real };
        for msg in std::mem::take(&mut self.hands.later) {
            for effect in update(&mut self.app, now, msg) {
                self.hands.carry_out(effect, &mut self.screen, &self.app);
            }
        }
    }
}

/// Whether the terminal went away in the middle of a frame.
fn went_away(e: &io::Error) -> bool {
    let gone = cfg!(unix) && e.raw_os_error() == Some(EIO);
    gone || e.kind() == io::ErrorKind::BrokenPipe
}

/// What every Unix says of a terminal that is no more.
const EIO: i32 = 5;

/// Does something when the process is asked to end, for commands without a screen.
pub fn when_asked_to_end(act: impl FnOnce() + Send + 'static) {
    std::thread::spawn(|| {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async {
            let Ok(mut signals) = Signals::new() else { return std::future::pending().await };
            while !matches!(signals.next().await, Signal::End) {
                stop_here();
            }
        });
        act();
    });
}

/// What the system asks of the process.
enum Signal {
    End,
    Stop,
}

#[cfg(unix)]
struct Signals([tokio::signal::unix::Signal; 4]);

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};
        // SIGTSTP: 20 on Linux, 18 on macOS and the BSDs.
        let stop = if cfg!(target_os = "linux") { 20 } else { 18 };
        Ok(Signals([
            signal(SignalKind::terminate())?,
            signal(SignalKind::hangup())?,
            signal(SignalKind::interrupt())?,
            signal(SignalKind::from_raw(stop))?,
        ]))
    }

    async fn next(&mut self) -> Signal {
        let [term, hup, int, stop] = &mut self.0;
        tokio::select! {
            _ = term.recv() => Signal::End,
            _ = hup.recv() => Signal::End,
            _ = int.recv() => Signal::End,
            _ = stop.recv() => Signal::Stop,
        }
    }
}

#[cfg(unix)]
fn stop_here() {
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP);
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Signals> {
        Ok(Signals)
    }
    async fn next(&mut self) -> Signal {
        let _ = tokio::signal::ctrl_c().await;
        Signal::End
    }
}

#[cfg(not(unix))]
fn stop_here() {
    let _ = Signal::Stop;
}
