//! The lexicons' words of tone in a text, after negation and emphasis. Owns the arithmetic of a single word; must not
//! know what a text as a whole sounds like.

use super::lexicon::{Cue, Match, Meaning, Tongue};
use super::tokens::Tokens;

/// Words before one that may turn it.
const REACH: usize = 3;

/// The words of tone in a text.
#[derive(Default)]
pub(super) struct Hits {
    /// First word, end, and weight after the words before it have had their say; in order, never overlapping.
    pub hits: Vec<(usize, usize, f32)>,
    /// Places whose own weight is that of anger, fear or disgust, and not turned.
    pub aroused: Vec<(usize, usize)>,
    /// Where something is negated.
    pub negates: Vec<usize>,
    pub negators: usize,
    /// Whether a "but" stands in it.
    pub but: bool,
    /// Sum after the last "but"; 0 without one.
    pub after: f32,
    /// Words with a letter three times in a row.
    pub stretched: usize,
    pub(super) roles: Vec<Option<Role>>,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Role {
    Negates,
    More,
    Less,
}

/// From this weight down a word is anger, fear or disgust, not mere displeasure.
const AROUSED: i8 = -3;

impl Hits {
    pub fn good(&self) -> f32 {
        self.hits.iter().map(|h| h.2.max(0.0)).sum()
    }

    pub fn bad(&self) -> f32 {
        -self.hits.iter().map(|h| h.2.min(0.0)).sum::<f32>()
    }

    pub fn sum(&self) -> f32 {
        self.hits.iter().map(|h| h.2).sum()
    }
}

/// Finds the words of tone of the languages that `speaks` names.
pub(super) fn read(tokens: &Tokens, matches: &[Match], speaks: impl Fn(Tongue) -> bool) -> Hits {
    let mut found = Hits { roles: vec![None; tokens.len()], ..Hits::default() };
    let mut but = None;
    for m in matches {
        found.roles[m.at] = match m.meaning {
            Meaning::Negates(t) if speaks(t) => Some(Role::Negates),
            Meaning::More(t) if speaks(t) => Some(Role::More),
            Meaning::Less(t) if speaks(t) => Some(Role::Less),
            Meaning::But(t) if speaks(t) => {
                but = Some(m.at);
                continue;
            }
            _ => continue,
        };
        if found.roles[m.at] == Some(Role::Negates) {
            found.negates.push(m.at);
        }
    }
    found.but = but.is_some();
    found.negators = found.negates.len();
    found.stretched =
        (0..tokens.len()).filter(|i| tokens.tripled(*i) && super::lexicon::stretched(tokens.get(*i))).count();
    let mut done = 0;
    for (m, weight) in tones(matches, speaks) {
        if m.at < done {
            continue;
        }
        let value = found.weigh(tokens, m.at, f32::from(weight), done);
        done = m.end;
        if weight <= AROUSED && value < 0.0 {
            found.aroused.push((m.at, m.end));
        }
        if but.is_some_and(|but| m.at > but) {
            found.after += value;
        }
        found.hits.push((m.at, m.end, value));
    }
    found
}

/// Words before a denied complaint among which its negation stands: "no complaints", "not a single complaint".
const DENIED: usize = 2;

impl Hits {
    /// Whether it is a complaint that is denied: what sounds well because a negation stands at it.
    pub fn denies(&self, tokens: &Tokens, (at, end, weight): &(usize, usize, f32)) -> bool {
        let near = at.saturating_sub(DENIED)..*end;
        let negates = |i: usize| self.roles[i] == Some(Role::Negates) && tokens.clause(i) == tokens.clause(*at);
        *weight > 0.0 && near.into_iter().any(negates)
    }

    /// The weight of a word after the words before it, back to `from`, have had their say.
    pub fn weigh(&self, tokens: &Tokens, word: usize, weight: f32, from: usize) -> f32 {
        let mut value = weight;
        let clause = tokens.clause(word);
        for at in (word.saturating_sub(REACH).max(from)..word).rev().take_while(|at| tokens.clause(*at) == clause) {
            match self.roles[at] {
                Some(Role::Negates) => return value * if value > 0.0 { -0.8 } else { -0.4 },
                Some(Role::More) => value *= 1.3,
                Some(Role::Less) => value *= 0.7,
                None => {}
            }
        }
        value
    }
}

/// The tone words in order, the longest phrase of each place first. Good words inside a question of risk ("is it
/// safe") praise nothing, and a brand's own name says nothing.
fn tones(matches: &[Match], speaks: impl Fn(Tongue) -> bool) -> Vec<(Match, i8)> {
    let mut tones: Vec<(Match, i8)> = matches
        .iter()
        .filter_map(|m| match m.meaning {
            Meaning::Tone(tongue, weight) if speaks(tongue) => Some((*m, weight)),
            Meaning::Abuse => Some((*m, -4)),
            _ => None,
        })
        .collect();
    let masks = || matches.iter().filter(|m| matches!(m.meaning, Meaning::Cue(Cue::Risk) | Meaning::Brand));
    if masks().next().is_some() {
        let covered = |m: &Match, weight: i8| {
            let over = |by: &Match| by.at < m.end && m.at < by.end;
            masks().take(64).any(|by| over(by) && (by.meaning == Meaning::Brand || weight > 0))
        };
        tones.retain(|(m, weight)| !covered(m, *weight));
    }
    tones.sort_by_key(|(m, _)| (m.at, std::cmp::Reverse(m.end)));
    tones
}
