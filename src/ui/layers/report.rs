//! A report: what would be issued now, or what was, with those that were issued before above it.

use super::page;
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::layers::ReportView;
use crate::app::report_page;
use crate::domain::report::{BLANK, MAX_BRIEF, ReportKind, words};
use crate::domain::text::Clean;
use crate::report::page::{Page as Sheet, Section, sections};
use crate::ui::keys::key;
use crate::ui::parts::figures;
use crate::ui::parts::fit;
use crate::ui::parts::page::Page;
use crate::ui::{Ctx, empty, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Numbers of issued ones that are listed.
const LISTED: usize = 8;

/// The report, and which there are.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &ReportView) {
    let inner = page(frame, ctx, area, &capital(&ctx.t(view.kind.key())), &title(ctx, view));
    let mut out = Page::new(inner, view.scroll, ctx.theme, ctx.symbols);
    match (&view.now, report_page(ctx.app, false, |sheet| body(ctx, &mut out, view, sheet))) {
        (None, _) => put(frame, row(inner, 1), Line::styled(ctx.t("loading"), ctx.theme.dim)),
        (Some(None), _) => {
            let keys = [("key", key(ctx, Scope::Global, Action::IncidentMenu).into())];
            empty::draw(frame, ctx, inner, &[ctx.t("report-no-incident"), ctx.words.f("report-no-incident-do", &keys)]);
        }
        (Some(Some(_)), None) => {
            out.line(strip(ctx, view));
            out.gap();
            let keys = [("key", key(ctx, Scope::Report, Action::IssueReport).into())];
            out.text(&ctx.words.f("report-no-twin", &keys), 0, ctx.theme.waiting);
            out.draw(frame, inner, 0);
        }
        (Some(Some(_)), Some(())) => out.draw(frame, inner, view.scroll),
    }
}

/// Which one it is, in which language; of a brief also how long.
fn title(ctx: &Ctx, view: &ReportView) -> String {
    let mut parts = match (view.number, view.situation()) {
        (Some(number), _) => vec![format!("#{number}")],
        (None, Some(now)) => {
            vec![format!("{} {}", ctx.t("report-draft"), figures::clock(&ctx.app.zone, now.figures.at))]
        }
        (None, None) => Vec::new(),
    };
    parts.push(view.lang().code().to_uppercase());
    if let (ReportKind::Brief, None, Some(draft)) = (view.kind, view.number, &view.draft) {
        let args = [("n", words(&draft.text).into()), ("max", MAX_BRIEF.into())];
        parts.push(ctx.words.f("report-words", &args));
    }
    parts.join(&format!(" {} ", ctx.symbols.dot))
}

fn body(ctx: &Ctx, out: &mut Page<'_>, view: &ReportView, sheet: &Sheet<'_>) {
    if !view.issued.is_empty() {
        out.line(strip(ctx, view));
        out.gap();
    }
    out.text(&sheet.facts(), 0, ctx.theme.dim);
    out.gap();
    let text = sheet.text();
    let sections = sections(&text);
    let width = sections.iter().map(|s| fit::width(s.label)).max().unwrap_or(0) + 1;
    for Section { label, lines } in sections {
        for (n, line) in lines.into_iter().enumerate() {
            // what is left to fill in stands out
            let style = if line.contains(BLANK[0]) { ctx.theme.waiting } else { Style::new() };
            out.field(if n == 0 { label } else { "" }, width, line, style);
        }
    }
    out.gap();
    out.text(Clean::new(&sheet.foot()).as_str(), 0, ctx.theme.dim);
}

/// `now · #4 16:30 EN ES · #3 15:30 EN`, the one that is shown marked.
fn strip(ctx: &Ctx, view: &ReportView) -> Line<'static> {
    let mark = |here: bool| if here { ctx.theme.selected } else { ctx.theme.dim };
    let mut spans = vec![Span::styled(format!(" {} ", ctx.t("report-now")), mark(view.number.is_none()))];
    for number in view.numbers().into_iter().take(LISTED) {
        let langs = view.issued.iter().filter(|r| r.reported.number == number);
        let at = langs.clone().next().map_or(String::new(), |r| figures::when(&ctx.app.zone, ctx.now, r.reported.at));
        let langs: Vec<String> = langs.map(|r| r.lang.code().to_uppercase()).collect();
        spans.push(Span::raw(format!(" {}", ctx.symbols.dot)));
        let text = format!(" #{number} {at} {} ", langs.join(" "));
        spans.push(Span::styled(text, mark(view.number == Some(number))));
    }
    Line::from(spans)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
