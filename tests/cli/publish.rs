//! `accounts`, and publishing through one with real sockets: kill -9 between sending and knowing, and a drill out of which
//! nothing leaves.

#[path = "../publish/fake.rs"]
pub mod fake;

use crate::kit::{Desk, Running, until};
use crate::machine::Said;
use fake::{POST, Reply, Server, Shared, mastodon};
use gabinete::domain::room::{Actor, DrillInfo, Lang, RoomSettings};
use gabinete::shell::time;
use gabinete::store::{Options, create};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const TEXT: &str = "We are checking batch A12.";

fn server(odd: impl Fn(&fake::Asked) -> Option<(Reply, bool)> + Send + Sync + 'static) -> (Server, Shared) {
    mastodon(|| time::now().rfc3339(), odd)
}

fn private(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// The account `brand` of a server.
fn account(desk: &Desk, server: &str) {
    let text = format!("[brand]\nkind = \"mastodon\"\nserver = \"{server}\"\nsecret = \"t0ken\"\n");
    private(&desk.home.file("accounts.toml", text), 0o600);
}

/// An approved text for Mastodon; its number.
fn approved(desk: &Desk) -> i64 {
    let opened = desk.act(&json!({"do": "open_response", "kind": "reply", "channel": "mastodon"}));
    let response = opened["events"][0]["response"].as_i64().unwrap();
    let content = json!({"text": TEXT, "channel": "mastodon"});
    let handed = desk.act(&json!({"do": "submit_response", "response": response, "content": content}));
    let digest = &handed["events"][0]["digest"];
    assert_eq!(desk.act(&json!({"do": "approve_response", "response": response, "digest": digest}))["ok"], true);
    response
}

fn publish(desk: &Desk, response: i64, via: &str) -> Value {
    desk.act(&json!({"do": "start_publishing", "response": response, "via": via}))
}

fn state(desk: &Desk) -> String {
    desk.sql("SELECT state FROM v_responses ORDER BY id DESC LIMIT 1")
}

/// A process that holds the room: it has something to listen to.
fn collect(desk: &Desk) -> Running {
    if !desk.well(&["sources"], "").contains("hook") {
        let at = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let set = [format!("listen={at}"), "secret=a-secret-that-is-long-enough".to_owned()];
        desk.well(&["sources", "add", "hook", "--kind", "webhook", "--set", &set[0], "--set", &set[1]], "");
    }
    desk.start(&["collect"])
}

#[test]
fn accounts_are_added_tried_and_removed_and_their_secrets_shown_nowhere() {
    let (server, _) = server(|_| None);
    let desk = Desk::with(&[]);
    let accounts = |args: &[&str]| -> Said { desk.run(&[&["accounts"], args].concat(), "") };
    let said = accounts(&[]);
    assert!(said.code == 0 && said.out.contains("gabinete accounts add"), "{said:?}");
    assert!(accounts(&["test"]).code == 1 && accounts(&["remove"]).code == 2 && accounts(&["fly"]).code == 2);
    account(&desk, &server.url());
    let said = accounts(&["test", "brand"]);
    assert!(said.code == 0 && said.out.contains("@brand@127.0.0.1"), "{said:?}");
    let said = accounts(&["list"]);
    assert!(said.out.contains("brand") && said.out.contains(&server.url()) && !said.out.contains("t0ken"), "{said:?}");
    // without a secret in the environment or the file it can never work
    let add = |name| accounts(&["add", name, "--kind", "mastodon", "--server", &server.url()]);
    let said = add("other");
    assert!(said.code == 1 && said.err.contains("secret") && said.err.contains("Nothing was kept"), "{said:?}");
    assert!(add("brand").code == 1 && add("a b").code == 2, "a name that is taken, or is none");
    assert!(accounts(&["add", "x", "--kind", "pigeon"]).code == 2 && accounts(&["add"]).code == 2);
    desk.home
        .file("accounts.toml", "[old]\nkind = \"mastodon\"\nserver = \"m.example\"\nsecret = \"s3cret-that-ended\"\n");
    private(&desk.home.path("accounts.toml"), 0o644);
    let said = accounts(&["list"]);
    assert!(said.code == 2 && said.err.contains("chmod 600") && !said.err.contains("s3cret"), "{said:?}");
    account(&desk, &server.url());
    std::fs::write(
        desk.home.path("accounts.toml"),
        std::fs::read_to_string(desk.home.path("accounts.toml")).unwrap().replace("t0ken", "s3cret-that-ended"),
    )
    .unwrap();
    let said = accounts(&["test"]);
    assert!(
        said.code == 1 && said.out.contains("does not accept") && !format!("{said:?}").contains("s3cret"),
        "{said:?}"
    );
    assert!(accounts(&["remove", "brand"]).code == 0 && accounts(&["remove", "brand"]).code == 1);
}

#[test]
fn a_text_that_is_handed_to_an_account_goes_out_and_no_secret_gets_into_the_room() {
    let (server, has) = server(|_| None);
    let desk = Desk::with(&[]);
    account(&desk, &server.url());
    let response = approved(&desk);
    let refused = publish(&desk, response, "nobody");
    assert_eq!(refused["refused"], "refuse-no-account");
    let said = publish(&desk, response, "brand");
    assert_eq!((&said["events"][0]["via"], &said["waits"]), (&"brand".into(), &true.into()));
    assert!(server.asked("POST", POST).is_empty(), "whoever holds the room sends it");
    let mut running = collect(&desk);
    until("what was sent", || state(&desk) == "published");
    assert_eq!(desk.sql::<String>("SELECT permalink FROM v_responses"), "https://m.example/@brand/100");
    assert_eq!((server.asked("POST", POST).len(), &has.lock().unwrap().statuses[0]["source"]), (1, &TEXT.into()));
    drop(running.0.kill());
    let backup = desk.home.path("copy.room");
    desk.well(&["backup", backup.to_str().unwrap()], "");
    for file in [&desk.room, &backup] {
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(5).any(|w| w == b"t0ken"), "{file:?}");
    }
    desk.check();
}

