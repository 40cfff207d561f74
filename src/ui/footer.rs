//! The footer: what the keys do here, and above it what the room has to say.

use super::parts::fit;
use super::parts::strip::{self, Piece};
use super::{Ctx, put, row};
use crate::app::geometry::WIDE;
use crate::app::help::footer_hints;
use crate::app::notices::Level;
use crate::domain::text::Clean;
use crate::words::inside;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// One line: hints from the most useful on, and at the right end how the room is looked at.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect) {
    let cells = usize::from(area.width).saturating_sub(2);
    let right = state(ctx);
    let room = cells.saturating_sub(strip::cells_of(&right) + 2);
    let hints = footer_hints(ctx.app).into_iter().enumerate().map(|(n, hint)| {
        let weight = if hint.stays() { u8::MAX } else { 200u8.saturating_sub(n as u8) };
        let label = format!(" {}", inside(&hint.label));
        Piece::new(weight).with(hint.key, ctx.theme.key).with(label, Style::new())
    });
    let line = strip::strip(hints.collect(), &Span::raw("  "), room);
    let line = strip::ends(line, right, cells, ctx.symbols.more);
    put(frame, Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area }, line);
}

/// A narrow header has no room for it: that nothing can be changed from here.
fn state(ctx: &Ctx) -> Line<'static> {
    // the band of the past says it already
    if ctx.app.readonly() && ctx.app.past.is_none() && ctx.app.size.0 < WIDE {
        return Line::styled(ctx.t("header-readonly"), ctx.theme.waiting);
    }
    Line::default()
}

/// What the room has to say, in lines of its own: an error stays until it is dismissed.
pub fn notice(frame: &mut Frame, ctx: &Ctx, area: Rect) {
    let Some(notice) = ctx.app.notices.shown() else { return };
    let errors = ctx.app.notices.errors();
    let (sign, style) = match notice.level {
        Level::Error if errors > 1 => {
            (format!("{} {} 1/{errors}", ctx.symbols.late, ctx.t("notice-error")), ctx.theme.error)
        }
        Level::Error => (format!("{} {}", ctx.symbols.late, ctx.t("notice-error")), ctx.theme.error),
        Level::Reminder => (ctx.symbols.waits.to_owned(), ctx.theme.waiting),
        Level::News => (ctx.symbols.here.to_owned(), ctx.theme.waiting),
        Level::Done => (ctx.symbols.done.to_owned(), ctx.theme.kept),
        Level::Hint => (ctx.symbols.why.to_owned(), ctx.theme.key),
    };
    let indent = fit::width(&sign) + 2;
    let cells = usize::from(area.width).saturating_sub(indent + 1);
    // A sentence may quote what people wrote.
    let text = ctx.shown(&Clean::new(&notice.text));
    let lines = fit::wrap(&text, cells, usize::from(area.height) + 1);
    let more = lines.len() > usize::from(area.height);
    for (n, text) in lines.into_iter().take(usize::from(area.height)).enumerate() {
        let last = more && n + 1 == usize::from(area.height);
        let text = if last { ctx.cut(&format!("{text} {}", ctx.symbols.more), cells) } else { text };
        let lead = if n == 0 { format!(" {sign} ") } else { " ".repeat(indent) };
        put(frame, row(area, n), Line::from(vec![Span::styled(lead, style), Span::raw(text)]));
    }
}
