//! What a claim is about besides its own value: which goods, place, lot, name, day. Owns when two claims are about the
//! same, so that what differs between them is a contradiction; must not know what they claim.

use super::lexicon::{Role, id};
use super::text::{Sort, Text};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Most members of a set: more names than a sentence of a statement has.
const MAX: usize = 24;

/// A few short numbers that stand for names, ascending.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Set(Vec<u32>);

impl Set {
    /// Adds one, unless it is there or the set is full.
    pub fn add(&mut self, member: u32) {
        if let Err(at) = self.0.binary_search(&member)
            && self.0.len() < MAX
        {
            self.0.insert(at, member);
        }
    }

    /// Takes one out.
    pub fn remove(&mut self, member: u32) {
        self.0.retain(|m| *m != member);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is in.
    pub fn holds(&self, member: u32) -> bool {
        self.0.binary_search(&member).is_ok()
    }

    /// Whether they have one in common.
    pub fn meets(&self, other: &Set) -> bool {
        self.0.iter().any(|m| other.holds(*m))
    }

    /// All of them, ascending.
    pub fn members(&self) -> impl Iterator<Item = u32> {
        self.0.iter().copied()
    }

    /// Both together.
    pub fn with(mut self, other: &Set) -> Set {
        other.members().for_each(|m| self.add(m));
        self
    }

    /// This one, where there is none.
    pub fn or(self, member: u32) -> Set {
        if self.is_empty() { Set(vec![member]) } else { self }
    }

    /// Whether the other has all of it.
    pub fn within(&self, other: &Set) -> bool {
        self.0.iter().all(|m| other.holds(*m))
    }

    /// Whether both have the same: member by member, since comparing nothing with nothing as bytes costs more than all the rest
    /// where a processor is slow to read no bytes behind no address.
    fn equals(&self, other: &Set) -> bool {
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| a == b)
    }

    /// Whether each has one that the other lacks.
    pub fn apart(&self, other: &Set) -> bool {
        self.0.iter().any(|m| !other.holds(*m)) && other.0.iter().any(|m| !self.holds(*m))
    }
}

impl FromIterator<u32> for Set {
    fn from_iter<I: IntoIterator<Item = u32>>(members: I) -> Set {
        let mut set = Set::default();
        members.into_iter().for_each(|m| set.add(m));
        set
    }
}

/// What a claim is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Scope {
    /// Goods, services and flavours.
    pub things: Set,
    /// Where.
    pub places: Set,
    /// Lots and models.
    pub codes: Set,
    /// Other names.
    pub names: Set,
    /// Which days: days of the common era.
    pub days: Set,
    /// Another time than the one at hand: a year that is over, "another accident".
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub occasion: Set,
}

impl Scope {
    /// Whether both are about the same, or one about a part that the other does not tell from the whole. A number of
    /// one place is never one of all places: `whole` asks for that.
    pub fn same(&self, other: &Scope, whole: bool) -> bool {
        let places = if whole { self.places.equals(&other.places) } else { !self.places.apart(&other.places) };
        places
            && !self.things.apart(&other.things)
            && !self.codes.apart(&other.codes)
            && !self.names.apart(&other.names)
            && !self.days.apart(&other.days)
            && self.occasion.equals(&other.occasion)
    }

    /// Whether both name goods and services, or neither does: "it" may be anything.
    pub(super) fn names_as(&self, other: &Scope) -> bool {
        self.things.is_empty() == other.things.is_empty()
    }

    /// What some tokens name.
    pub(super) fn read(text: &Text, tokens: Range<usize>) -> Scope {
        let mut scope = Scope::default();
        for mark in text.marks_in(tokens.clone()) {
            let set = match mark.meaning.role {
                Role::Thing | Role::Flavour | Role::Service | Role::Count => &mut scope.things,
                Role::Place if text.tokens[mark.at.start].upper => &mut scope.places,
                _ => continue,
            };
            set.add(mark.meaning.id());
        }
        for at in tokens {
            let token = &text.tokens[at];
            // "lot 7": a number is a code behind the word for one
            let numbered = token.sort == Sort::Number && at > 0 && text.has(at - 1..at, Role::Code);
            if token.sort == Sort::Code || numbered {
                scope.codes.add(id(&token.word));
            }
            // "in 2024": a number of one year is none of another
            if is_year(text, at) {
                scope.days.add(id(&token.word));
                // "30 April of 2027" is a day
                if !super::points::is_name(text, at.saturating_sub(2)) && !is_measure(text, at) {
                    scope.occasion.add(id(&token.word));
                }
            }
            if is_another(text, at) {
                scope.occasion.add(id("another"));
            }
            let known = text
                .marks_in(at.saturating_sub(2)..at + 1)
                .iter()
                .any(|m| m.at.end > at && m.meaning.role != Role::Deed);
            let opens = text.sentence(at).start == at || matches!(text.before(at, 1), ":" | "¿" | "¡" | "“" | "\"");
            if token.sort != Sort::Word
                || !token.upper
                || known
                || opens
                || token.word.len() < 3
                || is_calendar(text, at)
            {
                continue;
            }
            let preposition = text.before(at, 1);
            let placed = matches!(preposition, "in" | "en" | "at" | "from" | "to" | "a" | "near");
            let set = if placed { &mut scope.places } else { &mut scope.names };
            set.add(id(&token.word));
        }
        scope
    }

