//! A room full of what a shared screen must not show: a name, a draft or a number in every field that there is. Rows are
//! made field by field, so that a new field does not compile before something was planted in it.

#[path = "planted/cabinet.rs"]
pub mod cabinet;
#[path = "planted/prevent.rs"]
pub mod prevent;

use super::room::{clean, fitted, now, start, window};
use gabinete::app::{App, OpenRoom, Pane, Zone};
use gabinete::domain::affected::{Affected, Care};
use gabinete::domain::event::{Event, Group, Visibility};
use gabinete::domain::fact::{Fact, FactState, FactStatus};
use gabinete::domain::ids::*;
use gabinete::domain::incident::{Incident, IncidentType, Severity, Status};
use gabinete::domain::mention::{Attention, Band, Disposition, MentionKind, Owes, Part, Said, Tone};
use gabinete::domain::private::{Allow, Audience, Private};
use gabinete::domain::response::*;
use gabinete::domain::room::{Actor, Lang, RoomSettings};
use gabinete::domain::signal::{Level, Signal};
use gabinete::domain::task::TaskStatus;
use gabinete::domain::text::Clean;
use gabinete::domain::time::{MINUTE, Stamp};
use gabinete::proof::Lean;
use gabinete::rows::*;
use std::sync::LazyLock;

/// What every planted name, handle, address, link and draft holds.
pub const MARK: &str = "zq";
/// What every planted phone holds.
pub const DIGITS: [&str; 4] = ["777", "77 7", "77.7", "77-7"];

/// The handle of somebody affected, which texts also hold without its sign.
pub const BARE: &str = "@zqbare_7";

/// Somebody affected, of whom texts say only the second name.
pub const HARMED: &str = "Zqrosa Zqlone";

/// Somebody or something that is hidden wholly.
pub fn hidden(what: &str) -> Clean {
    clean(&format!("Zq{what} Zqwell"))
}

/// Free text that names people in every way that can be found.
pub fn prose(what: &str) -> Clean {
    clean(&text(what))
}

pub fn text(what: &str) -> String {
    let phones = "+34 600 777 123, 600777123, (415) 777-2671, 07777 900123, 06.12.77.77.78, 77 71 77 72, 7777 4567";
    let links = format!(
        "x.com/zq{what} https://bsky.app/profile/zq{what}.example/post/1 https://masto.example/@zq{what}/2 \
         instagram.com/zq{what}?a=1 https://www.tiktok.com/@zq{what} facebook.com/zq{what} es.linkedin.com/in/zq{what} \
         youtube.com/@zq{what} t.me/zq{what} https://zq{what}.tumblr.com/ reddit.com/user/zq{what}"
    );
    format!(
        "@zq{what} zq{what}@mail.example {phones} Zqlone {links} @zq{what}@masto.example zq{what}.bsky.social ZqBare_7 u/zq{what}"
    )
}

pub fn at(minutes: i64) -> Stamp {
    now().plus(-minutes * MINUTE)
}

fn person(what: &str) -> Private<Clean> {
    Private::person(hidden(what), false)
}

pub fn mention(n: i64, direct: bool, abusive: bool) -> MentionRow {
    let words = if direct { Private::hidden(hidden("dm")) } else { Private::prose(prose("post")) };
    MentionRow {
        id: MentionId(n),
        posted: at(n),
        arrived: at(n),
        asked: at(n),
        answered: false,
        time: TimeNote::Given,
        platform: clean("x"),
        kind: MentionKind::Post,
        author: person("author"),
        handle: Private::person(clean("@zqhandle"), false),
        text: words,
        reach: Some(310),
        verified: false,
        band: Band::P1,
        score: 80,
        tone: Tone::Negative,
        language: Some(clean("en")),
        alike: 4,
        copies: 4,
        attention: Attention {
            disposition: Some(Disposition::RespondPublic),
            reason: prose("reason"),
            by: Some(hidden("by")),
            at: Some(at(2)),
            owes: Some(Owes::Answer),
            owner: Some(hidden("owner")),
            owner_since: Some(at(40)),
            snoozed_until: None,
            said: Said::default(),
        },
        reopened: false,
        abusive,
        direct,
        erased: false,
        history: false,
        late: false,
        gone: None,
        media: Some(clean("image")),
        affected: Some(Care::Waiting),
        writing: true,
    }
}

