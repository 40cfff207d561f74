//! The account against a small server that behaves as a real one was seen to, and misbehaves in each way once.

use super::*;
use crate::domain::room::Lang;
use crate::domain::time::Stamp;
use crate::publish::fake::{Asked, Reply, Server};
use std::sync::Mutex;

const KEY: &str = "3mrzsgvgy2222";
const ME: &str = "did:plc:brand";
const CREATE: &str = "/xrpc/com.atproto.repo.createRecord";
const SESSION: &str = "/xrpc/com.atproto.server.createSession";

fn no(error: &str) -> Value {
    json!({"error": error, "message": "no es esto"})
}

/// What a real server does, as far as is asked of it here; `odd` answers what it wants to answer otherwise.
fn server(odd: impl Fn(&Asked, usize) -> Option<Reply> + Send + Sync + 'static) -> Server {
    let (records, count) = (Mutex::new(Vec::<(String, Value)>::new()), Mutex::new(0));
    Server::start(move |asked| {
        let nth = {
            let mut count = count.lock().unwrap();
            *count += usize::from(asked.target == CREATE);
            *count
        };
        if let Some(reply) = odd(asked, nth) {
            return reply;
        }
        let mut records = records.lock().unwrap();
        match asked.target.split('?').next().unwrap() {
            SESSION if asked.body["password"] != "word" => Reply::Json(401, no("AuthenticationRequired")),
            SESSION => Reply::Json(200, json!({"did": ME, "handle": "brand.test", "accessJwt": "a.b.c"})),
            CREATE => {
                let rkey = asked.body["rkey"].as_str().unwrap().to_owned();
                if records.iter().any(|(known, _)| *known == rkey) {
                    return Reply::Json(500, no("InternalServerError"));
                }
                records.push((rkey.clone(), asked.body["record"].clone()));
                Reply::Json(200, json!({"uri": format!("at://{ME}/{POSTS}/{rkey}"), "cid": "c"}))
            }
            "/xrpc/com.atproto.repo.getRecord" => {
                let own = records.iter().find(|(rkey, _)| asked.target.contains(rkey));
                match own {
                    Some((rkey, value)) => Reply::Json(
                        200,
                        json!({"uri": format!("at://{ME}/{POSTS}/{rkey}"), "cid": "c", "value": value}),
                    ),
                    None if asked.target.contains("rkey=child") => Reply::Json(
                        200,
                        json!({"uri": "at://did:plc:ana/app.bsky.feed.post/child",
                        "cid": "c-child", "value": {"reply": {"root": {"uri": "at://r", "cid": "c-root"}, "parent": {"uri": "at://p", "cid": "c-p"}}}}),
                    ),
                    None if asked.target.contains("rkey=first") => Reply::Json(
                        200,
                        json!({"uri": "at://did:plc:ana/app.bsky.feed.post/first", "cid": "c-first", "value": {}}),
                    ),
                    None => Reply::Json(400, no("RecordNotFound")),
                }
            }
            "/xrpc/com.atproto.identity.resolveHandle" if asked.target.contains("ana.test") => {
                Reply::Json(200, json!({"did": "did:plc:ana"}))
            }
            _ => Reply::Json(400, no("InvalidRequest")),
        }
    })
}

fn account(server: &Server, password: &str) -> Bluesky {
    let now = || Stamp(1_785_600_000_000);
    Bluesky::new(Url::parse(&server.url()).unwrap(), "@brand.test", Secret::new(password), now).unwrap()
}

fn post(text: &str) -> Post {
    Post { key: KEY.into(), text: text.into(), lang: Lang::Es, reply_to: None, since: Stamp(1_785_600_000_000) }
}

#[tokio::test]
async fn a_post_says_what_is_a_link_a_mention_and_a_tag() {
    let server = server(|_, _| None);
    let mut account = account(&server, "word");
    assert_eq!(account.who().await.unwrap().handle, "@brand.test");
    let text = "👍🏽 @ana.test y @nobody.test: https://brand.es #lote";
    let out = account.post(&post(text)).await.unwrap();
    assert_eq!(out.permalink, format!("https://bsky.app/profile/{ME}/post/{KEY}"));
    let said = server.asked("POST", CREATE).remove(0);
    assert_eq!(said.header("authorization"), Some("bearer a.b.c"));
    assert_eq!((&said.body["repo"], &said.body["rkey"]), (&ME.into(), &KEY.into()));
    let record = &said.body["record"];
    assert_eq!((&record["text"], &record["langs"]), (&text.into(), &json!(["es"])));
    assert_eq!(record["createdAt"], "2026-08-01T16:00:00.000Z");
    let facets: Vec<(&str, &Value)> = record["facets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            let at = |key: &str| f["index"][key].as_u64().unwrap() as usize;
            (&text[at("byteStart")..at("byteEnd")], &f["features"][0])
        })
        .collect();
    let name = |kind: &str| format!("app.bsky.richtext.facet#{kind}");
    assert_eq!(
        facets,
        [
            ("@ana.test", &json!({"$type": name("mention"), "did": "did:plc:ana"})),
            ("https://brand.es", &json!({"$type": name("link"), "uri": "https://brand.es"})),
            ("#lote", &json!({"$type": name("tag"), "tag": "lote"})),
        ],
        "and a handle that is nobody's stays plain"
    );
}

