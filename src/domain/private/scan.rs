//! Finds what names a person inside free text. Hand-written scanners, each bounded, so that the whole stays linear in
//! the text; in doubt they find too much, since a masked date costs less than a phone number on the wall.

use super::{Allow, DOTS, MASK_DIGITS};

/// Something found: its length in bytes and what stands for it; no mask when it may stay, but must not be split.
pub(super) struct Found {
    pub len: usize,
    pub mask: Option<String>,
}

fn keep(len: usize) -> Option<Found> {
    Some(Found { len, mask: None })
}

fn mask(len: usize, mask: impl Into<String>) -> Option<Found> {
    Some(Found { len, mask: Some(mask.into()) })
}

/// Longest link, address or number that is looked at as one.
const MAX_LINK: usize = 2_048;
const MAX_NAME: usize = 64;
const MAX_DOMAIN: usize = 253;

/// Where a path names a person. Hosts match with any subdomain before them.
const SOCIAL: &[&str] = &[
    "x.com",
    "twitter.com",
    "bsky.app",
    "instagram.com",
    "facebook.com",
    "fb.com",
    "fb.me",
    "tiktok.com",
    "threads.net",
    "threads.com",
    "linkedin.com",
    "lnkd.in",
    "youtube.com",
    "youtu.be",
    "twitch.tv",
    "t.me",
    "telegram.me",
    "wa.me",
    "whatsapp.com",
    "snapchat.com",
    "pinterest.com",
    "pinterest.es",
    "reddit.com",
    "redd.it",
    "tumblr.com",
    "medium.com",
    "vk.com",
    "mastodon.social",
    "mastodon.online",
    "mstdn.social",
    "onlyfans.com",
    "patreon.com",
    "ko-fi.com",
    "linktr.ee",
    "discord.gg",
    "discord.com",
    "nitter.net",
    "tripadvisor.com",
    "tripadvisor.es",
    "trustpilot.com",
    "strava.com",
    "github.com",
    "flickr.com",
    "soundcloud.com",
    "quora.com",
    "menéame.net",
    "meneame.net",
    "be.real",
    "bere.al",
    "weibo.com",
    "ok.ru",
    "line.me",
    "kick.com",
    "about.me",
    "paypal.me",
    "revolut.me",
    "cash.app",
    "venmo.com",
    "vimeo.com",
    "behance.net",
    "keybase.io",
    "gitlab.com",
    "steamcommunity.com",
    "maps.app.goo.gl",
];

/// Hosts whose subdomain is a person.
const PERSONAL: &[&str] = &[
    "bsky.social",
    "tumblr.com",
    "substack.com",
    "blogspot.com",
    "wordpress.com",
    "medium.com",
    "github.io",
    "livejournal.com",
];

/// Path parts after which a person follows, on any host.
const PERSON_PATHS: &[&str] =
    &["users", "user", "u", "profile", "profiles", "perfil", "in", "people", "members", "author", "autor", "contrib"];

/// Bytes without which nothing can be found.
pub(super) fn may_start(b: u8) -> bool {
    matches!(b, b'@' | b'.' | b'/' | b'0'..=b'9' | b'[' | b'(' | b'{' | b'%') || b >= 0xd9
}

/// Whether something may start at `c` after `before`.
pub(super) fn starts_word(before: Option<char>, c: char) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    if matches!(c, '@' | '＠') {
        return true;
    }
    (inside(c) || matches!(c, '+' | '(' | '/')) && !before.is_some_and(inside)
}

/// What starts here, at the start of a word.
pub(super) fn find(text: &str, allow: &Allow) -> Option<Found> {
    let first = text.chars().next()?;
    match first {
        '@' | '＠' => handle(text, allow),
        '/' => reddit(text, allow),
        '+' | '(' => number(text, allow),
        _ if digit(first) => number(text, allow).or_else(|| email(text, allow)).or_else(|| link(text, allow)),
        _ => email(text, allow)
            .or_else(|| link(text, allow))
            .or_else(|| reddit(text, allow))
            .or_else(|| foreign_document(text)),
    }
}

