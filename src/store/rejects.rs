//! Files beside the room that hold bad lines of imports: where they are, and that the words of an erased mention go from
//! them too. Owns what counts as the same words in a broken line; must not know why a line was bad.

use super::error::{Denied, StoreError};
use super::writer::{Durable, Writer};
use crate::domain::ids::DecisionId;
use crate::domain::room::Refusal;
use crate::domain::text::{Clean, MAX_TEXT, fold};
use crate::domain::time::Stamp;
use rusqlite::{Connection, params};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Most files that a room remembers: those of the last imports that had bad lines.
const MAX_FILES: i64 = 100;
/// Longest line that is read as one; ours are shorter, and what is none of ours stays as it is.
const MAX_LINE: u64 = 1 << 20;
/// A platform's identity that is shorter than this, in characters, could be anything.
const MIN_ID: usize = 5;
/// Fewest characters of a name that is looked for.
const MIN_NAME: usize = 4;
/// The same where it is a whole value.
const MIN_VALUE: usize = 3;
/// Letters of the words that tell them from others'; where a line is cut, fewer will do.
const TELLING: usize = 40;
const TELLING_CUT: usize = 12;

impl Writer {
    /// Remembers a file of bad lines, so that erasing finds it.
    pub fn remember_rejects(&mut self, path: &Path, real: Stamp) -> Result<(), StoreError> {
        self.commit_to(Durable::Full)?;
        let tx = self.begin()?;
        tx.execute("INSERT OR REPLACE INTO rejects (path, real) VALUES (?1, ?2)", params![bytes(path), real.0])?;
        tx.execute(
            "DELETE FROM rejects WHERE path NOT IN (SELECT path FROM rejects ORDER BY real DESC, path LIMIT ?1)",
            [MAX_FILES],
        )?;
        Ok(tx.commit()?)
    }
}

#[cfg(unix)]
fn bytes(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
}

#[cfg(unix)]
fn path(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes))
}

#[cfg(not(unix))]
fn bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(not(unix))]
fn path(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}

fn remembered(conn: &Connection) -> rusqlite::Result<Vec<PathBuf>> {
    let mut query = conn.prepare_cached("SELECT path FROM rejects")?;
    query.query_map([], |r| r.get(0).map(path))?.collect()
}

/// Writes every remembered file that holds the words anew without them, beside itself, within the decision that erases them:
/// [`settle`] puts that in its place once the decision stands. Where that fails the erasure is refused: nobody is told that
/// words are gone which are not.
pub(super) fn forget(conn: &Connection, words: &[Words], decision: DecisionId) -> Result<(), Denied> {
    for file in remembered(conn)? {
        begin(&file, words, decision).map_err(|e| {
            Refusal::new("refuse-rejects-left").with("file", file.display().to_string()).with("why", e.to_string())
        })?;
    }
    Ok(())
}

/// Whether any file was written anew: an erasure is under way, or was cut short.
pub(super) fn any_begun(conn: &Connection) -> rusqlite::Result<bool> {
    Ok(remembered(conn)?.iter().any(|file| !begun(file).is_empty()))
}

/// Ends what was begun, in a transaction beside which nobody decides: of an erasure that stands the file takes its place, of
/// one that came to nothing it goes.
pub(super) fn settle(conn: &Connection) -> Result<(), StoreError> {
    let mut stands = conn.prepare_cached("SELECT 1 FROM event WHERE decision = ?1 AND kind = 'mention_erased'")?;
    for (decision, anew, file) in remembered(conn)?.iter().flat_map(|file| begun(file)) {
        if stands.exists([decision])? {
            std::fs::rename(anew, file)?;
        } else {
            // what cannot be taken away stands in the way of the next one, which says so
            let _ = std::fs::remove_file(anew);
        }
    }
    Ok(())
}

/// What stands between the name of a file and the number of the decision for which it was written anew.
const ANEW: &str = ".new-";

