use super::*;
use crate::domain::fact::FactState;
use crate::domain::ids::{FactId, IncidentId, ResponseId};
use crate::domain::text::Clean;

/// 2026-11-22T10:00:00Z.
const NOW: Stamp = Stamp(1_795_341_600_000);

fn draft(text: &str) -> Draft<'_> {
    let (kind, lang, channel) = (ResponseKind::Update, Lang::En, "x");
    Draft { kind, lang, text, channel, private: false, now: NOW, zone: "Europe/Madrid" }
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
    LiveText { channel: "x".into(), ..LiveText::new(ResponseId(id), Lang::En, text, NOW) }
}

fn rules(proof: &Proof) -> Vec<&'static str> {
    proof.findings().iter().filter(|f| f.grave).map(|f| Rule::parse(&f.rule).unwrap().code()).collect()
}

#[test]
fn what_we_inform_of_or_a_number_of_places_is_held_against_a_live_text_and_a_fact() {
    let (plan, live_text) = (Plan::builtin(), "Hay 12 clientes afectados. Todas las tiendas están abiertas.");
    let live = [LiveText { channel: "x".into(), ..LiveText::new(ResponseId(7), Lang::Es, live_text, NOW) }];
    let state = FactState {
        status: FactStatus::Confirmed,
        en: Clean::default(),
        es: Clean::from(live_text),
        ..fact(1, FactStatus::Confirmed, "").state
    };
    let fact = Fact { state, ..fact(1, FactStatus::Confirmed, "") };
    let against_live = Desk::new(Vec::new(), &live, NOW, "Europe/Madrid");
    let against_fact = Desk::new(vec![fact], &[], NOW, "Europe/Madrid");
    for (text, updates) in [
        ("Informamos de que hay 300 clientes afectados.", false),
        ("Anunciamos que todas las tiendas están cerradas.", false),
        ("8 tiendas están cerradas.", false),
        // it names the number that it replaces, which the ledger still has
        ("Ayer informamos de que había 12 afectados y hoy son 300.", true),
    ] {
        let stops = |desk| rules(&read(&plan, desk, &Draft { lang: Lang::Es, ..draft(text) })).contains(&"T27");
        assert!(stops(&against_fact), "{text}");
        assert_eq!(stops(&against_live), !updates, "{text}");
    }
    let repeated = Draft { lang: Lang::Es, ..draft("Ayer informamos de que había 300 clientes afectados.") };
    assert!(!rules(&read(&plan, &against_live, &repeated)).contains(&"T27"));
}

#[test]
fn a_live_text_that_says_otherwise_is_named_with_its_words() {
    let plan = Plan::builtin();
    let desk = Desk::new(Vec::new(), &[live(7, "We have withdrawn 1,200 units of lot 7.")], NOW, "Europe/Madrid");
    let proof = read(&plan, &desk, &draft("We have withdrawn 1,500 units of lot 7."));
    let against: Vec<&Against> = proof.remarks.iter().filter_map(|r| r.against.as_ref()).collect();
    assert!(
        matches!(against.as_slice(), [Against::Response(ResponseId(7), says)] if says == "We have withdrawn 1,200 units of lot 7."),
        "{against:?}"
    );
    assert!(rules(&proof).contains(&"T27"));
    let stood = proof.findings().into_iter().find(|f| f.rule == "T27").unwrap().stands;
    assert_eq!(stood[0].words, "We have withdrawn 1,500 units of lot 7.", "both sentences are kept");
    assert!(matches!(&stood[0].against, Some(Against::Response(_, says)) if says.contains("1,200")));
    let same = read(&plan, &desk, &draft("We have withdrawn 1,200 units of lot 7."));
    assert!(same.remarks.iter().all(|r| r.rule != Rule::Contradicts), "{:?}", same.remarks);
}

