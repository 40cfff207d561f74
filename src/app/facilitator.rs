//! The facilitator's view of a drill: the script with what became of it, and what is brought by hand before its time. It is
//! for whoever runs the drill, so that it asks once before it shows what is to come, and never does on a shared screen.

use super::actions::Action;
use super::effect::Effect;
use super::form::{Form, Purpose};
use super::layers::Layer;
use super::{App, acting};
use crate::domain::private::Audience;
use crate::domain::room::{Arg, Refusal};
use crate::domain::time::{SECOND, Stamp};
use crate::rows::{Cue, CueKind, CueRow, PostCue, ScriptNow};

/// The script, with the moment that keys act on.
#[derive(Debug, Clone, Default)]
pub struct FacilitatorView {
    /// As it was read last, or why it cannot be; `None` before the first answer.
    pub script: Option<Result<Box<ScriptNow>, String>>,
    /// Which of its moments; what comes next while none is chosen.
    pub selected: Option<usize>,
    /// How its reading stands.
    pub(crate) reading: Reading,
}

/// How the reading of the script stands: one is under way at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Reading {
    /// Nothing is under way.
    #[default]
    Idle,
    /// It is being read.
    Asked,
    /// It is being read, and the room has changed since.
    Again,
}

impl FacilitatorView {
    /// The script as it was read, before anybody moved in it.
    pub fn of(script: Result<ScriptNow, String>) -> FacilitatorView {
        FacilitatorView { script: Some(script.map(Box::new)), ..FacilitatorView::default() }
    }

    /// The script as it was read.
    pub fn now(&self) -> Option<&ScriptNow> {
        self.script.as_ref()?.as_deref().ok()
    }

    /// Where the keys are: at what comes next, unless somebody went elsewhere.
    pub fn at(&self, now: Stamp) -> usize {
        let Some(script) = self.now() else { return 0 };
        self.selected.unwrap_or_else(|| script.next(now)).min(script.rows.len().saturating_sub(1))
    }

    /// The moment that keys act on.
    pub fn chosen(&self, now: Stamp) -> Option<&CueRow> {
        self.now().and_then(|script| script.rows.get(self.at(now)))
    }
}

/// What is asked of whoever runs a drill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DrillPurpose {
    /// Whether the script is to be shown.
    ShowScript,
    /// Whether this is to come now.
    Bring(Cue),
}

/// Shows the script where that may be, once the person has said that they run the drill.
pub(super) fn show(app: &mut App, out: &mut Vec<Effect>) {
    if !app.drill() {
        return app.notices.refuse(&app.words, Refusal::new("facilitator-not-drill"));
    }
    if app.audience == Audience::Shared {
        return app.notices.refuse(&app.words, Refusal::new("facilitator-shared"));
    }
    if matches!(app.layers.last(), Some(Layer::Facilitator(_))) {
        return;
    }
    if app.pending.facilitates {
        return agreed(app, out);
    }
    let w = &app.words;
    let form = Form::new(Purpose::Drill(DrillPurpose::ShowScript), w.t("facilitator-ask"))
        .intro([w.t("facilitator-ask-what"), w.t("facilitator-ask-who")]);
    acting::open(app, |_| form);
}

/// The person runs the drill.
pub(super) fn agreed(app: &mut App, out: &mut Vec<Effect>) {
    app.pending.facilitates = true;
    app.layers.push(Layer::Facilitator(Box::default()));
    read(app, out);
}

/// Somebody else looks at the screen from here on: what is to come goes, with what lies on it.
pub(super) fn leave(app: &mut App) {
    if let Some(at) = app.layers.iter().position(|l| matches!(l, Layer::Facilitator(_))) {
        app.layers.truncate(at);
    }
}

fn view(app: &mut App) -> Option<&mut FacilitatorView> {
    app.layers.iter_mut().find_map(|l| if let Layer::Facilitator(view) = l { Some(view.as_mut()) } else { None })
}

/// Asks for the script where it is shown, or once more after the answer that is on its way.
pub(super) fn read(app: &mut App, out: &mut Vec<Effect>) {
    let lang = app.lang();
    let Some(view) = view(app) else { return };
    if view.reading == Reading::Idle {
        view.reading = Reading::Asked;
        out.push(Effect::ReadScript(lang));
    } else {
        view.reading = Reading::Again;
    }
}

