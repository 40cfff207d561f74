//! Journeys: the real binary in a pseudo-terminal, as a person meets it. Each waits for words on the screen with a
//! deadline; none sleeps.
#![cfg(unix)]

#[path = "../machine/mod.rs"]
mod machine;

mod first_run;
mod term;
