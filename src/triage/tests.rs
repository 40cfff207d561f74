use super::*;
use crate::domain::mention::{Band, Media, MentionKind, Tone};
use crate::domain::text::fold;
use proptest::prelude::*;
use std::sync::LazyLock;

static TRIAGE: LazyLock<Triage> = LazyLock::new(|| {
    let outlet = |name: &str, handles: &[&str]| Outlet {
        name: Clean::line(name),
        kind: "media".into(),
        handles: handles.iter().map(|handle| Clean::line(handle)).collect(),
        domains: Vec::new(),
    };
    let outlets = [outlet("El País", &[]), outlet("Food Watch", &["@FoodWatch"])];
    Triage::new(&["@acme".into(), "Acme".into(), "#acmefoods".into()], &outlets)
});

fn mention(text: &str, author: &str, followers: u64) -> RawMention {
    RawMention { text: text.into(), author: Some(author.into()), followers: Some(followers), ..RawMention::default() }
}

fn read(m: &RawMention) -> Reading {
    TRIAGE.read(m, &Clean::new(&m.text))
}

#[test]
fn how_soon_it_wants_a_person() {
    use Band::*;
    #[rustfmt::skip]
    let cases: &[(&str, &str, u64, Band)] = &[
        // harm
        ("my kid got sick after eating your yoghurt, is it safe?", "Ana", 48_000, P1),
        ("My daughter has been vomiting since she had the @acme yoghurt. Which batch is it??", "Bo", 40, P1),
        ("Mi hijo se ha puesto malo con vuestro yogur, ¿es seguro?", "Ana", 48_000, P1),
        ("Mi niña está ingresada en urgencias tras comer el yogur de @acme", "Luz", 90, P1),
        ("I got food poisoning from @acme salad, vomiting all night", "Cy", 300, P2),
        ("Llevo toda la noche vomitando por vuestra ensalada @acme, qué asco", "Paco", 250, P2),
        ("i'm going to kill myself because of this debt, @acme please answer", "x", 3, P1),
        ("Os voy a matar a todos los de Acme", "anon", 1, P1),
        ("amenaza de bomba en la tienda de Acme", "anon", 10, P1),
        ("My brother died because of your product", "Ivy", 0, P1),
        ("Mi hermano murió por culpa de vuestro producto", "Leo", 0, P1),
        ("recall: two deaths linked to your yoghurt", "Ned", 0, P1),
        ("my father died last year, please close his account", "Ola", 0, P3),
        ("the acme account has been hacked, look what it posts", "Di", 5_000, P2),
        ("os han hackeado la cuenta @acme", "Eva", 800, P2),
        ("Acme data breach: my password is on a forum", "Flo", 1_200, P2),
        ("Brecha de datos en Acme, ¿me afecta?", "Gus", 600, P1),
        ("Your ad is so racist, disgusting @acme", "Hal", 2_000, P2),
        ("El anuncio de Acme es machista, qué vergüenza", "Iris", 2_000, P2),
        ("Salmonella outbreak linked to Acme eggs", "Jo", 15_000, P2),
        ("Alerta alimentaria: retiran un lote de huevos Acme", "Kai", 15_000, P2),
        ("The police are investigating Acme", "Lee", 12_000, P2),
        ("Deepfake of the Acme ceo going around, is this real?", "Mo", 900, P2),
        // who speaks
        ("Journalist at the Herald here, is Acme planning a recall?", "Nia", 9_000, P1),
        ("Soy periodista de la radio, ¿vais a hacer una retirada del producto?", "Olga", 3_000, P1),
        ("Will Acme recall the yoghurt?", "El País", 8_000_000, P1),
        ("Acme, ¿pueden confirmar la retirada del lote?", "Redacción Noticias 24", 20_000, P1),
        ("What is your position on this, @acme?", "FoodWatch", 90_000, P3),
        // complaints
        ("My order is three weeks late and nobody answers, where is it @acme?", "Pia", 300, P3),
        ("Terrible service @acme, when will you refund me?", "Quin", 150, P3),
        ("Tres semanas esperando el pedido, @acme ¿dónde está? Vaya vergüenza", "Rosa", 200, P3),
        ("No funciona la app @acme, ¿podéis ayudarme?", "Saul", 120, P3),
        ("Is the yoghurt safe to eat?", "Tom", 200, P3),
        ("¿Es seguro comer el yogur?", "Uxía", 200, P3),
        ("Acme is overpriced and slow", "Val", 90, P4),
        ("Qué caro se ha puesto Acme", "Wen", 90, P4),
        // the rest
        ("nice ad", "Xi", 500, P4),
        ("Great ad @acme, love it!", "Yan", 2_000, P4),
        ("Me encanta el anuncio nuevo de Acme", "Zoe", 2_000, P4),
        ("what time do you open on sunday?", "Al", 100, P4),
        ("¿A qué hora abrís el domingo?", "Al", 100, P4),
        ("my kid loves this ad", "Bea", 48_000, P4),
        ("mi hija adora este yogur", "Bea", 48_000, P4),
        ("the firefighter was fired from the recalling department of firearms", "Cal", 10, P4),
        ("lunch with friends", "Dot", 1_000_000, P4),
        ("Mi bebé está enfermo", "Luz", 0, P1),
        ("", "", 0, P4),
        ("👍", "Ed", 20, P4),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, author, followers, band)| (read(&mention(text, author, *followers)), text, band))
        .filter(|(reading, _, band)| Band::of(reading.score) != **band)
        .map(|(reading, text, band)| {
            format!("{text}: {} not {band:?}, {:?} {:?}", reading.score, reading.tone, reading.parts)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn trigger_rows() -> impl Iterator<Item = &'static str> {
    include_str!("../../tests/data/triggers.tsv").lines().filter(|row| !row.starts_with('#'))
}

/// The rows of the project's own wording that are read otherwise than they are labelled; `say` writes the brand's name.
fn misread(triage: &Triage, say: impl Fn(&str) -> String) -> Vec<String> {
    let mut wrong = Vec::new();
    for row in trigger_rows() {
        let columns: Vec<&str> = row.split('\t').collect();
        let [trigger, "en" | "es", fires @ ("yes" | "no"), text] = columns[..] else { panic!("{row}") };
        let m = mention(&say(text), "", 0);
        let reading = triage.read(&m, &Clean::new(&m.text));
        // why somebody died is a reason of its own, and the flag is the one of people affected
        let fired = reading.flags.iter().any(|flag| flag.name() == trigger)
            || trigger == "death" && reading.parts.iter().any(|part| part.key == "why-death");
        if fired != (fires == "yes") {
            wrong.push(format!("{row}: {} {:?} {:?}", m.text, reading.flags, reading.parts));
        }
    }
    wrong
}

#[test]
fn hard_triggers_fire_whatever_the_brand_is_called() {
    for (name, tag) in [("Danone", "danone"), ("La Serrana", "laserrana"), ("Compañía Ñandú", "companianandu")] {
        let triage = Triage::new(&[name.into(), format!("@{tag}")], &[]);
        let say = |text: &str| text.replace("@acme", &format!("@{tag}")).replace("Acme", name).replace("acme", name);
        let wrong = misread(&triage, say);
        assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
        // named as a handle or a tag it is no less grave
        for named in [format!("@{tag}"), format!("#{tag}"), format!("{name}'s")] {
            for text in ["3 deaths linked to", "my dad died because of", "muertes vinculadas a", "i am suing"] {
                let m = mention(&format!("{text} {named}"), "", 0);
                let score = triage.read(&m, &Clean::new(&m.text)).score;
                assert!(score >= 40, "{}: {score}", m.text);
            }
        }
    }
}

#[test]
fn hard_triggers_fire_on_what_is_grave_alone() {
    let wrong = misread(&TRIAGE, str::to_owned);
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
    for trigger in 1..=9 {
        let count = |fires: &str| {
            trigger_rows().filter(|row| row.starts_with(&format!("H{trigger}\t")) && row.contains(fires)).count()
        };
        assert!(count("\tyes\t") >= 12 && count("\tno\t") >= 8, "H{trigger}");
    }
}

/// How much of the grave wording of one half has a reason, and how much of the harmless; then those rows.
fn grave(half: &str) -> ([[u32; 2]; 2], String) {
    let mut counts = [[0; 2]; 2];
    let mut other = String::new();
    for row in include_str!("../../tests/data/grave.tsv").lines().filter(|row| row.starts_with(half)) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [_, "en" | "es", grave @ ("yes" | "no"), text] = columns[..] else { panic!("{row}") };
        let reading = read(&mention(text, "", 0));
        let of = &mut counts[usize::from(grave == "no")];
        of[0] += 1;
        of[1] += u32::from(!reading.flags.is_empty());
        if reading.flags.is_empty() == (grave == "yes") {
            other.push_str(&format!("\n{row}: {} {:?} {:?}", reading.score, reading.flags, reading.parts));
        }
    }
    (counts, other)
}

