//! Which mentions belong to which incident: on arrival, when a rule changes, and by hand; several incidents side by side.

use crate::kit::*;
use gabinete::domain::belonging::{AddBelonging, PlaceMentions, RemoveBelonging, Rule};
use gabinete::domain::command::Command;
use gabinete::domain::event::Event;
use gabinete::domain::ids::{EventSeq, IncidentId, MentionId};
use gabinete::domain::incident::{
    DeclareIncident, DetectIncident, Figures, IncidentType, MergeIncident, Severity, Status,
};
use gabinete::domain::mention::Tone;
use gabinete::domain::reading::Flag;
use gabinete::domain::time::{HOUR, MINUTE};
use gabinete::rows::{Anchor, Answer, Ask, TimelineFilter};
use gabinete::store::past::past;
use gabinete::store::reader::Reader;
use gabinete::store::{Arrival, Options};

const ONE: IncidentId = IncidentId(1);
const TWO: IncidentId = IncidentId(2);

impl Room {
    fn on(&mut self, title: &str, about: Option<Rule>) -> Vec<&'static str> {
        let said = DeclareIncident {
            title: title.into(),
            severity: Severity::Sev3,
            kind: IncidentType::Unknown,
            lead: None,
            since: None,
            about,
        };
        self.say(Command::DeclareIncident(said)).events.iter().map(|(_, e)| e.kind()).collect()
    }

    fn rule(&mut self, incident: IncidentId, rule: Rule) -> EventSeq {
        self.say(Command::AddBelonging(AddBelonging { incident, rule, reason: "it is".into() })).events[0].0
    }

    fn drop_rule(&mut self, rule: EventSeq) {
        self.say(Command::RemoveBelonging(RemoveBelonging { rule, reason: "it is not".into() }));
    }

    fn put(&mut self, mentions: &[MentionId], incident: Option<IncidentId>) {
        let reason = "a person says so".into();
        let said = PlaceMentions { mentions: mentions.to_vec(), incident, reason, seen: None };
        self.say(Command::PlaceMentions(said));
    }

    fn of(&self, mention: MentionId) -> i64 {
        self.ask(&format!("SELECT coalesce(incident, 0) FROM mention_state WHERE id = {}", mention.0))
    }

    fn belong(&self, incident: IncidentId) -> i64 {
        self.ask(&format!("SELECT count(*) FROM mention_state WHERE incident = {}", incident.0))
    }

    /// Until no changed rule has anything left to look at.
    fn settle(&mut self) -> usize {
        assert!(self.writer.take_lease("a", "ana", self.now).unwrap());
        let steps = (0..1_000).take_while(|_| self.writer.tick(self.now).unwrap() > 0).count();
        self.writer.release_lease().unwrap();
        assert_eq!(self.ask("SELECT count(*) FROM belonging_work"), 0);
        steps
    }

    fn status(&mut self, incident: IncidentId, to: Status) {
        self.say(Command::ChangeStatus { incident, to, reason: "so it is".into() });
    }

    fn let_be(&mut self, mentions: Vec<MentionId>) {
        let disposition = gabinete::domain::mention::Disposition::Monitor;
        self.say(Command::Dispose { mentions, disposition, reason: String::new(), seen: None });
    }

    fn figures(&self, of: IncidentId) -> Figures {
        let now = T.plus(30 * MINUTE);
        match self.answer(&Ask::Figures { of: Some(of), now, outlets: vec![] }) {
            Answer::Figures(asked, figures) if asked == Some(of) => *figures,
            other => panic!("{other:?}"),
        }
    }
}

fn words(text: &str) -> Rule {
    Rule::Query(text.into())
}

/// So many mentions of an account of so many followers, posted so long ago, as grave and as angry as they may be.
fn loud(first: u64, ago: i64, followers: u64) -> Vec<Arrival> {
    let one = |n| {
        let mut one = mention(first + n, &format!("loud words, number {}", first + n));
        one.raw.ts = Some(T.plus(30 * MINUTE - ago));
        one.raw.followers = Some(followers);
        one.reading.flags = vec![Flag::LifeThreat];
        one
    };
    (0..4).map(one).collect()
}

#[test]
fn what_another_incident_left_behind_makes_no_incident_grave() {
    let mut room = room();
    room.now = T.plus(-10 * HOUR);
    room.on("Yesterday's", None);
    let mentions = room.take(loud(1, 9 * HOUR, 2_000_000));
    let flags = |figures: &Figures| figures.triggers.clone();
    assert_eq!(flags(&room.figures(ONE)), [("H1".to_owned(), 4)]);
    room.let_be(mentions);
    room.status(ONE, Status::StoodDown);
    room.now = T.plus(10 * MINUTE);
    room.take(loud(10, 25 * MINUTE, 500));
    room.on("Today's", None);
    let own = room.figures(TWO);
    assert_eq!(
        (flags(&own), own.followers),
        (vec![("H1".to_owned(), 4)], 500),
        "its own signs, and none of the other's"
    );
}

