//! Whole days of a made-up brand, minute by minute, and the edges of each rule.

use super::*;
use crate::domain::time::MINUTE;
use crate::triage::usual::usual_until;
use std::collections::BTreeMap;

const NOW: Stamp = Stamp(1_795_341_600_000);
/// A Monday at 0:00 UTC, in hours since 1970.
const MONDAY: i64 = 1_795_392_000 / 3_600;
const DAY_MINUTES: i64 = 1_440;

/// Dice that always fall the same way (splitmix64).
struct Dice(u64);

impl Dice {
    fn part(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A Poisson count.
    fn count(&mut self, mean: f64) -> u32 {
        if mean > 50.0 {
            // by then it is nearly normal; twelve dice less six have a mean of 0 and a deviation of 1
            let normal = (0..12).map(|_| self.part()).sum::<f64>() - 6.0;
            return (mean + normal * mean.sqrt()).round().max(0.0) as u32;
        }
        let (end, mut product, mut n) = ((-mean).exp(), self.part(), 0);
        while product > end {
            product *= self.part();
            n += 1;
        }
        n
    }

    /// Mentions of a minute: every second has an answer, so that they scatter more than chance.
    fn mentions(&mut self, mean: f64) -> u32 {
        let conversations = self.count(mean / 1.5);
        (0..conversations).map(|_| 1 + (self.part() * 2.0) as u32).sum()
    }
}

/// What a brand of `size` mentions an hour usually gets in an hour of the week: quiet nights, less at weekends.
fn usually(size: f64, hour: i64) -> f64 {
    let day = std::f64::consts::TAU * ((hour.rem_euclid(24) - 9) as f64) / 24.0;
    let weekend = if local(hour, 0).0 >= 5 { 0.6 } else { 1.0 };
    size * weekend * (1.0 + 0.8 * day.sin())
}

/// A brand, and what goes on above the usual.
struct Brand<'a> {
    size: f64,
    weeks: i64,
    /// Of a minute: times the usual, and percent negative.
    goes: &'a dyn Fn(i64) -> (f64, f64),
    /// Further facts of a minute.
    more: &'a dyn Fn(i64, &mut Facts),
}

/// Lives through days, and gives all signals with the minute of their start and end.
fn live(brand: &Brand, seed: u64, days: i64) -> Vec<(Signal, i64, Option<i64>)> {
    let mut dice = Dice(seed);
    let mut hours: Vec<(i64, i64)> = (MONDAY - brand.weeks * 168..MONDAY)
        .map(|h| (h, i64::from(dice.mentions(usually(brand.size, h)))))
        .filter(|(_, n)| *n > 0)
        .collect();
    let mut open: Vec<Open> = Vec::new();
    hours.retain(|(h, _)| *h < MONDAY - 2);
    let (mut minutes, mut tones) = (vec![0u32; 120], vec![(0u32, 0u32); 120]);
    for minute in -120..days * DAY_MINUTES {
        let hour = MONDAY + minute.div_euclid(60);
        let (times, negative) = (brand.goes)(minute);
        let n = dice.mentions(usually(brand.size, hour) / 60.0 * times);
        let classified = (0..n).filter(|_| dice.part() < 0.7).count() as u32;
        let against = (0..classified).filter(|_| dice.part() * 100.0 < negative).count() as u32;
        minutes.rotate_left(1);
        tones.rotate_left(1);
        (minutes[119], tones[119]) = (n, (against, classified));
        match hours.last_mut() {
            Some((h, sum)) if *h == hour => *sum += i64::from(n),
            _ => hours.push((hour, i64::from(n))),
        }
        if minute < 0 {
            continue;
        }
        let sum = |part: &[(u32, u32)]| part.iter().fold((0, 0), |(n, of), t| (n + t.0, of + t.1));
        let absolute = MONDAY * 60 + minute;
        let mut facts = Facts {
            now: Stamp(absolute * MINUTE),
            minutes: minutes.clone(),
            negative: sum(&tones[60..]),
            negative_before: sum(&tones[..60]),
            usual: usual_until(&hours, absolute, &[], |_| 0),
            silent: Some(minutes.iter().rev().take_while(|n| **n == 0).count() as u32),
            ..Facts::default()
        };
        (brand.more)(minute, &mut facts);
        let judged = judge(&facts, &open);
        for seq in judged.end {
            let ended = open.iter_mut().find(|o| o.seq == seq && o.ended.is_none()).expect("what ends was open");
            ended.ended = Some(facts.now);
        }
        for signal in judged.raise {
            let seq = EventSeq(open.len() as i64);
            open.push(Open { seq, signal, raised: facts.now, ended: None, acknowledged: false });
        }
    }
    let at = |t: Stamp| t.0 / MINUTE - MONDAY * 60;
    open.into_iter().map(|o| (o.signal, at(o.raised), o.ended.map(at))).collect()
}

