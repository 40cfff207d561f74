//! What may be done about a response, and what follows for it. Owns the ten rules of practice.md 4.1.

use super::review::{self, Against, Around, COMMS_LEAD, Finding, LEGAL, Review, Stood, Waiver};
use super::said::{SAID, named};
use super::{Approval, Content, MAX_ANSWERS, MAX_ATTACHMENTS, MAX_CONTENT, Response, ResponseKind, ResponseState};
use super::{back, each};
use crate::domain::command::{Command, Ctx, Linked};
use crate::domain::event::Event;
use crate::domain::ids::ResponseId;
use crate::domain::incident::Severity;
use crate::domain::room::Refusal;
use crate::domain::text::{Clean, ours};
use crate::domain::time::MINUTE;
use ResponseState::*;

/// Decides a command about a response; `now` is the one that it names.
pub fn decide(
    now: Option<&Response>,
    around: &Around<'_>,
    command: &Command,
    ctx: &Ctx,
) -> Result<Vec<Event>, Refusal> {
    if let Command::OpenResponse { .. } = command {
        return open(command, ctx);
    }
    let Some(now) = now else { return Err(Refusal::new("refuse-no-response")) };
    if let Some(rev) = command.rev()
        && rev != now.rev
    {
        return Err(now.called(Refusal::new("refuse-changed-meanwhile")));
    }
    if now.to_each()
        && let Some(events) = each::decide(now, around, command, ctx)?
    {
        return Ok(events);
    }
    let event = match command {
        Command::SubmitResponse { .. } | Command::ReviseResponse { .. } | Command::ProposeEdit { .. } => {
            written(now, around, command, ctx)?
        }
        Command::ApproveResponse { .. }
        | Command::PublishAlone { .. }
        | Command::RequestChanges { .. }
        | Command::Object { .. }
        | Command::SettleObjection { .. } => reviewed(now, around, command, ctx)?,
        Command::StartPublishing { via, .. } => {
            now.must_be(&[Approved])?;
            now.in_hand(around, ctx)?;
            publish(now, around, via.as_deref(), ctx)?
        }
        Command::ConfirmPublished { permalink, changed_to, .. } => {
            now.must_be(&[Publishing])?;
            now.in_hand(around, ctx)?;
            let permalink = self::permalink(permalink.as_deref())?;
            let changed_to = changed_to.as_deref().map(|t| Clean::from(t.trim())).filter(|t| !t.is_empty());
            Event::ResponsePublished { response: now.id, permalink, changed_to, left: Vec::new() }
        }
        _ => kept(now, around, command, ctx)?,
    };
    Ok(vec![event])
}

fn open(command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let Command::OpenResponse { title, kind, channel, lang, answers, incident, links, .. } = command else {
        return Err(Refusal::new("refuse-not-here"));
    };
    if answers.len() > MAX_ANSWERS {
        return Err(Refusal::new("refuse-bulk").with("n", answers.len()).with("max", MAX_ANSWERS));
    }
    Ok(vec![Event::ResponseOpened {
        response: ctx.ids.response,
        incident: *incident,
        title: Clean::line(title),
        kind: *kind,
        channel: Clean::line(channel).as_str().to_owned(),
        lang: *lang,
        answers: answers.clone(),
        links: *links,
    }])
}

// ── writing ──

const WRITABLE: &[ResponseState] = &[Draft, ChangesRequested, Stale, InReview, Approved];

fn written(now: &Response, around: &Around<'_>, command: &Command, ctx: &Ctx) -> Result<Event, Refusal> {
    now.must_be(WRITABLE)?;
    let response = now.id;
    Ok(match command {
        Command::SubmitResponse { content, waive, .. } => {
            let mut content = safe(content)?;
            content.facts.clone_from(&around.facts);
            let waived = now.waived(around, waive)?;
            let needs = Review::with_legal(&around.needs, &waived);
            Event::ResponseSubmitted { response, content, needs, waived }
        }
        Command::ReviseResponse { content, .. } => {
            let mut content = safe(content)?;
            content.facts.clone_from(&now.content.facts);
            if content == now.content {
                return Err(Refusal::new("refuse-same-text"));
            }
            Event::ResponseRevised { response, content }
        }
        Command::ProposeEdit { text, .. } => {
            now.must_be(&[InReview, Approved, Stale])?;
            if ctx.who.name.same_name(&now.author) {
                return Err(now.called(Refusal::new("refuse-propose-own")));
            }
            let content = safe(&Content { text: text.clone(), ..now.content.clone() })?;
            if content.text == now.content.text {
                return Err(Refusal::new("refuse-same-text"));
            }
            Event::ProposalMade { response, text: content.text }
        }
        _ => return Err(Refusal::new("refuse-not-here")),
    })
}

