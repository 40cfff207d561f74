//! From what a person types into the search box to what the full-text index is asked. Must not know which list it
//! narrows, nor run anything: it only makes the question, so that nothing typed can be a syntax error.

use crate::domain::belonging;

/// Most characters of a search that are read.
const MAX_CHARS: usize = belonging::MAX_TYPED;
/// Most words and phrases that are read.
const MAX_TERMS: usize = 16;
/// From here on scripts are written without spaces, and one character is a word.
const IDEOGRAPHS: char = '\u{2E80}';

/// What a typed search asks of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// Nothing was typed.
    Nothing,
    /// An FTS5 expression, with a hint when part of what was typed is left out.
    Match {
        /// What stands right of `MATCH`.
        expression: String,
        /// Key of a sentence that says what was left out.
        hint: Option<&'static str>,
    },
    /// Something was typed that cannot be asked: key of the sentence that says why.
    Hint(&'static str),
}

/// One word or phrase of the search.
#[derive(Debug, PartialEq)]
struct Term {
    text: String,
    exclude: bool,
    /// Stands between quotes, and the closing one was typed.
    closed: bool,
}

/// Reads a search: every term must be there, `-word` must not, `"two words"` stand together, and the last word may be
/// unfinished unless a space follows it. Operators of FTS5 are words like any others.
pub fn read(typed: &str) -> Search {
    let cut = typed.chars().nth(MAX_CHARS).is_some();
    let typed: String = typed.chars().take(MAX_CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if typed.trim().is_empty() {
        return Search::Nothing;
    }
    let mut terms = split(&typed);
    let mut hint = (cut || terms.len() > MAX_TERMS).then_some("search-hint-long");
    terms.truncate(MAX_TERMS);
    // The index holds letters and digits alone: a term of signs would match nothing and take the others with it.
    terms.retain(|t| t.text.chars().any(char::is_alphanumeric));
    if terms.is_empty() {
        return Search::Hint("search-hint-no-words");
    }
    let unfinished = !cut && !typed.ends_with(char::is_whitespace);
    let last = terms.len() - 1;
    let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
    for (i, term) in terms.iter().enumerate() {
        let prefix = i == last && unfinished && !term.closed && !term.exclude;
        if prefix && too_short(&term.text) {
            // A tenth of the room begins with any one letter: wait for the second.
            hint = hint.or(Some("search-hint-short"));
            continue;
        }
        let star = if prefix && long_enough(&term.text) { "*" } else { "" };
        let quoted = format!("\"{}\"{star}", term.text.replace('"', "\"\""));
        if term.exclude { unwanted.push(quoted) } else { wanted.push(quoted) }
    }
    match (wanted.is_empty(), unwanted.is_empty()) {
        (true, true) => Search::Hint("search-hint-short"),
        (true, false) => Search::Hint(hint.unwrap_or("search-hint-only-exclusions")),
        (false, true) => Search::Match { expression: wanted.join(" AND "), hint },
        (false, false) => {
            let expression = format!("({}) NOT ({})", wanted.join(" AND "), unwanted.join(" OR "));
            Search::Match { expression, hint }
        }
    }
}

/// What was typed, where it may point at one mention: a link, or a long number such as a platform gives its posts.
pub fn pointer(typed: &str) -> Option<&str> {
    let typed = typed.trim();
    let number = typed.len() >= 5 && typed.bytes().all(|b| b.is_ascii_digit());
    (number || path(typed).is_some()).then_some(typed)
}

/// The search for what an account says, where its address was typed, `x.com/zoe`, and for who names that address.
pub fn of_account(typed: &str) -> Option<Search> {
    let name = path(typed.trim())?.trim_end_matches('/').trim_start_matches('@');
    let said = exactly("handle", name).filter(|_| !name.contains(['/', '?', '#']))?;
    let Search::Match { expression: named, hint } = read(typed) else { return None };
    Some(Search::Match { expression: format!("({said}) OR ({named})"), hint })
}

/// What stands behind the host of a link, with or without `https://` before it.
fn path(link: &str) -> Option<&str> {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let (host, path) = rest.split_once('/')?;
    let named = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    (named && !path.is_empty() && !link.contains(char::is_whitespace)).then_some(path)
}

/// The expression for words that stand by themselves, each of them whole; else the key of the sentence that says why there
/// is none.
pub fn whole(words: &str) -> Result<String, &'static str> {
    match read(&format!("{words} ")) {
        Search::Match { expression, hint: None } => Ok(expression),
        Search::Match { hint: Some(hint), .. } | Search::Hint(hint) => Err(hint),
        Search::Nothing => Err("search-hint-no-words"),
    }
}

