//! From a command to its events: loads what the command is about, asks the domain, records the answer and what follows
//! from it. Owns what spans aggregates; the rules of each are the domain's.

mod approvals;
mod belonging;
mod coordination;
mod facts;
mod responses;
mod roles;
mod tasks;

use super::error::Denied;
use super::log::Log;
use super::policy::Policy;
use super::rejects::{self, Words};
use super::{erase, evidence as evidence_files, inbox, load};
use crate::domain::clock::MAX_SPEED;
use crate::domain::command::{Aside, Command};
use crate::domain::event::Event;
use crate::domain::ids::{DecisionId, EventSeq, IncidentId, MentionId, TaskId};
use crate::domain::mention::{Attention, MAX_BULK, RawMention};
use crate::domain::room::Refusal;
use crate::domain::task::TaskState;
use crate::domain::text::Clean;
use crate::domain::time::{DAY, Stamp};
use crate::domain::{evidence, mention, reveal, timeline, undo};
use rusqlite::Connection;
use std::path::Path;

/// Longest name that a person can declare, and longest keyword, in characters.
pub(super) const MAX_NAME: usize = 80;
/// Most keywords of a room.
const MAX_KEYWORDS: usize = 200;

type Skipped = Vec<MentionId>;

/// Carries out one command; returns the mentions that it named and left alone.
pub fn run(log: &mut Log<'_>, command: &Command, policy: &dyn Policy) -> Result<Skipped, Denied> {
    use Command::*;
    match command {
        DeclareSelf { .. } | SetClock { .. } | SetKeywords { .. } => room(log, command)?,
        AddMention { mention } => by_hand(log, mention)?,
        Dispose { mentions, .. }
        | Snooze { mentions, .. }
        | Claim { mentions, .. }
        | Settle { mentions, .. }
        | Correct { mentions, .. } => return bulk(log, mentions, command),
        Regroup { mentions, into, seen } => return regroup(log, mentions, *into, *seen),
        Acknowledge { signal, note } => acknowledge(log, *signal, note)?,
        SetAside(Aside { from, to, reason }) => set_aside(log, *from, *to, reason)?,
        EraseMention { mention, reason } => return erase_all(log, &[*mention], reason),
        EraseMentions(said) => return erase_all(log, &said.mentions, &said.reason),
        DeclareIncident { .. } => {
            facts::adopt(log, policy)?;
            coordination::incident(log, command, policy)?;
        }
        DetectIncident(_)
        | ActivateIncident(_)
        | MergeIncident(_)
        | AcceptCondition(_)
        | SetBaseline(_)
        | ChangeSeverity { .. }
        | ChangeStatus { .. }
        | ChangeLead { .. }
        | ChangeType { .. } => coordination::incident(log, command, policy)?,
        ConfirmPaused(said) => {
            coordination::incident(log, command, policy)?;
            tasks::paused(log, said, policy)?;
        }
        AddBelonging(_) | RemoveBelonging(_) => belonging::rule(log, command)?,
        PlaceMentions(said) => return belonging::place(log, said, command),
        AddItem(_) | ChangeItem(_) | SettleItem(_) => coordination::item(log, command)?,
        HandTheme(said) => coordination::clue(log, said)?,
        PlanAction(_) | StepAction(_) => coordination::action(log, command)?,
        OpenMatter(_) | ObjectToMatter(_) | DecideMatter(_) => coordination::matter(log, command)?,
        IssueReport(said) => coordination::report(log, said, policy)?,
        AddTask(_) | ClaimTask { .. } | ChangeTask { .. } | MoveTask(_) => tasks::task(log, command, policy)?,
        SnoozeReminder(_) | DismissReminder(_) => tasks::reminder(log, command)?,
        OpenResponse { .. } => return responses::open(log, command),
        AddFact { .. } | ChangeFact { .. } => facts::fact(log, command)?,
        AddAffected { .. } | ChangeAffected { .. } => facts::affected(log, command)?,
        AttachEvidence { to, .. } => {
            let exists = load::target_exists(log.conn, *to)?;
            record(log, evidence::decide(exists, command, &log.ctx()?)?)?;
        }
        Reveal { subject } => {
            let exists = load::subject_exists(log.conn, *subject)?;
            record(log, reveal::decide(exists, *subject)?)?;
        }
        AdoptPlan(choice) => facts::choose(log, policy, choice)?,
        AddEntry(said) => {
            known_incident(log.conn, said.incident)?;
            record(log, timeline::decide(false, false, command, &log.ctx()?)?)?;
        }
        CorrectEntry(crate::domain::timeline::CorrectEntry { seq, .. }) | Pin { seq, .. } => entry(log, *seq, command)?,
        Undo { decision } => return take_back(log, *decision),
        about => match about.response() {
            Some(response) => responses::change(log, response, about, policy)?,
            None => roles::decide(log, about, policy)?,
        },
    }
    Ok(Vec::new())
}

