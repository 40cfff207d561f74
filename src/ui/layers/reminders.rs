//! What the room reminds of: each as a sentence, since when it holds, how often it was said, and whether it is put off.

use super::page;
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::layers::RemindersView;
use crate::app::reminding;
use crate::domain::private::Audience;
use crate::domain::reminder::Standing;
use crate::ui::keys::key;
use crate::ui::parts::columns::{columns, window};
use crate::ui::parts::{figures, fit};
use crate::ui::{Ctx, checklist, empty, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Cells of the columns before the sentence: since when, how it stands.
const BEFORE: usize = 7 + 19;

/// Those that cannot wait first; the whole sentence of the selected one below, and whom it is for.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &RemindersView) {
    let inner = page(frame, ctx, area, &ctx.t("reminders-title"), "");
    // who is slow is nobody's matter but of those who coordinate
    if ctx.audience == Audience::Shared {
        return empty::draw(frame, ctx, inner, &[ctx.t("reminders-shared"), String::new()]);
    }
    let rows = reminding::standing(ctx.app);
    if rows.is_empty() {
        return empty::draw(frame, ctx, inner, &[ctx.t("empty-reminders"), ctx.t("empty-reminders-do")]);
    }
    let at = view.at(&rows);
    let below = 4.min(inner.height / 3);
    let height = usize::from(inner.height - below);
    let cells = usize::from(inner.width).saturating_sub(1 + BEFORE);
    let lines = |reminder: &Standing| {
        let (state, style) = state(ctx, reminder);
        let since = format!(" {}", figures::when(&ctx.app.zone, ctx.now, reminder.held.since));
        let said = reminding::sentence(ctx.app, reminder);
        columns(ctx, &[(&since, 7, ctx.theme.dim), (&state, 18, style), (&said, cells, Style::new())])
    };
    window(frame, ctx, Rect { height: inner.height - below, ..inner }, (&rows, at), lines);
    let wide = usize::from(inner.width).saturating_sub(2);
    let mut lines = fit::wrap(&reminding::sentence(ctx.app, &rows[at]), wide, 2);
    lines.push(whom(ctx, &rows[at]));
    if !ctx.app.readonly() {
        let [put_off, rest] = [Action::SnoozeReminder, Action::DismissReminder].map(|a| key(ctx, Scope::Reminders, a));
        lines.push(ctx.words.f("reminders-keys", &[("snooze", put_off.into()), ("dismiss", rest.into())]));
    }
    let from = lines.len().saturating_sub(usize::from(below));
    for (n, line) in lines.into_iter().skip(from).enumerate() {
        put_row(frame, row(inner, height + n), Line::styled(format!(" {line}"), ctx.theme.dim), None);
    }
}

/// Put off until then, or said so often.
fn state(ctx: &Ctx, of: &Standing) -> (String, Style) {
    if let Some(until) = of.sent.snoozed {
        let until = figures::when(&ctx.app.zone, ctx.now, until);
        return (ctx.words.f("reminder-snoozed", &[("time", until.into())]), ctx.theme.dim);
    }
    let said = ctx.words.f("reminder-said", &[("n", of.sent.times.into())]);
    let (symbol, style) =
        if of.bell { (ctx.symbols.late, ctx.theme.late) } else { (ctx.symbols.waits, ctx.theme.waiting) };
    (format!("{symbol} {said}"), style)
}

/// Whose it is, in the words of their roles.
fn whom(ctx: &Ctx, of: &Standing) -> String {
    if of.to.is_empty() {
        return ctx.t("reminder-for-all");
    }
    let roles: Vec<String> = of.to.iter().map(|role| checklist::role(ctx, role.as_str())).collect();
    ctx.words.f("reminder-for", &[("roles", roles.join(", ").into())])
}
