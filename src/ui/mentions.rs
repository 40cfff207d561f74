//! The mention pane: what needs a person, one line each, columns aligned.

use super::keys::key;
use super::parts::rule::{self, Title};
use super::parts::{figures, fit, strip};
use super::responses::first_name;
use super::rows::{selection, sign, visible, widest};
use super::{Ctx, empty, put, put_row, row};
use crate::app::Pane;
use crate::app::actions::Action;
use crate::app::keymap::Scope as Keys;
use crate::domain::clock::waits;
use crate::domain::mention::{Attention, Band, Owes, Tone};
use crate::domain::private::Audience;
use crate::domain::reveal::Subject;
use crate::domain::time::Stamp;
use crate::rows::{MentionQuery, MentionRow, Order, Scope, TimeNote};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells of the columns before the words; zero leaves one out. What stands after the words has no column: a row without
/// it gives the room to its words.
struct Columns {
    platform: usize,
    author: usize,
    reach: usize,
    alike: usize,
}

/// The pane: title, then at most `height` rows.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, height: usize) {
    put(frame, row(area, 0), rule::title(title(ctx), usize::from(area.width), ctx.theme, ctx.symbols));
    let list = &ctx.app.mentions;
    let rows = visible(list, height);
    let body = Rect { y: area.y + 1, height: height as u16, ..area };
    if rows.is_empty() {
        return empty::draw(frame, ctx, body, &nothing(ctx));
    }
    let columns = columns(rows, usize::from(area.width));
    for (n, mention) in rows.iter().enumerate() {
        let here = list.selected == Some(mention.id);
        let line = line(ctx, mention, &columns, usize::from(area.width), here);
        put_row(frame, row(body, n), line, selection(ctx, Pane::Mentions, here));
    }
}

/// The order that the list has in truth: only what is unattended is sorted by priority, and hits come by time.
fn order(query: &MentionQuery) -> &'static str {
    match (&query.scope, query.order) {
        _ if !query.filter.search.is_empty() => "order-newest",
        (Scope::Unattended, Order::Priority) => "order-priority",
        (Scope::Owed, Order::Priority) => "order-oldest",
        (Scope::Snoozed, _) => "order-waking",
        _ => "order-newest",
    }
}

/// What the pane shows, in words: scope, order, filter, and how many came since.
fn title(ctx: &Ctx) -> Title {
    let query = &ctx.app.query;
    let scope = match &query.scope {
        Scope::Mine(name) => ctx.words.f("scope-mine", &[("name", name.as_str().into())]),
        Scope::Unattended => ctx.t("scope-unattended"),
        Scope::Owed => ctx.t("scope-owed"),
        Scope::Snoozed => ctx.t("scope-snoozed"),
        Scope::All => ctx.t("scope-all"),
        Scope::Alike(_) => ctx.t("scope-alike"),
        Scope::Narrative(_) => ctx.t("scope-narrative"),
    };
    let order = ctx.t(order(query));
    let mut what = format!("{scope}, {order}");
    for filter in filters(ctx) {
        what = format!("{what} {} {filter}", ctx.symbols.dot);
    }
    if let (Some(total), false) = (ctx.app.mentions.window.total, query.filter.is_empty()) {
        what = format!("{what} {} {total}", ctx.symbols.dot);
    }
    let marks = ctx.app.mentions.marks.len();
    if marks > 0 {
        let marked = ctx.words.f("list-marked", &[("n", marks.into())]);
        what = format!("{what} {} {} {marked}", ctx.symbols.dot, ctx.symbols.mark);
    }
    let new = ctx.app.fresh();
    let end = (new > 0).then(|| {
        let key = key(ctx, Keys::Mentions, Action::ShowNew);
        (
            ctx.words.f("new-mentions", &[("n", figures::big(ctx.words, new).into()), ("key", key.into())]),
            ctx.theme.mark,
        )
    });
    Title { name: format!("1 {}", ctx.t(Pane::Mentions.key())), what, end, focus: ctx.app.focus == Pane::Mentions }
}

