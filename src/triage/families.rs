//! Grave wording by families: what happened, to whom, by what, told by words that stand near each other in whichever order
//! a language likes. Owns `families.tsv` and its format; must not know how phrases are found or what a cue is worth.

use super::lexicon::{Cue, Match, Meaning, cue, rows};
use super::tokens::Tokens;

const FAMILIES: &str = include_str!("../../assets/lexicons/families.tsv");

/// How far the others may stand from the first: words, and parts of a sentence.
const WORDS: usize = 12;
const CLAUSES: u32 = 1;

/// Most words with a role that are looked at, so that a wall of them stays linear.
const MOST: usize = 64;

/// Where one of the others has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
    Anywhere,
    Nowhere,
}

struct Family {
    cue: Cue,
    key: u8,
    others: Vec<(Side, u8)>,
    /// A bit for each role that it cannot do without.
    needs: u128,
}

/// The families, and the roles that words play in them.
#[derive(Default)]
pub(super) struct Families {
    rows: Vec<Family>,
    roles: Vec<&'static str>,
}

impl Families {
    /// The project's own, and each phrase with what it means there.
    pub fn new() -> (Families, Vec<(&'static str, Meaning)>) {
        let (mut families, mut phrases) = (Families::default(), Vec::new());
        for row in rows(FAMILIES) {
            match row.split('\t').collect::<Vec<_>>()[..] {
                ["=", id, all] => families.rows.extend(cue(id).and_then(|cue| families.family(cue, all))),
                ["none", _, phrase] => phrases.push((phrase, Meaning::Cue(Cue::Harmless))),
                [role, _, phrase] => phrases.push((phrase, Meaning::Role(families.role(role)))),
                _ => {}
            }
        }
        (families, phrases)
    }

    /// The number of a role, a new one when it has none.
    fn role(&mut self, name: &'static str) -> u8 {
        let known = self.roles.iter().position(|role| *role == name);
        let at = known.unwrap_or_else(|| {
            self.roles.push(name);
            self.roles.len() - 1
        });
        at as u8
    }

    /// A family of roles that are known by now; none when one is not.
    fn family(&self, cue: Cue, all: &str) -> Option<Family> {
        let number = |name: &str| self.roles.iter().position(|role| *role == name).map(|at| at as u8);
        let mut words = all.split(' ');
        let key = number(words.next()?)?;
        let side = |word: &str| {
            let signs = [('<', Side::Before), ('>', Side::Behind), ('!', Side::Nowhere)];
            let signed = signs.iter().find_map(|(sign, side)| Some((*side, word.strip_prefix(*sign)?)));
            let (side, name) = signed.unwrap_or((Side::Anywhere, word));
            Some((side, number(name)?))
        };
        let others: Vec<(Side, u8)> = words.map(side).collect::<Option<_>>()?;
        let needed = others.iter().filter(|(side, _)| *side != Side::Nowhere);
        let needs = needed.fold(1u128 << key, |bits, (_, role)| bits | 1u128 << role);
        Some(Family { cue, key, others, needs })
    }

    /// Takes the words with a role out of what was found, and puts in the cues that they are together, in order.
    pub fn judge(&self, tokens: &Tokens, found: &mut Vec<Match>) {
        let mut all = 0_u128;
        let mut played: Vec<(Match, u8)> = Vec::new();
        found.retain(|m| {
            let Meaning::Role(role) = m.meaning else { return true };
            if played.len() < MOST {
                all |= 1u128 << role;
                played.push((*m, role));
            }
            false
        });
        let before = found.len();
        for family in self.rows.iter().filter(|family| family.needs & all == family.needs) {
            // what is told already needs no more words
            if found.iter().any(|m| m.meaning == Meaning::Cue(family.cue)) {
                continue;
            }
            let mut keys = played.iter().filter(|(_, role)| *role == family.key);
            let told = keys.find_map(|(key, _)| family.told(tokens, key, &played));
            found.extend(told.into_iter().flatten().map(|m| Match { meaning: Meaning::Cue(family.cue), ..m }));
        }
        if found.len() > before {
            found.sort_by_key(|m| m.at);
        }
    }
}

impl Family {
    /// The words that tell it around its first, when all of them are there.
    fn told(&self, tokens: &Tokens, key: &Match, played: &[(Match, u8)]) -> Option<Vec<Match>> {
        let mut told = vec![*key];
        for (side, role) in &self.others {
            let near = |m: &Match| {
                let apart = m.at.saturating_sub(key.end).max(key.at.saturating_sub(m.end));
                apart <= WORDS && tokens.clause(m.at).abs_diff(tokens.clause(key.at)) <= CLAUSES
            };
            let stands = |m: &Match| match side {
                Side::Before => m.end <= key.at,
                Side::Behind => m.at >= key.end,
                Side::Anywhere => m.end <= key.at || m.at >= key.end,
                Side::Nowhere => true,
            };
            let other = played.iter().find(|(m, of)| of == role && stands(m) && near(m)).map(|(m, _)| *m);
            match (*side == Side::Nowhere, other) {
                (true, None) => {}
                (false, Some(other)) => told.push(other),
                _ => return None,
            }
        }
        Some(told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        let (families, phrases) = Families::new();
        assert!(families.roles.len() <= 128, "a bit each: {}", families.roles.len());
        let of = |sign: &str| rows(FAMILIES).filter(|row| row.starts_with(sign)).count();
        assert_eq!(families.rows.len(), of("=\t"));
        assert_eq!(families.rows.len() + phrases.len(), rows(FAMILIES).count());
        for row in rows(FAMILIES).filter(|row| !row.starts_with('=')) {
            assert!(matches!(row.split('\t').nth(1), Some("en" | "es")), "{row}");
        }
        for (at, role) in families.roles.iter().enumerate() {
            let plays = |family: &Family| family.key == at as u8 || family.others.iter().any(|(_, o)| *o == at as u8);
            assert!(families.rows.iter().any(plays), "{role} plays in nothing");
        }
    }
}
