//! The screen: `draw` reads the app and never changes it. ratatui's widgets and buffers live here alone. Must not know the
//! store, the keys' meaning or the terminal itself.

mod blank;
mod checklist;
mod detail;
mod empty;
mod footer;
mod header;
mod keys;
mod layers;
mod mentions;
pub mod parts;
mod past;
mod present;
mod responses;
mod rows;
mod tabs;
pub mod theme;
mod timeline;
mod why;

use crate::app::actions::Action;
use crate::app::geometry::{self, Area, Geometry};
use crate::app::keymap::Scope;
use crate::app::layers::Layer;
use crate::app::{App, Pane};
use crate::domain::incident::Incident;
use crate::domain::private::{Audience, Private};
use crate::domain::reveal::Subject;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::words::Words;
use parts::symbols::Symbols;
use parts::{figures, fit, plain};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use theme::Theme;

/// What every part of the screen needs to know.
#[derive(Clone, Copy)]
struct Ctx<'a> {
    app: &'a App,
    words: &'a Words,
    theme: &'a Theme,
    symbols: &'static Symbols,
    /// The room's time.
    now: Stamp,
    audience: Audience,
}

impl<'a> Ctx<'a> {
    fn new(app: &'a App, theme: &'a Theme) -> Ctx<'a> {
        let symbols = Symbols::of(app.ascii);
        Ctx { app, words: &app.words, theme, symbols, now: app.now.room, audience: app.audience }
    }

    /// The same for one thing, which may be shown as it is for a moment.
    fn of(&self, subject: Subject) -> Self {
        Ctx { audience: self.app.audience_of(subject), ..*self }
    }

    fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    /// Free text as who looks may see it.
    fn shown(&self, text: &Clean) -> String {
        Private::prose(text.clone()).show_with(self.audience, &self.app.ours).into_owned()
    }

    /// How grave an incident is, as sign and words with their colour; of one that nobody has rated that nobody has.
    fn grade(&self, incident: &Incident) -> (&'static str, String, Style) {
        if !incident.rated {
            return ("?", self.t("card-unrated"), self.theme.waiting);
        }
        let severity = incident.severity;
        let said = format!("{} {}", severity.code(), self.t(severity.key()));
        (self.symbols.severity(severity), said, self.theme.severity(severity))
    }

    fn cut(&self, text: &str, cells: usize) -> String {
        fit::cut(text, cells, self.symbols.more)
    }

    fn clip(&self, text: &str, cells: usize) -> String {
        fit::clip(text, cells, self.symbols.more)
    }

    fn left(&self, text: &str, cells: usize) -> String {
        fit::left(text, cells, self.symbols.more)
    }

    fn right(&self, text: &str, cells: usize) -> String {
        fit::right(text, cells, self.symbols.more)
    }
}

/// Draws the whole screen, of what this screen may show.
pub fn draw(frame: &mut Frame, app: &App, theme: &Theme) {
    if app.sharing.blank {
        // nothing of the room is on it: nothing has to be masked
        blank::draw(frame, &Ctx::new(app, theme));
        return ascii(frame, app);
    }
    let app: &App = &app.seen();
    let ctx = Ctx::new(app, theme);
    let area = frame.area();
    let g = geometry::geometry(app);
    // a resize that the app has not heard of yet: what does not fit is not drawn, and the next frame is right
    if g.too_small
        || (area.width, area.height) < geometry::SMALLEST
        || area.width < app.size.0
        || area.height < app.size.1
    {
        return too_small(frame, &ctx);
    }
    if let Some(at) = g.banner {
        header::banner(frame, &ctx, rect(at));
    }
    if let Some((at, past)) = g.past.zip(app.past.as_ref()) {
        past::draw(frame, &ctx, rect(at), past);
    }
    if app.room.is_some() {
        if g.header.h > 0 {
            header::draw(frame, &ctx, rect(g.header));
        }
        if let Some(at) = g.tabs {
            tabs::draw(frame, &ctx, rect(at));
        }
        if !app.layers.iter().any(Layer::covers) {
            panes(frame, &ctx, &g);
        }
    }
    layers::draw(frame, &ctx, &g);
    if let Some(at) = g.notice {
        footer::notice(frame, &ctx, rect(at));
    }
    footer::draw(frame, &ctx, rect(g.footer));
    plain::flags(frame.buffer_mut());
    ascii(frame, app);
}

fn ascii(frame: &mut Frame, app: &App) {
    if app.ascii {
        plain::ascii(frame.buffer_mut());
    }
}

fn panes(frame: &mut Frame, ctx: &Ctx, g: &Geometry) {
    let why = g.why.map_or(0, |a| a.h);
    for pane in Pane::ALL {
        let Some(area) = g.panes[pane as usize].map(rect) else { continue };
        let rows = usize::from(area.height.saturating_sub(1));
        match pane {
            Pane::Mentions => mentions::draw(frame, ctx, area, rows.saturating_sub(usize::from(why))),
            Pane::Responses => responses::draw(frame, ctx, area, rows),
            Pane::Checklist => checklist::draw(frame, ctx, area, rows),
            Pane::Timeline => timeline::draw(frame, ctx, area, rows),
        }
    }
    if let Some(at) = g.why.map(rect) {
        why::draw(frame, ctx, at);
    }
    if let Some(at) = g.detail.map(rect) {
        detail::beside(frame, ctx, at);
    }
}

fn too_small(frame: &mut Frame, ctx: &Ctx) {
    let area = frame.area();
    let n = |cells: u16| u32::from(cells).into();
    let (w, h) = geometry::SMALLEST;
    let leave = keys::key(ctx, Scope::Global, Action::Quit);
    let sizes = [("w", n(w)), ("h", n(h)), ("now-w", n(area.width)), ("now-h", n(area.height)), ("key", leave.into())];
    let text = ctx.words.f("too-small", &sizes);
    for (y, line) in (area.y..area.bottom()).zip(fit::wrap(&text, usize::from(area.width), usize::from(area.height))) {
        put(frame, Rect { y, height: 1, ..area }, Line::raw(line));
    }
}

const fn rect(a: Area) -> Rect {
    Rect::new(a.x, a.y, a.w, a.h)
}

/// One line into the first row of an area.
fn put(frame: &mut Frame, area: Rect, line: Line<'_>) {
    let area = area.intersection(frame.area());
    if area.height > 0 {
        frame.buffer_mut().set_line(area.x, area.y, &line, area.width);
    }
}

/// The row of an area, counted from its top; without height when the area has no such row, so that nothing is drawn.
const fn row(area: Rect, n: usize) -> Rect {
    let height = if n < area.height as usize { 1 } else { 0 };
    Rect::new(area.x, area.y.saturating_add(n as u16), area.width, height)
}

/// A row of a list: the selected one wholly in the selection's style, so that no colour of its own fights with it.
fn put_row(frame: &mut Frame, area: Rect, mut line: Line<'static>, selected: Option<Style>) {
    if let Some(style) = selected {
        for span in &mut line.spans {
            span.style = style;
        }
        let on = area.intersection(frame.area());
        frame.buffer_mut().set_style(on, style);
    }
    put(frame, area, line);
}
