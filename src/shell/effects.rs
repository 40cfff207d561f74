//! Carrying out what the screen wants. Nothing here waits: whatever could take time has a thread of its own and answers
//! with a message.

use super::drill::{self, NewDrill};
use super::session::{self, How, NewRoom, Session};
use super::terminal::Screen;
use super::writer::{Job, WriterThread};
use super::{Inner, desktop, export, ready, time, whoami};
use crate::alert::Ring;
use crate::app::App;
use crate::app::effect::{Effect, NewSource, Reading, SourceChange};
use crate::app::msg::{Copied, Denial, Msg, RecentRoom};
use crate::config::Places;
use crate::domain::ids::EventSeq;
use crate::domain::room::{Lang, Refusal};
use crate::domain::text::Clean;
use crate::domain::time::{Stamp, zone_of};
use crate::rows::Ask;
use crate::sources::bring::{self, Order};
use crate::sources::dates::DayOrder;
use crate::sources::rejects::Place;
use crate::sources::{self, open::Import};
use crate::store::error::StoreError;
use crate::words::Words;
use chrono_tz::Tz;
use std::path::{Path, PathBuf};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Messages that may wait for the loop; a thread that finds it full waits.
const INBOX: usize = 256;

/// What carries out effects.
pub struct Hands {
    /// The open room.
    pub session: Option<Session>,
    /// Where this person's things are.
    pub places: Places,
    /// How rooms are opened.
    pub how: How,
    /// Zone of new rooms.
    pub zone: String,
    /// Where threads answer to.
    pub out: Sender<Inner>,
    /// When to wake up, by the room's clock.
    pub wake: Option<Stamp>,
    /// When to wake up, by the clock on the wall.
    pub wake_real: Option<Stamp>,
    /// The loop ends.
    pub quit: bool,
    /// Everything is drawn anew.
    pub redraw: bool,
    /// Messages of effects that failed at once, told after the message that caused them.
    pub later: Vec<Msg>,
}

impl Hands {
    /// Hands with no room yet, and what their threads will say.
    pub fn new(how: How, places: Places, zone: String) -> (Hands, Receiver<Inner>) {
        let (out, inbox) = channel(INBOX);
        let hands = Hands {
            session: None,
            places,
            how,
            zone,
            out,
            wake: None,
            wake_real: None,
            quit: false,
            redraw: false,
            later: Vec::new(),
        };
        (hands, inbox)
    }

