//! The sources screen: the order, what keys do about a source, and how one is added by form.

use super::fixtures::{signal as signal_row, *};
use crate::app::effect::{Effect, NewSource, Own, Secret, SourceChange};
use crate::app::form::Hidden;
use crate::app::help::{footer_hints, help, palette};
use crate::app::layers::Layer;
use crate::app::msg::Msg;
use crate::app::sources::{SourceKind, There, at, rows};
use crate::app::{App, forms};
use crate::domain::private::Private;
use crate::domain::room::Lang;
use crate::domain::signal::Signal;
use crate::domain::source::{Blind, State};
use crate::domain::text::Clean;
use crate::rows::{Answer, Pulse, Sample, SamplePost, SignalRow, SourceRow};
use crate::words::Words;

fn listening(app: App) -> Driver {
    let mut d = full(app);
    d.answer(Answer::Pulse(Box::new(Pulse { sources: sources(), ..Pulse::default() })));
    d.keys("F").effects.clear();
    d
}

fn names(d: &Driver) -> Vec<&str> {
    rows(&d.app).iter().map(|row| row.name.as_str()).collect()
}

fn selected(d: &Driver) -> String {
    let Some(Layer::Sources(view)) = d.app.layers.last() else { panic!("{:?}", d.app.layers.last()) };
    let all = rows(&d.app);
    all[at(&all, view)].name.as_str().to_owned()
}

/// The changes on their way, in order.
fn changes(d: &Driver) -> Vec<(u64, SourceChange)> {
    let change = |e: &Effect| match e {
        Effect::ChangeSources(ticket, change) => Some((*ticket, change.clone())),
        _ => None,
    };
    d.effects.iter().filter_map(change).collect()
}

#[test]
fn a_signal_about_a_source_leads_to_that_source() {
    let about = |signal| SignalRow { signal, ..signal_row(3) };
    let source: Clean = "bluesky".into();
    let blind = Signal::Blind { source: source.clone(), why: "blind-silent".into(), minutes: 5, since: "11:29".into() };
    let (from, to) = ("11:29".into(), "11:40".into());
    let caught = Signal::CaughtUp { source, count: 4, from, to, at: NOW };
    let silence = Signal::Silence { minutes: 22, usual_per_hour: 87 };
    for (signal, on) in [(blind, "bluesky"), (caught, "bluesky"), (silence, "masto")] {
        let mut d = listening(room_app());
        d.keys("esc W").answer(Answer::Signals(vec![about(signal)])).keys("enter");
        assert_eq!((selected(&d).as_str(), d.app.layers.len()), (on, 1));
    }
}

#[test]
fn the_worst_comes_first_and_the_selection_stays_on_its_source() {
    let mut d = listening(room_app());
    assert_eq!(names(&d), ["masto", "news", "bluesky", "export.csv"]);
    assert_eq!(selected(&d), "masto");
    d.keys("j j");
    assert_eq!(selected(&d), "bluesky");
    let deaf = SourceRow { live: false, silent: true, blind: Some(Blind::Silent), ..sources().remove(1) };
    let all = sources().into_iter().map(|s| if s.name == deaf.name { deaf.clone() } else { s }).collect();
    d.answer(Answer::Pulse(Box::new(Pulse { sources: all, ..Pulse::default() })));
    assert_eq!((names(&d)[0], selected(&d).as_str()), ("bluesky", "bluesky"));
    d.keys("G");
    assert_eq!(selected(&d), "export.csv");
    d.keys("g");
    assert_eq!(selected(&d), "bluesky");
}

#[test]
fn a_source_is_paused_and_resumed_through_its_file() {
    let mut d = listening(room_app());
    d.keys("p");
    let (ticket, change) = changes(&d).remove(0);
    assert_eq!(change, SourceChange::Pause { name: "masto".into(), on: true });
    d.send(Msg::SourcesChanged(ticket, Ok(())));
    assert_eq!(d.notice(), "masto is paused");
    d.keys("j p");
    assert_eq!(changes(&d)[1].1, SourceChange::Pause { name: "news".into(), on: false });
    let ticket = changes(&d)[1].0;
    d.send(Msg::SourcesChanged(ticket, Err("sources.toml: no".into())));
    assert_eq!(d.app.notices.errors(), 1);
    d.keys("esc G p");
    assert_eq!(changes(&d).len(), 2, "a file is not paused");
    assert!(d.notice().contains("nothing to pause"), "{}", d.notice());
}

