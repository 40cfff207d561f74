use super::*;
use crate::domain::mention::MentionKind;

fn table(text: &str, options: &Options) -> Result<Table<std::io::Cursor<Vec<u8>>>, OpenError> {
    Table::new(Decoder::new(std::io::Cursor::new(text.as_bytes().to_vec())).unwrap(), options)
}

fn with_map(spec: &str) -> Options {
    Options { overrides: Overrides::parse(spec).unwrap(), ..Options::default() }
}

fn mentions(text: &str) -> Vec<RawMention> {
    let items = table(text, &Options::default()).unwrap().map(|i| i.unwrap());
    let read = |(line, item): (u64, Item)| match item {
        Item::Mention(m) => *m,
        Item::Bad(b) => panic!("{line}: {b:?}"),
    };
    items.map(read).collect()
}

fn ts(m: &RawMention) -> String {
    m.ts.unwrap().rfc3339()
}

#[test]
fn a_brandwatch_export_is_read_below_its_report_lines() {
    let text = "Report:,Panadería,,\nBrand:,Acme,,\nFrom:,Mon 2 Mar,,\n\n\
        Query Id,Query Name,Date (UTC),Title,Snippet,Url,Domain,Sentiment,Page Type Name,Language,Author,Full Name,Full Text,Thread Entry Type,Resource Id,Reach (new),X Reply to,X Followers,X Verified\n\
        77,Acme,2026-03-02 10:15:00.0,,corta…,http://twitter.com/ana_r/statuses/18,twitter.com,negative,twitter,es,ana_r,Ana Ruiz,\"Otra vez\nsin pan\",reply,1001,\"1,234\",http://twitter.com/acme/statuses/17,12345,false\n\
        77,Acme,2026-03-02 11:00:00.0,Sin pan,Hoy no hubo pan,https://diario.example/n/1,diario.example,neutral,news,es,,,,,1002,90000,,,\n";
    let t = table(text, &Options { zone: chrono_tz::Europe::Madrid, ..Options::default() }).unwrap();
    let mapping = t.mapping();
    assert_eq!(
        (mapping.preset, mapping.header_line, mapping.delimiter, mapping.zone.as_str()),
        ("brandwatch", 5, ',', "UTC")
    );
    assert!(mapping.ignored.iter().any(|c| c == "Resource Id") && mapping.ignored.iter().any(|c| c == "Sentiment"));
    let got = mentions(text);
    let m = &got[0];
    assert_eq!((m.platform.as_deref(), m.id.as_deref(), m.kind), (Some("x"), Some("18"), MentionKind::Reply));
    assert_eq!((m.handle.as_deref(), m.author.as_deref()), (Some("ana_r"), Some("Ana Ruiz")));
    assert_eq!((m.text.as_str(), ts(m).as_str()), ("Otra vez\nsin pan", "2026-03-02T10:15:00.000Z"));
    assert_eq!(
        (m.reply_to.as_deref(), m.followers, m.reach, m.verified),
        (Some("17"), Some(12345), Some(1234), Some(false))
    );
    assert_eq!((&m.extra["Sentiment"], &m.extra["Resource Id"]), (&"negative".into(), &"1001".into()));
    let m = &got[1];
    assert_eq!((m.platform.as_deref(), m.text.as_str()), (Some("web"), "Sin pan\nHoy no hubo pan"));
    assert_eq!(m.extra["Page Type Name"], "news");
}

