//! A language's cues, compiled once. Owns the files of cues and the pass over a text that finds them; must not know what
//! follows from a cue.

use super::pattern::{self, Line, Over, Pattern, Term, Vocabulary};
use super::rule::{Element, Rule};
use super::text::{Case, Kind, Text};
use crate::domain::response::ResponseKind;
use crate::domain::room::Lang;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// What a cue is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Rule(Rule),
    Element(Element),
    Mark(Mark),
}

/// Signs that rules are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Says sorry.
    Apology,
    /// Regrets, which is no apology.
    Regret,
    /// Limits what was said.
    But,
    /// Says after an apology what is done, or that more comes.
    Benign,
    /// Somebody's family.
    Kin,
    /// A number of people, accounts or money.
    Figure,
    /// Says what we told before.
    Told,
    /// Owns an error, or puts it right.
    Wrong,
    /// A cause follows, or stands here.
    Cause,
    /// Says that a cause is not known.
    Hedge,
    /// Speaks of the next word.
    Word,
    /// `tú`, `usted`, `vos`.
    Tu,
    Usted,
    Vos,
    /// A person who was harmed, is a minor or works for us.
    Party,
    /// A private person by their relation to us.
    Customer,
    /// `Mr`, `Sra.`
    Title,
    /// A number that names somebody's order or account follows.
    Order,
    /// A home address.
    Home,
    /// A way to reach us follows.
    Ours,
    /// A number that names no person follows: a lot, a barcode.
    Lot,
    /// Opens a subordinate clause.
    Subordinate,
    /// Something that people look at or call.
    Contact,
}

const MARKS: [(&str, Mark); 23] = [
    ("apology", Mark::Apology),
    ("regret", Mark::Regret),
    ("but", Mark::But),
    ("benign", Mark::Benign),
    ("kin", Mark::Kin),
    ("figure", Mark::Figure),
    ("told", Mark::Told),
    ("wrong", Mark::Wrong),
    ("cause", Mark::Cause),
    ("hedge", Mark::Hedge),
    ("word", Mark::Word),
    ("tu", Mark::Tu),
    ("usted", Mark::Usted),
    ("vos", Mark::Vos),
    ("party", Mark::Party),
    ("customer", Mark::Customer),
    ("title", Mark::Title),
    ("order", Mark::Order),
    ("home", Mark::Home),
    ("ours", Mark::Ours),
    ("lot", Mark::Lot),
    ("subordinate", Mark::Subordinate),
    ("contact", Mark::Contact),
];

/// A file of cues.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Classes of words, each in one line.
    classes: BTreeMap<String, String>,
    /// Words and what they count: `two = "2"`.
    numbers: BTreeMap<String, u64>,
    #[serde(default)]
    mark: BTreeMap<String, Cues>,
    #[serde(default)]
    rule: BTreeMap<String, Cues>,
    #[serde(default)]
    element: BTreeMap<String, Cues>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Cues {
    cues: Vec<String>,
    /// What takes a hit back that shares a word with it.
    #[serde(default)]
    unless: Vec<String>,
    /// A negation up to so many words before takes it back.
    #[serde(default)]
    not_after: usize,
    /// A denial inside, up to two words before, or behind a verb at its end takes it back, but where the cue names one
    /// itself: "we have not stopped anything" stops nothing, "it should not have happened" says so.
    #[serde(default)]
    undenied: bool,
    /// Only in the first sentence.
    #[serde(default)]
    first: bool,
    /// Only in texts of these types.
    #[serde(default)]
    only: Vec<ResponseKind>,
}

/// What belongs to one sign.
struct Signed {
    sign: Sign,
    not_after: usize,
    first: bool,
    only: Vec<ResponseKind>,
}

/// What a hit of a pattern does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// Tells its sign.
    Tells,
    /// Tells its sign, unless it is denied.
    TellsUndenied,
    /// Takes hits of its sign back.
    TakesBack,
}

/// The cues of one language, ready to match.
pub(super) struct Pack {
    pub lang: Lang,
    words: Vocabulary,
    /// Lengths of the beginnings and of the ends that cues name, in bytes, ascending.
    lengths: [Vec<usize>; 2],
    signs: Vec<Signed>,
    /// Pattern, its sign, and what its hits do.
    patterns: Vec<(Pattern, usize, Does)>,
    /// Patterns by the term that they begin with.
    by_first: Vec<Vec<u32>>,
    numbers: BTreeMap<String, u64>,
}

