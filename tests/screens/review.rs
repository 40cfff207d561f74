//! The review of an incident as a screen shows it: an afternoon of a dairy in trouble, its figures, the events behind one.

use super::room::{busy, clean, fitted, now};
use gabinete::app::keymap::Key;
use gabinete::app::layers::Layer;
use gabinete::app::msg::Msg;
use gabinete::app::{App, Now, update};
use gabinete::domain::action::{Progress, Purpose};
use gabinete::domain::event::Event;
use gabinete::domain::fact::{FactState, FactStatus};
use gabinete::domain::ids::*;
use gabinete::domain::incident::{IncidentType, Severity, Status};
use gabinete::domain::item::List;
use gabinete::domain::mention::{Attention, Band, Disposition, Tone, Was};
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::response::{Content, Links, ResponseKind};
use gabinete::domain::room::{Actor, Lang};
use gabinete::domain::task::{PROMISE, TaskSpec, TaskState, TaskStatus};
use gabinete::domain::time::{MINUTE, Stamp};
use gabinete::domain::timeline::EntryKind;
use gabinete::plan::Plan;
use gabinete::report::review::sheet::{LineId, Of};
use gabinete::review::{Arrival, Entry, Room, Slice, What, review};
use gabinete::rows::{Answer, ReviewDetail, TimelineRow};

const IT: IncidentId = IncidentId(1);
/// Minutes since it began.
const LONG: i64 = 300;

fn at(minute: i64) -> Stamp {
    now().plus((minute - LONG) * MINUTE)
}

fn note(entry: EntryKind, text: &str, private: bool) -> Event {
    Event::EntryAdded { entry, text: clean(text), at: None, incident: Some(IT), private }
}

fn text(n: i64, kind: ResponseKind, text: &str, from: i64) -> Vec<(i64, &'static str, Event)> {
    let response = ResponseId(n);
    let content = Content { text: text.into(), channel: "x".into(), lang: Lang::En, ..Content::default() };
    let digest = content.digest();
    let roles = vec!["comms_lead".to_owned()];
    let opened = Event::ResponseOpened {
        response,
        incident: Some(IT),
        title: clean("To everybody"),
        kind,
        channel: "x".into(),
        lang: Lang::En,
        answers: (1..=4).map(MentionId).collect(),
        links: Links::default(),
    };
    let approved = Event::ResponseApproved {
        response,
        digest,
        by: clean("Luis P."),
        until: at(from + 70),
        given: None,
        roles,
        recorded_by: None,
        needs: vec![],
        alone: false,
        why: clean(""),
    };
    let published = Event::ResponsePublished {
        response,
        permalink: Some(clean("https://x.com/acme/status/9")),
        changed_to: None,
        left: Vec::new(),
    };
    vec![
        (from, "Ana M.", opened),
        (from + 4, "Ana M.", Event::ResponseSubmitted { response, content, needs: vec![], waived: vec![] }),
        (from + 12, "Luis P.", approved),
        (from + 14, "Ana M.", published),
    ]
}

fn action(n: i64, incident: IncidentId, text: &str, owner: &str, days: i64) -> Vec<(i64, &'static str, Event)> {
    let added = Event::ItemAdded {
        item: ItemId(n),
        incident,
        list: List::Action,
        text: clean(text),
        owner: Some(clean(owner)),
        due: Some(at(days * 24 * 60)),
    };
    let planned = Event::ActionPlanned {
        item: ItemId(n),
        incident,
        purpose: Purpose::Detect,
        verify: clean("the next drill finds one within ten minutes"),
        factor: None,
    };
    vec![(250, "Luis P.", added), (250, "Luis P.", planned)]
}

