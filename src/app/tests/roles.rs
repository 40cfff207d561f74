//! Keys of the roles screen and of a handover, from both sides.

use super::fixtures::*;
use crate::app::actions::Action;
use crate::app::form::{Input, Purpose, RolePurpose};
use crate::app::help::footer_hints;
use crate::app::keymap::Scope;
use crate::app::layers::Layer;
use crate::app::msg::Msg;
use crate::domain::command::Command;
use crate::domain::duty::{AssignRole, Duty, Held, Present, ReleaseRole, StandIn};
use crate::domain::event::Event;
use crate::domain::handover::{Card, Ending, Facts, Handover, Promise, Sure};
use crate::domain::ids::*;
use crate::domain::incident::{Incident, Severity, Status};
use crate::domain::private::Private;
use crate::domain::role::Role;
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, MINUTE};
use crate::plan::{Contact, Lack, Person, Plan, Reach, Way};
use crate::rows::*;

fn legal() -> Role {
    Role::parse("legal").unwrap()
}

fn given(role: Role, name: &str) -> Duty {
    let holder = Some(Held { name: clean(name), since: NOW.plus(-80 * MINUTE) });
    Duty { holder, ..Duty::new(IncidentId(1), role) }
}

fn offer(to: &str) -> OfferRow {
    let (from, to) = (clean("Ana"), clean(to));
    OfferRow { id: HandoverId(7), incident: IncidentId(1), role: Role::lead(), from, to, at: NOW.plus(-MINUTE) }
}

/// A driver on the roles screen of an incident that Ana leads.
fn roles(duties: Vec<Duty>, offers: Vec<OfferRow>) -> Driver {
    let mut d = full(room_app());
    let people = vec![Present { name: clean("Ana"), role: clean("social_lead"), seen: NOW.plus(-MINUTE) }];
    let duties = [vec![given(Role::lead(), "Ana")], duties].concat();
    let pulse = Pulse { incidents: vec![incident(1)], roles: RolesNow { duties, people, offers }, ..Pulse::default() };
    d.answer(Answer::Pulse(Box::new(pulse)));
    d.keys("Q");
    d.effects.clear();
    d
}

/// Moves to a role.
fn at(d: &mut Driver, role: &Role) {
    let place = d.app.roster().seats.iter().position(|s| s.role == *role).unwrap();
    for _ in 0..place {
        d.keys("j");
    }
}

fn card() -> Card {
    Card {
        incident: IncidentId(1),
        title: clean("Yoghurt"),
        role: Role::lead(),
        from: clean("Ana"),
        to: Clean::default(),
        at: NOW,
        severity: Severity::Sev2,
        rated: true,
        why: Clean::default(),
        status: Status::Active,
        picture: Clean::default(),
        sure: Sure::Medium,
        facts: Facts::default(),
        promises: vec![promise()],
        approvals: vec![],
        threads: vec![],
        threads_all: 0,
        affected: 0,
        affected_since: None,
        decisions: vec![],
        media: vec![],
        contacts: Clean::default(),
        next: Clean::default(),
        held: None,
        available: Clean::default(),
    }
}

fn promise() -> Promise {
    Promise { task: TaskId(40), response: None, words: clean("next update at five"), due: Some(NOW), owner: None }
}

/// Ana's offer to somebody, opened.
pub(super) fn opened(to: &str, promises: Vec<Promise>) -> Driver {
    let mut d = roles(vec![], vec![offer(to)]);
    d.keys("enter");
    assert_eq!(d.app.scope(), Scope::Handover);
    assert!(d.asks().contains(&&Ask::Handover(HandoverId(7))));
    let card = Card { to: clean(to), picture: clean("one batch"), ..card() };
    let handover = Handover { id: HandoverId(7), card, ending: None };
    d.answer(Answer::Handover(HandoverId(7), Some(Box::new(HandoverDetail { handover, chain: None, promises }))));
    d
}

#[test]
fn one_key_shows_who_does_what_and_others_give_and_take_roles() {
    let mut d = roles(vec![], vec![]);
    assert_eq!(d.app.scope(), Scope::Roles);
    at(&mut d, &legal());
    d.keys("c");
    let taken = AssignRole { incident: IncidentId(1), role: legal(), to: None };
    assert_eq!(d.command().1, Command::AssignRole(taken));
    d.decided(Event::RoleAssigned { incident: IncidentId(1), role: legal(), from: None, to: clean("Ana") });
    assert_eq!(d.notice(), "Legal counsel: Ana");
    d.keys("a enter");
    assert!(d.form().error.is_some(), "a name is needed");
    d.types("Leo").keys("enter");
    assert!(matches!(d.command().1, Command::AssignRole(said) if said.to.as_deref() == Some("Leo")));
}

