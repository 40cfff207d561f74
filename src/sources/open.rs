//! One door for whatever is imported: tells the format from the content, reads it, gives each mention its last-resort
//! identity. Owns choosing; must not know where mentions go.

use super::dates::{Dates, DayOrder};
use super::decode::{Decoder, Encoding, HEAD};
use super::jsonl::JsonLines;
use super::list::Unlisted;
use super::table::{Mapping, Overrides, Table};
use super::{Item, link};
use crate::domain::mention::RawMention;
use crate::domain::text::Clean;
use chrono_tz::Tz;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One JSON object a line; also one list of objects, whose elements then count as lines.
    Jsonl,
    /// CSV, TSV and their relatives.
    Table,
}

/// How to read, as far as a person said; the rest is told from the content.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Instead of telling it from the content.
    pub format: Option<Format>,
    /// Name of a preset, or `generic` for none; `None` takes the one that fits best.
    pub preset: Option<String>,
    /// Columns that a person gave.
    pub overrides: Overrides,
    /// Zone of times that name none.
    pub zone: Tz,
    /// Which comes first in 03/04/2026 when no value of the file tells; the day, where nobody said.
    pub order: Option<DayOrder>,
}

impl Options {
    /// Takes a zone by its name: `Europe/Madrid`.
    pub fn set_zone(&mut self, name: &str) -> Result<(), OpenError> {
        self.zone = name.trim().parse().map_err(|_| OpenError::UnknownZone { zone: name.to_owned() })?;
        Ok(())
    }
}

/// Why a file cannot be read at all; [`OpenError::key`] and [`OpenError::args`] make its sentence.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.key())]
#[expect(missing_docs, reason = "the fields are the arguments of the sentences")]
pub enum OpenError {
    /// The system refuses.
    Io(#[from] io::Error),
    /// There is no such file.
    Missing,
    /// It is a folder.
    Folder,
    /// There is nothing in it.
    Empty,
    /// A spreadsheet, archive, page or picture.
    NotText { what: &'static str },
    /// Bytes that are no writing, of no sort that is known by its mark.
    Binary,
    /// No row looks like the names of columns.
    NoHeader { there: String },
    /// No column holds what was said.
    NoTextColumn { there: String },
    /// `--map` without `field=Column`.
    BadMap { part: String },
    /// `--map` with a field that there is not.
    UnknownField { field: String, known: String },
    /// `--map` for lines that name their fields themselves.
    MapOfLines,
    /// `--map` with a column that there is not.
    UnknownColumn { column: String, there: String },
    /// A preset that there is not.
    UnknownPreset { preset: String, known: String },
    /// A time zone that there is not.
    UnknownZone { zone: String },
}

impl OpenError {
    /// Key of its sentence in `words`.
    pub fn key(&self) -> &'static str {
        match self {
            OpenError::Io(_) => "source-open-io",
            OpenError::Missing => "source-open-missing",
            OpenError::Folder => "source-open-folder",
            OpenError::Empty => "source-open-empty",
            OpenError::NotText { .. } => "source-open-not-text",
            OpenError::Binary => "source-open-binary",
            OpenError::NoHeader { .. } => "source-open-no-header",
            OpenError::NoTextColumn { .. } => "source-open-no-text",
            OpenError::BadMap { .. } => "source-open-bad-map",
            OpenError::UnknownField { .. } => "source-open-unknown-field",
            OpenError::MapOfLines => "source-open-map-of-lines",
            OpenError::UnknownColumn { .. } => "source-open-unknown-column",
            OpenError::UnknownPreset { .. } => "source-open-unknown-preset",
            OpenError::UnknownZone { .. } => "source-open-unknown-zone",
        }
    }

    /// What its sentence is filled with; already safe to show.
    pub fn args(&self) -> Vec<(&'static str, Clean)> {
        let shown = |v: &str| Clean::from(v.chars().take(1000).collect::<String>().as_str());
        match self {
            OpenError::Io(e) => vec![("detail", shown(&e.to_string()))],
            OpenError::NotText { what } => vec![("what", shown(what))],
            OpenError::NoHeader { there } | OpenError::NoTextColumn { there } => vec![("there", shown(there))],
            OpenError::BadMap { part } => vec![("part", shown(part))],
            OpenError::UnknownField { field, known } => vec![("field", shown(field)), ("known", shown(known))],
            OpenError::UnknownColumn { column, there } => vec![("column", shown(column)), ("there", shown(there))],
            OpenError::UnknownPreset { preset, known } => vec![("preset", shown(preset)), ("known", shown(known))],
            OpenError::UnknownZone { zone } => vec![("zone", shown(zone))],
            OpenError::Missing | OpenError::Folder | OpenError::Empty | OpenError::Binary | OpenError::MapOfLines => {
                Vec::new()
            }
        }
    }
}

/// What an import turned out to be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Description {
    /// JSON Lines or a table.
    pub format: Format,
    /// How the text is written, as far as it is read.
    pub encoding: Encoding,
    /// Which column gives which field, for a table.
    pub mapping: Option<Mapping>,
}

