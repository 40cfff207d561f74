//! Why a text did not go out, in words. Owns which sentence belongs to which key, since the keys come from the room's file
//! and may be a later version's.

use super::Words;
use crate::domain::room::Arg;
use crate::domain::source::Why;

/// Reasons that this version knows.
const REASONS: [&str; 24] = [
    "publish-unreachable",
    "publish-no-such-host",
    "publish-tls",
    "publish-broke-off",
    "publish-silent",
    "publish-status",
    "publish-slower",
    "publish-unauthorised",
    "publish-strange",
    "publish-refused",
    "publish-too-long",
    "publish-reply-gone",
    "publish-setting",
    "publish-other-channel",
    "publish-keyring-no-entry",
    "publish-keyring-locked",
    "publish-keyring-absent",
    "publish-keyring-several",
    "publish-keyring-not-text",
    "publish-keyring-silent",
    "publish-not-there",
    "publish-waited",
    "publish-changed",
    "publish-drill",
];

/// What a reason's sentence counts by; the rest is text.
const NUMBERS: [&str; 1] = ["seconds"];

/// The whole sentence of why a text is not known to be out.
pub fn reason(words: &Words, why: &Why) -> String {
    let known = REASONS.iter().find(|key| **key == why.key);
    let Some(key) = known else { return words.f("publish-unknown-reason", &[("key", why.key.as_str().into())]) };
    let args: Vec<(&str, Arg)> = why
        .args
        .iter()
        .map(|(name, value)| {
            let number = value.as_str().parse::<i64>().ok().filter(|_| NUMBERS.contains(&name.as_str()));
            (name.as_str(), number.map_or_else(|| value.as_str().into(), Arg::from))
        })
        .collect();
    words.f(key, &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Lang;

    #[test]
    fn a_reason_of_a_later_version_is_told_by_its_key() {
        let why = |key: &str| Why { key: key.into(), args: vec![("seconds".into(), "1".into())] };
        for lang in [Lang::En, Lang::Es] {
            let words = Words::new(lang);
            assert!(reason(&words, &why("publish-of-the-future")).contains("publish-of-the-future"));
            assert!(!reason(&words, &why("publish-silent")).contains('{'));
            assert!(REASONS.iter().all(|key| words.has(key)));
        }
    }
}
