//! Alerts with a real receiver: signed, sent again, once, and never in the way of the room.

use crate::collect::{SECRET, end, free};
use crate::kit::{Desk, Running, SOON, instant, until};
use crate::machine::GABINETE;
use crate::publish::fake::{Asked, Reply, Server};
use gabinete::shell::time;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const KEY: &str = "a-secret-to-sign-with";

fn outlet(desk: &Desk, url: &str, more: &str) {
    let old = std::fs::read_to_string(desk.home.path("config.toml")).unwrap_or_default();
    let table = format!("way = \"webhook\"\nurl = \"{url}\"\non = [\"declared\", \"raised\"]\n{more}");
    desk.home.file("config.toml", format!("{old}[alerts.{}]\n{table}\n", if old.is_empty() { "ops" } else { "mute" }));
}

fn env(desk: &Desk) -> Vec<(String, String)> {
    let mut env = desk.home.env();
    env.extend(["OPS", "MUTE"].map(|name| (format!("GABINETE_ALERT_{name}"), KEY.to_owned())));
    env
}

/// A process that holds the room, which knows the secrets.
fn collect(desk: &Desk) -> Running {
    if !desk.well(&["sources"], "").contains("hook") {
        let set = [format!("listen={}", free()), format!("secret={SECRET}")];
        desk.well(&["sources", "add", "hook", "--kind", "webhook", "--set", &set[0], "--set", &set[1]], "");
    }
    let mut command = Command::new(GABINETE);
    command.args(["collect", "--room", desk.room(), "--as", "Ana"]).env_clear().envs(env(desk));
    let running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    // who was not there yet hears of nothing that happened before
    until("the outlet", || desk.sql::<i64>("SELECT count(*) FROM alert_outlet") > 0);
    Running(running)
}

fn declare(desk: &Desk, title: &str) {
    assert_eq!(desk.act(&json!({"do": "declare_incident", "title": title, "severity": "SEV3"}))["ok"], true);
}

fn heard(server: &Server) -> Vec<Asked> {
    server.asked("POST", "/hook")
}

/// Whether a request is signed over its moment and body with the secret.
#[track_caller]
fn assert_signed(asked: &Asked) {
    let stamp = asked.header("x-gabinete-timestamp").unwrap();
    let tag = Hmac::<sha2::Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    let tag = tag.chain_update(stamp).chain_update(".").chain_update(asked.body.to_string()).finalize().into_bytes();
    let tag: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(asked.header("x-gabinete-signature"), Some(format!("sha256={tag}").as_str()));
    let off = time::now().0 / 1_000 - stamp.parse::<i64>().unwrap();
    assert!((0..60).contains(&off), "signed {off} s ago");
}

#[test]
fn a_moment_that_somebody_chose_is_told_once_signed_and_masked() {
    let server = Server::start(|_| Reply::Json(200, Value::Null));
    let desk = Desk::with(&[]);
    outlet(&desk, &format!("{}/hook", server.url()), "inside = true\nseverity = \"SEV3\"\n");
    declare(&desk, "Before anybody listened");
    let mut running = collect(&desk);
    declare(&desk, "Leak, says @marta_secret (marta@secret.example)");
    until("the alert", || heard(&server).len() == 1);
    desk.act(&json!({"do": "declare_incident", "title": "Too mild", "severity": "SEV4"}));
    desk.act(&json!({"do": "change_severity", "incident": 2, "to": "SEV1", "reason": "worse"}));
    until("the second", || heard(&server).len() == 2);
    let (first, second) = (&heard(&server)[0], &heard(&server)[1]);
    assert_signed(first);
    assert_signed(second);
    assert_eq!((&first.body["moment"], &first.body["severity"]), (&"declared".into(), &"SEV3".into()));
    assert_eq!((&second.body["moment"], &second.body["severity"]), (&"raised".into(), &"SEV1".into()));
    assert_eq!(second.body["incident"]["id"], 2);
    assert!(first.body["text"].as_str().unwrap().starts_with("SEV3 declared: Leak, says "), "{}", first.body);
    assert_ne!(first.header("x-gabinete-alert"), second.header("x-gabinete-alert"));
    for secret in ["marta_secret", "secret.example", KEY] {
        assert!(!format!("{first:?}{second:?}").contains(secret), "{secret}");
    }
    until("what is known", || desk.sql::<i64>("SELECT count(*) FROM alert WHERE state = 'sent'") == 2);
    // somebody else who opens the room tells nothing again
    end(&mut running);
    let mut running = collect(&desk);
    declare(&desk, "Third");
    until("the third", || heard(&server).len() == 3);
    end(&mut running);
    let said = desk.well(&["alerts"], "");
    assert!(said.contains("none waits, 3 delivered, 0 given up") && said.contains("127.0.0.1"), "{said}");
    assert!(!said.contains("/hook"), "an address may be a secret: {said}");
    desk.check();
}

#[test]
fn nothing_leaves_until_somebody_is_configured() {
    let server = Server::start(|_| Reply::Json(200, Value::Null));
    let desk = Desk::with(&[]);
    assert!(desk.well(&["alerts"], "").contains("[alerts.NAME]"));
    assert!(desk.run(&["alerts", "test"], "").code == 1 && desk.run(&["alerts", "fly"], "").code == 2);
    declare(&desk, "Leak");
    assert_eq!(desk.sql::<i64>("SELECT (SELECT count(*) FROM alert) + (SELECT count(*) FROM alert_outlet)"), 0);
    outlet(&desk, &format!("{}/hook", server.url()), "inside = true\nrooms = [\"another\"]\n");
    declare(&desk, "Leak two");
    assert!(heard(&server).is_empty());
    desk.home.file("config.toml", "[alerts.ops]\nway = \"webhook\"\non = [\"declared\"]\nurl = \"http://a.example\"\n");
    let said = desk.run(&["alerts"], "");
    assert!(said.code == 2 && said.err.contains("config.toml:4:7: "), "{said:?}");
    let said = desk.run(&["alerts", "--lang", "es"], "");
    assert!(said.err.contains("La dirección empieza por https://"), "{said:?}");
}

