//! An app to drive, and rows to show it.

use crate::app::effect::Effect;
use crate::app::form::Form;
use crate::app::keymap::{Key, Keymap};
use crate::app::layers::Layer;
use crate::app::msg::{Denial, Msg};
use crate::app::{App, Now, OpenRoom, update};
use crate::domain::affected::{Affected, Care};
use crate::domain::command::{Command, Decided};
use crate::domain::event::{Event, Group, Visibility};
use crate::domain::fact::{Fact, FactState, FactStatus};
use crate::domain::ids::*;
use crate::domain::incident::*;
use crate::domain::item::{Item, List};
use crate::domain::matter::{Matter, Objection};
use crate::domain::mention::*;
use crate::domain::private::Private;
use crate::domain::response::*;
use crate::domain::room::{Actor, DrillInfo, Lang, RoomSettings};
use crate::domain::signal::Signal;
use crate::domain::source::{Health, State};
use crate::domain::task::TaskStatus;
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, MINUTE, Stamp};
use crate::domain::timeline::EntryKind;
use crate::rows::*;
use std::sync::Arc;

/// 2026-11-22 14:23 in Madrid.
pub(crate) const NOW: Stamp = Stamp(1_795_353_780_000);

pub(crate) fn clean(text: &str) -> Clean {
    Clean::new(text)
}

pub(crate) fn settings() -> RoomSettings {
    RoomSettings {
        name: clean("Acme"),
        lang: Lang::En,
        zone: "Europe/Madrid".into(),
        keywords: vec![clean("acme")],
        drill: None,
    }
}

pub(crate) fn ana() -> Actor {
    Actor { name: clean("Ana"), role: clean("social_lead"), behind: Clean::default() }
}

/// An app with a room open.
pub(crate) fn room_app() -> App {
    let mut app = App::new(Lang::En, Arc::new(Keymap::builtin()), (140, 40));
    app.layers.clear();
    app.room = Some(OpenRoom { settings: settings(), path: "acme.room".into(), readonly: false });
    app.me = ana();
    app.now = Now { room: NOW, real: NOW };
    app
}

/// The same on a screen of this size.
pub(crate) fn sized(w: u16, h: u16) -> App {
    App { size: (w, h), ..room_app() }
}

/// The room is a drill.
pub(crate) fn drill_app() -> App {
    let mut app = room_app();
    if let Some(room) = &mut app.room {
        room.settings.drill = Some(DrillInfo { scenario: "yoghurt".into(), seed: 1, lang: Lang::Es, start: NOW });
    }
    app
}

/// Drives an app and remembers what it wants done.
pub(crate) struct Driver {
    pub app: App,
    pub now: Now,
    pub effects: Vec<Effect>,
}

impl Driver {
    pub(crate) fn new(app: App) -> Driver {
        let now = app.now;
        Driver { app, now, effects: Vec::new() }
    }

    pub(crate) fn send(&mut self, msg: Msg) -> &mut Self {
        self.effects.extend(update(&mut self.app, self.now, msg));
        self
    }

    /// Keys by name, with blanks between them.
    pub(crate) fn keys(&mut self, names: &str) -> &mut Self {
        for name in names.split(' ') {
            let key = Key::parse(name).unwrap_or_else(|| panic!("{name} is no key"));
            self.send(Msg::Key(key));
        }
        self
    }

