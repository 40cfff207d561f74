//! `import`: what people bring, in the shapes that their tools give it.

use crate::kit::{Desk, mention, raw};

const THREE: &str = r#"{"id":"1","ts":"2026-11-22T10:00:00Z","platform":"bluesky","handle":"marta","text":"My kid got sick after eating it"}
{"id":"2","ts":"2026-11-22T10:01:00Z","platform":"x","handle":"jluis","text":"¿Lote 2292 también?","followers":310}

{"id":"3","ts":"2026-11-22T10:02:00Z","platform":"x","handle":"pau","text":"qué vergüenza","campaign":{"a":1}}
"#;

#[test]
fn json_lines_go_in_once() {
    let desk = Desk::empty();
    let file = desk.home.file("three.jsonl", THREE);
    let said = desk.well(&["import", file.to_str().unwrap()], "");
    assert!(said.contains("3 new mentions") && said.contains("New room"), "{said}");
    assert_eq!(desk.mentions(), 3);
    let again = desk.well(&["import", file.to_str().unwrap()], "");
    assert!(again.contains("0 new mentions, 3 known already, 0 bad"), "{again}");
    let piped = desk.well(&["import", "-"], THREE);
    assert!(piped.contains("stdin: 0 new mentions, 3 known already"), "{piped}");
    assert_eq!(desk.mentions(), 3);
    assert_eq!(desk.sql::<String>("SELECT text FROM v_mentions WHERE handle = 'jluis'"), "¿Lote 2292 también?");
    desk.check();
}

#[test]
fn lines_without_any_identity_go_in_once_too() {
    let desk = Desk::empty();
    let file = desk.home.file("bare.jsonl", "{\"text\":\"one\"}\n{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
    for _ in 0..2 {
        desk.well(&["import", file.to_str().unwrap()], "");
        assert_eq!(desk.mentions(), 3);
    }
    desk.check();
}

#[test]
fn bad_lines_are_told_kept_and_the_rest_goes_in() {
    let desk = Desk::empty();
    let lines = [mention(1, "good"), "{nope".into(), String::new(), "{\"text\":\"\"}".into(), mention(2, "good too")];
    let file = desk.home.file("some.jsonl", lines.join("\n"));
    let said = desk.run(&["import", file.to_str().unwrap()], "");
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(desk.mentions(), 2);
    assert!(said.err.contains("line 2: this is not JSON") && said.err.contains("line 4: it has no text"), "{said:?}");
    let rejects = std::fs::read_to_string(desk.home.path("some.jsonl.rejects.jsonl")).unwrap();
    let kept: Vec<serde_json::Value> = rejects.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(kept.len(), 2);
    assert_eq!((&kept[0]["line"], &kept[0]["raw"]), (&2.into(), &"{nope".into()));
    assert_eq!(kept[1]["line"], 4);
    let elsewhere = desk.home.path("else.jsonl");
    let args = ["import", file.to_str().unwrap(), "--rejects", elsewhere.to_str().unwrap()];
    assert_eq!(desk.run(&args, "").code, 1);
    assert_eq!(std::fs::read_to_string(&elsewhere).unwrap(), rejects);
    desk.home.file("some.jsonl", [mention(1, "good"), mention(2, "good too")].join("\n"));
    desk.well(&["import", file.to_str().unwrap()], "");
    let beside = desk.home.path("some.jsonl.rejects.jsonl");
    assert!(!beside.exists() && elsewhere.exists(), "what was put right is no bad line any more");
    desk.check();
}

#[test]
fn a_file_that_is_missing_keeps_no_other_out() {
    let desk = Desk::empty();
    let file = |n: usize| desk.home.file(&format!("{n}.jsonl"), mention(n, "good")).to_str().unwrap().to_owned();
    let (one, three) = (file(1), file(3));
    let said = desk.run(&["import", &one, "none.csv", &three, "gone.csv"], "");
    assert_eq!((said.code, desk.mentions()), (1, 2), "{said:?}");
    assert!(said.err.contains("none.csv: There is no such file"), "{said:?}");
    assert!(said.err.contains("2 of 4") && said.err.contains("none.csv, gone.csv"), "{said:?}");
    let said = desk.run(&["import", "none.csv", &one], "");
    assert_eq!(said.code, 1, "something was brought in: {said:?}");
    let said = desk.run(&["import", "none.csv", "gone.csv"], "");
    assert!(said.code == 2 && said.err.contains("gone.csv: There is no such file"), "{said:?}");
    let said = desk.run(&["import", "--dry-run", "none.csv", &one], "");
    assert!(said.code == 1 && said.out.contains("1.jsonl"), "{said:?}");
    let csv = desk.home.file("a.csv", "date,text\n2026-01-01,a\n");
    let csv = csv.to_str().unwrap();
    let said = desk.run(&["import", "--preset", "brandwach", csv, csv], "");
    assert!(said.code == 2 && said.err.matches("brandwach").count() == 1, "{said:?}");
}

#[test]
fn a_room_that_can_hold_no_more_is_told_and_the_rest_is_named() {
    let desk = Desk::with(&["first"]);
    let lines: Vec<String> = (1..30_000).map(|n| mention(n, "again and again and again")).collect();
    let big = desk.home.file("big.jsonl", lines.join("\n"));
    let small = desk.home.file("small.jsonl", mention(1, "x"));
    // Files may grow to four megabytes here; a write beyond that fails as on a full disk.
    let command = format!(
        "trap '' XFSZ; ulimit -f 8192; exec {} import {} {} --room {}",
        crate::machine::GABINETE,
        big.display(),
        small.display(),
        desk.room()
    );
    let mut shell = assert_cmd::Command::new("/bin/sh");
    shell.args(["-c", &command]).env_clear().envs(desk.home.env()).timeout(std::time::Duration::from_secs(60));
    let done = shell.output().unwrap();
    let err = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "it ends by itself: {err}");
    assert!(err.contains("desk.room") && err.contains("small.jsonl"), "{err}");
    assert!(desk.mentions() >= 1);
    desk.check();
}

