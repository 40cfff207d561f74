//! `review` and `report`: figures with their events, nobody named in what is handed on, and text that stays text.

use crate::kit::{Desk, raw};
use serde_json::{Value, json};

const HOSTILE: &str = "A12 made my kid sick <script>alert(1)</script> call 600 123 456 @marta_r";

/// An incident from its mentions to its review, at which Ana and Bea worked.
fn played() -> Desk {
    let desk = Desk::empty();
    let line = |(n, text): (usize, &str)| {
        // no time of its own: posted when it arrived
        let url = (n == 1).then_some("https://x.com/person1/status/1");
        json!({"id": n.to_string(), "platform": "x", "handle": format!("person{n}"), "text": text, "url": url})
            .to_string()
    };
    let texts = [HOSTILE, "A12 again?", "something else"];
    desk.well(&["follow", "-"], &texts.into_iter().enumerate().map(line).collect::<Vec<_>>().join("\n"));
    let id = |n| desk.sql::<i64>(&format!("SELECT id FROM v_mentions WHERE handle = 'person{n}'"));
    let (one, two) = (id(0), id(1));
    let text = "=We are checking A12, ask Ana.";
    let content = json!({"text": text, "channel": "x", "lang": "en"});
    let digest = serde_json::from_value::<gabinete::domain::response::Content>(content.clone()).unwrap().digest();
    for command in [
        json!({"do": "declare_self", "name": "Ana", "role": "incident_lead"}),
        json!({"do": "declare_incident", "title": "Batch A12", "severity": "SEV3", "lead": "Ana"}),
        json!({"do": "add_belonging", "incident": 1, "rule": {"query": "A12"}, "reason": "the batch"}),
        json!({"do": "dispose", "mentions": [two], "disposition": "let_stand", "reason": "a joke"}),
        json!({"do": "open_response", "title": "To all", "kind": "holding", "channel": "x", "answers": [one],
            "incident": 1}),
        json!({"do": "submit_response", "response": 1, "content": content, "waive": []}),
        json!({"do": "approve_response", "response": 1, "digest": digest, "aloud": "Bea"}),
        json!({"do": "add_entry", "kind": "went_well", "text": "Ana noticed it within minutes", "incident": 1}),
        json!({"do": "add_entry", "kind": "factor", "text": "the lot was on no list", "incident": 1}),
        json!({"do": "add_entry", "kind": "note", "text": "Bea's sister is ill", "incident": 1, "private": true}),
        json!({"do": "add_entry", "kind": "lucky", "text": "the sister called first", "incident": 1, "private": true}),
        json!({"do": "plan_action", "incident": 1, "text": "Listen for lots", "owner": "Ana",
            "due": "2027-01-01T00:00:00Z", "purpose": "detect", "verify": "a drill finds it"}),
    ] {
        let answer = desk.act(&command);
        let may_wait = ["submit_response", "approve_response"].contains(&command["do"].as_str().unwrap());
        assert!(answer["ok"] == true || may_wait, "{command}: {answer}");
    }
    desk
}

fn figure<'a>(json: &'a Value, what: &str) -> &'a Value {
    let all = json["data"]["figures"].as_array().unwrap();
    all.iter().find(|f| f["what"] == what && f["slice"]["by"] == "all").unwrap_or_else(|| panic!("no {what}"))
}

