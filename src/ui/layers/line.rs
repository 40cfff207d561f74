//! The line to take: what our own people say when they are asked, who approved it, and which version it is.

use super::page;
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::layers::LineView;
use crate::domain::response::ResponseKind;
use crate::domain::text::Clean;
use crate::rows::LineRow;
use crate::ui::keys::key;
use crate::ui::parts::figures;
use crate::ui::parts::page::Page;
use crate::ui::{Ctx, empty, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Cells of the labels.
const LABEL: usize = 12;

/// The one for this reader; others that are in force below.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &LineView) {
    let what = view.chosen(ctx.words.lang()).map_or(String::new(), |line| version(ctx, line));
    let inner = page(frame, ctx, area, &ctx.t("line-title"), &what);
    let Some(rows) = &view.rows else {
        return put(frame, row(inner, 1), Line::styled(ctx.t("loading"), ctx.theme.dim));
    };
    let Some(line) = view.chosen(ctx.words.lang()) else {
        let keys = [
            ("key", key(ctx, Scope::Responses, Action::NewStatement).into()),
            ("kind", ctx.t(ResponseKind::Internal.key()).into()),
        ];
        return empty::draw(frame, ctx, inner, &[ctx.t("empty-line"), ctx.words.f("empty-line-do", &keys)]);
    };
    let mut page = Page::new(inner, view.scroll, ctx.theme, ctx.symbols);
    if line.lang != ctx.words.lang() {
        page.text(&ctx.t("line-other-language"), 0, ctx.theme.waiting);
        page.gap();
    }
    if !line.shaken.is_empty() {
        let facts = line.shaken.iter().map(|fact| format!("#{fact}")).collect::<Vec<_>>().join(", ");
        let said = ctx.words.f("line-shaken", &[("facts", facts.into())]);
        page.text(&format!("{} {said}", ctx.symbols.late), 0, ctx.theme.late);
        page.gap();
    }
    page.text(&line.text.show_with(ctx.audience, &ctx.app.ours), 0, ctx.theme.strong);
    page.gap();
    let by = line.approved_by.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ");
    page.field(&ctx.t("line-approved"), LABEL, &by, Style::new());
    page.field(&ctx.t("line-issued"), LABEL, &figures::when(&ctx.app.zone, ctx.now, line.issued), Style::new());
    let about = line.incident.show_with(ctx.audience, &ctx.app.ours);
    if !about.is_empty() {
        page.field(&ctx.t("affected-incident"), LABEL, &about, Style::new());
    }
    let others = rows.iter().filter(|other| other.response != line.response);
    for (n, other) in others.enumerate() {
        if n == 0 {
            page.heading(&ctx.t("line-others"), "");
        }
        let title = other.title.show_with(ctx.audience, &ctx.app.ours);
        page.text(&format!("{} {} {title}", version(ctx, other), ctx.symbols.dot), 1, ctx.theme.dim);
    }
    page.draw(frame, inner, view.scroll);
}

/// `EN, version 2`.
fn version(ctx: &Ctx, line: &LineRow) -> String {
    let n = ctx.words.f("line-version", &[("n", line.version.into())]);
    format!("{}, {n}", line.lang.code().to_uppercase())
}
