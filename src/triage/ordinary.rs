//! Words that anybody may write: what the lexicons hold of both languages. Owns nothing of what they mean.

use crate::domain::text::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

const LISTS: [&str; 4] = [
    include_str!("../../assets/lexicons/stop.tsv"),
    include_str!("../../assets/lexicons/concepts.tsv"),
    include_str!("../../assets/lexicons/en.tsv"),
    include_str!("../../assets/lexicons/es.tsv"),
];

static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let rows = LISTS.iter().flat_map(|list| list.lines()).filter(|row| !row.starts_with('#'));
    let mut words = HashSet::new();
    for said in rows.flat_map(|row| row.split(['\t', ' ', '/', '~', '_'])) {
        // `stem(x,y,)`: its endings, the last one empty
        let (stem, ends) = said.split_once('(').unwrap_or((said.trim_end_matches('*'), ""));
        words.extend(ends.trim_end_matches(')').split(',').map(|end| fold(&format!("{stem}{end}"))));
    }
    words
});

/// Whether this is such a word.
pub fn is_ordinary(word: &str) -> bool {
    WORDS.contains(&fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_lexicons_hold_is_ordinary_in_any_case_and_with_any_accent() {
        for word in ["nobody", "Without", "extremely", "REOPEN", "despues", "después", "mentira"] {
            assert!(is_ordinary(word), "{word}");
        }
        for word in ["martita", "user12", "zq", "x1"] {
            assert!(!is_ordinary(word), "{word}");
        }
    }
}
