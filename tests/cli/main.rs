//! The command line as scripts meet it: the real binary, its exit codes, what it prints and what it leaves in the room.

#[path = "../machine/mod.rs"]
mod machine;

mod act;
mod alerts;
mod attach;
mod bundle;
mod collect;
mod count;
mod erase;
mod faults;
mod follow;
mod import;
mod inspect;
mod killed;
mod kit;
mod lint;
mod listening;
mod matching;
mod plan;
mod prevent;
mod publish;
mod reports;
mod review;
mod shared;
mod triage;
