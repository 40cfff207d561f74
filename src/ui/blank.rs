//! The blank screen: a calm sentence and the time, and nothing of the room.

use super::parts::{figures, fit};
use super::{Ctx, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

/// The whole screen, whatever its size.
pub fn draw(frame: &mut Frame, ctx: &Ctx) {
    let area = frame.area();
    Clear.render(area, frame.buffer_mut());
    let cells = usize::from(area.width);
    let mut lines = fit::wrap(&ctx.t("blank-screen"), cells.saturating_sub(2).max(1), 3);
    lines.push(figures::clock(&ctx.app.zone, ctx.now));
    let top = usize::from(area.height).saturating_sub(lines.len()) / 2;
    for (n, line) in lines.into_iter().enumerate() {
        let at = row(area, top + n);
        let x = at.x + (cells.saturating_sub(fit::width(&line)) / 2) as u16;
        put(frame, Rect { x, width: area.right().saturating_sub(x), ..at }, Line::styled(line, ctx.theme.dim));
    }
}
