//! The one way out to the web: encryption with the system's certificates, addresses, sizes, times. Owns what a server may
//! do to us: lead nowhere inside, answer without end, keep us waiting. Must not know what is asked for.

use super::{Clock, Fault};
use crate::domain::time::{DAY, SECOND, Stamp};
use reqwest::header::{ACCEPT, AGE, DATE, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION, RETRY_AFTER};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, Url, redirect};
use std::error::Error;
use std::io;
use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How a server knows who asks.
pub const AGENT: &str = concat!("gabinete/", env!("CARGO_PKG_VERSION"));
/// Longest wait for a connection, encryption included.
const CONNECT: Duration = Duration::from_secs(10);
/// Longest wait for a whole answer that is no stream.
pub const ANSWER: Duration = Duration::from_secs(30);
/// Redirects that are followed.
const HOPS: usize = 5;
/// Longest wait that a server may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// TLS as everything here speaks it: the system's certificates, checked.
pub fn tls() -> Result<Arc<rustls::ClientConfig>, Fault> {
    static CONFIG: OnceLock<Result<Arc<rustls::ClientConfig>, String>> = OnceLock::new();
    let made = CONFIG.get_or_init(|| {
        use rustls_platform_verifier::BuilderVerifierExt;
        let ring = Arc::new(rustls::crypto::ring::default_provider());
        // reqwest panics when the process has no provider; another one that is there already does as well
        let _ = rustls::crypto::CryptoProvider::install_default((*ring).clone());
        let builder = rustls::ClientConfig::builder_with_provider(ring).with_safe_default_protocol_versions();
        let builder = builder.and_then(BuilderVerifierExt::with_platform_verifier);
        builder.map(|b| Arc::new(b.with_no_client_auth())).map_err(|e| e.to_string())
    });
    made.clone().map_err(Fault::Tls)
}

/// Asks servers over HTTP.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
    now: Clock,
}

/// Why something that was said has no answer.
#[derive(Debug)]
pub struct Unheard {
    /// What went wrong.
    pub fault: Fault,
    /// The server may have got all of it all the same.
    pub arrived: bool,
}

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status; to a question 304 is one, other than success and that a fault.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, no larger than was asked for.
    pub body: Vec<u8>,
    /// Where it came from in the end.
    pub url: Url,
}

impl Answer {
    /// The server's own time, that of caches on the way added.
    pub fn moment(&self) -> Option<Stamp> {
        let word = |name| self.headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
        let date = chrono::DateTime::parse_from_rfc2822(word(DATE)?).ok()?;
        let age = word(AGE).and_then(|age| age.parse::<i64>().ok()).unwrap_or(0).clamp(0, DAY / SECOND);
        Some(Stamp(date.timestamp_millis()).plus(age * SECOND))
    }
}

impl Http {
    /// A client that follows no redirect by itself.
    ///
    /// # Errors
    /// [`Fault::Tls`] when the system has no certificates.
    pub fn new(now: Clock) -> Result<Http, Fault> {
        Ok(Http { client: client(None)?, now })
    }

    /// A client that reaches a host at the addresses that it has now, and whatever its name leads to later at no others; none
    /// when one of them is `refused`.
    ///
    /// # Errors
    /// [`Fault::PrivateAddress`] then, [`Fault::NoSuchHost`] when there is none.
    pub async fn at(url: &Url, refused: fn(IpAddr) -> bool, now: Clock) -> Result<Http, Fault> {
        Ok(Http { client: resolved(url, refused).await?, now })
    }

    /// Asks, with headers set by `with`, and reads the whole answer, at most `most` bytes of it.
    ///
    /// # Errors
    /// Why there is none. A status that says no is one.
    pub async fn get(
        &self,
        url: &Url,
        with: &(dyn Fn(RequestBuilder) -> RequestBuilder + Send + Sync),
        most: usize,
    ) -> Result<Answer, Fault> {
        let whole = async {
            let mut response = self.open(url, with).await?;
            let (status, headers, url) = (response.status(), response.headers().clone(), response.url().clone());
            let mut body = Vec::new();
            while let Some(piece) = response.chunk().await.map_err(|e| fault(&e, &url))? {
                if body.len() + piece.len() > most {
                    return Err(Fault::TooLarge(most as u64));
                }
                body.extend_from_slice(&piece);
            }
            Ok(Answer { status, headers, body, url })
        };
        tokio::time::timeout(ANSWER, whole).await.unwrap_or(Err(Fault::Silent(ANSWER)))
    }

