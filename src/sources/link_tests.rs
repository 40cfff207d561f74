use super::*;

#[rustfmt::skip]
const LINKS: &[(&str, &str, &str, &str, &str)] = &[
    // link, platform, handle, id, permalink ("" is none; "=" is https:// and the link as given)
    ("https://x.com/Maria_R/status/1790000000000000001?s=20&t=abcdef", "x", "Maria_R", "1790000000000000001", "https://x.com/maria_r/status/1790000000000000001"),
    ("https://twitter.com/maria_r/status/1790000000000000001", "x", "maria_r", "1790000000000000001", "https://x.com/maria_r/status/1790000000000000001"),
    ("http://mobile.twitter.com/maria_r/status/1790000000000000001/photo/1", "x", "maria_r", "1790000000000000001", "https://x.com/maria_r/status/1790000000000000001"),
    ("x.com/maria_r/status/17#m", "x", "maria_r", "17", "https://x.com/maria_r/status/17"),
    ("https://twitter.com/maria_r/statuses/17/", "x", "maria_r", "17", "https://x.com/maria_r/status/17"),
    ("https://x.com/i/web/status/17", "x", "", "17", "https://x.com/i/status/17"),
    ("https://x.com/i/status/17", "x", "", "17", "https://x.com/i/status/17"),
    ("https://x.com/Maria_R", "x", "Maria_R", "", "https://x.com/maria_r"),
    ("https://x.com/search?q=marca", "x", "", "", "https://x.com/search?q=marca"),
    ("https://x.com/home", "x", "", "", "https://x.com/home"),
    ("https://bsky.app/profile/ana.bsky.social/post/3kabc", "bluesky", "ana.bsky.social", "at://ana.bsky.social/app.bsky.feed.post/3kabc", "https://bsky.app/profile/ana.bsky.social/post/3kabc"),
    ("https://bsky.app/profile/did:plc:abc123/post/3kabc?ref_src=embed", "bluesky", "", "at://did:plc:abc123/app.bsky.feed.post/3kabc", "https://bsky.app/profile/did:plc:abc123/post/3kabc"),
    ("at://did:plc:abc123/app.bsky.feed.post/3kabc", "bluesky", "", "at://did:plc:abc123/app.bsky.feed.post/3kabc", "https://bsky.app/profile/did:plc:abc123/post/3kabc"),
    ("https://bsky.app/profile/ana.bsky.social", "bluesky", "ana.bsky.social", "", "https://bsky.app/profile/ana.bsky.social"),
    ("https://mastodon.social/@ana/112233", "mastodon", "ana@mastodon.social", "mastodon.social/112233", "https://mastodon.social/@ana/112233"),
    ("https://mastodon.social/@ana@otra.casa/112233", "mastodon", "ana@otra.casa", "mastodon.social/112233", "https://mastodon.social/@ana@otra.casa/112233"),
    ("https://hachyderm.io/users/ana/statuses/112233", "mastodon", "ana@hachyderm.io", "hachyderm.io/112233", "https://hachyderm.io/@ana/112233"),
    ("https://toot.example/web/@ana/112233", "mastodon", "ana@toot.example", "toot.example/112233", "https://toot.example/@ana/112233"),
    ("https://toot.example/@ana", "mastodon", "ana@toot.example", "", "https://toot.example/@ana"),
    ("https://www.instagram.com/p/CxYz_1-a/?igsh=abc", "instagram", "", "CxYz_1-a", "https://instagram.com/p/CxYz_1-a"),
    ("https://www.instagram.com/reel/CxYz/?utm_source=ig_web_copy_link", "instagram", "", "CxYz", "https://instagram.com/p/CxYz"),
    ("https://instagram.com/tienda/p/CxYz/", "instagram", "tienda", "CxYz", "https://instagram.com/p/CxYz"),
    ("https://instagram.com/stories/tienda/3344/", "instagram", "tienda", "3344", "https://instagram.com/stories/tienda/3344"),
    ("https://www.instagram.com/Tienda/", "instagram", "Tienda", "", "https://instagram.com/tienda"),
    ("https://www.facebook.com/tienda/posts/pfbid02abc?__cft__[0]=AZ", "facebook", "tienda", "pfbid02abc", "https://facebook.com/tienda/posts/pfbid02abc"),
    ("https://m.facebook.com/story.php?story_fbid=123&id=456&mibextid=x", "facebook", "456", "123", "https://facebook.com/permalink.php?story_fbid=123&id=456"),
    ("https://es-es.facebook.com/permalink.php?story_fbid=123&id=456", "facebook", "456", "123", "https://facebook.com/permalink.php?story_fbid=123&id=456"),
    ("https://www.facebook.com/groups/vecinos/permalink/789/", "facebook", "vecinos", "789", "https://facebook.com/groups/vecinos/posts/789"),
    ("https://www.facebook.com/watch/?v=321", "facebook", "", "321", "https://facebook.com/watch?v=321"),
    ("https://www.facebook.com/tienda/videos/un-titulo/321/", "facebook", "tienda", "321", "https://facebook.com/tienda/videos/321"),
    ("https://www.facebook.com/photo/?fbid=99&set=a.1", "facebook", "", "99", "https://facebook.com/photo?fbid=99"),
    ("https://www.facebook.com/reel/99?s=1", "facebook", "", "99", "https://facebook.com/reel/99"),
    ("https://www.facebook.com/share/p/abc/?mibextid=1", "facebook", "", "", "https://facebook.com/share/p/abc"),
    ("https://fb.watch/abc/", "facebook", "", "abc", "https://fb.watch/abc"),
    ("https://web.facebook.com/tienda", "facebook", "tienda", "", "https://facebook.com/tienda"),
    ("https://www.facebook.com/profile.php?id=1000", "facebook", "1000", "", "https://facebook.com/profile.php?id=1000"),
    ("https://www.threads.net/@ana/post/Cabc?xmt=1", "threads", "ana", "Cabc", "https://threads.com/@ana/post/Cabc"),
    ("https://www.threads.com/@ana/post/Cabc", "threads", "ana", "Cabc", "https://threads.com/@ana/post/Cabc"),
    ("https://www.tiktok.com/@ana.r/video/7300000000?is_from_webapp=1&sender_device=pc", "tiktok", "ana.r", "7300000000", "https://tiktok.com/@ana.r/video/7300000000"),
    ("https://www.tiktok.com/@ana.r/photo/73", "tiktok", "ana.r", "73", "https://tiktok.com/@ana.r/photo/73"),
    ("https://vm.tiktok.com/ZMabc/", "tiktok", "", "", "https://vm.tiktok.com/ZMabc"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s&si=zzz", "youtube", "", "dQw4w9WgXcQ", "https://youtube.com/watch?v=dQw4w9WgXcQ"),
    ("https://youtu.be/dQw4w9WgXcQ?si=zzz", "youtube", "", "dQw4w9WgXcQ", "https://youtube.com/watch?v=dQw4w9WgXcQ"),
    ("https://m.youtube.com/shorts/abc123", "youtube", "", "abc123", "https://youtube.com/watch?v=abc123"),
    ("https://www.youtube.com/watch?v=abc&lc=UgxComment", "youtube", "", "abc/UgxComment", "https://youtube.com/watch?v=abc&lc=UgxComment"),
    ("https://youtube.com/@ana/videos", "youtube", "ana", "", "https://youtube.com/@ana"),
    ("https://www.youtube.com/channel/UC123", "youtube", "UC123", "", "https://youtube.com/channel/UC123"),
    ("https://www.linkedin.com/posts/ana-ruiz_crisis-activity-7100000000000000000-AbCd?utm_source=share", "linkedin", "ana-ruiz", "7100000000000000000", "https://linkedin.com/posts/ana-ruiz_crisis-activity-7100000000000000000-AbCd"),
    ("https://es.linkedin.com/feed/update/urn:li:activity:7100/", "linkedin", "", "7100", "https://linkedin.com/feed/update/urn:li:activity:7100"),
    ("https://www.linkedin.com/in/ana-ruiz/", "linkedin", "ana-ruiz", "", "https://linkedin.com/in/ana-ruiz"),
    ("https://www.linkedin.com/company/acme", "linkedin", "acme", "", "https://linkedin.com/company/acme"),
    ("https://www.reddit.com/r/spain/comments/1abcd/que_ha_pasado/?utm_name=x", "reddit", "", "t3_1abcd", "https://reddit.com/comments/1abcd"),
    ("https://old.reddit.com/r/spain/comments/1abcd/que_ha_pasado/kxyz/", "reddit", "", "t1_kxyz", "https://reddit.com/comments/1abcd/_/kxyz"),
    ("https://redd.it/1abcd", "reddit", "", "t3_1abcd", "https://reddit.com/comments/1abcd"),
    ("https://reddit.com/user/ana", "reddit", "ana", "", "https://reddit.com/user/ana"),
    ("https://www.reddit.com/r/spain/s/AbC", "reddit", "", "", "https://reddit.com/r/spain/s/AbC"),
    ("https://t.me/canal/345?single", "telegram", "canal", "canal/345", "https://t.me/canal/345"),
    ("https://t.me/s/canal/345", "telegram", "canal", "canal/345", "https://t.me/canal/345"),
    ("https://t.me/c/1400/7", "telegram", "", "1400/7", "https://t.me/c/1400/7"),
    ("https://t.me/canal", "telegram", "canal", "", "https://t.me/canal"),
    ("https://maps.app.goo.gl/AbC123?g_st=ic", "google", "", "", "https://maps.app.goo.gl/AbC123"),
    ("https://www.google.com/maps/reviews/@40.4,-3.7,17z/data=!4m6", "google", "", "@40.4,-3.7,17z", "https://google.com/maps/reviews/@40.4,-3.7,17z/data=!4m6"),
    ("https://www.google.es/maps/place/Bar+Ana/", "google", "", "", "https://google.es/maps/place/Bar+Ana"),
    ("https://es.trustpilot.com/reviews/65abc", "trustpilot", "", "65abc", "https://trustpilot.com/reviews/65abc"),
    ("https://www.trustpilot.com/review/tienda.example?languages=es", "trustpilot", "", "", "https://trustpilot.com/review/tienda.example"),
    ("https://www.elpais.example/nota/2026?utm_source=x&id=3&fbclid=1#comentarios", "web", "", "", "https://elpais.example/nota/2026?id=3"),
    ("HTTP://Elpais.Example:80/Nota/", "web", "", "", "https://elpais.example/Nota"),
    ("https://foro.example:8443/t/123?t=5&s=1", "web", "", "", "https://foro.example:8443/t/123?t=5&s=1"),
    ("https://x.com.evil.example/ana/status/1", "web", "", "", "https://x.com.evil.example/ana/status/1"),
    ("https://netflix.com/ana/status/1", "web", "", "", "https://netflix.com/ana/status/1"),
    ("https://medium.example/@ana/un-titulo-9a", "web", "", "", "https://medium.example/@ana/un-titulo-9a"),
    ("https://user:pass@x.com/ana/status/1", "x", "ana", "1", "https://x.com/ana/status/1"),
    ("https://españa.example/año", "web", "", "", "https://españa.example/año"),
];

#[test]
fn links_tell_platform_handle_id_and_one_spelling() {
    for (link, platform, handle, id, url) in LINKS {
        let g = guess(link).unwrap_or_else(|| panic!("{link}"));
        let told = (g.platform, g.handle.as_deref().unwrap_or(""), g.id.as_deref().unwrap_or(""), g.url.as_str());
        assert_eq!(told, (*platform, *handle, *id, *url), "{link}");
        assert_eq!(normalise(&g.url).as_deref(), Some(*url), "stable: {link}");
    }
}

#[test]
fn what_is_no_link_is_none() {
    for text in ["", "hola", "a b.com", "ana@example.com", "3.14", "http://", "https:///x", "..", "v1.2", "\u{7}.com"] {
        assert_eq!(guess(text), None, "{text:?}");
    }
    assert_eq!(guess(&format!("https://x.com/{}", "a".repeat(LINK_MAX))), None);
}

#[test]
fn words_of_exports_name_platforms() {
    for (word, want) in [
        ("Twitter", Some("x")),
        ("X (Twitter)", Some("x")),
        ("SOCIALMEDIA,SOCIALMEDIA_TWITTER", Some("x")),
        ("twitter.com", Some("x")),
        ("www.facebook.com", Some("facebook")),
        ("Facebook Public", Some("facebook")),
        ("Google Reviews", Some("google")),
        ("YouTube", Some("youtube")),
        ("Blog", Some("web")),
        ("El Diario", None),
        ("netflix.com", None),
    ] {
        assert_eq!(platform(word), want, "{word}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,120}", linkish in "(https?://)?[a-z@.]{1,12}(/[@a-z0-9?=&#%:]{0,12}){0,5}") {
        let _ = (guess(&text), platform(&text));
        if let Some(g) = guess(&linkish) {
            proptest::prop_assert_eq!(normalise(&g.url), Some(g.url.clone()), "{}", linkish);
        }
    }
}
