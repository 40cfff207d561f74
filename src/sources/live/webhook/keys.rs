//! Requests that were answered, by their `Idempotency-Key`: the same one again gets the same answer. Owns the bounds of what
//! is remembered; must not know what an answer says.

use super::answer::Answer;
use super::auth::lock;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;

/// Most keys that are remembered; the oldest goes first.
const KEYS_MAX: usize = 10_000;
/// How long one is remembered.
const KEPT: Duration = Duration::from_secs(24 * 3600);
/// Most bytes that all remembered answers have together.
const BYTES_MAX: usize = 8 << 20;

type Hash = [u8; 32];

/// What is remembered.
#[derive(Default)]
pub(super) struct Keys(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    by_key: HashMap<Hash, Entry>,
    by_age: VecDeque<(Instant, Hash)>,
    bytes: usize,
}

struct Entry {
    body: Hash,
    /// Nothing while it is being answered.
    answer: Option<Answer>,
}

/// What is known of a key.
pub(super) enum Known {
    /// It is the first time.
    First(Held),
    /// A request with it is being answered now.
    Now,
    /// It came with another body.
    Other,
    /// It was answered like this.
    Before(Answer),
}

/// A key whose request is being answered; forgotten when it was not answered for good.
pub(super) struct Held {
    keys: Arc<Keys>,
    key: Hash,
    done: bool,
}

impl Keys {
    /// What is known of a key, whose request is held from now on when it is the first.
    pub fn ask(self: &Arc<Self>, key: &str, body: Hash, now: Instant) -> Known {
        let key: Hash = Sha256::digest(key).into();
        let mut inner = lock(&self.0);
        inner.forget(0, now);
        match inner.by_key.get(&key) {
            Some(entry) if entry.body != body => return Known::Other,
            Some(Entry { answer: None, .. }) => return Known::Now,
            Some(Entry { answer: Some(answer), .. }) => return Known::Before(answer.clone()),
            None => inner.by_key.insert(key, Entry { body, answer: None }),
        };
        Known::First(Held { keys: Arc::clone(self), key, done: false })
    }

    /// What a key with this body was answered.
    pub fn before(&self, key: &str, body: Hash) -> Option<Answer> {
        let key: Hash = Sha256::digest(key).into();
        let inner = lock(&self.0);
        inner.by_key.get(&key).filter(|entry| entry.body == body).and_then(|entry| entry.answer.clone())
    }
}

impl Inner {
    /// Forgets what is too old, and the oldest until so many bytes more find room.
    fn forget(&mut self, more: usize, now: Instant) {
        let full = |this: &Inner| this.by_age.len() >= KEYS_MAX || this.bytes + more > BYTES_MAX;
        while let Some((at, key)) = self.by_age.front().copied()
            && (now - at > KEPT || full(self))
        {
            self.by_age.pop_front();
            let gone = self.by_key.remove(&key).and_then(|entry| entry.answer);
            self.bytes -= gone.map_or(0, |answer| answer.body.len());
        }
    }
}

impl Held {
    /// The request was answered for good, like this.
    pub fn answered(mut self, answer: &Answer, now: Instant) {
        self.done = true;
        let mut inner = lock(&self.keys.0);
        inner.forget(answer.body.len(), now);
        inner.bytes += answer.body.len();
        inner.by_age.push_back((now, self.key));
        if let Some(entry) = inner.by_key.get_mut(&self.key) {
            entry.answer = Some(answer.clone());
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if !self.done {
            lock(&self.keys.0).by_key.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::StatusCode;

    fn answered(keys: &Arc<Keys>, key: &str, message: &str, now: Instant) {
        let Known::First(held) = keys.ask(key, [1; 32], now) else { panic!("{key} is known") };
        held.answered(&Answer::no(StatusCode::ACCEPTED, key, message), now);
    }

    #[test]
    fn what_is_remembered_is_bounded_and_ends() {
        let (keys, now) = (Arc::new(Keys::default()), Instant::now());
        for n in 0..KEYS_MAX + 5 {
            answered(&keys, &n.to_string(), "", now);
        }
        assert_eq!(lock(&keys.0).by_key.len(), KEYS_MAX);
        assert!(keys.before("4", [1; 32]).is_none());
        assert!(keys.before("5", [1; 32]).is_some());
        assert!(keys.before("5", [2; 32]).is_none());
        let long = "x".repeat(1 << 20);
        for n in 0..20 {
            answered(&keys, &format!("long {n}"), &long, now);
        }
        assert!(lock(&keys.0).bytes <= BYTES_MAX);
        let Known::First(held) = keys.ask("long 19", [1; 32], now + KEPT + Duration::from_secs(1)) else { panic!() };
        drop(held);
        let inner = lock(&keys.0);
        assert_eq!((inner.by_key.len(), inner.by_age.len(), inner.bytes), (0, 0, 0));
    }

    #[test]
    fn a_key_that_was_not_answered_is_free_again() {
        let (keys, now) = (Arc::new(Keys::default()), Instant::now());
        let Known::First(held) = keys.ask("a", [1; 32], now) else { panic!() };
        assert!(matches!(keys.ask("a", [1; 32], now), Known::Now));
        assert!(matches!(keys.ask("a", [2; 32], now), Known::Other));
        drop(held);
        assert!(matches!(keys.ask("a", [2; 32], now), Known::First(_)));
    }
}
