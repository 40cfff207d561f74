//! kill -9 at any moment: what was acknowledged is there, and the room proves.

use crate::kit::{Desk, mention};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::time::Duration;

/// Moments that differ from run to run of the loop, not from run to run of the test.
fn moment(n: u64) -> Duration {
    Duration::from_micros(500 + n.wrapping_mul(2_654_435_761) % 40_000)
}

#[test]
fn acknowledged_decisions_survive() {
    let desk = Desk::with(&["first"]);
    let mut acknowledged = Vec::new();
    for round in 0..20_u64 {
        let mut act = desk.start(&["act"]);
        let mut input = act.0.stdin.take().unwrap();
        let feeding = std::thread::spawn(move || {
            for n in 0..10_000 {
                let command = json!({"do": "add_entry", "text": format!("note {round}-{n}")});
                if writeln!(input, "{command}").is_err() {
                    break;
                }
            }
        });
        let mut output = BufReader::new(act.0.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        std::thread::sleep(moment(round));
        act.0.kill().unwrap();
        act.0.wait().unwrap();
        output.read_to_string(&mut line).unwrap();
        feeding.join().unwrap();
        // A line that was cut in the middle was not said.
        for said in line.split_inclusive('\n').filter(|l| l.ends_with('\n')) {
            let answer: Value = serde_json::from_str(said).unwrap();
            assert_eq!(answer["ok"], true, "{answer}");
            let event = &answer["events"][0];
            acknowledged.push((event["seq"].as_i64().unwrap(), event["text"].as_str().unwrap().to_owned()));
        }
    }
    assert!(acknowledged.len() >= 20, "{}", acknowledged.len());
    let room = desk.well(&["events", "--json"], "");
    let kept: std::collections::HashMap<i64, Value> = room
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap())
        .map(|e| (e["seq"].as_i64().unwrap(), e))
        .collect();
    for (seq, text) in acknowledged {
        assert_eq!(kept[&seq]["payload"]["text"], text.as_str(), "event {seq}");
    }
    desk.check();
}

#[test]
fn followed_mentions_are_whole_or_not_there_and_come_again_once() {
    let desk = Desk::with(&["first"]);
    let all: Vec<String> = (1..=4_000).map(|n| mention(n, &format!("mention number {n}")) + "\n").collect();
    for round in 0..20_u64 {
        let mut follow = desk.start(&["follow", "-"]);
        let mut input = follow.0.stdin.take().unwrap();
        let part = all[round as usize * 200..][..200].concat();
        let feeding = std::thread::spawn(move || {
            // The pipe breaks when the process is killed: that is the point.
            let _ = input.write_all(part.as_bytes());
            input
        });
        std::thread::sleep(moment(round) + Duration::from_millis(10));
        follow.0.kill().unwrap();
        follow.0.wait().unwrap();
        feeding.join().unwrap();
        assert_eq!(desk.sql::<String>("PRAGMA quick_check"), "ok", "round {round}");
    }
    desk.check();
    let said = desk.well(&["import", "-"], &all.concat());
    let waited = said.contains("for the program that has the room open");
    if waited {
        // The last one that was killed still seemed to hold the room.
        desk.well(&["follow", "-"], "");
    }
    crate::kit::until("all of them", || {
        if desk.mentions() < 4_001 {
            desk.well(&["follow", "-"], "");
        }
        desk.mentions() == 4_001
    });
    assert_eq!(desk.sql::<i64>("SELECT count(DISTINCT handle) FROM v_mentions"), 4_001);
    desk.check();
}