#[test]
fn what_was_declared_by_mistake_and_stood_down_takes_nothing_from_what_is_declared_in_its_place() {
    for since in [None, Some(T)] {
        let mut room = room();
        room.now = T.plus(20 * MINUTE);
        let mentions = room.take(loud(1, 15 * MINUTE, 500));
        room.on("The wrong one", None);
        room.now = T.plus(22 * MINUTE);
        room.let_be(mentions);
        room.status(ONE, Status::StoodDown);
        room.now = T.plus(23 * MINUTE);
        room.say(Command::DeclareIncident(DeclareIncident {
            title: "The right one".into(),
            severity: Severity::Sev2,
            kind: IncidentType::Unknown,
            lead: None,
            since,
            about: None,
        }));
        let right = room.figures(TWO);
        assert_eq!((right.triggers, right.followers), (vec![("H1".to_owned(), 4)], 500), "{since:?}");
    }
}

/// Where a person says when it began, that goes before when another one ended.
#[test]
fn what_is_said_since_an_incident_began_is_of_it_though_another_ended_meanwhile() {
    let mut room = room();
    room.on("A false alarm", None);
    room.now = T.plus(70 * MINUTE);
    let mentions = room.take(loud(1, 15 * MINUTE, 500));
    room.let_be(mentions);
    room.status(ONE, Status::StoodDown);
    let declare = |room: &mut Room, since| {
        room.now = room.now.plus(MINUTE);
        room.say(Command::DeclareIncident(DeclareIncident {
            title: "It".into(),
            severity: Severity::Sev2,
            kind: IncidentType::Unknown,
            lead: None,
            since,
            about: None,
        }));
    };
    declare(&mut room, None);
    declare(&mut room, Some(T.plus(10 * MINUTE)));
    assert_eq!(room.figures(TWO).followers, 0, "what was said while the other was on for hours is the other's");
    assert_eq!(room.figures(IncidentId(3)).followers, 500);
}

#[test]
fn a_mention_belongs_as_it_arrives_and_a_group_decides_before_words() {
    let mut room = room();
    room.on("Fire", Some(words("fire")));
    room.on("Smoke", Some(words("smoke -cigar")));
    let ids = room.take(vec![
        mention(1, "The FIRE spreads"),
        mention(2, "smoke everywhere"),
        mention(3, "fire and smoke"),
        mention(4, "cigar smoke"),
        mention(5, "fires in the night"),
    ]);
    let of: Vec<i64> = ids.iter().map(|id| room.of(*id)).collect();
    assert_eq!(of, [1, 2, 1, 0, 0], "of two by words the older decides; the last word of a rule is a whole one");
    let first = room.take(vec![alike(20, 1)])[0];
    room.rule(TWO, Rule::Cluster(first));
    room.rule(ONE, words("bottles"));
    let more = room.take(vec![alike(21, 1), alike(22, 2)]);
    assert_eq!((room.of(first), room.of(more[0]), room.of(more[1])), (2, 2, 1));
    room.whole();
}

#[test]
fn a_rule_takes_what_was_there_and_gives_it_back_in_bounded_steps() {
    let mut room = room();
    room.on("Numbers", None);
    room.take(
        (1..=2_500).map(|n| mention(n, &format!("number {n} {}", if n % 2 == 0 { "even" } else { "odd" }))).collect(),
    );
    let all = room.rule(ONE, words("number"));
    assert_eq!(room.belong(ONE), 1_000, "the decision itself looks at the newest, and at no more than a step");
    let newest = room.ask("SELECT max(id) FROM mention");
    assert_eq!(room.of(MentionId(newest)), 1);
    // what arrives meanwhile is looked at as it arrives
    let new = room.take(vec![mention(3_000, "number 3000 even")])[0];
    assert_eq!(room.of(new), 1);
    assert!((1..=4).contains(&room.settle()));
    assert_eq!(room.belong(ONE), 2_501);
    room.whole();
    room.on("Even", None);
    room.rule(TWO, words("even"));
    room.settle();
    assert_eq!((room.belong(ONE), room.belong(TWO)), (2_501, 0), "the older rule holds");
    room.drop_rule(all);
    room.settle();
    assert_eq!((room.belong(ONE), room.belong(TWO)), (0, 1_251));
    room.whole();
}

