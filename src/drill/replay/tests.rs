//! A past incident made into a scenario that holds, and that names nobody.

use super::*;
use crate::domain::ids::MentionId;
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::room::Lang;
use crate::drill::{Origin, Script};
use crate::words::both as words_both;

fn told(n: i64, minutes: i64, author: &str, handle: &str, text: &str) -> Told {
    Told {
        id: MentionId(n),
        at: Stamp(1_795_341_600_000 + minutes * MINUTE),
        platform: "x".into(),
        kind: MentionKind::Post,
        author: author.into(),
        handle: handle.into(),
        followers: 10,
        public: false,
        text: text.into(),
        answers: None,
        direct: false,
        reach: None,
        decided: None,
        answered: None,
        affected: false,
        kept: false,
        score: 30,
    }
}

fn past(told: Vec<Told>) -> Past {
    let began = told.first().map_or(Stamp(0), |t| t.at);
    Past {
        incident: 3,
        severity: Severity::Sev2,
        kind: IncidentType::ProductFailure,
        began,
        declared: began.plus(12 * MINUTE),
        answered: Some(began.plus(30 * MINUTE)),
        keywords: vec!["Acme".into(), "@acme".into()],
        unnamed: false,
        usual: 20,
        all: told.len() as u64,
        told,
        facts: vec![Known { says: ["Batch A12 is withdrawn".into(), String::new()], so: Some(true) }],
        people: Vec::new(),
    }
}

fn made(past: &Past, seed: u64) -> Replay {
    replay(past, &Plan::builtin(), seed, &|key, args| words_both(key, args)).unwrap()
}

fn parsed(text: &str) -> Scenario {
    let scenario = Scenario::parse(text).unwrap_or_else(|faults| panic!("{faults:?}\n{text}"));
    assert_eq!(scenario.against(text, &Plan::builtin()), []);
    scenario
}

fn crisis() -> Past {
    let mut answer = told(2, 3, "Bo Lindqvist", "bo_l", "@marta_ruiz1 same here, tell Marta Ruiz to call 600123123");
    answer.answers = Some(MentionId(1));
    answer.decided = Some(Disposition::RespondPublic);
    answer.answered = Some(answer.at.plus(20 * MINUTE));
    let mut direct = told(3, 4, "Bo Lindqvist", "bo_l", "in private {slot} bo@lindqvist.se");
    (direct.direct, direct.decided) = (true, Some(Disposition::Correct));
    let mut outlet =
        told(4, 9, "Diario Norte", "diarionorte", "Acme: see https://diarionorte.es/acme?x=1 and diarionorte.es/b");
    (outlet.public, outlet.kept) = (true, true);
    past(vec![
        told(
            1,
            0,
            "Marta Ruiz",
            "@marta_ruiz1",
            "My kid got sick from Acme, says marta_ruiz1. @acme answer! @kolya.petrov you too",
        ),
        answer,
        direct,
        outlet,
        told(
            5,
            40,
            "marta ruiz",
            "@Marta_Ruiz1",
            "Still nothing. Kolya.Petrov is right, https://DIARIONORTE.es/acme?x=1",
        ),
    ])
}

#[test]
fn its_people_have_other_names_everywhere_and_links_lead_nowhere() {
    let made = made(&crisis(), 7);
    let text = made.text.to_lowercase();
    for gone in
        ["marta", "ruiz", "lindqvist", "bo_l", "kolya", "petrov", "diarionorte", "diario norte", "600123123", "{slot"]
    {
        assert!(!text.contains(gone), "{gone} is in {text}");
    }
    let scenario = parsed(&made.text);
    let said: Vec<&str> = scenario.injects.iter().map(|i| i.text.get(Lang::En)).collect();
    let author = |n: usize| scenario.injects[n].author.get_ref().clone();
    assert_eq!(author(0), author(4), "one person, one name");
    assert_ne!(author(0), author(1));
    let alias = &scenario.cast[&author(0)];
    assert!(said[1].contains(&format!("@{}", author(0))) && said[1].contains(alias.name.get_ref()), "{said:?}");
    assert!(said[0].contains("Acme") && said[0].contains("@acme"), "the brand stays: {said:?}");
    // who is only spoken of has one name too
    let other = said[0].rsplit('@').next().unwrap().split(' ').next().unwrap();
    assert!(
        !other.is_empty() && said[3].contains("https://link.example/1") && said[3].contains("https://link.example/2"),
        "{said:?}"
    );
    assert!(said[4].contains("https://link.example/1"), "the same link: {said:?}");
}