/// What was begun for a file: for which decision, where it stands, and the file itself. A link keeps leading to the file that
/// is cleaned.
fn begun(file: &Path) -> Vec<(i64, PathBuf, PathBuf)> {
    let Ok(file) = std::fs::canonicalize(file) else { return Vec::new() };
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return Vec::new() };
    let start = [name.as_encoded_bytes(), ANEW.as_bytes()].concat();
    let decision = |name: &[u8]| std::str::from_utf8(name.strip_prefix(start.as_slice())?).ok()?.parse().ok();
    let all = std::fs::read_dir(folder).into_iter().flatten().flatten();
    all.filter_map(|one| Some((decision(one.file_name().as_encoded_bytes())?, one.path(), file.clone()))).collect()
}

/// A line in which words are looked for, read once for all of them: as it stands, and with JSON's escapes undone.
pub(super) struct Line<'a>(Vec<Reading<'a>>);

struct Reading<'a> {
    raw: Cow<'a, str>,
    /// In small letters.
    cased: String,
    /// Its [`plain`] words with a blank before, between and after them.
    spaced: String,
}

impl<'a> Line<'a> {
    pub(super) fn of(line: &'a str) -> Line<'a> {
        let undone = line.contains('\\').then(|| Cow::Owned(unescaped(line)));
        let read = |raw: Cow<'a, str>| Reading { cased: raw.to_lowercase(), spaced: format!(" {} ", plain(&raw)), raw };
        Line([Cow::Borrowed(line)].into_iter().chain(undone).map(read).collect())
    }
}

/// What tells a mention's words, as they may stand in a line that could not be read.
pub(super) struct Words {
    text: String,
    /// Words without letters or digits, which are looked for as they are.
    signs: String,
    names: Vec<String>,
    /// What anybody may write, and tells its author where it is a whole value or is addressed.
    values: Vec<String>,
}

impl Words {
    pub(super) fn new(text: &str, id: Option<&str>, url: Option<&str>) -> Words {
        let names = [id.filter(|id| id.chars().count() >= MIN_ID), url];
        let names = names.into_iter().flatten().map(|name| format!(" {} ", plain(name))).filter(|name| name.len() > 2);
        let plain = plain(text);
        let signs = if plain.is_empty() { text.chars().take(TELLING).collect() } else { String::new() };
        Words { text: plain, signs, names: names.collect(), values: Vec::new() }
    }

    /// Whoever said them is called so in a field of their own, be it a short name or an everyday word.
    pub(super) fn valued<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Words {
        let names = names.into_iter().map(|name| name.trim_start_matches('@').to_lowercase());
        self.values.extend(names.filter(|name| name.chars().count() >= MIN_VALUE));
        self
    }

    /// Whoever said them is told by these names as well.
    pub(super) fn by<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Words {
        let plain = names.into_iter().map(plain).filter(|name| name.chars().count() >= MIN_NAME);
        self.names.extend(plain.map(|name| format!(" {name} ")));
        self
    }

    /// Whether a line holds them, escaped as JSON or not, also where the line is cut within them.
    pub(super) fn are_in(&self, line: &Line<'_>) -> bool {
        line.0.iter().any(|read| self.stand_in(read))
    }

    fn stand_in(&self, line: &Reading<'_>) -> bool {
        (!self.signs.is_empty() && line.raw.contains(&self.signs))
            || self.values.iter().any(|value| is_value(&line.cased, value))
            || self.names.iter().any(|name| line.spaced.contains(name))
            || self.said_in(line.spaced.trim_matches(' '), &line.spaced)
    }

