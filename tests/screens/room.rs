//! Rooms made by hand for the screens: a quiet one, a watching one, and a busy one of a dairy in trouble.

use gabinete::app::compose::Composer;
use gabinete::app::editor::Editor;
use gabinete::app::effect::{NewSource, What};
use gabinete::app::form::{Form, Purpose};
use gabinete::app::keymap::{Key, Keymap};
use gabinete::app::layers::*;
use gabinete::app::msg::{Msg, RecentRoom};
use gabinete::app::trial::Trial;
use gabinete::app::{App, Now, OpenRoom, Pane, Zone, geometry, update};
use gabinete::domain::clock::RoomClock;
use gabinete::domain::event::{Event, Visibility};
use gabinete::domain::ids::*;
use gabinete::domain::incident::{Incident, IncidentType, Severity, Status};
use gabinete::domain::mention::{Attention, Band, Disposition, MentionKind, Owes, Part, Said, Tone};
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::response::*;
use gabinete::domain::room::{Actor, DrillInfo, Lang, RoomSettings};
use gabinete::domain::signal::{Basis, Level, Signal};
use gabinete::domain::source::{Caught, Health, Posts, State, Why};
use gabinete::domain::task::{TaskState, TaskStatus};
use gabinete::domain::text::Clean;
use gabinete::domain::time::{HOUR, MINUTE, Stamp};
use gabinete::domain::timeline::EntryKind;
use gabinete::rows::*;
use std::sync::Arc;

/// Sunday 22 November 2026, 14:23 in Madrid.
pub fn now() -> Stamp {
    Stamp::parse("2026-11-22T13:23:20Z").unwrap()
}

fn ago(minutes: i64) -> Stamp {
    now().plus(-minutes * MINUTE)
}

pub fn clean(text: &str) -> Clean {
    Clean::line(text)
}

/// The start screen of a first run.
pub fn start(lang: Lang, size: (u16, u16)) -> App {
    let mut app = App::new(lang, Arc::new(Keymap::builtin()), size);
    app.audience = Audience::Operator;
    app.now = Now { room: now(), real: now() };
    fitted(app)
}

/// The start screen with rooms that were open lately.
pub fn start_again(lang: Lang, size: (u16, u16)) -> App {
    let mut app = start(lang, size);
    let room = |name: &str, path: &str, hours: i64, drill| RecentRoom {
        path: path.into(),
        name: name.into(),
        used: now().plus(-hours * HOUR),
        drill,
    };
    app.layers = vec![Layer::Start(Start {
        recent: vec![
            room("Acme", "/home/ana/.local/share/gabinete/acme.room", 2, false),
            room("Yoghurt recall", "/home/ana/.local/share/gabinete/drill-2026-11-20.room", 50, true),
        ],
        selected: 3,
        busy: None,
        lacking: Some(super::prevention::lacking()),
    })];
    fitted(app)
}

/// A room in which nothing has happened yet.
pub fn empty(lang: Lang, size: (u16, u16)) -> App {
    let mut app = start(lang, size);
    app.layers.clear();
    app.room = Some(OpenRoom {
        settings: RoomSettings {
            name: clean("Acme"),
            lang,
            zone: "Europe/Madrid".into(),
            keywords: vec![clean("acme")],
            drill: None,
        },
        path: "~/acme.room".into(),
        readonly: false,
    });
    app.zone = Zone::at("Europe/Madrid", now());
    app.me = Actor { name: clean("Ana M."), role: clean("social_lead"), behind: clean("ana@desk pts/3") };
    app.pulse.clock = RoomClock { real: now(), room: now(), speed: 1000 };
    fitted(app)
}

/// A room that listens, with nothing going on.
pub fn watching(lang: Lang, size: (u16, u16)) -> App {
    let mut app = empty(lang, size);
    let p = &mut app.pulse;
    p.mentions = 4_210;
    p.arrived = 4_210;
    p.minutes = (0..60).map(|n| [3, 5, 4, 2, 6, 4][n % 6]).collect();
    p.rate = 4.4;
    p.usual = Some(UsualRate { rate: 4.5, low: 1.0, high: 9.0 });
    p.negative = (31, 240);
    p.negative_before = (30, 236);
    p.sources = vec![source("bluesky", 0, true), source("mastodon", 1, true)];
    app.seen.arrived = 4_210;
    fitted(app)
}

/// A room in the middle of it.
pub fn busy(lang: Lang, size: (u16, u16)) -> App {
    let mut app = watching(lang, size);
    let p = &mut app.pulse;
    p.incidents = vec![incident(1, "Acme · Yoghurt batch A12", Severity::Sev2, Status::Active, 83)];
    p.unattended = Backlog { count: 132, oldest: Some(ago(18)) };
    p.owed = Backlog { count: 9, oldest: Some(ago(71)) };
    p.snoozed = Backlog { count: 3, oldest: Some(ago(30)) };
    p.arrived = 5_300;
    p.minutes = (0..60).map(|n: u32| if n < 25 { 4 + n % 3 } else { (n - 22) * 2 - n % 4 * 3 }).collect();
    p.rate = 42.0;
    p.usual = Some(UsualRate { rate: 4.5, low: 1.0, high: 9.0 });
    p.negative = (610, 1000);
    p.negative_before = (520, 1000);
    p.sources = vec![source("bluesky", 0, true), source("mastodon", 0, true), source("web", 2, true)];
    p.responses = ResponseCounts {
        drafts: 2,
        in_review: 1,
        review_since: Some(ago(4)),
        approved: 1,
        unsure: 0,
        stale: 1,
        publishing: 0,
        published: 3,
    };
    p.tasks = TaskCounts { done: 5, all: 14, late: 2, late_ready: 1, next_due: Some(now().plus(6 * MINUTE)) };
    p.people = vec![(clean("Ana M."), now()), (clean("Luis P."), ago(1))];
    app.seen.arrived = 5_288;
    app.mentions.window = window(mentions());
    app.mentions.selected = Some(app.mentions.window.rows[0].id);
    app.preview = Some(Box::new(detail()));
    app.responses.window = window(responses());
    app.responses.selected = Some(ResponseId(1));
    app.tasks.window = window(tasks());
    app.tasks.selected = Some(TaskId(5));
    app.timeline.window = window(timeline());
    app.timeline.selected = Some(EventSeq(60));
    fitted(app)
}

