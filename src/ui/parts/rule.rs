//! Title lines: a thin rule with words in it, heavier where the keys go.

use super::fit;
use super::strip;
use super::symbols::Symbols;
use crate::ui::theme::Theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The words of a title line.
#[derive(Debug, Default)]
pub struct Title {
    /// `1 Mentions`.
    pub name: String,
    /// `unattended, by priority`.
    pub what: String,
    /// At the right end, with its style: `+12 new (.)`.
    pub end: Option<(String, Style)>,
    /// The keys go here.
    pub focus: bool,
}

/// `━ 1 Mentions ━ unattended, by priority ━━━━ +12 new (.) ━`
pub fn title(title: Title, cells: usize, theme: &Theme, symbols: &Symbols) -> Line<'static> {
    let (stroke, rule, name) = if title.focus {
        (symbols.rule_focus, theme.rule_focus, theme.title_focus)
    } else {
        (symbols.rule, theme.rule, theme.title)
    };
    let mut right = Vec::new();
    if let Some((text, style)) = title.end {
        right.push(Span::styled(format!(" {text} "), style));
    }
    right.push(Span::styled(stroke, rule));
    let right_cells: usize = right.iter().map(|s| fit::width(&s.content)).sum();
    let mut left = vec![Span::styled(stroke, rule), Span::styled(format!(" {} ", title.name), name)];
    if !title.what.is_empty() {
        left.push(Span::styled(stroke, rule));
        left.push(Span::raw(format!(" {} ", title.what)));
    }
    let mut line = strip::cut(Line::from(left), cells.saturating_sub(right_cells), symbols.more);
    let gap = cells.saturating_sub(strip::cells_of(&line) + right_cells);
    line.spans.push(Span::styled(stroke.repeat(gap), rule));
    line.spans.extend(right);
    line
}
