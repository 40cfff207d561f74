//! What the reader answers, on small rooms made with plain INSERTs.

mod lists;
mod room;
mod screens;
mod search;