#[test]
fn the_very_words_of_a_live_text_ask_for_a_reason_and_name_it() {
    let plan = Plan::builtin();
    let desk = Desk::new(Vec::new(), &[live(7, "We are checking lot 7.")], NOW, "Europe/Madrid");
    let again = read(&plan, &desk, &draft("we are  checking LOT 7."));
    let found = again.findings().into_iter().find(|f| f.rule == "T29").unwrap();
    assert!(!found.grave, "a reason is enough");
    assert_eq!(found.stands[0].against, Some(Against::Response(ResponseId(7), "We are checking lot 7.".into())));
    let fresh = Desk::new(Vec::new(), &[], NOW, "Europe/Madrid");
    assert_eq!(again.score + 8, read(&plan, &fresh, &draft("we are  checking LOT 7.")).score, "as any warning");
    let elsewhere = Draft { channel: "bluesky", ..draft("We are checking lot 7.") };
    let reply = Draft { kind: ResponseKind::Reply, ..draft("We are checking lot 7.") };
    for other in [elsewhere, reply] {
        assert!(read(&plan, &desk, &other).findings().iter().all(|f| f.rule != "T29"), "{other:?}");
    }
}

#[test]
fn a_text_in_the_other_language_is_read_in_its_own_and_asks_for_a_reason() {
    let plan = Plan::builtin();
    let es = "Sentimos si alguien se ha sentido ofendido. El becario lo publicó. Emprenderemos acciones legales.";
    let en = "We are sorry if anyone was offended. An intern posted it. We will take legal action against this.";
    for (text, lang) in [(es, Lang::En), (en, Lang::Es)] {
        let found = |lang| read(&plan, &Desk::default(), &Draft { lang, ..draft(text) }).findings();
        let as_marked = found(lang);
        let other = as_marked.iter().find(|f| f.rule == "T30").expect(text);
        assert!(!other.grave, "a reason is enough, for names and songs are in another language too");
        let graves = |all: &[Finding]| all.iter().filter(|f| f.grave).map(|f| f.rule.clone()).collect::<Vec<_>>();
        let own = found(if lang == Lang::En { Lang::Es } else { Lang::En });
        assert!(own.iter().all(|f| f.rule != "T30") && graves(&own).len() >= 3, "{own:?}");
        assert_eq!(graves(&as_marked), graves(&own), "nothing is missed by the mark");
    }
    for short in ["Gracias, Ana.", "Thank you!", "OK", "https://brand.example/retirada"] {
        let proof = read(&plan, &Desk::default(), &draft(short));
        assert!(proof.remarks.iter().all(|r| r.rule != Rule::OtherLanguage), "{short}");
    }
}

#[test]
fn the_contrary_of_a_live_text_in_nearly_its_words_asks_for_a_reason_where_no_claim_is_found() {
    let plan = Plan::builtin();
    let found = |lang, out: &str, text: &str| -> Vec<(String, bool)> {
        let other = LiveText { lang, here: true, ..live(7, out) };
        let desk = Desk::new(Vec::new(), &[other], NOW, "Europe/Madrid");
        let all = read(&plan, &desk, &Draft { lang, ..draft(text) }).findings();
        all.into_iter().filter(|f| f.rule == "T27" || f.rule == "T29").map(|f| (f.rule, f.grave)).collect()
    };
    for (lang, one, other) in [
        (
            Lang::En,
            "We are working with the police and will say more here.",
            "We are not working with the police and will say more here.",
        ),
        (
            Lang::En,
            "We believe the film is real and are looking at it.",
            "We do not believe the film is real and are looking at it.",
        ),
        (
            Lang::En,
            "The driver works for us and is on leave since today.",
            "The driver doesn't work for us and is on leave since today.",
        ),
        (
            Lang::Es,
            "El vídeo es de nuestra planta de Vigo y lo estamos mirando.",
            "El vídeo no es de nuestra planta de Vigo y lo estamos mirando.",
        ),
        (
            Lang::Es,
            "Trabajamos con la policía y contamos más aquí.",
            "No trabajamos con la policía y contamos más aquí.",
        ),
    ] {
        for (out, text) in [(one, other), (other, one)] {
            assert!(found(lang, out, text).iter().any(|(rule, _)| rule == "T27"), "{text}");
        }
    }
    let same =
        found(Lang::En, "We are not working with the police on this.", "We are not working with the police on this!");
    assert!(same.iter().all(|(rule, _)| rule == "T29"), "both deny it: {same:?}");
    let other = "We are not open on Monday. Call us, and read more on our own page.";
    assert_eq!(found(Lang::En, "We are working with the police and will say more here.", other), []);
}

