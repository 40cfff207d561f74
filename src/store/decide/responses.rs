//! Decisions about responses: what one must know of the plan, of the facts and of the other texts, and what follows for
//! mentions, promises and other texts when it goes out.

use super::super::error::{Denied, StoreError};
use super::super::journal;
use super::super::load;
use super::super::log::Log;
use super::super::outbox;
use super::super::policy::{Asked, Judgement, Policy, Promised};
use super::{Skipped, approvals, bounded, facts, known_incident, record, roles, tasks};
use crate::domain::affected::Care;
use crate::domain::command::{Command, Replied, Reply};
use crate::domain::event::Event;
use crate::domain::fact::Fact;
use crate::domain::ids::{IncidentId, MentionId, ResponseId, TaskId};
use crate::domain::incident::{Incident, Severity, Status};
use crate::domain::mention::{Attention, Disposition, MAX_BULK, Owes, Was};
use crate::domain::outbox::leaves;
use crate::domain::response::{self, Around, Content, Each, Finding, LiveText, Response, ResponseKind};
use crate::domain::room::{Refusal, RoomSettings};
use crate::domain::task::{PROMISE, TaskSpec, TaskState, TaskStatus, promise_titles};
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, MINUTE, Stamp};
use crate::words::both;

/// Most promises that one text can make.
const MAX_PROMISES: usize = 20;

/// Starts a response. Who opens one for people whom somebody else is answering, or has taken on, must have seen that.
pub fn open(log: &mut Log<'_>, command: &Command) -> Result<Skipped, Denied> {
    let Command::OpenResponse { answers, kind, channel, lang, incident, links, beside, owners, .. } = command else {
        return Ok(Vec::new());
    };
    bounded(answers, MAX_BULK)?;
    known_incident(log.conn, *incident)?;
    for linked in [links.corrects, links.twin, links.instead_of].into_iter().flatten() {
        let Some(other) = load::response(log.conn, linked)? else {
            return Err(Refusal::new("refuse-no-response").into());
        };
        if links.corrects == Some(linked) && !other.state.out() {
            return Err(Refusal::new("refuse-correct-unpublished").into());
        }
    }
    let all = load::to_answer(log.conn, answers, *kind, channel)?;
    let rows = load::attentions(log.conn, &all)?;
    let found: Vec<MentionId> = rows.iter().map(|(id, _)| *id).collect();
    if found.is_empty() && !answers.is_empty() {
        return Err(Refusal::new("refuse-no-mention").into());
    }
    // who works on them or writes to them already, and of whom the person knows
    let mut known: Vec<Clean> = owners.iter().take(MAX_BULK).map(|name| Clean::line(name)).collect();
    known.push(log.who.name.clone());
    let named: Vec<MentionId> = answers.iter().filter(|m| found.contains(m)).copied().collect();
    for other in load::beside(log.conn, &named, (log.who.name.as_str(), channel, *lang))? {
        let related = links.instead_of == Some(other.id) || links.twin == Some(other.id);
        if !related && !beside.contains(&other.id) {
            let mine = other.author.same_name(&log.who.name);
            let key = if mine { "refuse-answered-by-you" } else { "refuse-being-answered" };
            let refusal = Refusal::new(key).with("name", &other.author);
            return Err(refusal.with("response", other.id.0).word("state", other.state.key()).into());
        }
        known.push(other.author);
    }
    // another language of a text, or other words for it, is for those whom that one answers
    if links.twin.or(links.instead_of).is_none() {
        taken_on(&rows, &known, log.at)?;
    }
    let skipped = answers.iter().filter(|m| !found.contains(m)).copied().collect();
    let mut command = command.clone();
    if let Command::OpenResponse { answers, .. } = &mut command {
        *answers = found;
    }
    record(log, response::decide(None, &Around::default(), &command, &log.ctx()?)?)?;
    Ok(skipped)
}

