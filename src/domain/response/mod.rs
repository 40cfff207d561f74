//! A response: one outbound text for one audience on one channel, from draft to published. Owns what an approval covers.

mod back;
mod decide;
mod each;
mod review;
mod said;
mod stands;
#[cfg(test)]
mod tests;

pub use decide::{decide, safe};
pub use each::{Each, SLOT, to_each};
pub use review::{Against, Around, Finding, Links, Objection, Proposal, Review, Stood, Waiver};
pub use said::{Print, SAID, against, denied_by, repeats, said_already, same_words, waits_too};

use super::ids::{IncidentId, MentionId, ResponseId};
use super::private;
use super::room::Lang;
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

    /// The row of the plan's approval matrix that a text of this kind falls under; `cleared` are words of the plan that
    /// were approved beforehand and are used as they stand.
    pub const fn text_type(self, cleared: bool) -> &'static str {
        match (self, cleared) {
            (ResponseKind::Reply, true) => "reply",
            (ResponseKind::Reply, false) => "line",
            (ResponseKind::Holding, true) => "holding_precleared",
            (ResponseKind::Holding, false) => "holding",
            (ResponseKind::Update, _) => "update",
            (ResponseKind::Correction, _) => "correction",
            (ResponseKind::Apology, _) => "apology",
            (ResponseKind::Resolution, _) => "resolution",
            (ResponseKind::Internal, _) => "internal",
        }
    }

    /// Whether it speaks to everybody: an answer to one person is no public word, nor is what our own people read.
    pub const fn to_all(self) -> bool {
        !matches!(self, ResponseKind::Reply | ResponseKind::Internal)
    }

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
    /// Nothing happens to it until somebody lets it go: legal's wish, an embargo.
    Held,
    /// Out, and somebody looked at what people made of it.
    FollowedUp,
    /// Out, and nothing more is to come.
    Done,
    /// Out and put right by another text, which names it.
    Corrected,
    /// Taken back, with a public note that says so.
    Retracted,
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
            "state-held",
            "state-followed-up",
            "state-done",
            "state-corrected",
            "state-retracted",
        ][self as usize]
    }

    /// Still to be worked on.
    pub const fn open(self) -> bool {
        use ResponseState::*;
        matches!(self, Draft | InReview | ChangesRequested | Approved | Stale | Publishing | Held)
    }

    /// It was in public, whatever became of it since.
    pub const fn is_out(self) -> bool {
        use ResponseState::*;
        matches!(self, Published | FollowedUp | Done | Corrected | Retracted)
    }

    /// Somebody judges it, or has: what it leans on must not change under it.
    pub const fn judged(self) -> bool {
        use ResponseState::*;
        matches!(self, InReview | Approved)
    }

    /// It is out and what it says is what we say: nobody has put it right or taken it back.
    pub const fn in_force(self) -> bool {
        use ResponseState::*;
        matches!(self, Published | FollowedUp | Done)
    }

    /// People can read it, as it stands or put right.
    pub const fn out(self) -> bool {
        self.in_force() || matches!(self, ResponseState::Corrected)
    }
}

/// Key of the word for an approval that must be confirmed, since it was given while the clock ran fast.
pub const TO_CONFIRM: &str = "state-to-confirm";

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
    /// The approved line or template that it was made from, with what was filled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Origin>,
}

/// Where a text comes from in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Origin {
    /// The line's or template's code.
    pub code: String,
    /// What was filled in, by the variable's name.
    pub values: std::collections::BTreeMap<String, String>,
}

