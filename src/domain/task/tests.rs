use super::*;
use crate::domain::command::NextIds;
use crate::domain::room::Actor;
use crate::domain::time::HOUR;

#[test]
fn a_promise_gives_its_words_back_in_both_languages() {
    for words in ["next update at 18:00", "”»", ""] {
        assert_eq!(promise_titles(words, "").each_ref().map(|t| promised_words(t.as_str())), [words; 2]);
    }
    assert_eq!(promised_words("Call the lab"), "Call the lab");
    let titles = promise_titles("We publish the results at 18:00", "x");
    assert_eq!(titles[0].as_str(), "Keep our word: “We publish the results at 18:00” · x");
    assert_eq!(promised_words(titles[1].as_str()), "We publish the results at 18:00 · x");
}

#[test]
fn the_role_of_a_task_by_hand_is_one_short_clean_line() {
    let (who, ids) = (Actor::default(), NextIds::FIRST);
    let role = Some(format!("\u{1b}[31mlegal\n{}", "x".repeat(99)));
    let add = Command::AddTask(AddTask { incident: IncidentId(1), title: "t".into(), role, due: None });
    let events = decide(None, &Stopped::default(), &add, &Ctx { who: &who, at: Stamp(0), now: Stamp(0), ids }).unwrap();
    let [Event::TasksAdded { tasks, .. }] = events.as_slice() else { panic!("{events:?}") };
    assert!(tasks[0].role.starts_with("legal x") && tasks[0].role.len() == Role::MAX, "{:?}", tasks[0].role);
}

fn task(code: &str, rhythm: Option<Rhythm>, gate: Option<Gate>) -> Task {
    let spec = TaskSpec {
        id: TaskId(1),
        code: code.into(),
        phase: "first_day".into(),
        en: "Do it".into(),
        es: "Hacerlo".into(),
        role: "deputy".into(),
        due: Some(Stamp(0)),
        due_rule: Some("TC".into()),
        after: vec!["F01".into()],
        response: None,
        rhythm,
        gate,
    };
    Task { spec, incident: IncidentId(1), state: TaskState::default(), waits_for: Vec::new(), rev: 1 }
}

#[test]
fn a_task_comes_back_by_its_rhythm_with_its_own_code_and_time() {
    let at = Stamp(1_000 * HOUR);
    let (shift, round, promised) = (8 * HOUR, HOUR, Some(at.plus(2 * HOUR)));
    let beat = Beat { open: true, shift, round, promised, awaited: false };
    let again = |code: &str, rhythm, beat: &Beat, has: &[&str]| {
        let has: Vec<String> = has.iter().map(|c| (*c).to_owned()).collect();
        next(&task(code, rhythm, None), beat, &has, TaskId(9), at).map(|t| (t.code, t.due.unwrap().since(at) / HOUR))
    };
    let back = |code: &str, hours| Some((code.to_owned(), hours));
    use Rhythm::*;
    let table = [
        ("G06", Some(Shift), beat, back("G06#2", 8)),
        ("G06#2", Some(Shift), beat, back("G06#3", 8)),
        ("G06#200", Some(Shift), beat, None),
        ("G06#x", Some(Shift), beat, None),
        ("G06", Some(Shift), Beat { open: false, ..beat }, None),
        ("G06", Some(Shift), Beat { shift: 0, ..beat }, None),
        ("G09", Some(Continuous), beat, back("G09#2", 1)),
        ("G01", Some(Promise), beat, back("G01#2", 2)),
        ("G01", Some(Promise), Beat { promised: None, ..beat }, None),
        ("G01", Some(Promise), Beat { promised: Some(at), ..beat }, None),
        ("H09", Some(Promise), Beat { awaited: true, ..beat }, None),
        ("R08", Some(Meeting), beat, None),
        ("A1", Some(Monthly), beat, back("A1#2", 30 * 24)),
        ("A1", Some(Quarterly), beat, back("A1#2", 91 * 24)),
        ("A1", Some(HalfYearly), beat, back("A1#2", 182 * 24)),
        ("A1", Some(Yearly), beat, back("A1#2", 365 * 24)),
        ("F01", None, beat, None),
    ];
    for (code, rhythm, beat, wanted) in table {
        assert_eq!(again(code, rhythm, &beat, &["F01", code]), wanted, "{code} {rhythm:?} {beat:?}");
    }
    assert_eq!(again("G06", Some(Shift), &beat, &["G06#2"]), None, "it has come back already");
    let twin = next(&task("G06", Some(Shift), Some(Gate::Pause)), &beat, &[], TaskId(9), at).unwrap();
    assert_eq!((twin.id, twin.after.len(), twin.due_rule), (TaskId(9), 0, None), "nothing holds it up any more");
    assert_eq!((twin.rhythm, twin.gate, twin.role.as_str()), (Some(Shift), Some(Gate::Pause), "deputy"));
    for phase in [BY_HAND, PROMISE] {
        let mut own = task("X1", Some(Shift), None);
        own.spec.phase = phase.into();
        assert_eq!(next(&own, &beat, &[], TaskId(9), at), None);
    }
}

