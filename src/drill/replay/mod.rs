//! A past incident as a scenario: its people under other names, its moments kept, what a good team does taken from what was
//! decided then. Owns what becomes of it; must not know where it was read, nor in which words people are spoken to.

mod names;
#[cfg(test)]
mod tests;

use super::scenario::{MAX_BYTES, Scenario};
use crate::domain::mention::{Disposition, MentionKind};
use crate::domain::past::{Known, Past, Told};
use crate::domain::room::Arg;
use crate::domain::text::{Clean, fold};
use crate::domain::time::{HOUR, MINUTE, SECOND, Stamp};
use crate::length::measure;
use crate::plan::Plan;
use names::Names;
use std::collections::{BTreeMap, HashMap};
use toml::{Table, Value};

/// A sentence in both languages, by its key.
pub type Say<'a> = &'a dyn Fn(&str, &[(&str, Arg)]) -> [Clean; 2];

/// The longest drill, less what the team has after the last post; a longer incident is told faster.
const LONGEST: i64 = 4 * HOUR - AFTER;
/// What the team has after the last post, and before the first one.
const AFTER: i64 = 10 * MINUTE;
const BEFORE: i64 = 2 * MINUTE;
/// Longest text, in characters.
const MAX_TEXT: usize = 2_000;
/// Ordinary talk an hour, at least and at most.
const USUAL: (u32, u32) = (6, 60);
/// Bytes of the file that are left for what is not said by people.
const ROOM: usize = MAX_BYTES / 8;
/// Words by which a fact is known again, and letters of the shortest.
const TELLING: usize = 3;
const TELLING_LETTERS: usize = 4;

/// What was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Replay {
    /// The scenario's file.
    pub text: String,
    /// Mentions in it.
    pub injects: usize,
    /// How many times as fast as it was, in tenths.
    pub faster: u32,
    /// Words that may be names of people and are still in it, since they are words like any other too, each with some of the
    /// injects that say them.
    pub left: Vec<(String, Vec<String>)>,
}

/// Makes a scenario of a past incident; nothing where nobody said anything. It is one that can be played: where other names
/// made it larger than a file may be, fewer speak.
pub fn replay(past: &Past, plan: &Plan, seed: u64, say: Say<'_>) -> Option<Replay> {
    let mut bytes = MAX_BYTES - ROOM;
    loop {
        let made = within(bytes, past, plan, seed, say)?;
        if made.text.len() <= MAX_BYTES {
            return Some(made);
        }
        bytes = bytes / 4 * 3;
    }
}

/// The same of no more mentions than weigh so much.
fn within(bytes: usize, past: &Past, plan: &Plan, seed: u64, say: Say<'_>) -> Option<Replay> {
    let first = past.told.first()?.at.min(past.began);
    let start = first.plus(-BEFORE);
    let span = past.told.last()?.at.since(start).max(1);
    let time = Time { start, span, length: span.min(LONGEST) };
    let crowd = Scenario::builtin().crowd;
    let mut names = Names::new(seed, &crowd, past);
    let mut cast = BTreeMap::new();
    // what the brand itself said then is what a team has to say anew
    let others: Vec<&Told> = past.told.iter().filter(|told| !names.is_ours(told)).collect();
    let told = affordable(&others, bytes);
    told.first()?;
    let origin = told.iter().find(|t| t.at >= past.began).or(told.first())?.id;
    let graver = told.iter().max_by_key(|t| (t.affected, t.score)).map(|t| t.id);
    let lacks = Lacks {
        affected: graver.filter(|_| !told.iter().any(|t| t.affected)),
        expected: Some(origin).filter(|_| !told.iter().any(|t| t.decided.is_some())),
        evidence: Some(origin).filter(|_| !told.iter().any(|t| t.kept)),
    };
    let known: HashMap<i64, usize> = told.iter().enumerate().map(|(n, t)| (t.id.0, n)).collect();
    let writer = Writer { plan, time, lacks, told: &told, known };
    let injects: Vec<Value> = (0..told.len()).map(|n| Value::Table(writer.inject(n, &mut names, &mut cast))).collect();
    let count = injects.len();
    let both = |key: &str| both(&say(key, &[("incident", past.incident.into()), ("n", past.all.into())]));
    let mut root = Table::new();
    let mut put = |key: &str, value: Value| drop(root.insert(key.to_owned(), value));
    put("name", format!("replay_inc_{}", past.incident).into());
    put("title", both("replay-title"));
    put("goal", both("replay-goal"));
    put("start", both("replay-start"));
    put("ends", both("replay-ends"));
    put("brand", past.keywords.first().map_or("brand", String::as_str).into());
    put("keywords", past.keywords.clone().into());
    put("lasts", offset(time.length + AFTER).into());
    put("right", Value::Table(right(past, writer.known.get(&origin.0).copied().unwrap_or(0))));
    put("usual", Value::Table(usual(past, &told)));
    put("phase", Value::Array(phases(past, time, say)));
    put("cast", Value::Table(cast.into_iter().collect()));
    put("crowd", Value::Table(crowd_of(&crowd.first, &crowd.last)));
    put("chatter", Value::Array(vec![chatter(past, say)]));
    put("inject", Value::Array(injects));
    put("claim", Value::Array(claims(&past.facts, &mut names, say, past)));
    let text = toml::to_string(&root).ok()?;
    let faster = u32::try_from(span * 10 / time.length.max(1)).unwrap_or(u32::MAX);
    let said = told.iter().enumerate().map(|(n, t)| (id(n), t.text.as_str()));
    let known = past.facts.iter().flat_map(|fact| &fact.says).map(|text| ("claim".to_owned(), text.as_str()));
    let left = names.left(&said.chain(known).collect::<Vec<_>>());
    Some(Replay { text, injects: count, faster, left })
}