#[test]
fn a_persons_word_stands_above_every_rule_and_can_be_taken_back() {
    let mut room = room();
    room.on("Fire", Some(words("fire")));
    room.on("Other", None);
    let ids = room.take(vec![mention(1, "fire here"), mention(2, "fire there"), mention(3, "nothing")]);
    room.put(&ids[..1], Some(TWO));
    room.put(&ids[1..2], None);
    room.put(&ids[2..], Some(ONE));
    let of = |room: &Room| ids.iter().map(|id| room.of(*id)).collect::<Vec<_>>();
    assert_eq!(of(&room), [2, 0, 1]);
    let again = room.rule(TWO, words("fire"));
    room.settle();
    room.drop_rule(again);
    room.settle();
    assert_eq!(of(&room), [2, 0, 1], "no rule moves it");
    let seen = None;
    let same = PlaceMentions { mentions: vec![ids[0]], incident: Some(TWO), reason: "again".into(), seen };
    assert_eq!(room.refused(Command::PlaceMentions(same.clone())), "refuse-same-place");
    let mute = PlaceMentions { incident: Some(ONE), reason: " ".into(), ..same.clone() };
    assert_eq!(room.refused(Command::PlaceMentions(mute)), "refuse-needs-reason");
    let nowhere = PlaceMentions { incident: Some(IncidentId(9)), ..same };
    assert_eq!(room.refused(Command::PlaceMentions(nowhere)), "refuse-no-incident");
    room.put(&ids[1..2], Some(TWO));
    room.whole();
    assert_eq!(room.say(Command::Undo { decision: None }).events[0].1.kind(), "undone");
    assert_eq!(room.of(ids[1]), 0, "as the word before said");
    let first = room.ask("SELECT min(seq) FROM event WHERE kind = 'mentions_placed'");
    let decision = Some(gabinete::domain::ids::DecisionId(first));
    room.say(Command::Undo { decision });
    assert_eq!(room.of(ids[0]), 1, "and where no word is left the rules say it again");
    room.whole();
}

#[test]
fn an_incident_begins_with_what_led_to_it() {
    let mut room = room();
    let first = room.take(vec![alike(1, 1), alike(2, 1), mention(3, "another matter")])[0];
    let pile: Vec<_> = (100..180).map(|n| alike(n, 1)).collect();
    room.take(pile);
    room.writer.take_lease("a", "ana", room.now).unwrap();
    room.writer.notice(T.plus(2 * MINUTE)).unwrap();
    room.writer.release_lease().unwrap();
    let signal = room.ask("SELECT seq FROM signal WHERE kind = 'cluster_growing'");
    let detect = |title: &str, signal, about| {
        Command::DetectIncident(DetectIncident { title: title.into(), since: None, signal, about })
    };
    let events = room.say(detect("They all say it", Some(EventSeq(signal)), None)).events;
    let Event::BelongingAdded { rule, reason, .. } = &events[1].1 else { panic!("{events:?}") };
    assert_eq!((rule, reason.as_str()), (&Rule::Cluster(first), ""));
    room.settle();
    assert_eq!(room.belong(ONE), 82);
    assert_eq!(room.on("The whole room", None), ["incident_declared", "tasks_added"]);
    assert_eq!(room.belong(TWO), 0);
    let missing = detect("x", None, Some(Rule::Cluster(MentionId(5))));
    assert_eq!(room.refused(missing), "refuse-no-mention");
    for (bad, key) in
        [("", "search-hint-no-words"), ("-fire", "search-hint-only-exclusions"), ("🔥", "search-hint-no-words")]
    {
        assert_eq!(room.refused(detect("x", None, Some(words(bad)))), key, "{bad}");
    }
    room.whole();
}

#[test]
fn what_came_as_history_is_of_an_incident_only_where_a_person_put_it_there() {
    let mut room = room();
    room.on("Fire", Some(words("fire")));
    let old = |n| Arrival { history: true, ..mention(n, "a nice fire") };
    let before = room.take((1..=3).map(old).collect());
    let now = room.take(vec![mention(10, "the fire spreads")]);
    room.rule(ONE, Rule::Cluster(before[0]));
    room.settle();
    assert_eq!((room.belong(ONE), room.of(now[0])), (1, 1), "by words or by group");
    let counted = "SELECT n FROM incident_count WHERE incident = 1";
    assert_eq!(room.ask(counted), 1);
    room.put(&before[..1], Some(ONE));
    assert_eq!((room.belong(ONE), room.ask(counted)), (2, 2));
    let past = past(&room.path, Options::default(), ONE).unwrap().unwrap();
    assert_eq!((past.all, past.told.len()), (2, 2));
    room.whole();
}