/// The same, as a drill at ten times the clock's speed.
pub fn drill(lang: Lang, size: (u16, u16)) -> App {
    let mut app = busy(lang, size);
    let room = app.room.as_mut().unwrap();
    room.settings.drill = Some(drill_info(lang));
    app.pulse.clock.speed = 10_000;
    fitted(app)
}

/// What makes a room a drill.
pub fn busy_drill(lang: Lang) -> Option<DrillInfo> {
    Some(drill_info(lang))
}

fn drill_info(lang: Lang) -> DrillInfo {
    DrillInfo { scenario: "yoghurt".into(), seed: 7, lang, start: ago(90) }
}

/// Gives the lists the heights that the screen has.
pub fn fitted(mut app: App) -> App {
    geometry::fit(&mut app);
    app
}

pub fn window<R>(rows: Vec<R>) -> Window<R> {
    let total = Some(rows.len() as u64);
    Window { rows, at: 0, above: false, below: false, total, hint: None }
}

fn source(name: &str, minutes: i64, live: bool) -> SourceRow {
    SourceRow {
        name: clean(name),
        last_seen: Some(ago(minutes)),
        count: 100,
        live,
        silent: !live,
        health: None,
        blind: None,
    }
}

pub fn incident(id: i64, title: &str, severity: Severity, status: Status, minutes: i64) -> Incident {
    Incident {
        id: IncidentId(id),
        title: clean(title),
        severity,
        kind: IncidentType::ProductFailure,
        status,
        lead: Some(clean("Ana M.")),
        t0: ago(minutes + 12),
        td: ago(minutes),
        tc: None,
        tr: None,
        rev: 3,
        rated: true,
        merged_into: None,
        known: Default::default(),
    }
}

/// One mention: minutes ago, platform, author, reach, alike, score, text.
pub fn mention(
    n: i64,
    minutes: i64,
    (platform, author): (&str, &str),
    reach: u64,
    alike: u32,
    score: u8,
    text: &str,
) -> MentionRow {
    MentionRow {
        id: MentionId(n),
        posted: ago(minutes),
        arrived: ago(minutes),
        asked: ago(minutes),
        answered: false,
        time: TimeNote::Given,
        platform: clean(platform),
        kind: MentionKind::Post,
        author: Private::person(clean(author), author == "El Diario"),
        handle: Private::person(clean(&format!("@{}", author.to_lowercase().replace([' ', '.'], ""))), false),
        text: Private::prose(clean(text)),
        reach: Some(reach),
        verified: author == "El Diario",
        band: Band::of(score),
        score,
        tone: Tone::Negative,
        language: Some(clean("en")),
        alike,
        copies: alike,
        attention: Attention::default(),
        reopened: false,
        abusive: false,
        direct: false,
        erased: false,
        history: false,
        late: false,
        gone: None,
        media: None,
        affected: None,
        writing: false,
    }
}

pub fn mentions() -> Vec<MentionRow> {
    let mut rows = vec![
        mention(
            1,
            21,
            ("bluesky", "Marta R."),
            48_200,
            37,
            84,
            "My kid got sick after eating your strawberry yoghurt from batch A12, we are at the hospital right now. Is it the same batch as the recall? Please answer.",
        ),
        mention(
            2,
            17,
            ("web", "El Diario"),
            1_200_000,
            1,
            78,
            "Retiran el lote A12 de yogur de fresa de Acme tras varios casos de intoxicación en Valencia",
        ),
        mention(
            3,
            12,
            ("x", "jluis_vlc"),
            310,
            9,
            71,
            "¿El lote 2292 también? Nadie contesta en atención al cliente y mi madre se lo ha comido",
        ),
        mention(
            4,
            14,
            ("mastodon", "cris@mastodon.social"),
            88,
            1,
            66,
            "still no answer from support after two hours. this is not okay @acme",
        ),
        mention(
            5,
            13,
            ("x", "pau_serra"),
            1_040,
            4,
            58,
            "qué vergüenza @acme, llamad a la gente en vez de borrar comentarios",
        ),
        mention(
            6,
            12,
            ("instagram", "foodie.lena"),
            22_400,
            1,
            55,
            "Ok so I threw out all of mine. Video of the fridge in stories",
        ),
        mention(7, 11, ("tiktok", "nadia🌸"), 310_000, 2, 54, "POV: you trusted a yoghurt brand"),
        mention(
            8,
            11,
            ("x", "日本のヨーグルト部"),
            5_100,
            1,
            49,
            "このヨーグルト、回収されているらしいです。気をつけてください。",
        ),
        mention(
            9,
            10,
            ("facebook", "Grupo Madres Valencia"),
            9_800,
            12,
            47,
            "Alguien sabe si los de limón también? Los compré el jueves",
        ),
        mention(10, 9, ("x", "troll_88"), 12, 1, 44, "I hope everyone there rots"),
        mention(11, 9, ("bluesky", "Sam"), 640, 1, 41, "DM: here is my phone +34 600 123 456, call me please"),
        mention(
            12,
            8,
            ("reddit", "u/milkman"),
            2_300,
            1,
            38,
            "Has anyone got the official list of batches? Their page is down",
        ),
        mention(13, 7, ("x", "ines_g"), 190, 3, 35, "@acme do you refund?"),
        mention(14, 6, ("x", "pepe"), 77, 1, 22, "jajaja el yogur asesino"),
        mention(15, 5, ("web", "Lácteos Hoy"), 14_000, 1, 20, "El sector lácteo pide calma"),
    ];
    rows[2].reopened = true;
    rows[2].attention.owner = Some(clean("Luis P."));
    rows[5].media = Some(clean("video"));
    rows[9].abusive = true;
    rows[10].direct = true;
    rows[10].text = Private::hidden(clean("here is my phone +34 600 123 456, call me please"));
    rows[11].tone = Tone::Neutral;
    rows[12].tone = Tone::Unknown;
    rows[13].time = TimeNote::Missing;
    for n in 16..60 {
        rows.push(mention(
            n,
            4,
            ("x", &format!("user_{n}")),
            100 + n as u64 * 7,
            1,
            18,
            "acme yoghurt recall, anyone else?",
        ));
    }
    rows
}