    /// Carries out one effect.
    pub fn carry_out(&mut self, effect: Effect, screen: &mut Screen, app: &App) {
        if self.how.readonly && self.leaves_a_trace(&effect) {
            let said = Words::new(self.how.lang).t("refuse-readonly");
            return self.later.push(Msg::Failed(said));
        }
        match effect {
            Effect::Ask(ask) => {
                if let Some(session) = &self.session {
                    session.reader.ask(ask);
                }
            }
            Effect::AskAt(seq, ask) => self.ask_at(seq, ask),
            Effect::Decide(ticket, command) => self.job(Job::Decide(ticket, command)),
            Effect::KeepDraft { response, text, before, rev } => {
                self.job(Job::KeepDraft(response, [text, before], rev));
            }
            Effect::KeepWords { text, before, changed } => self.job(Job::KeepWords([text, before], changed)),
            Effect::Copy(text) => self.copy(&text, screen),
            Effect::OpenLink(link) => {
                let opened = if app.drill() { Err(link) } else { desktop::open(&link) };
                self.later.push(Msg::LinkOpened(opened));
            }
            Effect::Export { name, text } => self.export(name, text, app),
            Effect::WakeAt(at) => self.wake = Some(self.wake.map_or(at, |w| w.min(at))),
            Effect::WakeAtReal(at) => self.wake_real = Some(self.wake_real.map_or(at, |w| w.min(at))),
            Effect::OpenRoom(path) => self.open(PathBuf::from(path)),
            Effect::CreateRoom { name, keywords, lang } => self.create(name, keywords, lang),
            Effect::StartDrill { scenario, lang, speed } => {
                self.drill(NewDrill::named(scenario, lang, speed), None);
            }
            Effect::Import { path, reading } => {
                let here = app.room.as_ref().map_or(&self.zone, |room| &room.settings.zone);
                self.import(PathBuf::from(path.trim()), reading, zone_of(if reading.local { here } else { "UTC" }));
            }
            Effect::KeepProfile { name, role, lang } => self.profile(&name, &role, lang),
            Effect::ChangeSources(ticket, change) => self.listen(ticket, change),
            Effect::TrySource(ticket, new) => {
                let keywords = app.room.as_ref().map(|room| room.settings.keywords.clone()).unwrap_or_default();
                self.try_source(ticket, new, keywords);
            }
            Effect::Try(what) => {
                if let Some(session) = &mut self.session {
                    session.try_out(what, &self.out);
                }
            }
            Effect::ReadScript(lang) => self.script(lang),
            Effect::Bring(cue) => self.job(Job::Bring(cue)),
            Effect::FindAccounts(room) => {
                let found = super::publish::accounts(&self.places.accounts(), &room, self.how.lang);
                self.later.push(found.map_or_else(Msg::Failed, Msg::AccountsFound));
            }
            Effect::MakeSecret => {
                let made = super::sources::secret();
                self.later.extend(made.map(|secret| Msg::SecretMade(crate::app::effect::Secret(secret))));
            }
            Effect::FindRooms => self.find_rooms(),
            Effect::LookReady => {
                let room = self.session.as_ref().map(|session| session.path.clone());
                self.look_ready(room.unwrap_or_else(|| self.places.default_room()));
            }
            Effect::Mouse(on) => self.minor(screen.mouse(on)),
            Effect::Bell => self.minor(screen.bell()),
            Effect::Title(text) => self.minor(screen.title(&text)),
            Effect::Redraw => self.redraw = true,
            Effect::Quit => self.quit = true,
        }
    }

    fn ask_at(&mut self, seq: EventSeq, ask: Ask) {
        if let Some(session) = &mut self.session
            && !session.ask_at(seq, ask.clone(), &self.out)
        {
            let busy = Words::new(self.how.lang).t("shell-busy");
            self.later.push(Msg::AnsweredAt(seq, Box::new(ask), Err(busy)));
        }
    }

    fn find_rooms(&mut self) {
        let rooms = self.places.recent().into_iter().map(|r| RecentRoom {
            path: r.path.display().to_string(),
            name: Clean::line(&r.name).as_str().to_owned(),
            used: r.used,
            drill: r.drill,
        });
        let rooms: Vec<RecentRoom> = rooms.collect();
        if rooms.iter().any(|room| !room.drill) {
            self.look_ready(self.places.default_room());
        }
        self.later.push(Msg::RoomsFound(rooms));
    }

    /// Whether an effect writes a file, starts a program, asks a server or leads out of the room: nothing that somebody who only
    /// watches may do, whatever key or screen it came from. The screen refuses it first, with the action.
    fn leaves_a_trace(&self, effect: &Effect) -> bool {
        match effect {
            Effect::OpenRoom(_) => self.session.is_some(),
            Effect::Copy(_)
            | Effect::OpenLink(_)
            | Effect::Export { .. }
            | Effect::CreateRoom { .. }
            | Effect::StartDrill { .. }
            | Effect::Import { .. }
            | Effect::ChangeSources(..)
            | Effect::TrySource(..)
            | Effect::Bring(_) => true,
            _ => false,
        }
    }

    /// Rings here: the bell, or a notification; where no program of the desktop makes one, the terminal is asked to.
    pub fn ring(&mut self, ring: Ring, screen: &mut Screen) {
        match ring {
            Ring::Bell => self.minor(screen.bell()),
            Ring::Desktop(room, text) if !desktop::notify(&room, &text) => self.minor(screen.notify(&room, &text)),
            Ring::Desktop(..) => {}
        }
    }

