//! Small parts that every pane and layer is made from.

pub mod columns;
pub mod diff;
pub mod figures;
pub mod fit;
pub mod numeral;
pub mod page;
pub mod plain;

pub mod rule;
pub mod spark;
pub mod strip;
pub mod symbols;