#[test]
fn it_is_sent_again_after_trouble_and_after_as_long_as_the_receiver_asks() {
    let times = AtomicUsize::new(0);
    let server = Server::start(move |_| match times.fetch_add(1, Ordering::SeqCst) {
        0 => Reply::Json(500, Value::Null),
        1 => Reply::With(429, "retry-after: 3\r\n", Value::Null),
        _ => Reply::Json(200, Value::Null),
    });
    let desk = Desk::with(&[]);
    outlet(&desk, &format!("{}/hook", server.url()), "inside = true\n");
    let mut running = collect(&desk);
    declare(&desk, "Leak");
    until("the second time", || heard(&server).len() == 2);
    let asked = instant();
    until("the third time", || heard(&server).len() == 3);
    assert!(asked.elapsed() > Duration::from_millis(2_500), "it asked for 3 s: {:?}", asked.elapsed());
    let all = heard(&server);
    assert!(all.iter().all(|one| one.header("x-gabinete-alert") == all[0].header("x-gabinete-alert")));
    all.iter().for_each(assert_signed);
    until("what is known", || desk.sql::<String>("SELECT state FROM alert") == "sent");
    end(&mut running);
}

#[test]
fn an_alert_survives_a_receiver_that_is_not_there_and_the_end_of_the_room() {
    let desk = Desk::with(&[]);
    let at = free();
    outlet(&desk, &format!("http://{at}/hook"), "inside = true\n");
    let mut running = collect(&desk);
    declare(&desk, "Leak");
    until("an attempt", || desk.sql::<i64>("SELECT coalesce(max(attempts), 0) FROM alert WHERE state = 'queued'") > 0);
    let said = desk.well(&["alerts"], "");
    assert!(said.contains("1 waits, 0 delivered") && said.contains("No connection to 127.0.0.1"), "{said}");
    running.0.kill().unwrap();
    running.0.wait().unwrap();
    let server = Server::at(&at, |_| Reply::Json(200, Value::Null));
    let mut running = collect(&desk);
    until("the alert", || heard(&server).len() == 1);
    until("what is known", || desk.sql::<String>("SELECT state FROM alert") == "sent");
    end(&mut running);
    assert_eq!(heard(&server).len(), 1);
}

#[test]
fn a_receiver_that_never_answers_holds_nobody_up() {
    let server = Server::start(|_| Reply::Json(200, Value::Null));
    let mute = Server::start(|_| Reply::Silence);
    let desk = Desk::with(&[]);
    outlet(&desk, &format!("{}/hook", server.url()), "inside = true\n");
    outlet(&desk, &format!("{}/hook", mute.url()), "inside = true\n");
    let mut running = collect(&desk);
    until("both outlets", || desk.sql::<i64>("SELECT count(*) FROM alert_outlet") == 2);
    declare(&desk, "Leak");
    until("the mute one is asked", || heard(&mute).len() == 1);
    let started = instant();
    declare(&desk, "Leak two");
    until("the other hears of both", || heard(&server).len() == 2);
    end(&mut running);
    assert!(started.elapsed() < SOON && heard(&mute).len() == 1, "{:?}", started.elapsed());
    let waits = "SELECT group_concat(state ORDER BY event) FROM alert WHERE outlet LIKE 'mute %'";
    assert_eq!(desk.sql::<String>(waits), "sending,queued");
}

#[test]
fn a_test_says_what_came_of_it_and_leaves_no_trace_in_the_room() {
    let server = Server::start(|_| Reply::Json(200, Value::Null));
    let desk = Desk::with(&[]);
    outlet(&desk, &format!("{}/hook", server.url()), "inside = true\nlang = \"es\"\n");
    let test = |args: &[&str]| desk.home.run_in(env(&desk), &[args, &["--room", desk.room()]].concat(), "");
    let said = test(&["alerts", "test", "ops"]);
    assert!(said.code == 0 && said.out.contains("ops: delivered."), "{said:?}");
    let asked = heard(&server);
    assert_signed(&asked[0]);
    assert_eq!(asked[0].body["type"], "gabinete.test");
    assert!(asked[0].body["text"].as_str().unwrap().contains("no ha pasado nada"));
    assert!(test(&["alerts", "test", "nobody"]).code == 1 && test(&["alerts", "keep"]).code == 2);
    assert_eq!(test(&["alerts", "test", "--readonly"]).code, 1);
    let said = desk.run(&["alerts", "test"], "");
    assert!(said.code == 1 && said.out.contains("GABINETE_ALERT_OPS"), "without its secret: {said:?}");
    // a private address wants to be allowed
    desk.home.file(
        "config.toml",
        "[alerts.ops]\nway = \"webhook\"\non = [\"declared\"]\nformat = \"slack\"\nurl = \"https://localhost:9/s3cret\"\n",
    );
    let said = test(&["alerts", "test"]);
    assert!(said.code == 1 && said.out.contains("inside = true") && !said.out.contains("s3cret"), "{said:?}");
    desk.home.file("config.toml", "[alerts.me]\nway = \"bell\"\non = [\"declared\"]\n");
    let said = test(&["alerts", "test"]);
    assert!(said.code == 0 && !said.out.contains('\u{7}'), "a pipe has no bell: {said:?}");
    assert_eq!(test(&["alerts", "keep", "me"]).code, 1, "a bell has no secret");
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM alert_outlet"), 0);
}
