//! What would fail tonight, what complaints are about and who stands up for the brand, as scripts ask for it.

use crate::kit::Desk;
use gabinete::shell::time;
use serde_json::{Value, json};

fn ready(desk: &Desk, args: &[&str]) -> (i32, Value) {
    let said = desk.run(&[&["ready", "--json"], args].concat(), "");
    (said.code, serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{e}: {said:?}")))
}

fn keys(found: &Value) -> Vec<&str> {
    found["findings"].as_array().unwrap().iter().map(|f| f["key"].as_str().unwrap()).collect()
}

#[test]
fn what_is_lacking_is_told_with_what_to_do_until_it_is_put_right() {
    let desk = Desk::with(&["hello acme"]);
    desk.home.file("config.toml", "[alerts.me]\nway = \"bell\"\non = [\"declared\"]\n");
    let (code, found) = ready(&desk, &[]);
    assert_eq!((code, &found["ready"]), (1, &json!(false)));
    let first = &found["findings"][0];
    assert_eq!((&first["key"], &first["gravity"]), (&json!("ready-no-plan"), &json!("fails")));
    let own = desk.home.path("plan.toml");
    let told = format!("gabinete plan init \"{}\"", own.display());
    assert!(first["do"].as_str().unwrap().contains(&told), "typed as it stands, it goes where it is read: {first}");
    let shared = ready(&desk, &["--share"]).1["findings"][0]["do"].as_str().unwrap().to_owned();
    assert!(shared.contains("plan init \"plan.toml\""), "nobody's folder on a shared screen: {shared}");
    assert!(keys(&found).contains(&"ready-alert-untried") && keys(&found).contains(&"ready-drill-none"), "{found}");
    assert!(keys(&found).contains(&"ready-usual-none") && !keys(&found).contains(&"ready-no-room"), "{found}");

    desk.well(&["alerts", "test", "me"], "");
    assert!(!keys(&ready(&desk, &[]).1).contains(&"ready-alert-untried"), "it was tried");

    let broken = desk.home.file("plan.toml", "[plan\n");
    let (_, found) = ready(&desk, &[]);
    let place = found["findings"][0]["place"].as_str().unwrap();
    assert!(place.starts_with(broken.to_str().unwrap()) && place.ends_with(":1"), "{found}");
    let place = |found: &Value| found["findings"][0]["place"].as_str().unwrap().to_owned();
    assert_eq!(place(&ready(&desk, &["--share"]).1), "plan.toml:1", "nobody's folder on a shared screen");
    let told = desk.run(&["ready", "--lang", "es"], "");
    assert!(told.out.contains("FALLA ESTA NOCHE") && told.out.contains("No está listo"), "{told:?}");
    desk.check();
}

fn said(n: usize, text: &str, handle: &str, hours: i64) -> String {
    let at = time::now().plus(-hours * 3_600_000).rfc3339();
    json!({"id": format!("p{n}"), "platform": "x", "author": handle, "handle": handle, "text": text, "ts": at})
        .to_string()
}

#[test]
fn complaints_and_ambassadors_are_told_and_masked() {
    let desk = Desk::empty();
    // near-copies would be one voice
    let angry = [
        "terrible, my parcel never came",
        "where on earth is my parcel, awful service",
        "the parcel was broken when it got here, disgusting",
        "third day without a parcel. unacceptable",
        "parcel lost again, I am furious with these people",
    ];
    let mut lines: Vec<String> = (0..).zip(angry).map(|(n, text)| said(n, text, &format!("angry{n}"), 5)).collect();
    lines.push(said(20, "I love the acme yoghurt, excellent!", "loyalperson", 30));
    lines.push(said(21, "acme is wonderful, great service, thank you", "loyalperson", 90));
    desk.well(&["follow", "-"], &lines.join("\n"));
    let told: Value = serde_json::from_str(&desk.well(&["themes", "--json"], "")).unwrap();
    let phrases: Vec<&str> = told["themes"].as_array().unwrap().iter().map(|t| t["phrase"].as_str().unwrap()).collect();
    assert!(phrases.iter().any(|p| p.contains("parcel")) && !phrases.contains(&"terrible"), "{told}");
    assert_eq!(told["by_day"].as_array().unwrap().len(), 7);
    assert_eq!(desk.run(&["themes", "--days", "0"], "").code, 2);

    let told = desk.well(&["ambassadors"], "");
    assert!(told.contains("loyalperson") && told.contains("unthanked") && told.contains("0 of 5"), "{told}");
    for command in ["themes", "ambassadors"] {
        for more in [&[][..], &["--json"]] {
            let told = desk.run(&[&[command, "--share"], more].concat(), "").out;
            assert!(!told.is_empty() && !told.contains("loyalperson") && !told.contains("angry0"), "{told}");
        }
    }
    let new = Desk::with(&[]);
    assert_eq!(new.run(&["usual"], "").code, 1, "nobody knows yet");
    let week: Value = serde_json::from_str(&new.run(&["usual", "--json"], "").out).unwrap();
    assert_eq!(week["hours"].as_array().unwrap().len(), 168);
}