    /// Adds what another names.
    pub fn with(self, other: &Scope) -> Scope {
        Scope {
            things: self.things.with(&other.things),
            places: self.places.with(&other.places),
            codes: self.codes.with(&other.codes),
            names: self.names.with(&other.names),
            days: self.days.with(&other.days),
            occasion: self.occasion.with(&other.occasion),
        }
    }
}

/// Names of two words or more, each pair of words that stand together: "Ana Pérez Gil" is "Ana Pérez" and "Pérez Gil".
/// Names of days and months are none.
pub(super) fn called(text: &Text) -> Set {
    let named = |at: usize| {
        let token = &text.tokens[at];
        token.sort == Sort::Word && token.upper && token.word.len() >= 2 && !is_calendar(text, at)
    };
    let pairs = (1..text.tokens.len()).filter(|at| named(at - 1) && named(*at));
    pairs.map(|at| id(&format!("{} {}", text.word(at - 1), text.word(at)))).collect()
}

/// "in 2024": a year by itself.
pub(super) fn is_year(text: &Text, at: usize) -> bool {
    let year = text.word(at).len() == 4 && matches!(text.word(at).parse(), Ok(1990..=2100));
    year && matches!(text.before(at, 1), "in" | "en" | "of" | "de" | "during" | "since" | "desde" | "durante")
}

/// "More than in 2019", "the most since 2019", "what we did in 2024": a year by which another number is measured.
fn is_measure(text: &Text, year: usize) -> bool {
    matches!(text.before(year, 1), "since" | "desde")
        || matches!(text.before(year, 2), "than" | "as" | "like" | "que" | "como")
        || (2..=5).any(|back| matches!(text.before(year, back), "what" | "lo"))
}

/// "Another accident", "otro incendio".
fn is_another(text: &Text, at: usize) -> bool {
    const EVENTS: &[&str] = &[
        "accident",
        "incident",
        "fire",
        "explosion",
        "outage",
        "breach",
        "accidente",
        "incidente",
        "incendio",
        "explosion",
        "averia",
        "brecha",
        "caida",
    ];
    matches!(text.word(at), "another" | "previous" | "earlier" | "other" | "otro" | "otra")
        && EVENTS.contains(&text.word(at + 1))
}

/// Names of months, days and zones, which name nobody.
fn is_calendar(text: &Text, at: usize) -> bool {
    super::points::is_name(text, at)
        || matches!(text.word(at), "cet" | "cest" | "gmt" | "utc" | "bst" | "est" | "edt" | "pst" | "pdt" | "wet")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Lang;

    fn scope(lang: Lang, text: &str) -> Scope {
        let text = Text::read(text, lang);
        Scope::read(&text, 0..text.tokens.len())
    }

    #[test]
    fn one_place_is_not_another_nor_all_of_them() {
        let [seville, sevilla, bilbao, all] = [
            scope(Lang::En, "There are 3 cases in Seville"),
            scope(Lang::Es, "Hay 3 casos en Sevilla"),
            scope(Lang::Es, "Hay 3 casos en Bilbao"),
            scope(Lang::Es, "Hay 3 casos"),
        ];
        assert!(seville.same(&sevilla, true));
        assert!(!seville.same(&bilbao, false));
        assert!(seville.same(&all, false) && !seville.same(&all, true));
    }

    #[test]
    fn other_goods_and_lots_are_other_claims() {
        let strawberry = scope(Lang::En, "the strawberry yoghurt of lot L2231");
        assert!(strawberry.same(&scope(Lang::Es, "el yogur de fresa"), true));
        assert!(strawberry.same(&scope(Lang::Es, "el yogur"), true), "less is said");
        assert!(!strawberry.same(&scope(Lang::Es, "el yogur de vainilla"), true));
        assert!(!strawberry.same(&scope(Lang::Es, "el lote L2407"), true));
    }
}
