//! The composer: the words, how long they are where they go, and what they answer.

mod proof;

use super::form::text_area;
use super::page;
use crate::app::actions::Action;
use crate::app::compose::Composer;
use crate::app::keymap::Scope;
use crate::domain::response::ResponseKind;
use crate::domain::reveal::Subject;
use crate::domain::text::Clean;
use crate::length::{Measure, measure};
use crate::plan::Limit;
use crate::ui::keys::key;
use crate::ui::parts::page::Page;
use crate::ui::parts::strip::{self, Piece};
use crate::ui::parts::{figures, fit};
use crate::ui::{Ctx, detail, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Title, how it is kept, the words, their length, and what they answer.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, editor: Rect, c: &Composer) {
    let ctx = &ctx.of(Subject::Response(c.response));
    let what = format!("{} {} {} {}", ctx.t(c.kind.key()), ctx.symbols.dot, c.channel, c.lang.code().to_uppercase());
    let name = if c.title.is_empty() { ctx.t("compose-title") } else { ctx.shown(&c.title) };
    page(frame, ctx, area, &name, &what);
    let top = Rect { x: editor.x, y: area.y + 1, width: editor.width, height: 1 };
    put(frame, top, kept(ctx, c));
    if ctx.app.hides_draft(c.response) {
        return hidden(frame, ctx, editor, c);
    }
    text_area(frame, ctx, editor, &c.editor, true);
    let y = editor.bottom();
    let below = Rect { x: editor.x, y, width: editor.width, height: area.bottom().saturating_sub(y) };
    let rule = Line::styled(ctx.symbols.rule.repeat(usize::from(below.width)), ctx.theme.rule);
    put(frame, row(below, 0), rule);
    let bar = Span::styled(format!(" {} ", ctx.symbols.bar), ctx.theme.dim);
    put(frame, row(below, 1), strip::strip(counters(ctx, c), &bar, usize::from(below.width)));
    let rest = Rect { y: below.y + 2, height: below.height.saturating_sub(2), ..below };
    let mut page = Page::new(rest, 0, ctx.theme, ctx.symbols);
    if let Some(error) = &c.error {
        page.text(&format!("{} {error}", ctx.symbols.late), 0, ctx.theme.error);
    }
    if c.waiting.is_some() {
        page.text(&ctx.t("form-waiting"), 0, ctx.theme.dim);
    }
    proof::draw(&mut page, ctx, c, usize::from(rest.width));
    if let Some(newer) = &c.newer {
        page.text(&ctx.words.f("compose-conflict", &[("name", (&newer.author).into())]), 0, ctx.theme.waiting);
        page.text(&ctx.shown(&Clean::new(&newer.content.text)), 2, Style::new());
    }
    if let Some(note) = c.base.as_ref().map(|b| &b.note).filter(|n| !n.is_empty()) {
        page.field(&ctx.t("compose-wish"), 12, &ctx.shown(note), ctx.theme.waiting);
    }
    detail::list(&mut page, ctx, &ctx.t("compose-answers"), &c.answering, i64::MIN);
    page.draw(frame, rest, 0);
}

/// What is written while others look: nothing of it, and how to see it.
fn hidden(frame: &mut Frame, ctx: &Ctx, area: Rect, c: &Composer) {
    let mut page = Page::new(area, 0, ctx.theme, ctx.symbols);
    let keys = [("key", key(ctx, Scope::Text, Action::Reveal).into())];
    page.text(&ctx.words.f("compose-hidden", &keys), 0, ctx.theme.waiting);
    if let Some(error) = &c.error {
        page.text(&format!("{} {error}", ctx.symbols.late), 0, ctx.theme.error);
    }
    if c.waiting.is_some() {
        page.text(&ctx.t("form-waiting"), 0, ctx.theme.dim);
    }
    detail::list(&mut page, ctx, &ctx.t("compose-answers"), &c.answering, i64::MIN);
    page.draw(frame, area, 0);
}

/// Whether the words would survive a crash this moment.
fn kept(ctx: &Ctx, c: &Composer) -> Line<'static> {
    match (c.unkept, c.kept) {
        (false, Some(at)) => {
            let at = figures::clock(&ctx.app.zone, at);
            Line::styled(ctx.words.f("compose-kept", &[("time", at.into())]), ctx.theme.dim)
        }
        (true, _) => Line::styled(ctx.t("compose-unkept"), ctx.theme.waiting),
        (false, None) => Line::styled(ctx.t("compose-hint"), ctx.theme.dim),
    }
}

/// The channel's own count first, then the others'; over the limit in words.
fn counters(ctx: &Ctx, c: &Composer) -> Vec<Piece> {
    let text = c.at_longest();
    let text = text.as_ref();
    let reply = c.kind == ResponseKind::Reply;
    let count = |l: &Limit| measure(if reply { l.of_reply() } else { l.of_post() }, text);
    let plan = ctx.app.plan();
    let limits = &plan.platforms;
    let own = limits.iter().find(|l| l.code == c.channel);
    let mut pieces = vec![match own {
        Some(limit) => counter(ctx, 255, limit, count(limit), true),
        None => {
            let n = fit::graphemes(text).count();
            Piece::new(255).with(ctx.words.f("compose-characters", &[("n", n.into())]), ctx.theme.strong)
        }
    }];
    let others = limits.iter().filter(|l| l.code != c.channel && (l.post.is_some() || l.reply.is_some()));
    for (n, limit) in others.take(5).enumerate() {
        pieces.push(counter(ctx, 100 - n as u8, limit, count(limit), false));
    }
    pieces
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
