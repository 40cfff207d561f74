//! How sources are, in words: what went wrong, at length and in short. Owns which sentence belongs to which key, since the
//! keys come from the room's file and may be a later version's.

use super::Words;
use crate::domain::room::Arg;
use crate::domain::source::{Blind, Health, Why};
use crate::domain::text::Clean;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};

/// Faults and their few words.
const FAULTS: [(&str, &str); 35] = [
    ("live-closed", "live-closed-short"),
    ("live-broke", "live-broke-short"),
    ("live-unreachable", "live-unreachable-short"),
    ("live-no-such-host", "live-no-such-host-short"),
    ("live-reset", "live-reset-short"),
    ("live-silent", "live-silent-short"),
    ("live-tls", "live-tls-short"),
    ("live-status", "live-status-short"),
    ("live-slower", "live-slower-short"),
    ("live-unauthorised", "live-unauthorised-short"),
    ("live-refused-feed", "live-refused-short"),
    ("live-refused-stream", "live-refused-short"),
    ("live-strange", "live-strange-short"),
    ("live-cut-off", "live-cut-off-short"),
    ("live-too-large", "live-too-large-short"),
    ("live-cursor-too-old", "live-cursor-too-old-short"),
    ("live-private-address", "live-private-address-short"),
    ("live-no-listening", "live-no-listening-short"),
    ("live-setting", "live-setting-short"),
    ("live-setting-range", "live-setting-short"),
    ("live-setting-count", "live-setting-short"),
    ("live-setting-length", "live-setting-short"),
    ("live-setting-form", "live-setting-short"),
    ("live-setting-characters", "live-setting-short"),
    ("live-setting-missing", "live-setting-short"),
    ("live-setting-token", "live-setting-short"),
    ("live-setting-encrypted", "live-setting-short"),
    ("live-setting-public", "live-setting-short"),
    ("live-setting-nothing", "live-setting-short"),
    ("live-setting-unknown", "live-setting-short"),
    ("live-setting-no-such-key", "live-setting-short"),
    ("live-setting-needed", "live-setting-short"),
    ("live-setting-type", "live-setting-short"),
    ("live-expression", "live-expression-short"),
    ("live-no-words", "live-no-words-short"),
];

/// What a fault's sentence counts by; the rest is text.
const NUMBERS: [&str; 4] = ["seconds", "status", "bytes", "column"];

/// Wrong settings whose sentence says what to do.
const OWN_ADVICE: [&str; 2] = ["live-setting-no-such-key", "live-setting-type"];

/// What passes: who listens tries again, and who only tries a source does not.
const PASSING: [&str; 6] =
    ["live-broke", "live-unreachable", "live-reset", "live-silent", "live-slower", "live-cut-off"];

/// The whole sentence of what went wrong with a source that is listened to, and what to do about it.
pub fn fault(words: &Words, why: &Why) -> String {
    let said = once(words, why);
    if PASSING.contains(&why.key.as_str()) { format!("{said} {}", words.t("live-again")) } else { said }
}

/// The same of one that was only tried.
pub fn once(words: &Words, why: &Why) -> String {
    let known = FAULTS.iter().find(|(key, _)| *key == why.key);
    let Some((key, _)) = known else { return words.f("live-unknown", &[("key", why.key.as_str().into())]) };
    let args: Vec<(&str, Arg)> = why
        .args
        .iter()
        .map(|(name, value)| {
            let number = value.as_str().parse::<i64>().ok().filter(|_| NUMBERS.contains(&name.as_str()));
            (name.as_str(), number.map_or_else(|| value.as_str().into(), Arg::from))
        })
        .collect();
    let said = words.f(key, &args);
    // as a compiler says it: where, then what
    match why.args.iter().find(|(name, _)| name == PLACE) {
        Some((_, place)) if key.starts_with("live-setting") && !OWN_ADVICE.contains(key) => {
            format!("{place}: {said} {}", words.t("live-setting-kept"))
        }
        Some((_, place)) => format!("{place}: {said}"),
        // of one that was only asked for nothing is kept
        None => said,
    }
}

/// The argument that says where in the file of sources a fault lies.
pub const PLACE: &str = "place";

/// Why a source is deaf, and what to do about it.
pub fn deaf(words: &Words, blind: &Blind) -> String {
    match blind {
        Blind::Failing(why) => fault(words, why),
        Blind::Silent => words.t("blind-silent-long"),
        Blind::Clock => words.t("blind-clock-long"),
        Blind::Unheard => words.t("blind-unheard-long"),
        Blind::Unposted { quiet, usual } => {
            let times = [("quiet", time(words, *quiet).into()), ("usual", time(words, *usual).into())];
            words.f("blind-unposted-long", &times)
        }
        Blind::Part(part, why) => {
            words.f("blind-part-long", &[("part", part.into()), ("why", fault(words, why).into())])
        }
    }
}

/// How long, in whole minutes, hours or days; a minute at least.
fn time(words: &Words, ms: i64) -> String {
    let (key, unit) = match ms {
        ..HOUR => ("age-min", MINUTE),
        HOUR..DAY => ("age-h", HOUR),
        _ => ("age-d", DAY),
    };
    words.f(key, &[("n", (ms / unit).max(1).into())])
}

/// Why a source is deaf, in a few words.
pub fn blind(words: &Words, blind: &Blind) -> String {
    match blind {
        Blind::Failing(why) => short(words, why),
        Blind::Part(name, why) => part(words, name, why),
        Blind::Silent | Blind::Clock | Blind::Unheard | Blind::Unposted { .. } => words.t(&blind.key()),
    }
}

