//! The reports of the dairy in trouble: made now, issued, asked for, and none without an incident.

use super::room::{busy, clean, fitted, now};
use gabinete::app::App;
use gabinete::app::keymap::Key;
use gabinete::app::msg::Msg;
use gabinete::app::update;
use gabinete::domain::fact::{Fact, FactState, FactStatus};
use gabinete::domain::ids::*;
use gabinete::domain::incident::{Incident, Severity, Status};
use gabinete::domain::item::{Item, List};
use gabinete::domain::matter::Matter;
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::report::{Figures, ReportKind};
use gabinete::domain::response::{ResponseKind, ResponseState};
use gabinete::domain::room::Lang;
use gabinete::domain::task::{TaskStatus, promise_titles};
use gabinete::domain::text::Clean;
use gabinete::domain::time::{HOUR, MINUTE, Stamp};
use gabinete::rows::*;

fn ago(minutes: i64) -> Stamp {
    now().plus(-minutes * MINUTE)
}

fn figures() -> Figures {
    Figures {
        at: now(),
        head: EventSeq(812),
        hash: "3fa9c1d2e4b0".into(),
        severity: Some(Severity::Sev2),
        was: None,
        status: Status::Active,
        lead: Some(clean("Ana M.")),
        next: None,
        per_hour: Some(288),
        usual: Some(702),
        negative: Some(58),
        own: Some([1_284, 57]),
        media: 2,
        affected: [37, 29, 8],
        claims: [1, 1, 1],
        tasks: [12, 3, 1],
    }
}

fn fact(status: FactStatus, en: &str, es: &str) -> Fact {
    Fact {
        id: FactId(1),
        incident: Some(IncidentId(1)),
        state: FactState { status, en: clean(en), es: clean(es), ..FactState::default() },
        superseded_by: None,
        since: ago(30),
        by: clean("Ana M."),
        rev: 1,
    }
}

fn item(list: List, text: &str, due: Option<i64>) -> Item {
    Item {
        id: ItemId(1),
        incident: IncidentId(1),
        list,
        text: clean(text),
        owner: None,
        due: due.map(|ms| now().plus(ms)),
        since: ago(60),
        outcome: None,
    }
}

fn situation() -> Situation {
    let title = clean("Acme · Yoghurt batch A12");
    let before = Figures { per_hour: Some(78), negative: Some(64), severity: Some(Severity::Sev3), ..figures() };
    let last = Reported { incident: IncidentId(1), kind: ReportKind::Sitrep, number: 3, at: ago(60) };
    Situation {
        incident: Incident {
            severity: Severity::Sev2,
            ..Incident::new(IncidentId(1), title, Status::Active, ago(180), ago(170))
        },
        figures: figures(),
        hour_before: Some(100),
        lately: 30,
        why: clean("two national outlets ask, one through marta.r@example.org"),
        last: [Some(last), None, None],
        before: [Some(Box::new(before)), None, None],
        blind: vec![(clean("Mastodon"), Some(ago(28)))],
        deaf: false,
        facts: vec![
            fact(
                FactStatus::Confirmed,
                "Batches A12 and A13 are withdrawn from every shop",
                "Los lotes A12 y A13 se retiran de todas las tiendas",
            ),
            fact(FactStatus::Unverified, "Three children were treated", "Tres niños atendidos en el Hospital Sur"),
            fact(FactStatus::False, "The milk came from abroad", "La leche venía de fuera"),
        ],
        correcting: true,
        longest_wait: Some(ago(41)),
        published: [Lang::Es, Lang::En]
            .map(|lang| Published { kind: ResponseKind::Holding, lang, channel: clean("web"), at: ago(24) })
            .to_vec(),
        replies: 14,
        promises: vec![(promise_titles("next update at 15:00", ""), Some(now().plus(37 * MINUTE)))],
        approvals: vec![Waiting {
            kind: ResponseKind::Update,
            lang: Lang::Es,
            channel: clean("x"),
            state: ResponseState::InReview,
            since: ago(9),
            until: None,
            sure: None,
        }],
        unowned: 4,
        late: 2,
        tasks: vec![OpenTask {
            code: clean("F07"),
            titles: [clean("Ask legal about the apology"), clean("Preguntar a jurídico por la disculpa")],
            status: TaskStatus::Blocked,
            owner: Some(clean("Luis P.")),
            due: Some(ago(5)),
            note: clean("legal on apology wording, 600 123 456"),
        }],
        open: vec![Matter {
            id: MatterId(1),
            incident: Some(IncidentId(1)),
            question: clean("Recall batch A14 too?"),
            due: Some(now().plus(45 * MINUTE)),
            by: clean("Ana M."),
            since: ago(20),
            objections: vec![],
            ruling: None,
        }],
        decided: vec![],
        items: vec![
            item(List::Amplifier, "TV slot", Some(6 * HOUR)),
            item(List::Risk, "CEO event tomorrow", None),
            item(List::Need, "second responder ES 18:00-22:00", None),
        ],
        threads: vec![Thread {
            mention: Some(MentionId(1_833_918_331_904_000)),
            platform: clean("bluesky"),
            since: ago(41),
            owner: Some(clean("Luis P.")),
            alike: 37,
        }],
        seats: Vec::new(),
    }
}

