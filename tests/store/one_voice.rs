//! What our texts say of the same thing, held together in a real room with the plan that is built in: promises of the next
//! word, and the facts behind what is said.

use crate::kit::*;
use gabinete::domain::command::{Command, Decided};
use gabinete::domain::fact::{FactState, FactStatus};
use gabinete::domain::ids::{FactId, MentionId, ResponseId, TaskId};
use gabinete::domain::incident::Severity;
use gabinete::domain::response::{Content, Links, ResponseKind, Waiver};
use gabinete::domain::task::MoveTask;
use gabinete::domain::text::Clean;
use gabinete::domain::time::MINUTE;
use gabinete::plan::Plan as Written;
use gabinete::rows::{Answer, Ask};
use gabinete::store::Denied;
use std::sync::Arc;

pub fn written() -> Room {
    let Room { folder, path, writer, now } = room();
    Room { folder, path, writer: writer.with_policy(Arc::new(Written::builtin())), now }
}

/// A reason for every finding but that the text contradicts another, and that a figure is not confirmed.
fn all_but_facts() -> Vec<Waiver> {
    let rules = (1..=60).map(|n| format!("T{n:02}")).filter(|rule| rule != "T27" && rule != "T10");
    rules.map(|rule| Waiver { rule, reason: "as agreed".into(), ..Waiver::default() }).collect()
}

/// Minutes after ten in the morning.
fn at(room: &mut Room, minutes: i64) {
    room.now = T.plus(minutes * MINUTE);
}

fn submit(room: &mut Room, response: ResponseId, channel: &str, text: &str) -> Result<Decided, String> {
    let content = Content { text: text.into(), channel: channel.into(), ..Content::default() };
    let submit = Command::SubmitResponse { response, rev: None, content, waive: all_but_facts() };
    room.now = room.now.plus(1000);
    match room.writer.decide(&who("ana"), &submit, room.now, None) {
        Ok(decided) => Ok(decided),
        Err(Denied::Refused(refusal)) => Err(format!("{} {:?}", refusal.key, refusal.args)),
        Err(Denied::Store(error)) => panic!("{error}"),
    }
}

/// Approved by all who must, aloud, and out.
fn goes_out(room: &mut Room, response: ResponseId) -> Decided {
    let digest = room.text(&format!("SELECT digest FROM response WHERE id = {response}"));
    while room.state(response) == "in_review" {
        let missing =
            room.ask(&format!("SELECT json_array_length(review, '$.given') FROM response WHERE id = {response}"));
        let aloud = Some(format!("approver {missing}"));
        room.by("ana", Command::ApproveResponse { response, rev: None, digest: digest.clone(), aloud }).unwrap();
    }
    room.out(response)
}

fn update(room: &mut Room) -> ResponseId {
    room.open("ana", ResponseKind::Update, &[], Links::default()).unwrap()
}

const FIRST: &str =
    "We have stopped selling lot 7. Please do not eat it and bring it back. Next update here at 10:30 UTC.";

/// A room in which the first update went out at two minutes past ten.
fn first_is_out() -> Room {
    let mut room = written();
    room.incident(Severity::Sev3);
    at(&mut room, 2);
    let first = update(&mut room);
    submit(&mut room, first, "x", FIRST).unwrap();
    goes_out(&mut room, first);
    room
}

#[test]
fn three_updates_in_a_row_go_out_on_time() {
    let mut room = written();
    room.incident(Severity::Sev3);
    let said = [
        (2, FIRST),
        (27, "Lot 7 is off the shelves. Please bring back what you have. Next update here at 11:00 UTC."),
        (57, "All shops have checked their shelves. Please bring lot 7 back. Next update here at 11:30 UTC."),
    ];
    for (minutes, text) in said {
        at(&mut room, minutes);
        let id = update(&mut room);
        submit(&mut room, id, "x", text).unwrap_or_else(|e| panic!("{text}: {e}"));
        goes_out(&mut room, id);
    }
    assert_eq!(
        room.ask("SELECT count(*) FROM task WHERE code LIKE 'PU%' AND status = 'done'"),
        2,
        "each kept the one before"
    );
    let sooner = update(&mut room);
    let refused =
        submit(&mut room, sooner, "x", "Lot 7 is back in no shop. Next update here at 11:15 UTC.").unwrap_err();
    assert!(refused.contains("T27"), "sooner than was said: {refused}");
    let elsewhere = update(&mut room);
    let refused =
        submit(&mut room, elsewhere, "web", "Lot 7 is back in no shop. Next update here at 11:45 UTC.").unwrap_err();
    assert!(refused.contains("T27"), "another hour elsewhere: {refused}");
    room.whole();
}

