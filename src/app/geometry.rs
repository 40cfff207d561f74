//! Where things are on the screen: one pure function of what the app shows, used to draw and to know how many rows a
//! pane has. Must not know how anything is drawn.

use super::form::Purpose;
use super::layers::Layer;
use super::notices::Level;
use super::{App, Pane};
use crate::domain::private::Audience;
use unicode_width::UnicodeWidthStr;

/// The smallest screen that shows anything.
pub const SMALLEST: (u16, u16) = (60, 16);
/// From this many columns on the panes stand side by side.
pub const WIDE: u16 = 100;
/// From this many columns on the selected mention is opened in a third column.
pub const WIDEST: u16 = 180;

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// Left column.
    pub x: u16,
    /// Top row.
    pub y: u16,
    /// Columns.
    pub w: u16,
    /// Rows.
    pub h: u16,
}

impl Area {
    const fn new(x: u16, y: u16, w: u16, h: u16) -> Area {
        Area { x, y, w, h }
    }

    /// Whether a cell lies in it.
    pub const fn holds(self, x: u16, y: u16) -> bool {
        x >= self.x && y >= self.y && x - self.x < self.w && y - self.y < self.h
    }

    /// Takes rows off the top.
    fn take_top(&mut self, rows: u16) -> Area {
        let rows = rows.min(self.h);
        let top = Area { h: rows, ..*self };
        (self.y, self.h) = (self.y + rows, self.h - rows);
        top
    }

    /// Takes rows off the bottom.
    fn take_bottom(&mut self, rows: u16) -> Area {
        let rows = rows.min(self.h);
        self.h -= rows;
        Area { y: self.y + self.h, h: rows, ..*self }
    }

    /// Takes columns off the left.
    fn take_left(&mut self, columns: u16) -> Area {
        let columns = columns.min(self.w);
        let left = Area { w: columns, ..*self };
        (self.x, self.w) = (self.x + columns, self.w - columns);
        left
    }
}

/// Where everything goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Geometry {
    /// Too small to show anything but a sentence that says so (under 60x16).
    pub too_small: bool,
    /// The line of a drill or of share mode, when there is one.
    pub banner: Option<Area>,
    /// The band of the past, with the line of its time where there is room.
    pub past: Option<Area>,
    /// Two lines when narrow, three otherwise; no lines on the start screen.
    pub header: Area,
    /// The line of tabs, when panes are tabs (under 100 columns or zoomed).
    pub tabs: Option<Area>,
    /// The panes in `Pane::ALL`'s order, title line included; `None` when hidden behind a tab.
    pub panes: [Option<Area>; 4],
    /// The lines under the mention list: the selected one's words where there is room, and why it ranks there (inside the
    /// mention pane).
    pub why: Option<Area>,
    /// The third column with the selected mention opened, from 180 columns on.
    pub detail: Option<Area>,
    /// One to three lines above the footer, a few more for an error for the notice that is shown; `None` when there is none.
    pub notice: Option<Area>,
    /// One line.
    pub footer: Area,
    /// Where a layer that covers the panes goes.
    pub body: Area,
    /// Where a form goes: in the middle of the body; it may use fewer rows than it has.
    pub form: Area,
    /// Where the words of a composer go: `Editor::width` is this wide.
    pub editor: Area,
}

/// Whether the screen shows nothing but that it is too small.
pub fn too_small(app: &App) -> bool {
    app.size.0 < SMALLEST.0 || app.size.1 < SMALLEST.1
}

/// Where everything goes now.
pub fn geometry(app: &App) -> Geometry {
    let (w, h) = app.size;
    let mut g = Geometry { too_small: too_small(app), ..Geometry::default() };
    let mut rest = Area::new(0, 0, w, h);
    if g.too_small {
        g.body = rest;
        return g;
    }
    // whoever chooses another room sees nothing of this one around the choice
    let started = app.room.is_some() && !chooses(app);
    if started && (app.drill() || app.pulse.bundle.is_some()) || app.audience == Audience::Shared {
        g.banner = Some(rest.take_top(1));
    }
    let presents = app.presents();
    if started && app.past.is_some() {
        g.past = Some(rest.take_top(if presents || h < 20 { 1 } else { 3 }));
    }
    // a meeting looks at the figures large; nothing else is to move on the screen
    g.header = rest.take_top(if !started || presents {
        0
    } else if w < WIDE || h < 30 {
        2
    } else {
        3
    });
    g.footer = rest.take_bottom(1);
    g.notice = app.notices.shown().filter(|_| !presents).map(|n| {
        // what went wrong is read whole; what only is worth knowing takes little room
        let most = if n.level == Level::Error { h / 3 } else { 3 };
        // the sign, the word ERROR and what wrapping at words leaves over take their cells
        let cells = usize::from(w).saturating_sub(16).max(1);
        let lines = n.text.lines().map(|l| l.width().div_ceil(cells).max(1)).sum::<usize>();
        rest.take_bottom((lines as u16).clamp(1, most.max(3)))
    });
    let tabbed = w < WIDE || app.zoom;
    if started && tabbed && !presents {
        g.tabs = Some(rest.take_top(1));
    }
    g.body = rest;
    let searching = matches!(app.layers.last(), Some(Layer::Form(f)) if f.purpose == Purpose::Search);
    g.form = if searching { low(rest) } else { form(rest) };
    g.editor = editor(rest);
    if started {
        panes(app, &mut g, tabbed);
    }
    g
}

