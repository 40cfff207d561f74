//! The header: is it getting worse, are we keeping up, what is due next.

mod banner;
pub mod clocks;
mod duties;
pub mod listening;

pub use banner::banner;

use super::layers::{people, signals};
use super::parts::figures;
use super::parts::spark::spark;
use super::parts::strip::{self, Piece};
use super::{Ctx, put, row};
use crate::app::geometry::WIDE;
use crate::app::reminding;
use crate::domain::incident::{Incident, Status};
use crate::domain::mention::Band;
use crate::domain::private::Audience;
use crate::domain::response::ResponseState;
use crate::domain::signal::Grade;
use crate::domain::task::{PROMISE, TaskStatus, late, promised_words};
use crate::domain::time::{HOUR, MINUTE, Stamp};
use crate::rows::{Backlog, Pulse, ResponseRow};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Mentions whose tone is told from which on a share of them is a figure.
const LEAST_TOLD: u32 = 10;

/// Cells of the title of a graver incident than the one that is looked at.
const ABOVE: usize = 24;
/// The weight from which on a piece cannot wait: clocks, what is late, people affected.
const URGENT: u8 = 9;
/// The weight from which on a piece waits for somebody, on the line of what is next.
const WAITS: u8 = 7;
/// The weight from which on a piece says less rather than nothing: whether anybody listens.
const KEPT: u8 = 6;

/// Two lines when the screen is narrow, three otherwise.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect) {
    let cells = usize::from(area.width).saturating_sub(1);
    let wide = area.height > 2;
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    let (left, right) = (first(ctx, wide), times(ctx, wide));
    let room = cells.saturating_sub(strip::cells_of(&right) + 3);
    let line = strip::ends(left(room), right, cells.saturating_sub(1), ctx.symbols.more);
    put(frame, row(inner, 0), line);
    let bar = Span::styled(format!(" {} ", ctx.symbols.bar), ctx.theme.dim);
    let mut figures = figures_line(ctx, wide, &bar, cells);
    if wide {
        let dot = Span::styled(format!(" {} ", ctx.symbols.dot), ctx.theme.dim);
        // the label is no piece of its own: it has no dot after it
        let mut left = Line::from(Span::styled(format!("{}  ", ctx.t("header-next")), ctx.theme.dim));
        let cells_left = cells.saturating_sub(strip::cells_of(&left) + 3);
        let pieces = strip::brief(next(ctx), super::fit::width(&dot.content), cells_left, WAITS, URGENT);
        // who is about is told beside what waits for somebody, not in its place, or above where there is more room
        let waits = pieces.iter().filter(|piece| piece.weight() >= WAITS).cloned().collect();
        let waits = strip::cells_of(&strip::strip(waits, &dot, cells_left));
        let mut people = duties::about(ctx, cells_left.saturating_sub(waits));
        let above = duties::about(ctx, cells.saturating_sub(strip::cells_of(&figures) + 4));
        if strip::cells_of(&above) > strip::cells_of(&people) {
            figures = strip::ends(figures, above, cells.saturating_sub(1), ctx.symbols.more);
            people = Line::default();
        }
        let room = cells_left.saturating_sub(strip::cells_of(&people));
        left.spans.extend(strip::strip(pieces, &dot, room).spans);
        let line = strip::ends(left, people, cells.saturating_sub(1), ctx.symbols.more);
        put(frame, row(inner, 2), line);
    }
    put(frame, row(inner, 1), figures);
}

/// Fewest cells of the title: beside the others, beside roles that nobody has, and beside clocks that have no room
/// elsewhere.
const TITLE: [usize; 3] = [20, 12, 5];

/// Whether the first line says things in their shortest form.
fn tight(ctx: &Ctx) -> bool {
    ctx.app.size.0 < ROOMY
}

/// Columns from which the first line has room for whole words.
const ROOMY: u16 = 140;

/// Whether people affected or signals take the clocks' place where there are two lines.
fn crowded(ctx: &Ctx) -> bool {
    ctx.app.pulse.affected.count > 0 || !ctx.app.pulse.signals.is_empty()
}

