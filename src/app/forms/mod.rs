//! What each form asks, and what its answer becomes. Owns the checks that can be made before anything is sent; the rules
//! of the room are the domain's, whose refusal comes back into the form.

pub(super) mod actions;
pub(super) mod approved;
pub(super) mod belonging;
pub(super) mod clues;
pub(super) mod coordination;
pub(super) mod each;
pub(super) mod entries;
pub(super) mod facts;
pub(super) mod incidents;
pub(super) mod keywords;
pub(super) mod mentions;
pub(super) mod past;
pub(super) mod people;
pub(super) mod plan;
pub(super) mod readings;
pub(super) mod reports;
pub(super) mod responses;
pub(super) mod review;
pub(super) mod roles;
pub(crate) mod room;
pub(super) mod sources;
pub(super) mod tasks;

use super::deciding::decide;
use super::effect::{Effect, SourceChange};
use super::facilitator::{self, DrillPurpose};
use super::form::{Form, Purpose};
use super::layers::Layer;
use super::moment::{self, Toward};
use super::pending::After;
use super::sources::{SourceKind, There};
use super::{App, acting, panes, proofing, travel, trial};
use crate::domain::command::Command;
use crate::domain::keywords::Misread;
use crate::domain::response::Origin;
use crate::domain::time::Stamp;
use crate::report::Anew;
use crate::rows::{MentionFilter, TimelineFilter, Way};

