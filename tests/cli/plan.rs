//! A plan of one's own: where it is found, what it changes, and what is said of one with a fault.

use crate::kit::Desk;
use serde_json::json;

fn declare(desk: &Desk) -> serde_json::Value {
    desk.act(&json!({"do": "declare_incident", "title": "Spill", "severity": "SEV2"}))
}

/// What comes of the word for the first words of an incident that has just been declared.
fn first_words(desk: &Desk) -> serde_json::Value {
    assert_eq!(declare(desk)["ok"], true);
    let content = json!({"text": "We are looking into it.", "channel": "x", "lang": "en"});
    desk.act(&json!({"do": "open_response", "kind": "holding", "channel": "x", "incident": 1}));
    let said = desk.act(&json!({"do": "submit_response", "response": 1, "content": content,
        "waive": [{"rule": "T23", "reason": "the first words"}]}));
    assert_eq!(said["ok"], true, "{said}");
    let content: gabinete::domain::response::Content = serde_json::from_value(content).unwrap();
    let approve = json!({"do": "approve_response", "response": 1, "digest": content.digest(), "aloud": "Random"});
    desk.act(&approve)
}

#[test]
fn the_built_in_plan_is_written_out_changed_and_used_from_then_on() {
    let desk = Desk::with(&["one"]);
    let said = desk.home.run(&["plan"], "");
    let own = desk.home.path("plan.toml");
    assert!(said.code == 0 && said.out.contains(own.to_str().unwrap()), "{said:?}");
    let said = desk.home.run(&["plan", "init", own.to_str().unwrap()], "");
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(desk.home.run(&["plan", "init", own.to_str().unwrap()], "").code, 1, "nothing is written over");
    let source = std::fs::read_to_string(&own).unwrap();
    assert_eq!(desk.home.run(&["plan", "init"], "").out, source, "comments and all");

    let said = desk.home.run(&["plan", "check"], "");
    let role = source.lines().position(|l| l.starts_with("code = \"incident_lead\"")).unwrap() + 3;
    assert!(said.code == 1 && said.out.contains(&format!("plan.toml:{role}:10: ")), "nobody holds the roles: {said:?}");

    std::fs::write(&own, source.replace("Pause scheduled posts on all accounts; confirm how many", "Stop the presses"))
        .unwrap();
    assert_eq!(declare(&desk)["ok"], true);
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM v_tasks WHERE en = 'Stop the presses'"), 1);
}

#[test]
fn a_plan_is_checked_from_a_pipe_and_it_is_said_which_one_was() {
    let desk = Desk::with(&["one"]);
    let source = desk.home.run(&["plan", "init"], "").out;
    let typo = source.replacen("due = \"TD+5m\"", "due = \"TD+5x\"", 1);
    let line = typo.lines().position(|l| l.contains("TD+5x")).unwrap() + 1;
    for (lang, which, built_in) in
        [("en", "standard input", "built-in plan"), ("es", "entrada estándar", "plan incorporado")]
    {
        let said = desk.home.run(&["plan", "check", "-", "--lang", lang], typo.as_str());
        assert!(said.code == 1 && said.out.contains(&format!("{which}:{line}:")), "{said:?}");
        assert!(said.out.lines().last().is_some_and(|l| l.contains(which)), "{said:?}");
        let said = desk.home.run(&["plan", "check", "--lang", lang], typo.as_str());
        assert!(said.out.lines().last().is_some_and(|l| l.contains(built_in)), "{said:?}");
    }
}

