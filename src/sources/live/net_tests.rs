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
    for outside in ["1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "172.32.0.1", "100.128.0.1", "2002:808:808::1"] {
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

/// What a client says of a server that does this with the connection, encrypted or not; it is asked over HTTPS.
async fn over_https(serve: impl Fn(std::net::TcpStream) + Send + 'static) -> Fault {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || listener.incoming().flatten().for_each(serve));
    let url = Url::parse(&format!("https://localhost:{port}/feed")).unwrap();
    Http::new(|| Stamp(0)).unwrap().get(&url, &|request| request, 1000).await.unwrap_err()
}

/// A server without a certificate for anybody: it says so in the handshake.
#[derive(Debug)]
struct Nobody;

impl rustls::server::ResolvesServerCert for Nobody {
    fn resolve(&self, _: rustls::server::ClientHello<'_>) -> Option<Arc<rustls::sign::CertifiedKey>> {
        None
    }
}

#[tokio::test]
async fn encryption_that_fails_is_told_as_that_and_one_that_breaks_off_is_not() {
    use std::io::{Read, Write};
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(ring).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_cert_resolver(Arc::new(Nobody)));
    let refuses = over_https(move |stream| {
        let mut tls = rustls::StreamOwned::new(rustls::ServerConnection::new(config.clone()).unwrap(), stream);
        let _ = tls.write_all(b"never");
    });
    let said = refuses.await;
    assert!(matches!(&said, Fault::Tls(what) if what.contains("alert")), "{said:?}");
    let plain = over_https(|mut stream| {
        let _ = stream.read(&mut [0; 64]);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    });
    let said = plain.await;
    assert!(matches!(said, Fault::Tls(_)), "a server that does not encrypt: {said:?}");
    let closes = over_https(|mut stream| {
        let _ = stream.read(&mut [0; 4096]);
    });
    assert_eq!(closes.await, Fault::Reset("localhost".into()));
    assert_eq!(over_https(drop).await, Fault::Reset("localhost".into()), "at once");
}

#[test]
fn another_host_hears_what_is_wanted_and_no_secret() {
    let client = Client::new();
    let ask = |to: &str| client.get(to);
    let said = ask("http://a.example/").header(ACCEPT, "text/xml").header(IF_NONE_MATCH, "\"x\"");
    let said = said.header(IF_MODIFIED_SINCE, "then").bearer_auth("t0ken").header("x-key", "k3y").header("cookie", "c");
    let request = open_headers(&said, ask("https://b.example/")).build().unwrap();
    let mut names: Vec<&str> = request.headers().keys().map(|name| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "if-modified-since", "if-none-match"]);
    assert_eq!(request.url().as_str(), "https://b.example/");
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
        let moved = format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
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
