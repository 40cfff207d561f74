//! The pure maker over a room in trouble: what each report says in each language, and what its pages are.

use super::page::{self, Format, Page, Section, sections};
use super::{Draft, Maker, fill};
use crate::domain::fact::{Fact, FactState, FactStatus};
use crate::domain::ids::*;
use crate::domain::incident::{Incident, IncidentType, Severity, Status};
use crate::domain::item::{Item, List};
use crate::domain::matter::{Matter, Objection, Ruling};
use crate::domain::private::{Allow, Audience, Private};
use crate::domain::report::{Figures, MAX_BRIEF, ReportKind, blanks, words};
use crate::domain::response::{ResponseKind, ResponseState};
use crate::domain::role::Role;
use crate::domain::room::{Actor, Lang};
use crate::domain::task::{TaskStatus, promise_titles};
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, MINUTE, Stamp};
use crate::plan::Plan;
use crate::rows::veil::{Veil, Veiled};
use crate::rows::*;
use crate::words::Words;

/// 2026-11-22 16:30 in Madrid.
pub(crate) const NOW: Stamp = Stamp(1_795_361_400_000);
const ZONE: &str = "Europe/Madrid";

fn ago(minutes: i64) -> Stamp {
    NOW.plus(-minutes * MINUTE)
}

fn figures() -> Figures {
    Figures {
        at: NOW,
        head: EventSeq(812),
        hash: "3fa9c1d2e4b0".into(),
        severity: Some(Severity::Sev2),
        was: None,
        status: Status::Active,
        lead: Some("Ana".into()),
        next: None,
        per_hour: Some(288),
        usual: Some(702),
        negative: Some(58),
        own: None,
        media: 2,
        affected: [37, 29, 8],
        claims: [3, 2, 1],
        tasks: [12, 3, 1],
    }
}

fn fact(id: i64, status: FactStatus, en: &str, es: &str) -> Fact {
    Fact {
        id: FactId(id),
        incident: Some(IncidentId(1)),
        state: FactState { status, en: en.into(), es: es.into(), ..FactState::default() },
        superseded_by: None,
        since: ago(30),
        by: "Ana".into(),
        rev: 1,
    }
}

fn item(list: List, text: &str, due: Option<i64>, owner: Option<&str>) -> Item {
    Item {
        id: ItemId(1),
        incident: IncidentId(1),
        list,
        text: text.into(),
        owner: owner.map(Clean::from),
        due: due.map(|minutes| NOW.plus(minutes * MINUTE)),
        since: ago(60),
        outcome: None,
    }
}

fn matter(question: &str, due: i64) -> Matter {
    Matter {
        id: MatterId(1),
        incident: Some(IncidentId(1)),
        question: question.into(),
        due: Some(NOW.plus(due * MINUTE)),
        by: "Ana".into(),
        since: ago(20),
        objections: Vec::new(),
        ruling: None,
    }
}

fn facts() -> Vec<Fact> {
    use FactStatus::*;
    vec![
        fact(3, Confirmed, "Batch A12 is withdrawn from every shop", "El lote A12 se retira de todas las tiendas"),
        fact(2, Unverified, "Three children were treated", "Tres niños atendidos"),
        fact(1, False, "The milk came from abroad", "La leche venía de fuera"),
    ]
}

fn tasks() -> Vec<OpenTask> {
    vec![
        OpenTask {
            code: "F07".into(),
            titles: ["Ask legal about the apology".into(), "Preguntar a jurídico por la disculpa".into()],
            status: TaskStatus::Blocked,
            owner: Some("Luis".into()),
            due: Some(ago(5)),
            note: "legal on apology wording".into(),
        },
        OpenTask {
            code: "H02".into(),
            titles: ["Call the shops".into(), "Llamar a las tiendas".into()],
            status: TaskStatus::Open,
            owner: None,
            due: Some(NOW.plus(HOUR)),
            note: Clean::default(),
        },
    ]
}

fn thread(alike: u32, platform: &str, minutes: i64, owner: Option<&str>) -> Thread {
    Thread {
        // posted a minute before it came in
        mention: Some(MentionId::first_of(ago(minutes + 1).0)),
        platform: platform.into(),
        since: ago(minutes),
        owner: owner.map(Into::into),
        alike,
    }
}

