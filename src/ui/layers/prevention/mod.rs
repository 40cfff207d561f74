//! Before the next crisis: a page for each thing that can be done before it. Owns the title with the pages' names.

mod ambassadors;
mod complaints;
mod ready;
mod usual;

use super::page;
use crate::app::prevention::{Page, PreventionView};
use crate::ui::{Ctx, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

pub use ready::lacking;

/// The page that is turned to.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &PreventionView) {
    let inner = page(frame, ctx, area, &ctx.t("prevention-title"), "");
    tabs(frame, ctx, row(inner, 0), view.page);
    let body = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    match view.page {
        Page::Ready => match &view.ready {
            Some(found) => ready::draw(frame, ctx, body, found, view.at),
            None => loading(frame, ctx, body),
        },
        Page::Complaints => match &view.complaints {
            Some(found) => complaints::draw(frame, ctx, body, found, view.at),
            None => loading(frame, ctx, body),
        },
        Page::Ambassadors => match &view.ambassadors {
            Some(found) => ambassadors::draw(frame, ctx, body, found, view.at),
            None => loading(frame, ctx, body),
        },
        Page::Usual => match &view.usual {
            Some(week) => usual::draw(frame, ctx, body, week),
            None => loading(frame, ctx, body),
        },
    }
}

fn loading(frame: &mut Frame, ctx: &Ctx, area: Rect) {
    put(frame, row(area, 0), Line::styled(ctx.t("loading"), ctx.theme.dim));
}

/// The pages' names, the one that is shown in brackets: colour alone says nothing.
fn tabs(frame: &mut Frame, ctx: &Ctx, area: Rect, shown: Page) {
    let name = |page: Page| match page == shown {
        true => Span::styled(format!("[{}] ", ctx.t(page.key())), ctx.theme.title_focus),
        false => Span::styled(format!(" {}  ", ctx.t(page.key())), ctx.theme.dim),
    };
    put(frame, area, Line::from(Page::ALL.map(name).to_vec()));
}
