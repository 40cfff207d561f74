//! Rows of lists: texts side by side that go on below where they do not fit, and the window over the rows in which the
//! selected one is in sight.

use super::fit;
use crate::ui::{Ctx, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Most lines that one row takes: what is longer stands whole below the list.
const MOST: usize = 3;

/// Each text in so many cells, with a blank behind it.
pub(in crate::ui) fn columns(ctx: &Ctx, all: &[(&str, usize, Style)]) -> Vec<Line<'static>> {
    let wrapped: Vec<Vec<String>> = all.iter().map(|(text, cells, _)| lines(ctx, text, *cells)).collect();
    let text = |n: usize, column: usize| wrapped[column].get(n).map_or("", String::as_str);
    let one = |n: usize| {
        let spans = all
            .iter()
            .enumerate()
            .map(|(column, (_, cells, style))| Span::styled(ctx.left(text(n, column), *cells) + " ", *style));
        Line::from(spans.collect::<Vec<_>>())
    };
    (0..wrapped.iter().map(Vec::len).max().unwrap_or(0)).map(one).collect()
}

/// A text in lines; the last one says where something is left out.
fn lines(ctx: &Ctx, text: &str, cells: usize) -> Vec<String> {
    // as it is, with what stands before it: wrapping knows no indents
    if fit::width(text) <= cells && !text.contains('\n') {
        return vec![text.to_owned()];
    }
    let mut lines = fit::wrap(text, cells, MOST + 1);
    if lines.len() > MOST {
        lines.truncate(MOST);
        if let Some(last) = lines.last_mut() {
            *last = ctx.cut(&format!("{} {}", ctx.cut(last, cells.saturating_sub(2)), ctx.symbols.more), cells);
        }
    }
    lines
}

/// Draws rows, each of them told to be of what is selected or not, scrolled as little as shows all of that.
pub(in crate::ui) fn window(frame: &mut Frame, ctx: &Ctx, area: Rect, rows: Vec<(bool, Line<'static>)>) {
    let height = usize::from(area.height);
    let last = rows.iter().rposition(|(here, _)| *here).unwrap_or(0);
    let first = (last + 1).saturating_sub(height);
    for (n, (here, line)) in rows.into_iter().enumerate().skip(first).take(height) {
        put_row(frame, row(area, n - first), line, here.then_some(ctx.theme.selected));
    }
}
