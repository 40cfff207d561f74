//! The review of a text: whose word it needs, who gave theirs, what was objected, what a reviewer would rather say. Owns
//! when an approval is whole and how the events change a response; the plan says whose word is needed.

use super::{Approval, Content, Each, Response, ResponseState, TO_CONFIRM};
use crate::domain::clock::approval_life;
use crate::domain::event::Event;
use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::incident::Severity;
use crate::domain::room::Refusal;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use serde::{Deserialize, Serialize};

/// What the tone check found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's code, `T01`.
    pub rule: String,
    /// It may not go out like this unless legal lets it; otherwise a reason is enough.
    pub grave: bool,
    /// What was found.
    pub stands: Vec<Stood>,
}

/// One thing that a rule found, as those are shown it who let it stand or approve it all the same.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Stood {
    /// The words; of what is said otherwise elsewhere the whole sentence, of what is missing none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What is missing: its key in the words of the room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// With what it disagrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Against>,
}

/// With what a text disagrees, and the sentence that says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// A live text.
    Response(ResponseId, String),
    /// A fact.
    Fact(i64, String),
}

/// A finding that a person let stand, with why.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Waiver {
    /// The rule's code.
    pub rule: String,
    /// Why it stands.
    pub reason: String,
    /// It asks for legal's word; set by the room.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub grave: bool,
    /// What was found; set by the room.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stands: Vec<Stood>,
}

/// A strong objection, in the words in which it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// Who objects.
    pub by: Clean,
    /// When.
    pub at: Stamp,
    /// What they said.
    pub text: Clean,
    /// Who decided about it and how; while nobody has, the text does not go out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<(Clean, Clean)>,
}

/// What a reviewer would rather say; the author accepts it or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Who proposes.
    pub by: Clean,
    /// The whole text as they would have it.
    pub text: String,
}

/// What the review of a response has come to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    /// Roles whose word the text needs; nobody's in particular when empty, and then one is enough.
    pub needs: Vec<String>,
    /// Who said yes to the text as it stands.
    pub given: Vec<Approval>,
    /// Objections, the oldest first.
    pub objections: Vec<Objection>,
    /// What a reviewer would rather say.
    pub proposal: Option<Proposal>,
    /// Findings that were let stand.
    pub waived: Vec<Waiver>,
    /// Roles whose holder stayed silent too long, so that their backups were asked.
    pub escalated: Vec<String>,
    /// Where the response stood before it was held.
    pub held_from: Option<ResponseState>,
    /// Who held it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_by: Option<Clean>,
    /// Of a text that goes to each person by themselves: the mentions to which it went, in that order.
    pub sent: Vec<MentionId>,
    /// Who took it to publish it, while nobody has said how that went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<Clean>,
}

/// What a response has to do with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Links {
    /// The published text that it puts right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<ResponseId>,
    /// The same text in the other language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub twin: Option<ResponseId>,
    /// Another proposal for the same purpose: approving one retires the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<ResponseId>,
}

impl Links {
    /// It stands alone.
    pub const fn is_empty(&self) -> bool {
        self.corrects.is_none() && self.twin.is_none() && self.instead_of.is_none()
    }
}

/// What a decision about a response must know besides the response.
pub struct Around<'a> {
    /// Severity of its incident.
    pub severity: Option<Severity>,
    /// Roles whose word the text at hand needs, as the plan says for that severity.
    pub needs: Vec<String>,
    /// The plan has a cell for the text at hand that names nobody: it lets nothing out.
    pub shut: bool,
    /// How long an approval given now holds, in milliseconds, as the plan says for that severity.
    pub lasts: i64,
    /// Whether this person may speak for that role.
    pub speaks: &'a dyn Fn(&str, &Clean) -> bool,
    /// What the tone check found in the text at hand.
    pub findings: Vec<Finding>,
    /// Texts that say the very same to the same people already, as what must be let stand.
    pub said: Option<Finding>,
    /// Facts that the text at hand leans on, each with its revision.
    pub facts: Vec<(i64, i64)>,
    /// The words for an hour that the text at hand promises and that has passed.
    pub gone: Option<Clean>,
    /// The text at hand is one that the plan cleared, as it stands.
    pub cleared: bool,
    /// It is one of the plan's, unchanged, which nobody has cleared, or no longer does.
    pub unsigned: bool,
    /// Who acts leads the incident.
    pub leads: bool,
    /// Who acts takes texts out, as the plan or the room says, or nobody does by name.
    pub publishes: bool,
    /// What the check finds in the public note of what is taken back.
    pub note: Vec<Finding>,
    /// Of a text that goes to each person by themselves: to whom it still has to go.
    pub each: Each,
}

