//! A mention: what somebody said about us, and what was decided about it.

use super::belonging::PlaceMentions;
use super::command::{Command, Ctx};
use super::duty;
use super::event::Event;
use super::ids::{IncidentId, MentionId};
pub use super::reading::{Band, Flag, Notes, Part, Reading, Tone};
use super::room::Refusal;
use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};

/// What sort of mention it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// A post of its own.
    #[default]
    Post,
    /// An answer to another post.
    Reply,
    /// A post that shows another one.
    Quote,
    /// Another's post passed on unchanged.
    Repost,
    /// A review of a place, product or app.
    Review,
    /// A message, public or direct.
    Message,
}

/// A picture, film or file that a mention carries, by link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Media {
    /// `image`, `video`, `audio` or what the source calls it.
    pub kind: String,
    /// Where it is.
    pub link: String,
}

/// A mention as a source gives it: nothing cleaned, nothing decided.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct RawMention {
    /// The platform's own identity of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When it was posted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ts: Option<Stamp>,
    /// What sort it is.
    pub kind: MentionKind,
    /// Lower-case name: `x`, `bluesky`, `mastodon`, `instagram`, `facebook`, `web` ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// The author's displayed name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The author's handle, with or without `@`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// What it says, as it came.
    pub text: String,
    /// Its permalink.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The post's own hint of its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// How many follow the author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followers: Option<u64>,
    /// Whether the platform vouches for the author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// The platform id that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// The platform id that it quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_of: Option<String>,
    /// The platform id that it passes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repost_of: Option<String>,
    /// Pictures, films, files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Media>,
    /// A direct message: nobody else can read it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// How many it may have reached, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<u64>,
    /// Likes when it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub likes: Option<u64>,
    /// Reposts when it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reposts: Option<u64>,
    /// Answers when it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replies: Option<u64>,
    /// Keys that the room does not know, kept as they came.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// The bytes as they came, when they were not valid UTF-8; never in JSON.
    #[serde(skip)]
    pub raw: Option<Vec<u8>>,
    /// `file hash:row`, the last resort of identity; set by the importer.
    #[serde(skip)]
    pub origin: Option<String>,
    /// What else may name it, where it is an item of a feed.
    #[serde(skip)]
    pub feed: Option<Box<FeedItem>>,
}

/// An item of a feed, beside its id: feeds tell of one article under a name of each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeedItem {
    /// The feed, where it calls the item by a name of its own: two of its items are two, be it with one link and the same
    /// words, unless they are of one moment too.
    pub names: Option<String>,
    /// Its link leads to one page: what another feed says there in the same words is the same.
    pub page: bool,
    /// Ids under which earlier versions, or other documents of the same feed, brought it.
    pub former: Vec<String>,
}

impl MentionKind {
    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["kind-post", "kind-reply", "kind-quote", "kind-repost", "kind-review", "kind-message"][self as usize]
    }
}

/// What was decided about a mention (practice.md 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// Answer in public.
    RespondPublic,
    /// Answer in public, then go on in private.
    RespondThenPrivate,
    /// Put a falsehood right.
    Correct,
    /// Own a true criticism.
    Acknowledge,
    /// Find out whether it is true.
    Verify,
    /// Hand it to whoever must know.
    Escalate,
    /// Watch it, without feeding it.
    Monitor,
    /// Hide, report or delete, evidence first.
    Moderate,
    /// Leave it as it stands.
    LetStand,
    /// Thank, briefly.
    Thank,
    /// The same claim as others: answered with them.
    JoinCluster,
    /// Not about us.
    NotRelevant,
    /// Keep as evidence, answer nobody.
    EvidenceOnly,
}

/// What a disposition promised and is not done yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Owes {
    /// An answer in words.
    Answer,
    /// A check of facts.
    Check,
    /// Word from whoever it was handed to.
    Escalation,
}

impl Disposition {
    /// Every disposition, in the order in which forms offer them.
    pub const ALL: [Disposition; 13] = [
        Disposition::RespondPublic,
        Disposition::RespondThenPrivate,
        Disposition::Correct,
        Disposition::Acknowledge,
        Disposition::Verify,
        Disposition::Escalate,
        Disposition::Monitor,
        Disposition::Moderate,
        Disposition::LetStand,
        Disposition::Thank,
        Disposition::JoinCluster,
        Disposition::NotRelevant,
        Disposition::EvidenceOnly,
    ];

