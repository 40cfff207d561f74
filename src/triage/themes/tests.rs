//! What hours of talk are about, in English and Spanish, and what must not be taken for it.

use super::*;
use std::time::{Duration, Instant};

fn brand() -> Themes {
    Themes::new(&["Acme".to_owned(), "@acme_help".to_owned(), "Banco Azul".to_owned()])
}

fn cleaned(texts: &[impl AsRef<str>]) -> Vec<Clean> {
    texts.iter().map(|t| Clean::new(t.as_ref())).collect()
}

fn alone(texts: &[Clean]) -> Vec<Voice<'_>> {
    texts.iter().map(|text| Voice { text, cluster: None }).collect()
}

fn themes(now: &[impl AsRef<str>], before: &[impl AsRef<str>], n: usize) -> Vec<Theme> {
    let (now, before) = (cleaned(now), cleaned(before));
    brand().find(&alone(&now), &alone(&before), n)
}

fn phrases_of(themes: &[Theme]) -> Vec<&str> {
    themes.iter().map(|t| t.phrase.as_str()).collect()
}

/// What people always say: deliveries and prices.
fn usual_en() -> Vec<String> {
    let said = [
        "Acme delivery was late again, three days and no parcel",
        "love the new Acme strawberry flavour, bought two packs",
        "customer service at Acme never answers the phone",
        "prices went up again at the supermarket, Acme costs 3 euros now",
        "is the Acme app down for anybody else? cannot log in",
    ];
    (0..200).map(|i| format!("{} {}", said[i % said.len()], ["", "ugh", "as always"][i % 3])).collect()
}

#[test]
fn an_hours_complaints_are_told_in_english() {
    let mut now: Vec<String> = usual_en().into_iter().take(60).collect();
    let smells = [
        "my Acme yoghurt smells of petrol, is this safe?",
        "Opened one this morning and it SMELLS OF PETROL",
        "@acme_help why does it smell of petrol https://example.org/a",
        "Smells of petrol here too, Lidl on Oak street",
        "threw it away, it smells of petrol #acme",
        "kid had one, smells of petrol!!",
    ];
    let refund = [
        "where do I ask for a refund",
        "refund please, nobody answers",
        "They refuse a refund!",
        "want my refund",
        "no Refund so far",
    ];
    now.extend(smells.iter().chain(&refund).map(|s| (*s).to_owned()));
    let told = themes(&now, &usual_en(), 5);
    assert_eq!(phrases_of(&told), ["smells of petrol", "refund"], "{told:#?}");
    assert_eq!((told[0].count, told[0].before), (6, 0), "with the one that writes `smell`");
    assert_eq!(told[0].examples, [60, 61, 62], "the first that say it");
    assert!((told[1].share - 5.0 / 71.0).abs() < 1e-6 && told[0].score > told[1].score && told[1].score > 10.83);
    assert_eq!(themes(&now, &usual_en(), 1).len(), 1);
    assert_eq!(themes(&now, &usual_en(), 0), []);
}

#[test]
fn an_hours_complaints_are_told_in_spanish() {
    let usual: Vec<String> = (0..150)
        .map(|i| {
            ["La app de Banco Azul va lenta hoy", "otra vez cola en la oficina", "qué tal la hipoteca joven?"][i % 3]
                .into()
        })
        .collect();
    let now = [
        "¡Me han cobrado dos veces la comisión de mantenimiento!",
        "comisión de mantenimiento otra vez, Banco Azul sois unos ladrones",
        "A mí también la comisión de mantenimiento. 40 euros",
        "La COMISIÓN DE MANTENIMIENTO no estaba en el contrato",
        "devolvedme la comision de mantenimiento",
        "La app de Banco Azul va lenta hoy",
        "otra vez cola en la oficina",
        "el cajero de Gran Vía se ha tragado mi tarjeta",
        "otro cajero que se traga la tarjeta, en Sol",
        "cajeros que se tragan tarjetas, bravo",
        "otra vez cola en la oficina",
    ];
    let told = themes(&now, &usual, 5);
    assert_eq!(told[0].phrase.as_str(), "comisión de mantenimiento", "{told:#?}");
    assert_eq!((told[0].count, told[0].before), (5, 0), "accents and capitals do not count");
    assert!(phrases_of(&told).contains(&"cajero"), "one and several: {told:#?}");
    assert!(!phrases_of(&told).iter().any(|p| p.contains("Banco") || p.contains("oficina")), "{told:#?}");
}

#[test]
fn copies_count_once() {
    let texts = cleaned(&["boycott the glitter campaign now"; 30]);
    let copies: Vec<Voice> = texts.iter().map(|text| Voice { text, cluster: Some(MentionId(4)) }).collect();
    let before = cleaned(&usual_en());
    assert_eq!(brand().find(&copies, &alone(&before), 5), []);
    assert_eq!(brand().find(&alone(&texts), &alone(&before), 5)[0].count, 30);
    let groups: Vec<Voice> =
        texts.iter().zip(0..).map(|(text, i)| Voice { text, cluster: Some(MentionId(i / 6)) }).collect();
    let told = brand().find(&groups, &alone(&before), 5);
    assert_eq!((told[0].count, told[0].share), (5, 1.0), "five groups");
    assert_eq!(told[0].examples, [0, 6, 12]);
}

