//! A response: one outbound text for one audience on one channel, from draft to published. Owns what an approval covers.

use super::command::{Command, Ctx};
use super::event::Event;
use super::ids::{IncidentId, MentionId, ResponseId};
use super::incident::Severity;
use super::room::{Lang, Refusal};
use super::text::{Clean, fold};
use super::time::Stamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What sort of text it is (practice.md 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResponseKind {
    /// To one person or thread.
    #[default]
    Reply,
    /// First words while facts are being confirmed.
    Holding,
    /// What changed.
    Update,
    /// Puts a falsehood right.
    Correction,
    /// Owns a mistake.
    Apology,
    /// It is over.
    Resolution,
    /// For our own people.
    Internal,
}

impl ResponseKind {
    /// Every kind, as forms list them.
    pub const ALL: [ResponseKind; 7] = [
        ResponseKind::Reply,
        ResponseKind::Holding,
        ResponseKind::Update,
        ResponseKind::Correction,
        ResponseKind::Apology,
        ResponseKind::Resolution,
        ResponseKind::Internal,
    ];

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        [
            "response-reply",
            "response-holding",
            "response-update",
            "response-correction",
            "response-apology",
            "response-resolution",
            "response-internal",
        ][self as usize]
    }
}

/// Where a response stands. Only `Approved` may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResponseState {
    /// Being written.
    #[default]
    Draft,
    /// Waits for an approver.
    InReview,
    /// An approver wants it otherwise.
    ChangesRequested,
    /// May go out as it stands.
    Approved,
    /// Was approved; what was approved has changed since.
    Stale,
    /// Taken to the platform; nobody has said yet whether it went out.
    Publishing,
    /// Out.
    Published,
    /// Another response answered the same mentions.
    Retired,
    /// Given up, with a reason.
    Discarded,
}

impl ResponseState {
    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        [
            "state-draft",
            "state-in-review",
            "state-changes-requested",
            "state-approved",
            "state-stale",
            "state-publishing",
            "state-published",
            "state-retired",
            "state-discarded",
        ][self as usize]
    }

    /// Still to be worked on.
    pub const fn open(self) -> bool {
        !matches!(self, ResponseState::Published | ResponseState::Retired | ResponseState::Discarded)
    }
}

/// Everything that an approval covers (invariant 7).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Content {
    /// The words.
    pub text: String,
    /// Where they go: `x`, `bluesky`, `web` ...
    pub channel: String,
    /// The language they are in.
    pub lang: Lang,
    /// SHA-256 of each attachment.
    pub attachments: Vec<String>,
    /// Facts it leans on, each with its revision.
    pub facts: Vec<(i64, i64)>,
}