#[test]
fn a_plan_with_a_typo_is_refused_with_its_line_and_column() {
    let desk = Desk::with(&["one"]);
    let source = desk.home.run(&["plan", "init"], "").out;
    let typo = source.replacen("due = \"TD+5m\"", "due = \"TD+5x\"", 1);
    let line = typo.lines().position(|l| l.contains("TD+5x")).unwrap() + 1;
    let named = desk.home.path("ours.toml");
    std::fs::write(&named, typo).unwrap();
    std::fs::write(desk.home.path("config.toml"), "plan = \"ours.toml\"\n").unwrap();
    let place = format!("ours.toml:{line}:7: ");
    for (lang, word) in [("en", "not a due time"), ("es", "TD+5x")] {
        for args in [&["plan"][..], &["plan", "check"], &["act", "{\"do\":\"add_entry\",\"text\":\"x\"}"]] {
            let said = desk.run(&[args, &["--lang", lang]].concat(), "");
            let told = format!("{}{}", said.out, said.err);
            assert!(said.code == 1 && told.contains(&place) && told.contains(word), "{args:?} {said:?}");
        }
    }
    std::fs::remove_file(&named).unwrap();
    let said = desk.run(&["plan"], "");
    assert!(said.code == 1 && said.err.contains("ours.toml"), "{said:?}");
    std::fs::write(&named, source).unwrap();
    assert_eq!(declare(&desk)["ok"], true);
}

#[test]
fn the_plan_is_shown_to_people_at_80_columns_in_either_language() {
    let desk = Desk::with(&["one"]);
    for lang in ["en", "es"] {
        let said = desk.home.run(&["plan", "show", "--lang", lang], "");
        assert!(said.code == 0 && said.out.lines().count() > 300, "{said:?}");
        let wide: Vec<&str> = said.out.lines().filter(|l| l.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{wide:?}");
        let keys: Vec<&str> = said.out.lines().filter(|l| l.contains("plan-")).collect();
        assert!(keys.is_empty(), "a sentence is missing: {keys:?}");
    }
    let topic = |name: &str| desk.home.run(&["plan", "show", name, "--lang", "es"], "");
    for (name, word) in [
        ("approvals", "SEV1: Dirección de comunicación (dircom) + Asesoría jurídica"),
        ("clocks", "Alerta confirmada, desde T0                        5m      10m      30m       4h"),
        ("severity", "SEV1 ≥ 6 durante 30m, SEV2 ≥ 4 durante 30m, SEV3 ≥ 2.5 durante 1h"),
        ("rules", "capturarlo → denunciarlo → ocultarlo → avisar a quien deba saberlo"),
        ("reminders", "tras 2m, cada 2m, 5 veces como máximo, con timbre → Adjunto/a + Responsable"),
        ("legal", "Aprueba: Línea nueva o primera respuesta a un grupo (SEV1)"),
        ("outage", "Por rellenar: {time} Cuándo, con la zona horaria · {service} El servicio"),
        ("L60", "L60 · Respuesta con una línea aprobada · SIN APROBAR"),
        ("Q05", "INTERNA, no se envía nunca"),
        ("platforms", "X: 280 por publicación, 280 por respuesta · consultado en 2026-07"),
    ] {
        let said = topic(name);
        let flat = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
        let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.code == 0 && flat.contains(&word), "{name}: {}", said.out);
    }
    let said = topic("lawyer");
    assert!(said.code == 1 && said.err.contains("lawyer") && said.err.contains("templates"), "{said:?}");
    assert_eq!(desk.home.run(&["plan", "show", "a", "b"], "").code, 2);
    assert_eq!(desk.home.run(&["plan", "diff"], "").code, 2);
}

/// A plan of one's own beside the built-in one: its path, and that of the one before.
fn two(desk: &Desk) -> (String, String) {
    let source = desk.home.run(&["plan", "init"], "").out;
    let ours = source.replacen(
        "holder = \"\"\nbackup = \"\"\ncontact = \"\"\ntested = \"\"",
        "holder = \"Ana Ruiz\"\nbackup = [\"Luis Gil\"]\ncontact = { phone = \"+34 600 111 222\" }\ntested = \"2026-11-01\"",
        1,
    );
    assert_ne!(ours, source);
    let [before, after] = ["before.toml", "after.toml"].map(|name| desk.home.path(name));
    std::fs::write(&before, source).unwrap();
    std::fs::write(&after, ours).unwrap();
    (before.to_str().unwrap().to_owned(), after.to_str().unwrap().to_owned())
}

