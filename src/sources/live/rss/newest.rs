//! The newest items of a document, however many it holds and in whichever order: what is kept while it is read stays
//! small. Must not know what an item says but for its time.

use super::document::{ITEMS_MAX, Item};
use super::mention::moment;
use crate::domain::time::Stamp;
use std::cmp::Reverse;

/// Items as they are met.
#[derive(Default)]
pub struct Newest {
    /// Each with its place in the document.
    kept: Vec<(u64, Item)>,
    met: u64,
}

impl Newest {
    /// Nothing was met.
    pub const fn is_empty(&self) -> bool {
        self.met == 0
    }

    /// Takes the next item.
    pub fn push(&mut self, item: Item) {
        self.kept.push((self.met, item));
        self.met += 1;
        // half of them go at once, so that each is looked at few times
        if self.kept.len() >= 2 * ITEMS_MAX {
            self.thin();
        }
    }

    /// The newest items in the order of the document, and how many older ones are not among them.
    pub fn finish(mut self) -> (Vec<Item>, u64) {
        if self.kept.len() > ITEMS_MAX {
            self.thin();
        }
        let older = self.met - self.kept.len() as u64;
        (self.kept.into_iter().map(|(_, item)| item).collect(), older)
    }

    /// Without times the first are the newest, as nearly all feeds have it.
    fn thin(&mut self) {
        let when = |item: &Item| moment(&item.published).or_else(|| moment(&item.updated)).unwrap_or(Stamp(i64::MAX));
        self.kept.sort_by_cached_key(|(place, item)| (Reverse(when(item)), *place));
        self.kept.truncate(ITEMS_MAX);
        self.kept.sort_by_key(|(place, _)| *place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::MINUTE;

    fn kept(items: impl Iterator<Item = Item>) -> (Vec<String>, u64) {
        let mut newest = Newest::default();
        items.for_each(|item| newest.push(item));
        let (items, older) = newest.finish();
        (items.into_iter().map(|item| item.id).collect(), older)
    }

    fn item(n: usize, minute: Option<usize>) -> Item {
        let at = minute.map(|minute| Stamp(1_795_000_000_000).plus(minute as i64 * MINUTE).rfc3339());
        Item { id: n.to_string(), published: at.unwrap_or_default(), ..Item::default() }
    }

    #[test]
    fn the_newest_stay_in_the_order_of_the_document() {
        let all = 3 * ITEMS_MAX + 7;
        let names = |range: std::ops::Range<usize>| range.map(|n| n.to_string()).collect::<Vec<_>>();
        let left = (all - ITEMS_MAX) as u64;
        let oldest_first = kept((0..all).map(|n| item(n, Some(n))));
        assert_eq!(oldest_first, (names(all - ITEMS_MAX..all), left));
        let newest_first = kept((0..all).map(|n| item(n, Some(all - n))));
        assert_eq!(newest_first, (names(0..ITEMS_MAX), left));
        assert_eq!(kept((0..all).map(|n| item(n, None))), (names(0..ITEMS_MAX), left), "without times");
        assert_eq!(kept((0..ITEMS_MAX).map(|n| item(n, None))), (names(0..ITEMS_MAX), 0));
    }
}
