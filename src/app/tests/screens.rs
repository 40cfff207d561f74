//! What is shown, asked for and woken for, without anybody deciding anything.

use super::fixtures::*;
use crate::app::actions::{Action, TABLE};
use crate::app::effect::{Effect, Reading};
use crate::app::help;
use crate::app::keymap::Scope;
use crate::app::layers::Layer;
use crate::app::msg::{Msg, RecentRoom};
use crate::app::{Pane, geometry};
use crate::domain::affected::Care;
use crate::domain::clock::RoomClock;
use crate::domain::event::Event;
use crate::domain::ids::*;
use crate::domain::private::{Audience, Private};
use crate::domain::response::ResponseState;
use crate::domain::room::Lang;
use crate::domain::time::{MINUTE, SECOND};
use crate::rows::{Anchor, Answer, Ask, Asked, Order, Pulse, ResponseRow, Scope as Which, TimelineFilter, Window};

#[test]
fn erasing_says_once_what_goes_on_telling_of_them() {
    let mut d = full(room_app());
    d.keys("enter").answer(Answer::Mention(MentionId(1), Some(Box::new(mention_detail(1))))).keys("E");
    let told = vec![EventSeq(7), EventSeq(9)];
    d.answer(Answer::Erasing(MentionId(1), Box::new(Asked { told, ..Asked::default() })));
    let said = [d.form().intro.clone(), d.form().warned.clone()].concat().join("\n");
    assert!(said.contains("2 events of your own name them") && said.contains("#7, #9"), "{said}");
    assert!(said.contains("what else your team wrote itself"), "{said}");
}

#[test]
fn our_own_handles_are_shown_to_everybody_and_a_persons_is_not() {
    let mut d = full(room_app());
    d.answer(Answer::Settings(Box::new(settings())));
    let text = Private::prose(clean("@acme answer @marta now"));
    let shown = |d: &Driver| text.show_with(Audience::Shared, &d.app.ours).into_owned();
    assert!(shown(&d).starts_with("@acme answer @m•••"), "{}", shown(&d));
    let to = vec![clean("@Brand")];
    d.keys("c").decided(Event::KeywordsSet { from: vec![], to });
    assert!(!shown(&d).contains("@acme") && d.app.ours.permits("@brand"), "{}", shown(&d));
}

#[test]
fn labels_of_the_publish_form_fit_an_eighty_column_screen() {
    for lang in [Lang::En, Lang::Es] {
        assert!(crate::words::Words::new(lang).t("form-type-word").chars().count() <= 80 / 3 - 2, "{lang:?}");
    }
}

#[test]
fn a_room_that_does_not_open_leaves_the_others_in_sight() {
    let mut d = Driver::new(crate::app::App::new(
        Lang::En,
        std::sync::Arc::new(crate::app::keymap::Keymap::builtin()),
        (100, 30),
    ));
    d.send(Msg::OpenFailed("a.room: not a room".into()));
    assert!(d.effects.contains(&Effect::FindRooms));
    assert!(d.notice().contains("not a room"));
}

#[test]
fn the_end_of_a_drill_is_said_until_it_is_dismissed_and_in_either_language() {
    let mut d = full(drill_app());
    d.send(Msg::DrillOver).keys("j j L");
    assert!(d.app.drill_over);
    assert!(d.app.notices.list.iter().any(|n| n.text == d.app.words.t("drill-over")), "{:?}", d.app.notices);
    d.keys("esc");
    assert!(d.app.notices.list.iter().all(|n| n.text != d.app.words.t("drill-over")));
}

