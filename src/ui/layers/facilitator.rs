//! A drill's script: what has come, what is next and what is to come, how the team handled it; the selected moment whole, and
//! the drill's clock at the foot.

use super::page;
use crate::app::actions::Action;
use crate::app::facilitator::{FacilitatorView, offset, waits_for, who};
use crate::app::keymap::Scope;
use crate::domain::private::Audience;
use crate::domain::time::Stamp;
use crate::rows::{CueKind, CueRow, Handled, PostCue, ScriptNow};
use crate::ui::keys::key;
use crate::ui::parts::{figures, fit};
use crate::ui::{Ctx, empty, mentions, put, put_row, row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Cells of the columns: whether it came, from the start, by the clock, where, how it was handled.
const STATE: usize = 13;
const OFFSET: usize = 9;
const CLOCK: usize = 6;
const PLACE: usize = 7;
const HANDLED: usize = 14;
/// Cells of the author's column, on screens where it leaves enough to the words.
const AUTHOR: usize = 16;
const WIDE: usize = 100;

/// The list, the selected moment below it, the clock at the foot.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &FacilitatorView) {
    let inner = page(frame, ctx, area, &ctx.t("facilitator-title"), "");
    if ctx.audience == Audience::Shared {
        return empty::draw(frame, ctx, inner, &[ctx.t("facilitator-shared")]);
    }
    let script = match &view.script {
        None => return put(frame, row(inner, 1), Line::styled(ctx.t("loading"), ctx.theme.dim)),
        Some(Err(why)) => return empty::draw(frame, ctx, inner, std::slice::from_ref(why)),
        Some(Ok(script)) if script.rows.is_empty() => {
            return empty::draw(frame, ctx, inner, &[ctx.t("facilitator-empty")]);
        }
        Some(Ok(script)) => script,
    };
    let foot = foot(ctx, script, usize::from(inner.width));
    let height = usize::from(inner.height).saturating_sub(foot.len());
    let below = (height * 2 / 5).min(12);
    let list = height.saturating_sub(below + 1);
    let (at, next) = (view.at(ctx.now), script.next(ctx.now));
    // what came last stays in sight above what is next
    let first = (at + 1).saturating_sub(list * 2 / 3).min(script.rows.len().saturating_sub(list));
    for (n, cue) in script.rows.iter().enumerate().skip(first).take(list) {
        let line = line(ctx, script, cue, n == next, usize::from(inner.width));
        put_row(frame, row(inner, n - first), line, (n == at).then_some(ctx.theme.selected));
    }
    let rule = Line::styled(ctx.symbols.rule.repeat(usize::from(inner.width)), ctx.theme.rule);
    put(frame, row(inner, list), rule);
    if let Some(chosen) = script.rows.get(at) {
        for (n, line) in opened(ctx, script, chosen, usize::from(inner.width), below).into_iter().enumerate() {
            put(frame, row(inner, list + 1 + n), line);
        }
    }
    for (n, line) in foot.into_iter().enumerate() {
        put(frame, row(inner, height + n), line);
    }
}

fn line(ctx: &Ctx, script: &ScriptNow, cue: &CueRow, next: bool, cells: usize) -> Line<'static> {
    let (state, style) = state(ctx, script, cue, next);
    let due = script.due(cue);
    let mut spans = vec![
        Span::styled(ctx.left(&state, STATE - 1) + " ", style),
        Span::raw(ctx.left(&offset(cue.at), OFFSET - 1) + " "),
        Span::styled(ctx.left(&figures::clock(&ctx.app.zone, due), CLOCK - 1) + " ", ctx.theme.dim),
    ];
    let rest = cells.saturating_sub(STATE + OFFSET + CLOCK);
    match &cue.what {
        CueKind::Phase(title) => {
            spans.push(Span::styled(
                ctx.cut(&format!("{} {}", ctx.symbols.rule, title.as_str()), rest),
                ctx.theme.title,
            ));
        }
        CueKind::Post(post) => {
            let wide = if cells >= WIDE { AUTHOR } else { 0 };
            let text = cue.text.show_with(ctx.audience, &ctx.app.ours).replace('\n', " ");
            spans.push(Span::styled(
                ctx.left(mentions::platform(post.platform.as_str()), PLACE - 1) + " ",
                ctx.theme.dim,
            ));
            if wide > 0 {
                let author = post.author.show_with(ctx.audience, &ctx.app.ours);
                spans.push(Span::raw(ctx.left(&author, wide - 1) + " "));
            }
            let (said, style) = handled(ctx, post, cue);
            let words = rest.saturating_sub(PLACE + wide + HANDLED + 1);
            spans.push(Span::raw(ctx.left(&text, words) + " "));
            spans.push(Span::styled(ctx.left(&said, HANDLED), style));
        }
        CueKind::Twist { sort, .. } => {
            let said = ctx.words.f("facilitator-twist", &[("sort", ctx.t(sort).into())]);
            let text = cue.text.show_with(ctx.audience, &ctx.app.ours).into_owned();
            spans.push(Span::styled(ctx.cut(&format!("{} {said}: {text}", ctx.symbols.mark), rest), ctx.theme.waiting));
        }
        CueKind::Wave { name, count: (came, all), over } => {
            let args = [("name", name.as_str().into()), ("n", (*all).into()), ("over", span(*over).into())];
            let words = rest.saturating_sub(HANDLED + 1);
            let said = format!("{} {}", ctx.symbols.about, ctx.words.f("facilitator-wave", &args));
            spans.push(Span::raw(ctx.left(&said, words) + " "));
            let args = [("came", (*came).into()), ("n", (*all).into())];
            let came = if *came > 0 { ctx.words.f("facilitator-wave-came", &args) } else { String::new() };
            spans.push(Span::styled(ctx.left(&came, HANDLED), ctx.theme.dim));
        }
    }
    Line::from(spans)
}