/// Most hits of one sign that are kept: what a person could still read.
const MAX_HITS: usize = 200;
/// A cue in a quotation no longer than this is spoken about, not said.
const MAX_MENTION: u32 = 12;
/// The longest match, in tokens.
const MAX_MATCH: usize = 64;

/// The cues of a language; a file that does not compile is a failed test.
pub(super) fn pack(lang: Lang) -> &'static Pack {
    static PACKS: [OnceLock<Pack>; 2] = [OnceLock::new(), OnceLock::new()];
    let (at, source) = match lang {
        Lang::En => (0, include_str!("../../assets/tone/en.toml")),
        Lang::Es => (1, include_str!("../../assets/tone/es.toml")),
    };
    PACKS[at].get_or_init(|| Pack::compile(lang, source).expect("the built-in cues compile")) // a test compiles them
}

impl Pack {
    /// # Errors
    /// Everything that is wrong with the file.
    fn compile(lang: Lang, source: &str) -> Result<Pack, String> {
        let file: File = toml::from_str(source).map_err(|e| e.to_string())?;
        let words = Vocabulary::new(file.classes.iter())?;
        let mut pack = Pack {
            lang,
            words,
            lengths: [Vec::new(), Vec::new()],
            signs: Vec::new(),
            patterns: Vec::new(),
            by_first: Vec::new(),
            numbers: file.numbers,
        };
        let mut wrong = Vec::new();
        for (name, cues) in &file.rule {
            let rule = Rule::parse(name).ok_or_else(|| format!("no rule {name}"))?;
            wrong.extend(pack.add(Sign::Rule(rule), cues).err());
        }
        for (name, cues) in &file.element {
            let element =
                Element::ALL.into_iter().find(|e| e.code() == name).ok_or_else(|| format!("no element {name}"))?;
            wrong.extend(pack.add(Sign::Element(element), cues).err());
        }
        for (name, cues) in &file.mark {
            let mark = MARKS.iter().find(|(m, _)| m == name).ok_or_else(|| format!("no mark {name}"))?;
            wrong.extend(pack.add(Sign::Mark(mark.1), cues).err());
        }
        if !wrong.is_empty() {
            return Err(wrong.join("\n"));
        }
        for (lengths, parts) in pack.lengths.iter_mut().zip([&pack.words.prefixes, &pack.words.suffixes]) {
            *lengths = parts.keys().map(String::len).collect();
            lengths.sort_unstable();
            lengths.dedup();
        }
        for (at, (pattern, ..)) in pack.patterns.iter().enumerate() {
            for term in pattern.first() {
                let term = usize::from(*term);
                if pack.by_first.len() <= term {
                    pack.by_first.resize(term + 1, Vec::new());
                }
                pack.by_first[term].push(at as u32);
            }
        }
        Ok(pack)
    }