    fn said_in(&self, line: &str, spaced: &str) -> bool {
        let text = self.text.as_str();
        if text.is_empty() {
            return false;
        }
        let chars: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let count = chars.len() - 1;
        if count <= TELLING {
            if spaced.contains(&format!(" {text} ")) {
                return true;
            }
        } else if (0..=count - TELLING).step_by(TELLING).any(|at| line.contains(&text[chars[at]..chars[at + TELLING]]))
        {
            return true;
        }
        let begins = (TELLING_CUT..=count.min(TELLING)).any(|end| line.ends_with(&text[..chars[end]]));
        let ends = || (0..=count.saturating_sub(TELLING_CUT)).any(|at| at > 0 && line.starts_with(&text[chars[at]..]));
        let within = || line.chars().nth(TELLING_CUT - 1).is_some() && text.contains(line);
        begins || (count >= TELLING_CUT && ends()) || within()
    }
}

/// Whether a name is a whole value of a line, between quotes or separators, or is addressed with its sign.
fn is_value(line: &str, name: &str) -> bool {
    let bound = |c: Option<char>| c.is_none_or(|c| matches!(c, '"' | '\'' | ',' | ';' | '\t' | '\\'));
    line.match_indices(name).any(|(at, name)| {
        let (before, after) = (&line[..at], line[at + name.len()..].trim_start_matches(' ').chars().next());
        let ends = !line[at + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let signed = before.ends_with('@');
        let before = before.trim_end_matches('@').trim_end_matches(' ').chars().next_back();
        ends && (signed || bound(before) && bound(after))
    })
}

/// Letters and digits alone, without case and accents, a blank between words.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.char_indices().nth(MAX_TEXT).map_or(rest.len(), |(at, _)| at);
        for c in fold(Clean::new(&rest[..end]).as_str()).chars() {
            if c.is_alphanumeric() {
                out.push(c);
            } else if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        rest = &rest[end..];
    }
    out.truncate(out.trim_end().len());
    out
}

/// JSON's escapes undone, as far as they are whole.
fn unescaped(line: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        let mut next = || rest.next();
        let c = match c {
            '\\' => match next() {
                Some('n' | 'r' | 't' | 'b' | 'f') => ' ',
                Some('u') => {
                    let digits = rest.as_str().get(..4).and_then(|hex| u16::from_str_radix(hex, 16).ok());
                    if let Some(unit) = digits {
                        units.push(unit);
                        rest = rest.as_str()[4..].chars();
                    }
                    continue;
                }
                Some(other) => other,
                None => break,
            },
            c => c,
        };
        units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
    }
    String::from_utf16_lossy(&units)
}

/// Whether a line is one of ours with the words in it. A file is named by the room alone, and may be anybody's by now:
/// what does not have our shape is left as it is.
fn lost(line: &[u8], words: &[Words]) -> bool {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Kept {
        #[serde(rename = "line")]
        _line: u64,
        #[serde(rename = "reason")]
        _reason: String,
        raw: String,
    }
    let Ok(kept) = serde_json::from_slice::<Kept>(line) else { return false };
    let line = Line::of(&kept.raw);
    words.iter().any(|words| words.are_in(&line))
}

