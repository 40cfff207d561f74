use super::*;
use crate::domain::time::{DAY, HOUR, MINUTE};

/// The smallest plan without faults.
const SMALL: &str = r#"[plan]
name = "Small"
languages = ["en", "es"]

[[role]]
code = "legal"
title = { en = "Legal", es = "Jurídico" }

[[severity]]
level = "SEV1"
title = { en = "Critical", es = "Crítica" }
acknowledge = "5m"
declare = "15m"
approval = "20m"

[[severity]]
level = "SEV2"
title = { en = "High", es = "Alta" }
acknowledge = "10m"
declare = "20m"
approval = "1h"

[[severity]]
level = "SEV3"
title = { en = "Medium", es = "Media" }
acknowledge = "30m"
declare = "1h"
approval = "4h"

[[severity]]
level = "SEV4"
title = { en = "Low", es = "Baja" }
acknowledge = "4h"
declare = "8h"
approval = "1d"

[[band]]
band = "P1"
answer = "15m"
[[band]]
band = "P2"
answer = "1h"
[[band]]
band = "P3"
answer = "4h"
[[band]]
band = "P4"
answer = "1d"

[[approval]]
text = "holding"
title = { en = "Holding", es = "Inicial" }
SEV1 = ["legal"]
"#;

/// Faults of the small plan and what is written after it, as `line of the addition:column key arg=value ...`.
fn faults(addition: &str) -> Vec<String> {
    let source = format!("{SMALL}{addition}");
    told(&source, SMALL.matches('\n').count())
}

fn told(source: &str, before: usize) -> Vec<String> {
    let faults = Plan::parse(source).expect_err("has faults");
    let tell = |f: &Fault| {
        let args: String = f.args.iter().map(|(name, value)| format!(" {name}={}", value.as_str())).collect();
        format!("{}:{} {}{args}", f.line as i64 - before as i64, f.column, f.key)
    };
    faults.iter().map(tell).collect()
}

fn task(code: &str, more: &str) -> String {
    format!(
        "[[task]]\ncode = \"{code}\"\nphase = \"detect\"\nowner = \"legal\"\ntitle = {{ en = \"Do\", es = \"Hacer\" }}\n{more}\n"
    )
}

#[test]
fn the_small_plan_has_no_faults() {
    let plan = Plan::parse(SMALL).unwrap();
    assert_eq!(plan.languages, [Lang::En, Lang::Es]);
    assert_eq!(plan.clock(Severity::Sev3).approval, 4 * HOUR);
    assert_eq!(plan.clock(Severity::Sev3).sitrep, None);
}

#[test]
fn broken_toml_is_told_with_its_place() {
    assert_eq!(
        told("[plan]\nname = \"x\nversion = 1\n", 0)[0],
        "2:10 plan-fault-syntax detail=invalid basic string, expected `\"`"
    );
    let twice = told("[plan]\nname = \"a\"\nname = \"b\"\n", 0);
    assert!(twice[0].starts_with("3:1 plan-fault-syntax"), "{twice:?}");
    let big = "#".repeat(MAX_BYTES + 1);
    assert_eq!(told(&big, 0), ["1:1 plan-fault-too-big limit=512"]);
}

#[test]
fn a_column_counts_characters_not_bytes() {
    let found = faults(&task("A1", "due = { SEV1 = \"TD\", ñu = \"TD\" }"));
    assert!(found[0].contains("plan-fault-syntax"), "{found:?}");
    let found = faults("[[outlet]]\nname = \"ñññ\"\nhandles = [\"ñé\", 5]\nkind = \"media\"\n");
    assert_eq!(found, ["3:18 plan-fault-wrong-kind name=handles expected=text"]);
}

