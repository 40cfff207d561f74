//! Words typed into a form that is left: they are kept, stand there again, and go with what is sent.

use super::fixtures::*;
use crate::app::effect::Effect;
use crate::app::layers::Layer;
use crate::app::msg::{Denial, Msg};
use crate::domain::event::Event;
use crate::domain::ids::MentionId;
use crate::domain::private::Private;
use crate::domain::room::Refusal;
use crate::rows::{Answer, Ask};

fn kept(effects: &[Effect]) -> Option<&str> {
    effects.iter().rev().find_map(|e| if let Effect::KeepWords { text, .. } = e { Some(text.as_str()) } else { None })
}

#[test]
fn words_of_a_form_that_was_left_stand_there_again_until_they_are_sent() {
    let mut d = full(room_app());
    d.keys("N").types("Legal called back").keys("esc");
    assert!(kept(&d.effects).is_some_and(|text| text.contains("Legal called back")), "also for the next time");
    assert!(d.notice().contains("kept"), "{}", d.notice());
    d.keys("N");
    assert_eq!(d.form().text("text"), "Legal called back");
    assert!(d.form().intro.iter().any(|line| line.contains("from before")), "and it says so");
    d.keys("ctrl-d");
    assert!(d.command().1.name().contains("entry"));
    d.decided(crate::domain::event::Event::ResponseReleased { response: crate::domain::ids::ResponseId(1) });
    assert_eq!(kept(&d.effects), Some(""), "what was sent is done with");
    d.keys("N");
    assert_eq!(d.form().text("text"), "");
    d.keys("esc");
    assert_eq!(kept(&d.effects), Some(""), "nothing typed, nothing kept");
}

#[test]
fn who_quits_over_a_form_finds_the_words_the_next_time() {
    let mut d = full(room_app());
    d.keys("N").types("half a thought").keys("ctrl-c");
    assert!(d.form().intro[0].contains("offered back"), "{:?}", d.form().intro);
    d.keys("ctrl-c");
    assert!(d.effects.contains(&Effect::Quit));
    let text = kept(&d.effects).unwrap().to_owned();
    let mut ended = full(room_app());
    ended.keys("N").types("half a thought").send(Msg::Ending);
    assert_eq!(kept(&ended.effects), Some(text.as_str()), "a terminal that goes away takes no word either");
    let mut next = full(room_app());
    next.send(Msg::WordsLeft(text)).keys("N");
    assert_eq!(next.form().text("text"), "half a thought");
}

#[test]
fn what_is_searched_for_is_no_word_to_keep_and_each_mention_has_its_own() {
    let mut d = full(room_app());
    d.keys("/").types("batch").keys("esc");
    assert_eq!(kept(&d.effects), None);
    let mut d = full(room_app());
    d.keys("s tab tab").types("he asked for it").keys("esc j s");
    assert_eq!(d.form().text("reason"), "", "another mention");
    d.keys("esc k s");
    assert_eq!(d.form().text("reason"), "he asked for it");
}

#[test]
fn words_typed_outside_a_room_come_back_in_the_same_run_until_what_they_began_is_there() {
    let mut app = crate::app::App::new(crate::domain::room::Lang::En, room_app().keymap, (80, 24));
    app.now = room_app().now;
    let mut d = Driver::new(app);
    let name = |d: &Driver| d.form().text("name").to_owned();
    d.keys("c").types("Acme").keys("esc");
    assert!(d.notice().contains("kept"), "{}", d.notice());
    d.keys("i").types("a.csv").keys("esc c");
    assert_eq!(name(&d), "Acme");
    d.keys("tab").types("acme").keys("ctrl-d").send(Msg::OpenFailed("no room left".into())).keys("esc c");
    assert_eq!((name(&d).as_str(), d.form().text("keywords")), ("Acme", "acme"), "it failed");
    d.keys("ctrl-d");
    let opened =
        |path: &str| Msg::RoomOpened { settings: Box::new(settings()), path: path.into(), me: ana(), readonly: false };
    d.send(opened("a")).send(Msg::WordsLeft(String::new())).keys(":").types("other").keys("enter c");
    assert_eq!(name(&d), "", "the room is there");
    d.keys("esc i");
    assert_eq!(d.form().text("path"), "a.csv", "what was not sent goes along into a room");
    d.keys("esc");
    assert_eq!(kept(&d.effects), None, "and is none of its words");
}

