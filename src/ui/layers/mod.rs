//! What lies over the panes. The topmost layer that covers everything is drawn, and the boxes above it.

mod actions;
mod belonging;
mod compose;
mod counters;
mod facilitator;
mod facts;
mod form;
mod handover;
mod help;
mod incident;
mod incidents;
mod line;
mod palette;
pub mod people;
mod prevention;
mod reminders;
mod report;
mod response;
mod review;
pub mod roles;
pub mod signals;
mod sources;
mod start;
mod themes;
mod trial;

use super::keys::key;
use super::parts::page::Page;
use super::parts::rule::{self, Title};
use super::{Ctx, detail, present, put, rect, row};
use crate::app::actions::Action;
use crate::app::geometry::Geometry;
use crate::app::keymap::Scope;
use crate::app::layers::Layer;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

/// Draws the layers, from the last one that covers the screen on.
pub fn draw(frame: &mut Frame, ctx: &Ctx, g: &Geometry) {
    let layers = &ctx.app.layers;
    let from = layers.iter().rposition(Layer::covers).unwrap_or(0);
    for layer in &layers[from..] {
        one(frame, ctx, g, layer);
    }
}

fn one(frame: &mut Frame, ctx: &Ctx, g: &Geometry, layer: &Layer) {
    let body = rect(g.body);
    match layer {
        Layer::Start(start) => start::draw(frame, ctx, body, start),
        Layer::Help(help) => help::draw(frame, ctx, body, help),
        Layer::Palette(palette) => palette::draw(frame, ctx, rect(g.form), palette),
        Layer::Form(form) => form::draw(frame, ctx, rect(g.form), form),
        Layer::Compose(composer) => compose::draw(frame, ctx, body, rect(g.editor), composer),
        Layer::Incidents(rows, at) => incidents::draw(frame, ctx, body, rows, *at),
        Layer::Incident(view) => incident::draw(frame, ctx, body, view),
        Layer::Signals(rows, at) => signals::draw(frame, ctx, body, rows, *at),
        Layer::Themes(rows, at) => themes::draw(frame, ctx, body, rows.as_deref(), *at),
        Layer::Sources(view) => sources::draw(frame, ctx, body, view),
        Layer::Facts(view) => facts::draw(frame, ctx, body, view),
        Layer::People(view) => people::draw(frame, ctx, body, view),
        Layer::Line(view) => line::draw(frame, ctx, body, view),
        Layer::Roles(view) => roles::draw(frame, ctx, body, view),
        Layer::Handover(view) => handover::draw(frame, ctx, body, view),
        Layer::Reminders(view) => reminders::draw(frame, ctx, body, view),
        Layer::Report(view) => report::draw(frame, ctx, body, view),
        Layer::Prevention(view) => prevention::draw(frame, ctx, body, view),
        Layer::Review(view) => review::draw(frame, ctx, body, view),
        Layer::Events(view) => review::events(frame, ctx, body, view),
        Layer::Facilitator(view) => facilitator::draw(frame, ctx, body, view),
        Layer::Present(view) => present::draw(frame, ctx, body, view),
        Layer::Response(view) => response::draw(frame, ctx, body, view),
        Layer::Event(event) => {
            let inner = page(frame, ctx, body, &ctx.t("event-title"), "");
            detail::event(frame, ctx, inner, event);
        }
        Layer::Mention(view) => {
            let inner = page(frame, ctx, body, &ctx.t("detail-title"), "");
            match &view.detail {
                Some(d) => detail::mention(frame, ctx, inner, d, view.scroll, view.unfolded),
                None => put(frame, row(inner, 1), Line::styled(ctx.t("loading"), ctx.theme.dim)),
            }
        }
    }
}

/// A whole page: its title line, and the room below it, no wider than what reads well.
fn page(frame: &mut Frame, ctx: &Ctx, area: Rect, name: &str, what: &str) -> Rect {
    let title = Title { name: name.to_owned(), what: what.to_owned(), end: None, focus: true };
    put(frame, row(area, 0), rule::title(title, usize::from(area.width), ctx.theme, ctx.symbols));
    let width = area.width.saturating_sub(4).min(112);
    Rect { x: area.x + 2, y: area.y + 2, width, height: area.height.saturating_sub(2) }
}

/// A box over the panes, as high as it must be; what is inside it.
fn boxed(frame: &mut Frame, ctx: &Ctx, area: Rect, name: &str) -> Rect {
    let area = area.intersection(frame.area());
    // a blank column on both sides keeps the panes' words from touching the frame; slivers of them say nothing
    let whole = frame.area();
    let around = if area.width + 20 >= whole.width {
        Rect { x: whole.x, width: whole.width, ..area }
    } else {
        Rect { x: area.x - 1, width: area.width + 2, ..area }
    };
    Clear.render(around, frame.buffer_mut());
    let (s, style) = (ctx.symbols, ctx.theme.rule_focus);
    let [top_left, top_right, bottom_left, bottom_right] = s.corner;
    let cells = usize::from(area.width);
    let name = ctx.cut(name, cells.saturating_sub(6));
    let rest = cells.saturating_sub(super::fit::width(&name) + 5);
    put(
        frame,
        row(area, 0),
        Line::from(vec![
            Span::styled(format!("{top_left}{} ", s.rule), style),
            Span::styled(name, ctx.theme.title_focus),
            Span::styled(format!(" {}{top_right}", s.rule.repeat(rest)), style),
        ]),
    );
    for n in 1..usize::from(area.height).saturating_sub(1) {
        let line = row(area, n);
        put(frame, Rect { width: 1, ..line }, Line::styled(s.side, style));
        put(frame, Rect { x: line.right() - 1, width: 1, ..line }, Line::styled(s.side, style));
    }
    let last = format!("{bottom_left}{}{bottom_right}", s.rule.repeat(cells.saturating_sub(2)));
    put(frame, row(area, usize::from(area.height).saturating_sub(1)), Line::styled(last, style));
    Rect { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: area.height.saturating_sub(2) }
}

/// The cursor of an input: the terminal's own, where the words go.
fn cursor(frame: &mut Frame, area: Rect, column: usize, line: usize) {
    let x = area.x.saturating_add(column as u16).min(area.right().saturating_sub(1));
    let y = area.y.saturating_add(line as u16).min(area.bottom().saturating_sub(1));
    frame.set_cursor_position((x, y));
}

/// Paints a stretch of a line in the selection's style.
fn highlight(frame: &mut Frame, area: Rect, style: Style) {
    let area = area.intersection(frame.area());
    frame.buffer_mut().set_style(area, style);
}

/// Draws what stands below a list, with `scroll` rows scrolled away; where more of it lies below, the last row says which
/// key shows it.
fn below(frame: &mut Frame, ctx: &Ctx, area: Rect, page: Page, scroll: usize) {
    let height = usize::from(area.height);
    if page.rows() <= scroll + height || height < 2 {
        return page.draw(frame, area, scroll);
    }
    let window = Rect { height: area.height - 1, ..area };
    page.draw_from(frame, window, scroll);
    let key = key(ctx, Scope::List, Action::PageDown);
    let more = ctx.words.f("more-below", &[("key", key.into())]);
    put(frame, row(area, height - 1), Line::styled(format!("{} {more}", ctx.symbols.more), ctx.theme.dim));
}