/// An outlet, which stays named.
fn outlet(n: i64) -> MentionRow {
    MentionRow {
        author: Private::person(clean("El Diario"), true),
        handle: Private::person(clean("@eldiario"), true),
        text: Private::prose(clean("Retiran el lote A12")),
        verified: true,
        affected: None,
        attention: Attention::default(),
        ..mention(n, false, false)
    }
}

pub fn detail(direct: bool, abusive: bool) -> MentionDetail {
    let row = mention(if direct { 2 } else { 1 }, direct, abusive);
    let rows = || vec![mention(2, true, false), mention(3, false, true), outlet(4)];
    MentionDetail {
        text: row.text.clone(),
        url: Some(if direct { Private::hidden(hidden("url")) } else { Private::prose(prose("url")) }),
        parts: vec![Part { key: "why-question".into(), points: 12, words: vec![prose("part")] }],
        source: prose("source"),
        cut: clean(""),
        given: None,
        engagement: [Some(1), None, None],
        media: vec![(clean("image"), clean("https://img.example/zqmedia.jpg"))],
        thread: rows(),
        tone: (80, vec![prose("tipping")]),
        heeds: None,
        group: Some(GroupGlance {
            last_hour: 3,
            first: (person("first"), at(3)),
            loudest: Some((person("loudest"), 9)),
            reach: 10,
            platforms: vec![(clean("x"), 3)],
            languages: vec![(clean("en"), 3)],
            coordination: Some((Level::Likely, vec!["indicator-no-audience".into()])),
        }),
        alike: rows(),
        contrary: Vec::new(),
        claim: rows(),
        known: AuthorGlance {
            followers: Some(52_317),
            verified: None,
            since: Some(at(777 * 366 * 1_440)),
            public: false,
        },
        author: rows(),
        history: history(),
        responses: responses(),
        earlier: None,
        evidence: vec![evidence()],
        belongs: Some(cabinet::belongs(direct)),
        row,
    }
}

fn evidence() -> EvidenceRow {
    EvidenceRow {
        id: EvidenceId(1),
        name: Private::hidden(hidden("file")),
        sha256: clean(&"ab".repeat(32)),
        bytes: 10,
        by: hidden("captor"),
        at: at(9),
        note: Private::hidden(hidden("evidencenote")),
    }
}

pub fn response_row(n: i64, state: ResponseState) -> ResponseRow {
    ResponseRow {
        id: ResponseId(n),
        title: Private::prose(prose("title")),
        kind: ResponseKind::Reply,
        state,
        since: at(4),
        channel: clean("x"),
        lang: Lang::Es,
        author: hidden("writer"),
        approved_by: Some(hidden("approver")),
        taken_by: Some(hidden("taker")),
        until: Some(at(-10)),
        sure: None,
        answers: 2,
        preview: if state.out() { Private::prose(prose("preview")) } else { Private::prose(hidden("preview")) },
        note: hidden("wish"),
        outgoing: None,
        sent: 0,
        missing: vec![],
        changed: false,
        shaken: false,
        rev: 1,
    }
}

fn responses() -> Vec<ResponseRow> {
    use ResponseState::*;
    let states = [Draft, InReview, ChangesRequested, Approved, Stale, Published, Held, Retired];
    states.into_iter().zip(1..).map(|(state, n)| response_row(n, state)).collect()
}

/// What was found in the words and let stand, beside what says otherwise.
fn stood() -> Stood {
    let against = Some(Against::Response(ResponseId(7), "Zqagainst words".into()));
    Stood { words: "Zqstood words".into(), against, ..Stood::default() }
}