#[test]
fn keys_that_are_not_known_missing_or_of_the_wrong_kind() {
    assert_eq!(
        faults("[voice]\nslogan = \"x\"\n"),
        ["2:1 plan-fault-unknown-key name=slogan section=voice known=key_messages, do_not_say"]
    );
    assert!(faults("[[colour]]\n")[0].starts_with("1:3 plan-fault-unknown-key name=colour section="));
    assert_eq!(faults("[[role]]\ncode = \"hr\"\n"), ["1:1 plan-fault-missing-key name=title section=role"]);
    assert_eq!(
        faults("[[role]]\ncode = 5\ntitle = { en = \"a\", es = \"b\" }\n"),
        ["2:8 plan-fault-wrong-kind name=code expected=text"]
    );
    assert_eq!(
        faults("[[role]]\ncode = \"hr\"\ntitle = \"HR\"\n"),
        ["3:9 plan-fault-wrong-kind name=title expected=languages"]
    );
    assert_eq!(faults("[voice]\ndo_not_say = 3\n"), ["2:14 plan-fault-wrong-kind name=do_not_say expected=list"]);
    assert_eq!(faults(&task("A1", "severity = \"2\"")), ["6:12 plan-fault-wrong-kind name=severity expected=number"]);
    assert_eq!(faults(&task("A1", "severity = 5")), ["6:12 plan-fault-bad-number name=severity low=1 high=4"]);
    assert_eq!(faults(&task("", "")), ["2:8 plan-fault-empty name=code"]);
    assert_eq!(faults(&task("A 1", "")), ["2:8 plan-fault-bad-code text=A 1"]);
    let long = "x".repeat(5_001);
    assert_eq!(
        faults(&format!("[voice]\ndo_not_say = [\"{long}\"]\n")),
        ["2:15 plan-fault-too-long name=do_not_say limit=5000"]
    );
    let many = "\"x\",".repeat(501);
    assert_eq!(
        faults(&format!("[voice]\ndo_not_say = [{many}]\n")),
        ["2:14 plan-fault-too-many name=do_not_say limit=500"]
    );
}

#[test]
fn roles_that_the_plan_does_not_have() {
    let owner = task("A1", "").replace("\"legal\"", "\"lawyer\"");
    assert_eq!(faults(&owner), ["4:9 plan-fault-unknown-role role=lawyer"]);
    let shape = task("A1", "").replace("\"legal\"", "\"The lawyer\"");
    assert_eq!(faults(&shape), ["4:9 plan-fault-bad-role text=The lawyer"]);
    let approval =
        "[[approval]]\ntext = \"update\"\ntitle = { en = \"a\", es = \"b\" }\nSEV2 = [\"legal\", \"boss\"]\n";
    assert_eq!(faults(approval), ["4:18 plan-fault-unknown-role role=boss"]);
}

#[test]
fn tasks_that_wait_for_nothing_or_for_each_other() {
    assert_eq!(faults(&task("A1", "after = [\"Z9\"]")), ["6:10 plan-fault-unknown-after task=A1 code=Z9"]);
    let circle = task("A1", "after = [\"A3\"]") + &task("A2", "after = [\"A1\"]") + &task("A3", "after = [\"A2\"]");
    assert_eq!(faults(&circle), ["6:10 plan-fault-cycle path=A1 → A3 → A2 → A1"]);
    assert_eq!(faults(&task("A1", "after = [\"A1\"]")), ["6:10 plan-fault-cycle path=A1 → A1"]);
}

#[test]
fn a_code_given_twice_names_the_first_line() {
    let line = SMALL.matches('\n').count() + 2;
    assert_eq!(
        faults(&(task("A1", "") + &task("A1", ""))),
        [format!("8:8 plan-fault-duplicate-of code=A1 line={line}")]
    );
    assert_eq!(
        faults("[[role]]\ncode = \"legal\"\ntitle = { en = \"a\", es = \"b\" }\n"),
        ["2:8 plan-fault-duplicate-of code=legal line=6"]
    );
    assert_eq!(faults("[[band]]\nband = \"P1\"\nanswer = \"5m\"\n"), ["2:8 plan-fault-duplicate code=P1"]);
}

