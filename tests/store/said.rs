//! The same twice: words to the same people are refused when they are handed in and when they go out, with the number of
//! the text that is out, while the same line to different people is what lines are for; one person affected is one.

use crate::kit::*;
use crate::one_voice::written;
use gabinete::domain::affected::AddAffected;
use gabinete::domain::command::{Command, Decided, Retract};
use gabinete::domain::ids::{MentionId, ResponseId};
use gabinete::domain::incident::Severity;
use gabinete::domain::response::{Content, Links, ResponseKind, Waiver};
use gabinete::domain::room::Lang;
use gabinete::domain::time::HOUR;
use gabinete::rows::{Answer, Ask};
use gabinete::store::Denied;
use gabinete::words::Words;

const LINE: &str = "We are checking lot 7 now. Next update here at 18:00 UTC.";

fn submit(room: &mut Room, response: ResponseId, text: &str, but: &[&str]) -> Result<Decided, String> {
    let rules = (1..=60).map(|n| format!("T{n:02}")).filter(|rule| !but.contains(&rule.as_str()));
    let waive = rules.map(|rule| Waiver { rule, reason: "asked again by many".into(), ..Waiver::default() }).collect();
    let channel = room.text(&format!("SELECT content ->> 'channel' FROM response WHERE id = {response}"));
    let content = Content { text: text.into(), channel, ..Content::default() };
    told(room, Command::SubmitResponse { response, rev: None, content, waive })
}

/// What the room says to a command, with its arguments in words of both languages when it refuses.
fn told(room: &mut Room, command: Command) -> Result<Decided, String> {
    room.now = room.now.plus(1000);
    match room.writer.decide(&who("ana"), &command, room.now, None) {
        Ok(decided) => Ok(decided),
        Err(Denied::Refused(refusal)) => {
            let both = [Lang::En, Lang::Es].map(|lang| Words::new(lang).refusal(&refusal));
            Err(format!("{} {}", refusal.key, both.join(" ")))
        }
        Err(Denied::Store(error)) => panic!("{error}"),
    }
}

fn publish(room: &mut Room, response: ResponseId) -> Result<Decided, String> {
    told(room, Command::StartPublishing { response, rev: None, via: None })
}

/// Handed in and approved by all who must, aloud.
fn approved(room: &mut Room, response: ResponseId, text: &str, but: &[&str]) -> Result<(), String> {
    submit(room, response, text, but)?;
    let digest = room.text(&format!("SELECT digest FROM response WHERE id = {response}"));
    for n in 0..9 {
        if room.state(response) != "in_review" {
            break;
        }
        let aloud = Some(format!("approver {n}"));
        told(room, Command::ApproveResponse { response, rev: None, digest: digest.clone(), aloud })?;
    }
    Ok(())
}

fn begun(room: &mut Room, kind: ResponseKind, answers: &[MentionId]) -> ResponseId {
    room.open("ana", kind, answers, Links::default()).unwrap()
}

/// A response of this sort that is out with the line.
fn first(room: &mut Room, kind: ResponseKind, answers: &[MentionId]) -> ResponseId {
    let id = begun(room, kind, answers);
    approved(room, id, LINE, &[]).unwrap();
    room.out(id);
    id
}

const AGAIN: &str = "we are checking LOT 7 now.\nNext update here at 18:00 UTC.";

#[test]
fn a_statement_says_the_same_on_one_channel_once() {
    let mut room = written();
    let out = first(&mut room, ResponseKind::Holding, &[]);
    let second = begun(&mut room, ResponseKind::Update, &[]);
    let refused = submit(&mut room, second, AGAIN, &["T29"]).unwrap_err();
    assert!(refused.starts_with("refuse-said-already"), "{refused}");
    assert_eq!(refused.matches(&format!(" {out}")).count(), 2, "in both languages: {refused}");
    approved(&mut room, second, AGAIN, &[]).unwrap();
    let waived = room.text(&format!("SELECT review ->> '$.waived' FROM response WHERE id = {second}"));
    assert!(waived.contains("asked again by many") && waived.contains(LINE), "logged beside the other: {waived}");
    publish(&mut room, second).unwrap();
    room.whole();
}

#[test]
fn one_mention_is_answered_with_the_same_words_once_and_others_as_often_as_they_ask() {
    let mut room = written();
    let asked = room.some(2);
    first(&mut room, ResponseKind::Reply, &asked[..1]);
    let second = begun(&mut room, ResponseKind::Reply, &asked[..1]);
    let refused = submit(&mut room, second, LINE, &["T29"]).unwrap_err();
    assert!(refused.starts_with("refuse-said-already"), "{refused}");
    let other = begun(&mut room, ResponseKind::Reply, &asked[1..]);
    approved(&mut room, other, LINE, &["T29"]).unwrap();
    publish(&mut room, other).unwrap();
}