/// Rooms of before took it by their rules: they are whole, and put right when somebody holds them again.
#[test]
fn history_that_an_older_program_took_is_given_back_once() {
    let mut room = room();
    room.on("Fire", Some(words("fire")));
    room.take((1..=3).map(|n| Arrival { history: true, ..mention(n, "a nice fire") }).collect());
    room.take(vec![mention(10, "the fire spreads")]);
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    conn.execute_batch(
        "UPDATE mention_state SET (read_rule, read_incident) = (SELECT seq, incident FROM belonging);
         UPDATE incident_count SET n = 4; DELETE FROM counter WHERE key = 'no_history';
         INSERT OR REPLACE INTO incident_minute (incident, minute, n, negative, classified)
           SELECT incident, id / 61440000, count(*), count(*), count(*) FROM mention_state GROUP BY 2;",
    )
    .unwrap();
    room.whole();
    let past = past(&room.path, Options::default(), ONE).unwrap().unwrap();
    assert_eq!(past.all, 1, "what only reads sees none of it either");
    room.settle();
    assert_eq!((room.belong(ONE), room.ask("SELECT n FROM incident_count")), (1, 1));
    room.whole();
}

#[test]
fn an_erased_mention_stays_in_its_incident_while_the_rule_that_took_it_stands() {
    let mut room = room();
    room.on("Fire", Some(words("fire")));
    let fires = (1..=4).map(|n| mention(n, "the fire spreads")).collect();
    let ids = room.take(fires);
    let mut harm = mention(5, "my child burnt in the fire");
    harm.reading.flags = vec![Flag::LifeThreat];
    let harmed = room.take(vec![harm])[0];
    let before = (room.belong(ONE), room.figures(ONE));
    for mention in [ids[0], harmed] {
        room.say(Command::EraseMention { mention, reason: "they asked".into() });
    }
    assert_eq!((room.belong(ONE), room.figures(ONE)), before);
    let notes = format!("SELECT notes = '{{\"flags\":[\"H1\"]}}' FROM mention_state WHERE id = {}", harmed.0);
    assert_eq!(room.ask(&notes), 1, "and that it told of harm");
    room.whole();
    let other = room.rule(ONE, words("spreads"));
    room.settle();
    assert_eq!(room.of(ids[0]), 1);
    room.drop_rule(other);
    let first = EventSeq(room.ask("SELECT seq FROM belonging"));
    room.settle();
    room.whole();
    room.drop_rule(first);
    room.settle();
    assert_eq!(room.belong(ONE), 0, "no rule, no belonging");
    room.whole();
}

/// Mentions of two matters in one hour: the first is loud, angry and everywhere, the second is neither.
fn two_matters() -> Room {
    let mut room = room();
    room.on("Fire", Some(words("fire")));
    room.on("Late parcels", Some(words("parcel")));
    let at = |n: u64| Some(T.plus(n as i64 * 10_000));
    let mut all = Vec::new();
    for n in 0..60 {
        let mut one = mention(n, &format!("fire in kitchen {n}"));
        one.raw.ts = at(n);
        one.raw.platform = Some(["x", "bluesky", "mastodon"][n as usize % 3].into());
        one.raw.followers = (n == 7).then_some(2_000_000);
        all.push(one);
    }
    for n in 100..120 {
        let mut one = mention(n, &format!("my parcel {n} is late"));
        one.raw.ts = at(n - 100);
        one.reading.tone = if n < 102 { Tone::Negative } else { Tone::Neutral };
        one.reading.score = 10;
        all.push(one);
    }
    room.take(all);
    room
}

#[test]
fn two_incidents_side_by_side_have_figures_of_their_own() {
    let mut room = two_matters();
    let (fire, late) = (room.figures(ONE), room.figures(TWO));
    assert_eq!((fire.own, fire.per_hour, fire.negative, fire.platforms), (Some(ONE), 60, Some(100), 3));
    assert_eq!((fire.followers, fire.voices), (2_000_000, 1));
    assert_eq!((late.own, late.per_hour, late.negative, late.platforms), (Some(TWO), 20, Some(10), 1));
    assert_eq!((late.followers, late.voices), (0, 0));
    room.on("All of it", None);
    let whole = room.figures(IncidentId(3));
    assert_eq!((whole.own, whole.per_hour, whole.platforms), (None, 80, 3), "without rules it is the whole room's");
    // what is decided, corrected and placed by hand moves the figures with it
    let one = room.ask("SELECT id FROM mention WHERE text LIKE 'fire%' ORDER BY id LIMIT 1");
    room.put(&[MentionId(one)], Some(TWO));
    assert_eq!((room.figures(ONE).per_hour, room.figures(TWO).per_hour), (59, 21));
    let tone = Some(Tone::Positive);
    room.say(Command::Correct { mentions: vec![MentionId(one)], tone, language: None, score: None, seen: None });
    assert_eq!(room.figures(TWO).negative, Some(9), "2 of 21");
    let disposition = gabinete::domain::mention::Disposition::Monitor;
    let mentions = vec![MentionId(one)];
    room.say(Command::Dispose { mentions, disposition, reason: String::new(), seen: None });
    assert_eq!(room.ask("SELECT open FROM incident_count WHERE incident = 2"), 20);
    room.whole();
}

