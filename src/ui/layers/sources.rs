//! The sources: how well each is heard, the worst first; below the list what there is to know about the selected one.

use super::page;
use crate::app::actions::Action;
use crate::app::keymap::Scope;
use crate::app::layers::SourcesView;
use crate::app::sources::{SourceKind, at, rows};
use crate::domain::keywords;
use crate::domain::source::{Blind, Caught, Health, State, Why};
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, Stamp};
use crate::rows::SourceRow;
use crate::ui::keys::key;
use crate::ui::parts::page::Page;
use crate::ui::parts::{figures, fit};
use crate::ui::rows::widest;
use crate::ui::{Ctx, empty, put, put_row, row};
use crate::words::sources as said;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Most rows that the selected one's facts take.
const BELOW: u16 = 11;
/// Widest table.
const TABLE: u16 = 144;
/// Cells that a few words about what is wrong need at least.
const NOTE: usize = 26;
/// Most cells of a part's name in its source's row.
const PART: usize = 40;
/// Most parts that are told of one by one.
const PARTS: usize = 3;
/// A source that caught up within this time says so in its row.
const LATELY: i64 = HOUR;

/// A column of figures: its label's key, its cells, and its value. Those that come first here give way last.
type Column = (&'static str, usize, fn(&Ctx, &SourceRow) -> String);

/// The figures by importance.
const COLUMNS: [Column; 7] = [
    ("sources-heard", 7, heard),
    ("sources-mentions", 9, |ctx, row| figures::big(ctx.words, row.count)),
    ("sources-lag", 7, |ctx, row| behind(row).map_or(String::new(), |ms| lag(ctx, ms))),
    ("sources-rate", 8, |ctx, row| of(row, |h| live(h).then(|| figures::big(ctx.words, h.per_minute)))),
    ("sources-gap", 7, |ctx, row| of(row, |h| Some(figures::span(ctx.words, h.usual_gap(ctx.now)?)))),
    ("sources-kind", 11, |ctx, row| kind(ctx, row)),
    ("sources-failures", 8, |_, row| of(row, |h| (h.failures > 0).then(|| h.failures.to_string()))),
];
/// In which order they stand, from left to right.
const ORDER: [usize; 7] = [5, 0, 4, 3, 2, 1, 6];

/// The list, then the facts.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &SourcesView) {
    let all = rows(ctx.app);
    let live = all.iter().filter(|row| row.live).count();
    let of = all.iter().filter(|row| row.live || row.silent || row.health.is_some()).count();
    let what =
        if of > 0 { ctx.words.f("sources-of", &[("n", live.into()), ("all", of.into())]) } else { String::new() };
    let prose = page(frame, ctx, area, &ctx.t("sources-title"), &what);
    // a table reads well over more cells than prose does
    let inner = Rect { width: area.width.saturating_sub(4).min(TABLE), ..prose };
    if all.is_empty() {
        let mut said = vec![ctx.t("empty-sources"), how(ctx)];
        said.extend(keyed(ctx));
        return empty::draw(frame, ctx, inner, &said);
    }
    let below = BELOW.min(inner.height / 2);
    let height = usize::from(inner.height.saturating_sub(below + 1)).max(1);
    let chosen = at(&all, view);
    let first = (chosen + 1).saturating_sub(height);
    let columns = Columns::new(ctx, &all, usize::from(inner.width));
    put(frame, row(inner, 0), columns.head(ctx));
    for (n, source) in all.iter().enumerate().skip(first).take(height) {
        let line = columns.line(ctx, source);
        put_row(frame, row(inner, 1 + n - first), line, (n == chosen).then_some(ctx.theme.selected));
    }
    let shown = (all.len() - first).min(height) as u16;
    // the facts stand right below a short list
    let top = inner.y + 1 + shown;
    let facts = Rect { x: inner.x + 1, y: top, width: prose.width - 1, height: inner.bottom().saturating_sub(top) };
    if let Some(source) = all.get(chosen) {
        about(frame, ctx, facts, source, all.iter().all(|row| row.health.is_none()));
    }
}

/// What would fill the list, and what does it.
fn how(ctx: &Ctx) -> String {
    if ctx.app.drill() {
        return ctx.t("refuse-drill-sources");
    }
    if ctx.app.readonly() {
        return ctx.t("empty-sources-readonly");
    }
    ctx.words.f("empty-sources-do", &[("key", key(ctx, Scope::Sources, Action::AddSource).into())])
}

