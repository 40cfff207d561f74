//! What is no fault but a crisis would find out too late, each with its place.

use super::*;
use chrono::NaiveDate;

fn look() -> Look {
    Look { today: NaiveDate::from_ymd_opt(2026, 11, 22) }
}

/// A plan of which nothing is warned.
fn ready() -> String {
    let legal = "code = \"legal\"\nholder = \"Ana\"\nbackup = [\"Luis\"]\n";
    SMALL.replace("code = \"legal\"\n", legal)
        + r#"SEV2 = ["legal"]
SEV3 = ["legal"]
SEV4 = ["legal"]
[[person]]
name = "Ana"
phone = "600"
tested = "2026-11-01"
[[person]]
name = "Luis"
mail = "l@b.es"
tested = "2026-10-01"
[[approval]]
text = "reply"
title = { en = "a", es = "b" }
SEV1 = ["legal"]
SEV2 = ["legal"]
SEV3 = ["legal"]
SEV4 = ["legal"]
[[platform]]
code = "x"
title = "X"
rule = "x"
post = 280
reply = 100
checked_on = "2026-07"
[[placeholder]]
name = "what"
length = 20
title = { en = "a", es = "b" }
[[template]]
code = "t"
text_type = "holding"
text = { en = "We know abot {what}", es = "Sabemos lo de {what}" }
approved_by = "Legal"
valid_until = "2026-11-23"
[[line]]
code = "L"
text = { en = "We are on it", es = "Estamos en ello" }
approved_by = "Ana"
valid_until = "2026-11-22"
"#
}

/// `key@what stands there` of every warning.
fn told(source: &str) -> Vec<String> {
    let warnings = Plan::check(source, &look()).unwrap_or_else(|f| panic!("{f:?}"));
    let tell = |w: &Fault| {
        let line = source.lines().nth(w.line - 1).unwrap_or_default();
        let there: String = line.chars().skip(w.column - 1).take(12).collect();
        format!("{}@{there}", w.key.trim_start_matches("plan-warn-"))
    };
    warnings.iter().map(tell).collect()
}

/// The warnings once something of the ready plan was changed.
fn once(from: &str, to: &str) -> Vec<String> {
    let changed = ready().replacen(from, to, 1);
    assert_ne!(changed, ready(), "{from}");
    told(&changed)
}

#[test]
fn nothing_is_warned_of_a_plan_that_is_ready() {
    assert_eq!(told(&ready()), [""; 0]);
}

#[test]
fn people_who_are_not_there_cannot_be_reached_or_stand_alone() {
    assert_eq!(once("holder = \"Ana\"", "holder = \"\""), ["role-empty@\"\"", "person-idle@\"Ana\""]);
    assert_eq!(once("[\"Luis\"]", "[]"), ["approver-no-backup@[]", "person-idle@\"Luis\""]);
    let args = Plan::check(&ready().replacen("[\"Luis\"]", "[]", 1), &look()).unwrap().remove(0).args;
    assert_eq!(args[1].1.as_str(), "SEV1, SEV2, SEV3, SEV4", "the severities that wait for one person");
    let owner = ready().replace("[\"legal\"]", "[]").replacen("backup = [\"Luis\"]", "", 1) + &task("A1", "");
    assert_eq!(told(&owner)[0], "role-no-backup@\"legal\"");
    assert_eq!(once("[\"Luis\"]", "[\"Luis\", \"ANA\"]"), ["role-same-backup@[\"Luis\", \"AN"]);
    assert_eq!(once("phone = \"600\"\n", ""), ["role-no-contact@\"legal\""]);
    assert_eq!(once("mail = \"l@b.es\"\n", ""), ["backup-no-contact@[\"Luis\"]"]);
    assert_eq!(once("tested = \"2026-11-01\"\n", ""), ["untested@\"Ana\""]);
    assert_eq!(once("2026-11-01", "2026-08-24"), [""; 0], "90 days");
    assert_eq!(once("2026-11-01", "2026-11-24"), ["tested-ahead@\"2026-11-24\""]);
    assert_eq!(once("2026-11-01", "2026-08-23"), ["tested-long-ago@\"2026-08-23\""]);
    assert_eq!(once("2026-11-01", "in May"), ["day-unreadable@\"in May\""]);
    let own = "holder = \"Ana\"\ncontact = \"600\"\n";
    assert_eq!(once("holder = \"Ana\"\n", own), ["untested@\"legal\""]);
    assert_eq!(once("holder = \"Ana\"\n", &format!("{own}tested = \"2026-11-02\"\n")), [""; 0]);
}

