//! What a text only repeats of what we said before. Owns when it was before and how far the words reach; must not know
//! what they claim.

use super::lexicon::Role;
use super::points;
use super::text::{Mark, Sort, Text};
use crate::domain::room::Lang;
use std::ops::Range;

/// Most words between "we said" and what was said: "on Thursday, 26 November,".
const BEHIND: usize = 7;
/// Most words within which what is so by now says that it is.
const NEAR: usize = 5;

/// Where a text repeats what we said before, "we said on Thursday that ...": it states nothing anew. Bytes of the text.
pub(super) fn before<'t>(text: &'t Text<'_>) -> impl Iterator<Item = Range<usize>> + 't {
    text.marks.iter().filter(|m| m.meaning.role == Role::Told).filter_map(|told| {
        let ours = text.lang == Lang::Es || text.before(told.at.start, 1) == "we";
        let that = that(text, told)?;
        let end = (that + 1..text.sentence(that).end).find(|at| turns(text, *at));
        let end = end.unwrap_or(text.sentence(that).end);
        (ours && is_past(text, told)).then(|| text.span(that..end))
    })
}

/// Where what is told begins.
fn that(text: &Text, told: &Mark) -> Option<usize> {
    let near = told.at.end..text.sentence(told.at.start).end.min(told.at.end + BEHIND);
    near.take_while(|at| !text.parts(*at)).find(|at| matches!(text.word(*at), "that" | "que"))
}

/// Whether what was said before ends here: "but", "and today it is", "ahora son".
fn turns(text: &Text, at: usize) -> bool {
    let now =
        |at: usize| matches!(text.word(at), "now" | "today" | "currently" | "hoy" | "ahora" | "actualmente" | "ya");
    let is =
        |at: usize| matches!(text.word(at), "is" | "are" | "it" | "there" | "son" | "hay" | "es" | "esta" | "estan");
    let supposed = |at: usize| matches!(text.word(at), "that" | "que" | "would");
    match text.word(at) {
        "but" | "pero" | ";" | "however" | "aunque" => true,
        _ if text.parts(at) => {
            let clause = at + 1..text.clause(at + 1).end.min(at + 1 + NEAR);
            clause.clone().any(now) && !clause.clone().any(supposed)
        }
        _ => now(at) && is(at + 1) && !matches!(text.before(at, 1), "that" | "que"),
    }
}

/// Whether a word for saying is past: "informamos", which is present too, is where a time that is over or "ya" stands
/// beside it, or any time where what was told is past itself.
pub(super) fn is_past(text: &Text, told: &Mark) -> bool {
    if !matches!(text.word(told.at.start), "escribimos" | "publicamos" | "informamos" | "anunciamos") {
        return true;
    }
    const TIMES: &str = "hoy manana mediodia tarde noche madrugada";
    const OVER: &str = "ayer anteayer anoche antes anteriormente anterior pasado pasada hace ya";
    const BESIDE: &str = "el la los las a de del por en y como nos les os le lo se ya que tambien este esta nuestro \
                          nuestra comunicado mensaje nota parte texto dias horas semana";
    let of = |words: &str, at: usize| words.split(' ').any(|word| word == text.word(at));
    let name = |at: usize| points::is_name(text, at);
    let number = |at: usize| text.sort(at) == Some(Sort::Number);
    let sentence = text.sentence(told.at.start);
    // "the fire of yesterday" is no time of saying so: nothing but the time opens the clause
    let beside = |at: &usize| {
        text.word(*at) == "," || number(*at) || name(*at) || [TIMES, OVER, BESIDE].iter().any(|words| of(words, *at))
    };
    let start = (sentence.start..told.at.start).rev().take_while(beside).last().unwrap_or(told.at.start);
    let opens = start == sentence.start || text.parts(start) || text.parts(start - 1);
    let behind = told.at.end..that(text, told).unwrap_or(told.at.end);
    let mut around = (start..told.at.start).filter(|_| opens).chain(behind.clone());
    let today = around.clone().any(|at| text.word(at) == "hoy");
    let was = |at: usize| matches!(text.word(at), "habia" | "era" | "eran" | "estaba" | "estaban");
    let past = (behind.end..sentence.end.min(behind.end + NEAR)).any(was);
    around.any(|at| (of(OVER, at) || name(at)) && !today || past && (of(TIMES, at) || number(at)))
}
