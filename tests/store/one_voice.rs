//! What our texts say of the same thing, held together in a real room with the plan that is built in: promises of the next
//! word, and the facts behind what is said.

use crate::kit::*;
use gabinete::domain::command::{Command, Decided};
use gabinete::domain::fact::{FactState, FactStatus};
use gabinete::domain::ids::{FactId, IncidentId, MentionId, ResponseId, TaskId};
use gabinete::domain::incident::Severity;
use gabinete::domain::private::Audience;
use gabinete::domain::response::{Content, Links, ResponseKind, Waiver};
use gabinete::domain::room::Lang;
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

/// Approved by all who must, aloud.
fn all_say_yes(room: &mut Room, response: ResponseId) {
    let digest = room.text(&format!("SELECT digest FROM response WHERE id = {response}"));
    while room.state(response) == "in_review" {
        let missing =
            room.ask(&format!("SELECT json_array_length(review, '$.given') FROM response WHERE id = {response}"));
        let aloud = Some(format!("approver {missing}"));
        room.by("ana", Command::ApproveResponse { response, rev: None, digest: digest.clone(), aloud }).unwrap();
    }
}

/// And out.
fn goes_out(room: &mut Room, response: ResponseId) -> Decided {
    all_say_yes(room, response);
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
        room.by(
            name,
            Command::OpenResponse { title, kind, channel, lang, answers, incident, links, beside, owners: vec![] },
        )
        .unwrap();
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

/// Words that went out there and in that language, whatever the tone check thinks of them.
fn tells(room: &mut Room, (channel, lang): (&str, Lang), text: &str, links: Links) -> ResponseId {
    let response = room.open("ana", ResponseKind::Update, &[], links).unwrap();
    let content = Content { text: text.into(), channel: channel.into(), lang, ..Content::default() };
    let waive = (1..=60).map(|n| Waiver { rule: format!("T{n:02}"), reason: "as agreed".into(), ..Waiver::default() });
    room.by("ana", Command::SubmitResponse { response, rev: None, content, waive: waive.collect() }).unwrap();
    goes_out(room, response);
    response
}

/// What was promised of the next word and is open: by which text.
fn open_words(room: &Room) -> String {
    room.text(
        "SELECT group_concat(response) FROM (SELECT response FROM task WHERE code LIKE 'PU%' AND status = 'open' ORDER BY id)",
    )
}

const ENGLISH: &str = "We have stopped selling lot 7. Please bring it back. Next update here at 12:00 UTC.";
const SPANISH: &str =
    "Hemos dejado de vender el lote 7. Devuélvanlo, por favor. Próxima información aquí a las 12:00 UTC.";

#[test]
fn the_same_word_in_the_other_language_keeps_no_promise() {
    let mut room = written();
    room.incident(Severity::Sev3);
    let first = tells(&mut room, ("x", Lang::En), ENGLISH, Links::default());
    let links = Links { twin: Some(first), ..Links::default() };
    let twin = tells(&mut room, ("x", Lang::Es), SPANISH, links);
    assert_eq!(open_words(&room), format!("{first},{twin}"), "both still wait for the next word");
    // the same text once more, where it was read already: a twin whatever its language says
    let links = Links { twin: Some(first), ..Links::default() };
    let again = tells(&mut room, ("x", Lang::En), "Lot 7 is off sale. Next update here at 12:00 UTC.", links);
    assert_eq!(open_words(&room), format!("{first},{twin},{again}"));
    tells(&mut room, ("x", Lang::Es), "El lote 7 ya no está en las tiendas.", Links::default());
    assert_eq!(open_words(&room), format!("{first},{again}"), "those who read Spanish have heard");
    tells(&mut room, ("x", Lang::En), "Lot 7 has left the shops.", Links::default());
    assert_eq!(open_words(&room), "");
    room.whole();
}

#[test]
fn whoever_reads_elsewhere_still_waits_for_the_next_word() {
    let mut room = written();
    room.incident(Severity::Sev3);
    let first = tells(&mut room, ("bluesky", Lang::En), ENGLISH, Links::default());
    tells(&mut room, ("x", Lang::En), "We have stopped sales. Please do not eat it.", Links::default());
    assert_eq!(open_words(&room), first.to_string(), "those who were told here read no X");
    tells(&mut room, ("bluesky", Lang::En), "All shops have checked their shelves.", Links::default());
    assert_eq!(open_words(&room), "");
    room.whole();
}

#[test]
fn another_word_is_no_test_result() {
    let mut room = written();
    room.incident(Severity::Sev3);
    for (at, text) in [
        (("x", Lang::En), "We are sorry. We will publish the test results by 14:00 UTC."),
        (("x", Lang::Es), "Lo sentimos. Publicaremos los resultados antes de las 14:00 UTC."),
    ] {
        tells(&mut room, at, text, Links::default());
    }
    tells(&mut room, ("x", Lang::En), "We are sorry for the smell. Please stop eating it.", Links::default());
    tells(&mut room, ("x", Lang::Es), "Sentimos el mal olor. Dejen de comerlo.", Links::default());
    let open = "SELECT count(*) FROM task WHERE phase = 'promise' AND code NOT LIKE 'PU%' AND status = 'open'";
    assert_eq!(room.ask(open), 2, "no results were told");
    let later = update(&mut room);
    let text = "We have no results yet and we are sorry. We will publish the test results by 20:00 UTC.";
    let refused = submit(&mut room, later, "x", text).unwrap_err();
    assert!(refused.contains("T27"), "later than was said: {refused}");
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
    let Answer::Response(_, Some(opened)) = room.answer(&Ask::Response(id, "ana".into())) else { panic!() };
    let [file] = opened.attached.as_slice() else { panic!("{:?}", opened.attached) };
    assert_eq!(file.called(Audience::Operator), "notice.png  abababababab");
    assert!(!file.called(Audience::Shared).contains("notice"), "{}", file.called(Audience::Shared));
    assert_eq!(room.by("ana", with(other)).unwrap_err(), "refuse-attachment-unknown", "it is of the other text");
    room.whole();
}

#[test]
fn an_hour_that_has_passed_is_nobodys_tomorrow() {
    let mut room = written();
    room.incident(Severity::Sev3);
    let id = update(&mut room);
    submit(&mut room, id, "x", FIRST).unwrap();
    let yes = |room: &mut Room| {
        let digest = room.text(&format!("SELECT digest FROM response WHERE id = {id}"));
        room.by("ana", Command::ApproveResponse { response: id, rev: None, digest, aloud: Some("luis".into()) })
    };
    at(&mut room, 31);
    assert_eq!(yes(&mut room).unwrap_err(), "refuse-hour-gone");
    at(&mut room, 2);
    all_say_yes(&mut room, id);
    at(&mut room, 31);
    let start = Command::StartPublishing { response: id, rev: None, via: None };
    assert_eq!(room.by("ana", start.clone()).unwrap_err(), "refuse-hour-gone");
    // taken out in time and told late: it is still that hour, which has passed by now
    at(&mut room, 29);
    room.by("ana", start).unwrap();
    at(&mut room, 31);
    room.by("ana", Command::ConfirmPublished { response: id, permalink: None, changed_to: None }).unwrap();
    assert_eq!(room.ask("SELECT due FROM task WHERE code LIKE 'PU%'"), T.plus(30 * MINUTE).0);
    room.whole();
}

#[test]
fn a_text_that_names_the_day_is_of_that_day() {
    let mut room = written();
    room.incident(Severity::Sev3);
    at(&mut room, 40);
    let id = update(&mut room);
    let tomorrow = FIRST.replace("at 10:30 UTC", "tomorrow at 10:30 UTC");
    submit(&mut room, id, "x", &tomorrow).unwrap();
    goes_out(&mut room, id);
    assert_eq!(room.ask("SELECT due FROM task WHERE code LIKE 'PU%'"), T.plus((24 * 60 + 30) * MINUTE).0);
}

#[test]
fn a_desk_is_read_anew_only_where_it_would_be_another() {
    let mut room = first_is_out();
    let id = update(&mut room);
    let now = room.now;
    let desk = |room: &Room, known: Option<String>| {
        let Answer::Desk(_, desk) = room.answer(&Ask::Desk { response: id, now, known }) else { panic!() };
        desk
    };
    let mark = desk(&room, None).unwrap().mark;
    assert!(desk(&room, Some(mark.clone())).is_none());
    room.some(2);
    assert!(desk(&room, Some(mark.clone())).is_none(), "what others say is no part of it");
    let fact = known(FactStatus::Confirmed, "12 people are affected");
    room.say(Command::AddFact { incident: None, fact, supersedes: None });
    let then = desk(&room, Some(mark)).unwrap();
    turns_false(&mut room);
    let now = desk(&room, Some(then.mark)).unwrap();
    assert_eq!(now.facts[0].status, FactStatus::False);
}

#[test]
fn words_that_nobody_approved_are_checked_and_shown_as_they_went_out() {
    let mut room = first_is_out();
    let out = |room: &mut Room, text: &str, changed: &str| {
        let id = update(room);
        submit(room, id, "x", text).unwrap();
        all_say_yes(room, id);
        room.by("ana", Command::StartPublishing { response: id, rev: None, via: None }).unwrap();
        let changed_to = Some(changed.to_owned());
        room.by("ana", Command::ConfirmPublished { response: id, permalink: None, changed_to }).unwrap();
        id
    };
    let right = "Lot 7 is off the shelves. Please bring it back. Next update here at 10:30 UTC.";
    let worse = "Lot 7 is off the shelves because of our supplier. 500 people are ill. Next update here at 10:30 UTC.";
    let bad = out(&mut room, right, worse);
    let task = room.text(&format!("SELECT en FROM task WHERE code = 'CW{bad}' AND due IS NOT NULL"));
    assert!(task.contains("T05") && task.contains("T10"), "{task}");
    let Answer::Responses(rows) = room.answer(&Ask::Responses) else { panic!() };
    let row = rows.iter().find(|row| row.id == bad).unwrap();
    assert!(row.changed && row.preview.show(Audience::Operator).contains("supplier"), "{row:?}");
    let view = |what: &str| room.text(&format!("SELECT {what} FROM v_responses WHERE id = {bad}"));
    assert_eq!((view("said").as_str(), view("text").as_str()), (worse, right));
    let fine = "All shops have looked at their shelves. Please bring lot 7 back. Next update here at 10:30 UTC.";
    let good = out(&mut room, fine, &fine.replace("All shops", "All our shops"));
    assert_eq!(room.ask(&format!("SELECT count(*) FROM task WHERE code = 'CW{good}'")), 0);
    room.whole();
}

#[test]
fn what_is_out_and_leans_on_what_is_false_is_marked() {
    let mut room = written();
    let id = approved_update(&mut room);
    room.out(id);
    let shaken = |room: &Room| {
        let Answer::Responses(rows) = room.answer(&Ask::Responses) else { panic!() };
        rows.iter().find(|row| row.id == id).unwrap().shaken
    };
    assert!(!shaken(&room));
    turns_false(&mut room);
    assert!(shaken(&room));
    assert_eq!(room.ask(&format!("SELECT count(*) FROM task WHERE code LIKE 'C{id}-1.%' AND due > 0")), 1);
}

/// Hands it in whatever the check finds.
fn stands(room: &mut Room, channel: &str, text: &str) -> ResponseId {
    let response = update(room);
    let reason = |rule: String| Waiver { rule, reason: "as agreed".into(), ..Waiver::default() };
    let waive = (1..=60).map(|n| reason(format!("T{n:02}"))).collect();
    let content = Content { text: text.into(), channel: channel.into(), ..Content::default() };
    room.by("ana", Command::SubmitResponse { response, rev: None, content, waive }).unwrap();
    response
}

#[test]
fn what_is_said_elsewhere_after_a_text_was_handed_in_sends_it_back() {
    let mut room = written();
    room.incident(Severity::Sev3);
    let said_yes = |room: &mut Room, response: ResponseId| {
        let digest = room.text(&format!("SELECT digest FROM response WHERE id = {response}"));
        room.by("ana", Command::ApproveResponse { response, rev: None, digest, aloud: Some("approver 0".into()) })
    };
    let closed = "The Leeds shop is closed. We are sorry.";
    let (first, second) = (stands(&mut room, "x", closed), stands(&mut room, "web", closed));
    all_say_yes(&mut room, second);
    let open = stands(&mut room, "bluesky", "The Leeds shop is open. We are sorry.");
    goes_out(&mut room, open);
    assert_eq!(said_yes(&mut room, first).unwrap_err(), "refuse-otherwise-since");
    let out = Command::StartPublishing { response: second, rev: None, via: None };
    assert_eq!(room.by("ana", out.clone()).unwrap_err(), "refuse-otherwise-since", "nor what was approved before");
    let content = Content { text: closed.into(), channel: "web".into(), ..Content::default() };
    let waive = vec![
        Waiver { rule: "T27".into(), reason: "the sign is wrong".into(), ..Waiver::default() },
        Waiver { rule: "T23".into(), reason: "short".into(), ..Waiver::default() },
    ];
    room.by("ana", Command::SubmitResponse { response: second, rev: None, content, waive }).unwrap();
    all_say_yes(&mut room, second);
    room.by("ana", out).expect("somebody said why both stand");

    let twelve = stands(&mut room, "x", "12 people are in hospital. We are sorry.");
    let fact = FactState {
        status: FactStatus::Confirmed,
        en: "14 people are in hospital".into(),
        source: "hospital".into(),
        ..FactState::default()
    };
    room.say(Command::AddFact { incident: Some(IncidentId(1)), fact, supersedes: None });
    assert_eq!(said_yes(&mut room, twelve).unwrap_err(), "refuse-otherwise-since", "a fact that came later");
    room.whole();
}
