//! The check on small texts: each rule that has code of its own, the elements, the score, and what hostile text does.

use super::*;
use crate::plan::{Answer, Plan};
use proptest::prelude::*;

/// A Tuesday morning in Madrid.
const NOW: &str = "2026-03-10T09:00:00+01:00";

fn ask(lang: Lang, kind: ResponseKind) -> Ask<'static> {
    Ask::new(lang, kind, Stamp::parse(NOW).unwrap(), "Europe/Madrid")
}

fn codes(report: &Report) -> Vec<&'static str> {
    let mut codes: Vec<_> = report.hits.iter().map(|h| h.rule.code()).collect();
    codes.dedup();
    codes
}

/// The rules that a reply breaks.
fn reply(lang: Lang, text: &str) -> Vec<&'static str> {
    codes(&check(text, &ask(lang, ResponseKind::Reply)))
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|t| (*t).to_owned()).collect()
}

fn statements(texts: &[&str]) -> Vec<Statement> {
    texts.iter().map(|t| Statement::of(t)).collect()
}

fn bans(phrases: &[&str]) -> Vec<Ban> {
    let ban = |phrase: &&str| Ban { phrase: (*phrase).into(), language: None, why: None, better: "".into() };
    phrases.iter().map(ban).collect()
}

#[test]
fn the_four_bad_examples_are_caught_and_their_better_ones_pass() {
    let holding = |lang, text| check(text, &ask(lang, ResponseKind::Holding));
    let bad = holding(Lang::En, "We apologise if anyone was offended by our post.");
    assert!(codes(&bad).contains(&"T01") && bad.blocks());
    let bad = holding(Lang::Es, "Lamentamos las molestias ocasionadas; estamos trabajando en ello.");
    assert!(codes(&bad).contains(&"T01"));
    let missing: Vec<_> = bad.hits.iter().filter_map(|h| h.element).collect();
    assert!(missing.contains(&Element::Time) && missing.contains(&Element::Acknowledges), "{missing:?}");
    let bad = holding(Lang::En, "A rogue employee acted against our values.");
    assert!(codes(&bad).contains(&"T05") && codes(&bad).contains(&"T14"));
    let bad = holding(Lang::Es, "Es totalmente falso y emprenderemos acciones legales.");
    assert!(codes(&bad).contains(&"T07") && codes(&bad).contains(&"T19"));

    let good = "Our post hurt people. We are sorry. We have taken it down and are checking how it was approved. Update here \
                at 18:00 CET.";
    assert!(!holding(Lang::En, good).blocks(), "{:?}", codes(&holding(Lang::En, good)));
    let good = "Desde las 9:10 parte de ustedes no puede pagar en la web. Sabemos que les frena. Pueden pagar en tienda. \
                Próxima información aquí a las 10:00.";
    assert!(!holding(Lang::Es, good).blocks());
    let good = "We are responsible for how our staff treat you. We are speaking with the person affected and looking into it \
                today.";
    assert!(!holding(Lang::En, good).blocks());
}

/// What placeholders are filled in with.
const FILLS: [(&str, &str, &str); 17] = [
    ("what", "the fire in our Leeds warehouse", "el incendio de nuestro almacén"),
    ("who", "the people who live nearby", "quienes viven al lado"),
    ("action", "checking every bay with the fire service", "revisando cada nave con los bomberos"),
    ("time", "18:00 CET", "18:00 CET"),
    ("help", "0800 555 0101", "900 555 010"),
    ("product", "the Nube fan heater, lots L12 and L13", "el calefactor Nube, lotes L12 y L13"),
    ("problem", "overheat", "sobrecalentarse"),
    ("url", "https://brand.test/news", "https://marca.test/aviso"),
    ("fact", "Every tank of our milk is analysed before it leaves", "Cada cisterna se analiza antes de salir"),
    ("service", "Mobile payment", "El pago por móvil"),
    ("since", "8:10", "8:10"),
    ("workaround", "pay with your card", "pagar con tarjeta"),
    ("account", "our X account", "nuestra cuenta de X"),
    ("official", "https://brand.test", "https://marca.test"),
    ("emergency", "112", "112"),
    ("press", "press@brand.test", "prensa@marca.test"),
    ("change", "two people read every post", "dos personas leen cada mensaje"),
];

