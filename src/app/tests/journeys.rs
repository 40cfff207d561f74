//! What people do, key by key, and what the room is asked for.

use super::fixtures::*;
use crate::app::effect::Effect;
use crate::app::form::Purpose;
use crate::app::keymap::Key;
use crate::app::layers::Layer;
use crate::app::msg::{Copied, Denial, Msg};
use crate::app::notices::Level;
use crate::domain::command::{Command, Decided};
use crate::domain::event::Event;
use crate::domain::ids::*;
use crate::domain::incident::DeclareIncident;
use crate::domain::incident::Severity;
use crate::domain::mention::Disposition;
use crate::domain::private::Private;
use crate::domain::response::{ResponseKind, ResponseState};
use crate::domain::room::{Lang, Refusal};
use crate::domain::task::{AddTask, MoveTask, TaskStatus};
use crate::domain::time::{HOUR, MINUTE};
use crate::domain::timeline::AddEntry;
use crate::domain::timeline::EntryKind;
use crate::rows::{Answer, Ask, JournalText, Pulse, ResponseRow, TaskRow};

#[test]
fn marked_mentions_are_decided_on_with_a_letter_and_a_reason() {
    let mut d = full(room_app());
    d.keys("space space v j j v d e");
    assert_eq!(d.form().purpose, Purpose::Dispose((1..=5).map(MentionId).collect()));
    assert_eq!(d.form().at, 1, "a letter of its own goes on to the reason");
    d.types("lot numbers").keys("enter");
    let expected = Command::Dispose {
        mentions: (1..=5).map(MentionId).collect(),
        disposition: Disposition::Verify,
        reason: "lot numbers".into(),
        seen: Some(EventSeq(1)),
    };
    assert_eq!(d.command().1, expected);
    assert!(d.form().waiting.is_some(), "the form stays until it is decided");
    d.decided(Event::MentionsDisposed {
        disposition: Disposition::Verify,
        reason: clean("lot numbers"),
        rows: was(1..=5),
    });
    assert!(d.app.layers.is_empty() && d.app.mentions.marks.is_empty());
    assert_eq!(d.notice(), "Decided on 5: verify · Ctrl-Z undoes");
    d.keys("=");
    // They have left the list: a hasty key acts on the next one, not once more on the last of them.
    let again = Command::Dispose {
        mentions: vec![MentionId(6)],
        disposition: Disposition::Verify,
        reason: "lot numbers".into(),
        seen: Some(EventSeq(1)),
    };
    assert_eq!(d.command().1, again);
    d.keys("ctrl-z");
    assert_eq!(d.command().1, Command::Undo { decision: None });
}

#[test]
fn marks_are_decided_on_as_they_were_when_they_were_set() {
    let mut d = full(room_app());
    let goes_on = |d: &mut Driver, seq| {
        let pulse = Pulse { head: Some(EventSeq(seq)), ..d.app.pulse.clone() };
        d.answer(Answer::Pulse(Box::new(pulse))).mentions(1..=9);
    };
    d.keys("space space");
    goes_on(&mut d, 4);
    d.keys("d e");
    d.types("so").keys("enter");
    assert_eq!(d.command().1.seen(), Some(EventSeq(1)), "another may have decided on a marked one since");
    d.refused("refuse-changed-by-others").keys("esc");
    assert!(d.app.mentions.marks.is_empty(), "they left the list: no key means them unseen");
    d.keys("d e").types("so").keys("enter");
    let (_, command) = d.command();
    assert_eq!((command.mentions().len(), command.seen()), (1, Some(EventSeq(4))), "the row in sight");
    d.decided(Event::MentionsDisposed { disposition: Disposition::Verify, reason: clean("so"), rows: was(3..=3) });
    d.keys("space");
    goes_on(&mut d, 6);
    d.keys("c");
    assert_eq!(d.command().1.seen(), Some(EventSeq(4)));
}

#[test]
fn marks_stay_as_they_were_seen_when_a_refusal_is_about_another_mention() {
    let mut d = full(room_app());
    d.keys("space space");
    let pulse = Pulse { head: Some(EventSeq(4)), ..d.app.pulse.clone() };
    d.answer(Answer::Pulse(Box::new(pulse))).mentions(1..=9);
    d.keys("enter d e");
    d.types("so").keys("enter");
    assert_eq!(d.command().1.seen(), Some(EventSeq(4)), "of the opened one");
    d.refused("refuse-changed-by-others").keys("esc esc c");
    let command = d.command().1;
    assert_eq!((command.mentions().len(), command.seen()), (2, Some(EventSeq(1))));
}

