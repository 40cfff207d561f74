//! Carrying out what was typed. Owns exit codes: 0 well, 1 found what it looks for or refused, 2 used wrongly.

use super::{
    Cli, Command, Global, accounts, act, alerts, attach, bring, bundle, collect, count, detect, drill, erase, follow,
    help, inspect, keywords, line, lint, matching, misuse, plan, prevent, ready, report, review, screen, sources,
    triage,
};
use crate::config::{Config, Places};
use crate::domain::command;
use crate::domain::private::{Allow, Audience};
use crate::domain::report::ReportKind;
use crate::domain::room::{Actor, Lang};
use crate::domain::text::Clean;
use crate::plan::Plan;
use crate::rows::veil::{Veil, Veiled};
use crate::shell::{session, time, whoami};
use crate::store::error::{Denied, StoreError};
use crate::store::info::Info;
use crate::store::open::Options;
use crate::words::Words;
use clap::FromArgMatches;
use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What every command needs.
pub struct Context {
    /// The options that go with every command.
    pub global: Global,
    /// What the person keeps.
    pub config: Config,
    /// Where.
    pub places: Places,
    /// The words of the interface.
    pub words: Words,
}

/// A command's end that is not well: a sentence, and the exit code.
#[derive(Debug)]
pub struct Failure {
    /// What went wrong, with which input, and what to do.
    pub said: String,
    /// 1 or 2.
    pub code: u8,
}

impl Failure {
    /// Found what it looks for, or was refused.
    pub fn refused(said: impl Into<String>) -> Failure {
        Failure { said: said.into(), code: 1 }
    }

    /// Was used wrongly.
    pub fn usage(said: impl Into<String>) -> Failure {
        Failure { said: said.into(), code: 2 }
    }
}

/// How a command ends well: 0, or 1 where it found what it looks for.
pub type Outcome = Result<u8, Failure>;

/// Reads what was typed, the program's own name included, and carries it out.
pub fn run(args: Vec<OsString>) -> ExitCode {
    match parsed(args).and_then(|cli| cli.map_or(Ok(0), carry_out)) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            super::tell(&format!("gabinete: {}", failure.said));
            ExitCode::from(failure.code)
        }
    }
}

/// What was typed; nothing when it asked for help or for the version, which are printed then.
fn parsed(args: Vec<OsString>) -> Result<Option<Cli>, Failure> {
    let lang = help::asked(&args).or_else(configured).unwrap_or_else(whoami::locale);
    let words = Words::new(lang);
    let mut command = help::command(&words);
    let matches = command.try_get_matches_from_mut(args);
    match matches.and_then(|m| Cli::from_arg_matches(&m).map_err(|e| e.format(&mut command))) {
        Ok(cli) => Ok(Some(cli)),
        Err(e) if e.use_stderr() => Err(Failure::usage(misuse::sentence(&words, &command, &e))),
        Err(e) => super::say(e.to_string().trim_end()).map(|()| None),
    }
}

/// The language in the configuration. A file that cannot be read is told later, and does not stop `--help`.
fn configured() -> Option<Lang> {
    Lang::parse(&Places::find().ok()?.config().ok()?.lang)
}

fn carry_out(cli: Cli) -> Outcome {
    let context = context(cli.global)?;
    dispatch(&context, cli.command)
}

fn context(global: Global) -> Result<Context, Failure> {
    let places = Places::find().map_err(|e| Failure::refused(e.to_string()))?;
    let config = places.config().map_err(|e| {
        let args: Vec<_> = e.args.into_iter().map(|(name, value)| (name, value.into())).collect();
        let words = Words::new(global.lang.unwrap_or_else(whoami::locale));
        Failure::usage(format!("{}: {}", e.place, words.f(e.key, &args)))
    })?;
    let lang = global.lang.or_else(|| Lang::parse(&config.lang)).unwrap_or_else(whoami::locale);
    Ok(Context { global, config, places, words: Words::new(lang) })
}

fn dispatch(context: &Context, command: Option<Command>) -> Outcome {
    match command {
        None => screen::room(context),
        Some(Command::Drill(args)) => drill::drill(context, &args),
        Some(Command::Import(import)) => bring::import(context, &import),
        Some(Command::Follow(follow)) => follow::follow(context, &follow),
        Some(Command::Collect) => collect::collect(context),
        Some(Command::Keywords(args)) => keywords::keywords(context, &args),
        Some(Command::Sources(args)) => sources::sources(context, &args),
        Some(Command::Accounts(args)) => accounts::accounts(context, &args),
        Some(Command::Alerts(args)) => alerts::run(context, &args),
        Some(Command::Act(act)) => act::act(context, &act),
        Some(Command::Triage(filter)) => triage::triage(context, &filter),
        Some(Command::Detect(detect)) => detect::detect(context, &detect),
        Some(Command::Lint(args)) => lint::lint(context, &args),
        Some(Command::Match(args)) => matching::matching(context, &args),
        Some(Command::Count(args)) => count::count(context, &args),
        Some(Command::Attach(args)) => attach::attach(context, &args),
        Some(Command::Line) => line::line(context),
        Some(Command::Sitrep(args)) => report::report(context, ReportKind::Sitrep, &args),
        Some(Command::Brief(args)) => report::report(context, ReportKind::Brief, &args),
        Some(Command::Handover(args)) => report::report(context, ReportKind::Handover, &args),
        Some(Command::Ready(args)) => ready::run(context, &args),
        Some(Command::Themes(args)) => prevent::themes(context, &args),
        Some(Command::Ambassadors(args)) => prevent::ambassadors(context, &args),
        Some(Command::Usual(args)) => prevent::usual(context, &args),
        Some(Command::Review(args)) => review::tell(context, &args),
        Some(Command::Report(args)) => review::report(context, &args),
        Some(Command::Events(events)) => inspect::events(context, &events),
        Some(Command::Check) => inspect::check(context),
        Some(Command::Info) => inspect::info(context),
        Some(Command::Backup(backup)) => inspect::backup(context, &backup),
        Some(Command::Export(args)) => bundle::export(context, &args),
        Some(Command::Erase(args)) => erase::erase(context, &args),
        Some(Command::Plan(args)) => plan::plan(context, &args),
        Some(Command::Config) => inspect::config(context),
        Some(Command::Completions(completions)) => inspect::completions(context, &completions),
        Some(Command::Man) => inspect::man(context),
    }
}