    fn add(&mut self, sign: Sign, cues: &Cues) -> Result<(), String> {
        let at = self.signs.len();
        self.signs.push(Signed { sign, not_after: cues.not_after, first: cues.first, only: cues.only.clone() });
        let mut wrong = Vec::new();
        let denials = self.words.classes.get("denials").cloned().unwrap_or_default();
        let does = |pattern: &Pattern| match cues.undenied && !pattern.names(&denials) {
            true => Does::TellsUndenied,
            false => Does::Tells,
        };
        for (cue, back) in cues.cues.iter().map(|c| (c, false)).chain(cues.unless.iter().map(|c| (c, true))) {
            match self.words.compile(cue) {
                Ok(patterns) => self.patterns.extend(patterns.into_iter().map(|pattern| {
                    let does = if back { Does::TakesBack } else { does(&pattern) };
                    (pattern, at, does)
                })),
                Err(why) => wrong.push(why),
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
    }

    /// What a word counts: `dozen`.
    pub fn number(&self, word: &str) -> Option<u64> {
        self.numbers.get(word).copied()
    }

    /// Whether a word says nothing of its own: `about`, `desde`.
    pub fn stops(&self, word: &str) -> bool {
        self.belongs("stop", word)
    }

    /// Whether a word by itself denies: `not`, `nunca`.
    pub fn denies(&self, word: &str) -> bool {
        self.belongs("negators", word)
    }

    fn belongs(&self, class: &str, word: &str) -> bool {
        let class = self.words.classes.get(class).zip(self.words.exact.get(word));
        class.is_some_and(|(class, term)| class.binary_search(term).is_ok())
    }

    /// Whether a token belongs to a class of words.
    pub fn is(&self, class: &str, read: &Read<'_>, at: usize) -> bool {
        let class = self.words.classes.get(class);
        class.is_some_and(|class| read.terms(at).iter().any(|t| class.binary_search(t).is_ok()))
    }

    /// Finds every cue in a text.
    pub fn read<'t>(&self, text: &'t Text<'t>, kind: ResponseKind) -> Read<'t> {
        let mut read = Read { text, terms: Vec::new(), from: Vec::with_capacity(text.len() + 1), found: Vec::new() };
        for at in 0..text.len() {
            read.from.push(read.terms.len() as u32);
            self.terms(text, at, &mut read.terms);
        }
        read.from.push(read.terms.len() as u32);
        let mut hits = vec![Vec::new(); self.signs.len()];
        let mut backs = hits.clone();
        for at in 0..text.len() {
            for i in self.starting(read.terms(at)) {
                let (pattern, sign, does) = &self.patterns[*i as usize];
                let back = *does == Does::TakesBack;
                let into: &mut Vec<Range<usize>> = if back { &mut backs[*sign] } else { &mut hits[*sign] };
                if into.len() < MAX_HITS
                    && let Some(end) = pattern.ends(&read, at)
                    && into.last().is_none_or(|last| *last != (at..end))
                    && !(*does == Does::TellsUndenied && self.denied(at..end, &read))
                {
                    into.push(at..end);
                }
            }
        }
        for ((sign, mut hits), backs) in self.signs.iter().zip(hits).zip(backs) {
            if !sign.only.is_empty() && !sign.only.contains(&kind) {
                continue;
            }
            hits.retain(|hit| !taken_back(hit, &backs) && self.stands(sign, hit, &read));
            apart(&mut hits);
            read.found.push((sign.sign, hits));
        }
        read
    }

    fn starting<'p>(&'p self, terms: &[Term]) -> impl Iterator<Item = &'p u32> + use<'p> {
        let lists = terms.iter().filter_map(|t| self.by_first.get(usize::from(*t))).collect::<Vec<_>>();
        lists.into_iter().flatten()
    }

    /// The terms that a token stands for.
    fn terms(&self, text: &Text<'_>, at: usize, terms: &mut Vec<Term>) {
        let token = &text.tokens[at];
        let word = text.get(at);
        terms.extend(match token.kind {
            Kind::Number => Some(pattern::NUMBER),
            Kind::Time => Some(pattern::TIME),
            Kind::Link => Some(pattern::LINK),
            Kind::Mail => Some(pattern::MAIL),
            Kind::Handle => Some(pattern::HANDLE),
            Kind::Word if token.case != Case::Low => Some(pattern::CAPITAL),
            _ => None,
        });
        if !matches!(token.kind, Kind::Word | Kind::Number) {
            return;
        }
        terms.extend(self.words.exact.get(word));
        let [starts, ends] = &self.lengths;
        let starts = starts.iter().filter_map(|l| word.get(..*l)).filter_map(|start| self.words.prefixes.get(start));
        let ends = ends.iter().filter_map(|l| word.get(word.len().checked_sub(*l)?..));
        terms.extend(starts.chain(ends.filter_map(|end| self.words.suffixes.get(end))));
        if !self.words.accented.is_empty() && !token.joined {
            terms.extend(self.words.accented.get(&text.accented(at)));
        }
    }

    /// Whether what is found is denied: a denial stands in it, up to two words before it in its clause, or behind the verb
    /// that it ends with. "Not only" denies nothing, nor does what stands behind a "that": "we know that you cannot pay".
    fn denied(&self, hit: Range<usize>, read: &Read<'_>) -> bool {
        let tokens = &read.text.tokens;
        let denies =
            |at: usize| self.is("denials", read, at) && !(at + 1 < tokens.len() && self.is("only", read, at + 1));
        let beside = |at: usize, of: usize| {
            tokens.get(at).is_some_and(|t| (t.sentence, t.clause) == (tokens[of].sentence, tokens[of].clause))
        };
        let last = hit.end - 1;
        let before = (hit.start.saturating_sub(2)..hit.start).any(|at| beside(at, hit.start) && denies(at));
        let behind = beside(hit.end, last) && self.is("verbs", read, last) && denies(hit.end);
        let inside = hit.clone().take_while(|at| *at == hit.start || !self.is("subordinating", read, *at)).any(denies);
        before || inside || behind
    }

    /// Whether a hit is said, here and by us: not denied, not merely quoted.
    fn stands(&self, sign: &Signed, hit: &Range<usize>, read: &Read<'_>) -> bool {
        let tokens = &read.text.tokens;
        let (first, last) = (tokens[hit.start], tokens[hit.end - 1]);
        if sign.first && first.sentence > 0 {
            return false;
        }
        let denied = (hit.start.saturating_sub(sign.not_after)..hit.start)
            .any(|i| tokens[i].sentence == first.sentence && self.is("negators", read, i));
        let quoted = first.quote != 0 && first.quote == last.quote;
        !(denied || quoted && self.mentioned(first.quote, hit.start, read))
    }

    /// Whether a quotation is of somebody else: short, not all of the text, and nobody of ours speaks it.
    fn mentioned(&self, quote: u32, at: usize, read: &Read<'_>) -> bool {
        let tokens = &read.text.tokens;
        let words = read.text.quotes.get(quote as usize - 1).copied().unwrap_or_default();
        let start = at - tokens[..at].iter().rev().take_while(|t| t.quote == quote).count();
        let end = at + tokens[at..].iter().take_while(|t| t.quote == quote).count();
        let spoken = (start.saturating_sub(3)..start)
            .chain(end..(end + 3).min(tokens.len()))
            .any(|i| self.is("speech", read, i));
        words <= MAX_MENTION && end - start < tokens.len() && !spoken
    }
}

/// Whether something that takes hits back shares a word with one. `backs` are in the order of their starts.
fn taken_back(hit: &Range<usize>, backs: &[Range<usize>]) -> bool {
    let from = backs.partition_point(|b| b.start + MAX_MATCH < hit.start);
    backs[from..].iter().take_while(|b| b.start < hit.end).any(|b| b.end > hit.start)
}

/// Leaves of hits that overlap the first alone, the longer where they start together.
fn apart(hits: &mut Vec<Range<usize>>) {
    hits.sort_by_key(|h| (h.start, usize::MAX - h.end));
    let mut end = 0;
    hits.retain(|h| {
        let apart = h.start >= end;
        end = if apart { h.end } else { end };
        apart
    });
}

/// A text with what was found in it.
pub(super) struct Read<'t> {
    pub text: &'t Text<'t>,
    terms: Vec<Term>,
    from: Vec<u32>,
    found: Vec<(Sign, Vec<Range<usize>>)>,
}