/// Which parts of a source are not heard, and why the one is that failed first; nothing when all are heard.
pub fn parts(words: &Words, parts: &[(Clean, Why, Stamp)]) -> Option<String> {
    let (part, why, _) = parts.iter().min_by_key(|(.., since)| *since)?;
    let first = deaf(words, &Blind::Part(part.clone(), why.clone()));
    let others = parts.iter().filter(|(name, ..)| name != part);
    let names: Vec<&str> = others.map(|(name, ..)| name.as_str()).collect();
    match names.is_empty() {
        true => Some(first),
        false => Some(format!("{first} {}", words.f("parts-more", &[("names", names.join(", ").into())]))),
    }
}

/// Of which parts only the newest is read; nothing when all of all is.
pub fn older(words: &Words, health: &Health) -> Option<String> {
    let said = health.older.iter().map(|(part, n)| words.f("part-older", &[("part", part.into()), ("n", (*n).into())]));
    Some(said.collect::<Vec<_>>().join(" ")).filter(|said| !said.is_empty())
}

/// Which part of a source is not heard, and why, in a few words.
pub fn part(words: &Words, name: &Clean, why: &Why) -> String {
    words.f("part-short", &[("part", name.into()), ("why", short(words, why).into())])
}

/// What went wrong, in a few words.
pub fn short(words: &Words, why: &Why) -> String {
    words.t(FAULTS.iter().find(|(key, _)| *key == why.key).map_or("live-unknown-short", |(_, short)| short))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Lang;

    fn why(key: &str, args: &[(&str, &str)]) -> Why {
        let args = args.iter().map(|(name, value)| ((*name).to_owned(), Clean::line(value))).collect();
        Why { key: key.to_owned(), args }
    }

    #[test]
    fn only_what_is_listened_to_is_tried_again_by_itself() {
        for lang in [Lang::En, Lang::Es] {
            let words = Words::new(lang);
            for key in PASSING {
                let why = why(key, &[("what", "host"), ("seconds", "20")]);
                let (listened, tried) = (fault(&words, &why), once(&words, &why));
                let again = words.t("live-again");
                assert!(listened.ends_with(&again) && !tried.contains(&again), "{tried}");
                assert!(!tried.contains("itself") && !tried.contains("reintenta"), "{tried}");
            }
            let tried = once(&words, &why("live-slower", &[("seconds", "0")]));
            assert!(!tried.contains("  "), "{tried}");
        }
    }

    #[test]
    fn every_fault_has_its_sentences_and_a_later_one_is_no_riddle() {
        let args = [
            ("what", "a.example"),
            ("key", "urls"),
            ("seconds", "30"),
            ("status", "503"),
            ("bytes", "9"),
            ("name", "server"),
            ("column", "7"),
            ("from", "1"),
            ("to", "16"),
        ];
        for lang in [Lang::En, Lang::Es] {
            let w = Words::new(lang);
            for (key, brief) in FAULTS {
                let said = fault(&w, &why(key, &args));
                assert!(w.has(key) && w.has(brief) && !said.contains('$') && !said.contains('{'), "{key}: {said}");
                assert!(w.t(brief).chars().count() <= 26, "{brief}");
            }
            assert!(fault(&w, &why("live-tomorrow", &[])).contains("live-tomorrow"));
            assert_ne!(short(&w, &why("live-tomorrow", &[])), "live-unknown-short");
        }
    }

    #[test]
    fn that_nothing_is_posted_is_said_with_what_is_usual() {
        let said = |lang, quiet, usual| {
            let words = Words::new(lang);
            let unposted = Blind::Unposted { quiet, usual };
            assert!(words.has(&unposted.key()) && blind(&words, &unposted).chars().count() <= 26);
            deaf(&words, &unposted)
        };
        let first = said(Lang::En, 42 * MINUTE, 6 * MINUTE + 1);
        assert!(first.starts_with("Nothing was posted for 42 min; usually something is every 6 min"), "{first}");
        assert!(first.contains("is whoever posts alive?") && first.contains("POST /v1/alive"));
        let last = said(Lang::Es, 3 * DAY, 90 * MINUTE);
        assert!(last.contains("3 d;") && last.contains("1 h") && last.contains("POST /v1/alive"), "{last}");
    }

    #[test]
    fn a_wrong_setting_says_where_it_stands() {
        let args = [("name", "every_s"), ("from", "60"), ("to", "90"), (PLACE, "sources.toml:7:1")];
        for lang in [Lang::En, Lang::Es] {
            let said = fault(&Words::new(lang), &why("live-setting-range", &args));
            assert!(
                said.starts_with("sources.toml:7:1: ")
                    && said.contains("every_s")
                    && said.matches("sources.toml").count() == 2,
                "{said}"
            );
            let asked = fault(&Words::new(lang), &why("live-setting-range", &args[..3]));
            assert!(!asked.contains("sources.toml"), "nothing of it is kept yet: {asked}");
        }
    }

    #[test]
    fn waiting_without_a_time_says_none() {
        let w = Words::new(Lang::En);
        let said = |s| fault(&w, &why("live-slower", &[("seconds", s)]));
        assert!(said("90").contains("90") && !said("0").contains('0'), "{} {}", said("90"), said("0"));
    }
}