#[test]
fn what_went_out_while_the_same_words_were_judged_stops_them_at_the_door() {
    let mut room = written();
    let [one, two] = [ResponseKind::Update, ResponseKind::Update].map(|kind| begun(&mut room, kind, &[]));
    for id in [one, two] {
        approved(&mut room, id, LINE, &["T29"]).unwrap();
    }
    let before = |room: &Room| {
        let Answer::Response(_, Some(detail)) = room.answer(&Ask::Response(two, "ana".into())) else { panic!() };
        (detail.same.map(|(id, _)| id), detail.waits_too)
    };
    assert_eq!(before(&room), (None, Some(one)), "who approves is told that both wait");
    publish(&mut room, one).unwrap();
    assert_eq!(before(&room), (Some(one), None), "the form that publishes can tell");
    let refused = publish(&mut room, two).unwrap_err();
    assert!(refused.starts_with("refuse-said-already"), "on its way is as good as out: {refused}");
    room.by("ana", Command::ConfirmPublished { response: one, permalink: None, changed_to: None }).unwrap();
    assert!(publish(&mut room, two).is_err());
    // with a reason, which whoever approves reads
    approved(&mut room, two, LINE, &[]).unwrap();
    publish(&mut room, two).unwrap();
}

#[test]
fn what_was_taken_back_may_be_said_anew() {
    let mut room = written();
    let out = first(&mut room, ResponseKind::Holding, &[]);
    let (reason, public_note) = ("wrong account".to_owned(), "https://example.org/note".to_owned());
    let back = Retract { response: out, reason, public_note, words: vec![], stands: vec![] };
    let back = Command::RetractResponse(back);
    room.by("ana", back).unwrap();
    let second = begun(&mut room, ResponseKind::Holding, &[]);
    approved(&mut room, second, LINE, &["T29"]).unwrap();
    publish(&mut room, second).unwrap();
}

#[test]
fn a_word_more_is_asked_about_at_the_door_as_the_very_same_words_are() {
    let mut room = written();
    let more = LINE.replace("lot 7 now", "lot 7 right now");
    let [one, two] = [ResponseKind::Holding, ResponseKind::Holding].map(|kind| begun(&mut room, kind, &[]));
    approved(&mut room, one, LINE, &["T29"]).unwrap();
    approved(&mut room, two, &more, &["T29"]).unwrap();
    room.out(one);
    let refused = publish(&mut room, two).unwrap_err();
    assert!(refused.starts_with("refuse-said-already"), "{refused}");
    approved(&mut room, two, &more, &[]).unwrap();
    publish(&mut room, two).unwrap();
}

/// Hands the words in for somebody who says the same later, and says where the text stands then.
fn straggler(room: &mut Room, n: u64, text: &str) -> (ResponseId, String) {
    let late = room.take(vec![alike(n, 5)]);
    let response = room.open("eva", ResponseKind::Reply, &late, Links::default()).unwrap();
    submit(room, response, text, &[]).unwrap();
    (response, room.state(response))
}

#[test]
fn who_says_the_same_later_is_answered_on_the_same_approval() {
    let mut room = room();
    room.incident(Severity::Sev2);
    let first = room.take(vec![alike(1, 5)]);
    let said = room.answered(Lang::En, &first, Links::default(), LINE);
    let ends = room.text(&format!("SELECT approval ->> 'until' FROM response WHERE id = {said}"));
    let (late, state) = straggler(&mut room, 2, LINE);
    assert_eq!(state, "approved", "exactly this was approved");
    let approval = |key: &str| format!("SELECT approval ->> '{key}' FROM response WHERE id = {late}");
    assert_eq!(
        (room.text(&approval("by")), room.text(&approval("until"))),
        ("luis".into(), ends),
        "not a minute longer"
    );
    assert_eq!(room.ask("SELECT count(*) FROM event WHERE kind = 'response_approved'"), 1, "nobody said yes twice");
    room.out(late);

    assert_eq!(straggler(&mut room, 3, "We are checking lot 8 now. Next update here at 18:00 UTC.").1, "in_review");
    let (objected, _) = straggler(&mut room, 4, LINE);
    let object = Command::Object { response: objected, text: "not to a child".into() };
    room.by("bea", object).unwrap();
    assert_eq!(publish(&mut room, objected).unwrap_err().split(' ').next(), Some("refuse-objection"));
    room.whole();
}

#[test]
fn an_approval_that_ran_out_or_was_put_right_holds_for_nobody_else() {
    let mut room = room();
    let text = "We are checking lot 7.";
    let first = room.take(vec![alike(1, 5)]);
    let said = room.answered(Lang::En, &first, Links::default(), text);
    room.now = room.now.plus(25 * HOUR);
    assert_eq!(straggler(&mut room, 2, text).1, "in_review", "it ran out");
    let again = room.take(vec![alike(3, 8)]);
    let again = room.answered(Lang::En, &again, Links::default(), text);
    assert_eq!(straggler(&mut room, 4, text).1, "approved");
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    conn.execute("UPDATE response SET state = 'corrected' WHERE id IN (?1, ?2)", (said.0, again.0)).unwrap();
    assert_eq!(straggler(&mut room, 5, text).1, "in_review", "it was put right");
}

#[test]
fn who_is_among_those_affected_is_not_added_twice() {
    let mut room = written();
    let ids = room.some(1);
    let add = |mention, name: &str| {
        Command::AddAffected(AddAffected { incident: None, mention, name: name.into(), note: "a rash".into() })
    };
    for (mention, name) in [(Some(ids[0]), ""), (None, "M. R.")] {
        room.by("ana", add(mention, name)).unwrap();
        let refused = room.by("ana", add(mention, &name.to_lowercase())).unwrap_err();
        assert!(refused.starts_with("refuse-affected-already"), "{refused}");
    }
    room.by("ana", add(Some(ids[0]), "her son")).unwrap();
    room.by("ana", add(None, "M. S.")).unwrap();
    assert_eq!(room.ask("SELECT count(*) FROM affected"), 4, "another person, of the same mention too");
    room.whole();
}
