//! Feeds as servers really give them: every fault once, on real sockets.

mod reading;
mod room;
mod saying;
mod server;

use super::*;
use crate::domain::mention::RawMention;
use crate::sources::live::Delivery;
use server::{Reply, Server};
use std::sync::Arc;
use tokio::sync::mpsc::Receiver;

/// 2026-11-26T12:00:00Z.
const NOW: Stamp = Stamp(1_795_694_400_000);

fn now() -> Stamp {
    NOW
}

fn wanted() -> Wanted {
    Arc::new(|text: &str| text.to_lowercase().contains("acme"))
}

const QUICK: Pace =
    Pace { every: Duration::from_millis(20), pause: Duration::from_millis(20), pause_max: Duration::from_millis(60) };

fn settings(urls: &[&str], all: bool) -> Settings {
    Settings { urls: Addresses(urls.iter().map(|u| (*u).to_owned()).collect()), every_s: 300, all: Some(all) }
}

fn rss(urls: &[&str], all: bool) -> Rss {
    Rss::with(settings(urls, all), wanted(), now, QUICK).unwrap()
}

/// An item of RSS, so many minutes old.
fn item(id: &str, title: &str, minutes: i64) -> String {
    let at = NOW.plus(-minutes * MINUTE).utc().to_rfc2822();
    format!("<item><guid isPermaLink='false'>{id}</guid><title>{title}</title><pubDate>{at}</pubDate></item>")
}

fn feed(items: &[String]) -> String {
    format!("<?xml version='1.0'?><rss version='2.0'><channel><title>A blog</title>{}</channel></rss>", items.concat())
}

fn said(batch: &Batch) -> Vec<&RawMention> {
    batch.heard.iter().filter_map(|h| if let Heard::Said(m) = h { Some(&**m) } else { None }).collect()
}

fn texts(batch: &Batch) -> Vec<String> {
    said(batch).iter().map(|m| m.text.clone()).collect()
}

/// Runs a source until so many batches are there, or it ends.
async fn hear(source: &mut Rss, start: Start, batches: usize) -> (Vec<Batch>, Option<Fault>) {
    hear_until(source, start, |heard| heard.len() == batches).await
}

/// What it says until that is enough, or until it ends with a fault.
async fn hear_until(source: &mut Rss, start: Start, enough: impl Fn(&[Batch]) -> bool) -> (Vec<Batch>, Option<Fault>) {
    let (out, mut from): (Outlet, Receiver<Delivery>) = Outlet::new(4, now);
    let mut heard = Vec::new();
    let mut run = source.run(start, &out);
    let limit = tokio::time::sleep(Duration::from_secs(20));
    tokio::pin!(limit);
    loop {
        tokio::select! {
            biased;
            Some(delivery) = from.recv() => {
                heard.push(delivery.batch);
                if enough(&heard) {
                    return (heard, None);
                }
            }
            fault = &mut run => {
                while let Ok(delivery) = from.try_recv() {
                    heard.push(delivery.batch);
                }
                return (heard, Some(fault));
            }
            () = &mut limit => panic!("only {heard:?}"),
        }
    }
}

async fn fault(reply: Reply) -> Fault {
    let server = Server::start(vec![reply]);
    hear(&mut rss(&[&server.url("/feed")], true), Start::default(), 1).await.1.expect("a fault")
}

#[tokio::test]
async fn what_is_new_comes_once_and_silence_is_a_sign_of_life() {
    let first = feed(&[item("2", "second", 5), item("1", "first", 50), item("0", "last week", 9_000)]);
    let second = feed(&[item("3", "third", 1), item("2", "second", 5), item("1", "first", 50)]);
    let server = Server::start(vec![
        Reply::ok(&first).with("ETag: \"a\"").with("Last-Modified: Thu, 26 Nov 2026 11:00:00 GMT"),
        Reply::status("304 Not Modified"),
        Reply::ok(&second).with("ETag: \"b\"").with("Date: Thu, 26 Nov 2026 12:00:00 GMT").with("Age: 30"),
    ]);
    let (batches, _) = hear(&mut rss(&[&server.url("/feed")], true), Start::default(), 3).await;
    assert_eq!(texts(&batches[0]), ["first", "second"]);
    assert!(batches[0].late && batches[0].looked == 3 && batches[0].cursor.is_some());
    assert!(batches[1].heard.is_empty() && batches[1].cursor.is_none() && batches[1].part.is_none());
    assert_eq!(texts(&batches[2]), ["third"]);
    assert!(!batches[2].late && batches[2].cursor.is_some());
    assert_eq!(batches[2].upto, Some(NOW.plus(30 * crate::domain::time::SECOND)));
    let asked = server.asked();
    assert!(!asked[0].contains("if-none-match") && asked[0].contains("accept: application/atom+xml"));
    assert!(asked[1].contains("if-none-match: \"a\"") && asked[1].contains("if-modified-since: thu, 26 nov 2026"));
}

