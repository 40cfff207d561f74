//! What became of each mention of the incident, in one pass over the events: when its first answer came, when it was
//! decided on, and whether it still waits. Keeps to [`crate::domain::clock::first_answer`], which does it for one mention.

use super::{Arrival, Entry, Funnel, Room};
use crate::domain::clock::{Patience, waits};
use crate::domain::event::Event;
use crate::domain::ids::{DecisionId, EventSeq, MentionId, ResponseId};
use crate::domain::mention::{Attention, Disposition, Owes};
use crate::domain::response::{ResponseKind, attends};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use std::collections::HashMap;

/// Something that happened, and when.
pub type When = (EventSeq, Stamp);

/// What became of one mention.
pub struct Asked<'a> {
    /// As it arrived.
    pub arrival: &'a Arrival,
    /// Since when its clock runs.
    pub from: Stamp,
    /// How long it may.
    patience: &'a Patience,
    /// What people decided.
    attention: Attention,
    /// Its answer since then, and the decision that could still be taken back.
    answered: Option<(When, Option<DecisionId>)>,
    /// The first answer that it ever had.
    pub first: Option<When>,
    /// Since when what was decided owes nothing.
    decided: Option<When>,
    /// The decision that stands.
    pub disposed: Option<When>,
}

impl Asked<'_> {
    /// What was decided.
    pub fn disposition(&self) -> Option<Disposition> {
        self.attention.disposition
    }

    /// When its clock stopped: answered, or decided so that nothing is owed.
    pub fn stopped(&self) -> Option<When> {
        [self.answered.map(|(when, _)| when), self.decided].into_iter().flatten().min_by_key(|(seq, at)| (*at, *seq))
    }

    /// When its answer is due.
    pub fn due(&self) -> Stamp {
        self.patience.due(self.arrival.band, self.from)
    }

    /// It needed somebody.
    pub fn needs(&self) -> bool {
        self.attention.disposition != Some(Disposition::NotRelevant)
    }
}

/// A text on its way to those whom it answers.
struct Way {
    answers: Vec<MentionId>,
    channel: String,
    kind: ResponseKind,
}

/// What became of every mention of the incident.
pub struct Answers<'a> {
    /// Each of them, in the order of posting.
    pub all: Vec<Asked<'a>>,
    place: HashMap<MentionId, usize>,
    ways: HashMap<ResponseId, Way>,
    /// Whom a decision says to be answered: what undo takes back.
    settled: HashMap<DecisionId, Vec<MentionId>>,
    room: Option<u32>,
}

impl<'a> Answers<'a> {
    pub(super) fn of(room: &Room<'a>) -> Answers<'a> {
        let all: Vec<Asked<'a>> = room
            .arrivals
            .iter()
            .filter(|arrival| arrival.own)
            .map(|arrival| Asked {
                arrival,
                from: arrival.arrived,
                patience: room.patience,
                attention: Attention::default(),
                answered: None,
                first: None,
                decided: None,
                disposed: None,
            })
            .collect();
        let place = all.iter().enumerate().map(|(n, asked)| (asked.arrival.id, n)).collect();
        let (ways, settled) = (HashMap::new(), HashMap::new());
        let mut answers =
            Answers { all, place, ways, settled, room: (!room.alone).then_some(room.arrivals.len() as u32) };
        for entry in room.log.iter().take_while(|entry| entry.at <= room.until) {
            answers.take(entry);
        }
        answers
    }

    /// One of the incident's own.
    pub fn own(&self, mention: MentionId) -> Option<&Asked<'a>> {
        self.place.get(&mention).map(|n| &self.all[*n])
    }