#[test]
fn a_decision_says_what_the_person_had_seen() {
    let mut d = full(room_app());
    let at = |d: &mut Driver, seq| {
        let pulse = Pulse { head: Some(EventSeq(seq)), ..d.app.pulse.clone() };
        d.answer(Answer::Pulse(Box::new(pulse)));
    };
    at(&mut d, 3);
    d.keys("c");
    assert_eq!(d.command().1.seen(), Some(EventSeq(1)), "the figures are newer than the rows that are acted on");
    let at = |d: &mut Driver, seq| {
        at(d, seq);
        d.mentions(1..=50);
    };
    for keys in ["d j", "s", "o"] {
        at(&mut d, 5);
        d.keys(keys);
        at(&mut d, 8);
        d.keys("ctrl-d");
        assert_eq!(d.command().1.seen(), Some(EventSeq(5)), "{keys}: as it was when the form was opened");
        d.refused("refuse-changed-by-others");
        assert!(d.form().error.as_deref().is_some_and(|e| e.contains("meanwhile")));
        d.keys("esc");
    }
    d.keys("c");
    assert_eq!(d.command().1.seen(), Some(EventSeq(8)), "a single key acts on what is on the screen");
    d.app.last = Some((Disposition::Verify, String::new()));
    d.keys("=");
    assert_eq!(d.command().1.seen(), Some(EventSeq(8)));
    let ticket = d.command().0;
    let event = Event::MentionsDisposed { disposition: Disposition::Verify, reason: clean(""), rows: was(2..=2) };
    let (decision, skipped) = (DecisionId(9), vec![MentionId(1)]);
    let decided = Decided { decision, events: vec![(EventSeq(9), event)], skipped, repeated: false };
    d.send(Msg::Decided(ticket, Ok(decided)));
    assert!(d.notice().contains("1 was left alone: changed meanwhile"), "{}", d.notice());
}

#[test]
fn a_refusal_stands_in_the_form_with_what_was_typed() {
    let mut d = full(room_app());
    d.keys("d f enter");
    assert!(d.form().error.as_deref().is_some_and(|e| e.contains("Write why")), "escalating needs a reason");
    assert_eq!(d.decides(), 0);
    d.types("press").keys("enter").refused("refuse-no-mention");
    let form = d.form();
    assert_eq!((form.text("reason"), form.waiting), ("press", None));
    assert!(form.error.as_deref().is_some_and(|e| e.contains("None of these")));
    d.keys("esc");
    assert!(d.app.layers.is_empty());
}

#[test]
fn a_refusal_without_a_form_stays_until_it_is_dismissed() {
    let mut d = full(room_app());
    d.keys("c").refused("refuse-same-owner").keys("j j k");
    assert_eq!(d.app.notices.shown().map(|n| n.level), Some(Level::Error));
    d.keys("esc");
    assert!(d.app.notices.shown().is_none());
}

#[test]
fn a_snooze_lasts_as_chosen_or_until_a_time() {
    let mut d = full(room_app());
    d.keys("s c enter enter enter");
    assert_eq!(
        d.command().1,
        Command::Snooze {
            mentions: vec![MentionId(1)],
            until: NOW.plus(HOUR),
            reason: String::new(),
            seen: Some(EventSeq(1))
        }
    );
    let mut d = full(room_app());
    d.keys("s e").types("18:00").keys("ctrl-d");
    let Command::Snooze { until, .. } = d.command().1 else { panic!() };
    assert_eq!(d.app.local(until), "18:00");
    let mut d = full(room_app());
    d.keys("s e").types("later").keys("ctrl-d");
    assert!(d.form().error.is_some() && d.decides() == 0);
    // what is a time is not said to be none
    let mut d = full(room_app());
    d.keys("s e").types("2099-01-01 10:00").keys("ctrl-d");
    assert!(d.form().error.as_deref().is_some_and(|said| said.contains("more than a year")), "{:?}", d.form().error);
}

#[test]
fn what_another_works_on_is_taken_over_by_asking_twice() {
    let mut d = full(room_app());
    d.app.mentions.window.rows[0].attention.owner = Some(clean("Leo"));
    d.app.mentions.window.rows[0].attention.owner_since = Some(d.app.now.room.plus(-12 * 60_000));
    d.keys("c");
    assert_eq!(d.decides(), 0);
    let said = &d.app.notices.shown().unwrap().text;
    assert!(said.contains("Leo") && said.contains("12 minutes"), "{said}");
    d.keys("c");
    let taken = Command::Claim { mentions: vec![MentionId(1)], owner: Some("Ana".into()), seen: Some(EventSeq(1)) };
    assert_eq!(d.command().1, taken);
}

#[test]
fn who_asks_twice_answers_beside_whoever_answers_already() {
    let beside = |command: Command| match command {
        Command::OpenResponse { beside, .. } => beside,
        other => panic!("{other:?}"),
    };
    let mut d = full(room_app());
    d.keys("r");
    assert_eq!(beside(d.command().1), []);
    let busy = || Refusal::new("refuse-being-answered").with("name", "Leo").with("response", 7i64);
    let ticket = d.command().0;
    d.send(Msg::Decided(ticket, Err(Denial::Refused(busy()))));
    d.keys("r");
    assert_eq!(beside(d.command().1), [ResponseId(7)]);
    // the same through the form; another mention is another matter
    let mut d = full(room_app());
    d.keys("R ctrl-d");
    let ticket = d.command().0;
    d.send(Msg::Decided(ticket, Err(Denial::Refused(busy()))));
    d.keys("ctrl-d");
    assert_eq!(beside(d.command().1), [ResponseId(7)]);
}

