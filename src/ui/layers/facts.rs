//! The facts ledger: what is known, how well and from whom, and below the selected one all that leans on it.

use super::{below, page};
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::layers::FactsView;
use crate::domain::fact::{Fact, FactStatus};
use crate::domain::reveal::Subject;
use crate::domain::room::Lang;
use crate::rows::{FactDetail, FactRow, TimelineRow};
use crate::ui::keys::key;
use crate::ui::parts::page::Page;
use crate::ui::parts::{figures, fit, strip};
use crate::ui::rows::widest;
use crate::ui::{Ctx, checklist, detail, empty, put, put_row, responses, row, timeline};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells of the labels below the list.
const LABEL: usize = 14;
/// From so many columns on a row has room for where a fact comes from and who confirmed it.
const ROOMY: usize = 96;

/// The list, and below it the selected one.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &FactsView) {
    let inner = page(frame, ctx, area, &ctx.t("facts-title"), "");
    let Some(rows) = &view.rows else {
        return put(frame, row(inner, 1), Line::styled(ctx.t("loading"), ctx.theme.dim));
    };
    if rows.is_empty() {
        let add = key(ctx, Scope::Facts, Action::AddFact);
        let how = ctx.words.f("empty-facts-do", &[("key", add.into())]);
        return empty::draw(frame, ctx, inner, &[ctx.t("empty-facts"), how]);
    }
    // the list gives way to what leans on the selected one, which is what changing it is about
    let height = rows.len().min(usize::from(inner.height / 3).max(3));
    let at = view.at();
    let first = (at + 1).saturating_sub(height);
    let columns = Columns::of(ctx, rows, usize::from(inner.width));
    for (n, fact) in rows.iter().enumerate().skip(first).take(height) {
        let selected = (n == at && view.response.is_none()).then_some(ctx.theme.selected);
        put_row(frame, row(inner, n - first), line(ctx, fact, &columns, n == at && selected.is_none()), selected);
    }
    let taken = (height as u16 + 1).min(inner.height);
    let under = Rect { y: inner.y + taken, height: inner.height - taken, ..inner };
    match (view.opened(), rows.get(at)) {
        (Some(opened), _) => one(frame, ctx, under, view, opened),
        (None, Some(fact)) => {
            let mut page = Page::new(under, 0, ctx.theme, ctx.symbols);
            head(&mut page, ctx, &fact.fact);
            page.draw(frame, under, 0);
        }
        _ => {}
    }
}

struct Columns {
    number: usize,
    status: usize,
    text: usize,
    source: usize,
    by: usize,
    leaning: usize,
}

impl Columns {
    fn of(ctx: &Ctx, rows: &[FactRow], cells: usize) -> Columns {
        let all = |text: &dyn Fn(&FactRow) -> String, most| {
            widest(rows.iter().map(text).collect::<Vec<_>>().iter().map(String::as_str), most)
        };
        let roomy = cells >= ROOMY;
        let number = all(&|r| number(r), 6);
        let status = all(&|r| ctx.t(r.fact.state.status.key()), 14) + 2;
        let leaning = all(&|r| leaning(ctx, r, roomy), 12);
        let (source, by) = if roomy { (18, 12) } else { (0, 0) };
        let gaps = if roomy { 2 } else { 0 };
        let used = 2 + number + 1 + status + 1 + source + by + gaps + AGE + 1 + leaning + 1;
        Columns { number, status, text: cells.saturating_sub(used), source, by, leaning }
    }
}

/// Cells of an age.
const AGE: usize = 7;

fn number(r: &FactRow) -> String {
    format!("#{}", r.fact.id)
}

/// How many texts lean on it: in words where there is room.
fn leaning(ctx: &Ctx, r: &FactRow, roomy: bool) -> String {
    match (r.leaning, roomy) {
        (0, _) => String::new(),
        (n, true) => ctx.words.f("fact-texts", &[("n", n.into())]),
        (n, false) => format!("{}{n}", ctx.symbols.times),
    }
}

fn line(ctx: &Ctx, r: &FactRow, c: &Columns, here: bool) -> Line<'static> {
    let ctx = &ctx.of(Subject::Fact(r.fact.id));
    let (symbol, style) = look(ctx, r.fact.state.status);
    let over = r.fact.state.status == FactStatus::Superseded;
    let plain = if over { ctx.theme.dim } else { Style::new() };
    let age = figures::age(ctx.words, ctx.now.since(r.fact.since));
    let mut spans = vec![
        Span::styled(if here { ctx.symbols.here } else { " " }, ctx.theme.mark),
        Span::styled(ctx.right(&number(r), c.number) + " ", ctx.theme.dim),
        Span::styled(ctx.left(&format!("{symbol} {}", ctx.t(r.fact.state.status.key())), c.status) + " ", style),
        Span::styled(ctx.left(&own(ctx, &r.fact), c.text), plain),
    ];
    if c.source > 0 {
        spans.push(Span::styled(format!(" {}", ctx.left(&ctx.shown(&r.fact.state.source), c.source)), ctx.theme.dim));
        spans.push(Span::styled(format!(" {}", ctx.left(&ctx.shown(&r.fact.state.confirmed_by), c.by)), plain));
    }
    spans.push(Span::styled(format!(" {}", ctx.right(&age, AGE)), ctx.theme.dim));
    spans.push(Span::styled(format!(" {}", ctx.right(&leaning(ctx, r, c.source > 0), c.leaning)), ctx.theme.strong));
    Line::from(spans)
}

