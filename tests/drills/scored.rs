//! Every scenario that comes with the product, played to its end, in both languages; and one team in each of them.

use crate::team::{Play, T};
use gabinete::domain::event::Event;
use gabinete::domain::mention::Disposition;
use gabinete::domain::room::Lang;
use gabinete::domain::signal::Signal;
use gabinete::domain::time::MINUTE;
use gabinete::drill::score::{Entry, Reader, Score, key, score};
use gabinete::drill::{BUILTIN, Origin, Scenario, Script};
use gabinete::plan::Plan;
use gabinete::shell::drill::{SOURCE, scored as entry};
use gabinete::store::open::Options;
use gabinete::store::{chain, check, placed};
use gabinete::words::Words;
use serde_json::json;
use std::ops::ControlFlow;
use std::path::Path;

/// What the events of a room say, as the score reads them.
pub fn log(room: &Path) -> Vec<Entry> {
    let mut log = Vec::new();
    let from = gabinete::domain::ids::EventSeq(1);
    chain::export(room, Options::default(), from, |logged| {
        log.extend(entry(&logged).unwrap().map(|(entry, _)| entry));
        ControlFlow::Continue(())
    })
    .unwrap();
    log
}

pub(crate) fn scored(room: &Path, scenario: &Scenario, script: &Script) -> Score {
    let placed = placed::placed(room, Options::default(), SOURCE).unwrap();
    let key = key(scenario, script, T, &|id| placed.get(id).copied());
    let plan = Plan::builtin();
    let reader = Reader { plan: &plan, zone: "UTC", ours: &[] };
    score(&key, &log(room), plan.clock(key.severity), &|text| reader.read(text))
}

#[test]
fn every_scenario_plays_to_its_end_by_itself() {
    for (n, (name, _)) in BUILTIN.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let lang = if n % 2 == 0 { Lang::En } else { Lang::Es };
        let play = Play::new(folder.path(), name, lang, 3 + n as u64);
        let (scenario, script) = (play.scenario.clone(), play.script.clone());
        assert!(
            (0.5..2.0).contains(&play.usual().unwrap_or_default()),
            "{name}: what is usual is known from the start"
        );
        let (room, over) = play.finish();
        assert!(over, "{name}");
        let arrived = placed::placed(&room, Options::default(), SOURCE).unwrap();
        for inject in script.injects() {
            assert!(arrived.contains_key(inject.mention.id.as_ref().unwrap()), "{name}: {:?}", inject.origin);
        }
        assert_eq!(arrived.len(), script.injects().len() + script.history().len());
        let rises = |e: &Entry| matches!(&e.event, Event::SignalRaised { signal: Signal::VolumeSpike { .. } });
        assert!(log(&room).iter().any(rises), "{name}: more than usual is noticed");
        let told = log(&room).iter().filter(|e| e.event.kind() == "entry_added").count();
        assert_eq!(told, script.words().len(), "{name}: each word to the team once");
        assert_eq!(check::check(&room, Options::default(), T).unwrap().faults, [], "{name}");
        // a room's own signal is worth its alert; nobody did anything
        let score = scored(&room, &scenario, &script);
        let points: Vec<u32> = score.items.iter().map(|item| item.points()).collect();
        assert!(score.over && points[0] <= 300 && points[1..] == [0; 11], "{name}: {points:?}");
    }
}

