use super::*;

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
    let mut dues: Vec<String> = task.due.0.iter().chain([&task.again]).flatten().map(Due::to_string).collect();
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
            assert!(own >= 5 && plan.variants.iter().any(|v| v.kind == kind && v.traps.len() >= 2), "{kind:?}");
        }
        let template = plan.templates_for(kind).next().expect("a template");
        assert!(plan.approval(&template.text_type).is_some());
    }
    assert!(plan.tasks.iter().filter(|t| t.kind.is_some()).all(|t| t.code.starts_with("V-")));
}

#[test]
fn what_pauses_content_and_what_resumes_it_stand_behind_gates() {
    let plan = Plan::builtin();
    let gated: Vec<_> = plan.tasks.iter().filter_map(|t| Some((t.code.as_str(), t.gate?))).collect();
    assert_eq!(gated, [("F02", Gate::Pause), ("F03", Gate::Pause), ("R03", Gate::Resume)]);
    let steps = plan.checklist(Severity::Sev1, IncidentType::Unknown);
    assert_eq!(steps.iter().find(|s| s.code == "R03").and_then(|s| s.gate), Some(Gate::Resume));
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