    fn asked(&mut self, mention: MentionId) -> Option<&mut Asked<'a>> {
        self.place.get(&mention).map(|n| &mut self.all[*n])
    }

    fn take(&mut self, entry: &Entry) {
        let when = (entry.seq, entry.at);
        match &entry.event {
            Event::ResponseOpened { response, kind, channel, answers, .. } => {
                let own = answers.iter().copied().filter(|m| self.place.contains_key(m)).collect();
                self.ways.insert(*response, Way { answers: own, channel: channel.clone(), kind: *kind });
            }
            Event::ResponseSubmitted { response, content, .. } | Event::ResponseRevised { response, content } => {
                if let Some(way) = self.ways.get_mut(response) {
                    way.channel.clone_from(&content.channel);
                }
            }
            Event::RepliesPassed { response, mentions, .. } => {
                if let Some(way) = self.ways.get_mut(response) {
                    let passed: std::collections::HashSet<_> = mentions.iter().collect();
                    way.answers.retain(|m| !passed.contains(m));
                }
            }
            Event::ResponsePublished { response, .. } => {
                let Some(way) = self.ways.remove(response) else { return };
                for mention in way.answers.into_iter().filter(|_| way.kind != ResponseKind::Internal) {
                    let Some(asked) = self.asked(mention) else { continue };
                    if attends(way.kind, &way.channel, asked.arrival.platform.as_str()) {
                        asked.answer(when, None);
                    }
                }
            }
            Event::ReplySent { mention, .. } => {
                if let Some(asked) = self.asked(*mention) {
                    asked.answer(when, None);
                }
            }
            Event::Undone { decision, mentions, .. } => self.undo(*decision, mentions, when),
            Event::MentionReopened { mention, .. } => {
                if let Some(asked) = self.asked(*mention) {
                    (asked.from, asked.answered) = (entry.at, None);
                    asked.apply(&entry.event, when);
                }
            }
            event => {
                for was in event.mentions() {
                    let Some(asked) = self.asked(was.mention) else { continue };
                    let answers = matches!(event, Event::OwedSettled { .. }) && was.before.owes == Some(Owes::Answer);
                    if answers {
                        asked.answer(when, Some(entry.decision));
                    }
                    asked.apply(event, when);
                    if answers {
                        self.settled.entry(entry.decision).or_default().push(was.mention);
                    }
                }
            }
        }
    }

    fn undo(&mut self, decision: DecisionId, back: &[crate::domain::event::Restore], when: When) {
        for mention in self.settled.remove(&decision).unwrap_or_default() {
            let Some(asked) = self.asked(mention) else { continue };
            if let Some((answer, _)) = asked.answered.filter(|(_, by)| *by == Some(decision)) {
                asked.first = asked.first.filter(|first| *first != answer);
                asked.answered = None;
            }
        }
        for restore in back {
            let Some(asked) = self.asked(restore.mention) else { continue };
            asked.attention = restore.to.clone();
            asked.disposed = asked.disposed.filter(|_| restore.to.disposition.is_some());
            asked.settle(when);
        }
    }

    /// How many came to what.
    pub fn funnel(&self) -> Funnel {
        let needing: Vec<_> = self.all.iter().filter(|asked| asked.needs()).collect();
        let mut counts: HashMap<Disposition, u32> = HashMap::new();
        for disposition in self.all.iter().filter_map(Asked::disposition) {
            *counts.entry(disposition).or_default() += 1;
        }
        let mut decided: Vec<_> = counts.into_iter().collect();
        decided.sort_by_key(|(disposition, n)| (std::cmp::Reverse(*n), *disposition as usize));
        Funnel {
            room: self.room,
            own: self.all.len() as u32,
            needing: Some(needing.len() as u32),
            attended: Some(needing.iter().filter(|a| a.stopped().is_some()).count() as u32),
            answered: Some(needing.iter().filter(|a| a.first.is_some()).count() as u32),
            decided,
        }
    }
}

impl Asked<'_> {
    fn answer(&mut self, when: When, undoable: Option<DecisionId>) {
        self.answered.get_or_insert((when, undoable));
        self.first.get_or_insert(when);
    }

    fn apply(&mut self, event: &Event, when: When) {
        self.attention.apply(event, &Clean::default(), when.1);
        if matches!(event, Event::MentionsDisposed { .. }) {
            self.disposed = Some(when);
        }
        self.settle(when);
    }

    fn settle(&mut self, when: When) {
        self.decided = if waits(&self.attention) { None } else { self.decided.or(Some(when)) };
    }
}
