//! The command line: what may be typed; what it does is in the files beside this one.

pub mod accounts;
pub mod act;
pub mod alerts;
pub mod attach;
pub mod bring;
pub mod bundle;
mod collect;
pub mod count;
pub mod detect;
pub mod drill;
pub mod erase;
pub mod follow;
pub mod help;
mod input;
pub mod inspect;
mod keywords;
pub mod line;
pub mod lint;
pub mod mapping;
pub mod matching;
pub mod misuse;
pub mod plan;
pub mod prevent;
pub mod ready;
pub mod report;
pub mod review;
pub mod run;
pub mod screen;
mod secrets;
mod sources;
pub mod strict;
pub mod triage;

use crate::domain::room::Lang;
use crate::domain::text::Clean;
use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use run::Failure;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A terminal war-room for social-media incidents: mentions, responses, checklist and timeline on one screen.
#[derive(Debug, Parser)]
#[command(name = "gabinete", version, max_term_width = 100, arg_required_else_help = false)]
pub struct Cli {
    /// Options that go with every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; without it the room opens on the screen.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that go with every command.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// The room's file; else the one used last that is no drill, else one in the data directory
    #[arg(long, global = true, value_name = "FILE", env = "GABINETE_ROOM", value_hint = ValueHint::FilePath)]
    pub room: Option<PathBuf>,
    /// Who acts: a name, declared and kept with every decision
    #[arg(long = "as", global = true, value_name = "NAME", env = "GABINETE_AS")]
    pub name: Option<String>,
    /// Language of the interface: en or es; else the locale's
    #[arg(long, global = true, value_name = "en|es", value_parser = lang)]
    pub lang: Option<Lang>,
    /// Watch without changing anything
    #[arg(long, global = true)]
    pub readonly: bool,
    /// Start with private data masked, for a shared screen; with --readonly it stays masked
    #[arg(long, global = true)]
    pub share: bool,
    /// Start in presenter mode, large figures on a shared screen
    #[arg(long, global = true)]
    pub present: bool,
    /// Open a room on a network file system, where two machines at once can damage it
    #[arg(long, global = true)]
    pub allow_network_fs: bool,
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| "en or es".to_owned())
}

fn verb(text: &str) -> Result<PlanVerb, String> {
    match text {
        "init" => Ok(PlanVerb::Init),
        "check" => Ok(PlanVerb::Check),
        "show" => Ok(PlanVerb::Show),
        "diff" => Ok(PlanVerb::Diff),
        "adopt" => Ok(PlanVerb::Adopt),
        _ => Err("init, check, show, diff or adopt".to_owned()),
    }
}

fn sources_verb(text: &str) -> Result<SourcesVerb, String> {
    match text {
        "list" => Ok(SourcesVerb::List),
        "add" => Ok(SourcesVerb::Add),
        "test" => Ok(SourcesVerb::Test),
        "pause" => Ok(SourcesVerb::Pause),
        "resume" => Ok(SourcesVerb::Resume),
        "remove" => Ok(SourcesVerb::Remove),
        _ => Err("list, add, test, pause, resume or remove".to_owned()),
    }
}