/// Refuses where somebody has taken one of these on of whom the person does not know.
fn taken_on(rows: &[(MentionId, Attention)], known: &[Clean], now: Stamp) -> Result<(), Refusal> {
    let other = |a: &Attention| {
        let owner = a.owner.clone().filter(|owner| !known.iter().any(|name| name.same_name(owner)))?;
        Some((owner, a.owner_since.map_or(0, |since| now.since(since).max(0) / MINUTE)))
    };
    match rows.iter().find_map(|(_, attention)| other(attention)) {
        Some((owner, n)) => Err(Refusal::new("refuse-taken-on").with("owner", &owner).with("n", n)),
        None => Ok(()),
    }
}

/// Carries a response on.
pub fn change(log: &mut Log<'_>, id: ResponseId, command: &Command, policy: &dyn Policy) -> Result<(), Denied> {
    let now = load::response(log.conn, id)?;
    if let (Some(now), Command::StartPublishing { via: Some(account), .. }) = (&now, command) {
        leaves(now, account, load::settings(log.conn)?.drill.is_some())?;
    }
    match command {
        Command::PublishingFailed { .. } => outbox::may_give_up(log.conn, id, None, log.real())?,
        Command::Replied(Replied { mention, reply: Reply::Passed { .. }, .. }) => {
            outbox::may_give_up(log.conn, id, Some(*mention), log.real())?;
        }
        _ => {}
    }
    if let Command::SubmitResponse { content, .. } | Command::ReviseResponse { content, .. } = command
        && let Some(unknown) = load::unknown_attachment(log.conn, id, content)?
    {
        let hash = unknown.chars().take(12).collect::<String>();
        return Err(Refusal::new("refuse-attachment-unknown").with("hash", Clean::line(&hash).as_str()).into());
    }
    let surroundings = now.as_ref().map(|r| Surroundings::of(log, r, command, policy)).transpose()?;
    let mut events = {
        let speaks = |role: &str, name: &Clean| {
            let of = |s: &Surroundings| roles::speaks(log, policy, s.incident.as_ref(), role, name);
            surroundings.as_ref().is_none_or(of)
        };
        let around = surroundings
            .as_ref()
            .map_or_else(Around::default, |s| s.around(roles::leads(log, s.incident.as_ref()), &speaks));
        let each = now.as_ref().filter(|r| r.to_each()).map(|r| load::each(log.conn, r)).transpose()?;
        let around = Around { each: each.unwrap_or_default(), ..around };
        response::decide(now.as_ref(), &around, command, &log.ctx()?)?
    };
    for event in &mut events {
        if let Event::ResponsePublished { left, .. } = event {
            *left = load::reached(log.conn, id)?.1;
        }
    }
    let out = events.iter().any(|e| matches!(e, Event::ResponsePublished { .. }));
    record(log, events)?;
    match command {
        Command::SubmitResponse { .. } => {
            journal::drop(log.conn, id, log.who.name.as_str())?;
            said_before(log, id, &surroundings.unwrap_or_default())?;
        }
        Command::ReviseResponse { .. } => journal::drop(log.conn, id, log.who.name.as_str())?,
        Command::ApproveResponse { .. } => approvals::approved(log, id)?,
        Command::PublishAlone { .. } => {
            approvals::approved(log, id)?;
            approvals::alone(log, id)?;
        }
        Command::StartPublishing { .. } => outbox::queue(log, id)?,
        Command::PublishingFailed { .. } => outbox::close(log.conn, id, outbox::State::Failed)?,
        Command::ConfirmPublished { .. } => {
            outbox::close(log.conn, id, outbox::State::Sent)?;
            answered(log, &load::reached(log.conn, id)?.0)?;
        }
        Command::Replied(Replied { mention, reply, .. }) => replied(log, id, *mention, reply)?,
        _ => {}
    }
    if out {
        changed(log, id, policy)?;
        published(log, id)?;
        promised(log, id, now.map(|before| before.since), policy)?;
    }
    meanwhile(log, id)
}