impl Default for Around<'_> {
    fn default() -> Self {
        Around {
            severity: None,
            needs: Vec::new(),
            shut: false,
            lasts: approval_life(None),
            speaks: &|_, _| true,
            findings: Vec::new(),
            said: None,
            facts: Vec::new(),
            gone: None,
            cleared: false,
            unsigned: false,
            leads: false,
            publishes: true,
            note: Vec::new(),
            each: Each::default(),
        }
    }
}

/// The role that lets an error stand (issue of tone: only legal may).
pub const LEGAL: &str = "legal";
/// The role that speaks for the brand.
pub const COMMS_LEAD: &str = "comms_lead";

impl Review {
    /// From when enough have given their word: later than now where it rests on one that was given while the clock ran
    /// fast, so that nobody knows when it runs out and it must be confirmed. Nothing where a word is missing.
    pub fn sure(&self, needs: &[String]) -> Option<Stamp> {
        // what runs out before the log says that it was given, was given by the right clock while the log lay ahead of it
        let when = |a: &Approval| if a.until < a.at { Stamp(0) } else { a.at };
        let mut moments: Vec<Stamp> = self.given.iter().map(when).collect();
        moments.sort_unstable();
        moments.into_iter().find(|moment| {
            let given = self.given.iter().filter(|a| when(a) <= *moment).cloned().collect();
            let then = Review { given, needs: needs.to_vec(), waived: self.waived.clone(), ..Review::default() };
            then.whole()
        })
    }

    /// It rests on such a word at this moment.
    pub fn ahead(&self, needs: &[String], now: Stamp) -> bool {
        self.sure(needs).is_some_and(|sure| sure > now)
    }

    /// Roles of `needs` that nobody has spoken for yet. The word of whoever lets a text out alone stands for everybody's but
    /// legal's, where an error is let stand.
    pub fn missing<'n>(&self, needs: &'n [String]) -> Vec<&'n str> {
        let errs = self.errs();
        let alone = |a: &Approval, role: &str| a.alone && !(errs && role == LEGAL);
        let given = |role: &str| self.given.iter().any(|a| alone(a, role) || a.roles.iter().any(|r| r == role));
        needs.iter().map(String::as_str).filter(|role| !given(role)).collect()
    }

    /// Whether an error was let stand, for which legal must answer.
    pub fn errs(&self) -> bool {
        self.waived.iter().any(|w| w.grave)
    }

    /// Whether those who said yes are all who must.
    fn whole(&self) -> bool {
        !self.given.is_empty() && self.missing(&self.needs).is_empty()
    }

    /// The first objection that nobody has decided about, with its place.
    pub fn open_objection(&self) -> Option<(usize, &Objection)> {
        self.objections.iter().enumerate().find(|(_, o)| o.settled.is_none())
    }

    /// The review of a new text: what was said about the old one no longer counts, objections that stand do.
    fn anew(&mut self) {
        self.given.clear();
        self.needs.clear();
        self.waived.clear();
        self.escalated.clear();
        self.proposal = None;
    }

    /// Those of the plan's `needs` that the text needs, and legal's word for what was let stand.
    pub(super) fn with_legal(needs: &[String], waived: &[Waiver]) -> Vec<String> {
        let mut needs = needs.to_vec();
        if waived.iter().any(|w| w.grave) && !needs.iter().any(|r| r == LEGAL) {
            needs.push(LEGAL.to_owned());
        }
        needs
    }

    /// What was said under a milder severity counts no longer than one says it under the new one, and not for its
    /// `author` where somebody else must speak.
    fn narrow(&mut self, needs: &[String], lasts: i64, author: Option<&Clean>) {
        self.needs = needs.to_vec();
        self.given.retain(|a| author.is_none_or(|author| !a.by.same_name(author)));
        for given in &mut self.given {
            given.until = given.until.min(given.at.plus(lasts));
        }
    }

    fn approve(&mut self, approval: Approval, at: Stamp) -> Option<Approval> {
        // one that is over when it is written down was given after a clock was put back: which of the others are over, `at`
        // cannot tell, and the first that ends ends them all
        let apart = approval.until < at;
        let lasts = |a: &Approval| apart || a.until > at;
        self.given.retain(|a| a.digest == approval.digest && lasts(a) && !a.by.same_name(&approval.by));
        self.given.push(approval.clone());
        let until = self.given.iter().map(|a| a.until).min().unwrap_or(approval.until);
        self.whole().then_some(Approval { until, ..approval })
    }
}

