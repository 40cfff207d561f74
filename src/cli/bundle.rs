//! `export`: an evidence bundle of one incident. Owns what is said of it; what is in it is the store's to know.

use super::run::{Context, Failure, Outcome};
use super::{inspect, plain, say};
use crate::domain::ids::IncidentId;
use crate::domain::private::Private;
use crate::domain::text::Clean;
use crate::shell::time;
use crate::store::bundle::make::{self, Progress, Stage};
use crate::store::bundle::{Manifest, beside, sha256};
use clap::{Args, ValueHint};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Options of `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The incident: its number, 3 or INC-3
    #[arg(value_name = "INCIDENT", value_parser = incident, display_order = 1)]
    pub incident: i64,
    /// The bundle's file; must not exist
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, display_order = 2)]
    pub to: PathBuf,
}

/// An incident as people write it.
pub fn incident(text: &str) -> Result<i64, String> {
    let named = text.get(..3).filter(|start| start.eq_ignore_ascii_case("inc"));
    let number = named.map_or(text, |_| text[3..].strip_prefix('-').unwrap_or(&text[3..]));
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let number = number.parse::<i64>().ok().filter(|n| digits && *n > 0);
    number.ok_or_else(|| "3, INC-3".to_owned())
}

/// How often a line on a terminal is drawn anew.
const DRAW: Duration = Duration::from_millis(100);

/// Makes the bundle, and says what whoever gets it should be told by another way.
pub fn export(context: &Context, args: &Export) -> Outcome {
    context.may_copy()?;
    let words = &context.words;
    let path = context.room();
    let mut line = Line { context, terminal: std::io::stderr().is_terminal(), drawn: None };
    let by = (&context.actor(), time::now());
    let made = make::export(&path, IncidentId(args.incident), &args.to, by, context.options(), &mut |progress| {
        line.tell(progress);
    });
    line.clear();
    let made = made.map_err(|e| context.denied(&path, e))?;
    let manifest = &made.manifest;
    let n = |n: u64| n.into();
    let done = [
        ("incident", manifest.incident.0.into()),
        ("to", args.to.display().to_string().into()),
        ("told", n(manifest.told)),
        ("stubs", n(manifest.stubs)),
        ("mentions", n(manifest.mentions)),
        ("leaves", n(manifest.leaves)),
        ("kb", n(made.bytes.div_ceil(1024))),
    ];
    say(&words.f("bundle-made", &done))?;
    otherwise(context, manifest)?;
    let evidence = inspect::copied(context, &made.evidence)?;
    let seals = [
        ("seq", manifest.events.to_string().into()),
        ("head", manifest.head.as_str().into()),
        ("manifest", made.sha256.into()),
        ("file", beside(&args.to).display().to_string().into()),
    ];
    say(&words.f("bundle-seals", &seals))?;
    Ok(u8::from(evidence))
}

/// That not all that was decided is told, where that is so.
fn otherwise(context: &Context, manifest: &Manifest) -> Result<(), Failure> {
    match manifest.otherwise {
        0 => Ok(()),
        n => say(&context.words.f("bundle-otherwise", &[("n", n.into())])),
    }
}

/// That a room is a bundle, and of what.
pub fn told(context: &Context, manifest: &Manifest) -> Result<(), Failure> {
    let shown = |text: &Clean| Private::prose(text.clone()).show(context.audience()).into_owned();
    let args = [
        ("incident", manifest.incident.0.into()),
        ("title", shown(&manifest.title).into()),
        ("room", shown(&manifest.room).into()),
        ("made", manifest.made.as_str().into()),
        ("told", manifest.told.into()),
        ("stubs", manifest.stubs.into()),
        ("manifest", sha256(&manifest.text()).into()),
    ];
    say(&plain(&context.words.f("bundle-is", &args)))?;
    otherwise(context, manifest)
}

/// How far it is, on a terminal alone.
struct Line<'a> {
    context: &'a Context,
    terminal: bool,
    drawn: Option<Instant>,
}

impl Line<'_> {
    fn tell(&mut self, progress: Progress) {
        if !self.terminal || self.drawn.is_some_and(|at| at.elapsed() < DRAW) {
            return;
        }
        self.drawn = Some(time::instant());
        let key = match progress.stage {
            Stage::Choosing => "bundle-choosing",
            Stage::Events => "bundle-events",
            Stage::Mentions => "bundle-mentions",
            Stage::Sealing => "bundle-sealing",
        };
        let args = [("done", progress.done.into()), ("all", progress.all.into())];
        let _ = write!(std::io::stderr(), "\r\x1b[K{}", self.context.words.f(key, &args));
    }

    fn clear(&self) {
        if self.drawn.is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::incident;

    #[test]
    fn an_incident_is_named_as_the_screen_names_it() {
        for text in ["3", "INC-3", "inc3", "Inc-3"] {
            assert_eq!(incident(text), Ok(3), "{text}");
        }
        for text in ["", "0", "-1", "INC-", "one", "INC-3x", "é3"] {
            assert!(incident(text).is_err(), "{text}");
        }
    }
}
