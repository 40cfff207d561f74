//! The tone of a text before it goes out (practice.md 5): the rules that it breaks, with the words, and the elements that
//! a text of its type needs, found or missing. Owns the rules and how a text scores; pure, so that the same text always
//! gets the same report. Gives keys of sentences alone: `words` makes sentences of them. Must not know where a text is kept.
//!
//! Cues are data (`assets/tone`). What no cue can tell (figures against facts, moments, people, registers, sameness) has a
//! file of its own here.

mod apology;
mod figures;
mod form;
mod moment;
mod pack;
mod pattern;
mod people;
mod register;
mod rule;
mod same;
mod statement;
#[cfg(test)]
mod tests;
mod text;

pub use moment::Moment;
pub use rule::{Element, Level, Rule};
pub use statement::Statement;

use crate::domain::incident::Severity;
use crate::domain::response::{MAX_CONTENT, ResponseKind};
use crate::domain::room::Lang;
use crate::domain::text::Seen;
use crate::domain::time::Stamp;
use crate::plan::Ban;
use pack::{Mark, Pack, Read, Sign, pack};
use std::ops::Range;
use text::Text;

/// Version of the rules and their cues: a report that is kept says by which it was made.
pub const VERSION: u16 = 1;

/// Who will read a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// Anybody.
    #[default]
    Public,
    /// One person, in private.
    Person,
}

/// What a text is checked against.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    /// The language of the text.
    pub lang: Lang,
    /// What sort of text it is.
    pub kind: ResponseKind,
    /// The severity of its incident, if it has one.
    pub severity: Option<Severity>,
    /// What is confirmed.
    pub facts: &'a [Statement],
    /// What is known to be false, as it circulates.
    pub falsehoods: &'a [Statement],
    /// What the plan says is never said.
    pub do_not_say: &'a [Ban],
    /// Links, handles, addresses and numbers that we give out.
    pub approved: &'a [&'a str],
    /// Replies that went to other people in the last 24 hours.
    pub sent: &'a [String],
    /// Who will read it.
    pub audience: Audience,
    /// Whether the incident is contained: what may be offered in public then.
    pub contained: bool,
    /// Now.
    pub now: Stamp,
    /// The room's zone.
    pub zone: &'a str,
}

impl<'a> Ask<'a> {
    /// A question with nothing confirmed, nothing forbidden and no severity.
    pub const fn new(lang: Lang, kind: ResponseKind, now: Stamp, zone: &'a str) -> Ask<'a> {
        Ask {
            lang,
            kind,
            severity: None,
            facts: &[],
            falsehoods: &[],
            do_not_say: &[],
            approved: &[],
            sent: &[],
            audience: Audience::Public,
            contained: false,
            now,
            zone,
        }
    }

    /// SEV1 or SEV2.
    fn grave(&self) -> bool {
        self.severity.is_some_and(|s| s <= Severity::Sev2)
    }
}

/// A place in a text, each end exclusive: in bytes and in Unicode code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First and past-the-last byte.
    pub bytes: (usize, usize),
    /// First and past-the-last character.
    pub chars: (usize, usize),
}

/// A rule that a text breaks, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which rule.
    pub rule: Rule,
    /// How grave it is here.
    pub level: Level,
    /// Where; empty for what is missing.
    pub spans: Vec<Span>,
    /// The words there, the first span's first.
    pub words: Vec<String>,
    /// Key of the sentence that says why.
    pub why: &'static str,
    /// Key of the sentence that says what to write instead.
    pub better: &'static str,
    /// The element that it is about.
    pub element: Option<Element>,
    /// Which entry of [`Ask::do_not_say`] it is: the plan has a why and a better way of its own.
    pub ban: Option<usize>,
}

/// Whether a text has one of the elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub element: Element,
    /// Whether a text of this type needs it.
    pub required: bool,
    /// Where it is first; nothing when it is missing.
    pub span: Option<Span>,
    /// The words there.
    pub words: String,
}

/// What a text says of being sorry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regret {
    /// Nothing.
    None,
    /// It regrets, which is sympathy and no apology.
    Sympathy,
    /// It apologises.
    Apology,
}

impl Regret {
    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["regret-none", "regret-sympathy", "regret-apology"][self as usize]
    }
}

/// What the check says of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What it breaks, by place; what is missing comes last.
    pub hits: Vec<Hit>,
    /// The ten elements, in the order of a good text.
    pub elements: Vec<Found>,
    /// What it says of being sorry.
    pub regret: Regret,
    /// When it says that the next word comes.
    pub moment: Option<Moment>,
    /// 0 to 100 (practice.md 5.4).
    pub score: u8,
    /// What a rule took as backing for what the text says: it no longer stands once one of these changes.
    pub leans: Leans,
    /// Which of [`Ask::falsehoods`] the text states as if it were so, and in which of its bytes; for the one-voice check.
    pub stated: Vec<(usize, Range<usize>)>,
}