#[tokio::test]
async fn an_answer_names_parent_and_root_as_the_server_has_them() {
    let server = server(|_, _| None);
    let mut account = account(&server, "word");
    let reply = |to: &str, key: &str| Post { reply_to: Some(to.into()), key: key.into(), ..post("sí") };
    account.post(&reply("https://bsky.app/profile/ana.test/post/child", "k1")).await.unwrap();
    account.post(&reply("at://did:plc:ana/app.bsky.feed.post/first", "k2")).await.unwrap();
    let said = server.asked("POST", CREATE);
    let first = json!({"uri": "at://did:plc:ana/app.bsky.feed.post/first", "cid": "c-first"});
    let child = json!({"uri": "at://did:plc:ana/app.bsky.feed.post/child", "cid": "c-child"});
    assert_eq!(said[0].body["record"]["reply"], json!({"root": {"uri": "at://r", "cid": "c-root"}, "parent": child}));
    assert_eq!(said[1].body["record"]["reply"], json!({"root": first.clone(), "parent": first}));
    for gone in ["at://did:plc:ana/app.bsky.feed.post/gone", "https://x.com/ana/status/1", "nothing", "at://a/b/c/d"] {
        let fault = account.post(&reply(gone, "k3")).await.unwrap_err();
        assert_eq!(fault, Fault::NotSent(Reason::ReplyGone), "{gone}");
    }
    assert_eq!(server.asked("POST", CREATE).len(), 2);
}

#[tokio::test]
async fn a_key_that_is_taken_means_look_and_looking_tells() {
    let server = server(|_, _| None);
    let mut account = account(&server, "word");
    assert_eq!(account.find(&post("hola")).await, Ok(None));
    account.post(&post("hola")).await.unwrap();
    assert_eq!(account.post(&post("hola")).await, Err(Fault::Unknown(Reason::Status(500))));
    assert_eq!(account.find(&post("hola")).await, Ok(Some(posted(ME, KEY))));
    assert_eq!(account.find(&post("otra cosa")).await, Ok(None), "other words under our key are not ours");
}

#[tokio::test]
async fn a_session_that_ended_is_begun_anew_once() {
    let server = server(|asked, nth| {
        let ended = asked.target == CREATE && nth % 2 == 1;
        ended.then(|| Reply::Json(400, no(if nth == 1 { "ExpiredToken" } else { "InvalidToken" })))
    });
    let mut account = account(&server, "word");
    account.post(&post("uno")).await.unwrap();
    account.post(&Post { key: "other".into(), ..post("dos") }).await.unwrap();
    assert_eq!((server.asked("POST", SESSION).len(), server.asked("POST", CREATE).len()), (3, 4));
    let never = self::server(|asked, _| (asked.target == CREATE).then(|| Reply::Json(400, no("InvalidToken"))));
    let fault = self::account(&never, "word").post(&post("uno")).await.unwrap_err();
    assert_eq!(fault, Fault::NotSent(Reason::Unauthorised));
    assert_eq!(never.asked("POST", CREATE).len(), 2, "and not without end");
}

#[tokio::test]
async fn what_is_surely_not_out_is_told_from_what_may_be() {
    let refused = |status: u16, headers: &'static str, error: &'static str| {
        server(move |asked, _| (asked.target == CREATE).then(|| Reply::With(status, headers, no(error))))
    };
    let cases = [
        (refused(400, "", "InvalidRequest"), Fault::NotSent(Reason::Refused(400, "InvalidRequest".into()))),
        (refused(403, "", "no words here"), Fault::NotSent(Reason::Refused(403, String::new()))),
        (
            refused(429, "retry-after: 7\r\n", "RateLimitExceeded"),
            Fault::NotSent(Reason::Slower(Some(std::time::Duration::from_secs(7)))),
        ),
        (refused(502, "", "UpstreamFailure"), Fault::Unknown(Reason::Status(502))),
        (refused(301, "location: http://127.0.0.1:1/\r\n", ""), Fault::NotSent(Reason::Refused(301, String::new()))),
        (
            server(|a, _| (a.target == CREATE).then_some(Reply::Gone)),
            Fault::Unknown(Reason::BrokeOff("127.0.0.1".into())),
        ),
    ];
    for (server, fault) in cases {
        assert_eq!(account(&server, "word").post(&post("hola")).await, Err(fault));
    }
    let half = server(|a, _| (a.target == CREATE).then_some(Reply::Half));
    // the status says that it was taken; the key says where it stands
    assert!(matches!(account(&half, "word").post(&post("hola")).await, Err(Fault::Unknown(Reason::Strange(_)))));
    let server = server(|_, _| None);
    assert_eq!(account(&server, "other").post(&post("hola")).await, Err(Fault::NotSent(Reason::Unauthorised)));
    let nobody = Bluesky::new(Url::parse("http://127.0.0.1:1").unwrap(), "a", Secret::new("b"), || Stamp(0));
    assert_eq!(nobody.unwrap().post(&post("hola")).await, Err(Fault::NotSent(Reason::Unreachable("127.0.0.1".into()))));
    for (text, used, limit) in [("a".repeat(301), 301, 300), ("👨‍👩‍👧‍👦".repeat(121), 121 * 25, 3_000)]
    {
        let fault = account(&server, "word").post(&post(&text)).await.unwrap_err();
        assert_eq!(fault, Fault::NotSent(Reason::TooLong(used, limit)));
    }
    assert!(server.asked("POST", CREATE).is_empty());
}