const NOTHING: &dyn Fn(i64, &mut Facts) = &|_, _| {};

fn kinds(signals: &[(Signal, i64, Option<i64>)]) -> BTreeMap<&'static str, usize> {
    signals.iter().fold(BTreeMap::new(), |mut kinds, (signal, ..)| {
        *kinds.entry(signal.kind()).or_default() += 1;
        kinds
    })
}

#[test]
fn calm_days_raise_nothing() {
    for (seed, size) in [(1, 8.0), (2, 60.0), (3, 900.0)] {
        for weeks in [0, 1, 8] {
            let calm = Brand { size, weeks, goes: &|_| (1.0, 25.0), more: NOTHING };
            let raised = live(&calm, seed * 10 + weeks as u64, 2);
            if size < 10.0 {
                // twice a dozen comes by chance now and then: a look every other day is what it may cost a small brand
                let notices = raised.iter().all(|(s, ..)| s.kind() == "volume_spike" && s.grade() == Grade::Notice);
                assert!(raised.len() <= 1 && notices, "{weeks} weeks known: {raised:?}");
            } else {
                assert_eq!(raised, [], "{size} an hour, {weeks} weeks known");
            }
        }
    }
}

/// At 14:00 a flood comes up within a quarter of an hour to twelve times the usual, for two hours, then ebbs away.
fn flood(minute: i64) -> (f64, f64) {
    match minute - 14 * 60 {
        m @ 0..15 => (1.0 + 11.0 * m as f64 / 15.0, 70.0),
        15..120 => (12.0, 70.0),
        m @ 120..300 => (1.0 + 11.0 * (-(m - 120) as f64 / 40.0).exp(), 40.0),
        _ => (1.0, 20.0),
    }
}

/// What else a flood brings: a text that many repeat, a far voice, a platform, a language.
fn wave(at: i64, facts: &mut Facts) {
    let since = at - 14 * 60;
    let count = |from: i64, a_minute: i64, most: i64| ((since - from) * a_minute).clamp(0, most) as u32;
    facts.platforms_before = vec![("x".into(), 900), ("web".into(), 200), ("tiktok".into(), 2)];
    facts.languages_before = vec![("es".into(), 1_000), ("".into(), 80)];
    facts.platforms = vec![("x".into(), 80), ("tiktok".into(), count(20, 1, 60) * u32::from(since < 240))];
    facts.languages =
        vec![("es".into(), 80), ("".into(), 40), ("pt".into(), count(30, 2, 90) * u32::from(since < 300))];
    if since == 35 {
        facts.reached = vec![(MentionId(77), 240_000), (MentionId(78), 900)];
    }
    let size = |at: i64| ((at - 14 * 60) * 4).clamp(0, 300) as u32;
    facts.clusters = vec![Growing {
        cluster: MentionId(5),
        size: 5 + size(at),
        hour_ago: 5 + size(at - 60),
        first: facts.now.plus(-2 * HOUR),
        text: "It smells of petrol, they say it everywhere, and it goes on for longer than any line of a screen is"
            .into(),
        coordination: (since > 50 && since < 200).then(|| (Level::Likely, vec!["a".into(), "b".into(), "c".into()])),
    }];
}

