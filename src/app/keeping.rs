//! Words typed into a form that was left without being sent: they are kept by what the form is for, and stand there when it
//! is opened again. Owns which words those are; where they are kept is the shell's.

use super::App;
use super::editor::{Editor, Line};
use super::effect::Effect;
use super::form::{Form, Hidden, Input, Purpose};
use super::layers::Layer;
use crate::domain::ids::MentionId;
use crate::domain::private::{Audience, Private};
use crate::domain::report::changed_since;
use crate::domain::response::MAX_CONTENT;
use crate::domain::room::{Arg, Refusal};
use crate::domain::text::{Clean, fingerprint};
use crate::domain::trace::{IN_A_TEXT, Trace, dotted, taken_out, without_dots};
use crate::report::Made;
use crate::words::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Most forms whose words are kept; the oldest go first.
const MOST: usize = 30;
/// Longest name of a form, in bytes; a longer one goes by its hash.
const MAX_NAME: usize = 200;

/// What was typed into one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Left {
    form: String,
    /// The last report of its kind when words for one were typed: another may come between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<u32>,
    /// The sections of the report that those words began from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    made: Made,
    /// By the names of its fields.
    fields: Vec<(String, String)>,
    /// What stood in the others of an open form before anybody typed: kept for an erasure to find it, and never offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stood: Vec<(String, String)>,
    /// What was chosen beside them, as a [`pick`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    picked: Vec<(String, u64)>,
}

/// A form that is open, before a message.
#[derive(Debug, PartialEq)]
pub(super) struct Typed(Left, bool);

/// Forms that lead to a room and are no part of one: their words are kept for as long as the program runs.
const OUTSIDE: [&str; 2] = ["CreateRoom", "ImportFile"];

impl Left {
    fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.stood.is_empty()
    }

    fn outside(&self) -> bool {
        OUTSIDE.contains(&self.form.as_str())
    }
}

/// What tells a form from others; nothing for one that asks how to look at things.
fn name(purpose: &Purpose) -> Option<String> {
    use Purpose::*;
    if let WhoAmI | StartDrill | DrillSpeed | Search | Filter | TimelineFilter | PastTime | Quit = purpose {
        return None;
    }
    if let IssueReport(issue) = purpose {
        return Some(format!(
            "IssueReport({:?}, {:?}, {:?}, {:?})",
            issue.incident, issue.kind, issue.lang, issue.twin_of
        ));
    }
    let name = match purpose {
        MergeIncident(id, _) => format!("MergeIncident({id:?})"),
        purpose => format!("{purpose:?}"),
    };
    Some(if name.len() > MAX_NAME {
        let mut hash = DefaultHasher::new();
        name.hash(&mut hash);
        format!("{:x}", hash.finish())
    } else {
        name
    })
}

/// For a form that issues the next report of its kind: the last one, and the sections that its words began from.
fn issues(purpose: &Purpose) -> (Option<u32>, Made) {
    match purpose {
        Purpose::IssueReport(issue) if issue.twin_of.is_none() => (Some(issue.last), issue.made.clone()),
        _ => (None, Made::new()),
    }
}

/// The fields whose words may be kept: nothing secret, and no word that says yes. What a shared screen hides is kept too, for
/// an erasure is to find it.
fn fields(form: &Form) -> impl Iterator<Item = (&'static str, &str)> {
    let open = form.fields.iter().filter(|f| f.hidden != Hidden::Always && !matches!(f.name, "word" | "secret"));
    open.filter_map(|f| match &f.input {
        Input::Line(line) => Some((f.name, line.text())),
        Input::Area(editor) => Some((f.name, editor.text())),
        _ => None,
    })
}

/// What stands for a choice: lists change, and a label may name somebody, so that neither place nor words are kept.
fn pick(label: &str) -> u64 {
    fingerprint(label.bytes())
}

/// What is chosen in the fields that are no words.
fn picked(form: &Form) -> impl Iterator<Item = (&'static str, u64)> {
    form.fields.iter().filter_map(|f| match &f.input {
        Input::Choice(labels, at) => Some((f.name, pick(labels.get(*at)?))),
        Input::Toggle(on) => Some((f.name, u64::from(*on))),
        _ => None,
    })
}

