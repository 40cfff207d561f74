//! Figures: a number with what it counts and what happened to it. Owns how they are found and compared; must not know
//! where else a text speaks of numbers (hours, contacts, codes), which are taken before.

use super::clause;
use super::lexicon::{Role, id};
use super::numbers::{self, Amount, Seen};
use super::phrase::stem;
use super::scope::{Scope, Set, is_year};
use super::text::{Mark, Sort, Text};
use super::{Claim, What};
use crate::domain::room::Lang;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// People, whoever they are to us, and cases of illness.
    People,
    /// Goods: which ones, or 0 where it only says units.
    Goods(u32),
    /// Other things that are counted: accounts, flights, shops.
    Things(u32),
    /// Money, in this currency.
    Money(u32),
    /// A share.
    Percent,
    /// A word that is in no table, so that it can be compared within its language alone.
    Other(u32),
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted.
    pub class: Class,
    /// How many.
    pub amount: Amount,
    /// What happened to them: affected, contacted, withdrawn ...; empty when it does not say.
    pub about: Set,
    /// So much for each.
    pub rate: bool,
    /// Added to what was before: "3 new cases".
    pub fresh: bool,
}

impl Figure {
    /// Whether both count the same, so that they must agree.
    pub(super) fn comparable(&self, other: &Figure) -> bool {
        let class = match (self.class, other.class) {
            (Class::Goods(a), Class::Goods(b)) => a == b || a == 0 || b == 0,
            (a, b) => a == b,
        };
        if !class || self.rate != other.rate || self.fresh != other.fresh {
            return false;
        }
        let affected = |set: &Set| set.holds(id("affected"));
        match (self.class, self.about.is_empty(), other.about.is_empty()) {
            (Class::Money(_) | Class::Percent | Class::Other(_), ..) => self.about.meets(&other.about),
            // who or what is counted without saying what happened is affected
            (_, true, true) => true,
            (_, true, false) => affected(&other.about),
            (_, false, true) => affected(&self.about),
            (_, false, false) => self.about.meets(&other.about),
        }
    }
}

/// The figures of a text, without those that stand in `taken` bytes, which ascend; the second list are numbers that hold
/// no longer.
pub(super) fn find(text: &Text, taken: &[Range<usize>], out: &mut Vec<Claim>, replaced: &mut Vec<Amount>) {
    let free = |at: usize| {
        let span = &text.tokens[at].span;
        let before = taken.partition_point(|t| t.start < span.end);
        taken[..before].last().is_none_or(|t| t.end <= span.start)
    };
    for (sentence, asks) in &text.sentences {
        if *asks || denied(text, sentence.clone()) {
            continue;
        }
        let mut seen: Vec<Seen> = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            match numbers::find(text, at).filter(|_| free(at) && !is_year(text, at)) {
                Some(number) => {
                    at = number.at.end;
                    seen.push(number);
                }
                None => at += 1,
            }
        }
        for number in &mut seen {
            number.was |= corrected(text, sentence, &number.at);
        }
        replaced.extend(seen.iter().filter(|s| s.was).map(|s| s.amount));
        for n in 0..seen.len() {
            out.extend(figure(text, sentence.clone(), &seen, n));
        }
        out.extend(nobody(text, sentence.clone(), &seen));
    }
}

/// Whether a sentence tells what others say or what is not true; or the next one says so of it.
pub(super) fn denied(text: &Text, sentence: Range<usize>) -> bool {
    let hearsay = text.of(sentence.clone(), Role::Hearsay).any(|m| !runs(text, &m.at, &sentence));
    if text.has(sentence.clone(), Role::Denial) || hearsay {
        return true;
    }
    let next = text.sentence(sentence.end);
    let points_back = matches!(text.word(next.start), "that" | "this" | "it" | "eso" | "esto" | "no");
    sentence.end < text.tokens.len() && points_back && next.len() < 10 && text.has(next, Role::Denial)
}

/// "Los trenes circulan", "circulan vuelos" are no hearsay; "en la red circula" and "circula que" are.
fn runs(text: &Text, verb: &Range<usize>, sentence: &Range<usize>) -> bool {
    const BESIDE: &[&str] = &["en", "de", "sobre", "por", "con", "desde", "para"];
    let moves = |m: &&Mark| matches!(m.meaning.name, "train" | "flight" | "line" | "metro" | "bus" | "ferry");
    let subject = |m: &Mark| !(1..=2).any(|back| BESIDE.contains(&text.before(m.at.start, back)));
    text.has(verb.clone(), Role::Goes)
        && text.word(verb.end) != "que"
        && text.of(sentence.start..verb.end + 1, Role::Trade).filter(moves).any(subject)
}

