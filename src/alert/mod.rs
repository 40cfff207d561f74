//! What is told away from the screen: a bell, a notification, a request to an address. Owns how an alert gets there; which
//! moments there are is the domain's, what is said the words', and the queue stands in the room.
//!
//! Nothing here waits on the room's thread: addresses are spoken to on a thread of its own, one alert at a time for each, and
//! what comes of it comes back as a message. A bell and a notification are of the moment and of one's own screen: they are not
//! queued. Nothing of it works in a drill.

pub mod outbox;
pub mod webhook;

pub use outbox::{Alerter, Ring};