/// What the room is about: the gravest incident, or that it watches.
fn first<'a>(ctx: &'a Ctx, wide: bool) -> impl Fn(usize) -> Line<'static> + use<'a> {
    move |room| {
        let (mut pieces, title) = match ctx.app.incident() {
            Some(incident) => declared(ctx, incident, wide),
            None => watching(ctx),
        };
        // the title gives way down to twenty cells before anything else does, and further before a clock does
        let (gap, least) = match () {
            () if !wide && crowded(ctx) => ("  ", TITLE[2]),
            () if tight(ctx) && duties::lacks(ctx) => ("  ", TITLE[1]),
            () => ("   ", TITLE[0]),
        };
        let fixed = |pieces: &[Piece]| pieces.iter().map(|p| p.width() + gap.len()).sum::<usize>();
        while pieces.len() > 1 && fixed(&pieces) + least.min(super::fit::width(&title)) > room {
            pieces.pop();
        }
        let cells = room.saturating_sub(fixed(&pieces));
        let title = Piece::new(9).with(ctx.clip(&title, cells), ctx.theme.strong);
        pieces.insert(1.min(pieces.len()), title);
        strip::strip(pieces, &Span::raw(gap), room)
    }
}

fn declared(ctx: &Ctx, incident: &Incident, wide: bool) -> (Vec<Piece>, String) {
    let (sign, mut said, style) = ctx.grade(incident);
    let clocks = if !wide && crowded(ctx) { clocks::pieces(ctx, true) } else { Vec::new() };
    if (clocks.len() > 1 || ctx.app.size.0 < WIDE && duties::lacks(ctx)) && incident.rated {
        said = incident.severity.code().to_owned();
    }
    let age = figures::elapsed(ctx.words, ctx.now.since(incident.td));
    let mut pieces = vec![
        Piece::new(9).with(format!("{sign} {}", said.to_uppercase()), style),
        Piece::new(9).with("T+", ctx.theme.dim).with(age, ctx.theme.strong),
    ];
    if wide {
        pieces.insert(1, Piece::new(5).with(ctx.t(incident.status.key()), Style::new()));
    }
    if let Some(graver) = ctx.app.graver(incident) {
        let said = ctx.words.f("header-measured", &[("severity", graver.severity.code().into())]);
        pieces.insert(1, Piece::new(8).with(said, ctx.theme.waiting));
    }
    pieces.extend(clocks.into_iter().map(Piece::in_brief));
    let above = ctx.app.above(incident);
    if let Some(above) = above {
        let title = ctx.clip(&ctx.shown(&above.title), if wide { ABOVE } else { ABOVE / 3 });
        let args = [("severity", above.severity.code().into()), ("title", title.into())];
        let said = ctx.words.f("header-goes-on", &args);
        pieces.insert(1, Piece::new(9).with(said, ctx.theme.severity(above.severity)));
    }
    // everybody is to know who leads, and for which roles there is nobody
    pieces.extend(duties::alone(ctx, tight(ctx)));
    pieces.push(match &incident.lead {
        Some(lead) => Piece::new(4).with(ctx.t("header-lead") + " ", ctx.theme.dim).with(lead.as_str(), Style::new()),
        None => Piece::new(6).with(ctx.t("header-no-lead"), ctx.theme.waiting),
    });
    // beside the pace on the line below: whether this is unusual at all
    if let Some(band) = usual_band(ctx, "header-usual-band").filter(|_| wide) {
        pieces.push(Piece::new(3).with(band, ctx.theme.dim));
    }
    let told = [incident.id].into_iter().chain(above.map(|it| it.id)).collect::<Vec<_>>();
    let others = ctx.app.pulse.incidents.iter().filter(|it| !told.contains(&it.id)).count();
    if others > 0 {
        pieces.push(Piece::new(3).with(ctx.words.f("header-more-incidents", &[("n", others.into())]), ctx.theme.dim));
    }
    (pieces, ctx.shown(&incident.title))
}

