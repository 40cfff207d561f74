//! Promises: instants in zones, across midnight and summer time, and what is none.

use super::super::*;

fn at(text: &str) -> Stamp {
    Stamp::parse(text).unwrap_or_else(|| panic!("a time: {text}"))
}

/// What a text promises, said at a moment in a zone, in RFC 3339.
fn due(lang: Lang, text: &str, said: &str, zone: &str) -> Vec<String> {
    promises(text, lang, at(said), zone).into_iter().map(|p| p.due.rfc3339()).collect()
}

fn one(lang: Lang, text: &str, said: &str, zone: &str, expected: &str) {
    assert_eq!(due(lang, text, said, zone), [at(expected).rfc3339()], "{text}");
}

const MADRID: &str = "Europe/Madrid";
const NOON: &str = "2026-11-22T12:00:00+01:00";

#[test]
fn an_hour_is_the_next_one_that_comes() {
    let text = "Next update at 18:00.";
    one(Lang::En, text, NOON, MADRID, "2026-11-22T18:00:00+01:00");
    one(Lang::En, text, "2026-11-22T17:59:59+01:00", MADRID, "2026-11-22T18:00:00+01:00");
    one(Lang::En, text, "2026-11-22T18:00:00+01:00", MADRID, "2026-11-23T18:00:00+01:00");
    one(Lang::En, text, "2026-12-31T19:00:00+01:00", MADRID, "2027-01-01T18:00:00+01:00");
    one(Lang::Es, "Próxima información a medianoche.", NOON, MADRID, "2026-11-23T00:00:00+01:00");
}

#[test]
fn minutes_on_top_of_an_hour_or_off_it_are_read() {
    for (text, expected) in [
        ("Próxima información a las nueve menos cuarto.", "20:45:00"),
        ("Próxima información a las nueve menos cuarto de la noche.", "20:45:00"),
        ("Próxima información a la una menos diez.", "12:50:00"),
        ("Próxima información a las 21 menos cuarto.", "20:45:00"),
        ("Próxima información a las nueve y diez de la noche.", "21:10:00"),
        ("Próxima información a las nueve y veinte.", "21:20:00"),
    ] {
        one(Lang::Es, text, NOON, MADRID, &format!("2026-11-22T{expected}+01:00"));
    }
    let morning = "Próxima información mañana a las nueve menos cuarto de la mañana.";
    one(Lang::Es, morning, NOON, MADRID, "2026-11-23T08:45:00+01:00");
}

#[test]
fn an_hour_by_the_clock_and_one_that_is_about_then_are_read() {
    for (lang, text, expected) in [
        (Lang::En, "Our next update is due at nine o'clock tonight.", "21:00"),
        (Lang::En, "Next update at ten o’clock.", "22:00"),
        (Lang::Es, "Próxima información a eso de las diez.", "22:00"),
    ] {
        one(lang, text, NOON, MADRID, &format!("2026-11-22T{expected}:00+01:00"));
    }
    // what is counted is no hour
    for text in ["We will call about ten to twelve customers.", "We will call five to ten people tomorrow at 9:00."] {
        assert!(due(Lang::En, text, NOON, MADRID).len() <= 1, "{text}");
    }
    let counted = due(Lang::En, "Next update at about ten to twelve customers.", NOON, MADRID);
    assert!(counted.is_empty(), "{counted:?}");
}

#[test]
fn just_after_midnight_the_hour_of_last_evening_has_passed() {
    let told = |text: &str, said: &str| {
        times(text, Lang::En, at(said), MADRID).into_iter().map(|(at, ..)| at).collect::<Vec<_>>()
    };
    let last = at("2026-11-22T23:30:00+01:00");
    assert_eq!(told("Next update at 23:30.", "2026-11-23T00:10:00+01:00"), [last]);
    assert_eq!(told("Next update at 23:30.", "2026-11-23T08:00:00+01:00"), [at("2026-11-23T23:30:00+01:00")]);
    assert_eq!(told("Next update at 9:00.", "2026-11-23T00:10:00+01:00"), [at("2026-11-23T09:00:00+01:00")]);
}