#[test]
fn a_meltwater_export_with_tabs_is_read() {
    let text = "Date\tHeadline\tURL\tOpening Text\tHit Sentence\tSource\tInfluencer\tLanguage\tReach\tAVE\tSentiment\n\
        22-Nov-2026 03:15PM\t\thttps://x.com/ana_r/status/9\t\tQué vergüenza @acme\tTwitter\t@ana_r\tSpanish\t\"1,500\"\t\tNegative\n\
        21-Nov-2026 09:00AM\tAcme closes\thttps://news.example/a\tThe firm said…\t\tNews Example\t\tEnglish\t2.5M\t1200\tNeutral\n";
    let got = mentions(text);
    let m = &got[0];
    assert_eq!(
        (m.platform.as_deref(), m.handle.as_deref(), m.lang.as_deref()),
        (Some("x"), Some("@ana_r"), Some("es"))
    );
    assert_eq!((ts(m).as_str(), m.reach), ("2026-11-22T15:15:00.000Z", Some(1500)));
    let m = &got[1];
    assert_eq!((m.author.as_deref(), m.platform.as_deref()), (Some("News Example"), Some("web")));
    assert_eq!((m.text.as_str(), m.reach), ("Acme closes\nThe firm said…", Some(2_500_000)));
}

#[test]
fn talkwalker_and_determ_exports_are_read() {
    let text = "URL;Published;Title;Content;Lang;SOURCE_TYPE;domain_url;extra_author_attributes.name;followers\n\
        https://www.instagram.com/p/Cx/;2026-11-22 10:00:00;;Muy mal;es;SOCIALMEDIA,SOCIALMEDIA_INSTAGRAM;instagram.com;Ana;1.234\n";
    let m = &mentions(text)[0];
    assert_eq!((m.platform.as_deref(), m.id.as_deref(), m.followers), (Some("instagram"), Some("Cx"), Some(1234)));
    let text = "author,from,title,mention_snippet,date,time,reach,engagement_rate\n\
        Ana,twitter.com,,Muy mal,22.11.2026,14:05,12K,0.1\nLuis,reddit.com,Pan duro,No vuelvo,23.11.2026,9:05 PM,,\n";
    let got = mentions(text);
    assert_eq!((ts(&got[0]).as_str(), got[0].reach), ("2026-11-22T14:05:00.000Z", Some(12_000)));
    assert_eq!((ts(&got[1]).as_str(), got[1].platform.as_deref()), ("2026-11-23T21:05:00.000Z", Some("reddit")));
    assert_eq!(got[1].text, "Pan duro\nNo vuelvo");
}

#[test]
fn spanish_headers_of_nobody_are_read() {
    let text = "sep=;\nFecha;Hora;Red social;Usuario;Mensaje;Enlace;Seguidores;Me gusta\n\
        12 ene 2026;9:30;Facebook;tienda;Llegó roto;;1.200;3\n";
    let m = &mentions(text)[0];
    assert_eq!((ts(m).as_str(), m.platform.as_deref()), ("2026-01-12T09:30:00.000Z", Some("facebook")));
    assert_eq!(
        (m.handle.as_deref(), m.text.as_str(), m.followers, m.likes),
        (Some("tienda"), "Llegó roto", Some(1200), Some(3))
    );
    let m = &mentions("texto\nUna cosa, y otra\n")[0];
    assert_eq!(m.text, "Una cosa, y otra");
}

#[test]
fn overrides_win_and_say_what_is_wrong() {
    let text = "Cuándo,Quién,Body,Notas\n1/2/2026,Ana,Se fue la luz,vip\n";
    assert!(
        matches!(table(text, &Options::default()), Err(OpenError::NoTextColumn { .. } | OpenError::NoHeader { .. }))
            || mentions(text)[0].author.is_none()
    );
    let mut t = table(text, &with_map("ts=cuando, author=Quién,text=\"Body\"")).unwrap();
    assert_eq!(t.mapping().columns, [("ts", "Cuándo".into()), ("author", "Quién".into()), ("text", "Body".into())]);
    let (line, Item::Mention(m)) = t.next().unwrap().unwrap() else { panic!() };
    assert_eq!((line, m.author.as_deref(), &m.extra["Notas"]), (2, Some("Ana"), &"vip".into()));
    let Err(OpenError::UnknownColumn { column, there }) =
        table(text, &with_map("text=Cuerpo,author=Quién")).map(|_| ())
    else {
        panic!()
    };
    assert_eq!((column.as_str(), there.as_str()), ("Cuerpo", "Cuándo, Quién, Body, Notas"));
    assert!(matches!(Overrides::parse("colour=Body"), Err(OpenError::UnknownField { .. })));
    assert!(matches!(Overrides::parse("text"), Err(OpenError::BadMap { .. })));
    assert!(matches!(Overrides::parse("text="), Err(OpenError::BadMap { .. })));
    assert_eq!(
        Overrides::parse("author=\"Name, first\"").unwrap(),
        Overrides(vec![(Field::Author, "Name, first".into())])
    );
    let odd = Options { preset: Some("nobody".into()), ..Options::default() };
    assert!(matches!(table("date,text\n", &odd), Err(OpenError::UnknownPreset { .. })));
}

