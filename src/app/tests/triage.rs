//! What people do about what triage says: signals, themes, readings, groups.

use super::fixtures::*;
use crate::app::layers::Layer;
use crate::domain::command::{Aside, Command};
use crate::domain::ids::*;
use crate::domain::mention::Tone;
use crate::rows::{Answer, Scope};

#[test]
fn what_the_room_noticed_is_noted_once_and_leads_to_what_it_is_about() {
    let mut d = full(room_app());
    d.keys("W").answer(Answer::Signals(vec![signal(3), signal(9)])).keys("j a");
    assert!(matches!(d.command().1, Command::Acknowledge { signal: EventSeq(9), .. }));
    d.keys("enter");
    assert!(d.app.layers.is_empty());
    assert_eq!((d.app.query.scope.clone(), d.app.query.filter.tone), (Scope::All, Some(Tone::Negative)));
    d.keys("T").answer(Answer::Themes(vec![theme("is it safe"), theme("lote A12")])).keys("j enter");
    assert_eq!(d.app.query.filter.search, "lote A12", "a theme leads to those who say it");
    assert_eq!(d.app.query.filter.tone, Some(Tone::Negative), "and complain");
    let all = crate::rows::ThemeRow { complaints: false, ..theme("lote A12") };
    d.keys("T").answer(Answer::Themes(vec![all])).keys("enter");
    assert_eq!(d.app.query.filter.tone, None);
}

#[test]
fn a_reading_is_corrected_by_what_changed_alone() {
    let mut d = full(room_app());
    d.keys("j e tab tab").keys("ctrl-u").types("15").keys("ctrl-d");
    let Command::Correct { mentions, tone, language, score, .. } = d.command().1 else { panic!("not sent") };
    assert_eq!((mentions.len(), tone, language, score), (1, None, None, Some(15)));
    let mut d = full(room_app());
    d.keys("j e tab tab ctrl-u").types("900").keys("ctrl-d");
    let Some(Layer::Form(form)) = d.app.layers.last() else { panic!("it stays") };
    assert!(form.error.is_some(), "what cannot be sent says why");
}

#[test]
fn marked_mentions_join_the_one_under_the_cursor() {
    let mut d = full(room_app());
    d.keys("j space J");
    let into = d.app.mentions.selected;
    let Command::Regroup { mentions, into: to, .. } = d.command().1 else { panic!("not sent") };
    assert!(to == into && mentions.len() == 1 && Some(mentions[0]) != into);
    let mut d = full(room_app());
    d.keys("j J");
    assert_eq!(d.decides(), 0, "without marks it says how");
}

#[test]
fn hours_are_set_aside_from_the_palette_with_a_reason() {
    let mut d = full(room_app());
    d.keys(":").types("set-aside").keys("enter").types("-3h").keys("tab tab").types("spring sale").keys("ctrl-d");
    let Command::SetAside(Aside { from, to, reason }) = d.command().1 else { panic!("not sent") };
    assert_eq!((to.since(from), reason.as_str()), (3 * crate::domain::time::HOUR, "spring sale"));
    let mut d = full(room_app());
    d.keys(":").types("set-aside").keys("enter tab tab").types("x").keys("ctrl-d");
    assert_eq!(d.decides(), 0, "without a beginning it says so");
}
