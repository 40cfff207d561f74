//! Incidents on their way through a real room: what their next step asks for is measured there, and a refusal says how it
//! stands.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::event::Event;
use gabinete::domain::ids::{EventSeq, IncidentId, ItemId, MatterId, MentionId, ResponseId};
use gabinete::domain::incident::{
    AcceptCondition, ActivateIncident, Condition, ConfirmPaused, DeclareIncident, DetectIncident, IncidentType, Met,
    Severity, Status,
};
use gabinete::domain::item::{AddItem, List, SettleItem};
use gabinete::domain::matter::{DecideMatter, OpenMatter};
use gabinete::domain::mention::Disposition;
use gabinete::domain::reading::Flag;
use gabinete::domain::response::{Links, ResponseKind};
use gabinete::domain::room::Refusal;
use gabinete::domain::time::{DAY, HOUR, MINUTE};
use gabinete::rows::{Answer, Ask};
use gabinete::store::reader::Reader;
use gabinete::store::{Denied, Options, check};
use serde_json::json;
use std::collections::BTreeMap;

pub const IT: IncidentId = IncidentId(1);

impl Room {
    pub fn declare(&mut self, severity: Severity) {
        let said = DeclareIncident {
            title: "Batch".into(),
            severity,
            kind: IncidentType::Unknown,
            lead: None,
            since: None,
            about: None,
        };
        self.say(Command::DeclareIncident(said));
    }

    /// Takes a step; the refusal when it is none.
    fn step(&mut self, to: Status) -> Result<(), Refusal> {
        let command = Command::ChangeStatus { incident: IT, to, reason: "because".into() };
        self.now = self.now.plus(1000);
        match self.writer.decide(&who("ana"), &command, self.now, None) {
            Ok(_) => Ok(()),
            Err(Denied::Refused(refusal)) => Err(refusal),
            Err(Denied::Store(error)) => panic!("{error}"),
        }
    }

    /// What stands in the way of a step.
    fn missing(&mut self, to: Status) -> BTreeMap<Condition, Met> {
        self.step(to).map_or_else(|r| r.missing.iter().map(|c| (c.condition, c.met)).collect(), |()| BTreeMap::new())
    }

    /// So many mentions, spread over the hour that begins so many minutes from the room's first moment.
    pub fn hear(&mut self, minute: i64, n: u64, from: u64) {
        let mentions: Vec<_> = (0..n)
            .map(|i| {
                let mut one = mention(from + i, &format!("acme says {}", from + i));
                one.raw.ts = Some(T.plus(minute * MINUTE + i as i64 * (HOUR / n.max(1) as i64)));
                one
            })
            .collect();
        self.take(mentions);
    }

    /// A holding statement goes out, with the word of those whom the plan asks.
    pub fn statement(&mut self) {
        let id = self.open("ana", ResponseKind::Holding, &[], Links::default()).unwrap();
        self.hand_in(id, "We are looking into it.");
        for name in ["luis", "eva"] {
            let _ = self.approve(name, id);
        }
        self.out(id);
    }

    pub fn add(&mut self, list: List, due: Option<i64>) {
        let due = due.map(|ms| self.now.plus(ms));
        self.say(Command::AddItem(AddItem { incident: IT, list, text: "x".into(), owner: None, due }));
    }
}

#[test]
fn a_declaration_is_not_undone_and_the_refusal_says_what_takes_it_back() {
    let mut room = room();
    room.declare(Severity::Sev2);
    assert_eq!(room.refused(Command::Undo { decision: None }), "refuse-undo-declared");
    room.step(Status::StoodDown).unwrap();
    assert_eq!(room.ask("SELECT count(*) FROM incident WHERE status = 'stood_down'"), 1);
    room.whole();
}

