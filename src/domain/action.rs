//! An action item of a review: what is changed so that it does not happen again (practice.md 9.3). It is a line on the
//! incident's list of actions, and besides says what it is for, how one will know that it works, and how far it has come.
//! Somebody else than its owner says that it works; thirty and ninety days later somebody looks again.

use super::command::Ctx;
use super::event::Event;
use super::ids::{EventSeq, IncidentId, ItemId};
use super::item::{Item, List, bounded};
use super::room::Refusal;
use super::text::Clean;
use super::time::{DAY, Stamp};
use serde::{Deserialize, Serialize};

/// What a change is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// That it does not happen.
    Prevent,
    /// That it is noticed sooner.
    Detect,
    /// That it is answered better.
    Respond,
    /// That it is over sooner.
    Recover,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Purpose; 4] = [Purpose::Prevent, Purpose::Detect, Purpose::Respond, Purpose::Recover];

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["action-prevent", "action-detect", "action-respond", "action-recover"][self as usize]
    }
}

/// How far a change has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Nobody has begun.
    #[default]
    Open,
    /// Somebody works on it.
    Begun,
    /// Its owner says that it is done.
    Done,
    /// Somebody else has seen that it works.
    Verified,
    /// It will not be done, with a reason.
    Dropped,
    /// Looked at again later: it still works.
    Holds,
    /// Looked at again later: it does not work any more.
    Fails,
}

impl Progress {
    /// Every step, as forms list them.
    pub const ALL: [Progress; 7] = [
        Progress::Open,
        Progress::Begun,
        Progress::Done,
        Progress::Verified,
        Progress::Dropped,
        Progress::Holds,
        Progress::Fails,
    ];

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        [
            "progress-open",
            "progress-begun",
            "progress-done",
            "progress-verified",
            "progress-dropped",
            "progress-holds",
            "progress-fails",
        ][self as usize]
    }

    /// It is seen that the change works, or there will be none.
    const fn ends(self) -> bool {
        matches!(self, Progress::Verified | Progress::Dropped)
    }

    /// It looks again at what was verified.
    const fn looks_again(self) -> bool {
        matches!(self, Progress::Holds | Progress::Fails)
    }
}

/// How long after it was verified a change is looked at again.
pub const LOOKS: [i64; 2] = [30 * DAY, 90 * DAY];
/// Most changes of one incident that are under way: more are not done (practice.md 9.3).
pub const MOST: usize = 7;

/// Write down an action item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PlanAction {
    /// Of which incident.
    pub incident: IncidentId,
    /// What is changed: a verb and its outcome.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// By when.
    pub due: Stamp,
    /// What for.
    pub purpose: Purpose,
    /// How one will know that it works, and who will look.
    pub verify: String,
    /// The contributing factor that it answers: the event in which it was written down.
    #[serde(default)]
    pub factor: Option<EventSeq>,
}

/// Say how far an action item has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct StepAction {
    /// Which.
    pub item: ItemId,
    /// How far.
    pub to: Progress,
    /// What shows it; why it will not be done.
    #[serde(default)]
    pub note: String,
}

/// Decides whether an action item may be written down; `now` are the lines of its incident's lists.
pub fn plan(said: &PlanAction, now: &[Item], ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let PlanAction { incident, text, owner, due, purpose, verify, factor } = said;
    let (text, owner) = (bounded(text, "refuse-empty-item")?, Clean::line(owner));
    if owner.is_empty() {
        return Err(Refusal::new("refuse-action-owner"));
    }
    if *due < ctx.now {
        return Err(Refusal::new("refuse-action-due"));
    }
    let verify = bounded(verify, "refuse-action-verify")?;
    if now.iter().filter(|item| item.list == List::Action && item.outcome.is_none()).count() >= MOST {
        return Err(Refusal::new("refuse-actions-many").with("max", MOST));
    }
    if now.len() >= super::item::MAX_ITEMS {
        return Err(Refusal::new("refuse-items-many").with("max", super::item::MAX_ITEMS));
    }
    let (item, incident) = (ctx.ids.item, *incident);
    Ok(vec![
        Event::ItemAdded { item, incident, list: List::Action, text, owner: Some(owner), due: Some(*due) },
        Event::ActionPlanned { item, incident, purpose: *purpose, verify, factor: *factor },
    ])
}

