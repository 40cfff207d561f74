//! What can lie over the panes.

mod review;

pub use review::{EventsView, ReviewView};

use super::compose::Composer;
use super::editor::Line;
use super::facilitator::FacilitatorView;
use super::form::Form;
use super::msg::RecentRoom;
use super::prevention::PreventionView;
use crate::domain::ids::{AffectedId, FactId, HandoverId, IncidentId, MentionId, ResponseId};
use crate::domain::incident::Incident;
use crate::domain::private::Audience;
use crate::domain::reminder::{Standing, Subject};
use crate::domain::report::{Figures, ReportKind};
use crate::domain::role::Role;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::prevent::ready::Finding;
use crate::report::page::Format;
use crate::report::{Blank, Draft, Made};
use crate::rows::{
    AffectedRow, FactDetail, FactRow, HandoverDetail, IncidentDetail, IncidentLine, IssuedReport, LineRow,
    MentionDetail, ResponseDetail, ResponseRow, SignalRow, Situation, ThemeRow, TimelineRow,
};
use crate::words::Words;

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
    /// One incident: what is to be decided, its next step, its lists.
    Incident(IncidentView),
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
    /// Who does what in the incident. The rows are the header's own and the plan's.
    Roles(RolesView),
    /// A handover opened.
    Handover(HandoverView),
    /// What the room reminds of. The rows are worked out from the header's figures.
    Reminders(RemindersView),
    /// A report, made now or issued.
    Report(Box<ReportView>),
    /// The review of an incident.
    Review(Box<ReviewView>),
    /// The events that something came from.
    Events(EventsView),
    /// A drill's script, for whoever runs the drill.
    Facilitator(Box<FacilitatorView>),
    /// The figures that a meeting looks at, large.
    Present(Present),
    /// Before the next crisis: what would fail tonight.
    Prevention(Box<PreventionView>),
}

impl Layer {
    /// Whether it hides the panes altogether.
    pub fn covers(&self) -> bool {
        !matches!(self, Layer::Form(_) | Layer::Palette(_))
    }
}

/// Presenter mode. What it lists was read when it began, so that no row moves while somebody speaks.
#[derive(Debug, Clone, Default)]
pub struct Present {
    /// Which page, of [`Present::PAGES`].
    pub page: usize,
    /// What we said last.
    pub said: Vec<ResponseRow>,
    /// The incident that it began with, which stays while somebody speaks of it.
    pub of: Option<IncidentId>,
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

/// The reminders, with the one that keys act on.
#[derive(Debug, Clone, Default)]
pub struct RemindersView {
    /// Its rule and what it is about; the first one while none is chosen.
    pub selected: Option<(String, Subject)>,
}

impl RemindersView {
    /// Where the selected reminder stands among those that stand.
    pub fn at(&self, all: &[Standing]) -> usize {
        let chosen = |s: &Standing| self.selected.as_ref().is_some_and(|(r, of)| *r == s.rule && *of == s.held.subject);
        all.iter().position(chosen).unwrap_or(0)
    }
}

/// The roles, with the one that keys act on.
#[derive(Debug, Clone, Default)]
pub struct RolesView {
    /// Which; the first while none is chosen.
    pub selected: Option<Role>,
}

/// A handover opened, by id; the detail follows.
#[derive(Debug, Clone)]
pub struct HandoverView {
    /// Which.
    pub id: HandoverId,
    /// What the reader answered; `None` while it is on its way.
    pub detail: Option<Box<HandoverDetail>>,
    /// Rows scrolled away.
    pub scroll: usize,
}

impl HandoverView {
    /// How far it can be scrolled: about as many rows as it has.
    pub fn length(&self) -> usize {
        self.detail.as_ref().map_or(0, |d| {
            let card = &d.handover.card;
            let texts = [&card.picture, &card.next, &card.contacts, &card.available].map(|t| lines(t.as_str()));
            let lists = card.promises.len() + card.approvals.len() + card.threads.len() + card.media.len();
            texts.iter().sum::<usize>() + 2 * (lists + card.decisions.len() + d.promises.len()) + 16
        })
    }
}

/// An incident's page, with the line that keys act on.
#[derive(Debug, Clone)]
pub struct IncidentView {
    /// Which.
    pub id: IncidentId,
    /// What the reader answered; `None` while it is on its way.
    pub detail: Option<Box<IncidentDetail>>,
    /// Which line keys act on; the first while none was chosen.
    pub selected: Option<IncidentLine>,
}

impl IncidentView {
    /// Its lines, in order.
    pub fn lines(&self) -> Vec<IncidentLine> {
        self.detail.as_ref().map(|d| d.lines()).unwrap_or_default()
    }

    /// Where the selected line stands among them.
    pub fn at(&self) -> usize {
        self.lines().iter().position(|line| Some(*line) == self.selected).unwrap_or(0)
    }

    /// The selected line.
    pub fn chosen(&self) -> Option<IncidentLine> {
        self.lines().get(self.at()).copied()
    }
}
/// Rows of labels, headings and gaps of an opened fact or person.
const ABOUT: usize = 16;

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
    /// Rows scrolled away of what stands below the list.
    pub scroll: usize,
}

