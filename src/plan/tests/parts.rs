//! People, the matrix, triggers, reminders, lines, questions and house rules: what they may say and what they may not.

use super::*;
use crate::domain::private::Audience;

const TITLE: &str = "title = { en = \"a\", es = \"b\" }\n";

#[test]
fn a_key_with_a_slip_of_the_pen_is_told_with_what_was_meant() {
    let found = faults(&task("A1", "onwer = \"legal\""));
    assert!(found[0].ends_with(" near=owner"), "{found:?}");
    let found = faults(&task("A1", "rhythm = \"montly\""));
    assert!(found[0].ends_with(" near=monthly"), "{found:?}");
    let found = faults(&task("A1", "gate = \"puase\""));
    assert_eq!(found, ["6:8 plan-fault-unknown-value text=puase known=pause, resume near=pause"]);
    assert_eq!(faults("[[tmeplate]]\n")[0].rsplit(' ').next(), Some("near=template"));
    let owner = task("A1", "").replace("\"legal\"", "\"leagl\"");
    assert_eq!(faults(&owner), ["4:9 plan-fault-unknown-role name=leagl near=legal"]);
}

#[test]
fn a_role_has_several_backups_and_contacts_of_every_kind() {
    let role = |more: &str| SMALL.replace("code = \"legal\"\n", &format!("code = \"legal\"\n{more}\n"));
    let people = "[[person]]\nname = \"Ana Ruiz\"\nphone = [\"600\", \"601\"]\nchat = \"ana\"\nmail = \"a@b.es\"\n\
        tested = 2026-11-01\nlanguage = \"es\"\nzone = \"Europe/Madrid\"\n";
    let source = format!(
        "{}{people}",
        role("holder = \"ANA RUIZ\"\nbackup = [\"Luis Gil\", \"\", \"Eva Sanz\"]\ncontact = { phone = \"900\" }")
    );
    let plan = Plan::parse(&source).unwrap();
    let legal = Role::parse("legal").unwrap();
    assert_eq!(plan.holder(&legal).unwrap().as_str(), "ANA RUIZ");
    assert_eq!(plan.backups(&legal).iter().map(Clean::as_str).collect::<Vec<_>>(), ["Luis Gil", "Eva Sanz"]);
    let told: Vec<(Way, String)> =
        plan.contacts(&legal).map(|c| (c.way, c.to.show(Audience::Operator).into_owned())).collect();
    let expected =
        [(Way::Phone, "900"), (Way::Phone, "600"), (Way::Phone, "601"), (Way::Chat, "ana"), (Way::Mail, "a@b.es")];
    assert_eq!(told, expected.map(|(way, to)| (way, to.to_owned())));
    assert!(plan.contacts(&legal).all(|c| c.to.show(Audience::Shared) == "•••"));
    let ana = plan.person(&"ana ruiz".into()).unwrap();
    assert_eq!(
        (ana.language, ana.zone.as_str(), ana.reach.tested.as_str()),
        (Some(Lang::Es), "Europe/Madrid", "2026-11-01")
    );
    // As plans wrote it before: one text each.
    let plain = Plan::parse(&role("holder = \"Ana\"\nbackup = \"Luis\"\ncontact = \"600 600 600\"")).unwrap();
    assert_eq!(plain.backups(&legal).len(), 1);
    assert_eq!(plain.contacts(&legal).map(|c| c.way).collect::<Vec<_>>(), [Way::Other]);
    assert_eq!(plain.holder(&Role::parse("dpo").unwrap()), None);

    assert_eq!(
        faults("[[person]]\nname = \"Ana\"\nfax = \"1\"\nzone = \"Europe/Atlantis\"\n"),
        [
            "3:1 plan-fault-unknown-key name=fax section=person known=name, phone, chat, mail, tested, language, zone \
             near=none",
            "4:8 plan-fault-bad-zone text=Europe/Atlantis"
        ]
    );
    let twice = faults("[[person]]\nname = \"Ana\"\n[[person]]\nname = \"ANA\"\n");
    assert!(twice[0].starts_with("4:8 plan-fault-duplicate-of code=ana"), "{twice:?}");
}

