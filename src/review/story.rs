//! What the people of an incident did, in one pass over the events: its steps, its texts, promises, tasks, facts and care.

use super::answers::{Answers, When};
use super::said::{Draft, Note, Promise, Settled};
use super::{Entry, Known, LOOK_BACK, Moment, Moments, Room, Row, tone};
use crate::domain::affected::Care;
use crate::domain::event::{Event, Visibility};
use crate::domain::evidence::Thing;
use crate::domain::fact::FactState;
use crate::domain::ids::{
    AffectedId, EventSeq, FactId, HandoverId, IncidentId, MatterId, MentionId, ResponseId, TaskId,
};
use crate::domain::incident::{Baseline, IncidentType, Severity, Status};
use crate::domain::matter::Ruling;
use crate::domain::mention::Band;
use crate::domain::notice::Notice;
use crate::domain::signal::Signal;
use crate::domain::task::{BY_HAND, PROMISE, TaskStatus};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::domain::timeline::EntryKind;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A task as it ended.
pub struct Done {
    pub(super) made: EventSeq,
    pub(super) due: Option<Stamp>,
    pub(super) status: TaskStatus,
    pub(super) ended: Option<When>,
}

/// Somebody who was harmed.
pub struct Harmed {
    pub(super) since: When,
    pub(super) contacted: Option<When>,
}

/// What was done.
pub struct Story<'a> {
    /// The incident and what was put into it.
    pub(super) parts: BTreeSet<IncidentId>,
    pub(super) title: Clean,
    pub(super) kind: IncidentType,
    pub(super) lead: Option<Clean>,
    pub(super) severities: Vec<(Stamp, EventSeq, Severity)>,
    pub(super) statuses: Vec<(Stamp, EventSeq, Status)>,
    pub(super) timeline: Vec<Row>,
    pub(super) drafts: BTreeMap<ResponseId, Draft>,
    pub(super) tasks: BTreeMap<TaskId, Done>,
    pub(super) harmed: BTreeMap<AffectedId, Harmed>,
    pub(super) evidence: HashMap<MentionId, EventSeq>,
    pub(super) matters: Vec<Settled>,
    pub(super) usual: Option<(u32, EventSeq)>,
    pub(super) baseline: Option<(Baseline, EventSeq)>,
    pub(super) offered: BTreeMap<HandoverId, EventSeq>,
    pub(super) accepted: BTreeMap<HandoverId, EventSeq>,
    promises: BTreeMap<TaskId, Promise>,
    facts: BTreeMap<FactId, (When, FactState)>,
    questions: HashMap<MatterId, Clean>,
    notes: Vec<Note>,
    notice: Notice,
    t0: Stamp,
    /// Somebody said when it began; else T0 is only when it was opened.
    t0_said: bool,
    /// When another incident was last opened before this one: what was noticed until then is taken for that one's.
    other: Option<Stamp>,
    /// Events at which the incident appeared, and was declared.
    appeared: When,
    declared: Option<When>,
    contained: Option<When>,
    resolved: Option<When>,
    room: &'a Room<'a>,
}

