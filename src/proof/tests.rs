use super::*;
use crate::domain::fact::FactState;
use crate::domain::ids::{FactId, IncidentId};
use crate::domain::text::Clean;

/// 2026-11-22T10:00:00Z.
const NOW: Stamp = Stamp(1_795_341_600_000);

fn draft(text: &str) -> Draft<'_> {
    Draft { kind: ResponseKind::Update, lang: Lang::En, text, private: false, now: NOW, zone: "Europe/Madrid" }
}

fn fact(id: i64, status: FactStatus, en: &str) -> Fact {
    Fact {
        id: FactId(id),
        incident: Some(IncidentId(1)),
        state: FactState { status, en: Clean::from(en), source: "lab".into(), ..FactState::default() },
        superseded_by: None,
        since: NOW,
        by: Clean::from("Ana"),
        rev: 3,
    }
}

fn live(id: i64, text: &str) -> LiveText {
    LiveText { id: ResponseId(id), lang: Lang::En, text: text.into(), at: NOW, reply: false, each: 0 }
}

fn rules(proof: &Proof) -> Vec<&'static str> {
    proof.findings().iter().filter(|f| f.grave).map(|f| Rule::parse(&f.rule).unwrap().code()).collect()
}

#[test]
fn a_live_text_that_says_otherwise_is_named_with_its_words() {
    let plan = Plan::builtin();
    let desk = Desk::new(Vec::new(), &[live(7, "We have withdrawn 1,200 units of lot 7.")], NOW, "Europe/Madrid");
    let proof = read(&plan, &desk, &draft("We have withdrawn 1,500 units of lot 7."));
    let against: Vec<&Against> = proof.remarks.iter().filter_map(|r| r.against.as_ref()).collect();
    assert!(
        matches!(against.as_slice(), [Against::Response(ResponseId(7), says)] if says.contains("1200")),
        "{against:?}"
    );
    assert!(rules(&proof).contains(&"T27"));
    let same = read(&plan, &desk, &draft("We have withdrawn 1,200 units of lot 7."));
    assert!(same.remarks.iter().all(|r| r.against.is_none()), "{:?}", same.remarks);
}

#[test]
fn what_a_fact_backs_is_linked_and_what_it_denies_is_an_error() {
    let plan = Plan::builtin();
    let facts = vec![fact(4, FactStatus::Confirmed, "We have withdrawn 1,200 units of lot 7")];
    let desk = Desk::new(facts, &[], NOW, "Europe/Madrid");
    let proof = read(&plan, &desk, &draft("We have withdrawn 1,200 units of lot 7."));
    assert_eq!(proof.facts, [(4, 3)]);
    let wrong = read(&plan, &desk, &draft("We have withdrawn 1,500 units of lot 7."));
    assert!(wrong.remarks.iter().any(|r| matches!(&r.against, Some(Against::Fact(4, _)))), "{:?}", wrong.remarks);
}

#[test]
fn what_is_said_of_one_rule_is_waived_once_and_notes_need_no_reason() {
    let plan = Plan::builtin();
    let proof = read(&plan, &Desk::default(), &draft("We are sorry if anyone was offended, but you misunderstood."));
    let findings = proof.findings();
    assert!(findings.iter().any(|f| f.grave && f.rule == "T01"), "{findings:?}");
    let mut once: Vec<&str> = findings.iter().map(|f| f.rule.as_str()).collect();
    once.dedup();
    assert_eq!(once.len(), findings.len());
    assert!(
        proof
            .remarks
            .iter()
            .filter(|r| r.level == Level::Info)
            .all(|r| findings.iter().all(|f| f.rule != r.rule.code()))
    );
}

#[test]
fn what_went_to_many_counts_as_more_than_one() {
    let sent = |each| LiveText { each, reply: true, ..live(1, "Hi {name}, we have passed it on.") };
    let desk = |each| Desk::new(Vec::new(), &[sent(each)], NOW, "UTC").sent.len();
    assert_eq!([desk(0), desk(1), desk(12)], [1, 1, 2]);
}

#[test]
fn what_the_plan_says_is_ours_may_be_given_out() {
    let text = "Ask on 612 345 678, or read https://brand.test/lift and https://far.test/lift.";
    let told = |plan: &Plan| -> Vec<String> {
        let proof = read(plan, &Desk::default(), &draft(text));
        let about = proof.remarks.iter().filter(|r| matches!(r.rule, Rule::PersonalData | Rule::DeadEnd));
        about.flat_map(|r| r.words.clone()).collect()
    };
    let mut plan = Plan::builtin();
    assert_eq!(told(&plan), ["612 345 678"]);
    plan.own = vec![Clean::from("+34 612 345 678"), Clean::from("612 345 678"), Clean::from("https://brand.test")];
    assert_eq!(told(&plan), ["https://far.test/lift"]);
}
