//! The checklist pane: ticking, claiming, blocking, and the way to the next task that matters.

use super::super::acting::open;
use super::super::actions::Action;
use super::super::deciding::decide;
use super::super::effect::Effect;
use super::super::keymap::Scope;
use super::super::pending::After;
use super::super::{App, forms};
use crate::domain::command::Command;
use crate::domain::ids::TaskId;
use crate::domain::task::{BY_HAND, Gate, PROMISE, TaskStatus, late};
use crate::rows::TaskRow;

pub(crate) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let now = app.now.room;
    let open_task = |r: &TaskRow| matches!(r.status, TaskStatus::Open | TaskStatus::Blocked);
    let me = app.me.name.clone();
    match action {
        Action::NextMine => next(app, |r| open_task(r) && r.owner.as_ref().is_some_and(|o| o.same_name(&me))),
        Action::NextOverdue => next(app, |r| open_task(r) && r.due.is_some_and(|due| late(due, now))),
        Action::NextUnowned => next(app, |r| open_task(r) && r.owner.is_none()),
        Action::AddTask => match app.looked_at().map(|i| i.id) {
            Some(id) => open(app, |app| forms::incidents::add_task(app, id)),
            None => app.notices.hint(app.words.t("no-incident")),
        },
        _ => change(app, out, action),
    }
}

/// Says all the words of the selected task, which its row may cut, and why it was left or stopped. It ticks nothing.
pub(crate) fn look(app: &mut App) {
    let said = match app.tasks.current() {
        Some(row) if row.note.is_empty() => forms::incidents::words_of(app, row),
        Some(row) => {
            format!("{} ({})", forms::incidents::words_of(app, row), app.shown(&row.note))
        }
        None => app.words.t("nothing-selected"),
    };
    app.notices.hint(said);
}

/// What was just ticked goes to the end of the list: the cursor stays where it was, on the row after it.
pub(crate) fn pass_on(app: &mut App, task: TaskId) {
    let here = app.tasks.index().filter(|_| app.tasks.selected == Some(task));
    if let Some(next) = here.map(|at| at + 1).filter(|next| *next < app.tasks.window.rows.len()) {
        app.tasks.select_index(next);
    }
}

fn change(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let Some(row) = app.tasks.current() else {
        let said = app.words.t("nothing-selected");
        return app.notices.hint(said);
    };
    let (task, status) = (row.id, row.status);
    let mine = row.owner.as_ref().is_some_and(|o| o.same_name(&app.me.name));
    let to = |status| Command::ChangeTask { task, status, note: String::new() };
    let command = match action {
        Action::Claim => Command::ClaimTask { task, owner: (!mine).then(|| app.me.name.as_str().to_owned()) },
        // Space never opens a done task again: that has a key of its own.
        Action::TaskDone if status == TaskStatus::Done => {
            let key = app.key_of(Scope::Checklist, Action::TaskReopened);
            let said = app.words.f("task-done-already", &[("key", key.into())]);
            return app.notices.hint(said);
        }
        // what waits is refused at once; else the count that it asks for does it
        Action::TaskDone if row.gate == Some(Gate::Pause) && row.waits_for.is_empty() => {
            let incident = row.incident;
            return open(app, |app| forms::tasks::paused(app, task, incident));
        }
        Action::TaskDone => to(TaskStatus::Done),
        Action::TaskReopened => to(TaskStatus::Open),
        // the plan's own times stand: said before anything is asked
        Action::MoveTask if !matches!(row.phase.as_str(), PROMISE | BY_HAND) => {
            let said = app.words.t("refuse-task-fixed");
            return app.notices.hint(said);
        }
        Action::MoveTask => return open(app, |app| forms::incidents::move_task(app, task)),
        Action::TaskBlocked => return open(app, |app| forms::incidents::task_note(app, task, TaskStatus::Blocked)),
        Action::TaskSkipped => return open(app, |app| forms::incidents::task_note(app, task, TaskStatus::Skipped)),
        _ => return,
    };
    decide(app, out, command, After::Say);
}

/// The next task after the selected one that answers, round to the start.
fn next(app: &mut App, wanted: impl Fn(&TaskRow) -> bool) {
    let n = app.tasks.window.rows.len();
    let from = app.tasks.index().map_or(0, |i| i + 1);
    match (0..n).map(|d| (from + d) % n).find(|i| wanted(&app.tasks.window.rows[*i])) {
        Some(i) => app.tasks.select_index(i),
        None => app.notices.hint(app.words.t("no-such-task")),
    }
}