#[test]
fn what_was_said_of_a_file_that_was_moved_away_goes_once_it_is_back() {
    let moved = || Refusal::new("store-moved").with("file", "acme.room").with("now", "b.room");
    let mut d = full(room_app());
    d.keys("N").types("half a thought").keys("ctrl-d");
    let ticket = d.command().0;
    let why = d.app.words.refusal(&moved());
    d.send(Msg::Strayed(Some(Box::new(moved())))).send(Msg::Decided(ticket, Err(Denial::Failed(why))));
    assert!(d.notice().contains("b.room") && d.form().error.is_some(), "{}", d.notice());
    d.app.size = (80, 24);
    let long = moved().with("file", "/home/ana/.local/share/gabinete/rooms/acme.room");
    d.send(Msg::Strayed(Some(Box::new(long))));
    let lines = crate::app::geometry::geometry(&d.app).notice.map_or(0, |at| usize::from(at.h));
    assert!(d.notice().chars().count() < lines * 64, "read whole: {lines} {}", d.notice());
    d.send(Msg::Strayed(None));
    assert_eq!((d.notice().as_str(), &d.form().error), ("", &None));
    assert_eq!(d.form().text("text"), "half a thought");
}

#[test]
fn a_mention_that_is_here_already_is_shown_instead_of_a_word_that_it_came_in() {
    let mut d = full(room_app());
    d.send(Msg::Known(MentionId(3)));
    assert!(matches!(d.app.layers.last(), Some(Layer::Mention(view)) if view.id == MentionId(3)));
    assert!(d.notice().contains("here already"), "{}", d.notice());
}

#[test]
fn words_of_an_erased_mention_that_were_typed_into_a_form_are_not_offered_again() {
    let mut d = full(room_app());
    d.keys("N").types("My kid got sick after eating it").keys("esc");
    d.keys("s tab tab").types("ask the lab first").keys("esc");
    d.keys("c").decided(Event::MentionErased {
        mention: MentionId(1),
        reason: clean("asked"),
        blanked: vec![],
        files: 0,
    });
    d.keys("N");
    assert_eq!(d.form().text("text"), "");
    d.keys("esc s");
    assert_eq!(d.form().text("reason"), "ask the lab first", "other words stay");
}

#[test]
fn words_that_were_erased_elsewhere_go_out_of_the_form_that_is_open_and_are_not_offered() {
    let mut d = full(room_app());
    d.keys("N").send(Msg::Pasted("My kid got sick".into()));
    let text = kept(&d.effects).unwrap().to_owned();
    assert!(text.contains("My kid got sick"), "what is pasted is kept at once, so that an erasure finds it");
    d.types(" again").send(Msg::RoomChanged);
    assert!(d.asks().iter().any(|ask| matches!(ask, crate::rows::Ask::Words(who) if who == "Ana")));
    let dots = text.replace("My kid got sick", "•••");
    d.answer(Answer::Words(dots.clone()));
    assert_eq!(d.form().text("text"), "");
    assert!(d.notice().contains("erased"), "{}", d.notice());
    d.types("Call legal").keys("esc esc");
    assert!(!kept(&d.effects).unwrap().contains("sick"));
    let mut next = full(room_app());
    next.send(Msg::WordsLeft(dots)).keys("N");
    assert_eq!(next.form().text("text"), "");
    assert!(!next.form().intro.iter().any(|line| line.contains("from before")), "nothing came back");
}

