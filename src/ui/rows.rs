//! Which rows of a list are on the screen.

use crate::app::Pane;
use crate::app::list::{Keyed, List};
use crate::ui::Ctx;
use ratatui::style::Style;

/// The rows on screen, no more than the pane has room for.
pub fn visible<R: Keyed<K>, K: Copy + Ord>(list: &List<R, K>, height: usize) -> &[R] {
    let rows = list.visible();
    &rows[..rows.len().min(height)]
}

/// How a row looks when it is the selected one: reversed where the keys go, with its sign alone elsewhere.
pub fn selection(ctx: &Ctx, pane: Pane, selected: bool) -> Option<Style> {
    (selected && ctx.app.focus == pane).then_some(ctx.theme.selected)
}

/// The first cell of a row: marked, selected, or neither. A reversed row needs no other sign.
pub fn sign(ctx: &Ctx, pane: Pane, selected: bool, marked: bool) -> &'static str {
    match (marked, selected) {
        (true, _) => ctx.symbols.mark,
        (false, true) if ctx.app.focus != pane => ctx.symbols.here,
        _ => " ",
    }
}

/// The widest of some texts, at most `most` cells.
pub fn widest<'a>(texts: impl Iterator<Item = &'a str>, most: usize) -> usize {
    texts.map(super::parts::fit::width).max().unwrap_or(0).min(most)
}
