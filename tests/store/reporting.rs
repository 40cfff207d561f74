//! Reports in a real room: what they find there, under which number they are issued, and that they stay as they were.

use crate::coordinating::IT;
use crate::kit::*;
use gabinete::domain::affected::{AddAffected, Care};
use gabinete::domain::command::Command;
use gabinete::domain::event::Event;
use gabinete::domain::fact::{FactState, FactStatus};
use gabinete::domain::ids::{AffectedId, IncidentId, ItemId, MentionId};
use gabinete::domain::incident::Severity;
use gabinete::domain::item::{List, SettleItem};
use gabinete::domain::matter::OpenMatter;
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::report::{Figures, IssueReport, ReportKind};
use gabinete::domain::response::{Links, ResponseKind};
use gabinete::domain::room::Lang;
use gabinete::domain::time::{HOUR, MINUTE};
use gabinete::rows::veil::{Veil, Veiled};
use gabinete::rows::{Answer, Ask, Situation};
use gabinete::store::info::info;
use gabinete::store::reader::Reader;
use gabinete::store::{Options, check};

fn sitrep(text: &str, lang: Lang, twin_of: Option<u32>, figures: Option<Figures>) -> Command {
    let figures = figures.map(Box::new);
    let text = text.to_owned();
    Command::IssueReport(IssueReport { incident: IT, kind: ReportKind::Sitrep, lang, text, figures, twin_of })
}

fn number(decided: &gabinete::domain::command::Decided) -> u32 {
    match &decided.events[0].1 {
        Event::ReportIssued { number, .. } => *number,
        other => panic!("{other:?}"),
    }
}

