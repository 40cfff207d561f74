//! What an incident allows, refuses and becomes: a row for each guard.

use super::*;
use crate::domain::command::{Command, Ctx, NextIds};
use crate::domain::ids::ItemId;
use crate::domain::item::{Item, List, Outcome};
use crate::domain::room::Actor;
use crate::domain::time::{DAY, HOUR, MINUTE};

const AT: Stamp = Stamp(1_790_000_000_000);

fn who(name: &str) -> Actor {
    Actor { name: Clean::line(name), ..Actor::default() }
}

fn ctx(who: &Actor) -> Ctx<'_> {
    Ctx { who, at: AT, now: AT, ids: NextIds::FIRST }
}

fn incident() -> Incident {
    Incident {
        severity: Severity::Sev2,
        kind: IncidentType::ProductFailure,
        lead: Some(Clean::line("Ana")),
        ..Incident::new(IncidentId(1), Clean::line("Batch A12"), Status::Active, AT, AT)
    }
}

/// Nothing stands in any step's way.
fn calm() -> Standing {
    let item = |list, owner: Option<&str>, due, over: bool| Item {
        id: ItemId(1),
        incident: IncidentId(1),
        list,
        text: Clean::line("x"),
        owner: owner.map(Clean::line),
        due,
        since: AT,
        outcome: over.then(|| Outcome { how: "done".into(), by: "Ana".into(), at: AT }),
    };
    Standing {
        at: AT,
        may: true,
        leads: true,
        comms: Some(true),
        hours: vec![10; 72],
        peak: 100,
        usual: Some(72),
        negative: Some(20),
        baseline: Some(Baseline { negative: 18, spread: 4 }),
        statements: 1,
        items: vec![
            item(List::Media, None, None, true),
            item(List::Amplifier, None, Some(AT.plus(73 * HOUR)), false),
            item(List::Paused, None, None, true),
            item(List::Review, Some("Eva"), Some(AT.plus(DAY)), true),
            item(List::Action, Some("Leo"), Some(AT.plus(30 * DAY)), false),
        ],
        ..Standing::default()
    }
}

fn known() -> Known {
    Known { paused: Some(1), ..Known::default() }
}

fn step(from: Status, to: Status, standing: &Standing, change: impl Fn(&mut Incident)) -> Result<Event, Refusal> {
    let mut now = Incident { status: from, known: known(), tr: Some(AT.plus(-DAY)), ..incident() };
    change(&mut now);
    let command = Command::ChangeStatus { incident: now.id, to, reason: "because".into() };
    decide(Some(&now), standing, &command, &ctx(&who("Ana"))).map(|mut events| events.remove(0))
}

fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    result.unwrap_err().key
}

fn missing(result: Result<Event, Refusal>) -> Vec<(Condition, Met)> {
    let refusal = result.unwrap_err();
    assert_eq!(refusal.key, "refuse-guard");
    refusal.missing.iter().map(|c| (c.condition, c.met)).collect()
}

#[test]
fn what_was_paused_goes_on_by_itself_once_it_is_contained_or_where_it_is_low() {
    use Severity::{Sev1, Sev3, Sev4};
    for (status, severity, rated, goes_on) in [
        (Status::Active, Sev1, true, false),
        (Status::Active, Sev3, true, false),
        (Status::Active, Sev4, true, true),
        (Status::Detected, Sev4, false, false),
        (Status::Contained, Sev1, true, true),
        (Status::Resolved, Sev1, true, true),
    ] {
        let it = Incident { severity, rated, ..Incident::new(IncidentId(1), "x".into(), status, Stamp(1), Stamp(1)) };
        assert_eq!(it.resumes().map_err(|r| r.key), if goes_on { Ok(()) } else { Err("refuse-resume-active") });
    }
}

#[test]
fn an_incident_goes_only_where_its_lifecycle_leads() {
    for from in Status::ALL {
        for to in Status::ALL {
            // what nothing was said of in public is stood down
            let told = u64::from((from, to) != (Status::Active, Status::StoodDown));
            let taken = step(from, to, &Standing { statements: told, ..calm() }, |_| {});
            assert_eq!(taken.is_ok(), from.next().contains(&to), "{from:?} -> {to:?}: {taken:?}");
        }
    }
}

