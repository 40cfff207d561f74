//! One voice: what our texts state, where two of them state it differently, which fact backs it, and what they promise.
//! Owns claims, contradictions, links to facts and promises, over texts and times that come in; must not know where the
//! texts are kept, who wrote them, or whether a claim is true.
//!
//! Precision comes first: a check that cries wolf is switched off in the first hour of an incident. What cannot be
//! compared (another lot, place, day, another thing counted) is no contradiction, and what a text does not say plainly
//! is no claim. The rules were set on one half of `tests/data/voice.tsv` and `tests/data/promises.tsv`; README tells how
//! they do on the other.

mod calendar;
mod clause;
mod conflicts;
mod deeds;
mod facts;
mod figures;
mod lexicon;
mod moments;
mod names;
mod numbers;
mod phrase;
mod places;
mod points;
mod promises;
mod scope;
mod states;
mod text;
mod times;
mod told;
mod zones;

pub use conflicts::{Conflict, Kind, Missing, Sort, conflicts, parity};
pub use deeds::{Deed, Force};
pub use facts::{Backing, FactText, Link, Links, calling, link};
pub use figures::{Class, Figure};
pub use moments::Moment;
pub use names::{Named, Naming};
pub use numbers::{Amount, THOUSANDTHS};
pub use phrase::Phrase;
pub use promises::{Due, Promise};
pub use scope::{Scope, Set};
pub use states::{Axis, Extent, State, Value};

use crate::domain::room::Lang;
use crate::domain::text::Seen;
use crate::domain::time::{Stamp, zone_of};
use calendar::Here;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use text::Text;

/// Most claims of one text that are kept: a statement has a dozen.
pub const MAX_CLAIMS: usize = 128;

/// Something that a text states and that another can contradict.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Claim {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What it states, in a form that is the same in English and Spanish.
    pub what: What,
    /// What it is about.
    pub scope: Scope,
    /// Words beside it say that it replaces what was said before.
    pub newer: bool,
    /// It is so from a day on that is still ahead.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ahead: bool,
}

/// What is stated.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// How many of what.
    Figure(Figure),
    /// When something happened or happens.
    Moment(Moment),
    /// A name, number or address.
    Name(Named),
    /// What we will do and when.
    Promise(Promise),
    /// That something is so or not so.
    State(State),
    /// That something is done, asked or so of a thing, or not.
    Deed(Deed),
}

impl What {
    /// How many, where that is what is stated.
    fn amount(&self) -> Option<Amount> {
        if let What::Figure(figure) = self { Some(figure.amount) } else { None }
    }
}

/// All that a text states. Worked out once for each text and kept: comparing needs nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// When it was said.
    pub said: Stamp,
    /// Its language.
    pub lang: Lang,
    /// The claims by where they stand in the text.
    pub list: Vec<Claim>,
    /// Numbers that it says hold no longer: "up from 12".
    pub replaced: Vec<Amount>,
    /// It names a day, an hour or a delay: said at another time or in another zone it may state something else. Where it
    /// names none, it never does.
    pub timed: bool,
    /// Names of two words or more that it calls somebody or something by, as far as they are spelt with capitals.
    pub called: Set,
}

/// What a cleaned text states, said at `now` in an IANA zone (UTC where there is no such zone). Linear in the text, of
/// which the first 4,000 words and signs are read.
pub fn claims(text: &str, lang: Lang, now: Stamp, zone: &str) -> Claims {
    let seen = Seen::of(text);
    let text = Text::read(seen.text(), lang);
    let here = Here { said: now, zone: zone_of(zone) };
    let (mut list, mut taken, mut replaced) = (Vec::new(), Vec::new(), Vec::new());
    names::find(&text, &mut list, &mut taken);
    let whens = times::find(&text);
    taken.extend(whens.iter().map(|w| text.span(w.at.clone())));
    taken.sort_by_key(|t| (t.start, t.end));
    let promises = promises::find(&text, &whens, here);
    figures::find(&text, &taken, &mut list, &mut replaced);
    moments::date(&text, &whens, here, &mut list);
    moments::find(&text, &whens, &promises, here, &mut list);
    let stated = list.len();
    states::find(&text, &mut list);
    deeds::find(&text, &mut list);
    moments::ahead(&text, &whens, here, &mut list[stated..]);
    for promise in promises {
        let at = text.tokens.partition_point(|t| t.span.start < promise.span.start);
        let scope = Scope::read(&text, text.sentence(at));
        let newer = text.has(text.sentence(at), lexicon::Role::Newer);
        list.push(Claim { span: promise.span.clone(), what: What::Promise(promise), scope, newer, ahead: false });
    }
    for told in told::before(&text) {
        list.retain(|claim| {
            let old = told.contains(&claim.span.start);
            replaced.extend(Some(&claim.what).filter(|_| old).and_then(What::amount));
            !old
        });
    }
    list.sort_by_key(|c| (c.span.start, c.span.end));
    list.truncate(MAX_CLAIMS);
    // the year at hand is no other time
    let year = lexicon::id(&chrono::Datelike::year(&here.today()).to_string());
    for claim in &mut list {
        claim.scope.occasion.remove(year);
        claim.span = seen.back(claim.span.clone());
        if let What::Promise(promise) = &mut claim.what {
            promise.span = claim.span.clone();
        }
    }
    let timed = !whens.is_empty() || (0..text.tokens.len()).any(|at| scope::is_year(&text, at));
    Claims { said: now, lang, list, replaced, timed, called: scope::called(&text) }
}

/// What a cleaned text promises, said at `said_at` in an IANA zone. A promise has a time, and that time is still ahead:
/// "soon" has none, and one that is past when it is said is no promise. An hour without a day is the next one that
/// comes.
pub fn promises(text: &str, lang: Lang, said_at: Stamp, zone: &str) -> Vec<Promise> {
    let seen = Seen::of(text);
    let text = Text::read(seen.text(), lang);
    let mut promises = promises::find(&text, &times::find(&text), Here { said: said_at, zone: zone_of(zone) });
    promises.iter_mut().for_each(|p| p.span = seen.back(p.span.clone()));
    promises
}

/// The times that a few words tell, said at `now` in an IANA zone, in their order: each with its bytes and whether it is
/// said by whose clocks. The words are as [`Seen`] gives them.
pub fn times(seen: &str, lang: Lang, now: Stamp, zone: &str) -> Vec<(Stamp, Range<usize>, bool)> {
    promises::told(&Text::read(seen, lang), Here { said: now, zone: zone_of(zone) })
}

/// The sentence of a text in which a byte of it stands.
pub fn sentence(text: &str, lang: Lang, at: usize) -> &str {
    let seen = Seen::of(text);
    let read = Text::read(seen.text(), lang);
    let ends = |t: &text::Token| seen.back(t.span.clone()).end <= at;
    let token = read.tokens.partition_point(ends).min(read.tokens.len().saturating_sub(1));
    if read.tokens.is_empty() {
        return text;
    }
    text.get(seen.back(read.span(read.sentence(token)))).unwrap_or(text)
}

/// Whether a folded word of a language is one for people who are counted.
pub fn is_people(word: &str, lang: Lang) -> bool {
    let mut people = false;
    lexicon::LEXICON.find(lang, std::iter::once(word), |meaning, _| {
        people |= meaning.role == lexicon::Role::People && meaning.name == "people";
    });
    people
}

/// The names of two words or more in a few words of a plan or a setting.
pub fn called(words: &str) -> Set {
    scope::called(&Text::read(words, Lang::En))
}

#[cfg(test)]
mod tests;
