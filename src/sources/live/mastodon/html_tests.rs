//! HTML as servers write it, as nobody should write it, and as an attacker would.

use super::*;
use proptest::prelude::*;

fn text(html: &str) -> String {
    plain(html, &[], false)
}

#[test]
fn paragraphs_and_breaks_become_lines() {
    for (html, said) in [
        ("<p>Hola</p>", "Hola"),
        ("<p>a</p><p>b<br />c</p>\n<p>d</p>", "a\n\nb\nc\n\nd"),
        ("a<br/><br><br>b", "a\n\nb"),
        ("<p>a</p><ul><li>x</li><li>y</li></ul><p>z", "a\n\n- x\n- y\n\nz"),
        ("<blockquote><p>q</p></blockquote>r<h1>s</h1><pre><code>t\nu</code></pre>", "q\n\nr\n\ns\n\nt\nu"),
        ("", ""),
        ("<p></p><br>", ""),
        ("just text", "just text"),
    ] {
        assert_eq!(text(html), said, "{html}");
    }
}

#[test]
fn entities_are_decoded_once() {
    let html =
        "<p>it&#39;s &lt;b&gt; &amp;amp; &quot;5&nbsp;&euro;&quot; &#x1F600; &#0; &#99999999; &unknown; & &;</p>";
    assert_eq!(text(html), "it's <b> &amp; \"5\u{a0}€\" 😀     &unknown; & &;");
}

#[test]
fn links_show_where_they_lead() {
    let short = "<p>see <a href=\"https://example.org/a/long/path?x=1&amp;y=2\" target=\"_blank\"><span class=\"invisible\">https://</span>\
         <span class=\"ellipsis\">example.org/a/long</span><span class=\"invisible\">/path?x=1&amp;y=2</span></a>.</p>";
    assert_eq!(text(short), "see https://example.org/a/long/path?x=1&y=2.");
    assert_eq!(text("<a href='https://example.org/x'>example.org/x…</a>"), "https://example.org/x");
    assert_eq!(text("<a href=https://evil.example/>www.bank.example</a>"), "www.bank.example (https://evil.example/)");
    assert_eq!(text("<a href=\"https://e.org/\">read this</a> now"), "read this (https://e.org/) now");
    assert_eq!(text("<a href=\"javascript:alert(1)\">x</a><a>y</a>"), "xy");
    assert_eq!(text("<p>a</p><p><a href=\"https://e.org/\"></a></p>"), "a\n\nhttps://e.org/");
    assert_eq!(
        text("<a href=\"https://e.org/1\">one<a href=\"https://e.org/2\">two"),
        "one (https://e.org/1)two (https://e.org/2)"
    );
}

#[test]
fn accounts_and_tags_keep_their_names() {
    let html = "<p><span class=\"h-card\"><a href=\"https://far.example/@ann\" class=\"u-url mention\">@<span>ann</span></a></span> \
         <a href=\"https://social.example/@brand\" class=\"u-url mention\">@<span>brand</span></a> \
         <a href=\"https://social.example/tags/Recall\" class=\"mention hashtag\" rel=\"tag\">#<span>Recall</span></a></p>";
    let named = [("https://social.example/@brand", "@brand@social.example".to_owned())];
    assert_eq!(plain(html, &named, false), "@ann@far.example @brand@social.example #Recall");
}

#[test]
fn a_stand_in_for_a_quote_goes_when_the_quote_is_there() {
    let html = "<p class=\"quote-inline\">RE: <a href=\"https://s.example/@a/1\">s.example/@a/1</a></p><p>so true</p>";
    assert_eq!(plain(html, &[], true), "so true");
    assert_eq!(text(html), "RE: https://s.example/@a/1\n\nso true");
}

#[test]
fn what_is_no_html_stays_readable() {
    for (html, said) in [
        ("1 < 2 && 3 > 2", "1 < 2 && 3 > 2"),
        ("I <3 you", "I <3 you"),
        ("a <b", "a <b"),
        ("a <b <i>c</i>", "a c"),
        ("x<!-- <p>no</p> -->y<!-- z", "xy<!-- z"),
        ("<script>alert('<p>x</p>')</script>ok<style>p{}</style>", "ok"),
        ("<script>never closed", ""),
        ("<img src=x alt=':blob:'> <IMG ALT=\"two\">", ":blob: two"),
        ("</p></a></script>z", "z"),
    ] {
        assert_eq!(text(html), said, "{html}");
    }
}

#[test]
fn hostile_lengths_take_no_time() {
    for piece in [
        "<",
        "<a ",
        "<a href=\"",
        "<a href=x>",
        "&",
        "&#",
        "<!--",
        "<!-- ",
        "<p>",
        "<li>",
        "<script>",
        "</",
        "<a b=",
        "é",
    ] {
        let html = piece.repeat((1 << 20) / piece.len());
        let begun = tokio::time::Instant::now();
        let out = text(&html);
        assert!(out.len() <= 2 * HTML_MAX, "{piece}: {}", out.len());
        assert!(begun.elapsed() < std::time::Duration::from_secs(2), "{piece}: {:?}", begun.elapsed());
    }
}

proptest! {
    #[test]
    fn nothing_breaks_it(html in proptest::collection::vec(prop_oneof![
        Just("<".to_owned()), Just(">".to_owned()), Just("<a href=\"https://e.org/x\" class=\"mention\">".to_owned()), Just("@ann".to_owned()),
        Just("</a>".to_owned()), Just("<p class='quote-inline'>".to_owned()), Just("</p>".to_owned()), Just("&#x".to_owned()), Just("é;".to_owned()), Just("<script>".to_owned()), Just("</script>".to_owned()),
        Just("\"".to_owned()), Just("<!--".to_owned()), Just("-->".to_owned()), ".{0,6}"], 0..30)) {
        plain(&html.concat(), &[("https://e.org/x", "@x@e.org".to_owned())], true);
    }
}
