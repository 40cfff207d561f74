//! A shared screen: masks on or off, one thing shown as it is for a moment, the blank screen, presenter mode, and what
//! abuse a person has read. Owns what each of them does; what is masked and how is the veil's, `crate::rows::veil`.
//!
//! How much abuse somebody has read is kept in this process and nowhere else: it is nobody's business but theirs, a file
//! would outlive the shift that it counts, and a room is read by everybody.

use super::actions::Action;
use super::deciding::decide;
use super::effect::Effect;
use super::form::{Form, Purpose};
use super::layers::{Layer, Present};
use super::pending::After;
use super::{App, Pane, facilitator, reminding};
use crate::domain::command::Command;
use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::mention::ROTATE_AFTER;
use crate::domain::private::{Audience, Private};
use crate::domain::reveal::Subject;
use crate::domain::room::{Arg, Refusal};
use crate::domain::text::Clean;
use crate::domain::time::{SECOND, Stamp};
use std::collections::BTreeSet;

/// How long a thing is shown as it is.
pub const GLIMPSE: i64 = 8 * SECOND;
/// Most abusive items that are told apart; beyond that the count stands.
const MAX_READ: usize = 10_000;

/// What a shared screen has of its own.
#[derive(Debug, Clone)]
pub struct Sharing {
    /// What is shown as it is, and until when by the wall clock.
    pub glimpse: Option<(Subject, Stamp)>,
    /// Nothing is shown at all.
    pub blank: bool,
    /// A room opens in presenter mode.
    pub present: bool,
    /// The masks stay on: the program was started shared and read only at once. No look behind them can be kept there, so
    /// there is none; whoever started it so can start it otherwise, and whoever came in by a forced command cannot.
    pub bound: bool,
    /// Abusive mentions that this person has opened.
    pub(crate) read: BTreeSet<MentionId>,
    /// After how many of them somebody else should take over; never when 0.
    pub rotate_after: u32,
}

impl Default for Sharing {
    fn default() -> Self {
        Sharing {
            glimpse: None,
            blank: false,
            present: false,
            bound: false,
            read: BTreeSet::new(),
            rotate_after: ROTATE_AFTER,
        }
    }
}

impl App {
    /// What is shown as it is, of all that is masked.
    pub fn lifted(&self) -> Option<Subject> {
        self.sharing.glimpse.map(|(subject, _)| subject)
    }

    /// Who looks at this one thing.
    pub fn audience_of(&self, subject: Subject) -> Audience {
        if self.lifted() == Some(subject) { Audience::Operator } else { self.audience }
    }

    /// The words of a response that is not out are nobody else's.
    pub fn hides_draft(&self, response: ResponseId) -> bool {
        self.audience_of(Subject::Response(response)) == Audience::Shared
    }

    /// Somebody presents: the screen stands still.
    pub fn presents(&self) -> bool {
        matches!(self.layers.last(), Some(Layer::Present(_)))
    }

    /// What the keys are about, as far as there is something of it to hide.
    pub fn subject(&self) -> Option<Subject> {
        match self.layers.last() {
            Some(Layer::Mention(view)) => Some(Subject::Mention(view.id)),
            Some(Layer::Response(view)) => Some(Subject::Response(view.id)),
            Some(Layer::Compose(composer)) => Some(Subject::Response(composer.response)),
            Some(Layer::Event(event)) => Some(Subject::Entry(event.seq)),
            Some(Layer::Events(view)) => view.chosen().map(|row| Subject::Entry(row.seq)),
            Some(Layer::Facts(view)) => view.response.map(Subject::Response).or(view.selected.map(Subject::Fact)),
            Some(Layer::People(view)) => view.selected.map(Subject::Affected),
            Some(Layer::Form(form)) => asked_about(form),
            Some(
                Layer::Start(_)
                | Layer::Help(_)
                | Layer::Palette(_)
                | Layer::Incidents(..)
                | Layer::Signals(..)
                | Layer::Themes(..)
                | Layer::Sources(_)
                | Layer::Line(_)
                | Layer::Present(_)
                | Layer::Prevention(_)
                | Layer::Incident(_)
                | Layer::Roles(_)
                | Layer::Handover(_)
                | Layer::Reminders(_)
                | Layer::Report(_)
                | Layer::Review(_)
                | Layer::Facilitator(_),
            ) => None,
            None => match self.focus {
                Pane::Mentions => self.mentions.selected.map(Subject::Mention),
                Pane::Responses => self.responses.selected.map(Subject::Response),
                Pane::Checklist => self.tasks.selected.map(Subject::Task),
                Pane::Timeline => self.timeline.selected.map(Subject::Entry),
            },
        }
    }

    /// The window's title: nothing while the screen is blank.
    pub(super) fn title(&self) -> String {
        let Some(room) = self.room.as_ref().filter(|_| !self.sharing.blank) else { return String::new() };
        let name = self.shown(&room.settings.name);
        let name = if self.drill() { format!("DRILL / SIMULACRO · {name}") } else { name };
        if self.past.is_some() { format!("{} · {name}", self.words.t("past-title")) } else { name }
    }
}