#[test]
fn whoever_was_harmed_is_of_the_incident_of_their_mention_whenever_it_was_written_down() {
    use gabinete::domain::affected::AddAffected;
    use gabinete::domain::fact::{FactState, FactStatus};
    let mut room = room();
    let ids = room.some(3);
    let harmed = |mention: Option<MentionId>, incident: Option<IncidentId>| {
        let name = if mention.is_none() { "M." } else { "" }.to_owned();
        Command::AddAffected(AddAffected { incident, mention, name, note: String::new() })
    };
    let fact = |en: &str| FactState {
        status: FactStatus::Confirmed,
        en: en.into(),
        source: "lab".into(),
        ..FactState::default()
    };
    room.say(Command::AddFact { incident: None, fact: fact("A lot burns."), supersedes: None });
    room.say(harmed(Some(ids[0]), None));
    room.say(harmed(None, None));
    room.now = room.now.plus(MINUTE);
    room.on("Whole room", None);
    let counts = |room: &Room, incident: IncidentId| {
        let Answer::Situation(Some(of)) = room.answer(&Ask::Situation { incident: Some(incident), now: room.now })
        else {
            panic!("no situation")
        };
        let role = gabinete::domain::role::Role::lead();
        let Answer::Card(Some(card)) = room.answer(&Ask::Card { incident, role, from: "ana".into(), now: room.now })
        else {
            panic!("no card")
        };
        (of.figures.affected, of.longest_wait.is_some(), of.figures.claims[0], of.facts.len(), card.affected)
    };
    let known = counts(&room, ONE);
    assert_eq!(known, ([2, 0, 2], true, 1, 1, 2), "it was known before it had a name");
    // written down while somebody looked at another one, or placed there since
    room.on("Another", None);
    room.say(harmed(Some(ids[1]), Some(ONE)));
    room.put(&[ids[0], ids[1]], Some(TWO));
    let ((one, ..), (two, ..)) = (counts(&room, ONE), counts(&room, TWO));
    assert_eq!((one, two), ([1, 0, 1], [3, 0, 3]), "who names no incident is of each");
    room.whole();
}

#[test]
fn the_steps_and_reports_of_an_incident_go_by_its_own_mentions() {
    let mut room = two_matters();
    room.now = T.plus(3 * HOUR);
    let ask = |of| Ask::Incident { id: of, triggers: vec!["H1".into()], now: T.plus(3 * HOUR) };
    let mut reader = Reader::open(&room.path).unwrap();
    let mut peak = |of| match reader.answer(&ask(of)).unwrap() {
        Answer::Incident(_, Some(detail)) => {
            let rate = gabinete::domain::incident::Condition::Rate;
            detail.check(rate).unwrap().value["peak"].clone()
        }
        other => panic!("{other:?}"),
    };
    use gabinete::domain::room::Arg;
    assert_eq!((peak(ONE), peak(TWO)), (Arg::Number(60), Arg::Number(20)));
    let situation = |of| {
        let ask = Ask::Situation { incident: Some(of), now: T.plus(30 * MINUTE) };
        match room.answer(&ask) {
            Answer::Situation(Some(s)) => s,
            other => panic!("{other:?}"),
        }
    };
    let (fire, late) = (situation(ONE), situation(TWO));
    assert_eq!((fire.figures.per_hour, fire.figures.own), (Some(60), Some([60, 60])));
    assert_eq!((late.figures.per_hour, late.figures.negative, late.figures.own), (Some(20), Some(10), Some([20, 20])));
    room.whole();
}