#[test]
fn to_stand_down_and_back_moves_no_clock_of_what_was_declared() {
    let mut room = room();
    room.declare(Severity::Sev2);
    let clocks = |room: &Room| {
        let tasks = room.ask("SELECT coalesce(sum(due), 0) FROM task");
        (room.ask("SELECT td FROM incident"), tasks, room.ask("SELECT count(*) FROM mark WHERE marks ->> 'back' > 0"))
    };
    let before = clocks(&room);
    room.now = room.now.plus(HOUR);
    room.step(Status::StoodDown).unwrap();
    room.now = room.now.plus(HOUR);
    room.step(Status::Active).unwrap();
    assert_eq!(clocks(&room), before);
    room.step(Status::StoodDown).unwrap();
    room.now = room.now.plus(48 * HOUR);
    room.step(Status::Active).unwrap();
    assert_eq!(room.ask("SELECT td FROM incident"), room.now.0, "days later it is no slip that is put right");
    room.whole();
}

#[test]
fn an_incident_is_contained_only_once_it_no_longer_grows() {
    let mut room = room();
    room.declare(Severity::Sev2);
    room.hear(1, 40, 1);
    room.now = T.plus(90 * MINUTE);
    let missing = room.missing(Status::Contained);
    assert_eq!(
        missing,
        BTreeMap::from([(Condition::Rate, Met::No), (Condition::Statement, Met::No)]),
        "no two hours yet"
    );
    room.now = T.plus(3 * HOUR + 2 * MINUTE);
    room.hear(63, 19, 100);
    room.hear(123, 20, 200);
    assert_eq!(room.missing(Status::Contained).get(&Condition::Rate), Some(&Met::No), "20 is half of the peak of 40");
    let mut threat = mention(900, "acme I will hurt you");
    threat.raw.ts = Some(T.plus(2 * HOUR + 30 * MINUTE));
    threat.reading.flags = vec![Flag::LifeThreat];
    room.take(vec![threat]);
    room.now = T.plus(4 * HOUR + 10 * MINUTE);
    let refusal = room.step(Status::Contained).unwrap_err();
    let trigger = refusal.missing.iter().find(|c| c.condition == Condition::Triggers).unwrap();
    assert_eq!(trigger.value["minutes"], gabinete::domain::room::Arg::Number(100), "it says how long ago");
    room.now = T.plus(5 * HOUR + 10 * MINUTE);
    assert_eq!(room.missing(Status::Contained), BTreeMap::from([(Condition::Statement, Met::No)]));
    room.statement();
    assert_eq!(room.step(Status::Contained), Ok(()));
}

/// A mark on a mention is no answer: who was promised one still waits.
#[test]
fn nothing_is_resolved_while_an_urgent_answer_is_owed() {
    let mut room = room();
    room.declare(Severity::Sev3);
    room.statement();
    let (mut grave, mut mild) = (mention(1, "acme hurt my child"), mention(2, "acme was late"));
    (grave.reading.score, mild.reading.score) = (80, 20);
    let ids = room.take(vec![grave, mild]);
    let owe = |ids: &[MentionId]| Command::Dispose {
        mentions: ids.to_vec(),
        disposition: Disposition::RespondPublic,
        reason: "they asked".into(),
        seen: None,
    };
    room.say(owe(&ids));
    room.now = T.plus(26 * HOUR);
    room.step(Status::Contained).unwrap();
    assert_eq!(room.missing(Status::Resolved).get(&Condition::Urgent), Some(&Met::No));
    room.say(Command::Settle { mentions: vec![ids[0]], how: "answered".into(), seen: None });
    assert_eq!(room.missing(Status::Resolved).get(&Condition::Urgent), None, "the other is not urgent");
}