#[test]
fn a_given_name_alone_is_another_and_what_may_be_one_is_told_of() {
    let past = past(vec![
        told(1, 0, "Marta Rioseco", "mrioseco", "My kid got sick"),
        told(2, 1, "Noa Vega", "nvega", "Read Marta's thread. Noa here, and marta is a bird"),
        told(3, 2, "Dawn Petrov", "kp", "Ask Dawn, or The Reader"),
        told(4, 3, "The Reader", "reader", "Dawn is right; the rest is noise, says Diario"),
        told(5, 4, "Acme Fan", "fan", "Acme did it"),
    ]);
    let made = made(&past, 7);
    let scenario = parsed(&made.text);
    let said: Vec<&str> = scenario.injects.iter().map(|i| i.text.get(Lang::En)).collect();
    let given = |n: usize| {
        let alias = &scenario.cast[scenario.injects[n].author.get_ref()];
        alias.name.get_ref().split(' ').next().unwrap().to_owned()
    };
    let expected = format!("Read {}'s thread. {} here, and marta is a bird", given(0), given(1));
    assert_eq!(said[1], expected, "the same person's; a word without a capital is no name");
    assert_eq!(said[4], "Acme did it", "the brand stays");
    let left = [("Dawn".to_owned(), vec!["m3".to_owned(), "m4".to_owned()])];
    assert_eq!(made.left, left, "a word that stands without a capital too is no name, nor is who speaks by it");
}

#[test]
fn whoever_is_named_by_a_part_of_their_name_has_the_other_one_there_too() {
    let mut past = past(vec![
        told(1, 0, "Marta Rioseco", "@mrioseco", "My kid got sick"),
        told(2, 1, "Wanda Kowalczyk", "wk", "#MartaRioseco says it; rioseco is lying, MARTA wants money"),
        told(
            3,
            2,
            "Juan Guerra",
            "jg",
            "Señora Rioseco’s boy is in hospital, la familia RIOSECO espera #RiosecoDiceLaVerdad",
        ),
        told(4, 3, "Angry Customer", "ac", "so sorry Wanda, WANDA wants money; a customer said so to Guerra"),
    ]);
    past.people = vec!["Ana Bell".into(), "Leocadia".into(), "Rosalind Zabala".into()];
    let known = "She is at home; Ana Bell spoke with her, Bell and Leocadia know, and señor Zabala; Guerra was rude";
    past.facts = vec![Known { says: [known.into(), String::new()], so: Some(true) }];
    let made = made(&past, 7);
    let text = made.text.to_lowercase();
    for gone in ["marta", "rioseco", "wanda", "kowalczyk", "ana bell", " bell", "leocadia", "zabala"] {
        assert!(!text.contains(gone), "{gone} is in {text}");
    }
    let scenario = parsed(&made.text);
    let said: Vec<&str> = scenario.injects.iter().map(|i| i.text.get(Lang::En)).collect();
    let name = scenario.cast[scenario.injects[0].author.get_ref()].name.get_ref().clone();
    let (first, last) = name.split_once(' ').unwrap();
    assert_eq!(said[1], format!("#{first}{last} says it; {last} is lying, {first} wants money"));
    let third = format!("Señora {last}’s boy is in hospital, la familia {last} espera #{last}DiceLaVerdad");
    assert_eq!(said[2], third);
    assert!(said[3].contains("a customer said so to Guerra"), "{}", said[3]);
    assert_eq!(made.left, [("Guerra".to_owned(), vec!["m4".to_owned(), "claim".to_owned()])], "a war, or a person");
}