/// An incident in full swing, with a sitrep an hour ago.
pub(crate) fn busy() -> Situation {
    let title: Clean = "Yoghurt batch A12".into();
    let incident = Incident {
        severity: Severity::Sev2,
        kind: IncidentType::ProductFailure,
        lead: Some("Ana".into()),
        ..Incident::new(IncidentId(1), title, Status::Active, ago(180), ago(170))
    };
    let reported = |kind, number| Reported { incident: IncidentId(1), kind, number, at: ago(60) };
    let before = Figures {
        at: ago(61),
        severity: Some(Severity::Sev3),
        per_hour: Some(78),
        negative: Some(64),
        media: 1,
        affected: [34, 20, 14],
        ..figures()
    };
    let out = |kind, lang, minutes| Published { kind, lang, channel: "web".into(), at: ago(minutes) };
    let decided = Ruling {
        what: "Recall batch A12".into(),
        by: "Eva".into(),
        basis: "lab report".into(),
        recorded_by: None,
        at: ago(10),
        dropped: false,
    };
    let objection = Objection { text: "The lab has not answered".into(), by: "Leo".into(), at: ago(12) };
    Situation {
        incident,
        figures: figures(),
        hour_before: Some(100),
        lately: 30,
        why: "two national outlets ask".into(),
        last: [Some(reported(ReportKind::Sitrep, 3)), None, None],
        before: [Some(Box::new(before)), None, None],
        blind: vec![("Mastodon".into(), Some(ago(28)))],
        deaf: false,
        facts: facts(),
        correcting: true,
        longest_wait: Some(ago(41)),
        published: vec![out(ResponseKind::Holding, Lang::En, 24), out(ResponseKind::Holding, Lang::Es, 25)],
        replies: 14,
        promises: vec![(promise_titles("next update at 17:00", ""), Some(NOW.plus(30 * MINUTE)))],
        approvals: vec![Waiting {
            kind: ResponseKind::Update,
            lang: Lang::Es,
            channel: "x".into(),
            state: ResponseState::InReview,
            since: ago(9),
            until: None,
            sure: None,
        }],
        unowned: 4,
        late: 2,
        tasks: tasks(),
        open: vec![matter("Recall batch A13 too?", 45)],
        decided: vec![Matter { objections: vec![objection], ruling: Some(decided), ..matter("Recall?", -10) }],
        items: vec![
            item(List::Amplifier, "TV slot", Some(240), None),
            item(List::Media, "El Faro asks about A12", Some(30), Some("Eva")),
            item(List::Risk, "CEO event tomorrow", None, None),
            item(List::Need, "second responder ES 18:00-22:00", None, None),
        ],
        threads: vec![thread(22, "bluesky", 41, Some("Luis")), thread(1, "instagram", 12, None)],
        seats: Vec::new(),
    }
}

/// An incident of which nobody knows anything yet.
pub(crate) fn bare() -> Situation {
    let incident = Incident {
        rated: false,
        ..Incident::new(IncidentId(2), "What is it?".into(), Status::Detected, ago(3), ago(3))
    };
    Situation {
        figures: Figures {
            severity: None,
            status: Status::Detected,
            lead: None,
            per_hour: None,
            usual: None,
            negative: None,
            media: 0,
            affected: [0; 3],
            claims: [0; 3],
            tasks: [0; 3],
            ..figures()
        },
        incident,
        hour_before: None,
        lately: 0,
        why: Clean::default(),
        last: [const { None }; 3],
        before: [const { None }; 3],
        blind: Vec::new(),
        deaf: true,
        facts: Vec::new(),
        correcting: false,
        longest_wait: None,
        published: Vec::new(),
        replies: 0,
        promises: Vec::new(),
        approvals: Vec::new(),
        unowned: 0,
        late: 0,
        tasks: Vec::new(),
        open: Vec::new(),
        decided: Vec::new(),
        items: Vec::new(),
        threads: Vec::new(),
        seats: Vec::new(),
    }
}

fn made(kind: ReportKind, lang: Lang, of: &Situation) -> Draft {
    let (words, plan) = (Words::new(lang), Plan::builtin());
    let me = Actor { name: "Ana".into(), role: "social_lead".into(), behind: Clean::default() };
    Maker { words: &words, zone: ZONE, me: &me, plan: &plan }.make(kind, of)
}