#[test]
fn a_young_room_resolves_once_what_it_cannot_know_is_accepted_by_name() {
    let mut room = room();
    room.declare(Severity::Sev3);
    room.statement();
    room.now = T.plus(26 * HOUR);
    room.step(Status::Contained).unwrap();
    let unknown = [Condition::Usual, Condition::Mood, Condition::Amplifiers, Condition::Media, Condition::Paused];
    let mut asked: BTreeMap<_, _> = unknown.iter().map(|c| (*c, Met::Unknown)).collect();
    asked.insert(Condition::Comms, Met::No);
    assert_eq!(room.missing(Status::Resolved), asked);
    let word = AcceptCondition { incident: IT, condition: Condition::Comms, reason: "agreed".into() };
    assert_eq!(room.refused(Command::AcceptCondition(word.clone())), "refuse-condition-comms");
    room.by("luis", Command::AcceptCondition(word)).unwrap();
    room.say(Command::ConfirmPaused(ConfirmPaused { incident: IT, count: 1, task: None }));
    room.add(List::Paused, None);
    room.add(List::Media, None);
    room.add(List::Amplifier, Some(3 * DAY));
    let open = room.missing(Status::Resolved);
    for condition in [Condition::Amplifiers, Condition::Media, Condition::Paused] {
        assert_eq!(open.get(&condition), Some(&Met::No), "{condition:?}");
    }
    for item in 1..=3 {
        room.say(Command::SettleItem(SettleItem { item: ItemId(item), how: "done".into() }));
    }
    let accept = |condition| {
        Command::AcceptCondition(AcceptCondition { incident: IT, condition, reason: "the room is a day old".into() })
    };
    room.say(accept(Condition::Usual));
    assert_eq!(room.missing(Status::Resolved), BTreeMap::from([(Condition::Mood, Met::Unknown)]));
    room.say(accept(Condition::Mood));
    let pulse = |room: &Room| match room.answer(&Ask::Pulse { now: room.now }) {
        Answer::Pulse(pulse) => pulse,
        _ => panic!(),
    };
    let tasks = pulse(&room).tasks;
    assert!(tasks.all > 0 && pulse(&room).lingering.is_empty());
    assert_eq!(room.step(Status::Resolved), Ok(()));
    let after = pulse(&room);
    assert_eq!((after.incidents.len(), after.lingering.iter().map(|i| i.id).collect()), (0, vec![IT]));
    assert_eq!((after.tasks.all, after.tasks.late >= tasks.late), (tasks.all, true), "what is late is late still");
    assert!(room.missing(Status::Review).contains_key(&Condition::Planned));
    let report = check::check(&room.path, Options::default(), room.now).unwrap();
    assert_eq!(report.faults, Vec::new());
}

#[test]
fn what_is_detected_has_the_steps_that_lead_to_a_declaration_and_then_the_others() {
    let mut room = room();
    room.say(Command::DetectIncident(DetectIncident { title: "Batch".into(), since: None, signal: None, about: None }));
    assert_eq!(room.ask("SELECT count(*) FROM task"), 0, "this plan has no steps before a declaration");
    assert_eq!(room.step(Status::Active).unwrap_err().key, "refuse-status-step");
    room.now = T.plus(20 * MINUTE);
    let said = ActivateIncident { incident: IT, severity: Severity::Sev1, kind: IncidentType::DataBreach, lead: None };
    room.say(Command::ActivateIncident(said));
    assert_eq!(room.ask("SELECT count(*) FROM task"), 5);
    let declared = room.ask("SELECT td FROM incident");
    assert_eq!(room.ask("SELECT due FROM task WHERE code = 'F01'"), declared + 15 * MINUTE, "due from the declaration");
    assert_eq!(room.ask("SELECT rated FROM incident"), 1);
}

#[test]
fn what_is_to_be_decided_is_asked_objected_to_and_decided() {
    let mut room = room();
    room.say(Command::DeclareSelf { name: "ana".into(), role: String::new() });
    room.declare(Severity::Sev2);
    let due = Some(room.now.plus(HOUR));
    room.say(Command::OpenMatter(OpenMatter { incident: Some(IT), question: "Recall?".into(), due }));
    let said = DecideMatter {
        matter: Some(MatterId(1)),
        incident: None,
        what: "Recall batch A12".into(),
        by: Some("ANA".into()),
        basis: "lab report".into(),
        objections: Vec::new(),
        dropped: false,
    };
    let decided = room.say(Command::DecideMatter(said.clone()));
    let Event::MatterDecided { ruling, incident, .. } = &decided.events[0].1 else { panic!() };
    assert_eq!((ruling.by.as_str(), *incident), ("ana", Some(IT)), "one person, one spelling");
    assert_eq!(room.refused(Command::DecideMatter(said)), "refuse-matter-over");
    let lost = OpenMatter { incident: Some(IncidentId(9)), question: "Recall?".into(), due: None };
    assert_eq!(room.refused(Command::OpenMatter(lost)), "refuse-no-incident");
    assert_eq!(room.ask("SELECT count(*) FROM v_decisions WHERE decided = 'Recall batch A12'"), 1);
}

