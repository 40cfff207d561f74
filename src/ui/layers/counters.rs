//! How long a text is where it goes, by that platform's own way of counting, and how long it would be elsewhere.

use crate::domain::response::ResponseKind;
use crate::length::{Measure, measure};
use crate::plan::Limit;
use crate::ui::Ctx;
use crate::ui::parts::fit;
use crate::ui::parts::strip::{self, Piece};
use ratatui::text::{Line, Span};

/// Most platforms told besides the text's own.
const OTHERS: usize = 5;

/// The channel's own count first, then the others'; over the limit in words.
pub fn line(ctx: &Ctx, kind: ResponseKind, channel: &str, text: &str, cells: usize) -> Line<'static> {
    let reply = kind == ResponseKind::Reply;
    let count = |l: &Limit| measure(if reply { l.of_reply() } else { l.of_post() }, text);
    let plan = ctx.app.plan();
    let limits = &plan.platforms;
    let mut pieces = vec![match limits.iter().find(|l| l.code == channel) {
        Some(limit) => counter(ctx, 255, limit, count(limit), true),
        None => {
            let n = fit::graphemes(text).count();
            Piece::new(255).with(ctx.words.f("compose-characters", &[("n", n.into())]), ctx.theme.strong)
        }
    }];
    let others = limits.iter().filter(|l| l.code != channel && (l.post.is_some() || l.reply.is_some()));
    for (n, limit) in others.take(OTHERS).enumerate() {
        pieces.push(counter(ctx, 100 - n as u8, limit, count(limit), false));
    }
    let bar = Span::styled(format!(" {} ", ctx.symbols.bar), ctx.theme.dim);
    strip::strip(pieces, &bar, cells)
}

fn counter(ctx: &Ctx, weight: u8, limit: &Limit, count: Measure, own: bool) -> Piece {
    let most = count.limit.map_or(String::new(), |l| format!("/{l}"));
    let style = match (count.is_over(), own) {
        (true, true) => ctx.theme.error,
        (_, true) => ctx.theme.strong,
        (_, false) => ctx.theme.dim,
    };
    let piece = Piece::new(weight).with(format!("{} {}{most}", limit.title.as_str(), count.used), style);
    match count.limit {
        Some(_) if count.over_by > 0 => {
            let over = ctx.words.f("compose-over", &[("n", count.over_by.into())]);
            piece.with(format!(" {} {over}", ctx.symbols.late), style)
        }
        _ if count.is_over() => piece.with(format!(" {} {}", ctx.symbols.late, ctx.t("compose-over-bytes")), style),
        Some(l) if own => {
            let left = ctx.words.f("compose-left", &[("n", (l - count.used).into())]);
            piece.with(format!(" {left}"), ctx.theme.dim)
        }
        _ => piece,
    }
}