#[test]
fn removing_asks_first_and_names_the_source() {
    let mut d = listening(room_app());
    d.keys("X");
    assert_eq!(d.form().title, "Remove masto?");
    assert!(changes(&d).is_empty());
    d.keys("esc X enter");
    let (ticket, change) = changes(&d).remove(0);
    assert_eq!(change, SourceChange::Remove("masto".into()));
    assert_eq!(d.form().waiting, Some(ticket));
    d.send(Msg::SourcesChanged(ticket, Ok(())));
    assert!(matches!(d.app.layers.last(), Some(Layer::Sources(_))));
}

#[test]
fn a_source_of_which_a_part_fails_comes_before_those_that_are_well() {
    let mut d = listening(room_app());
    let mut all = sources();
    all.push(source("alerts", "rss", State::Live));
    all.push(source("zeta", "rss", State::Live));
    let why = Some(crate::domain::source::Why { key: "live-status".into(), args: Vec::new() });
    all[5].health.as_mut().unwrap().part(NOW, clean("a.example"), why);
    d.answer(Answer::Pulse(Box::new(Pulse { sources: all, ..Pulse::default() })));
    assert_eq!(names(&d), ["masto", "zeta", "news", "alerts", "bluesky", "export.csv"]);
}

/// The sources that are being tried, in order.
fn tries(d: &Driver) -> Vec<(u64, NewSource)> {
    let tried = |e: &Effect| match e {
        Effect::TrySource(ticket, new) => Some((*ticket, new.clone())),
        _ => None,
    };
    d.effects.iter().filter_map(tried).collect()
}

/// What the form on top was sent with, and is tried before it is kept.
fn added(d: &Driver) -> NewSource {
    assert!(changes(d).is_empty() && d.form().waiting.is_some());
    tries(d).pop().unwrap().1
}

fn sample(well: bool) -> Sample {
    let who = Private::hidden(clean("ana.example"));
    let post = SamplePost { at: Some(NOW), who, text: Private::prose(clean("acme is down")) };
    Sample { posts: vec![post], said: vec!["bluesky: one post matches of 9 looked at.".into()], well }
}

#[test]
fn bluesky_is_added_with_enter_alone_and_the_screen_shows_how_it_goes() {
    let mut d = full(room_app());
    d.keys(":").types("add-source").keys("enter enter");
    assert!(d.form().intro[0].contains("No account"));
    d.keys("enter enter enter enter");
    let new = added(&d);
    let room = Some("Acme".to_owned());
    assert_eq!(
        new,
        NewSource { name: "bluesky".into(), kind: "jetstream", expression: None, room, own: vec![], more: vec![] }
    );
    let ticket = tries(&d)[0].0;
    d.send(Msg::SourceTried(ticket, Ok(sample(true))));
    assert!(d.form().waiting.is_none() && changes(&d).is_empty(), "what was heard is seen before it is kept");
    d.keys("enter");
    let ticket = changes(&d)[0].0;
    d.send(Msg::SourcesChanged(ticket, Err("sources.toml:3:1: not TOML".into())));
    assert_eq!(d.form().error.as_deref(), Some("sources.toml:3:1: not TOML"));
    d.keys("enter");
    let ticket = changes(&d)[1].0;
    d.send(Msg::SourcesChanged(ticket, Ok(())));
    assert!(matches!(d.app.layers.as_slice(), [Layer::Sources(view)] if view.selected == Some(clean("bluesky"))));
    assert_eq!(d.notice(), "bluesky is saved and listened to");
}