/// What is usual at this hour, or that nobody knows yet.
pub fn usual_rate(ctx: &Ctx) -> String {
    usual_band(ctx, "header-usual-rate").unwrap_or_else(|| ctx.t("header-usual-unknown"))
}

fn usual_band(ctx: &Ctx, key: &'static str) -> Option<String> {
    let usual = ctx.app.pulse.usual?;
    let [low, high] = [usual.low, usual.high].map(|rate| figures::rate(ctx.words, rate).into());
    Some(ctx.words.f(key, &[("low", low), ("high", high)]))
}

fn watching(ctx: &Ctx) -> (Vec<Piece>, String) {
    let usual = usual_rate(ctx);
    let calm = listening::calm(&ctx.app.pulse);
    let (symbol, style) = if calm { (ctx.symbols.live, ctx.theme.kept) } else { (ctx.symbols.idle, ctx.theme.strong) };
    let badge = format!("{symbol} {}", ctx.t("header-watching"));
    let name = ctx.app.room.as_ref().map_or(String::new(), |r| r.settings.name.as_str().to_owned());
    let mut pieces = vec![Piece::new(9).with(badge, style), Piece::new(5).with(usual, Style::new())];
    // calm is calm, and yet not all of it is done
    if let Some(over) = ctx.app.looked_at() {
        let key = if over.status == Status::Review { "header-in-review" } else { "header-resolved" };
        pieces.insert(1, Piece::new(6).with(ctx.words.f(key, &[("id", over.id.0.to_string().into())]), Style::new()));
    }
    (pieces, name)
}

fn times(ctx: &Ctx, wide: bool) -> Line<'static> {
    let zone = &ctx.app.zone;
    let local = figures::clock(zone, ctx.now);
    let mut spans = vec![Span::styled(local, ctx.theme.strong), Span::raw(format!(" {}", zone.short))];
    if wide && zone.short != "UTC" {
        let utc = figures::clock(&crate::app::Zone::default(), ctx.now);
        spans.push(Span::styled(format!("  {utc} UTC"), ctx.theme.dim));
    }
    Line::from(spans)
}