#[test]
fn a_review_tells_figures_with_their_events_in_both_languages() {
    let desk = played();
    let json: Value = serde_json::from_str(&desk.well(&["review", "--format", "json"], "")).unwrap();
    assert_eq!(figure(&json, "coverage")["value"], json!({"n": 1, "of": 2}), "{json}");
    let seq: i64 = desk.sql("SELECT seq FROM v_events WHERE kind = 'mentions_disposed'");
    assert_eq!(figure(&json, "coverage")["events"], json!([seq]));
    let declared: i64 = desk.sql("SELECT seq FROM v_events WHERE kind = 'incident_declared'");
    assert!(figure(&json, "detect")["events"].as_array().unwrap().contains(&json!(declared)));
    assert_eq!(json["tables"]["actions"][0]["verify"], "a drill finds it");
    assert_eq!(json["tables"]["actions"][0]["owner"], "Ana");
    let head: String = desk.sql("SELECT hash FROM v_events ORDER BY seq DESC LIMIT 1");
    assert_eq!(json["data"]["chain"]["hash"], head.as_str());
    for (lang, well) in [("en", "WHAT WENT WELL"), ("es", "QUÉ SALIÓ BIEN")] {
        let text = desk.well(&["review", "--text-lang", lang], "");
        assert!(text.contains(well) && text.contains("Ana noticed it within minutes"), "{text}");
        assert!(text.contains("Bea's sister"), "the person at this terminal reads all");
        assert!(!text.contains("review-"), "a word is missing: {text}");
        assert_eq!(raw(&text), None);
    }
    let md = desk.well(&["review", "--format", "md"], "");
    assert!(md.starts_with("# ") && md.contains("\n| "), "{md}");
}

#[test]
fn a_room_without_incidents_has_nothing_to_review_and_says_so() {
    let desk = Desk::with(&["hello acme"]);
    let none = desk.run(&["review"], "");
    assert!(none.code == 1 && none.err.contains("no incident yet"), "{none:?}");
    let other = desk.run(&["review", "--incident", "7"], "");
    assert!(other.code == 1 && other.err.contains("no such incident"), "{other:?}");
}

#[test]
fn what_is_handed_on_speaks_of_roles_and_names_nobody() {
    let desk = played();
    for format in ["html", "md", "csv", "json"] {
        for lang in ["en", "es"] {
            let said = desk.well(&["report", "--format", format, "--text-lang", lang], "");
            for never in ["Ana ", "Bea", "sister", "marta_r", "600 123 456", "<script>", "review-"] {
                assert!(!said.contains(never), "{never} in {format}: {said}");
            }
            assert_eq!(raw(&said.replace("\r\n", "\n")), None);
        }
    }
    let own = desk.well(&["report", "--format", "md", "--personal"], "");
    assert!(own.contains("Ana noticed") && own.contains("Bea's sister"));
    let masked = desk.well(&["report", "--format", "md", "--personal", "--share"], "");
    assert!(!masked.contains("Ana noticed") && !masked.contains("sister"), "a shared screen stays one");
    let shared = desk.well(&["review", "--share"], "");
    assert!(!shared.contains("Ana noticed") && shared.contains("noticed it within minutes"), "{shared}");
}

#[test]
fn whoever_is_named_anywhere_is_a_role_and_a_word_that_names_nobody_stays() {
    let desk = played();
    let said = "Ana was fast. Bea Soto forgot the statement, Eva Luna to call, Iris to ask. Read from stdin in time.";
    for command in [
        json!({"do": "assign_role", "incident": 1, "role": "legal", "to": "Bea Soto"}),
        json!({"do": "add_item", "incident": 1, "list": "media", "text": "ask them", "owner": "Eva Luna"}),
        json!({"do": "declare_incident", "title": "Another", "severity": "SEV4", "lead": "Iris"}),
        json!({"do": "add_entry", "kind": "went_badly", "text": said, "incident": 1}),
    ] {
        let answer = desk.act(&command);
        assert_eq!(answer["ok"], true, "{command}: {answer}");
    }
    let of_one = ["--incident", "1"];
    for args in [&["report", "--format", "html"][..], &["report", "--format", "md"], &["review", "--share"]] {
        let page = desk.well(&[args, &of_one].concat(), "");
        for never in ["Ana", "Bea", "Soto", "Eva", "Luna", "Iris"] {
            assert!(!page.contains(never), "{never}: {page}");
        }
        let page = page.replace("\\.", ".");
        let told = "Incident lead was fast. Legal counsel forgot the statement, ••• to call, Incident lead to ask. Read from stdin";
        assert!(page.contains(told), "{args:?}: {page}");
    }
}

