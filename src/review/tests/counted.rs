//! The review of a bundle: what the room counted stands there, with what is known of those whose acts are not told.

use super::*;

#[test]
fn a_bundle_tells_what_the_room_counted_and_makes_no_other_number_of_the_rest() {
    let log = room();
    let (plan, patience, arrivals) = (&Plan::builtin(), &Patience::default(), &arrivals()[..]);
    let here = log.review(arrivals, 600);
    let act = |minute| Act { seq: EventSeq(1_000 + minute), at: at(minute), who: "Rosa".into(), role: "legal".into() };
    let untold = [act(100), act(160), act(285)];
    let counted = Counted {
        until: at(600),
        moments: Moments { acknowledged: Some((at(99), Some(EventSeq(1_000)))), ..here.moments },
        usual: Some((2, EventSeq(999))),
        untold: vec!["coverage".into(), FUNNEL.into()],
    };
    let bundle = |until, counted| {
        let (log, untold, own, alone) = (&log.0[..], &untold[..], true, true);
        let (incident, posts, until) = (ONE, &[][..], at(until));
        review(&Room { incident, log, untold, arrivals, posts, own, alone, counted, until, plan, patience }).unwrap()
    };
    let there = bundle(600, Some(&counted));
    assert_eq!(there.moments, counted.moments);
    let Value::Count(peak) = value(&there, What::PeakHour, Slice::All).0 else { panic!() };
    assert_eq!(value(&there, What::PeakRatio, Slice::All).0, Value::Hundredths(i64::from(peak) * 100 / 2));
    assert_eq!(
        value(&there, What::Worked, Slice::Person("Rosa".into(), "legal".into())).0,
        Value::Span(at(160).since(at(100)))
    );
    let coverage: Vec<Value> = there.figures.iter().filter(|f| f.what == What::Coverage).map(|f| f.value).collect();
    assert_eq!(
        (coverage, &there.funnel),
        (vec![figures::BUNDLE], &Funnel { own: here.funnel.own, ..Funnel::default() })
    );
    let otherwise = here.otherwise(&bundle(600, None));
    assert!(otherwise.contains(&"worked".to_owned()) && !otherwise.contains(&FUNNEL.to_owned()), "{otherwise:?}");
    let before = bundle(599, Some(&counted));
    assert_ne!(before.moments, counted.moments, "what was counted says nothing of how it stood before");
}