#[test]
fn standing_in_asks_until_when_and_only_where_somebody_holds_the_role() {
    let mut d = roles(vec![given(legal(), "Eva")], vec![]);
    at(&mut d, &legal());
    d.keys("s");
    assert!(matches!(&d.form().purpose, Purpose::Role(RolePurpose::StandIn(_, role)) if *role == legal()));
    d.types("2h").keys("enter");
    let Command::StandInFor(said) = d.command().1 else { panic!() };
    assert_eq!((said.who.as_deref(), said.until), (Some("Ana"), NOW.plus(2 * HOUR)));
    let mut d = roles(vec![], vec![]);
    at(&mut d, &legal());
    d.keys("s");
    assert!(d.app.layers.len() == 1 && d.notice().contains("Nobody has"), "{}", d.notice());
}

#[test]
fn letting_go_ends_the_standing_in_first() {
    let mut duty = given(legal(), "Eva");
    duty.stand_in = Some(StandIn { name: clean("Leo"), since: NOW, until: NOW.plus(HOUR) });
    let mut d = roles(vec![duty.clone()], vec![]);
    at(&mut d, &legal());
    d.keys("x");
    assert!(matches!(d.command().1, Command::ReleaseRole(ReleaseRole { who: Some(who), .. }) if who == "Leo"));
    duty.stand_in = None;
    let mut d = roles(vec![duty], vec![]);
    at(&mut d, &legal());
    d.keys("x");
    assert!(matches!(d.command().1, Command::ReleaseRole(ReleaseRole { who: Some(who), .. }) if who == "Eva"));
}

#[test]
fn the_giver_sees_what_the_room_puts_on_the_card_and_says_the_rest() {
    let mut d = roles(vec![], vec![]);
    d.keys("h");
    assert!(d.asks().iter().any(|a| matches!(a, Ask::Card { role, .. } if *role == Role::lead())));
    d.answer(Answer::Card(Some(Box::new(card()))));
    assert!(d.form().intro.iter().any(|l| l.contains("next update at five")), "{:?}", d.form().intro);
    d.types("Leo").keys("tab").types("one batch").keys("tab tab").types("recall").keys("ctrl-d");
    let Command::OfferHandover(said) = d.command().1 else { panic!() };
    assert_eq!((said.to.as_str(), said.picture.as_str(), said.next.as_str()), ("Leo", "one batch", "recall"));
    assert_eq!(said.sure, Sure::Medium);
}

#[test]
fn nobody_hands_over_what_is_not_theirs() {
    let mut d = roles(vec![given(legal(), "Eva")], vec![]);
    at(&mut d, &legal());
    d.keys("h");
    assert!(d.notice().contains("Eva"), "{}", d.notice());
    assert_eq!((d.decides(), d.app.layers.len()), (0, 1));
}

#[test]
fn a_card_that_comes_after_the_person_went_on_opens_nothing() {
    let mut d = roles(vec![], vec![]);
    d.keys("h j").answer(Answer::Card(Some(Box::new(card()))));
    assert!(matches!(d.app.layers.last(), Some(Layer::Roles(_))));
}

#[test]
fn the_receiver_reads_the_promises_first_and_then_says_it_in_their_own_words() {
    let mut d = opened("Ana", vec![promise()]);
    d.keys("a");
    assert!(d.form().intro.iter().any(|l| l.contains("next update at five")));
    d.keys("tab").types("I understand").keys("ctrl-d");
    assert_eq!(d.decides(), 0, "the promises were not ticked");
    assert!(d.form().error.as_ref().unwrap().contains("promises"));
    assert!(matches!(d.form().fields[d.form().at].input, Input::Toggle(_)), "the keys go where it is missing");
    d.keys("space ctrl-d");
    let Command::AcceptHandover(said) = d.command().1 else { panic!() };
    assert_eq!(
        (said.handover, said.readback.as_str(), said.promises),
        (HandoverId(7), "I understand", vec![TaskId(40)])
    );
    d.refused("refuse-readback-copy");
    assert!(d.form().error.as_ref().unwrap().contains("card"), "the refusal stands in the form");
}

