//! Names that must be the same wherever they stand: help lines, addresses, links, lots, models, versions, codes, who
//! holds an office. Owns how they are found and compared; must not know which of them are right.

use super::lexicon::{Role, id};
use super::scope::{Scope, Set};
use super::text::{Sort, Text};
use super::{Claim, What};
use crate::domain::room::Lang;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Most names of one list, and the longest that are compared letter by letter.
const MAX: usize = 12;
const LONGEST: usize = 200;

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Naming {
    /// A number to call.
    Phone,
    /// An address to write to.
    Email,
    /// A link.
    Link,
    /// An account.
    Handle,
    /// A lot or batch.
    Lot,
    /// A model.
    Model,
    /// A version.
    Version,
    /// A code to use.
    Code,
    /// Who holds an office, which is told by its number.
    Person(u32),
    /// Where something reaches.
    Place,
}

/// One or more names of a kind, as they are compared: folded, phone numbers as digits, links without their scheme.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Named {
    /// Of what.
    pub naming: Naming,
    /// The names, in the order of the text.
    pub names: Vec<String>,
    /// These and no other.
    pub only: bool,
    /// "The affected lot is": there is one.
    pub single: bool,
    /// What is said of them, or what a contact is for.
    pub about: Set,
    /// The language of the text: an address may differ with it.
    pub lang: Lang,
    /// The words around an e-mail address in its sentence, as a number: 0 for what is named otherwise.
    #[serde(default, skip_serializing_if = "is_none")]
    pub around: u32,
}

fn is_none(around: &u32) -> bool {
    *around == 0
}

impl Named {
    /// Whether one of the two must be wrong, given that both are about the same.
    pub(super) fn contradicts(&self, other: &Named) -> bool {
        if self.naming != other.naming || self.names.iter().any(|n| other.names.contains(n)) && !self.lists_more(other)
        {
            return false;
        }
        let slips = || self.names.iter().any(|a| other.names.iter().any(|b| slip(a, b)));
        match self.naming {
            Naming::Phone => self.about == other.about && !abroad(&self.names[0], &other.names[0]),
            // the same sentence with another address
            Naming::Email if self.around != 0 && self.around == other.around => true,
            Naming::Email | Naming::Link | Naming::Handle => slips(),
            Naming::Person(_) => true,
            Naming::Lot | Naming::Model => {
                let meets = self.about.meets(&other.about);
                let both = meets && self.single && other.single;
                both || self.lists_more(other) || (self.names.len() == 1 && other.names.len() == 1 && swap(self, other))
            }
            Naming::Place => self.about == other.about && self.lists_more(other),
            Naming::Version => self.about.meets(&other.about) && self.names.len() == 1 && other.names.len() == 1,
            Naming::Code => self.names.len() == 1 && other.names.len() == 1 && (swap(self, other) || slips()),
        }
    }

    /// Whether two that contradict may both be right: two offices of one house.
    pub(super) fn doubtful(&self, other: &Named) -> bool {
        let host =
            |named: &Named| named.names.first().and_then(|name| name.split_once('@').map(|(_, host)| host.to_owned()));
        let slips = self.names.iter().any(|a| other.names.iter().any(|b| slip(a, b)));
        self.naming == Naming::Email && host(self) == host(other) && !slips
    }

    /// One says that these are all, the other tells the same of more.
    fn lists_more(&self, other: &Named) -> bool {
        let more = |all: &Named, other: &Named| {
            all.only && all.about.meets(&other.about) && other.names.iter().any(|n| !all.names.contains(n))
        };
        matches!(self.naming, Naming::Lot | Naming::Model | Naming::Place) && (more(self, other) || more(other, self))
    }
}

/// Numbers of two countries: one to call from here, one from abroad.
fn abroad(a: &str, b: &str) -> bool {
    a.starts_with('+') != b.starts_with('+') || (a.starts_with('+') && a.get(..3) != b.get(..3))
}