impl FactsView {
    /// About how many rows stand below the list, at most.
    pub fn length(&self) -> usize {
        const NARROW: usize = 40;
        let rows = |chars: usize| chars / NARROW + 1;
        self.opened().map_or(ABOUT, |d| {
            let words = [&d.fact.state.en, &d.fact.state.es, &d.fact.state.source];
            let words: usize = words.iter().map(|text| rows(text.as_str().chars().count())).sum();
            ABOUT + words + d.responses.len() + d.tasks.len() + 2 * d.evidence.len() + 4 * d.history.len()
        })
    }

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
    /// Rows scrolled away of what stands below the list.
    pub scroll: usize,
}

impl PeopleView {
    /// About how many rows stand below the list, at most.
    pub fn length(&self) -> usize {
        const NARROW: usize = 40;
        let chars = |row: &AffectedRow| {
            [&row.affected.note, &row.said]
                .iter()
                .map(|text| text.show(Audience::Operator).chars().count())
                .sum::<usize>()
        };
        ABOUT + self.chosen().map_or(0, |row| chars(row) / NARROW)
    }

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

/// A report: as it would be made now, or as it was issued.
#[derive(Debug, Clone)]
pub struct ReportView {
    /// Which report.
    pub kind: ReportKind,
    /// The words of its language.
    pub words: Words,
    /// The room as a report finds it: nothing while it is being read, then nothing where no incident is on.
    pub now: Option<Option<Box<Situation>>>,
    /// What is made of it.
    pub draft: Option<Draft>,
    /// Those that were issued, the newest first, each in its languages.
    pub issued: Vec<IssuedReport>,
    /// The number of the issued one that is shown; the one that is made now while there is none.
    pub number: Option<u32>,
    /// The number that was just issued from here, until it was read.
    pub just: Option<u32>,
    /// Rows scrolled away.
    pub scroll: usize,
}

impl ReportView {
    /// The report of this kind in the language of these words, before anything was read.
    pub fn new(kind: ReportKind, words: Words) -> ReportView {
        let (now, draft, issued, number, just, scroll) = (None, None, Vec::new(), None, None, 0);
        ReportView { kind, words, now, draft, issued, number, just, scroll }
    }

    /// The language of its text.
    pub fn lang(&self) -> Lang {
        self.words.lang()
    }

    /// The room as it was read.
    pub fn situation(&self) -> Option<&Situation> {
        self.now.as_ref()?.as_deref()
    }

    /// The issued one that is shown; nothing where its number was not issued in this language.
    pub fn shown(&self) -> Option<&IssuedReport> {
        self.issued.iter().find(|r| Some(r.reported.number) == self.number && r.lang == self.lang())
    }

    /// The numbers that were issued, the newest first.
    pub fn numbers(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.issued.iter().map(|r| r.reported.number).collect();
        numbers.dedup();
        numbers
    }

    /// The highest number; 0 for none.
    pub fn last(&self) -> u32 {
        self.issued.first().map_or(0, |r| r.reported.number)
    }

    /// Shows the one that was issued before, or after; at last the one that is made now.
    pub fn turn(&mut self, older: bool) {
        let numbers = self.numbers();
        let at = self.number.and_then(|n| numbers.iter().position(|m| *m == n));
        self.number = match (at, older) {
            (None, true) => numbers.first().copied(),
            (Some(at), true) => numbers.get(at + 1).or(numbers.last()).copied(),
            (Some(at), false) => at.checked_sub(1).and_then(|at| numbers.get(at)).copied(),
            (None, false) => None,
        };
        self.scroll = 0;
    }

    /// What a file of it is called: `INC1-sitrep-4.en.html`.
    pub fn file(&self, format: Format) -> String {
        let incident = self.situation().map_or(0, |s| s.incident.id.0);
        let number = self.number.map_or_else(|| "draft".to_owned(), |n| n.to_string());
        format!("INC{incident}-{}-{number}.{}.{}", self.kind.code(), self.lang().code(), format.extension())
    }

    /// How far it can be scrolled: about as many rows as it has.
    pub fn length(&self) -> usize {
        let text = self.shown().map(|r| r.text.show(Audience::Operator).into_owned());
        text.or_else(|| self.draft.as_ref().map(|d| d.text.clone())).map_or(0, |text| lines(&text) + 9)
    }
}

/// A report that is about to be issued, beside what is asked in its form.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Of which incident.
    pub incident: IncidentId,
    /// Which report.
    pub kind: ReportKind,
    /// The language of its text.
    pub lang: Lang,
    /// What it was made from.
    pub figures: Box<Figures>,
    /// What only a person can say.
    pub blanks: Vec<Blank>,
    /// The number whose other language it is.
    pub twin_of: Option<u32>,
    /// The last number when it was made: what was written on that tells another change once one more is issued.
    pub last: u32,
    /// The sections of the text that the person's words began from.
    pub made: Made,
    /// When it was shown what is new since, by the wall's clock.
    pub shown: Option<Stamp>,
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
    /// What would fail tonight in the room used last; `None` where there is none, or while it is being looked at.
    pub lacking: Option<Vec<Finding>>,
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
        self.detail.as_ref().map_or(0, |d| {
            let proposed = d.response.review.proposal.as_ref().map_or(0, |p| lines(&p.text) + 4);
            let files = d.evidence.len() + d.attached.len();
            lines(&d.response.content.text) + proposed + d.answers.len() + d.history.len() + files + 13
        })
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
