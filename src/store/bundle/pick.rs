//! What of a room is told in a bundle: the events of its incident, those about its mentions and what frames them; the
//! mentions that belong to it or that its events name. Reads only, and looks at each event twice at most.

use super::super::chain::{self, Logged};
use super::super::error::StoreError;
use super::super::load;
use crate::domain::event::Event;
use crate::domain::evidence::{Target, Thing};
use crate::domain::ids::{EventSeq, IncidentId, MentionId};
use crate::domain::incident::Status;
use crate::domain::reveal::Subject;
use crate::domain::time::Stamp;
use crate::review::LOOK_BACK;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// What is told.
#[derive(Debug, Default)]
pub(super) struct Picked {
    /// Mentions.
    pub mentions: HashSet<i64>,
    /// Events, by their numbers.
    pub events: HashSet<i64>,
    /// The plans in force while it was on, by their digests.
    pub plans: Vec<String>,
}

/// What its own events speak of besides.
#[derive(Default)]
struct Own {
    facts: HashSet<i64>,
    affected: HashSet<i64>,
    responses: HashSet<i64>,
    tasks: HashSet<i64>,
    signals: HashSet<i64>,
    /// Signals that led to it.
    leading: HashSet<i64>,
    declared: bool,
    first: Option<i64>,
}

/// Chooses. `tell` hears of every event that was looked at.
pub(super) fn pick(conn: &Connection, of: IncidentId, mut tell: impl FnMut(i64)) -> Result<Picked, StoreError> {
    let incidents = parts(conn, of)?;
    let (mut picked, mut own) = (Picked::default(), Own::default());
    if let Some(incident) = load::incident(conn, of)? {
        let about = format!("SELECT id FROM mention_state WHERE {}", load::about(conn, &incident, "mention_state")?);
        picked.mentions = conn.prepare(&about)?.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
        if load::own(conn, of)?.is_none() {
            // what its beginning rests on
            own.signals.extend(load::begin(conn, &incident)?.signal.map(|seq| seq.0));
        }
    }
    let oldest = load::incident(conn, of)?.map_or(Stamp(0), |incident| incident.t0.plus(-LOOK_BACK));
    walk(conn, |entry, event| {
        own.led(entry, &event, (of, &incidents, oldest), &picked.mentions);
        if entry.header.incident.is_some_and(|i| incidents.contains(&i.0)) {
            own.meet(entry.header.seq, &event);
            picked.mentions.extend(names(&event).iter().map(|m| m.0));
            picked.events.insert(entry.header.seq.0);
        } else if let Event::FactChanged { fact, .. } = &event
            && own.facts.contains(&fact.0)
        {
            picked.events.insert(entry.header.seq.0);
        } else if let Event::AffectedChanged { affected, .. } = &event
            && own.affected.contains(&affected.0)
        {
            picked.events.insert(entry.header.seq.0);
        }
        tell(entry.header.seq.0);
    })?;
    own.signals.extend(std::mem::take(&mut own.leading));
    around(conn, &mut picked, &own, &mut tell)?;
    Ok(picked)
}

/// An incident and those that were put into it, or into one of those.
fn parts(conn: &Connection, of: IncidentId) -> rusqlite::Result<HashSet<i64>> {
    conn.prepare(load::PARTS)?.query_map([of.0], |r| r.get(0))?.collect()
}