fn swap(a: &Named, b: &Named) -> bool {
    transposed(&a.names[0], &b.names[0])
}

/// Two letters next to each other have changed places.
fn transposed(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let differ: Vec<usize> = (0..a.len().min(b.len())).filter(|i| a[*i] != b[*i]).take(3).collect();
    match differ[..] {
        [i, j] => a.len() == b.len() && j == i + 1 && a[i] == b[j] && a[j] == b[i],
        _ => false,
    }
}

/// A slip of the finger: a letter more, less or swapped; digits that differ are another page.
fn slip(a: &str, b: &str) -> bool {
    if a == b || a.len() > LONGEST || b.len() > LONGEST || a.len().min(b.len()) < 6 {
        return false;
    }
    if transposed(a, b) {
        return true;
    }
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let (long, short) = (long.as_bytes(), short.as_bytes());
    let first = long.iter().zip(short).take_while(|(x, y)| x == y).count();
    let last = long.iter().rev().zip(short.iter().rev()).take_while(|(x, y)| x == y).count();
    let one = match long.len() - short.len() {
        0 => first + last + 1 >= short.len() && long[first].is_ascii_alphabetic() && short[first].is_ascii_alphabetic(),
        1 => first + last >= short.len() && !long[first.min(long.len() - 1)].is_ascii_digit(),
        _ => false,
    };
    // "help" and "helps" of a path are two pages, a host with a letter less is none of ours
    one && first > 0
}

/// The names of a text; `taken` gets the bytes that they take, so that no digit of them is read as a figure.
pub(super) fn find(text: &Text, out: &mut Vec<Claim>, taken: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < text.tokens.len() {
        at = match contact(text, at).or_else(|| phone(text, at)) {
            Some((naming, name, end)) => {
                push(text, Found { naming, names: vec![name], at: at..end, only: false, single: false }, out, taken);
                end
            }
            None => at + 1,
        };
    }
    for (sentence, _) in &text.sentences {
        for mark in text.of(sentence.clone(), Role::Code) {
            let found = coded(text, mark.at.clone(), mark.meaning.name, sentence);
            if let Some(found) = found.or_else(|| all_of(text, mark.at.clone(), mark.meaning.name, sentence)) {
                push(text, found, out, taken);
            }
        }
        if let Some(found) = reach(text, sentence) {
            push(text, found, out, taken);
        }
        for mark in text.of(sentence.clone(), Role::Title) {
            if let Some((name, at)) = holder(text, mark.at.clone()) {
                let naming = Naming::Person(mark.meaning.id());
                push(text, Found { naming, names: vec![name], at, only: false, single: true }, out, taken);
            }
        }
    }
}

/// "The recall covers Spain and Portugal", "solo afecta a España": every place that is named, where nothing is denied.
fn reach(text: &Text, sentence: &Range<usize>) -> Option<Found> {
    let affected = text.of(sentence.clone(), Role::Aspect).find(|m| m.meaning.name == "affected")?;
    let upper = |m: &&super::text::Mark| text.tokens[m.at.start].upper;
    let places: Vec<_> = text.of(affected.at.end..sentence.end, Role::Place).filter(upper).take(MAX).collect();
    let first = places.first()?;
    let only = text.has(sentence.clone(), Role::Only);
    if text.has(sentence.clone(), Role::Not) || text.has(sentence.clone(), Role::Count) {
        return None;
    }
    let names = places.iter().map(|m| m.meaning.name.to_owned()).collect();
    Some(Found { naming: Naming::Place, names, at: first.at.clone(), only, single: false })
}

struct Found {
    naming: Naming,
    names: Vec<String>,
    at: Range<usize>,
    only: bool,
    single: bool,
}