#[test]
fn the_plans_own_skeletons_pass() {
    let plan = Plan::builtin();
    let kind = |text_type: &str| match text_type {
        "holding_precleared" => ResponseKind::Holding,
        code => ResponseKind::ALL.into_iter().find(|k| k.key().ends_with(code)).unwrap_or_else(|| panic!("{code}")),
    };
    let templates = plan.templates.iter().map(|t| (&t.code, kind(&t.text_type), &t.text));
    let lines = plan.lines.iter().map(|l| (&l.code, kind(&l.text_type), &l.text));
    let answers = plan.questions.iter().filter(|q| !q.internal).filter_map(|q| match &q.answer {
        Answer::Text(text) => Some((&q.code, ResponseKind::Reply, text)),
        Answer::Line(_) => None,
    });
    let facts = statements(&["Card payments in our shops work again"]);
    for (code, kind, text) in templates.chain(lines).chain(answers) {
        for lang in [Lang::En, Lang::Es] {
            let mut text = text.get(lang).as_str().to_owned();
            for (name, en, es) in FILLS {
                text = text.replace(&format!("{{{name}}}"), if lang == Lang::En { en } else { es });
            }
            let severity = Some(Severity::Sev1);
            let report =
                check(&text, &Ask { severity, facts: &facts, do_not_say: &plan.do_not_say, ..ask(lang, kind) });
            assert!(!report.blocks(), "{code} {text}\n{:?}", report.hits);
            assert!(!report.hits.iter().any(|h| h.why == "tone-t26-why"), "{code} {text}\n{:?}", report.hits);
        }
    }
    let text = plan.templates[0].text.en.as_str();
    let empty = check(text, &ask(Lang::En, ResponseKind::Holding));
    let blanks = empty.hits.iter().filter(|h| h.why == "tone-t26-why").count();
    assert_eq!(blanks, text.matches('{').count(), "a blank each");
}

#[test]
fn however_it_is_typed_it_is_the_same_text() {
    for text in [
        "We’re sorry if you were upset.",
        "We're   sorry  if you were upset.",
        "We're sorry\nif you were upset.",
        "We're sorryyy if you were upset.",
        "WE'RE SORRY IF YOU WERE UPSET.",
    ] {
        assert!(reply(Lang::En, text).contains(&"T01"), "{text}");
    }
    let composed = "Sentimos que la información llegara así; sin embargo, es lo que había.";
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(composed).collect();
    assert_eq!(reply(Lang::Es, composed), ["T02"]);
    assert_eq!(reply(Lang::Es, &decomposed), ["T02"]);
    assert!(reply(Lang::Es, "Lo sentimos. Si iba en ese tren,\n\nescríbanos.").is_empty());
}

#[test]
fn what_nobody_sees_hides_nothing() {
    let report = check("We\u{200b} apolo\u{ad}gise if any\u{ad}one was offended.", &ask(Lang::En, ResponseKind::Reply));
    let hit = report.hits.iter().find(|h| h.rule == Rule::Conditional).unwrap();
    assert!(hit.words[0].contains("apolo\u{ad}gise"), "the words as they stand: {:?}", hit.words);
    assert!(reply(Lang::Es, "Lo sen\u{2060}timos si alguien se ha mo\u{ad}lestado.").contains(&"T01"));
    assert!(reply(Lang::En, "It affects １４ people.").contains(&"T10"), "a wide digit is one");
    assert!(reply(Lang::Es, "Afecta a 𝟏𝟒 personas.").contains(&"T10"));
}

#[test]
fn what_is_quoted_is_spoken_about() {
    assert!(reply(Lang::En, "Calling it “a minor glitch” was wrong.").is_empty());
    assert!(reply(Lang::Es, "Decir «caso aislado» estuvo mal.").is_empty());
    assert_eq!(reply(Lang::En, "“It was a minor glitch,” said our director."), ["T06"], "our own words");
    assert_eq!(reply(Lang::En, "“It was a minor glitch.”"), ["T06"], "all of the text");
    let open = format!("“We see. {} It was a minor glitch.", "Words and words. ".repeat(40));
    assert_eq!(reply(Lang::En, &open), ["T06"], "a mark that is never closed opens nothing");
}

