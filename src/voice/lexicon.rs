//! The words that tell what a statement counts, dates, names and promises: one table for English and Spanish. Owns how
//! it is read and looked up; must not know what is made of it.

use crate::domain::room::Lang;
use crate::domain::text::fingerprint;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The table, compiled in.
pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(include_str!("../../assets/lexicons/voice.tsv")));

/// Lengths of beginnings that stand for a family of words, in bytes.
const STEM: std::ops::RangeInclusive<usize> = 3..=12;

macro_rules! roles {
    ($($name:literal $role:ident $doc:literal)+) => {
        /// What a word is good for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum Role { $(#[doc = $doc] $role),+ }
        impl Role {
            fn parse(name: &str) -> Option<Role> {
                match name { $($name => Some(Role::$role),)+ _ => None }
            }
        }
    };
}

roles! {
    "number" Number "A number in words."
    "limit" Limit "How exact the number after it is."
    "was" Was "The number after it holds no longer."
    "told" Told "We, or others, said it before."
    "erred" Erred "What was said before is wrong."
    "is" Is "What it is stands behind."
    "newer" Newer "The sentence replaces what was said before."
    "fresh" Fresh "The number is added to one before."
    "rate" Rate "The number is one for each."
    "people" People "People who are counted."
    "count" Count "Things that are counted and are no goods."
    "unit" Unit "Goods, without saying which."
    "thing" Thing "Goods."
    "flavour" Flavour "Which of the goods."
    "service" Service "A service, which stands or falls."
    "place" Place "A place with a name in each language."
    "aspect" Aspect "What happens to what is counted or dated."
    "purpose" Purpose "What a contact is for."
    "title" Title "An office that one person holds."
    "code" Code "A code, lot, model or version follows."
    "only" Only "Nothing else is."
    "cause" Cause "Why it happened."
    "causes" Causes "The cause follows."
    "causenoun" CauseNoun "The word cause itself."
    "unknown" Unknown "It is not known."
    "data" Data "Personal data of a kind."
    "safe" Safe "Safe, unless denied."
    "risk" Risk "A risk, unless denied."
    "unsafe" Unsafe "Not safe."
    "consume" Consume "What one does with goods."
    "stopverb" StopVerb "Asks to stop what follows."
    "trade" Trade "What goes on or stops."
    "stops" Stops "It stops."
    "goes" Goes "It goes on."
    "back" Back "It goes on again."
    "blaze" Blaze "A fire."
    "burns" Burns "It burns."
    "quenched" Quenched "It burns no more."
    "open" Open "Open."
    "closed" Closed "Closed."
    "not" Not "A negation."
    "nobody" Nobody "Not one person."
    "denial" Denial "What is told is not true."
    "hearsay" Hearsay "Others tell it."
    "if" If "A condition."
    "past" Past "It is over."
    "hours" Hours "Opening hours."
    "until" Until "How long something lasts."
    "ends" Ends "It lasts until then."
    "will" Will "A commitment, before an English verb."
    "hedge" Hedge "A commitment with a way out."
    "we" We "Who speaks."
    "next" Next "The next word from us, as a noun."
    "verb" Verb "An English verb that promises after will."
    "deed" Deed "What is asked, done or said of a thing."
    "future" Future "A Spanish form that promises by itself."
    "findings" Findings "What was found out, as a thing that is handed over."
    "saying" Saying "What is told where no such thing is: more, what we know, news."
}

/// A row's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub role: Role,
    /// What ties the two languages together: `strawberry`, or a number's value.
    pub name: &'static str,
}

impl Meaning {
    /// The name as a short number that never changes between versions or machines.
    pub fn id(self) -> u32 {
        id(self.name)
    }
}

/// A name, or a word that is in no table, as a short number.
pub(super) fn id(name: &str) -> u32 {
    let hash = fingerprint(name.bytes());
    (hash ^ (hash >> 32)) as u32
}

struct Phrase {
    /// Words after the first, a `*` at the end of one standing for any ending.
    rest: Vec<&'static str>,
    meaning: Meaning,
}

