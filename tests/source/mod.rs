//! The project's own files as the tests that keep it tidy read them: Rust source taken apart into code, strings and
//! comments, without the parts that are tests. A lexer of our own, so that `cargo test` needs Rust alone.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Where the package is.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file below the package, its path written with `/`.
#[derive(Debug, Clone)]
pub struct File {
    pub path: String,
    pub text: String,
}

/// All readable text files below these folders (or the files themselves), sorted by path.
pub fn files(below: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    for start in below {
        walk(&root().join(start), &mut found).unwrap_or_else(|e| panic!("{start}: {e}"));
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(path: &PathBuf, found: &mut Vec<File>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            walk(&entry?.path(), found)?;
        }
    } else if let Ok(text) = String::from_utf8(fs::read(path)?) {
        let path = path.strip_prefix(root()).unwrap_or(path);
        let path = path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        found.push(File { path, text });
    }
    Ok(())
}

/// The line of a byte, from 1.
pub fn line_at(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1
}

/// Rust source taken apart. `code` is as long as the text, with strings and comments blanked out.
#[derive(Debug)]
pub struct Rust {
    pub code: String,
    /// Where each string starts in `code`, and what is between its quotes, escapes as written.
    pub strings: Vec<(usize, String)>,
    pub comments: Vec<(usize, String)>,
}

impl Rust {
    pub fn read(text: &str) -> Rust {
        Lexer { text, at: 0, code: text.as_bytes().to_vec(), strings: Vec::new(), comments: Vec::new() }.run()
    }

    /// The same without what `#[cfg(test)]` guards; lines stay where they were.
    pub fn without_tests(mut self) -> Rust {
        let mut code = self.code.into_bytes();
        for part in test_parts(&String::from_utf8_lossy(&code)) {
            blank(&mut code[part.clone()]);
            self.strings.retain(|(at, _)| !part.contains(at));
            self.comments.retain(|(at, _)| !part.contains(at));
        }
        self.code = String::from_utf8(code).expect("only whole characters are blanked");
        self
    }
}

/// What `#[cfg(test)]` guards: the attribute to the end of the item that follows it.
pub fn test_parts(code: &str) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (start, attribute) in code.match_indices("#[cfg(test)]") {
        if parts.last().is_none_or(|p| p.end <= start) {
            parts.push(start..item_end(code, start + attribute.len()));
        }
    }
    parts
}

/// The end of the item that starts here: its closing brace, or its semicolon.
pub fn item_end(code: &str, from: usize) -> usize {
    let (mut braces, mut others) = (0usize, 0usize);
    for (i, b) in code.bytes().enumerate().skip(from) {
        match b {
            b'(' | b'[' => others += 1,
            b')' | b']' => others = others.saturating_sub(1),
            b'{' => braces += 1,
            b'}' if braces <= 1 => return i + 1,
            b'}' => braces -= 1,
            b';' if braces == 0 && others == 0 => return i + 1,
            _ => {}
        }
    }
    code.len()
}