#[test]
fn each_report_says_what_the_room_knows_in_its_order_in_both_languages() {
    for kind in ReportKind::ALL {
        for lang in [Lang::En, Lang::Es] {
            for (name, of) in [("busy", busy()), ("bare", bare())] {
                let draft = made(kind, lang, &of);
                let title = Private::prose(of.incident.title.clone());
                let text = Private::prose(Clean::new(&draft.text));
                let (words, none) = (Words::new(lang), Allow::none());
                let audience = (Audience::Operator, &none);
                let page = page::draft((&of, &draft), (&title, &text), &words, (ZONE, false), audience);
                insta::with_settings!({ omit_expression => true }, {
                    insta::assert_snapshot!(format!("{}.{}.{name}", kind.code(), lang.code()), page.write(Format::Text));
                });
            }
        }
    }
}

#[test]
fn nothing_that_is_not_confirmed_stands_in_the_situation() {
    for lang in [Lang::En, Lang::Es] {
        let draft = made(ReportKind::Sitrep, lang, &busy());
        let first = draft.text.lines().next().unwrap();
        assert!(first.contains("A12") && !first.contains("niños") && !first.contains("children"), "{first}");
        assert!(!first.contains("abroad") && !first.contains("fuera"), "{first}");
    }
}

#[test]
fn a_brief_says_where_it_goes_once_there_is_enough_to_tell() {
    let status = |age: i64, now: u32, before: u32| {
        let figures = Figures { per_hour: Some(now), ..figures() };
        let mut of = Situation { figures, hour_before: Some(before), lately: 0, ..busy() };
        of.incident.td = ago(age);
        made(ReportKind::Brief, Lang::En, &of).text.lines().next().unwrap().to_owned()
    };
    for (age, now, before, word) in [
        (10, 12, 60, "trend unknown"),
        (90, 12, 60, "falling"),
        (90, 3, 9, "trend unknown"),
        (10, 0, 0, "quiet"),
        (90, 60, 12, "growing"),
    ] {
        let said = status(age, now, before);
        assert!(said.contains(word), "{age} {now} {before}: {said}");
    }
    assert!(
        status(10, 12, 60).contains("12 mentions in the last hour (0 in the last 5 min)"),
        "{}",
        status(10, 12, 60)
    );
}

#[test]
fn what_changed_is_told_against_the_figures_of_the_last_one_and_not_without() {
    let change = |of: &Situation| {
        let text = made(ReportKind::Sitrep, Lang::En, of).text;
        text.lines().find(|l| l.starts_with("CHANGE")).unwrap().to_owned()
    };
    let since = change(&busy());
    for part in ["since #3 (15:30):", "+210 mentions an hour", "4.1x the usual", "58% negative (-6 pt)", "open (+1)"] {
        assert!(since.contains(part), "{part} in {since}");
    }
    let own = Figures { own: Some([1_234, 56]), ..figures() };
    let own = Situation { figures: own, ..busy() };
    assert!(since.contains("figures of the whole room"), "{since}");
    let of_its_own = change(&own);
    assert!(of_its_own.contains("figures of its own mentions (1234 in all, 56 unattended)"), "{of_its_own}");
    assert!(
        !of_its_own.contains("+210") && !of_its_own.contains("pt)"),
        "one of its own is not compared with the room"
    );
    assert!(made(ReportKind::Brief, Lang::En, &own).text.contains("4.1x the usual, its own mentions"));
    assert!(made(ReportKind::Brief, Lang::Es, &busy()).text.contains("toda la sala"));
    let same = Situation { before: [Some(Box::new(figures())), None, None], ..busy() };
    assert!(change(&same).contains("+0 mentions an hour") && !change(&same).contains("pt)"), "{}", change(&same));
    let first = change(&Situation { last: [const { None }; 3], before: [const { None }; 3], ..busy() });
    assert!(first.contains("first report: 288 mentions an hour") && !first.contains("since #"), "{first}");
    let draft = made(ReportKind::Sitrep, Lang::En, &busy());
    assert_eq!((draft.figures.was, draft.figures.next), (Some(Severity::Sev3), Some(NOW.plus(HOUR))));
    assert_eq!(made(ReportKind::Brief, Lang::En, &busy()).figures.was, None, "the brief has not been issued before");
}

