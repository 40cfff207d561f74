//! Presenter mode: the figures that a meeting looks at, large enough to be read from three metres, one page at a time. Each
//! figure has its place, whatever the others say: nothing moves while somebody speaks.

use super::header::{
    self, clocks, late_tasks, listening, negative_share, next_promise, next_task, patience, usual_rate,
};
use super::parts::numeral::Scale;
use super::parts::strip::{self, Piece};
use super::parts::{figures, fit};
use super::{Ctx, put, responses, row};
use crate::app::layers::Present;
use crate::domain::affected::CONTACT_WITHIN;
use crate::domain::clock::Term;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::rows::Backlog;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Digits that every figure of a row has room for: a larger one is drawn smaller, and moves nothing.
const DIGITS: usize = 3;
/// The same of the first row: `SEV1`, `12:34`.
const FIRST: usize = 4;

/// Columns from which four figures of a row can be read.
const FOUR: u16 = 100;
/// Rows from which a third row of figures can be read, below larger ones.
const TALL: u16 = 48;

/// One figure.
struct Tile {
    label: String,
    /// What is drawn large.
    figure: String,
    note: String,
    /// What the note says where it does not fit.
    brief: String,
    style: Style,
}

/// The page that is turned up.
pub fn draw(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &Present) {
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    put(frame, row(area, 0), head(ctx, view, usize::from(area.width)));
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    match view.page {
        0 if body.height >= TALL && ctx.app.incident().is_some() => {
            // what stands large is said small only where its words tell more
            let word = Some(next_promise(ctx)).filter(|it| it.width() > 0).map(|it| line(ctx, vec![it], ""));
            let lines: Vec<_> = word.into_iter().chain([tasks(ctx), open(ctx)]).collect();
            tiles(frame, ctx, body, [grave(ctx), heard(ctx), due(ctx)], &lines);
        }
        0 => tiles(frame, ctx, body, [grave(ctx), heard(ctx)], &[clocks(ctx), vec![open(ctx)]].concat()),
        1 => tiles(frame, ctx, body, [due(ctx), waiting(ctx)], &clocks(ctx)),
        _ => said(frame, ctx, body, view),
    }
}

/// What it is about, the time, and which page this is.
fn head(ctx: &Ctx, view: &Present, cells: usize) -> Line<'static> {
    let title = match ctx.app.incident() {
        Some(incident) => ctx.shown(&incident.title),
        None => ctx.app.room.as_ref().map_or(String::new(), |r| ctx.shown(&r.settings.name)),
    };
    let zone = &ctx.app.zone;
    let page = format!("{}/{}", view.page + 1, Present::PAGES);
    let right = Line::from(vec![
        Span::styled(figures::clock(zone, ctx.now), ctx.theme.strong),
        Span::raw(format!(" {}  ", zone.short)),
        Span::styled(page, ctx.theme.dim),
    ]);
    let blind = listening::blind(ctx, false).map(|said| format!(" {} {said} ", ctx.symbols.late)).unwrap_or_default();
    let room = cells.saturating_sub(strip::cells_of(&right) + fit::width(&blind) + 4);
    let mut left = Line::styled(ctx.clip(&title, room), ctx.theme.strong);
    if !blind.is_empty() {
        left.spans.extend([Span::raw("  "), Span::styled(blind, ctx.theme.blind)]);
    }
    strip::ends(left, right, cells, ctx.symbols.more)
}

