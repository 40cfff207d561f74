//! `drill list`, `check`, `show` and `score`, as they are typed.

use crate::machine::Home;
use crate::team::Play;
use gabinete::domain::room::Lang;
use gabinete::domain::time::MINUTE;
use gabinete::drill::BUILTIN;
use serde_json::{Value, json};

#[test]
fn scenarios_are_listed_and_good_ones_pass_the_check() {
    let home = Home::fresh();
    let list = home.well(&["drill", "list", "--lang", "en"], "");
    for (name, _) in BUILTIN {
        assert!(list.contains(&format!("{name}: ")), "{list}");
        assert!(home.well(&["drill", "check", name, "--lang", "en"], "").contains("can be played"));
    }
    let lines = home.well(&["drill", "list", "--json", "--lang", "es"], "");
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((&first["name"], &first["title"]), (&json!("product_safety"), &json!("El lote A12 de yogur")));
    let (misused, unknown) = (home.run(&["drill", "score", "--speed", "0"], ""), home.run(&["drill", "nothing"], ""));
    assert!(misused.code == 2 && unknown.code == 2 && unknown.err.contains("false_rumour"), "{unknown:?}");
    assert_eq!(home.run(&["drill", "list", "product_safety"], "").code, 2);
}

#[test]
fn what_is_wrong_with_a_file_is_told_with_its_place_in_both_languages() {
    let home = Home::fresh();
    let (_, text) = BUILTIN[0];
    let broken =
        text.replacen("per_hour = 72", "per_hour = \"72\"", 1).replacen("author = \"marta\"", "auhtor = \"marta\"", 1);
    home.file("mine.toml", &broken);
    let line = |needle: &str| broken.lines().position(|l| l.starts_with(needle)).unwrap() + 1;
    for (lang, said) in
        [("en", "must be a whole number without quotes"), ("es", "debe ser un número entero sin comillas")]
    {
        assert_eq!(home.run(&["drill", "check", "missing.toml"], "").code, 2, "no such file: misused, as everywhere");
        let check = home.run(&["drill", "check", "mine.toml", "--lang", lang], "");
        assert_eq!(check.code, 1);
        assert!(
            check.out.contains(&format!("mine.toml:{}:12: ", line("per_hour"))) && check.out.contains(said),
            "{check:?}"
        );
        assert!(check.out.contains(&format!("mine.toml:{}:1: ", line("auhtor"))), "{check:?}");
    }
    let good = text.replacen("name = \"product_safety\"", "name = \"mine\"", 1);
    home.file("good.toml", good.replacen("role = \"legal\"", "role = \"sorcerer\"", 1));
    let check = home.run(&["drill", "check", "good.toml", "--lang", "en"], "");
    assert!(check.code == 1 && check.out.contains("The plan has no role “sorcerer”"), "{check:?}");
    home.file("good.toml", &good);
    assert!(home.well(&["drill", "check", "good.toml"], "").contains("good.toml"));
}

#[test]
fn the_script_is_shown_to_whoever_runs_the_drill() {
    let home = Home::fresh();
    let shown = home.well(&["drill", "show", "false_rumour", "--lang", "en", "--seed", "2"], "");
    for said in [
        "With seed 2 all of it comes",
        "Twist (approver absent)",
        "circular-1 · x · @alerta_ahorro",
        "keep as evidence",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let es = home.well(&["drill", "show", "--lang", "es"], "");
    assert!(es.contains("hasta +02:00 más tarde"), "nobody knows when it begins: {es}");
    assert!(es.contains("Objetivo: ") && es.contains("Giro (captura falsa)") && es.contains("+02:30  marta-1"), "{es}");
}

#[test]
fn a_score_is_told_as_text_and_json_with_earlier_drills_and_without_names_on_a_shared_screen() {
    let home = Home::fresh();
    let folder = home.path("rooms");
    std::fs::create_dir_all(&folder).unwrap();
    assert_eq!(home.run(&["drill", "score"], "").code, 1);
    let mut play = Play::new(&folder, "product_safety", Lang::En, 1);
    play.until(4 * MINUTE);
    let marta = play.mention("marta-1");
    play.act("Ana", json!({"do": "dispose", "mentions": [marta], "disposition": "respond_public"}));
    play.act("Ana", json!({"do": "declare_incident", "title": "A12", "severity": "SEV1"}));
    let (room, _) = play.finish();
    home.check(&room);
    let room = room.to_str().unwrap();
    let score = |args: &[&str]| home.well(&[&["drill", "score", "--room", room][..], args].concat(), "");
    let text = score(&["--lang", "en"]);
    // noticed 3, acknowledged 3, declared 4 · severity 5 and both triggers 3 · one decision of all the injects · pace 0
    for said in [
        "DRILL / SIMULACRO\n",
        "10.0 / 10.0  P  Detection",
        " 8.0 /  8.0  P  Severity right",
        "Ana]",
        "no earlier drill",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let shared = score(&["--lang", "en", "--share"]);
    assert!(!shared.contains("Ana") && shared.contains("social_lead"), "{shared}");
    let json: Value = serde_json::from_str(&score(&["--json", "--lang", "es"])).unwrap();
    assert_eq!((&json["over"], &json["scenario"], &json["of"]), (&json!(true), &json!("product_safety"), &json!(100)));
    assert_eq!(json["items"].as_array().unwrap().len(), 12);
    assert_eq!(json["items"][0]["parts"][2]["events"][0]["who"], "Ana");
    assert!(json["misses"].as_array().unwrap().iter().all(|m| m["inject"] != "marta-1"));
    // another drill that began before it
    let earlier = home.path("rooms/earlier.room");
    std::fs::copy(room, &earlier).unwrap();
    let sql =
        "UPDATE setting SET value = json_set(value, '$.drill.start', '2026-11-22T09:00:00.000Z') WHERE key = 'room'";
    rusqlite::Connection::open(&earlier).unwrap().execute(sql, []).unwrap();
    // a copy of it and its evidence are no drills of their own
    let (copy, bundle) = (home.path("rooms/copy.room"), home.path("rooms/bundle.room"));
    std::fs::copy(&earlier, copy).unwrap();
    let bundle = bundle.to_str().unwrap();
    home.well(&["export", "INC-1", bundle, "--room", earlier.to_str().unwrap(), "--as", "Ana"], "");
    let compared: Value = serde_json::from_str(&score(&["--json"])).unwrap();
    assert_eq!(compared["earlier"].as_array().unwrap().len(), 1, "{compared}");
    assert_eq!(compared["earlier"][0]["scenario"], "product_safety", "{compared}");
    for (lang, said) in [("en", "evidence bundle of INC-1"), ("es", "paquete de pruebas solo del INC-1")] {
        let of_bundle = home.run(&["drill", "score", "--room", bundle, "--lang", lang], "");
        assert!(of_bundle.code == 1 && of_bundle.err.contains(said), "{of_bundle:?}");
    }
    assert!(score(&["--lang", "es"]).contains("Simulacros anteriores:"));
}