#[test]
fn times_that_cannot_be_read() {
    assert_eq!(faults(&task("A1", "due = \"T+5m\"")), ["6:7 plan-fault-bad-due text=T+5m"]);
    assert_eq!(faults(&task("A1", "due = { SEV1 = \"TD+5\" }")), ["6:16 plan-fault-bad-due text=TD+5"]);
    assert_eq!(
        faults(&task("A1", "due = { SEV5 = \"TD\" }")),
        ["6:9 plan-fault-unknown-key name=SEV5 section=due known=SEV1, SEV2, SEV3, SEV4"]
    );
    let source = SMALL.replace("answer = \"4h\"", "answer = \"4 hours\"");
    assert_eq!(told(&source, 0), ["45:10 plan-fault-bad-duration text=4 hours"]);
}

#[test]
fn values_that_are_not_one_of_those_there_are() {
    assert_eq!(
        faults(&task("A1", "").replace("detect", "panic")),
        ["3:9 plan-fault-unknown-value text=panic known=prepare, detect, first15, first_hour, first_day, recover"]
    );
    let found = faults(&task("A1", "rhythm = \"often\""));
    assert!(found[0].starts_with("6:10 plan-fault-unknown-value text=often known=promise, shift"), "{found:?}");
    let found = faults("[[variant]]\ntype = \"strike\"\n");
    assert!(found[0].starts_with("2:8 plan-fault-unknown-value text=strike"), "{found:?}");
    let source = SMALL.replace("[\"en\", \"es\"]", "[\"en\", \"ca\"]");
    assert_eq!(told(&source, 0), ["3:20 plan-fault-unknown-value text=ca known=en, es"]);
    let source = SMALL.replace("level = \"SEV3\"", "level = \"SEV9\"");
    assert_eq!(
        told(&source, 0),
        [
            "1:1 plan-fault-missing-level section=severity level=SEV3",
            "24:9 plan-fault-unknown-value text=SEV9 known=SEV1, SEV2, SEV3, SEV4"
        ]
    );
    let found = faults("[[platform]]\ncode = \"x\"\ntitle = \"X\"\nrule = \"y\"\npost = 1\nchecked_on = \"2026\"\n");
    assert_eq!(found, ["4:8 plan-fault-unknown-value text=y known=x, graphemes_bytes, mastodon, chars, none"]);
}

#[test]
fn a_title_in_every_language_of_the_plan() {
    let one = task("A1", "").replace(", es = \"Hacer\"", "");
    assert_eq!(faults(&one), ["5:9 plan-fault-missing-language name=title language=es"]);
    let empty = task("A1", "").replace("\"Hacer\"", "\" \"");
    assert_eq!(faults(&empty), ["5:9 plan-fault-missing-language name=title language=es"]);
    let spanish = format!("{SMALL}{one}").replace("[\"en\", \"es\"]", "[\"en\"]");
    let plan = Plan::parse(&spanish).unwrap();
    assert_eq!(plan.tasks[0].title.get(Lang::Es).as_str(), "Do", "the one language stands in for the other");
}

#[test]
fn templates_fill_in_only_what_the_plan_names() {
    let template = |text: &str| {
        format!("[[template]]\ncode = \"t\"\ntext_type = \"holding\"\ntext = {{ en = \"Hi\", es = \"{text}\" }}\n")
    };
    assert_eq!(faults(&template("Hola {quien}")), ["4:26 plan-fault-unknown-placeholder name=quien"]);
    for text in ["Hola {quien", "Hola quien}", "Hola }{"] {
        assert!(faults(&template(text)).contains(&"4:26 plan-fault-open-brace".to_owned()), "{text}");
    }
    assert_eq!(faults(&template("Hola").replace("holding", "poem")), ["3:13 plan-fault-unknown-text-type text=poem"]);
}

#[test]
fn all_faults_are_told_in_order_and_no_more_than_the_bound() {
    let found = faults(&(task("A1", "after = [\"Z1\"]\ndue = \"x\"\ncolour = 1") + &task("A1", "severity = 9")));
    let keys: Vec<&str> = found.iter().map(|f| f.split(' ').nth(1).unwrap()).collect();
    assert_eq!(
        keys,
        [
            "plan-fault-unknown-after",
            "plan-fault-bad-due",
            "plan-fault-unknown-key",
            "plan-fault-duplicate-of",
            "plan-fault-bad-number"
        ]
    );
    let many: String = (0..400).map(|n| task(&format!("A{n}"), "due = \"x\"")).collect();
    let found = faults(&many);
    assert_eq!(found.len(), MAX_FAULTS);
    assert!(found[MAX_FAULTS - 1].ends_with("plan-fault-more"));
}

