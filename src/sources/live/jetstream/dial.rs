//! The way to a Jetstream server: name, connection, encryption, the upgrade to a WebSocket. Owns what each thing that goes
//! wrong there means; must not know what is said on the connection.

use crate::domain::time::Stamp;
use crate::sources::live::{Fault, net};
use futures_util::StreamExt;
use reqwest::Url;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::error::{CapacityError, Error, ProtocolError};
use tokio_tungstenite::tungstenite::http::header::{RETRY_AFTER, USER_AGENT};
use tokio_tungstenite::tungstenite::http::{HeaderValue, Response, StatusCode};
use tokio_tungstenite::tungstenite::protocol::{Message, WebSocketConfig};
use tokio_tungstenite::{Connector, MaybeTlsStream, WebSocketStream, client_async_tls_with_config};

/// Largest frame that is read, in bytes; the server is asked to leave larger ones out.
pub(super) const MESSAGE_MAX: usize = 1 << 20;
/// Longest name of a server's running archive that is looked at, in bytes.
const BOOT_MAX: usize = 64;

/// An open line.
pub(super) struct Line {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    host: String,
    /// Which archive of this server answers: its numbers count in that one alone.
    pub boot: Option<String>,
}

/// Opens a line within `patience`. Redirects are not followed: a stream has one address.
///
/// # Errors
/// Why there is none. `by_number`: a number is asked for, which a server may not have any more.
pub(super) async fn open(url: &Url, by_number: bool, patience: Duration, now: Stamp) -> Result<Line, Fault> {
    let host = net::host(url);
    let reached = async {
        let port = url.port_or_known_default().unwrap_or(443);
        let bare = host.trim_matches(['[', ']']);
        let found = tokio::net::lookup_host((bare, port)).await.map_err(|_| Fault::NoSuchHost(host.clone()))?;
        let found: Vec<_> = found.take(16).collect();
        let tcp = TcpStream::connect(&found[..]).await.map_err(|_| Fault::Unreachable(host.clone()))?;
        let secure = url.scheme() == "wss";
        let connector = if secure { Connector::Rustls(net::tls()?) } else { Connector::Plain };
        let mut request = url.as_str().into_client_request().map_err(|e| fault(e, &host))?;
        request.headers_mut().insert(USER_AGENT, HeaderValue::from_static(net::AGENT));
        let limits = WebSocketConfig::default()
            .max_message_size(Some(MESSAGE_MAX))
            .max_frame_size(Some(MESSAGE_MAX))
            .max_write_buffer_size(MESSAGE_MAX);
        match client_async_tls_with_config(request, tcp, Some(limits), Some(connector)).await {
            Ok((socket, answer)) => Ok((socket, boot(&answer))),
            // it answers well, and is none: a web server
            Err(Error::Http(answer)) if answer.status().is_success() => Err(Fault::Strange(host.clone())),
            Err(Error::Http(answer)) => Err(refused(&answer, by_number, now)),
            Err(error) => Err(fault(error, &host)),
        }
    };
    let (socket, boot) = tokio::time::timeout(patience, reached).await.unwrap_or(Err(Fault::Silent(patience)))?;
    Ok(Line { socket, host, boot })
}

impl Line {
    /// The next message. May be dropped at any point.
    ///
    /// # Errors
    /// Why there is none any more.
    pub async fn next(&mut self) -> Result<Message, Fault> {
        match self.socket.next().await {
            Some(Ok(Message::Close(_))) | None => Err(Fault::Reset(self.host.clone())),
            Some(Ok(message)) => Ok(message),
            Some(Err(error)) => Err(fault(error, &self.host)),
        }
    }

    /// Asks whether anybody is there.
    ///
    /// # Errors
    /// It cannot even be asked, within `patience`.
    pub async fn ping(&mut self, patience: Duration) -> Result<(), Fault> {
        use futures_util::SinkExt;
        let sent = tokio::time::timeout(patience, self.socket.send(Message::Ping(Default::default()))).await;
        sent.unwrap_or(Ok(())).map_err(|error| fault(error, &self.host))
    }

    /// The server's name.
    pub fn host(&self) -> &str {
        &self.host
    }
}

fn boot<T>(answer: &Response<T>) -> Option<String> {
    let name = answer.headers().get("jetstream-boot-id")?.to_str().ok()?;
    let sound = (1..=BOOT_MAX).contains(&name.len()) && name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
    sound.then(|| name.to_owned())
}

/// What an answer other than the upgrade means.
fn refused(answer: &Response<Option<Vec<u8>>>, by_number: bool, now: Stamp) -> Fault {
    let wait = answer.headers().get(RETRY_AFTER).and_then(|v| v.to_str().ok());
    let wait = wait.and_then(|value| net::retry_after(value, now));
    let body = answer.body().as_deref().unwrap_or_default();
    let names = |name: &[u8]| body.windows(name.len()).any(|w| w == name);
    match answer.status() {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Fault::Unauthorised,
        StatusCode::TOO_MANY_REQUESTS => Fault::Slower(wait),
        StatusCode::SERVICE_UNAVAILABLE if wait.is_some() => Fault::Slower(wait),
        // of the body there is only what came together with the headers, which may be nothing
        StatusCode::BAD_REQUEST if by_number && (body.is_empty() || names(b"CursorTooOld")) => Fault::CursorTooOld,
        other => Fault::Status(other.as_u16()),
    }
}

/// What an error of the connection means.
fn fault(error: Error, host: &str) -> Fault {
    match error {
        Error::Io(error) => match net::tls_in(&error) {
            Some(said) => Fault::Tls(format!("{host}: {said}")),
            None => Fault::Reset(host.to_owned()),
        },
        Error::Tls(_) => Fault::Tls(host.to_owned()),
        Error::Capacity(CapacityError::MessageTooLong { .. }) => Fault::TooLarge(MESSAGE_MAX as u64),
        Error::ConnectionClosed
        | Error::AlreadyClosed
        | Error::Protocol(ProtocolError::ResetWithoutClosingHandshake | ProtocolError::HandshakeIncomplete) => {
            Fault::Reset(host.to_owned())
        }
        _ => Fault::Strange(host.to_owned()),
    }
}
