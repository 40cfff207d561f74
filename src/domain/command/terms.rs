//! The words that commands speak in: the domain's own types, brought together from their modules.

pub(super) use crate::domain::affected::Care;
pub(super) use crate::domain::evidence::{Capture, Target};
pub(super) use crate::domain::fact::FactState;
pub(super) use crate::domain::ids::{
    AffectedId, DecisionId, EventSeq, FactId, IncidentId, MentionId, ResponseId, TaskId,
};
pub(super) use crate::domain::incident::{IncidentType, Severity, Status};
pub(super) use crate::domain::mention::{Disposition, RawMention, Tone};
pub(super) use crate::domain::response::{Content, Links, ResponseKind, Waiver};
pub(super) use crate::domain::reveal::Subject;
pub(super) use crate::domain::room::Lang;
pub(super) use crate::domain::task::TaskStatus;
pub(super) use crate::domain::time::Stamp;
pub(super) use crate::domain::{
    action, affected, belonging, clue, duty, handover, incident, item, matter, reminder, report, task, timeline,
};
