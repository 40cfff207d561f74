//! Places that a text says are open or closed, and of how many of them it says so. Owns how that is found; must not know
//! how two of them are compared.

use super::lexicon::Role;
use super::states::{Axis, Extent, SOME, Told, yes};
use super::text::{Mark, Text};
use std::ops::Range;

/// "our shops are open", "el hotel está cerrado".
pub(super) fn opens(text: &Text, sentence: &Range<usize>) -> Told {
    let place = || places(text, sentence.clone()).next().is_some();
    // "our shops have reopened"
    let reopened = text.of(sentence.clone(), Role::Aspect).find(|m| {
        let has = |i| matches!(text.word(i), "have" | "has" | "hemos" | "ha" | "han");
        m.meaning.name == "reopens" && (sentence.start.max(m.at.start.saturating_sub(3))..m.at.start).any(has)
    });
    if let Some(mark) = reopened.filter(|m| place_of(text, m)) {
        return Some((Axis::Open, yes(!text.negated(mark.at.start)), true, mark.at.clone()));
    }
    let mark = text.marks_in(sentence.clone()).iter().find(|m| matches!(m.meaning.role, Role::Open | Role::Closed))?;
    let at = mark.at.start;
    let is = (sentence.start.max(at.saturating_sub(4))..at).any(|i| {
        matches!(
            text.word(i),
            "is" | "are" | "esta" | "estan" | "remain" | "remains" | "sigue" | "siguen" | "permanece" | "permanecen"
        )
    });
    // "we have closed the Leeds shop"
    let is = is
        || mark.meaning.role == Role::Closed
            && (sentence.start.max(at.saturating_sub(3))..at).any(|i| matches!(text.word(i), "have" | "hemos"))
            && place();
    let hours = sentence.clone().any(|i| text.word(i).contains(':'))
        || text.has(sentence.clone(), Role::Until) && text.word(sentence.end - 1).is_empty();
    let open = mark.meaning.role == Role::Open;
    // a shop of the web stands open whatever becomes of those in the street
    let online =
        text.clause(at).any(|i| matches!(text.word(i), "online" | "web" | "website" | "app" | "linea" | "virtual"));
    let axis = if online { Axis::OpenOnline } else { Axis::Open };
    (is && !hours).then(|| (axis, yes(open != text.negated(at)), false, at..mark.at.end))
}

/// Of how many places it is said that they are open: "8 shops", "8 of the 12 shops", "most shops", "not all our shops",
/// "our 12 shops".
pub(super) fn extent(text: &Text, sentence: &Range<usize>, at: usize) -> Extent {
    let before = places(text, sentence.start..at).next_back();
    let Some(place) = before.or_else(|| places(text, at..sentence.end).next()) else { return Extent::Unsaid };
    let noun = place.at.start;
    let lead = sentence.start.max(noun.saturating_sub(4))..noun;
    let number = |at: &usize| super::numbers::value(text, *at).is_some_and(|(value, _)| value > 1_000);
    let all = |at: usize| {
        matches!(text.word(at), "the" | "all" | "our" | "los" | "las" | "todos" | "todas" | "nuestros" | "nuestras")
    };
    let of = |at: &usize| matches!(text.word(*at), "of" | "de") && at.checked_sub(1).is_some_and(|at| number(&at));
    let some = |at: usize| SOME.contains(&text.word(at)) || matches!(text.word(at), "not" | "no") && all(at + 1);
    let counted = lead.clone().rev().take(2).find(number).is_some_and(|at| at == 0 || !all(at - 1));
    match text.word(noun).ends_with('s') {
        _ if counted || lead.clone().any(some) || lead.clone().any(|at| of(&at)) => Extent::Part,
        true => Extent::All,
        false => Extent::Unsaid,
    }
}

/// Places that are open or closed.
fn places<'t>(text: &'t Text<'_>, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = &'t Mark> {
    const PLACES: &[&str] = &["shop", "hotel", "restaurant", "school", "pool"];
    text.of(tokens, Role::Count).filter(|m| PLACES.contains(&m.meaning.name))
}

/// Whether it is a place that a verb is said of: "the hotel has reopened", "we have reopened the hotel", and not what is
/// "at the hotel" or "the hotel inquiry".
fn place_of(text: &Text, verb: &Mark) -> bool {
    const BESIDE: &str = "in at on of for about into to by across near en de del sobre por con para a";
    let beside = |at: usize| BESIDE.split(' ').any(|word| word == text.word(at));
    let all = |at: usize| matches!(text.before(at, 1), "all" | "most" | "some" | "half" | "both");
    let own = |m: &Mark| !(m.at.start.saturating_sub(2)..m.at.start).any(|at| beside(at) && !all(at));
    let goes_on = |at: usize| beside(at) || text.tokens.get(at).is_some_and(|t| t.upper) || auxiliary(text.word(at));
    let clause = text.clause(verb.at.start);
    let other = matches!(text.word(verb.at.end), "the" | "an" | "our" | "el" | "la" | "los" | "las" | "una" | "un");
    places(text, verb.at.end..clause.end).any(own)
        || !other && places(text, clause.start..verb.at.start).any(|m| own(m) && goes_on(m.at.end))
}

fn auxiliary(word: &str) -> bool {
    matches!(word, "has" | "have" | "had" | "is" | "are" | "now" | "today" | "ya" | "ha" | "han" | "hoy" | "se")
}
