//! The little language that cues are written in, and how one is matched. Owns its grammar; must not know any cue.
//!
//! A cue is words with blanks between them, folded (lower case, no accents), contractions taken apart (`do not`):
//!
//! | written | matches |
//! |---|---|
//! | `sorry` | that word |
//! | `apolog*`, `*ing` | a word that begins or ends so |
//! | `=más` | the word with its accents as written |
//! | `(was\|were)` | one of them; an alternative may have several words, or be `@class` |
//! | `any?`, `(a\|b)?` | it, or nothing |
//! | `@people` | a word of that class |
//! | `#` `@CAP` `@TIME` `@LINK` `@MAIL` `@HANDLE` | a figure, a capitalised word, a time, a link ... |
//! | `_` | any word |
//! | `~3` | up to three words of the same clause; `~~3` also over commas, `~~~3` also over full stops |
//! | `,` `.` | here a clause, or a sentence, may end |
//! | `^` | the first word of a sentence comes next |

use std::collections::HashMap;

/// A number that stands for a word of the language pack.
pub(super) type Term = u16;

/// Terms that stand for what a token is, not for its letters.
pub(super) const SPECIAL: [&str; 6] = ["#", "@CAP", "@TIME", "@LINK", "@MAIL", "@HANDLE"];
pub(super) const NUMBER: Term = 0;
pub(super) const CAPITAL: Term = 1;
pub(super) const TIME: Term = 2;
pub(super) const LINK: Term = 3;
pub(super) const MAIL: Term = 4;
pub(super) const HANDLE: Term = 5;

/// Most items of a cue once its gaps are spelt out: the bits of the set of places where a match may stand.
const MAX_ITEMS: usize = 62;
/// Most cues that the alternatives of one may make.
const MAX_SPREAD: usize = 4_096;

/// What may end between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Over {
    Nothing,
    Clause,
    Sentence,
}

#[derive(Debug, Clone)]
enum What {
    Any,
    /// Sorted.
    One(Vec<Term>),
}

#[derive(Debug, Clone)]
struct Item {
    what: What,
    optional: bool,
    over: Over,
}

/// A cue, ready to match.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    items: Vec<Item>,
    /// Its first word is the first of a sentence.
    opens: bool,
}

/// What a cue is matched against: the terms of each token and the borders between them.
pub(super) trait Line {
    /// The terms that a token stands for.
    fn terms(&self, at: usize) -> &[Term];
    /// What ends between a token and the one before it.
    fn border(&self, at: usize) -> Over;
    /// Whether a token is the first of its sentence.
    fn opens(&self, at: usize) -> bool;
    /// How many tokens there are.
    fn len(&self) -> usize;
}

impl Pattern {
    /// Whether it asks for one of these terms by name.
    pub fn names(&self, terms: &[Term]) -> bool {
        self.items.iter().any(|item| matches!(&item.what, What::One(own) if own.iter().any(|t| terms.contains(t))))
    }

    /// The terms that a match can begin with.
    pub fn first(&self) -> &[Term] {
        match self.items.first().map(|i| &i.what) {
            Some(What::One(terms)) => terms,
            _ => &[],
        }
    }

    /// Where the shortest match that begins at a token ends; the set of places in the cue moves along, so that no text
    /// makes it go back.
    pub fn ends(&self, line: &impl Line, at: usize) -> Option<usize> {
        if self.opens && !line.opens(at) {
            return None;
        }
        let accept = 1_u64 << self.items.len();
        let mut places = self.skips(1);
        for token in at..line.len() {
            let border = if token == at { Over::Nothing } else { line.border(token) };
            let mut next = 0;
            for (i, item) in self.items.iter().enumerate() {
                if places & (1 << i) != 0 && border <= item.over && item.what.matches(line.terms(token)) {
                    next |= 1 << (i + 1);
                }
            }
            places = self.skips(next);
            if places & accept != 0 {
                return Some(token + 1);
            }
            if places == 0 {
                return None;
            }
        }
        None
    }

    /// The places, and those that optional items let one go on to.
    fn skips(&self, mut places: u64) -> u64 {
        for (i, item) in self.items.iter().enumerate() {
            if item.optional && places & (1 << i) != 0 {
                places |= 1 << (i + 1);
            }
        }
        places
    }
}

impl What {
    fn matches(&self, terms: &[Term]) -> bool {
        match self {
            What::Any => true,
            What::One(own) => terms.iter().any(|t| own.binary_search(t).is_ok()),
        }
    }
}

/// The words that cues name, numbered, and the classes that they belong to.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    pub exact: HashMap<String, Term>,
    pub prefixes: HashMap<String, Term>,
    pub suffixes: HashMap<String, Term>,
    pub accented: HashMap<String, Term>,
    pub classes: HashMap<String, Vec<Term>>,
    next: Term,
}