/// Rows that promised something, for the owed list.
pub fn owed() -> Vec<MentionRow> {
    let mut rows = mentions();
    rows.truncate(6);
    let all = [
        (Disposition::RespondPublic, Some(Owes::Answer)),
        (Disposition::Verify, Some(Owes::Check)),
        (Disposition::Escalate, Some(Owes::Escalation)),
    ];
    for (n, row) in rows.iter_mut().enumerate() {
        let (disposition, owes) = all[n % 3];
        row.attention = Attention {
            disposition: Some(disposition),
            reason: clean("says a child is ill"),
            by: Some(clean("Ana M.")),
            at: Some(ago(9)),
            owes,
            ..Attention::default()
        };
    }
    rows
}

pub fn detail() -> MentionDetail {
    let rows = mentions();
    let row = rows[0].clone();
    let part = |key: &'static str, points: i16, words: &[&str]| Part {
        key: key.into(),
        points,
        words: words.iter().map(|w| clean(w)).collect(),
    };
    MentionDetail {
        text: Private::prose(Clean::new(
            "My kid got sick after eating your strawberry yoghurt from batch A12, we are at the hospital right now.\n\nIs it the same batch as the recall? Please answer. You can write to marta.r@example.org",
        )),
        url: Some(Private::hidden(clean("https://bsky.app/profile/martar.example/post/3kabc2x7y"))),
        parts: vec![
            part("why-affected-person", 20, &["my kid", "hospital"]),
            part("why-risk-question", 12, &["is it the same batch"]),
            part("why-followers", 11, &["48,200"]),
        ],
        source: clean("bluesky"),
        cut: clean(""),
        given: None,
        engagement: [Some(1_240), Some(318), Some(96)],
        media: vec![],
        thread: vec![
            mention(30, 15, ("bluesky", "Tom"), 120, 1, 33, "same here, which shop?"),
            mention(31, 9, ("bluesky", "Marta R."), 48_200, 1, 60, "Mercado Sur, on Thursday"),
        ],
        tone: (88, vec![clean("got sick"), clean("hospital")]),
        heeds: None,
        group: Some(GroupGlance {
            last_hour: 12,
            first: (Private::person(clean("Marta R."), false), ago(21)),
            loudest: Some((Private::person(clean("El Diario"), true), 1_200_000)),
            reach: 2_310_000,
            platforms: vec![(clean("bluesky"), 21), (clean("x"), 16)],
            languages: vec![(clean("es"), 30), (clean("en"), 7)],
            coordination: Some((Level::Possible, vec!["indicator-tight-window".into()])),
        }),
        known: AuthorGlance {
            followers: Some(48_200),
            verified: Some(true),
            since: Some(ago(3 * 1_440 + 60)),
            public: false,
        },
        claim: rows[6..8].to_vec(),
        alike: rows[2..5].to_vec(),
        contrary: vec![rows[4].id],
        author: vec![mention(32, 3000, ("bluesky", "Marta R."), 48_200, 1, 5, "Best yoghurt ever")],
        history: timeline()[4..6].to_vec(),
        responses: responses()[2..3].to_vec(),
        earlier: None,
        evidence: vec![],
        belongs: None,
        row,
    }
}

/// A person said the priority and the tone of the one that is selected.
fn said_otherwise(app: &mut App) {
    let mut d = detail();
    d.row.attention.said = Said { score: Some(12), tone: Some(Tone::Neutral), ..Said::default() };
    (d.row.score, d.row.band, d.row.tone) = (12, Band::P4, Tone::Neutral);
    app.mentions.window.rows[0] = d.row.clone();
    app.preview = Some(Box::new(d));
}

/// What the room noticed: an alarm, a warning that somebody noted, one that is over.
pub fn signals() -> Vec<SignalRow> {
    let row = |seq, minutes, signal| SignalRow {
        seq: EventSeq(seq),
        at: ago(minutes),
        signal,
        who: None,
        ended: None,
        seen_by: None,
    };
    let spike = Signal::VolumeSpike {
        per_hour: 2_520,
        usual: 270,
        times: 93,
        z: 90,
        weekday: 6,
        hour: 14,
        weeks: 6,
        basis: Basis::Weeks,
        minutes: 60,
    };
    let surge = Signal::NegativeSurge { share: 61, before: Some(24), week: false, negative: 1_400, classified: 2_300 };
    vec![
        row(40, 4, spike),
        SignalRow {
            who: Some(Private::person(clean("Lena Hart"), false)),
            ..row(39, 9, Signal::HighReach { mention: MentionId(2), reach: 128_000 })
        },
        SignalRow { seen_by: Some(clean("Ana")), ..row(38, 12, surge) },
        SignalRow { ended: Some(ago(30)), ..row(31, 70, Signal::Silence { minutes: 22, usual_per_hour: 270 }) },
    ]
}