#[test]
fn a_row_with_a_cell_too_many_is_bad_also_when_the_last_cells_are_empty() {
    let desk = Desk::empty();
    let head = "Query Id,Query Name,Date,Title,Snippet,Url,Domain,Sentiment,Page Type Name,Language,Author,Full Name,Full Text,Reach,Impact";
    let row = |id: u32, text: &str| {
        format!(
            "1,Acme,2026-11-22 10:00:00.0,,s,https://x.com/ana/status/{id},x.com,negative,Twitter,es,ana,Ana M,{text},,"
        )
    };
    let rows = [
        row(11, "good"),
        row(12, "\"stray \"quote\" inside, yes\""),
        row(13, "good too"),
        "short row".into(),
        "1,Acme,2026-11-22 10:00:00.0,,short,https://x.com/ana/status/14".into(),
        // Excel leaves out empty cells at the end.
        row(15, "good as well").trim_end_matches(',').into(),
    ];
    let file = desk.home.file("export.csv", format!("{head}\n{}\n", rows.join("\n")));
    let said = desk.run(&["import", file.to_str().unwrap()], "");
    assert_eq!((said.code, desk.mentions()), (1, 3), "{said:?}");
    for wanted in ["line 3: it has 16 cells and the header 15", "line 5: it has 1", "line 6: it has 6"] {
        assert!(said.err.contains(wanted), "{wanted}: {said:?}");
    }
}

#[test]
fn erased_words_go_from_the_rejects_too() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::empty();
    let good = mention(1, "My kid got sick after eating it");
    let file = desk.home.file("in.jsonl", format!("{good}\n{},,}}\n{{\"other\n", good.trim_end_matches('}')));
    assert_eq!(desk.run(&["import", file.to_str().unwrap()], "").code, 1);
    let rejects = desk.home.path("in.jsonl.rejects.jsonl");
    let kept = || std::fs::read_to_string(&rejects).unwrap();
    assert!(kept().contains("got sick"), "{}", kept());
    let id: i64 = desk.sql("SELECT id FROM v_mentions");
    let answer = desk.act(&serde_json::json!({"do": "erase_mention", "mention": id, "reason": "they asked"}));
    assert_eq!(answer["ok"], true, "{answer}");
    assert!(kept().lines().count() == 1 && kept().contains("other") && !kept().contains("sick"), "{}", kept());
    assert_eq!(std::fs::metadata(&rejects).unwrap().permissions().mode() & 0o777, 0o600);
    for entry in std::fs::read_dir(desk.home.path("")).unwrap().map(|e| e.unwrap().path()) {
        let theirs = entry == file || !entry.is_file();
        assert!(theirs || !String::from_utf8_lossy(&std::fs::read(&entry).unwrap()).contains("got sick"), "{entry:?}");
    }
    desk.check();
}