#[tokio::test]
async fn after_a_restart_nothing_is_missed_and_what_came_meanwhile_is_late() {
    let (one, two) =
        (feed(&[item("1", "one", 90)]), feed(&[item("3", "now", 1), item("2", "two", 30), item("1", "one", 90)]));
    let server = Server::start(vec![Reply::ok(&one).with("ETag: W/\"x\""), Reply::ok(&two)]);
    let url = server.url("/feed");
    let (batches, _) = hear(&mut rss(&[&url], true), Start::default(), 1).await;
    let start = Start { cursor: batches[0].cursor.clone(), since: None };
    let (batches, _) = hear(&mut rss(&[&url], true), start, 2).await;
    assert_eq!((texts(&batches[0]), batches[0].late), (vec!["two".to_owned()], true));
    assert_eq!((texts(&batches[1]), batches[1].late), (vec!["now".to_owned()], false));
    assert!(batches[0].cursor.is_none(), "the cursor moves with the last of a document");
    assert!(server.asked()[1].contains("if-none-match: w/\"x\""));
}

#[tokio::test]
async fn a_backfill_goes_back_to_its_moment() {
    let server = Server::start(vec![Reply::ok(&feed(&[item("1", "old", 4_000), item("0", "older", 9_000)]))]);
    let start = Start { cursor: None, since: Some(NOW.plus(-5_000 * MINUTE)) };
    let (batches, _) = hear(&mut rss(&[&server.url("/")], true), start, 1).await;
    assert_eq!(texts(&batches[0]), ["old"]);
}

#[tokio::test]
async fn a_whole_site_is_matched_and_a_search_is_not() {
    let page = feed(&[item("1", "about ACME", 5), item("2", "about others", 5)]);
    let server = Server::start(vec![Reply::ok(&page), Reply::ok(&page)]);
    let (batches, _) = hear(&mut rss(&[&server.url("/")], false), Start::default(), 1).await;
    assert_eq!((texts(&batches[0]), batches[0].looked), (vec!["about ACME".to_owned()], 2));
    let (batches, _) = hear(&mut rss(&[&server.url("/")], true), Start::default(), 1).await;
    assert_eq!(texts(&batches[0]).len(), 2);
}

#[tokio::test]
async fn repeated_shuffled_and_older_documents_bring_nothing_twice() {
    let (a, b, c) = (item("a", "a", 9), item("b", "b", 8), item("c", "c", 7));
    let new = feed(&[c.clone(), a.clone(), b.clone(), c.clone()]);
    let old = feed(&[b.clone(), a.clone()]);
    let server = Server::start(vec![Reply::ok(&old), Reply::ok(&new), Reply::ok(&old), Reply::ok(&new)]);
    let (batches, _) = hear(&mut rss(&[&server.url("/")], true), Start::default(), 4).await;
    assert_eq!(batches.iter().map(|b| texts(b).concat()).collect::<Vec<_>>(), ["ab", "cc", "", ""]);
    let (first, second) = (said(&batches[1])[0].id.clone(), said(&batches[1])[1].id.clone());
    assert_eq!(first, second, "said twice in one document, it is one to the room");
}

#[tokio::test]
async fn one_broken_feed_does_not_stop_the_others() {
    let good = Server::start(vec![Reply::ok(&feed(&[item("1", "one", 5)])), Reply::status("304 Not Modified")]);
    let bad = Server::start(vec![
        Reply::status("500 Internal Server Error"),
        Reply::status("502 Bad Gateway"),
        Reply::ok(&feed(&[item("2", "two", 5)])),
    ]);
    let mut source = rss(&[&good.url("/a"), &bad.url("/b").replace("127.0.0.1", "localhost")], true);
    let (batches, end) = hear(&mut source, Start::default(), 12).await;
    assert_eq!(end, None);
    let parts: Vec<Part> = batches.iter().filter_map(|b| b.part.clone()).collect();
    let part = |fault| Part { name: "localhost".to_owned(), fault, older: 0 };
    assert_eq!(parts, [part(Some(Fault::Status(500))), part(None)], "told once, and once that it is over");
    let mut all: Vec<String> = batches.iter().flat_map(texts).collect();
    all.sort();
    assert_eq!(all, ["one", "two"]);
}