fn themes() -> Vec<ThemeRow> {
    let row = |phrase: &str, count, before, examples| ThemeRow {
        phrase: Private::prose(clean(phrase)),
        count,
        mentions: count * 4 + 1,
        of: 1_840,
        before,
        complaints: true,
        examples,
    };
    vec![row("lote 2292", 212, 0, mentions()[2..4].to_vec()), row("is it safe", 96, 2, Vec::new())]
}

fn responses() -> Vec<ResponseRow> {
    use ResponseKind::*;
    use ResponseState::*;
    let row = |n: i64, title: &str, kind, state, minutes: i64, channel: &str, lang, answers| ResponseRow {
        id: ResponseId(n),
        title: Private::prose(clean(title)),
        kind,
        state,
        since: ago(minutes),
        channel: clean(channel),
        lang,
        author: clean("Luis P."),
        approved_by: None,
        taken_by: None,
        until: None,
        sure: None,
        answers,
        preview: Private::hidden(clean("We are checking")),
        note: clean(""),
        outgoing: None,
        sent: 0,
        missing: vec![],
        changed: false,
        shaken: false,
        rev: 2,
    };
    let mut rows = vec![
        row(1, "Holding statement", Holding, InReview, 4, "web", Lang::Es, 0),
        row(2, "Holding statement", Holding, Approved, 9, "web", Lang::En, 0),
        row(3, "Lote 2292", Reply, Draft, 2, "x", Lang::Es, 9),
        row(4, "", Correction, Stale, 11, "bluesky", Lang::En, 1),
        row(5, "Reply to El Diario", Reply, ChangesRequested, 6, "x", Lang::Es, 1),
        row(6, "Acknowledgement", Holding, Published, 18, "x", Lang::Es, 0),
        row(7, "Acknowledgement", Holding, Published, 18, "bluesky", Lang::En, 0),
        row(8, "First reply to Marta", Reply, Retired, 18, "bluesky", Lang::En, 1),
    ];
    rows[1].until = Some(now().plus(16 * MINUTE));
    rows
}

/// Our word, due in some minutes: first on the checklist and in the header.
pub fn promise(app: &mut App, minutes: i64) {
    let [en, es] = gabinete::domain::task::promise_titles("next update at 18:00", "");
    let first = app.tasks.window.rows[3].clone();
    let (id, code, phase) = (TaskId(40), clean("PU40"), clean(gabinete::domain::task::PROMISE));
    let row = TaskRow { id, code, phase, en, es, due: Some(now().plus(minutes * MINUTE)), waits_for: vec![], ..first };
    app.tasks.window.rows.insert(0, row.clone());
    app.tasks.selected = Some(id);
    app.focus = Pane::Checklist;
    app.pulse.promise = Some(row);
}

fn tasks() -> Vec<TaskRow> {
    use TaskStatus::*;
    let row = |n: i64,
               code: &str,
               phase: &str,
               en: &str,
               es: &str,
               role: &str,
               owner: Option<&str>,
               due: i64,
               status,
               waits: &[&str]| TaskRow {
        id: TaskId(n),
        incident: IncidentId(1),
        code: clean(code),
        phase: clean(phase),
        en: clean(en),
        es: clean(es),
        role: clean(role),
        owner: owner.map(clean),
        due: Some(now().plus(due * MINUTE)),
        due_rule: None,
        gate: None,
        status,
        waits_for: waits.iter().map(|w| clean(w)).collect(),
        note: clean(""),
        by: None,
        at: (status == Done).then(|| ago(60)),
        rev: 1,
    };
    let mut rows = vec![
        row(
            1,
            "F01",
            "first15",
            "Announce lead and open room",
            "Anunciar responsable y abrir sala",
            "incident_lead",
            Some("Ana M."),
            -60,
            Done,
            &[],
        ),
        row(
            2,
            "F02",
            "first15",
            "Pause scheduled posts (all accounts)",
            "Pausar todo lo programado",
            "social_lead",
            Some("Ana M."),
            -60,
            Done,
            &[],
        ),
        row(
            3,
            "F03",
            "first15",
            "Pause paid campaigns",
            "Pausar publicidad y colaboraciones",
            "paid",
            None,
            -50,
            Skipped,
            &[],
        ),
        row(
            4,
            "F07",
            "first15",
            "Choose holding skeleton; adapt",
            "Elegir y adaptar declaración inicial",
            "comms_lead",
            Some("Luis P."),
            -40,
            Done,
            &[],
        ),
        row(
            5,
            "H02",
            "first_hour",
            "Care line and private channel ready",
            "Canal de atención preparado",
            "care",
            None,
            -3,
            Open,
            &[],
        ),
        row(6, "H05", "first_hour", "First sitrep", "Primer informe de situación", "scribe", None, 6, Open, &[]),
        row(
            7,
            "H07",
            "first_hour",
            "Lines to take and Q&A, first version",
            "Argumentario y preguntas y respuestas v1",
            "comms_lead",
            Some("Luis P."),
            21,
            Open,
            &[],
        ),
        row(
            8,
            "H08",
            "first_hour",
            "Brief spokesperson; one voice",
            "Preparar portavoz; una sola voz",
            "media",
            None,
            -2,
            Open,
            &["H07"],
        ),
        row(
            9,
            "H11",
            "first_hour",
            "Regulator and partner duties checked",
            "Revisar obligaciones con regulador y socios",
            "legal",
            Some("Eva"),
            40,
            Blocked,
            &[],
        ),
        row(10, "G01", "first_day", "Second sitrep", "Segundo informe de situación", "scribe", None, 120, Open, &[]),
        row(11, "R01", "recover", "Write the review", "Escribir la revisión", "pir_owner", None, 0, Open, &[]),
    ];
    rows[10].due = None;
    rows[10].due_rule = Some(clean("TC+72h"));
    rows
}