impl<'a> Story<'a> {
    pub(super) fn of(room: &'a Room<'a>, answers: &Answers<'_>) -> Option<Story<'a>> {
        let ours = |e: &&Entry| e.event.incident() == Some(room.incident);
        let (first, title, t0) = room.log.iter().filter(ours).find_map(|e| match &e.event {
            Event::IncidentDeclared { title, since, .. } | Event::IncidentDetected { title, since, .. } => {
                Some((e, title, *since))
            }
            _ => None,
        })?;
        // what was put into it may have begun before it
        let known = room.log.iter().take_while(|e| e.at <= room.until);
        let earlier = known.filter_map(|e| match &e.event {
            Event::IncidentMerged { into, since, .. } if *into == room.incident => *since,
            _ => None,
        });
        let t0 = earlier.fold(t0, Stamp::min);
        let mut story = Story {
            parts: super::parts(room.incident, room.log, room.until),
            title: title.clone(),
            kind: IncidentType::Unknown,
            lead: None,
            severities: Vec::new(),
            statuses: Vec::new(),
            timeline: Vec::new(),
            drafts: BTreeMap::new(),
            tasks: BTreeMap::new(),
            harmed: BTreeMap::new(),
            evidence: HashMap::new(),
            matters: Vec::new(),
            usual: None,
            baseline: None,
            offered: BTreeMap::new(),
            accepted: BTreeMap::new(),
            promises: BTreeMap::new(),
            facts: BTreeMap::new(),
            questions: HashMap::new(),
            notes: Vec::new(),
            notice: Notice::default(),
            t0,
            t0_said: t0 < first.at,
            other: None,
            appeared: (first.seq, first.at),
            declared: None,
            contained: None,
            resolved: None,
            room,
        };
        for (index, entry) in room.log.iter().enumerate().take_while(|(_, entry)| entry.at <= room.until) {
            story.take(index, entry, answers);
        }
        story.timeline.sort_by_key(|row| (row.at, row.seq));
        Some(story)
    }

    /// How grave it was at a moment.
    pub(super) fn severity_at(&self, at: Stamp) -> Option<Severity> {
        self.severities.iter().rev().find(|(since, ..)| *since <= at).map(|(.., severity)| *severity)
    }

    fn take(&mut self, index: usize, entry: &Entry, answers: &Answers<'_>) {
        let when = (entry.seq, entry.at);
        let ours = self.ours(entry, answers);
        self.notices(entry, when, answers);
        if let Some(id) = entry.event.response() {
            self.text(id, entry, ours);
        } else if ours {
            let part = self.of_part(entry);
            if !part {
                self.step(&entry.event, when);
            }
            self.care(&entry.event, when, part);
            self.people(entry, when, part);
        }
        self.everywhere(&entry.event, when, answers);
        if ours && entry.event.visibility() != Visibility::Quiet {
            let visibility = entry.event.visibility();
            let at = entry.event.back_dated().unwrap_or(entry.at);
            self.timeline.push(Row { index, seq: entry.seq, at, logged: entry.at, visibility });
        }
    }

    /// Whether an event is of what was put into this incident, and not of itself.
    fn of_part(&self, entry: &Entry) -> bool {
        let of = entry.event.incident().or(entry.incident);
        of.is_some_and(|of| of != self.room.incident && self.parts.contains(&of))
    }

    /// Whether an event tells of this incident, or of what was put into it.
    fn ours(&self, entry: &Entry, answers: &Answers<'_>) -> bool {
        if entry.event.incident().or(entry.incident).is_some_and(|of| self.parts.contains(&of)) {
            return true;
        }
        match &entry.event {
            // what names no incident is of every one: somebody wrote it down without saying more
            Event::MatterOpened { incident, .. }
            | Event::MatterDecided { incident, .. }
            | Event::FactAdded { incident, .. } => incident.is_none(),
            Event::EntryAdded { entry: kind, incident, .. } => {
                incident.is_none() && kind.of_review() && entry.seq >= self.appeared.0
            }
            Event::AffectedAdded { incident, mention, .. } => {
                incident.is_none() && mention.is_none_or(|mention| answers.own(mention).is_some())
            }
            Event::AffectedChanged { affected, .. } => self.harmed.contains_key(affected),
            Event::FactChanged { fact, .. } => self.facts.contains_key(fact),
            Event::EvidenceAttached { to, .. } if to.kind == Thing::Mention => answers.own(MentionId(to.id)).is_some(),
            // what led to it: the room noticed, or was deaf
            Event::SignalRaised { .. } => self.declared.is_none() && entry.at >= self.t0.plus(-LOOK_BACK),
            Event::MentionReopened { mention, .. } | Event::MentionErased { mention, .. } => {
                answers.own(*mention).is_some()
            }
            // what puts right or takes back something of it
            Event::EntryCorrected { seq, .. } => self.timeline.iter().any(|row| row.seq == *seq),
            Event::Undone { decision, .. } => {
                self.timeline.iter().any(|row| self.room.log[row.index].decision == *decision)
            }
            event => match event.response() {
                Some(id) => match event {
                    Event::ResponseOpened { incident, answers: to, .. } => {
                        incident.is_none() && to.iter().any(|m| answers.own(*m).is_some())
                    }
                    _ => self.drafts.contains_key(&id),
                },
                None => event.mentions().iter().any(|was| answers.own(was.mention).is_some()),
            },
        }
    }

    /// What could show that it was noticed. Where its mentions are not told apart every one since it began may be its own.
    fn notices(&mut self, entry: &Entry, when: When, answers: &Answers<'_>) {
        if let Event::SignalRaised { signal: Signal::VolumeSpike { usual, .. } } = &entry.event {
            self.usual.get_or_insert((*usual, entry.seq));
        }
        let of_it = entry.event.incident().is_some_and(|of| self.parts.contains(&of));
        let opens = matches!(entry.event, Event::IncidentDetected { .. } | Event::IncidentDeclared { .. });
        if opens && !of_it && entry.seq < self.appeared.0 {
            self.other = Some(entry.at);
        }
        let own = |mention: MentionId| match answers.own(mention) {
            Some(asked) => Some(asked.arrival.posted),
            None => (!self.room.own).then_some(Stamp(mention.0 / MentionId::PER_MS)),
        };
        self.notice.take(when, &entry.event, !entry.who.is_empty(), of_it, own);
    }

    fn step(&mut self, event: &Event, when: When) {
        let (seq, at) = when;
        match event {
            Event::IncidentDeclared { severity, incident_type, lead, .. } => {
                (self.kind, self.lead) = (*incident_type, lead.clone());
                self.severities.push((at, seq, *severity));
                self.statuses.push((at, seq, Status::Active));
                self.declared.get_or_insert(when);
            }
            Event::IncidentDetected { .. } => self.statuses.push((at, seq, Status::Detected)),
            Event::IncidentMerged { .. } => self.statuses.push((at, seq, Status::Merged)),
            Event::SeverityChanged { to, .. } => self.severities.push((at, seq, *to)),
            Event::TypeChanged { to, .. } => self.kind = *to,
            Event::LeadChanged { to, .. } => self.lead = to.clone(),
            Event::StatusChanged { to, .. } => {
                self.statuses.push((at, seq, *to));
                match to {
                    // an end that did not last is none
                    Status::Active => {
                        self.declared.get_or_insert(when);
                        (self.contained, self.resolved) = (None, None);
                    }
                    Status::Contained => self.contained = Some(when),
                    Status::Resolved => self.resolved = Some(when),
                    _ => {}
                }
            }
            Event::BaselineSet { baseline, .. } => self.baseline = Some((*baseline, seq)),
            _ => {}
        }
    }

    /// What the plan asked for a part it has been asked for the whole: of its tasks only those that people set go on.
    fn care(&mut self, event: &Event, when: When, part: bool) {
        match event {
            Event::AffectedAdded { affected, .. } => {
                self.harmed.insert(*affected, Harmed { since: when, contacted: None });
            }
            Event::TasksAdded { tasks, .. } => {
                for task in tasks {
                    if task.phase == PROMISE {
                        let words = [task.en.clone(), task.es.clone()];
                        let (response, due) = (task.response, task.due);
                        let made = Promise { made: when, words, response, due, kept: None, late: false, ended: false };
                        self.promises.insert(task.id, made);
                    } else if !part || task.phase == BY_HAND || task.response.is_some() {
                        let (made, status) = (when.0, TaskStatus::Open);
                        self.tasks.insert(task.id, Done { made, due: task.due, status, ended: None });
                    }
                }
            }
            Event::TasksRetimed { tasks, .. } => {
                for retimed in tasks {
                    if let Some(task) = self.tasks.get_mut(&retimed.task) {
                        task.due = retimed.due;
                    }
                }
            }
            Event::TaskMoved { task, to, .. } => {
                // a promise that is moved once its time has passed stays broken
                if let Some(promise) = self.promises.get_mut(task) {
                    promise.late |= promise.due.is_some_and(|due| when.1 > due);
                    promise.due = Some(*to);
                } else if let Some(task) = self.tasks.get_mut(task) {
                    task.due = Some(*to);
                }
            }
            Event::TaskChanged { task, to, .. } => self.ended(*task, to.status, when),
            Event::FactAdded { fact, state, supersedes, .. } => {
                self.facts.insert(*fact, (when, state.clone()));
                supersedes.iter().for_each(|old| drop(self.facts.remove(old)));
            }
            _ => {}
        }
    }

    fn ended(&mut self, task: TaskId, status: TaskStatus, when: When) {
        if let Some(promise) = self.promises.get_mut(&task) {
            promise.kept = (status == TaskStatus::Done).then_some(promise.kept).flatten();
            promise.kept = promise.kept.or((status == TaskStatus::Done).then_some(when));
            promise.ended = status.over();
        } else if let Some(task) = self.tasks.get_mut(&task) {
            task.status = status;
            task.ended = status.over().then_some(task.ended).flatten().or(status.over().then_some(when));
        }
    }

    /// Who handed what to whom, what was decided, and what people wrote. The roles of a part ended with it.
    fn people(&mut self, entry: &Entry, when: When, part: bool) {
        match &entry.event {
            Event::HandoverOffered { handover, .. } if !part => drop(self.offered.insert(*handover, when.0)),
            Event::HandoverAccepted { handover, readback, .. } if !part && !readback.is_empty() => {
                self.accepted.insert(*handover, when.0);
            }
            Event::MatterOpened { matter, question, .. } => drop(self.questions.insert(*matter, question.clone())),
            Event::MatterDecided { matter, ruling, .. } => {
                let question = self.questions.get(matter).cloned().unwrap_or_default();
                self.matters.push(Settled { when, question, ruling: ruling.clone() });
            }
            // somebody wrote down at once what was decided
            Event::EntryAdded { entry: EntryKind::Decision, text, private: false, at, .. } => {
                let at = at.unwrap_or(entry.at);
                let ruling = Ruling { what: text.clone(), by: entry.who.clone(), at, ..Ruling::default() };
                self.matters.push(Settled { when: (when.0, at), question: Clean::default(), ruling });
            }
            Event::EntryAdded { entry: kind, text, private, .. } if kind.of_review() => {
                let (who, role, private) = (entry.who.clone(), entry.role.clone(), *private);
                let when = (when.0, entry.event.back_dated().unwrap_or(when.1));
                self.notes.push(Note { when, kind: *kind, text: text.clone(), who, role, private });
            }
            _ => {}
        }
    }

    /// What events tell that name no incident: of people, facts and notes that it knows by their number.
    fn everywhere(&mut self, event: &Event, when: When, answers: &Answers<'_>) {
        match event {
            Event::AffectedChanged { affected, to, .. } if *to != Care::Waiting => {
                if let Some(harmed) = self.harmed.get_mut(affected) {
                    harmed.contacted.get_or_insert(when);
                }
            }
            Event::FactChanged { fact, to, .. } => {
                if let Some(known) = self.facts.get_mut(fact) {
                    *known = (when, to.clone());
                }
            }
            Event::EvidenceAttached { to, .. } if to.kind == Thing::Mention => {
                let mention = MentionId(to.id);
                if answers.own(mention).is_some() {
                    self.evidence.entry(mention).or_insert(when.0);
                }
            }
            Event::EntryCorrected { seq, text } => {
                if let Some(note) = self.notes.iter_mut().find(|note| note.when.0 == *seq) {
                    note.text = text.clone();
                }
                if let Some(matter) = self.matters.iter_mut().find(|matter| matter.when.0 == *seq) {
                    matter.ruling.what = text.clone();
                }
            }
            Event::Undone { tasks, withdrawn, .. } => {
                for restore in tasks {
                    self.ended(restore.task, restore.to.status, when);
                }
                for task in withdrawn {
                    self.tasks.remove(task);
                    self.promises.remove(task);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, id: ResponseId, entry: &Entry, ours: bool) {
        if let Some(draft) = self.drafts.get_mut(&id) {
            draft.take(entry);
        } else if ours {
            self.drafts.extend(Draft::opened(entry).map(|draft| (id, draft)));
        }
    }

    /// When it began (practice.md 9.1, `t_origin`): its first mention, searched for 72 h back. Where its mentions are not
    /// told apart, when a person says so (T0); where nobody said, its first sign: the first signal, or the first mention
    /// with a hard trigger or urgent enough for one, since another incident was opened. Never when it was opened, while
    /// anything shows that it is older: that would make the slowest room the fastest.
    fn origin(&self, answers: &Answers<'_>) -> Moment {
        let oldest = self.t0.plus(-LOOK_BACK);
        let posted = answers.all.iter().map(|asked| asked.arrival.posted).filter(|at| *at >= oldest).min();
        if let Some(at) = posted.filter(|_| self.room.own) {
            return (at, None);
        }
        let opened = (self.t0, Some(self.appeared.0));
        if self.t0_said {
            return opened;
        }
        let oldest = self.other.map_or(oldest, |at| at.max(oldest));
        let raised = self.notice.raised_since(oldest).map(|(seq, at)| (at, Some(seq)));
        let own = answers.all.iter().map(|asked| asked.arrival).filter(|a| a.posted >= oldest);
        let sign = own.filter(|a| a.trigger || a.band <= Band::P2).map(|a| (a.posted, None)).min_by_key(|(at, _)| *at);
        [sign, raised, Some(opened)].into_iter().flatten().min_by_key(|(at, _)| *at).unwrap_or(opened)
    }

    /// The moments that figures are counted between.
    pub(super) fn moments(&self, answers: &Answers<'_>) -> Moments {
        let said = |when: When| (when.1, Some(when.0));
        let origin = self.origin(answers);
        let (alert, acknowledged) = (self.notice.alert(origin.0), self.notice.acknowledged(origin.0));
        let signal = tone::could_notice(self.room, origin.0).map(|at| (at, None));
        // where a person was sooner than any rule could be, that is when it could be noticed
        let signal = signal.into_iter().chain(alert.map(said)).min_by_key(|(at, _)| *at);
        let out = || self.drafts.values().filter(|d| d.public()).filter_map(|d| Some((d, d.out?)));
        let earliest = |all: &mut dyn Iterator<Item = When>| all.min_by_key(|(seq, _)| *seq).map(said);
        let answered = answers.all.iter().filter_map(|asked| asked.first);
        Moments {
            origin: Some(origin),
            signal,
            alert: alert.map(said),
            acknowledged: acknowledged.map(said),
            declared: self.declared.map(said),
            first: earliest(&mut out().map(|(_, when)| when).chain(answered)),
            holding: earliest(&mut out().filter(|(d, _)| d.to_all()).map(|(_, when)| when)),
            full: earliest(&mut out().filter(|(d, _)| d.fuller()).map(|(_, when)| when)),
            contained: self.contained.map(said),
            resolved: self.resolved.map(said),
        }
    }

    /// What was promised, each as it stands.
    pub(super) fn promises(&self, until: Stamp) -> Vec<Promise> {
        let standing = |promise: &Promise| Promise { late: promise.is_late(until), ..promise.clone() };
        let mut all: Vec<Promise> = self.promises.values().map(standing).collect();
        all.sort_by_key(|promise| promise.made.0);
        all
    }

    pub(super) fn facts(&self) -> Vec<Known> {
        let known = |((seq, at), state): &(When, FactState)| Known {
            seq: *seq,
            at: *at,
            words: [state.en.clone(), state.es.clone()],
            status: state.status,
        };
        self.facts.values().map(known).collect()
    }

    pub(super) fn notes(&self) -> Vec<Note> {
        self.notes.clone()
    }
}

/// From one moment to another; nothing while either is not known.
pub(super) fn between(from: Option<Moment>, to: Option<Moment>) -> Option<i64> {
    Some(to?.0.since(from?.0))
}
