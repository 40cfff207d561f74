//! A windowed list with its selection by id: rows that arrive or leave never move what a key acts on. Owns where the
//! selection goes and which rows are shown; must not know what a row is. One row takes one line of the screen.

use crate::domain::ids::{EventSeq, MentionId, ResponseId, TaskId};
use crate::rows::{Anchor, MentionRow, ResponseRow, TaskRow, TimelineRow, Window};
use std::collections::BTreeSet;

/// A row that knows which it is.
pub trait Keyed<K> {
    /// Its identity.
    fn key(&self) -> K;
}

macro_rules! keyed {
    ($($row:ty, $id:ty, $field:ident);+) => {$(impl Keyed<$id> for $row { fn key(&self) -> $id { self.$field } })+};
}
keyed!(MentionRow, MentionId, id; ResponseRow, ResponseId, id; TaskRow, TaskId, id; TimelineRow, EventSeq, seq);

/// Most marks; what goes beyond is left unmarked and said.
pub const MAX_MARKS: usize = crate::domain::mention::MAX_BULK;

/// A pane's list: a window of rows around the selection.
#[derive(Debug, Clone)]
pub struct List<R, K> {
    /// The rows that are at hand: the visible ones and a margin.
    pub window: Window<R>,
    /// What keys act on.
    pub selected: Option<K>,
    /// Rows between the top of the pane and the selected row; stays when rows come or go above it.
    pub screen_row: usize,
    /// Lines that may stay empty below the last row: they were before rows came above.
    gap: usize,
    /// Rows that the pane can show.
    pub height: usize,
    /// Marked rows, kept by identity even when out of the window.
    pub marks: BTreeSet<K>,
    /// Where a range began.
    pub range_from: Option<K>,
    /// An end of the list that is on its way: its row is selected when it comes.
    pub going: Option<End>,
    /// A row to select once it is at hand.
    pub wanted: Option<K>,
    /// The greatest row that was on screen: what is greater and stands above is new.
    pub seen: Option<K>,
    /// It was answered once; until then an empty list is not known to be empty.
    pub loaded: bool,
    /// A row is on its way back that an undo puts where it was: the first row stays in sight, not the cursor's line.
    pub returning: bool,
    /// Nobody has touched it yet: the first row stays in sight and selected, whatever comes above it.
    pub follows: bool,
    /// When that last gave the selection to another row, by the wall clock.
    pub turned: Option<crate::domain::time::Stamp>,
}

/// An end of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the ends")]
pub enum End {
    First,
    Last,
}

impl<R, K> Default for List<R, K> {
    fn default() -> Self {
        List {
            window: Window::default(),
            selected: None,
            screen_row: 0,
            gap: 0,
            height: 1,
            marks: BTreeSet::new(),
            range_from: None,
            going: None,
            wanted: None,
            seen: None,
            loaded: false,
            returning: false,
            follows: true,
            turned: None,
        }
    }
}

impl<R: Keyed<K>, K: Copy + Ord> List<R, K> {
    /// Where a row is in the window.
    pub fn position(&self, key: K) -> Option<usize> {
        self.window.rows.iter().position(|r| r.key() == key)
    }

    /// Where the selected row is in the window.
    pub fn index(&self) -> Option<usize> {
        self.selected.and_then(|k| self.position(k))
    }

    /// The selected row.
    pub fn current(&self) -> Option<&R> {
        self.index().map(|i| &self.window.rows[i])
    }

    /// The first row on screen, as a place in the window.
    pub fn first(&self) -> usize {
        self.index().unwrap_or(0).saturating_sub(self.screen_row)
    }

    /// The rows on screen, `height` at most.
    pub fn visible(&self) -> &[R] {
        let first = self.first();
        &self.window.rows[first..(first + self.height).min(self.window.rows.len())]
    }

    /// The very first row of the list is on screen.
    pub fn at_top(&self) -> bool {
        self.first() == 0 && !self.window.above
    }

    /// The row at a line of the pane, counted from its first row.
    pub fn at_line(&self, line: usize) -> Option<K> {
        self.visible().get(line).map(Keyed::key)
    }

    /// What a key acts on: the marked rows, else the selected one.
    pub fn targets(&self) -> Vec<K> {
        if self.marks.is_empty() { self.selected.into_iter().collect() } else { self.marks.iter().copied().collect() }
    }

    /// Selects the row at a place in the window; the screen scrolls no more than it must.
    pub fn select_index(&mut self, index: usize) {
        let Some(last) = self.window.rows.len().checked_sub(1) else { return };
        let first = self.first();
        let index = index.min(last);
        self.selected = Some(self.window.rows[index].key());
        self.screen_row = index.saturating_sub(first).min(self.height.saturating_sub(1));
        (self.going, self.wanted) = (None, None);
        self.clamp();
    }