#[test]
fn how_grave_it_may_be_is_measured() {
    let mut room = room();
    room.hear(2, 50, 1);
    let mut outlet = mention(900, "acme in the news");
    (outlet.raw.platform, outlet.raw.followers, outlet.raw.verified) =
        (Some("bluesky".into()), Some(120_000), Some(true));
    outlet.raw.ts = Some(T.plus(30 * MINUTE));
    outlet.reading.flags = vec![Flag::Recall, Flag::AffectedPerson];
    let mut others = vec![outlet];
    for n in 901..=902 {
        let mut other = mention(n, "acme again");
        other.raw.platform = Some("bluesky".into());
        other.raw.url = None;
        other.raw.ts = Some(T.plus(31 * MINUTE));
        others.push(other);
    }
    room.take(others);
    let measured = |outlets: &[&str]| {
        let outlets = outlets.iter().map(|h| (*h).to_owned()).collect();
        let Answer::Figures(_, figures) = room.answer(&Ask::Figures { of: None, now: T.plus(61 * MINUTE), outlets })
        else {
            panic!()
        };
        figures
    };
    let figures = measured(&[]);
    assert_eq!((figures.per_hour, figures.negative, figures.platforms), (53, Some(100), 2));
    assert_eq!((figures.followers, figures.voices), (120_000, 1));
    assert_eq!(figures.triggers, [("H6".to_owned(), 1)]);
    assert!(figures.paces.is_empty(), "nobody knows yet what is usual");
    // an outlet that nobody verified speaks by its handle, however it is written; who only writes of it does not
    let figures = measured(&["author901", "natdaily", "author900"]);
    assert_eq!((figures.outlets, figures.voices), (vec!["author900".to_owned(), "author901".into()], 2));
    room.take(vec![mention(903, "@natdaily has it"), {
        let mut daily = mention(904, "acme, page one");
        (daily.raw.handle, daily.raw.ts) = (Some("@NatDaily".into()), Some(T.plus(32 * MINUTE)));
        daily
    }]);
    let outlets = vec!["natdaily".to_owned()];
    let Answer::Figures(_, figures) = room.answer(&Ask::Figures { of: None, now: T.plus(61 * MINUTE), outlets }) else {
        panic!()
    };
    assert_eq!((figures.outlets, figures.voices), (vec!["natdaily".to_owned()], 2));
}

/// A second incident with all that people write down of one, its holding statement out with a promise, made a part of the first.
fn merged() -> Room {
    let mut room = room();
    room.declare(Severity::Sev3);
    room.declare(Severity::Sev3);
    let two = 2;
    let id = room.open_of("ana", Some(IncidentId(2)), ResponseKind::Holding, &[], Links::default()).unwrap();
    room.hand_in(id, "We are looking into it; next at +90.");
    room.approve("luis", id).unwrap();
    room.out(id);
    for said in [
        json!({"do": "open_matter", "incident": two, "question": "Close the line?", "due": room.now.plus(HOUR)}),
        json!({"do": "add_item", "incident": two, "list": "media", "text": "El Diario asks"}),
        json!({"do": "add_item", "incident": two, "list": "paused", "text": "Spot"}),
        json!({"do": "add_task", "incident": two, "title": "Call the plant", "due": room.now.plus(HOUR)}),
        json!({"do": "add_affected", "incident": two, "name": "RQ", "note": "ill"}),
        json!({"do": "add_fact", "incident": two, "fact": {"en": "One plant", "es": "Una planta", "status": "unverified"}}),
    ] {
        room.json(said);
    }
    room.json(json!({"do": "merge_incident", "incident": two, "into": 1, "reason": "one story"}));
    room
}