#[test]
fn what_differs_between_two_plans_is_told_and_answers_with_1() {
    let desk = Desk::with(&["one"]);
    let (before, after) = two(&desk);
    let said = desk.home.run(&["plan", "diff", &before, &after], "");
    assert_eq!(said.out, "role · incident_lead · backup\n  + Luis Gil\nrole · incident_lead · holder\n  + Ana Ruiz\n");
    assert_eq!(said.code, 1);
    let said = desk.home.run(&["plan", "diff", &before, &before], "");
    assert!(said.code == 0 && said.out.contains("say the same"), "{said:?}");
    assert_eq!(desk.home.run(&["plan", "diff", &before], "").code, 0, "the built-in one is in use");
    let said = desk.home.run(&["plan", "diff", &before, &after, "--json"], "");
    let changes: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((changes[1]["field"].as_str(), changes[1]["after"].as_str()), (Some("holder"), Some("Ana Ruiz")));
    let said = desk.home.run(&["plan", "diff", &before, &after, "--share"], "");
    assert!(said.code == 1 && !said.out.contains("Ana Ruiz") && said.out.contains("•••"), "{said:?}");
}

#[test]
fn people_and_how_to_reach_them_stay_off_a_shared_screen() {
    let desk = Desk::with(&["one"]);
    let (_, after) = two(&desk);
    for (shared, told) in [(false, true), (true, false)] {
        for what in [&["show", "incident_lead"][..], &["show"], &["show", "--json"]] {
            let share: &[&str] = if shared { &["--share"] } else { &[] };
            let said = desk.home.run(&[&["plan"], what, &["--file", &after], share].concat(), "");
            assert_eq!(said.code, 0, "{said:?}");
            for private in ["Ana Ruiz", "Luis Gil", "600 111 222"] {
                assert_eq!(said.out.contains(private), told, "{what:?} {private}");
            }
        }
    }
    let said = desk.home.run(&["plan", "show", "--json"], "");
    let whole: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(whole["severity"][0]["acknowledge"], "5m");
    assert_eq!(whole["reminder"][0]["when"], "no_lead");
}

#[test]
fn a_slip_of_the_pen_is_answered_with_what_was_meant() {
    let desk = Desk::with(&["one"]);
    let (before, _) = two(&desk);
    let source = std::fs::read_to_string(&before).unwrap();
    std::fs::write(&before, source.replacen("\nholder = ", "\nhodler = ", 1)).unwrap();
    for (lang, meant) in [("en", "Did you mean “holder”?"), ("es", "¿Quería decir «holder»?")] {
        let said = desk.home.run(&["plan", "check", &before, "--lang", lang], "");
        assert!(said.code == 1 && said.out.contains(meant), "{said:?}");
    }
}