#[test]
fn what_is_grave_has_a_reason_and_its_harmless_twin_none() {
    let ([[all, found], [harmless, alarmed]], rows) = grave("tune");
    assert!(all == 224 && harmless == 146, "{all} {harmless}");
    assert!((found, alarmed) == (all, 0), "{rows}");
}

/// The figures that FIGURES.md tells, of wording by the hand that wrote the rules: a half that was kept away, and what was
/// written last to be unlike them.
#[test]
fn of_grave_wording_that_no_rule_was_written_to_some_is_missed() {
    for (half, rows, least, most) in [("kept", (46, 43), 44, 1), ("unlike", (48, 48), 4, 1)] {
        let ([[all, found], [harmless, alarmed]], missed) = grave(half);
        println!("{half}: {found} of {all} grave found, {alarmed} of {harmless} harmless alarmed{missed}");
        assert!((all, harmless) == rows, "{half}");
        assert!(found >= least && alarmed <= most, "{found} {alarmed}{missed}");
    }
}

/// The plain wordings of one half, by the trigger that they are about: how many, and how many are read so; then the others.
fn plain(half: &str) -> (std::collections::BTreeMap<&'static str, [u32; 2]>, String) {
    let (mut counts, mut other) = (std::collections::BTreeMap::new(), String::new());
    for row in include_str!("../../tests/data/plain.tsv").lines().filter(|row| row.starts_with(half)) {
        let [_, trigger, "en" | "es", text] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let reading = read(&mention(text, "", 0));
        let told = reading.flags.iter().any(|flag| flag.name() == trigger);
        let first = trigger != "H1" || Band::of(reading.score) == Band::P1;
        let right = match trigger {
            "none" => reading.flags.is_empty(),
            "later" => Band::of(reading.score) != Band::P1,
            _ => told && first,
        };
        let of: &mut [u32; 2] = counts.entry(trigger).or_default();
        *of = [of[0] + 1, of[1] + u32::from(right)];
        if !right {
            other.push_str(&format!("\n{row}: {} {:?} {:?}", reading.score, reading.flags, reading.parts));
        }
    }
    (counts, other)
}