#[test]
fn a_text_of_a_part_went_out_when_it_did() {
    let mut room = merged();
    let out = |room: &Room| match room.answer(&Ask::Situation { incident: Some(IT), now: room.now }) {
        Answer::Situation(Some(is)) => is.published[0].at,
        other => panic!("{other:?}"),
    };
    let before = out(&room);
    room.now = room.now.plus(HOUR);
    room.say(Command::FollowUp { response: ResponseId(1), note: "calmer".into(), done: true });
    assert_eq!(out(&room), before);
    room.whole();
}

#[test]
fn what_a_part_owes_promised_and_asks_is_found_with_the_one_that_stays() {
    let mut room = merged();
    let ask = Ask::Situation { incident: Some(IT), now: room.now.plus(MINUTE) };
    let Answer::Situation(Some(is)) = room.answer(&ask) else { panic!("no situation") };
    assert_eq!((is.published.len(), is.promises.len(), is.open.len(), is.facts.len()), (1, 1, 1, 1));
    assert_eq!((is.items.len(), is.figures.affected[0]), (2, 1));
    assert!(is.longest_wait.is_some() && is.tasks.iter().any(|task| task.titles[0].as_str() == "Call the plant"));
    let codes = room.ask("SELECT count(*) - count(DISTINCT code) FROM task WHERE incident = 1");
    assert_eq!(codes, 0, "what the plan asked for both is asked once");
    room.now = room.now.plus(HOUR);
    assert_eq!(room.missing(Status::Contained).get(&Condition::Statement), None);
    assert_ne!(
        room.text("SELECT marks ->> '$.spoke' FROM mark WHERE incident = 1"),
        "",
        "our last word was about both"
    );
    room.whole();
    // whoever had a form of it open is told where it goes
    let late = json!({"do": "add_item", "incident": 2, "list": "media", "text": "x"});
    assert_eq!(room.refused(serde_json::from_value(late).unwrap()), "refuse-merged");
}

/// Roles that nobody has in the one that stays, who stands in, T0, the count of what was paused and an offer that waits.
#[test]
fn what_people_do_in_a_part_goes_on_in_the_one_that_stays() {
    let mut room = room();
    room.declare(Severity::Sev2);
    let since = room.now.plus(-HOUR);
    room.json(json!({"do": "declare_incident", "title": "Grave", "severity": "SEV2", "kind": "product_failure",
        "lead": "bea", "since": since}));
    let (until, two) = (room.now.plus(3 * HOUR), 2);
    for said in [
        json!({"do": "assign_role", "incident": two, "role": "scribe", "to": "ana"}),
        json!({"do": "stand_in_for", "incident": two, "role": "scribe", "who": "zoe", "until": until}),
        json!({"do": "confirm_paused", "incident": 1, "count": 2}),
        json!({"do": "confirm_paused", "incident": two, "count": 7}),
        json!({"do": "offer_handover", "incident": two, "role": "scribe", "to": "cris", "picture": "p", "next": "n"}),
    ] {
        room.json(said);
    }
    let before = room.ask("SELECT max(seq) FROM event");
    room.json(json!({"do": "merge_incident", "incident": two, "into": 1, "reason": "one story"}));
    let kept = "SELECT group_concat(role || '=' || coalesce(holder, '') || '/' || coalesce(stand_in, ''), ' ')
        FROM (SELECT * FROM duty WHERE incident = 1 ORDER BY role)";
    assert_eq!(room.text(kept), "incident_lead=ana/ scribe=ana/zoe", "whoever has a role keeps it");
    assert_eq!(room.ask("SELECT known ->> '$.paused' FROM incident WHERE id = 1"), 9);
    assert_eq!(room.ask("SELECT t0 FROM incident WHERE id = 1"), since.0);
    let told =
        format!("SELECT group_concat(kind, ' ') FROM (SELECT kind FROM event WHERE seq > {before} ORDER BY seq)");
    let told = room.text(&told);
    assert!(told.starts_with("role_assigned stand_in_began paused_confirmed type_changed incident_merged"), "{told}");
    room.whole();
    // the offer waits on, and passes the role in the one that stays
    let read: Vec<i64> = Vec::new();
    let own = "The plant line is off, one batch is suspected, and the laboratory answers at noon tomorrow.";
    room.now = room.now.plus(1000);
    let accept = json!({"do": "accept_handover", "handover": 1, "readback": own, "promises": read});
    assert_eq!(room.by("cris", serde_json::from_value(accept).unwrap()).map(drop), Ok(()));
    assert_eq!(room.text("SELECT holder FROM duty WHERE incident = 1 AND role = 'scribe'"), "cris");
    room.whole();
}