    /// Selects a row by what it is: at once, or as soon as it has come.
    pub fn want(&mut self, key: K) {
        if !self.select(key) {
            self.wanted = Some(key);
        }
    }

    /// Rows above the screen that were never on it, as far as they are at hand.
    pub fn unseen(&self) -> usize {
        self.window.rows[..self.first()].iter().filter(|r| self.seen < Some(r.key())).count()
    }

    /// Selects a row by what it is, if it is at hand.
    pub fn select(&mut self, key: K) -> bool {
        let found = self.position(key);
        if let Some(i) = found {
            self.select_index(i);
        }
        found.is_some()
    }

    /// Moves by rows, down when positive.
    pub fn move_by(&mut self, rows: isize) {
        match self.index() {
            Some(i) => self.select_index(i.saturating_add_signed(rows)),
            None => self.select_index(0),
        }
    }

    /// Goes to the first row. The anchor to ask for when it is not at hand.
    pub fn top(&mut self) -> Option<Anchor<K>> {
        if self.window.above {
            self.going = Some(End::First);
            return Some(Anchor::Top);
        }
        self.select_index(0);
        None
    }

    /// Goes to the last row. The anchor to ask for when it is not at hand.
    pub fn bottom(&mut self) -> Option<Anchor<K>> {
        if self.window.below {
            self.going = Some(End::Last);
            return Some(Anchor::Bottom);
        }
        self.select_index(usize::MAX);
        None
    }

    /// The anchor to ask for, when the rows at hand run out less than a screen away.
    pub fn wants(&self) -> Option<Anchor<K>> {
        let (first, len) = (self.first(), self.window.rows.len());
        let near = (self.window.above && first < self.height) || (self.window.below && first + 2 * self.height > len);
        if near && self.going.is_none() { self.selected.map(Anchor::Around) } else { None }
    }

    /// The anchor for asking again what is on screen.
    pub fn anchor(&self) -> Anchor<K> {
        match (self.going, self.selected) {
            (Some(End::First), _) | (None, None) => Anchor::Top,
            (Some(End::Last), _) => Anchor::Bottom,
            (None, Some(key)) => Anchor::Around(key),
        }
    }

    /// Rows to ask for before and after the anchor.
    pub fn margin(&self) -> usize {
        (self.height * 3).clamp(30, 300)
    }

    /// Takes a new window. The selected row stays where it is on screen; if it has left, its successor takes its place.
    pub fn take(&mut self, window: Window<R>) {
        let open = self.open();
        let (top, line) = (self.at_top(), self.index());
        let old = std::mem::replace(&mut self.window, window);
        self.loaded = true;
        if let Some(wanted) = self.wanted.take_if(|key| self.window.rows.iter().any(|r| r.key() == *key)) {
            self.select(wanted);
            return;
        }
        match self.going.take() {
            Some(End::First) => return self.settle_at(0, 0),
            Some(End::Last) => return self.settle_at(usize::MAX, self.height.saturating_sub(1)),
            None => {}
        }
        let Some(selected) = self.selected else { return self.settle_at(0, 0) };
        if self.position(selected).is_some() {
            if self.index() > line && std::mem::take(&mut self.returning) && top && !self.window.above {
                return self.settle_at(self.index().unwrap_or(0), usize::MAX);
            }
            // what came above stays there until somebody goes up: nothing moves under the cursor
            self.gap = open;
            return self.clamp();
        }
        let at = old.rows.iter().position(|r| r.key() == selected);
        let heir = at.and_then(|at| {
            let after = old.rows[at + 1..].iter().find_map(|r| self.position(r.key()));
            after.or_else(|| old.rows[..at].iter().rev().find_map(|r| self.position(r.key())))
        });
        self.settle_at(heir.unwrap_or(self.window.at), self.screen_row);
    }

    /// What stood under a row that has left comes back to the top of the list, where it was in sight: it is shown again, and
    /// only what is new waits above the screen.
    pub fn show_again(&mut self) {
        let first = self.first();
        if let Some(at) = self.window.rows[..first].iter().position(|r| Some(r.key()) <= self.seen) {
            self.screen_row += first - at;
            self.clamp();
        }
    }

    /// Rows that a decision has just taken out of this list: the selection goes on at once, so that the next key does not
    /// act on them again while the list is being read anew.
    pub fn leave(&mut self, gone: &BTreeSet<K>) {
        let rows = &self.window.rows;
        let stays = |r: &&R| !gone.contains(&r.key());
        if let Some(at) = self.index().filter(|at| gone.contains(&rows[*at].key())) {
            let heir = rows[at + 1..].iter().find(stays).or_else(|| rows[..at].iter().rev().find(stays));
            self.selected = heir.map(Keyed::key);
        }
        self.window.rows.retain(|r| !gone.contains(&r.key()));
        self.clamp();
    }