#[test]
fn each_fact_that_a_text_leans_on_tells_where_and_whether_it_has_moved() {
    let text = "We have withdrawn 1,200 units of lot 7. Call 900 123 456.";
    let told = |fact: Fact, rev| {
        let lean = leans(vec![(fact, rev)], &draft(text)).remove(0);
        (lean.moved(), lean.says.join(" | "))
    };
    use FactStatus::{Confirmed, False, Unverified};
    for (status, says, rev, wanted) in [
        (Confirmed, "We have withdrawn 1,200 units of lot 7", 3, (false, "withdrawn 1,200 units of lot 7")),
        (Unverified, "The care line is 900 123 456", 3, (false, "900 123 456")),
        (Confirmed, "We have withdrawn 1,500 units of lot 7", 2, (true, "1,200 units | 7")),
        (False, "We have withdrawn 1,200 units of lot 7", 2, (true, "withdrawn 1,200 units of lot 7")),
        (Confirmed, "The dairy opened in 1950", 3, (false, "")),
    ] {
        assert_eq!(told(fact(4, status, says), rev), (wanted.0, wanted.1.to_owned()), "{says}");
    }
}

#[test]
fn what_the_room_listens_for_is_ours_and_no_personal_data() {
    let plan = Plan::builtin();
    let ours = vec!["Acme".into(), "@acme".into(), "acme.example".into(), "bank run".into()];
    let desk = Desk { ours, ..Desk::default() };
    for own in ["Only @acme speaks for the brand.", "@Acme is the one that is real."] {
        assert!(read(&plan, &desk, &draft(own)).remarks.iter().all(|r| r.rule != Rule::PersonalData), "{own}");
        assert!(rules(&read(&plan, &Desk::default(), &draft(own))).contains(&"T17"), "{own}");
    }
    for other in ["Only @acme_fan speaks for the brand.", "See what @ana.ruiz says."] {
        assert!(rules(&read(&plan, &desk, &draft(other))).contains(&"T17"), "{other}");
    }
}

