//! What happened in one room, played in another: a drill of its own, whose people nobody knows, and whose score counts.

use crate::scored::scored;
use crate::team::Play;
use gabinete::domain::ids::{IncidentId, MentionId};
use gabinete::domain::incident::{IncidentType, Severity};
use gabinete::domain::mention::MentionKind;
use gabinete::domain::past::{Past, Told};
use gabinete::domain::room::Lang;
use gabinete::domain::time::MINUTE;
use gabinete::drill::Scenario;
use gabinete::drill::replay::replay;
use gabinete::plan::Plan;
use gabinete::shell::drill;
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

/// Seven hundred people, each with a name and a long sentence of their own: more than a small file holds.
fn many(n: i64, text: impl Fn(i64) -> String) -> Past {
    let at = |n: i64| crate::team::T.plus(n * 1_000);
    let one = |n: i64| Told {
        id: MentionId(n),
        at: at(n),
        platform: "x".into(),
        kind: MentionKind::Post,
        author: format!("Person {n}"),
        handle: format!("@p{n}"),
        followers: 10,
        public: false,
        text: text(n),
        answers: None,
        direct: false,
        reach: None,
        decided: None,
        affected: false,
        kept: false,
        score: 30,
        answered: None,
    };
    Past {
        incident: 1,
        severity: Severity::Sev2,
        kind: IncidentType::ProductFailure,
        began: at(1),
        declared: at(60),
        answered: None,
        keywords: vec!["acme".into()],
        unnamed: false,
        usual: 20,
        told: (1..=n).map(one).collect(),
        all: n as u64,
        facts: Vec::new(),
        people: Vec::new(),
    }
}

/// What was made is written beside the room, and read there by whoever plays it, shows its script and scores it.
#[test]
fn a_large_incident_is_played_as_it_was_made() {
    let folder = tempfile::tempdir().unwrap();
    let say = |n| {
        format!("@acme the A12 lot number {n} made me so sick last night, where do I call, what do I do with the rest?")
    };
    let plan = Plan::builtin();
    let made = replay(&many(700, say), &plan, 1, &|key, args| words::both(key, args)).unwrap();
    assert!(made.text.len() > 256 * 1024 && made.injects == 700, "{} in {}", made.injects, made.text.len());
    let file = folder.path().join("large.toml");
    std::fs::write(&file, &made.text).unwrap();
    assert_eq!(drill::read(&file), Ok(made.text.clone()));
    let scenario = Scenario::parse(&made.text).unwrap();
    let play = Play::of(folder.path(), scenario.clone(), Some(&made.text), Plan::builtin(), (Lang::En, 1));
    let info = info::info(&play.path, Options::default()).unwrap().settings.drill.unwrap();
    assert_eq!(drill::scenario_of(&play.path, &info).unwrap().injects.len(), 700);
    // handles of two letters become names of twenty
    let short = |n: i64| (0..500).map(|k| format!("@q{} ", (n * 500 + k) % 9_999)).collect::<String>();
    let made = replay(&many(600, short), &plan, 1, &|key, args| words::both(key, args)).unwrap();
    assert!(made.injects > 50, "{}", made.injects);
    Scenario::parse(&made.text).unwrap();
}

#[test]
fn a_kept_scenario_that_cannot_be_read_is_no_reason_to_play_another_one() {
    let folder = tempfile::tempdir().unwrap();
    let play = Play::new(folder.path(), "product_safety", Lang::En, 3);
    let info = info::info(&play.path, Options::default()).unwrap().settings.drill.unwrap();
    let kept = drill::kept_beside(&play.path);
    for (bytes, key) in [(vec![b'#'; 2 << 20], "drill-fault-too-large"), (vec![0xff, 0xfe], "drill-unreadable")] {
        std::fs::write(&kept, bytes).unwrap();
        let faults = drill::Player::of(&play.path, &info).err().unwrap();
        assert_eq!(faults[0].key, key);
    }
}
