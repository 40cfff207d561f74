//! Whatever is pressed and answered, in whatever order: nothing panics, and what must hold holds.

use super::fixtures::*;
use crate::app::effect::{Effect, Secret};
use crate::app::keymap::{Code, Key};
use crate::app::layers::Layer;
use crate::app::msg::{Copied, Denial, Msg};
use crate::domain::affected::Care;
use crate::domain::command::{Command, Decided};
use crate::domain::event::Event;
use crate::domain::ids::*;
use crate::domain::response::ResponseState;
use crate::domain::room::Refusal;
use crate::domain::time::SECOND;
use crate::rows::{Answer, Moment, Pulse, Window};
use proptest::prelude::*;

const KEYS: &str = "FjkgGdsocrRvAaUfpxXw=yOEenNDPbKMC!?:/.+-iLSzmuq1234 <>tlhHV";

fn key() -> impl Strategy<Value = Key> {
    let chars = prop::sample::select(KEYS.chars().collect::<Vec<_>>()).prop_map(Key::char);
    let codes = [
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::BackTab,
        Code::Backspace,
        Code::Delete,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::Home,
        Code::End,
        Code::PageUp,
        Code::PageDown,
        Code::F(2),
        Code::F(3),
    ];
    let codes = prop::sample::select(codes.to_vec()).prop_map(Key::plain);
    let ctrl = prop::sample::select("zyduwxrel".chars().collect::<Vec<_>>()).prop_map(Key::ctrl);
    prop_oneof![5 => chars, 3 => codes, 1 => ctrl]
}

#[derive(Debug, Clone)]
enum Step {
    Key(Key),
    Paste(String),
    Rows(Vec<i64>),
    Answer(u8),
    Decide(bool),
    Size(u16, u16),
    Pass,
    Mouse(u16, u16),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => key().prop_map(Step::Key),
        1 => "\\PC{0,12}".prop_map(Step::Paste),
        2 => prop::collection::btree_set(0i64..80, 0..40).prop_map(|s| Step::Rows(s.into_iter().collect())),
        4 => (0u8..8).prop_map(Step::Answer),
        3 => any::<bool>().prop_map(Step::Decide),
        1 => (0u16..240, 0u16..70).prop_map(|(w, h)| Step::Size(w, h)),
        1 => Just(Step::Pass),
        1 => (0u16..240, 0u16..70).prop_map(|(x, y)| Step::Mouse(x, y)),
    ]
}

fn take(d: &mut Driver, step: Step) {
    match step {
        Step::Key(key) => {
            d.send(Msg::Key(key));
        }
        Step::Paste(text) => {
            d.send(Msg::Pasted(text));
        }
        Step::Rows(ids) => {
            d.mentions(ids);
        }
        Step::Answer(n) => answer(d, n),
        Step::Decide(yes) => decide(d, yes),
        Step::Size(w, h) => {
            d.send(Msg::Resized(w, h));
        }
        Step::Pass => {
            d.now.room = d.now.room.plus(20 * SECOND);
            d.now.real = d.now.real.plus(20 * SECOND);
            d.send(Msg::TimePassed).send(Msg::RoomChanged);
        }
        Step::Mouse(x, y) => {
            d.app.mouse = true;
            d.send(Msg::Clicked(x, y)).send(Msg::Scrolled(x, y, 3));
        }
    }
}

fn answer(d: &mut Driver, n: u8) {
    let states = [ResponseState::Draft, ResponseState::InReview, ResponseState::Approved, ResponseState::Publishing];
    let state = states[usize::from(n) % 4];
    match n {
        0 => d.answer(Answer::Pulse(Box::new(Pulse { incidents: vec![incident(1)], arrived: 40, ..Pulse::default() }))),
        1 if d.effects.len().is_multiple_of(2) => {
            d.send(Msg::SecretMade(Secret("s".repeat(32))));
            match d.app.pending.sources.first_key_value().map(|(ticket, _)| *ticket) {
                Some(ticket) if d.effects.len().is_multiple_of(4) => d.send(Msg::SourcesChanged(ticket, Ok(()))),
                Some(ticket) => d.send(Msg::SourcesChanged(ticket, Err("no".into()))),
                None => d.answer(Answer::Pulse(Box::new(Pulse { sources: sources(), ..Pulse::default() }))),
            }
        }
        1 => d.answer(Answer::Pulse(Box::default())),
        2 => d.answer(Answer::Responses(vec![response_row(1, state), response_row(5, ResponseState::Publishing)])),
        3 => d.answer(Answer::Response(ResponseId(1), None)),
        4 => d.answer(Answer::Tasks(IncidentId(1), vec![task(2)])),
        5 if d.effects.len().is_multiple_of(2) => match d.effects.len() % 5 {
            0 => d.answer(Answer::Facts(vec![fact(3), fact(2)])),
            1 => d.answer(Answer::Fact(FactId(3), Some(Box::new(fact_detail(3, &states))))),
            2 => d.answer(Answer::Fact(FactId(2), None)),
            3 => d.answer(Answer::Affected(vec![person(1, Care::Waiting), person(2, Care::Closed)])),
            _ => d.answer(Answer::Lines(vec![line(crate::domain::room::Lang::Es, "Lo estamos viendo.")])),
        },
        5 if d.effects.len() % 3 == 1 && d.app.past.is_some() => {
            let at = d.now.room.plus(-(d.effects.len() as i64) * SECOND);
            d.answer(Answer::Moment(Moment { seq: EventSeq(d.effects.len() as i64), at, told: 1, of: 9 }))
        }
        5 => d.answer(Answer::Incidents(vec![incident(2), incident(1)])),
        6 if d.effects.len().is_multiple_of(3) => d.answer(Answer::Signals(vec![signal(7), signal(3)])),
        6 if d.effects.len() % 3 == 1 => d.answer(Answer::Themes(vec![theme("lote A12"), theme("is it safe")])),
        6 => {
            let window = Window { rows: vec![entry(4, "four")], above: true, below: true, ..Window::default() };
            let (filter, anchor) = (d.app.timeline_filter.clone(), d.app.timeline.anchor());
            d.answer(Answer::Timeline(filter, anchor, window))
        }
        _ => {
            let id = d.app.pending.then.map_or(ResponseId(3), |(id, _)| id);
            let mut detail = response_detail(id.0, state);
            detail.response.rev = i64::from(n) + d.effects.len() as i64;
            d.answer(Answer::Response(id, Some(Box::new(detail))))
        }
    };
}