    /// Says something to a server once, and gives its answer, whatever the status. No redirect is followed: what is said to
    /// one must not be said to another. Of a body that breaks off, or is longer than `most` bytes, nothing is left.
    ///
    /// # Errors
    /// Why there is no answer, and whether the server may have heard.
    pub async fn say(
        &self,
        method: Method,
        url: &Url,
        with: &(dyn Fn(RequestBuilder) -> RequestBuilder + Send + Sync),
        most: usize,
    ) -> Result<Answer, Unheard> {
        let whole = async {
            let sent = with(self.client.request(method, url.clone())).send().await;
            let unheard =
                |e: reqwest::Error| Unheard { arrived: !(e.is_connect() || e.is_builder()), fault: fault(&e, url) };
            let mut response = sent.map_err(unheard)?;
            let (status, headers) = (response.status(), response.headers().clone());
            let mut body = Vec::new();
            loop {
                match response.chunk().await {
                    Ok(Some(piece)) if body.len() + piece.len() <= most => body.extend_from_slice(&piece),
                    Ok(None) => break,
                    _ => {
                        body.clear();
                        break;
                    }
                }
            }
            Ok(Answer { status, headers, body, url: url.clone() })
        };
        let late = Err(Unheard { fault: Fault::Silent(ANSWER), arrived: true });
        tokio::time::timeout(ANSWER, whole).await.unwrap_or(late)
    }

    /// Asks, and gives the answer as soon as its headers are there: for streams. Redirects are followed, but to no address
    /// inside this machine or network; of the headers of `with` another host gets those alone that name no person and hold no secret.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn open(
        &self,
        url: &Url,
        with: &(dyn Fn(RequestBuilder) -> RequestBuilder + Send + Sync),
    ) -> Result<Response, Fault> {
        self.follow(url, with, self.client.clone()).await
    }

    /// As [`Http::open`], for an address that a server named and no person chose: it must be a public one, too.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn open_public(
        &self,
        url: &Url,
        with: &(dyn Fn(RequestBuilder) -> RequestBuilder + Send + Sync),
    ) -> Result<Response, Fault> {
        self.follow(url, with, guarded(url).await?).await
    }

    async fn follow(
        &self,
        url: &Url,
        with: &(dyn Fn(RequestBuilder) -> RequestBuilder + Send + Sync),
        first: Client,
    ) -> Result<Response, Fault> {
        let (mut at, mut client) = (url.clone(), first.clone());
        for _ in 0..=HOPS {
            let request = client.request(Method::GET, at.clone());
            let same = at.origin() == url.origin();
            let request = if same { with(request) } else { open_headers(&with(client.get(url.clone())), request) };
            let response = tokio::time::timeout(ANSWER, request.send()).await.map_err(|_| Fault::Silent(ANSWER))?;
            let response = response.map_err(|e| fault(&e, &at))?;
            if !response.status().is_redirection() || response.status() == StatusCode::NOT_MODIFIED {
                return refused(&response, (self.now)()).map_or(Ok(response), Err);
            }
            let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
            let to = to.and_then(|to| at.join(to).ok()).filter(|to| matches!(to.scheme(), "http" | "https"));
            let to = to.ok_or_else(|| Fault::Strange("redirect".into()))?;
            if at.scheme() == "https" && to.scheme() == "http" {
                return Err(Fault::Tls(host(&to)));
            }
            // what was looked up is what is asked: the name cannot point elsewhere in between
            client = if to.origin() == url.origin() { first.clone() } else { guarded(&to).await? };
            at = to;
        }
        Err(Fault::Strange("redirects".into()))
    }
}

/// Gives another host those headers of a request that say what is wanted and nothing of who asks.
fn open_headers(said: &RequestBuilder, request: RequestBuilder) -> RequestBuilder {
    let said = said.try_clone().and_then(|said| said.build().ok());
    let headers = said.iter().flat_map(|said| said.headers());
    let open = headers.filter(|(name, _)| [ACCEPT, IF_NONE_MATCH, IF_MODIFIED_SINCE].contains(name));
    open.fold(request, |request, (name, value)| request.header(name, value))
}

/// A client that reaches a host at its public addresses alone.
async fn guarded(url: &Url) -> Result<Client, Fault> {
    resolved(url, is_private).await
}

async fn resolved(url: &Url, refused: fn(IpAddr) -> bool) -> Result<Client, Fault> {
    let name = host(url);
    let port = url.port_or_known_default().unwrap_or(443);
    let bare = name.trim_matches(['[', ']']).to_owned();
    let found = tokio::net::lookup_host((bare.as_str(), port)).await.map_err(|_| Fault::NoSuchHost(name.clone()))?;
    pinned(name, &found.collect::<Vec<_>>(), refused)
}

/// A client for which a name leads to these addresses and no others, whatever is looked up later; none when one of them is
/// `refused`.
fn pinned(name: String, found: &[SocketAddr], refused: fn(IpAddr) -> bool) -> Result<Client, Fault> {
    if found.is_empty() || found.iter().any(|a| refused(a.ip())) {
        return Err(Fault::PrivateAddress(name));
    }
    client(Some((name.trim_matches(['[', ']']), found)))
}