/// "We said that there were 300. It is 219", "no hay 300: son 219": a number that we told or deny, with the right one
/// behind a verb in the same sentence or the next.
fn corrected(text: &Text, sentence: &Range<usize>, number: &Range<usize>) -> bool {
    let denied = text.has(number.start.saturating_sub(3).max(sentence.start)..number.start, Role::Not);
    let told = text.has(sentence.start..number.start, Role::Told) || text.has(sentence.clone(), Role::Erred);
    let bare = |at: usize| {
        let ends = |at: usize| at >= text.tokens.len() || text.sort(at) != Some(Sort::Word);
        // of nothing named, or of the same: "son 219 personas"
        let same = text.word(at + 1) == text.word(number.end) && (ends(at + 2) || ends(at + 3));
        let is = at > 0 && text.has(at - 1..at, Role::Is);
        is && text.sort(at) == Some(Sort::Number) && (ends(at + 1) || same)
    };
    (denied || told) && (number.end..text.sentence(sentence.end).end.min(text.tokens.len())).any(bare)
}

fn figure(text: &Text, sentence: Range<usize>, seen: &[Seen], n: usize) -> Option<Claim> {
    let number = &seen[n];
    let after = number.at.end..seen.get(n + 1).map_or(sentence.end, |s| s.at.start);
    let before = n.checked_sub(1).map_or(sentence.start, |p| seen[p].at.end)..number.at.start;
    if number.was || (n > 0 && numbers_version(text, number)) {
        return None;
    }
    let is_part = |n: usize| {
        let (part, whole) = (&seen[n], seen.get(n + 1));
        matches!(text.word(part.at.end), "of" | "de") && whole.is_some_and(|w| w.at.start - part.at.end <= 3)
    };
    let (counted, end) = match counted(text, number, &before, &after) {
        Some(found) => found,
        // "3,000 of the 12,000 customers"
        None if is_part(n) => {
            let wide = seen.get(n + 1)?.at.end..seen.get(n + 2).map_or(sentence.end, |s| s.at.start);
            (counted_after(text, wide.start, &wide)?.0, number.at.end)
        }
        None => return None,
    };
    if number.one && !matches!(counted.class, Class::People) {
        return None;
    }
    let told = |tokens: Range<usize>| text.of(tokens, Role::Aspect).map(|m| m.meaning.id()).collect::<Set>();
    let mut about = if is_part(n) {
        // what is said of the part stands before it, or behind the whole
        let own = told(before.clone());
        let next = seen.get(n + 1).map_or(after.end, |s| s.at.end);
        if own.is_empty() { told(next..text.clause(next.min(sentence.end - 1)).end) } else { own }
    } else if n > 0 && is_part(n - 1) {
        // of the whole only its adjectives are said
        told(number.at.end..(end + 1).min(after.end)).or(id("whole"))
    } else {
        let told = about(text, &before, &after);
        let done = if told.is_empty() { done_to(text, &before, &after) } else { None };
        done.map_or(told, |done| Set::from_iter([done]))
    };
    counted.implied.into_iter().for_each(|a| about.add(a));
    if let Some(what) = lasted(text, &before) {
        about = Set::from_iter([what]);
    }
    let whole = before.start..after.end;
    let rate = matches!(counted.class, Class::Money(_)) && text.has(sentence.clone(), Role::Rate);
    let near = number.at.start.saturating_sub(2)..number.at.end + 2;
    let fresh = text.of(near, Role::Fresh).any(|m| whole.contains(&m.at.start));
    let lead = sentence.start..seen[0].at.start;
    let scope = Scope::read(text, whole).with(&Scope::read(text, lead));
    let span = text.span(number.at.start..end.max(number.at.end));
    let figure = Figure { class: counted.class, amount: number.amount, about, rate, fresh };
    let newer = text.has(sentence, Role::Newer);
    Some(Claim { span, what: What::Figure(figure), scope, newer, ahead: false })
}

/// "The outage lasted 40 minutes": how long is compared of the same thing alone, which is the word before the verb.
fn lasted(text: &Text, before: &Range<usize>) -> Option<u32> {
    let verb = text.of(before.clone(), Role::Aspect).next_back().filter(|m| m.meaning.name == "lasted")?;
    let what = verb.at.start.checked_sub(1).filter(|at| text.sort(*at) == Some(Sort::Word))?;
    Some(id(text.word(what)) ^ id("lasted"))
}

