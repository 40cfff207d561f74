//! A page of text for people, 80 columns wide. Owns headings, indents and where lines break; must not know what it says.

use crate::domain::text::{Clean, width};

/// Columns of a page.
const WIDTH: usize = 80;

/// What is printed, line by line.
#[derive(Default)]
pub(super) struct Page {
    lines: Vec<String>,
}

impl Page {
    /// A heading, with a rule below it.
    pub(super) fn heading(&mut self, text: &str) {
        self.gap();
        self.wrapped(text, 0, 0);
        self.lines.push("─".repeat(width(text).min(WIDTH)));
    }

    /// An empty line, unless there is one already or nothing above.
    pub(super) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// A paragraph at an indent.
    pub(super) fn text(&mut self, indent: usize, text: &str) {
        for line in text.lines() {
            self.wrapped(line, indent, indent);
        }
    }

    /// A label and what it is of, whose further lines stand below the first one's beginning.
    pub(super) fn field(&mut self, indent: usize, label: &str, text: &str) {
        let hang = indent + width(label) + 2;
        let hang = if hang > WIDTH / 2 { indent + 4 } else { hang };
        self.wrapped(&format!("{label}: {}", Clean::line(text)), indent, hang);
    }

    /// A row of a table: a label and narrow cells to its right.
    pub(super) fn row(&mut self, label: &str, cells: &[String]) {
        const CELL: usize = 9;
        let room = WIDTH - CELL * cells.len();
        let mut line = fill(label, room);
        for cell in cells {
            line.push_str(&" ".repeat(CELL.saturating_sub(width(cell))));
            line.push_str(cell);
        }
        self.lines.push(line);
    }

    /// Breaks at blanks; a word longer than a line stands alone on its own.
    fn wrapped(&mut self, text: &str, first: usize, further: usize) {
        let mut line = " ".repeat(first);
        let mut empty = true;
        for word in text.split_whitespace() {
            if !empty && width(&line) + 1 + width(word) > WIDTH {
                self.lines.push(std::mem::replace(&mut line, " ".repeat(further)));
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        self.lines.push(line.trim_end().to_owned());
    }

    pub(super) fn into_text(self) -> String {
        self.lines.join("\n")
    }
}

/// A text cut or filled up to so many columns.
fn fill(text: &str, room: usize) -> String {
    let mut cut = String::new();
    for c in text.chars() {
        if width(&cut) + width(&c.to_string()) > room {
            break;
        }
        cut.push(c);
    }
    let blanks = room.saturating_sub(width(&cut));
    cut + &" ".repeat(blanks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_page_unless_one_word_is() {
        let mut page = Page::default();
        page.heading("Uno");
        page.text(4, &"palabra ".repeat(30));
        page.field(2, "Nota", &"ñandú ".repeat(30));
        page.field(2, &"x".repeat(60), &"y ".repeat(60));
        page.row(&"z".repeat(90), &["15m".into(), "–".into()]);
        page.text(0, &format!("a {} b", "w".repeat(90)));
        let text = page.into_text();
        let wide: Vec<&str> = text.lines().filter(|l| width(l) > WIDTH).collect();
        assert_eq!(wide, ["w".repeat(90)]);
        assert!(text.starts_with("Uno\n───\n    palabra"));
        assert!(text.contains("\n        ñandú"), "below the first word: {text}");
    }
}