#[test]
fn what_arrives_after_the_end_is_not_of_it_until_it_is_on_again() {
    let mut room = room();
    let detect = DetectIncident { title: "Fire".into(), since: None, signal: None, about: Some(words("fire")) };
    room.say(Command::DetectIncident(detect));
    let before = room.take(vec![mention(1, "fire one")])[0];
    room.status(ONE, Status::StoodDown);
    assert_eq!(
        room.refused(Command::AddBelonging(AddBelonging { incident: ONE, rule: words("x"), reason: "y".into() })),
        "refuse-belonging-over"
    );
    let after = room.take(vec![mention(2, "fire two")])[0];
    assert_eq!((room.of(before), room.of(after)), (1, 0));
    room.whole();
    room.say(Command::ChangeSeverity { incident: ONE, to: Severity::Sev3, reason: String::new() });
    room.say(Command::ChangeLead { incident: ONE, to: "ana".into() });
    room.status(ONE, Status::Active);
    room.settle();
    assert_eq!((room.of(before), room.of(after)), (1, 1));
    room.whole();
}

#[test]
fn what_belonged_to_a_part_belongs_to_the_whole() {
    let mut room = room();
    room.on("Fire", Some(words("fire")));
    room.on("Smoke", Some(words("smoke")));
    let ids = room.take(vec![mention(1, "fire"), mention(2, "smoke"), mention(3, "ash"), mention(4, "dust")]);
    room.put(&ids[2..3], Some(TWO));
    let merge = MergeIncident { incident: TWO, into: ONE, reason: "one plant".into() };
    room.say(Command::MergeIncident(merge));
    room.settle();
    assert_eq!((room.belong(ONE), room.belong(TWO)), (3, 0));
    let put = PlaceMentions { mentions: ids[3..].to_vec(), incident: Some(TWO), reason: "x".into(), seen: None };
    assert_eq!(room.refused(Command::PlaceMentions(put)), "refuse-belonging-over");
    let new = room.take(vec![mention(5, "more smoke")])[0];
    assert_eq!(room.of(new), 1);
    room.whole();
}

#[test]
fn an_incident_without_rules_stays_the_whole_room_whatever_becomes_a_part_of_it() {
    let mut room = room();
    room.on("All of it", None);
    room.on("Fire", Some(words("fire")));
    let all = (0..12).map(|n| {
        let mut one = mention(n, &format!("{} number {n}", if n < 3 { "fire" } else { "smoke" }));
        one.raw.ts = Some(T.plus(n as i64 * 10_000));
        one
    });
    let ids = room.take(all.collect());
    room.put(&ids[11..], Some(TWO));
    let before = room.figures(ONE);
    assert_eq!((before.own, before.per_hour, room.figures(TWO).per_hour), (None, 12, 4));
    room.say(Command::MergeIncident(MergeIncident { incident: TWO, into: ONE, reason: "one plant".into() }));
    room.settle();
    assert_eq!(room.figures(ONE), before, "its guards go by no less than before");
    assert_eq!(room.ask("SELECT count(*) FROM belonging"), 0);
    assert_eq!((room.belong(ONE), room.belong(TWO)), (1, 0), "what a person put there stays");
    room.whole();
    // and it can be given rules of its own, as ever
    room.rule(ONE, words("smoke"));
    room.settle();
    assert_eq!((room.belong(ONE), room.figures(ONE).own), (9, Some(ONE)));
    room.whole();
}

#[test]
fn a_rule_goes_with_its_group_when_a_person_regroups_it() {
    let mut room = room();
    let ids = room.take(vec![alike(1, 1), alike(2, 1), alike(3, 2), alike(4, 2)]);
    room.on("Bottles", Some(Rule::Cluster(ids[0])));
    room.settle();
    assert_eq!(room.belong(ONE), 2);
    room.say(Command::Regroup { mentions: vec![ids[0]], into: Some(ids[2]), seen: None });
    room.settle();
    assert_eq!(room.belong(ONE), 4, "all four say the same now");
    room.whole();
    room.say(Command::Undo { decision: None });
    room.settle();
    assert_eq!(room.belong(ONE), 2);
    room.whole();
    room.say(Command::EraseMention { mention: ids[1], reason: "asked".into() });
    room.whole();
}

#[test]
fn words_are_matched_alike_wherever_mentions_lie() {
    let mut room = room();
    room.take((0..1_500).map(|n| mention(2 * n, &format!("fire {n} at the start"))).collect());
    room.on("Fire", Some(words("\"fire 3\" -late")));
    room.settle();
    // scattered among those: an index of their own is made for them, with the same words in it
    let texts = ["Fíre 3 here", "fire 3 late", "fire 33", "FIRE, 3!", "say fire3", "fire \u{301}3"];
    let scattered = texts.iter().enumerate().map(|(n, text)| mention(2 * (n as u64 * 240) + 1, text));
    let ids = room.take(scattered.collect());
    let of: Vec<i64> = ids.iter().map(|id| room.of(*id)).collect();
    assert_eq!(of, [1, 0, 0, 1, 0, 1]);
    room.whole();
    let erased = ids[0];
    room.say(Command::EraseMention { mention: erased, reason: "asked".into() });
    assert_eq!(room.of(erased), 1, "its words are gone, its place is not");
    room.whole();
}