fn digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '٠'..='٩' | '۰'..='۹')
}

fn name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '-')
}

/// Bytes of the longest start of `text` made of such characters, at most `max` of them.
fn run(text: &str, max: usize, belongs: impl Fn(char) -> bool) -> usize {
    text.chars().take(max).take_while(|c| belongs(*c)).map(char::len_utf8).sum()
}

fn without_tail(text: &str, tail: &[char]) -> usize {
    text.trim_end_matches(tail).len()
}

/// A mask that was put there before, `@a•••7` or `@a•••12`, and is not to be masked once more. It tells one letter, whoever wrote
/// it.
fn masked_before(text: &str) -> Option<usize> {
    let mut letters = text.chars();
    let first = letters.next()?.len_utf8() + letters.next()?.len_utf8();
    let digits = run(text[first..].strip_prefix(DOTS)?, MASK_DIGITS, |c| c.is_ascii_digit());
    let len = first + DOTS.len() + digits;
    (digits > 0 && !text[len..].starts_with(name_char)).then_some(len)
}

/// `@name`, `@name.bsky.social`, `@name@server`.
fn handle(text: &str, allow: &Allow) -> Option<Found> {
    if let Some(len) = masked_before(text) {
        return keep(len);
    }
    let at = text.chars().next()?.len_utf8();
    let name = without_tail(&text[at..at + run(&text[at..], MAX_DOMAIN, name_char)], &['.', '-']);
    if name == 0 {
        return None;
    }
    let mut len = at + name;
    if text[len..].starts_with('@') {
        let server = &text[len + 1..];
        let server = without_tail(&server[..run(server, MAX_DOMAIN, name_char)], &['.', '-']);
        if server > 0 {
            len += 1 + server;
        }
    }
    let whole = &text[..len];
    if allow.permits(whole) { keep(len) } else { mask(len, allow.mask(whole)) }
}

