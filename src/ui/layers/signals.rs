//! What the room noticed: each signal as a sentence with its figures, whether it goes on, and who took note.

use super::page;
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::domain::signal::Grade;
use crate::rows::SignalRow;
use crate::ui::keys::key;
use crate::ui::parts::columns::{columns, window};
use crate::ui::parts::{figures, fit};
use crate::ui::{Ctx, empty, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Cells of the columns before the sentence: time, grade, state.
const BEFORE: usize = 7 + 14 + 13;

/// Newest first; the whole sentence of the selected one below.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, rows: &[SignalRow], at: usize) {
    let inner = page(frame, ctx, area, &ctx.t("signals-title"), "");
    if rows.is_empty() {
        return empty::draw(frame, ctx, inner, &[ctx.t("empty-signals"), ctx.t("empty-signals-do")]);
    }
    let below = 5.min(inner.height / 3);
    let height = usize::from(inner.height - below);
    let cells = usize::from(inner.width).saturating_sub(1 + BEFORE);
    let lines = |signal: &SignalRow| {
        let at = format!(" {}", figures::when(&ctx.app.zone, ctx.now, signal.at));
        let (grade, state, said) = (grade(ctx, signal), state(ctx, signal), sentence(ctx, signal));
        let before = [(&*at, 7, ctx.theme.dim), (&*grade, 13, style(ctx, signal)), (&*state, 12, ctx.theme.dim)];
        columns(ctx, &[&before[..], &[(&*said, cells, plain(ctx, signal))]].concat())
    };
    window(frame, ctx, Rect { height: inner.height - below, ..inner }, (rows, at), lines);
    let Some(chosen) = rows.get(at) else { return };
    let mut lines = fit::wrap(&sentence(ctx, chosen), usize::from(inner.width).saturating_sub(2), usize::from(below));
    lines.insert(0, String::new());
    if chosen.ended.is_none() && chosen.seen_by.is_none() && !ctx.app.readonly() {
        let acknowledge = key(ctx, Scope::Signals, Action::Acknowledge);
        lines.push(ctx.words.f("signals-acknowledge", &[("key", acknowledge.into())]));
    }
    for (n, line) in lines.into_iter().enumerate().take(usize::from(below)) {
        put_row(frame, row(inner, height + n), Line::styled(format!(" {line}"), ctx.theme.dim), None);
    }
}

/// The sentence, and whose mention it is about where this audience may know.
pub fn sentence(ctx: &Ctx, row: &SignalRow) -> String {
    let said = crate::words::signals::signal(ctx.words, &row.signal, (ctx.audience, &ctx.app.ours));
    match &row.who {
        Some(who) if !who.show_with(ctx.audience, &ctx.app.ours).is_empty() => {
            format!("{said} ({})", who.show_with(ctx.audience, &ctx.app.ours))
        }
        _ => said,
    }
}

fn grade(ctx: &Ctx, row: &SignalRow) -> String {
    let symbol = if row.signal.grade() == Grade::Notice { ctx.symbols.dot } else { ctx.symbols.late };
    format!("{symbol} {}", ctx.t(row.signal.grade().key()))
}

/// Red is for what is late, blind or critical: an alarm that nobody has noted is late.
pub fn style(ctx: &Ctx, row: &SignalRow) -> Style {
    match row.signal.grade() {
        _ if row.ended.is_some() || row.seen_by.is_some() => ctx.theme.dim,
        Grade::Alarm => ctx.theme.late,
        Grade::Warning => ctx.theme.waiting,
        Grade::Notice => Style::new(),
    }
}

fn plain(ctx: &Ctx, row: &SignalRow) -> Style {
    if row.ended.is_some() { ctx.theme.dim } else { Style::new() }
}

fn state(ctx: &Ctx, row: &SignalRow) -> String {
    match (&row.seen_by, row.ended) {
        (Some(by), _) => ctx.words.f("signal-seen-by", &[("by", by.into())]),
        (None, Some(_)) => ctx.t("signal-over"),
        (None, None) => ctx.t("signal-goes-on"),
    }
}
