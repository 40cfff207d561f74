//! What can stand for a placeholder. Knows shapes; whether a value is true is the facts' to say.

use super::dates::{self, NoDate, NoTime};
use serde::Serialize;

/// The longest value, in characters.
pub const MAX_VALUE: usize = 500;

/// The type of a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Words.
    #[default]
    Text,
    /// A time of day with its zone.
    Time,
    /// A day.
    Date,
    /// A figure.
    Number,
    /// A secure link.
    Url,
    /// Where to get help: a telephone, an address, a link, an account.
    Contact,
    /// A product, in words.
    Product,
    /// An account on a platform.
    Account,
}

impl Kind {
    /// Every type.
    pub const ALL: [Kind; 8] =
        [Kind::Text, Kind::Time, Kind::Date, Kind::Number, Kind::Url, Kind::Contact, Kind::Product, Kind::Account];

    /// Key of the hint that says how one is written.
    pub const fn hint(self) -> &'static str {
        [
            "words-hint-text",
            "words-hint-time",
            "words-hint-date",
            "words-hint-number",
            "words-hint-url",
            "words-hint-contact",
            "words-hint-product",
            "words-hint-account",
        ][self as usize]
    }

    /// A value of so many characters, to see how long a text becomes. A link is one that platforms count as a link.
    pub fn sample(self, length: usize) -> String {
        const LINK: &str = "https://example.org/";
        match self {
            Kind::Url => format!("{LINK}{}", "x".repeat(length.saturating_sub(LINK.len()))),
            Kind::Number => "8".repeat(length),
            _ => "x".repeat(length),
        }
    }
}

/// Whether a value can stand for a placeholder of a type; if not, the key of the sentence that says why, which takes the
/// placeholder's name as `$name`.
pub fn fits(kind: Kind, value: &str) -> Result<(), &'static str> {
    let value = value.trim();
    if value.is_empty() {
        return Err("plan-fits-missing");
    }
    let unseen = |c: char| {
        c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    if value.contains(['{', '}']) || value.contains(unseen) {
        return Err("plan-fits-signs");
    }
    if value.chars().nth(MAX_VALUE).is_some() {
        return Err("plan-fits-long");
    }
    match kind {
        Kind::Text => Ok(()),
        Kind::Time => dates::is_time(value).map_err(|no| match no {
            NoTime::Unreadable => "plan-fits-time",
            NoTime::NoZone => "plan-fits-zone",
        }),
        Kind::Date => dates::is_date(value).map_err(|no| match no {
            NoDate::Unreadable => "plan-fits-date",
            NoDate::Ambiguous => "plan-fits-date-which",
        }),
        Kind::Number => is_number(value).then_some(()).ok_or("plan-fits-number"),
        Kind::Url => is_link(value).then_some(()).ok_or("plan-fits-url"),
        Kind::Contact => {
            let contact = is_phone(value) || is_mail(value) || is_link(value) || is_handle(value) || is_site(value);
            contact.then_some(()).ok_or("plan-fits-contact")
        }
        Kind::Product => {
            let words = value.chars().any(char::is_alphabetic) && !value.contains("://") && !value.contains('@');
            words.then_some(()).ok_or("plan-fits-product")
        }
        Kind::Account => value.split_whitespace().any(is_handle).then_some(()).ok_or("plan-fits-account"),
    }
}

/// A figure: digits together or in threes, a fraction, a percentage: `1200`, `1,200`, `1.200`, `1 200`, `3,5 %`.
fn is_number(value: &str) -> bool {
    let figure = value.strip_suffix('%').unwrap_or(value).trim_end();
    let figure = figure.strip_prefix(['-', '−', '+']).unwrap_or(figure);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let threes = |text: &str, mark: char| {
        let mut groups = text.split(mark);
        groups.next().is_some_and(|first| first.len() <= 3 && digits(first))
            && groups.all(|g| g.len() == 3 && digits(g))
    };
    let whole = |text: &str| digits(text) || ['.', ',', ' ', '\u{a0}', '\u{202f}'].iter().any(|m| threes(text, *m));
    let fraction = |mark: char| {
        figure.rsplit_once(mark).is_some_and(|(ones, rest)| digits(rest) && whole(ones) && !ones.contains(mark))
    };
    whole(figure) || fraction('.') || fraction(',')
}

/// A link that is secure, whole, and hides no other host before an `@`.
fn is_link(value: &str) -> bool {
    let Some(rest) = value.get(..8).filter(|s| s.eq_ignore_ascii_case("https://")).and(value.get(8..)) else {
        return false;
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].split_once(':').map_or(
        &rest[..end],
        |(host, port)| {
            if port.parse::<u16>().is_ok() { host } else { "" }
        },
    );
    is_host(host) && !rest.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\'))
}

