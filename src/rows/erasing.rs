//! What an erasure would take out of the room, and what it would leave.

use crate::domain::ids::{EventSeq, MentionId, ResponseId};
use crate::domain::text::Clean;

/// What would be erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Mentions whose words are still there, the oldest first.
    pub mentions: Vec<MentionId>,
    /// Mentions that were named and are not there, or were erased before.
    pub gone: Vec<MentionId>,
    /// Files of evidence that belong to them.
    pub files: u32,
    /// Events of ours that lose whole lines, which name the author or repeat the text. Of the first mentions alone, as what
    /// follows.
    pub lines: Vec<EventSeq>,
    /// Events of ours that lose the author's name, or a title that was made from the words.
    pub veiled: Vec<EventSeq>,
    /// Who is typing lines that go too, and of which text; none where it is a form.
    pub unsent: Vec<(Clean, Option<ResponseId>)>,
    /// Events whose own words still name the author, if only by a part of their name, or repeat the text afterwards: what we
    /// said in public above all.
    pub told: Vec<EventSeq>,
    /// Mentions by others that name the author, whose words stay as they are.
    pub others: Vec<MentionId>,
}