/// Every finding is let stand with a reason, or the text does not go on.
fn waived(findings: &[&Finding], waive: &[Waiver]) -> Result<Vec<Waiver>, Refusal> {
    let reason = |finding: &Finding| {
        let waiver = waive.iter().find(|w| w.rule == finding.rule)?;
        let reason = Clean::line(&waiver.reason);
        (!reason.is_empty()).then(|| Waiver {
            rule: finding.rule.clone(),
            reason: reason.as_str().to_owned(),
            grave: finding.grave,
            stands: finding.stands.clone(),
        })
    };
    let open: Vec<&str> = findings.iter().filter(|f| reason(f).is_none()).map(|f| f.rule.as_str()).collect();
    if !open.is_empty() {
        let grave = findings.iter().any(|f| f.grave && open.contains(&f.rule.as_str()));
        let refusal = Refusal::new(if grave { "refuse-tone-grave" } else { "refuse-tone" });
        // what disagrees cannot be put right by whoever is not told with what
        let named = |f: &&&Finding| open.contains(&f.rule.as_str());
        let against: Vec<String> = findings.iter().filter(named).flat_map(|f| &f.stands).filter_map(told).collect();
        let rules = open.join(", ");
        let rules = if against.is_empty() { rules } else { format!("{rules}: {}", against.join(" | ")) };
        return Err(refusal.with("rules", rules));
    }
    Ok(findings.iter().filter_map(|f| reason(f)).collect())
}

/// What a text disagrees with, as it is told beside the rule.
pub(super) fn told(stood: &Stood) -> Option<String> {
    stood.against.as_ref().map(|against| match against {
        Against::Response(id, says) => format!("#{id} “{says}”"),
        Against::Fact(id, says) => format!("({id}) “{says}”"),
    })
}

/// The content without what no text needs and a terminal, a clipboard or an outsider's tool could obey, or a reader could
/// not see. Not `Clean`: what is approved and published keeps every emoji and its whole length.
///
/// # Errors
/// No text is left, or more than [`MAX_CONTENT`] bytes of it, or more files than [`MAX_ATTACHMENTS`].
pub fn safe(content: &Content) -> Result<Content, Refusal> {
    let mut content = content.clone();
    content.text = ours(&content.text);
    content.channel = Clean::line(&content.channel).as_str().to_owned();
    if content.text.trim().is_empty() {
        return Err(Refusal::new("refuse-empty-text"));
    }
    if content.text.len() > MAX_CONTENT {
        return Err(Refusal::new("refuse-text-long").with("max", MAX_CONTENT));
    }
    if content.attachments.len() > MAX_ATTACHMENTS {
        return Err(Refusal::new("refuse-attachments-many").with("max", MAX_ATTACHMENTS));
    }
    Ok(content)
}

// ── review ──

