//! A drill of eleven posts, played by a script, whose review and score are worked out by hand: every figure and every point
//! stands in a table with how it comes about and the events that it came from.

use crate::by_hand::{FIGURES, POSTS, SCORE, TOTAL};
use crate::team::{Play, T};
use gabinete::domain::ids::EventSeq;
use gabinete::domain::mention::Band;
use gabinete::domain::room::Lang;
use gabinete::domain::time::{MINUTE, SECOND};
use gabinete::drill::score::{Entry, Reader as Judge, Score, key, score};
use gabinete::drill::{Scenario, Script};
use gabinete::plan::Plan;
use gabinete::review::spread::{Quantile, Spread};
use gabinete::review::{Figure, Slice, Value, What};
use gabinete::rows::{Answer, Ask, ReviewDetail};
use gabinete::shell::drill::{SOURCE, scored as entry};
use gabinete::store::open::Options;
use gabinete::store::reader::Reader;
use gabinete::store::{chain, check, placed};
use serde_json::json;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

const SCENARIO: &str = include_str!("lift.toml");
/// The room is looked at so long after the drill began.
const LOOKED: i64 = 200 * MINUTE;

/// The plan that comes with the product, with four tasks: a checklist that can be counted by hand.
fn plan() -> Plan {
    let mut plan = Plan::builtin();
    plan.tasks.retain(|task| ["F01", "F04", "F05", "F06"].contains(&task.code.as_str()));
    for task in &mut plan.tasks {
        (task.gate, task.rhythm, task.again) = (None, None, None);
        task.after.clear();
    }
    plan
}

