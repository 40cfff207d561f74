//! What is typed and pasted: into a form, a text or the line of the palette. Elsewhere it is nothing.

use super::actions::Action;
use super::effect::Effect;
use super::form::{self, Input, Purpose, Reaction};
use super::keymap::{Code, Key};
use super::layers::Layer;
use super::{App, acting, compose, forms, geometry, panes, trial};
use crate::domain::room::Refusal;

/// A key that is no action goes to whatever is being typed into.
pub(super) fn typed(app: &mut App, out: &mut Vec<Effect>, key: Key) {
    let reaction = match app.layers.last_mut() {
        Some(Layer::Form(form)) if form.waiting.is_none() => form.key(key),
        Some(Layer::Palette(palette)) => {
            palette.selected = 0;
            form::line_key(&mut palette.input, key)
        }
        Some(Layer::Compose(composer)) if composer.waiting.is_none() => form::editor_key(&mut composer.editor, key),
        _ => return,
    };
    reacted(app, out, reaction);
}

/// Text was pasted: outside an input it never acts as keys.
pub(super) fn paste(app: &mut App, out: &mut Vec<Effect>, text: &str) {
    if geometry::too_small(app) || app.sharing.blank {
        return;
    }
    let reaction = match app.layers.last_mut() {
        Some(Layer::Form(form)) if form.waiting.is_none() => forms::mentions::paste(form, text),
        Some(Layer::Palette(palette)) => match palette.input.paste(text.trim()) {
            true => Reaction::Changed,
            false => Reaction::Full,
        },
        Some(Layer::Compose(composer)) if composer.waiting.is_none() => match composer.editor.paste(text) {
            true => Reaction::Changed,
            false => Reaction::Full,
        },
        _ => {
            let hint = app.words.t("paste-nowhere");
            app.notices.hint(hint);
            Reaction::Nothing
        }
    };
    app.dirty = true;
    reacted(app, out, reaction);
}

fn reacted(app: &mut App, out: &mut Vec<Effect>, reaction: Reaction) {
    if reaction == Reaction::Nothing {
        return;
    }
    app.dirty = true;
    if reaction == Reaction::Full {
        app.notices.refuse(&app.words, Refusal::new("text-full"));
    }
    match app.layers.last_mut() {
        Some(Layer::Form(form)) => {
            form.error = None;
            if form.purpose == Purpose::Search {
                let words = form.text("search").to_owned();
                panes::feed::search(app, out, words);
            }
            trial::begin(app, out);
        }
        Some(Layer::Compose(_)) => compose::typed(app, out),
        _ => {}
    }
}

pub(super) fn in_form(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let Some(Layer::Form(form)) = app.layers.last_mut() else { return };
    match action {
        _ if form.waiting.is_some() => {}
        Action::NextField => form.go_on(),
        Action::PreviousField => {
            form.went_on = false;
            form.next_field(true);
        }
        Action::Accept if matches!(form.current(), Some(Input::Area(_))) => {
            let reaction = form.key(Key::plain(Code::Enter));
            reacted(app, out, reaction);
        }
        Action::Accept if !form.at_last() && !forms::responses::enough(form) => form.go_on(),
        _ => forms::send(app, out),
    }
}

pub(super) fn edit_text(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let mut cut = None;
    macro_rules! edit {
        ($text:expr) => {
            match action {
                Action::TextUndo => $text.undo(),
                Action::TextRedo => $text.redo(),
                Action::DeleteWord => $text.delete_word(),
                Action::DeleteToStart => $text.delete_to_start(),
                _ => {
                    cut = $text.selected().map(str::to_owned);
                    cut.is_some() && $text.delete()
                }
            }
        };
    }
    let changed = match app.layers.last_mut() {
        Some(Layer::Compose(c)) if c.waiting.is_none() => edit!(c.editor),
        Some(Layer::Palette(p)) => edit!(p.input),
        Some(Layer::Form(f)) if f.waiting.is_none() => match f.current() {
            Some(Input::Line(line)) => edit!(line),
            Some(Input::Area(editor)) => edit!(editor),
            _ => false,
        },
        _ => false,
    };
    if let Some(text) = cut {
        acting::copy(app, out, text);
    }
    reacted(app, out, if changed { Reaction::Changed } else { Reaction::Nothing });
}