fn reviewed(now: &Response, around: &Around<'_>, command: &Command, ctx: &Ctx) -> Result<Event, Refusal> {
    let response = now.id;
    Ok(match command {
        Command::ApproveResponse { digest, aloud, .. } => {
            // A stale text goes through review again; an approval that ran out is confirmed on the spot.
            now.must_be(&[InReview, Approved])?;
            approve(now, around, digest, aloud.as_deref(), ctx)?
        }
        Command::PublishAlone { digest, reason, .. } => {
            now.must_be(&[InReview])?;
            alone(now, around, digest, reason, ctx)?
        }
        Command::RequestChanges { note, .. } => {
            now.must_be(&[InReview, Approved, Stale])?;
            Event::ChangesRequested { response, note: reason(note)? }
        }
        Command::Object { text, .. } => {
            now.must_be(&[Draft, InReview, ChangesRequested, Approved, Stale, Held])?;
            Event::ObjectionRaised { response, text: review::objection(now, text)? }
        }
        Command::SettleObjection { objection, how, .. } => {
            let open = now.review.objections.get(*objection as usize).filter(|o| o.settled.is_none());
            let Some(open) = open else { return Err(Refusal::new("refuse-no-objection")) };
            // Who objects may take it back; the text's author does not decide about an objection of another.
            let own = open.by.same_name(&ctx.who.name);
            if !own && grave(around.severity) && !has_say(around, &ctx.who.name) {
                return Err(now.called(Refusal::new("refuse-settle-say")));
            }
            if own || !ctx.who.name.same_name(&now.author) {
                Event::ObjectionSettled { response, objection: *objection, how: reason(how)? }
            } else {
                return Err(now.called(Refusal::new("refuse-settle-own")));
            }
        }
        _ => return Err(Refusal::new("refuse-not-here")),
    })
}

fn approve(
    now: &Response,
    around: &Around<'_>,
    digest: &str,
    aloud: Option<&str>,
    ctx: &Ctx,
) -> Result<Event, Refusal> {
    if digest != now.content.digest() {
        return Err(Refusal::new("refuse-approve-other-text"));
    }
    let aloud = aloud.map(Clean::line).filter(|a| !a.is_empty());
    let by = aloud.clone().unwrap_or_else(|| ctx.who.name.clone());
    // Rule 3: where harm is likely, nobody approves their own words.
    if by.same_name(&now.author) && grave(around.severity) {
        return Err(Refusal::new("refuse-own-text").with("name", &by));
    }
    let needs = now.needs(around);
    // an empty cell of the plan's matrix is no word of everybody
    if around.shut {
        return Err(now.called(Refusal::new("refuse-nobody-approves")));
    }
    let roles: Vec<String> = needs.iter().filter(|role| (around.speaks)(role, &by)).cloned().collect();
    if roles.is_empty() && !needs.is_empty() {
        return Err(Refusal::new("refuse-not-approver").with("name", &by).with("roles", needs.join(", ")));
    }
    // what is approved may be confirmed anew before it runs out, but not at once; what waits for another's word gains
    // nothing by it
    let lately = |a: &Approval| now.state == InReview || ctx.now.since(a.at) < MINUTE;
    let stands = |a: &&Approval| a.digest == digest && a.until > ctx.now && a.at <= ctx.now && lately(a);
    let mut said = now.review.given.iter().filter(|a| a.by.same_name(&by)).filter(stands);
    if said.any(|a| roles.iter().all(|role| a.roles.contains(role))) {
        return Err(now.called(Refusal::new("refuse-approved-already").with("name", &by)));
    }
    now.in_time(around)?;
    now.agrees(around)?;
    let until = ctx.now.plus(around.lasts);
    let recorded_by = aloud.map(|_| ctx.who.name.clone());
    let (response, digest) = (now.id, digest.to_owned());
    Ok(Event::ResponseApproved {
        response,
        digest,
        by,
        recorded_by,
        until,
        given: ctx.given(),
        roles,
        needs,
        alone: false,
        why: Clean::default(),
    })
}

/// Rule 4: at SEV1 the lead may let an unmodified pre-cleared holding statement out alone.
fn alone(now: &Response, around: &Around<'_>, digest: &str, why: &str, ctx: &Ctx) -> Result<Event, Refusal> {
    let refusal = match now.not_alone(around.severity, around.leads) {
        _ if digest != now.content.digest() => "refuse-approve-other-text",
        Some(whatever_it_says) => whatever_it_says,
        None if around.unsigned => "refuse-alone-unsigned",
        None if !around.cleared => "refuse-alone-text",
        None if now.review.errs() => "refuse-alone-errs",
        None => {
            now.in_time(around)?;
            now.agrees(around)?;
            let until = ctx.now.plus(around.lasts);
            return Ok(Event::ResponseApproved {
                response: now.id,
                digest: digest.to_owned(),
                by: ctx.who.name.clone(),
                recorded_by: None,
                until,
                given: ctx.given(),
                roles: Vec::new(),
                needs: now.needs(around),
                alone: true,
                why: reason(why)?,
            });
        }
    };
    Err(now.called(Refusal::new(refusal)))
}

