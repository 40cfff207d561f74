//! What counts as restating. A room cannot judge whether somebody understood; it can tell a nod and a copy from a sentence
//! of one's own, and says which of the two it saw.

use super::Card;
use crate::domain::room::Refusal;
use crate::domain::text::{Clean, fold};
use std::collections::HashSet;

/// Fewest different words: "I have it" is none.
pub const LEAST_WORDS: usize = 8;
/// Longest text, in characters.
pub const MAX_READBACK: usize = 2_000;
/// Words in a row by which a copy is known.
const RUN: usize = 4;

/// The words of somebody who takes a role over, when they restate it: eight different words or more, and no more than
/// half of them out of the card word for word, four in a row.
///
/// # Errors
/// Says whether there are too few words, too many, or the card's own.
pub fn restates(readback: &str, card: &Card) -> Result<Clean, Refusal> {
    let text = Clean::new(readback.trim());
    if text.as_str().chars().count() > MAX_READBACK {
        return Err(Refusal::new("refuse-readback-long").with("max", MAX_READBACK));
    }
    let own = words(text.as_str());
    let different: HashSet<&str> = own.iter().map(String::as_str).collect();
    if different.len() < LEAST_WORDS {
        return Err(Refusal::new("refuse-readback-short").with("least", LEAST_WORDS));
    }
    let texts: Vec<Vec<String>> = said(card).map(|text| words(text.as_str())).collect();
    let theirs: HashSet<&[String]> = texts.iter().flat_map(|words| words.windows(RUN)).collect();
    let mut copied = vec![false; own.len()];
    for (at, run) in own.windows(RUN).enumerate() {
        if theirs.contains(run) {
            copied[at..at + RUN].fill(true);
        }
    }
    if copied.iter().filter(|c| **c).count() * 2 > own.len() {
        return Err(Refusal::new("refuse-readback-copy"));
    }
    Ok(text)
}

fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Every text of a card that somebody wrote.
fn said(card: &Card) -> impl Iterator<Item = &Clean> {
    let own = [&card.title, &card.why, &card.picture, &card.next, &card.contacts, &card.available];
    let decisions = card.decisions.iter().flat_map(|d| {
        let objections = d.objections.iter().map(|(_, text)| text);
        std::iter::once(&d.question).chain(&d.decided).chain(objections)
    });
    let promises = card.promises.iter().map(|p| &p.words);
    own.into_iter().chain(promises).chain(decisions).chain(card.media.iter().map(|c| &c.text))
}