#[test]
fn an_apology_is_told_from_sympathy() {
    let regret = |lang, text| check(text, &ask(lang, ResponseKind::Reply)).regret;
    assert_eq!(regret(Lang::En, "We are sorry about the lift."), Regret::Apology);
    assert_eq!(regret(Lang::En, "We apologise to Ana."), Regret::Apology);
    assert_eq!(regret(Lang::En, "We regret what happened."), Regret::Sympathy);
    assert_eq!(regret(Lang::En, "The lift works."), Regret::None);
    assert_eq!(regret(Lang::Es, "Pedimos disculpas a Ana."), Regret::Apology);
    assert_eq!(regret(Lang::Es, "Lamentamos lo ocurrido."), Regret::Sympathy);
}

#[test]
fn figures_are_held_against_the_facts() {
    let facts = statements(&["1.200 accounts were opened", "The leak came through a stolen password"]);
    let known = Ask { facts: &facts, ..ask(Lang::En, ResponseKind::Reply) };
    assert!(codes(&check("We have closed 1,200 accounts.", &known)).is_empty());
    assert_eq!(codes(&check("We have closed 1,300 accounts.", &known)), ["T10"]);
    assert_eq!(codes(&check("We have 1,200 customers in the dark.", &known)), ["T10"], "the figure of something else");
    assert!(codes(&check("It happened because of a stolen password.", &known)).is_empty());
    let lies = statements(&["40 patients died"]);
    let told = Ask { falsehoods: &lies, ..ask(Lang::En, ResponseKind::Correction) };
    let text = "The board met today. Posts that speak of 40 patients are wrong. You can check it here.";
    assert!(codes(&check(text, &told)).is_empty(), "a falsehood's figure is none of ours");
    let cause = check("It happened because of a careless backup.", &known);
    assert_eq!((cause.hits[0].rule.code(), cause.hits[0].why), ("T10", "tone-t10-cause"));
    assert_eq!(reply(Lang::En, "We do not know whether it was because of a stolen password."), [""; 0]);
    assert!(reply(Lang::Es, "Hay 40 personas en el hospital.").contains(&"T10"));
    assert!(reply(Lang::Es, "Abrimos en 40 minutos y 20 personas caben en la sala.").contains(&"T10"));
}

#[test]
fn private_data_is_found_and_our_own_is_let_be() {
    for bad in [
        "Su DNI es 12345678Z.",
        "El NIE X-1234567-L no vale.",
        "Llame a Ana al 612 345 678 de su casa: su móvil personal es 612 345 678.",
    ] {
        assert!(reply(Lang::Es, bad).contains(&"T17"), "{bad}");
    }
    for good in [
        "Llame al 900 123 456.",
        "Escríbanos a ayuda@marca.test.",
        "El lote 240115003 está retirado.",
        "Vaya por la salida D. Traiga el tique.",
    ] {
        assert!(reply(Lang::Es, good).is_empty(), "{good} {:?}", reply(Lang::Es, good));
    }
    let approved = ["@AcmeAyuda", "https://marca.test", "917 000 111"];
    let own = Ask { approved: &approved, ..ask(Lang::Es, ResponseKind::Update) };
    let text = "Sigue abierto. Puede ver @acmeayuda y https://marca.test/x?a=1, o marcar 917 000 111. Próxima información a las 12:00 CET.";
    assert!(codes(&check(text, &own)).is_empty(), "{:?}", check(text, &own).hits);
    let text = "Lo cuenta @ana_gil_82.";
    assert!(codes(&check(text, &own)).contains(&"T17"));
    let order = "Your order AB-448213 left at noon.";
    assert_eq!(reply(Lang::En, order), ["T17"]);
    let private = Ask { audience: Audience::Person, ..ask(Lang::En, ResponseKind::Reply) };
    assert!(codes(&check(order, &private)).is_empty(), "it is their own");
    assert!(reply(Lang::En, "@ana_gil_82 Thank you, we have it.").is_empty(), "whom it answers");
}

#[test]
fn links_are_held_against_those_that_we_give_out() {
    let approved = ["brand.test"];
    let own = Ask { approved: &approved, ..ask(Lang::En, ResponseKind::Reply) };
    assert!(codes(&check("Read it at https://brand.test/a.", &own)).is_empty());
    let reach = ["@brand", "help@brand.test", "900.123.456"];
    let reach = Ask { approved: &reach, ..ask(Lang::En, ResponseKind::Reply) };
    assert!(
        codes(&check("Read it at https://city.test/a.", &reach)).is_empty(),
        "no link is listed, so none is missed"
    );
    let other = check("Read it at https://brand.test.evil.test/a.", &own);
    assert_eq!((codes(&other), other.hits[0].why), (vec!["T26"], "tone-t26-unknown"));
}

