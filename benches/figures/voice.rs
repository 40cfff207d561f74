//! The one-voice check of a draft while it is typed: `cargo bench --bench figures -- voice`.

use crate::measure::{self, figure, note};
use gabinete::domain::ids::ResponseId;
use gabinete::domain::incident::Severity;
use gabinete::domain::response::{LiveText, ResponseKind};
use gabinete::domain::room::Lang;
use gabinete::domain::time::{MINUTE, Stamp};
use gabinete::plan::Plan;
use gabinete::proof::{self, Desk, Draft, Standing};
use gabinete::voice::{Claims, claims, conflicts};
use std::io;

/// Measure the one-voice check.
#[derive(clap::Args)]
pub struct Args {
    /// Texts in force in the room
    #[arg(long, default_value_t = 2_000)]
    texts: u32,
}

const SAID: Stamp = Stamp(1_795_000_000_000);
const ZONE: &str = "Europe/Madrid";

/// What is typed: 300 characters.
const DRAFT: &str = "We have confirmed 14 cases of illness linked to our strawberry yoghurt, lot L2231, and have withdrawn \
    12,000 pots from 340 shops. Please do not eat it. We are sorry for what this means for you. Call 900 123 456 if you \
    have it at home. We will refund 25 euros to each customer. Next update here at 18:00 CET.";

/// A text in force, with the figures of its own that such texts have.
fn live(n: u32) -> (Lang, String) {
    let (cases, pots, hour) = (n % 40, 1_000 * (n % 50 + 1), 14 + n % 9);
    match n % 4 {
        0 => (
            Lang::En,
            format!("There are {cases} cases in shop {n}. Lot L{n}: {pots} pots withdrawn. Next update at {hour}:00."),
        ),
        1 => (
            Lang::Es,
            format!("Hay {cases} casos y {pots} tarros retirados del lote L{n}. Próxima información a las {hour}:00."),
        ),
        2 => (
            Lang::En,
            format!("We have contacted {pots} customers. Call 900 {:03} 456. The product is not safe.", n % 999),
        ),
        _ => (
            Lang::Es,
            format!("Devolveremos {cases} euros a cada cliente en 14 días. Llame al 900 123 456. No coman el yogur."),
        ),
    }
}

/// Measures and prints.
pub fn run(args: Args) -> io::Result<()> {
    measure::heading(&format!("a draft of {} characters against {} texts", DRAFT.chars().count(), args.texts));
    let begun = measure::start();
    let read = |n| {
        let (lang, text) = live(n);
        (n, claims(&text, lang, SAID, ZONE))
    };
    let kept: Vec<(u32, Claims)> = (0..args.texts).map(read).collect();
    let all = begun.elapsed();
    note("reading every text once", format!("{:.1} ms", all.as_secs_f64() * 1e3));
    let others: Vec<(u32, &Claims)> = kept.iter().map(|(n, c)| (*n, c)).collect();
    let mut times: Vec<f64> = Vec::new();
    let mut found = 0;
    for _ in 0..200 {
        let begun = measure::start();
        let draft = claims(DRAFT, Lang::En, SAID.plus(MINUTE), ZONE);
        found = conflicts(&draft, &others).len();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let (half, worst) = (times[times.len() / 2], times[times.len() - 1]);
    note("  contradictions found", found.to_string());
    figure("  reading the draft and comparing it, median", format!("{half:.2} ms"), "under 5 ms", half / 5.0);
    note("  worst of 200, the machine's other work included", format!("{worst:.2} ms"));
    whole(kept)
}

/// What the composer asks with every key: tone, facts and one voice together, against the same texts.
fn whole(kept: Vec<(u32, Claims)>) -> io::Result<()> {
    let plan = Plan::builtin();
    let text = |n: u32| LiveText::new(ResponseId(i64::from(n)), Lang::En, "", SAID);
    let live = kept.into_iter().map(|(n, claims)| Standing { text: text(n), claims }).collect();
    let desk = Desk { live, severity: Some(Severity::Sev2), ..Desk::default() };
    let (kind, lang, private) = (ResponseKind::Update, Lang::En, false);
    let draft = Draft { kind, lang, text: DRAFT, channel: "web", private, now: SAID.plus(MINUTE), zone: ZONE };
    let first = measure::start();
    proof::read(&plan, &desk, &draft);
    note(
        "proofreading it for the first time, which reads the cues",
        format!("{:.2} ms", first.elapsed().as_secs_f64() * 1e3),
    );
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..200 {
        let begun = measure::start();
        proof::read(&plan, &desk, &draft);
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let (half, worst) = (times[times.len() / 2], times[times.len() - 1]);
    figure("  proofreading it again, median", format!("{half:.2} ms"), "under 5 ms", half / 5.0);
    note("  worst of 200, the machine's other work included", format!("{worst:.2} ms"));
    Ok(())
}