/// The table by first word, for each language.
pub(super) struct Lexicon {
    words: [HashMap<&'static str, Vec<Phrase>>; 2],
    beginnings: [HashMap<&'static str, Vec<Phrase>>; 2],
}

impl Lexicon {
    fn read(table: &'static str) -> Lexicon {
        let mut lexicon = Lexicon { words: Default::default(), beginnings: Default::default() };
        for row in table.lines().filter(|r| !r.starts_with('#')) {
            let mut columns = row.split('\t');
            let (Some(role), Some(name)) = (columns.next().and_then(Role::parse), columns.next()) else { continue };
            for (lang, forms) in columns.take(2).enumerate() {
                for form in forms.split(' ').filter(|f| *f != "-") {
                    let mut words = form.split('_');
                    let first = words.next().unwrap_or_default();
                    let phrase = Phrase { rest: words.collect(), meaning: Meaning { role, name } };
                    let map = match first.strip_suffix('*') {
                        Some(stem) => lexicon.beginnings[lang].entry(stem).or_default(),
                        None => lexicon.words[lang].entry(first).or_default(),
                    };
                    map.push(phrase);
                }
            }
        }
        lexicon
    }

    /// What starts at the first of some folded words: its meaning and how many words it takes.
    pub fn find<'w>(
        &self,
        lang: Lang,
        words: impl Iterator<Item = &'w str> + Clone,
        mut take: impl FnMut(Meaning, usize),
    ) {
        let Some(first) = words.clone().next() else { return };
        let lang = usize::from(lang == Lang::Es);
        let stems = STEM.filter_map(|len| first.get(..len)).filter_map(|stem| self.beginnings[lang].get(stem));
        for phrase in self.words[lang].get(first).into_iter().chain(stems).flatten() {
            let mut next = words.clone().skip(1);
            let fits = phrase.rest.iter().all(|word| {
                next.next().is_some_and(|there| match word.strip_suffix('*') {
                    Some(stem) => there.starts_with(stem),
                    None => there == *word,
                })
            });
            if fits {
                take(phrase.meaning, 1 + phrase.rest.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::fold;

    fn meanings(lang: Lang, text: &str) -> Vec<(Role, &'static str, usize)> {
        let mut found = Vec::new();
        LEXICON.find(lang, text.split(' '), |m, words| found.push((m.role, m.name, words)));
        found
    }

    #[test]
    fn every_row_has_a_role_and_is_folded() {
        let rows: Vec<&str> =
            include_str!("../../assets/lexicons/voice.tsv").lines().filter(|r| !r.starts_with('#')).collect();
        assert!(rows.len() > 200);
        for row in rows {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 4, "{row}");
            assert!(Role::parse(columns[0]).is_some(), "{row}");
            assert_eq!(fold(row), row);
            for form in columns[2..].iter().flat_map(|c| c.split(' ')) {
                let stem = form.split('_').next().unwrap().strip_suffix('*').map_or(3, str::len);
                assert!(STEM.contains(&stem), "{form} in {row}");
            }
            if columns[0] == "number" {
                assert!(columns[1].parse::<i64>().is_ok(), "{row}");
            }
        }
    }

    #[test]
    fn a_word_a_family_and_words_in_a_row() {
        assert_eq!(meanings(Lang::En, "strawberry yoghurt"), [(Role::Flavour, "strawberry", 1)]);
        assert_eq!(meanings(Lang::Es, "perjudicados"), [(Role::Aspect, "affected", 1)]);
        assert!(meanings(Lang::Es, "afectados").contains(&(Role::Aspect, "affected", 1)));
        assert!(meanings(Lang::En, "more than 3").contains(&(Role::Limit, "least", 2)));
        assert!(meanings(Lang::Es, "proximas informaciones").is_empty());
        assert!(meanings(Lang::Es, "proxima informacion").contains(&(Role::Next, "update", 2)));
        assert!(meanings(Lang::Es, "strawberry").is_empty(), "another language");
    }
}
