use super::*;
use proptest::prelude::*;

fn clean(text: &str) -> String {
    Clean::new(text).0
}

#[test]
fn plain_text_is_untouched() {
    for text in ["", "hello", "two\nlines", "¿Qué tal, señora Ibáñez? 100 % «sí»", "日本語 العربية עברית", "🙂🇪🇸"]
    {
        let (clean, cut) = Clean::noted(text);
        assert_eq!(clean.as_str(), text);
        assert!(cut.is_empty(), "{text:?}: {cut:?}");
    }
}

#[test]
fn whole_escape_sequences_go() {
    let cases = [
        ("\x1b[31mred\x1b[0m", "red", 2),
        ("\x1b[38;2;1;2;3mx\x1b[?25lz", "xz", 2),
        ("a\x1b[3\x001mb", "ab", 1),
        ("a\u{9b}31mb", "ab", 1),
        ("\x1b]0;evil title\x07ok", "ok", 1),
        ("\x1b]8;;http://bad.example\x1b\\link\x1b]8;;\x1b\\", "link", 2),
        ("\u{9d}52;c;cm0gLXJm\u{9c}ok", "ok", 1),
        ("\x1bP1$r0m\x1b\\ok", "ok", 1),
        ("\u{90}q#0\u{9c}ok", "ok", 1),
        ("\x1b_Gf=100;AAAA\x1b\\ok", "ok", 1),
        ("\x1b^pm\x1b\\\x1bXsos\x1b\\ok", "ok", 2),
        ("\x1b(Bok\x1bc\x1b#8", "ok", 3),
        ("\x1b\x1b[2Jok", "ok", 2),
        ("end\x1b", "end", 1),
        ("end\x1b[", "end", 1),
        ("end\x1b[12;", "end", 1),
    ];
    for (text, expected, escapes) in cases {
        let (clean, cut) = Clean::noted(text);
        assert_eq!(clean.as_str(), expected, "{text:?}");
        assert_eq!(cut.escapes, escapes, "{text:?}");
    }
}

#[test]
fn an_endless_control_string_hides_nothing() {
    assert_eq!(clean("\x1b]0;the rest of the complaint"), "0;the rest of the complaint");
    assert_eq!(clean("\x1bPaaa\nbbb"), "aaa\nbbb");
}

#[test]
fn invisible_characters_go() {
    let (text, cut) =
        Clean::noted("re\u{200b}ca\u{200d}ll \u{202e}evil\u{202c} \u{2066}x\u{2069}\u{feff}\u{ad}y\0\u{7f}\u{7}");
    assert_eq!(text.as_str(), "recall evil xy");
    assert_eq!((cut.zero_width, cut.bidi, cut.controls), (4, 4, 3));
    assert_eq!(clean("\u{e0041}\u{fff9}a\u{fffb}\u{2060}\u{115f}\u{3164}\u{fffe}\u{10ffff}"), "a");
}

#[test]
fn emoji_sequences_keep_their_first() {
    let (text, cut) =
        Clean::noted("👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}\u{200d}🔥 👍🏽 🏴\u{e0067}\u{e007f} 🏳\u{fe0f}\u{200d}🌈");
    assert_eq!(text.as_str(), "👨 ❤ 👍 🏴 🏳");
    assert_eq!(cut.emoji, 11);
    assert_eq!(clean("👩\u{200d}a"), "👩a");
    assert_eq!(clean("👩\u{200d} 🔥"), "👩 🔥");
    assert_eq!(clean("🏽"), "🏽");
}

#[test]
fn marks_are_bounded() {
    let zalgo = format!("a{}b", "\u{301}".repeat(50));
    let (text, cut) = Clean::noted(&zalgo);
    assert_eq!(text.as_str(), format!("a{}b", "\u{301}".repeat(4)));
    assert_eq!(cut.marks, 46);
    assert_eq!(clean("\u{301}a\n\u{301}b"), "a\nb");
    assert_eq!(clean("cafe\u{301}"), "cafe\u{301}");
}

#[test]
fn blanks_and_newlines() {
    assert_eq!(clean("a\tb\u{a0}c\u{3000}d"), "a b c d");
    assert_eq!(clean("a\r\nb\rc\u{2028}d\u{85}e"), "a\nb\nc\nd\ne");
    assert_eq!(Clean::line("  a \r\n\t b\u{a0}\u{a0}c \n").as_str(), "a b c");
    assert_eq!(Clean::line("plain line").as_str(), "plain line");
    assert_eq!(Clean::line("trailing ").as_str(), "trailing");
    assert_eq!(Clean::line("two  blanks").as_str(), "two blanks");
    assert_eq!(Clean::line("\n").as_str(), "");
}

