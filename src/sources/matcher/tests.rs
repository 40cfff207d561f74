use super::*;
use proptest::prelude::*;

fn matcher(expression: &str) -> Matcher {
    Matcher::parse(expression).unwrap_or_else(|e| panic!("{expression}: {e}"))
}

/// What of a text an expression finds, in its own words; and that both questions have the same answer.
#[track_caller]
fn found<'t>(expression: &str, text: &'t str) -> Vec<&'t str> {
    let matcher = matcher(expression);
    let found: Vec<&str> = matcher.found(text).into_iter().map(|range| &text[range]).collect();
    assert_eq!(matcher.is_match(text), !found.is_empty(), "{expression} on {text:?}");
    found
}

#[track_caller]
fn check(cases: &[(&str, &[&str], &[&str])]) {
    for (expression, yes, no) in cases {
        for text in *yes {
            assert!(!found(expression, text).is_empty(), "{expression} should find {text:?}");
        }
        for text in *no {
            assert_eq!(found(expression, text), [""; 0], "{expression} on {text:?}");
        }
    }
}

#[test]
fn letters_are_the_same_in_every_case_and_without_their_marks() {
    check(&[
        ("STRASSE", &["Straße", "strasse", "STRAẞE"], &["strase"]),
        ("Straße", &["STRASSE"], &[]),
        ("σίσυφος", &["ΣΊΣΥΦΟΣ", "σισυφοσ"], &[]),
        ("lodz", &["Łódź", "ŁÓDŹ"], &["odz"]),
        ("Łódź", &["lodz"], &[]),
        ("brondby", &["Brøndby"], &[]),
        ("\"da nang\"", &["Đà Nẵng"], &[]),
    ]);
    assert_eq!(found("strasse", "in der Straße dort"), ["Straße"], "in the words of the text");
    assert_eq!(found("brondby lodz", "Brøndby, Łódź!"), ["Brøndby", "Łódź"]);
}

#[test]
fn words_are_whole_words_however_they_are_written() {
    check(&[
        (
            "acme",
            &[
                "acme",
                "ACME!",
                "¿Acme?",
                "¡ÁCME!",
                "Acme's bill",
                "Acme’s",
                "l'acme",
                "#Acme",
                "@acme",
                "@acme_es",
                "acme.com",
                "https://acme.com/x?y=1",
                "see news.example/acme-crisis",
                "ａｃｍｅ",
                "ＡＣＭＥ",
                "𝐀𝐜𝐦𝐞",
                "𝓐𝓬𝓶𝓮",
                "a\u{200b}cme",
                "ac\u{ad}me",
                "a\u{202e}cme",
                "\u{feff}acme",
                "a\u{301}cme",
                "Acme™ is",
                "Acme®",
                "🔥acme🔥",
                "これはacmeです",
                "acme\u{a0}bank",
                "acme\nbank",
                "(acme)",
                "«Acme»",
                "acme…",
                "a\u{7}cme",
                "a\u{e0041}cme",
            ],
            &[
                "",
                "acm",
                "acmes",
                "acmegate",
                "#acmegate",
                "macme",
                "acme2",
                "a c m e",
                "a.c.m.e",
                "аcme",
                "acмe",
                "🅰cme",
            ],
        ),
        ("ÁCME", &["acme", "àcmé"], &["acmé1"]),
        ("España", &["espana", "ESPAÑA", "Espan\u{303}a"], &["españas"]),
        ("ano", &["año", "ano"], &["anos"]),
        ("mcdonald's", &["McDonald's", "McDonald’s", "mcdonalds", "McDonaldʼs!"], &["mcdonald", "mcdonald s"]),
        ("mcdonalds", &["McDonald's", "McDonald’s", "mcdonalds"], &["mcdonald"]),
        ("mcdonald", &["McDonald's"], &["mcdonalds"]),
        ("rock'n'roll", &["Rock’n’Roll", "rocknroll"], &["rock roll"]),
        ("coca-cola", &["Coca-Cola", "coca cola", "coca\u{2011}cola", "COCA. Cola"], &["cocacola", "cola coca"]),
        ("AT&T", &["at&t", "AT&T's"], &["at t", "at, t", "att"]),
        ("año_nuevo", &["#Año_Nuevo", "ano_nuevo"], &["año nuevo"]),
        ("5G", &["5g!", "¿5G?"], &["5ghz", "15g"]),
    ]);
}

