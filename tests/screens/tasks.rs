//! The two clocks of an incident, reminders and the count of what was paused, as the screen shows them.

use super::roles::{header, offer};
use super::room::{busy, clean, fitted, incident, now, signals};
use gabinete::app::App;
use gabinete::app::keymap::Key;
use gabinete::app::msg::Msg;
use gabinete::app::update;
use gabinete::domain::clock::Marks;
use gabinete::domain::ids::*;
use gabinete::domain::incident::{Severity, Status};
use gabinete::domain::reminder::{Case, Facts, Sent, Subject};
use gabinete::domain::room::Lang;
use gabinete::domain::signal::Signal;
use gabinete::domain::task::Gate;
use gabinete::domain::time::{MINUTE, Stamp};
use gabinete::plan::{Plan, Suggestion};
use gabinete::rows::{Answer, Backlog, Pulse, SignalRow};
use std::sync::Arc;

fn ago(minutes: i64) -> Stamp {
    now().plus(-minutes * MINUTE)
}

/// The busy room, so many minutes after its last sitrep and its last public text.
fn clocks(lang: Lang, size: (u16, u16), sitrep: i64, spoke: i64) -> App {
    let mut app = busy(lang, size);
    let marks = Marks { sitrep: Some(ago(sitrep)), spoke: Some(ago(spoke)), led: Some(ago(83)), ..Marks::default() };
    let incident = incident(1, "Acme · Yoghurt batch A12", Severity::Sev2, Status::Active, 83);
    let case = Case { incident, marks, promised: None, late: 2, due: Some(ago(12)), fell: [None; 2] };
    app.pulse.facts = Facts {
        cases: vec![case],
        approvals: vec![(ResponseId(4), Some(IncidentId(1)), ago(16))],
        silent: vec![(clean("news"), ago(9))],
        ..Facts::default()
    };
    fitted(app)
}

fn sent(seq: i64, rule: &str, subject: Subject, since: Stamp, times: u32) -> Sent {
    Sent { seq: EventSeq(seq), rule: rule.into(), subject, since, times, at: ago(1), snoozed: None, dismissed: false }
}

/// The same with what the room has reminded of.
fn reminded(lang: Lang, size: (u16, u16)) -> App {
    let mut app = clocks(lang, size, 71, 63);
    let it = || Subject::Incident(IncidentId(1));
    let quiet = sent(63, "task", it(), ago(12), 1);
    let reminders = vec![
        sent(66, "update", it(), ago(3), 1),
        sent(65, "sitrep", it(), ago(11), 2),
        sent(64, "approval_stuck", Subject::Response(ResponseId(4)), ago(16), 1),
        sent(62, "source", Subject::Source(clean("news")), ago(9), 1),
        Sent { snoozed: Some(now().plus(20 * MINUTE)), ..quiet },
    ];
    let pulse = Pulse { reminders, ..app.pulse.clone() };
    let now = app.now;
    update(&mut app, now, Msg::Answered(Box::new(Answer::Pulse(Box::new(pulse)))));
    fitted(app)
}

fn pressed(mut app: App, keys: &str) -> App {
    let now = app.now;
    for key in keys.split(' ') {
        update(&mut app, now, Msg::Key(Key::parse(key).unwrap()));
    }
    fitted(app)
}

/// As bad as it gets: the public was not told in time, people are affected, the room notices something, and much waits.
pub fn worst(lang: Lang, size: (u16, u16)) -> App {
    let mut app = clocks(lang, size, 40, 63);
    app.pulse.unattended = Backlog { count: 28, oldest: Some(ago(16)) };
    app.pulse.owed = Backlog { count: 2, oldest: Some(ago(15)) };
    app.pulse.affected = Backlog { count: 3, oldest: Some(ago(4)) };
    app.pulse.signals = signals().into_iter().filter(|s| s.ended.is_none() && s.seen_by.is_none()).collect();
    fitted(app)
}