#[test]
fn a_source_is_tried_before_it_is_kept_and_whatever_is_changed_is_tried_again() {
    let mut d = listening(room_app());
    d.keys("+ b enter tab").types("acme").keys("ctrl-d");
    let (ticket, first) = tries(&d).remove(0);
    assert_eq!(first.expression.as_deref(), Some("acme"));
    d.send(Msg::SourceTried(ticket + 1, Err("of another form".into())));
    assert!(d.form().waiting.is_some() && d.form().error.is_none());
    d.send(Msg::SourceTried(ticket, Ok(sample(false))));
    assert!(matches!(&d.form().sample, Some((of, Some(heard))) if *of == first && !heard.well));
    d.types("x");
    assert!(d.form().sample.is_none(), "it says nothing about other words");
    d.keys("ctrl-d");
    let (ticket, second) = tries(&d).remove(1);
    assert_eq!((second.expression.as_deref(), changes(&d).len()), (Some("acmex"), 0));
    d.send(Msg::SourceTried(ticket, Err("never".into())));
    assert_eq!((d.form().error.as_deref(), d.form().sample.is_none()), (Some("never"), true));
    d.keys("backspace ctrl-d");
    let ticket = tries(&d)[2].0;
    d.send(Msg::SourceTried(ticket, Ok(sample(false))));
    d.keys("shift-tab tab ctrl-d");
    assert_eq!(changes(&d).pop().unwrap().1, SourceChange::Add(first), "it may well be heard later");
    // who leaves the form keeps nothing
    let mut d = listening(room_app());
    d.keys("+ b enter ctrl-d esc");
    let ticket = tries(&d)[0].0;
    d.send(Msg::SourceTried(ticket, Ok(sample(true))));
    assert!(matches!(d.app.layers.last(), Some(Layer::Sources(_))) && changes(&d).is_empty());
}

/// Opens the form for one of the things on a Mastodon server, with the server typed.
fn there(letters: &str) -> Driver {
    let mut d = listening(room_app());
    d.keys("+ m enter").keys(letters).keys("enter tab ctrl-u").types("https://m.example/").keys("tab");
    d.effects.clear();
    d
}

fn fields(d: &Driver) -> Vec<&str> {
    d.form().fields.iter().map(|f| f.name).collect()
}

#[test]
fn of_a_mastodon_server_only_what_that_takes_is_asked() {
    let server = || ("server", Own::Text("https://m.example".into()));
    let token = || ("token", Own::Secret(Secret("t0ken".into())));

    let mut d = there("h");
    assert_eq!(fields(&d), ["name", "server", "token", "hashtags", "more", "here"]);
    d.keys("tab ctrl-d");
    assert!(d.form().error.is_some() && tries(&d).is_empty(), "no hashtag");
    d.types("#acme, yoghurt").keys("ctrl-d");
    let tags = Own::List(vec!["acme".into(), "yoghurt".into()]);
    assert_eq!(added(&d).own, vec![server(), ("hashtags", tags)], "without a token");

    let mut d = there("right");
    assert_eq!(fields(&d), ["name", "server", "token", "match", "more", "here"]);
    d.types("t0ken").keys("tab").types("acme -jobs").keys("ctrl-d");
    let new = added(&d);
    assert_eq!(
        (new.kind, new.expression.as_deref(), new.room.as_deref()),
        ("mastodon", Some("acme -jobs"), Some("Acme"))
    );
    assert_eq!(new.own, vec![server(), token(), ("timeline", Own::Text("public".into()))]);
    assert!(!format!("{:?}", d.effects).contains("t0ken"));

    let mut d = there("right right");
    d.keys("ctrl-d");
    assert_eq!(added(&d).own, vec![server(), ("timeline", Own::Text("local".into()))]);

    for (letters, field, typed, own) in [
        (
            "s",
            Some("search"),
            "acme bank, acme scam",
            ("search", Own::List(vec!["acme bank".into(), "acme scam".into()])),
        ),
        ("end left", Some("list"), "https://m.example/lists/12345", ("list", Own::Text("12345".into()))),
        ("end", None, "", ("notifications", Own::Yes)),
    ] {
        let mut d = there(letters);
        let wanted: Vec<&str> = ["name", "server", "token"].into_iter().chain(field).chain(["more", "here"]).collect();
        assert_eq!(fields(&d), wanted, "{letters}");
        d.keys("ctrl-d");
        assert!(d.form().error.as_deref().is_some_and(|e| e.contains("token")) && tries(&d).is_empty(), "{letters}");
        d.types("t0ken");
        if field.is_some() {
            d.keys("ctrl-d");
            assert!(d.form().error.is_some() && tries(&d).is_empty(), "{letters}");
            d.types(typed);
        }
        d.keys("ctrl-d");
        assert_eq!(added(&d).own, vec![server(), token(), own], "{letters}");
        assert!(!format!("{:?}", d.effects).contains("t0ken"));
    }
    let hidden = |d: &Driver| d.form().fields.iter().find(|f| f.name == "token").unwrap().hidden;
    assert_eq!(hidden(&there("s")), Hidden::Always);
}

