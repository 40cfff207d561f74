//! Every visual state of the screen, text and styles, against what it looked like when somebody last looked at it.
//!
//! To look at the screens themselves: `GABINETE_SCREENS=DIR cargo test --test screens` writes each of them to DIR as the
//! bytes that a terminal would get, `NAME.COLUMNSxROWS.ansi`.

#[path = "screens/bundled.rs"]
mod bundled;
#[path = "screens/coordination.rs"]
mod coordination;
#[path = "screens/facilitator.rs"]
mod facilitator;
#[path = "screens/folded.rs"]
mod folded;
#[path = "screens/ledger.rs"]
mod ledger;
#[path = "screens/planted.rs"]
mod planted;
#[path = "screens/prevention.rs"]
mod prevention;
#[path = "screens/reports.rs"]
mod reports;
#[path = "screens/responding.rs"]
mod responding;
#[path = "screens/review.rs"]
mod review;
#[path = "screens/roles.rs"]
mod roles;
#[path = "screens/room.rs"]
mod room;
#[path = "screens/shared.rs"]
mod shared;
#[path = "screens/tasks.rs"]
mod tasks;
#[path = "screens/travel.rs"]
mod travel;

use gabinete::app::App;
use gabinete::app::layers::Layer;
use gabinete::domain::room::Lang;
use gabinete::domain::text::Clean;
use gabinete::ui;
use gabinete::ui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use std::fmt::Write;

fn drawn(app: &App, theme: &Theme) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(app.size.0, app.size.1)).unwrap();
    terminal.draw(|frame| ui::draw(frame, app, theme)).unwrap();
    terminal.backend().buffer().clone()
}

fn theme_of(name: &str) -> Theme {
    if name.starts_with("mono") { Theme::mono() } else { Theme::default_colours() }
}

/// Lines of text, then for each line the stretches that have a style of their own.
fn dump(buffer: &Buffer) -> String {
    let (mut text, mut styles) = (String::new(), String::new());
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut runs: Vec<(u16, u16, Style)> = Vec::new();
        let mut hidden = 0;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            if hidden > 0 {
                hidden -= 1;
            } else {
                line.push_str(cell.symbol());
                hidden = ui::parts::fit::width(cell.symbol()).saturating_sub(1);
            }
            let style = cell.style();
            match runs.last_mut() {
                Some((_, end, last)) if *end == x && *last == style => *end = x + 1,
                _ => runs.push((x, x + 1, style)),
            }
        }
        writeln!(text, "{}", line.trim_end()).unwrap();
        let runs: Vec<String> =
            runs.iter().filter_map(|(a, b, s)| named(s).map(|name| format!("{a}-{b} {name}"))).collect();
        if !runs.is_empty() {
            writeln!(styles, "{y:>2}: {}", runs.join(", ")).unwrap();
        }
    }
    format!("{text}\n--- styles\n{styles}")
}

fn named(style: &Style) -> Option<String> {
    let mut words = Vec::new();
    for (modifier, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underline"),
        (Modifier::REVERSED, "reverse"),
    ] {
        if style.add_modifier.contains(modifier) {
            words.push(word.to_owned());
        }
    }
    if let Some(colour) = style.fg.filter(|c| *c != Color::Reset) {
        words.push(format!("{colour:?}").to_lowercase());
    }
    assert!(style.bg.is_none_or(|c| c == Color::Reset), "the terminal keeps its own background");
    (!words.is_empty()).then(|| words.join(" "))
}

/// The bytes that a terminal would get.
fn ansi(buffer: &Buffer) -> String {
    let mut out = String::from("\x1b[2J\x1b[?25l\x1b[?7l");
    for y in 0..buffer.area.height {
        write!(out, "\x1b[{};1H", y + 1).unwrap();
        let mut hidden = 0;
        for x in 0..buffer.area.width {
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            let cell = &buffer[(x, y)];
            let style = cell.style();
            out.push_str("\x1b[0");
            for (modifier, code) in [
                (Modifier::BOLD, ";1"),
                (Modifier::DIM, ";2"),
                (Modifier::UNDERLINED, ";4"),
                (Modifier::REVERSED, ";7"),
            ] {
                if style.add_modifier.contains(modifier) {
                    out.push_str(code);
                }
            }
            out.push_str(match style.fg {
                Some(Color::Red) => ";31",
                Some(Color::Green) => ";32",
                Some(Color::Yellow) => ";33",
                Some(Color::Blue) => ";34",
                Some(Color::Magenta) => ";35",
                Some(Color::Cyan) => ";36",
                _ => "",
            });
            out.push('m');
            out.push_str(cell.symbol());
            hidden = ui::parts::fit::width(cell.symbol()).saturating_sub(1);
        }
    }
    out
}

