//! What would fail tonight: each lack is told when it is there and not when it is not.

use super::*;
use crate::domain::ids::{IncidentId, ItemId};
use crate::domain::private::{Allow, Private};
use crate::domain::source::{Health, Why};
use crate::plan::{BUILTIN, Look as PlanCheck, Plan};
use crate::rows::{LateAction, TrialRow};

const NOW: Stamp = Stamp(1_790_000_000_000);

fn source(name: &str, count: u64, blind: Option<Blind>) -> SourceRow {
    let live = blind.is_none();
    let health = Some(Health { state: State::Live, ..Health::begin("jetstream", NOW) });
    SourceRow { name: name.into(), last_seen: None, count, live, silent: !live, health, blind }
}

/// A machine on which nothing is lacking.
fn well() -> Look {
    Look {
        real: NOW,
        now: NOW,
        plan: PlanLook { file: "plan.toml".into(), ..PlanLook::default() },
        room: Some(RoomReady {
            sources: vec![source("bluesky", 4, None)],
            usual: true,
            known_hours: WEEK,
            ..RoomReady::default()
        }),
        unwritable: false,
        disk: Some(Disk { free: 50 << 30, room: 1 << 20 }),
        outlets: vec![OutletLook { name: "ops".into(), address: true, sent: 1, failed: 0 }],
        sources: vec![SourceLook { name: "bluesky".into(), paused: false }],
        drill: Some(NOW.plus(-10 * DAY)),
    }
}

#[track_caller]
fn told(change: impl FnOnce(&mut Look)) -> Vec<(&'static str, Gravity)> {
    let mut look = well();
    change(&mut look);
    ready(&look).into_iter().map(|f| (f.what.key, f.gravity)).collect()
}

fn room(look: &mut Look) -> &mut RoomReady {
    look.room.as_mut().unwrap()
}

#[test]
fn where_nothing_is_lacking_one_is_ready() {
    assert_eq!(told(|_| ()), []);
    assert!(is_ready(&ready(&well())));
}

#[test]
fn the_room_must_be_there_be_written_and_have_space() {
    use Gravity::{Fails, Weak};
    assert_eq!(told(|l| l.room = None)[0], ("ready-no-room", Weak));
    assert_eq!(told(|l| l.unwritable = true), [("ready-unwritable", Fails)]);
    let disk = |free, room| told(move |l| l.disk = Some(Disk { free, room }));
    assert_eq!(disk(DISK_FULL - 1, 0), [("ready-disk-full", Fails)]);
    assert_eq!(disk(DISK_FULL, 0), [("ready-disk-low", Weak)]);
    assert_eq!(disk(DISK_LOW, 0), []);
    assert_eq!(disk(DISK_LOW, DISK_LOW + 1), [("ready-disk-low", Weak)], "a copy of the room would not fit");
}

#[test]
fn outlets_are_tried_or_carried_something_and_did_not_fail() {
    use Gravity::{Fails, Note, Weak};
    assert_eq!(told(|l| l.outlets.clear()), [("ready-alerts-none", Weak)]);
    let outlet = |sent, failed, address: bool, trial: Option<bool>| {
        told(move |l| {
            l.outlets[0] = OutletLook { name: "ops".into(), address, sent, failed };
            let of = |well| TrialRow { of: TrialOf::Alert, name: "ops".into(), at: NOW, well };
            room(l).trials = trial.map(of).into_iter().collect();
        })
    };
    assert_eq!(outlet(0, 0, true, None), [("ready-alert-untried", Weak)]);
    assert_eq!(outlet(0, 0, false, None), [("ready-alert-untried", Note)], "a bell rings where one sits");
    assert_eq!(outlet(0, 2, true, None), [("ready-alert-lost", Fails)]);
    assert_eq!(outlet(3, 2, true, None), [], "some arrived since");
    assert_eq!(outlet(0, 0, true, Some(true)), []);
    assert_eq!(outlet(3, 0, true, Some(false)), [("ready-alert-failed", Fails)]);
}

#[test]
fn the_newest_trial_counts() {
    let of = |at, well| TrialRow { of: TrialOf::Alert, name: "ops".into(), at, well };
    let two = |first, second| {
        told(move |l| {
            l.outlets[0].sent = 0;
            room(l).trials = vec![of(NOW, second), of(NOW.plus(-DAY), first)];
        })
    };
    assert_eq!(two(false, true), []);
    assert_eq!(two(true, false), [("ready-alert-failed", Gravity::Fails)]);
}

