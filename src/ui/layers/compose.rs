//! The composer: the words, how long they are where they go, and what they answer.

mod proof;

use super::form::text_area;
use super::{counters, page, response};
use crate::app::actions::Action;
use crate::app::compose::Composer;
use crate::app::keymap::Scope;
use crate::domain::reveal::Subject;
use crate::domain::text::Clean;
use crate::ui::keys::key;
use crate::ui::parts::figures;
use crate::ui::parts::page::Page;
use crate::ui::{Ctx, detail, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Title, how it is kept, the words, their length, and what they answer.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, editor: Rect, c: &Composer) {
    let ctx = &ctx.of(Subject::Response(c.response));
    let what = format!("{} {} {} {}", ctx.t(c.kind.key()), ctx.symbols.dot, c.channel, c.lang.code().to_uppercase());
    // what was kept once is no longer new
    let kept_before = c.base.as_ref().is_some_and(|base| !base.content.text.is_empty());
    let name = match kept_before {
        _ if !c.title.is_empty() => ctx.shown(&c.title),
        true => ctx.words.f("untitled-text", &[("id", c.response.0.to_string().into())]),
        false => ctx.t("compose-title"),
    };
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
    put(frame, row(below, 1), counters::line(ctx, c.kind, &c.channel, &c.at_longest(), usize::from(below.width)));
    let rest = Rect { y: below.y + 2, height: below.height.saturating_sub(2), ..below };
    let mut page = Page::new(rest, c.scroll, ctx.theme, ctx.symbols);
    if let Some(error) = &c.error {
        page.text(&format!("{} {error}", ctx.symbols.late), 0, ctx.theme.error);
    }
    if c.waiting.is_some() {
        page.text(&ctx.t("form-waiting"), 0, ctx.theme.dim);
    }
    if let Some(newer) = &c.newer {
        page.text(&ctx.words.f("compose-conflict", &[("name", (&newer.author).into())]), 0, ctx.theme.waiting);
        page.text(&ctx.shown(&Clean::new(&newer.content.text)), 2, Style::new());
    }
    let proposal = c.proposed().filter(|_| c.newer.is_none());
    if let Some(proposal) = proposal {
        let key = key(ctx, Scope::Compose, Action::TakeTheirs);
        let said = [("by", (&proposal.by).into()), ("key", key.into())];
        page.text(&ctx.words.f("compose-proposed", &said), 0, ctx.theme.waiting);
    }
    proof::draw(&mut page, ctx, c, usize::from(rest.width));
    if let Some(proposal) = proposal {
        response::against(&mut page, ctx, c.editor.text(), &proposal.text);
    }
    if let Some(note) = c.base.as_ref().map(|b| &b.note).filter(|n| !n.is_empty()) {
        page.field(&ctx.t("compose-wish"), 12, &ctx.shown(note), ctx.theme.waiting);
    }
    answered(&mut page, ctx, c);
    read_on(frame, ctx, page, (rest, c.scroll));
}

/// Whom it answers, and that others who say the same are not among them.
fn answered(page: &mut Page, ctx: &Ctx, c: &Composer) {
    if c.apart > 0 {
        page.text(&ctx.words.f("compose-apart", &[("n", c.apart.into())]), 0, ctx.theme.waiting);
    }
    detail::list(page, ctx, &ctx.t("compose-answers"), &c.answering, i64::MIN);
}

/// What is said of the words, and in its last row that there is more of it.
fn read_on(frame: &mut Frame, ctx: &Ctx, page: Page, (area, scroll): (Rect, usize)) {
    let below = page.full() && area.height > 1;
    let shown = Rect { height: area.height - u16::from(below), ..area };
    page.draw(frame, shown, scroll);
    if below {
        let on = [("key", key(ctx, Scope::Compose, Action::PageDown).into())];
        put(
            frame,
            row(area, usize::from(shown.height)),
            Line::styled(ctx.words.f("compose-more", &on), ctx.theme.waiting),
        );
    }
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
    answered(&mut page, ctx, c);
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