#[test]
fn a_flood_raises_each_signal_once_a_grade_and_ends_it() {
    let brand = Brand { size: 60.0, weeks: 8, goes: &flood, more: &wave };
    let raised = live(&brand, 7, 2);
    let mut grades: BTreeMap<String, Vec<Grade>> = BTreeMap::new();
    for (signal, from, to) in &raised {
        let to = to.unwrap_or_else(|| panic!("{signal:?} never ends"));
        assert!(*from >= 14 * 60 && *from < 15 * 60 + 30, "{signal:?} at {from}");
        assert!(to > *from && to < 20 * 60, "{signal:?} until {to}");
        grades.entry(signal.subject()).or_default().push(signal.grade());
    }
    for (subject, grades) in &grades {
        assert!(grades.windows(2).all(|w| w[0] < w[1]), "{subject} only ever gets graver: {grades:?}");
    }
    let subjects: Vec<&str> = grades.keys().map(String::as_str).collect();
    let all = ["cluster_growing:5", "coordinated:5", "high_reach:77", "negative_surge", "new_language:pt"];
    assert_eq!(subjects, [&all[..], &["new_platform:tiktok", "volume"]].concat());
    assert_eq!(grades["volume"].last(), Some(&Grade::Alarm));
    let first = raised.iter().find(|(s, ..)| s.kind() == "volume_spike").map(|(_, from, _)| from - 14 * 60);
    assert!(first.is_some_and(|late| late <= 15), "told within a quarter of an hour: {first:?}");
}

/// So many mentions in each whole minute of the last ones, and one in `every` minutes before.
fn minutes_of(lately: &[u32], every: usize) -> Vec<u32> {
    let mut minutes: Vec<u32> = (0..120 - 1 - lately.len()).map(|m| u32::from(m % every == 0)).collect();
    minutes.extend(lately);
    minutes.push(0);
    minutes
}

#[test]
fn the_start_of_a_flood_is_told_by_the_pace_that_the_header_shows() {
    // one a minute is usual, and from the last minutes on it is thirteen
    let after = |n: usize, usual| {
        let minutes = minutes_of(&vec![13; n], 1);
        judge(&Facts { now: Stamp(MONDAY * HOUR), minutes, usual, ..Facts::default() }, &[]).raise
    };
    let known = |n| after(n, usual_of(60.0, 11.0));
    assert_eq!(known(3), [], "half an hour of it is not yet unusual");
    assert_eq!(known(4).iter().map(Signal::grade).collect::<Vec<_>>(), [Grade::Notice]);
    let [Signal::VolumeSpike { per_hour: 780, times: 130, usual: 60, minutes: 5, .. }] = known(5)[..] else {
        panic!("{:?}", known(5))
    };
    assert_eq!(known(5)[0].grade(), Grade::Warning);
    assert_eq!(known(26)[0].grade(), Grade::Alarm, "for as long as it wakes somebody");
    let [Signal::VolumeGrowth { per_hour: 780, before: 60, times: 130, minutes: 5 }] = after(5, None)[..] else {
        panic!("{:?}", after(5, None))
    };
    // it goes on while half an hour or the hour is above the lower line
    let open = was(known(5).remove(0), 1, None, false);
    let at = |minutes| {
        judge(&Facts { minutes, usual: usual_of(60.0, 11.0), ..hour_of(0, None) }, std::slice::from_ref(&open))
    };
    assert_eq!(at(minutes_of(&[13; 5], 1)), Judged::default());
    let over = at(minutes_of(&[1; 40], 1));
    assert_eq!((over.end, over.graver), (vec![EventSeq(3)], vec![]));
}

#[test]
fn a_handful_in_a_quiet_room_is_no_flood() {
    // one in half an hour is usual: a few friends within minutes, a thread of an afternoon
    for lately in [&[4, 4, 4, 2, 2][..], &[16], &[2; 8], &[1; 16]] {
        for usual in [usual_of(2.0, 2.0), None] {
            let facts = Facts { minutes: minutes_of(lately, 30), usual, ..hour_of(0, None) };
            assert_eq!(judge(&facts, &[]).raise, [], "{lately:?}");
        }
    }
    let facts = Facts { minutes: minutes_of(&[8; 5], 30), usual: usual_of(2.0, 2.0), ..hour_of(0, None) };
    assert_eq!(grade(&facts), Some(Grade::Notice), "forty are told");
}