/// Who says later what others have been answered already gets the same answer on the same approval: what was approved is
/// exactly this, and to whom it goes is no part of it.
fn said_before(log: &mut Log<'_>, id: ResponseId, surroundings: &Surroundings) -> Result<(), Denied> {
    let Some(now) = load::response(log.conn, id)?.filter(|r| r.kind == ResponseKind::Reply) else { return Ok(()) };
    let earlier = load::same_words(log.conn, &now)?;
    let around = surroundings.around(false, &|_, _| false);
    let Some(event) = earlier.iter().find_map(|earlier| now.carried(earlier, &around, log.now)) else { return Ok(()) };
    log.record(event)?;
    approvals::approved(log, id)
}

/// What a fact has done that changed while nobody judged the text: on its way out, or held. What went out on it is to be
/// put right; what did not must be judged again.
fn meanwhile(log: &mut Log<'_>, id: ResponseId) -> Result<(), Denied> {
    let last = log.events.last().map(|(_, event)| event);
    let back = matches!(last, Some(Event::ResponseReleased { .. } | Event::PublishingAbandoned { .. }));
    let out = log.events.iter().any(|(_, e)| matches!(e, Event::ResponsePublished { response, .. } if *response == id));
    if !(back || out) {
        return Ok(());
    }
    let Some(response) = load::response(log.conn, id)?.filter(|r| !back || r.state.judged()) else { return Ok(()) };
    let moved = load::moved(log.conn, &response.content)?;
    match moved.first() {
        Some(fact) if back => Ok(log.record(Event::ResponseStaled { response: id, fact: fact.id })?),
        _ => facts::corrections(log, &moved.iter().map(|fact| (&response, fact.id, fact.rev)).collect::<Vec<_>>()),
    }
}

/// What all texts of an incident, or of none, are judged by.
struct Ground {
    incident: Option<Incident>,
    severity: Option<Severity>,
    facts: Vec<Fact>,
    room: RoomSettings,
    at: Stamp,
    takes_back: String,
}

impl Ground {
    fn of(log: &Log<'_>, incident: Option<IncidentId>) -> Result<Self, StoreError> {
        Ok(Ground {
            incident: incident.map(|id| load::incident(log.conn, id)).transpose()?.flatten(),
            severity: load::severity(log.conn, incident)?,
            facts: load::facts(log.conn, incident)?,
            room: load::settings(log.conn)?,
            at: log.now,
            takes_back: String::new(),
        })
    }
}

/// What a response is decided among.
#[derive(Default)]
struct Surroundings {
    incident: Option<Incident>,
    severity: Option<Severity>,
    judgement: Judgement,
    said: Option<Finding>,
    gone: Option<Clean>,
    publishes: bool,
    note: Vec<Finding>,
    needs: Vec<String>,
    shut: bool,
    lasts: i64,
    cleared: bool,
    unsigned: bool,
}