fn accounts_verb(text: &str) -> Result<AccountsVerb, String> {
    match text {
        "list" => Ok(AccountsVerb::List),
        "add" => Ok(AccountsVerb::Add),
        "test" => Ok(AccountsVerb::Test),
        "keep" => Ok(AccountsVerb::Keep),
        "forget" => Ok(AccountsVerb::Forget),
        "remove" => Ok(AccountsVerb::Remove),
        _ => Err("list, add, test, keep, forget or remove".to_owned()),
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a drill in a room of its own, or go on with the one in --room; list, check, show or score drills
    Drill(drill::Drill),
    /// Bring mentions in from JSON Lines, CSV or TSV files, or from standard input (-)
    Import(Import),
    /// Bring mentions in live from a growing JSON Lines file, or from standard input (-)
    Follow(Follow),
    /// Listen to the room's sources without a screen, until it is ended
    Collect,
    /// Say what the room is about, or set it: the brand's names, products and handles
    Keywords(Keywords),
    /// Say which sources are listened to; add, try, pause or remove one
    Sources(SourcesArgs),
    /// Say which accounts texts may be published with; add, try or remove one
    Accounts(AccountsArgs),
    /// Say who hears of the room away from its screen, and whether it got there; try it
    Alerts(alerts::Alerts),
    /// Carry out commands given as JSON, one a line, and print what came of each as JSON
    Act(Act),
    /// Read mentions as JSON Lines, and print each with language, tone, priority, groups and flags
    Triage(TriageFilter),
    /// Read times and counts as CSV, and print each row with how unusual it is
    Detect(Detect),
    /// Read a draft, and print as JSON what its tone breaks or lacks and what would be better
    Lint(lint::Lint),
    /// Try a keyword expression on the room's mentions: the count per day and the last that match
    Match(MatchArgs),
    /// Read a text, and print how long it is on each platform; 1 when it is over a limit
    Count(count::Count),
    /// Keep a file or picture as evidence of a mention, a fact or a response
    Attach(attach::Attach),
    /// Print the line to take in force: what our own people say when they are asked; ends with 1 when there is none, or
    /// when a fact behind it no longer holds
    Line,
    /// Print the sitrep of an incident as the room stands, or one that was issued; issue it
    Sitrep(report::Report),
    /// Print the executive brief of an incident as the room stands, or one that was issued; issue it
    Brief(report::Report),
    /// Print the handover card of an incident as the room stands, or one that was issued; issue it
    Handover(report::Report),
    /// Say what would fail tonight, the gravest first, and what to do about it; 1 when one is not ready
    Ready(ready::Ready),
    /// Say what complaints were about over the last days, with counts by day, where each goes and who says it
    Themes(prevent::Themes),
    /// Say who stands up for the brand or keeps saying good things, unthanked ones first, and how much of the good and of
    /// the bad was attended
    Ambassadors(prevent::People),
    /// Say what is usual by hour of the week, and what is missing
    Usual(prevent::Usual),
    /// Print the review of an incident: how fast, what was said, what is changed
    Review(review::Review),
    /// Print the report of an incident to hand on: HTML with charts, Markdown, CSV, JSON; personal data masked
    Report(review::Report),
    /// Print the timeline
    Events(Events),
    /// Prove the room: fold the events again, follow the chain, check file and index
    Check,
    /// Say where the room is, which versions made it, and what is in it
    Info,
    /// Copy the room and its evidence to another file while it is in use
    Backup(Backup),
    /// Make an evidence bundle: a file with one incident alone, whose chain can be proved anywhere
    Export(bundle::Export),
    /// Erase a person's words for good, when they ask for it
    Erase(erase::Erase),
    /// Say which communication plan is in use and what it says; write one to make your own, check it, compare two
    Plan(PlanArgs),
    /// Print every option of the configuration file, its value and where the file is
    Config,
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// Options of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Files, or - for standard input
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Which column is which: author=Username,text=Body
    #[arg(long, value_name = "FIELD=COLUMN,...")]
    pub map: Option<String>,
    /// The tool that exported it: brandwatch, meltwater, talkwalker, determ, sprout, hootsuite; else found by its columns
    #[arg(long, value_name = "TOOL")]
    pub preset: Option<String>,
    /// IANA zone of times that name none: Europe/Madrid
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    pub zone: String,
    /// Which comes first in dates such as 03/04/2026 where no date of the file tells: dmy for the day, mdy for the month
    #[arg(long, value_name = "dmy|mdy", value_parser = ["dmy", "mdy"])]
    pub dates: Option<String>,
    /// Bring it in as the past: for the usual rate and for search, attended by definition
    #[arg(long)]
    pub history: bool,
    /// Show how the columns are read and the first rows; bring nothing in
    #[arg(long)]
    pub dry_run: bool,
    /// Where lines that could not be read are kept; else beside the file, as FILE.rejects.jsonl
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub rejects: Option<PathBuf>,
}

/// Options of `follow`.
#[derive(Debug, Args)]
pub struct Follow {
    /// The file, or - for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
}

/// Options of `keywords`.
#[derive(Debug, Args)]
pub struct Keywords {
    /// The names and handles; they take the place of those that were. None shows them
    #[arg(value_name = "WORD")]
    pub words: Vec<String>,
}

/// Options of `sources`.
#[derive(Debug, Args)]
pub struct SourcesArgs {
    /// list, add, test, pause, resume or remove; else list
    #[arg(value_name = "WHAT", value_parser = sources_verb, display_order = 1)]
    pub verb: Option<SourcesVerb>,
    /// The source's name
    #[arg(value_name = "NAME", display_order = 2)]
    pub source: Option<String>,
    /// add: jetstream (Bluesky), mastodon, rss or webhook; else it is asked for
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// add: what to listen for; else the room's keywords
    #[arg(long = "match", value_name = "EXPR")]
    pub expression: Option<String>,
    /// add: a key of the source's own: every_s=600; may be given several times
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// add: the name of a room that it is for; else it is for all of them
    #[arg(long, value_name = "ROOM")]
    pub only: Vec<String>,
}

/// What is done with sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourcesVerb {
    /// Say which there are.
    List,
    /// Add one.
    Add,
    /// Try one, or all.
    Test,
    /// Listen to it no more for now.
    Pause,
    /// Listen to it again.
    Resume,
    /// Take it out.
    Remove,
}

