//! An incident's page: what is to be decided, what its next step asks for, its lists; the selected line in full below.

use super::{actions, belonging, page};
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::layers::IncidentView;
use crate::domain::incident::{Check, Met, Status};
use crate::domain::item::{Item, List};
use crate::domain::matter::Matter;
use crate::domain::time::Stamp;
use crate::review::ActionItem;
use crate::rows::{IncidentDetail, IncidentLine};
use crate::ui::keys::key;
use crate::ui::parts::columns::{columns, scrolled};
use crate::ui::parts::figures;
use crate::ui::parts::page::Page;
use crate::ui::{Ctx, fit, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Rows for the selected line below.
const BELOW: u16 = 7;
/// Cells of a time, and of the labels below.
const TIME: usize = 12;
pub(super) const LABEL: usize = 12;

pub(super) type Row = (Option<IncidentLine>, Line<'static>);

/// The page, scrolled so that the selected line is in sight.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &IncidentView) {
    let Some(detail) = &view.detail else {
        let inner = page(frame, ctx, area, &ctx.t("incident-title"), "");
        return put(frame, row(inner, 1), Line::styled(ctx.t("loading"), ctx.theme.dim));
    };
    let i = &detail.incident;
    let severity = if i.rated { i.severity.code().to_owned() } else { ctx.t("incident-unrated") };
    let what =
        format!("{severity} {} {} {} {}", ctx.symbols.dot, ctx.t(i.status.key()), ctx.symbols.dot, ctx.shown(&i.title));
    let inner = page(frame, ctx, area, &ctx.t("incident-title"), &what);
    let cells = usize::from(inner.width);
    let mut rows = decisions(ctx, detail, cells);
    rows.extend(suggested(ctx, detail, cells));
    rows.extend(step(ctx, detail, cells));
    rows.extend(belonging::rows(ctx, detail, cells));
    rows.extend(actions::rows(ctx, detail, cells));
    rows.extend(lists(ctx, detail, cells));
    let below = BELOW.min(inner.height / 3);
    let chosen = view.chosen();
    let rows = rows.into_iter().map(|(line, text)| (line.is_some() && line == chosen, text)).collect();
    scrolled(frame, ctx, Rect { height: inner.height - below, ..inner }, rows);
    let area = Rect { y: inner.bottom() - below, height: below, ..inner };
    if let Some(line) = chosen {
        let mut page = Page::new(area, 0, ctx.theme, ctx.symbols);
        page.line(Line::default());
        one(&mut page, ctx, detail, line);
        page.draw(frame, area, 0);
    }
}

pub(super) fn heading(ctx: &Ctx, key: &str, note: &str) -> Row {
    let mut spans = vec![Span::styled(ctx.t(key), ctx.theme.title)];
    if !note.is_empty() {
        spans.push(Span::styled(format!("  {note}"), ctx.theme.dim));
    }
    (None, Line::from(spans))
}

/// Rows of a sentence that is no line of its own.
pub(super) fn said(ctx: &Ctx, mark: &str, text: &str, style: Style, cells: usize) -> Vec<Row> {
    let lines = columns(ctx, &[(mark, 2, style), (text, cells.saturating_sub(3), style)]);
    lines.into_iter().map(|line| (None, line)).collect()
}

/// The rows of a line that can be chosen.
pub(super) fn of(line: IncidentLine, lines: Vec<Line<'static>>) -> impl Iterator<Item = Row> {
    lines.into_iter().map(move |text| (Some(line), text))
}

pub(super) const GAP: Row = (None, Line { style: Style::new(), alignment: None, spans: Vec::new() });

// ── what is to be decided ──

fn decisions(ctx: &Ctx, detail: &IncidentDetail, cells: usize) -> Vec<Row> {
    let open = detail.matters.iter().filter(|m| m.ruling.is_none()).count();
    let note = if open > 0 { ctx.words.f("incident-open", &[("n", open.into())]) } else { String::new() };
    let mut rows = vec![heading(ctx, "incident-decisions", &note)];
    if detail.matters.is_empty() {
        rows.extend(said(ctx, "", &ctx.t("incident-no-decisions"), ctx.theme.dim, cells));
    }
    rows.extend(detail.matters.iter().flat_map(|m| of(IncidentLine::Matter(m.id), matter(ctx, m, cells))));
    rows
}

fn matter(ctx: &Ctx, m: &Matter, cells: usize) -> Vec<Line<'static>> {
    let late = m.ruling.is_none() && m.due.is_some_and(|due| due < ctx.now);
    let (mark, style) = match &m.ruling {
        None if late => (ctx.symbols.late, ctx.theme.late),
        None => (ctx.symbols.open, ctx.theme.strong),
        Some(r) if r.dropped => (ctx.symbols.skipped, ctx.theme.dim),
        Some(_) => (ctx.symbols.done, ctx.theme.dim),
    };
    let when = |at: Stamp| figures::when(&ctx.app.zone, ctx.now, at);
    let time = match (&m.ruling, m.due) {
        (Some(r), _) => when(r.at),
        (None, Some(due)) => ctx.words.f("incident-by", &[("time", when(due).into())]),
        (None, None) => ctx.t("incident-no-time"),
    };
    let objections = match m.objections.len() {
        0 => String::new(),
        n => format!(" {} {}", ctx.symbols.late, ctx.words.f("incident-objections", &[("n", n.into())])),
    };
    let what = match &m.ruling {
        Some(r) if !r.dropped => format!("{}: {}", r.by, ctx.shown(&r.what)),
        _ => ctx.shown(&m.question),
    };
    let end = fit::width(&objections).min(cells / 4);
    let rest = cells.saturating_sub(3 + TIME + 3 + end + usize::from(end > 0));
    let plain = if m.ruling.is_some() { ctx.theme.dim } else { Style::new() };
    let mark = format!(" {mark}");
    let all = [(&*mark, 2, style), (&*time, TIME + 2, style), (&*what, rest, plain)];
    columns(ctx, &[&all[..], &[(&*objections, end, ctx.theme.waiting)]].concat())
}

