//! What happened in one room, played in another: a drill of its own, whose people nobody knows, and whose score counts.

use crate::scored::scored;
use crate::team::Play;
use gabinete::domain::ids::IncidentId;
use gabinete::domain::room::Lang;
use gabinete::domain::time::MINUTE;
use gabinete::drill::Scenario;
use gabinete::drill::replay::replay;
use gabinete::plan::Plan;
use gabinete::store::open::Options;
use gabinete::store::{check, info, past};
use gabinete::words;
use serde_json::json;

#[test]
fn a_past_incident_plays_to_its_end_under_other_names_and_is_scored() {
    let folder = tempfile::tempdir().unwrap();
    let mut play = Play::new(folder.path(), "product_safety", Lang::En, 3);
    let origin = play.scenario.right.origin.get_ref().clone();
    let at = play.when(&origin);
    let first = play.scenario.injects.iter().find(|i| *i.id.get_ref() == origin).unwrap().author.get_ref().clone();
    let known = play.scenario.cast[&first].clone();
    play.until(at + 2 * MINUTE);
    let mention = play.mention(&origin);
    play.act(
        "Ana",
        json!({"do": "declare_incident", "title": "Yoghurt", "severity": "SEV1", "about": {"query": "acme"}}),
    );
    play.act("Ana", json!({"do": "place_mentions", "mentions": [mention], "incident": 1, "reason": "it is"}));
    play.act("Ana", json!({"do": "dispose", "mentions": [mention], "disposition": "escalate", "reason": "a child"}));
    let (room, over) = play.finish();
    assert!(over);
    let past = past::past(&room, Options::default(), IncidentId(1)).unwrap().unwrap();
    assert!(past.told.len() > 20 && past.all >= past.told.len() as u64, "{}", past.told.len());
    assert_eq!(past::past(&room, Options::default(), IncidentId(9)).unwrap(), None);

    let plan = Plan::builtin();
    let made = replay(&past, &plan, 5, &|key, args| words::both(key, args)).unwrap();
    for gone in [known.name.get_ref(), known.handle.get_ref()] {
        assert!(!made.text.contains(gone.as_str()), "{gone}");
    }
    let scenario = Scenario::parse(&made.text).unwrap();
    assert_eq!(scenario.against(&made.text, &plan), []);
    let again = Play::of(folder.path(), scenario.clone(), Some(&made.text), Plan::builtin(), (Lang::Es, 5));
    let script = again.script.clone();
    let (room, over) = again.finish();
    assert!(over);
    assert_eq!(check::check(&room, Options::default(), crate::team::T).unwrap().faults, []);
    let drill = info::info(&room, Options::default()).unwrap().settings.drill.unwrap();
    assert_eq!(drill.scenario, "replay_inc_1", "a drill, with its banner");
    let score = scored(&room, &scenario, &script);
    assert!(score.over && score.items.len() == 12);
}