    /// What it promises.
    pub const fn owes(self) -> Option<Owes> {
        match self {
            Disposition::RespondPublic
            | Disposition::RespondThenPrivate
            | Disposition::Correct
            | Disposition::Acknowledge
            | Disposition::Thank => Some(Owes::Answer),
            Disposition::Verify => Some(Owes::Check),
            Disposition::Escalate => Some(Owes::Escalation),
            _ => None,
        }
    }

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        [
            "disposition-respond-public",
            "disposition-respond-then-private",
            "disposition-correct",
            "disposition-acknowledge",
            "disposition-verify",
            "disposition-escalate",
            "disposition-monitor",
            "disposition-moderate",
            "disposition-let-stand",
            "disposition-thank",
            "disposition-join-cluster",
            "disposition-not-relevant",
            "disposition-evidence-only",
        ][self as usize]
    }
}

impl Owes {
    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["owes-answer", "owes-check", "owes-escalation"][self as usize]
    }
}

/// What people have decided about one mention: the folded part of its state.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Attention {
    /// What was decided, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
    /// Why.
    #[serde(skip_serializing_if = "Clean::is_empty")]
    pub reason: Clean,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Clean>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Stamp>,
    /// What is still owed; `None` once kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owes: Option<Owes>,
    /// Who works on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Clean>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_since: Option<Stamp>,
    /// Out of sight until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snoozed_until: Option<Stamp>,
    /// What a person says of it in place of what was read.
    #[serde(skip_serializing_if = "Said::is_empty")]
    pub said: Said,
}

/// What a person says of a mention in place of what triage read or grouped; what is absent stands as it was read. It counts
/// at once, and no later reading overwrites it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// How it sounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tone: Option<Tone>,
    /// Two-letter language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Clean>,
    /// Its priority, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
    /// The group of those that say the same to which it belongs, by its first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<MentionId>,
    /// The incident to which it belongs; [`IncidentId::NONE`] is none of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
}

impl Said {
    /// Nothing was said: all stands as read.
    pub fn is_empty(&self) -> bool {
        *self == Said::default()
    }

    /// The same with what `newer` says above it.
    pub fn with(&self, newer: &Said) -> Said {
        Said {
            tone: newer.tone.or(self.tone),
            language: newer.language.clone().or_else(|| self.language.clone()),
            score: newer.score.or(self.score),
            cluster: newer.cluster.or(self.cluster),
            incident: newer.incident.or(self.incident),
        }
    }
}

/// One mention inside a decision: which, and how it stood before, so that undo can tell whether it moved since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Was {
    /// Which mention.
    pub mention: MentionId,
    /// How it stood.
    pub before: Attention,
}

/// After how many abusive ones somebody else should take over, unless the configuration says otherwise: whoever reads
/// abuse for a whole shift is to be relieved of it (practice.md 11).
pub const ROTATE_AFTER: u32 = 20;
/// Most mentions that one decision may touch; a larger selection is refused with the number.
pub const MAX_BULK: usize = 5_000;
/// Most mentions that one decision may erase: for each of them every note and report is looked through.
pub const MAX_ERASED: usize = 500;

/// Decides a command about mentions. `now` holds those that exist, in the command's order.
pub fn decide(now: &[(MentionId, Attention)], command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    if now.is_empty() {
        return Err(Refusal::new("refuse-no-mention"));
    }
    if now.len() > MAX_BULK {
        return Err(Refusal::new("refuse-bulk").with("n", now.len()).with("max", MAX_BULK));
    }
    let rows = |keep: &dyn Fn(&Attention) -> bool| -> Vec<Was> {
        now.iter().filter(|(_, a)| keep(a)).map(|(id, a)| Was { mention: *id, before: a.clone() }).collect()
    };
    let some = |rows: Vec<Was>, key: &'static str| if rows.is_empty() { Err(Refusal::new(key)) } else { Ok(rows) };
    let event = match command {
        Command::Dispose { disposition, reason, .. } => {
            let reason = Clean::line(reason);
            if reason.is_empty() && disposition.needs_reason() {
                return Err(Refusal::new("refuse-needs-reason"));
            }
            Event::MentionsDisposed { disposition: *disposition, reason, rows: rows(&|_| true) }
        }
        Command::Snooze { until, reason, .. } => {
            if *until <= ctx.now {
                return Err(Refusal::new("refuse-snooze-past"));
            }
            if until.is_far(ctx.now) {
                return Err(Refusal::new("refuse-far"));
            }
            let rows = some(rows(&|a| a.disposition.is_none()), "refuse-snooze-attended")?;
            Event::MentionsSnoozed { until: *until, reason: Clean::line(reason), rows }
        }
        Command::Claim { owner, .. } => {
            let owner = duty::owner(owner.as_deref())?;
            let rows = some(rows(&|a| a.owner != owner), "refuse-same-owner")?;
            Event::MentionsClaimed { owner, rows }
        }
        Command::Settle { how, .. } => {
            let how = Clean::line(how);
            if how.is_empty() {
                return Err(Refusal::new("refuse-needs-reason"));
            }
            Event::OwedSettled { how, rows: some(rows(&|a| a.owes.is_some()), "refuse-nothing-owed")? }
        }
        Command::Correct { tone, language, score, .. } => {
            let said = correction(*tone, language.as_deref(), *score)?;
            let rows = some(rows(&|a| a.said.with(&said) != a.said), "refuse-same-reading")?;
            Event::ReadingCorrected { said, rows }
        }
        Command::Regroup { into: Some(into), .. } => {
            let rows = some(rows(&|a| a.said.cluster != Some(*into)), "refuse-same-group")?;
            Event::MentionsRegrouped { into: *into, rows }
        }
        Command::PlaceMentions(PlaceMentions { incident, reason, .. }) => {
            let reason = Clean::line(reason);
            if reason.is_empty() {
                return Err(Refusal::new("refuse-needs-reason"));
            }
            let said = Some(incident.unwrap_or(IncidentId::NONE));
            let rows = some(rows(&|a| a.said.incident != said), "refuse-same-place")?;
            Event::MentionsPlaced { incident: *incident, reason, rows }
        }
        Command::EraseMention { mention, reason } => {
            let reason = Clean::line(reason);
            if reason.is_empty() {
                return Err(Refusal::new("refuse-needs-reason"));
            }
            Event::MentionErased { mention: *mention, reason, blanked: Vec::new(), files: 0 }
        }
        _ => return Err(Refusal::new("refuse-not-here")),
    };
    Ok(vec![event])
}

