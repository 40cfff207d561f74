//! Figures for those who sit three metres away: glyphs of three by five dots, each dot a block of cells. Owns the glyphs and
//! how large they can be; must not know what they say.

/// Rows of dots in a glyph.
const ROWS: usize = 5;

/// How many cells a dot is wide and high, the largest first: a cell is about twice as high as it is wide.
const SCALES: [(usize, usize); 5] = [(6, 3), (4, 2), (3, 2), (2, 1), (1, 1)];

/// The size of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    wide: usize,
    high: usize,
}

impl Scale {
    /// The largest in which `digits` digits take at most `cells` cells, and a figure `rows` rows; `None` when there is none.
    pub fn fitting(digits: usize, cells: usize, rows: usize) -> Option<Scale> {
        let all = SCALES.iter().map(|(wide, high)| Scale { wide: *wide, high: *high });
        all.into_iter().find(|s| s.cells("0".repeat(digits).as_str()) <= Some(cells) && s.rows() <= rows)
    }

    /// Rows that a figure takes.
    pub const fn rows(self) -> usize {
        ROWS * self.high
    }

    /// Cells that this takes; `None` when it has a sign that there is no glyph for.
    pub fn cells(self, text: &str) -> Option<usize> {
        let dots = text.chars().map(|c| glyph(c).map(|(wide, _)| wide)).sum::<Option<usize>>()?;
        Some(dots * self.wide + text.chars().count().saturating_sub(1) * self.gap())
    }

    const fn gap(self) -> usize {
        if self.wide > 2 { self.wide / 2 } else { 1 }
    }

    /// The figure, a line a row, in this ink.
    pub fn draw(self, text: &str, ink: &str) -> Vec<String> {
        let glyphs: Vec<_> = text.chars().filter_map(glyph).collect();
        let line = |row: usize| {
            let drawn = glyphs.iter().map(|(wide, rows)| {
                let dot = |n: usize| if rows[row] >> (wide - 1 - n) & 1 == 1 { ink } else { " " };
                (0..*wide).map(|n| dot(n).repeat(self.wide)).collect::<String>()
            });
            drawn.collect::<Vec<_>>().join(&" ".repeat(self.gap()))
        };
        (0..self.rows()).map(|n| line(n / self.high)).collect()
    }
}

/// Dots across, and its rows as bits.
fn glyph(c: char) -> Option<(usize, [u8; ROWS])> {
    Some(match c {
        '0' => (3, [0b111, 0b101, 0b101, 0b101, 0b111]),
        '1' => (3, [0b010, 0b110, 0b010, 0b010, 0b111]),
        '2' => (3, [0b111, 0b001, 0b111, 0b100, 0b111]),
        '3' => (3, [0b111, 0b001, 0b111, 0b001, 0b111]),
        '4' => (3, [0b101, 0b101, 0b111, 0b001, 0b001]),
        '5' => (3, [0b111, 0b100, 0b111, 0b001, 0b111]),
        '6' => (3, [0b111, 0b100, 0b111, 0b101, 0b111]),
        '7' => (3, [0b111, 0b001, 0b001, 0b010, 0b010]),
        '8' => (3, [0b111, 0b101, 0b111, 0b101, 0b111]),
        '9' => (3, [0b111, 0b101, 0b111, 0b001, 0b111]),
        'S' => (3, [0b111, 0b100, 0b111, 0b001, 0b111]),
        'A' => (3, [0b111, 0b101, 0b111, 0b101, 0b101]),
        'B' => (3, [0b110, 0b101, 0b110, 0b101, 0b110]),
        'C' => (3, [0b111, 0b100, 0b100, 0b100, 0b111]),
        'D' => (3, [0b110, 0b101, 0b101, 0b101, 0b110]),
        'G' => (3, [0b111, 0b100, 0b101, 0b101, 0b111]),
        'I' => (1, [1; ROWS]),
        'L' => (3, [0b100, 0b100, 0b100, 0b100, 0b111]),
        'N' => (3, [0b111, 0b101, 0b101, 0b101, 0b101]),
        'E' => (3, [0b111, 0b100, 0b110, 0b100, 0b111]),
        'V' => (3, [0b101, 0b101, 0b101, 0b101, 0b010]),
        '%' => (3, [0b101, 0b001, 0b010, 0b100, 0b101]),
        'k' => (3, [0b100, 0b101, 0b110, 0b110, 0b101]),
        'M' => (3, [0b101, 0b111, 0b111, 0b101, 0b101]),
        'd' => (3, [0b001, 0b001, 0b111, 0b101, 0b111]),
        'h' => (3, [0b100, 0b100, 0b111, 0b101, 0b101]),
        '-' | '–' => (3, [0b000, 0b000, 0b111, 0b000, 0b000]),
        ':' => (1, [0, 1, 0, 1, 0]),
        '.' => (1, [0, 0, 0, 0, 1]),
        ',' => (1, [0, 0, 0, 1, 1]),
        '!' => (1, [1, 1, 1, 0, 1]),
        ' ' | '\u{a0}' | '\u{202f}' => (1, [0; ROWS]),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_as_large_as_there_is_room_for_and_no_larger() {
        let scale = |cells, rows| Scale::fitting(3, cells, rows).map(|s| (s.wide, s.high));
        assert_eq!(scale(26, 5), Some((2, 1)));
        assert_eq!(scale(19, 5), Some((1, 1)));
        assert_eq!(scale(39, 20), Some((3, 2)));
        assert_eq!(scale(66, 15), Some((6, 3)));
        assert_eq!((scale(10, 5), scale(80, 4)), (None, None));
    }

    #[test]
    fn every_row_is_as_wide_as_was_said_and_made_of_ink_and_blanks() {
        for (wide, high) in SCALES {
            let s = Scale { wide, high };
            for text in ["SEV1", "0:07", "12.3k", "61%", "9,3", "4d 3h", "-", "BLIND", "CIEGA"] {
                let lines = s.draw(text, "#");
                assert_eq!(lines.len(), s.rows());
                assert!(lines.iter().all(|l| Some(l.chars().count()) == s.cells(text)), "{text}");
                assert!(lines.iter().all(|l| l.chars().all(|c| matches!(c, '#' | ' '))));
            }
        }
        let small = Scale { wide: 1, high: 1 };
        assert_eq!(small.draw("1:7", "#"), [" #    ###", "##  #   #", " #      #", " #  #  # ", "###    # "]);
        assert_eq!(small.cells("ñ"), None);
    }

    #[test]
    fn no_two_digits_look_alike() {
        for a in '0'..='9' {
            for b in '0'..a {
                assert_ne!(glyph(a), glyph(b));
            }
        }
    }
}