pub fn response(state: ResponseState) -> Response {
    let words = if state.out() { text("outtext") } else { "Zqdraft words of ours".to_owned() };
    let approval = |who: &str| Approval {
        by: hidden(who),
        recorded_by: Some(hidden("recorder")),
        at: at(3),
        until: at(-20),
        digest: String::new(),
        roles: vec!["legal".into()],
        alone: false,
    };
    Response {
        id: ResponseId(1),
        incident: Some(IncidentId(1)),
        title: prose("title"),
        kind: ResponseKind::Reply,
        state,
        since: at(4),
        author: hidden("writer"),
        content: Content {
            text: words,
            channel: "x".into(),
            lang: Lang::Es,
            attachments: vec![],
            facts: vec![],
            from: Some(Origin { code: "K1".into(), values: [("name".to_owned(), "Zqvalue".to_owned())].into() }),
        },
        answers: vec![MentionId(1)],
        approval: Some(approval("approver")),
        review: Review {
            needs: vec!["legal".into(), "comms_lead".into()],
            given: vec![approval("giver")],
            objections: vec![
                Objection { by: hidden("objector"), at: at(2), text: hidden("objection"), settled: None },
                Objection {
                    by: hidden("objector"),
                    at: at(2),
                    text: hidden("objection"),
                    settled: Some((hidden("settler"), hidden("how"))),
                },
            ],
            proposal: Some(Proposal { by: hidden("proposer"), text: "Zqproposal words".into() }),
            waived: vec![Waiver {
                rule: "T01".into(),
                reason: "Zqwaived because".into(),
                grave: true,
                stands: vec![stood()],
            }],
            escalated: vec!["legal".into()],
            held_from: None,
            taken_by: Some(hidden("taker")),
            held_by: Some(hidden("holder")),
            sent: vec![],
        },
        links: Links::default(),
        note: hidden("wish"),
        permalink: Some(clean("https://x.com/zqpermalink/status/1")),
        published_text: state.out().then(|| prose("went")),
        rev: 1,
    }
}

pub fn response_detail(state: ResponseState) -> ResponseDetail {
    let says = if state.out() { text("says") } else { "Zqsays words".to_owned() };
    ResponseDetail {
        response: response(state),
        answers: vec![mention(1, false, false), mention(2, true, false), mention(3, false, true)],
        answers_total: 3,
        apart: 0,
        history: history(),
        journal: Some(JournalText { text: "Zqjournal words".into(), at: at(1), rev: 1 }),
        evidence: vec![evidence()],
        attached: vec![evidence()],
        handed: Some(Handed {
            account: clean("zqaccount@mail.example"),
            state: gabinete::domain::outbox::State::Queued,
            why: None,
            next: at(-1),
        }),
        twin: Some(Box::new(response(state))),
        each: Some(Box::new(cabinet::each())),
        earlier: Some(Earlier { response: ResponseId(9), text: "Zqearlier words".into(), lang: Lang::Es, from: None }),
        leans: vec![Lean { fact: fact(), rev: 0, says: vec![says] }],
        same: None,
        waits_too: None,
    }
}

pub fn task(n: i64, role: &str) -> TaskRow {
    TaskRow {
        id: TaskId(n),
        incident: IncidentId(1),
        code: clean("F02"),
        phase: clean("first15"),
        en: prose("task"),
        es: prose("tarea"),
        role: clean(role),
        owner: Some(hidden("doer")),
        due: Some(at(30)),
        due_rule: None,
        status: TaskStatus::Open,
        gate: None,
        waits_for: vec![clean("F01")],
        note: prose("tasknote"),
        by: Some(hidden("changer")),
        at: Some(at(5)),
        rev: 1,
    }
}

pub fn incident() -> Incident {
    Incident {
        id: IncidentId(1),
        title: prose("incident"),
        severity: Severity::Sev2,
        kind: IncidentType::ProductFailure,
        status: Status::Active,
        lead: Some(hidden("lead")),
        t0: at(95),
        td: at(83),
        tc: None,
        tr: None,
        rated: true,
        merged_into: None,
        known: cabinet::known(),
        rev: 1,
    }
}

fn fact() -> Fact {
    Fact {
        id: FactId(1),
        incident: Some(IncidentId(1)),
        state: FactState {
            status: FactStatus::Confirmed,
            en: prose("fact"),
            es: prose("hecho"),
            source: hidden("factsource"),
            confirmed_by: hidden("confirmer"),
        },
        superseded_by: None,
        since: at(9),
        by: hidden("factchanger"),
        rev: 1,
    }
}

pub fn facts() -> (Vec<FactRow>, FactDetail) {
    let detail = FactDetail {
        fact: fact(),
        responses: responses(),
        radius: Radius { stale: 1, correct: 1 },
        tasks: vec![task(3, "")],
        evidence: vec![evidence()],
        history: history(),
    };
    (vec![FactRow { fact: fact(), leaning: 2 }], detail)
}

