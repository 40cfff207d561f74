//! Which mentions belong to an incident, by keys: placing them, the rules on its page, and what one is declared with.

use super::fixtures::*;
use crate::app::layers::Layer;
use crate::domain::belonging::{AddBelonging, Belonging, PlaceMentions, RemoveBelonging, Rule};
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::*;
use crate::domain::incident::{DeclareIncident, DetectIncident};
use crate::domain::private::Private;
use crate::rows::{Answer, Ask, IncidentLine, OwnMentions, Pulse, RuleRow, Scope};

fn rule(seq: i64, rule: Rule) -> RuleRow {
    let belonging = Belonging {
        seq: EventSeq(seq),
        incident: IncidentId(1),
        rule,
        by: clean("Ana"),
        at: NOW,
        reason: clean("the recall"),
        until: None,
    };
    RuleRow { rule: belonging, text: Private::prose(clean("it burns")), abusive: false }
}

/// The page of incident 1, which has two rules.
fn page() -> Driver {
    let mut d = full(room_app());
    let rules = vec![rule(7, Rule::Cluster(MentionId(3))), rule(8, Rule::Query(clean("battery")))];
    let mut detail = incident_detail();
    detail.own = OwnMentions { rules, all: 12, open: 3, looking: false };
    d.keys("I").answer(Answer::Incident(IncidentId(1), Some(Box::new(detail))));
    d
}

#[test]
fn marked_mentions_are_put_into_an_incident_with_a_reason_or_taken_out_of_any() {
    let mut d = full(room_app());
    d.keys("space space b");
    assert!(d.form().title.contains('2'), "{}", d.form().title);
    d.keys("ctrl-d");
    assert!(d.form().error.is_some() && d.decides() == 0, "a person says why");
    d.keys("tab").types("same batch").keys("ctrl-d");
    let Command::PlaceMentions(PlaceMentions { mentions, incident, reason, seen }) = d.command().1 else { panic!() };
    assert_eq!((mentions.len(), incident, reason.as_str()), (2, Some(IncidentId(1)), "same batch"));
    assert!(seen.is_some(), "what others changed since is left alone");
    let rows = was(mentions.iter().map(|m| m.0));
    d.decided(Event::MentionsPlaced { incident: Some(IncidentId(1)), reason: clean("same batch"), rows });
    assert!(d.app.layers.is_empty() && d.app.mentions.marks.is_empty(), "the marks are spent");
    assert!(d.notice().contains("incident 1"), "{}", d.notice());

    let mut d = full(room_app());
    d.keys("b 0 tab tab").types("another brand").keys("ctrl-d");
    let Command::PlaceMentions(out) = d.command().1 else { panic!("{:?}", d.command()) };
    assert_eq!((out.mentions.len(), out.incident), (1, None));
}

#[test]
fn the_group_of_one_mention_comes_by_a_rule() {
    let mut d = full(room_app());
    let id = d.app.mentions.selected.unwrap();
    d.keys("b tab down tab").types("they all say it").keys("ctrl-d");
    let add = AddBelonging { incident: IncidentId(1), rule: Rule::Cluster(id), reason: "they all say it".into() };
    assert_eq!(d.command().1, Command::AddBelonging(add));
    let mut d = full(room_app());
    d.keys("b 0 down tab").types("x").keys("ctrl-d");
    assert!(d.form().error.as_deref().is_some_and(|e| e.contains("page")), "{:?}", d.form().error);
    assert_eq!(d.decides(), 0);
}

#[test]
fn without_an_incident_there_is_nothing_to_put_them_in() {
    let mut d = full(room_app());
    d.answer(Answer::Pulse(Box::<Pulse>::default())).keys("b");
    assert!(d.app.layers.is_empty() && d.notice().contains("declare one"), "{}", d.notice());
}