impl Context {
    /// The room that is meant: `--room`, `$GABINETE_ROOM`, the one used last, or `main` in the data directory.
    pub fn room(&self) -> PathBuf {
        self.global.room.clone().unwrap_or_else(|| self.places.default_room())
    }

    /// Who acts: `--as`, else the configuration, else the account.
    pub fn actor(&self) -> Actor {
        self.actor_named(None)
    }

    /// The same, where a script may name somebody else. A name of nothing but blanks is none: events without a name are
    /// the room's own.
    pub fn actor_named(&self, name: Option<&str>) -> Actor {
        let said = |name: &&str| !Clean::line(name).is_empty();
        if let Some(name) = name.filter(said) {
            return whoami::actor(name, "");
        }
        match self.global.name.as_deref().filter(said) {
            Some(name) => whoami::actor(name, if name == self.config.name { &self.config.role } else { "" }),
            None if !self.config.name.is_empty() => whoami::actor(&self.config.name, &self.config.role),
            None => {
                let account = whoami::behind();
                let name = account.as_str().split('@').next().unwrap_or_default().to_owned();
                whoami::actor(&name, "")
            }
        }
    }

    /// Who looks at what is printed.
    pub fn audience(&self) -> Audience {
        if self.global.share || self.global.present { Audience::Shared } else { Audience::Operator }
    }

    /// Who may be named to everybody in the room that is meant, and who to nobody. What the plan gives out is looked up for
    /// others alone: who sees everything needs no plan that can be read.
    pub fn ours(&self, about: &Info) -> Allow {
        let plan = match self.audience() {
            Audience::Shared => self.plan_for(&self.room()).ok(),
            Audience::Operator => None,
        };
        about.ours(plan.iter().flat_map(|plan| plan.given_out()))
    }

    /// A row as whoever looks at what is printed may see it.
    pub fn veiled<'a, T: Veiled + Clone>(&self, row: &'a T, ours: &Allow) -> Cow<'a, T> {
        if self.audience() == Audience::Operator {
            return Cow::Borrowed(row);
        }
        let mut row = row.clone();
        row.veil(&Veil { ours, lifted: None });
        Cow::Owned(row)
    }

    /// Zone of new rooms.
    pub fn zone(&self) -> String {
        let zone = &self.config.zone;
        if zone.parse::<chrono_tz::Tz>().is_ok() { zone.clone() } else { whoami::zone() }
    }

    /// What the store needs to know.
    pub fn options(&self) -> Options {
        Options { allow_network_fs: self.global.allow_network_fs, ..Options::default() }
    }

    /// Decides one thing in a room, as who acts here.
    pub fn decide(
        &self,
        room: &Path,
        plan: &Arc<Plan>,
        command: &command::Command,
    ) -> Result<command::Decided, Failure> {
        let mut feed = session::feed(room, self.options(), plan).map_err(|e| self.fault(room, &e))?;
        let decided = feed.writer().decide(&self.actor(), command, time::now(), None);
        feed.close(time::now());
        decided.map_err(|e| self.denied(room, e))
    }

    /// The sentence of a refusal, or of a fault of the store.
    pub fn denied(&self, room: &Path, e: Denied) -> Failure {
        match e {
            Denied::Refused(refusal) => Failure::refused(self.words.refusal(&refusal)),
            Denied::Store(e) => self.fault(room, &e),
        }
    }

    /// The sentence of a fault of the store.
    pub fn fault(&self, path: &Path, e: &StoreError) -> Failure {
        let last = || self.places.recent().into_iter().next().filter(|room| room.drill);
        // Whoever names no room and was in a drill a moment ago may have meant that: it is named, and never taken.
        if matches!(e, StoreError::NotFound)
            && self.global.room.is_none()
            && let Some(drill) = last()
        {
            let args =
                [("file", path.display().to_string().into()), ("drill", drill.path.display().to_string().into())];
            return Failure::refused(self.words.f("room-last-was-drill", &args));
        }
        Failure::refused(self.words.refusal(&e.says(path)))
    }

    /// Refuses to take the whole room away where it is only watched, or only shown.
    pub fn may_copy(&self) -> Result<(), Failure> {
        self.may_write()?;
        match self.audience() {
            Audience::Shared => Err(Failure::refused(self.words.t("refuse-share-copy"))),
            Audience::Operator => Ok(()),
        }
    }

    /// Refuses to change anything in a room that is only watched.
    pub fn may_write(&self) -> Result<(), Failure> {
        match self.global.readonly {
            true => Err(Failure::refused(self.words.t("refuse-readonly"))),
            false => Ok(()),
        }
    }
}
