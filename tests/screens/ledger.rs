//! The facts ledger, the people affected and the line to take of the dairy in trouble.

use super::room::{busy, clean, detail, fitted, mention_view, now, response_view};
use gabinete::app::App;
use gabinete::app::keymap::Key;
use gabinete::app::layers::{FactsView, Layer, LineView, PeopleView};
use gabinete::app::msg::Msg;
use gabinete::app::update;
use gabinete::domain::affected::{Affected, Care};
use gabinete::domain::fact::{Fact, FactState, FactStatus};
use gabinete::domain::ids::*;
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::response::{ResponseKind, ResponseState};
use gabinete::domain::room::Lang;
use gabinete::domain::task::TaskStatus;
use gabinete::domain::text::Clean;
use gabinete::domain::time::{HOUR, MINUTE, Stamp};
use gabinete::rows::*;

fn ago(ms: i64) -> Stamp {
    now().plus(-ms)
}

fn fact(id: i64, status: FactStatus, en: &str, es: &str, (source, by): (&str, &str), minutes: i64) -> FactRow {
    let state = FactState { status, en: clean(en), es: clean(es), source: clean(source), confirmed_by: clean(by) };
    let fact = Fact {
        id: FactId(id),
        incident: Some(IncidentId(1)),
        state,
        superseded_by: (status == FactStatus::Superseded).then_some(FactId(3)),
        since: ago(minutes * MINUTE),
        by: clean("Ana M."),
        rev: 2,
    };
    FactRow { fact, leaning: if id == 3 { 4 } else { u32::from(id == 2) } }
}

fn facts() -> Vec<FactRow> {
    use FactStatus::*;
    vec![
        fact(
            3,
            Confirmed,
            "Batches A12 and A13 are withdrawn from every shop",
            "Los lotes A12 y A13 se retiran de todas las tiendas",
            ("quality lab, report 88", "Eva"),
            4,
        ),
        fact(5, Unverified, "", "Tres niños atendidos en el Hospital Sur", ("El Diario", ""), 12),
        fact(2, False, "The milk came from abroad", "La leche venía de fuera", ("purchasing", "Luis P."), 31),
        fact(
            1,
            Superseded,
            "Batch A12 is withdrawn",
            "El lote A12 se retira",
            ("quality lab, report 87, ask for marta.r@example.org", "Eva"),
            95,
        ),
    ]
}

fn leaning(id: i64, title: &str, state: ResponseState, lang: Lang) -> ResponseRow {
    ResponseRow {
        id: ResponseId(id),
        title: Private::prose(clean(title)),
        kind: ResponseKind::Update,
        state,
        since: ago(9 * MINUTE),
        channel: clean("web"),
        lang,
        author: clean("Luis P."),
        approved_by: None,
        taken_by: None,
        until: None,
        sure: None,
        answers: 0,
        preview: Private::prose(Clean::default()),
        note: Clean::default(),
        outgoing: None,
        sent: 0,
        missing: vec![],
        changed: false,
        shaken: false,
        rev: 3,
    }
}

