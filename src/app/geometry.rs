//! Where things are on the screen: one pure function of its size, used to draw and to know how many rows a pane shows.

use super::Pane;

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

/// Where everything goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Geometry {
    /// Too small to show anything but a sentence that says so (under 60x16).
    pub too_small: bool,
    /// The line of a drill or of share mode, when there is one.
    pub banner: Option<Area>,
    /// Two lines when narrow, three otherwise.
    pub header: Area,
    /// The line of tabs, when panes are tabs (under 100 columns or zoomed).
    pub tabs: Option<Area>,
    /// The panes in `Pane::ALL`'s order, title line included; `None` when hidden behind a tab.
    pub panes: [Option<Area>; 4],
    /// The line or two under the mention list that say why the selected one ranks there (inside the mention pane).
    pub why: Option<Area>,
    /// The third column with the selected mention opened, from 180 columns on.
    pub detail: Option<Area>,
    /// One line.
    pub footer: Area,
    /// Where a layer that covers the panes goes.
    pub body: Area,
}

/// The least that can be drawn on.
pub const LEAST: (u16, u16) = (60, 16);
/// From this many columns on the panes lie side by side.
pub const WIDE: u16 = 100;
/// From this many columns on the selected mention lies open beside the list.
pub const WIDER: u16 = 180;

impl Area {
    /// Whether the cell lies inside.
    pub const fn holds(&self, x: u16, y: u16) -> bool {
        x >= self.x && y >= self.y && x < self.x + self.w && y < self.y + self.h
    }
}

impl Geometry {
    /// Rows of a list that the pane shows: without its title, and for mentions without the lines that say why.
    pub fn rows(&self, pane: Pane) -> usize {
        let Some(area) = self.panes[pane as usize] else { return 0 };
        let why = if pane == Pane::Mentions { self.why.map_or(0, |w| w.h) } else { 0 };
        usize::from(area.h.saturating_sub(1 + why))
    }
}

/// Where everything goes on a terminal of this size. `banner` is the line of a drill or of share mode.
pub fn of(size: (u16, u16), focus: Pane, zoom: bool, banner: bool) -> Geometry {
    let (w, h) = size;
    if w < LEAST.0 || h < LEAST.1 {
        return Geometry { too_small: true, body: Area { x: 0, y: 0, w, h }, ..Geometry::default() };
    }
    let top = u16::from(banner);
    let header_h = if w >= WIDE && h >= 20 { 3 } else { 2 };
    let header = Area { x: 0, y: top, w, h: header_h };
    let footer = Area { x: 0, y: h - 1, w, h: 1 };
    let body = Area { x: 0, y: top + header_h, w, h: h - 1 - top - header_h };
    let mut g = Geometry {
        banner: banner.then_some(Area { x: 0, y: 0, w, h: 1 }),
        header,
        footer,
        body,
        ..Geometry::default()
    };
    if w < WIDE || zoom {
        g.tabs = Some(Area { h: 1, ..body });
        g.panes[focus as usize] = Some(Area { y: body.y + 1, h: body.h - 1, ..body });
    } else {
        side_by_side(&mut g);
    }
    g.why = g.panes[Pane::Mentions as usize].and_then(|p| why(p, g.detail.is_some()));
    g
}

/// Mentions on the left, the other three stacked on the right, the opened mention between them where there is room.
fn side_by_side(g: &mut Geometry) {
    const GAP: u16 = 2;
    let body = g.body;
    let (left, right) = if body.w >= WIDER {
        (body.w * 42 / 100, body.w * 30 / 100)
    } else {
        let left = body.w * 58 / 100;
        (left, body.w - left - GAP)
    };
    let right_x = body.w - right;
    g.panes[Pane::Mentions as usize] = Some(Area { w: left, ..body });
    if body.w >= WIDER {
        g.detail = Some(Area { x: left + GAP, w: right_x - left - 2 * GAP, ..body });
    }
    let responses = body.h * 28 / 100;
    let checklist = body.h * 34 / 100;
    let mut y = body.y;
    for (pane, h) in [
        (Pane::Responses, responses),
        (Pane::Checklist, checklist),
        (Pane::Timeline, body.h - responses - checklist),
    ] {
        g.panes[pane as usize] = Some(Area { x: right_x, y, w: right, h });
        y += h;
    }
}

/// The taller the pane, the more of the selected mention fits under the list; beside an opened one, only the why.
fn why(pane: Area, detail: bool) -> Option<Area> {
    let h = match pane.h {
        24.. if !detail => 5,
        18.. if !detail => 3,
        10.. => 2,
        8.. => 1,
        _ => return None,
    };
    Some(Area { y: pane.y + pane.h - h, h, ..pane })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overlaps_and_nothing_leaves_the_screen_at_any_size() {
        for w in (60..=250).step_by(5) {
            for h in 16..=70 {
                for (zoom, banner) in [(false, false), (true, true), (false, true)] {
                    let g = of((w, h), Pane::Checklist, zoom, banner);
                    let areas: Vec<Area> = (g.panes.into_iter().flatten())
                        .chain([g.header, g.footer])
                        .chain(g.banner)
                        .chain(g.tabs)
                        .chain(g.detail)
                        .collect();
                    let mut seen = vec![false; usize::from(w) * usize::from(h)];
                    for a in areas {
                        assert!(a.x + a.w <= w && a.y + a.h <= h && a.h > 0 && a.w > 0, "{w}x{h}: {a:?}");
                        for y in a.y..a.y + a.h {
                            for x in a.x..a.x + a.w {
                                let cell = &mut seen[usize::from(y) * usize::from(w) + usize::from(x)];
                                assert!(!std::mem::replace(cell, true), "{w}x{h}: two things at {x},{y}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn narrow_or_zoomed_shows_the_focused_pane_alone() {
        let g = of((80, 24), Pane::Timeline, false, false);
        assert!(g.tabs.is_some() && g.panes[3].is_some() && g.panes[0].is_none());
        assert_eq!(g.rows(Pane::Timeline), 19);
        assert!(of((59, 24), Pane::Mentions, false, false).too_small);
        assert!(of((200, 60), Pane::Mentions, false, false).detail.is_some());
    }
}
