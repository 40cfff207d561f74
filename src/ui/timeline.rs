//! The timeline pane: what happened, who did it and when, the newest first.

use super::keys::key;
use super::parts::figures;
use super::parts::rule::{self, Title};
use super::parts::strip;
use super::rows::{selection, sign, visible, widest};
use super::{Ctx, empty, put, put_row, row};
use crate::app::Pane;
use crate::app::actions::Action;
use crate::app::keymap::Scope as Keys;
use crate::domain::event::{Group, Visibility};
use crate::domain::private::Audience;
use crate::domain::reveal::Subject;
use crate::domain::time::MINUTE;
use crate::rows::TimelineRow;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The pane: title, then at most `height` rows.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, height: usize) {
    put(frame, row(area, 0), rule::title(title(ctx), usize::from(area.width), ctx.theme, ctx.symbols));
    let list = &ctx.app.timeline;
    let rows = visible(list, height);
    let body = Rect { y: area.y + 1, height: height as u16, ..area };
    if rows.is_empty() {
        let note = key(ctx, Keys::Timeline, Action::AddNote);
        let how = ctx.words.f("empty-timeline-do", &[("key", note.into())]);
        return empty::draw(frame, ctx, body, &[ctx.t("empty-timeline"), how]);
    }
    let roomy = area.width >= 70;
    let groups = rows.iter().map(|r| group(ctx, r.group, roomy)).collect::<Vec<_>>();
    let group_cells = widest(groups.iter().map(String::as_str), 12);
    for (n, event) in rows.iter().enumerate() {
        let here = list.selected == Some(event.seq);
        let mut line = Line::from(vec![
            Span::styled(sign(ctx, Pane::Timeline, here, false), ctx.theme.mark),
            Span::styled(if event.pinned { ctx.symbols.pin } else { " " }, ctx.theme.mark),
            Span::styled(figures::when(&ctx.app.zone, ctx.now, event.at) + " ", ctx.theme.dim),
            Span::styled(ctx.left(&group(ctx, event.group, roomy), group_cells) + " ", ctx.theme.dim),
        ]);
        let left = usize::from(area.width).saturating_sub(line.width());
        line.spans.extend(fitted(ctx, event, left));
        let line = strip::cut(line, usize::from(area.width), ctx.symbols.more);
        put_row(frame, row(body, n), line, selection(ctx, Pane::Timeline, here));
    }
}

fn title(ctx: &Ctx) -> Title {
    let filter = &ctx.app.timeline_filter;
    let mut what = match filter.group {
        Some(group) => ctx.t(group.key()),
        None => ctx.t("timeline-all"),
    };
    for (on, key) in [(filter.pinned, "timeline-pinned"), (filter.quiet, "timeline-quiet")] {
        if on {
            what = format!("{what} {} {}", ctx.symbols.dot, ctx.t(key));
        }
    }
    let list = &ctx.app.timeline;
    let end = (list.unseen() > 0).then(|| {
        let more = if list.window.above { "+" } else { "" };
        let args =
            [("n", format!("{}{more}", list.unseen()).into()), ("key", key(ctx, Keys::Timeline, Action::Top).into())];
        (ctx.words.f("new-mentions", &args), ctx.theme.mark)
    });
    Title { name: format!("4 {}", ctx.t(Pane::Timeline.key())), what, end, focus: ctx.app.focus == Pane::Timeline }
}

/// The group's word, short where the pane is narrow.
pub fn group(ctx: &Ctx, group: Group, roomy: bool) -> String {
    if roomy {
        return ctx.t(group.key());
    }
    ctx.t(match group {
        Group::Decisions => "group-short-decisions",
        Group::Responses => "group-short-responses",
        Group::Tasks => "group-short-tasks",
        Group::Notes => "group-short-notes",
        Group::Mentions => "group-short-mentions",
        Group::Room => "group-short-room",
        Group::Signals => "group-short-signals",
        Group::Facts => "group-short-facts",
    })
}

/// What happened, in one line: what became of it, the sentence, who, and when it was logged if that was later.
pub fn sentence(ctx: &Ctx, event: &TimelineRow) -> Line<'static> {
    Line::from([said(ctx, event), by(ctx, event)].concat())
}

/// Cells in which a sentence is still read, so that it is cut before who did it; and most cells that who did it may take of it.
const READ: usize = 24;
const WHO: usize = 18;

/// The same where there is little room: the sentence is cut, not who did it.
fn fitted(ctx: &Ctx, event: &TimelineRow, width: usize) -> Vec<Span<'static>> {
    let (said, by) = (Line::from(said(ctx, event)), Line::from(by(ctx, event)));
    let left = width.saturating_sub(by.width());
    let said = if left < READ || by.width() > WHO { said } else { strip::cut(said, left, ctx.symbols.more) };
    [said.spans, by.spans].concat()
}

/// What happened, and what became of it.
fn said(ctx: &Ctx, event: &TimelineRow) -> Vec<Span<'static>> {
    let ctx = &ctx.of(Subject::Entry(event.seq));
    let mut spans = Vec::new();
    let undone = event.undone.is_some();
    if undone {
        spans.push(Span::styled(format!("{}: ", ctx.t("event-was-undone")), ctx.theme.waiting));
    }
    let plain = match (undone || event.corrected.is_some(), event.group) {
        (true, _) => ctx.theme.dim,
        (false, Group::Decisions) => ctx.theme.strong,
        _ => Style::new(),
    };
    if event.visibility == Visibility::Private && ctx.audience == Audience::Operator {
        spans.extend([Span::styled(ctx.t("event-private"), ctx.theme.shared), Span::raw(" ")]);
    }
    match &event.corrected {
        Some((by, text)) => {
            spans.push(Span::raw(text.show_with(ctx.audience, &ctx.app.ours).into_owned()));
            let note = ctx.words.f("event-was-corrected", &[("seq", by.0.into())]);
            spans.push(Span::styled(format!(" ({note})"), ctx.theme.waiting));
        }
        None => spans.push(Span::styled(words(ctx, event), plain)),
    }
    spans
}

/// Who, and when it was logged if that was later.
fn by(ctx: &Ctx, event: &TimelineRow) -> Vec<Span<'static>> {
    let ctx = &ctx.of(Subject::Entry(event.seq));
    let mut spans = Vec::new();
    if !event.actor.name.is_empty() {
        spans.push(Span::styled(
            format!(" {} {}", ctx.symbols.dash, ctx.words.source(event.actor.name.as_str())),
            ctx.theme.dim,
        ));
    }
    if event.logged.since(event.at) >= MINUTE {
        let time = figures::when(&ctx.app.zone, ctx.now, event.logged);
        let note = ctx.words.f("event-logged", &[("time", time.into())]);
        spans.push(Span::styled(format!(" ({note})"), ctx.theme.dim));
    }
    spans
}

/// The sentence of an event for this audience.
pub fn words(ctx: &Ctx, event: &TimelineRow) -> String {
    let local = |at| figures::when(&ctx.app.zone, ctx.now, at);
    crate::words::events::event(ctx.words, event, (ctx.audience, &ctx.app.ours), &local).replace('\n', " ")
}