/// `u/name`, `/u/name`.
fn reddit(text: &str, allow: &Allow) -> Option<Found> {
    let start = ["u/", "/u/", "U/", "/U/"].into_iter().find(|s| text.starts_with(s))?.len();
    let name = run(&text[start..], MAX_NAME, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let whole = &text[start..start + name];
    match name {
        0..=2 => None,
        _ if allow.permits(whole) => keep(start + name),
        _ => mask(start + name, format!("{}{}", &text[..start], allow.mask(whole))),
    }
}

/// `name@host.tld`; a name that runs on over [`MAX_NAME`] is masked from where it is one.
fn email(text: &str, allow: &Allow) -> Option<Found> {
    let local = run(text, MAX_NAME, |c| name_char(c) || matches!(c, '%' | '+' | '\''));
    let Some(host) = text[local..].strip_prefix(['@', '＠']) else { return spelled_out(text, allow) };
    let at = text.len() - local - host.len();
    let host = without_tail(&host[..run(host, MAX_DOMAIN, name_char)], &['.', '-']);
    let len = local + at + host;
    match host {
        0 => None,
        _ if allow.permits(&text[..len]) => keep(len),
        _ => mask(len, format!("{DOTS}@{DOTS}")),
    }
}

/// How an address says its sign in words, in brackets, and its dots.
const AT: &[&str] = &["at", "arroba", "@"];
const DOT: &[&str] = &["dot", "punto", "."];
/// Most parts of a host that is spelled out.
const MAX_PARTS: usize = 6;

/// `name [at] host [dot] tld`, `name(arroba)host.tld`, `name%40host.tld`: an address that hides from machines is
/// meant for people to read.
fn spelled_out(text: &str, allow: &Allow) -> Option<Found> {
    let local = run(text, MAX_NAME, |c| name_char(c) || matches!(c, '+' | '\''));
    let at = match text[local..].strip_prefix("%40") {
        Some(_) => 3,
        None => bracketed(&text[local..], AT)?,
    };
    let mut end = local + at;
    let mut dotted = false;
    for _ in 0..MAX_PARTS {
        let part = without_tail(&text[end..end + run(&text[end..], MAX_DOMAIN, name_char)], &['.', '-']);
        if part == 0 {
            break;
        }
        dotted |= text[end..end + part].contains('.');
        end += part;
        match bracketed(&text[end..], DOT) {
            // what follows a sign is a part of the host, or the sign is none
            Some(sign) if text[end + sign..].starts_with(char::is_alphanumeric) => (end, dotted) = (end + sign, true),
            _ => break,
        }
    }
    let host = end - local - at;
    match (local, host, dotted) {
        (0, ..) | (_, 0, _) | (.., false) => None,
        _ if allow.permits(&text[..end].replace("%40", "@")) => keep(end),
        _ => mask(end, format!("{DOTS}@{DOTS}")),
    }
}

/// Bytes of a sign in brackets, ` [at] `, with a blank or none on both sides.
fn bracketed(text: &str, signs: &[&str]) -> Option<usize> {
    let before = usize::from(text.starts_with(' '));
    let close = match text[before..].chars().next()? {
        '[' => ']',
        '(' => ')',
        '{' => '}',
        _ => return None,
    };
    let inner = &text[before + 1..];
    let whole = run(inner, 10, |c| c != close);
    let known = signs.iter().any(|sign| inner[..whole].trim().eq_ignore_ascii_case(sign));
    let end = before + whole + 2;
    let after = || usize::from(text[end..].starts_with(' '));
    (known && inner[whole..].starts_with(close)).then(|| end + after())
}

/// A link: one that leads to a person loses its path; of others only the question part goes, where addresses and
/// tokens travel.
fn link(text: &str, allow: &Allow) -> Option<Found> {
    let scheme = scheme_len(text);
    let host = &text[scheme..];
    let host_len = without_tail(&host[..run(host, MAX_DOMAIN, name_char)], &['.', '-']);
    let host = host[..host_len].to_ascii_lowercase();
    let www = host.starts_with("www.");
    if host_len == 0 || (scheme == 0 && !www && !host.contains('.')) {
        return None;
    }
    let rest = &text[scheme + host_len..];
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | ')' | ']' | '}' | '»' | '”' | '’');
    let tail = without_tail(&rest[..run(rest, MAX_LINK, |c| !ends(c))], &['.', ',', ';', ':', '!', '?', '…']);
    let rest = &rest[..tail];
    let len = scheme + host_len + tail;
    if let Some(owner) = personal_host(&host) {
        let whole = host.trim_start_matches("www.");
        if allow.permits(whole) || allow.permits(&whole[..owner - 1]) {
            return keep(len);
        }
        let path = if tail == 0 { String::new() } else { format!("/{DOTS}") };
        return mask(len, format!("{}{DOTS}.{}{path}", &text[..scheme], &whole[owner..]));
    }
    // a bare host without a path is a word with a dot ("ok.Then"), or names no person
    if !rest.starts_with(['/', '?', '#', ':', '@']) {
        return if scheme > 0 { keep(len) } else { None };
    }
    let path = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    // "name:password@host": what was read as the host is a person
    if rest.starts_with(['@', ':']) && rest.contains('@') {
        return mask(len, format!("{}{DOTS}", &text[..scheme]));
    }
    if names_person(&host, path) && !path_allowed(path, allow) {
        return mask(len, format!("{}/{DOTS}", &text[..scheme + host_len]));
    }
    match rest.len() - path.len() {
        0 => keep(len),
        question => mask(len, format!("{}?{DOTS}", &text[..len - question])),
    }
}

