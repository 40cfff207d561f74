//! A room's keywords as a person writes them on one line: words, phrases, handles and hashtags with commas between. Owns
//! that writing and what cannot be meant by it; must not know what a keyword matches.

use super::room::Refusal;
use super::text::Clean;

/// Words that join the terms of an expression, in both languages: among keywords they would be looked for as words.
const JOIN: [&str; 8] = ["OR", "O", "AND", "Y", "NOT", "NO", "NEAR", "CERCA"];
/// Signs that do the same.
const SIGNS: [char; 10] = ['|', '｜', '(', '（', ')', '）', '~', '&', '+', '-'];
/// What opens a quotation, and closes it: keyboards and editors mix them.
const QUOTES: [char; 9] = ['"', '“', '”', '„', '«', '»', '＂', '「', '」'];
/// Beyond punctuation: pictures and scripts of which a single sign says something.
const SYMBOLS: char = '\u{2100}';
/// What parts two keywords.
const PARTS: [char; 4] = [',', ';', '，', '\n'];

/// Where a line of keywords says something that keywords cannot say.
#[derive(Debug, Clone, PartialEq)]
pub struct Misread {
    /// Where, in characters, from 1.
    pub column: usize,
    /// Why, in a sentence that names the column too.
    pub why: Refusal,
}

impl Misread {
    fn new(at: usize, key: &'static str) -> Misread {
        Misread { column: at + 1, why: Refusal::new(key).with("column", at + 1) }
    }

    fn about(at: usize, key: &'static str, word: &str) -> Misread {
        let word: String = word.chars().take(40).collect();
        let mut misread = Misread::new(at, key);
        misread.why = misread.why.with("word", &Clean::line(&word));
        misread
    }
}

/// The keywords on one line; [`read`] gives them back. What would be read as something else stands in quotes.
pub fn line(keywords: &[Clean]) -> String {
    let shown = |word: &Clean| {
        let word = word.as_str();
        let as_it_is = read(word).is_ok_and(|read| read == [word]);
        if as_it_is || word.contains(QUOTES) { word.to_owned() } else { format!("\"{word}\"") }
    };
    keywords.iter().map(shown).collect::<Vec<_>>().join(", ")
}

/// The keywords of a line, each without the quotes around it.
///
/// # Errors
/// [`Misread`] where an operator stands outside of quotes, a quote stays open, or nothing could be found.
pub fn read(text: &str) -> Result<Vec<String>, Misread> {
    let (mut found, mut word, mut from) = (Vec::new(), Word::default(), 0);
    for (at, c) in text.chars().enumerate() {
        match c {
            _ if QUOTES.contains(&c) => {
                word.open = if word.open.is_some() { None } else { Some(at) };
                word.quoted = true;
            }
            _ if word.open.is_none() && PARTS.contains(&c) => {
                found.extend(std::mem::take(&mut word).end(from)?);
                from = at + 1;
            }
            _ => word.push(at, c)?,
        }
    }
    found.extend(word.end(from)?);
    Ok(found)
}

/// A keyword that is being read.
#[derive(Default)]
struct Word {
    text: String,
    /// The word at hand that stands outside of quotes, and where it begins.
    bare: (usize, String),
    /// Where the quote that has not closed yet was opened.
    open: Option<usize>,
    quoted: bool,
}

impl Word {
    fn push(&mut self, at: usize, c: char) -> Result<(), Misread> {
        self.text.push(c);
        if self.open.is_some() {
            return Ok(());
        }
        if c.is_whitespace() {
            return self.judge();
        }
        if self.bare.1.is_empty() {
            self.bare.0 = at;
        }
        self.bare.1.push(c);
        Ok(())
    }