/// The figures in whole words where they fit, in short ones where not; what still does not fit is left out by weight.
fn figures_line(ctx: &Ctx, wide: bool, bar: &Span<'static>, cells: usize) -> Line<'static> {
    if wide {
        let line = strip::strip(all_figures(ctx, true), bar, usize::MAX);
        if strip::cells_of(&line) <= cells {
            return line;
        }
    }
    let mut pieces = all_figures(ctx, false);
    if !wide {
        // two lines have no room for what is due next; people come before figures
        if !crowded(ctx) {
            clocks::pieces(ctx, false).into_iter().for_each(|clock| pieces.insert(0, clock));
        }
        pieces.insert(0, noticed(ctx));
        pieces.insert(0, affected(ctx, false));
        pieces.splice(0..0, duties::offered(ctx, false));
    }
    let gap = super::fit::width(&bar.content);
    strip::strip(strip::brief(pieces, gap, cells, KEPT, URGENT), bar, cells)
}

/// Weights of people affected and of a signal that is an alarm: before the clocks, and those before what is late.
const AFFECTED: u8 = 12;
const ALARM: u8 = 11;

/// People affected with whom nobody has spoken yet, before whatever else waits.
fn affected(ctx: &Ctx, wide: bool) -> Piece {
    let Backlog { count, oldest } = ctx.app.pulse.affected;
    if count == 0 {
        return Piece::new(9);
    }
    let (style, late) = people::style(ctx, oldest);
    let mark = if late { format!("{} ", ctx.symbols.late) } else { String::new() };
    let waits = figures::elapsed(ctx.words, oldest.map_or(0, |since| ctx.now.since(since)));
    let said = format!("{mark}{} {count}", ctx.t("header-affected"));
    let whole = match wide {
        true => format!("{mark}{}", people::waiting(ctx, count, oldest)),
        false => format!("{said} ({waits})"),
    };
    Piece::new(AFFECTED).with(whole, style).or_brief(said, style)
}

/// How many things the room notices that nobody has noted, in the style of the gravest: an alarm after people
/// affected, the others after every clock.
fn noticed(ctx: &Ctx) -> Piece {
    let Some(gravest) = ctx.app.pulse.signals.first() else { return Piece::new(7) };
    let weight = if gravest.signal.grade() == Grade::Alarm { ALARM } else { 7 };
    Piece::new(weight).with(how_many(ctx), signals::style(ctx, gravest))
}

fn how_many(ctx: &Ctx) -> String {
    let said = ctx.words.f("header-signals", &[("n", ctx.app.pulse.signals.len().into())]);
    format!("{} {said}", ctx.symbols.late)
}

fn all_figures(ctx: &Ctx, wide: bool) -> Vec<Piece> {
    let pulse = &ctx.app.pulse;
    let mut pieces = vec![
        // whatever else there is to say, these two stand there
        backlog(ctx, 12, "header-unattended", &pulse.unattended, wide),
        backlog(ctx, if pulse.owed.count > 0 { 11 } else { 8 }, "header-owed", &pulse.owed, wide),
        rate(ctx, pulse, wide),
        negative(ctx, pulse, wide),
        listening::piece(ctx, pulse, wide),
    ];
    if pulse.snoozed.count > 0 && ctx.app.size.0 >= 160 {
        let n = pulse.snoozed.count;
        pieces.insert(2, Piece::new(2).with(ctx.words.f("header-snoozed", &[("n", n.into())]), ctx.theme.dim));
    }
    pieces
}

/// A number and the age of its oldest, marked when that is too old.
pub fn backlog(ctx: &Ctx, weight: u8, key: &str, backlog: &Backlog, wide: bool) -> Piece {
    let quiet = if backlog.count == 0 { ctx.theme.kept } else { ctx.theme.strong };
    let piece = Piece::new(weight).with(ctx.t(key) + " ", Style::new()).with(backlog.count.to_string(), quiet);
    let Some(oldest) = backlog.oldest.filter(|_| backlog.count > 0) else { return piece };
    let waited = ctx.now.since(oldest);
    if waited < MINUTE {
        return piece;
    }
    let age = figures::age(ctx.words, waited);
    let late = waited > patience(ctx);
    let style = if late { ctx.theme.late } else { ctx.theme.dim };
    let age = if wide { format!("  {} {age}", ctx.t("header-oldest")) } else { format!(" ({age})") };
    let mark = if late {
        if wide { format!(" {} {}", ctx.symbols.late, ctx.t("late")) } else { format!(" {}", ctx.symbols.late) }
    } else {
        String::new()
    };
    piece.with(age, style).with(mark, ctx.theme.late)
}

/// How old the oldest may be: the header does not know its band. During an incident everything is looked at within the
/// time of the second band; otherwise that of the last one counts, by the plan in force.
pub fn patience(ctx: &Ctx) -> i64 {
    ctx.app.pulse.patience.now(if ctx.app.pulse.incidents.is_empty() { Band::P4 } else { Band::P2 })
}

fn rate(ctx: &Ctx, pulse: &Pulse, wide: bool) -> Piece {
    let bars = match ctx.app.size.0 {
        ..100 => 7,
        100..140 => 15,
        140..200 => 20,
        _ => 30,
    };
    // four times the usual fills the height; without a usual rate, a handful a minute does
    let least = pulse.usual.map_or(5.0, |usual| (usual.rate * 4.0).clamp(1.0, 1e6)) as u32;
    let mut piece = Piece::new(7)
        .with(figures::rate(ctx.words, pulse.rate), ctx.theme.strong)
        .with(ctx.t("header-per-minute"), Style::new());
    let above = pulse.usual.map_or(f32::INFINITY, |usual| usual.high);
    for (n, (bars, unusual)) in spark(&pulse.minutes, bars, least, above, ctx.symbols).into_iter().enumerate() {
        let gap = if n == 0 { " " } else { "" };
        // what lies in the expected band steps back; without a band, nothing does
        let style = match (unusual, pulse.usual) {
            (true, _) => ctx.theme.waiting,
            (false, Some(_)) => ctx.theme.dim,
            (false, None) => Style::new(),
        };
        piece = piece.with(format!("{gap}{bars}"), style);
    }
    match pulse.usual {
        Some(usual) if usual.rate > 0.0 => {
            let times = usual.times(pulse.rate);
            let text = format!(" {}{}", figures::rate(ctx.words, times), ctx.symbols.times);
            let style = if times >= 2.0 { ctx.theme.strong } else { ctx.theme.dim };
            let piece = piece.with(text, style);
            if wide { piece.with(format!(" {}", ctx.t("header-usual")), ctx.theme.dim) } else { piece }
        }
        // watching says it on the line above
        _ if wide && !pulse.incidents.is_empty() => {
            piece.with(format!(" {}", ctx.t("header-usual-unknown")), ctx.theme.dim)
        }
        _ => piece,
    }
}

/// The share of negative ones in the last hour, and where it goes. Rough: a lexicon's guess, marked with `~`.
fn negative(ctx: &Ctx, pulse: &Pulse, wide: bool) -> Piece {
    let (share, arrow) = negative_share(ctx, pulse);
    let key = if wide { "header-negative" } else { "header-negative-short" };
    let piece = Piece::new(5).with(ctx.t(key) + " ", Style::new());
    let Some(now) = share else {
        let late = if wide { came_late(ctx) } else { 0 };
        return match (pulse.negative.1, late) {
            (0, 0) => Piece::new(5),
            (_, 0) => piece.with(ctx.t("header-negative-few"), ctx.theme.dim),
            (_, n) => piece.with(ctx.words.f("header-negative-late", &[("n", n.into())]), ctx.theme.dim),
        };
    };
    piece
        .with(format!("{}{}", ctx.symbols.about, ctx.words.share(now, 100, 0)), ctx.theme.strong)
        .with(if arrow.is_empty() { String::new() } else { format!(" {arrow}") }, Style::new())
}

/// Mentions that were caught up on in the last hour: the tone of this hour leaves them out.
fn came_late(ctx: &Ctx) -> u32 {
    let caught = ctx.app.pulse.sources.iter().filter_map(|row| row.health.as_ref()?.caught);
    caught.filter(|caught| (0..HOUR).contains(&ctx.now.since(caught.at))).map(|caught| caught.count).sum()
}

/// Percent of the classified of the last hour that sound negative, and the sign of where it goes; nothing while too few of
/// it are classified for one or two not to decide it.
pub fn negative_share(ctx: &Ctx, pulse: &Pulse) -> (Option<u64>, &'static str) {
    let share = |(n, of): (u32, u32)| (of >= LEAST_TOLD).then(|| u64::from(n) * 100 / u64::from(of));
    let (now, before) = (share(pulse.negative), share(pulse.negative_before));
    let arrow = match now.zip(before).map(|(now, before)| now as i64 - before as i64) {
        Some(3..) => ctx.symbols.up,
        Some(..-2) => ctx.symbols.down,
        Some(_) => ctx.symbols.level,
        None => "",
    };
    (now, arrow)
}

/// What is due next, the soonest first; what waits for a person before what waits for the clock.
fn next(ctx: &Ctx) -> Vec<Piece> {
    let pulse = &ctx.app.pulse;
    // our own word to the public comes before what we only told ourselves
    let mut pieces = vec![next_promise(ctx), late_tasks(ctx), next_task(ctx)];
    pieces.splice(0..0, clocks::pieces(ctx, true));
    pieces.push(reminders(ctx));
    let quiet = clocks::quiet(ctx).map(|key| format!("{}{}", clocks::of(ctx), ctx.t(key)));
    pieces.extend(quiet.map(|said| Piece::new(8).with(said, ctx.theme.dim)));
    pieces.extend(duties::pieces(ctx));
    if let Some(signal) = pulse.signals.first() {
        let said = ctx.clip(&signals::sentence(ctx, signal), 76);
        let more = pulse.signals.len() - 1;
        let more = if more > 0 { format!(" +{more}") } else { String::new() };
        let weight = if signal.signal.grade() == Grade::Alarm { ALARM } else { 8 };
        let (said, style) = (format!("{} {said}{more}", ctx.symbols.late), signals::style(ctx, signal));
        // no sentence of it keeps a clock or what is late out of the line
        pieces.push(Piece::new(weight).with(said, style).or_brief(how_many(ctx), style));
    }
    if pulse.affected.count > 0 {
        pieces.insert(0, affected(ctx, true));
    }
    pieces.splice(0..0, duties::offered(ctx, true));
    let r = &pulse.responses;
    if r.in_review > 0 {
        let age = r.review_since.map_or(String::new(), |s| figures::age(ctx.words, ctx.now.since(s)));
        let text = ctx.words.f("next-in-review", &[("n", r.in_review.into()), ("t", age.into())]);
        pieces.push(Piece::new(8).with(text, ctx.theme.waiting));
    }
    if r.publishing > 0 {
        let text = ctx.words.f("next-publishing", &[("n", r.publishing.into())]);
        pieces.push(Piece::new(7).with(text, ctx.theme.waiting));
    }
    if r.stale > 0 {
        let text = ctx.words.f("next-stale", &[("n", r.stale.into())]);
        pieces.push(Piece::new(6).with(text, ctx.theme.waiting));
    }
    if r.unsure > 0 {
        let text = ctx.words.f("next-to-confirm", &[("n", r.unsure.into())]);
        pieces.push(Piece::new(6).with(text, ctx.theme.waiting));
    }
    if let Some(until) = soonest_expiry(ctx) {
        let left = until.since(ctx.now);
        let (key, style) = if left < 0 { ("next-expired", ctx.theme.late) } else { ("next-expires", Style::new()) };
        let t = figures::age(ctx.words, left.abs());
        pieces.push(Piece::new(5).with(ctx.words.f(key, &[("t", t.into())]), style));
    } else if r.approved > 0 {
        pieces.push(Piece::new(5).with(ctx.words.f("next-approved", &[("n", r.approved.into())]), ctx.theme.kept));
    }
    if pieces.iter().all(|p| p.width() == 0) {
        pieces.push(Piece::new(1).with(ctx.t("next-nothing"), ctx.theme.dim));
    }
    pieces
}

fn soonest_expiry(ctx: &Ctx) -> Option<Stamp> {
    let rows = ctx.app.responses.window.rows.iter();
    let approved = |r: &&ResponseRow| r.state == ResponseState::Approved && !r.unsure(ctx.now);
    rows.filter(approved).filter_map(|r| r.until).min()
}

/// The word of ours that is due first, by its words; one that is not kept in the style of an alarm.
pub fn next_promise(ctx: &Ctx) -> Piece {
    let Some((task, due)) = ctx.app.pulse.promise.as_ref().and_then(|t| Some((t, t.due?))) else {
        return Piece::new(8);
    };
    // the public's clock says it already
    if task.code.as_str().starts_with("PU") && clocks::promised(ctx) == Some(due) {
        return Piece::new(8);
    }
    let title = super::checklist::title(ctx, task);
    let what = ctx.clip(&promised_words(&title), 36);
    let left = due.since(ctx.now);
    if late(due, ctx.now) {
        let args = [("what", what.into()), ("t", figures::age(ctx.words, -left).into())];
        let text = format!("{} {}", ctx.symbols.late, ctx.words.f("next-promise-late", &args));
        return Piece::new(9).with(text, ctx.theme.late);
    }
    let args = [("time", figures::when(&ctx.app.zone, ctx.now, due).into()), ("what", what.into())];
    let style = if left <= 5 * MINUTE { ctx.theme.waiting } else { Style::new() };
    Piece::new(8).with(ctx.words.f("next-promise", &args), style)
}

/// How many tasks are late, and how many of them wait for others.
pub fn late_tasks(ctx: &Ctx) -> Piece {
    let tasks = ctx.app.pulse.tasks;
    if tasks.late == 0 {
        return Piece::new(9);
    }
    let waiting = tasks.late - tasks.late_ready.min(tasks.late);
    let text = ctx.words.f("next-late-tasks", &[("n", tasks.late.into()), ("waiting", waiting.into())]);
    let brief = ctx.words.f("next-late-tasks-brief", &[("n", tasks.late.into())]);
    let [text, brief] = [text, brief].map(|said| format!("{} {said}", ctx.symbols.late));
    Piece::new(9).with(text, ctx.theme.late).or_brief(brief, ctx.theme.late)
}

/// How many reminders stand; what they say is on the notice line and in their list.
fn reminders(ctx: &Ctx) -> Piece {
    if ctx.audience == Audience::Shared {
        return Piece::new(7);
    }
    let all = reminding::standing(ctx.app);
    let loud = all.iter().filter(|r| r.sent.snoozed.is_none()).count();
    let args = [("n", loud.into())];
    let text = if loud > 0 { ctx.words.f("next-reminders", &args) } else { String::new() };
    Piece::new(7).with(text, ctx.theme.waiting)
}

/// The open task that is due soonest, promises aside, by its own words when they are at hand.
pub fn next_task(ctx: &Ctx) -> Piece {
    let open = ctx.app.tasks.window.rows.iter().filter(|t| t.status == TaskStatus::Open && t.phase.as_str() != PROMISE);
    let soonest = open.filter(|t| t.due.is_some_and(|d| d >= ctx.now)).min_by_key(|t| t.due);
    let promise = ctx.app.pulse.promise.as_ref().and_then(|t| t.due);
    let unnamed = ctx.app.pulse.tasks.next_due.filter(|d| *d >= ctx.now && Some(*d) != promise);
    let Some(due) = soonest.and_then(|t| t.due).or(unnamed) else {
        return Piece::new(7);
    };
    let what = match soonest {
        Some(task) => super::checklist::title(ctx, task),
        None => ctx.t("next-task"),
    };
    let style = if due.since(ctx.now) <= 5 * MINUTE { ctx.theme.waiting } else { Style::new() };
    Piece::new(7).with(ctx.clip(&what, 36) + " ", Style::new()).with(figures::due(ctx.words, ctx.now, due), style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{room_app, source};
    use crate::domain::source::{Caught, State};
    use crate::ui::parts::symbols::Symbols;
    use crate::ui::theme::Theme;

    /// What is said of the tone of an hour of so many negative and classified ones, when so many were caught up on.
    fn said(negative: (u32, u32), before: (u32, u32), caught: u32) -> [String; 2] {
        let (mut app, theme) = (room_app(), Theme::mono());
        (app.pulse.negative, app.pulse.negative_before) = (negative, before);
        let (at, mut row) = (app.now.room, source("a", "jetstream", State::Live));
        row.health.as_mut().unwrap().caught = Some(Caught { count: caught, from: at, to: at, at });
        app.pulse.sources = vec![row];
        let (words, now, symbols) = (&app.words, app.now.room, Symbols::of(false));
        let ctx = Ctx { app: &app, words, theme: &theme, symbols, now, audience: Audience::Operator };
        [true, false].map(|wide| {
            strip::strip(vec![negative_piece(&ctx, wide)], &Span::raw(""), 200).to_string().trim().to_owned()
        })
    }

    fn negative_piece(ctx: &Ctx, wide: bool) -> Piece {
        negative(ctx, &ctx.app.pulse, wide)
    }

    #[test]
    fn one_mention_is_no_share_and_what_came_late_is_said() {
        assert_eq!(said((0, 0), (0, 0), 0), ["", ""], "nothing was said");
        assert_eq!(said((0, 1), (90, 100), 0), ["negative few", "neg. few"]);
        assert_eq!(said((0, 1), (90, 100), 600), ["negative few (600 came late)", "neg. few"]);
        assert_eq!(said((0, 0), (0, 0), 600), ["negative few (600 came late)", ""]);
        let whole = said((5, 10), (9, 9), 600);
        assert!(
            whole[0].starts_with("negative ~50") && whole[0].ends_with('%'),
            "nine are nothing to compare: {whole:?}"
        );
        assert!(said((5, 10), (9, 10), 0)[0].ends_with('▼'));
    }
}