#[test]
fn an_entry_ahead_of_this_machines_clock_is_told_once_in_either_language() {
    let mut d = full(room_app());
    let logged = |d: &mut Driver, minutes: i64| {
        let pulse = Pulse { logged: Some(NOW.plus(minutes * MINUTE)), ..d.app.pulse.clone() };
        d.send(Msg::RoomChanged).answer(Answer::Pulse(Box::new(pulse)));
        let texts = d.app.notices.list.iter().map(|n| n.text.clone());
        texts.filter(|text| text.contains("30 minut")).collect::<Vec<_>>()
    };
    assert_eq!(logged(&mut d, 2).len(), 0, "clocks differ by seconds");
    let told = logged(&mut d, 30);
    assert!(told.len() == 1 && told[0].contains("ahead of this machine's clock"), "{told:?}");
    d.keys("L");
    assert!(logged(&mut d, 30)[0].contains("por delante del reloj de este equipo"));
    d.keys("esc");
    assert_eq!(logged(&mut d, 30).len(), 0, "once");
    d.now.real = NOW.plus(29 * MINUTE);
    assert_eq!(logged(&mut d, 30).len(), 0);
    assert_eq!(logged(&mut d, 59).len(), 1, "and again when it happens again");
    d.now.real = NOW.plus(58 * MINUTE);
    assert_eq!(logged(&mut d, 59).len(), 0, "it holds no more");
}

#[test]
fn one_question_of_a_kind_is_under_way_and_the_newest_follows() {
    let mut d = Driver::new(room_app());
    for _ in 0..20 {
        d.send(Msg::RoomChanged);
    }
    let pulses = |d: &Driver| d.asks().iter().filter(|a| matches!(a, Ask::Pulse { .. })).count();
    assert_eq!(pulses(&d), 1);
    d.answer(Answer::Pulse(Box::default()));
    assert_eq!(pulses(&d), 2);
    d.answer(Answer::Pulse(Box::default()));
    assert_eq!(pulses(&d), 2, "nothing waits any more");
    d.send(Msg::RoomChanged);
    d.now.real = d.now.real.plus(11 * SECOND);
    d.send(Msg::RoomChanged);
    assert_eq!(pulses(&d), 4, "a question without an answer is taken for lost");
    d.send(Msg::ReadFailed("disk".into())).send(Msg::RoomChanged);
    assert_eq!(pulses(&d), 5);
    assert!(d.notice().contains("disk"));
}

#[test]
fn what_arrives_is_counted_and_moves_nothing_until_it_is_asked_for() {
    let mut d = full(room_app());
    d.keys("j j");
    let pulse = Pulse { arrived: 12, ..d.app.pulse.clone() };
    d.send(Msg::RoomChanged).answer(Answer::Pulse(Box::new(pulse)));
    d.mentions((100..112).chain(1..=50));
    assert_eq!((d.app.mentions.selected, d.app.mentions.screen_row, d.app.fresh()), (Some(MentionId(3)), 2, 12));
    d.keys(".");
    let anchor =
        d.asks().iter().rev().find_map(|a| if let Ask::Mentions { anchor, .. } = a { Some(*anchor) } else { None });
    assert_eq!(anchor, Some(Anchor::Top));
    d.mentions((100..112).chain(1..=50));
    assert_eq!((d.app.mentions.selected, d.app.fresh()), (Some(MentionId(100)), 0));
}

#[test]
fn what_another_brings_back_above_the_list_is_counted_as_new() {
    let mut d = full(room_app());
    d.keys("j j");
    d.now = crate::app::Now { room: NOW.plus(MINUTE), real: NOW.plus(MINUTE) };
    let same = Box::new(d.app.pulse.clone());
    d.send(Msg::RoomChanged).answer(Answer::Pulse(same)).mentions(2..=50);
    assert_eq!(d.app.fresh(), 0, "another decided on the first");
    let more = Box::new(Pulse { arrived: 1, ..d.app.pulse.clone() });
    d.send(Msg::RoomChanged).answer(Answer::Pulse(more)).mentions((1..=50).chain(90..=90));
    assert_eq!((d.app.mentions.selected, d.app.fresh()), (Some(MentionId(3)), 2), "and took it back; one more arrived");
    d.send(Msg::RoomChanged).mentions((2..=50).chain(90..=90));
    assert_eq!(d.app.fresh(), 1, "it left again before anybody saw it");
    d.send(Msg::RoomChanged).mentions((1..=50).chain(90..=90)).keys(".");
    let same = Box::new(d.app.pulse.clone());
    d.answer(Answer::Pulse(same)).mentions((1..=50).chain(90..=90));
    assert_eq!((d.app.mentions.selected, d.app.fresh()), (Some(MentionId(1)), 0));
}