#[test]
fn an_action_item_goes_with_the_next_incident_until_somebody_else_has_verified_it() {
    let desk = played();
    let next = json!({"do": "declare_incident", "title": "Batch A13", "severity": "SEV4"});
    assert_eq!(desk.act(&next)["ok"], true);
    let left = |desk: &Desk| {
        let said = desk.well(&["review", "--incident", "2", "--format", "json"], "");
        serde_json::from_str::<Value>(&said).unwrap()["tables"]["left"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(left(&desk), 1);
    let verified = json!({"do": "step_action", "item": 1, "to": "verified", "note": "the drill found it"});
    assert_eq!(desk.act(&verified)["ok"], false, "its owner does not verify it");
    assert_eq!(left(&desk), 1);
    assert_eq!(desk.act_as("Bea", &verified)["ok"], true);
    assert_eq!(left(&desk), 0);
    desk.check();
}

#[test]
fn what_was_handed_on_in_calm_days_is_left_by_no_incident() {
    let desk = played();
    let mention: i64 = desk.sql("SELECT id FROM v_mentions WHERE handle = 'person2'");
    let hand = json!({"do": "hand_theme", "phrase": "zip broke", "owner": "Marta", "note": "look at lot 12",
        "mentions": [mention]});
    let said = desk.act(&hand);
    assert_eq!(said["ok"], true, "{said}");
    let json: Value = serde_json::from_str(&desk.well(&["review", "--format", "json"], "")).unwrap();
    assert_eq!(json["tables"]["left"][0]["what"], "zip broke: look at lot 12", "{json}");
}

#[test]
fn a_name_is_a_role_for_others_however_its_accents_are_written() {
    let desk = played();
    for (who, text) in [("José", "the lab was called first"), ("Ana", "Jose knew the lab; JOSÉ called it")] {
        let note = json!({"do": "add_entry", "kind": "went_well", "text": text, "incident": 1});
        assert_eq!(desk.act_as(who, &note)["ok"], true, "{text}");
    }
    let own = desk.well(&["report", "--format", "md", "--personal"], "");
    assert!(own.contains("Jose knew the lab"), "{own}");
    let others = desk.well(&["report", "--format", "md"], "");
    assert!(others.contains("knew the lab") && !others.to_lowercase().contains("jos"), "{others}");
}

#[test]
fn every_row_of_csv_ends_as_csv_does_and_has_as_many_cells_as_its_head() {
    let desk = played();
    let one = desk.well(&["report", "--format", "csv", "--table", "metrics"], "");
    let all = desk.well(&["report", "--format", "csv"], "");
    for csv in [&one, &all] {
        assert!(csv.ends_with("\r\n") && !csv.contains("\\u000d"), "{csv}");
        assert_eq!(csv.matches("\r\n").count(), csv.matches('\n').count(), "every line: {csv}");
        assert_eq!(raw(&csv.replace("\r\n", "\n")), None);
    }
    let head: String = desk.sql("SELECT hash FROM v_events ORDER BY seq DESC LIMIT 1");
    let beside = desk.run(&["report", "--format", "csv", "--table", "metrics"], "").err;
    assert!(all.starts_with("report\r\nReview of INC-1: Batch A12\r\n"), "{all}");
    assert!(all.contains(&head) && beside.contains(&head) && !one.contains(&head), "{beside}");
    let mut reader = csv::ReaderBuilder::new().from_reader(one.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().next_back(), Some("Events"));
    assert!(reader.records().all(|row| row.unwrap()[5].chars().all(|c| "#0123456789 ".contains(c))), "{one}");
}

#[test]
fn one_table_or_a_sentence() {
    let desk = played();
    let csv = desk.well(&["report", "--format", "csv", "--table", "metrics"], "");
    assert!(csv.starts_with("What,Of,Result,Target,Met,Events\r\n"), "{csv}");
    let md = desk.well(&["report", "--format", "md", "--table", "metrics"], "");
    assert!(md.starts_with("| What | Of |") && !md.contains("\n#"), "{md}");
    assert_eq!(desk.run(&["report", "--format", "json", "--table", "metrics"], "").code, 2);
    let no = desk.run(&["report", "--table", "nothing"], "");
    assert!(no.code == 2 && no.err.contains("metrics, actions"), "{no:?}");
    let none = desk.run(&["review", "--incident", "9"], "");
    assert_eq!(none.code, 1);
    assert_eq!(Desk::with(&["x"]).run(&["report"], "").code, 1, "nothing to report of");
}

/// Whoever reads a shared page learns of nobody by a part of their name either; a word like any other stays, and whoever
/// hands the page on is told so.
#[test]
fn a_shared_page_names_nobody_by_a_part_of_their_name() {
    let desk = Desk::empty();
    let line = json!({"id": "1", "platform": "x", "author": "Marta Rioseco", "handle": "mrioseco", "text": "A12 made me sick"});
    desk.well(&["follow", "-"], &line.to_string());
    let one = desk.sql::<i64>("SELECT id FROM v_mentions");
    for command in [
        json!({"do": "declare_self", "name": "Ana Bell", "role": "incident_lead"}),
        json!({"do": "declare_incident", "title": "A12", "severity": "SEV3", "lead": "Ana Bell", "about": {"query": "A12"}}),
        json!({"do": "add_affected", "incident": 1, "mention": one, "name": "Marta Rioseco"}),
        json!({"do": "claim", "mentions": [one], "owner": "Ana Bell"}),
        json!({"do": "assign_role", "incident": 1, "role": "legal", "to": "Iker Guerra"}),
        json!({"do": "add_entry", "kind": "note", "text": "Señora Rioseco called again", "incident": 1}),
        json!({"do": "add_entry", "kind": "went_well", "text": "Marta is calmer, #MartaRioseco trends", "incident": 1}),
        json!({"do": "add_entry", "kind": "lucky", "text": "Bell spoke with @mrioseco; a war, says Guerra", "incident": 1}),
        json!({"do": "add_entry", "kind": "factor", "text": "Ana Bell's idea; ANA was late", "incident": 1}),
    ] {
        desk.act(&command);
    }
    for args in [&["review", "--share"][..], &["report", "--format", "md"], &["report", "--format", "csv"]] {
        let run = desk.run(args, "");
        for gone in ["Rioseco", "Marta", "Bell", "ANA", "Ana", "mrioseco"] {
            assert!(!run.out.contains(gone), "{args:?}: {gone} is in {}", run.out);
        }
        assert!(run.out.contains("Incident lead spoke with") && run.err.contains("Guerra"), "{run:?}");
    }
    let own = desk.run(&["report", "--personal", "--format", "md"], "");
    assert!(own.out.contains("Bell spoke with") && !own.err.contains("Guerra"), "{own:?}");
}

#[test]
fn what_was_put_into_an_incident_is_in_its_review_and_its_report() {
    let desk = played();
    let due = "2027-01-01T00:00:00Z";
    for command in [
        json!({"do": "declare_incident", "title": "Two", "severity": "SEV4"}),
        json!({"do": "add_affected", "incident": 2, "name": "Zed", "note": "called"}),
        json!({"do": "add_fact", "incident": 2,
            "fact": {"status": "confirmed", "en": "FACTTWO", "es": "FACTTWO", "source": "x"}}),
        json!({"do": "add_entry", "kind": "went_well", "text": "WELLTWO", "incident": 2}),
        json!({"do": "plan_action", "incident": 2, "text": "ACTTWO", "owner": "Bea", "due": due, "purpose": "detect",
            "verify": "x"}),
        json!({"do": "merge_incident", "incident": 2, "into": 1, "reason": "one story"}),
    ] {
        let said = desk.act(&command);
        assert_eq!(said["ok"], true, "{command}: {said}");
    }
    for args in [&["review"][..], &["report", "--format", "md"]] {
        let page = desk.well(args, "");
        assert!(page.contains("Batch A12"), "what it was put into is the one that is told of: {page}");
        assert!(["FACTTWO", "WELLTWO", "0 of 1"].iter().all(|said| page.contains(said)), "{page}");
    }
    let json: Value = serde_json::from_str(&desk.well(&["review", "--format", "json"], "")).unwrap();
    let tables = &json["tables"];
    assert_eq!(tables["actions"][1]["what"], "INC-2: ACTTWO", "{tables}");
    assert!(tables["left"].is_null(), "{tables}");
}

#[test]
fn the_head_tells_dates_severity_over_time_the_zone_and_how_far_the_review_is() {
    let desk = played();
    let graver = |to: &str| json!({"do": "change_severity", "incident": 1, "to": to, "reason": "r"});
    let head =
        |args: &[&str]| desk.well(&[&["review"], args].concat(), "").lines().take(6).collect::<Vec<_>>().join("\n");
    let first = head(&[]);
    assert!(first.contains("SEV3 · active") && !first.contains("Severity over time"), "{first}");
    for to in ["SEV1", "SEV4"] {
        let said = desk.act(&graver(to));
        assert_eq!(said["ok"], true, "{said}");
    }
    let now = head(&[]);
    assert!(
        now.contains("SEV4 · active") && now.contains("Severity over time: SEV3 ") && now.contains(" → SEV1 "),
        "{now}"
    );
    assert!(now.contains("goes on · times in CET"), "{now}");
    assert!(now.contains("This review: a draft, since the incident goes on · written by Ana"), "{now}");
    assert!(!head(&["--share"]).contains("by Ana"), "by role");
    let csv = desk.well(&["report", "--format", "csv", "--table", "timeline"], "");
    assert!(csv.starts_with("Events,When (CET),"), "{csv}");
}

#[test]
fn a_row_of_the_timeline_leads_to_its_post_for_who_may_see_it() {
    let desk = played();
    let table = |more: &[&str]| desk.well(&[&["report", "--format", "csv", "--table", "timeline"], more].concat(), "");
    let own = table(&["--personal"]);
    let row = own.lines().find(|line| line.contains("a joke")).unwrap();
    assert!(row.ends_with(",https://x.com/person1/status/1"), "{row}");
    assert!(!table(&[]).contains("person1"));
}

#[test]
fn a_shared_review_says_a_role_alone() {
    let desk = played();
    let role = json!({"do": "assign_role", "incident": 1, "role": "legal", "to": "Isa"});
    assert_eq!(desk.act(&role)["ok"], true);
    let own = desk.well(&["review"], "");
    assert!(own.contains("Isa has it"), "{own}");
    let shared = desk.well(&["review", "--share"], "");
    assert!(shared.contains(": filled") && !shared.contains("has it"), "{shared}");
}

#[test]
fn an_entry_stands_at_the_hour_of_happening_and_what_was_put_right_or_taken_back_says_so() {
    let desk = played();
    let early = json!({"do": "add_entry", "text": "WRONGTEXT", "incident": 1, "at": "2026-01-02T03:04:00Z"});
    let seq = desk.act(&early)["events"][0]["seq"].as_i64().unwrap();
    assert_eq!(desk.act(&json!({"do": "correct_entry", "seq": seq, "text": "RIGHTTEXT"}))["ok"], true);
    let decision: i64 = desk.sql("SELECT decision FROM v_events WHERE kind = 'mentions_disposed'");
    assert_eq!(desk.act(&json!({"do": "undo", "decision": decision}))["ok"], true);
    for args in [&["review"][..], &["report", "--format", "md", "--personal"], &["report", "--format", "csv"]] {
        let page = desk.well(args, "");
        let line = page.lines().find(|line| line.contains("2026-01-02 04:04")).unwrap_or_else(|| panic!("{page}"));
        let told = ["RIGHTTEXT", &format!("corrected by #{}", seq + 1), "(logged 20"];
        assert!(told.iter().all(|said| line.contains(said)) && !line.contains("WRONGTEXT"), "{line}");
        assert!(page.contains("undone (#") && page.contains(&format!("Decision {decision} taken back")), "{page}");
    }
}