impl Read<'_> {
    /// The hits of a sign as tokens, in order, not overlapping.
    pub fn of(&self, sign: Sign) -> &[Range<usize>] {
        self.found.iter().find(|(s, _)| *s == sign).map_or(&[], |(_, hits)| hits)
    }

    /// The hits of a mark.
    pub fn mark(&self, mark: Mark) -> &[Range<usize>] {
        self.of(Sign::Mark(mark))
    }

    /// Every rule that cues alone tell, with its hits.
    pub fn rules(&self) -> impl Iterator<Item = (Rule, &[Range<usize>])> {
        self.found.iter().filter_map(|(sign, hits)| match sign {
            Sign::Rule(rule) => Some((*rule, hits.as_slice())),
            _ => None,
        })
    }
}

impl Line for Read<'_> {
    fn terms(&self, at: usize) -> &[Term] {
        match (self.from.get(at), self.from.get(at + 1)) {
            (Some(from), Some(to)) => &self.terms[*from as usize..*to as usize],
            _ => &[],
        }
    }

    fn border(&self, at: usize) -> Over {
        let tokens = &self.text.tokens;
        match (tokens.get(at.wrapping_sub(1)), tokens.get(at)) {
            (Some(before), Some(token)) if before.sentence != token.sentence => Over::Sentence,
            (Some(before), Some(token)) if before.clause != token.clause => Over::Clause,
            _ => Over::Nothing,
        }
    }

    fn opens(&self, at: usize) -> bool {
        at == 0 || self.border(at) == Over::Sentence
    }

    fn len(&self) -> usize {
        self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_cues_compile() {
        for source in [include_str!("../../assets/tone/en.toml"), include_str!("../../assets/tone/es.toml")] {
            let pack = Pack::compile(Lang::En, source).unwrap_or_else(|e| panic!("{e}"));
            assert!(pack.patterns.len() > 300 && pack.words.classes.contains_key("negators"));
        }
    }

    #[test]
    fn what_is_wrong_in_a_file_is_told() {
        let base = "[classes]\n[numbers]\n";
        for bad in ["[rule.T99]\ncues = []", "[rule.T01]\ncues = [\"(a\"]", "[mark.x]\ncues = []", "[rule.T01]\nno = 1"]
        {
            assert!(Pack::compile(Lang::En, &format!("{base}{bad}")).is_err(), "{bad}");
        }
    }
}