/// A host name: two labels at least, the last with letters alone.
fn is_host(host: &str) -> bool {
    let label = |l: &str| {
        let shaped = l.chars().all(|c| c.is_alphanumeric() || c == '-');
        shaped && (1..=63).contains(&l.len()) && !l.starts_with('-') && !l.ends_with('-')
    };
    let top = |l: &str| l.chars().count() >= 2 && (l.chars().all(char::is_alphabetic) || l.starts_with("xn--"));
    host.len() <= 253 && host.split('.').all(label) && host.rsplit_once('.').is_some_and(|(_, last)| top(last))
}

/// A site without its scheme, as people say it: `marca.es/aviso`.
fn is_site(value: &str) -> bool {
    let end = value.find(['/', '?', '#']).unwrap_or(value.len());
    !value.contains(char::is_whitespace) && is_host(&value[..end])
}

fn is_mail(value: &str) -> bool {
    value.split_once('@').is_some_and(|(name, host)| {
        let sign = |c: char| c.is_alphanumeric() || ".!#$%&'*+-/=?^_`|~".contains(c);
        !name.is_empty() && name.chars().all(sign) && is_host(host)
    })
}

/// A telephone number, short ones too: `900 123 456`, `+34 900 12 34 56`, `112`.
fn is_phone(value: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}');
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    value.chars().all(sign) && (3..=15).contains(&digits) && value.rfind('+').is_none_or(|at| at == 0)
}

/// An account's name: `@brand`, `@brand@server`, `@brand.example`.
fn is_handle(value: &str) -> bool {
    let Some(name) = value.strip_prefix('@') else { return false };
    let name = name.trim_end_matches([',', '.', ';', ':']);
    let sign = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@');
    name.starts_with(|c: char| c.is_alphanumeric() || c == '_') && name.chars().all(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_takes_what_it_is_for_and_says_why_it_takes_nothing_else() {
        let no = |kind, value: &str| fits(kind, value).err().unwrap_or("fits");
        let cases: [(Kind, &[&str], &[&str], &str); 8] = [
            (Kind::Text, &["a delay", "¿Qué? «Nada»"], &["{what}", "a\nb", "a\u{202e}b"], "plan-fits-signs"),
            (Kind::Time, &["18:00 CET", "18:00 (hora peninsular)"], &["soon", "26:00 CET"], "plan-fits-time"),
            (Kind::Date, &["22 November", "22 de noviembre de 2026"], &["soon", "31 de abril"], "plan-fits-date"),
            (
                Kind::Number,
                &["7", "1,200", "1.200.000", "1 200", "3,5 %", "12%", "-4", "0.75"],
                &["some", "about 300", "1,20,0", "12 34", "1..2", "%", "١٢", "1,", "3 5"],
                "plan-fits-number",
            ),
            (
                Kind::Url,
                &["https://brand.es/a?b=c", "HTTPS://brand.co.uk", "https://brand.es:8443/x", "https://ñandú.es"],
                &[
                    "http://brand.es",
                    "brand.es",
                    "https://brand",
                    "https://brand.es@evil.example/",
                    "https://a b.es",
                    "https://",
                    "https://10.0.0.1/x",
                    "https://-a.es",
                    "javascript:alert(1)",
                ],
                "plan-fits-url",
            ),
            (
                Kind::Contact,
                &[
                    "900 123 456",
                    "+34 900 12 34 56",
                    "112",
                    "ayuda@brand.es",
                    "https://brand.es",
                    "@brand",
                    "brand.es/ayuda",
                ],
                &["us", "12", "call us", "a@b", "+34+900", "help @ brand"],
                "plan-fits-contact",
            ),
            (Kind::Product, &["Acme X2, lots A10 to A14"], &["12", "https://brand.es", "a@b.es"], "plan-fits-product"),
            (
                Kind::Account,
                &["@brand", "@brand on X", "X: @brand@m.social"],
                &["brand", "a@b", "@"],
                "plan-fits-account",
            ),
        ];
        for (kind, good, bad, key) in cases {
            for value in good {
                assert_eq!(fits(kind, value), Ok(()), "{kind:?} {value}");
            }
            for value in bad {
                assert_eq!(no(kind, value), key, "{kind:?} {value}");
            }
            assert_eq!(no(kind, " "), "plan-fits-missing");
            assert_eq!(no(kind, &"x".repeat(MAX_VALUE + 1)), "plan-fits-long");
        }
        assert_eq!(no(Kind::Time, "18:00"), "plan-fits-zone");
        assert_eq!(no(Kind::Date, "03/04/2026"), "plan-fits-date-which");
    }
}
