//! What the reader answers, on small rooms made with plain INSERTs.

mod ledger;
mod lists;
mod room;
mod screens;
mod search;
