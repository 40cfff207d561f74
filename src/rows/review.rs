//! What the review of an incident shows, on a screen and in a document.

use super::TimelineRow;
use crate::domain::ids::EventSeq;
use crate::domain::private::Private;
use crate::domain::text::Clean;
use crate::review::Review;
use std::collections::HashMap;

/// A review, with the events that it speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewDetail {
    /// Every figure, text, promise, note and action item.
    pub review: Review,
    /// The events that they came from, as the timeline has them.
    pub rows: HashMap<EventSeq, TimelineRow>,
    /// Where what some of them tell can be read: a post, or a text of ours.
    pub links: HashMap<EventSeq, Private<Clean>>,
    /// Everybody of us whom the room names, each with the code of a role; empty where none is known.
    pub people: Vec<(Clean, Clean)>,
    /// The end of the chain, and its hash in hexadecimal.
    pub head: (EventSeq, String),
}