fn scheme_len(text: &str) -> usize {
    let is = |scheme: &&str| text.get(..scheme.len()).is_some_and(|t| t.eq_ignore_ascii_case(scheme));
    ["https://", "http://"].iter().find(|s| is(s)).map_or(0, |s| s.len())
}

fn within(host: &str, site: &str) -> bool {
    host.strip_suffix(site).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Where the site starts in a host (its `www.` not counted) whose subdomain is a person.
fn personal_host(host: &str) -> Option<usize> {
    let host = host.trim_start_matches("www.");
    let site = PERSONAL.iter().find(|site| within(host, site))?;
    (host.len() > site.len() + 1).then(|| host.len() - site.len())
}

fn names_person(host: &str, path: &str) -> bool {
    let mut parts = path.split('/').filter(|p| !p.is_empty());
    let social = SOCIAL.iter().any(|site| within(host, site)) && path.len() > 1;
    social
        || path.contains('@')
        || path.contains("%40")
        || parts.any(|p| PERSON_PATHS.contains(&p.to_ascii_lowercase().as_str()))
}

fn path_allowed(path: &str, allow: &Allow) -> bool {
    path.split('/').filter(|p| !p.is_empty()).take(3).any(|part| allow.permits(part))
}

/// Phone, document, account and card numbers: nine digits or more, however they are grouped. What we give out ourselves
/// stays.
fn number(text: &str, allow: &Allow) -> Option<Found> {
    let separator = |c: char| {
        matches!(
            c,
            ' ' | '.' | '-' | '(' | ')' | '/' | '·' | '_' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '‑'..='—' | '−'
        )
    };
    let plus = text.starts_with('+');
    let mut groups: Vec<(usize, usize)> = Vec::new(); // digits, end in bytes
    let mut gap = 0;
    for (at, c) in text.char_indices().skip(usize::from(plus)).take(MAX_NAME) {
        if digit(c) {
            match groups.last_mut() {
                Some(group) if gap == 0 => *group = (group.0 + 1, at + c.len_utf8()),
                _ => groups.push((1, at + c.len_utf8())),
            }
            gap = 0;
        } else if separator(c) && gap < 3 {
            gap += 1;
        } else {
            break;
        }
    }
    // "2.4 2026-05-12": a date that follows is none of a phone's business
    let dated = |group: &(usize, usize)| {
        group.0 == 4 && group.1.checked_sub(4).and_then(|start| text.get(start..)).is_some_and(opens_iso_date)
    };
    if let Some(date) = groups.iter().skip(1).position(dated) {
        groups.truncate(date + 1);
    }
    let end = groups.last()?.1;
    let digits: usize = groups.iter().map(|g| g.0).sum();
    let lens: Vec<usize> = groups.iter().map(|g| g.0).collect();
    if let Some(len) = document(text, &groups) {
        return mask(len, DOTS);
    }
    if let Some(date) = date_len(text, &groups) {
        return keep(date);
    }
    let dots_only = text[..end].chars().all(|c| digit(c) || c == '.');
    let amount = !plus && dots_only && lens.len() > 1 && lens[0] == 1 && lens[1..].iter().all(|l| *l == 3);
    let within = text.trim_start_matches('(');
    let years = !plus && lens.iter().all(|l| *l == 4) && within.split(separator).take(lens.len()).all(is_year);
    // eight digits as they are dictated where phones have eight
    let eight = matches!(lens[..], [2, 2, 2, 2] | [3, 2, 3] | [4, 4]);
    let local = eight || (lens == [3, 4] && text[..end].contains('-'));
    let abroad = (plus || text.starts_with("00")) && digits >= 7;
    let bracket = text.starts_with('(') && digits >= 7;
    if amount || years || phone(&text[..end]).is_some_and(|digits| allow.rings(&digits)) {
        return keep(end);
    }
    if digits >= 9 || local || abroad || bracket { mask(end, DOTS) } else { None }
}

/// Digits of a number that can be rung in its own country without a code before it.
pub(super) const LEAST_PHONE: usize = 8;

/// The digits of what may be a phone number and is nothing else, without the sign or the zeros that lead abroad.
pub(super) fn phone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let written = text.chars().all(|c| !c.is_alphabetic() && !matches!(c, '@' | '/' | '#'));
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    (written && digits.len() >= LEAST_PHONE).then(|| digits.to_owned())
}

