use super::*;
use crate::domain::incident::IncidentType;
use crate::domain::role::Role;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::length::measure;
use std::collections::BTreeMap;

mod checklist;
mod parts;
mod roster;
mod same;
mod texts;
mod warnings;

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
    assert_eq!(told("[plan]\nname = \"x\nversion = 1\n", 0)[0], "2:10 plan-fault-syntax");
    let twice = told("[plan]\nname = \"a\"\nname = \"b\"\n", 0);
    assert!(twice[0].starts_with("3:1 plan-fault-same-key"), "{twice:?}");
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
        ["2:1 plan-fault-unknown-key name=slogan section=voice known=key_messages, do_not_say, own near=none"]
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
    assert_eq!(faults(&owner), ["4:9 plan-fault-unknown-role name=lawyer near=none"]);
    let shape = task("A1", "").replace("\"legal\"", "\"The lawyer\"");
    assert_eq!(faults(&shape), ["4:9 plan-fault-bad-role text=The lawyer"]);
    let approval =
        "[[approval]]\ntext = \"update\"\ntitle = { en = \"a\", es = \"b\" }\nSEV2 = [\"legal\", \"boss\"]\n";
    assert_eq!(faults(approval), ["4:18 plan-fault-unknown-role name=boss near=none"]);
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
    let wait = |text: &str| {
        let source = SMALL.replacen("level = \"SEV1\"\n", &format!("level = \"SEV1\"\napproval_wait = {text}\n"), 1);
        let there = source.lines().position(|l| l.starts_with("approval_wait")).unwrap() + 1;
        let found = Plan::parse(&source).map(|_| ()).unwrap_err();
        assert_eq!((found[0].line, found[0].column), (there, 17), "{text}");
        found[0].key
    };
    assert_eq!(wait("\"soon\""), "plan-fault-bad-duration");
    assert_eq!(wait("\"0m\""), "plan-fault-bad-duration", "nobody answers at once");
    assert_eq!(wait("5"), "plan-fault-wrong-kind");
    assert_eq!(faults(&task("A1", "due = \"T+5m\"")), ["6:7 plan-fault-bad-due text=T+5m"]);
    assert_eq!(faults(&task("A1", "due = { SEV1 = \"TD+5\" }")), ["6:16 plan-fault-bad-due text=TD+5"]);
    assert_eq!(
        faults(&task("A1", "due = { SEV5 = \"TD\" }")),
        ["6:9 plan-fault-unknown-key name=SEV5 section=due known=SEV1, SEV2, SEV3, SEV4 near=SEV1"]
    );
    let source = SMALL.replace("answer = \"4h\"", "answer = \"4 hours\"");
    assert_eq!(told(&source, 0), ["45:10 plan-fault-bad-duration text=4 hours"]);
}

