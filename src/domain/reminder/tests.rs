use super::*;
use crate::domain::incident::Status;
use crate::domain::time::{HOUR, MINUTE};

fn rule(every: Option<i64>, at_most: Option<usize>) -> Rule {
    Rule {
        code: "R".into(),
        when: Condition::NoLead,
        after: 2 * MINUTE,
        every,
        at_most,
        to: Vec::new(),
        severity: Severity::Sev4,
        bell: false,
    }
}

#[test]
fn a_rule_reminds_after_a_while_then_again_and_no_more_than_it_may() {
    let five = rule(Some(3 * MINUTE), Some(3));
    let moments: Vec<Option<i64>> = (0..4).map(|n| five.nth(n)).collect();
    assert_eq!(moments, [Some(2 * MINUTE), Some(5 * MINUTE), Some(8 * MINUTE), None]);
    let due = |minutes: i64| five.due(minutes * MINUTE);
    assert_eq!([due(1), due(2), due(4), due(5), due(8), due(600)], [0, 1, 1, 2, 3, 3]);
    let once = rule(None, None);
    assert_eq!((once.nth(0), once.nth(1), once.due(i64::MAX)), (Some(2 * MINUTE), None, 1));
    let endless = rule(Some(MINUTE), None);
    assert_eq!((endless.nth(100), endless.due(i64::MAX) > 1_000), (Some(102 * MINUTE), true));
}

const T: Stamp = Stamp(1_795_341_600_000);

fn at(minutes: i64) -> Stamp {
    T.plus(minutes * MINUTE)
}

fn sent(since: i64, times: u32, last: i64) -> Sent {
    let (rule, subject) = ("R".into(), Subject::Incident(IncidentId(1)));
    Sent { seq: EventSeq(1), rule, subject, since: at(since), times, at: at(last), snoozed: None, dismissed: false }
}

#[test]
fn a_reminder_comes_again_by_its_rule_and_by_what_people_made_of_it() {
    // after 2 min, every 3, three at most; the condition has held since minute 10
    let (three, once) = (rule(Some(3 * MINUTE), Some(3)), rule(None, None));
    let base = sent(10, 1, 12);
    let half_hourly = rule(Some(30 * MINUTE), Some(3));
    let table: [(&str, &Rule, Option<Sent>, Option<i64>); 15] = [
        ("news waits no half hour", &half_hourly, Some(sent(9, 1, 11)), Some(16)),
        ("what was said is said again by the rule", &half_hourly, Some(sent(10, 1, 12)), Some(42)),
        ("nobody was reminded yet", &three, None, Some(12)),
        ("the second", &three, Some(base.clone()), Some(15)),
        ("the third", &three, Some(sent(10, 2, 15)), Some(18)),
        ("no more than three", &three, Some(sent(10, 3, 18)), None),
        ("never sooner than the rule repeats", &three, Some(sent(10, 1, 14)), Some(17)),
        ("once is once", &once, Some(base.clone()), None),
        ("it began anew", &once, Some(sent(1, 1, 3)), Some(12)),
        ("it began anew right after the last time", &three, Some(sent(9, 1, 11)), Some(14)),
        ("it began anew after all were said", &three, Some(sent(1, 3, 9)), Some(12)),
        ("put off", &three, Some(Sent { snoozed: Some(at(40)), ..base.clone() }), Some(40)),
        ("put off after all were said", &once, Some(Sent { snoozed: Some(at(40)), ..base.clone() }), Some(40)),
        ("at rest", &three, Some(Sent { dismissed: true, ..base.clone() }), None),
        ("at rest until it begins anew", &three, Some(Sent { dismissed: true, ..sent(1, 1, 3) }), Some(12)),
    ];
    for (what, rule, sent, wanted) in table {
        assert_eq!(rule.next(at(10), sent.as_ref()), wanted.map(at), "{what}");
    }
}

fn case(severity: Severity, change: impl FnOnce(&mut Case)) -> Case {
    let incident = Incident {
        severity,
        lead: Some("Ana".into()),
        ..Incident::new(IncidentId(1), "Batch".into(), Status::Active, at(0), at(0))
    };
    let marks = Marks { led: Some(at(0)), ..Marks::default() };
    let mut case = Case { incident, marks, promised: None, late: 0, due: None, fell: [None; 2] };
    change(&mut case);
    case
}

fn cadence(severity: Severity) -> Cadence {
    match severity {
        Severity::Sev1 => Cadence {
            sitrep: Some(30 * MINUTE),
            first: Some(15 * MINUTE),
            first_max: Some(30 * MINUTE),
            lead_shift: Some(4 * HOUR),
            ..Cadence::default()
        },
        _ => Cadence::default(),
    }
}

