//! Roles in a real room: whose word counts, and how a role passes from one person to another.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::duty::{AssignRole, ReleaseRole, StandInFor};
use gabinete::domain::event::Event;
use gabinete::domain::handover::{AcceptHandover, Ending, OfferHandover, RefuseHandover, Sure, WithdrawHandover};
use gabinete::domain::ids::{HandoverId, IncidentId, TaskId};
use gabinete::domain::incident::{Condition, DeclareIncident, IncidentType, Severity, Status};
use gabinete::domain::private::{Allow, Audience};
use gabinete::domain::response::{Links, ResponseKind};
use gabinete::domain::role::Role;
use gabinete::domain::room::Lang;
use gabinete::domain::text::Clean;
use gabinete::domain::time::{HOUR, MINUTE};
use gabinete::rows::{Anchor, Answer, Ask, HandoverDetail, TimelineFilter};
use gabinete::store::reader::Reader;
use gabinete::store::{Options, open};
use gabinete::words::{Words, events};
use std::sync::Arc;

const IT: IncidentId = IncidentId(1);
const OWN: &str =
    "SEV2, one lot is off and nobody knows why. An update is owed within half an hour; I go on with the lab.";

fn role(code: &str) -> Role {
    Role::parse(code).unwrap()
}

fn assign(code: &str, to: &str) -> Command {
    Command::AssignRole(AssignRole { incident: IT, role: role(code), to: Some(to.into()) })
}

impl Room {
    fn stands_in(&mut self, name: &str, code: &str, ms: i64) -> Result<(), &'static str> {
        let until = self.now.plus(ms);
        let said = StandInFor { incident: IT, role: role(code), who: None, until };
        self.by(name, Command::StandInFor(said)).map(drop)
    }

    /// A statement that waits for the communications lead and for legal.
    fn waits(&mut self, text: &str) -> gabinete::domain::ids::ResponseId {
        let id = self.open("ana", ResponseKind::Holding, &[], Links::default()).unwrap();
        self.hand_in(id, text);
        id
    }

    fn offer(&mut self, from: &str, code: &str, to: &str) -> Result<(), &'static str> {
        let said = OfferHandover {
            incident: IT,
            role: role(code),
            to: to.into(),
            picture: "one batch from one plant is bad".into(),
            sure: Sure::Low,
            next: "wait for the second laboratory".into(),
            contacts: "lab 600 000 000".into(),
            available: "until six".into(),
        };
        self.by(from, Command::OfferHandover(said)).map(drop)
    }

    fn handover(&self, id: i64) -> HandoverDetail {
        let mut reader = Reader::open(&self.path).unwrap();
        match reader.answer(&Ask::Handover(HandoverId(id))).unwrap() {
            Answer::Handover(_, Some(detail)) => *detail,
            other => panic!("{other:?}"),
        }
    }

    fn accepts(&mut self, name: &str, id: i64, promises: Vec<TaskId>) -> Result<(), &'static str> {
        let said = AcceptHandover { handover: HandoverId(id), readback: OWN.into(), promises };
        self.by(name, Command::AcceptHandover(said)).map(drop)
    }

    /// The newest sentence of the timeline.
    fn said(&self) -> String {
        let mut reader = Reader::open(&self.path).unwrap();
        let ask = Ask::Timeline { filter: TimelineFilter::default(), anchor: Anchor::Top, margin: 5 };
        let Answer::Timeline(_, _, window) = reader.answer(&ask).unwrap() else { panic!() };
        let local = |_| "18:00".to_owned();
        let rows = window
            .rows
            .iter()
            .map(|row| events::event(&Words::new(Lang::En), row, (Audience::Operator, &Allow::none()), &local));
        rows.collect::<Vec<_>>().join("\n")
    }
}

fn declared() -> Room {
    let mut room = room();
    room.say(Command::DeclareIncident(DeclareIncident {
        title: "Batch".into(),
        severity: Severity::Sev2,
        kind: IncidentType::Unknown,
        lead: None,
        since: None,
        about: None,
    }));
    room
}

