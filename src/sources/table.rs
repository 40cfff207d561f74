//! CSV and TSV exports: finds the column row below the report's own lines, maps columns to fields, reads rows.
//! Owns the mapping of one file; what columns are called is in `presets`.

use super::dates::{Dates, DayOrder, Evidence};
use super::decode::{Decoder, Encoding, Tally, Wrote};
use super::fields::{Field, plain};
use super::open::{OpenError, Options};
use super::presets;
use super::rows::{Row, Rows};
use super::{BadLine, Item, Reason, complete, jsonl, link, values};
use crate::domain::mention::RawMention;
use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::VecDeque;
use std::io::{self, Read};

/// The column row is looked for in this many rows.
const HEADER_ROWS: usize = 30;

/// Rows, and bytes of them, that are looked at before it is decided whether the day or the month comes first.
const EVIDENCE: (usize, usize) = (500, 4 << 20);

/// How a table is read, for showing before anything is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mapping {
    /// Name of the export that it looks like, or `generic`.
    pub preset: &'static str,
    /// Whether that preset's columns are guesses rather than seen in code that reads them.
    pub loose: bool,
    /// Field and column; several columns of a field stand in order, the first cell that is not empty counts.
    pub columns: Vec<(&'static str, String)>,
    /// Columns that no field takes; their cells are kept with the mention.
    pub ignored: Vec<String>,
    /// What parts the cells.
    pub delimiter: char,
    /// How the text is written.
    pub encoding: Encoding,
    /// Line of the column row, from 1.
    pub header_line: u64,
    /// Which comes first in dates like 03/04/2026.
    pub order: DayOrder,
    /// Nothing in the file tells, and nobody said.
    pub guessed: bool,
    /// Zone of times that name none.
    pub zone: String,
}

/// Columns that a person gave: `author=Username,text=Body`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides(Vec<(Field, String)>);

impl Overrides {
    /// Parses `field=Column,...`; a column whose name holds a comma stands in quotes.
    pub fn parse(spec: &str) -> Result<Overrides, OpenError> {
        let mut out = Vec::new();
        for part in split_unquoted(spec) {
            let Some((field, column)) = part.split_once('=') else {
                return Err(OpenError::BadMap { part: part.trim().to_owned() });
            };
            let (field, column) = (field.trim(), column.trim().trim_matches('"').trim());
            if column.is_empty() {
                return Err(OpenError::BadMap { part: part.trim().to_owned() });
            }
            let known = Field::named(field).ok_or_else(|| OpenError::UnknownField {
                field: field.to_owned(),
                known: Field::all().collect::<Vec<_>>().join(", "),
            })?;
            out.push((known, column.to_owned()));
        }
        Ok(Overrides(out))
    }

    /// The places of the given columns in a header.
    fn places(&self, header: &[String]) -> Result<Vec<(Field, usize)>, OpenError> {
        let place = |(field, column): &(Field, String)| {
            let exact = header.iter().position(|h| h.trim() == column);
            let at = exact.or_else(|| header.iter().position(|h| plain(h) == plain(column)));
            at.map(|at| (*field, at)).ok_or_else(|| OpenError::UnknownColumn {
                column: column.clone(),
                there: header.iter().map(|h| h.trim()).filter(|h| !h.is_empty()).collect::<Vec<_>>().join(", "),
            })
        };
        self.0.iter().map(place).collect()
    }

    /// How many of the given columns stand in a row.
    fn met_by(&self, row: &[String]) -> usize {
        self.0.iter().filter(|(_, c)| row.contains(&plain(c))).count()
    }
}

fn split_unquoted(spec: &str) -> Vec<&str> {
    let mut quoted = false;
    let parts = spec.split(|c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    });
    parts.filter(|p| !p.trim().is_empty()).collect()
}

/// Mentions out of a table, each with the number of its first line.
pub struct Table<R> {
    rows: Rows<Decoder<R>>,
    header: Vec<String>,
    fields: Vec<(Field, usize)>,
    dates: Dates,
    tally: Tally,
    mapping: Mapping,
    ahead: VecDeque<Result<Row, BadLine>>,
    last: Vec<u8>,
    /// Cells that a row may have: those of the header, and the empty ones that every row of this file ends with.
    width: usize,
}

