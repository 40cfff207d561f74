//! What whoever runs a drill brings by hand, from a terminal of their own: it comes once, the rest of the script plays on, and
//! the score counts from when it came.

use crate::scored::{log, scored};
use crate::team::{Play, T};
use gabinete::domain::room::Lang;
use gabinete::domain::text::Clean;
use gabinete::domain::time::{MINUTE, SECOND};
use gabinete::drill::Origin;
use gabinete::drill::score::{Verdict, handled, key};
use gabinete::rows::{Cue, CueKind, CueRow, Handled, PostCue, ScriptNow};
use gabinete::shell::drill::SOURCE;
use gabinete::shell::facilitator;
use gabinete::store::open::Options;
use gabinete::store::{check, info, placed};
use serde_json::json;

/// The injects of a scenario that ask for a decision within 20 minutes, from a minute on: name, platform id, how long the team has.
fn timed(play: &Play, from: i64) -> Vec<(String, String, i64)> {
    let injects = play.script.injects().iter().filter(|i| i.at_ms >= from * MINUTE && i.at_ms == i.posted_ms);
    let one = |i: &gabinete::drill::Inject| match &i.origin {
        Origin::Script(name) => Some((name.clone(), i.mention.id.clone()?, i.expected.as_ref()?.by_ms? - i.at_ms)),
        _ => None,
    };
    injects.filter_map(one).filter(|(.., within)| *within <= 20 * MINUTE).collect()
}

fn script(play: &Play) -> ScriptNow {
    let settings = info::info(&play.path, Options::default()).unwrap().settings;
    let with = (&settings, &gabinete::plan::Plan::builtin());
    facilitator::read(&play.path, Options::default(), with, Lang::En, &Default::default()).unwrap()
}

fn row<'a>(script: &'a ScriptNow, name: &str) -> (&'a CueRow, &'a PostCue) {
    let post = |row: &'a CueRow| match &row.what {
        CueKind::Post(post) if post.name == Clean::from(name) => Some((row, post.as_ref())),
        _ => None,
    };
    script.rows.iter().find_map(post).unwrap()
}

#[test]
fn an_inject_that_is_brought_early_comes_once_and_counts_from_when_it_came() {
    let folder = tempfile::tempdir().unwrap();
    let mut play = Play::new(folder.path(), "product_safety", Lang::En, 3);
    let late = timed(&play, 12);
    let ((first, first_id, within), (second, second_id, wait)) = (late[0].clone(), late[1].clone());
    play.until(3 * MINUTE);
    let before = script(&play);
    assert!(row(&before, &first).0.came.is_none() && before.next(T.plus(3 * MINUTE)) > 0);
    // a terminal of one's own, that does not hold the room's lease
    assert!(play.bring_elsewhere(&Cue::Post(first_id.clone())), "it had not come");
    assert!(play.bring_elsewhere(&Cue::Post(second_id.clone())));
    play.until(3 * MINUTE + 10 * SECOND);
    assert!(!play.bring_elsewhere(&Cue::Post(first_id.clone())), "it has come already");
    assert!(!play.bring(&Cue::Post(second_id.clone())));
    assert!(!play.bring(&Cue::Post("drill-0".into())), "there is no such inject");
    let came = T.plus(3 * MINUTE);
    let now = script(&play);
    let (brought, post) = row(&now, &first);
    assert!(brought.is_early(T) && brought.came == Some(came), "{brought:?}");
    assert_eq!((post.by, post.handled), (Some(came.plus(within)), Handled::Open));
    // the first is decided in time; the second late, though by the script it would not even have come
    let decide = |play: &mut Play, name: &str| {
        let named = |i: &&gabinete::drill::Inject| i.origin == Origin::Script(name.to_owned());
        let right = play.script.injects().iter().find(named).unwrap().expected.clone().unwrap().dispositions[0];
        let mention = play.mention(name);
        play.act("Ana", json!({"do": "dispose", "mentions": [mention], "disposition": right, "reason": "drill"}));
    };
    decide(&mut play, &first);
    let too_late = 3 * MINUTE + wait + 10 * SECOND;
    assert!(too_late < play.when(&second) + wait, "the test itself: by the script it would be in time");
    play.until(too_late);
    decide(&mut play, &second);
    let now = script(&play);
    assert_eq!(
        (row(&now, &first).1.handled, row(&now, &second).1.handled),
        (Handled::Right, Handled::Late),
        "{first} {second} {wait}: {:?}",
        row(&now, &second)
    );
    let (scenario, script, path) = (play.scenario.clone(), play.script.clone(), play.path.clone());
    let (room, over) = play.finish();
    assert!(over);
    let arrived = placed::placed(&path, Options::default(), SOURCE).unwrap();
    assert_eq!(arrived.len(), script.injects().len() + script.history().len(), "each once");
    assert_eq!((arrived[&first_id].1, arrived[&second_id].1), (came, came));
    for inject in script.injects() {
        let id = inject.mention.id.as_ref().unwrap();
        let by_script = *id != first_id && *id != second_id;
        assert!(!by_script || arrived[id].1 == T.plus(inject.posted_ms), "everything else at its time: {id}");
    }
    let said = placed::placed(&path, Options::default(), "by hand").unwrap();
    assert!(said.is_empty(), "it is the drill's own");
    assert_eq!(check::check(&room, Options::default(), T).unwrap().faults, []);
    // by hand: one right and in time counts whole, one right and late half, of all that ask for a decision
    let asks = |i: &&gabinete::drill::Inject| matches!(i.origin, Origin::Script(_)) && i.expected.is_some();
    let all = script.injects().iter().filter(asks).count() as f64;
    let points = scored(&room, &scenario, &script).items[6].points();
    assert_eq!(points, (1200.0 * 1.5 / all).round() as u32);
    let key = key(&scenario, &script, T, &|id| arrived.get(id).copied());
    let how: Vec<Verdict> = handled(&key, &log(&room)).iter().map(|h| h.verdict).collect();
    let count = |of: Verdict| how.iter().filter(|v| **v == of).count();
    assert_eq!((count(Verdict::Right), count(Verdict::Late), how.len()), (1, 1, all as usize));
}