type Bytes = Counted<Box<dyn Read + Send>>;

enum Reader {
    Jsonl(Box<JsonLines<Unlisted<Decoder<Bytes>>>>, Encoding),
    Table(Box<Table<Bytes>>),
}

/// A file or stream being read: an iterator of line number and item.
pub struct Import {
    reader: Reader,
    origin: Origin,
    bytes: Arc<AtomicU64>,
    total: Option<u64>,
}

impl Import {
    /// Opens a file.
    pub fn open(path: &Path, options: &Options) -> Result<Import, OpenError> {
        let file = File::open(path).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => OpenError::Missing,
            _ => OpenError::Io(e),
        })?;
        let meta = file.metadata()?;
        if meta.is_dir() {
            return Err(OpenError::Folder);
        }
        if !meta.is_file() {
            return Self::read(file, options); // a named pipe cannot be read twice
        }
        let origin = Origin::File { path: path.to_owned(), len: meta.len(), hash: None };
        Self::start(Box::new(file), options, origin, Some(meta.len()))
    }

    /// Reads a stream, such as standard input.
    pub fn read(reader: impl Read + Send + 'static, options: &Options) -> Result<Import, OpenError> {
        Self::start(Box::new(reader), options, Origin::Stream(Sha256::new()), None)
    }

    fn start(
        mut reader: Box<dyn Read + Send>,
        options: &Options,
        origin: Origin,
        total: Option<u64>,
    ) -> Result<Import, OpenError> {
        let bytes = Arc::new(AtomicU64::new(0));
        // told before it is decoded: the zeros of a picture may look like UTF-16
        let mut raw = Vec::new();
        reader.by_ref().take(HEAD as u64).read_to_end(&mut raw)?;
        let what = foreign(&raw);
        let inner: Box<dyn Read + Send> = Box::new(io::Cursor::new(raw).chain(reader));
        let decoder = Decoder::new(Counted { inner, bytes: Arc::clone(&bytes) })?;
        let head = decoder.head();
        if let Some(what) = what.or_else(|| foreign(head)) {
            return Err(OpenError::NotText { what });
        }
        if binary(head) {
            return Err(OpenError::Binary);
        }
        let list = Unlisted::<&[u8]>::is_list(head);
        let format = match options.format {
            Some(format) => format,
            None if list => Format::Jsonl,
            None => told(head)?,
        };
        let reader = match format {
            Format::Jsonl if options.overrides != Overrides::default() => return Err(OpenError::MapOfLines),
            Format::Jsonl => {
                let encoding = decoder.encoding();
                let lines = Unlisted::new(decoder, list);
                let dates = Dates { zone: options.zone, order: options.order.unwrap_or_default() };
                Reader::Jsonl(Box::new(JsonLines::new(lines).with_dates(dates)), encoding)
            }
            Format::Table => Reader::Table(Box::new(Table::new(decoder, options)?)),
        };
        Ok(Import { reader, origin, bytes, total })
    }

    /// What it turned out to be.
    pub fn describe(&self) -> Description {
        let western = |encoding, single| match encoding {
            Encoding::Utf8 if single => Encoding::Windows1252,
            encoding => encoding,
        };
        match &self.reader {
            Reader::Jsonl(lines, encoding) => {
                Description { format: Format::Jsonl, encoding: western(*encoding, lines.single_byte()), mapping: None }
            }
            Reader::Table(table) => {
                let mut mapping = table.mapping().clone();
                mapping.encoding = western(mapping.encoding, table.single_byte());
                Description { format: Format::Table, encoding: mapping.encoding, mapping: Some(mapping) }
            }
        }
    }

    /// Bytes read so far (a little ahead of the items), for a progress bar.
    pub fn bytes_read(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Size of the file; nothing for a stream.
    pub fn total(&self) -> Option<u64> {
        self.total
    }
}