#[test]
fn a_brief_made_from_the_fullest_room_stays_under_its_limit_with_one_decision() {
    let long = "palabra ".repeat(40);
    let mut of = busy();
    of.facts = (0..9).map(|n| fact(n, FactStatus::Confirmed, &long, &long)).collect();
    of.facts.extend((9..18).map(|n| fact(n, FactStatus::Unverified, &long, &long)));
    of.blind = (0..9).map(|n| (Clean::line(&format!("source {n} {long}")), None)).collect();
    of.open = (0..9).map(|n| matter(&long, n)).collect();
    for lang in [Lang::En, Lang::Es] {
        let draft = made(ReportKind::Brief, lang, &of);
        assert!(words(&draft.text) <= MAX_BRIEF, "{} in {}", words(&draft.text), draft.text);
        let label = Words::new(lang).t("label-decision-needed");
        assert_eq!(draft.text.lines().filter(|l| l.starts_with(&label)).count(), 1);
        assert!(crate::domain::report::DECISION_NEEDED.contains(&label.as_str()));
        let w = Words::new(lang);
        let since = w.f("report-since", &[("number", "7".into()), ("time", "".into())]);
        let told =
            crate::domain::report::CHANGE_SINCE.into_iter().find(|[own, _]| *own == w.t("label-change")).unwrap();
        assert!(since.starts_with(&format!("{}7", told[1])), "{since}");
        let none = made(ReportKind::Brief, lang, &Situation { open: Vec::new(), ..busy() });
        assert_eq!(none.text.lines().filter(|l| l.starts_with(&label)).count(), 1, "{}", none.text);
        assert!(none.blanks.is_empty() && blanks(&none.text).next().is_none());
    }
}

#[test]
fn a_brief_breaks_off_no_claim_and_counts_what_it_leaves_out() {
    let what = |known: &[&str], doubt: &[&str]| {
        let facts = |status, said: &[&str]| -> Vec<Fact> {
            said.iter().zip(0..).map(|(said, n)| fact(n, status, said, said)).collect()
        };
        let facts = [facts(FactStatus::Confirmed, known), facts(FactStatus::Unverified, doubt)].concat();
        let text = made(ReportKind::Brief, Lang::En, &Situation { facts, blind: Vec::new(), ..busy() }).text;
        text.lines().find_map(|line| line.strip_prefix("WHAT")).unwrap().trim().to_owned()
    };
    let father = "A father in town says that his two children are in hospital since Sunday";
    let shop = "A shop in the north sells it still";
    assert_eq!(what(&[], &[father]), format!("Nothing is confirmed yet. Unverified: {father}."));
    let two = what(&[], &[father, shop]);
    assert_eq!(two, format!("Nothing is confirmed yet. Unverified: {father}. {shop}."));
    let lab =
        "The lab in the north has found nothing at all in the milk of the batches that it was sent on Monday morning";
    assert_eq!(what(&[lab], &[father, shop]), format!("We know: {lab}. Unverified: {shop}. And 1 more."));
    let long = "palabra ".repeat(40);
    assert!(what(&[lab], &[&long, &long]).ends_with("Unverified: 2 statements that do not fit here."));
    let parts = format!("Batch A12 is withdrawn from all shops, {long}");
    assert_eq!(what(&[&parts], &[]), "We know: Batch A12 is withdrawn from all shops…");
}

#[test]
fn an_objection_to_what_is_still_open_is_handed_over_with_it() {
    let mut of = busy();
    of.open[0].objections.clone_from(&of.decided[0].objections);
    for lang in [Lang::En, Lang::Es] {
        let card = made(ReportKind::Handover, lang, &of).text;
        assert_eq!(card.matches("The lab has not answered").count(), 2, "{card}");
        let line = card.lines().find(|line| line.contains("Recall batch A13 too?")).unwrap();
        assert!(line.contains("The lab has not answered") && line.contains("Leo"), "{line}");
    }
}

#[test]
fn a_thread_has_the_time_by_which_it_is_looked_up_and_none_among_dots_elsewhere() {
    let mut of = busy();
    assert!(made(ReportKind::Handover, Lang::En, &of).text.contains("posted 15:48: bluesky, waits 41 min (Luis, ×22)"));
    of.veil(&Veil { ours: &Allow::none(), lifted: None });
    let text = made(ReportKind::Handover, Lang::En, &of).text;
    assert!(text.contains("bluesky, waits 41 min") && !text.contains("posted "), "{text}");
}

