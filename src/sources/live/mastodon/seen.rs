//! What was heard lately, by the server's own ids: so that nothing is told twice, deletions and answers find the post they
//! mean, and numbers are told only when they changed. Bounded: the oldest goes first.

use super::decode::Post;
use crate::sources::live::{Counts, Heard};
use std::collections::{HashMap, VecDeque};

/// Posts that are remembered.
pub const SEEN_MAX: usize = 20_000;

/// Posts that were heard.
#[derive(Debug, Default)]
pub struct Seen {
    posts: HashMap<String, Known>,
    order: VecDeque<String>,
    run: u32,
}

#[derive(Debug)]
struct Known {
    counts: Counts,
    wanted: bool,
    /// In which run it was told; a later run tells it again, since nobody knows what became of it.
    run: u32,
}

impl Seen {
    /// A connection begins: what earlier ones told may not have arrived.
    pub fn begin(&mut self) {
        self.run = self.run.wrapping_add(1);
    }

    /// The identity of a post by the server's own id of it.
    pub fn identity(&self, local: &str) -> Option<&str> {
        self.posts.get(local).map(|k| k.counts.id.as_str())
    }

    /// Whether a post was told in this run.
    pub fn told(&self, local: &str) -> bool {
        self.posts.get(local).is_some_and(|k| k.wanted && k.run == self.run)
    }

    /// Takes a post, and gives what there is to tell of it: itself, its new numbers, or nothing.
    pub fn take(&mut self, post: Post, wanted: bool) -> Option<Heard> {
        let Post { local, mention, counts } = post;
        if let Some(known) = self.posts.get_mut(&local) {
            let told = known.wanted && known.run == self.run;
            let changed = known.counts != counts;
            known.counts = counts.clone();
            known.run = self.run;
            if told || !wanted {
                return (told && changed).then_some(Heard::Counted(counts));
            }
            known.wanted = true;
            return Some(Heard::Said(mention));
        }
        if self.order.len() >= SEEN_MAX
            && let Some(oldest) = self.order.pop_front()
        {
            self.posts.remove(&oldest);
        }
        self.order.push_back(local.clone());
        self.posts.insert(local, Known { counts, wanted, run: self.run });
        wanted.then_some(Heard::Said(mention))
    }

    /// A post is gone, by the server's own id: its identity when it may have been told. One that was known and not wanted
    /// never was.
    pub fn gone(&mut self, local: &str) -> Option<Option<String>> {
        match self.posts.get(local) {
            Some(known) if !known.wanted => None,
            Some(known) => Some(Some(known.counts.id.clone())),
            None => Some(None),
        }
    }
}
