//! The response pane: the queue, each one's state, whose word it waits for or who writes it, and how long.

use super::keys::key;
use super::parts::rule::{self, Title};
use super::parts::{figures, fit, strip};
use super::rows::{selection, sign, visible, widest};
use super::{Ctx, checklist, empty, put, put_row, row};
use crate::app::Pane;
use crate::app::actions::Action;
use crate::app::keymap::Scope as Keys;
use crate::domain::outbox::State;
use crate::domain::private::DOTS;
use crate::domain::response::ResponseState;
use crate::domain::reveal::Subject;
use crate::domain::role::Role;
use crate::domain::text::{Clean, fold};
use crate::rows::ResponseRow;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The pane: title, then at most `height` rows.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, height: usize) {
    put(frame, row(area, 0), rule::title(title(ctx), usize::from(area.width), ctx.theme, ctx.symbols));
    let list = &ctx.app.responses;
    let rows = visible(list, height);
    let body = Rect { y: area.y + 1, height: height as u16, ..area };
    if rows.is_empty() {
        let respond = key(ctx, Keys::Mentions, Action::Respond);
        let statement = key(ctx, Keys::Responses, Action::NewStatement);
        let how = ctx.words.f("empty-responses-do", &[("respond", respond.into()), ("statement", statement.into())]);
        return empty::draw(frame, ctx, body, &[ctx.t("empty-responses"), how]);
    }
    let cells = usize::from(area.width);
    let tails: Vec<Tail> = rows.iter().map(|r| tail(ctx, r, cells)).collect();
    let tail_cells = tails.iter().map(Tail::cells).max().unwrap_or(0);
    let states = rows.iter().map(|r| state(ctx, r, cells >= ROOMY)).collect::<Vec<_>>();
    let state_cells = widest(states.iter().map(String::as_str), 22);
    for (n, (response, tail)) in rows.iter().zip(&tails).enumerate() {
        let here = list.selected == Some(response.id);
        let line = line(ctx, response, tail, (state_cells, tail_cells), cells, here);
        put_row(frame, row(body, n), line, selection(ctx, Pane::Responses, here));
    }
}

fn title(ctx: &Ctx) -> Title {
    let counts = ctx.app.pulse.responses;
    let open = counts.drafts + counts.in_review + counts.approved + counts.unsure + counts.stale + counts.publishing;
    let mut what = ctx.words.f("responses-open", &[("n", open.into())]);
    if counts.published > 0 {
        let published = ctx.words.f("responses-published", &[("n", counts.published.into())]);
        what = format!("{what} {} {published}", ctx.symbols.dot);
    }
    Title {
        name: format!("2 {}", ctx.t(Pane::Responses.key())),
        what,
        end: None,
        focus: ctx.app.focus == Pane::Responses,
    }
}

fn line(
    ctx: &Ctx,
    r: &ResponseRow,
    tail: &Tail,
    (state_cells, tail_cells): (usize, usize),
    cells: usize,
    here: bool,
) -> Line<'static> {
    let (symbol, style) = look_of(ctx, r);
    let room = cells.saturating_sub(3 + state_cells + 1 + tail_cells + 1);
    let mut line = Line::from(vec![
        Span::styled(sign(ctx, Pane::Responses, here, false), ctx.theme.mark),
        Span::styled(format!("{symbol} "), style),
    ]);
    let what = strip::cut(what(ctx, r, tail, room), room, ctx.symbols.more);
    let pad = room.saturating_sub(strip::cells_of(&what));
    line.spans.extend(what.spans);
    line.spans.push(Span::raw(" ".repeat(pad + 1)));
    line.spans.push(Span::styled(ctx.left(&state(ctx, r, cells >= ROOMY), state_cells), style));
    line.spans.push(Span::raw(" ".repeat(tail_cells.saturating_sub(tail.cells()) + 1)));
    line.spans.extend(tail.spans());
    line
}

/// What it is, for how many, and what else leaves that whole: where it goes, who writes it.
fn what(ctx: &Ctx, r: &ResponseRow, tail: &Tail, room: usize) -> Line<'static> {
    let plain = if r.state.open() { Style::new() } else { ctx.theme.dim };
    let note = if r.sent > 0 {
        let args = [("sent", u64::from(r.sent).into()), ("total", u64::from(r.answers).into())];
        format!(" {}", ctx.words.f("each-of", &args))
    } else if r.answers > 1 {
        format!(" {}{}", ctx.symbols.times, r.answers)
    } else {
        String::new()
    };
    let place = format!(" {} {}", super::mentions::platform(r.channel.as_str()), r.lang.code());
    let author = if tail.roomy { r.author.as_str() } else { first_name(r.author.as_str()) };
    let writes = match r.state.open() && !author.is_empty() && !tail.writes {
        true => format!(" {author}"),
        false => String::new(),
    };
    let (name, own) = named(ctx, r);
    // words of a text go on for as long as one lets them
    let [note_cells, place_cells, writes_cells] = [&note, &place, &writes].map(|text| fit::width(text));
    let beside = [place_cells + writes_cells, place_cells].into_iter().find(|cells| note_cells + cells + LEAST <= room);
    let name = if own { name } else { ctx.cut(&name, room.saturating_sub(note_cells + beside.unwrap_or(0))) };
    let mut line = Line::from(vec![Span::styled(name, plain), Span::styled(note, plain)]);
    for more in [place, writes] {
        if strip::cells_of(&line) + fit::width(&more) <= room {
            line.spans.push(Span::styled(more, ctx.theme.dim));
        }
    }
    line
}

