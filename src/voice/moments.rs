//! Moments: when something happened or happens. Owns which event a time belongs to and when two of them differ; must
//! not know how a time is written.

use super::calendar::{Day, Here, Toward};
use super::lexicon::{Role, id};
use super::phrase::{Phrase, stem};
use super::promises::Promise;
use super::scope::{Scope, Set, is_year};
use super::states::Axis;
use super::text::Text;
use super::times::{Link, Said, When};
use super::{Claim, What};
use crate::domain::room::Lang;
use crate::domain::time::{MINUTE, Stamp};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Events that lie behind us when an hour of theirs is told without a day.
const OVER: &[&str] =
    &["began", "happened", "ended", "noticed", "blocked", "stopped", "sold", "made", "withdrawn", "closes", "burned"];
/// What an event can be; other words of the table are none that has an hour or a day of its own.
const EVENTS: &[&str] = &[
    "began",
    "happened",
    "ended",
    "reopens",
    "closes",
    "press",
    "meeting",
    "noticed",
    "blocked",
    "stopped",
    "expiry",
    "sold",
    "made",
    "withdrawn",
    "deliver",
    "cancelled",
];

/// When something happens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Which event, or that something lasts until then or is due by then.
    pub about: Set,
    /// What it is the time of, where the event alone does not tell: "the museum opens", "vouchers are valid until".
    pub of: Phrase,
    /// The instant, where an hour is told.
    pub at: Option<Stamp>,
    /// The first and last local day, counted in days of the common era.
    pub days: (i32, i32),
}

impl Moment {
    /// Whether both are the time of the same.
    pub(super) fn meets(&self, other: &Moment, one_language: bool) -> bool {
        let named = !self.of.is_empty() || !other.of.is_empty();
        let same = self.of.same(&other.of, one_language) && !self.of.beside.apart(&other.of.beside);
        self.about.meets(&other.about) && (!named || same)
    }

    /// Whether both can be true.
    pub(super) fn agrees(&self, other: &Moment) -> bool {
        if let (Some(a), Some(b)) = (self.at, other.at) {
            return a.since(b).abs() < MINUTE;
        }
        let spans = self.days.0 != self.days.1 && other.days.0 != other.days.1;
        let overlap = self.days.0 <= other.days.1 && other.days.0 <= self.days.1;
        if spans { self.days == other.days } else { overlap }
    }
}

/// Marks what is so from a day on that is still ahead: "from Monday it is safe".
pub(super) fn ahead(text: &Text, whens: &[When], here: Here, claims: &mut [Claim]) {
    let today = here.today();
    let later = |when: &&When| match &when.what {
        Said::Point(point) => {
            let days = point.day.and_then(|day| here.days(day, Toward::Future));
            !matches!(when.link, Link::Until | Link::By | Link::Before) && days.is_some_and(|(first, _)| first > today)
        }
        Said::Delay(_) => false,
    };
    for when in whens.iter().filter(later) {
        let sentence = text.span(text.sentence(when.at.start));
        // what was exposed "in May" was so in the last one
        let over = |c: &Claim| matches!(&c.what, What::State(s) if matches!(s.axis, Axis::Exposed(_)));
        let of_then = claims.iter_mut().filter(|c| sentence.contains(&c.span.start) && !over(c));
        of_then.for_each(|c| c.ahead = true);
    }
}

/// The moments of a text that are no promises.
pub(super) fn find(text: &Text, whens: &[When], promises: &[Promise], here: Here, out: &mut Vec<Claim>) {
    for (n, when) in whens.iter().enumerate() {
        let span = text.span(when.at.clone());
        let sentence = text.sentence(when.at.start);
        if text.asks(when.at.start) || when.link == Link::To || promises.iter().any(|p| p.span == span) {
            continue;
        }
        let to = whens
            .get(n + 1)
            .filter(|w| w.link == Link::To && when.link == Link::From && sentence.contains(&w.at.start));
        let lasts = bound(text, when).filter(|_| when.link == Link::Until).or_else(|| ends(text, when));
        let (about, of) = match lasts {
            Some(until) => until,
            None => match event(text, when, whens, n, &sentence) {
                about if !about.is_empty() => (about, Phrase::default()),
                _ => match bound(text, when).or_else(|| happens(text, when, &sentence)).or_else(|| dated(text, when)) {
                    Some(found) => found,
                    None => continue,
                },
            },
        };
        let over = text.of(sentence.clone(), Role::Aspect).any(|m| OVER.contains(&m.meaning.name));
        let ahead = text.has(sentence.clone(), Role::Will) || text.has(sentence.clone(), Role::Future);
        let (when, last) = on_its_day(text, when, whens, &sentence);
        let once = dated(text, &when).is_some();
        let toward = if (over || last || once) && !ahead { Toward::Past } else { Toward::Future };
        let Some(mut moment) = moment(&when, about, of, here, toward) else { continue };
        let mut end = when.at.end;
        if let Some(to) = to {
            let Some(last) = self::moment(to, Set::default(), Phrase::default(), here, toward) else { continue };
            // two hours of a day are opening hours
            if moment.at.is_some() || last.days.1 < moment.days.0 {
                continue;
            }
            moment.days.1 = last.days.1;
            end = to.at.end;
        }
        let mut scope = Scope::read(text, sentence.clone());
        scope.days = Set::default();
        let newer = text.has(sentence, Role::Newer);
        out.push(Claim { span: text.span(when.at.start..end), what: What::Moment(moment), scope, newer, ahead: false });
    }
    years(text, whens, out);
}

