//! The sources screen: the order, what keys do about a source, and how one is added by form.

use super::fixtures::*;
use crate::app::App;
use crate::app::effect::{Effect, NewSource, Own, Secret, SourceChange};
use crate::app::layers::Layer;
use crate::app::msg::Msg;
use crate::app::sources::{at, rows};
use crate::domain::source::{Blind, State};
use crate::rows::{Answer, Pulse, SourceRow};

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

fn added(d: &Driver) -> NewSource {
    match changes(d).pop() {
        Some((_, SourceChange::Add(new))) => new,
        other => panic!("{other:?}"),
    }
}

#[test]
fn bluesky_is_added_with_enter_alone_and_the_screen_shows_how_it_goes() {
    let mut d = full(room_app());
    d.keys(":").types("add-source").keys("enter enter");
    assert!(d.form().intro[0].contains("No account"));
    d.keys("enter enter enter");
    let new = added(&d);
    let room = Some("Acme".to_owned());
    assert_eq!(new, NewSource { name: "bluesky".into(), kind: "jetstream", expression: None, room, own: vec![] });
    let ticket = changes(&d)[0].0;
    d.send(Msg::SourcesChanged(ticket, Err("sources.toml:3:1: not TOML".into())));
    assert_eq!(d.form().error.as_deref(), Some("sources.toml:3:1: not TOML"));
    d.keys("enter");
    let ticket = changes(&d)[1].0;
    d.send(Msg::SourcesChanged(ticket, Ok(())));
    assert!(matches!(d.app.layers.as_slice(), [Layer::Sources(view)] if view.selected == Some(clean("bluesky"))));
    assert_eq!(d.notice(), "bluesky is saved and being tried");
}

#[test]
fn what_each_sort_needs_is_asked_and_checked() {
    let mut d = listening(room_app());
    d.keys("+ m enter tab").types("acme -jobs").keys("tab ctrl-u enter");
    d.keys("ctrl-d");
    assert!(d.form().error.is_some() && changes(&d).is_empty(), "no server");
    d.types("https://m.example/")
        .keys("tab")
        .types("t0ken")
        .keys("tab")
        .types("#acme, yoghurt")
        .keys("tab space ctrl-d");
    let new = added(&d);
    assert_eq!((new.kind, new.room.as_deref()), ("mastodon", None));
    assert_eq!(new.expression.as_deref(), Some("acme -jobs"));
    let own = vec![
        ("server", Own::Text("https://m.example".into())),
        ("token", Own::Secret(Secret("t0ken".into()))),
        ("hashtags", Own::List(vec!["acme".into(), "yoghurt".into()])),
    ];
    assert_eq!(new.own, own);
    assert!(!format!("{:?}", d.effects).contains("t0ken"));

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
    assert!(d.form().error.is_some() && changes(&d).is_empty());
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