#[test]
fn an_offer_of_what_somebody_else_has_there_is_taken_back() {
    let mut room = room();
    room.declare(Severity::Sev2);
    room.declare(Severity::Sev2);
    for said in [
        json!({"do": "assign_role", "incident": 1, "role": "scribe", "to": "eva"}),
        json!({"do": "assign_role", "incident": 2, "role": "scribe", "to": "ana"}),
        json!({"do": "offer_handover", "incident": 2, "role": "scribe", "to": "cris", "picture": "p", "next": "n"}),
        json!({"do": "merge_incident", "incident": 2, "into": 1, "reason": "one story"}),
    ] {
        room.json(said);
    }
    assert_eq!(room.text("SELECT ending ->> '$.withdrawn.reason' FROM handover"), "one story");
    room.whole();
}

#[test]
fn before_it_became_a_part_what_it_owed_was_its_own() {
    let room = merged();
    let merge = room.ask("SELECT seq FROM event WHERE kind = 'incident_merged'");
    let mut past = Reader::open(&room.path).unwrap().at(EventSeq(merge - 1)).unwrap();
    let mut promises = |seq, of| {
        past.go(EventSeq(seq)).unwrap();
        match past.answer(&Ask::Situation { incident: Some(IncidentId(of)), now: room.now }).unwrap() {
            Answer::Situation(Some(is)) => (is.promises.len(), is.published.len(), is.items.len()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((promises(merge - 1, 2), promises(merge - 1, 1)), ((1, 1, 2), (0, 0, 0)));
    assert_eq!((promises(merge, 2), promises(merge, 1)), ((0, 0, 0), (1, 1, 2)));
}

#[test]
fn facts_that_changed_since_something_was_paused_are_there_while_it_is() {
    use gabinete::domain::fact::{FactState, FactStatus};
    let mut room = room();
    room.declare(Severity::Sev4);
    let known = |en: &str| {
        let fact =
            FactState { status: FactStatus::Confirmed, en: en.into(), source: "lab".into(), ..Default::default() };
        Command::AddFact { incident: Some(IT), fact, supersedes: None }
    };
    let changed = |room: &Room| -> Vec<String> {
        let ask = Ask::Incident { id: IT, triggers: Vec::new(), now: room.now };
        let Answer::Incident(_, Some(detail)) = room.answer(&ask) else { panic!("no incident") };
        detail.changed.iter().map(|fact| fact.state.en.to_string()).collect()
    };
    room.say(known("before"));
    room.say(known("other"));
    assert!(changed(&room).is_empty());
    room.add(List::Paused, None);
    assert!(changed(&room).is_empty(), "nothing has changed since");
    room.say(known("new"));
    let to = FactState { status: FactStatus::False, en: "other".into(), source: "lab".into(), ..Default::default() };
    let fact = gabinete::domain::ids::FactId(2);
    room.say(Command::ChangeFact { fact, rev: None, to, reason: "the lab was wrong".into() });
    assert_eq!(changed(&room), ["other", "new"], "the newest first");
    room.say(Command::SettleItem(SettleItem { item: ItemId(1), how: "resumed".into() }));
    assert!(changed(&room).is_empty(), "nothing is paused any more");
}