impl Iterator for Import {
    type Item = io::Result<(u64, Item)>;

    fn next(&mut self) -> Option<Self::Item> {
        let (item, raw) = match &mut self.reader {
            Reader::Jsonl(lines, _) => (lines.next()?, lines.last_line()),
            Reader::Table(table) => (table.next()?, table.last_row()),
        };
        Some(item.and_then(|(line, mut item)| {
            self.origin.pass(raw);
            if let Item::Mention(mention) = &mut item
                && needs_origin(mention)
            {
                mention.origin = Some(format!("{}:{line}", self.origin.hash()?));
            }
            Ok((line, item))
        }))
    }
}

/// Whether a mention has none of the better identities: platform and id; permalink; handle, time and text.
pub(super) fn needs_origin(m: &RawMention) -> bool {
    let named = m.platform.is_some() && m.id.is_some();
    let written = m.handle.is_some() && m.ts.is_some();
    !named && !written && m.url.as_deref().and_then(link::normalise).is_none()
}

/// Where rows without an identity come from. A second import of the same content must add nothing, and equal rows of
/// different content must stay two.
///
/// A file: the hash of all of it, read a second time when the first such row comes up, so that most files are read
/// once. A stream cannot be read twice: the hash of what it has said up to this row, which is the same when the same
/// stream is piped in again, also when it has grown meanwhile.
enum Origin {
    File { path: PathBuf, len: u64, hash: Option<String> },
    Stream(Sha256),
}

impl Origin {
    fn pass(&mut self, raw: &[u8]) {
        if let Origin::Stream(hasher) = self {
            hasher.update(raw);
            hasher.update(b"\n");
        }
    }

    fn hash(&mut self) -> io::Result<String> {
        match self {
            Origin::Stream(hasher) => Ok(short_hex(&hasher.clone().finalize())),
            Origin::File { hash: Some(hash), .. } => Ok(hash.clone()),
            Origin::File { path, len, hash } => {
                let mut hasher = Sha256::new();
                let mut file = File::open(path)?.take(*len);
                let mut buffer = vec![0; 64 << 10];
                loop {
                    match file.read(&mut buffer)? {
                        0 => break,
                        n => hasher.update(&buffer[..n]),
                    }
                }
                Ok(hash.insert(short_hex(&hasher.finalize())).clone())
            }
        }
    }
}

/// The first 16 bytes of a hash in hexadecimal: enough to tell files apart, short enough to keep with each row.
pub(super) fn short_hex(hash: &[u8]) -> String {
    hash.iter().take(16).map(|b| format!("{b:02x}")).collect()
}

/// Counts what passes through.
struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(out)?;
        self.bytes.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// What a file is that is no text, from its first bytes.
fn foreign(head: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 10] = [
        (b"PK\x03\x04", "XLSX/ZIP"),
        (b"\xD0\xCF\x11\xE0", "XLS"),
        (b"\x1F\x8B", "GZIP"),
        (b"%PDF", "PDF"),
        (b"SQLite format 3\0", "SQLite"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"<!DOCTYPE", "HTML"),
        (b"<html", "HTML"),
        (b"<?xml", "XML"),
    ];
    let head = head.trim_ascii_start();
    let is = |mark: &[u8]| head.get(..mark.len()).is_some_and(|h| h.eq_ignore_ascii_case(mark));
    MARKS.iter().find(|(mark, _)| is(mark)).map(|m| m.1)
}

/// Whether these bytes are no writing: a text has a control character now and then, be it a hostile one, and a film, a
/// program or a packed file has them everywhere.
fn binary(head: &[u8]) -> bool {
    /// One in so many, and so many at the least.
    const SHARE: usize = 20;
    const LEAST: usize = 16;
    let control = |b: &&u8| matches!(b, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    let found = head.iter().filter(control).count();
    found >= LEAST && found * SHARE > head.len()
}

/// JSON Lines when at least half of the first lines open an object, else a table.
fn told(head: &[u8]) -> Result<Format, OpenError> {
    let lines = head.split(|b| *b == b'\n').map(|l| l.trim_ascii());
    let lines: Vec<&[u8]> = lines.filter(|l| l.iter().any(|b| *b != 0)).take(50).collect();
    if lines.is_empty() {
        return Err(OpenError::Empty);
    }
    let objects = lines.iter().filter(|l| l.first() == Some(&b'{')).count();
    Ok(if objects * 2 >= lines.len() { Format::Jsonl } else { Format::Table })
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
