//! The review of an incident: its parts line by line, the selected line in full below with what it means and from how many
//! events it came; and the list of those events.

use super::page;
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::layers::{EventsView, ReviewView};
use crate::domain::private::Audience;
use crate::report::review::sheet::{Of, Part, Sheet, Told};
use crate::rows::TimelineRow;
use crate::ui::keys::key;
use crate::ui::parts::columns::{columns, scrolled};
use crate::ui::parts::page::Page;
use crate::ui::parts::{figures, fit, strip};
use crate::ui::rows::widest;
use crate::ui::{Ctx, empty, put, put_row, row, timeline};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Rows for the selected line below the list.
const BELOW: u16 = 8;
/// Rows under which a screen is low.
const LOW: usize = 24;

type Row<'a> = (Option<&'a Told>, Line<'static>);

/// The review, scrolled so that the selected line is in sight.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &ReviewView) {
    // what is not for everybody was taken out of the view before it came here
    let Some(sheet) = view.sheet(Audience::Operator) else {
        let inner = page(frame, ctx, area, &ctx.t("review-page"), "");
        if view.read.is_none() {
            return put(frame, row(inner, 1), Line::styled(ctx.t("loading"), ctx.theme.dim));
        }
        let menu = key(ctx, Scope::Global, Action::IncidentMenu);
        let how = ctx.words.f("report-no-incident-do", &[("key", menu.into())]);
        return empty::draw(frame, ctx, inner, &[ctx.t("review-page-none"), how]);
    };
    let at = view.at(sheet);
    let inner = page(frame, ctx, area, &sheet.title, &place(sheet, at));
    let cells = usize::from(inner.width);
    let below = BELOW.min(inner.height / 3);
    let height = usize::from(inner.height - below);
    let chosen = sheet.lines().nth(at);
    let here = |told: Option<&Told>| told.zip(chosen).is_some_and(|(told, chosen)| std::ptr::eq(told, chosen));
    let rows = rows(ctx, sheet, (cells, usize::from(inner.height)));
    let mut rows: Vec<_> = rows.into_iter().map(|(told, line)| (here(told), line)).collect();
    if at + 1 == sheet.lines().count() {
        // what stands below all of them is read with the last
        let last = rows.iter().rposition(|(here, _)| *here).unwrap_or(0);
        rows.drain(..rows.len().saturating_sub(height).min(last));
    }
    scrolled(frame, ctx, Rect { height: inner.height - below, ..inner }, rows);
    let area = Rect { y: inner.bottom() - below, height: below, ..inner };
    if let Some(told) = chosen {
        let mut page = Page::new(area, 0, ctx.theme, ctx.symbols);
        page.line(Line::default());
        one(&mut page, ctx, told);
        page.draw(frame, area, 0);
    }
}

/// `Metrics against targets 12/15`: the part of the selected line, and which of all it is.
fn place(sheet: &Sheet, at: usize) -> String {
    let mut lines = 0;
    let found = sheet.parts.iter().position(|part| {
        lines += part.lines.len();
        at < lines
    });
    let Some(n) = found else { return String::new() };
    format!("{} {}/{}", sheet.parts[n].title, n + 1, sheet.parts.len())
}