/// An entry is put right, or anything is pinned.
fn entry(log: &mut Log<'_>, seq: EventSeq, command: &Command) -> Result<(), Denied> {
    let kind = load::kind(log.conn, seq)?;
    // Only what a person wrote can be put right; anything can be pinned.
    let exists = kind.is_some_and(|k| matches!(command, Command::Pin { .. }) || k == "entry_added");
    let pinned = load::pinned(log.conn, seq)?;
    record(log, timeline::decide(exists, pinned, command, &log.ctx()?)?)
}

fn by_hand(log: &mut Log<'_>, mention: &RawMention) -> Result<(), Denied> {
    if mention.text.trim().is_empty() && mention.url.is_none() {
        return Err(Refusal::new("refuse-empty-mention").into());
    }
    inbox::put(log.conn, inbox::BY_HAND, std::slice::from_ref(mention), false, log.real())?;
    Ok(())
}

fn record(log: &mut Log<'_>, events: Vec<Event>) -> Result<(), Denied> {
    for event in events {
        log.record(event)?;
    }
    Ok(())
}

fn room(log: &mut Log<'_>, command: &Command) -> Result<(), Denied> {
    let event = match command {
        Command::DeclareSelf { name, role } => {
            let name = Clean::line(name);
            if name.is_empty() {
                return Err(Refusal::new("refuse-empty-name").into());
            }
            if name.as_str().chars().count() > MAX_NAME {
                return Err(Refusal::new("refuse-name-long").with("max", MAX_NAME).into());
            }
            Event::SelfDeclared { name, role: Clean::line(role) }
        }
        Command::SetClock { speed } => {
            if load::settings(log.conn)?.drill.is_none() {
                return Err(Refusal::new("refuse-clock-real").into());
            }
            if *speed > MAX_SPEED {
                return Err(Refusal::new("refuse-clock-fast").with("max", MAX_SPEED / 1000).into());
            }
            if *speed == load::clock(log.conn)?.speed {
                return Err(Refusal::new("refuse-same-speed").into());
            }
            Event::ClockSet { real: log.real(), room: log.at, speed: *speed }
        }
        Command::SetKeywords { keywords } => {
            let mut to: Vec<Clean> = Vec::new();
            for word in keywords.iter().map(|k| Clean::line(k)).filter(|k| !k.is_empty()) {
                if word.as_str().chars().count() > MAX_NAME {
                    return Err(Refusal::new("refuse-name-long").with("max", MAX_NAME).into());
                }
                if !to.contains(&word) {
                    to.push(word);
                }
                if to.len() > MAX_KEYWORDS {
                    return Err(Refusal::new("refuse-keywords-many").with("max", MAX_KEYWORDS).into());
                }
            }
            let from = load::settings(log.conn)?.keywords;
            if from == to {
                return Err(Refusal::new("refuse-same-keywords").into());
            }
            Event::KeywordsSet { from, to }
        }
        _ => return Err(Refusal::new("refuse-not-here").into()),
    };
    Ok(log.record(event)?)
}

/// An incident that somebody names is there, and not a part of another one.
fn known_incident(conn: &Connection, id: Option<IncidentId>) -> Result<(), Denied> {
    let Some(id) = id else { return Ok(()) };
    let Some(incident) = load::incident(conn, id)? else { return Err(Refusal::new("refuse-no-incident").into()) };
    // nobody looks for anything there any more
    let refusal = |into: IncidentId| Refusal::new("refuse-merged").with("into", format!("INC-{into}"));
    incident.merged_into.map_or(Ok(()), |into| Err(refusal(into).into()))
}

// ── mentions ──

/// A longer list is refused before any of it is read.
fn bounded(mentions: &[MentionId], most: usize) -> Result<(), Refusal> {
    if mentions.len() > most {
        return Err(Refusal::new("refuse-bulk").with("n", mentions.len()).with("max", most));
    }
    Ok(())
}

/// A decision about several: those that somebody else touched since the person looked are left alone, and named. What
/// says exactly the same as one of them and waits is decided on with it, wherever it stands.
fn bulk(log: &mut Log<'_>, mentions: &[MentionId], command: &Command) -> Result<Skipped, Denied> {
    bounded(mentions, MAX_BULK)?;
    let all = match command {
        // What is owed is shown one by one, and settled so.
        Command::Settle { .. } => mentions.to_vec(),
        _ => load::with_copies(log.conn, mentions, false)?,
    };
    about(log, mentions, &all, command)
}