impl Vocabulary {
    /// With classes: each a name and its words, in the language of cues.
    pub fn new<'c>(classes: impl Iterator<Item = (&'c String, &'c String)>) -> Result<Vocabulary, String> {
        let mut own = Vocabulary { next: SPECIAL.len() as Term, ..Vocabulary::default() };
        for (name, words) in classes {
            let mut terms = Vec::new();
            for word in words.split_whitespace() {
                terms.push(own.term(word)?);
            }
            terms.sort_unstable();
            own.classes.insert(name.clone(), terms);
        }
        Ok(own)
    }

    fn term(&mut self, word: &str) -> Result<Term, String> {
        if let Some(special) = SPECIAL.iter().position(|s| *s == word) {
            return Ok(special as Term);
        }
        let (map, key) = match (word.strip_prefix('='), word.strip_prefix('*'), word.strip_suffix('*')) {
            (Some(word), None, None) => (&mut self.accented, word),
            (None, Some(end), None) if end.len() > 1 => (&mut self.suffixes, end),
            (None, None, Some(start)) if start.len() > 1 => (&mut self.prefixes, start),
            (None, None, None) => (&mut self.exact, word),
            _ => return Err(format!("`{word}` is no word")),
        };
        if key.is_empty() || !key.chars().all(|c| c.is_alphanumeric() || matches!(c, '%' | '€' | '$' | '£' | 'º' | '_'))
        {
            return Err(format!("`{word}` is no word"));
        }
        let next = &mut self.next;
        Ok(*map.entry(key.to_owned()).or_insert_with(|| {
            *next += 1;
            *next - 1
        }))
    }

    /// The patterns of a cue.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn compile(&mut self, cue: &str) -> Result<Vec<Pattern>, String> {
        let wrong = |why: &str| format!("cue `{cue}`: {why}");
        let (opens, body) = cue.trim().strip_prefix('^').map_or((false, cue), |rest| (true, rest));
        let mut all = Vec::new();
        for mut items in self.sequence(body).map_err(|e| wrong(&e))? {
            // a match begins with something certain: what may be left out in front makes a cue of its own
            while items.first().is_some_and(|i| i.optional) {
                let rest = items.split_off(1);
                let first = Item { optional: false, ..items.remove(0) };
                all.push(Pattern { items: std::iter::once(first).chain(rest.iter().cloned()).collect(), opens });
                items = rest;
            }
            all.push(Pattern { items, opens });
        }
        let bad = |p: &Pattern| p.items.len() > MAX_ITEMS || p.first().is_empty();
        match all.iter().any(bad) {
            true => Err(wrong("it begins with nothing certain, or is too long")),
            false => Ok(all),
        }
    }

    /// The ways to read a piece of a cue, each as its items.
    fn sequence(&mut self, cue: &str) -> Result<Vec<Vec<Item>>, String> {
        let mut all = vec![Vec::new()];
        let mut over = Over::Nothing;
        let mut rest = cue.trim();
        while !rest.is_empty() {
            let (word, after) = piece(rest).ok_or("a bracket is not closed")?;
            rest = after.trim_start();
            match word {
                "," => over = over.max(Over::Clause),
                "." => over = Over::Sentence,
                _ => {
                    let choices = self.choices(word)?;
                    let gap = word.starts_with('~').then(|| choices[0].first().map_or(over, |i| i.over.max(over)));
                    all = spread(&all, &choices, over);
                    // what follows a gap may stand behind whatever the gap goes over: the gap may be empty
                    over = gap.unwrap_or(Over::Nothing);
                    if all.len() > MAX_SPREAD {
                        return Err("too many alternatives".to_owned());
                    }
                }
            }
        }
        Ok(all)
    }

    /// The ways to read one word, gap or bracket.
    fn choices(&mut self, piece: &str) -> Result<Vec<Vec<Item>>, String> {
        let item = |what, optional, over| Item { what, optional, over };
        if piece == "_" {
            return Ok(vec![vec![item(What::Any, false, Over::Nothing)]]);
        }
        if piece.starts_with('~') {
            let count = piece.trim_start_matches('~');
            let over = [Over::Nothing, Over::Clause, Over::Sentence][(piece.len() - count.len()).min(3) - 1];
            let count: usize =
                count.parse().ok().filter(|n| (1..=MAX_ITEMS).contains(n)).ok_or(format!("`{piece}` is no gap"))?;
            return Ok(vec![vec![item(What::Any, true, over); count]]);
        }
        let (body, optional) = piece.strip_suffix('?').map_or((piece, false), |b| (b, true));
        let Some(inside) = body.strip_prefix('(').and_then(|b| b.strip_suffix(')')) else {
            return Ok(vec![vec![item(What::One(self.terms(body)?), optional, Over::Nothing)]]);
        };
        // alternatives of one word are one item; the others make cues of their own
        let (mut terms, mut choices) = (Vec::new(), Vec::new());
        for way in alternatives(inside) {
            match way.contains([' ', '(', '?']) {
                true => choices.extend(self.sequence(way)?),
                false => terms.extend(self.terms(way)?),
            }
        }
        if choices.is_empty() {
            terms.sort_unstable();
            return Ok(vec![vec![item(What::One(terms), optional, Over::Nothing)]]);
        }
        if !terms.is_empty() {
            terms.sort_unstable();
            choices.push(vec![item(What::One(terms), false, Over::Nothing)]);
        }
        if optional {
            choices.push(Vec::new());
        }
        Ok(choices)
    }

    fn terms(&mut self, word: &str) -> Result<Vec<Term>, String> {
        match word.strip_prefix('@').filter(|_| !SPECIAL.contains(&word)) {
            Some(class) => self.classes.get(class).cloned().ok_or_else(|| format!("no class `{class}`")),
            None => self.term(word).map(|t| vec![t]),
        }
    }
}