/// Whether it came, with a symbol and a word.
fn state(ctx: &Ctx, script: &ScriptNow, cue: &CueRow, next: bool) -> (String, Style) {
    let came = script.came(cue, ctx.now).is_some();
    let (symbol, key, style) = match () {
        () if matches!(cue.what, CueKind::Phase(_)) => return (String::new(), Style::new()),
        () if came && cue.is_early(script.start) => (ctx.symbols.done, "facilitator-by-hand", ctx.theme.kept),
        () if came => (ctx.symbols.done, "facilitator-came", ctx.theme.dim),
        () if next => (ctx.symbols.ready, "facilitator-next", ctx.theme.strong),
        () => (ctx.symbols.open, "facilitator-to-come", Style::new()),
    };
    (format!("{symbol} {}", ctx.t(key)), style)
}

/// How the team handled it: nothing before it came.
fn handled(ctx: &Ctx, post: &PostCue, cue: &CueRow) -> (String, Style) {
    if cue.came.is_none() || post.expected.is_empty() {
        return (String::new(), Style::new());
    }
    let (symbol, said, style) = match (post.handled, post.by) {
        (Handled::Right, _) => (ctx.symbols.done, ctx.t("facilitator-right"), ctx.theme.kept),
        (Handled::Late, _) => (ctx.symbols.late, ctx.t("facilitator-late"), ctx.theme.waiting),
        (Handled::Otherwise, _) => (ctx.symbols.blocked, ctx.t("facilitator-otherwise"), ctx.theme.waiting),
        (Handled::Open, Some(by)) if by < ctx.now => (ctx.symbols.late, ctx.t("facilitator-overdue"), ctx.theme.late),
        (Handled::Open, Some(by)) => {
            let left = span(by.since(ctx.now));
            (ctx.symbols.waits, ctx.words.f("facilitator-left", &[("t", left.into())]), Style::new())
        }
        (Handled::Open, None) => (ctx.symbols.waits, ctx.t("facilitator-open"), Style::new()),
    };
    (format!("{symbol} {said}"), style)
}

/// The selected moment in so many lines: when and who, its words, and what would be right. Where rows are few, its words are cut
/// rather than what the facilitator is to watch for.
fn opened(ctx: &Ctx, script: &ScriptNow, cue: &CueRow, cells: usize, rows: usize) -> Vec<Line<'static>> {
    let dot = format!(" {} ", ctx.symbols.dot);
    let twist = |sort: &str| ctx.words.f("facilitator-twist", &[("sort", ctx.t(sort).into())]);
    let (head, after) = match &cue.what {
        CueKind::Phase(title) => (title.as_str().to_owned(), Vec::new()),
        CueKind::Wave { name, .. } => (name.as_str().to_owned(), Vec::new()),
        CueKind::Twist { sort, told } => {
            let told = told.as_ref().map(|(_, told)| ctx.words.f("facilitator-told", &[("text", told.into())]));
            (twist(sort), told.into_iter().map(|told| (told, Style::new())).collect())
        }
        CueKind::Post(post) => {
            (format!("{}{dot}{}", who(ctx.app, post), post.name.as_str()), posted(ctx, script, cue, post))
        }
    };
    let wrap = |text: &str, style: Style, most: usize| {
        let lines = fit::wrap(text, cells, most);
        lines.into_iter().map(|line| Line::styled(line, style)).collect::<Vec<_>>()
    };
    let mut lines = wrap(&when(ctx, script, cue), ctx.theme.dim, 1);
    lines.extend(wrap(&head, ctx.theme.strong, 1));
    let after: Vec<Line> = after.iter().flat_map(|(text, style)| wrap(text, *style, rows)).collect();
    let most = rows.saturating_sub(lines.len() + after.len()).max(1);
    let text = cue.text.show_with(ctx.audience, &ctx.app.ours);
    let mut words = wrap(&text, Style::new(), most + 1);
    if words.len() > most {
        words.truncate(most);
        let last = words.pop().map_or_else(String::new, |line| line.to_string());
        words.push(Line::raw(ctx.cut(&format!("{last} {}", ctx.symbols.more), cells)));
    }
    lines.extend(words);
    lines.extend(after);
    lines.truncate(rows);
    lines
}