fn filters(ctx: &Ctx) -> Vec<String> {
    let f = &ctx.app.query.filter;
    let mut out = Vec::new();
    if !f.search.is_empty() {
        out.push(format!("\"{}\"", ctx.cut(&f.search, 24)));
    }
    out.extend(f.platform.iter().map(|p| p.to_owned()));
    out.extend(f.language.iter().map(|l| l.to_owned()));
    out.extend(f.band.map(|b| format!("{b:?}")));
    out.extend(f.tone.map(|t| tone(ctx, t)));
    out.extend(f.disposition.map(|d| ctx.t(d.key())));
    out.extend(f.incident.map(|of| match of.0 {
        0 => ctx.t("filter-no-incident"),
        id => ctx.words.f("filter-incident", &[("id", id.to_string().into())]),
    }));
    out
}

fn nothing(ctx: &Ctx) -> Vec<String> {
    let keys = |action| key(ctx, Keys::Mentions, action);
    if let Some(hint) = ctx.app.mentions.window.hint {
        return vec![ctx.t("empty-search"), ctx.t(hint)];
    }
    if !ctx.app.query.filter.is_empty() {
        let (back, next) = (keys(Action::Back), keys(Action::NextScope));
        let how = ctx.words.f("empty-search-do", &[("key", back.into()), ("next", next.into())]);
        return vec![ctx.t("empty-search"), how];
    }
    match ctx.app.query.scope {
        Scope::Unattended if ctx.app.pulse.mentions == 0 => vec![
            ctx.t("empty-mentions"),
            ctx.words.f(
                "empty-mentions-do",
                &[
                    ("add", keys(Action::AddMention).into()),
                    ("import", keys(Action::ImportFile).into()),
                    ("sources", keys(Action::Sources).into()),
                ],
            ),
        ],
        Scope::Unattended => {
            vec![ctx.t("empty-unattended"), ctx.words.f("empty-scope-do", &[("key", keys(Action::NextScope).into())])]
        }
        Scope::Owed => vec![ctx.t("empty-owed"), ctx.t("empty-owed-do")],
        Scope::Snoozed => {
            vec![ctx.t("empty-snoozed"), ctx.words.f("empty-snoozed-do", &[("key", keys(Action::Snooze).into())])]
        }
        _ => vec![ctx.t("empty-list"), ctx.words.f("empty-scope-do", &[("key", keys(Action::NextScope).into())])],
    }
}

fn columns(rows: &[MentionRow], cells: usize) -> Columns {
    Columns {
        platform: widest(rows.iter().map(|r| platform(r.platform.as_str())), 6),
        author: match cells {
            ..90 => 10,
            90..120 => 14,
            _ => 18,
        },
        reach: 4,
        alike: if rows.iter().any(|r| r.copies > 1) { 4 } else { 0 },
    }
}

