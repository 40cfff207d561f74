//! `follow`: a growing file or a pipe, live into the room, whoever else has it open.

use crate::kit::{Desk, mention, until};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

fn append(path: &Path, text: &str) {
    let mut file = OpenOptions::new().create(true).append(true).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

fn line(n: usize) -> String {
    mention(n, &format!("mention number {n}")) + "\n"
}

#[track_caller]
fn wait_for(desk: &Desk, mentions: i64) {
    until("the mentions", || desk.room.exists() && desk.mentions() >= mentions);
    assert_eq!(desk.mentions(), mentions);
}

fn end(running: &mut crate::kit::Running) {
    kill_process(Pid::from_child(&running.0), Signal::TERM).unwrap();
}

#[test]
fn a_file_is_followed_as_it_grows_turns_over_and_is_cut() {
    let desk = Desk::with(&[]);
    let log = desk.home.path("live.jsonl");
    append(&log, &line(0));
    let mut follow = desk.start(&["follow", log.to_str().unwrap()]);
    wait_for(&desk, 1);
    append(&log, &(line(1) + &line(2)[..20]));
    wait_for(&desk, 2);
    append(&log, &(line(2)[20..].to_owned() + "{nope\n" + &line(3)));
    wait_for(&desk, 4);
    std::fs::rename(&log, desk.home.path("live.jsonl.1")).unwrap();
    append(&log, &line(4));
    wait_for(&desk, 5);
    std::fs::write(&log, "").unwrap();
    // Truncation is noticed while the file is shorter than what was read of it.
    std::thread::sleep(std::time::Duration::from_millis(450));
    append(&log, &line(5));
    wait_for(&desk, 6);
    end(&mut follow);
    assert_eq!(follow.exit_code(), Some(1), "one line was bad");
    append(&log, &line(6));
    let mut again = desk.start(&["follow", log.to_str().unwrap()]);
    wait_for(&desk, 7);
    end(&mut again);
    assert_eq!(again.exit_code(), Some(0));
    desk.check();
}

/// What a follower of a file says beside its work, while it runs.
fn follow_telling(desk: &Desk, log: &Path) -> (crate::kit::Running, std::path::PathBuf) {
    let told = desk.home.path("told");
    let mut command = std::process::Command::new(crate::machine::GABINETE);
    command.args(["follow", log.to_str().unwrap(), "--room", desk.room()]).env_clear().envs(desk.home.env());
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    let running = command.stderr(std::fs::File::create(&told).unwrap()).spawn().unwrap();
    (crate::kit::Running(running), told)
}

#[test]
fn a_file_that_is_written_anew_and_longer_is_read_from_its_beginning() {
    let desk = Desk::with(&[]);
    let log = desk.home.path("live.jsonl");
    append(&log, &(line(0) + &line(1)));
    let mut follow = desk.start(&["follow", log.to_str().unwrap()]);
    wait_for(&desk, 2);
    // In place, in one go, and longer than what was read; the last two are known.
    let anew: String = (10..30).chain(0..2).map(line).collect();
    std::fs::write(&log, anew).unwrap();
    wait_for(&desk, 22);
    end(&mut follow);
    assert_eq!(follow.exit_code(), Some(0), "no line was bad");
    // The same while nobody follows.
    std::fs::write(&log, (40..90).map(line).collect::<String>()).unwrap();
    let mut again = desk.start(&["follow", log.to_str().unwrap()]);
    wait_for(&desk, 72);
    end(&mut again);
    assert_eq!(again.exit_code(), Some(0));
    desk.check();
}

#[test]
fn bad_lines_are_kept_and_erasing_finds_them() {
    let desk = Desk::with(&["My kid got sick after eating it"]);
    let said = desk.run(&["follow", "-"], "{\"text\":\"LOSTLINE broken\n");
    assert_eq!(said.code, 1, "{said:?}");
    let piped = desk.home.path("rejects/stdin.rejects.jsonl");
    let kept = || std::fs::read_to_string(&piped).unwrap_or_default();
    assert!(kept().contains("LOSTLINE broken") && said.err.contains(piped.to_str().unwrap()), "{said:?}");
    let log = desk.home.path("live.jsonl");
    append(&log, "{\"text\":\"My kid got sick after eating it\n{nope\n");
    let mut follow = desk.start(&["follow", log.to_str().unwrap()]);
    let beside = desk.home.path("live.jsonl.rejects.jsonl");
    let there = || std::fs::read_to_string(&beside).unwrap_or_default();
    until("both are kept", || there().lines().count() == 2);
    let id: i64 = desk.sql("SELECT id FROM v_mentions");
    let answer = desk.act(&json!({"do": "erase_mention", "mention": id, "reason": "they asked"}));
    assert_eq!(answer["ok"], true, "{answer}");
    assert!(!there().contains("got sick") && there().contains("nope"), "{}", there());
    // The file was written anew by the erasure: what comes now is kept all the same, in every run.
    append(&log, "{later\n");
    until("a later one is kept", || there().contains("{later"));
    end(&mut follow);
    assert_eq!(follow.exit_code(), Some(1));
    assert_eq!(desk.run(&["follow", "-"], "{another").code, 1);
    assert_eq!(kept().lines().count(), 2, "{}", kept());
}

#[test]
fn a_file_that_is_not_there_is_waited_for_and_is_no_live_source() {
    let desk = Desk::with(&[]);
    let log = desk.home.path("later.jsonl");
    let (mut follow, told) = follow_telling(&desk, &log);
    let says = |what: &str| std::fs::read_to_string(&told).unwrap().contains(what);
    until("it says so", || says("There is no file") && says("later.jsonl"));
    std::thread::sleep(std::time::Duration::from_millis(500));
    let live = || desk.sql::<i64>("SELECT count(*) FROM source WHERE name = 'later.jsonl' AND live_until IS NOT NULL");
    assert_eq!(live(), 0, "nobody writes there yet");
    append(&log, &line(0));
    wait_for(&desk, 1);
    until("it is live", || live() == 1);
    assert!(says("Following later.jsonl"), "{}", std::fs::read_to_string(&told).unwrap());
    end(&mut follow);
    assert_eq!(follow.exit_code(), Some(0));
}

#[test]
fn a_pipe_is_followed_to_its_end() {
    let desk = Desk::empty();
    let said = desk.run(&["follow", "-"], line(0) + &line(1) + "no json\n" + line(2).trim_end());
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("line 3: this is not JSON"), "{said:?}");
    assert_eq!(desk.mentions(), 3, "the last line needs no newline");
    desk.check();
}

