//! `drill make` and `drill --from`: a past incident becomes a scenario, to be read, changed and played, or played at once.

use super::{Chosen, Drill};
use crate::cli::bundle;
use crate::cli::run::{Context, Failure, Outcome};
use crate::cli::{say, shown};
use crate::domain::ids::IncidentId;
use crate::domain::text::Clean;
use crate::drill::replay::{Replay, replay};
use crate::shell::drill::some_seed;
use crate::shell::export::write_new;
use crate::store::past;
use crate::words;
use std::io::ErrorKind;
use std::path::Path;

/// Writes the scenario of an incident of the room into a file that does not exist.
pub(super) fn make(context: &Context, args: &Drill) -> Outcome {
    let (Some(of), Some(to)) = (&args.which, &args.to) else {
        return Err(Failure::usage(context.words.t("replay-usage")));
    };
    let of = incident(context, &shown(of))?;
    let (made, unnamed) = made(context, of, args.seed.unwrap_or(1))?;
    write_new(to, &made.text).map_err(|e| {
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        let key = match e.kind() {
            ErrorKind::AlreadyExists => "replay-exists",
            ErrorKind::NotFound if folder.is_none_or(Path::is_dir) => "store-no-files",
            ErrorKind::NotFound => "store-no-folder",
            _ => "replay-unwritten",
        };
        let folder = shown(folder.unwrap_or(Path::new(".")));
        let args = [("file", shown(to).into()), ("folder", folder.into()), ("why", e.to_string().into())];
        Failure::refused(context.words.f(key, &args))
    })?;
    let head = [("file", shown(to).into()), ("n", made.injects.into())];
    say(&context.words.f("replay-made", &head))?;
    if unnamed {
        say(&context.words.t("replay-no-keywords"))?;
    }
    faster(context, &made)?;
    if !made.left.is_empty() {
        let left = made.left.iter().map(|(name, at)| format!("{} ({})", Clean::line(name), at.join(", ")));
        let left = left.collect::<Vec<_>>().join(", ");
        say(&context.words.f("replay-names-left", &[("names", left.into())]))?;
    }
    say(&context.words.t("replay-read-it"))?;
    Ok(0)
}

/// The scenario of an incident, to be played at once.
pub(super) fn from(context: &Context, of: &str, seed: Option<u64>) -> Result<(Chosen, u64), Failure> {
    let of = incident(context, of)?;
    let seed = seed.unwrap_or_else(some_seed);
    let (made, _) = made(context, of, seed)?;
    Ok((Chosen { name: format!("INC-{of}"), text: made.text, own: true }, seed))
}

fn incident(context: &Context, given: &str) -> Result<i64, Failure> {
    let no =
        |_| Failure::usage(context.words.f("replay-no-incident", &[("given", Clean::line(given).as_str().into())]));
    bundle::incident(given).map_err(no)
}

/// The scenario, and whether nobody said what the brand is called.
fn made(context: &Context, of: i64, seed: u64) -> Result<(Replay, bool), Failure> {
    let room = context.room();
    let past = past::past(&room, context.options(), IncidentId(of)).map_err(|e| context.fault(&room, &e))?;
    let past = past.ok_or_else(|| Failure::refused(context.words.t("refuse-no-incident")))?;
    let plan = context.plan()?;
    let made = replay(&past, &plan, seed, &|key, args| words::both(key, args));
    let made = made.ok_or_else(|| Failure::refused(context.words.t("replay-nobody")))?;
    // what cannot be played is not left to be found out in the drill
    context.scenario(&Chosen { name: format!("INC-{of}"), text: made.text.clone(), own: true })?;
    Ok((made, past.unnamed))
}

fn faster(context: &Context, made: &Replay) -> Result<(), Failure> {
    if made.faster <= 10 {
        return Ok(());
    }
    let n = f64::from(made.faster) / 10.0;
    say(&context.words.f("replay-faster", &[("n", n.into())]))
}