/// Options of `accounts`.
#[derive(Debug, Args)]
pub struct AccountsArgs {
    /// list, add, test, keep, forget or remove; else list
    #[arg(value_name = "WHAT", value_parser = accounts_verb, display_order = 1)]
    pub verb: Option<AccountsVerb>,
    /// The account's name
    #[arg(value_name = "NAME", display_order = 2)]
    pub account: Option<String>,
    /// add: bluesky or mastodon; else it is asked for
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// add: the address of its server
    #[arg(long, value_name = "URL")]
    pub server: Option<String>,
    /// add: its handle (Bluesky)
    #[arg(long, value_name = "HANDLE")]
    pub login: Option<String>,
    /// add: who sees what it posts (Mastodon): public, unlisted, private or direct
    #[arg(long, value_name = "WHO")]
    pub visibility: Option<String>,
    /// add: the secret goes into the system's keyring, asked for or from standard input
    #[arg(long)]
    pub keyring: bool,
    /// add: the name of a room that it is for; else it is for all of them
    #[arg(long, value_name = "ROOM")]
    pub only: Vec<String>,
}

/// What is done with accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountsVerb {
    /// Say which there are.
    List,
    /// Add one.
    Add,
    /// Try one, or all.
    Test,
    /// Put its secret into the system's keyring.
    Keep,
    /// Take its secret out of the system's keyring.
    Forget,
    /// Take it out.
    Remove,
}

/// Options of `act`.
#[derive(Debug, Args)]
pub struct Act {
    /// A command: {"do": "add_entry", "text": "..."}; else one a line from standard input
    #[arg(value_name = "JSON")]
    pub command: Option<String>,
    /// Print the JSON schema of the commands
    #[arg(long)]
    pub schema: bool,
}

/// Options of `triage`.
#[derive(Debug, Args)]
pub struct TriageFilter {
    /// JSON Lines; else standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// The brand's names and handles, which say nothing about tone and mark what is said to it
    #[arg(long, value_name = "NAME,...", value_delimiter = ',')]
    pub brand: Vec<String>,
}