    /// Another process wrote: the inbox may hold something for us.
    pub fn look(&mut self) {
        if let Some(writer) = self.session.as_ref().and_then(|s| s.writer.as_ref()) {
            // A full queue will look by itself after its last job.
            let _ = writer.send(Job::Look);
        }
    }

    /// Ends the threads; every decision that was handed over is carried out first.
    pub fn close(mut self) {
        let Some(session) = self.session.take() else { return };
        drop(session.reader);
        // The writer may wait for room in the channel, whose reader is this very thread: let it speak into the void.
        drop(self.out);
        if let Some(writer) = session.writer {
            writer.close();
        }
    }

    fn job(&mut self, job: Job) {
        let sent = match self.session.as_ref().and_then(|s| s.writer.as_ref()) {
            Some(writer) => writer.send(job),
            None => {
                if let Job::Decide(ticket, _) = job {
                    let no = Denial::Refused(Refusal::new("refuse-readonly"));
                    self.later.push(Msg::Decided(ticket, Err(no)));
                }
                return;
            }
        };
        let busy = || Words::new(self.how.lang).t("shell-busy");
        match sent {
            Ok(()) => {}
            Err(Job::Decide(ticket, _)) => self.later.push(Msg::Decided(ticket, Err(Denial::Failed(busy())))),
            Err(Job::Bring(_)) => self.later.push(Msg::Brought(Err(busy()))),
            Err(Job::KeepDraft(response, ..)) => self.later.push(Msg::DraftLost(response, busy())),
            Err(Job::KeepWords(..)) => self.later.push(Msg::WordsKept),
            Err(_) => {}
        }
    }

    /// The system's clipboard first, read back to be sure; else the terminal's, where nobody can know.
    fn copy(&mut self, text: &str, screen: &mut Screen) {
        if let Some(clipboard) = desktop::Clipboard::here() {
            let (text, out) = (text.to_owned(), self.out.clone());
            // a loop that has ended meanwhile needs no answer, here and below
            std::thread::spawn(move || drop(out.blocking_send(Inner::Msg(Msg::Copied(clipboard.copy(&text))))));
            return;
        }
        let copied = match screen.osc52(text) {
            Ok(()) => Copied::Unknown,
            Err(e) => Copied::Failed(e.to_string()),
        };
        self.later.push(Msg::Copied(copied));
    }

    fn export(&mut self, name: String, text: String, app: &App) {
        let Some(room) = app.room.as_ref().map(|room| PathBuf::from(&room.path)) else { return };
        let out = self.out.clone();
        std::thread::spawn(move || {
            let written = export::write(&room, &name, &text).map(|path| path.display().to_string());
            drop(out.blocking_send(Inner::Msg(Msg::Exported(written.map_err(|e| e.to_string())))));
        });
    }

    fn minor(&mut self, done: std::io::Result<()>) {
        if let Err(e) = done {
            self.later.push(Msg::Failed(e.to_string()));
        }
    }

    fn profile(&mut self, name: &str, role: &str, lang: Lang) {
        // who says who they are chose no language by it
        let chosen = (self.how.lang != lang).then_some(lang);
        if chosen.is_some()
            && let Some(writer) = self.session.as_ref().and_then(|s| s.writer.as_ref())
        {
            let _ = writer.send(Job::Speak(lang));
        }
        self.how.lang = lang;
        if !name.is_empty() {
            self.how.me = whoami::actor(name, role);
            if let Some(writer) = self.session.as_ref().and_then(|s| s.writer.as_ref()) {
                let _ = writer.send(Job::Me(self.how.me.clone()));
            }
        }
        if self.how.readonly {
            return;
        }
        let me = &self.how.me;
        let kept = self.places.keep_profile(me.name.as_str(), me.role.as_str(), chosen);
        self.minor(kept);
    }

    /// Opens a room on a thread of its own; the one that is open is closed when the new one is there.
    fn open(&mut self, path: PathBuf) {
        self.apart(move |how, places, out| Session::open(&path, &how, &places, out).map(Box::new));
    }

