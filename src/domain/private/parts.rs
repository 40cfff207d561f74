//! Parts of a name by which somebody is named too: one of its words alone, or all of them run together as a hashtag does.
//! Owns which of them tell a person; must not know where they are looked for.

use super::DOTS;
use super::ordinary::{nameless, ordinary};
use crate::domain::text::fold;
use std::collections::BTreeMap;

/// Letters of the shortest part: of what a name begins with, and of the rest.
const LEAST: [usize; 2] = [3, 4];
/// Words of a name: with fewer it has no parts, with more it is no person's.
const WORDS: [usize; 2] = [2, 6];
/// What stands between the words of a name, and is none.
const BETWEEN: [&str; 16] =
    ["da", "das", "de", "del", "den", "der", "di", "do", "dos", "e", "i", "la", "las", "los", "van", "y"];

/// The words of a name that might name its bearer alone, in their order: those that are long enough, ordinary or not; of a
/// name of one word none.
pub fn single(name: &str) -> Vec<&str> {
    let all: Vec<&str> = words(name).collect();
    if !(WORDS[0]..=WORDS[1]).contains(&all.len()) {
        return Vec::new();
    }
    let long = |(n, word): &(usize, &str)| {
        word.chars().count() >= LEAST[usize::from(*n > 0)] && word.chars().all(char::is_alphabetic)
    };
    all.into_iter().enumerate().filter(long).map(|(_, word)| word).collect()
}

/// A name of several words run together, folded.
pub fn joined(name: &str) -> Option<String> {
    let all: Vec<&str> = words(name).collect();
    (WORDS[0]..=WORDS[1]).contains(&all.len()).then(|| fold(&all.concat()))
}

/// The parts of these names, folded, each with what stands for its name; for one that is in several with dots. Such as are
/// ordinary words are left out, and so are those that `stays` says of.
pub fn parts<T: AsRef<str>>(
    names: impl IntoIterator<Item = (T, String)>,
    stays: impl Fn(&str) -> bool,
) -> Vec<(String, String)> {
    told_apart(names.into_iter().flat_map(|(name, instead)| {
        let name = name.as_ref();
        let alone = single(name).into_iter().map(fold).filter(|part| !ordinary(part));
        let all: Vec<String> = alone.chain(joined(name)).filter(|part| !stays(part)).collect();
        all.into_iter().map(move |part| (part, instead.clone()))
    }))
}

/// The words of a person's name that are written as names are, folded; none of what is no name, such as an order's number
/// or who somebody is to somebody.
pub fn proper(name: &str) -> impl Iterator<Item = String> {
    let all: Vec<&str> = words(name).collect();
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    let person = all.iter().all(|word| is_name(word) || BETWEEN.contains(word));
    let some = (WORDS[0]..=WORDS[1]).contains(&all.len()) && person;
    let long = move |word: &&str| some && is_name(word) && word.chars().count() >= LEAST[0];
    all.into_iter().filter(long).map(fold).filter(|word| !BETWEEN.contains(&word.as_str()) && !nameless(word))
}

/// Parts with what stands for each; for one that stands for several people, dots.
pub fn told_apart(parts: impl IntoIterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut apart = BTreeMap::<String, String>::new();
    for (part, instead) in parts {
        let kept = apart.entry(part).or_insert_with(|| instead.clone());
        if *kept != instead {
            *kept = DOTS.to_owned();
        }
    }
    apart.into_iter().collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_a_name_or_in_every_sentence_is_no_part_of_one() {
        let of = |name: &str| proper(name).collect::<Vec<_>>();
        assert_eq!(of("The Smiths"), ["smiths"]);
        assert_eq!(of("Madre de Nico"), ["nico"]);
        assert_eq!(of("Rosa Quevedo"), ["rosa", "quevedo"]);
    }

    #[test]
    fn a_part_names_somebody_unless_it_is_short_or_a_word_like_any_other() {
        let of = |names: &[&str]| -> Vec<(String, String)> {
            parts(names.iter().map(|name| (*name, format!("<{name}>"))), |part| part == "acme")
        };
        let one = |name: &str| of(&[name]).into_iter().map(|(part, _)| part).collect::<Vec<_>>();
        assert_eq!(one("Marta Rioseco"), ["marta", "martarioseco", "rioseco"]);
        assert_eq!(
            one("Ana del Olmo Ibáñez"),
            ["ana", "anadelolmoibanez", "ibanez"],
            "an elm, and no part of three letters"
        );
        assert_eq!(one("Angry Customer"), ["angrycustomer"]);
        assert_eq!(one("Acme Fan"), ["acmefan"]);
        assert_eq!(one("rioseco"), [""; 0], "one word alone is found as it stands");
        assert_eq!(one("Diario de la mañana de Cádiz y su bahía"), [""; 0], "no person's");
        let two = of(&["Ana Bell", "Ana Soto"]);
        let shared = two.iter().find(|(part, _)| part == "ana").map(|(_, instead)| instead.as_str());
        assert_eq!(shared, Some(DOTS), "of two people one cannot say who it is");
        assert!(ordinary("Guerra") && ordinary("ROSA") && !ordinary("Rioseco") && !ordinary("Bell"));
    }
}
