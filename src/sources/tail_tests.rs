use super::*;
use std::fs;
use std::io::Write;

struct Log {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Log {
    fn new() -> Log {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("posts.jsonl");
        Log { _folder: folder, path }
    }

    fn add(&self, text: &str) {
        let mut file = fs::OpenOptions::new().create(true).append(true).open(&self.path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    fn rotate(&self) {
        fs::rename(&self.path, self.path.with_extension("1")).unwrap();
    }
}

fn texts(lines: Vec<Line>) -> Vec<String> {
    lines.into_iter().map(|l| String::from_utf8(l.bytes).unwrap()).collect()
}

#[test]
fn lines_come_when_their_newline_does() {
    let log = Log::new();
    let mut tail = Tail::new(&log.path, Start::Beginning);
    assert_eq!(tail.poll().unwrap(), []);
    assert_eq!(tail.cursor(), None);
    log.add("one\ntw");
    assert_eq!(texts(tail.poll().unwrap()), ["one"]);
    assert_eq!(tail.poll().unwrap(), []);
    log.add("o\r\n\nthree\n");
    assert_eq!(texts(tail.poll().unwrap()), ["two", "", "three"]);
}

#[test]
fn rotation_loses_nothing() {
    let log = Log::new();
    log.add("one\n");
    let mut tail = Tail::new(&log.path, Start::Beginning);
    assert_eq!(texts(tail.poll().unwrap()), ["one"]);
    log.rotate();
    assert_eq!(tail.poll().unwrap(), [], "gone, its successor not there yet");
    fs::OpenOptions::new()
        .append(true)
        .open(log.path.with_extension("1"))
        .unwrap()
        .write_all(b"late\nunfinished")
        .unwrap();
    log.add("two\n");
    let mut got = Vec::new();
    for _ in 0..4 {
        got.extend(texts(tail.poll().unwrap()));
    }
    assert_eq!(got, ["late", "unfinished", "two"]);
}

#[test]
fn truncation_starts_again() {
    let log = Log::new();
    log.add("a long first line\npart");
    let mut tail = Tail::new(&log.path, Start::Beginning);
    assert_eq!(texts(tail.poll().unwrap()), ["a long first line"]);
    fs::write(&log.path, "new\n").unwrap();
    assert_eq!(texts(tail.poll().unwrap()), ["new"]);
}

#[test]
fn a_file_that_was_written_anew_starts_again_however_long_it_is() {
    let log = Log::new();
    let lines = |from: u32, to: u32| (from..to).map(|n| format!("line number {n}\n")).collect::<String>();
    let all = |from: u32, to: u32| lines(from, to).lines().map(str::to_owned).collect::<Vec<_>>();
    for (first, then) in [(2, 20), (2, 2), (300, 300), (300, 2), (300, 900)] {
        fs::write(&log.path, lines(0, first)).unwrap();
        let mut tail = Tail::new(&log.path, Start::Beginning);
        assert_eq!(texts(tail.poll().unwrap()), all(0, first));
        log.add("begu");
        assert_eq!(tail.poll().unwrap(), []);
        let cursor = tail.cursor().unwrap();
        assert_eq!(cursor.offset, lines(0, first).len() as u64);
        fs::write(&log.path, lines(1000, 1000 + then)).unwrap();
        assert_eq!(texts(tail.poll().unwrap()), all(1000, 1000 + then), "{first} {then}");
        assert_eq!(tail.poll().unwrap(), []);
        let mut again = Tail::new(&log.path, Start::At(cursor));
        assert_eq!(texts(again.poll().unwrap()), all(1000, 1000 + then), "{first} {then}, later");
        // A cursor of an older version says nothing of what stood before it: it is believed.
        let old = Start::At(Cursor { before: None, ..cursor });
        let whole = lines(1000, 1000 + then);
        if let Some(rest) = whole.get(cursor.offset as usize..) {
            assert_eq!(texts(Tail::new(&log.path, old).poll().unwrap()), rest.lines().collect::<Vec<_>>());
        }
    }
}

#[test]
fn what_grows_in_small_pieces_is_never_taken_for_written_anew() {
    let log = Log::new();
    let mut tail = Tail::new(&log.path, Start::Beginning);
    assert!(!tail.is_there());
    let (mut whole, mut got) = (String::new(), Vec::new());
    for n in 0..400 {
        let piece = format!("{}{}", "x".repeat(n % 37), if n % 5 == 0 { "\n" } else { "" });
        log.add(&piece);
        whole += &piece;
        got.extend(texts(tail.poll().unwrap()));
        assert!(tail.is_there());
        if n % 7 == 0 {
            tail = Tail::new(&log.path, Start::At(tail.cursor().unwrap()));
        }
    }
    let end = whole.rfind('\n').unwrap();
    assert_eq!(got, whole[..end].split('\n').map(str::to_owned).collect::<Vec<_>>());
    fs::remove_file(&log.path).unwrap();
    tail.poll().unwrap();
    assert!(!tail.is_there());
}

#[test]
fn a_restart_goes_on_where_it_stopped() {
    let log = Log::new();
    log.add("one\ntwo\nthr");
    let mut tail = Tail::new(&log.path, Start::Beginning);
    tail.poll().unwrap();
    let cursor: Cursor = serde_json::from_str(&serde_json::to_string(&tail.cursor().unwrap()).unwrap()).unwrap();
    assert_eq!(cursor.offset, 8);
    log.add("ee\n");
    let mut again = Tail::new(&log.path, Start::At(cursor));
    let lines = again.poll().unwrap();
    assert_eq!((lines[0].at, texts(lines)), (8, vec!["three".to_owned()]));
    log.rotate();
    log.add("other\n");
    assert_eq!(texts(Tail::new(&log.path, Start::At(cursor)).poll().unwrap()), ["other"]);
    let mut end = Tail::new(&log.path, Start::End);
    assert_eq!(end.poll().unwrap(), []);
    log.add("fresh\n");
    assert_eq!(texts(end.poll().unwrap()), ["fresh"]);
}

#[test]
fn lines_are_numbered_as_they_stand_in_the_file_of_now() {
    let numbers = |tail: &mut Tail| tail.poll().unwrap().iter().map(|line| line.number).collect::<Vec<_>>();
    let log = Log::new();
    log.add("one\n\nthree\n");
    let mut tail = Tail::new(&log.path, Start::Beginning);
    assert_eq!(numbers(&mut tail), [1, 2, 3], "an empty line is one");
    let cursor = tail.cursor().unwrap();
    log.add("four\n");
    assert_eq!(numbers(&mut Tail::new(&log.path, Start::At(cursor))), [4], "after a restart");
    let older = Cursor { lines: None, ..cursor };
    assert_eq!(numbers(&mut Tail::new(&log.path, Start::At(older))), [4], "also where the cursor does not say it");
    let mut end = Tail::new(&log.path, Start::End);
    assert!(numbers(&mut end).is_empty());
    log.add("five\n");
    assert_eq!(numbers(&mut end), [5]);
    assert_eq!(numbers(&mut tail), [4, 5]);
    log.rotate();
    log.add("first again\n");
    assert_eq!(numbers(&mut tail), [1]);
}

#[test]
fn a_long_line_is_cut_and_memory_stays_bounded() {
    let log = Log::new();
    log.add(&format!("{}\n{{\"text\":\"ok\"}}\n", "x".repeat(LINE_MAX * 3)));
    let mut tail = Tail::new(&log.path, Start::Beginning);
    let mut lines = Vec::new();
    for _ in 0..6 {
        lines.extend(tail.poll().unwrap());
    }
    assert_eq!((lines.len(), lines[0].whole, lines[0].bytes.len()), (2, false, BAD_RAW_MAX));
    assert_eq!(lines[1].at, LINE_MAX as u64 * 3 + 1);
    let mut parser = Parser::default();
    assert!(matches!(lines[0].item(&mut parser, "s"), Item::Bad(BadLine { reason: Reason::TooLong, .. })));
    let Item::Mention(m) = lines[1].item(&mut parser, &tail.source()) else { panic!() };
    let origin = m.origin.unwrap();
    assert!(origin.starts_with(&tail.source()) && origin.ends_with(&format!(":{}", lines[1].at)));
}

#[test]
fn following_waits_only_when_there_is_nothing_new() {
    let log = Log::new();
    log.add("one\n");
    let (mut waits, mut got) = (0, Vec::new());
    Tail::new(&log.path, Start::Beginning)
        .follow(
            |pause| {
                assert_eq!(pause, PAUSE);
                waits += 1;
                log.add("more\n");
                waits < 3
            },
            |_, lines| {
                got.extend(texts(lines));
                true
            },
        )
        .unwrap();
    assert_eq!((waits, got), (3, vec!["one".to_owned(), "more".into(), "more".into()]));
}

#[test]
fn a_pipe_gives_all_its_lines_and_ends() {
    let text = format!("{}last", "line\n".repeat(50_000));
    let lines: Vec<Line> = pipe(io::Cursor::new(text.into_bytes())).unwrap().iter().flat_map(Result::unwrap).collect();
    assert_eq!(lines.len(), 50_001);
    assert_eq!((lines[50_000].bytes.as_slice(), lines[50_000].at), (b"last".as_slice(), 250_000));
}

#[test]
fn a_full_pipe_waits_for_its_reader() {
    struct Endless;
    impl Read for Endless {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            out.fill(b'\n');
            Ok(out.len())
        }
    }
    let lines = pipe(Endless).unwrap();
    assert!(lines.recv().unwrap().unwrap().len() > 1000);
    drop(lines); // the thread ends when nobody listens
}

proptest::proptest! {
    #[test]
    fn any_pieces_give_the_lines_of_the_whole(pieces in proptest::collection::vec("[a-z\n]{0,9}", 0..20)) {
        let (mut splitter, mut out) = (Splitter::default(), Vec::new());
        for piece in &pieces {
            splitter.feed(piece.as_bytes(), &mut out);
        }
        splitter.finish(0, &mut out);
        let whole = pieces.concat();
        let want: Vec<&str> = whole.lines().collect();
        for line in &out {
            let at = usize::try_from(line.at).unwrap();
            proptest::prop_assert_eq!(&whole.as_bytes()[at..at + line.bytes.len()], line.bytes.as_slice());
        }
        proptest::prop_assert_eq!(texts(out), want);
    }
}
