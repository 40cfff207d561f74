use super::*;
use proptest::prelude::*;

fn masked(text: &str) -> String {
    mask_prose(text, &Allow::new(["@acme", "press@acme.com"])).into_owned()
}

#[test]
fn what_names_a_person_is_masked() {
    let a = mask_handle("@ana_garcia");
    let fedi = mask_handle("@ana@masto.es");
    let bob = mask_handle("bob_77");
    let cases = [
        // handles
        ("hi @ana_garcia!", format!("hi {a}!")),
        ("@Ana_Garcia: hola", format!("{a}: hola")),
        ("(@ana_garcia)", format!("({a})")),
        (".@ana_garcia mira", format!(".{a} mira")),
        ("via ＠ana_garcia", format!("via {a}")),
        ("@ana@masto.es says", format!("{fedi} says")),
        ("ask u/bob_77 or /u/bob_77", format!("ask u/{bob} or /u/{bob}")),
        ("soy ana.garcia.bsky.social", "soy •••.bsky.social".into()),
        ("es ana.bsky.social.", "es •••.bsky.social.".into()),
        // addresses
        ("write to ana.garcia+news@mail.example.org.", "write to •••@•••.".into()),
        ("mi correo:juan_perez@correo.es", "mi correo:•••@•••".into()),
        ("mailto:a@b.co", "mailto:•••@•••".into()),
        ("9ana@correo.es", "•••@•••".into()),
        ("write to marta [at] example [dot] org, please", "write to •••@•••, please".into()),
        ("marta.ruiz (AT) mail.example.org.", "•••@•••.".into()),
        ("es marta(arroba)example.org", "es •••@•••".into()),
        ("marta {arroba} correo (punto) es", "•••@•••".into()),
        ("marta[@]example.org", "•••@•••".into()),
        ("joan%40example.org y más", "•••@••• y más".into()),
        ("press%40acme.com", "press%40acme.com".into()),
        ("meet me (at) noon, or 50%40 off [at] once", "meet me (at) noon, or 50%40 off [at] once".into()),
        // documents, accounts
        ("mi DNI es 12345678Z", "mi DNI es •••".into()),
        ("DNI 12.345.678-Z,", "DNI •••,".into()),
        ("dni 12345678-z", "dni •••".into()),
        ("NIE X1234567L", "NIE •••".into()),
        ("nie y-1234567-x.", "nie •••.".into()),
        ("passport AAA123456", "passport •••".into()),
        ("ES91 2100 0418 4502 0005 1332", "ES91 •••".into()),
        ("card 4111 1111 1111 1111", "card •••".into()),
        // links
        ("see https://x.com/someone/status/1", "see https://x.com/•••".into()),
        ("https://www.X.com/someone?s=20", "https://www.X.com/•••".into()),
        ("bsky.app/profile/ana.example.com", "bsky.app/•••".into()),
        ("(https://bsky.app/profile/did:plc:abc/post/3k)", "(https://bsky.app/•••)".into()),
        ("https://social.example/@ana/1234, ojo", "https://social.example/•••, ojo".into()),
        ("instagram.com/ana.garcia/", "instagram.com/•••".into()),
        ("es.linkedin.com/in/ana-garcia", "es.linkedin.com/•••".into()),
        ("https://wa.me/34600123123", "https://wa.me/•••".into()),
        ("https://ana.tumblr.com/post/1", "https://•••.tumblr.com/•••".into()),
        ("https://forum.example/users/ana", "https://forum.example/•••".into()),
        ("youtube.com/@ana", "youtube.com/•••".into()),
        ("https://www.tiktok.com/@ana/video/1", "https://www.tiktok.com/•••".into()),
        ("m.facebook.com/profile.php?id=100", "m.facebook.com/•••".into()),
        ("https://www.google.com/maps/contrib/1045/reviews", "https://www.google.com/•••".into()),
        ("t.me/ana y paypal.me/ana", "t.me/••• y paypal.me/•••".into()),
        ("@ana•••7", format!("{}•••7", mask_handle("@ana"))),
        ("https://news.example/a?email=ana%40b.co", "https://news.example/a?•••".into()),
        ("https://ana:pw@host.example/", "https://•••".into()),
    ];
    for (text, expected) in cases {
        assert_eq!(masked(text), expected, "{text}");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test measures how long it takes")]
fn a_name_that_the_room_knows_as_private_is_masked_wherever_it_is_written() {
    let allow = Allow::new(["acme", "Rosa Soler"]).knowing([
        "Marta Ruiz",
        "BEGOÑA",
        "Jean-Luc Ibáñez",
        "M.R.",
        "4711",
        "88123",
        "Rosa Soler",
        "",
    ]);
    let shown = |text: &str| mask_prose(text, &allow).into_owned();
    let [marta, begona, jean] = ["Marta Ruiz", "Begoña", "Jean-Luc Ibáñez"].map(mask_handle);
    for (text, expected) in [
        ("Marta Ruiz is in hospital", format!("{marta} is in hospital")),
        ("la hija de MARTA  RUIZ, ayer", format!("la hija de {marta}, ayer")),
        ("«marta ruíz»: llamar", format!("«{marta}»: llamar")),
        ("Begon\u{303}a y begoña", format!("{begona} y {begona}")),
        ("Jean-Luc Ibáñez's child", format!("{jean}'s child")),
        ("order 88123 of 4711", format!("order {} of 4711", mask_handle("88123"))),
        ("#MartaRuiz; Marta y RUIZ; de Ruiz, ruiz", format!("#{marta}; {marta} y {marta}; de {marta}, {marta}")),
        // parts of words and initials are somebody else's, or nobody's
        ("Martar, Ruizo, Luc, M.R.", "Martar, Ruizo, Luc, M.R.".into()),
        ("Rosa Soler speaks for us, says Acme", "Rosa Soler speaks for us, says Acme".into()),
    ] {
        assert_eq!(shown(text), expected, "{text}");
        assert_eq!(shown(&expected), expected, "once is enough: {text}");
    }
    assert_eq!(Private::prose(Clean::new("of Marta Ruiz")).show_with(Audience::Shared, &allow), format!("of {marta}"));
    // nobody makes it slow: names that all begin alike, in a text that says their first word again and again
    let many = Allow::none().knowing((0..5_000).map(|n| format!("Marta Marta Marta of house number {n}")));
    let text = "Marta ".repeat(20_000);
    let began = std::time::Instant::now();
    assert_eq!(mask_prose(&text, &many), text);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

#[test]
fn somebody_harmed_is_hidden_by_each_part_of_their_name_where_it_is_written_as_one() {
    let people =
        ["Rosa Quevedo", "Marta Guerra", "Iker Gil", "Ana de la Paz", "Mother of three", "Order 88123", "rosa"];
    let allow = Allow::new(["acme", "Iker"]).knowing(people).harmed(people);
    let shown = |text: &str| mask_prose(text, &allow).into_owned();
    let [rosa, marta, gil, ana] = ["Rosa Quevedo", "Marta Guerra", "Iker Gil", "Ana de la Paz"].map(mask_handle);
    for (text, expected) in [
        ("Quevedo says no", format!("{rosa} says no")),
        ("Dª Quevedo y QUEVEDO, quevedo", format!("Dª {rosa} y {rosa}, {rosa}")),
        ("Guerra is angry, and la guerra sigue", format!("{marta} is angry, and la guerra sigue")),
        ("Gil, gil; Paz y paz; De la Paz", format!("{gil}, gil; {ana} y paz; De la {ana}")),
        ("Iker says: Mother, Order of three", "Iker says: Mother, Order of three".into()),
    ] {
        assert_eq!(shown(text), expected, "{text}");
        assert_eq!(shown(&expected), expected, "once is enough: {text}");
    }
    let two = Allow::none().harmed(["Rosa Blanco", "Pilar Blanco"]);
    assert_eq!(mask_prose("Blanco", &two), DOTS, "of two people one cannot say who it is");
    let by_mention = Allow::none().knowing(["Angry Customer", "Rosa Blanco"]);
    let said = mask_prose("Angry Customer? Angry Blanco", &by_mention);
    assert_eq!(said, format!("{}? Angry Blanco", mask_handle("Angry Customer")), "words like any other");
}

#[test]
fn a_name_gives_way_to_what_stands_for_it_where_it_stands_alone() {
    let one =
        |text: &str, name: &str, with: &str| instead(text, &Known::of([(name, with.to_owned())], [1, 1])).into_owned();
    assert_eq!(one("Ana forgot, and ana's list", "Ana", "lead"), "lead forgot, and lead's list");
    assert_eq!(one("Banana, Anabel", "Ana", "lead"), "Banana, Anabel");
    assert_eq!(one("José y JOSÉ", "josé", "redes"), "redes y redes");
    assert_eq!(one("Jose, jose\u{301} y José", "José", "redes"), "redes, redes y redes");
    assert_eq!(one("José forgot", "jose", "redes"), "redes forgot");
    assert_eq!(one("İ Ana", "Ana", "lead"), "İ lead");
    assert_eq!(one("_Ana_, @ana, é\u{301}ana", "Ana", "lead"), "_lead_, @lead, é\u{301}ana");
    assert_eq!(one("nothing", "", "lead"), "nothing");
    let both = Known::of([("Al", "lead".to_owned()), ("Al B.", "legal".to_owned())], [1, 1]);
    assert_eq!(instead("al and Al B. and Al", &both), "lead and legal. and lead", "the longest first");
    assert_eq!(instead("Ana", &Known::of([("Ana", "lead".to_owned())], [4, 4])), "Ana", "too short for a name");
}

#[test]
fn a_mask_stands_for_one_person_however_often_they_are_masked() {
    for name in ["Bea", "@ana_garcia", "Ñandú Pérez", "•••"] {
        let once = mask_handle(name);
        assert_eq!(mask_handle(&once), once, "{name}");
    }
    assert_ne!(mask_handle("Bea•••77"), "Bea•••77", "what only looks like one is none");
}

#[test]
fn phones_are_masked_as_every_country_writes_them() {
    let cases = [
        ("call +34 600 123 123 now", "call ••• now"),
        ("llama al 600123123", "llama al •••"),
        ("tel. 91 123 45 67.", "tel. •••."),
        ("tel:+34-600-123-123", "tel:•••"),
        ("600.123.123", "•••"),
        ("0034 600 12 31 23", "•••"),
        ("(555) 123-4567 ok", "••• ok"),
        ("1-800-555-0199", "•••"),
        ("555-0199", "•••"),
        ("+44 (0)20 7946 0958", "•••"),
        ("+1 (415) 555-2671, thanks", "•••, thanks"),
        ("+49 30 901820", "•••"),
        ("+351 912 345 678", "•••"),
        ("２２２３３３４４４", "•••"),
        // as they are written in France, Germany, Brazil, Mexico, Chile, Denmark, Norway, Singapore
        ("06 12 34 56 78", "•••"),
        ("06.12.34.56.78", "•••"),
        ("030/901820-15", "•••"),
        ("(11) 91234-5678", "•••"),
        ("55 1234 5678", "•••"),
        ("+56 9 1234 5678", "•••"),
        ("12 34 56 78", "•••"),
        ("912 34 567", "•••"),
        ("tel 6123 4567.", "tel •••."),
        ("600\u{a0}123\u{202f}123", "•••"),
        ("600·123·123, 600_123_123, 600—123—123", "•••, •••, •••"),
        ("el 12/05/2026 llamé al 600 123 123", "el 12/05/2026 llamé al •••"),
        ("2026-05-12 600123123", "2026-05-12 •••"),
        ("(2026-05-12 600 123 123)", "(2026-05-12 •••)"),
        ("(2026) 555-1234, (2026-11-28-34)", "•••, •••)"),
        ("(600) 11-28-34, (8026-11-28 10", "•••, •••"),
        ("6 512 7·5, 6 512 7—5", "6 512 7·5, 6 512 7—5"),
    ];
    for (text, expected) in cases {
        assert_eq!(masked(text), expected, "{text}");
    }
}

#[test]
fn what_names_nobody_stays() {
    for text in [
        "",
        "no data here",
        "Ask @acme, @ACME or press@acme.com",
        "https://x.com/acme/status/1",
        "bsky.app/profile/acme/post/2",
        "https://elpais.example/economia/2026-05-12/noticia-123456789.html",
        "www.acme.example/recall",
        "on 2026-05-12 14:30",
        "magnitude 2.4 2026-05-12 05:31:17",
        "el 12/05/2026 a las 9:30 h",
        "TV slot (2026-11-28 21:30), BBC (2026-11-28)",
        "(2026-11-28 10:00) and ((2026/11/28 10:00))",
        "(12/05/2026 21:30), (2026.11.28), (2019-2020)",
        "1.200.000 users, 3,5 % and 1.000.000.000 views",
        "pedido 123456, 24/7, 100-200, v1.2.3",
        "2019 2020 2021",
        "lote 12345678",
        "sólo 2 de 10 y 50 €",
        "me@",
        "@ 5 pm",
        "50@2",
        "and/or u/x",
        "ok.Then we go",
        "#recall #sinGluten",
    ] {
        let shown = mask_prose(text, &Allow::new(["acme", "press@acme.com", "50@2"]));
        assert_eq!(shown, text);
        assert!(matches!(shown, Cow::Borrowed(_)), "{text}");
    }
}

#[test]
fn masks_are_stable() {
    assert_eq!(mask_handle("@Ana"), mask_handle("@ana"));
    assert_eq!(mask_handle("@ana"), format!("@{}", mask_handle("ana")));
    assert_eq!(mask_handle("@acme_fan"), "@a•••5");
    assert_eq!(mask_handle(""), format!("•••{}", fingerprint([]) % 10));
    assert_eq!(mask_handle("Ñandú").chars().next(), Some('n'));
}

#[test]
fn our_own_people_are_told_apart_and_keep_their_masks() {
    // each pair has one mask where nobody tells them apart
    let pairs = [["Luis", "Laura"], ["Ana", "Aurora"], ["Alba", "Alex"], ["Adrián", "Amaia"], ["Clara", "Cristina"]];
    for pair in pairs {
        assert_eq!(mask_handle(pair[0]), mask_handle(pair[1]), "{pair:?} would prove nothing");
    }
    let mut ours = Allow::none();
    ours.tell_apart(pairs.concat());
    let masks: Vec<String> = pairs.concat().iter().map(|name| ours.mask(name)).collect();
    let apart: std::collections::BTreeSet<&String> = masks.iter().collect();
    assert_eq!(apart.len(), 10, "{masks:?}");
    // in whichever order they are told, and spelled
    let mut other = Allow::none();
    other.tell_apart(pairs.concat().iter().rev().map(|name| name.to_uppercase()));
    assert_eq!(pairs.concat().iter().map(|name| other.mask(name)).collect::<Vec<_>>(), masks);
    // whoever comes later changes nobody's, though they stand before them in the alphabet
    ours.tell_apart((0..200).map(|n| format!("Aa number {n}")).collect::<Vec<_>>());
    assert_eq!(pairs.concat().iter().map(|name| ours.mask(name)).collect::<Vec<_>>(), masks);
    let many: std::collections::BTreeSet<String> = (0..200).map(|n| ours.mask(&format!("aa number {n}"))).collect();
    assert_eq!(many.len(), 200);
    assert!(many.iter().all(|mask| mask.starts_with("a•••") && !masks.contains(mask)), "{many:?}");
    // the same in a text and as a handle, and once is enough
    let laura = ours.mask("laura");
    assert_eq!(laura, mask_handle("Laura"), "the first by the alphabet has the digit of her name");
    assert_ne!(ours.mask("Luis"), mask_handle("Luis"));
    assert_eq!(mask_prose("@Laura: ask @luis", &ours), format!("@{laura}: ask @{}", ours.mask("Luis")));
    for mask in many.iter().chain(&masks) {
        assert_eq!(&ours.mask(mask), mask);
        assert_eq!(&ours.mask(&format!("@{mask}")), &format!("@{mask}"));
        assert_eq!(mask_prose(&format!("@{mask}, {mask}"), &ours), format!("@{mask}, {mask}"));
    }
    ours.tell_apart(&masks);
    assert_eq!(ours.mask("Luis"), other.mask("Luis"), "a mask is nobody");
    assert_eq!(Private::person(Clean::new("Laura"), false).show_with(Audience::Shared, &ours), laura);
    // nobody's name says more of itself than one digit that others may have as well
    assert_eq!(ours.mask("Marta"), mask_handle("Marta"));
}

#[test]
fn one_person_has_one_mask_by_name_and_by_handle_as_far_as_the_room_knows() {
    let pair = |name: &str, handle: &str| [Clean::new(name), Clean::new(handle)];
    let names = [pair("Marta Rioseco", "@marta_r"), pair("Leo Bell", "@leo"), pair("Leo Bell", "@other")];
    let ours = Allow::none().called(&names).knowing(["Marta Rioseco", "Leo Bell"]);
    let handle = mask_handle("@marta_r");
    let bare = handle.trim_start_matches('@');
    assert_ne!(bare, mask_handle("Marta Rioseco"), "by its own letters it has another");
    let told = mask_prose("Marta Rioseco is @marta_r; Rioseco wrote", &ours);
    assert_eq!(told, format!("{bare} is {handle}; {bare} wrote"));
    assert_eq!(ours.mask("Leo Bell"), mask_handle("Leo Bell"), "of two people it is neither's");
    let person = |name: &str, public| Private::person(Clean::new(name), public);
    let shown = |mut name: Private<Clean>, handle: &Private<Clean>| {
        name.veil_with(handle, &ours);
        name.show(Audience::Shared).into_owned()
    };
    assert_eq!(shown(person("Marta R.", false), &person("@marta_r", false)), bare);
    assert_eq!(shown(person("Marta R.", false), &person("", false)), mask_handle("Marta R."));
    assert_eq!(shown(person("El Diario", true), &person("@eldiario", true)), "El Diario");
    assert_eq!(shown(Private::hidden(Clean::new("Marta R.")), &person("@marta_r", false)), DOTS);
}

#[test]
fn who_looks_decides() {
    let name = Private::person(Clean::new("@ana_garcia"), false);
    let outlet = Private::person(Clean::new("@elpais"), true);
    let text = Private::prose(Clean::new("dice @ana_garcia a @acme"));
    let draft = Private::hidden(Clean::new("we are sorry"));
    let allow = Allow::new(["acme"]);
    for data in [&name, &outlet, &text, &draft] {
        assert!(matches!(data.show(Audience::Operator), Cow::Borrowed(_)));
        assert_eq!(format!("{data:?}"), "Private(•••)");
    }
    assert_eq!(name.show(Audience::Operator), "@ana_garcia");
    assert_eq!(name.show(Audience::Shared), mask_handle("@ana_garcia"));
    assert_eq!(outlet.show(Audience::Shared), "@elpais");
    assert_eq!(text.show_with(Audience::Shared, &allow), format!("dice {} a @acme", mask_handle("@ana_garcia")));
    assert!(!text.show(Audience::Shared).contains("acme"));
    assert_eq!(draft.show(Audience::Shared), DOTS);
    assert_eq!(Private::hidden(Clean::new("")).show(Audience::Shared), "");
    assert_eq!(Private::person(Clean::new("Acme"), false).show_with(Audience::Shared, &allow), "Acme");
    assert_eq!(Audience::default(), Audience::Shared);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "what is measured here is time itself")]
fn hostile_lengths_stay_linear() {
    use std::time::{Duration, Instant};
    // eight times the text in at most sixteen times the time; the best of a few, since a busy machine only ever adds
    let best = |text: &str| {
        let time = || {
            let start = Instant::now();
            mask_prose(text, &Allow::none());
            start.elapsed()
        };
        (0..3).map(|_| time()).min().unwrap_or_default()
    };
    for unit in ["a.", "@", "1 ", "+1", "a@", "x.com/", "u/", "(", "1-", "a+b@c."] {
        let [short, long] = [10_000, 80_000].map(|bytes| unit.repeat(bytes / unit.len()));
        let fits = |_| best(&long) < best(&short) * 16 + Duration::from_millis(20);
        assert!((0..20).any(fits), "{unit:?}");
    }
}

#[test]
fn what_is_veiled_is_the_same_for_everybody() {
    let allow = Allow::new(["acme"]);
    for (mut data, shown) in [
        (Private::person(Clean::new("@ana_garcia"), false), mask_handle("@ana_garcia")),
        (Private::person(Clean::new("@elpais"), true), "@elpais".into()),
        (Private::person(Clean::new("Acme"), false), "Acme".into()),
        (Private::prose(Clean::new("@acme, soy @ana")), format!("@acme, soy {}", mask_handle("@ana"))),
        (Private::hidden(Clean::new("we are sorry")), DOTS.into()),
        (Private::hidden(Clean::new("")), String::new()),
    ] {
        data.veil(&allow);
        assert_eq!([data.show(Audience::Operator), data.show(Audience::Shared)], [shown.as_str(), &shown]);
    }
    let mut draft = Private::hidden(Clean::new("we are sorry, @ana"));
    draft.lift();
    assert_eq!(draft.show(Audience::Shared), "we are sorry, @ana");
}

proptest! {
    #[test]
    fn a_mask_is_not_masked_again(parts in prop::collection::vec(prop::sample::select(vec![
        "@ana", "@ana@masto.es ", "ana@b.co ", "600 123 123", " u/bob_77", "https://x.com/ana?s=1 ", "soy ana.bsky.social ",
        "@", ".", " ", "a", "7", "(", "12345678Z", "?a=b", ":", "http://ana.tumblr.com/p",
    ]), 0..12)) {
        let allow = Allow::none();
        let once = mask_prose(&parts.join(" "), &allow).into_owned();
        prop_assert_eq!(mask_prose(&once, &allow), once.as_str());
    }

    #[test]
    fn never_panics(text in any::<String>(), parts in prop::collection::vec(prop::sample::select(vec![
        "@", "a", "ñ", ".", "1", "12", "123", "-", " ", "+", "(", "/", "http://", "x.com", "bsky.social", "u/", "?", "＠", "８", "•", "www.", "İ", "X1234567", "%40",
    ]), 0..30)) {
        mask_prose(&text, &Allow::none());
        mask_prose(&parts.concat(), &Allow::new(["a"]));
    }

    #[test]
    fn a_handle_never_comes_through(name in "[a-z][a-z0-9_]{4,14}", before in "[ (¿\"\n.,:]{0,2}", after in "[ )?!\n,:]{0,2}") {
        let text = format!("{before}@{name}{after}");
        prop_assert!(!mask_prose(&text, &Allow::none()).contains(&name));
    }

    #[test]
    fn a_phone_never_comes_through(number in "[6-9][0-9]{8}", before in "[a-zñ ]{0,8} ", after in "[ .,!]?[a-z]{0,3}") {
        let text = format!("{before}{number}{after}");
        prop_assert!(!mask_prose(&text, &Allow::none()).contains(&number));
    }
}

#[test]
fn a_number_that_we_give_out_stays_however_it_is_written() {
    let ours = Allow::new(["+34 917 000 111", "900 123 456", "@acme"]);
    let masked = |text: &str| mask_prose(text, &ours).into_owned();
    for open in ["Ring 917 000 111, 917000111 or (+34) 917 000 111.", "Llame al 900.123.456 o al 0034 900 123 456."] {
        assert_eq!(masked(open), open);
    }
    assert_eq!(masked("Ring 917 000 112 or 000 111."), "Ring ••• or 000 111.");
    assert_eq!(mask_prose("Ring 917 000 111.", &Allow::none()), "Ring •••.");
}

#[test]
fn a_cut_leaves_no_half_of_what_a_mask_would_find() {
    let said = "I am ill. write to me: marta.rios@gmail.com please, or call 600 123 456 now";
    for most in 0..said.chars().count() {
        let short = cut(said, most);
        let masked = mask_prose(&short, &Allow::none());
        for part in ["marta.", "rios@", "rios", "600", "123"] {
            assert!(!masked.contains(part), "{most}: {masked}");
        }
    }
    assert_eq!(cut("one of the longest stories", 12), "one of the…", "no half of a word");
    assert_eq!(cut("eins", 9), "eins");
    assert_eq!(cut("漢字漢字漢字", 3), "漢字漢…", "but where there are no spaces");
}

#[test]
fn whoever_signs_what_they_write_is_masked_in_it_as_beside_it() {
    let said = |name: &str, handle: &str| {
        Private::prose("awful, signed Mark  LEDBETTER".into()).signed(&name.into(), &handle.into())
    };
    let allow = Allow::none();
    let own = said("Mark Ledbetter", "@mled");
    let beside = allow.mask("@mled");
    assert_eq!(own.show(Audience::Operator), "awful, signed Mark  LEDBETTER");
    assert_eq!(own.show_with(Audience::Shared, &allow), format!("awful, signed {}", beside.trim_start_matches('@')));
    assert!(!own.show(Audience::Shared).contains("LEDBETTER"));
    let mut veiled = own.clone();
    veiled.veil(&allow);
    assert!(!veiled.show(Audience::Operator).contains("LEDBETTER"), "for good");
    let stays = |it: Private<Clean>, allow: &Allow| it.show_with(Audience::Shared, allow).contains("LEDBETTER");
    assert!(
        stays(own.clone(), &Allow::new(["@mled"])) && stays(own, &Allow::new(["Mark Ledbetter"])),
        "who may be named"
    );
    assert!(stays(said("Mark", ""), &allow), "one word is many people's name");
    assert!(!stays(said("Mark Ledbetter", ""), &allow));
}
