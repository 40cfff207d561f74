//! How far each thing was heard, page by page: the newest page first, then whatever lies between it and what was heard
//! before. Owns the order of questions; must not know how they are asked or what a post says.

use super::thing::{Edge, Item, Thing, order};
use crate::domain::time::{HOUR, Stamp};

/// Most pages that are walked back from now: where nothing was heard before, and in a search.
pub const BACK_MAX: u32 = 250;

/// By how much a server's clock and ours may differ, in milliseconds.
const CLOCKS: i64 = HOUR;

/// One thing, and how far it was heard.
#[derive(Debug)]
pub struct Line {
    /// What is listened to.
    pub thing: Thing,
    /// The newest id up to which nothing is missing; empty when there was nothing at all, `None` on the first run.
    pub last: Option<String>,
    walk: Walk,
}

/// Between two looks at the newest page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Walk {
    /// Nothing is missing.
    Rest,
    /// From what was heard towards the newest, which is `top`; until the first page of the way is there, also with what
    /// the newest page ended.
    Forward { top: String, seam: Option<String> },
    /// From the newest, which is `top`, towards what was heard.
    Back { before: String, top: String, pages: u32 },
}

/// What a page brought.
#[derive(Debug)]
pub struct Found {
    /// Items to look at, oldest first.
    pub items: Vec<(String, Item)>,
    /// More lies between, to be asked for at once.
    pub more: bool,
    /// They lay between: said while nobody listened.
    pub between: bool,
}

impl Line {
    /// A thing that was heard up to `last`.
    pub const fn new(thing: Thing, last: Option<String>) -> Line {
        Line { thing, last, walk: Walk::Rest }
    }

    /// Which page to ask for next.
    pub fn edge(&self) -> Edge<'_> {
        match (&self.walk, &self.last) {
            (Walk::Back { before, .. }, _) => Edge::Before(before),
            (Walk::Forward { .. }, Some(last)) => Edge::Behind(last),
            _ => Edge::Newest,
        }
    }

    /// Takes the page that [`Line::edge`] asked for, newest first. What is older than `from` was there before anybody
    /// listened; `backfill` says that a first run begins there rather than now.
    pub fn take(&mut self, mut items: Vec<(String, Item)>, from: Stamp, backfill: bool) -> Found {
        let ends = (items.first().map(|i| i.0.clone()), items.last().map(|i| i.0.clone()));
        // where an id to stop at is known, nobody's wrong clock stops us earlier
        let unknown = self.last.as_ref().is_none_or(String::is_empty);
        // nothing may have been there because the server was not well: what it has now is not all new
        let from = if self.last.is_some() && unknown { from.plus(-CLOCKS) } else { from };
        let reached = unknown && items.last().is_some_and(|(_, item)| item.ts.is_some_and(|ts| ts < from));
        let between = self.walk != Walk::Rest;
        let (Some(newest), Some(oldest)) = ends else {
            self.emptied();
            return Found { items, more: false, between };
        };
        let first = self.last.is_none() && !backfill;
        let last = self.last.clone();
        self.walk = match std::mem::replace(&mut self.walk, Walk::Rest) {
            Walk::Rest => self.looked(newest, oldest, reached, first),
            Walk::Forward { top, seam } => self.forward(newest, oldest, top, seam),
            Walk::Back { before, top, pages } => self.back(&before, oldest, top, pages, reached),
        };
        if first {
            items.clear();
        }
        // whatever has a newer id is new, whatever the clocks say; posts from elsewhere may come late with an older one
        let is_new = |id: &str| last.as_deref().is_some_and(|last| !last.is_empty() && order(id, last).is_gt());
        items.retain(|(id, item)| is_new(id) || item.ts.is_none_or(|ts| ts >= from));
        items.reverse();
        Found { items, more: self.walk != Walk::Rest, between }
    }

    /// A page without anything: there is no more in that direction.
    fn emptied(&mut self) {
        match std::mem::replace(&mut self.walk, Walk::Rest) {
            Walk::Rest => self.last = Some(self.last.take().unwrap_or_default()),
            Walk::Forward { top, .. } | Walk::Back { top, .. } => self.last = Some(top),
        }
    }

    fn looked(&mut self, newest: String, oldest: String, reached: bool, first: bool) -> Walk {
        let last = self.last.as_deref().unwrap_or_default();
        let gap = !first && !reached && order(&oldest, last).is_gt();
        if !gap {
            if order(&newest, last).is_gt() {
                self.last = Some(newest);
            }
            return Walk::Rest;
        }
        if last.is_empty() || !self.thing.walks_forward() {
            return Walk::Back { before: oldest, top: newest, pages: 1 };
        }
        Walk::Forward { top: newest, seam: Some(oldest) }
    }

    fn forward(&mut self, newest: String, oldest: String, top: String, seam: Option<String>) -> Walk {
        if seam.is_some_and(|seam| order(&oldest, &seam).is_ge()) && self.is_behind(&oldest) {
            // nothing lies between, or the server knows no way forward: walking back tells
            return Walk::Back { before: oldest, top, pages: 1 };
        }
        if self.is_behind(&newest) && order(&newest, &top).is_lt() {
            self.last = Some(newest);
            return Walk::Forward { top, seam: None };
        }
        // what came after the look at the newest page may be in this one
        self.last = Some(if order(&newest, &top).is_gt() { newest } else { top });
        Walk::Rest
    }

    /// Whether an id is newer than all that was heard without a gap.
    fn is_behind(&self, id: &str) -> bool {
        self.last.as_ref().is_none_or(|last| order(id, last).is_gt())
    }

    fn back(&mut self, before: &str, oldest: String, top: String, pages: u32, reached: bool) -> Walk {
        let last = self.last.as_deref().unwrap_or_default();
        let moved = order(&oldest, before).is_lt(); // a server may not know how to go back
        if !moved || reached || pages >= BACK_MAX || order(&oldest, last).is_le() {
            self.last = Some(top);
            return Walk::Rest;
        }
        Walk::Back { before: oldest, top, pages: pages + 1 }
    }
}

#[cfg(test)]
#[path = "walk_tests.rs"]
mod tests;