/// The script was read in the room of this file.
pub(super) fn take(app: &mut App, out: &mut Vec<Effect>, room: &str, script: Result<Box<ScriptNow>, String>) {
    if app.room.as_ref().is_none_or(|open| open.path != room) {
        return;
    }
    let Some(view) = view(app) else { return };
    let again = std::mem::take(&mut view.reading) == Reading::Again;
    let changed = view.script.as_ref() != Some(&script);
    view.script = Some(script);
    app.dirty |= changed;
    if again {
        read(app, out);
    }
}

/// A movement in the script. Whoever comes back to what is next follows it again.
pub(super) fn moving(app: &mut App, step: impl Fn(usize, usize) -> usize) {
    let now = app.now.room;
    let Some(view) = view(app) else { return };
    let Some(script) = view.now() else { return };
    let (to, next) = (step(view.at(now), script.rows.len()), script.next(now));
    view.selected = (to != next).then_some(to);
}

pub(super) fn act(app: &mut App, action: Action) {
    let now = app.now.room;
    let Some(Layer::Facilitator(view)) = app.layers.last() else { return };
    let (Action::BringNow, Some(script), Some(row)) = (action, view.now(), view.chosen(now)) else { return };
    match (script.came(row, now), row.cue()) {
        (Some(_), _) => app.notices.hint(app.words.t("facilitator-came-already")),
        (None, None) => app.notices.hint(app.words.t("facilitator-by-itself")),
        (None, Some(cue)) => {
            let form = ask(app, script, row, cue);
            acting::open(app, |_| form);
        }
    }
}

/// What a key brings of the selected moment: nothing where that came, or comes by itself.
pub(super) fn to_bring(app: &App) -> Option<Cue> {
    let Some(Layer::Facilitator(view)) = app.layers.last() else { return None };
    let row = view.chosen(app.now.room).filter(|row| row.came.is_none())?;
    row.cue()
}

/// Asks whether it is to come now, with all of its words.
fn ask(app: &App, script: &ScriptNow, row: &CueRow, cue: Cue) -> Form {
    let w = &app.words;
    let args = [("t", Arg::from(offset(row.at))), ("time", app.local(script.due(row)).into())];
    let mut form = Form::new(Purpose::Drill(DrillPurpose::Bring(cue)), w.t("facilitator-bring"))
        .intro([w.f("facilitator-due", &args)]);
    match &row.what {
        CueKind::Post(post) => {
            form = form.quote([who(app, post), row.text.show(app.audience).into_owned()]);
            if waits_for(script, post).is_some() {
                form = form.intro([w.t("facilitator-before-its-post")]);
            }
            form.intro([w.t("facilitator-once")])
        }
        CueKind::Twist { told: Some((_, told)), .. } => {
            form.quote([told.as_str().to_owned()]).intro([w.t("facilitator-once-told")])
        }
        _ => form,
    }
}

/// `x · Marta R. (@marta)`.
pub fn who(app: &App, post: &PostCue) -> String {
    let [author, handle] = [&post.author, &post.handle].map(|who| who.show_with(app.audience, &app.ours).into_owned());
    format!("{} · {author} (@{handle})", post.platform.as_str())
}

/// What a mention answers or quotes, while that has not come.
pub fn waits_for<'a>(script: &'a ScriptNow, post: &PostCue) -> Option<&'a PostCue> {
    let about = post.about.as_ref()?;
    script.rows.iter().find_map(|row| match &row.what {
        CueKind::Post(other) if other.id == *about && row.came.is_none() => Some(other.as_ref()),
        _ => None,
    })
}

/// What came of bringing something.
pub(super) fn brought(app: &mut App, came: Result<bool, String>) {
    match came {
        Ok(true) => app.notices.done(app.words.t("facilitator-brought")),
        Ok(false) => app.notices.hint(app.words.t("facilitator-came-already")),
        Err(why) => app.notices.refuse(&app.words, Refusal::new("failed").with("why", why.as_str())),
    }
    app.dirty = true;
}

/// The next moment at which the script changes by itself, while it is shown.
pub(super) fn changes(app: &App) -> Option<Stamp> {
    app.layers.iter().find_map(|layer| match layer {
        Layer::Facilitator(view) => view.now().and_then(|script| script.changes(app.now.room)),
        _ => None,
    })
}

/// `T+02:30`, from the start of the drill.
pub fn offset(ms: i64) -> String {
    let seconds = ms.max(0) / SECOND;
    format!("T+{:02}:{:02}", seconds / 60, seconds % 60)
}
