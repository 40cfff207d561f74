//! The room's file. rusqlite is named here alone.
//!
//! Not folded from the events, and so not compared by `check`: mentions as they arrived with what triage read, the sizes of
//! groups, counters, minutes and hours, the spread over platforms and languages, sources with their cursors and health, what is no longer
//! public, how far posts travelled, what was learnt of their authors, and the points for both, the inbox, what feeds said at which
//! link, the collector's lease, drafts' journals, texts on their
//! way out through an account, alerts on theirs, trials of sources and outlets, the keys of retries, leaves of what was
//! erased, where others name whoever was, where rejects are kept, the plans' words, the full-text index, what rules of belonging come to for each mention
//! and its counts, what makes a room an evidence bundle.
//!
//! Writing, in reading order: [`mod@open`] makes and opens the file, [`writer`] holds the transactions, `decide` turns
//! commands into events, `log` appends them to the [`chain`] and has [`fold`] apply them; [`ingest`] takes mentions in.
//! [`check`] proves that the tables are what the events say.

pub mod alerts;
mod article;
mod author;
pub mod backup;
mod belonging;
pub mod bundle;
mod carrier;
pub mod chain;
pub mod check;
mod clusters;
pub mod columns;
mod counts;
mod decide;
pub mod erase;
pub mod error;
pub mod evidence;
pub mod fold;
mod followers;
mod groups;
pub mod heard;
mod heeded;
mod hints;
mod ident;
pub mod inbox;
mod incoming;
pub mod info;
pub mod ingest;
pub mod journal;
pub mod lease;
mod load;
mod log;
pub mod masked;
pub mod migrate;
pub mod names;
pub mod notice;
pub mod open;
pub mod outbox;
mod overdue;
pub mod past;
mod patience;
pub mod placed;
mod places;
mod plan;
pub mod policy;
pub mod reader;
mod rejects;
mod reopen;
mod review;
mod search;
pub mod source;
mod spread;
mod standing;
pub mod steps;
mod trials;
mod turn;
mod usual;
pub mod writer;

pub use error::{Denied, StoreError};
pub use ingest::{Arrival, Ingested};
pub use open::{Access, Options};
pub use policy::Policy;
pub use steps::Step;
pub use writer::{Writer, create, open};
