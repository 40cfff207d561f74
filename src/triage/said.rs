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

    #[test]
    fn opposites_in_nearly_the_same_words_are_told_apart() {
        let pairs = [
            ("the plant in Leeds is safe", "the plant in Leeds is anything but safe"),
            ("Acme will refund everyone who bought it", "Acme will refund nobody who bought it"),
            ("Acme knew about the leak in May", "Acme had no idea about the leak in May"),
            ("the batch from Leeds was recalled", "the batch from Leeds was never recalled"),
            ("all shops in Leeds have it", "no shops in Leeds have it"),
            ("the boss of Acme apologised for the ad", "the boss of Acme refused to apologise for the ad"),
            ("Acme pays its drivers well", "Acme pays its drivers badly"),
            ("the water in Leeds is drinkable", "the water in Leeds is undrinkable"),
            ("prices at Acme went up in May", "prices at Acme went down in May"),
            ("the child survived the fall", "the child did not survive the fall"),
            ("Acme accepts the fine of the court", "Acme appeals the fine of the court"),
            ("police confirm the raid at Acme", "police deny the raid at Acme"),
            ("the Acme app works again today", "the Acme app still fails today"),
            ("Acme keeps the plant in Leeds open", "Acme shuts the plant in Leeds"),
            ("nobody was hurt in the fire at Acme", "several people were hurt in the fire at Acme"),
            ("it is true that Acme hid the report", "it is false that Acme hid the report"),
            ("the Acme drug helps children", "the Acme drug harms children"),
            ("they stopped selling the blue one", "they keep selling the blue one"),
            ("Acme is hiring in Leeds", "Acme is firing in Leeds"),
            ("the train to Leeds leaves on time", "the train to Leeds leaves late"),
            ("el agua de Burgos es potable", "el agua de Burgos no es potable"),
            ("Acme devolverá el dinero a todos", "Acme no devolverá el dinero a nadie"),
            ("el jefe sabía lo del lote", "el jefe no sabía lo del lote"),
            ("han retirado el lote de Burgos", "no han retirado el lote de Burgos"),
            ("quedan entradas para el lunes", "ya no quedan entradas para el lunes"),
            ("la planta de Burgos cierra en mayo", "la planta de Burgos sigue abierta en mayo"),
            ("Acme pidió perdón por el anuncio", "Acme se negó a pedir perdón por el anuncio"),
            ("bajan los precios de Acme", "suben los precios de Acme"),
            ("hay heridos en la planta de Acme", "no hay heridos en la planta de Acme"),
            ("el gerente es culpable, dice el juez", "el gerente es inocente, dice el juez"),
            ("la tienda de Acme abre el lunes", "la tienda de Acme cierra el lunes"),
            ("es seguro comer el yogur azul", "es peligroso comer el yogur azul"),
            ("Acme despide a parte de la plantilla", "Acme contrata a parte de la plantilla"),
            ("el juez admite la demanda contra Acme", "el juez rechaza la demanda contra Acme"),
            ("el tren de Burgos llega a tiempo", "el tren de Burgos llega tarde"),
            ("Acme siempre avisó a las familias", "Acme nunca avisó a las familias"),
            ("Acme gana el juicio del lote", "Acme pierde el juicio del lote"),
            ("todo el lote azul está contaminado", "nada del lote azul está contaminado"),
            ("la niña del anuncio está viva", "la niña del anuncio está muerta"),
            ("Acme apoya la huelga de Burgos", "Acme rechaza la huelga de Burgos"),
        ];
        let together: Vec<_> = pairs.iter().filter(|(a, b)| !differs(a, b)).collect();
        assert!(together.is_empty(), "{} of {}: {together:#?}", together.len(), pairs.len());
    }
}