/// One team in every drill. It is quick, and answers one person alone; it hands nothing over, and issues no sitrep.
///
/// | after the origin | it does |
/// |---|---|
/// | 1 min | decides on the origin, as the scenario expects |
/// | 4 min | declares as grave as expected, says that nothing was scheduled |
/// | 5 min | writes every claim into the ledger as what it is |
/// | 5 min | calls the first person affected back |
/// | 10 min | holding statement, with a time for the next word 15 minutes later |
/// | 25 min | the next word, at the minute that was told, with a time for one that is due after the end |
/// | 1 min after each inject | the first decision that is right for it; the files that it should keep |
fn team(name: &str, lang: Lang) -> (tempfile::TempDir, Score) {
    let folder = tempfile::tempdir().unwrap();
    let mut play = Play::new(folder.path(), name, lang, 3);
    let (scenario, script) = (play.scenario.clone(), play.script.clone());
    let origin = play.when(scenario.right.origin.get_ref());
    let injects = script.injects().iter().filter_map(|i| match &i.origin {
        Origin::Script(id) => Some((i.at_ms + MINUTE, id.clone(), i.clone())),
        _ => None,
    });
    let mut todo: Vec<(i64, String)> = injects.clone().map(|(at, id, _)| (at, id)).collect();
    todo.extend(
        [(4, "declare"), (5, "facts"), (5, "call"), (10, "hold")]
            .map(|(minute, what)| (origin + minute * MINUTE, format!("!{what}"))),
    );
    // a time is told to the minute
    let word = (origin + 25 * MINUTE) / MINUTE * MINUTE;
    todo.push((word, "!update".to_owned()));
    todo.sort();
    let ends = script.lasts_ms();
    let affected = injects.clone().find(|(at, _, i)| i.affected && *at >= origin).map(|(_, id, _)| id).unwrap();
    for (at, what) in todo.into_iter().filter(|(at, _)| *at <= ends) {
        play.until(at);
        match what.as_str() {
            "!declare" => {
                let severity = scenario.right.severity.code();
                play.act(
                    "Ana",
                    json!({"do": "declare_incident", "title": "Drill", "severity": severity, "since": T.plus(origin)}),
                );
                play.act("Ana", json!({"do": "confirm_paused", "incident": 1, "count": 0}));
            }
            "!facts" => {
                for claim in &scenario.claims {
                    let status = match claim.truth {
                        gabinete::drill::scenario::Truth::True => "confirmed",
                        gabinete::drill::scenario::Truth::False => "false",
                        gabinete::drill::scenario::Truth::Unknown => "unverified",
                    };
                    let words = format!("{} ({})", claim.says.get(Lang::En), claim.words[0].get_ref());
                    let fact = json!({"status": status, "en": words, "source": "the desk"});
                    play.act("Ana", json!({"do": "add_fact", "incident": 1, "fact": fact}));
                }
            }
            "!call" => {
                let to = play.mention(&affected);
                play.act("Ana", json!({"do": "settle", "mentions": [to], "how": "called back"}));
            }
            "!hold" => {
                let next = T.plus(word).utc().format("%H:%M").to_string();
                let words = format!(
                    "We know what people are telling us and we are sorry for what they are going through. We are checking it with our team now. We will update you here at {next} UTC."
                );
                play.publish(1, "holding", &words, &[]);
            }
            "!update" => {
                let next = T.plus(at + 22 * MINUTE).utc().format("%H:%M").to_string();
                let words = format!(
                    "Thank you for waiting. We are sorry for the worry. We are still checking it with our team and we are answering your messages. Please write to us here with any question. We will update you here at {next} UTC."
                );
                play.publish(2, "update", &words, &[]);
            }
            id => {
                let inject = injects.clone().find(|(_, name, _)| name == id).unwrap().2;
                let first = inject.expected.as_ref().unwrap().dispositions[0];
                // the first one affected is answered in words, whatever else would be right
                let word = if id == affected { Disposition::RespondThenPrivate } else { first };
                let mention = play.mention(id);
                play.act(
                    "Ana",
                    json!({"do": "dispose", "mentions": [mention], "disposition": word, "reason": "drill"}),
                );
                if inject.evidence {
                    let capture = json!({"name": "shot.png", "sha256": "ab".repeat(32), "bytes": 9});
                    play.act(
                        "Ana",
                        json!({"do": "attach_evidence", "to": {"kind": "mention", "id": mention}, "capture": capture}),
                    );
                }
            }
        }
    }
    let (room, over) = play.finish();
    assert!(over);
    assert_eq!(check::check(&room, Options::default(), T).unwrap().faults, [], "{name}");
    let score = scored(&room, &scenario, &script);
    (folder, score)
}

#[track_caller]
fn is(name: &str, lang: Lang, expected: [u32; 12]) {
    let (_folder, score) = team(name, lang);
    let words = Words::new(Lang::En);
    let told = |item: &gabinete::drill::score::Item| {
        let parts: Vec<String> =
            item.parts.iter().map(|p| format!("{} {}", p.points, words.f(p.key, &p.args))).collect();
        format!("{} {}: {}", item.what.code(), item.points(), parts.join(" | "))
    };
    let points: Vec<u32> = score.items.iter().map(|item| item.points()).collect();
    let lines: Vec<String> = score.items.iter().map(told).collect();
    assert_eq!(points, expected, "{name}:\n{}\n{:#?}", lines.join("\n"), score.misses);
    assert!(score.over);
}

// What the team of the table earns, worked out by hand, in hundredths. In each it is in time for everything, hands nothing
// over (0 of 400), keeps its one promise that is due (400) and answers the first alone of the people affected: one of six is
// 133 of 800, one of four 200, one of three 267. No stretch of a rhythm ends before 30 minutes at SEV1 and an hour at SEV2, so
// that updates and sitreps have their 200 each; but for the outage, where the first stretch of both ends at minute 42 and 36,
// the update of minute 27 is in it, and no sitrep is.

#[test]
fn the_team_in_product_safety() {
    is("product_safety", Lang::En, [1000, 800, 800, 1400, 1200, 133, 1200, 800, 800, 0, 400, 400]);
}

#[test]
fn the_team_in_employee_misconduct() {
    is("employee_misconduct", Lang::Es, [1000, 800, 800, 1400, 1200, 200, 1200, 800, 800, 0, 400, 400]);
}

#[test]
fn the_team_in_false_rumour() {
    is("false_rumour", Lang::En, [1000, 800, 800, 1400, 1200, 267, 1200, 800, 800, 0, 400, 400]);
}

#[test]
fn the_team_in_outage_hijack() {
    is("outage_hijack", Lang::Es, [1000, 800, 800, 1400, 1200, 200, 1200, 800, 600, 0, 400, 400]);
}