#[test]
fn a_zone_that_is_named_counts() {
    for (lang, text, expected) in [
        (Lang::En, "Next update at 18:00 CET.", "2026-07-10T17:00:00Z"),
        (Lang::En, "Next update at 18:00 CEST.", "2026-07-10T16:00:00Z"),
        (Lang::En, "Next update at 18:00 GMT.", "2026-07-10T18:00:00Z"),
        (Lang::En, "Next update at 18:00 UTC.", "2026-07-10T18:00:00Z"),
        (Lang::En, "Next update at 18:00 UTC+3.", "2026-07-10T15:00:00Z"),
        (Lang::En, "Next update at 18:00 (UTC+02:00).", "2026-07-10T16:00:00Z"),
        (Lang::En, "Next update at 18:00 UTC+5:30.", "2026-07-10T12:30:00Z"),
        (Lang::Es, "Próxima información a las 18:00 GMT-3.", "2026-07-10T21:00:00Z"),
        (Lang::Es, "Próxima información a las 18:00 UTC–3.", "2026-07-10T21:00:00Z"),
        (Lang::En, "Next update at 18:00 MST.", "2026-07-11T01:00:00Z"),
        (Lang::En, "Next update at 6 pm ET.", "2026-07-10T22:00:00Z"),
        (Lang::En, "Next update at 18:00 (London time).", "2026-07-10T17:00:00Z"),
        (Lang::Es, "Próxima información a las 18:00, hora peninsular.", "2026-07-10T16:00:00Z"),
        (Lang::Es, "Próxima información a las 18 h, hora canaria.", "2026-07-10T17:00:00Z"),
        (Lang::Es, "Próxima información a las 18:00 (hora de México).", "2026-07-11T00:00:00Z"),
    ] {
        // said elsewhere, so that the room's own zone is not what is read
        one(lang, text, "2026-07-10T08:00:00Z", "America/Bogota", expected);
    }
    // at a quarter to one it is day
    one(Lang::En, "Next update at a quarter to one.", "2026-11-22T10:00:00+01:00", MADRID, "2026-11-22T12:45:00+01:00");
    // what follows the hour is no zone
    one(Lang::Es, "A las 18:00 en Huelva daremos más información.", NOON, MADRID, "2026-11-22T18:00:00+01:00");
}

#[test]
fn summer_time_moves_the_clock_not_the_promise() {
    // Madrid: 25 October 2026, 03:00 becomes 02:00; 29 March 2026, 02:00 becomes 03:00
    one(Lang::En, "Next update tomorrow at 08:00.", "2026-10-24T20:00:00+02:00", MADRID, "2026-10-25T08:00:00+01:00");
    one(Lang::En, "Next update at 02:30.", "2026-10-24T20:00:00+02:00", MADRID, "2026-10-25T02:30:00+02:00");
    one(Lang::En, "Next update at 02:30.", "2026-03-28T20:00:00+01:00", MADRID, "2026-03-29T03:30:00+02:00");
    // hours are counted, days keep the hour of the clock
    one(Lang::Es, "Próxima información en 24 horas.", "2026-10-24T20:00:00+02:00", MADRID, "2026-10-25T19:00:00+01:00");
    one(Lang::Es, "Devolveremos el dinero en 1 día.", "2026-10-24T20:00:00+02:00", MADRID, "2026-10-25T20:00:00+01:00");
    let york = "America/New_York";
    one(
        Lang::En,
        "We will post again tomorrow at 9 am.",
        "2026-03-07T20:00:00-05:00",
        york,
        "2026-03-08T09:00:00-04:00",
    );
    one(Lang::En, "We will post again in 12 hours.", "2026-03-07T20:00:00-05:00", york, "2026-03-08T09:00:00-04:00");
    one(Lang::En, "We will post again at 9 am.", "2026-10-31T20:00:00-04:00", york, "2026-11-01T09:00:00-05:00");
    let santiago = "America/Santiago";
    one(
        Lang::Es,
        "Informaremos mañana a las 9:00.",
        "2026-09-05T20:00:00-04:00",
        santiago,
        "2026-09-06T09:00:00-03:00",
    );
    one(Lang::En, "Next update at 18:00.", "2026-07-10T12:00:00Z", "No/Where", "2026-07-10T18:00:00Z");
}