fn rows<'a>(ctx: &Ctx, sheet: &'a Sheet, (cells, height): (usize, usize)) -> Vec<Row<'a>> {
    let dim = |text: &str| -> Vec<Row<'a>> {
        fit::wrap(text, cells, 4).into_iter().map(|line| (None, Line::styled(line, ctx.theme.dim))).collect()
    };
    // on a low screen what is found comes first, and how it is to be read and added to after it
    let above = if height < LOW { 1 } else { sheet.head.len() };
    let (head, rest) = sheet.head.split_at(above.min(sheet.head.len()));
    let mut rows: Vec<Row<'_>> = head.iter().flat_map(|line| dim(line)).collect();
    let keys = [
        ("note", key(ctx, Scope::Global, Action::AddNote).into()),
        ("action", key(ctx, Scope::Review, Action::PlanAction).into()),
    ];
    let how = ctx.words.f("review-page-how", &keys);
    // a finished file takes nothing more
    let how = Some(&how).filter(|_| !ctx.app.readonly());
    let how: Vec<Row<'_>> = rest.iter().chain(how).flat_map(|line| dim(line)).collect();
    let foot = if rest.is_empty() {
        rows.extend(how);
        Vec::new()
    } else {
        how
    };
    for part in &sheet.parts {
        rows.extend([(None, Line::default()), (None, Line::styled(part.title.clone(), ctx.theme.title))]);
        if part.lines.is_empty() {
            rows.push((None, Line::styled(format!("   {}", ctx.t("review-none")), ctx.theme.dim)));
        }
        rows.extend(lines(ctx, part, cells));
    }
    rows.push((None, Line::default()));
    rows.extend(foot);
    rows.extend(dim(&sheet.foot));
    rows
}

fn lines<'a>(ctx: &Ctx, part: &'a Part, cells: usize) -> Vec<Row<'a>> {
    let lead = widest(part.lines.iter().map(|told| told.lead.as_str()), cells * 9 / 20);
    let beside = widest(part.lines.iter().map(|told| told.beside.as_str()), cells / 4);
    let gaps = if beside > 0 { 2 } else { 1 };
    let text = cells.saturating_sub(3 + lead + gaps + beside);
    let line = |told: &'a Told| {
        let (mark, style) = look(ctx, told);
        let mark = format!(" {mark}");
        let lines = columns(
            ctx,
            &[
                (&mark, 2, style),
                (&told.lead, lead, ctx.theme.dim),
                (&told.text, text, Style::new()),
                (&told.beside, beside, style),
            ],
        );
        lines.into_iter().map(move |line| (Some(told), line))
    };
    part.lines.iter().flat_map(line).collect()
}

/// Whether what was aimed at was reached: a mark and a colour beside the words.
fn look(ctx: &Ctx, told: &Told) -> (&'static str, Style) {
    match told.met {
        Some(true) => (ctx.symbols.done, ctx.theme.kept),
        Some(false) => (ctx.symbols.late, ctx.theme.late),
        None => (" ", ctx.theme.dim),
    }
}

fn one(page: &mut Page<'_>, ctx: &Ctx, told: &Told) {
    let (_, style) = look(ctx, told);
    page.text(&format!("{}: {}", told.lead, told.text), 0, ctx.theme.strong);
    if !told.beside.is_empty() {
        page.text(&told.beside, 0, style);
    }
    if let Of::Figure(what, _) = &told.id.of {
        page.text(&ctx.t(what.how()), 0, ctx.theme.dim);
    }
    let open = key(ctx, Scope::List, Action::Open);
    let from = match told.events.len() {
        0 => ctx.t("review-no-events"),
        n => ctx.words.f("review-from-events", &[("n", n.into()), ("key", open.into())]),
    };
    page.text(&from, 0, ctx.theme.dim);
}

/// The events that something came from.
pub fn events(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &EventsView) {
    let inner = page(frame, ctx, area, &ctx.t("review-events"), &view.of[0]);
    let height = usize::from(inner.height);
    let at = view.at();
    let first = (at + 1).saturating_sub(height);
    for (n, event) in view.rows.iter().enumerate().skip(first).take(height) {
        let line = strip::cut(event_line(ctx, event), usize::from(inner.width), ctx.symbols.more);
        put_row(frame, row(inner, n - first), line, (n == at).then_some(ctx.theme.selected));
    }
}

fn event_line(ctx: &Ctx, event: &TimelineRow) -> Line<'static> {
    let mut line = Line::from(vec![
        Span::styled(format!("#{} ", event.seq.0), ctx.theme.dim),
        Span::styled(figures::when(&ctx.app.zone, ctx.now, event.at) + " ", ctx.theme.dim),
    ]);
    line.spans.extend(timeline::sentence(ctx, event).spans);
    line
}
