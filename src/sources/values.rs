//! Single values as tools and spreadsheets write them: counts, yes and no, kinds, languages.

use crate::domain::mention::MentionKind;

/// A count: `1234`, `1.234`, `1,234,567`, `1 234`, `12K`, `1.2M`, `1,2 mil`. A lone separator before exactly three
/// digits groups thousands; nobody has 1.234 followers.
pub fn count(text: &str) -> Option<u64> {
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    let squeezed: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '+' | '_'))
        .flat_map(char::to_lowercase)
        .collect();
    let split = squeezed.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(squeezed.len());
    let (number, unit) = squeezed.split_at(split);
    let times = match unit {
        "" => 1.0,
        "k" | "mil" => 1e3,
        "m" | "mm" | "mill" | "mill." | "mn" => 1e6,
        "b" | "bn" => 1e9,
        _ => return None,
    };
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let value = if times > 1.0 { decimal(number)? } else { grouped(number)? };
    let value = value * times;
    (value <= 9e15).then_some(value.round() as u64)
}

/// One separator at most, and it is the decimal one.
fn decimal(number: &str) -> Option<f64> {
    number.replace(',', ".").parse().ok()
}

fn grouped(number: &str) -> Option<f64> {
    let Some(last) = number.rfind(['.', ',']) else { return number.parse().ok() };
    let mark = number.as_bytes()[last];
    let (whole, after) = (&number[..last], &number[last + 1..]);
    let several = whole.bytes().any(|b| b == mark);
    let mixed = whole.bytes().any(|b| (b == b'.' || b == b',') && b != mark);
    let groups = after.len() == 3 && !mixed && !number.starts_with('0');
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if groups {
        return format!("{digits}{after}").parse().ok();
    }
    if several {
        return None;
    }
    digits.parse::<f64>().ok().map(f64::trunc)
}

/// Yes or no, in English or Spanish, or as a tool writes it.
pub fn flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "t" | "sí" | "si" | "s" | "verdadero" | "verified" | "verificado" | "x" => {
            Some(true)
        }
        "false" | "no" | "n" | "0" | "f" | "falso" | "none" => Some(false),
        _ => None,
    }
}

/// The kind that a word means, and whether it says that nobody else can read it.
pub fn kind(word: &str) -> Option<(MentionKind, bool)> {
    // The canonical words first: they come a million times.
    let known = match word {
        "post" => Some(MentionKind::Post),
        "reply" => Some(MentionKind::Reply),
        "quote" => Some(MentionKind::Quote),
        "repost" => Some(MentionKind::Repost),
        "review" => Some(MentionKind::Review),
        "message" => Some(MentionKind::Message),
        _ => None,
    };
    if let Some(kind) = known {
        return Some((kind, false));
    }
    let word = word.trim().to_lowercase();
    let kind = match word.as_str() {
        "post" | "tweet" | "status" | "article" | "publicación" | "publicacion" | "artículo" | "original" => {
            MentionKind::Post
        }
        "reply" | "comment" | "respuesta" | "comentario" | "answer" => MentionKind::Reply,
        "quote" | "quote tweet" | "quoted" | "cita" => MentionKind::Quote,
        "repost" | "retweet" | "share" | "reblog" | "boost" | "compartido" | "retuit" => MentionKind::Repost,
        "review" | "reseña" | "opinión" | "opinion" | "valoración" => MentionKind::Review,
        "message" | "mensaje" => MentionKind::Message,
        "dm" | "direct message" | "private message" | "mensaje directo" | "mensaje privado" => {
            return Some((MentionKind::Message, true));
        }
        _ => return None,
    };
    Some((kind, false))
}

/// A language's short code: from its English or Spanish name, or the code itself.
pub fn language(text: &str) -> Option<String> {
    let word = text.trim().to_lowercase();
    let code = match word.as_str() {
        "english" | "inglés" | "ingles" => "en",
        "spanish" | "español" | "espanol" | "castellano" | "castilian" => "es",
        "catalan" | "catalán" | "català" => "ca",
        "galician" | "gallego" | "galego" => "gl",
        "basque" | "euskera" | "vasco" => "eu",
        "portuguese" | "portugués" => "pt",
        "french" | "francés" => "fr",
        "german" | "alemán" => "de",
        "italian" | "italiano" => "it",
        "dutch" | "neerlandés" => "nl",
        "" | "unknown" | "und" | "desconocido" | "n/a" | "-" => return None,
        other => other,
    };
    (code.len() <= 16).then(|| code.to_owned())
}

/// What tools write into a cell that has no value.
pub fn is_blank(cell: &str) -> bool {
    matches!(cell, "" | "-" | "--" | "—" | "N/A" | "n/a" | "NA" | "null" | "NULL" | "None" | "none" | "NaN" | "nan")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_they_are_written() {
        let table = [
            ("0", 0),
            ("1234", 1234),
            ("1.234", 1234),
            ("1,234", 1234),
            ("1 234", 1234),
            ("1\u{a0}234", 1234),
            ("1.234.567", 1_234_567),
            ("1,234,567", 1_234_567),
            ("1,234,567.89", 1_234_567),
            ("1.234,5", 1234),
            ("12K", 12_000),
            ("1.2k", 1200),
            ("1,2 mil", 1200),
            ("3.45M", 3_450_000),
            ("2 mill.", 2_000_000),
            ("12.0", 12),
            ("12.34", 12),
            ("0.123", 0),
            ("1'234", 1234),
            ("+50", 50),
            ("1.5B", 1_500_000_000),
        ];
        for (text, want) in table {
            assert_eq!(count(text), Some(want), "{text}");
        }
        for text in ["", "many", "-1", "1.2.3", "k", ".5", "12 apples", "1e9", "99999999999999999999"] {
            assert_eq!(count(text), None, "{text}");
        }
    }

    #[test]
    fn words_are_read_in_both_languages() {
        assert_eq!(flag(" Sí "), Some(true));
        assert_eq!(flag("FALSE"), Some(false));
        assert_eq!(flag("maybe"), None);
        assert_eq!(kind("Comentario"), Some((MentionKind::Reply, false)));
        assert_eq!(kind("DM"), Some((MentionKind::Message, true)));
        assert_eq!(kind("poem"), None);
        assert_eq!(language("Spanish").as_deref(), Some("es"));
        assert_eq!(language("pt-BR").as_deref(), Some("pt-br"));
        assert_eq!(language("Unknown"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,50}", number in "[0-9.,kKmM ]{0,45}") {
            let _ = (count(&text), count(&number), flag(&text), kind(&text), language(&text));
        }
    }
}
