//! Deeds: what people are asked to do or to leave, what we do or do not, what is or is not so of a thing, each told by its
//! verb and what it is done to. Owns when two of them contradict; how a clause says so is read in `clause`.
//!
//! A verb that is only found where the other text has it too cannot harm, so what is affirmed is read widely and what is
//! denied with care: with two negations, a condition or an exception it is no claim.

use super::clause::{self, Said};
use super::figures::denied;
use super::lexicon::{Role, id};
use super::phrase::{PARTICLES, Phrase, stem};
use super::scope::{Scope, Set};
use super::states::Against;
use super::text::{Sort, Text};
use super::{Claim, What};
use crate::domain::room::Lang;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Most deeds of one text: a statement has half a dozen.
const MAX: usize = 24;

/// How a deed is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// "Please keep it", "you must keep it".
    Asked,
    /// "You can keep it".
    Allowed,
    /// "You do not need to keep it".
    Needless,
    /// "Do not keep it", "stop keeping it", "you cannot keep it".
    Forbidden,
    /// It is done, or is so.
    Is,
    /// It is not.
    IsNot,
    /// It is not so far.
    NotYet,
}

impl Force {
    fn denies(self) -> bool {
        matches!(self, Force::Needless | Force::Forbidden | Force::IsNot | Force::NotYet)
    }
}

/// One deed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Deed {
    /// The verb, or what is said of a thing.
    pub verb: u32,
    /// How it is told.
    pub force: Force,
    /// Done to what, or said of what.
    pub object: Phrase,
    /// Who does it, where that is told: we, or whoever the words before the verb name.
    #[serde(default, skip_serializing_if = "Set::is_empty")]
    pub by: Set,
    /// It is over (`true`), goes on or is ahead (`false`); `None` where the form does not tell.
    pub past: Option<bool>,
    /// It is said that we can or a thing can, rather than that it is done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub able: bool,
}

impl Deed {
    /// Whether one of the two tells people what to do now.
    pub(super) fn advises(&self, other: &Deed) -> bool {
        use Force::{Allowed, Asked, Forbidden, Needless};
        let advice = |force| matches!(force, Allowed | Asked | Forbidden | Needless);
        advice(self.force) || advice(other.force)
    }

    /// Whether two that contradict speak of the same for certain: that some of it is not done says nothing of all of it,
    /// and that something else is.
    pub(super) fn surely(&self, other: &Deed, one_language: bool) -> bool {
        let (denied, told) = if self.force.denies() { (self, other) } else { (other, self) };
        let all = told.object.words();
        one_language && denied.object.words().within(&all)
            || self.advises(other)
            || !one_language && self.object.own.is_empty() && other.object.own.is_empty()
    }

    /// Whether both are the same verb done to the same, by the same where both say by whom.
    pub(super) fn meets(&self, other: &Deed, one_language: bool) -> bool {
        let whom = self.by.is_empty() || other.by.is_empty() || self.by.meets(&other.by);
        let (denied, told) = if self.force.denies() { (self, other) } else { (other, self) };
        // "no legal action" and "action on safety"
        let apart = self.force.denies() != other.force.denies()
            && !denied.object.named().within(&told.object.words())
            && !told.object.beside.within(&denied.object.words());
        let time = self.past.is_none() || other.past.is_none() || self.past == other.past;
        // "do not park here at night" denies no more than the night
        let reach = match (self.force.denies(), other.force.denies()) {
            (true, false) => self.object.beside.within(&other.object.beside),
            (false, true) => other.object.beside.within(&self.object.beside),
            _ => true,
        };
        // whoever cannot pay will not; what can be is not yet so
        let able = match (self.able, other.able) {
            (true, false) => self.force.denies() && self.object == other.object,
            (false, true) => other.force.denies() && self.object == other.object,
            _ => true,
        };
        self.verb == other.verb
            && whom
            && !apart
            && time
            && reach
            && able
            && self.object.same(&other.object, one_language)
    }