/// What is measured speaks for another severity than was declared.
fn suggested(ctx: &Ctx, detail: &IncidentDetail, cells: usize) -> Vec<Row> {
    let Some(said) = ctx.app.suggested(&detail.incident) else { return Vec::new() };
    let mark = format!(" {}", ctx.symbols.late);
    [vec![GAP], self::said(ctx, &mark, &said, ctx.theme.waiting, cells)].concat()
}

// ── the next step ──

fn step(ctx: &Ctx, detail: &IncidentDetail, cells: usize) -> Vec<Row> {
    let Some((to, checks)) = &detail.step else { return vec![GAP, heading(ctx, "incident-step-none", "")] };
    let hold = checks.iter().filter(|c| c.holds()).count();
    let note = match (checks.len(), *to) {
        (0, _) => ctx.t(to.key()),
        (all, to) => progress(ctx, to, hold, all),
    };
    let mut rows = vec![GAP, heading(ctx, "incident-step", &note)];
    if checks.is_empty() {
        rows.extend(said(ctx, "", &ctx.t("incident-step-free"), ctx.theme.dim, cells));
    }
    rows.extend(checks.iter().flat_map(|c| of(IncidentLine::Check(c.condition), check(ctx, c, cells))));
    rows
}

fn progress(ctx: &Ctx, to: Status, hold: usize, all: usize) -> String {
    let args = [("to", ctx.t(to.key()).into()), ("n", hold.into()), ("all", all.into())];
    ctx.words.f("incident-progress", &args)
}

fn check(ctx: &Ctx, c: &Check, cells: usize) -> Vec<Line<'static>> {
    let (mark, style) = match (c.met, c.holds()) {
        (Met::Yes, _) => (ctx.symbols.done, ctx.theme.kept),
        (_, true) => (ctx.symbols.about, ctx.theme.kept),
        (Met::No, _) => (ctx.symbols.late, ctx.theme.late),
        (Met::Unknown, _) => ("?", ctx.theme.waiting),
    };
    let what = ctx.t(c.condition.key());
    let now = match (&c.accepted, c.met) {
        (Some(a), _) => ctx.words.f("guard-accepted", &[("by", (&a.by).into()), ("why", ctx.shown(&a.why).into())]),
        (None, Met::Yes) => String::new(),
        _ => ctx.words.standing(c),
    };
    let wide = if now.is_empty() { cells.saturating_sub(3) } else { (cells / 2).clamp(30, 56) };
    let rest = cells.saturating_sub(wide + 4);
    let beside = if c.holds() { ctx.theme.dim } else { style };
    columns(ctx, &[(&format!(" {mark}"), 2, style), (&what, wide, Style::new()), (&now, rest, beside)])
}

// ── the lists ──

