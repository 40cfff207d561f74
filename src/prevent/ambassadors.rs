//! Who stands up for the brand, or keeps saying good things. Owns who counts as such and in which order they are told; which
//! mentions are read is the store's.
//!
//! Words of one's own count, once for each thing that is said: whoever passes others' praise on, or says one sentence twenty
//! times, is no ambassador for that. Somebody stood up who spoke well while an incident was on, or answered a complaint; others
//! must have spoken well on two days at least. Who is thanked already stands behind those who are not.

use crate::domain::ids::MentionId;
use crate::rows::Thanks;
use std::collections::{HashMap, HashSet};

/// Most people who are told.
pub const MOST: usize = 40;
/// Different good things, and days, from which somebody keeps saying them.
const KEEPS: usize = 2;

/// A good word that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Good {
    /// Which mention.
    pub id: MentionId,
    /// Who said it: what tells one account from another.
    pub who: String,
    /// The day on which it was said, counted from whenever.
    pub day: i64,
    /// Its group of near-copies.
    pub cluster: Option<MentionId>,
    /// Others' words, passed on or repeated.
    pub copied: bool,
    /// It was said while an incident was on, of one, or to somebody who complained.
    pub stood_up: bool,
    /// Where the thanks for it stand.
    pub thanks: Thanks,
    /// How many it may reach.
    pub reach: u64,
}

/// Somebody who speaks well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub who: String,
    /// Different good things that they said.
    pub count: u32,
    /// On how many days.
    pub days: u32,
    /// How many of them they stood up with.
    pub stood_up: u32,
    /// Where the thanks stand: given once, they are given.
    pub thanks: Thanks,
    /// How many they may reach.
    pub reach: u64,
    /// What to thank them for: what they stood up with, and of that the newest that nobody has thanked for.
    pub mention: MentionId,
}

/// The people of these good words, the newest of which stand first.
pub fn ambassadors(said: &[Good]) -> Vec<Person> {
    let mut by_who: HashMap<&str, Vec<&Good>> = HashMap::new();
    for good in said.iter().filter(|good| !good.copied && !good.who.is_empty()) {
        by_who.entry(&good.who).or_default().push(good);
    }
    let mut people: Vec<Person> = by_who.into_values().filter_map(|said| person(&said)).collect();
    people.sort_by(|a, b| {
        let weight = |p: &Person| (p.stood_up.min(1), p.count, p.stood_up, p.reach);
        a.thanks.cmp(&b.thanks).then(weight(b).cmp(&weight(a))).then(a.who.cmp(&b.who))
    });
    people.truncate(MOST);
    people
}

fn person(said: &[&Good]) -> Option<Person> {
    let group = |good: &&&Good| good.cluster.unwrap_or(good.id);
    let count = said.iter().map(|good| group(&good)).collect::<HashSet<_>>().len();
    let days = said.iter().map(|good| good.day).collect::<HashSet<_>>().len();
    let stood_up = said.iter().filter(|good| good.stood_up).map(|good| group(&good)).collect::<HashSet<_>>().len();
    if stood_up == 0 && (count < KEEPS || days < KEEPS) {
        return None;
    }
    // of equal ones the first, which is the newest
    let best = said.iter().min_by_key(|good| (!good.stood_up, good.thanks))?;
    Some(Person {
        who: best.who.clone(),
        count: count as u32,
        days: days as u32,
        stood_up: stood_up as u32,
        thanks: said.iter().map(|good| good.thanks).max()?,
        reach: said.iter().map(|good| good.reach).max()?,
        mention: best.id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Thanks::{Owed, Thanked, Unthanked};

    fn good(id: i64, who: &str, day: i64) -> Good {
        Good {
            id: MentionId(id),
            who: who.into(),
            day,
            cluster: None,
            copied: false,
            stood_up: false,
            thanks: Unthanked,
            reach: 10,
        }
    }

    fn names(said: &[Good]) -> Vec<String> {
        ambassadors(said).into_iter().map(|person| person.who).collect()
    }

    #[test]
    fn one_good_word_makes_no_ambassador_unless_it_was_a_brave_one() {
        assert!(names(&[good(9, "ana", 3)]).is_empty());
        assert!(names(&[good(9, "ana", 3), good(8, "ana", 3)]).is_empty(), "twice in a day");
        assert_eq!(names(&[good(9, "ana", 3), good(8, "ana", 2)]), ["ana"]);
        assert_eq!(names(&[Good { stood_up: true, ..good(9, "ana", 3) }]), ["ana"]);
    }

    #[test]
    fn the_same_words_again_and_others_words_do_not_count() {
        let same = |id, day| Good { cluster: Some(MentionId(1)), ..good(id, "bot", day) };
        assert!(names(&[same(9, 5), same(8, 4), same(7, 3)]).is_empty());
        let passed = |id, day| Good { copied: true, stood_up: true, ..good(id, "fan", day) };
        assert!(names(&[passed(9, 5), passed(8, 4)]).is_empty());
        assert!(names(&[good(9, "", 5), good(8, "", 4)]).is_empty(), "nobody can be thanked by no name");
    }

    #[test]
    fn who_is_unthanked_comes_first_and_of_those_who_stood_up() {
        let said = [
            good(9, "loyal", 5),
            good(8, "loyal", 4),
            good(7, "loyal", 3),
            Good { stood_up: true, ..good(6, "brave", 3) },
            Good { thanks: Thanked, stood_up: true, ..good(5, "thanked", 3) },
            Good { thanks: Owed, stood_up: true, ..good(4, "waiting", 3) },
        ];
        assert_eq!(names(&said), ["brave", "loyal", "waiting", "thanked"]);
        let thanked = ambassadors(&[Good { thanks: Thanked, ..good(9, "a", 2) }, good(8, "a", 1)]);
        assert_eq!(thanked[0].thanks, Thanked, "for one of theirs is enough");
    }

    #[test]
    fn the_mention_to_thank_for_is_the_bravest_and_newest_unthanked_one() {
        let said = [
            good(9, "a", 5),
            Good { stood_up: true, thanks: Thanked, ..good(8, "a", 4) },
            Good { stood_up: true, ..good(7, "a", 3) },
            Good { stood_up: true, ..good(6, "a", 2) },
        ];
        let person = &ambassadors(&said)[0];
        assert_eq!((person.mention, person.count, person.days, person.stood_up), (MentionId(7), 4, 4, 3));
    }

    #[test]
    fn a_flood_of_names_is_bounded() {
        let said: Vec<Good> =
            (0..500).map(|n| Good { stood_up: true, reach: n, ..good(n as i64, &format!("p{n:03}"), 1) }).collect();
        let people = ambassadors(&said);
        assert_eq!((people.len(), people[0].who.as_str()), (MOST, "p499"), "those with most reach");
    }
}
