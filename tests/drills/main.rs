//! Drills from their first minute to their score: each scenario plays by itself to its end, a team plays along with the
//! commands of `act`, and the score is the one that was worked out by hand.

#[path = "../machine/mod.rs"]
mod machine;

mod brought;
mod by_hand;
mod replayed;
mod reviewed;
mod rings;
mod scored;
mod team;
mod typed;