/// Nobody typed them, and yet they stand there: where a fact was said, what an entry says so far.
#[test]
fn what_a_form_began_with_goes_out_of_it_when_it_is_erased_elsewhere_and_is_never_offered() {
    let mut d = full(room_app());
    d.answer(Answer::Mention(MentionId(1), Some(Box::new(mention_detail(1)))));
    let link = "https://bsky.app/profile/marta/post/1";
    d.keys(":").types("fact-from-mention").keys("enter");
    assert_eq!(d.form().text("source"), link);
    let text = kept(&d.effects).unwrap().to_owned();
    assert!(text.contains(link), "it is kept as soon as it stands there: {text}");
    d.send(Msg::WordsKept).send(Msg::RoomChanged);
    assert!(d.asks().iter().any(|ask| matches!(ask, Ask::Words(who) if who == "Ana")));
    d.answer(Answer::Words(text.replace(link, "•••")));
    assert_eq!(d.form().text("source"), "");
    assert!(d.notice().contains("erased"), "{}", d.notice());
    d.effects.clear();
    d.keys("esc esc");
    assert!(!kept(&d.effects).unwrap_or_default().contains("bsky.app"), "{:?}", d.effects);
    let mut d = full(room_app());
    d.keys("4 j E");
    let said = |d: &Driver| d.form().intro.join("\n");
    assert!(said(&d).contains("two") && d.form().text("text") == "two", "{}", said(&d));
    let text = kept(&d.effects).unwrap().to_owned();
    d.answer(Answer::Words(text.replace("two", "•••")));
    assert!(!said(&d).contains("two") && d.form().text("text").is_empty(), "{}", said(&d));
    // a form that was left as it stood leaves nothing behind, nor does one that was open in a crash
    let mut d = full(room_app());
    d.keys("4 j E esc");
    assert_eq!((kept(&d.effects), d.notice().as_str()), (Some(""), ""));
    let mut next = full(room_app());
    next.send(Msg::WordsLeft(text)).keys("4 j E");
    assert!(!said(&next).contains("from before"), "{}", said(&next));
}

#[test]
fn that_words_came_back_is_still_said_once_what_is_measured_is_known() {
    let mut d = full(room_app());
    d.keys("i +").types("Batch A12").keys("esc").keys("i +");
    let said = |d: &Driver| d.form().intro.iter().any(|line| line.contains("from before"));
    assert!(said(&d), "{:?}", d.form().intro);
    d.answer(Answer::Figures(None, Box::default()));
    assert!(said(&d), "{:?}", d.form().intro);
}

#[test]
fn only_forms_that_changed_are_written_again() {
    let mut d = full(room_app());
    let changed = |d: &Driver| -> Vec<String> {
        let last = d.effects.iter().rev().find_map(|e| match e {
            Effect::KeepWords { changed, .. } => Some(changed.clone()),
            _ => None,
        });
        last.unwrap()
    };
    d.keys("N").types("Legal called back").keys("esc");
    let note = changed(&d);
    d.keys("+").types("somebody wrote").keys("esc");
    assert!(note.len() == 1 && changed(&d).len() == 1 && changed(&d) != note, "the note stands as it stood");
    d.keys("N ctrl-d").decided(Event::ResponseReleased { response: crate::domain::ids::ResponseId(1) });
    assert_eq!(changed(&d), note, "and goes alone once it is sent");
}

#[test]
fn words_of_a_report_stay_when_another_is_issued_in_between_and_it_says_so() {
    use super::reports::issued;
    use crate::domain::report::ReportKind;
    use crate::domain::room::Lang;
    use crate::report::tests::busy;
    let there = |d: &mut Driver, last| {
        let mut of = busy();
        of.last[0].as_mut().unwrap().number = last;
        let all = (1..=last).rev().map(|n| issued(ReportKind::Sitrep, n, Lang::En, "SITUATION  x")).collect();
        d.answer(Answer::Situation(Some(Box::new(of))));
        d.answer(Answer::Issued(crate::domain::ids::IncidentId(1), ReportKind::Sitrep, all));
    };
    let mut d = full(room_app());
    d.keys("f5");
    there(&mut d, 3);
    d.keys("e tab").types("the lab result").keys("tab").types("OURS ").keys("ctrl-d");
    d.refused("refuse-report-meanwhile");
    assert!(d.form().error.is_some());
    d.keys("esc");
    there(&mut d, 4);
    d.keys("e");
    assert!(d.form().text("text").starts_with("OURS "), "{}", d.form().text("text"));
    assert_eq!(d.form().text("change"), "the lab result");
    let intro = d.form().intro.join("\n");
    assert!(intro.contains("#4 was issued in between (Ana") && intro.contains("since #4"), "{intro}");
    let mut d = full(room_app());
    d.keys("f5");
    there(&mut d, 3);
    d.keys("e tab").types("the lab result").keys("esc e");
    assert!(!d.form().intro.join("\n").contains("in between"), "nothing came between");
}