#[test]
fn kill_9_between_sending_and_knowing_posts_once() {
    let silent = Arc::new(AtomicBool::new(true));
    let quiet = Arc::clone(&silent);
    // the server takes the text, and its answer never arrives
    let (server, has) =
        server(move |asked| (asked.is("POST", POST) && quiet.load(Ordering::SeqCst)).then_some((Reply::Silence, true)));
    let desk = Desk::with(&[]);
    account(&desk, &server.url());
    let response = approved(&desk);
    publish(&desk, response, "brand");
    let mut first = collect(&desk);
    until("the text at the server", || has.lock().unwrap().statuses.len() == 1);
    first.0.kill().unwrap();
    first.0.wait().unwrap();
    assert_eq!(desk.sql::<String>("SELECT state FROM outbox"), "sending");
    assert_eq!(state(&desk), "publishing");
    let refused = desk.act(&json!({"do": "publishing_failed", "response": response, "reason": "it looks so"}));
    assert_eq!(refused["refused"], "refuse-still-sending");
    silent.store(false, Ordering::SeqCst);
    let _second = collect(&desk);
    until("the server's word", || state(&desk) == "published");
    assert_eq!(desk.sql::<String>("SELECT permalink FROM v_responses"), "https://m.example/@brand/100");
    assert_eq!((server.asked("POST", POST).len(), has.lock().unwrap().statuses.len()), (1, 1), "never again");
    desk.check();
}

#[test]
fn nothing_leaves_a_drill_whichever_way_it_is_tried() {
    let (server, has) = server(|_| None);
    let desk = Desk::empty();
    account(&desk, &server.url());
    let now = time::now();
    let drill = Some(DrillInfo { scenario: "none".into(), seed: 1, lang: Lang::En, start: now });
    let settings =
        RoomSettings { name: "Drill".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill };
    create(&desk.room, &settings, &Actor::default(), now, Options::default()).unwrap();
    let response = approved(&desk);
    assert_eq!(publish(&desk, response, "brand")["refused"], "refuse-drill-publish");
    assert_eq!(publish(&desk, response, "nobody")["refused"], "refuse-drill-publish");
    assert_eq!(state(&desk), "approved");
    let tried = desk.run(&["accounts", "test"], "");
    assert!(tried.code == 1 && tried.err.contains("drill"), "{tried:?}");
    let add = ["accounts", "add", "other", "--kind", "mastodon", "--server", &server.url()];
    assert!(desk.run(&add, "").code == 1);
    // by hand is as ever; and then somebody plants rows into the file itself
    assert_eq!(desk.act(&json!({"do": "start_publishing", "response": response}))["ok"], true);
    let room = rusqlite::Connection::open(&desk.room).unwrap();
    for (state, target) in [("queued", None), ("sending", Some(format!("mastodon {} ", server.url())))] {
        let digest: String = desk.sql("SELECT digest FROM v_responses");
        room.execute(
            "INSERT INTO outbox (response, event, digest, account, owner, key, state, target, first, queued, since, next)
             SELECT ?1, 1, ?2, 'brand', substr(behind || ' ', 1, instr(behind || ' ', ' ') - 1), ?3, ?3, ?4, ?5, ?5, ?5, ?5
             FROM event WHERE behind <> '' ORDER BY seq DESC LIMIT 1",
            rusqlite::params![response, digest, state, target, now.0],
        )
        .unwrap();
    }
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM outbox"), 2);
    let refused = desk.run(&["collect"], "");
    assert!(refused.code != 0, "{refused:?}");
    assert!(desk.act(&json!({"do": "add_entry", "text": "a process with the room open"}))["ok"] == true);
    assert!(has.lock().unwrap().statuses.is_empty());
    assert!(server.asked("POST", POST).is_empty() && server.asked("GET", "/api/v2/instance").is_empty());
    assert!(server.asked("GET", "/api/v1/accounts/verify_credentials").is_empty());
}