fn push(text: &Text, found: Found, out: &mut Vec<Claim>, taken: &mut Vec<Range<usize>>) {
    let span = text.span(found.at.clone());
    taken.push(span.clone());
    let sentence = text.sentence(found.at.start);
    if text.asks(found.at.start) {
        return;
    }
    let contact = matches!(found.naming, Naming::Phone | Naming::Email | Naming::Link | Naming::Handle);
    let role = if contact { Role::Purpose } else { Role::Aspect };
    // "lot A13 is not": what the sentence tells of others is denied of these
    let denied = !contact && denied_of(text, &found.at);
    let about = text.of(sentence.clone(), role).filter(|_| !denied).map(|m| m.meaning.id()).collect();
    let mut scope = Scope::read(text, sentence.clone());
    // a lot is what is compared here, not what else is compared for
    scope.codes = Set::default();
    scope.names = Set::default();
    if contact {
        scope.things = Set::default();
    }
    let Found { naming, names, only, single, .. } = found;
    let around = if naming == Naming::Email { around(text, &sentence) } else { 0 };
    let named = Named { naming, names, only, single, about, lang: text.lang, around };
    out.push(Claim { span, what: What::Name(named), scope, newer: text.has(sentence, Role::Newer), ahead: false });
}

/// The words of a sentence without its addresses.
fn around(text: &Text, sentence: &Range<usize>) -> u32 {
    let words = sentence.clone().filter(|at| text.sort(*at) == Some(Sort::Word)).map(|at| text.word(at));
    let words: Vec<&str> = words.collect();
    // "Write to" alone says nothing of what for
    if words.len() < 4 { 0 } else { id(&words.join(" ")) }
}

/// Whether the clause around some names, from the first to the last of them, denies something.
fn denied_of(text: &Text, at: &Range<usize>) -> bool {
    let around = [text.clause(at.start).start..at.start, at.end..text.clause(at.end.saturating_sub(1)).end];
    around.into_iter().any(|tokens| text.has(tokens, Role::Not))
}