fn lists(ctx: &Ctx, detail: &IncidentDetail, cells: usize) -> Vec<Row> {
    let paused = match detail.incident.known.paused {
        None => String::new(),
        Some(n) => ctx.words.f("incident-paused", &[("n", n.into())]),
    };
    let mut rows = vec![GAP, heading(ctx, "incident-lists", &paused)];
    if detail.items.is_empty() {
        let paused = detail.incident.known.paused.unwrap_or(0);
        let args = [("paused", paused.into()), ("key", key(ctx, Scope::Incident, Action::AddItem).into())];
        rows.extend(said(ctx, "", &ctx.words.f("incident-no-items", &args), ctx.theme.dim, cells));
    }
    let label = List::ALL.map(|l| fit::width(&ctx.t(l.key()))).into_iter().max().unwrap_or(0).min(cells / 4);
    let line = |i| item(ctx, i, detail.planned(i.id), label, cells);
    rows.extend(detail.items.iter().flat_map(|i| of(IncidentLine::Item(i.id), line(i))));
    rows
}

fn item(ctx: &Ctx, i: &Item, of: Option<&ActionItem>, label: usize, cells: usize) -> Vec<Line<'static>> {
    let late = match of {
        Some(action) => actions::late(ctx, action),
        None => i.outcome.is_none() && i.list != List::Amplifier && i.due.is_some_and(|due| due < ctx.now),
    };
    let (mark, style) = match &i.outcome {
        Some(_) if late => (ctx.symbols.late, ctx.theme.late),
        Some(_) => (ctx.symbols.done, ctx.theme.dim),
        None if late => (ctx.symbols.late, ctx.theme.late),
        None => (ctx.symbols.open, Style::new()),
    };
    let due = i.due.map_or(String::new(), |at| figures::when(&ctx.app.zone, ctx.now, at));
    let owner = i.owner.as_ref().map_or(String::new(), |o| o.to_string());
    let end = match (&i.outcome, of) {
        (_, Some(action)) => actions::state(ctx, action),
        (Some(o), None) => ctx.shown(&o.how),
        (None, None) => [owner, due].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" "),
    };
    let end_cells = fit::width(&end).min(cells / 3);
    let rest = cells.saturating_sub(3 + label + 2 + end_cells + 1);
    let beside = if late { style } else { ctx.theme.dim };
    let (mark, list, text) = (format!(" {mark}"), ctx.t(i.list.key()), ctx.shown(&i.text));
    columns(
        ctx,
        &[(&mark, 2, style), (&list, label + 1, ctx.theme.dim), (&text, rest, style), (&end, end_cells, beside)],
    )
}

// ── the selected line in full ──

fn one(page: &mut Page, ctx: &Ctx, detail: &IncidentDetail, line: IncidentLine) {
    let when = |at: Stamp| figures::when(&ctx.app.zone, ctx.now, at);
    match line {
        IncidentLine::Matter(id) => {
            let Some(m) = detail.matter(id) else { return };
            page.field(&ctx.t("incident-question"), LABEL, &ctx.shown(&m.question), ctx.theme.strong);
            if let Some(r) = &m.ruling {
                page.field(&ctx.t("form-decided"), LABEL, &ctx.shown(&r.what), Style::new());
                page.field(&ctx.t("form-basis"), LABEL, &ctx.shown(&r.basis), Style::new());
            } else {
                page.field(&ctx.t("incident-asked"), LABEL, &format!("{} {}", m.by, when(m.since)), ctx.theme.dim);
            }
            for o in &m.objections {
                page.field(
                    &ctx.t("incident-objection"),
                    LABEL,
                    &format!("{}: “{}”", o.by, ctx.shown(&o.text)),
                    Style::new(),
                );
            }
        }
        IncidentLine::Check(condition) => {
            let Some(c) = detail.check(condition) else { return };
            page.text(&ctx.words.check(c), 0, Style::new());
            if c.acceptable() && c.accepted.is_none() {
                page.text(&ctx.t("incident-can-accept"), 0, ctx.theme.dim);
            }
        }
        IncidentLine::Rule(seq) => {
            if let Some(rule) = detail.rule(seq) {
                belonging::one(page, ctx, rule);
            }
        }
        IncidentLine::Left(id) => detail.action(id).into_iter().for_each(|action| actions::one(page, ctx, action)),
        IncidentLine::Item(id) => {
            if let Some(action) = detail.planned(id) {
                return actions::one(page, ctx, action);
            }
            let Some(i) = detail.item(id) else { return };
            page.field(&ctx.t(i.list.key()), LABEL, &ctx.shown(&i.text), ctx.theme.strong);
            if let Some(o) = &i.outcome {
                page.field(
                    &ctx.t("incident-ended"),
                    LABEL,
                    &format!("{} ({} {})", ctx.shown(&o.how), o.by, when(o.at)),
                    Style::new(),
                );
            }
            page.field(&ctx.t("incident-since"), LABEL, &when(i.since), ctx.theme.dim);
        }
    }
}
