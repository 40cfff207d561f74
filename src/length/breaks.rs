//! How good a place is to cut a text in English or Spanish: between sentences, clauses, words, or not if it can be helped.
//! Looks at a few words on each side and no further. Knows nothing of limits.

/// How good a place is to cut at; the better, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Inside a word.
    Inside,
    /// Between two words that say one thing: a number and its unit, a title and a name.
    Glued,
    /// Between signs that are written without blanks: ideographs, emoji.
    Edge,
    /// Between words.
    Word,
    /// Between clauses.
    Clause,
    /// Between sentences or lines.
    Sentence,
}

/// How many kinds of [`Break`] there are.
pub(super) const KINDS: usize = 6;

/// Characters of a word that are looked at.
const SEEN: usize = 24;

/// What can stand around a word without being a part of it.
const OPENERS: &[char] = &['(', '[', '{', '«', '“', '‘', '"', '\'', '¿', '¡'];
const CLOSERS: &[char] = &[')', ']', '}', '»', '”', '’', '"', '\''];

/// What stands before a name or a number and never ends a sentence, without the dot, in lower case.
const TITLES: &[&str] = &[
    "art", "arts", "av", "avda", "cap", "col", "dr", "dra", "dres", "dña", "excma", "excmo", "fig", "figs", "gen",
    "gral", "hon", "lic", "mr", "mrs", "ms", "mt", "mx", "no", "nos", "nro", "num", "núm", "núms", "pág", "págs", "pp",
    "prof", "profa", "rev", "sgt", "sr", "sra", "sras", "sres", "srta", "st", "sta", "sto", "tel", "tfno", "ud", "uds",
    "vd", "vds", "vol", "vols", "vs",
];
/// What is cut short in the middle of a sentence, and only ends one before a capital letter.
const SHORTENED: &[&str] = &[
    "approx", "apr", "aprox", "abr", "ago", "aug", "cía", "co", "corp", "dec", "dept", "dic", "dpto", "ene", "est",
    "etc", "ext", "feb", "fri", "govt", "hr", "hrs", "inc", "jan", "jr", "jue", "jul", "jun", "lun", "ltd", "mar",
    "max", "máx", "mié", "min", "mín", "mon", "nov", "oct", "sat", "sep", "sept", "seg", "sun", "thu", "tue", "vie",
    "wed",
];
/// Words that belong to the number behind them.
const BEFORE_NUMBER: &[&str] =
    &["batch", "lot", "lote", "n.º", "nº", "n°", "no", "num", "núm", "number", "número", "page", "página", "ref", "#"];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "ene",
    "abr",
    "ago",
    "dic",
];

/// The words around a gap of blanks, cut to what is looked at.
struct Gap<'t> {
    /// Two words before.
    earlier: &'t str,
    /// The word before.
    before: &'t str,
    /// The word behind.
    after: &'t str,
    /// Whether a line ends, or the text begins, right before the word before.
    opens_line: bool,
}

/// How good a cut is at the blanks that `blanks` starts with and `text` ends before.
pub(super) fn at_blanks(text: &str, blanks: &str) -> Break {
    let after = blanks.trim_start_matches(is_blank);
    if blanks[..blanks.len() - after.len()].contains(['\n', '\u{2028}', '\u{2029}']) {
        return Break::Sentence;
    }
    let (before, rest) = last_word(text);
    let rest_of_words = rest.trim_end_matches(is_blank);
    let (earlier, _) = last_word(rest_of_words);
    let line = rest[rest_of_words.len()..].contains('\n') || rest_of_words.is_empty();
    let gap = Gap { earlier, before, after: first_word(after), opens_line: line };
    match () {
        () if gap.is_one_thing() => Break::Glued,
        () if gap.ends_sentence() => Break::Sentence,
        () if gap.ends_clause() => Break::Clause,
        () => Break::Word,
    }
}

/// How good a cut is between two characters that no blank parts.
pub(super) fn between(before: char, after: char) -> Break {
    match before {
        '。' | '！' | '？' | '｡' => Break::Sentence,
        '、' | '，' | '；' | '：' => Break::Clause,
        _ if CLOSERS.contains(&after) || "。！？、，；：」』）".contains(after) => Break::Inside,
        _ if stands_alone(before) || stands_alone(after) => Break::Edge,
        _ => Break::Inside,
    }
}

/// Signs that need no blank beside them: scripts without blanks, and pictures.
const fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2190}'..='\u{2bff}'
        | '\u{2e80}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{1f000}'..='\u{3ffff}')
}