#[test]
fn a_moved_promise_may_be_told_at_its_new_hour() {
    let mut room = first_is_out();
    let task = TaskId(room.ask("SELECT id FROM task WHERE code LIKE 'PU%'"));
    room.say(Command::MoveTask(MoveTask { task, to: T.plus(45 * MINUTE), reason: "the lab needs longer".into() }));
    let elsewhere = update(&mut room);
    submit(
        &mut room,
        elsewhere,
        "web",
        "The lab needs longer. Please bring lot 7 back. Next update here at 10:45 UTC.",
    )
    .unwrap();
    room.whole();
}

#[test]
fn only_one_of_several_proposals_goes_out_so_they_do_not_contradict() {
    let mut room = written();
    room.incident(Severity::Sev3);
    at(&mut room, 2);
    let first = update(&mut room);
    submit(&mut room, first, "x", FIRST).unwrap();
    let links = Links { instead_of: Some(first), ..Links::default() };
    let other = room.open("ana", ResponseKind::Update, &[], links).unwrap();
    submit(
        &mut room,
        other,
        "web",
        "We have stopped selling lot 7. Please bring it back. Next update here at 10:40 UTC.",
    )
    .unwrap();
    // two drafts for the same people, the second in the know of the first
    let ids = room.some(2);
    let reply = |room: &mut Room, to: MentionId, beside: Vec<ResponseId>, name: &str| {
        let (title, channel, answers) = (String::new(), "x".into(), vec![to]);
        let (kind, lang, incident, links) = (ResponseKind::Reply, Default::default(), None, Links::default());
        room.by(name, Command::OpenResponse { title, kind, channel, lang, answers, incident, links, beside }).unwrap();
        ResponseId(room.ask("SELECT max(id) FROM response"))
    };
    let one = reply(&mut room, ids[0], vec![], "ana");
    submit(&mut room, one, "x", "Thank you for telling us. We will call you at 15:00 UTC.").unwrap();
    let two = reply(&mut room, ids[0], vec![one], "luis");
    submit(&mut room, two, "x", "Thank you for telling us. We will call you at 16:00 UTC.").unwrap();
    let three = reply(&mut room, ids[1], vec![], "ana");
    submit(&mut room, three, "x", "Thank you for telling us. We will call you at 17:00 UTC.").unwrap();
}

fn known(status: FactStatus, text: &str) -> FactState {
    FactState { status, en: Clean::from(text), source: "the health office".into(), ..FactState::default() }
}

#[test]
fn what_backs_a_figure_makes_the_text_stale_when_it_turns_false() {
    let mut room = written();
    room.incident(Severity::Sev3);
    let fact = known(FactStatus::Confirmed, "12 people are affected");
    room.say(Command::AddFact { incident: None, fact, supersedes: None });
    let id = update(&mut room);
    let text =
        "We know that 12 people fell ill after eating our yoghurt. Please bring it back. We will tell you more here.";
    submit(&mut room, id, "x", text).unwrap();
    let to = known(FactStatus::False, "12 people are affected");
    room.say(Command::ChangeFact { fact: FactId(1), rev: None, to, reason: "counted twice".into() });
    assert_eq!(room.state(id), "stale");
    let Answer::Response(_, Some(opened)) = room.answer(&Ask::Response(id, "ana".into())) else { panic!() };
    let [lean] = opened.leans.as_slice() else { panic!("{:?}", opened.leans) };
    assert_eq!((lean.fact.id, lean.fact.state.status, lean.moved()), (FactId(1), FactStatus::False, true));
    room.whole();
}