#[test]
fn a_burst_of_minutes_that_does_not_fill_half_an_hour_is_none() {
    // fifteen a minute are usual
    let of = |lately: &[u32]| {
        let minutes = minutes_of(lately, 1).iter().map(|n| if *n == 1 { 15 } else { *n }).collect();
        grade(&Facts { minutes, usual: usual_of(900.0, 90.0), ..hour_of(0, None) })
    };
    assert_eq!([of(&[60; 5]), of(&[60; 9])], [None, None], "four times for a few minutes");
    assert_eq!(of(&[60; 11]), Some(Grade::Notice));
}

#[test]
fn a_flood_in_a_room_without_history_is_told_as_growth() {
    let brand = Brand { size: 60.0, weeks: 0, goes: &flood, more: NOTHING };
    let raised = live(&brand, 9, 1);
    assert_eq!(kinds(&raised).keys().copied().collect::<Vec<_>>(), ["negative_surge", "volume_growth"]);
    assert!(raised.iter().all(|(.., to)| to.is_some()));
}

#[test]
fn a_flapping_series_raises_once() {
    // eight minutes of 4.4 times the usual and eight of nothing much, for three hours: around the line all the time
    let flaps = |m: i64| if (600..780).contains(&m) && m % 16 < 8 { (4.4, 25.0) } else { (1.0, 25.0) };
    let raised = live(&Brand { size: 60.0, weeks: 8, goes: &flaps, more: NOTHING }, 11, 1);
    assert_eq!(kinds(&raised), BTreeMap::from([("volume_spike", 1)]), "{raised:?}");
    assert!(raised[0].2.is_some());
}

#[test]
fn a_silence_is_told_and_ends_with_the_first_mention() {
    let dead = |m: i64| ((if (660..720).contains(&m) { 0.0 } else { 1.0 }), 25.0);
    let raised = live(&Brand { size: 200.0, weeks: 8, goes: &dead, more: NOTHING }, 13, 1);
    assert_eq!(kinds(&raised).keys().copied().collect::<Vec<_>>(), ["silence"]);
    assert!(raised[0].1 >= 674 && raised[0].1 <= 680, "{raised:?}");
    assert!(raised.iter().all(|(.., to)| to.is_some_and(|to| to <= 722)), "{raised:?}");
    let sparse = |m: i64| ((if (600..700).contains(&m) { 0.0 } else { 1.0 }), 25.0);
    assert_eq!(
        live(&Brand { size: 4.0, weeks: 8, goes: &sparse, more: NOTHING }, 13, 1),
        [],
        "a small brand is often silent"
    );
}

// ------------------------------------------------------------------------------------------------------------ the edges

fn usual_of(per_hour: f32, sigma: f32) -> Option<Usual> {
    let (low, high) = ((per_hour - 2.0 * sigma).max(0.0), per_hour + 2.0 * sigma);
    Some(Usual { per_hour, low, high, sigma, weeks: 8, kind: Kind::SameHour })
}

/// Facts of an hour with so many mentions.
fn hour_of(n: u32, usual: Option<Usual>) -> Facts {
    let mut minutes = vec![1; 120];
    minutes[60..].fill(0);
    minutes[119] = n;
    Facts { now: Stamp(MONDAY * HOUR), minutes, usual, ..Facts::default() }
}

fn grade(facts: &Facts) -> Option<Grade> {
    judge(facts, &[]).raise.first().map(Signal::grade)
}

fn was(signal: Signal, raised: i64, ended: Option<i64>, acknowledged: bool) -> Open {
    let at = |minutes: i64| Stamp(MONDAY * HOUR - minutes * MINUTE);
    Open { seq: EventSeq(3), signal, raised: at(raised), ended: ended.map(at), acknowledged }
}

