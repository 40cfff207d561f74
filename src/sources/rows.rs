//! Rows out of lines: quoted cells may hold newlines, and a quotation mark that never closes spoils its own line only.
//! Owns the bound of a row and the way back after a bad one; must not know what a column means.

use super::lines::{Got, Lines};
use super::{BadLine, LINE_MAX, Reason};
use csv_core::{ReadRecordResult, Terminator};
use std::collections::VecDeque;
use std::io::{self, Read};

/// Most lines of one row.
const ROW_LINES: usize = 4096;

/// Most cells of one row.
const CELLS_MAX: usize = 2048;

/// One row: its cells unquoted, and its lines as they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Number of its first line.
    pub line: u64,
    /// Its lines, joined by newlines.
    pub raw: Vec<u8>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Row {
    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of its cells, in order.
    pub fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end])
    }

    /// Whether a quoted cell goes on after its closing quotation mark, which no program writes that doubles those inside.
    pub fn has_stray_quote(&self, delimiter: u8) -> bool {
        let (mut quoted, mut begins) = (false, true);
        let mut bytes = self.raw.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' if quoted => match bytes.peek() {
                    Some(b'"') => drop(bytes.next()),
                    None | Some(b'\r' | b'\n') => quoted = false,
                    Some(next) if *next == delimiter => quoted = false,
                    Some(_) => return true,
                },
                b'"' if begins => quoted = true,
                _ => {}
            }
            begins = !quoted && byte == delimiter;
        }
        quoted
    }
}

/// A line that was read and may be read again.
struct Physical {
    number: u64,
    bytes: Vec<u8>,
    got: Got,
}

enum Fed {
    Done,
    Open,
    TooMany,
}

/// Reads one row after another.
pub(super) struct Rows<R> {
    lines: Lines<R>,
    parser: csv_core::Reader,
    end: u8,
    again: VecDeque<Physical>,
    /// Columns of the header, once it is known.
    pub expected: Option<usize>,
}

impl<R: Read> Rows<R> {
    /// Rows of cells parted by `delimiter`, in lines that end with `end`.
    pub fn new(reader: R, delimiter: u8, end: u8) -> Self {
        let parser = csv_core::ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(end)).build();
        Rows { lines: Lines::ending(reader, end), parser, end, again: VecDeque::new(), expected: None }
    }

    /// The next row or bad line; `None` at the end. Blank lines between rows are passed over.
    pub fn read(&mut self) -> io::Result<Option<Result<Row, BadLine>>> {
        loop {
            let Some(first) = self.line()? else { return Ok(None) };
            if first.got == Got::TooLong {
                return Ok(Some(Err(BadLine::new(first.number, Reason::TooLong, &first.bytes))));
            }
            if first.bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
                continue;
            }
            return self.row(first).map(Some);
        }
    }

    /// Passes over the first lines of the stream, whatever stands in them.
    pub fn skip(&mut self, lines: u64) -> io::Result<()> {
        let mut line = Vec::new();
        while self.lines.number() < lines && self.lines.read(&mut line)?.is_some() {}
        Ok(())
    }

    fn line(&mut self) -> io::Result<Option<Physical>> {
        if let Some(line) = self.again.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let got = self.lines.read(&mut bytes)?;
        Ok(got.map(|got| Physical { number: self.lines.number(), bytes, got }))
    }

    /// The row that begins with `first`.
    fn row(&mut self, first: Physical) -> io::Result<Result<Row, BadLine>> {
        let mut row = Row { line: first.number, ..Row::default() };
        let mut more: Vec<Physical> = Vec::new();
        self.parser.reset();
        let mut fed = feed(&mut self.parser, &first.bytes, self.end, &mut row);
        let mut size = first.bytes.len();
        while matches!(fed, Fed::Open) {
            let Some(next) = self.line()? else { break };
            size += next.bytes.len();
            let stop = next.got == Got::TooLong || size > LINE_MAX || more.len() >= ROW_LINES;
            if !stop {
                fed = feed(&mut self.parser, &next.bytes, self.end, &mut row);
            }
            more.push(next);
            if stop {
                break;
            }
        }
        // A row over several lines that does not fit the header is two rows and a stray quotation mark.
        let misfit = !more.is_empty() && self.expected.is_some_and(|n| n != row.len());
        let reason = match fed {
            Fed::TooMany => Reason::Columns { found: CELLS_MAX + 1, expected: self.expected.unwrap_or(CELLS_MAX) },
            Fed::Open => Reason::OpenQuote,
            Fed::Done if misfit => Reason::OpenQuote,
            Fed::Done => {
                row.raw = first.bytes;
                for line in more {
                    row.raw.push(b'\n');
                    row.raw.extend_from_slice(&line.bytes);
                }
                return Ok(Ok(row));
            }
        };
        for line in more.into_iter().rev() {
            self.again.push_front(line);
        }
        Ok(Err(BadLine::new(first.number, reason, &first.bytes)))
    }
}

