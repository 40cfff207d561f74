//! The header's word on whether anybody listens: calm only when every source is known to be alive.

use crate::rows::{Pulse, SourceRow};
use crate::ui::Ctx;
use crate::ui::parts::figures;
use crate::ui::parts::strip::Piece;

/// Blind is said where "live" stood, also when others are live.
pub fn piece(ctx: &Ctx, pulse: &Pulse, wide: bool) -> Piece {
    let blind: Vec<&SourceRow> = pulse.sources.iter().filter(|s| s.silent).collect();
    if let Some(first) = longest(&blind) {
        return deaf(ctx, first, blind.len() - 1, wide);
    }
    let live = pulse.sources.iter().filter(|s| s.live).count();
    let all = pulse.sources.iter().filter(|s| s.live || s.health.is_some()).count();
    if live < all {
        let key = if wide { "header-live-some" } else { "header-live-some-short" };
        let text = ctx.words.f(key, &[("n", live.into()), ("all", all.into())]);
        return Piece::new(6).with(format!("{} {text}", ctx.symbols.waits), ctx.theme.waiting);
    }
    if live > 0 {
        let key = if wide { "header-live" } else { "header-live-short" };
        let text = ctx.words.f(key, &[("n", live.into())]);
        // all being well, it is the first to give way; being blind is the last
        return Piece::new(4).with(format!("{} ", ctx.symbols.live), ctx.theme.kept).with(text, ctx.theme.kept);
    }
    let quiet = match pulse.sources.iter().filter_map(|s| s.last_seen).max() {
        Some(seen) => {
            let at = figures::when(&ctx.app.zone, ctx.now, seen);
            ctx.words.f("header-last-seen", &[("time", at.into())])
        }
        None => ctx.t("header-no-source"),
    };
    Piece::new(4).with(format!("{} {quiet}", ctx.symbols.idle), ctx.theme.dim)
}

/// The one that has not been heard for the longest time.
fn longest<'a>(blind: &[&'a SourceRow]) -> Option<&'a SourceRow> {
    blind.iter().copied().min_by_key(|s| s.silent_since())
}

fn deaf(ctx: &Ctx, row: &SourceRow, more: usize, wide: bool) -> Piece {
    let name = ctx.cut(row.name.as_str(), if wide { 24 } else { 12 });
    let args = |time: String| [("name", name.as_str().into()), ("time", time.into())];
    let key = if wide { "header-blind" } else { "header-blind-short" };
    let said = match row.silent_since() {
        Some(at) => ctx.words.f(key, &args(figures::when(&ctx.app.zone, ctx.now, at))),
        None => ctx.words.f("header-blind-never", &args(String::new())[..1]),
    };
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    Piece::new(10).with(format!(" {} {said}{more} ", ctx.symbols.late), ctx.theme.blind)
}
