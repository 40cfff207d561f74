//! Browsers, broken clients and those that mean harm.

use super::*;

const BODY: &str = r#"{"text":"hola"}"#;

#[tokio::test]
async fn names_that_lead_here_by_trick_are_refused() {
    let (open, room) = both("hosts = [\"Hooks.example.org\", \"proxy:99\"]");
    let port = open.at.port();
    let ask = async |host: &str| {
        let head = format!("POST /v1/mentions HTTP/1.1\r\n{host}{JSON}{}Content-Length: 15\r\n\r\n", bearer());
        Said::read(&open.raw(format!("{head}{BODY}").as_bytes()).await).status
    };
    for wrong in [
        format!("Host: evil.example:{port}\r\n"),
        "Host: localhost\r\n".into(),
        "Host: localhost:1\r\n".into(),
        format!("Host: localhost.evil.example:{port}\r\n"),
        format!("Host: localhost:{port}\r\nHost: evil.example\r\n"),
        "Host: proxy:98\r\n".into(),
        "Host: \r\n".into(),
        String::new(),
    ] {
        assert_eq!(ask(&wrong).await, 421, "{wrong}");
    }
    assert_eq!(room.texts(), Vec::<String>::new());
    for right in [format!("LocalHost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(ask(&format!("Host: {right}\r\n")).await, 202, "{right}");
    }
    for right in ["hooks.example.org", "hooks.example.org:443", "proxy:99"] {
        assert_eq!(ask(&format!("Host: {right}\r\n")).await, 202, "{right}");
    }
    let absolute = format!("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    assert_eq!(Said::read(&open.raw(absolute.as_bytes()).await).status, 421);
    assert_eq!(Said::read(&open.raw(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").await).status, 421);
}

#[tokio::test]
async fn web_pages_may_not_post() {
    let (open, room) = both("");
    for origin in ["https://evil.example", "null", "http://localhost:1", "file://", ""] {
        let said = open.post(&format!("{JSON}Origin: {origin}\r\n"), BODY).await;
        assert_eq!(said.no(), (403, "origin".into()), "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(open.post(&format!("{JSON}Sec-Fetch-Site: {site}\r\n"), BODY).await.status, 403);
    }
    let asked = "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n";
    let said = open.ask("OPTIONS /v1/mentions", asked, "").await;
    assert!(said.status == 403 && !said.head.contains("access-control"), "{said:?}");
    let said = open.ask("OPTIONS /v1/mentions", "", "").await;
    assert!(said.status == 405 && said.head.contains("allow: post") && !said.head.contains("access-control"));
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json"] {
        let said = open.post(&format!("Content-Type: {kind}\r\n"), BODY).await;
        assert_eq!(said.no(), (415, "content-type".into()), "{kind}");
    }
    assert_eq!(open.post("", BODY).await.status, 415);
    assert_eq!(open.post(&format!("{JSON}Content-Encoding: gzip\r\n"), BODY).await.status, 415);
    assert_eq!(open.post("Content-Type: application/json; charset=latin1\r\n", BODY).await.no().1, "charset");
    assert_eq!(room.texts(), Vec::<String>::new());
    let own = format!("{JSON}Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", open.at);
    assert_eq!(open.post(&own, BODY).await.status, 202);
}

#[tokio::test]
async fn the_page_tells_that_it_lives_and_nothing_else() {
    let (open, _room) = both("hosts = [\"brand.example\"]");
    let page = open.ask("GET /", "", "").await;
    assert_eq!(page.status, 200);
    assert!(page.body.starts_with("gabinete is listening.") && page.body.contains("POST /v1/mentions"));
    assert!(!page.body.contains("brand") && !page.body.contains(SECRET));
    for strict in [
        "content-type: text/plain; charset=utf-8",
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        "content-security-policy: default-src 'none'",
        "cross-origin-resource-policy: same-origin",
    ] {
        assert!(page.head.contains(strict), "{strict}");
    }
    let head = open.ask("HEAD /", "", "").await;
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.head.contains(&format!("content-length: {}", page.body.len())));
    for (line, status) in [
        ("POST /", 405),
        ("GET /v1/mentions", 405),
        ("GET /v1/alive", 405),
        ("POST /v1/alive/x", 404),
        ("DELETE /v1/mentions", 405),
        ("GET /v1", 404),
        ("POST /v1/mentions/", 404),
        ("GET /../../etc/passwd", 404),
        ("GET /favicon.ico", 404),
        ("CONNECT evil.example:443", 421),
    ] {
        assert_eq!(open.ask(line, "", "").await.status, status, "{line}");
    }
}

#[tokio::test]
async fn a_hundred_megabytes_are_refused_before_they_come() {
    let (open, room) = both("");
    let head = |more: &str| {
        let at = open.at;
        format!("POST /v1/mentions HTTP/1.1\r\nHost: {at}\r\n{JSON}{}{more}\r\n", bearer())
    };
    let said = open.raw(head("Content-Length: 104857600\r\n").as_bytes()).await;
    assert_eq!(Said::read(&said).no(), (413, "body-large".into()));
    let said = open.raw(head("Content-Length: 104857600\r\nExpect: 100-continue\r\n").as_bytes()).await;
    assert_eq!(Said::read(&said).status, 413, "and whoever asks first is not told to go on");
    // one that says nothing beforehand and keeps sending
    let mut stream = TcpStream::connect(open.at).await.unwrap();
    stream.write_all(head("Transfer-Encoding: chunked\r\n").as_bytes()).await.unwrap();
    let chunk = [b"10000\r\n".as_slice(), &[b' '; 1 << 16], b"\r\n"].concat();
    let mut sent = 0;
    while sent < 1600 && stream.write_all(&chunk).await.is_ok() {
        sent += 1;
    }
    assert!(sent < 1600, "it was read to its end");
    let whole = head("Transfer-Encoding: chunked\r\n").into_bytes();
    let whole = [whole, chunk.repeat(17), b"0\r\n\r\n".to_vec()].concat();
    assert_eq!(Said::read(&open.raw(&whole).await).status, 413);
    assert_eq!(open.post(JSON, &format!("{BODY}{}", " ".repeat((1 << 20) - BODY.len()))).await.status, 202);
    assert_eq!(open.post(JSON, &format!("{BODY}{}", " ".repeat((1 << 20) + 1 - BODY.len()))).await.status, 413);
    assert_eq!(room.texts(), ["hola"]);
}

#[tokio::test]
async fn whoever_sends_to_the_end_before_it_reads_is_not_reset() {
    let (open, _room) = both("");
    let head = format!("POST /v1/mentions HTTP/1.1\r\nHost: {}\r\n{JSON}Content-Length: 3000000\r\n", open.at);
    for (proof, status) in [(bearer(), 413), (signed(NOW / 1_000, ""), 413), (String::new(), 401)] {
        let mut stream = TcpStream::connect(open.at).await.unwrap();
        let request = format!("{head}{proof}\r\n{}", " ".repeat(3_000_000));
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut said = Vec::new();
        stream.read_to_end(&mut said).await.expect("it ends, it does not break");
        assert_eq!(Said::read(&String::from_utf8_lossy(&said)).status, status);
    }
}

#[tokio::test]
async fn chunks_are_read_too() {
    let (open, room) = both("");
    let head = format!("POST /v1/mentions HTTP/1.1\r\nHost: {}\r\n{JSON}{}", open.at, bearer());
    let said = open.raw(format!("{head}Transfer-Encoding: chunked\r\n\r\nf\r\n{BODY}\r\n0\r\n\r\n").as_bytes()).await;
    assert_eq!(Said::read(&said).status, 202);
    let said = open.raw(format!("{head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{BODY}\r\n0\r\n\r\n").as_bytes()).await;
    assert_eq!(Said::read(&said).no(), (400, "body-broken".into()));
    let mut stream = TcpStream::connect(open.at).await.unwrap();
    let asks = format!("{head}Content-Length: 15\r\nExpect: 100-continue\r\n\r\n");
    stream.write_all(asks.as_bytes()).await.unwrap();
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).await.unwrap();
    assert!(go_on.starts_with(b"HTTP/1.1 100 "));
    stream.write_all(BODY.as_bytes()).await.unwrap();
    assert_eq!(Said::read(&rest(&mut stream).await).status, 202);
    // a body that is cut off is no mention, whatever of it is there
    let mut stream = TcpStream::connect(open.at).await.unwrap();
    stream.write_all(format!("{head}Content-Length: 99\r\n\r\n{BODY}").as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    assert_eq!(Said::read(&rest(&mut stream).await).no(), (400, "body-broken".into()));
    assert_eq!(room.texts(), ["hola"]);
}

#[tokio::test]
async fn whoever_sends_a_byte_now_and_then_is_not_waited_for() {
    let times = Times { head: Duration::from_millis(300), body: Duration::from_millis(300), ..quick() };
    let (open, _from) = Open::new("", times);
    let head = format!("POST /v1/mentions HTTP/1.1\r\nHost: {}\r\n{JSON}{}", open.at, bearer());
    for (start, status) in [("POST /v1/mentions HT".to_owned(), 0), (format!("{head}Content-Length: 500\r\n\r\n"), 408)]
    {
        let mut stream = TcpStream::connect(open.at).await.unwrap();
        let before = tokio::time::Instant::now();
        stream.write_all(start.as_bytes()).await.unwrap();
        let mut said = Vec::new();
        loop {
            let mut piece = [0; 512];
            match timeout(Duration::from_millis(30), stream.read(&mut piece)).await {
                Err(_) => drop(stream.write_all(b"x").await),
                Ok(Ok(n @ 1..)) => said.extend_from_slice(&piece[..n]),
                Ok(_) => break,
            }
            assert!(before.elapsed() < Duration::from_secs(2));
        }
        assert_eq!(Said::read(&String::from_utf8_lossy(&said)).status, status);
    }
}

#[tokio::test]
async fn connections_are_bounded_and_the_next_one_waits() {
    let times = Times { head: Duration::from_millis(600), ..quick() };
    let (open, from) = Open::new("", times);
    Room::default().commits(from);
    let mut idle = Vec::new();
    for _ in 0..64 {
        idle.push(TcpStream::connect(open.at).await.unwrap());
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    let before = tokio::time::Instant::now();
    assert_eq!(open.ask("GET /", "", "").await.status, 200);
    assert!(before.elapsed() > Duration::from_millis(200), "it waited for one of the idle ones to be closed");
    drop(idle);
}

#[tokio::test]
async fn what_is_no_http_is_answered_or_cut_and_hurts_nobody() {
    let (open, room) = both("");
    let at = open.at;
    let head = format!("POST /v1/mentions HTTP/1.1\r\nHost: {at}\r\n{JSON}{}", bearer());
    for garbage in [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        b"\0\0\0\0\r\n\r\n".to_vec(),
        vec![0xFF; 70_000],
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        format!("GET /{} HTTP/1.1\r\nHost: {at}\r\n\r\n", "a".repeat(100_000)).into_bytes(),
        format!("{head}Content-Length: 5, 6\r\n\r\n").into_bytes(),
        format!("{head}Content-Length: -1\r\n\r\n").into_bytes(),
        format!("{head}Content-Length: 99999999999999999999999\r\n\r\n").into_bytes(),
        format!("{head}X: {}\r\n\r\n", "b".repeat(100_000)).into_bytes(),
        format!("{head}{}\r\n", "A: b\r\n".repeat(1_000)).into_bytes(),
        format!("{head}Bad Name: x\r\n\r\n").into_bytes(),
    ] {
        let said = Said::read(&open.raw(&garbage).await);
        assert!(matches!(said.status, 0 | 400 | 414 | 431 | 505), "{said:?}");
    }
    let bomb = format!("{head}{}\r\n", "A: b\r\n".repeat(65));
    assert_eq!(Said::read(&open.raw(bomb.as_bytes()).await).status, 431);
    assert_eq!(room.texts(), Vec::<String>::new());
    assert_eq!(open.post(JSON, BODY).await.status, 202);
}

#[tokio::test]
async fn of_requests_in_a_row_the_first_is_answered() {
    let (open, room) = both("");
    let one = |text: &str| {
        let (at, body) = (open.at, format!(r#"{{"text":"{text}"}}"#));
        let length = body.len();
        format!("POST /v1/mentions HTTP/1.1\r\nHost: {at}\r\n{JSON}{}Content-Length: {length}\r\n\r\n{body}", bearer())
    };
    let said = open.raw((one("uno") + &one("dos") + &one("tres")).as_bytes()).await;
    assert_eq!(said.matches("HTTP/1.1 ").count(), 1);
    let said = Said::read(&said);
    assert!(said.status == 202 && said.head.contains("connection: close"), "{said:?}");
    assert_eq!(room.texts(), ["uno"]);
    // two lengths are a way to hide a second request: it is one body or none
    let both = format!("{}\r\n", bearer() + JSON + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n");
    let hidden = format!("POST /v1/mentions HTTP/1.1\r\nHost: {}\r\n{both}0\r\n\r\n{}", open.at, one("seis"));
    let said = open.raw(hidden.as_bytes()).await;
    assert!(said.matches("HTTP/1.1 ").count() <= 1 && !said.contains(" 202 "), "{said}");
    assert_eq!(room.texts(), ["uno"]);
}

#[tokio::test]
async fn a_clean_stop_closes_everything() {
    let desk = Desk::new(&settings(""), None, now, quick()).unwrap();
    let desk = Arc::new(desk);
    let (mut open, _from) = Open::with(Arc::clone(&desk));
    let mut idle = TcpStream::connect(open.at).await.unwrap();
    let mut waiting = TcpStream::connect(open.at).await.unwrap();
    let head = format!("POST /v1/mentions HTTP/1.1\r\nHost: {}\r\n{JSON}{}", open.at, bearer());
    waiting.write_all(format!("{head}Content-Length: 15\r\n\r\n{BODY}").as_bytes()).await.unwrap();
    let held = async {
        while Arc::strong_count(&desk) < 4 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(5), held).await.expect("both connections hold it");
    open.serving.abort();
    let _ = (&mut open.serving).await;
    assert_eq!(rest(&mut idle).await, "");
    assert_eq!(rest(&mut waiting).await, "");
    assert!(TcpStream::connect(open.at).await.is_err());
    assert_eq!(Arc::strong_count(&desk), 1, "no task is left");
}

#[tokio::test]
async fn a_usual_client_gets_along() {
    crate::sources::live::net::tls().unwrap();
    let (open, room) = both("");
    let http = crate::sources::live::net::Http::new(now).unwrap();
    let url = reqwest::Url::parse(&format!("http://{}/", open.at)).unwrap();
    let page = http.get(&url, &|request| request, 10_000).await.unwrap();
    assert!(page.body.starts_with(b"gabinete is listening."));
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for n in 0..20 {
        let request = client.post(url.join("v1/mentions").unwrap()).bearer_auth(SECRET);
        let request = request.header("content-type", "application/json").body(format!(r#"{{"text":"n {n}"}}"#));
        assert_eq!(request.send().await.unwrap().status(), 202, "{n}");
    }
    let large = client.post(url.join("v1/mentions").unwrap()).bearer_auth(SECRET);
    let large = large.header("content-type", "application/json").body("x".repeat(3_000_000)).send().await.unwrap();
    assert_eq!(large.status(), 413, "the answer is seen although it was still sending");
    assert_eq!(room.texts().len(), 20);
}
