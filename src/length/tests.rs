use super::links::{Dialect, find};
use super::split::kept;
use super::*;
use proptest::prelude::*;
use serde::Deserialize;
use std::ops::Range;

const BLUESKY: Rule = Rule::GraphemesBytes { bytes: Some(3_000) };
const FAMILY: &str = "👨‍👩‍👧‍👦";

fn count(rule: Rule, text: &str) -> usize {
    measure(Limits::new(rule, None), text).used
}

fn limits(rule: Rule, most: usize) -> Limits {
    Limits::new(rule, Some(most))
}

// ------------------------------------------------------------------------------------------------------------- counting

/// X's own cases (NOTICES.md says whose).
#[derive(Deserialize)]
struct Published {
    weights: Vec<Weighed>,
    links: Vec<Linked>,
}

#[derive(Deserialize)]
struct Weighed {
    description: String,
    text: String,
    weighted: usize,
    permillage: usize,
    valid: bool,
}

#[derive(Deserialize)]
struct Linked {
    description: String,
    text: String,
    links: Vec<String>,
}

fn published() -> Published {
    serde_json::from_str(include_str!("../../tests/data/twitter-text.json")).unwrap()
}

#[test]
fn x_weighs_as_its_own_cases_say() {
    let cases = published().weights;
    assert_eq!(cases.len(), 24);
    for case in cases {
        let measure = measure(limits(Rule::X, 280), &case.text);
        assert_eq!(measure.used, case.weighted, "{}", case.description);
        assert_eq!(measure.used * 1_000 / 280, case.permillage, "{}", case.description);
        // X refuses some code points whatever the length, which is no matter of counting
        let refused = case.text.contains(['\u{fffe}', '\u{ffff}']);
        assert_eq!(!measure.is_over(), case.valid || refused, "{}", case.description);
    }
}

#[test]
fn x_finds_the_links_that_its_own_cases_name() {
    let cases = published().links;
    assert_eq!(cases.len(), 108);
    for case in cases {
        let found: Vec<&str> = find(&case.text, Dialect::X).into_iter().map(|link| &case.text[link]).collect();
        assert_eq!(found, case.links, "{}", case.description);
    }
}

#[test]
fn x_weighs_by_range_after_composing() {
    assert_eq!(count(Rule::X, "Sabemos lo de Lácteos; ¿y ahora? «bien» — “sí”"), 46);
    assert_eq!(count(Rule::X, "a\u{301}"), 1, "a decomposed accent is composed first");
    assert_eq!(count(Rule::X, "…€"), 4, "outside the light ranges");
    assert_eq!(count(Rule::X, "故人"), 4);
    assert_eq!(count(Rule::X, "\r\n"), 2);
    assert_eq!(count(Rule::X, "\u{10ff}\u{1100}\u{200d}\u{200e}\u{2010}\u{2020}\u{2037}\u{2038}"), 4 + 8);
}

#[test]
fn x_counts_an_emoji_as_two_and_a_link_as_23() {
    for emoji in ["😷", "☺", "☺️", FAMILY, "🙋🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1⃣", "#️⃣", "🇪🇸", "©️", "❤️‍🔥"]
    {
        assert_eq!(count(Rule::X, emoji), 2, "{emoji}");
    }
    assert_eq!(count(Rule::X, "©1#*"), 4, "plain signs stay 1");
    assert_eq!(count(Rule::X, "👩‍👩‍👩"), 3 * 2 + 2, "joined to what is no emoji, each counts, and the joiners too");
    assert_eq!(count(Rule::X, "🇽🇪🇸"), 4, "a letter of no country, and a flag");
    assert_eq!(count(Rule::X, "Hola http://t.co."), 5 + 23 + 1);
    assert_eq!(count(Rule::X, "Hola brand.es"), 5 + 23);
}

#[test]
fn over_is_told_by_how_much() {
    let over = measure(limits(Rule::X, 280), &"a".repeat(281));
    assert_eq!(over, Measure { used: 281, limit: Some(280), over_by: 1, bytes: None });
    assert!(over.is_over() && over.left() == Some(0));
    let full = measure(limits(Rule::X, 280), &"a".repeat(280));
    assert!(!full.is_over() && full.over_by == 0);
    assert_eq!(measure(limits(Rule::X, 280), "a").left(), Some(279));
}