/// Longest objection, in characters.
const MAX_OBJECTION: usize = 1_000;
/// Most objections to one text.
const MAX_OBJECTIONS: usize = 50;

/// An objection as it may be kept.
pub(super) fn objection(now: &Response, text: &str) -> Result<Clean, Refusal> {
    let text = Clean::from(text.trim());
    match () {
        () if text.is_empty() => Err(Refusal::new("refuse-needs-reason")),
        () if text.as_str().chars().count() > MAX_OBJECTION => {
            Err(Refusal::new("refuse-entry-long").with("max", MAX_OBJECTION))
        }
        () if now.review.objections.len() >= MAX_OBJECTIONS => {
            Err(Refusal::new("refuse-objections-many").with("max", MAX_OBJECTIONS))
        }
        () => Ok(text),
    }
}

impl Response {
    /// The response that an event opens, logged at `at` by `who`; nothing where the event opens none.
    pub fn opened(event: &Event, who: &Clean, at: Stamp) -> Option<Response> {
        let Event::ResponseOpened { response, incident, title, kind, channel, lang, answers, links } = event else {
            return None;
        };
        Some(Response {
            id: *response,
            incident: *incident,
            title: title.clone(),
            kind: *kind,
            state: ResponseState::Draft,
            since: at,
            author: who.clone(),
            content: Content { channel: channel.clone(), lang: *lang, ..Content::default() },
            answers: answers.clone(),
            approval: None,
            review: Review::default(),
            links: *links,
            note: Clean::default(),
            permalink: None,
            published_text: None,
            rev: 1,
        })
    }

    /// It is approved by words of which nobody knows when they run out, since the clock ran fast when they were given.
    pub fn unsure(&self, now: Stamp) -> bool {
        self.approval.is_some() && self.review.ahead(&self.review.needs, now)
    }

