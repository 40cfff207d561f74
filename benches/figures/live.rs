//! The whole of Bluesky through decoding and matching, on one core: `cargo bench --bench figures -- jetstream --count 1000000`.
//! The events are invented in the shapes that servers write, their texts are the generator's.

use crate::measure::{self, figure, generator, must, note};
use gabinete::sources::live::jetstream::{Sieve, Wire};
use gabinete::sources::matcher::Matcher;
use serde_json::{Value, json};
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// Measure the network's whole stream.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    load: measure::Load,
    /// How many times; the quickest counts, since everything else on the machine only slows it
    #[arg(long, default_value_t = 3)]
    runs: u32,
}

/// Different frames; more of them come round again, so that memory holds any count, and no cache holds them all.
const DIFFERENT: u64 = 50_000;
/// What is listened for: a few keywords, one of which is rare and the others in no text.
const KEYWORDS: [&str; 6] = [generator::RARE, "gabinete", "gabinet", "gavinete", "#gabinetefail", "gabinete.example"];

/// Measures and prints.
pub fn run(args: Args) -> io::Result<()> {
    measure::heading(&format!("{} events of Bluesky through decoding and matching", args.load.count));
    for (name, wire) in [("first protocol", Wire::First), ("second protocol", Wire::Second)] {
        let frames = frames(&args.load, wire)?;
        let bytes = frames.iter().map(String::len).sum::<usize>() as f64 / frames.len() as f64;
        let mut best = Duration::MAX;
        let mut heard = Vec::new();
        for _ in 0..args.runs.max(1) {
            heard.clear();
            best = best.min(pass(&frames, args.load.count, wire, &mut heard)?);
        }
        let rate = args.load.count as f64 / best.as_secs_f64();
        note(name, format!("{:.2} s, {bytes:.0} bytes an event, {} heard", best.as_secs_f64(), heard.len()));
        figure("  events a second on one core", format!("{rate:.0}"), "at least 100000", 100_000.0 / rate);
    }
    Ok(())
}

fn pass(
    frames: &[String],
    count: u64,
    wire: Wire,
    heard: &mut Vec<gabinete::sources::live::Heard>,
) -> io::Result<Duration> {
    let words = Matcher::of_keywords(&KEYWORDS.map(str::to_owned));
    let mut sieve = Sieve::new(Arc::new(move |text: &str| words.is_match(text)), &[]);
    let (begun, mut read) = (measure::start(), 0);
    for (frame, _) in frames.iter().cycle().zip(0..count) {
        read += u64::from(sieve.read(wire, frame, heard).is_some());
    }
    let took = begun.elapsed();
    must(read == count, "a frame was not read")?;
    Ok(took)
}

/// Frames as a server sends them to one who asks for posts and likes: most are posts.
fn frames(load: &measure::Load, wire: Wire) -> io::Result<Vec<String>> {
    let order = generator::Order { count: load.count.min(DIFFERENT), seed: load.seed, ..Default::default() };
    let mut lines = Vec::new();
    order.write(&mut lines)?;
    let lines = String::from_utf8(lines).map_err(io::Error::other)?;
    let frame = |(n, line): (usize, &str)| -> io::Result<String> {
        let mention: Value = serde_json::from_str(line)?;
        let (n, at) = (n as u64, 1_772_409_600_000_000 + n as u64 * 1_000);
        Ok(match wire {
            Wire::First => first(event(n, &mention), n, at).to_string(),
            Wire::Second => second(event(n, &mention), n, at).to_string(),
        })
    };
    lines.lines().enumerate().map(frame).collect()
}

/// What happened: its kind, and what is told of it.
fn event(n: u64, mention: &Value) -> (&'static str, Value) {
    match n % 50 {
        0..5 => ("commit", commit(n, "create", "app.bsky.feed.like", Some(json!({"subject": pointer(n + 3)})))),
        5 => ("commit", commit(n, "delete", "app.bsky.feed.post", None)),
        6..9 => ("identity", json!({"did": did(n), "handle": format!("h{n}.bsky.social"), "seq": n})),
        9 => ("account", json!({"active": n.is_multiple_of(100), "did": did(n), "seq": n, "status": "deactivated"})),
        _ => ("commit", commit(n, "create", "app.bsky.feed.post", Some(post(n, mention)))),
    }
}

fn commit(n: u64, operation: &str, collection: &str, record: Option<Value>) -> Value {
    let mut commit = json!({"rev": key(n), "operation": operation, "collection": collection, "rkey": key(n + 7)});
    if let Some(mut record) = record {
        record["$type"] = collection.into();
        record["createdAt"] = "2026-03-02T00:00:00.000Z".into();
        commit["record"] = record;
        commit["cid"] = cid(n).into();
    }
    commit
}

/// A third are answers; some carry a link's card, pictures, a quote or tags.
fn post(n: u64, mention: &Value) -> Value {
    let mut post = json!({"text": mention["text"], "langs": [mention["lang"].as_str().unwrap_or("en")]});
    let blob = json!({"$type": "blob", "ref": {"$link": cid(n)}, "mimeType": "image/jpeg", "size": 119_635});
    if n.is_multiple_of(3) {
        post["reply"] = json!({"parent": pointer(n + 1), "root": pointer(n + 2)});
    }
    match n % 7 {
        0 => {
            let uri = format!("https://news.example/2026/03/{n}?utm_source=app");
            let title = "What the anniversary means to those who live beside the river";
            post["embed"] = json!({"$type": "app.bsky.embed.external",
                "external": {"description": "A film by somebody", "thumb": blob, "title": title, "uri": uri}});
            post["facets"] = json!([{"features": [{"$type": "app.bsky.richtext.facet#link", "uri": uri}],
                "index": {"byteEnd": 31, "byteStart": 0}}]);
        }
        1 => {
            post["embed"] = json!({"$type": "app.bsky.embed.images",
                "images": [{"alt": "a street after rain", "image": blob, "aspectRatio": {"height": 9, "width": 16}}]});
        }
        2 => post["embed"] = json!({"$type": "app.bsky.embed.record", "record": pointer(n + 4)}),
        3 => {
            post["facets"] = json!([{"features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "SomethingElse"}],
                "index": {"byteEnd": 20, "byteStart": 0}}]);
        }
        _ => {}
    }
    post
}

fn first((kind, what): (&str, Value), n: u64, at: u64) -> Value {
    json!({"did": did(n), "time_us": at, "kind": kind, kind: what})
}

fn second((kind, what): (&str, Value), n: u64, at: u64) -> Value {
    let time = format!("2026-03-02T00:00:{:02}.{:06}Z", at / 1_000_000 % 60, at % 1_000_000);
    let mut payload = json!({"did": did(n), "seq": n + 1, "time": time, "witnessedAt": time});
    match what {
        Value::Object(fields) if kind == "commit" => fields.into_iter().for_each(|(k, v)| payload[k] = v),
        what => payload[kind] = what,
    }
    payload["$type"] = format!("network.bsky.jetstream.subscribeEvents#{kind}").into();
    json!({"$type": "message", "payload": payload})
}

fn pointer(n: u64) -> Value {
    json!({"cid": cid(n), "uri": format!("at://{}/app.bsky.feed.post/{}", did(n), key(n))})
}

fn did(n: u64) -> String {
    format!("did:plc:{:0>24}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

fn key(n: u64) -> String {
    format!("3m{:0>11}", n % 100_000_000_000)
}

fn cid(n: u64) -> String {
    format!("bafyrei{:0>52}", n.wrapping_mul(0xc2b2_ae3d_27d4_eb4f))
}