#[test]
fn the_brand_handles_links_and_empty_words_are_no_theme() {
    let now = [
        "@ana Acme and then the Acme of them all https://shop.example/petrol",
        "@ana what is this Acme, really? www.shop.example/petrol",
        "@ana Acme! you know what https://shop.example/petrol",
        "Acme, que es lo que pasa con @ana",
    ];
    assert_eq!(themes(&now, &usual_en(), 9), []);
    // a handle that stands between two words stays out of the phrase
    let told = themes(&["broken @ana lid", "a broken @ana lid", "broken @ana lid", "broken lid"], &["x y"; 99], 3);
    assert_eq!(phrases_of(&told), ["broken lid"]);
    let names =
        themes(&["Banco Azul is blue", "banco azul IS Blue", "Banco Azul is blue", "so blue"], &["fine"; 99], 3);
    assert_eq!(phrases_of(&names), ["blue"]);
}

#[test]
fn what_is_always_said_is_no_theme_and_without_a_past_the_most_said_is() {
    let usual = usual_en();
    assert_eq!(themes(&usual[..80], &usual, 9), [], "as always");
    let told = themes(&usual[..80], &[] as &[&str], 3);
    assert_eq!((told.len(), told[0].score, told[0].before), (3, 0.0, 0));
    assert!(told[0].count >= 16, "{told:?}");
    assert_eq!(themes(&["smells of petrol"; 2], &usual, 3), [], "two are too few");
    assert_eq!(themes(&[] as &[&str], &usual, 3), []);
}

#[test]
fn a_phrase_does_not_leap_over_the_end_of_a_sentence() {
    let both = ["so cold. Battery died", "cold; battery swollen", "cold, battery!", "cold... battery"];
    let now = [&both[..], &["cold", "battery", "cold", "battery"]].concat();
    assert_eq!(phrases_of(&themes(&now, &["ok"; 200], 5)), ["cold", "battery"]);
    assert_eq!(phrases_of(&themes(&both.map(|t| t.replace(['.', ',', ';'], "")), &["ok"; 200], 5)), ["cold battery"]);
}

#[test]
fn a_number_needs_a_word_and_what_the_same_texts_say_is_one_theme() {
    let now = ["lot 4512", "it is lot 4512!", "lot 4512, 4512 again", "4512? lot 4512"];
    assert_eq!(phrases_of(&themes(&now, &["ok"; 200], 5)), ["lot 4512"]);
    assert_eq!(themes(&["4512", "4512!", "so 4512", "4512 4513"], &["ok"; 200], 5), []);
    let now = ["Gov. Cuomo", "Gov. Cuomo!", "gov. Cuomo: no", "Gov. Cuomo?", "Cuomo"];
    assert_eq!(phrases_of(&themes(&now, &["ok"; 200], 5)), ["Cuomo"]);
}

#[test]
fn likelihood_is_that_of_the_books() {
    // twice 10 ln(10/1.82) + 10 ln(10/18.2) + 90 ln(90/98.2) + 990 ln(990/981.8)
    assert!((apart(10, 100, 10, 1_000) - 22.91).abs() < 0.01, "{}", apart(10, 100, 10, 1_000));
    assert_eq!(apart(1, 100, 10, 1_000), 0.0, "no more than before");
    assert_eq!(apart(1, 100, 20, 1_000), 0.0);
    assert!(apart(100, 100, 1_000, 1_000) == 0.0 && apart(5, 5, 0, 9).is_finite());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "what is measured here is time itself")]
fn walls_of_text_cost_little_and_say_nothing_odd() {
    let odd =
        ["a".repeat(1_000_000), "\0\u{202e}".repeat(500), "z\u{301}\u{302}\u{303}".repeat(4_000), "🔥".repeat(4_000)];
    let odd: Vec<String> = odd.iter().cycle().take(40).cloned().collect();
    for theme in themes(&odd, &usual_en(), 50) {
        assert!(theme.phrase.as_str().len() < 200_000 && theme.count <= 10);
    }
    let words = |salt: u64, n: usize| -> Vec<String> {
        (0..n as u64)
            .map(|i| (0..20).map(|w| format!("w{} ", (i * 20 + w + salt).wrapping_mul(0x9e37_79b9) % 5_000)).collect())
            .collect()
    };
    let (now, before) = (cleaned(&words(0, 2_400)), cleaned(&words(7, 2_400)));
    let told = brand().find(&alone(&now), &alone(&before), 50);
    assert!(told.iter().all(|t| t.examples.iter().all(|e| *e < MAX_TEXTS)), "further texts are left out");
    // double the texts, at most 2.3 times the time; the best of a few runs, since a busy machine only ever adds
    let time = |n: usize| {
        let run = || {
            let start = Instant::now();
            brand().find(&alone(&now[..n]), &alone(&before[..n]), 10);
            start.elapsed()
        };
        (0..3).map(|_| run()).min().unwrap_or_default()
    };
    // each pair is measured at one stretch; what takes too long by itself does so in every one
    let pairs: Vec<_> = (0..5).map(|_| (time(600), time(1_200))).collect();
    let fits = |(half, whole): &(Duration, Duration)| *whole < half.mul_f64(2.3) + Duration::from_millis(20);
    assert!(pairs.iter().any(fits), "{pairs:?}");
}
