//! What is printed for a shared screen: a room with something private in every place that a command can fill, and every
//! command that prints of a room.

use crate::kit::Desk;
use serde_json::{Value, json};

/// What every planted name, address and draft holds.
const MARK: &str = "zq";

fn prose(what: &str) -> String {
    format!("@zq{what} zq{what}@mail.example +34 600 777 123 https://x.com/zq{what}/status/1")
}

#[track_caller]
fn nothing_private(what: &[&str], text: &str) {
    let small = text.to_lowercase();
    assert!(!small.contains(MARK), "{what:?} shows {MARK}: {text}");
    // as a word of its own: any hash or thousandth of a second may hold the same digits
    let number = small.split(|c: char| !c.is_alphanumeric()).any(|word| word == "777");
    assert!(!number && !small.contains("600777"), "{what:?} shows a telephone number: {text}");
}

/// A room in which people wrote, decided, drafted, objected, were harmed; each command is carried out with `--share`, and
/// its own answer is looked through too.
fn desk() -> Desk {
    let desk = Desk::empty();
    let mention = |n: u32, private: bool| {
        json!({
            "id": format!("m{n}"), "platform": "x", "author": "Zqauthor Zqwell", "handle": format!("zqhandle{n}"),
            "text": if private { "Zqdm words to us".to_owned() } else { format!("acme {}", prose("post")) },
            "url": format!("https://x.com/zqhandle{n}/status/{n}"), "private": private, "ts": "2026-11-22T10:00:00Z",
        })
        .to_string()
    };
    desk.well(&["follow", "-"], &format!("{}\n{}", mention(1, false), mention(2, true)));
    let first: i64 = desk.sql("SELECT min(id) FROM v_mentions");
    let draft = json!({ "text": "Zqdraft words", "channel": "x", "lang": "es" });
    for command in [
        json!({ "do": "declare_self", "name": "Zqana Zqwell", "role": "incident_lead" }),
        json!({ "do": "declare_incident", "title": prose("incident"), "severity": "SEV2", "kind": "unknown",
            "lead": "Zqlead Zqwell" }),
        json!({ "do": "dispose", "mentions": [first], "disposition": "verify", "reason": prose("reason") }),
        json!({ "do": "claim", "mentions": [first], "owner": "Zqowner Zqwell" }),
        json!({ "do": "add_entry", "text": prose("note") }),
        json!({ "do": "add_entry", "text": "Zqcounsel advises", "private": true }),
        json!({ "do": "open_response", "title": prose("title"), "kind": "reply", "channel": "x", "lang": "es",
            "answers": [first], "owners": ["Zqowner Zqwell"] }),
        json!({ "do": "submit_response", "response": 1, "content": draft }),
        json!({ "do": "object", "response": 1, "text": "Zqobjection words" }),
        json!({ "do": "request_changes", "response": 1, "note": "Zqlegal note" }),
        json!({ "do": "add_fact", "fact": { "en": prose("fact"), "source": "Zqsource Zqwell",
            "confirmed_by": "Zqconfirmer Zqwell" } }),
        json!({ "do": "add_affected", "name": "Zqrosa Zqlone", "note": "Zqnote of harm" }),
        json!({ "do": "add_entry", "text": "Zqlone called again" }),
        json!({ "do": "add_task", "incident": 1, "title": prose("task") }),
        json!({ "do": "change_task", "task": 1, "status": "blocked", "note": prose("tasknote") }),
        json!({ "do": "reveal", "subject": { "kind": "mention", "id": first } }),
    ] {
        let said =
            desk.home.run(&["act", &command.to_string(), "--share", "--room", desk.room(), "--as", "Zqana Zqwell"], "");
        let answer: Value = serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{e}: {said:?}"));
        assert!(answer["ok"] == true || command["do"] == "submit_response", "{command}: {said:?}");
        nothing_private(&["act", command["do"].as_str().unwrap()], &said.out);
    }
    // what is refused is said without names as well
    let again = json!({ "do": "reveal", "subject": { "kind": "response", "id": 99 } }).to_string();
    let said = desk.home.run(&["act", &again, "--share", "--room", desk.room(), "--as", "Zqana"], "");
    assert!(said.code == 1, "{said:?}");
    nothing_private(&["act", "reveal"], &said.out);
    let file = desk.home.file("zqshot.png", "a picture");
    let to = format!("mention:{first}");
    desk.well(&["attach", file.to_str().unwrap(), "--to", &to, "--note", "Zqevidence of harm"], "");
    desk
}

#[test]
fn no_command_prints_anything_private_on_a_shared_screen() {
    let desk = desk();
    let own: i64 = desk.sql("SELECT count(*) FROM event");
    assert!(own > 14);
    for args in [
        &["events"][..],
        &["events", "--json"],
        &["match", "acme"],
        &["match", "acme", "--json"],
        &["line"],
        &["info"],
        &["check"],
        &["plan", "show"],
        &["plan", "show", "--json"],
    ] {
        for lang in ["en", "es"] {
            let all = [args, &["--share", "--lang", lang]].concat();
            let said = desk.run(&all, "");
            nothing_private(args, &said.out);
            nothing_private(args, &said.err);
            // the same without masks, to know that something was there to be hidden
            if args == ["events"] {
                assert!(desk.well(&["events", "--lang", lang], "").to_lowercase().contains(MARK));
            }
        }
    }
    let folder = desk.home.path("").display().to_string();
    assert!(!desk.well(&["info", "--share"], "").contains(folder.trim_end_matches('/')), "nor whose folder it lies in");
    desk.check();
}
