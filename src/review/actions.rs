//! Action items: what was to be changed, how far that has come, and what must be looked at again. Those of other incidents
//! come along until they are verified.

use super::Entry;
use super::answers::When;
use crate::domain::action::{LOOKS, Progress, Purpose};
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, IncidentId, ItemId};
use crate::domain::item::List;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use std::collections::{BTreeMap, BTreeSet};

/// An action item as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionItem {
    /// Which.
    pub item: ItemId,
    /// Of which incident.
    pub incident: IncidentId,
    /// When it was written down.
    pub since: When,
    /// What is changed.
    pub text: Clean,
    /// Who does it.
    pub owner: Option<Clean>,
    /// By when.
    pub due: Option<Stamp>,
    /// What for; nothing for a plain line of the list.
    pub purpose: Option<Purpose>,
    /// How one will know that it works.
    pub verify: Clean,
    /// The contributing factor that it answers.
    pub factor: Option<EventSeq>,
    /// How far it has come, and the event that says so.
    pub progress: (Progress, When),
    /// What was said with it.
    pub note: Clean,
    /// When it was verified.
    pub verified: Option<Stamp>,
    /// How often it was looked at since.
    pub looked: u32,
}

impl ActionItem {
    /// The incident that it comes from; none for what was handed on in calm days.
    pub fn from(&self) -> Option<IncidentId> {
        Some(self.incident).filter(|id| *id != IncidentId::NONE)
    }

    /// Nobody has verified it yet, and it was not dropped; or it does not work any more.
    pub fn is_open(&self) -> bool {
        matches!(self.progress.0, Progress::Open | Progress::Begun | Progress::Done | Progress::Fails)
    }

    /// It asks for somebody: it is not verified yet, or the time has come to look again.
    pub fn waits(&self, now: Stamp) -> bool {
        self.is_open() || self.next_look().is_some_and(|at| at <= now)
    }

    /// How far it can come from here.
    pub fn steps(&self) -> &'static [Progress] {
        match self.progress.0 {
            Progress::Open | Progress::Begun | Progress::Done => {
                &[Progress::Begun, Progress::Done, Progress::Verified, Progress::Dropped]
            }
            Progress::Verified | Progress::Holds | Progress::Fails => &[Progress::Holds, Progress::Fails],
            Progress::Dropped => &[],
        }
    }

    /// When it is to be looked at again.
    pub fn next_look(&self) -> Option<Stamp> {
        let after = LOOKS.get(self.looked as usize)?;
        matches!(self.progress.0, Progress::Verified | Progress::Holds).then_some(self.verified?.plus(*after))
    }

    /// The events that tell of it: where it was written down, the factor that it answers, its last step.
    pub fn events(&self) -> Vec<EventSeq> {
        let mut events: Vec<_> =
            [Some(self.since.0), self.factor, Some(self.progress.1.0)].into_iter().flatten().collect();
        events.sort_unstable();
        events.dedup();
        events
    }

    fn step(&mut self, to: Progress, note: &Clean, when: When) {
        (self.progress, self.note) = ((to, when), note.clone());
        match to {
            Progress::Verified => self.verified = Some(when.1),
            Progress::Holds | Progress::Fails => self.looked += 1,
            _ => {}
        }
    }
}

/// Kinds of the events that tell of action items; of a log these alone are needed.
pub const ACTION_KINDS: [&str; 5] = ["item_added", "item_changed", "item_settled", "action_planned", "action_stepped"];

/// The action items of an incident and its parts; then those of other incidents that still ask for somebody, as of a moment.
pub fn actions(of: &BTreeSet<IncidentId>, log: &[Entry], until: Stamp) -> (Vec<ActionItem>, Vec<ActionItem>) {
    let mut all: BTreeMap<ItemId, ActionItem> = BTreeMap::new();
    for entry in log.iter().take_while(|entry| entry.at <= until) {
        take(&mut all, entry);
    }
    let (own, others): (Vec<_>, Vec<_>) = all.into_values().partition(|action| of.contains(&action.incident));
    (own, others.into_iter().filter(|action| action.waits(until)).collect())
}

fn take(all: &mut BTreeMap<ItemId, ActionItem>, entry: &Entry) {
    let when = (entry.seq, entry.at);
    match &entry.event {
        Event::ItemAdded { item, incident, list: List::Action, text, owner, due } => {
            let new = ActionItem {
                item: *item,
                incident: *incident,
                since: when,
                text: text.clone(),
                owner: owner.clone(),
                due: *due,
                purpose: None,
                verify: Clean::default(),
                factor: None,
                progress: (Progress::Open, when),
                note: Clean::default(),
                verified: None,
                looked: 0,
            };
            all.insert(*item, new);
        }
        Event::ItemChanged { item, owner, due, .. } => {
            if let Some(action) = all.get_mut(item) {
                (action.owner, action.due) = (owner.clone(), *due);
            }
        }
        Event::ActionPlanned { item, purpose, verify, factor, .. } => {
            if let Some(action) = all.get_mut(item) {
                (action.purpose, action.verify, action.factor) = (Some(*purpose), verify.clone(), *factor);
            }
        }
        Event::ActionStepped { item, to, note, .. } => {
            if let Some(action) = all.get_mut(item) {
                action.step(*to, note, when);
            }
        }
        // a line that was settled without saying more was done, and somebody said so
        Event::ItemSettled { item, how, .. } => {
            if let Some(action) = all.get_mut(item).filter(|a| a.is_open()) {
                action.step(Progress::Verified, how, when);
            }
        }
        _ => {}
    }
}