/// As many as a scenario's file takes, those on which somebody decided first.
fn affordable<'a>(all: &[&'a Told], bytes: usize) -> Vec<&'a Told> {
    let weighs = |t: &&Told| 2 * t.text.len().min(4 * MAX_TEXT) + 600;
    let mut left = bytes;
    let mut chosen: Vec<&Told> = all.iter().copied().filter(|t| t.decided.is_some() || t.affected || t.kept).collect();
    chosen.extend(all.iter().copied().filter(|t| !(t.decided.is_some() || t.affected || t.kept)));
    chosen.retain(|t| {
        let fits = weighs(t) <= left;
        left -= if fits { weighs(t) } else { 0 };
        fits
    });
    chosen.sort_by_key(|t| (t.at, t.id));
    chosen
}

/// How the incident's time becomes the drill's.
#[derive(Debug, Clone, Copy)]
struct Time {
    start: Stamp,
    span: i64,
    length: i64,
}

impl Time {
    /// Milliseconds into the drill.
    fn at(self, at: Stamp) -> i64 {
        self.of(at.since(self.start).clamp(0, self.span))
    }

    /// A stretch of the incident, as long as it is in the drill.
    fn of(self, ms: i64) -> i64 {
        (i128::from(ms) * i128::from(self.length) / i128::from(self.span)) as i64
    }
}

/// What the score asks for and the incident did not have: by which mention it is had all the same.
struct Lacks {
    affected: Option<crate::domain::ids::MentionId>,
    expected: Option<crate::domain::ids::MentionId>,
    evidence: Option<crate::domain::ids::MentionId>,
}

struct Writer<'a> {
    plan: &'a Plan,
    time: Time,
    lacks: Lacks,
    told: &'a [&'a Told],
    known: HashMap<i64, usize>,
}

