//! The review of an incident as a screen or a document shows it: its figures, with every event that they came from as the
//! timeline has it.

use super::{ReadError, timeline};
use crate::domain::ids::{EventSeq, IncidentId};
use crate::domain::time::Stamp;
use crate::plan::Plan;
use crate::review::Review;
use crate::rows::ReviewDetail;
use crate::store::review;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// The review; `None` where there is no such incident.
pub fn detail(
    conn: &Connection,
    incident: Option<IncidentId>,
    now: Stamp,
    plan: &Plan,
) -> Result<Option<ReviewDetail>, ReadError> {
    let Some(review::Read { review, people, head }) = review::read(conn, incident, now, plan)? else { return Ok(None) };
    let rows = timeline::rows(conn, told(&review).into_iter().map(|seq| seq.0))?;
    let rows = rows.into_iter().map(|row| (row.seq, row)).collect();
    Ok(Some(ReviewDetail { review, rows, people, head }))
}

/// Every event that it speaks of.
fn told(review: &Review) -> BTreeSet<EventSeq> {
    let timeline = review.timeline.iter().map(|row| row.seq);
    let figures = review.figures.iter().flat_map(|figure| figure.events.iter().copied());
    let moments = review.moments.each().into_iter().filter_map(|(_, moment)| moment?.1);
    let facts = review.facts.iter().map(|fact| fact.seq);
    let matters = review.matters.iter().map(|matter| matter.when.0);
    let notes = review.notes.iter().map(|note| note.when.0);
    let texts = review
        .texts
        .iter()
        .flat_map(|text| [Some(text.when), text.corrected, text.retracted])
        .flatten()
        .map(|(seq, _)| seq);
    let promises = review.promises.iter().flat_map(|p| [Some(p.made), p.kept]).flatten().map(|(seq, _)| seq);
    let actions = review.actions.iter().chain(&review.left).flat_map(|action| action.events());
    let said = timeline.chain(figures).chain(moments).chain(facts).chain(matters).chain(notes);
    said.chain(texts).chain(promises).chain(actions).collect()
}