#[test]
fn what_arrives_below_the_top_in_sight_is_seen() {
    let mut d = full(room_app());
    let pulse = Pulse { arrived: 3, ..d.app.pulse.clone() };
    d.send(Msg::RoomChanged).answer(Answer::Pulse(Box::new(pulse)));
    assert_eq!(d.app.fresh(), 3, "until the rows have come nobody knows where they are");
    d.mentions(1..=53);
    assert_eq!(d.app.fresh(), 0);
}

#[test]
fn the_screen_is_dirty_only_when_something_on_it_changed() {
    let mut d = full(room_app());
    d.app.dirty = false;
    let rows = d.app.mentions.window.rows.iter().map(|r| r.id.0).collect::<Vec<_>>();
    let pulse = Box::new(d.app.pulse.clone());
    d.send(Msg::RoomChanged).mentions(rows).answer(Answer::Pulse(pulse));
    d.answer(Answer::Tasks(IncidentId(99), vec![]));
    d.keys("f12");
    assert!(!d.app.dirty);
    d.mentions(1..=51);
    assert!(d.app.dirty);
}

#[test]
fn an_idle_room_wakes_once_a_minute_and_counts_seconds_only_at_the_end() {
    let mut d = full(room_app());
    d.send(Msg::RoomChanged).effects.clear();
    d.now = crate::app::Now { room: NOW.plus(30 * SECOND), real: NOW.plus(30 * SECOND) };
    d.send(Msg::TimePassed);
    let wakes = |d: &Driver| {
        d.effects
            .iter()
            .filter_map(|e| if let Effect::WakeAt(at) = e { Some(at.since(NOW)) } else { None })
            .collect::<Vec<_>>()
    };
    assert_eq!(wakes(&d), [MINUTE]);
    d.keys("j k j");
    assert_eq!(wakes(&d), [MINUTE], "asked once");
    let approved = ResponseRow { until: Some(NOW.plus(2 * MINUTE)), ..response_row(1, ResponseState::Approved) };
    d.answer(Answer::Responses(vec![approved]));
    assert_eq!(wakes(&d).last(), Some(&(31 * SECOND)));
    d.effects.clear();
    let clock = RoomClock { real: NOW, room: NOW, speed: 0 };
    let pulse = Pulse { clock, ..d.app.pulse.clone() };
    d.answer(Answer::Pulse(Box::new(pulse))).send(Msg::TimePassed);
    assert_eq!(wakes(&d), Vec::<i64>::new(), "a paused drill sleeps");
    let clock = RoomClock { real: NOW, room: NOW, speed: 60_000 };
    let pulse = Pulse { clock, ..d.app.pulse.clone() };
    d.answer(Answer::Pulse(Box::new(pulse)));
    assert_eq!(wakes(&d), [45 * SECOND], "four times a second of real time at most");
}

#[test]
fn lists_turn_and_marks_stay_behind() {
    let mut d = full(room_app());
    d.keys("space x");
    assert_eq!(d.app.query.scope, Which::Owed);
    assert!(d.app.mentions.marks.is_empty());
    d.keys("x x x x X");
    assert_eq!(d.app.query.scope, Which::All);
    d.keys("p");
    assert_eq!(d.app.query.order, Order::Newest);
    d.mentions(1..=9).keys("a");
    assert_eq!(d.app.query.scope, Which::Alike(MentionId(1)));
}

#[test]
fn searching_asks_with_each_key_and_esc_takes_it_back() {
    let mut d = full(room_app());
    d.effects.clear();
    d.keys("/").types("yog");
    assert_eq!(d.app.query.filter.search, "yog");
    assert_eq!(d.asks().iter().filter(|a| matches!(a, Ask::Mentions { .. })).count(), 1, "the rest waits its turn");
    d.answer(Answer::Mentions(Default::default(), Anchor::Top, Window::default()));
    let asked = d
        .asks()
        .iter()
        .rev()
        .find_map(|a| if let Ask::Mentions { query, .. } = a { Some(query.filter.search.clone()) } else { None });
    assert_eq!(asked.as_deref(), Some("yog"));
    d.keys("enter");
    assert_eq!(d.app.query.filter.search, "yog");
    d.keys("/").types("x").keys("esc");
    assert_eq!(d.app.query.filter.search, "yog");
    d.keys("esc");
    assert!(d.app.query.filter.is_empty(), "Esc in the pane lets it go");
}