/// What the room listens for, and the key that changes it, for those who can.
fn keyed(ctx: &Ctx) -> Option<String> {
    let room = ctx.app.room.as_ref().filter(|room| !room.readonly)?;
    let key = ("key", key(ctx, Scope::Sources, Action::Keywords).into());
    if room.settings.keywords.is_empty() {
        return Some(ctx.words.f("sources-unkeyed", &[key]));
    }
    let words = ctx.cut(&keywords::line(&room.settings.keywords), 120);
    Some(ctx.words.f("sources-keyed", &[("words", words.into()), key]))
}

/// What fits beside each other.
struct Columns {
    state: usize,
    name: usize,
    figures: Vec<Column>,
    note: usize,
}

impl Columns {
    fn new(ctx: &Ctx, all: &[&SourceRow], cells: usize) -> Columns {
        let states: Vec<String> = all.iter().map(|row| look(ctx, row).0).collect();
        let state = widest(states.iter().map(String::as_str), 18);
        let names = all.iter().map(|row| ctx.words.source(row.name.as_str())).collect::<Vec<_>>();
        let name = widest(names.iter().map(AsRef::as_ref), if cells < 90 { 14 } else { 24 }).max(6);
        let mut left = cells.saturating_sub(1 + state + 2 + name + 2);
        let note = NOTE.min(left);
        left -= note;
        let mut fitting = [false; COLUMNS.len()];
        for (n, (_, width, value)) in COLUMNS.iter().enumerate() {
            // what nobody has a figure for takes no room from the others
            if all.iter().all(|row| value(ctx, row).is_empty()) {
                continue;
            }
            if left < width + 1 {
                break;
            }
            fitting[n] = true;
            left -= width + 1;
        }
        let figures = ORDER.into_iter().filter(|n| fitting[*n]).map(|n| COLUMNS[n]).collect();
        Columns { state, name, figures, note: (note + left).saturating_sub(2) }
    }

    fn head(&self, ctx: &Ctx) -> Line<'static> {
        let mut text = format!(" {}  ", ctx.left(&ctx.t("sources-state"), self.state));
        text.push_str(&(ctx.left(&ctx.t("sources-head-name"), self.name) + "  "));
        for (label, width, _) in &self.figures {
            text.push_str(&(cell(ctx, label, &ctx.t(label), *width) + " "));
        }
        Line::styled(text, ctx.theme.dim)
    }

    fn line(&self, ctx: &Ctx, source: &SourceRow) -> Line<'static> {
        let (word, style) = look(ctx, source);
        let quiet = if source.health.is_none() && !source.silent { ctx.theme.dim } else { Style::new() };
        let mut spans = vec![
            Span::raw(" "),
            Span::styled(ctx.left(&word, self.state) + "  ", style),
            Span::styled(ctx.left(&ctx.words.source(source.name.as_str()), self.name) + "  ", quiet),
        ];
        for (label, width, value) in &self.figures {
            spans.push(Span::styled(cell(ctx, label, &value(ctx, source), *width) + " ", quiet));
        }
        let (note, style) = note(ctx, source);
        spans.push(Span::styled(format!(" {}", ctx.left(&note, self.note)), style));
        Line::from(spans)
    }
}

/// Words to the left, figures to the right.
fn cell(ctx: &Ctx, label: &str, text: &str, width: usize) -> String {
    if label == "sources-kind" { ctx.left(text, width) } else { ctx.right(text, width) }
}

fn live(health: &Health) -> bool {
    health.state == State::Live
}

fn of(row: &SourceRow, value: impl Fn(&Health) -> Option<String>) -> String {
    row.health.as_ref().and_then(value).unwrap_or_default()
}

fn heard(ctx: &Ctx, row: &SourceRow) -> String {
    let at = row.health.as_ref().map_or(row.last_seen, |health| health.heard);
    // beside BLIND there is no "now"
    let age = if row.silent { figures::seconds } else { figures::age };
    at.map_or(String::new(), |at| age(ctx.words, ctx.now.since(at)))
}

/// How far behind the network it is, where that is of now: of one that is deaf it is only where that is the reason.
fn behind(row: &SourceRow) -> Option<i64> {
    let of_now = row.blind.as_ref().is_none_or(|blind| *blind == Blind::Clock);
    row.health.as_ref()?.lag.filter(|_| of_now)
}

/// How far behind the network, or how far that one's clock is ahead.
fn lag(ctx: &Ctx, ms: i64) -> String {
    let sign = if ms < 0 { "-" } else { "" };
    format!("{sign}{}", figures::span(ctx.words, ms.saturating_abs()))
}