#[test]
fn whoever_was_given_a_role_gives_its_word_and_whoever_the_plan_names_no_longer_does() {
    let mut room = declared();
    assert_eq!(room.by("leo", assign("legal", "leo")).map(drop), Err("refuse-role-held"), "the plan names eva");
    let lost = AssignRole { incident: IncidentId(9), role: role("legal"), to: None };
    assert_eq!(room.refused(Command::AssignRole(lost)), "refuse-no-incident");
    room.by("ana", assign("legal", "leo")).unwrap();
    let id = room.waits("We are looking into it.");
    assert!(room.approve("eva", id).is_err(), "it is leo's now");
    let lawyer = gabinete::domain::room::Actor { role: "legal".into(), ..who("eva") };
    let digest = room.text("SELECT digest FROM response");
    let approve = Command::ApproveResponse { response: id, rev: None, digest, aloud: None };
    assert!(room.writer.decide(&lawyer, &approve, room.now, None).is_err(), "whatever she says that she is");
    assert!(room.approve("leo", id).is_ok());
    let release = Command::ReleaseRole(ReleaseRole { incident: IT, role: role("legal"), who: None });
    room.by("leo", release).unwrap();
    let id = room.waits("We go on looking into it.");
    assert!(room.approve("leo", id).is_err());
    assert!(room.approve("eva", id).is_ok(), "the plan's again");
    room.whole();
}

#[test]
fn a_role_that_one_only_declares_is_no_word_where_the_plan_names_another() {
    use gabinete::domain::room::Actor;
    let mut room = declared();
    let id = room.waits("We are looking into it.");
    let digest = room.text("SELECT digest FROM response");
    let approve = |aloud: Option<&str>| {
        let (digest, aloud) = (digest.clone(), aloud.map(str::to_owned));
        Command::ApproveResponse { response: id, rev: None, digest, aloud }
    };
    let intern = Actor { role: "legal".into(), ..who("intern") };
    assert!(room.writer.decide(&intern, &approve(None), room.now, None).is_err(), "eva is legal, boss her backup");
    room.by("zed", Command::DeclareSelf { name: "zed".into(), role: "legal".into() }).unwrap();
    assert!(room.by("ana", approve(Some("zed"))).is_err(), "nor when another writes it down");
    assert!(room.by("ana", approve(Some("boss"))).is_ok(), "the backup's is");
    room.whole();
}

#[test]
fn whoever_stands_in_gives_the_word_until_then_and_the_holder_all_the_while() {
    let mut room = declared();
    room.stands_in("max", "comms_lead", 30 * MINUTE).unwrap();
    let (a, b, c) = (room.waits("One."), room.waits("Two."), room.waits("Three."));
    assert!(room.approve("max", a).is_ok());
    assert!(room.approve("luis", b).is_ok(), "the role is still his");
    room.now = room.now.plus(30 * MINUTE);
    assert!(room.approve("max", c).is_err(), "his time is over");
    assert!(room.approve("luis", c).is_ok());
    room.whole();
}

#[test]
fn who_leads_is_one_truth_in_the_incident_and_among_the_roles() {
    let mut room = declared();
    let both = |room: &Room| {
        let duty = room.text("SELECT holder FROM duty WHERE role = 'incident_lead'");
        assert_eq!(room.text("SELECT lead FROM incident"), duty);
        duty
    };
    assert_eq!(both(&room), "ana");
    room.by("ana", assign("incident_lead", "leo")).unwrap();
    assert_eq!(both(&room), "leo");
    let lead = |to: &str| Command::ChangeLead { incident: IT, to: to.into() };
    assert_eq!(room.by("carl", lead("carl")).map(drop), Err("refuse-role-held"), "leo leads, and is there");
    room.by("leo", lead("eva")).unwrap();
    assert_eq!(both(&room), "eva");
    // whoever leads speaks for the lead's steps; nobody else does, though the plan names nobody
    let missing = |room: &mut Room| {
        let contain = Command::ChangeStatus { incident: IT, to: Status::Contained, reason: String::new() };
        match room.writer.decide(&who("leo"), &contain, room.now, None) {
            Err(gabinete::store::Denied::Refused(refusal)) => {
                refusal.missing.iter().map(|c| c.condition).collect::<Vec<_>>()
            }
            other => panic!("{:?}", other.map(|d| d.events.len())),
        }
    };
    assert!(missing(&mut room).contains(&Condition::Who));
    room.stands_in("leo", "incident_lead", HOUR).unwrap();
    assert!(!missing(&mut room).contains(&Condition::Who), "he stands in for her");
    let id = room.waits("We are looking into it.");
    let digest = room.text("SELECT digest FROM response");
    room.say(Command::ChangeSeverity { incident: IT, to: Severity::Sev1, reason: String::new() });
    let alone =
        |reason: &str| Command::PublishAlone { response: id, rev: None, digest: digest.clone(), reason: reason.into() };
    assert_eq!(room.by("max", alone("no time")).map(drop), Err("refuse-alone-lead"));
    assert_ne!(room.by("leo", alone("no time")).map(drop), Err("refuse-alone-lead"), "he stands in for her");
    room.by("leo", lead("leo")).unwrap();
    assert_eq!(both(&room), "leo", "and gives it on for her");
    room.whole();
}