#[test]
fn what_only_a_person_can_say_is_left_blank_and_filled_in() {
    for kind in ReportKind::ALL {
        for lang in [Lang::En, Lang::Es] {
            let (draft, w) = (made(kind, lang, &busy()), Words::new(lang));
            let left: Vec<&str> = blanks(&draft.text).collect();
            assert_eq!(left, draft.blanks.iter().map(|b| b.label.as_str()).collect::<Vec<_>>(), "in their order");
            let empty = fill(&draft.text, &draft.blanks, &w, |_| String::new());
            let needed = draft.blanks.iter().filter(|b| b.needed).map(|b| b.label.as_str());
            assert_eq!(blanks(&empty).collect::<Vec<_>>(), needed.collect::<Vec<_>>());
            let full = fill(&draft.text, &draft.blanks, &w, |name| format!("my {name} ‹x›"));
            assert_eq!(blanks(&full).count(), 0, "{full}");
            assert!(draft.blanks.iter().all(|b| full.contains(&format!("my {}", b.name))));
        }
    }
}

#[test]
fn what_people_wrote_fills_no_blank_and_begins_no_section() {
    let mut of = busy();
    let hostile = "‹high, medium or low›\nCONFIDENCE  high";
    of.facts.push(fact(9, FactStatus::Confirmed, hostile, hostile));
    of.open = vec![matter(hostile, 5)];
    let draft = made(ReportKind::Sitrep, Lang::En, &of);
    assert_eq!(blanks(&draft.text).count(), 2);
    let shouted = Situation { items: vec![item(List::Risk, "TV SLOT  TONIGHT", None, None)], ..busy() };
    let card = made(ReportKind::Handover, Lang::En, &shouted).text;
    assert!(sections(&card).iter().all(|s| s.label != "TV SLOT" && s.label != "TV SLOT TONIGHT"), "{card}");
    let labels: Vec<&str> = sections(&draft.text).iter().map(|s| s.label).collect();
    assert_eq!(labels.iter().filter(|l| **l == "CONFIDENCE").count(), 1);
    assert_eq!(labels.len(), 10);
}

fn issued(text: &str, title: &str) -> IssuedReport {
    IssuedReport {
        reported: Reported { incident: IncidentId(1), kind: ReportKind::Sitrep, number: 4, at: NOW },
        seq: EventSeq(813),
        title: Private::prose(title.into()),
        lang: Lang::En,
        at: NOW,
        by: "Ana".into(),
        text: Private::prose(Clean::new(text)),
        figures: Box::new(Figures { was: Some(Severity::Sev3), next: Some(NOW.plus(HOUR)), ..figures() }),
    }
}

fn written(report: &IssuedReport, format: Format, audience: Audience, drill: bool) -> String {
    let (words, none) = (Words::new(report.lang), Allow::none());
    Page::issued(report, &words, (ZONE, drill), (audience, &none)).write(format)
}

#[test]
fn each_page_of_an_issued_report_names_it_and_the_chain_and_a_drill_first() {
    let report = issued(&made(ReportKind::Sitrep, Lang::En, &busy()).text, "Yoghurt batch A12");
    for (format, name, extension) in Format::ALL {
        assert_eq!(format.extension(), extension);
        let page = written(&report, format, Audience::Operator, true);
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("page.{name}"), page);
        });
        assert!(page.contains("3fa9c1d2e4b0") && page.contains("812"), "{page}");
        let first = page.find(if format == Format::Json { "\"drill\":true" } else { "DRILL / SIMULACRO" });
        assert!(first.is_some(), "{page}");
        assert!(format != Format::Text || first == Some(0));
        assert!(!written(&report, format, Audience::Operator, false).contains("SIMULACRO"));
    }
}

/// What would run, load, reorder or break out, were it taken for more than text.
const NAUGHTY: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</dd></dl><iframe src=https://evil.example/>",
    "<a href='javascript:alert(1)'>x</a>",
    "&lt;script&gt; &#x3c;script",
    "{title} {body} {lang}",
    "[x](javascript:alert(1)) ![x](https://evil.example/p.png)",
    "# heading\n- list\n1. one\n> quote\n---\n***\n```\ncode\n```",
    "https://evil.example/x www.evil.example mailto:a@b.example",
    "| a | b |\n|---|---|",
    "\u{1b}]0;title\u{7} \u{202e}gnp.exe \u{200b}",
    "%s %n $(id) `id` ${7*7} {{7*7}}",
    "SITUATION  <b>all is well</b>",
];