fn kind(ctx: &Ctx, row: &SourceRow) -> String {
    let Some(health) = &row.health else { return String::new() };
    SourceKind::parse(health.kind.as_str()).map_or_else(|| health.kind.as_str().to_owned(), |kind| ctx.t(kind.key()))
}

/// Symbol, word and colour of how a source is.
fn look(ctx: &Ctx, row: &SourceRow) -> (String, Style) {
    let s = ctx.symbols;
    let (symbol, word, style) = match row.health.as_ref().map(|health| health.state) {
        _ if row.silent => (s.late, ctx.t("sources-blind"), ctx.theme.late),
        Some(_) if row.health.as_ref().is_some_and(Health::is_partly) => {
            (s.waits, ctx.t("source-partly"), ctx.theme.waiting)
        }
        Some(_) if row.health.as_ref().is_some_and(|health| health.is_unsure(ctx.now)) => {
            (s.waits, ctx.t("source-unsure"), ctx.theme.waiting)
        }
        Some(state) => {
            let (symbol, style) = match state {
                State::Connecting => (s.open, ctx.theme.waiting),
                State::Live => (s.live, ctx.theme.kept),
                State::Waiting => (s.waits, ctx.theme.waiting),
                State::Stopped => (s.blocked, ctx.theme.late),
                State::Paused | State::Left => (s.skipped, ctx.theme.dim),
            };
            (symbol, ctx.t(state.key()), style)
        }
        None if row.live => (s.live, ctx.t("sources-followed"), ctx.theme.kept),
        None => (s.dot, ctx.t("sources-quiet"), ctx.theme.dim),
    };
    (format!("{symbol} {word}"), style)
}

/// A few words more: what is wrong, else that it caught up.
fn note(ctx: &Ctx, row: &SourceRow) -> (String, Style) {
    if let Some(blind) = &row.blind {
        let part = row.health.as_ref().filter(|_| matches!(blind, Blind::Part(..)));
        let said = part.and_then(|health| deaf_parts(ctx, health));
        return (said.unwrap_or_else(|| said::blind(ctx.words, blind)), ctx.theme.late);
    }
    let Some(health) = &row.health else {
        return if row.silent { (ctx.t("blind-unheard"), ctx.theme.late) } else { (String::new(), ctx.theme.dim) };
    };
    if let Some(why) = health.fault.as_ref().filter(|_| health.state != State::Paused) {
        return (said::short(ctx.words, why), ctx.theme.waiting);
    }
    if let Some(said) = deaf_parts(ctx, health) {
        return (said, ctx.theme.waiting);
    }
    if health.is_unsure(ctx.now) {
        return (ctx.t("source-unsure-short"), ctx.theme.waiting);
    }
    let lately = |caught: &Caught| caught.count > 0 && live(health) && ctx.now.since(caught.at) < LATELY;
    match health.caught.filter(lately) {
        Some(caught) => (ctx.words.f("sources-caught-short", &[("n", caught.count.into())]), ctx.theme.dim),
        None => {
            let older: u64 = health.older.iter().map(|(_, n)| n).sum();
            let said = if older > 0 { ctx.words.f("part-older-short", &[("n", older.into())]) } else { String::new() };
            (said, ctx.theme.dim)
        }
    }
}

/// What comes from no network: the drill's people, a file that is followed, or was.
fn other(ctx: &Ctx, source: &SourceRow) -> &'static str {
    match () {
        () if source.silent => "sources-other-silent",
        () if ctx.app.drill() => "sources-other-drill",
        () if source.live => "sources-other-live",
        () => "sources-other",
    }
}

/// That of several that it listens to some are not heard, from the first failure on: long before it counts as blind.
fn deaf_parts(ctx: &Ctx, health: &Health) -> Option<String> {
    let (part, why, _) = health.parts.first().filter(|_| health.is_partly())?;
    match health.parts.len() {
        1 => Some(said::part(ctx.words, &Clean::line(&ctx.cut(part.as_str(), PART)), why)),
        n => Some(ctx.words.f("sources-part-short", &[("n", n.into())])),
    }
}