fn check(name: &str, lang: Lang, app: &App) {
    let buffer = drawn(app, &theme_of(name));
    let name = format!("{name}.{}.{}x{}", lang.code(), app.size.0, app.size.1);
    if let Some(dir) = std::env::var_os("GABINETE_SCREENS") {
        std::fs::write(std::path::Path::new(&dir).join(format!("{name}.ansi")), ansi(&buffer)).unwrap();
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, dump(&buffer));
    });
}

#[test]
fn every_state_looks_as_it_did_on_a_desk() {
    for (name, app) in room::states(Lang::En, (140, 40)) {
        check(name, Lang::En, &app);
    }
}

#[test]
fn what_we_answer_looks_as_it_did_at_every_usual_size_in_both_languages() {
    for lang in [Lang::En, Lang::Es] {
        for size in responding::SIZES {
            check("queue", lang, &responding::queue(lang, size));
            check("queue-shared", lang, &responding::shared(lang, size));
            check("opened", lang, &responding::opened(lang, size));
        }
    }
}

#[test]
fn a_bundle_says_what_it_is_wherever_it_is_shown() {
    for lang in [Lang::En, Lang::Es] {
        for size in [(80, 24), (120, 40)] {
            check("bundle", lang, &bundled::bundled(lang, size));
        }
        for (name, app) in bundled::others(lang, (80, 24)) {
            let first = dump(&drawn(&app, &theme_of(name))).lines().next().unwrap_or_default().to_owned();
            let word = if lang == Lang::En { "EVIDENCE BUNDLE" } else { "PAQUETE DE PRUEBAS" };
            assert!(first.contains(word) && (name == "bundle-drill") == first.contains("DRILL / SIMULACRO"), "{first}");
            assert_eq!(first.contains("marta_ruiz1"), name == "bundle-drill", "{first}");
        }
    }
}

#[test]
fn the_board_looks_as_it_did_at_every_usual_size_in_both_languages() {
    for lang in [Lang::En, Lang::Es] {
        for size in [(80, 24), (120, 40), (200, 60)] {
            for (name, app) in room::states(lang, size) {
                if matches!(
                    name,
                    "busy"
                        | "review"
                        | "review-metrics"
                        | "review-shared"
                        | "why"
                        | "empty"
                        | "watching"
                        | "drill"
                        | "start"
                        | "compose-over"
                        | "form"
                        | "mention"
                        | "mention-said"
                        | "why-said"
                        | "noticed"
                        | "clocks-late"
                        | "reminders"
                ) {
                    check(name, lang, &app);
                }
            }
        }
    }
    let others = [
        "themes",
        "sources",
        "sources-none",
        "one-blind",
        "sources-part",
        "sources-unposted",
        "add-webhook",
        "sources-drill",
        "add-kind",
        "add-there",
        "add-source",
        "add-network",
        "add-heard",
        "add-refused",
        "keywords",
        "keywords-wrong",
        "affected",
        "affected-late",
        "facts",
        "facts-radius",
        "facts-change",
        "facts-none",
        "people",
        "people-shared",
        "people-none",
        "line",
        "line-none",
        "mention-evidence",
        "response-evidence",
        "review-events",
        "review-action-form",
        "review-step-form",
        "review-none",
        "incident",
        "incident-left",
        "incident-condition",
        "incident-shared",
        "incident-over",
        "incident-rules",
        "incident-rules-looking",
        "belong-rule",
        "belong-out",
        "belong-form",
        "roles-header",
        "roles",
        "roles-stand-in",
        "roles-shared",
        "roles-none",
        "handover",
        "handover-accepted",
        "handover-take",
        "handover-offer",
        "clocks",
        "clocks-soon",
        "reminded",
        "reminders-none",
        "reminders-shared",
        "paused",
        "sitrep",
        "sitrep-issue",
        "sitrep-text",
        "sitrep-issued",
        "sitrep-shared",
        "sitrep-no-twin",
        "sitrep-export",
        "brief",
        "handover-card",
        "handover-issue",
        "report-none",
        "prevention-ready",
        "prevention-ready-shared",
        "prevention-complaints",
        "prevention-ambassadors",
        "prevention-ambassadors-shared",
        "prevention-usual",
        "clue",
    ];
    for (lang, size) in [(Lang::En, (120, 40)), (Lang::Es, (80, 24)), (Lang::En, (200, 60))] {
        for (name, app) in room::states(lang, size).into_iter().filter(|(name, _)| others.contains(name)) {
            check(name, lang, &app);
        }
    }
    for name in ["responses", "checklist", "timeline", "shared", "help"] {
        let app = room::states(Lang::Es, (80, 24)).into_iter().find(|(n, _)| *n == name).unwrap().1;
        check(name, Lang::Es, &app);
    }
}

