//! The loop that ties terminal, room and screen together. crossterm is named here alone. Owns the threads, the terminal's
//! modes and the clock on the wall; decides nothing.

pub mod desktop;
pub mod drill;
pub mod effects;
pub mod export;
pub mod facilitator;
pub mod input;
pub mod past;
mod plan;
mod publish;
pub mod reader;
pub mod ready;
pub mod run;
pub mod secret;
pub mod session;
pub mod sources;
pub mod terminal;
pub mod time;
pub mod trial;
pub mod whoami;
pub mod writer;

use crate::app::msg::Msg;

/// What the threads send to the loop.
pub enum Inner {
    /// A message for the app.
    Msg(Msg),
    /// Another process wrote to the room.
    Changed,
    /// The room's path names the file that is open no more.
    Strayed(Option<crate::store::StoreError>),
    /// Something rings here.
    Ring(crate::alert::Ring),
    /// A room was opened, or not.
    Opened(Result<Box<session::Session>, String>),
}