/// Each condition alone stands in its step's way, and says so.
#[test]
fn each_guard_refuses_by_itself() {
    type Case = (Status, Status, fn(&mut Standing, &mut Incident), Condition, Met);
    use Condition::*;
    use Status::*;
    let cases: [Case; 28] = [
        (Assessing, Active, |s, _| s.may = false, Who, Met::No),
        (Assessing, Active, |_, i| i.rated = false, Rated, Met::No),
        (Assessing, Active, |_, i| i.lead = None, Lead, Met::No),
        (Active, Contained, |s, _| s.may = false, Who, Met::No),
        (Active, Contained, |s, _| s.trigger = Some(AT.plus(1 - 2 * HOUR)), Triggers, Met::No),
        (Active, Contained, |s, _| s.hours = vec![10], Rate, Met::No),
        (Active, Contained, |s, _| s.hours = vec![50, 10], Rate, Met::No),
        (Active, Contained, |s, _| s.hours = vec![10, 50], Rate, Met::No),
        (Active, Contained, |s, _| s.blind = 1, Rate, Met::Unknown),
        (Active, Contained, |s, _| s.statements = 0, Statement, Met::No),
        (Contained, Resolved, |s, _| s.usual = Some(64), Usual, Met::No),
        (Contained, Resolved, |s, _| s.hours.truncate(71), Usual, Met::No),
        (Contained, Resolved, |s, _| s.usual = None, Usual, Met::Unknown),
        (Contained, Resolved, |s, _| s.negative = Some(23), Mood, Met::No),
        (Contained, Resolved, |s, _| s.baseline = None, Mood, Met::Unknown),
        (Contained, Resolved, |s, _| s.urgent = 1, Urgent, Met::No),
        (Contained, Resolved, |s, _| s.promises = 1, Promises, Met::No),
        (Contained, Resolved, |s, _| s.items[1].due = Some(AT.plus(72 * HOUR)), Amplifiers, Met::No),
        (Contained, Resolved, |s, _| s.items[1].due = None, Amplifiers, Met::No),
        (Contained, Resolved, |s, _| s.items[0].outcome = None, Media, Met::No),
        (Contained, Resolved, |_, i| i.known.paused = Some(2), Paused, Met::No),
        (Contained, Resolved, |_, i| i.known.paused = None, Paused, Met::Unknown),
        (Contained, Resolved, |s, _| s.comms = Some(false), Comms, Met::No),
        (Contained, Resolved, |s, _| s.comms = None, Comms, Met::Unknown),
        (StoodDown, Active, |s, _| s.may = false, Who, Met::No),
        (StoodDown, Active, |_, i| i.rated = false, Rated, Met::No),
        (StoodDown, Active, |_, i| i.lead = None, Lead, Met::No),
        (Resolved, Active, |_, i| i.tr = Some(AT.plus(-15 * DAY)), Recent, Met::No),
    ];
    for (from, to, spoil, condition, met) in cases {
        let (mut standing, mut probe) = (calm(), incident());
        spoil(&mut standing, &mut probe);
        let taken = step(from, to, &standing, |i| spoil(&mut calm(), i));
        assert_eq!(missing(taken), [(condition, met)], "{from:?} -> {to:?}");
        assert!(step(from, to, &calm(), |_| {}).is_ok());
    }
    let empty = |list| {
        let mut standing = calm();
        standing.items.retain(|i| i.list != list);
        standing
    };
    for (list, from, to, condition, met) in [
        (List::Media, Contained, Resolved, Media, Met::Unknown),
        (List::Amplifier, Contained, Resolved, Amplifiers, Met::Unknown),
        (List::Review, Resolved, Review, Planned, Met::No),
        (List::Review, Review, Closed, Reviewed, Met::No),
    ] {
        assert_eq!(missing(step(from, to, &empty(list), |_| {})), [(condition, met)]);
    }
    let mut loose = calm();
    loose.items[4].due = None;
    assert_eq!(missing(step(Review, Closed, &loose, |_| {})), [(Actions, Met::No)]);
}

#[test]
fn a_milder_incident_is_over_sooner() {
    let day = Standing { hours: vec![10; 24], usual: Some(22), ..calm() };
    let (from, to) = (Status::Contained, Status::Resolved);
    assert!(step(from, to, &day, |i| i.severity = Severity::Sev3).is_ok());
    assert_eq!(missing(step(from, to, &day, |_| {})), [(Condition::Usual, Met::No)], "SEV2 asks for three days");
}

#[test]
fn nobody_speaks_of_it_any_more_is_no_worse_than_usual() {
    let silent = Standing { negative: None, ..calm() };
    assert!(step(Status::Contained, Status::Resolved, &silent, |_| {}).is_ok());
}