/// Rows of figures, the first as large as it can be, and the lines below them.
fn tiles<const N: usize>(frame: &mut Frame, ctx: &Ctx, area: Rect, rows: [Vec<Tile>; N], lines: &[Line<'static>]) {
    // each row has a label and a note, and a gap after it; the lines stand below
    let rest = usize::from(area.height).saturating_sub(lines.len() + N * 3);
    let (mut left, mut y) = (rest / 2, area.y);
    for (n, tiles) in rows.into_iter().enumerate() {
        let digits = if n == 0 { FIRST } else { DIGITS };
        let each = area.width / (tiles.len().max(1) as u16);
        let scale = Scale::fitting(digits, usize::from(each.saturating_sub(2)), left);
        let high = scale.map_or(1, Scale::rows);
        if n == 0 {
            left = (rest.saturating_sub(high) / N.saturating_sub(1).max(1)).min(rest / 2);
        }
        for (at, tile) in tiles.iter().enumerate() {
            let place =
                Rect { x: area.x + each * at as u16, y, width: each.saturating_sub(2), height: high as u16 + 2 };
            one(frame, ctx, place.intersection(area), tile, scale);
        }
        y = y.saturating_add(high as u16 + 3).min(area.bottom());
    }
    let below = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    for (n, line) in lines.iter().enumerate() {
        put(frame, row(below, n), strip::cut(line.clone(), usize::from(area.width), ctx.symbols.more));
    }
}

/// Label, figure, note. What does not fit at the row's size is drawn smaller, at the end as a word.
fn one(frame: &mut Frame, ctx: &Ctx, area: Rect, tile: &Tile, scale: Option<Scale>) {
    let cells = usize::from(area.width);
    put(frame, row(area, 0), Line::raw(ctx.cut(&tile.label, cells)));
    let ink = if ctx.app.ascii { "#" } else { "█" };
    let fits = |s: &Scale| s.cells(&tile.figure).is_some_and(|wide| wide <= cells);
    let rows = scale.map_or(1, Scale::rows);
    let mut smaller = (1..=tile.figure.chars().count().max(1)).filter_map(|n| Scale::fitting(n, cells, rows));
    let drawn = scale.filter(fits).or_else(|| smaller.find(fits));
    match drawn.filter(|_| scale.is_some()) {
        Some(s) => {
            for (n, line) in s.draw(&tile.figure, ink).into_iter().enumerate() {
                put(frame, row(area, 1 + n), Line::styled(line, tile.style));
            }
        }
        None => put(frame, row(area, 1), Line::styled(ctx.cut(&tile.figure, cells), tile.style)),
    }
    let fits = tile.brief.is_empty() || fit::width(&tile.note) <= cells;
    let note = if fits { &tile.note } else { &tile.brief };
    put(frame, row(area, 1 + rows), Line::styled(ctx.clip(note, cells), ctx.theme.strong));
}

/// How grave it is and for how long.
fn grave(ctx: &Ctx) -> Vec<Tile> {
    let Some(incident) = ctx.app.incident() else {
        let usual = usual_rate(ctx);
        let figure = figures::clock(&ctx.app.zone, ctx.now);
        let (label, brief) = (ctx.t("header-watching"), String::new());
        return vec![Tile { label, figure, note: usual, brief, style: Style::new() }];
    };
    let severity = incident.severity;
    let (sign, unrated, style) = ctx.grade(incident);
    let note = match incident.rated {
        true => format!("{sign} {}", ctx.t(severity.key()).to_uppercase()),
        false => unrated,
    };
    vec![
        Tile {
            label: ctx.t("present-severity"),
            figure: if incident.rated { severity.code() } else { "–" }.to_owned(),
            note,
            brief: String::new(),
            style,
        },
        Tile {
            label: ctx.t("present-elapsed"),
            figure: watch(ctx.now.since(incident.td)),
            note: ctx.t(incident.status.key()),
            brief: String::new(),
            style: ctx.theme.strong,
        },
    ]
}

/// What is heard, and whether it is attended to.
fn heard(ctx: &Ctx) -> Vec<Tile> {
    let pulse = &ctx.app.pulse;
    let times = match pulse.usual.map(|usual| usual.times(pulse.rate)) {
        Some(times) => format!("{}{}", figures::rate(ctx.words, times), ctx.symbols.times),
        None => String::new(),
    };
    let (share, arrow) = negative_share(ctx, pulse);
    let mut tiles = vec![
        backlog(ctx, "present-unattended", &pulse.unattended, patience(ctx)),
        // how much is said nobody knows while something is not heard
        match listening::blind(ctx, true) {
            Some(note) => {
                let (label, figure) = (ctx.t("present-listening"), ctx.t("present-blind"));
                let brief = listening::where_blind(ctx).unwrap_or_default();
                // what is drawn in blocks has no background of its own
                Tile { label, figure, note, brief, style: ctx.theme.late }
            }
            None => Tile {
                label: ctx.t("present-rate"),
                figure: figures::rate(ctx.words, pulse.rate),
                note: match times.as_str() {
                    "" => ctx.t("header-usual-unknown"),
                    times => format!("{times} {}", ctx.t("header-usual")),
                },
                brief: times,
                style: ctx.theme.strong,
            },
        },
        Tile {
            label: ctx.t("present-negative"),
            figure: share.map_or("-".to_owned(), |share| ctx.words.share(share, 100, 0).replace(['\u{a0}', ' '], "")),
            note: match share {
                None if pulse.negative.1 > 0 => ctx.t("header-negative-few"),
                _ => format!("{arrow} {}", ctx.t("present-rough")).trim_start().to_owned(),
            },
            brief: String::new(),
            style: ctx.theme.strong,
        },
    ];
    // on a narrower screen a fourth would make all of them too small for three metres
    if ctx.app.size.0 >= FOUR {
        tiles.insert(1, backlog(ctx, "present-owed", &pulse.owed, patience(ctx)));
    }
    tiles
}

/// How many wait, and whether the oldest of them waits too long.
fn backlog(ctx: &Ctx, key: &str, backlog: &Backlog, patience: i64) -> Tile {
    let waited = backlog.oldest.filter(|_| backlog.count > 0).map(|oldest| ctx.now.since(oldest));
    let late = waited.is_some_and(|waited| waited > patience);
    let age = waited.map_or(String::new(), |w| format!("{} {}", ctx.t("header-oldest"), figures::age(ctx.words, w)));
    Tile {
        label: ctx.t(key),
        figure: figures::big(ctx.words, backlog.count),
        brief: format!("{}{age}", if late { format!("{} ", ctx.symbols.late) } else { String::new() }),
        note: if late { format!("{} {} {} {age}", ctx.symbols.late, ctx.t("late"), ctx.symbols.dot) } else { age },
        style: match (late, backlog.count) {
            (true, _) => ctx.theme.late,
            (_, 0) => ctx.theme.kept,
            _ => ctx.theme.strong,
        },
    }
}

/// When we are to be heard of next, what we said that we would do, and what is late.
fn due(ctx: &Ctx) -> Vec<Tile> {
    let pulse = &ctx.app.pulse;
    let promise = pulse.promise.as_ref().and_then(|task| task.due);
    let tasks = pulse.tasks;
    let mut tiles = vec![
        moment(
            ctx,
            clocks::of(ctx) + &ctx.t("clock-public"),
            clocks::public(ctx),
            clocks::quiet(ctx).unwrap_or("present-no-public"),
        ),
        moment(ctx, clocks::of(ctx) + &ctx.t("present-sitrep"), clocks::sitrep(ctx), "present-no-sitrep"),
        moment(ctx, ctx.t("present-promise"), promise.map(Term::at), "present-no-promise"),
    ];
    if ctx.app.size.0 >= FOUR {
        tiles.push(Tile {
            label: ctx.t("present-tasks"),
            figure: tasks.late.to_string(),
            note: ctx.words.f("checklist-done", &[("done", tasks.done.into()), ("all", tasks.all.into())]),
            brief: format!("{}/{}", tasks.done, tasks.all),
            style: if tasks.late > 0 { ctx.theme.late } else { ctx.theme.kept },
        });
    }
    tiles
}

/// When something is due, and whether that has passed.
fn moment(ctx: &Ctx, label: String, term: Option<Term>, none: &str) -> Tile {
    let (note, style) = match term {
        None => (ctx.t(none), ctx.theme.dim),
        Some(term) if term.late(ctx.now) => {
            (format!("{} {}", ctx.symbols.late, figures::due(ctx.words, ctx.now, term.due)), ctx.theme.late)
        }
        Some(term) if term.due < ctx.now => (clocks::over(ctx, term), ctx.theme.waiting),
        Some(term) => (figures::due(ctx.words, ctx.now, term.due), ctx.theme.strong),
    };
    let figure = term.map_or("-".to_owned(), |term| figures::clock(&ctx.app.zone, term.due));
    Tile { label, figure, note, brief: String::new(), style }
}

/// Who and what waits for somebody.
fn waiting(ctx: &Ctx) -> Vec<Tile> {
    let pulse = &ctx.app.pulse;
    let responses = &pulse.responses;
    let review = Backlog { count: responses.in_review.into(), oldest: responses.review_since };
    vec![
        backlog(ctx, "present-affected", &pulse.affected, CONTACT_WITHIN),
        backlog(ctx, "present-approvals", &review, HOUR),
        backlog(ctx, "present-decisions", &pulse.decisions, HOUR),
    ]
}

/// What waits for a decision or for a word; what is owed, where there is no room for it among the large figures.
fn open(ctx: &Ctx) -> Line<'static> {
    let pulse = &ctx.app.pulse;
    let open = ctx.words.f("present-open", &[("n", pulse.decisions.count.into())]);
    let review = ctx.words.f("present-waiting", &[("n", pulse.responses.in_review.into())]);
    let owed = (ctx.app.size.0 < FOUR).then(|| header::backlog(ctx, 9, "present-owed", &pulse.owed, false));
    let open = Piece::new(8).with(open, Style::new());
    let review = Piece::new(7).with(review, Style::new());
    line(ctx, owed.into_iter().chain([open, review]).collect(), "next-nothing")
}