#[test]
fn the_order_of_dates_is_decided_for_the_whole_file() {
    let dates = |text: &str| mentions(text).iter().map(ts).map(|t| t[..10].to_owned()).collect::<Vec<_>>();
    assert_eq!(dates("date,text\n03/04/2026,a\n04/25/2026,b\n"), ["2026-03-04", "2026-04-25"]);
    assert_eq!(dates("date,text\n03/04/2026,a\n25/04/2026,b\n"), ["2026-04-03", "2026-04-25"]);
    assert_eq!(dates("date,text\n03/04/2026,a\n"), ["2026-04-03"]);
    let hint = Options { order: Some(DayOrder::MonthFirst), ..Options::default() };
    let t = table("date,text\n03/04/2026,a\n", &hint).unwrap();
    assert_eq!((t.mapping().order, t.mapping().guessed), (DayOrder::MonthFirst, false));
    let guessed = |rows: &str| table(&format!("date,text\n{rows}"), &Options::default()).unwrap().mapping().guessed;
    assert!(guessed("03/04/2026,a\n11/06/2026,b\n"), "either could be first, and it is said");
    assert!(guessed("25/04/2026,a\n04/25/2026,b\n03/04/2026,c\n"), "as many tell one as the other");
    for told in ["25/04/2026,a\n03/04/2026,b\n", "04/04/2026,a\n", "2026-04-03,a\n", "3 April 2026,a\n"] {
        assert!(!guessed(told), "{told}");
    }
}

#[test]
fn bad_rows_say_why_and_the_rest_goes_in() {
    let text = "date,author,text\n2026-01-01,Ana,uno\nmañana,Ana,dos\n2026-01-01,Ana,\n2026-01-01,Ana,tres,cuatro\n\
        2026-01-01,Ana,\"cinco\n2026-01-01,Ana,seis\n,,\n2026-01-01,Ana\n2026-01-02,Luis,siete,,\n";
    let t = table(text, &Options::default()).unwrap();
    let got: Vec<(u64, String)> = t
        .map(Result::unwrap)
        .map(|(line, item)| match item {
            Item::Mention(m) => (line, m.text),
            Item::Bad(b) => (line, b.reason.key().to_owned()),
        })
        .collect();
    let want = [
        (2, "uno"),
        (3, "source-bad-date"),
        (4, "source-bad-no-text"),
        (5, "source-bad-columns"),
        (6, "source-bad-quote"),
        (7, "seis"),
        (9, "source-bad-few"),
        (10, "source-bad-columns"),
    ];
    assert_eq!(got, want.map(|(n, t)| (n, t.to_owned())));
}

/// The texts and the keys of what is wrong, in order.
fn read(text: &str) -> Vec<String> {
    let told = |item: Item| match item {
        Item::Mention(m) => m.text,
        Item::Bad(b) => b.reason.key().to_owned(),
    };
    table(text, &Options::default()).unwrap().map(|i| told(i.unwrap().1)).collect()
}