/// Chooses what was chosen before, where that is still there to choose.
fn choose(input: &mut Input, before: u64) {
    match input {
        Input::Choice(labels, at) => *at = labels.iter().position(|label| pick(label) == before).unwrap_or(*at),
        Input::Toggle(on) => *on = before != 0,
        _ => {}
    }
}

/// The forms that are open, with what was typed into each.
pub(super) fn typed(app: &App) -> Vec<Typed> {
    let forms = app.layers.iter().filter_map(|layer| match layer {
        Layer::Form(form) => Some((name(&form.purpose)?, form)),
        _ => None,
    });
    let left = |name, form: &Form| {
        let began = |name: &str| form.began.iter().find(|(n, _)| *n == name).map_or("", |(_, text)| text.as_str());
        let all = fields(form).map(|(name, text)| (name.to_owned(), text.to_owned()));
        let (mut stood, fields): (Vec<_>, Vec<_>) = all.partition(|(name, text)| text.trim() == began(name).trim());
        stood.retain(|(_, text)| !text.trim().is_empty());
        let chosen = picked(form).map(|(name, pick)| (name.to_owned(), pick));
        let picked = if fields.is_empty() { Vec::new() } else { chosen.collect() };
        let (last, made) = issues(&form.purpose);
        Left { form: name, last, made, fields, stood, picked }
    };
    forms.map(|(name, form)| Typed(left(name, form), form.waiting.is_some())).collect()
}

/// Whether words stand in a form that are kept when the person leaves.
pub(super) fn any(app: &App) -> bool {
    typed(app).iter().any(|Typed(left, _)| !left.fields.is_empty() && !left.outside())
}

/// A form is opened: it begins with what was typed into it before.
pub(super) fn offer(app: &App, form: &mut Form) {
    form.began = fields(form).map(|(name, text)| (name, text.to_owned())).collect();
    let Some(name) = name(&form.purpose) else { return };
    let Some(left) = app.pending.left.iter().find(|left| left.form == name) else { return };
    let mut offered = false;
    for (name, before) in &left.picked {
        form.fields.iter_mut().filter(|f| f.name == name).for_each(|f| choose(&mut f.input, *before));
    }
    for n in 0..form.fields.len() {
        let field = &mut form.fields[n];
        let Some((_, text)) = left.fields.iter().find(|(name, _)| name == field.name) else { continue };
        offered = true;
        match &mut field.input {
            Input::Line(line) => *line = Line::new(text),
            Input::Area(editor) => **editor = Editor::new(text),
            _ => {}
        }
        form.agree(n);
    }
    if offered {
        form.intro.push(app.words.t("form-words-back"));
        if let Purpose::IssueReport(issue) = &mut form.purpose
            && left.fields.iter().any(|(name, _)| name == "text")
            && !left.made.is_empty()
        {
            issue.made.clone_from(&left.made);
        }
        if let Some(said) = between(app, left.last, issues(&form.purpose).0) {
            form.intro.push(said);
            // the room's own words of it, to be written in their place
            let made = form.began.iter().find(|(name, _)| *name == "text").and_then(|(_, text)| changed_since(text));
            form.intro.extend(made.map(str::to_owned));
        }
    }
}

/// Another report was issued since the words were typed: which, by whom, and what they may no longer say.
pub(super) fn between(app: &App, was: Option<u32>, is: Option<u32>) -> Option<String> {
    let is = was.zip(is).filter(|(was, is)| was < is)?.1;
    let view =
        app.layers.iter().rev().find_map(|layer| if let Layer::Report(view) = layer { Some(view) } else { None });
    let number = ("number", Arg::from(is.to_string()));
    Some(match view.and_then(|view| view.issued.iter().find(|report| report.reported.number == is)) {
        None => app.words.f("form-report-between", &[number]),
        Some(other) => {
            let args = [number, ("by", Arg::from(&other.by)), ("time", app.local(other.at).into())];
            app.words.f("form-report-between-by", &args)
        }
    })
}

