//! What differs between two texts, word by word: what only the old one says, what only the new one, what both.

use similar::{Algorithm, ChangeTag, TextDiff};

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Only the old text says it.
    Old,
    /// Only the new text says it.
    New,
    /// Both do.
    Both,
}

/// A run of words of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Whose.
    pub side: Side,
    /// The words.
    pub text: String,
}

/// Bytes up to which two texts are compared; what is longer is shown whole, since comparing takes their product.
const MOST: usize = 8_000;

/// The runs, in the order of the texts: what went before what came.
pub fn words(old: &str, new: &str) -> Vec<Part> {
    if old.len() > MOST || new.len() > MOST {
        return [(Side::Old, old), (Side::New, new)].map(|(side, text)| Part { side, text: text.to_owned() }).into();
    }
    let mut parts: Vec<Part> = Vec::new();
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_words(old, new);
    for change in diff.iter_all_changes() {
        let side = match change.tag() {
            ChangeTag::Delete => Side::Old,
            ChangeTag::Insert => Side::New,
            ChangeTag::Equal => Side::Both,
        };
        match parts.last_mut() {
            Some(last) if last.side == side => last.text.push_str(change.value()),
            _ => parts.push(Part { side, text: change.value().to_owned() }),
        }
    }
    parts.retain(|part| !part.text.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> String {
        let sign = |side| match side {
            Side::Old => '-',
            Side::New => '+',
            Side::Both => '=',
        };
        words(old, new).iter().map(|p| format!("{}[{}]", sign(p.side), p.text.trim())).collect()
    }

    #[test]
    fn what_both_say_stands_once() {
        assert_eq!(told("we check lot 7", "we are checking lot 7"), "=[we]-[check]+[are checking]=[lot 7]");
        assert_eq!(told("", "new"), "+[new]");
        assert_eq!(told("same", "same"), "=[same]");
        assert_eq!(told("a b c", "c"), "-[a b]=[c]");
    }

    #[test]
    fn a_long_text_is_shown_whole_and_costs_no_comparison() {
        let long = "word ".repeat(20_000);
        assert_eq!(words(&long, "short").len(), 2);
    }
}
