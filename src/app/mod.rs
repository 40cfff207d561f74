//! What the screen is, as data. `update(&mut App, Now, Msg) -> Vec<Effect>` is the one way in and the one way on; `ui`
//! reads, never changes. Must not know terminals, files, networks or clocks: time comes in with the message.

mod acting;
pub mod actions;
mod asking;
pub mod compose;
mod deciding;
pub mod editor;
pub mod effect;
pub mod facilitator;
pub mod form;
pub(crate) mod forms;
pub mod geometry;
pub mod help;
mod keeping;
pub mod keymap;
pub mod layers;
pub mod list;
pub mod moment;
mod mouse;
pub mod msg;
pub mod notices;
mod panes;
mod pending;
pub mod prevention;
pub mod proofing;
pub mod reminding;
pub mod share;
pub mod sources;
pub mod travel;
pub mod trial;
mod typing;
mod update;
mod veil;

pub(crate) use panes::reports::with_page as report_page;
pub use update::update;

use crate::domain::ids::{EventSeq, IncidentId, MentionId, ResponseId, TaskId};
use crate::domain::incident::Incident;
use crate::domain::mention::Disposition;
use crate::domain::private::{Allow, Audience, Private};
use crate::domain::room::{Actor, Lang, RoomSettings};
use crate::domain::text::Clean;
use crate::domain::time::{self, Stamp};
use crate::plan::{Plan, Suggestion};
use crate::rows::{MentionDetail, MentionQuery, MentionRow, Pulse, ResponseRow, TaskRow, TimelineFilter, TimelineRow};
use crate::words::Words;
use compose::Composer;
use keymap::{Keymap, Scope};
use layers::{Layer, Start};
use list::List;
use notices::Notices;
use share::Sharing;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

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
#[derive(Debug, Clone)]
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
    /// What that has of its own.
    pub sharing: Sharing,
    /// Our own names and handles, which are nobody's private data: the room's keywords. With the names of those
    /// affected, who are named to nobody.
    pub ours: Allow,
    /// Which pane the keys go to.
    pub focus: Pane,
    /// The focused pane has the whole screen.
    pub zoom: bool,
    /// The header's figures.
    pub pulse: Pulse,
    /// What was known when the top of the list was last shown; the difference is "+12 new".
    pub seen: TopSeen,
    /// The newest event that the mentions at hand are known to tell of: decisions on them are made with it in sight.
    /// The figures may be newer.
    pub known: Option<EventSeq>,
    /// The same when the first of the marks was set: what another decided on since is decided on no second time unasked.
    pub marked: Option<EventSeq>,
    /// The newest reminder that was said; none before the first figures.
    pub reminded: Option<EventSeq>,
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
    /// The drill's script has ended: nobody in it speaks any more.
    pub drill_over: bool,
    /// How grave it may be, by what was measured last and what the plan makes of it.
    pub suggestion: Option<(Option<IncidentId>, Option<Suggestion>)>,
    /// Of which incident it was measured last, and when.
    pub measured: Option<(IncidentId, Stamp)>,
    /// The plan in use; `None` for the one that is built in.
    pub plan: Option<Arc<Plan>>,
    /// A plan at hand that differs from the one in force and that nobody has decided about.
    pub plan_news: Option<Box<msg::PlanNews>>,
    /// Accounts that a text may be published with here, as last asked for.
    pub accounts: Vec<msg::Account>,
    /// Every part of why the selected mention ranks there is shown, a line each; else as much as one line or two hold.
    pub why_whole: bool,
    /// The incident that the checklist shows, when the person chose one; else the gravest open one.
    pub incident: Option<IncidentId>,
    /// Every incident, as last read.
    pub incidents: Vec<Incident>,
    /// The last disposition and its reason, for "same again".
    pub last: Option<(Disposition, String)>,
    /// Something on the screen changed since it was last drawn.
    pub dirty: bool,
    /// What `update` is waiting for; private to the app.
    pub(crate) pending: pending::Pending,
    /// The past, while that is what is shown.
    pub past: Option<travel::Travel>,
    /// The keys, as `assets/keymap.toml` maps them.
    pub keymap: Arc<Keymap>,
}

/// The room's zone at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Whose clocks every moment is told by, before and after a change to summer time too.
    pub tz: chrono_tz::Tz,
    /// What it is called now: `CET`.
    pub short: String,
}