#[test]
fn who_answers_already_goes_on_with_that_answer_and_asking_twice_begins_another() {
    let mut d = full(room_app());
    d.keys("r");
    let ticket = d.command().0;
    let busy = Refusal::new("refuse-answered-by-you").with("name", "Ana").with("response", 1i64);
    d.send(Msg::Decided(ticket, Err(Denial::Refused(busy))));
    assert!(d.notice().contains("already"), "{}", d.notice());
    assert!(d.asks().iter().any(|ask| matches!(ask, Ask::Response(ResponseId(1), _))), "the text is read and opened");
    d.keys("r");
    assert!(matches!(d.command().1, Command::OpenResponse { beside, .. } if beside == [ResponseId(1)]));
}

#[test]
fn an_answer_that_was_looked_at_and_left_is_not_begun_twice() {
    let mut d = full(room_app());
    d.keys("r");
    for _ in 0..2 {
        let (ticket, command) = d.command();
        assert!(matches!(command, Command::OpenResponse { beside, .. } if beside.is_empty()));
        let busy = Refusal::new("refuse-answered-by-you").with("name", "Ana").with("response", 1i64);
        d.send(Msg::Decided(ticket, Err(Denial::Refused(busy))));
        let draft = response_detail(1, ResponseState::Draft);
        d.answer(Answer::Response(ResponseId(1), Some(Box::new(draft))));
        assert!(matches!(d.app.layers.last(), Some(Layer::Compose(_))), "{:?}", d.app.layers.last());
        d.keys("esc");
        d.effects.clear();
        d.keys("r");
    }
    assert!(matches!(d.command().1, Command::OpenResponse { beside, .. } if beside.is_empty()), "no second one");
}

#[test]
fn who_asks_twice_answers_whom_another_has_taken_on() {
    let owners = |command: Command| match command {
        Command::OpenResponse { owners, .. } => owners,
        other => panic!("{other:?}"),
    };
    for keys in ["r", "R ctrl-d"] {
        let mut d = full(room_app());
        d.keys(keys);
        let (ticket, first) = d.command();
        assert_eq!(owners(first), [] as [&str; 0], "{keys}");
        let taken = Refusal::new("refuse-taken-on").with("owner", "Mia").with("n", 3i64);
        d.send(Msg::Decided(ticket, Err(Denial::Refused(taken))));
        d.keys(keys.rsplit(' ').next().unwrap());
        assert_eq!(owners(d.command().1), ["Mia"], "{keys}");
    }
}

#[test]
fn claiming_again_lets_go_and_settling_says_how() {
    let mut d = full(room_app());
    d.keys("c");
    assert_eq!(
        d.command().1,
        Command::Claim { mentions: vec![MentionId(1)], owner: Some("Ana".into()), seen: Some(EventSeq(1)) }
    );
    d.app.mentions.window.rows[0].attention.owner = Some(clean("Ana"));
    d.keys("c");
    assert_eq!(d.command().1, Command::Claim { mentions: vec![MentionId(1)], owner: None, seen: Some(EventSeq(1)) });
    d.keys("o b").types("lab says no").keys("enter");
    assert_eq!(
        d.command().1,
        Command::Settle { mentions: vec![MentionId(1)], how: "checked: lab says no".into(), seen: Some(EventSeq(1)) }
    );
}

#[test]
fn responding_opens_the_composer_and_every_word_is_kept() {
    let mut d = full(room_app());
    d.keys("r");
    let (_, Command::OpenResponse { channel, lang, answers, title, .. }) = d.command() else { panic!() };
    assert_eq!(title, "", "nothing of a person's words or handle goes into the chain");
    assert_eq!((channel.as_str(), lang, answers), ("bluesky", Lang::Es, vec![MentionId(1)]));
    let opened = Event::ResponseOpened {
        response: ResponseId(7),
        incident: None,
        title: clean("x"),
        kind: ResponseKind::Reply,
        channel: "bluesky".into(),
        lang: Lang::Es,
        answers: vec![MentionId(1)],
        links: Default::default(),
    };
    d.decided(opened).types("Hola");
    let kept: Vec<&str> = d
        .effects
        .iter()
        .filter_map(|e| if let Effect::KeepDraft { text, .. } = e { Some(text.as_str()) } else { None })
        .collect();
    assert_eq!(kept, ["H"], "one writing at a time");
    d.send(Msg::DraftKept(ResponseId(7), NOW));
    let Some(Effect::KeepDraft { text, .. }) = d.effects.iter().rfind(|e| matches!(e, Effect::KeepDraft { .. })) else {
        panic!()
    };
    assert_eq!(text, "Hola", "then the newest words");
    d.types("!").keys("esc");
    let Some(Effect::KeepDraft { text, .. }) = d.effects.iter().rfind(|e| matches!(e, Effect::KeepDraft { .. })) else {
        panic!()
    };
    assert_eq!(text, "Hola!", "leaving keeps what is typed");
    assert!(d.app.layers.is_empty());
}