#[test]
fn a_spike_needs_times_and_deviations_and_counts() {
    let of = |n, per_hour, sigma| grade(&hour_of(n, usual_of(per_hour, sigma)));
    assert_eq!(of(20, 2.0, 1.5), Some(Grade::Notice), "ten times, but few");
    assert_eq!(of(19, 2.0, 1.5), None, "too few for anybody's sleep");
    assert_eq!(of(199, 10.0, 3.2), Some(Grade::Warning));
    assert_eq!(of(200, 10.0, 3.2), Some(Grade::Alarm));
    assert_eq!(of(199, 100.0, 10.0), None, "not twice");
    assert_eq!(of(200, 100.0, 10.0), Some(Grade::Notice));
    assert_eq!(of(200, 100.0, 41.0), None, "within what their weeks differ");
    assert_eq!(of(1_000, 100.0, 200.0), Some(Grade::Warning));
    assert_eq!(of(999, 100.0, 230.0), Some(Grade::Notice));
    let Some(Signal::VolumeSpike { usual, times, weekday, hour, .. }) =
        judge(&hour_of(47, usual_of(0.2, 1.0)), &[]).raise.pop()
    else {
        panic!("no spike")
    };
    assert_eq!((usual, times, weekday, hour), (1, 470, 6, 23), "figures that agree; Monday 0:00 is Sunday's last hour");
}

#[test]
fn what_was_raised_is_raised_again_when_graver_or_after_a_rest() {
    let now = hour_of(200, usual_of(100.0, 10.0));
    let signal = judge(&now, &[]).raise.remove(0);
    let again = |o: Open| judge(&now, &[o]);
    assert_eq!(again(was(signal.clone(), 30, None, false)), Judged::default(), "it goes on");
    assert_eq!(again(was(signal.clone(), 90, Some(59), false)).raise, []);
    assert_eq!(again(was(signal.clone(), 90, Some(60), false)).raise.len(), 1);
    assert_eq!(again(was(signal.clone(), 150, Some(119), true)).raise, [], "known: twice the rest");
    let graver = judge(&hour_of(600, usual_of(100.0, 10.0)), &[was(signal.clone(), 5, None, true)]);
    assert_eq!(graver.graver, [EventSeq(3)], "it is not over: it grew");
    assert_eq!((graver.raise.len(), graver.end), (1, vec![EventSeq(3)]), "the graver one takes its place");
    let graver = judge(&hour_of(600, usual_of(100.0, 10.0)), &[was(signal.clone(), 50, Some(5), false)]);
    assert_eq!((graver.raise.len(), graver.end), (1, vec![]));
    let ends = |n: u32, usual| judge(&hour_of(n, usual), &[was(signal.clone(), 30, None, false)]).end.len();
    assert_eq!((ends(150, usual_of(100.0, 10.0)), ends(149, usual_of(100.0, 10.0))), (0, 1));
    assert_eq!((ends(150, None), ends(149, None)), (0, 1), "by what it was raised against when that is lost");
}

#[test]
fn growth_needs_a_whole_hour_before() {
    let growth = |before: u32, n: u32, listened: bool| {
        let mut minutes = vec![0; 120];
        (minutes[0], minutes[59], minutes[119]) = (u32::from(listened), before - u32::from(listened), n);
        grade(&Facts { minutes, ..Facts::default() })
    };
    assert_eq!(growth(20, 60, true), Some(Grade::Notice));
    assert_eq!(growth(20, 60, false), None, "it began to listen in between");
    assert_eq!(growth(19, 200, true), None);
    assert_eq!(growth(20, 59, true), None);
    assert_eq!(growth(20, 100_000, true), Some(Grade::Warning), "never an alarm");
    assert_eq!(grade(&Facts { minutes: vec![100; 100], ..Facts::default() }), None);
}

