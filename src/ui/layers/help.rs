//! The help layer: the keys of this place, nearest scope first.

use super::page;
use crate::app::help;
use crate::app::layers::Help;
use crate::ui::Ctx;
use crate::ui::parts::fit;
use crate::ui::parts::page::Page;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Groups of keys with what they do.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, layer: &Help) {
    let inner = page(frame, ctx, area, &ctx.t("help-title"), "");
    let groups = help::help(ctx.app);
    let all = groups.iter().flat_map(|g| g.rows.iter());
    let keys = all.clone().map(|r| fit::width(&r.keys)).max().unwrap_or(0).min(18);
    let titles = all.map(|r| fit::width(&r.title)).max().unwrap_or(0).min(24);
    let refused = if ctx.app.readonly() { "help-refused" } else { "help-refused-drill" };
    let mut page = Page::new(inner, layer.scroll, ctx.theme, ctx.symbols);
    for group in &groups {
        page.heading(&group.title, "");
        for r in &group.rows {
            let (title, doc) = if r.refused {
                (ctx.theme.dim, format!("{} {}", ctx.t(refused), r.doc))
            } else {
                (Style::new(), r.doc.clone())
            };
            let lead = keys + titles + 5;
            let room = usize::from(inner.width).saturating_sub(lead).max(16);
            for (n, doc) in fit::wrap(&doc, room, usize::from(inner.height)).into_iter().enumerate() {
                let mut spans = match n {
                    0 => vec![
                        Span::styled(format!(" {}  ", ctx.left(&r.keys, keys)), ctx.theme.key),
                        Span::styled(format!("{}  ", ctx.left(&r.title, titles)), title),
                    ],
                    _ => vec![Span::raw(" ".repeat(lead))],
                };
                spans.push(Span::styled(doc, ctx.theme.dim));
                page.line(Line::from(spans));
            }
        }
    }
    page.draw(frame, inner, layer.scroll);
}
