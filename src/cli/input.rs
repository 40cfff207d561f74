//! What a filter reads: a file, or standard input. Owns the bound of a text that is read whole, and the sentence of what
//! cannot be read.

use super::run::Failure;
use super::{is_stdin, shown};
use crate::words::Words;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Opens a file, or standard input where none is named or `-` is; else the file's name and the error. A folder is no
/// file.
pub fn open(file: Option<&Path>) -> Result<Box<dyn Read>, (String, io::Error)> {
    let Some(path) = file.filter(|path| !is_stdin(path)) else { return Ok(Box::new(io::stdin().lock())) };
    let opened = File::open(path).and_then(|file| match file.metadata()?.is_dir() {
        true => Err(io::ErrorKind::IsADirectory.into()),
        false => Ok(file),
    });
    opened.map(|file| Box::new(file) as Box<dyn Read>).map_err(|e| (shown(path), e))
}

/// All of it in bytes; `None` when it is longer than `most`.
///
/// # Errors
/// It cannot be read: that is wrong use.
pub fn whole(words: &Words, file: Option<&Path>, most: usize) -> Result<Option<Vec<u8>>, Failure> {
    let failed = |e| Failure::usage(unread(words, e));
    let mut bytes = Vec::new();
    let read = open(file).map_err(failed)?.take(most as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|e| failed((file.map_or_else(|| "-".to_owned(), shown), e)))?;
    Ok((bytes.len() <= most).then_some(bytes))
}

/// The sentence of a file that cannot be read.
pub fn unread(words: &Words, (file, e): (String, io::Error)) -> String {
    words.f("triage-no-file", &[("file", file.into()), ("why", e.to_string().into())])
}