#[test]
fn every_hint_is_read_whole_on_eighty_columns() {
    for lang in [Lang::En, Lang::Es] {
        let mut app = sized(80, 24);
        app.words = Words::new(lang);
        let mut all = vec![forms::sources::kind(&app), forms::keywords::set(&app)];
        all.extend(SourceKind::ALL.map(|kind| forms::sources::add(&app, kind)));
        all.extend(There::ALL.map(|there| forms::sources::add_mastodon(&app, there)));
        for form in all {
            let label = form.fields.iter().map(|f| f.label.chars().count()).max().unwrap();
            // the box has 72 cells inside, and two stand between labels and inputs
            for field in &form.fields {
                assert!(field.hint.chars().count() + label + 2 <= 72, "{}: {}", form.title, field.hint);
            }
        }
    }
}

#[test]
fn every_setting_that_the_file_knows_can_be_given() {
    let mut d = listening(room_app());
    d.keys("+ b enter tab tab").types("every_s").keys("ctrl-d");
    assert!(d.form().error.as_deref().is_some_and(|e| e.contains("KEY=VALUE")) && tries(&d).is_empty());
    d.types("=600 langs=es,en").keys("ctrl-d");
    let more = vec![("every_s".into(), Secret("600".into())), ("langs".into(), Secret("es,en".into()))];
    assert_eq!(added(&d).more, more);
}

#[test]
fn what_each_sort_needs_is_asked_and_checked() {
    let mut d = listening(room_app());
    d.keys("+ r enter tab tab").types("example.com/feed").keys("ctrl-d");
    assert!(d.form().error.as_deref().is_some_and(|e| e.contains("https://")));
    d.keys("ctrl-u").types("https://a.example/feed  http://b.example/x?a=1,2").keys("ctrl-d");
    let urls = vec!["https://a.example/feed".into(), "http://b.example/x?a=1,2".into()];
    assert_eq!(added(&d).own, vec![("urls", Own::List(urls))]);
    assert_eq!(added(&d).name, "news-2", "news is taken");
}

#[test]
fn a_webhooks_secret_is_made_for_it_and_one_of_ones_own_stays() {
    let mut d = listening(room_app());
    d.keys("+ w enter");
    assert!(d.effects.contains(&Effect::MakeSecret));
    d.send(Msg::SecretMade(Secret("a".repeat(32)))).send(Msg::SecretMade(Secret("b".repeat(32))));
    assert_eq!(d.form().text("secret"), "a".repeat(32));
    d.keys("tab tab tab ctrl-u").types("short").keys("ctrl-d");
    assert!(d.form().error.is_some() && tries(&d).is_empty());
    d.types("-but-long-enough").keys("shift-tab ctrl-u").types("8790").keys("ctrl-d");
    assert!(d.form().error.as_deref().is_some_and(|e| e.contains("port")));
    d.keys("ctrl-u").types("127.0.0.1:9000").keys("ctrl-d");
    let own = vec![
        ("listen", Own::Text("127.0.0.1:9000".into())),
        ("secret", Own::Secret(Secret("short-but-long-enough".into()))),
    ];
    assert_eq!(added(&d).own, own);
}

