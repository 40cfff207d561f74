//! Where things are on the screen: one pure function of its size, used to draw and to know how many rows a pane shows.

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