#[test]
fn bluesky_counts_as_all_cases_of_unicode_say() {
    let rows = include_str!("../../tests/data/graphemes.txt").lines().filter(|row| !row.starts_with('#'));
    let code = |code: &str| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
    let mut cases = 0;
    for row in rows {
        let clusters: Vec<String> = row.split(' ').map(|cluster| cluster.split('+').map(code).collect()).collect();
        let text = clusters.concat();
        let found: Vec<&str> = text.graphemes(true).collect();
        assert_eq!(count(BLUESKY, &text), found.len(), "{row}");
        // the scissors of 2701 are no emoji since Unicode 17, of which we are; the cases are of 15
        match row {
            "2701+200D+2701" => assert_eq!(found, ["\u{2701}\u{200d}", "\u{2701}"]),
            _ => assert_eq!(found, clusters, "{row}"),
        }
        cases += 1;
    }
    assert_eq!(cases, 301);
    assert_eq!(unicode_segmentation::UNICODE_VERSION.0, 17, "look at the cases that may differ anew");
}

#[test]
fn bluesky_counts_graphemes_and_bytes_and_either_can_be_over() {
    let one = measure(limits(BLUESKY, 300), FAMILY);
    assert_eq!((one.used, one.bytes), (1, Some(Bytes { used: 25, limit: Some(3_000), over_by: 0 })));
    let heavy = measure(limits(BLUESKY, 300), &FAMILY.repeat(121));
    assert_eq!((heavy.used, heavy.over_by, heavy.bytes.unwrap().over_by), (121, 0, 25));
    assert!(heavy.is_over(), "under 300 graphemes, over 3,000 bytes");
    assert!(measure(limits(BLUESKY, 300), &"a".repeat(301)).is_over());
    assert_eq!(count(BLUESKY, "https://brand.es/aviso"), 22, "a link counts in full");
    for (text, graphemes) in [("a\r\nb", 3), ("a\u{301}\u{301}", 1), ("각", 1), ("🇪🇸🇪🇸", 2), ("\r\n\n", 2), ("क्षि", 1)]
    {
        assert_eq!(count(BLUESKY, text), graphemes, "{text:?}");
    }
}

#[test]
fn mastodon_counts_a_link_as_23_and_of_a_remote_mention_the_name() {
    for (text, as_long_as) in [
        ("@ana@mastodon.social hola", "@ana hola"),
        ("@ana@mastodon.social.", "@ana."),
        ("(@ana.b@mastodon.social)", "(@ana.b)"),
        ("¡@ana@españa.example!", "¡@ana!"),
        ("@ana@a.example @ben@b.example", "@ana @ben"),
        ("@ana@ejemplo.ñ, ya", "@ana, ya"),
    ] {
        assert_eq!(count(Rule::Mastodon, text), as_long_as.chars().count(), "{text}");
    }
    for text in ["ana@brand.es", "@@@@ @a@ @a@-", "@ana@b@c", "x@ana@brand.es", "/@ana@brand.es", "@ana", "brand.es"] {
        assert_eq!(count(Rule::Mastodon, text), text.len(), "{text}");
    }
    assert_eq!(count(Rule::Mastodon, "https://brand.es/un/camino/muy/largo/de/verdad"), 23);
    assert_eq!(count(Rule::Mastodon, "https://brand.es/@ana@brand.es ya"), 23 + 3, "inside a link there is no mention");
    assert_eq!(count(Rule::Mastodon, FAMILY), 1);
}

#[test]
fn a_content_warning_takes_its_room_on_mastodon_alone() {
    let plain = limits(Rule::Mastodon, 10);
    let behind = plain.behind("aviso").unwrap();
    assert_eq!(measure(behind, "hola").used, 9);
    assert_eq!(measure(behind, "adiós!").over_by, 1);
    assert_eq!(plain.behind("https://brand.es/aviso").unwrap().taken, 22, "as it stands");
    assert!([Rule::X, BLUESKY, Rule::Chars].iter().all(|rule| limits(*rule, 10).behind("aviso").is_none()));
}

#[test]
fn plain_platforms_count_code_points_and_some_have_no_limit() {
    assert_eq!(count(Rule::Chars, "añ€👍🏽"), 5);
    assert!(measure(limits(Rule::Chars, 2), "abc").is_over());
    let free = measure(limits(Rule::None, 2), "abc");
    assert!(!free.is_over() && free.limit.is_none() && free.left().is_none());
}

// ------------------------------------------------------------------------------------------------------------- splitting

/// The parts as they are posted.
fn parts(rule: Rule, most: usize, text: &str) -> Vec<String> {
    split(limits(rule, most), text).into_iter().map(|part| part.text).collect()
}