#[test]
fn sources_are_there_heard_and_not_deaf() {
    use Gravity::{Fails, Weak};
    let none = |l: &mut Look| {
        l.sources.clear();
        room(l).sources.clear();
    };
    assert_eq!(told(none), [("ready-no-source", Fails)]);
    assert_eq!(told(|l| l.sources.clear()), [], "a file is followed, which no list names");
    assert_eq!(told(|l| l.sources[0].paused = true), [("ready-source-paused", Weak)]);
    let row = |count, blind| told(move |l| room(l).sources = vec![source("bluesky", count, blind)]);
    assert_eq!(row(9, Some(Blind::Failing(Why::default()))), [("ready-source-deaf", Fails)]);
    assert_eq!(row(9, Some(Blind::Silent)), [("ready-source-deaf", Fails)]);
    assert_eq!(row(9, Some(Blind::Unheard)), [("ready-nobody-listens", Weak)], "told once for all");
    assert_eq!(row(0, None), [("ready-source-untried", Weak)]);
    let tried = |well| {
        told(move |l| {
            room(l).sources = vec![source("bluesky", 0, Some(Blind::Unheard))];
            room(l).trials = vec![TrialRow { of: TrialOf::Source, name: "bluesky".into(), at: NOW, well }];
        })
    };
    assert_eq!(tried(true), [("ready-nobody-listens", Weak)]);
    assert_eq!(tried(false), [("ready-source-failed", Fails), ("ready-nobody-listens", Weak)]);
}

#[test]
fn what_is_usual_is_known_or_said_not_to_be() {
    assert_eq!(told(|l| room(l).usual = false), [("ready-usual-none", Gravity::Weak)]);
    assert_eq!(told(|l| room(l).known_hours = 100), [("ready-usual-part", Gravity::Note)]);
}

#[test]
fn a_drill_is_not_older_than_half_a_year() {
    let since = |days: i64| told(move |l| l.drill = Some(NOW.plus(-days * DAY)));
    assert_eq!(since(DRILL_DAYS - 1), []);
    assert_eq!(since(DRILL_DAYS), [("ready-drill-old", Gravity::Weak)]);
    assert_eq!(told(|l| l.drill = None), [("ready-drill-none", Gravity::Weak)]);
}

#[test]
fn in_a_drills_room_alerts_and_sources_are_none_of_tonights() {
    let drill = |l: &mut Look| {
        room(l).drill = true;
        l.outlets.clear();
        l.sources.clear();
        room(l).sources.clear();
        room(l).usual = false;
    };
    assert_eq!(told(drill), []);
}

fn late(owner: Option<&str>) -> LateAction {
    LateAction {
        item: ItemId(1),
        incident: IncidentId(1),
        text: Private::prose("call @quietperson back".into()),
        owner: owner.map(Clean::from),
        due: NOW.plus(-3 * DAY),
    }
}

#[test]
fn what_was_promised_after_the_last_time_and_is_late_is_told_with_its_owner() {
    let mut look = well();
    room(&mut look).late = vec![late(Some("Ana Prieto")), late(None)];
    let found = ready(&look);
    assert_eq!(
        found[0].what,
        Refusal::new("ready-action-late").with("text", "call @quietperson back").with("days", 3i64)
    );
    let todo: Vec<_> = found.iter().map(|f| f.todo.as_ref().unwrap().key).collect();
    assert_eq!(todo, ["ready-do-action", "ready-do-action-nobody"]);
}

#[test]
fn on_a_shared_screen_nobody_is_named() {
    let mut look = well();
    room(&mut look).late = vec![late(Some("Ana Prieto"))];
    look.plan.found =
        vec![Fault { line: 4, column: 1, key: "plan-warn-untested", args: vec![("name", Clean::from("Ana Prieto"))] }];
    let mut found = ready(&look);
    let ours = Allow::none();
    found.iter_mut().for_each(|f| f.veil(&Veil { ours: &ours, lifted: None }));
    let all = format!("{found:?}");
    assert!(!all.contains("Prieto") && !all.contains("quietperson"), "{all}");
    assert!(all.contains("plan.toml:4"), "{all}");
}

