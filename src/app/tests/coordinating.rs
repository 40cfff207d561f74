//! The page of an incident, by keys: what is to be decided, what its next step asks for, its lists.

use super::fixtures::*;
use crate::app::layers::Layer;
use crate::app::msg::Msg;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::fact::Fact;
use crate::domain::ids::*;
use crate::domain::incident::{
    AcceptCondition, ActivateIncident, Condition, ConfirmPaused, DetectIncident, Figures, Incident, Severity, Status,
};
use crate::domain::item::{AddItem, List, SettleItem};
use crate::domain::matter::{DecideMatter, ObjectToMatter, OpenMatter};
use crate::domain::room::Lang;
use crate::domain::time::MINUTE;
use crate::plan::{Outlet, Plan};
use crate::rows::{Answer, Ask, TaskRow};

/// The page of incident 1.
fn page() -> Driver {
    let mut d = full(room_app());
    d.keys("I").answer(Answer::Incident(IncidentId(1), Some(Box::new(incident_detail()))));
    d
}

#[test]
fn enter_does_what_each_line_asks_for() {
    let mut d = page();
    d.keys("enter");
    assert!(d.form().intro.concat().contains("The lab has not answered"), "what was said against it is in sight");
    d.keys("ctrl-d");
    assert!(d.form().error.is_some() && d.decides() == 0, "a decision has a basis");
    d.types("two confirmed cases").keys("ctrl-d");
    let Command::DecideMatter(DecideMatter { matter, what, basis, dropped: false, .. }) = d.command().1 else {
        panic!()
    };
    assert_eq!(
        (matter, what.as_str(), basis.as_str()),
        (Some(MatterId(1)), "Recall batch A12?", "two confirmed cases")
    );

    let mut d = page();
    d.keys("j enter");
    assert!(matches!(d.app.layers.last(), Some(Layer::Incident(_))), "what is known not to hold is not accepted");
    assert!(d.notice().contains("a holding statement"), "{}", d.notice());
    d.keys("j enter").types("the room is two days old").keys("ctrl-d");
    let accept = AcceptCondition {
        incident: IncidentId(1),
        condition: Condition::Usual,
        reason: "the room is two days old".into(),
    };
    assert_eq!(d.command().1, Command::AcceptCondition(accept));

    let mut d = page();
    d.keys("G enter").types("answered by Eva").keys("ctrl-d");
    assert_eq!(d.command().1, Command::SettleItem(SettleItem { item: ItemId(1), how: "answered by Eva".into() }));
}

#[test]
fn lists_grow_by_form_and_what_was_paused_is_counted() {
    let mut d = page();
    d.keys("+ down down tab").types("Spring campaign").keys("ctrl-d");
    let Command::AddItem(AddItem { incident, list, text, .. }) = d.command().1 else { panic!("{:?}", d.command()) };
    assert_eq!((incident, list, text.as_str()), (IncidentId(1), List::Paused, "Spring campaign"));
    let mut d = page();
    d.keys("p").types("many").keys("ctrl-d");
    assert!(d.form().error.as_deref().is_some_and(|e| e.contains("whole number")) && d.decides() == 0);
    let mut d = page();
    d.keys("p").types("12").keys("ctrl-d");
    assert_eq!(d.command().1, Command::ConfirmPaused(ConfirmPaused { incident: IncidentId(1), count: 12, task: None }));
}

#[test]
fn what_was_paused_goes_on_after_the_facts_that_changed_since_were_shown() {
    let mut detail = incident_detail();
    detail.items[0].list = List::Paused;
    let before = Fact { since: NOW.plus(-MINUTE), ..fact(7).fact };
    detail.changed = vec![fact(3).fact, before];
    let mut d = full(room_app());
    d.keys("I").answer(Answer::Incident(IncidentId(1), Some(Box::new(detail))));
    d.keys("G enter").types("resumed").keys("ctrl-d");
    assert_eq!(d.decides(), 0, "once they are asked about");
    let told = d.form().warned.join("\n");
    assert!(told.starts_with("1 fact has changed") && told.contains("#3 confirmed: Lot A12 is withdrawn"), "{told}");
    assert!(!told.contains("#7"), "that one was so before");
    d.keys("ctrl-d");
    assert_eq!(d.command().1, Command::SettleItem(SettleItem { item: ItemId(1), how: "resumed".into() }));
}

