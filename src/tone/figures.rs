//! T10: figures of people, accounts and money, and causes, against what is confirmed. Owns how a figure is read and when
//! a fact covers it; which words are people or causes is the cues'.

use super::pack::{Mark, Pack};
use super::rule::Rule;
use super::statement::{Statement, stem};
use super::text::{Kind, Text};
use super::{About, Draft};
use crate::domain::room::Lang;
use crate::domain::text::fold;
use crate::voice::is_people;
use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

/// Words of a cause that are compared with the facts.
const CAUSE_WORDS: usize = 10;
/// Most facts that are looked at.
const MAX_KNOWN: usize = 2_000;

/// Figures and causes that no fact has.
pub(super) fn find(about: &About<'_>, draft: &mut Draft) {
    let figures = about.read.mark(Mark::Figure);
    let causes = about.read.mark(Mark::Cause);
    if figures.is_empty() && causes.is_empty() {
        return;
    }
    // every one that backs it, since any of them may be the one that is meant
    let backing = |known: &[Statement], backs: &dyn Fn(&Fact) -> bool| -> Vec<usize> {
        let known = known.iter().take(MAX_KNOWN).enumerate();
        known.filter(|(_, statement)| backs(statement.fact(about.ask.lang))).map(|(n, _)| n).collect()
    };
    let whole = LazyCell::new(|| said(about.text, 0..about.text.len(), about.pack).values);
    for figure in figures {
        let said = said(about.text, figure.clone(), about.pack);
        let covers = |fact: &Fact| fact.covers(&said);
        let facts = backing(about.ask.facts, &covers);
        // a falsehood's own figure: whether it may be said, and where, is for T20
        let falsehoods = if facts.is_empty() { backing(about.ask.falsehoods, &covers) } else { Vec::new() };
        // "we said 300, the right figure is 214": the wrong one may be named where the right one is confirmed
        let corrects = |fact: &Fact| fact.tells(&whole) && fact.speaks_of(&said);
        let wrong = || owned(about, figure) && !backing(about.ask.facts, &corrects).is_empty();
        if facts.is_empty() && falsehoods.is_empty() && !wrong() {
            draft.add(Rule::Unconfirmed, about.text.place(figure.clone()));
        }
        draft.leans.facts.extend(facts);
        draft.leans.falsehoods.extend(falsehoods);
    }
    for cause in causes {
        let rest = cause.end..about.text.sentence_of(cause.start).end.min(cause.end + CAUSE_WORDS);
        let before = about.text.sentence_of(cause.start).start..cause.start;
        let hedged = about.read.mark(Mark::Hedge).iter().any(|h| before.start <= h.start && h.end <= cause.end);
        let words = said(about.text, cause.start..rest.end, about.pack).words;
        let facts = backing(about.ask.facts, &|fact| fact.explains(&words));
        if !hedged && facts.is_empty() {
            let place = about.text.place(cause.start..rest.end.min(cause.end + 4));
            draft.put(
                Rule::Unconfirmed,
                Rule::Unconfirmed.level(),
                vec![place],
                "tone-t10-cause",
                "tone-t10-cause-better",
            );
        }
        draft.leans.facts.extend(facts);
    }
}

/// Whether we told a figure, and a sentence beside owns that as an error.
fn owned(about: &About<'_>, figure: &Range<usize>) -> bool {
    let sentence = about.text.sentence_of(figure.start);
    let before = about.text.sentence_of(sentence.start.saturating_sub(1)).start;
    let beside = before..about.text.sentence_of(sentence.end).end.max(sentence.end);
    let has = |mark, within: &Range<usize>| about.read.mark(mark).iter().any(|m| within.contains(&m.start));
    has(Mark::Told, &sentence) && has(Mark::Wrong, &beside)
}

/// A confirmed fact: its figures and the stems of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    values: Vec<u64>,
    words: HashSet<u64>,
    whom: Whom,
}

/// Whether people are counted, and in which words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Whom {
    /// "People", which may be any of them.
    anybody: bool,
    /// Customers, families: of one sort.
    some: bool,
    /// The same in the other of our languages.
    foreign: bool,
}

impl Whom {
    fn add(&mut self, word: &str, lang: Lang) {
        let other = if lang == Lang::En { Lang::Es } else { Lang::En };
        self.anybody |= matches!(word, "people" | "person" | "persons" | "persona" | "personas");
        self.some |= is_people(word, lang);
        self.foreign |= is_people(word, other);
    }

    /// Whether the people of a text may be those of a fact.
    fn may_be(self, of: Whom) -> bool {
        let any = |w: Whom| w.anybody || w.some || w.foreign;
        (self.anybody && any(of)) || (of.anybody && any(self)) || (self.some && of.foreign && !of.some)
    }
}

impl Fact {
    pub fn of(text: &Text<'_>, pack: &Pack) -> Fact {
        let Said { values, words, whom } = said(text, 0..text.len(), pack);
        Fact { values, words: words.into_iter().collect(), whom }
    }

    /// A figure is confirmed when a fact has each of its numbers, and speaks of the same thing unless it is a bare figure.
    fn covers(&self, said: &Said) -> bool {
        let Said { values, words, .. } = said;
        let same = self.words.is_empty() || words.is_empty() || self.speaks_of(said);
        match values.is_empty() {
            true => !words.is_empty() && words.iter().all(|w| self.words.contains(w)),
            false => same && values.iter().all(|v| self.values.contains(v)),
        }
    }

