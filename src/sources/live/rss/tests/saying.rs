//! What an item says as a mention, in the shapes that the feeds of known services have.

use super::NOW;
use crate::domain::mention::{MentionKind, RawMention};
use crate::domain::text::MAX_TEXT;
use crate::domain::time::Stamp;
use crate::sources::live::rss::document::read;
use crate::sources::live::rss::mention::{Found, found, is_search};
use proptest::prelude::*;
use reqwest::Url;

fn all(text: &str, from: &str, search: bool) -> Vec<Found> {
    found(read(text.as_bytes(), None).unwrap(), &Url::parse(from).unwrap(), "f", search, NOW)
}

fn one(text: &str, from: &str) -> RawMention {
    let url = Url::parse(from).unwrap();
    all(text, from, is_search(&url)).remove(0).mention
}

fn rss(items: &str) -> String {
    format!(
        "<rss version='2.0'><channel><title>El Blog</title><link>https://a.example/</link><language>es-ES</language>{items}</channel></rss>"
    )
}

#[test]
fn an_alert_of_google_leads_to_the_page_itself() {
    let text = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Google Alert - acme</title><entry>\
        <id>tag:google.com,2013:googlealerts/feed:123</id><title type='html'>Sube &lt;b&gt;Acme&lt;/b&gt;</title>\
        <link href='https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://www.elpais.example/a/b.html%3Futm_source%3Dx&amp;ct=ga'/>\
        <published>2026-11-26T10:00:00Z</published><content type='html'>La compañía &lt;b&gt;Acme&lt;/b&gt;&amp;nbsp;...</content>\
        <author><name></name></author></entry></feed>";
    let said = one(text, "https://www.google.com/alerts/feeds/1/2");
    assert_eq!(said.url.as_deref(), Some("https://elpais.example/a/b.html"));
    let id = "f:tag:google.com,2013:googlealerts/feed:123";
    assert_eq!((said.id.as_deref(), said.platform.as_deref()), (Some(id), Some("web")));
    assert!(said.feed.unwrap().page, "where another feed tells of it, it is the same");
    assert_eq!(
        (said.author.as_deref(), said.text.as_str()),
        (Some("elpais.example"), "Sube Acme\n\nLa compañía Acme ...")
    );
    assert_eq!(said.ts, Stamp::parse("2026-11-26T10:00:00Z"));
}

#[test]
fn a_password_in_the_address_is_in_no_link() {
    let items = "<item><title>a</title><link>/post/1</link></item>";
    let feed = format!("<rss version='2.0'><channel><title>b</title>{items}</channel></rss>");
    let based = feed.replace("<link>", "<link xml:base='sub/'>");
    for text in [feed, based] {
        let said = one(&text, "https://reader:pa55@a.example/feed.xml?key=k3y");
        assert_eq!(said.url.as_deref(), Some("https://a.example/post/1"));
    }
}

#[test]
fn news_of_google_name_their_outlet_once() {
    let text = rss("<item><title>Acme retira un lote - EL DIARIO</title>\
        <link>https://news.google.com/rss/articles/CBMiX?oc=5</link><guid isPermaLink='false'>CBMiX</guid>\
        <pubDate>Thu, 26 Nov 2026 09:00:00 GMT</pubDate><description>&lt;a href=&quot;x&quot;&gt;Acme retira un lote&lt;/a&gt;\
        &amp;nbsp;&amp;nbsp;&lt;font color=&quot;#6f6f6f&quot;&gt;EL DIARIO&lt;/font&gt;</description>\
        <source url='https://eldiario.example'>EL DIARIO</source></item>");
    let said = one(&text, "https://news.google.com/rss/search?q=acme&hl=es");
    assert_eq!((said.text.as_str(), said.author.as_deref()), ("Acme retira un lote", Some("EL DIARIO")));
    assert_eq!(said.lang.as_deref(), Some("es-ES"));
}