/// Gives one line and its ending to the parser; a line never holds `end` itself, so it never ends before that.
fn feed(parser: &mut csv_core::Reader, line: &[u8], end: u8, row: &mut Row) -> Fed {
    let (mut used, mut ends) = (row.bytes.len(), row.ends.len());
    row.bytes.resize(used + line.len() + 1, 0);
    row.ends.resize(ends + 64, 0);
    let mut fed = Fed::Open;
    for mut input in [line, &[end]] {
        while !input.is_empty() {
            let (result, read, wrote, ended) = parser.read_record(input, &mut row.bytes[used..], &mut row.ends[ends..]);
            (input, used, ends) = (&input[read..], used + wrote, ends + ended);
            match result {
                ReadRecordResult::Record | ReadRecordResult::End => fed = Fed::Done,
                ReadRecordResult::OutputEndsFull if row.ends.len() > CELLS_MAX => {
                    fed = Fed::TooMany;
                    input = &[];
                }
                ReadRecordResult::OutputEndsFull => row.ends.resize(row.ends.len() * 2, 0),
                // Output is never longer than input, so its buffer is never full.
                ReadRecordResult::InputEmpty | ReadRecordResult::OutputFull => {}
            }
        }
        if matches!(fed, Fed::TooMany) {
            break;
        }
    }
    row.bytes.truncate(used);
    row.ends.truncate(ends);
    fed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, expected: Option<usize>) -> Vec<(u64, Result<Vec<String>, &'static str>)> {
        let mut rows = Rows::new(text.as_bytes(), b',', b'\n');
        rows.expected = expected;
        let mut out = Vec::new();
        while let Some(row) = rows.read().unwrap() {
            out.push(match row {
                Ok(r) => (r.line, Ok(r.cells().map(|c| String::from_utf8_lossy(c).into_owned()).collect())),
                Err(b) => (b.line, Err(b.reason.key())),
            });
        }
        out
    }

    fn ok(cells: &[&str]) -> Result<Vec<String>, &'static str> {
        Ok(cells.iter().map(|c| (*c).to_owned()).collect())
    }

    #[test]
    fn quoted_cells_hold_newlines_quotes_and_delimiters() {
        let got = rows("a,b\r\n\r\n\"1\n\n2, \"\"x\"\"\",y\n,\n\"\"", None);
        assert_eq!(got, [(1, ok(&["a", "b"])), (3, ok(&["1\n\n2, \"x\"", "y"])), (6, ok(&["", ""])), (7, ok(&[""]))]);
    }

    #[test]
    fn a_stray_quote_spoils_its_own_line_only() {
        let open = (2, Err("source-bad-quote"));
        let got = rows("a,b\n\"1,2\n3,4\n5,6\n", Some(2));
        assert_eq!(got, [(1, ok(&["a", "b"])), open.clone(), (3, ok(&["3", "4"])), (4, ok(&["5", "6"]))]);
        let got = rows("a,b\n\"1,2\n3,4\n\"5,\",6\n", Some(2));
        assert_eq!(got[1..3], [open, (3, ok(&["3", "4"]))]);
    }

    #[test]
    fn a_row_has_a_bound() {
        let text = format!("a,b\n\"{}\nlast,row\n", "line\n".repeat(LINE_MAX / 5 + 10));
        let got = rows(&text, Some(2));
        assert_eq!(got[1], (2, Err("source-bad-quote")));
        assert_eq!(got.last().unwrap().1, ok(&["last", "row"]));
        let got = rows(&format!("{}\nx\n", ",".repeat(CELLS_MAX * 3)), None);
        assert_eq!(got, [(1, Err("source-bad-columns")), (2, ok(&["x"]))]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_give_rows_and_end(bytes in proptest::collection::vec(proptest::sample::select(b"a\",;\n\r\t\xff\0".to_vec()), 0..300)) {
            let mut rows = Rows::new(bytes.as_slice(), b',', b'\n');
            rows.expected = Some(3);
            let mut last = 0;
            while let Some(row) = rows.read().unwrap() {
                let line = row.map_or_else(|b| b.line, |r| r.line);
                proptest::prop_assert!(line > last);
                last = line;
            }
        }
    }
}
