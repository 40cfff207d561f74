//! Whether two texts of nearly the same words claim the same. Owns the one rule of what makes a contrary of a text; must
//! not know how alike the texts are, nor which there are.
//!
//! A denial or a negation that the other has not, a word that stands for its opposite, "Bulo:" before it, another number or
//! another name make another claim. Where that is in doubt it is another claim: what a person decides on one text is not done to
//! what may say the contrary.

use super::claim::{Claim, READ};
use super::concepts::{CONCEPTS, Idea, word};
use super::contraries::Sides;
use super::tokens::Tokens;
use crate::domain::text::Clean;
use std::collections::HashSet;

/// What stands before what it denies: "Fake news: ...", "Mito: ...".
const OPENERS: [&str; 14] = [
    "fake", "hoax", "myth", "lie", "lies", "scam", "satire", "debunked", "bulo", "mito", "mentira", "falso", "falsa",
    "satira",
];
/// Words of the beginning among which an opener stands.
const OPENING: usize = 3;

/// Beginnings that make the contrary of a word, and letters that the word needs.
const TURNED: [&str; 5] = ["un", "in", "im", "dis", "des"];
const TURNABLE: usize = 4;

/// What a text claims, and which of its words it negates: what texts of nearly the same words are told apart by.
pub struct Said {
    claim: Claim,
    denies: bool,
    /// Hashes of its words.
    words: HashSet<u64>,
    /// Hashes of those that follow a negation.
    negated: HashSet<u64>,
    /// Hashes of what is left of its words without a beginning that turns them.
    turned: HashSet<u64>,
}

impl Said {
    /// What a cleaned text says.
    pub fn read(text: &Clean) -> Said {
        let tokens = Tokens::of(text);
        let claim = Claim::of(&tokens);
        let (mut words, mut negated, mut turned) = (HashSet::new(), HashSet::new(), HashSet::new());
        let mut negates = false;
        for at in 0..tokens.len().min(READ) {
            let (said, hash) = (tokens.get(at), tokens.hash(at));
            let idea = CONCEPTS.find(said, hash, tokens.hash(at + 1)).map(|(idea, _)| idea);
            words.insert(hash);
            if idea == Some(Idea::Negates) {
                negates = true;
            } else if said.len() >= 3 && negates {
                negated.insert(hash);
                // "no está retirado" negates more than a verb that says nothing
                negates = idea == Some(Idea::Filler);
            }
            let rest = TURNED.iter().filter_map(|turn| said.strip_prefix(turn)).filter(|rest| rest.len() >= TURNABLE);
            turned.extend(rest.map(|rest| word(rest.as_bytes())));
        }
        let opens = (0..tokens.len().min(OPENING)).any(|at| OPENERS.contains(&tokens.get(at)));
        Said { denies: claim.denies() || opens, claim, words, negated, turned }
    }

    /// Whether a text of nearly the same words claims another thing: it denies or negates what this one says, says its
    /// opposite, or each names a number or somebody that the other does not. That both say "no" somewhere does not make
    /// them one claim: "no está retirado" is not "está retirado, no lo coman".
    pub fn differs(&self, near: &Said) -> bool {
        let negates = |a: &Said, b: &Said| a.negated.iter().any(|w| b.words.contains(w) && !b.negated.contains(w));
        let turns = |a: &Said, b: &Said| a.turned.iter().any(|w| b.words.contains(w) && !a.words.contains(w));
        let either = |of: &dyn Fn(&Said, &Said) -> bool| of(self, near) || of(near, self);
        self.denies != near.denies
            || self.claim.differs(&near.claim)
            || either(&negates)
            || either(&turns)
            || self.opposes(near)
    }

    /// Whether one has a word of one side of a row where the other has one of its other side.
    fn opposes(&self, near: &Said) -> bool {
        let only = |a: &Said, b: &Said| {
            a.words.difference(&b.words).fold(Sides::default(), |sides, word| sides.and(Sides::of(*word)))
        };
        only(self, near).oppose(only(near, self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differs(a: &str, b: &str) -> bool {
        let [a, b] = [a, b].map(|text| Said::read(&Clean::new(text)));
        assert_eq!(a.differs(&b), b.differs(&a));
        a.differs(&b)
    }

    #[test]
    fn a_text_of_nearly_the_same_words_may_claim_another_thing() {
        let safe = "Acme yoghurt from batch A12 is safe to eat, says the food agency";
        for (a, b) in [
            (safe, "Acme yoghurt from batch A12 is not safe to eat, says the food agency"),
            (safe, "Acme yoghurt from batch B77 is safe to eat, says the food agency"),
            ("The CEO resigned this morning over the batch", "The CEO denied he resigned this morning over the batch"),
            ("El yogur A12 está envenenando a los niños", "El yogur A12 NO está envenenando a los niños, es falso"),
            ("12 people ill after eating the yoghurt", "3 people ill after eating the yoghurt"),
            ("El A12 está retirado por salmonela, no lo comáis", "El A12 no está retirado por salmonela, comedlo"),
            ("the plant in Leeds has closed its doors", "the plant in Burgos has closed its doors"),
        ] {
            assert!(differs(a, b), "{a} / {b}");
        }
        for near in [
            safe,
            "Wow, Acme yoghurt from batch A12 is safe to eat, says the food agency today",
            "Acme yoghurt is safe to eat",
        ] {
            assert!(!differs(safe, near), "{near}");
        }
    }

    #[test]
    fn a_contrary_needs_no_bare_not() {
        for (a, b) in [
            ("You should eat the Acme yoghurt today", "You shouldn't eat the Acme yoghurt today"),
            ("Eat the Acme yoghurt from the blue cup", "Don't eat the Acme yoghurt from the blue cup"),
            ("People mustn’t return the yoghurt to the shop", "People must return the yoghurt to the shop"),
            ("the yoghurt in the blue cup is safe to eat", "the yoghurt in the blue cup is unsafe to eat"),
            ("el yogur del vaso azul es seguro", "el yogur del vaso azul es peligroso"),
            ("the boy from the advert is alive", "the boy from the advert is dead"),
            ("the court says the manager is guilty", "the court says the manager is innocent"),
            ("el juez dice que el gerente es culpable", "el juez dice que el gerente es inocente"),
            ("Acme closes the plant in the valley", "Fake news: Acme closes the plant in the valley"),
            ("Acme cierra la planta del valle", "Bulo: Acme cierra la planta del valle"),
            ("Acme raised its prices by a tenth", "Acme cut its prices by a tenth"),
            ("the drug is legal in this country", "the drug is illegal in this country"),
            ("el pago es posible desde hoy", "el pago es imposible desde hoy"),
            ("the boss was honest with us", "the boss was dishonest with us"),
            ("it is safe, they say", "it is not at all safe, they say"),
        ] {
            assert!(differs(a, b), "{a} / {b}");
        }
        for (a, b) in [
            ("Don't eat the Acme yoghurt", "RT do not eat the Acme yoghurt!!"),
            ("Bulo: Acme cierra la planta", "Es un bulo: Acme cierra la planta"),
            ("the plant is open, the shop is closed", "the plant is open, the shop is closed now"),
            ("La planta no está abierta", "la planta no esta abierta, ojo"),
        ] {
            assert!(!differs(a, b), "{a} / {b}");
        }
    }
}