#[test]
fn the_receiver_hears_of_a_handover_until_they_have_read_it_or_nothing_waits_any_more() {
    let (mut d, others) = (roles(vec![], vec![]), offer("Leo"));
    let me = d.app.me.name.clone();
    let offers = |d: &mut Driver, offers: Vec<OfferRow>| {
        let now = RolesNow { offers, ..d.app.pulse.roles.clone() };
        d.answer(Answer::Pulse(Box::new(Pulse { roles: now, ..d.app.pulse.clone() })));
    };
    let news = |d: &Driver| {
        let all = d.app.notices.list.iter().filter(|n| n.level == crate::app::notices::Level::News);
        all.map(|n| n.text.clone()).collect::<Vec<_>>()
    };
    offers(&mut d, vec![others.clone()]);
    assert_eq!(news(&d), [] as [&str; 0], "it is for somebody else");
    let mine = OfferRow { from: clean("Bea"), to: me, id: HandoverId(8), ..others.clone() };
    offers(&mut d, vec![others.clone(), mine.clone()]);
    assert_eq!(news(&d).len(), 1);
    assert!(news(&d)[0].contains("Bea") && news(&d)[0].contains('Q'), "{:?}", news(&d));
    d.keys("j j k");
    offers(&mut d, vec![mine.clone()]);
    assert_eq!(news(&d).len(), 1, "keys and figures do not take it away, nor is it said twice");
    d.app.notices.dismiss();
    offers(&mut d, vec![mine.clone()]);
    assert_eq!(news(&d).len(), 0, "it was read");
    let again = OfferRow { id: HandoverId(9), ..mine };
    offers(&mut d, vec![again]);
    assert_eq!(news(&d).len(), 1, "another one is news again");
    offers(&mut d, vec![others]);
    assert_eq!(news(&d).len(), 0, "answered, or taken back");
}

#[test]
fn who_is_not_the_receiver_takes_nothing_over_and_the_giver_takes_it_back() {
    let mut d = opened("Leo", vec![]);
    d.keys("a");
    assert!(d.notice().contains("Leo") && d.app.scope() == Scope::Handover, "{}", d.notice());
    d.keys("esc x");
    assert_eq!(d.app.scope(), Scope::Handover);
    d.keys("esc w enter");
    assert!(matches!(d.command().1, Command::WithdrawHandover(_)));
    let mut d = opened("Ana", vec![]);
    d.keys("x enter");
    assert_eq!(d.decides(), 0, "a refusal has a reason");
    d.types("no sleep").keys("enter");
    assert!(matches!(d.command().1, Command::RefuseHandover(said) if said.reason == "no sleep"));
}

#[test]
fn the_footer_offers_of_a_handover_what_whoever_sits_here_may_still_do() {
    use Action::{AcceptHandover, RefuseHandover, WithdrawHandover};
    let offered = |d: &Driver| -> Vec<Action> {
        let about = [AcceptHandover, RefuseHandover, WithdrawHandover];
        about.into_iter().filter(|a| footer_hints(&d.app).iter().any(|hint| hint.action == *a)).collect()
    };
    assert_eq!(offered(&opened("Ana", vec![])), [AcceptHandover, RefuseHandover, WithdrawHandover], "to herself");
    let mut d = opened("Leo", vec![]);
    assert_eq!(offered(&d), [WithdrawHandover]);
    let ending = Some(Ending::Accepted { readback: clean("I have it"), at: NOW });
    let handover = Handover { id: HandoverId(7), card: Card { to: clean("Leo"), ..card() }, ending };
    let over = HandoverDetail { handover, chain: None, promises: vec![] };
    d.answer(Answer::Handover(HandoverId(7), Some(Box::new(over))));
    assert_eq!(offered(&d), [], "it is over");
}

#[test]
fn without_an_incident_the_screen_tells_who_would_be_lacking_and_gives_no_role() {
    let mut d = full(room_app());
    d.answer(Answer::Pulse(Box::default()));
    d.keys("Q c");
    assert_eq!(d.decides(), 0);
    assert!(d.notice().contains("incident"), "{}", d.notice());
    let roster = d.app.roster();
    assert!(roster.seats.len() > 10 && roster.seats.iter().all(|s| s.lack == Some(Lack::Nobody)));
    d.send(Msg::RoomChanged).keys("esc q");
    assert!(!matches!(d.app.layers.last(), Some(Layer::Roles(_))));
}

#[test]
fn who_has_a_role_by_their_own_word_alone_is_told_so_before_a_card_is_written() {
    let mut d = roles(vec![], vec![]);
    at(&mut d, &Role::parse("social_lead").unwrap());
    d.keys("h");
    assert!(!d.asks().iter().any(|ask| matches!(ask, Ask::Card { .. })), "no card is asked for");
    assert!(d.notice().contains("by their own word alone"), "{}", d.notice());
    d.keys("c");
    assert!(matches!(d.command().1, Command::AssignRole(_)), "and the key that it names takes it");
}

