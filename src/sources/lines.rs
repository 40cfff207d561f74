//! Bounded lines out of any stream. Owns numbering and the bound; must not know what a line means.

use super::{BAD_RAW_MAX, LINE_MAX};
use std::io::{self, BufRead, BufReader, Read};

/// What stands in the buffer after a read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Got {
    /// A whole line, without its ending.
    Line,
    /// The first [`BAD_RAW_MAX`] bytes of a line that is too long; the rest of it is skipped.
    TooLong,
}

/// Reads one line after another into a buffer that is used again.
pub struct Lines<R> {
    reader: BufReader<R>,
    end: u8,
    number: u64,
}

impl<R: Read> Lines<R> {
    /// Lines that end with `\n` or `\r\n`.
    pub fn new(reader: R) -> Self {
        Self::ending(reader, b'\n')
    }

    /// Lines that end with `end`; old exports end them with `\r` alone.
    pub fn ending(reader: R, end: u8) -> Self {
        Lines { reader: BufReader::with_capacity(128 << 10, reader), end, number: 0 }
    }

    /// Number of the line read last, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Whether the next line must be waited for, since nothing of it was read ahead.
    pub fn waits(&self) -> bool {
        self.reader.buffer().is_empty()
    }

    /// The next line, or `None` at the end.
    pub fn read(&mut self, into: &mut Vec<u8>) -> io::Result<Option<Got>> {
        into.clear();
        if into.capacity() > BAD_RAW_MAX {
            into.shrink_to(BAD_RAW_MAX);
        }
        let got = self.reader.by_ref().take(LINE_MAX as u64 + 2).read_until(self.end, into)?;
        if got == 0 {
            return Ok(None);
        }
        self.number += 1;
        if into.last() == Some(&self.end) {
            into.pop();
            if into.last() == Some(&b'\r') {
                into.pop();
            }
        } else if into.len() > LINE_MAX {
            self.reader.skip_until(self.end)?;
        }
        if into.len() > LINE_MAX {
            into.truncate(BAD_RAW_MAX);
            return Ok(Some(Got::TooLong));
        }
        Ok(Some(Got::Line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_and_the_next_one_is_whole() {
        let bytes = [b"one\r\n".as_slice(), &vec![b'x'; LINE_MAX * 3], b"\n\nlast"].concat();
        let mut lines = Lines::new(bytes.as_slice());
        let mut buffer = Vec::new();
        let mut seen = Vec::new();
        while let Some(got) = lines.read(&mut buffer).unwrap() {
            seen.push((lines.number(), got, buffer.len()));
        }
        let want = [(1, Got::Line, 3), (2, Got::TooLong, BAD_RAW_MAX), (3, Got::Line, 0), (4, Got::Line, 4)];
        assert_eq!(seen, want);
    }

    #[test]
    fn the_bound_itself_is_allowed() {
        for (extra, want) in [(0, Got::Line), (1, Got::TooLong), (2, Got::TooLong)] {
            let bytes = [vec![b'x'; LINE_MAX + extra].as_slice(), b"\nnext\n"].concat();
            let mut lines = Lines::new(bytes.as_slice());
            let mut buffer = Vec::new();
            assert_eq!(lines.read(&mut buffer).unwrap(), Some(want), "{extra}");
            assert_eq!(lines.read(&mut buffer).unwrap(), Some(Got::Line));
            assert_eq!(buffer, b"next");
        }
    }
}