/// How many tasks are late, and the one that is due next.
fn tasks(ctx: &Ctx) -> Line<'static> {
    line(ctx, vec![late_tasks(ctx), next_task(ctx)], "next-nothing")
}

/// What the room does next for the public and for ourselves: its two clocks, the promise that is due first and the tasks.
fn clocks(ctx: &Ctx) -> Vec<Line<'static>> {
    let both = clocks::pieces(ctx, true).into_iter().map(|piece| line(ctx, vec![piece], "next-nothing"));
    // a promise that the public's clock stands for is not said twice, and is none the less promised
    let promise = Some(next_promise(ctx)).filter(|it| it.width() > 0 || ctx.app.pulse.promise.is_none());
    let promise = promise.map(|piece| line(ctx, vec![piece], "present-no-promise"));
    both.chain(promise).chain([tasks(ctx)]).collect()
}

/// Pieces in a line; that there is none where none says anything.
fn line(ctx: &Ctx, pieces: Vec<Piece>, none: &str) -> Line<'static> {
    match pieces.iter().map(Piece::width).sum() {
        0 => Line::styled(ctx.t(none), ctx.theme.dim),
        _ => strip::strip(
            pieces,
            &Span::raw(format!(" {} ", ctx.symbols.dot)),
            usize::from(ctx.app.size.0.saturating_sub(2)),
        ),
    }
}

