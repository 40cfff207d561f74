//! An address that others post mentions to: listening suites, automation services, own scripts.
//!
//! ```text
//!  POST /v1/mentions ─► host, origin ─► secret ─► rate ─► body ─► key ─► mentions ─► the room's file ─► 202
//!  POST /v1/alive    ─► host, origin ─► secret ─► rate ─► 202
//! ```
//!
//! Owns the settings and the listening. The web pages in a person's browser can reach this machine too, so that the secret
//! is always asked for, the host must be one of ours and a page of another origin is refused. Must not know how the room
//! keeps a mention: 202 is said once an [`Outlet`] says that it is committed.
//!
//! What is remembered (keys, signatures) is gone after a restart. The room's own de-duplication is the second net: a mention
//! without an identity of its own is named by the request's key and body and by its place in it, so that a request that is
//! sent again after a crash stores nothing twice. For the same reason two equal requests without a key and without ids are
//! one: whoever means two sends ids, times or keys.

mod answer;
mod auth;
mod body;
mod desk;
mod keys;
mod server;
#[cfg(test)]
mod tests;

use super::{Clock, Fault, Listening, Outlet, Source, Start, Wanted, Wrong};
use crate::domain::source::Posts;
use crate::plan::duration;
use desk::Desk;
use serde::Deserialize;
use server::Times;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpSocket};

/// Shortest secret, in characters.
pub const SECRET_MIN: usize = 16;
/// Longest secret, in characters.
pub const SECRET_MAX: usize = 256;
/// Most requests a minute that can be asked for.
pub const RATE_MAX: u32 = 6_000;
/// Largest body that can be asked for, in KiB.
pub const BODY_KB_MAX: u32 = 8_192;
/// Most names of this machine besides its own.
pub const HOSTS_MAX: usize = 32;
/// Connections that wait to be served; the system refuses more.
const WAITING: u32 = 128;

/// Its table in the person's `sources.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Address and port to listen at.
    #[serde(default = "listen")]
    pub listen: String,
    /// The address may be one that other machines can reach. What is posted is not encrypted: put a server with a
    /// certificate in front.
    #[serde(default)]
    pub public: bool,
    /// What whoever posts must know: at least [`SECRET_MIN`] visible ASCII characters.
    pub secret: Secret,
    /// Further names under which requests may reach it (`Host`), with a port or for any port.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Most requests a minute, 1 to [`RATE_MAX`].
    #[serde(default = "rate")]
    pub rate: u32,
    /// Largest body in KiB, 1 to [`BODY_KB_MAX`].
    #[serde(default = "max_kb")]
    pub max_kb: u32,
    /// Only what matches is taken. Whoever posts has chosen already, so that otherwise all of it is.
    #[serde(default)]
    pub only_matching: bool,
    /// What lies between two posts at most, such as `15m`, 1 minute to a week: the poster counts as dead after three times
    /// that. It is learned where nobody says.
    pub expect: Option<String>,
}

/// Reads [`Settings::expect`], in milliseconds.
pub fn expected(text: &str) -> Option<i64> {
    duration(text.trim()).filter(|ms| Posts::EXPECT.contains(ms))
}

fn listen() -> String {
    "127.0.0.1:8790".to_owned()
}

fn rate() -> u32 {
    600
}

fn max_kb() -> u32 {
    1_024
}

/// A secret that no log and no screen shows.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps it.
    pub fn new(secret: impl Into<String>) -> Secret {
        Secret(secret.into())
    }

    fn check(&self) -> Result<(), Fault> {
        let wrong = |what| Err(Fault::Setting("secret", what));
        match self.0.len() {
            n if !(SECRET_MIN..=SECRET_MAX).contains(&n) => wrong(Wrong::Length(SECRET_MIN as u64, SECRET_MAX as u64)),
            _ if !self.0.bytes().all(|b| b.is_ascii_graphic()) => wrong(Wrong::Characters),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Listens for posts.
pub struct Webhook {
    address: SocketAddr,
    desk: Arc<Desk>,
}

impl Webhook {
    /// What the settings say, checked; nothing is opened yet.
    ///
    /// # Errors
    /// A setting that cannot work.
    pub fn new(settings: Settings, wanted: Wanted, now: Clock) -> Result<Self, Fault> {
        let address = address(&settings.listen, settings.public)?;
        if settings.expect.as_deref().is_some_and(|expect| expected(expect).is_none()) {
            return Err(Fault::Setting("expect", Wrong::Form("15m (1m … 7d)")));
        }
        let wanted = settings.only_matching.then_some(wanted);
        let desk = Desk::new(&settings, wanted, now, Times::default())?;
        Ok(Webhook { address, desk: Arc::new(desk) })
    }

    /// Whether other machines can reach the address: whoever shows the source says so plainly.
    pub fn is_public(&self) -> bool {
        !is_own(self.address)
    }
}

impl Source for Webhook {
    /// Nothing is there to start from: whoever posts sends again what was not answered.
    fn run<'a>(&'a mut self, _start: Start, out: &'a Outlet) -> Listening<'a> {
        Box::pin(async move {
            match open(self.address) {
                Ok(listener) => server::serve(listener, &self.desk, out).await,
                Err(why) => refused(self.address, &why),
            }
        })
    }
}

/// Only this machine reaches it.
fn is_own(address: SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}

fn address(text: &str, public: bool) -> Result<SocketAddr, Fault> {
    let wrong = |what| Fault::Setting("listen", what);
    let text = text.trim();
    let written = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None => text.to_owned(),
    };
    let address: SocketAddr = written.parse().map_err(|_| wrong(Wrong::Form("127.0.0.1:8790")))?;
    match () {
        () if address.port() == 0 => Err(wrong(Wrong::Form("127.0.0.1:8790"))),
        () if !public && !is_own(address) => Err(wrong(Wrong::Public)),
        () => Ok(address),
    }
}

fn open(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // on Windows it would let others take the port as well
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

fn refused(address: SocketAddr, why: &io::Error) -> Fault {
    let why = match why.kind() {
        io::ErrorKind::AddrInUse => "in use".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::AddrNotAvailable => "not an address of this machine".to_owned(),
        other => other.to_string(),
    };
    Fault::NoListening(format!("{address}: {why}"))
}
