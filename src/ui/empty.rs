//! Empty panes: what would fill them, and the key that does it.

use super::parts::fit;
use super::{Ctx, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// One or more sentences in an empty pane, the first in plain sight, the others quieter.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, sentences: &[String]) {
    let cells = usize::from(area.width).saturating_sub(3).min(70);
    let mut y = usize::from(area.height > 4);
    for (n, sentence) in sentences.iter().enumerate() {
        let style = if n == 0 { ctx.theme.strong } else { ctx.theme.dim };
        for line in fit::wrap(sentence, cells, usize::from(area.height)) {
            if y < usize::from(area.height) {
                put(frame, row(area, y), Line::styled(format!("  {line}"), style));
            }
            y += 1;
        }
    }
}
