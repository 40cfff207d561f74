//! Documents as they are really written: well-formed, old, broken, hostile.

use crate::sources::live::markup::{tags, unescape};
use crate::sources::live::rss::document::{Document, ITEMS_MAX, Item, Unreadable, read};
use crate::sources::live::rss::{charset, html};
use proptest::prelude::*;

fn document(text: &str) -> Document {
    read(text.as_bytes(), None).unwrap_or_else(|what| panic!("{what:?}: {text}"))
}

fn first(inside: &str) -> Item {
    let text = format!("<rss version='2.0'><channel><title>t</title><item>{inside}</item></channel></rss>");
    document(&text).items.remove(0)
}

const ATOM: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="es">
  <title type="text">Avisos</title><link rel="self" href="/self"/><link href="https://a.example/"/>
  <author><name>Redacción</name></author>
  <entry>
    <id>tag:a.example,2026:1</id><title type="html">Una &lt;b&gt;marca&lt;/b&gt; &amp;amp; m&#225;s</title>
    <link rel="enclosure" type="audio/mpeg" href="/a.mp3"/><link rel="alternate" type="text/html" href="1"/>
    <published>2026-11-26T10:00:00Z</published><updated>2026-11-26T11:00:00Z</updated>
    <author><name>Ana</name><uri>https://a.example/ana</uri></author>
    <source><title>Otro</title><id>no</id><link href="no"/></source>
    <summary>corto</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Uno &lt;dos&gt;</p><title>no</title><p>tres</p></div></content>
    <media:thumbnail url="https://a.example/p.jpg"/>
  </entry>
</feed>"#;

#[test]
fn atom_says_what_it_says() {
    let feed = document(ATOM);
    assert_eq!((feed.title.as_str(), feed.author.as_str(), feed.lang.as_deref()), ("Avisos", "Redacción", Some("es")));
    let item = &feed.items[0];
    assert_eq!(item.title, "Una marca & más");
    assert_eq!((item.id.as_str(), item.link.as_str(), item.summary.as_str()), ("tag:a.example,2026:1", "1", "corto"));
    assert_eq!(item.content, "Uno <dos>\nno\ntres");
    assert_eq!((item.author.as_str(), item.source.as_str()), ("Ana", "Otro"));
    assert_eq!(item.published, "2026-11-26T10:00:00Z");
    assert_eq!(item.media, [("audio/mpeg".to_owned(), "/a.mp3".to_owned())]);
}

#[test]
fn a_list_of_items_that_is_none_costs_no_feed() {
    for (items, n) in [("null", 0), ("\"x\"", 0), ("7", 0), ("[]", 0), ("{\"id\":1}", 1), ("[{},{\"id\":null}]", 2)] {
        let text = format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":{items}}}");
        assert_eq!(document(&text).items.len(), n, "{items}");
    }
}

#[test]
fn verbatim_text_that_was_left_open_costs_no_other_item() {
    let open = "<rss><channel><item><title>a</title><description><![CDATA[never <b>closed</b> here</description></item>
        <item><title>b</title></item><item><title>c</title><description><![CDATA[a]]></description></item></channel>";
    for text in [open.to_owned(), open.replace("<![CDATA[a]]>", "a"), open.replace("item>", "ENTRY>")] {
        let feed = document(&text);
        let said: Vec<_> = feed.items.iter().map(|i| (i.title.as_str(), i.summary.as_str())).collect();
        assert_eq!(said, [("a", "never closed here"), ("b", ""), ("c", "a")], "{text}");
        assert!(!feed.cut);
    }
    let about = "<![CDATA[An item ends with </item> and a feed with </channel>, says the manual]]>";
    let said = first(&format!("<title>a</title><description>{about}</description>")).summary;
    assert!(said.starts_with("An item ends with") && said.ends_with("says the manual"), "{said}");
    // no end is looked for again and again
    for piece in ["<![CDATA[", "<![CDATA[</", "<![CDATA[</item> x", "<![CDATA[</item><item>"] {
        let began = tokio::time::Instant::now();
        for tail in ["", "]]>", "</item><item>]]>"] {
            let _ = read(format!("<rss><item><title>{}{tail}", piece.repeat(100_000)).as_bytes(), None);
        }
        assert!(began.elapsed() < std::time::Duration::from_secs(20), "{piece}");
    }
}

