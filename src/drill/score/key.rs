//! The answer key of a drill: what its scenario and script say a good team does, at moments of the room and about mentions
//! of the room.

use crate::domain::ids::MentionId;
use crate::domain::incident::Severity;
use crate::domain::mention::Disposition;
use crate::domain::text::fold;
use crate::domain::time::Stamp;
use crate::drill::scenario::Truth;
use crate::drill::{Inject, Origin, Scenario, Script};

/// One mention of the drill that reached the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its name in the scenario; empty for one of a crowd.
    pub name: String,
    /// Which mention it is.
    pub mention: MentionId,
    /// Where it stands.
    pub platform: String,
    /// Whose it is, by handle.
    pub person: String,
    /// When it was posted.
    pub posted: Stamp,
    /// What would be right; nothing where any decision is.
    pub expected: Vec<Disposition>,
    /// Until when.
    pub by: Option<Stamp>,
    /// Its author was harmed.
    pub affected: bool,
    /// It should be kept as evidence.
    pub evidence: bool,
}

/// Something that people claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Whether it is so.
    pub truth: Truth,
    /// What a fact about it says: all words of one of these, folded.
    pub words: Vec<Vec<String>>,
}

impl Claimed {
    /// Whether a text, folded, is about it.
    pub fn is_in(&self, folded: &str) -> bool {
        let has = |word: &String| folded.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
        self.words.iter().any(|all| !all.is_empty() && all.iter().all(has))
    }
}

/// What a good team does in a drill.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// When the incident begins: the first post of it.
    pub origin: Stamp,
    /// When the drill is over: what is logged later does not count.
    pub end: Stamp,
    /// All that it has to say reached the room.
    pub played: bool,
    /// How grave it is at the least.
    pub severity: Severity,
    /// Hard triggers: code, when it shows, how grave it makes the incident.
    pub triggers: Vec<(String, Stamp, Severity)>,
    /// What is claimed.
    pub claims: Vec<Claimed>,
    /// The mentions that reached the room, in the order of their arrival.
    pub asked: Vec<Asked>,
}

/// Which mention has a platform id, and when it was posted there; nothing for what did not reach the room.
pub type Find<'a> = &'a dyn Fn(&str) -> Option<(MentionId, Stamp)>;

/// The key of a drill that began at `start`. What whoever runs it brought by hand counts from when it came.
pub fn key(scenario: &Scenario, script: &Script, start: Stamp, find: Find<'_>) -> Key {
    let at = |name: &str| {
        let written = |i: &&Inject| matches!(&i.origin, Origin::Script(id) if id == name);
        let posted = |i: &Inject| {
            let came = i.mention.id.as_deref().and_then(find);
            came.map_or(start.plus(i.posted_ms), |(_, posted)| posted)
        };
        script.injects().iter().find(written).map_or(start, posted)
    };
    let triggers = scenario.right.triggers.iter();
    let here = |i: &Inject| i.mention.id.as_deref().is_some_and(|id| find(id).is_some());
    Key {
        played: script.injects().iter().all(here),
        origin: at(scenario.right.origin.get_ref()),
        end: start.plus(script.lasts_ms()),
        severity: scenario.right.severity,
        triggers: triggers.map(|t| (t.code.get_ref().clone(), at(t.inject.get_ref()), t.severity)).collect(),
        claims: scenario.claims.iter().map(|c| claimed(c.truth, c.words.iter().map(|w| w.get_ref()))).collect(),
        asked: script.injects().iter().filter_map(|i| asked(i, start, find)).collect(),
    }
}

fn claimed<'a>(truth: Truth, words: impl Iterator<Item = &'a String>) -> Claimed {
    let split = |text: &String| fold(text).split_whitespace().map(str::to_owned).collect();
    Claimed { truth, words: words.map(split).collect() }
}

fn asked(inject: &Inject, start: Stamp, find: Find<'_>) -> Option<Asked> {
    let m = &inject.mention;
    let (mention, posted) = find(m.id.as_deref()?)?;
    let by_hand = posted != start.plus(inject.posted_ms);
    // what arrives late through a silent feed is due as much later; what was brought by hand arrived when it was posted
    let waited = if by_hand { 0 } else { inject.at_ms - inject.posted_ms };
    let scripted = if let Origin::Script(name) = &inject.origin { name.clone() } else { String::new() };
    let expected = inject.expected.as_ref();
    Some(Asked {
        name: scripted,
        mention,
        platform: m.platform.clone().unwrap_or_default(),
        person: m.handle.clone().unwrap_or_default(),
        posted,
        expected: expected.map(|e| e.dispositions.clone()).unwrap_or_default(),
        by: expected.and_then(|e| e.by_ms).map(|by| posted.plus(by - inject.posted_ms + waited)),
        affected: inject.affected,
        evidence: inject.evidence,
    })
}
