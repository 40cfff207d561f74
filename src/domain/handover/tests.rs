//! What a card tells, what counts as restating, and when a role passes.

use super::*;
use crate::domain::command::{Command, Ctx, NextIds};
use crate::domain::duty::{self, AssignRole, Duty, Held, ReleaseRole, StandIn, StandInFor};
use crate::domain::event::Event;
use crate::domain::ids::*;
use crate::domain::incident::{Incident, Severity, Status};
use crate::domain::item::{Item, List};
use crate::domain::matter::{Matter, Objection, Ruling};
use crate::domain::mention::Band;
use crate::domain::response::{Content, Response, ResponseKind, ResponseState};
use crate::domain::room::Actor;
use crate::domain::room::Refusal;
use crate::domain::task::{PROMISE, Task, TaskSpec, TaskState, TaskStatus, promise_titles};
use crate::domain::time::{HOUR, MINUTE};

const AT: Stamp = Stamp(100 * HOUR);
const IT: IncidentId = IncidentId(1);

fn incident() -> Incident {
    Incident {
        severity: Severity::Sev1,
        lead: Some("Ana".into()),
        ..Incident::new(IT, "Batch A12".into(), Status::Active, Stamp(0), Stamp(0))
    }
}

fn promise(id: i64, words: &str, due: Option<i64>, status: TaskStatus, incident: i64) -> Task {
    let [en, es] = promise_titles(words, "");
    let spec = TaskSpec {
        id: TaskId(id),
        code: format!("P{id}"),
        phase: PROMISE.into(),
        en,
        es,
        role: "social_lead".into(),
        due: due.map(|ms| AT.plus(ms)),
        due_rule: None,
        after: Vec::new(),
        response: None,
        gate: None,
        rhythm: None,
    };
    let state = TaskState { status, ..TaskState::default() };
    Task { spec, incident: IncidentId(incident), state, waits_for: Vec::new(), rev: 1 }
}

fn response(id: i64, state: ResponseState, needs: &[&str]) -> Response {
    let mut response = Response {
        id: ResponseId(id),
        incident: Some(IT),
        title: "about @marta".into(),
        kind: ResponseKind::Update,
        state,
        since: AT,
        author: "Ana".into(),
        content: Content { channel: "web".into(), ..Content::default() },
        answers: Vec::new(),
        approval: None,
        review: Default::default(),
        links: Default::default(),
        note: Clean::default(),
        permalink: None,
        published_text: None,
        rev: 1,
    };
    response.review.needs = needs.iter().map(|n| (*n).to_owned()).collect();
    response
}

fn matter(id: i64, decided: Option<&str>, objections: usize) -> Matter {
    let objection = Objection { text: "the lab has not answered".into(), by: "Leo".into(), at: AT };
    let ruling = decided.map(|what| Ruling {
        what: what.into(),
        by: "Eva".into(),
        basis: "lab".into(),
        recorded_by: None,
        at: AT,
        dropped: what.is_empty(),
    });
    Matter {
        id: MatterId(id),
        incident: Some(IT),
        question: "Recall it?".into(),
        due: None,
        by: "Ana".into(),
        since: AT,
        objections: vec![objection; objections],
        ruling,
    }
}

fn item(id: i64, list: List, over: bool) -> Item {
    let outcome = over.then(|| crate::domain::item::Outcome { how: "x".into(), by: "Eva".into(), at: AT });
    Item { id: ItemId(id), incident: IT, list, text: "El Faro asks".into(), owner: None, due: None, since: AT, outcome }
}

