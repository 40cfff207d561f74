use super::*;
use crate::domain::ids::{IncidentId, ResponseId};
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, MINUTE};

/// The figures of practice.md 2.5.
fn figures(severity: Severity) -> Cadence {
    let minutes = |n: i64| Some(n * MINUTE);
    match severity {
        Severity::Sev1 => Cadence {
            sitrep: minutes(30),
            first: minutes(15),
            first_max: minutes(30),
            update: minutes(30),
            update_for: minutes(120),
            later: minutes(60),
            ..Cadence::default()
        },
        Severity::Sev2 => Cadence {
            sitrep: minutes(60),
            first: minutes(30),
            first_max: minutes(60),
            update: minutes(60),
            update_for: minutes(240),
            ..Cadence::default()
        },
        Severity::Sev3 => Cadence { sitrep: minutes(240), first: minutes(120), ..Cadence::default() },
        Severity::Sev4 => Cadence::default(),
    }
}

/// An hour before clocks go back in Madrid: 2026-10-25T00:30Z. Room time is UTC, so that nothing jumps.
const NIGHT: Stamp = Stamp(1_792_888_200_000);

/// What happened to an incident that was declared at minute 0, in words: `SEV1 SEV2@40 speak@10 sitrep@20 contained@90`.
fn told(story: &str, from: Stamp) -> (Incident, Marks, Option<Stamp>) {
    let it = IncidentId(1);
    let mut incident = Incident::new(it, "Batch".into(), Status::Active, from, from);
    let (mut marks, mut promised) = (Marks::default(), None);
    for step in story.split_whitespace() {
        let (what, minute) = step.split_once('@').unwrap_or((step, "-1"));
        let at = from.plus(minute.parse::<i64>().unwrap() * MINUTE);
        let status = |to| Event::StatusChanged {
            incident: it,
            from: incident.status,
            to,
            reason: Clean::default(),
            checks: vec![],
            resumed: false,
        };
        let level = Severity::ALL.into_iter().find(|s| s.code() == what);
        let event = match (what, level) {
            (_, Some(severity)) if minute == "-1" => {
                incident.severity = severity;
                continue;
            }
            (_, Some(to)) => Event::SeverityChanged {
                incident: it,
                from: incident.severity,
                to,
                reason: Clean::default(),
                first: false,
            },
            ("speak", _) => {
                promised = None;
                let response = ResponseId(1);
                Event::ResponsePublished { response, permalink: None, changed_to: None, left: vec![] }
            }
            ("sitrep", _) => {
                marks.sitrep = Some(at);
                continue;
            }
            ("promise", _) => {
                promised = Some(at);
                continue;
            }
            ("contained", _) => status(Status::Contained),
            ("resolved", _) => status(Status::Resolved),
            ("active", _) => status(Status::Active),
            ("detected", _) => {
                incident.status = Status::Detected;
                continue;
            }
            other => panic!("{other:?}"),
        };
        incident.apply(&event, &Clean::default(), at);
        marks.apply(&event, at);
    }
    (incident, marks, promised)
}

fn minutes(term: Option<Term>, from: Stamp) -> Option<(i64, Option<i64>)> {
    term.map(|t| (t.due.since(from) / MINUTE, t.last.map(|at| at.since(from) / MINUTE)))
}

#[test]
fn a_sitrep_is_due_so_long_after_the_last_one() {
    let table = [
        ("SEV1", Some(30)),
        ("SEV2", Some(60)),
        ("SEV3", Some(240)),
        ("SEV4", None),
        ("SEV1 sitrep@28", Some(58)),
        ("SEV1 sitrep@28 sitrep@70", Some(100)),
        ("SEV1 speak@20", Some(30)),
        ("detected SEV1", None),
        ("SEV1 sitrep@28 contained@40", Some(58)),
        ("SEV1 contained@40 resolved@50", None),
        // graver in the middle: what was in time is due at once, not late; what was late stays so
        ("SEV2 SEV1@10", Some(30)),
        ("SEV2 SEV1@45", Some(45)),
        ("SEV2 SEV1@75", Some(60)),
        ("SEV2 sitrep@50 SEV1@55", Some(80)),
        ("SEV3 SEV2@90 SEV1@95", Some(90)),
        ("SEV3 SEV2@20 SEV1@45", Some(45)),
        ("SEV4 SEV2@90", Some(90)),
        // milder: there is more time
        ("SEV1 SEV2@10", Some(60)),
        ("SEV1 SEV3@100", Some(240)),
        ("SEV1 SEV4@10", None),
        // it came back after a week
        ("SEV1 sitrep@28 contained@40 resolved@50 active@10000", Some(10030)),
    ];
    for start in [Stamp(1_795_341_600_000), NIGHT] {
        for (story, wanted) in table {
            let (incident, marks, _) = told(story, start);
            let due = minutes(sitrep(&incident, &marks, &figures), start);
            assert_eq!(due, wanted.map(|at| (at, Some(at))), "{story}");
        }
    }
}

