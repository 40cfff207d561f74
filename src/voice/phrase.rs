//! The words of a phrase as they are compared: what it names, in both languages or in its own, and what stands beside it.
//! Owns stems, words that say nothing by themselves, and when two phrases name the same; must not know what is said of it.

use super::lexicon::{Role, id};
use super::scope::Set;
use super::text::{Sort, Text};
use crate::domain::room::Lang;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Most words of a phrase that are read.
const MAX: usize = 12;

/// What a phrase names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Phrase {
    /// Words that have a name in both languages, numbers and codes.
    pub shared: Set,
    /// Stems of the other words, which are compared within their language.
    pub own: Set,
    /// What stands behind a preposition: where, for whom, with what.
    pub beside: Set,
}

impl Phrase {
    /// What some tokens name.
    pub(super) fn read(text: &Text, tokens: Range<usize>) -> Phrase {
        let mut phrase = Phrase::default();
        phrase.add(text, tokens);
        phrase
    }

    /// Adds what some tokens name.
    pub(super) fn add(&mut self, text: &Text, tokens: Range<usize>) {
        let mut beside = false;
        for at in tokens.take(MAX) {
            let word = text.word(at);
            if matches!(text.sort(at), Some(Sort::Number | Sort::Code)) {
                self.shared.add(id(word));
            } else if text.sort(at) != Some(Sort::Word) || empty(text.lang, word) {
                continue;
            } else if preposition(text.lang, word) {
                // "park behind the school": where there is nothing else, the place is what is named
                beside = !self.is_empty();
                if !beside {
                    self.own.add(id(word));
                }
            } else {
                let known = text.marks_in(at..at + 1).iter().find(|m| names(m.meaning.role));
                let set = match known {
                    _ if beside => &mut self.beside,
                    Some(_) => &mut self.shared,
                    None => &mut self.own,
                };
                set.add(known.map_or_else(|| stem(text.lang, word), |m| m.meaning.id()));
            }
        }
    }

    /// All that it names.
    pub(super) fn named(&self) -> Set {
        self.shared.clone().with(&self.own)
    }

    /// The same with what stands beside it.
    pub(super) fn words(&self) -> Set {
        self.named().with(&self.beside)
    }

    /// Whether it names nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.shared.is_empty() && self.own.is_empty()
    }

    /// Whether both name the same, or one a part of the words of the other.
    pub(super) fn same(&self, other: &Phrase, one_language: bool) -> bool {
        if !one_language {
            return self.shared.meets(&other.shared) && !self.shared.apart(&other.shared);
        }
        let (all, theirs) = (self.named(), other.named());
        (self.is_empty() && other.is_empty()) || (all.meets(&theirs) && !all.apart(&theirs))
    }
}

fn names(role: Role) -> bool {
    matches!(
        role,
        Role::Thing | Role::Flavour | Role::Service | Role::Count | Role::People | Role::Unit | Role::Data | Role::Code
    )
}

/// Words that name nothing: articles, pronouns, auxiliaries, and when something is as it is.
const EMPTY: [&str; 2] = [
    "a an the this that these those it its them they their we our us you your he she his her i my there \
    any some all is are was were be been being am have has had do does did will ll can may must should \
    please now today still already also yet again back so then very just too and or not no which who \
    what fully currently anyone anybody anything",
    "el la los las lo un una unos unas este esta estos estas ese esa eso esto su sus nuestro nuestra \
    nuestros nuestras le les se nos me te os ellos ellas usted ustedes todo toda todos todas es son \
    estan fue ha han hemos sido hay ya hoy ahora aun todavia tambien favor muy y e o no que quien al \
    algun alguna ningun ninguna nadie nada",
];

/// Words that put what follows beside what stands before.
const PREPOSITIONS: [&str; 2] = [
    "of in on at to for from with about by near behind into under over through during since until till \
    outside inside between against",
    "de del en a para por con sobre desde hasta entre hacia contra durante tras bajo",
];

/// English words that belong to a verb and name nothing.
pub(super) const PARTICLES: &[&str] = &["away", "off", "out", "up", "down"];

/// Whether a word names nothing.
pub(super) fn empty(lang: Lang, word: &str) -> bool {
    stands(&EMPTY, lang, word) || (lang == Lang::En && PARTICLES.contains(&word))
}