#[test]
fn posts_of_reddit_are_the_same_however_they_are_found() {
    let text = "<feed xmlns='http://www.w3.org/2005/Atom'><title>acme</title><entry><author><name>/u/Remo_61</name>\
        <uri>https://www.reddit.com/user/Remo_61</uri></author><content type='html'>&lt;!-- SC_OFF --&gt;&lt;p&gt;Broken \
        again&lt;/p&gt; submitted by &lt;a href='x'&gt; /u/Remo_61 &lt;/a&gt; &lt;br/&gt; [link] [comments]</content><id>t3_157kyrd</id>\
        <link href='https://www.reddit.com/r/acme/comments/157kyrd/broken/'/><updated>2026-11-26T10:00:00+00:00</updated>\
        <title>Acme</title></entry></feed>";
    let said = one(text, "https://www.reddit.com/search.rss?q=acme&sort=new");
    assert_eq!((said.platform.as_deref(), said.id.as_deref()), (Some("reddit"), Some("t3_157kyrd")));
    assert_eq!((said.author.as_deref(), said.handle.as_deref()), (Some("u/Remo_61"), Some("Remo_61")));
    assert_eq!((said.text.as_str(), said.kind), ("Acme\n\nBroken again", MentionKind::Post));
    let comment = text.replace("157kyrd/broken/", "157kyrd/broken/jt1/").replace("t3_157kyrd", "t1_jt1");
    let said = one(&comment, "https://www.reddit.com/search.rss?q=acme");
    assert_eq!((said.id.as_deref(), said.kind), (Some("t1_jt1"), MentionKind::Reply));
}

#[test]
fn an_item_that_says_nothing_is_no_mention() {
    let items = "<item><guid>x</guid></item><item><title>said</title></item>\
        <item><guid isPermaLink='true'>https://a.example/1</guid></item><item><guid>y</guid><enclosure url='https://a.example/a.jpg' type='image/jpeg'/></item>";
    let found = |text: &str| all(text, "https://a.example/feed", true).len();
    assert_eq!(found(&rss(items)), 2, "something to read, something to look at");
    let items = r#"[{"id": "2"}, {"id": "3", "content_text": "said"}]"#;
    let json = &format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": {items}}}");
    assert_eq!(found(json), 1);
}

#[test]
fn films_and_reviews_bring_their_figures() {
    let text = "<feed xmlns:yt='http://www.youtube.com/xml/schemas/2015' xmlns='http://www.w3.org/2005/Atom' \
        xmlns:media='http://search.yahoo.com/mrss/'><entry><id>yt:video:znSN7ZFIaOg</id><title>Acme, probado</title>\
        <link rel='alternate' href='https://www.youtube.com/watch?v=znSN7ZFIaOg'/><author><name>Canal</name></author>\
        <media:group><media:content url='https://www.youtube.com/v/znSN7ZFIaOg' type='application/x-shockwave-flash'/>\
        <media:description>Todo sobre Acme</media:description><media:community><media:starRating count='21'/>\
        <media:statistics views='900'/></media:community></media:group></entry></feed>";
    let said = one(text, "https://www.youtube.com/feeds/videos.xml?channel_id=x");
    assert_eq!((said.platform.as_deref(), said.id.as_deref()), (Some("youtube"), Some("znSN7ZFIaOg")));
    assert_eq!((said.likes, said.reach, said.text.as_str()), (Some(21), Some(900), "Acme, probado\n\nTodo sobre Acme"));
    let review = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:im='http://itunes.apple.com/rss'><entry><id>1234</id>\
        <author><name>pepe</name></author><title>Mal</title><im:rating>1</im:rating><content>No abre</content>\
        <link rel='related' href='https://itunes.apple.com/es/review?id=1'/></entry></feed>";
    let said = one(review, "https://itunes.apple.com/es/rss/customerreviews/id=1/xml");
    assert_eq!(
        (said.kind, said.id.as_deref(), said.extra["rating"].as_str()),
        (MentionKind::Review, Some("f:1234"), Some("1"))
    );
}