pub fn evidence() -> Vec<EvidenceRow> {
    vec![EvidenceRow {
        id: EvidenceId(1),
        name: Private::hidden(clean("marta.r@example.org.png")),
        sha256: clean("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        bytes: 48_210,
        by: clean("Luis P."),
        at: ago(20 * MINUTE),
        note: Private::hidden(clean("the post before it was edited")),
    }]
}

fn opened() -> FactDetail {
    use ResponseState::*;
    let responses = vec![
        leaning(7, "Update ES", InReview, Lang::Es),
        leaning(6, "Update EN", Approved, Lang::En),
        leaning(4, "Holding statement", Published, Lang::En),
        leaning(2, "Q&A", Draft, Lang::En),
    ];
    let radius = responses.iter().fold(Radius::default(), |sum, r| sum.and(r.state));
    let words = "leans on fact 3, which has changed";
    let task = TaskRow {
        id: TaskId(40),
        incident: IncidentId(1),
        code: clean("C4-3.2"),
        phase: clean("first_hour"),
        en: clean(&format!("Put right what is out: Holding statement {words}")),
        es: clean("Corregir lo publicado: Holding statement se apoya en el hecho 3, que ha cambiado"),
        role: clean("comms_lead"),
        owner: None,
        due: None,
        due_rule: None,
        gate: None,
        status: TaskStatus::Open,
        waits_for: vec![],
        note: Clean::default(),
        by: None,
        at: None,
        rev: 1,
    };
    let history = super::room::timeline()[..2].to_vec();
    FactDetail { fact: facts()[0].fact.clone(), responses, radius, tasks: vec![task], evidence: evidence(), history }
}

fn person(id: i64, who: &str, care: Care, since: i64, contacted: Option<i64>, note: &str) -> AffectedRow {
    let affected = Affected {
        id: AffectedId(id),
        incident: Some(IncidentId(1)),
        mention: (id == 1).then_some(MentionId(1)),
        name: Private::hidden(Clean::default()),
        care,
        since: ago(since),
        contacted: contacted.map(ago),
        closed: (care == Care::Closed).then(|| ago(2 * MINUTE)),
        note: Private::hidden(clean(note)),
    };
    AffectedRow {
        affected,
        who: Private::hidden(clean(who)),
        said: Private::hidden(clean(if id == 1 { "My kid got sick, marta.r@example.org" } else { "" })),
        abusive: false,
        incident: Private::prose(clean("Acme · Yoghurt batch A12")),
    }
}

fn people() -> Vec<AffectedRow> {
    vec![
        person(4, "order 4711, 600 123 456", Care::Waiting, 9 * HOUR + 20 * MINUTE, None, "allergic reaction"),
        person(1, "Marta R.", Care::Waiting, 80 * MINUTE, None, ""),
        person(2, "@jluis_vlc", Care::Contacted, 3 * HOUR, Some(2 * HOUR), "the care line called; doctor reached"),
        person(3, "shop assistant", Care::Closed, 5 * HOUR, Some(4 * HOUR), "well again"),
    ]
}

fn line(response: i64, lang: Lang, version: u32, text: &str) -> LineRow {
    LineRow {
        response: ResponseId(response),
        title: Private::prose(clean("What we say in the shops")),
        incident: Private::prose(clean("Acme · Yoghurt batch A12")),
        lang,
        text: Private::prose(Clean::new(text)),
        approved_by: vec![clean("Eva"), clean("Luis P.")],
        issued: ago(26 * MINUTE),
        version,
        shaken: vec![],
    }
}

/// The one who waits, in the header and in the list.
fn waiting(lang: Lang, size: (u16, u16), hours: i64) -> App {
    let mut app = busy(lang, size);
    app.pulse.affected = Backlog { count: 2, oldest: Some(ago(hours * HOUR + 20 * MINUTE)) };
    app.mentions.window.rows[0].affected = Some(Care::Waiting);
    app.mentions.window.rows[2].affected = Some(Care::Closed);
    app
}

/// Every state by name, at a size.
pub fn states(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let with = |layer: Layer| {
        let mut app = waiting(lang, size, 9);
        app.layers.push(layer);
        fitted(app)
    };
    let ledger = || {
        let detail = Some(Box::new(opened()));
        with(Layer::Facts(FactsView {
            rows: Some(facts()),
            selected: Some(FactId(3)),
            detail,
            response: None,
            scroll: 0,
        }))
    };
    let (none, nobody) = (FactsView { rows: Some(vec![]), ..FactsView::default() }, Some(vec![]));
    let persons = || with(Layer::People(PeopleView { rows: Some(people()), selected: Some(AffectedId(1)), scroll: 0 }));
    let lines = vec![
        line(
            9,
            Lang::En,
            2,
            "We have withdrawn batches A12 and A13.\n\nIf somebody feels ill, tell them to see a doctor and to call 900 100 200; do not discuss causes.",
        ),
        line(8, Lang::Es, 1, "Hemos retirado los lotes A12 y A13."),
    ];
    vec![
        ("affected", fitted(waiting(lang, size, 1))),
        ("affected-late", fitted(waiting(lang, size, 9))),
        ("facts", ledger()),
        ("facts-radius", {
            let mut app = ledger();
            let now = app.now;
            for key in ["enter", "j"] {
                update(&mut app, now, Msg::Key(Key::parse(key).unwrap()));
            }
            fitted(app)
        }),
        ("facts-change", {
            let mut app = ledger();
            let now = app.now;
            update(&mut app, now, Msg::Key(Key::char('e')));
            let answer = Answer::Fact(FactId(3), Some(Box::new(opened())));
            update(&mut app, now, Msg::Answered(Box::new(answer)));
            update(&mut app, now, Msg::Key(Key::ctrl('d')));
            fitted(app)
        }),
        ("facts-none", with(Layer::Facts(none))),
        ("people", persons()),
        ("people-shared", {
            let mut app = persons();
            app.audience = Audience::Shared;
            fitted(app)
        }),
        ("people-none", with(Layer::People(PeopleView { rows: nobody, selected: None, scroll: 0 }))),
        ("line", with(Layer::Line(LineView { rows: Some(lines), scroll: 0 }))),
        ("line-none", with(Layer::Line(LineView { rows: Some(vec![]), scroll: 0 }))),
        ("mention-evidence", {
            let Layer::Mention(mut view) = mention_view() else { unreachable!() };
            let mut d = detail();
            d.evidence = evidence();
            d.row.affected = Some(Care::Waiting);
            view.detail = Some(Box::new(d));
            with(Layer::Mention(view))
        }),
        ("response-evidence", {
            let Layer::Response(mut view) = response_view(ResponseState::Approved) else { unreachable!() };
            if let Some(d) = &mut view.detail {
                d.evidence = evidence();
            }
            with(Layer::Response(view))
        }),
    ]
}