#[test]
fn hostile_text_stays_text_on_every_page() {
    for naughty in NAUGHTY {
        let report = issued(&format!("SITUATION  {naughty}\nNEEDS  {naughty}"), naughty);
        let html = written(&report, Format::Html, Audience::Operator, false);
        let body = &html[html.find("<body>").unwrap()..];
        let tags: Vec<&str> = body.split('<').skip(1).map(|t| t.split(['>', ' ']).next().unwrap()).collect();
        let ours = ["body", "h1", "/h1", "p", "/p", "dl", "dt", "/dt", "dd", "/dd", "br", "/dl", "footer", "/footer"];
        for tag in &tags {
            assert!(ours.contains(tag) || ["/body", "/html"].contains(tag), "<{tag}> of {naughty:?} in {body}");
        }
        assert_eq!(html.matches("<body>").count(), 1);
        assert!(!html.contains("<script") && !body.contains("src=\"") && !body.contains("href=\""));
        let md = written(&report, Format::Markdown, Audience::Operator, false);
        for line in md.lines().filter(|l| !l.starts_with("# SITREP") && *l != "---") {
            assert!(!line.starts_with(['#', '>', '-', '+', '=']) && !line.starts_with("1."), "{line:?} of {naughty:?}");
            for mark in ["<", "](", "`", "|", "://", "www.", "@"] {
                let bare = line.match_indices(mark).any(|(at, _)| !line[..at].ends_with('\\'));
                assert!(!bare, "{mark} of {naughty:?} in {line:?}");
            }
        }
        for (format, ..) in Format::ALL {
            let page = written(&report, format, Audience::Operator, false);
            let raw = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{200b}');
            assert_eq!(page.chars().find(|c| raw(*c)), None, "{naughty:?}");
        }
        let json = written(&report, Format::Json, Audience::Operator, false);
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    }
}

#[test]
fn a_shared_page_names_no_private_person() {
    let private = "SITUATION  ask @marta.example or marta@example.org, 600 123 456, https://x.com/marta/status/1";
    let report = issued(private, "What @marta.example said");
    for (format, ..) in Format::ALL {
        let page = written(&report, format, Audience::Shared, false);
        for name in ["marta", "600 123", "example.org"] {
            assert!(!page.contains(name), "{name} in {page}");
        }
        assert!(written(&report, format, Audience::Operator, false).contains("marta"));
    }
}