/// Puts mentions into a group of those that say the same, each with all that stand under it; or takes those alone out
/// into a group of their own. The first of a group is what the others are compared with: they go, not it.
fn regroup(
    log: &mut Log<'_>,
    mentions: &[MentionId],
    into: Option<MentionId>,
    seen: Option<EventSeq>,
) -> Result<Skipped, Denied> {
    bounded(mentions, MAX_BULK)?;
    let Some(first) = mentions.first() else { return Err(Refusal::new("refuse-no-mention").into()) };
    if into.is_none() && load::names_a_group(log.conn, mentions)? {
        return Err(Refusal::new("refuse-first-of-group").into());
    }
    let (group, mut all) = match into {
        None => (*first, mentions.to_vec()),
        Some(into) => (load::group(log.conn, into)?.unwrap_or(into), load::with_members(log.conn, mentions)?),
    };
    if load::attention(log.conn, group)?.is_none() {
        return Err(Refusal::new("refuse-no-mention").into());
    }
    if into.is_some() {
        all.retain(|id| *id != group);
        // One that stood alone becomes the first of its group.
        if load::group(log.conn, group)?.is_none() {
            all.push(group);
        }
    }
    bounded(&all, MAX_BULK)?;
    let command = Command::Regroup { mentions: mentions.to_vec(), into: Some(group), seen };
    about(log, mentions, &all, &command)
}

/// Decides about `all`, of which the person named some.
fn about(log: &mut Log<'_>, mentions: &[MentionId], all: &[MentionId], command: &Command) -> Result<Skipped, Denied> {
    let mut now = load::attentions(log.conn, all)?;
    if let Some(seen) = command.seen() {
        let changed = load::changed_by_others(log.conn, all, seen, log.who.name.as_str())?;
        let some = !now.is_empty();
        now.retain(|(id, _)| !changed.contains(id));
        if some && now.is_empty() {
            return Err(Refusal::new("refuse-changed-by-others").into());
        }
    }
    let events = mention::decide(&now, command, &log.ctx()?)?;
    let touched: std::collections::HashSet<MentionId> =
        events.iter().flat_map(|e| e.mentions().iter().map(|w| w.mention)).collect();
    let skipped = mentions.iter().filter(|m| !touched.contains(m)).copied().collect();
    record(log, events)?;
    Ok(skipped)
}

// ── signals ──

/// A person takes note of what the room noticed, once.
fn acknowledge(log: &mut Log<'_>, raised: EventSeq, note: &str) -> Result<(), Denied> {
    let refusal = match load::noted(log.conn, raised)? {
        None => Refusal::new("refuse-no-signal"),
        Some(Some(by)) => Refusal::new("refuse-acknowledged").with("by", by.as_str()),
        Some(None) => return Ok(log.record(Event::SignalAcknowledged { raised, note: Clean::line(note) })?),
    };
    Err(refusal.into())
}

/// Longest time that can be set aside at once.
const MAX_ASIDE: i64 = 400 * DAY;

fn set_aside(log: &mut Log<'_>, from: Stamp, to: Stamp, reason: &str) -> Result<(), Denied> {
    let reason = Clean::line(reason);
    let refusal = match () {
        () if from >= to => "refuse-aside-empty",
        () if to.since(from) > MAX_ASIDE => "refuse-aside-long",
        () if reason.is_empty() => "refuse-needs-reason",
        () => return Ok(log.record(Event::HoursSetAside { from, to, reason })?),
    };
    Err(Refusal::new(refusal).into())
}

// ── erasing ──