#[test]
fn scripts_without_blanks_match_anywhere() {
    check(&[
        ("アクメ", &["株式会社アクメの件", "ｱｸﾒです", "アクメ"], &["アク メ", "アクネ"]),
        ("东京", &["我在东京。"], &["东 京", "京东"]),
        ("ソニーPS5", &["新しいソニーPS5発売", "ソニーps5"], &["ソニーPS50", "ソニー PS5"]),
        ("PS5", &["ソニーPS5発売"], &["ソニーPS50発売"]),
        ("삼성", &["삼성이 발표", "삼성", "오늘삼성"], &["삼 성", "삼선", "사"]),
        ("가", &["가"], &["각"]),
        ("가", &["\u{1100}\u{1161}"], &["\u{1100}\u{1161}\u{11a8}"]),
        ("กรุง", &["ในกรุงเทพ"], &["ในเทพ"]),
        ("東京*", &["東京都"], &["京都"]),
        ("#東京", &["テスト#東京", "＃東京"], &["#東京都", "東京"]),
    ]);
}

#[test]
fn emoji_are_words() {
    check(&[
        ("🔥", &["wow🔥", "🔥🔥🔥", "a 🔥 b"], &["fire", "🚒"]),
        ("👍", &["👍🏽", "👍"], &["👎"]),
        ("❤️", &["❤", "❤️!"], &["💔"]),
        ("acme 🔥", &["🔥 acme"], &["acme"]),
    ]);
}

#[test]
fn operators_in_both_languages() {
    check(&[
        ("acme bank", &["bank of acme"], &["acme", "bank"]),
        ("acme AND bank", &["bank acme"], &["acme"]),
        ("acme Y banco", &["banco Acme"], &["acme y"]),
        ("acme + bank", &["bank acme"], &["acme"]),
        ("+acme +bank", &["bank acme"], &["acme"]),
        ("acme && bank", &["bank acme"], &["bank"]),
        ("acme OR bank", &["bank", "acme"], &["or"]),
        ("acme O banco", &["banco", "acme"], &["o"]),
        ("acme || bank|fund", &["bank", "acme", "fund"], &["x"]),
        ("acme NOT bank", &["acme"], &["acme bank", "x"]),
        ("acme NO banco", &["acme no"], &["acme banco"]),
        ("acme -bank", &["acme", "acme – ok"], &["acme bank", "ACME Bank's"]),
        ("acme -\"bank of\"", &["acme bank", "acme of bank"], &["acme bank of"]),
        ("acme -(bank fund)", &["acme bank", "acme fund"], &["acme bank fund"]),
        ("acme –bank", &["acme"], &["acme bank"]),
        ("-bank acme", &["acme"], &["acme bank"]),
        ("a OR b c", &["a", "b c"], &["b", "c"]),
        ("(a OR b) c", &["a c", "b c"], &["a", "b"]),
        ("（a ｜ b） c", &["a c", "b c"], &["a", "b"]),
        ("a -b OR c", &["a", "c b"], &["a b"]),
        ("or y o no and", &["no y and o or"], &["or"]),
        ("\"O\" acme", &["acme o"], &["acme"]),
        ("acme -bank -fund", &["acme"], &["acme bank", "acme fund"]),
        ("NOT (a b) c", &["c", "c a"], &["a b c"]),
    ]);
}

#[test]
fn phrases_are_words_in_a_row() {
    check(&[
        (
            "\"acme bank\"",
            &["Acme Bank!", "acme, bank", "acme-bank", "acme\u{200b} bank"],
            &["bank acme", "acme's bank", "acme the bank", "acmebank"],
        ),
        ("“acme bank”", &["acme bank"], &["bank acme"]),
        ("«acme bank»", &["acme bank"], &["bank acme"]),
        ("\"acme ban*\"", &["acme bank", "acme banking"], &["acme ba"]),
        ("\"acm* bank\"", &["acmes bank"], &["acme the bank"]),
        ("\"¿qué pasa?\"", &["Que pasa", "¡QUÉ PASA!"], &["pasa que"]),
        ("\"@acme\"", &["hi @acme"], &["acme"]),
        ("\"thanks @acme\"", &["Thanks, @acme", "thanks acme"], &["acme thanks"]),
    ]);
    assert_eq!(found("\"acme bank\"", "an Acme  Bank’s, acme bank"), ["Acme  Bank", "acme bank"]);
}