/// Whose word weighs about what others stopped: whoever leads, legal and the communications lead.
fn has_say(around: &Around<'_>, name: &Clean) -> bool {
    around.leads || [LEGAL, COMMS_LEAD].iter().any(|role| (around.speaks)(role, name))
}

// ── out ──

/// Only what was approved, as it stands, by all who must at today's severity, while it lasts and nobody objects.
fn publish(now: &Response, around: &Around<'_>, via: Option<&str>, ctx: &Ctx) -> Result<Event, Refusal> {
    let Some(approval) = &now.approval else { return Err(Refusal::new("refuse-not-approved")) };
    if approval.digest != now.content.digest() {
        return Err(Refusal::new("refuse-stale"));
    }
    // The incident may have become graver since.
    let needs = now.needs(around);
    if ctx.now > approval.until {
        return Err(now.called(Refusal::new("refuse-expired")));
    }
    if now.review.ahead(&needs, ctx.now) {
        return Err(now.called(Refusal::new("refuse-to-confirm")));
    }
    if let Some((_, objection)) = now.review.open_objection() {
        return Err(now.called(Refusal::new("refuse-objection").with("by", &objection.by)));
    }
    let missing = now.review.missing(&needs);
    if !missing.is_empty() {
        return Err(now.called(Refusal::new("refuse-needs-more").with("roles", missing.join(", "))));
    }
    now.in_time(around)?;
    now.agrees(around)?;
    // another may have said the same since it was handed in
    if let Some(id) = around.said.as_ref().and_then(|said| now.unexplained(said)) {
        return Err(now.says_again(id));
    }
    let via = via.map(Clean::line).filter(|account| !account.is_empty());
    Ok(Event::PublishingStarted { response: now.id, digest: approval.digest.clone(), via })
}

/// What becomes of a text that is neither written, judged nor sent.
fn kept(now: &Response, around: &Around<'_>, command: &Command, ctx: &Ctx) -> Result<Event, Refusal> {
    let response = now.id;
    Ok(match command {
        Command::PublishingFailed { reason: why, .. } => {
            now.must_be(&[Publishing])?;
            now.in_hand(around, ctx)?;
            Event::PublishingAbandoned { response, reason: reason(why)? }
        }
        Command::DiscardResponse { reason: why, .. } => {
            if !now.state.open() || now.state == Publishing {
                now.must_be(&[])?;
            }
            Event::ResponseDiscarded { response, reason: reason(why)? }
        }
        Command::HoldResponse { reason: why, .. } => {
            now.must_be(WRITABLE)?;
            Event::ResponseHeld { response, reason: reason(why)? }
        }
        Command::ReleaseResponse { .. } => {
            now.must_be(&[Held])?;
            let held = now.review.held_by.as_ref();
            if !held.is_none_or(|by| by.same_name(&ctx.who.name)) && !has_say(around, &ctx.who.name) {
                return Err(now.called(Refusal::new("refuse-release")));
            }
            Event::ResponseReleased { response }
        }
        Command::LinkResponse(Linked { permalink, .. }) => {
            if !now.state.is_out() {
                now.must_be(&[])?;
            }
            let link = self::permalink(Some(permalink))?.ok_or_else(|| Refusal::new("refuse-needs-link"))?;
            if now.permalink.as_ref() == Some(&link) {
                return Err(Refusal::new("refuse-same-link"));
            }
            Event::ResponseLinked { response, permalink: link }
        }
        Command::FollowUp { note, done, .. } => {
            now.must_be(&[Published, FollowedUp, Corrected])?;
            Event::ResponseFollowedUp { response, note: reason(note)?, done: *done }
        }
        Command::RetractResponse(said) => back::retract(now, around, said, ctx)?,
        _ => return Err(Refusal::new("refuse-not-here")),
    })
}