#[test]
fn a_matter_is_put_up_and_an_objection_is_kept_as_it_was_spoken() {
    let mut d = page();
    d.keys("o").types("Close the shop?").keys("tab").types("2h").keys("ctrl-d");
    let Command::OpenMatter(OpenMatter { incident, question, due }) = d.command().1 else { panic!() };
    assert_eq!((incident, question.as_str(), due.is_some()), (Some(IncidentId(1)), "Close the shop?", true));
    let mut d = page();
    d.keys("x").types("I would wait.").keys("tab").types("Leo").keys("ctrl-d");
    let object = ObjectToMatter { matter: MatterId(1), text: "I would wait.".into(), by: Some("Leo".into()) };
    assert_eq!(d.command().1, Command::ObjectToMatter(object));
    let mut d = page();
    d.keys("G x");
    assert!(d.notice().contains("Choose what is to be decided"), "{}", d.notice());
}

#[test]
fn the_selection_stays_on_its_line_when_others_come() {
    let mut d = page();
    d.keys("G");
    let mut more = incident_detail();
    let mut first = more.matters[0].clone();
    first.id = MatterId(2);
    more.matters.insert(0, first);
    d.send(Msg::RoomChanged).answer(Answer::Incident(IncidentId(1), Some(Box::new(more))));
    let Some(Layer::Incident(view)) = d.app.layers.last() else { panic!() };
    assert_eq!(view.chosen(), Some(crate::rows::IncidentLine::Item(ItemId(1))));
    assert!(d.asks().iter().any(|a| matches!(a, Ask::Incident { id: IncidentId(1), .. })), "it is asked for again");
}

#[test]
fn what_may_be_one_is_noted_and_declaring_it_says_how_grave_it_is() {
    let mut d = full(room_app());
    d.keys("i +").types("Something smells").keys("tab tab tab tab tab space ctrl-d");
    let Command::DetectIncident(DetectIncident { title, .. }) = d.command().1 else { panic!("{:?}", d.command()) };
    assert_eq!(title, "Something smells");
    let mut d = full(room_app());
    let mut detail = incident_detail();
    detail.incident.status = Status::Assessing;
    detail.incident.rated = false;
    d.app.pulse.incidents[0] = detail.incident.clone();
    d.keys("I").answer(Answer::Incident(IncidentId(1), Some(Box::new(detail)))).keys("s ctrl-d");
    let Command::ActivateIncident(ActivateIncident { severity, .. }) = d.command().1 else {
        panic!("{:?}", d.command())
    };
    assert_eq!(severity, Severity::Sev2);
}

#[test]
fn what_was_decided_at_once_is_written_down_with_who_and_why() {
    let mut d = full(room_app());
    d.keys("D").types("We close the shop").keys("tab").types("Eva").keys("tab").types("the plan").keys("ctrl-d");
    let Command::DecideMatter(said) = d.command().1 else { panic!("{:?}", d.command()) };
    assert_eq!((said.matter, said.incident, said.by.as_deref()), (None, Some(IncidentId(1)), Some("Eva")));
    let ruling = crate::domain::matter::Ruling {
        what: clean("We close the shop"),
        by: clean("Eva"),
        basis: clean("the plan"),
        recorded_by: None,
        at: NOW,
        dropped: false,
    };
    d.decided(Event::MatterDecided { matter: MatterId(1), incident: said.incident, ruling });
    assert!(d.app.layers.is_empty());
}