/// What a form's answer becomes.
#[derive(Debug)]
pub(super) enum Answer {
    /// A command; the form stays until it is decided.
    Send(Command),
    /// A command with which a text leaves the room.
    Publish(Command),
    /// Effects; the form closes, and the start screen says what is going on.
    Begin(Effect, &'static str),
    /// The mentions are filtered.
    Mentions(MentionFilter),
    /// The timeline is filtered.
    Timeline(TimelineFilter),
    /// The past is looked at from there.
    Moment(Stamp),
    /// Nothing more: what it changed stands.
    Close,
    /// The next form asks for what that sort of source needs.
    Source(SourceKind),
    /// The next form asks for what that takes on a Mastodon server.
    There(There),
    /// What is listened to changes; the form stays until that is written.
    Listen(SourceChange),
    /// A field says what cannot be understood.
    Misread(&'static str, Misread),
    /// The person is told what to know before it is sent; sent once more, it goes.
    Warn(String),
    /// The room went on while a report was written: what it says now is shown first, and that another was issued.
    Anew(Anew, Option<String>),
    /// The text that is being written is handed in with this reason for what was found.
    Waive(String),
    /// These words of the plan are filled in next.
    Words(String),
    /// The plan's words, filled in, go into the text that is being written.
    Filled(String, Origin),
    /// Something is done, and the form closes.
    Do(Effect),
    /// The person runs the drill: its script is shown.
    Script,
    /// The person leaves.
    Leave,
}

/// What is wrong with an answer: in which field, and the key of the sentence that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault(pub &'static str, pub &'static str);

type Checked = Result<Answer, Fault>;

/// Sends the form on top; should that close it, its words are done with.
pub(super) fn send(app: &mut App, out: &mut Vec<Effect>) {
    app.pending.sent = true;
    send_off(app, out);
}

fn send_off(app: &mut App, out: &mut Vec<Effect>) {
    let Some(Layer::Form(form)) = app.layers.last() else { return };
    if form.waiting.is_some() {
        return;
    }
    match answer(app, form) {
        Err(Fault(field, key)) => {
            let label = form.fields.iter().find(|f| f.name == field).map(|f| f.label.clone()).unwrap_or_default();
            stays(app, app.words.f(key, &[("name", label.into())]), |form| form.go_to(field));
        }
        Ok(Answer::Send(command)) => {
            let after = match &command {
                Command::OpenResponse { .. } => After::Compose,
                Command::AddMention { .. } => After::Add,
                Command::Replied(_) => After::NextReply,
                _ => After::CloseForm,
            };
            if let Command::DeclareSelf { name, role } = &command {
                out.push(Effect::KeepProfile { name: name.clone(), role: role.clone(), lang: app.lang() });
            }
            wait(app, out, command, after);
        }
        Ok(Answer::Publish(command)) => wait(app, out, command, After::Publish),
        Ok(Answer::Begin(effect, busy)) => {
            app.layers.pop();
            room::busy(app, Some(busy));
            out.push(effect);
        }
        Ok(Answer::Mentions(filter)) => {
            app.layers.pop();
            app.query.filter = filter;
            panes::feed::again(app, out);
        }
        Ok(Answer::Timeline(filter)) => {
            app.layers.pop();
            app.timeline_filter = filter;
            panes::timeline::again(app, out);
        }
        Ok(Answer::Close) => drop(app.layers.pop()),
        Ok(Answer::Do(effect)) => {
            app.layers.pop();
            out.push(effect);
        }
        Ok(Answer::Source(kind)) => {
            next(app, out, |app| sources::add(app, kind));
            if kind == SourceKind::Webhook {
                out.push(Effect::MakeSecret);
            }
        }
        Ok(Answer::There(there)) => next(app, out, |app| sources::add_mastodon(app, there)),
        Ok(Answer::Listen(change)) => {
            let ticket = match change {
                SourceChange::Add(new) => super::sources::add(app, out, new),
                change => super::sources::change(app, out, change),
            };
            if let Some(Layer::Form(form)) = app.layers.last_mut() {
                (form.waiting, form.error) = (Some(ticket), None);
            }
        }
        Ok(Answer::Misread(field, misread)) => {
            stays(app, app.words.refusal(&misread.why), |form| trial::point(form, field, &misread));
        }
        Ok(Answer::Warn(what)) => stays(app, what, |form| form.insists = true),
        Ok(Answer::Anew(anew, between)) => reports::show_anew(app, anew, between),
        Ok(Answer::Leave) => acting::leave(app, out),
        Ok(of_what_lies_below) => beneath(app, out, of_what_lies_below),
    }
}

/// What a form on top tried counts for it no longer once something else stands in it.
pub(super) fn stale(app: &mut App) {
    let Some(Layer::Form(form)) = app.layers.last() else { return };
    let Some((of, Some(_))) = &form.sample else { return };
    let same = matches!(answer(app, form), Ok(Answer::Listen(SourceChange::Add(new))) if new == *of);
    if !same && let Some(Layer::Form(form)) = app.layers.last_mut() {
        form.sample = None;
    }
}

/// The form on top is not sent, and says why.
fn stays(app: &mut App, why: String, change: impl FnOnce(&mut Form)) {
    if let Some(Layer::Form(form)) = app.layers.last_mut() {
        change(form);
        form.error = Some(why);
    }
}

/// The next form takes the place of the one on top.
fn next(app: &mut App, out: &mut Vec<Effect>, form: impl FnOnce(&App) -> Form) {
    app.layers.pop();
    acting::open(app, form);
    trial::begin(app, out);
}

/// An answer for what stands under the form: the text that is being written, or the past.
fn beneath(app: &mut App, out: &mut Vec<Effect>, answer: Answer) {
    app.layers.pop();
    match answer {
        Answer::Moment(at) => travel::go(app, out, Way::At(at)),
        Answer::Waive(reason) => proofing::submit(app, out, &reason),
        Answer::Words(code) => {
            if let Some(form) = approved::fill(app, &code) {
                acting::open(app, |_| form);
            }
        }
        Answer::Filled(text, origin) => proofing::put(app, out, &text, origin),
        Answer::Script => facilitator::agreed(app, out),
        _ => {}
    }
}

fn wait(app: &mut App, out: &mut Vec<Effect>, command: Command, after: After) {
    let ticket = decide(app, out, command, after);
    if let Some(Layer::Form(form)) = app.layers.last_mut() {
        form.waiting = ticket;
        form.error = None;
    }
}

fn answer(app: &App, form: &Form) -> Checked {
    match &form.purpose {
        Purpose::WhoAmI => room::answer_who(form),
        Purpose::CreateRoom => room::answer_create(form),
        Purpose::StartDrill => room::answer_drill(form),
        Purpose::ImportFile => room::answer_import(form),
        Purpose::DrillSpeed => room::answer_speed(form),
        Purpose::PastTime => past::answer(app, form),
        Purpose::SourceKind => Ok(sources::answer_kind(form)),
        Purpose::AddSource(kind) => sources::answer_add(app, form, *kind),
        Purpose::MastodonThere => Ok(sources::answer_there(form)),
        Purpose::AddMastodon(there) => sources::answer_mastodon(app, form, *there),
        Purpose::RemoveSource(name) => Ok(Answer::Listen(SourceChange::Remove(name.as_str().to_owned()))),
        Purpose::Keywords => keywords::answer(app, form),
        Purpose::Plan(digest) => plan::answer(form, digest),
        Purpose::Quit => Ok(Answer::Leave),
        Purpose::AddMention => mentions::answer_add(form),
        Purpose::Dispose(ids) => mentions::answer_dispose(form, ids),
        Purpose::Snooze(ids) => mentions::answer_snooze(app, form, ids),
        Purpose::Settle(ids) => mentions::answer_settle(form, ids),
        Purpose::Erase(id) => mentions::answer_erase(form, *id),
        Purpose::Correct(ids) => readings::answer_correct(app, form, ids),
        Purpose::SetAside => readings::answer_set_aside(app, form),
        Purpose::Search => Ok(Answer::Close),
        Purpose::Filter => Ok(mentions::answer_filter(app, form)),
        Purpose::Declare(group) => incidents::answer_declare(app, form, *group),
        Purpose::ChangeSeverity(id) => incidents::answer_severity(app, form, *id),
        Purpose::ChangeStatus(id) => incidents::answer_status(app, form, *id),
        Purpose::ChangeLead(id) => incidents::answer_lead(form, *id),
        Purpose::ChangeType(id) => incidents::answer_kind(form, *id),
        Purpose::AddTask(id) => incidents::answer_task(app, form, *id),
        Purpose::TaskNote(id, status) => incidents::answer_note(form, *id, *status),
        Purpose::MoveTask(id) => incidents::answer_move(app, form, *id),
        Purpose::PauseDone(id, incident) => tasks::answer_paused(form, *id, *incident),
        Purpose::SnoozeReminder(rule, subject) => tasks::answer_snooze(app, form, rule, subject),
        Purpose::NewResponse(ids) => responses::answer_new(app, form, ids),
        Purpose::Approve(id) => responses::answer_approve(form, *id),
        Purpose::RequestChanges(id) => responses::answer_changes(form, *id),
        Purpose::Publish(id) => responses::answer_publish(app, form, *id),
        Purpose::ConfirmPublished(id) => responses::answer_confirm(form, *id),
        Purpose::LinkResponse(id) => responses::answer_link(form, *id),
        Purpose::Reply(id, mention) => each::answer(form, *id, *mention),
        Purpose::Discard(id) => responses::answer_discard(form, *id),
        Purpose::Propose(id) => review::answer_propose(form, *id),
        Purpose::Object(id) => review::answer_object(form, *id),
        Purpose::SettleObjection(id, which) => review::answer_settle(form, *id, *which),
        Purpose::GoesWith(id, files) => review::answer_goes_with(form, *id, files),
        Purpose::Hold(id) => review::answer_hold(form, *id),
        Purpose::FollowUp(id) => review::answer_follow_up(form, *id),
        Purpose::Retract(id) => review::answer_retract(app, form, *id),
        Purpose::PublishAlone(id) => review::answer_alone(app, form, *id),
        Purpose::AddFact => facts::answer_add(app, form),
        Purpose::SupersedeFact(id, incident) => facts::answer_supersede(app, form, *id, *incident),
        Purpose::ChangeFact(id, rev) => facts::answer_change(app, form, *id, *rev),
        Purpose::AddAffected(mention) => people::answer_add(app, form, *mention),
        Purpose::ChangeCare(id) => people::answer_change(form, *id),
        Purpose::Role(what) => roles::answer(app, form, what),
        Purpose::Waive(_) => Ok(Answer::Waive(needed(form, "reason", "refuse-needs-reason")?)),
        Purpose::ChooseWords => approved::answer_choose(app, form),
        Purpose::FillWords(code) => approved::answer_fill(app, form, code),
        Purpose::AddEntry => entries::answer_add(app, form),
        Purpose::CorrectEntry(seq) => entries::answer_correct(form, *seq),
        Purpose::IssueReport(issue) => reports::answer_issue(app, form, issue),
        Purpose::ExportReport => Ok(reports::answer_export(app, form)),
        Purpose::TimelineFilter => Ok(entries::answer_filter(app, form)),
        of_the_cabinet => coordinated(app, form, of_the_cabinet),
    }
}

/// The same for what the cabinet decides, its lists and its roles.
fn coordinated(app: &App, form: &Form, purpose: &Purpose) -> Checked {
    match purpose {
        Purpose::AcceptCondition(id, condition) => coordination::answer_accept(form, *id, *condition),
        Purpose::Place(ids) => belonging::answer_place(app, form, ids),
        Purpose::AddBelonging(id, group) => belonging::answer_add(form, *id, *group),
        Purpose::RemoveBelonging(rule) => belonging::answer_remove(form, *rule),
        Purpose::HandTheme(phrase, mentions) => clues::answer(app, form, phrase, mentions),
        Purpose::AddItem(id) => coordination::answer_add_item(app, form, *id),
        Purpose::ChangeItem(id) => coordination::answer_change_item(app, form, *id),
        Purpose::SettleItem(id) => coordination::answer_settle_item(form, *id),
        Purpose::PlanAction(id, factors) => actions::answer_plan(app, form, *id, factors),
        Purpose::StepAction(id, steps) => actions::answer_step(form, *id, steps),
        Purpose::StepClue(items) => clues::answer_step(form, items),
        Purpose::ExportReview => Ok(actions::answer_export(app, form)),
        Purpose::CountPaused(id) => coordination::answer_count_paused(form, *id),
        Purpose::SetBaseline(id) => coordination::answer_baseline(form, *id),
        Purpose::MergeIncident(id, offered) => coordination::answer_merge(form, *id, offered),
        Purpose::OpenMatter(id) => coordination::answer_open_matter(app, form, *id),
        Purpose::ObjectToMatter(id) => coordination::answer_object(form, *id),
        Purpose::Drill(DrillPurpose::ShowScript) => Ok(Answer::Script),
        Purpose::Drill(DrillPurpose::Bring(cue)) => Ok(Answer::Do(Effect::Bring(cue.clone()))),
        Purpose::DecideMatter(id) => coordination::answer_decide(app, form, *id),
        _ => Ok(Answer::Close),
    }
}

/// The text of a field that must not be empty.
fn needed(form: &Form, field: &'static str, key: &'static str) -> Result<String, Fault> {
    match form.text(field) {
        "" => Err(Fault(field, key)),
        text => Ok(text.to_owned()),
    }
}

/// The text of a field that may be left empty.
fn maybe(form: &Form, field: &str) -> Option<String> {
    Some(form.text(field)).filter(|t| !t.is_empty()).map(str::to_owned)
}

/// The moment in a field that may be left empty.
fn moment(app: &App, form: &Form, field: &'static str, toward: Toward) -> Result<Option<Stamp>, Fault> {
    let text = form.text(field);
    if text.is_empty() {
        return Ok(None);
    }
    let zone = app.room.as_ref().map_or("UTC", |r| r.settings.zone.as_str());
    match moment::anywhere(text, app.now.room, zone, toward) {
        Some(far) if far.is_far(app.now.room) => Err(Fault(field, "refuse-far")),
        moment => moment.map(Some).ok_or(Fault(field, "form-bad-time")),
    }
}

/// Options as `a  label`, each with a letter of its own, the same in every language.
fn lettered(labels: impl IntoIterator<Item = String>) -> Vec<String> {
    labels.into_iter().zip('a'..='z').map(|(label, letter)| format!("{letter}  {label}")).collect()
}