impl Surroundings {
    fn of(log: &Log<'_>, now: &Response, command: &Command, policy: &dyn Policy) -> Result<Self, StoreError> {
        let (content, live) = match command {
            // what is judged is what is kept; what cannot be kept is refused whatever it says
            Command::SubmitResponse { content, .. } => {
                (response::safe(content).unwrap_or_default(), load::live(log.conn, now.id)?)
            }
            // another may have said the same, or something else, meanwhile
            Command::StartPublishing { .. } | Command::ApproveResponse { .. } | Command::PublishAlone { .. } => {
                (now.content.clone(), load::firm(log.conn, now.id)?)
            }
            // nothing else depends on what the text says
            _ => {
                let incident = now.incident.map(|id| load::incident(log.conn, id)).transpose()?.flatten();
                let severity = load::severity(log.conn, now.incident)?;
                // taking back is a matter of the plan's as putting out is (its row `removal`)
                let needs = match command {
                    Command::RetractResponse(_) => {
                        policy.approvers("removal", severity.unwrap_or(Severity::Sev4), false)
                    }
                    _ => Vec::new(),
                };
                // what says so in public is read as any public text is
                let note = match command {
                    Command::RetractResponse(said) => {
                        let content = Content { text: said.public_note.clone(), ..now.content.clone() };
                        let takes_back = now.said().to_owned();
                        let ground = Ground { takes_back, ..Ground::of(log, now.incident)? };
                        let live = load::live(log.conn, now.id)?;
                        Surroundings::judged(&ground, ResponseKind::Update, (&content, &live), policy)
                            .judgement
                            .findings
                    }
                    _ => Vec::new(),
                };
                let publishes = roles::publishes(log, policy, incident.as_ref());
                return Ok(Surroundings { incident, severity, needs, note, publishes, ..Surroundings::default() });
            }
        };
        let ground = Ground::of(log, now.incident)?;
        let handed_in = matches!(command, Command::SubmitResponse { .. });
        let gone = if handed_in { None } else { gone(now, policy, &ground) };
        let publishes = roles::publishes(log, policy, ground.incident.as_ref());
        Ok(Surroundings { gone, publishes, ..Surroundings::judged(&ground, now.kind, (&content, &live), policy) })
    }

    /// Among what a text is judged, of this content and held against these.
    fn judged(
        ground: &Ground,
        kind: ResponseKind,
        (content, live): (&Content, &[LiveText]),
        policy: &dyn Policy,
    ) -> Self {
        let Ground { incident, severity, facts, room, at, takes_back } = ground;
        let severity = *severity;
        let judgement = policy.judge(&Asked {
            kind,
            content,
            severity,
            facts,
            live,
            contained: incident.as_ref().is_some_and(|i| i.tc.is_some()),
            at: *at,
            zone: &room.zone,
            ours: &room.keywords,
            takes_back,
        });
        let said = response::repeats(kind, content, live);
        let (cleared, unsigned) = (policy.cleared(content, *at), policy.unsigned(content, *at));
        // Without an incident a text is as harmless as one can be.
        let level = severity.unwrap_or(Severity::Sev4);
        let needs = policy.approvers(kind.text_type(cleared), level, judgement.liability);
        let shut = policy.shuts(kind.text_type(cleared), level);
        let lasts = policy.approval_life(severity);
        Surroundings {
            incident: incident.clone(),
            severity,
            judgement,
            said,
            gone: None,
            publishes: false,
            note: Vec::new(),
            needs,
            shut,
            lasts,
            cleared,
            unsigned,
        }
    }

    fn around<'a>(&self, leads: bool, speaks: &'a dyn Fn(&str, &Clean) -> bool) -> Around<'a> {
        Around {
            severity: self.severity,
            needs: self.needs.clone(),
            shut: self.shut,
            lasts: self.lasts,
            speaks,
            findings: self.judgement.findings.clone(),
            said: self.said.clone(),
            gone: self.gone.clone(),
            facts: self.judgement.facts.clone(),
            cleared: self.cleared,
            unsigned: self.unsigned,
            leads,
            publishes: self.publishes,
            note: self.note.clone(),
            each: Each::default(),
        }
    }
}

/// How far ahead an hour without a day is still the one that is meant: further away it is the one that has passed.
const AHEAD: i64 = 12 * HOUR;

/// The words for an hour that a text promises and that has passed since somebody last judged them, or today.
fn gone(now: &Response, policy: &dyn Policy, ground: &Ground) -> Option<Clean> {
    if now.kind == ResponseKind::Internal {
        return None;
    }
    let read = |at| policy.promises(&now.content.text, now.content.lang, at, &ground.room.zone);
    let judged = now.approval.as_ref().map_or(now.since, |approval| approval.at);
    let passed = read(judged).into_iter().find(|p| !p.delay && p.due <= ground.at);
    let another = || read(ground.at).into_iter().find(|p| p.undated && p.due.since(ground.at) > AHEAD);
    passed.or_else(another).map(|promise| promise.words)
}

