//! Action items on the page of an incident: those that other incidents left, and how far one has come.

use super::incident::{GAP, LABEL, Row, heading, of};
use crate::review::ActionItem;
use crate::rows::{IncidentDetail, IncidentLine};
use crate::ui::Ctx;
use crate::ui::parts::columns::columns;
use crate::ui::parts::page::Page;
use crate::ui::parts::{figures, fit};
use ratatui::style::Style;
use ratatui::text::Line;

/// What other incidents left, until it is verified; nothing where they left nothing.
pub fn rows(ctx: &Ctx, detail: &IncidentDetail, cells: usize) -> Vec<Row> {
    if detail.left.is_empty() {
        return Vec::new();
    }
    let note = ctx.words.f("incident-open", &[("n", detail.left.len().into())]);
    let mut rows = vec![GAP, heading(ctx, "incident-left", &note)];
    rows.extend(detail.left.iter().flat_map(|a| of(IncidentLine::Left(a.item), action(ctx, a, cells))));
    rows
}

/// Its time has passed: to be done, or to be looked at again.
pub fn late(ctx: &Ctx, action: &ActionItem) -> bool {
    match action.next_look() {
        Some(at) => at <= ctx.now,
        None => action.is_open() && action.due.is_some_and(|due| due < ctx.now),
    }
}

/// Who does it, by when, and how far it has come.
pub fn state(ctx: &Ctx, action: &ActionItem) -> String {
    let owner = action.owner.as_ref().map_or(String::new(), ToString::to_string);
    let when = match action.next_look() {
        Some(at) => ctx.words.f("action-look", &[("time", figures::when(&ctx.app.zone, ctx.now, at).into())]),
        None => action.due.map_or(String::new(), |at| figures::when(&ctx.app.zone, ctx.now, at)),
    };
    let parts = [owner, when, ctx.t(action.progress.0.key())];
    parts.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(&format!(" {} ", ctx.symbols.dot))
}

fn action(ctx: &Ctx, action: &ActionItem, cells: usize) -> Vec<Line<'static>> {
    let (mark, style) = match late(ctx, action) {
        true => (ctx.symbols.late, ctx.theme.late),
        false => (ctx.symbols.open, Style::new()),
    };
    let from = action.from().map_or_else(String::new, |id| format!("INC-{} ", id.0));
    let end = state(ctx, action);
    let (lead, end_cells) = (fit::width(&from), fit::width(&end).min(cells / 3));
    let rest = cells.saturating_sub(3 + lead + 1 + end_cells + 1);
    let beside = if late(ctx, action) { style } else { ctx.theme.dim };
    let (mark, text) = (format!(" {mark}"), ctx.shown(&action.text));
    columns(ctx, &[(&mark, 2, style), (&from, lead, ctx.theme.dim), (&text, rest, style), (&end, end_cells, beside)])
}

/// One in full.
pub fn one(page: &mut Page<'_>, ctx: &Ctx, action: &ActionItem) {
    page.field(&ctx.t("list-action"), LABEL, &ctx.shown(&action.text), ctx.theme.strong);
    if let Some(purpose) = action.purpose {
        page.field(&ctx.t("review-col-purpose"), LABEL, &ctx.t(purpose.key()), Style::new());
        page.field(&ctx.t("action-shown"), LABEL, &ctx.shown(&action.verify), Style::new());
    }
    page.field(&ctx.t("review-col-state"), LABEL, &state(ctx, action), Style::new());
    if !action.note.is_empty() {
        page.field("", LABEL, &ctx.shown(&action.note), ctx.theme.dim);
    }
}
