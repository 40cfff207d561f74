//! Words that anybody may write, and that name nobody by themselves: what the lexicons hold of both languages. Owns how their
//! rows are taken apart into words; must not know what the words mean, nor where names are looked for.

use crate::domain::text::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

static LISTED: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lists = [
        STOP,
        include_str!("../../../assets/lexicons/concepts.tsv"),
        include_str!("../../../assets/lexicons/en.tsv"),
        include_str!("../../../assets/lexicons/es.tsv"),
    ];
    lists.into_iter().flat_map(words).collect()
});

/// Words that are somebody's name as often.
static NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| words(include_str!("../../../assets/lexicons/names.tsv")).collect());

/// Those of which sentences are made, whatever they are about, and those that stand in place of a name.
static NAMELESS: LazyLock<HashSet<String>> = LazyLock::new(|| words(STOP).chain(BEARERS.map(fold)).collect());
const STOP: &str = include_str!("../../../assets/lexicons/stop.tsv");

/// Who somebody is to somebody.
const BEARERS: [&str; 32] = [
    "author", "baby", "brother", "child", "client", "cliente", "customer", "daughter", "familia", "family", "father",
    "hermana", "hermano", "hija", "hijo", "madre", "marido", "mother", "mr", "mrs", "mujer", "niña", "niño",
    "paciente", "padre", "patient", "person", "persona", "señor", "señora", "sister", "son",
];

/// The words of a list, folded.
fn words(list: &'static str) -> impl Iterator<Item = String> {
    let rows = list.lines().filter(|row| !row.starts_with('#'));
    rows.flat_map(|row| row.split(['\t', ' ', '/', '~', '_'])).flat_map(|said| {
        // `stem(x,y,)`: its endings, the last one empty
        let (stem, ends) = said.split_once('(').unwrap_or((said.trim_end_matches('*'), ""));
        ends.trim_end_matches(')').split(',').map(move |end| fold(&format!("{stem}{end}")))
    })
}

/// Whether a word stands in a lexicon.
pub fn listed(word: &str) -> bool {
    LISTED.contains(&fold(word))
}

/// Whether a word names nobody even as a part of a name: "The" of "The Smiths", "Madre" of "Madre de Nico".
pub fn nameless(word: &str) -> bool {
    NAMELESS.contains(&fold(word))
}

/// Whether a word names nobody by itself: one that everybody uses, or several of it, though somebody may be called so.
pub fn ordinary(word: &str) -> bool {
    let word = fold(word);
    let is = |word: &str| LISTED.contains(word) || NAMES.contains(word);
    is(&word) || word.strip_suffix('s').is_some_and(is)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_lexicons_hold_is_ordinary_in_any_case_and_with_any_accent() {
        for word in
            ["nobody", "Without", "extremely", "REOPEN", "despues", "después", "mentira", "suitcase", "champion"]
        {
            assert!(listed(word) && ordinary(word), "{word}");
        }
        for word in ["martita", "user12", "zq", "x1"] {
            assert!(!listed(word) && !ordinary(word), "{word}");
        }
        assert!(!listed("Baker") && ordinary("Baker") && ordinary("BAKERS") && ordinary("Guerra"), "a name as well");
        assert!(!ordinary("Rioseco") && !ordinary("Bell"));
    }
}
