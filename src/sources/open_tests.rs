use super::*;

fn read(bytes: Vec<u8>) -> Result<Vec<(u64, Item)>, OpenError> {
    Ok(Import::read(io::Cursor::new(bytes), &Options::default())?.map(Result::unwrap).collect())
}

fn mentions(items: &[(u64, Item)]) -> Vec<RawMention> {
    let only = items.iter().map(|(line, i)| match i {
        Item::Mention(m) => RawMention { origin: None, ..(**m).clone() },
        Item::Bad(b) => panic!("{line}: {b:?}"),
    });
    only.collect()
}

fn origins(items: impl Iterator<Item = io::Result<(u64, Item)>>) -> Vec<Option<String>> {
    let only = items.filter_map(|i| match i.unwrap().1 {
        Item::Mention(m) => Some(m.origin),
        Item::Bad(_) => None,
    });
    only.collect()
}

#[test]
fn the_same_table_in_every_encoding_and_delimiter_gives_the_same_mentions() {
    let rows = [
        ["Fecha", "Usuario", "Red social", "Texto", "Seguidores"],
        ["22/11/2026 14:05", "maría", "Twitter", "«Otra vez»; sin luz,\nqué vergüenza: \"5 €\"\t¡ya!", "1.234"],
        ["13/11/2026 09:00", "peña", "Facebook", "Mañana más", "12K"],
    ];
    let mut all = Vec::new();
    for delimiter in [",", ";", "\t"] {
        let quoted = |c: &&str| format!("\"{}\"", c.replace('"', "\"\""));
        let lines = rows.iter().map(|r| r.iter().map(quoted).collect::<Vec<_>>().join(delimiter));
        let text = lines.collect::<Vec<_>>().join("\r\n");
        let utf16 = |little: bool, mark: bool| {
            let units = mark.then_some(0xFEFF_u16).into_iter().chain(text.encode_utf16());
            units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect::<Vec<u8>>()
        };
        all.extend([
            (text.clone().into_bytes(), Encoding::Utf8),
            ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), Encoding::Utf8Bom),
            (utf16(true, true), Encoding::Utf16Le),
            (utf16(false, true), Encoding::Utf16Be),
            (utf16(true, false), Encoding::Utf16Le),
            (utf16(false, false), Encoding::Utf16Be),
            (encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(), Encoding::Windows1252),
        ]);
    }
    let want = mentions(&read(all[0].0.clone()).unwrap());
    assert_eq!(want.len(), 2);
    assert_eq!(want[0].text, "«Otra vez»; sin luz,\nqué vergüenza: \"5 €\"\t¡ya!");
    assert_eq!((want[0].handle.as_deref(), want[0].followers), (Some("maría"), Some(1234)));
    for (bytes, encoding) in all {
        let import = Import::read(io::Cursor::new(bytes.clone()), &Options::default()).unwrap();
        assert_eq!(import.describe().encoding, encoding);
        let items: Vec<_> = import.map(Result::unwrap).collect();
        assert_eq!(items.iter().map(|i| i.0).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(mentions(&items), want, "{encoding:?}");
    }
}

#[test]
fn json_lines_are_told_in_every_encoding() {
    let text = "\n{\"text\":\"año\",\"id\":\"1\"}\nnope\n{\"text\":\"b\",\"id\":\"2\"}\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let western = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    for bytes in [text.as_bytes().to_vec(), utf16, western] {
        let items = read(bytes).unwrap();
        assert_eq!(items.iter().map(|i| i.0).collect::<Vec<_>>(), [2, 3, 4]);
        let Item::Mention(m) = &items[0].1 else { panic!() };
        assert_eq!(m.text, "año");
        assert!(matches!(&items[1].1, Item::Bad(b) if b.raw == b"nope"));
    }
}

#[test]
fn what_is_no_text_is_named() {
    let key = |bytes: &[u8]| read(bytes.to_vec()).unwrap_err().key();
    assert_eq!(key(b""), "source-open-empty");
    assert_eq!(key(b" \n\r\n"), "source-open-empty");
    assert_eq!(key(b"PK\x03\x04rest"), "source-open-not-text");
    assert_eq!(key(b"<!doctype html><p>"), "source-open-not-text");
    assert_eq!(key(b"hello there\nsome words\n"), "source-open-no-header");
    // with the zeros of UTF-16 in it
    let picture: Vec<u8> =
        b"\x89PNG".iter().copied().chain((0..2000u16).flat_map(|n| [b'a' + (n % 20) as u8, 0])).collect();
    assert_eq!(key(&picture), "source-open-not-text");
    let film: Vec<u8> = b"text,author\n".iter().copied().chain((0..4000u32).map(|n| (n * n / 7) as u8)).collect();
    assert_eq!(key(&film), "source-open-binary");
    let hostile = format!("text,author\n{}\n", "a\u{0}b \u{1b}[31m \u{7},ana\n".repeat(3));
    assert!(read(hostile.into_bytes()).is_ok(), "a text with a few of them is one");
    let none = Path::new("no such file here");
    assert_eq!(Import::open(none, &Options::default()).map(|_| ()).unwrap_err().key(), "source-open-missing");
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Import::open(folder.path(), &Options::default()).map(|_| ()).unwrap_err().key(), "source-open-folder");
    assert!(Options::default().set_zone("Madrid").is_err());
    assert!(Options::default().set_zone("Europe/Madrid").is_ok());
}