#[test]
fn two_followers_and_an_act_share_the_room() {
    let desk = Desk::with(&["first"]);
    let mut one = desk.start(&["follow", "-"]);
    let mut two = desk.start(&["follow", "-"]);
    let mut pipes = [one.0.stdin.take().unwrap(), two.0.stdin.take().unwrap()];
    for n in 1..=40 {
        pipes[n % 2].write_all(line(n).as_bytes()).unwrap();
        if n % 10 == 0 {
            desk.act(&json!({"do": "add_entry", "text": format!("note {n}")}));
        }
    }
    wait_for(&desk, 41);
    drop(pipes);
    assert_eq!((one.exit_code(), two.exit_code()), (Some(0), Some(0)));
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM inbox"), 0, "nothing is left waiting");
    desk.check();
}

#[test]
fn what_is_left_in_the_inbox_is_taken_in_after_the_collector_was_killed() {
    let desk = Desk::with(&["first"]);
    let mut collector = desk.start(&["follow", "-"]);
    let mut pipe = collector.0.stdin.take().unwrap();
    pipe.write_all(line(1).as_bytes()).unwrap();
    wait_for(&desk, 2);
    collector.0.kill().unwrap();
    collector.0.wait().unwrap();
    // The dead process's lease still stands: these wait for it to go stale.
    desk.well(&["import", "-"], &line(2));
    let mut next = desk.start(&["follow", "-"]);
    wait_for(&desk, 3);
    drop(next.0.stdin.take());
    assert_eq!(next.exit_code(), Some(0));
    desk.check();
}

#[test]
fn a_signal_ends_it_cleanly_and_a_mention_wakes_nobody_twice() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let desk = Desk::with(&[]);
        let mut follow = desk.start(&["follow", "-"]);
        let mut pipe = follow.0.stdin.take().unwrap();
        pipe.write_all((line(0) + &line(0)).as_bytes()).unwrap();
        wait_for(&desk, 1);
        kill_process(Pid::from_child(&follow.0), signal).unwrap();
        assert_eq!(follow.exit_code(), Some(0), "{signal:?}");
        assert_eq!(desk.sql::<i64>("SELECT count(*) FROM lease"), 0, "the lease is given back");
        desk.check();
    }
}