fn client(at: Option<(&str, &[SocketAddr])>) -> Result<Client, Fault> {
    let builder = Client::builder()
        .tls_backend_preconfigured((*tls()?).clone())
        .redirect(redirect::Policy::none())
        .user_agent(AGENT)
        .connect_timeout(CONNECT)
        .no_proxy()
        .referer(false);
    let builder = match at {
        Some((name, addresses)) => builder.resolve_to_addrs(name, addresses),
        None => builder,
    };
    builder.build().map_err(|e| Fault::Tls(e.to_string()))
}

/// Whether an address belongs to this machine or the network around it.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(a) => {
            let [first, second, ..] = a.octets();
            a.is_private()
                || a.is_loopback()
                || a.is_link_local()
                || a.is_unspecified()
                || a.is_broadcast()
                || a.is_multicast()
                || first == 0
                || first >= 240
                || (first == 100 && (64..128).contains(&second))
                || (first == 198 && matches!(second, 18 | 19))
        }
        IpAddr::V6(a) => match mapped(a) {
            Some(v4) => is_private(v4),
            None => {
                let first = a.segments()[0];
                a.is_loopback()
                    || a.is_unspecified()
                    || a.is_multicast()
                    || first & 0xfe00 == 0xfc00
                    || first & 0xff80 == 0xfe80
            }
        },
    }
}

/// The address of the old kind that one of the new kind stands for: mapped, behind a translator (RFC 6052), or reached
/// through a tunnel (6to4, RFC 3056).
fn mapped(a: Ipv6Addr) -> Option<IpAddr> {
    let [.., w, x, y, z] = a.octets();
    let old = match a.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, ..] => Some([w, x, y, z]),
        // compatible, as it was called before there were mapped ones; `::` and `::1` are themselves
        [0, 0, 0, 0, 0, 0, high, low] if high > 0 || low > 1 => Some([w, x, y, z]),
        [0x2002, high, low, ..] => Some([(high >> 8) as u8, high as u8, (low >> 8) as u8, low as u8]),
        _ => None,
    };
    a.to_ipv4_mapped().map(IpAddr::V4).or(old.map(IpAddr::from))
}

/// The host of an address, without what is secret in it.
pub fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

/// What a status that says no means.
fn refused(response: &Response, now: Stamp) -> Option<Fault> {
    let status = response.status();
    if status.is_success() || status == StatusCode::NOT_MODIFIED {
        return None;
    }
    let wait = response.headers().get(RETRY_AFTER).and_then(|v| v.to_str().ok());
    let wait = wait.and_then(|value| retry_after(value, now));
    Some(match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Fault::Unauthorised,
        StatusCode::TOO_MANY_REQUESTS => Fault::Slower(wait),
        StatusCode::SERVICE_UNAVAILABLE if wait.is_some() => Fault::Slower(wait),
        other => Fault::Status(other.as_u16()),
    })
}

/// `Retry-After`: seconds, or a date; bounded.
pub fn retry_after(value: &str, now: Stamp) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds).min(LONGEST_WAIT));
    }
    let at = chrono::DateTime::parse_from_rfc2822(value).ok()?;
    let wait = u64::try_from(at.timestamp_millis() - now.0).unwrap_or(0);
    Some(Duration::from_millis(wait).min(LONGEST_WAIT))
}

/// What an error of the client means; its own words are English and may name the whole address.
pub fn fault(error: &reqwest::Error, url: &Url) -> Fault {
    let name = host(url);
    if let Some(tls) = tls_in(error) {
        return Fault::Tls(format!("{name}: {tls}"));
    }
    let (mut said, mut broke) = (String::new(), false);
    for inner in chain(error).skip(1) {
        let kind = inner.downcast_ref::<io::Error>().map(io::Error::kind);
        broke |= matches!(kind, Some(ConnectionReset | ConnectionAborted | UnexpectedEof | BrokenPipe));
        said = format!("{said} {inner}");
    }
    // with a compressed body, one that is cut off looks like one that cannot be read
    let cut = ["before message", "unexpected EOF", "unexpected end of file"].iter().any(|sign| said.contains(sign));
    let dns = said.contains("dns error") || said.contains("failed to lookup");
    match () {
        () if error.is_connect() && dns => Fault::NoSuchHost(name),
        () if error.is_timeout() => Fault::Silent(CONNECT),
        () if broke => Fault::Reset(name),
        () if error.is_connect() => Fault::Unreachable(name),
        () if cut => Fault::Reset(name),
        () if error.is_decode() => Fault::Strange(name),
        () => Fault::Reset(name),
    }
}

/// What the encryption says in an error of a connection.
pub fn tls_in<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e rustls::Error> {
    chain(error).find_map(|inner| inner.downcast_ref())
}

/// An error and what lies below it. What an error of the system wraps is its cause, and is not called so by it.
fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner as &(dyn Error + 'static)),
        None => error.source(),
    })
}

#[cfg(test)]
#[path = "net_tests.rs"]
mod tests;