#[test]
fn what_a_page_lists_is_read_whole_on_the_smallest_usual_screen() {
    let whole = ["incident", "incident-over", "review", "review-metrics", "prevention-ready", "reminders", "signals"];
    for lang in [Lang::En, Lang::Es] {
        let states = room::states(lang, (80, 24));
        for (name, app) in states.iter().filter(|(name, _)| whole.contains(name)) {
            let text = dump(&drawn(app, &theme_of(name)));
            let page = text.lines().skip(4).take(18);
            let cut: Vec<&str> = page.filter(|line| line.contains('…')).collect();
            assert!(cut.is_empty(), "{name} {}: {cut:#?}", lang.code());
        }
    }
}

#[test]
fn a_snooze_whose_time_passed_says_so_where_nobody_wakes_it() {
    for (lang, said) in [(Lang::En, "time is up"), (Lang::Es, "ya es la hora")] {
        let mut app = room::busy(lang, (120, 40));
        app.query.scope = gabinete::rows::Scope::Snoozed;
        let now = app.now.room;
        let row = &mut app.mentions.window.rows[0];
        row.attention.snoozed_until = Some(now.plus(-1));
        assert!(dump(&drawn(&app, &theme_of("busy"))).contains(said), "{said}");
        app.mentions.window.rows[0].attention.snoozed_until = Some(now.plus(60_000));
        assert!(!dump(&drawn(&app, &theme_of("busy"))).contains(said));
    }
}

#[test]
fn the_review_begins_with_what_was_found_where_rows_are_few() {
    for lang in [Lang::En, Lang::Es] {
        let states = room::states(lang, (80, 24));
        let (_, app) = states.iter().find(|(name, _)| *name == "review").unwrap();
        let text = dump(&drawn(app, &theme_of("review")));
        let title = if lang == Lang::En { "In short" } else { "En resumen" };
        let at = text.lines().skip(4).position(|line| line.trim() == title);
        assert!(at.is_some_and(|at| at <= 4), "{text}");
    }
}

#[test]
fn the_whole_why_has_every_part_with_its_words() {
    for size in [(80, 24), (100, 30), (120, 40), (200, 60)] {
        let (_, app) = room::states(Lang::En, size).into_iter().find(|(name, _)| *name == "why").unwrap();
        let text = dump(&drawn(&app, &Theme::mono()));
        let parts: Vec<&str> = text.lines().take_while(|line| *line != "--- styles").collect();
        for part in ["+20 ", "my kid, hospital", "+12 ", "is it the same", "+11 "] {
            assert!(parts.iter().any(|line| line.contains(part)), "{part} at {size:?}: {text}");
        }
    }
}

#[test]
fn what_waits_and_since_when_is_in_the_header_however_bad_it_is() {
    for (lang, both, public) in [
        (Lang::En, ["unattended 28 (16 min)", "owed 2 (15 min)"], "Public update"),
        (Lang::Es, ["sin atender 28 (16 min)", "debidas 2 (15 min)"], "Público tarde"),
    ] {
        let mut app = tasks::worst(lang, (80, 24));
        let top = |app: &App| dump(&drawn(app, &Theme::default())).lines().take(3).collect::<String>();
        let all = top(&app);
        assert!(both.iter().all(|said| all.contains(said)), "{all}");
        (app.pulse.affected.count, app.pulse.signals) = (0, Vec::new());
        let clock = top(&app);
        assert!(both.iter().chain([&public]).all(|said| clock.contains(said)), "{clock}");
        let figures = clock.rsplit("14:23 CET").next().unwrap_or_default();
        assert!(!figures.contains('…'), "no half of anything: {clock}");
    }
}

#[test]
fn a_screen_too_small_says_so() {
    for lang in [Lang::En, Lang::Es] {
        check("too-small", lang, &room::busy(lang, (50, 12)));
    }
    for size in [(1, 1), (2, 40), (59, 16), (60, 15), (300, 3)] {
        drawn(&room::busy(Lang::Es, size), &Theme::default());
    }
}

#[test]
fn every_state_draws_at_every_size() {
    for (name, mut app) in room::states(Lang::Es, (140, 40)) {
        for w in [60, 79, 80, 99, 100, 139, 179, 180, 250] {
            for h in [16, 19, 24, 31, 70] {
                app.size = (w, h);
                app = room::fitted(app);
                let buffer = drawn(&app, &theme_of(name));
                assert_eq!((buffer.area.width, buffer.area.height), (w, h));
            }
        }
    }
}

