//! What can lie over the panes.

use super::compose::Composer;
use super::editor::Line;
use super::form::Form;
use super::msg::RecentRoom;
use crate::domain::ids::{AffectedId, FactId, MentionId, ResponseId};
use crate::domain::incident::Incident;
use crate::domain::private::Audience;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::rows::{
    AffectedRow, FactDetail, FactRow, LineRow, MentionDetail, ResponseDetail, ResponseRow, SignalRow, ThemeRow,
    TimelineRow,
};

/// One layer.
#[derive(Debug, Clone)]
pub enum Layer {
    /// The start screen: no room is open.
    Start(Start),
    /// Keys and what they do, for where one is; scrolled, filtered.
    Help(Help),
    /// Every action by name.
    Palette(Palette),
    /// A mention opened.
    Mention(MentionView),
    /// A response opened.
    Response(ResponseView),
    /// A draft being written.
    Compose(Box<Composer>),
    /// Something is being asked.
    Form(Box<Form>),
    /// An event opened.
    Event(Box<TimelineRow>),
    /// The incidents, to look at or choose.
    Incidents(Vec<Incident>, usize),
    /// What the room noticed.
    Signals(Vec<SignalRow>, usize),
    /// What the last hour is about; `None` while it is being read.
    Themes(Option<Vec<ThemeRow>>, usize),
    /// Where mentions come from, and how well each source is heard. The rows are the header's own.
    Sources(SourcesView),
    /// What is known, and what leans on it.
    Facts(FactsView),
    /// Who was harmed, and whether anybody has spoken with them.
    People(PeopleView),
    /// What our own people say when they are asked.
    Line(LineView),
    /// The figures that a meeting looks at, large.
    Present(Present),
}

/// Presenter mode. What it lists was read when it began, so that no row moves while somebody speaks.
#[derive(Debug, Clone, Default)]
pub struct Present {
    /// Which page, of [`Present::PAGES`].
    pub page: usize,
    /// What we said last.
    pub said: Vec<ResponseRow>,
}

impl Present {
    /// The figures; what is next and what waits; what we said.
    pub const PAGES: usize = 3;
    /// Most published texts that are shown.
    pub const SAID: usize = 3;

    /// The next page, or the one before; round at the ends.
    pub fn turn(&mut self, on: bool) {
        self.page = (self.page + if on { 1 } else { Present::PAGES - 1 }) % Present::PAGES;
    }
}

/// The facts ledger, with the fact that keys act on.
#[derive(Debug, Clone, Default)]
pub struct FactsView {
    /// The newest change first; `None` while they are being read.
    pub rows: Option<Vec<FactRow>>,
    /// Which one keys act on.
    pub selected: Option<FactId>,
    /// That one, opened; `None` while it is on its way.
    pub detail: Option<Box<FactDetail>>,
    /// The keys go to the responses that lean on it, and act on this one.
    pub response: Option<ResponseId>,
}

impl FactsView {
    /// Where the selected fact stands in the list.
    pub fn at(&self) -> usize {
        let rows = self.rows.as_deref().unwrap_or_default();
        rows.iter().position(|r| Some(r.fact.id) == self.selected).unwrap_or(0)
    }

    /// The selected fact, opened.
    pub fn opened(&self) -> Option<&FactDetail> {
        self.detail.as_deref().filter(|d| Some(d.id()) == self.selected)
    }
}

/// The people affected, with the one that keys act on.
#[derive(Debug, Clone, Default)]
pub struct PeopleView {
    /// Those who wait first; `None` while they are being read.
    pub rows: Option<Vec<AffectedRow>>,
    /// Which one keys act on.
    pub selected: Option<AffectedId>,
}

impl PeopleView {
    /// Where the selected person stands in the list.
    pub fn at(&self) -> usize {
        let rows = self.rows.as_deref().unwrap_or_default();
        rows.iter().position(|r| Some(r.affected.id) == self.selected).unwrap_or(0)
    }

    /// The selected person.
    pub fn chosen(&self) -> Option<&AffectedRow> {
        self.rows.as_deref().and_then(|rows| rows.get(self.at()))
    }
}

/// The lines to take that are in force.
#[derive(Debug, Clone, Default)]
pub struct LineView {
    /// The last issued first; `None` while they are being read.
    pub rows: Option<Vec<LineRow>>,
    /// Rows scrolled away.
    pub scroll: usize,
}

/// The sources, with the one that keys act on.
#[derive(Debug, Clone, Default)]
pub struct SourcesView {
    /// Its name; the worst one while none is chosen.
    pub selected: Option<Clean>,
}

/// The start screen.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Rooms that were open lately.
    pub recent: Vec<RecentRoom>,
    /// Which line is selected: the fixed ones ([`Start::FIXED`]) first, then the recent rooms.
    pub selected: usize,
    /// What is going on: an import's progress, a room being opened.
    pub busy: Option<String>,
}

impl Start {
    /// Keys of the fixed lines in `words`: drill, create, import.
    pub const FIXED: [&'static str; 3] = ["start-drill", "start-create", "start-import"];
    /// Most recent rooms listed.
    pub const MOST: usize = 20;
}

/// The help layer.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// Rows scrolled away.
    pub scroll: usize,
}

/// The palette. What it lists is [`super::help::palette`].
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// What was typed.
    pub input: Line,
    /// Which of the matches is selected.
    pub selected: usize,
}

/// A mention opened, by id; the detail follows.
#[derive(Debug, Clone)]
pub struct MentionView {
    /// Which.
    pub id: MentionId,
    /// What the reader answered; `None` while it is on its way.
    pub detail: Option<Box<MentionDetail>>,
    /// Rows scrolled away.
    pub scroll: usize,
    /// Abusive text was opened on purpose.
    pub unfolded: bool,
}

/// A response opened, by id; the detail follows.
#[derive(Debug, Clone)]
pub struct ResponseView {
    /// Which.
    pub id: ResponseId,
    /// What the reader answered; `None` while it is on its way.
    pub detail: Option<Box<ResponseDetail>>,
    /// Rows scrolled away.
    pub scroll: usize,
}

impl MentionView {
    /// How far it can be scrolled: about as many rows as it has.
    pub fn length(&self) -> usize {
        self.detail.as_ref().map_or(0, |d| {
            let text = lines(&d.text.show(Audience::Operator));
            text + d.parts.len()
                + d.media.len()
                + d.thread.len()
                + d.alike.len()
                + d.author.len()
                + d.history.len()
                + d.responses.len()
                + d.evidence.len()
                + 9
        })
    }
}

impl ResponseView {
    /// How far it can be scrolled: about as many rows as it has.
    pub fn length(&self) -> usize {
        self.detail
            .as_ref()
            .map_or(0, |d| lines(&d.response.content.text) + d.answers.len() + d.history.len() + d.evidence.len() + 13)
    }
}

impl LineView {
    /// The line for a reader of this language.
    pub fn chosen(&self, lang: Lang) -> Option<&LineRow> {
        LineRow::for_reader(self.rows.as_deref()?, lang)
    }

    /// How far it can be scrolled: about as many rows as it has.
    pub fn length(&self, lang: Lang) -> usize {
        let others = self.rows.as_deref().map_or(0, <[LineRow]>::len);
        self.chosen(lang).map_or(0, |line| lines(&line.text.show(Audience::Operator)) + others + 8)
    }
}

/// About as many rows as a text takes where columns are few.
fn lines(text: &str) -> usize {
    text.lines().map(|l| l.chars().count() / 60 + 1).sum()
}
