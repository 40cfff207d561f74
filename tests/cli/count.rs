//! `count`: the number first, the limits of the plan, and threads that are ready to post.

use crate::kit::raw;
use crate::machine::{Home, Said};
use serde_json::Value;

fn count(args: &[&str], input: impl Into<Vec<u8>>) -> Said {
    Home::fresh().run(&[&["count"], args].concat(), input)
}

#[test]
fn the_number_stands_first_and_a_final_newline_counts_nowhere() {
    for text in [
        "We know of it. More at 18:00 CET today",
        "We know of it. More at 18:00 CET today\n",
        "We know of it. More at 18:00 CET today\r\n",
    ] {
        let said = count(&["--platform", "x"], text);
        assert_eq!((said.out.as_str(), said.err.as_str(), said.code), ("38 / 280\n", "", 0));
    }
    assert_eq!(count(&["--platform", "x"], "a\n\n").out, "2 / 280\n", "one newline, and no more");
    assert_eq!(count(&["--platform", "bluesky"], "ñ👨‍👩‍👧‍👦").out, "2 / 300  27 / 3000 bytes\n");
    assert_eq!(count(&["--platform", "web"], "ñ").out, "1\n");
    assert_eq!(count(&["--platform", "X"], "\u{feff}https://brand.es/a/long/way/from/home").out, "23 / 280\n");
}

#[test]
fn bluesky_counts_as_all_cases_of_unicode_say_through_the_command_too() {
    let code = |code: &str| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
    let (mut text, mut clusters) = (String::new(), 0);
    for row in include_str!("../data/graphemes.txt").lines().filter(|row| !row.starts_with('#')) {
        text.extend(row.split([' ', '+']).map(code));
        text.push('\u{200b}'); // breaks on both of its sides, whatever stands there
        // the one case that Unicode 17 has otherwise than 15: what holds no emoji together parts its two halves
        clusters += row.split(' ').count() + 1 + usize::from(row == "2701+200D+2701");
    }
    let said = count(&["--platform", "bluesky"], text.as_str());
    assert!(said.out.starts_with(&format!("{clusters} / 300  ")), "{}", said.out);
    assert!(said.out.contains(&format!("  {} / 3000 bytes", text.len())), "{}", said.out);
}

#[test]
fn over_the_limit_is_1_and_by_how_much_in_both_languages() {
    let long = "a".repeat(300);
    let said = count(&["--platform", "x"], long.as_str());
    assert_eq!((said.out.as_str(), said.code), ("300 / 280  20 too many\n", 1));
    let said = count(&["--platform", "x", "--lang", "es"], &long[..281]);
    assert_eq!((said.out.as_str(), said.code), ("281 / 280  sobran 1\n", 1));
    let said = count(&["--platform", "bluesky"], "👨‍👩‍👧‍👦".repeat(121));
    assert_eq!((said.out.as_str(), said.code), ("121 / 300  3025 / 3000 bytes  25 too many\n", 1));
    assert_eq!(count(&["--platform", "tiktok"], &long[..151]).code, 0);
    assert_eq!(count(&["--platform", "tiktok", "--reply"], &long[..151]).code, 1);
}

#[test]
fn a_servers_own_limit_and_a_content_warning_are_taken_into_account() {
    let text = "@ana@mastodon.social https://brand.es/aviso-de-retirada-de-lote.html";
    assert_eq!(count(&["--platform", "mastodon"], text).out, "28 / 500\n");
    assert_eq!(count(&["--platform", "mastodon", "--limit", "30"], text).code, 0);
    let said = count(&["--platform", "mastodon", "--limit", "30", "--cw", "aviso"], text);
    assert_eq!((said.out.as_str(), said.code), ("33 / 30  3 too many\n", 1));
    assert_eq!(count(&["--platform", "web", "--limit", "3"], "cuatro").code, 1);
    let said = count(&["--platform", "x", "--cw", "aviso"], text);
    assert_eq!((said.out.as_str(), said.code), ("", 2));
    assert!(said.err.contains("X has no content warnings"), "{said:?}");
    let said = count(&["--limit", "30"], text);
    assert_eq!((said.out.as_str(), said.code), ("", 2));
    assert!(said.err.contains("--platform"), "{said:?}");
}

#[test]
fn all_platforms_or_several_are_a_table() {
    let said = count(&[], "Hola.\n");
    assert_eq!(said.code, 0);
    assert_eq!(said.out, count(&["--platform", "all"], "Hola.").out);
    let rows: Vec<Vec<&str>> = said.out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["x", "5", "/", "280"]);
    assert_eq!(rows[1], ["bluesky", "5", "/", "300", "5", "/", "3000", "bytes"]);
    assert_eq!(*rows.last().unwrap(), ["web", "5"]);
    let said = count(&["--platform", "x,threads", "--platform", "mastodon"], "a".repeat(400));
    let names: Vec<&str> = said.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!((names, said.code), (vec!["x", "threads", "mastodon"], 1), "any of them over is over");
    assert_eq!(count(&["--cw", "aviso"], "Hola.").code, 0, "among all, it counts where there is such a thing");
}