#[test]
fn an_outlet_of_the_plan_that_speaks_is_looked_for_and_named() {
    for (lang, said) in [
        (Lang::En, "SEV1 by what is measured: 80 % negative; National Daily speaks"),
        (Lang::Es, "SEV1 por lo que se mide: 80 % negativas; habla National Daily"),
    ] {
        let mut d = full(room_app());
        d.app.words = crate::words::Words::new(lang);
        let mut plan = Plan::builtin();
        plan.outlets = vec![Outlet {
            name: clean("National Daily"),
            kind: "media".into(),
            handles: vec![clean("@NatDaily")],
            domains: vec![],
        }];
        d.app.plan = Some(std::sync::Arc::new(plan));
        d.keys("i +");
        let asked = d
            .asks()
            .into_iter()
            .find_map(|a| if let Ask::Figures { outlets, .. } = a { Some(outlets.clone()) } else { None });
        assert_eq!(asked, Some(vec!["natdaily".to_owned()]));
        let outlets = vec!["natdaily".into()];
        let figures = Figures { per_hour: 300, negative: Some(80), platforms: 1, outlets, ..Figures::default() };
        d.answer(Answer::Figures(None, Box::new(figures)));
        let intro = d.form().intro.concat();
        assert!(intro.contains(said), "{intro}");
    }
}

#[test]
fn what_is_measured_suggests_how_grave_it_is_where_it_is_declared_and_on_the_page() {
    let figures = Figures { per_hour: 300, negative: Some(80), platforms: 3, ..Figures::default() };
    let mut d = full(room_app());
    d.keys("i +").answer(Answer::Figures(None, Box::new(figures.clone())));
    let intro = d.form().intro.concat();
    assert!(intro.contains("SEV1 by what is measured: 80 % negative; on 3 platforms"), "{intro}");
    assert_eq!(d.form().chosen("severity"), Severity::Sev1 as usize, "what is measured stands ready");
    let mut d = full(room_app());
    d.keys("i + tab 3").answer(Answer::Figures(None, Box::new(figures.clone())));
    assert_eq!(d.form().chosen("severity"), Severity::Sev3 as usize, "what a person chose stays");
    let mut d = page();
    assert!(d.asks().iter().any(|a| matches!(a, Ask::Figures { .. })));
    d.answer(Answer::Figures(None, Box::new(figures.clone())));
    let declared = incident_detail().incident;
    assert_eq!(d.app.suggested(&declared), None, "what was measured of the whole room says nothing of this one");
    d.answer(Answer::Figures(Some(IncidentId(1)), Box::new(figures)));
    assert!(d.app.suggested(&declared).is_some_and(|s| s.starts_with("SEV1")), "SEV2 was declared");
    let graver = Incident { severity: Severity::Sev1, ..declared.clone() };
    assert_eq!(d.app.suggested(&graver), None, "nothing to say where people already said so");
    d.answer(Answer::Figures(Some(IncidentId(1)), Box::default()));
    assert_eq!(d.app.suggested(&declared), None);
}

#[test]
fn what_is_measured_is_asked_now_and_then_and_stands_in_the_form_that_changes_the_severity() {
    let figures = Figures { per_hour: 300, negative: Some(80), platforms: 3, ..Figures::default() };
    let mut d = full(room_app());
    let of = d.app.incident().unwrap().id;
    let asks = |d: &Driver| d.asks().iter().filter(|a| matches!(a, Ask::Figures { of: Some(_), .. })).count();
    let pulse = d.app.pulse.clone();
    d.answer(Answer::Pulse(Box::new(pulse.clone())));
    assert_eq!(asks(&d), 0, "it was measured just now");
    d.now.room = d.now.room.plus(MINUTE);
    d.answer(Answer::Pulse(Box::new(pulse.clone()))).answer(Answer::Pulse(Box::new(pulse)));
    assert_eq!(asks(&d), 1, "once a minute is enough");
    d.answer(Answer::Figures(Some(of), Box::default()));
    d.keys("i v");
    assert_eq!(d.form().intro, Vec::<String>::new());
    d.answer(Answer::Figures(Some(of), Box::new(figures)));
    let intro = d.form().intro.concat();
    assert!(intro.contains("SEV1 by what is measured"), "{intro}");
    d.keys("esc v");
    assert_eq!(d.form().intro.concat(), intro);
}