#[test]
fn what_has_no_hour_is_vague_and_due_when_it_is_over() {
    for (lang, text, expected) in [
        (Lang::Es, "Informaremos mañana a primera hora.", "2026-11-23T10:00:00+01:00"),
        (Lang::En, "We will tell you more tomorrow.", "2026-11-23T23:59:00+01:00"),
        (Lang::En, "We will tell you more this afternoon.", "2026-11-22T18:00:00+01:00"),
        (Lang::Es, "Esta tarde daremos más información.", "2026-11-22T20:00:00+01:00"),
        (Lang::En, "We will tell you more before Tuesday.", "2026-11-24T00:00:00+01:00"),
        (Lang::En, "We will tell you more by Tuesday.", "2026-11-24T23:59:00+01:00"),
        (Lang::Es, "Publicaremos el informe el 8 de enero.", "2027-01-08T23:59:00+01:00"),
    ] {
        let found = promises(text, lang, at(NOON), MADRID);
        assert_eq!(found.len(), 1, "{text}");
        assert!(found[0].vague && found[0].due == at(expected), "{text} {found:?}");
    }
    assert!(!promises("We will tell you more at 18:00.", Lang::En, at(NOON), MADRID)[0].vague);
    let hedged = promises("We hope to tell you more at 18:00.", Lang::En, at(NOON), MADRID);
    assert!(hedged[0].vague, "a way out");
    let soon = promises("We will tell you more soon. Informaremos en breve.", Lang::En, at(NOON), MADRID);
    assert!(soon.is_empty(), "no time, no clock");
}

#[test]
fn what_only_looks_like_a_promise_is_none() {
    for (lang, text) in [
        (Lang::En, "From 9:00 to 18:00 we are open."),
        (Lang::Es, "Atendemos de 9:00 a 18:00, de lunes a viernes."),
        (Lang::En, "We will not have news before 18:00."),
        (Lang::En, "We won't post an update at 18:00."),
        (Lang::Es, "No informaremos antes de las 18:00."),
        (Lang::Es, "Nunca publicaremos el informe a las 18:00."),
        (Lang::En, "Next update today at 9:00."),
        (Lang::Es, "Informaremos hoy a las 9:00."),
        (Lang::En, "Will you tell us more at 18:00?"),
        (Lang::En, "Please call us before 18:00."),
        (Lang::En, "We have worked on this since 7:00."),
        (Lang::Es, "Llámenos antes de las 18:00."),
        (Lang::En, "The police will publish a report at 18:00."),
        (Lang::Es, "Ayer a las 18:00 informamos."),
    ] {
        assert!(due(lang, text, NOON, MADRID).is_empty(), "{text}");
    }
}

#[test]
fn what_is_promised() {
    for (lang, text, what) in [
        (Lang::En, "Next update at 18:00.", Due::NextUpdate),
        (Lang::Es, "Próximo comunicado a las 18:00.", Due::NextUpdate),
        (Lang::En, "We will contact you by 18:00.", Due::Contact),
        (Lang::Es, "Le llamaremos antes de las 18:00.", Due::Contact),
        (Lang::En, "We will reply to your message by 18:00.", Due::Answer),
        (Lang::Es, "Responderemos antes de las 18:00.", Due::Answer),
        (Lang::En, "The service will be restored by 18:00.", Due::Fix),
        (Lang::Es, "El servicio quedará restablecido a las 18:00.", Due::Fix),
        (Lang::En, "We will refund everyone by 18:00.", Due::Other),
        (Lang::Es, "Retiraremos el anuncio antes de las 18:00.", Due::Other),
    ] {
        let found = promises(text, lang, at(NOON), MADRID);
        assert_eq!(found.iter().map(|p| p.what).collect::<Vec<_>>(), [what], "{text}");
        assert!(text[found[0].span.clone()].contains("18:00"), "{text}");
    }
    let hours = promises("A las 18:00 (17:00 en Canarias) informaremos.", Lang::Es, at(NOON), MADRID);
    assert_eq!(hours.len(), 1, "one instant in two zones");
    let two = promises("Les informaremos hoy a las 18:00 y mañana a las 10:00.", Lang::Es, at(NOON), MADRID);
    assert_eq!(two.len(), 2);
}

#[test]
fn the_sea_is_no_month() {
    assert_eq!(due(Lang::Es, "Próxima información: hemos rescatado del mar 12 personas.", NOON, MADRID), [""; 0]);
    assert_eq!(due(Lang::Es, "Próxima información el 3 mar.", NOON, MADRID).len(), 1);
}
