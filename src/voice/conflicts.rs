//! Where two texts in force state the same thing differently, and what a translation lacks. Owns the comparison of kept
//! claims; must not know how they were found.

use super::figures::Class;
use super::moments::Moment;
use super::names::Naming;
use super::promises::Promise;
use super::states::{Against, Axis};
use super::{Amount, Claim, Claims, THOUSANDTHS, What};
use crate::domain::time::{DAY, MINUTE, Stamp};
use serde::Serialize;
use std::ops::Range;

/// What is stated differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A number of something.
    Figure,
    /// When something happened or happens.
    Date,
    /// A name, number or address.
    Name,
    /// What we will do and by when.
    Promise,
    /// That something is so or not.
    State,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Both cannot be true.
    Contradiction,
    /// Both may not be true: whether they speak of the same cannot be told from their words.
    Doubt,
    /// The draft says that it replaces the other: the other must be corrected, the draft need not.
    Update,
}

/// The same thing, stated differently in a draft and in another text; each claim knows its place and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict<'c, I> {
    /// What.
    pub kind: Kind,
    /// How bad.
    pub sort: Sort,
    /// The other text.
    pub other: I,
    /// The claim of the draft.
    pub draft_claim: &'c Claim,
    /// The claim of the other text.
    pub other_claim: &'c Claim,
}

/// Something that one text of a pair says and its translation does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// What is missing.
    pub kind: Kind,
    /// It stands in the first text and is missing in the second, or the other way round.
    pub in_first: bool,
    /// Bytes of the text that has it.
    pub span: Range<usize>,
    /// What it says.
    pub says: String,
}

/// Where a draft states differently what others state; each other text with what the caller knows it by. The claims of
/// the others are kept by the caller and only compared here: linear in them, with no allocation where nothing is shared.
pub fn conflicts<'c, I: Copy>(draft: &'c Claims, others: &[(I, &'c Claims)]) -> Vec<Conflict<'c, I>> {
    let mut topics: Vec<Topic> = draft.list.iter().map(Topic::of).collect();
    topics.sort_unstable();
    topics.dedup();
    let mut found = Vec::new();
    for (id, other) in others {
        let shares = other.list.iter().any(|c| topics.binary_search(&Topic::of(c)).is_ok());
        if shares {
            compare(draft, other, |sort, draft_claim, other_claim| {
                found.push(Conflict { kind: draft_claim.kind(), sort, other: *id, draft_claim, other_claim });
            });
        }
    }
    found
}

/// What one of a pair of translations says and the other does not: figures, names, promises. In either order the same
/// is missing; what both say differently is told by [`conflicts`].
pub fn parity(first: &Claims, second: &Claims) -> Vec<Missing> {
    let mut missing = Vec::new();
    for (own, other, in_first) in [(first, second, true), (second, first, false)] {
        for claim in &own.list {
            let Some(kind) = parity_kind(claim) else { continue };
            if !other.list.iter().any(|o| translates(claim, o)) {
                missing.push(Missing { kind, in_first, span: claim.span.clone(), says: claim.says() });
            }
        }
    }
    missing
}

fn parity_kind(claim: &Claim) -> Option<Kind> {
    match &claim.what {
        What::Name(n) if matches!(n.naming, Naming::Email | Naming::Link | Naming::Handle | Naming::Place) => None,
        What::State(_) | What::Deed(_) | What::Moment(_) => None,
        _ => Some(claim.kind()),
    }
}

/// Whether one claim may be the other's translation: for what is counted, the number alone is enough.
fn translates(a: &Claim, b: &Claim) -> bool {
    match (&a.what, &b.what) {
        (What::Figure(a), What::Figure(b)) => a.amount.agrees(&b.amount) || a.comparable(b),
        (What::Name(a), What::Name(b)) => a.naming == b.naming,
        (What::Promise(a), What::Promise(b)) => a.what == b.what,
        _ => false,
    }
}

/// What a claim must share with another before the two are looked at closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    Figure(u8, u32),
    Moment,
    Name(u8, u32),
    Promise(u8),
    State(u8, u32),
    Deed(u32),
}

impl Topic {
    fn of(claim: &Claim) -> Topic {
        match &claim.what {
            What::Figure(f) => match f.class {
                Class::People => Topic::Figure(0, 0),
                Class::Goods(_) => Topic::Figure(1, 0),
                Class::Things(of) => Topic::Figure(2, of),
                Class::Money(currency) => Topic::Figure(3, currency),
                Class::Percent => Topic::Figure(4, 0),
                Class::Other(of) => Topic::Figure(5, of),
            },
            What::Moment(_) => Topic::Moment,
            What::Deed(d) => Topic::Deed(d.verb),
            What::Name(n) => match n.naming {
                Naming::Person(office) => Topic::Name(0, office),
                Naming::Phone => Topic::Name(1, 0),
                Naming::Email => Topic::Name(2, 0),
                Naming::Link => Topic::Name(3, 0),
                Naming::Handle => Topic::Name(4, 0),
                Naming::Lot => Topic::Name(5, 0),
                Naming::Model => Topic::Name(6, 0),
                Naming::Version => Topic::Name(7, 0),
                Naming::Code => Topic::Name(8, 0),
                Naming::Place => Topic::Name(9, 0),
            },
            What::Promise(p) => Topic::Promise(p.what as u8),
            What::State(s) => match s.axis {
                Axis::Safe => Topic::State(0, 0),
                Axis::Runs(what) => Topic::State(1, what),
                Axis::Open => Topic::State(2, 0),
                Axis::OpenOnline => Topic::State(2, 1),
                Axis::Refund => Topic::State(3, 0),
                Axis::Exposed(data) => Topic::State(4, data),
                Axis::Cause => Topic::State(5, 0),
                Axis::Lot => Topic::State(6, 0),
                Axis::Burns => Topic::State(7, 0),
            },
        }
    }
}

/// How two claims stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// About different things.
    Apart,
    Agree,
    Differ(Sort),
}