/// Options of `detect`.
#[derive(Debug, Args)]
pub struct Detect {
    /// CSV with the columns timestamp and value; else standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
}

/// Options of `match`.
#[derive(Debug, Args)]
pub struct MatchArgs {
    /// acme OR "acme bank" -music, @acme, #acme, acm*, acme~1, acme near/5 (fraud OR scam)
    #[arg(value_name = "EXPR")]
    pub expression: String,
    /// How many days back from the newest mention: 1 to 3660
    #[arg(long, default_value_t = 30, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=3660))]
    pub days: u32,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
    /// Try it on a JSON Lines file (- for standard input) instead of the room
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
}

/// Options of `events`.
#[derive(Debug, Args)]
pub struct Events {
    /// One JSON object a line, payloads included
    #[arg(long)]
    pub json: bool,
    /// From this event on
    #[arg(long, value_name = "SEQ", default_value_t = 1)]
    pub from: i64,
}

/// Options of `backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// The copy; must not exist
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub to: PathBuf,
}

/// Options of `plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// init writes the built-in plan with its comments; check tells what is wrong with a plan; show says what it
    /// says; diff tells what differs between two; adopt makes the one in use the one in force in the room; else which one
    /// is in use
    #[arg(value_name = "WHAT", value_parser = verb, display_order = 1)]
    pub verb: Option<PlanVerb>,
    /// init and check: the file, else standard output and the plan in use. show: roles, approvals, templates, lines,
    /// qa, clocks, severity, rules, reminders, platforms, or the code of a role, template, line or question; else
    /// everything. diff: the file of before, and the one after, else the plan in use
    #[arg(value_name = "NAME", display_order = 2, num_args = 0..=2, value_hint = ValueHint::AnyPath)]
    pub names: Vec<PathBuf>,
    /// show: this file instead of the plan in use
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// show: the whole plan as JSON; diff: what differs, as JSON
    #[arg(long)]
    pub json: bool,
}

/// What is done with a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanVerb {
    /// Write one to start from.
    Init,
    /// Tell what is wrong with one.
    Check,
    /// Say what it says.
    Show,
    /// Tell what differs between two.
    Diff,
    /// Make the one in use the one in force in the room.
    Adopt,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// Which shell
    pub shell: Shell,
}

/// Prints a line, or several.
fn say(text: &str) -> Result<(), Failure> {
    put(format_args!("{}\n", plain(text)))
}

/// Prints CSV, whose lines end in two characters; alone, the first of them is none that may reach a terminal.
fn say_csv(text: &str) -> Result<(), Failure> {
    let lines: Vec<_> = text.split("\r\n").map(plain).collect();
    put(format_args!("{}", lines.join("\r\n")))
}

/// Writes to standard output. That nobody listens any more, as after `| head`, is no fault; a full disk is.
fn put(text: std::fmt::Arguments<'_>) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_fmt(text).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::refused(e.to_string())),
        _ => Ok(()),
    }
}

/// Bad lines that are told one by one; the rest is counted.
const TOLD: u64 = 20;

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A path as it may stand in a sentence.
fn shown(path: &Path) -> String {
    Clean::line(&path.display().to_string()).as_str().to_owned()
}

/// Prints a line beside what is asked for. That nobody reads it must not stop the work.
fn tell(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", plain(text));
}

/// Text on its way to a terminal or a pipe: control and bidi characters that JSON leaves raw become `\\u` escapes.
pub fn plain(text: &str) -> std::borrow::Cow<'_, str> {
    let raw = |c: char| {
        c != '\n'
            && (c.is_control()
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{061C}'))
    };
    // the only bytes that can begin such a character: nearly every text has none, and this looks at many bytes at once
    let suspect = |b: u8| (b < b' ' && b != b'\n') || matches!(b, 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef);
    if !text.bytes().fold(false, |found, b| found | suspect(b)) || !text.contains(raw) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if raw(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out.into()
}
