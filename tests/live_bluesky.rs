//! Bluesky as it is: its own server, a Jetstream in front of it, and the real binary that listens to that.
//! `.ci/peers` installs the servers. Without them these tests fail.

#![cfg(feature = "real-peers")]

#[path = "peers/jetstream.rs"]
mod jetstream;
mod peers;

use jetstream::Jetstream;
use peers::{Bluesky, POST};
use serde_json::json;

#[test]
fn a_record_is_written_told_and_taken_away() {
    let network = Bluesky::start();
    let ann = network.create_account("ann.test");
    let post = network.create_record(&ann, POST, json!({"text": "a bun", "createdAt": "2026-11-26T10:00:00Z"}));
    assert_eq!(network.get_record(&post.uri).unwrap()["value"]["text"], "a bun");
    let stream = Jetstream::start(&network);
    network.delete_record(&ann, &post.uri);
    assert!(network.get_record(&post.uri).is_none());
    let (mut socket, _) = tokio_tungstenite::tungstenite::connect(format!("{}?cursor=0", stream.url())).unwrap();
    for _ in 0..4 {
        assert!(socket.read().unwrap().into_text().unwrap().contains(&ann.did));
    }
    let (mut socket, _) = tokio_tungstenite::tungstenite::connect(format!("{}?cursor=0", stream.second_url())).unwrap();
    for _ in 0..4 {
        assert!(socket.read().unwrap().into_text().unwrap().contains(&ann.did));
    }
}
