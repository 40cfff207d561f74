//! The line of tabs, when there is room for one pane only.

use super::parts::strip::{self, Piece};
use super::{Ctx, put};
use crate::app::Pane;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// `1 Mentions 132 │ 2 Responses 4! │ 3 Checklist 7/12 │ 4 Timeline`
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect) {
    let mut pieces = Vec::new();
    for pane in Pane::ALL {
        let here = ctx.app.focus == pane;
        let style = if here { ctx.theme.selected } else { ctx.theme.dim };
        let (count, waits) = count(ctx, pane);
        let name = format!(" {} {}{count} ", pane as usize + 1, ctx.t(pane.key()));
        let late = if waits { format!("{} {} ", ctx.symbols.late, ctx.t("late")) } else { String::new() };
        let late_style = if here { style } else { ctx.theme.late };
        pieces.push(Piece::new(if here { 9 } else { 1 }).with(name, style).with(late, late_style));
    }
    let bar = Span::styled(ctx.symbols.bar, ctx.theme.dim);
    put(frame, area, strip::strip(pieces, &bar, usize::from(area.width)));
}

/// What each pane holds, and whether something in it is late.
fn count(ctx: &Ctx, pane: Pane) -> (String, bool) {
    let pulse = &ctx.app.pulse;
    match pane {
        Pane::Mentions => (format!(" {}", super::figures::big(ctx.words, pulse.unattended.count)), false),
        Pane::Responses => {
            let r = pulse.responses;
            (format!(" {}", r.drafts + r.in_review + r.approved + r.unsure + r.stale + r.publishing), false)
        }
        Pane::Checklist if pulse.tasks.all > 0 => {
            (format!(" {}/{}", pulse.tasks.done, pulse.tasks.all), pulse.tasks.late > 0)
        }
        Pane::Checklist | Pane::Timeline => (String::new(), false),
    }
}
