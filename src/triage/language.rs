//! The language of a text. Owns when to believe the words and when the post's own hint; says nothing rather than guess.

use super::tokens::is_link;
use whichlang::Lang;

/// Letters under which words tell no language.
const TOO_SHORT: usize = 10;
/// Letters under which the post's own hint is believed more than its words.
const SHORT: usize = 40;
/// Bytes that are enough to tell.
const ENOUGH: usize = 240;

/// Two letters of ISO 639-1, when told.
pub(super) fn of(text: &str, hint: Option<&str>) -> Option<String> {
    let hint = hint.and_then(two_letters);
    let mut words = String::with_capacity(text.len().min(2 * ENOUGH) + 1);
    for piece in text.split_whitespace().filter(|p| !p.starts_with(['@', '#', '＠', '＃']) && !is_link(p)) {
        // text without blanks (Japanese, Chinese) is one long piece
        let end = if piece.len() <= ENOUGH { piece.len() } else { piece.floor_char_boundary(ENOUGH) };
        words.push_str(&piece[..end]);
        words.push(' ');
        if words.len() > ENOUGH {
            break;
        }
    }
    let letters =
        words.chars().filter(|c| c.is_alphabetic()).map(|c| if c < '\u{3000}' { 1 } else { 4 }).sum::<usize>();
    // languages that the detector does not know would come back as a neighbour's
    let unknown = hint.as_deref().is_some_and(|h| !KNOWN.iter().any(|(_, code)| *code == h));
    if letters < TOO_SHORT || ((letters < SHORT || unknown) && hint.is_some()) {
        return hint;
    }
    let told = whichlang::detect_language(&words);
    KNOWN.iter().find(|(lang, _)| *lang == told).map(|(_, code)| (*code).to_owned())
}

/// `es-ES`, `ES_es`, `es` give `es`; "undetermined" and the like give nothing.
fn two_letters(hint: &str) -> Option<String> {
    let code = hint.trim().split(['-', '_']).next().unwrap_or_default();
    let code = if code.eq_ignore_ascii_case("spa") { "es" } else { code };
    let code = if code.eq_ignore_ascii_case("eng") { "en" } else { code };
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic())).then(|| code.to_ascii_lowercase())
}

const KNOWN: [(Lang, &str); 16] = [
    (Lang::Eng, "en"),
    (Lang::Spa, "es"),
    (Lang::Ara, "ar"),
    (Lang::Cmn, "zh"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Hin, "hi"),
    (Lang::Ita, "it"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Nld, "nl"),
    (Lang::Por, "pt"),
    (Lang::Rus, "ru"),
    (Lang::Swe, "sv"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
];

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn words_tell_or_the_hint_does() {
        let cases = [
            ("The delivery was three weeks late and nobody answered my calls", None, Some("en")),
            ("El pedido llegó tres semanas tarde y nadie me coge el teléfono", None, Some("es")),
            ("La livraison a trois semaines de retard et personne ne répond", None, Some("fr")),
            ("注文した商品がまだ届きません。返金してください", None, Some("ja")),
            ("ok @acme_es https://ejemplo.example/una-direccion-larga #nocompreis", None, None),
            ("ok", Some("es-ES"), Some("es")),
            ("no me va la app", Some("es"), Some("es")),
            ("A comanda va arribar tard i ningú no em contesta al telèfon mai", Some("ca"), Some("ca")),
            ("The delivery was three weeks late and nobody answered my calls", Some("es"), Some("en")),
            ("👍👍", Some("und"), None),
            ("", None, None),
        ];
        for (text, hint, expected) in cases {
            assert_eq!(of(text, hint).as_deref(), expected, "{text}");
        }
    }
}