/// Erases what is still there of these; all or nothing.
fn erase_all(log: &mut Log<'_>, mentions: &[MentionId], reason: &str) -> Result<Skipped, Denied> {
    bounded(mentions, mention::MAX_ERASED)?;
    rejects::settle(log.conn)?;
    let (mut all, mut events, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    for id in mentions.iter().copied() {
        if skipped.contains(&id) || all.iter().any(|(other, _)| *other == id) {
            continue;
        }
        let command = Command::EraseMention { mention: id, reason: reason.to_owned() };
        let said = mention::decide(&load::attentions(log.conn, &[id])?, &command, &log.ctx()?)?;
        let Some(own) = erase::own(log.conn, id)? else {
            skipped.push(id);
            continue;
        };
        own.on_ground(reason)?;
        events.push(said);
        all.push((id, own));
    }
    if all.is_empty() {
        return Err(Refusal::new("refuse-already-erased").into());
    }
    let decision = log.decision();
    let mut titles = erase::titles(&erase::Hand::writing(log.conn), &all)?;
    erase::forget(log.conn, &all)?;
    let mut gone = Vec::new();
    for ((id, _), mut said) in all.iter().zip(events) {
        let only = evidence_files::only_of(log.conn, *id)?;
        erase::wipe(log.conn, *id)?;
        if let Some(Event::MentionErased { blanked, files, .. }) = said.first_mut() {
            // what our own words lost is told once, with the first of them
            *blanked = std::mem::take(&mut titles);
            *files = only.len() as u32;
        }
        gone.extend(only);
        record(log, said)?;
    }
    let words: Vec<Words> = all.iter().map(|(_, own)| own.words()).collect();
    rejects::forget(log.conn, &words, decision)?;
    set_files_aside(log.conn, &gone)?;
    Ok(skipped)
}

/// Files of evidence last, for there is no other copy: they are set aside, and whoever holds the transaction removes them once
/// it is through. One that cannot be set aside stops it: nobody is told of an erasure that left a picture behind.
fn set_files_aside(conn: &Connection, files: &[String]) -> Result<(), Denied> {
    if let Some(room) = conn.path().filter(|_| !files.is_empty()) {
        evidence_files::set_aside(Path::new(room), files).map_err(|(file, why)| {
            let file = Clean::line(&file.display().to_string());
            Refusal::new("refuse-file-stays").with("file", file.as_str()).with("why", why.to_string())
        })?;
    }
    Ok(())
}

// ── undo ──

/// How the room stands, for undo; a mention that cannot be read counts as changed, and so is left alone.
struct Now<'a>(&'a Connection);

impl undo::Now for Now<'_> {
    fn mention(&self, id: MentionId) -> Option<Attention> {
        load::attention(self.0, id).ok().flatten()
    }
    fn taken_back(&self, mentions: &[MentionId]) -> Vec<undo::Past> {
        load::taken_back(self.0, mentions).unwrap_or_default()
    }
    fn task(&self, id: TaskId) -> Option<TaskState> {
        load::task(self.0, id).ok().flatten().map(|t| t.state)
    }
    fn untouched(&self, id: TaskId) -> bool {
        load::task(self.0, id).ok().flatten().is_some_and(|t| t.rev == 1)
    }
    fn pinned(&self, seq: EventSeq) -> bool {
        load::pinned(self.0, seq).unwrap_or(false)
    }
}

fn take_back(log: &mut Log<'_>, named: Option<DecisionId>) -> Result<Skipped, Denied> {
    let decision = match named {
        Some(decision) => decision,
        None => latest(log)?,
    };
    if load::undone(log.conn, decision)? {
        return Err(Refusal::new("refuse-already-undone").into());
    }
    let past: Vec<undo::Past> = load::decision(log.conn, decision)?.into_iter().map(|(_, past)| past).collect();
    let events = undo::decide(decision, &past, &Now(log.conn))?;
    let skipped = match events.first() {
        Some(Event::Undone { skipped, .. }) => skipped.clone(),
        _ => Vec::new(),
    };
    record(log, events)?;
    Ok(skipped)
}

/// The actor's latest decision that was not taken back. When that one cannot be, an older one is left alone: who presses
/// the key means what they did last. Setting a drill's clock, saying who one is and undoing are no decisions here.
fn latest(log: &Log<'_>) -> Result<DecisionId, Denied> {
    let mut found = Err(Refusal::new("refuse-nothing-to-undo"));
    load::decisions_of(log.conn, log.who.name.as_str(), |decision| {
        let past = load::decision(log.conn, decision)?;
        let aside = |e: &Event| {
            use Event::{ClockSet, MentionsArrived, Revealed, RoomOpened, SelfDeclared, SignalAcknowledged, Undone};
            matches!(
                e,
                ClockSet { .. }
                    | MentionsArrived { .. }
                    | Revealed { .. }
                    | RoomOpened { .. }
                    | SelfDeclared { .. }
                    | SignalAcknowledged { .. }
                    | Undone { .. }
            )
        };
        if past.iter().all(|(_, past)| aside(&past.event)) {
            return Ok(false);
        }
        let refused = undo::why_not(past.iter().map(|(_, past)| &past.event));
        found = refused.map_or(Ok(decision), |key| Err(Refusal::new(key)));
        Ok(true)
    })?;
    Ok(found?)
}