/// Twenty texts that wait for the same are one thing to do, told where the first stands.
#[test]
fn what_is_true_of_several_texts_is_told_once() {
    let fault = |line, key, name, of: &str| Fault { line, column: 1, key, args: vec![(name, Clean::from(of))] };
    let line = |at, of| fault(at, "plan-warn-line-unapproved", "line", of);
    let mut look = well();
    look.plan.found = vec![
        line(7, "L01"),
        fault(8, "plan-warn-template-unapproved", "template", "generic"),
        line(9, "L02"),
        fault(10, "plan-warn-line-expired", "line", "L03"),
        line(11, "L04"),
    ];
    let found = ready(&look);
    let told: Vec<_> = found.iter().map(|f| (f.what.key, f.place.as_str())).collect();
    let all = ["ready-lines-unapproved", "plan-warn-template-unapproved", "plan-warn-line-expired"];
    assert_eq!(told, [(all[0], "plan.toml:7"), (all[1], "plan.toml:8"), (all[2], "plan.toml:10")]);
    let said = Refusal::new("ready-lines-unapproved").with("n", 3u32).with("names", "L01, L02, L04");
    assert_eq!(found[0].what, said);
}

#[test]
fn a_plan_is_ones_own_and_its_warnings_are_weighed() {
    use Gravity::{Fails, Note, Weak};
    let builtin = |l: &mut Look| {
        let fault = |key| Fault { line: 2, column: 1, key, args: Vec::new() };
        let found = vec![fault("plan-warn-role-empty"), fault("plan-warn-line-unapproved")];
        l.plan = PlanLook { found, ..PlanLook::default() };
    };
    assert_eq!(told(builtin), [("ready-no-plan", Fails), ("plan-warn-line-unapproved", Weak)], "nobody is told once");
    let warned = |keys: &'static [&'static str], faulty| {
        told(move |l| {
            let fault = |key: &&'static str| Fault { line: 2, column: 1, key, args: Vec::new() };
            l.plan = PlanLook {
                file: "plan.toml".into(),
                faulty,
                found: keys.iter().map(fault).collect(),
                ..PlanLook::default()
            };
        })
    };
    let mixed = ["plan-warn-person-idle", "plan-warn-untested", "plan-warn-role-empty"];
    let sorted = [("plan-warn-role-empty", Fails), ("plan-warn-untested", Weak), ("plan-warn-person-idle", Note)];
    assert_eq!(warned(&["plan-warn-person-idle", "plan-warn-untested", "plan-warn-role-empty"], false), sorted);
    assert_eq!(mixed.len(), sorted.len());
    assert_eq!(warned(&["plan-fault-empty"], true), [("plan-fault-empty", Fails)]);
    let idle = |l: &mut Look| {
        l.plan.found = vec![Fault { line: 1, column: 1, key: "plan-warn-person-idle", args: Vec::new() }];
    };
    let mut look = well();
    idle(&mut look);
    assert!(is_ready(&ready(&look)), "a note makes nobody less ready");
}

#[test]
fn every_warning_that_a_plan_can_have_is_weighed_and_no_other() {
    let text = include_str!("../../../assets/locales/en/plan.ftl");
    let warnings: Vec<&str> = text.lines().filter_map(|l| l.split_once(" =")).map(|(key, _)| key).collect();
    let warnings: Vec<&str> = warnings.into_iter().filter(|key| key.starts_with("plan-warn-")).collect();
    for key in &warnings {
        assert!(PLAN.iter().any(|(known, ..)| known == key), "{key} is not weighed");
    }
    for (key, ..) in PLAN.iter().filter(|(key, ..)| *key != "plan-fault-more") {
        assert!(warnings.contains(key), "{key} is no warning of a plan");
    }
}

#[test]
fn every_sentence_is_there_in_both_languages() {
    use crate::domain::room::Lang;
    use crate::words::Words;
    let mut look = well();
    (look.room, look.unwritable, look.drill) = (None, true, None);
    look.plan.found = Plan::check(BUILTIN, &PlanCheck::default()).unwrap_or_default();
    look.outlets.clear();
    look.sources.clear();
    for lang in [Lang::En, Lang::Es] {
        let words = Words::new(lang);
        for (key, gravity, area, todo) in PLAN {
            assert!(words.has(key) && words.has(gravity.key()) && words.has(area.key()), "{key}");
            assert!(todo.is_none_or(|todo| words.has(todo)), "{todo:?}");
        }
        for f in ready(&look) {
            let said = [&f.what].into_iter().chain(&f.todo).map(|r| words.refusal(r));
            assert!(
                said.clone().all(|s| !s.contains('{') && !s.starts_with("ready-")),
                "{:?}",
                said.collect::<Vec<_>>()
            );
        }
    }
}