#[test]
fn a_text_that_fits_is_one_part_as_it_stands() {
    for text in ["", " ", "Hola.\n", &"a".repeat(280)] {
        let thread = split(limits(Rule::X, 280), text);
        assert_eq!(thread.len(), 1);
        assert_eq!((thread[0].text.as_str(), thread[0].words.clone()), (text, 0..text.len()));
    }
}

#[test]
fn parts_end_where_sentences_do_and_count_their_number() {
    let text = "We know of it. Batch A12 is recalled. We are sorry. More at 18:00 CET.";
    assert_eq!(
        parts(Rule::X, 45, text),
        ["1/2 We know of it. Batch A12 is recalled.", "2/2 We are sorry. More at 18:00 CET."]
    );
    let text = "El Sr. Pérez lo confirma. ¿Qué hacemos? Retiramos el lote 12. ¡Perdón! Más a las 18:00 CET.";
    assert_eq!(
        parts(Rule::X, 45, text),
        [
            "1/3 El Sr. Pérez lo confirma. ¿Qué hacemos?",
            "2/3 Retiramos el lote 12. ¡Perdón!",
            "3/3 Más a las 18:00 CET.",
        ]
    );
    for part in split(limits(Rule::X, 45), text) {
        assert_eq!(part.measure, measure(limits(Rule::X, 45), &part.text));
        assert!(part.text.ends_with(&text[part.words.clone()]));
    }
}

#[test]
fn a_long_sentence_ends_at_a_clause_then_at_a_word() {
    let text = "Retiramos todo el lote de leche, aunque solo un envase tiene un defecto conocido";
    assert_eq!(
        parts(Rule::X, 51, text),
        ["1/2 Retiramos todo el lote de leche,", "2/2 aunque solo un envase tiene un defecto conocido"]
    );
    let text = "Retiramos todo el lote de leche aunque solo un envase tiene un defecto";
    assert_eq!(
        parts(Rule::X, 42, text),
        ["1/2 Retiramos todo el lote de leche aunque", "2/2 solo un envase tiene un defecto"]
    );
}

#[test]
fn a_promise_a_price_and_a_link_stay_whole() {
    // each would be cut at its blank, or inside the link, by a limit that falls there
    let promise = "Publicaremos el informe completo hoy a las 18:00 CET sin falta";
    let price = "El reembolso por cada envase devuelto en la tienda es de 24 euros";
    let link = "Toda la información está en https://brand.es/aviso-de-retirada.html ya";
    for (text, whole) in
        [(promise, "18:00 CET"), (price, "24 euros"), (link, "https://brand.es/aviso-de-retirada.html")]
    {
        for most in 30..text.len() {
            for rule in [Rule::X, Rule::Mastodon, Rule::Chars] {
                let thread = parts(rule, most, text);
                let room = most >= 4 + whole.len();
                assert!(!room || thread.iter().any(|part| part.contains(whole)), "{most} {thread:?}");
            }
        }
    }
}

#[test]
fn what_is_longer_than_a_part_is_cut_inside_or_stays_over() {
    let thread = parts(Rule::Chars, 14, &"a".repeat(25));
    assert_eq!(thread, ["1/3 aaaaaaaaaa", "2/3 aaaaaaaaaa", "3/3 aaaaa"]);
    let link = format!("Mira https://brand.es/{} ya", "a".repeat(300));
    let thread = split(limits(BLUESKY, 300), &link);
    assert_eq!(thread.iter().map(|part| part.measure.is_over()).collect::<Vec<_>>(), [false, true, false]);
    let heavy = split(limits(BLUESKY, 300), &FAMILY.repeat(130));
    assert_eq!(heavy.len(), 2);
    assert!(heavy.iter().all(|part| !part.measure.is_over()), "the limit in bytes holds too");
    let cw = limits(Rule::Mastodon, 20).behind("aviso").unwrap();
    assert!(split(cw, "uno dos tres cuatro cinco seis").iter().all(|part| part.measure.used <= 20));
}

#[test]
fn two_digits_of_parts_take_their_room_and_there_is_a_last_one() {
    let thread = split(limits(Rule::Chars, 15), &"palabra ".repeat(12));
    assert_eq!((thread.len(), thread[9].text.as_str()), (12, "10/12 palabra"));
    let endless = split(limits(Rule::X, 280), &"palabra ".repeat(20_000));
    assert_eq!(endless.len(), MAX_PARTS);
    let (last, rest) = endless.split_last().unwrap();
    assert!(rest.iter().all(|part| !part.measure.is_over()) && last.measure.is_over());
}

