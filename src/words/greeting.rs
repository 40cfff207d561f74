//! How a reply addresses one person by name, in the language of its text. Owns which part of what the author calls
//! themselves is a name to greet, and how a greeting is told from the words that follow it.

use super::Words;
use crate::domain::response::SLOT;
use crate::domain::room::{Arg, Lang};
use crate::domain::text::fold;
use std::sync::LazyLock;

/// Most characters of a name that is greeted; a longer one is an advertisement.
const MAX_NAME: usize = 40;

/// The name by which a person is greeted: the first word of the displayed name when it is one, else the handle with its @.
/// `None` when neither is fit to be said to anybody: signs, a link, an advertisement.
pub fn name_of(author: &str, handle: &str) -> Option<String> {
    let short = |name: &str| name.chars().nth(MAX_NAME).is_none();
    let spelt = |name: &str| {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 && name.chars().all(|c| c.is_alphanumeric() || "-'’".contains(c)) && short(name)
    };
    let bare = handle.trim().trim_start_matches('@');
    let first = author.split_whitespace().next().filter(|first| *first != bare && spelt(first));
    let plain = |c: char| c.is_alphanumeric() || "._-@".contains(c);
    let handle = || (!bare.is_empty() && short(bare) && bare.chars().all(plain)).then(|| format!("@{bare}"));
    first.map(str::to_owned).or_else(handle)
}

/// `Hi Ana, ` or `Hola, Ana: `.
pub fn greeting(lang: Lang, name: &str) -> String {
    format!("{} ", words(lang).f("reply-greeting", &[("name", Arg::from(name))]))
}

fn words(lang: Lang) -> &'static Words {
    // read once, since who greets knows the language of a text alone, and the words of one are long
    static EN: LazyLock<Words> = LazyLock::new(|| Words::new(Lang::En));
    static ES: LazyLock<Words> = LazyLock::new(|| Words::new(Lang::Es));
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}

/// A text with `name` where it has the slot of one. Without a name the greeting around the slot becomes a neutral one, `Hi,`
/// or `Hola:`; elsewhere the slot goes, with what joined it to the words before it.
pub fn fill(text: &str, lang: Lang, name: Option<&str>) -> String {
    if let Some(name) = name {
        return text.replace(SLOT, name);
    }
    let mut parts = text.split(SLOT);
    let head = parts.next().unwrap_or_default();
    let mut filled = String::with_capacity(text.len());
    match salutes(head) {
        true => filled.push_str(&words(lang).t("reply-greeting-plain")),
        false => filled.push_str(head),
    }
    for (n, part) in parts.enumerate() {
        if n > 0 || !salutes(head) {
            filled.truncate(filled.trim_end_matches([' ', ',']).len());
        } else if !part.starts_with([',', ':', '!', '.']) {
            filled.push(',');
        }
        filled.push_str(part);
    }
    filled
}

/// Whether words are no more than a greeting: `Dear`, `Buenos días,`, or nothing.
fn salutes(head: &str) -> bool {
    const WORDS: usize = 3;
    let mut said = head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let known = |word: &str| {
        let folded = fold(word);
        [Lang::En, Lang::Es].iter().any(|lang| words(*lang).t("reply-salutations").split(' ').any(|s| s == folded))
    };
    said.by_ref().take(WORDS).all(known) && said.next().is_none()
}

/// A text without the greeting of this name at its start, in whichever language that is.
pub fn without<'t>(text: &'t str, name: &str) -> &'t str {
    [Lang::En, Lang::Es].iter().find_map(|lang| text.strip_prefix(&greeting(*lang, name))).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_greeted_by_first_name_else_by_handle_and_an_advertisement_not_at_all() {
        for (author, handle, name) in [
            ("Ana María Pérez", "@anamp", Some("Ana")),
            ("Jean-Luc", "", Some("Jean-Luc")),
            ("@marta", "@marta", Some("@marta")),
            ("marta", "marta", Some("@marta")),
            ("🔥🔥 deals", "@deals.es", Some("@deals.es")),
            ("https://evil.example/x", "@a b", None),
            ("", "", None),
        ] {
            assert_eq!(name_of(author, handle).as_deref(), name, "{author} {handle}");
        }
        assert_eq!(name_of(&"a".repeat(41), &"b".repeat(41)), None);
    }

    #[test]
    fn a_greeting_is_put_and_taken_away_in_both_languages() {
        assert_eq!((greeting(Lang::En, "Ana"), greeting(Lang::Es, "Ana")), ("Hi Ana, ".into(), "Hola, Ana: ".into()));
        for lang in [Lang::En, Lang::Es] {
            assert_eq!(without(&format!("{}we are sorry.", greeting(lang, "Ana")), "Ana"), "we are sorry.");
        }
        assert_eq!(without("Hi Eva, we are sorry.", "Ana"), "Hi Eva, we are sorry.");
    }

    #[test]
    fn a_slot_takes_each_name_and_without_one_the_greeting_is_neutral() {
        let ana = |text, lang| fill(text, lang, Some("Ana"));
        assert_eq!(ana("Hi {name}, we are sorry.", Lang::En), "Hi Ana, we are sorry.");
        for (lang, text, neutral) in [
            (Lang::En, "Hi {name}, we are sorry.", "Hi, we are sorry."),
            (Lang::Es, "Hola, {name}: lo sentimos.", "Hola: lo sentimos."),
            (Lang::Es, "Estimada {name}: lo sentimos, {name}.", "Hola: lo sentimos."),
            (Lang::Es, "¡Buenos días, {name}! Lo sentimos.", "Hola! Lo sentimos."),
            (Lang::En, "{name}, we are sorry.", "Hi, we are sorry."),
            (Lang::En, "{name} we are sorry.", "Hi, we are sorry."),
            (Lang::En, "Thank you, {name}. We are sorry.", "Thank you. We are sorry."),
            (Lang::En, "We hear you {name} and look.", "We hear you and look."),
        ] {
            assert_eq!(fill(text, lang, None), neutral);
        }
        let many = "{name}".repeat(10_000);
        assert_eq!(fill(&many, Lang::En, None), "Hi");
    }
}
