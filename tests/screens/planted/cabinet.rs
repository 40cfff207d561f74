//! What the cabinet holds, with a name, a draft or a number in every field of it.

use super::{BARE, HARMED, at, hidden, incident as planted_incident, mention, prose, text, timeline};
use crate::review;
use crate::room::{clean, now};
use gabinete::app::keymap::Keymap;
use gabinete::app::layers::{EventsView, HandoverView, IncidentView, Issue, Layer, ReportView, ReviewView, RolesView};
use gabinete::app::msg::PlanNews;
use gabinete::app::{App, OpenRoom};
use gabinete::domain::action;
use gabinete::domain::belonging::{Belonging, Rule};
use gabinete::domain::clock::Marks;
use gabinete::domain::duty::{Duty, Held, Present, StandIn};
use gabinete::domain::event::Event;
use gabinete::domain::handover::{Approval, Call, Card, Decision, Ending, Facts, Handover, Promise, Sure, Thread};
use gabinete::domain::ids::*;
use gabinete::domain::incident::{Accepted, Check, Condition, IncidentType, Known, Met, Severity, Status};
use gabinete::domain::item::{Item, List, Outcome};
use gabinete::domain::matter::{Matter, Objection, Ruling};
use gabinete::domain::mention::Band;
use gabinete::domain::private::{Allow, Audience, Private};
use gabinete::domain::reminder::{self, Case, Subject};
use gabinete::domain::report::{Figures, ReportKind};
use gabinete::domain::response::{ResponseKind, ResponseState};
use gabinete::domain::role::Role;
use gabinete::domain::room::{Arg, Lang, RoomSettings};
use gabinete::domain::task::TaskStatus;
use gabinete::domain::time::Stamp;
use gabinete::domain::timeline::EntryKind;
use gabinete::plan::{Contact, Person, Plan, Reach, Way};
use gabinete::report::{Blank, Draft};
use gabinete::review::{ActionItem, Entry};
use gabinete::rows::{
    Belongs, BelongsBy, EachRow, HandoverDetail, IncidentDetail, IssuedReport, NextReply, OfferRow, OpenTask,
    OwnMentions, Published, Reported, ReviewDetail, RolesNow, RuleRow, Situation, Waiting,
};
use gabinete::words::Words;
use std::sync::{Arc, LazyLock};

const IT: IncidentId = IncidentId(1);

/// The words of a language, read once: a copy shares them.
pub fn words(lang: Lang) -> Words {
    static BOTH: LazyLock<[Words; 2]> = LazyLock::new(|| [Lang::En, Lang::Es].map(Words::new));
    BOTH[lang as usize].clone()
}

pub fn legal() -> Role {
    Role::parse("legal").unwrap()
}

fn accepted() -> Accepted {
    Accepted { by: hidden("accepter"), why: prose("accepted"), at: at(4) }
}

pub fn known() -> Known {
    Known { paused: Some(3), baseline: None, accepted: [(Condition::Usual, accepted())].into() }
}

pub fn each() -> EachRow {
    let next = NextReply {
        mention: mention(1, false, false),
        url: Some("https://x.com/zqnext/status/1".into()),
        name: Some("Zqnextname".into()),
    };
    let longest = Some("Zqlongest".to_owned());
    EachRow { sent: 1, waiting: 2, longest, unnamed: 0, twins: (0, None), moved: true, next: Some(next) }
}

fn matters() -> Vec<Matter> {
    let open = Matter {
        id: MatterId(1),
        incident: Some(IT),
        question: prose("question"),
        due: Some(at(-20)),
        by: hidden("asker"),
        since: at(9),
        objections: vec![Objection { text: hidden("against"), by: hidden("opponent"), at: at(2) }],
        ruling: None,
    };
    let ruling = Ruling {
        what: prose("ruled"),
        by: hidden("ruler"),
        basis: hidden("basis"),
        recorded_by: Some(hidden("recorder")),
        at: at(1),
        dropped: false,
    };
    let decided = Matter { id: MatterId(2), ruling: Some(ruling.clone()), ..open.clone() };
    let dropped = Matter { id: MatterId(3), ruling: Some(Ruling { dropped: true, ..ruling }), ..open.clone() };
    vec![open, decided, dropped]
}

