//! Numbers as statements write them, in digits and in words: `12,000`, `12 mil`, `doce mil`, `1.2 million`, `about 40`,
//! `between 10 and 12`. Owns their value and how exact they are; must not know what they count.

use super::lexicon::Role;
use super::text::{Sort, Text};
use super::told;
use crate::domain::room::Lang;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Values are kept in thousandths, so that 5.5 % is exact.
pub const THOUSANDTHS: i64 = 1_000;
/// The largest value that is told from another.
const MOST: i64 = i64::MAX / 4;

/// A number with how exact it is: it says that the true value lies between two, both included, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Amount {
    /// At least this.
    pub low: i64,
    /// At most this.
    pub high: i64,
    /// As it was written, the first of a range.
    pub said: i64,
    /// It is exactly what was written.
    pub exact: bool,
}

impl Amount {
    /// Exactly so many.
    pub fn exactly(said: i64) -> Amount {
        Amount { low: said, high: said, said, exact: true }
    }

    /// Whether both can be true; a round number stands for what rounds to it.
    pub fn agrees(&self, other: &Amount) -> bool {
        let near = |a: &Amount, b: &Amount| {
            let loose = a.said % (100 * THOUSANDTHS) == 0 && a.said >= 1_000 * THOUSANDTHS;
            loose && a.exact && b.exact && a.said.abs_diff(b.said) <= a.said.unsigned_abs() / 100
        };
        (self.low <= other.high && other.low <= self.high) || near(self, other) || near(other, self)
    }

    fn limited(said: i64, limit: &str) -> Amount {
        let (low, high) = match limit {
            "about" => (said - slack(said), said.saturating_add(slack(said))),
            "least" => (said, MOST),
            "most" => (0, said),
            "below" => (0, said - 1),
            _ => return Amount::exactly(said),
        };
        Amount { low, high, said, exact: false }
    }
}

/// What "about" leaves open: half of the last place that is not zero, at most a tenth.
fn slack(said: i64) -> i64 {
    let mut place = 1;
    while said != 0 && said % (place * 10) == 0 && place < MOST / 100 {
        place *= 10;
    }
    (place / 2).max(1).min((said / 10).max(1))
}

/// A number of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seen {
    pub amount: Amount,
    /// Its tokens, with the words that say how exact it is.
    pub at: Range<usize>,
    /// It holds no longer: "up from 12".
    pub was: bool,
    /// Written as the words `one`, `un`, `una` alone, which count only before who or what is counted.
    pub one: bool,
}

/// The number that starts at a token, with how exact it is.
pub(super) fn find(text: &Text, at: usize) -> Option<Seen> {
    let (said, mut end) = value(text, at)?;
    let limit = limit_before(text, at);
    let mut start = limit.as_ref().map_or(at, |(start, _)| *start);
    let mut amount = Amount::limited(said, limit.as_ref().map_or("", |(_, name)| name));
    let dash = matches!(text.word(end), "-" | "–" | "to" | "a");
    let between = limit.as_ref().is_some_and(|(_, name)| *name == "between");
    let joins = (dash && (between || text.sort(end) == Some(Sort::Sign) || text.word(end) == "to"))
        || (between && matches!(text.word(end), "and" | "y"));
    if joins && let Some((high, after)) = value(text, end + 1).filter(|(high, _)| *high > said) {
        amount = Amount { low: said, high, said, exact: false };
        end = after;
    } else if between {
        start = at;
    }
    let was = text.of(start.saturating_sub(4)..start, Role::Was).any(|m| {
        m.at.end <= start
            && told::is_past(text, m)
            && (m.at.end..start).all(|i| matches!(text.word(i), "the" | "los" | "las" | "de" | "a" | "that" | "que"))
    });
    let one = said == THOUSANDTHS && text.sort(at) == Some(Sort::Word) && end == at + 1;
    Some(Seen { amount, at: start..end, was, one })
}

fn limit_before<'t>(text: &Text<'t>, at: usize) -> Option<(usize, &'static str)> {
    let near = text.of(at.saturating_sub(5)..at, Role::Limit).filter(|m| {
        m.at.end <= at
            && (m.at.end..at).all(|i| matches!(text.word(i), "the" | "los" | "las" | "el" | "a" | "un" | "de"))
    });
    near.max_by_key(|m| (m.at.end, m.at.len())).map(|m| (m.at.start, m.meaning.name))
}

