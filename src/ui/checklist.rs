//! The checklist pane: tasks by phase, with who owns each, when it is due and what must come first.

use super::keys::key;
use super::parts::figures;
use super::parts::rule::{self, Title};
use super::rows::{selection, sign, visible, widest};
use super::{Ctx, empty, put, put_row, row};
use crate::app::Pane;
use crate::app::actions::Action;
use crate::app::keymap::Scope as Keys;
use crate::domain::ids::IncidentId;
use crate::domain::reveal::Subject;
use crate::domain::task::{self, PROMISE, TaskStatus};
use crate::rows::TaskRow;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A line of the pane: a phase, or a task.
enum Entry<'a> {
    Phase(&'a TaskRow),
    Task(&'a TaskRow),
}

/// The pane: title, then at most `height` lines.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, height: usize) {
    put(frame, row(area, 0), rule::title(title_line(ctx), usize::from(area.width), ctx.theme, ctx.symbols));
    let list = &ctx.app.tasks;
    let rows = visible(list, height);
    let body = Rect { y: area.y + 1, height: height as u16, ..area };
    if rows.is_empty() {
        return empty::draw(frame, ctx, body, &nothing(ctx));
    }
    let entries = window(entries(rows), list.selected.as_ref().map(|s| move |t: &TaskRow| t.id == *s), height);
    let tails = rows.iter().map(|r| tail(ctx, r).0).collect::<Vec<_>>();
    let whos = rows.iter().map(|r| who(ctx, r)).collect::<Vec<_>>();
    let cells = usize::from(area.width);
    // by its whole code a task is named where another one waits for it
    let code_cells = widest(rows.iter().map(|r| r.code.as_str()), 7).max(4);
    let tail_cells = widest(tails.iter().map(String::as_str), if cells >= 70 { 24 } else { 17 });
    let who_cells = widest(whos.iter().map(String::as_str), if cells >= 70 { 18 } else { 8 });
    for (n, entry) in entries.into_iter().enumerate() {
        match entry {
            Entry::Phase(task) => {
                let line = Line::styled(format!(" {}", phase(ctx, task.phase.as_str())), ctx.theme.title);
                put(frame, row(body, n), line);
            }
            Entry::Task(task) => {
                let here = list.selected == Some(task.id);
                // where columns would leave little for what is to be done, each row keeps what its own tail leaves
                let own = |text: &str, most: usize| if cells >= 70 { most } else { widest([text].into_iter(), most) };
                let tails = (own(&who(ctx, task), who_cells), own(&tail(ctx, task).0, tail_cells));
                let line = line(ctx, task, (code_cells, tails.0, tails.1), cells, here);
                put_row(frame, row(body, n), line, selection(ctx, Pane::Checklist, here));
            }
        }
    }
}

fn entries(rows: &[TaskRow]) -> Vec<Entry<'_>> {
    let mut out = Vec::new();
    let mut phase = None;
    for task in rows {
        if phase != Some(&task.phase) {
            out.push(Entry::Phase(task));
            phase = Some(&task.phase);
        }
        out.push(Entry::Task(task));
    }
    out
}

/// The phases take lines of their own, so the end is cut, or the beginning when the selected task would fall off.
fn window<'a>(
    mut entries: Vec<Entry<'a>>,
    selected: Option<impl Fn(&TaskRow) -> bool>,
    height: usize,
) -> Vec<Entry<'a>> {
    let at = selected.and_then(|is| entries.iter().position(|e| matches!(e, Entry::Task(t) if is(t))));
    let first = at.map_or(0, |at| (at + 1).saturating_sub(height));
    entries.drain(..first);
    entries.truncate(height);
    entries
}

fn title_line(ctx: &Ctx) -> Title {
    let counts = ctx.app.pulse.tasks;
    let what = if counts.all == 0 {
        String::new()
    } else {
        ctx.words.f("checklist-done", &[("done", counts.done.into()), ("all", counts.all.into())])
    };
    let end = (counts.late > 0).then(|| {
        (
            format!("{} {}", ctx.symbols.late, ctx.words.f("checklist-late", &[("n", counts.late.into())])),
            ctx.theme.late,
        )
    });
    Title { name: format!("3 {}", ctx.t(Pane::Checklist.key())), what, end, focus: ctx.app.focus == Pane::Checklist }
}

fn nothing(ctx: &Ctx) -> Vec<String> {
    let key = |action| key(ctx, Keys::Checklist, action);
    if ctx.app.checklist_of() == IncidentId::NONE {
        let how = ctx.words.f("empty-checklist-do", &[("key", key(Action::IncidentMenu).into())]);
        return vec![ctx.t("empty-checklist"), how];
    }
    let how = ctx.words.f("empty-tasks-do", &[("key", key(Action::AddTask).into())]);
    vec![ctx.t("empty-tasks"), how]
}

fn line(
    ctx: &Ctx,
    t: &TaskRow,
    (code_cells, who_cells, tail_cells): (usize, usize, usize),
    cells: usize,
    here: bool,
) -> Line<'static> {
    let (symbol, style) = look(ctx, t);
    let done = t.status.over();
    let plain = if done { ctx.theme.dim } else { Style::new() };
    let gap = |w: usize| if w > 0 { w + 1 } else { 0 };
    let room = cells.saturating_sub(4 + code_cells + gap(who_cells) + gap(tail_cells));
    let (tail, tail_style) = tail(ctx, t);
    let mut spans = vec![
        Span::styled(sign(ctx, Pane::Checklist, here, false), ctx.theme.mark),
        Span::styled(format!("{symbol} "), style),
        Span::styled(ctx.left(t.code.as_str(), code_cells) + " ", ctx.theme.dim),
        Span::styled(ctx.left(&title(ctx, t), room), plain),
    ];
    if who_cells > 0 {
        let style = if t.owner.is_some() && !done { Style::new() } else { ctx.theme.dim };
        spans.push(Span::styled(format!(" {}", ctx.left(&who(ctx, t), who_cells)), style));
    }
    if tail_cells > 0 {
        spans.push(Span::styled(format!(" {}", ctx.right(&tail, tail_cells)), tail_style));
    }
    Line::from(spans)
}