#[test]
fn check_finds_a_mention_that_belongs_elsewhere_and_a_count_that_is_off() {
    use gabinete::store::{Options, check};
    for (sql, key) in [
        ("UPDATE mention_state SET read_incident = NULL, read_rule = NULL WHERE incident = 1", "check-belonging"),
        ("UPDATE mention_state SET read_incident = 2 WHERE incident = 1", "check-belonging"),
        ("UPDATE incident_minute SET n = n + 1", "check-belonging-counts"),
        ("UPDATE incident_count SET open = open + 1", "check-belonging-counts"),
        ("UPDATE belonging SET query = 'smoke'", "check-table"),
        ("UPDATE mention_state SET said_incident = 1 WHERE incident IS NULL", "check-mention"),
    ] {
        let mut room = room();
        room.on("Fire", Some(words("fire")));
        room.take(vec![mention(1, "fire"), mention(2, "nothing")]);
        room.whole();
        rusqlite::Connection::open(&room.path).unwrap().execute_batch(sql).unwrap();
        let report = check::check(&room.path, Options::default(), room.now.plus(60_000)).unwrap();
        assert!(report.faults.iter().any(|f| f.key == key), "{sql}: {report:#?}");
    }
}

#[test]
fn a_search_that_names_an_incident_lists_its_mentions() {
    use gabinete::rows::{Anchor, MentionFilter, MentionQuery, Scope};
    let mut room = two_matters();
    let one = room.ask("SELECT id FROM mention WHERE text LIKE 'fire%' ORDER BY id LIMIT 1");
    room.put(&[MentionId(one)], Some(TWO));
    room.take(vec![mention(900, "neither")]);
    let listed = |scope: Scope, search: &str, incident: Option<i64>| {
        let incident = incident.map(IncidentId);
        let filter = MentionFilter { search: search.into(), incident, ..MentionFilter::default() };
        let query = MentionQuery { scope, filter, ..MentionQuery::default() };
        let ask = Ask::Mentions { query, anchor: Anchor::Top, margin: 500 };
        match room.answer(&ask) {
            Answer::Mentions(_, _, window) => window.rows.len(),
            other => panic!("{other:?}"),
        }
    };
    for scope in [Scope::All, Scope::Unattended] {
        for (search, incident, n) in [
            ("incident:2", None, 21),
            ("", Some(2), 21),
            ("incidente:1 kitchen", None, 59),
            ("fire incident:2 ", None, 1),
            ("incident:0", None, 1),
            ("", Some(0), 1),
            ("incident:7", None, 0),
            ("incident:2", Some(1), 21),
        ] {
            assert_eq!(listed(scope.clone(), search, incident), n, "{scope:?} {search} {incident:?}");
        }
    }
}

#[test]
fn a_mention_opened_says_to_which_incident_it_belongs_and_why() {
    use gabinete::rows::BelongsBy;
    let mut room = room();
    room.on("Fire", Some(words("fire")));
    let ids = room.take(vec![mention(1, "fire"), mention(2, "ash"), mention(3, "dust")]);
    room.put(&ids[1..2], Some(ONE));
    let belongs = |id| match room.answer(&Ask::Mention(id)) {
        Answer::Mention(_, Some(detail)) => detail.belongs,
        other => panic!("{other:?}"),
    };
    let rule = belongs(ids[0]).unwrap();
    let of = |b: &gabinete::rows::Belongs| b.incident.as_ref().map(|(id, title)| (*id, title.as_str().to_owned()));
    assert_eq!(of(&rule), Some((ONE, "Fire".into())));
    assert!(matches!(&rule.why, BelongsBy::Rule(rule) if rule.rule == words("fire") && rule.by.as_str() == "ana"));
    let hand = belongs(ids[1]).unwrap();
    let BelongsBy::Hand(Some((by, _, why))) = &hand.why else { panic!("{hand:?}") };
    assert_eq!((of(&hand).unwrap().0, by.as_str(), why.as_str()), (ONE, "ana", "a person says so"));
    assert_eq!(belongs(ids[2]), None);
    room.put(&ids[..1], None);
    let out = belongs_of(&room, ids[0]);
    assert!(out.incident.is_none() && matches!(out.why, BelongsBy::Hand(Some(_))));
}

fn belongs_of(room: &Room, id: MentionId) -> gabinete::rows::Belongs {
    match room.answer(&Ask::Mention(id)) {
        Answer::Mention(_, Some(detail)) => detail.belongs.unwrap(),
        other => panic!("{other:?}"),
    }
}