#[test]
fn an_incident_that_was_stood_down_is_listed_though_it_is_the_only_one() {
    for key in ["i", "I"] {
        let mut d = full(room_app());
        (d.app.pulse.incidents, d.app.pulse.any_incident) = (Vec::new(), true);
        d.keys(key);
        assert!(matches!(d.app.layers.last(), Some(Layer::Incidents(..))), "{key}: {:?}", d.app.layers);
        assert!(matches!(d.asks().last(), Some(Ask::Incidents)));
        d.answer(Answer::Incidents(vec![Incident { status: Status::StoodDown, ..incident(1) }]));
        let Some(Layer::Incidents(all, 0)) = d.app.layers.last() else { panic!("{key}") };
        assert_eq!(all.len(), 1);
        d.keys("+");
        assert!(d.form().title.contains("Declare"), "{}", d.form().title);
    }
}

#[test]
fn two_levels_at_once_are_asked_again_with_what_still_speaks_for_the_higher() {
    let mut d = full(room_app());
    d.app.pulse.affected.count = 3;
    d.keys("i v 4 tab").types("it is calm").keys("ctrl-d");
    let said = d.form().error.clone().unwrap();
    assert!(said.contains("SEV2 to SEV4") && said.contains("3 people affected") && d.decides() == 0, "{said}");
    d.keys("ctrl-d");
    let lower = Command::ChangeSeverity { incident: IncidentId(1), to: Severity::Sev4, reason: "it is calm".into() };
    assert_eq!(d.command().1, lower, "who insists lowers it");
    let mut d = full(room_app());
    d.keys("i v 3 tab").types("it is calm").keys("ctrl-d");
    assert_eq!(d.decides(), 1, "one level is lowered at once");
}

#[test]
fn what_was_told_of_one_level_is_not_told_of_another() {
    let mut d = full(room_app());
    d.app.pulse.incidents[0].severity = Severity::Sev1;
    d.keys("i v 3 tab").types("it is calm").keys("ctrl-d shift-tab 4 ctrl-d");
    assert!(d.form().error.as_deref().is_some_and(|e| e.contains("SEV1 to SEV4")), "{:?}", d.form().error);
    assert_eq!(d.decides(), 0);
    d.keys("ctrl-d");
    assert_eq!(d.decides(), 1);
}

#[test]
fn that_nothing_speaks_for_more_is_said_only_of_what_was_measured() {
    let figures = Figures { per_hour: 300, negative: Some(80), platforms: 3, ..Figures::default() };
    let said = |answers: &[(Option<IncidentId>, Figures)]| {
        let mut d = full(room_app());
        d.app.suggestion = None;
        d.keys("i v 4 tab").types("it is calm");
        for (of, figures) in answers {
            d.answer(Answer::Figures(*of, Box::new(figures.clone())));
        }
        d.keys("ctrl-d");
        d.form().error.clone().unwrap()
    };
    let (this, other) = (Some(IncidentId(1)), Some(IncidentId(2)));
    assert!(said(&[]).contains("not measured yet"));
    assert!(said(&[(other, Figures::default())]).contains("not measured yet"));
    assert!(said(&[(this, Figures::default())]).contains("Nothing that is measured"));
    assert!(said(&[(this, figures)]).contains("SEV1 by what is measured"));
    let mut d = full(room_app());
    let mut pulse = d.app.pulse.clone();
    pulse.incidents.push(Incident { severity: Severity::Sev3, ..incident(2) });
    d.answer(Answer::Pulse(Box::new(pulse.clone())));
    crate::app::acting::open(&mut d.app, |app| crate::app::forms::incidents::severity(app, &pulse.incidents[1]));
    let asks = |d: &Driver| d.asks().iter().filter(|a| matches!(a, Ask::Figures { of, .. } if *of == this)).count();
    let before = asks(&d);
    d.now.room = d.now.room.plus(2 * MINUTE);
    d.answer(Answer::Pulse(Box::new(pulse)));
    assert_eq!(asks(&d), before, "the one that is shown waits while another is rated");
}