fn blank(bytes: &mut [u8]) {
    for b in bytes.iter_mut().filter(|b| **b != b'\n') {
        *b = b' ';
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    code: Vec<u8>,
    strings: Vec<(usize, String)>,
    comments: Vec<(usize, String)>,
}

impl Lexer<'_> {
    fn run(mut self) -> Rust {
        while let Some(b) = self.peek(0) {
            let word_before = self.at > 0 && is_word(self.text.as_bytes()[self.at - 1]);
            match b {
                b'/' if self.peek(1) == Some(b'/') => {
                    let end = self.text[self.at..].find('\n').map_or(self.text.len(), |n| self.at + n);
                    self.comment(end);
                }
                b'/' if self.peek(1) == Some(b'*') => self.block_comment(),
                b'"' => self.string(0, "\""),
                b'r' | b'b' | b'c' if !word_before => self.prefixed(),
                b'\'' => self.quote(),
                _ => self.at += 1,
            }
        }
        let code = String::from_utf8(self.code).expect("only whole characters are blanked");
        Rust { code, strings: self.strings, comments: self.comments }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn comment(&mut self, end: usize) {
        self.comments.push((self.at, self.text[self.at..end].to_owned()));
        blank(&mut self.code[self.at..end]);
        self.at = end;
    }

    fn block_comment(&mut self) {
        let (mut depth, mut i, bytes) = (0, self.at, self.text.as_bytes());
        while i < bytes.len() {
            match bytes.get(i..i + 2) {
                Some(b"/*") => (depth, i) = (depth + 1, i + 2),
                Some(b"*/") => (depth, i) = (depth - 1, i + 2),
                _ => i += 1,
            }
            if depth == 0 {
                break;
            }
        }
        self.comment(i);
    }

    /// `r"`, `r#"`, `b"`, `br"`, `c"`; anything else is a name.
    fn prefixed(&mut self) {
        let rest = &self.text[self.at..];
        let letters = rest.bytes().take_while(|b| matches!(b, b'r' | b'b' | b'c')).count().min(2);
        let raw = rest[..letters].contains('r');
        let hashes = if raw { rest[letters..].bytes().take_while(|b| *b == b'#').count() } else { 0 };
        match rest.as_bytes().get(letters + hashes) {
            Some(b'"') if raw => self.string(letters + hashes, &format!("\"{}", "#".repeat(hashes))),
            Some(b'"') => self.string(letters, "\""),
            _ => self.at += 1,
        }
    }

    /// A string whose opening quote is `skip` bytes on.
    fn string(&mut self, skip: usize, close: &str) {
        let raw = self.text[self.at..self.at + skip].contains('r');
        let inside = self.at + skip + 1;
        let mut i = inside;
        while i < self.text.len() && !self.text.as_bytes()[i..].starts_with(close.as_bytes()) {
            i += if !raw && self.text.as_bytes()[i] == b'\\' { 2 } else { 1 };
        }
        let end = i.min(self.text.len());
        self.strings.push((self.at, self.text[inside..end].to_owned()));
        blank(&mut self.code[inside..end]);
        self.at = (end + close.len()).min(self.text.len());
    }

    /// A character or a lifetime.
    fn quote(&mut self) {
        let rest = &self.text[self.at + 1..];
        let mut chars = rest.char_indices();
        let length = match chars.next() {
            Some((_, '\\')) => rest[2..].find('\'').map(|n| n + 2),
            Some(_) => chars.next().filter(|(_, c)| *c == '\'').map(|(n, _)| n),
            None => None,
        };
        match length {
            Some(n) => {
                blank(&mut self.code[self.at + 1..self.at + 1 + n]);
                self.at += n + 2;
            }
            None => self.at += 1,
        }
    }
}

/// Part of a name.
pub fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

#[test]
fn source_is_taken_apart() {
    let text = r##"let a = "x // y \" {"; // say "no"
let b = r#"raw " }"#; let c = '"'; let d = '\''; fn e<'t>(f: &'t str) /* } /* " */ */ {}"##;
    let rust = Rust::read(text);
    let strings: Vec<&str> = rust.strings.iter().map(|(_, s)| s.as_str()).collect();
    assert_eq!(strings, [r#"x // y \" {"#, r#"raw " }"#]);
    assert_eq!(rust.code.matches(['{', '}']).collect::<String>(), "{}");
    assert_eq!(rust.comments.len(), 2);
    assert_eq!((rust.code.len(), line_at(text, rust.strings[1].0)), (text.len(), 2));
    assert!(rust.code.contains("fn e<'t>(f: &'t str)"));
}

#[test]
fn tests_are_left_out() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() { \"s\"; }\n}\n#[cfg(test)]\n#[path = \"c.rs\"]\nmod c;\nfn d() {}";
    let rust = Rust::read(text).without_tests();
    assert_eq!(rust.code.split_whitespace().collect::<Vec<_>>(), ["fn", "a()", "{}", "fn", "d()", "{}"]);
    assert!(rust.strings.is_empty());
    assert_eq!(rust.code.lines().count(), text.lines().count());
}
