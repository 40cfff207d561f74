//! What the room reminds of, as this screen says it: one line, a bell for what cannot wait, and the list. What stands is worked
//! out from the figures at hand, so that what was seen to is gone at once.

use super::acting;
use super::actions::Action;
use super::deciding::decide;
use super::effect::Effect;
use super::layers::{Layer, RemindersView};
use super::pending::After;
use super::{App, Pane, asking, forms, panes};
use crate::domain::clock::Cadence;
use crate::domain::command::Command;
use crate::domain::ids::{EventSeq, IncidentId, TaskId};
use crate::domain::incident::Severity;
use crate::domain::private::Audience;
use crate::domain::reminder::{self, Condition, DismissReminder, Standing, Subject};
use crate::domain::role::speaks_for;
use crate::domain::room::{Arg, Refusal};
use crate::domain::time::MINUTE;
use crate::rows::Ask;

/// An entry that lies further ahead of this machine's clock than this is of another clock, or of this one before it was set.
const AHEAD: i64 = 2 * MINUTE;

/// Tells once that the room's newest entry lies ahead of this machine's clock: what is due goes by the clock, and what is
/// written down by the entry.
pub(super) fn tell_ahead(app: &mut App) {
    const KEY: &str = "clock-ahead";
    if app.past.is_some() || app.pulse.bundle.is_some() {
        return;
    }
    let now = app.pulse.clock.at(app.now.real);
    let ahead = app.pulse.logged.filter(|logged| logged.since(now) > AHEAD);
    if ahead == app.pending.ahead {
        return;
    }
    app.pending.ahead = ahead;
    app.notices.only(KEY, &[]);
    if let Some(logged) = ahead {
        let (at, n) = (app.local(logged), logged.since(now) / MINUTE);
        app.notices.news(&app.words, Refusal::new(KEY).with("at", at).with("n", n));
    }
    app.dirty = true;
}

/// The reminders that stand now, those that cannot wait first.
pub fn standing(app: &App) -> Vec<Standing> {
    let plan = app.plan();
    let held = app.pulse.facts.held(&|severity| plan.clock(severity).cadence());
    reminder::standing(&plan.reminders, &held, &app.pulse.reminders, app.now.room)
}

/// How often a severity wants to hear and to be heard, by the plan in use.
pub fn cadence(app: &App) -> impl Fn(Severity) -> Cadence + use<> {
    let plan = app.plan();
    move |severity| plan.clock(severity).cadence()
}

/// A reminder in a sentence, as who looks at the screen may read it. It names moments, so that it never changes by itself.
pub fn sentence(app: &App, of: &Standing) -> String {
    let held = &of.held;
    let mut args = vec![("time", Arg::from(app.local(held.since))), ("n", Arg::from(held.count))];
    let incident = held.incident.and_then(|id| app.pulse.facts.cases.iter().find(|c| c.incident.id == id));
    let title = match &held.subject {
        Subject::Task(id) => task(app, *id),
        Subject::Source(name) => app.shown(name),
        Subject::Response(id) => id.to_string(),
        Subject::Incident(_) => incident.map_or_else(String::new, |c| app.shown(&c.incident.title)),
    };
    let lead = incident.and_then(|c| c.incident.lead.as_ref()).map_or(Arg::from(""), Arg::from);
    args.extend([("title", Arg::from(title)), ("lead", lead)]);
    app.words.f(held.when.says(), &args)
}

/// What was promised, in the words at hand; its number where they are not.
fn task(app: &App, id: TaskId) -> String {
    let rows = app.tasks.window.rows.iter().chain(app.pulse.promise.as_ref());
    let row = rows.into_iter().find(|row| row.id == id);
    row.map_or_else(|| format!("#{id}"), |row| app.shown(row.title(app.lang())))
}

/// New figures: what is new is said in one line, with a bell when it cannot wait and is for who sits here; what was seen to is
/// gone.
pub(super) fn take(app: &mut App, out: &mut Vec<Effect>) {
    let all = standing(app);
    let newest = app.pulse.reminders.iter().map(|sent| sent.seq).max().unwrap_or(EventSeq(0));
    let before = app.reminded.replace(newest);
    let loud: Vec<&Standing> = all.iter().filter(|s| s.sent.snoozed.is_none()).collect();
    let new = |s: &&&Standing| before.is_some_and(|seen| s.sent.seq > seen);
    let fresh = loud.iter().any(|s| new(&s)) || before.is_none();
    // what was heard before somebody came in needs no bell
    let rings = loud.iter().filter(new).any(|s| s.bell && is_for(app, s));
    if rings && app.audience == Audience::Operator && !app.readonly() {
        out.push(Effect::Bell);
    }
    say(app, &all, fresh);
}