/// Everything about one source; where it comes from no network, how one that does is added, if there is none.
fn about(frame: &mut Frame, ctx: &Ctx, area: Rect, source: &SourceRow, none: bool) {
    let mut page = Page::new(area, 0, ctx.theme, ctx.symbols);
    page.line(Line::default());
    let Some(health) = &source.health else {
        page.text(&ctx.words.source(source.name.as_str()), 0, ctx.theme.strong);
        page.text(&ctx.t(other(ctx, source)), 0, Style::new());
        page.text(&brought(ctx, source), 0, ctx.theme.dim);
        if none {
            page.gap();
            page.text(&how(ctx), 0, ctx.theme.dim);
        }
        return page.draw(frame, area, 0);
    };
    let dot = format!(" {} ", ctx.symbols.dot);
    let clock = |at: Stamp| figures::when(&ctx.app.zone, ctx.now, at);
    let since = source.silent_since().filter(|_| source.silent).unwrap_or(health.since);
    let (state, style) = look(ctx, source);
    let state = match since {
        // a later version wrote it: since when is not known here
        Stamp(0) => state,
        at => ctx.words.f("sources-since", &[("state", state.into()), ("time", clock(at).into())]),
    };
    let kind = kind(ctx, source);
    let kind = if kind.is_empty() { dot.clone() } else { format!("{dot}{kind}{dot}") };
    page.line(Line::from(vec![
        Span::styled(ctx.words.source(source.name.as_str()).into_owned(), ctx.theme.strong),
        Span::raw(kind),
        Span::styled(state, style),
    ]));
    let labels = ["sources-why", "sources-again", "sources-parts", "sources-life", "sources-brought", "sources-caught"]
        .map(|k| ctx.t(k));
    let width = labels.iter().map(|l| fit::width(l)).max().unwrap_or(0) + 1;
    let [why, again, parts, life, brings, caught] = labels;
    if let Some(sentence) = wrong(ctx, source, health) {
        page.field(&why, width, &sentence, Style::new());
    }
    if let Some(at) = health.again.filter(|_| health.state == State::Waiting) {
        let args = [("time", figures::second(&ctx.app.zone, at).into()), ("n", health.failures.into())];
        page.field(&again, width, &ctx.words.f("sources-again-at", &args), Style::new());
    }
    // where there is one, the sentence before has said it
    let told = if health.parts.len() > 1 || health.fault.is_some() { parts_told(ctx, health) } else { Vec::new() };
    for (n, told) in told.into_iter().enumerate() {
        page.field(if n == 0 { &parts } else { "" }, width, &told, Style::new());
    }
    page.field(&life, width, &alive(ctx, source, health, &dot), Style::new());
    let mut told = vec![brought(ctx, source)];
    told.extend(health.cursor_at.map(|at| {
        let age = figures::age(ctx.words, ctx.now.since(at));
        ctx.words.f("sources-cursor", &[("age", age.into())])
    }));
    told.extend(said::older(ctx.words, health));
    page.field(&brings, width, &told.join(&dot), Style::new());
    if let Some(last) = health.caught {
        let times = [("from", clock(last.from).into()), ("to", clock(last.to).into()), ("n", last.count.into())];
        page.field(&caught, width, &ctx.words.f("sources-caught-up", &times), Style::new());
    }
    page.draw(frame, area, 0);
}

/// The parts that are not heard, the one that fails for longest first: since when and why.
fn parts_told(ctx: &Ctx, health: &Health) -> Vec<String> {
    if matches!(health.state, State::Paused | State::Left) {
        return Vec::new();
    }
    let mut parts: Vec<&(Clean, Why, Stamp)> = health.parts.iter().collect();
    parts.sort_by_key(|(.., since)| *since);
    let told = parts.iter().take(PARTS).map(|(part, why, since)| {
        let time = figures::when(&ctx.app.zone, ctx.now, *since);
        let why = said::short(ctx.words, why);
        let args = [("part", part.into()), ("time", time.into()), ("why", why.into())];
        ctx.shown(&Clean::line(&ctx.words.f("sources-part-since", &args)))
    });
    let more = parts.len().saturating_sub(PARTS);
    let more = (more > 0).then(|| ctx.words.f("sources-parts-more", &[("n", more.into())]));
    told.chain(more).collect()
}

/// What is wrong, at length.
fn wrong(ctx: &Ctx, source: &SourceRow, health: &Health) -> Option<String> {
    let sentence = match (&source.blind, &health.fault) {
        (Some(blind), _) => said::deaf(ctx.words, blind),
        (None, Some(why)) => said::fault(ctx.words, why),
        (None, None) if health.is_unsure(ctx.now) => ctx.t("source-unsure-long"),
        (None, None) => {
            let (part, why, _) = health.parts.iter().min_by_key(|(.., since)| *since).filter(|_| live(health))?;
            said::deaf(ctx.words, &Blind::Part(part.clone(), why.clone()))
        }
    };
    // it may quote what a server answered
    Some(ctx.shown(&Clean::line(&sentence)))
}