#[test]
fn who_fell_ill_is_told_where_to_call_and_a_doubtful_apology_is_not_let_through() {
    let plan = Plan::builtin();
    let grave = |text: &str| rules(&read(&plan, &Desk::default(), &Draft { lang: Lang::Es, ..draft(text) }));
    assert_eq!(grave("Si alguien se ha sentido mal tras comerlo, llame al 900 123 123."), Vec::<&str>::new());
    for doubt in ["ofendido", "molesto"] {
        assert!(grave(&format!("Lo sentimos si alguien se ha sentido {doubt}.")).contains(&"DNS"), "{doubt}");
    }
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
fn whatever_a_rule_takes_as_backing_is_a_link() {
    let plan = Plan::builtin();
    let used = |facts: Vec<Fact>, text: &str| {
        let desk = Desk::new(facts, &[], NOW, "Europe/Madrid");
        let proof = read(&plan, &desk, &draft(text));
        (proof.facts, proof.remarks.iter().any(|r| r.rule == Rule::Unconfirmed))
    };
    let affected = || vec![fact(4, FactStatus::Confirmed, "12 people are affected")];
    let text = "We know that 12 people fell ill after eating our yoghurt.";
    assert_eq!(used(affected(), text), (vec![(4, 3)], false), "the figure");
    assert!(used(Vec::new(), text).1, "which nothing else backs");
    let fire = vec![fact(5, FactStatus::Confirmed, "A fire at the Leeds data centre stopped the servers")];
    let text = "The service stopped due to a fire at the Leeds data centre.";
    assert_eq!(used(fire, text), (vec![(5, 3)], false), "the cause");
    let lie = vec![fact(6, FactStatus::False, "300 people are in hospital")];
    let text = "Nobody is in hospital: the 300 people of whom a message tells are not there.";
    assert_eq!(used(lie, text), (vec![(6, 3)], false), "a falsehood while it is one");
    let named =
        vec![fact(7, FactStatus::Confirmed, "Ana Pérez runs the dairy"), fact(8, FactStatus::Confirmed, "Ana runs")];
    let text = "Yesterday Ana Pérez spoke to the families.";
    assert_eq!(used(named, text).0, [(7, 3)], "a name");
    let mut plan = Plan::builtin();
    plan.name = Clean::from("Lácteos Norte");
    let ours = vec![fact(9, FactStatus::Confirmed, "Lácteos Norte was founded in 1950")];
    let desk = Desk::new(ours, &[], NOW, "Europe/Madrid");
    assert_eq!(read(&plan, &desk, &draft("Here Lácteos Norte tells you more.")).facts, [], "but for our own");
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

/// Ten minutes to the hour, after "Next update here at 11:00 UTC" was published half an hour ago.
fn told(other: LiveText, draft: &Draft<'_>) -> bool {
    let at = other.at;
    let desk = Desk::new(Vec::new(), &[other], at, "UTC");
    read(&Plan::builtin(), &desk, draft).remarks.iter().any(|r| r.against.is_some())
}

fn promised(text: &str) -> LiveText {
    LiveText { at: NOW.plus(20 * crate::domain::time::MINUTE), ..live(7, text) }
}

fn at_ten_to(text: &str) -> Draft<'_> {
    Draft { now: NOW.plus(50 * crate::domain::time::MINUTE), zone: "UTC", ..draft(text) }
}

const ELEVEN: &str = "We are checking. Next update here at 11:00 UTC.";

#[test]
fn the_next_update_names_a_later_hour_and_an_earlier_one_contradicts() {
    assert!(!told(promised(ELEVEN), &at_ten_to("Lot 7 is withdrawn. Next update here at 11:30 UTC.")));
    assert!(
        told(promised(ELEVEN), &at_ten_to("Lot 7 is withdrawn. Next update here at 10:55 UTC.")),
        "sooner than said"
    );
    let other = Draft { channel: "web", ..at_ten_to("Lot 7 is withdrawn. Next update here at 11:30 UTC.") };
    assert!(!told(promised(ELEVEN), &other), "half of the time has gone by: it is the next word");
    assert!(!told(
        promised(ELEVEN),
        &Draft { lang: Lang::Es, ..at_ten_to("Próxima información aquí a las 11:30 UTC.") }
    ));
}

#[test]
fn two_hours_for_one_next_word_contradict_where_both_stand() {
    let soon = NOW.plus(25 * crate::domain::time::MINUTE);
    let elsewhere = Draft { channel: "web", now: soon, ..at_ten_to("We are checking. Next update here at 11:30 UTC.") };
    assert!(told(promised(ELEVEN), &elsewhere), "the same word on another channel");
    let spanish = Draft {
        lang: Lang::Es,
        now: soon,
        ..at_ten_to("Lo estamos mirando. Próxima información aquí a las 11:30 UTC.")
    };
    assert!(told(promised(ELEVEN), &spanish), "the same word in the other language");
    let late =
        Draft { lang: Lang::Es, ..at_ten_to("Lo estamos mirando. Próxima información aquí a las 11:30 UTC.") };
    assert!(told(LiveText { twin: true, ..promised(ELEVEN) }, &late), "a translation never differs");
    let waits = LiveText { out: false, channel: "web".into(), ..promised(ELEVEN) };
    assert!(told(waits, &at_ten_to("We are checking. Next update here at 11:30 UTC.")), "both would go out");
    // each channel has heard of eleven, and one is already a word further
    let further = LiveText {
        id: ResponseId(8),
        at: NOW.plus(49 * crate::domain::time::MINUTE),
        channel: "web".into(),
        ..live(8, "Lot 7. Next update here at 11:30 UTC.")
    };
    let desk = Desk::new(Vec::new(), &[promised(ELEVEN), further], NOW, "UTC");
    let against =
        |text: &str| read(&Plan::builtin(), &desk, &at_ten_to(text)).remarks.iter().any(|r| r.against.is_some());
    assert!(!against("Lot 7 is withdrawn. Next update here at 11:30 UTC."));
    assert!(against("Lot 7 is withdrawn. Next update here at 11:40 UTC."));
}

#[test]
fn a_promise_that_was_moved_is_told_at_its_new_hour() {
    let moved =
        LiveText { moved: Some(NOW.plus(75 * crate::domain::time::MINUTE)), channel: "web".into(), ..promised(ELEVEN) };
    let soon = NOW.plus(25 * crate::domain::time::MINUTE);
    let said = |text| Draft { now: soon, ..at_ten_to(text) };
    assert!(!told(moved.clone(), &said("We are checking. Next update here at 11:15 UTC.")));
    assert!(told(moved, &said("We are checking. Next update here at 11:20 UTC.")));
}

#[test]
fn each_person_has_an_hour_of_their_own() {
    let call = |text: &'static str| Draft { kind: ResponseKind::Reply, ..at_ten_to(text) };
    let other = LiveText { reply: true, ..promised("We will call you at 13:00 UTC.") };
    assert!(!told(other.clone(), &call("We will call you at 14:00 UTC.")));
    assert!(told(LiveText { shares: true, ..other }, &call("We will call you at 14:00 UTC.")), "the same person");
    let told_one = LiveText { reply: true, ..promised(ELEVEN) };
    assert!(!told(told_one, &at_ten_to("Lot 7 is withdrawn. Next update here at 11:30 UTC.")));
    assert!(told(promised(ELEVEN), &call("Thank you. Next update here at 11:30 UTC.")), "a reply sets no hour");
}

#[test]
fn what_the_ledger_calls_false_is_not_stated_in_nearly_its_words() {
    let false_facts = |said: &[(&str, &str)]| -> Desk {
        let facts = said.iter().enumerate().map(|(n, (en, es))| {
            let mut fact = fact(n as i64 + 1, FactStatus::False, en);
            fact.state.es = Clean::from(*es);
            fact
        });
        Desk::new(facts.collect(), &[], NOW, "UTC")
    };
    let desk = false_facts(&[
        ("A child died", "Murió un niño"),
        ("The milk contains lead", "La leche contiene plomo"),
        ("The plant has closed", "La planta ha cerrado"),
        ("The chief executive has resigned", "Ha dimitido la directora general"),
        ("Nobody fell ill in Leeds", "Nadie enfermó en Leeds"),
    ]);
    let against = |lang: Lang, text: &str| {
        let draft = Draft { lang, ..draft(text) };
        let proof = read(&Plan::builtin(), &desk, &draft);
        let mut told: Vec<i64> = proof
            .remarks
            .iter()
            .filter_map(|r| match &r.against {
                Some(Against::Fact(id, _)) if r.rule == Rule::Contradicts => Some(*id),
                _ => None,
            })
            .collect();
        told.sort_unstable();
        told.dedup();
        told
    };
    for (lang, text, fact) in [
        (Lang::En, "We are sorry. A child died after eating it.", 1),
        (Lang::Es, "Lo sentimos. Murió un niño tras comerlo.", 1),
        (Lang::En, "We are sorry. The milk contains traces of lead.", 2),
        (Lang::Es, "Lo sentimos. La leche de ayer contiene plomo.", 2),
        (Lang::En, "We have news. The plant has closed for good.", 3),
        (Lang::Es, "Hay novedades. La planta de León ha cerrado.", 3),
        (Lang::En, "Our chief executive has resigned today.", 4),
        (Lang::Es, "Hoy ha dimitido nuestra directora general.", 4),
    ] {
        assert_eq!(against(lang, text), [fact], "{text}");
    }
    for (lang, text) in [
        (Lang::En, "We are sorry. No child died after eating it."),
        (Lang::En, "It is a hoax that a child died."),
        (Lang::En, "Has a child died? We will tell you what we know."),
        (Lang::En, "If the milk contains lead, we will say so."),
        (Lang::En, "A child was taken to hospital and is well. A rider died in another town in 1990."),
        (Lang::En, "The plant is open. Our shop in the centre has closed."),
        (Lang::En, "Two people fell ill in Leeds."),
        (Lang::Es, "No ha muerto ningún niño."),
        (Lang::Es, "Es un bulo que la leche contenga plomo."),
        (Lang::Es, "¿Ha cerrado la planta? Se lo contamos aquí."),
    ] {
        assert!(against(lang, text).is_empty(), "{text} {:?}", against(lang, text));
    }
}

#[test]
fn what_may_speak_of_something_else_is_a_warning_and_what_contradicts_an_error() {
    let plan = Plan::builtin();
    let found = |facts, out: &[LiveText], text: &str| -> Vec<(String, bool)> {
        let all = read(&plan, &Desk::new(facts, out, NOW, "Europe/Madrid"), &draft(text)).findings();
        all.into_iter().filter(|f| f.rule == "T27").map(|f| (f.rule, f.grave)).collect()
    };
    let boil = [live(7, "Boil the water before you drink it.")];
    assert_eq!(found(Vec::new(), &boil, "The water is safe to drink."), [("T27".into(), true)]);
    assert_eq!(found(Vec::new(), &boil, "It is safe to drink."), [("T27".into(), false)], "of what?");
    assert_eq!(found(Vec::new(), &boil, "From Monday it is safe to drink."), []);
    let told = fact(1, FactStatus::Confirmed, "We have not recalled the blue helmets.");
    assert_eq!(found(vec![told.clone()], &[], "We have recalled the blue helmets."), [("T27".into(), true)]);
    assert_eq!(found(vec![told], &[], "We have recalled the helmets."), [("T27".into(), false)], "some of them");
}

#[test]
fn two_addresses_that_we_give_out_do_not_contradict() {
    let mut plan = Plan::builtin();
    let out = [live(7, "Write to help@acme.example if you have a question.")];
    let text = "Write to support@acme.example if you have a question.";
    let found = |plan: &Plan, text: &str| -> Vec<bool> {
        let all = read(plan, &Desk::new(Vec::new(), &out, NOW, "Europe/Madrid"), &draft(text)).findings();
        all.into_iter().filter(|f| f.rule == "T27").map(|f| f.grave).collect()
    };
    assert_eq!(found(&plan, text), [false], "two offices of one house");
    assert_eq!(found(&plan, "Write to help@acem.example if you have a question."), [true]);
    plan.own.extend(["help@acme.example", "support@acme.example"].map(Clean::from));
    assert_eq!(found(&plan, text), Vec::<bool>::new());
}

#[test]
fn names_of_another_language_make_no_other_language() {
    for (text, lang) in [
        ("Los Angeles, San Diego, San Francisco and Las Vegas stores are closed. El Paso too.", Lang::En),
        ("Abrimos las tiendas de The Green House, King Street y West End a las diez de la mañana.", Lang::Es),
    ] {
        assert_eq!(other_language(text, lang), None, "{text}");
    }
    let text = "Las tiendas de Los Angeles y San Diego siguen cerradas y mañana les contamos más.";
    assert_eq!(other_language(text, Lang::En), Some(Lang::Es));
}

#[test]
fn words_that_wait_already_are_told_and_ask_for_no_reason() {
    let plan = Plan::builtin();
    let told = |other: LiveText| {
        let proof =
            read(&plan, &Desk::new(Vec::new(), &[other], NOW, "Europe/Madrid"), &draft("We are checking lot 7."));
        assert!(proof.findings().iter().all(|f| f.rule != "T29"), "the door asks");
        proof.remarks.into_iter().find(|r| r.rule == Rule::SaidAlready).map(|r| (r.level, r.against))
    };
    let waits = LiveText { out: false, ..live(7, "We are checking  LOT 7.") };
    let against = Some(Against::Response(ResponseId(7), waits.text.clone()));
    assert_eq!(told(waits.clone()), Some((Level::Info, against)));
    assert_eq!(told(LiveText { channel: "bluesky".into(), ..waits }), None);
}

#[test]
fn every_rule_that_others_show_has_a_text_that_breaks_it() {
    let plan = Plan::builtin();
    let out = [live(7, "The Leeds shop is closed. We are checking lot 7.")];
    let desk = Desk::new(Vec::new(), &out, NOW, "Europe/Madrid");
    for rule in Rule::ALL.into_iter().filter(|rule| rule.beside_others()) {
        let (text, clean) = match rule {
            Rule::Contradicts => ("The Leeds shop is open.", "The York shop is open."),
            Rule::SaidAlready => (out[0].text.as_str(), "We are checking lot 9 in York."),
            Rule::OtherLanguage => ("Las tiendas siguen cerradas y mañana les contamos más.", "The shops are closed."),
            other => panic!("{} has no text that breaks it", other.code()),
        };
        let breaks = |text| read(&plan, &desk, &draft(text)).remarks.iter().any(|r| r.rule == rule);
        assert!(breaks(text) && !breaks(clean), "{}", rule.code());
    }
}
