//! What is said about the text while it is written: how many errors and warnings, what a text of its sort is made of, and
//! each remark with a better way.

use crate::app::compose::Composer;
use crate::app::proofing::{remark, why};
use crate::domain::fact::FactStatus;
use crate::proof::Proof;
use crate::tone::Level;
use crate::ui::Ctx;
use crate::ui::parts::fit;
use crate::ui::parts::page::Page;
use crate::ui::parts::strip::{self, Piece};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The summary in one line, and the remarks.
pub fn draw(page: &mut Page, ctx: &Ctx, c: &Composer, cells: usize) {
    let Some(proof) = &c.proof else { return };
    page.line(summary(ctx, c, proof, cells));
    if !proof.facts.is_empty() {
        page.line(facts(ctx, c, proof, cells));
    }
    for one in &proof.remarks {
        let (sign, style) = look(ctx, one.level);
        for (n, line) in page.wrapped(&remark(ctx.app, c.lang, one), 4).into_iter().enumerate() {
            let sign = if n == 0 { sign } else { " " };
            page.line(Line::from(vec![Span::styled(format!("  {sign} "), style), Span::raw(line)]));
        }
        for line in why(ctx.app, one).map(|why| page.wrapped(&why, 4)).unwrap_or_default() {
            page.line(Line::from(vec![Span::raw("    "), Span::styled(line, ctx.theme.dim)]));
        }
    }
}

/// The facts that the words lean on, with how well each is known.
fn facts(ctx: &Ctx, c: &Composer, proof: &Proof, cells: usize) -> Line<'static> {
    let used = c.desk.iter().flat_map(|desk| desk.leaned_on(proof));
    let piece = |(id, status): (i64, FactStatus)| {
        let (sign, style) = super::super::facts::look(ctx, status);
        Piece::new(100).with(format!("{sign} #{id} {}", ctx.t(status.key())), style)
    };
    let head = format!("{} ", ctx.t("compose-facts"));
    let bar = Span::styled(format!(" {} ", ctx.symbols.bar), ctx.theme.dim);
    let mut line = strip::strip(used.map(piece).collect(), &bar, cells.saturating_sub(fit::width(&head)));
    line.spans.insert(0, Span::styled(head, ctx.theme.dim));
    line
}

fn look(ctx: &Ctx, level: Level) -> (&'static str, Style) {
    match level {
        Level::Error => (ctx.symbols.late, ctx.theme.error),
        Level::Warning => (ctx.symbols.late, ctx.theme.waiting),
        Level::Info => (ctx.symbols.dot, ctx.theme.dim),
    }
}

fn summary(ctx: &Ctx, c: &Composer, proof: &Proof, cells: usize) -> Line<'static> {
    let mut pieces = vec![
        Piece::new(255)
            .with(ctx.words.f("compose-tone", &[("score", u64::from(proof.score).into())]), ctx.theme.strong),
    ];
    for (level, key) in [(Level::Error, "compose-errors"), (Level::Warning, "compose-warnings")] {
        let n = proof.count(level);
        if n > 0 {
            let (sign, style) = look(ctx, level);
            pieces.push(Piece::new(250).with(format!("{sign} {}", ctx.words.f(key, &[("n", n.into())])), style));
        }
    }
    if proof.findings().is_empty() {
        pieces.push(Piece::new(240).with(format!("{} {}", ctx.symbols.done, ctx.t("compose-clean")), ctx.theme.kept));
    }
    for element in proof.elements.iter().filter(|e| e.required) {
        let (sign, style) = match element.span {
            Some(_) => (ctx.symbols.done, ctx.theme.kept),
            None => (ctx.symbols.skipped, ctx.theme.waiting),
        };
        pieces.push(Piece::new(100).with(format!("{sign} {}", ctx.t(element.element.key())), style));
    }
    let today = ctx.now.utc().date_naive();
    if c.origin.is_some() && ctx.app.plan().unchanged(&c.content(), today).is_some() {
        pieces.push(Piece::new(200).with(ctx.t("compose-cleared"), ctx.theme.dim));
    }
    let bar = Span::styled(format!(" {} ", ctx.symbols.bar), ctx.theme.dim);
    strip::strip(pieces, &bar, cells)
}