#[test]
fn it_becomes_a_part_of_the_one_that_was_chosen_whatever_fits_meanwhile() {
    let mut d = full(room_app());
    let rated = |id, severity| Incident { severity, ..incident(id) };
    d.app.pulse.incidents.extend([rated(2, Severity::Sev2), rated(3, Severity::Sev1)]);
    d.keys("i M tab").types("one plant");
    d.app.pulse.incidents[1].severity = Severity::Sev4;
    d.keys("ctrl-d");
    let Command::MergeIncident(said) = d.command().1 else { panic!("{:?}", d.command()) };
    assert_eq!(said.into, IncidentId(2), "the room says whether it still fits");
}

#[test]
fn only_what_it_may_become_a_part_of_is_offered() {
    let mild = |id, severity| Incident { severity, title: clean("Mild"), ..incident(id) };
    let mut d = full(room_app());
    d.app.pulse.incidents.push(mild(2, Severity::Sev3));
    d.keys("i M");
    assert!(d.notice().contains("graver than 2"), "nothing to choose among: {}", d.notice());
    let mut d = full(room_app());
    d.app.pulse.incidents.extend([mild(2, Severity::Sev3), mild(3, Severity::Sev1)]);
    d.keys("i M tab").types("one plant").keys("ctrl-d");
    let Command::MergeIncident(said) = d.command().1 else { panic!("{:?}", d.command()) };
    assert_eq!((said.incident, said.into), (IncidentId(1), IncidentId(3)));
}

#[test]
fn a_promise_that_is_ticked_says_what_was_promised_and_what_takes_it_back() {
    use crate::domain::task::{PROMISE, TaskState, TaskStatus, promise_titles};
    let mut d = full(room_app());
    let [en, es] = promise_titles("next update here at 17:00", "web");
    let promise = TaskRow { phase: clean(PROMISE), en, es, ..task(1) };
    d.answer(Answer::Tasks(IncidentId(1), vec![promise])).keys("3 space");
    let to = TaskState { status: TaskStatus::Done, ..TaskState::default() };
    let (id, incident) = (TaskId(1), IncidentId(1));
    d.decided(Event::TaskChanged { task: id, incident, before: TaskState::default(), to });
    assert!(d.notice().contains("next update here at 17:00") && d.notice().contains("undoes"), "{}", d.notice());
}

#[test]
fn the_first_declaration_of_a_room_is_said_though_a_plan_comes_into_force_with_it() {
    use crate::app::msg::Msg;
    use crate::domain::command::Decided;
    let read = |json: &str| serde_json::from_str::<Event>(json).unwrap();
    let plan = read(include_str!("../../../tests/corpus/v1/plan_adopted.json"));
    let declared = read(include_str!("../../../tests/corpus/v1/incident_declared.json"));
    let mut d = full(room_app());
    d.keys("i +").types("Batch").keys("ctrl-d");
    let (ticket, _) = d.command();
    let events = vec![(EventSeq(2), plan), (EventSeq(3), declared)];
    let decided = Decided { decision: DecisionId(2), events, skipped: Vec::new(), repeated: false };
    d.send(Msg::Decided(ticket, Ok(decided)));
    assert!(d.notice().contains("SEV"), "{}", d.notice());
}