fn writing(journal: Option<JournalText>) -> Driver {
    let mut d = full(room_app());
    let mut detail = response_detail(3, ResponseState::Draft);
    detail.journal = journal;
    d.keys("2 G e").answer(Answer::Response(ResponseId(3), Some(Box::new(detail))));
    d
}

fn composer(d: &Driver) -> &crate::app::compose::Composer {
    match d.app.layers.last() {
        Some(Layer::Compose(c)) => c,
        other => panic!("no composer but {other:?}"),
    }
}

#[test]
fn words_that_were_erased_meanwhile_go_out_of_the_composer_and_are_not_offered_back() {
    let kept = |text: &str| Some(JournalText { text: text.into(), at: NOW, rev: 4 });
    let mut d = writing(kept("We are sorry.\nMy kid got sick @victimq"));
    d.types("!");
    assert!(composer(&d).proof.iter().any(|p| format!("{p:?}").contains("victimq")), "the tone check quotes it");
    let dots = kept("We are sorry.\n•••");
    let mut detail = response_detail(3, ResponseState::Draft);
    detail.journal = kept("We are sorry.\nMy kid got sick @victimq!");
    d.send(Msg::RoomChanged).answer(Answer::Response(ResponseId(3), Some(Box::new(detail.clone()))));
    assert!(composer(&d).editor.text().ends_with("victimq!"), "its own words");
    detail.journal.clone_from(&dots);
    d.send(Msg::RoomChanged).answer(Answer::Response(ResponseId(3), Some(Box::new(detail))));
    assert_eq!(composer(&d).editor.text(), "We are sorry.");
    assert!(d.notice().contains("erased"), "{}", d.notice());
    assert!(composer(&d).proof.iter().all(|p| !format!("{p:?}").contains("victimq")), "nor is it judged any more");
    d.keys("ctrl-z");
    assert_eq!(composer(&d).editor.text(), "We are sorry.", "no undo brings them back");
    assert_eq!(composer(&writing(dots)).editor.text(), "We are sorry.", "nor does it when it is opened again");
    assert_eq!(composer(&writing(kept("•••"))).editor.text(), "We are checking batch A12.");
}

#[test]
fn a_composer_is_headed_by_erased_words_no_longer() {
    let mut d = writing(None);
    let mut detail = response_detail(3, ResponseState::Draft);
    detail.response.title = clean("");
    detail.answers.iter_mut().for_each(|row| (row.erased, row.text) = (true, Private::prose(clean(""))));
    assert!(composer(&d).answering.iter().any(|row| !row.erased) && !composer(&d).title.is_empty());
    d.send(Msg::RoomChanged).answer(Answer::Response(ResponseId(3), Some(Box::new(detail))));
    assert!(composer(&d).answering.iter().all(|row| row.erased) && composer(&d).title.is_empty());
}

#[test]
fn unsent_words_are_offered_back_and_handed_in() {
    let mut d = writing(Some(JournalText { text: "My own words".into(), at: NOW, rev: 4 }));
    assert_eq!(composer(&d).editor.text(), "My own words");
    assert!(d.notice().contains("14:23"), "{}", d.notice());
    d.keys("ctrl-z");
    assert_eq!(composer(&d).editor.text(), "We are checking batch A12.");
    d.keys("ctrl-y ctrl-e ctrl-l ctrl-d");
    let (_, Command::SubmitResponse { response, rev, content, .. }) = d.command() else { panic!() };
    assert_eq!((response, rev), (ResponseId(3), Some(4)));
    assert_eq!((content.text.as_str(), content.lang, content.channel.as_str()), ("My own words", Lang::Es, "mastodon"));
    d.refused("refuse-changed-meanwhile");
    assert!(composer(&d).error.is_some() && composer(&d).waiting.is_none());
    d.keys("ctrl-d").decided(Event::ResponseSubmitted {
        response: ResponseId(3),
        content,
        needs: Vec::new(),
        waived: Vec::new(),
    });
    assert!(d.app.layers.is_empty());
}