#[test]
fn a_share_must_be_high_and_rise_and_not_by_chance() {
    let of = |negative, negative_before| grade(&Facts { negative, negative_before, ..Facts::default() });
    assert_eq!(of((60, 100), (20, 100)), Some(Grade::Warning));
    assert_eq!(of((160, 200), (20, 100)), Some(Grade::Alarm));
    assert_eq!(of((60, 100), (45, 100)), None, "little more than before");
    assert_eq!(of((29, 100), (2, 100)), None, "high it is not");
    assert_eq!(of((12, 19), (1, 100)), None, "too few");
    assert_eq!(of((8, 20), (4, 20)), None, "by chance");
    assert_eq!(of((12, 20), (0, 0)), None, "nothing to compare with, so it must be plain");
    assert_eq!(of((15, 20), (0, 3)), Some(Grade::Notice));
    let known = |negative, negative_before, negative_week| {
        let facts = Facts { negative, negative_before, negative_week, ..Facts::default() };
        judge(&facts, &[]).raise.into_iter().find_map(|signal| match signal {
            Signal::NegativeSurge { before, week, .. } => Some((before, week)),
            _ => None,
        })
    };
    assert_eq!(known((40, 40), (0, 0), (1_500, 10_000)), Some((Some(15), true)), "the history tells what is usual");
    assert_eq!(known((12, 20), (2, 3), (5_000, 10_000)), None, "and where complaints are usual, they are no news");
    assert_eq!(known((40, 40), (4, 20), (1_500, 10_000)), Some((Some(20), false)), "the hour before tells it best");
    let surge = Signal::NegativeSurge { share: 60, before: Some(20), week: false, negative: 60, classified: 100 };
    let ends = |negative| {
        // the hour before is as bad by now: it goes on all the same
        let facts = Facts { negative, negative_before: (60, 100), now: Stamp(MONDAY * HOUR), ..Facts::default() };
        judge(&facts, &[was(surge.clone(), 70, None, false)]).end.len()
    };
    assert_eq!((ends((58, 100)), ends((30, 100)), ends((29, 100)), ends((9, 9))), (0, 0, 1, 1));
}

#[test]
fn few_are_told_of_at_once() {
    let clusters = (1..=9).map(|i| Growing {
        cluster: MentionId(i),
        size: 100 + i as u32,
        hour_ago: if i == 9 { 60 } else { 10 },
        first: Stamp(MONDAY * HOUR - HOUR),
        text: "á".repeat(5_000).as_str().into(),
        coordination: None,
    });
    let facts = Facts { clusters: clusters.collect(), ..hour_of(500, usual_of(400.0, 50.0)) };
    let told = judge(&facts, &[]).raise;
    assert_eq!(
        told.iter().filter_map(Signal::mention).collect::<Vec<_>>(),
        [8, 7, 6].map(MentionId),
        "9 has not doubled"
    );
    let Signal::ClusterGrowing { text, .. } = &told[0] else { panic!("{told:?}") };
    assert_eq!(text.width(), 81);
    let large = Facts { clusters: facts.clusters.clone(), ..hour_of(3_000, usual_of(2_900.0, 500.0)) };
    assert_eq!(judge(&large, &[]).raise, [], "a large brand has such groups every hour");

    let loud = Facts {
        now: Stamp(MONDAY * HOUR),
        reached: (1..=9).map(|i| (MentionId(i), 9_000 * i as u64)).chain([(MentionId(10), 2_000_000)]).collect(),
        ..Facts::default()
    };
    let told = judge(&loud, &[]).raise;
    assert_eq!(told.iter().filter_map(Signal::mention).collect::<Vec<_>>(), [10, 9, 8].map(MentionId));
    let before: Vec<Open> = told.iter().map(|s| was(s.clone(), 1, None, false)).collect();
    assert_eq!(judge(&loud, &before).raise, [], "three within an hour are enough");
    let louder = Facts { reach_usual: Some(500_000), ..loud };
    assert_eq!(judge(&louder, &before[1..]).raise.len(), 1, "what one in a hundred has is nothing to tell");
}