/// Longest permalink, in characters.
pub const MAX_PERMALINK: usize = 2_000;

/// Where a text can be read, when somebody says so: a whole address of the web.
pub(super) fn permalink(text: Option<&str>) -> Result<Option<Clean>, Refusal> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control();
    if host.is_none_or(str::is_empty) || text.chars().any(odd) || text.chars().count() > MAX_PERMALINK {
        return Err(Refusal::new("refuse-permalink-odd").with("max", MAX_PERMALINK));
    }
    Ok(Some(Clean::line(text)))
}

pub(super) fn grave(severity: Option<Severity>) -> bool {
    severity.is_some_and(|s| s <= Severity::Sev2)
}

pub(super) fn reason(text: &str) -> Result<Clean, Refusal> {
    let text = Clean::line(text);
    if text.is_empty() { Err(Refusal::new("refuse-needs-reason")) } else { Ok(text) }
}

impl Response {
    /// Names the response in a refusal: by its title, else by what sort it is.
    pub(super) fn called(&self, refusal: Refusal) -> Refusal {
        if self.title.is_empty() { refusal.word("title", self.kind.key()) } else { refusal.with("title", &self.title) }
    }

    pub(super) fn must_be(&self, allowed: &[ResponseState]) -> Result<(), Refusal> {
        if allowed.contains(&self.state) {
            Ok(())
        } else {
            Err(self.called(Refusal::new("refuse-response-state")).word("state", self.state.key()))
        }
    }

    /// What is let stand of the text at hand, by those reasons. That it repeats another is asked first: it has another way
    /// out than other words.
    fn waived(&self, around: &Around<'_>, waive: &[Waiver]) -> Result<Vec<Waiver>, Refusal> {
        let again = around.said.iter();
        if let Err(refusal) = waived(&again.clone().collect::<Vec<_>>(), waive) {
            let named = around.said.as_ref().and_then(|said| named(said).next());
            return Err(named.map_or(refusal, |id| self.says_again(id)));
        }
        let others = around.findings.iter().filter(|f| f.rule != SAID);
        waived(&others.chain(again).collect::<Vec<_>>(), waive)
    }

    /// The refusal of words that another response has said already.
    fn says_again(&self, what: ResponseId) -> Refusal {
        self.called(Refusal::new("refuse-said-already").with("response", what.0).with("rule", SAID))
    }

    /// Practice 6.2: where harm is likely, those who publish take a text out, and one of them, or who took it, says how
    /// that went.
    pub(super) fn in_hand(&self, around: &Around<'_>, ctx: &Ctx) -> Result<(), Refusal> {
        let took = self.review.taken_by.as_ref().is_some_and(|by| by.same_name(&ctx.who.name));
        let may = took || around.leads || around.publishes || !grave(around.severity);
        if may { Ok(()) } else { Err(self.called(Refusal::new("refuse-publish-say"))) }
    }

    /// Practice 5.2: the hour of the next word lies ahead. One that has passed is nobody's tomorrow unless the text says so.
    fn in_time(&self, around: &Around<'_>) -> Result<(), Refusal> {
        let late = around.gone.as_ref().map(|hour| self.called(Refusal::new("refuse-hour-gone").with("hour", hour)));
        late.map_or(Ok(()), Err)
    }

    /// Why who sits here cannot let it out alone, whatever it says: rule 4 speaks of a holding statement, SEV1 and whoever
    /// leads.
    pub fn not_alone(&self, severity: Option<Severity>, leads: bool) -> Option<&'static str> {
        match () {
            () if severity != Some(Severity::Sev1) => Some("refuse-alone-severity"),
            () if !leads => Some("refuse-alone-lead"),
            () if self.kind != ResponseKind::Holding => Some("refuse-alone-text"),
            () => None,
        }
    }

    /// Whose word the text needs: what the plan asks for now, and legal's for what was let stand.
    pub(super) fn needs(&self, around: &Around<'_>) -> Vec<String> {
        Review::with_legal(&around.needs, &self.review.waived)
    }
}
