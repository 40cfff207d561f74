//! Plans of before, plans written out and read again, and what differs between two.

use super::*;

/// The plan that was built in when plans had no lines, reminders or people.
const V1: &str = include_str!("../../../tests/data/plan-v1.toml");

#[test]
fn a_plan_file_of_before_says_what_it_said() {
    let plan = Plan::parse(V1).expect("files that people have keep working");
    let now = Plan::builtin();
    assert_eq!((plan.roles.len(), plan.tasks.len(), plan.templates.len(), plan.approvals.len()), (20, 115, 8, 12));
    let ungated = |task: &Task| Task { gate: None, report: None, ..task.clone() };
    assert_eq!(plan.tasks, now.tasks.iter().map(ungated).collect::<Vec<_>>(), "gates and reports came later");
    assert_eq!(plan.approvals, now.approvals);
    assert_eq!(plan.platforms, now.platforms);
    assert!(plan.lines.is_empty() && plan.reminders.is_empty() && plan.matrix.is_empty());
    assert!(plan.placeholders.iter().all(|p| p.kind == Kind::Text));
    assert_eq!(plan.clock(Severity::Sev1).review, Some(3 * DAY));
    let filled = V1
        .replacen(
            "holder = \"\"\nbackup = \"\"\ncontact = \"\"\ntested = \"\"",
            "holder = \"Ana\"\nbackup = \"Luis\"\ncontact = \"600\"\ntested = \"in May\"",
            1,
        )
        .replace("do_not_say = []", "do_not_say = [\"caso aislado\", \"!!\"]");
    let plan = Plan::parse(&filled).unwrap();
    assert_eq!(plan.roles[0].backups[0].as_str(), "Luis");
    assert_eq!(plan.do_not_say.iter().map(|b| b.phrase.as_str()).collect::<Vec<_>>(), ["caso aislado", "!!"]);
}

/// A plan with every section and every key.
fn whole() -> String {
    let source = BUILTIN
        .replacen(
            "holder = \"\"\nbackup = \"\"\ncontact = \"\"",
            "holder = \"Ana \\\"la jefa\\\"\"\nbackup = [\"Luis\", \"Eva\"]\ncontact = { phone = \"600 111 222\" }",
            1,
        )
        .replacen(
            "key_messages = []",
            "key_messages = [{ en = \"Safety first.\\nAlways.\", es = \"Lo primero, la seguridad.\" }]",
            1,
        )
        .replacen(
            "approved_by = \"\"\napproved_on = \"\"\nvalid_until = \"\"",
            "approved_by = \"Legal\"\napproved_on = 2026-10-01\nvalid_until = \"2027-10-01\"\nplatforms = [\"x\"]",
            1,
        )
        .replacen(
            "responderemos aquí antes de las {time}.\"\napproved_by = \"\"\napproved_on = \"\"",
            "responderemos aquí antes de las {time}.\"\nplatforms = [\"x\"]\napproved_by = \"Legal\"\napproved_on = 2026-10-01",
            1,
        );
    source
        + "\n[[person]]\nname = \"Luis\"\nphone = \"600 333 444\"\ntested = \"2026-11-01\"\nlanguage = \"es\"\nzone = \"Europe/Madrid\"\n\
           [[outlet]]\nname = \"El Diario\"\nkind = \"media\"\nhandles = [\"@diario\"]\ndomains = [\"diario.es\"]\n"
}

#[test]
fn a_plan_written_out_is_the_same_plan_without_how_to_reach_people() {
    for source in [whole(), V1.to_owned(), SMALL.to_owned(), SMALL.replace("[\"en\", \"es\"]", "[\"es\"]")] {
        let mut plan = Plan::parse(&source).unwrap();
        let written = plan.written();
        let again = Plan::parse_written(&written).unwrap_or_else(|f| panic!("{f:?}"));
        assert!(!written.contains("600 "), "no telephone is written");
        assert_eq!((again.written(), again.digest()), (written, plan.digest()));
        plan.roles.iter_mut().for_each(|p| p.reach = Reach::default());
        plan.people.iter_mut().for_each(|p| p.reach = Reach::default());
        assert_eq!(again, plan);
    }
}

#[test]
fn comments_and_contacts_do_not_change_who_a_plan_is() {
    let plan = Plan::parse(&whole()).unwrap();
    let same = whole().replace("600 333 444", "600 555 666").replace("# What is always said", "# What");
    assert_eq!(Plan::parse(&same).unwrap().digest(), plan.digest());
    let other = whole().replace("\"Luis\", \"Eva\"", "\"Eva\", \"Luis\"");
    assert_ne!(Plan::parse(&other).unwrap().digest(), plan.digest(), "who stands in first matters");
}

