//! Keywords and expressions tried on what the room has while they are typed, so that a query is calibrated before it
//! counts. Owns what is tried for which form, and which answer still belongs to it; must not know how anything is matched.

use super::App;
use super::effect::{Effect, What};
use super::form::{Form, Input, Purpose};
use super::layers::Layer;
use super::sources::SourceKind;
use crate::domain::keywords::{self, Misread};
use crate::rows::Tried;

/// Days that are counted, up to the newest mention's.
pub const DAYS: u32 = 7;

/// How a trial stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Trial {
    /// It is not understood.
    Misread(Misread),
    /// The room is being read.
    Counting,
    /// What matches.
    Counted(Tried),
    /// The room could not be read, in a sentence.
    Failed(String),
}

/// What is typed in the form on top is tried, unless it has been.
pub(super) fn begin(app: &mut App, out: &mut Vec<Effect>) {
    let Some(Layer::Form(form)) = app.layers.last() else { return };
    let (what, trial) = match wanted(app, form) {
        Ok(Some(what)) => (Some(what), Some(Trial::Counting)),
        Ok(None) => (None, None),
        Err(misread) => (None, Some(Trial::Misread(misread))),
    };
    let Some(Layer::Form(form)) = app.layers.last_mut() else { return };
    if what.is_some() && form.tried == what {
        return;
    }
    out.extend(what.clone().map(Effect::Try));
    (form.tried, form.trial, form.insists) = (what, trial, false);
}

/// What a form wants tried; nothing where nothing is typed that could be.
fn wanted(app: &App, form: &Form) -> Result<Option<What>, Misread> {
    let ours = || app.room.iter().flat_map(|r| &r.settings.keywords).map(|k| k.as_str().to_owned()).collect();
    let words = match (&form.purpose, form.input("match").map(|_| form.text("match"))) {
        (Purpose::Keywords, _) => keywords::read(form.text("keywords"))?,
        (Purpose::AddSource(SourceKind::Webhook), Some("")) => return Ok(None),
        (Purpose::AddSource(_) | Purpose::AddMastodon(_), Some("")) => ours(),
        (Purpose::AddSource(_) | Purpose::AddMastodon(_), Some(expression)) => {
            return Ok(Some(What::Expression(expression.to_owned())));
        }
        _ => return Ok(None),
    };
    Ok(Some(What::Keywords(words)).filter(|what| *what != What::Keywords(Vec::new())))
}

/// What came of a trial, for the form that still wants to know.
pub(super) fn told(app: &mut App, what: &What, trial: Trial) {
    let waits = |form: &&mut Box<Form>| form.tried.as_ref() == Some(what);
    let mut forms = app.layers.iter_mut().filter_map(|l| if let Layer::Form(form) = l { Some(form) } else { None });
    if let Some(form) = forms.find(waits) {
        // what was said of the count that was on its way is over
        if form.insists && form.waiting.is_none() {
            (form.insists, form.error) = (false, None);
        }
        form.trial = Some(trial);
        app.dirty = true;
    }
}

/// Puts the cursor of a field where it goes wrong.
pub(super) fn point(form: &mut Form, field: &str, misread: &Misread) {
    form.go_to(field);
    // what a form says that was typed begins behind the blanks before it
    let behind = |text: &str| text.chars().take_while(|c| c.is_whitespace()).count() + misread.column.saturating_sub(1);
    match form.current() {
        Some(Input::Line(line)) => line.go_behind(behind(line.text())),
        Some(Input::Area(editor)) => editor.go_behind(behind(editor.text())),
        _ => {}
    }
}