impl Content {
    /// Identity of the content: SHA-256 over an unambiguous form of every field, in hexadecimal.
    pub fn digest(&self) -> String {
        let form = serde_json::json!([self.text, self.channel, self.lang, self.attachments, self.facts]);
        Sha256::digest(form.to_string().as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// An approval: by whom, for which roles, when, of exactly what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who approved.
    pub by: Clean,
    /// Who wrote it down, when it was said aloud.
    pub recorded_by: Option<Clean>,
    /// When, by the room's clock of then.
    pub at: Stamp,
    /// When it must be confirmed again.
    pub until: Stamp,
    /// [`Content::digest`] of what was approved.
    pub digest: String,
    /// The roles for which they said yes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// The lead published a pre-cleared text alone (practice.md 4.1, rule 4).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
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
    /// The approval in force, or the one that went stale: the last that was needed, until the first of them runs out.
    pub approval: Option<Approval>,
    /// What its review has come to.
    pub review: Review,
    /// What it has to do with other responses.
    pub links: Links,
    /// What the approver asked for, why it was discarded, or which response retired it.
    pub note: Clean,
    /// Where it can be read.
    pub permalink: Option<Clean>,
    /// What went out, when it was not what had been approved.
    pub published_text: Option<Clean>,
    /// Grows with every event about it.
    pub rev: i64,
}

/// A text that people can read, or are about to: what a new one must agree with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveText {
    /// Which response's.
    pub id: ResponseId,
    /// Its language.
    pub lang: Lang,
    /// The words, as they went out.
    pub text: String,
    /// Since when it stands so.
    pub at: Stamp,
    /// It answers one person or thread.
    pub reply: bool,
    /// To how many people it went one by one; 0 for a text that went out once.
    pub each: u32,
    /// Where it goes.
    pub channel: String,
    /// People can read it, or it is on its way to them; else it waits for somebody's word.
    pub out: bool,
    /// When the next word that it promises is due as the room has it now: somebody may have moved it.
    pub moved: Option<Stamp>,
    /// It is the same text in the other language.
    pub twin: bool,
    /// It answers a mention that the new text answers too.
    pub shares: bool,
    /// It is of the incident of the new text, or both are of none.
    pub here: bool,
    /// What tells words that are nearly these.
    pub print: Print,
}

impl LiveText {
    /// A public text that is out since then, on a channel that nobody has named.
    pub fn new(id: ResponseId, lang: Lang, text: &str, at: Stamp) -> LiveText {
        let (text, channel) = (text.to_owned(), String::new());
        let (reply, out, twin, shares, here, print) = (false, true, false, false, true, Print::of(&text));
        LiveText { id, lang, text, at, reply, each: 0, channel, out, moved: None, twin, shares, here, print }
    }
}

/// Longest text, in bytes; longer than any platform's.
pub const MAX_CONTENT: usize = 100_000;
/// Most files that go out with one text; more than any platform takes.
pub const MAX_ATTACHMENTS: usize = 20;
/// Most mentions that one response may answer.
pub const MAX_ANSWERS: usize = super::mention::MAX_BULK;

/// What a response without a title of its own is called: whom it answers, and that person's first words. Worked out
/// whenever it is shown and kept nowhere, so that it goes when those words are erased.
pub fn named_after(handle: &str, text: &str) -> Clean {
    const WORDS: usize = 7;
    const MOST: usize = 48;
    let all = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let few = all.match_indices(' ').nth(WORDS - 1).map_or(all.len(), |(end, _)| end);
    let words = &all[..private::whole(&all, few)];
    let to = handle.trim_start_matches('@');
    let title = match (to.is_empty(), words.is_empty()) {
        (true, _) => words.to_owned(),
        (false, true) => format!("@{to}"),
        (false, false) => format!("@{to}: {words}"),
    };
    let end = title.char_indices().nth(MOST).map_or(title.len(), |(end, _)| private::whole(&title, end));
    Clean::line(&title[..end])
}

/// On which platforms mentions wait on after an answer went out elsewhere, and how many.
pub type Left = Vec<(Clean, u32)>;

/// Whether a text that goes out on `channel` answers a mention on `platform`: who asked on Instagram has not been
/// answered on Facebook. A statement on our own pages and a letter to all are for everybody whom they name; a reply is
/// for one person or thread and answers where it stands (practice.md 4.3 and 5.6: publicly in the thread, and back to
/// it to close it). Of a mention whose platform nobody knows, anything is an answer.
pub fn attends(kind: ResponseKind, channel: &str, platform: &str) -> bool {
    let (channel, platform) = (place(channel), place(platform));
    let to_all = matches!(channel.as_str(), "web" | "email") && kind.to_all();
    to_all || channel.is_empty() || platform.is_empty() || channel == platform
}

/// A channel or platform by the one name that tells it from the others.
fn place(name: &str) -> String {
    let name = fold(name.trim());
    if name == "twitter" { "x".to_owned() } else { name }
}