/// An incident is graver, or new: what was approved under a milder severity covers no more than the new one lets it.
pub fn graver(log: &mut Log<'_>, policy: &dyn Policy) -> Result<(), Denied> {
    let incident = log.events.iter().find_map(|(_, event)| match event {
        Event::SeverityChanged { incident, from, to, .. } => (to < from).then_some(*incident),
        Event::IncidentDeclared { incident, .. } => Some(*incident),
        // what was a part of a milder one is its own now
        Event::IncidentMerged { into, .. } => Some(*into),
        Event::StatusChanged { incident, to: Status::Active, .. } => Some(*incident),
        _ => None,
    });
    let Some(incident) = incident else { return Ok(()) };
    let (own, none) = (Ground::of(log, Some(incident))?, Ground::of(log, None)?);
    for response in load::reviewed(log.conn, incident)? {
        let ground = if response.incident.is_some() { &own } else { &none };
        let around = Surroundings::judged(ground, response.kind, (&response.content, &[]), policy);
        if let Some(event) =
            around.severity.and_then(|severity| response.narrowed(severity, &around.needs, around.lasts))
        {
            log.record(event)?;
        }
    }
    Ok(())
}

/// One reply of several is out, or is not to be: nothing is sent or asked about it any more.
fn replied(log: &mut Log<'_>, id: ResponseId, mention: MentionId, reply: &Reply) -> Result<(), Denied> {
    let sent = matches!(reply, Reply::Sent { .. });
    outbox::close_one(log.conn, id, mention, if sent { outbox::State::Sent } else { outbox::State::Failed })?;
    if sent { answered(log, &[mention]) } else { Ok(()) }
}

/// What follows for mentions whose answer is out: those that nobody had decided on are answered, and what was owed as an
/// answer is settled. A check or an escalation stays owed.
fn answered(log: &mut Log<'_>, answers: &[MentionId]) -> Result<(), Denied> {
    let those = |log: &Log<'_>, keep: fn(&Attention) -> bool| -> Result<Vec<Was>, StoreError> {
        let now = load::attentions(log.conn, answers)?.into_iter().filter(|(_, a)| keep(a));
        Ok(now.map(|(mention, before)| Was { mention, before }).collect())
    };
    let rows = those(log, |a| a.disposition.is_none())?;
    if !rows.is_empty() {
        let disposition = Disposition::RespondPublic;
        log.record(Event::MentionsDisposed { disposition, reason: Clean::default(), rows })?;
    }
    let rows = those(log, |a| a.owes == Some(Owes::Answer))?;
    if !rows.is_empty() {
        log.record(Event::OwedSettled { how: Clean::from("published"), rows })?;
    }
    // whoever was harmed and has our answer has been spoken with; what is noted of them stays as it is
    for (affected, how) in load::unspoken(log.conn, answers)? {
        log.record(Event::AffectedChanged { affected, from: Care::Waiting, to: Care::Contacted, how })?;
    }
    Ok(())
}

/// Words that nobody approved are out: what the check finds in them, and nobody let stand, is to be put right.
fn changed(log: &mut Log<'_>, id: ResponseId, policy: &dyn Policy) -> Result<(), Denied> {
    let Some(response) = load::response(log.conn, id)?.filter(|r| r.published_text.is_some()) else { return Ok(()) };
    let content = Content { text: response.said().to_owned(), ..response.content.clone() };
    let (ground, live) = (Ground::of(log, response.incident)?, load::live(log.conn, id)?);
    let found = Surroundings::judged(&ground, response.kind, (&content, &live), policy).judgement.findings;
    let stands = |f: &&Finding| !response.review.waived.iter().any(|w| w.rule == f.rule);
    let rules = found.iter().filter(stands).map(|f| f.rule.as_str()).collect::<Vec<_>>().join(", ");
    if rules.is_empty() {
        return Ok(());
    }
    let words = both("task-changed-words", &[("response", facts::called(&response).into()), ("rules", rules.into())]);
    let task = load::next_ids(log.conn)?.task;
    let spec = facts::put_right(&response, task, format!("CW{id}"), words, log.now);
    let incident = response.incident.unwrap_or(IncidentId::NONE);
    Ok(log.record(Event::TasksAdded { incident, tasks: vec![spec] })?)
}

