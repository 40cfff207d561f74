//! The small lists of an incident: what a room cannot know by itself and people write down (practice.md 2.3, 8.1).

use super::command::{Command, Ctx};
use super::event::Event;
use super::ids::{IncidentId, ItemId};
use super::room::Refusal;
use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// Enquiries of the press: settled by an answer, or by declining with a name.
    Media,
    /// What is planned and may stir it up: a trial, a broadcast, an anniversary.
    Amplifier,
    /// Scheduled and paid content that was paused: settled when resumed or dropped, one by one.
    Paused,
    /// What may go wrong.
    Risk,
    /// What is lacking.
    Need,
    /// The review: who owns it and when its meeting is; settled when it was held.
    Review,
    /// What is changed so that it does not happen again.
    Action,
}

impl List {
    /// Every list, as forms show them.
    pub const ALL: [List; 7] =
        [List::Media, List::Amplifier, List::Paused, List::Risk, List::Need, List::Review, List::Action];

    /// Key of its name in `words`.
    pub const fn key(self) -> &'static str {
        ["list-media", "list-amplifier", "list-paused", "list-risk", "list-need", "list-review", "list-action"]
            [self as usize]
    }
}

/// How something on a list ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What came of it.
    pub how: Clean,
    /// Who said so.
    pub by: Clean,
    /// When.
    pub at: Stamp,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// Of which incident.
    pub incident: IncidentId,
    /// On which list.
    pub list: List,
    /// What it is.
    pub text: Clean,
    /// Who looks after it, by declared name.
    pub owner: Option<Clean>,
    /// When it is, or when it is due.
    pub due: Option<Stamp>,
    /// When it was written down.
    pub since: Stamp,
    /// How it ended; `None` while it is open.
    pub outcome: Option<Outcome>,
}

/// Write a line on one of an incident's lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AddItem {
    /// Of which incident.
    pub incident: IncidentId,
    /// On which list.
    pub list: List,
    /// What it is.
    pub text: String,
    /// Who looks after it.
    #[serde(default)]
    pub owner: Option<String>,
    /// When it is, or when it is due.
    #[serde(default)]
    pub due: Option<Stamp>,
}

/// Say who looks after a line, or when it is; what is absent stays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ChangeItem {
    /// Which.
    pub item: ItemId,
    /// Who.
    #[serde(default)]
    pub owner: Option<String>,
    /// When.
    #[serde(default)]
    pub due: Option<Stamp>,
}

/// Say how a line of a list ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SettleItem {
    /// Which.
    pub item: ItemId,
    /// What came of it.
    pub how: String,
}

/// Longest text of a line, in characters.
pub const MAX_TEXT: usize = 300;
/// Most lines that one incident has.
pub const MAX_ITEMS: usize = 500;

/// Decides a command about a line; `now` is the line it names, `have` how many its incident has.
pub fn decide(now: Option<&Item>, have: usize, command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::AddItem(AddItem { incident, list, text, owner, due }) => {
            let text = bounded(text, "refuse-empty-item")?;
            if have >= MAX_ITEMS {
                return Err(Refusal::new("refuse-items-many").with("max", MAX_ITEMS));
            }
            let owner = owner.as_deref().map(Clean::line).filter(|o| !o.is_empty());
            let (incident, list, due) = (*incident, *list, *due);
            Ok(vec![Event::ItemAdded { item: ctx.ids.item, incident, list, text, owner, due }])
        }
        Command::SettleItem(SettleItem { item, how }) => {
            let now = open(now)?;
            let how = bounded(how, "refuse-needs-reason")?;
            Ok(vec![Event::ItemSettled { item: *item, incident: now.incident, how }])
        }
        Command::ChangeItem(ChangeItem { item, owner, due }) => {
            let now = open(now)?;
            let owner = owner.as_deref().map(Clean::line).filter(|o| !o.is_empty()).or_else(|| now.owner.clone());
            let due = due.or(now.due);
            if owner == now.owner && due == now.due {
                return Err(Refusal::new("refuse-same-item"));
            }
            Ok(vec![Event::ItemChanged { item: *item, incident: now.incident, owner, due }])
        }
        _ => Err(Refusal::new("refuse-not-here")),
    }
}

fn open(now: Option<&Item>) -> Result<&Item, Refusal> {
    match now {
        None => Err(Refusal::new("refuse-no-item")),
        Some(item) if item.outcome.is_some() => Err(Refusal::new("refuse-item-over")),
        Some(item) => Ok(item),
    }
}

pub(super) fn bounded(text: &str, empty: &'static str) -> Result<Clean, Refusal> {
    let text = Clean::line(text);
    match text.as_str().chars().count() {
        0 => Err(Refusal::new(empty)),
        n if n > MAX_TEXT => Err(Refusal::new("refuse-title-long").with("max", MAX_TEXT)),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::command::NextIds;
    use super::super::room::Actor;
    use super::*;

    #[test]
    fn a_line_is_written_changed_and_ends_once() {
        let who = Actor { name: Clean::line("Ana"), ..Actor::default() };
        let ctx = Ctx { who: &who, at: Stamp(5), now: Stamp(5), ids: NextIds::FIRST };
        let add = |text: &str, have| {
            let said = AddItem {
                incident: IncidentId(1),
                list: List::Media,
                text: text.into(),
                owner: Some(" Leo ".into()),
                due: None,
            };
            decide(None, have, &Command::AddItem(said), &ctx).map_err(|r| r.key)
        };
        assert_eq!(add(" \u{1b} ", 0), Err("refuse-empty-item"));
        assert_eq!(add(&"x".repeat(MAX_TEXT + 1), 0), Err("refuse-title-long"));
        assert_eq!(add("El Faro asks about batch A12", MAX_ITEMS), Err("refuse-items-many"));
        let events = add("El Faro asks", 0).unwrap();
        let [Event::ItemAdded { item, owner, .. }] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!(owner.as_ref().map(Clean::as_str), Some("Leo"));
        let mut now = Item {
            id: *item,
            incident: IncidentId(1),
            list: List::Media,
            text: "El Faro asks".into(),
            owner: owner.clone(),
            due: None,
            since: Stamp(5),
            outcome: None,
        };
        let asked =
            |now: Option<&Item>, command| decide(now, 1, &command, &ctx).map(|e| e[0].kind()).map_err(|r| r.key);
        let change = |owner: Option<&str>, due| {
            Command::ChangeItem(ChangeItem { item: ItemId(1), owner: owner.map(str::to_owned), due })
        };
        let settle = |how: &str| Command::SettleItem(SettleItem { item: ItemId(1), how: how.into() });
        assert_eq!(asked(Some(&now), change(Some("Leo"), None)), Err("refuse-same-item"));
        assert_eq!(asked(Some(&now), change(None, Some(Stamp(9)))), Ok("item_changed"));
        assert_eq!(asked(Some(&now), settle(" ")), Err("refuse-needs-reason"));
        assert_eq!(asked(Some(&now), settle("answered by Eva")), Ok("item_settled"));
        assert_eq!(asked(None, settle("answered")), Err("refuse-no-item"));
        now.outcome = Some(Outcome { how: "answered".into(), by: "Eva".into(), at: Stamp(6) });
        assert_eq!(asked(Some(&now), settle("again")), Err("refuse-item-over"));
        assert_eq!(asked(Some(&now), change(Some("Eva"), None)), Err("refuse-item-over"));
    }
}
