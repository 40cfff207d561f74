//! A small server on this machine that answers as it is told, and writes down what it was asked.

use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Something that was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Headers, in lower case.
    pub head: String,
    /// Who asks, exactly.
    pub token: Option<String>,
    pub body: Value,
}

impl Asked {
    pub fn is(&self, method: &str, path: &str) -> bool {
        self.method == method && self.target.split('?').next() == Some(path)
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).map(str::trim)
    }
}

/// How it is answered.
pub enum Reply {
    Json(u16, Value),
    /// A status with headers.
    With(u16, &'static str, Value),
    /// The whole of what was asked is read, and then the connection is gone.
    Gone,
    /// Half of an answer.
    Half,
    /// No answer while anybody waits.
    Silence,
}

/// The server.
#[derive(Clone)]
pub struct Server {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub fn start(habit: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Server {
        Server::at("127.0.0.1:0", habit)
    }

    pub fn at(address: &str, habit: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind(address).unwrap();
        let server = Server { address: listener.local_addr().unwrap(), asked: Arc::default() };
        let (asked, habit) = (server.asked.clone(), Arc::new(habit));
        thread::spawn(move || {
            for peer in listener.incoming().flatten() {
                let (asked, habit) = (asked.clone(), habit.clone());
                thread::spawn(move || {
                    let _ = serve(peer, &asked, habit.as_ref());
                });
            }
        });
        server
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was asked so far.
    pub fn asked(&self, method: &str, path: &str) -> Vec<Asked> {
        self.asked.lock().unwrap().iter().filter(|asked| asked.is(method, path)).cloned().collect()
    }
}

fn serve(mut peer: TcpStream, asked: &Mutex<Vec<Asked>>, habit: &dyn Fn(&Asked) -> Reply) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            break end + 4;
        }
        read_some(&mut peer, &mut bytes)?;
    };
    let whole = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let (first, head) = whole.split_once("\r\n").unwrap();
    let mut words = first.split(' ');
    let (method, target) = (words.next().unwrap().to_owned(), words.next().unwrap().to_owned());
    let token = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("authorization").then(|| value.trim().to_owned())
    });
    let mut one = Asked { method, target, head: head.to_lowercase(), token, body: Value::Null };
    let length: usize = one.header("content-length").map_or(0, |n| n.parse().unwrap());
    while bytes.len() < end + length {
        read_some(&mut peer, &mut bytes)?;
    }
    one.body = serde_json::from_slice(&bytes[end..]).unwrap_or_default();
    asked.lock().unwrap().push(one.clone());
    let (status, headers, body) = match habit(&one) {
        Reply::Json(status, body) => (status, "", body),
        Reply::With(status, headers, body) => (status, headers, body),
        Reply::Gone => return Ok(()),
        Reply::Silence => {
            // until whoever waits is gone
            let _ = peer.read(&mut [0]);
            return Ok(());
        }
        Reply::Half => {
            return peer.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 99\r\n\r\n{\"id\":");
        }
    };
    let body = body.to_string();
    let length = body.len();
    peer.write_all(
        format!("HTTP/1.1 {status} X\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n{body}")
            .as_bytes(),
    )
}

fn read_some(peer: &mut TcpStream, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    let mut some = [0; 4096];
    match peer.read(&mut some)? {
        0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
        n => {
            bytes.extend_from_slice(&some[..n]);
            Ok(())
        }
    }
}

/// What a Mastodon server has.
#[derive(Default)]
pub struct Has {
    pub statuses: Vec<Value>,
    /// Keys that make a retry the same, with the status of each.
    pub keys: Vec<(String, String)>,
}

pub type Shared = Arc<Mutex<Has>>;

/// A server that behaves as one of version 4.6 was recorded to. `odd` answers what it wants to answer otherwise, and says
/// whether what was asked is done all the same. `now` is the time of what is posted, in RFC 3339.
pub fn mastodon(
    now: fn() -> String,
    odd: impl Fn(&Asked) -> Option<(Reply, bool)> + Send + Sync + 'static,
) -> (Server, Shared) {
    let has = Shared::default();
    let kept = has.clone();
    let server = Server::start(move |asked| {
        let odd = odd(asked);
        let mut has = kept.lock().unwrap();
        match odd {
            Some((reply, false)) => reply,
            Some((reply, true)) => {
                usual(&mut has, asked, now);
                reply
            }
            None => usual(&mut has, asked, now),
        }
    });
    (server, has)
}

/// The path that statuses are posted to.
pub const POST: &str = "/api/v1/statuses";

