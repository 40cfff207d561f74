//! Who does what in the dairy in trouble, and the lead's handover.

use super::room::{busy, clean, empty, fitted, now};
use gabinete::app::keymap::Key;
use gabinete::app::layers::{HandoverView, Layer, RolesView};
use gabinete::app::msg::Msg;
use gabinete::app::{App, update};
use gabinete::domain::duty::{Duty, Held, Present, StandIn};
use gabinete::domain::handover::*;
use gabinete::domain::ids::*;
use gabinete::domain::incident::{Severity, Status};
use gabinete::domain::mention::Band;
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::response::{ResponseKind, ResponseState};
use gabinete::domain::role::Role;
use gabinete::domain::room::Lang;
use gabinete::domain::text::Clean;
use gabinete::domain::time::{HOUR, MINUTE, Stamp};
use gabinete::plan::{Contact, Person, Plan, Reach, Way};
use gabinete::rows::{Answer, HandoverDetail, OfferRow, RolesNow};
use std::sync::Arc;

fn ago(ms: i64) -> Stamp {
    now().plus(-ms)
}

/// A brand's own plan: some roles named, some people known.
fn plan() -> Plan {
    let mut plan = Plan::builtin();
    let holders = [
        ("incident_lead", "Carmen Ortega"),
        ("social_lead", "Ana M."),
        ("responder", "Ana M."),
        ("listening", "Ana M."),
        ("scribe", "Luis P."),
        ("comms_lead", "Eva Sanz"),
        ("legal", "Nuria Vidal"),
        ("exec", "Jordi Puig"),
        ("care", "Iris Gil"),
    ];
    for post in &mut plan.roles {
        let named = holders.iter().find(|(code, _)| *code == post.role.as_str());
        post.holder = clean(named.map_or("", |(_, name)| name));
    }
    let person = |name: &str, tested: &str| {
        let contact = |way, to: &str| Contact { way, to: Private::hidden(clean(to)) };
        let contacts = vec![contact(Way::Phone, "600 123 456"), contact(Way::Chat, "@jluis_vlc")];
        let reach = Reach { contacts, tested: clean(tested) };
        Person { name: clean(name), language: None, zone: Clean::default(), reach }
    };
    plan.people = vec![
        person("Ana M.", "2026-11-01"),
        person("Eva Sanz", "2026-11-01"),
        person("Nuria Vidal", "2026-02-01"),
        person("Carmen Ortega", "2026-10-01"),
    ];
    plan
}

fn given(code: &str, name: &str, since: i64) -> Duty {
    let holder = Some(Held { name: clean(name), since: ago(since) });
    Duty { holder, ..Duty::new(IncidentId(1), Role::parse(code).unwrap()) }
}

/// The lead, offered a while ago.
pub fn offer(from: &str, to: &str) -> OfferRow {
    OfferRow {
        id: HandoverId(3),
        incident: IncidentId(1),
        role: Role::lead(),
        from: clean(from),
        to: clean(to),
        at: ago(4 * MINUTE),
    }
}

fn roles() -> RolesNow {
    let mut comms = Duty::new(IncidentId(1), Role::parse("comms_lead").unwrap());
    comms.stand_in = Some(StandIn { name: clean("Luis P."), since: ago(20 * MINUTE), until: now().plus(2 * HOUR) });
    let here = |name: &str, role: &str, ms: i64| Present { name: clean(name), role: clean(role), seen: ago(ms) };
    RolesNow {
        duties: vec![comms, given("incident_lead", "Ana M.", 150 * MINUTE), given("sme", "Dr. Rey", 50 * MINUTE)],
        people: vec![here("Ana M.", "social_lead", MINUTE), here("Luis P.", "scribe", 4 * MINUTE)],
        offers: vec![offer("Ana M.", "Luis P.")],
    }
}

/// The busy room with its roles; an hour and more into it.
fn manned(lang: Lang, size: (u16, u16)) -> App {
    let mut app = busy(lang, size);
    app.plan = Some(Arc::new(plan()));
    app.pulse.roles = roles();
    app
}

fn promise(task: i64, words: &str, minutes: i64) -> Promise {
    let due = Some(now().plus(minutes * MINUTE));
    Promise { task: TaskId(task), response: None, words: clean(words), due, owner: Some(clean("Ana M.")) }
}

