//! What a room tells of a flood while a drill plays: when, and with which figures.

use crate::scored::log;
use crate::team::Play;
use gabinete::domain::event::Event;
use gabinete::domain::ids::MentionId;
use gabinete::domain::room::Lang;
use gabinete::domain::signal::{Grade, Signal};
use gabinete::domain::time::MINUTE;
use gabinete::drill::scenario::Voice;
use gabinete::drill::{BUILTIN, Origin};
use gabinete::shell::drill::SOURCE;
use gabinete::store::open::Options;
use gabinete::store::placed::placed;
use std::collections::{BTreeSet, HashMap};

#[test]
fn the_start_of_a_flood_is_told_with_the_figure_of_the_header() {
    let folder = tempfile::tempdir().unwrap();
    let mut play = Play::new(folder.path(), "product_safety", Lang::En, 3);
    // by the whole hour it was told after thirteen minutes, as twice the usual, and was a warning after twenty-eight
    let told = (1..13 * 6).find_map(|tens| {
        play.until(tens * MINUTE / 6);
        let pulse = play.pulse();
        let spike = pulse.signals.iter().find(|row| matches!(row.signal, Signal::VolumeSpike { .. }))?.signal.clone();
        Some((tens, pulse.usual?.times(pulse.rate), spike))
    });
    let (tens, shown, spike) = told.expect("it is told within thirteen minutes");
    let Signal::VolumeSpike { times, minutes: 5, .. } = spike else { panic!("{spike:?}") };
    assert_eq!((times as f32 / 10.0, spike.grade()), (shown, Grade::Warning), "{tens}");
    assert!(shown >= 10.0 && tens <= 63, "{shown} {tens}");
}

#[test]
fn only_the_bursts_of_accounts_of_yesterday_are_called_likely_coordinated() {
    let both = |(name, _)| [Lang::En, Lang::Es].map(|lang| (name, lang));
    for (name, lang) in BUILTIN.into_iter().flat_map(both) {
        let folder = tempfile::tempdir().unwrap();
        let play = Play::new(folder.path(), name, lang, 3);
        let (scenario, script) = (play.scenario.clone(), play.script.clone());
        let (room, _) = play.finish();
        let placed = placed(&room, Options::default(), SOURCE).unwrap();
        let wave: HashMap<MentionId, &str> = script
            .injects()
            .iter()
            .filter_map(|i| match &i.origin {
                Origin::Wave(wave) => Some((placed[i.mention.id.as_ref().unwrap()].0, wave.as_str())),
                _ => None,
            })
            .collect();
        let conn = rusqlite::Connection::open(&room).unwrap();
        let mut members = conn.prepare("SELECT id FROM mention_state WHERE cluster = ?1").unwrap();
        let mut told = BTreeSet::new();
        for entry in log(&room) {
            let Event::SignalRaised { signal: Signal::Coordinated { cluster, .. } } = entry.event else { continue };
            let ids = members.query_map([cluster.0], |r| r.get(0)).unwrap();
            let mut waves: HashMap<&str, usize> = HashMap::new();
            ids.filter_map(|id| wave.get(&MentionId(id.unwrap()))).for_each(|w| *waves.entry(w).or_default() += 1);
            told.insert(waves.into_iter().max_by_key(|(_, n)| *n).map_or("", |(wave, _)| wave));
        }
        let fresh = scenario.waves.iter().filter(|w| w.voice == Voice::Fresh);
        let right: BTreeSet<&str> = fresh.map(|w| w.id.get_ref().as_str()).collect();
        assert_eq!(told, right, "{name} {lang:?}");
    }
}