#[test]
fn near_counts_the_words_between() {
    check(&[
        (
            "acme near/1 fraud",
            &["acme fraud", "acme big fraud", "fraud at acme"],
            &["acme is a fraud", "acme", "fraud"],
        ),
        ("acme NEAR/0 fraud", &["fraud acme", "acme: fraud"], &["acme a fraud"]),
        (
            "acme cerca/2 (fraude | estafa)",
            &["una estafa de Acme", "Acme: ¡vaya fraude!"],
            &["acme no es una gran estafa"],
        ),
        ("\"acme fraud\"~1", &["fraud acme", "acme big fraud"], &["acme is a fraud"]),
        ("\"a b c\"~1", &["c x a b", "b c a"], &["c x a x b", "a b"]),
        ("\"bye bye\"~2", &["bye, ok, bye"], &["bye", "bye a b c bye"]),
        ("acme near/3 acm*", &["acme acmes"], &["acme"]),
        ("\"acme bank\" near/2 fraud", &["fraud in Acme Bank"], &["fraud in the old acme bank"]),
        ("a near/1 b near/1 c", &["a b c", "b x a c", "a b x c"], &["a b x x c"]),
        ("acme near/2 @ceo", &["acme says no, @ceo"], &["@ceo a b c acme"]),
        ("東京 near/3 大阪", &["東京から大阪", "大阪、東京"], &["東京からちょっと大阪"]),
        ("near acme", &["acme near"], &["acme"]),
        ("a near/1 b -c", &["a b"], &["a b c"]),
    ]);
    assert_eq!(found("acme near/1 fraud", "acme x y z fraud at acme"), ["fraud", "acme"], "only those that are near");
}

#[test]
fn beginnings_and_misspellings() {
    check(&[
        ("acm*", &["acme", "ACMES", "Ácmegate", "acm"], &["macme", "ac"]),
        ("o'rei*", &["O’Reilly", "oreilly"], &["reilly"]),
        (
            "acme~1",
            &["acme", "amce", "acne", "acm", "acmee", "xacme", "ácmé", "Acmé’s", "acмe", "came"],
            &["ac", "amec", "acmeee"],
        ),
        ("acme~", &["amce"], &["aemc"]),
        (
            "telefonica~2",
            &["telefonica", "Telefónica", "telefnica", "telefonca", "tlfonica", "etlefoncia"],
            &["tlfonca", "telefon"],
        ),
        ("telefonica~", &["telfonca"], &["tlfonca"]),
        ("telefonica~1", &["telefonca"], &["telfonca"]),
        ("mcdonalds~1", &["McDonald's", "mcdonals", "MacDonald’s"], &["mcdo"]),
    ]);
}

#[test]
fn handles_hashtags_and_domains() {
    check(&[
        (
            "@acme",
            &[
                "@acme",
                "hi @Acme!",
                "thanks @acme.",
                "@acme's",
                "@acme@mastodon.example",
                "@ACME.bsky.social hi",
                "＠acme",
                "https://m.example/@acme/1",
            ],
            &[
                "acme",
                "@acme_es",
                "@acme-es",
                "@acmes",
                "@acme.com",
                "mail@acme.com",
                "@acme.evil.bsky.social",
                "@xacme",
                "@acme__",
            ],
        ),
        ("@acme.com", &["@acme.com", "ask @acme.com."], &["@acme", "@acme.com.evil.example", "acme.com"]),
        ("@acme@mastodon.example", &["@acme@mastodon.example"], &["@acme", "@acme@other.example"]),
        ("@acme.bsky.social", &["@acme.bsky.social"], &["@acme"]),
        ("@acme*", &["@acme_es", "@acmes", "@acme"], &["acme_es"]),
        ("@a_c", &["@a_c", "@A_C@x.y"], &["@a_c_", "@a"]),
        (
            "#acme",
            &["#acme", "#Acme!", "＃ÁCME", "#acme-gate"],
            &["#acmegate", "#acme_gate", "acme", "# acme", "a#acme"],
        ),
        ("#acme*", &["#acmegate", "#acme"], &["acmegate"]),
        (
            "acme.com",
            &["https://www.acme.com/path", "acme.com", "http://Acme.Com?x", "mail@acme.com"],
            &["acme com", "acme. com", "acme.community", "notacme.com", "acme.es"],
        ),
    ]);
    assert_eq!(found("@acme", "hi @Acme@x.example, and"), ["@Acme@x.example"]);
    assert_eq!(found("@acme | bank", "¡@acme.bsky.social! bank"), ["@acme.bsky.social", "bank"]);
}