#[test]
fn old_and_odd_kinds_are_feeds_too() {
    let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>\
        <channel rdf:about='x'><title>Sitio</title></channel><image><title>no</title><url>no</url></image>\
        <item rdf:about='https://a.example/1'><title>uno</title><link>https://a.example/1</link></item></rdf:RDF>";
    let feed = document(rdf);
    assert_eq!((feed.title.as_str(), feed.items[0].id.as_str()), ("Sitio", "https://a.example/1"));
    let old = "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title mode='escaped' type='text/html'>\
        a &lt;i&gt;b&lt;/i&gt;</title><issued>2003-12-31T10:14:55Z</issued><content mode='base64' \
        type='application/octet-stream'>PGI+aG9sYTwvYj4=</content></entry></feed>";
    let item = document(old).items.remove(0);
    assert_eq!(
        (item.title.as_str(), item.published.as_str(), item.content.as_str()),
        ("a b", "2003-12-31T10:14:55Z", "hola")
    );
    assert_eq!(document("<rss version='0.94'><channel><item><title>x</title></item></channel></rss>").items.len(), 1);
    assert_eq!(document("<rss><channel><title>nothing yet</title></channel></rss>").items.len(), 0);
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":7,"url":"https://a.example/7",
        "content_html":"<p>a</p><p>b","authors":[{"name":"Eva"}],"tags":{"odd":[1]},"title":null,"date_published":false}]}"#;
    let item = document(json).items.remove(0);
    assert_eq!((item.id.as_str(), item.content.as_str(), item.author.as_str()), ("7", "a\nb", "Eva"));
    assert_eq!(read(b"{\"a\":1}", None), Err(Unreadable::Other));
    assert_eq!(read(b" \n", None), Err(Unreadable::Empty));
    assert_eq!(read(b"<!doctype html><html><body><p>x", None), Err(Unreadable::Page));
}

#[test]
fn people_are_names_and_not_addresses() {
    let author = |text: &str| first(&format!("<author>{text}</author>")).author;
    assert_eq!(author("ana@a.example (Ana Gil)"), "Ana Gil");
    assert_eq!(author("Ana Gil &lt;ana@a.example&gt;"), "Ana Gil");
    assert_eq!(author("ana@a.example"), "ana");
    assert_eq!(author("<name>Ana</name><email>ana@a.example</email>"), "Ana");
    assert_eq!(author("/u/ana"), "/u/ana");
    assert_eq!(first("<dc:creator><![CDATA[Ana & Eva]]></dc:creator><author>Ana</author>").author, "Ana");
}