#[test]
fn the_matrix_has_its_levels_in_words_and_in_figures() {
    let plan = Plan::builtin();
    let rate = plan.matrix.iter().find(|r| r.code == "rate").unwrap();
    let z = rate.measures.iter().find(|m| m.what == Measured::RateZ).unwrap();
    assert_eq!(z.least.0, [Some(6_000), Some(4_000), Some(2_500), None].map(|n| n.map(Thousandths)));
    assert_eq!(z.lasting[Severity::Sev2], Some(Lasting(30 * MINUTE)), "as the graver one");
    assert_eq!(z.lasting[Severity::Sev3], Some(Lasting(HOUR)));
    assert!(plan.matrix.len() >= 8 && plan.matrix.iter().all(|r| r.levels.0.iter().all(Option::is_some)));
    assert_eq!(Severity::ALL.map(|s| plan.clock(s).floor), [Some(200), Some(60), Some(20), None]);
    let triggers: Vec<(&str, Raise, Option<Severity>)> =
        plan.triggers.iter().map(|t| (t.code.as_str(), t.to, t.suspected)).collect();
    assert_eq!(triggers.len(), 9);
    assert_eq!(triggers[2], ("H3", Raise::To(Severity::Sev1), Some(Severity::Sev2)));
    assert_eq!(triggers[8], ("H9", Raise::By(1), None));

    let row = |measure: &str| faults(&format!("[[matrix]]\ncode = \"r\"\n{TITLE}measures = [{measure}]\n"));
    assert_eq!(row("{ what = \"platforms\", SEV1 = 2, SEV2 = 3 }"), ["4:13 plan-fault-measure-order"]);
    assert_eq!(row("{ what = \"plaforms\", SEV1 = 2 }")[0].rsplit(' ').next(), Some("near=platforms"));
    assert_eq!(
        row("{ what = \"platforms\", SEV1 = \"2\" }"),
        ["4:42 plan-fault-wrong-kind name=SEV1 expected=decimal"]
    );
    assert_eq!(
        row("{ what = \"platforms\", SEV1 = -1 }"),
        ["4:42 plan-fault-bad-number name=SEV1 low=0 high=1000000000000"]
    );
    assert_eq!(row("7"), ["4:13 plan-fault-wrong-kind name=measures expected=table"]);
    let trigger = |more: &str| faults(&format!("[[trigger]]\ncode = \"H\"\n{TITLE}{more}\n"));
    assert_eq!(trigger("level = \"SEV1\"\nraise = 1"), ["1:1 plan-fault-either one=level other=raise"]);
    assert_eq!(trigger(""), ["1:1 plan-fault-missing-key name=level section=trigger"]);
    assert_eq!(trigger("raise = 4"), ["4:9 plan-fault-bad-number name=raise low=1 high=3"]);
}

#[test]
fn reminders_say_once_or_how_often_and_whom() {
    let rule = |more: &str| format!("[[reminder]]\ncode = \"r\"\nwhen = \"no_lead\"\n{more}\n");
    let read = |more: &str| Plan::parse(&format!("{SMALL}{}", rule(more))).unwrap().reminders.remove(0);
    let often = read("after = \"2m\"\nevery = \"2m\"\nat_most = 5\nto = [\"legal\"]\nseverity = 2\nbell = true");
    assert_eq!((often.when, often.after, often.every), (Condition::NoLead, 2 * MINUTE, Some(2 * MINUTE)));
    assert_eq!((often.at_most, often.severity, often.bell), (Some(5), Severity::Sev2, true));
    let once = read("once = true");
    assert_eq!((once.after, once.every, once.nth(0), once.nth(1)), (0, None, Some(0), None));
    assert_eq!(faults(&rule("")), ["1:1 plan-fault-missing-key name=every section=reminder"]);
    assert_eq!(faults(&rule("once = true\nevery = \"5m\"")), ["4:8 plan-fault-either one=once other=every"]);
    assert_eq!(faults(&rule("once = true\nat_most = 2")), ["5:11 plan-fault-either one=at_most other=once"]);
    assert_eq!(faults(&rule("every = \"30s\"")), ["4:9 plan-fault-too-often"]);
    assert_eq!(
        faults(&rule("once = 1")),
        ["1:1 plan-fault-missing-key name=every section=reminder", "4:8 plan-fault-wrong-kind name=once expected=flag"]
    );
    assert_eq!(faults(&rule("once = true\nto = [\"boss\"]")), ["5:7 plan-fault-unknown-role name=boss near=none"]);
    let found = faults(&rule("once = true").replace("no_lead", "no_leader"));
    assert!(found[0].starts_with("3:8 plan-fault-unknown-value") && found[0].ends_with("near=no_lead"), "{found:?}");
    let builtin: std::collections::BTreeSet<String> =
        Plan::builtin().reminders.iter().map(|r| r.when.key().to_owned()).collect();
    assert_eq!(builtin.len(), Condition::ALL.len(), "each condition has a rule");
}

