//! What no text may do: panic, take long, point outside itself.

use super::super::*;
use proptest::prelude::*;

const ZONE: &str = "Europe/Madrid";

fn check(text: &str, lang: Lang, now: Stamp) {
    let claims = claims(text, lang, now, ZONE);
    assert!(claims.list.len() <= MAX_CLAIMS);
    for claim in &claims.list {
        assert!(text.get(claim.span.clone()).is_some_and(|part| !part.is_empty()), "{text:?} {:?}", claim.span);
        claim.says();
    }
    assert!(conflicts(&claims, &[((), &claims)]).is_empty(), "a text agrees with itself: {text:?}");
    for promise in promises(text, lang, now, ZONE) {
        assert!(promise.due > now && text.get(promise.span).is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,120}", now in any::<i64>(), spanish in any::<bool>()) {
        check(&text, if spanish { Lang::Es } else { Lang::En }, Stamp(now));
    }

    #[test]
    fn words_of_the_trade_in_any_order(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..40),
        now in -3_000_000_000_000i64..9_000_000_000_000,
        spanish in any::<bool>(),
    ) {
        check(&words.join(" "), if spanish { Lang::Es } else { Lang::En }, Stamp(now));
    }
}

const WORDS: &[&str] = &[
    "12",
    "12,000",
    "9:30",
    "31/12",
    "29",
    "February",
    "febrero",
    "24",
    "h",
    "mil",
    "million",
    "doce",
    "two",
    "and",
    "y",
    "at",
    "a",
    "las",
    "la",
    "el",
    "de",
    "tarde",
    "mañana",
    "tomorrow",
    "Monday",
    "lunes",
    "by",
    "before",
    "antes",
    "from",
    "to",
    "between",
    "entre",
    "within",
    "en",
    "hours",
    "días",
    "cases",
    "casos",
    "personas",
    "people",
    "of",
    "the",
    "lot",
    "lote",
    "L2231",
    "L2213",
    "version",
    "4.2.1",
    "900",
    "123",
    "456",
    "+34",
    "only",
    "afectado",
    "es",
    "is",
    "not",
    "no",
    "safe",
    "seguro",
    "we",
    "will",
    "update",
    "informaremos",
    "next",
    "próxima",
    "información",
    "open",
    ".",
    "?",
    ",",
    "(",
    ")",
    ":",
    "%",
    "€",
    "in",
    "Madrid",
    "up",
    "was",
    "now",
    "ya",
    "half",
    "past",
    "quarter",
    "24/7",
    "2026-02-30",
    "acme.example/a",
    "cause",
    "caused",
    "debido",
    "cyberattack",
    "refund",
    "every",
    "cada",
    "about",
    "more",
    "than",
    "unos",
    "CET",
    "UTC",
    "+",
    "15",
];

/// Of each sort a text of the most characters that a clean text has: a tenth of a second each, unoptimised; what reads
/// a long sentence anew for each of its words takes much longer.
#[test]
#[allow(clippy::disallowed_methods, reason = "how long it takes is what is asked")]
fn the_longest_text_is_read_in_time_that_grows_with_it() {
    const UNITS: &[&str] = &[
        "1 and ",
        "fresa ",
        "de la ",
        "900 ",
        "Lot A1, ",
        "a las 9 y ",
        "antes de ",
        "within ",
        "half past ",
        "es Acme ",
        "12 of ",
        "\n",
        "¿",
        "no ",
        "caused by ",
        "@a ",
        "la causa ",
        "safe to use ",
    ];
    for unit in UNITS {
        let text = unit.repeat(10_000 / unit.len());
        for lang in [Lang::En, Lang::Es] {
            let begun = std::time::Instant::now();
            check(&text, lang, Stamp(1_795_000_000_000));
            assert!(begun.elapsed().as_secs() < 10, "{unit:?} took {:?}", begun.elapsed());
        }
    }
}

#[test]
fn claims_can_be_kept() {
    let text = "12 cases in Seville, lot L2231; the water is not safe. Next update at 18:00. Call 900 123 456.";
    let claims = claims(text, Lang::En, Stamp(1_795_000_000_000), ZONE);
    assert!(claims.list.len() >= 5);
    let kept = serde_json::to_string(&claims).expect("claims are data");
    assert_eq!(serde_json::from_str::<Claims>(&kept).expect("and come back"), claims);
}
