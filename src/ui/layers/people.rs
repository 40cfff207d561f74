//! The people affected: who waits for a first word and for how long. A shared screen shows states and times alone.

use super::{below, page};
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::layers::PeopleView;
use crate::domain::affected::{CONTACT_WITHIN, Care};
use crate::domain::private::Audience;
use crate::domain::reveal::Subject;
use crate::domain::time::Stamp;
use crate::rows::AffectedRow;
use crate::ui::keys::key;
use crate::ui::parts::figures;
use crate::ui::parts::page::Page;
use crate::ui::rows::widest;
use crate::ui::{Ctx, empty, put, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells of the labels below the list.
const LABEL: usize = 12;

/// Those who wait first; the selected one below.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &PeopleView) {
    let what = ctx.app.pulse.affected;
    let what = if what.count > 0 { waiting(ctx, what.count, what.oldest) } else { String::new() };
    let inner = page(frame, ctx, area, &ctx.t("people-title"), &what);
    let Some(rows) = &view.rows else {
        return put(frame, row(inner, 1), Line::styled(ctx.t("loading"), ctx.theme.dim));
    };
    if rows.is_empty() {
        let keys = [
            ("key", key(ctx, Scope::People, Action::AddAffected).into()),
            ("mention", key(ctx, Scope::Mentions, Action::AddAffected).into()),
        ];
        return empty::draw(frame, ctx, inner, &[ctx.t("empty-people"), ctx.words.f("empty-people-do", &keys)]);
    }
    let below = 9.min(inner.height / 2);
    let height = rows.len().min(usize::from(inner.height - below));
    let at = view.at();
    let first = (at + 1).saturating_sub(height);
    let clocks: Vec<String> = rows.iter().map(|r| clock(ctx, r).0).collect();
    let states: Vec<String> = rows.iter().map(|r| state(ctx, r).0).collect();
    let columns = (widest(states.iter().map(String::as_str), 16), widest(clocks.iter().map(String::as_str), 28));
    for (n, person) in rows.iter().enumerate().skip(first).take(height) {
        let line = line(ctx, person, columns, usize::from(inner.width));
        put_row(frame, row(inner, n - first), line, (n == at).then_some(ctx.theme.selected));
    }
    let taken = (height as u16 + 1).min(inner.height);
    let area = Rect { y: inner.y + taken, height: inner.height - taken, ..inner };
    if let Some(chosen) = view.chosen() {
        let mut page = Page::new(area, view.scroll, ctx.theme, ctx.symbols);
        one(&mut page, ctx, chosen);
        self::below(frame, ctx, area, page, view.scroll);
    }
}

/// How many wait, and the longest of them.
pub fn waiting(ctx: &Ctx, count: u64, oldest: Option<Stamp>) -> String {
    let t = figures::elapsed(ctx.words, oldest.map_or(0, |since| ctx.now.since(since)));
    ctx.words.f("next-affected", &[("n", count.into()), ("t", t.into())])
}

/// How it looks that somebody waits since then: red once nobody has spoken with them within the time that there is.
pub fn style(ctx: &Ctx, since: Option<Stamp>) -> (Style, bool) {
    let late = since.is_some_and(|since| ctx.now.since(since) > CONTACT_WITHIN);
    (if late { ctx.theme.late } else { ctx.theme.waiting }, late)
}

fn state(ctx: &Ctx, r: &AffectedRow) -> (String, Style) {
    let word = ctx.t(r.affected.care.key());
    match r.affected.care {
        Care::Waiting => {
            let (style, late) = style(ctx, Some(r.affected.since));
            (format!("{} {word}", if late { ctx.symbols.late } else { ctx.symbols.waits }), style)
        }
        Care::Contacted => (format!("{} {word}", ctx.symbols.ready), ctx.theme.kept),
        Care::Closed => (format!("{} {word}", ctx.symbols.done), ctx.theme.dim),
    }
}

/// How long they wait, or how long it took to speak with them.
fn clock(ctx: &Ctx, r: &AffectedRow) -> (String, Style) {
    let a = &r.affected;
    let t = |ms: i64| ("t", figures::elapsed(ctx.words, ms).into());
    match (a.care, a.contacted) {
        (Care::Waiting, _) => {
            let (style, late) = style(ctx, Some(a.since));
            let key = if late { "affected-waits-late" } else { "affected-waits" };
            (ctx.words.f(key, &[t(ctx.now.since(a.since))]), style)
        }
        (_, Some(at)) => (ctx.words.f("affected-after", &[t(at.since(a.since))]), ctx.theme.dim),
        (_, None) => (String::new(), ctx.theme.dim),
    }
}