mod random {
    use super::*;
    use proptest::prelude::*;

    /// What happens next; numbers are places among what is there.
    type Next = (u8, u8, u8);

    fn take(room: &mut Room, ids: &mut Vec<MentionId>, (what, a, b): Next) {
        const WORDS: [&str; 5] = ["fire", "smoke", "ash", "fire smoke", "ash -fire"];
        let incident = IncidentId(i64::from(a % 3) + 1);
        let mention_of = |n: u8| ids.get(usize::from(n) % ids.len().max(1)).copied().unwrap_or(MentionId(1));
        let reason = "because".to_owned();
        let command = match what {
            // arrivals lie anywhere in time
            0..=3 => {
                let n = u64::from(a) * 256 + u64::from(b);
                let some = (0..u64::from(b % 7) + 1).map(|k| {
                    if a % 2 == 0 {
                        alike(n + k * 7_919, u64::from(b % 3))
                    } else {
                        mention(n + k * 7_919, WORDS[(n + k) as usize % 4])
                    }
                });
                ids.extend(room.take(some.collect()));
                return;
            }
            4 | 5 => {
                let rule = if b % 3 == 0 { Rule::Cluster(mention_of(b)) } else { words(WORDS[usize::from(b) % 5]) };
                Command::AddBelonging(AddBelonging { incident, rule, reason })
            }
            6 => {
                let rule = room.ask(&format!(
                    "SELECT coalesce((SELECT seq FROM belonging ORDER BY seq LIMIT 1 OFFSET {}), 0)",
                    b % 4
                ));
                Command::RemoveBelonging(RemoveBelonging { rule: EventSeq(rule), reason })
            }
            7 => {
                let to = (b % 3 > 0).then_some(incident);
                Command::PlaceMentions(PlaceMentions {
                    mentions: vec![mention_of(a), mention_of(b)],
                    incident: to,
                    reason,
                    seen: None,
                })
            }
            8 => Command::Regroup {
                mentions: vec![mention_of(a)],
                into: (b % 3 > 0).then_some(mention_of(b)),
                seen: None,
            },
            9 => Command::Undo { decision: None },
            10 => {
                Command::ChangeStatus { incident, to: [Status::StoodDown, Status::Active][usize::from(b % 2)], reason }
            }
            11 => Command::MergeIncident(MergeIncident { incident, into: IncidentId(i64::from(b % 3) + 1), reason }),
            12 => Command::EraseMention { mention: mention_of(a), reason },
            _ => Command::Correct {
                mentions: vec![mention_of(a)],
                tone: Some(Tone::Positive),
                language: None,
                score: None,
                seen: None,
            },
        };
        room.now = room.now.plus(1000);
        match room.writer.decide(&who("ana"), &command, room.now, None) {
            Ok(_) | Err(gabinete::store::Denied::Refused(_)) => {}
            Err(gabinete::store::Denied::Store(error)) => panic!("{command:?}: {error}"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
        /// However it came about, each mention belongs where the rules and people that stand now say, and is counted there.
        #[test]
        fn who_belongs_where_follows_from_what_stands(day in proptest::collection::vec((0u8..14, any::<u8>(), any::<u8>()), 1..50)) {
            let mut room = room();
            for (title, id) in [("one", 1), ("two", 2), ("three", 3)] {
                // detected, so that it can be stood down and come back
                let detect = DetectIncident { title: title.into(), since: None, signal: None, about: None };
                room.say(Command::DetectIncident(detect));
                let incident = IncidentId(id);
                room.say(Command::ChangeSeverity { incident, to: Severity::Sev3, reason: String::new() });
                room.say(Command::ChangeLead { incident, to: "ana".into() });
            }
            let mut ids = room.take(vec![mention(1, "fire"), alike(2, 1), mention(3, "smoke and ash")]);
            for next in day {
                take(&mut room, &mut ids, next);
            }
            room.settle();
            room.whole();
        }
    }
}

#[test]
fn the_timeline_says_how_many_were_placed() {
    let mut room = room();
    room.incident(Severity::Sev2);
    let ids = room.some(3);
    room.put(&ids, Some(ONE));
    let ask = Ask::Timeline { filter: TimelineFilter::default(), anchor: Anchor::Top, margin: 5 };
    let Answer::Timeline(_, _, window) = room.answer(&ask) else { panic!() };
    let placed = window.rows.iter().find(|row| matches!(row.event, Some(Event::MentionsPlaced { .. }))).unwrap();
    assert_eq!(placed.touched, 3);
}