#[test]
fn nobody_answers_to_themselves_and_the_lead_leads() {
    let role = "[[role]]\ncode = \"exec\"\ntitle = { en = \"a\", es = \"b\" }\nholder = \"ana\"\nbackup = \"Luis\"\n";
    let twice = ready().replacen("SEV2 = [\"legal\"]", "SEV2 = [\"legal\", \"exec\"]", 1) + role;
    assert_eq!(told(&twice), ["approver-twice@[\"legal\", \"e"]);
    let liable = ready().replacen("SEV2 = [\"legal\"]", "SEV2 = [\"legal\"]\nif_liability = [\"exec\"]", 1) + role;
    assert_eq!(told(&liable), ["approver-twice@[\"legal\"]"], "with whom is asked besides");
    let lead = role.replace("exec", "incident_lead");
    assert_eq!(told(&(ready() + &lead)), ["lead-elsewhere@\"Ana\""]);
}

#[test]
fn a_text_that_no_word_lets_out_is_told() {
    let shut = ready().replacen("SEV3 = [\"legal\"]\nSEV4 = [\"legal\"]\n", "SEV3 = []\n", 1);
    assert_eq!(told(&shut), ["nobody-approves@[]"]);
    let args = Plan::check(&shut, &look()).unwrap().remove(0).args;
    assert_eq!(args[1].1.as_str(), "SEV3, SEV4", "the severities at which it cannot go out");
}

#[test]
fn a_backup_who_is_asked_too_late() {
    let with = |wait: &str, public: &str| {
        let keys = format!("level = \"SEV2\"\napproval_wait = \"{wait}\"\n{public}");
        told(&ready().replacen("level = \"SEV2\"\n", &keys, 1))
    };
    assert_eq!(with("16m", "public_ack_max = \"30m\"\n"), ["silent-too-long@\"16m\""]);
    assert_eq!(with("16m", "public_ack = \"30m\"\n"), ["silent-too-long@\"16m\""]);
    assert_eq!(with("15m", "public_ack_max = \"30m\"\n"), [""; 0], "both fit");
    assert_eq!(with("9h", ""), [""; 0], "nobody waits outside");
}

#[test]
fn tasks_that_nobody_can_do_in_time() {
    let waits = |first: &str, due: &str| {
        let [one, two] = [("A1", format!("due = \"{first}\"")), ("A2", format!("due = \"{due}\"\nafter = [\"A1\"]"))];
        told(&(ready() + &task(one.0, &one.1) + &task(two.0, &two.1)))
    };
    assert_eq!(waits("TD+6m", "TD+5m"), ["too-early@\"TD+5m\""]);
    assert_eq!(waits("T0+15m", "TD"), ["too-early@\"TD\""], "declared at the first signal");
    assert_eq!(waits("TD+5m", "TD+5m"), [""; 0]);
    assert_eq!(waits("TC+72h", "TR"), [""; 0], "nobody knows how long after");
}

#[test]
fn texts_that_do_not_fit_agree_or_say_what_nobody_may() {
    assert_eq!(once("length = 20", "length = 280"), ["too-long@\"We know abo", "too-long@\"Sabemos lo "]);
    let only = ready().replacen("length = 20", "length = 280", 1).replacen(
        "text_type = \"holding\"\n",
        "text_type = \"holding\"\nplatforms = [\"web\"]\n",
        1,
    ) + "[[platform]]\ncode = \"web\"\ntitle = \"Web\"\nrule = \"none\"\nchecked_on = \"2026-07\"\n";
    assert_eq!(told(&only), [""; 0], "it never goes where it does not fit");
    let long = "We are on it".repeat(9);
    assert_eq!(once("We are on it", &long), [format!("too-long@\"{}", &long[..11])], "a reply by the replies' limit");
    let link = "length = 300\ntype = \"url\"";
    assert_eq!(once("length = 20", link), [""; 0], "a link is as long as the platform counts it");
    assert_eq!(once("Sabemos lo de {what}", "Lo sabemos"), ["parity@{ en = \"We k"]);
    assert_eq!(once("Estamos en ello", "We are on it"), ["not-translated@{ en = \"We a"]);
}