/// What follows for other texts from one that is out: other drafts for the same people are retired, what it corrects is
/// corrected, and an older line to take is no longer one.
fn published(log: &mut Log<'_>, id: ResponseId) -> Result<(), Denied> {
    for response in load::siblings(log.conn, id)? {
        log.record(Event::ResponseRetired { response, because: id })?;
    }
    let Some(response) = load::response(log.conn, id)? else { return Ok(()) };
    if let Some(original) = response.links.corrects {
        log.record(Event::ResponseCorrected { response: original, by: id })?;
    }
    if response.kind == ResponseKind::Internal {
        for older in load::lines_to_take(log.conn, &response)? {
            log.record(Event::ResponseRetired { response: older, because: id })?;
        }
    }
    Ok(())
}

/// What a text promises goes on the checklist, and what was promised of the next word is kept by it.
fn promised(log: &mut Log<'_>, id: ResponseId, taken: Option<Stamp>, policy: &dyn Policy) -> Result<(), Denied> {
    let Some(response) = load::response(log.conn, id)?.filter(|r| r.kind != ResponseKind::Internal) else {
        return Ok(());
    };
    let incident = response.incident.or(load::gravest_incident(log.conn)?).unwrap_or(IncidentId::NONE);
    // an answer to one person is no public word
    if response.kind != ResponseKind::Reply {
        for kept in load::promises_of_updates(log.conn, incident, &response)? {
            let to = TaskState {
                status: TaskStatus::Done,
                owner: kept.state.owner.clone().or_else(|| Some(log.who.name.clone())),
                note: Clean::line(&format!("#{id}")),
                by: Some(log.who.name.clone()),
                at: Some(log.at),
            };
            log.record(Event::TaskChanged { task: kept.spec.id, incident, before: kept.state.clone(), to })?;
            tasks::kept(log, &kept)?;
        }
    }
    let zone = load::settings(log.conn)?.zone;
    let mut promises = policy.promises(response.said(), response.content.lang, log.now, &zone);
    promises.truncate(MAX_PROMISES);
    // who took it out saw the hour ahead: told later how that went, it is no later hour
    let taken = taken.map(|at| policy.promises(response.said(), response.content.lang, at, &zone)).unwrap_or_default();
    for promise in promises.iter_mut().filter(|p| !p.delay) {
        let then = taken.iter().filter(|p| p.words == promise.words).map(|p| p.due).min();
        promise.due = then.unwrap_or(promise.due);
    }
    let first = load::next_ids(log.conn)?.task;
    let tasks: Vec<TaskSpec> = promises
        .into_iter()
        .zip(first.0..)
        .map(|(promise, task)| promise_task(&promise, TaskId(task), &response))
        .collect();
    if !tasks.is_empty() {
        log.record(Event::TasksAdded { incident, tasks })?;
    }
    Ok(())
}

/// What, where and when: by the words of the hour alone nobody knows which of several promises it is.
fn promise_task(promise: &Promised, id: TaskId, response: &Response) -> TaskSpec {
    let [en, es] = promise_titles(promise.sentence.as_str(), &response.content.channel);
    TaskSpec {
        id,
        code: format!("{}{id}", if promise.update { "PU" } else { "P" }),
        phase: PROMISE.into(),
        en,
        es,
        role: "social_lead".into(),
        due: Some(promise.due),
        due_rule: None,
        after: Vec::new(),
        response: Some(response.id),
        rhythm: None,
        gate: None,
    }
}