/// Languages that a person may say a mention is in.
const LANGUAGES: &str = "ar bg ca cs da de el en es et eu fa fi fr gl he hi hr hu id it ja ko lt lv nl no pl pt ro ru sk sl sr \
                         sv th tr uk ur vi zh";

/// What a correction says, once it can be said.
fn correction(tone: Option<Tone>, language: Option<&str>, score: Option<u8>) -> Result<Said, Refusal> {
    let language = language.map(|l| l.trim().to_ascii_lowercase());
    if language.as_deref().is_some_and(|l| !LANGUAGES.split(' ').any(|known| known == l)) {
        return Err(Refusal::new("refuse-language-code").with("known", LANGUAGES));
    }
    if score.is_some_and(|score| score > 100) {
        return Err(Refusal::new("refuse-score"));
    }
    let said = Said { tone, language: language.map(|l| Clean::line(&l)), score, ..Said::default() };
    if said.is_empty() { Err(Refusal::new("refuse-nothing-corrected")) } else { Ok(said) }
}

impl Disposition {
    /// Whether a person must say why: where nothing will be said to somebody who may wait for it, or a post is touched.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Disposition::Moderate | Disposition::Escalate | Disposition::NotRelevant)
    }
}

impl Attention {
    /// Applies one event of `who`, logged at `at`, that names this mention.
    pub fn apply(&mut self, event: &Event, who: &Clean, at: Stamp) {
        match event {
            Event::MentionsDisposed { disposition, reason, .. } => {
                self.disposition = Some(*disposition);
                self.reason = reason.clone();
                (self.by, self.at) = (Some(who.clone()), Some(at));
                self.owes = disposition.owes();
                self.snoozed_until = None;
            }
            Event::MentionsSnoozed { until, .. } => self.snoozed_until = Some(*until),
            Event::MentionsWoke { .. } => self.snoozed_until = None,
            Event::MentionsClaimed { owner, .. } => {
                self.owner = owner.clone();
                self.owner_since = owner.as_ref().map(|_| at);
            }
            Event::OwedSettled { .. } => self.owes = None,
            Event::ReadingCorrected { said, .. } => self.said = self.said.with(said),
            Event::MentionsRegrouped { into, .. } => self.said.cluster = Some(*into),
            Event::MentionsPlaced { incident, .. } => {
                self.said.incident = Some(incident.unwrap_or(IncidentId::NONE));
            }
            Event::MentionReopened { .. } => {
                self.disposition = None;
                self.owes = None;
                self.snoozed_until = None;
            }
            _ => {}
        }
    }

    /// It is out of sight: one whose time has come is in sight, though nobody has woken it yet.
    pub fn sleeps(&self, now: Stamp) -> bool {
        self.snoozed_until.is_some_and(|until| until > now)
    }

    /// Waits for a decision, and is in sight.
    pub fn unattended(&self) -> bool {
        self.disposition.is_none() && self.snoozed_until.is_none()
    }
}