#[test]
fn hostile_texts_end_and_lose_nothing() {
    let zalgo = format!("a{}", "\u{301}".repeat(2_000));
    for unit in [
        ".",
        "a.",
        "http://",
        "((((",
        "é.é/é?",
        "a.com/(a.com/[",
        "@a@",
        "東.a",
        "東",
        "1 ",
        " \u{a0}",
        "\u{200d}",
        "🇪",
        "\u{301}",
        "\r\n",
        "a",
        "https://a.es/b ",
        "p. m. ",
        "\0",
        "\u{600}http://a.es",
        &zalgo,
        FAMILY,
    ] {
        let text = unit.repeat(20_000 / unit.len());
        for rule in [Rule::X, BLUESKY, Rule::Mastodon, Rule::Chars, Rule::None] {
            holds(limits(rule, 280), &text);
        }
    }
}

#[test]
fn a_link_that_begins_inside_a_character_stays_with_it() {
    holds(limits(Rule::X, 1), "…\u{301}brand.es€");
    assert_eq!(parts(Rule::X, 30, "…\u{301}brand.es €€€")[0], "1/2 …\u{301}brand.es");
    for most in [1, 20, 40] {
        holds(limits(Rule::X, most), "@ana\u{200d}\u{301}brand.es€");
    }
}

/// What is true of every thread.
fn holds(limits: Limits, text: &str) {
    let thread = split(limits, text);
    assert!((1..=MAX_PARTS).contains(&thread.len()));
    if thread.len() == 1 && thread[0].text == text {
        return;
    }
    let mut at = 0;
    for (n, part) in thread.iter().enumerate() {
        let words = &text[part.words.clone()];
        assert!(text[at..part.words.start].chars().all(char::is_whitespace), "between parts there are blanks alone");
        at = part.words.end;
        assert_eq!(part.text, format!("{}/{} {words}", n + 1, thread.len()));
        assert_eq!(part.measure, measure(limits, &part.text));
        let first = words.graphemes(true).next().unwrap_or_default();
        let one_piece = |(range, _): &(Range<usize>, usize)| range.start < first.len() && range.end == words.len();
        let indivisible = first == words || kept(limits.rule, words).first().is_some_and(one_piece);
        let last = n + 1 == MAX_PARTS;
        assert!(
            !part.measure.is_over() || indivisible || last,
            "{} {:?} {words:?}",
            part.measure.used,
            part.measure.limit
        );
    }
    assert!(text[at..].chars().all(char::is_whitespace));
    let ends: Vec<usize> = thread.iter().flat_map(|part| [part.words.start, part.words.end]).collect();
    let inside = |range: &Range<usize>| {
        ends.get(ends.partition_point(|end| *end <= range.start)).filter(|end| **end < range.end)
    };
    for (whole, _) in kept(limits.rule, text) {
        assert_eq!(inside(&whole), None, "{:?} is cut", &text[whole]);
    }
    for (start, grapheme) in text.grapheme_indices(true) {
        assert_eq!(inside(&(start..start + grapheme.len())), None, "{grapheme:?} is cut");
    }
}

fn rule() -> impl Strategy<Value = Rule> {
    prop::sample::select(vec![Rule::X, BLUESKY, Rule::Mastodon, Rule::Chars, Rule::GraphemesBytes { bytes: Some(60) }])
}

/// Words, links, mentions, numbers, signs and blanks, as people and others type them.
fn typed() -> impl Strategy<Value = String> {
    let pieces = [
        "Retiramos",
        "we",
        "Sr.",
        "p. m.",
        "18:00",
        "CET",
        "24",
        "h",
        "€",
        "etc.",
        "...",
        "…",
        "¿",
        "¡",
        "?",
        "!",
        ".",
        ",",
        ";",
        "(",
        ")",
        "—",
        "@ana",
        "@ana@brand.es",
        "https://brand.es/a_(b)?c=d",
        "brand.es",
        "#lote",
        "東京",
        "。",
        FAMILY,
        "🇪🇸",
        "👍🏽",
        "a\u{301}",
        "\u{301}",
        "\u{200d}",
        "\u{a0}",
        " ",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "1",
        "2026",
        "mayo",
        "de",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..120).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn threads_of_typed_texts_hold(text in typed(), rule in rule(), most in 1_usize..120) {
        holds(limits(rule, most), &text);
    }

    #[test]
    fn threads_of_any_text_hold(text in "(?s).{0,200}", rule in rule(), most in 1_usize..120) {
        holds(limits(rule, most), &text);
    }

    #[test]
    fn composing_first_changes_nothing_on_x(text in typed()) {
        prop_assert_eq!(count(Rule::X, &text), count(Rule::X, &x::composed(&text)));
    }
}