#[test]
fn the_public_hears_first_words_then_updates_then_what_was_promised() {
    let table = [
        ("SEV1", Some((15, Some(30)))),
        ("SEV2", Some((30, Some(60)))),
        ("SEV3", Some((120, None))),
        ("SEV4", None),
        ("detected SEV1", None),
        ("SEV1 speak@12", Some((42, Some(42)))),
        ("SEV1 speak@12 speak@40", Some((70, Some(70)))),
        // for two hours every half hour, then hourly
        ("SEV1 speak@90", Some((120, Some(120)))),
        ("SEV1 speak@91", Some((151, Some(151)))),
        // for four hours hourly, then when something changes
        ("SEV2 speak@180", Some((240, Some(240)))),
        ("SEV2 speak@181", None),
        ("SEV3 speak@60", None),
        // our word goes first, sooner or later than the plan
        ("SEV1 speak@12 promise@30", Some((30, Some(30)))),
        ("SEV1 speak@12 promise@100", Some((100, Some(100)))),
        ("SEV3 speak@60 promise@100", Some((100, Some(100)))),
        ("SEV1 speak@12 promise@30 speak@29", Some((59, Some(59)))),
        ("SEV1 speak@12 contained@40", Some((42, Some(42)))),
        ("SEV1 speak@12 promise@300 contained@40 resolved@50", None),
        // graver in the middle
        ("SEV2 SEV1@10", Some((15, Some(30)))),
        ("SEV2 SEV1@20", Some((20, Some(30)))),
        ("SEV2 SEV1@50", Some((30, Some(50)))),
        ("SEV2 SEV1@70", Some((30, Some(60)))),
        ("SEV2 speak@20 SEV1@60", Some((60, Some(60)))),
        ("SEV2 speak@20 SEV1@100", Some((80, Some(80)))),
        ("SEV1 speak@12 SEV2@20", Some((72, Some(72)))),
        // it came back: what was said the first time is old
        ("SEV1 speak@12 contained@40 resolved@50 active@10000", Some((10015, Some(10030)))),
        ("SEV1 speak@12 contained@40 resolved@50 active@10000 speak@10001", Some((10031, Some(10031)))),
    ];
    for start in [Stamp(1_795_341_600_000), NIGHT] {
        for (story, wanted) in table {
            let (incident, marks, promised) = told(story, start);
            assert_eq!(minutes(public(&incident, &marks, promised, &figures), start), wanted, "{story}");
        }
    }
}

#[test]
fn a_word_is_late_after_its_last_moment_and_never_where_none_is_asked() {
    let term = |due, last: Option<i64>| Term { due: Stamp(due), last: last.map(Stamp) };
    assert!(!term(10, Some(20)).late(Stamp(20)) && term(10, Some(20)).late(Stamp(21)));
    assert!(!term(10, None).late(Stamp(HOUR)));
}

#[test]
fn who_leads_is_known_since_they_took_over() {
    let lead = |to: Option<&str>| Event::LeadChanged { incident: IncidentId(1), from: None, to: to.map(Clean::from) };
    let mut marks = Marks::default();
    marks.apply(&lead(Some("Ana")), Stamp(5));
    assert_eq!(marks.led, Some(Stamp(5)));
    marks.apply(&lead(Some("Leo")), Stamp(9));
    assert_eq!(marks.led, Some(Stamp(9)));
    marks.apply(&lead(None), Stamp(12));
    assert_eq!(marks.led, None);
}