#[test]
fn rows_without_identity_get_one_that_a_second_import_repeats() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let text = "texto,enlace\nBien,\nBien,\nMal,https://x.com/ana/status/1\n";
    let open = |path: &Path| origins(Import::open(path, &Options::default()).unwrap());
    let first = open(&write("a.csv", text));
    assert_eq!(first, open(&write("b.csv", text)), "the content counts, not the name");
    assert_ne!(first[0], first[1], "equal rows of one file stay two");
    assert!(first[0].is_some() && first[2].is_none());
    let other = open(&write("c.csv", &text.replace("Mal", "Peor")));
    assert_ne!(first[0], other[0], "equal rows of different files stay two");
}

#[test]
fn a_stream_repeats_its_identities_also_when_it_has_grown() {
    let stream =
        |text: &str| origins(Import::read(io::Cursor::new(text.as_bytes().to_vec()), &Options::default()).unwrap());
    let once = stream("{\"text\":\"a\"}\n{\"text\":\"a\"}\n");
    let grown = stream("{\"text\":\"a\"}\n{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
    assert_eq!(once[..], grown[..2]);
    assert_ne!(once[0], once[1]);
    assert!(once.iter().all(Option::is_some));
    assert_eq!(stream("{\"text\":\"a\",\"id\":\"1\",\"platform\":\"x\"}\n"), [None]);
    assert_eq!(stream("{\"text\":\"a\",\"handle\":\"h\",\"ts\":\"2026-01-01T00:00:00Z\"}\n"), [None]);
    assert_eq!(stream("{\"text\":\"a\",\"url\":\"https://a.example/1\"}\n"), [None]);
}

#[test]
fn progress_and_description_tell_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "date,text,mood\n2026-01-01,a,sad\n").unwrap();
    let mut import = Import::open(&path, &Options::default()).unwrap();
    let told = serde_json::to_value(import.describe()).unwrap();
    assert_eq!(told["format"], "table");
    assert_eq!(told["mapping"]["columns"], serde_json::json!([["ts", "date"], ["text", "text"]]));
    assert_eq!(told["mapping"]["ignored"], serde_json::json!(["mood"]));
    assert_eq!(import.by_ref().count(), 1);
    assert_eq!((import.total(), import.bytes_read()), (Some(32), 32));
}

#[test]
fn sentences_have_all_their_arguments() {
    let english = include_str!("../../assets/locales/en/sources.ftl");
    let spanish = include_str!("../../assets/locales/es/sources.ftl");
    let errors = [
        OpenError::Io(io::Error::other("x")),
        OpenError::Missing,
        OpenError::Folder,
        OpenError::Empty,
        OpenError::NotText { what: "PDF" },
        OpenError::Binary,
        OpenError::NoHeader { there: "a".into() },
        OpenError::NoTextColumn { there: "a".into() },
        OpenError::BadMap { part: "a".into() },
        OpenError::UnknownField { field: "a".into(), known: "b".into() },
        OpenError::UnknownColumn { column: "a".into(), there: "b".into() },
        OpenError::UnknownPreset { preset: "a".into(), known: "b".into() },
        OpenError::UnknownZone { zone: "a".into() },
    ];
    use crate::sources::Reason;
    let reasons = [
        Reason::NotJson { ends: false, column: 1 },
        Reason::NotJson { ends: true, column: 1 },
        Reason::TooDeep,
        Reason::NotObject,
        Reason::NoText,
        Reason::TooLong,
        Reason::BadDate { value: "a".into() },
        Reason::WrongType { key: "a" },
        Reason::Columns { found: 2, expected: 1 },
        Reason::Columns { found: 1, expected: 2 },
        Reason::OpenQuote,
    ];
    let all = errors.iter().map(|e| (e.key(), e.args())).chain(reasons.iter().map(|r| (r.key(), r.args())));
    for (key, args) in all {
        for file in [english, spanish] {
            let line = file.lines().find(|l| l.starts_with(&format!("{key} ="))).expect(key);
            let wanted = line.matches("{ $").count();
            assert_eq!(wanted, args.len(), "{line}");
            assert!(args.iter().all(|(name, _)| line.contains(&format!("{{ ${name} }}"))), "{line}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let _ = read(bytes.clone());
        let _ = read([b"date,text\n".as_slice(), &bytes].concat());
        let _ = read([b"{\"text\":\"a\"}\n{".as_slice(), &bytes].concat());
    }
}

#[test]
fn one_list_of_objects_is_read_too() {
    let items =
        read(b"\xEF\xBB\xBF[\n  {\"text\":\"a\",\n \"id\":\"1\"},\n  7,\n  {\"text\":\"b\"}\n]\n".to_vec()).unwrap();
    let told: Vec<(u64, bool)> = items.iter().map(|(n, i)| (*n, matches!(i, Item::Mention(_)))).collect();
    assert_eq!(told, [(1, true), (2, false), (3, true)]);
}

#[test]
fn an_import_can_move_to_a_thread() {
    fn moves<T: Send>() {}
    moves::<Import>();
}