#[tokio::test]
async fn one_that_was_said_to_fail_is_said_to_be_well_by_a_later_run_too() {
    let not_found = || Reply::status("404 Not Found");
    let well = || Reply::ok(&feed(&[item("1", "one", 5)]));
    let good = Server::start(vec![well(), not_found(), well()]);
    let bad = Server::start(vec![not_found(), not_found(), well()]);
    let mut source = rss(&[&good.url("/a"), &bad.url("/b").replace("127.0.0.1", "localhost")], true);
    let (before, end) = hear(&mut source, Start::default(), 99).await;
    assert_eq!(end, Some(Fault::Status(404)), "neither is heard");
    let told = |batches: &[Batch]| batches.iter().filter_map(|b| b.part.clone()).collect::<Vec<_>>();
    let mut parts = told(&before);
    let is_well = |parts: &[Part]| parts.iter().rfind(|p| p.name == "localhost").map(|p| p.fault.is_none());
    // while none was heard, that all fail is told in place of the parts
    for _ in 0..3 {
        let (batches, end) =
            hear_until(&mut source, Start::default(), |heard| is_well(&told(heard)) == Some(true)).await;
        parts.extend(told(&batches));
        if end.is_none() {
            break;
        }
    }
    assert!(parts.iter().any(|p| p.name == "localhost" && p.fault.is_some()), "{parts:?}");
    assert_eq!(is_well(&parts), Some(true), "{parts:?}");
}

#[tokio::test]
async fn each_feed_is_looked_at_as_often_as_it_says_itself() {
    let body = feed(&[item("1", "one", 5)]);
    let often = Server::start(vec![Reply::ok(&body), Reply::ok(&body), Reply::ok(&body)]);
    let seldom = Server::start(vec![Reply::ok(&body).with("Cache-Control: max-age=120")]);
    let (a, b) = (often.url("/feed"), seldom.url("/feed#every_s=600"));
    let (batches, fault) = hear(&mut rss(&[&a, &b], true), Start::default(), 4).await;
    assert_eq!((fault, seldom.asked().len()), (None, 1));
    assert!(!seldom.asked()[0].contains("every_s"), "no server is told: {:?}", seldom.asked());
    assert_eq!(batches.last().and_then(|b| b.gap), Some(20), "the next look is that of the other one");
    for (own, gap) in [("600", 600_000), ("60", 120_000)] {
        let alone = Server::start(vec![Reply::ok(&body).with("Cache-Control: max-age=120")]);
        let url = alone.url(&format!("/feed#every_s={own}"));
        let (batches, _) = hear(&mut rss(&[&url], true), Start::default(), 1).await;
        assert_eq!(batches[0].gap, Some(gap), "as often as that, or as it asks for");
    }
}

#[tokio::test]
async fn a_slow_feed_holds_up_no_other() {
    let good = Server::start(vec![Reply::ok(&feed(&[item("1", "one", 5)]))]);
    let slow = Server::start(vec![Reply::Drip]);
    let mut source = rss(&[&slow.url("/").replace("127.0.0.1", "localhost"), &good.url("/")], true);
    let (batches, _) = hear(&mut source, Start::default(), 3).await;
    assert_eq!(texts(&batches[0]), ["one"]);
}

