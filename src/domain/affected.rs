//! People affected: those who were harmed, and whether anybody has spoken with them. Owns their states; who they are is a
//! private matter, and by reference to a mention wherever there is one, so that erasing it erases them.

use super::command::{Command, Ctx};
use super::event::Event;
use super::ids::{AffectedId, IncidentId, MentionId};
use super::private::Private;
use super::room::Refusal;
use super::text::Clean;
use super::time::{HOUR, Stamp};
use serde::{Deserialize, Serialize};

/// Where the care for a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Care {
    /// Nobody has spoken with them.
    #[default]
    Waiting,
    /// Somebody has; it goes on.
    Contacted,
    /// They have what they need.
    Closed,
}

impl Care {
    /// Every state, as forms list them.
    pub const ALL: [Care; 3] = [Care::Waiting, Care::Contacted, Care::Closed];

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["care-waiting", "care-contacted", "care-closed"][self as usize]
    }
}

/// Within what time somebody should have spoken with a person affected (practice.md 9.1).
pub const CONTACT_WITHIN: i64 = 8 * HOUR;

/// A person affected, as the events have made them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// Which.
    pub id: AffectedId,
    /// Of which incident.
    pub incident: Option<IncidentId>,
    /// What they said, when they said it to us.
    pub mention: Option<MentionId>,
    /// How the room knows them: initials, an order's number. Empty when the mention says it.
    pub name: Private<Clean>,
    /// Where the care for them stands.
    pub care: Care,
    /// Since when they are known to be affected.
    pub since: Stamp,
    /// When somebody first spoke with them.
    pub contacted: Option<Stamp>,
    /// When it was closed.
    pub closed: Option<Stamp>,
    /// What was last said about it.
    pub note: Private<Clean>,
}

/// Longest name or note, in characters.
const MAX_WORDS: usize = 300;

/// Somebody was harmed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AddAffected {
    /// In which incident.
    #[serde(default)]
    pub incident: Option<IncidentId>,
    /// What they said to us.
    #[serde(default)]
    pub mention: Option<MentionId>,
    /// Initials or an order's number; no more than is needed.
    #[serde(default)]
    pub name: String,
    /// How they are affected.
    #[serde(default)]
    pub note: String,
}

/// Decides a command about a person affected; `now` says where the one that it names stands.
pub fn decide(now: Option<Care>, command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::AddAffected(AddAffected { incident, mention, name, note }) => {
            let (name, note) = (line(name)?, line(note)?);
            if name.is_empty() && mention.is_none() {
                return Err(Refusal::new("refuse-empty-name"));
            }
            let affected = ctx.ids.affected;
            Ok(vec![Event::AffectedAdded { affected, incident: *incident, mention: *mention, name, note }])
        }
        Command::ChangeAffected { affected, to, how } => {
            let Some(from) = now else { return Err(Refusal::new("refuse-no-affected")) };
            if from == *to {
                return Err(Refusal::new("refuse-same-status").word("status", to.key()));
            }
            let how = line(how)?;
            if how.is_empty() {
                return Err(Refusal::new("refuse-needs-reason"));
            }
            Ok(vec![Event::AffectedChanged { affected: *affected, from, to: *to, how }])
        }
        _ => Err(Refusal::new("refuse-not-here")),
    }
}

fn line(text: &str) -> Result<Clean, Refusal> {
    let text = Clean::line(text);
    if text.as_str().chars().count() > MAX_WORDS {
        return Err(Refusal::new("refuse-entry-long").with("max", MAX_WORDS));
    }
    Ok(text)
}
