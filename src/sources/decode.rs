//! Bytes of any of the usual encodings become UTF-8, in a bounded stream.
//!
//! UTF-16 is decoded here for the whole stream. Windows-1252 (which holds all of Latin-1) is decided line by line by
//! [`Tally`]: a file that looked like plain ASCII for a megabyte may still bring its first `é` later, and one broken
//! line in a UTF-8 file must not turn the rest of it into mojibake.

use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Read};

/// How much of a stream is looked at before it is decided what it is.
pub const HEAD: usize = 64 << 10;

/// How the text was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// UTF-8 (or plain ASCII).
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-8 that says so with a byte order mark.
    #[serde(rename = "UTF-8 with BOM")]
    Utf8Bom,
    /// Two bytes a unit, low byte first.
    #[serde(rename = "UTF-16 LE")]
    Utf16Le,
    /// Two bytes a unit, high byte first.
    #[serde(rename = "UTF-16 BE")]
    Utf16Be,
    /// One byte a character, Western Europe.
    #[serde(rename = "Windows-1252")]
    Windows1252,
}

impl Encoding {
    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8Bom => "UTF-8 with BOM",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Windows1252 => "Windows-1252",
        }
    }

    /// Tells the encoding from the first bytes, and how many of them are its mark.
    pub fn sniff(head: &[u8]) -> (Encoding, usize) {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => return (Encoding::Utf8Bom, 3),
            [0xFF, 0xFE, ..] => return (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => return (Encoding::Utf16Be, 2),
            _ => {}
        }
        // UTF-16 without its mark: in Western text every second byte is zero; NULs in UTF-8 are rare and anywhere.
        let sample = &head[..head.len().min(4096)];
        let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
        let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
        if pairs >= 2 && odd * 10 > pairs * 6 && even * 20 <= pairs {
            return (Encoding::Utf16Le, 0);
        }
        if pairs >= 2 && even * 10 > pairs * 6 && odd * 20 <= pairs {
            return (Encoding::Utf16Be, 0);
        }
        let tally = Tally::of(head);
        (if tally.other > tally.utf8 { Encoding::Windows1252 } else { Encoding::Utf8 }, 0)
    }
}