#[test]
fn bad_lines_that_cannot_be_kept_there_are_kept_elsewhere() {
    let desk = Desk::empty();
    let below = desk.home.file("plain", "x").join("a.jsonl");
    let lines = format!("{}\n{{nope\n{}\n", mention(1, "good"), mention(2, "good too"));
    let said = desk.run(&["import", "-", "--rejects", below.to_str().unwrap()], lines);
    assert_eq!((said.code, desk.mentions()), (1, 2), "{said:?}");
    let kept: Vec<_> = std::fs::read_dir(desk.home.path("rejects")).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(kept.len(), 1);
    assert!(said.err.contains(kept[0].to_str().unwrap()), "{said:?}");
    assert!(std::fs::read_to_string(&kept[0]).unwrap().contains("{nope"));
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM rejects"), 1);
}

#[test]
fn bad_lines_are_never_written_over_what_is_read_nor_over_the_room() {
    let desk = Desk::with(&["first"]);
    let one = desk.home.file("one.jsonl", format!("{}\n{{nope\n", mention(1, "one")));
    let two = desk.home.file("one.jsonl.rejects.jsonl", mention(2, "two"));
    let (first, second) = (one.to_str().unwrap(), two.to_str().unwrap());
    let before = (std::fs::read(&one).unwrap(), std::fs::read(&two).unwrap());
    for (args, over) in [
        (vec!["import", first, "--rejects", first], first),
        (vec!["import", second, first, "--rejects", second], second),
        (vec!["import", first, second], second),
        (vec!["import", first, "--rejects", desk.room()], desk.room()),
    ] {
        let said = desk.run(&args, "");
        assert_eq!(said.code, 2, "{args:?}: {said:?}");
        assert!(said.err.contains(over) && said.err.contains("--rejects"), "{said:?}");
        let said = desk.run(&[&args[..], &["--lang", "es"]].concat(), "");
        assert!(said.code == 2 && said.err.contains("Las líneas malas"), "{said:?}");
    }
    assert_eq!((std::fs::read(&one).unwrap(), std::fs::read(&two).unwrap()), before);
    assert_eq!(desk.mentions(), 1);
}

#[test]
fn each_tools_export_is_told_by_its_columns() {
    let exports = [
        (
            "brandwatch",
            "Report:,Bulk Mentions Download\nBrand:,Acme\n\nQuery Id,Query Name,Date,Title,Snippet,Url,Domain,Sentiment,Page Type Name,Language,Author,Full Name,Full Text\n1,Acme,2026-11-22 10:00:00.0,,short,https://x.com/ana/status/11,x.com,negative,Twitter,es,ana,Ana M,\"El yogur, otra vez\"\n",
            "El yogur, otra vez",
        ),
        (
            "meltwater",
            "Date\tHeadline\tURL\tOpening Text\tHit Sentence\tSource\tInfluencer\tCountry\tLanguage\tReach\tAVE\n22-Nov-2026 10:00AM\tRetiran el lote\thttps://diario.example/a\tabre\tRetiran el lote A12 de yogur\tEl Diario\tR. Pérez\tSpain\tSpanish\t120000\t10\n",
            "Retiran el lote A12 de yogur",
        ),
        (
            "talkwalker",
            "url,published,title,content,lang,source_type,domain_url,sentiment,reach,extra_author_attributes.name\nhttps://a.example/p/1,2026-11-22 10:00,,se puso malo mi hijo,es,\"SOCIALMEDIA,SOCIALMEDIA_TWITTER\",a.example,-5,90,Marta\n",
            "se puso malo mi hijo",
        ),
        (
            "determ",
            "author,from,title,mention_snippet,date,time,reach,engagement_rate\nMarta,twitter,,vaya susto,2026-11-22,10:00:00,900,0.1\n",
            "vaya susto",
        ),
        (
            "sprout",
            "Timestamp,Network,Profile,Message Type,Message,From,Permalink\n2026-11-22 10:00,X,Acme,Mention,still no answer,ana,https://x.com/ana/status/12\n",
            "still no answer",
        ),
        (
            "hootsuite",
            "Date (GMT),Social Network,Social Profile,Message,Post Permalink,Author\n2026-11-22 10:00,Instagram,acme,where do I return it?,https://www.instagram.com/p/abc/,pau\n",
            "where do I return it?",
        ),
    ];
    for (preset, file, text) in exports {
        let desk = Desk::empty();
        let path = desk.home.file("export.csv", file);
        let shown = desk.well(&["import", "--dry-run", path.to_str().unwrap()], "");
        assert!(shown.contains(preset) && shown.contains(text), "{preset}: {shown}");
        assert!(!desk.room.exists(), "a dry run brings nothing in");
        let said = desk.well(&["import", path.to_str().unwrap()], "");
        assert!(said.contains("1 new mention,"), "{preset}: {said}");
        let kept: String = desk.sql("SELECT text FROM v_mentions");
        assert!(kept.ends_with(text), "{preset}: {kept}");
        assert_eq!(desk.sql::<String>("SELECT ts FROM v_mentions"), "2026-11-22T10:00:00.000Z", "{preset}");
        desk.check();
    }
}