#[test]
fn broken_markup_costs_as_little_as_it_can() {
    assert_eq!(
        first("<title>AT&T & co &nbsp;caf&eacute; &#150; &bogus; &#xD800;</title>").title,
        "AT&T & co café – &bogus;"
    );
    assert_eq!(first("<title>AT&amp;amp;T: 1 &lt; 2, a&lt;b&gt;c&lt;/b&gt;</title>").title, "AT&T: 1 < 2, ac");
    assert_eq!(first("<title>5 < 6 <7></title>").title, "5 < 6 <7>");
    assert_eq!(first("<title>no end<pubDate>2026-01-01</pubDate>").published, "2026-01-01");
    assert_eq!(first("<description><p>one<br>two <b>three</description><title>x</title>").summary, "one\ntwo three");
    assert_eq!(first("<content:encoded><![CDATA[<p>undeclared</p>]]></content:encoded>").content, "undeclared");
    assert_eq!(first("<enclosure url=https://a.example/a.mp3 type=audio/mpeg><title>x</title>").media.len(), 1);
    assert_eq!(first("<title>a\u{8}\u{1b}b\0c</title>").title, "abc");
    assert_eq!(first("<media:group><media:title>no</media:title></media:group><title>yes</title>").title, "yes");
    let open = document("<rss><channel><item><title>a</title><item><title>b</title></channel>");
    assert_eq!(open.items.iter().map(|i| i.title.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    let cut = document("<rss><channel><item><title>a</title></item><item><title>b</title><link>https://a.exa");
    assert!(cut.items.len() == 1 && cut.cut, "what was cut off comes whole another time");
    let last = cut.last.unwrap();
    assert_eq!((last.title.as_str(), last.link.as_str()), ("b", ""), "half an address is none");
    assert!(document("<rss><channel><title>a").cut && document("<rss><channel><item><title>a").last.is_some());
    let junk = document(
        "\u{feff}\n <br /><b>Warning</b>: x in /y.php\n<?xml version='1.0'?><rss><channel><item><title>a</title></item>",
    );
    assert_eq!(junk.items[0].title, "a");
}

#[test]
fn bytes_say_more_than_declarations() {
    let text = |bytes: &[u8], label| read(bytes, label).unwrap().items.remove(0).title;
    let feed = |encoding: &str, title: &str| {
        format!(
            "<?xml version='1.0' encoding='{encoding}'?><rss><channel><item><title>{title}</title></item></channel></rss>"
        )
    };
    let latin = |text: &str| text.chars().map(|c| u32::from(c) as u8).collect::<Vec<u8>>();
    assert_eq!(text(&latin(&feed("iso-8859-1", "café ñ")), None), "café ñ");
    assert_eq!(text(&latin(&feed("utf-8", "café ñ")), None), "café ñ");
    assert_eq!(text(&latin(&feed("utf-8", "café \u{93}ñ\u{94}")), Some("UTF-8")), "café “ñ”");
    assert_eq!(text(feed("iso-8859-1", "café ñ").as_bytes(), None), "café ñ");
    assert_eq!(text(feed("utf-16", "café ñ").as_bytes(), Some("utf-16")), "café ñ");
    let koi = encoding_rs::KOI8_R.encode(&feed("koi8-r", "Привет")).0.into_owned();
    assert_eq!(text(&koi, None), "Привет");
    let jis = encoding_rs::SHIFT_JIS.encode(&feed("x-nonsense", "日本")).0.into_owned();
    assert_eq!(text(&jis, Some("shift_jis")), "日本");
    for wide in [|u: u16| u.to_le_bytes(), |u: u16| u.to_be_bytes()] {
        let bare: Vec<u8> = feed("utf-8", "café €").encode_utf16().flat_map(wide).collect();
        let marked: Vec<u8> = wide(0xfeff).into_iter().chain(bare.clone()).collect();
        assert_eq!((text(&bare, None), text(&marked, Some("utf-8"))), ("café €".into(), "café €".into()));
    }
    let four: Vec<u8> =
        "\u{feff}".chars().chain(feed("x", "€").chars()).flat_map(|c| u32::from(c).to_be_bytes()).collect();
    assert_eq!(text(&four, None), "€");
    assert_eq!(charset::of_content_type("text/xml; Charset=\"KOI8-R\"; x=y"), Some("KOI8-R"));
    assert_eq!(charset::of_content_type("text/xml"), None);
}

#[test]
fn nothing_expands_and_nothing_is_searched_twice() {
    let many = |what: &str| what.repeat(100_000 / what.len());
    let lol: String = (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let laughs = format!(
        "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY l0 'lol'>{lol}]><rss><channel><item><title>&l9;</title></item>"
    );
    assert_eq!(document(&laughs).items[0].title, "&l9;");
    for piece in [
        "<a>",
        "<",
        "<a b=\"",
        "<a b=\"<a c='",
        "<!-- >",
        "<!--",
        "<![>",
        "<!x\"",
        "<![CDATA[&]]>",
        "&amp;lt;",
        "&",
        "</y>",
        "a='' ",
        "<item>",
        "<media:content>",
        "<author>(",
        "<title>",
        "<b>(",
        "<link href='/'>",
        "xmlns:a='b' ",
        "<description>",
        "<?",
    ] {
        for wrap in
            ["<rss><channel><item>", "<rss><channel><item><description>", "<rss><channel><item><z ", "<rss><!DOCTYPE ["]
        {
            if let Ok(found) = read(format!("{wrap}{}", many(piece)).as_bytes(), None) {
                assert!(found.items.len() <= ITEMS_MAX);
            }
            assert!(html::text(&format!("{wrap}{}", many(piece)), 100).chars().count() <= 101);
        }
    }
    let deep = format!(
        "<rss><channel><item><title>x</title>{}{}</item></channel></rss>",
        "<q>".repeat(100_000),
        "</q>".repeat(100_000)
    );
    assert_eq!(document(&deep).items[0].title, "x");
    let json = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1\",\"x\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let _ = read(json.as_bytes(), None);
}

/// The same well-formed feed, in RSS and in Atom.
fn written(items: &[(String, String)]) -> [String; 2] {
    let esc = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let rss: String = items.iter().enumerate().map(|(n, (title, body))| {
        format!("<item><guid>g{n}</guid><title>{}</title><link>https://a.example/{n}</link><description><![CDATA[{body}]]></description></item>", esc(title))
    }).collect();
    let atom: String = items.iter().enumerate().map(|(n, (title, body))| {
        format!("<entry><id>g{n}</id><title>{}</title><link href='https://a.example/{n}'/><summary type='text'>{}</summary></entry>", esc(title), esc(body))
    }).collect();
    [
        format!("<rss version=\"2.0\"><channel><title>t</title>{rss}</channel></rss>"),
        format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title>{atom}</feed>"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_strict_reader_finds_the_same_in_what_is_well_formed(
        items in prop::collection::vec(("[a-zñ]{1,9}( [a-z&;<é]{1,9}[0-9 ]){0,3}", "[a-z ñ.,;0-9]{0,40}"), 0..5),
    ) {
        for text in written(&items) {
            let (ours, theirs) = (document(&text), feed_rs::parser::parse(text.as_bytes()).unwrap());
            prop_assert_eq!(ours.items.len(), theirs.entries.len());
            for (a, b) in ours.items.iter().zip(theirs.entries) {
                prop_assert_eq!(&a.id, &b.id);
                prop_assert_eq!(&a.link, &b.links[0].href);
                let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert_eq!(words(&a.title), words(&unescape(&b.title.unwrap().content)));
                prop_assert_eq!(words(&a.summary), words(&b.summary.map(|s| s.content).unwrap_or_default()));
            }
        }
    }

    #[test]
    fn damage_never_panics(at in 0..ATOM.len(), cut in 0..ATOM.len(), piece in ".{0,12}", byte in any::<u8>()) {
        let at = ATOM.floor_char_boundary(at);
        let text = format!("{}{piece}{}", &ATOM[..at], &ATOM[at..]);
        let mut bytes = text.into_bytes();
        bytes[at] = byte;
        let _ = read(&bytes, None);
        bytes.truncate(cut);
        if let Ok(found) = read(&bytes, Some("utf-8")) {
            prop_assert!(found.items.len() <= 2);
        }
    }

    #[test]
    fn anything_at_all_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), label in ".{0,12}") {
        let _ = read(&bytes, Some(&label));
        let text = String::from_utf8_lossy(&bytes);
        let mut whole = b"<rss><channel><item>".to_vec();
        whole.extend_from_slice(&bytes);
        let _ = read(&whole, None);
        let _ = tags::attributes(&text).count();
        prop_assert!(html::text(&text, 50).chars().count() <= 51);
    }

    #[test]
    fn markup_of_all_sorts_is_read_or_refused(pieces in prop::collection::vec(0usize..26, 0..60)) {
        const PIECES: [&str; 26] = [
            "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<description>", "</description>", "<![CDATA[",
            "]]>", "<!--", "-->", "<a href=\"", "\"", "'", ">", "<", "&amp;", "&#x0;", "ñ", "</channel>", "<link/>", "<entry ",
            "<content type='xhtml'>", "xml:base='//['", "<author><name>",
        ];
        let text: String = pieces.iter().map(|n| PIECES[*n]).collect();
        let _ = read(text.as_bytes(), None);
    }
}