#[test]
fn a_group_that_may_be_coordinated_is_no_news_until_it_is_likely() {
    let group = |id, level, n: usize| Growing {
        cluster: MentionId(id),
        size: 40,
        hour_ago: 40,
        first: Stamp(MONDAY * HOUR - HOUR),
        text: Clean::default(),
        coordination: Some((level, vec!["indicator-tight-window".into(); n])),
    };
    let of = |clusters: Vec<Growing>| Facts { now: Stamp(MONDAY * HOUR), clusters, ..Facts::default() };
    let (some, more) = (group(1, Level::Possible, 2), group(1, Level::Likely, 3));
    assert_eq!(
        judge(&of(vec![some.clone()]), &[]),
        Judged::default(),
        "customers who meet one outage, each in their words"
    );
    let raised = judge(&of(vec![more.clone()]), &[]).raise;
    assert_eq!(raised.len(), 1);
    let open = was(raised[0].clone(), 30, None, false);
    assert_eq!(judge(&of(vec![more]), std::slice::from_ref(&open)), Judged::default(), "it goes on");
    assert_eq!(judge(&of(vec![some]), &[open]), Judged { raise: vec![], end: vec![EventSeq(3)], graver: vec![] });
    let many = (1..=9).map(|id| group(id, if id > 7 { Level::VeryLikely } else { Level::Likely }, 5)).collect();
    let told: Vec<i64> = judge(&of(many), &[]).raise.iter().filter_map(Signal::mention).map(|m| m.0).collect();
    assert_eq!(told, [8, 9, 1], "the surest first, and few at once");
}

#[test]
fn a_new_language_is_more_than_a_few_wrong_guesses() {
    let of = |es: u32, pt: u32, before: &[(&str, u32)]| {
        let list = |l: &[(&str, u32)]| l.iter().map(|(n, c)| (Clean::from(*n), *c)).collect::<Vec<_>>();
        let (languages, languages_before) = (list(&[("es", es), ("pt", pt), ("", 50)]), list(before));
        judge(&Facts { languages, languages_before, ..Facts::default() }, &[]).raise
    };
    let week = [("es", 2_000), ("en", 900), ("", 300), ("ca", 40), ("pt", 9)];
    assert_eq!(
        of(80, 12, &week),
        [Signal::NewLanguage { language: "pt".into(), count: 12, others: ["es", "en", "ca"].map(Clean::from).into() }]
    );
    assert_eq!(of(900, 12, &week), [], "one in eighty may be guessed wrong");
    assert_eq!(of(80, 9, &week), []);
    assert_eq!(of(80, 12, &[("es", 99)]), [], "too little is known of the week before");
    assert_eq!(of(80, 12, &[("es", 900), ("pt", 9)]), [], "it was there");
}

#[test]
fn odd_facts_do_not_panic() {
    for n in [0, 1, u32::MAX] {
        for usual in [None, usual_of(0.0, 1.0), usual_of(f32::MAX, 1.0), usual_of(f32::NAN, f32::NAN)] {
            let facts = Facts {
                now: Stamp(i64::MIN),
                offset: i32::MIN,
                minutes: vec![n; n.min(300) as usize],
                negative: (n, 1),
                negative_before: (0, n),
                usual,
                platforms: vec![("a".into(), n); 3],
                platforms_before: vec![("b".into(), n); 3],
                reached: vec![(MentionId(i64::MIN), u64::MAX); 2],
                silent: Some(n),
                ..Facts::default()
            };
            let judged = judge(&facts, &[]);
            let before: Vec<Open> = judged.raise.into_iter().map(|s| was(s, 0, None, false)).collect();
            judge(&Facts { now: Stamp(i64::MAX), ..facts }, &before);
        }
    }
}

fn listened(blind: Option<(&str, i64)>, caught: Option<Caught>) -> Facts {
    let blind = blind.map(|(why, ago)| (why.to_owned(), NOW.plus(-ago * MINUTE)));
    let sources = vec![Listened { name: "bluesky".into(), blind, caught }];
    Facts { now: NOW, offset: 60, sources, ..Facts::default() }
}