/// An update that leans on the first fact, approved.
fn approved_update(room: &mut Room) -> ResponseId {
    room.incident(Severity::Sev3);
    let fact = known(FactStatus::Confirmed, "12 people are affected");
    room.say(Command::AddFact { incident: None, fact, supersedes: None });
    let id = update(room);
    let text =
        "We know that 12 people fell ill after eating our yoghurt. Please bring it back. We will tell you more here.";
    submit(room, id, "x", text).unwrap();
    let digest = room.text(&format!("SELECT digest FROM response WHERE id = {id}"));
    for name in ["luis", "eva", "marta"] {
        let aloud = Some(name.to_owned());
        let yes = Command::ApproveResponse { response: id, rev: None, digest: digest.clone(), aloud };
        if room.state(id) == "in_review" {
            room.by("ana", yes).unwrap();
        }
    }
    id
}

fn turns_false(room: &mut Room) {
    let to = known(FactStatus::False, "12 people are affected");
    room.say(Command::ChangeFact { fact: FactId(1), rev: None, to, reason: "counted twice".into() });
}

fn corrections(room: &Room, of: ResponseId) -> i64 {
    room.ask(&format!("SELECT count(*) FROM task WHERE code LIKE 'C{of}-1.%'"))
}

#[test]
fn a_fact_that_changes_while_a_text_is_posted_asks_for_a_correction_once_it_is_out() {
    let mut room = written();
    let id = approved_update(&mut room);
    room.by("ana", Command::StartPublishing { response: id, rev: None, via: None }).unwrap();
    turns_false(&mut room);
    assert_eq!(
        (room.state(id), corrections(&room, id)),
        ("publishing".into(), 0),
        "nobody knows yet whether it is out"
    );
    room.by("ana", Command::ConfirmPublished { response: id, permalink: None, changed_to: None }).unwrap();
    assert_eq!((room.state(id), corrections(&room, id)), ("published".into(), 1));
    room.whole();
}

#[test]
fn a_fact_that_changed_meanwhile_lets_no_text_back_as_approved() {
    let mut room = written();
    let id = approved_update(&mut room);
    room.by("ana", Command::StartPublishing { response: id, rev: None, via: None }).unwrap();
    turns_false(&mut room);
    room.by("ana", Command::PublishingFailed { response: id, reason: "the platform is down".into() }).unwrap();
    assert_eq!((room.state(id), corrections(&room, id)), ("stale".into(), 0));
    let mut room = written();
    let id = approved_update(&mut room);
    room.by("ana", Command::HoldResponse { response: id, reason: "embargo".into() }).unwrap();
    turns_false(&mut room);
    room.by("ana", Command::ReleaseResponse { response: id }).unwrap();
    assert_eq!(room.state(id), "stale");
    room.whole();
}

#[test]
fn a_promise_that_is_kept_late_was_broken_in_between() {
    let mut room = first_is_out();
    at(&mut room, 40);
    let late = update(&mut room);
    submit(&mut room, late, "x", "Lot 7 is off the shelves. Please bring it back. Next update here at 11:15 UTC.")
        .unwrap();
    goes_out(&mut room, late);
    let told = |room: &Room, kept: &str| {
        let sql =
            "SELECT count(*) FROM event WHERE kind = 'promise_broken' AND (CAST(payload AS TEXT) LIKE '%\"kept\"%')";
        room.ask(&format!("{sql} IS {kept}"))
    };
    assert_eq!(
        (told(&room, "FALSE"), told(&room, "TRUE")),
        (1, 1),
        "nobody was there to tick it, and it is said all the same"
    );
    room.whole();
}

#[test]
fn what_is_attached_is_a_file_that_the_room_knows() {
    use gabinete::domain::evidence::{Capture, Target, Thing};
    let mut room = room();
    let (id, other) = (update(&mut room), update(&mut room));
    let sha256 = "ab".repeat(32);
    let with = |response: ResponseId| {
        let content = Content {
            text: "See the notice.".into(),
            channel: "x".into(),
            attachments: vec!["ab".repeat(32)],
            ..Content::default()
        };
        Command::SubmitResponse { response, rev: None, content, waive: Vec::new() }
    };
    assert_eq!(room.by("ana", with(id)).unwrap_err(), "refuse-attachment-unknown");
    let capture = Capture { name: "notice.png".into(), sha256, bytes: 9, ..Capture::default() };
    room.say(Command::AttachEvidence { to: Target { kind: Thing::Response, id: id.0 }, capture });
    room.by("ana", with(id)).unwrap();
    assert_eq!(room.by("ana", with(other)).unwrap_err(), "refuse-attachment-unknown", "it is of the other text");
    room.whole();
}
