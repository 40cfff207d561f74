//! Reports by keys: made, issued, copied, exported, in two languages, with those that were issued before.

use super::fixtures::*;
use crate::app::effect::Effect;
use crate::app::form::Input;
use crate::app::layers::{Layer, ReportView};
use crate::app::msg::Msg;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::*;
use crate::domain::private::{Audience, Private};
use crate::domain::report::{IssueReport, ReportKind, blanks};
use crate::domain::room::Lang;
use crate::domain::time::MINUTE;
use crate::report::tests::{NOW as MADE, busy};
use crate::rows::{Answer, Ask, IssuedReport, Reported};

fn view(d: &Driver) -> &ReportView {
    let view = d.app.layers.iter().find_map(|l| if let Layer::Report(view) = l { Some(view) } else { None });
    view.expect("no report is open")
}

pub(crate) fn issued(kind: ReportKind, number: u32, lang: Lang, text: &str) -> IssuedReport {
    IssuedReport {
        reported: Reported { incident: IncidentId(1), kind, number, at: MADE },
        seq: EventSeq(i64::from(number)),
        title: Private::prose(clean("Yoghurt")),
        lang,
        at: MADE,
        by: clean("Ana"),
        text: Private::prose(clean(text)),
        figures: Box::new(busy().figures),
    }
}

/// A sitrep on the screen, two of which were issued.
fn sitrep() -> Driver {
    let mut d = full(room_app());
    d.keys("f5").answer(Answer::Situation(Some(Box::new(busy()))));
    let kind = ReportKind::Sitrep;
    d.answer(Answer::Issued(
        IncidentId(1),
        kind,
        vec![
            issued(kind, 3, Lang::En, "SITUATION  third, ask @marta.example"),
            issued(kind, 2, Lang::Es, "SITUACIÓN  segundo"),
            issued(kind, 2, Lang::En, "SITUATION  second"),
        ],
    ));
    d
}

fn sent(d: &Driver) -> IssueReport {
    match d.command().1 {
        Command::IssueReport(said) => said,
        other => panic!("{other:?}"),
    }
}

fn copied(d: &Driver) -> &str {
    let copy = d.effects.iter().rev().find_map(|e| if let Effect::Copy(text) = e { Some(text.as_str()) } else { None });
    copy.expect("nothing was copied")
}

#[test]
fn a_key_each_shows_what_would_be_issued_now() {
    for (key, kind) in [("f5", ReportKind::Sitrep), ("f6", ReportKind::Brief), ("f7", ReportKind::Handover)] {
        let mut d = full(room_app());
        d.keys(key);
        assert!(view(&d).draft.is_none() && matches!(d.asks().last(), Some(Ask::Situation { .. })));
        d.answer(Answer::Situation(Some(Box::new(busy()))));
        assert_eq!(view(&d).draft.as_ref().map(|draft| draft.kind), Some(kind));
        assert!(matches!(d.asks().last(), Some(Ask::Issued(IncidentId(1), k, None)) if *k == kind));
        d.keys("f5");
        assert_eq!((view(&d).kind, d.app.layers.len()), (ReportKind::Sitrep, 1), "one takes the place of another");
        d.keys("esc");
        assert!(d.app.layers.is_empty());
    }
}

#[test]
fn what_only_a_person_can_say_is_asked_and_the_text_is_theirs() {
    let mut d = sitrep();
    d.now.room = busy().figures.at;
    d.keys("e ctrl-d");
    let left: Vec<String> = blanks(&sent(&d).text).map(str::to_owned).collect();
    assert_eq!(left.len(), 2, "the room refuses what is left blank");
    d.refused("refuse-report-blank");
    assert!(d.form().error.is_some());
    let next = sent(&d).figures.unwrap().next.expect("a next one");
    d.now.room = d.now.room.plus(10 * MINUTE);
    d.keys("m").types("the lab result").keys("tab ctrl-x ctrl-d");
    let said = sent(&d);
    let later = said.figures.as_ref().and_then(|figures| figures.next);
    assert_eq!(later, Some(next.plus(10 * MINUTE)), "its clock starts when it is issued");
    assert!(said.text.contains("CONFIDENCE") && said.text.contains("medium; would change with: the lab result"));
    assert_eq!((said.kind, said.lang, said.twin_of), (ReportKind::Sitrep, Lang::En, None));
    let figures = said.figures.clone().unwrap();
    assert_eq!((figures.head, figures.per_hour), (EventSeq(812), Some(288)), "those that the person saw");
    let text = clean(&said.text);
    let (incident, kind, lang) = (said.incident, said.kind, said.lang);
    d.decided(Event::ReportIssued { incident, kind, number: 4, lang, text, figures });
    assert!(d.notice().contains("#4 issued"), "{}", d.notice());
    let kind = ReportKind::Sitrep;
    d.answer(Answer::Issued(IncidentId(1), kind, vec![issued(kind, 4, Lang::En, "SITUATION  fourth")]));
    assert_eq!(view(&d).number, Some(4), "what was issued is what is shown");
    d.keys("e");
    assert!(matches!(d.app.layers.last(), Some(Layer::Report(_))), "and nobody edits it");
    assert!(d.notice().contains("not changed"), "{}", d.notice());
}