    fn settle_at(&mut self, index: usize, screen_row: usize) {
        let Some(last) = self.window.rows.len().checked_sub(1) else {
            self.selected = None;
            self.screen_row = 0;
            return;
        };
        self.selected = Some(self.window.rows[index.min(last)].key());
        self.screen_row = screen_row;
        self.clamp();
    }

    /// Gives the pane this many rows.
    pub fn resize(&mut self, height: usize) {
        self.height = height.max(1);
        self.clamp();
    }

    /// Keeps the selected row on screen, no gap above the list, and below it only the one that rows which came above left.
    fn clamp(&mut self) {
        self.screen_row = self.screen_row.min(self.height.saturating_sub(1));
        let Some(index) = self.index() else { return };
        self.screen_row = self.screen_row.min(index);
        let open = self.open();
        let closed = open.saturating_sub(self.gap).min(self.first());
        self.screen_row += closed;
        self.gap = self.gap.min(open - closed);
        self.seen = self.seen.max(self.visible().iter().map(Keyed::key).max());
    }

    /// Empty lines below the last row of the list.
    fn open(&self) -> usize {
        let shown = self.window.rows.len() - self.first();
        if self.window.below { 0 } else { self.height.saturating_sub(shown) }
    }

    /// Forgets rows and selection, for another question; marks stay only when told.
    pub fn restart(&mut self, keep_marks: bool) {
        let marks = std::mem::take(&mut self.marks);
        *self = List { height: self.height, ..List::default() };
        if keep_marks {
            self.marks = marks;
        }
    }

    /// Marks a row or takes its mark away. False when there are too many marks.
    pub fn toggle_mark(&mut self, key: K) -> bool {
        self.marks.remove(&key) || (self.marks.len() < MAX_MARKS && self.marks.insert(key))
    }

    /// Marks rows, as many as may be. How many could not.
    pub fn mark_all(&mut self, keys: impl IntoIterator<Item = K>) -> usize {
        let mut left = 0;
        for key in keys {
            if !self.marks.contains(&key) && self.marks.len() >= MAX_MARKS {
                left += 1;
            } else {
                self.marks.insert(key);
            }
        }
        left
    }

    /// Takes marks away.
    pub fn unmark(&mut self, keys: impl IntoIterator<Item = K>) {
        for key in keys {
            self.marks.remove(&key);
        }
    }

    /// Whether a row lies in the range that is being chosen.
    pub fn in_range(&self, key: K) -> bool {
        let (Some(from), Some(to), Some(at)) =
            (self.range_from.and_then(|k| self.position(k)), self.index(), self.position(key))
        else {
            return false;
        };
        (from.min(to)..=from.max(to)).contains(&at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Clone, PartialEq)]
    struct Row(i32);
    impl Keyed<i32> for Row {
        fn key(&self) -> i32 {
            self.0
        }
    }

    fn window(keys: impl IntoIterator<Item = i32>) -> Window<Row> {
        Window { rows: keys.into_iter().map(Row).collect(), ..Window::default() }
    }

    fn list(keys: impl IntoIterator<Item = i32>) -> List<Row, i32> {
        let mut list = List { height: 5, ..List::default() };
        list.take(window(keys));
        list
    }

    #[test]
    fn rows_that_arrive_above_do_not_move_the_row_under_the_cursor() {
        let mut l = list(0..20);
        assert_eq!((l.selected, l.screen_row), (Some(0), 0), "untouched, the top row is selected");
        l.move_by(3);
        l.take(window(-12..20));
        assert_eq!((l.selected, l.screen_row), (Some(3), 3));
        assert_eq!(l.visible(), [Row(0), Row(1), Row(2), Row(3), Row(4)]);
        assert!(!l.at_top());
        assert_eq!(l.top(), None);
        assert_eq!(l.visible()[0], Row(-12));
    }

    #[test]
    fn nor_while_the_whole_list_fits_into_the_pane() {
        let mut l = list([0, 1, 2]);
        l.move_by(1);
        l.take(window(-2..3));
        assert_eq!((l.selected, l.screen_row, l.at_top()), (Some(1), 1, false), "a gap below is no harm");
        l.take(window([7, 9, -2, -1, 0, 1, 2]));
        assert_eq!((l.selected, l.screen_row, l.unseen()), (Some(1), 1, 2), "and those that came are counted");
        l.move_by(1);
        assert_eq!((l.selected, l.screen_row), (Some(2), 2), "a key moves the cursor by one line");
        l.move_by(-2);
        assert_eq!((l.selected, l.screen_row, l.unseen()), (Some(0), 0, 2));
        assert_eq!(l.top(), None);
        assert_eq!((l.visible()[0].clone(), l.unseen()), (Row(7), 0), "going there shows them");
    }