#[test]
fn a_family_a_short_surname_and_a_sign_inside_a_name_are_renamed_and_the_brands_own_post_is_left_out() {
    let past = past(vec![
        told(1, 0, "Marta Rioseco", "@mrioseco", "My kid got sick"),
        told(2, 1, "Wei Li", "weili", "RIOSECOS of this world"),
        told(3, 2, "Sean O’Hara", "so", "Li is sad, li is a unit"),
        told(4, 3, "Noa Vega", "nv", "ohara lies, says O’Hara"),
        told(5, 4, "Acme", "@acme", "Official: we look into it"),
    ]);
    let made = made(&past, 7);
    let scenario = parsed(&made.text);
    let said: Vec<&str> = scenario.injects.iter().map(|i| i.text.get(Lang::En)).collect();
    let last = |n: usize| {
        let alias = &scenario.cast[scenario.injects[n].author.get_ref()];
        alias.name.get_ref().split_once(' ').unwrap().1.to_owned()
    };
    assert_eq!(said[1], format!("{}s of this world", last(0)));
    assert_eq!(said[2], format!("{} is sad, li is a unit", last(1)));
    assert!(said[3].starts_with(&format!("{} lies", last(2))) && !said[3].contains("Hara"), "{}", said[3]);
    assert_eq!(said.len(), 4, "what the brand itself said is what a team says anew");
}

#[test]
fn the_seed_decides_on_the_names_and_on_nothing_else() {
    let past = crisis();
    assert_eq!(made(&past, 7), made(&past, 7));
    let (a, b) = (parsed(&made(&past, 7).text), parsed(&made(&past, 8).text));
    assert_ne!(a.cast.keys().collect::<Vec<_>>(), b.cast.keys().collect::<Vec<_>>());
    let moments = |s: &Scenario| s.injects.iter().map(|i| i.at.get_ref().ms()).collect::<Vec<_>>();
    assert_eq!(moments(&a), moments(&b));
}

#[test]
fn what_a_good_team_does_is_what_was_decided_and_how_soon() {
    let made = made(&crisis(), 1);
    assert_eq!((made.injects, made.faster), (5, 10), "as fast as it was");
    let scenario = parsed(&made.text);
    assert_eq!(scenario.right.severity, Severity::Sev2);
    assert_eq!(scenario.right.origin.get_ref(), "m1");
    let of = |n: usize| &scenario.injects[n];
    assert_eq!(of(1).at.get_ref().ms() - of(0).at.get_ref().ms(), 3 * MINUTE, "the moments stay");
    assert_eq!(of(1).reply_to.as_ref().map(|r| r.get_ref().as_str()), Some("m1"));
    assert_eq!(of(1).expect[0].get_ref(), "respond_public");
    assert_eq!(of(1).within.as_ref().map(|w| w.get_ref().ms()), Some(20 * MINUTE));
    assert_eq!(of(2).expect[0].get_ref(), "respond_then_private", "in private there is no public");
    assert!(of(3).evidence && !of(0).evidence);
    let phases: Vec<i64> = scenario.phases.iter().map(|p| p.at.get_ref().ms() / MINUTE).collect();
    assert_eq!(phases, [0, 14, 32], "it begins two minutes before, was declared, and we spoke");
    let script = Script::new(&scenario, Lang::Es, 1);
    assert_eq!(script.injects().iter().filter(|i| matches!(i.origin, Origin::Script(_))).count(), 5);
    assert!(script.injects().iter().any(|i| i.affected), "somebody has to be called back");
}

#[test]
fn a_long_or_a_hostile_incident_makes_a_scenario_all_the_same() {
    let hostile = "{".repeat(50) + "\"\"\"\\u0000 ]]] '''\n@@@ @a @ . http:// www. é🙂" + &"x".repeat(9_000);
    let many = (1..=2_000).map(|n| {
        let mut one = told(n, n, &format!("Person {}", n % 300), "", if n % 2 == 0 { &hostile } else { "short" });
        one.platform = if n % 3 == 0 { "Truth Social!".into() } else { "x".into() };
        one.answers = Some(MentionId(n - 1));
        one
    });
    let made = made(&past(many.collect()), 3);
    assert!(made.text.len() <= MAX_BYTES && made.injects > 100, "{} of {}", made.injects, made.text.len());
    assert!(made.faster > 80, "33 hours in less than four: {}", made.faster);
    parsed(&made.text);
    let mut nothing = past(vec![told(1, 0, "", "", " ")]);
    (nothing.facts, nothing.answered) = (Vec::new(), None);
    parsed(&super::replay(&nothing, &Plan::builtin(), 1, &|key, args| words_both(key, args)).unwrap().text);
    nothing.told.clear();
    assert_eq!(super::replay(&nothing, &Plan::builtin(), 1, &|key, args| words_both(key, args)), None);
}
