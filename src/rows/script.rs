//! A drill's script as whoever runs the drill sees it: what comes when, what became of it, and what a good team does.

use crate::domain::mention::Disposition;
use crate::domain::private::Private;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// What can be brought by hand before its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cue {
    /// A mention, by its platform id in the script.
    Post(String),
    /// A word to the team, by its place among them.
    Word(usize),
}

/// The whole script and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptNow {
    /// When the drill began, in the room's time.
    pub start: Stamp,
    /// Milliseconds after which nothing comes any more.
    pub lasts: i64,
    /// Its moments, in the order of the script.
    pub rows: Vec<CueRow>,
    /// Of the ordinary talk, which is not listed: how much came, and how much there is.
    pub chatter: (u32, u32),
    /// What the team has earned so far, in hundredths of a point, of a hundred points.
    pub score: u32,
}

/// One moment of the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueRow {
    /// When it is to come: milliseconds after the start.
    pub at: i64,
    /// When it came, as far as the room tells; nothing for what only its hour tells.
    pub came: Option<Stamp>,
    /// What it says: a mention's or a twist's words, what happens in a phase.
    pub text: Private<Clean>,
    /// What sort.
    pub what: CueKind,
}

/// What sort of moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CueKind {
    /// A stretch of the drill begins, with its title.
    Phase(Clean),
    /// A mention that was written by hand.
    Post(Box<PostCue>),
    /// Something that makes it harder.
    Twist {
        /// Key of its sort in `words`.
        sort: &'static str,
        /// What the team is told of it, with its place among the words to the team.
        told: Option<(usize, Clean)>,
    },
    /// Many mentions in a short time.
    Wave {
        /// Its name in the scenario.
        name: Clean,
        /// How many came, and how many there are.
        count: (u32, u32),
        /// Milliseconds that it lasts.
        over: i64,
    },
}

/// What is known of a mention in the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostCue {
    /// Its platform id in the script.
    pub id: String,
    /// Its name in the scenario.
    pub name: Clean,
    /// Where it is posted.
    pub platform: Clean,
    /// The author's displayed name.
    pub author: Private<Clean>,
    /// The author's handle.
    pub handle: Private<Clean>,
    /// A direct message.
    pub direct: bool,
    /// Its author was harmed.
    pub affected: bool,
    /// It should be kept as evidence.
    pub evidence: bool,
    /// What it answers or quotes, by its platform id in the script.
    pub about: Option<String>,
    /// Key of the word that says whether it is so.
    pub truth: &'static str,
    /// The decisions that would be right; none where any is.
    pub expected: Vec<Disposition>,
    /// Until when: once it came by when it came, else by the script.
    pub by: Option<Stamp>,
    /// What was decided.
    pub given: Option<Disposition>,
    /// How that stands.
    pub handled: Handled,
}

/// How the decision about a mention of the script stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handled {
    /// Nobody has decided, or it has not come.
    Open,
    /// As expected, and in time.
    Right,
    /// As expected, and late.
    Late,
    /// Otherwise.
    Otherwise,
}

impl ScriptNow {
    /// When a moment of the script is to come.
    pub fn due(&self, row: &CueRow) -> Stamp {
        self.start.plus(row.at)
    }

    /// When it came: as the room tells it, or with its hour.
    pub fn came(&self, row: &CueRow, now: Stamp) -> Option<Stamp> {
        match row.cue() {
            Some(_) => row.came,
            None => Some(self.due(row)).filter(|due| *due <= now),
        }
    }

    /// What comes next: the first that has not come; the last row when all has.
    pub fn next(&self, now: Stamp) -> usize {
        let to_come = |row: &CueRow| !matches!(row.what, CueKind::Phase(_)) && self.came(row, now).is_none();
        self.rows.iter().position(to_come).unwrap_or(self.rows.len().saturating_sub(1))
    }

    /// Whether everything has come.
    pub fn is_over(&self, now: Stamp) -> bool {
        self.rows.iter().all(|row| self.came(row, now).is_some())
    }

    /// The next moment at which something that is shown changes by itself: what is to come, and what is to be decided.
    pub fn changes(&self, now: Stamp) -> Option<Stamp> {
        let open = |row: &CueRow| match &row.what {
            CueKind::Post(post) if row.came.is_some() && post.handled == Handled::Open => post.by,
            _ => None,
        };
        let moments = self.rows.iter().flat_map(|row| [Some(self.due(row)), open(row)]).flatten();
        moments.filter(|at| *at > now).min()
    }
}

impl CueRow {
    /// What can be brought by hand of it.
    pub fn cue(&self) -> Option<Cue> {
        match &self.what {
            CueKind::Post(post) => Some(Cue::Post(post.id.clone())),
            CueKind::Twist { told: Some((n, _)), .. } => Some(Cue::Word(*n)),
            _ => None,
        }
    }

    /// Whether it came before its time, by hand.
    pub fn is_early(&self, start: Stamp) -> bool {
        self.came.is_some_and(|came| came < start.plus(self.at))
    }
}
