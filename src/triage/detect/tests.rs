use super::*;
use crate::domain::time::SECOND;
use proptest::prelude::*;

const FIVE: i64 = 5 * MINUTE;
/// A Thursday's midnight.
const START: i64 = 1_424_908_800_000;

/// Judges rows that come every `step`.
fn judged(step: i64, values: impl IntoIterator<Item = f64>) -> Vec<Verdict> {
    let mut detector = Detector::new(step);
    let rows = values.into_iter().enumerate();
    rows.map(|(n, value)| detector.next(Stamp(START + n as i64 * step), value).unwrap()).collect()
}

fn alerts(verdicts: &[Verdict]) -> Vec<usize> {
    verdicts.iter().enumerate().filter(|(_, v)| v.alert).map(|(n, _)| n).collect()
}

/// Equal every time: numbers from 0 to 1, by a linear congruential generator.
fn dice(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Poisson counts of a small mean.
fn poisson(mean: f64, mut dice: impl FnMut() -> f64) -> impl FnMut() -> f64 {
    move || {
        let (mut left, mut n) = (dice(), 0.0);
        while left > (-mean).exp() {
            left *= dice();
            n += 1.0;
        }
        n
    }
}

#[test]
fn a_series_that_never_changes_is_never_unusual() {
    for value in [0.0, 1.0, 50.0, 1e6, f64::MAX] {
        let verdicts = judged(FIVE, [value; 3_000]);
        assert_eq!(alerts(&verdicts), [0; 0], "{value}");
    }
}

#[test]
fn one_high_row_is_told_once_and_at_once() {
    for (usual, high) in [(0.0, 9.0), (3.0, 30.0), (50.0, 400.0), (5_000.0, 50_000.0)] {
        let verdicts = judged(FIVE, (0..3_000).map(|n| if n == 2_000 { high } else { usual }));
        assert_eq!(alerts(&verdicts), [2_000], "{usual}");
        let v = verdicts[2_000];
        assert!((v.usual.unwrap().value - usual).abs() <= usual * 0.02, "{v:?}");
        assert_eq!(v.ratio.is_some(), usual > 0.0);
        assert_eq!(v.history, 2_000 * FIVE);
    }
}

#[test]
fn a_new_level_is_told_and_then_becomes_usual() {
    let verdicts = judged(FIVE, (0..8_000).map(|n| if n < 2_000 { 50.0 } else { 300.0 }));
    let alerts = alerts(&verdicts);
    assert_eq!(alerts[0], 2_000);
    assert!(alerts.len() <= 6 && alerts.iter().all(|n| *n < 4_000), "{alerts:?}");
    assert!(verdicts[7_999].score < 0.3, "{:?}", verdicts[7_999]);
}

#[test]
fn a_lasting_rise_is_told_though_no_row_towers() {
    let mut next = poisson(20.0, dice(5));
    let verdicts = judged(FIVE, (0..3_000).map(|n| next() * if n >= 2_500 { 2.5 } else { 1.0 }));
    let first = alerts(&verdicts).into_iter().find(|n| *n >= 2_500);
    assert!(first.is_some_and(|n| n < 2_512), "{first:?}");
}

#[test]
fn a_bigger_one_breaks_the_silence_and_an_echo_does_not() {
    let at = |n: usize| match n {
        2_000 => 300.0,
        2_030 => 150.0, // an echo
        2_060 => 3_000.0,
        _ => 20.0,
    };
    assert_eq!(alerts(&judged(FIVE, (0..3_000).map(at))), [2_000, 2_060]);
}

#[test]
fn what_was_told_sets_what_is_worth_telling_for_weeks() {
    /// Whether a surprise is told, so many days after the first one.
    fn told(first: f64, days: i64, surprise: f64) -> bool {
        let mut detector = Detector::new(FIVE);
        assert!(detector.weigh(first, true).1);
        detector.watched += days * DAY;
        detector.weigh(surprise, true).1
    }
    assert!(told(0.1, 3, 0.1) && told(3.0, 3, 1.2) && told(3.0, 22, 0.7));
    assert!(!told(3.0, 3, 1.0) && !told(3.0, 22, 0.5));
    // a week after the greatest storm an ordinary one is told
    assert!(told(1_000.0, 7, 1.7) && !told(1_000.0, 7, 1.5));
    // within the day only about as big a one
    assert!(!told(3.0, 0, 3.0) && !told(10.0, 1, 1.9) && told(10.0, 1, 2.0));
}

#[test]
fn a_span_is_the_mean_of_its_time_however_fine_the_rows() {
    let mut next = poisson(6.0, dice(2));
    let mut span = Span::of(12 * HOUR);
    let values: Vec<f64> = (0..400).map(|_| next()).collect();
    for (n, value) in values.iter().enumerate() {
        span.enter(n as i64 * FIVE, *value);
        let last = &values[(n + 1).saturating_sub(144)..=n];
        assert!((span.mean() - last.iter().sum::<f64>() / last.len() as f64).abs() < 1e-9, "{n}");
    }
    let mut fine = Span::of(12 * HOUR);
    for n in 0..100_000 {
        fine.enter(n * SECOND, if n < 50_000 { 1.0 } else { 3.0 });
    }
    assert!((fine.mean() - 3.0).abs() < 0.02, "{}", fine.mean());
    assert!(fine.parts() <= 512);
}

#[test]
fn sparse_series_without_events_alert_less_than_once_a_week() {
    for mean in [0.02, 0.1, 0.5, 2.0, 10.0] {
        for (step, rows) in [(FIVE, 12_000), (MINUTE, 20_160), (HOUR, 5_000)] {
            let mut next = poisson(mean, dice(mean.to_bits()));
            let verdicts = judged(step, (0..rows).map(|_| next()));
            let weeks = (rows * step) as f64 / (7 * DAY) as f64;
            let n = alerts(&verdicts).len();
            assert!(n as f64 / weeks < 1.0, "{n} alerts in {weeks:.1} weeks of {mean} every {step}");
        }
    }
}

#[test]
fn it_works_at_any_step() {
    for step in [SECOND, MINUTE, FIVE, 15 * MINUTE, HOUR, 6 * HOUR, DAY] {
        let warm = (2 * DAY / step).clamp(200, 50_000);
        let mut next = poisson(30.0, dice(9));
        let verdicts = judged(step, (0..=warm).map(|n| if n == warm { 600.0 } else { next() }));
        assert!(verdicts[warm as usize].alert, "{step}: {:?}", verdicts[warm as usize]);
        let mut next = poisson(30.0, dice(9));
        let mut unknown = Detector::of_unknown_step();
        let mut last = None;
        for n in 0..=warm {
            let value = if n == warm { 600.0 } else { next() };
            last = Some(unknown.next(Stamp(START + n * step), value).unwrap());
        }
        assert_eq!(last.map(|v| v.alert), Some(true), "{step}");
        assert_eq!(unknown.step, step);
    }
}

#[test]
fn too_little_history_is_said() {
    let verdicts = judged(FIVE, (0..200).map(|n| if n == 100 { 900.0 } else { 5.0 }));
    assert!(verdicts[..144].iter().all(|v| v.learning && !v.alert && v.score == 0.0));
    assert!(!verdicts[144].learning && verdicts[0].usual.is_none());
    assert_eq!(verdicts[199].usual.map(|u| u.basis), Some(Basis::Overall));
}

#[test]
fn the_usual_is_that_of_the_hour_and_past_incidents_do_not_move_it() {
    // 10 at night, 100 by day, 40 on the seventh day; an incident on one afternoon
    let at = |n: i64| match (n / 12 % 24, n / 288 % 7, n / 288) {
        (15, _, 9) => 5_000.0,
        (8..20, 6, _) => 40.0,
        (8..20, ..) => 100.0,
        _ => 10.0,
    };
    let verdicts = judged(FIVE, (0..288 * 36).map(at));
    let told = |day: i64, hour: i64| verdicts[(288 * day + 12 * hour) as usize].usual.unwrap();
    assert_eq!(told(4, 15), Usual { value: 100.0, basis: Basis::HourOfDay(4) });
    assert_eq!(told(12, 3), Usual { value: 10.0, basis: Basis::HourOfDay(12) });
    assert_eq!(told(34, 15), Usual { value: 40.0, basis: Basis::HourOfWeek(4) });
    assert_eq!(told(30, 15), Usual { value: 100.0, basis: Basis::HourOfWeek(4) });
    assert_eq!(verdicts[288 * 34 + 180].ratio, Some(1.0));
}

#[test]
fn what_cannot_be_a_count_is_refused_and_changes_nothing() {
    let mut clean = Detector::new(FIVE);
    let mut dirty = Detector::new(FIVE);
    let mut next = poisson(8.0, dice(3));
    for n in 0..2_000 {
        let (at, value) = (Stamp(START + n * FIVE), next());
        assert_eq!(dirty.next(at, f64::NAN), Err(Refused::NotANumber));
        assert_eq!(dirty.next(at, f64::INFINITY), Err(Refused::NotANumber));
        assert_eq!(dirty.next(at, -1.0), Err(Refused::Negative));
        assert_eq!(dirty.next(at, value), clean.next(at, value), "{n}");
        assert_eq!(dirty.next(at, 7.0), Err(Refused::SameTime));
        assert_eq!(dirty.next(Stamp(at.0 - FIVE), 7.0), Err(Refused::Backwards));
    }
}

#[test]
fn a_file_in_reverse_order_is_refused_but_for_its_first_row() {
    let mut detector = Detector::of_unknown_step();
    let refused = (0..500).filter(|n| detector.next(Stamp(START - n * FIVE), 5.0).is_err()).count();
    assert_eq!(refused, 499);
}

#[test]
fn a_clock_that_is_put_back_is_believed_after_three_rows() {
    let mut detector = Detector::new(FIVE);
    let mut row = |minutes: i64| detector.next(Stamp(START + minutes * MINUTE), 5.0).is_ok();
    for n in 0..300 {
        assert!(row(5 * n));
    }
    // one row from the far future, then the series goes on
    assert!(row(50_000_000));
    assert_eq!([1_500, 1_505, 1_510, 1_515].map(&mut row), [false, false, true, true]);
    assert!(detector.watched < 9 * DAY);
    assert!((detector.tails[0].median() - spread(5.0)).abs() < 0.1);
}

#[test]
fn a_gap_is_neither_silence_nor_forgetting() {
    let mut detector = Detector::new(FIVE);
    let mut next = poisson(40.0, dice(1));
    let mut alerts = 0;
    let mut at = START;
    for n in 0..6_000 {
        at += if n % 1_000 == 999 { 3 * DAY } else { FIVE };
        alerts += u32::from(detector.next(Stamp(at), next()).unwrap().alert);
    }
    assert!(alerts <= 2, "{alerts}");
    assert!(detector.next(Stamp(at + 400 * DAY), 500.0).unwrap().alert);
}

#[test]
fn memory_is_bounded() {
    let mut detector = Detector::of_unknown_step();
    for n in 0..20_000 {
        let _ = detector.next(Stamp(START + n * 10), (n % 1_000) as f64 * 1e9);
    }
    assert!(detector.spans.iter().all(|span| span.parts() <= 512));
    assert!(detector.paces.unwrap().capacity() <= 2 * PACES);
}

#[test]
fn twice_the_rows_take_twice_the_time() {
    #[expect(clippy::disallowed_methods, reason = "a test measures how long it takes")]
    fn once(rows: i64) -> std::time::Duration {
        let begun = std::time::Instant::now();
        let mut detector = Detector::new(MINUTE);
        for n in 0..rows {
            let _ = detector.next(Stamp(START + n * MINUTE), (n * 7_919 % 97) as f64);
        }
        begun.elapsed()
    }
    // the fastest of many short runs is what the machine can do while nobody disturbs it
    let fastest = |rows| (0..15).map(|_| once(rows)).min().unwrap().as_secs_f64();
    let mut ratios = (0..20).map(|_| fastest(6_000) / fastest(3_000));
    assert!(ratios.any(|ratio| ratio <= 2.3));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_breaks_it(rows in proptest::collection::vec((any::<i64>(), any::<f64>()), 0..200)) {
        let mut detector = Detector::of_unknown_step();
        for (at, value) in rows {
            if let Ok(v) = detector.next(Stamp(at), value) {
                prop_assert!((0.0..=1.0).contains(&v.score) && v.alert == (v.score >= 0.5), "{v:?}");
                prop_assert!(v.usual.is_none_or(|u| u.value.is_finite() && u.value >= 0.0), "{v:?}");
            }
        }
    }

    #[test]
    fn a_verdict_depends_on_what_was_before_alone(
        values in proptest::collection::vec(0_u32..200, 300..400),
        cut in 1_usize..300,
    ) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let all = judged(FIVE, values.iter().copied());
        let prefix = judged(FIVE, values[..cut].iter().copied());
        prop_assert_eq!(&all[..cut], prefix.as_slice());
    }
}
