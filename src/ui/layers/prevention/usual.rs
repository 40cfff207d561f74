//! What is usual by hour of the week: a grid of seven days by twenty-four hours, and what is missing in it. A cell says how many
//! mentions an hour are usual, and what that rests on: bars for weeks of its own, a letter where another hour stands in.

use crate::rows::{Basis, UsualHour, UsualWeek};
use crate::ui::parts::{figures, fit};
use crate::ui::{Ctx, empty, put, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const HOURS: usize = 24;
/// Cells of the day's name.
const DAY: usize = 6;

/// The grid, its key, and what is missing.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, week: &UsualWeek) {
    if week.resting_on(None) == week.hours.len() {
        return empty::draw(frame, ctx, area, &[ctx.t("empty-usual"), ctx.t("empty-usual-do")]);
    }
    // a figure of up to four cells for each hour where there is room, else one bar
    let cell = if usize::from(area.width) >= DAY + HOURS * 4 { 4 } else { 2 };
    let mut hours = vec![Span::raw(" ".repeat(DAY))];
    hours.extend((0..HOURS).map(|hour| Span::styled(ctx.right(&format!("{hour:02}"), cell), ctx.theme.dim)));
    put(frame, row(area, 0), Line::from(hours));
    let top = week.hours.iter().flatten().map(|hour| hour.per_hour).fold(1.0, f32::max);
    for (day, hours) in week.hours.chunks(HOURS).enumerate() {
        let name = ctx.t(["day-mon", "day-tue", "day-wed", "day-thu", "day-fri", "day-sat", "day-sun"][day.min(6)]);
        let mut spans = vec![Span::styled(ctx.left(&name, DAY), ctx.theme.dim)];
        for (hour, known) in hours.iter().enumerate() {
            let (text, style) = one(ctx, known.as_ref(), (cell, top));
            let here = day * HOURS + hour == week.now;
            let style = if here { style.patch(ctx.theme.selected) } else { style };
            spans.push(Span::styled(ctx.right(&text, cell), style));
        }
        put(frame, row(area, 1 + day), Line::from(spans));
    }
    let mut at = 9;
    for said in [legend(ctx, cell), known(ctx, week), missing(ctx, week)] {
        for line in fit::wrap(&said, usize::from(area.width), 3) {
            put(frame, row(area, at), Line::styled(line, ctx.theme.dim));
            at += 1;
        }
        at += usize::from(area.height > 18);
    }
}

fn one(ctx: &Ctx, known: Option<&UsualHour>, (cell, top): (usize, f32)) -> (String, Style) {
    let Some(hour) = known else { return (ctx.symbols.waits.to_owned(), ctx.theme.waiting) };
    let style = if hour.basis == Basis::Own { Style::new() } else { ctx.theme.dim };
    if cell > 2 {
        let figure = figures::big(ctx.words, hour.per_hour.round().max(0.0) as u64);
        let sign = if hour.basis == Basis::Own { "" } else { ctx.symbols.about };
        return (format!("{sign}{figure}"), style);
    }
    let steps = ctx.symbols.spark.len() - 1;
    let bar = ctx.symbols.spark[((hour.per_hour / top * steps as f32).ceil() as usize).min(steps)];
    let sign = if hour.basis == Basis::Own { " " } else { ctx.symbols.about };
    (format!("{sign}{bar}"), style)
}

fn legend(ctx: &Ctx, cell: usize) -> String {
    let args = [("about", ctx.symbols.about.into()), ("unknown", ctx.symbols.waits.into())];
    ctx.words.f(if cell > 2 { "usual-legend" } else { "usual-legend-bars" }, &args)
}

/// What rests on what.
fn known(ctx: &Ctx, week: &UsualWeek) -> String {
    let n = |basis| week.resting_on(basis).into();
    let args = [
        ("own", n(Some(Basis::Own))),
        ("time", n(Some(Basis::Time))),
        ("any", n(Some(Basis::Any))),
        ("none", n(None)),
        ("of", week.hours.len().into()),
    ];
    ctx.words.f("usual-known", &args)
}

/// Since when it was listened, and what does not count.
fn missing(ctx: &Ctx, week: &UsualWeek) -> String {
    let since = week.first.map_or(String::new(), |at| figures::moment(&ctx.app.zone, at));
    let day = since.split(' ').next().unwrap_or_default().to_owned();
    let args = [
        ("since", day.into()),
        ("heard", week.heard.0.into()),
        ("of", week.heard.1.into()),
        ("aside", week.aside.into()),
    ];
    ctx.words.f("usual-missing", &args)
}
