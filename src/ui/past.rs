//! The past: a band that says which moment is shown, and below it the line of the incident's time with what was heard, how
//! grave it was and what was told. Owns how these are drawn; where one stands is the app's.

use super::parts::spark::bars;
use super::parts::strip::{self, Piece};
use super::parts::{figures, fit};
use super::{Ctx, put, row};
use crate::app::travel::Travel;
use crate::domain::time::Stamp;
use crate::rows::{Mark, Track};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The band alone where there is one row; with the line of time where there are three.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, past: &Travel) {
    super::put_row(frame, row(area, 0), band(ctx, past, usize::from(area.width)), Some(ctx.theme.past));
    if area.height < 3 {
        return;
    }
    match &past.track {
        Some(track) => line(frame, ctx, area, past, track),
        None => put(frame, row(area, 1), Line::styled(format!(" {}", ctx.t("loading")), ctx.theme.dim)),
    }
}

/// `◷ AS IT WAS 14:32:07 · event 213 of 480 · read-only        playing 10× · now: 12 new mentions`
fn band(ctx: &Ctx, past: &Travel, cells: usize) -> Line<'static> {
    let zone = &ctx.app.zone;
    let today = figures::when(zone, past.present, ctx.now) == figures::clock(zone, ctx.now);
    let time = if today { figures::second(zone, ctx.now) } else { figures::moment(zone, ctx.now) };
    let piece = |weight, text: String| Piece::new(weight).with(text, Style::new());
    let n = |key: &str| ctx.words.f(key, &[("n", past.at.told.into()), ("all", past.at.of.into())]);
    let narrow = cells < 100;
    let speed = |key: &str| ctx.words.f(key, &[("n", past.speed().into())]);
    let came = ctx.words.f(if narrow { "past-came-short" } else { "past-came" }, &[("n", past.came.into())]);
    let said = piece(9, format!("{} {}", ctx.symbols.waits, ctx.words.f("past-band", &[("time", time.into())])));
    let mut pieces = vec![said];
    if past.at.of > 0 {
        pieces.push(piece(6, n(if cells < 80 { "past-event-short" } else { "past-event" })));
    }
    pieces.push(piece(8, ctx.t("past-readonly")));
    if past.reads() {
        pieces.push(piece(4, ctx.t("past-reading")));
    }
    let right = match past.plays() {
        Some(_) => vec![piece(7, format!("{} {}", ctx.symbols.ready, speed("past-plays"))), piece(5, came)],
        None if past.speed() > 1 => vec![piece(2, speed("past-stands")), piece(5, came)],
        None => vec![piece(5, came)],
    };
    let dot = Span::raw(format!(" {} ", ctx.symbols.dot));
    let right = strip::strip(right, &dot, cells / 2);
    let room = cells.saturating_sub(strip::cells_of(&right) + 4);
    let mut left = strip::strip(pieces, &dot, room);
    left.spans.insert(0, Span::raw(" "));
    strip::ends(left, right, cells.saturating_sub(1), ctx.symbols.more)
}

/// Its beginning and its end at the sides, and between them a cell for each stretch of time.
fn line(frame: &mut Frame, ctx: &Ctx, area: Rect, past: &Travel, track: &Track) {
    let zone = &ctx.app.zone;
    let begins = figures::when(zone, past.present, track.from);
    let ends = if past.present.since(track.to) < crate::domain::time::MINUTE {
        ctx.t("past-end-now")
    } else {
        figures::when(zone, past.present, track.to)
    };
    let side = fit::width(&begins).max(fit::width(&ends)) + 2;
    let cells = usize::from(area.width).saturating_sub(2 * side);
    if cells < 10 {
        return;
    }
    let here = track.slot(ctx.now, cells);
    for (n, drawn) in [heard(ctx, track, cells, here), told(ctx, track, cells, here)].into_iter().enumerate() {
        let mut spans = vec![Span::raw(" ".repeat(side))];
        spans.extend(drawn);
        let line = row(area, n + 1);
        put(frame, line, Line::from(spans));
        let cell = Rect { x: line.x + (side + here) as u16, width: 1, ..line };
        if n == 0 {
            put(frame, cell, Line::styled(ctx.symbols.here_below, ctx.theme.strong));
        }
        let on = cell.intersection(frame.area());
        frame.buffer_mut().set_style(on, ctx.theme.selected);
    }
    let sides = row(area, 1);
    put(frame, Rect { x: sides.x + 1, ..sides }, Line::styled(begins, ctx.theme.dim));
    let right = Rect { x: (sides.x + (side + cells) as u16 + 1).min(sides.right()), ..sides };
    put(frame, Rect { width: sides.right().saturating_sub(right.x), ..right }, Line::styled(ends, ctx.theme.dim));
}

