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
    let (mut gone, mut come) = (String::new(), String::new());
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_words(old, new);
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Delete => gone.push_str(change.value()),
            ChangeTag::Insert => come.push_str(change.value()),
            // the blank between two changed words belongs to both changes: what was said is read in one piece
            ChangeTag::Equal if change.value().trim().is_empty() && !(gone.is_empty() && come.is_empty()) => {
                gone.push_str(change.value());
                come.push_str(change.value());
            }
            ChangeTag::Equal => {
                changed(&mut parts, &mut gone, &mut come);
                match parts.last_mut() {
                    Some(last) if last.side == Side::Both => last.text.push_str(change.value()),
                    _ => parts.push(Part { side: Side::Both, text: change.value().to_owned() }),
                }
            }
        }
    }
    changed(&mut parts, &mut gone, &mut come);
    parts
}

fn changed(parts: &mut Vec<Part>, gone: &mut String, come: &mut String) {
    for (side, text) in [(Side::Old, gone), (Side::New, come)] {
        let text = std::mem::take(text);
        if !text.trim().is_empty() {
            parts.push(Part { side, text });
        }
    }
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
        assert_eq!(
            told("some are worried about it", "some ask us about it"),
            "=[some]-[are worried]+[ask us]=[about it]"
        );
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