fn line(ctx: &Ctx, m: &MentionRow, c: &Columns, cells: usize, here: bool) -> Line<'static> {
    let ctx = &ctx.of(Subject::Mention(m.id));
    let late = overdue(ctx, m);
    let band = if m.band == Band::P1 { ctx.theme.strong } else { Style::new() };
    let time = match m.time {
        TimeNote::Given => " ",
        TimeNote::Missing => "?",
        TimeNote::Future | TimeNote::Before => ctx.symbols.late,
    };
    let mut spans = vec![
        Span::styled(sign(ctx, Pane::Mentions, here, ctx.app.mentions.marks.contains(&m.id)), ctx.theme.mark),
        Span::styled(if late { ctx.symbols.late } else { " " }, ctx.theme.late),
        Span::styled(format!("{:?} ", m.band), if late { ctx.theme.late } else { band }),
        Span::styled(format!("{}{time} ", figures::when(&ctx.app.zone, ctx.now, m.posted)), ctx.theme.dim),
        Span::styled(ctx.left(platform(m.platform.as_str()), c.platform) + " ", ctx.theme.dim),
        Span::raw(ctx.left(&author(ctx, m), c.author) + " "),
        Span::raw(ctx.right(&m.reach.map_or(String::new(), |r| figures::big(ctx.words, r)), c.reach) + " "),
    ];
    if c.alike > 0 {
        let n = if m.copies > 1 {
            format!("{}{}", ctx.symbols.times, figures::big(ctx.words, m.copies.into()))
        } else {
            String::new()
        };
        spans.push(Span::styled(ctx.right(&n, c.alike) + " ", ctx.theme.strong));
    }
    spans.push(Span::styled(format!("{} ", ctx.symbols.tone(m.tone)), ctx.theme.dim));
    let used = strip::cells_of(&Line::from(spans.clone()));
    let tail = tail(ctx, m, cells >= 90);
    spans.extend(text(ctx, m, cells.saturating_sub(used + strip::cells_of(&tail))));
    spans.extend(tail.spans);
    Line::from(spans)
}

/// What stands after the words: what was decided, who works on it, its clock.
fn tail(ctx: &Ctx, m: &MentionRow, roomy: bool) -> Line<'static> {
    let mut line = Line::default();
    let mut add = |text: String, style: Style| {
        if !text.is_empty() {
            line.spans.push(Span::styled(format!(" {text}"), style));
        }
    };
    add(ctx.cut(&what(ctx, m), if roomy { 22 } else { 14 }), ctx.theme.dim);
    if let Some(owner) = m.attention.owner.as_ref().filter(|o| !o.is_empty()) {
        // for how long in any case; the name gives way where the list is narrow
        let since = m.attention.owner_since.filter(|_| ctx.audience == Audience::Operator);
        let age = since.map_or(String::new(), |since| format!(" {}", figures::age(ctx.words, ctx.now.since(since))));
        add(ctx.cut(first_name(owner.as_str()), if roomy { 8 } else { 5 }) + &age, ctx.theme.key);
    }
    add(if m.writing { ctx.t("flag-writing") } else { String::new() }, ctx.theme.waiting);
    let (due, style) = due(ctx, m, roomy);
    // the clocks of a roomy list stand below each other
    add(if roomy { ctx.right(&due, widest([due.as_str(), "late 12 min"].into_iter(), 14)) } else { due }, style);
    line
}

/// What it says, or why that is not shown; exactly `cells` cells.
fn text(ctx: &Ctx, m: &MentionRow, cells: usize) -> Vec<Span<'static>> {
    let mut flags = Vec::new();
    if m.reopened {
        flags.push(ctx.t("flag-reopened"));
    }
    if m.affected.is_some() {
        flags.insert(0, format!("{} {}", ctx.symbols.care, ctx.t("flag-affected")));
    }
    if m.direct {
        flags.push(ctx.t("flag-direct"));
    }
    if let Some(media) = &m.media {
        flags.push(format!("[{}]", ctx.cut(&ctx.words.medium(media.as_str()), 8)));
    }
    let mut flags = flags.join(" ");
    if !flags.is_empty() {
        flags.push(' ');
    }
    let flags = ctx.cut(&flags, cells);
    let quiet = ctx.cut(&quiet_flags(ctx, m), cells - fit::width(&flags));
    let rest = cells - fit::width(&flags) - fit::width(&quiet);
    let (text, style) = if m.erased {
        (ctx.t("text-erased"), ctx.theme.dim)
    } else if m.abusive {
        (ctx.t("text-abusive"), ctx.theme.dim)
    } else {
        (m.text.show_with(ctx.audience, &ctx.app.ours).into_owned(), Style::new())
    };
    vec![
        Span::styled(flags, ctx.theme.waiting),
        Span::styled(quiet, ctx.theme.dim),
        Span::styled(ctx.left(&text, rest), style),
    ]
}

