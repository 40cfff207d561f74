//! Sameness: T20 (the falsehood first), T24 (one answer for many people), and the plan's do-not-say list. Owns when two
//! texts say the same words; must not know where the other text came from.

use super::pack::Pack;
use super::rule::Rule;
use super::statement::stem;
use super::text::{Kind, Text};
use super::{About, Draft};
use crate::domain::response::{ResponseKind, to_each};
use crate::domain::text::{FINGERPRINT, fingerprint, fingerprint_on};
use crate::plan::Ban;
use std::collections::HashSet;
use std::ops::Range;

/// Replies with the same words, this one among them, from which on it is one answer for many.
const MANY: usize = 3;
/// Most phrases of a list, and most earlier replies, that are looked at.
const MAX_LIST: usize = 1_000;
/// Words that may stand more between those of a falsehood, and most places of a sentence at which it may begin.
const SLACK: usize = 2;
const MAX_STARTS: usize = 8;
/// Words of a greeting at a reply's start that do not count: `Hola, Marta:`.
const GREETING: usize = 4;

/// T20, T24 and what is never said.
pub(super) fn find(about: &About<'_>, draft: &mut Draft) {
    never_said(about, draft);
    falsehoods(about, draft);
    stated(about, draft);
    // one that goes to each by name is one answer for many knowingly: who approves it is told so
    let each = to_each(about.ask.kind, about.text.source);
    if about.ask.kind == ResponseKind::Reply && !each && about.ask.sent.len() + 1 >= MANY {
        let own = words_of(about.text);
        let same = about.ask.sent.iter().take(MAX_LIST).filter(|sent| words_of(&Text::of(sent)) == own).count();
        if same + 1 >= MANY && !about.text.tokens.is_empty() {
            draft.add(Rule::SameAgain, about.text.place(0..about.text.len()));
        }
    }
}

/// What identifies a reply: its words without handles, links and the greeting.
fn words_of(text: &Text<'_>) -> u64 {
    let greeting = text.sentences().next().filter(|s| s.len() <= GREETING).map_or(0, |s| s.end);
    let first = text.tokens.get(greeting).map_or(0, |t| t.clause);
    // a greeting before a comma or a colon is of the same sentence
    let short = text.tokens[greeting..].iter().take_while(|t| t.clause <= first + 1).count();
    let clause = text.tokens[greeting..].iter().take_while(|t| t.clause == first).count();
    let hails = matches!(
        text.get(greeting),
        "hi" | "hello" | "dear" | "hola" | "buenas" | "buenos" | "estimado" | "estimada" | "hey"
    );
    let skip = match hails {
        true if clause <= 2 && short <= GREETING => greeting + short,
        true if clause <= GREETING => greeting + clause,
        _ => greeting,
    };
    let words = (skip..text.len()).filter(|i| matches!(text.tokens[*i].kind, Kind::Word | Kind::Number | Kind::Time));
    words.fold(FINGERPRINT, |h, i| text.get(i).bytes().fold(fingerprint_on(h, b' '), fingerprint_on))
}

fn never_said(about: &About<'_>, draft: &mut Draft) {
    let words: Vec<u64> = (0..about.text.len()).map(|i| fingerprint(about.text.get(i).bytes())).collect();
    let ours = |ban: &&(usize, &Ban)| ban.1.language.is_none_or(|l| l == about.ask.lang);
    for (number, ban) in about.ask.do_not_say.iter().enumerate().take(MAX_LIST).filter(|b| ours(&b)) {
        let phrase = Text::of(ban.phrase.as_str());
        let phrase: Vec<u64> = (0..phrase.len()).map(|i| fingerprint(phrase.get(i).bytes())).collect();
        if phrase.is_empty() || phrase.len() > words.len() {
            continue;
        }
        for at in (0..=words.len() - phrase.len()).filter(|at| words[*at] == phrase[0]) {
            if words[at..].starts_with(&phrase) {
                draft.ban(number, about.text.place(at..at + phrase.len()));
            }
        }
    }
}

