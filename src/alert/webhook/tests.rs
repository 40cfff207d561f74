//! What is sent, to whom it may go, and what answers mean: with sockets of this machine.

use super::*;
use crate::domain::alert::{Choice, occasion};
use crate::domain::event::Event;
use crate::domain::ids::IncidentId;
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::room::Lang;
use crate::domain::signal::Grade;
use crate::domain::time::Stamp;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

const NOW: Stamp = Stamp(1_795_341_600_000);

fn outlet(url: &str, format: Format, inside: bool) -> (Outlet, Webhook) {
    let hook = Webhook { url: url.to_owned(), format, inside, keyring: false, lang: None };
    let choice = Choice { on: Vec::new(), severity: Severity::Sev4, grade: Grade::Warning };
    (Outlet { name: "ops".into(), choice, rooms: Vec::new(), way: crate::config::Way::Webhook(hook.clone()) }, hook)
}

fn told(title: &str) -> Told {
    let event = Event::IncidentDeclared {
        incident: IncidentId(3),
        title: title.into(),
        severity: Severity::Sev2,
        incident_type: IncidentType::ProductFailure,
        lead: Some("Luis".into()),
        since: NOW,
    };
    let occasion = occasion(&event, |_| true).unwrap();
    let (room, by) = ("Acme <of @marta_secret>".into(), "Luis".into());
    Told { seq: 12, mark: "A1B2C3D4E5F6".into(), event, by, at: NOW, occasion, incident: None, room }
}

/// Answers everybody with this; its port, and each whole request.
fn server(answer: &'static str) -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, asked) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream);
            let (mut head, mut length) = (String::new(), 0);
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap_or(0) <= 2 {
                    break;
                }
                let lower = line.to_lowercase();
                length = lower.strip_prefix("content-length:").map_or(length, |n| n.trim().parse().unwrap());
                head.push_str(&lower);
            }
            let mut body = vec![0; length];
            let _ = reader.read_exact(&mut body);
            let _ = tell.send(format!("{head}\n{}", String::from_utf8_lossy(&body)));
            let _ = reader.get_mut().write_all(answer.as_bytes());
        }
    });
    (port, asked)
}

#[test]
fn a_letter_says_what_how_grave_and_where_and_nothing_private() {
    let words = Words::new(Lang::En);
    let (_, hook) = outlet("https://a.example/", Format::Json, false);
    let letter = letter(&hook, &words, &told("A12 <@here> & marta@secret.example"));
    assert_eq!(letter.id, "a1b2c3d4e5f6-12");
    let body: serde_json::Value = serde_json::from_str(&letter.body).unwrap();
    assert_eq!(
        (&body["moment"], &body["severity"], &body["id"]),
        (&"declared".into(), &"SEV2".into(), &"a1b2c3d4e5f6-12".into())
    );
    assert_eq!((&body["type"], &body["at"]), (&"gabinete.alert".into(), &NOW.rfc3339().into()));
    assert!(body["text"].as_str().unwrap().starts_with("SEV2 declared: A12"), "{body}");
    let (_, hook) = outlet("https://a.example/", Format::Slack, false);
    let slack = super::letter(&hook, &words, &told("A12 <!channel> & <@U1>"));
    let said: serde_json::Value = serde_json::from_str(&slack.body).unwrap();
    let said = said["text"].as_str().unwrap();
    assert!(said.contains("&lt;!channel&gt; &amp; ") && !said.contains('<'), "{said}");
    for body in [letter.body, slack.body] {
        for secret in ["marta", "Luis", "@here"] {
            assert!(!body.contains(secret), "{secret}: {body}");
        }
    }
}