    /// Types a text letter by letter.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.send(Msg::Key(Key::char(c)));
        }
        self
    }

    pub(crate) fn answer(&mut self, answer: Answer) -> &mut Self {
        self.send(Msg::Answered(Box::new(answer)))
    }

    /// Answers the list of mentions with these rows.
    pub(crate) fn mentions(&mut self, ids: impl IntoIterator<Item = i64>) -> &mut Self {
        let window = Window { rows: ids.into_iter().map(mention).collect(), ..Window::default() };
        let answer = Answer::Mentions(self.app.query.clone(), self.app.mentions.anchor(), window);
        self.answer(answer)
    }

    /// The last command that was sent, with its ticket.
    pub(crate) fn command(&self) -> (u64, Command) {
        let found = self.effects.iter().rev().find_map(|e| match e {
            Effect::Decide(ticket, command) => Some((*ticket, (**command).clone())),
            _ => None,
        });
        found.expect("no command was sent")
    }

    pub(crate) fn decides(&self) -> usize {
        self.effects.iter().filter(|e| matches!(e, Effect::Decide(..))).count()
    }

    pub(crate) fn asks(&self) -> Vec<&Ask> {
        self.effects.iter().filter_map(|e| if let Effect::Ask(ask) = e { Some(ask) } else { None }).collect()
    }

    /// Decides the last command with this event.
    pub(crate) fn decided(&mut self, event: Event) -> &mut Self {
        let ticket = self.command().0;
        let decided =
            Decided { decision: DecisionId(9), events: vec![(EventSeq(9), event)], skipped: vec![], repeated: false };
        self.send(Msg::Decided(ticket, Ok(decided)))
    }

    pub(crate) fn refused(&mut self, key: &'static str) -> &mut Self {
        let ticket = self.command().0;
        self.send(Msg::Decided(ticket, Err(Denial::Refused(crate::domain::room::Refusal::new(key)))))
    }

    pub(crate) fn form(&self) -> &Form {
        match self.app.layers.last() {
            Some(Layer::Form(form)) => form,
            other => panic!("no form is open but {other:?}"),
        }
    }

    pub(crate) fn notice(&self) -> String {
        self.app.notices.shown().map_or(String::new(), |n| n.text.clone())
    }
}

