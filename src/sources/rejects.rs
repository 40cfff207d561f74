//! Bad lines of a source, kept in a file: `{"line": 7, "reason": ..., "raw": ...}`, one a line. Owns where that file is and
//! how large it may grow; must not know why a line is bad.

use super::BadLine;
use super::open::short_hex;
use crate::domain::room::{Arg, Lang};
use crate::words::Words;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};

/// Most bytes that the bad lines of a source without an end may take.
pub const MAX_ENDLESS: u64 = 64 << 20;

/// Where bad lines are to be kept.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file.
    pub asked: PathBuf,
    /// The folder where they are kept when they cannot be kept there.
    pub instead: PathBuf,
    /// What the file holds already stays.
    pub go_on: bool,
    /// Bytes that it may take; what comes after them is not kept.
    pub most: Option<u64>,
}

/// The file of bad lines.
pub struct Rejects {
    /// Where it is.
    pub path: PathBuf,
    most: Option<u64>,
    words: Words,
}

impl Rejects {
    /// Makes the file where it is asked for, or else where this person can write: a folder that is only to be read must
    /// not keep its mentions out.
    pub fn open(place: &Place) -> io::Result<Rejects> {
        let asked = std::path::absolute(&place.asked)?;
        let made = create(&asked, place.go_on).map(|_| asked.clone()).or_else(|refused| {
            let path = place.instead.join(named(&asked));
            std::fs::create_dir_all(&place.instead)
                .and_then(|()| create(&path, place.go_on))
                .map(|_| path)
                .map_err(|_| refused)
        });
        made.map(|path| Rejects { path, most: place.most, words: Words::new(Lang::En) })
    }

    /// The source came in without a bad line: those of an earlier time hold no more. Only what was written here goes.
    pub fn outdated(place: &Place) {
        let asked = std::path::absolute(&place.asked).unwrap_or_else(|_| place.asked.clone());
        let instead = place.instead.join(named(&asked));
        for path in [asked, instead].into_iter().filter(|path| !place.go_on && written_here(path)) {
            // one that stays harms nobody
            let _ = std::fs::remove_file(path);
        }
    }

    /// Keeps a line; `false` when there is no more room for it.
    pub fn keep(&self, bad: &BadLine) -> io::Result<bool> {
        // Opened for each: an erasure meanwhile puts another file in its place.
        let mut file = create(&self.path, true)?;
        if self.most.is_some_and(|most| file.metadata().is_ok_and(|m| m.len() >= most)) {
            return Ok(false);
        }
        let reason = reason(&self.words, bad);
        let line = serde_json::json!({
            "line": bad.line,
            "reason": reason,
            "raw": String::from_utf8_lossy(&bad.raw),
        });
        file.write_all(format!("{line}\n").as_bytes())?;
        Ok(true)
    }
}

/// A name of its own for each file that could not be made where it was asked for.
fn named(asked: &Path) -> String {
    let place = short_hex(&Sha256::digest(asked.as_os_str().as_encoded_bytes()));
    let name = asked.file_name().map(|n| n.to_string_lossy().chars().take(100).collect::<String>());
    format!("{}-{}", &place[..8], name.unwrap_or_else(|| "rejects.jsonl".into()))
}

/// Why a line is bad, as a sentence.
pub fn reason(words: &Words, bad: &BadLine) -> String {
    let args: Vec<(&str, Arg)> = bad.reason.args().iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    words.f(bad.reason.key(), &args)
}

/// Whether a file begins as bad lines are kept.
fn written_here(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let mut first = String::new();
    let read = io::BufReader::new(file.take(MAX_FIRST)).read_line(&mut first);
    let line = read.ok().and_then(|_| serde_json::from_str::<serde_json::Value>(&first).ok());
    line.is_some_and(|line| ["line", "reason", "raw"].iter().all(|key| line.get(key).is_some()))
}

/// A bad line is at most so long, with what is said of it.
const MAX_FIRST: u64 = 16 << 20;

fn create(path: &Path, go_on: bool) -> io::Result<File> {
    let mut options = File::options();
    options.create(true);
    if go_on {
        options.append(true)
    } else {
        options.write(true).truncate(true)
    };
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Reason;

    fn place(asked: PathBuf, go_on: bool, home: &Path) -> Place {
        Place { asked, instead: home.join("data/rejects"), go_on, most: None }
    }

    fn kept(place: &Place) -> PathBuf {
        let rejects = Rejects::open(place).unwrap();
        rejects.keep(&BadLine::new(1, Reason::NotObject, b"x")).unwrap();
        rejects.path
    }

    #[test]
    fn bad_lines_of_several_files_share_a_place() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("rejects");
        for (go_on, lines) in [(false, 1), (true, 2), (false, 1)] {
            assert_eq!(kept(&place(path.clone(), go_on, home.path())), path);
            assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), lines);
        }
    }

    #[test]
    fn bad_lines_of_an_earlier_time_go_with_a_clean_one_and_nothing_else_does() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("rejects");
        let again = |go_on| place(path.clone(), go_on, home.path());
        kept(&again(false));
        Rejects::outdated(&again(true));
        assert!(path.exists(), "another file of the same import has them");
        Rejects::outdated(&again(false));
        assert!(!path.exists());
        std::fs::write(&path, "my notes").unwrap();
        Rejects::outdated(&again(false));
        assert!(path.exists());
        let elsewhere = place(path.join("a.rejects.jsonl"), false, home.path());
        let there = kept(&elsewhere);
        Rejects::outdated(&elsewhere);
        assert!(!there.exists(), "{there:?}");
    }

    #[test]
    fn what_cannot_be_kept_there_is_kept_here() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        std::fs::write(&file, "x").unwrap();
        let one = kept(&place(file.join("a.rejects.jsonl"), false, home.path()));
        let two = kept(&place(file.join("b/a.rejects.jsonl"), false, home.path()));
        assert!(one.starts_with(home.path().join("data/rejects")) && one != two, "{one:?} {two:?}");
        assert_eq!(std::fs::read_to_string(&one).unwrap().lines().count(), 1);
    }

    #[test]
    fn a_source_without_an_end_fills_no_disk() {
        let home = tempfile::tempdir().unwrap();
        let rejects =
            Rejects::open(&Place { most: Some(200), ..place(home.path().join("r"), true, home.path()) }).unwrap();
        let bad = BadLine::new(1, Reason::NotObject, b"some words");
        let kept = (0..50).filter(|_| rejects.keep(&bad).unwrap()).count();
        assert!((1..10).contains(&kept), "{kept}");
        assert_eq!(std::fs::read_to_string(&rejects.path).unwrap().lines().count(), kept);
    }

    #[test]
    fn a_file_that_was_put_in_its_place_is_written_on() {
        let home = tempfile::tempdir().unwrap();
        let rejects = Rejects::open(&place(home.path().join("r"), false, home.path())).unwrap();
        let bad = BadLine::new(1, Reason::NotObject, b"x");
        rejects.keep(&bad).unwrap();
        let other = home.path().join("other");
        std::fs::write(&other, "").unwrap();
        std::fs::rename(&other, &rejects.path).unwrap();
        rejects.keep(&bad).unwrap();
        assert_eq!(std::fs::read_to_string(&rejects.path).unwrap().lines().count(), 1);
    }
}