impl<R: Read> Table<R> {
    /// Finds delimiter, column row and mapping in the head of the stream.
    pub fn new(decoder: Decoder<R>, options: &Options) -> Result<Self, OpenError> {
        let head = decoder.head();
        let encoding = decoder.encoding();
        let end = if head.contains(&b'\r') && !head.contains(&b'\n') { b'\r' } else { b'\n' };
        let mut tally = Tally::of(head);
        let found = find_header(head, end, &options.overrides, &mut tally)?;
        let names: Vec<String> = found.names.iter().map(|n| plain(n)).collect();
        let given = options.overrides.places(&found.names)?;
        let preset = match options.preset.as_deref() {
            None | Some("" | "auto") => presets::best(&names),
            Some(name) => presets::named(name)?,
        };
        let fields = presets::assign(&names, preset, &given);
        if !fields.iter().any(|(f, _)| matches!(f, Field::Text | Field::Title)) {
            return Err(OpenError::NoTextColumn { there: found.names.join(", ") });
        }
        let zone = fields.iter().find(|(f, _)| *f == Field::Ts).map_or(options.zone, |(_, at)| {
            let utc = names[*at].contains("utc") || names[*at].contains("gmt");
            if utc { chrono_tz::Tz::UTC } else { options.zone }
        });
        let mut rows = Rows::new(decoder, found.delimiter, end);
        rows.skip(found.line - 1)?;
        rows.read()?; // the column row itself
        rows.expected = Some(found.names.len());
        let used = |at: usize| fields.iter().any(|(_, c)| *c == at);
        let name = |at: usize| found.names[at].clone();
        let dates = Dates { zone, order: options.order.unwrap_or_default() };
        let mapping = Mapping {
            preset: preset.map_or("generic", |p| p.name),
            loose: preset.is_some_and(|p| p.loose),
            columns: fields.iter().map(|(f, at)| (f.name(), name(*at))).collect(),
            ignored: (0..names.len()).filter(|at| !used(*at) && !names[*at].is_empty()).map(name).collect(),
            delimiter: char::from(found.delimiter),
            encoding,
            header_line: found.line,
            order: dates.order,
            guessed: options.order.is_none(),
            zone: zone.name().to_owned(),
        };
        let mut table = Table {
            rows,
            width: found.names.len(),
            header: found.names,
            fields,
            dates,
            tally,
            mapping,
            ahead: VecDeque::new(),
            last: Vec::new(),
        };
        table.look_ahead()?;
        Ok(table)
    }

    /// How this table is read.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The bytes of the row read last.
    pub fn last_row(&self) -> &[u8] {
        &self.last
    }

    /// Whether the text turned out to be written in single bytes (Windows-1252).
    pub fn single_byte(&self) -> bool {
        self.tally.single_byte()
    }

    /// Reads some rows ahead: their dates say whether the day or the month comes first, their cells how wide a row is.
    fn look_ahead(&mut self) -> io::Result<()> {
        let columns: Vec<usize> = self.fields.iter().filter(|(f, _)| *f == Field::Ts).map(|f| f.1).collect();
        let (mut evidence, mut bytes) = (Evidence::default(), 0);
        while self.ahead.len() < EVIDENCE.0 && bytes < EVIDENCE.1 {
            let Some(row) = self.rows.read()? else { break };
            if let Ok(row) = &row {
                bytes += row.raw.len();
                for cell in columns.iter().filter_map(|c| row.cells().nth(*c)) {
                    evidence.see(&String::from_utf8_lossy(&cell[..cell.len().min(100)]));
                }
            }
            self.ahead.push_back(row);
        }
        self.dates.order = evidence.order(self.dates.order);
        (self.mapping.order, self.mapping.guessed) = (self.dates.order, self.mapping.guessed && evidence.open());
        self.width = self.usual_width();
        Ok(())
    }

