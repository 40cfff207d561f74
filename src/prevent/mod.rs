//! Before the next crisis: what would fail tonight, what complaints are about, who stands up for the brand, and what is
//! known about the usual rate. Pure: it works on what the store has read and the machine has told, and must not know where
//! either is kept, nor how it is shown.

pub mod ambassadors;
pub mod complaints;
pub mod ready;