/// The figures that FIGURES.md tells of plain wordings, of which the kept half was only counted.
#[test]
fn plain_wordings_of_each_hard_trigger_are_told() {
    for (half, none, least) in [("tune", 23, 95), ("kept", 24, 84)] {
        let (counts, rows) = plain(half);
        println!("{half}: {counts:?}{rows}");
        let told: u32 = counts.iter().filter(|(trigger, _)| **trigger != "none").map(|(_, [_, told])| told).sum();
        assert_eq!(counts.values().map(|[all, _]| all).sum::<u32>(), 120, "{half}");
        assert!(counts["none"][1] >= none && told >= least, "{half}: {told} {counts:?}{rows}");
    }
}

/// Violence beside a brand and its harmless twins: the rules were mended by the first half, the second only counted.
#[test]
fn violence_beside_a_brand_is_told() {
    for (half, none, least) in [("violence-tune", 37, 33), ("violence-kept", 29, 30)] {
        let (counts, rows) = plain(half);
        println!("{half}: {counts:?}{rows}");
        assert!(counts["none"][1] >= none && counts["H1"][1] >= least, "{half}: {counts:?}{rows}");
    }
}

/// What people found to be read wrong once: each is told as it is, and what is harmless has no reason.
#[test]
fn plain_wordings_that_were_misread_once_are_read_right() {
    let (counts, rows) = plain("mended");
    let [all, right] = counts.values().fold([0, 0], |sum, of| [sum[0] + of[0], sum[1] + of[1]]);
    assert!(all > 0 && all == right, "{right} of {all}{rows}");
}

/// How many of one half of the everyday posts are told first of all, and how many have a reason to be; then those rows.
fn everyday(half: &str) -> ([u32; 3], String) {
    let (mut counts, mut rows) = ([0; 3], String::new());
    for row in include_str!("../../tests/data/everyday.tsv").lines().filter(|row| row.starts_with(half)) {
        let [_, "en" | "es", text] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let reading = read(&mention(text, "", 0));
        let (first, reason) = (Band::of(reading.score) == Band::P1, !reading.flags.is_empty());
        counts = [counts[0] + 1, counts[1] + u32::from(first), counts[2] + u32::from(reason)];
        if first || reason {
            rows.push_str(&format!("\n{row}: {} {:?} {:?}", reading.score, reading.flags, reading.parts));
        }
    }
    (counts, rows)
}