/// The one thing that a form is about.
pub(super) fn asked_about(form: &Form) -> Option<Subject> {
    if let Some(response) = &form.about {
        return Some(Subject::Response(response.id));
    }
    match &form.purpose {
        Purpose::Dispose(ids)
        | Purpose::Snooze(ids)
        | Purpose::Settle(ids)
        | Purpose::Correct(ids)
        | Purpose::NewResponse(ids) => match ids[..] {
            [id] => Some(Subject::Mention(id)),
            _ => None,
        },
        Purpose::Erase(id) => Some(Subject::Mention(*id)),
        Purpose::TaskNote(id, _) | Purpose::MoveTask(id) => Some(Subject::Task(*id)),
        Purpose::Discard(id) | Purpose::Waive(id) => Some(Subject::Response(*id)),
        Purpose::SupersedeFact(id, _) | Purpose::ChangeFact(id, _) => Some(Subject::Fact(*id)),
        Purpose::ChangeCare(id) => Some(Subject::Affected(*id)),
        Purpose::CorrectEntry(seq) => Some(Subject::Entry(*seq)),
        _ => None,
    }
}

/// What share mode, the blank screen and presenter mode do. False for every other action.
pub(super) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) -> bool {
    match action {
        Action::Share if app.sharing.bound && app.audience == Audience::Shared => {
            app.notices.refuse(&app.words, Refusal::new("refuse-share-bound"));
        }
        Action::Share => {
            let on = app.audience == Audience::Operator;
            share(app, out, on);
            let said = app.words.t(if on { "share-on" } else { "share-off" });
            app.notices.done(said);
        }
        Action::Blank => blank(app, out, true),
        Action::Reveal => reveal(app, out),
        Action::Present => present(app, out),
        Action::NextPage | Action::PreviousPage if app.presents() => {
            if let Some(Layer::Present(view)) = app.layers.last_mut() {
                view.turn(action == Action::NextPage);
            }
        }
        _ => return false,
    }
    true
}

fn share(app: &mut App, out: &mut Vec<Effect>, on: bool) {
    app.audience = if on { Audience::Shared } else { Audience::Operator };
    app.sharing.glimpse = None;
    if on {
        facilitator::leave(app);
    }
    reminding::again(app);
    out.push(Effect::Title(app.title()));
}

/// Shows nothing, or all of it again. What was open and typed stays as it is.
pub(super) fn blank(app: &mut App, out: &mut Vec<Effect>, on: bool) {
    app.sharing.blank = on;
    app.sharing.glimpse = None;
    app.dirty = true;
    out.push(Effect::Title(app.title()));
}

/// Asks the room to keep that somebody looks; what is looked at shows once it is kept.
fn reveal(app: &mut App, out: &mut Vec<Effect>) {
    let hint = match app.subject() {
        _ if app.audience == Audience::Operator => "reveal-nothing-hidden",
        None => "reveal-nothing",
        Some(subject) => {
            decide(app, out, Command::Reveal { subject }, After::Say);
            return;
        }
    };
    let said = app.words.t(hint);
    app.notices.hint(said);
}

/// It is kept: it shows, unless the person has gone on to something else meanwhile.
pub(super) fn revealed(app: &mut App, subject: Subject) {
    if app.audience == Audience::Shared && app.subject() == Some(subject) && !app.sharing.blank {
        app.sharing.glimpse = Some((subject, app.now.real.plus(GLIMPSE)));
    }
}

/// A key ends it, whatever it does.
pub(super) fn look_away(app: &mut App) {
    app.dirty |= app.sharing.glimpse.take().is_some();
}

/// After every message: it ends with its time, and when the cursor stands on something else.
pub(super) fn follow(app: &mut App, out: &mut Vec<Effect>) {
    if let Some((subject, until)) = app.sharing.glimpse {
        if app.now.real >= until || app.subject() != Some(subject) {
            look_away(app);
        } else if app.pending.look_away != Some(until) {
            app.pending.look_away = Some(until);
            out.push(Effect::WakeAtReal(until));
        }
    }
}

/// Presenter mode on, on a shared screen, or off: then the masks stay until somebody takes them away.
pub(super) fn present(app: &mut App, out: &mut Vec<Effect>) {
    if let Some(at) = app.layers.iter().position(|l| matches!(l, Layer::Present(_))) {
        app.layers.remove(at);
        return;
    }
    let said = app.responses.window.rows.iter().filter(|r| r.state.out()).take(Present::SAID).cloned().collect();
    let of = app.incident().map(|incident| incident.id);
    app.layers.push(Layer::Present(Present { page: 0, said, of }));
    share(app, out, true);
}

/// A folded mention was opened; what is told of it is for this person alone.
pub(super) fn read_abuse(app: &mut App, id: MentionId) {
    if app.sharing.read.len() < MAX_READ && !app.sharing.read.insert(id) {
        return;
    }
    let n = app.sharing.read.len();
    let due = usize::try_from(app.sharing.rotate_after).unwrap_or(usize::MAX);
    let key = if due > 0 && n >= due { "abuse-rotate" } else { "abuse-read" };
    let said = app.words.f(key, &[("n", Arg::from(n))]);
    app.notices.hint(said);
}

/// What a mention says, as who looks at this screen may see it; abuse is folded until it is opened on its own.
pub fn words_of(app: &App, text: &Private<Clean>, abusive: bool) -> String {
    match abusive {
        true => app.words.t("text-abusive"),
        false => text.show_with(app.audience, &app.ours).into_owned(),
    }
}