/// "We have written to 180 people": what we did to them, where no word of the table tells it. That we have, know or count
/// them says nothing of the kind.
fn done_to(text: &Text, before: &Range<usize>, after: &Range<usize>) -> Option<u32> {
    const KNOWN: [&str; 2] = [
        "have has ve are aware know confirm count see find found identif regist record receiv hear heard detect learn \
         estimat believ think expect investigat check look work treat report",
        "tenemos conoc sab sabemos consta confirm cont regist recib detect identific encontr estim cre pens esper \
         investig comprob trabaj lament teni sido estamos visto",
    ];
    let start = before.clone().rev().find(|i| text.parts(*i)).map_or(before.start, |i| i + 1);
    let english = text.lang == Lang::En;
    let ours = (start..before.end).rev().find(|at| match text.word(*at) {
        "we" => english,
        word => !english && (word == "hemos" || clause::ours(word)),
    });
    const HELPS: &[&str] = &["already", "now", "so", "also", "been", "will", "can", "have", "ve", "are", "ya", "hemos"];
    let active =
        ours.and_then(|we| (we + usize::from(english)..before.end).find(|at| !HELPS.contains(&text.word(*at))));
    // "180 people have been rescued", "se ha rescatado a 180 personas"
    let passive = || {
        let end = after.clone().find(|i| text.parts(*i)).unwrap_or(after.end);
        let been = (after.start..end).find(|at| matches!(text.word(*at), "been" | "were" | "being" | "sido"));
        let se = (start..before.end).find(|at| matches!(text.word(*at), "ha" | "han") && text.before(*at, 1) == "se");
        been.or(se).map(|at| at + 1).filter(|at| text.sort(*at) == Some(Sort::Word))
    };
    let verb = active.or_else(passive)?;
    let known = KNOWN[usize::from(!english)].split(' ').any(|stem| text.word(verb).starts_with(stem));
    let named = text.of(verb..verb + 1, Role::Deed).next().map(|m| m.meaning.id());
    (!known).then(|| named.unwrap_or_else(|| stem(text.lang, text.word(verb))) ^ id("done"))
}

/// A bare number right behind a comma or an "and" of years, pages and the like is none.
fn numbers_version(text: &Text, number: &Seen) -> bool {
    text.word(number.at.start).matches('.').count() > 1
}

struct Counted {
    class: Class,
    /// What the noun says besides: "14 injured".
    implied: Option<u32>,
}

/// What a number counts and where that ends.
fn counted(text: &Text, number: &Seen, before: &Range<usize>, after: &Range<usize>) -> Option<(Counted, usize)> {
    if let Some(class) = money_before(text, number.at.start) {
        return Some((Counted { class, implied: None }, number.at.end));
    }
    counted_after(text, number.at.end, after).or_else(|| {
        // "los afectados son más de 20.000"
        let ends = number.at.end >= after.end || text.sort(number.at.end) == Some(Sort::Sign);
        let marks = || text.marks_in(before.clone()).iter().rev();
        let article = |m: &&Mark| {
            matches!(text.before(m.at.start, 1), "los" | "las")
                || m.at.start > 0 && text.sort(m.at.start - 1) == Some(Sort::Number)
        };
        let people = || marks().filter(article).find_map(|m| person(text, m.at.start));
        let noun = marks().find_map(|m| noun(text, m.at.start)).or_else(people)?;
        ends.then_some((noun.0, number.at.end))
    })
}

fn money_before(text: &Text, at: usize) -> Option<Class> {
    let sign = at.checked_sub(1).map(|at| text.word(at))?;
    currency(sign).filter(|_| !sign.starts_with(char::is_alphabetic)).map(Class::Money)
}

fn currency(word: &str) -> Option<u32> {
    Some(id(match word {
        "€" | "euro" | "euros" | "eur" => "eur",
        "$" | "dollar" | "dollars" | "dolar" | "dolares" | "usd" => "usd",
        "£" | "pound" | "pounds" | "libra" | "libras" | "gbp" => "gbp",
        "peso" | "pesos" => "peso",
        _ => return None,
    }))
}

fn counted_after(text: &Text, from: usize, after: &Range<usize>) -> Option<(Counted, usize)> {
    let plain = |class, at| Some((Counted { class, implied: None }, at));
    let word = text.word(from);
    if matches!(word, "%" | "percent") {
        return plain(Class::Percent, from + 1);
    }
    if matches!((word, text.word(from + 1)), ("per", "cent") | ("por", "ciento")) {
        return plain(Class::Percent, from + 2);
    }
    let money = from + usize::from(word == "de");
    if let Some(currency) = currency(text.word(money)) {
        return plain(Class::Money(currency), money + 1);
    }
    // adjectives and articles may stand between: "12,000 affected customers", "9 las baterías"
    for at in from..after.end.min(from + 4) {
        let stops = text.sort(at) != Some(Sort::Word) || (at > from && (text.parts(at) || preposition(text.word(at))));
        if stops {
            break;
        }
        if let Some(found) = noun(text, at) {
            return Some(found);
        }
    }
    if let Some(found) = person(text, from) {
        return Some(found);
    }
    let of_them = word == "of" && text.word(from + 1) == "them" || word == "de" && text.word(from + 1) == "ellos";
    if of_them {
        return plain(Class::People, from + 2);
    }
    let token = text.tokens.get(from).filter(|t| t.sort == Sort::Word && from < after.end)?;
    let unknown = token.word.len() > 3
        && !token.upper
        && text.marks_in(from..from + 1).iter().all(|m| {
            matches!(
                m.meaning.role,
                Role::Deed | Role::Findings | Role::Saying | Role::Told | Role::Erred | Role::Blaze
            )
        });
    if unknown && !matches!(token.word.as_str(), "have" | "were" | "with" | "para" | "hasta" | "desde" | "that") {
        return plain(Class::Other(id(token.word.trim_end_matches('s'))), from + 1);
    }
    None
}