/// A number's value in thousandths and where it ends.
pub(super) fn value(text: &Text, at: usize) -> Option<(i64, usize)> {
    let (mut value, mut end) = match text.sort(at)? {
        Sort::Number => {
            let (mut value, mut end) = (digits(text.word(at), true)?, at + 1);
            // thousands apart by blanks: "12 000"
            let blank = |end: usize| text.tokens.get(end).is_some_and(|t| t.span.start > text.tokens[end - 1].span.end);
            let whole = |word: &str, len: std::ops::RangeInclusive<usize>| {
                len.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
            };
            while end - at < 4 && whole(text.word(at), 1..=3) && whole(text.word(end), 3..=3) && blank(end) {
                value = value.checked_mul(1_000)?.checked_add(digits(text.word(end), true)?)?;
                end += 1;
            }
            (value, end)
        }
        Sort::Word => in_words(text, at)?,
        _ => return None,
    };
    while let Some(times) = multiplier(text, end) {
        // "1,250 millones": before so large a word three decimals are written too, with the sign of the language
        let decimal = if text.lang == Lang::Es { ',' } else { '.' };
        if end == at + 1 && text.sort(at) == Some(Sort::Number) && times >= 1_000_000 {
            value = digits(text.word(at), !text.word(at).contains(decimal))?;
        }
        value = value.checked_mul(times).filter(|v| *v < MOST)?;
        end += 1;
    }
    (value < MOST).then_some((value, end))
}

fn multiplier(text: &Text, at: usize) -> Option<i64> {
    let value = word_value(text, at).filter(|v| *v >= 1_000)?;
    // a bare "k" or "m" is one only where it is glued to the number
    let glued = at > 0 && text.tokens[at].span.start == text.tokens[at - 1].span.end;
    (text.word(at).len() > 2 || glued).then_some(value)
}

fn word_value(text: &Text, at: usize) -> Option<i64> {
    text.of(at..at + 1, Role::Number).next().and_then(|m| m.meaning.name.parse().ok())
}

/// `one hundred and twenty`, `twenty-five`, `doscientos`, `treinta y cinco mil`.
fn in_words(text: &Text, at: usize) -> Option<(i64, usize)> {
    let (mut whole, mut part, mut end) = (0i64, 0i64, at);
    let mut last = i64::MAX;
    word_value(text, at)?;
    for _ in 0..12 {
        let joined = matches!(text.word(end), "and" | "y" | "-") && end > at;
        let from = end + usize::from(joined);
        let Some(value) = word_value(text, from) else { break };
        match value {
            1_000.. => {
                whole = whole.checked_add(part.max(1).checked_mul(value)?)?;
                part = 0;
            }
            100 if (1..=9).contains(&part) => part *= 100,
            // "two of, three of": what does not get smaller is the next number
            _ if part > 0 && (value >= last || value >= 100) => break,
            _ if joined && last < 20 => break,
            _ => part += value,
        }
        last = value;
        end = from + 1;
    }
    Some(((whole + part).checked_mul(THOUSANDTHS)?, end))
}