#[test]
fn a_text_that_somebody_changed_meanwhile_stands_beside_ones_own() {
    let mut d = writing(None);
    d.types("Mine. ");
    let mut newer = response_detail(3, ResponseState::Draft);
    newer.response.rev = 6;
    newer.response.content.text = "Theirs.".into();
    d.send(Msg::RoomChanged).answer(Answer::Response(ResponseId(3), Some(Box::new(newer.clone()))));
    assert!(composer(&d).newer.is_some() && composer(&d).editor.text().contains("Mine."));
    d.keys("esc ctrl-d");
    assert!(composer(&d).error.is_some(), "first choose");
    assert_eq!(d.decides(), 0);
    d.keys("f2");
    assert_eq!(composer(&d).editor.text(), "Theirs.");
    d.keys("ctrl-z");
    assert!(composer(&d).editor.text().contains("Mine."), "mine is one undo away");
    d.keys("ctrl-d");
    let (_, Command::SubmitResponse { rev, .. }) = d.command() else { panic!() };
    assert_eq!(rev, Some(6));
}

#[test]
fn what_was_said_of_two_texts_goes_when_one_is_taken() {
    for key in ["f2", "f3"] {
        let mut d = writing(None);
        d.types("Mine. ");
        let mut newer = response_detail(3, ResponseState::Draft);
        newer.response.rev = 6;
        newer.response.content.text = "Theirs.".into();
        d.send(Msg::RoomChanged).answer(Answer::Response(ResponseId(3), Some(Box::new(newer))));
        assert_eq!(d.app.notices.errors(), 1);
        d.keys(key);
        assert_eq!(d.app.notices.errors(), 0, "{key}");
    }
}

#[test]
fn approving_shows_the_whole_text_and_binds_to_it() {
    let mut d = full(room_app());
    d.keys("2 a");
    assert!(d.app.layers.is_empty(), "nothing is decided about a text that was read a while ago");
    let detail = response_detail(1, ResponseState::InReview);
    d.answer(Answer::Response(ResponseId(1), Some(Box::new(detail.clone()))));
    let text = d.form().intro.join("\n");
    assert!(
        text.contains("We are checking batch A12.") && text.contains("bluesky") && text.contains("@marta"),
        "{text}"
    );
    d.types("Luis").keys("enter");
    let (_, Command::ApproveResponse { rev, digest, aloud, .. }) = d.command() else { panic!() };
    assert_eq!((rev, digest, aloud.as_deref()), (Some(4), detail.response.content.digest(), Some("Luis")));
    d.keys("esc C").answer(Answer::Response(ResponseId(1), Some(Box::new(detail))));
    d.types("shorter").keys("enter");
    let (_, Command::RequestChanges { note, .. }) = d.command() else { panic!() };
    assert_eq!(note, "shorter");
}

fn publishing(d: &mut Driver) {
    d.keys("2 j p")
        .answer(Answer::Response(ResponseId(2), Some(Box::new(response_detail(2, ResponseState::Approved)))));
    d.answer(Answer::Mention(MentionId(1), None));
    d.answer(Answer::Mention(MentionId(3), Some(Box::new(mention_detail(3)))));
    d.keys("enter");
    assert!(d.form().error.is_some() && d.decides() == 0, "a key alone sends nothing out");
    d.types("publish").keys("enter");
    assert_eq!(d.command().1, Command::StartPublishing { response: ResponseId(2), rev: Some(4), via: None });
    d.decided(Event::PublishingStarted { response: ResponseId(2), digest: String::new(), via: None });
}

#[test]
fn publishing_copies_opens_the_link_and_asks_how_it_went() {
    let mut d = full(room_app());
    publishing(&mut d);
    assert!(d.effects.contains(&Effect::Copy("We are checking batch A12.".into())));
    assert!(d.effects.contains(&Effect::OpenLink("https://bsky.app/profile/marta/post/1".into())));
    d.send(Msg::Copied(Copied::Unknown));
    assert!(d.notice().contains("We are checking"), "nobody can know: compare the first words");
    d.keys("a").types("not a link").keys("enter");
    assert!(d.form().error.is_some());
    d.keys("ctrl-u").types("https://bsky.app/x").keys("enter");
    let out = Command::ConfirmPublished {
        response: ResponseId(2),
        permalink: Some("https://bsky.app/x".into()),
        changed_to: None,
    };
    assert_eq!(d.command().1, out);
    d.decided(Event::ResponsePublished { response: ResponseId(2), permalink: None, changed_to: None, left: vec![] });
    assert!(d.app.layers.is_empty());
}

