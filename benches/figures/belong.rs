//! Bringing mentions in while three incidents with five rules each look at them: `cargo bench --bench figures -- belong
//! --count 1000000`. The same import twice in turn, into a room with and into one without rules; the best of each counts.

use crate::measure::{self, figure, must, note};
use gabinete::domain::belonging::{AddBelonging, Rule};
use gabinete::domain::command::Command as Act;
use gabinete::domain::ids::IncidentId;
use gabinete::domain::incident::{DeclareIncident, IncidentType, Severity};
use gabinete::domain::room::{Actor, Lang, RoomSettings};
use gabinete::store::{self, Options};
use std::io;
use std::path::Path;
use std::time::Duration;

/// Measure an import into a room with rules of belonging.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    load: measure::Load,
}

/// What the generator's people say, rarely and often.
const RULES: [[&str; 5]; 3] = [
    ["recall", "hospital -refund", "\"nobody answers\"", "lote hospital", "poisoned"],
    ["delivery", "store factory", "entrega", "price -shop", "label quality"],
    ["lawyer", "boycott lying", "abogada", "boicot mentira", "silence warning"],
];
/// Imports of each sort.
const TURNS: usize = 3;

/// Measures and prints.
pub fn run(args: Args) -> io::Result<()> {
    measure::heading(&format!("import of {} mentions with three incidents of five rules", args.load.count));
    let file = measure::mentions(args.load.count, args.load.seed)?;
    let room = measure::folder()?.join("belong.gabinete");
    let mut best = [Duration::MAX; 2];
    for _ in 0..TURNS {
        for (rules, best) in [false, true].into_iter().zip(&mut best) {
            measure::remove(&room);
            make(&room, rules)?;
            let ran = measure::run(measure::gabinete(&room).arg("import").arg(&file))?;
            must(ran.status.success(), "the import failed")?;
            *best = (*best).min(ran.wall);
        }
    }
    let [without, with] = best.map(|wall| wall.as_secs_f64());
    let more = (with / without - 1.0) * 100.0;
    note("without rules", format!("{without:.2} s"));
    figure("with fifteen", format!("{with:.2} s, {more:+.1} %"), "a few percent more", more / 5.0);
    measure::remove(&room);
    Ok(())
}

/// A room with three incidents, and rules where they are asked for.
fn make(room: &Path, rules: bool) -> io::Result<()> {
    let settings =
        RoomSettings { name: "belong".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill: None };
    let (who, now) = (Actor { name: "bench".into(), ..Actor::default() }, measure::now());
    store::create(room, &settings, &who, now, Options::default()).map_err(io::Error::other)?;
    let mut writer = store::open(room, Options::default()).map_err(io::Error::other)?;
    let mut say = |act: Act| match writer.decide(&who, &act, now, None) {
        Ok(_) => Ok(()),
        Err(why) => Err(io::Error::other(format!("{act:?}: {why:?}"))),
    };
    for (words, n) in RULES.iter().zip(1..) {
        say(Act::DeclareIncident(DeclareIncident {
            title: format!("incident {n}"),
            severity: Severity::Sev3,
            kind: IncidentType::Unknown,
            lead: None,
            since: None,
            about: None,
        }))?;
        for words in words.iter().filter(|_| rules) {
            let (rule, reason) = (Rule::Query((*words).into()), "measured".to_owned());
            say(Act::AddBelonging(AddBelonging { incident: IncidentId(n), rule, reason }))?;
        }
    }
    Ok(())
}