impl Default for Zone {
    fn default() -> Zone {
        Zone::at("UTC", Stamp(0))
    }
}

impl Zone {
    /// A zone at a moment; UTC when there is no zone of that name.
    pub fn at(name: &str, moment: Stamp) -> Zone {
        let local = moment.local(name);
        Zone { tz: local.timezone(), short: time::zone_name(&local) }
    }
}

/// What a person has seen of what came in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TopSeen {
    /// `pulse.arrived` when the top of the list was last shown.
    pub arrived: u64,
    /// When that was, by the room's clock.
    pub at: Stamp,
    /// What was there before and came back above the list since: an undo of somebody else's, a snooze that ended.
    pub returned: BTreeSet<MentionId>,
}

impl App {
    /// The app before a room is open: the start screen.
    pub fn new(lang: Lang, keymap: Arc<Keymap>, size: (u16, u16)) -> App {
        App {
            words: Words::new(lang),
            room: None,
            me: Actor::default(),
            now: Now::default(),
            zone: Zone::default(),
            size,
            audience: Audience::Operator,
            sharing: Sharing::default(),
            ours: Allow::none(),
            focus: Pane::default(),
            zoom: false,
            pulse: Pulse::default(),
            seen: TopSeen::default(),
            known: None,
            marked: None,
            mentions: List::default(),
            query: MentionQuery::default(),
            preview: None,
            responses: List::default(),
            tasks: List::default(),
            timeline: List::default(),
            timeline_filter: TimelineFilter::default(),
            layers: vec![Layer::Start(Start::default())],
            notices: Notices::default(),
            mouse: false,
            ascii: false,
            drill_over: false,
            suggestion: None,
            measured: None,
            plan: None,
            plan_news: None,
            reminded: None,
            accounts: Vec::new(),
            why_whole: false,
            incident: None,
            incidents: Vec::new(),
            last: None,
            dirty: true,
            pending: pending::Pending::default(),
            past: None,
            keymap,
        }
    }

    /// A moment as the room's clock shows it: `14:05`, with the date when it is another day's.
    pub fn local(&self, at: Stamp) -> String {
        let zone = self.room.as_ref().map_or("UTC", |r| r.settings.zone.as_str());
        moment::local(at, self.now.room, zone)
    }

    /// Free text as who looks at the screen may see it.
    pub fn shown(&self, text: &Clean) -> String {
        Private::prose(text.clone()).show_with(self.audience, &self.ours).into_owned()
    }

    /// The plan that texts are read and measured by.
    pub fn plan(&self) -> Arc<Plan> {
        // read once, since a plan is long
        static BUILTIN: LazyLock<Arc<Plan>> = LazyLock::new(|| Arc::new(Plan::builtin()));
        self.plan.clone().unwrap_or_else(|| BUILTIN.clone())
    }

    /// The reader's language.
    pub fn lang(&self) -> Lang {
        self.words.lang()
    }

    /// The room is a drill.
    pub fn drill(&self) -> bool {
        self.room.as_ref().is_some_and(|r| r.settings.drill.is_some())
    }

    /// Nothing can be changed from here.
    pub fn readonly(&self) -> bool {
        self.room.as_ref().is_some_and(|r| r.readonly)
    }

    /// The incident that the checklist and incident keys are about.
    pub fn incident(&self) -> Option<&Incident> {
        let open = &self.pulse.incidents;
        let spoken_of = self.layers.iter().find_map(|layer| if let Layer::Present(p) = layer { p.of } else { None });
        let chosen = self
            .incident
            .or(spoken_of)
            .and_then(|id| open.iter().chain(&self.pulse.lingering).chain(&self.incidents).find(|i| i.id == id));
        chosen.or(open.first())
    }

    /// The incident that one looks at: that one, or else the newest that is over and not closed.
    pub fn looked_at(&self) -> Option<&Incident> {
        self.incident().or(self.pulse.lingering.first())
    }

    /// Whose checklist is shown: that incident's, or the room's own while there is none.
    pub fn checklist_of(&self) -> IncidentId {
        self.looked_at().map_or(IncidentId::NONE, |i| i.id)
    }