impl Writer<'_> {
    fn inject(&self, n: usize, names: &mut Names<'_>, cast: &mut BTreeMap<String, Value>) -> Table {
        let one = self.told[n];
        let alias = names.of(&one.author, &one.handle);
        let affected = one.affected || self.lacks.affected == Some(one.id);
        let part = if affected {
            "affected"
        } else if one.public {
            "outlet"
        } else {
            "bystander"
        };
        let person = cast.entry(alias.handle.clone()).or_insert_with(|| {
            let mut person = Table::new();
            person.insert("name".into(), alias.name.clone().into());
            person.insert("handle".into(), alias.handle.clone().into());
            person.insert("part".into(), part.into());
            person.insert("followers".into(), whole(one.followers));
            Value::Table(person)
        });
        if affected && let Some(person) = person.as_table_mut() {
            person.insert("part".into(), part.into());
        }
        let at = self.time.at(one.at) / SECOND;
        let answers = self.answered(one, at);
        let said = self.fitting(one, &names.text(&one.text), answers.is_some());
        let mut inject = Table::new();
        let mut put = |key: &str, value: Value| drop(inject.insert(key.to_owned(), value));
        put("id", id(n).into());
        put("at", offset(at * SECOND).into());
        put("platform", platform(&one.platform).into());
        put("author", alias.handle.into());
        put("text", same(&said));
        if let Some(answers) = answers {
            put("reply_to", id(answers).into());
        } else if matches!(one.kind, MentionKind::Review | MentionKind::Message) {
            put(
                "kind",
                serde_json::to_value(one.kind).ok().and_then(|k| k.as_str().map(Value::from)).unwrap_or("post".into()),
            );
        }
        if one.direct {
            put("private", true.into());
        }
        if let Some(reach) = one.reach {
            put("reach", whole(reach));
        }
        if let Some(expected) = self.expected(one) {
            put("expect", Value::Array(expected.into_iter().map(Value::from).collect()));
            if let Some(answered) = one.answered.filter(|answered| *answered > one.at) {
                put("within", offset(self.time.of(answered.since(one.at)).clamp(MINUTE, 3 * HOUR)).into());
            }
        }
        if one.kept || self.lacks.evidence == Some(one.id) {
            put("evidence", true.into());
        }
        inject
    }

    /// The one that it answers, where that comes before it on the same platform.
    fn answered(&self, one: &Told, at: i64) -> Option<usize> {
        let n = *self.known.get(&one.answers?.0)?;
        let other = self.told[n];
        let before = self.time.at(other.at) / SECOND < at;
        (before && platform(&other.platform) == platform(&one.platform)).then_some(n)
    }

    /// No longer than its platform takes.
    fn fitting(&self, one: &Told, text: &str, answers: bool) -> String {
        let limit = self.plan.limits(&platform(&one.platform)).filter(|_| !one.direct);
        let limits = limit.map(|l| if answers { l.of_reply() } else { l.of_post() });
        let mut said: String = text.chars().take(MAX_TEXT).collect();
        while limits.is_some_and(|limits| measure(limits, &said).is_over()) {
            // an eighth at a time: few looks, and little is lost
            let keep = said.chars().count() * 7 / 8;
            said = said.chars().take(keep).collect();
        }
        if said.trim().is_empty() { "…".to_owned() } else { said }
    }

    /// What was decided then, as far as somebody can do it now.
    fn expected(&self, one: &Told) -> Option<Vec<String>> {
        let word = |d: Disposition| serde_json::to_value(d).ok().and_then(|w| w.as_str().map(str::to_owned));
        if self.lacks.expected == Some(one.id) {
            return Some([Disposition::Verify, Disposition::Escalate].into_iter().filter_map(word).collect());
        }
        let decided = match one.decided? {
            // nobody else reads it: there is no public to answer it in
            Disposition::RespondPublic | Disposition::Correct if one.direct => Disposition::RespondThenPrivate,
            decided => decided,
        };
        word(decided).map(|word| vec![word])
    }
}

fn right(past: &Past, origin: usize) -> Table {
    let word = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|v| v.as_str().map(Value::from)).unwrap_or("unknown".into())
    };
    let mut right = Table::new();
    right.insert("origin".into(), id(origin).into());
    right.insert("severity".into(), past.severity.code().into());
    right.insert("type".into(), word(serde_json::to_value(past.kind)));
    right
}

fn usual(past: &Past, told: &[&Told]) -> Table {
    let mut platforms: Vec<String> = told.iter().map(|t| platform(&t.platform)).collect();
    platforms.sort();
    platforms.dedup();
    let mut usual = Table::new();
    usual.insert("per_hour".into(), whole(past.usual.clamp(USUAL.0, USUAL.1).into()));
    usual.insert("past".into(), "24:00:00".into());
    usual.insert("platforms".into(), platforms.into());
    usual.insert("foreign".into(), 0.into());
    usual
}