#[test]
fn phrases_that_are_never_said_are_found_in_our_own_texts() {
    let ban = |phrase: &str, more: &str| format!("[[voice.do_not_say]]\nphrase = \"{phrase}\"\n{more}");
    let with = |addition: &str| told(&(ready() + addition));
    assert_eq!(with(&ban("SABÉMOS   lo", "")), ["do-not-say@\"Sabemos lo "], "whatever the capitals and accents");
    assert_eq!(with(&ban("know", "language = \"en\"\n")), ["do-not-say@\"We know abo"]);
    assert_eq!(with(&ban("know", "language = \"es\"\n")), [""; 0], "Spanish texts alone");
    assert_eq!(with(&ban("now", "")), [""; 0], "whole words alone");
    assert_eq!(with(&ban("on it", "")), ["do-not-say@\"We are on i"]);
    let short =
        "[voice]\ndo_not_say = [\"on it\", \"en ello\"]\nkey_messages = [{ en = \"We are on it\", es = \"Sí\" }]\n";
    assert_eq!(with(short), ["do-not-say@\"We are on i", "do-not-say@\"Estamos en ", "do-not-say@[{ en = \"We "]);
    let asked = "[[qa]]\ncode = \"Q\"\nquestion = { en = \"Are you on it?\", es = \"¿Sí?\" }\nanswer = { en = \"On it!\", es = \"Sí\" }\n";
    assert_eq!(with(&(asked.to_owned() + &ban("on it", ""))).len(), 2, "the answer and the line, not the question");
    let inside = format!("{asked}internal = true\n{}", ban("on it", ""));
    assert_eq!(with(&inside), ["do-not-say@\"We are on i"], "nor what is for our own people");
    let hostile = (1..200).map(|n| format!("\"{}\",", "a".repeat(n))).collect::<String>();
    let text = "a".repeat(4_900);
    let source = ready().replace("We are on it", &text) + &format!("[voice]\ndo_not_say = [{hostile}]\n");
    assert_eq!(told(&source).len(), 1, "too long, and nothing else");
}

#[test]
fn what_is_past_its_day_was_never_approved_or_never_used() {
    assert_eq!(once("2026-11-22", "2026-11-21"), ["line-expired@\"2026-11-21\""]);
    assert_eq!(once("approved_by = \"Legal\"", "approved_by = \"\""), ["template-unapproved@\"\""]);
    assert_eq!(once("2026-11-23", "2026-11-21"), ["template-expired@\"2026-11-21\""]);
    assert_eq!(once("approved_by = \"Ana\"", "approved_by = \"\""), ["line-unapproved@\"\""]);
    assert_eq!(once("2026-07", "2025-11-22"), [""; 0], "a year");
    assert_eq!(once("2026-07", "2025-11-21"), ["limit-old@\"2025-11-21\""]);
    assert_eq!(once("2026-07", "summer"), ["day-unreadable@\"summer\""]);
    let idle = "[[placeholder]]\nname = \"who\"\nlength = 20\ntitle = { en = \"a\", es = \"b\" }\n";
    assert_eq!(told(&(ready() + idle)), ["placeholder-unused@\"who\""]);
    let expired = ready().replacen("2026-11-22", "2020-01-01", 1);
    let found = Plan::check(&expired, &Look::default()).unwrap();
    assert!(found.is_empty(), "without a day nothing is too old: {found:?}");
}

#[test]
fn languages_first_words_and_messages_that_are_missing() {
    assert_eq!(once("[\"en\", \"es\"]", "[\"es\"]"), ["language-missing@[\"es\"]"]);
    assert_eq!(once("text_type = \"holding\"", "text_type = \"reply\"")[0], "no-holding@[plan]");
    let some = ready().replacen("text_type = \"holding\"", "text_type = \"holding\"\ntypes = [\"outage\"]", 1)
        + "[[variant]]\ntype = \"data_breach\"\n";
    let found = Plan::check(&some, &look()).unwrap();
    assert!(found[0].key == "plan-warn-no-holding" && !found[0].args[0].1.as_str().contains("outage"), "{found:?}");
    let messages = |n| format!("[voice]\nkey_messages = [{}]\n", "{ en = \"a\", es = \"b\" },".repeat(n));
    assert_eq!(told(&(ready() + &messages(3))), [""; 0]);
    assert_eq!(told(&(ready() + &messages(4))), ["key-messages@[{ en = \"a\","]);
}

#[test]
fn the_built_in_plan_warns_of_what_its_owner_must_do_alone() {
    let warnings = Plan::check(BUILTIN, &look()).unwrap();
    let count = |key| warnings.iter().filter(|w| w.key == key).count();
    let (roles, lines) = (count("plan-warn-role-empty"), count("plan-warn-line-unapproved"));
    let templates = count("plan-warn-template-unapproved");
    let shut: Vec<_> = warnings.iter().filter(|w| w.key == "plan-warn-nobody-approves").map(|w| &w.args).collect();
    assert_eq!(shut.len(), 1, "{shut:?}");
    let told = (shut[0][0].1.as_str(), shut[0][1].1.as_str());
    assert_eq!(told, ("breach_notice", "SEV4"), "a breach is never so small");
    assert_eq!(roles + lines + templates + shut.len(), warnings.len(), "{warnings:#?}");
    assert!(roles >= 15 && lines == Plan::builtin().lines.len());
    let first = |t: &&Template| t.text_type == "holding";
    assert_eq!(templates, Plan::builtin().templates.iter().filter(first).count(), "none is cleared by anybody");
}