#[test]
fn a_screen_too_small_to_show_anything_takes_no_key_but_the_one_that_leaves() {
    let mut d = full(room_app());
    d.send(Msg::Resized(30, 10)).keys("c j c d enter r");
    assert_eq!((d.decides(), d.app.layers.len()), (0, 0));
    d.send(Msg::Resized(140, 40)).keys("d").types("a note").send(Msg::Resized(59, 30));
    d.send(Msg::Pasted("unseen".into())).keys("enter enter");
    assert_eq!((d.decides(), d.app.layers.len()), (0, 1));
    d.keys("ctrl-c");
    assert_eq!(d.effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_drill_opens_no_link_and_says_so_in_what_is_copied() {
    let mut d = full(drill_app());
    publishing(&mut d);
    assert!(d.effects.contains(&Effect::Copy("DRILL / SIMULACRO\nWe are checking batch A12.".into())));
    assert!(!d.effects.iter().any(|e| matches!(e, Effect::OpenLink(_))));
    d.keys("d enter enter").types("account locked").keys("enter");
    assert_eq!(d.command().1, Command::PublishingFailed { response: ResponseId(2), reason: "account locked".into() });
}

#[test]
fn after_a_crash_whoever_took_the_text_is_asked_what_became_of_it() {
    let mut d = Driver::new(room_app());
    let taken = |by: &str| {
        let row = ResponseRow { author: clean("Bea"), ..response_row(5, ResponseState::Publishing) };
        Answer::Responses(vec![ResponseRow { taken_by: Some(clean(by)), ..row }])
    };
    d.answer(taken("Ana"));
    d.answer(Answer::Response(ResponseId(5), Some(Box::new(response_detail(5, ResponseState::Publishing)))));
    assert_eq!(d.form().purpose, Purpose::ConfirmPublished(ResponseId(5)));
    d.keys("esc").answer(taken("Ana"));
    assert!(d.app.layers.is_empty(), "once; then the row says so");
    d.keys("2 enter")
        .answer(Answer::Response(ResponseId(5), Some(Box::new(response_detail(5, ResponseState::Publishing)))));
    d.keys("c tab tab tab").types(" Now.").keys("ctrl-d");
    let (_, Command::ConfirmPublished { changed_to, .. }) = d.command() else { panic!() };
    assert_eq!(changed_to.as_deref(), Some("We are checking batch A12. Now."));
    let mut other = Driver::new(room_app());
    let mut row = response_row(5, ResponseState::Publishing);
    row.taken_by = Some(clean("Luis"));
    other.answer(Answer::Responses(vec![row]));
    assert!(other.app.pending.then.is_none(), "whoever wrote it is not asked what another does with it");
}

#[test]
fn what_another_has_said_of_a_text_is_asked_no_more() {
    let mut d = full(room_app());
    publishing(&mut d);
    assert_eq!(d.form().purpose, Purpose::ConfirmPublished(ResponseId(2)));
    d.answer(Answer::Response(ResponseId(2), Some(Box::new(response_detail(2, ResponseState::Publishing)))));
    assert_eq!(d.app.layers.len(), 1, "not while nobody has");
    d.answer(Answer::Response(ResponseId(2), Some(Box::new(response_detail(2, ResponseState::Published)))));
    assert!(d.app.layers.is_empty(), "{:?}", d.app.layers);
    assert!(d.notice().contains("published"), "{}", d.notice());
}

#[test]
fn the_queue_is_read_once_however_narrow_the_screen() {
    let mut d = Driver::new(room_app());
    d.send(Msg::Resized(80, 24));
    d.send(Msg::RoomChanged);
    assert!(d.asks().iter().any(|ask| matches!(ask, Ask::Responses)), "{:?}", d.asks());
    d.answer(Answer::Responses(Vec::new()));
    d.effects.clear();
    d.send(Msg::RoomChanged);
    assert!(!d.asks().iter().any(|ask| matches!(ask, Ask::Responses)), "then when it is looked at");
}

#[test]
fn an_incident_is_declared_raised_and_moved_on() {
    let mut d = full(room_app());
    d.app.pulse = Pulse::default();
    d.keys("i").types("Yoghurt").keys("enter 1 p enter enter").types("-30m").keys("enter enter enter enter");
    let (_, Command::DeclareIncident(DeclareIncident { title, severity, since, .. })) = d.command() else { panic!() };
    assert_eq!((title.as_str(), severity, since), ("Yoghurt", Severity::Sev1, Some(NOW.plus(-30 * MINUTE))));
    let mut d = full(room_app());
    d.keys("i !");
    assert_eq!(
        d.command().1,
        Command::ChangeSeverity { incident: IncidentId(1), to: Severity::Sev1, reason: String::new() }
    );
    d.keys("v 4 enter");
    assert!(d.form().error.is_some(), "lowering needs a reason");
    d.keys("esc s enter enter");
    let (_, Command::ChangeStatus { to, .. }) = d.command() else { panic!() };
    assert_eq!(to, crate::domain::incident::Status::Contained);
    d.keys("esc l ctrl-u").types("Luis").keys("enter");
    assert_eq!(d.command().1, Command::ChangeLead { incident: IncidentId(1), to: "Luis".into() });
    d.keys("esc e down enter");
    assert!(matches!(d.command().1, Command::ChangeType { .. }));
    d.keys("esc enter");
    assert_eq!(d.app.focus, crate::app::Pane::Checklist);
}

#[test]
fn tasks_are_ticked_claimed_blocked_and_found() {
    let mut d = full(room_app());
    let before = d.decides();
    d.keys("3 enter");
    assert_eq!(d.decides(), before, "Enter looks, it ticks nothing");
    d.keys("space");
    assert_eq!(d.command().1, Command::ChangeTask { task: TaskId(1), status: TaskStatus::Done, note: String::new() });
    d.keys("M");
    assert_eq!(d.app.tasks.selected, Some(TaskId(2)));
    d.keys("!");
    assert_eq!(d.app.tasks.selected, Some(TaskId(3)));
    d.keys("U b").types("no keys").keys("enter");
    assert_eq!(
        d.command().1,
        Command::ChangeTask { task: TaskId(1), status: TaskStatus::Blocked, note: "no keys".into() }
    );
    d.keys("esc s enter");
    assert!(d.form().error.is_some());
    d.keys("esc c");
    assert_eq!(d.command().1, Command::ClaimTask { task: TaskId(1), owner: Some("Ana".into()) });
    d.keys("+").types("Call the lab").keys("enter enter").types("30m").keys("enter");
    let (_, Command::AddTask(AddTask { title, due, .. })) = d.command() else { panic!() };
    assert_eq!((title.as_str(), due), ("Call the lab", Some(NOW.plus(30 * MINUTE))));
    d.keys("esc").answer(Answer::Tasks(IncidentId(1), vec![TaskRow { status: TaskStatus::Done, ..task(1) }]));
    let sent = d.decides();
    d.keys("space");
    assert_eq!(d.decides(), sent, "Space never opens a done task again");
    d.keys("O");
    assert_eq!(d.command().1, Command::ChangeTask { task: TaskId(1), status: TaskStatus::Open, note: String::new() });
}

#[test]
fn the_cursor_stays_where_a_task_was_ticked() {
    use crate::domain::task::TaskState;
    let mut d = full(room_app());
    d.keys("3 space");
    let to = TaskState { status: TaskStatus::Done, ..TaskState::default() };
    let (task_, incident) = (TaskId(1), IncidentId(1));
    d.decided(Event::TaskChanged { task: task_, incident, before: TaskState::default(), to });
    let next = d.app.tasks.selected;
    assert_eq!(next, Some(TaskId(2)));
    let last = TaskRow { status: TaskStatus::Done, ..task(1) };
    d.answer(Answer::Tasks(IncidentId(1), vec![task(2), task(3), last]));
    assert_eq!((d.app.tasks.selected, d.app.tasks.index()), (next, Some(0)));
}

#[test]
fn a_promise_is_moved_with_a_reason_and_the_plans_own_times_stand() {
    let mut d = full(room_app());
    d.answer(Answer::Tasks(IncidentId(1), vec![TaskRow { phase: clean("promise"), ..task(9) }, task(1)]));
    d.keys("3 g e").types("90m").keys("enter enter");
    assert!(d.form().error.is_some(), "a reason is needed");
    d.types("the lab needs longer").keys("enter");
    let (_, Command::MoveTask(MoveTask { task, to, reason })) = d.command() else { panic!() };
    assert_eq!((task, to, reason.as_str()), (TaskId(9), NOW.plus(90 * MINUTE), "the lab needs longer"));
    d.keys("esc j e");
    assert!(d.app.layers.is_empty() && d.notice().contains("The plan says"), "{}", d.notice());
}

#[test]
fn the_rooms_own_promises_show_while_there_is_no_incident() {
    let mut d = full(room_app());
    d.answer(Answer::Pulse(Box::new(Pulse { head: Some(EventSeq(2)), ..Pulse::default() })));
    d.answer(Answer::Tasks(IncidentId(1), vec![task(1)]));
    assert!(d.app.tasks.window.rows.is_empty(), "an answer about an incident that is over");
    assert!(d.asks().contains(&&Ask::Tasks(IncidentId::NONE)), "{:?}", d.effects);
    d.answer(Answer::Tasks(IncidentId::NONE, vec![task(9)]));
    assert_eq!(d.app.tasks.window.rows.len(), 1);
}

#[test]
fn whom_one_reached_is_kept_off_shared_screens_without_a_word() {
    let mut d = full(room_app());
    d.keys("N").types("Called Marta").keys("shift-tab right right right ctrl-d");
    let (_, Command::AddEntry(AddEntry { kind, private, .. })) = d.command() else { panic!() };
    assert_eq!((kind, private), (EntryKind::Contact, true));
    let mut d = full(room_app());
    d.keys("N").types("A note").keys("ctrl-d");
    let (_, Command::AddEntry(AddEntry { kind, private, .. })) = d.command() else { panic!() };
    assert_eq!((kind, private), (EntryKind::Note, false));
}

#[test]
fn entries_are_written_back_dated_corrected_and_pinned() {
    let mut d = full(room_app());
    d.keys("N").types("Recall A12").keys("enter").types("14:05").keys("ctrl-d");
    let (_, Command::AddEntry(AddEntry { kind, text, at, incident, .. })) = d.command() else { panic!() };
    assert_eq!((kind, text.as_str(), incident), (EntryKind::Note, "Recall A12", Some(IncidentId(1))));
    assert_eq!(at.map(|at| d.app.local(at)), Some("14:05".into()));
    d.keys("esc 4 j E");
    assert_eq!(d.form().text("text"), "two");
    d.types("!").keys("enter");
    assert_eq!(
        d.command().1,
        Command::CorrectEntry(crate::domain::timeline::CorrectEntry { seq: EventSeq(2), text: "two!".into() })
    );
    d.keys("esc p");
    assert_eq!(d.command().1, Command::Pin { seq: EventSeq(2), on: true });
    d.keys("enter y");
    assert!(matches!(d.effects.last(), Some(Effect::Copy(text)) if text.contains("two")));
}

#[test]
fn a_mention_is_pasted_in_with_its_link_apart() {
    let mut d = full(room_app());
    d.send(Msg::Pasted("qdd".into()));
    assert!(d.app.layers.is_empty() && d.decides() == 0, "a paste outside an input never acts as keys");
    d.keys("+").send(Msg::Pasted("look at this\nhttps://x.com/a/status/1\n¡vaya!".into()));
    d.keys("ctrl-d");
    let (_, Command::AddMention { mention }) = d.command() else { panic!() };
    assert_eq!(mention.url.as_deref(), Some("https://x.com/a/status/1"));
    assert!(mention.text.contains("look at this") && mention.text.contains("¡vaya!") && !mention.text.contains("http"));
}

#[test]
fn the_first_thing_asked_of_a_nameless_person_is_who_they_are() {
    let mut d = Driver::new(crate::app::App::new(Lang::En, crate::app::tests::room_app().keymap, (120, 40)));
    d.now = crate::app::Now { room: NOW, real: NOW };
    let settings = Box::new(settings());
    d.send(Msg::RoomOpened { settings, path: "a".into(), me: Default::default(), readonly: false });
    d.types("Ana").keys("enter l");
    assert_eq!(d.form().chosen("role"), 5, "letters choose");
    d.keys("enter");
    assert_eq!(d.command().1, Command::DeclareSelf { name: "Ana".into(), role: "listening".into() });
    assert!(d.effects.iter().any(|e| matches!(e, Effect::KeepProfile { name, .. } if name == "Ana")));
    d.decided(Event::SelfDeclared { name: clean("Ana"), role: clean("listening") });
    assert_eq!(d.app.me.name.as_str(), "Ana");
    assert_eq!(d.app.zone.short, "CET");
}

#[test]
fn read_only_watches_and_decides_nothing() {
    let mut app = room_app();
    app.room.as_mut().unwrap().readonly = true;
    let mut d = full(app);
    d.keys("d c r s o = u + N D ! 2 a e p r 3 enter space c b s O + 4 p E i");
    assert_eq!(d.decides(), 0);
    assert!(!d.app.layers.iter().any(|l| matches!(l, Layer::Form(_) | Layer::Compose(_))));
    assert!(d.notice().contains("read only"));
}

#[test]
fn leaving_asks_and_keeps_what_is_typed() {
    let mut d = writing(None);
    d.types("x");
    d.keys("ctrl-c");
    assert_eq!(d.form().purpose, Purpose::Quit);
    d.types("y").effects.clear();
    d.keys("ctrl-c");
    assert!(matches!(d.effects.as_slice(), [.., Effect::Quit]));
    let mut d = writing(None);
    d.types("xy").effects.clear();
    d.send(Msg::Ending);
    assert!(
        matches!(&d.effects[0], Effect::KeepDraft { text, .. } if text.ends_with("xy")),
        "even while one is on its way"
    );
    let mut d = full(room_app());
    d.keys("q esc");
    assert!(!d.effects.contains(&Effect::Quit) && d.app.layers.is_empty());
}

#[test]
fn a_form_that_waits_is_not_sent_twice() {
    let mut d = full(room_app());
    d.keys("d a enter enter enter ctrl-d");
    assert_eq!(d.decides(), 1);
    d.send(Msg::Key(Key::char('x')));
    assert_eq!(d.form().text("reason"), "");
}

#[test]
fn a_range_whose_start_is_out_of_the_window_is_asked_of_the_reader() {
    let mut d = full(room_app());
    d.app.mentions.window.below = true;
    d.keys("v");
    d.app.mentions.window.rows.drain(..10);
    d.app.mentions.selected = Some(MentionId(40));
    d.keys("v");
    assert!(d.asks().iter().any(|a| matches!(a, Ask::MentionIds { from: MentionId(1), to: MentionId(40), .. })));
    d.answer(Answer::MentionIds((1..=40).map(MentionId).collect(), 0));
    assert_eq!(d.app.mentions.marks.len(), 40);
}