fn changes(before: &str, after: &str) -> Vec<String> {
    let read = |source: &str| Plan::parse(source).unwrap();
    let shown = |c: &Option<Clean>| c.as_ref().map_or("-".to_owned(), |c| c.as_str().to_owned());
    let tell = |c: &Change| format!("{}/{}/{}: {} > {}", c.section, c.item, c.field, shown(&c.before), shown(&c.after));
    diff(&read(before), &read(after)).iter().map(tell).collect()
}

#[test]
fn what_differs_is_told_by_section_code_and_field() {
    assert_eq!(changes(&whole(), &whole()), [""; 0]);
    let change = |from: &str, to: &str| {
        let after = whole().replacen(from, to, 1);
        assert_ne!(after, whole(), "{from}");
        changes(&whole(), &after)
    };
    assert_eq!(change("[\"Luis\", \"Eva\"]", "[\"Eva\"]"), ["role/incident_lead/backup: Luis, Eva > Eva"]);
    assert_eq!(change("acknowledge = \"5m\"", "acknowledge = \"300s\""), [""; 0], "five minutes are five minutes");
    assert_eq!(change("acknowledge = \"5m\"", "acknowledge = \"6m\""), ["severity/SEV1/acknowledge: 5m > 6m"]);
    assert_eq!(change("answer = \"15m\"", "answer = \"10m\""), ["band/P1/answer: 15m > 10m"]);
    let wait = change("approval_wait = \"5m\"", "approval_wait = \"7m\"");
    assert_eq!(wait, ["severity/SEV1/approval_wait: 5m > 7m"]);
    let legal = "SEV2 = [\"comms_lead\", \"legal\"]";
    assert_eq!(change(legal, "SEV2 = [\"legal\"]"), ["approval/holding/SEV2: comms_lead, legal > legal"]);
    assert_eq!(change("due = \"T0+5m\"", "due = \"T0+7m\"")[0], "task/D01/due.SEV1: T0+5m > T0+7m");
    assert_eq!(change("Safety first", "Safety always")[0].split('/').next(), Some("voice"));
    assert_eq!(
        change("better = \"say what happened, and when\"\n", ""),
        ["do_not_say/isolated incident/better: say what happened, and when > -"]
    );
    assert_eq!(
        change("text.es = \"Gracias por sus palabras.", "text.es = \"Mil gracias."),
        ["line/L06/text.es: Gracias por sus palabras. El equipo las ha leído. > Mil gracias. El equipo las ha leído."]
    );
    assert_eq!(
        change("once = true\nto = [\"inc", "every = \"7m\"\nto = [\"inc"),
        ["reminder/approval_stuck/once: true > -", "reminder/approval_stuck/every: - > 7m"]
    );
    assert_eq!(change("version = \"1\"", "version = \"2\""), ["plan//version: 1 > 2"]);
}

#[test]
fn what_came_went_or_moved_is_told_once() {
    let [one, two] = ["A1", "A2"].map(|code| task(code, ""));
    let small = |tasks: &[&str]| format!("{SMALL}{}", tasks.concat());
    assert_eq!(changes(&small(&[&one]), &small(&[&one, &two])), ["task/A2/: - > Do · Hacer"]);
    assert_eq!(changes(&small(&[&one, &two]), &small(&[&two])), ["task/A1/: Do · Hacer > -"]);
    assert_eq!(changes(&small(&[&one, &two]), &small(&[&two, &one])), ["task//order: A1, A2 > A2, A1"]);
    let outlet = "[[outlet]]\nname = \"A\"\nkind = \"media\"\n";
    let other = outlet.replace("media", "sector");
    assert_eq!(
        changes(&small(&[outlet, outlet]), &small(&[outlet, &other])),
        ["outlet/A (2)/kind: media > sector"],
        "two of one name are told apart"
    );
    let many = |prefix: &str| (0..450).map(|n| task(&format!("{prefix}{n}"), "")).collect::<String>();
    let found = diff(&Plan::parse(&small(&[&many("A")])).unwrap(), &Plan::parse(&small(&[&many("B")])).unwrap());
    assert_eq!(found.len(), 500);
    assert!(found[499].section.is_empty());
}