/// What people call it, else its first words, else what sort it is.
pub fn name(ctx: &Ctx, r: &ResponseRow) -> String {
    named(ctx, r).0
}

/// What people call it, or what sort it is when nobody said.
pub fn title_of(ctx: &Ctx, r: &ResponseRow) -> String {
    let ctx = &ctx.of(Subject::Response(r.id));
    let title = r.title.show_with(ctx.audience, &ctx.app.ours);
    if title.is_empty() { ctx.t(r.kind.key()) } else { title.into_owned() }
}

/// Most cells of a text's first words where they stand for its title, and fewest in a row.
const WORDS: usize = 60;
const LEAST: usize = 16;

/// The name, and whether it is one: no words of the text itself.
fn named(ctx: &Ctx, r: &ResponseRow) -> (String, bool) {
    let seen = ctx.of(Subject::Response(r.id));
    let untitled = r.title.show_with(seen.audience, &ctx.app.ours).is_empty();
    let words = r.preview.show_with(seen.audience, &ctx.app.ours);
    match untitled && !words.is_empty() && words != DOTS {
        true => (ctx.cut(&words, WORDS), false),
        false => (title_of(ctx, r), true),
    }
}

/// The word of a state, short where the pane is narrow.
fn state(ctx: &Ctx, r: &ResponseRow, roomy: bool) -> String {
    if roomy {
        return ctx.t(r.standing(ctx.now));
    }
    ctx.t(match r.state {
        ResponseState::Approved if r.unsure(ctx.now) => "state-short-to-confirm",
        ResponseState::Draft => "state-short-draft",
        ResponseState::InReview => "state-short-in-review",
        ResponseState::ChangesRequested => "state-short-changes-requested",
        ResponseState::Approved => "state-short-approved",
        ResponseState::Stale => "state-short-stale",
        ResponseState::Publishing => "state-short-publishing",
        ResponseState::Published => "state-short-published",
        ResponseState::Retired => "state-short-retired",
        ResponseState::Discarded => "state-short-discarded",
        ResponseState::Held => "state-short-held",
        ResponseState::FollowedUp => "state-short-followed-up",
        ResponseState::Done => "state-short-done",
        ResponseState::Corrected => "state-short-corrected",
        ResponseState::Retracted => "state-short-retracted",
    })
}

/// The symbol and style of where a response stands; what must be confirmed looks as what is stale does.
pub fn look_of(ctx: &Ctx, r: &ResponseRow) -> (&'static str, Style) {
    look(ctx, if r.unsure(ctx.now) { ResponseState::Stale } else { r.state })
}

/// The symbol and style of a state; a stale one never looks approved.
pub fn look(ctx: &Ctx, state: ResponseState) -> (&'static str, Style) {
    let (s, t) = (ctx.symbols, ctx.theme);
    match state {
        ResponseState::Draft => (s.draft, Style::new()),
        ResponseState::InReview => (s.waits, t.waiting),
        ResponseState::ChangesRequested => (s.draft, t.waiting),
        ResponseState::Approved => (s.ready, t.kept),
        ResponseState::Stale => (s.late, t.waiting),
        ResponseState::Publishing => (s.up, t.waiting),
        ResponseState::Held => (s.skipped, t.waiting),
        ResponseState::Published | ResponseState::FollowedUp | ResponseState::Done => (s.done, t.dim),
        ResponseState::Corrected => (s.draft, t.dim),
        ResponseState::Retracted => (s.skipped, t.late),
        ResponseState::Retired | ResponseState::Discarded => (s.skipped, t.dim),
    }
}

/// From how many cells on a pane has room for whole words.
const ROOMY: usize = 60;

/// What stands at the end of a row: whose word it waits for, or who writes it, and how long.
struct Tail {
    who: String,
    who_style: Style,
    /// It names who writes it.
    writes: bool,
    /// The pane has room for whole words.
    roomy: bool,
    age: String,
    age_style: Style,
}

