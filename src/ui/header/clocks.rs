//! The two clocks of the gravest incident: when those inside and the public are to hear of it next. What is late says so in red,
//! with a word and a symbol.

use crate::app::reminding;
use crate::domain::clock::Term;
use crate::domain::incident::Status;
use crate::domain::time::{MINUTE, Stamp};
use crate::ui::Ctx;
use crate::ui::header::duties;
use crate::ui::parts::figures;
use crate::ui::parts::strip::Piece;
use ratatui::style::Style;

/// Key of the name of the public's clock.
const PUBLIC: &str = "clock-public";

/// Both, the more urgent first; or that one alone.
pub fn pieces(ctx: &Ctx, both: bool) -> Vec<Piece> {
    let Some(case) = ctx.app.pulse.facts.cases.first() else { return Vec::new() };
    let cadence = reminding::cadence(ctx.app);
    let mut terms: Vec<(&str, Term)> = [("clock-sitrep", case.sitrep(&cadence)), (PUBLIC, case.public(&cadence))]
        .into_iter()
        .filter_map(|(key, term)| Some((key, asked(ctx, term)?)))
        .collect();
    // what is missed before what is due, and what the public waits for before what we do
    let missed = |key: &str, term: &Term| key == PUBLIC && term.due < ctx.now;
    terms.sort_by_key(|(key, term)| (!missed(key, term), !term.late(ctx.now), term.due));
    terms.truncate(if both { 2 } else { 1 });
    let of = of(ctx);
    // where there is room for one alone it stays beside a handover, and what is owed is told again when that is answered
    let least = if both || duties::offered(ctx, false).is_none() { 9 } else { 11 };
    terms.into_iter().map(|(key, term)| piece(ctx, least, &of, key, term)).collect()
}

/// How the public's clock stands where it asks for nothing: the first words, which need not be said, were not, or the next
/// come when something changes. Nothing where it runs, or never does.
pub fn quiet(ctx: &Ctx) -> Option<&'static str> {
    let case = ctx.app.pulse.facts.cases.first()?;
    let told = matches!(case.incident.status, Status::Active | Status::Contained);
    match (case.public(&reminding::cadence(ctx.app)), case.marks.spoke) {
        (Some(term), _) => asked(ctx, Some(term)).is_none().then_some("clock-public-unsaid"),
        (None, spoke) => spoke.filter(|_| told).map(|_| "clock-public-change"),
    }
}

/// Whose clocks they are, where the header is about another incident, which somebody chose: its level and a space.
pub fn of(ctx: &Ctx) -> String {
    let gravest = ctx.app.pulse.facts.cases.first().map(|case| &case.incident);
    let other = gravest.filter(|it| ctx.app.incident().is_some_and(|shown| shown.id != it.id));
    other.map_or(String::new(), |it| match it.rated {
        true => format!("{} ", it.severity.code()),
        false => format!("INC-{} ", it.id.0),
    })
}

/// When the next situation report of the gravest incident is due.
pub fn sitrep(ctx: &Ctx) -> Option<Term> {
    asked(ctx, ctx.app.pulse.facts.cases.first()?.sitrep(&reminding::cadence(ctx.app)))
}

/// When the public is to hear of it next.
pub fn public(ctx: &Ctx) -> Option<Term> {
    asked(ctx, ctx.app.pulse.facts.cases.first()?.public(&reminding::cadence(ctx.app)))
}

/// What need not be said at all is no longer asked for once its time has passed.
fn asked(ctx: &Ctx, term: Option<Term>) -> Option<Term> {
    term.filter(|term| term.last.is_some() || term.due >= ctx.now)
}

/// When the public was promised to hear of us next, where a clock says so already.
pub fn promised(ctx: &Ctx) -> Option<Stamp> {
    ctx.app.pulse.facts.cases.first().and_then(|case| case.promised)
}

fn piece(ctx: &Ctx, least: u8, of: &str, key: &str, term: Term) -> Piece {
    let left = term.due.since(ctx.now);
    let name = format!("{of}{} ", ctx.t(key));
    let due = figures::due(ctx.words, ctx.now, term.due);
    let [missed, soon] = match key {
        PUBLIC => ["clock-public-late", "clock-public-brief"],
        _ => ["clock-sitrep-late", "clock-sitrep-brief"],
    };
    let gone = format!("{} {of}{}", ctx.symbols.late, ctx.t(missed));
    if term.late(ctx.now) {
        let text = format!("{} {name}{due}", ctx.symbols.late);
        return Piece::new(least.max(10)).with(text, ctx.theme.late).or_brief(gone, ctx.theme.late);
    }
    if left < 0 {
        let text = name + &over(ctx, term);
        return Piece::new(least.max(10)).with(text, ctx.theme.waiting).or_brief(gone, ctx.theme.waiting);
    }
    let style = if left <= 5 * MINUTE { ctx.theme.waiting } else { Style::new() };
    let soon = format!("{of}{}", ctx.words.f(soon, &[("t", figures::age(ctx.words, left).into())]));
    Piece::new(least).with(name, Style::new()).with(due, style).or_brief(soon, style)
}

/// It was aimed at and missed, but is not yet too late.
pub fn over(ctx: &Ctx, term: Term) -> String {
    ctx.words.f("clock-over", &[("t", figures::age(ctx.words, ctx.now.since(term.due)).into())])
}