fn walk(conn: &Connection, mut meet: impl FnMut(&Logged, Event)) -> Result<(), StoreError> {
    chain::each(conn, EventSeq(1), |entry| {
        if let Some(event) = entry.event()? {
            meet(&entry, event);
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// Mentions that an event of the incident names: whom it answers, whom it thanks, who was harmed. That a mention was put
/// into the incident or out of it is no reason to tell it: those that stayed belong to it.
fn names(event: &Event) -> Vec<MentionId> {
    match event {
        Event::ResponseOpened { answers, .. } => answers.clone(),
        Event::AffectedAdded { mention, .. } => mention.iter().copied().collect(),
        Event::ReplySent { mention, .. } => vec![*mention],
        Event::RepliesPassed { mentions, .. } => mentions.clone(),
        _ => Vec::new(),
    }
}

impl Own {
    fn meet(&mut self, seq: EventSeq, event: &Event) {
        self.first.get_or_insert(seq.0);
        match event {
            Event::FactAdded { fact, .. } => _ = self.facts.insert(fact.0),
            Event::AffectedAdded { affected, .. } => _ = self.affected.insert(affected.0),
            Event::ResponseOpened { response, .. } => _ = self.responses.insert(response.0),
            Event::TasksAdded { tasks, .. } => self.tasks.extend(tasks.iter().map(|t| t.id.0)),
            Event::IncidentDetected { signal: Some(signal), .. } => _ = self.signals.insert(signal.0),
            _ => {}
        }
    }

    /// What the room noticed before the incident was declared, which its review tells: of what came before another was opened
    /// nothing, since that is taken for that one's, and nothing that tells a stranger's words.
    fn led(
        &mut self,
        entry: &Logged,
        event: &Event,
        (of, parts, oldest): (IncidentId, &HashSet<i64>, Stamp),
        told: &HashSet<i64>,
    ) {
        let opens = matches!(event, Event::IncidentDetected { .. } | Event::IncidentDeclared { .. });
        match event {
            Event::IncidentDeclared { incident, .. } if *incident == of => self.declared = true,
            Event::StatusChanged { incident, to: Status::Active, .. } if *incident == of => self.declared = true,
            _ if self.declared => {}
            event if opens && self.first.is_none() && event.incident().is_some_and(|of| !parts.contains(&of.0)) => {
                self.leading.clear();
            }
            Event::SignalRaised { signal } => {
                let stranger = signal.mention().is_some_and(|mention| !told.contains(&mention.0));
                self.leading.extend(Some(entry.header.seq.0).filter(|_| !stranger && entry.header.logged >= oldest));
            }
            _ => {}
        }
    }

    fn shows(&self, to: Target, mentions: &HashSet<i64>) -> bool {
        match to.kind {
            Thing::Mention => mentions.contains(&to.id),
            Thing::Fact => self.facts.contains(&to.id),
            Thing::Response => self.responses.contains(&to.id),
        }
    }

    fn saw(&self, subject: Subject, picked: &Picked) -> bool {
        let among = match subject {
            Subject::Mention(_) => &picked.mentions,
            Subject::Response(_) => &self.responses,
            Subject::Task(_) => &self.tasks,
            Subject::Entry(_) => &picked.events,
            Subject::Fact(_) => &self.facts,
            Subject::Affected(_) => &self.affected,
        };
        among.contains(&subject.number())
    }
}

/// Events that belong to no incident, or to another, and are told all the same: what frames a room, what was decided
/// about the mentions that are told and about no others, what speaks of an event that is told.
fn around(conn: &Connection, picked: &mut Picked, own: &Own, tell: &mut dyn FnMut(i64)) -> Result<(), StoreError> {
    let arrivals = arrivals(conn, &mut picked.mentions)?;
    let mut decisions: HashMap<i64, bool> = HashMap::new();
    let mut plan: Option<(i64, String)> = None;
    walk(conn, |entry, event| {
        let seq = entry.header.seq.0;
        tell(seq);
        let told = picked.events.contains(&seq)
            || match &event {
                Event::RoomOpened { .. } | Event::ClockSet { .. } | Event::KeywordsSet { .. } => true,
                Event::MentionsArrived { first, count, .. } => {
                    let next = arrivals.partition_point(|a| a < first);
                    arrivals.get(next).is_some_and(|a| *a < first.saturating_add(i64::from(*count)))
                }
                Event::MentionReopened { mention, .. } => picked.mentions.contains(&mention.0),
                Event::MentionErased { mention, blanked, .. } => {
                    picked.mentions.contains(&mention.0) || blanked.iter().any(|b| picked.events.contains(&b.seq.0))
                }
                Event::Undone { decision, .. } => decisions.get(&decision.0) == Some(&true),
                Event::EntryCorrected { seq, .. } | Event::EntryPinned { seq, .. } => picked.events.contains(&seq.0),
                Event::EvidenceAttached { to, .. } => own.shows(*to, &picked.mentions),
                Event::Revealed { subject } => own.saw(*subject, picked),
                Event::SignalRaised { .. } => own.signals.contains(&seq),
                Event::SignalEnded { raised, .. } | Event::SignalAcknowledged { raised, .. } => {
                    own.signals.contains(&raised.0)
                }
                Event::PlanAdopted { digest, .. } if own.first.is_some_and(|first| seq < first) => {
                    // the one that was in force when it began: which one that is, the next tells
                    plan = Some((seq, digest.clone()));
                    false
                }
                Event::PlanAdopted { .. } => true,
                event => {
                    let rows = event.mentions();
                    !rows.is_empty() && rows.iter().all(|was| picked.mentions.contains(&was.mention.0))
                }
            };
        if told {
            picked.events.insert(seq);
            if let Event::PlanAdopted { digest, .. } = event {
                picked.plans.push(digest);
            }
        }
        let whole = decisions.entry(entry.header.decision.0).or_insert(true);
        *whole &= told;
    })?;
    if let Some((seq, digest)) = plan {
        picked.events.insert(seq);
        picked.plans.push(digest);
    }
    picked.plans.sort_unstable();
    picked.plans.dedup();
    Ok(())
}

/// When those that are told arrived, by their numbers; what is in no table is forgotten.
fn arrivals(conn: &Connection, mentions: &mut HashSet<i64>) -> rusqlite::Result<Vec<i64>> {
    let mut query = conn.prepare("SELECT arrival FROM mention WHERE id = ?1")?;
    let mut arrivals = Vec::with_capacity(mentions.len());
    let mut strangers = Vec::new();
    for id in mentions.iter() {
        match query.query_row([id], |r| r.get(0)).optional()? {
            Some(arrival) => arrivals.push(arrival),
            None => strangers.push(*id),
        }
    }
    for id in strangers {
        mentions.remove(&id);
    }
    arrivals.sort_unstable();
    Ok(arrivals)
}