#[tokio::test]
async fn every_fault_has_its_name() {
    assert_eq!(fault(Reply::status("500 Internal Server Error")).await, Fault::Status(500));
    assert_eq!(fault(Reply::status("404 Not Found")).await, Fault::Status(404));
    assert_eq!(fault(Reply::status("403 Forbidden")).await, Fault::Unauthorised);
    let slower = Reply::status("429 Too Many Requests").with("Retry-After: 7");
    assert_eq!(fault(slower).await, Fault::Slower(Some(Duration::from_secs(7))));
    assert!(matches!(fault(Reply::Cut).await, Fault::Reset(host) | Fault::Strange(host) if host == "127.0.0.1"));
    assert_eq!(fault(Reply::Endless).await, Fault::TooLarge(DOCUMENT_MAX as u64));
    assert_eq!(fault(Reply::ok("")).await, Fault::Strange("127.0.0.1: 0 bytes".into()));
    assert_eq!(fault(Reply::ok("<!doctype html><html><p>Log in")).await, Fault::Strange("127.0.0.1: HTML".into()));
    let garbage = Reply::ok("\u{1}\u{2}garbage").with("Content-Type: application/x<b>");
    assert!(matches!(fault(garbage).await, Fault::Strange(what) if what == "127.0.0.1: application/x"));
    let inside = Reply::status("302 Found").with("Location: http://192.168.0.1/feed");
    assert_eq!(fault(inside).await, Fault::PrivateAddress("192.168.0.1".into()));
    let gone = Server::start(Vec::new()).url("/");
    let refused = hear(&mut rss(&[&gone], true), Start::default(), 1).await.1;
    assert_eq!(refused, Some(Fault::Unreachable("127.0.0.1".into())));
}

#[tokio::test]
async fn who_asks_for_patience_is_left_alone_in_the_next_run_too() {
    let server = Server::start(vec![
        Reply::status("429 Too Many Requests").with("Retry-After: 1"),
        Reply::ok(&feed(&[item("1", "one", 5)])),
    ]);
    let mut source = rss(&[&server.url("/")], true);
    let began = Instant::now();
    assert!(matches!(hear(&mut source, Start::default(), 1).await.1, Some(Fault::Slower(_))));
    hear(&mut source, Start::default(), 1).await;
    assert!(began.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_document_that_was_cut_off_is_asked_for_again_as_a_whole() {
    let whole = feed(&[item("2", "two", 5), item("1", "one", 6)]);
    let cut = &whole[..whole.find("one").unwrap()];
    let server = Server::start(vec![Reply::ok(cut).with("ETag: \"a\""), Reply::ok(&whole).with("ETag: \"a\"")]);
    let (batches, _) = hear(&mut rss(&[&server.url("/")], true), Start::default(), 2).await;
    assert_eq!((texts(&batches[0]), texts(&batches[1])), (vec!["two".to_owned()], vec!["one".to_owned()]));
    assert!(!server.asked()[1].contains("if-none-match"));
}

#[tokio::test]
async fn a_document_that_always_ends_there_is_read_to_its_end() {
    let whole = feed(&[item("2", "two", 5), item("1", "one", 6)]);
    let cut = &whole[..whole.rfind("</pubDate>").unwrap()];
    let server = Server::start([cut, cut, cut, &whole].map(Reply::ok).into());
    let (batches, _) = hear(&mut rss(&[&server.url("/")], true), Start::default(), 4).await;
    let all: Vec<Vec<String>> = batches.iter().map(texts).collect();
    assert_eq!(all, [vec!["two".to_owned()], vec!["one".to_owned()], vec![], vec![]]);
}

#[tokio::test]
async fn a_document_that_ends_before_its_first_item_does_is_not_heard() {
    let whole = feed(&[item("1", "one", 6)]);
    let cut = &whole[..whole.find("</pubDate>").unwrap()];
    let server = Server::start([cut, cut, cut].map(Reply::ok).into());
    let mut source = rss(&[&server.url("/")], true);
    assert_eq!(hear(&mut source, Start::default(), 1).await.1, Some(Fault::CutOff("127.0.0.1".into())));
    let (batches, ended) = hear(&mut source, Start::default(), 1).await;
    assert_eq!((texts(&batches[0]), ended), (vec!["one".to_owned()], None), "it is always so");
    let title = &whole[..whole.find("log</title>").unwrap()];
    assert_eq!(fault(Reply::ok(title)).await, Fault::CutOff("127.0.0.1".into()));
}

#[tokio::test]
async fn many_items_come_in_batches_and_the_cursor_with_the_last() {
    let many: Vec<String> = (0..1_200).map(|n| item(&format!("{n}"), "x", n + 1)).collect();
    let server = Server::start(vec![Reply::ok(&feed(&many))]);
    let (batches, _) = hear(&mut rss(&[&server.url("/")], true), Start::default(), 3).await;
    assert_eq!(batches.iter().map(|b| b.heard.len()).collect::<Vec<_>>(), [500, 500, 200]);
    assert_eq!(batches.iter().map(|b| b.cursor.is_some()).collect::<Vec<_>>(), [false, false, true]);
    let times: Vec<_> = batches.iter().flat_map(said).map(|m| m.ts).collect();
    assert!(times.is_sorted());
}

#[tokio::test]
async fn of_a_document_without_end_the_newest_are_read_and_the_rest_is_said() {
    let many: Vec<String> = (0..2_345).map(|n| item(&format!("{n}"), &format!("x{n}"), 2_345 - n)).collect();
    let json: Vec<String> = (0..2_345)
        .map(|n| {
            format!(
                "{{\"id\":\"{n}\",\"content_text\":\"x{n}\",\"date_published\":\"{}\"}}",
                NOW.plus((n - 2_345) * MINUTE).rfc3339()
            )
        })
        .collect();
    let json = format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{}]}}", json.join(","));
    for document in [feed(&many), json] {
        let short = feed(&[item("a", "a", 1)]);
        let server = Server::start(vec![Reply::ok(&document), Reply::ok(&document), Reply::ok(&short)]);
        let start = Start { cursor: None, since: Some(NOW.plus(-9_000 * MINUTE)) };
        let (batches, _) = hear(&mut rss(&[&server.url("/")], true), start, 6).await;
        let texts: Vec<String> = batches.iter().flat_map(texts).collect();
        assert_eq!((texts.len(), texts[0].as_str(), texts[1_999].as_str()), (2_001, "x345", "x2344"));
        let parts: Vec<u64> = batches.iter().filter_map(|b| b.part.as_ref()).map(|part| part.older).collect();
        assert_eq!(parts, [345, 0], "told once, and once that it is over");
    }
}