pub fn status(id: usize, text: &str, at: &str, to: Option<&str>) -> Value {
    const ANA: &str = "@ana@far.example";
    const SHOWN: &str = "<span class=\"h-card\"><a href=\"https://far.example/@ana\" class=\"u-url mention\">@<span>ana</span></a></span>";
    let ana = json!({"id": "7", "username": "ana", "url": "https://far.example/@ana", "acct": "ana@far.example"});
    json!({
        "id": id.to_string(), "created_at": at, "in_reply_to_id": to, "visibility": "public", "language": "es",
        "uri": format!("https://m.example/ap/users/1/statuses/{id}"), "url": format!("https://m.example/@brand/{id}"),
        "content": format!("<p>{}</p>", text.replace(ANA, SHOWN)),
        "mentions": if text.contains(ANA) { vec![ana] } else { vec![] },
        "source": text,
    })
}

fn usual(has: &mut Has, asked: &Asked, now: fn() -> String) -> Reply {
    let path = asked.target.split('?').next().unwrap();
    match (asked.method.as_str(), path) {
        _ if asked.header("authorization") != Some("bearer t0ken") => {
            Reply::Json(401, json!({"error": "El token de acceso es inválido"}))
        }
        ("POST", POST) => {
            let key = asked.header("idempotency-key").unwrap().to_owned();
            if let Some((_, id)) = has.keys.iter().find(|(known, _)| *known == key) {
                return Reply::Json(200, has.statuses.iter().find(|s| s["id"] == *id).unwrap().clone());
            }
            let (text, to) = (asked.body["status"].as_str().unwrap(), asked.body["in_reply_to_id"].as_str());
            let one = status(100 + has.statuses.len(), text, &now(), to);
            has.keys.push((key, one["id"].as_str().unwrap().to_owned()));
            has.statuses.push(one.clone());
            Reply::Json(200, one)
        }
        (_, "/api/v1/accounts/verify_credentials") => Reply::Json(200, json!({"id": "1", "acct": "brand"})),
        (_, "/api/v2/instance") => Reply::Json(200, json!({"configuration": {"statuses": {"max_characters": 500}}})),
        (_, "/api/v1/accounts/1/statuses") => {
            let after = asked.target.split("max_id=").nth(1).and_then(|id| id.parse().ok()).unwrap_or(usize::MAX);
            let older = |s: &&Value| s["id"].as_str().unwrap().parse::<usize>().unwrap() < after;
            Reply::Json(200, has.statuses.iter().rev().filter(older).take(40).cloned().collect())
        }
        (_, "/api/v2/search") => {
            let link = "https://far.example/@ana/7";
            let found = json!([{"id": "77", "uri": "https://far.example/users/ana/statuses/7", "url": link}]);
            let known = asked.target.contains("far.example%2F%40ana%2F7&");
            let speaks = json!([{"id": "78", "uri": "https://m.example/8", "url": "https://m.example/@eva/8"}]);
            Reply::Json(200, json!({"accounts": [], "hashtags": [], "statuses": if known { found } else { speaks }}))
        }
        (_, path) if path.ends_with("/source") => {
            let id = path.split('/').nth(4).unwrap();
            let one = has.statuses.iter().find(|s| s["id"] == id).unwrap();
            Reply::Json(200, json!({"id": id, "text": one["source"], "spoiler_text": ""}))
        }
        _ => Reply::Json(404, json!({"error": "Record not found"})),
    }
}

#[test]
fn the_small_server_does_as_it_is_told() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/gone" => Reply::Gone,
        "/half" => Reply::Half,
        "/silence" => Reply::Silence,
        "/with" => Reply::With(429, "retry-after: 7\r\n", json!({})),
        _ => Reply::Json(200, asked.body.clone()),
    });
    let speak = |target: &str, body: &str| {
        let mut peer = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
        let length = body.len();
        let head =
            format!("POST {target} HTTP/1.1\r\nAuthorization: Bearer T\r\nContent-Length: {length}\r\n\r\n{body}");
        peer.write_all(head.as_bytes()).unwrap();
        if target == "/silence" {
            peer.shutdown(std::net::Shutdown::Write).unwrap();
        }
        let mut said = String::new();
        peer.read_to_string(&mut said).unwrap();
        said
    };
    assert!(speak("/a?b=c", "{\"n\":1}").ends_with("{\"n\":1}") && speak("/with", "").contains("429 X"));
    assert!(speak("/half", "").contains("content-length: 99"));
    assert_eq!((speak("/gone", ""), speak("/silence", "")), (String::new(), String::new()));
    let asked = server.asked("POST", "/a");
    assert_eq!((asked.len(), asked[0].token.as_deref(), &asked[0].body), (1, Some("Bearer T"), &json!({"n": 1})));
    let (again, has) = mastodon(|| "2026-08-01T16:00:00.000Z".into(), |_| Some((Reply::Json(200, json!(null)), false)));
    assert!(again.asked("POST", POST).is_empty() && has.lock().unwrap().statuses.is_empty());
}