#[test]
fn what_nobody_can_say_is_accepted_by_name_and_what_is_known_is_not() {
    let young = Standing { usual: None, baseline: None, urgent: 1, ..calm() };
    let mut now = Incident { status: Status::Contained, known: known(), ..incident() };
    let accept = |now: &Incident, standing: &Standing, condition, reason: &str| {
        let said = AcceptCondition { incident: now.id, condition, reason: reason.into() };
        decide(Some(now), standing, &Command::AcceptCondition(said), &ctx(&who("Ana")))
    };
    assert_eq!(refused(accept(&now, &young, Condition::Urgent, "x")), "refuse-condition-known");
    assert_eq!(refused(accept(&now, &young, Condition::Media, "x")), "refuse-condition-holds");
    assert_eq!(refused(accept(&now, &young, Condition::Recent, "x")), "refuse-condition-not-asked");
    assert_eq!(refused(accept(&now, &young, Condition::Usual, " ")), "refuse-needs-reason");
    for condition in [Condition::Usual, Condition::Mood] {
        let events = accept(&now, &young, condition, "the room is two days old").unwrap();
        now.apply(&events[0], &Clean::line("Ana"), AT);
        assert_eq!(refused(accept(&now, &young, condition, "again")), "refuse-condition-holds");
    }
    let settled = Standing { urgent: 0, ..young };
    let resolve = Command::ChangeStatus { incident: now.id, to: Status::Resolved, reason: String::new() };
    let events = decide(Some(&now), &settled, &resolve, &ctx(&who("Ana"))).unwrap();
    let Event::StatusChanged { checks, .. } = &events[0] else { panic!() };
    let by: Vec<_> = checks.iter().filter_map(|c| Some((c.condition, c.accepted.as_ref()?.by.as_str()))).collect();
    assert_eq!(by, [(Condition::Usual, "Ana"), (Condition::Mood, "Ana")], "history keeps why it was allowed");
    // once it is known otherwise, what was accepted helps no more
    let known = Standing { usual: Some(10), ..settled };
    assert_eq!(refused(decide(Some(&now), &known, &resolve, &ctx(&who("Ana")))), "refuse-guard");
    now.apply(&events[0], &Clean::line("Ana"), AT);
    let back = Command::ChangeStatus { incident: now.id, to: Status::Active, reason: "it is back".into() };
    now.apply(&decide(Some(&now), &known, &back, &ctx(&who("Ana"))).unwrap()[0], &Clean::line("Ana"), AT);
    assert!(now.known.accepted.is_empty(), "it was accepted of an end that did not last");
    assert_eq!((now.tc, now.tr), (None, None));
}

#[test]
fn the_communications_lead_agrees_for_themselves() {
    let (now, silent) =
        (Incident { status: Status::Contained, ..incident() }, Standing { comms: Some(false), ..calm() });
    let said = AcceptCondition { incident: now.id, condition: Condition::Comms, reason: "agreed".into() };
    let command = Command::AcceptCondition(said);
    assert_eq!(refused(decide(Some(&now), &silent, &command, &ctx(&who("Ana")))), "refuse-condition-comms");
    let events = decide(Some(&now), &calm(), &command, &ctx(&who("Eva"))).unwrap();
    let mut agreed = now.clone();
    agreed.apply(&events[0], &Clean::line("Eva"), AT);
    assert_eq!(refused(decide(Some(&agreed), &calm(), &command, &ctx(&who("Eva")))), "refuse-condition-holds");
    let resolve = Command::ChangeStatus { incident: now.id, to: Status::Resolved, reason: String::new() };
    agreed.known.paused = Some(1);
    assert!(
        decide(Some(&agreed), &silent, &resolve, &ctx(&who("Ana"))).is_ok(),
        "the lead takes the step with that word"
    );
}

#[test]
fn where_nobody_has_the_role_its_word_is_taken_for_granted_by_name() {
    let alone = Standing { comms: None, ..calm() };
    let mut now = Incident { status: Status::Contained, known: known(), ..incident() };
    let resolve = Command::ChangeStatus { incident: now.id, to: Status::Resolved, reason: String::new() };
    assert_eq!(
        missing(decide(Some(&now), &alone, &resolve, &ctx(&who("Ana"))).map(|mut e| e.remove(0))),
        [(Condition::Comms, Met::Unknown)]
    );
    let said = AcceptCondition { incident: now.id, condition: Condition::Comms, reason: "a team of two".into() };
    let events = decide(Some(&now), &alone, &Command::AcceptCondition(said), &ctx(&who("Ana"))).unwrap();
    now.apply(&events[0], &Clean::line("Ana"), AT);
    assert!(decide(Some(&now), &alone, &resolve, &ctx(&who("Ana"))).is_ok());
}