#[test]
fn what_begins_the_incident_begins_it_when_it_is_brought() {
    let folder = tempfile::tempdir().unwrap();
    let mut play = Play::new(folder.path(), "false_rumour", Lang::En, 3);
    let origin = play.scenario.right.origin.get_ref().clone();
    let id = play.script.injects().iter().find(|i| i.origin == Origin::Script(origin.clone())).unwrap();
    let id = id.mention.id.clone().unwrap();
    play.until(30 * SECOND);
    assert!(play.when(&origin) > 40 * SECOND, "the test itself: it would come later");
    assert!(play.bring(&Cue::Post(id)));
    let arrived = placed::placed(&play.path, Options::default(), SOURCE).unwrap();
    let key = key(&play.scenario, &play.script, T, &|id| arrived.get(id).copied());
    assert_eq!(key.origin, T.plus(30 * SECOND));
}

#[test]
fn a_word_to_the_team_is_told_once_whoever_brings_it_and_in_whichever_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut play = Play::new(folder.path(), "product_safety", Lang::En, 3);
    let words = play.script.words().len();
    assert!(words >= 2, "the test itself needs two of them");
    play.until(MINUTE);
    assert!(play.bring_elsewhere(&Cue::Word(words - 1)), "the last of them first");
    assert!(!play.bring_elsewhere(&Cue::Word(words - 1)));
    assert!(!play.bring(&Cue::Word(words - 1)), "nor by the terminal that plays");
    assert!(!play.bring(&Cue::Word(words)), "there is no such word");
    let now = script(&play);
    let told: Vec<bool> = now
        .rows
        .iter()
        .filter(|row| matches!(row.what, CueKind::Twist { told: Some(_), .. }))
        .map(|row| row.is_early(T))
        .collect();
    assert_eq!(told.iter().filter(|early| **early).count(), 1);
    assert_eq!(told.last(), Some(&true));
    let (room, over) = play.finish();
    assert!(over);
    let entries: Vec<String> = log(&room)
        .into_iter()
        .filter_map(|e| match e.event {
            gabinete::domain::event::Event::EntryAdded { text, .. } => Some(text.as_str().to_owned()),
            _ => None,
        })
        .collect();
    let distinct: std::collections::BTreeSet<&String> = entries.iter().collect();
    assert_eq!((entries.len(), distinct.len()), (words, words));
}

#[test]
fn the_script_is_listed_in_order_without_the_ordinary_talk_which_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut play = Play::new(folder.path(), "false_rumour", Lang::En, 3);
    play.until(20 * MINUTE);
    let now = script(&play);
    assert!(now.rows.is_sorted_by_key(|row| row.at));
    let of = |which: fn(&CueKind) -> bool| now.rows.iter().filter(|row| which(&row.what)).count();
    let scenario = &play.scenario;
    assert_eq!(of(|w| matches!(w, CueKind::Post(_))), scenario.injects.len());
    assert_eq!(of(|w| matches!(w, CueKind::Phase(_))), scenario.phases.len());
    assert_eq!(of(|w| matches!(w, CueKind::Twist { .. })), scenario.twists.len());
    assert_eq!(of(|w| matches!(w, CueKind::Wave { .. })), scenario.waves.len());
    let usual = play.script.injects().iter().filter(|i| i.origin == Origin::Usual);
    let come = usual.clone().filter(|i| i.at_ms <= 20 * MINUTE).count() as u32;
    assert_eq!(now.chatter, (come, usual.count() as u32));
    let at = T.plus(20 * MINUTE);
    for row in now.rows.iter().filter(|row| row.cue().is_some()) {
        assert_eq!(now.came(row, at).is_some(), row.at <= 20 * MINUTE, "{row:?}");
        assert!(!row.is_early(T), "{row:?}");
    }
    let next = &now.rows[now.next(at)];
    assert!(next.at > 20 * MINUTE && !matches!(next.what, CueKind::Phase(_)));
    assert!(!now.is_over(at) && now.is_over(T.plus(play.script.lasts_ms())).eq(&false), "posts must come first");
}