/// A graver incident beside the one that somebody chose: its clocks are shown, by its level.
fn two(lang: Lang, size: (u16, u16)) -> App {
    let mut app = clocks(lang, size, 40, 20);
    let graver = incident(2, "Acme · Account taken over", Severity::Sev1, Status::Active, 20);
    let marks = Marks { spoke: Some(ago(12)), ..Marks::default() };
    app.pulse.incidents.insert(0, graver.clone());
    let case =
        Case { incident: graver, marks, promised: Some(now().plus(3 * MINUTE)), late: 0, due: None, fell: [None; 2] };
    app.pulse.facts.cases.insert(0, case);
    app.incident = Some(IncidentId(1));
    fitted(app)
}

/// The incident is over, and the last of its checklist is still to do.
fn lingering(lang: Lang, size: (u16, u16)) -> App {
    let mut app = busy(lang, size);
    (app.incident, app.incidents, app.pulse.facts) = (None, Vec::new(), Facts::default());
    app.pulse.lingering = vec![incident(1, "Acme · Yoghurt batch A12", Severity::Sev2, Status::Resolved, 583)];
    app.pulse.incidents.clear();
    fitted(app)
}

/// Every state by name, at a size.
pub fn states(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let list = pressed(reminded(lang, size), "Y j");
    let mut shared = reminded(lang, size);
    shared = pressed(shared, "S Y");
    let mut paused = clocks(lang, size, 40, 20);
    if let Some(row) = paused.tasks.window.rows.first_mut() {
        (row.gate, row.status) = (Some(Gate::Pause), gabinete::domain::task::TaskStatus::Open);
        paused.tasks.selected = Some(row.id);
    }
    vec![
        ("clocks", clocks(lang, size, 40, 20)),
        ("clocks-two", two(lang, size)),
        ("clocks-soon", clocks(lang, size, 30, 58)),
        ("clocks-late", clocks(lang, size, 55, 63)),
        ("reminded", reminded(lang, size)),
        ("reminders", list),
        ("reminders-none", pressed(clocks(lang, size, 40, 20), "Y")),
        ("reminders-shared", shared),
        ("lingering", lingering(lang, size)),
        ("paused", pressed(paused, "3 space")),
    ]
}

#[test]
fn what_is_late_goes_by_the_plan_that_was_in_force_when_its_author_asked() {
    for lang in [Lang::En, Lang::Es] {
        let mut app = fitted(busy(lang, (160, 50)));
        let late = app.words.t("late");
        let count = |app: &App| super::shared::screen(app).matches(&late).count();
        let before = count(&app);
        app.pulse.patience.adopt(now(), [MINUTE, 60 * MINUTE, MINUTE, MINUTE]);
        assert_eq!(count(&app), before, "a plan of now makes nobody late who came before it");
        app.pulse.patience = Default::default();
        app.pulse.patience.adopt(Stamp(0), [MINUTE; 4]);
        assert!(count(&app) > before + 1, "{before}: rows and the header\n{}", super::shared::screen(&app));
    }
}

#[test]
fn once_the_script_is_over_the_clock_still_says_how_fast_it_runs() {
    for lang in [Lang::En, Lang::Es] {
        let mut app = fitted(super::room::drill(lang, (120, 40)));
        app.drill_over = true;
        let first = super::shared::screen(&app).lines().next().unwrap_or_default().to_owned();
        assert!(first.contains(&app.words.t("banner-over")) && first.contains("10x"), "{first}");
    }
}

