//! Text into a number of cells, by whole graphemes, measured as they are drawn.

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// Cells that the text takes when drawn.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return text.len();
    }
    graphemes(text).map(|(_, w)| w).sum()
}

/// What is drawn of a text, grapheme by grapheme, with its cells; control characters, line separators and what has no
/// width are not.
pub fn graphemes(text: &str) -> impl Iterator<Item = (&str, usize)> {
    (text.graphemes(true))
        .filter(|g| !g.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')))
        .map(|g| (g, usize::from(g.cell_width())))
        .filter(|(_, w)| *w > 0)
}

/// At most `cells` cells of the text; what is cut off shows as `more`. Reads no further than it draws.
pub fn cut(text: &str, cells: usize, more: &str) -> String {
    let (mut out, mut used, mut safe) = (String::new(), 0, (0, 0));
    for (g, w) in graphemes(text) {
        if used + w > cells {
            if cells == 0 {
                return String::new();
            }
            out.truncate(safe.0);
            out.push_str(more);
            return out;
        }
        out.push_str(g);
        used += w;
        // the last place at which the sign for "more" still fits
        if used < cells {
            safe = (out.len(), used);
        }
    }
    out
}

/// The same, cut between words where that leaves more than half of it.
pub fn clip(text: &str, cells: usize, more: &str) -> String {
    let short = cut(text, cells, more);
    let Some(kept) = short.strip_suffix(more).filter(|kept| short != text && text.starts_with(kept)) else {
        return short;
    };
    let ends = kept.ends_with(' ') || text[kept.len()..].starts_with(' ');
    match kept.trim_end().rfind(' ').filter(|at| !ends && at * 2 > kept.len()) {
        Some(at) => format!("{}{more}", kept[..at].trim_end()),
        None => format!("{}{more}", kept.trim_end()),
    }
}

/// Exactly `cells` cells, text to the left.
pub fn left(text: &str, cells: usize, more: &str) -> String {
    let mut out = cut(text, cells, more);
    let pad = cells.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', pad));
    out
}

/// Exactly `cells` cells, text to the right.
pub fn right(text: &str, cells: usize, more: &str) -> String {
    let out = cut(text, cells, more);
    let pad = cells.saturating_sub(width(&out));
    " ".repeat(pad) + &out
}

/// Lines of at most `cells` cells, broken at spaces where it can be, at graphemes where not; `\n` ends a line. At most
/// `most` lines are laid out, however long the text is.
pub fn wrap(text: &str, cells: usize, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if cells == 0 {
        return lines;
    }
    for paragraph in text.split('\n') {
        if lines.len() >= most {
            break;
        }
        wrap_paragraph(paragraph, cells, most, &mut lines);
    }
    lines.truncate(most);
    lines
}

fn wrap_paragraph(paragraph: &str, cells: usize, most: usize, lines: &mut Vec<String>) {
    let (mut line, mut used) = (String::new(), 0);
    for word in paragraph.split(' ') {
        let w = width(word);
        if used > 0 && used + 1 + w > cells {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        for (g, gw) in graphemes(word) {
            if used + gw > cells {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if lines.len() >= most {
                return;
            }
            line.push_str(g);
            used += gw;
        }
    }
    lines.push(line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cutting_keeps_graphemes_whole() {
        assert_eq!(cut("Retiran el lote", 9, "…"), "Retiran …");
        assert_eq!(cut("lote", 4, "…"), "lote");
        assert_eq!(cut("日本語", 5, "…"), "日本…");
        assert_eq!(cut("日本語", 4, "…"), "日…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2, "…"), "e\u{301}…");
        assert_eq!(left("ab", 4, "…"), "ab  ");
        assert_eq!(right("310", 5, "…"), "  310");
        assert_eq!(cut("abc", 0, "…"), "");
    }

    #[test]
    fn clipping_leaves_no_half_of_a_word_where_there_are_several() {
        assert_eq!(clip("Retiran el lote A12", 14, "…"), "Retiran el…");
        assert_eq!(clip("Retiran el lote A12", 16, "…"), "Retiran el lote…");
        assert_eq!(clip("Retiran el lote", 15, "…"), "Retiran el lote");
        assert_eq!(clip("Yoghurt batch", 6, "…"), "Yoghu…");
        assert_eq!(clip("a recall of everything", 9, "…"), "a recall…");
        assert_eq!(clip("日本語 日本語", 9, "…"), "日本語…");
        assert_eq!(clip("abc", 0, "…"), "");
    }

    #[test]
    fn wrapping_breaks_at_spaces_and_splits_only_what_is_longer_than_a_line() {
        assert_eq!(wrap("my kid got sick after eating", 10, 9), ["my kid got", "sick after", "eating"]);
        assert_eq!(wrap("aaaaaaaaaaaa b", 5, 9), ["aaaaa", "aaaaa", "aa b"]);
        assert_eq!(wrap("one\n\ntwo", 9, 9), ["one", "", "two"]);
        assert_eq!(wrap(&"word ".repeat(1000), 9, 2).len(), 2);
    }

    proptest! {
        #[test]
        fn nothing_is_ever_wider_than_asked(text in ".{0,80}", cells in 0usize..30) {
            prop_assert!(width(&cut(&text, cells, "…")) <= cells);
            prop_assert!(width(&clip(&text, cells, "…")) <= cells);
            prop_assert_eq!(width(&left(&text, cells, "…")), cells);
            for line in wrap(&text, cells.max(2), 50) {
                prop_assert!(width(&line) <= cells.max(2), "{:?}", line);
            }
        }
    }
}
