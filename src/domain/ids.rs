//! Identities that never change once given. Owns only their shape: who hands them out is the store.

use super::time::Stamp;
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub i64);
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
    )+};
}

id! {
    /// A mention: milliseconds of its posted time times 1024 plus a sequence, so that newest-first needs no sort.
    MentionId,
    /// An incident, counted from 1 in its room.
    IncidentId,
    /// A response, counted from 1 in its room.
    ResponseId,
    /// A task of the checklist, counted from 1 in its room.
    TaskId,
    /// A fact of the ledger, counted from 1 in its room.
    FactId,
    /// A person affected, counted from 1 in its room.
    AffectedId,
    /// A piece of evidence, counted from 1 in its room.
    EvidenceId,
    /// A line on one of an incident's lists, counted from 1 in its room.
    ItemId,
    /// A matter to be decided, counted from 1 in its room.
    MatterId,
    /// A handover of a role, counted from 1 in its room.
    HandoverId,
    /// The place of an event in the room's chain, from 1 without gaps.
    EventSeq,
    /// One decision: the sequence of its first event.
    DecisionId,
}

impl IncidentId {
    /// No incident: the checklist of the room itself, where a promise made outside of any is kept.
    pub const NONE: IncidentId = IncidentId(0);
}

impl MentionId {
    /// Identities that one millisecond can hold; the product stays under 2^53, so JSON readers keep it exact.
    pub const PER_MS: i64 = 1024;
    /// What says that it was posted later, in the year 2248 or after, counts as of then; there is room behind it still.
    const LAST_MS: i64 = (1 << 43) - (1 << 20);

    /// The first identity of a posted time (milliseconds since 1970, negative ones count as 0).
    pub const fn first_of(ms: i64) -> Self {
        let ms = match ms {
            ..0 => 0,
            Self::LAST_MS.. => Self::LAST_MS,
            ms => ms,
        };
        MentionId(ms * Self::PER_MS)
    }

    /// When it was posted, as its identity has it.
    pub const fn posted(self) -> Stamp {
        Stamp(self.0.div_euclid(Self::PER_MS))
    }
}
