//! A Jetstream that tells all that happens on one server, as the public ones do of the whole network. Owns how it is started
//! and where it listens. Needs the crate's `peers` module.

use crate::peers::{Bluesky, Process};

/// It.
pub struct Jetstream {
    process: Process,
}

impl Jetstream {
    /// Starts one on a port that is free.
    pub fn start(of: &Bluesky) -> Jetstream {
        Jetstream::start_at(of, 0)
    }

    /// Starts one on this port: again, after another one that is gone. Cursors of that one hold.
    pub fn start_at(of: &Bluesky, port: u16) -> Jetstream {
        Jetstream { process: Process::start("jetstream.cjs", &[&of.url(), &port.to_string()]) }
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.process.port("port")
    }

    /// Its address in the first protocol.
    pub fn url(&self) -> String {
        format!("ws://127.0.0.1:{}/subscribe", self.port())
    }

    /// Its address in the second protocol.
    pub fn second_url(&self) -> String {
        format!("ws://127.0.0.1:{}/xrpc/network.bsky.jetstream.subscribeEvents", self.port())
    }
}