fn opens_iso_date(text: &str) -> bool {
    let mut parts = text.splitn(3, ['-', '/']);
    let mut part = || parts.next().unwrap_or_default();
    is_year(part()) && matches!(part().len(), 1 | 2) && part().starts_with(|c: char| c.is_ascii_digit())
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// A date that opens here, so that its digits do not count as a phone's.
fn date_len(text: &str, groups: &[(usize, usize)]) -> Option<usize> {
    let [(a, a_end), (b, b_end), (c, c_end), ..] = *groups else { return None };
    let sep = |at: usize| text[at..].chars().next().filter(|s| matches!(s, '-' | '/' | '.'));
    let same = sep(a_end).is_some() && sep(a_end) == sep(b_end);
    let month = |from: usize, to: usize| {
        text.get(from + 1..to).and_then(|m| m.parse::<u8>().ok()).is_some_and(|m| (1..=31).contains(&m))
    };
    // "(2026-11-28 10:00)", as the room itself writes it
    let iso = a == 4 && is_year(text[..a_end].trim_start_matches('(')) && b <= 2 && c <= 2;
    // "06.12.34.56.78" goes on as it began
    let on = sep(c_end).filter(|s| sep(a_end) == Some(*s) && text[c_end + 1..].starts_with(digit));
    if groups.len() > 3 && on.is_some() {
        return None;
    }
    let ours = a <= 2 && b <= 2 && ((c == 4 && text.get(b_end + 1..c_end).is_some_and(is_year)) || c == 2);
    (same && (iso || ours) && month(a_end, b_end)).then_some(c_end)
}

/// Spanish identity numbers: 8 digits and a letter, with or without dots, hyphen or blank.
fn document(text: &str, groups: &[(usize, usize)]) -> Option<usize> {
    let lens: Vec<usize> = groups.iter().take(3).map(|g| g.0).collect();
    let end = match lens.as_slice() {
        [8, ..] => groups[0].1,
        [2, 3, 3] => groups[2].1,
        _ => return None,
    };
    letter_at_end(text, end)
}

/// Where a lone letter after a number ends.
fn letter_at_end(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let gap = usize::from(rest.starts_with(['-', ' ', '.']));
    let spaced = rest.starts_with(' ');
    let mut after = rest[gap..].chars();
    let letter = after.next().filter(|c| if spaced { c.is_ascii_uppercase() } else { c.is_ascii_alphabetic() })?;
    let alone = !after.next().is_some_and(char::is_alphanumeric);
    alone.then_some(end + gap + letter.len_utf8())
}

/// Foreigners' numbers (`X1234567L`) and passports (three letters, six digits).
fn foreign_document(text: &str) -> Option<Found> {
    let letters = run(text, 4, |c| c.is_ascii_alphabetic());
    let gap = usize::from(text[letters..].starts_with(['-', ' ']));
    let digits = run(&text[letters + gap..], 10, |c| c.is_ascii_digit());
    let end = letters + gap + digits;
    match (letters, digits) {
        (1, 7) if matches!(text.as_bytes()[0], b'X' | b'Y' | b'Z' | b'x' | b'y' | b'z') => {
            mask(letter_at_end(text, end)?, DOTS)
        }
        (3, 6) if gap == 0 && text[..3].bytes().all(|b| b.is_ascii_uppercase()) => {
            if text[end..].starts_with(char::is_alphanumeric) { None } else { mask(end, DOTS) }
        }
        _ => None,
    }
}