    /// How this later deed stands to an earlier one; `None` when they do not touch each other.
    pub(super) fn against(&self, earlier: &Deed) -> Option<Against> {
        use Force::{Allowed, Asked, Forbidden, Is, IsNot, Needless, NotYet};
        match (earlier.force, self.force) {
            (a, b) if a == b => Some(Against::Agrees),
            (IsNot, NotYet) | (NotYet, IsNot) => Some(Against::Agrees),
            (NotYet, Is) => Some(Against::Replaces),
            (Is, IsNot | NotYet) | (IsNot, Is) => Some(Against::Contradicts),
            (Asked, Forbidden | Needless) | (Forbidden | Needless, Asked) => Some(Against::Contradicts),
            (Allowed, Forbidden) | (Forbidden, Allowed) => Some(Against::Contradicts),
            _ => None,
        }
    }
}

/// The deeds of a text.
pub(super) fn find(text: &Text, out: &mut Vec<Claim>) {
    let (mut named, mut found) = (Phrase::default(), 0);
    for (sentence, asks) in &text.sentences {
        if *asks || found >= MAX || denied(text, sentence.clone()) || set_aside(text, sentence) {
            continue;
        }
        for clause in clauses(text, sentence).into_iter().filter(|clause| !the_rest(text, clause.clone())) {
            let read = || {
                let said = clause::read(text, clause.clone())?;
                deed(text, &said, clause.clone(), sentence, &named)
            };
            let Some((deed, at)) = still_there(text, clause.clone()).or_else(read) else { continue };
            if !deed.object.is_empty() {
                named = deed.object.clone();
            }
            let scope = Scope { things: Set::default(), ..Scope::read(text, sentence.clone()) };
            let newer = text.has(sentence.clone(), Role::Newer);
            out.push(Claim { span: text.span(at), what: What::Deed(deed), scope, newer, ahead: false });
            found += 1;
        }
    }
}

/// A condition or what somebody else says: nothing of it is a claim of ours.
fn set_aside(text: &Text, sentence: &Range<usize>) -> bool {
    text.has(sentence.clone(), Role::If)
        || sentence.clone().any(|at| matches!(text.word(at), "\"" | "“" | "”" | "«" | "»" | "whether"))
}

fn clauses(text: &Text, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = sentence.start;
    for at in sentence.clone().filter(|at| text.parts(*at)).chain([sentence.end]) {
        if at > from {
            found.push(from..at);
        }
        from = at + 1;
    }
    found
}

fn deed(
    text: &Text,
    said: &Said,
    clause: Range<usize>,
    sentence: &Range<usize>,
    named: &Phrase,
) -> Option<(Deed, Range<usize>)> {
    let marked = |role| text.has(said.verb..said.verb + 1, role);
    // these are states of their own
    let state = [Role::Safe, Role::Unsafe, Role::Open, Role::Closed, Role::Not, Role::Nobody].into_iter().any(marked);
    let nots = text.of(clause.clone(), Role::Not).map(|m| m.at.start).fold((0, usize::MAX), |(n, last), at| {
        (n + usize::from(at != last), at) // a word may stand in two rows
    });
    let nobody = text.of(clause.clone(), Role::Nobody).any(|m| m.at.start != said.not.unwrap_or(usize::MAX));
    if state || nobody || nots.0 > usize::from(said.not.is_some()) {
        return None;
    }
    let open = || excepts(text, sentence) || quantified(text, clause.clone()) || unnamed(text, &said.object);
    if said.force.denies() && open() {
        return None;
    }
    let mut object = Phrase::read(text, said.object.clone());
    if let Some(behind) = &said.behind {
        let more = Phrase::read(text, behind.clone());
        for set in [&more.own, &more.shared, &more.beside] {
            object.beside = object.beside.with(set);
        }
    }
    if object.is_empty() && said.pronoun {
        object = Phrase { beside: object.beside, ..named.clone() };
    }
    let verb = match text.of(said.verb..said.verb + 1, Role::Deed).next() {
        Some(mark) => mark.meaning.id(),
        None => stem(text.lang, clause::bare(text, said.verb)),
    };
    let verb = particle(text, said).map_or(verb, |particle| verb ^ id(particle));
    let yet = clause.clone().any(|at| matches!(text.word(at), "yet" | "aun" | "todavia"));
    let force = if said.force == Force::IsNot && yet { Force::NotYet } else { said.force };
    let by = said.by.clone().map_or_else(Set::default, |by| who(text, by));
    let deed = Deed { verb, force, object, by, past: said.past, able: said.able };
    let first = said.not.unwrap_or(said.verb).min(said.verb);
    Some((deed, first..clause.end.min(said.object.end).max(said.verb + 1)))
}