/// The start screen is what lies on the screen, whatever is asked over it.
fn chooses(app: &App) -> bool {
    matches!(app.layers.iter().rev().find(|layer| layer.covers()), Some(Layer::Start(_)))
}

fn panes(app: &App, g: &mut Geometry, tabbed: bool) {
    let mut rest = g.body;
    if rest.w >= WIDEST && (!tabbed || app.focus == Pane::Mentions) {
        let columns = rest.w * 70 / 100;
        let detail = Area { x: rest.x + columns + 2, w: rest.w - columns - 2, ..rest };
        rest.w = columns;
        g.detail = Some(detail);
    }
    if tabbed {
        g.panes[app.focus as usize] = Some(rest);
    } else {
        let left = rest.take_left(rest.w * 58 / 100);
        let mut right = Area { x: rest.x + 2, w: rest.w - 2, ..rest };
        g.panes[Pane::Mentions as usize] = Some(left);
        // The focused one of the three on the right gets a little more than its share.
        let share = |pane: Pane| if app.focus == pane { 4 } else { 3 };
        let all = share(Pane::Responses) + share(Pane::Checklist) + share(Pane::Timeline);
        let height = right.h;
        for pane in [Pane::Responses, Pane::Checklist] {
            g.panes[pane as usize] = Some(right.take_top(height * share(pane) / all));
        }
        g.panes[Pane::Timeline as usize] = Some(right);
    }
    if let Some(mut pane) = g.panes[Pane::Mentions as usize].filter(|p| p.h >= 10) {
        let line = why(pane.h, g.detail.is_some());
        let whole = if app.why_whole { pane.h * 3 / 5 } else { 0 };
        g.why = Some(pane.take_bottom(line.max(whole)));
    }
}

/// The taller the pane, the more of the selected mention's words fit above the why; beside an opened one, the why alone.
const fn why(pane: u16, detail: bool) -> u16 {
    match pane {
        24.. if !detail => 5,
        18.. if !detail => 3,
        _ => 2,
    }
}

fn form(body: Area) -> Area {
    let w = body.w.saturating_sub(4).min(84);
    let h = body.h.saturating_sub(if body.h > 30 { 4 } else { 0 });
    Area::new(body.x + (body.w - w) / 2, body.y + (body.h - h) / 2, w, h)
}

/// What is being looked for stands below what was found.
fn low(mut body: Area) -> Area {
    form(body.take_bottom(body.h.min(7)))
}

/// Title above; counters, what it answers and hints below.
fn editor(body: Area) -> Area {
    let w = body.w.saturating_sub(4).min(100);
    Area::new(body.x + 2, body.y + 3, w, (body.h.saturating_sub(4)) * 3 / 5)
}

/// Gives the lists and editors the room that they have on the screen.
pub fn fit(app: &mut App) {
    let g = geometry(app);
    let rows = |pane: Pane| g.panes[pane as usize].map(|a| usize::from(a.h.saturating_sub(1)));
    if let Some(h) = rows(Pane::Mentions) {
        app.mentions.resize(h - usize::from(g.why.map_or(0, |a| a.h)).min(h));
    }
    if let Some(h) = rows(Pane::Responses) {
        app.responses.resize(h);
    }
    if let Some(h) = rows(Pane::Checklist) {
        app.tasks.resize(h);
    }
    if let Some(h) = rows(Pane::Timeline) {
        app.timeline.resize(h);
    }
    for layer in &mut app.layers {
        match layer {
            Layer::Compose(c) => c.editor.width = usize::from(g.editor.w),
            Layer::Form(f) => f.set_width(usize::from(g.form.w.saturating_sub(4))),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{room_app, sized};

    #[test]
    fn narrow_screens_have_tabs_and_wide_ones_columns() {
        let small = geometry(&sized(59, 24));
        assert!(small.too_small);
        let tabs = geometry(&sized(80, 24));
        assert!(tabs.tabs.is_some() && tabs.header.h == 2 && tabs.footer.h == 1);
        assert_eq!(tabs.panes.iter().flatten().count(), 1);
        let board = geometry(&sized(140, 40));
        assert_eq!((board.panes.iter().flatten().count(), board.tabs, board.detail), (4, None, None));
        assert!(geometry(&sized(200, 60)).detail.is_some());
    }

    #[test]
    fn nothing_overlaps_and_nothing_leaves_the_screen() {
        for w in (60..260).step_by(23) {
            for h in (16..80).step_by(3) {
                let mut app = sized(w, h);
                for zoom in [false, true] {
                    app.zoom = zoom;
                    let g = geometry(&app);
                    let all = [g.banner, Some(g.header), g.tabs, g.notice, Some(g.footer), g.detail];
                    let all: Vec<Area> = all.into_iter().chain(g.panes).flatten().collect();
                    for (n, a) in all.iter().enumerate() {
                        assert!(a.x + a.w <= w && a.y + a.h <= h, "{a:?} leaves {w}x{h}");
                        for b in &all[n + 1..] {
                            let apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
                            assert!(apart || a.h == 0 || b.h == 0, "{a:?} meets {b:?} at {w}x{h}");
                        }
                    }
                    assert!(g.form.x + g.form.w <= w && g.editor.y + g.editor.h <= h);
                }
            }
        }
    }

    #[test]
    fn a_notice_takes_its_lines_from_the_panes_never_from_the_text() {
        let mut app = room_app();
        let before = geometry(&app).body.h;
        app.notices.error("x".repeat(200));
        let g = geometry(&app);
        assert_eq!(g.notice.map(|a| a.h), Some(2));
        assert_eq!(g.body.h, before - 2);
    }
}
