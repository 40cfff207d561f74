//! Action items over several incidents: what one leaves stands on the next one's page until somebody has seen that it works,
//! and again when it is to be looked at.

use crate::kit::*;
use gabinete::domain::action::{LOOKS, PlanAction, Progress, Purpose, StepAction};
use gabinete::domain::command::Command;
use gabinete::domain::ids::{IncidentId, ItemId};
use gabinete::domain::incident::{DeclareIncident, IncidentType, Severity};
use gabinete::domain::time::DAY;
use gabinete::plan::Plan;
use gabinete::rows::{Answer, Ask, IncidentDetail, IncidentLine, ReviewDetail};
use std::sync::Arc;

const ONE: IncidentId = IncidentId(1);
const TWO: IncidentId = IncidentId(2);

impl Room {
    fn opens(&mut self, title: &str) {
        let (severity, kind) = (Severity::Sev3, IncidentType::Unknown);
        let said = DeclareIncident { title: title.into(), severity, kind, lead: None, since: None, about: None };
        self.say(Command::DeclareIncident(said));
    }

    fn goes_on(&mut self, to: Progress, note: &str) {
        self.say(Command::StepAction(StepAction { item: ItemId(1), to, note: note.into() }));
    }

    fn page(&self, id: IncidentId) -> Box<IncidentDetail> {
        let ask = Ask::Incident { id, triggers: vec![], now: self.now };
        match self.answer(&ask) {
            Answer::Incident(_, Some(detail)) => detail,
            other => panic!("{other:?}"),
        }
    }

    fn review(&self, incident: Option<IncidentId>) -> Box<ReviewDetail> {
        let ask = Ask::Review { incident, now: self.now, plan: Arc::new(Plan::builtin()) };
        match self.answer(&ask) {
            Answer::Review(_, Some(detail)) => detail,
            other => panic!("{other:?}"),
        }
    }

    /// What the second incident's page and its review show of the first one's action item.
    fn left(&self) -> Option<Progress> {
        let page = self.page(TWO);
        let left: Vec<_> = page.left.iter().map(|action| (action.item, action.progress.0)).collect();
        let review = self.review(Some(TWO)).review;
        assert_eq!(left, review.left.iter().map(|action| (action.item, action.progress.0)).collect::<Vec<_>>());
        assert_eq!(page.lines().contains(&IncidentLine::Left(ItemId(1))), !left.is_empty());
        left.first().map(|(_, progress)| *progress)
    }
}

#[test]
fn what_one_incident_leaves_stands_in_the_next_until_it_is_verified_and_again_when_it_is_looked_at() {
    let mut room = room();
    room.opens("The leaflet");
    let said = PlanAction {
        incident: ONE,
        text: "Give the leaflet an owner".into(),
        owner: "Bea".into(),
        due: room.now.plus(DAY),
        purpose: Purpose::Prevent,
        verify: "the next leaflet has one".into(),
        factor: None,
    };
    room.say(Command::PlanAction(said));
    room.opens("The lift");
    assert_eq!(room.left(), Some(Progress::Open));
    let own = room.page(ONE);
    assert_eq!((own.actions.len(), own.left.len()), (1, 0), "on its own page it is on the list");
    assert_eq!(own.action(ItemId(1)).map(|action| action.verify.as_str()), Some("the next leaflet has one"));
    room.goes_on(Progress::Done, "");
    assert_eq!(room.left(), Some(Progress::Done), "its owner says so; nobody has seen it");
    room.goes_on(Progress::Verified, "seen by Ana");
    assert_eq!(room.left(), None);
    room.now = room.now.plus(LOOKS[0]);
    assert_eq!(room.left(), Some(Progress::Verified), "thirty days later somebody looks again");
    room.goes_on(Progress::Holds, "the leaflet of spring has one");
    assert_eq!(room.left(), None);
    room.now = room.now.plus(LOOKS[1]);
    room.goes_on(Progress::Fails, "the leaflet of summer has none");
    assert_eq!(room.left(), Some(Progress::Fails));
    let review = room.review(None);
    assert_eq!(review.review.incident, ONE, "of two as grave the older is the room's first");
    assert!(review.rows.contains_key(&review.review.actions[0].since.0), "its events come along");
    room.whole();
}
