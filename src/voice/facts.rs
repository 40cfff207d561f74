//! Which fact backs what a draft states. Owns the link from claims to facts; must not know who confirmed a fact or how
//! it is kept.

use super::conflicts::{Kind, Relation, Sort, relate};
use super::{Claim, Claims, Figure, Named, Set, What, claims};
use crate::domain::fact::FactStatus;
use crate::domain::room::Lang;
use crate::domain::time::Stamp;
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// A fact, as far as its words go, read once for many drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactText {
    /// Its number.
    pub id: i64,
    /// Its revision.
    pub rev: i64,
    /// How far it is to be believed.
    pub status: FactStatus,
    /// Its words, in one or both languages, each with what it states.
    pub texts: Vec<(String, Claims)>,
}

impl FactText {
    /// Reads what a fact says in each language, as if said now in an IANA zone; what is empty says nothing.
    pub fn read(id: i64, rev: i64, status: FactStatus, texts: &[(Lang, &str)], now: Stamp, zone: &str) -> FactText {
        let texts = texts.iter().filter(|(_, text)| !text.is_empty());
        let texts = texts.map(|(lang, text)| ((*text).to_owned(), claims(text, *lang, now, zone)));
        FactText { id, rev, status, texts: texts.collect() }
    }

    /// What it states when it is said at `now`.
    fn said(&self, now: Stamp, zone: &str) -> impl Iterator<Item = Cow<'_, Claims>> {
        self.texts.iter().map(move |(text, read)| match read.timed {
            true => Cow::Owned(claims(text, read.lang, now, zone)),
            false => Cow::Borrowed(read),
        })
    }
}

/// What stands behind a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Backing {
    /// A confirmed fact says the same.
    Covered,
    /// A confirmed fact says otherwise, or a fact that is false or superseded says the same.
    Contradicted,
    /// A confirmed fact may say otherwise.
    Doubted,
    /// Only an unverified fact says the same.
    Unverified,
    /// No fact speaks of it.
    None,
}

/// A number, name, date or promise of a draft, and the fact behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Bytes of the draft.
    pub span: Range<usize>,
    /// What kind of statement it is.
    pub kind: Kind,
    /// What it says.
    pub says: String,
    /// What stands behind it.
    pub backing: Backing,
    /// The fact and its revision, where there is one.
    pub fact: Option<(i64, i64)>,
    /// What that fact says of it.
    pub fact_says: Option<String>,
}

/// The links of a draft, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Links(pub Vec<Link>);

impl Links {
    /// Facts that the draft stands on, each once: a change of one of them makes it stale.
    pub fn used(&self) -> Vec<(i64, i64)> {
        let mut used: Vec<(i64, i64)> = self
            .0
            .iter()
            .filter(|l| l.backing == Backing::Covered || l.backing == Backing::Unverified)
            .filter_map(|l| l.fact)
            .collect();
        used.sort_unstable();
        used.dedup();
        used
    }
}

/// Links each claim of a draft to the facts: the strongest thing that can be said of it wins, a contradiction first,
/// unless a confirmed fact says the same. Hours in facts are read as if said with the draft, in an IANA zone: only facts
/// that name one are read again.
pub fn link(draft: &Claims, facts: &[FactText], zone: &str) -> Links {
    let facts: Vec<(&FactText, Vec<Cow<'_, Claims>>)> =
        facts.iter().map(|fact| (fact, fact.said(draft.said, zone).collect())).collect();
    // what is asked or done wants no fact behind it; that a fact says otherwise is told
    let linked = draft.list.iter().map(|claim| (claim, best(claim, draft, &facts)));
    let told = linked.filter(|(c, link)| !matches!(c.what, What::Deed(_)) || link.backing != Backing::None);
    Links(told.map(|(_, link)| link).collect())
}

/// Facts that may be believed and call somebody or something by a name that the draft has too, but for `own` names, which
/// stand in every text of ours.
pub fn calling(draft: &Claims, facts: &[FactText], own: &Set) -> Vec<(i64, i64)> {
    let named = |fact: &&FactText| {
        let mut names = fact.texts.iter().flat_map(|(_, claims)| claims.called.members());
        names.any(|name| draft.called.holds(name) && !own.holds(name))
    };
    let believed = facts.iter().filter(|f| matches!(f.status, FactStatus::Confirmed | FactStatus::Unverified));
    believed.filter(named).map(|fact| (fact.id, fact.rev)).collect()
}

fn best(claim: &Claim, draft: &Claims, facts: &[(&FactText, Vec<Cow<'_, Claims>>)]) -> Link {
    let mut link = Link {
        span: claim.span.clone(),
        kind: claim.kind(),
        says: claim.says(),
        backing: Backing::None,
        fact: None,
        fact_says: None,
    };
    for (fact, texts) in facts {
        for (text, told) in texts.iter().flat_map(|t| t.list.iter().map(move |c| (t, c))) {
            let (agrees, doubted) = match relate(claim, told, draft, text) {
                Relation::Agree => (true, false),
                Relation::Differ(sort) => (false, sort == Sort::Doubt),
                Relation::Apart if same_name(claim, told) || same_number(claim, told) => (true, false),
                Relation::Apart => continue,
            };
            let backing = match (fact.status, agrees) {
                (FactStatus::Confirmed, false) if doubted => Backing::Doubted,
                (FactStatus::Confirmed, true) => Backing::Covered,
                (FactStatus::Confirmed, false) | (FactStatus::False | FactStatus::Superseded, true) => {
                    Backing::Contradicted
                }
                (FactStatus::Unverified, true) => Backing::Unverified,
                (FactStatus::Unverified | FactStatus::False | FactStatus::Superseded, false) => continue,
            };
            if rank(backing) > rank(link.backing) {
                link.backing = backing;
                link.fact = Some((fact.id, fact.rev));
                link.fact_says = Some(told.says());
            }
        }
    }
    link
}

/// A contact or lot that a fact names, whatever else either says of it.
fn same_name(a: &Claim, b: &Claim) -> bool {
    let same = |a: &Named, b: &Named| a.naming == b.naming && a.names.iter().all(|n| b.names.contains(n));
    matches!((&a.what, &b.what), (What::Name(n), What::Name(o)) if same(n, o))
}

/// The same number of the same, of which the fact tells a place or the like and the draft does not.
fn same_number(a: &Claim, b: &Claim) -> bool {
    let same = |a: &Figure, b: &Figure| a.comparable(b) && a.amount.agrees(&b.amount);
    matches!((&a.what, &b.what), (What::Figure(f), What::Figure(g)) if same(f, g)) && a.scope.same(&b.scope, false)
}

fn rank(backing: Backing) -> u8 {
    match backing {
        Backing::None => 0,
        Backing::Unverified => 1,
        Backing::Doubted => 2,
        Backing::Contradicted => 3,
        Backing::Covered => 4,
    }
}