/// Its signs of life.
fn alive(ctx: &Ctx, source: &SourceRow, health: &Health, dot: &str) -> String {
    let mut parts = vec![match health.heard {
        Some(at) => {
            let time = figures::when(&ctx.app.zone, ctx.now, at);
            let age = if source.silent { figures::seconds } else { figures::age };
            let age = age(ctx.words, ctx.now.since(at));
            ctx.words.f("sources-last-heard", &[("time", time.into()), ("age", age.into())])
        }
        None => ctx.t("sources-never"),
    }];
    if let Some(gap) = health.usual_gap(ctx.now) {
        parts.push(ctx.words.f("sources-usual-gap", &[("t", figures::span(ctx.words, gap).into())]));
    }
    if health.state == State::Live {
        parts.push(ctx.words.f("sources-looked", &[("n", figures::big(ctx.words, health.per_minute).into())]));
    }
    if let Some(ms) = behind(source) {
        let key = if ms < 0 { "sources-ahead" } else { "sources-behind" };
        parts.push(ctx.words.f(key, &[("t", figures::span(ctx.words, ms.saturating_abs()).into())]));
    }
    parts.join(dot)
}

fn brought(ctx: &Ctx, source: &SourceRow) -> String {
    match source.last_seen.filter(|_| source.count > 0) {
        Some(at) => {
            let time = figures::when(&ctx.app.zone, ctx.now, at);
            ctx.words.f("sources-brought-last", &[("n", source.count.into()), ("time", time.into())])
        }
        None => ctx.t("sources-brought-none"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{room_app, source};
    use crate::domain::private::Audience;
    use crate::domain::source::Why;
    use crate::ui::parts::symbols::Symbols;
    use crate::ui::theme::Theme;

    #[test]
    fn a_source_of_which_a_part_fails_is_not_green_and_names_it() {
        let (app, theme) = (room_app(), Theme::mono());
        let (words, now) = (&app.words, app.now.room);
        let ctx =
            Ctx { app: &app, words, theme: &theme, symbols: Symbols::of(false), now, audience: Audience::Operator };
        let mut row = source("news", "rss", State::Live);
        row.health.as_mut().unwrap().lag = Some(100);
        let lags =
            [None, Some(Blind::Silent), Some(Blind::Clock)].map(|blind| behind(&SourceRow { blind, ..row.clone() }));
        assert_eq!(lags, [Some(100), None, Some(100)], "how far behind it was is not how far behind it is");
        assert_eq!((look(&ctx, &row).0.as_str(), note(&ctx, &row).0.as_str()), ("● live", ""));
        let health = row.health.as_mut().unwrap();
        let why = || Why { key: "live-status".into(), args: vec![("status".into(), "503".into())] };
        health.caught = Some(Caught { count: 0, from: now, to: now, at: now });
        health.leave_out("blog.example".into(), 345);
        assert_eq!(note(&ctx, &row).0, "345 older ones left out");
        let health = row.health.as_mut().unwrap();
        health.part(now, "blog.example".into(), Some(why()));
        let mut one = row.clone();
        one.live = false;
        assert_eq!(note(&ctx, &one), ("blog.example: the server says no".into(), theme.waiting));
        let health = row.health.as_mut().unwrap();
        health.part(now.plus(1), "shop.example".into(), Some(why()));
        row.live = false;
        let (word, style) = look(&ctx, &row);
        assert_eq!((word.as_str(), style), ("◷ partly live", theme.waiting));
        assert_eq!(note(&ctx, &row), ("2 parts not heard".into(), theme.waiting));
        let said = wrong(&ctx, &row, row.health.as_ref().unwrap()).unwrap();
        assert!(said.starts_with("blog.example is not heard. ") && said.contains("503"), "{said}");
        let told = parts_told(&ctx, row.health.as_ref().unwrap());
        assert!(told.len() == 2 && told[1].starts_with("shop.example, since "), "each is named: {told:?}");
        row.blind = Some(Blind::Part("blog.example".into(), why()));
        row.silent = true;
        assert_eq!(note(&ctx, &row), ("2 parts not heard".into(), theme.late));
        row.health = one.health;
        assert_eq!(note(&ctx, &row).0, "blog.example: the server says no", "in red, it still says which");
    }
}
