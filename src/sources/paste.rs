//! What a person pastes: a link, words, or a whole post copied from its page. Owns taking these apart; what a link
//! tells is in `link`.

use super::LINE_MAX;
use super::link::{Guess, guess};
use crate::domain::mention::RawMention;

/// Something that a person pasted: a link, words, or both. The link of a known platform is taken first; what is left
/// is the text; author and handle come from the link or from a copied post's own first lines.
pub fn pasted(text: &str) -> RawMention {
    let mut end = text.len().min(LINE_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text[..end].trim();
    let mut found: Option<(&str, Guess)> = None;
    for word in text.split_whitespace().take(20_000) {
        let Some(link) = linkish(word) else { continue };
        let Some(guess) = guess(link) else { continue };
        let known = guess.platform != "web";
        if known || (found.is_none() && link.contains("://")) {
            found = Some((link, guess));
        }
        if known {
            break;
        }
    }
    let mut m = RawMention::default();
    let mut rest = text.to_owned();
    if let Some((link, guess)) = found {
        rest = rest.replacen(link, "", 1);
        m.platform = Some(guess.platform.to_owned());
        m.handle = guess.handle;
        m.id = guess.id;
        m.url = Some(if link.contains("://") { link.to_owned() } else { guess.url });
    }
    let rest = byline(rest.trim(), &mut m);
    m.text = if rest.is_empty() { text.to_owned() } else { rest };
    m
}

/// The part of a word that may be a link: without the marks around it.
fn linkish(word: &str) -> Option<&str> {
    let start = word.find("http://").or_else(|| word.find("https://")).or_else(|| word.find("at://")).unwrap_or(0);
    let link = word[start..].trim_start_matches(['(', '[', '<', '«', '"', '\'', '“']);
    let link = link.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '>', '»', '"', '\'', '”', '…']);
    (link.contains('.') || link.starts_with("at://")).then_some(link)
}

/// `Name`, `@handle` on lines of their own above the text, as a post looks when it is copied from its page.
fn byline(text: &str, m: &mut RawMention) -> String {
    let handle = |line: &str| {
        let name = line.trim().strip_prefix('@')?;
        let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'));
        (!name.is_empty() && name.len() <= 100 && plain).then(|| name.to_owned())
    };
    let mut lines = text.lines();
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let rest = |n: usize| text.lines().skip(n).collect::<Vec<_>>().join("\n").trim().to_owned();
    if let Some(name) = handle(second)
        && !first.trim().is_empty()
        && first.len() <= 100
        && !rest(2).is_empty()
    {
        m.author = Some(first.trim().to_owned());
        m.handle.get_or_insert(name);
        return rest(2);
    }
    if let Some(name) = handle(first)
        && !rest(1).is_empty()
    {
        m.handle.get_or_insert(name);
        return rest(1);
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_gives_its_link_and_its_words() {
        let m = pasted("mirad esto https://twitter.com/ana/status/17?s=20, ¡qué fuerte!");
        assert_eq!((m.platform.as_deref(), m.handle.as_deref(), m.id.as_deref()), (Some("x"), Some("ana"), Some("17")));
        assert_eq!(m.text, "mirad esto , ¡qué fuerte!");
        assert_eq!(m.url.as_deref(), Some("https://twitter.com/ana/status/17?s=20"));

        let m = pasted("  https://t.me/canal/3 ");
        assert_eq!((m.text.as_str(), m.platform.as_deref()), ("https://t.me/canal/3", Some("telegram")));

        let m = pasted("Ana Ruiz\n@ana_r\n\nOtra vez sin luz (x.com/ana_r/status/9)");
        assert_eq!((m.author.as_deref(), m.handle.as_deref()), (Some("Ana Ruiz"), Some("ana_r")));
        assert_eq!((m.text.as_str(), m.url.as_deref()), ("Otra vez sin luz ()", Some("https://x.com/ana_r/status/9")));

        let m = pasted("Solo palabras, versión 1.2 de app.config y ana@example.com");
        assert_eq!((m.platform, m.url), (None, None));
        assert_eq!(m.text, "Solo palabras, versión 1.2 de app.config y ana@example.com");

        let m = pasted("https://diario.example/nota y https://bsky.app/profile/a.example/post/3k");
        assert_eq!(m.platform.as_deref(), Some("bluesky"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,120}", linkish in "[a-z@ \n]{0,9}(https?://)?[a-z@.]{1,12}(/[@a-z0-9?=&#%:]{0,12}){0,5}") {
            let _ = (pasted(&text), pasted(&linkish));
        }
    }
}