fn contact(text: &Text, at: usize) -> Option<(Naming, String, usize)> {
    let word = text.word(at);
    let (naming, name) = match text.sort(at)? {
        Sort::Email => (Naming::Email, word),
        Sort::Handle => (Naming::Handle, word),
        Sort::Link => {
            let bare = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://")).unwrap_or(word);
            (Naming::Link, bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/'))
        }
        _ => return None,
    };
    Some((naming, name.to_owned(), at + 1))
}

/// Nine digits or more in groups, or seven and more after a plus; a Spanish prefix says nothing.
fn phone(text: &Text, at: usize) -> Option<(Naming, String, usize)> {
    let plus = text.word(at) == "+";
    let from = at + usize::from(plus);
    let group = |at: usize| {
        text.sort(at) == Some(Sort::Number) && text.word(at).bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    if !group(from) || (at > 0 && text.word(at - 1) == "+") {
        return None;
    }
    let (mut digits, mut end) = (String::new(), from);
    while end < from + 8 && (group(end) || (end > from && matches!(text.word(end), "-" | "(" | ")") && group(end + 1)))
    {
        digits.extend(text.word(end).chars().filter(char::is_ascii_digit));
        end += 1;
    }
    let grouped = text.word(from).contains('.') && end == from + 1;
    let enough = if plus { (8..=15).contains(&digits.len()) } else { (9..=13).contains(&digits.len()) };
    // "120.000.000" is an amount
    if !enough || (grouped && digits.len() % 3 == 0 && !digits.starts_with(['6', '7', '8', '9'])) {
        return None;
    }
    let national = digits.strip_prefix("0034").or_else(|| if plus { digits.strip_prefix("34") } else { None });
    let name = match national {
        Some(national) => national.to_owned(),
        None if plus => format!("+{digits}"),
        None => digits,
    };
    Some((Naming::Phone, name, end))
}

/// "lot L2231", "lots L2231 and L2407", "the affected lot is L2231", "version 4.2.1", "el código ACME24".
fn coded(text: &Text, noun: Range<usize>, kind: &str, sentence: &Range<usize>) -> Option<Found> {
    let naming = match kind {
        "lot" => Naming::Lot,
        "model" => Naming::Model,
        "version" => Naming::Version,
        _ => Naming::Code,
    };
    let code = |at: usize| {
        let token = text.tokens.get(at).filter(|_| at < sentence.end)?;
        let shouted = token.sort == Sort::Word
            && token.span.len() > 2
            && text.source[token.span.clone()].bytes().all(|b| b.is_ascii_uppercase());
        let number = token.sort == Sort::Number && (naming == Naming::Version || token.word.len() > 2);
        (token.sort == Sort::Code || shouted || number).then(|| token.word.clone())
    };
    let fill = |at: usize| {
        let is = matches!(
            text.word(at),
            "is" | "are"
                | "es"
                | "son"
                | "el"
                | "los"
                | "la"
                | "las"
                | "number"
                | "no"
                | "numero"
                | "afectado"
                | "afectada"
                | ":"
                | "the"
                | "affected"
                | "code"
        );
        is && at < sentence.end
    };
    let first =
        (noun.end..noun.end + 4).take_while(|at| *at == noun.end || fill(at - 1)).find(|at| code(*at).is_some())?;
    let (mut names, mut end) = (Vec::new(), first);
    while names.len() < MAX {
        let Some(name) = code(end) else { break };
        names.push(name);
        end += 1;
        let joined = matches!(text.word(end), "," | "and" | "y" | "or" | "o" | "e" | "&");
        let gap = usize::from(joined) + usize::from(joined && matches!(text.word(end + 1), "el" | "la" | "and" | "y"));
        if !joined || code(end + gap).is_none() {
            break;
        }
        end += gap;
    }
    let clause = text.clause(noun.start);
    let only = text.of(clause.start..end, Role::Only).next().is_some();
    let singular = !text.word(noun.start).ends_with('s');
    let definite = text.of(clause.start..end, Role::Aspect).any(|m| m.meaning.name == "affected")
        && (noun.end..first).any(|at| matches!(text.word(at), "is" | "es"));
    Some(Found { naming, single: singular && definite && names.len() == 1, names, at: noun.start..end, only })
}

/// "All lots are recalled", "todos los lotes": every one, where nothing tells them from others.
fn all_of(text: &Text, noun: Range<usize>, kind: &str, sentence: &Range<usize>) -> Option<Found> {
    const ALL: &[&str] = &["all", "every", "todos", "todas"];
    const BUT: &[&str] = &["except", "but", "other", "others", "salvo", "excepto", "menos", "demas", "otros", "otras"];
    const SAID: &str = "is are have has were must should estan esta son han ha quedan se deben";
    let naming = match kind {
        "lot" => Naming::Lot,
        "model" => Naming::Model,
        _ => return None,
    };
    let article = matches!(text.before(noun.start, 1), "the" | "our" | "los" | "las" | "nuestros" | "nuestras");
    let all = ALL.contains(&text.before(noun.start, 1 + usize::from(article)));
    let whole = text.sort(noun.end) != Some(Sort::Word) || SAID.split(' ').any(|word| word == text.word(noun.end));
    let but = text.has(sentence.clone(), Role::Not) || sentence.clone().any(|at| BUT.contains(&text.word(at)));
    let names = vec!["all".to_owned()];
    (all && whole && !but).then_some(Found { naming, names, at: noun, only: false, single: false })
}

/// Two or three capitalised words behind an office, "our spokesperson, Elena Marin", "our spokesperson is Elena Marin",
/// or before it, "Elena Marin, our spokesperson", "Elena Marin es nuestra portavoz".
fn holder(text: &Text, title: Range<usize>) -> Option<(String, Range<usize>)> {
    const OURS: &[&str] = &["our", "nuestra", "nuestro"];
    const THE: &[&str] = &["the", "la", "el"];
    let name = |at: usize| text.tokens.get(at).is_some_and(|t| t.upper && t.sort == Sort::Word && t.word.len() > 1);
    let is = |at: usize| matches!(text.word(at), "," | "is" | "es" | "sera");
    let from = match (text.word(title.end), text.word(title.end + 1)) {
        ("will", "be") => title.end + 2,
        (":", _) => title.end + 1,
        _ => title.end + usize::from(is(title.end)),
    };
    let length = (from..from + 4).take_while(|at| name(*at)).count();
    let at = if length >= 2 {
        from..from + length
    } else {
        let whose = text.before(title.start, 1);
        // "the chief executive of Rival" is none of ours
        let others = THE.contains(&whose) && matches!(text.word(title.end), "of" | "at" | "de" | "del");
        let ours = OURS.contains(&whose) || THE.contains(&whose);
        let end = title.start.checked_sub(1 + usize::from(ours)).filter(|at| is(*at) && !others)?;
        let length = (1..=3).take_while(|back| end.checked_sub(*back).is_some_and(name)).count();
        (length >= 2).then_some(end - length..end)?
    };
    let words: Vec<&str> = at.clone().map(|i| text.word(i)).collect();
    Some((words.join(" "), at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(lang: Lang, text: &str) -> Vec<(Naming, String)> {
        let (mut out, mut taken) = (Vec::new(), Vec::new());
        find(&Text::read(text, lang), &mut out, &mut taken);
        assert_eq!(out.len(), taken.len());
        out.into_iter()
            .filter_map(|c| match c.what {
                What::Name(n) => Some((n.naming, n.names.join("+"))),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn one_name_however_it_is_written() {
        for text in
            ["Call 900 123 456.", "Call +34 900 12 34 56", "Call 900123456", "Call 0034 900 123 456", "900.123.456"]
        {
            assert_eq!(named(Lang::En, text), [(Naming::Phone, "900123456".into())], "{text}");
        }
        for text in ["https://www.acme.example/recall/", "acme.example/recall.", "See HTTP://acme.example/recall!"] {
            assert_eq!(named(Lang::En, text), [(Naming::Link, "acme.example/recall".into())], "{text}");
        }
        assert_eq!(named(Lang::Es, "los lotes L2231, L2407 y L9"), [(Naming::Lot, "l2231+l2407+l9".into())]);
        assert_eq!(named(Lang::En, "in version 4.2.1"), [(Naming::Version, "4.2.1".into())]);
        assert_eq!(named(Lang::Es, "el código ACME24"), [(Naming::Code, "acme24".into())]);
        for (lang, text) in [
            (Lang::En, "Ana Ruiz, chief executive, spoke"),
            (Lang::En, "Our chief executive is Ana Ruiz."),
            (Lang::En, "Our chief executive will be Ana Ruiz."),
            (Lang::En, "Chief executive: Ana Ruiz"),
            (Lang::En, "Ana Ruiz, our chief executive, spoke"),
            (Lang::En, "Ana Ruiz is our chief executive."),
            (Lang::Es, "La directora general es Ana Ruiz."),
            (Lang::Es, "Ana Ruiz, nuestra directora general, habló"),
            (Lang::Es, "Ana Ruiz será la directora general."),
        ] {
            let person = named(lang, text);
            assert_eq!(person.first().map(|p| p.1.as_str()), Some("ana ruiz"), "{text}");
        }
        for text in ["Ana Ruiz, the chief executive of Rival, spoke", "Our chief executive is not Ana Ruiz."] {
            assert!(named(Lang::En, text).is_empty(), "{text}");
        }
        assert!(named(Lang::En, "12,000 customers, 120.000.000 euros, 2026").is_empty());
    }

    #[test]
    fn slips_of_the_finger() {
        for (a, b) in
            [("acme.example/help", "acme.exmaple/help"), ("zulux.example", "zulx.example"), ("l2231", "l2213")]
        {
            assert!(slip(a, b) || transposed(a, b), "{a} {b}");
        }
        for (a, b) in
            [("acme.example/help", "acme.example/ayuda"), ("acme.example/1", "acme.example/2"), ("l2231", "l2407")]
        {
            assert!(!slip(a, b) && !transposed(a, b), "{a} {b}");
        }
    }
}
