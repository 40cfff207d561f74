//! Which rows of a list are on the screen.

use crate::app::Pane;
use crate::app::list::List;
use crate::ui::Ctx;
use ratatui::style::Style;

/// The rows that a pane of `height` rows shows, around the selected one.
pub fn visible<R, K: PartialEq>(list: &List<R, K>, height: usize, key: impl Fn(&R) -> K) -> &[R] {
    let rows = &list.window.rows;
    let at = list.selected.as_ref().and_then(|s| rows.iter().position(|r| key(r) == *s));
    let first = at.map_or(0, |at| at.saturating_sub(list.screen_row.min(height.saturating_sub(1))));
    // never leave rows of the screen empty while there are rows above
    let first = first.min(rows.len().saturating_sub(height));
    &rows[first..rows.len().min(first + height)]
}

/// How a row looks when it is the selected one: reversed where the keys go, with its sign alone elsewhere.
pub fn selection(ctx: &Ctx, pane: Pane, selected: bool) -> Option<Style> {
    (selected && ctx.app.focus == pane).then_some(ctx.theme.selected)
}

/// The first cell of a row: marked, selected, or neither.
pub fn sign(ctx: &Ctx, selected: bool, marked: bool) -> &'static str {
    match (marked, selected) {
        (true, _) => ctx.symbols.mark,
        (false, true) => ctx.symbols.here,
        _ => " ",
    }
}

/// The widest of some texts, at most `most` cells.
pub fn widest<'a>(texts: impl Iterator<Item = &'a str>, most: usize) -> usize {
    texts.map(super::parts::fit::width).max().unwrap_or(0).min(most)
}
