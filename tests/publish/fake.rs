//! A small server on this machine that answers as it is told, and writes down what it was asked.

use serde_json::Value;
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
}

/// The server.
#[derive(Clone)]
pub struct Server {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub fn start(habit: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
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
    let mut one = Asked { method, target, head: head.to_lowercase(), body: Value::Null };
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
