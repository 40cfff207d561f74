//! `act`: whatever a person can do, as JSON.

use crate::kit::{Desk, mention, raw};
use crate::machine::GABINETE;
use gabinete::domain::response::Content;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const TWO: [&str; 2] = ["My kid got sick after eating it", "¿Lote 2292 también?"];

/// The kinds of the events that came of it.
#[track_caller]
fn kinds(answer: &Value) -> Vec<&str> {
    assert_eq!(answer["ok"], true, "{answer}");
    answer["events"].as_array().unwrap().iter().map(|e| e["event"].as_str().unwrap()).collect()
}

/// Every command there is, by the schema that scripts read.
fn commands(schema: &Value) -> BTreeSet<String> {
    fn walk(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(o) => {
                found.extend(o.get("do").and_then(|d| d["const"].as_str()).map(str::to_owned));
                o.values().for_each(|v| walk(v, found));
            }
            Value::Array(a) => a.iter().for_each(|v| walk(v, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    walk(schema, &mut found);
    found
}

/// An hour from now.
fn soon() -> String {
    gabinete::shell::time::now().plus(3_600_000).rfc3339()
}

/// A day's work in JSON: every command once, each with the event that it becomes.
fn day(one: i64, two: i64) -> Vec<(Value, &'static str)> {
    let content = json!({"text": "We are checking batch A12.", "channel": "x", "lang": "en"});
    let changed = json!({"text": "We are checking batch A12 now.", "channel": "x", "lang": "en"});
    let reply = |title: &str| json!({"do": "open_response", "title": title, "channel": "x", "answers": [one]});
    vec![
        (json!({"do": "declare_self", "name": "Ana", "role": "social_lead"}), "self_declared"),
        (json!({"do": "set_keywords", "keywords": ["acme", "yogur"]}), "keywords_set"),
        (json!({"do": "claim", "mentions": [one], "owner": "Ana"}), "mentions_claimed"),
        (json!({"do": "snooze", "mentions": [two], "until": soon()}), "mentions_snoozed"),
        (json!({"do": "undo"}), "undone"),
        (
            json!({"do": "dispose", "mentions": [two], "disposition": "verify", "reason": "same batch?"}),
            "mentions_disposed",
        ),
        (json!({"do": "settle", "mentions": [two], "how": "the plant says no"}), "owed_settled"),
        (json!({"do": "erase_mention", "mention": two, "reason": "the author asked"}), "mention_erased"),
        (json!({"do": "declare_incident", "title": "Batch A12", "severity": "SEV3"}), "incident_declared"),
        (json!({"do": "change_severity", "incident": 1, "to": "SEV4", "reason": "one case"}), "severity_changed"),
        (json!({"do": "detect_incident", "title": "Batch A13"}), "incident_detected"),
        (json!({"do": "change_status", "incident": 2, "to": "assessing"}), "status_changed"),
        (
            json!({"do": "activate_incident", "incident": 2, "severity": "SEV4", "kind": "unknown", "lead": "Ana"}),
            "status_changed",
        ),
        (json!({"do": "merge_incident", "incident": 2, "into": 1, "reason": "one plant"}), "incident_merged"),
        (json!({"do": "change_lead", "incident": 1, "to": "Bea"}), "lead_changed"),
        (json!({"do": "change_type", "incident": 1, "to": "product_failure"}), "type_changed"),
        (json!({"do": "add_task", "incident": 1, "title": "Call the plant"}), "tasks_added"),
        (json!({"do": "claim_task", "task": 1, "owner": "Ana"}), "task_changed"),
        (json!({"do": "change_task", "task": 1, "status": "done"}), "task_changed"),
        (reply("To Marta"), "response_opened"),
        (json!({"do": "submit_response", "response": 1, "content": content}), "response_submitted"),
        (json!({"do": "request_changes", "response": 1, "note": "say what we do"}), "changes_requested"),
        (json!({"do": "revise_response", "response": 1, "content": changed}), "response_revised"),
        (json!({"do": "submit_response", "response": 1, "content": changed}), "response_submitted"),
        (json!({"do": "approve_response", "response": 1, "digest": "DIGEST", "aloud": "Bea"}), "response_approved"),
        (json!({"do": "start_publishing", "response": 1}), "publishing_started"),
        (json!({"do": "publishing_failed", "response": 1, "reason": "the platform is down"}), "publishing_abandoned"),
        (json!({"do": "start_publishing", "response": 1}), "publishing_started"),
        (
            json!({"do": "confirm_published", "response": 1, "permalink": "https://x.com/acme/status/9"}),
            "response_published",
        ),
        (json!({"do": "follow_up", "response": 1, "note": "calmer"}), "response_followed_up"),
        (reply("Another"), "response_opened"),
        (json!({"do": "submit_response", "response": 2, "content": content}), "response_submitted"),
        (json!({"do": "propose_edit", "response": 2, "text": "Other words.", "AS": "Bea"}), "proposal_made"),
        (json!({"do": "object", "response": 2, "text": "It says too much.", "AS": "Bea"}), "objection_raised"),
        (
            json!({"do": "settle_objection", "response": 2, "objection": 0, "how": "cut", "AS": "Bea"}),
            "objection_settled",
        ),
        (json!({"do": "hold_response", "response": 2, "reason": "embargo"}), "response_held"),
        (json!({"do": "release_response", "response": 2}), "response_released"),
        (json!({"do": "link_response", "response": 1, "permalink": "https://x.com/acme/status/12"}), "response_linked"),
        (json!({"do": "discard_response", "response": 2, "reason": "answered"}), "response_discarded"),
        (
            json!({"do": "retract_response", "response": 1, "reason": "it named a person",
                "public_note": "https://acme.example/note"}),
            "response_retracted",
        ),
        (json!({"do": "add_fact", "fact": {"en": "It is lot A12"}}), "fact_added"),
        (
            json!({"do": "change_fact", "fact": 1,
                "to": {"en": "It is lot A12", "status": "confirmed", "source": "the plant"}}),
            "fact_changed",
        ),
        (json!({"do": "add_affected", "mention": one, "note": "a rash"}), "affected_added"),
        (json!({"do": "change_affected", "affected": 1, "to": "contacted", "how": "by phone"}), "affected_changed"),
        (
            json!({"do": "attach_evidence", "to": {"kind": "mention", "id": one},
                "capture": {"name": "shot.png", "sha256": "ab".repeat(32), "bytes": 9}}),
            "evidence_attached",
        ),
        (json!({"do": "add_task", "incident": 1, "title": "Ask again"}), "tasks_added"),
        (
            json!({"do": "add_entry", "kind": "decision", "text": "Recall A12", "at": "2026-01-01T00:00:00Z"}),
            "entry_added",
        ),
        (json!({"do": "correct_entry", "seq": "SEQ", "text": "Recall A12 and A13"}), "entry_corrected"),
        (json!({"do": "pin", "seq": "SEQ", "on": true}), "entry_pinned"),
        (json!({"do": "correct", "mentions": [one], "tone": "neutral", "language": "es"}), "reading_corrected"),
        (json!({"do": "regroup", "mentions": [one], "into": two}), "mentions_regrouped"),
        (
            json!({"do": "set_aside", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z", "reason": "campaign"}),
            "hours_set_aside",
        ),
    ]
}

/// What the cabinet does on its incident, after that day.
fn cabinet(soon: &str) -> Vec<(Value, &'static str)> {
    let offered = |to: &str| {
        json!({"do": "offer_handover", "incident": 1, "role": "social_lead", "to": to,
            "picture": "Calm since noon.", "next": "Call the plant back."})
    };
    let role = |does: &str| json!({"do": does, "incident": 1, "role": "legal"});
    let with = |mut command: Value, key: &str, value: Value| {
        command[key] = value;
        command
    };
    vec![
        (json!({"do": "set_baseline", "incident": 1, "negative": 20, "spread": 5}), "baseline_set"),
        (json!({"do": "confirm_paused", "incident": 1, "count": 3}), "paused_confirmed"),
        (
            json!({"do": "add_belonging", "incident": 1, "rule": {"query": "batch \"A12\""}, "reason": "the batch"}),
            "belonging_added",
        ),
        (json!({"do": "remove_belonging", "rule": "RULE", "reason": "too narrow"}), "belonging_removed"),
        (
            json!({"do": "place_mentions", "mentions": ["ONE"], "incident": 1, "reason": "it is of it"}),
            "mentions_placed",
        ),
        (json!({"do": "add_item", "incident": 1, "list": "media", "text": "The Courier asks"}), "item_added"),
        (json!({"do": "change_item", "item": 1, "owner": "Bea"}), "item_changed"),
        (json!({"do": "settle_item", "item": 1, "how": "answered"}), "item_settled"),
        (
            json!({"do": "hand_theme", "phrase": "batch A12", "owner": "Marta", "note": "test it", "mentions": ["ONE"]}),
            "theme_handed",
        ),
        (
            json!({"do": "plan_action", "incident": 1, "text": "Listen for lots", "owner": "Bea",
                "due": "2027-01-01T00:00:00Z", "purpose": "detect", "verify": "a drill finds it"}),
            "action_planned",
        ),
        (json!({"do": "step_action", "item": 3, "to": "begun"}), "action_stepped"),
        (json!({"do": "open_matter", "incident": 1, "question": "Recall A13 too?"}), "matter_opened"),
        (json!({"do": "object_to_matter", "matter": 1, "text": "Too early."}), "matter_objected"),
        (json!({"do": "decide_matter", "matter": 1, "what": "Yes", "basis": "the plant's tests"}), "matter_decided"),
        (with(role("assign_role"), "to", "Ana".into()), "role_assigned"),
        (with(with(role("stand_in_for"), "who", "Carla".into()), "until", soon.into()), "stand_in_began"),
        (role("release_role"), "role_released"),
        (with(json!({"do": "assign_role", "incident": 1, "role": "social_lead"}), "to", "Ana".into()), "role_assigned"),
        (offered("Bea"), "handover_offered"),
        (json!({"do": "withdraw_handover", "handover": 1, "reason": "too early"}), "handover_withdrawn"),
        (offered("Bea"), "handover_offered"),
        (json!({"do": "refuse_handover", "handover": 2, "reason": "asleep", "AS": "Bea"}), "handover_refused"),
        (offered("Bea"), "handover_offered"),
        (
            json!({"do": "accept_handover", "handover": 3, "AS": "Bea",
                "readback": "It is calm since noon; I call the plant back and watch the feed for two hours."}),
            "handover_accepted",
        ),
        (
            json!({"do": "issue_report", "incident": 1, "kind": "brief", "text": "All calm.\n\nDECISION NEEDED: none"}),
            "report_issued",
        ),
    ]
}

#[test]
fn every_command_can_be_given_as_json() {
    let desk = Desk::with(&TWO);
    let schema: Value = serde_json::from_str(&desk.well(&["act", "--schema"], "")).unwrap();
    let ids = |n| desk.sql(&format!("SELECT id FROM v_mentions WHERE handle = 'person{n}'"));
    let (one, two) = (ids(0), ids(1));
    let soon: String = desk.sql("SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '+1 hour')");
    let mut given = BTreeSet::new();
    let (mut digest, mut entry, mut rule) = (Value::Null, Value::Null, Value::Null);
    for (mut command, event) in day(one, two).into_iter().chain(cabinet(&soon)) {
        if command["mentions"] == json!(["ONE"]) {
            command["mentions"] = json!([one]);
        }
        for (key, mark, value) in [("digest", "DIGEST", &digest), ("seq", "SEQ", &entry), ("rule", "RULE", &rule)] {
            if command[key] == mark {
                command[key] = value.clone();
            }
        }
        let as_ = command.as_object_mut().and_then(|c| c.remove("AS"));
        let answer = match as_.as_ref().and_then(Value::as_str) {
            Some(name) => desk.act_as(name, &command),
            None => desk.act(&command),
        };
        assert!(kinds(&answer).contains(&event), "{command}: {answer}");
        if command["do"] == "correct_entry" || command["do"] == "pin" {
            let last = desk.sql::<i64>("SELECT max(seq) FROM v_events");
            let said = &answer["events"][0];
            assert_eq!((&said["seq"], &said["of"]), (&last.into(), &entry), "its own number, and which it is about");
        }
        if event == "response_submitted" {
            let content: Content = serde_json::from_value(command["content"].clone()).unwrap();
            digest = content.digest().into();
        }
        if event == "belonging_added" {
            rule = answer["events"][0]["seq"].clone();
        }
        if event == "entry_added" {
            entry = answer["events"][0]["seq"].clone();
        }
        given.insert(command["do"].as_str().unwrap().to_owned());
    }
    let answer =
        desk.act(&json!({"do": "add_mention", "mention": {"text": "look", "url": "https://x.com/ana/status/77"}}));
    assert_eq!(answer["ok"], true, "{answer}");
    assert_eq!(desk.sql::<String>("SELECT platform || handle FROM v_mentions WHERE text = 'look'"), "xana");
    let answer = desk.act(&json!({"do": "set_clock", "speed": 2000}));
    assert_eq!((&answer["ok"], &answer["refused"]), (&false.into(), &"refuse-clock-real".into()), "{answer}");
    let answer = desk.act(&json!({"do": "acknowledge", "signal": 1}));
    assert_eq!(answer["refused"], "refuse-no-signal", "{answer}");
    let last = desk.sql::<i64>("SELECT max(id) FROM v_tasks");
    let answer = desk.act(&json!({"do": "move_task", "task": last, "to": "2099-01-01T00:00:00Z", "reason": "later"}));
    assert!(kinds(&answer).contains(&"task_moved"), "{answer}");
    let answer = desk.act(&json!({"do": "publish_alone", "response": 1, "digest": digest, "reason": "now"}));
    assert_eq!(answer["refused"], "refuse-response-state", "{answer}");
    for reply in [json!({"sent": {"permalink": "https://x.com/a/1"}}), json!({"passed": {"reason": "a troll"}})] {
        let answer = desk.act(&json!({"do": "replied", "response": 1, "mention": one, "reply": reply}));
        assert_eq!(answer["refused"], "refuse-not-here", "it goes to nobody by name: {answer}");
    }
    let answer = desk.act(&json!({"do": "replied", "response": 1, "mention": one, "reply": {"lost": {}}}));
    assert_eq!(answer["refused"], "unknown-key", "{answer}");
    let known = json!({"do": "accept_condition", "incident": 1, "condition": "rate", "reason": "two mentions in all"});
    assert_eq!(desk.act(&known)["refused"], "refuse-condition-known", "only what nobody can know is accepted");
    let rest = json!({"do": "dismiss_reminder", "rule": "sitrep_due", "subject": {"incident": 1}});
    let later = json!({"do": "snooze_reminder", "rule": "sitrep_due", "subject": {"incident": 1}, "until": soon});
    for about in [rest, later] {
        assert_eq!(desk.act(&about)["refused"], "refuse-no-reminder", "nothing was due yet");
    }
    let answer = desk.act(&json!({"do": "adopt_plan"}));
    assert_eq!(answer["refused"], "refuse-same-plan", "{answer}");
    let by_hand = [
        "dismiss_reminder",
        "snooze_reminder",
        "accept_condition",
        "add_mention",
        "set_clock",
        "acknowledge",
        "move_task",
        "publish_alone",
        "adopt_plan",
        "replied",
        "reveal",
        "erase_mentions",
    ];
    let answer = desk.act(&json!({"do": "erase_mentions", "mentions": [two], "reason": "asked"}));
    assert_eq!(answer["refused"], "refuse-already-erased", "{answer}");
    let answer = desk.act(&json!({"do": "reveal", "subject": {"kind": "mention", "id": one}}));
    assert_eq!(kinds(&answer), ["revealed"], "{answer}");
    let answer = desk.act(&json!({"do": "reveal", "subject": {"kind": "response", "id": 99}}));
    assert_eq!(answer["refused"], "refuse-no-subject", "{answer}");
    let answer = desk.act(&json!({"do": "erase_mentions", "mentions": [one, two, one], "reason": "asked"}));
    assert_eq!(kinds(&answer), ["mention_erased"], "{answer}");
    given.extend(by_hand.map(str::to_owned));
    assert_eq!(given, commands(&schema), "every command of the schema is given here");
    assert_eq!(desk.sql::<String>("SELECT state FROM v_responses WHERE id = 1"), "retracted");
    assert!(desk.well(&["events"], "").contains("; said in public: "));
    assert_eq!(desk.sql::<String>("SELECT status FROM v_tasks WHERE id = 1"), "done");
    desk.check();
}

#[test]
fn a_refusal_is_json_with_a_sentence_and_the_next_line_goes_on() {
    let desk = Desk::with(&TWO);
    let lines = [
        json!({"do": "dispose", "mentions": [1], "disposition": "verify"}).to_string(),
        "{\"do\": \"dance\"}".into(),
        "not json \u{1b}[31m\u{202e}".into(),
        "\u{0}\u{0}".into(),
        "[1, 2]".into(),
        String::new(),
        json!({"do": "add_entry", "text": "   "}).to_string(),
        json!({"do": "add_entry", "text": "said \u{1b}[31m\u{202e}so", "as": "Bea\u{1b}[31m\u{202e}"}).to_string(),
    ];
    let said = desk.run(&["act"], lines.join("\n"));
    assert_eq!(said.code, 1);
    assert_eq!(raw(&said.out), None, "{said:?}");
    let answers: Vec<Value> = said.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let oks: Vec<&Value> = answers.iter().map(|a| &a["ok"]).collect();
    assert_eq!(oks, [false, false, false, false, false, false, true], "{said:?}");
    assert_eq!(answers[0]["refused"], "refuse-no-mention");
    assert!(answers[0]["said"].as_str().unwrap().starts_with("None of these mentions"));
    for answer in &answers[1..5] {
        assert_eq!(answer["refused"], "not-a-command");
        assert!(answer["said"].as_str().unwrap().contains("act --schema"));
    }
    // another encoding is said to be one, with where it shows; the next line is read as ever
    let latin =
        b"{\"do\": \"add_entry\", \"text\": \"ma\xf1ana\"}\n{\"do\": \"pin\", \"seq\": 1, \"on\": true}\n".to_vec();
    let said = desk.run(&["act"], latin);
    let answers: Vec<Value> = said.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!((said.code, answers[0]["refused"].as_str()), (1, Some("not-a-command")), "{said:?}");
    let told = answers[0]["said"].as_str().unwrap();
    assert!(told.contains("UTF-8") && told.contains("byte 32") && told.contains("iconv"), "{told}");
    assert_eq!(answers.len(), 2, "{said:?}");
    let entry: String = desk.sql("SELECT payload FROM v_events WHERE kind = 'entry_added'");
    assert!(entry.contains("said") && raw(&entry).is_none(), "{entry:?}");
    assert!(desk.sql::<String>("SELECT actor FROM v_events WHERE kind = 'entry_added'").starts_with("Bea"));
    desk.check();
}

#[test]
fn a_text_goes_from_draft_to_published_by_act_alone() {
    let desk = Desk::with(&TWO);
    let act = |who: &str, command: Value| {
        let said = desk.home.run(&["act", &command.to_string(), "--room", desk.room(), "--as", who], "");
        let answer: Value = serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{e}: {said:?}"));
        answer
    };
    act("Ana", json!({"do": "declare_incident", "title": "Batch A12", "severity": "SEV1"}));
    let open = json!({"do": "open_response", "title": "Holding", "kind": "holding", "channel": "x", "incident": 1});
    let response = act("Ana", open)["events"][0]["response"].clone();
    let content = json!({"text": " We are checking.\r\n", "channel": "x", "lang": "en"});
    let revised = act("Ana", json!({"do": "revise_response", "response": response, "content": content}));
    let old = revised["events"][0]["digest"].clone();
    let content = json!({"text": "We are checking batch A12.\r\n", "channel": "x", "lang": "en"});
    let submit = json!({"do": "submit_response", "response": response, "content": content});
    let refused = act("Ana", submit.clone());
    assert_eq!(refused["refused"], "refuse-tone", "what is missing stands with a reason alone: {refused}");
    let mut submit = submit;
    submit["waive"] = json!([{"rule": "T23", "reason": "the first words, more in an hour"}]);
    let submitted = act("Ana", submit);
    let digest = submitted["events"][0]["digest"].clone();
    assert!(old.is_string() && digest.is_string() && old != digest, "{revised} {submitted}");
    assert_eq!(desk.sql::<String>("SELECT digest FROM v_responses WHERE id = 1"), digest.as_str().unwrap());
    let approve = |digest| json!({"do": "approve_response", "response": response, "digest": digest});
    assert_eq!(act("Bea", approve(&old))["refused"], "refuse-approve-other-text");
    assert_eq!(act("Ana", approve(&digest))["refused"], "refuse-own-text");
    assert_eq!(kinds(&act("Bea", approve(&digest))), ["response_approved"]);
    let start = json!({"do": "start_publishing", "response": response});
    assert_eq!(kinds(&act("Ana", start)), ["publishing_started"]);
    let link = "https://x.com/acme/status/9";
    let confirm = json!({"do": "confirm_published", "response": response, "permalink": link});
    assert_eq!(kinds(&act("Ana", confirm)), ["response_published"]);
    assert_eq!(desk.sql::<String>("SELECT state || approved_by FROM v_responses"), "publishedBea");
    // the same once more, in other letters
    let open = json!({"do": "open_response", "title": "Again", "kind": "update", "channel": "x", "incident": 1});
    let again = act("Bea", open)["events"][0]["response"].clone();
    let content = json!({"text": "we are checking  BATCH A12.", "channel": "x", "lang": "en"});
    let waive = json!([{"rule": "T23", "reason": "short"}]);
    let mut submit = json!({"do": "submit_response", "response": again, "content": content, "waive": waive});
    let refused = act("Bea", submit.clone());
    assert_eq!(refused["refused"], "refuse-said-already", "{refused}");
    assert!(refused["said"].as_str().is_some_and(|m| m.contains("response 1")), "{refused}");
    let told = json!([{"rule": "T23", "reason": "short"}, {"rule": "T29", "reason": "X lost the first"}, {"rule": "T15", "reason": "as is"}]);
    submit["waive"] = told;
    assert_eq!(kinds(&act("Bea", submit)), ["response_submitted"]);
    desk.check();
}

#[test]
fn what_takes_a_text_back_may_name_the_figure_that_it_had() {
    let desk = Desk::with(&TWO);
    let content = json!({"text": "We know that 300 people were hurt. We are sorry.", "channel": "web", "lang": "en"});
    let waive = ["T10", "T23"].map(|rule| json!({"rule": rule, "reason": "as it was"}));
    let published = |response: i64| {
        let open = json!({"do": "open_response", "title": "Hurt", "kind": "holding", "channel": "web", "lang": "en"});
        desk.act(&open);
        let submit = json!({"do": "submit_response", "response": response, "content": content, "waive": waive});
        let digest = desk.act(&submit)["events"][0]["digest"].clone();
        let approved = desk.act_as("Bea", &json!({"do": "approve_response", "response": response, "digest": digest}));
        assert_eq!(approved["ok"], true, "{approved}");
        desk.act(&json!({"do": "start_publishing", "response": response}));
        desk.act(&json!({"do": "confirm_published", "response": response}));
    };
    published(1);
    let retract = |note: &str| {
        let reason = "it was another accident";
        desk.act(&json!({"do": "retract_response", "response": 1, "reason": reason, "public_note": note}))
    };
    let other =
        retract("We said that 900 people were hurt. That was wrong, and we have taken the post down. We are sorry.");
    assert_eq!(other["refused"], "refuse-note-grave", "a figure that it had not: {other}");
    let same =
        retract("We said that 300 people were hurt. That was wrong, and we have taken the post down. We are sorry.");
    assert_eq!(same["ok"], true, "{same}");
}

#[test]
fn a_key_that_nobody_knows_is_refused_by_its_name() {
    let desk = Desk::with(&TWO);
    desk.act(&json!({"do": "open_response", "title": "To Marta", "channel": "x"}));
    let events = || desk.sql::<i64>("SELECT count(*) FROM v_events");
    let before = events();
    let content = json!({"text": "a", "channel": "x", "lang": "en", "langauge": "es"});
    for (command, key, known) in [
        (json!({"do": "confirm_published", "response": 1, "changed": "b"}), "changed", "changed_to"),
        (json!({"do": "open_response", "channel": "x", "mentions": [1]}), "mentions", "answers"),
        (json!({"do": "add_entry", "text": "a", "kye": "k-1"}), "kye", "key"),
        (json!({"do": "submit_response", "response": 1, "content": content}), "langauge", "lang"),
        (json!({"do": "undo", "a\u{1b}[31m": 1}), "a", "decision"),
        (
            json!({"do": "add_mention", "mention": {"text": "a", "media": [{"kind": "image", "lnik": "x"}]}}),
            "lnik",
            "link",
        ),
    ] {
        for lang in ["en", "es"] {
            let said = desk.run(&["--lang", lang, "act", &command.to_string()], "");
            let answer: Value = serde_json::from_str(&said.out).unwrap();
            assert_eq!((said.code, &answer["refused"]), (1, &"unknown-key".into()), "{answer}");
            let sentence = answer["said"].as_str().unwrap();
            assert!(sentence.contains(key) && sentence.contains(known), "{sentence}");
        }
    }
    assert_eq!(events(), before, "nothing was done");
    // What a mention carries besides is kept, as import keeps it.
    let odd = desk.act(&json!({"do": "add_mention", "mention": {"text": "odd", "campaign": 7}}));
    assert_eq!(odd["ok"], true, "{odd}");
}

#[test]
fn a_mention_by_hand_answers_with_its_number() {
    let desk = Desk::with(&TWO);
    let add = |mention: Value| desk.act(&json!({"do": "add_mention", "mention": mention}));
    let linked = json!({"text": "look", "url": "https://x.com/ana/status/77"});
    let first = add(linked.clone());
    let id: i64 = desk.sql("SELECT id FROM v_mentions WHERE text = 'look'");
    assert_eq!((&first["mention"], &first["known"]), (&id.into(), &Value::Null), "{first}");
    let again = add(linked);
    assert_eq!((&again["mention"], &again["known"]), (&id.into(), &true.into()), "{again}");
    let (one, two) = (add(json!({"text": "said"})), add(json!({"text": "said"})));
    assert!(one["mention"].is_i64() && two["mention"].is_i64() && one["mention"] != two["mention"], "{one} {two}");
    let keyed = json!({"do": "add_mention", "mention": {"text": "once"}, "key": "m-1"});
    let (once, twice) = (desk.act(&keyed), desk.act(&keyed));
    assert_eq!((&once["mention"], &twice["repeated"]), (&twice["mention"], &true.into()), "{once} {twice}");
    assert_eq!(desk.mentions(), 6);
    // Somebody else collects: it is theirs to take in.
    let mut collector = desk.start(&["follow", "-"]);
    crate::kit::until("it collects", || desk.sql::<i64>("SELECT count(*) FROM lease") == 1);
    let left = add(json!({"text": "left"}));
    assert!(left["waits"] == true && left["mention"].is_null(), "{left}");
    crate::kit::until("it is in", || desk.mentions() == 7);
    drop(collector.0.stdin.take());
    assert_eq!(collector.exit_code(), Some(0));
    desk.check();
}

#[test]
fn a_mention_is_read_as_an_import_reads_it() {
    let desk = Desk::empty();
    let post = |id: u32, more: Value| {
        let link = format!("https://x.com/cust/status/{id}");
        let mut post =
            json!({"id": id.to_string(), "platform": "x", "handle": "cust", "text": format!("post {id}"), "url": link});
        post.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        post
    };
    let lines: Vec<String> = (1..4).map(|n| post(18_990 + n, json!({})).to_string()).collect();
    desk.well(&["import", "-"], &lines.join("\n"));
    let again = desk.act(&json!({"do": "add_mention", "mention": post(18_991, json!({"platform": "Twitter"}))}));
    assert_eq!((&again["known"], desk.mentions()), (&true.into(), 3), "{again}");
    let ids: Vec<i64> =
        (1..4).map(|n| desk.sql(&format!("SELECT id FROM v_mentions WHERE text = 'post {}'", 18_990 + n))).collect();
    desk.act(&json!({"do": "dispose", "mentions": ids, "disposition": "monitor", "reason": "x"}));
    let unattended =
        || desk.sql::<i64>("SELECT count(*) FROM v_mentions WHERE disposition IS NULL OR disposition = ''");
    assert_eq!(unattended(), 0);
    for (n, of) in [(1, "https://x.com/cust/status/18991"), (2, "https://twitter.com/cust/status/18992"), (3, "18993")]
    {
        let more = json!({"kind": "reply", "reply_to": of, "platform": if n == 3 { "Twitter" } else { "x" }});
        let said = desk.act(&json!({"do": "add_mention", "mention": post(19_000 + n, more)}));
        assert_eq!(said["ok"], true, "{said}");
        assert_eq!(unattended(), 2 * i64::from(n), "it and what it answers: {of}");
    }
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM v_mentions WHERE platform <> 'x'"), 0);
}

#[test]
fn a_disk_that_fills_up_is_an_answer_too() {
    let desk = Desk::with(&TWO);
    let lines: Vec<String> = (0..200).map(|n| json!({"do": "add_entry", "text": format!("{n}")}).to_string()).collect();
    let file = desk.home.file("lines", lines.join("\n"));
    // no file may grow much beyond what the room has now; a write beyond that fails as on a full disk
    let most = std::fs::metadata(desk.room()).unwrap().len() / 512 + 100;
    let command =
        format!("trap '' XFSZ; ulimit -f {most}; exec {GABINETE} act - --room {} < {}", desk.room(), file.display());
    let mut shell = assert_cmd::Command::new("/bin/sh");
    shell.args(["-c", &command]).env_clear().envs(desk.home.env()).timeout(std::time::Duration::from_secs(60));
    let done = shell.output().unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    let said: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (last, before) = said.split_last().unwrap();
    assert_eq!(done.status.code(), Some(1), "{last}");
    assert!(!before.is_empty() && before.iter().all(|said| said["ok"] == true), "{before:?}");
    // the shell's bound is told as another fault of the disk than a full one
    let store = last["refused"].as_str().is_some_and(|key| key.starts_with("store-"));
    assert!(last["ok"] == false && store && last["said"].is_string(), "{last}");
    desk.check();
}

#[test]
fn what_has_no_end_is_refused() {
    let desk = Desk::with(&TWO);
    let one: i64 = desk.sql("SELECT min(id) FROM v_mentions");
    for until in ["9999-01-01T00:00:00Z", "2037-01-01T00:00:00Z"] {
        let said = desk.act(&json!({"do": "snooze", "mentions": [one], "until": until}));
        assert_eq!(said["refused"], "refuse-far", "{said}");
    }
    for owner in ["N".repeat(81), "N".repeat(5_000)] {
        let said = desk.act(&json!({"do": "claim", "mentions": [one], "owner": owner}));
        assert_eq!(said["refused"], "refuse-name-long", "{said}");
    }
    let said = desk.act(&json!({"do": "claim", "mentions": [one], "owner": "N".repeat(80)}));
    assert_eq!(said["ok"], true, "{said}");
}

#[test]
fn what_is_no_command_is_told_in_the_readers_language_alone() {
    let desk = Desk::with(&TWO);
    for (line, en, es) in [
        ("{\"do\": \"undo", "ends too early, at column 12", "termina antes de tiempo, en la columna 12"),
        ("{\"do\" \"undo\"}", "not valid JSON at column 7", "no es JSON válido en la columna 7"),
        ("[1]", "must be an object", "debe ser un objeto"),
        ("{\"text\": \"a\"}", "“do” is missing", "Falta «do»"),
        (
            "{\"do\": \"dance\"}",
            "no command “dance”. There are: accept_condition, accept_handover, acknowledge, ",
            "ninguna orden «dance». Hay: accept_condition, accept_handover, acknowledge, ",
        ),
        ("{\"do\": \"add_entry\"}", "“text” is missing", "Falta «text»"),
        ("{\"do\": \"add_entry\", \"text\": 7}", "“text” cannot be 7", "«text» no puede ser 7"),
        (
            "{\"do\": \"declare_incident\", \"title\": \"a\", \"severity\": \"SEV9\"}",
            "“severity” cannot be \"SEV9\". It can be: SEV1, SEV2",
            "«severity» no puede ser \"SEV9\". Puede ser: SEV1, SEV2",
        ),
        (
            "{\"do\": \"snooze\", \"mentions\": [1], \"until\": \"soon\"}",
            "“until” cannot be \"soon\"",
            "«until» no puede ser \"soon\"",
        ),
        ("{\"do\": \"undo\", \"key\": 1}", "“key” cannot be 1", "«key» no puede ser 1"),
    ] {
        for (lang, wanted) in [("en", en), ("es", es)] {
            let said = desk.run(&["--lang", lang, "act"], line);
            let answer: Value = serde_json::from_str(&said.out).unwrap();
            let sentence = answer["said"].as_str().unwrap();
            assert!(answer["ok"] == false && sentence.contains(wanted), "{line}: {wanted:?} is not in {sentence:?}");
            for word in ["EOF", "missing field", "expected", "unknown variant", "invalid type", "at line"] {
                assert!(lang == "en" && word == "missing field" || !sentence.contains(word), "{sentence}");
            }
        }
    }
}

#[test]
fn the_same_key_is_carried_out_once() {
    let desk = Desk::with(&TWO);
    let note = json!({"do": "add_entry", "text": "once", "key": "k-1"});
    let first = desk.act(&note);
    let again = desk.act(&note);
    assert_eq!(first["ok"], true);
    assert_eq!((&again["repeated"], &again["decision"]), (&true.into(), &first["decision"]), "{again}");
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM v_events WHERE kind = 'entry_added'"), 1);
    let other = desk.act(&json!({"do": "add_entry", "text": "another", "key": "k-1"}));
    assert_eq!(other["refused"], "refuse-key-reused", "another command is no retry: {other}");
    let long = desk.act(&json!({"do": "add_entry", "text": "x", "key": "k".repeat(10_000)}));
    assert_eq!(long["refused"], "refuse-key-long");
    desk.check();
}

#[test]
fn a_refused_key_may_be_used_again() {
    let desk = Desk::with(&TWO);
    let empty = desk.act(&json!({"do": "add_entry", "text": "", "key": "k-2"}));
    assert_eq!(empty["ok"], false);
    let full = desk.act(&json!({"do": "add_entry", "text": "now with words", "key": "k-2"}));
    assert_eq!((&full["ok"], full.get("repeated")), (&true.into(), None), "{full}");
}

#[test]
fn what_is_out_of_bounds_is_refused_and_never_panics() {
    let desk = Desk::with(&TWO);
    let big = "x".repeat(3_000);
    let many: Vec<i64> = (0..200_000).collect();
    for command in [
        json!({"do": "add_entry", "text": big}),
        json!({"do": "add_entry", "text": "later", "at": "2999-01-01T00:00:00Z"}),
        json!({"do": "dispose", "mentions": many, "disposition": "verify"}),
        json!({"do": "dispose", "mentions": [], "disposition": "verify"}),
        json!({"do": "dispose", "mentions": [i64::MIN, i64::MAX], "disposition": "verify"}),
        json!({"do": "declare_incident", "title": "t".repeat(9_999), "severity": "SEV1"}),
        json!({"do": "declare_incident", "title": "", "severity": "SEV1"}),
        json!({"do": "declare_incident", "title": "x", "severity": "SEV9"}),
        json!({"do": "change_task", "task": 999, "status": "done"}),
        json!({"do": "submit_response", "response": i64::MAX, "content": {"text": "x"}}),
        json!({"do": "pin", "seq": -1, "on": true}),
        json!({"do": "undo", "decision": 424242}),
        json!({"do": "snooze", "mentions": [1], "until": "not a time"}),
        json!({"do": "set_keywords", "keywords": (0..5_000).map(|n| format!("w{n}")).collect::<Vec<_>>()}),
        json!({"do": "add_mention", "mention": {"text": ""}}),
        json!({"do": "declare_self", "name": ""}),
    ] {
        let said = desk.run(&["act"], command.to_string());
        assert_eq!(said.code, 1, "{said:?}");
        let answer: Value = serde_json::from_str(said.out.trim()).unwrap_or_else(|e| panic!("{e}: {}", said.out));
        assert_eq!(answer["ok"], false, "{answer}");
        assert!(answer["said"].as_str().is_some_and(|s| s.ends_with(['.', '…']) || s.contains(' ')), "{answer}");
    }
    desk.check();
}

#[test]
fn a_line_longer_than_the_bound_is_one_refusal() {
    let desk = Desk::with(&TWO);
    let long = json!({"do": "add_entry", "text": "x".repeat(5 << 20)}).to_string();
    let said = desk.run(&["act"], format!("{long}\n{}\n", json!({"do": "add_entry", "text": "after"})));
    let answers: Vec<Value> = said.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(answers.iter().map(|a| a["ok"] == true).collect::<Vec<_>>(), [false, true], "{}", said.out);
}

#[test]
fn who_acts_is_named_and_a_watcher_changes_nothing() {
    let desk = Desk::with(&TWO);
    let before = std::fs::read(&desk.room).unwrap();
    let note = json!({"do": "add_entry", "text": "no"}).to_string();
    let said = desk.run(&["--readonly", "act", &note], "");
    assert_eq!(said.code, 1);
    assert!(said.err.contains("open to read only") && said.out.contains("refuse-readonly"), "{said:?}");
    for args in [&["--readonly", "import", "-"][..], &["--readonly", "follow", "-"]] {
        assert_eq!(desk.run(args, mention(9, "no")).code, 1, "{args:?}");
    }
    assert_eq!(std::fs::read(&desk.room).unwrap(), before);
    desk.act(&json!({"do": "add_entry", "text": "by Ana"}));
    desk.act(&json!({"do": "add_entry", "text": "by Bea", "as": "Bea"}));
    let actors: String = desk.sql("SELECT group_concat(actor, ' ') FROM v_events WHERE kind = 'entry_added'");
    assert_eq!(actors, "Ana Bea");
}

#[test]
fn a_role_that_the_plan_has_not_is_refused_by_its_name() {
    let desk = Desk::with(&TWO);
    desk.act(&json!({"do": "declare_incident", "title": "Batteries", "severity": "SEV3"}));
    let assign = |role: &str| json!({"do": "assign_role", "incident": 1, "role": role, "to": "P7"});
    let (near, far) = (desk.act(&assign("executive")), desk.act(&assign("wizard")));
    assert_eq!(
        (&near["refused"], &far["refused"]),
        (&"refuse-no-such-role-near".into(), &"refuse-no-such-role".into())
    );
    assert!(near.to_string().contains("“exec” is one"), "{near}");
    assert!(far.to_string().contains("spokesperson, legal"), "{far}");
    let said = desk.run(&["act", &assign("Legal").to_string(), "--lang", "es"], "");
    assert!(said.out.contains("«role» no puede ser \\\"Legal\\\". Puede ser: incident_lead,"), "{said:?}");
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM v_events WHERE kind = 'role_assigned'"), 0);
    assert_eq!(desk.act(&assign("exec"))["ok"], true);
}

#[test]
fn a_room_that_is_not_there_is_not_made_by_acting() {
    let desk = Desk::empty();
    let said = desk.run(&["act", "{\"do\":\"undo\"}"], "");
    assert_eq!(said.code, 1);
    assert!(said.err.contains("There is no room at"), "{said:?}");
    assert!(!desk.room.exists());
}

#[test]
fn a_rule_that_act_adds_is_looked_through_the_whole_room_for_when_it_ends() {
    let texts: Vec<String> = (0..2_300).map(|n| format!("battery number {n} is hot")).collect();
    let desk = Desk::with(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let lines = [
        json!({"do": "declare_incident", "title": "Batteries", "severity": "SEV3"}),
        json!({"do": "add_belonging", "incident": 1, "rule": {"query": "battery -cold"}, "reason": "all of them"}),
    ];
    desk.well(&["act"], &lines.map(|l| l.to_string()).join("\n"));
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM v_mentions WHERE incident = 1"), 2_300);
    assert_eq!(desk.sql::<String>("SELECT query FROM v_belongings WHERE incident = 1"), "battery -cold");
    let bad = desk.act(&json!({"do": "add_belonging", "incident": 1, "rule": {"query": "-cold"}, "reason": "x"}));
    assert_eq!(bad["refused"], "search-hint-only-exclusions", "{bad}");
    let said: String = desk.well(&["events"], "");
    assert!(said.contains("battery -cold") && said.contains("all of them"), "{said}");
    desk.check();
}

/// The pages show what the program prints, but for the numbers that a room of its own has.
#[test]
fn the_readme_shows_an_answer_as_it_is_printed() {
    for page in [include_str!("../../README.md"), include_str!("../../assets/README.es.md")] {
        let of = |start: &str| page.lines().find(|line| line.starts_with(start)).expect("an example");
        let command = of("gabinete act '{").trim_start_matches("gabinete act '").trim_end_matches('\'');
        let mut shown: Value = serde_json::from_str(of(r#"{"ok":true,"decision""#)).unwrap();
        let desk = Desk::with(&["hello acme"]);
        let mut printed = desk.act(&serde_json::from_str(command).unwrap());
        for answer in [&mut shown, &mut printed] {
            (answer["decision"], answer["events"][0]["seq"]) = (json!(1), json!(1));
        }
        assert_eq!(shown, printed);
    }
}

#[test]
fn whatever_is_refused_is_refused_as_json() {
    let note = r#"{"do":"add_entry","text":"x"}"#;
    let refused = |said: crate::machine::Said| {
        assert_eq!(said.code, 1, "{said:?}");
        let json: serde_json::Value = serde_json::from_str(said.out.lines().next().unwrap()).unwrap();
        assert!(json["ok"] == false && json["said"].is_string(), "{json}");
        json["refused"].as_str().unwrap().to_owned()
    };
    let desk = Desk::with(&[]);
    assert_eq!(refused(desk.run(&["--readonly", "act", note], "")), "refuse-readonly");
    let missing = desk.home.path("missing.room");
    assert_eq!(refused(desk.home.run(&["--room", missing.to_str().unwrap(), "act", note], "")), "store-not-found");
    let text = desk.home.file("text.room", "no room at all, and long enough to be looked at ".repeat(40));
    assert_eq!(refused(desk.home.run(&["--room", text.to_str().unwrap(), "act", note], "")), "store-not-a-room");
    let long = format!("{{\"do\":\"add_entry\",\"text\":\"{}\"}}\n{note}\n", "x".repeat(3 << 20));
    let said = desk.run(&["act"], long.as_str());
    assert!(said.out.lines().nth(1).is_some_and(|line| line.contains("\"ok\":true")), "the next one is carried out");
    assert_eq!(refused(said), "act-too-long");
    let marked = desk.run(&["act", "-"], format!("\u{feff}{note}\n").as_str());
    assert!(marked.code == 0 && marked.out.contains("\"ok\":true"), "a file may begin with a mark: {marked:?}");
    let name = "N".repeat(81);
    assert_eq!(refused(desk.home.run(&["--as", &name, "--room", desk.room(), "act", note], "")), "refuse-name-long");
}