/// What we said last, as it stood when the presentation began.
fn said(frame: &mut Frame, ctx: &Ctx, area: Rect, view: &Present) {
    put(frame, row(area, 1), Line::styled(ctx.t("present-said"), ctx.theme.title));
    if view.said.is_empty() {
        return put(frame, row(area, 3), Line::styled(ctx.t("present-nothing-said"), ctx.theme.dim));
    }
    let each = usize::from(area.height.saturating_sub(3)) / Present::SAID;
    for (n, response) in view.said.iter().enumerate() {
        let top = 3 + n * each;
        let when = figures::when(&ctx.app.zone, ctx.now, response.since);
        let line = Line::from(vec![
            Span::styled(format!("{} {when}  ", ctx.symbols.done), ctx.theme.dim),
            Span::styled(responses::title_of(ctx, response), ctx.theme.strong),
            Span::styled(format!("  {} {}", response.channel.as_str(), response.lang.code()), ctx.theme.dim),
        ]);
        put(frame, row(area, top), strip::cut(line, usize::from(area.width), ctx.symbols.more));
        let text = response.preview.show_with(ctx.audience, &ctx.app.ours);
        let lines = fit::wrap(&text, usize::from(area.width).saturating_sub(2).min(100), each.saturating_sub(2));
        for (m, line) in lines.into_iter().enumerate() {
            put(frame, row(area, top + 1 + m), Line::raw(format!("  {line}")));
        }
    }
}

