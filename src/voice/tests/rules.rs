//! The rules of comparing, one by one: what is shown, what is an update, what facts say, what a translation lacks.

use super::super::*;
use crate::domain::fact::FactStatus;

const ZONE: &str = "Europe/Madrid";

fn at(hour: u32) -> Stamp {
    Stamp::parse(&format!("2026-11-22T{hour:02}:00:00Z")).expect("an hour")
}

fn said(lang: Lang, text: &str, hour: u32) -> Claims {
    claims(text, lang, at(hour), ZONE)
}

fn en(text: &str) -> Claims {
    said(Lang::En, text, 12)
}

fn es(text: &str) -> Claims {
    said(Lang::Es, text, 12)
}

/// What is named, counted, dated, promised or a state of its own: what is only done or asked has tests of its own.
fn stated(claims: &Claims) -> impl Iterator<Item = &Claim> {
    claims.list.iter().filter(|c| !matches!(c.what, What::Deed(_)))
}

fn says(claims: &Claims) -> Vec<String> {
    stated(claims).map(Claim::says).collect()
}

/// How a draft stands to a live text.
fn sorts(draft: &Claims, live: &Claims) -> Vec<(Kind, Sort)> {
    conflicts(draft, &[((), live)]).into_iter().map(|c| (c.kind, c.sort)).collect()
}

#[test]
fn a_claim_has_its_place_and_one_form_in_both_languages() {
    let english = "About 12,000 customers are affected. Call 900 123 456. Next update at 18:00 CET.";
    let spanish = "Hay unos 12 mil clientes afectados. Llame al +34 900 12 34 56. Próxima información a las 18:00.";
    let (first, second) = (en(english), es(spanish));
    assert_eq!(says(&first), ["11500-12500", "900123456", "2026-11-22T17:00:00.000Z"]);
    assert_eq!(says(&first), says(&second));
    let parts: Vec<&str> = stated(&first).map(|c| &english[c.span.clone()]).collect();
    assert_eq!(parts, ["About 12,000 customers", "900 123 456", "18:00 CET"]);
    let parts: Vec<&str> = stated(&second).map(|c| &spanish[c.span.clone()]).collect();
    assert_eq!(parts, ["unos 12 mil clientes", "+34 900 12 34 56", "18:00"]);
}

#[test]
fn a_claim_is_seen_through_what_nobody_sees_and_keeps_its_place() {
    let text = "So far １\u{200b}４ ca\u{ad}ses are confirmed. Next up\u{2060}date at １８:00 CET.";
    let found = en(text);
    assert_eq!(says(&found), says(&en("So far 14 cases are confirmed. Next update at 18:00 CET.")));
    let parts: Vec<&str> = stated(&found).map(|c| &text[c.span.clone()]).collect();
    assert_eq!(parts, ["１\u{200b}４ ca\u{ad}ses", "１８:00 CET"]);
    assert_eq!(sentence(text, Lang::En, text.find('１').unwrap()), "So far １\u{200b}４ ca\u{ad}ses are confirmed.");
}

#[test]
fn both_sides_are_shown() {
    let (a, b) = ("Hay 12 casos confirmados.", "So far 14 cases are confirmed.");
    let (live, other, draft) = (es(a), es("Hay 14 casos."), said(Lang::En, "There are 15 cases.", 13));
    let silent = en("Nothing is stated.");
    let found = conflicts(&draft, &[(7, &live), (8, &other), (9, &silent)]);
    assert_eq!(found.iter().map(|c| c.other).collect::<Vec<_>>(), [7, 8]);
    assert_eq!(&a[found[0].other_claim.span.clone()], "12 casos");
    assert_eq!((found[0].draft_claim.says(), found[0].other_claim.says()), ("15".into(), "12".into()));
    let newer = en(b);
    let update = conflicts(&newer, &[(7, &live)]);
    assert_eq!(&b[update[0].draft_claim.span.clone()], "14 cases");
    assert_eq!(update[0].sort, Sort::Update);
}