pub fn timeline() -> Vec<TimelineRow> {
    let row = |n: i64, minutes: i64, who: &str, about: &str, event: Event| TimelineRow {
        seq: EventSeq(n),
        decision: DecisionId(n),
        incident: Some(IncidentId(1)),
        at: ago(minutes),
        logged: ago(minutes),
        actor: Actor { name: clean(who), role: clean("social_lead"), behind: clean("ana@desk pts/3") },
        group: event.group(),
        visibility: event.visibility(),
        kind: clean(event.kind()),
        event: Some(event),
        touched: 0,
        about: [(); 2].map(|()| Private::prose(clean(about))),
        pinned: false,
        corrected: None,
        undone: None,
        undid: None,
    };
    let entry = |kind, text: &str| Event::EntryAdded {
        entry: kind,
        text: clean(text),
        at: None,
        incident: None,
        private: false,
    };
    let disposed = |disposition| Event::MentionsDisposed { disposition, reason: clean("no answer"), rows: vec![] };
    let task = |to| Event::TaskChanged {
        task: TaskId(2),
        incident: IncidentId(1),
        before: TaskState::default(),
        to: TaskState { status: to, ..Default::default() },
    };
    let i = IncidentId(1);
    let mut rows = vec![
        row(60, 2, "Ana M.", "", entry(EntryKind::Decision, "Recall of batch A12 confirmed; no objections")),
        row(
            59,
            5,
            "Luis P.",
            "Holding statement",
            Event::ResponseSubmitted {
                response: ResponseId(1),
                content: Content::default(),
                needs: Vec::new(),
                waived: Vec::new(),
            },
        ),
        row(
            58,
            9,
            "Eva",
            "Holding statement",
            Event::ResponseApproved {
                response: ResponseId(2),
                digest: String::new(),
                by: clean("Eva"),
                recorded_by: None,
                until: now(),
                given: None,
                roles: Vec::new(),
                needs: Vec::new(),
                alone: false,
                why: Clean::default(),
            },
        ),
        row(57, 11, "Ana M.", "", disposed(Disposition::Monitor)),
        row(56, 12, "Ana M.", "", disposed(Disposition::Verify)),
        row(
            55,
            18,
            "Luis P.",
            "Acknowledgement",
            Event::ResponsePublished { response: ResponseId(6), permalink: None, changed_to: None, left: vec![] },
        ),
        row(54, 20, "Ana M.", "", entry(EntryKind::Contact, "Food agency called back: two cases, both stable")),
        row(
            53,
            31,
            "Ana M.",
            "",
            Event::SeverityChanged {
                incident: i,
                from: Severity::Sev3,
                to: Severity::Sev2,
                reason: clean("trade media"),
                first: false,
            },
        ),
        row(52, 40, "Luis P.", "F02 Pause scheduled posts", task(TaskStatus::Done)),
        row(
            51,
            83,
            "Ana M.",
            "",
            Event::IncidentDeclared {
                incident: i,
                title: clean("Yoghurt batch A12"),
                severity: Severity::Sev3,
                incident_type: IncidentType::ProductFailure,
                lead: None,
                since: ago(95),
            },
        ),
    ];
    rows[0].pinned = true;
    rows[3].touched = 14;
    rows[3].undone = Some(EventSeq(61));
    rows[4].touched = 1;
    rows[6].logged = ago(12);
    rows[7].corrected = Some((EventSeq(57), Private::prose(clean("SEV3 → SEV2: trade and local media"))));
    let mut private = row(
        50,
        90,
        "Eva",
        "",
        Event::EntryAdded {
            entry: EntryKind::Note,
            text: clean("Counsel advises to wait for the lab"),
            at: None,
            incident: None,
            private: true,
        },
    );
    private.visibility = Visibility::Private;
    rows.push(private);
    rows.push(row(
        49,
        2 * 24 * 60,
        "Ana M.",
        "",
        Event::SelfDeclared { name: clean("Ana M."), role: clean("social_lead") },
    ));
    rows
}

/// A response opened.
pub fn response_view(state: ResponseState) -> Layer {
    let content = Content {
        text: "We know that some of you are worried about batch A12 of our strawberry yoghurt.\n\nIf you have it at home, do not eat it. We are checking with the health authority and will tell you what we know at 18:00 here.".into(),
        channel: "web".into(),
        lang: Lang::En,
        ..Content::default()
    };
    let response = Response {
        review: Default::default(),
        links: Default::default(),
        id: ResponseId(1),
        incident: Some(IncidentId(1)),
        title: clean("Holding statement"),
        kind: ResponseKind::Holding,
        state,
        since: ago(4),
        author: clean("Luis P."),
        answers: vec![],
        approval: (state != ResponseState::InReview).then(|| Approval {
            by: clean("Eva"),
            recorded_by: Some(clean("Ana M.")),
            at: ago(9),
            until: now().plus(16 * MINUTE),
            digest: content.digest(),
            roles: Vec::new(),
            alone: false,
        }),
        content,
        note: clean(""),
        permalink: None,
        published_text: None,
        rev: 4,
    };
    let detail = ResponseDetail {
        response,
        answers: mentions()[..2].to_vec(),
        answers_total: 9,
        apart: 0,
        history: timeline()[1..3].to_vec(),
        journal: None,
        evidence: vec![],
        attached: vec![],
        handed: None,
        twin: None,
        earlier: None,
        each: None,
        leans: vec![],
        same: None,
        waits_too: None,
    };
    Layer::Response(ResponseView { id: ResponseId(1), detail: Some(Box::new(detail)), scroll: 0 })
}