#[test]
fn values_that_are_not_one_of_those_there_are() {
    assert_eq!(
        faults(&task("A1", "").replace("detect", "panic")),
        [
            "3:9 plan-fault-unknown-value text=panic known=prepare, detect, first15, first_hour, first_day, recover near=none"
        ]
    );
    let found = faults(&task("A1", "rhythm = \"often\""));
    assert!(found[0].starts_with("6:10 plan-fault-unknown-value text=often known=promise, shift"), "{found:?}");
    let found = faults("[[variant]]\ntype = \"strike\"\n");
    assert!(found[0].starts_with("2:8 plan-fault-unknown-value text=strike"), "{found:?}");
    let source = SMALL.replace("[\"en\", \"es\"]", "[\"en\", \"ca\"]");
    assert_eq!(told(&source, 0), ["3:20 plan-fault-unknown-value text=ca known=en, es near=none"]);
    let source = SMALL.replace("level = \"SEV3\"", "level = \"SEV9\"");
    assert_eq!(
        told(&source, 0),
        [
            "1:1 plan-fault-missing-level section=severity level=SEV3",
            "24:9 plan-fault-unknown-value text=SEV9 known=SEV1, SEV2, SEV3, SEV4 near=SEV1"
        ]
    );
    let found = faults("[[platform]]\ncode = \"x\"\ntitle = \"X\"\nrule = \"y\"\npost = 1\nchecked_on = \"2026\"\n");
    assert_eq!(found, ["4:8 plan-fault-unknown-value text=y known=x, graphemes_bytes, mastodon, chars, none near=x"]);
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
    assert_eq!(faults(&template("Hola {quien}")), ["4:26 plan-fault-unknown-placeholder name=quien near=none"]);
    for text in ["Hola {quien", "Hola quien}", "Hola }{"] {
        assert!(faults(&template(text)).contains(&"4:26 plan-fault-open-brace".to_owned()), "{text}");
    }
    assert_eq!(
        faults(&template("Hola").replace("holding", "poem")),
        ["3:13 plan-fault-unknown-text-type name=poem near=none"]
    );
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
fn what_a_rule_of_the_built_in_plan_waits_for_is_known_by_its_code_alone() {
    use crate::domain::reminder::Condition;
    for rule in Plan::builtin().reminders {
        assert_eq!(Condition::built_in(&rule.code), Some(rule.when), "{}", rule.code);
    }
    assert_eq!(Condition::built_in("our_own"), None);
}

#[test]
fn approvals_clocks_and_limits_are_those_of_practice() {
    let plan = Plan::builtin();
    let by = |text: &str, severity| -> String {
        plan.approvers(text, severity, false).iter().map(Role::as_str).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(by("holding_precleared", Severity::Sev1), "incident_lead");
    assert_eq!(by("holding", Severity::Sev1), "comms_lead legal exec");
    assert_eq!(by("reply", Severity::Sev3), "responder");
    assert_eq!(by("breach_notice", Severity::Sev4), "", "no such text at SEV4");
    assert_eq!(by("poem", Severity::Sev1), "");
    assert_eq!(plan.approval("update").unwrap().if_liability, [Role::parse("legal").unwrap()]);
    let liable = |severity| plan.approvers("update", severity, true).last().map(Role::to_string);
    assert_eq!((liable(Severity::Sev1), liable(Severity::Sev4)), (Some("legal".into()), Some("legal".into())));
    assert_eq!(plan.approvers("apology", Severity::Sev1, true).len(), 3, "nobody is asked twice");
    assert!(plan.approvers("breach_notice", Severity::Sev4, true).is_empty(), "nor does liability open a way");
    for kind in crate::domain::response::ResponseKind::ALL {
        let code = serde_json::to_value(kind).unwrap();
        assert!(Severity::ALL.iter().all(|s| !plan.approvers(code.as_str().unwrap(), *s, false).is_empty()), "{code}");
    }
    let clocks = Severity::ALL.map(|s| plan.clock(s));
    assert_eq!(clocks.map(|c| c.acknowledge), [5 * MINUTE, 10 * MINUTE, 30 * MINUTE, 4 * HOUR]);
    assert_eq!(clocks.map(|c| c.approval), [20 * MINUTE, HOUR, 4 * HOUR, DAY]);
    assert_eq!(clocks.map(|c| c.sitrep), [Some(30 * MINUTE), Some(HOUR), Some(4 * HOUR), None]);
    assert_eq!(clocks.map(|c| c.public_ack), [Some(15 * MINUTE), Some(30 * MINUTE), Some(2 * HOUR), None]);
    assert_eq!(plan.bands, [15 * MINUTE, HOUR, 4 * HOUR, DAY]);
    assert_eq!(plan.limits("x").unwrap().post, Some(280));
    assert!(measure(plan.limits("bluesky").unwrap().of_post(), &"👨‍👩‍👧‍👦".repeat(121)).is_over());
    assert!(plan.limits("fax").is_none());
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]

    /// A plan that was cut or scribbled on anywhere is read or refused with places that exist, never a crash; one
    /// that is read is the same once written.
    #[test]
    fn a_damaged_plan_is_told_never_a_crash(from in 0usize..76_000, cut in 0usize..400, put in "[\\[\\]{}\"=\n#a-zé0-9 ,.+-]{0,12}") {
        let chars: Vec<char> = BUILTIN.chars().collect();
        let from = from.min(chars.len());
        let rest = (from + cut).min(chars.len());
        let source: String = chars[..from].iter().copied().chain(put.chars()).chain(chars[rest..].iter().copied()).collect();
        let told = match Plan::parse(&source) {
            Err(faults) => {
                proptest::prop_assert!(!faults.is_empty());
                faults
            }
            Ok(plan) => {
                let again = Plan::parse_written(&plan.written()).expect("what is written is read");
                proptest::prop_assert_eq!(again.digest(), plan.digest());
                Plan::check(&source, &Look::default()).expect("it parses")
            }
        };
        let lines = source.matches('\n').count() + 1;
        proptest::prop_assert!(told.len() <= MAX_FAULTS);
        proptest::prop_assert!(told.iter().all(|f| (1..=lines).contains(&f.line) && f.column >= 1));
    }
}