fn items() -> Vec<Item> {
    let item = |id, list, outcome| Item {
        id: ItemId(id),
        incident: IT,
        list,
        text: prose("item"),
        owner: Some(hidden("itemowner")),
        due: Some(at(-30)),
        since: at(50),
        outcome,
    };
    let done = Outcome { how: prose("itemhow"), by: hidden("itemby"), at: at(3) };
    vec![item(1, List::Media, None), item(2, List::Risk, None), item(3, List::Need, Some(done))]
}

fn action(id: i64) -> ActionItem {
    ActionItem {
        item: ItemId(id),
        incident: IT,
        since: (EventSeq(1), at(9)),
        text: prose("action"),
        owner: Some(hidden("actionowner")),
        due: Some(at(-30)),
        purpose: Some(action::Purpose::Detect),
        verify: prose("verify"),
        factor: None,
        progress: (action::Progress::Begun, (EventSeq(2), at(3))),
        note: prose("actionnote"),
        verified: None,
        looked: 0,
    }
}

/// A review of one of every kind of event that was ever released.
pub fn reviewed() -> ReviewDetail {
    let rows = timeline();
    let incident = Event::IncidentDeclared {
        incident: IT,
        title: prose("reviewed"),
        severity: Severity::Sev2,
        incident_type: IncidentType::ProductFailure,
        lead: Some(hidden("lead")),
        since: at(90),
    };
    let first = Entry {
        seq: EventSeq(0),
        decision: DecisionId(0),
        incident: Some(IT),
        at: Stamp(0),
        who: hidden("declarer"),
        role: clean("legal"),
        event: incident,
    };
    let notes = [EntryKind::Summary, EntryKind::WentWell, EntryKind::WentBadly, EntryKind::Lucky, EntryKind::Factor];
    let notes = notes.into_iter().flat_map(|entry| [(entry, false), (entry, true)]).map(|(entry, private)| {
        Event::EntryAdded { entry, text: prose("note"), at: None, incident: Some(IT), private }
    });
    let notes = (5_000..).zip(notes).map(|(n, event)| Entry { seq: EventSeq(n), event, ..first.clone() });
    let told = rows.iter().filter_map(|row| {
        let (who, role) = (row.actor.name.clone(), row.actor.role.clone());
        let event = row.event.clone()?;
        Some(Entry { seq: row.seq, decision: row.decision, incident: Some(IT), at: Stamp(0), who, role, event })
    });
    let log: Vec<Entry> = std::iter::once(first.clone()).chain(told).chain(notes).collect();
    review::reviewed(&log, &[], rows)
}

/// The review, with the keys on the first line of a part.
pub fn review(part: &'static str) -> Layer {
    let mut app = App::new(Lang::Es, Arc::new(Keymap::builtin()), (120, 40));
    let settings = RoomSettings { name: clean("r"), keywords: vec![], lang: Lang::Es, zone: "UTC".into(), drill: None };
    app.room = Some(OpenRoom { settings, path: String::new(), readonly: false });
    app.layers.clear();
    app.ours = Allow::none().knowing([BARE, HARMED]).harmed([HARMED]);
    review::open(&mut app, Some(reviewed()));
    let line = app.layers.last().and_then(|layer| match layer {
        Layer::Review(view) => view.sheet(Audience::Operator)?.lines().find(|line| line.id.part == part),
        _ => None,
    });
    if let Some(of) = line.map(|line| line.id.of.clone()) {
        review::choose(&mut app, part, of);
    }
    app.layers.pop().unwrap()
}

/// The part after that of the selected line, where there is one with lines.
pub fn next_part(view: &ReviewView) -> Option<&'static str> {
    let sheet = view.sheet(Audience::Operator)?;
    let part = view.line(Audience::Operator)?.id.part;
    sheet.lines().skip_while(|line| line.id.part != part).find(|line| line.id.part != part).map(|line| line.id.part)
}

