//! Everything a person reads, in English and Spanish: a key and its arguments become a sentence. Owns the bundles and
//! the sentences of events and refusals; must not know where they are shown.

pub mod alerts;
mod codes;
mod erasing;
pub mod events;
pub mod expressions;
pub mod greeting;
pub mod handover;
mod numbers;
pub mod publish;
mod roles;
pub mod signals;
pub mod sources;

use crate::domain::incident::Check;
use crate::domain::room::{Arg, Lang, Refusal};
use crate::domain::source::{BY_HAND, DRILL};
use crate::domain::text::Clean;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::sync::{Arc, LazyLock};

macro_rules! locale {
    ($lang:literal) => {
        [
            include_str!(concat!("../../assets/locales/", $lang, "/domain.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/app.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/ui.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/cli.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/store.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/sources.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/publish.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/tone.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/plan.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/triage.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/drill.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/help.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/respond.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/ledger.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/coordinate.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/roles.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/tasks.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/report.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/share.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/alerts.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/belonging.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/bundle.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/prevent.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/review.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/travel.ftl")),
            include_str!(concat!("../../assets/locales/", $lang, "/facilitator.ftl")),
        ]
    };
}

/// The Fluent files of a language, by area.
pub const fn files(lang: Lang) -> [&'static str; 26] {
    match lang {
        Lang::En => locale!("en"),
        Lang::Es => locale!("es"),
    }
}

/// A sentence in English and in Spanish, for what is kept in both whoever reads it.
pub fn both(key: &str, args: &[(&str, Arg)]) -> [Clean; 2] {
    BOTH.each_ref().map(|words| Clean::line(&words.f(key, args)))
}

/// The words of both languages, English first.
static BOTH: LazyLock<[Words; 2]> = LazyLock::new(|| [Words::new(Lang::En), Words::new(Lang::Es)]);

/// The words of one language; a copy shares them.
#[derive(Clone)]
pub struct Words {
    lang: Lang,
    bundle: Arc<FluentBundle<FluentResource>>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.lang.code())
    }
}

/// A title within a sentence, without its capital.
pub fn inside(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

impl Words {
    /// How many mentions an answer left, and on which platforms.
    pub fn left_on(&self, left: &[(Clean, u32)]) -> String {
        let total: u32 = left.iter().map(|(_, n)| n).sum();
        let places = left.iter().map(|(place, n)| format!("{} {n}", place.as_str())).collect::<Vec<_>>().join(", ");
        self.f("published-left", &[("n", Arg::from(total)), ("places", Arg::from(places))])
    }

    /// The words of a language, compiled in. A file that does not parse is a failed test, never a failed start.
    pub fn new(lang: Lang) -> Words {
        let id = match lang {
            Lang::En => unic_langid::LanguageIdentifier::from_bytes(b"en"),
            Lang::Es => unic_langid::LanguageIdentifier::from_bytes(b"es"),
        };
        let mut bundle = FluentBundle::new_concurrent(id.into_iter().collect());
        // Fluent wraps arguments in bidi marks by default; a terminal would count or show them.
        bundle.set_use_isolating(false);
        for file in files(lang) {
            let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Words { lang, bundle: Arc::new(bundle) }
    }

    /// Which language they are.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether the key has a sentence.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|m| m.value().is_some())
    }

    /// A source's name, or who did something, as people read it.
    pub fn source<'a>(&self, name: &'a str) -> std::borrow::Cow<'a, str> {
        match name {
            BY_HAND => self.t("source-by-hand").into(),
            DRILL => self.t("source-drill").into(),
            _ => name.into(),
        }
    }

    /// The sentence of a key without arguments; the key itself when there is none, so that nothing goes missing.
    pub fn t(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The sentence of a key without arguments, for whoever reads the screen; what it proposes in quotes to write into a text
    /// is in the language of that text.
    pub fn proposing(&self, lang: Lang, key: &str) -> String {
        let (mut said, theirs) = (self.t(key), BOTH[usize::from(lang == Lang::Es)].t(key));
        for (own, other) in quoted(&said).into_iter().zip(quoted(&theirs)).rev() {
            said.replace_range(own, &theirs[other]);
        }
        said
    }

    /// The sentence of a key with arguments.
    pub fn f(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            fluent.set(*name, self.figure(name, value));
        }
        self.format(key, Some(&fluent))
    }

    /// The sentence of a refusal.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &refusal.args {
            match value {
                Arg::Text(codes) if *name == "roles" => args.set(*name, self.roles_of(codes)),
                _ => args.set(*name, self.figure(name, value)),
            }
        }
        for (name, key) in &refusal.words {
            args.set(*name, self.t(key));
        }
        if !refusal.missing.is_empty() {
            let missing: Vec<String> = refusal.missing.iter().map(|check| self.check(check)).collect();
            args.set("missing", missing.join("; "));
        }
        self.format(refusal.key, Some(&args))
    }

    /// A condition and how it stands: `nothing of P1 or P2 waits: 3 mentions wait`.
    pub fn check(&self, check: &Check) -> String {
        let now = self.standing(check);
        self.f("guard-missing", &[("what", self.t(check.condition.key()).into()), ("now", now.into())])
    }

    /// How a condition stands.
    pub fn standing(&self, check: &Check) -> String {
        let value: Vec<(&str, Arg)> = check.value.iter().map(|(name, arg)| (name.as_str(), arg.clone())).collect();
        self.f(check.condition.now_key(), &value)
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else { return key.to_owned() };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, args, &mut errors).into_owned()
    }
}

/// What stands in quotes in a sentence, with its quotes.
fn quoted(text: &str) -> Vec<std::ops::Range<usize>> {
    let ends = text.match_indices(['”', '»']).map(|(at, sign)| at + sign.len());
    text.match_indices(['“', '«']).map(|(at, _)| at).zip(ends).map(|(from, to)| from..to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_proposed_are_in_the_language_of_the_text() {
        let english = Words::new(Lang::En);
        assert_eq!(english.proposing(Lang::Es, "element-own-better"), "Say that it was ours: «Nos hemos equivocado».");
        assert_eq!(english.proposing(Lang::En, "element-own-better"), english.t("element-own-better"));
        assert_eq!(
            Words::new(Lang::Es).proposing(Lang::En, "element-place-better"),
            "Añada dónde: “here”, “on this page”, un enlace."
        );
    }

    #[test]
    fn both_languages_propose_as_many_words() {
        let mut proposals = 0;
        for line in files(Lang::En).join("\n").lines().filter(|line| line.contains("-better = ")) {
            let key = line.split(' ').next().unwrap_or_default();
            let [en, es] = BOTH.each_ref().map(|words| quoted(&words.t(key)).len());
            assert_eq!(en, es, "{key}");
            proposals += usize::from(en > 0);
        }
        assert!(proposals > 8, "{proposals}");
    }
}