#[test]
fn length_is_bounded_and_said() {
    for unit in ["x", "ñ", "👍", "a\u{301}"] {
        let long = unit.repeat(20_000);
        let (text, cut) = Clean::noted(&long);
        assert_eq!(text.as_str().chars().count(), MAX_TEXT);
        assert!(text.as_str().ends_with('…'));
        assert_eq!(cut.length as usize, long.chars().count() - (MAX_TEXT - 1));
        assert!(Clean::noted(text.as_str()).1.is_empty());
    }
    assert!(Clean::noted(&"x".repeat(MAX_TEXT)).1.is_empty());
}

#[test]
fn hostile_megabytes_stay_linear() {
    for unit in ["\u{90}", "\u{9d}\u{7}", "\x1b]", "\x1b[", "\x1b[1;", "\u{200d}", "\u{301}", "👨\u{200d}", "\0"] {
        let text = unit.repeat(1_000_000 / unit.len());
        assert!(clean(&text).chars().count() <= MAX_TEXT);
    }
}

#[test]
fn bytes_that_are_not_utf8() {
    let (text, cut) = Clean::bytes(b"caf\xe9 \xff\xfe ok");
    assert_eq!(text.as_str(), "caf\u{fffd} \u{fffd}\u{fffd} ok");
    assert_eq!(cut.invalid, 3);
    let (text, cut) = Clean::bytes(b"a\x9b31mb\x80");
    assert_eq!(text.as_str(), "ab");
    assert_eq!((cut.invalid, cut.escapes, cut.controls), (2, 1, 1));
    assert_eq!(Clean::bytes("señal".as_bytes()).0.as_str(), "señal");
}