fn line(ctx: &Ctx, r: &AffectedRow, (states, clocks): (usize, usize), cells: usize) -> Line<'static> {
    let ctx = &ctx.of(Subject::Affected(r.affected.id));
    let (state, state_style) = state(ctx, r);
    let (clock, clock_style) = clock(ctx, r);
    let number = ctx.right(&format!("#{}", r.affected.id), 4);
    let rest = cells.saturating_sub(6 + states + 1 + clocks + 2);
    let incident = r.incident.show_with(ctx.audience, &ctx.app.ours);
    let mut spans = vec![
        Span::styled(format!(" {number} "), ctx.theme.dim),
        Span::styled(ctx.left(&state, states) + " ", state_style),
        Span::styled(ctx.left(&clock, clocks) + "  ", clock_style),
    ];
    // who they are and what was noted are for those who care for them
    if ctx.audience == Audience::Operator {
        let who = rest.min(24);
        let left = rest.saturating_sub(who + 1);
        let note = r.affected.note.show(ctx.audience);
        let note = if note.is_empty() { said(ctx, r) } else { note.into_owned() };
        spans.push(Span::raw(ctx.left(&name(ctx, r), who) + " "));
        spans.push(Span::styled(ctx.left(&note, left), ctx.theme.dim));
    } else {
        spans.push(Span::styled(ctx.left(&incident, rest), ctx.theme.dim));
    }
    Line::from(spans)
}

/// How the room knows them; erased words leave nobody.
fn name(ctx: &Ctx, r: &AffectedRow) -> String {
    let who = r.who.show(ctx.audience);
    let erased = r.affected.mention.is_some() && r.said.show(ctx.audience).is_empty();
    match who.is_empty() {
        true if erased => ctx.t("affected-erased"),
        true => ctx.t("affected-nameless"),
        false => who.into_owned(),
    }
}

/// What they said; abuse is opened where it was said.
fn said(ctx: &Ctx, r: &AffectedRow) -> String {
    let said = r.said.show(ctx.audience);
    if r.abusive && !said.is_empty() { ctx.t("text-abusive") } else { said.into_owned() }
}

fn one(page: &mut Page, ctx: &Ctx, r: &AffectedRow) {
    let ctx = &ctx.of(Subject::Affected(r.affected.id));
    let a = &r.affected;
    let when = |at: Stamp| figures::when(&ctx.app.zone, ctx.now, at);
    let (state, style) = state(ctx, r);
    page.field(&ctx.t("affected-care"), LABEL, &format!("{state} {} {}", ctx.symbols.dot, clock(ctx, r).0), style);
    page.field(&ctx.t("affected-since"), LABEL, &when(a.since), Style::new());
    if a.care == Care::Waiting {
        let key = key(ctx, Scope::People, Action::ChangeCare);
        let how = if a.mention.is_some() { "affected-how-answer" } else { "affected-how-hand" };
        page.text(&ctx.words.f(how, &[("key", key.into())]), 0, ctx.theme.dim);
    }
    if let Some(at) = a.contacted {
        page.field(&ctx.t("care-contacted"), LABEL, &when(at), Style::new());
    }
    if let Some(at) = a.closed {
        page.field(&ctx.t("care-closed"), LABEL, &when(at), Style::new());
    }
    let incident = r.incident.show_with(ctx.audience, &ctx.app.ours);
    if !incident.is_empty() {
        page.field(&ctx.t("affected-incident"), LABEL, &incident, Style::new());
    }
    if ctx.audience == Audience::Shared {
        return page.text(&ctx.t("affected-shared"), 0, ctx.theme.dim);
    }
    page.field(&ctx.t("affected-who"), LABEL, &name(ctx, r), ctx.theme.strong);
    for (key, text) in [("affected-note", a.note.show(ctx.audience).into_owned()), ("affected-said", said(ctx, r))] {
        if !text.is_empty() {
            page.field(&ctx.t(key), LABEL, &text, Style::new());
        }
    }
}