#[test]
fn filters_keep_what_was_chosen() {
    let mut d = full(room_app());
    d.keys("f").types("X").keys("tab tab down tab tab tab enter");
    assert_eq!(d.app.query.filter.platform.as_deref(), Some("x"));
    assert_eq!(d.app.query.filter.band, Some(crate::domain::mention::Band::P1));
    d.keys("4 f d").keys("ctrl-d");
    assert_eq!(d.app.timeline_filter.group, Some(crate::domain::event::Group::Decisions));
    d.keys("esc");
    assert_eq!(d.app.timeline_filter, TimelineFilter::default());
}

#[test]
fn all_of_a_group_that_wait_are_marked_at_once() {
    let mut d = full(room_app());
    d.keys("A");
    assert!(d.asks().contains(&&Ask::GroupIds(MentionId(1))));
    d.answer(Answer::MentionIds((1..=30).map(MentionId).collect(), 2));
    assert_eq!(d.notice(), "30 marked. 2 of the group say otherwise, and are not.");
    d.keys("esc");
    d.answer(Answer::MentionIds((1..=300).map(MentionId).collect(), 0));
    assert_eq!(d.app.mentions.marks.len(), 300, "those that no screen has room for as well");
    assert!(d.notice().contains("300"));
}

#[test]
fn a_mention_opens_with_its_neighbours_one_key_away() {
    let mut d = full(room_app());
    d.keys("enter").answer(Answer::Mention(MentionId(1), Some(Box::new(mention_detail(1)))));
    d.keys("j k right");
    assert!(matches!(d.app.layers.as_slice(), [Layer::Mention(v)] if v.id == MentionId(2)));
    d.keys("left n");
    assert!(matches!(d.app.layers.as_slice(), [Layer::Mention(v)] if v.id == MentionId(2)), "the next unattended");
    d.keys("d");
    assert_eq!(d.form().purpose, crate::app::form::Purpose::Dispose(vec![MentionId(2)]));
    d.keys("esc q");
    assert!(d.app.layers.is_empty());
}

#[test]
fn share_mode_masks_what_is_copied() {
    let mut d = full(room_app());
    d.keys("y S y");
    let copies: Vec<&str> =
        d.effects.iter().filter_map(|e| if let Effect::Copy(t) = e { Some(t.as_str()) } else { None }).collect();
    assert!(copies[0].contains("marta@example.com"));
    assert!(!copies[1].contains("marta@example.com") && !copies[1].contains("Marta"), "{}", copies[1]);
    assert_eq!(d.app.audience, Audience::Shared);
    assert!(geometry::geometry(&d.app).banner.is_some());
}

#[test]
fn the_language_turns_while_running_and_is_kept() {
    let mut d = full(room_app());
    d.keys("L");
    assert_eq!(d.app.lang(), Lang::Es);
    assert!(d.effects.iter().any(|e| matches!(e, Effect::KeepProfile { lang: Lang::Es, .. })));
    d.keys("d");
    assert!(d.form().title.contains("mención"));
}

#[test]
fn panes_turn_zoom_and_ask_for_what_was_out_of_sight() {
    let mut d = full(sized(80, 24));
    d.effects.clear();
    d.keys("tab");
    assert_eq!(d.app.focus, Pane::Responses);
    assert!(d.asks().contains(&&Ask::Responses));
    d.keys("shift-tab shift-tab");
    assert_eq!(d.app.focus, Pane::Timeline);
    let mut d = full(room_app());
    d.keys("3 z");
    assert_eq!(geometry::geometry(&d.app).panes.iter().flatten().count(), 1);
    d.keys("esc");
    assert!(!d.app.zoom);
}

