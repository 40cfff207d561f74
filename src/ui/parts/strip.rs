//! A line made of pieces of different weight: what fits is shown, the heaviest first.

use super::fit;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A piece of a strip.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    weight: u8,
    /// What it says where there is not room for all.
    brief: Option<Span<'static>>,
    spans: Vec<Span<'static>>,
}

impl Piece {
    /// A piece that stays the longer, the heavier it is.
    pub fn new(weight: u8) -> Piece {
        Piece { weight, brief: None, spans: Vec::new() }
    }

    /// With some text more.
    pub fn with(mut self, text: impl Into<String>, style: Style) -> Piece {
        self.spans.push(Span::styled(text.into(), style));
        self
    }

    /// How long it stays.
    pub fn weight(&self) -> u8 {
        self.weight
    }

    /// Says no more than this where the line is too short for all that weighs something.
    pub fn or_brief(mut self, text: impl Into<String>, style: Style) -> Piece {
        self.brief = Some(Span::styled(text.into(), style));
        self
    }

    /// The same, said in brief.
    pub fn in_brief(mut self) -> Piece {
        self.spans = self.brief.take().map_or(self.spans, |brief| vec![brief]);
        self
    }

    /// Cells that it takes.
    pub fn width(&self) -> usize {
        self.spans.iter().map(|s| fit::width(&s.content)).sum()
    }
}

/// The pieces, in brief as far as it must be: where not all fit that are to be kept, the lighter of them say less, and
/// where the urgent ones do not, those do too.
pub fn brief(mut pieces: Vec<Piece>, gap: usize, cells: usize, kept: u8, urgent: u8) -> Vec<Piece> {
    let wanted = |pieces: &[Piece], least| {
        let stay = pieces.iter().filter(|p| p.weight >= least && p.width() > 0);
        stay.map(|p| p.width() + gap).sum::<usize>().saturating_sub(gap)
    };
    for (least, upto) in [(kept, urgent), (urgent, u8::MAX)] {
        if wanted(&pieces, least) > cells {
            pieces = pieces.into_iter().map(|p| if p.weight < upto { p.in_brief() } else { p }).collect();
        }
    }
    pieces
}

/// Pieces with a separator between them, in at most `cells` cells: the heaviest that fit beside those that are heavier
/// still, of two that weigh the same the first. The heaviest of all stands there in any case.
pub fn strip(mut pieces: Vec<Piece>, between: &Span<'static>, cells: usize) -> Line<'static> {
    pieces.retain(|p| p.width() > 0);
    let gap = fit::width(&between.content);
    let mut by_weight: Vec<usize> = (0..pieces.len()).collect();
    by_weight.sort_by_key(|i| std::cmp::Reverse(pieces[*i].weight));
    let (mut used, mut stays) = (0, vec![false; pieces.len()]);
    for i in by_weight {
        let wanted = if used == 0 { pieces[i].width() } else { used + gap + pieces[i].width() };
        if used == 0 || wanted <= cells {
            (used, stays[i]) = (wanted, true);
        }
    }
    let mut stays = stays.into_iter();
    pieces.retain(|_| stays.next() == Some(true));
    let mut spans = Vec::new();
    for (i, piece) in pieces.into_iter().enumerate() {
        if i > 0 {
            spans.push(between.clone());
        }
        spans.extend(piece.spans);
    }
    Line::from(spans)
}

/// Two lines in one: the second at the right end; the first is cut by the drawing when both do not fit.
pub fn ends(left: Line<'static>, right: Line<'static>, cells: usize, more: &str) -> Line<'static> {
    let room = cells.saturating_sub(cells_of(&right) + 1);
    let mut line = cut(left, room, more);
    let pad = cells.saturating_sub(cells_of(&line) + cells_of(&right));
    line.spans.push(Span::raw(" ".repeat(pad)));
    line.spans.extend(right.spans);
    line
}

/// Cells of a line, as drawn.
pub fn cells_of(line: &Line<'_>) -> usize {
    line.spans.iter().map(|s| fit::width(&s.content)).sum()
}

/// A line in at most `cells` cells.
pub fn cut(line: Line<'static>, cells: usize, more: &str) -> Line<'static> {
    if cells_of(&line) <= cells {
        return line;
    }
    let (mut out, mut used) = (Vec::new(), 0);
    for span in line.spans {
        let w = fit::width(&span.content);
        if used + w < cells {
            used += w;
            out.push(span);
            continue;
        }
        // one cell more than there is room for, so that the sign for "more" shows even when this span just fits
        let text = fit::cut(&format!("{}  ", span.content), cells - used, more);
        out.push(Span::styled(text, span.style));
        break;
    }
    Line::from(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &Line<'_>) -> String {
        line.spans.iter().map(|s| s.content.as_ref()).collect()
    }

    #[test]
    fn what_does_not_fit_says_less_and_no_half_of_anything() {
        let pieces = || {
            vec![
                Piece::new(5).with("a clock that says a great deal", Style::new()).or_brief("a clock", Style::new()),
                Piece::new(9).with("two of a kind", Style::new()),
            ]
        };
        let bar = Span::raw(" | ");
        let said = |cells| text(&strip(brief(pieces(), 3, cells, 5, 9), &bar, cells));
        assert_eq!(said(46), "a clock that says a great deal | two of a kind");
        assert_eq!(said(38), "a clock | two of a kind");
        assert_eq!(said(20), "two of a kind", "where that is too much too, nothing");
    }

    #[test]
    fn the_heaviest_that_fit_stand_there_in_their_order() {
        let pieces = || {
            vec![
                Piece::new(9).with("one", Style::new()),
                Piece::new(1).with("two", Style::new()),
                Piece::new(5).with("three", Style::new()),
            ]
        };
        let bar = Span::raw(" | ");
        assert_eq!(text(&strip(pieces(), &bar, 20)), "one | two | three");
        assert_eq!(text(&strip(pieces(), &bar, 16)), "one | three");
        assert_eq!(text(&strip(pieces(), &bar, 10)), "one | two", "what is left is filled with what is light");
        assert_eq!(text(&strip(pieces(), &bar, 8)), "one");
        assert_eq!(text(&strip(pieces(), &bar, 2)), "one", "the heaviest in any case: who draws it cuts it");
        let same = vec![Piece::new(7).with("first", Style::new()), Piece::new(7).with("other", Style::new())];
        assert_eq!(text(&strip(same, &bar, 9)), "first");
    }

    #[test]
    fn the_right_end_stays_at_the_right() {
        let line = ends(Line::raw("a long beginning"), Line::raw("end"), 12, "…");
        assert_eq!(text(&line), "a long … end");
        assert_eq!(text(&ends(Line::raw("a"), Line::raw("z"), 5, "…")), "a   z");
    }
}
