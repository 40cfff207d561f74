//! Where an expression or a line of keywords goes wrong, to be shown under it. Owns which part is shown, and where the
//! mark stands; must not know the language that it is written in.

use crate::domain::text::{Clean, width};

/// The part of a text around a column (in characters, from 1), on one line, and in which of its cells the mark stands; at
/// most `around` characters on each side. Nothing when that part is blank.
pub fn place(text: &str, column: usize, around: usize) -> Option<(Clean, usize)> {
    let at = column.saturating_sub(1);
    let from = at.saturating_sub(around);
    let shown = |text: String| Clean::new(&text.replace(char::is_whitespace, " "));
    let part = |from: usize, count: usize| shown(text.chars().skip(from).take(count).collect());
    let line = part(from, 2 * around);
    let cells = width(part(from, at - from).as_str());
    (!line.as_str().trim().is_empty()).then_some((line, cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, column: usize) -> (String, usize) {
        let (line, at) = place(text, column, 10).unwrap();
        (line.as_str().to_owned(), at)
    }

    #[test]
    fn the_mark_stands_under_its_character() {
        assert_eq!(said("ñ (b", 3), ("ñ (b".into(), 2));
        assert_eq!(said("東京 (b", 4), ("東京 (b".into(), 5));
        assert_eq!(said("a\n(b\u{1b}[31m", 3).1, 2);
        let (line, at) = said(&("x".repeat(50) + "(" + &"y".repeat(50)), 51);
        assert_eq!((line.as_str(), at), ("xxxxxxxxxx(yyyyyyyyy", 10));
        assert_eq!(place("", 1, 10), None);
        assert_eq!(place("a", 90, 10), None, "behind the end");
    }
}
