//! The facts ledger: what is known, how well, from whom. Owns a fact's states and what a change of one does to the texts
//! that lean on it; which texts those are the store finds.

use super::command::{Command, Ctx};
use super::event::Event;
use super::ids::{FactId, IncidentId, ResponseId};
use super::room::{Lang, Refusal};
use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};

/// How well a fact is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactStatus {
    /// Somebody says so; nobody has checked.
    #[default]
    Unverified,
    /// Checked, by name.
    Confirmed,
    /// Checked, and not so.
    False,
    /// It was so; a later fact says how it is now.
    Superseded,
}

impl FactStatus {
    /// Those that a person can say; what supersedes a fact says the last by itself.
    pub const SAID: [FactStatus; 3] = [FactStatus::Unverified, FactStatus::Confirmed, FactStatus::False];

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["fact-unverified", "fact-confirmed", "fact-false", "fact-superseded"][self as usize]
    }
}

/// What a fact says and how well it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct FactState {
    /// How well.
    pub status: FactStatus,
    /// In English; empty when nobody wrote it.
    pub en: Clean,
    /// In Spanish; empty when nobody wrote it.
    pub es: Clean,
    /// Where it comes from.
    pub source: Clean,
    /// Who confirmed it, or found it false.
    pub confirmed_by: Clean,
}

/// A fact as the events have made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Which.
    pub id: FactId,
    /// Of which incident; none is a fact about the brand that holds in all of them.
    pub incident: Option<IncidentId>,
    /// What it says.
    pub state: FactState,
    /// The fact that took its place.
    pub superseded_by: Option<FactId>,
    /// Since when it stands so.
    pub since: Stamp,
    /// Who changed it last.
    pub by: Clean,
    /// Grows with every change; what a text leans on is a fact at a revision.
    pub rev: i64,
}

impl Fact {
    /// Its words, in the language asked for or else in the other.
    pub fn text(&self, lang: Lang) -> &Clean {
        let (first, other) = match lang {
            Lang::En => (&self.state.en, &self.state.es),
            Lang::Es => (&self.state.es, &self.state.en),
        };
        if first.is_empty() { other } else { first }
    }
}

/// The code of the task to put a published text right after a fact that it leans on has changed.
pub fn correction_code(response: ResponseId, fact: FactId, rev: i64) -> String {
    format!("C{response}-{fact}.{rev}")
}

/// The codes of all such tasks that a fact has brought about, as a pattern of SQLite's GLOB.
pub fn correction_codes(fact: FactId) -> String {
    format!("C*-{fact}.*")
}

/// Longest fact or source, in characters.
pub const MAX_FACT: usize = 500;

/// Decides a command about a fact; `now` is the one that it names or supersedes.
pub fn decide(now: Option<&Fact>, command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::AddFact { incident, fact, supersedes } => {
            if supersedes.is_some() && now.is_none() {
                return Err(Refusal::new("refuse-no-fact"));
            }
            if now.is_some_and(|old| old.state.status == FactStatus::Superseded) {
                return Err(Refusal::new("refuse-fact-superseded"));
            }
            let (fact_id, state) = (ctx.ids.fact, checked(fact, ctx)?);
            Ok(vec![Event::FactAdded { fact: fact_id, incident: *incident, state, supersedes: *supersedes }])
        }
        Command::ChangeFact { fact, rev, to, reason } => {
            let Some(now) = now else { return Err(Refusal::new("refuse-no-fact")) };
            if rev.is_some_and(|rev| rev != now.rev) {
                return Err(Refusal::new("refuse-changed-meanwhile").with("title", now.text(Lang::En)));
            }
            if now.state.status == FactStatus::Superseded {
                return Err(Refusal::new("refuse-fact-superseded"));
            }
            let to = checked(to, ctx)?;
            if to == now.state {
                return Err(Refusal::new("refuse-same-fact"));
            }
            Ok(vec![Event::FactChanged { fact: *fact, from: now.state.clone(), to, reason: Clean::line(reason) }])
        }
        _ => Err(Refusal::new("refuse-not-here")),
    }
}

fn checked(said: &FactState, ctx: &Ctx) -> Result<FactState, Refusal> {
    let line = |text: &Clean| Clean::line(text.as_str());
    let mut state = FactState {
        status: said.status,
        en: line(&said.en),
        es: line(&said.es),
        source: line(&said.source),
        confirmed_by: line(&said.confirmed_by),
    };
    if state.en.is_empty() && state.es.is_empty() {
        return Err(Refusal::new("refuse-empty-fact"));
    }
    let all = [&state.en, &state.es, &state.source, &state.confirmed_by];
    if all.iter().any(|text| text.as_str().chars().count() > MAX_FACT) {
        return Err(Refusal::new("refuse-entry-long").with("max", MAX_FACT));
    }
    match state.status {
        FactStatus::Superseded => return Err(Refusal::new("refuse-supersede-by-fact")),
        FactStatus::Unverified => state.confirmed_by = Clean::default(),
        // A fact without a source is a rumour with a good name.
        FactStatus::Confirmed | FactStatus::False if state.source.is_empty() => {
            return Err(Refusal::new("refuse-fact-source"));
        }
        _ if state.confirmed_by.is_empty() => state.confirmed_by = ctx.who.name.clone(),
        _ => {}
    }
    Ok(state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::NextIds;
    use crate::domain::room::Actor;

    fn add(state: FactState) -> Result<Vec<Event>, Refusal> {
        let who = Actor { name: "Ana".into(), ..Actor::default() };
        let ctx = Ctx { who: &who, at: Stamp(5), now: Stamp(5), ids: NextIds::FIRST };
        decide(None, &Command::AddFact { incident: None, fact: state, supersedes: None }, &ctx)
    }

    #[test]
    fn a_confirmed_fact_has_a_source_and_a_name() {
        let fact = FactState { status: FactStatus::Confirmed, en: "Lot 7 is withdrawn".into(), ..FactState::default() };
        assert_eq!(add(fact.clone()).unwrap_err().key, "refuse-fact-source");
        let events = add(FactState { source: "quality lab".into(), ..fact.clone() }).unwrap();
        let [Event::FactAdded { state, .. }] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!(state.confirmed_by.as_str(), "Ana");
        let events = add(FactState { status: FactStatus::Unverified, confirmed_by: "Luis".into(), ..fact }).unwrap();
        let [Event::FactAdded { state, .. }] = events.as_slice() else { panic!("{events:?}") };
        assert!(state.confirmed_by.is_empty(), "nobody has confirmed what is unverified");
    }

    #[test]
    fn a_fact_says_something_and_is_superseded_only_by_another() {
        assert_eq!(add(FactState::default()).unwrap_err().key, "refuse-empty-fact");
        let over = FactState { status: FactStatus::Superseded, en: "x".into(), ..FactState::default() };
        assert_eq!(add(over).unwrap_err().key, "refuse-supersede-by-fact");
        let long = FactState { es: "x".repeat(MAX_FACT + 1).as_str().into(), ..FactState::default() };
        assert_eq!(add(long).unwrap_err().key, "refuse-entry-long");
    }
}