/// "The plant was built in 1998": a year alone, where its sentence names no other time.
fn years(text: &Text, whens: &[When], out: &mut Vec<Claim>) {
    for (sentence, asks) in text.sentences.iter().filter(|(s, _)| !whens.iter().any(|w| s.contains(&w.at.start))) {
        let year = |at: &usize| is_year(text, *at) && matches!(text.before(*at, 1), "in" | "en");
        let Some(at) = sentence.clone().find(year).filter(|_| !asks) else { continue };
        let (Some((about, of)), Ok(year)) = (did(text, at), text.word(at).parse()) else { continue };
        let day = |month, day| chrono::NaiveDate::from_ymd_opt(year, month, day).map(|date| date.num_days_from_ce());
        let (Some(first), Some(last)) = (day(1, 1), day(12, 31)) else { continue };
        let mut scope = Scope { days: Set::default(), ..Scope::read(text, sentence.clone()) };
        scope.occasion.remove(id(text.word(at)));
        let what = What::Moment(Moment { about, of, at: None, days: (first, last) });
        let newer = text.has(sentence.clone(), Role::Newer);
        out.push(Claim { span: text.span(at..at + 1), what, scope, newer, ahead: false });
    }
}

/// "The contract was signed on 3 March": what was done once, on a date.
fn dated(text: &Text, when: &When) -> Option<(Set, Phrase)> {
    let Said::Point(point) = &when.what else { return None };
    let date = matches!(point.day, Some(Day::Date { .. } | Day::Month { .. }));
    (date && when.link == Link::At).then(|| did(text, when.at.start))?
}

/// What was done to one thing, or what one thing did, before a time in its clause. What we do we do again and again, and
/// what many do they do one by one.
fn did(text: &Text, when: usize) -> Option<(Set, Phrase)> {
    let clause = text.clause(when);
    let sentence = text.sentence(when);
    let open =
        [Role::Not, Role::Will, Role::Future, Role::Hedge, Role::If].iter().any(|role| text.has(clause.clone(), *role));
    if open || again(text, &sentence) {
        return None;
    }
    let (subject, verb) = match text.lang {
        Lang::En => english(text, clause.start..when),
        Lang::Es => spanish(text, clause.start..when),
    }?;
    let mut of = Phrase::read(text, subject);
    let named = !of.is_empty();
    of.add(text, verb + 1..when);
    named.then(|| (Set::from_iter([stem(text.lang, text.word(verb)) ^ id("did")]), of))
}

/// One thing, by how the words for it begin and end.
fn one(text: &Text, subject: &Range<usize>) -> bool {
    const OPENS: &[&str] = &["the", "our", "this", "el", "la", "nuestro", "nuestra", "este", "esta"];
    let last = subject.end.checked_sub(1).map_or("", |at| text.word(at));
    subject.len() > 1 && OPENS.contains(&text.word(subject.start)) && (!last.ends_with('s') || last.ends_with("ss"))
}

fn english(text: &Text, tokens: Range<usize>) -> Option<(Range<usize>, usize)> {
    const DONE: &[&str] =
        &["built", "sent", "held", "found", "lost", "shut", "born", "taken", "given", "written", "stolen", "broken"];
    let participle = |at: usize| {
        let word = text.word(at);
        word.len() > 4 && word.ends_with("ed") || DONE.contains(&word)
    };
    let aux =
        tokens.clone().find(|at| text.word(*at) == "was" || (text.word(*at), text.word(at + 1)) == ("has", "been"));
    if let Some(aux) = aux {
        let verb = aux + if text.word(aux) == "was" { 1 } else { 2 };
        return (verb < tokens.end && participle(verb)).then_some((tokens.start..aux, verb));
    }
    let verb = tokens.clone().skip(1).find(|at| participle(*at))?;
    let subject = tokens.start..verb;
    one(text, &subject).then_some((subject, verb))
}

