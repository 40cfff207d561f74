//! Parts of a name by which somebody is named too: one of its words alone, or all of them run together as a hashtag does.
//! Owns which of them tell a person; must not know where they are looked for.

use super::DOTS;
use super::ordinary::ordinary;
use crate::domain::text::fold;
use std::collections::BTreeMap;

/// Letters of the shortest part: of what a name begins with, and of the rest.
const LEAST: [usize; 2] = [3, 4];
/// Words of a name: with fewer it has no parts, with more it is no person's.
const WORDS: [usize; 2] = [2, 6];

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
    let mut parts = BTreeMap::<String, String>::new();
    for (name, instead) in names {
        let name = name.as_ref();
        let alone = single(name).into_iter().map(fold).filter(|part| !ordinary(part));
        for part in alone.chain(joined(name)).filter(|part| !stays(part)) {
            let kept = parts.entry(part).or_insert_with(|| instead.clone());
            if *kept != instead {
                *kept = DOTS.to_owned();
            }
        }
    }
    parts.into_iter().collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

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