#[test]
fn severity_decides_about_emoji_and_contacts() {
    let at = |severity, text| codes(&check(text, &Ask { severity, ..ask(Lang::En, ResponseKind::Update) }));
    assert!(at(Some(Severity::Sev2), "The pool is shut 🙏").contains(&"T16"));
    assert!(!at(Some(Severity::Sev3), "The pool is shut 🙏").contains(&"T16"));
    assert!(at(Some(Severity::Sev1), "The pool is shut.").contains(&"T26"));
    assert!(!at(Some(Severity::Sev3), "The pool is shut.").contains(&"T26"));
    assert!(at(Some(Severity::Sev1), "Family 👨‍👩‍👧‍👦").iter().filter(|c| **c == "T16").count() == 1, "one emoji, one hit");
}

#[test]
fn compensation_waits_until_it_is_contained_or_private() {
    let text = "You will get a refund.";
    let mut with = ask(Lang::En, ResponseKind::Reply);
    assert_eq!(codes(&check(text, &with)), ["T28"]);
    with.contained = true;
    assert!(codes(&check(text, &with)).is_empty());
    let private = Ask { audience: Audience::Person, ..ask(Lang::En, ResponseKind::Reply) };
    assert!(codes(&check(text, &private)).is_empty());
}

#[test]
fn the_same_answer_to_a_third_person_is_told() {
    let sent = owned(&["Hi Tom, we have passed it on.", "@kim_s We have passed it on."]);
    let with = |sent| Ask { sent, ..ask(Lang::En, ResponseKind::Reply) };
    assert_eq!(codes(&check("Hi Laura, we have passed it on.", &with(&sent))), ["T24"]);
    assert!(codes(&check("Hi Laura, we have passed it on.", &with(&sent[..1]))).is_empty(), "the second");
    assert!(codes(&check("Hi Laura, we have passed it on to Ben.", &with(&sent))).is_empty());
    let holding = Ask { sent: &sent, ..ask(Lang::En, ResponseKind::Holding) };
    assert!(!codes(&check("Hi Laura, we have passed it on.", &holding)).contains(&"T24"), "replies alone");
    let each = "Hi {name}, we have passed it on.";
    assert!(
        codes(&check(each, &with(&sent))).is_empty(),
        "one that goes to each by name is so knowingly, and has no blank"
    );
    assert!(codes(&check(each, &holding)).contains(&"T26"), "a statement has nobody's name to fill in");
    let after = owned(&[each, each]);
    assert_eq!(codes(&check("Hi Laura, we have passed it on.", &with(&after))), ["T24"], "after it went to many");
}

#[test]
fn the_plans_list_is_never_said_even_in_quotes() {
    let mut never = bans(&["act of God", "daño colateral"]);
    never[1].language = Some(Lang::Es);
    let with = Ask { do_not_say: &never, ..ask(Lang::En, ResponseKind::Reply) };
    assert!(codes(&check("Dano colateral.", &with)).is_empty(), "no words of English");
    let spanish = Ask { do_not_say: &never, ..ask(Lang::Es, ResponseKind::Reply) };
    assert_eq!(check("Dano colateral.", &spanish).hits[0].ban, Some(1));
    let report = check("They call it an “ACT  OF god”.", &with);
    assert!(report.hits.iter().any(|h| h.rule == Rule::DoNotSay && h.words == ["ACT  OF god"]), "{:?}", report.hits);
    assert!(!codes(&check("An act of goodwill.", &with)).contains(&"DNS"));
}

#[test]
fn spanish_registers_and_marks() {
    assert_eq!(reply(Lang::Es, "Puedes pasar y le damos otra a usted."), ["T21"]);
    assert!(reply(Lang::Es, "Podéis pasar con vuestra entrada; si prefieres, tu entrada vale mañana.").is_empty());
    assert_eq!(reply(Lang::Es, "Hola! Vuelva mañana."), ["T21"]);
    assert_eq!(reply(Lang::Es, "¿Vuelve mañana."), ["T21"]);
    assert!(reply(Lang::Es, "Lea https://marca.test/?a=1 y ¿vuelve mañana?").is_empty());
    assert!(reply(Lang::En, "Back tomorrow?").is_empty(), "English opens nothing");
}