fn room() -> Situation {
    use ResponseState::*;
    let thread = |n| Thread {
        mention: MentionId(n),
        platform: "x".into(),
        band: Band::P1,
        since: AT,
        owner: None,
        said: None,
        alike: 1,
    };
    Situation {
        incident: incident(),
        why: "national television speaks of it".into(),
        held: Some(AT.plus(-2 * HOUR)),
        facts: Vec::new(),
        tasks: vec![
            promise(1, "we will say more soon", None, TaskStatus::Open, 1),
            promise(2, "the next update comes at five o'clock", Some(MINUTE), TaskStatus::Open, 1),
            promise(3, "kept already", Some(0), TaskStatus::Done, 1),
            promise(4, "made before the incident", Some(HOUR), TaskStatus::Blocked, 0),
            promise(5, "another incident's", Some(0), TaskStatus::Open, 2),
        ],
        responses: vec![
            response(1, Draft, &[]),
            response(2, InReview, &["legal"]),
            response(3, Published, &[]),
            response(4, Stale, &["legal"]),
        ],
        threads: (0..12).map(thread).collect(),
        threads_all: 30,
        affected: 2,
        affected_since: Some(AT.plus(-HOUR)),
        matters: vec![matter(1, Some("yes"), 1), matter(2, None, 7), matter(3, Some("yes"), 0), matter(4, Some(""), 1)],
        items: vec![item(1, List::Media, false), item(2, List::Media, true), item(3, List::Risk, false)],
    }
}

fn lead_card() -> Card {
    let mut card = card(&room(), &Role::lead(), &"Ana".into(), AT);
    card.to = "Leo".into();
    card.picture = "one batch from one plant is bad and nobody knows yet how it got there".into();
    card.next = "recall everything when the second laboratory says the same as the first".into();
    card
}

#[test]
fn a_card_tells_what_is_open_and_nothing_of_private_people() {
    let card = lead_card();
    let promises: Vec<i64> = card.promises.iter().map(|p| p.task.0).collect();
    assert_eq!(promises, [2, 4, 1], "open ones of this incident and of none, the first due first");
    assert_eq!(card.promises[0].words.as_str(), "the next update comes at five o'clock");
    let texts: Vec<(i64, usize)> = card.approvals.iter().map(|a| (a.response.0, a.missing.len())).collect();
    assert_eq!(texts, [(2, 1), (4, 0)], "whose word is missing is told of what is in review");
    assert_eq!((card.threads.len(), card.threads_all, card.affected), (10, 30, 2));
    let decisions: Vec<(i64, bool, usize)> =
        card.decisions.iter().map(|d| (d.matter.0, d.decided.is_some(), d.objections.len())).collect();
    assert_eq!(decisions, [(2, false, 5), (1, true, 1)], "dissent is told, what nobody objected to is done with");
    assert_eq!(card.media.iter().map(|c| c.item.0).collect::<Vec<_>>(), [1]);
    assert!(!serde_json::to_string(&card).unwrap().contains("marta"), "titles of texts may name people");
}

#[test]
fn a_nod_and_a_copy_are_no_restating_and_a_sentence_of_ones_own_is() {
    let card = lead_card();
    let key = |text: &str| restates(text, &card).map_err(|r| r.key).map(|_| ());
    for text in ["", " \u{1b} ", "I have it", "yes yes yes yes yes yes yes yes yes yes yes yes"] {
        assert_eq!(key(text), Err("refuse-readback-short"), "{text:?}");
    }
    let copied = format!("{} {}", card.picture.as_str(), card.next.as_str());
    for text in [card.picture.as_str(), &copied, &copied.to_uppercase(), &copied.replace(' ', ", ")] {
        assert_eq!(key(text), Err("refuse-readback-copy"), "{text:?}");
    }
    let half = format!("So I take it that {}", card.picture.as_str());
    assert_eq!(key(&half), Err("refuse-readback-copy"), "a few words before a copy");
    let own = "SEV1. A single batch went wrong; cause open. I owe an update by five, and I pull the rest if the other lab agrees.";
    assert_eq!(key(own), Ok(()));
    assert_eq!(key(&"word ".repeat(500)), Err("refuse-readback-long"));
}

struct Case {
    duty: Duty,
    planned: Option<Clean>,
    leads: bool,
    incident: Incident,
    promises: Vec<TaskId>,
    offered: bool,
    no_such_role: Option<Refusal>,
}

impl Case {
    fn held(role: Role, holder: Option<&str>) -> Case {
        let holder = holder.map(|name| Held { name: name.into(), since: Stamp(0) });
        Case {
            duty: Duty { holder, ..Duty::new(IT, role) },
            planned: None,
            leads: false,
            incident: incident(),
            promises: Vec::new(),
            offered: false,
            no_such_role: None,
        }
    }