#[test]
fn an_unknown_platform_is_2_with_those_there_are() {
    for (lang, sentence) in [("en", "no platform “fax”"), ("es", "no tiene la plataforma «fax»")] {
        let said = count(&["--platform", "fax", "--lang", lang], "Hola.");
        assert_eq!((said.out.as_str(), said.code), ("", 2));
        assert!(said.err.contains(sentence) && said.err.contains("x, bluesky, mastodon, threads"), "{said:?}");
    }
}

#[test]
fn a_thread_is_printed_part_by_part() {
    let text =
        "Sabemos lo de la leche. Retiramos el lote 12. ¿Tienes uno? Llévalo a la tienda 🙋🏽‍♀️. Más hoy a las 18:00 CET.";
    let said = count(&["--platform", "x", "--limit", "60", "--thread"], text);
    let parts = [
        "49 / 60\n1/3 Sabemos lo de la leche. Retiramos el lote 12.\n",
        "40 / 60\n2/3 ¿Tienes uno? Llévalo a la tienda 🙋🏽‍♀️.\n",
        "28 / 60\n3/3 Más hoy a las 18:00 CET.\n",
    ];
    assert_eq!((said.out.as_str(), said.code), (parts.join("\n").as_str(), 0));
    let said = count(&["--platform", "x", "--thread"], "Hola.\n");
    assert_eq!((said.out.as_str(), said.code), ("5 / 280\nHola.\n", 0), "one part has no number");
    let said = count(&["--platform", "x,bluesky", "--thread"], "a ".repeat(200));
    assert!(said.out.starts_with("x\n\n") && said.out.contains("\n\nbluesky\n\n"), "{said:?}");
    let said = count(&["--platform", "bluesky", "--thread"], format!("https://brand.es/{}", "a".repeat(400)));
    assert_eq!(said.code, 1, "a link that no part can hold is not cut");
}

#[test]
fn as_json_it_is_one_object() {
    let said = count(&["--platform", "x,bluesky", "--json", "--thread"], "a".repeat(281) + "\n");
    let object: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((said.code, &object["over"]), (0, &false.into()), "as a thread it fits");
    let [x, bluesky] = &object["counts"].as_array().unwrap()[..] else { panic!("{object}") };
    assert_eq!(
        (&x["platform"], &x["used"], &x["limit"], &x["over_by"]),
        (&"x".into(), &281.into(), &280.into(), &1.into())
    );
    assert_eq!((x["parts"].as_array().unwrap().len(), &x["parts"][1]["used"]), (2, &9.into()));
    assert_eq!(x["parts"][1]["text"], "2/2 aaaaa");
    assert_eq!((&bluesky["bytes"]["used"], &bluesky["bytes"]["limit"]), (&281.into(), &3000.into()));
    assert_eq!(bluesky["parts"].as_array().unwrap().len(), 1);
    assert!(x["checked_on"].as_str().is_some_and(|day| day.starts_with("20")) && x.get("bytes").is_none());
    let said = count(&["--platform", "web", "--json"], "");
    let object: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&object["counts"][0]["used"], &object["counts"][0]["limit"]), (&0.into(), &Value::Null));
}

#[test]
fn what_is_no_text_is_2_and_what_is_long_or_hostile_is_counted() {
    let said = count(&["--platform", "x"], b"abc\xff\xfe".to_vec());
    assert_eq!((said.out.as_str(), said.code), ("", 2));
    assert!(said.err.contains("byte 4") && said.err.contains("UTF-8"), "{said:?}");
    let said = count(&["--platform", "x", "--file-that-is-none"], "");
    assert_eq!(said.code, 2);
    let said = count(&["there-is-none.txt"], "");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("there-is-none.txt"), "{said:?}");
    let said = count(&["--platform", "x"], "a".repeat(1 << 20));
    assert_eq!(said.out.split(' ').next(), Some("1048576"));
    let said = count(&["--platform", "all", "--thread"], "evil\u{202e}\u{1b}[2J\0 ".repeat(60_000));
    assert_eq!((said.code, raw(&said.out)), (1, None), "nothing hostile reaches a terminal");
    assert!(said.err.contains("99"), "{:?}", said.err);
    assert_eq!(count(&["--platform", "x"], "a".repeat((16 << 20) + 1)).code, 2);
}

#[test]
fn a_file_is_read_and_a_plan_of_ones_own_is_followed() {
    let home = Home::fresh();
    home.file("text.txt", "Hola.\n");
    assert_eq!(home.well(&["count", "text.txt", "--platform", "x"], ""), "5 / 280\n");
    let plan = home.well(&["plan", "init"], "").replace(
        "code = \"x\"\ntitle = \"X\"\nrule = \"x\"\npost = 280",
        "code = \"x\"\ntitle = \"X\"\nrule = \"x\"\npost = 25000",
    );
    home.file("plan.toml", plan);
    assert_eq!(home.well(&["count", "text.txt", "--platform", "x"], ""), "5 / 25000\n");
}