fn spanish(text: &Text, tokens: Range<usize>) -> Option<(Range<usize>, usize)> {
    let participle = |at: usize| {
        let word = text.word(at);
        word.len() > 4
            && ["ado", "ada", "ido", "ida", "erto", "erta", "ito", "ita"].iter().any(|end| word.ends_with(end))
    };
    let aux =
        tokens.clone().find(|at| text.word(*at) == "fue" || (text.word(*at), text.word(at + 1)) == ("ha", "sido"));
    if let Some(aux) = aux {
        let verb = aux + if text.word(aux) == "fue" { 1 } else { 2 };
        return (verb < tokens.end && participle(verb)).then_some((tokens.start..aux, verb));
    }
    // the accent tells "firmó" from "firmo"
    let verb = tokens.clone().skip(1).find(|at| text.source[text.tokens[*at].span.clone()].ends_with('ó'))?;
    let subject = tokens.start..verb - usize::from(text.before(verb, 1) == "se");
    one(text, &subject).then_some((subject, verb))
}

/// "Yesterday the shop opened at eight": an hour with the one day that its clause names elsewhere, or that opens its
/// sentence by itself, and whether that is the last one of its name. "As we said yesterday" is the day of saying so.
fn on_its_day(text: &Text, when: &When, whens: &[When], sentence: &Range<usize>) -> (When, bool) {
    let mut when = when.clone();
    let own = |day: &Range<usize>| {
        let clause = text.clause(day.start);
        let alone = clause.clone().all(|at| day.contains(&at) || BETWEEN.contains(&text.word(at)));
        let near = clause.contains(&when.at.start) || alone && clause.start == sentence.start;
        near && !clause.clone().any(|at| says(text.word(at)))
    };
    let of_clause = |w: &&When| sentence.contains(&w.at.start) && day_alone(w).is_some() && own(&w.at);
    let days: Vec<&When> = whens.iter().filter(of_clause).collect();
    let (Said::Point(point), [day]) = (&mut when.what, &days[..]) else { return (when, false) };
    if point.day.is_some() || point.clock.is_none() {
        return (when, false);
    }
    point.day = day_alone(day);
    let last = text.before(day.at.start, 1) == "last" || matches!(text.word(day.at.end), "pasado" | "pasada");
    (when, last)
}

/// Whether a word tells that somebody says something.
fn says(word: &str) -> bool {
    const STEMS: &str = "say said saying told tell report announc wrote written posted publish promis explain informed \
                         mention stated confirm dij dicho deci dice anunci informam informad comunic publicam publicad \
                         avisa escrib indicam indicad explic promet adelantam";
    STEMS.split_whitespace().any(|stem| word.starts_with(stem))
}

fn day_alone(when: &When) -> Option<Day> {
    match &when.what {
        Said::Point(point) if point.clock.is_none() => point.day,
        _ => None,
    }
}

/// Which event it is the time of: the nearest in its clause, else in its sentence up to other times.
fn event(text: &Text, when: &When, whens: &[When], n: usize, sentence: &Range<usize>) -> Set {
    let read = |tokens: Range<usize>| {
        let events = text.of(tokens, Role::Aspect).filter(|m| EVENTS.contains(&m.meaning.name));
        events.map(|m| m.meaning.id()).collect::<Set>()
    };
    let clause = read(text.clause(when.at.start));
    if !clause.is_empty() {
        return clause;
    }
    let left = n.checked_sub(1).map_or(sentence.start, |p| whens[p].at.end.max(sentence.start));
    let right = whens.get(n + 1).map_or(sentence.end, |w| w.at.start.min(sentence.end));
    let near = read(left.min(right)..right);
    if near.is_empty() && when.link == Link::From { read(sentence.clone()) } else { near }
}