fn card() -> Card {
    Card {
        incident: IncidentId(1),
        title: clean("Acme · Yoghurt batch A12"),
        role: Role::lead(),
        from: clean("Ana M."),
        to: clean("Luis P."),
        at: ago(4 * MINUTE),
        severity: Severity::Sev2,
        rated: true,
        why: clean("a child in hospital, one national outlet"),
        status: Status::Active,
        picture: Clean::new(
            "One batch from one plant is bad; how it got there nobody knows. @jluis_vlc says a second one.",
        ),
        sure: Sure::Medium,
        facts: Facts { confirmed: 3, unverified: 2, wrong: 1 },
        promises: vec![promise(40, "next update at 17:00", 12), promise(41, "we publish the laboratory's result", 95)],
        approvals: vec![
            Approval {
                response: ResponseId(6),
                kind: ResponseKind::Update,
                channel: clean("web"),
                state: ResponseState::Approved,
                since: ago(9 * MINUTE),
                missing: vec![],
                until: Some(now().plus(11 * MINUTE)),
                unsure: false,
            },
            Approval {
                response: ResponseId(7),
                kind: ResponseKind::Update,
                channel: clean("x"),
                state: ResponseState::InReview,
                since: ago(7 * MINUTE),
                missing: vec![clean("legal")],
                until: None,
                unsure: false,
            },
        ],
        threads: vec![Thread {
            mention: MentionId(1_838_440_000_000_000),
            platform: clean("x"),
            band: Band::P1,
            since: ago(22 * MINUTE),
            owner: None,
            alike: 1,
            said: Some((clean("@marta_ruiz"), clean("My kid was sick all night after batch A12"))),
        }],
        threads_all: 4,
        affected: 2,
        affected_since: Some(ago(80 * MINUTE)),
        decisions: vec![Decision {
            matter: MatterId(1),
            question: clean("Recall batch A13 too?"),
            due: Some(now().plus(50 * MINUTE)),
            decided: None,
            objections: vec![(clean("Eva Sanz"), clean("the lab has not answered"))],
        }],
        media: vec![Call { item: ItemId(2), text: clean("El Faro asks about A13"), owner: None, due: None }],
        contacts: clean("lab on call: 600 123 456"),
        next: Clean::new("Recall A13 if the second laboratory agrees; if television calls, Eva takes it."),
        held: Some(ago(150 * MINUTE)),
        available: clean("tired; by phone until 18:00"),
    }
}

fn opened(ending: Option<Ending>) -> Box<HandoverDetail> {
    let handover = Handover { id: HandoverId(3), card: card(), ending };
    Box::new(HandoverDetail {
        handover,
        chain: Some((EventSeq(311), "5c1d0e9f7a2b".into())),
        promises: card().promises,
    })
}

fn press(app: &mut App, keys: &str) {
    let now = app.now;
    for key in keys.split(' ').filter(|k| !k.is_empty()) {
        update(app, now, Msg::Key(Key::parse(key).unwrap()));
    }
}

/// Every state by name, at a size.
pub fn states(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let selected = |code: &str| {
        let mut app = manned(lang, size);
        app.layers.push(Layer::Roles(RolesView { selected: Role::parse(code) }));
        fitted(app)
    };
    let handover = |ending| {
        let mut app = manned(lang, size);
        app.me.name = clean("Luis P.");
        app.layers.push(Layer::Handover(HandoverView { id: HandoverId(3), detail: Some(opened(ending)), scroll: 0 }));
        fitted(app)
    };
    vec![
        ("roles-header", fitted(manned(lang, size))),
        ("roles", selected("incident_lead")),
        ("roles-stand-in", selected("comms_lead")),
        ("roles-shared", {
            let mut app = selected("legal");
            app.audience = Audience::Shared;
            fitted(app)
        }),
        ("roles-none", {
            let mut app = empty(lang, size);
            app.layers.push(Layer::Roles(RolesView::default()));
            fitted(app)
        }),
        ("handover", handover(None)),
        ("handover-accepted", {
            let readback = Clean::new("SEV2 and a child is ill. I owe an update at five; legal still has to read it.");
            handover(Some(Ending::Accepted { readback, at: ago(MINUTE) }))
        }),
        ("handover-take", {
            let mut app = handover(None);
            press(&mut app, "a");
            fitted(app)
        }),
        ("handover-offer", {
            let mut app = manned(lang, size);
            app.me.name = clean("Ana M.");
            app.pulse.roles.offers.clear();
            app.layers.push(Layer::Roles(RolesView::default()));
            press(&mut app, "h");
            let now = app.now;
            let unsaid = Card {
                to: Clean::default(),
                picture: Clean::default(),
                next: Clean::default(),
                contacts: Clean::default(),
                available: Clean::default(),
                ..card()
            };
            update(&mut app, now, Msg::Answered(Box::new(Answer::Card(Some(Box::new(unsaid))))));
            fitted(app)
        }),
    ]
}

/// The header's lines, as one text.
pub fn header(app: &App) -> String {
    let buffer = super::drawn(app, &super::theme_of("mono"));
    let width = usize::from(buffer.area.width);
    let cells: Vec<&str> = buffer.content().iter().map(|c| c.symbol()).collect();
    cells.chunks(width).take(3).map(|row| row.concat() + "\n").collect()
}

#[test]
fn whoever_is_to_take_over_reads_so_in_the_header_before_every_clock_at_every_size() {
    for (lang, says) in [(Lang::En, "Ana M. hands"), (Lang::Es, "Ana M. le da el relevo")] {
        for size in [(80, 24), (120, 40), (200, 60)] {
            let mut app = manned(lang, size);
            // with all that a bad hour has besides
            app.pulse.affected = gabinete::rows::Backlog { count: 3, oldest: Some(ago(HOUR)) };
            app.me.name = clean("Carmen Ortega");
            assert!(!header(&fitted(app.clone())).contains(says), "it is for somebody else");
            app.me.name = clean("Luis P.");
            let told = header(&fitted(app));
            assert!(told.contains(says), "{size:?}\n{told}");
        }
    }
}

#[test]
fn a_lead_who_must_hand_over_is_named_before_the_next_task() {
    for (lang, says) in [(Lang::En, "hand over"), (Lang::Es, "relevo")] {
        let mut app = manned(lang, (120, 40));
        app.pulse.roles.offers.clear();
        app.pulse.roles.duties = vec![given("incident_lead", "Ana M.", 7 * HOUR)];
        let told = header(&fitted(app));
        assert!(told.contains(says), "{told}");
    }
}