fn log() -> Vec<Entry> {
    let declared = |incident, title: &str, severity| Event::IncidentDeclared {
        incident,
        title: clean(title),
        severity,
        incident_type: IncidentType::ProductFailure,
        lead: Some(clean("Ana M.")),
        since: at(0),
    };
    let rows = |n: i64| vec![Was { mention: MentionId(n), before: Attention::default() }];
    let fact = |n, status, words: &str| Event::FactAdded {
        fact: FactId(n),
        incident: Some(IT),
        state: FactState { status, en: clean(words), ..FactState::default() },
        supersedes: None,
    };
    let promise = TaskSpec {
        id: TaskId(9),
        code: "U01".into(),
        phase: PROMISE.into(),
        en: clean("next update at 15:00"),
        es: clean("próxima actualización a las 15:00"),
        role: "social_lead".into(),
        due: Some(at(110)),
        due_rule: None,
        after: vec![],
        response: Some(ResponseId(1)),
        gate: None,
        rhythm: None,
    };
    let kept = Event::TaskChanged {
        task: TaskId(9),
        incident: IT,
        before: TaskState::default(),
        to: TaskState { status: TaskStatus::Done, ..TaskState::default() },
    };
    let mut all = vec![
        (1, "Ana M.", declared(IncidentId(3), "The leaflet", Severity::Sev3)),
        (12, "Ana M.", Event::IncidentDetected { incident: IT, title: clean("Batch A12"), since: at(0), signal: None }),
        (
            14,
            "Ana M.",
            Event::MentionsDisposed { disposition: Disposition::RespondPublic, reason: clean(""), rows: rows(5) },
        ),
        (20, "Ana M.", declared(IT, "Yoghurt batch A12", Severity::Sev2)),
        (22, "Luis P.", fact(1, FactStatus::Confirmed, "Batch A12 is withdrawn from every shop")),
        (23, "Luis P.", fact(2, FactStatus::False, "The milk came from abroad, says marta.r@example.org")),
        (51, "Ana M.", Event::TasksAdded { incident: IT, tasks: vec![promise] }),
        (140, "Ana M.", kept),
        (
            200,
            "Ana M.",
            Event::StatusChanged {
                incident: IT,
                from: Status::Active,
                to: Status::Contained,
                reason: clean("no new cases"),
                checks: vec![],
                resumed: false,
            },
        ),
        (240, "Luis P.", note(EntryKind::Summary, "A batch made 37 people ill; we told them in 42 minutes.", false)),
        (241, "Luis P.", note(EntryKind::WentWell, "The laboratory answered within a quarter of an hour.", false)),
        (242, "Luis P.", note(EntryKind::WentBadly, "Ana M. had to look for the list of lots; ask @marta_88.", false)),
        (243, "Luis P.", note(EntryKind::Lucky, "It was a Sunday: few shops had it on the shelf.", true)),
        (244, "Luis P.", note(EntryKind::Factor, "Nobody listens for lot numbers.", false)),
        (
            260,
            "Ana M.",
            Event::ActionStepped {
                item: ItemId(5),
                incident: IT,
                to: Progress::Begun,
                note: clean("asked the vendor"),
            },
        ),
    ];
    all.extend(text(1, ResponseKind::Holding, "We know about batch A12. Do not eat it. Next update at 15:00.", 30));
    all.extend(text(2, ResponseKind::Update, "It is batch A12 alone. Any shop takes it back.", 120));
    all.extend(action(4, IncidentId(3), "Give the leaflet's owner a deputy", "Luis P.", -9));
    all.extend(action(5, IT, "Listen for lot numbers as well", "Ana M.", 14));
    all.sort_by_key(|(minute, ..)| *minute);
    let entry = |(n, (minute, who, event)): (i64, (i64, &str, Event))| Entry {
        seq: EventSeq(n),
        decision: DecisionId(n),
        incident: event.incident(),
        at: at(minute),
        who: clean(who),
        role: clean(if who == "Ana M." { "social_lead" } else { "comms_lead" }),
        event,
    };
    (1..).zip(all).map(entry).collect()
}

fn arrivals() -> Vec<Arrival> {
    let one = |n: i64| Arrival {
        id: MentionId(n),
        posted: at(2 * n),
        arrived: at(2 * n + 1),
        platform: clean(["x", "mastodon", "bluesky"][n as usize % 3]),
        language: clean(if n % 4 == 0 { "en" } else { "es" }),
        tone: [Tone::Negative, Tone::Negative, Tone::Neutral, Tone::Positive][n as usize % 4],
        band: [Band::P1, Band::P2, Band::P3][n as usize % 3],
        cluster: None,
        reach: Some(100),
        person: n as u32,
        trigger: false,
        own: n % 7 != 0,
    };
    (0..90).map(one).collect()
}