/// Tells each claim of the draft that differs from one of the other text, once, unless the other text agrees with it
/// elsewhere, or the draft with that of the other.
fn compare<'c>(draft: &'c Claims, other: &'c Claims, mut tell: impl FnMut(Sort, &'c Claim, &'c Claim)) {
    let mut agreed = vec![false; other.list.len()];
    let mut differing: Vec<(&'c Claim, usize, Sort)> = Vec::new();
    for a in &draft.list {
        let known = differing.len();
        let mut agrees = false;
        for (n, b) in other.list.iter().enumerate() {
            match relate(a, b, draft, other) {
                Relation::Agree => (agrees, agreed[n]) = (true, true),
                Relation::Differ(sort) => differing.push((a, n, sort)),
                Relation::Apart => {}
            }
        }
        if agrees {
            differing.truncate(known);
        }
    }
    differing.retain(|(_, n, _)| !agreed[*n]);
    // of one claim of the draft the gravest is told
    differing.sort_by_key(|(a, _, sort)| (a.span.start, a.span.end, *sort));
    differing.dedup_by_key(|(a, ..)| a.span.clone());
    for (a, n, sort) in differing {
        tell(sort, a, &other.list[n]);
    }
}

/// How a claim of a draft stands to one of another text.
pub(super) fn relate(a: &Claim, b: &Claim, draft: &Claims, other: &Claims) -> Relation {
    let update = |newer: bool| Relation::Differ(if newer { Sort::Update } else { Sort::Contradiction });
    match (&a.what, &b.what) {
        (What::Figure(f), What::Figure(g)) if f.comparable(g) && a.scope.same(&b.scope, true) => {
            let replaced = draft.replaced.iter().any(|r| r.agrees(&g.amount));
            if f.amount.agrees(&g.amount) { Relation::Agree } else { update(a.newer || replaced) }
        }
        (What::Moment(m), What::Moment(n)) if m.meets(n, draft.lang == other.lang) && a.scope.same(&b.scope, false) => {
            // what was yesterday says nothing of what comes: "opened at eight", "opens at ten"
            let over = |m: &Moment, said: Stamp| m.at.is_some_and(|at| at <= said);
            let days = m.days.1 < n.days.0 || n.days.1 < m.days.0;
            match m.agrees(n) {
                true => Relation::Agree,
                false if days && over(m, draft.said) != over(n, other.said) => Relation::Apart,
                false => update(a.newer),
            }
        }
        (What::Name(n), What::Name(o)) if n.naming == o.naming && a.scope.same(&b.scope, false) => {
            let shared = n.names.iter().any(|name| o.names.contains(name));
            match n.contradicts(o) {
                true if !a.newer && n.doubtful(o) => Relation::Differ(Sort::Doubt),
                true => update(a.newer),
                false if shared => Relation::Agree,
                false => Relation::Apart,
            }
        }
        (What::Promise(p), What::Promise(q)) if p.what == q.what && a.scope.same(&b.scope, false) => {
            // what was due before the draft is said is kept or broken, not moved
            if q.due <= draft.said && p.due > other.said { Relation::Apart } else { promised(p, q) }
        }
        // what is so from Monday on says nothing of today
        (What::State(s), What::State(t)) if s.axis == t.axis && a.ahead == b.ahead && a.scope.same(&b.scope, false) => {
            match s.against(t) {
                Against::Agrees => Relation::Agree,
                _ if s.apart(&a.scope, t, &b.scope) => Relation::Apart,
                // "it is safe": of what, the scope tells alone
                Against::Contradicts if a.newer || s.axis != Axis::Safe || a.scope.names_as(&b.scope) => {
                    update(a.newer)
                }
                Against::Contradicts => Relation::Differ(Sort::Doubt),
                Against::Replaces => Relation::Differ(Sort::Update),
            }
        }
        (What::Deed(d), What::Deed(e)) if a.scope.same(&b.scope, false) => {
            let one_language = draft.lang == other.lang;
            match d.against(e).filter(|_| d.meets(e, one_language) && (a.ahead == b.ahead || !d.advises(e))) {
                Some(Against::Agrees) => Relation::Agree,
                Some(Against::Contradicts) if a.newer || (a.ahead == b.ahead && d.surely(e, one_language)) => {
                    update(a.newer)
                }
                Some(Against::Contradicts) => Relation::Differ(Sort::Doubt),
                Some(Against::Replaces) => Relation::Differ(Sort::Update),
                None => Relation::Apart,
            }
        }
        _ => Relation::Apart,
    }
}