    fn ask(&self, who: &str, now: Option<&Handover>, command: Command) -> Result<Vec<Event>, &'static str> {
        let who = Actor { name: who.into(), ..Actor::default() };
        let ctx = Ctx { who: &who, at: AT, now: AT, ids: NextIds::FIRST };
        let role = duty::Around {
            incident: &self.incident,
            duty: &self.duty,
            planned: self.planned.as_ref(),
            leads: self.leads,
            no_such_role: self.no_such_role.as_ref(),
        };
        let room = room();
        let around = Around { role, room: Some(&room), promises: &self.promises, offered: self.offered };
        let decided = match &command {
            Command::AssignRole(_) | Command::StandInFor(_) | Command::ReleaseRole(_) => {
                duty::decide(Some(&role), &command, &ctx)
            }
            _ => decide(now, Some(&around), &command, &ctx),
        };
        decided.map_err(|r| r.key)
    }

    fn kinds(&self, who: &str, now: Option<&Handover>, command: Command) -> Result<Vec<&'static str>, &'static str> {
        self.ask(who, now, command).map(|events| events.iter().map(Event::kind).collect())
    }
}

fn legal() -> Role {
    Role::parse("legal").unwrap()
}

fn assign(role: Role, to: Option<&str>) -> Command {
    Command::AssignRole(AssignRole { incident: IT, role, to: to.map(str::to_owned) })
}

fn stand_in(until: i64) -> Command {
    Command::StandInFor(StandInFor { incident: IT, role: legal(), who: None, until: AT.plus(until) })
}

fn release(role: Role, who: Option<&str>) -> Command {
    Command::ReleaseRole(ReleaseRole { incident: IT, role, who: who.map(str::to_owned) })
}

#[test]
fn anybody_takes_what_nobody_has_and_only_who_leads_gives_what_somebody_has() {
    let free = Case::held(legal(), None);
    assert_eq!(free.kinds("Leo", None, assign(legal(), None)), Ok(vec!["role_assigned"]));
    assert_eq!(free.kinds("Leo", None, assign(legal(), Some(" "))), Err("refuse-empty-name"));
    let mut held = Case::held(legal(), None);
    held.planned = Some("Eva".into());
    assert_eq!(held.kinds("Leo", None, assign(legal(), None)), Err("refuse-role-held"), "the plan names her");
    assert_eq!(held.kinds("Eva", None, assign(legal(), Some("éva"))), Err("refuse-same-holder"));
    held.leads = true;
    let events = held.ask("Ana", None, assign(legal(), Some("Leo"))).unwrap();
    assert!(
        matches!(&events[0], Event::RoleAssigned { from: Some(from), to, .. } if from.as_str() == "Eva" && to.as_str() == "Leo")
    );
    held.incident.status = Status::Closed;
    assert_eq!(held.kinds("Ana", None, assign(legal(), Some("Leo"))), Err("refuse-roles-over"));
}

#[test]
fn a_role_that_there_is_not_is_given_to_nobody() {
    let mut case = Case::held(legal(), None);
    case.no_such_role = Some(Refusal::new("refuse-no-such-role"));
    assert_eq!(case.kinds("Leo", None, assign(legal(), None)), Err("refuse-no-such-role"));
    case.planned = Some("Eva".into());
    assert_eq!(case.kinds("Leo", None, stand_in(HOUR)), Err("refuse-no-such-role"));
    // one that was given before the plan changed is let go of, or passed on, as ever
    let mut held = Case::held(legal(), Some("Leo"));
    held.no_such_role = case.no_such_role.clone();
    held.leads = true;
    assert_eq!(held.kinds("Leo", None, release(legal(), None)), Ok(vec!["role_released"]));
    assert_eq!(held.kinds("Leo", None, assign(legal(), Some("Eva"))), Ok(vec!["role_assigned"]));
}