/// `1:07`; from a hundred hours on `4d 3h`.
fn watch(ms: i64) -> String {
    let ms = ms.max(0);
    match ms / HOUR {
        100.. => format!("{}d {}h", ms / DAY, ms % DAY / HOUR),
        hours => format!("{hours}:{:02}", ms % HOUR / MINUTE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::app::tests::{room_app, source};
    use crate::domain::private::Audience;
    use crate::domain::room::Lang;
    use crate::domain::source::State;
    use crate::rows::SourceRow;
    use crate::ui::parts::symbols::Symbols;
    use crate::ui::theme::Theme;
    use crate::words::Words;

    #[test]
    fn what_is_not_heard_stands_large_in_place_of_the_rate() {
        let theme = Theme::mono();
        for (lang, word) in [(Lang::En, "BLIND"), (Lang::Es, "CIEGA")] {
            let mut app = room_app();
            (app.size, app.words) = ((80, 24), Words::new(lang));
            let figures = |app: &App| {
                let (words, now, symbols) = (&app.words, app.now.room, Symbols::of(false));
                let ctx = Ctx { app, words, theme: &theme, symbols, now, audience: Audience::Shared };
                let tiles: Vec<_> = heard(&ctx).into_iter().map(|tile| (tile.figure, tile.note)).collect();
                (tiles, head(&ctx, &Present::default(), 78).to_string())
            };
            assert!(figures(&app).0.iter().all(|(figure, _)| figure != word));
            let deaf = SourceRow { live: false, silent: true, ..source("news", "rss", State::Live) };
            app.pulse.sources = vec![source("a", "rss", State::Live), deaf];
            let (tiles, head) = figures(&app);
            assert_eq!((tiles.len(), tiles[1].0.as_str()), (3, word), "it stands where the rate stood");
            assert!(tiles[1].1.contains("news") && head.contains("news"), "{} {head}", tiles[1].1);
            let scale = Scale::fitting(DIGITS, 24, 5).and_then(|s| Scale::fitting(word.len(), 24, s.rows()));
            assert!(scale.and_then(|s| s.cells(word)).is_some_and(|cells| cells <= 24), "it is drawn large at 80");
        }
    }

    #[test]
    fn since_when_something_is_not_heard_is_told_whole_on_the_smallest_screen() {
        let theme = Theme::mono();
        for lang in [Lang::En, Lang::Es] {
            let mut app = room_app();
            (app.size, app.words) = ((80, 24), Words::new(lang));
            let since = app.now.room.plus(-7 * MINUTE);
            let name = source("bluesky-prensa", "rss", State::Live);
            app.pulse.sources = vec![SourceRow { live: false, silent: true, last_seen: Some(since), ..name }; 2];
            let (words, now, symbols) = (&app.words, app.now.room, Symbols::of(false));
            let ctx = Ctx { app: &app, words, theme: &theme, symbols, now, audience: Audience::Shared };
            let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(80, 24)).unwrap();
            terminal.draw(|frame| draw(frame, &ctx, frame.area(), &Present::default())).unwrap();
            let cells: Vec<&str> = terminal.backend().buffer().content().iter().map(|cell| cell.symbol()).collect();
            let rows: Vec<String> = cells.chunks(80).map(|row| row.concat()).collect();
            let told = format!(" {} +1", figures::when(&app.zone, now, since));
            assert!(rows.iter().skip(1).any(|row| row.contains(&told)), "{told}\n{}", rows.join("\n"));
        }
    }

    #[test]
    fn elapsed_time_reads_as_on_a_watch() {
        let said = [(-1, "0:00"), (7 * MINUTE, "0:07"), (83 * MINUTE, "1:23"), (99 * HOUR, "99:00")];
        for (ms, text) in said {
            assert_eq!(watch(ms), text);
        }
        assert_eq!(watch(99 * HOUR + HOUR), "4d 4h");
    }
}
