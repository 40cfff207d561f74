//! The palette: every command by name.

use super::{boxed, cursor};
use crate::app::help;
use crate::app::layers::Palette;
use crate::ui::{Ctx, put, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// What was typed, and what matches it.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, palette: &Palette) {
    let area = Rect { height: area.height.min(18), ..area };
    let inner = boxed(frame, ctx, area, &ctx.t("palette-title"));
    let cells = usize::from(inner.width);
    let (typed, column) = palette.input.view(cells.saturating_sub(3));
    put(frame, row(inner, 0), Line::from(vec![Span::styled(": ", ctx.theme.key), Span::raw(typed)]));
    put(frame, row(inner, 1), Line::styled(ctx.symbols.rule.repeat(cells), ctx.theme.rule));
    cursor(frame, row(inner, 0), column + 2, 0);
    let found = help::palette(ctx.app, palette.input.text());
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    let height = usize::from(list.height);
    if found.is_empty() {
        return put(frame, row(list, 0), Line::styled(ctx.t("palette-empty"), ctx.theme.dim));
    }
    let at = palette.selected.min(found.len() - 1);
    let first = (at + 1).saturating_sub(height);
    for (n, r) in found.iter().enumerate().skip(first).take(height) {
        let here = n == at;
        let plain = if r.refused { ctx.theme.dim } else { Style::new() };
        let doc = cells.saturating_sub(1 + 23 + 9);
        let line = Line::from(vec![
            Span::raw(" "),
            Span::styled(ctx.left(&r.title, 22) + " ", plain),
            Span::styled(ctx.left(&r.doc, doc), ctx.theme.dim),
            Span::styled(ctx.right(r.keys.split("  ").next().unwrap_or(""), 9), ctx.theme.key),
        ]);
        put_row(frame, row(list, n - first), line, here.then_some(ctx.theme.selected));
    }
}
