//! What would fail tonight: a row for each thing, the gravest first, and below the list the selected one in full with what to
//! do about it.

use crate::prevent::ready::{Finding, Gravity, is_ready};
use crate::ui::parts::columns::{columns, window};
use crate::ui::parts::fit;
use crate::ui::{Ctx, empty, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Cells of the columns before the sentence: the gravity and what it is about.
const GRAVITY: usize = 19;
const AREA: usize = 14;

/// The list, and the selected one below it.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, found: &[Finding], at: usize) {
    let Some(chosen) = found.get(at) else {
        return empty::draw(frame, ctx, area, &[ctx.t("ready-all-well"), ctx.t("empty-ready-do")]);
    };
    put(frame, row(area, 0), Line::styled(lacking(ctx, found), ctx.theme.strong));
    let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let below = 6.min(list.height / 2);
    let height = usize::from(list.height - below);
    let about = if area.width < 90 { 0 } else { AREA };
    let cells = usize::from(list.width).saturating_sub(2 + GRAVITY + about);
    let lines = |finding: &Finding| {
        let (symbol, style) = weight(ctx, finding.gravity);
        let gravity = format!(" {symbol} {}", ctx.t(finding.gravity.key()));
        let (area, what) = (ctx.t(finding.area.key()), ctx.words.refusal(&finding.what));
        let named = [(&*area, AREA - 1, ctx.theme.dim)];
        let named = if about > 0 { &named[..] } else { &[] };
        columns(ctx, &[&[(&*gravity, GRAVITY, style)], named, &[(&*what, cells, Style::new())]].concat())
    };
    window(frame, ctx, Rect { height: list.height - below, ..list }, (found, at), lines);
    let wide = usize::from(list.width).saturating_sub(2);
    let room = usize::from(below).saturating_sub(1);
    let mut lines = fit::wrap(&ctx.words.refusal(&chosen.what), wide, room);
    if let Some(todo) = &chosen.todo {
        let todo = format!("{} {}", ctx.symbols.arrow, ctx.words.refusal(todo));
        lines.extend(fit::wrap(&todo, wide, room));
    }
    if !chosen.place.is_empty() {
        lines.push(ctx.cut(chosen.place.as_str(), wide));
    }
    for (n, line) in lines.into_iter().enumerate().take(room) {
        put(frame, row(list, height + 1 + n), Line::styled(format!(" {line}"), ctx.theme.dim));
    }
}

/// How many things are lacking, and how many of them would fail tonight.
pub fn lacking(ctx: &Ctx, found: &[Finding]) -> String {
    let of = |gravity| found.iter().filter(|f| f.gravity == gravity).count();
    let notes = of(Gravity::Note);
    if is_ready(found) {
        return ctx.words.f(if notes == 0 { "ready-all-well" } else { "ready-well" }, &[("n", notes.into())]);
    }
    let args = [("fails", of(Gravity::Fails).into()), ("weak", of(Gravity::Weak).into()), ("notes", notes.into())];
    ctx.words.f("ready-lacking", &args)
}

fn weight(ctx: &Ctx, gravity: Gravity) -> (&'static str, Style) {
    match gravity {
        Gravity::Fails => (ctx.symbols.late, ctx.theme.late),
        Gravity::Weak => (ctx.symbols.waits, ctx.theme.waiting),
        Gravity::Note => (ctx.symbols.dot, ctx.theme.dim),
    }
}
