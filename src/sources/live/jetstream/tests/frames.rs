//! Frames as servers write them, of an account that does not exist.

/// The account of all frames.
pub const DID: &str = "did:plc:abcdefghijklmnopqrstuvwx";

/// An event of the first protocol.
pub fn event(at: i64, rest: &str) -> String {
    format!("{{\"did\":\"{DID}\",\"time_us\":{at},{rest}}}")
}

/// A record that was written.
pub fn record(key: &str, at: i64, record: &str) -> String {
    event(
        at,
        &format!(
            "\"kind\":\"commit\",\"live\":true,\"commit\":{{\"rev\":\"3abc\",\"operation\":\"create\",\
             \"collection\":\"app.bsky.feed.post\",\"rkey\":\"{key}\",\"record\":{record},\"cid\":\"bafyabc\"}}"
        ),
    )
}

/// A post that says this.
pub fn post(key: &str, at: i64, text: &str) -> String {
    record(key, at, &format!("{{\"$type\":\"app.bsky.feed.post\",\"langs\":[\"en\"],\"text\":\"{text}\"}}"))
}

/// A post that was taken away.
pub fn deleted(key: &str, at: i64) -> String {
    event(
        at,
        &format!(
            "\"kind\":\"commit\",\"commit\":{{\"rev\":\"3abc\",\"operation\":\"delete\",\
             \"collection\":\"app.bsky.feed.post\",\"rkey\":\"{key}\"}}"
        ),
    )
}

/// An event of the second protocol.
pub fn second(key: &str, number: u64, at: i64, text: &str) -> String {
    let time = chrono::DateTime::from_timestamp_micros(at).unwrap().to_rfc3339();
    format!(
        "{{\"$type\":\"message\",\"payload\":{{\"$type\":\"network.bsky.jetstream.subscribeEvents#commit\",\
         \"cid\":\"bafyabc\",\"collection\":\"app.bsky.feed.post\",\"did\":\"{DID}\",\"operation\":\"create\",\
         \"record\":{{\"text\":\"{text}\",\"createdAt\":\"{time}\"}},\"rev\":\"3abc\",\"rkey\":\"{key}\",\
         \"seq\":{number},\"time\":\"{time}\",\"witnessedAt\":\"{time}\"}}}}"
    )
}