#[test]
fn a_task_of_many_ways_back_does_not_take_for_ever() {
    let mut source = SMALL.to_owned();
    for n in 0..120 {
        let after = match n {
            0 => String::new(),
            1 => "after = [\"A0\"]".into(),
            n => format!("after = [\"A{}\", \"A{}\"]", n - 1, n - 2),
        };
        source += &task(&format!("A{n}"), &format!("{after}\nseverity = {}", if n == 119 { 4 } else { 1 }));
    }
    let steps = Plan::parse(&source).unwrap().checklist(Severity::Sev4, IncidentType::Unknown);
    assert_eq!(steps.len(), 1);
    assert!(steps[0].after.is_empty());
}

/// The core checklist as practice has it, but that no task waits for one that is due after it, and that pausing what is
/// scheduled waits for nothing: code, owner, due or rhythm, after, the mildest severity.
const CORE: [(&str, &str, &str, &str, u8); 57] = [
    ("P01", "comms_lead", "quarterly", "", 4),
    ("P02", "deputy", "monthly", "P01", 4),
    ("P03", "legal", "half_yearly", "P01", 4),
    ("P04", "listening", "monthly", "", 4),
    ("P05", "listening", "monthly", "", 4),
    ("P06", "social_lead", "quarterly", "", 4),
    ("P07", "social_lead", "yearly", "", 4),
    ("P08", "incident_lead", "half_yearly", "P03", 4),
    ("P09", "legal", "yearly", "", 4),
    ("P10", "social_lead", "yearly", "P03", 4),
    ("D01", "social_lead", "T0+5m", "", 4),
    ("D02", "social_lead", "T0+10m", "D01", 4),
    ("D03", "responder", "T0+10m", "D01", 4),
    ("D04", "social_lead", "T0+10m", "D02", 4),
    ("D05", "incident_lead", "T0+15m", "D04", 3),
    ("D06", "incident_lead", "TD", "", 3),
    ("F01", "incident_lead", "TD+2m", "D06", 3),
    ("F02", "social_lead", "TD+5m", "", 2),
    ("F03", "paid", "TD+10m", "", 2),
    ("F04", "internal", "TD+15m", "F01", 2),
    ("F05", "deputy", "TD+10m", "D04", 2),
    ("F06", "scribe", "TD+10m", "D06", 2),
    ("F07", "comms_lead", "TD+10m", "F06", 2),
    ("F08", "incident_lead", "TD+15m TD+30m", "F07,F02", 2),
    ("F09", "legal", "TD+15m", "D03", 2),
    ("H01", "social_lead", "TD+20m TD+35m", "F08", 2),
    ("H02", "care", "TD+30m", "F06", 2),
    ("H03", "responder", "TD+20m continuous", "D06", 3),
    ("H04", "responder", "TD+30m", "H02", 3),
    ("H05", "scribe", "TD+30m", "F06", 2),
    ("H06", "comms_lead", "TD+30m", "H05", 2),
    ("H07", "comms_lead", "TD+45m", "F06", 2),
    ("H08", "media", "TD+45m", "H07", 2),
    ("H09", "comms_lead", "promise", "H01", 2),
    ("H10", "listening", "TD+45m", "F06", 3),
    ("H11", "legal", "TD+1h", "F05", 2),
    ("H12", "deputy", "TD+1h", "F01", 2),
    ("G01", "social_lead", "promise", "H09", 2),
    ("G02", "incident_lead", "TD+4h", "H07", 2),
    ("G03", "comms_lead", "TD+4h", "H10", 3),
    ("G04", "care", "TD+8h", "H04", 3),
    ("G05", "internal", "TD+4h", "H07", 2),
    ("G06", "deputy", "shift", "H12", 2),
    ("G07", "comms_lead", "TD+10h", "G02", 2),
    ("G08", "dpo", "T0+3d", "F05", 2),
    ("G09", "social_lead", "continuous", "P07", 3),
    ("R01", "incident_lead", "TC+3d", "", 2),
    ("R02", "comms_lead", "TR", "R01", 2),
    ("R03", "social_lead", "TR+4h", "R01", 2),
    ("R04", "incident_lead", "TR", "", 3),
    ("R05", "incident_lead", "TR+1d", "R01", 2),
    ("R06", "comms_lead", "TR+1d", "R02", 2),
    ("R07", "pir_owner", "TR+3d TR+1w", "R05", 2),
    ("R08", "pir_owner", "meeting", "R07", 2),
    ("R09", "dpo", "TX", "R07", 3),
    ("R10", "listening", "TX+1w", "R07", 3),
    ("R11", "comms_lead", "TX+30d TX+90d", "R08", 2),
];

