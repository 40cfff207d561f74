//! How a table's columns are read, as a person may check it.

use crate::sources::table::Mapping;
use crate::words::Words;
use std::fmt::Write;

/// A line for each field with its column, then the columns that no field takes.
pub fn lines(mapping: &Mapping, words: &Words) -> String {
    let mut out = String::new();
    let none = words.t("mapping-generic");
    let preset = if mapping.preset == "generic" { none.as_str() } else { mapping.preset };
    let _ = writeln!(out, "  {:<10} {preset}", words.t("mapping-preset"));
    let _ = writeln!(out, "  {:<10} {}", words.t("mapping-header"), mapping.header_line);
    for (field, column) in &mapping.columns {
        let _ = writeln!(out, "  {field:<10} ← {column}");
    }
    if !mapping.ignored.is_empty() {
        let _ = writeln!(out, "  {:<10} {}", words.t("mapping-ignored"), mapping.ignored.join(", "));
    }
    out
}
