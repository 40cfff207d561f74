//! `attach`: a file becomes evidence. Its bytes go into the folder beside the room first, then the room is told; what the
//! room refuses is taken out of the folder again.

use super::run::{Context, Failure, Outcome};
use super::{say, shown};
use crate::app::moment::{self, Toward};
use crate::domain::command::Command;
use crate::domain::evidence::{Capture, Target, Thing};
use crate::domain::room::Refusal;
use crate::domain::time::Stamp;
use crate::shell::time;
use crate::store::evidence::{self, Kept};
use crate::store::info;
use clap::{Args, ValueHint};
use std::path::{Path, PathBuf};

/// Options of `attach`.
#[derive(Debug, Args)]
pub struct Attach {
    /// The file; at most 64 MB
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// What it belongs to: mention:ID, fact:N or response:N
    #[arg(long, value_name = "THING:N", value_parser = target)]
    pub to: Target,
    /// Who captured it, when that was somebody else
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// When it was captured: 14:05, 20m, 2026-11-22 14:05; else now
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// What it shows
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `fact:3`.
fn target(text: &str) -> Result<Target, String> {
    let wrong = || "mention:ID, fact:N or response:N".to_owned();
    let (kind, id) = text.split_once(':').ok_or_else(wrong)?;
    let kinds = [Thing::Mention, Thing::Fact, Thing::Response];
    let kind = kinds.into_iter().find(|k| k.code() == kind).ok_or_else(wrong)?;
    Ok(Target { kind, id: id.parse().ok().filter(|id| *id > 0).ok_or_else(wrong)? })
}

/// Keeps the file, and says under which hash.
pub fn attach(context: &Context, args: &Attach) -> Outcome {
    context.may_write()?;
    let room = context.room();
    let about = info::info(&room, context.options()).map_err(|e| context.fault(&room, &e))?;
    let at = args.at.as_deref().map(|at| captured(context, at, &about)).transpose()?;
    let refused = |refusal: &Refusal| Failure::refused(context.words.refusal(refusal));
    if !evidence::belongs(&room, context.options(), args.to).map_err(|e| context.fault(&room, &e))? {
        return Err(refused(&Refusal::new("refuse-no-target")));
    }
    let plan = context.plan()?;
    let kept = evidence::keep(&room, &args.file).map_err(|e| refused(&e.says(&args.file)))?;
    let capture = Capture {
        name: name(&args.file),
        sha256: kept.sha256.clone(),
        bytes: kept.bytes,
        by: args.by.clone().unwrap_or_default(),
        at,
        note: args.note.clone().unwrap_or_default(),
    };
    let attach = Command::AttachEvidence { to: args.to, capture };
    context.decide(&room, &plan, &attach).inspect_err(|_| evidence::forget(&room, &kept))?;
    told(context, args, &kept)
}

fn name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A moment as the room's clock and zone have it.
fn captured(context: &Context, at: &str, about: &info::Info) -> Result<Stamp, Failure> {
    let now = about.clock.at(time::now());
    let read = moment::read(at, now, &about.settings.zone, Toward::Past);
    read.ok_or_else(|| Failure::usage(context.words.f("attach-time", &[("at", at.into())])))
}

fn told(context: &Context, args: &Attach, kept: &Kept) -> Outcome {
    let to = format!("{}:{}", args.to.kind.code(), args.to.id);
    let said = [("name", shown(&args.file).into()), ("to", to.into()), ("hash", kept.sha256.as_str().into())];
    say(&context.words.f("attach-done", &said)).map(|()| 0)
}