/// The figures that FIGURES.md tells, of what only sounds grave.
#[test]
fn everyday_words_are_no_alarm() {
    for (half, most) in [("tune", [40, 1, 3]), ("kept", [40, 1, 5]), ("aimed", [60, 7, 13])] {
        let (counts, rows) = everyday(half);
        println!("{half}: {counts:?} posts, P1, with a reason{rows}");
        assert!(counts[0] == most[0] && counts[1] <= most[1] && counts[2] <= most[2], "{half}: {counts:?}{rows}");
    }
}

#[test]
fn how_it_sounds() {
    use Tone::*;
    let cases = [
        ("I love it, great work", Positive),
        ("This is not good", Negative),
        ("Not bad at all, honestly", Positive),
        ("The ad is nice but the service is terrible", Negative),
        ("Delivery was late but the driver was lovely and helpful", Positive),
        ("worst company ever, never again", Negative),
        ("no problems so far, works perfectly", Positive),
        ("it does not work", Negative),
        ("it is not working", Negative),
        ("the meeting is on tuesday at ten", Neutral),
        ("is it safe to eat this yoghurt today?", Neutral),
        ("Acme 😡😡", Negative),
        ("Acme ❤\u{fe0f}", Positive),
        ("thanks 🤮", Negative),
        ("No me gusta nada el nuevo envase que han puesto", Negative),
        ("No está mal el nuevo envase que han puesto", Positive),
        ("La app no funciona desde ayer por la tarde", Negative),
        ("Un servicio pésimo, no vuelvo a comprar en esta tienda", Negative),
        ("Muy buen trato y un producto excelente, gracias a todos", Positive),
        ("Era buena marca pero ahora es una basura de producto", Negative),
        ("Sin ningún problema con el envío de mi pedido, genial", Positive),
        ("La reunión de la junta es el martes a las diez", Neutral),
        ("Der Service ist schlecht und niemand antwortet mir seit Tagen", Unknown),
        ("eres un hijo de puta y tu empresa también lo es", Negative),
        ("been sitting at the gate for 3 hours and nobody tells us anything", Negative),
        ("My refund? Still waiting since March.", Negative),
        ("llevo dos semanas esperando y no me contestan", Negative),
        ("which gate does the flight to Lisbon leave from?", Neutral),
        ("El banco abrirá doce oficinas en Galicia el próximo año", Neutral),
        ("Está buenísimoooo, me encantó", Positive),
        ("Que bonito es todo aqui :)", Positive),
        // a face says what few words leave open
        ("pedido tarde :(", Negative),
        ("order late :(", Negative),
        ("el paquete hoy :(", Negative),
        ("El pedido llega mañana 🙄", Negative),
        ("the parcel comes tomorrow 😤", Negative),
        ("Acme >:(", Negative),
        ("Acme D:", Negative),
        ("Acme T_T", Negative),
        ("mi pedido :c", Negative),
        ("Me encanta :(", Positive),
        ("La tienda abre a las diez :)", Neutral),
        ("Sinvergüenzas!!!", Negative),
        ("Acme vergüenza nacional", Negative),
        ("", Unknown),
        ("https://example.com/a @acme", Unknown),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, tone)| (read(&mention(text, "", 0)), text, tone))
        .filter(|(reading, _, tone)| reading.tone != **tone)
        .map(|(r, text, tone)| {
            format!("{text}: {:?} {} not {tone:?}, {:?} {:?}", r.tone, r.strength, r.language, r.words)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(read(&mention("This is terrible!!!", "", 0)).strength < read(&mention("This is terrible", "", 0)).strength);
    assert!(read(&mention("really terrible", "", 0)).strength < read(&mention("terrible", "", 0)).strength);
}

#[test]
fn a_tone_says_how_sure_it_is_and_why() {
    let sure = read(&mention("Worst service ever, I hate this company", "", 0));
    assert!(sure.tone == Tone::Negative && sure.confidence >= 90, "{sure:?}");
    assert!(sure.words.iter().any(|w| w.as_str().contains("Worst")), "{:?}", sure.words);
    assert!(sure.words.iter().any(|w| w.as_str().contains("hate")), "{:?}", sure.words);
    let calm = read(&mention("La tienda abre a las diez y cierra a las ocho", "", 0));
    assert!(calm.words.is_empty() && calm.strength.abs() < 15, "{calm:?}");
    let words =
        |text: &str| read(&mention(text, "", 0)).words.iter().map(|w| w.as_str().to_owned()).collect::<Vec<_>>();
    assert_eq!(words("😡😡😡"), ["😡"], "an emoji that tips it is among what tipped it");
    assert!(words("el paquete ha llegado hoy 😡😡").contains(&"😡".to_owned()));
    assert!(words("Estoy muy decepcionada con el pedido :(").contains(&":(".to_owned()));
    assert!(!words("I love this phone :(").contains(&":(".to_owned()), "a frown tips nothing towards praise");
    assert!(words("thanks for the quick help =D ❤").iter().any(|w| w == "=D"));
    assert_eq!(words("Me encanta 😍😍 :) :)").iter().filter(|w| *w == "😍" || *w == ":)").count(), 2, "each once");
    let alone = read(&mention("😍", "", 0));
    assert!(alone.tone == Tone::Positive && alone.confidence < 60, "one emoji is little: {alone:?}");
}

#[test]
fn what_is_not_bad_is_no_complaint() {
    for text in
        ["no está nada mal", "no es malo", "never had a better yoghurt", "I don't think this is bad", "not bad at all"]
    {
        let reading = read(&mention(text, "", 0));
        assert_ne!(reading.tone, Tone::Negative, "{text}: {} {:?}", reading.strength, reading.words);
    }
    assert_eq!(
        [":(", ":)", ":( :("].map(|face| read(&mention(face, "", 0)).tone),
        [Tone::Negative, Tone::Positive, Tone::Negative]
    );
}

#[test]
fn a_denied_complaint_is_none_whatever_it_denies() {
    for text in [
        "no complaints here",
        "not a single complaint from us",
        "No issues with my order this time",
        "zero complaints so far",
        "never had a problem with them",
        "without any delay, as always",
        "Sin quejas por mi parte",
        "ni una queja de mi familia",
        "no tengo ninguna queja del pedido",
        "cero problemas con el envío",
        "llegó sin retraso, todo en orden",
        "no hay ningún fallo en el pedido",
    ] {
        let reading = read(&mention(text, "", 0));
        assert_ne!(reading.tone, Tone::Negative, "{text}: {} {:?}", reading.strength, reading.words);
    }
    for text in [
        "no complaints were answered, this is a disgrace",
        "no answer to my complaint",
        "my problem is not solved",
        "no wonder it is terrible",
        "no me habéis solucionado el problema",
    ] {
        let reading = read(&mention(text, "", 0));
        assert_eq!(reading.tone, Tone::Negative, "{text}: {} {:?}", reading.strength, reading.words);
    }
}

#[test]
fn whoever_buys_here_no_more_complains_however_calm() {
    let gone = [
        "no volveré a comprar",
        "No volvemos a pedir aquí",
        "yo ya no compro en Acme",
        "jamás pediré nada más a Acme",
        "es la última vez que reservo con ellos",
        "habéis perdido un cliente",
        "no recomiendo esta tienda a nadie",
        "he dejado de comprar en Acme",
        "I won't be buying here again",
        "will never order from Acme again",
        "we are not coming back",
        "That was the last time I fly with Acme",
        "you just lost a customer",
        "would not recommend it to anyone",
        "I stopped shopping at Acme",
    ];
    let stays = [
        "no volveré a comprar en otro sitio",
        "no volvemos hasta el lunes, ¿abrís?",
        "no recomiendo otra tienda que no sea esta",
        "no volveré a dudar de Acme",
        "I won't be buying anywhere else",
        "I won't be back until Monday",
        "I can't recommend it highly enough",
        "will never order from anyone else, great shop",
        "Never had to go back, Acme just works, I recommend it",
        "I won't be back at Acme tomorrow, great service",
        "Can't visit Acme here in France, when do you open?",
        "Dejé de comprar pan, ahora lo hago con mi panificadora Acme",
    ];
    let tone = |text: &&str| read(&mention(text, "", 0)).tone;
    let unheard: Vec<_> = gone.iter().filter(|text| tone(text) != Tone::Negative).collect();
    let misheard: Vec<_> = stays.iter().filter(|text| tone(text) == Tone::Negative).collect();
    assert!(unheard.is_empty() && misheard.is_empty(), "{unheard:?} {misheard:?}");
}

#[test]
fn irony_is_not_praise() {
    for text in [
        "thanks for nothing, really",
        "gracias por nada, como siempre",
        "Love the new update, it deleted all my photos /s",
        "Great, another delay at the airport",
        "Genial, otra vez sin internet en toda la casa",
    ] {
        assert_ne!(read(&mention(text, "", 0)).tone, Tone::Positive, "{text}");
    }
    let plain = read(&mention("What a lovely airport to spend the night in", "", 0));
    let winking = read(&mention("What a lovely airport to spend the night in 🙄", "", 0));
    assert!(winking.tone != Tone::Positive || winking.confidence < plain.confidence);
}

#[test]
fn the_model_is_what_its_command_makes() {
    let model = training::Model::from_bytes(include_bytes!("../../assets/sentiment/model.bin")).expect("a model");
    let digest = training::digest(&[
        include_str!("../../assets/sentiment/en.tsv"),
        include_str!("../../assets/sentiment/es.tsv"),
        include_str!("../../assets/sentiment/vader_tweets.tsv"),
        include_str!("../../benches/train/examples.rs"),
        include_str!("../../benches/train/regression.rs"),
    ]);
    assert_eq!(model.digest, digest, "make it anew: cargo bench --bench train -- assets/sentiment/model.bin");
    let bytes = model.to_bytes();
    assert!(training::Model::from_bytes(&bytes[..bytes.len() - 1]).is_none(), "a file cut short");
    assert_eq!(training::Model::from_bytes(&bytes).map(|m| m.to_bytes()), Some(bytes));
}

#[test]
fn own_examples_are_labelled_once() {
    for text in [include_str!("../../assets/sentiment/en.tsv"), include_str!("../../assets/sentiment/es.tsv")] {
        let mut seen = std::collections::HashSet::new();
        for row in text.lines().filter(|l| !l.starts_with('#')) {
            let (label, text) = row.split_once('\t').unwrap_or_else(|| panic!("no tab: {row}"));
            assert!(matches!(label, "-" | "=" | "+") && !text.is_empty() && !text.contains('\t'), "{row}");
            assert!(seen.insert(fold(text)), "twice: {row}");
        }
    }
}

#[test]
fn a_brand_name_has_no_tone() {
    let triage = Triage::new(&["Happy Good".into()], &[]);
    let m = mention("Happy Good opens a shop in our street", "", 0);
    assert_eq!(triage.read(&m, &Clean::new(&m.text)).tone, Tone::Neutral);
    assert!(read(&m).strength > triage.read(&m, &Clean::new(&m.text)).strength, "the words alone would praise");
}

/// What papers write above their reports says few words beside a name, and the name is of no language.
#[test]
fn a_brand_name_has_no_language() {
    let patterns = [
        ("La policía investiga a {}", "es"),
        ("{} retira un lote", "es"),
        ("Guardia Civil registra la sede de {}", "es"),
        ("Boicot a {}", "es"),
        ("{}, PÉSIMO SERVICIO", "es"),
        ("Muy mal {}", "es"),
        ("No está mal, {}", "es"),
        ("Hacienda investiga a {}", "es"),
        ("very good! {}", "en"),
        ("{} recalls a batch of yoghurt", "en"),
    ];
    let brands = ["danone", "ikea", "Carrefour", "Mercadona", "Deliveroo", "Volkswagen", "La Redoute", "Glovo"];
    let mut wrong = Vec::new();
    for brand in brands {
        let triage = Triage::new(&[brand.into()], &[]);
        for (pattern, language) in patterns {
            let m = mention(&pattern.replace("{}", brand), "", 0);
            let told = triage.read(&m, &Clean::new(&m.text)).language;
            if told.as_deref() != Some(language) {
                wrong.push(format!("{}: {told:?}", m.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} texts: {}", wrong.len(), wrong.join("\n"));
}

#[test]
fn parts_explain_the_score() {
    let reading = read(&mention("MY KID got sick after eating your yoghurt, is it safe @acme?", "El País", 48_000));
    let part = |key: &str| {
        reading.parts.iter().find(|p| p.key == key).map(|p| p.words.iter().map(Clean::as_str).collect::<Vec<_>>())
    };
    assert_eq!(part("why-affected-person"), Some(vec!["got sick"]));
    assert_eq!(part("why-minor"), Some(vec!["KID"]));
    assert_eq!(part("why-risk-question"), Some(vec!["is it safe"]));
    assert_eq!(part("why-authority"), Some(vec!["El País"]));
    assert_eq!(part("why-direct"), Some(vec!["@acme"]));
    assert_eq!(part("why-question"), Some(vec![]));
    let sum: i16 = reading.parts.iter().map(|p| p.points).sum();
    assert_eq!(i16::from(reading.score), sum.min(100));
}

#[test]
fn a_child_who_died_is_told_of_in_words() {
    for (text, child) in [
        ("My daughter died because of your product", "daughter"),
        ("Mi hija murió por culpa de vuestro producto, lo han retirado", "hija"),
    ] {
        let reading = read(&mention(text, "", 0));
        let minor = reading.parts.iter().find(|p| p.key == "why-minor").map(|p| p.words.clone());
        assert_eq!(minor.map(|words| words.iter().map(|w| w.to_string()).collect()), Some(vec![child.to_string()]));
        assert!(reading.flags.contains(&Flag::Minor) && reading.score >= 70, "{reading:?}");
    }
}

#[test]
fn what_a_mention_carries_counts() {
    let base = mention("the yoghurt of acme", "", 0);
    let keys = |m: &RawMention| read(m).parts.into_iter().map(|p| (p.key.into_owned(), p.points)).collect::<Vec<_>>();
    let film = RawMention { media: vec![Media { kind: "Video".into(), link: String::new() }], ..base.clone() };
    assert_eq!(keys(&film), [("why-video".to_owned(), 5)]);
    let direct = RawMention { private: true, kind: MentionKind::Reply, ..base.clone() };
    assert_eq!(keys(&direct), [("why-message".to_owned(), 8), ("why-reply".to_owned(), 2)]);
    let seen = RawMention { verified: Some(true), followers: None, reach: Some(1_000_000), ..base.clone() };
    assert_eq!(keys(&seen), [("why-followers".to_owned(), 15), ("why-verified".to_owned(), 3)]);
    let passed_on = RawMention { kind: MentionKind::Repost, text: "where is it, @acme?".into(), ..base.clone() };
    assert!(keys(&passed_on).is_empty());
    for handle in ["hey @acme.bsky.social", "hey @ACME!", "hey .@acme@mastodon.social,", "hey @acmefoods"] {
        let to_us = RawMention { text: handle.into(), ..base.clone() };
        assert_eq!(keys(&to_us), [("why-direct".to_owned(), 5)], "{handle}");
    }
    assert!(keys(&RawMention { text: "hey bo@acme.com @acmeish".into(), ..base.clone() }).is_empty());
}

#[test]
fn abuse_is_folded_away() {
    for text in ["you are a bunch of assholes", "sois unos hijos de puta", "Kill yourselves"] {
        assert!(read(&mention(text, "", 0)).abusive, "{text}");
    }
    for text in ["your service is terrible", "sois un desastre", "scunthorpe", "la zona de retrasados vuelos"] {
        assert!(!read(&mention(text, "", 0)).abusive, "{text}");
    }
}

/// Each with a twin that has its words and threatens nobody.
#[test]
fn threats_to_people_and_wishes_of_their_death_are_folded_away_and_their_twins_are_not() {
    for (folded, open) in [
        ("I hope you all die", "I hope you don't die of boredom in our queue"),
        ("I hope your kids die of this", "I hope your kids did not eat it, mine could have died"),
        ("hope they get cancer", "hope they get a grip on this cancer scare"),
        ("rot in hell, Acme", "the yoghurts rot in the sun outside the shop"),
        ("just hang yourself", "hang the poster yourself, Acme"),
        ("you all deserve to die", "nobody deserves to die because of a yoghurt"),
        ("whoever designed this should be shot", "the next ad should be shot in Spain"),
        ("They should all be shot!", "a video this good should be shot in 4K"),
        ("the CEO should be hanged", "the poster should be hung by the door"),
        ("I'm going to kill you all", "this heat is going to kill you, drink water"),
        ("I'll stab them", "I'll shoot you an email"),
        ("we will kill you", "will smoking kill you? it will"),
        ("I'll slit your throat", "it burns, did it cut your tongue too?"),
        ("a bullet in your head", "three people die in a fire, a bullet in his head"),
        ("ojalá os muráis todos", "ojalá no se muera el perro"),
        ("ojalá se mueran", "que no se mueran las abejas, ojalá"),
        ("ojalá te dé un cáncer", "ojalá encuentren la cura del cáncer"),
        ("ojalá los maten", "ojalá los matones se vayan"),
        ("púdrete", "los yogures se pudren en el almacén"),
        ("suicídate", "teléfono contra el suicidio"),
        ("os voy a matar", "me vais a matar de un susto"),
        ("te voy a partir la cara", "voy a partir la tarta"),
        ("merecéis morir", "los animales no merecen morir así"),
        ("se merecen un tiro", "se merecen un premio, a tiro hecho"),
        ("habría que fusilarlos", "habría que revisarlos"),
        ("al paredón con ellos", "el paredón de la playa está roto"),
        ("hijos de la gran puta", "hijos de la gran madre patria"),
        ("sois una puta mierda", "la app es una puta mierda"),
        ("me cago en vuestros muertos", "me cago en la mar, otra avería"),
    ] {
        assert!(read(&mention(folded, "", 0)).abusive, "{folded}");
        assert!(!read(&mention(open, "", 0)).abusive, "{open}");
    }
}

#[test]
fn the_same_words_join() {
    let mut clusters = super::clusters::Clusters::default();
    let mut at = 0;
    let mut join = |text: &str| {
        at += 1;
        let print = super::Fingerprint::from_bytes(&read(&mention(text, "", 0)).near).unwrap();
        clusters.join(at, &print).cluster.map_or(at, |(first, _)| first)
    };
    let one = join("The yoghurt made my kid sick! https://t.example/a");
    assert_eq!(one, join("RT @bob: the yoghurt  made my kid SICK… https://t.example/b"));
    assert_eq!(one, join("the yo\u{200b}ghurt made my kid sick 😡 @acme"));
    assert_ne!(one, join("The yoghurt made my dog vomit all night!"));
    assert_eq!(join("Boycott Acme"), join("boycott acme!"), "a slogan is one text however short");
    assert_ne!(join("too short"), join("two short"), "a few letters are only compared word for word");
    let handle = "@very_long_handle_only";
    assert_ne!(join(handle), join(handle));
}

#[test]
fn every_part_has_its_sentence() {
    let source = include_str!("priority.rs");
    for ftl in [include_str!("../../assets/locales/en/triage.ftl"), include_str!("../../assets/locales/es/triage.ftl")]
    {
        for key in source.split('"').filter(|piece| piece.starts_with("why-")) {
            assert!(ftl.contains(&format!("\n{key} = ")), "{key}");
        }
    }
}

#[test]
fn walls_of_text_stay_bounded() {
    for unit in ["no ", "policia ", "is ", "😡", "@acme ", "got ", "?!", "a'", "mi mi ", "acme "] {
        let m = mention(&unit.repeat(10_000), "", 0);
        let reading = read(&m);
        assert!(reading.parts.iter().all(|p| p.words.len() <= 4 && p.words.iter().all(|w| w.as_str().len() < 300)));
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "what is measured here is time itself")]
fn twice_as_much_takes_twice_as_long() {
    use std::time::{Duration, Instant};
    fn best(run: impl Fn()) -> Duration {
        let time = || {
            let start = Instant::now();
            run();
            start.elapsed()
        };
        (0..3).map(|_| time()).min().unwrap_or_default()
    }
    // the best of a few pairs, since a busy machine only ever adds; what takes too long by itself does so in every one
    let linear = |name: &str, run: &dyn Fn(usize)| {
        let pairs = || (best(|| run(1)), best(|| run(2)));
        let fits = |(half, whole): (Duration, Duration)| whole < half.mul_f64(2.3) + Duration::from_millis(20);
        assert!((0..20).any(|_| fits(pairs())), "{name}");
    };
    for unit in ["no ", "policia ", "bomb your ", "😡", "a'", ":( ", "jaja ", "@acme ", "died of "] {
        let walls = [1, 2].map(|times| mention(&unit.repeat(times * 60_000 / unit.len()), "", 0));
        linear(unit, &|times| drop(read(&walls[times - 1])));
    }
    let said = |n: usize| format!("my order {} of batch {} smells of petrol, is it safe to eat?", n * 7, n % 90);
    let mentions: Vec<RawMention> = (0..1_600).map(|n| mention(&said(n), "", 10)).collect();
    linear("mentions, with their groups", &|times| {
        let mut clusters = super::clusters::Clusters::default();
        for (at, m) in (1..).zip(&mentions[..times * 800]) {
            clusters.join(at, &Fingerprint::from_bytes(&read(m).near).unwrap_or_default());
        }
    });
}

proptest! {
    #[test]
    fn any_mention_is_read(text in any::<String>(), author in any::<String>(), lang in any::<Option<String>>(), followers in any::<u64>()) {
        let m = RawMention { lang, ..mention(&text, &author, followers) };
        let reading = read(&m);
        prop_assert!(reading.score <= 100);
        prop_assert!(reading == read(&m));
    }
}