#[test]
fn the_next_word_is_a_moment() {
    let at = |lang, text: &str| {
        let report = check(text, &ask(lang, ResponseKind::Holding));
        report.moment.map(|m| (m.at.rfc3339()[..16].to_owned(), m.zoned))
    };
    for (lang, text, moment, zoned) in [
        (Lang::En, "Next update here at 18:00 CET.", "2026-03-10T17:00", true),
        (Lang::En, "We will post more by 6 pm.", "2026-03-10T17:00", false),
        (Lang::En, "We will tell you more tomorrow at 9.30 a.m.", "2026-03-11T08:30", false),
        (Lang::En, "We will report back on Friday at 12:00 GMT.", "2026-03-13T12:00", true),
        (Lang::En, "News within two hours.", "2026-03-10T10:00", true),
        (Lang::En, "Updates every 30 minutes.", "2026-03-10T08:30", true),
        (Lang::En, "We will share more on 12 March at noon, London time.", "2026-03-12T12:00", true),
        (Lang::En, "Next update at 0:30.", "2026-03-10T23:30", false),
        (Lang::Es, "Próxima información aquí a las 18:00 (hora peninsular).", "2026-03-10T17:00", true),
        (Lang::Es, "Informaremos a las seis de la tarde.", "2026-03-10T17:00", false),
        (Lang::Es, "Contaremos más mañana a las 10 h.", "2026-03-11T09:00", false),
        (Lang::Es, "Actualizaremos en media hora.", "2026-03-10T08:30", true),
        (Lang::Es, "Volveremos el viernes a las 12:00, hora de México.", "2026-03-13T18:00", true),
        (Lang::Es, "Publicaremos el parte el 12 de marzo a mediodía.", "2026-03-12T11:00", false),
    ] {
        // half past midnight, said at nine in the morning, is the past of today
        if text.contains("0:30") {
            assert_eq!(at(lang, text).unwrap().0, "2026-03-09T23:30");
            continue;
        }
        assert_eq!(at(lang, text), Some((moment.to_owned(), zoned)), "{text}");
    }
    for none in [
        "The shop closes at 18:00.",
        "It has been shut since 8:10. We will tell you more.",
        "We will tell you more soon.",
        "Service will be restored by 18:00.",
    ] {
        assert_eq!(at(Lang::En, none), None, "{none}");
    }
}

#[test]
fn the_check_of_a_draft_and_the_rooms_promises_read_one_hour() {
    for (lang, text, moment) in [
        (Lang::En, "Next update at 9 tonight.", "2026-03-10T20:00"),
        (Lang::En, "We will be back with news at half past nine tonight.", "2026-03-10T20:30"),
        (Lang::En, "Next update here at 2200 CET.", "2026-03-10T21:00"),
        (Lang::En, "Next update in an hour and a half.", "2026-03-10T09:30"),
        (Lang::En, "We will tell you more on Monday morning.", "2026-03-16T11:00"),
        (Lang::Es, "Informaremos mañana por la mañana.", "2026-03-11T11:00"),
        (Lang::Es, "Informaremos mañana miércoles a las 10:00.", "2026-03-11T09:00"),
        (Lang::Es, "Próxima información en un par de horas.", "2026-03-10T10:00"),
        (Lang::Es, "Próxima información a las 21,30 h.", "2026-03-10T20:30"),
        (Lang::Es, "Informaremos antes de que acabe el día.", "2026-03-10T22:59"),
        (Lang::Es, "Volveremos a informar en tres cuartos de hora.", "2026-03-10T08:45"),
        (Lang::Es, "Próxima información a las nueve menos cuarto de la noche.", "2026-03-10T19:45"),
        (Lang::Es, "Más información el 3 de diciembre a las 10.", "2026-12-03T09:00"),
        (Lang::Es, "El 3 de diciembre a las 10 contamos más.", "2026-12-03T09:00"),
        (Lang::Es, "A las nueve de la noche contamos más.", "2026-03-10T20:00"),
    ] {
        let ask = ask(lang, ResponseKind::Holding);
        let drafted = check(text, &ask).moment.map(|m| m.at);
        let promised: Vec<Stamp> =
            crate::voice::promises(text, lang, ask.now, ask.zone).iter().map(|p| p.due).collect();
        assert_eq!(drafted.map(|at| at.rfc3339()[..16].to_owned()).as_deref(), Some(moment), "{text}");
        assert_eq!(drafted.into_iter().collect::<Vec<_>>(), promised, "{text}");
    }
    for none in ["We will post more later today.", "We will post more on Monday."] {
        assert_eq!(check(none, &ask(Lang::En, ResponseKind::Holding)).moment, None, "{none}: a day is no hour");
    }
}