#[test]
fn the_start_screen_opens_what_is_chosen() {
    let mut d = Driver::new(crate::app::App::new(Lang::En, room_app().keymap, (80, 24)));
    let recent = RecentRoom { path: "/x.room".into(), name: "X".into(), used: NOW, drill: false };
    d.send(Msg::RoomsFound(vec![recent])).keys("G enter");
    assert!(d.effects.contains(&Effect::OpenRoom("/x.room".into())));
    d.send(Msg::OpenFailed("not a room".into()));
    assert!(d.notice().contains("not a room"));
    assert!(matches!(d.app.layers.first(), Some(Layer::Start(s)) if s.busy.is_none()));
    d.keys("esc d enter enter enter");
    assert!(d.effects.contains(&Effect::StartDrill { scenario: "product_safety", lang: Lang::En, speed: 5_000 }));
    d.keys("c").types("Acme").keys("enter").types("acme, yog").keys("ctrl-d");
    let made = Effect::CreateRoom { name: "Acme".into(), keywords: vec!["acme".into(), "yog".into()], lang: Lang::En };
    assert!(d.effects.contains(&made));
    d.keys("i").types("'a b.csv'").keys("ctrl-d");
    assert!(d.effects.contains(&Effect::Import { path: "a b.csv".into(), reading: Reading::default() }));
    d.send(Msg::Imported { read: 9, new: 7, bad: 2, rejects: Some("r.txt".into()), done: true });
    assert!(d.notice().contains("r.txt"), "bad lines stay said: {:?}", d.app.notices);
    d.keys("esc q");
    assert!(d.effects.contains(&Effect::Quit));
}

#[test]
fn escape_on_the_start_screen_says_how_to_leave_and_leads_back_to_an_open_room() {
    let mut d = Driver::new(crate::app::App::new(Lang::En, room_app().keymap, (80, 24)));
    d.keys("c esc esc esc");
    assert!(!d.effects.contains(&Effect::Quit), "the way out of a form is not the way out of the program");
    assert!(d.notice().contains("q leaves"), "{}", d.notice());
    d.keys("q");
    assert!(d.effects.contains(&Effect::Quit));

    let mut d = full(drill_app());
    d.keys(":").types("other").keys("enter");
    let g = geometry::geometry(&d.app);
    assert_eq!((g.banner, g.header.h, g.tabs, g.panes), (None, 0, None, [None; 4]), "nothing of the room around it");
    assert!(
        help::footer_hints(&d.app).iter().any(|h| (h.key.as_str(), h.label.as_str()) == ("Esc", "Back to the room"))
    );
    d.keys("c");
    assert_eq!(geometry::geometry(&d.app).header.h, 0, "a form over it is over the same page");
    d.keys("esc esc");
    assert!(d.app.layers.is_empty() && !d.effects.contains(&Effect::Quit));
}

#[test]
fn a_file_whose_dates_do_not_tell_their_order_is_asked_about_before_anything_comes_in() {
    let asked = |d: &Driver, month_first| {
        let reading = Reading { history: true, local: true, month_first };
        let wanted = Effect::Import { path: "a.csv".into(), reading };
        d.effects.iter().filter(|e| **e == wanted).count()
    };
    let mut d = Driver::new(crate::app::App::new(Lang::En, room_app().keymap, (80, 24)));
    d.keys("i").types("a.csv").keys("tab space tab tab right ctrl-d");
    assert_eq!(asked(&d, None), 1);
    d.send(Msg::DatesOpen(Reading { history: true, local: true, month_first: None }));
    assert!(matches!(d.app.layers.first(), Some(Layer::Start(s)) if s.busy.is_none()), "nothing goes on any more");
    assert!(d.form().intro[0].contains("Nothing has been imported"), "{:?}", d.form().intro);
    assert_eq!((d.form().text("path"), d.form().on("history"), d.form().chosen("times")), ("a.csv", true, 1));
    d.keys("ctrl-d");
    assert!(d.form().error.is_some(), "no order stands there beforehand");
    d.keys("m ctrl-d");
    assert_eq!(asked(&d, Some(true)), 1);
    let mut d = Driver::new(crate::app::App::new(Lang::En, room_app().keymap, (80, 24)));
    d.keys("i").types("a.csv").keys("tab space tab tab right shift-tab d ctrl-d");
    assert_eq!(asked(&d, Some(false)), 1, "who knows says so beforehand");
    d.keys("c").types("Ac").send(Msg::DatesOpen(Reading::default())).types("me");
    assert_eq!(d.form().text("name"), "Acme", "what comes meanwhile takes nobody's keys");
}

