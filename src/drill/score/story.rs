//! What a team did, in one pass over the events up to the end of the drill: what the items of the score are worked out from.

use super::{Entry, Judge, Judged, Key, Text};
use crate::domain::event::Event;
use crate::domain::fact::{Fact, FactStatus};
use crate::domain::ids::{AffectedId, EventSeq, FactId, IncidentId, MentionId, ResponseId, TaskId};
use crate::domain::incident::{Severity, Status};
use crate::domain::mention::{Disposition, Owes};
use crate::domain::notice::Notice;
use crate::domain::response::{Content, ResponseKind, attends};
use crate::domain::task::{Gate, PROMISE, TaskStatus};
use crate::domain::text::Clean;
use crate::domain::time::{MINUTE, Stamp};
use std::collections::HashMap;

/// How long before the scenario's own beginning an incident may be declared and be its incident: the first signs come before.
const EARLY: i64 = 2 * MINUTE;

pub(super) use crate::domain::notice::When;

/// A response on its way.
#[derive(Default)]
struct Draft {
    kind: ResponseKind,
    answers: Vec<MentionId>,
    content: Content,
    approved: Option<(EventSeq, Stamp)>,
    started: Option<Stamp>,
}

/// A text that went out.
pub(super) struct Out {
    pub(super) when: When,
    pub(super) kind: ResponseKind,
    /// Its last approval, and until when that holds.
    pub(super) approved: Option<(EventSeq, Stamp)>,
    /// When it was taken to the platform.
    pub(super) started: Stamp,
    /// Other words went out than those that had been approved.
    pub(super) changed: bool,
    pub(super) judged: Judged,
}

/// A promise that a text made.
pub(super) struct Promised {
    pub(super) made: EventSeq,
    pub(super) due: Stamp,
    pub(super) kept: Option<When>,
}

/// What a team did.
pub(super) struct Story<'a> {
    pub(super) key: &'a Key,
    /// When what was seen of the drill ends: its end, or while it is still being played the last event.
    pub(super) until: Stamp,
    pub(super) notice: Notice,
    pub(super) declared: Option<When>,
    incident: Option<IncidentId>,
    /// How grave the incident was, from when on.
    pub(super) severities: Vec<(When, Severity)>,
    pub(super) paused: Option<When>,
    pub(super) out: Vec<Out>,
    /// Every fact of the ledger, with the event that changed it last, and whether it was ever confirmed.
    pub(super) facts: HashMap<FactId, (Fact, EventSeq, bool)>,
    /// The first answer to each mention.
    pub(super) answered: HashMap<MentionId, When>,
    /// What stands decided about each mention.
    pub(super) decided: HashMap<MentionId, (Disposition, When)>,
    pub(super) promises: HashMap<TaskId, Promised>,
    pub(super) sitreps: Vec<When>,
    pub(super) offered: Option<EventSeq>,
    pub(super) accepted: Option<EventSeq>,
    pub(super) evidence: HashMap<MentionId, EventSeq>,
    drafts: HashMap<ResponseId, Draft>,
    pausing: Vec<TaskId>,
    people: HashMap<AffectedId, MentionId>,
    levels: HashMap<IncidentId, Severity>,
    platforms: HashMap<MentionId, &'a str>,
}