#[test]
fn only_the_draft_can_replace() {
    let (old, new) = (en("There are 12 cases."), en("There are now 14 cases, up from 12."));
    assert_eq!(sorts(&new, &old), [(Kind::Figure, Sort::Update)]);
    assert_eq!(sorts(&old, &new), [(Kind::Figure, Sort::Contradiction)], "a stale draft");
    assert_eq!(sorts(&es("Ya son 14 casos, frente a los 12 de ayer."), &old), [(Kind::Figure, Sort::Update)]);
}

#[test]
fn what_agrees_elsewhere_is_no_contradiction() {
    let live = en("Two people are in hospital and 14 are ill.");
    assert!(sorts(&en("Fourteen people are ill; two of them are in hospital."), &live).is_empty());
}

#[test]
fn a_promise_that_is_over_does_not_bind_the_next() {
    let early = said(Lang::En, "Next update at 12:00.", 9); // due at 11:00 UTC
    assert!(sorts(&said(Lang::En, "Next update at 18:00.", 12), &early).is_empty());
    let open = said(Lang::En, "Next update at 16:00.", 9);
    let moved = said(Lang::En, "Next update at 18:00.", 12);
    assert_eq!(sorts(&moved, &open), [(Kind::Promise, Sort::Contradiction)]);
    // the same delay said on another day is the same promise
    let monday = said(Lang::En, "We will refund you within 14 days.", 9);
    assert!(sorts(&said(Lang::Es, "Devolveremos el dinero en 14 días.", 20), &monday).is_empty());
    assert!(sorts(&en("We will tell you more by 18:00."), &en("Next update at 17:00.")).is_empty(), "in time");
}

#[test]
fn a_state_is_turned_by_a_negation_and_replaced_by_what_comes_back() {
    for (a, b) in [
        ("The water is safe to drink.", "The water is not safe to drink."),
        ("We have stopped production.", "Production continues."),
        ("No passwords were exposed.", "Passwords were exposed."),
        ("It was not a cyberattack.", "It was caused by a cyberattack."),
        ("The shops are open.", "The shops are closed."),
        ("We will refund everyone.", "There will be no refunds."),
    ] {
        assert_eq!(sorts(&en(b), &en(a)), [(Kind::State, Sort::Contradiction)], "{a} {b}");
        assert!(sorts(&en(a), &en(a)).is_empty());
    }
    let (down, back) = (en("The service is down."), en("The service has been restored."));
    assert_eq!(sorts(&back, &down), [(Kind::State, Sort::Update)]);
    let (unknown, known) = (es("Aún no sabemos la causa."), en("It was caused by a cyberattack."));
    assert_eq!(sorts(&known, &unknown), [(Kind::State, Sort::Update)]);
    assert_eq!(sorts(&unknown, &known), [(Kind::State, Sort::Contradiction)]);
}

/// How two texts said one after the other stand, each in its language.
fn stand(a: (Lang, &str), b: (Lang, &str)) -> Vec<(Kind, Sort)> {
    sorts(&said(b.0, b.1, 13), &said(a.0, a.1, 12))
}