impl Room {
    fn situation(&self, incident: Option<IncidentId>) -> Option<Box<Situation>> {
        let mut reader = Reader::open(&self.path).unwrap();
        match reader.answer(&Ask::Situation { incident, now: self.now }).unwrap() {
            Answer::Situation(situation) => situation,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn reports_are_numbered_by_kind_and_incident_kept_as_they_were_and_fold_again() {
    let mut room = room();
    assert_eq!(room.situation(None), None);
    assert_eq!(room.refused(sitrep("x", Lang::En, None, None)), "refuse-no-incident");
    room.declare(Severity::Sev2);
    room.hear(1, 12, 1);
    room.now = T.plus(59 * MINUTE);
    assert_eq!(number(&room.say(sitrep("first", Lang::En, None, None))), 1);
    let at = room.now;
    assert_eq!(number(&room.say(sitrep("primero", Lang::Es, Some(1), None))), 1);
    assert_eq!(room.refused(sitrep("again", Lang::Es, Some(1), None)), "refuse-report-twin");
    assert_eq!(room.refused(sitrep("lost", Lang::Es, Some(7), None)), "refuse-no-report");
    assert_eq!(number(&room.say(sitrep("second", Lang::En, None, None))), 2);
    let brief = IssueReport {
        incident: IT,
        kind: ReportKind::Brief,
        lang: Lang::En,
        text: "DECISION NEEDED  none".into(),
        figures: None,
        twin_of: None,
    };
    assert_eq!(number(&room.say(Command::IssueReport(brief))), 1, "each kind counts for itself");
    let mut reader = Reader::open(&room.path).unwrap();
    let Answer::Issued(_, _, all) = reader.answer(&Ask::Issued(IT, ReportKind::Sitrep, None)).unwrap() else {
        panic!()
    };
    let told: Vec<_> = all.iter().map(|r| (r.reported.number, r.lang, r.by.as_str())).collect();
    assert_eq!(told, [(2, Lang::En, "ana"), (1, Lang::Es, "ana"), (1, Lang::En, "ana")]);
    assert_eq!((all[1].reported.at, all[1].figures.per_hour), (at, Some(12)), "a twin restarts no clock");
    let Answer::Pulse(pulse) = reader.answer(&Ask::Pulse { now: room.now }).unwrap() else { panic!() };
    let last = pulse.reports.iter().find(|r| r.kind == ReportKind::Sitrep).unwrap();
    assert_eq!((last.number, last.at, pulse.reports.len()), (2, all[0].reported.at, 2));
    assert_eq!(room.ask("SELECT count(*) FROM v_reports"), 4);
    room.whole();
    rusqlite::Connection::open(&room.path)
        .unwrap()
        .execute("UPDATE report SET text = 'no' WHERE number = 2", [])
        .unwrap();
    let report = check::check(&room.path, Options::default(), room.now).unwrap();
    assert!(report.faults.iter().any(|f| f.key == "check-table"), "what was issued cannot be changed unseen");
}

#[test]
fn the_figures_of_a_report_are_this_rooms_and_the_next_finds_those_of_the_last() {
    let mut room = room();
    room.declare(Severity::Sev2);
    room.hear(1, 12, 1);
    room.now = T.plus(60 * MINUTE);
    let first = room.situation(None).unwrap();
    assert_eq!((first.figures.per_hour, first.figures.negative, first.last[0].as_ref()), (Some(12), Some(100), None));
    let own = Figures { next: Some(room.now.plus(HOUR)), ..first.figures.clone() };
    let forged = Figures { hash: "0".repeat(12), ..own.clone() };
    assert_eq!(room.refused(sitrep("x", Lang::En, None, Some(forged))), "refuse-report-figures");
    let empty = Figures { hash: String::new(), ..own.clone() };
    assert_eq!(room.refused(sitrep("x", Lang::En, None, Some(empty))), "refuse-report-figures");
    room.hear(70, 30, 100);
    room.say(sitrep("x", Lang::En, None, Some(own.clone())));
    room.now = T.plus(129 * MINUTE);
    let second = room.situation(Some(IT)).unwrap();
    assert_eq!(second.last[0].as_ref().map(|r| r.number), Some(1));
    assert_eq!(second.before[0].as_deref(), Some(&own), "as they were when it was made, not when it was issued");
    assert_eq!((second.figures.per_hour, second.hour_before), (Some(30), Some(10)));
    assert_eq!(room.situation(Some(IncidentId(9))), None);
}

#[test]
fn a_report_finds_what_the_room_holds_of_its_incident_and_of_no_other() {
    let mut room = room();
    room.declare(Severity::Sev2);
    room.declare(Severity::Sev3);
    let other = IncidentId(2);
    room.statement();
    let out = room.now;
    for (incident, n) in [(IT, 3), (other, 1)] {
        for i in 0..n {
            let (incident, text) = (Some(incident), format!("Fact {incident} {i}"));
            let status = if i == 0 { FactStatus::Unverified } else { FactStatus::Confirmed };
            let fact = FactState { status, en: text.as_str().into(), source: "lab".into(), ..FactState::default() };
            room.say(Command::AddFact { incident, fact, supersedes: None });
            let name = format!("Person {i}");
            room.say(Command::AddAffected(AddAffected { incident, mention: None, name, note: String::new() }));
            room.say(Command::OpenMatter(OpenMatter {
                incident,
                question: format!("Recall {i}?"),
                due: Some(room.now.plus((9 - i64::from(i)) * HOUR)),
            }));
        }
    }
    room.add(List::Risk, None);
    room.add(List::Need, Some(HOUR));
    room.say(Command::SettleItem(SettleItem { item: ItemId(1), how: "over".into() }));
    let first = AffectedId(1);
    room.say(Command::ChangeAffected { affected: first, to: Care::Contacted, how: "called".into() });
    let of = room.situation(Some(IT)).unwrap();
    assert_eq!((of.figures.claims, of.figures.affected), ([2, 1, 0], [3, 1, 2]));
    assert_eq!((of.facts.len(), of.items.len()), (3, 1), "what is settled is no need any more");
    assert_eq!(
        of.open.iter().map(|m| m.question.as_str()).collect::<Vec<_>>(),
        ["Recall 2?", "Recall 1?", "Recall 0?"]
    );
    assert_eq!(of.published.iter().map(|p| (p.kind, p.at)).collect::<Vec<_>>(), [(ResponseKind::Holding, out)]);
    assert!(of.longest_wait.is_some() && !of.correcting && of.blind.is_empty());
    let quiet = room.situation(Some(other)).unwrap();
    assert_eq!((quiet.figures.claims, quiet.figures.affected, quiet.published.len()), ([0, 1, 0], [1, 0, 1], 0));
    assert_eq!(room.situation(None).unwrap().incident.id, IT, "the gravest when none is named");
}

#[test]
fn of_those_who_say_the_same_a_handover_names_the_first_and_how_many() {
    let mut room = room();
    room.declare(Severity::Sev2);
    let urgent = |n| {
        let mut one = alike(n, if n < 12 { 5 } else { 9 });
        one.reading.score = 95;
        one
    };
    let ids = room.take((1..=12).map(urgent).collect());
    let threads = room.situation(Some(IT)).unwrap().threads;
    let told: Vec<_> = threads.iter().map(|t| (t.mention, t.alike)).collect();
    assert_eq!(told, [(Some(ids[0]), 11), (Some(ids[11]), 1)]);
}

#[test]
fn a_report_and_the_checklist_count_what_is_done_alike() {
    use gabinete::domain::task::TaskStatus;
    let mut room = room();
    room.declare(Severity::Sev2);
    let ids: Vec<i64> = serde_json::from_str(&room.text("SELECT json_group_array(id) FROM task ORDER BY id")).unwrap();
    for (id, status) in ids.iter().zip([TaskStatus::Done, TaskStatus::Skipped]) {
        let task = gabinete::domain::ids::TaskId(*id);
        room.say(Command::ChangeTask { task, status, note: "not needed".into() });
    }
    let Answer::Pulse(pulse) = room.answer(&Ask::Pulse { now: room.now }) else { panic!("no pulse") };
    let done = room.situation(Some(IT)).unwrap().figures.tasks[0];
    assert_eq!((pulse.tasks.done, pulse.tasks.all, done), (1, ids.len() as u32 - 1, 1));
}

#[test]
fn a_brief_names_nobody_whom_the_room_knows_as_affected() {
    let mut room = room();
    room.declare(Severity::Sev2);
    room.hear(1, 2, 1);
    let mention = room.ask("SELECT id FROM mention ORDER BY id LIMIT 1");
    for (mention, name) in [(None, "Marta Ruiz"), (Some(MentionId(mention)), "")] {
        let (incident, name) = (Some(IT), name.to_owned());
        room.say(Command::AddAffected(AddAffected { incident, mention, name, note: String::new() }));
    }
    let brief = |text: &str| {
        let text = format!("STATUS  {text}\nDECISION NEEDED  none");
        let (kind, lang) = (ReportKind::Brief, Lang::En);
        Command::IssueReport(IssueReport { incident: IT, kind, lang, text, figures: None, twin_of: None })
    };
    for named in ["Marta Ruiz", "marta  ruíz,", "Author 1", "author1", "Ruiz fell ill", "Marta is angry"] {
        assert_eq!(room.refused(brief(named)), "refuse-brief-names", "{named}");
    }
    room.say(brief("Author 2 is nobody affected"));
}

#[test]
fn somebody_affected_has_one_mask_by_name_and_handle_in_texts_rows_and_refusals() {
    let mut room = room();
    room.declare(Severity::Sev2);
    let id = room.take(vec![mention(1, "it hurt my child")])[0];
    let (incident, name) = (Some(IT), String::new());
    room.say(Command::AddAffected(AddAffected { incident, mention: Some(id), name, note: String::new() }));
    let ours = info(&room.path, Options::default()).unwrap().ours(std::iter::empty());
    let mask = ours.mask("@author1");
    let bare = mask.trim_start_matches('@');
    let shown = |text: &str| Private::prose(text.into()).show_with(Audience::Shared, &ours).into_owned();
    assert_eq!(shown("Author 1 is @author1"), format!("{bare} is {mask}"));
    let Answer::Mention(_, Some(mut detail)) = room.answer(&Ask::Mention(id)) else { panic!("no mention") };
    detail.row.veil(&Veil { ours: &ours, lifted: None });
    let row = [&detail.row.author, &detail.row.handle].map(|data| data.show(Audience::Shared).into_owned());
    assert_eq!(row, [bare, bare], "the room keeps handles without their sign");
    let text = "STATUS  Author 1 is ill\nDECISION NEEDED  none".into();
    let brief =
        IssueReport { incident: IT, kind: ReportKind::Brief, lang: Lang::En, text, figures: None, twin_of: None };
    room.now = room.now.plus(1000);
    let refused = room.writer.decide(&who("ana"), &Command::IssueReport(brief), room.now, None);
    let Err(gabinete::store::Denied::Refused(refusal)) = refused else { panic!("{refused:?}") };
    assert_eq!((refusal.key, &refusal.args["what"]), ("refuse-brief-names", &bare.into()), "as the screen shows it");
}

#[test]
fn what_is_erased_goes_out_of_reports_and_the_rest_of_them_stays() {
    let mut room = room();
    room.declare(Severity::Sev2);
    let mention = room.take(vec![mention(1, "my kid got sick after eating the yoghurt")])[0];
    let text =
        "SITUATION  Batch A12 is withdrawn.\nNEEDS  call Author 1\nRISKS  they say my kid got sick after it\nNEXT  my";
    room.say(sitrep(text, Lang::En, None, None));
    room.say(sitrep("SITUATION  all is well", Lang::En, None, None));
    room.say(Command::EraseMention { mention, reason: "asked".into() });
    let kept = room.text("SELECT text FROM report WHERE number = 1");
    assert_eq!(kept, "SITUATION  Batch A12 is withdrawn.\n•••\n•••\nNEXT  my");
    assert_eq!(room.ask("SELECT count(*) FROM event WHERE kind = 'report_issued' AND salt IS NULL"), 1);
    assert_eq!(room.text("SELECT text FROM report WHERE number = 2"), "SITUATION  all is well");
    room.whole();
}

#[test]
fn one_that_was_being_edited_while_another_was_issued_is_made_anew() {
    let mut room = room();
    room.declare(Severity::Sev2);
    let made = room.situation(None).unwrap().figures.clone();
    assert_eq!(number(&room.say(sitrep("theirs", Lang::En, None, None))), 1);
    assert_eq!(
        room.refused(sitrep("CHANGE  first report", Lang::En, None, Some(made.clone()))),
        "refuse-report-meanwhile"
    );
    assert_eq!(number(&room.say(sitrep("el suyo", Lang::Es, Some(1), Some(made)))), 1, "a twin tells nothing new");
    let anew = room.situation(None).unwrap().figures.clone();
    room.say(sitrep("sus palabras", Lang::Es, None, None));
    assert_eq!(room.refused(sitrep("x", Lang::En, None, Some(anew))), "refuse-report-meanwhile");
}

#[test]
fn the_handle_of_somebody_affected_is_private_without_its_sign_and_a_word_is_none() {
    let mut room = room();
    let named = |n, handle: &str| {
        let mut one = mention(n, "it hurt my child");
        one.raw.handle = Some(handle.into());
        one
    };
    let ids = room.take(vec![named(1, "@martita_r"), named(2, "@nobody"), named(3, "@abc")]);
    for id in ids {
        let (mention, name, note) = (Some(id), String::new(), String::new());
        room.say(Command::AddAffected(AddAffected { incident: None, mention, name, note }));
    }
    let ours = info(&room.path, Options::default()).unwrap().ours(std::iter::empty());
    let shown = |text: &str| Private::prose(text.into()).show_with(Audience::Shared, &ours).into_owned();
    let told = shown("MARTITA_R called; nobody knows abc");
    assert!(!told.to_lowercase().contains("martita") && told.ends_with("called; nobody knows abc"), "{told}");
    assert_eq!(shown("martita_rosa and martita"), "martita_rosa and martita");
}

#[test]
fn whom_a_title_names_is_private_as_in_the_text_where_that_answers_them() {
    let mut room = room();
    let by = |n, author: &str| {
        let mut one = mention(n, "it hurt my child");
        (one.raw.author, one.raw.handle) = (Some(author.into()), Some(format!("@acc{n}")));
        one
    };
    let ids = room.take(vec![by(1, "Marta Rioseco"), by(2, "Pedro Lumbreras"), by(3, "Recall Watch")]);
    let mut open = |title: &str, answers: &[MentionId]| {
        room.say(Command::OpenResponse {
            title: title.into(),
            kind: ResponseKind::Reply,
            channel: "x".into(),
            lang: Lang::En,
            answers: answers.to_vec(),
            incident: None,
            links: Links::default(),
            beside: vec![],
            owners: vec![],
        });
    };
    open("Reply to Marta about the recall", &ids[..1]);
    open("Answer to all", &ids[1..2]);
    open("Why we recall it", &ids[2..]);
    let ours = info(&room.path, Options::default()).unwrap().ours(std::iter::empty());
    let shown = |text: &str| Private::prose(text.into()).show_with(Audience::Shared, &ours).into_owned();
    let told = shown("Reply to Marta about the recall, Marta Rioseco");
    assert!(!told.contains("Marta") && !told.contains("Rioseco") && told.contains("about the recall"), "{told}");
    assert_eq!(shown("Pedro Lumbreras wrote"), "Pedro Lumbreras wrote", "no title of ours names him");
}