#[test]
fn a_terminal_that_shrank_before_the_app_heard_of_it_is_drawn_all_the_same() {
    let app = room::busy(Lang::En, (140, 40));
    for (w, h) in [(1, 1), (60, 16), (139, 40), (140, 39), (200, 60)] {
        let mut terminal = Terminal::new(TestBackend::new(w, h)).unwrap();
        terminal.draw(|frame| ui::draw(frame, &app, &Theme::default())).unwrap();
    }
}

/// Text that people have used to break screens.
const HOSTILE: [&str; 14] = [
    "\x1b[2J\x1b[31mred\x1b]0;title\x07",
    "\u{202e}txt.exe\u{2066}\u{2069}",
    "z\u{335}\u{321}\u{347}\u{353}\u{316}a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}l\u{336}g\u{334}o",
    "a\u{200b}\u{200c}\u{200d}\u{feff}\u{2060}b",
    "nul\0bell\x07back\x08\x7f",
    "tab\tand\r\nline\u{2028}sep\u{85}",
    "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇪🇸👍🏽",
    "日本語のテキスト全角ＡＢＣ",
    "مرحبا بالعالم שלום",
    "ﾊﾟﾋﾟﾌﾟ",
    "\u{fffd}\u{e000}\u{10ffff}",
    "\u{1f}\u{9b}31m",
    "ก็็็็็็็็็็็็็็็็็็็็",
    "﷽𒐫꧅",
];

#[test]
fn hostile_text_is_printable_in_every_cell_and_never_moves_a_column() {
    for size in [(80, 24), (200, 60)] {
        for (name, mut app) in room::states(Lang::En, size) {
            for text in HOSTILE {
                let mut rows = vec![room::mention(1, 3, ("x", text), 10, 2, 80, text)];
                rows[0].platform = Clean::line(text);
                app.mentions.window = room::window(rows);
                app.query.filter.search = text.to_owned();
                if let Some(d) = &mut app.preview {
                    d.text = gabinete::domain::private::Private::prose(Clean::new(text));
                    d.source = Clean::line(text);
                }
                app.responses.window.rows.iter_mut().for_each(|r| r.channel = Clean::line(text));
                app.tasks.window.rows.iter_mut().for_each(|t| t.en = Clean::line(text));
                app.notices.hint(text);
                app = room::fitted(app);
                let buffer = drawn(&app, &Theme::default());
                for cell in buffer.content() {
                    let symbol = cell.symbol();
                    let bad = |c: char| {
                        c.is_control()
                            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
                    };
                    assert!(!symbol.contains(bad), "{name}: {symbol:?} of {text:?}");
                    assert!(symbol.chars().count() <= 24, "{name}: {symbol:?} of {text:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_private_is_in_no_cell_of_a_shared_screen() {
    for (name, mut app) in room::states(Lang::En, (200, 60)) {
        app.audience = gabinete::domain::private::Audience::Shared;
        let app = room::fitted(app);
        let text: String = drawn(&app, &Theme::default()).content().iter().map(|c| c.symbol()).collect();
        for secret in ["600 123 456", "marta.r@example", "martar.example", "jluis_vlc", "Counsel advises"] {
            assert!(!text.contains(secret), "{name} shows {secret}");
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "what is measured here is time itself")]
fn a_whole_frame_is_drawn_in_no_time() {
    let app = room::busy(Lang::Es, (200, 60));
    let theme = Theme::default_colours();
    let mut terminal = Terminal::new(TestBackend::new(200, 60)).unwrap();
    let began = std::time::Instant::now();
    for _ in 0..50 {
        terminal.draw(|frame| ui::draw(frame, &app, &theme)).unwrap();
    }
    let each = began.elapsed() / 50;
    // far above what it takes, since test builds are slow and machines are shared
    assert!(each.as_millis() < 250, "{each:?} a frame");
    println!("{each:?} a frame");
}

#[test]
fn who_did_it_is_told_in_the_readers_language_on_its_page_too() {
    for (lang, who) in [(Lang::En, "by hand"), (Lang::Es, "a mano")] {
        let mut app = room::busy(lang, (120, 40));
        let mut row = room::timeline().remove(6);
        (row.actor.name, row.actor.role) = (room::clean("by hand"), room::clean(""));
        app.layers.push(Layer::Event(Box::new(row)));
        let drawn = shared::screen(&room::fitted(app));
        assert!(drawn.contains(who) && (lang == Lang::En || !drawn.contains("by hand")), "{drawn}");
    }
}