#[test]
fn the_lead_is_one_truth_whatever_the_plan_says_and_never_nobody() {
    let mut none = Case::held(Role::lead(), None);
    none.planned = Some("Marta".into());
    let events = none.ask("Leo", None, assign(Role::lead(), None)).unwrap();
    assert!(matches!(&events[..], [Event::LeadChanged { to: Some(to), .. }] if to.as_str() == "Leo"));
    let led = Case::held(Role::lead(), Some("Ana"));
    assert_eq!(led.kinds("Leo", None, assign(Role::lead(), None)), Err("refuse-role-held"));
    assert_eq!(led.kinds("Ana", None, release(Role::lead(), None)), Err("refuse-lead-release"));
    let mut duty = led.duty.clone();
    let event = Event::LeadChanged { incident: IT, from: Some("Ana".into()), to: Some("Leo".into()) };
    assert_eq!(duty::about(&event), Some((IT, Role::lead())));
    duty.apply(&event, AT);
    assert_eq!(duty.holder, Some(Held { name: "Leo".into(), since: AT }));
}

#[test]
fn somebody_stands_in_for_a_while_that_ends_and_the_holder_keeps_the_role() {
    let mut held = Case::held(legal(), Some("Eva"));
    assert_eq!(Case::held(legal(), None).kinds("Leo", None, stand_in(HOUR)), Err("refuse-nobody-holds"));
    assert_eq!(held.kinds("Eva", None, stand_in(HOUR)), Err("refuse-same-holder"));
    assert_eq!(held.kinds("Leo", None, stand_in(0)), Err("refuse-past"));
    assert_eq!(held.kinds("Leo", None, stand_in(25 * HOUR)), Err("refuse-stand-in-long"));
    let events = held.ask("Leo", None, stand_in(24 * HOUR)).unwrap();
    held.duty.apply(&events[0], AT);
    let (leo, eva): (Clean, Clean) = ("leo".into(), "Eva".into());
    assert!(held.duty.is(&leo, AT) && held.duty.is(&eva, AT));
    assert!(!held.duty.is(&leo, AT.plus(24 * HOUR)), "until then and no longer");
    assert_eq!(held.kinds("Max", None, stand_in(HOUR)), Err("refuse-stands-in"));
    assert_eq!(held.kinds("Max", None, release(legal(), Some("Leo"))), Err("refuse-release-others"));
    assert_eq!(held.kinds("Max", None, release(legal(), None)), Err("refuse-not-held"));
    let events = held.ask("Leo", None, release(legal(), None)).unwrap();
    held.duty.apply(&events[0], AT);
    assert_eq!((held.duty.stand_in.clone(), held.duty.is(&eva, AT)), (None, true));
    // whoever else gets the role ends it, and that is told; whoever stands in and gets it themselves ends nothing
    let mut given = Case::held(legal(), Some("Eva"));
    given.leads = true;
    let began = given.ask("Leo", None, stand_in(HOUR)).unwrap();
    given.duty.apply(&began[0], AT);
    let events = given.ask("Ana", None, assign(legal(), Some("Max"))).unwrap();
    let [Event::RoleReleased { name, standing: true, .. }, Event::RoleAssigned { .. }] = &events[..] else {
        panic!("{events:?}")
    };
    assert!(name.same_name(&leo));
    assert_eq!(given.kinds("Ana", None, assign(legal(), Some("Leo"))), Ok(vec!["role_assigned"]));
    let events = held.ask("Eva", None, release(legal(), None)).unwrap();
    held.duty.apply(&events[0], AT);
    assert_eq!(held.duty.holder, None, "whoever the plan names has it again");
}

fn offer(to: &str, picture: &str, next: &str) -> Command {
    Command::OfferHandover(OfferHandover {
        incident: IT,
        role: Role::lead(),
        to: to.into(),
        picture: picture.into(),
        sure: Sure::High,
        next: next.into(),
        contacts: "the lab: 600 000 000".into(),
        available: String::new(),
    })
}

fn offered() -> Handover {
    Handover { id: HandoverId(1), card: lead_card(), ending: None }
}

fn accept(readback: &str, promises: &[i64]) -> Command {
    let promises = promises.iter().map(|id| TaskId(*id)).collect();
    Command::AcceptHandover(AcceptHandover { handover: HandoverId(1), readback: readback.into(), promises })
}

const OWN: &str =
    "Grave. One lot is off, cause unknown; an update is owed at five and I pull the rest if the other lab agrees";