/// A response in the midst of its review: one word of two, an objection, other words proposed.
fn review_view() -> Layer {
    let Layer::Response(mut view) = response_view(ResponseState::InReview) else { unreachable!() };
    let r = &mut view.detail.as_mut().unwrap().response;
    let eva = Approval {
        by: clean("Eva"),
        recorded_by: None,
        at: ago(3),
        until: now().plus(17 * MINUTE),
        digest: r.content.digest(),
        roles: vec!["comms_lead".into()],
        alone: false,
    };
    let objection = |text: &str, settled| Objection { by: clean("Jon"), at: ago(6), text: clean(text), settled };
    r.review = Review {
        needs: vec!["comms_lead".into(), "legal".into()],
        given: vec![eva],
        objections: vec![
            objection("Do not name the lot before the lab has answered.", None),
            objection("No word about money.", Some((clean("Ana M."), clean("there is none in it")))),
        ],
        proposal: Some(Proposal {
            by: clean("Jon"),
            text: r.content.text.replace("some of you are worried about", "some of you ask us about"),
        }),
        waived: vec![Waiver {
            rule: "T22".into(),
            reason: "the authority's own sentence".into(),
            grave: false,
            stands: vec![],
        }],
        escalated: vec!["legal".into()],
        held_from: None,
        taken_by: None,
        held_by: None,
        sent: vec![],
    };
    r.links.corrects = Some(ResponseId(4));
    Layer::Response(view)
}

/// A mention opened.
pub fn mention_view() -> Layer {
    let mut d = detail();
    d.row.attention = owed()[0].attention.clone();
    Layer::Mention(MentionView { id: d.row.id, detail: Some(Box::new(d)), scroll: 0, unfolded: false })
}

/// A draft being written, `times` its usual length.
pub fn composer(times: usize) -> Layer {
    let text = "Hola, sentimos mucho lo que cuentas. El lote 2292 no está afectado; si tienes dudas, escríbenos por privado y te llamamos hoy. ".repeat(times);
    Layer::Compose(Box::new(Composer {
        response: ResponseId(3),
        title: "Lote 2292".into(),
        kind: ResponseKind::Reply,
        channel: "x".into(),
        lang: Lang::Es,
        editor: Editor::new(text.trim_end()),
        base: None,
        answering: mentions()[2..4].to_vec(),
        apart: 0,
        newer: None,
        longest: None,
        origin: None,
        desk: None,
        proof: None,
        error: None,
        insists: None,
        waiting: None,
        kept: Some(now()),
        journal: String::new(),
        unkept: false,
        scroll: 0,
    }))
}

/// A form with every kind of field and an error.
pub fn form(app: &App) -> Layer {
    let w = &app.words;
    let options = Disposition::ALL.iter().map(|d| w.t(d.key())).collect();
    let mut form = Form::new(Purpose::Dispose(vec![MentionId(1)]), w.t("act-dispose"))
        .intro(["Marta R.: My kid got sick after eating your strawberry yoghurt from batch A12, we are at the hospital right now.".to_owned()])
        .choice(w, "disposition", "act-dispose", options, 5)
        .line(w, "reason", "detail-why", "detail-reopened", "says a child is ill")
        .area(w, "text", "act-add-note", "", "Two lines\nof a note")
        .toggle(w, "private", "act-share", true);
    form.error = Some(w.t("refuse-needs-reason"));
    form.at = 1;
    Layer::Form(Box::new(form))
}