fn promised(p: &Promise, q: &Promise) -> Relation {
    let same = match (p.delay, q.delay) {
        // "within 14 days" says the same on Monday and on Tuesday
        (Some(a), Some(b)) => a == b,
        _ if p.vague || q.vague => p.due.since(q.due).abs() < DAY,
        _ if p.latest != q.latest => {
            let (latest, at) = if p.latest { (p, q) } else { (q, p) };
            at.due <= latest.due
        }
        _ => p.due.since(q.due).abs() < MINUTE,
    };
    if same { Relation::Agree } else { Relation::Differ(Sort::Contradiction) }
}

impl Claim {
    /// What kind of statement it is.
    pub fn kind(&self) -> Kind {
        match self.what {
            What::Figure(_) => Kind::Figure,
            What::Moment(_) => Kind::Date,
            What::Name(_) => Kind::Name,
            What::Promise(_) => Kind::Promise,
            What::State(_) | What::Deed(_) => Kind::State,
        }
    }

    /// What it says, in a form that is the same in both languages: a number, an instant in UTC, a name.
    pub fn says(&self) -> String {
        match &self.what {
            What::Figure(f) => amount(&f.amount),
            What::Moment(m) => match m.at {
                Some(at) => at.rfc3339(),
                None if m.days.0 == m.days.1 => day(m.days.0),
                None => format!("{}/{}", day(m.days.0), day(m.days.1)),
            },
            What::Name(n) => n.names.join(" "),
            What::Promise(p) => p.due.rfc3339(),
            What::State(s) => format!("{:?}", s.value).to_lowercase(),
            What::Deed(d) => format!("{:?}", d.force).to_lowercase(),
        }
    }
}

fn day(days: i32) -> String {
    chrono::NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default().to_string()
}

fn amount(amount: &Amount) -> String {
    let plain = |value: i64| match (value / THOUSANDTHS, value % THOUSANDTHS) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}.{part:03}").trim_end_matches('0').to_owned(),
    };
    match (amount.low, amount.high) {
        (low, high) if low == high => plain(low),
        (low, high) if high > i64::MAX / 8 => format!("{}+", plain(low)),
        (low, high) => format!("{}-{}", plain(low), plain(high)),
    }
}