fn decide(d: &mut Driver, yes: bool) {
    let Some((&ticket, _)) = d.app.pending.decisions.first_key_value() else { return };
    let sent = d.effects.iter().find_map(|e| match e {
        Effect::Decide(t, command) if *t == ticket => Some((**command).clone()),
        _ => None,
    });
    let event = match sent {
        Some(Command::OpenResponse { title, kind, channel, lang, answers, incident, links, .. }) => {
            let title = clean(&title);
            Event::ResponseOpened { response: ResponseId(6), incident, title, kind, channel, lang, answers, links }
        }
        Some(Command::Dispose { mentions, disposition, .. }) => {
            Event::MentionsDisposed { disposition, reason: clean(""), rows: was(mentions.iter().map(|m| m.0)) }
        }
        _ => Event::EntryPinned { seq: EventSeq(1), on: true },
    };
    let decided =
        Decided { decision: DecisionId(1), events: vec![(EventSeq(1), event)], skipped: vec![], repeated: false };
    d.send(Msg::Decided(ticket, if yes { Ok(decided) } else { Err(Denial::Refused(Refusal::new("refuse-stale"))) }));
    d.send(Msg::Copied(Copied::Unknown));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_pressed_or_answered_breaks_it(steps in prop::collection::vec(step(), 1..120)) {
        let mut d = full(room_app());
        for step in steps {
            let marked = d.app.mentions.marks.clone();
            let only_rows = matches!(step, Step::Rows(_));
            let selected = d.app.mentions.selected;
            take(&mut d, step);
            if only_rows {
                prop_assert_eq!(&d.app.mentions.marks, &marked, "rows that come and go take no marks");
                if let Some(id) = selected.filter(|_| d.app.mentions.going.is_none()) {
                    let there = d.app.mentions.position(id).is_some();
                    prop_assert!(!there || d.app.mentions.selected == Some(id) || d.app.mentions.at_top());
                }
            }
            prop_assert!(d.app.layers.len() < 60);
            prop_assert!(d.app.notices.list.len() <= 21);
            prop_assert!(d.app.pending.decisions.len() <= 64);
        }
    }

    #[test]
    fn whoever_only_watches_changes_nothing(steps in prop::collection::vec(step(), 1..80)) {
        let mut app = room_app();
        app.room.as_mut().unwrap().readonly = true;
        let mut d = full(app);
        for step in steps {
            take(&mut d, step);
        }
        prop_assert_eq!(d.decides(), 0);
        let keeps = d.effects.iter().filter(|e| matches!(e, Effect::KeepDraft { .. })).count();
        prop_assert_eq!(keeps, 0);
        prop_assert!(!d.effects.iter().any(|e| matches!(e, Effect::ChangeSources(..))));
        prop_assert!(!d.app.layers.iter().any(|l| matches!(l, Layer::Compose(_))));
    }

    #[test]
    fn whatever_is_pressed_in_the_past_changes_nothing(steps in prop::collection::vec(step(), 1..80)) {
        let mut d = super::travel::travelling(room_app());
        for step in steps {
            let sent = d.effects.len();
            let past = d.app.past.is_some();
            let answers = matches!(step, Step::Answer(_) | Step::Rows(_) | Step::Decide(_));
            take(&mut d, step);
            if !past || d.app.past.is_none() {
                break;
            }
            let writes = |e: &Effect| matches!(e, Effect::Decide(..) | Effect::KeepDraft { .. } | Effect::Export { .. });
            prop_assert!(answers || !d.effects[sent..].iter().any(writes));
            prop_assert!(!d.app.layers.iter().any(|l| matches!(l, Layer::Compose(_))));
        }
    }

    #[test]
    fn nothing_opens_a_link_from_a_drill(steps in prop::collection::vec(step(), 1..80)) {
        let mut d = full(drill_app());
        for step in steps {
            take(&mut d, step);
        }
        prop_assert!(!d.effects.iter().any(|e| matches!(e, Effect::OpenLink(_) | Effect::ChangeSources(..))));
        prop_assert!(d.effects.iter().all(|e| !matches!(e, Effect::Copy(t) if !t.starts_with("DRILL / SIMULACRO"))));
    }

    #[test]
    fn without_a_room_the_start_screen_stays(steps in prop::collection::vec(key().prop_map(Step::Key), 1..80)) {
        let app = crate::app::App::new(crate::domain::room::Lang::En, room_app().keymap, (80, 24));
        let mut d = Driver::new(app);
        for step in steps {
            take(&mut d, step);
            prop_assert!(matches!(d.app.layers.first(), Some(Layer::Start(_))));
        }
        prop_assert!(!d.effects.iter().any(|e| matches!(e, Effect::Ask(_) | Effect::Decide(..))));
    }
}