    /// Some tools end every row but the header's with a delimiter. Only a habit of all rows is one: in a single row the
    /// same empty cell is what a stray quotation mark pushed out at the end.
    fn usual_width(&self) -> usize {
        let header = self.header.len();
        let mut rows = self.ahead.iter().filter_map(|row| row.as_ref().ok());
        let first = rows.next().map_or(header, Row::len);
        let habit = first > header && rows.clone().count() > 0;
        let like_it = |row: &Row| row.len() == first && row.cells().skip(header).all(<[u8]>::is_empty);
        if habit && self.ahead.iter().flatten().all(like_it) { first } else { header }
    }

    fn item(&mut self, row: Result<Row, BadLine>) -> Option<(u64, Item)> {
        let row = match row {
            Ok(row) => row,
            Err(bad) => {
                self.last.clone_from(&bad.raw);
                return Some((bad.line, Item::Bad(bad)));
            }
        };
        let read = self.mention(&row);
        self.last = row.raw;
        match read {
            Ok(None) => None,
            Ok(Some(mention)) => Some((row.line, Item::Mention(Box::new(mention)))),
            Err(reason) => Some((row.line, Item::Bad(BadLine::new(row.line, reason, &self.last)))),
        }
    }

    /// The mention of a row; nothing for a row of empty cells.
    fn mention(&mut self, row: &Row) -> Result<Option<RawMention>, Reason> {
        let mut broken = false;
        let mut cells: Vec<Cow<str>> = Vec::with_capacity(row.len());
        for cell in row.cells() {
            let (text, wrote) = self.tally.text(cell);
            broken |= wrote == Wrote::Broken;
            cells.push(text);
        }
        if cells.iter().all(|c| c.trim().is_empty()) {
            return Ok(None);
        }
        if !self.fits(&cells, row) {
            return Err(Reason::Columns { found: cells.len(), expected: self.header.len() });
        }
        let sheet = Sheet { cells: &cells, fields: &self.fields, header: &self.header };
        let mut mention = sheet.mention(self.dates)?;
        mention.raw = broken.then(|| row.raw.clone());
        Ok(Some(mention))
    }
}

impl<R: Read> Table<R> {
    /// Whether the cells can stand under the header. The listening tools write every row in full, so a cell too many, even
    /// an empty one, is a row whose cells have moved. Excel leaves out empty cells at the end of a row: fewer will do
    /// while the row still has its words and its date, and no quotation mark in it could have swallowed a delimiter. A
    /// line of one cell is no row of a table.
    fn fits(&self, cells: &[Cow<str>], row: &Row) -> bool {
        let there = |field: Field| self.fields.iter().filter(move |(f, _)| *f == field).map(|(_, at)| *at);
        // Several columns may hold words; without the best of them the row is cut off before it said them.
        let words = || there(Field::Text).next().or_else(|| there(Field::Title).next());
        match cells.len().cmp(&self.header.len()) {
            Ordering::Equal => true,
            Ordering::Greater => cells.len() <= self.width && cells[self.header.len()..].iter().all(|c| c.is_empty()),
            Ordering::Less => {
                cells.len() > 1
                    && words().into_iter().chain(there(Field::Ts)).chain(there(Field::Time)).all(|at| at < cells.len())
                    && !row.has_stray_quote(self.mapping.delimiter as u8)
            }
        }
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = io::Result<(u64, Item)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let row = match self.ahead.pop_front() {
                Some(row) => row,
                None => match self.rows.read() {
                    Ok(row) => row?,
                    Err(e) => return Some(Err(e)),
                },
            };
            if let Some(item) = self.item(row) {
                return Some(Ok(item));
            }
        }
    }
}

/// The cells of one row under their header.
struct Sheet<'a> {
    cells: &'a [Cow<'a, str>],
    fields: &'a [(Field, usize)],
    header: &'a [String],
}