pub fn people() -> Vec<AffectedRow> {
    vec![AffectedRow {
        affected: Affected {
            id: AffectedId(1),
            incident: Some(IncidentId(1)),
            mention: Some(MentionId(1)),
            name: Private::hidden(hidden("harmed")),
            care: Care::Waiting,
            since: at(90),
            contacted: None,
            closed: None,
            note: Private::hidden(hidden("harmnote")),
        },
        who: Private::hidden(hidden("harmedwho")),
        said: Private::hidden(hidden("harmsaid")),
        abusive: false,
        incident: Private::prose(prose("incident")),
    }]
}

pub fn lines() -> Vec<LineRow> {
    [Lang::En, Lang::Es]
        .map(|lang| LineRow {
            response: ResponseId(lang as i64 + 1),
            title: Private::prose(prose("linetitle")),
            incident: Private::prose(prose("incident")),
            lang,
            text: Private::prose(prose("line")),
            approved_by: vec![hidden("lineapprover")],
            issued: at(5),
            version: 1,
            shaken: vec![],
        })
        .to_vec()
}

pub fn signals() -> Vec<SignalRow> {
    let row = |signal| SignalRow {
        seq: EventSeq(7),
        at: at(5),
        signal,
        who: Some(person("signalwho")),
        ended: None,
        seen_by: Some(hidden("seer")),
    };
    let growing = Signal::ClusterGrowing { cluster: MentionId(1), size: 9, per_hour: 8, text: prose("cluster") };
    vec![row(Signal::HighReach { mention: MentionId(1), reach: 9_000 }), row(growing)]
}

pub fn themes() -> Vec<ThemeRow> {
    vec![ThemeRow {
        phrase: Private::prose(clean("@zqphrase")),
        count: 9,
        mentions: 14,
        of: 90,
        before: 1,
        complaints: true,
        examples: vec![mention(1, false, false), mention(2, true, false), mention(3, false, true)],
    }]
}

pub fn sources() -> Vec<SourceRow> {
    vec![SourceRow {
        name: clean("feed of zqsource@mail.example"),
        last_seen: Some(at(1)),
        count: 9,
        live: false,
        silent: true,
        health: None,
        blind: None,
    }]
}

fn entry(seq: i64, event: Event, visibility: Visibility) -> TimelineRow {
    TimelineRow {
        seq: EventSeq(seq),
        decision: DecisionId(seq),
        incident: Some(IncidentId(1)),
        at: at(seq),
        logged: at(seq),
        actor: Actor { name: hidden("actor"), role: clean("legal"), behind: hidden("behind") },
        group: Group::Notes,
        event: Some(event),
        kind: clean("entry_added"),
        touched: 1,
        about: [Private::prose(prose("about")), Private::prose(prose("aboutes"))],
        pinned: false,
        corrected: None,
        undone: None,
        undid: None,
        visibility,
    }
}

/// One of every event that repeats words or names.
pub fn timeline() -> Vec<TimelineRow> {
    static ROWS: LazyLock<Vec<TimelineRow>> = LazyLock::new(planted_timeline);
    ROWS.clone()
}

/// A few of them, with one that is private.
fn history() -> Vec<TimelineRow> {
    timeline().into_iter().step_by(11).collect()
}

fn planted_timeline() -> Vec<TimelineRow> {
    let mut rows: Vec<TimelineRow> =
        events().into_iter().zip(1..).map(|(event, seq)| entry(seq, event.clone(), event.visibility())).collect();
    let mut corrected = rows[0].clone();
    corrected.seq = EventSeq(900);
    corrected.corrected = Some((EventSeq(901), Private::prose(prose("corrected"))));
    rows.insert(1, corrected);
    rows
}

/// Keys of payloads that hold the name of one of us.
const NAMES: [&str; 6] = ["by", "recorded_by", "owner", "lead", "from", "to"];
/// What was advised or asked before a text went out, by the kind of event.
const ADVICE: [&str; 9] = [
    "matter_objected",
    "changes_requested",
    "objection_raised",
    "objection_settled",
    "response_held",
    "response_discarded",
    "response_retracted",
    "response_followed_up",
    "publishing_abandoned",
];
/// Keys whose words are the plan's or a network's own.
const CODES: [&str; 13] = [
    "language", "role", "roles", "needs", "channel", "rule", "platform", "code", "phase", "due_rule", "after",
    "sha256", "root",
];