#[test]
fn whoever_is_about_gives_way_to_the_clocks_and_to_what_is_late() {
    for lang in [Lang::En, Lang::Es] {
        let (sitrep, late) = match lang {
            Lang::En => ("Sitrep", "tasks late"),
            Lang::Es => ("Informe", "tareas vencidas"),
        };
        let crowded = |size| {
            let mut app = clocks(lang, size, 20, 20);
            app.pulse.affected = Backlog { count: 1, oldest: Some(ago(3)) };
            let names = ["Eva Sanz", "Dolores Gil", "Carlos Pérez", "Beatriz López", "Ana M.", "Luis P."];
            app.pulse.people = names.iter().map(|name| (clean(name), now())).collect();
            app
        };
        for width in [100, 120, 140, 160] {
            let told = header(&crowded((width, 40)));
            assert!(told.contains(sitrep), "{width}\n{told}");
            assert!(width < 160 || told.contains(late), "{width}\n{told}");
        }
        assert!(header(&crowded((200, 60))).contains("Eva Sanz"), "who is about is told beside them");
        // a handover waits besides
        let mut app = crowded((80, 24));
        app.pulse.roles.offers = vec![offer("Eva Sanz", app.me.name.as_str())];
        let told = header(&fitted(app));
        assert!(told.contains(sitrep) && told.contains("Eva Sanz"), "{told}");
    }
}

#[test]
fn roles_that_nobody_has_are_told_beside_people_affected_both_clocks_and_a_handover() {
    for lang in [Lang::En, Lang::Es] {
        let words = match lang {
            Lang::En => ["Sitrep", "Public", "affected", "Eva Sanz"],
            Lang::Es => ["Informe", "públic", "afectadas", "Eva Sanz"],
        };
        for size in [(80, 24), (120, 40), (140, 40), (200, 60)] {
            let mut app = clocks(lang, size, 20, 20);
            app.plan = Some(Arc::new(Plan { name: clean("Acme"), ..Plan::builtin() }));
            app.pulse.roles.offers = vec![offer("Eva Sanz", app.me.name.as_str())];
            app.pulse.affected = Backlog { count: 3, oldest: Some(ago(3)) };
            let key = if size.0 < 140 { "header-lacking-least" } else { "header-lacking-brief" };
            let roles = app.words.f(key, &[("n", app.roster().lacking().into())]);
            let told = header(&fitted(app));
            assert!(told.contains(&roles), "{size:?} {roles}\n{told}");
            let low = told.to_lowercase();
            assert!(words.iter().all(|word| low.contains(&word.to_lowercase())), "{size:?}\n{told}");
        }
    }
}

#[test]
fn the_publics_clock_says_where_it_asks_for_nothing() {
    for (lang, unsaid, change) in [
        (Lang::En, "Public: nothing said", "Public: on change"),
        (Lang::Es, "Público: nada dicho", "Público: si algo cambia"),
    ] {
        let mild = |spoke: Option<i64>| {
            let mut app = clocks(lang, (140, 40), 20, 20);
            let case = &mut app.pulse.facts.cases[0];
            case.incident = incident(1, "Acme", Severity::Sev3, Status::Active, 183);
            case.marks.spoke = spoke.map(ago);
            app.pulse.incidents = vec![case.incident.clone()];
            header(&fitted(app))
        };
        let (never, once) = (mild(None), mild(Some(60)));
        assert!(never.contains(unsaid) && once.contains(change), "{never}\n{once}");
    }
}

/// What is least gives way first: that nothing can be changed from here, and who is about.
#[test]
fn people_affected_and_an_alarm_stay_on_a_watchers_line_before_names() {
    for (lang, says) in [
        (Lang::En, ["affected 3", "! 1 signal", "Public", "Sitrep"]),
        (Lang::Es, ["afectadas 3", "! 1 señal", "Público", "Informe"]),
    ] {
        for (size, late) in [((80, 24), false), ((100, 30), false), ((100, 30), true), ((120, 40), true)] {
            let mut app = worst(lang, size);
            app.room.as_mut().unwrap().readonly = true;
            app.pulse.tasks.late = if late { 4 } else { 0 };
            let alarm = Signal::Silence { minutes: 60, usual_per_hour: 60 };
            app.pulse.signals = vec![SignalRow { signal: alarm, ..signals().remove(0) }];
            let told = header(&fitted(app));
            let missing: Vec<&str> = says.into_iter().filter(|said| !told.contains(said)).collect();
            assert!(missing.is_empty(), "{size:?}: {missing:?}\n{told}");
            assert!(!told.contains("Luis P."), "{told}");
        }
        let mut wide = worst(lang, (200, 60));
        wide.room.as_mut().unwrap().readonly = true;
        let told = header(&fitted(wide));
        let readonly = if lang == Lang::En { "read only" } else { "solo lectura" };
        assert!(told.contains(readonly), "where there is room it is told\n{told}");
    }
}