/// Every state by name, at a size.
pub fn states(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let with = |layer: Layer| {
        let mut app = busy(lang, size);
        app.layers.push(layer);
        fitted(app)
    };
    let changed = |change: &dyn Fn(&mut App)| {
        let mut app = busy(lang, size);
        change(&mut app);
        fitted(app)
    };
    let form = form(&busy(lang, size));
    let mut all = vec![
        ("start", start(lang, size)),
        ("start-recent", start_again(lang, size)),
        ("empty", empty(lang, size)),
        ("watching", watching(lang, size)),
        ("busy", busy(lang, size)),
        ("drill", drill(lang, size)),
        ("shared", changed(&|a| a.audience = Audience::Shared)),
        ("responses", changed(&|a| a.focus = Pane::Responses)),
        ("checklist", changed(&|a| a.focus = Pane::Checklist)),
        ("promise", changed(&|a| promise(a, 12))),
        ("promise-late", changed(&|a| promise(a, -12))),
        ("timeline", changed(&|a| a.focus = Pane::Timeline)),
        ("zoom", changed(&|a| a.zoom = true)),
        ("why", changed(&|a| a.why_whole = true)),
        (
            "owed",
            changed(&|a| {
                a.query.scope = Scope::Owed;
                a.mentions.window = window(owed());
                a.mentions.marks = [MentionId(2), MentionId(3)].into();
            }),
        ),
        (
            "readonly-error",
            changed(&|a| {
                a.room.as_mut().unwrap().readonly = true;
                a.notices.error(a.words.t("refuse-needs-reason"));
                a.pulse.sources.iter_mut().for_each(|s| s.live = false);
            }),
        ),
        ("mono-ascii", changed(&|a| a.ascii = true)),
        ("help", with(Layer::Help(Help::default()))),
        ("palette", with(Layer::Palette(Palette::default()))),
        ("mention", with(mention_view())),
        ("mention-said", {
            let mut app = busy(lang, size);
            said_otherwise(&mut app);
            let d = app.preview.clone().unwrap();
            let view = MentionView { id: d.row.id, detail: Some(d), scroll: 0, unfolded: false };
            app.layers.push(Layer::Mention(view));
            fitted(app)
        }),
        (
            "why-said",
            changed(&|a| {
                a.why_whole = true;
                said_otherwise(a);
            }),
        ),
        (
            "noticed",
            changed(&|a| {
                a.pulse.signals = signals();
                a.pulse.signals.retain(|s| s.ended.is_none() && s.seen_by.is_none());
            }),
        ),
        ("response", with(response_view(ResponseState::Approved))),
        ("response-unknown", with(handed_view())),
        ("publish-account", {
            let mut app = busy(lang, size);
            app.layers.push(publish_form(&app));
            fitted(app)
        }),
        ("response-stale", with(response_view(ResponseState::Stale))),
        ("response-review", with(review_view())),
        ("compose", with(composer(1))),
        ("compose-over", with(composer(3))),
        ("form", with(form)),
        ("event", with(Layer::Event(Box::new(timeline().remove(6))))),
        ("signals", with(Layer::Signals(signals(), 1))),
        ("sources", with_sources(lang, size)),
        ("sources-none", {
            let mut app = empty(lang, size);
            app.layers.push(Layer::Sources(SourcesView::default()));
            fitted(app)
        }),
        ("sources-part", {
            let mut app = with_sources(lang, size);
            app.layers = vec![Layer::Sources(SourcesView { selected: Some(clean("alerts")) })];
            fitted(app)
        }),
        ("sources-unposted", {
            let mut app = with_sources(lang, size);
            let hook = |name: &str, heard: Option<Stamp>, expect: i64| {
                listened(name, "webhook", 312, |h| {
                    let mut posts = Posts::begin(expect, None);
                    (posts.open, posts.beat) = (Some(ago(700)), Some(now()));
                    (h.since, h.heard, h.cursor_at, h.posts) = (ago(700), heard, None, Some(posts));
                })
            };
            app.pulse.sources = vec![hook("suite", Some(ago(42)), 6 * MINUTE), hook("script", None, 0)];
            app.layers = vec![Layer::Sources(SourcesView { selected: Some(clean("suite")) })];
            fitted(app)
        }),
        ("add-webhook", pressed(with_sources(lang, size), "+ end enter")),
        ("one-blind", {
            let mut app = busy(lang, size);
            app.pulse.sources = sources();
            app.pulse.sources.retain(|s| matches!(s.name.as_str(), "bluesky" | "masto" | "alerts"));
            app.mentions.window.rows[1].gone = Some(ago(3));
            app.mentions.window.rows[3].late = true;
            fitted(app)
        }),
        ("add-source", pressed(with_sources(lang, size), "+ right enter end left left left enter tab tab")),
        ("add-kind", pressed(with_sources(lang, size), "+")),
        ("add-there", pressed(with_sources(lang, size), "+ right enter")),
        ("add-network", {
            let app = pressed(with_sources(lang, size), "+ enter tab A c m e");
            tried(app, What::Expression("Acme".into()), Trial::Counted(days()))
        }),
        ("remove-source", pressed(with_sources(lang, size), "X")),
        ("add-heard", {
            let mut app = pressed(with_sources(lang, size), "+ enter tab a c m e");
            let who = |name: &str| Private::hidden(clean(name));
            let post = |n: i64| SamplePost {
                at: Some(ago(n)),
                who: who("lucia.example"),
                text: Private::prose(clean(
                    "acme, ¿sabéis algo del lote A12? Mi hija está mala desde ayer y nadie contesta",
                )),
            };
            let said =
                vec!["bluesky: 5 posts match of 48211 looked at.".to_owned(), "bluesky: read up to now.".to_owned()];
            let heard = Sample { posts: [9, 7, 4, 4, 1].map(post).into(), said, well: true };
            if let Some(Layer::Form(form)) = app.layers.last_mut() {
                form.sample = Some((bluesky(), Some(heard)));
            }
            app
        }),
        ("add-refused", {
            let mut app = pressed(with_sources(lang, size), "+ enter tab a c m e");
            let words = gabinete::words::Words::new(lang);
            let fault = why("live-unreachable", &[("what", "jetstream2.us-east.bsky.network")]).unwrap();
            let said = vec![format!("bluesky: {}", gabinete::words::sources::fault(&words, &fault))];
            if let Some(Layer::Form(form)) = app.layers.last_mut() {
                form.sample = Some((bluesky(), Some(Sample { posts: vec![], said, well: false })));
            }
            app
        }),
        ("keywords", {
            let app = pressed(with_sources(lang, size), "K , space @ a c m e");
            tried(app, What::Keywords(vec!["acme".into(), "@acme".into()]), Trial::Counted(days()))
        }),
        ("mono-keywords", {
            let mut app = pressed(with_sources(lang, size), "K");
            app.ascii = true;
            tried(app, What::Keywords(vec!["acme".into()]), Trial::Counted(days()))
        }),
        ("keywords-wrong", pressed(with_sources(lang, size), "K space O R space b a n k ctrl-d")),
        ("sources-drill", {
            let mut app = drill(lang, size);
            app.pulse.sources = vec![source("drill", 0, true)];
            app.layers.push(Layer::Sources(SourcesView::default()));
            fitted(app)
        }),
        ("themes", with(Layer::Themes(Some(themes()), 0))),
        (
            "incidents",
            with(Layer::Incidents(
                vec![
                    incident(1, "Acme · Yoghurt batch A12", Severity::Sev2, Status::Active, 83),
                    incident(2, "Store video", Severity::Sev4, Status::Closed, 9_000),
                ],
                0,
            )),
        ),
    ];
    all.extend(super::ledger::states(lang, size));
    all.extend(super::coordination::states(lang, size));
    all.extend(super::roles::states(lang, size));
    all.extend(super::tasks::states(lang, size));
    all.extend(super::reports::states(lang, size));
    all.extend(super::prevention::states(lang, size));
    all.extend(super::review::states(lang, size));
    all
}