    fn create(&mut self, name: String, keywords: Vec<String>, lang: Lang) {
        let (zone, path) = (self.zone.clone(), self.places.new_room(&name));
        self.apart(move |how, places, out| {
            std::fs::create_dir_all(&places.rooms).map_err(|e| format!("{}: {e}", places.rooms.display()))?;
            let new = NewRoom { name, keywords, lang, zone };
            session::create(&new, &path, &how).map_err(|e| Words::new(how.lang).refusal(&e.says(&path)))?;
            Session::open(&path, &how, &places, out).map(Box::new)
        });
    }

    /// Looks what would fail tonight, on a thread of its own: files are read, and the room.
    fn look_ready(&self, room: PathBuf) {
        let (how, places, zone, out) = (self.how.clone(), self.places.clone(), self.zone.clone(), self.out.clone());
        std::thread::spawn(move || {
            // a configuration that cannot be read was told when the program began
            let config = places.config().unwrap_or_default();
            let about =
                ready::About { room: &room, options: how.options(), config: &config, places: &places, zone: &zone };
            drop(out.blocking_send(Inner::Msg(Msg::ReadyLooked(ready::look(&about)))));
        });
    }

    /// Changes what is listened to; whoever listens looks at the file by itself.
    fn listen(&self, ticket: u64, change: SourceChange) {
        let (path, lang, out) = (self.places.sources(), self.how.lang, self.out.clone());
        let writer = self.session.as_ref().and_then(|session| session.writer.as_ref()).map(WriterThread::handle);
        std::thread::spawn(move || {
            let removed = if let SourceChange::Remove(name) = &change { Some(name.clone()) } else { None };
            let done = super::sources::change(&path, change, &Words::new(lang));
            if let (Ok(()), Some(name), Some(writer)) = (&done, removed, writer) {
                writer(Job::Forget(name));
            }
            let _ = out.blocking_send(Inner::Msg(Msg::SourcesChanged(ticket, done)));
        });
    }

    /// Reads the script of the open drill, with what became of it.
    fn script(&self, lang: Lang) {
        let Some(session) = &self.session else { return };
        let (settings, plan) = (session.settings.clone(), std::sync::Arc::clone(&self.how.plan));
        if settings.drill.is_none() {
            return;
        }
        let (path, options, out) = (session.path.clone(), self.how.options(), self.out.clone());
        let played = std::sync::Arc::clone(&session.played);
        std::thread::spawn(move || {
            let read = super::facilitator::read(&path, options, (&settings, &plan), lang, &played).map(Box::new);
            let _ = out.blocking_send(Inner::Msg(Msg::ScriptRead(path.display().to_string(), read)));
        });
    }

    /// Listens for a moment to a source that is not kept yet.
    fn try_source(&self, ticket: u64, new: NewSource, keywords: Vec<Clean>) {
        let (path, lang, out) = (self.places.sources(), self.how.lang, self.out.clone());
        std::thread::spawn(move || {
            let heard = super::sources::tried(&path, new, &keywords, &Words::new(lang));
            let _ = out.blocking_send(Inner::Msg(Msg::SourceTried(ticket, heard)));
        });
    }

    /// Makes a drill's room, plays it, and opens it.
    pub fn drill(&mut self, new: NewDrill, path: Option<PathBuf>) {
        let zone = self.zone.clone();
        let path = path.unwrap_or_else(|| self.places.new_room("drill"));
        self.apart(move |how, places, out| {
            std::fs::create_dir_all(&places.rooms).map_err(|e| format!("{}: {e}", places.rooms.display()))?;
            drill::create(&path, &new, &zone, &how).map_err(|e| Words::new(how.lang).refusal(&e.says(&path)))?;
            Session::open(&path, &how, &places, out).map(Box::new)
        });
    }

    fn apart(
        &mut self,
        make: impl FnOnce(How, Places, Sender<Inner>) -> Result<Box<Session>, String> + Send + 'static,
    ) {
        let (how, places, out) = (self.how.clone(), self.places.clone(), self.out.clone());
        std::thread::spawn(move || {
            let opened = make(how, places, out.clone());
            let _ = out.blocking_send(Inner::Opened(opened));
        });
    }