/// Whether a word puts what follows beside what stands before.
pub(super) fn preposition(lang: Lang, word: &str) -> bool {
    stands(&PREPOSITIONS, lang, word)
}

fn stands(words: &[&str; 2], lang: Lang, word: &str) -> bool {
    words[usize::from(lang == Lang::Es)].split(' ').any(|w| w == word)
}

/// A word without its ending, as a number of its language: crude, since it is only compared with itself in other forms.
pub(super) fn stem(lang: Lang, word: &str) -> u32 {
    let stem = match lang {
        Lang::En => english(word),
        Lang::Es => spanish(word),
    };
    id(&format!("{} {stem}", lang.code()))
}

fn english(word: &str) -> String {
    let cut = ["ing", "ed", "es", "s"].into_iter().find_map(|end| {
        let rest = word.strip_suffix(end)?;
        (rest.len() > 2 && !(end.ends_with('s') && rest.ends_with('s'))).then_some(rest)
    });
    let mut stem = cut.unwrap_or(word).trim_end_matches('e').to_owned();
    let doubled = stem.len() > 2 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
    if doubled && stem.is_ascii() {
        stem.pop();
    }
    if stem.ends_with('i') {
        stem.pop();
        stem.push('y');
    }
    stem
}

fn spanish(word: &str) -> String {
    const ENDS: &[&str] = &[
        "aremos", "eremos", "iremos", "iendo", "ieron", "ando", "amos", "emos", "imos", "aron", "adas", "ados", "idas",
        "idos", "aran", "eran", "iran", "ada", "ado", "ida", "ido", "ara", "era", "ira", "ar", "er", "ir", "an", "en",
        "as", "es", "os", "a", "e", "o", "s",
    ];
    let cut = ENDS.iter().find_map(|end| word.strip_suffix(end).filter(|rest| rest.len() > 2));
    let stem = cut.unwrap_or(word);
    // saque, pague, utilice; cierre, devuelva
    let stem = stem.strip_suffix("qu").map(|s| format!("{s}c")).unwrap_or_else(|| stem.to_owned());
    let stem = stem.strip_suffix("gu").map(|s| format!("{s}g")).unwrap_or(stem);
    stem.replace('z', "c").replace("ie", "e").replace("ue", "o")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for (lang, forms) in [
            (Lang::En, &["recall", "recalls", "recalled", "recalling"][..]),
            (Lang::En, &["close", "closes", "closed", "closing"]),
            (Lang::En, &["cancel", "cancelled", "cancelling"]),
            (Lang::En, &["carry", "carries", "carried", "carrying"]),
            (Lang::Es, &["retirar", "retiramos", "retirado", "retiren", "retirando", "retiraremos"]),
            (Lang::Es, &["devolver", "devuelva", "devolvemos", "devuelvan"]),
            (Lang::Es, &["cerrar", "cierren", "cerramos"]),
            (Lang::Es, &["pagar", "pague", "pagado"]),
            (Lang::Es, &["utilizar", "utilice", "utilicen"]),
        ] {
            let stems: Vec<u32> = forms.iter().map(|form| stem(lang, form)).collect();
            assert!(stems.windows(2).all(|two| two[0] == two[1]), "{forms:?}");
        }
        assert_ne!(stem(Lang::En, "water"), stem(Lang::Es, "water"), "each language by itself");
    }

    #[test]
    fn a_phrase_names_the_same_or_a_part_of_it() {
        let read = |text: &str| {
            let text = Text::read(text, Lang::En);
            Phrase::read(&text, 0..text.tokens.len())
        };
        assert!(read("the blue helmet").same(&read("our helmets"), true));
        assert!(!read("the blue helmet").same(&read("the red helmet"), true));
        assert!(!read("the pool of one hotel").same(&read("any hotel"), true));
        assert!(read("it").same(&read("them"), true), "neither says which");
        assert!(!read("it").same(&read("the helmet"), true));
        assert!(!read("the helmet").same(&read("the helmet"), false), "a word of one language ties nothing");
        assert!(read("lot 7").same(&read("the lot 7"), false) && !read("lot 7").same(&read("lot 9"), false));
    }
}
