//! The incidents: to look at, to change, to choose.

use super::page;
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::domain::incident::Incident;
use crate::ui::keys::key;
use crate::ui::parts::figures;
use crate::ui::{Ctx, empty, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// One line each, the newest first.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, rows: &[Incident], at: usize) {
    let inner = page(frame, ctx, area, &ctx.t("incidents-title"), "");
    if rows.is_empty() {
        let declare = key(ctx, Scope::Incidents, Action::DeclareIncident);
        let how = ctx.words.f("empty-incidents-do", &[("key", declare.into())]);
        return empty::draw(frame, ctx, inner, &[ctx.t("empty-incidents"), how]);
    }
    let height = usize::from(inner.height);
    let first = (at + 1).saturating_sub(height);
    let cells = usize::from(inner.width);
    for (n, incident) in rows.iter().enumerate().skip(first).take(height) {
        let here = n == at;
        let open = incident.status.open();
        let plain = if open { Style::new() } else { ctx.theme.dim };
        let (sign, said, style) = ctx.grade(incident);
        let badge = format!("{sign} {said}");
        let end = if open { ctx.now } else { incident.tr.unwrap_or(ctx.now) };
        let age = format!("T+{}", figures::elapsed(ctx.words, end.since(incident.td)));
        let lead = incident.lead.as_ref().map_or(ctx.t("header-no-lead"), |l| l.as_str().to_owned());
        let title = cells.saturating_sub(1 + 17 + 14 + 12 + 14 + 4);
        let line = Line::from(vec![
            Span::raw(" "),
            Span::styled(ctx.left(&badge, 17), if open { style } else { ctx.theme.dim }),
            Span::styled(ctx.left(&ctx.shown(&incident.title), title) + " ", plain),
            Span::styled(ctx.left(&ctx.t(incident.status.key()), 14) + " ", plain),
            Span::styled(ctx.left(&lead, 14) + " ", plain),
            Span::styled(ctx.right(&age, 12), ctx.theme.dim),
        ]);
        put_row(frame, row(inner, n - first), line, here.then_some(ctx.theme.selected));
    }
}