    /// Imports into the open room, or into a new one named after the file.
    fn import(&mut self, path: PathBuf, reading: Reading, times: Tz) {
        let room = self.session.as_ref().map(|s| s.path.clone());
        let (zone, how, places, out) = (self.zone.clone(), self.how.clone(), self.places.clone(), self.out.clone());
        std::thread::spawn(move || {
            let words = Words::new(how.lang);
            let fail = |said: String| {
                let _ = out.blocking_send(Inner::Msg(Msg::OpenFailed(said)));
            };
            let order = reading.month_first.map(|month| if month { DayOrder::MonthFirst } else { DayOrder::DayFirst });
            let options = sources::open::Options { order, zone: times, ..Default::default() };
            let import = match open_file(&path, &options, &words) {
                // nothing is made before that is known
                Ok(import) if import.describe().mapping.is_some_and(|mapping| mapping.guessed) => {
                    return drop(out.blocking_send(Inner::Msg(Msg::DatesOpen(reading))));
                }
                Ok(import) => import,
                Err(said) => return fail(said),
            };
            let target = match &room {
                Some(room) => room.clone(),
                None => {
                    let name = path.file_stem().map_or_else(|| "import".into(), |s| s.to_string_lossy().into_owned());
                    let target = places.new_room(&name);
                    let new = NewRoom { name, keywords: Vec::new(), lang: how.lang, zone };
                    if let Err(e) = std::fs::create_dir_all(&places.rooms) {
                        return fail(format!("{}: {e}", places.rooms.display()));
                    }
                    if let Err(e) = session::create(&new, &target, &how) {
                        return fail(words.refusal(&e.says(&target)));
                    }
                    target
                }
            };
            match bring_in(import, &path, &target, reading.history, &how, places.rejects(), &out) {
                Err(said) => fail(said),
                Ok(()) if room.is_none() => {
                    let opened = Session::open(&target, &how, &places, out.clone()).map(Box::new);
                    let _ = out.blocking_send(Inner::Opened(opened));
                }
                Ok(()) => {}
            }
        });
    }
}

/// Opens a file to be imported, with its columns told from their names.
fn open_file(path: &Path, options: &sources::open::Options, words: &Words) -> Result<Import, String> {
    Import::open(path, options).map_err(|e| {
        let args: Vec<_> = e.args().iter().map(|(name, value)| (*name, value.into())).collect();
        format!("{}: {}", path.display(), words.f(e.key(), &args))
    })
}

/// Imports it.
fn bring_in(
    import: Import,
    path: &Path,
    room: &Path,
    history: bool,
    how: &How,
    rejects_else: PathBuf,
    out: &Sender<Inner>,
) -> Result<(), String> {
    let words = Words::new(how.lang);
    let order = Order {
        source: path.file_name().map_or_else(|| "file".into(), |n| n.to_string_lossy().into_owned()),
        history,
        rejects: Place { asked: rejects_beside(path), instead: rejects_else, go_on: false, most: None },
    };
    let said = |e: &StoreError| words.refusal(&e.says(room));
    let mut feed = session::feed(room, how.options(), &how.plan).map_err(|e| said(&e))?;
    let told = bring::run(import, &order, &mut feed, &time::now, &mut |progress, _| {
        let msg = Msg::Imported {
            read: progress.read,
            new: progress.new,
            bad: progress.bad,
            rejects: progress.rejects.as_ref().map(|p| p.display().to_string()),
            done: progress.done,
        };
        let _ = out.blocking_send(Inner::Msg(msg));
    });
    feed.close(time::now());
    told.map(|_| ()).map_err(|e| match e {
        bring::Stopped::Store(e) => said(&e),
        e => format!("{}: {e}", path.display()),
    })
}

/// Where the bad lines of a file are kept: beside it.
pub fn rejects_beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".rejects.jsonl");
    PathBuf::from(name)
}