#[test]
fn what_was_declared_by_mistake_is_stood_down_and_what_was_told_ends_contained_and_resolved() {
    let by_mistake = |standing: &Standing| {
        let command = Command::ChangeStatus { incident: incident().id, to: Status::StoodDown, reason: "a slip".into() };
        decide(Some(&incident()), standing, &command, &ctx(&who("Ana"))).map(|events| events.len()).map_err(|r| r.key)
    };
    let quiet = Standing { statements: 0, promises: 0, ..calm() };
    assert_eq!(by_mistake(&quiet), Ok(1));
    assert_eq!(by_mistake(&Standing { statements: 1, ..quiet.clone() }), Err("refuse-stand-down-told"));
    assert_eq!(by_mistake(&Standing { promises: 1, ..quiet.clone() }), Err("refuse-guard"));
    assert_eq!(by_mistake(&Standing { urgent: 1, ..quiet.clone() }), Err("refuse-guard"), "somebody may be harmed");
    assert_eq!(roles(Status::Active, Status::StoodDown), ["incident_lead"], "no longer a step of whoever watches");
    assert_eq!(by_mistake(&Standing { may: false, ..quiet }), Err("refuse-guard"));
    let mut reached = vec![Status::Contained];
    while let Some(next) =
        reached.iter().flat_map(|s| s.next()).filter(|s| **s != Status::Active).find(|to| !reached.contains(to))
    {
        reached.push(*next);
    }
    assert!(!reached.contains(&Status::StoodDown), "{reached:?}");
    let mut back = Incident { status: Status::StoodDown, ..incident() };
    let event = step(Status::StoodDown, Status::Active, &calm(), |_| {}).unwrap();
    back.apply(&event, &Clean::line("Ana"), AT.plus(HOUR));
    assert_eq!(back.td, AT.plus(HOUR), "nobody had declared it: it is declared now");
}

#[test]
fn what_was_stood_down_by_mistake_goes_on_as_it_was_declared() {
    let at = calm().at;
    let declared = Standing { declared: Some(at.plus(-HOUR)), ..calm() };
    let mut back = Incident { status: Status::StoodDown, ..incident() };
    let event = step(Status::StoodDown, Status::Active, &declared, |_| {}).unwrap();
    back.apply(&event, &Clean::line("Ana"), AT.plus(HOUR));
    assert_eq!((back.td, back.status), (AT, Status::Active));
    let mut marks = crate::domain::clock::Marks::default();
    marks.apply(&event, AT.plus(HOUR));
    assert_eq!(marks.back, None, "no clock begins anew");
    let again = step(Status::Resolved, Status::Active, &declared, |_| {}).unwrap();
    marks.apply(&again, AT.plus(HOUR));
    assert_eq!(marks.back, Some(AT.plus(HOUR)), "what had ended and came back does");
    let later = Standing { declared: Some(at.plus(-2 * HOUR - MINUTE)), ..calm() };
    let true_now = step(Status::StoodDown, Status::Active, &later, |_| {}).unwrap();
    let mut back = Incident { status: Status::StoodDown, ..incident() };
    back.apply(&true_now, &Clean::line("Ana"), AT.plus(HOUR));
    assert_eq!(back.td, AT.plus(HOUR), "a false alarm that comes true later is declared then");
}

