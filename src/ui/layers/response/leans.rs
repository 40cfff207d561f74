//! The facts that a response leans on: how well each is known now, and which words of the text it stands behind.

use super::INDENT;
use crate::domain::reveal::Subject;
use crate::domain::text::Clean;
use crate::rows::ResponseDetail;
use crate::ui::Ctx;
use crate::ui::layers::facts::{look, own};
use crate::ui::parts::fit;
use crate::ui::parts::page::Page;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Status, number and words of each; under it, what of the text it backs, and that it has changed since.
pub fn draw(page: &mut Page, ctx: &Ctx, d: &ResponseDetail) {
    if d.response.content.text.is_empty() {
        return;
    }
    if d.leans.is_empty() {
        return page.text(&ctx.t("response-leans-none"), INDENT, ctx.theme.dim);
    }
    page.heading(&ctx.words.f("response-leans", &[("n", d.leans.len().into())]), "");
    let statuses: Vec<String> = d.leans.iter().map(|lean| ctx.t(lean.fact.state.status.key())).collect();
    let cells = statuses.iter().map(|status| fit::width(status)).max().unwrap_or(0);
    for (lean, status) in d.leans.iter().zip(statuses) {
        let seen = ctx.of(Subject::Fact(lean.fact.id));
        let (symbol, style) = look(ctx, lean.fact.state.status);
        let head = format!(" {symbol} {}  #{} ", ctx.left(&status, cells), lean.fact.id);
        let indent = fit::width(&head);
        for (n, words) in page.wrapped(&own(&seen, &lean.fact), indent).into_iter().enumerate() {
            let head = if n == 0 { head.clone() } else { " ".repeat(indent) };
            page.line(Line::from(vec![Span::styled(head, style), Span::styled(words, Style::new())]));
        }
        if lean.moved() {
            page.text(&ctx.t("response-lean-moved"), indent, ctx.theme.waiting);
        }
        if !lean.says.is_empty() {
            let words = lean.says.iter().map(|s| ctx.words.f("quoted", &[("text", ctx.shown(&Clean::line(s)).into())]));
            let says = words.collect::<Vec<_>>().join(", ");
            page.text(&ctx.words.f("response-lean-says", &[("words", says.into())]), indent, ctx.theme.dim);
        }
    }
}
