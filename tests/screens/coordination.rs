//! The page of an incident: what the cabinet decides, what its next step asks for, its lists.

use super::room::{busy, clean, detail as mention_detail, fitted, incident, now};
use gabinete::app::keymap::Key;
use gabinete::app::layers::{IncidentView, Layer, MentionView};
use gabinete::app::msg::Msg;
use gabinete::app::{App, Now, update};
use gabinete::domain::action::{Progress, Purpose};
use gabinete::domain::belonging::{Belonging, Rule};
use gabinete::domain::ids::*;
use gabinete::domain::incident::{Accepted, Check, Condition, Met, Severity, Status};
use gabinete::domain::item::{Item, List, Outcome};
use gabinete::domain::matter::{Matter, Objection, Ruling};
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::room::{Arg, Lang};
use gabinete::domain::time::{HOUR, MINUTE, Stamp};
use gabinete::review::ActionItem;
use gabinete::rows::{Belongs, BelongsBy, IncidentDetail, IncidentLine, OwnMentions, RuleRow};

fn ago(minutes: i64) -> Stamp {
    now().plus(-minutes * MINUTE)
}

fn check(condition: Condition, met: Met, value: &[(&str, i64)]) -> Check {
    let value = value.iter().map(|(name, n)| ((*name).to_owned(), Arg::Number(*n))).collect();
    Check { condition, met, value, accepted: None }
}

fn checks() -> Vec<Check> {
    let accepted = Some(Accepted { by: clean("Ana M."), why: clean("the room is two days old"), at: ago(5) });
    vec![
        check(Condition::Comms, Met::No, &[]),
        check(Condition::Usual, Met::No, &[("blind", 0), ("n", 61), ("hours", 72), ("asked", 72)]),
        Check { accepted, ..check(Condition::Mood, Met::Unknown, &[("most", -1), ("now", -1), ("blind", 0)]) },
        check(Condition::Urgent, Met::No, &[("n", 3)]),
        check(Condition::Promises, Met::Yes, &[("n", 0)]),
        check(Condition::Amplifiers, Met::No, &[("n", 1), ("all", 2), ("hours", 5)]),
        check(Condition::Media, Met::Yes, &[("n", 0), ("all", 1)]),
        check(Condition::Paused, Met::Unknown, &[("n", 0), ("all", -1)]),
    ]
}

fn matter(id: i64, question: &str, due: i64, ruling: Option<Ruling>) -> Matter {
    Matter {
        id: MatterId(id),
        incident: Some(IncidentId(1)),
        question: clean(question),
        due: Some(now().plus(due * MINUTE)),
        by: clean("Ana M."),
        since: ago(40),
        objections: Vec::new(),
        ruling,
    }
}

fn matters() -> Vec<Matter> {
    let ruling = Ruling {
        what: clean("We answer as the brand, with one name"),
        by: clean("Eva"),
        basis: clean("the plan"),
        recorded_by: Some(clean("Ana M.")),
        at: ago(30),
        dropped: false,
    };
    let objection = |text: &str| Objection { text: clean(text), by: clean("Luis P."), at: ago(10) };
    let mut recall = matter(1, "Recall batch A12 in every shop?", -5, None);
    recall.objections = vec![objection("The lab has not answered: ask @marta_88 first"), objection("Not before noon")];
    vec![recall, matter(2, "Does the managing director speak?", 50, None), matter(3, "Who answers?", 0, Some(ruling))]
}

fn item(id: i64, list: List, text: &str, owner: Option<&str>, due: Option<i64>, how: Option<&str>) -> Item {
    Item {
        id: ItemId(id),
        incident: IncidentId(1),
        list,
        text: clean(text),
        owner: owner.map(clean),
        due: due.map(|minutes| now().plus(minutes * MINUTE)),
        since: ago(60),
        outcome: how.map(|how| Outcome { how: clean(how), by: clean("Eva"), at: ago(3) }),
    }
}

fn detail(status: Status, step: Option<(Status, Vec<Check>)>) -> IncidentDetail {
    let mut incident = incident(1, "Batch A12: yoghurt", Severity::Sev2, status, 95);
    incident.known.paused = None;
    IncidentDetail {
        incident,
        step,
        matters: matters(),
        items: items(),
        changed: Vec::new(),
        own: OwnMentions::default(),
        actions: Vec::new(),
        left: Vec::new(),
    }
}

fn items() -> Vec<Item> {
    vec![
        item(1, List::Media, "El Faro asks how many shops", Some("Eva"), Some(-20), None),
        item(2, List::Media, "Radio Sur asks for an interview", None, None, Some("declined by Eva")),
        item(3, List::Amplifier, "Talk show about food safety", None, Some(5 * HOUR / MINUTE), None),
        item(4, List::Risk, "The video has no subtitles yet", Some("Leo"), None, None),
    ]
}