/// When a task is due, as the table above writes it.
fn when(task: &Task) -> String {
    let mut dues: Vec<String> = task.due.iter().chain([&task.again]).flatten().map(Due::to_string).collect();
    dues.dedup();
    let rhythm = task.rhythm.map(|r| serde_json::to_value(r).unwrap().as_str().unwrap().to_owned());
    dues.into_iter().chain(rhythm).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_built_in_plan_has_the_whole_core_once_as_practice_has_it() {
    let plan = Plan::builtin();
    let core: Vec<&Task> = plan.tasks.iter().filter(|t| t.kind.is_none()).collect();
    assert_eq!(core.len(), CORE.len());
    for (task, (code, owner, due, after, severity)) in core.iter().zip(CORE) {
        assert_eq!(task.code, code);
        assert_eq!(task.owner.as_str(), owner, "{code}");
        assert_eq!(when(task), due, "{code}");
        assert_eq!(task.after.join(","), after, "{code}");
        assert_eq!(task.severity.level(), severity, "{code}");
        let phase = match &code[..1] {
            "P" => Phase::Prepare,
            "D" => Phase::Detect,
            "F" => Phase::First15,
            "H" => Phase::FirstHour,
            "G" => Phase::FirstDay,
            _ => Phase::Recover,
        };
        assert_eq!(task.phase, phase, "{code}");
    }
}

#[test]
fn every_type_but_unknown_has_tasks_traps_and_every_type_a_template() {
    let plan = Plan::builtin();
    for kind in IncidentType::ALL {
        let own = plan.tasks.iter().filter(|t| t.kind == Some(kind)).count();
        if kind != IncidentType::Unknown {
            assert!(own >= 5 && plan.traps(kind).len() >= 2, "{kind:?}");
        }
        let template = plan.templates_for(kind).next().expect("a template");
        assert!(plan.approval(&template.text_type).is_some());
    }
    assert!(plan.tasks.iter().filter(|t| t.kind.is_some()).all(|t| t.code.starts_with("V-")));
}

#[test]
fn titles_of_the_checklist_are_short_and_have_no_stop() {
    for task in Plan::builtin().tasks {
        for title in [&task.title.en, &task.title.es] {
            let title = title.as_str();
            assert!(title.chars().count() <= 72 && !title.ends_with('.'), "{title}");
        }
    }
}

#[test]
fn the_built_in_roles_are_the_known_ones() {
    let codes: Vec<String> = Plan::builtin().roles.iter().map(|p| p.role.to_string()).collect();
    assert_eq!(codes, Role::KNOWN);
}

#[test]
fn a_checklist_has_what_its_severity_and_type_ask_in_order() {
    let plan = Plan::builtin();
    let codes =
        |severity, kind| -> Vec<String> { plan.checklist(severity, kind).into_iter().map(|s| s.code).collect() };
    assert_eq!(codes(Severity::Sev4, IncidentType::Outage), ["D01", "D02", "D03", "D04"]);
    let grave = plan.checklist(Severity::Sev1, IncidentType::ProductFailure);
    assert_eq!(grave.len(), 47 + 8);
    assert!(grave.windows(2).all(|w| w[0].phase <= w[1].phase));
    let place = |code: &str| grave.iter().position(|s| s.code == code).unwrap();
    assert!(place("F09") < place("V-PF1") && place("V-PF1") < place("H01"));
    let known: Vec<&str> = grave.iter().map(|s| s.code.as_str()).collect();
    assert!(grave.iter().flat_map(|s| &s.after).all(|code| known.contains(&code.as_str())));
}

#[test]
fn due_follows_the_severity() {
    let plan = Plan::builtin();
    let due = |severity| {
        let steps = plan.checklist(severity, IncidentType::Unknown);
        steps.into_iter().find(|s| s.code == "F08").and_then(|s| s.due).unwrap().offset_ms
    };
    assert_eq!((due(Severity::Sev1), due(Severity::Sev2)), (15 * MINUTE, 30 * MINUTE));
}

#[test]
fn what_is_not_on_the_list_blocks_nothing_but_what_it_waits_for_still_does() {
    let plan = Plan::builtin();
    let after = |severity, code: &str| {
        let steps = plan.checklist(severity, IncidentType::Unknown);
        steps.into_iter().find(|s| s.code == code).unwrap().after
    };
    assert_eq!(after(Severity::Sev2, "H04"), ["H02"]);
    assert_eq!(after(Severity::Sev3, "H04"), ["D06"], "H02 and F06 are not there at SEV3");
    assert!(after(Severity::Sev1, "G09").is_empty(), "P07 belongs to preparing");
}

#[test]
fn raising_severity_or_naming_the_type_attaches_only_what_is_missing() {
    let plan = Plan::builtin();
    let have: Vec<String> = plan.checklist(Severity::Sev3, IncidentType::Unknown).into_iter().map(|s| s.code).collect();
    assert!(plan.missing(&have, Severity::Sev3, IncidentType::Unknown).is_empty());
    let more = plan.missing(&have, Severity::Sev1, IncidentType::DataBreach);
    assert_eq!(more.len() + have.len(), plan.checklist(Severity::Sev1, IncidentType::DataBreach).len());
    assert!(more.iter().any(|s| s.code == "F02") && more.iter().any(|s| s.code == "V-DB3"));
    let preparing: Vec<String> = plan.preparation().into_iter().map(|s| s.code).collect();
    assert_eq!((preparing.len(), preparing[0].as_str()), (10, "P01"));
}

#[test]
fn approvals_clocks_and_limits_are_those_of_practice() {
    let plan = Plan::builtin();
    let by = |text: &str, severity| -> String {
        plan.approvers(text, severity).iter().map(Role::as_str).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(by("holding_precleared", Severity::Sev1), "incident_lead");
    assert_eq!(by("holding", Severity::Sev1), "comms_lead legal exec");
    assert_eq!(by("reply", Severity::Sev3), "responder");
    assert_eq!(by("breach_notice", Severity::Sev4), "", "no such text at SEV4");
    assert_eq!(by("poem", Severity::Sev1), "");
    assert_eq!(plan.approval("update").unwrap().if_liability, [Role::parse("legal").unwrap()]);
    for kind in crate::domain::response::ResponseKind::ALL {
        let code = serde_json::to_value(kind).unwrap();
        assert!(Severity::ALL.iter().all(|s| !plan.approvers(code.as_str().unwrap(), *s).is_empty()), "{code}");
    }
    let clocks = Severity::ALL.map(|s| plan.clock(s));
    assert_eq!(clocks.map(|c| c.acknowledge), [5 * MINUTE, 10 * MINUTE, 30 * MINUTE, 4 * HOUR]);
    assert_eq!(clocks.map(|c| c.approval), [20 * MINUTE, HOUR, 4 * HOUR, DAY]);
    assert_eq!(clocks.map(|c| c.sitrep), [Some(30 * MINUTE), Some(HOUR), Some(4 * HOUR), None]);
    assert_eq!(clocks.map(|c| c.public_ack), [Some(15 * MINUTE), Some(30 * MINUTE), Some(2 * HOUR), None]);
    let bands = [Band::P1, Band::P2, Band::P3, Band::P4].map(|b| plan.band_clock(b));
    assert_eq!(bands, [15 * MINUTE, HOUR, 4 * HOUR, DAY]);
    assert_eq!(plan.limits("x").unwrap().post, Some(280));
    assert!(plan.limits("bluesky").unwrap().count_post(&"👨‍👩‍👧‍👦".repeat(121)).over);
    assert!(plan.limits("fax").is_none());
}

#[test]
fn the_built_in_plan_warns_of_empty_roles_alone() {
    let warnings = Plan::builtin().warnings();
    assert!(warnings.iter().all(|w| w.key == "plan-warn-role-empty"), "{warnings:?}");
    assert!(warnings.len() >= 15);
}

#[test]
fn warnings_tell_what_a_crisis_would_find_out_too_late() {
    let keys = |source: &str| -> Vec<&str> { Plan::parse(source).unwrap().warnings().iter().map(|w| w.key).collect() };
    let legal = |more: &str| SMALL.replace("code = \"legal\"\n", &format!("code = \"legal\"\n{more}\n"));
    assert_eq!(keys(&legal("")), ["plan-warn-role-empty"]);
    assert_eq!(keys(&legal("holder = \"Ana\"")), ["plan-warn-role-no-backup"]);
    assert_eq!(keys(&legal("holder = \"Ana\"\nbackup = \"Ana\"")), ["plan-warn-role-same-backup"]);
    let both = "holder = \"Ana\"\nbackup = \"Luis\"";
    assert_eq!(keys(&legal(both)), ["plan-warn-role-untested"]);
    let ready = legal(&format!("{both}\ncontact = \"600\"\ntested = \"2026-11-01\""));
    assert_eq!(keys(&ready), [""; 0]);
    assert_eq!(keys(&ready.replace("[\"en\", \"es\"]", "[\"es\"]")), ["plan-warn-language-missing"]);
    let waits = |first: &str, due: &str| {
        let tasks =
            [task("A1", &format!("due = \"{first}\"")), task("A2", &format!("due = \"{due}\"\nafter = [\"A1\"]"))];
        keys(&format!("{ready}{}", tasks.concat()))
    };
    assert_eq!(waits("TD+6m", "TD+5m"), ["plan-warn-too-early"]);
    assert_eq!(waits("T0+15m", "TD"), ["plan-warn-too-early"], "declared at the first signal");
    assert_eq!(waits("TD+5m", "TD+5m"), [""; 0]);
    assert_eq!(waits("TC+72h", "TR"), [""; 0], "nobody knows how long after");
    let template = "[[placeholder]]\nname = \"what\"\nlength = 280\ntitle = { en = \"a\", es = \"b\" }\n\
        [[platform]]\ncode = \"x\"\ntitle = \"X\"\nrule = \"x\"\npost = 280\nchecked_on = \"2026-07\"\n\
        [[template]]\ncode = \"t\"\ntext_type = \"holding\"\ntext = { en = \"We know\", es = \"Sabemos lo de {what}\" }\n";
    let source = format!("{ready}{template}");
    let warnings = Plan::parse(&source).unwrap().warnings();
    assert_eq!(warnings[0].key, "plan-warn-template-parity");
    assert_eq!(warnings[1].key, "plan-warn-template-long");
    let used = warnings[1].args.iter().find(|(name, _)| *name == "used").unwrap();
    assert_eq!(used.1.as_str(), "294");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]

    /// A plan that was cut or scribbled on anywhere is read or refused with places that exist, never a crash.
    #[test]
    fn a_damaged_plan_is_told_never_a_crash(from in 0usize..49_000, cut in 0usize..400, put in "[\\[\\]{}\"=\n#a-zé0-9 ,.+-]{0,12}") {
        let chars: Vec<char> = BUILTIN.chars().collect();
        let from = from.min(chars.len());
        let rest = (from + cut).min(chars.len());
        let source: String = chars[..from].iter().copied().chain(put.chars()).chain(chars[rest..].iter().copied()).collect();
        if let Err(faults) = Plan::parse(&source) {
            let lines = source.matches('\n').count() + 1;
            proptest::prop_assert!(!faults.is_empty() && faults.len() <= MAX_FAULTS);
            proptest::prop_assert!(faults.iter().all(|f| (1..=lines).contains(&f.line) && f.column >= 1));
        }
    }
}