fn issued(number: u32, lang: Lang, minutes: i64, text: &str) -> IssuedReport {
    let at = ago(minutes);
    IssuedReport {
        reported: Reported { incident: IncidentId(1), kind: ReportKind::Sitrep, number, at },
        seq: EventSeq(700 + i64::from(number)),
        title: Private::prose(clean("Acme · Yoghurt batch A12")),
        lang,
        at,
        by: clean("Luis P."),
        text: Private::prose(Clean::new(text)),
        figures: Box::new(Figures { was: Some(Severity::Sev3), next: Some(at.plus(HOUR)), ..figures() }),
    }
}

/// The report that a key opens, after more keys.
fn opened(lang: Lang, size: (u16, u16), keys: &[&str]) -> App {
    let mut app = fitted(busy(lang, size));
    let at = app.now;
    let all = vec![
        issued(
            3,
            lang,
            60,
            "SITUATION  Batch A12 is withdrawn, ask marta.r@example.org.\nCHANGE     first report: 78 mentions an hour",
        ),
        issued(2, lang, 120, "SITUATION  We are looking into it."),
        issued(2, lang.other(), 118, "SITUACIÓN  Lo estamos mirando."),
    ];
    for (n, key) in keys.iter().enumerate() {
        update(&mut app, at, Msg::Key(Key::parse(key).unwrap()));
        if n == 0 {
            update(&mut app, at, Msg::Answered(Box::new(Answer::Situation(Some(Box::new(situation()))))));
            if *key == "f5" {
                let issued = Answer::Issued(IncidentId(1), ReportKind::Sitrep, all.clone());
                update(&mut app, at, Msg::Answered(Box::new(issued)));
            }
        }
    }
    fitted(app)
}

/// Every state of a report.
pub fn states(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let of = |keys: &[&str]| opened(lang, size, keys);
    vec![
        ("sitrep", of(&["f5"])),
        ("sitrep-issue", of(&["f5", "e"])),
        ("sitrep-text", of(&["f5", "e", "tab", "tab", "ctrl-d"])),
        ("sitrep-issued", of(&["f5", "left"])),
        ("sitrep-shared", {
            let mut app = of(&["f5", "left"]);
            app.audience = Audience::Shared;
            fitted(app)
        }),
        ("sitrep-no-twin", of(&["f5", "left", "l"])),
        ("sitrep-export", of(&["f5", "x"])),
        ("brief", of(&["f6"])),
        ("handover-card", of(&["f7"])),
        ("handover-issue", of(&["f7", "e"])),
        ("report-none", {
            let mut app = fitted(busy(lang, size));
            let at = app.now;
            update(&mut app, at, Msg::Key(Key::parse("f5").unwrap()));
            update(&mut app, at, Msg::Answered(Box::new(Answer::Situation(None))));
            fitted(app)
        }),
    ]
}
