//! What the complaints of the last hour, or all that was said, are about: the phrases that set them apart, how many texts and mentions have them, and a few who say it.

use super::page;
use crate::app::share::words_of;
use crate::rows::ThemeRow;
use crate::ui::parts::fit;
use crate::ui::{Ctx, empty, put, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Cells of the counts behind a phrase: texts, mentions, texts before.
const COUNTS: [usize; 3] = [12, 17, 13];
/// Most rows of verbatims below the list.
const EXAMPLES: u16 = 8;

/// The most telling first; what those say who use the selected one below.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, rows: Option<&[ThemeRow]>, at: usize) {
    let what = rows.and_then(|r| r.first()).map_or(String::new(), |t| {
        ctx.words.f(if t.complaints { "themes-of-complaints" } else { "themes-of" }, &[("n", t.of.into())])
    });
    let inner = page(frame, ctx, area, &ctx.t("themes-title"), &what);
    let Some(rows) = rows else { return put(frame, row(inner, 1), Line::styled(ctx.t("loading"), ctx.theme.dim)) };
    if rows.is_empty() {
        return empty::draw(frame, ctx, inner, &[ctx.t("empty-themes"), ctx.t("empty-themes-do")]);
    }
    let below = EXAMPLES.min(inner.height / 2);
    let height = usize::from(inner.height - below);
    let first = (at + 1).saturating_sub(height);
    let words = usize::from(inner.width).saturating_sub(COUNTS.iter().sum::<usize>() + 2).clamp(16, 48);
    for (n, theme) in rows.iter().enumerate().skip(first).take(height) {
        let count = |key: &str, n: u32, cells| ctx.right(&ctx.words.f(key, &[("n", n.into())]), cells);
        let line = Line::from(vec![
            Span::raw(" "),
            Span::raw(ctx.left(&theme.phrase.show_with(ctx.audience, &ctx.app.ours), words)),
            Span::styled(count("theme-texts", theme.count, COUNTS[0]), ctx.theme.strong),
            Span::raw(count("theme-mentions", theme.mentions, COUNTS[1])),
            Span::styled(count("theme-before", theme.before, COUNTS[2]), ctx.theme.dim),
        ]);
        put_row(frame, row(inner, n - first), line, (n == at).then_some(ctx.theme.selected));
    }
    let Some(chosen) = rows.get(at) else { return };
    let cells = usize::from(inner.width).saturating_sub(4);
    let mut lines = Vec::new();
    for example in &chosen.examples {
        let author = example.author.show_with(ctx.audience, &ctx.app.ours);
        let text = words_of(ctx.app, &example.text, example.abusive);
        lines.extend(fit::wrap(&format!("“{text}” {} {author}", ctx.symbols.dash), cells, 2));
    }
    for (n, line) in lines.into_iter().enumerate().take(usize::from(below).saturating_sub(1)) {
        put(frame, row(inner, height + 1 + n), Line::styled(format!("   {line}"), ctx.theme.dim));
    }
}