#[test]
fn the_page_adds_a_rule_by_words_or_by_a_group_and_takes_one_away() {
    let mut d = page();
    d.keys("a ctrl-d");
    assert!(d.form().error.is_some(), "words are needed");
    d.types("battery fire").keys("tab tab").types("the recall").keys("ctrl-d");
    let rule = Rule::Query(clean("battery fire"));
    let add = AddBelonging { incident: IncidentId(1), rule, reason: "the recall".into() };
    assert_eq!(d.command().1, Command::AddBelonging(add));
    d.refused("search-hint-only-exclusions");
    assert!(d.form().error.is_some(), "what the room says of the words comes back into the form");

    let mut d = page();
    let selected = d.app.mentions.selected.unwrap();
    d.keys("a tab down tab").types("they all say it").keys("ctrl-d");
    let Command::AddBelonging(add) = d.command().1 else { panic!() };
    assert_eq!(add.rule, Rule::Cluster(selected));

    for go in ["d", "enter"] {
        let mut d = page();
        // the matter and two conditions stand above the rules
        d.keys("j j j j").keys(go);
        assert!(d.form().intro.concat().contains("battery"), "{go}: {:?}", d.form().intro);
        d.types("too wide").keys("ctrl-d");
        let remove = RemoveBelonging { rule: EventSeq(8), reason: "too wide".into() };
        assert_eq!(d.command().1, Command::RemoveBelonging(remove));
    }
    let mut d = page();
    d.keys("d");
    assert!(d.notice().contains("Choose a rule"), "{}", d.notice());
    let Some(Layer::Incident(view)) = d.app.layers.last() else { panic!() };
    assert_eq!(view.lines()[3], IncidentLine::Rule(EventSeq(7)));
}

#[test]
fn the_page_leads_to_its_mentions() {
    let mut d = page();
    d.keys("f");
    assert!(d.app.layers.is_empty());
    assert_eq!((d.app.query.scope.clone(), d.app.query.filter.incident), (Scope::All, Some(IncidentId(1))));
    assert!(d.asks().iter().any(|a| matches!(a, Ask::Mentions { query, .. } if query.filter.incident.is_some())));
    // and the form of the filter shows it, and takes it away
    d.keys("f");
    let at = d.form().chosen("incident");
    assert_eq!(at, 1);
    d.keys("tab tab tab tab tab up ctrl-d");
    assert_eq!(d.app.query.filter.incident, None);
}

#[test]
fn an_incident_is_declared_of_the_whole_room_unless_something_was_picked_out() {
    let declared = |d: &mut Driver| {
        d.types("Batch").keys("ctrl-d");
        match d.command().1 {
            Command::DeclareIncident(DeclareIncident { about, .. }) => about,
            Command::DetectIncident(DetectIncident { about, .. }) => about,
            other => panic!("{other:?}"),
        }
    };
    let mut d = full(room_app());
    d.keys("i +");
    assert_eq!(declared(&mut d), None, "the row under the cursor is not what it is about");
    let mut d = full(room_app());
    d.keys("j space i +");
    let marked = *d.app.mentions.marks.iter().next().unwrap();
    assert_eq!(declared(&mut d), Some(Rule::Cluster(marked)));
    let mut d = full(room_app());
    d.keys("enter i +");
    let opened = d.app.mentions.selected.unwrap();
    assert_eq!(declared(&mut d), Some(Rule::Cluster(opened)));
    let mut d = full(room_app());
    let grows = crate::domain::signal::Signal::ClusterGrowing {
        cluster: MentionId(5),
        size: 40,
        per_hour: 30,
        text: clean("it burns"),
    };
    let row = crate::rows::SignalRow { signal: grows, ..signal(3) };
    d.keys("W").answer(Answer::Signals(vec![row])).keys("i +");
    assert_eq!(declared(&mut d), Some(Rule::Cluster(MentionId(5))), "what the signal is about");
    // words say it as well
    let mut d = full(room_app());
    d.keys("i +").types("x").keys("tab tab tab tab tab tab down tab").types("battery").keys("ctrl-d");
    let Command::DeclareIncident(said) = d.command().1 else { panic!("{:?}", d.command()) };
    assert_eq!(said.about, Some(Rule::Query(clean("battery"))));
}
