//! The response pane: the queue, each one's state, who it waits for, how long.

use super::keys::key;
use super::parts::figures;
use super::parts::rule::{self, Title};
use super::parts::strip;
use super::rows::{selection, sign, visible, widest};
use super::{Ctx, empty, put, put_row, row};
use crate::app::Pane;
use crate::app::actions::Action;
use crate::app::keymap::Scope as Keys;
use crate::domain::outbox::State;
use crate::domain::response::ResponseState;
use crate::domain::reveal::Subject;
use crate::domain::text::Clean;
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
    let roomy = area.width >= 60;
    let tails = rows.iter().map(|r| tail(ctx, r, roomy).0).collect::<Vec<_>>();
    let tail_cells = widest(tails.iter().map(String::as_str), 18);
    let states = rows.iter().map(|r| state(ctx, r.state, roomy)).collect::<Vec<_>>();
    let state_cells = widest(states.iter().map(String::as_str), 22);
    for (n, response) in rows.iter().enumerate() {
        let here = list.selected == Some(response.id);
        let line = line(ctx, response, (state_cells, tail_cells), usize::from(area.width), here);
        put_row(frame, row(body, n), line, selection(ctx, Pane::Responses, here));
    }
}

fn title(ctx: &Ctx) -> Title {
    let counts = ctx.app.pulse.responses;
    let open = counts.drafts + counts.in_review + counts.approved + counts.stale + counts.publishing;
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
    (state_cells, tail_cells): (usize, usize),
    cells: usize,
    here: bool,
) -> Line<'static> {
    let (symbol, style) = look(ctx, r.state);
    let done = !r.state.open();
    let plain = if done { ctx.theme.dim } else { Style::new() };
    let roomy = cells >= 60;
    let (tail, tail_style) = tail(ctx, r, roomy);
    let room = cells.saturating_sub(3 + state_cells + 1 + tail_cells + 1);
    let mut name = Line::styled(self::name(ctx, r), plain);
    let note = if r.sent > 0 {
        let args = [("sent", u64::from(r.sent).into()), ("total", u64::from(r.answers).into())];
        format!(" {}", ctx.words.f("each-of", &args))
    } else if r.answers > 1 {
        format!(" {}{}", ctx.symbols.times, r.answers)
    } else {
        String::new()
    };
    let place = format!(" {} {}", super::mentions::platform(r.channel.as_str()), r.lang.code());
    name.spans.push(Span::styled(note, plain));
    // whose word it still needs, when that leaves the name whole
    if !r.missing.is_empty() {
        let roles = r.missing.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ");
        let waits = format!(" {}", ctx.words.f("row-waits-for", &[("roles", roles.into())]));
        if strip::cells_of(&name) + super::fit::width(&waits) <= room {
            name.spans.push(Span::styled(waits, ctx.theme.waiting));
        }
    }
    // where it goes, when that leaves the name whole
    if strip::cells_of(&name) + super::fit::width(&place) <= room {
        name.spans.push(Span::styled(place, ctx.theme.dim));
    }
    let mut line = Line::from(vec![
        Span::styled(sign(ctx, Pane::Responses, here, false), ctx.theme.mark),
        Span::styled(format!("{symbol} "), style),
    ]);
    let name = strip::cut(name, room, ctx.symbols.more);
    let pad = room.saturating_sub(strip::cells_of(&name));
    line.spans.extend(name.spans);
    line.spans.push(Span::raw(" ".repeat(pad + 1)));
    line.spans.push(Span::styled(ctx.left(&state(ctx, r.state, roomy), state_cells), style));
    line.spans.push(Span::styled(format!(" {}", ctx.right(&tail, tail_cells)), tail_style));
    line
}

/// What people call it, or what it is when nobody said.
pub fn name(ctx: &Ctx, r: &ResponseRow) -> String {
    let ctx = &ctx.of(Subject::Response(r.id));
    let title = r.title.show_with(ctx.audience, &ctx.app.ours);
    if title.is_empty() { ctx.t(r.kind.key()) } else { title.into_owned() }
}

/// The word of a state, short where the pane is narrow.
fn state(ctx: &Ctx, state: ResponseState, roomy: bool) -> String {
    if roomy {
        return ctx.t(state.key());
    }
    ctx.t(match state {
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

/// Who or what it waits for, and how long: an approval's time that is left, else since when it stands so.
fn tail(ctx: &Ctx, r: &ResponseRow, roomy: bool) -> (String, Style) {
    let since = figures::age(ctx.words, ctx.now.since(r.since));
    match (r.state, r.until) {
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
        (ResponseState::Draft | ResponseState::ChangesRequested, _) if roomy && !r.author.is_empty() => {
            (format!("{} {since}", ctx.cut(r.author.as_str(), 8)), Style::new())
        }
        (state, _) => (since, if state.open() { Style::new() } else { ctx.theme.dim }),
    }
}
