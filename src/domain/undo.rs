//! Taking a decision back, as a new event. Owns which kinds can be: publishing cannot.

use super::event::{Event, Restore, TaskRestore};
use super::ids::{DecisionId, EventSeq, MentionId, TaskId};
use super::mention::Attention;
use super::room::Refusal;
use super::task::TaskState;
use super::text::Clean;
use super::time::Stamp;
use super::timeline::PinWas;
use std::collections::HashMap;

/// Whether a decision with this event can be taken back.
pub const fn undoable(event: &Event) -> bool {
    matches!(
        event,
        Event::MentionsDisposed { .. }
            | Event::MentionsSnoozed { .. }
            | Event::MentionsClaimed { .. }
            | Event::OwedSettled { .. }
            | Event::ReadingCorrected { .. }
            | Event::MentionsRegrouped { .. }
            | Event::MentionsPlaced { .. }
            | Event::TaskChanged { .. }
            | Event::TasksAdded { .. }
            // that the time passed stays true
            | Event::PromiseBroken { .. }
            | Event::EntryPinned { .. }
    )
}

const CANNOT: &str = "refuse-cannot-undo";

/// Why a decision with this event cannot be taken back: what was declared is stood down instead.
const fn refused(event: &Event) -> Option<&'static str> {
    match event {
        Event::IncidentDeclared { .. } => Some("refuse-undo-declared"),
        event if undoable(event) => None,
        _ => Some(CANNOT),
    }
}

/// The same of all events of a decision: of several reasons the one that says what to do instead.
pub fn why_not<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<&'static str> {
    events.into_iter().filter_map(refused).max_by_key(|key| *key != CANNOT)
}

/// How the room stands where the decision touched it.
pub trait Now {
    /// The mention's state, `None` when it is gone.
    fn mention(&self, id: MentionId) -> Option<Attention>;
    /// The events about these mentions that were taken back, newest first.
    fn taken_back(&self, mentions: &[MentionId]) -> Vec<Past>;
    /// The task's state.
    fn task(&self, id: TaskId) -> Option<TaskState>;
    /// Whether nobody has touched the task since it was put on the checklist.
    fn untouched(&self, id: TaskId) -> bool;
    /// Whether the event is pinned.
    fn pinned(&self, seq: EventSeq) -> bool;
}

/// One event of the decision to take back, with who logged it and when.
pub struct Past {
    /// What happened.
    pub event: Event,
    /// Who did it.
    pub who: Clean,
    /// When it was logged.
    pub at: Stamp,
}

/// Restores what nobody touched since, and lists the rest.
pub fn decide(decision: DecisionId, past: &[Past], now: &dyn Now) -> Result<Vec<Event>, Refusal> {
    if past.is_empty() {
        return Err(Refusal::new("refuse-nothing-to-undo"));
    }
    if let Some(key) = why_not(past.iter().map(|p| &p.event)) {
        return Err(Refusal::new(key));
    }
    let (mut mentions, mut tasks, mut pins, mut skipped) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut withdrawn = Vec::new();
    for Past { event, who, at } in past {
        for was in event.mentions() {
            let mut left = was.before.clone();
            left.apply(event, who, *at);
            match now.mention(was.mention) {
                Some(current) if current == left => {
                    mentions.push(Restore { mention: was.mention, to: was.before.clone() });
                }
                _ => skipped.push(was.mention),
            }
        }
        match event {
            Event::TaskChanged { task, before, to, .. } if now.task(*task).as_ref() == Some(to) => {
                tasks.push(TaskRestore { task: *task, to: before.clone() });
            }
            Event::TasksAdded { tasks, .. } => {
                withdrawn.extend(tasks.iter().map(|t| t.id).filter(|id| now.untouched(*id)));
            }
            Event::EntryPinned { seq, on } if now.pinned(*seq) == *on => pins.push(PinWas { seq: *seq, on: !on }),
            _ => {}
        }
    }
    unmake(&mut mentions, now);
    if mentions.is_empty() && tasks.is_empty() && pins.is_empty() && withdrawn.is_empty() {
        return Err(Refusal::new("refuse-undo-changed"));
    }
    Ok(vec![Event::Undone { decision, mentions, tasks, pins, skipped, withdrawn }])
}

/// A decision that was taken back while a later one stood over it comes to nothing with that one: what was before both is
/// restored.
fn unmake(mentions: &mut [Restore], now: &dyn Now) {
    let ids: Vec<MentionId> = mentions.iter().map(|restore| restore.mention).collect();
    if ids.is_empty() {
        return;
    }
    for Past { event, who, at } in now.taken_back(&ids) {
        let before: HashMap<MentionId, &Attention> = event.mentions().iter().map(|w| (w.mention, &w.before)).collect();
        for Restore { mention, to } in mentions.iter_mut() {
            let Some(before) = before.get(mention) else { continue };
            let mut left = (*before).clone();
            left.apply(&event, &who, at);
            if left == *to {
                to.clone_from(before);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_reasons_the_one_that_says_what_to_do_instead_is_given() {
        let read = |json: &str| serde_json::from_str::<Event>(json).unwrap();
        let plan = read(include_str!("../../tests/corpus/v1/plan_adopted.json"));
        let declared = read(include_str!("../../tests/corpus/v1/incident_declared.json"));
        assert_eq!(why_not([&plan]), Some(CANNOT));
        for both in [[&plan, &declared], [&declared, &plan]] {
            assert_eq!(why_not(both), Some("refuse-undo-declared"));
        }
    }
}