/// Blanks that a part may end at: not those that hold two words together.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// The last word of a text that ends in one, from its first character that is looked at, and what stands before it.
fn last_word(text: &str) -> (&str, &str) {
    let seen = text.char_indices().rev().take(SEEN).take_while(|(_, c)| !is_blank(*c));
    let at = seen.last().map_or(text.len(), |(at, _)| at);
    (&text[at..], &text[..at])
}

fn first_word(text: &str) -> &str {
    let end = text.char_indices().take(SEEN).take_while(|(_, c)| !is_blank(*c)).last();
    &text[..end.map_or(0, |(at, c)| at + c.len_utf8())]
}

fn is_in(words: &[&str], word: &str) -> bool {
    words.contains(&word.to_lowercase().as_str())
}

fn ends_in_digit(word: &str) -> bool {
    word.ends_with(|c: char| c.is_numeric())
}

/// A letter or two and a dot, as in `p. m.`, `EE. UU.`, `J. Pérez`.
fn is_initial(word: &str) -> bool {
    let letters = word.strip_suffix('.').unwrap_or_default();
    let mut chars = letters.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(c), None, _) => c.is_alphabetic(),
        (Some(a), Some(b), None) => a == b && a.is_uppercase(),
        _ => false,
    }
}

/// `CET`, `(UTC)`, `UTC+2`: what a time is told in.
fn is_zone(word: &str) -> bool {
    let word = word.trim_start_matches(OPENERS);
    let letters = word.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(word.len());
    (2..=5).contains(&letters) && !word[letters..].starts_with(char::is_alphabetic)
}