/// Mentions, the highest bar full; what had not come yet is dim.
fn heard(ctx: &Ctx, track: &Track, cells: usize, here: usize) -> Vec<Span<'static>> {
    let of = |cell: usize| stretch(track, cell, cells);
    let most: Vec<u32> = (0..cells).map(|cell| track.volume[of(cell)].iter().copied().max().unwrap_or(0)).collect();
    let bars = bars(&most, ctx.symbols);
    vec![Span::raw(bars[..here].concat()), Span::styled(bars[here..].concat(), ctx.theme.dim)]
}

/// How grave it was, with what was told drawn over it: `── SEV3 ──◆─·─ SEV2 ──►──`.
fn told(ctx: &Ctx, track: &Track, cells: usize, here: usize) -> Vec<Span<'static>> {
    let moment = |cell: usize| {
        let long = track.to.since(track.from);
        Stamp(track.from.0.saturating_add((long / cells as i64).saturating_mul(cell as i64 + 1)))
    };
    let mut drawn: Vec<(&'static str, Style)> = (0..cells)
        .map(|cell| {
            let grave = track.severity_at(moment(cell));
            let style = if cell > here { ctx.theme.dim } else { grave.map_or(Style::new(), |s| ctx.theme.severity(s)) };
            (if grave.is_some() { ctx.symbols.rule_focus } else { ctx.symbols.rule }, style)
        })
        .collect();
    let mut marked = vec![false; cells];
    for cell in 0..cells {
        let slots = stretch(track, cell, cells);
        // where time is short a slot has many cells, and what was told in it stands in the first
        let again = cell > 0 && stretch(track, cell - 1, cells) == slots;
        let mark = track.marks[slots].iter().flatten().max().filter(|_| !again);
        if let Some(mark) = mark {
            marked[cell] = true;
            drawn[cell].0 = match mark {
                Mark::Decision => ctx.symbols.mark,
                Mark::Published => ctx.symbols.ready,
                Mark::Signal => ctx.symbols.late,
                Mark::Other => ctx.symbols.dot,
            };
        }
    }
    let mut spans: Vec<Span<'static>> = drawn.into_iter().map(|(sign, style)| Span::styled(sign, style)).collect();
    // each change of how grave it was is named where it began, as far as there is room before the next
    let steps: Vec<usize> = track.severity.iter().map(|(at, _)| track.slot(*at, cells)).collect();
    for (n, (_, severity)) in track.severity.iter().enumerate() {
        let to = steps.get(n + 1).copied().unwrap_or(cells);
        // what was told just then stays
        let from = (steps[n]..to).find(|cell| *cell > steps[n] && !marked[*cell]).unwrap_or(to);
        let Some(severity) = severity.filter(|_| from + 4 <= to) else { continue };
        for (cell, sign) in ["S", "E", "V", ["1", "2", "3", "4"][severity as usize]].into_iter().enumerate() {
            let style = if from + cell > here { ctx.theme.dim } else { ctx.theme.severity(severity) };
            spans[from + cell] = Span::styled(sign, style);
        }
    }
    spans
}

/// The slots of a cell.
fn stretch(track: &Track, cell: usize, cells: usize) -> std::ops::Range<usize> {
    let n = track.volume.len();
    let from = cell * n / cells;
    from..((cell + 1) * n / cells).max(from + 1).min(n.max(from))
}