    /// Key of the word for where it stands.
    pub fn standing(&self, now: Stamp) -> &'static str {
        let approved = self.state == ResponseState::Approved;
        if approved && self.unsure(now) { TO_CONFIRM } else { self.state.key() }
    }

    /// The words as they went out, else as they stand.
    pub fn said(&self) -> &str {
        self.published_text.as_ref().map_or(self.content.text.as_str(), Clean::as_str)
    }

    /// Applies one event about this response, logged at `at` by `who`.
    pub fn apply(&mut self, event: &Event, who: &Clean, at: Stamp) {
        let before = self.state;
        if !self.writing(event, who) && !self.reviewing(event, who, at) && !self.going_out(event, who) {
            return;
        }
        // handed in anew while it waits, it waits anew: nobody is late with words that they have not seen
        if self.state != before || matches!(event, Event::ResponseSubmitted { .. }) {
            self.since = at;
        }
        self.rev += 1;
    }

    /// Whoever wrote the words that stand is their author, and so may not approve them where that matters: handing them on
    /// makes them nobody else's. What a reviewer proposed is the author's once the author takes it, and no third person's.
    fn take(&mut self, content: &Content, who: &Clean) {
        let same = |text: &str| text.split_whitespace().eq(content.text.split_whitespace());
        let proposal = self.review.proposal.as_ref().filter(|p| same(&p.text));
        if let Some(proposal) = proposal {
            if !who.same_name(&self.author) {
                self.author = proposal.by.clone();
            }
        } else if !same(&self.content.text) {
            self.author = who.clone();
        }
        self.content = content.clone();
    }

    /// The text and where it stands before anybody judges it.
    fn writing(&mut self, event: &Event, who: &Clean) -> bool {
        use ResponseState::*;
        match event {
            Event::ResponseSubmitted { content, needs, waived, .. } => {
                self.take(content, who);
                self.state = InReview;
                self.approval = None;
                self.review.anew();
                (self.review.needs, self.review.waived) = (needs.clone(), waived.clone());
            }
            Event::ResponseRevised { content, .. } => {
                self.take(content, who);
                self.state = if matches!(self.state, Approved | Stale) { Stale } else { Draft };
                self.review.anew();
            }
            Event::ResponseStaled { .. } => self.state = Stale,
            Event::ProposalMade { text, .. } => {
                self.review.proposal = Some(Proposal { by: who.clone(), text: text.clone() });
                self.state = ChangesRequested;
            }
            Event::ResponseHeld { reason, .. } => {
                self.review.held_from = Some(self.state);
                self.review.held_by = Some(who.clone());
                self.note = reason.clone();
                self.state = Held;
            }
            Event::ResponseReleased { .. } => {
                self.state = self.review.held_from.take().unwrap_or(Draft);
                self.review.held_by = None;
            }
            Event::ResponseDiscarded { reason, .. } => {
                self.note = reason.clone();
                self.state = Discarded;
            }
            Event::ResponseRetired { .. } => self.state = Retired,
            _ => return false,
        }
        true
    }

    fn reviewing(&mut self, event: &Event, who: &Clean, at: Stamp) -> bool {
        use ResponseState::*;
        match event {
            Event::ResponseApproved { digest, by, recorded_by, until, given, roles, needs, alone, .. } => {
                let approval = Approval {
                    by: by.clone(),
                    recorded_by: recorded_by.clone(),
                    at: given.unwrap_or(at),
                    until: *until,
                    digest: digest.clone(),
                    roles: roles.clone(),
                    alone: *alone,
                };
                self.review.needs.clone_from(needs);
                self.approval = self.review.approve(approval, at);
                self.state = if self.approval.is_some() { Approved } else { InReview };
            }
            Event::ChangesRequested { note, .. } => {
                self.note = note.clone();
                self.state = ChangesRequested;
            }
            Event::ObjectionRaised { text, .. } => {
                self.review.objections.push(Objection { by: who.clone(), at, text: text.clone(), settled: None });
            }
            Event::ObjectionSettled { objection, how, .. } => {
                if let Some(objection) = self.review.objections.get_mut(*objection as usize) {
                    objection.settled = Some((who.clone(), how.clone()));
                }
            }
            Event::ApprovalEscalated { role, .. } => self.review.escalated.push(role.clone()),
            Event::ApprovalNarrowed { needs, lasts, apart, .. } => {
                self.review.narrow(needs, *lasts, apart.then_some(&self.author));
                let until = self.review.given.iter().map(|a| a.until).min();
                let whole = self.approval.take().zip(until).filter(|_| self.review.whole());
                self.approval = whole.map(|(approval, until)| Approval { until, ..approval });
                let now = if self.state == Held { self.review.held_from.as_mut() } else { Some(&mut self.state) };
                if let Some(state) = now.filter(|state| **state == Approved && self.approval.is_none()) {
                    *state = InReview;
                }
            }
            Event::ApprovalCarried { given, needs, .. } => {
                (self.review.given, self.review.needs) = (given.clone(), needs.clone());
                let until = given.iter().map(|a| a.until).min();
                let last = given.last().cloned().zip(until).filter(|_| self.review.whole());
                self.approval = last.map(|(approval, until)| Approval { until, ..approval });
                self.state = if self.approval.is_some() { Approved } else { InReview };
            }
            _ => return false,
        }
        true
    }

    fn going_out(&mut self, event: &Event, who: &Clean) -> bool {
        use ResponseState::*;
        match event {
            Event::PublishingStarted { .. } => {
                self.review.taken_by = Some(who.clone());
                self.state = Publishing;
            }
            Event::ResponsePublished { permalink, changed_to, .. } => {
                self.permalink = permalink.clone();
                self.published_text = changed_to.clone();
                self.review.taken_by = None;
                self.state = Published;
            }
            Event::ResponseLinked { permalink, .. } => self.permalink = Some(permalink.clone()),
            Event::ReplySent { mention, .. } => self.review.sent.push(*mention),
            Event::RepliesPassed { mentions, .. } => self.answers.retain(|m| !mentions.contains(m)),
            Event::PublishingAbandoned { reason, .. } => {
                self.note = reason.clone();
                self.review.taken_by = None;
                self.state = Approved;
            }
            Event::ResponseFollowedUp { note, done, .. } => {
                self.note = note.clone();
                self.state = if *done { Done } else { FollowedUp };
            }
            Event::ResponseCorrected { .. } => self.state = Corrected,
            Event::ResponseRetracted { reason, .. } => {
                self.note = reason.clone();
                self.state = Retracted;
            }
            _ => return false,
        }
        true
    }
}