/// What a text leans on, by its place in what the check was asked with, ascending, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leans {
    /// Of [`Ask::facts`].
    pub facts: Vec<usize>,
    /// Of [`Ask::falsehoods`]: the figure of a falsehood may be said to deny it, while it is one.
    pub falsehoods: Vec<usize>,
}

impl Hit {
    /// Of the whole text.
    pub const fn whole(rule: Rule) -> Hit {
        let (level, why, better) = (rule.level(), rule.why(), rule.better());
        Hit { rule, level, spans: Vec::new(), words: Vec::new(), why, better, element: None, ban: None }
    }
}

impl Report {
    /// Whether an error stops it.
    pub fn blocks(&self) -> bool {
        self.count(Level::Error) > 0
    }

    /// How many hits of a level it has.
    pub fn count(&self, level: Level) -> usize {
        self.hits.iter().filter(|h| h.level == level).count()
    }

    /// The report with what another check found, the one-voice check above all ([`Rule::Contradicts`]).
    pub fn with(mut self, hits: impl IntoIterator<Item = Hit>) -> Report {
        self.hits.extend(hits);
        self.hits.sort_by_key(order);
        self.score = score(&self.hits);
        self
    }
}

/// Most hits of one rule in a report.
const MAX_HITS: usize = 50;

/// Checks a text. Only its first [`MAX_CONTENT`] bytes are looked at, which no platform takes.
pub fn check(text: &str, ask: &Ask<'_>) -> Report {
    let source = &text[..text.floor_char_boundary(MAX_CONTENT)];
    let seen = Seen::of(source);
    let text = Text::of(seen.text());
    let pack = pack(ask.lang);
    let read = pack.read(&text, ask.kind);
    let about = About { ask, pack, read: &read, text: &text };
    let mut draft = Draft::default();
    about.cued(&mut draft);
    for find in [apology::find, figures::find, people::find, form::find, register::find, same::find] {
        find(&about, &mut draft);
    }
    let moment = moment::promised(&about);
    about.report(draft, moment, (source, &seen))
}

/// All that a rule looks at.
struct About<'a> {
    ask: &'a Ask<'a>,
    pack: &'static Pack,
    read: &'a Read<'a>,
    text: &'a Text<'a>,
}

/// What was found so far, in bytes.
#[derive(Default)]
struct Draft {
    hits: Vec<Rough>,
    leans: Leans,
    stated: Vec<(usize, Range<usize>)>,
}

/// A hit before its places are counted in characters.
struct Rough {
    rule: Rule,
    level: Level,
    places: Vec<Range<usize>>,
    why: &'static str,
    better: &'static str,
    element: Option<Element>,
    ban: Option<usize>,
}

impl Draft {
    fn add(&mut self, rule: Rule, place: Range<usize>) {
        self.put(rule, rule.level(), vec![place], rule.why(), rule.better());
    }

    /// Words that the plan forbids.
    fn ban(&mut self, number: usize, place: Range<usize>) {
        let before = self.hits.len();
        self.add(Rule::DoNotSay, place);
        self.hits[before..].iter_mut().for_each(|h| h.ban = Some(number));
    }

    /// A hit with sentences of its own.
    fn put(&mut self, rule: Rule, level: Level, places: Vec<Range<usize>>, why: &'static str, better: &'static str) {
        if self.hits.iter().rev().take(MAX_HITS).filter(|h| h.rule == rule).count() < MAX_HITS {
            self.hits.push(Rough { rule, level, places, why, better, element: None, ban: None });
        }
    }
}