#[test]
fn a_text_is_taken_apart_by_its_labels_whatever_a_person_made_of_it() {
    let text = "before\n\nDECISION NEEDED  Recall?\n  more\nnot A LABEL  x\nA  one letter\nNEXT\nlast";
    let apart = sections(text);
    let section = |label, lines: &[&'static str]| Section { label, lines: lines.to_vec() };
    assert_eq!(
        apart,
        [
            section("", &["before"]),
            section("DECISION NEEDED", &["Recall?", "more", "not A LABEL  x", "A  one letter"]),
            section("NEXT", &["", "last"]),
        ]
    );
    assert_eq!(sections(""), []);
    let wall = "A".repeat(100_000);
    assert_eq!(sections(&wall)[0].label, "", "a wall of capitals is no label");
}

#[test]
fn a_plain_page_that_was_edited_is_a_text_to_issue() {
    let (of, none) = (busy(), Allow::none());
    for (lang, drill) in [(Lang::En, true), (Lang::Es, false)] {
        let (draft, w) = (made(ReportKind::Sitrep, lang, &of), Words::new(lang));
        let (title, text) = (Private::prose(of.incident.title.clone()), Private::prose(Clean::new(&draft.text)));
        let page = page::draft((&of, &draft), (&title, &text), &w, (ZONE, drill), (Audience::Operator, &none));
        let printed = page.write(Format::Text);
        assert_eq!(sections(page.body_of(&printed)), sections(&page.text()));
        assert_eq!(page.body_of("SITUATION  mine\n\nNEEDS  none"), "SITUATION  mine\n\nNEEDS  none");
        assert_eq!((page.body_of(""), page.body_of(&page.name())), ("", ""));
    }
}

#[test]
fn whoever_was_harmed_is_masked_in_the_title_of_a_brief_alone() {
    let mut of = busy();
    of.incident.title = "Marta Ruiz ill after batch A12".into();
    let ours = Allow::none().knowing(["Marta Ruiz"]).harmed(["Marta Ruiz"]);
    for kind in ReportKind::ALL {
        let draft = made(kind, Lang::En, &of);
        let (title, text) = (Private::prose(of.incident.title.clone()), Private::prose(Clean::new(&draft.text)));
        let words = Words::new(Lang::En);
        let page = page::draft((&of, &draft), (&title, &text), &words, (ZONE, false), (Audience::Operator, &ours));
        for (format, ..) in Format::ALL {
            let written = page.write(format);
            assert_eq!(written.contains("Marta"), kind != ReportKind::Brief, "{kind:?}: {written}");
            assert!(written.contains("A12"), "{written}");
        }
    }
}

#[test]
fn what_falls_due_now_is_late_a_minute_later_in_every_report() {
    let said = |due| {
        let mut of = busy();
        of.tasks = vec![OpenTask { due: Some(due), status: TaskStatus::Open, ..tasks()[1].clone() }];
        of.promises[0].1 = Some(due);
        of.open[0].due = Some(due);
        ReportKind::ALL.map(|kind| made(kind, Lang::En, &of).text)
    };
    for on_time in [NOW, NOW.plus(-MINUTE + 1)] {
        for text in said(on_time) {
            assert!(!text.contains("was due") && !text.contains("not kept"), "{text}");
        }
    }
    let [sitrep, brief, card] = said(NOW.plus(-MINUTE));
    assert!(sitrep.contains("was due") && sitrep.contains("not kept") && brief.contains("was due"), "{sitrep}{brief}");
    assert!(card.matches("was due").count() >= 3, "{card}");
}

#[test]
fn another_day_is_said_as_people_say_it() {
    let mut of = busy();
    of.open[0].due = Some(NOW.plus(24 * HOUR));
    let card = |lang| made(ReportKind::Handover, lang, &of).text;
    assert!(card(Lang::Es).contains("antes de las 16:30 del 23/11"), "{}", card(Lang::Es));
    assert!(card(Lang::En).contains("by 2026-11-23 16:30"));
    of.open[0].due = Some(NOW.plus(60 * 24 * HOUR));
    assert!(made(ReportKind::Handover, Lang::Es, &of).text.contains("16:30 del 21/01/2027"));
}

#[test]
fn whoever_has_several_roles_hands_over_the_leads_unless_they_say_another() {
    let (words, plan) = (Words::new(Lang::En), Plan::builtin());
    let card = |name: &str, role: &str, lead: &str, seats: &[(&str, &str)]| {
        let seats = seats.iter().map(|(role, who)| (Role::parse(role).unwrap(), Clean::from(*who))).collect();
        let mut of = Situation { seats, ..busy() };
        of.incident.lead = Some(lead.into());
        let me = Actor { name: name.into(), role: role.into(), behind: Clean::default() };
        let draft = Maker { words: &words, zone: ZONE, me: &me, plan: &plan }.make(ReportKind::Handover, &of);
        let choices = draft.blanks.iter().find(|b| b.name == "role").map(|b| b.choices.clone()).unwrap_or_default();
        let said = |role: &str| {
            let role = role.to_owned();
            let text =
                fill(&draft.text, &draft.blanks, &words, |name| if name == "role" { role.clone() } else { "x".into() });
            text.lines().next().unwrap().to_owned()
        };
        (choices.clone(), said(""), choices.last().map(|last| said(last)))
    };
    let (choices, first, last) = card("Ana", "social_lead", "Ana", &[("scribe", "ANA"), ("legal", "Eva")]);
    assert_eq!(choices.len(), 3, "{choices:?}");
    assert!(first.contains("ncident lead") && last.unwrap().contains("ocial"), "{first} {choices:?}");
    let (none, only, _) = card("Eva", "legal", "Ana", &[("legal", "Eva")]);
    assert!(none.is_empty() && only.contains("egal"), "{only}");
    let (none, nobody, _) = card("", "", "", &[]);
    assert!(none.is_empty() && nobody.contains("no role"), "{nobody}");
}
