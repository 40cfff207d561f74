//! Proofreading: everything that is said about a text before it goes out, in one list. Owns how the tone check, the facts
//! ledger and the texts that are live come together; the rules of each are theirs. Pure: the composer asks it with every
//! key, the room asks it once more when a text is handed in.

mod cadence;
mod leans;
#[cfg(test)]
mod tests;

pub use leans::{Lean, leans};

use crate::domain::fact::{Fact, FactStatus};
use crate::domain::incident::Severity;
use crate::domain::response::{
    Against, Content, Finding, LiveText, ResponseKind, Stood, against, denied_by, said_already, waits_too,
};
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::plan::Plan;
use crate::tone::{self, Element, Found, Level, Moment, Regret, Rule, Statement};
use crate::triage::language_of;
use crate::voice::{self, Backing, Claim, Claims, FactText, Sort, What};
use std::ops::Range;

/// What a text is read against: the ledger, and what we say elsewhere. Made once for many readings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Desk {
    /// The facts of the incident and of the brand, with what each states.
    pub facts: Vec<FactText>,
    /// The words of those that are confirmed.
    pub confirmed: Told,
    /// The words of those that are false.
    pub falsehoods: Told,
    /// The live texts.
    pub live: Vec<Standing>,
    /// Replies of the last day.
    pub sent: Vec<String>,
    /// Our own names and handles beside the plan's: what the room listens for.
    pub ours: Vec<Clean>,
    /// How grave it is.
    pub severity: Option<Severity>,
    /// The incident is contained.
    pub contained: bool,
    /// What tells it from the same desk at another moment of the room.
    pub mark: String,
}

impl Desk {
    /// The facts on which a draft leans, by their numbers, and how well each is known.
    pub fn leaned_on<'a>(&'a self, proof: &'a Proof) -> impl Iterator<Item = (i64, FactStatus)> + 'a {
        let used = self.facts.iter().filter(|fact| proof.facts.iter().any(|(id, _)| *id == fact.id));
        used.map(|fact| (fact.id, fact.status))
    }
}

/// Those of a room's keywords that are a word or a handle: a page or a phrase that is listened for is nothing that we give
/// out.
pub fn handles(keywords: &[Clean]) -> impl Iterator<Item = &Clean> {
    keywords.iter().filter(|own| own.as_str().starts_with('@') || own.as_str().chars().all(char::is_alphanumeric))
}

/// What facts say, in each language, as the tone check holds a text against it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// The words.
    pub said: Vec<Statement>,
    /// The fact and its revision that each stands in.
    pub facts: Vec<(i64, i64)>,
}

impl Told {
    fn of(facts: &[FactText], status: FactStatus) -> Told {
        let texts = facts.iter().filter(|f| f.status == status).flat_map(|f| f.texts.iter().map(move |t| (f, &t.0)));
        let (said, facts) = texts.map(|(fact, text)| (Statement::of(text), (fact.id, fact.rev))).unzip();
        Told { said, facts }
    }

    /// Adds what we told ourselves, sentence by sentence: what takes it back may name its figures and causes. It is no fact,
    /// so that nobody leans on one.
    pub fn add_told(&mut self, text: &str) {
        self.said.extend(text.split(". ").filter(|told| !told.is_empty()).map(Statement::of));
    }

    fn at<'a>(&'a self, places: &'a [usize]) -> impl Iterator<Item = (i64, i64)> + 'a {
        places.iter().filter_map(|place| self.facts.get(*place).copied())
    }
}

/// A live text, with what it states.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The text, where it stands and for whom.
    pub text: LiveText,
    /// What it states.
    pub claims: Claims,
}

/// How long a reply counts as one of a row of copies.
const LATELY: i64 = crate::domain::time::DAY;
/// Most replies that a text is compared with word by word.
const MAX_SENT: usize = 200;

