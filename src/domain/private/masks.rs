//! Masks of people who stand side by side: our own, on a page that names several of them. Owns that no two have the same
//! one, and that nobody's changes while it is looked at; must not know who they are.

use super::{bare, mask_handle, was_masked};
use std::collections::{BTreeMap, BTreeSet};

/// Most people who are told apart.
const MAX_PEOPLE: usize = 2_000;

/// Who has which mask, by names as they are compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Masks(BTreeMap<String, String>);

impl Masks {
    /// Also these. Whoever has a mask keeps it, whoever comes; of those who are new the first by the alphabet chooses
    /// first, so that it is the same in whichever order they are told. Each gets the digit of their name, else the next that
    /// is free: then it says even less of a name than a digit of its own does.
    pub fn also<T: AsRef<str>>(&mut self, names: impl IntoIterator<Item = T>) {
        let known = |name: &String| name.is_empty() || was_masked(name) || self.0.contains_key(name);
        let new: BTreeSet<String> = names.into_iter().map(|n| bare(n.as_ref())).filter(|name| !known(name)).collect();
        if new.is_empty() {
            return;
        }
        let mut taken: BTreeSet<String> = self.0.values().cloned().collect();
        for name in new.into_iter().take(MAX_PEOPLE.saturating_sub(self.0.len())) {
            let own = mask_handle(&name);
            let (stem, digit) = own.split_at(own.len() - 1);
            let digit: usize = digit.parse().unwrap_or_default();
            let digits = (digit..digit + 10).map(|n| n % 10);
            let free = digits.chain(10..).map(|n| format!("{stem}{n}")).find(|mask| !taken.contains(mask));
            let mask = free.unwrap_or(own);
            taken.insert(mask.clone());
            self.0.insert(name, mask);
        }
    }

    /// The mask of somebody who is told apart, as [`mask_handle`] would write it.
    pub(super) fn of(&self, handle: &str) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        let at = if handle.trim_start().starts_with(['@', '＠']) { "@" } else { "" };
        self.0.get(&bare(handle)).map(|mask| format!("{at}{mask}"))
    }
}
