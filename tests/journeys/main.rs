//! Journeys: the real binary in a pseudo-terminal, as a person meets it. Each waits for words on the screen with a
//! deadline; none sleeps.
#![cfg(unix)]

#[path = "../machine/mod.rs"]
mod machine;

mod accounts;
mod alerts;
mod by_hand;
mod cabinet;
mod crashes;
mod first_run;
mod hostile;
mod modes;
mod past;
mod respond;
mod term;
mod together;
#[cfg(feature = "real-peers")]
mod watchers;
mod watching;

use machine::Home;
use std::path::{Path, PathBuf};

/// A machine whose person has said who they are.
fn home_of(name: &str) -> Home {
    let home = Home::fresh();
    home.file("config.toml", format!("name = \"{name}\"\nrole = \"social_lead\"\n"));
    home
}

/// A room with one mention a text, the last one the newest.
fn room_with(home: &Home, texts: &[&str]) -> PathBuf {
    let room = home.path("desk.room");
    let line = |(n, text): (usize, &&str)| {
        serde_json::json!({
            "id": format!("m{n}"), "platform": "x", "author": format!("Person {n}"), "handle": format!("person{n}"),
            "url": format!("https://x.com/person{n}/status/{n}"), "text": text,
        })
        .to_string()
    };
    let lines: Vec<String> = texts.iter().enumerate().map(line).collect();
    home.well(&["follow", "-", "--room", room.to_str().unwrap()], &lines.join("\n"));
    room
}

/// Carries out a command from beside.
#[track_caller]
fn act(home: &Home, room: &Path, command: serde_json::Value) -> serde_json::Value {
    let said = home.well(&["act", &command.to_string(), "--room", room.to_str().unwrap()], "");
    serde_json::from_str(&said).unwrap()
}

/// All events of a room, one a line.
#[track_caller]
fn events(home: &Home, room: &Path) -> String {
    home.well(&["events", "--room", room.to_str().unwrap()], "")
}