fn row(e: &Entry) -> TimelineRow {
    TimelineRow {
        seq: e.seq,
        decision: e.decision,
        incident: e.incident,
        at: e.at,
        logged: e.at,
        actor: Actor { name: e.who.clone(), role: e.role.clone(), behind: clean("") },
        group: e.event.group(),
        kind: clean(e.event.kind()),
        visibility: e.event.visibility(),
        event: Some(e.event.clone()),
        touched: 1,
        about: [(); 2].map(|()| Private::prose(clean("To everybody"))),
        pinned: false,
        corrected: None,
        undone: None,
        undid: None,
    }
}

/// A review of these events, as the reader answers it.
pub fn reviewed(log: &[Entry], arrivals: &[Arrival], rows: Vec<TimelineRow>) -> ReviewDetail {
    let plan = Plan::builtin();
    let review = review(&Room {
        incident: IT,
        log,
        arrivals,
        posts: &[],
        own: true,
        alone: false,
        untold: &[],
        counted: None,
        until: now(),
        plan: &plan,
        patience: &Default::default(),
    })
    .unwrap();
    let mut people: Vec<_> = log.iter().map(|e| (e.who.clone(), e.role.clone())).collect();
    people.sort_by_key(|(name, _)| (std::cmp::Reverse(name.as_str().len()), name.to_string()));
    people.dedup();
    let rows = rows.into_iter().map(|row| (row.seq, row)).collect();
    ReviewDetail {
        review,
        rows,
        links: Default::default(),
        people,
        head: (EventSeq(812), "3fa9c1d2e4b0".repeat(5) + "3fa9"),
    }
}

/// Opens a review on an app, as its key and the reader do.
pub fn open(app: &mut App, detail: Option<ReviewDetail>) {
    let at = Now { room: now(), real: now() };
    update(app, at, Msg::Key(Key::parse("f4").unwrap()));
    let asked =
        app.layers.iter().rev().find_map(|l| if let Layer::Review(view) = l { Some(view.incident) } else { None });
    update(app, at, Msg::Answered(Box::new(Answer::Review(asked.unwrap(), detail.map(Box::new)))));
}

/// Puts the keys on a line.
pub fn choose(app: &mut App, part: &'static str, of: Of) {
    if let Some(Layer::Review(view)) = app.layers.last_mut() {
        view.selected = Some(LineId { part, of });
    }
}

/// Every state by name, at a size.
pub fn states(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let log = log();
    let detail = reviewed(&log, &arrivals(), log.iter().map(row).collect());
    let on = |part, of: Option<Of>, audience| {
        let mut app = busy(lang, size);
        open(&mut app, Some(detail.clone()));
        of.into_iter().for_each(|of| choose(&mut app, part, of));
        app.audience = audience;
        app
    };
    let figure = |what| Some(Of::Figure(what, Slice::All));
    let press = |mut app: App, keys: &str| {
        let at = Now { room: now(), real: now() };
        for key in keys.split(' ') {
            update(&mut app, at, Msg::Key(Key::parse(key).unwrap()));
        }
        fitted(app)
    };
    let (own, others) = (Audience::Operator, Audience::Shared);
    let mut none = busy(lang, size);
    (none.pulse.incidents, none.incidents, none.incident) = (Vec::new(), Vec::new(), None);
    open(&mut none, None);
    let mut loading = busy(lang, size);
    update(&mut loading, Now { room: now(), real: now() }, Msg::Key(Key::parse("f4").unwrap()));
    vec![
        ("review", fitted(on("", None, own))),
        ("review-metrics", fitted(on("metrics", figure(What::Holding), own))),
        ("review-shared", fitted(on("badly", None, others))),
        ("review-shared-actions", fitted(on("actions", Some(Of::Action(ItemId(5))), others))),
        ("review-events", press(on("metrics", figure(What::Holding), own), "enter j")),
        ("review-action-form", press(on("", None, own), "+")),
        ("review-step-form", press(on("actions", Some(Of::Action(ItemId(5))), own), "e")),
        ("review-none", fitted(none)),
        ("review-loading", fitted(loading)),
    ]
}