/// The symbol and style of a status: each has its word beside it.
pub fn look(ctx: &Ctx, status: FactStatus) -> (&'static str, Style) {
    match status {
        FactStatus::Unverified => (ctx.symbols.open, ctx.theme.waiting),
        FactStatus::Confirmed => (ctx.symbols.done, ctx.theme.kept),
        FactStatus::False => (ctx.symbols.blocked, ctx.theme.strong),
        FactStatus::Superseded => (ctx.symbols.skipped, ctx.theme.dim),
    }
}

/// Its words in the reader's language; those of the other one say so.
pub fn own(ctx: &Ctx, fact: &Fact) -> String {
    let lang = ctx.words.lang();
    let missing = match lang {
        Lang::En => fact.state.en.is_empty(),
        Lang::Es => fact.state.es.is_empty(),
    };
    let text = ctx.shown(fact.text(lang));
    if missing { format!("[{}] {text}", lang.other().code()) } else { text }
}

/// Both languages, where it comes from, who said so and since when.
fn head(page: &mut Page, ctx: &Ctx, fact: &Fact) {
    let ctx = &ctx.of(Subject::Fact(fact.id));
    for (lang, text) in [(Lang::En, &fact.state.en), (Lang::Es, &fact.state.es)] {
        match text.is_empty() {
            true => page.field(&lang.code().to_uppercase(), LABEL, &ctx.t("fact-no-words"), ctx.theme.waiting),
            false => page.field(&lang.code().to_uppercase(), LABEL, &ctx.shown(text), Style::new()),
        }
    }
    if let Some(by) = fact.superseded_by {
        let text = ctx.words.f("fact-superseded-by", &[("fact", by.0.to_string().into())]);
        page.field("", LABEL, &text, ctx.theme.waiting);
    }
    if !fact.state.source.is_empty() {
        page.field(&ctx.t("fact-source"), LABEL, &ctx.shown(&fact.state.source), Style::new());
    }
    if !fact.state.confirmed_by.is_empty() {
        page.field(&ctx.t("fact-by"), LABEL, &ctx.shown(&fact.state.confirmed_by), Style::new());
    }
}

/// The selected fact opened; while the keys go to its responses, the selected one of them stays in sight.
fn one(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &FactsView, d: &FactDetail) {
    let mut page = Page::new(area, usize::from(u16::MAX), ctx.theme, ctx.symbols);
    head(&mut page, ctx, &d.fact);
    let radius = [("radius-stale", d.radius.stale), ("radius-correct", d.radius.correct)];
    let radius = radius.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| ctx.words.f(key, &[("n", n.into())]));
    let radius = radius.collect::<Vec<_>>().join(", ");
    page.heading(&ctx.t("fact-radius"), &if radius.is_empty() { ctx.t("fact-radius-none") } else { radius });
    let mut chosen = 0;
    for r in &d.responses {
        let (symbol, style) = responses::look_of(ctx, r);
        let here = view.response == Some(r.id);
        let style = if here { ctx.theme.selected } else { style };
        let plain = if here { ctx.theme.selected } else { Style::new() };
        if here {
            chosen = page.rows();
        }
        let name = format!("#{} {}", r.id, responses::name(ctx, r));
        page.line(strip::cut(
            Line::from(vec![
                Span::styled(format!(" {symbol} {} ", ctx.t(r.standing(ctx.now))), style),
                Span::styled(format!("{} {name} ", ctx.symbols.dot), plain),
            ]),
            usize::from(area.width),
            ctx.symbols.more,
        ));
    }
    for t in &d.tasks {
        page.line(checklist::brief(ctx, t));
    }
    detail::evidence(&mut page, ctx, &d.evidence);
    history(&mut page, ctx, &d.history);
    if view.response.is_some() {
        let scroll = (chosen + 2).saturating_sub(usize::from(area.height));
        return page.draw(frame, area, scroll);
    }
    below(frame, ctx, area, page, view.scroll);
}

/// What was done with it, every word: two changes often begin alike and differ at the end.
fn history(page: &mut Page, ctx: &Ctx, rows: &[TimelineRow]) {
    if !rows.is_empty() {
        page.heading(&ctx.t("detail-history"), "");
    }
    for event in rows {
        let time = format!(" {}", figures::when(&ctx.app.zone, ctx.now, event.at));
        let said: String = timeline::sentence(ctx, event).spans.iter().map(|span| span.content.as_ref()).collect();
        page.field(&time, fit::width(&time), &said, Style::new());
    }
}
