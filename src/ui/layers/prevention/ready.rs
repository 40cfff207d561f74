//! What would fail tonight: a row for each thing, the gravest first, and below the list the selected one in full with what to
//! do about it.

use crate::prevent::ready::{Finding, Gravity, is_ready};
use crate::ui::parts::fit;
use crate::ui::{Ctx, empty, put, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells of the columns before the sentence: the gravity and what it is about.
const GRAVITY: usize = 18;
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
    let first = (at + 1).saturating_sub(height);
    let about = if area.width < 90 { 0 } else { AREA };
    let cells = usize::from(list.width).saturating_sub(2 + GRAVITY + about);
    for (n, finding) in found.iter().enumerate().skip(first).take(height) {
        let (symbol, style) = weight(ctx, finding.gravity);
        let gravity = format!("{symbol} {}", ctx.t(finding.gravity.key()));
        let mut spans = vec![Span::raw(" "), Span::styled(ctx.left(&gravity, GRAVITY - 1) + " ", style)];
        if about > 0 {
            spans.push(Span::styled(ctx.left(&ctx.t(finding.area.key()), about - 1) + " ", ctx.theme.dim));
        }
        spans.push(Span::raw(ctx.cut(&ctx.words.refusal(&finding.what), cells)));
        put_row(frame, row(list, n - first), Line::from(spans), (n == at).then_some(ctx.theme.selected));
    }
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