/// One of every kind of event that was ever released, which the corpus has by a test of its own, with something planted
/// wherever a payload holds words.
fn events() -> Vec<Event> {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/v1");
    let mut files: Vec<_> = std::fs::read_dir(corpus).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= Event::KINDS.len());
    let read = |path: &std::path::PathBuf| {
        let kind = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut json: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        for place in leaves(&json, String::new()) {
            let key = place.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or_default().to_owned();
            // the keywords are who may be named
            if CODES.contains(&&*key) || key == "event" || kind == "keywords_set" {
                continue;
            }
            let planted = match &*key {
                _ if ADVICE.contains(&&*kind) => hidden("advice"),
                _ if NAMES.contains(&&*key) || (key == "name" && kind == "self_declared") => hidden("colleague"),
                _ => clean("@zqleaf zqleaf@mail.example 600 777 123 x.com/zqleaf"),
            };
            let leaf = json.pointer_mut(&place).unwrap();
            let was = std::mem::replace(leaf, planted.as_str().into());
            // what is no free text cannot be read any more, and stays as it was
            if Event::decode(&kind, 1, json.to_string().as_bytes()).is_err() {
                *json.pointer_mut(&place).unwrap() = was;
            }
        }
        Event::decode(&kind, 1, json.to_string().as_bytes()).unwrap()
    };
    files.iter().map(read).collect()
}

/// Where the strings of a payload are.
fn leaves(json: &serde_json::Value, at: String) -> Vec<String> {
    match json {
        serde_json::Value::String(_) => vec![at],
        serde_json::Value::Array(all) => {
            all.iter().enumerate().flat_map(|(n, one)| leaves(one, format!("{at}/{n}"))).collect()
        }
        serde_json::Value::Object(all) => {
            all.iter().flat_map(|(key, one)| leaves(one, format!("{at}/{key}"))).collect()
        }
        _ => Vec::new(),
    }
}

/// The room, with the keys in this pane.
pub fn room(lang: Lang, size: (u16, u16), focus: Pane) -> App {
    let mut app = start(lang, size);
    app.layers.clear();
    app.audience = Audience::Shared;
    app.pulse.private = vec![clean(BARE), clean(HARMED)];
    app.pulse.harmed = vec![clean(HARMED)];
    app.ours = Allow::new(["acme"]).knowing(&app.pulse.private).harmed(&app.pulse.harmed);
    app.room = Some(OpenRoom {
        settings: RoomSettings {
            name: clean("Acme @zqroom"),
            lang,
            zone: "Europe/Madrid".into(),
            keywords: vec![clean("acme")],
            drill: None,
        },
        path: "/home/zqhome/acme.room".into(),
        readonly: false,
    });
    app.zone = Zone::at("Europe/Madrid", now());
    app.me = Actor { name: hidden("me"), role: clean("social_lead"), behind: hidden("behind") };
    app.focus = focus;
    let p = &mut app.pulse;
    p.unattended = Backlog { count: 132, oldest: Some(at(90)) };
    p.owed = Backlog { count: 9, oldest: Some(at(71)) };
    p.affected = Backlog { count: 1, oldest: Some(at(90)) };
    p.sources = sources();
    p.incidents = vec![incident()];
    p.lingering = vec![incident()];
    p.promise = Some(task(9, "comms_lead"));
    p.signals = signals();
    p.collector = Some(hidden("collector"));
    p.people = vec![(hidden("present"), now())];
    p.responses.in_review = 1;
    p.responses.review_since = Some(at(40));
    p.tasks = TaskCounts { done: 5, all: 14, late: 2, late_ready: 1, next_due: Some(at(-6)) };
    cabinet::hold(&mut app);
    app.incidents = vec![incident()];
    let rows = vec![mention(1, false, false), mention(2, true, false), mention(3, false, true), outlet(4)];
    app.mentions.window = window(rows);
    app.mentions.selected = Some(MentionId(1));
    app.preview = Some(Box::new(detail(false, false)));
    app.responses.window = window(responses());
    app.responses.selected = Some(ResponseId(1));
    app.tasks.window = window(vec![task(1, "legal"), task(2, ""), task(3, "media")]);
    app.tasks.selected = Some(TaskId(1));
    // every event is opened by itself too: all of them under each layer would be masked for nothing
    app.timeline.window = window(timeline().into_iter().take(8).collect());
    app.timeline.selected = Some(EventSeq(1));
    for list in [&mut app.mentions.loaded, &mut app.responses.loaded, &mut app.tasks.loaded, &mut app.timeline.loaded] {
        *list = true;
    }
    fitted(app)
}