#[test]
fn the_lead_passes_once_the_receiver_has_read_the_promises_and_restated_the_card() {
    let mut room = declared();
    let id = room.waits("We are looking into it, next at +30.");
    for name in ["luis", "eva"] {
        let _ = room.approve(name, id);
    }
    room.out(id);
    room.say(Command::ChangeSeverity { incident: IT, to: Severity::Sev1, reason: "television".into() });
    assert_eq!(room.offer("leo", "incident_lead", "eva"), Err("refuse-not-yours"));
    room.offer("ana", "incident_lead", "leo").unwrap();
    assert_eq!(room.offer("ana", "incident_lead", "eva"), Err("refuse-handover-open"));
    assert_eq!(room.text("SELECT lead FROM incident"), "ana", "an offer passes nothing");
    assert!(room.said().contains("Handover offered by ana to leo: Incident lead"), "{}", room.said());
    let card = room.handover(1).handover.card;
    assert_eq!((card.why.as_str(), card.promises.len(), card.contacts.as_str()), ("television", 1, "lab 600 000 000"));
    assert_eq!(card.severity, Severity::Sev1);
    // what happens later is not on the card, and yet to be read
    let more = room.waits("Found it, next at +40.");
    for name in ["luis", "eva"] {
        let _ = room.approve(name, more);
    }
    room.out(more);
    let promises: Vec<TaskId> = room.handover(1).promises.iter().map(|p| p.task).collect();
    let old: Vec<TaskId> = card.promises.iter().map(|p| p.task).collect();
    assert_ne!(promises, old);
    assert_eq!(room.accepts("leo", 1, old), Err("refuse-promises-unseen"));
    assert_eq!(room.accepts("eva", 1, promises.clone()), Err("refuse-not-receiver"));
    room.accepts("leo", 1, promises).unwrap();
    assert_eq!(room.text("SELECT lead FROM incident"), "leo");
    assert_eq!(room.handover(1).handover.card, card, "history stays as it was");
    let (seq, hash) = room.handover(1).chain.unwrap();
    let offered = format!("SELECT lower(hex(hash)) FROM event WHERE seq = {} AND kind = 'handover_offered'", seq.0);
    assert!(hash.len() == 12 && room.text(&offered).starts_with(&hash), "{hash}");
    assert!(matches!(room.handover(1).handover.ending, Some(Ending::Accepted { .. })));
    assert!(
        room.said().contains("Handover accepted: Incident lead. In their own words: “SEV2, one lot"),
        "{}",
        room.said()
    );
    assert_eq!(room.text("SELECT state FROM v_handovers"), "accepted");
    assert_eq!(room.text("SELECT readback FROM v_handovers"), OWN);
    assert_eq!(room.text("SELECT holder FROM v_roles WHERE role = 'incident_lead'"), "leo");
    room.whole();
}

#[test]
fn a_handover_is_refused_with_a_reason_or_taken_back_and_passes_nothing() {
    let mut room = declared();
    room.offer("ana", "incident_lead", "leo").unwrap();
    let refuse = RefuseHandover { handover: HandoverId(1), reason: "three hours of sleep".into() };
    room.by("leo", Command::RefuseHandover(refuse)).unwrap();
    room.offer("ana", "incident_lead", "eva").unwrap();
    let withdraw = WithdrawHandover { handover: HandoverId(2), reason: String::new() };
    room.by("ana", Command::WithdrawHandover(withdraw)).unwrap();
    assert_eq!(room.accepts("eva", 2, Vec::new()), Err("refuse-handover-over"));
    assert_eq!(room.text("SELECT lead FROM incident"), "ana");
    room.offer("ana", "incident_lead", "leo").unwrap();
    room.say(Command::ChangeLead { incident: IT, to: "max".into() });
    assert_eq!(room.accepts("leo", 3, Vec::new()), Err("refuse-handover-stale"), "she has nothing left to give");
    room.whole();
}