/// What the team does, in minutes after the start; what arrives stands in `lift.toml`.
fn team(play: &mut Play) {
    let at = |play: &mut Play, minute: f64| play.until((minute * MINUTE as f64) as i64);
    let dispose = |play: &mut Play, name: &str, word: &str| {
        let mention = play.mention(name);
        play.act("Ana", json!({"do": "dispose", "mentions": [mention], "disposition": word, "reason": "drill"}));
    };
    let keep = |play: &mut Play, name: &str| {
        let capture = json!({"name": "shot.png", "sha256": "ab".repeat(32), "bytes": 9});
        let to = json!({"kind": "mention", "id": play.mention(name)});
        play.act("Ana", json!({"do": "attach_evidence", "to": to, "capture": capture}));
    };
    at(play, 4.0);
    dispose(play, "one", "respond_then_private");
    at(play, 9.0);
    dispose(play, "five", "moderate");
    keep(play, "five");
    at(play, 10.0);
    let since = T.plus(2 * MINUTE);
    play.act(
        "Ana",
        json!({"do": "declare_incident", "title": "The lift", "severity": "SEV2", "type": "product_failure",
            "lead": "Ana", "since": since}),
    );
    for words in ["lift", "ascensor"] {
        let rule = json!({"query": words});
        play.act("Ana", json!({"do": "add_belonging", "incident": 1, "rule": rule, "reason": "it names it"}));
    }
    play.act("Ana", json!({"do": "assign_role", "incident": 1, "role": "social_lead", "to": "Ana"}));
    play.act("Ana", json!({"do": "confirm_paused", "incident": 1, "count": 0}));
    at(play, 11.0);
    let fact = |status: &str, words: &str| json!({"status": status, "en": words, "source": "the mall"});
    play.act("Ana", json!({"do": "add_fact", "incident": 1, "fact": fact("confirmed", "The lift fell two floors")}));
    play.act("Ana", json!({"do": "add_fact", "incident": 1, "fact": fact("false", "The passengers jumped")}));
    play.task("Ana", "F01", "done");
    at(play, 12.0);
    let next = "11:00";
    let holding = format!(
        "We know what people are telling us about the lift and we are sorry for what they are going through. We are checking it with our team now. We will update you here at {next} UTC."
    );
    let (one, two) = (play.mention("one"), play.mention("two"));
    play.open(1, "holding", "x", &[one, two]);
    play.submit(1, &holding);
    at(play, 13.0);
    dispose(play, "six", "thank");
    at(play, 14.0);
    play.act("Bea", json!({"do": "request_changes", "response": 1, "note": "say where"}));
    at(play, 16.0);
    let holding = holding.replace("the lift", "the lift at the Sur mall");
    play.submit(1, &holding);
    at(play, 17.0);
    dispose(play, "seven", "correct");
    keep(play, "seven");
    at(play, 20.0);
    play.approve(1, &holding);
    at(play, 21.0);
    play.act("Ana", json!({"do": "start_publishing", "response": 1}));
    at(play, 22.0);
    play.act("Ana", json!({"do": "confirm_published", "response": 1}));
    dispose(play, "eight", "let_stand");
    at(play, 23.0);
    dispose(play, "two", "join_cluster");
    at(play, 24.0);
    dispose(play, "three", "verify");
    dispose(play, "four", "respond_public");
    at(play, 30.0);
    play.task("Ana", "F05", "done");
    at(play, 32.0);
    dispose(play, "nine", "escalate");
    at(play, 33.0);
    dispose(play, "ten", "not_relevant");
    at(play, 35.0);
    play.task("Ana", "F06", "skipped");
    let four = play.mention("four");
    let reply = "Hola, Nora. Sentimos la preocupación. Lo estamos comprobando con el equipo técnico. Te contamos aquí en cuanto lo sepamos.";
    play.open(2, "reply", "bluesky", &[four]);
    play.submit(2, reply);
    at(play, 40.0);
    play.approve(2, reply);
    at(play, 44.0);
    play.act("Ana", json!({"do": "start_publishing", "response": 2}));
    at(play, 45.0);
    play.act("Ana", json!({"do": "confirm_published", "response": 2}));
    at(play, 50.0);
    let eleven = play.mention("eleven");
    play.act("Ana", json!({"do": "add_affected", "mention": one, "note": "her mother"}));
    play.act("Ana", json!({"do": "add_affected", "mention": eleven, "note": "an arm"}));
    at(play, 55.0);
    play.act("Ana", json!({"do": "change_affected", "affected": 1, "to": "contacted", "how": "by phone"}));
    at(play, 60.0);
    let update = "Thank you for waiting. We are sorry for the worry. We are still checking the lift with our team and we are answering your messages. Please write to us here with any question. We will update you here at 11:40 UTC.";
    play.open(3, "update", "x", &[]);
    play.submit(3, update);
    play.approve(3, update);
    play.act("Ana", json!({"do": "start_publishing", "response": 3}));
    play.act("Ana", json!({"do": "confirm_published", "response": 3}));
    at(play, 61.0);
    play.act("Ana", json!({"do": "issue_report", "incident": 1, "kind": "sitrep", "text": "SITUATION  checking"}));
    at(play, 62.0);
    let short = "We are sorry. We are still checking the lift at the Sur mall with our team.";
    play.open(4, "update", "x", &[]);
    play.submit_with(4, short, json!([{"rule": "T23", "reason": "nothing new yet"}]));
    play.approve(4, short);
    at(play, 65.0);
    play.act(
        "Ana",
        json!({"do": "offer_handover", "incident": 1, "role": "social_lead", "to": "Bea", "picture": "Calm.",
            "next": "Call Pedro."}),
    );
    at(play, 70.0);
    let open = play.promises[1];
    play.act(
        "Bea",
        json!({"do": "accept_handover", "handover": 1, "promises": [open],
            "readback": "It is calm; I call Pedro, and I publish the next update at 11:40."}),
    );
    at(play, 72.0);
    play.act(
        "Ana",
        json!({"do": "retract_response", "response": 2, "reason": "it promised without a time",
            "public_note": "https://acme.example/note"}),
    );
    at(play, 80.0);
    for (kind, text) in
        [("went_well", "The mall answered within a minute."), ("factor", "Nobody owns messages on Mastodon.")]
    {
        play.act("Bea", json!({"do": "add_entry", "kind": kind, "text": text, "incident": 1}));
    }
    play.act(
        "Bea",
        json!({"do": "plan_action", "incident": 1, "text": "Give Mastodon an owner", "owner": "Ana",
            "due": T.plus(14 * 24 * 60 * MINUTE), "purpose": "respond", "verify": "the next drill"}),
    );
    at(play, 195.0);
    play.act("Ana", json!({"do": "change_status", "incident": 1, "to": "contained", "reason": "nobody is in it"}));
}

/// The room as the team left it, its review and its score.
struct Played {
    _folder: tempfile::TempDir,
    room: std::path::PathBuf,
    review: Box<ReviewDetail>,
    score: Score,
    /// Each event as `kind@minute:second`.
    told: HashMap<EventSeq, String>,
}