/// What happened then and when: the beginning, the declaration, the first word in public.
fn phases(past: &Past, time: Time, say: Say<'_>) -> Vec<Value> {
    let after = |at: Stamp| Arg::from(at.since(past.began).max(0) / MINUTE);
    let moments = [
        (Some(time.start), ["replay-phase-begins", "replay-phase-begins-note"], Arg::from(0)),
        (Some(past.declared), ["replay-phase-declared", "replay-phase-declared-note"], after(past.declared)),
        (
            past.answered,
            ["replay-phase-answered", "replay-phase-answered-note"],
            past.answered.map_or(Arg::from(0), after),
        ),
    ];
    let mut phases = Vec::new();
    let mut last = -1;
    for (at, [title, note], minutes) in moments {
        let Some(at) = at.map(|at| time.at(at) / SECOND) else { continue };
        if at <= last {
            continue;
        }
        last = at;
        let mut phase = Table::new();
        phase.insert("at".into(), offset(at * SECOND).into());
        phase.insert("title".into(), both(&say(title, &[])));
        phase.insert("note".into(), both(&say(note, &[("minutes", minutes)])));
        phases.push(Value::Table(phase));
    }
    phases
}

fn chatter(past: &Past, say: Say<'_>) -> Value {
    let brand = past.keywords.first().map_or("", String::as_str).replace(['{', '}'], "");
    let all = ["replay-chatter-1", "replay-chatter-2", "replay-chatter-3", "replay-chatter-4"];
    let all = all.map(|key| say(key, &[("brand", brand.as_str().into())]));
    let mut texts = Table::new();
    for (lang, code) in ["en", "es"].into_iter().enumerate() {
        let list = all.iter().map(|both| Value::from(both[lang].as_str())).collect();
        texts.insert(code.into(), Value::Array(list));
    }
    let mut chatter = Table::new();
    chatter.insert("weight".into(), 1.into());
    chatter.insert("texts".into(), Value::Table(texts));
    Value::Table(chatter)
}

fn claims(facts: &[Known], names: &mut Names<'_>, say: Say<'_>, past: &Past) -> Vec<Value> {
    let mut claims: Vec<Value> = facts.iter().filter_map(|fact| claim(fact, names)).collect();
    if claims.is_empty() {
        // the ledger was empty: that it happened at all is what can be asked
        let says = say("replay-claim", &[("incident", past.incident.into())]).map(|text| text.as_str().to_owned());
        claims.extend(claim(&Known { says, so: None }, names));
    }
    claims
}

fn claim(fact: &Known, names: &mut Names<'_>) -> Option<Value> {
    let [en, es] = fact.says.clone().map(|text| names.text(text.trim()));
    let says = match (en.is_empty(), es.is_empty()) {
        (true, true) => return None,
        (true, false) => [es.clone(), es],
        (false, true) => [en.clone(), en],
        (false, false) => [en, es],
    };
    let mut words: Vec<String> = says.iter().flat_map(|text| telling(text)).collect();
    words.dedup();
    if words.is_empty() {
        return None;
    }
    let mut claim = Table::new();
    claim.insert("says".into(), both(&says.map(|text| Clean::new(&text))));
    let truth = fact.so.map_or("unknown", |so| if so { "true" } else { "false" });
    claim.insert("truth".into(), truth.into());
    claim.insert("words".into(), words.into());
    Some(Value::Table(claim))
}

/// The longest words of a text, by which a fact about it is known again.
fn telling(text: &str) -> Option<String> {
    let folded = fold(text);
    let mut words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= TELLING_LETTERS).collect();
    words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
    words.truncate(TELLING);
    (!words.is_empty()).then(|| words.join(" "))
}

fn crowd_of(first: &[toml::Spanned<String>], last: &[toml::Spanned<String>]) -> Table {
    let list = |names: &[toml::Spanned<String>]| {
        Value::Array(names.iter().map(|n| Value::from(n.get_ref().as_str())).collect())
    };
    Table::from_iter([("first".to_owned(), list(first)), ("last".to_owned(), list(last))])
}

fn id(n: usize) -> String {
    format!("m{}", n + 1)
}

fn whole(n: u64) -> Value {
    Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

fn both(text: &[Clean; 2]) -> Value {
    let text = |n: usize| Value::from(text[n].as_str());
    Value::Table(Table::from_iter([("en".to_owned(), text(0)), ("es".to_owned(), text(1))]))
}

/// What people wrote is in the language in which they wrote it, whichever the drill is played in.
fn same(text: &str) -> Value {
    Value::Table(Table::from_iter([("en".to_owned(), text.into()), ("es".to_owned(), text.into())]))
}

/// A platform's name as scenarios write it.
fn platform(name: &str) -> String {
    let plain: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    if plain.is_empty() { "web".to_owned() } else { plain }
}

/// `+01:02:03`.
fn offset(ms: i64) -> String {
    let seconds = ms.max(0) / SECOND;
    format!("+{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