impl Desk {
    /// A desk with these facts and live texts on it, in a room of this zone.
    pub fn new(facts: Vec<Fact>, live: &[LiveText], now: Stamp, zone: &str) -> Desk {
        let lately = live.iter().filter(|t| t.reply && now.since(t.at) < LATELY);
        let facts: Vec<FactText> = facts.iter().map(|f| fact_text(f, now, zone)).collect();
        Desk {
            confirmed: Told::of(&facts, FactStatus::Confirmed),
            falsehoods: Told::of(&facts, FactStatus::False),
            facts,
            // what went to many by itself was read by as many; two of them stand for all
            sent: lately.take(MAX_SENT).flat_map(|t| vec![t.text.clone(); t.each.clamp(1, 2) as usize]).collect(),
            live: live
                .iter()
                .map(|t| Standing { claims: voice::claims(&t.text, t.lang, t.at, zone), text: t.clone() })
                .collect(),
            ..Desk::default()
        }
    }
}

/// A fact with what it states.
fn fact_text(fact: &Fact, now: Stamp, zone: &str) -> FactText {
    let state = &fact.state;
    let both = [(Lang::En, state.en.as_str()), (Lang::Es, state.es.as_str())];
    FactText::read(fact.id.0, fact.rev, state.status, &both, now, zone)
}

/// A text to be read.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// What sort of text.
    pub kind: ResponseKind,
    /// Its language.
    pub lang: Lang,
    /// The words.
    pub text: &'a str,
    /// Where it goes: `x`, `web` ...; empty where nobody has said.
    pub channel: &'a str,
    /// It answers people one by one: direct messages, mail.
    pub private: bool,
    /// The room's time.
    pub now: Stamp,
    /// The room's zone.
    pub zone: &'a str,
}

impl<'a> Draft<'a> {
    /// A content as it is handed in.
    pub fn of(kind: ResponseKind, content: &'a Content, now: Stamp, zone: &'a str) -> Draft<'a> {
        let (text, channel, private) = (&content.text, &content.channel, is_private(&content.channel));
        Draft { kind, lang: content.lang, text, channel, private, now, zone }
    }
}

/// What goes there is read by one person alone.
pub fn is_private(channel: &str) -> bool {
    matches!(channel, "email" | "dm")
}

/// One thing said about a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// By which rule.
    pub rule: Rule,
    /// How grave.
    pub level: Level,
    /// Bytes of the text; empty for what is missing.
    pub spans: Vec<Range<usize>>,
    /// The words there.
    pub words: Vec<String>,
    /// Key of the sentence that says why.
    pub why: &'static str,
    /// Key of the sentence that says what to write instead.
    pub better: &'static str,
    /// The element that is missing.
    pub element: Option<Element>,
    /// Which of the plan's forbidden words it is.
    pub ban: Option<usize>,
    /// With what it disagrees.
    pub against: Option<Against>,
    /// Its sentence, where it disagrees.
    pub here: Option<String>,
}

/// All that is said about a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// The gravest first, then in the order of the text.
    pub remarks: Vec<Remark>,
    /// What a good text of its sort is made of, found or missing.
    pub elements: Vec<Found>,
    /// Whether it apologises, or only regrets.
    pub regret: Regret,
    /// When it says that the next word comes.
    pub moment: Option<Moment>,
    /// 100 is a text without a remark (practice.md 5.4).
    pub score: u8,
    /// Facts that it leans on, each with its revision.
    pub facts: Vec<(i64, i64)>,
    /// It may admit liability.
    pub liability: bool,
}

/// Fewest characters by which the language of a text is told against what it is marked with.
const MIN_READ: usize = 40;

