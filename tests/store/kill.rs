//! kill -9 at any moment, and two processes at once: what was acknowledged is there, and `check` passes.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::time::Stamp;
use gabinete::domain::timeline::AddEntry;
use gabinete::store::{Options, open};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::time::{Duration, Instant};

/// The child's part: says on standard output what was acknowledged. Run without its variable it has nothing to do.
#[test]
fn child() {
    let Ok(job) = std::env::var("STORE_CHILD") else { return };
    let path = std::path::PathBuf::from(std::env::var("STORE_ROOM").unwrap());
    let from: u64 = std::env::var("STORE_FROM").unwrap().parse().unwrap();
    let mut writer = open(&path, Options::default()).unwrap();
    for n in from..from + 100_000 {
        let now = T.plus(n as i64);
        if job == "decide" {
            writer.decide(&who("ana"), &note(n), now, Some(&format!("key {n}"))).unwrap();
            println!("did {n}");
        } else {
            let base = n * 500;
            let batch = (base..base + 500).map(|m| mention(m, &format!("mention {m} of a batch"))).collect();
            println!("did {} {}", n, writer.ingest("child", batch, now).unwrap().new);
        }
    }
}

fn note(n: u64) -> Command {
    Command::AddEntry(AddEntry {
        kind: Default::default(),
        text: format!("note {n}"),
        at: None,
        incident: None,
        private: false,
    })
}

fn spawn(job: &str, path: &Path, from: u64) -> Child {
    Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::child", "--nocapture"])
        .env("STORE_CHILD", job)
        .env("STORE_ROOM", path)
        .env("STORE_FROM", from.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills the child some time after it acknowledged `after`; returns the last one that it acknowledged.
fn kill(mut child: Child, after: usize, then: Duration) -> Option<u64> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut last = None;
    let number = |line: &str| line.split(' ').nth(1).and_then(|n| n.parse().ok());
    for line in lines.by_ref().filter(|l| l.starts_with("did ")).take(after) {
        last = number(&line);
    }
    std::thread::sleep(then);
    child.kill().unwrap();
    child.wait().unwrap();
    for line in lines.filter(|l| l.starts_with("did ")) {
        last = number(&line).or(last);
    }
    last
}

#[test]
fn killed_in_a_decision() {
    let room = room();
    let mut from = 0;
    for round in 0..12u64 {
        let last = kill(spawn("decide", &room.path, from), 3 + round as usize, Duration::from_micros(700 * round));
        let last = last.expect("the child decided something");
        assert!(room.ask("SELECT count(*) FROM done_key") as u64 > last, "round {round}: {last} was acknowledged");
        for n in from..=last {
            assert_eq!(room.ask(&format!("SELECT count(*) FROM done_key WHERE key = 'key {n}'")), 1, "{n} is lost");
        }
        room.whole();
        from = room.ask("SELECT count(*) FROM done_key") as u64;
    }
}

#[test]
fn killed_in_a_batch() {
    let room = room();
    let mut from = 0;
    for round in 0..6u64 {
        let last = kill(spawn("ingest", &room.path, from), 1 + round as usize % 3, Duration::from_millis(7 * round));
        let last = last.expect("the child took something in");
        let mentions = room.ask("SELECT count(*) FROM mention") as u64;
        assert!(mentions >= (last + 1) * 500, "round {round}: batch {last} was acknowledged, {mentions} are there");
        assert_eq!(mentions % 500, 0, "half a batch");
        room.whole();
        from = mentions / 500;
    }
}

#[test]
fn a_decision_is_made_while_another_process_imports() {
    let mut room = room();
    let mut child = spawn("ingest", &room.path, 0);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|l| l.starts_with("did ")));
    let mut times = Vec::new();
    for n in 0..30 {
        let begun = begin();
        room.now = Stamp(room.now.0 + n);
        room.writer.decide(&who("eva"), &note(n as u64), room.now, None).unwrap();
        times.push(begun.elapsed());
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    times.sort();
    // The figure itself is the benchmark's; here only that nobody starves, on a slow machine as well.
    assert!(times[times.len() - 1] < Duration::from_secs(3), "{times:?}");
    room.whole();
}

#[expect(clippy::disallowed_methods, reason = "a test measures how long it waits")]
fn begin() -> Instant {
    Instant::now()
}

#[test]
fn two_writers_in_one_process_take_turns() {
    let room = room();
    let path = room.path.clone();
    let threads: Vec<_> = ["ana", "eva"]
        .into_iter()
        .map(|name| {
            let path = path.clone();
            std::thread::spawn(move || {
                let mut writer = open(&path, Options::default()).unwrap();
                for n in 0..40 {
                    writer.decide(&who(name), &note(n), T.plus(n as i64), None).unwrap();
                    writer.ingest(name, vec![mention(n + name.len() as u64 * 7, "x")], T.plus(n as i64)).unwrap();
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(room.ask("SELECT count(*) FROM event WHERE kind = 'entry_added'"), 80);
    room.whole();
}
