//! How a text sounds, roughly: a lexicon with negation, emphasis and emoji. Owns the arithmetic of tone; must not know
//! what a tone is worth. Irony it does not hear, and the screen marks its word as rough.

use super::lexicon::{Cue, Lexicon, Match, Meaning, Tongue};
use super::tokens::Tokens;
use crate::domain::mention::Tone;

/// How a text sounds, and the places that say so with anger, fear or disgust.
pub(super) struct Mood {
    pub tone: Tone,
    pub strength: i8,
    pub aroused: Vec<(usize, usize)>,
    /// Emoji of anger, fear or disgust.
    pub faces: Vec<char>,
}

/// From this weight down a word is anger, fear or disgust, not mere displeasure.
const AROUSED: i8 = -3;
/// Strength under which a text is neither.
const NEUTRAL: i8 = 15;
/// Words before one that may turn it.
const REACH: usize = 3;
/// Emoji that count.
const MAX_EMOJI: usize = 3;

/// Reads a text; `language` chooses the lexicon, none known means both.
pub(super) fn read(lexicon: &Lexicon, tokens: &Tokens, matches: &[Match], language: Option<&str>) -> Mood {
    let speaks = |tongue: Tongue| match language {
        None => true,
        Some(code) => code == if tongue == Tongue::En { "en" } else { "es" },
    };
    let mut mood = Mood { tone: Tone::Unknown, strength: 0, aroused: Vec::new(), faces: Vec::new() };
    let roles = Roles::of(tokens.len(), matches, speaks);
    let (mut before, mut after, mut hits) = (0.0_f32, 0.0_f32, 0);
    let mut done = 0;
    for (m, weight) in tones(matches, speaks) {
        if m.at < done {
            continue;
        }
        let value = roles.weigh(tokens, m, weight, done);
        done = m.end;
        hits += 1;
        if weight <= AROUSED && value < 0.0 {
            mood.aroused.push((m.at, m.end));
        }
        *if roles.but.is_some_and(|but| m.at > but) { &mut after } else { &mut before } += value;
    }
    let mut sum = if roles.but.is_some() { before * 0.6 + after * 1.3 } else { before };
    for (symbol, weight) in tokens.symbols.iter().filter_map(|s| Some((*s, lexicon.emoji(*s)?))).take(MAX_EMOJI) {
        hits += 1;
        sum += f32::from(weight);
        if weight <= AROUSED {
            mood.faces.push(symbol);
        }
    }
    if hits == 0 {
        return mood;
    }
    sum *= 1.0 + 0.08 * tokens.exclamations.min(3) as f32;
    mood.strength = (100.0 * sum / (sum * sum + 15.0).sqrt()).round() as i8;
    mood.tone = match mood.strength {
        s if s <= -NEUTRAL => Tone::Negative,
        s if s >= NEUTRAL => Tone::Positive,
        _ => Tone::Neutral,
    };
    mood
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

/// Words that turn, raise or lower others.
struct Roles {
    role: Vec<Option<Role>>,
    /// The last "but": what follows it counts more.
    but: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Negates,
    More,
    Less,
}

impl Roles {
    fn of(words: usize, matches: &[Match], speaks: impl Fn(Tongue) -> bool) -> Roles {
        let mut roles = Roles { role: vec![None; words], but: None };
        for m in matches {
            roles.role[m.at] = match m.meaning {
                Meaning::Negates(t) if speaks(t) => Some(Role::Negates),
                Meaning::More(t) if speaks(t) => Some(Role::More),
                Meaning::Less(t) if speaks(t) => Some(Role::Less),
                Meaning::But(t) if speaks(t) => {
                    roles.but = Some(m.at);
                    continue;
                }
                _ => continue,
            };
        }
        roles
    }

    /// The weight of a match after the words before it, back to `from`, have had their say.
    fn weigh(&self, tokens: &Tokens, m: Match, weight: i8, from: usize) -> f32 {
        let mut value = f32::from(weight);
        let clause = tokens.clause(m.at);
        for at in (m.at.saturating_sub(REACH).max(from)..m.at).rev().take_while(|at| tokens.clause(*at) == clause) {
            match self.role[at] {
                Some(Role::Negates) => return value * if value > 0.0 { -0.8 } else { -0.4 },
                Some(Role::More) => value *= 1.3,
                Some(Role::Less) => value *= 0.7,
                None => {}
            }
        }
        value
    }
}