impl Content {
    /// Identity of the content: SHA-256 over an unambiguous form of every field, in hexadecimal.
    pub fn digest(&self) -> String {
        let form = serde_json::json!([self.text, self.channel, self.lang, self.attachments, self.facts]);
        Sha256::digest(form.to_string().as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// An approval: by whom, when, of exactly what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who approved.
    pub by: Clean,
    /// Who wrote it down, when it was said aloud.
    pub recorded_by: Option<Clean>,
    /// When.
    pub at: Stamp,
    /// When it must be confirmed again.
    pub until: Stamp,
    /// [`Content::digest`] of what was approved.
    pub digest: String,
}

/// A response as the events have made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Which.
    pub id: ResponseId,
    /// Of which incident, if any.
    pub incident: Option<IncidentId>,
    /// What people call it.
    pub title: Clean,
    /// What sort.
    pub kind: ResponseKind,
    /// Where it stands.
    pub state: ResponseState,
    /// Since when.
    pub since: Stamp,
    /// Who wrote it.
    pub author: Clean,
    /// The submitted content; empty until first submitted.
    pub content: Content,
    /// Mentions that it answers.
    pub answers: Vec<MentionId>,
    /// The approval in force, or the one that went stale.
    pub approval: Option<Approval>,
    /// What the approver asked for, why it was discarded, or which response retired it.
    pub note: Clean,
    /// Where it can be read.
    pub permalink: Option<Clean>,
    /// What went out, when it was not what had been approved.
    pub published_text: Option<Clean>,
    /// Grows with every event about it.
    pub rev: i64,
}

/// Longest text, in bytes; longer than any platform's.
pub const MAX_CONTENT: usize = 100_000;
/// Most mentions that one response may answer.
pub const MAX_ANSWERS: usize = super::mention::MAX_BULK;

/// Decides a command about a response. `severity` is that of its incident.
pub fn decide(
    now: Option<&Response>,
    severity: Option<Severity>,
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
    let id = now.id;
    let state = |allowed: &[ResponseState]| {
        if allowed.contains(&now.state) {
            Ok(())
        } else {
            Err(now.called(Refusal::new("refuse-response-state")).word("state", now.state.key()))
        }
    };
    use ResponseState::*;
    let event = match command {
        Command::SubmitResponse { content, .. } => {
            state(&[Draft, ChangesRequested, Stale, InReview, Approved])?;
            Event::ResponseSubmitted { response: id, content: safe(content)? }
        }
        Command::ReviseResponse { content, .. } => {
            state(&[Draft, ChangesRequested, Stale, InReview, Approved])?;
            let content = safe(content)?;
            if content == now.content {
                return Err(Refusal::new("refuse-same-text"));
            }
            Event::ResponseRevised { response: id, content }
        }
        Command::ApproveResponse { digest, aloud, .. } => {
            // A stale text goes through review again; an approval that ran out is confirmed on the spot.
            state(&[InReview, Approved])?;
            approve(now, severity, digest, aloud.as_deref(), ctx)?
        }
        Command::RequestChanges { note, .. } => {
            state(&[InReview, Approved, Stale])?;
            Event::ChangesRequested { response: id, note: reason(note)? }
        }
        Command::StartPublishing { via, .. } => {
            state(&[Approved])?;
            publish(now, via.as_deref(), ctx)?
        }
        Command::ConfirmPublished { permalink, changed_to, .. } => {
            state(&[Publishing])?;
            let permalink = permalink.as_deref().map(Clean::line).filter(|p| !p.is_empty());
            let changed_to = changed_to.as_deref().map(|t| Clean::from(t.trim())).filter(|t| !t.is_empty());
            Event::ResponsePublished { response: id, permalink, changed_to, left: Vec::new() }
        }
        Command::PublishingFailed { reason: why, .. } => {
            state(&[Publishing])?;
            Event::PublishingAbandoned { response: id, reason: reason(why)? }
        }
        Command::DiscardResponse { reason: why, .. } => {
            if !now.state.open() || now.state == Publishing {
                state(&[])?;
            }
            Event::ResponseDiscarded { response: id, reason: reason(why)? }
        }
        _ => return Err(Refusal::new("refuse-not-here")),
    };
    Ok(vec![event])
}

fn open(command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let Command::OpenResponse { title, kind, channel, lang, answers, incident } = command else {
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
    }])
}

/// Only what was approved, as it stands, while the approval lasts.
fn publish(now: &Response, via: Option<&str>, ctx: &Ctx) -> Result<Event, Refusal> {
    let Some(approval) = &now.approval else { return Err(Refusal::new("refuse-not-approved")) };
    if approval.digest != now.content.digest() {
        return Err(Refusal::new("refuse-stale"));
    }
    if ctx.at > approval.until {
        return Err(now.called(Refusal::new("refuse-expired")));
    }
    let via = via.map(Clean::line).filter(|account| !account.is_empty());
    Ok(Event::PublishingStarted { response: now.id, digest: approval.digest.clone(), via })
}

fn approve(
    now: &Response,
    severity: Option<Severity>,
    digest: &str,
    aloud: Option<&str>,
    ctx: &Ctx,
) -> Result<Event, Refusal> {
    if digest != now.content.digest() {
        return Err(Refusal::new("refuse-approve-other-text"));
    }
    let aloud = aloud.map(Clean::line).filter(|a| !a.is_empty());
    let by = aloud.clone().unwrap_or_else(|| ctx.who.name.clone());
    // Practice 4.1 rule 3: where harm is likely, nobody approves their own words.
    if by.same_name(&now.author) && severity.is_some_and(|s| s <= Severity::Sev2) {
        return Err(Refusal::new("refuse-own-text").with("name", &by));
    }
    let until = ctx.at.plus(super::clock::approval_life(severity));
    let recorded_by = aloud.map(|_| ctx.who.name.clone());
    Ok(Event::ResponseApproved { response: now.id, digest: digest.to_owned(), by, recorded_by, until })
}

/// The content without what no text needs and a terminal, a clipboard or an outsider's tool could obey. Not `Clean`: what
/// is approved and published keeps every emoji and its whole length.
fn safe(content: &Content) -> Result<Content, Refusal> {
    let mut content = content.clone();
    let bidi = |c| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    content.text = content.text.replace('\t', " ");
    content.text.retain(|c| c == '\n' || !(c.is_control() || bidi(c)));
    content.channel = Clean::line(&content.channel).as_str().to_owned();
    check(&content)?;
    Ok(content)
}