/// Another text stands in the form.
fn retype(d: &mut Driver, text: &str) {
    let Some(Layer::Form(form)) = d.app.layers.last_mut() else { panic!("no form is open") };
    let area =
        form.fields.iter_mut().find_map(|f| if let Input::Area(editor) = &mut f.input { Some(editor) } else { None });
    assert!(area.expect("no text").replace_all(text));
}

/// The room as it went on while somebody wrote: more is said, and a fact was found.
fn later() -> Answer {
    let mut of = busy();
    (of.figures.per_hour, of.figures.head) = (Some(410), EventSeq(840));
    of.facts[0].state.en = "Batch A13 is withdrawn too".into();
    Answer::Situation(Some(Box::new(of)))
}

#[test]
fn a_report_that_was_edited_while_the_room_went_on_shows_what_is_new_once_and_keeps_the_words() {
    let mut d = sitrep();
    d.keys("e h tab").types("the lab result");
    let own = d.form().text("text").replace("288", "nearly 300");
    retype(&mut d, &format!("ORIGIN  a post of 14:02\n{own}"));
    d.answer(later()).keys("ctrl-d");
    assert_eq!(d.decides(), 0, "first it is asked about");
    let shown = d.form().intro.join("\n");
    assert!(shown.contains("Batch A13 is withdrawn too"), "{shown}");
    assert!(!shown.contains("now 410"), "figures move by themselves, in a flood without end: {shown}");
    assert!(d.form().error.as_deref().is_some_and(|said| said.contains("gone on")), "{:?}", d.form().error);
    let text = d.form().text("text").to_owned();
    assert!(text.contains("nearly 300") && text.contains("ORIGIN") && text.contains("A13"), "{text}");
    // within a minute it goes as it was shown, and later it is asked about again where the room went on
    let after = || {
        let mut of = busy();
        of.facts[0].state.en = "Batch A14 is withdrawn too".into();
        Answer::Situation(Some(Box::new(of)))
    };
    d.now.real = d.now.real.plus(2 * MINUTE);
    d.answer(after()).keys("ctrl-d");
    assert_eq!(d.decides(), 0, "nothing goes out unseen");
    assert!(d.form().text("text").contains("A14"), "{} {:?}", d.form().text("text"), d.form().intro);
    d.answer(later()).keys("ctrl-d");
    let said = sent(&d);
    assert!(said.text.contains("nearly 300") && said.text.contains("A14"), "{}", said.text);
    assert_eq!(said.figures.map(|figures| figures.head), Some(EventSeq(840)), "those that were shown last");
}

#[test]
fn figures_of_a_report_that_nobody_touched_are_those_of_when_it_is_issued() {
    let mut d = sitrep();
    d.keys("e h tab").types("the lab result");
    let mut of = busy();
    of.figures.per_hour = Some(410);
    d.answer(Answer::Situation(Some(Box::new(of)))).keys("ctrl-d");
    let said = sent(&d);
    assert!(said.text.contains("now 410") && !said.text.contains("now 288"), "{}", said.text);
    assert_eq!(said.figures.and_then(|figures| figures.per_hour), Some(410));
}

#[test]
fn words_of_a_report_that_were_left_are_asked_about_when_the_room_went_on() {
    let mut d = sitrep();
    d.keys("e");
    let own = d.form().text("text").replace("288", "nearly 300");
    retype(&mut d, &own);
    d.keys("esc").answer(later()).keys("e h tab").types("the lab result").keys("ctrl-d");
    assert_eq!(d.decides(), 0);
    assert!(d.form().intro.join("\n").contains("Batch A13"), "{:?}", d.form().intro);
    assert!(d.form().text("text").contains("A13"), "what was left as it was made is made anew");
    d.keys("ctrl-d");
    assert!(sent(&d).text.contains("nearly 300"));
}