#[test]
fn json_cannot_smuggle() {
    let clean: Clean = serde_json::from_str(r#""\u001b[31mred\u202e""#).unwrap();
    assert_eq!(clean.as_str(), "red");
    assert_eq!(serde_json::to_string(&clean).unwrap(), r#""red""#);
    assert_eq!(serde_json::to_string(&Cut::default()).unwrap(), "{}");
    let cut: Cut = serde_json::from_str(r#"{"bidi":2}"#).unwrap();
    assert_eq!(cut, Cut { bidi: 2, ..Cut::default() });
}

#[test]
fn folds_for_matching() {
    let cases = [
        ("¡ÓRDAGO, Señor Núñez!", "¡ordago, senor nunez!"),
        ("𝓢𝓽𝓸𝓹 ＦＵＬＬ ﬁn", "stop full fin"),
        ("don’t", "don't"),
        ("İstanbul ILGAZ ılgaz STRASSE Straße GROẞE", "istanbul ilgaz ilgaz strasse strasse grosse"),
        ("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"),
        ("Łódź Brøndby Đà Nẵng Æsir Œuvre Þór Ħal Ŧ", "lodz brondby da nang aesir oeuvre thor hal t"),
        ("ᴭ 𝜍 ǿ ǣ", "ae σ o ae"),
        ("Привет", "привет"),
        ("cafe\u{301}", "cafe"),
    ];
    for (text, expected) in cases {
        assert_eq!(Clean::new(text).fold(), expected);
    }
}

#[test]
fn widths() {
    for (text, cells) in [("", 0), ("abc", 3), ("ñandú", 5), ("日本", 4), ("👍", 2), ("🇪🇸", 2), ("ｶﾞ", 1), ("لا", 2)]
    {
        assert_eq!(Clean::new(text).width(), cells, "{text}");
    }
}

/// Text made of what attackers and phones really send, more often than chance would.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\x1b",
        "[",
        "]",
        "0;",
        "31m",
        "\x07",
        "\x1b\\",
        "\u{9b}",
        "\u{9c}",
        "\u{90}",
        "\u{202e}",
        "\u{200d}",
        "👩",
        "🏽",
        "❤",
        "\u{fe0f}",
        "\u{301}",
        "e",
        " ",
        "\n",
        "\r",
        "\t",
        "\u{1100}",
        "\u{1161}",
        "\u{11a8}",
        "🇪",
        "🇸",
        "\u{ff9e}",
        "ｶ",
        "ل",
        "ا",
        "क",
        "\u{94d}",
        "\u{605}",
        "日",
        "\0",
        "\u{e0041}",
        "ⵏ",
        "\u{2d7f}",
        "\u{17d2}",
        "ក",
    ]);
    prop_oneof![
        prop::collection::vec(
            prop_oneof![3 => pieces.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)],
            0..40
        )
        .prop_map(|parts| parts.concat()),
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn cleaning_is_idempotent_and_safe(text in hostile()) {
        for made in [Clean::new(&text), Clean::line(&text)] {
            let again = Clean::noted(made.as_str());
            prop_assert_eq!(again.0.as_str(), made.as_str());
            prop_assert!(again.1.is_empty());
            prop_assert!(made.as_str().chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert!(made.as_str().chars().count() <= text.chars().count().max(1));
        }
        let line = Clean::line(&text);
        prop_assert_eq!(Clean::line(line.as_str()), line.clone());
        prop_assert!(!line.as_str().contains('\n') && !line.as_str().contains("  ") && line.as_str().trim() == line.as_str());
        let folded = line.fold();
        prop_assert_eq!(fold(&folded), folded);
    }

    #[test]
    fn any_bytes_become_safe(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (made, _) = Clean::bytes(&bytes);
        prop_assert!(made.as_str().chars().all(|c| c == '\n' || !c.is_control()));
    }
}

#[test]
fn accented_letters_fold_as_they_decompose() {
    const NO_MARK: &str = "ßÆæÐðØøÞþĐđĦħıŁłŒœŦŧǢǣǼǽǾǿ";
    for c in ('\u{80}'..='\u{24f}').filter(|c| *c != '´' && !NO_MARK.contains(*c)) {
        let mut slow = String::new();
        decompose_compatible(c, |d| {
            if !is_combining_mark(d) {
                slow.extend(d.to_lowercase().filter(|l| !is_combining_mark(*l)));
            }
        });
        assert_eq!(fold(&c.to_string()), slow, "{c:?}");
    }
    assert_eq!(fold("ÁÉÍÓÚ ñÑ çÇ ÀÈ üÜ ÿ"), "aeiou nn cc ae uu y");
}

#[test]
fn what_we_write_keeps_its_emoji_and_loses_what_nobody_sees() {
    let whole = [
        "Año 👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}\u{200d}🔥 🏳\u{fe0f}\u{200d}🌈 1\u{fe0f}\u{20e3} 👍🏽",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "می\u{200c}خواهم क्\u{200d}ष",
        "100\u{a0}% «sí»\nno",
    ];
    for text in whole {
        assert_eq!(ours(text), text);
    }
    let cut = [
        ("apo\u{ad}lo\u{200b}gi\u{2060}se\u{feff}", "apologise"),
        ("s\u{200d}or\u{200c}ry\u{fe0f} i\u{e0066}f", "sorry if"),
        ("a\u{1b}[31mb\u{9b}0mc\td\r\ne\rf", "abc d\ne\nf"),
        ("👨\u{200d} x\u{202e}", "👨 x"),
    ];
    for (text, left) in cut {
        assert_eq!(ours(text), left, "{text:?}");
    }
}

#[test]
fn a_text_is_read_as_it_is_seen_and_its_places_are_its_own() {
    let cases = [
        ("apo\u{ad}logise", "apologise", "apologise", "apo\u{ad}logise"),
        ("１４ people", "14 people", "14", "１４"),
        ("\u{200b}we \u{200b}\u{ad}say\u{200b} 𝐬𝐨𝐫𝐫𝐲", "we say sorry", "say", "say"),
        ("x 𝐬𝐨𝐫𝐫𝐲\u{200b}!", "x sorry!", "sorry", "𝐬𝐨𝐫𝐫𝐲"),
        ("m² nº 👩\u{200d}🔬 ok", "m² nº 👩\u{200d}🔬 ok", "👩\u{200d}🔬", "👩\u{200d}🔬"),
    ];
    for (text, seen, part, stands) in cases {
        let read = Seen::of(text);
        assert_eq!(read.text(), seen);
        let at = seen.find(part).unwrap();
        assert_eq!(&text[read.back(at..at + part.len())], stands, "{text:?}");
    }
}

proptest! {
    #[test]
    fn every_place_of_a_seen_text_is_one_of_the_text(
        text in "[a１é\u{ad}\u{200b}\u{200d}\u{fe0f}👩🏽𝐬 \u{1b}\\[m]{0,24}",
        (from, len) in (0usize..24, 0usize..24),
    ) {
        let seen = Seen::of(&text);
        let ends: Vec<usize> = seen.text().char_indices().map(|(at, _)| at).chain([seen.text().len()]).collect();
        let from = from.min(ends.len() - 1);
        let to = (from + len).min(ends.len() - 1);
        prop_assert!(text.get(seen.back(ends[from]..ends[to])).is_some());
        prop_assert_eq!(ours(&ours(&text)), ours(&text));
    }
}