#[tokio::test]
async fn addresses_inside_are_refused_unless_that_is_meant() {
    let (port, visited) = server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let letter = Letter { id: "x".into(), body: "{}".into() };
    let inside = [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fd00::1]",
        "[fe80::1]",
        "169.254.169.254",
        "10.0.0.1",
    ];
    for host in inside {
        let (outlet, hook) = outlet(&format!("https://{host}:{port}/"), Format::Slack, false);
        let heard = send(&outlet, &hook, &letter, || NOW).await;
        assert!(matches!(&heard, Heard::Never(why) if why.key == "alert-private"), "{host}: {heard:?}");
    }
    // without encryption nothing leaves this network
    for host in ["8.8.8.8", "[2606:4700::1111]"] {
        let (outlet, hook) = outlet(&format!("http://{host}:{port}/"), Format::Slack, true);
        let heard = send(&outlet, &hook, &letter, || NOW).await;
        assert!(matches!(&heard, Heard::Never(why) if why.key == "alert-open"), "{host}: {heard:?}");
    }
    assert!(visited.try_recv().is_err(), "nobody came");
    let (outlet, hook) = outlet(&format!("http://127.0.0.1:{port}/deep?x=1"), Format::Slack, true);
    assert_eq!(send(&outlet, &hook, &letter, || NOW).await, Heard::Taken);
    let asked = visited.recv().unwrap();
    assert!(asked.starts_with("post /deep?x=1 ") && asked.contains("x-gabinete-alert: x") && asked.ends_with("\n{}"));
    assert!(!asked.contains("x-gabinete-signature"), "there is no secret to sign with");
}

#[tokio::test]
async fn what_an_answer_means() {
    let letter = Letter { id: "x".into(), body: "{}".into() };
    for (answer, key, wait) in [
        ("HTTP/1.1 204 No\r\n\r\n", "", None),
        ("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n", "alert-moved", None),
        ("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", "alert-refused", None),
        ("HTTP/1.1 429 No\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n", "alert-status", Some(7_000)),
        ("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", "alert-status", None),
        ("", "alert-broke-off", None),
    ] {
        let (outlet, hook) = outlet(&format!("http://127.0.0.1:{}/", server(answer).0), Format::Slack, true);
        let heard = send(&outlet, &hook, &letter, || NOW).await;
        let expected = match (key, &heard) {
            ("", Heard::Taken) => true,
            ("alert-moved" | "alert-refused", Heard::Never(why)) => why.key == key,
            (_, Heard::Later(why, asked)) => why.key == key && *asked == wait,
            _ => false,
        };
        assert!(expected, "{answer:?}: {heard:?}");
    }
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (outlet, hook) = outlet(&format!("http://{nobody}/"), Format::Slack, true);
    let heard = send(&outlet, &hook, &letter, || NOW).await;
    assert!(matches!(&heard, Heard::Later(why, None) if why.key == "alert-unreachable"), "{heard:?}");
}

#[tokio::test]
async fn json_is_sent_signed_or_not_at_all() {
    let (port, visited) = server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let (outlet, hook) = outlet(&format!("http://127.0.0.1:{port}/"), Format::Json, true);
    let heard = send(&outlet, &hook, &Letter { id: "x".into(), body: "{}".into() }, || NOW).await;
    let Heard::Never(why) = heard else { panic!("{heard:?}") };
    assert!(why.key == "alert-no-secret" && why.args[0].1.as_str() == "GABINETE_ALERT_OPS", "{why:?}");
    assert!(visited.try_recv().is_err());
}

#[test]
fn an_outlet_is_told_apart_by_its_address_which_stands_nowhere() {
    let (a, hook) = outlet("https://hooks.example/T0/s3cret", Format::Json, false);
    let (b, other) = outlet("https://hooks.example/T0/other", Format::Json, false);
    assert_ne!(key(&a, &hook), key(&b, &other));
    assert!(key(&a, &hook).starts_with("ops ") && !key(&a, &hook).contains("s3cret"));
    assert_eq!(host(&hook), "hooks.example");
    assert_eq!(holder(&a, &hook), "alert ops https://hooks.example");
    assert_eq!(variable("on-call_2"), "GABINETE_ALERT_ON_CALL_2");
}
