//! `drill score`: what a drill's events are worth, as text or JSON, beside the drills before it. Blameless: on a shared
//! screen events are told by the role that did them, never by a name.

use crate::cli::run::{Context, Failure, Outcome};
use crate::cli::{say, shown};
use crate::domain::ids::EventSeq;
use crate::domain::mention::Disposition;
use crate::domain::private::Audience;
use crate::domain::room::{Arg, DrillInfo, RoomSettings};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::drill::Script;
use crate::drill::score::{Item, POINT, Part, Points, Rating, Reader, Score, key, score as scored};
use crate::shell::drill::{CONTROL, SOURCE, scenario_of, scored as entry, unplayable};
use crate::store::{chain, info, placed};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Most rooms of the folder that are compared with, the newest first.
const MOST: usize = 50;

/// A drill with its score.
struct Scored {
    info: DrillInfo,
    settings: RoomSettings,
    title: String,
    score: Score,
    /// Who did each event: the name, and the role that was declared with it.
    who: HashMap<EventSeq, (Stamp, Clean, Clean)>,
}

/// Scores the drill of a room: the one named, else `--room`, else the one that was played last.
pub(super) fn score(context: &Context, room: Option<&Path>, as_json: bool) -> Outcome {
    let room = room.map(Path::to_owned).or_else(|| context.global.room.clone()).or_else(|| last(context));
    let Some(room) = room else { return Err(Failure::refused(context.words.t("drill-no-room"))) };
    let Some(this) = of(context, &room)? else {
        return Err(Failure::refused(context.words.f("drill-not-one", &[("path", shown(&room).into())])));
    };
    let earlier = earlier(context, &room, this.info.start);
    match as_json {
        true => say(&json(context, &this, &earlier).to_string())?,
        false => tell(context, &this, &earlier)?,
    }
    Ok(0)
}

fn last(context: &Context) -> Option<PathBuf> {
    context.places.recent().into_iter().find(|room| room.drill).map(|room| room.path)
}

/// The score of a room's drill; nothing where the room is none.
fn of(context: &Context, room: &Path) -> Result<Option<Scored>, Failure> {
    let fault = |e| context.fault(room, &e);
    let info = info::info(room, context.options()).map_err(fault)?;
    let settings = info.settings;
    let Some(drill) = settings.drill.clone() else { return Ok(None) };
    if let Some(manifest) = &info.bundle {
        // what the team did besides is not in it
        return Err(Failure::refused(context.words.f("drill-bundle", &[("incident", manifest.incident.0.into())])));
    }
    let scenario = scenario_of(room, &drill).map_err(|faults| Failure::refused(unplayable(&context.words, &faults)))?;
    let script = Script::new(&scenario, drill.lang, drill.seed);
    let placed = placed::placed(room, context.options(), SOURCE).map_err(fault)?;
    let key = key(&scenario, &script, drill.start, &|id| placed.get(id).copied());
    let (mut log, mut who) = (Vec::new(), HashMap::new());
    let mut unreadable = None;
    let read = chain::export(room, context.options(), EventSeq(1), |logged| match entry(&logged) {
        Ok(found) => {
            if let Some((entry, role)) = found {
                who.insert(entry.seq, (entry.at, entry.who.clone(), role));
                log.push(entry);
            }
            ControlFlow::Continue(())
        }
        Err(e) => {
            unreadable = Some(e.to_string());
            ControlFlow::Break(())
        }
    });
    read.map_err(fault)?;
    if let Some(why) = unreadable {
        return Err(Failure::refused(why));
    }
    let plan = context.plan_kept(room).map_or_else(|| context.plan(), Ok)?;
    let reader = Reader { plan: &plan, zone: &settings.zone, ours: &settings.keywords };
    let score = scored(&key, &log, plan.clock(key.severity), &|text| reader.read(text));
    let title = scenario.title.get(context.words.lang()).to_owned();
    Ok(Some(Scored { info: drill, settings, title, score, who }))
}

