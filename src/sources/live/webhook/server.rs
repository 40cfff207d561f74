//! Connections: how many, how long, how large their headers. Owns that each of them ends, whatever the other side does, and
//! that none outlives the listening; must not know what is asked for.
//!
//! One request a connection: whoever posts here does so a few times a second at most, and then every bound is one of time.
//! It is hyper itself rather than a framework above it, since those leave no hand on header times and on the tasks.

use super::desk::Desk;
use crate::sources::live::{Batch, Fault, Outlet};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// Most connections that are served at once; the others wait in the system's queue.
const CONNECTIONS_MAX: usize = 64;
/// Most headers of a request.
const HEADERS_MAX: usize = 64;
/// Most bytes of the first line and the headers together.
const HEAD_MAX: usize = 16 << 10;
/// Most bytes that are read and thrown away, so that whoever still sends sees the answer.
const LINGER_MAX: usize = 4 << 20;
/// Failures to accept in a row, a tenth of a second apart, after which the address is given up.
const ACCEPT_FAILURES_MAX: u32 = 50;
/// How long those that wait are answered when nobody takes what is heard any more.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// Longest writing of an answer.
const WRITING: Duration = Duration::from_secs(10);

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    /// Until the headers are there.
    pub head: Duration,
    /// Until the body is.
    pub body: Duration,
    /// Until the room has the mentions.
    pub room: Duration,
    /// What a wrong secret costs, several times over when there were more.
    pub slow: Duration,
    /// Between two signs of life.
    pub alive: Duration,
    /// For whoever still sends when the answer is written.
    pub linger: Duration,
}

impl Default for Times {
    fn default() -> Self {
        Times {
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            room: Duration::from_secs(30),
            slow: Duration::from_millis(250),
            alive: Duration::from_secs(15),
            linger: Duration::from_secs(2),
        }
    }
}

impl Times {
    /// Longest life of a connection.
    fn whole(&self) -> Duration {
        self.head + self.body + self.room + WRITING
    }
}

/// Serves until it is dropped, and all connections with it, or until nobody takes what is heard.
pub(super) async fn serve(listener: TcpListener, desk: &Arc<Desk>, out: &Outlet) -> Fault {
    let at = match listener.local_addr() {
        Ok(at) => at,
        Err(why) => return Fault::NoListening(why.kind().to_string()),
    };
    let mut connections = JoinSet::new();
    let mut alive = pin!(alive(out, desk.times.alive));
    let mut failures = 0;
    loop {
        let accepted = tokio::select! {
            fault = &mut alive => {
                drop(listener);
                let _ = timeout(LAST_WORDS, async { while connections.join_next().await.is_some() {} }).await;
                return fault;
            }
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept(), if connections.len() < CONNECTIONS_MAX => accepted,
        };
        match accepted {
            Ok((stream, _)) => {
                failures = 0;
                connections.spawn(connection(stream, at, Arc::clone(desk), out.clone()));
            }
            Err(why) if failures >= ACCEPT_FAILURES_MAX => return Fault::NoListening(format!("{at}: {}", why.kind())),
            Err(_) => {
                failures += 1;
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// Tells now and then that the address is open.
async fn alive(out: &Outlet, every: Duration) -> Fault {
    loop {
        if let Err(fault) = out.send(Batch::default()).await {
            return fault;
        }
        sleep(every).await;
    }
}

async fn connection(mut stream: TcpStream, at: SocketAddr, desk: Arc<Desk>, out: Outlet) {
    let times = desk.times;
    let served = async {
        let service = service_fn(|request| {
            let (desk, out) = (&desk, &out);
            async move { Ok::<_, Infallible>(desk.answer(request, at, out).await.response()) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(times.head)
            .keep_alive(false)
            .half_close(true)
            .max_headers(HEADERS_MAX)
            .max_buf_size(HEAD_MAX)
            .serve_connection(TokioIo::new(&mut stream), service);
        // what breaks here was answered as far as it can be
        let _ = connection.without_shutdown().await;
    };
    if timeout(times.whole(), served).await.is_ok() {
        let _ = timeout(times.linger, linger(&mut stream)).await;
    }
}

/// Ends our side and reads what still comes: closing at once would reset the connection, and the answer would be lost.
async fn linger(stream: &mut TcpStream) {
    if stream.shutdown().await.is_err() {
        return;
    }
    let (mut rest, mut left) = (vec![0; 8 << 10], LINGER_MAX);
    while let Ok(read @ 1..) = stream.read(&mut rest).await {
        left = left.saturating_sub(read);
        if left == 0 {
            return;
        }
    }
}
