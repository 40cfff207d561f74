//! The format's own examples, every cut of them, and what a hostile server may send.

use super::*;
use proptest::prelude::*;

fn events(pieces: &[&[u8]]) -> (Vec<(String, String)>, Sse) {
    let (mut sse, mut found) = (Sse::new(), Vec::new());
    for piece in pieces {
        sse.push(piece, |e| found.push((e.name, e.data))).unwrap();
    }
    (found, sse)
}

fn one(name: &str, data: &str) -> (String, String) {
    (name.to_owned(), data.to_owned())
}

#[test]
fn lines_end_in_three_ways() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [":)", "event: update", "data: {", "data:  1}", "", "data: x", "", ""].join(end);
        let (found, _) = events(&[text.as_bytes()]);
        assert_eq!(found, [one("update", "{\n 1}"), one("message", "x")], "{end:?}");
    }
}

#[test]
fn any_cut_gives_the_same() {
    let text = "\u{feff}event: update\r\ndata: ñ1\r\ndata: ü2\r\n\r\n:thump\n\ndata\n\nid: 7\rretry: 250\rdata: z\r\r"
        .as_bytes();
    let (whole, sse) = events(&[text]);
    assert_eq!(whole, [one("update", "ñ1\nü2"), one("message", ""), one("message", "z")]);
    assert_eq!((sse.id(), sse.retry()), (Some("7"), Some(250)));
    for cut in 0..=text.len() {
        assert_eq!(events(&[&text[..cut], b"", &text[cut..]]).0, whole, "cut at {cut}");
    }
    let bytes: Vec<&[u8]> = text.chunks(1).collect();
    assert_eq!(events(&bytes).0, whole);
}

#[test]
fn what_is_no_event_is_none() {
    assert_eq!(events(&[b"event: update\n\n:thump\n\n\n\nfoo: bar\n\ndata: cut off"]).0, []);
    let (found, sse) = events(&[b"id: a\0b\nretry: 1x\nretry:\ndata: \xff\n\n"]);
    assert_eq!(found, [one("message", "\u{fffd}")]);
    assert_eq!((sse.id(), sse.retry()), (None, None));
    // a name does not outlive its event, a mark of byte order counts at the beginning alone
    assert_eq!(
        events(&[b"event: a\ndata: 1\n\n\xef\xbb\xbfdata: 2\n\ndata: 3\n\n"]).0,
        [one("a", "1"), one("message", "3")]
    );
}

#[test]
fn sizes_are_bounded() {
    let mut sse = Sse::new();
    let piece = vec![b'x'; 64 << 10];
    let mut fed = 0;
    let fault = loop {
        match sse.push(&piece, |_| {}) {
            Ok(lines) => assert_eq!(lines, 0),
            Err(fault) => break fault,
        }
        fed += piece.len();
    };
    assert_eq!((fed, fault), (LINE_MAX, Fault::TooLarge(LINE_MAX as u64)));

    let mut sse = Sse::new();
    let line = [b"data: ".as_slice(), &piece, b"\n"].concat();
    let faults = (0..64).find_map(|_| sse.push(&line, |_| {}).err());
    assert_eq!(faults, Some(Fault::TooLarge(EVENT_MAX as u64)));
}

#[test]
fn signs_of_life_are_whole_lines() {
    let mut sse = Sse::new();
    assert_eq!(sse.push(b":thu", |_| {}), Ok(0));
    assert_eq!(sse.push(b"mp\n", |_| {}), Ok(1));
    assert_eq!(sse.push(b":thump\r\n\r", |_| {}), Ok(2));
    assert_eq!(sse.push(b"\n", |_| {}), Ok(0));
}

proptest! {
    #[test]
    fn bytes_of_any_kind_read_the_same_in_any_pieces(text in proptest::collection::vec(
        prop_oneof![Just(b'\n'), Just(b'\r'), Just(b':'), Just(b' '), Just(b'd'), any::<u8>()], 0..200), cuts in proptest::collection::vec(0usize..200, 0..6)) {
        let whole = events(&[&text]).0;
        let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(text.len())).collect();
        cuts.sort_unstable();
        let mut at = 0;
        let mut pieces = Vec::new();
        for cut in cuts {
            pieces.push(&text[at..cut]);
            at = cut;
        }
        pieces.push(&text[at..]);
        prop_assert_eq!(events(&pieces).0, whole);
    }
}
