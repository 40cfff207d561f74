//! T10: figures of people, accounts and money, and causes, against what is confirmed. Owns how a figure is read and when
//! a fact covers it; which words are people or causes is the cues'.

use super::pack::{Mark, Pack};
use super::rule::Rule;
use super::statement::{Statement, stem};
use super::text::{Kind, Text};
use super::{About, Draft};
use crate::domain::text::fold;
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
    for figure in figures {
        let (values, words) = said(about.text, figure.clone(), about.pack);
        let covers = |fact: &Fact| fact.covers(&values, &words);
        let facts = backing(about.ask.facts, &covers);
        // a falsehood's own figure: whether it may be said, and where, is for T20
        let falsehoods = if facts.is_empty() { backing(about.ask.falsehoods, &covers) } else { Vec::new() };
        if facts.is_empty() && falsehoods.is_empty() {
            draft.add(Rule::Unconfirmed, about.text.place(figure.clone()));
        }
        draft.leans.facts.extend(facts);
        draft.leans.falsehoods.extend(falsehoods);
    }
    for cause in causes {
        let rest = cause.end..about.text.sentence_of(cause.start).end.min(cause.end + CAUSE_WORDS);
        let before = about.text.sentence_of(cause.start).start..cause.start;
        let hedged = about.read.mark(Mark::Hedge).iter().any(|h| before.start <= h.start && h.end <= cause.end);
        let (_, words) = said(about.text, cause.start..rest.end, about.pack);
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

/// A confirmed fact: its figures and the stems of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    values: Vec<u64>,
    words: HashSet<u64>,
}

impl Fact {
    pub fn of(text: &Text<'_>, pack: &Pack) -> Fact {
        let (values, words) = said(text, 0..text.len(), pack);
        Fact { values, words: words.into_iter().collect() }
    }

    /// A figure is confirmed when a fact has each of its numbers, and speaks of the same thing unless it is a bare figure.
    fn covers(&self, values: &[u64], words: &[u64]) -> bool {
        let same = self.words.is_empty() || words.is_empty() || words.iter().any(|w| self.words.contains(w));
        match values.is_empty() {
            true => !words.is_empty() && words.iter().all(|w| self.words.contains(w)),
            false => same && values.iter().all(|v| self.values.contains(v)),
        }
    }

    /// A cause is confirmed when a fact has half of its words.
    fn explains(&self, words: &[u64]) -> bool {
        let shared = words.iter().filter(|w| self.words.contains(*w)).count();
        shared > 0 && shared * 2 >= words.len()
    }
}

/// The numbers (in thousandths) and the stems of the other words of some tokens.
fn said(text: &Text<'_>, tokens: Range<usize>, pack: &Pack) -> (Vec<u64>, Vec<u64>) {
    let (mut values, mut words) = (Vec::new(), Vec::new());
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
            (Kind::Word, _) if word.chars().count() > 3 => words.push(stem(word)),
            _ => {}
        }
        at += 1;
    }
    (values, words)
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
    use crate::domain::room::Lang;

    fn values(lang: Lang, text: &str) -> Vec<u64> {
        let text = Text::of(text);
        said(&text, 0..text.len(), pack(lang)).0
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
        let (v, w) = of("214 customers");
        assert!(fact("214 customers are affected").covers(&v, &w) && fact("214").covers(&v, &w));
        assert!(!fact("214 shops are closed").covers(&v, &w) && !fact("215 customers").covers(&v, &w));
        let (_, w) = of("due to a fire at the Leeds data centre");
        assert!(fact("A fire at the Leeds data centre stopped the servers").explains(&w));
        assert!(!fact("The servers stopped at 9").explains(&w));
    }
}