/// The expression for exactly these words in one column of the index; `None` when there is no word in them.
pub fn exactly(column: &str, words: &str) -> Option<String> {
    let words: String = words.chars().take(MAX_CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    words.chars().any(char::is_alphanumeric).then(|| format!("{column} : \"{}\"", words.replace('"', "\"\"")))
}

fn split(typed: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() && terms.len() <= MAX_TERMS {
        let exclude = rest.starts_with('-') && rest[1..].starts_with(|c: char| !c.is_whitespace());
        if exclude {
            rest = &rest[1..];
        }
        let (text, after, closed) = match rest.strip_prefix('"') {
            Some(inside) => match inside.split_once('"') {
                Some((phrase, after)) => (phrase, after, true),
                None => (inside, "", false),
            },
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (&rest[..end], &rest[end..], false)
            }
        };
        terms.push(Term { text: text.to_owned(), exclude, closed });
        rest = after.trim_start();
    }
    terms
}

/// One letter and nothing else: somebody has only begun to type.
fn too_short(text: &str) -> bool {
    let mut chars = text.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c < IDEOGRAPHS)
}

/// The last run of letters is long enough to stand for all words that begin so.
fn long_enough(text: &str) -> bool {
    let mut run = text.chars().rev().take_while(|c| c.is_alphanumeric());
    match (run.next(), run.next()) {
        (Some(_), Some(_)) => true,
        (Some(c), None) => c >= IDEOGRAPHS,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(typed: &str) -> String {
        match read(typed) {
            Search::Match { expression, hint: None } => expression,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn words_are_quoted_and_the_last_may_be_unfinished() {
        assert_eq!(asks("recall bat"), r#""recall" AND "bat"*"#);
        assert_eq!(asks("recall bat "), r#""recall" AND "bat""#);
        assert_eq!(asks("#recall AND NEAR(x "), r##""#recall" AND "AND" AND "NEAR(x""##);
        assert_eq!(asks("he said \"it burns"), r#""he" AND "said" AND "it burns"*"#);
        assert_eq!(asks("\"it burns\""), r#""it burns""#);
        assert_eq!(asks("say\"so "), r#""say""so""#);
        assert_eq!(asks("電"), "\"電\"*");
    }

    #[test]
    fn a_minus_excludes_but_not_inside_a_word() {
        assert_eq!(asks("battery -fire -\"old news\" "), r#"("battery") NOT ("fire" OR "old news")"#);
        assert_eq!(asks("multi-agent "), r#""multi-agent""#);
        assert_eq!(read("-fire"), Search::Hint("search-hint-only-exclusions"));
        assert_eq!(asks("battery - fire "), r#""battery" AND "fire""#);
    }

    #[test]
    fn what_holds_no_word_is_a_hint_and_never_an_error() {
        assert_eq!(read(""), Search::Nothing);
        assert_eq!(read(" \t\u{0}\n"), Search::Nothing);
        for signs in ["#", "\"", "\"\"", "-", "--", "***", "()", "🔥", "-🔥 ^"] {
            assert_eq!(read(signs), Search::Hint("search-hint-no-words"), "{signs}");
        }
        assert_eq!(read("r"), Search::Hint("search-hint-short"));
        assert_eq!(asks("C++"), "\"C++\"", "a whole word of one letter is asked for as it stands");
        assert_eq!(asks("https://x.com/a"), "\"https://x.com/a\"");
        assert_eq!(
            read("recall b"),
            Search::Match { expression: "\"recall\"".into(), hint: Some("search-hint-short") }
        );
    }

    #[test]
    fn a_link_and_a_long_number_point_at_one_mention() {
        for typed in ["18999", " https://x.com/cust/status/18999 ", "x.com/cust/status/18999", "x.com/zoe"] {
            assert_eq!(pointer(typed), Some(typed.trim()));
        }
        for typed in ["1899", "acme", "and/or", "3.5/5 stars", "", "https://x.com", "x.com/zoe is here"] {
            assert_eq!((pointer(typed), of_account(typed)), (None, None), "{typed}");
        }
        for typed in ["x.com/zoe", "https://www.tiktok.com/@zoe", "https://x.com/zoe/ "] {
            let Some(Search::Match { expression, hint: None }) = of_account(typed) else { panic!("{typed}") };
            assert!(
                expression.starts_with(r#"(handle : "zoe") OR (""#) && expression.contains(typed.trim()),
                "{expression}"
            );
        }
        assert_eq!(of_account("x.com/zoe/status/1"), None);
    }

    #[test]
    fn words_that_stand_by_themselves_are_whole_or_say_why_not() {
        assert_eq!(whole("fire -cigar"), Ok("(\"fire\") NOT (\"cigar\")".to_owned()));
        assert_eq!(whole("fire"), Ok("\"fire\"".to_owned()));
        for (words, why) in
            [("", "search-hint-no-words"), ("-fire", "search-hint-only-exclusions"), ("🔥", "search-hint-no-words")]
        {
            assert_eq!(whole(words), Err(why), "{words}");
        }
        assert_eq!(whole(&"word ".repeat(80)), Err("search-hint-long"));
    }

    #[test]
    fn a_very_long_search_is_cut_and_says_so() {
        let long = "word ".repeat(80);
        let Search::Match { expression, hint } = read(&long) else { panic!("not asked") };
        assert_eq!((expression.matches("AND").count() + 1, hint), (MAX_TERMS, Some("search-hint-long")));
    }
}