#[test]
fn a_zone_that_names_no_season_goes_by_the_clocks_of_its_place() {
    for (now, text, moment) in [
        ("2026-07-10T08:00:00Z", "Next update here at 18:00 ET.", "2026-07-10T22:00:00.000Z"),
        ("2026-01-10T08:00:00Z", "Next update here at 18:00 ET.", "2026-01-10T23:00:00.000Z"),
        ("2026-07-10T08:00:00Z", "Next update here at 12:00 PT.", "2026-07-10T19:00:00.000Z"),
        ("2026-07-10T08:00:00Z", "Next update here at 18:00 EST.", "2026-07-10T23:00:00.000Z"),
        ("2026-07-10T08:00:00Z", "Next update here at 18:00 et al.", "2026-07-10T16:00:00.000Z"),
    ] {
        let now = Stamp::parse(now).unwrap();
        let summer = Ask { now, ..ask(Lang::En, ResponseKind::Holding) };
        let said = check(text, &summer).moment.map(|m| m.at.rfc3339());
        assert_eq!(said.as_deref(), Some(moment), "{text}");
    }
}

#[test]
fn before_midnight_half_past_is_tomorrow() {
    let late = Ask { now: Stamp::parse("2026-03-10T23:30:00+01:00").unwrap(), ..ask(Lang::En, ResponseKind::Holding) };
    let moment = check("Next update here at 00:30 CET.", &late).moment.unwrap();
    assert_eq!(moment.at.rfc3339(), "2026-03-10T23:30:00.000Z");
}

#[test]
fn a_moment_that_has_passed_is_no_promise() {
    let text = "We know about the fire. We are sorry. We are checking it. Next update here at 8:30 CET.";
    let report = check(text, &ask(Lang::En, ResponseKind::Holding));
    let [hit] = report.hits.as_slice() else { panic!("{:?}", report.hits) };
    assert_eq!((hit.rule, hit.element, hit.why), (Rule::Missing, Some(Element::Time), "tone-t23-passed"));
    assert_eq!(hit.words, ["8:30 CET"]);
}

#[test]
fn what_a_type_needs_is_found_or_missing() {
    let text = "We know about the fire. We are sorry. We are checking it. Next update here at 18:00 CET.";
    let report = check(text, &ask(Lang::En, ResponseKind::Holding));
    assert!(report.hits.is_empty(), "{:?}", report.hits);
    assert_eq!(report.score, 100);
    let found: Vec<_> = report.elements.iter().filter(|f| f.span.is_some()).map(|f| f.element.code()).collect();
    assert_eq!(found, ["ACK", "EMP", "ACT", "TIME", "PLACE"]);
    assert!(report.elements.iter().all(|f| f.required == f.span.is_some()));
    let apology = check("Hello.", &ask(Lang::En, ResponseKind::Apology));
    assert_eq!((apology.score, apology.count(Level::Warning)), (100 - 4 * 15, 4));
    let es = check("No sabemos todavía qué pasó.", &ask(Lang::Es, ResponseKind::Reply));
    assert!(es.elements.iter().any(|f| f.element == Element::Unknown && f.words.starts_with("No")));
}

#[test]
fn the_score_is_the_catalogues() {
    // an error, a warning, an info
    let text = "We apologise if anyone was offended. Never. {x}";
    let report = check(text, &ask(Lang::En, ResponseKind::Reply));
    assert_eq!(codes(&report), ["T01", "T08", "T26"], "{:?}", report.hits);
    assert_eq!(report.score, 100 - 25 - 8 - 1);
    let worst = check(&"We apologise if anyone was offended. ".repeat(9), &ask(Lang::En, ResponseKind::Reply));
    assert_eq!((worst.score, worst.count(Level::Error)), (0, 9));
}