#[test]
fn columns_can_be_named_by_hand() {
    let desk = Desk::empty();
    let file = desk.home.file("odd.csv", "when;who;body;where\n22/11/2026 10:00;ana;se rompió;Twitter\n");
    let file = file.to_str().unwrap();
    let map = "ts=when,handle=who,text=body,platform=where";
    let said = desk.well(&["import", "--zone", "Europe/Madrid", "--map", map, file], "");
    assert!(said.contains("1 new mention,"), "{said}");
    let row = "SELECT ts || ' ' || platform || ' ' || handle || ' ' || text FROM v_mentions";
    assert_eq!(desk.sql::<String>(row), "2026-11-22T09:00:00.000Z x ana se rompió");
    let known = desk.home.file("known.csv", "Fecha;Usuario;Texto\n22/11/2026 10:00;ana;hola\n");
    for args in [["--preset", "brandwach"], ["--zone", "Madrid"]] {
        let said = desk.run(&[&["import"], &args[..], &[known.to_str().unwrap()]].concat(), "");
        assert!(said.code == 2 && said.err.contains(&format!("“{}”", args[1])), "{said:?}");
    }
    for (args, says) in [
        (["--map", "text=Nowhere"], "when, who, body, where"),
        (["--map", "who=Nowhere,text=body"], "There is no field “who”"),
        (
            ["--map", "handle=Nowhere,text=body,ts=when"],
            "There is no column “Nowhere”. Columns: when, who, body, where",
        ),
        (["--map", "mood=body"], "There is no field “mood”. Fields: id, ts"),
        (["--map", "text"], "“text” is not field=Column"),
    ] {
        let said = desk.run(&[&["import"], &args[..], &[file]].concat(), "");
        assert_eq!(said.code, 2, "{args:?} {said:?}");
        assert!(said.err.contains(says), "{args:?} {said:?}");
    }
    assert_eq!(desk.mentions(), 1);
    let lines = desk.home.file("lines.jsonl", "{\"Username\":\"bob\",\"text\":\"hi\"}\n");
    for more in [&["--dry-run"][..], &[]] {
        let args = [&["import", "--map", "author=Username", lines.to_str().unwrap()], more].concat();
        let said = desk.run(&args, "");
        assert!(said.code == 2 && said.err.contains("JSON Lines have none"), "{said:?}");
    }
    assert_eq!(desk.mentions(), 1);
}

#[test]
fn several_that_all_make_the_room_are_all_in() {
    let desk = Desk::empty();
    let files: Vec<_> = (0..3).map(|n| desk.home.file(&format!("{n}.jsonl"), mention(n, "at once"))).collect();
    let all: Vec<_> = files.iter().map(|file| desk.start(&["import", file.to_str().unwrap()])).collect();
    for mut import in all {
        assert_eq!(import.exit_code(), Some(0));
    }
    assert_eq!(desk.mentions(), 3);
    desk.check();
}

#[test]
fn what_cannot_be_read_at_all_is_named() {
    let desk = Desk::empty();
    desk.home.file("sheet.xlsx", b"PK\x03\x04rest of it");
    desk.home.file("empty.csv", "");
    desk.home.file("prose.txt", "Dear team,\nit is all over the news.\n");
    let folder = desk.home.path("").display().to_string();
    for (file, says) in [
        ("nowhere.csv", "There is no such file"),
        ("sheet.xlsx", "Export it as CSV"),
        ("empty.csv", "The file is empty"),
        ("prose.txt", "No row looks like column names"),
        (folder.as_str(), "This is a folder"),
    ] {
        let said = desk.run(&["import", file], "");
        assert_eq!(said.code, 2, "{file} {said:?}");
        assert!(said.err.contains(says), "{file} {said:?}");
    }
    assert!(!desk.room.exists(), "no room is made for a file that cannot be read");
}