fn log(room: &Path) -> (Vec<Entry>, HashMap<EventSeq, String>) {
    let (mut log, mut told) = (Vec::new(), HashMap::new());
    chain::export(room, Options::default(), EventSeq(1), |logged| {
        if let Some((entry, _)) = entry(&logged).unwrap() {
            let at = entry.at.since(T);
            let said = format!("{}@{:02}:{:02}", entry.event.kind(), at / MINUTE, at % MINUTE / SECOND);
            told.insert(entry.seq, said);
            log.push(entry);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    (log, told)
}

fn played() -> Played {
    let folder = tempfile::tempdir().unwrap();
    let scenario = Scenario::parse(SCENARIO).unwrap();
    let mut play = Play::of(folder.path(), scenario.clone(), Some(SCENARIO), plan(), (Lang::En, 1));
    team(&mut play);
    let (room, over) = play.finish();
    assert!(over);
    assert_eq!(check::check(&room, Options::default(), T).unwrap().faults, []);
    let plan = Arc::new(plan());
    let ask = Ask::Review { incident: None, now: T.plus(LOOKED), plan: Arc::clone(&plan) };
    let Answer::Review(_, Some(review)) = Reader::open(&room).unwrap().answer(&ask).unwrap() else { panic!() };
    let placed = placed::placed(&room, Options::default(), SOURCE).unwrap();
    let key = key(&scenario, &Script::new(&scenario, Lang::En, 1), T, &|id| placed.get(id).copied());
    let judge = Judge { plan: &plan, zone: "UTC", ours: &[] };
    let (log, told) = log(&room);
    let score = score(&key, &log, plan.clock(key.severity), &|text| judge.read(text));
    Played { _folder: folder, room, review, score, told }
}

fn span(ms: i64) -> String {
    let sign = if ms < 0 { "-" } else { "" };
    format!("{sign}{}:{:02}", ms.abs() / MINUTE, ms.abs() % MINUTE / SECOND)
}

fn quantile(quantile: Quantile) -> String {
    match quantile {
        Quantile::At(ms) => span(ms),
        Quantile::Beyond(ms) => format!(">{}", span(ms)),
    }
}

fn value(value: Value) -> String {
    match value {
        Value::Unknown(why) => format!("? {}", why.trim_start_matches("review-unknown-")),
        Value::Span(ms) => span(ms),
        Value::Running(ms) => format!("≥{}", span(ms)),
        Value::Share(n, of) => format!("{n}/{of}"),
        Value::Count(n) => n.to_string(),
        Value::Hundredths(n) => format!("{n}/100"),
        Value::Spread(Spread { ended, open, median, p90, .. }) => {
            format!("{} {} ({ended}+{open})", quantile(median), quantile(p90))
        }
    }
}

fn slice(slice: &Slice) -> String {
    match slice {
        Slice::All => String::new(),
        Slice::Band(band) => format!(" {band:?}"),
        Slice::Platform(name) | Slice::Language(name) | Slice::Person(name, _) => format!(" {name}"),
        Slice::Rule(code) => format!(" {code}"),
    }
}

impl Played {
    fn events(&self, seqs: &[EventSeq]) -> String {
        seqs.iter().map(|seq| self.told[seq].as_str()).collect::<Vec<_>>().join(" ")
    }

    /// `name slice | value | met | events`
    fn figure(&self, figure: &Figure) -> [String; 4] {
        let met = figure.met().map_or("", |met| if met { "met" } else { "missed" });
        let name = format!("{}{}", figure.what.code(), slice(&figure.slice));
        [name, value(figure.value), met.to_owned(), self.events(&figure.events)]
    }
}

#[test]
fn the_review_and_the_score_of_a_drill_are_those_worked_out_by_hand() {
    let played = played();
    let conn = rusqlite::Connection::open(&played.room).unwrap();
    let sql = "SELECT (posted - ?1) / 60000, platform, language, tone, score FROM mention JOIN mention_state USING (id)
               ORDER BY posted";
    let mut query = conn.prepare(sql).unwrap();
    let posts = query.query_map([T.0], |r| {
        let tone = ["negative", "neutral", "positive", "unknown"][r.get::<_, u8>(3)? as usize];
        let band = format!("{:?}", Band::of(r.get(4)?));
        Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?, tone, band))
    });
    let posts: Vec<_> = posts.unwrap().map(Result::unwrap).collect();
    let expected = POSTS.map(|(_, minute, platform, language, tone, band)| {
        (minute, platform.to_owned(), language.to_owned(), tone, band.to_owned())
    });
    assert_eq!(posts, expected);
    let review = &played.review.review;
    let figures: Vec<[String; 4]> = review.figures.iter().map(|figure| played.figure(figure)).collect();
    for (found, (name, value, met, events, how)) in figures.iter().zip(FIGURES) {
        assert_eq!(found.each_ref().map(String::as_str), [*name, *value, *met, *events], "{how}");
    }
    assert_eq!(figures.len(), FIGURES.len(), "every figure stands in the table");
    for what in What::ALL {
        assert!(review.figures.iter().any(|figure| figure.what == *what), "{what:?} was not played");
    }
    let parts = played.score.items.iter().flat_map(|item| item.parts.iter().map(move |part| (item.what.code(), part)));
    let parts: Vec<_> = parts.collect();
    for ((item, part), (name, points, of, events, how)) in parts.iter().zip(SCORE) {
        let found = (format!("{item} {}", part.key), part.points, part.of, played.events(&part.events));
        assert_eq!(found, ((*name).to_owned(), *points, *of, (*events).to_owned()), "{how}");
    }
    assert_eq!((parts.len(), played.score.total()), (SCORE.len(), TOTAL));
    let misses: Vec<&str> = played.score.misses.iter().map(|miss| miss.inject.as_str()).collect();
    assert_eq!(misses, ["eleven"], "nobody decided on it");
}