#[test]
fn another_room_leaves_nothing_of_the_one_before() {
    let mut d = full(room_app());
    d.keys("space j space c :").types("other").keys("enter");
    assert!(matches!(d.app.layers.last(), Some(Layer::Start(_))));
    d.send(Msg::RoomOpened { settings: Box::new(settings()), path: "b".into(), me: ana(), readonly: false });
    assert!(d.app.layers.is_empty() && d.app.mentions.window.rows.is_empty() && d.app.mentions.marks.is_empty());
    d.refused("refuse-same-owner");
    assert!(d.app.notices.shown().is_none(), "the answer belongs to the room before");
}

#[test]
fn the_palette_finds_by_name_in_either_language_and_does_it() {
    let mut d = full(room_app());
    d.keys(":").types("projector").keys("enter");
    assert_eq!(d.app.audience, Audience::Shared);
    d.keys(":").types("tarea");
    let found = help::palette(&d.app, "tarea");
    assert!(found.iter().all(|r| r.action != Action::AddTask), "only what means something here");
    d.keys("esc 3 :").types("tarea").keys("enter");
    assert!(matches!(d.form().purpose, crate::app::form::Purpose::AddTask(_)));
}

#[test]
fn the_footer_offers_what_the_selected_response_waits_for() {
    use crate::domain::response::ResponseKind;
    use crate::domain::response::ResponseState::*;
    let first = |d: &Driver| help::footer_hints(&d.app)[0].key.clone();
    let mut d = full(room_app());
    d.keys("2");
    for (state, key) in
        [(Draft, "e"), (InReview, "a"), (Approved, "p"), (Publishing, "p"), (Published, "f"), (Held, "h")]
    {
        d.app.responses.window.rows[0].state = state;
        d.app.responses.selected = Some(d.app.responses.window.rows[0].id);
        assert_eq!(first(&d), key, "{state:?}");
    }
    // who leads publishes a pre-cleared holding statement alone, and nothing else
    let alone = |d: &Driver| help::footer_hints(&d.app).iter().any(|h| h.label == d.app.words.t("act-publish-alone"));
    d.app.pulse.incidents[0].severity = crate::domain::incident::Severity::Sev1;
    d.app.responses.window.rows[0].state = InReview;
    for (kind, offered) in [(ResponseKind::Reply, false), (ResponseKind::Holding, true)] {
        d.app.responses.window.rows[0].kind = kind;
        assert_eq!(alone(&d), offered, "{kind:?}");
    }
    d.app.responses.window.rows[0].state = Held;
    let offered: Vec<String> = help::footer_hints(&d.app).into_iter().map(|h| h.label).collect();
    assert!(!offered.contains(&d.app.words.t("act-approve")), "{offered:?}");
}

#[test]
fn help_the_footer_and_the_readme_say_what_the_table_says() {
    let mut d = full(room_app());
    let hints = help::footer_hints(&d.app);
    let said = |hint: &help::Hint| (hint.key.clone(), hint.label.clone());
    assert_eq!(hints.first().map(said), Some(("d".into(), "Decide".into())));
    assert!(hints.iter().any(|hint| said(hint) == ("?".into(), "Help".into())));
    let groups = help::help(&d.app);
    assert_eq!(groups.len(), 3);
    assert!(groups[0].rows.iter().any(|r| r.action == Action::Dispose && r.keys == "d"));
    d.app.notices.error("x");
    assert_eq!(help::footer_hints(&d.app)[0].key, "Esc");
    d.app.room.as_mut().unwrap().readonly = true;
    assert!(help::footer_hints(&d.app).iter().all(|h| h.label != "Decide"));
    for lang in [Lang::En, Lang::Es] {
        let table = help::markdown_table(lang);
        let words = crate::words::Words::new(lang);
        assert!(TABLE.iter().all(|e| table.contains(&words.t(e.doc))), "an action is missing from README's table");
    }
}

