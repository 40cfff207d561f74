//! Who does what, by the plan and by the room, and what is wrong with that.

use super::super::*;
use crate::domain::duty::{Duty, Held, Present, StandIn};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::role::Role;
use crate::domain::room::Refusal;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};

const NOW: Stamp = Stamp(1_795_353_780_000); // 2026-11-22

fn role(code: &str) -> Role {
    Role::parse(code).unwrap()
}

/// The built-in plan with these holders.
fn plan(holders: &[(&str, &str)]) -> Plan {
    let mut plan = Plan::builtin();
    for (code, name) in holders {
        plan.roles.iter_mut().find(|p| p.role.as_str() == *code).unwrap().holder = Clean::line(name);
    }
    plan
}

/// Somebody in the plan with one way to reach them, tried on a day.
fn known(plan: &mut Plan, name: &str, tested: &str) {
    let to = crate::domain::private::Private::hidden(Clean::line("600 000 000"));
    let reach = Reach { contacts: vec![Contact { way: Way::Phone, to }], tested: Clean::line(tested) };
    plan.people.push(Person { name: Clean::line(name), language: None, zone: Clean::default(), reach });
}

fn here(name: &str, role: &str, ago: i64) -> Present {
    Present { name: Clean::line(name), role: Clean::line(role), seen: NOW.plus(-ago) }
}

fn given(code: &str, name: &str, ago: i64) -> Duty {
    let holder = Some(Held { name: Clean::line(name), since: NOW.plus(-ago) });
    Duty { holder, ..Duty::new(IncidentId(1), role(code)) }
}

fn asked<'a>(severity: Severity, on: Option<i64>, duties: &'a [Duty], people: &'a [Present]) -> Asked<'a> {
    let on = on.map(|ago| NOW.plus(-ago));
    Asked { severity, kind: IncidentType::Unknown, on, duties, people, now: NOW }
}

#[test]
fn a_graver_incident_asks_for_more_roles_and_the_room_may_add_others() {
    let plan = plan(&[]);
    let codes = |severity, duties: &[Duty]| -> Vec<String> {
        roster(&plan, &asked(severity, None, duties, &[])).seats.iter().map(|s| s.role.to_string()).collect()
    };
    let (worst, mild) = (codes(Severity::Sev1, &[]), codes(Severity::Sev4, &[]));
    for code in ["incident_lead", "social_lead", "comms_lead", "legal", "exec", "care", "sme", "scribe", "media"] {
        assert!(worst.contains(&code.to_owned()), "{code}");
    }
    assert!(mild.contains(&"incident_lead".to_owned()) && mild.len() < worst.len(), "{mild:?}");
    assert_eq!(worst[0], "incident_lead", "in the plan's order");
    assert!(codes(Severity::Sev4, &[given("union_rep", "Leo", 0)]).contains(&"union_rep".to_owned()));
}

#[test]
fn the_room_gives_a_role_before_the_plan_and_whoever_stands_in_acts() {
    let plan = plan(&[("legal", "Eva"), ("care", "Iris")]);
    let mut legal = given("legal", "Max", HOUR);
    let stands = StandIn { name: "Leo".into(), since: NOW.plus(-HOUR), until: NOW.plus(MINUTE) };
    legal.stand_in = Some(stands.clone());
    let people = [here("Sol", "scribe", MINUTE)];
    let duties = [legal.clone()];
    let found = roster(&plan, &asked(Severity::Sev1, Some(2 * HOUR), &duties, &people));
    let seat = |code: &str| found.seat(&role(code)).unwrap();
    assert_eq!((seat("legal").holder.as_ref().unwrap().as_str(), seat("legal").by), ("Max", By::Room));
    assert_eq!(seat("legal").acting().unwrap().as_str(), "Leo");
    assert_eq!((seat("care").holder.as_ref().unwrap().as_str(), seat("care").by), ("Iris", By::Plan));
    assert_eq!((seat("scribe").holder.as_ref().unwrap().as_str(), seat("scribe").by), ("Sol", By::Declared));
    legal.stand_in = Some(StandIn { until: NOW, ..stands });
    let duties = [legal];
    let found = roster(&plan, &asked(Severity::Sev1, Some(2 * HOUR), &duties, &people));
    assert_eq!(found.seat(&role("legal")).unwrap().acting().unwrap().as_str(), "Max", "until then and no longer");
}

#[test]
fn before_a_crisis_it_is_told_for_which_role_nobody_could_be_reached() {
    let mut plan = plan(&[("legal", "Eva"), ("care", "Iris"), ("exec", "Ida"), ("sme", "Ugo")]);
    known(&mut plan, "Iris", "2026-11-01");
    known(&mut plan, "Ida", "2026-05-01");
    known(&mut plan, "Leo", "2026-11-20");
    plan.roles.iter_mut().find(|p| p.role.as_str() == "sme").unwrap().backups = vec!["Leo".into()];
    let found = roster(&plan, &asked(Severity::Sev1, None, &[], &[]));
    let lack = |code: &str| found.seat(&role(code)).unwrap().lack;
    assert_eq!(lack("media"), Some(Lack::Nobody));
    assert_eq!(lack("legal"), Some(Lack::NoWay));
    assert_eq!(lack("exec"), Some(Lack::Untested), "that was half a year ago");
    assert_eq!(lack("care"), None);
    assert_eq!(lack("sme"), None, "the backup can be reached");
    assert_eq!(found.seat(&role("care")).unwrap().ways, 1);
}

