//! A handover opened: the card as it was offered, how it ended, and the promises that are open now.

use super::page;
use super::roles::named;
use crate::app::layers::HandoverView;
use crate::domain::handover::Ending;
use crate::domain::private::Audience;
use crate::domain::room::Arg;
use crate::domain::time::Stamp;
use crate::ui::parts::figures;
use crate::ui::parts::page::Page;
use crate::ui::{Ctx, put, row};
use crate::words::handover::{self as said, Look};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Cells of the labels.
const LABEL: usize = 17;

/// The whole card, scrolled.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &HandoverView) {
    let Some(detail) = &view.detail else {
        let inner = page(frame, ctx, area, &ctx.t("handover-title"), "");
        return put(frame, row(inner, 1), Line::styled(ctx.t("loading"), ctx.theme.dim));
    };
    let card = &detail.handover.card;
    let names = [("role", named(ctx, &card.role).into()), ("from", Arg::from(&card.from)), ("to", (&card.to).into())];
    let inner = page(frame, ctx, area, &ctx.t("handover-title"), &ctx.words.f("handover-of", &names));
    let local = |at: Stamp| ctx.app.local(at);
    let look = Look { audience: ctx.audience, ours: &ctx.app.ours, local: &local };
    let mut page = Page::new(inner, view.scroll, ctx.theme, ctx.symbols);
    state(&mut page, ctx, detail.handover.ending.as_ref(), card.at, &card.to);
    page.gap();
    for part in said::card(ctx.words, card, look) {
        for (n, line) in part.lines.iter().enumerate() {
            page.field(if n == 0 { &part.label } else { "" }, LABEL, line, Style::new());
        }
    }
    if detail.handover.ending.is_none() && detail.promises != card.promises {
        page.heading(&ctx.t("handover-now"), "");
        for promise in &detail.promises {
            page.text(&said::promise(ctx.words, promise, look), 2, Style::new());
        }
    }
    if let Some(Ending::Accepted { readback, .. }) = &detail.handover.ending {
        page.heading(&ctx.words.f("handover-readback", &[("to", Arg::from(&card.to))]), "");
        page.text(&ctx.shown(readback), 2, Style::new());
    }
    if let Some((seq, hash)) = &detail.chain {
        page.gap();
        let args = [
            ("time", Arg::from(ctx.app.local(card.at))),
            ("seq", seq.0.to_string().into()),
            ("hash", hash.as_str().into()),
        ];
        page.text(&ctx.words.f("report-chain", &args), 0, ctx.theme.dim);
    }
    page.draw(frame, inner, view.scroll);
}

/// Whether it waits, or how it ended.
fn state(page: &mut Page, ctx: &Ctx, ending: Option<&Ending>, at: Stamp, to: &crate::domain::text::Clean) {
    let time = |at: &Stamp| ("time", Arg::from(ctx.app.local(*at)));
    let (said, style) = match ending {
        None => {
            let t = figures::elapsed(ctx.words, ctx.now.since(at));
            let key = if ctx.audience == Audience::Shared { "handover-waits-shared" } else { "handover-waits" };
            (ctx.words.f(key, &[("to", to.into()), ("t", t.into())]), ctx.theme.waiting)
        }
        Some(Ending::Accepted { at, .. }) => (ctx.words.f("handover-accepted", &[time(at)]), ctx.theme.kept),
        Some(Ending::Refused { reason, at }) => {
            let reason = ("reason", Arg::from(ctx.shown(reason)));
            (ctx.words.f("handover-refused", &[time(at), reason]), ctx.theme.waiting)
        }
        Some(Ending::Withdrawn { at, .. }) => (ctx.words.f("handover-withdrawn", &[time(at)]), ctx.theme.dim),
    };
    page.text(&said, 0, style);
}
