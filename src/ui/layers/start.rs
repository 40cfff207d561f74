//! The start screen: what gabinete is, three ways in, and the rooms that were open lately.

use super::prevention::lacking;
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::layers::Start;
use crate::ui::keys::key;
use crate::ui::parts::{figures, fit};
use crate::ui::{Ctx, put, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The screen, in a calm column a little above the middle.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, start: &Start) {
    let width = area.width.saturating_sub(6).min(80);
    let recents = start.recent.len().min(usize::from(area.height).saturating_sub(16));
    let height = 12 + if recents > 0 { recents + 2 } else { 0 };
    let y = area.y + area.height.saturating_sub(height as u16) / 3;
    let column = Rect { x: area.x + (area.width - width) / 2, y, width, height: area.bottom().saturating_sub(y) };
    let cells = usize::from(width);
    put(frame, row(column, 0), Line::styled("gabinete", ctx.theme.title_focus));
    let mut at = 1;
    for line in fit::wrap(&ctx.t("start-what"), cells, 3) {
        put(frame, row(column, at), Line::raw(line));
        at += 1;
    }
    at += 1;
    // `Start::FIXED` names them; its order is theirs
    let choices = [
        (Action::StartDrill, ctx.t("start-drill"), ctx.t("start-drill-note")),
        (Action::CreateRoom, ctx.t("start-create"), ctx.t("start-create-note")),
        (Action::ImportFile, ctx.t("start-import"), ctx.t("start-import-note")),
    ];
    for (n, (action, title, note)) in choices.into_iter().enumerate() {
        let key = key(ctx, Scope::Start, action);
        choice(frame, ctx, row(column, at), (&key, &title, &note), start.selected == n);
        at += 1;
    }
    at += 1;
    at = recent(frame, ctx, column, start, (at, recents));
    if let Some(found) = start.lacking.as_deref().filter(|_| at + 1 < usize::from(column.height)) {
        let key = key(ctx, Scope::Start, Action::Readiness);
        let said = ctx.words.f("start-ready", &[("said", lacking(ctx, found).into()), ("key", key.into())]);
        for line in fit::wrap(&said, cells, 2) {
            put(frame, row(column, at), Line::styled(line, ctx.theme.dim));
            at += 1;
        }
        at += 1;
    }
    if let Some(busy) = &start.busy {
        let line = Line::from(vec![
            Span::styled(format!("{} ", ctx.symbols.waits), ctx.theme.waiting),
            Span::raw(busy.clone()),
        ]);
        put(frame, row(column, at), line);
    }
}

fn choice(frame: &mut Frame, ctx: &Ctx, area: Rect, (key, title, note): (&str, &str, &str), here: bool) {
    let line = Line::from(vec![
        Span::raw(" "),
        Span::styled(ctx.left(key, 3), ctx.theme.key),
        Span::styled(ctx.left(title, 22) + " ", ctx.theme.strong),
        Span::styled(ctx.cut(note, usize::from(area.width).saturating_sub(27)), ctx.theme.dim),
    ]);
    put_row(frame, area, line, here.then_some(ctx.theme.selected));
}

fn recent(frame: &mut Frame, ctx: &Ctx, area: Rect, start: &Start, (mut at, most): (usize, usize)) -> usize {
    if most == 0 {
        put(frame, row(area, at), Line::styled(ctx.t("start-first"), ctx.theme.dim));
        return at + 2;
    }
    put(frame, row(area, at), Line::styled(ctx.t("start-recent"), ctx.theme.title));
    at += 1;
    let chosen = start.selected.saturating_sub(Start::FIXED.len());
    let first = (chosen + 1).saturating_sub(most);
    for (n, room) in start.recent.iter().enumerate().skip(first).take(most) {
        let here = start.selected == n + Start::FIXED.len();
        let age = figures::age(ctx.words, ctx.app.now.real.since(room.used));
        let cells = usize::from(area.width);
        let wide = (cells / 2).saturating_sub(4).max(24);
        // that it is a drill is read however long its name is
        let what = if room.drill { format!(" ({})", ctx.t("start-is-drill")) } else { String::new() };
        let name = ctx.cut(&room.name, wide.saturating_sub(fit::width(&what))) + &what;
        let path = cells.saturating_sub(4 + wide + 1 + 9);
        let line = Line::from(vec![
            Span::raw(" "),
            Span::raw("   "),
            Span::styled(ctx.left(&name, wide) + " ", Style::new()),
            Span::styled(ctx.left(&tail_of(&room.path, path, ctx.symbols.more), path), ctx.theme.dim),
            Span::styled(ctx.right(&age, 9), ctx.theme.dim),
        ]);
        put_row(frame, row(area, at), line, here.then_some(ctx.theme.selected));
        at += 1;
    }
    at + 1
}

/// Of a path the end says more than the beginning.
fn tail_of(path: &str, cells: usize, more: &str) -> String {
    if fit::width(path) <= cells {
        return path.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut used = 1;
    let all: Vec<(&str, usize)> = fit::graphemes(path).collect();
    for (g, w) in all.into_iter().rev() {
        if used + w > cells {
            break;
        }
        used += w;
        kept.push(g);
    }
    kept.reverse();
    format!("{more}{}", kept.concat())
}