/// Reads a stream as UTF-8: marks removed, UTF-16 decoded, all else passed on for [`Tally::text`] to decide.
pub struct Decoder<R> {
    inner: R,
    encoding: Encoding,
    utf16: Option<encoding_rs::Decoder>,
    raw: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Decoder<R> {
    /// Looks at the first [`HEAD`] bytes of `inner` and starts decoding.
    pub fn new(mut inner: R) -> io::Result<Self> {
        let mut head = Vec::new();
        inner.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let (encoding, mark) = Encoding::sniff(&head);
        let utf16 = match encoding {
            Encoding::Utf16Le => Some(encoding_rs::UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Some(encoding_rs::UTF_16BE.new_decoder_without_bom_handling()),
            _ => None,
        };
        let ended = head.len() < HEAD;
        let mut this = Decoder { inner, encoding, utf16, raw: Vec::new(), ready: Vec::new(), at: mark, ended };
        if this.utf16.is_some() {
            this.at = 0;
            this.raw = head.split_off(mark);
            this.decode();
        } else {
            this.ready = head;
        }
        Ok(this)
    }

    /// How the stream is written, as far as its head tells.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The decoded beginning, before anything is read from it.
    pub fn head(&self) -> &[u8] {
        &self.ready[self.at..]
    }

    /// Turns what is in `raw` into UTF-8 in `ready`.
    fn decode(&mut self) {
        let Some(utf16) = &mut self.utf16 else { return };
        let room = utf16.max_utf8_buffer_length(self.raw.len()).unwrap_or(HEAD * 4);
        self.ready.resize(room, 0);
        let (_, _, written, _) = utf16.decode_to_utf8(&self.raw, &mut self.ready, self.ended);
        self.ready.truncate(written);
        self.at = 0;
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.ready.len() {
            if self.utf16.is_none() {
                if self.ready.capacity() > 0 {
                    self.ready = Vec::new();
                    self.at = 0;
                }
                return if self.ended { Ok(0) } else { self.inner.read(out) };
            }
            if self.ended {
                return Ok(0);
            }
            self.raw.clear();
            let got = self.inner.by_ref().take(HEAD as u64 / 2).read_to_end(&mut self.raw)?;
            self.ended = got == 0;
            self.decode();
        }
        let n = out.len().min(self.ready.len() - self.at);
        out[..n].copy_from_slice(&self.ready[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

/// How some bytes turned out to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrote {
    /// In valid UTF-8.
    Utf8,
    /// In Windows-1252; nothing is lost.
    Western,
    /// In neither: parts of the text are replaced.
    Broken,
}

/// What a stream has shown so far: UTF-8 beyond ASCII, or single bytes that look like Western letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    utf8: u64,
    other: u64,
}

impl Tally {
    /// Counts a head; a character cut at its very end does not count.
    pub fn of(head: &[u8]) -> Tally {
        let mut tally = Tally::default();
        for chunk in head.utf8_chunks() {
            tally.utf8 += chunk.valid().chars().filter(|c| !c.is_ascii()).count() as u64;
            tally.other += chunk.invalid().len() as u64;
        }
        if tally.utf8 > 0 {
            tally.other -= head.utf8_chunks().last().map_or(0, |c| c.invalid().len() as u64);
        }
        tally
    }

    /// The text of some bytes: as UTF-8; else as Windows-1252 when that is what the stream and the bytes look like;
    /// else with a replacement character for each broken part.
    pub fn text<'a>(&mut self, bytes: &'a [u8]) -> (Cow<'a, str>, Wrote) {
        if let Ok(text) = std::str::from_utf8(bytes) {
            self.utf8 += u64::from(!text.is_ascii());
            return (Cow::Borrowed(text), Wrote::Utf8);
        }
        let (mut valid, mut broken, mut western) = (0, 0, true);
        for chunk in bytes.utf8_chunks() {
            valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            broken += chunk.invalid().len();
            western &= chunk.invalid().iter().all(|b| is_western(*b));
        }
        if western && broken > valid && self.other >= self.utf8 {
            self.other += 1;
            return (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0, Wrote::Western);
        }
        (String::from_utf8_lossy(bytes), Wrote::Broken)
    }

    /// Whether the stream turned out to be written in single bytes.
    pub fn single_byte(&self) -> bool {
        self.other > self.utf8
    }
}

/// Whether a byte above 127 is a letter or sign that Western text really uses in Windows-1252.
const fn is_western(byte: u8) -> bool {
    matches!(byte, 0x80 | 0x82..=0x85 | 0x8A | 0x8C | 0x8E | 0x91..=0x97 | 0x99..=0x9A | 0x9C | 0x9E | 0xA0..=0xDD | 0xDF..=0xEF | 0xF1..=0xFD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    fn read(bytes: &[u8]) -> (Encoding, Vec<u8>) {
        let mut d = Decoder::new(bytes).unwrap();
        let mut out = Vec::new();
        d.read_to_end(&mut out).unwrap();
        (d.encoding(), out)
    }

    #[test]
    fn every_encoding_is_told_and_read() {
        let long = "fecha;autor;texto\nhoy;María;«¿Qué pasó?» 😡\n".repeat(4000);
        for (bytes, encoding) in [
            (long.clone().into_bytes(), Encoding::Utf8),
            ([b"\xEF\xBB\xBF", long.as_bytes()].concat(), Encoding::Utf8Bom),
            (utf16(&long, true, true), Encoding::Utf16Le),
            (utf16(&long, false, true), Encoding::Utf16Be),
            (utf16(&long, true, false), Encoding::Utf16Le),
            (utf16(&long, false, false), Encoding::Utf16Be),
        ] {
            let (told, out) = read(&bytes);
            assert_eq!(told, encoding);
            assert_eq!(out, long.as_bytes(), "{encoding:?}");
        }
        let western = encoding_rs::WINDOWS_1252.encode("año, «señor», 5 €").0.into_owned();
        assert_eq!(read(&western).0, Encoding::Windows1252);
        assert_eq!(Tally::default().text(&western).0, "año, «señor», 5 €");
    }

    #[test]
    fn one_broken_line_does_not_make_a_file_western() {
        let mut tally = Tally::of("mañana será otro día".as_bytes());
        assert_eq!(tally.text(b"caf\xe9").0, "caf\u{FFFD}");
        assert_eq!(tally.text("mañana".as_bytes()), (Cow::Borrowed("mañana"), Wrote::Utf8));
        assert_eq!(Tally::default().text(b"\xff\xfe\xf0\x9f").0.chars().filter(|c| *c == '\u{FFFD}').count(), 3);
        assert!(!tally.single_byte());
    }

    #[test]
    fn a_character_cut_at_the_end_of_the_head_is_not_western() {
        let text = "é".repeat(HEAD);
        let cut = [b"a", text.as_bytes()].concat();
        let (told, out) = read(&cut);
        assert_eq!((told, out.len()), (Encoding::Utf8, cut.len()));
    }

    #[test]
    fn half_a_unit_at_the_end_ends() {
        let mut bytes = utf16("hola y adiós", true, true);
        bytes.push(b'x');
        assert_eq!(String::from_utf8(read(&bytes).1).unwrap(), "hola y adiós\u{FFFD}");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
            let (_, out) = read(&bytes);
            proptest::prop_assert!(out.len() <= bytes.len() * 3 + 3);
            let _ = Tally::default().text(&bytes);
        }
    }
}
