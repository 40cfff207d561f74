//! Looking at a room without its screen: `events`, `check`, `info`, `backup`; and what needs no room at all: `config`,
//! `completions`, `man`.

use super::run::{Context, Failure, Outcome};
use super::{Backup, Completions, Events, bundle, help, plain, say};
use crate::config::REFERENCE;
use crate::domain::ids::EventSeq;
use crate::domain::private::{Audience, DOTS};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::rows::{Anchor, Answer, Ask, TimelineFilter, TimelineRow};
use crate::shell::time;
use crate::store::error::StoreError;
use crate::store::evidence::Files;
use crate::store::reader::Reader;
use crate::store::{backup, chain, check, info};
use crate::words::events::event;
use std::io::Write;
use std::ops::ControlFlow;

/// Rows of the timeline that are read at a time.
const PAGE: usize = 200;

/// Prints the timeline: as JSON with payloads, or as sentences, oldest first.
pub fn events(context: &Context, events: &Events) -> Outcome {
    let path = context.room();
    let info = info::info(&path, context.options()).map_err(|e| context.fault(&path, &e))?;
    let ours = context.ours(&info);
    let settings = info.settings;
    let drill = settings.drill.is_some();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if events.json {
        let mut told = Ok(());
        let share = context.audience() == Audience::Shared;
        let exported = chain::export(&path, context.options(), EventSeq(events.from), |logged| {
            let mut line = logged.json();
            if drill {
                line["drill"] = true.into();
            }
            if share {
                // Payloads hold people's words and private entries: on a shared screen only that something happened.
                line["payload"] = serde_json::Value::Null;
                for part in ["name", "behind"] {
                    line["actor"][part] = DOTS.into();
                }
            }
            told = writeln!(out, "{}", plain(&line.to_string()));
            if told.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        exported.map_err(|e| context.fault(&path, &e))?;
        return told_all(told.and_then(|()| out.flush()));
    }
    let mut rows = timeline(context, EventSeq(events.from))?;
    rows.reverse();
    if drill && let Err(e) = writeln!(out, "DRILL / SIMULACRO") {
        return told_all(Err(e));
    }
    if let Some(manifest) = &info.bundle
        && let Err(e) = writeln!(out, "{}", context.words.f("bundle-mark", &[("incident", manifest.incident.0.into())]))
    {
        return told_all(Err(e));
    }
    let audience = context.audience();
    for row in &rows {
        let row = context.veiled(row, &ours);
        let local = |at: Stamp| clock(&settings.zone, at);
        let said = event(&context.words, &row, (audience, &ours), &local);
        let actor = context.words.source(row.actor.name.as_str());
        let line = format!(
            "{:>6}  {}  {:<10}  {}{}{}{}",
            row.seq.0,
            clock(&settings.zone, row.at),
            context.words.t(row.group.key()),
            // whatever somebody wrote stays below its own row: a line of it must not pass for an event
            said.replace('\n', "\n        │ "),
            row.undone.map_or(String::new(), |by| format!("  ({} #{by})", context.words.t("event-was-undone"))),
            row.corrected.as_ref().map_or(String::new(), |(by, _)| {
                format!("  ({})", context.words.f("event-was-corrected", &[("seq", by.0.to_string().into())]))
            }),
            // what the room does by itself nobody did
            if actor.is_empty() { String::new() } else { format!("  — {actor}") }
        );
        if let Err(e) = writeln!(out, "{}", plain(&line)) {
            return told_all(Err(e));
        }
    }
    told_all(out.flush())
}

/// A reader that has had enough, such as `head`, is no fault; a full disk is.
fn told_all(told: std::io::Result<()>) -> Outcome {
    match told {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::refused(e.to_string())),
        _ => Ok(0),
    }
}

/// The whole timeline from an event on, newest first, read in pages. The file is known to be a room.
fn timeline(context: &Context, from: EventSeq) -> Result<Vec<TimelineRow>, Failure> {
    let path = context.room();
    let mut reader = Reader::open(&path).map_err(|e| Failure::refused(e.to_string()))?;
    let filter = TimelineFilter { quiet: true, ..TimelineFilter::default() };
    let mut rows: Vec<TimelineRow> = Vec::new();
    let mut anchor = Anchor::Top;
    loop {
        let ask = Ask::Timeline { filter: filter.clone(), anchor, margin: PAGE };
        let Answer::Timeline(_, _, window) = reader.answer(&ask).map_err(|e| Failure::refused(e.to_string()))? else {
            return Ok(rows);
        };
        let last = rows.last().map(|r| r.seq);
        let before = rows.len();
        rows.extend(window.rows.into_iter().filter(|r| last.is_none_or(|l| r.seq < l) && r.seq >= from));
        if !window.below || rows.len() == before {
            return Ok(rows);
        }
        anchor = rows.last().map_or(Anchor::Bottom, |r| Anchor::Around(r.seq));
    }
}

fn clock(zone: &str, at: Stamp) -> String {
    at.local(zone).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// Proves the room; 1 when it found a fault.
pub fn check(context: &Context) -> Outcome {
    let path = context.room();
    let report = check::check(&path, context.options(), time::now()).map_err(|e| match e {
        // What others say of a damaged room, to run this command, is of no use here.
        StoreError::Corrupt(why) => {
            let args = [("file", path.display().to_string().into()), ("why", why.into())];
            Failure::refused(context.words.f("check-damaged", &args))
        }
        e => context.fault(&path, &e),
    })?;
    let head = info::info(&path, context.options()).map(|i| i.head).unwrap_or_default();
    for fault in &report.faults {
        say(&context.words.refusal(fault))?;
    }
    let args = [
        ("events", report.events.into()),
        ("mentions", report.mentions.into()),
        ("faults", report.faults.len().into()),
        ("head", head.into()),
    ];
    let amiss = !report.evidence.changed.is_empty() || report.evidence.lost;
    let found = match (report.faults.is_empty(), amiss) {
        (true, false) => "check-well",
        (true, true) => "check-well-but",
        (false, _) => "check-faults",
    };
    say(&context.words.f(found, &args))?;
    if let Some(manifest) = &report.bundle {
        bundle::told(context, manifest)?;
    }
    if report.index_skipped {
        say(&context.words.t("check-index-skipped"))?;
    }
    evidence(context, &report.evidence)?;
    Ok(u8::from(!report.faults.is_empty() || amiss))
}

/// How the files of the evidence stand. A hash may stand in the room of which there never was a file, such as one that a
/// notary keeps: that is told, and is no failure.
fn evidence(context: &Context, files: &Files) -> Result<(), Failure> {
    for (key, list) in [("check-evidence-missing", &files.missing), ("check-evidence-changed", &files.changed)] {
        told_of(context, key, list)?;
    }
    if files.more {
        say(&context.words.t("check-evidence-more"))?;
    }
    if files.whole > 0 {
        say(&context.words.f("check-evidence-whole", &[("n", files.whole.into())]))?;
    }
    Ok(())
}

fn told_of(context: &Context, key: &str, list: &[(Clean, String)]) -> Result<(), Failure> {
    for (name, hash) in list {
        // a file is often called after the person on it
        let name = if context.audience() == Audience::Shared { DOTS } else { name.as_str() };
        say(&context.words.f(key, &[("name", name.into()), ("hash", hash.as_str().into())]))?;
    }
    Ok(())
}

/// Where the room is, which versions made it, and what is in it.
pub fn info(context: &Context) -> Outcome {
    let path = context.room();
    let words = &context.words;
    say(&format!("{:<14} {}", words.t("info-version"), env!("CARGO_PKG_VERSION")))?;
    for (key, path) in
        [("info-config", &context.places.config), ("info-rooms", &context.places.rooms), ("info-room", &path)]
    {
        say(&format!("{:<14} {}", words.t(key), place(context, path)))?;
    }
    if !path.exists() {
        say(&format!("{:<14} {}", "", words.t("info-none")))?;
        return Ok(0);
    }
    let info = info::info(&path, context.options()).map_err(|e| context.fault(&path, &e))?;
    for (key, value) in lines(&info) {
        say(&format!("{:<14} {}", words.t(key), plain(&value)))?;
    }
    if let Some(manifest) = &info.bundle {
        bundle::told(context, manifest)?;
    }
    Ok(0)
}

/// Where something lies; a folder is often called after the person whose it is.
fn place(context: &Context, path: &std::path::Path) -> String {
    match context.audience() {
        Audience::Operator => path.display().to_string(),
        Audience::Shared => {
            let name = path.file_name().map_or(Default::default(), |name| name.to_string_lossy());
            format!("{DOTS}/{name}")
        }
    }
}

/// What is in a room, each figure with the key of its label.
fn lines(info: &info::Info) -> [(&'static str, String); 14] {
    let drill = info.settings.drill.as_ref().map_or(String::new(), |d| format!(" (drill {})", d.scenario));
    [
        ("info-name", format!("{}{drill}", info.settings.name.as_str())),
        ("info-zone", info.settings.zone.clone()),
        ("info-format", format!("{}, SQLite {}", info.version, info.sqlite)),
        ("info-bytes", format!("{} + {}", info.bytes.0, info.bytes.1)),
        ("info-events", info.events.to_string()),
        ("info-head", info.head.clone()),
        ("info-mentions", info.mentions.to_string()),
        ("info-unattended", info.unattended.to_string()),
        ("info-owed", info.owed.to_string()),
        ("info-incidents", format!("{} / {}", info.incidents, info.responses)),
        ("info-facts", info.facts.to_string()),
        ("info-affected", format!("{} / {}", info.affected.0, info.affected.1)),
        ("info-evidence", info.evidence.to_string()),
        ("info-inbox", info.inbox.to_string()),
    ]
}

/// Copies the room with its evidence, which who watches or shares may not: all of it is in there as it is. 1 when a
/// file of that was changed, and so left out.
pub fn backup(context: &Context, to: &Backup) -> Outcome {
    context.may_copy()?;
    let path = context.room();
    let files = backup::backup(&path, &to.to, context.options()).map_err(|e| context.fault(&path, &e))?;
    let args = [("from", path.display().to_string().into()), ("to", to.to.display().to_string().into())];
    say(&context.words.f("backup-done", &args))?;
    Ok(u8::from(copied(context, &files)?))
}

/// How the files of the evidence were copied; true when one was changed, and so left out.
pub fn copied(context: &Context, files: &Files) -> Result<bool, Failure> {
    for (key, list) in [("backup-evidence-missing", &files.missing), ("backup-evidence-changed", &files.changed)] {
        told_of(context, key, list)?;
    }
    if files.more {
        say(&context.words.t("check-evidence-more"))?;
    }
    if files.whole > 0 {
        say(&context.words.f("backup-evidence", &[("n", files.whole.into())]))?;
    }
    Ok(!files.changed.is_empty())
}

/// Every option with its comment, and what it is set to here.
pub fn config(context: &Context) -> Outcome {
    let path = context.places.config.display().to_string();
    say(&format!("{}\n", context.words.f("config-place", &[("path", path.into())])))?;
    let set = toml::Table::try_from(&context.config).map_err(|e| Failure::refused(e.to_string()))?;
    for line in REFERENCE.lines() {
        match line.split_once(" = ").and_then(|(key, _)| set.get(key).map(|value| (key, value))) {
            Some((key, value)) => say(&format!("{key} = {value}"))?,
            None => say(line)?,
        }
    }
    Ok(0)
}

/// A completion script.
pub fn completions(context: &Context, completions: &Completions) -> Outcome {
    let mut out = Vec::new();
    clap_complete::generate(completions.shell, &mut help::command(&context.words), "gabinete", &mut out);
    say(String::from_utf8_lossy(&out).trim_end())?;
    Ok(0)
}

/// The manual page.
pub fn man(context: &Context) -> Outcome {
    let page = help::man(&context.words).map_err(|e| Failure::refused(e.to_string()))?;
    say(page.trim_end())?;
    Ok(0)
}