/// People affected, an alarm, a backlog and a public update that was just missed: what leaves first is the tone.
#[test]
fn at_eighty_columns_the_missed_promise_stays_on_the_worst_night() {
    for (lang, says) in [(Lang::En, "! Public late"), (Lang::Es, "! Público tarde")] {
        for (unattended, owed, blind) in [(29, 0, false), (369, 3, false), (369, 0, true)] {
            let mut app = clocks(lang, (80, 24), 10, 75);
            app.pulse.affected = Backlog { count: 3, oldest: Some(ago(29)) };
            app.pulse.unattended = Backlog { count: unattended, oldest: Some(ago(34)) };
            app.pulse.owed = Backlog { count: owed, oldest: (owed > 0).then(|| ago(29)) };
            app.pulse.sources.truncate(1);
            app.pulse.sources[0].silent = blind;
            let alarm = Signal::Silence { minutes: 60, usual_per_hour: 60 };
            app.pulse.signals = vec![SignalRow { signal: alarm, ..signals().remove(0) }];
            let told = header(&fitted(app));
            assert!(told.contains(says), "{told}");
            assert!(told.contains(&format!("{unattended} (34 min)")) && !told.contains("neg."), "{told}");
            let affected = if lang == Lang::En { "affected 3" } else { "afectadas 3" };
            assert!(blind || told.contains(affected), "{told}");
            let word = if lang == Lang::En { "BLIND" } else { "A CIEGAS" };
            assert_eq!(blind, told.contains(word), "{told}");
        }
    }
}

#[test]
fn what_nobody_has_rated_has_no_severity_anywhere() {
    for (lang, says) in [(Lang::En, "NOT RATED YET"), (Lang::Es, "SIN VALORAR")] {
        for size in [(80, 24), (140, 40)] {
            let mut app = clocks(lang, size, 20, 20);
            for incident in app.pulse.incidents.iter_mut().chain(&mut app.incidents) {
                (incident.severity, incident.rated, incident.status) = (Severity::Sev4, false, Status::Detected);
            }
            assert!(header(&app).contains(says) && !header(&app).contains("SEV4"), "{}", header(&app));
            let list = super::shared::screen(&pressed(app.clone(), "i"));
            assert!(!list.contains("SEV4"), "{list}");
            let wall = super::shared::screen(&pressed(app, "Z"));
            assert!(!wall.contains("SEV4"), "{wall}");
        }
    }
}

#[test]
fn what_is_measured_graver_than_declared_stands_beside_the_severity() {
    for (lang, says) in [(Lang::En, "measured SEV1"), (Lang::Es, "se mide SEV1")] {
        for size in [(80, 24), (140, 40)] {
            let mut app = clocks(lang, size, 20, 20);
            let suggestion = Suggestion { severity: Severity::Sev1, rows: Vec::new(), triggers: Vec::new() };
            app.suggestion = Some((Some(IncidentId(1)), Some(suggestion.clone())));
            assert!(header(&app).contains(says), "{size:?}\n{}", header(&app));
            app.suggestion = Some((Some(IncidentId(2)), Some(suggestion)));
            assert!(!header(&app).contains(says), "it was measured of another one");
        }
    }
}
