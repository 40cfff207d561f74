//! Numbers as each language writes them: `4.7`, `12,400` and `58%`; `4,7`, `12 400` and `58 %`. Owns the decimal sign,
//! the groups of three and the percent sign; every number of every sentence goes through here, and none of those that
//! name something (the entry 12345, line 20000) does.

use super::Words;
use crate::domain::room::{Arg, Lang};
use fluent_bundle::FluentValue;

/// Numbers from which the digits stand in groups of three, as both languages' academies ask for. Below it a number stays
/// one, so that plurals can follow it.
const GROUPED: i64 = 10_000;

/// What numbers in sentences stand for that are no amounts, by the names that sentences give them: a place in a file or
/// a timeline is looked up digit by digit.
const NAMES: [&str; 4] = ["seq", "line", "column", "decision"];

impl Words {
    /// A number with so many decimals: `0.4`, `0,4`.
    pub fn decimal(&self, value: f64, decimals: usize) -> String {
        self.point(&format!("{value:.decimals$}"))
    }

    /// A figure that was written with a point, such as `1.2M`.
    pub fn point(&self, figure: &str) -> String {
        match self.lang() {
            Lang::En => figure.to_owned(),
            Lang::Es => figure.replace('.', ","),
        }
    }

    /// A whole number: `4133`, `12,400`, `12 400`, with a blank at which no line is broken.
    pub fn count(&self, n: u64) -> String {
        let digits = n.to_string();
        if n < GROUPED.unsigned_abs() {
            return digits;
        }
        let group = match self.lang() {
            Lang::En => ',',
            Lang::Es => '\u{a0}',
        };
        let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        text
    }

    /// A part of a whole in percent: `28.6%`, `28,6 %`; nothing where there is no whole.
    pub fn share(&self, part: u64, whole: u64, decimals: usize) -> String {
        if whole == 0 {
            return String::new();
        }
        let number = self.decimal(part as f64 * 100.0 / whole as f64, decimals);
        match self.lang() {
            Lang::En => format!("{number}%"),
            Lang::Es => format!("{number}\u{a0}%"),
        }
    }

    /// What a sentence is filled with under this name. A whole decimal loses its nothing.
    pub(super) fn figure<'a>(&self, name: &str, value: &'a Arg) -> FluentValue<'a> {
        match value {
            Arg::Decimal(n) if n.fract() == 0.0 && n.abs() < GROUPED as f64 => (*n as i64).into(),
            Arg::Decimal(n) => self.decimal(*n, 1).into(),
            Arg::Number(n) if *n >= GROUPED && !NAMES.contains(&name) => self.count(n.unsigned_abs()).into(),
            Arg::Number(n) => (*n).into(),
            Arg::Text(text) => text.as_str().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(say: impl Fn(&Words) -> String) -> [String; 2] {
        [Lang::En, Lang::Es].map(|lang| say(&Words::new(lang)))
    }

    #[test]
    fn decimals_groups_and_shares_are_each_languages_own() {
        assert_eq!(both(|w| w.decimal(0.249, 1)), ["0.2", "0,2"]);
        assert_eq!(both(|w| w.decimal(12.0, 0)), ["12", "12"]);
        assert_eq!(both(|w| w.count(9_999)), ["9999", "9999"]);
        assert_eq!(both(|w| w.count(12_400)), ["12,400", "12\u{a0}400"]);
        assert_eq!(both(|w| w.count(1_240_000)), ["1,240,000", "1\u{a0}240\u{a0}000"]);
        assert_eq!(both(|w| w.share(2, 7, 1)), ["28.6%", "28,6\u{a0}%"]);
        assert_eq!(both(|w| w.share(2, 7, 0)), ["29%", "29\u{a0}%"]);
        assert_eq!(both(|w| w.share(0, 0, 1)), ["", ""]);
    }

    #[test]
    fn every_sentence_writes_its_amounts_so_and_leaves_names_alone() {
        let say = |n: i64| {
            both(move |w| {
                w.f(
                    "match-total",
                    &[("matched", Arg::Number(n)), ("all", Arg::Number(n)), ("days", 7.into()), ("share", "1".into())],
                )
            })
        };
        let [en, es] = say(12_400);
        assert!(en.contains("12,400 of 12,400") && es.contains("12\u{a0}400 de 12\u{a0}400"), "{en} {es}");
        assert!(say(1_204)[1].contains("1204 de 1204"));
        let [en, es] = both(|w| w.f("event-entry-pinned", &[("seq", 12_345.into())]));
        assert!(en.contains("12345") && es.contains("12345"), "{en} {es}");
        assert_eq!(both(|w| w.f("span-s", &[("n", Arg::Decimal(0.25))])), ["0.2 s", "0,2 s"]);
    }
}