impl Tail {
    fn cells(&self) -> usize {
        let who = fit::width(&self.who);
        who + if who > 0 { gap(self.roomy) } else { 0 } + fit::width(&self.age)
    }

    fn spans(&self) -> [Span<'static>; 2] {
        let gap = " ".repeat(if self.who.is_empty() { 0 } else { gap(self.roomy) });
        [Span::styled(format!("{}{gap}", self.who), self.who_style), Span::styled(self.age.clone(), self.age_style)]
    }
}

/// Fewest cells in which a name still says something.
const NAME: usize = 4;

/// Cells between a name and the age.
const fn gap(roomy: bool) -> usize {
    if roomy { 2 } else { 1 }
}

fn tail(ctx: &Ctx, r: &ResponseRow, cells: usize) -> Tail {
    let (age, age_style) = age(ctx, r);
    // the age stays whole; who it is gets the rest
    let most: usize = match cells {
        ..ROOMY => 15,
        ROOMY..100 => 26,
        _ => 36,
    };
    let roomy = cells >= ROOMY;
    let room = most.saturating_sub(fit::width(&age) + gap(roomy));
    let waits = r.state == ResponseState::InReview && !r.missing.is_empty();
    // beside a text that waits for others, its author would look like one of them
    use ResponseState::{ChangesRequested, Draft, Stale};
    let writes = matches!(r.state, Draft | ChangesRequested | Stale) && !r.author.is_empty();
    let told = (r.shaken.then_some(("row-shaken", ctx.theme.late)))
        .or(r.changed.then_some(("row-changed", ctx.theme.waiting)));
    let (who, who_style) = match (waits, writes) {
        _ if room < NAME => (String::new(), Style::new()),
        _ if let Some((key, style)) = told => (ctx.cut(&ctx.t(key), room), style),
        (true, _) => (ctx.cut(&roles(ctx, &r.missing, room), room), ctx.theme.waiting),
        (_, true) if !roomy => (ctx.cut(first_name(r.author.as_str()), room), Style::new()),
        (_, true) => (ctx.cut(r.author.as_str(), room.min(16)), Style::new()),
        _ => (String::new(), Style::new()),
    };
    Tail { writes: writes && !who.is_empty(), roomy, who, who_style, age, age_style }
}

/// The first of somebody's names: who work on one thing tell each other apart by it.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

/// Roles that are waited for, as the plan calls them: all of them where they fit, else the first and how many more.
fn roles(ctx: &Ctx, codes: &[Clean], cells: usize) -> String {
    let called: Vec<String> = codes.iter().map(|code| ctx.app.role_called(code.as_str())).collect();
    let all = called.join(", ");
    if fit::width(&all) <= cells {
        return all;
    }
    let more = if codes.len() > 1 { format!(" +{}", codes.len() - 1) } else { String::new() };
    let first = match (codes.first(), called.into_iter().next()) {
        (Some(code), Some(called)) if fit::width(&called) + fit::width(&more) > cells => {
            short(ctx, code.as_str(), called)
        }
        (_, called) => called.unwrap_or_default(),
    };
    ctx.cut(&first, cells.saturating_sub(fit::width(&more))) + &more
}

/// A role in one short word of ours, unless the plan calls it by a name of its own.
fn short(ctx: &Ctx, code: &str, called: String) -> String {
    let ours = Role::parse(code).map(|role| ctx.words.role(&role, None));
    if ours.is_some_and(|ours| fold(&ours) == fold(&called)) { checklist::role(ctx, code) } else { called }
}

/// How long: an approval's time that is left, else since when it stands so.
fn age(ctx: &Ctx, r: &ResponseRow) -> (String, Style) {
    let since = figures::age(ctx.words, ctx.now.since(r.since));
    match (r.state, r.until) {
        (ResponseState::Approved, _) if r.unsure(ctx.now) => (since, Style::new()),
        (ResponseState::Approved, Some(until)) if until < ctx.now => {
            let t = figures::age(ctx.words, ctx.now.since(until));
            (ctx.words.f("approval-expired", &[("t", t.into())]), ctx.theme.late)
        }
        (ResponseState::Approved, Some(until)) => {
            let t = figures::age(ctx.words, until.since(ctx.now));
            (ctx.words.f("approval-left", &[("t", t.into())]), Style::new())
        }
        (ResponseState::Publishing, _) if r.outgoing == Some(State::Unknown) => {
            (ctx.t("outbox-unknown-short"), ctx.theme.waiting)
        }
        (ResponseState::Published, _) => (figures::when(&ctx.app.zone, ctx.now, r.since), ctx.theme.dim),
        (state, _) => (since, if state.open() { Style::new() } else { ctx.theme.dim }),
    }
}