/// Says what stands once more: in another language, or for others who look at the screen.
pub(super) fn again(app: &mut App) {
    say(app, &standing(app), false);
}

/// One line, however many there are. On a shared screen there is none: who is slow is nobody else's matter.
fn say(app: &mut App, all: &[Standing], fresh: bool) {
    let mut loud = all.iter().filter(|s| s.sent.snoozed.is_none());
    let shows = app.audience == Audience::Operator && !app.readonly();
    let said = match (loud.next(), loud.count()) {
        (Some(first), 0) if shows => Some(sentence(app, first)),
        (Some(_), more) if shows => {
            let key = app
                .keymap
                .keys_for(super::keymap::Scope::Global, Action::Reminders)
                .first()
                .map(|k| k.label(&app.words));
            let args = [("n", Arg::from(more + 1)), ("key", Arg::from(key.unwrap_or_default()))];
            Some(app.words.f("remind-several", &args))
        }
        _ => None,
    };
    app.dirty |= app.notices.remind(said, fresh);
}

/// Whether a reminder is for whoever sits here: somebody of its roles, whoever leads, and those who have said no role.
fn is_for(app: &App, of: &Standing) -> bool {
    let me = &app.me;
    let leads = |c: &reminder::Case| c.incident.lead.as_ref().is_some_and(|lead| lead.same_name(&me.name));
    let own = app.pulse.facts.cases.iter().filter(|c| Some(c.incident.id) == of.held.incident);
    of.to.is_empty()
        || me.role.is_empty()
        || of.to.iter().any(|role| speaks_for(me.role.as_str(), role.as_str()))
        || own.into_iter().any(leads)
}

/// Lists them.
pub(super) fn show(app: &mut App) {
    if !matches!(app.layers.last(), Some(Layer::Reminders(_))) {
        app.layers.push(Layer::Reminders(RemindersView::default()));
    }
}

/// The reminder that keys act on.
fn chosen(app: &App) -> Option<Standing> {
    let Some(Layer::Reminders(view)) = app.layers.last() else { return None };
    let all = standing(app);
    all.get(view.at(&all)).cloned()
}

pub(super) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let Some(chosen) = chosen(app) else {
        let said = app.words.t("nothing-selected");
        return app.notices.hint(said);
    };
    let (rule, subject) = (chosen.rule.clone(), chosen.held.subject.clone());
    match action {
        Action::SnoozeReminder => acting::open(app, |app| forms::tasks::snooze(app, &chosen)),
        Action::DismissReminder => {
            let command = Command::DismissReminder(DismissReminder { rule, subject });
            decide(app, out, command, After::Say);
        }
        _ => {}
    }
}

/// Moves through the list.
pub(super) fn moving(app: &mut App, step: impl Fn(usize, usize) -> usize) {
    let all = standing(app);
    let Some(Layer::Reminders(view)) = app.layers.last_mut() else { return };
    view.selected = all.get(step(view.at(&all), all.len())).map(|s| (s.rule.clone(), s.held.subject.clone()));
}

/// Enter: to where the reminder can be seen to.
pub(super) fn open(app: &mut App, out: &mut Vec<Effect>) {
    let Some(chosen) = chosen(app) else { return };
    match (chosen.held.subject, chosen.held.when) {
        (Subject::Response(id), _) => {
            app.layers.pop();
            panes::queue::open_one(app, out, id);
        }
        (Subject::Source(_), _) => {
            app.layers.pop();
            super::sources::show(app, out);
        }
        (Subject::Task(id), _) => {
            checklist(app, out, chosen.held.incident);
            app.tasks.select(id);
        }
        (Subject::Incident(id), Condition::UpdateDue) => {
            app.layers.pop();
            app.incident = Some(id);
            panes::focus(app, out, Pane::Responses);
        }
        (Subject::Incident(id), _) => checklist(app, out, Some(id)),
    }
}

fn checklist(app: &mut App, out: &mut Vec<Effect>, incident: Option<IncidentId>) {
    app.layers.pop();
    if let Some(id) = incident {
        app.incident = Some(id);
    }
    panes::focus(app, out, Pane::Checklist);
    let of = app.checklist_of();
    asking::ask(app, out, Ask::Tasks(of));
}