impl Sheet<'_> {
    /// A field's cells that say something, best first, with their columns.
    fn all(&self, field: Field) -> impl Iterator<Item = (usize, &str)> {
        let columns = self.fields.iter().filter(move |(f, _)| *f == field);
        let cells = columns.filter_map(|(_, at)| self.cells.get(*at).map(|c| (*at, unguarded(c.trim()))));
        cells.filter(|(_, c)| !values::is_blank(c))
    }

    fn get(&self, field: Field) -> Option<&str> {
        self.all(field).next().map(|c| c.1)
    }

    fn owned(&self, field: Field) -> Option<String> {
        self.get(field).map(str::to_owned)
    }

    fn count(&self, field: Field) -> Option<u64> {
        self.get(field).and_then(values::count)
    }

    fn mention(&self, dates: Dates) -> Result<RawMention, Reason> {
        let mut m = RawMention {
            id: self.get(Field::Id).filter(|id| !is_mangled(id) && !is_counter(id)).map(str::to_owned),
            ts: self.moment(dates)?,
            author: self.owned(Field::Author),
            handle: self.owned(Field::Handle),
            text: self.text().ok_or(Reason::NoText)?,
            url: self.owned(Field::Url),
            lang: self.get(Field::Lang).and_then(values::language),
            followers: self.count(Field::Followers),
            verified: self.get(Field::Verified).and_then(values::flag),
            reply_to: self.target(Field::ReplyTo),
            quote_of: self.target(Field::QuoteOf),
            repost_of: self.target(Field::RepostOf),
            private: self.get(Field::Private).and_then(values::flag).unwrap_or_default(),
            reach: self.count(Field::Reach),
            likes: self.count(Field::Likes),
            reposts: self.count(Field::Reposts),
            replies: self.count(Field::Replies),
            ..RawMention::default()
        };
        m.media.extend(self.get(Field::Media).filter(|l| l.contains("://")).map(jsonl::medium_of_link));
        if m.handle.is_none() && m.author.as_deref().is_some_and(|a| a.starts_with('@') && !a.contains(' ')) {
            m.handle.clone_from(&m.author);
        }
        let kind = self.get(Field::Kind).and_then(values::kind);
        if let Some((kind, private)) = kind {
            m.kind = kind;
            m.private |= private;
        }
        m.platform = self.platform(m.url.as_deref());
        self.keep(&mut m);
        complete(&mut m, kind.is_some());
        Ok(m)
    }

    /// The text, below its headline when the text does not hold that already.
    fn text(&self) -> Option<String> {
        let text = self.get(Field::Text);
        match (self.get(Field::Title), text) {
            (Some(title), Some(text)) if !text.contains(title.trim_end_matches(['…', '.'])) => {
                Some(format!("{title}\n{text}"))
            }
            // Somebody may really have said "none": such a word is no text only where there is another.
            (title, text) => text.or(title).or_else(|| self.any_text()).map(str::to_owned),
        }
    }

    fn any_text(&self) -> Option<&str> {
        let columns = self.fields.iter().filter(|(f, _)| *f == Field::Text);
        columns.filter_map(|(_, at)| self.cells.get(*at)).map(|c| c.trim()).find(|c| !c.is_empty())
    }

    fn moment(&self, dates: Dates) -> Result<Option<crate::domain::time::Stamp>, Reason> {
        let Some(date) = self.get(Field::Ts) else { return Ok(None) };
        let whole = match self.get(Field::Time) {
            Some(time) if !date.contains(':') => Cow::Owned(format!("{date} {time}")),
            _ => Cow::Borrowed(date),
        };
        dates.read(&whole).map(Some).ok_or_else(|| Reason::BadDate { value: whole.into_owned() })
    }

    /// What it answers, quotes or passes on: the id inside a link, or the cell itself.
    fn target(&self, field: Field) -> Option<String> {
        self.get(field).filter(|c| !is_mangled(c)).map(link::target)
    }

    /// A platform that a column names, else the one of the link, else what stands there.
    fn platform(&self, url: Option<&str>) -> Option<String> {
        let named = self.all(Field::Platform).find_map(|(_, c)| link::platform(c)).filter(|p| *p != "web");
        let linked = || url.and_then(link::guess).map(|g| g.platform);
        named.or_else(linked).map(str::to_owned).or_else(|| {
            let word = self.get(Field::Platform)?;
            let site = word.contains('.') || word.chars().count() > 40;
            Some(
                link::platform(word)
                    .map_or_else(|| if site { "web".into() } else { word.to_lowercase() }, str::to_owned),
            )
        })
    }

    /// Keeps what no field took, or took and could not read.
    fn keep(&self, m: &mut RawMention) {
        for (at, cell) in self.cells.iter().enumerate().take(self.header.len()) {
            let cell = cell.trim();
            if values::is_blank(cell) || self.header[at].is_empty() || self.is_said(at, cell, m) {
                continue;
            }
            m.extra.entry(self.header[at].as_str()).or_insert_with(|| cell.into());
        }
    }

    /// Whether the mention already says what a cell says.
    fn is_said(&self, at: usize, cell: &str, m: &RawMention) -> bool {
        let mut uses = self.fields.iter().filter(|(_, c)| *c == at).map(|(f, _)| *f);
        uses.any(|field| match field {
            Field::Text | Field::Title => m.text.contains(unguarded(cell)),
            Field::Ts | Field::Time | Field::ReplyTo | Field::QuoteOf | Field::RepostOf => !is_mangled(cell),
            Field::Id => m.id.as_deref() == Some(unguarded(cell)),
            Field::Platform => link::platform(cell).is_some() || m.platform.as_deref() == Some(cell),
            Field::Author => m.author.as_deref() == Some(unguarded(cell)),
            Field::Handle | Field::Url | Field::Lang => true,
            Field::Kind => values::kind(cell).is_some(),
            Field::Media => !m.media.is_empty(),
            Field::Verified | Field::Private => values::flag(cell).is_some(),
            Field::Followers | Field::Reach | Field::Likes | Field::Reposts | Field::Replies => {
                values::count(cell).is_some()
            }
        })
    }
}