/// Writes a file anew without the lines that hold the words, beside it; one without any is left alone.
fn begin(path: &Path, words: &[Words], decision: DecisionId) -> io::Result<()> {
    let path = match std::fs::canonicalize(path) {
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Ok(()),
        path => path?,
    };
    if !std::fs::metadata(&path)?.is_file() || !pass(&path, words, &mut io::sink())? {
        return Ok(());
    }
    let beside = super::open::beside(&path, &format!("{ANEW}{}", decision.0));
    super::open::new_file(&beside).map_err(io::Error::other)?;
    let mut out = BufWriter::new(File::options().write(true).open(&beside)?);
    pass(&path, words, &mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// Copies the lines without the words; whether any was left out.
fn pass(path: &Path, words: &[Words], out: &mut dyn Write) -> io::Result<bool> {
    let mut reader = BufReader::new(File::open(path)?);
    let mut line = Vec::new();
    let mut any = false;
    loop {
        line.clear();
        if reader.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            return out.flush().map(|()| any);
        }
        if lost(&line, words) {
            any = true;
        } else {
            out.write_all(&line)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Mi hija enfermó tras comer el yogur de fresa, y nadie de la empresa contesta al teléfono.";

    #[test]
    fn broken_copies_are_told_by_their_words() {
        let words = Words::new(TEXT, Some("1234567"), Some("https://x.com/ana/status/9"));
        for line in [
            format!("{{\"text\":\"{TEXT}\",,}}"),
            format!("7;{}", TEXT.to_uppercase()),
            r#"{"text":"Mi hija enferm\u00f3 tras\ncomer el yo\u0067ur de fresa, y"#.into(),
            "{\"text\":\"Mi hija enfer".into(),
            "de la empresa contesta al teléfono.\"}".into(),
            "comer el yogur de fresa".into(),
            "{\"id\":1234567,".into(),
            r#"{"url":"https:\/\/x.com\/ana\/status\/9"}}"#.into(),
            "Mi hi\u{200b}ja enfermó tras\u{1b}[31m comer el yogur de fresa, y".into(),
        ] {
            assert!(words.are_in(&Line::of(&line)), "{line}");
        }
        for line in
            ["{\"text\":\"El yogur de fresa", "{\"id\":12345678,", "https://x.com/ana/status/91", "", "{}", "de la"]
        {
            assert!(!words.are_in(&Line::of(line)), "{line}");
        }
    }

    #[test]
    fn short_words_are_looked_for_whole() {
        let named = Words::new(TEXT, None, None).by(["Lena Quarkword", "lenaq", "Al"]);
        assert!(
            named.are_in(&Line::of("{\"author\":\"Lena Quarkword\",\"text\":\"other\"}"))
                && named.are_in(&Line::of("x;lenaq;other"))
        );
        assert!(!named.are_in(&Line::of("Al said so")), "too short to tell anybody");
        let short = Words::new(TEXT, None, None).valued(["@Zed", "casa", "x"]);
        for line in
            [r#"{"handle":"zed","text""#, r#"{"handle": "@ZED" ,"#, "7;Zed;que", "zed", "7,\"casa\",no", "hi @zed!"]
        {
            assert!(short.are_in(&Line::of(line)), "{line}");
        }
        for line in [r#"{"text":"Zed said so"}"#, "mi casa es tu casa", "7;zedd;", "@zed_2", r#"{"x":1}"#] {
            assert!(!short.are_in(&Line::of(line)), "{line}");
        }
        let words = Words::new("no", Some("12"), None);
        assert!(words.are_in(&Line::of("{\"text\":\"No!\"")) && !words.are_in(&Line::of("{\"text\":\"nothing 12\"")));
        let signs = Words::new("😡!!", None, None);
        assert!(signs.are_in(&Line::of("{\"text\":\"😡!!\"")) && !signs.are_in(&Line::of("{\"text\":\"!!\"")));
        assert!(!Words::new("", None, None).are_in(&Line::of("{}")));
    }

    #[test]
    fn a_file_that_is_none_of_ours_stays_as_it_is() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("notes");
        let ours = serde_json::json!({"line": 1, "reason": "r", "raw": TEXT});
        let other = serde_json::json!({"line": 1, "reason": "r", "raw": "x"});
        std::fs::write(&path, format!("{TEXT}\n{{\"raw\":\"{TEXT}\"}}\n")).unwrap();
        let words = [Words::new(TEXT, None, None)];
        let before = std::fs::read(&path).unwrap();
        let clean = |path: &Path| {
            begin(path, &words, DecisionId(7)).unwrap();
            for (decision, anew, file) in begun(path) {
                assert_eq!(decision, 7);
                std::fs::rename(anew, file).unwrap();
            }
        };
        clean(&path);
        assert_eq!(std::fs::read(&path).unwrap(), before);
        std::fs::write(&path, format!("{ours}\n{other}\n{ours}")).unwrap();
        clean(&path);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{other}\n"));
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
        clean(&path.join("below"));
        clean(&home.path().join("gone"));
    }
}