/// The events that something came from.
pub fn events() -> Layer {
    let of = [text("figure of Zqwell"), "figure".to_owned()];
    Layer::Events(EventsView { of, rows: timeline(), selected: None })
}

fn rule(rule: Rule) -> Belonging {
    let (by, reason) = (hidden("ruleby"), prose("rulewhy"));
    Belonging { seq: EventSeq(9), incident: IT, rule, by, at: at(9), reason, until: None }
}

fn own() -> OwnMentions {
    let words = RuleRow { rule: rule(Rule::Query(prose("query"))), text: Private::prose(clean("")), abusive: false };
    let group = Belonging { seq: EventSeq(10), ..rule(Rule::Cluster(MentionId(1))) };
    let group = RuleRow { rule: group, text: Private::prose(prose("group")), abusive: false };
    OwnMentions { rules: vec![words, group], all: 9, open: 3, looking: true }
}

/// To which incident a mention belongs, by a rule or by somebody's hand.
pub fn belongs(by_hand: bool) -> Belongs {
    let why = match by_hand {
        true => BelongsBy::Hand(Some((hidden("placer"), at(3), prose("placed")))),
        false => BelongsBy::Rule(rule(Rule::Query(prose("query")))),
    };
    Belongs { incident: Some((IT, prose("incident"))), why }
}

/// The incident's page, with this line chosen.
pub fn incident(line: usize) -> Layer {
    let check = |condition, met, accepted| Check {
        condition,
        met,
        value: [("what".to_owned(), Arg::Text(text("value")))].into(),
        accepted,
    };
    let checks = vec![
        check(Condition::Rate, Met::No, None),
        check(Condition::Media, Met::Unknown, None),
        check(Condition::Usual, Met::Unknown, Some(accepted())),
    ];
    let detail = IncidentDetail {
        incident: planted_incident(),
        step: Some((Status::Contained, checks)),
        matters: matters(),
        items: items(),
        changed: vec![super::fact()],
        own: own(),
        actions: vec![action(1)],
        left: vec![action(8)],
    };
    let selected = detail.lines().get(line).copied();
    Layer::Incident(IncidentView { id: IT, detail: Some(Box::new(detail)), selected })
}

const ROLES: [&str; 3] = ["incident_lead", "legal", "social_lead"];

pub fn roles(n: usize) -> Layer {
    Layer::Roles(RolesView { selected: Role::parse(ROLES[n]) })
}

pub fn next_role(view: &RolesView) -> Option<Layer> {
    let at = ROLES.iter().position(|code| view.selected.as_ref().is_some_and(|role| role.as_str() == *code))?;
    (at + 1 < ROLES.len()).then(|| roles(at + 1))
}

fn card() -> Card {
    Card {
        incident: IT,
        title: prose("incident"),
        role: legal(),
        from: hidden("giver"),
        to: hidden("receiver"),
        at: at(777 * 24 * 60),
        severity: Severity::Sev2,
        rated: true,
        why: prose("why"),
        status: Status::Active,
        picture: prose("picture"),
        sure: Sure::Low,
        facts: Facts { confirmed: 1, unverified: 2, wrong: 3 },
        promises: vec![promise()],
        approvals: vec![Approval {
            response: ResponseId(1),
            kind: ResponseKind::Update,
            channel: clean("x"),
            state: ResponseState::InReview,
            since: at(5),
            missing: vec![hidden("missing")],
            until: None,
            unsure: false,
        }],
        threads: vec![Thread {
            mention: MentionId(1),
            platform: clean("x"),
            band: Band::P1,
            since: at(8),
            owner: Some(hidden("threadowner")),
            alike: 1,
            said: Some((hidden("threadauthor"), prose("threadwords"))),
        }],
        threads_all: 4,
        affected: 2,
        affected_since: Some(at(60)),
        decisions: vec![
            Decision {
                matter: MatterId(1),
                question: prose("cardquestion"),
                due: Some(at(-9)),
                decided: None,
                objections: vec![],
            },
            Decision {
                matter: MatterId(2),
                question: prose("cardquestion"),
                due: None,
                decided: Some(prose("carddecided")),
                objections: vec![(hidden("cardopponent"), hidden("cardobjection"))],
            },
        ],
        media: vec![Call { item: ItemId(1), text: prose("call"), owner: Some(hidden("callowner")), due: Some(at(-9)) }],
        contacts: hidden("contacts"),
        next: prose("next"),
        held: Some(at(90)),
        available: hidden("available"),
    }
}