#[test]
fn places_are_counted_in_bytes_and_in_characters() {
    let text = "Áéí 👍 ñ: nunca.";
    let report = check(text, &ask(Lang::Es, ResponseKind::Reply));
    let [hit] = report.hits.as_slice() else { panic!("{:?}", report.hits) };
    let span = hit.spans[0];
    assert_eq!(&text[span.bytes.0..span.bytes.1], "nunca");
    assert_eq!(text.chars().skip(span.chars.0).take(span.chars.1 - span.chars.0).collect::<String>(), "nunca");
}

#[test]
fn what_the_one_voice_check_finds_joins_the_report() {
    let report = check("The lift works.", &ask(Lang::En, ResponseKind::Reply));
    assert!(!report.blocks());
    let hit = Hit {
        rule: Rule::Contradicts,
        level: Level::Error,
        spans: vec![Span { bytes: (4, 8), chars: (4, 8) }],
        words: owned(&["lift"]),
        why: Rule::Contradicts.why(),
        better: Rule::Contradicts.better(),
        element: None,
        ban: None,
    };
    let report = report.with([hit]);
    assert!(report.blocks() && report.score == 75 && codes(&report) == ["T27"]);
}

#[test]
fn long_and_hostile_texts_end_soon() {
    let walls = [
        "we are sorry but ",
        "sorry if ",
        "a,",
        "(a",
        "@a ",
        "1 ",
        "1.1.1.",
        "“",
        "¿",
        "!",
        "😂",
        "{",
        "[A",
        "#a ",
        "http://",
        "a.b@c.com",
        "sorrrrrry ",
        "we we we the the ",
        "é",
        "\n\n- ",
        "at 18:00 next update ",
        "our driver Ana Ana ",
        "D. A. ",
        "order 12345 ",
        "\u{301}",
    ];
    for wall in walls {
        let text = wall.repeat(24_000 / wall.len());
        for lang in [Lang::En, Lang::Es] {
            let (never, known) = (bans(&["a a a", "sorry if sorry if x"]), statements(&["a a a", "sorry if x"]));
            let report = check(
                &text,
                &Ask {
                    do_not_say: &never,
                    falsehoods: &known,
                    facts: &known,
                    severity: Some(Severity::Sev1),
                    ..ask(lang, ResponseKind::Holding)
                },
            );
            let most = report.hits.iter().map(|h| h.rule).fold([0; Rule::ALL.len()], |mut n, r| {
                n[r as usize] += 1;
                n
            });
            assert!(most.iter().all(|n| *n <= 2 * MAX_HITS), "{wall} {most:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn no_text_breaks_it(words in prop::collection::vec("[a-zñ]{1,6}|[.,;:!?¿¡“”«»()\\-—@#]|[0-9:.,]{1,6}|\\PC{1,3}|sorry|but|if|nunca|usted|tu|18:00|next|update|\\{x\\}|\n", 0..60), es in any::<bool>(), kind in 0_usize..7) {
        let text = words.join(" ");
        let lang = if es { Lang::Es } else { Lang::En };
        let report = check(&text, &ask(lang, ResponseKind::ALL[kind]));
        for span in report.hits.iter().flat_map(|h| &h.spans).chain(report.elements.iter().filter_map(|f| f.span.as_ref())) {
            prop_assert!(text.is_char_boundary(span.bytes.0) && text.is_char_boundary(span.bytes.1));
            prop_assert_eq!(text[..span.bytes.0].chars().count(), span.chars.0);
            prop_assert_eq!(text[..span.bytes.1].chars().count(), span.chars.1);
            prop_assert!(span.bytes.0 <= span.bytes.1);
        }
        prop_assert_eq!(check(&text, &ask(lang, ResponseKind::ALL[kind])), report);
    }
}

#[test]
fn what_only_looks_like_an_error_is_none() {
    for (lang, text) in [
        (Lang::En, "Due to the rain we open at 10:00 tomorrow."),
        (Lang::En, "The Leeds shop is closed because of the snow."),
        (Lang::Es, "Debido a la lluvia, mañana abrimos a las 10:00."),
        (Lang::Es, "Aplazamos el concierto a causa de la tormenta."),
        (Lang::En, "Our Mr Whippy vans are back."),
        (Lang::En, "Our lawyers have confirmed you can claim."),
        (Lang::En, "Our lawyers say that you may keep the money."),
        (Lang::Es, "Nuestros abogados han confirmado que puede reclamar."),
    ] {
        assert_eq!(reply(lang, text), Vec::<&str>::new(), "{text}");
    }
    for (lang, text, rule) in [
        (Lang::En, "The servers failed due to the rain.", "T10"),
        (Lang::Es, "El servidor ha fallado debido a la lluvia.", "T10"),
        (Lang::En, "Please write to Mr Whitby.", "T17"),
        (Lang::En, "Our lawyers will contact you about this post.", "T19"),
        (Lang::Es, "Nuestros abogados le contactarán por este mensaje.", "T19"),
    ] {
        assert_eq!(reply(lang, text), [rule], "{text}");
    }
}

#[test]
fn a_figure_of_people_is_confirmed_whatever_a_fact_calls_them() {
    for (lang, text, fact, backed) in [
        (Lang::En, "We have written to 180 people so far.", "180 customers have been contacted", true),
        (Lang::En, "We have written to 180 customers so far.", "We have written to 180 people", true),
        (Lang::Es, "Hay 219 personas afectadas, no 300.", "219 people are affected", true),
        (Lang::Es, "Hay 219 clientes afectados.", "219 customers are affected", true),
        (Lang::En, "We have written to 180 people so far.", "180 accounts were opened", false),
        (Lang::En, "We have written to 180 customers so far.", "180 employees are affected", false),
        (Lang::En, "We have written to 181 people so far.", "180 customers have been contacted", false),
    ] {
        let facts = statements(&[fact]);
        let found = codes(&check(text, &Ask { facts: &facts, ..ask(lang, ResponseKind::Reply) }));
        assert_eq!(found.is_empty(), backed, "{text} / {fact}: {found:?}");
    }
}

#[test]
fn a_wrong_figure_may_be_named_where_the_right_one_of_the_same_thing_stands_and_the_error_is_owned() {
    for (lang, text, fact, excused) in [
        (Lang::En, "64 shops are closed. As we reported, 900 customers were hurt.", "64 shops are closed", false),
        (Lang::En, "64 shops are closed. We told 900 customers to stay at home.", "64 shops are closed", false),
        (Lang::Es, "Hay 64 tiendas cerradas. Les informamos de que hay 900 clientes heridos.", "64 tiendas", false),
        (Lang::Es, "Hay 64 tiendas cerradas. Hablamos con 900 clientes.", "64 tiendas", false),
        (Lang::En, "64 shops are closed. We wrongly said that 900 customers were hurt.", "64 shops are closed", false),
        (Lang::En, "214 customers lost access. As we reported, 900 customers were hurt.", "214 customers", false),
        (
            Lang::Es,
            "Hay 214 clientes sin acceso. Les informamos de que hay 900 clientes heridos.",
            "214 clientes",
            false,
        ),
        (Lang::En, "214 customers lost access. We said 300 customers, which was wrong.", "214 customers", true),
        (Lang::En, "We said that 300 customers lost access. That was a mistake: it is 214.", "214 customers", true),
        (Lang::En, "Our first post spoke of 300 people. The right figure is 214 people.", "214 people", true),
        (Lang::Es, "Hay 214 clientes sin acceso. Dijimos 300 clientes y nos equivocamos.", "214 clientes", true),
        (Lang::Es, "Hay 64 tiendas cerradas. Por error hablamos de 46 tiendas cerradas.", "64 tiendas", true),
        (Lang::En, "64 shops are closed today, not 46 shops as we wrote.", "64 shops are closed", true),
        (Lang::Es, "Son 18 cuentas, y no 80 cuentas como publicamos.", "18 cuentas abiertas", true),
        (Lang::Es, "La cifra de 300 clientes era errónea: son 214.", "214 clientes", true),
        (Lang::Es, "Dijimos que había 300 personas afectadas. Son 219.", "Hay 219 personas afectadas", true),
        (Lang::Es, "No hay 300 personas afectadas: son 219.", "Hay 219 personas afectadas", true),
        (Lang::En, "It is not 300 people who are affected, it is 219.", "219 people are affected", true),
        (Lang::En, "It is not 300 people who are affected.", "219 people are affected", false),
    ] {
        let facts = statements(&[fact]);
        let found = codes(&check(text, &Ask { facts: &facts, ..ask(lang, ResponseKind::Reply) }));
        assert_eq!(!found.contains(&"T10"), excused, "{text} / {fact}: {found:?}");
    }
}
