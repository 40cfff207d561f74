//! The mentions of an incident on its page: how many, and by which rules they are its.

use super::incident::{GAP, LABEL, Row, heading, of, said};
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::share::words_of;
use crate::domain::time::Stamp;
use crate::rows::{IncidentDetail, IncidentLine, RuleRow};
use crate::ui::Ctx;
use crate::ui::keys::key;
use crate::ui::parts::columns::columns;
use crate::ui::parts::page::Page;
use crate::ui::parts::{figures, fit};
use ratatui::style::Style;
use ratatui::text::Line;

/// A rule in words, with those of whom a group repeats where they are at hand.
fn in_full(ctx: &Ctx, r: &RuleRow) -> String {
    let text = words_of(ctx.app, &r.text, r.abusive);
    let rule = ctx.app.rule_in_words(&r.rule.rule);
    if text.is_empty() { rule } else { format!("{rule}: {text}") }
}

/// The heading says whose the figures are; below it stand the rules.
pub fn rows(ctx: &Ctx, detail: &IncidentDetail, cells: usize) -> Vec<Row> {
    let own = &detail.own;
    let figure = |n: u64| figures::big(ctx.words, n).into();
    let counted = ctx.words.f("incident-own", &[("n", figure(own.all)), ("open", figure(own.open))]);
    let note = match (own.rules.is_empty(), own.all) {
        (true, 0) => ctx.t("incident-whole-room"),
        (true, _) => ctx.words.f("incident-whole-room-and", &[("n", figure(own.all))]),
        (false, _) if own.looking => {
            ctx.words.f("incident-looking", &[("n", figure(own.all)), ("open", figure(own.open))])
        }
        (false, _) => counted,
    };
    let mut rows = vec![GAP, heading(ctx, "incident-mentions", &note)];
    if own.rules.is_empty() {
        let how = ctx.words.f("incident-no-rules", &[("key", key(ctx, Scope::Incident, Action::AddBelonging).into())]);
        rows.extend(said(ctx, "", &how, ctx.theme.dim, cells));
    }
    rows.extend(own.rules.iter().flat_map(|r| of(IncidentLine::Rule(r.rule.seq), rule(ctx, r, cells))));
    rows
}

fn rule(ctx: &Ctx, row: &RuleRow, cells: usize) -> Vec<Line<'static>> {
    let r = &row.rule;
    let over = r.until.is_some();
    let (mark, style) = if over { (ctx.symbols.done, ctx.theme.dim) } else { (ctx.symbols.open, Style::new()) };
    let by = format!("{} {}", r.by, figures::when(&ctx.app.zone, ctx.now, r.at));
    let by_cells = fit::width(&by).min(cells / 3);
    let rest = cells.saturating_sub(3 + by_cells + 1);
    let mark = format!(" {mark}");
    columns(ctx, &[(&mark, 2, style), (&in_full(ctx, row), rest, style), (&by, by_cells, ctx.theme.dim)])
}

/// The selected rule in full.
pub fn one(page: &mut Page, ctx: &Ctx, row: &RuleRow) {
    let r = &row.rule;
    let when = |at: Stamp| figures::when(&ctx.app.zone, ctx.now, at);
    page.field(&ctx.t("incident-rule"), LABEL, &in_full(ctx, row), ctx.theme.strong);
    if !r.reason.is_empty() {
        page.field(&ctx.t("incident-rule-why"), LABEL, &ctx.shown(&r.reason), Style::new());
    }
    page.field(&ctx.t("incident-since"), LABEL, &format!("{} {}", when(r.at), r.by), ctx.theme.dim);
    if let Some(until) = r.until {
        page.text(&ctx.words.f("incident-rule-until", &[("time", when(until).into())]), 0, ctx.theme.dim);
    }
}
