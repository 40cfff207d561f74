//! A small server that gives prepared answers, one a request, and closes its door after the last.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// An answer.
pub enum Reply {
    /// Head and body.
    Whole(Vec<String>, Vec<u8>),
    /// Half of what was announced, then nothing.
    Cut,
    /// A body without end.
    Endless,
    /// A byte now and then.
    Drip,
}

impl Reply {
    pub fn status(status: &str) -> Reply {
        Reply::Whole(vec![format!("HTTP/1.1 {status}")], Vec::new())
    }

    pub fn ok(body: &str) -> Reply {
        Reply::Whole(vec!["HTTP/1.1 200 OK".into()], body.into())
    }

    pub fn with(mut self, header: &str) -> Reply {
        if let Reply::Whole(head, _) = &mut self {
            head.push(header.to_owned());
        }
        self
    }

    fn write(self, to: &mut TcpStream) -> std::io::Result<()> {
        match self {
            Reply::Whole(head, body) => {
                let head =
                    format!("{}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", head.join("\r\n"), body.len());
                to.write_all(head.as_bytes())?;
                to.write_all(&body)
            }
            Reply::Cut => to.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss version='2.0'><channel>"),
            Reply::Endless => {
                to.write_all(b"HTTP/1.1 200 OK\r\n\r\n<rss><channel>")?;
                (0..200).try_for_each(|_| to.write_all(&[b' '; 64 << 10]))
            }
            Reply::Drip => {
                to.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
                (0..100).try_for_each(|_| {
                    thread::sleep(Duration::from_millis(50));
                    to.write_all(b" ")
                })
            }
        }
    }
}

/// The server.
pub struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers with these, then with the last of those that say "not modified" or nothing.
    pub fn start(replies: Vec<Reply>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = asked.clone();
        if !replies.is_empty() {
            thread::spawn(move || {
                let after = || std::iter::repeat_with(|| Reply::status("304 Not Modified")).take(100);
                for reply in replies.into_iter().chain(after()) {
                    let Ok((mut stream, _)) = listener.accept() else { return };
                    let mut head = Vec::new();
                    let mut byte = [0];
                    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
                        head.push(byte[0]);
                    }
                    noted.lock().unwrap().push(String::from_utf8_lossy(&head).to_lowercase());
                    let _ = reply.write(&mut stream);
                }
            });
        }
        Server { port, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The heads of the requests so far, in lower case.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}