    #[test]
    fn what_an_undo_brings_back_pushes_no_row_off_the_top() {
        let mut l = list(0..4);
        l.move_by(2);
        l.leave(&BTreeSet::from([2]));
        assert_eq!((l.selected, l.first()), (Some(3), 0));
        l.returning = true;
        l.take(window(0..4));
        assert_eq!((l.selected, l.first(), l.at_top(), l.returning), (Some(3), 0, true, false));
        // the first itself comes back on top
        let mut l = list(0..4);
        l.leave(&BTreeSet::from([0]));
        l.returning = true;
        l.take(window(0..4));
        assert_eq!((l.selected, l.first()), (Some(1), 0));
        // of a full pane the cursor's row stays in sight
        let mut l = list(0..20);
        l.move_by(4);
        l.leave(&BTreeSet::from([2]));
        l.returning = true;
        l.take(window(0..20));
        assert_eq!((l.selected, l.screen_row, l.first()), (Some(4), 4, 0));
        // and what was above the screen before stays there
        l.move_by(3);
        l.leave(&BTreeSet::from([5]));
        l.returning = true;
        let (row, first) = (l.screen_row, l.first());
        l.take(window(0..20));
        assert_eq!((l.screen_row, l.first()), (row, first + 1));
    }

    #[test]
    fn a_selected_row_that_leaves_gives_way_to_its_successor() {
        let mut l = list(0..20);
        l.move_by(7);
        let row = l.screen_row;
        l.take(window((0..20).filter(|k| *k != 7 && *k != 8)));
        assert_eq!((l.selected, l.screen_row), (Some(9), row));
        l.take(window(0..5));
        assert_eq!(l.selected, Some(4), "nothing after it is left: the one before");
        l.take(window([]));
        assert_eq!(l.selected, None);
        l.take(Window { at: 1, ..window([30, 31, 32]) });
        assert_eq!(l.selected, Some(30), "as if untouched");
    }

    #[test]
    fn the_ends_are_asked_for_when_they_are_not_at_hand() {
        let mut l = list(0..20);
        l.window.below = true;
        assert_eq!(l.bottom(), Some(Anchor::Bottom));
        assert_eq!(l.anchor(), Anchor::Bottom);
        l.take(window(80..100));
        assert_eq!((l.selected, l.screen_row), (Some(99), 4));
        l.window.above = true;
        assert_eq!(l.top(), Some(Anchor::Top));
        l.move_by(-1);
        assert_eq!(l.anchor(), Anchor::Around(98), "moving on lets the way to the end go");
    }

    #[test]
    fn a_margin_that_runs_out_is_asked_for_before_it_is_needed() {
        let mut l = list(0..20);
        l.window.below = true;
        assert_eq!(l.wants(), None);
        l.move_by(15);
        assert_eq!(l.wants(), Some(Anchor::Around(15)));
    }

    #[test]
    fn marks_have_a_bound() {
        let mut l = list(0..3);
        assert_eq!(l.mark_all(0..MAX_MARKS as i32 + 7), 7);
        assert!(!l.toggle_mark(-1), "full");
        assert!(l.toggle_mark(5), "taking away is always possible");
        assert_eq!(l.targets().len(), MAX_MARKS - 1);
    }

    proptest! {
        #[test]
        fn the_selection_is_stable_and_on_screen(
            first in prop::collection::btree_set(0i32..60, 1..40),
            windows in prop::collection::vec((prop::collection::btree_set(0i32..60, 0..40), -9isize..9, 1usize..12), 1..12),
        ) {
            let mut l = list(first);
            l.mark_all([3, 70]);
            for (keys, moves, height) in windows {
                l.resize(height);
                l.move_by(moves);
                let (selected, row) = (l.selected, l.screen_row);
                let under = |l: &List<Row, i32>| l.index().map_or(0, |i| l.window.rows.len() - i);
                let before = under(&l);
                let there = selected.is_some_and(|k| keys.contains(&k));
                l.take(window(keys));
                if there {
                    prop_assert_eq!(l.selected, selected);
                    // it moves down at most by the rows that have left below it
                    let stays = row.min(l.index().unwrap());
                    let left = before.saturating_sub(under(&l));
                    prop_assert!((stays..=stays + left).contains(&l.screen_row), "{stays} {left} {}", l.screen_row);
                }
                prop_assert_eq!(l.selected.is_none(), l.window.rows.is_empty());
                if let Some(k) = l.selected {
                    prop_assert!(l.visible().contains(&Row(k)));
                    prop_assert_eq!(&l.visible()[l.screen_row], &Row(k));
                }
                prop_assert_eq!(l.marks.iter().copied().collect::<Vec<_>>(), vec![3, 70]);
            }
        }
    }
}