fn action(incident: i64, id: i64, progress: Progress) -> ActionItem {
    ActionItem {
        item: ItemId(id),
        incident: IncidentId(incident),
        since: (EventSeq(7), ago(30 * 24 * 60)),
        text: clean("Give the list of lots an owner and a deputy"),
        owner: Some(clean("Leo")),
        due: Some(ago(24 * 60)),
        purpose: Some(Purpose::Detect),
        verify: clean("a drill finds a lot within ten minutes; Eva looks"),
        factor: None,
        progress: (progress, (EventSeq(9), ago(60))),
        note: clean("the vendor has answered"),
        verified: (progress == Progress::Verified).then(|| ago(31 * 24 * 60)),
        looked: 0,
    }
}

/// What other incidents left: one that is late, one that is not, one to be looked at again.
fn left() -> Vec<ActionItem> {
    let later = ActionItem { due: Some(now().plus(9 * HOUR)), ..action(2, 8, Progress::Done) };
    vec![action(2, 6, Progress::Begun), later, action(3, 9, Progress::Verified)]
}

/// Rules by words, by a group, and one whose incident was over for a while.
fn rules() -> Vec<RuleRow> {
    let rule = |seq: i64, rule, reason: &str, text: &str| RuleRow {
        rule: Belonging {
            seq: EventSeq(seq),
            incident: IncidentId(1),
            rule,
            by: clean("Ana M."),
            at: ago(seq),
            reason: clean(reason),
            until: (seq == 9).then(|| ago(3)),
        },
        text: Private::prose(clean(text)),
        abusive: false,
    };
    vec![
        rule(30, Rule::Cluster(MentionId(5)), "", "Do not buy it, ask @marta_88 what happened to her kid"),
        rule(20, Rule::Query(clean("\"batch A12\" yoghurt -recipe")), "what the lab calls it; Luis agrees", ""),
        rule(9, Rule::Query(clean("lote A12 yogur")), "the same in Spanish", ""),
    ]
}

fn own(looking: bool) -> OwnMentions {
    OwnMentions { rules: rules(), all: 1_284, open: 57, looking }
}

/// A mention opened that belongs to an incident, by what says so.
fn opened(lang: Lang, size: (u16, u16), belongs: Belongs) -> App {
    let mut app = busy(lang, size);
    let mut detail = mention_detail();
    detail.belongs = Some(belongs);
    let view = MentionView { id: detail.row.id, detail: Some(Box::new(detail)), scroll: 0, unfolded: false };
    app.layers.push(Layer::Mention(view));
    fitted(app)
}

/// What says to which incident mentions belong.
fn belonging(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let incident = Some((IncidentId(1), clean("Batch A12: yoghurt")));
    let rule = BelongsBy::Rule(rules()[1].rule.clone());
    let hand = BelongsBy::Hand(Some((clean("Eva"), ago(6), clean("another brand of the same name"))));
    let mut form = busy(lang, size);
    let at = Now { room: now(), real: now() };
    update(&mut form, at, Msg::Key(Key::char('b')));
    vec![
        ("belong-rule", opened(lang, size, Belongs { incident, why: rule })),
        ("belong-out", opened(lang, size, Belongs { incident: None, why: hand })),
        ("belong-form", fitted(form)),
    ]
}

/// Every state by name, at a size.
pub fn states(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let page = |detail: Option<IncidentDetail>, selected| {
        let mut app = busy(lang, size);
        app.layers.push(Layer::Incident(IncidentView { id: IncidentId(1), detail: detail.map(Box::new), selected }));
        fitted(app)
    };
    let on = || detail(Status::Contained, Some((Status::Resolved, checks())));
    let bare = IncidentDetail { matters: Vec::new(), items: Vec::new(), ..detail(Status::Closed, None) };
    vec![
        ("incident", page(Some(on()), None)),
        ("incident-condition", page(Some(on()), Some(IncidentLine::Check(Condition::Paused)))),
        ("incident-item", page(Some(on()), Some(IncidentLine::Item(ItemId(4))))),
        ("incident-shared", {
            let mut app = page(Some(on()), None);
            app.audience = Audience::Shared;
            fitted(app)
        }),
        (
            "incident-left",
            page(
                Some(IncidentDetail { actions: vec![action(1, 7, Progress::Begun)], left: left(), ..on() }),
                Some(IncidentLine::Left(ItemId(8))),
            ),
        ),
        ("incident-over", page(Some(bare), None)),
        (
            "incident-rules",
            page(Some(IncidentDetail { own: own(false), ..on() }), Some(IncidentLine::Rule(EventSeq(20)))),
        ),
        ("incident-rules-looking", {
            let mut app = page(Some(IncidentDetail { own: own(true), ..on() }), Some(IncidentLine::Rule(EventSeq(9))));
            app.audience = Audience::Shared;
            fitted(app)
        }),
        ("incident-loading", page(None, None)),
    ]
    .into_iter()
    .chain(belonging(lang, size))
    .collect()
}