/// The other of our languages, where a text that is marked with one reads like that one. Names tell nothing: Los Angeles
/// is a city of people who speak English.
pub fn other_language(text: &str, lang: Lang) -> Option<Lang> {
    let mut opens = true;
    let plain = text.split_whitespace().filter(|word| {
        let named = !std::mem::replace(&mut opens, word.ends_with(['.', '!', '?', ':']))
            && word.starts_with(char::is_uppercase);
        !named
    });
    let plain = plain.collect::<Vec<_>>().join(" ");
    let long = plain.chars().nth(MIN_READ).is_some();
    let read = if long { language_of(&plain, None) } else { None };
    read.and_then(|code| Lang::parse(&code)).filter(|read| *read != lang)
}

/// Reads a text, in the language that it is in: the cues of another would find nothing.
pub fn read(plan: &Plan, desk: &Desk, draft: &Draft<'_>) -> Proof {
    let other = other_language(draft.text, draft.lang);
    let draft = &Draft { lang: other.unwrap_or(draft.lang), ..*draft };
    let approved: Vec<&str> = plan.given_out().chain(handles(&desk.ours)).map(Clean::as_str).collect();
    let ask = tone::Ask {
        severity: desk.severity,
        facts: &desk.confirmed.said,
        falsehoods: &desk.falsehoods.said,
        do_not_say: &plan.do_not_say,
        approved: &approved,
        sent: &desk.sent,
        audience: if draft.private { tone::Audience::Person } else { tone::Audience::Public },
        contained: desk.contained,
        ..tone::Ask::new(draft.lang, draft.kind, draft.now, draft.zone)
    };
    let report = tone::check(draft.text, &ask);
    let claims = voice::claims(draft.text, draft.lang, draft.now, draft.zone);
    let (mut remarks, mut used) = ledger(desk, draft, &claims);
    // whatever a rule took as backing is a link: the text is stale once it changes
    used.extend(desk.confirmed.at(&report.leans.facts).chain(desk.falsehoods.at(&report.leans.falsehoods)));
    used.extend(voice::calling(&claims, &desk.facts, &voice::called(plan.name.as_str())));
    used.sort_unstable();
    used.dedup();
    let stated = stated(desk, draft, &report.stated, &remarks);
    remarks.extend(stated);
    remarks.extend(one_voice(desk, draft, &claims, &approved));
    let turned = turned(desk, draft, &remarks);
    remarks.extend(turned);
    let again =
        said_already(draft.kind, (draft.channel, draft.lang, draft.text), desk.live.iter().map(|s| &s.text)).next();
    let again = again.map(|other| whole(Rule::SaidAlready, Some(against(other))));
    // the door asks for a reason once one of the two is out; until then it is told
    let words = (draft.channel, draft.lang, draft.text);
    let waits = waits_too(draft.kind, words, desk.live.iter().map(|s| &s.text)).next();
    remarks.extend(waits.map(|other| Remark {
        level: Level::Info,
        why: "tone-t29-waits-why",
        better: "tone-t29-waits-better",
        ..whole(Rule::SaidAlready, Some(against(other)))
    }));
    remarks.extend(again.into_iter().chain(other.map(|_| whole(Rule::OtherLanguage, None))));
    let cost = remarks.iter().map(|r| r.level.cost()).sum::<u32>();
    remarks.extend(report.hits.into_iter().map(|hit| Remark {
        rule: hit.rule,
        level: hit.level,
        spans: hit.spans.iter().map(|s| s.bytes.0..s.bytes.1).collect(),
        words: hit.words,
        why: hit.why,
        better: hit.better,
        element: hit.element,
        ban: hit.ban,
        against: None,
        here: None,
    }));
    let place = |r: &Remark| r.spans.first().map_or(usize::MAX, |s| s.start);
    remarks.sort_by_key(|r| (std::cmp::Reverse(r.level.cost()), place(r)));
    let owns = report.elements.iter().any(|f| f.element == Element::Owns && f.span.is_some());
    let offers = remarks.iter().any(|r| r.rule == Rule::Compensates);
    Proof {
        liability: owns || offers || draft.kind == ResponseKind::Apology,
        score: (u32::from(report.score)).saturating_sub(cost) as u8,
        elements: report.elements,
        regret: report.regret,
        moment: report.moment,
        facts: used,
        remarks,
    }
}