    /// The text that is being written, whatever is asked over it.
    pub fn composer(&self) -> Option<&Composer> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Compose(composer) => Some(composer.as_ref()),
            _ => None,
        })
    }

    /// The same, to be written on.
    fn composer_mut(&mut self) -> Option<&mut Composer> {
        self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Compose(composer) => Some(composer.as_mut()),
            _ => None,
        })
    }

    /// How many mentions came, or came back above the list, since its top was last shown.
    pub fn fresh(&self) -> u64 {
        self.pulse.arrived.saturating_sub(self.seen.arrived) + self.seen.returned.len() as u64
    }

    /// The top of the list is shown: what came is seen.
    pub(crate) fn saw_top(&mut self) {
        self.dirty |= self.fresh() > 0;
        self.seen = TopSeen { arrived: self.pulse.arrived, at: self.now.room, returned: BTreeSet::new() };
    }

    /// Where a key is looked for in a scope, in order. In the past its own keys come before a pane's, and after those of what
    /// is opened; where somebody types, chooses a room or reads about keys, they mean nothing.
    pub fn chain(&self, scope: Scope) -> Vec<Scope> {
        let mut chain = scope.chain().to_vec();
        let pane = matches!(scope, Scope::Mentions | Scope::Responses | Scope::Checklist | Scope::Timeline);
        if self.past.is_some() && !scope.typing() && !matches!(scope, Scope::Help | Scope::Start) {
            chain.insert(usize::from(!pane), Scope::Past);
        }
        chain
    }

    /// Why an action is refused here whatever it is done to, as a key of `words`: the room is open to read only, or is shown
    /// as it was.
    pub fn forbids(&self, action: actions::Action) -> Option<&'static str> {
        let watched = self.past.as_ref().map_or(self.readonly(), travel::Travel::watches);
        if self.past.is_some() && (action.writes() || action.looks_ahead()) {
            return Some("refuse-as-it-was");
        }
        (watched && action.is_for_hands()).then_some("refuse-readonly")
    }

    /// Where the keys go.
    pub fn scope(&self) -> Scope {
        self.scope_of(self.layers.len())
    }

    /// Where the keys go once the help layer is closed.
    pub fn scope_below_help(&self) -> Scope {
        self.scope_of(self.layers.iter().position(|l| matches!(l, Layer::Help(_))).unwrap_or(self.layers.len()))
    }

    /// Where the keys go once the palette is closed.
    pub fn scope_below_palette(&self) -> Scope {
        self.scope_of(self.layers.iter().position(|l| matches!(l, Layer::Palette(_))).unwrap_or(self.layers.len()))
    }

    fn scope_of(&self, layers: usize) -> Scope {
        match self.layers[..layers].last() {
            Some(Layer::Start(_)) => Scope::Start,
            Some(Layer::Help(_)) => Scope::Help,
            Some(Layer::Palette(_)) => Scope::Palette,
            Some(Layer::Mention(_)) => Scope::MentionView,
            Some(Layer::Response(_)) => Scope::ResponseView,
            Some(Layer::Compose(_)) => Scope::Compose,
            Some(Layer::Form(_)) => Scope::Form,
            Some(Layer::Event(_)) => Scope::EventView,
            Some(Layer::Incidents(..)) => Scope::Incidents,
            Some(Layer::Incident(_)) => Scope::Incident,
            Some(Layer::Signals(..)) => Scope::Signals,
            Some(Layer::Themes(..)) => Scope::Themes,
            Some(Layer::Sources(_)) => Scope::Sources,
            Some(Layer::Facts(_)) => Scope::Facts,
            Some(Layer::People(_)) => Scope::People,
            Some(Layer::Line(_)) => Scope::Line,
            Some(Layer::Roles(_)) => Scope::Roles,
            Some(Layer::Handover(_)) => Scope::Handover,
            Some(Layer::Reminders(_)) => Scope::Reminders,
            Some(Layer::Report(_)) => Scope::Report,
            Some(Layer::Review(_)) => Scope::Review,
            Some(Layer::Events(_)) => Scope::List,
            Some(Layer::Facilitator(_)) => Scope::Facilitator,
            Some(Layer::Present(_)) => Scope::Present,
            Some(Layer::Prevention(_)) => Scope::Prevention,
            None => match self.focus {
                Pane::Mentions => Scope::Mentions,
                Pane::Responses => Scope::Responses,
                Pane::Checklist => Scope::Checklist,
                Pane::Timeline => Scope::Timeline,
            },
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