fn promise() -> Promise {
    Promise {
        task: TaskId(1),
        response: Some(ResponseId(1)),
        words: prose("promised"),
        due: Some(at(-4)),
        owner: Some(hidden("promiser")),
    }
}

pub fn handover(scroll: usize) -> Layer {
    let ending = match scroll % 48 {
        0 => None,
        12 => Some(Ending::Accepted { readback: prose("readback"), at: at(1) }),
        24 => Some(Ending::Refused { reason: prose("refused"), at: at(1) }),
        _ => Some(Ending::Withdrawn { reason: prose("withdrawn"), at: at(1) }),
    };
    let handover = Handover { id: HandoverId(1), card: card(), ending };
    let detail = HandoverDetail { handover, chain: None, promises: vec![promise()] };
    Layer::Handover(HandoverView { id: HandoverId(1), detail: Some(Box::new(detail)), scroll })
}

fn figures() -> Figures {
    Figures {
        at: now(),
        head: EventSeq(812),
        hash: "3fa9c1d2e4b0".into(),
        severity: Some(Severity::Sev2),
        was: None,
        status: Status::Active,
        lead: Some(hidden("figurelead")),
        next: None,
        per_hour: Some(288),
        usual: Some(702),
        negative: Some(58),
        media: 2,
        affected: [37, 29, 8],
        claims: [1, 1, 1],
        tasks: [12, 3, 1],
        own: Some([3, 2]),
    }
}

fn situation() -> Situation {
    Situation {
        incident: planted_incident(),
        figures: figures(),
        hour_before: Some(100),
        lately: 30,
        why: prose("why"),
        last: [None, None, None],
        before: [Some(Box::new(figures())), None, None],
        blind: vec![(clean("feed of zqblind@mail.example"), Some(at(28)))],
        deaf: false,
        facts: vec![super::fact()],
        correcting: true,
        longest_wait: Some(at(41)),
        published: vec![Published { kind: ResponseKind::Holding, lang: Lang::En, channel: clean("web"), at: at(24) }],
        replies: 14,
        promises: vec![([prose("promise"), prose("promesa")], Some(at(-37)))],
        approvals: vec![Waiting {
            kind: ResponseKind::Update,
            lang: Lang::Es,
            channel: clean("x"),
            state: ResponseState::InReview,
            since: at(9),
            until: None,
            sure: None,
        }],
        unowned: 2,
        late: 1,
        tasks: vec![OpenTask {
            code: clean("F02"),
            titles: [prose("task"), prose("tarea")],
            status: TaskStatus::Blocked,
            owner: Some(hidden("taskowner")),
            due: Some(at(2)),
            note: prose("blocked"),
        }],
        open: matters(),
        decided: matters(),
        items: items(),
        threads: vec![gabinete::rows::Thread {
            mention: Some(MentionId(4_711)),
            platform: clean("x"),
            since: at(12),
            owner: Some(hidden("threadowner")),
            alike: 3,
        }],
        seats: vec![(Role::lead(), hidden("seatholder"))],
    }
}

pub fn issue() -> Issue {
    let (figures, blanks) = (Box::new(figures()), Vec::new());
    let (kind, lang, made) = (ReportKind::Sitrep, Lang::En, Vec::new());
    Issue { incident: IT, kind, lang, figures, blanks, twin_of: None, last: 1, made, shown: None }
}

fn blanks() -> Vec<Blank> {
    let blank = |name| Blank { name, label: "what".to_owned(), needed: false, choices: Vec::new() };
    vec![blank("change"), blank("to")]
}