/// Decides whether an action item has come so far; `now` is the line.
pub fn step(said: &StepAction, now: Option<&Item>, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let now = now.filter(|item| item.list == List::Action).ok_or_else(|| Refusal::new("refuse-no-item"))?;
    let (item, incident, to) = (said.item, now.incident, said.to);
    if now.outcome.is_some() != to.looks_again() {
        return Err(Refusal::new(if now.outcome.is_some() { "refuse-item-over" } else { "refuse-action-unverified" }));
    }
    let own = now.owner.as_ref().is_some_and(|owner| owner.same_name(&ctx.who.name));
    if own && to == Progress::Verified {
        return Err(Refusal::new("refuse-action-own"));
    }
    let silent = said.note.trim().is_empty() && !to.ends() && !to.looks_again();
    let note = if silent { Clean::default() } else { bounded(&said.note, "refuse-needs-reason")? };
    let mut events = vec![Event::ActionStepped { item, incident, to, note: note.clone() }];
    if to.ends() {
        events.push(Event::ItemSettled { item, incident, how: note });
    }
    Ok(events)
}

#[cfg(test)]
mod tests {
    use super::super::command::NextIds;
    use super::super::item::Outcome;
    use super::super::room::Actor;
    use super::*;

    fn item(list: List, over: bool) -> Item {
        Item {
            id: ItemId(1),
            incident: IncidentId(1),
            list,
            text: "x".into(),
            owner: Some("Ana".into()),
            due: None,
            since: Stamp(1),
            outcome: over.then(|| Outcome { how: "seen".into(), by: "Bea".into(), at: Stamp(2) }),
        }
    }

    fn kinds(decided: Result<Vec<Event>, Refusal>) -> Result<Vec<&'static str>, &'static str> {
        decided.map(|events| events.iter().map(Event::kind).collect()).map_err(|refusal| refusal.key)
    }

    #[test]
    fn a_change_has_an_owner_a_test_and_few_beside_it() {
        let who = Actor::default();
        let ctx = Ctx { who: &who, at: Stamp(5), now: Stamp(5), ids: NextIds::FIRST };
        let asked = |text: &str, owner: &str, verify: &str, beside: usize| {
            let said = PlanAction {
                incident: IncidentId(1),
                text: text.into(),
                owner: owner.into(),
                due: Stamp(if text == "late" { 4 } else { 9 }),
                purpose: Purpose::Detect,
                verify: verify.into(),
                factor: None,
            };
            kinds(plan(&said, &vec![item(List::Action, false); beside], &ctx))
        };
        assert_eq!(asked("listen for lots", "Ana", "a drill", MOST - 1), Ok(vec!["item_added", "action_planned"]));
        assert_eq!(asked("listen for lots", "Ana", "a drill", MOST), Err("refuse-actions-many"));
        assert_eq!(asked(" ", "Ana", "a drill", 0), Err("refuse-empty-item"));
        assert_eq!(asked("listen for lots", " ", "a drill", 0), Err("refuse-action-owner"));
        assert_eq!(asked("listen for lots", "Ana", "", 0), Err("refuse-action-verify"));
        assert_eq!(asked("late", "Ana", "a drill", 0), Err("refuse-action-due"));
    }

    #[test]
    fn somebody_else_verifies_and_what_was_verified_is_looked_at_again() {
        let asked = |name: &str, now: Option<Item>, to, note: &str| {
            let who = Actor { name: name.into(), ..Actor::default() };
            let ctx = Ctx { who: &who, at: Stamp(5), now: Stamp(5), ids: NextIds::FIRST };
            let said = StepAction { item: ItemId(1), to, note: note.into() };
            kinds(step(&said, now.as_ref(), &ctx))
        };
        let (open, over) = (|| Some(item(List::Action, false)), || Some(item(List::Action, true)));
        assert_eq!(asked("ana", open(), Progress::Begun, ""), Ok(vec!["action_stepped"]));
        assert_eq!(asked("ana", open(), Progress::Verified, "seen"), Err("refuse-action-own"));
        let dotted = || open().map(|item| Item { owner: Some("J. Pérez".into()), ..item });
        assert_eq!(asked("J Perez", dotted(), Progress::Verified, "seen"), Err("refuse-action-own"), "it is theirs");
        assert!(asked("L Perez", dotted(), Progress::Verified, "seen").is_ok());
        assert_eq!(asked("Bea", open(), Progress::Verified, " "), Err("refuse-needs-reason"));
        assert_eq!(asked("Bea", open(), Progress::Verified, "seen"), Ok(vec!["action_stepped", "item_settled"]));
        assert_eq!(asked("Ana", open(), Progress::Dropped, "no budget"), Ok(vec!["action_stepped", "item_settled"]));
        assert_eq!(asked("Bea", open(), Progress::Holds, "seen"), Err("refuse-action-unverified"));
        assert_eq!(asked("Bea", over(), Progress::Holds, "seen"), Ok(vec!["action_stepped"]));
        assert_eq!(asked("Bea", over(), Progress::Done, "again"), Err("refuse-item-over"));
        assert_eq!(asked("Bea", None, Progress::Done, ""), Err("refuse-no-item"));
        assert_eq!(asked("Bea", Some(item(List::Risk, false)), Progress::Done, ""), Err("refuse-no-item"));
    }
}