/// What a form explains is known better by now; that words came back into it is still to be read.
pub(super) fn explain(form: &mut Form, words: &Words, intro: impl IntoIterator<Item = String>) {
    let back = words.t("form-words-back");
    let offered = form.intro.contains(&back);
    form.intro = intro.into_iter().chain(offered.then_some(back)).collect();
}

/// After a message: of a form that is gone the words are kept, unless it was sent; and so is what stands in one that is
/// open, since an erasure finds what it is to take out of it in what is kept.
pub(super) fn follow(app: &mut App, out: &mut Vec<Effect>, before: Vec<Typed>) {
    let sent = std::mem::take(&mut app.pending.sent);
    let open = typed(app);
    let (stayed, gone): (Vec<_>, Vec<_>) =
        before.into_iter().partition(|Typed(was, _)| open.iter().any(|Typed(is, _)| is.form == was.form));
    leave_behind(app, out, gone, sent);
    let news = |is: &Left| {
        let was = stayed.iter().find(|Typed(was, _)| was.form == is.form);
        was.map_or(!is.stood.is_empty(), |Typed(was, _)| was != is)
    };
    if open.iter().any(|Typed(is, _)| news(is)) && !app.pending.words {
        keep(app, out, open);
    }
}

/// The writer has what was typed, or could not keep it: what was typed since follows.
pub(super) fn kept(app: &mut App, out: &mut Vec<Effect>) {
    app.pending.words = false;
    let open = typed(app);
    keep(app, out, open);
}

fn leave_behind(app: &mut App, out: &mut Vec<Effect>, mut gone: Vec<Typed>, sent: bool) {
    if gone.is_empty() {
        return;
    }
    for Typed(left, waiting) in &mut gone {
        left.stood.clear();
        if sent || *waiting {
            let begun = Left { fields: std::mem::take(&mut left.fields), ..left.clone() };
            if begun.outside() {
                app.pending.begun = Some(begun);
            }
        } else if !left.fields.is_empty() {
            app.notices.hint(app.words.t("form-words-kept"));
        }
    }
    keep(app, out, gone);
}

/// The person leaves: what was typed into the forms that are open is kept.
pub(super) fn leave(app: &mut App, out: &mut Vec<Effect>) {
    let mut open = typed(app);
    open.iter_mut().for_each(|Typed(left, _)| left.stood.clear());
    keep(app, out, open);
}

fn keep(app: &mut App, out: &mut Vec<Effect>, typed: Vec<Typed>) {
    let before = app.pending.left.clone();
    for Typed(left, _) in typed {
        app.pending.left.retain(|other| other.form != left.form);
        if !left.is_empty() {
            app.pending.left.push(left);
        }
    }
    let surplus = app.pending.left.len().saturating_sub(MOST);
    app.pending.left.drain(..surplus);
    let mut text = written(&app.pending.left);
    if text.len() > MAX_CONTENT {
        // what somebody typed comes first
        app.pending.left.iter_mut().for_each(|left| left.stood.clear());
        text = written(&app.pending.left);
    }
    while text.len() > MAX_CONTENT {
        app.pending.left.remove(0);
        text = written(&app.pending.left);
    }
    let left = &app.pending.left;
    let changed = left.iter().filter(|l| !before.contains(l)).chain(before.iter().filter(|l| !left.contains(l)));
    let changed: BTreeSet<String> = changed.filter(|l| !l.outside()).map(|left| left.form.clone()).collect();
    if !changed.is_empty() && app.room.is_some() && !app.readonly() {
        let (before, changed) = (written(&before), changed.into_iter().collect());
        app.pending.words = true;
        out.push(Effect::KeepWords { text, before, changed });
    }
}

fn written(left: &[Left]) -> String {
    let of_the_room: Vec<&Left> = left.iter().filter(|left| !left.outside()).collect();
    if of_the_room.is_empty() { String::new() } else { serde_json::to_string(&of_the_room).unwrap_or_default() }
}

