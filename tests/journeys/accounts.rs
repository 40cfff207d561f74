//! An approved text handed to an account on the screen, kill -9 included; and a drill out of which nothing leaves.

#[path = "../publish/fake.rs"]
mod fake;

use crate::machine::Home;
use crate::term::{CTRL_C, ENTER, SOON, Term, WIDE, instant};
use crate::{act, home_of, room_with};
use fake::{POST, Reply, Server, mastodon};
use gabinete::domain::response::Content;
use gabinete::domain::room::{Actor, DrillInfo, Lang, RoomSettings};
use gabinete::shell::time;
use gabinete::store::{Options, create};
use serde_json::json;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn account(home: &Home, server: &Server) {
    let text = format!("[brand]\nkind = \"mastodon\"\nserver = \"{}\"\nsecret = \"t0ken\"\n", server.url());
    let file = home.file("accounts.toml", text);
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).unwrap();
}

fn approved(home: &Home, room: &Path) {
    act(home, room, json!({"do": "open_response", "title": "Lot", "kind": "reply", "channel": "mastodon"}));
    let (text, channel) = ("We are checking batch A12.".to_owned(), "mastodon".to_owned());
    let content = Content { text, channel, ..Content::default() };
    act(home, room, json!({"do": "submit_response", "response": 1, "content": content}));
    act(home, room, json!({"do": "approve_response", "response": 1, "digest": content.digest()}));
}

fn leave(t: &mut Term) {
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
}

#[test]
fn a_text_goes_out_by_its_account_and_a_crash_on_the_way_is_made_good() {
    let silent = Arc::new(AtomicBool::new(true));
    let quiet = Arc::clone(&silent);
    let (server, has) = mastodon(
        || time::now().rfc3339(),
        move |asked| (asked.is("POST", POST) && quiet.load(Ordering::SeqCst)).then_some((Reply::Silence, true)),
    );
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    account(&home, &server);
    approved(&home, &room);
    let path = room.to_str().unwrap();
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for("Lot").wait_for(" h left");
    t.keys("2p");
    t.wait_for("account brand").wait_for("We are checking");
    t.keys("a");
    t.settle();
    t.keys(&format!("brand we are checking{ENTER}"));
    t.wait_for("Handed to");
    let began = instant();
    while has.lock().unwrap().statuses.is_empty() {
        assert!(began.elapsed() < SOON, "the server did not get it:\n{}", t.screen());
        t.settle();
    }
    t.kill9();
    silent.store(false, Ordering::SeqCst);
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for("published");
    t.keys("2");
    t.settle();
    t.keys(ENTER);
    t.wait_for("https://m.example/@brand/100");
    t.esc();
    leave(&mut t);
    assert_eq!((server.asked("POST", POST).len(), has.lock().unwrap().statuses.len()), (1, 1), "never again");
    home.check(&room);
}

#[test]
fn a_drill_offers_no_account_and_sends_nothing_that_stands_in_its_file() {
    let (server, has) = mastodon(|| time::now().rfc3339(), |_| None);
    let home = home_of("Ana");
    let room = home.path("drill.room");
    let now = time::now();
    let drill = Some(DrillInfo { scenario: "none".into(), seed: 1, lang: Lang::En, start: now });
    let settings =
        RoomSettings { name: "Drill".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill };
    create(&room, &settings, &Actor::default(), now, Options::default()).unwrap();
    account(&home, &server);
    approved(&home, &room);
    let path = room.to_str().unwrap();
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for("Lot").wait_for(" h left");
    t.keys("2p");
    t.wait_for("Drill: the text is copied");
    assert!(!t.screen().contains("account brand"), "{}", t.screen());
    t.esc();
    act(&home, &room, json!({"do": "start_publishing", "response": 1}));
    let file = rusqlite::Connection::open(&room).unwrap();
    file.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
    file.execute(
        "INSERT INTO outbox (response, event, digest, account, owner, key, state, first, queued, since, next)
         SELECT 1, seq, ?1, 'brand', substr(behind || ' ', 1, instr(behind || ' ', ' ') - 1), 'k', 'queued', ?2, ?2, ?2, ?2
         FROM event WHERE behind <> '' ORDER BY seq DESC LIMIT 1",
        rusqlite::params![
            file.query_row("SELECT digest FROM v_responses", [], |r| r.get::<_, String>(0)).unwrap(),
            time::now().0
        ],
    )
    .unwrap();
    // the room is looked at anew with the next decision
    act(&home, &room, json!({"do": "add_entry", "text": "somebody wrote"}));
    t.wait_for("somebody wrote");
    t.settle();
    leave(&mut t);
    assert!(has.lock().unwrap().statuses.is_empty() && server.asked("POST", POST).is_empty());
    assert!(server.asked("GET", "/api/v2/instance").is_empty(), "nor is anything asked");
}

#[test]
fn a_secret_that_is_typed_is_seen_nowhere() {
    let (server, _) = mastodon(|| time::now().rfc3339(), |_| None);
    let home = home_of("Ana");
    let url = server.url();
    let add = ["accounts", "add", "brand", "--kind", "mastodon", "--server", &url];
    let mut t = Term::start(&home, &add, WIDE);
    t.wait_for("Where shall its secret be kept?");
    t.keys(&format!("2{ENTER}"));
    t.wait_for("does not show as you type");
    t.keys(&format!("t0ken!\u{7f}{ENTER}"));
    t.wait_for("is kept in");
    assert_eq!(t.exit_status(), 0);
    assert!(!t.screen().contains("t0ken"), "{}", t.screen());
    let file = std::fs::read_to_string(home.path("accounts.toml")).unwrap();
    assert!(file.contains("secret = \"t0ken\""), "{file}");
    // no desktop, no keyring: it says so, and what is in the file stays there
    let mut t = Term::start(&home, &["accounts", "keep", "brand"], WIDE);
    t.wait_for("No keyring of the system answers here");
    assert_eq!(t.exit_status(), 1);
    assert_eq!(std::fs::read_to_string(home.path("accounts.toml")).unwrap(), file);
    home.file("accounts.toml", file.replace("secret = \"t0ken\"", ""));
    let mut t = Term::start(&home, &["accounts", "keep", "brand"], WIDE);
    t.wait_for("does not show as you type");
    t.keys(&format!("t0ken{CTRL_C}"));
    t.wait_for("Nothing was kept");
    assert_eq!(t.exit_status(), 1);
    assert!(!t.screen().contains("t0ken"), "{}", t.screen());
}