#[test]
fn the_encodings_that_offices_use_are_read() {
    let text = "Fecha;Usuario;Texto\n22/11/2026 10:00;peña;«¿Otra vez? qué vergüenza» 5 €\n";
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let western: Vec<u8> = text.chars().map(|c| if c == '€' { 0x80 } else { u8::try_from(c).unwrap() }).collect();
    for (name, bytes) in [("utf16.csv", utf16), ("western.csv", western), ("bom.csv", format!("\u{feff}{text}").into())]
    {
        let desk = Desk::empty();
        let file = desk.home.file(name, bytes);
        desk.well(&["import", file.to_str().unwrap()], "");
        let kept: String = desk.sql("SELECT handle || ' ' || text FROM v_mentions");
        assert_eq!(kept, "peña «¿Otra vez? qué vergüenza» 5 €", "{name}");
    }
}

#[test]
fn history_is_attended_by_definition() {
    let desk = Desk::empty();
    let lines: Vec<String> = (0..50).map(|n| mention(n, "se puso malo mi hijo, asco de yogur")).collect();
    let file = desk.home.file("past.jsonl", lines.join("\n"));
    desk.well(&["import", "--history", file.to_str().unwrap()], "");
    assert_eq!(desk.mentions(), 50);
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM mention_state WHERE open = 1"), 0);
    assert_eq!(desk.sql::<i64>("SELECT coalesce(sum(n), 0) FROM counter WHERE key = 'unattended'"), 0);
    desk.well(&["import", "-"], &mention(99, "a new one"));
    assert_eq!(desk.sql::<i64>("SELECT n FROM counter WHERE key = 'unattended'"), 1);
    desk.check();
}

#[test]
fn a_history_whose_lines_say_no_time_is_told_so() {
    let desk = Desk::empty();
    let lines = |key: &str| -> String {
        (0..5).map(|n| format!("{{\"{key}\":\"2026-10-0{}T10:00:00Z\",\"text\":\"number {n}\"}}\n", n + 1)).collect()
    };
    let said = |name: &str, text: String, args: &[&str]| {
        let file = desk.home.file(name, &text);
        desk.home.run(&[&["import"], args, &[file.to_str().unwrap()]].concat(), "").err
    };
    let told = said("undated.jsonl", lines("when"), &["--history"]);
    assert!(told.contains("undated.jsonl: nothing in it says when") && told.contains("“ts”"), "{told}");
    let spanish = said("sin.jsonl", lines("cuando"), &["--history", "--lang", "es"]);
    assert!(spanish.contains("sin.jsonl: nada dice cuándo"), "{spanish}");
    assert_eq!(said("dated.jsonl", lines("ts"), &["--history"]), "");
    assert_eq!(said("named.jsonl", lines("created_at"), &["--history"]), "", "others call it so");
    let some = lines("when") + &lines("ts");
    assert_eq!(said("some.jsonl", some, &["--history"]), "", "some of it has a time");
    assert_eq!(said("live.jsonl", "{\"text\":\"heard now\"}\n".to_owned(), &[]), "", "what comes live came now");
}

#[test]
fn hostile_text_is_printed_safely_and_kept() {
    let desk = Desk::empty();
    let text = "a\u{1b}[2J\u{1b}]0;owned\u{7}b \u{202e}desrever\u{2066} z\u{0}\u{200b}w\u{9b}31m end";
    let lines = [
        mention(1, text),
        "{\"text\": \u{1b}[31m\u{202e}}".into(),
        "{\"text\":\"x\",\"ts\":\"\\u001b[31m\\u202e\"}".into(),
    ];
    let file = desk.home.file("bad\u{1b}[31m\u{202e}name.jsonl", lines.join("\n"));
    let shown = desk.run(&["import", "--dry-run", file.to_str().unwrap()], "");
    let said = desk.run(&["import", file.to_str().unwrap()], "");
    let missing = desk.run(&["import", "no\u{1b}[31m\u{202e}where.csv"], "");
    let map = desk.run(&["import", "--map", "te\u{1b}[31m\u{202e}xt", file.to_str().unwrap()], "");
    let events = desk.run(&["events"], "");
    let json = desk.run(&["events", "--json"], "");
    for said in [&shown, &said, &missing, &map, &events, &json] {
        assert_eq!((raw(&said.out), raw(&said.err)), (None, None), "{said:?}");
    }
    assert_eq!((shown.code, said.code, missing.code, map.code), (1, 1, 2, 2));
    assert_eq!(desk.mentions(), 1);
    let kept: String = desk.sql("SELECT text FROM v_mentions");
    assert!(raw(&kept).is_none() && kept.contains("desrever") && kept.ends_with("end"), "{kept:?}");
    assert_eq!(desk.sql::<i64>("SELECT raw IS NOT NULL FROM mention"), 1, "the bytes as they came are kept");
    desk.check();
}