#[test]
fn a_role_is_offered_by_whoever_has_it_with_what_they_believe_and_would_do() {
    let mut led = Case::held(Role::lead(), Some("Ana"));
    assert_eq!(led.kinds("Ana", None, offer("Leo", " ", "recall")), Err("refuse-handover-picture"));
    assert_eq!(led.kinds("Ana", None, offer("Leo", "one batch", "")), Err("refuse-handover-next"));
    assert_eq!(led.kinds("Ana", None, offer("ANA", "one batch", "recall")), Err("refuse-handover-self"));
    assert_eq!(led.kinds("Max", None, offer("Leo", "one batch", "recall")), Err("refuse-not-yours"));
    let events = led.ask("Ana", None, offer("Leo", "one batch", "recall")).unwrap();
    let [Event::HandoverOffered { card, .. }] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!((card.to.as_str(), card.picture.as_str(), card.promises.len()), ("Leo", "one batch", 3));
    led.offered = true;
    assert_eq!(led.kinds("Ana", None, offer("Leo", "one batch", "recall")), Err("refuse-handover-open"));
    let nobody = Case::held(Role::lead(), None);
    assert_eq!(nobody.kinds("Ana", None, offer("Leo", "one batch", "recall")), Err("refuse-nobody-holds"));
}

#[test]
fn it_passes_only_when_the_receiver_has_read_the_promises_and_restated_it() {
    let mut led = Case::held(Role::lead(), Some("Ana"));
    led.promises = vec![TaskId(2), TaskId(4)];
    let now = offered();
    assert_eq!(led.kinds("Max", Some(&now), accept(OWN, &[2, 4])), Err("refuse-not-receiver"));
    assert_eq!(led.kinds("Leo", Some(&now), accept(OWN, &[2])), Err("refuse-promises-unseen"));
    assert_eq!(led.kinds("Leo", Some(&now), accept("I have it", &[2, 4])), Err("refuse-readback-short"));
    assert_eq!(led.kinds("Leo", None, accept(OWN, &[2, 4])), Err("refuse-no-handover"));
    assert_eq!(led.kinds("leo", Some(&now), accept(OWN, &[4, 2])), Ok(vec!["handover_accepted", "lead_changed"]));
    let mut gone = Case::held(Role::lead(), Some("Max"));
    gone.promises = led.promises.clone();
    assert_eq!(gone.kinds("Leo", Some(&now), accept(OWN, &[2, 4])), Err("refuse-handover-stale"));
    let mut over = now.clone();
    over.apply(&Event::HandoverRefused { handover: HandoverId(1), incident: IT, reason: "tired".into() }, AT);
    assert_eq!(led.kinds("Leo", Some(&over), accept(OWN, &[2, 4])), Err("refuse-handover-over"));
}

#[test]
fn whoever_stood_in_gives_a_role_back_to_whose_it_is() {
    let mut held = Case::held(Role::lead(), Some("Leo"));
    held.duty.stand_in = Some(StandIn { name: "Ana".into(), since: Stamp(0), until: AT.plus(HOUR) });
    let events = held.ask("Leo", Some(&offered()), accept(OWN, &[])).unwrap();
    assert!(matches!(&events[1], Event::RoleReleased { name, standing: true, .. } if name.as_str() == "Ana"));
}

#[test]
fn the_receiver_refuses_with_a_reason_and_the_giver_takes_it_back() {
    let led = Case::held(Role::lead(), Some("Ana"));
    let now = offered();
    let refuse =
        |reason: &str| Command::RefuseHandover(RefuseHandover { handover: HandoverId(1), reason: reason.into() });
    let withdraw = || Command::WithdrawHandover(WithdrawHandover { handover: HandoverId(1), reason: String::new() });
    assert_eq!(led.kinds("Leo", Some(&now), refuse(" ")), Err("refuse-needs-reason"));
    assert_eq!(led.kinds("Ana", Some(&now), refuse("no")), Err("refuse-not-receiver"));
    assert_eq!(led.kinds("Leo", Some(&now), refuse("no sleep")), Ok(vec!["handover_refused"]));
    assert_eq!(led.kinds("Leo", Some(&now), withdraw()), Err("refuse-not-giver"));
    assert_eq!(led.kinds("Ana", Some(&now), withdraw()), Ok(vec!["handover_withdrawn"]));
}