#[test]
fn settings_that_cannot_work_say_which() {
    let new =
        |urls: &[&str], every_s| Rss::new(Settings { every_s, ..settings(urls, true) }, wanted(), now).map(|_| ());
    let named = |result: Result<(), Fault>| match result {
        Err(Fault::Setting(name, _)) => name,
        other => panic!("{other:?}"),
    };
    assert_eq!(named(new(&[], 300)), "urls");
    assert_eq!(named(new(&["https://a.example/"; 51], 300)), "urls");
    assert_eq!(named(new(&["ftp://a.example/"], 300)), "urls");
    assert_eq!(named(new(&["file:///etc/passwd"], 300)), "urls");
    assert_eq!(named(new(&["https://a.example/"], 59)), "every_s");
    assert_eq!(new(&["https://a.example/feed"], 60), Ok(()));
    let read: Settings = toml::from_str("urls = ['https://u:secret@a.example/key?token=secret']").unwrap();
    assert_eq!((read.every_s, read.all), (300, None));
    let shown = format!("{read:?} {:?}", Rss::new(read.clone(), wanted(), now).unwrap());
    assert!(shown.contains("a.example") && !shown.contains("secret") && !shown.contains("key"), "{shown}");
    assert!(toml::from_str::<Settings>("urls = []\nurl = 'x'").is_err());
}

#[test]
fn a_cursor_stays_small_and_says_what_it_left_out() {
    let mut memory = Memory::default();
    memory.read = Some(NOW);
    memory.renew(Some("\"".repeat(150)), Some("x".repeat(60)), &(0..3_000).collect::<Vec<_>>());
    let feeds: Vec<(String, &Memory)> = (0..50).map(|n| (format!("{n:016x}"), &memory)).collect();
    let cursor = memory::write(feeds.into_iter());
    assert!(cursor.len() <= memory::CURSOR_MAX, "{}", cursor.len());
    let back = memory::read(&cursor);
    let one = &back["0000000000000007"];
    assert!(back.len() == 50 && one.partly && one.etag == memory.etag && one.modified == memory.modified);
    assert!(Memory::is_known(&one.known(), 0) && !Memory::is_known(&one.known(), 2_999));
    assert!(one.read.is_some_and(|at| NOW.since(at) < HOUR));
    for strange in ["", "x", "{}", "{\"v\":2,\"feeds\":{}}", "[1]", "{\"v\":1,\"feeds\":{\"a\":{\"s\":\"ññññ!!!!\"}}}"]
    {
        assert!(memory::read(strange).len() <= 1, "{strange}");
    }
}