/// The first sentence that says anything carries nearly all words of a falsehood, or its tag; half of them will do where it
/// denies or reports them. A denial does not help: what people remember is what they read first.
fn falsehoods(about: &About<'_>, draft: &mut Draft) {
    let Some(first) = about.text.sentences().find(|s| s.len() > 1) else { return };
    let said = stems(about.text, first.clone(), about.pack);
    let denies = first.clone().any(|i| ["negators", "hearsay"].iter().any(|class| about.pack.is(class, about.read, i)));
    for falsehood in about.ask.falsehoods.iter().take(MAX_LIST) {
        let Falsehood { claim, tag, .. } = falsehood.falsehood(about.ask.lang);
        let shared = claim.iter().filter(|w| said.contains(*w)).count();
        let most = shared * 4 >= claim.len() * 3 || (denies && shared * 2 >= claim.len());
        if (*tag && shared == 1) || (shared >= 2 && most) {
            draft.add(Rule::FalseFirst, about.text.place(first.clone()));
            return;
        }
    }
}

/// Sentences that state a falsehood as if it were so: all its words, in its order and as close together, and nothing that
/// denies, reports, asks or supposes.
fn stated(about: &About<'_>, draft: &mut Draft) {
    let (text, pack) = (about.text, about.pack);
    let all = stems(text, 0..text.len(), pack);
    let falsehoods = about.ask.falsehoods.iter().take(MAX_LIST).enumerate();
    let told = falsehoods.map(|(n, f)| (n, f.falsehood(about.ask.lang)));
    for (n, falsehood) in told.filter(|(_, f)| f.order.len() > 1 && f.order.iter().all(|w| all.contains(w))) {
        for sentence in text.sentences() {
            let open = ["negators", "hearsay", "supposing"];
            let supposed = sentence.clone().any(|i| open.iter().any(|class| pack.is(class, about.read, i)));
            let asks = text.source[text.place(sentence.clone()).end..].trim_start().starts_with(['?', '？']);
            if let Some(place) =
                Some(&sentence).filter(|_| !supposed && !asks).and_then(|s| falsehood.within(text, s, pack))
            {
                draft.stated.push((n, text.place(place)));
                break;
            }
        }
    }
}

/// The words that tell a falsehood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Falsehood {
    claim: HashSet<u64>,
    /// The same in its order.
    order: Vec<u64>,
    /// Tokens from the first to the last of them.
    length: usize,
    /// It is no more than a tag.
    tag: bool,
}

impl Falsehood {
    pub fn of(text: &Text<'_>, pack: &Pack) -> Falsehood {
        let claim = stems(text, 0..text.len(), pack);
        let tag = claim.len() == 1 && text.tokens.iter().any(|t| t.kind == Kind::Tag);
        let said: Vec<(usize, u64)> = telling(text, 0..text.len(), pack).collect();
        let length = said.first().zip(said.last()).map_or(0, |(first, last)| last.0 - first.0 + 1);
        // it is false that nobody fell ill: whoever says who did repeats nothing
        let denies = (0..text.len()).any(|i| pack.denies(text.get(i)));
        let order = said.into_iter().filter(|_| !denies).map(|(_, word)| word).collect();
        Falsehood { claim, order, length, tag }
    }

    /// Where some tokens hold all of its words in their order, hardly further apart than they stand in it.
    fn within(&self, text: &Text<'_>, tokens: &Range<usize>, pack: &Pack) -> Option<Range<usize>> {
        let said: Vec<(usize, u64)> = telling(text, tokens.clone(), pack).collect();
        let starts = said.iter().enumerate().filter(|(_, (_, word))| Some(word) == self.order.first());
        starts.take(MAX_STARTS).find_map(|(n, (start, _))| {
            let (mut rest, mut end) = (self.order.as_slice(), *start);
            for (at, word) in &said[n..] {
                if rest.first() == Some(word) {
                    (rest, end) = (&rest[1..], at + 1);
                }
            }
            (rest.is_empty() && end - start <= self.length + SLACK).then_some(*start..end)
        })
    }
}

/// The stems of what says something among some tokens.
fn stems(text: &Text<'_>, tokens: Range<usize>, pack: &Pack) -> HashSet<u64> {
    telling(text, tokens, pack).map(|(_, word)| word).collect()
}

/// The same with the token of each, in their order.
fn telling(text: &Text<'_>, tokens: Range<usize>, pack: &Pack) -> impl Iterator<Item = (usize, u64)> {
    let telling = tokens.filter(|i| match text.tokens[*i].kind {
        Kind::Word => text.get(*i).chars().count() > 3 && !pack.stops(text.get(*i)),
        Kind::Number | Kind::Tag => true,
        _ => false,
    });
    telling.map(|i| (i, stem(text.get(i).trim_start_matches('#'))))
}