#[test]
fn each_condition_holds_from_its_moment_on() {
    use Condition::*;
    let facts = |case: Case| Facts { cases: vec![case], ..Facts::default() };
    let none = || facts(case(Severity::Sev4, |_| ()));
    let open = |f: fn(&mut Case)| facts(case(Severity::Sev1, f));
    let table: Vec<(Facts, Condition, Option<i64>)> = vec![
        (open(|c| c.incident.lead = None), NoLead, Some(0)),
        (open(|_| ()), NoLead, None),
        (open(|c| c.incident.rated = false), NoSeverity, Some(0)),
        (open(|_| ()), NoSeverity, None),
        (open(|_| ()), SitrepDue, Some(30)),
        (open(|c| c.marks.sitrep = Some(at(20))), SitrepDue, Some(50)),
        (open(|c| c.incident.status = Status::Detected), SitrepDue, None),
        (none(), SitrepDue, None),
        (open(|_| ()), UpdateDue, Some(15)),
        (open(|c| c.promised = Some(at(70))), UpdateDue, Some(70)),
        (none(), UpdateDue, None),
        (open(|c| (c.late, c.due) = (2, Some(at(5)))), TaskOverdue, Some(5)),
        (open(|_| ()), TaskOverdue, None),
        (open(|c| c.marks.led = Some(at(60))), LeadTired, Some(240)),
        (open(|c| c.incident.lead = None), LeadTired, None),
        (none(), LeadTired, None),
        (Facts { promises: vec![(TaskId(7), IncidentId::NONE, at(9))], ..none() }, PromiseDue, Some(9)),
        (Facts { approvals: vec![(ResponseId(3), None, at(4))], ..none() }, ApprovalWaiting, Some(4)),
        (Facts { silent: vec![("rss".into(), at(2))], ..none() }, SourceSilent, Some(2)),
    ];
    for (n, (facts, when, wanted)) in table.into_iter().enumerate() {
        let held = facts.held(&cadence);
        let since = held.iter().find(|h| h.when == when).map(|h| h.since);
        assert_eq!(since, wanted.map(at), "row {n}: {when:?}");
    }
}

#[test]
fn a_rule_reminds_from_its_severity_on_and_of_what_nobody_has_rated() {
    let bell = |severity| Rule { severity, when: Condition::NoLead, ..rule(None, None) };
    let led = |severity, rated| {
        let open = case(severity, |c| (c.incident.lead, c.incident.rated) = (None, rated));
        Facts { cases: vec![open], ..Facts::default() }.held(&cadence)
    };
    let reminds = |rule: Severity, of, rated| !due(&[bell(rule)], &led(of, rated), &[]).is_empty();
    assert!(reminds(Severity::Sev2, Severity::Sev1, true) && reminds(Severity::Sev2, Severity::Sev2, true));
    assert!(!reminds(Severity::Sev2, Severity::Sev3, true));
    assert!(reminds(Severity::Sev1, Severity::Sev4, false), "nobody knows yet how grave it is");
    // what belongs to no incident is as grave as the gravest that is on
    let grave = |cases| Facts { cases, approvals: vec![(ResponseId(1), None, T)], ..Facts::default() }.held(&cadence);
    let waits = Rule { when: Condition::ApprovalWaiting, severity: Severity::Sev2, ..rule(None, None) };
    assert!(due(std::slice::from_ref(&waits), &grave(vec![]), &[]).is_empty());
    assert_eq!(due(&[waits], &grave(vec![case(Severity::Sev1, |_| ())]), &[]).len(), 1);
}

#[test]
fn what_stands_is_said_once_those_that_cannot_wait_first_and_what_was_seen_to_is_gone() {
    let of = |code: &str, when, bell| Rule { code: code.into(), when, bell, ..rule(Some(5 * MINUTE), None) };
    let rules = [
        of("ask", Condition::ApprovalWaiting, false),
        of("stuck", Condition::ApprovalWaiting, true),
        of("lead", Condition::NoLead, true),
        of("task", Condition::TaskOverdue, false),
    ];
    let said = |rule: &str, subject, since| Sent { rule: rule.into(), subject, ..sent(since, 1, 20) };
    let text = || Subject::Response(ResponseId(3));
    let incident = || Subject::Incident(IncidentId(1));
    let mut all = vec![
        said("ask", text(), 4),
        said("stuck", text(), 4),
        said("lead", incident(), 0),
        said("task", incident(), 5),
    ];
    let open = case(Severity::Sev2, |c| (c.incident.lead, c.late, c.due) = (None, 1, Some(at(5))));
    let facts = Facts { cases: vec![open], approvals: vec![(ResponseId(3), None, at(4))], ..Facts::default() };
    let codes = |facts: &Facts, all: &[Sent]| {
        let standing = standing(&rules, &facts.held(&cadence), all, at(30));
        standing.into_iter().map(|s| s.rule).collect::<Vec<_>>()
    };
    assert_eq!(codes(&facts, &all), ["lead", "stuck", "task"], "one text, one reminder");
    all[2].snoozed = Some(at(60));
    assert_eq!(codes(&facts, &all), ["stuck", "task", "lead"]);
    all[1].dismissed = true;
    assert_eq!(codes(&facts, &all), ["ask", "task", "lead"], "each rule rests for itself");
    let led = Facts { cases: vec![case(Severity::Sev2, |_| ())], ..Facts::default() };
    assert_eq!(codes(&led, &all), Vec::<String>::new());
    let anew = Facts { approvals: vec![(ResponseId(3), None, at(25))], ..Facts::default() };
    assert_eq!(codes(&anew, &all), Vec::<String>::new(), "handed in anew: nobody was reminded of that yet");
}

