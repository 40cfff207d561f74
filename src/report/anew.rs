//! A report's text that somebody edits while the room goes on: which of its sections the room would word otherwise by now,
//! and which of those are still the room's own. Owns how a section is known again; must not know who writes, nor where.

use super::page::labelled;
use crate::domain::text::fingerprint;

/// The sections of a text as the room made it, each by its label, a mark of what it says and one of its words but for the
/// figures: enough to know them again, and nothing of what they say.
pub type Made = Vec<(String, [u64; 2])>;

/// The sections of a text as it was made.
pub fn made(text: &str) -> Made {
    parts(text).into_iter().map(|part| (part.label.to_owned(), part.marks())).collect()
}

/// A text after the room went on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anew {
    /// The text, with what the room says now in the sections that nobody touched.
    pub text: String,
    /// Those of them in which more than figures is another.
    pub renewed: Vec<String>,
    /// What the room says now of sections that somebody wrote, and that stay as they wrote them.
    pub own: Vec<String>,
}

/// The text once more, which began as `was` was made, beside what the room would make `now`.
pub fn anew(text: &str, was: &Made, now: &str) -> Anew {
    let mut out = Anew { text: String::with_capacity(text.len()), renewed: Vec::new(), own: Vec::new() };
    let now = parts(now);
    // by which of its marks a section was there: by all that it says, or by its words
    let was_there = |part: &Part<'_>, which: usize| {
        let marks = part.marks();
        was.iter().any(|(label, before)| label == part.label && before[which] == marks[which])
    };
    let stood = |part: &Part<'_>| was_there(part, 0);
    let there = |part: &Part<'_>| was.iter().any(|(label, _)| label == part.label);
    let moved: Vec<&Part<'_>> = now.iter().filter(|part| there(part) && !stood(part)).collect();
    let mut own = moved.clone();
    for part in parts(text) {
        let of_the_room = stood(&part);
        match moved.iter().find(|new| new.label == part.label).filter(|_| of_the_room) {
            Some(new) => {
                own.retain(|other| other.label != new.label);
                if new.words() != part.words() {
                    out.renewed.push(new.said());
                }
                out.text.push_str(new.whole.trim_end());
                out.text.push_str(&part.whole[part.whole.trim_end().len()..]);
            }
            None => out.text.push_str(part.whole),
        }
    }
    // figures move by themselves
    out.own = own.into_iter().filter(|part| !was_there(part, 1)).map(Part::said).collect();
    out
}

/// A section as it stands in a text, label and all.
struct Part<'t> {
    label: &'t str,
    whole: &'t str,
}

impl Part<'_> {
    /// What it says, whatever the blanks around it.
    fn said(&self) -> String {
        let lines = self.whole.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What [`Made`] keeps of it.
    fn marks(&self) -> [u64; 2] {
        [self.said(), self.words()].map(|said| fingerprint(said.bytes()))
    }

    /// What it says, but for the figures and their units; that a lot is A14 and not A13 is no figure.
    fn words(&self) -> String {
        let said = self.said();
        let words = said.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.starts_with(char::is_alphabetic)).collect()
    }
}

/// A text as its sections, whole: put one after the other they are the text.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut all: Vec<Part<'_>> = Vec::new();
    let mut begins = 0;
    let mut at = 0;
    let mut label = "";
    for line in text.split_inclusive('\n') {
        if let (Some(new), _) = labelled(line.trim_end_matches(['\r', '\n'])) {
            if at > begins {
                all.push(Part { label, whole: &text[begins..at] });
            }
            (label, begins) = (new, at);
        }
        at += line.len();
    }
    all.push(Part { label, whole: &text[begins..] });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MADE: &str = "SITUATION  A12 is withdrawn.\nCHANGE  since #3: 288 an hour\n  and 2 outlets\nNEEDS  none";

    fn now(situation: &str, change: &str) -> String {
        format!("SITUATION  {situation}\nCHANGE  since #3: {change} an hour\n  and 2 outlets\nNEEDS  none")
    }

    #[test]
    fn what_nobody_touched_is_the_rooms_and_what_somebody_wrote_stays() {
        let was = made(MADE);
        let moved = now("A12 and A13 are withdrawn.", "410");
        let all = anew(MADE, &was, &moved);
        assert_eq!((all.text.as_str(), all.own.len()), (moved.as_str(), 0));
        assert_eq!(all.renewed, ["SITUATION  A12 and A13 are withdrawn."], "figures move by themselves");
        let mine = MADE.replace("288", "nearly 300");
        let some = anew(&mine, &was, &moved);
        assert!(some.text.contains("A13") && some.text.contains("nearly 300 an hour\n  and 2 outlets\nNEEDS"));
        assert_eq!(some.own, Vec::<String>::new(), "also where somebody wrote");
        let outlets = moved.replace("and 2 outlets", "and no outlet");
        assert_eq!(anew(&mine, &was, &outlets).own, ["CHANGE  since #3: 410 an hour\nand no outlet"]);
        let gone = anew("SITUATION  all is well", &was, &moved);
        assert_eq!(
            (gone.text.as_str(), gone.own.len()),
            ("SITUATION  all is well", 1),
            "a section that was taken out too"
        );
    }

    #[test]
    fn what_the_room_says_as_before_is_nobodys_question() {
        let was = made(MADE);
        let mine = MADE.replace("none", "a second responder");
        assert_eq!(anew(&mine, &was, MADE), Anew { text: mine, renewed: Vec::new(), own: Vec::new() });
        let spaced = MADE.replace("\nNEEDS", "\n\n\nNEEDS") + "\n";
        let kept = anew(&spaced, &was, &now("A12 is withdrawn.", "300"));
        assert!(kept.text.contains("300 an hour\n  and 2 outlets\n\n\nNEEDS  none\n"), "{}", kept.text);
    }

    proptest! {
        #[test]
        fn no_word_is_lost_where_nothing_was_made(text in "([A-Z]{1,4}(  | )[a-z ]{0,9}\n?){0,6}") {
            prop_assert_eq!(&anew(&text, &Made::new(), MADE).text, &text);
            prop_assert_eq!(&anew(&text, &made(&text), &text).text, &text);
            prop_assert_eq!(parts(&text).iter().map(|p| p.whole).collect::<String>(), text);
        }
    }
}