/// The drills of the rooms' folder that began before this one, the latest first: each once, whatever copies of its room lie
/// there.
fn earlier(context: &Context, room: &Path, start: Stamp) -> Vec<Scored> {
    let folder = room.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut files: Vec<PathBuf> = Vec::new();
    // however they are spelled: a room that lies in both is one room
    let mut folders =
        [folder, &context.places.rooms].map(|f| f.canonicalize().unwrap_or_else(|_| f.to_owned())).to_vec();
    folders.dedup();
    for folder in folders {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
        files.extend(entries.filter(|p| p.extension().is_some_and(|e| e == "room")));
    }
    files.sort();
    let named = |path: PathBuf| {
        let info = info::info(&path, context.options()).ok().filter(|info| info.bundle.is_none())?;
        Some((info.settings.drill?, path))
    };
    let mut before: Vec<_> = files.into_iter().filter_map(named).filter(|(drill, _)| drill.start < start).collect();
    before.sort_by_key(|(drill, _)| std::cmp::Reverse(drill.start));
    let mut known = HashSet::new();
    before.retain(|(drill, _)| known.insert((drill.start, drill.seed, drill.scenario.clone())));
    before.truncate(MOST);
    // a room that cannot be read any more is no reason to leave this one without its score
    before.iter().filter_map(|(_, path)| of(context, path).ok().flatten()).collect()
}

/// `83.5`, rounded half up, with the reader's own decimal sign.
fn points(context: &Context, points: Points) -> String {
    let tenths = (points + POINT / 20) / (POINT / 10);
    context.words.decimal(f64::from(tenths) / 10.0, 1)
}

fn moment(scored: &Scored, at: Stamp, form: &str) -> String {
    at.local(&scored.settings.zone).format(form).to_string()
}

fn tell(context: &Context, this: &Scored, earlier: &[Scored]) -> Result<(), Failure> {
    let words = &context.words;
    say(CONTROL)?;
    let when = moment(this, this.info.start, "%Y-%m-%d %H:%M");
    let args = [("title", this.title.as_str().into()), ("when", when.into()), ("seed", this.info.seed.into())];
    say(&words.f("score-head", &args))?;
    let total = this.score.total();
    let rating = words.t(Rating::of(total, 100 * POINT).key());
    say(&words.f("score-total", &[("points", points(context, total).into()), ("rating", rating.into())]))?;
    if !this.score.over {
        say(&words.t("score-not-over"))?;
    }
    if this.score.over && this.score.asks_for_action() {
        say(&words.t("score-asks"))?;
    }
    for item in &this.score.items {
        told_item(context, this, item)?;
    }
    if !this.score.misses.is_empty() {
        say(&format!("\n{}", words.t("score-misses")))?;
    }
    for miss in &this.score.misses {
        let expected: Vec<String> = miss.expected.iter().map(|d| words.t(d.key())).collect();
        let given = match miss.given {
            None => words.t("score-undecided"),
            Some(given) if miss.expected.contains(&given) => {
                words.f("score-miss-late", &[("given", words.t(given.key()).into())])
            }
            Some(given) => words.t(given.key()),
        };
        let args = [
            ("inject", Arg::from(miss.inject.as_str())),
            ("expected", expected.join(" / ").into()),
            ("given", given.into()),
        ];
        let event = miss.event.map_or(String::new(), |seq| format!("  [{}]", traced(context, this, seq)));
        say(&format!("  {}{event}", words.f("score-miss", &args)))?;
    }
    told_earlier(context, this, earlier)
}

fn told_item(context: &Context, this: &Scored, item: &Item) -> Result<(), Failure> {
    let of = |n| points(context, n);
    let head = format!("{:>5} / {:>4}  {}", of(item.points()), of(item.of()), item.rating().code());
    say(&format!("\n{head}  {}", context.words.t(item.what.key())))?;
    for part in &item.parts {
        let said = context.words.f(part.key, &part.args);
        say(&format!("{:>5} / {:>4}     {said}{}", of(part.points), of(part.of), events(context, this, part)))?;
    }
    Ok(())
}

