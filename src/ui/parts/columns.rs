//! Rows of lists: texts side by side that go on below where they do not fit, and the window over the rows in which the
//! selected one is in sight.

use super::fit;
use crate::ui::{Ctx, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::collections::VecDeque;

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

/// Draws a list, scrolled as little as shows all of the row at `at`: no more rows are laid out than there is room for.
pub(in crate::ui) fn window<R>(
    frame: &mut Frame,
    ctx: &Ctx,
    area: Rect,
    (rows, at): (&[R], usize),
    lines: impl Fn(&R) -> Vec<Line<'static>>,
) {
    let height = usize::from(area.height);
    let (above, below) = rows.split_at(rows.len().min(at + 1));
    let mut shown: VecDeque<(bool, Line<'static>)> = VecDeque::new();
    for (n, one) in above.iter().enumerate().rev() {
        lines(one).into_iter().rev().for_each(|line| shown.push_front((n == at, line)));
        if shown.len() >= height {
            break;
        }
    }
    for one in below {
        if shown.len() >= height {
            break;
        }
        shown.extend(lines(one).into_iter().map(|line| (false, line)));
    }
    scrolled(frame, ctx, area, shown.into());
}

/// Draws lines, each of them told to be of what is selected or not, scrolled as little as shows all of that.
pub(in crate::ui) fn scrolled(frame: &mut Frame, ctx: &Ctx, area: Rect, lines: Vec<(bool, Line<'static>)>) {
    let height = usize::from(area.height);
    let last = lines.iter().rposition(|(here, _)| *here).unwrap_or(0);
    let first = (last + 1).saturating_sub(height);
    for (n, (here, line)) in lines.into_iter().enumerate().skip(first).take(height) {
        put_row(frame, row(area, n - first), line, here.then_some(ctx.theme.selected));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::room_app;
    use crate::domain::private::Audience;
    use crate::ui::parts::symbols::Symbols;
    use crate::ui::theme::Theme;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use std::cell::Cell;

    #[test]
    fn no_more_rows_are_laid_out_than_there_is_room_for_and_the_selected_one_is_in_sight() {
        let (app, theme) = (room_app(), Theme::mono());
        let (words, now, symbols) = (&app.words, app.now.room, Symbols::of(false));
        let ctx = Ctx { app: &app, words, theme: &theme, symbols, now, audience: Audience::Operator };
        let rows: Vec<usize> = (0..10_000).collect();
        for (at, first, last) in [(0, "0", "2 more"), (3, "1 more", "3 more"), (9_999, "9997 more", "9999 more")] {
            let laid = Cell::new(0);
            let lines = |n: &usize| {
                laid.set(laid.get() + 1);
                vec![Line::raw(n.to_string()), Line::raw(format!("{n} more"))]
            };
            let mut terminal = Terminal::new(TestBackend::new(12, 5)).unwrap();
            terminal.draw(|frame| window(frame, &ctx, frame.area(), (&rows, at), lines)).unwrap();
            let said: Vec<String> = terminal.backend().buffer().content().chunks(12).map(text).collect();
            let full = if at == 0 { "2" } else { last };
            assert_eq!((said[0].as_str(), said[4].as_str(), laid.get()), (first, full, 3), "{at}: {said:?}");
        }
    }

    fn text(cells: &[ratatui::buffer::Cell]) -> String {
        cells.iter().map(|cell| cell.symbol()).collect::<String>().trim_end().to_owned()
    }
}