fn check(content: &Content) -> Result<(), Refusal> {
    if content.text.trim().is_empty() {
        return Err(Refusal::new("refuse-empty-text"));
    }
    if content.text.len() > MAX_CONTENT {
        return Err(Refusal::new("refuse-text-long").with("max", MAX_CONTENT));
    }
    Ok(())
}

fn reason(text: &str) -> Result<Clean, Refusal> {
    let text = Clean::line(text);
    if text.is_empty() { Err(Refusal::new("refuse-needs-reason")) } else { Ok(text) }
}

/// What a response without a title of its own is called: whom it answers, and that person's first words. Worked out
/// whenever it is shown and kept nowhere, so that it goes when those words are erased.
pub fn named_after(handle: &str, text: &str) -> Clean {
    const WORDS: usize = 7;
    const MOST: usize = 48;
    let words = text.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ");
    let to = handle.trim_start_matches('@');
    let title = match (to.is_empty(), words.is_empty()) {
        (true, _) => words,
        (false, true) => format!("@{to}"),
        (false, false) => format!("@{to}: {words}"),
    };
    Clean::line(&title.chars().take(MOST).collect::<String>())
}

/// On which platforms mentions wait on after an answer went out elsewhere, and how many.
pub type Left = Vec<(Clean, u32)>;

/// Whether what goes out on `channel` answers a mention on `platform`: who asked on Instagram has not been answered on
/// Facebook. A statement on our own pages and a letter are for everybody whom they name, and so is anything for a mention
/// whose platform nobody knows.
pub fn attends(channel: &str, platform: &str) -> bool {
    let place = |name: &str| {
        let name = fold(name.trim());
        if name == "twitter" { "x".to_owned() } else { name }
    };
    let (channel, platform) = (place(channel), place(platform));
    matches!(channel.as_str(), "" | "web" | "email") || platform.is_empty() || channel == platform
}

impl Response {
    /// Names the response in a refusal: by its title, else by what sort it is.
    fn called(&self, refusal: Refusal) -> Refusal {
        if self.title.is_empty() { refusal.word("title", self.kind.key()) } else { refusal.with("title", &self.title) }
    }

    /// Applies one event of `who` about this response, logged at `at`.
    pub fn apply(&mut self, event: &Event, at: Stamp) {
        use ResponseState::*;
        let before = self.state;
        match event {
            Event::ResponseSubmitted { content, .. } => {
                self.content = content.clone();
                self.state = InReview;
                self.approval = None;
            }
            Event::ResponseRevised { content, .. } => {
                self.content = content.clone();
                self.state = if matches!(before, Approved | Stale) { Stale } else { Draft };
            }
            Event::ResponseApproved { digest, by, recorded_by, until, .. } => {
                self.approval = Some(Approval {
                    by: by.clone(),
                    recorded_by: recorded_by.clone(),
                    at,
                    until: *until,
                    digest: digest.clone(),
                });
                self.state = Approved;
            }
            Event::ChangesRequested { note, .. } => {
                self.note = note.clone();
                self.state = ChangesRequested;
            }
            Event::PublishingStarted { .. } => self.state = Publishing,
            Event::ResponsePublished { permalink, changed_to, .. } => {
                self.permalink = permalink.clone();
                self.published_text = changed_to.clone();
                self.state = Published;
            }
            Event::PublishingAbandoned { reason, .. } => {
                self.note = reason.clone();
                self.state = Approved;
            }
            Event::ResponseDiscarded { reason, .. } => {
                self.note = reason.clone();
                self.state = Discarded;
            }
            Event::ResponseRetired { .. } => self.state = Retired,
            _ => return,
        }
        if self.state != before {
            self.since = at;
        }
        self.rev += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_one_where_it_was_asked() {
        for (channel, platform) in [("x", "x"), ("X ", "twitter"), ("web", "x"), ("email", "reddit"), ("x", "")] {
            assert!(attends(channel, platform), "{channel} {platform}");
        }
        for (channel, platform) in [("facebook", "instagram"), ("x", "web"), ("x", "reddit")] {
            assert!(!attends(channel, platform), "{channel} {platform}");
        }
    }

    #[test]
    fn a_text_keeps_its_emoji_and_loses_what_a_terminal_obeys() {
        let content =
            |text: &str, channel: &str| Content { text: text.into(), channel: channel.into(), ..Content::default() };
        let good = content("Año 👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}\nsí", "x");
        assert_eq!(safe(&good), Ok(good));
        assert_eq!(safe(&content("a\u{1b}]0;t\u{7}\tb\r\n\u{202e}c", "x\u{1b}[31m")), Ok(content("a]0;t b\nc", "x")));
        assert!(safe(&content("\u{1b}\u{202e}", "x")).is_err(), "nothing is left");
    }
}