#[test]
fn lines_and_questions_name_what_is_there() {
    let text = "text = { en = \"Hi\", es = \"Hola\" }\n";
    let reply = "[[approval]]\ntext = \"reply\"\ntitle = { en = \"a\", es = \"b\" }\n";
    let line = |more: &str| format!("[[line]]\ncode = \"L\"\n{text}{more}\n");
    assert_eq!(faults(&line("")), ["1:1 plan-fault-unknown-text-type name=reply near=none"], "nobody approves a reply");
    let with = |more: &str| faults(&format!("{}{reply}", line(more)));
    assert_eq!(with("valid_until = \"31/12/2026\""), ["4:15 plan-fault-bad-date text=31/12/2026"]);
    assert_eq!(with("platforms = [\"fax\"]"), ["4:14 plan-fault-unknown-platform name=fax near=none"]);
    assert!(with("dispositions = [\"corect\"]")[0].ends_with("near=correct"));
    assert!(with("types = [\"outages\"]")[0].ends_with("near=outage"));
    let open = faults(&format!("{}{reply}", line("").replace("Hola", "Hola {quien}")));
    assert_eq!(open, ["3:26 plan-fault-unknown-placeholder name=quien near=none"]);
    let ask =
        |more: &str| faults(&format!("[[qa]]\ncode = \"Q\"\nquestion = {{ en = \"a?\", es = \"¿b?\" }}\n{more}\n"));
    assert_eq!(ask(""), ["1:1 plan-fault-missing-key name=answer section=qa"]);
    assert_eq!(ask("line = \"L9\""), ["4:8 plan-fault-unknown-line name=L9 near=none"]);
    let both = ask("line = \"L9\"\nanswer = { en = \"a\", es = \"b\" }");
    assert_eq!(both, ["4:8 plan-fault-either one=line other=answer"]);
    assert_eq!(ask("answer = { en = \"a\" }"), ["4:10 plan-fault-missing-language name=answer language=es"]);
}

#[test]
fn nothing_is_taken_out_of_sight_before_it_was_captured() {
    let rule = |measures: &str| format!("[[house_rule]]\ncode = \"N\"\n{TITLE}do = [{measures}]\n");
    assert_eq!(faults(&rule("\"hide\", \"capture\"")), ["4:6 plan-fault-capture-first"]);
    assert_eq!(faults(&rule("\"delete\"")), ["4:6 plan-fault-capture-first"]);
    assert!(Plan::parse(&format!("{SMALL}{}", rule("\"capture\", \"hide\""))).is_ok());
    assert!(Plan::parse(&format!("{SMALL}{}", rule("\"leave\", \"answer\""))).is_ok());
    assert_eq!(
        faults("[[house_rule]]\ncode = \"N\"\ntitle = { en = \"a\", es = \"b\" }\n"),
        ["1:1 plan-fault-missing-key name=do section=house_rule"]
    );
}

#[test]
fn hostile_references_are_refused_quickly() {
    let many: String = (0..400).map(|n| format!("\"{}{n}\",", "r".repeat(30))).collect();
    let approvals: String = (0..30)
        .map(|n| format!("[[approval]]\ntext = \"t{n}\"\ntitle = {{ en = \"a\", es = \"b\" }}\nSEV1 = [{many}]\n"))
        .collect();
    let roles: String = (0..400).map(|n| format!("[[role]]\ncode = \"{}{n}\"\n{TITLE}", "s".repeat(30))).collect();
    assert_eq!(faults(&format!("{approvals}{roles}")).len(), MAX_FAULTS);
}

#[test]
fn what_is_ours_is_a_list_of_links_handles_addresses_and_numbers() {
    let own = |list: &str| Plan::parse(&format!("{SMALL}\n[voice]\nown = {list}\n"));
    let plan = own(r#"["https://brand.example", "@brand", "help@brand.example", "+34 917 000 111", "brand.example"]"#);
    let plan = plan.unwrap();
    assert_eq!(plan.own.len(), 5);
    assert!(plan.given_out().any(|own| own.as_str() == "@brand"));
    assert_eq!(Plan::parse_written(&plan.written()).unwrap(), plan);
    let changes = diff(&Plan::parse(SMALL).unwrap(), &plan);
    assert!(changes.iter().any(|c| c.section.as_str() == "voice" && c.field.as_str() == "own"), "{changes:?}");
    let faults = own(r#"["@brand", "call us", "a b@c", ""]"#).unwrap_err();
    assert_eq!(faults.iter().map(|f| f.key).collect::<Vec<_>>(), ["plan-fault-bad-own"; 3]);
}