#[test]
fn a_task_that_falls_due_is_said_beside_those_that_were_said_and_one_that_is_done_makes_no_news() {
    let task = Rule { when: Condition::TaskOverdue, after: 0, ..rule(Some(30 * MINUTE), Some(3)) };
    // what falls due is late a minute later
    // the first open task due, the latest that fell due; what was said, of when and at which minute; when it is said next
    let table = [
        ("nothing is due yet", (6, None), None, Some(7), false),
        ("the first fell due", (6, Some(6)), Some((6, 6)), Some(36), true),
        ("another one beside it", (6, Some(15)), Some((6, 6)), Some(16), true),
        ("another one right after it", (6, Some(7)), Some((6, 6)), Some(11), true),
        ("the later one is done", (6, Some(6)), Some((15, 15)), Some(45), true),
        ("the first is done, the next is due later", (15, None), Some((6, 6)), Some(16), false),
        ("the first is done, the next was due already", (15, Some(15)), Some((6, 6)), Some(16), false),
    ];
    for (what, (due, fell), said, wanted, stands) in table {
        let open = case(Severity::Sev1, |c| (c.due, c.fell[0]) = (Some(at(due)), fell.map(at)));
        let held = Facts { cases: vec![open], ..Facts::default() }.held(&cadence);
        let said: Vec<Sent> = said.map(|(since, last)| sent(since, 1, last)).into_iter().collect();
        let rules = std::slice::from_ref(&task);
        assert_eq!(super::due(rules, &held, &said).first().map(|d| d.at), wanted.map(at), "{what}");
        assert_eq!(!standing(rules, &held, &said, at(20)).is_empty(), stands, "{what}");
    }
}

#[test]
fn what_nobody_was_there_to_hear_counts_as_said() {
    let open = case(Severity::Sev1, |c| c.incident.lead = None);
    let facts = Facts { cases: vec![open], ..Facts::default() };
    let rules = [rule(Some(3 * MINUTE), Some(5))];
    let due = due(&rules, &facts.held(&cadence), &[]);
    let Event::ReminderSent { times, since, .. } = due[0].event(at(9)) else { panic!() };
    assert_eq!((due.len(), due[0].at, times, since), (1, at(2), 3, at(0)));
}

#[test]
fn only_a_reminder_that_was_sent_is_put_off_or_rests() {
    use crate::domain::command::NextIds;
    use crate::domain::room::Actor;
    let who = Actor { name: "Ana".into(), ..Actor::default() };
    let ctx = Ctx { who: &who, at: at(30), now: at(30), ids: NextIds::FIRST };
    let subject = || Subject::Incident(IncidentId(1));
    let snooze =
        |minutes| Command::SnoozeReminder(SnoozeReminder { rule: "R".into(), subject: subject(), until: at(minutes) });
    let rest = Command::DismissReminder(DismissReminder { rule: "R".into(), subject: subject() });
    let asked = |now: Option<&Sent>, command: &Command| {
        decide(now, Some(IncidentId(1)), command, &ctx).map(|e| e[0].kind()).map_err(|r| r.key)
    };
    let stands = sent(0, 1, 20);
    assert_eq!(asked(None, &rest), Err("refuse-no-reminder"));
    assert_eq!(asked(Some(&Sent { dismissed: true, ..stands.clone() }), &snooze(40)), Err("refuse-no-reminder"));
    assert_eq!(asked(Some(&stands), &snooze(30)), Err("refuse-past"));
    assert_eq!(asked(Some(&stands), &snooze(367 * 24 * 60)), Err("refuse-far"));
    assert_eq!(asked(Some(&stands), &snooze(31)), Ok("reminder_snoozed"));
    assert_eq!(asked(Some(&stands), &rest), Ok("reminder_dismissed"));
}
