//! The facts and rules of a social-media incident. Owns what may happen and what it means; must not know where it is
//! kept, shown or typed: no I/O, no clock, no randomness.

pub mod action;
pub mod affected;
pub mod alert;
pub mod author;
pub mod belonging;
pub mod clock;
pub mod clue;
pub mod command;
pub mod duty;
pub mod event;
pub mod evidence;
pub mod fact;
pub mod handover;
pub mod ids;
pub mod incident;
pub mod item;
pub mod keywords;
pub mod matter;
pub mod mention;
pub mod notice;
pub mod outbox;
pub mod pace;
pub mod past;
pub mod private;
pub mod reading;
pub mod reminder;
pub mod report;
pub mod response;
pub mod reveal;
pub mod role;
pub mod room;
pub mod signal;
pub mod source;
pub mod task;
pub mod text;
pub mod time;
pub mod timeline;
pub mod trace;
pub mod undo;

#[cfg(test)]
mod tests;
