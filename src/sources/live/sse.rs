//! Server-sent events, read as the bytes come in: lines that end in any of three ways, cut anywhere, each bounded. Owns
//! the format; must not know what an event is about or where the bytes come from.

use crate::sources::live::Fault;

/// Longest line that is read.
pub const LINE_MAX: usize = 512 << 10;
/// Most data that one event holds, and so the most that is kept between two pieces beside one line.
pub const EVENT_MAX: usize = 1 << 20;

/// Something that a server sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event {
    /// What sort it is; `message` when the server did not say.
    pub name: String,
    /// Its data, lines joined by line feeds.
    pub data: String,
}

/// Reads a stream of events piece by piece.
#[derive(Debug, Default)]
pub struct Sse {
    line: Vec<u8>,
    begun: bool,
    after_cr: bool,
    name: String,
    data: String,
    has_data: bool,
    id: Option<String>,
    retry: Option<u64>,
}

impl Sse {
    /// A stream from its beginning.
    pub fn new() -> Sse {
        Sse::default()
    }

    /// The last id that the server gave: from where to go on when the stream breaks.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// How long the server wants us to wait before connecting again, in milliseconds.
    pub const fn retry(&self) -> Option<u64> {
        self.retry
    }

    /// Takes the next piece; whole events go to `heard`. Returns how many lines ended in it, comments among them: a
    /// server that sends bytes without ever ending a line is not alive.
    ///
    /// # Errors
    /// [`Fault::TooLarge`] when a line or an event is larger than what is read; the stream cannot go on.
    pub fn push(&mut self, piece: &[u8], mut heard: impl FnMut(Event)) -> Result<usize, Fault> {
        let mut ended = 0;
        let mut rest = piece;
        if std::mem::take(&mut self.after_cr) {
            match rest.first() {
                None => self.after_cr = true,
                Some(b'\n') => rest = &rest[1..],
                Some(_) => {}
            }
        }
        while let Some(end) = rest.iter().position(|b| matches!(b, b'\n' | b'\r')) {
            self.keep(&rest[..end])?;
            self.end_line(&mut heard)?;
            ended += 1;
            let cr = rest[end] == b'\r';
            rest = &rest[end + 1..];
            if cr {
                match rest.first() {
                    None => self.after_cr = true, // its line feed may be the first byte of the next piece
                    Some(b'\n') => rest = &rest[1..],
                    Some(_) => {}
                }
            }
        }
        self.keep(rest)?;
        Ok(ended)
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        if self.line.len() + bytes.len() > LINE_MAX {
            return Err(Fault::TooLarge(LINE_MAX as u64));
        }
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    fn end_line(&mut self, heard: &mut impl FnMut(Event)) -> Result<(), Fault> {
        let mut bytes = std::mem::take(&mut self.line);
        let bom: &[u8] = if self.begun { b"" } else { b"\xef\xbb\xbf" };
        self.begun = true;
        let outcome = self.read(String::from_utf8_lossy(bytes.strip_prefix(bom).unwrap_or(&bytes)).as_ref(), heard);
        bytes.clear();
        self.line = bytes; // its room serves the next line
        outcome
    }

    fn read(&mut self, line: &str, heard: &mut impl FnMut(Event)) -> Result<(), Fault> {
        if line.is_empty() {
            self.dispatch(heard);
            return Ok(());
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => {
                if self.data.len() + value.len() + 1 > EVENT_MAX {
                    return Err(Fault::TooLarge(EVENT_MAX as u64));
                }
                if std::mem::replace(&mut self.has_data, true) {
                    self.data.push('\n');
                }
                self.data.push_str(value);
            }
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) => {
                self.retry = value.parse().ok()
            }
            _ => {} // a comment has an empty name; unknown fields are to be ignored
        }
        Ok(())
    }

    fn dispatch(&mut self, heard: &mut impl FnMut(Event)) {
        let (name, data) = (std::mem::take(&mut self.name), std::mem::take(&mut self.data));
        if std::mem::take(&mut self.has_data) {
            let name = if name.is_empty() { "message".to_owned() } else { name };
            heard(Event { name, data });
        }
    }
}

#[cfg(test)]
#[path = "sse_tests.rs"]
mod tests;
