//! A theme of complaints that is handed to somebody who can put it right: an action item of no incident, with the mentions that
//! speak of it. Owns what it takes to hand one on; how far it comes is the action item's.

use super::command::Ctx;
use super::event::Event;
use super::ids::{IncidentId, MentionId};
use super::item::{List, MAX_ITEMS, bounded};
use super::room::Refusal;
use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};

/// Most mentions that go with a clue: enough to read, and to show that it is no single voice.
pub const MAX_MENTIONS: usize = 500;

/// Hand a theme of complaints to somebody who can put it right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct HandTheme {
    /// What the complaints are about, in people's own words.
    pub phrase: String,
    /// Who gets it: whoever answers for the product.
    pub owner: String,
    /// What is asked of them.
    pub note: String,
    /// By when an answer is wanted.
    #[serde(default)]
    pub due: Option<Stamp>,
    /// Mentions that speak of it.
    pub mentions: Vec<MentionId>,
}

/// Decides whether a theme may be handed on; `mentions` are those of it that are there, `have` how many action items of no
/// incident there are.
pub fn hand(said: &HandTheme, mentions: Vec<MentionId>, have: usize, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let phrase = bounded(&said.phrase, "refuse-clue-phrase")?;
    let owner = Clean::line(&said.owner);
    if owner.is_empty() {
        return Err(Refusal::new("refuse-clue-owner"));
    }
    let note = bounded(&said.note, "refuse-clue-note")?;
    if mentions.is_empty() {
        return Err(Refusal::new("refuse-no-mention"));
    }
    if have >= MAX_ITEMS {
        return Err(Refusal::new("refuse-items-many").with("max", MAX_ITEMS));
    }
    let text = bounded(&format!("{phrase}: {note}"), "refuse-clue-note")?;
    let (item, incident, due) = (ctx.ids.item, IncidentId::NONE, said.due);
    Ok(vec![
        Event::ItemAdded { item, incident, list: List::Action, text, owner: Some(owner.clone()), due },
        Event::ThemeHanded { item, phrase, owner, note, mentions },
    ])
}

#[cfg(test)]
mod tests {
    use super::super::command::NextIds;
    use super::super::room::Actor;
    use super::*;

    fn asked(change: impl FnOnce(&mut HandTheme), mentions: Vec<MentionId>) -> Result<Vec<Event>, &'static str> {
        let who = Actor::default();
        let ctx = Ctx { who: &who, at: Stamp(5), now: Stamp(5), ids: NextIds::FIRST };
        let mut said = HandTheme {
            phrase: "zip broke".into(),
            owner: "Marta".into(),
            note: "look at lot 12".into(),
            due: Some(Stamp(9)),
            mentions: mentions.clone(),
        };
        change(&mut said);
        hand(&said, mentions, 0, &ctx).map_err(|refusal| refusal.key)
    }

    #[test]
    fn a_clue_is_an_action_item_of_no_incident_with_its_mentions() {
        let events = asked(|_| (), vec![MentionId(4), MentionId(9)]).unwrap();
        let [
            Event::ItemAdded { item, incident, list, text, owner, due },
            Event::ThemeHanded { item: of, mentions, .. },
        ] = events.as_slice()
        else {
            panic!("{events:?}")
        };
        assert_eq!((item, *incident, *list, *due), (of, IncidentId::NONE, List::Action, Some(Stamp(9))));
        assert_eq!((text.as_str(), owner.as_ref().unwrap().as_str()), ("zip broke: look at lot 12", "Marta"));
        assert_eq!(mentions.len(), 2);
        assert_eq!(events[1].incident(), None);
    }

    #[test]
    fn it_has_an_owner_a_note_and_mentions() {
        let one = || vec![MentionId(4)];
        assert_eq!(asked(|said| said.phrase = " ".into(), one()).unwrap_err(), "refuse-clue-phrase");
        assert_eq!(asked(|said| said.owner = " ".into(), one()).unwrap_err(), "refuse-clue-owner");
        assert_eq!(asked(|said| said.note = "\u{1b}".into(), one()).unwrap_err(), "refuse-clue-note");
        assert_eq!(asked(|said| said.note = "x".repeat(300), one()).unwrap_err(), "refuse-title-long");
        assert_eq!(asked(|_| (), vec![]).unwrap_err(), "refuse-no-mention");
    }
}