impl<'a> Story<'a> {
    pub(super) fn of(key: &'a Key, log: &[Entry], judge: Judge<'_>) -> Story<'a> {
        let log = &log[..log.partition_point(|entry| entry.at <= key.end)];
        let mut story = Story {
            key,
            until: if key.played { key.end } else { log.last().map_or(key.origin, |last| last.at).min(key.end) },
            notice: Notice::default(),
            declared: None,
            incident: None,
            severities: Vec::new(),
            paused: None,
            out: Vec::new(),
            facts: HashMap::new(),
            answered: HashMap::new(),
            decided: HashMap::new(),
            promises: HashMap::new(),
            sitreps: Vec::new(),
            offered: None,
            accepted: None,
            evidence: HashMap::new(),
            drafts: HashMap::new(),
            pausing: Vec::new(),
            people: HashMap::new(),
            levels: HashMap::new(),
            platforms: key.asked.iter().map(|a| (a.mention, a.platform.as_str())).collect(),
        };
        for entry in log {
            let when = (entry.seq, entry.at);
            story.notices(entry, when);
            story.incident(&entry.event, when);
            story.mentions(&entry.event, when);
            story.responses(&entry.event, when, judge);
            story.rest(&entry.event, when, &entry.who);
        }
        story
    }

    /// How grave the incident was at a moment.
    pub(super) fn severity_at(&self, at: Stamp) -> Option<(Severity, EventSeq)> {
        self.severities.iter().rev().find(|((_, since), _)| *since <= at).map(|((seq, _), level)| (*level, *seq))
    }

    /// The alert, and the first act of a person after the incident began. All that the room has is of the drill.
    fn notices(&mut self, entry: &Entry, when: When) {
        let key = self.key;
        let own = |mention: MentionId| {
            let asked = key.asked.iter().find(|a| a.mention == mention)?;
            (!asked.expected.contains(&Disposition::NotRelevant)).then_some(asked.posted)
        };
        if entry.at >= key.origin {
            self.notice.take(when, &entry.event, !entry.who.is_empty(), true, own);
        }
    }

    fn incident(&mut self, event: &Event, when: When) {
        match event {
            Event::IncidentDeclared { incident, severity, .. } => {
                self.levels.insert(*incident, *severity);
                self.declare(*incident, when);
            }
            Event::StatusChanged { incident, to: Status::Active, .. } => self.declare(*incident, when),
            Event::SeverityChanged { incident, to, .. } => {
                self.levels.insert(*incident, *to);
                if self.incident == Some(*incident) {
                    self.severities.push((when, *to));
                }
            }
            Event::IncidentMerged { incident, into, .. } if self.incident == Some(*incident) => {
                self.incident = Some(*into);
                self.severities.extend(self.levels.get(into).map(|level| (when, *level)));
            }
            _ => {}
        }
    }

    /// The first incident that is declared once it has begun, or just before, is the drill's.
    fn declare(&mut self, incident: IncidentId, when: When) {
        if self.declared.is_none() && when.1.plus(EARLY) >= self.key.origin {
            (self.incident, self.declared) = (Some(incident), Some(when));
            self.severities.extend(self.levels.get(&incident).map(|level| (when, *level)));
        }
    }

    fn mentions(&mut self, event: &Event, when: When) {
        match event {
            Event::MentionsDisposed { disposition, rows, .. } => {
                self.decided.extend(rows.iter().map(|was| (was.mention, (*disposition, when))));
            }
            Event::Undone { mentions, .. } => {
                for restore in mentions {
                    match restore.to.disposition {
                        Some(disposition) => {
                            let at = (when.0, restore.to.at.unwrap_or(when.1));
                            self.decided.insert(restore.mention, (disposition, at));
                        }
                        None => drop(self.decided.remove(&restore.mention)),
                    }
                }
            }
            Event::OwedSettled { rows, .. } => {
                for was in rows.iter().filter(|was| was.before.owes == Some(Owes::Answer)) {
                    self.answered.entry(was.mention).or_insert(when);
                }
            }
            Event::AffectedAdded { affected, mention: Some(mention), .. } => {
                self.people.insert(*affected, *mention);
            }
            Event::AffectedChanged { affected, to, .. } if *to != Default::default() => {
                if let Some(mention) = self.people.get(affected) {
                    self.answered.entry(*mention).or_insert(when);
                }
            }
            _ => {}
        }
    }

    fn responses(&mut self, event: &Event, when: When, judge: Judge<'_>) {
        let Some(id) = event.response() else { return };
        let draft = self.drafts.entry(id).or_default();
        match event {
            Event::ResponseOpened { kind, answers, channel, lang, .. } => {
                (draft.kind, draft.answers) = (*kind, answers.clone());
                draft.content = Content { channel: channel.clone(), lang: *lang, ..Content::default() };
            }
            Event::ResponseSubmitted { content, .. } | Event::ResponseRevised { content, .. } => {
                (draft.content, draft.approved) = (content.clone(), None);
            }
            Event::ResponseStaled { .. } => draft.approved = None,
            // where several must approve, it holds for as long as all of them do
            Event::ResponseApproved { until, .. } => {
                let until = draft.approved.map_or(*until, |(_, earlier)| earlier.min(*until));
                draft.approved = Some((when.0, until));
            }
            Event::ApprovalCarried { given, .. } => {
                draft.approved = given.iter().map(|a| a.until).min().map(|until| (when.0, until));
            }
            Event::PublishingStarted { .. } => draft.started = Some(when.1),
            Event::RepliesPassed { mentions, .. } => draft.answers.retain(|m| !mentions.contains(m)),
            Event::ResponsePublished { changed_to, .. } => {
                let answers = std::mem::take(&mut draft.answers);
                let (kind, channel) = (draft.kind, draft.content.channel.clone());
                self.publish(id, changed_to.as_ref(), when, judge);
                for mention in answers {
                    let platform = self.platforms.get(&mention).copied().unwrap_or_default();
                    if attends(kind, &channel, platform) {
                        self.answered.entry(mention).or_insert(when);
                    }
                }
            }
            Event::ReplySent { mention, changed_to, .. } => {
                self.publish(id, changed_to.as_ref(), when, judge);
                self.answered.entry(*mention).or_insert(when);
            }
            _ => {}
        }
    }

    fn publish(&mut self, id: ResponseId, changed_to: Option<&Clean>, when: When, judge: Judge<'_>) {
        let Some(draft) = self.drafts.get(&id) else { return };
        if draft.kind == ResponseKind::Internal || when.1 < self.key.origin {
            return;
        }
        let mut content = draft.content.clone();
        if let Some(words) = changed_to {
            content.text = words.as_str().to_owned();
        }
        let facts: Vec<Fact> = self.facts.values().map(|(fact, ..)| fact.clone()).collect();
        let severity = self.severity_at(when.1).map(|(level, _)| level);
        let text = Text { kind: draft.kind, content: &content, facts: &facts, severity, at: when.1 };
        let judged = judge(&text);
        let (approved, started) = (draft.approved, draft.started.unwrap_or(when.1));
        let changed = changed_to.is_some();
        self.out.push(Out { when, kind: draft.kind, approved, started, changed, judged });
    }

    fn rest(&mut self, event: &Event, when: When, who: &Clean) {
        match event {
            Event::PausedConfirmed { .. } => drop(self.paused.get_or_insert(when)),
            Event::TasksAdded { tasks, .. } => {
                for task in tasks {
                    match task.due {
                        Some(due) if task.phase == PROMISE => {
                            self.promises.insert(task.id, Promised { made: when.0, due, kept: None });
                        }
                        _ if task.gate == Some(Gate::Pause) => self.pausing.push(task.id),
                        _ => {}
                    }
                }
            }
            Event::TaskChanged { task, to, .. } => {
                let done = to.status == TaskStatus::Done;
                if let Some(promised) = self.promises.get_mut(task) {
                    promised.kept = done.then_some(when);
                } else if done && self.pausing.contains(task) {
                    self.paused.get_or_insert(when);
                }
            }
            // a promise that is moved in time is kept by its new time; one that is late already stays late
            Event::TaskMoved { task, to, .. } => {
                if let Some(promised) = self.promises.get_mut(task).filter(|p| when.1 <= p.due) {
                    promised.due = *to;
                }
            }
            Event::FactAdded { fact, incident, state, supersedes } => {
                let since = when.1;
                let (id, by) = (*fact, who.clone());
                let ever = state.status == FactStatus::Confirmed;
                let fact =
                    Fact { id, incident: *incident, state: state.clone(), superseded_by: None, since, by, rev: 1 };
                self.facts.insert(id, (fact, when.0, ever));
                if let Some((old, ..)) = supersedes.and_then(|old| self.facts.get_mut(&old)) {
                    (old.state.status, old.superseded_by) = (FactStatus::Superseded, Some(id));
                }
            }
            Event::FactChanged { fact, to, .. } => {
                if let Some((fact, seq, ever)) = self.facts.get_mut(fact) {
                    (fact.state, fact.since, *seq) = (to.clone(), when.1, when.0);
                    fact.rev += 1;
                    *ever |= to.status == FactStatus::Confirmed;
                }
            }
            Event::ReportIssued { kind: crate::domain::report::ReportKind::Sitrep, .. } => self.sitreps.push(when),
            Event::HandoverOffered { .. } => drop(self.offered.get_or_insert(when.0)),
            Event::HandoverAccepted { .. } => drop(self.accepted.get_or_insert(when.0)),
            Event::EvidenceAttached { to, .. } if to.kind == crate::domain::evidence::Thing::Mention => {
                self.evidence.entry(MentionId(to.id)).or_insert(when.0);
            }
            _ => {}
        }
    }
}