#[test]
fn the_header_knows_who_has_which_role_and_what_waits_for_whom() {
    let mut room = declared();
    room.say(Command::DeclareSelf { name: "ana".into(), role: "social_lead".into() });
    room.offer("ana", "incident_lead", "leo").unwrap();
    let mut reader = Reader::open(&room.path).unwrap();
    let Answer::Pulse(pulse) = reader.answer(&Ask::Pulse { now: room.now }).unwrap() else { panic!() };
    assert_eq!(pulse.roles.duties.len(), 1);
    assert_eq!(pulse.roles.people[0].role, Clean::from("social_lead"));
    let offer = &pulse.roles.offers[0];
    assert_eq!((offer.from.as_str(), offer.to.as_str(), offer.at), ("ana", "leo", room.now));
    let ask = Ask::Card { incident: IT, role: role("legal"), from: "eva".into(), now: room.now };
    let Answer::Card(Some(card)) = reader.answer(&ask).unwrap() else { panic!() };
    assert!(card.to.is_empty() && card.picture.is_empty() && card.role == role("legal"));
}

#[test]
fn whoever_acts_is_there_whether_they_ever_said_who_they_are_or_not() {
    let mut room = declared();
    room.now = room.now.plus(MINUTE);
    room.stands_in("bea", "comms_lead", HOUR).unwrap();
    // behind a source, a clock and a script there is no account
    let script = gabinete::domain::room::Actor { name: "script".into(), ..Default::default() };
    let stand = StandInFor { incident: IT, role: role("legal"), who: Some("eve".into()), until: room.now.plus(HOUR) };
    room.writer.decide(&script, &Command::StandInFor(stand), room.now, None).unwrap();
    let mut reader = Reader::open(&room.path).unwrap();
    let Answer::Pulse(pulse) = reader.answer(&Ask::Pulse { now: room.now }).unwrap() else { panic!() };
    let there: Vec<_> =
        pulse.roles.people.iter().map(|p| (p.name.as_str(), p.role.as_str(), p.seen == room.now)).collect();
    assert_eq!(there, [("bea", "social_lead", true), ("ana", "social_lead", false)]);
    assert_eq!(pulse.people.len(), 2);
    room.whole();
    // a room of an earlier version learns the same of what happened in it
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    conn.execute_batch("DELETE FROM person").unwrap();
    conn.execute_batch(include_str!("../../src/store/migrations/0017_seen.sql")).unwrap();
    drop(conn);
    room.whole();
}

#[test]
fn a_room_from_before_roles_knows_who_leads_and_since_when() {
    let mut room = declared();
    room.say(Command::ChangeLead { incident: IT, to: "leo".into() });
    let since = room.ask("SELECT since FROM duty");
    assert_eq!(since, room.now.0);
    let path = room.path.clone();
    drop(room.writer);
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch("DROP VIEW v_roles; DROP VIEW v_handovers; DROP TABLE duty; DROP TABLE handover").unwrap();
    conn.execute_batch(include_str!("../../src/store/migrations/0008_roles.sql")).unwrap();
    drop(conn);
    room.writer = open(&path, Options::default()).unwrap().with_policy(Arc::new(Plan));
    assert_eq!((room.text("SELECT holder FROM duty"), room.ask("SELECT since FROM duty")), ("leo".into(), since));
    room.whole();
}

#[test]
fn the_event_holds_the_whole_card_for_ever() {
    let mut room = declared();
    let until = room.now.plus(HOUR);
    room.offer("ana", "incident_lead", "leo").unwrap();
    let bytes = room.text("SELECT CAST(payload AS TEXT) FROM event WHERE kind = 'handover_offered'");
    let event = Event::decode("handover_offered", 1, bytes.as_bytes()).unwrap();
    let Event::HandoverOffered { card, .. } = event else { panic!() };
    assert_eq!((card.next.as_str(), card.at < until), ("wait for the second laboratory", true));
}