#[test]
fn places_are_those_of_the_original() {
    assert_eq!(found("ácme", "¿Y Á\u{200b}CME? sí, ａｃｍｅ’s"), ["Á\u{200b}CME", "ａｃｍｅ"]);
    assert_eq!(found("acme OR bank OR \"acme bank\"", "Acme Bank"), ["Acme Bank"], "overlaps are one");
    assert_eq!(found("acme NOT fund", "acme"), ["acme"]);
    assert_eq!(found("(a b) OR c", "a c"), ["c"], "a side that does not hold shows nothing");
    assert_eq!(matcher("a").found(&"a ".repeat(5_000)).len(), FOUND_MAX);
}

#[test]
fn keywords_as_they_are_typed() {
    let of = |words: &[&str]| Matcher::of_keywords(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
    let acme = of(&["Acme Bank", "@acme", "", "  ", "…", "OR", "#AcmeGate", "acme.com", "アクメ"]);
    for text in ["the acme bank", "@acme hi", "this or that", "#acmegate", "www.acme.com", "アクメです"] {
        assert!(acme.is_match(text), "{text}");
    }
    for text in ["acme", "bank", "acmegate", ""] {
        assert!(!acme.is_match(text), "{text}");
    }
    assert!(!of(&[]).is_match("anything") && of(&[]).found("x").is_empty());
    assert!(!of(&["…"]).is_match("…"));
    assert!(of(&["a* (b) \"c\" | -d"]).is_match("a b c d"), "no operators in them");
    let thousand: Vec<String> = (0..2_000).map(|n| format!("word{n}")).collect();
    assert!(
        Matcher::of_keywords(&thousand).is_match("word999") && !Matcher::of_keywords(&thousand).is_match("word1000")
    );
}

#[test]
fn what_is_not_understood_says_where() {
    let deep = format!("{}a{}", "(".repeat(33), ")".repeat(33));
    let many = (0..1_001).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    let long = "a".repeat(10_001);
    let cases: &[(&str, usize, &str)] = &[
        ("", 1, "match-empty"),
        (" \u{200b} ", 1, "match-empty"),
        (&long, 10_001, "match-long"),
        (&many, 4_900 - 9, "match-many"),
        (&deep, 33, "match-deep"),
        ("ñ \"acme", 3, "match-quote"),
        ("a (b", 3, "match-open"),
        ("a b)", 4, "match-close"),
        (")", 1, "match-close"),
        ("a ()", 3, "match-no-letters"),
        ("OR a", 1, "match-operand"),
        ("a OR", 3, "match-operand"),
        ("a AND OR b", 7, "match-operand"),
        ("(a OR)", 4, "match-operand"),
        ("a NOT", 3, "match-operand"),
        ("near/3 a", 1, "match-operand"),
        ("+", 1, "match-operand"),
        ("-a", 1, "match-only-not"),
        ("NOT a NOT b", 1, "match-only-not"),
        ("a OR -b", 6, "match-only-not"),
        ("a near/x b", 3, "match-near-number"),
        ("a near/101 b", 3, "match-near-number"),
        ("a near/ b", 3, "match-near-number"),
        ("a NEAR b", 3, "match-near-number"),
        ("\"a b\"~x", 1, "match-near-number"),
        ("a near/3 (b c)", 3, "match-near-operand"),
        ("a near/3 -b", 3, "match-near-operand"),
        ("*cme", 1, "match-star"),
        ("a*me", 1, "match-star"),
        ("x a*", 3, "match-star"),
        ("*", 1, "match-no-letters"),
        ("acme~3", 1, "match-fuzzy-number"),
        ("acme.com~1", 1, "match-fuzzy-word"),
        ("アクメ~1", 1, "match-fuzzy-word"),
        ("abc~1", 1, "match-fuzzy-short"),
        ("acmebank -acmeba~2", 11, "match-fuzzy-short"),
        ("a - b", 3, "match-no-letters"),
        ("a \"...\"", 3, "match-no-letters"),
    ];
    for (expression, column, key) in cases {
        let shown: String = expression.chars().take(30).collect();
        match Matcher::parse(expression) {
            Ok(matcher) => panic!("{shown} was understood as {matcher}"),
            Err(e) => assert_eq!((e.column, e.key()), (*column, *key), "{shown}"),
        }
    }
    let short = Matcher::parse("abc~1").unwrap_err().args();
    assert_eq!(short, [("column", "1".into()), ("edits", "1".into()), ("least", "4".into())]);
}

#[test]
fn what_was_understood_can_be_typed_again() {
    for (typed, shown) in [
        ("Ácme  banco", "acme AND banco"),
        ("a | b c -d", "a OR b AND c AND NOT d"),
        ("(a|b) c", "(a OR b) AND c"),
        ("“Acme  Bank” near/5 (x | y)", "\"acme bank\" near/5 (x OR y)"),
        (
            "'coca-cola McDonald’s' ACM* amce~ @Acme@X.y #ÁCME*",
            "\"coca-cola\" AND mcdonalds AND acm* AND amce~1 AND @acme@x.y AND #acme*",
        ),
        ("\"coca-cola acme.com\"~4", "\"coca-cola acme.com\"~4"),
        ("a -(b c)", "a AND NOT (b AND c)"),
    ] {
        assert_eq!(matcher(typed).to_string(), shown);
        assert_eq!(matcher(shown).to_string(), shown);
    }
}

#[test]
fn a_network_can_be_asked_for_what_is_needed() {
    let needs = |expression: &str| matcher(expression).needs().map(<[String]>::to_vec);
    assert_eq!(needs("Ácme OR \"big bank\""), Some(vec!["acme".to_owned(), "bank".to_owned()]));
    assert_eq!(needs("a acme"), Some(vec!["acme".to_owned()]));
    assert_eq!(needs("@acme -x"), Some(vec!["@acme".to_owned()]));
    assert_eq!(needs("acme~1"), None);
    assert_eq!(needs("acme~1 bank"), Some(vec!["bank".to_owned()]));
}

#[test]
fn long_texts_end_somewhere() {
    let text = format!("{}acme", "x ".repeat(TEXT_MAX / 2 - 2));
    assert!(matcher("acme").is_match(&text));
    assert!(!matcher("acme").is_match(&format!("é{text}")), "it ends in the middle of the word");
    let wall = "a b ".repeat(25_000);
    assert!(!matcher("\"a a a b c\"~50").is_match(&wall));
    assert!(matcher("a near/100 b -c").is_match(&wall));
    let ways = format!("({}) near/1 b", vec!["a"; 300].join(" | "));
    assert!(matcher(&ways).is_match(&wall));
    let pairs = format!("({}) near/1 zz", vec!["a near/1 b"; 30].join(" | "));
    assert!(!matcher(&pairs).is_match(&wall) && matcher(&pairs).is_match(&format!("zz {wall}")));
    let prefixes = (0..500).map(|n| format!("zz{n}*")).collect::<Vec<_>>().join(" OR ");
    assert!(!matcher(&prefixes).is_match(&"zz ".repeat(30_000)));
}

/// Pieces that expressions and texts are made of, so that both say something about each other.
const PIECES: &[&str] = &[
    "acme", "bank", "Ácme", "acme's", "東京", "🔥", "@acme", "#acme", "acme.com", "a", " ", " ", " ", "(", ")", "\"",
    "\"", "|", "OR", "NO", "Y", "-", "+", "near/3", "~1", "~", "*", "'", ".", "\u{200b}", "é", "ﬃ", "가", "ß", "İ",
    "½", "_", "@", "#", "/", "㈱",
];

fn pieces(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..most).prop_map(|pieces| pieces.concat())
}

