//! The room's file. rusqlite is named here alone.
//!
//! Not folded from the events, and so not compared by `check`: mentions as they arrived with what triage read, clusters,
//! counters, minutes and hours, sources with their cursors, the inbox, the collector's lease, drafts' journals, the keys
//! of retries, leaves of what was erased, the full-text index.

pub mod columns;
pub mod reader;
pub mod search;
