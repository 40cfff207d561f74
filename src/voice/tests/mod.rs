//! Whole texts: the project's own labelled pairs and promises, the rules one by one, and what no text may do.

mod contrary;
mod hostile;
mod labelled;
mod promised;
mod rules;
