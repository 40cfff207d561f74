//! gabinete: a terminal war-room for social-media incidents.
//!
//! One idea carries the product: **everything that people and the room decide is an event, and the timeline is the
//! list of events.** The tables that the screens read are a fold of the events.
//!
//! The modules, in reading order, and the way of the data:
//!
//! ```text
//!  sources ──► inbox ──► triage ──► store.writer ──► SQLite ──► store.reader ──► app ──► ui ──► terminal
//!                                       ▲                                         │
//!                                       └──────────── Command ◄── key ────────────┘
//! ```
//!
//! # Invariants
//! 1. `app::update` and `domain::decide` never wait, never read a clock, never roll dice: time and ids come in.
//! 2. Every queue is bounded; what happens when it is full is written beside it.
//! 3. Only the writer thread writes. A decision is one transaction: its events and their effect on the tables.
//! 4. The folded tables = fold(events). `check` proves it, and names the tables that are not folded.
//! 5. Text from outside reaches a screen, a log, a title, an export or the clipboard only as [`domain::text::Clean`].
//! 6. Selection is an id, never a row number.
//! 7. An approval belongs to the exact text, channel, language, attachments and fact revisions that were approved.
//! 8. A drill can never publish, alert or open a link; what is copied or exported from it says DRILL / SIMULACRO first.
//! 9. Share mode hides by default: a person's data travels as [`domain::private::Private`].
//! 10. Status is word + symbol + colour; nothing is said by colour alone.
//! 11. Nothing changes on screen → nothing is drawn.
//! 12. Nothing acknowledged is ever lost.

pub mod domain;
pub mod length;
pub mod plan;
pub mod prevent;
pub mod proof;
pub mod rows;
pub mod tone;
pub mod triage;
pub mod voice;
pub mod words;

pub mod report;
pub mod review;

pub mod store;

pub mod app;
pub mod ui;

pub mod alert;
pub mod drill;
pub mod publish;
pub mod sources;

pub mod cli;
pub mod config;
pub mod shell;
