//! What complaints are about: a row for each theme with its days as bars, and below the list what the selected one rests on and
//! a few who say it.

use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::share::words_of;
use crate::rows::{ComplaintRow, Complaints, Trend};
use crate::ui::keys::key;
use crate::ui::parts::spark::bars;
use crate::ui::parts::{figures, fit};
use crate::ui::{Ctx, empty, put, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells of the trend and of the count.
const TREND: usize = 14;
const COUNT: usize = 12;

/// The list, and the selected one below it.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, found: &Complaints, at: usize) {
    let (all, read) = found.now();
    if found.themes.is_empty() {
        let none = [ctx.t("empty-complaints"), basis(ctx, found), ctx.t("empty-complaints-do")];
        return empty::draw(frame, ctx, area, &none[usize::from(all == 0)..][..2 + usize::from(all > 0)]);
    }
    let wide = usize::from(area.width);
    let heading = fit::wrap(&basis(ctx, found), wide, 3);
    for (n, line) in heading.iter().enumerate() {
        put(frame, row(area, n), Line::styled(line.clone(), ctx.theme.dim));
    }
    let head = heading.len() as u16;
    let list = Rect { y: area.y + head, height: area.height.saturating_sub(head), ..area };
    let below = (9 + found.clues.len().min(3) as u16).min(list.height * 2 / 3);
    let height = usize::from(list.height - below);
    let first = (at + 1).saturating_sub(height);
    let days = usize::from(found.days).min(14);
    let words = wide.saturating_sub(2 + TREND + COUNT + days + 2).max(8);
    for (n, theme) in found.themes.iter().enumerate().skip(first).take(height) {
        let (symbol, style) = trend(ctx, theme.trend);
        let count = ctx.words.f("complaint-of", &[("n", theme.count.into()), ("of", read.into())]);
        let last = &theme.by_day[theme.by_day.len().saturating_sub(days)..];
        let line = Line::from(vec![
            Span::raw(" "),
            Span::styled(ctx.left(&format!("{symbol} {}", ctx.t(theme.trend.key())), TREND - 1) + " ", style),
            Span::styled(ctx.right(&count, COUNT - 1) + " ", ctx.theme.strong),
            Span::styled(bars(last, ctx.symbols).concat() + "  ", ctx.theme.dim),
            Span::raw(ctx.cut(&theme.phrase.show_with(ctx.audience, &ctx.app.ours), words)),
        ]);
        put_row(frame, row(list, n - first), line, (n == at).then_some(ctx.theme.selected));
    }
    let Some(chosen) = found.themes.get(at) else { return };
    let foot = Rect { y: list.y + height as u16, height: below, ..list };
    rest(frame, ctx, foot, (found, chosen));
}

/// Of how many complaints what follows is told, and what is left out of it.
fn basis(ctx: &Ctx, found: &Complaints) -> String {
    let (all, read) = found.now();
    let args = [
        ("days", found.days.into()),
        ("all", figures::big(ctx.words, u64::from(all)).into()),
        ("read", read.into()),
        ("before", figures::big(ctx.words, u64::from(found.before.0)).into()),
        ("own", figures::big(ctx.words, u64::from(found.own)).into()),
    ];
    let said = ctx.words.f("complaints-basis", &args);
    if found.partial { format!("{said} {}", ctx.t("complaints-partial")) } else { said }
}

fn trend(ctx: &Ctx, of: Trend) -> (&'static str, Style) {
    match of {
        Trend::Growing | Trend::More => (ctx.symbols.up, ctx.theme.waiting),
        Trend::Fading => (ctx.symbols.down, ctx.theme.kept),
        Trend::Steady => (ctx.symbols.level, Style::new()),
        Trend::Few | Trend::Unknown => (ctx.symbols.dot, ctx.theme.dim),
    }
}

/// What the selected one rests on, who says it, and what was handed on.
fn rest(frame: &mut Frame, ctx: &Ctx, area: Rect, (found, chosen): (&Complaints, &ComplaintRow)) {
    let cells = usize::from(area.width).saturating_sub(2);
    let args = [
        ("n", chosen.count.into()),
        ("of", found.now().1.into()),
        ("voices", chosen.voices.into()),
        ("before", chosen.before.into()),
        ("read", found.before.1.into()),
    ];
    let mut lines = fit::wrap(&ctx.words.f("complaint-rests", &args), cells, 2);
    for example in &chosen.examples {
        let author = example.author.show_with(ctx.audience, &ctx.app.ours);
        let text = words_of(ctx.app, &example.text, example.abusive);
        lines.extend(fit::wrap(&format!("“{text}” {} {author}", ctx.symbols.dash), cells, 2));
    }
    let [hand, step] = [Action::HandTheme, Action::StepAction].map(|action| key(ctx, Scope::Prevention, action));
    let how = ctx.words.f("complaint-keys", &[("key", hand.into()), ("step", step.into())]);
    let how = if ctx.app.readonly() { Vec::new() } else { fit::wrap(&how, cells, 2) };
    let room = usize::from(area.height).saturating_sub(1 + how.len());
    let clues = found.clues.len().min(3).min(room / 2);
    lines.truncate(room.saturating_sub(clues));
    for clue in found.clues.iter().take(clues) {
        let phrase = clue.phrase.show_with(ctx.audience, &ctx.app.ours).into_owned();
        let owner = clue.owner.as_ref().map_or(String::new(), |owner| ctx.shown(owner));
        let due = clue.due.map_or_else(|| ctx.t("clue-no-day"), |due| figures::due(ctx.words, ctx.now, due));
        let args =
            [("phrase", phrase.into()), ("owner", owner.into()), ("due", due.into()), ("n", clue.mentions.into())];
        lines.push(ctx.cut(&format!("{} {}", ctx.symbols.arrow, ctx.words.f("clue-open", &args)), cells));
    }
    lines.extend(how);
    for (n, line) in lines.into_iter().enumerate().take(usize::from(area.height).saturating_sub(1)) {
        put(frame, row(area, 1 + n), Line::styled(format!(" {line}"), ctx.theme.dim));
    }
}
