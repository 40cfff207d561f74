//! The one way out to the web: encryption with the system's certificates, addresses, sizes, times. Owns what a server may
//! do to us: lead nowhere inside, answer without end, keep us waiting. Must not know what is asked for.

use super::{Clock, Fault};
use crate::domain::time::{DAY, SECOND, Stamp};
use reqwest::header::{AGE, DATE, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, Url, redirect};
use std::error::Error as _;
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
    /// inside this machine or network, and without the headers of `with` to another host.
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
            let request = if same { with(request) } else { request };
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
    let mut said = String::new();
    let mut cause = error.source();
    while let Some(inner) = cause {
        if let Some(tls) = inner.downcast_ref::<rustls::Error>() {
            return Fault::Tls(format!("{name}: {tls}"));
        }
        said = format!("{said} {inner}");
        cause = inner.source();
    }
    // with a compressed body, one that is cut off looks like one that cannot be read
    let cut = ["before message", "unexpected EOF", "unexpected end of file"].iter().any(|sign| said.contains(sign));
    let dns = said.contains("dns error") || said.contains("failed to lookup");
    match () {
        () if error.is_connect() && dns => Fault::NoSuchHost(name),
        () if said.contains("certificate") || said.contains("tls") || said.contains("handshake") => Fault::Tls(name),
        () if error.is_timeout() => Fault::Silent(CONNECT),
        () if error.is_connect() => Fault::Unreachable(name),
        () if cut => Fault::Reset(name),
        () if error.is_decode() => Fault::Strange(name),
        () => Fault::Reset(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_inside_are_known() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.9",
            "172.16.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "198.18.0.1",
            "::10.0.0.1",
            "2002:a00:1::1",
            "fec0::1",
        ] {
            assert!(is_private(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "172.32.0.1", "100.128.0.1", "2002:808:808::1"]
        {
            assert!(!is_private(outside.parse().unwrap()), "{outside}");
        }
    }

    /// A server that encrypts with a certificate that nobody vouches for; its port.
    fn nobodys() -> u16 {
        use rustls::pki_types::pem::PemObject;
        use rustls::pki_types::{CertificateDer, PrivateKeyDer};
        const PEM: &[u8] = include_bytes!("../../../tests/data/nobodys-certificate.pem");
        let certificate = CertificateDer::from_pem_slice(PEM).unwrap();
        let key = PrivateKeyDer::from_pem_slice(PEM).unwrap();
        let ring = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(ring).with_safe_default_protocol_versions().unwrap();
        let config = Arc::new(config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap());
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut tls = rustls::StreamOwned::new(rustls::ServerConnection::new(config.clone()).unwrap(), stream);
                // it never comes to this: whoever asks does not believe the certificate
                let _ = std::io::Write::write_all(&mut tls, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno");
            }
        });
        port
    }

    #[tokio::test]
    async fn a_certificate_that_nobody_vouches_for_is_not_believed() {
        let http = Http::new(|| Stamp(0)).unwrap();
        for host in ["localhost", "127.0.0.1"] {
            let url = Url::parse(&format!("https://{host}:{}/feed", nobodys())).unwrap();
            let said = http.get(&url, &|request| request, 1000).await.unwrap_err();
            assert!(matches!(said, Fault::Tls(_)), "{host}: {said:?}");
        }
    }

    /// Answers whoever asks with this; its port, and what it was asked.
    fn server(answer: String) -> (u16, std::sync::mpsc::Receiver<String>) {
        use std::io::{BufRead, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tell, asked) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let lines = std::io::BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                let _ = tell.send(head.join("\n"));
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        (port, asked)
    }

    const YES: &str = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nyes";

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_followed() {
        let (inside, visited) = server(YES.into());
        for name in ["localhost", "127.0.0.1", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433", "localhost."] {
            let to = format!("http://{name}:{inside}/secrets");
            let moved =
                format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let (outside, _asked) = server(moved);
            let url = Url::parse(&format!("http://127.0.0.1:{outside}/feed")).unwrap();
            let http = Http::new(|| Stamp(0)).unwrap();
            let said = http.get(&url, &|request| request, 1000).await.unwrap_err();
            assert!(matches!(said, Fault::PrivateAddress(_) | Fault::NoSuchHost(_)), "{name}: {said:?}");
            let public = Url::parse(&to).unwrap();
            let said = http.open_public(&public, &|request| request).await.unwrap_err();
            assert!(matches!(said, Fault::PrivateAddress(_) | Fault::NoSuchHost(_)), "{name}: {said:?}");
        }
        assert!(visited.try_recv().is_err(), "nobody came");
        let mixed = ["1.1.1.1:80", "127.0.0.1:80"].map(|a| a.parse().unwrap());
        let said = pinned("mixed.example".into(), &mixed, is_private).err();
        assert_eq!(said, Some(Fault::PrivateAddress("mixed.example".into())), "one of several is enough");
    }

    /// A name that leads outside when it is checked and inside when it is asked: it is looked up once only.
    #[tokio::test]
    async fn what_was_checked_is_what_is_asked() {
        let (there, asked) = server(YES.into());
        let (moved_to, _) = server(YES.into());
        // nobody answers for this name: whoever looked it up again would find nothing
        let url = Url::parse(&format!("http://rebound.invalid:{there}/feed")).unwrap();
        let checked: SocketAddr = format!("127.0.0.1:{there}").parse().unwrap();
        let client = pinned(host(&url), &[checked], |a| a.is_unspecified()).unwrap();
        let http = Http::new(|| Stamp(0)).unwrap();
        let response = http.follow(&url, &|request| request, client.clone()).await.unwrap();
        assert_eq!(response.text().await.unwrap(), "yes");
        assert!(asked.recv().unwrap().contains("rebound.invalid"), "at the checked address, under its own name");
        let other = Url::parse(&format!("http://other.invalid:{moved_to}/feed")).unwrap();
        let said = http.follow(&other, &|request| request, client).await.unwrap_err();
        assert!(matches!(said, Fault::NoSuchHost(_) | Fault::Unreachable(_)), "another name is not pinned: {said:?}");
    }

    #[test]
    fn a_server_says_how_long_to_wait() {
        assert_eq!(retry_after(" 7 ", Stamp(0)), Some(Duration::from_secs(7)));
        assert_eq!(retry_after("999999", Stamp(0)), Some(LONGEST_WAIT));
        let date = "Wed, 21 Oct 2015 07:28:00 GMT";
        assert_eq!(retry_after(date, Stamp(1_445_412_478_500)), Some(Duration::from_millis(1_500)));
        assert_eq!(retry_after(date, Stamp(1_795_000_000_000)), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", Stamp(0)), None);
    }
}