/// What to do, in the reader's language.
pub fn title(ctx: &Ctx, t: &TaskRow) -> String {
    let ctx = &ctx.of(Subject::Task(t.id));
    // A task that was added by hand may name a person.
    ctx.shown(t.title(ctx.words.lang()))
}

/// The declared name of who does it, else the role that owns it.
fn who(ctx: &Ctx, t: &TaskRow) -> String {
    match &t.owner {
        Some(owner) => owner.as_str().to_owned(),
        None => role(ctx, t.role.as_str()),
    }
}

/// A role's short word; a plan of one's own may have others, which show as their code.
pub fn role(ctx: &Ctx, code: &str) -> String {
    ctx.t(match code {
        "incident_lead" => "short-role-incident-lead",
        "deputy" => "short-role-deputy",
        "scribe" => "short-role-scribe",
        "social_lead" => "short-role-social-lead",
        "responder" => "short-role-responder",
        "listening" => "short-role-listening",
        "comms_lead" => "short-role-comms-lead",
        "media" => "short-role-media",
        "spokesperson" => "short-role-spokesperson",
        "legal" => "short-role-legal",
        "dpo" => "short-role-dpo",
        "exec" => "short-role-exec",
        "care" => "short-role-care",
        "internal" => "short-role-internal",
        "sme" => "short-role-sme",
        "hr" => "short-role-hr",
        "security" => "short-role-security",
        "paid" => "short-role-paid",
        "crisis_team" => "short-role-crisis-team",
        "pir_owner" => "short-role-pir-owner",
        other => return other.replace('_', " "),
    })
}

/// A phase's heading.
fn phase(ctx: &Ctx, code: &str) -> String {
    match code {
        "prepare" => ctx.t("phase-prepare"),
        "detect" => ctx.t("phase-detect"),
        "first15" => ctx.t("phase-first-15"),
        "first_hour" => ctx.t("phase-first-hour"),
        "first_day" => ctx.t("phase-first-day"),
        "recover" => ctx.t("phase-recover"),
        "by_hand" => ctx.t("phase-by-hand"),
        PROMISE => ctx.t("phase-promise"),
        other => other.replace('_', " "),
    }
}

/// Open and past its time, whatever it waits for; blocked is a word of its own.
fn late(ctx: &Ctx, t: &TaskRow) -> bool {
    t.status == TaskStatus::Open && t.due.is_some_and(|due| task::late(due, ctx.now))
}

/// A task in a few words, among other things than tasks.
pub fn brief(ctx: &Ctx, t: &TaskRow) -> Line<'static> {
    let (symbol, style) = look(ctx, t);
    let words = format!(" {} {} {}", ctx.t(t.status.key()), ctx.symbols.dot, title(ctx, t));
    Line::from(vec![Span::styled(format!(" {symbol}"), style), Span::raw(words)])
}

fn look(ctx: &Ctx, t: &TaskRow) -> (&'static str, Style) {
    match t.status {
        TaskStatus::Open if late(ctx, t) => (ctx.symbols.late, ctx.theme.late),
        TaskStatus::Open if !t.waits_for.is_empty() => (ctx.symbols.blocked, ctx.theme.dim),
        TaskStatus::Done => (ctx.symbols.done, ctx.theme.kept),
        TaskStatus::Blocked => (ctx.symbols.blocked, ctx.theme.waiting),
        status => (ctx.symbols.task(status), ctx.theme.dim),
    }
}

/// When it is due, what it waits for, or how it ended.
fn tail(ctx: &Ctx, t: &TaskRow) -> (String, Style) {
    match t.status {
        TaskStatus::Done => (t.at.map_or(String::new(), |at| figures::when(&ctx.app.zone, ctx.now, at)), ctx.theme.dim),
        TaskStatus::Skipped => (ctx.t(t.status.key()), ctx.theme.dim),
        TaskStatus::Blocked => (ctx.t(t.status.key()), ctx.theme.waiting),
        TaskStatus::Open if late(ctx, t) && !t.waits_for.is_empty() => {
            let code = t.waits_for.first().map_or("", |c| c.as_str());
            (ctx.words.f("task-late-waits", &[("code", code.into())]), ctx.theme.late)
        }
        TaskStatus::Open if !t.waits_for.is_empty() => {
            let codes = t.waits_for.iter().take(2).map(|c| c.as_str()).collect::<Vec<_>>().join(", ");
            (ctx.words.f("task-waits-for", &[("codes", codes.into())]), ctx.theme.dim)
        }
        TaskStatus::Open => match (t.due, &t.due_rule) {
            (Some(due), _) if late(ctx, t) => (figures::due(ctx.words, ctx.now, due), ctx.theme.late),
            (Some(due), _) => (figures::due(ctx.words, ctx.now, due), Style::new()),
            (None, Some(rule)) => (ctx.words.due_rule(rule.as_str()), ctx.theme.dim),
            (None, None) => (String::new(), Style::new()),
        },
    }
}
