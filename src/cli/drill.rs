//! `drill`: starting one, and what is done with scenarios and drills without a screen: listing, checking, showing the
//! script to whoever runs it, scoring.

mod make;
mod score;
mod show;

use super::run::{Context, Failure, Outcome};
use super::{lang, say, screen, shown};
use crate::domain::room::{Arg, Lang};
use crate::domain::time::MINUTE;
use crate::drill::{BUILTIN, Fault, Scenario, Script};
use crate::shell::drill::{NewDrill, any_seed, read};
use clap::{Args, ValueHint};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Options of `drill`.
#[derive(Debug, Args)]
pub struct Drill {
    /// A scenario, by its name or file; or list, check, show, score or make; else product_safety
    #[arg(value_name = "WHAT", display_order = 1, value_hint = ValueHint::AnyPath)]
    pub what: Option<PathBuf>,
    /// check and show: the scenario's name or file; score: the drill's room, else --room, else the drill played last;
    /// make: the incident of the room that is replayed
    #[arg(value_name = "NAME", display_order = 2, value_hint = ValueHint::AnyPath)]
    pub which: Option<PathBuf>,
    /// make: the scenario's file; must not exist
    #[arg(value_name = "FILE", display_order = 3, value_hint = ValueHint::FilePath)]
    pub to: Option<PathBuf>,
    /// Replay this incident of the room, its people under other names
    #[arg(long, value_name = "INCIDENT", conflicts_with_all = ["what", "which"])]
    pub from: Option<String>,
    /// How many times as fast as the clock on the wall: 1 to 60
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=60))]
    pub speed: u32,
    /// Language in which the people of the drill write; else the interface's
    #[arg(long, value_name = "en|es", value_parser = lang)]
    pub text_lang: Option<Lang>,
    /// Seed of the drill's dice: the same seed plays the same drill; else any, where the beginning is left to chance
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// list and score: as JSON
    #[arg(long)]
    pub json: bool,
}

/// A scenario with its words and what people call it.
struct Chosen {
    name: String,
    /// Its words.
    text: String,
    /// They come from a file.
    own: bool,
}

/// `drill` and its verbs.
pub fn drill(context: &Context, args: &Drill) -> Outcome {
    let name = args.which.as_deref();
    match (args.what.as_deref().and_then(Path::to_str), name) {
        (Some("list"), None) => list(context, args),
        (Some("check"), _) => check(context, name),
        (Some("show"), _) => {
            let chosen = context.chosen(name)?;
            show::show(context, &context.scenario(&chosen)?, args)
        }
        (Some("score"), _) => score::score(context, name, args.json),
        (Some("make"), _) => make::make(context, args),
        _ if args.to.is_some() => Err(Failure::usage(context.words.t("drill-usage"))),
        (None, None) if args.from.is_some() => screen::replay(context, || start(context, args)),
        (_, None) => screen::drill(context, || start(context, args)),
        _ => Err(Failure::usage(context.words.t("drill-usage"))),
    }
}

fn start(context: &Context, args: &Drill) -> Result<NewDrill, Failure> {
    let lang = args.text_lang.unwrap_or(context.words.lang());
    let (chosen, seed) = match &args.from {
        Some(of) => make::from(context, of, args.seed).map(|(chosen, seed)| (chosen, Some(seed)))?,
        None => (context.chosen(args.what.as_deref())?, args.seed),
    };
    let scenario = context.scenario(&chosen)?;
    let source = chosen.own.then_some(chosen.text);
    let seed = seed.unwrap_or_else(|| any_seed(&scenario));
    Ok(NewDrill { scenario, source, lang, seed, speed: args.speed * 1000 })
}

impl Context {
    /// The scenario that is meant: one of the product's by name, else a file; the first one when nothing is named.
    fn chosen(&self, what: Option<&Path>) -> Result<Chosen, Failure> {
        let [(first, _), ..] = BUILTIN;
        let what = what.unwrap_or(Path::new(first));
        if let Some(text) = what.to_str().and_then(Scenario::text) {
            return Ok(Chosen { name: shown(what), text: text.to_owned(), own: false });
        }
        if what.extension().is_none() && !what.exists() {
            let faults = Scenario::load(&shown(what)).err().unwrap_or_default();
            return Err(Failure::usage(faults.iter().map(|f| self.drill_fault("", f)).collect::<Vec<_>>().join("\n")));
        }
        let text = read(what).map_err(|fault| Failure::usage(self.drill_fault("", &fault)))?;
        Ok(Chosen { name: shown(what), text, own: true })
    }

    fn scenario(&self, chosen: &Chosen) -> Result<Scenario, Failure> {
        Scenario::parse(&chosen.text).map_err(|faults| {
            let lines: Vec<String> = faults.iter().map(|f| self.drill_fault(&chosen.name, f)).collect();
            Failure::refused(lines.join("\n"))
        })
    }

    /// `file:line:column: sentence`; without a place where the fault has none.
    fn drill_fault(&self, name: &str, fault: &Fault) -> String {
        let args: Vec<(&str, Arg)> = fault.args.clone();
        let said = self.words.f(fault.key, &args);
        if fault.line == 0 { said } else { format!("{name}:{}:{}: {said}", fault.line, fault.column) }
    }
}

/// Tells every fault, or what the plan in use finds in a scenario that has none; 1 when there is any.
fn check(context: &Context, name: Option<&Path>) -> Outcome {
    let chosen = context.chosen(name)?;
    let plan = context.plan()?;
    let (found, scenario) = match Scenario::parse(&chosen.text) {
        Ok(scenario) => (scenario.against(&chosen.text, &plan), Some(scenario)),
        Err(faults) => (faults, None),
    };
    for fault in &found {
        say(&context.drill_fault(&chosen.name, fault))?;
    }
    if let Some(scenario) = scenario.filter(|_| found.is_empty()) {
        let script = Script::new(&scenario, context.words.lang(), 1);
        let args = [
            ("name", chosen.name.into()),
            ("injects", scenario.injects.len().into()),
            ("mentions", script.injects().len().into()),
            ("minutes", minutes(&scenario).into()),
        ];
        say(&context.words.f("drill-good", &args))?;
    }
    Ok(u8::from(!found.is_empty()))
}

fn minutes(scenario: &Scenario) -> i64 {
    scenario.lasts.get_ref().ms() / MINUTE
}

/// The scenarios that come with the product.
fn list(context: &Context, args: &Drill) -> Outcome {
    let lang = context.words.lang();
    for (name, text) in BUILTIN {
        let chosen = Chosen { name: name.to_owned(), text: text.to_owned(), own: false };
        let scenario = context.scenario(&chosen)?;
        let (title, severity) = (scenario.title.get(lang), scenario.right.severity.code());
        if args.json {
            let line = json!({
                "name": name, "title": title, "goal": scenario.goal.get(lang), "minutes": minutes(&scenario),
                "severity": severity, "type": scenario.right.kind,
            });
            say(&line.to_string())?;
            continue;
        }
        let args = [
            ("name", Arg::from(name)),
            ("title", title.into()),
            ("minutes", minutes(&scenario).into()),
            ("severity", severity.into()),
        ];
        say(&context.words.f("drill-list-line", &args))?;
        say(&format!("  {}", scenario.goal.get(lang)))?;
    }
    Ok(0)
}