/// What the ledger says otherwise, and the facts that the text leans on.
fn ledger(desk: &Desk, draft: &Draft<'_>, claims: &Claims) -> (Vec<Remark>, Vec<(i64, i64)>) {
    let links = voice::link(claims, &desk.facts, draft.zone);
    let against = links.0.iter().filter(|l| matches!(l.backing, Backing::Contradicted | Backing::Doubted));
    let remarks = against.map(|l| {
        let fact = l.fact.and_then(|(id, _)| fact_said(desk, id, draft.lang));
        let told = disagreement(draft, l.span.clone(), fact);
        if l.backing == Backing::Doubted { in_doubt(told) } else { told }
    });
    (remarks.collect(), links.used())
}

/// What the ledger calls false and the text states in nearly its words, where no claim in them was held against it.
fn stated(desk: &Desk, draft: &Draft<'_>, places: &[(usize, Range<usize>)], told: &[Remark]) -> Vec<Remark> {
    let new = places.iter().filter(|(_, place)| {
        let mut spans = told.iter().flat_map(|r| &r.spans);
        !spans.any(|span| span.start < place.end && place.start < span.end)
    });
    let against = new.map(|(falsehood, place)| {
        let fact = desk.falsehoods.facts.get(*falsehood).and_then(|(id, _)| fact_said(desk, *id, draft.lang));
        disagreement(draft, place.clone(), fact)
    });
    against.take(MAX_REMARKS).collect()
}

/// Whether an address or number is one that we give out.
fn given_out(approved: &[&str], name: &str) -> bool {
    let plain = |text: &str| -> String {
        let digits = text.chars().filter(char::is_ascii_digit);
        if text.contains(char::is_alphabetic) { text.trim().to_lowercase() } else { digits.collect() }
    };
    approved.iter().any(|own| plain(own) == plain(name))
}

/// Where another live text says otherwise.
fn one_voice(desk: &Desk, draft: &Draft<'_>, claims: &Claims, approved: &[&str]) -> Vec<Remark> {
    let others: Vec<(usize, &Claims)> = desk.live.iter().enumerate().map(|(n, s)| (n, &s.claims)).collect();
    let mut remarks: Vec<Remark> = Vec::new();
    // what we give out ourselves is right in either text
    let ours =
        |claim: &Claim| matches!(&claim.what, What::Name(n) if n.names.iter().all(|name| given_out(approved, name)));
    let both = |c: &voice::Conflict<'_, usize>| {
        let both_ours = ours(c.draft_claim) && ours(c.other_claim);
        c.sort != Sort::Update && !both_ours && !cadence::follows(desk, draft, c)
    };
    let mut all: Vec<_> = voice::conflicts(claims, &others).into_iter().filter(both).collect();
    let sure = |c: &voice::Conflict<'_, usize>| {
        c.sort == Sort::Contradiction && desk.live.get(c.other).is_some_and(|s| s.text.out)
    };
    all.sort_by_key(|c| !sure(c));
    for conflict in all {
        let span = conflict.draft_claim.span.clone();
        // one remark a place of the text: the gravest that says otherwise stands for all
        if remarks.iter().all(|r| r.spans.first() != Some(&span)) {
            let other = &desk.live[conflict.other].text;
            let says = voice::sentence(&other.text, other.lang, conflict.other_claim.span.start);
            let against = Against::Response(other.id, some_of(says));
            let remark = disagreement(draft, span, Some(against));
            remarks.push(match conflict.sort {
                Sort::Contradiction if other.out => remark,
                // what waits for somebody's word is not said yet: it may be the one that is wrong
                Sort::Contradiction => Remark { level: Level::Warning, ..remark },
                _ => in_doubt(remark),
            });
        }
        if remarks.len() == MAX_REMARKS {
            break;
        }
    }
    remarks
}

