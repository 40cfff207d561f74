//! Filling texts in, and which line is for which mention.

use super::*;
use crate::domain::incident::IncidentType;
use crate::domain::mention::Disposition;
use crate::domain::response::{Content, Origin};

fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn a_template_is_filled_in_with_what_fits() {
    let plan = Plan::builtin();
    let template = plan.templates.iter().find(|t| t.code == "outage").unwrap();
    let good = [("service", "La app"), ("since", "9:10 CET"), ("workaround", "pagar en tienda"), ("time", "10:00 CET")];
    let text = plan.fill(template.text.es.as_str(), &values(&good)).unwrap();
    assert_eq!(
        text,
        "La app no funciona para parte de ustedes desde las 9:10 CET. Sabemos que les frena y estamos en ello. Mientras \
         tanto pueden pagar en tienda. Próxima información aquí a las 10:00 CET."
    );
    let bad = [("service", " "), ("since", "9:10"), ("time", "{service}"), ("colour", "red")];
    let misfits = plan.fill(template.text.en.as_str(), &values(&bad)).unwrap_err();
    let told: Vec<(&str, &str)> = misfits.iter().map(|m| (m.name.as_str(), m.key)).collect();
    let expected = [
        ("service", "plan-fits-missing"),
        ("since", "plan-fits-zone"),
        ("workaround", "plan-fits-missing"),
        ("time", "plan-fits-signs"),
        ("colour", "plan-fits-no-place"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_is_filled_in_stays_what_it_is_and_ends() {
    let plan = Plan::parse(&format!(
        "{SMALL}[[placeholder]]\nname = \"a\"\nlength = 5\ntitle = {{ en = \"a\", es = \"b\" }}\n"
    ))
    .unwrap();
    assert_eq!(plan.fill("{a}-{a}", &values(&[("a", " ñ ")])).unwrap(), "ñ-ñ");
    assert_eq!(plan.fill("no", &values(&[])).unwrap(), "no");
    assert_eq!(plan.fill("{a", &values(&[])).unwrap(), "{a");
    let long = "{a}".repeat(30);
    let misfits = plan.fill(&long, &values(&[("a", &"x".repeat(400))])).unwrap_err();
    assert_eq!(misfits.iter().map(|m| m.key).collect::<Vec<_>>(), ["plan-fits-too-long"]);
    let idle: BTreeMap<String, String> = (0..10_000).map(|n| (format!("v{n}"), String::new())).collect();
    assert_eq!(plan.fill("no", &idle).unwrap_err().len(), 100);
}

#[test]
fn a_line_may_be_used_once_approved_and_until_its_day() {
    let mut line = Plan::builtin().line("L01").unwrap().clone();
    let today = |text: &str| day(text).unwrap();
    assert_eq!(line.clearance.standing(today("2026-11-22")), Standing::Unapproved);
    line.clearance.approved_by = "Ana".into();
    assert_eq!(line.clearance.standing(today("2036-11-22")), Standing::Approved);
    line.clearance.valid_until = day("2026-12-31");
    assert_eq!(line.clearance.standing(today("2026-12-31")), Standing::Approved, "its last day counts");
    assert_eq!(line.clearance.standing(today("2027-01-01")), Standing::Expired);
}

/// A content that a template of the built-in plan makes, and how the plan then takes it.
fn made(approved_by: &str, what: &str) -> Option<Standing> {
    let mut plan = Plan::builtin();
    let template = plan.templates.iter_mut().find(|t| t.code == "generic").unwrap();
    template.clearance.approved_by = approved_by.into();
    let text = template.text.en.as_str().to_owned();
    let time = "18:00 CET on 22 November";
    let given = [("what", what), ("who", "the people there"), ("action", "on the spot"), ("time", time)];
    let values = values(&[given.as_slice(), &[("help", "https://help.example.org/en/what-to-do")]].concat());
    let text = plan.fill(&text, &values).unwrap();
    let from = Some(Origin { code: "generic".into(), values });
    plan.unchanged(&Content { text, from, ..Content::default() }, day("2026-11-22").unwrap())
}

#[test]
fn a_template_is_cleared_once_somebody_has_and_while_only_a_few_words_are_filled_in() {
    assert_eq!(made("", "the fire in Getafe"), Some(Standing::Unapproved), "the built-in plan has asked nobody");
    assert_eq!(made("Legal", "the fire in Getafe"), Some(Standing::Approved));
    assert_eq!(made("Legal", "version 4.2 of the app"), Some(Standing::Approved), "a stop inside ends nothing");
    for more in ["the fire. They did it", "the fire! They did", "the fire\u{2028}they did", "the fire; they did it"] {
        assert_eq!(made("Legal", more), None, "{more:?}");
    }
    assert_eq!(made("Legal", &"x".repeat(34)), Some(Standing::Approved));
    assert_eq!(made("Legal", &"x".repeat(35)), None, "longer than its place");
}

#[test]
fn the_built_in_texts_are_for_everything_that_happens() {
    let plan = Plan::builtin();
    for kind in IncidentType::ALL {
        let holding = plan.templates_for(kind).any(|t| t.text_type == "holding");
        let answers = |l: &Line| {
            (l.types.is_empty() || l.types.contains(&kind)) && l.dispositions.contains(&Disposition::RespondPublic)
        };
        let answer = plan.lines.iter().any(answers);
        assert!(holding && answer, "{kind:?}");
    }
    assert!(plan.questions.len() >= 10 && plan.questions.iter().any(|q| q.internal));
    assert!(plan.questions.iter().all(|q| matches!(&q.answer, Answer::Text(_)) || !q.internal));
    assert!(plan.house_rules.len() >= 8 && plan.house_rules[0].measures == [Moderation::Leave, Moderation::Answer]);
    // Spanish in the polite form, as practice.md 4.7 has it: no verb of "tú" in what goes out.
    let familiar = [" tu ", " tus ", " te ", " contigo", " escríbenos", " puedes ", " deja de "];
    let texts = plan.templates.iter().map(|t| &t.text.es).chain(plan.lines.iter().map(|l| &l.text.es));
    for text in texts {
        let text = format!(" {} ", text.as_str().to_lowercase());
        assert!(familiar.iter().all(|word| !text.contains(word)), "{text}");
    }
}