/// A report, as it would be made now or as it was issued.
pub fn report(kind: ReportKind, issued: bool) -> Layer {
    let lang = if issued { Lang::Es } else { Lang::En };
    let mut view = ReportView::new(kind, words(lang));
    let reported = Reported { incident: IT, kind, number: 4, at: at(30) };
    view.now = Some(Some(Box::new(situation())));
    // as it is made for whoever writes it: with an objection in its words, and colleagues by name
    let said = format!("DECIDED Recall ({}: “{}”)\n{}", hidden("opponent"), hidden("against"), text("report"));
    view.draft = Some(Draft { kind, lang, text: said, figures: Box::new(figures()), blanks: blanks() });
    view.issued = vec![IssuedReport {
        reported,
        seq: EventSeq(700),
        title: Private::prose(prose("incident")),
        lang,
        at: at(30),
        by: hidden("issuer"),
        text: Private::prose(clean(&format!(
            "{}\nF01 {}, F02 {}: late",
            text("issued"),
            hidden("figurelead").as_str(),
            hidden("holder").as_str()
        ))),
        figures: Box::new(figures()),
    }];
    view.number = issued.then_some(4);
    Layer::Report(Box::new(view))
}

/// Puts it all where the header, the panes and the reminders find it.
pub fn hold(app: &mut App) {
    let p = &mut app.pulse;
    let duty = |code: &str, standing: bool| Duty {
        incident: IT,
        role: Role::parse(code).unwrap(),
        // who has been at it for 777 days is tired, and that is theirs
        holder: Some(Held { name: hidden("holder"), since: at(777 * 24 * 60) }),
        stand_in: standing.then(|| StandIn { name: hidden("standin"), since: at(20), until: at(-60) }),
    };
    p.roles = RolesNow {
        duties: vec![duty("legal", true), duty("incident_lead", false)],
        // and who has not been seen for as long
        people: ["present", "holder", "standin"]
            .map(|who| Present { name: hidden(who), role: clean("legal"), seen: at(777 * 24 * 60) })
            .into(),
        offers: vec![OfferRow {
            id: HandoverId(1),
            incident: IT,
            role: legal(),
            from: hidden("giver"),
            to: hidden("receiver"),
            at: at(777 * 24 * 60),
        }],
    };
    let case = Case {
        incident: planted_incident(),
        marks: Marks::default(),
        promised: None,
        late: 3,
        due: Some(at(9)),
        fell: [None; 2],
    };
    p.facts = reminder::Facts {
        cases: vec![case],
        promises: vec![(TaskId(1), IT, at(9))],
        approvals: vec![(ResponseId(1), Some(IT), at(90))],
        silent: vec![(clean("feed of zqsilent@mail.example"), at(90))],
    };
    let sent = |rule: &str, subject, since| reminder::Sent {
        seq: EventSeq(5),
        rule: rule.to_owned(),
        subject,
        since,
        times: 2,
        at: at(1),
        snoozed: None,
        dismissed: false,
    };
    p.reminders = vec![
        sent("source_silent", Subject::Source(clean("feed of zqsilent@mail.example")), at(90)),
        sent("approval_waiting", Subject::Response(ResponseId(1)), at(90)),
        sent("promise_due", Subject::Task(TaskId(1)), at(9)),
    ];
    p.reports = vec![Reported { incident: IT, kind: ReportKind::Sitrep, number: 4, at: at(30) }];
    app.plan = Some(Arc::new(plan()));
    app.plan_news = Some(Box::new(PlanNews {
        room: "/home/zqhome/acme.room".into(),
        digest: "ab".into(),
        name: prose("plan"),
        version: clean("2"),
        changes: vec![hidden("change")],
    }));
}

fn plan() -> Plan {
    let mut plan = Plan::builtin();
    let reach = || Reach {
        contacts: vec![Contact { way: Way::Phone, to: Private::hidden(hidden("phone")) }],
        tested: clean("2026-11-01"),
    };
    for post in &mut plan.roles {
        (post.holder, post.backups, post.reach) = (hidden("planned"), vec![hidden("backup")], reach());
    }
    plan.people = ["planned", "backup", "holder", "standin"]
        .map(|name| Person { name: hidden(name), language: None, zone: clean(""), reach: reach() })
        .to_vec();
    plan
}
