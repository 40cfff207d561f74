//! What the screen is, as data. `update(&mut App, Now, Msg) -> Vec<Effect>` is the one way in and the one way on; `ui`
//! reads, never changes. Must not know terminals, files, networks or clocks: time comes in with the message.

pub mod actions;
pub mod compose;
pub mod editor;
pub mod effect;
pub mod form;
pub mod geometry;
pub mod keymap;
pub mod layers;
pub mod list;
pub mod msg;
pub mod notices;
pub mod panes;

use crate::domain::ids::{EventSeq, MentionId, ResponseId, TaskId};
use crate::domain::private::Audience;
use crate::domain::room::{Actor, Lang, RoomSettings};
use crate::domain::time::Stamp;
use crate::rows::{MentionDetail, MentionQuery, MentionRow, Pulse, ResponseRow, TaskRow, TimelineFilter, TimelineRow};
use crate::words::Words;
use layers::Layer;
use list::List;
use notices::Notices;

/// Now, as the message that is being handled brought it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Now {
    /// The room's clock.
    pub room: Stamp,
    /// The wall clock.
    pub real: Stamp,
}

/// The four panes, always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// What needs a person.
    #[default]
    Mentions,
    /// Texts on their way out.
    Responses,
    /// The coordination checklist.
    Checklist,
    /// What happened.
    Timeline,
}

impl Pane {
    /// In the order of their numbers.
    pub const ALL: [Pane; 4] = [Pane::Mentions, Pane::Responses, Pane::Checklist, Pane::Timeline];

    /// Key of its title in `words`.
    pub const fn key(self) -> &'static str {
        ["pane-mentions", "pane-responses", "pane-checklist", "pane-timeline"][self as usize]
    }
}

/// The room that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenRoom {
    /// Its settings.
    pub settings: RoomSettings,
    /// Its file, as people may read it.
    pub path: String,
    /// Nothing can be changed from here.
    pub readonly: bool,
}

/// Everything that the screen is made from.
#[derive(Debug)]
pub struct App {
    /// The words of the reader's language.
    pub words: Words,
    /// The room; `None` on the start screen.
    pub room: Option<OpenRoom>,
    /// Who acts here.
    pub me: Actor,
    /// When the last message came.
    pub now: Now,
    /// Minutes that local time is ahead of UTC in the room's zone, and the zone's short name, for the moment `now`.
    pub zone: Zone,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Share mode.
    pub audience: Audience,
    /// Which pane the keys go to.
    pub focus: Pane,
    /// The focused pane has the whole screen.
    pub zoom: bool,
    /// The header's figures.
    pub pulse: Pulse,
    /// `pulse.arrived` when the top of the list was last shown; the difference is "+12 new".
    pub seen: u64,
    /// The mention pane.
    pub mentions: List<MentionRow, MentionId>,
    /// What it shows.
    pub query: MentionQuery,
    /// The selected mention opened, for the third column of a wide screen.
    pub preview: Option<Box<MentionDetail>>,
    /// The response pane.
    pub responses: List<ResponseRow, ResponseId>,
    /// The checklist pane.
    pub tasks: List<TaskRow, TaskId>,
    /// The timeline pane.
    pub timeline: List<TimelineRow, EventSeq>,
    /// What it leaves out.
    pub timeline_filter: TimelineFilter,
    /// What lies over the panes, the topmost last.
    pub layers: Vec<Layer>,
    /// Short words to the person; errors stay until dismissed.
    pub notices: Notices,
    /// The mouse is reported to us instead of selecting text.
    pub mouse: bool,
    /// Draw with ASCII alone.
    pub ascii: bool,
    /// Something on the screen changed since it was last drawn.
    pub dirty: bool,
    /// What `update` is waiting for; private to the app.
    pub(crate) pending: msg::Pending,
    /// The keys, as `assets/keymap.toml` maps them.
    pub keymap: std::sync::Arc<keymap::Keymap>,
}

/// The room's zone at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Zone {
    /// Minutes ahead of UTC.
    pub offset: i32,
    /// `CET`.
    pub short: String,
}

impl App {
    /// The reader's language.
    pub fn lang(&self) -> Lang {
        self.words.lang()
    }

    /// The room is a drill.
    pub fn drill(&self) -> bool {
        self.room.as_ref().is_some_and(|r| r.settings.drill.is_some())
    }
}
