//! T21: tú, usted and vos in one text, and ¿ or ¡ without its other half. Owns when registers clash; which words belong to
//! which is the cues' (English has none).

use super::pack::Mark;
use super::rule::Rule;
use super::{About, Draft};
use crate::domain::room::Lang;
use std::ops::Range;

/// Clashes of register and unpaired marks.
pub(super) fn find(about: &About<'_>, draft: &mut Draft) {
    if about.ask.lang != Lang::Es {
        return;
    }
    let first = |mark| about.read.mark(mark).first();
    let seen: Vec<&Range<usize>> = [Mark::Tu, Mark::Usted, Mark::Vos].into_iter().filter_map(first).collect();
    if seen.len() > 1 {
        let places = seen.into_iter().map(|hit| about.text.place(hit.clone())).collect();
        draft.put(Rule::Register, Rule::Register.level(), places, Rule::Register.why(), Rule::Register.better());
    }
    for (open, close) in [('¿', '?'), ('¡', '!')] {
        for place in unpaired(about, open, close) {
            draft.put(Rule::Register, Rule::Register.level(), vec![place], "tone-t21-mark", "tone-t21-mark-better");
        }
    }
}

/// Marks that open nothing or close nothing, in bytes; those of links do not count, nor does a row of them more than once.
fn unpaired(about: &About<'_>, open: char, close: char) -> Vec<Range<usize>> {
    let source = about.text.source;
    let mut links = about
        .text
        .tokens
        .iter()
        .filter(|t| t.end - t.start > 1 && matches!(t.kind, super::text::Kind::Link))
        .peekable();
    let mut opened: Option<Range<usize>> = None;
    let mut found = Vec::new();
    let mut last: Option<(char, usize)> = None;
    for (at, c) in source.char_indices().filter(|(_, c)| *c == open || *c == close) {
        while links.next_if(|link| link.end <= at).is_some() {}
        let place = at..at + c.len_utf8();
        let row = last == Some((c, at));
        last = Some((c, place.end));
        if row || links.peek().is_some_and(|link| link.start <= at) {
            continue;
        }
        match (c == open, opened.take()) {
            (true, before) => {
                found.extend(before);
                opened = Some(place);
            }
            (false, Some(_)) => {}
            (false, None) => found.push(place),
        }
    }
    found.extend(opened);
    found
}