#[test]
fn in_an_incident_whoever_does_nothing_for_a_while_is_missed_by_severity() {
    let mut plan = plan(&[("comms_lead", "Iris")]);
    known(&mut plan, "Iris", "2026-11-01");
    let lack = |severity, on: i64, duties: &[Duty], people: &[Present]| {
        roster(&plan, &asked(severity, Some(on), duties, people)).seat(&role("comms_lead")).unwrap().lack
    };
    let hour = [here("iris", "", 40 * MINUTE)];
    assert_eq!(lack(Severity::Sev1, HOUR, &[], &hour), Some(Lack::Unseen(40 * MINUTE)));
    assert_eq!(lack(Severity::Sev2, HOUR, &[], &hour), Some(Lack::Unseen(40 * MINUTE)));
    assert_eq!(lack(Severity::Sev3, HOUR, &[given("comms_lead", "Iris", HOUR)], &hour), None);
    assert_eq!(lack(Severity::Sev1, 10 * MINUTE, &[], &[]), None, "there was no time to be seen");
    assert_eq!(lack(Severity::Sev1, 20 * MINUTE, &[], &[]), Some(Lack::Unseen(20 * MINUTE)));
    let fresh = [given("comms_lead", "Iris", MINUTE)];
    assert_eq!(lack(Severity::Sev1, HOUR, &fresh, &hour), None, "she has it since a minute ago");
    let stranger = [given("comms_lead", "Sol", HOUR)];
    assert_eq!(lack(Severity::Sev1, HOUR, &stranger, &hour), Some(Lack::NoWay), "the plan does not know her");
    assert_eq!(lack(Severity::Sev1, HOUR, &stranger, &[here("Sol", "", MINUTE)]), None, "she is here");
}

#[test]
fn one_person_with_too_many_roles_is_told_of_and_the_lead_has_no_other() {
    let plan = plan(&[("legal", "Eva"), ("care", "Eva"), ("sme", "Eva"), ("scribe", "Ana")]);
    let duties = [given("incident_lead", "ana", 0)];
    let spans = |severity| roster(&plan, &asked(severity, Some(0), &duties, &[])).spans;
    let found = spans(Severity::Sev1);
    assert!(found.contains(&Span::Lead("ana".into(), vec![role("scribe")])), "{found:?}");
    let eva =
        found.iter().find_map(|s| if let Span::Roles(name, roles) = s { Some((name, roles.len())) } else { None });
    assert_eq!(eva.map(|(name, n)| (name.as_str(), n)), Some(("Eva", 3)));
    let mild = spans(Severity::Sev3);
    assert!(!mild.iter().any(|s| matches!(s, Span::Roles(..))), "three are allowed in a small one: {mild:?}");
}

#[test]
fn more_than_seven_people_who_report_to_one_are_too_many_and_sub_teams_make_it_fewer() {
    let plan = plan(&[("social_lead", "Rui"), ("comms_lead", "Iris")]);
    let people: Vec<Present> = (0..8).map(|n| here(&format!("P{n}"), "responder", HOUR)).collect();
    let duties = [given("incident_lead", "Ana", 0)];
    let spans = |people: &[Present]| roster(&plan, &asked(Severity::Sev2, Some(0), &duties, people)).spans;
    assert_eq!(spans(&people), [Span::People("Rui".into(), role("social_lead"), 8)]);
    assert_eq!(spans(&people[..7]), []);
    let old: Vec<Present> = people.iter().map(|p| Present { seen: NOW.plus(-2 * DAY), ..p.clone() }).collect();
    assert_eq!(spans(&old), [], "they are not here any more");
    let alone = self::plan(&[]);
    let found = roster(&alone, &asked(Severity::Sev2, Some(0), &duties, &people)).spans;
    // nobody leads the responders but one of themselves by their own word, so they are the lead's
    assert_eq!(found, [Span::People("Ana".into(), role("incident_lead"), 8)]);
}

#[test]
fn who_leads_tires_and_nobody_else_does() {
    let plan = plan(&[("legal", "Eva")]);
    let duties = [given("incident_lead", "Ana", 3 * HOUR), given("legal", "Eva", 9 * HOUR)];
    let found = roster(&plan, &asked(Severity::Sev1, Some(3 * HOUR), &duties, &[]));
    assert_eq!(found.seat(&Role::lead()).unwrap().fatigue, Some(Fatigue::Insist));
    assert_eq!(found.seat(&role("legal")).unwrap().fatigue, None);
}

#[test]
fn a_role_that_the_plan_has_not_is_named_with_the_one_that_was_meant() {
    let mut plan = Plan::builtin();
    plan.roles.retain(|post| post.role.as_str() != "paid");
    plan.roles[0].role = role("union_rep");
    for code in ["union_rep", "exec", "paid", "incident_lead"] {
        assert_eq!(plan.no_such_role(&role(code)), None, "{code}");
    }
    for (code, near) in [("executive", "exec"), ("leagl", "legal"), ("union", "union_rep"), ("legal_team", "legal")] {
        let said = plan.no_such_role(&role(code)).unwrap();
        assert_eq!(said, Refusal::new("refuse-no-such-role-near").with("role", code).with("near", near));
    }
    let said = plan.no_such_role(&role("wizard")).unwrap();
    assert_eq!(said.key, "refuse-no-such-role");
    let known = format!("{said:?}");
    assert!(known.contains("union_rep") && known.contains("paid") && known.contains("wizard"), "{known}");
}
