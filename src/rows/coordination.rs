//! What the page of an incident shows: its next step, what is to be decided, its lists.

use super::{OwnMentions, RuleRow};
use crate::domain::fact::Fact;
use crate::domain::ids::{EventSeq, ItemId, MatterId};
use crate::domain::incident::{Check, Condition, Incident, Status};
use crate::domain::item::Item;
use crate::domain::matter::Matter;
use crate::review::ActionItem;

/// An incident, opened.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentDetail {
    /// The incident.
    pub incident: Incident,
    /// The step that leads on, with its conditions but for who takes it; none where it has ended.
    pub step: Option<(Status, Vec<Check>)>,
    /// What is to be decided, the first due first; then what was, the last first.
    pub matters: Vec<Matter>,
    /// The lines on its lists, list by list, the open ones first.
    pub items: Vec<Item>,
    /// Facts that were learnt, changed or given up since the first thing that is still paused was, the newest first.
    pub changed: Vec<Fact>,
    /// Its mentions, and by which rules they are its.
    pub own: OwnMentions,
    /// How far its action items have come.
    pub actions: Vec<ActionItem>,
    /// Action items that other incidents left and that still ask for somebody.
    pub left: Vec<ActionItem>,
}

/// One line of the page that keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncidentLine {
    /// What is to be decided, or was.
    Matter(MatterId),
    /// A condition of the next step.
    Check(Condition),
    /// A rule of which mentions are its.
    Rule(EventSeq),
    /// A line on a list.
    Item(ItemId),
    /// An action item of another incident.
    Left(ItemId),
}

impl IncidentDetail {
    /// Every line in the order of the page.
    pub fn lines(&self) -> Vec<IncidentLine> {
        let matters = self.matters.iter().map(|m| IncidentLine::Matter(m.id));
        let checks = self.step.iter().flat_map(|(_, checks)| checks).map(|c| IncidentLine::Check(c.condition));
        let rules = self.own.rules.iter().map(|r| IncidentLine::Rule(r.rule.seq));
        let left = self.left.iter().map(|action| IncidentLine::Left(action.item));
        let items = self.items.iter().map(|i| IncidentLine::Item(i.id));
        matters.chain(checks).chain(rules).chain(left).chain(items).collect()
    }

    /// An action item, of this incident or of another.
    pub fn action(&self, id: ItemId) -> Option<&ActionItem> {
        self.actions.iter().chain(&self.left).find(|action| action.item == id)
    }

    /// A line on its lists that is a planned action, with how far that has come.
    pub fn planned(&self, id: ItemId) -> Option<&ActionItem> {
        self.action(id).filter(|action| action.purpose.is_some())
    }

    /// A matter of it.
    pub fn matter(&self, id: MatterId) -> Option<&Matter> {
        self.matters.iter().find(|m| m.id == id)
    }

    /// A rule of it.
    pub fn rule(&self, seq: EventSeq) -> Option<&RuleRow> {
        self.own.rules.iter().find(|r| r.rule.seq == seq)
    }

    /// A line on its lists.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|i| i.id == id)
    }

    /// A condition of its next step.
    pub fn check(&self, condition: Condition) -> Option<&Check> {
        self.step.iter().flat_map(|(_, checks)| checks).find(|c| c.condition == condition)
    }
}