/// How to get to each scope from the mention pane.
fn way_to(scope: Scope) -> Driver {
    if scope == Scope::Start {
        return Driver::new(crate::app::App::new(Lang::En, room_app().keymap, (80, 24)));
    }
    if scope == Scope::Past {
        return super::travel::travelling(room_app());
    }
    if scope == Scope::Handover {
        return super::roles::opened("Ana", vec![]);
    }
    if scope == Scope::Review {
        return super::looking::opened();
    }
    if scope == Scope::Facilitator {
        return super::facilitator::opened();
    }
    let mut d = full(room_app());
    match scope {
        Scope::Roles => d.keys("Q"),
        Scope::Responses => d.keys("2"),
        Scope::Checklist => d.keys("3"),
        Scope::Timeline => d.keys("4"),
        Scope::MentionView | Scope::Scroll => d.keys("j enter"),
        Scope::ResponseView => d.keys("2 enter"),
        Scope::EventView => d.keys("4 enter"),
        Scope::Incidents => d.keys("i"),
        Scope::Incident => d.keys("I").answer(Answer::Incident(IncidentId(1), Some(Box::new(incident_detail())))),
        Scope::Signals => d.keys("W").answer(Answer::Signals(vec![signal(3)])),
        Scope::Themes => d.keys("T").answer(Answer::Themes(vec![theme("lote A12")])),
        Scope::Sources => d.keys("F"),
        Scope::Facts => d.keys("K").answer(Answer::Facts(vec![fact(3)])),
        Scope::People => d.keys("P").answer(Answer::Affected(vec![person(1, Care::Waiting)])),
        Scope::Present => d.keys("Z"),
        Scope::Prevention => d.keys("f2"),
        Scope::Line => d.keys("V").answer(Answer::Lines(vec![line(Lang::En, "We are checking.")])),
        Scope::Reminders => super::reminding::listed(&mut d),
        Scope::Report => report(&mut d),
        Scope::Compose | Scope::Text => d
            .keys("2 e")
            .answer(Answer::Response(ResponseId(1), Some(Box::new(response_detail(1, ResponseState::Draft))))),
        Scope::Form => d.keys("d"),
        Scope::Palette => d.keys(":"),
        Scope::Help => d.keys("?"),
        _ => &mut d,
    };
    d
}

/// A report of which one was issued.
fn report(d: &mut Driver) -> &mut Driver {
    use crate::domain::report::ReportKind::Sitrep;
    let one = super::reports::issued(Sitrep, 1, Lang::En, "SITUATION  x");
    d.keys("f5").answer(Answer::Situation(Some(Box::new(crate::report::tests::busy()))));
    d.answer(Answer::Issued(IncidentId(1), Sitrep, vec![one]))
}

#[test]
fn every_key_of_every_scope_does_something() {
    let map = room_app().keymap;
    let mut reached = std::collections::BTreeSet::new();
    for (scope, action, keys) in map.bindings() {
        let mut d = way_to(scope);
        assert!(d.app.chain(d.app.scope()).contains(&scope), "{scope:?} is not reached but {:?}", d.app.scope());
        d.app.dirty = false;
        d.effects.clear();
        d.send(Msg::Key(keys[0]));
        assert!(d.app.dirty || !d.effects.is_empty(), "{action:?} in {scope:?} does nothing");
        reached.insert(action);
    }
    for entry in TABLE.iter().filter(|e| !reached.contains(&e.action)) {
        let mut d = full(room_app());
        let found = help::palette(&d.app, entry.id);
        assert!(found.iter().any(|r| r.action == entry.action), "{} is not in the palette", entry.id);
        d.keys(":").types(entry.id).keys("enter");
        assert!(!matches!(d.app.layers.last(), Some(Layer::Palette(_))), "{}", entry.id);
    }
}