#[test]
fn the_words_can_be_spanish() {
    let desk = Desk::empty();
    let said = desk.well(&["--lang", "es", "import", "-"], THREE);
    assert!(said.contains("3 menciones nuevas"), "{said}");
    let said = desk.run(&["--lang", "es", "import", "nada.csv"], "");
    assert!(said.err.contains("No existe"), "{said:?}");
}

#[test]
fn a_huge_line_is_bad_and_a_long_text_is_bounded() {
    let desk = Desk::empty();
    let lines = [mention(1, &"a".repeat(2 << 20)), mention(2, &"b ".repeat(200_000)), mention(3, "after")];
    let file = desk.home.file("huge.jsonl", lines.join("\n"));
    let said = desk.run(&["import", file.to_str().unwrap()], "");
    assert!(said.code == 1 && said.err.contains("line 1: it is longer than 1 MiB"), "{}", said.err.len());
    assert_eq!(desk.mentions(), 2);
    assert!(desk.sql::<i64>("SELECT max(length(text)) FROM v_mentions") < 400_000);
    desk.check();
}

#[test]
fn dates_that_can_be_read_two_ways_are_said_and_the_order_can_be() {
    let text = "date,text\n11/05/2026 10:00,one\n11/06/2026 10:00,two\n";
    let desk = Desk::empty();
    let file = desk.home.file("us.csv", text);
    let file = file.to_str().unwrap();
    for args in [&["import", "--dry-run", file][..], &["import", file]] {
        let said = desk.run(args, "");
        assert!(
            said.code == 0 && said.err.contains("03/04/2026 is 3 April") && said.err.contains("--dates mdy"),
            "{said:?}"
        );
    }
    assert!(desk.run(&["--lang", "es", "import", "--dry-run", file], "").err.contains("3 de abril"));
    assert_eq!(desk.sql::<String>("SELECT min(ts) FROM v_mentions"), "2026-05-11T10:00:00.000Z");
    let desk = Desk::empty();
    let file = desk.home.file("us.csv", text);
    let said = desk.run(&["import", "--dates", "mdy", file.to_str().unwrap()], "");
    assert!(said.code == 0 && said.err.is_empty(), "{said:?}");
    assert_eq!(desk.sql::<String>("SELECT min(ts) FROM v_mentions"), "2026-11-05T10:00:00.000Z");
    let told = desk.home.file("told.csv", "date,text\n11/05/2026 10:00,one\n13/06/2026 10:00,two\n");
    assert_eq!(
        desk.run(&["import", "--dates", "mdy", told.to_str().unwrap()], "").err,
        "",
        "a file that tells is believed"
    );
    assert_eq!(desk.sql::<String>("SELECT max(ts) FROM v_mentions"), "2026-11-06T10:00:00.000Z");
}

#[test]
fn what_a_program_left_behind_that_is_gone_is_taken_in_once_that_shows() {
    let desk = Desk::with(&["one"]);
    let now = gabinete::shell::time::now().0;
    let room = rusqlite::Connection::open(desk.room()).unwrap();
    room.execute("INSERT INTO lease (one, holder, name, beat) VALUES (1, 'gone', 'gone', ?1)", [now]).unwrap();
    drop(room);
    let file = desk.home.file("three.jsonl", THREE);
    let said = desk.well(&["import", file.to_str().unwrap()], "");
    assert!(said.contains("3 mentions that waited for another program are in now"), "{said}");
    assert_eq!(desk.mentions(), 4);
    desk.check();
}

#[test]
fn what_was_put_in_by_hand_is_said_in_the_readers_language() {
    let desk = Desk::with(&[]);
    desk.act(&serde_json::json!({"do": "add_mention", "mention": {"text": "hola"}}));
    let (en, es) = (desk.well(&["events"], ""), desk.well(&["--lang", "es", "events"], ""));
    assert!(en.contains("1 mention put in by hand"), "{en}");
    assert!(es.contains("1 mención añadida a mano") && es.contains("— a mano") && !es.contains("by hand"), "{es}");
}
