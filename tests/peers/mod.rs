//! Bluesky's own server on loopback: a process that ends with the value that stands for it, even after a panic, and also
//! when the test itself is killed. Owns how it is started, and spoken to as any client would; must not know what is tested
//! with it. `.ci/peers` installs it; without that it does not start.
//!
//! ```ignore
//! mod peers;
//!
//! let network = peers::Bluesky::start();
//! let ann = network.create_account("ann.test"); // a handle ends in `.test`; log in with `ann.handle`, `ann.password`
//! let post = network.create_record(&ann, peers::POST, json!({"text": "a bun", "createdAt": "2026-11-26T10:00:00Z"}));
//! assert_eq!(network.get_record(&post.uri).unwrap()["value"]["text"], "a bun");
//! network.delete_record(&ann, &post.uri);
//! ```
//!
//! The server speaks the whole of `com.atproto.*` at [`Bluesky::url`]; there is no index of posts behind it, so that
//! `app.bsky.*` questions about others' posts find nobody who answers. A Jetstream in front of it is in `jetstream.rs`.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Longest wait for a server to start, or to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The collection that posts are kept in.
pub const POST: &str = "app.bsky.feed.post";

/// A running script of this folder.
pub struct Process {
    child: Child,
    /// What it said when it was ready.
    ready: Value,
}

impl Process {
    /// Starts a script, and waits until it says on one line of JSON that it is ready.
    pub fn start(script: &str, args: &[&str]) -> Process {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let installed = root.join("target/peers/bluesky");
        let mut child = Command::new(installed.join("node"))
            .arg(root.join("tests/peers").join(script))
            .args(args)
            .env("NODE_PATH", installed.join("node_modules"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|e| panic!("{}: {e}; .ci/peers installs it", installed.display()));
        let out = child.stdout.take().unwrap();
        let mut process = Process { child, ready: Value::Null };
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let _ = BufReader::new(out).read_line(&mut line);
            let _ = tell.send(line);
        });
        let line = told.recv_timeout(PATIENCE).unwrap_or_else(|e| panic!("{script} does not start: {e}"));
        process.ready = serde_json::from_str(&line).unwrap_or_else(|e| panic!("{script} did not start: {e}"));
        process
    }

    /// A port that it named.
    pub fn port(&self, of: &str) -> u16 {
        u16::try_from(self.ready[of].as_u64().unwrap()).unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A server with accounts and their records, and the directory of identities that it writes to.
pub struct Bluesky {
    process: Process,
    /// All that the server keeps; goes after the process that writes there.
    _dir: tempfile::TempDir,
}

/// An account, logged in.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its identity: `did:plc:...`.
    pub did: String,
    /// Its name.
    pub handle: String,
    /// Its password.
    pub password: String,
    /// What it shows with each call; good for some hours.
    pub token: String,
}

/// A record that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its address: `at://DID/COLLECTION/KEY`.
    pub uri: String,
    /// The hash of its content.
    pub cid: String,
}

impl Bluesky {
    /// Starts an empty one, on ports that were free.
    pub fn start() -> Bluesky {
        let dir = tempfile::tempdir().unwrap();
        let process = Process::start("bluesky.cjs", &[dir.path().to_str().unwrap()]);
        Bluesky { process, _dir: dir }
    }

    /// Its address, `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.process.port("pds"))
    }

    /// A new account of this name, which must end in `.test`; logged in.
    pub fn create_account(&self, handle: &str) -> Account {
        let password = format!("password of {handle}");
        let body = json!({ "handle": handle, "email": format!("{handle}@example.org"), "password": password });
        let made = self.well("POST", "com.atproto.server.createAccount", "", &body);
        let did = made["did"].as_str().unwrap().to_owned();
        let mut account = Account { did, handle: handle.to_owned(), password, token: String::new() };
        account.token = self.log_in(&account);
        account
    }

    /// A new token for an account.
    pub fn log_in(&self, account: &Account) -> String {
        let body = json!({ "identifier": account.handle, "password": account.password });
        let session = self.well("POST", "com.atproto.server.createSession", "", &body);
        session["accessJwt"].as_str().unwrap().to_owned()
    }

    /// Writes a record into a collection, under a key that the server makes.
    pub fn create_record(&self, by: &Account, collection: &str, mut record: Value) -> Record {
        record["$type"] = collection.into();
        let body = json!({ "repo": by.did, "collection": collection, "record": record });
        let made = self.well("POST", "com.atproto.repo.createRecord", &by.token, &body);
        let word = |key: &str| made[key].as_str().unwrap().to_owned();
        Record { uri: word("uri"), cid: word("cid") }
    }

    /// Takes a record away.
    pub fn delete_record(&self, by: &Account, uri: &str) {
        let [repo, collection, rkey] = parts(uri);
        let body = json!({ "repo": repo, "collection": collection, "rkey": rkey });
        self.well("POST", "com.atproto.repo.deleteRecord", &by.token, &body);
    }

    /// The record at an address, as `{"uri", "cid", "value"}`; nothing when there is none.
    pub fn get_record(&self, uri: &str) -> Option<Value> {
        let [repo, collection, rkey] = parts(uri);
        let path = format!("com.atproto.repo.getRecord?repo={repo}&collection={collection}&rkey={rkey}");
        let (status, found) = self.call("GET", &path, "", &Value::Null);
        match status {
            200 => Some(found),
            400 if found["error"] == "RecordNotFound" => None,
            _ => panic!("{path}: {status} {found}"),
        }
    }

    fn well(&self, verb: &str, method: &str, token: &str, body: &Value) -> Value {
        let (status, answer) = self.call(verb, method, token, body);
        assert_eq!(status, 200, "{method}: {answer}");
        answer
    }

    /// Calls a method as any client would; the status of the answer and its JSON. No token where it is empty.
    pub fn call(&self, verb: &str, method: &str, token: &str, body: &Value) -> (u16, Value) {
        let mut server = TcpStream::connect(("127.0.0.1", self.process.port("pds"))).unwrap();
        server.set_read_timeout(Some(PATIENCE)).unwrap();
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let auth = if token.is_empty() { String::new() } else { format!("authorization: Bearer {token}\r\n") };
        let kind = if body.is_empty() { "" } else { "content-type: application/json\r\n" };
        // the old version of the protocol: the answer comes in one piece and ends with the connection
        let head = format!("{verb} /xrpc/{method} HTTP/1.0\r\n{auth}{kind}content-length: {}\r\n\r\n", body.len());
        server.write_all((head + &body).as_bytes()).unwrap();
        let mut answer = String::new();
        server.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{method}: {answer:?}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        (status.unwrap_or_else(|| panic!("{method}: {head}")), serde_json::from_str(body).unwrap_or_default())
    }
}

/// Account, collection and key in the address of a record.
fn parts(uri: &str) -> [&str; 3] {
    let parts: Vec<&str> = uri.strip_prefix("at://").unwrap_or(uri).split('/').collect();
    parts.try_into().unwrap_or_else(|_| panic!("{uri} is no address of a record"))
}