#[test]
fn what_is_asked_or_done_is_turned_by_a_negation() {
    use Lang::{En, Es};
    let against = [(Kind::State, Sort::Contradiction)];
    for (a, b) in [
        ((En, "Please keep the receipt."), (En, "You do not need to keep the receipt.")),
        ((En, "You can keep the box."), (En, "Do not keep the box.")),
        ((En, "Stop charging the drill."), (En, "Please charge the drill.")),
        ((En, "The drill can be repaired."), (En, "The drill cannot be repaired.")),
        ((En, "We have stopped importing the drill."), (En, "We are importing the drill.")),
        ((Es, "Les pedimos que hiervan el caldo."), (Es, "No hace falta que hiervan el caldo.")),
        ((Es, "La cinta está rota. Devuélvala."), (Es, "La cinta está rota. No la devuelva.")),
        ((Es, "Dejen de regar el jardín."), (Es, "Rieguen el jardín.")),
        ((Es, "El vino está embotellado. Puede probarlo."), (Es, "El vino está embotellado. No lo pruebe.")),
        ((En, "We are recalling lot 31."), (Es, "No retiramos el lote 31.")),
    ] {
        assert_eq!(stand(a, b), against, "{a:?} {b:?}");
    }
    for (a, b) in [
        ("You can keep the box.", "You do not need to keep the box."),
        ("Do not park behind the school.", "Please park behind the church."),
        ("Do not open the valve at night.", "Open the valve."),
        ("The visor is cracked. Do not throw it away.", "The helmet is cracked. Throw it away."),
        ("Do not turn the heating off.", "Turn the heating on."),
        ("We did not sign the contract.", "We will sign the contract."),
        ("If you smell gas, do not open the valve.", "Please open the valve."),
        ("A post says \"do not open the valve\".", "Please open the valve."),
        ("Not every valve is open to the public.", "The valve is sealed."),
    ] {
        assert!(stand((En, a), (En, b)).is_empty(), "{a} {b}");
    }
    assert_eq!(
        stand((En, "We have not found the drill yet."), (En, "We have found the drill.")),
        [(Kind::State, Sort::Update)]
    );
    assert_eq!(stand((En, "We have found the drill."), (En, "We have not found the drill yet.")), against);
    assert_eq!(
        stand((En, "We are selling the drill."), (En, "We are no longer selling the drill.")),
        [(Kind::State, Sort::Update)]
    );
}

#[test]
fn what_lasts_until_or_is_due_by_another_day_differs() {
    let en = |a, b| stand((Lang::En, a), (Lang::En, b));
    let against = [(Kind::Date, Sort::Contradiction)];
    assert_eq!(en("Passes are valid until 3 June.", "Passes are valid until 4 June."), against);
    assert_eq!(en("Send the form by 3 June.", "Send the form by 9 June."), against);
    assert_eq!(en("The vigil is on Friday.", "The vigil is on Saturday."), against);
    assert!(en("Passes are valid until 3 June.", "Tickets for the zoo are valid until 4 June.").is_empty());
    assert!(en("Passes are valid until 3 June.", "Passes are not valid until 4 June.").is_empty());
    assert!(en("The ferry departs at 9:00 every day.", "The ferry departs at 11:00.").is_empty());
    assert!(en("The street is closed on Friday.", "The street is dry on Saturday.").is_empty());
}

#[test]
fn questions_hearsay_and_denials_state_nothing() {
    for text in [
        "Are 40 people ill?",
        "Some say that 40 people are ill.",
        "It is false that 40 people are ill.",
        "There are posts about 40 ill people. That is not true.",
    ] {
        assert!(en(text).list.is_empty(), "{text} {:?}", en(text).list);
    }
    assert!(es("Circula que hay 40 enfermos.").list.is_empty());
}

#[test]
fn a_translation_lacks_what_it_does_not_say() {
    let first = en("We have 12 cases. Call 900 123 456. Next update at 18:00.");
    assert!(parity(&first, &es("Hay 12 casos. Llame al 900 123 456. Próxima información a las 18:00.")).is_empty());
    let lacks = parity(&first, &es("Hay 12 casos y 3 hospitalizados."));
    let told: Vec<(Kind, bool, &str)> = lacks.iter().map(|m| (m.kind, m.in_first, m.says.as_str())).collect();
    assert_eq!(
        told,
        [
            (Kind::Name, true, "900123456"),
            (Kind::Promise, true, "2026-11-22T17:00:00.000Z"),
            (Kind::Figure, false, "3"),
        ]
    );
}