#[test]
fn the_same_article_in_two_feeds_is_one_and_two_items_of_a_page_are_two() {
    let article =
        |guid: &str, link: &str| rss(&format!("<item><guid>{guid}</guid><title>x</title><link>{link}</link></item>"));
    let (a, b) = (
        one(&article("1", "https://www.a.example/x/?utm_source=rss"), "https://a.example/feed"),
        one(&article("tag:2", "http://a.example/x"), "https://b.example/feed"),
    );
    // that the room then takes one of them is in `room`
    assert_eq!((&a.text, &a.url, &a.platform), (&b.text, &b.url, &b.platform));
    assert!(a.feed.unwrap().page && b.feed.unwrap().page);
    let query = one(&article("1", "https://a.example/viewtopic.php?f=1&amp;t=7"), "https://a.example/feed");
    assert_eq!(query.url.as_deref(), Some("https://a.example/viewtopic.php?f=1&t=7"));
    let comments = rss(
        "<item><guid>c1</guid><title>a</title><link>/p#c1</link></item><item><guid>c2</guid><title>b</title><link>/p#c2</link></item>",
    );
    let ids: Vec<_> = all(&comments, "https://a.example/feed", false).into_iter().map(|f| f.mention.id).collect();
    assert_eq!(ids, [Some("f:c1".to_owned()), Some("f:c2".to_owned())]);
    let same = rss("<item><guid>0</guid><title>a</title></item><item><guid>0</guid><title>b</title></item>");
    let prints: Vec<_> = all(&same, "https://a.example/feed", false).into_iter().map(|f| f.print).collect();
    assert_ne!(prints[0], prints[1], "a feed that calls all the same loses none");
}

#[test]
fn links_are_absolute_and_lead_to_the_web() {
    let link =
        |item: &str| one(&rss(&format!("<item><title>x</title>{item}</item>")), "https://f.example/dir/feed").url;
    assert_eq!(link("<link>/1</link>").as_deref(), Some("https://a.example/1"), "relative to the site");
    assert_eq!(link("<guid>https://a.example/2</guid>").as_deref(), Some("https://a.example/2"));
    assert_eq!(link("<link>javascript:alert(1)</link>"), None);
    assert_eq!(link("<link>file:///etc/passwd</link>"), None);
    assert_eq!(link(&format!("<link>https://a.example/{}</link>", "x".repeat(9_000))), None);
}

#[test]
fn times_are_read_as_feeds_write_them() {
    let at = |date: &str| {
        one(&rss(&format!("<item><title>x</title><pubDate>{date}</pubDate></item>")), "https://a.example/f").ts
    };
    let noon = Stamp::parse("2022-11-16T00:38:15+01:00");
    for date in [
        "Wed, 16 Nov 2022 00:38:15 +0100",
        "mer, 16 nov 2022 00:38:15 +0100",
        "2022-11-15T23:38:15Z",
        "16 Nov 2022 00:38:15 CET",
    ] {
        assert_eq!(at(date), noon, "{date}");
    }
    assert_eq!(at("Thu, 01 Jan 1970 00:00:00 GMT"), None, "a clock that was never set");
    assert_eq!(at("2036-01-01T00:00:00Z"), Some(NOW), "nothing was said tomorrow");
    assert_eq!(at("soon"), None);
}

#[test]
fn searches_are_known_by_their_address() {
    let search = |url: &str| is_search(&Url::parse(url).unwrap());
    for url in [
        "https://www.google.com/alerts/feeds/1/2",
        "https://www.google.es/alerts/feeds/1/2",
        "https://news.google.com/rss/search?q=acme&hl=es",
        "https://www.reddit.com/search.rss?q=acme",
        "https://old.reddit.com/r/spain/search.rss?q=acme&restrict_sr=1",
        "https://www.bing.com/news/search?q=acme&format=rss",
    ] {
        assert!(search(url), "{url}");
    }
    for url in [
        "https://news.google.com/rss",
        "https://www.reddit.com/r/spain/.rss",
        "https://google.com.evil.example/alerts/x",
        "https://a.example/search?q=acme",
        "https://evilreddit.com/search.rss?q=acme",
    ] {
        assert!(!search(url), "{url}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_mention_is_bounded_whatever_came(id in ".{0,40}", title in ".{0,40}", link in ".{0,40}", body in ".{0,40}", times in 1usize..2_000) {
        let cdata = |text: &str| format!("<![CDATA[{}]]>", text.replace("]]>", ""));
        let item = format!("<item><guid>{}</guid><title>{}</title><link>{}</link><description>{}</description></item>",
            cdata(&id), cdata(&title), cdata(&link), cdata(&body.repeat(times)));
        for Found { mention, .. } in all(&rss(&item.repeat(2)), "https://a.example/f", false) {
            prop_assert!(mention.text.chars().count() <= MAX_TEXT);
            prop_assert!(mention.id.is_none_or(|id| id.len() <= 400));
            prop_assert!(mention.url.is_none_or(|url| url.starts_with("https://") || url.starts_with("http://")));
        }
    }
}