/// What was kept when the room was left, but for what was erased of it.
pub(super) fn found(app: &mut App, text: &str) {
    app.pending.left.retain(Left::outside);
    let mut kept = read(text);
    for left in &mut kept {
        left.stood.clear();
        left.fields.retain_mut(|(_, text)| without_dots(text).map(|rest| *text = rest).is_some());
    }
    app.pending.left.extend(kept.into_iter().filter(|left| !left.fields.is_empty()));
}

fn read(text: &str) -> Vec<Left> {
    serde_json::from_str(text).unwrap_or_default()
}

/// Whether words of forms are kept, of which some may be erased elsewhere.
pub(super) fn holds(app: &App) -> bool {
    app.pending.left.iter().any(|left| !left.outside())
}

/// What is kept of forms was read again: words that were erased meanwhile go out of what was left in them, and out of those
/// that are open.
pub(super) fn stand(app: &mut App, text: &str) {
    let mut told = false;
    for kept in read(text) {
        let Some(left) = app.pending.left.iter_mut().find(|left| left.form == kept.form) else { continue };
        let mut stays = |(field, words): &mut (String, String)| {
            let all = kept.fields.iter().chain(&kept.stood);
            let now = all.into_iter().find(|(other, _)| other == field).map_or("", |(_, text)| text);
            let gone: Vec<String> = taken_out(words, now).into_iter().map(str::to_owned).collect();
            if gone.is_empty() {
                return true;
            }
            told = true;
            app.layers.iter_mut().for_each(|layer| clear(layer, &kept.form, field, &gone));
            *words = rest(words, &gone);
            !words.is_empty()
        };
        left.fields.retain_mut(&mut stays);
        left.stood.retain_mut(&mut stays);
    }
    app.pending.left.retain(|left| !left.is_empty());
    if told {
        app.notices.refuse(&app.words, Refusal::new("erased-taken-out"));
        app.dirty = true;
    }
}

/// Another room is open: nothing goes with the person but what they typed outside of any.
pub(super) fn carry(app: &mut App, before: Vec<Left>) {
    app.pending.left = before.into_iter().filter(Left::outside).collect();
}

/// What a form began did not come about: its words are there again.
pub(super) fn came_back(app: &mut App) {
    if let Some(left) = app.pending.begun.take() {
        app.pending.left.retain(|other| other.form != left.form);
        app.pending.left.push(left);
    }
}

/// Takes lines that were erased out of the field of a form that is open, and out of what it explains.
fn clear(layer: &mut Layer, form: &str, field: &str, gone: &[String]) {
    let Layer::Form(open) = layer else { return };
    if name(&open.purpose).as_deref() != Some(form) {
        return;
    }
    open.intro.iter_mut().for_each(|line| *line = dotted(line, gone));
    let began = open.began.iter_mut().filter(|(name, _)| *name == field);
    began.for_each(|(_, text)| *text = rest(text, gone));
    for one in open.fields.iter_mut().filter(|one| one.name == field) {
        match &mut one.input {
            Input::Line(line) => *line = Line::new(&rest(line.text(), gone)),
            Input::Area(editor) => **editor = Editor::new(&rest(editor.text(), gone)),
            _ => {}
        }
    }
}

fn rest(text: &str, gone: &[String]) -> String {
    without_dots(&dotted(text, gone)).unwrap_or_default()
}

/// Words of a mention were erased: what was left in forms does not bring them back.
pub(super) fn erased(app: &mut App, mention: MentionId) {
    let Some(row) = super::panes::feed::row(app, mention) else { return };
    let said = |part: &Private<Clean>| part.show(Audience::Operator).into_owned();
    let trace = Trace::new(&said(&row.author), &said(&row.handle), &said(&row.text));
    let tells = |text: &str| trace.names_in(text) || trace.in_text(text, IN_A_TEXT);
    for left in &mut app.pending.left {
        left.fields.retain(|(_, text)| !tells(text));
        left.stood.retain(|(_, text)| !tells(text));
    }
    app.pending.left.retain(|left| !left.is_empty());
}