/// What one should know and need not act on: it came late, or its network no longer shows it.
fn quiet_flags(ctx: &Ctx, m: &MentionRow) -> String {
    let late = m.late.then(|| format!("{} {} ", ctx.symbols.waits, ctx.t("flag-caught-up")));
    let gone = m.gone.map(|_| format!("{} {} ", ctx.symbols.blocked, ctx.t("flag-gone")));
    late.into_iter().chain(gone).collect()
}

/// Who wrote it, as this audience may see it.
pub fn author(ctx: &Ctx, m: &MentionRow) -> String {
    let name = m.author.show_with(ctx.audience, &ctx.app.ours);
    let name = if name.is_empty() { m.handle.show_with(ctx.audience, &ctx.app.ours) } else { name };
    if m.verified { format!("{name} {}", ctx.symbols.done) } else { name.into_owned() }
}

/// The word for what was decided or promised, in lists that hold such.
fn what(ctx: &Ctx, m: &MentionRow) -> String {
    match (&ctx.app.query.scope, m.attention.owes, m.attention.disposition) {
        (Scope::Unattended, ..) => String::new(),
        _ if m.attention.snoozed_until.is_some() => snoozed(ctx, &m.attention, "snoozed-over"),
        (Scope::Owed, Some(owes), ..) => ctx.t(match owes {
            Owes::Answer => "owes-short-answer",
            Owes::Check => "owes-short-check",
            Owes::Escalation => "owes-short-escalation",
        }),
        (_, _, Some(disposition)) => ctx.t(disposition.key()),
        _ if m.history => ctx.t("flag-history"),
        _ => String::new(),
    }
}

/// Until when it sleeps, or that its time has come: whoever only watches wakes nothing.
pub fn snoozed(ctx: &Ctx, attention: &Attention, over: &str) -> String {
    let key = if attention.sleeps(ctx.now) { "snoozed-until" } else { over };
    let time = attention.snoozed_until.map_or(String::new(), |until| figures::when(&ctx.app.zone, ctx.now, until));
    ctx.words.f(key, &[("time", time.into())])
}

/// When its first answer is due; `None` when nobody waits for one.
pub fn due_at(ctx: &Ctx, m: &MentionRow) -> Option<Stamp> {
    let waits = waits(&m.attention) && !m.answered && !m.history && !m.attention.sleeps(ctx.now);
    waits.then(|| ctx.app.pulse.patience.due(m.band, m.asked))
}

fn overdue(ctx: &Ctx, m: &MentionRow) -> bool {
    due_at(ctx, m).is_some_and(|due| due < ctx.now)
}

/// The clock of the row: always where there is room, only the word once late where there is not.
fn due(ctx: &Ctx, m: &MentionRow, roomy: bool) -> (String, Style) {
    let late = overdue(ctx, m);
    let style = if late { ctx.theme.late } else { ctx.theme.dim };
    let text = match due_at(ctx, m) {
        Some(due) if roomy => figures::due(ctx.words, ctx.now, due),
        Some(_) if late => ctx.t("late"),
        _ => String::new(),
    };
    (text, style)
}

/// How it sounds, in a word.
pub fn tone(ctx: &Ctx, tone: Tone) -> String {
    ctx.t(match tone {
        Tone::Negative => "tone-negative",
        Tone::Neutral => "tone-neutral",
        Tone::Positive => "tone-positive",
        Tone::Unknown => "tone-unknown",
    })
}

/// The platform in six cells at most.
pub fn platform(name: &str) -> &str {
    match name {
        "bluesky" => "bsky",
        "mastodon" => "masto",
        "instagram" => "insta",
        "facebook" => "fb",
        "linkedin" => "lnkd",
        "youtube" => "yt",
        "twitter" => "x",
        "trustpilot" => "trust",
        "telegram" => "tg",
        "threads" => "thread",
        "whatsapp" => "wa",
        other => other,
    }
}
