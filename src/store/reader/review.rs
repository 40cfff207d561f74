//! The review of an incident as a screen or a document shows it: its figures, with every event that they came from as the
//! timeline has it.

use super::{ReadError, timeline};
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, IncidentId};
use crate::domain::private::Private;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::plan::Plan;
use crate::review::Review;
use crate::rows::{ReviewDetail, TimelineRow};
use crate::store::columns::clean;
use crate::store::review;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeSet, HashMap};

/// The review; `None` where there is no such incident.
pub fn detail(
    conn: &Connection,
    incident: Option<IncidentId>,
    now: Stamp,
    plan: &Plan,
) -> Result<Option<ReviewDetail>, ReadError> {
    let Some(review::Read { review, people, head }) = review::read(conn, incident, now, plan)? else { return Ok(None) };
    let rows = timeline::rows(conn, told(&review).into_iter().map(|seq| seq.0))?;
    let mut links = HashMap::new();
    for row in &rows {
        if let Some(link) = link(conn, row)? {
            links.insert(row.seq, link);
        }
    }
    let rows = rows.into_iter().map(|row| (row.seq, row)).collect();
    Ok(Some(ReviewDetail { review, rows, links, people, head }))
}

/// Where can be read what an event tells: our text where it is out, the one post that it is about.
fn link(conn: &Connection, row: &TimelineRow) -> Result<Option<Private<Clean>>, ReadError> {
    let post = match &row.event {
        Some(
            Event::ResponsePublished { permalink: Some(link), .. }
            | Event::ReplySent { permalink: Some(link), .. }
            | Event::ResponseLinked { permalink: link, .. },
        ) => return Ok(Some(Private::prose(link.clone()))),
        Some(Event::MentionReopened { because, .. }) => Some(*because),
        Some(Event::AffectedAdded { mention, .. }) => *mention,
        Some(Event::SignalRaised { signal }) => signal.mention(),
        Some(event) => event.mentions().first().filter(|_| row.touched == 1).map(|was| was.mention),
        None => None,
    };
    let Some(post) = post else { return Ok(None) };
    let mut url = conn.prepare_cached("SELECT coalesce(url, '') FROM mention WHERE id = ?1")?;
    let url = url.query_row([post.0], |r| clean(r, 0)).optional()?.filter(|url| !url.is_empty());
    Ok(url.map(Private::hidden))
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