#[test]
fn pausing_and_resuming_are_done_by_count_and_a_refusal_says_how_many_are_left() {
    let who = Actor { name: "Ana".into(), ..Actor::default() };
    let ctx = Ctx { who: &who, at: Stamp(5), now: Stamp(5), ids: NextIds::FIRST };
    let tried = |gate, status, stopped: Stopped| {
        let note = "because".to_owned();
        let change = Command::ChangeTask { task: TaskId(1), status, note };
        decide(Some(&task("F02", None, Some(gate))), &stopped, &change, &ctx)
            .map(|e| e.len())
            .map_err(|r| (r.key, r.args.get("n").cloned()))
    };
    let stopped = |counted, listed, settled| Stopped { counted, listed, settled };
    let left = |n: u32| Err(("refuse-resume-left", Some(n.into())));
    use TaskStatus::{Blocked, Done, Skipped};
    let table = [
        (Gate::Pause, Done, stopped(None, 0, 0), Err(("refuse-pause-uncounted", None))),
        (Gate::Pause, Done, stopped(None, 3, 0), Err(("refuse-pause-uncounted", None))),
        (Gate::Pause, Done, stopped(Some(0), 0, 0), Ok(1)),
        (Gate::Pause, Done, stopped(Some(14), 0, 0), Ok(1)),
        (Gate::Resume, Done, stopped(None, 0, 0), Err(("refuse-resume-uncounted", None))),
        (Gate::Resume, Done, stopped(Some(3), 0, 0), left(3)),
        (Gate::Resume, Done, stopped(Some(3), 3, 2), left(1)),
        (Gate::Resume, Done, stopped(Some(3), 2, 2), left(1)),
        (Gate::Resume, Done, stopped(Some(1), 4, 2), left(2)),
        (Gate::Resume, Done, stopped(Some(3), 3, 3), Ok(1)),
        (Gate::Resume, Done, stopped(Some(0), 0, 0), Ok(1)),
        (Gate::Resume, Done, stopped(None, 2, 2), Ok(1)),
        (Gate::Pause, Skipped, stopped(None, 0, 0), Ok(1)),
        (Gate::Resume, Blocked, stopped(Some(3), 0, 0), Ok(1)),
    ];
    for (gate, status, stopped, wanted) in table {
        assert_eq!(tried(gate, status, stopped), wanted, "{gate:?} {status:?} {stopped:?}");
    }
}

#[test]
fn what_falls_due_this_minute_is_not_late_yet() {
    let due = Stamp(1_000_000);
    assert!(!late(due, due) && !late(due, due.plus(MINUTE - 1)) && late(due, due.plus(MINUTE)));
}

#[test]
fn whoever_did_a_task_has_done_it_and_a_claim_says_nothing_of_how_it_stands() {
    let ana = Actor { name: "Ana".into(), ..Actor::default() };
    let ctx = Ctx { who: &ana, at: Stamp(5), now: Stamp(5), ids: NextIds::FIRST };
    let claim = |status, had: Option<&str>, owner: Option<&str>| {
        let mut now = task("D01", None, None);
        let by = (status != TaskStatus::Open).then(|| "Bea".into());
        now.state = TaskState { status, owner: had.map(Into::into), by, ..TaskState::default() };
        let command = Command::ClaimTask { task: TaskId(1), owner: owner.map(str::to_owned) };
        match decide(Some(&now), &Stopped::default(), &command, &ctx) {
            Ok(events) => match &events[..] {
                [Event::TaskChanged { to, .. }] => {
                    Ok((to.owner.as_ref().map(ToString::to_string), to.by.as_ref().map(ToString::to_string)))
                }
                other => panic!("{other:?}"),
            },
            Err(refusal) => Err(refusal.key),
        }
    };
    use TaskStatus::{Blocked, Done, Open, Skipped};
    let (eva, bea) = (|| Some("Eva".to_owned()), || Some("Bea".to_owned()));
    let table = [
        (Open, None, Some("Eva"), Ok((eva(), None))),
        (Open, Some("Bea"), None, Ok((None, None))),
        (Blocked, None, Some("Eva"), Ok((eva(), bea()))),
        (Open, Some("Eva"), Some("Eva"), Err("refuse-same-owner")),
        (Open, None, None, Err("refuse-task-free")),
        (Done, Some("Bea"), Some("Eva"), Err("refuse-task-over")),
        (Done, Some("Bea"), None, Err("refuse-task-over")),
        (Skipped, None, Some("Eva"), Err("refuse-task-over")),
    ];
    for (status, had, owner, wanted) in table {
        assert_eq!(claim(status, had, owner), wanted, "{status:?} {had:?} {owner:?}");
    }
}