#[test]
fn a_file_with_a_fault_stops_nobody_while_an_incident_has_a_plan_in_force() {
    let desk = Desk::with(&["one"]);
    let own = desk.home.path("plan.toml");
    let source = desk.home.run(&["plan", "init"], "").out;
    std::fs::write(&own, &source).unwrap();
    assert_eq!(declare(&desk)["ok"], true);
    std::fs::write(&own, source.replacen("due = \"TD+5m\"", "due = \"TD+5x\"", 1)).unwrap();
    let said = desk.act(&json!({"do": "add_task", "incident": 1, "title": "Call the plant"}));
    assert_eq!(said["ok"], true, "{said}");
    let said = desk.run(&["sitrep"], "");
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn the_plan_in_use_is_adopted_by_its_command() {
    let desk = Desk::with(&["one"]);
    let own = desk.home.path("plan.toml");
    let source = desk.home.run(&["plan", "init"], "").out;
    std::fs::write(&own, &source).unwrap();
    assert_eq!(declare(&desk)["ok"], true);
    std::fs::write(&own, source.replacen("version = \"", "version = \"9", 1)).unwrap();
    let said = desk.run(&["plan", "adopt"], "");
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM event WHERE kind = 'plan_adopted'"), 2, "{said:?}");
}

#[test]
fn a_cell_of_the_approvals_that_names_nobody_lets_nothing_out() {
    let desk = Desk::with(&["one"]);
    let own = desk.home.path("plan.toml");
    let source = desk.home.run(&["plan", "init"], "").out;
    let at = source.find("text = \"holding\"").unwrap();
    let shut = source[at..].replacen("SEV2 = [\"comms_lead\", \"legal\"]", "SEV2 = []", 1);
    std::fs::write(&own, format!("{}{shut}", &source[..at])).unwrap();
    let said = desk.home.run(&["plan", "check"], "");
    assert!(said.out.contains("Nobody approves “holding” at SEV2"), "{said:?}");
    assert_eq!(first_words(&desk)["refused"], "refuse-nobody-approves");
}

#[test]
fn an_approval_holds_as_long_as_the_plan_says() {
    let desk = Desk::with(&["one"]);
    let own = desk.home.path("plan.toml");
    let source = desk.home.run(&["plan", "init"], "").out;
    std::fs::write(&own, source.replacen("approval = \"60m\"", "approval = \"10m\"", 1)).unwrap();
    assert_eq!(first_words(&desk)["ok"], true);
    let minutes =
        "SELECT CAST(round((julianday(approval ->> 'until') - julianday(approval ->> 'at')) * 1440) AS INTEGER)
         FROM response";
    assert_eq!(desk.sql::<i64>(minutes), 10);
}

/// Hands the plan's first words in at SEV1, with this in their gap, whatever the tone check finds; then lets them out alone.
fn alone(desk: &Desk, what: &str) -> serde_json::Value {
    // an hour that has passed lets nothing out
    let time: String = desk.sql("SELECT strftime('%H:%M UTC', 'now', '+1 hour')");
    let values = json!({"what": what, "who": "the people there", "action": "on the spot", "time": time,
        "help": "https://acme.example/help"});
    let text = format!(
        "We know about {what} and we are checking the facts now. We are thinking of the people there. Our team is on \
         the spot. We will post what we confirm here at {time}. If you need help: https://acme.example/help"
    );
    let waive: Vec<_> = (1..30).map(|n| json!({"rule": format!("T{n:02}"), "reason": "it is so"})).collect();
    let content =
        json!({"text": text, "channel": "facebook", "lang": "en", "from": {"code": "generic", "values": values}});
    let opened = desk.act(&json!({"do": "open_response", "kind": "holding", "channel": "facebook", "incident": 1}));
    assert_eq!(opened["ok"], true, "{opened}");
    let id = desk.sql::<i64>("SELECT max(id) FROM response");
    let said = desk.act(&json!({"do": "submit_response", "response": id, "content": content, "waive": waive}));
    assert_eq!(said["ok"], true, "{said}");
    let digest = serde_json::from_value::<gabinete::domain::response::Content>(content).unwrap().digest();
    desk.act(&json!({"do": "publish_alone", "response": id, "digest": digest, "reason": "people eat it"}))
}

#[test]
fn the_lead_lets_out_alone_what_somebody_cleared_and_tells_the_executive_approver() {
    let desk = Desk::with(&["one"]);
    let own = desk.home.path("plan.toml");
    let source = desk.home.run(&["plan", "init"], "").out;
    let said = desk.act(&json!({"do": "declare_incident", "title": "Spill", "severity": "SEV1", "lead": "Ana"}));
    assert_eq!(said["ok"], true, "{said}");
    assert_eq!(
        alone(&desk, "the spill in Getafe")["refused"],
        "refuse-alone-unsigned",
        "the built-in plan asked nobody"
    );
    std::fs::write(&own, source.replacen("approved_by = \"\"", "approved_by = \"Legal\"", 1)).unwrap();
    assert_eq!(desk.run(&["plan", "adopt"], "").code, 0);
    assert_eq!(alone(&desk, "the spill, our supplier's fault")["refused"], "refuse-alone-errs");
    assert_eq!(alone(&desk, "the spill. It was not our doing")["refused"], "refuse-alone-text", "a sentence more");
    let said = alone(&desk, "the spill in Getafe");
    assert_eq!(said["ok"], true, "{said}");
    let told =
        "SELECT count(*) FROM v_tasks WHERE role = 'incident_lead' AND en LIKE 'Tell the executive approver now: Ana%'
         AND es LIKE 'Avisar ya a Dirección: Ana%' AND due <= (SELECT max(at) FROM v_events)";
    assert_eq!(desk.sql::<i64>(told), 1, "due at once");
}