impl About<'_> {
    /// The rules that cues alone tell.
    fn cued(&self, draft: &mut Draft) {
        for (rule, hits) in self.read.rules() {
            // what may be offered is settled: with those concerned, in an approved apology, or since it is contained
            let settled = self.ask.contained
                || self.ask.audience == Audience::Person
                || matches!(self.ask.kind, ResponseKind::Apology | ResponseKind::Resolution | ResponseKind::Internal);
            if rule == Rule::Compensates && settled {
                continue;
            }
            for hit in hits {
                draft.add(rule, self.text.place(hit.clone()));
            }
        }
    }

    /// The report, with the places of the text as it stands.
    fn report(
        &self,
        mut draft: Draft,
        moment: Option<(Moment, Range<usize>)>,
        (source, seen): (&str, &Seen<'_>),
    ) -> Report {
        for leans in [&mut draft.leans.facts, &mut draft.leans.falsehoods] {
            leans.sort_unstable();
            leans.dedup();
        }
        let found = self.elements(moment.as_ref());
        let required = Element::required(self.ask.kind);
        for (element, place) in &found {
            if place.is_none() && required.contains(element) {
                self.misses(*element, moment.as_ref(), &mut draft);
            }
        }
        let back = |place: &Range<usize>| seen.back(place.clone());
        draft.hits.iter_mut().flat_map(|h| &mut h.places).for_each(|p| *p = back(p));
        let found: Vec<_> = found.into_iter().map(|(element, place)| (element, place.as_ref().map(back))).collect();
        let mut count = Counter::of(
            source,
            draft.hits.iter().flat_map(|h| &h.places).chain(found.iter().filter_map(|(_, p)| p.as_ref())),
        );
        let mut hits: Vec<Hit> = Vec::with_capacity(draft.hits.len());
        for rough in std::mem::take(&mut draft.hits) {
            let words = rough.places.iter().map(|p| source[p.clone()].to_owned()).collect();
            let spans = rough.places.iter().map(|p| count.span(p)).collect();
            let Rough { rule, level, why, better, element, ban, .. } = rough;
            hits.push(Hit { rule, level, spans, words, why, better, element, ban });
        }
        hits.sort_by_key(order);
        hits.dedup_by(|a, b| a.rule == b.rule && a.spans == b.spans && a.element == b.element);
        let elements = found.into_iter().map(|(element, place)| Found {
            element,
            required: required.contains(&element),
            words: place.as_ref().map_or(String::new(), |p| source[p.clone()].to_owned()),
            span: place.as_ref().map(|p| count.span(p)),
        });
        Report {
            elements: elements.collect(),
            regret: self.regret(),
            moment: moment.map(|(moment, _)| moment),
            score: score(&hits),
            hits,
            leans: draft.leans,
            stated: draft.stated.into_iter().map(|(n, place)| (n, back(&place))).collect(),
        }
    }

    /// Where each element is first, in bytes. A moment that has passed is no promise.
    fn elements(&self, moment: Option<&(Moment, Range<usize>)>) -> Vec<(Element, Option<Range<usize>>)> {
        let place = |element: Element| match element {
            Element::Time => moment.filter(|(m, _)| m.at > self.ask.now).map(|(_, place)| place.clone()),
            _ => self.read.of(Sign::Element(element)).first().map(|hit| self.text.place(hit.clone())),
        };
        Element::ALL.into_iter().map(|e| (e, place(e))).collect()
    }

    fn misses(&self, element: Element, moment: Option<&(Moment, Range<usize>)>, draft: &mut Draft) {
        let passed = moment.filter(|_| element == Element::Time);
        draft.hits.push(Rough {
            rule: Rule::Missing,
            level: Rule::Missing.level(),
            places: passed.map(|(_, place)| place.clone()).into_iter().collect(),
            why: if passed.is_some() { "tone-t23-passed" } else { Rule::Missing.why() },
            better: element.better(),
            element: Some(element),
            ban: None,
        });
    }

    fn regret(&self) -> Regret {
        match (self.read.mark(Mark::Apology).is_empty(), self.read.mark(Mark::Regret).is_empty()) {
            (false, _) => Regret::Apology,
            (true, false) => Regret::Sympathy,
            (true, true) => Regret::None,
        }
    }
}

/// The order of a report: by place, what has none last.
fn order(hit: &Hit) -> (usize, usize, Rule, Option<Element>) {
    let first = hit.spans.first().map_or((usize::MAX, usize::MAX), |s| s.bytes);
    (first.0, first.1, hit.rule, hit.element)
}

/// 100 less what each hit costs; a missing element costs its own, an error blocks besides.
fn score(hits: &[Hit]) -> u8 {
    let cost: u32 = hits.iter().map(|h| if h.rule == Rule::Missing { Element::COST } else { h.level.cost() }).sum();
    100_u32.saturating_sub(cost) as u8
}

/// Counts characters up to the places that are asked for, in one pass.
struct Counter(Vec<(usize, usize)>);

impl Counter {
    fn of<'p>(text: &str, places: impl Iterator<Item = &'p Range<usize>>) -> Counter {
        let mut ends: Vec<usize> = places.flat_map(|p| [p.start, p.end]).collect();
        ends.sort_unstable();
        ends.dedup();
        let (mut at, mut chars) = (0, 0);
        let counted = ends.into_iter().map(|end| {
            chars += text[at..end].chars().count();
            at = end;
            (end, chars)
        });
        Counter(counted.collect())
    }

    fn span(&mut self, place: &Range<usize>) -> Span {
        let chars = |byte: usize| self.0.binary_search_by_key(&byte, |(b, _)| *b).map_or(0, |i| self.0[i].1);
        Span { bytes: (place.start, place.end), chars: (chars(place.start), chars(place.end)) }
    }
}