#[test]
fn a_deaf_source_is_told_once_and_again_when_it_stays_deaf() {
    let deaf = listened(Some(("live-reset-short", 6)), None);
    let told = judge(&deaf, &[]).raise;
    let [Signal::Blind { minutes: 6, since, .. }] = &told[..] else { panic!("{told:?}") };
    assert_eq!(since.as_str(), NOW.plus(54 * MINUTE).utc().format("%H:%M").to_string(), "in the room's zone");
    assert_eq!(told[0].grade(), Grade::Warning);
    let open = Open { seq: EventSeq(1), signal: told[0].clone(), raised: NOW, ended: None, acknowledged: false };
    assert_eq!(judge(&deaf, std::slice::from_ref(&open)), Judged::default());
    let longer = judge(&listened(Some(("live-reset-short", 15)), None), std::slice::from_ref(&open));
    assert_eq!((longer.raise[0].grade(), longer.end), (Grade::Alarm, vec![EventSeq(1)]));
    assert_eq!(judge(&listened(None, None), std::slice::from_ref(&open)).end, [EventSeq(1)]);
}

#[test]
fn each_time_that_a_source_goes_deaf_and_each_reason_is_told() {
    let deaf = listened(Some(("live-reset-short", 1)), None);
    let told = judge(&deaf, &[]).raise.remove(0);
    let before = |ended: Option<i64>, acknowledged| {
        let ended = ended.map(|ago| NOW.plus(-ago * MINUTE));
        Open { seq: EventSeq(1), signal: told.clone(), raised: NOW.plus(-2 * MINUTE), ended, acknowledged }
    };
    for acknowledged in [false, true] {
        assert_eq!(
            judge(&deaf, &[before(Some(1), acknowledged)]).raise,
            std::slice::from_ref(&told),
            "however soon it is again"
        );
    }
    let other = judge(&listened(Some(("live-status-short", 1)), None), &[before(None, true)]);
    assert_eq!((other.raise.len(), other.end), (1, vec![EventSeq(1)]), "another reason takes its place");
    assert_eq!(other.graver, [], "and is no graver for it");
    // that it is heard again does not stand beside that
    let caught = Caught { count: 1, from: NOW, to: NOW, at: NOW };
    let back = judge(&listened(None, Some(caught)), &[]).raise.remove(0);
    let open = Open { seq: EventSeq(2), signal: back, raised: NOW, ended: None, acknowledged: false };
    assert_eq!(judge(&listened(None, Some(caught)), std::slice::from_ref(&open)), Judged::default());
    let deaf = listened(Some(("live-reset-short", 1)), Some(caught));
    assert_eq!(judge(&deaf, &[open]), Judged { raise: vec![told], end: vec![EventSeq(2)], graver: vec![] });
}

#[test]
fn what_was_missed_is_told_with_its_times() {
    let at = |minutes: i64| NOW.plus(-minutes * MINUTE);
    let caught = |count| Caught { count, from: at(40), to: at(11), at: at(10) };
    let told = judge(&listened(None, Some(caught(1_204))), &[]).raise;
    let [Signal::CaughtUp { count: 1_204, from, to, .. }] = &told[..] else { panic!("{told:?}") };
    let local = |minutes: i64| at(minutes - 60).utc().format("%H:%M").to_string();
    assert_eq!((from.as_str(), to.as_str()), (&*local(40), &*local(11)), "in the room's zone");
    let open = Open { seq: EventSeq(1), signal: told[0].clone(), raised: NOW, ended: None, acknowledged: false };
    assert_eq!(judge(&listened(None, Some(caught(1_204))), &[open]).raise, []);
    assert_eq!(
        judge(&listened(None, Some(caught(0))), &[]).raise,
        [],
        "a gap that nobody noticed and that held nothing"
    );
    let blind = Signal::Blind { source: "bluesky".into(), why: "blind-silent".into(), minutes: 9, since: "".into() };
    let was = Open { seq: EventSeq(1), signal: blind, raised: at(30), ended: Some(at(10)), acknowledged: false };
    assert_eq!(judge(&listened(None, Some(caught(0))), &[was]).raise.len(), 1);
}