    /// Whether it has one of some numbers.
    fn tells(&self, values: &[u64]) -> bool {
        self.values.iter().any(|v| values.contains(v))
    }

    /// Whether it names what is counted.
    fn speaks_of(&self, Said { words, whom, .. }: &Said) -> bool {
        words.iter().any(|w| self.words.contains(w)) || whom.may_be(self.whom)
    }

    /// A cause is confirmed when a fact has half of its words.
    fn explains(&self, words: &[u64]) -> bool {
        let shared = words.iter().filter(|w| self.words.contains(*w)).count();
        shared > 0 && shared * 2 >= words.len()
    }
}

/// The numbers (in thousandths) and the stems of the other words of some tokens.
struct Said {
    values: Vec<u64>,
    words: Vec<u64>,
    whom: Whom,
}

fn said(text: &Text<'_>, tokens: Range<usize>, pack: &Pack) -> Said {
    let (mut values, mut words, mut whom) = (Vec::new(), Vec::new(), Whom::default());
    let mut at = tokens.start;
    while at < tokens.end.min(text.len()) {
        let word = text.get(at);
        match (text.tokens[at].kind, pack.number(word)) {
            (Kind::Number, _) => {
                let (mut value, next) = number(text, at);
                at = next;
                while let Some(times) =
                    (at < tokens.end).then(|| pack.number(text.get(at))).flatten().filter(|n| *n >= 1_000)
                {
                    value = value.saturating_mul(times);
                    at += 1;
                }
                values.push(value);
                continue;
            }
            (Kind::Word, Some(n)) if n > 0 => values.push(n.saturating_mul(1_000)),
            (Kind::Word, _) if word.chars().count() > 3 => {
                words.push(stem(word));
                whom.add(word, pack.lang);
            }
            _ => {}
        }
        at += 1;
    }
    Said { values, words, whom }
}

/// A figure in thousandths, and the token after it: points and commas before three digits group, `12 000` is one.
fn number(text: &Text<'_>, at: usize) -> (u64, usize) {
    let digits = |s: &str| s.len() == 3 && s.bytes().all(|b| b.is_ascii_digit());
    let mut raw = fold(text.raw(at));
    let mut next = at + 1;
    while text.tokens.get(next).is_some_and(|t| t.kind == Kind::Number) && digits(text.raw(next)) && raw.len() < 16 {
        raw.push('.');
        raw.push_str(text.raw(next));
        next += 1;
    }
    let parts: Vec<&str> = raw.split(['.', ',', '/', ':']).collect();
    let grouped = parts.len() > 1 && parts[0].len() <= 3 && parts[1..].iter().all(|p| digits(p));
    let value = match (grouped, parts.as_slice()) {
        (true, _) => parts.concat().parse::<u64>().unwrap_or(u64::MAX).saturating_mul(1_000),
        (false, [whole, part, ..]) => {
            let part: u64 = format!("{part:0<3.3}").parse().unwrap_or(0);
            whole.parse::<u64>().unwrap_or(u64::MAX / 2_000).saturating_mul(1_000).saturating_add(part)
        }
        (false, _) => raw.parse::<u64>().unwrap_or(u64::MAX).saturating_mul(1_000),
    };
    (value, next)
}

#[cfg(test)]
mod tests {
    use super::super::pack::pack;
    use super::*;

    fn values(lang: Lang, text: &str) -> Vec<u64> {
        let text = Text::of(text);
        said(&text, 0..text.len(), pack(lang)).values
    }

    #[test]
    fn a_figure_is_one_however_it_is_written() {
        for text in
            ["1200 customers", "1,200 customers", "1.200 customers", "1 200 customers", "1.2 thousand customers"]
        {
            assert_eq!(values(Lang::En, text), [1_200_000], "{text}");
        }
        assert_eq!(values(Lang::Es, "2,5 millones de cuentas"), [2_500_000_000]);
        assert_eq!(values(Lang::Es, "tres clientes"), [3_000]);
        assert_eq!(values(Lang::En, &"9".repeat(40)), [u64::MAX]);
    }

    #[test]
    fn a_fact_covers_its_own_figure() {
        let fact = |text: &str| Fact::of(&Text::of(text), pack(Lang::En));
        let of = |text: &str| {
            let text = Text::of(text);
            said(&text, 0..text.len(), pack(Lang::En))
        };
        let told = of("214 customers");
        assert!(fact("214 customers are affected").covers(&told) && fact("214").covers(&told));
        assert!(!fact("214 shops are closed").covers(&told) && !fact("215 customers").covers(&told));
        assert!(fact("214 people have been written to").covers(&told), "people may be customers");
        assert!(of("214 people").whom.may_be(fact("We have written to 214 families").whom));
        assert!(!fact("214 employees are affected").covers(&told), "others");
        assert!(!fact("214 accounts").covers(&of("214 people")), "accounts are no people");
        let spanish = |text: &str| Fact::of(&Text::of(text), pack(Lang::Es));
        let text = Text::of("219 clientes");
        let told = said(&text, 0..text.len(), pack(Lang::Es));
        assert!(spanish("219 customers are affected").covers(&told), "the fact is in English alone");
        assert!(!spanish("219 empleados afectados").covers(&told) && !spanish("219 shops").covers(&told));
        let w = of("due to a fire at the Leeds data centre").words;
        assert!(fact("A fire at the Leeds data centre stopped the servers").explains(&w));
        assert!(!fact("The servers stopped at 9").explains(&w));
    }
}