fn when(ctx: &Ctx, script: &ScriptNow, cue: &CueRow) -> String {
    let at = |moment: Stamp| figures::second(&ctx.app.zone, moment);
    let mut args = vec![("t", offset(cue.at).into()), ("time", at(script.due(cue)).into())];
    let key = match cue.came.filter(|_| cue.is_early(script.start)) {
        Some(came) => {
            args.push(("came", at(came).into()));
            "facilitator-when-came"
        }
        None => "facilitator-when",
    };
    ctx.words.f(key, &args)
}

/// What would be right, what was decided, and what else is to be known of a mention.
fn posted(ctx: &Ctx, script: &ScriptNow, cue: &CueRow, post: &PostCue) -> Vec<(String, Style)> {
    let dot = format!(" {} ", ctx.symbols.dot);
    let mut lines = vec![(right(ctx, script, post), Style::new())];
    if let Some(given) = post.given {
        let (how, style) = handled(ctx, post, cue);
        let given = ctx.words.f("facilitator-given", &[("what", ctx.t(given.key()).into())]);
        lines.push((format!("{given}{dot}{how}"), style));
    }
    let mut about = vec![ctx.words.f("facilitator-truth", &[("truth", ctx.t(post.truth).into())])];
    let notes = [
        (post.direct, "facilitator-direct"),
        (post.affected, "facilitator-affected"),
        (post.evidence, "facilitator-evidence"),
        (cue.came.is_none() && waits_for(script, post).is_some(), "facilitator-before-its-post"),
    ];
    about.extend(notes.into_iter().filter(|(so, _)| *so).map(|(_, key)| ctx.t(key)));
    lines.push((about.join(&dot), Style::new()));
    lines
}

fn right(ctx: &Ctx, script: &ScriptNow, post: &PostCue) -> String {
    if post.expected.is_empty() {
        return ctx.t("facilitator-none");
    }
    let what: Vec<String> = post.expected.iter().map(|d| ctx.t(d.key())).collect();
    let mut args = vec![("what", what.join(" / ").into())];
    let key = match post.by {
        Some(by) => {
            let time = figures::second(&ctx.app.zone, by);
            args.extend([("t", offset(by.since(script.start)).into()), ("time", time.into())]);
            "facilitator-expected-by"
        }
        None => "facilitator-expected",
    };
    ctx.words.f(key, &args)
}

/// How far the drill is and how its clock goes; beside it what is not listed, where that fits.
fn foot(ctx: &Ctx, script: &ScriptNow, cells: usize) -> Vec<Line<'static>> {
    let speed = ctx.app.pulse.clock.speed;
    let pace = match speed {
        _ if script.is_over(ctx.now) => ctx.t("facilitator-over"),
        0 => ctx.t("facilitator-paused"),
        _ => ctx.words.f("facilitator-speed", &[("n", figures::factor(ctx.words, speed).into())]),
    };
    let [slower, faster] = [Action::Slower, Action::Faster].map(|a| key(ctx, Scope::Global, a));
    let args = [
        ("t", offset(ctx.now.since(script.start)).into()),
        ("all", span(script.lasts).into()),
        ("time", figures::second(&ctx.app.zone, ctx.now).into()),
        ("pace", pace.into()),
        ("slower", slower.into()),
        ("faster", faster.into()),
    ];
    let (came, all) = script.chatter;
    let chatter = ctx.words.f("facilitator-foot-chatter", &[("came", came.into()), ("n", all.into())]);
    let clock = ctx.words.f("facilitator-foot", &args);
    let both = format!("{clock} {} {chatter}", ctx.symbols.dot);
    let mut lines = if fit::width(&both) <= cells { vec![both] } else { vec![clock, chatter] };
    let points = ctx.words.decimal(f64::from((script.score + 5) / 10) / 10.0, 1);
    lines.push(ctx.words.f("facilitator-foot-score", &[("points", points.into())]));
    let clock = if speed == 0 { ctx.theme.waiting } else { ctx.theme.dim };
    let styles = [clock, ctx.theme.dim, ctx.theme.dim];
    lines.into_iter().zip(styles).map(|(line, style)| Line::styled(ctx.cut(&line, cells), style)).collect()
}

/// A stretch of the drill: `02:30`.
fn span(ms: i64) -> String {
    offset(ms).trim_start_matches("T+").to_owned()
}