#[test]
fn a_row_whose_cells_have_moved_is_bad() {
    let head = "date,author,text,url,likes\n2026-01-01,Ana,uno,,1\n";
    for (row, want) in [
        ("2026-01-01,Ana,dos,,,", "source-bad-columns"),
        ("2026-01-01,Ana,\"a \"b\" c, d\",,", "source-bad-columns"),
        ("2026-01-01,Ana,dos,https://a.example/1", "dos"),
        ("2026-01-01,Ana,dos", "dos"),
        ("2026-01-01,Ana", "source-bad-few"),
        ("short row", "source-bad-few"),
        ("2026-01-01,\"Ana\" said,dos,u", "source-bad-few"),
        ("2026-01-01,Ana,\"dos, y \"\"tres\"\"\",u", "dos, y \"tres\""),
        ("2026-01-01,Ana,,u", "source-bad-no-text"),
    ] {
        assert_eq!(read(&format!("{head}{row}\n")), ["uno", want], "{row}");
    }
    let late = "text,url,date\nuno,,2026-01-01\ndos,u\n";
    assert_eq!(read(late), ["uno", "source-bad-few"], "a row that has lost its date");
}

#[test]
fn a_delimiter_that_ends_every_row_moves_nothing() {
    assert_eq!(read("date;text\n2026-01-01;uno;\n2026-01-01;dos;\n"), ["uno", "dos"]);
    let odd = read("date;text\n2026-01-01;uno;\n2026-01-01;dos;\n2026-01-01;\"a \"b; c\";\n");
    assert_eq!(odd, ["source-bad-columns"; 3], "not a habit of all rows");
    assert_eq!(read("date;text\n2026-01-01;uno;\n"), ["source-bad-columns"]);
    let many: String = (0..600).map(|n| format!("2026-01-01;{n};\n")).collect();
    let read = read(&format!("date;text\n{many}2026-01-01;\"a \"b; c\";\n2026-01-01;z\n"));
    assert_eq!(read[598..], ["598", "599", "source-bad-columns", "z"]);
}

#[test]
fn rounded_ids_and_unreadable_counts_are_kept_aside() {
    let text = "id,text,likes,platform\n1.79E+18,a,many,x\n\"=\"\"1790000000000000001\"\"\",b,-,x\n";
    let got = mentions(text);
    assert_eq!((got[0].id.as_deref(), got[0].likes), (None, None));
    assert_eq!((&got[0].extra["id"], &got[0].extra["likes"]), (&"1.79E+18".into(), &"many".into()));
    assert_eq!(got[1].id.as_deref(), Some("1790000000000000001"));
    assert!(got[1].extra.is_empty());
    let m = &mentions("id,text,platform\n12,a,x\n")[0];
    assert_eq!((m.id.as_deref(), &m.extra["id"]), (None, &"12".into()), "a counter names no post");
}

#[test]
fn a_word_for_nothing_is_a_text_when_it_is_the_only_one() {
    assert_eq!(
        mentions("title,text\n-,N/A\nnull,hola\n").iter().map(|m| m.text.as_str()).collect::<Vec<_>>(),
        ["N/A", "hola"]
    );
}

#[test]
fn a_file_without_names_says_so() {
    assert!(matches!(table("1,2,3\n4,5,6\n", &Options::default()), Err(OpenError::NoHeader { .. })));
    assert!(matches!(table("date,author,url\n", &Options::default()), Err(OpenError::NoTextColumn { .. })));
    assert_eq!(table("date,text\n", &Options::default()).unwrap().count(), 0);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[a-z0-9,;\\t\"\\n\\r/ é]{0,200}") {
        for head in ["date,author,text\n", "fecha;texto\n", ""] {
            if let Ok(t) = table(&format!("{head}{text}"), &Options::default()) {
                t.for_each(|i| drop(i.unwrap()));
            }
        }
        let _ = Overrides::parse(&text);
    }

    #[test]
    fn what_a_csv_writer_writes_is_read(cells in proptest::collection::vec("\\PC{1,20}\n?[a-z]", 1..8)) {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(["author", "text"]).unwrap();
        for cell in &cells {
            out.write_record(["Ana", cell]).unwrap();
        }
        let text = String::from_utf8(out.into_inner().unwrap()).unwrap();
        let got: Vec<String> = mentions(&text).into_iter().map(|m| m.text).collect();
        let want: Vec<String> = cells.iter().map(|c| c.trim().to_owned()).collect();
        proptest::prop_assert_eq!(got, want);
    }
}