/// Where another text is in nearly the same words and one of the two denies: what no claim was found in may still be its
/// contrary, and asks for a reason.
fn turned(desk: &Desk, draft: &Draft<'_>, told: &[Remark]) -> Vec<Remark> {
    let named =
        |other: &&LiveText| !told.iter().any(|r| matches!(r.against, Some(Against::Response(id, _)) if id == other.id));
    let live = desk.live.iter().map(|s| &s.text);
    let turned = denied_by((draft.lang, draft.text), live).filter(named);
    turned.map(|other| in_doubt(whole(Rule::Contradicts, Some(against(other))))).collect()
}

/// What a fact says, in the language of the text where it can be.
fn fact_said(desk: &Desk, id: i64, lang: Lang) -> Option<Against> {
    let texts = &desk.facts.iter().find(|fact| fact.id == id)?.texts;
    let (text, _) = texts.iter().find(|(_, claims)| claims.lang == lang).or(texts.first())?;
    Some(Against::Fact(id, some_of(text)))
}

/// Longest sentence that is shown beside another, in characters, and most places that are told of one rule.
const MAX_SHOWN: usize = 300;
const MAX_STOOD: usize = 12;

fn some_of(text: &str) -> String {
    text.chars().take(MAX_SHOWN).collect()
}

/// Most disagreements that are told of one text.
const MAX_REMARKS: usize = 50;

fn disagreement(draft: &Draft<'_>, span: Range<usize>, against: Option<Against>) -> Remark {
    let at = span.start;
    Remark {
        rule: Rule::Contradicts,
        level: Level::Error,
        words: draft.text.get(span.clone()).map(str::to_owned).into_iter().collect(),
        spans: vec![span],
        why: Rule::Contradicts.why(),
        better: Rule::Contradicts.better(),
        element: None,
        ban: None,
        here: Some(some_of(voice::sentence(draft.text, draft.lang, at))),
        against,
    }
}

/// Where the words do not tell whether both speak of the same: whoever hands the text in looks, and says why it stands.
fn in_doubt(remark: Remark) -> Remark {
    Remark { level: Level::Warning, why: "tone-t27-doubt-why", better: "tone-t27-doubt-better", ..remark }
}

/// Of the whole text: that it is out already as another response, that it is in the other language.
fn whole(rule: Rule, against: Option<Against>) -> Remark {
    Remark {
        rule,
        level: rule.level(),
        spans: Vec::new(),
        words: Vec::new(),
        why: rule.why(),
        better: rule.better(),
        element: None,
        ban: None,
        against,
        here: None,
    }
}

impl Remark {
    /// What is kept of it where it is let stand.
    fn stood(&self) -> Stood {
        let words = self.here.clone().or_else(|| self.words.first().map(|words| some_of(words)));
        let missing = self.element.map(|element| element.key().to_owned());
        Stood { words: words.unwrap_or_default(), missing, against: self.against.clone() }
    }
}

impl Proof {
    /// What must be waived with a reason, each rule once: the gravest of its remarks counts.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        for remark in self.remarks.iter().filter(|r| r.level != Level::Info) {
            let (rule, grave) = (remark.rule.code(), remark.level == Level::Error);
            match findings.iter_mut().find(|f| f.rule == rule) {
                Some(found) => found.grave |= grave,
                None => findings.push(Finding { rule: rule.to_owned(), grave, stands: Vec::new() }),
            }
            let stands = findings.iter_mut().find(|f| f.rule == rule).map(|f| &mut f.stands);
            stands.into_iter().filter(|s| s.len() < MAX_STOOD).for_each(|s| s.push(remark.stood()));
        }
        findings
    }

    /// How many remarks of a level there are.
    pub fn count(&self, level: Level) -> usize {
        self.remarks.iter().filter(|r| r.level == level).count()
    }
}