/// What can be understood, deep and mixed.
fn expressions() -> impl Strategy<Value = String> {
    let term = prop::sample::select(vec![
        "acme",
        "bank",
        "\"acme bank\"",
        "\"acme bank\"~2",
        "acm*",
        "acme~1",
        "@acme",
        "#acme",
        "東京",
        "🔥",
        "acme.com",
        "mcdonald's",
        "coca-cola",
    ]);
    term.prop_map(str::to_owned).prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} -{b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("({a} near/2 {b})")),
        ]
    })
}

#[test]
fn an_apostrophe_joins_letters_alone() {
    let shown = matcher("가'éa").to_string();
    assert_eq!(matcher(&shown).to_string(), shown);
    assert!(matcher("가'éa").is_match("가'éa") && matcher("가'éa").is_match("가 ea"));
    assert!(!matcher("가'éa").is_match("가"));
    assert!(matcher("rock'n'roll").is_match("rocknroll"));
    assert!(matcher("a'b'c'd").is_match("a'b'c'd"));
}

proptest! {
    #[test]
    fn any_expression_on_any_text(expression in ".{0,60}", text in ".{0,200}") {
        if let Ok(matcher) = Matcher::parse(&expression) {
            prop_assert_eq!(matcher.is_match(&text), !matcher.found(&text).is_empty());
        }
        let matcher = Matcher::of_keywords(std::slice::from_ref(&expression));
        prop_assert_eq!(matcher.is_match(&text), !matcher.found(&text).is_empty());
    }

    #[test]
    fn pieces_of_expressions_on_pieces_of_texts(expression in pieces(12), text in pieces(30)) {
        let Ok(matcher) = Matcher::parse(&expression) else { return Ok(()) };
        let found = matcher.found(&text);
        prop_assert_eq!(matcher.is_match(&text), !found.is_empty());
        prop_assert!(found.iter().all(|range| range.start < range.end && text.get(range.clone()).is_some()));
        prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let shown = matcher.to_string();
        let again = Matcher::parse(&shown).map_err(|e| TestCaseError::fail(format!("{shown}: {e}")))?;
        prop_assert_eq!(again.to_string(), shown);
        prop_assert_eq!(again.is_match(&text), matcher.is_match(&text));
    }

    #[test]
    fn whole_expressions(expression in expressions(), text in pieces(30)) {
        let Ok(matcher) = Matcher::parse(&expression) else { return Ok(()) };
        prop_assert_eq!(matcher.is_match(&text), !matcher.found(&text).is_empty());
        // what the sieve lets through is what would match without it
        let thorough = Judge::new(matcher.0.judge.expr().clone(), matcher.0.judge.terms().to_vec(), None);
        prop_assert_eq!(matcher.is_match(&text), thorough.holds(&text, &mut Scratch::default()));
        let shown = matcher.to_string();
        prop_assert_eq!(Matcher::parse(&shown).map(|m| m.to_string()), Ok(shown));
    }

    #[test]
    fn a_keyword_finds_itself(word in "\\PC{1,30}") {
        let matcher = Matcher::of_keywords(std::slice::from_ref(&word));
        prop_assert!(matcher.needs().is_some_and(<[String]>::is_empty) || matcher.is_match(&word), "{} in {:?}", matcher, word);
    }

    #[test]
    fn one_edit_is_found(at in 0usize..8, kind in 0u8..4, letter in "[a-zа-я]") {
        let mut word: Vec<char> = "estafado".chars().collect();
        let letter = letter.chars().next().unwrap();
        match kind {
            0 => { word.remove(at); }
            1 => word.insert(at, letter),
            2 => word[at] = letter,
            _ => word.swap(at, (at + 1) % 8),
        }
        let typed: String = word.into_iter().collect();
        prop_assume!(kind != 3 || at < 7);
        prop_assert!(matcher("estafado~1").is_match(&typed));
    }
}