/// A source as its form would keep it.
pub fn bluesky() -> NewSource {
    NewSource { name: "bluesky".into(), kind: "jetstream", expression: None, room: None, own: vec![], more: vec![] }
}

/// A source that is listened to over a network.
fn listened(name: &str, kind: &str, count: u64, change: impl FnOnce(&mut Health)) -> SourceRow {
    let mut health = Health { state: State::Live, said: now(), heard: Some(now()), ..Health::begin(kind, ago(190)) };
    health.cursor_at = Some(now());
    change(&mut health);
    let blind = health.blind(now());
    let live = health.is_whole(now()) && blind.is_none();
    let last_seen = (count > 0).then(|| ago(2));
    SourceRow { name: clean(name), last_seen, count, live, silent: blind.is_some(), health: Some(health), blind }
}

fn why(key: &str, args: &[(&str, &str)]) -> Option<Why> {
    let args = args.iter().map(|(name, value)| ((*name).to_owned(), clean(value))).collect();
    Some(Why { key: key.to_owned(), args })
}

/// One of each: live, retrying, stopped, paused, blind, connecting, a file, by hand.
fn sources() -> Vec<SourceRow> {
    vec![
        listened("bluesky", "jetstream", 1_840, |h| {
            (h.gap, h.per_minute, h.looked, h.lag) = (410, 3_120, 91_000, Some(780));
            h.caught = Some(Caught { count: 1_204, from: ago(81), to: ago(52), at: ago(51) });
        }),
        listened("masto", "mastodon", 212, |h| {
            (h.state, h.heard, h.gap, h.failures) = (State::Waiting, Some(ago(9)), 12_000, 7);
            (h.since, h.cursor_at, h.again) = (ago(9), Some(ago(9)), Some(now().plus(48_000)));
            h.fault = why("live-unreachable", &[("what", "mastodon.social")]);
        }),
        listened("alerts", "rss", 18, |h| {
            (h.gap, h.per_minute) = (4 * MINUTE, 2);
            h.part(ago(3), clean("www.elmundo.example"), why("live-status", &[("status", "503")]));
            h.part(ago(2), clean("blog.example #2"), why("live-no-such-host", &[("what", "blog.example")]));
        }),
        listened("news", "rss", 41, |h| {
            (h.state, h.since, h.failures, h.again) = (State::Waiting, now(), 1, Some(now().plus(4_000)));
            h.fault = why("live-status", &[("status", "503")]);
        }),
        listened("hook", "webhook", 0, |h| {
            (h.state, h.heard, h.failures, h.cursor_at) = (State::Stopped, None, 1, None);
            h.fault = why("live-setting", &[("name", "secret"), ("what", "shorter than 16 characters")]);
        }),
        listened("masto-es", "mastodon", 7, |h| (h.state, h.heard) = (State::Paused, None)),
        listened("reddit", "rss", 0, |h| {
            (h.state, h.since, h.heard, h.cursor_at) = (State::Connecting, now(), None, None)
        }),
        SourceRow { live: false, ..source("export-november.csv", 2_000, false) },
    ]
    .into_iter()
    .map(|s| if s.health.is_none() { SourceRow { silent: false, ..s } } else { s })
    .collect()
}

fn with_sources(lang: Lang, size: (u16, u16)) -> App {
    let mut app = busy(lang, size);
    app.pulse.sources = sources();
    app.layers.push(Layer::Sources(SourcesView { selected: Some(clean("masto")) }));
    fitted(app)
}

/// What the app is after these keys, by their names.
fn pressed(mut app: App, keys: &str) -> App {
    for name in keys.split(' ') {
        let now = app.now;
        update(&mut app, now, Msg::Key(Key::parse(name).unwrap()));
    }
    fitted(app)
}

/// What the app is once it was told what came of a trial.
fn tried(mut app: App, what: What, trial: Trial) -> App {
    let now = app.now;
    update(&mut app, now, Msg::Tried(what, trial));
    fitted(app)
}

/// Seven days of a room, the last of them bad.
fn days() -> Tried {
    let day = |(n, (matched, all)): (u32, (u64, u64))| TriedDay {
        day: chrono::NaiveDate::from_ymd_opt(2026, 11, 16 + n).unwrap(),
        matched,
        all,
    };
    let counts = [(31, 640), (28, 655), (0, 0), (44, 702), (39, 688), (61, 731), (1_204, 12_450)];
    Tried { days: (0..).zip(counts).map(day).collect() }
}

/// A response that an account sent, and of which nobody knows yet.
fn handed_view() -> Layer {
    let Layer::Response(mut view) = response_view(ResponseState::Publishing) else { unreachable!() };
    if let Some(detail) = &mut view.detail {
        detail.handed = Some(Handed {
            account: clean("brand"),
            state: gabinete::domain::outbox::State::Unknown,
            why: why("publish-silent", &[("seconds", "30")]),
            next: now().plus(4 * MINUTE),
        });
    }
    Layer::Response(view)
}

/// A form that can hand a text to an account.
fn publish_form(app: &App) -> Layer {
    let w = &app.words;
    let ways = vec![w.t("form-publish-by-hand"), w.f("form-publish-via-account", &[("account", "brand".into())])];
    let mut form = Form::new(Purpose::Publish(ResponseId(1)), w.f("form-publish", &[("title", "Lote 2292".into())]))
        .intro([w.t("form-publish-how")])
        .intro([w.f("form-publish-account-how", &[("words", "We know that".into())])])
        .choice(w, "via", "form-publish-via", ways, 1)
        .line(w, "word", "form-type-word", "publish-word-hint-via", "brand we know");
    form.error = Some(w.t("publish-word-wrong-via"));
    form.at = 1;
    Layer::Form(Box::new(form))
}