/// The value inside `="..."`, which keeps a spreadsheet from rounding a long number.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix("=\"").and_then(|c| c.strip_suffix('"')).unwrap_or(cell)
}

/// A number that only counts the rows of one export: the next export counts from 1 again, so it names no post.
fn is_counter(id: &str) -> bool {
    id.len() < 6 && id.bytes().all(|b| b.is_ascii_digit())
}

/// An id that a spreadsheet has rounded (`1.79E+18`): many posts share it, so it names none.
fn is_mangled(id: &str) -> bool {
    let Some((number, power)) = id.split_once(['E', 'e']) else { return false };
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    power.starts_with('+') && digits(&power[1..]) && digits(&number.replace([',', '.'], ""))
}

/// The column row as it was found.
struct Header {
    delimiter: u8,
    line: u64,
    names: Vec<String>,
}

/// Tries each delimiter on the head and takes the row that holds most known columns.
fn find_header(head: &[u8], end: u8, overrides: &Overrides, tally: &mut Tally) -> Result<Header, OpenError> {
    let mut best: Option<(usize, Header)> = None;
    let mut first = Vec::new();
    for delimiter in *b",;\t|" {
        let mut rows = Rows::new(head, delimiter, end);
        for _ in 0..HEADER_ROWS {
            let Some(row) = rows.read()? else { break };
            let Ok(row) = row else { continue };
            let names: Vec<String> = row.cells().map(|c| name(c, tally)).collect();
            let known: Vec<String> = names.iter().map(|n| plain(n)).collect();
            if names.len() > first.len() {
                first.clone_from(&names);
            }
            let given = overrides.met_by(&known);
            let score = presets::known_cells(&known) + 3 * given;
            let enough = score >= 2 || (score == 1 && names.len() == 1);
            if enough && best.as_ref().is_none_or(|b| score > b.0) {
                // One column needs no delimiter: take the one that texts hold least.
                let delimiter = if names.len() == 1 { b'\t' } else { delimiter };
                best = Some((score, Header { delimiter, line: row.line, names }));
            }
        }
    }
    best.map(|b| b.1).ok_or_else(|| OpenError::NoHeader { there: first.join(", ") })
}

/// A column's name as it is shown: one line, no quotes around, bounded.
fn name(cell: &[u8], tally: &mut Tally) -> String {
    let text = tally.text(&cell[..cell.len().min(400)]).0;
    text.trim()
        .trim_matches(['"', '\u{feff}'])
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(100)
        .collect()
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