#[test]
fn that_another_was_issued_while_one_wrote_is_said_before_one_more_is() {
    let mut d = sitrep();
    d.keys("e h tab").types("the lab result");
    let kind = ReportKind::Sitrep;
    let mut of = busy();
    of.last[0].as_mut().unwrap().number = 4;
    d.answer(Answer::Situation(Some(Box::new(of))));
    d.answer(Answer::Issued(IncidentId(1), kind, vec![issued(kind, 4, Lang::En, "SITUATION  fourth")]));
    d.keys("ctrl-d");
    assert!(d.decides() == 0 && d.form().intro[0].contains("#4 was issued in between"), "{:?}", d.form().intro);
    d.keys("ctrl-d");
    assert!(sent(&d).text.contains("since #4"), "{}", sent(&d).text);
}

#[test]
fn those_that_were_issued_are_turned_through_and_copied_masked_where_others_look() {
    let mut d = sitrep();
    d.keys("right left");
    assert_eq!(view(&d).number, Some(3));
    d.keys("y");
    assert!(copied(&d).starts_with("SITREP #3\n") && copied(&d).contains("@marta.example"), "{}", copied(&d));
    d.app.audience = Audience::Shared;
    d.keys("y");
    assert!(!copied(&d).contains("marta") && copied(&d).contains("third"), "{}", copied(&d));
    d.keys("left left left");
    assert_eq!(view(&d).number, Some(2), "there is none before");
    d.keys("right right");
    assert_eq!(view(&d).number, None);
    d.keys("y");
    assert!(copied(&d).starts_with("SITREP (draft)"), "{}", copied(&d));
}

#[test]
fn a_drill_says_so_first_once_in_what_is_copied_and_exported() {
    let mut d = full(drill_app());
    d.keys("f5").answer(Answer::Situation(Some(Box::new(busy())))).keys("y");
    assert!(copied(&d).starts_with("DRILL / SIMULACRO\nSITREP"), "{}", copied(&d));
    assert_eq!(copied(&d).matches("SIMULACRO").count(), 1);
    for (keys, end, mark) in [("h", "html", "<p class=\"drill\">"), ("m", "md", "**DRILL"), ("p", "txt", "DRILL")] {
        d.keys("x").keys(keys).keys("ctrl-d");
        let Some(Effect::Export { name, text }) = d.effects.last() else { panic!("{:?}", d.effects.last()) };
        assert_eq!(*name, format!("INC1-sitrep-draft.en.{end}"));
        assert!(text.contains(&format!("{mark} / SIMULACRO").replace("> /", ">DRILL /")), "{text}");
        assert!(matches!(d.app.layers.last(), Some(Layer::Report(_))));
    }
    d.send(Msg::Exported(Ok("acme.room.reports/x.html".into())));
    assert!(d.notice().contains("x.html"));
    d.send(Msg::Exported(Err("full".into())));
    assert!(d.notice().contains("full"));
}

#[test]
fn the_other_language_is_made_and_of_an_issued_one_written_under_the_same_number() {
    let mut d = sitrep();
    d.keys("l");
    assert!(view(&d).draft.as_ref().unwrap().text.starts_with("SITUACIÓN"));
    d.keys("left");
    assert_eq!((view(&d).number, view(&d).shown()), (Some(3), None));
    d.keys("y");
    assert!(d.notice().contains("not issued in that language"), "{}", d.notice());
    d.keys("esc e");
    let area = d.form().text("text").to_owned();
    assert_eq!(area, "SITUACIÓN  third, ask @marta.example", "its words, to be translated under our labels");
    assert!(d.form().title.contains("#3") && d.form().title.contains("ES"), "{}", d.form().title);
    d.keys("ctrl-d");
    let said = sent(&d);
    assert_eq!((said.twin_of, said.lang, said.figures), (Some(3), Lang::Es, Some(Box::new(busy().figures))));
    d.keys("esc left");
    assert_eq!(view(&d).shown().map(|r| r.reported.number), Some(2), "the twin of number 2 is there");
}

#[test]
fn without_an_incident_nothing_is_issued_and_the_screen_says_why() {
    let mut d = full(room_app());
    d.keys("f5").answer(Answer::Situation(None));
    for key in ["e", "y", "x"] {
        d.keys(key);
        assert!(d.notice().contains("No incident"), "{key}: {}", d.notice());
        assert!(matches!(d.app.layers.last(), Some(Layer::Report(_))));
        d.keys("esc");
    }
    assert_eq!(d.decides(), 0);
    d.app.room.as_mut().unwrap().readonly = true;
    let mut d = sitrep();
    d.app.room.as_mut().unwrap().readonly = true;
    d.keys("e");
    assert!(matches!(d.app.layers.last(), Some(Layer::Report(_))), "who only watches issues nothing");
}