#[test]
fn who_leads_is_changed_by_who_leads_and_an_empty_lead_is_anybodys() {
    let stranger = Standing { leads: false, ..calm() };
    let change = |now: &Incident, standing: &Standing, to: &str| {
        let command = Command::ChangeLead { incident: now.id, to: to.into() };
        decide(Some(now), standing, &command, &ctx(&who("Carl"))).map(|events| events.len())
    };
    let refusal = change(&incident(), &stranger, "Carl").unwrap_err();
    assert_eq!((refusal.key, &refusal.args["name"]), ("refuse-role-held", &"Ana".into()));
    assert_eq!(change(&incident(), &calm(), "Carl"), Ok(1));
    assert_eq!(change(&Incident { lead: None, ..incident() }, &stranger, "Carl"), Ok(1));
    let over = Incident { status: Status::Closed, ..incident() };
    assert_eq!(refused(change(&over, &calm(), "Carl")), "refuse-roles-over");
    // to declare what somebody leads already takes it from nobody either
    let led = Incident { status: Status::Assessing, ..incident() };
    let activate = |lead: Option<&str>| {
        let (severity, kind) = (Severity::Sev2, IncidentType::ProductFailure);
        let said = ActivateIncident { incident: led.id, severity, kind, lead: lead.map(str::to_owned) };
        decide(Some(&led), &stranger, &Command::ActivateIncident(said), &ctx(&who("Carl")))
    };
    assert_eq!(refused(activate(Some("Carl"))), "refuse-role-held");
    assert!(activate(None).unwrap().iter().all(|e| !matches!(e, Event::LeadChanged { .. })), "Ana leads on");
}

#[test]
fn what_is_detected_is_rated_led_and_declared_in_one() {
    let ana = who("Ana");
    let detect =
        DetectIncident { title: " Batch A12\u{7} ".into(), since: Some(AT.plus(HOUR)), signal: None, about: None };
    let events = decide(None, &Standing::default(), &Command::DetectIncident(detect), &ctx(&ana)).unwrap();
    let Event::IncidentDetected { title, since, .. } = &events[0] else { panic!() };
    assert_eq!((title.as_str(), *since), ("Batch A12", AT), "nothing began later than now");
    let mut now = Incident { rated: false, ..Incident::new(IncidentId(1), title.clone(), Status::Detected, AT, AT) };
    let later = Ctx { at: AT.plus(10 * MINUTE), ..ctx(&ana) };
    let said = ActivateIncident {
        incident: now.id,
        severity: Severity::Sev4,
        kind: IncidentType::Outage,
        lead: Some("Leo".into()),
    };
    let events = decide(Some(&now), &calm(), &Command::ActivateIncident(said.clone()), &later).unwrap();
    let kinds: Vec<_> = events.iter().map(Event::kind).collect();
    assert_eq!(kinds, ["severity_changed", "lead_changed", "type_changed", "status_changed", "status_changed"]);
    assert!(matches!(events[0], Event::SeverityChanged { first: true, .. }), "nobody had rated it before");
    for event in &events {
        now.apply(event, &ana.name, later.at);
    }
    assert!(now.rated && now.status == Status::Active && now.td == later.at && now.t0 == AT);
    assert_eq!(now.lead.as_ref().map(Clean::as_str), Some("Leo"));
    assert_eq!(refused(decide(Some(&now), &calm(), &Command::ActivateIncident(said), &later)), "refuse-status-step");
}

#[test]
fn an_incident_becomes_a_part_of_one_that_is_on() {
    let (one, two) = (side(incident()), side(Incident { id: IncidentId(2), ..incident() }));
    let said = |into, reason: &str| MergeIncident { incident: IncidentId(1), into, reason: reason.into() };
    let over = side(Incident { status: Status::Closed, ..two.incident.clone() });
    for (into, reason, key) in [
        (Some(&one), "same", "refuse-merge-self"),
        (Some(&over), "same", "refuse-merge-over"),
        (None, "same", "refuse-no-incident"),
        (Some(&two), " ", "refuse-needs-reason"),
    ] {
        let id = into.map_or(IncidentId(9), |i| i.incident.id);
        assert_eq!(refused(merge(Some(&one), into, &said(id, reason), AT)), key);
    }
    let mut merged = one.incident.clone();
    let events = merge(Some(&one), Some(&two), &said(IncidentId(2), "one story"), AT).unwrap();
    assert_eq!(events.len(), 1, "nothing to take over");
    merged.apply(&events[0], &Clean::line("Ana"), AT);
    assert_eq!((merged.status, merged.merged_into), (Status::Merged, Some(IncidentId(2))));
    assert!(!merged.status.open() && merged.status.next().is_empty());
}

fn side(incident: Incident) -> Side {
    Side { incident, duties: Vec::new(), offers: Vec::new() }
}