/// Events that a part came from, as a person reads them: the first few one by one.
fn events(context: &Context, this: &Scored, part: &Part) -> String {
    const SHOWN: usize = 4;
    let first: Vec<String> = part.events.iter().take(SHOWN).map(|seq| traced(context, this, *seq)).collect();
    let more = part.events.len().saturating_sub(SHOWN);
    match (first.is_empty(), more) {
        (true, _) => String::new(),
        (false, 0) => format!("  [{}]", first.join(", ")),
        (false, more) => format!("  [{}, +{more}]", first.join(", ")),
    }
}

/// `#41 12:04:10 Ana`; the role instead of the name on a shared screen.
fn traced(context: &Context, this: &Scored, seq: EventSeq) -> String {
    let Some((at, ..)) = this.who.get(&seq) else { return format!("#{seq}") };
    let who = who(context, this, seq);
    format!("#{seq} {} {who}", moment(this, *at, "%H:%M:%S")).trim_end().to_owned()
}

fn who<'a>(context: &Context, this: &'a Scored, seq: EventSeq) -> &'a str {
    let Some((_, name, role)) = this.who.get(&seq) else { return "" };
    if context.audience() == Audience::Shared { role.as_str() } else { name.as_str() }
}

fn told_earlier(context: &Context, this: &Scored, earlier: &[Scored]) -> Result<(), Failure> {
    let words = &context.words;
    if earlier.is_empty() {
        return say(&format!("\n{}", words.t("score-earlier-none")));
    }
    say(&format!("\n{}", words.t("score-earlier")))?;
    for one in earlier {
        let (now, then) = (this.score.total(), one.score.total());
        let sign = if now >= then { "+" } else { "−" };
        let args = [
            ("when", moment(one, one.info.start, "%Y-%m-%d %H:%M").into()),
            ("title", Arg::from(one.title.as_str())),
            ("points", points(context, then).into()),
            ("difference", format!("{sign}{}", points(context, now.abs_diff(then))).into()),
        ];
        say(&format!("  {}", words.f("score-earlier-line", &args)))?;
    }
    Ok(())
}

/// Points with two decimals, as JSON numbers.
fn number(points: Points) -> Value {
    json!(f64::from(points) / f64::from(POINT))
}

fn json(context: &Context, this: &Scored, earlier: &[Scored]) -> Value {
    let event = |seq: &EventSeq| {
        let at = this.who.get(seq).map(|(at, ..)| *at);
        json!({"seq": seq, "at": at, "who": who(context, this, *seq)})
    };
    let part = |part: &Part| {
        json!({
            "points": number(part.points), "of": number(part.of), "says": context.words.f(part.key, &part.args),
            "key": part.key, "events": part.events.iter().map(event).collect::<Vec<_>>(),
        })
    };
    let item = |item: &Item| {
        json!({
            "item": item.what.code(), "name": context.words.t(item.what.key()), "points": number(item.points()),
            "of": number(item.of()), "rating": item.rating().code(), "parts": item.parts.iter().map(part).collect::<Vec<_>>(),
        })
    };
    let code = |d: &Disposition| serde_json::to_value(d).unwrap_or_default();
    let misses = this.score.misses.iter().map(|miss| {
        json!({
            "inject": miss.inject, "expected": miss.expected.iter().map(code).collect::<Vec<_>>(),
            "decided": miss.given.as_ref().map(code), "event": miss.event.as_ref().map(event),
        })
    });
    let earlier = earlier.iter().map(
        |one| json!({"scenario": one.info.scenario, "started": one.info.start, "points": number(one.score.total())}),
    );
    json!({
        "drill": true, "scenario": this.info.scenario, "title": this.title, "seed": this.info.seed,
        "started": this.info.start, "over": this.score.over, "points": number(this.score.total()), "of": 100,
        "rating": Rating::of(this.score.total(), 100 * POINT).code(), "asks_for_action": this.score.asks_for_action(),
        "items": this.score.items.iter().map(item).collect::<Vec<_>>(), "misses": misses.collect::<Vec<_>>(),
        "earlier": earlier.collect::<Vec<_>>(),
    })
}