#[test]
fn what_is_expected_of_a_webhooks_poster_is_checked_where_it_is_asked_for() {
    let mut d = listening(room_app());
    d.keys("+ w enter").send(Msg::SecretMade(Secret("a".repeat(32))));
    d.keys("tab tab tab tab");
    for wrong in ["soon", "15", "30s", "8d"] {
        d.keys("ctrl-u").types(wrong).keys("ctrl-d");
        assert!(d.form().error.as_deref().is_some_and(|e| e.contains("15m")) && tries(&d).is_empty(), "{wrong}");
    }
    d.keys("ctrl-u").types("1h30m").keys("ctrl-d");
    assert_eq!(added(&d).own.last(), Some(&("expect", Own::Text("1h30m".into()))));
}

#[test]
fn a_hook_of_whose_poster_nothing_is_known_comes_before_those_that_are_well() {
    let mut d = listening(room_app());
    let mut all = sources();
    let mut hook = source("zhook", "webhook", State::Live);
    hook.health.as_mut().unwrap().posts = Some(crate::domain::source::Posts::default());
    all.push(hook);
    d.answer(Answer::Pulse(Box::new(Pulse { sources: all, ..Pulse::default() })));
    assert_eq!(names(&d), ["masto", "zhook", "news", "bluesky", "export.csv"]);
}

#[test]
fn who_only_watches_and_who_trains_changes_no_source() {
    let mut app = room_app();
    app.room.as_mut().unwrap().readonly = true;
    let mut d = listening(app);
    d.keys("p esc F X esc F +");
    assert!(changes(&d).is_empty() && !d.app.layers.iter().any(|l| matches!(l, Layer::Form(_))));
    let mut d = listening(drill_app());
    d.keys("p");
    assert!(d.notice().contains("drill"), "{}", d.notice());
    d.keys("esc + esc X");
    assert!(changes(&d).is_empty() && !d.app.layers.iter().any(|l| matches!(l, Layer::Form(_))));
}

#[test]
fn a_room_without_sources_refuses_in_words() {
    let mut d = full(room_app());
    d.keys("F p");
    assert_eq!(d.app.notices.errors(), 1);
    let paused = source("bluesky", "jetstream", State::Paused);
    d.answer(Answer::Pulse(Box::new(Pulse { sources: vec![paused], ..Pulse::default() })));
    d.keys("esc p");
    assert_eq!(changes(&d)[0].1, SourceChange::Pause { name: "bluesky".into(), on: false });
}

/// The keys that the footer offers here.
fn offered(d: &Driver) -> String {
    footer_hints(&d.app).into_iter().map(|hint| hint.key).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_footer_offers_what_works_here_and_nothing_else() {
    let mut d = listening(room_app());
    assert!(offered(&d).starts_with("+ p X K"), "{}", offered(&d));
    let label = |d: &Driver| footer_hints(&d.app)[1].label.clone();
    assert_eq!(label(&d), "Pause");
    d.keys("j");
    assert_eq!(label(&d), "Resume", "news is paused");
    d.keys("G");
    assert!(offered(&d).starts_with("+ K"), "a file is neither paused nor removed: {}", offered(&d));

    let mut d = listening(drill_app());
    assert!(offered(&d).starts_with('K') && !offered(&d).contains(['+', 'X', 'p']), "{}", offered(&d));
    let refused = |d: &Driver, id: &str| palette(&d.app, id)[0].refused;
    assert!(refused(&d, "add-source") && !refused(&d, "keywords"));
    let rows = help(&d.app);
    assert!(rows[0].rows.iter().all(|r| r.refused != (r.keys == "K")), "{rows:?}");
    d.keys("K");
    assert_eq!(d.form().title, "Keywords", "what is offered works");

    let mut app = room_app();
    app.room.as_mut().unwrap().readonly = true;
    let d = listening(app);
    assert!(!offered(&d).contains(['+', 'X', 'p', 'K']), "{}", offered(&d));
}
