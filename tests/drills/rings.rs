//! What a room tells of a flood while a drill plays: when, and with which figures.

use crate::team::Play;
use gabinete::domain::room::Lang;
use gabinete::domain::signal::{Grade, Signal};
use gabinete::domain::time::MINUTE;

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