/// "Vouchers are valid until 31 March", "bring it by Friday": how long it lasts or when it must be, and of what.
fn bound(text: &Text, when: &When) -> Option<(Set, Phrase)> {
    let name = match when.link {
        Link::Until => "until",
        Link::By => "by",
        Link::Before => "before",
        _ => return None,
    };
    let clause = text.clause(when.at.start);
    let mut of = Phrase::read(text, clause.start..when.at.start);
    of.add(text, when.at.end.min(clause.end)..clause.end);
    // what is not so until then may be so after
    let name = if text.has(clause, Role::Not) { id(name) ^ id("not") } else { id(name) };
    (!of.is_empty()).then(|| (Set::from_iter([name]), of))
}

/// Words that may stand between what happens and when.
const BETWEEN: &[&str] = &["at", "on", "a", "las", "la", "el", "the", "next", "this"];

/// "Refunds end on 5 December", "el plazo vence el 5": it lasts until then.
fn ends(text: &Text, when: &When) -> Option<(Set, Phrase)> {
    let clause = text.clause(when.at.start);
    let last = (clause.start..when.at.start).rev().find(|at| !BETWEEN.contains(&text.word(*at)))?;
    let verb = text.of(clause.start..last + 1, Role::Ends).find(|m| m.at.end == last + 1)?;
    let of = Phrase::read(text, clause.start..verb.at.start);
    let until = if text.negated(verb.at.start) { id("until") ^ id("not") } else { id("until") };
    (when.link == Link::At && !of.is_empty()).then(|| (Set::from_iter([until]), of))
}

/// "The vigil is at 18:00", "the museum opens at 23:00": what is nothing but its time, and what somebody does then. A
/// thing that is so at an hour may be so at another, and what comes again has many.
fn happens(text: &Text, when: &When, sentence: &Range<usize>) -> Option<(Set, Phrase)> {
    const IS: &[&str] = &["is", "be", "es", "sera", "place", "lugar", "celebra", "celebrara"];
    if when.link != Link::At || text.has(sentence.clone(), Role::Not) || again(text, sentence) {
        return None;
    }
    let clause = text.clause(when.at.start);
    let verb = (clause.start..when.at.start).rev().find(|at| !BETWEEN.contains(&text.word(*at)))?;
    let of = Phrase::read(text, clause.start..verb);
    if IS.contains(&text.word(verb)) {
        return (!of.is_empty()).then(|| (Set::from_iter([id("happens")]), of));
    }
    let does = text.of(verb..verb + 1, Role::Deed).next()?;
    let state = matches!(text.before(verb, 1), "is" | "are" | "was" | "were" | "esta" | "estan");
    (!state).then(|| (Set::from_iter([does.meaning.id()]), of))
}

/// "On Sundays", "los lunes", "every day", "the other one".
fn again(text: &Text, sentence: &Range<usize>) -> bool {
    const WORDS: &[&str] = &[
        "every",
        "each",
        "daily",
        "always",
        "usually",
        "weekdays",
        "weekday",
        "weekends",
        "holidays",
        "cada",
        "diario",
        "siempre",
        "laborables",
        "festivos",
        "todos",
        "habitualmente",
        "other",
        "another",
        "otro",
        "otra",
    ];
    sentence.clone().any(|at| {
        let word = text.word(at);
        let days = word.ends_with("days") && word.len() > 5 || matches!(word, "sabados" | "domingos");
        WORDS.contains(&word) || days || (word == "los" && super::points::is_name(text, at + 1))
    })
}

fn moment(when: &When, about: Set, of: Phrase, here: Here, toward: Toward) -> Option<Moment> {
    let Said::Point(point) = &when.what else { return None };
    if let Some(clock) = point.clock {
        let at = here.clock(point.day, clock, point.place, toward)?;
        let day = here.day_of(at).num_days_from_ce();
        return Some(Moment { about, of, at: Some(at), days: (day, day) });
    }
    let (first, last) = here.days(point.day?, toward)?;
    Some(Moment { about, of, at: None, days: (first.num_days_from_ce(), last.num_days_from_ce()) })
}

/// Tells each figure of which day it is, where its sentence says so: what was counted yesterday is another number.
pub(super) fn date(text: &Text, whens: &[When], here: Here, out: &mut [Claim]) {
    for claim in out.iter_mut().filter(|c| matches!(c.what, What::Figure(_))) {
        let at = text.tokens.partition_point(|t| t.span.start < claim.span.start);
        let sentence = text.sentence(at);
        for when in whens.iter().filter(|w| sentence.contains(&w.at.start)) {
            let Said::Point(point) = &when.what else { continue };
            if let Some((first, _)) = point.day.and_then(|day| here.days(day, Toward::Past)) {
                claim.scope.days.add(first.num_days_from_ce().unsigned_abs());
            }
        }
    }
}
