//! The store with real files: what is decided, taken in, erased, proven, and what survives being killed.

mod actions;
mod alerting;
mod authors;
mod belonging;
mod bundle;
mod check;
mod coordinating;
mod decide;
mod each;
mod erase;
mod events;
mod ingest;
mod kill;
mod kit;
mod moments;
mod one_voice;
mod open;
mod preventing;
mod readings;
mod reminding;
mod reporting;
mod responding;
mod roles;
mod signals;
mod travel;