pub(crate) fn mention(id: i64) -> MentionRow {
    MentionRow {
        id: MentionId(id),
        posted: NOW,
        arrived: NOW,
        asked: NOW,
        answered: false,
        time: TimeNote::Given,
        platform: clean("bluesky"),
        kind: MentionKind::Post,
        author: Private::person(clean("Marta Ruiz"), false),
        handle: Private::person(clean("@marta"), false),
        text: Private::prose(clean("My kid got sick after eating it, write to marta@example.com")),
        reach: Some(48_000),
        verified: false,
        band: Band::P1,
        score: 80,
        tone: Tone::Negative,
        language: Some(clean("es")),
        alike: 1,
        copies: 1,
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

pub(crate) fn mention_detail(id: i64) -> MentionDetail {
    MentionDetail {
        row: mention(id),
        text: Private::prose(clean("My kid got sick after eating it, write to marta@example.com")),
        url: Some(Private::prose(clean("https://bsky.app/profile/marta/post/1"))),
        parts: vec![],
        source: clean("bluesky"),
        cut: Clean::default(),
        given: None,
        engagement: [None; 3],
        media: vec![],
        thread: vec![],
        tone: (0, Vec::new()),
        heeds: None,
        group: None,
        claim: Vec::new(),
        alike: vec![],
        contrary: vec![],
        known: Default::default(),
        author: vec![],
        history: vec![],
        responses: vec![],
        earlier: None,
        evidence: vec![],
        belongs: None,
    }
}

pub(crate) fn response(id: i64, state: ResponseState) -> Response {
    Response {
        id: ResponseId(id),
        incident: None,
        title: clean("Batch A12"),
        kind: ResponseKind::Reply,
        state,
        since: NOW,
        author: clean("Ana"),
        content: Content {
            text: "We are checking batch A12.".into(),
            channel: "bluesky".into(),
            lang: Lang::En,
            ..Content::default()
        },
        answers: vec![MentionId(3)],
        approval: None,
        review: Default::default(),
        links: Default::default(),
        note: Clean::default(),
        permalink: None,
        published_text: None,
        rev: 4,
    }
}

pub(crate) fn response_row(id: i64, state: ResponseState) -> ResponseRow {
    ResponseRow {
        id: ResponseId(id),
        title: Private::prose(clean("Batch A12")),
        kind: ResponseKind::Reply,
        state,
        since: NOW,
        channel: clean("bluesky"),
        lang: Lang::En,
        author: clean("Ana"),
        approved_by: None,
        taken_by: None,
        until: None,
        sure: None,
        answers: 1,
        preview: Private::prose(clean("We are checking")),
        note: Clean::default(),
        outgoing: None,
        sent: 0,
        missing: vec![],
        changed: false,
        shaken: false,
        rev: 4,
    }
}

pub(crate) fn response_detail(id: i64, state: ResponseState) -> ResponseDetail {
    ResponseDetail {
        response: response(id, state),
        answers: vec![mention(3)],
        answers_total: 1,
        history: vec![],
        journal: None,
        evidence: vec![],
        attached: vec![],
        handed: None,
        twin: None,
        earlier: None,
        apart: 0,
        each: None,
        leans: vec![],
        same: None,
        waits_too: None,
    }
}

pub(crate) fn task(id: i64) -> TaskRow {
    TaskRow {
        id: TaskId(id),
        incident: IncidentId(1),
        code: clean("F02"),
        phase: clean("first15"),
        en: clean("Pause scheduled posts"),
        es: clean("Pausar lo programado"),
        role: clean("social_lead"),
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
    }
}

pub(crate) fn signal(seq: i64) -> SignalRow {
    let signal = Signal::NegativeSurge { share: 58, before: Some(31), week: false, negative: 44, classified: 76 };
    SignalRow { seq: EventSeq(seq), at: NOW, signal, who: None, ended: None, seen_by: None }
}

pub(crate) fn theme(phrase: &str) -> ThemeRow {
    let phrase = Private::prose(clean(phrase));
    ThemeRow { phrase, count: 12, mentions: 31, of: 80, before: 1, complaints: true, examples: Vec::new() }
}

pub(crate) fn fact(id: i64) -> FactRow {
    let state = FactState {
        status: FactStatus::Confirmed,
        en: clean("Lot A12 is withdrawn"),
        es: clean("El lote A12 se retira"),
        source: clean("quality lab"),
        confirmed_by: clean("Eva"),
    };
    let fact = Fact {
        id: FactId(id),
        incident: Some(IncidentId(1)),
        state,
        superseded_by: None,
        since: NOW,
        by: clean("Eva"),
        rev: 3,
    };
    FactRow { fact, leaning: 0 }
}

/// A fact with responses in these states that lean on it, numbered from 1.
pub(crate) fn fact_detail(id: i64, states: &[ResponseState]) -> FactDetail {
    FactDetail {
        fact: fact(id).fact,
        responses: states.iter().zip(1..).map(|(state, id)| response_row(id, *state)).collect(),
        radius: states.iter().fold(Radius::default(), |sum, state| sum.and(*state)),
        tasks: vec![],
        evidence: vec![],
        history: vec![],
    }
}

/// Incident 1 with a matter, a condition that does not hold, one that nobody can say, and a press enquiry.
pub(crate) fn incident_detail() -> IncidentDetail {
    let check = |condition, met| Check { condition, met, value: Default::default(), accepted: None };
    let checks = vec![check(Condition::Statement, Met::No), check(Condition::Usual, Met::Unknown)];
    let matter = Matter {
        id: MatterId(1),
        incident: Some(IncidentId(1)),
        question: clean("Recall batch A12?"),
        due: Some(NOW.plus(HOUR)),
        by: clean("Ana"),
        since: NOW.plus(-MINUTE),
        objections: vec![Objection { text: clean("The lab has not answered"), by: clean("Leo"), at: NOW }],
        ruling: None,
    };
    let item = Item {
        id: ItemId(1),
        incident: IncidentId(1),
        list: List::Media,
        text: clean("El Faro asks about batch A12"),
        owner: None,
        due: None,
        since: NOW,
        outcome: None,
    };
    IncidentDetail {
        incident: incident(1),
        step: Some((Status::Contained, checks)),
        matters: vec![matter],
        items: vec![item],
        changed: vec![],
        own: Default::default(),
        actions: vec![],
        left: vec![],
    }
}

pub(crate) fn person(id: i64, care: Care) -> AffectedRow {
    let affected = Affected {
        id: AffectedId(id),
        incident: Some(IncidentId(1)),
        mention: (id == 1).then_some(MentionId(1)),
        name: Private::hidden(Clean::default()),
        care,
        since: NOW.plus(-MINUTE),
        contacted: None,
        closed: None,
        note: Private::hidden(clean("a rash")),
    };
    let who = Private::hidden(clean("Marta Ruiz"));
    let said = Private::hidden(clean("My kid got sick"));
    AffectedRow { affected, who, said, abusive: false, incident: Private::prose(clean("Yoghurt")) }
}

pub(crate) fn line(lang: Lang, text: &str) -> LineRow {
    LineRow {
        response: ResponseId(lang as i64 + 1),
        title: Private::prose(clean("Line")),
        incident: Private::prose(clean("Yoghurt")),
        lang,
        text: Private::prose(clean(text)),
        approved_by: vec![clean("Eva")],
        issued: NOW,
        version: 2,
        shaken: vec![],
    }
}

pub(crate) fn entry(seq: i64, text: &str) -> TimelineRow {
    TimelineRow {
        seq: EventSeq(seq),
        decision: DecisionId(seq),
        incident: None,
        at: NOW,
        logged: NOW,
        actor: ana(),
        group: Group::Notes,
        event: Some(Event::EntryAdded {
            entry: EntryKind::Note,
            text: clean(text),
            at: None,
            incident: None,
            private: false,
        }),
        kind: clean("entry_added"),
        touched: 0,
        about: [(); 2].map(|()| Private::prose(Clean::default())),
        pinned: false,
        corrected: None,
        undone: None,
        undid: None,
        visibility: Visibility::Shared,
    }
}

pub(crate) fn incident(id: i64) -> Incident {
    Incident {
        id: IncidentId(id),
        title: clean("Yoghurt"),
        severity: Severity::Sev2,
        kind: IncidentType::ProductFailure,
        status: Status::Active,
        lead: Some(clean("Ana")),
        t0: NOW.plus(-90 * MINUTE),
        td: NOW.plus(-80 * MINUTE),
        tc: None,
        tr: None,
        rev: 1,
        rated: true,
        merged_into: None,
        known: Default::default(),
    }
}

pub(crate) fn was(ids: impl IntoIterator<Item = i64>) -> Vec<Was> {
    ids.into_iter().map(|id| Was { mention: MentionId(id), before: Attention::default() }).collect()
}

/// A driver with every pane filled.
pub(crate) fn full(app: App) -> Driver {
    let mut d = Driver::new(app);
    d.send(Msg::RoomChanged);
    let pulse = Pulse { incidents: vec![incident(1)], head: Some(EventSeq(1)), ..Pulse::default() };
    d.answer(Answer::Pulse(Box::new(pulse)));
    d.answer(Answer::Figures(Some(IncidentId(1)), Box::default()));
    d.mentions(1..=50);
    d.answer(Answer::Responses(vec![
        response_row(1, ResponseState::InReview),
        response_row(2, ResponseState::Approved),
        response_row(3, ResponseState::Draft),
    ]));
    d.answer(Answer::Tasks(
        IncidentId(1),
        vec![
            task(1),
            TaskRow { owner: Some(clean("Ana")), ..task(2) },
            TaskRow { due: Some(NOW.plus(-MINUTE)), ..task(3) },
        ],
    ));
    let events = Window { rows: vec![entry(3, "three"), entry(2, "two"), entry(1, "one")], ..Window::default() };
    d.answer(Answer::Timeline(TimelineFilter::default(), Anchor::Top, events));
    d.effects.clear();
    d
}

/// A source that is listened to over a network, in this state.
pub(crate) fn source(name: &str, kind: &str, state: State) -> SourceRow {
    let health = Health { state, heard: Some(NOW), ..Health::begin(kind, NOW) };
    let live = state == State::Live;
    SourceRow {
        name: clean(name),
        last_seen: Some(NOW),
        count: 3,
        live,
        silent: false,
        health: Some(health),
        blind: None,
    }
}

/// One of each: live, retrying, paused, and a file.
pub(crate) fn sources() -> Vec<SourceRow> {
    let file = SourceRow { health: None, live: false, ..source("export.csv", "", State::Live) };
    vec![
        file,
        source("bluesky", "jetstream", State::Live),
        source("news", "rss", State::Paused),
        source("masto", "mastodon", State::Waiting),
    ]
}