#[test]
fn each_claim_is_linked_to_the_fact_behind_it() {
    let fact = |id, status, texts: &[(Lang, &str)]| FactText::read(id, id + 10, status, texts, at(12), ZONE);
    let facts = [
        fact(1, FactStatus::Confirmed, &[(Lang::En, "12 cases of illness"), (Lang::Es, "12 casos")]),
        fact(2, FactStatus::Unverified, &[(Lang::En, "3,000 pots were sold")]),
        fact(3, FactStatus::Superseded, &[(Lang::Es, "Hay 9 heridos")]),
        fact(4, FactStatus::False, &[(Lang::En, "The yoghurt is not safe")]),
        fact(5, FactStatus::Confirmed, &[(Lang::En, "Help line 900 123 456")]),
        fact(6, FactStatus::Confirmed, &[(Lang::En, "Two people died in Seville")]),
    ];
    let link = |text: &str| -> Vec<(Backing, Option<(i64, i64)>)> {
        link(&es(text), &facts, ZONE).0.into_iter().map(|l| (l.backing, l.fact)).collect()
    };
    assert_eq!(link("Hay 12 casos de intoxicación."), [(Backing::Covered, Some((1, 11)))]);
    assert_eq!(link("Hay 14 casos de intoxicación."), [(Backing::Contradicted, Some((1, 11)))]);
    assert_eq!(link("Se vendieron 3.000 tarros."), [(Backing::Unverified, Some((2, 12)))]);
    assert_eq!(link("Hay 9 heridos."), [(Backing::Contradicted, Some((3, 13)))], "out of date");
    assert_eq!(link("El yogur no es seguro."), [(Backing::Contradicted, Some((4, 14)))], "known to be false");
    assert_eq!(link("Llame al 900 123 456."), [(Backing::Covered, Some((5, 15)))]);
    assert_eq!(link("Llame al 900 123 465."), [(Backing::Contradicted, Some((5, 15)))]);
    assert_eq!(
        link("Dos personas han fallecido."),
        [(Backing::Covered, Some((6, 16)))],
        "the fact tells the place too"
    );
    assert_eq!(link("Hemos recibido 56 quejas."), [(Backing::None, None)]);
    let links = super::super::link(&es("Hay 12 casos. Llame al 900 123 456. Hay 9 heridos."), &facts, ZONE);
    assert_eq!(links.used(), [(1, 11), (5, 15)], "what makes the draft stale when it changes");
    assert_eq!(links.0[2].fact_says.as_deref(), Some("9"));
}

#[test]
fn a_superseded_fact_gives_way_to_the_one_in_force() {
    let texts = [(Lang::En, "12 cases")];
    let old = FactText::read(1, 1, FactStatus::Superseded, &texts, at(12), ZONE);
    let new = FactText::read(2, 1, FactStatus::Confirmed, &texts, at(12), ZONE);
    for facts in [[old.clone(), new.clone()], [new, old]] {
        let links = link(&en("There are 12 cases."), &facts, ZONE);
        assert_eq!((links.0[0].backing, links.0[0].fact), (Backing::Covered, Some((2, 1))));
    }
}

#[test]
fn an_hour_of_a_fact_is_read_with_the_draft_however_long_ago_the_fact_was_read() {
    let yesterday = Stamp::parse("2026-11-21T12:00:00Z").expect("an hour");
    for (lang, text) in [(Lang::En, "Next update at 18:00."), (Lang::Es, "Próxima información a las 18:00.")] {
        let facts = [FactText::read(1, 1, FactStatus::Confirmed, &[(lang, text)], yesterday, "America/Mexico_City")];
        assert_eq!(link(&said(lang, text, 12), &facts, ZONE).0[0].backing, Backing::Covered, "{text}");
    }
}

#[test]
fn what_names_no_time_states_the_same_at_any_time_and_in_any_zone() {
    let later = Stamp::parse("2027-03-28T00:30:00Z").expect("an hour");
    let (mut timed, mut untimed) = (0, 0);
    for row in include_str!("../../../tests/data/voice.tsv").lines().filter(|row| !row.starts_with('#')) {
        let [_, _, _, texts @ ..] = &row.split('\t').collect::<Vec<_>>()[..] else { panic!("five columns: {row}") };
        for (lang, text) in [Lang::En, Lang::Es].into_iter().flat_map(|lang| texts.iter().map(move |t| (lang, t))) {
            let (first, second) = (claims(text, lang, at(12), ZONE), claims(text, lang, later, "Asia/Tokyo"));
            let same = first.list == second.list && first.replaced == second.replaced;
            assert!(first.timed || same, "{text}");
            assert_eq!(first.timed, second.timed, "{text}");
            *(if first.timed { &mut timed } else { &mut untimed }) += 1;
        }
    }
    assert!(timed > 100 && untimed > 100, "{timed} with a time, {untimed} without");
}