#[test]
fn a_card_says_who_waits_and_what_they_wrote_as_long_as_the_room_has_it() {
    let mut room = declared();
    let mut urgent =
        mention(1, "acme made my kid sick, all night long and the next day too, and nobody answers me anywhere");
    urgent.reading.score = 90;
    let id = room.take(vec![urgent])[0];
    room.by("ana", assign("legal", "leo")).unwrap();
    room.offer("leo", "legal", "ana").unwrap();
    let threads = room.handover(1).handover.card.threads;
    let (author, words) = threads[0].said.clone().unwrap();
    assert_eq!(author.as_str(), "author1");
    assert!(words.as_str().starts_with("acme made my kid sick") && words.as_str().ends_with('…'), "{words:?}");
    let kept = room.ask("SELECT count(*) FROM handover WHERE card LIKE '%author1%' OR card LIKE '%sick%'");
    assert_eq!(kept, 0, "the card itself keeps its number alone");
    room.say(Command::EraseMention { mention: id, reason: "asked".into() });
    assert!(room.handover(1).handover.card.threads.iter().all(|t| t.said.is_none()));
}

#[test]
fn a_card_gives_no_reason_of_another_severity() {
    let mut room = room();
    room.incident(Severity::Sev2);
    room.say(Command::ChangeSeverity { incident: IT, to: Severity::Sev3, reason: "calmer".into() });
    room.offer("ana", "incident_lead", "luis").unwrap();
    assert_eq!(room.handover(1).handover.card.why.as_str(), "calmer");
    room.by("ana", Command::WithdrawHandover(WithdrawHandover { handover: HandoverId(1), reason: "not now".into() }))
        .unwrap();
    room.say(Command::ChangeSeverity { incident: IT, to: Severity::Sev1, reason: String::new() });
    room.offer("ana", "incident_lead", "luis").unwrap();
    assert_eq!(room.handover(2).handover.card.why.as_str(), "");
}

#[test]
fn whoever_stands_in_goes_on_when_the_holder_lets_go() {
    let mut room = room();
    room.declare(Severity::Sev2);
    room.say(assign("scribe", "leo"));
    room.stands_in("zoe", "scribe", HOUR).unwrap();
    let release = |code: &str| Command::ReleaseRole(ReleaseRole { incident: IT, role: role(code), who: None });
    room.by("leo", release("scribe")).unwrap();
    let seat = "SELECT coalesce(holder, '') || '/' || coalesce(stand_in, '') FROM duty WHERE role = 'scribe'";
    assert_eq!(room.text(seat), "/zoe");
    room.whole();
    room.by("zoe", release("scribe")).unwrap();
    assert_eq!(room.text(seat), "/");
    room.whole();
}

#[test]
fn whoever_ever_acted_here_is_told_apart_from_the_others_where_masks_stand() {
    let mut room = room();
    let names: Vec<String> = (0..30).map(|n| format!("l{n}")).collect();
    for name in &names {
        room.now = room.now.plus(1000);
        let said = Command::DeclareSelf { name: name.clone(), role: String::new() };
        room.writer.decide(&who(name), &said, room.now, None).unwrap();
    }
    let info = gabinete::store::info::info(&room.path, Options::default()).unwrap();
    let ours = info.ours(std::iter::empty());
    let masks: std::collections::BTreeSet<String> = names.iter().map(|name| ours.mask(name)).collect();
    assert_eq!(masks.len(), names.len(), "{masks:?}");
    assert!(names.iter().all(|name| ours.mask(name) == ours.mask(&name.to_uppercase())), "the same person, the same");
    let Answer::Pulse(pulse) = Reader::open(&room.path).unwrap().answer(&Ask::Pulse { now: room.now }).unwrap() else {
        panic!()
    };
    let mut screen = gabinete::domain::private::Allow::none();
    screen.tell_apart(pulse.roles.names());
    screen.tell_apart(&pulse.colleagues);
    assert!(names.iter().all(|name| ours.mask(name) == screen.mask(name)), "printed and on the screen alike");
}