    /// Whether the word at hand, outside of quotes, is one.
    fn judge(&mut self) -> Result<(), Misread> {
        let (at, word) = std::mem::take(&mut self.bare);
        let near = word.split_once('/').is_some_and(|(near, number)| {
            JOIN.contains(&near.to_uppercase().as_str()) && number.starts_with(|c: char| c.is_ascii_digit())
        });
        let inside = |c: char| SIGNS[..7].contains(&c);
        let begins = word.starts_with(SIGNS) && (word.chars().nth(1).is_some() || word.contains(inside));
        let joins = JOIN.contains(&word.as_str()) || near || begins || word.contains(inside) || word == "&";
        if joins {
            return Err(Misread::about(at, "keywords-operator", &word));
        }
        // a handle or hashtag may begin so; a word is looked for whole
        if word.ends_with('*') && !word.starts_with(['@', '＠', '#', '＃']) {
            return Err(Misread::about(at, "keywords-star", &word));
        }
        Ok(())
    }

    fn end(mut self, from: usize) -> Result<Option<String>, Misread> {
        if let Some(open) = self.open {
            return Err(Misread::new(open, "match-quote"));
        }
        self.judge()?;
        let text = self.text.trim();
        if text.is_empty() && !self.quoted {
            return Ok(None);
        }
        if !text.chars().any(|c| c.is_alphanumeric() || c >= SYMBOLS) {
            let blanks = self.text.chars().take_while(|c| c.is_whitespace()).count();
            return Err(Misread::about(from + blanks, "match-no-letters", text));
        }
        Ok(Some(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> (usize, &'static str) {
        let misread = read(text).unwrap_err();
        (misread.column, misread.why.key)
    }

    #[test]
    fn commas_part_keywords_and_quotes_keep_them_together() {
        assert_eq!(
            read(" acme, @acme ;#acme*,\"Acme, Inc\", , coca-cola,").unwrap(),
            ["acme", "@acme", "#acme*", "Acme, Inc", "coca-cola"]
        );
        assert_eq!(
            read("acme yoghurt, «TOM Y JERRY», AT&T, Disney+, L'Oréal, 🥛, 東京").unwrap(),
            ["acme yoghurt", "TOM Y JERRY", "AT&T", "Disney+", "L'Oréal", "🥛", "東京"]
        );
        assert_eq!(read("").unwrap(), Vec::<String>::new());
        assert_eq!(read("rock and roll - live, y que o no").unwrap(), ["rock and roll - live", "y que o no"]);
    }

    #[test]
    fn what_only_an_expression_can_say_is_told_with_its_place() {
        for (text, at) in [
            ("acme OR bank", 6),
            ("ñu, acme Y bank", 10),
            ("acme -jobs", 6),
            ("acme, -jobs", 7),
            ("(acme", 1),
            ("acme | bank", 6),
            ("acme|bank", 1),
            ("acme~1", 1),
            ("acme near/5 fraud", 6),
            ("acme, +bank", 7),
        ] {
            assert_eq!(wrong(text), (at, "keywords-operator"), "{text}");
        }
        assert_eq!(wrong("acme, acm*"), (7, "keywords-star"));
        assert_eq!(wrong("acme, \"acme bank"), (7, "match-quote"));
        assert_eq!(wrong("acme,  ¡!, x"), (8, "match-no-letters"));
        assert_eq!(wrong("acme, \"\""), (7, "match-no-letters"));
    }

    #[test]
    fn what_is_shown_is_read_back() {
        let all = ["acme", "@acme", "Acme, Inc", "TOM Y JERRY", "Acme (Spain)", "acme yoghurt", "C&A"];
        let keywords = all.map(Clean::line);
        let shown = line(&keywords);
        assert_eq!(shown, "acme, @acme, \"Acme, Inc\", \"TOM Y JERRY\", \"Acme (Spain)\", acme yoghurt, C&A");
        assert_eq!(read(&shown).unwrap(), all);
    }

    #[test]
    fn a_line_of_any_length_is_read_once() {
        let long = "acme, ".repeat(50_000);
        assert_eq!(read(&long).unwrap().len(), 50_000);
        assert_eq!(wrong(&("\"".to_owned() + &"a ".repeat(100_000))), (1, "match-quote"));
    }
}
