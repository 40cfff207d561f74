//! Choices: one of a few, by its letter or the arrows. Must not know where in a form it stands.

use super::super::keymap::{Code, Key};
use crate::domain::text::fold;
use std::collections::BTreeSet;

/// What a key did to a choice.
pub(super) enum Chosen {
    Nothing,
    Moved,
    /// By its letter: the person knows it, and goes on.
    Letter,
}

/// A letter as it is typed in a hurry: in any case, and without its accent.
fn plain(c: char) -> char {
    fold(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c)
}

/// The letter or digit that chooses each option, with where it stands in its label: the first one of the label where that is
/// free, else the next free one. Every letter is one option's; where none is left, the arrows choose.
pub fn letters(options: &[String]) -> Vec<Option<(usize, char)>> {
    let of = |label: &str| -> Vec<(usize, char)> {
        label
            .char_indices()
            .filter(|(_, c)| c.is_alphanumeric())
            .map(|(at, c)| (at, plain(c)))
            .take(MOST_LETTERS)
            .collect()
    };
    let all: Vec<_> = options.iter().map(|o| of(o)).collect();
    let mut taken = BTreeSet::new();
    let mut chosen: Vec<_> = all.iter().map(|own| own.first().copied().filter(|(_, c)| taken.insert(*c))).collect();
    for (own, chosen) in all.iter().zip(&mut chosen).filter(|(_, chosen)| chosen.is_none()) {
        *chosen = own.iter().copied().find(|(_, c)| taken.insert(*c));
    }
    chosen
}

/// So many letters of a label are looked at: what comes behind them is cut on most screens.
const MOST_LETTERS: usize = 12;

/// Gives a key to a choice.
pub(super) fn choice_key(options: &[String], at: &mut usize, key: Key) -> Chosen {
    let n = options.len();
    // Nothing chosen yet: the way down begins before the first, the way up behind the last.
    let before = if *at < n { *at } else { n.saturating_sub(1) };
    match key.code {
        _ if n == 0 => Chosen::Nothing,
        Code::Up | Code::Left => {
            *at = if *at < n { (*at + n - 1) % n } else { n - 1 };
            Chosen::Moved
        }
        Code::Down | Code::Right | Code::Char(' ') => {
            *at = (before + 1) % n;
            Chosen::Moved
        }
        Code::Home => {
            *at = 0;
            Chosen::Moved
        }
        Code::End => {
            *at = n - 1;
            Chosen::Moved
        }
        Code::Char(c) if !key.ctrl && !key.alt => {
            let c = plain(c);
            let Some(of) = letters(options).iter().position(|l| l.is_some_and(|(_, own)| own == c)) else {
                return Chosen::Nothing;
            };
            *at = of;
            Chosen::Letter
        }
        _ => Chosen::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_has_a_letter_of_its_own_its_first_where_that_is_free() {
        let own = |labels: &[&str]| -> String {
            let labels: Vec<String> = labels.iter().map(|l| (*l).to_owned()).collect();
            letters(&labels).iter().map(|l| l.map_or('-', |(_, c)| c)).collect()
        };
        assert_eq!(own(&["Publicación ofensiva", "Fallo de producto", "Filtración", "Ética"]), "pfie");
        assert_eq!(own(&["a  one", "b  two"]), "ab");
        assert_eq!(own(&["SEV1 critical", "SEV2 high", "SEV3"]), "sev", "never one that another has");
        assert_eq!(own(&["1", "1", "€"]), "1--");
    }

    #[test]
    fn an_accent_that_is_typed_is_no_other_letter() {
        assert_eq!(plain('É'), 'e');
    }
}