/// Who does what a clause tells.
fn who(text: &Text, subject: Range<usize>) -> Set {
    let we = subject.clone().any(|at| matches!(text.word(at), "we" | "i" | "nosotros"));
    if we { Set::from_iter([id("we")]) } else { Phrase::read(text, subject).words() }
}

/// "El resto", "all others": the contrary of what is named.
pub(super) fn the_rest(text: &Text, tokens: Range<usize>) -> bool {
    const WORDS: &[&str] = &[
        "rest",
        "remaining",
        "other",
        "others",
        "else",
        "resto",
        "demas",
        "otro",
        "otra",
        "otros",
        "otras",
        "restantes",
    ];
    tokens.into_iter().any(|at| WORDS.contains(&text.word(at)))
}

/// "The advert is still online", "el anuncio sigue publicado": it has not been taken away so far.
fn still_there(text: &Text, clause: Range<usize>) -> Option<(Deed, Range<usize>)> {
    const STILL: &[&str] = &["still", "sigue", "siguen", "continua", "continuan"];
    const THERE: &[&str] = &[
        "online",
        "up",
        "live",
        "visible",
        "published",
        "posted",
        "publicado",
        "publicada",
        "publicados",
        "publicadas",
        "visibles",
        "colgado",
        "colgada",
        "colgados",
        "colgadas",
    ];
    let still = clause.clone().find(|at| STILL.contains(&text.word(*at)))?;
    let there = still + 1;
    let last = there + 1 == clause.end || text.sort(there + 1) != Some(Sort::Word);
    if !THERE.contains(&text.word(there)) || !last || text.has(clause.clone(), Role::Not) {
        return None;
    }
    let object = Phrase::read(text, clause.start..still);
    let deed =
        Deed { verb: id("recall"), force: Force::NotYet, object, by: Set::default(), past: Some(true), able: false };
    (!deed.object.is_empty()).then(|| (deed, clause.start..there + 1))
}

/// "Turn it off", "throw the helmet away": a part of the English verb.
fn particle<'t>(text: &'t Text, said: &Said) -> Option<&'t str> {
    let behind = said.object.start == said.verb + 1 && text.lang == Lang::En;
    let mut words = said.object.clone().filter(|_| behind).map(|at| (at + 1 == said.object.end, text.word(at)));
    let found = words.find(|(last, word)| PARTICLES.contains(word) || *last && matches!(*word, "on" | "in"));
    found.map(|(_, word)| word)
}

/// What is denied only then, only there, or but for something.
fn excepts(text: &Text, sentence: &Range<usize>) -> bool {
    const WORDS: &[&str] = &[
        "before",
        "after",
        "when",
        "while",
        "unless",
        "except",
        "only",
        "just",
        "alone",
        "more",
        "than",
        "because",
        "antes",
        "despues",
        "cuando",
        "mientras",
        "salvo",
        "excepto",
        "solo",
        "solamente",
        "unicamente",
        "mas",
        "porque",
    ];
    sentence.clone().any(|at| WORDS.contains(&text.word(at)))
}

/// "Your lot is not affected": a lot or model, and not which.
fn unnamed(text: &Text, object: &Range<usize>) -> bool {
    let code = |at: usize| matches!(text.sort(at), Some(Sort::Code | Sort::Number));
    text.has(object.clone(), Role::Code) && !object.clone().any(code)
}

/// "Not all of them", "no other", "not every": some are.
fn quantified(text: &Text, clause: Range<usize>) -> bool {
    const WORDS: &[&str] = &[
        "all",
        "every",
        "each",
        "everyone",
        "everything",
        "other",
        "others",
        "another",
        "both",
        "todo",
        "toda",
        "todos",
        "todas",
        "cada",
        "otro",
        "otra",
        "otros",
        "otras",
        "ambos",
        "ambas",
    ];
    clause.into_iter().any(|at| WORDS.contains(&text.word(at)))
}
