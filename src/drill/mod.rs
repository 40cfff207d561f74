//! Drills: scripted incidents to train with. Owns what a scenario says and when each of its mentions arrives; must not
//! know rooms, clocks, files or screens: whoever plays a script brings the time and puts the mentions into the room.
//!
//! ```text
//!  assets/scenarios/*.toml ──► Scenario (read and checked) ──► Script (expanded, time-ordered) ──► due(from, to)
//! ```

pub mod dice;
pub mod player;
pub mod replay;
pub mod scenario;
pub mod score;

pub use dice::Dice;
pub use player::{Expected, Inject, Origin, Script, Word};
pub use scenario::{BUILTIN, Fault, Scenario};