/// Words typed by hand are found by an erasure like those that were pasted: each is kept, one writing at a time.
#[test]
fn words_typed_by_hand_are_kept_as_they_are_typed_and_go_out_of_the_open_form() {
    let mut d = full(room_app());
    d.keys("+").types("My kid got sick");
    let writings = |d: &Driver| d.effects.iter().filter(|e| matches!(e, Effect::KeepWords { .. })).count();
    assert_eq!(writings(&d), 1, "one at a time");
    d.send(Msg::WordsKept);
    let text = kept(&d.effects).unwrap().to_owned();
    assert!(text.contains("My kid got sick"), "then the newest words: {text}");
    d.send(Msg::WordsKept).keys("enter").types("Call legal").send(Msg::WordsKept);
    let text = kept(&d.effects).unwrap().to_owned();
    d.send(Msg::RoomChanged).answer(Answer::Words(text.replace("My kid got sick", "•••")));
    assert_eq!(d.form().text("text"), "Call legal", "what has nothing of it stays");
    d.effects.clear();
    d.send(Msg::WordsKept);
    assert!(!kept(&d.effects).is_some_and(|text| text.contains("sick")), "{:?}", d.effects);
}

fn erased(id: i64) -> Answer {
    let mut detail = mention_detail(id);
    let gone = Private::prose(clean(""));
    (detail.row.erased, detail.row.text, detail.text) = (true, gone.clone(), gone);
    Answer::Mention(MentionId(id), Some(Box::new(detail)))
}

#[test]
fn a_form_that_shows_words_reads_them_anew_and_shows_them_no_longer_once_they_are_erased() {
    for key in ["d", "s", "enter E"] {
        let mut d = full(room_app());
        d.answer(Answer::Mention(MentionId(1), Some(Box::new(mention_detail(1))))).keys(key);
        let said = d.form().intro.join("\n");
        assert!(said.contains("My kid"), "{key}: {said}");
        d.send(Msg::RoomChanged);
        assert!(d.asks().iter().any(|ask| matches!(ask, Ask::Mention(MentionId(1)))), "{key}");
        d.answer(erased(1));
        let said = [d.form().intro.clone(), d.form().warned.clone()].concat().join("\n");
        assert!(!said.contains("My kid") && said.contains("erased on request"), "{key}: {said}");
        assert_eq!(said.contains("erased before"), key == "enter E", "{key}: {said}");
    }
}

/// What a shared screen hides is kept as well: an erasure elsewhere is to find it, and leaving is to lose nothing.
#[test]
fn hidden_words_are_kept_and_what_was_chosen_stands_beside_the_words() {
    let mut d = full(room_app());
    d.keys("enter H").types("A mother of two").keys("esc");
    assert!(kept(&d.effects).is_some_and(|text| text.contains("A mother of two")));
    d.keys("H");
    assert_eq!(d.form().text("note"), "A mother of two");
    let mut d = full(room_app());
    d.keys("N shift-tab c").types("Rosa called").keys("esc");
    assert!(!kept(&d.effects).unwrap().contains("ontact"), "the choice is no word");
    let text = kept(&d.effects).unwrap().to_owned();
    let mut next = full(room_app());
    next.send(Msg::WordsLeft(text)).keys("N ctrl-d");
    let (_, command) = next.command();
    assert!(matches!(command, crate::domain::command::Command::AddEntry(ref e) if e.private), "{command:?}");
    let mut d = full(room_app());
    d.keys("d tab tab esc d");
    assert!(kept(&d.effects).is_none_or(str::is_empty), "a choice alone is not kept");
}