/// The first piece of a cue and what follows: a word, or a bracket with what is in it.
fn piece(rest: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            ' ' if depth == 0 => return Some(rest.split_at(at)),
            _ => {}
        }
    }
    (depth == 0).then_some((rest, ""))
}

/// What stands between the bars of a bracket, brackets inside left whole.
fn alternatives(inside: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let bars = inside.split(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '|' && depth == 0
    });
    bars.map(str::trim).filter(|way| !way.is_empty()).collect()
}

/// Every beginning with every choice behind it.
fn spread(all: &[Vec<Item>], choices: &[Vec<Item>], over: Over) -> Vec<Vec<Item>> {
    let mut out = Vec::with_capacity(all.len() * choices.len());
    for beginning in all {
        for choice in choices {
            let mut items = beginning.clone();
            items.extend(choice.iter().cloned());
            if let Some(first) = items.get_mut(beginning.len()) {
                first.over = first.over.max(over);
            }
            out.push(items);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with `/` for the end of a sentence and `,` for that of a clause.
    struct Words(Vec<Vec<Term>>, Vec<Over>);

    impl Line for Words {
        fn terms(&self, at: usize) -> &[Term] {
            &self.0[at]
        }
        fn border(&self, at: usize) -> Over {
            self.1[at]
        }
        fn opens(&self, at: usize) -> bool {
            at == 0 || self.1[at] == Over::Sentence
        }
        fn len(&self) -> usize {
            self.0.len()
        }
    }

    fn found(cue: &str, text: &str) -> Option<(usize, usize)> {
        let class = [("good".to_owned(), "fine well nice*".to_owned())];
        let mut words = Vocabulary::new(class.iter().map(|(a, b)| (a, b))).unwrap();
        let patterns = words.compile(cue).unwrap();
        let (mut line, mut over) = (Words(Vec::new(), Vec::new()), Over::Nothing);
        for word in text.split(' ') {
            match word {
                "," => over = Over::Clause,
                "/" => over = Over::Sentence,
                _ => {
                    let mut terms: Vec<Term> = words.exact.get(word).into_iter().copied().collect();
                    terms.extend(words.prefixes.iter().filter(|(p, _)| word.starts_with(p.as_str())).map(|(_, t)| *t));
                    line.0.push(terms);
                    line.1.push(std::mem::replace(&mut over, Over::Nothing));
                }
            }
        }
        (0..line.len()).find_map(|at| patterns.iter().find_map(|p| p.ends(&line, at).map(|end| (at, end))))
    }

    #[test]
    fn words_gaps_and_alternatives() {
        assert_eq!(found("sorry if", "we are sorry if you"), Some((2, 4)));
        assert_eq!(found("sorry if", "sorry , if"), None);
        assert_eq!(found("sorry , if", "sorry , if"), Some((0, 2)));
        assert_eq!(found("sorry ~2 if", "sorry a b if"), Some((0, 4)));
        assert_eq!(found("sorry ~2 if", "sorry a b c if"), None);
        assert_eq!(found("sorry ~2 if", "sorry a , b if"), None);
        assert_eq!(found("sorry ~~2 if", "sorry a , b if"), Some((0, 4)));
        assert_eq!(found("sorry ~~2 if", "sorry a / b if"), None);
        assert_eq!(found("sorry ~~~2 if", "sorry a / b if"), Some((0, 4)));
        assert_eq!(found("(we apolog*|sorry) for? any", "we apologise any"), Some((0, 3)));
        assert_eq!(found("(we apolog*|sorry) (for all|of)? any", "sorry for all any"), Some((0, 4)));
        assert_eq!(found("(we apolog*|sorry) (for all|of)? any", "sorry any"), Some((0, 2)));
        assert_eq!(found("(a|b (c|d e))? f", "b d e f"), Some((0, 4)));
        assert_eq!(found("(a|b (c|d e))? f", "b f"), Some((1, 2)));
        assert_eq!(found("all @good", "all nicely"), Some((0, 2)));
        assert_eq!(found("^ but we", "no but we / but we"), Some((3, 5)));
        assert_eq!(found("a _ b", "a b b"), Some((0, 3)));
        assert_eq!(found("a , ~1 b", "a , b"), Some((0, 2)), "an empty gap leaves the border open");
    }

    #[test]
    fn what_is_no_cue_is_told() {
        let mut words = Vocabulary::default();
        for cue in ["(a|b", "~2 _", "a)", "@none", "a**", "é!", "~x a", ""] {
            assert!(words.compile(cue).is_err(), "{cue}");
        }
    }
}