/// Luis leads and Laura is his scribe: alone, their masks would be the same. There are two ways to reach him, one to reach
/// her.
fn beside_each_other() -> Driver {
    let mut d = full(room_app());
    let mut plan = Plan::builtin();
    for (name, ways) in [("Luis", 2), ("Laura", 1)] {
        let contact = Contact { way: Way::Phone, to: Private::hidden(clean("600 000 000")) };
        let reach = Reach { contacts: vec![contact; ways], tested: clean("2026-11-20") };
        plan.people.push(Person { name: clean(name), language: None, zone: Clean::default(), reach });
    }
    d.app.plan = Some(std::sync::Arc::new(plan));
    let seen =
        |name: &str, role: &str, ago: i64| Present { name: clean(name), role: clean(role), seen: NOW.plus(-ago) };
    let scribe = Role::parse("scribe").unwrap();
    let offers = vec![OfferRow { from: clean("Luis"), to: clean("Laura"), ..offer("") }];
    let duties = vec![given(Role::lead(), "Luis"), given(scribe, "Laura"), given(legal(), "Lorena")];
    let people = vec![seen("Luis", "incident_lead", MINUTE), seen("Laura", "scribe", 777 * MINUTE)];
    let incident = Incident { lead: Some(clean("Luis")), severity: Severity::Sev1, ..incident(1) };
    let roles = RolesNow { duties, people, offers };
    d.answer(Answer::Pulse(Box::new(Pulse { incidents: vec![incident], roles, ..Pulse::default() })));
    d.keys("Q");
    d
}

#[test]
fn a_shared_roles_page_says_of_our_people_what_is_so() {
    let mut d = beside_each_other();
    let own = d.app.roster();
    d.keys("S");
    let (seen, shared) = (d.app.seen().into_owned(), d.app.seen().roster());
    let masks: Vec<Clean> =
        own.seats.iter().filter_map(|s| s.holder.clone()).map(|n| clean(&d.app.ours.mask(n.as_str()))).collect();
    assert_eq!(shared.seats.iter().filter_map(|s| s.holder.clone()).collect::<Vec<_>>(), masks);
    assert_eq!(masks.len(), 3);
    let [luis, laura] = ["Luis", "Laura"].map(|name| clean(&d.app.ours.mask(name)));
    assert_ne!(luis, laura);
    // no warning that is not so, and none lost
    assert_eq!((own.spans.len(), shared.spans.len()), (0, 0));
    let of = |roster: &crate::plan::Roster| roster.seats.iter().map(|s| (s.role.clone(), s.ways)).collect::<Vec<_>>();
    assert_eq!(of(&own), of(&shared), "how somebody is reached is told of them");
    // one mask a person, wherever they stand
    let offer = &seen.pulse.roles.offers[0];
    assert_eq!((&offer.from, &offer.to), (&luis, &laura));
    assert_eq!(seen.pulse.incidents[0].lead.as_ref(), Some(&luis));
    assert_eq!(seen.pulse.roles.people[1].name, laura);
    // and so it stays, whoever comes
    let mut pulse = d.app.pulse.clone();
    let late = ["Laia", "Lara", "Leo", "Lidia", "Lola"].map(|name| given(Role::parse("media").unwrap(), name));
    pulse.roles.duties.splice(0..0, late);
    d.answer(Answer::Pulse(Box::new(pulse)));
    let seen = d.app.seen();
    assert_eq!((&seen.pulse.roles.offers[0].from, &seen.pulse.roles.offers[0].to), (&luis, &laura));
}

#[test]
fn a_shared_roles_page_tells_nobodys_absence_nor_how_long_they_have_been_at_it() {
    let mut d = beside_each_other();
    let scribe = |d: &Driver| d.app.seen().roster().seat(&Role::parse("scribe").unwrap()).cloned().unwrap();
    let lead = |d: &Driver| d.app.seen().roster().seat(&Role::lead()).cloned().unwrap();
    assert!(lead(&d).fatigue.is_some() && scribe(&d).seen.is_some(), "there is something to hide");
    assert!(matches!(scribe(&d).lack, Some(Lack::Unseen(_))), "{:?}", scribe(&d));
    d.keys("S");
    assert_eq!((lead(&d).fatigue, lead(&d).seen, scribe(&d).seen), (None, None, None));
    let lacks: Vec<_> = d.app.seen().roster().seats.iter().filter_map(|s| s.lack).collect();
    assert!(lacks.contains(&Lack::Nobody) && !lacks.iter().any(|l| matches!(l, Lack::Unseen(_))), "{lacks:?}");
    d.keys("S");
    assert!(lead(&d).fatigue.is_some());
}