impl Gap<'_> {
    /// What must not be parted: `24 h`, `18:00 h CET`, `15 de mayo de 2026`, `May 15, 2026`, `€ 3`, `Sr. Pérez`, `p. m.`.
    fn is_one_thing(&self) -> bool {
        let before = self.before.trim_start_matches(OPENERS);
        let after = self.after.trim_start_matches(OPENERS);
        let number = after.starts_with(|c: char| c.is_numeric());
        let bare = before.trim_end_matches('.');
        let dotted = bare.len() < before.len();
        ends_in_digit(before)
            || (!before.is_empty() && before.chars().all(|c| "€$£¥+±<>≥≤#".contains(c)) && number)
            || (number && (is_in(BEFORE_NUMBER, bare) || is_in(MONTHS, bare)))
            || (dotted && is_in(TITLES, bare))
            || (is_initial(before) && is_initial(after))
            || (is_initial(before) && before.starts_with(char::is_uppercase) && !self.opens_line && is_name(after))
            || (is_zone(after) && (ends_in_digit(self.earlier) || is_half_day(before)))
            || self.is_date(before, after, number)
    }

    fn is_date(&self, before: &str, after: &str, number: bool) -> bool {
        let of = |word: &str| word.eq_ignore_ascii_case("de") || word.eq_ignore_ascii_case("of");
        let month = |word: &str| is_in(MONTHS, word.trim_end_matches([',', '.']));
        let day = before.trim_end_matches(',');
        (of(before) && ((ends_in_digit(self.earlier) && month(after)) || (number && month(self.earlier))))
            || (month(before) && (of(after) || number) && !before.ends_with(','))
            || (number && month(self.earlier) && !day.is_empty() && day.chars().all(|c| c.is_ascii_digit()))
    }

    fn ends_sentence(&self) -> bool {
        let word = self.before.trim_end_matches(CLOSERS);
        let opened = self.after.trim_start_matches(OPENERS);
        let next = opened.chars().next();
        // A small letter goes on with the sentence, unless it starts an address.
        let begins = opened.len() < self.after.len() || !next.is_some_and(char::is_lowercase) || opened.contains("://");
        if word.ends_with(['!', '?', '…', '。', '！', '？']) || word.ends_with("...") {
            return begins;
        }
        let Some(word) = word.strip_suffix('.').map(|word| word.trim_start_matches(OPENERS)) else { return false };
        let counts = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
        let short = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2) && !ends_in_digit(word);
        // `18:30 h.`, `20 g.`: a small letter after a number is what it counts
        let unit = ends_in_digit(self.earlier) && word.chars().count() == 1 && word.starts_with(char::is_lowercase);
        match () {
            // `1. First`: the number of an entry
            () if counts && self.opens_line => false,
            () if is_in(TITLES, word) => false,
            () if is_initial(self.before.trim_start_matches(OPENERS)) && !unit => false,
            () if short || unit || is_in(SHORTENED, word) => {
                begins && next.is_some_and(char::is_uppercase) && !is_zone(opened)
            }
            () => begins,
        }
    }

    fn ends_clause(&self) -> bool {
        let word = self.before.trim_end_matches(CLOSERS);
        let ends = [',', ';', ':', '—', '–', '!', '?', '…'];
        word.ends_with(ends) || self.before.ends_with(')') || self.after.starts_with(['(', '—', '–', '-', '«', '“'])
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// `h`, `p.m.`, and the end of `p. m.`.
fn is_half_day(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(word.as_str(), "am" | "pm" | "a.m." | "p.m." | "m." | "h" | "h." | "hrs" | "hours" | "horas")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How good the cut is that `|` marks, with a blank in its place.
    fn cut(marked: &str) -> Break {
        let (before, after) = marked.split_once('|').unwrap();
        at_blanks(before, &format!(" {after}"))
    }

    fn all(expected: Break, marked: &[&str]) {
        for text in marked {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn sentences_end_at_their_signs() {
        all(
            Break::Sentence,
            &[
                "Lo sabemos.|Hoy informamos.",
                "We know.|More soon.",
                "¿Qué pasó?|Lo contamos.",
                "¡Gracias!|¿Dudas? Aquí.",
                "(Es así.)|Seguimos.",
                "Él dijo «basta».|Luego calló.",
                "Esperamos…|Y llegó.",
                "We wait...|Then it came.",
                "Sube a 3.5.|Luego baja.",
                "Hay 40.|Mañana más.",
                "Mira esto.|https://brand.es",
                "Leche, pan, etc.|Retiramos todo.",
                "Somos Acme S.A.|Pedimos perdón.",
                "Más a las 18:30 h.|Lo sentimos.",
                "Retiramos el de 20 g.|¿Dudas?",
            ],
        );
        assert_eq!(at_blanks("sin punto", "\nOtra línea"), Break::Sentence);
    }

    #[test]
    fn abbreviations_numbers_and_ellipses_do_not_end_them() {
        all(
            Break::Glued,
            &["El Sr.|Pérez", "Ask Dr.|Smith", "en la pág.|3", "Según J.|Pérez", "en EE.|UU. hoy", "art.|5"],
        );
        all(Break::Word, &["Leche, etc.|y pan", "p. ej.|esto", "e.g.|this", "Acme Inc.|said so", "1.|Primero"]);
        all(Break::Clause, &["Esperamos…|y llegó", "—¿Cómo?|dijo él"]);
        assert_eq!(cut("no hay. 1.|Primero"), Break::Glued.max(Break::Sentence), "only an entry's number opens a line");
    }

    #[test]
    fn clauses_end_at_commas_and_brackets() {
        all(
            Break::Clause,
            &[
                "si llueve,|no hay",
                "if so;|then",
                "retiramos|(todo) el",
                "(todo)|el lote",
                "es así:|todo",
                "todo|—o casi— lo",
            ],
        );
        all(Break::Word, &["todo el|lote", "all of|it", "say so.|and then"]);
    }

    #[test]
    fn what_says_one_thing_is_glued() {
        all(
            Break::Glued,
            &[
                "a las 18:00|CET.",
                "at 18:00|(CET)",
                "a las 18:00 h|CET",
                "at 6 pm|CET",
                "at 6 p.m.|CET",
                "a las 6|p. m.",
                "a las 6 p.|m. CET",
                "a las 18:30 h.|CET",
                "a las 6 p. m.|CET",
                "en 24|horas",
                "unos 10|000 envases",
                "solo €|3",
                "un 5|%",
                "el lote|12",
                "lote nº|12",
                "el 15|de mayo",
                "el 15 de|mayo de 2026",
                "el 15 de mayo|de 2026",
                "15 de mayo de|2026",
                "on May|15, 2026",
                "on May 15,|2026",
            ],
        );
        all(Break::Word, &["el lote|entero", "la CET|es", "de|mayo"]);
        all(Break::Clause, &["hay 15,|2026 no"]);
    }

    #[test]
    fn signs_without_blanks_part_at_any_edge() {
        assert_eq!(between('。', '東'), Break::Sentence);
        assert_eq!(between('東', '京'), Break::Edge);
        assert_eq!(between('a', '😀'), Break::Edge);
        assert_eq!(between('東', '。'), Break::Inside);
        assert_eq!(between('a', 'b'), Break::Inside);
        assert_eq!(between('8', ':'), Break::Inside);
    }
}