/// To become a part of another is no way past the conditions of an end, nor past the reason for a lower severity.
#[test]
fn a_graver_incident_or_one_that_is_further_on_is_no_part_of_a_lesser_one() {
    let one = |status, severity, rated| Incident { status, severity, rated, ..incident() };
    let into = |a: Incident, b: Incident| {
        let (a, b) = (side(a), side(Incident { id: IncidentId(2), ..b }));
        let said = MergeIncident { incident: IncidentId(1), into: IncidentId(2), reason: "same".into() };
        merge(Some(&a), Some(&b), &said, AT).map(|_| ()).map_err(|refusal| refusal.key)
    };
    use Severity::*;
    use Status::*;
    for (a, b, said) in [
        (one(Active, Sev1, true), one(Active, Sev4, true), Err("refuse-merge-graver")),
        (one(Active, Sev1, true), one(Detected, Sev4, false), Err("refuse-merge-ahead")),
        (one(Active, Sev4, true), one(Assessing, Sev1, true), Err("refuse-merge-ahead")),
        (one(Active, Sev4, true), one(Contained, Sev1, true), Err("refuse-merge-ahead")),
        (one(Contained, Sev4, true), one(Detected, Sev4, false), Err("refuse-merge-ahead")),
        (one(Assessing, Sev4, true), one(Detected, Sev4, false), Err("refuse-merge-graver")),
        (one(Assessing, Sev4, false), one(Detected, Sev4, false), Ok(())),
        (one(Detected, Sev4, false), one(Active, Sev4, true), Ok(())),
        (one(Contained, Sev2, true), one(Active, Sev2, true), Ok(())),
        (one(Active, Sev4, true), one(Active, Sev1, true), Ok(())),
    ] {
        assert_eq!(into(a.clone(), b.clone()), said, "{:?} {:?}", (a.status, a.severity), (b.status, b.severity));
    }
}

#[test]
fn raising_is_free_lowering_needs_a_reason() {
    let (ana, now) = (who("Ana"), incident());
    let change = |now: &Incident, to, reason: &str| {
        let command = Command::ChangeSeverity { incident: now.id, to, reason: reason.into() };
        decide(Some(now), &Standing::default(), &command, &ctx(&ana))
    };
    let mut raised = now.clone();
    raised.apply(&change(&now, Severity::Sev1, "").unwrap()[0], &ana.name, AT);
    assert_eq!((raised.severity, raised.rev), (Severity::Sev1, 2));
    assert_eq!(refused(change(&now, Severity::Sev3, " ")), "refuse-lower-needs-reason");
    assert!(change(&now, Severity::Sev3, "one shop only").is_ok());
    assert_eq!(refused(change(&now, Severity::Sev2, "")), "refuse-same-severity");
    let unrated = Incident { rated: false, severity: Severity::Sev4, ..incident() };
    assert!(change(&unrated, Severity::Sev4, "").is_ok(), "the first rating is no lowering");
}

#[test]
fn an_end_without_an_answer_and_coming_back_need_a_reason() {
    for (from, to) in [
        (Status::Assessing, Status::StoodDown),
        (Status::Detected, Status::StoodDown),
        (Status::Active, Status::StoodDown),
        (Status::Contained, Status::Active),
        (Status::Resolved, Status::Active),
        (Status::StoodDown, Status::Active),
    ] {
        let now = Incident { status: from, ..incident() };
        let command = Command::ChangeStatus { incident: now.id, to, reason: " ".into() };
        assert_eq!(
            refused(decide(Some(&now), &calm(), &command, &ctx(&who("Ana")))),
            "refuse-needs-reason",
            "{from:?}"
        );
    }
}

#[test]
fn who_declares_leads_unless_another_is_named_and_t0_is_never_later_than_now() {
    let ana = who("Ana");
    let declare = |title: &str, lead: Option<&str>, since| {
        let command = Command::DeclareIncident(DeclareIncident {
            title: title.into(),
            severity: Severity::Sev2,
            kind: IncidentType::Unknown,
            lead: lead.map(str::to_owned),
            since,
            about: None,
        });
        decide(None, &Standing::default(), &command, &ctx(&ana))
    };
    for (lead, since, name, t0) in [
        (None, None, "Ana", AT),
        (Some(" Luis "), Some(AT.plus(-MINUTE)), "Luis", AT.plus(-MINUTE)),
        (Some(""), Some(AT.plus(MINUTE)), "Ana", AT),
    ] {
        let Event::IncidentDeclared { lead, since, .. } = &declare("Batch", lead, since).unwrap()[0] else { panic!() };
        assert_eq!((lead.as_ref().unwrap().as_str(), *since), (name, t0));
    }
    assert_eq!(refused(declare("  ", None, None)), "refuse-empty-title");
    assert_eq!(refused(declare(&"x".repeat(121), None, None)), "refuse-title-long");
}