/// Digits with thousands and decimals apart by dots and commas, whichever language they follow. `grouped`: one sign
/// before three digits groups thousands ("12.000", "12,000"), else it is decimal ("1,200 millones").
fn digits(word: &str, grouped: bool) -> Option<i64> {
    if word.len() > 20 || word.contains([':', '/', '-']) {
        return None;
    }
    let signs: Vec<char> = word.chars().filter(|c| !c.is_ascii_digit()).collect();
    let parts: Vec<&str> = word.split(['.', ',']).collect();
    let groups = |parts: &[&str]| parts[0].len() <= 3 && parts[0] != "0" && parts[1..].iter().all(|p| p.len() == 3);
    let same = signs.iter().all(|s| *s == signs[0]);
    let (whole, decimals) = match parts.len() {
        1 => (parts.concat(), ""),
        2 if grouped && groups(&parts) => (parts.concat(), ""),
        2 => (parts[0].to_owned(), parts[1]),
        n if same && groups(&parts) && n > 2 => (parts.concat(), ""),
        n if !same && groups(&parts[..n - 1]) => (parts[..n - 1].concat(), parts[n - 1]),
        _ => return None,
    };
    let decimals: String = decimals.chars().chain("000".chars()).take(3).collect();
    whole.parse::<i64>().ok()?.checked_mul(THOUSANDTHS)?.checked_add(decimals.parse().ok()?).filter(|v| *v < MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(lang: Lang, text: &str) -> Option<(i64, i64)> {
        let text = Text::read(text, lang);
        (0..text.tokens.len()).find_map(|at| find(&text, at)).map(|s| (s.amount.low / 1_000, s.amount.high / 1_000))
    }

    #[test]
    fn one_value_however_it_is_written() {
        for text in ["12,000", "12.000", "12 000", "12k", "twelve thousand", "12 thousand"] {
            assert_eq!(amount(Lang::En, text), Some((12_000, 12_000)), "{text}");
        }
        for text in ["12.000", "12,000", "12 mil", "doce mil", "12\u{a0}000", "12\u{202f}000"] {
            assert_eq!(amount(Lang::Es, text), Some((12_000, 12_000)), "{text}");
        }
        for (lang, text, value) in [
            (Lang::En, "1.2 million", 1_200_000),
            (Lang::Es, "1,2 millones", 1_200_000),
            (Lang::Es, "1,250 millones", 1_250_000),
            (Lang::Es, "2.500 millones", 2_500_000_000),
            (Lang::Es, "1.2 millones", 1_200_000),
            (Lang::En, "1,200 million", 1_200_000_000),
            (Lang::En, "2.125 million", 2_125_000),
            (Lang::Es, "ciento veinte", 120),
            (Lang::Es, "treinta y cinco mil", 35_000),
            (Lang::Es, "doscientos", 200),
            (Lang::En, "one hundred and twenty", 120),
            (Lang::En, "twenty-five", 25),
            (Lang::En, "two hundred thousand", 200_000),
            (Lang::En, "1,234,567.50", 1_234_567),
        ] {
            assert_eq!(amount(lang, text), Some((value, value)), "{text}");
        }
        assert_eq!(value(&Text::read("5,5 %", Lang::Es), 0).map(|v| v.0), Some(5_500));
        assert_eq!(amount(Lang::En, "99999999999999999999"), None);
    }

    #[test]
    fn how_exact_it_is() {
        let open = |lang, text| amount(lang, text).unwrap();
        assert_eq!(open(Lang::En, "about 12,000 people"), (11_500, 12_500));
        assert_eq!(open(Lang::Es, "unas 12 mil personas"), (11_500, 12_500));
        assert_eq!(open(Lang::En, "up to 500"), (0, 500));
        assert_eq!(open(Lang::Es, "menos de 100"), (0, 99));
        assert_eq!(open(Lang::En, "between 10 and 12 people"), (10, 12));
        assert_eq!(open(Lang::Es, "entre 10 y 12 personas"), (10, 12));
        assert_eq!(open(Lang::En, "10-12 people"), (10, 12));
        assert_eq!(open(Lang::Es, "más de 20.000").0, 20_000);
    }

    #[test]
    fn rounding_is_no_difference() {
        let exact = |n: i64| Amount::exactly(n * THOUSANDTHS);
        assert!(exact(12_000).agrees(&exact(12_034)));
        assert!(!exact(12_000).agrees(&exact(12_500)));
        assert!(!exact(12).agrees(&exact(14)));
        assert!(Amount::limited(12_000_000, "about").agrees(&exact(12_034)));
        assert!(!Amount::limited(12_000_000, "least").agrees(&exact(9_800)));
    }

    #[test]
    fn a_number_that_holds_no_longer() {
        let text = Text::read("now 14 cases, up from 12", Lang::En);
        let seen: Vec<_> = (0..text.tokens.len()).filter_map(|at| find(&text, at)).map(|s| s.was).collect();
        assert_eq!(seen, [false, true]);
    }
}