/// "14 injured", "300 afectados": what happened stands for who.
fn person(text: &Text, at: usize) -> Option<(Counted, usize)> {
    let state = text.of(at..at + 1, Role::Aspect).next()?;
    let person = match state.meaning.name {
        "ill" | "injured" | "dead" | "hospital" => true,
        "affected" => {
            let sentence = text.sentence(at);
            let others = text.marks_in(sentence).iter().any(|m| noun(text, m.at.start).is_some());
            matches!(text.word(at), "afectados" | "afectadas") && !others
        }
        _ => false,
    };
    person.then_some((Counted { class: Class::People, implied: None }, state.at.end))
}

fn preposition(word: &str) -> bool {
    matches!(word, "of" | "in" | "for" | "to" | "with" | "at" | "en" | "con" | "por" | "para" | "is" | "are" | "were")
}

/// What a noun at a token stands for and where it ends; which of the goods may stand before it.
fn noun(text: &Text, at: usize) -> Option<(Counted, usize)> {
    let at = (at..at + 2).find(|at| !text.has(*at..at + 1, Role::Flavour))?;
    let is_noun = |role| matches!(role, Role::People | Role::Count | Role::Unit | Role::Thing);
    let mark = text.marks_in(at..at + 1).iter().find(|m| is_noun(m.meaning.role))?;
    let class = match mark.meaning.role {
        Role::People => Class::People,
        Role::Unit => Class::Goods(0),
        Role::Thing => Class::Goods(mark.meaning.id()),
        _ => Class::Things(mark.meaning.id()),
    };
    let implied = mark.meaning.name.split_once('+').map(|(_, aspect)| id(aspect));
    Some((Counted { class, implied }, mark.at.end))
}

/// What happened: from the clause, and where that says nothing from the sentence, up to the numbers around.
fn about(text: &Text, before: &Range<usize>, after: &Range<usize>) -> Set {
    let read = |tokens: Range<usize>| text.of(tokens, Role::Aspect).map(|m| m.meaning.id()).collect::<Set>();
    let start = before.clone().rev().find(|i| text.parts(*i)).map_or(before.start, |i| i + 1);
    let end = after.clone().find(|i| text.parts(*i)).unwrap_or(after.end);
    let near = read(start..before.end).with(&read(after.start..end));
    if near.is_empty() { read(before.clone()).with(&read(after.clone())) } else { near }
}

/// "Nobody was hurt", "no deaths", "ningún herido": a figure of none.
fn nobody(text: &Text, sentence: Range<usize>, seen: &[Seen]) -> Option<Claim> {
    if !seen.is_empty() && !text.has(sentence.clone(), Role::Nobody) {
        return None;
    }
    let harm = |name: &str| matches!(name, "ill" | "injured" | "dead" | "hospital");
    for mark in text.marks_in(sentence.clone()) {
        let alone = mark.meaning.role == Role::Nobody;
        let denies = mark.meaning.role == Role::Not;
        if !alone && !denies {
            continue;
        }
        let clause = mark.at.end..text.clause(mark.at.start).end;
        let reach = if alone { clause.clone() } else { clause.start..clause.end.min(clause.start + 4) };
        let found = text.marks_in(reach).iter().find_map(|m| match m.meaning.role {
            Role::Aspect if alone && harm(m.meaning.name) => Some((m.meaning.id(), m.at.end)),
            Role::People => m.meaning.name.split_once('+').map(|(_, aspect)| (id(aspect), m.at.end)),
            _ => None,
        });
        if let Some((aspect, end)) = found {
            let figure = Figure {
                class: Class::People,
                amount: Amount::exactly(0),
                about: Set::from_iter([aspect]),
                rate: false,
                fresh: text.has(clause, Role::Fresh),
            };
            let span = text.span(mark.at.start..end);
            let scope = Scope::read(text, sentence.clone());
            let newer = text.has(sentence, Role::Newer);
            return Some(Claim { span, what: What::Figure(figure), scope, newer, ahead: false });
        }
    }
    None
}