#[test]
fn a_pipe_with_a_name_is_read_to_its_end_and_a_signal_ends_the_wait_for_it() {
    let desk = Desk::with(&[]);
    let fifo = desk.home.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let follow = || {
        let running = desk.start(&["follow", fifo.to_str().unwrap()]);
        until("it listens", || desk.sql::<i64>("SELECT count(*) FROM lease") == 1);
        running
    };
    let mut waiting = follow();
    let asked = crate::kit::instant();
    end(&mut waiting);
    assert_eq!(waiting.exit_code(), Some(0));
    assert!(asked.elapsed().as_secs() < 2, "{:?}", asked.elapsed());
    let mut read = follow();
    let mut pipe = OpenOptions::new().write(true).open(&fifo).unwrap();
    pipe.write_all((line(0) + "{\"text\":\"no name\"}\n").as_bytes()).unwrap();
    wait_for(&desk, 2);
    drop(pipe);
    assert_eq!(read.exit_code(), Some(0));
    desk.check();
}

#[test]
fn a_busy_collector_takes_in_what_others_leave() {
    let desk = Desk::with(&["first"]);
    let mut follow = desk.start(&["follow", "-"]);
    let mut pipe = follow.0.stdin.take().unwrap();
    pipe.write_all(line(1).as_bytes()).unwrap();
    wait_for(&desk, 2);
    // A pipe that is never silent must not keep the others waiting.
    let busy = std::thread::spawn(move || {
        for n in 100..400 {
            if pipe.write_all(line(n).as_bytes()).is_err() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        pipe
    });
    let said = desk.well(&["import", "-"], "{\"text\":\"from beside\"}\n");
    assert!(said.contains("1 mention that waited for another program is in now"), "{said}");
    let there = || desk.sql::<i64>("SELECT count(*) FROM v_mentions WHERE text = 'from beside'") == 1;
    until("what was left", there);
    assert!(!busy.is_finished(), "it came in while the pipe was busy");
    drop(busy.join().unwrap());
    assert_eq!(follow.exit_code(), Some(0));
    desk.check();
}

#[test]
fn beside_an_open_room_an_import_is_as_good_as_alone() {
    let desk = Desk::with(&["first"]);
    let mut follow = desk.start(&["follow", "-"]);
    let mut pipe = follow.0.stdin.take().unwrap();
    pipe.write_all(line(1).as_bytes()).unwrap();
    wait_for(&desk, 2);
    let bare = desk.home.file("bare.jsonl", b"{\"text\":\"one\"}\n{\"text\":\"one\"}\n{\"text\":\"a\xf1o \xff\"}\n");
    for _ in 0..3 {
        desk.well(&["import", bare.to_str().unwrap()], "");
        wait_for(&desk, 5);
    }
    drop(pipe);
    assert_eq!(follow.exit_code(), Some(0));
    desk.well(&["import", bare.to_str().unwrap()], "");
    assert_eq!(desk.mentions(), 5, "the same lines alone are the same lines");
    desk.check();
}

#[test]
fn what_is_left_to_a_collector_that_ends_is_not_forgotten() {
    let desk = Desk::with(&["first"]);
    let mut follow = desk.start(&["follow", "-"]);
    let mut pipe = follow.0.stdin.take().unwrap();
    pipe.write_all(line(1).as_bytes()).unwrap();
    wait_for(&desk, 2);
    desk.well(&["import", "-"], &line(2));
    drop(pipe);
    assert_eq!(follow.exit_code(), Some(0));
    assert_eq!((desk.mentions(), desk.sql::<i64>("SELECT count(*) FROM inbox")), (3, 0));
    desk.check();
}

#[test]
fn an_import_that_is_ended_says_how_far_it_came() {
    let desk = Desk::with(&[]);
    let told = desk.home.path("told");
    let mut command = std::process::Command::new(crate::machine::GABINETE);
    command.args(["import", "-", "--room", desk.room()]).env_clear().envs(desk.home.env());
    command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::null());
    let child = command.stderr(std::fs::File::create(&told).unwrap()).spawn().unwrap();
    let mut running = crate::kit::Running(child);
    let mut pipe = running.0.stdin.take().unwrap();
    // more than a batch, and then the pipe says nothing any more
    let lines: String = (0..9_000).map(line).collect();
    pipe.write_all(lines.as_bytes()).unwrap();
    until("a batch", || desk.room.exists() && desk.mentions() > 0);
    kill_process(Pid::from_child(&running.0), Signal::INT).unwrap();
    assert_eq!(running.exit_code(), Some(130));
    let said = std::fs::read_to_string(told).unwrap();
    let told = said.split("at least ").nth(1).and_then(|rest| rest.split(' ').next()).map(|n| n.replace(',', ""));
    let told: i64 = told.and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("{said}"));
    assert!(told <= desk.mentions(), "what is told is in: {said}");
    drop(pipe);
    // who was ended seems to be at it for five seconds: what is brought meanwhile would wait for whoever comes next
    std::thread::sleep(std::time::Duration::from_secs(6));
    desk.well(&["import", "-"], &lines);
    assert_eq!(desk.mentions(), 9_000);
    desk.check();
}
