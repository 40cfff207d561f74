//! `ready`: what would fail tonight, the gravest first. Owns how it is printed; what is lacking is `prevent`'s.

use super::run::{Context, Outcome};
use super::say;
use crate::domain::private::{Allow, Audience};
use crate::domain::text::Clean;
use crate::prevent::ready::{Finding, is_ready};
use crate::rows::TrialOf;
use crate::rows::veil::{Veil, Veiled};
use crate::shell::ready::{About, look};
use crate::shell::time;
use crate::store::{info, writer};
use clap::Args;
use serde_json::json;

/// Options of `ready`.
#[derive(Debug, Args)]
pub struct Ready {
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}

/// Tells what is lacking; 1 when one could not begin tonight.
pub fn run(context: &Context, args: &Ready) -> Outcome {
    let (room, zone) = (context.room(), context.zone());
    let options = context.options();
    let about = About { room: &room, options, config: &context.config, places: &context.places, zone: &zone };
    let mut found = look(&about);
    if context.audience() == Audience::Shared {
        let ours = info::info(&room, context.options()).map_or_else(|_| Allow::none(), |info| context.ours(&info));
        found.iter_mut().for_each(|finding| finding.veil(&Veil { ours: &ours, lifted: None }));
    }
    let ready = is_ready(&found);
    if args.json {
        let all: Vec<_> = found.iter().map(|finding| object(context, finding)).collect();
        say(&json!({ "ready": ready, "findings": all }).to_string())?;
        return Ok(u8::from(!ready));
    }
    for finding in &found {
        say(&line(context, finding))?;
    }
    let key = match (ready, found.is_empty()) {
        (true, true) => "ready-all-well",
        (true, false) => "ready-well",
        (false, _) => "ready-not",
    };
    say(&context.words.f(key, &[("n", found.len().into())]))?;
    Ok(u8::from(!ready))
}

impl Context {
    /// Notes in the room, where there is one that may be written, that something was tried by hand. What cannot be noted is
    /// no fault of what was tried.
    pub(super) fn note_trial(&self, of: TrialOf, name: &str, well: bool) {
        if self.global.readonly {
            return;
        }
        if let Ok(mut writer) = writer::open(&self.room(), self.options()) {
            let _ = writer.tried(of, &Clean::line(name), well, time::now());
        }
    }
}

/// How much it weighs, what it is, what to do and where, on one line.
fn line(context: &Context, finding: &Finding) -> String {
    let words = &context.words;
    let mut said = format!("{}: {}", words.t(finding.gravity.key()), words.refusal(&finding.what));
    if let Some(todo) = &finding.todo {
        said = format!("{said} {}", words.refusal(todo));
    }
    if !finding.place.is_empty() {
        said = format!("{said} [{}]", finding.place);
    }
    said
}

fn object(context: &Context, finding: &Finding) -> serde_json::Value {
    let words = &context.words;
    json!({
        "gravity": finding.gravity.code(),
        "area": finding.area.code(),
        "key": finding.what.key,
        "what": words.refusal(&finding.what),
        "do": finding.todo.as_ref().map(|todo| words.refusal(todo)),
        "place": finding.place.as_str(),
    })
}
