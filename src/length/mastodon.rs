//! How Mastodon counts a text: by grapheme; a link is 23; of a mention on another server the name counts and the server
//! does not (app/validators/status_length_validator.rb of github.com/mastodon/mastodon).

use super::links::{Dialect, find};
use super::{LINK, graphemes};

/// The characters of a text.
pub(super) fn used(text: &str) -> usize {
    let (mut used, mut at) = (0, 0);
    for link in find(text, Dialect::Mastodon) {
        used += words(text, at, link.start) + LINK;
        at = link.end;
    }
    used + words(text, at, text.len())
}

/// A stretch without links. What stands before it says whether a mention can begin at its start.
fn words(text: &str, from: usize, to: usize) -> usize {
    let (mut used, mut at) = (0, from);
    let mut sought = from;
    while let Some(found) = text[sought..to].find('@') {
        let mention = sought + found;
        sought = mention + 1;
        let before = text[..mention].chars().next_back();
        if let Some((name, whole)) = remote(&text[mention..to], before) {
            used += graphemes(&text[at..mention + name]);
            at = mention + whole;
            sought = at;
        }
    }
    used + graphemes(&text[at..to])
}

/// The bytes of `@name` and of `@name@server` at the start of a text; nothing when no such mention is there.
pub(super) fn remote(text: &str, before: Option<char>) -> Option<(usize, usize)> {
    if before.is_some_and(|c| matches!(c, '=' | '/') || is_word(c)) {
        return None;
    }
    let name = 1 + stretch(text.strip_prefix('@')?, |c| c.is_ascii_alphanumeric() || c == '_');
    let server = stretch(text[name..].strip_prefix('@').filter(|_| name > 1)?, is_word);
    let whole = name + 1 + server;
    let goes_on = text[whole..].starts_with(['@', '＠']) || text[whole..].starts_with("://");
    (server > 0 && !goes_on).then_some((name, whole))
}

/// How far a name goes: words with dots and dashes between them, never at an end.
fn stretch(text: &str, in_word: impl Fn(char) -> bool) -> usize {
    let mut good = 0;
    for (at, c) in text.char_indices() {
        match c {
            c if in_word(c) => good = at + c.len_utf8(),
            '.' | '-' if good > 0 => {}
            _ => break,
        }
    }
    good
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
