//! What a text says is so or not so: safe or unsafe, stopped or going on, open or closed, refunded or not, exposed or
//! not, and why it happened. Owns how a state is found, turned by a negation and compared; must not know which is true.

use super::deeds::the_rest;
use super::figures::denied;
use super::lexicon::{Role, id};
use super::places::{extent, opens};
use super::scope::{Scope, Set};
use super::text::{Mark, Sort, Text};
use super::{Claim, What};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What can be so or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// It may be used, eaten, drunk.
    Safe,
    /// It goes on: sale, production or a service, told by its number.
    Runs(u32),
    /// It is open.
    Open,
    /// The same of what is on the web.
    OpenOnline,
    /// Money is given back.
    Refund,
    /// Data of a kind were exposed.
    Exposed(u32),
    /// Why it happened.
    Cause,
    /// A lot may be used: recalled or not.
    Lot,
    /// A fire burns.
    Burns,
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// Not known yet.
    Unknown,
    /// This, told by its number.
    Is(u32),
    /// Not this.
    IsNot(u32),
}

/// One state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct State {
    /// What can be so or not.
    pub axis: Axis,
    /// How it stands.
    pub value: Value,
    /// It is so again, which replaces that it was not.
    pub again: bool,
    /// Of how many of its places it is said.
    #[serde(default)]
    pub of: Extent,
}

/// Of how many places something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// Of one, or it does not say.
    #[default]
    Unsaid,
    /// Of a number of them, which says nothing of the others.
    Part,
    /// Of all of them.
    All,
}

/// How two states of one axis stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Against {
    Agrees,
    Contradicts,
    /// What was not known, or not so, has become so.
    Replaces,
}

impl State {
    /// Whether two that differ are said of others: eight shops and twelve, or one; all that there are have each in them.
    pub(super) fn apart(&self, scope: &Scope, other: &State, others: &Scope) -> bool {
        match (self.of, other.of) {
            (Extent::Part, Extent::All) => !others.places.within(&scope.places),
            (Extent::All, Extent::Part) => !scope.places.within(&others.places),
            (Extent::Part, _) | (_, Extent::Part) => true,
            _ => false,
        }
    }

    /// How this later state stands to an earlier one.
    pub(super) fn against(&self, earlier: &State) -> Against {
        use Value::{Is, IsNot, Unknown};
        match (earlier.value, self.value) {
            (a, b) if a == b => Against::Agrees,
            (Unknown, Is(_)) => Against::Replaces,
            (Unknown, IsNot(_)) | (IsNot(_), Unknown | IsNot(_)) => Against::Agrees,
            (Is(a), IsNot(b)) | (IsNot(a), Is(b)) if a != b => Against::Agrees,
            _ if self.again => Against::Replaces,
            _ => Against::Contradicts,
        }
    }
}

/// The states that a text tells.
pub(super) fn find(text: &Text, out: &mut Vec<Claim>) {
    for (sentence, asks) in &text.sentences {
        if *asks || denied(text, sentence.clone()) || conditional(text, sentence) || the_rest(text, sentence.clone()) {
            continue;
        }
        let finders = [safe, unsafe_goods, runs, opens, refund, exposed, cause, lot, burns];
        for (axis, value, again, at) in finders.iter().filter_map(|find| find(text, sentence)) {
            let whole = Scope::read(text, sentence.clone());
            let scope = match axis {
                Axis::Cause => Scope { names: whole.names, places: whole.places, ..Scope::default() },
                Axis::Lot if whole.codes.is_empty() => continue,
                Axis::Lot => Scope { codes: whole.codes, ..Scope::default() },
                Axis::Runs(_) => Scope { codes: whole.codes.with(&numbered(text, sentence)), ..whole },
                _ => whole,
            };
            let of = match axis {
                Axis::Open | Axis::OpenOnline => extent(text, sentence, at.start),
                _ => Extent::Unsaid,
            };
            let (span, what) = (text.span(at), What::State(State { axis, value, again, of }));
            out.push(Claim { span, what, scope, newer: false, ahead: false });
        }
    }
}

pub(super) type Told = Option<(Axis, Value, bool, Range<usize>)>;

fn conditional(text: &Text, sentence: &Range<usize>) -> bool {
    text.has(sentence.start..sentence.start + 2, Role::If)
}

pub(super) fn yes(so: bool) -> Value {
    if so { Value::Yes } else { Value::No }
}

/// "We have recalled lots A12 and A13", "you can still eat lot A13": what becomes of lots that are named.
fn lot(text: &Text, sentence: &Range<usize>) -> Told {
    // "withdrawn 1,200 units of lot 7" tells of units
    let own = |end: usize| text.has(sentence.start..(end + 3).min(sentence.end), Role::Code);
    let recalled = text.of(sentence.clone(), Role::Aspect).find(|m| m.meaning.name == "withdrawn" && own(m.at.end));
    let usable = safe(text, sentence).filter(|(_, value, ..)| *value == Value::Yes);
    let (value, at) = match (recalled, usable) {
        (Some(mark), None) if !text.has(sentence.clone(), Role::Not) => (Value::No, mark.at.clone()),
        (None, Some((.., at))) if text.has(sentence.clone(), Role::Code) => (Value::Yes, at),
        _ => return None,
    };
    Some((Axis::Lot, value, false, at))
}

/// "is safe to eat", "no es apto", "no hay riesgo", "se puede beber".
fn safe(text: &Text, sentence: &Range<usize>) -> Told {
    const IS: &[&str] = &["is", "are", "s", "be", "es", "son", "sea", "sean", "esta", "estan", "remains"];
    for mark in text.marks_in(sentence.clone()) {
        let at = mark.at.start;
        let verb = (sentence.start.max(at.saturating_sub(4))..at).any(|i| IS.contains(&text.word(i)));
        let purpose = matches!(text.word(mark.at.end), "to" | "para" | "for");
        let value = match mark.meaning.role {
            Role::Safe if verb || purpose => !text.negated(at),
            Role::Risk if text.negated(at) && text.before(at, 1) != "at" => true,
            Role::Consume if matches!(text.before(at, 1), "puede" | "pueden") && text.before(at, 2) == "se" => {
                !text.negated(at - 1)
            }
            Role::Consume
                if text.before(at, 2) == "can" && matches!(text.before(at, 1), "keep" | "still" | "continue") =>
            {
                true
            }
            _ => continue,
        };
        return Some((Axis::Safe, yes(value), false, at..mark.at.end));
    }
    None
}

/// "unsafe", "es peligroso", "do not use", "dejen de beber", "no beban".
fn unsafe_goods(text: &Text, sentence: &Range<usize>) -> Told {
    for mark in text.marks_in(sentence.clone()) {
        let at = mark.at.start;
        let told = match mark.meaning.role {
            Role::Unsafe => !text.negated(at),
            Role::Deed if mark.meaning.name == "boil" => boiled(text, at, sentence),
            Role::Not => kept_from_children(text, mark.at.end, sentence),
            Role::Consume => {
                let stop = text.has(at.saturating_sub(2)..at, Role::StopVerb) && text.before(at, 1) != "and";
                let not = matches!(text.before(at, 1), "not" | "dont" | "no" | "never") && text.before(at, 2) != "we";
                let asked = matches!(text.before(at, 2), "do" | "")
                    || text.sentence(at).start + 2 >= at
                    || text.lang == crate::domain::room::Lang::Es;
                stop || (not && (asked || text.parts(at.saturating_sub(2)) || text.before(at, 2) == "please"))
            }
            _ => continue,
        };
        if told {
            return Some((Axis::Safe, Value::No, false, at.saturating_sub(2).max(sentence.start)..mark.at.end));
        }
    }
    None
}

/// "Boil the water before drinking": no word of a boil notice that is lifted.
fn boiled(text: &Text, at: usize, sentence: &Range<usize>) -> bool {
    let water = text.of(at + 1..(at + 5).min(sentence.end), Role::Thing).find(|m| m.meaning.name == "water");
    let notice = |after: usize| matches!(text.word(after), "notice" | "advisory" | "order" | "alert");
    let told = sentence.clone().any(|i| matches!(text.word(i), "aviso" | "orden" | "recomendacion"));
    water.is_some_and(|water| !notice(water.at.end)) && !text.negated(at) && !told
}

/// "Do not give it to children".
fn kept_from_children(text: &Text, at: usize, sentence: &Range<usize>) -> bool {
    const CHILDREN: &[&str] =
        &["children", "child", "babies", "baby", "infants", "pets", "ninos", "ninas", "bebes", "menores", "mascotas"];
    let at = at + usize::from(matches!(text.word(at), "se" | "lo" | "la" | "los" | "las"));
    let gives = matches!(text.word(at), "give" | "den" | "dar" | "administre" | "administren" | "administrar");
    gives && text.before(at, 3) != "we" && (at..sentence.end).any(|i| CHILDREN.contains(&text.word(i)))
}

/// "we have stopped selling", "production continues", "the service is down", "restored".
fn runs(text: &Text, sentence: &Range<usize>) -> Told {
    let trade = text.of(sentence.clone(), Role::Trade).next()?;
    // some of them say nothing of the others
    let before = |back: usize| text.before(trade.at.start, back);
    let all = (1..=2).find(|back| matches!(before(*back), "all" | "every" | "todos" | "todas"));
    if (1..=2).any(|back| SOME.contains(&before(back)))
        || all.is_some_and(|back| matches!(before(back + 1), "not" | "no"))
    {
        return None;
    }
    let moves = |m: &&Mark| matches!(m.meaning.role, Role::Stops | Role::Goes | Role::Back);
    let deed = text.marks_in(sentence.clone()).iter().find(|m| moves(m) && m.at.start != trade.at.start);
    let none = none(text, trade);
    let deed = match deed {
        None if none => trade,
        deed => deed?,
    };
    // "is still down", "sigue caído"
    let stops = text.of(deed.at.end..(deed.at.end + 3).min(sentence.end), Role::Stops).next();
    let deed = stops.filter(|_| deed.meaning.role == Role::Goes).unwrap_or(deed);
    let again = deed.meaning.role == Role::Back;
    let goes = deed.meaning.role != Role::Stops;
    // a number makes it a figure: "120 flights cancelled"
    let which = numbers_of(text, trade);
    let counted =
        sentence.clone().any(|i| !which.contains(&i) && super::numbers::value(text, i).is_some_and(|(v, _)| v > 1_000));
    if deed.meaning.name == "cancelled" && !called_off(text, trade, deed) {
        return None;
    }
    let ahead = text.has(sentence.clone(), Role::Will)
        || text.has(sentence.clone(), Role::Future)
        || text.has(sentence.clone(), Role::Hedge)
        || supposed(text, sentence.start..deed.at.start);
    if counted || ahead {
        return None;
    }
    let at = trade.at.start.min(deed.at.start)..trade.at.end.max(deed.at.end);
    let denied = text.negated(deed.at.start) || none && !matches!(deed.meaning.role, Role::Stops);
    Some((Axis::Runs(trade.meaning.id()), yes(goes != denied), again, at))
}

/// Words before what only some of is meant.
pub(super) const SOME: &[&str] = &[
    "some", "several", "most", "many", "few", "half", "certain", "other", "algunos", "algunas", "varios", "varias",
    "muchos", "muchas", "pocos", "pocas", "mayoria", "parte", "ciertos", "ciertas", "otros", "otras",
];

/// The tokens that tell which train, line or flight it is: "the 18:00 train", "el tren de las 18:00", "lines 3 and 5".
fn numbers_of(text: &Text, trade: &Mark) -> Vec<usize> {
    let hour = |at: &usize| text.sort(*at) == Some(Sort::Number) && text.word(*at).contains(':');
    let number = |at: usize| matches!(text.sort(at), Some(Sort::Number | Sort::Code));
    let (start, end) = (trade.at.start, trade.at.end);
    let mut found: Vec<usize> = (start.saturating_sub(2)..start).filter(hour).collect();
    let from = end + usize::from(matches!(text.word(end), "de" | "of" | "at"));
    let from = from + usize::from(from > end && matches!(text.word(from), "las" | "la"));
    found.extend((from > end).then_some(from).filter(hour));
    let mut at = end;
    while trade.meaning.name == "line" && number(at) {
        found.push(at);
        at += 1 + usize::from(matches!(text.word(at + 1), "," | "and" | "y" | "e"));
    }
    found
}

/// The same as they are compared.
fn numbered(text: &Text, sentence: &Range<usize>) -> Set {
    let trade = text.of(sentence.clone(), Role::Trade).next();
    trade.iter().flat_map(|trade| numbers_of(text, trade)).map(|at| id(text.word(at))).collect()
}

/// "The train is cancelled", "we have cancelled the train": said of it, and no word for those of which it may be said, "your
/// cancelled flight".
fn called_off(text: &Text, trade: &Mark, deed: &Mark) -> bool {
    const IS: &[&str] =
        &["is", "are", "has", "have", "been", "esta", "estan", "ha", "han", "hemos", "sido", "queda", "quedan"];
    let (at, clause) = (deed.at.start, text.clause(deed.at.start));
    let is = |back: usize| at.checked_sub(back).is_some_and(|at| at >= clause.start && IS.contains(&text.word(at)));
    let beside = deed.at.end == trade.at.start;
    let said = if beside { matches!(text.before(at, 1), "have" | "hemos") } else { (1..=3).any(is) };
    let of_whom = matches!(text.before(trade.at.start, 1), "your" | "su" | "sus" | "tu" | "whose" | "cuyo" | "cuyos");
    let supposed = |at: usize| matches!(text.word(at), "whose" | "when" | "cuyo" | "cuyos" | "cuando" | "que" | "that");
    said && !of_whom && !clause.clone().any(supposed)
}

/// "The fire is out", "el incendio sigue activo".
fn burns(text: &Text, sentence: &Range<usize>) -> Told {
    const IS: &[&str] =
        &["is", "are", "has", "been", "still", "remains", "esta", "estan", "ha", "han", "sido", "sigue", "siguen"];
    const BESIDE: &[&str] = &["in", "at", "on", "of", "en", "de", "del", "ya", "no", "arde", "arden"];
    let blaze = text.of(sentence.clone(), Role::Blaze).next()?;
    let (end, clause) = (blaze.at.end, text.clause(blaze.at.start));
    // "the fire alarm is active"
    let told = IS.contains(&text.word(end)) || BESIDE.contains(&text.word(end));
    let burns = |m: &&Mark| matches!(m.meaning.role, Role::Burns | Role::Quenched);
    let mark = text.marks_in(end..clause.end).iter().find(burns).filter(|_| told)?;
    let verb = matches!(text.word(mark.at.start), "burns" | "arde" | "arden");
    let is = verb || (end..mark.at.start).rev().take(3).any(|at| IS.contains(&text.word(at)));
    let ahead = [Role::Will, Role::Future, Role::Hedge].into_iter().any(|role| text.has(sentence.clone(), role));
    if !is || ahead || supposed(text, sentence.start..mark.at.start) {
        return None;
    }
    let denied = (end..mark.at.start).any(|at| text.has(at..at + 1, Role::Not));
    let out = (mark.meaning.role == Role::Quenched) != denied;
    // a fire goes out: that it burned before is no error
    Some((Axis::Burns, yes(!out), out, blaze.at.start..mark.at.end))
}

/// "There are no trains", "no hay trenes hasta las 9": none at all, which no word of what becomes of them follows; "no
/// trains were damaged" and "no service charge" tell of others.
fn none(text: &Text, trade: &Mark) -> bool {
    const WHERE_WHEN: &str = "to from between in on at until before after today tonight this now because due a desde \
                              entre en hasta hoy esta este ahora por debido";
    const VERBS: &str = "is are was were be been has have had will can could do does did es son esta estan fue fueron ha \
                         han sido";
    let (at, end) = (trade.at.start, trade.at.end);
    let there = || matches!(text.before(at, 1), "hay" | "hubo" | "habia" | "more") && text.before(at, 2) == "no";
    if !(matches!(text.before(at, 1), "no" | "ningun") || there()) {
        return false;
    }
    let rest = end..text.clause(at).end;
    let of = |words: &str, at: usize| words.split_whitespace().any(|word| word == text.word(at));
    let told = |at: usize| {
        let word = text.word(at).trim_end_matches('s');
        let participle = ["ed", "ado", "ada", "ido", "ida"].iter().any(|end| word.len() > 4 && word.ends_with(end));
        text.sort(at) == Some(Sort::Word) && !text.tokens[at].upper && (participle || of(VERBS, at))
    };
    let last = rest.is_empty() || text.sort(end) == Some(Sort::Sign);
    let from = text.word(end) == "de" && text.tokens.get(end + 1).is_some_and(|t| t.upper);
    last || (from || of(WHERE_WHEN, end)) && !(end + 1..rest.end).any(told)
}

/// "we will refund", "no refunds", "no habrá reembolsos".
fn refund(text: &Text, sentence: &Range<usize>) -> Told {
    let mark = text.of(sentence.clone(), Role::Aspect).find(|m| m.meaning.name == "refund")?;
    let at = mark.at.start;
    let stem = [
        "devolveremos",
        "reembolsaremos",
        "refund",
        "refunds",
        "refunded",
        "reembolsos",
        "reembolso",
        "money",
        "reembolsara",
        "devuelve",
    ];
    let told = stem.contains(&text.word(at)) || text.before(at, 1) == "la";
    let value = !text.negated(at) && !text.negated_after(at, sentence);
    told.then(|| (Axis::Refund, yes(value), false, at..mark.at.end))
}

/// "no passwords were exposed", "se han filtrado datos bancarios".
fn exposed(text: &Text, sentence: &Range<usize>) -> Told {
    let deed = text.of(sentence.clone(), Role::Aspect).find(|m| m.meaning.name == "exposed")?;
    let data = text.of(sentence.clone(), Role::Data).next()?;
    if supposed(text, sentence.start..deed.at.start.max(data.at.start)) {
        return None;
    }
    let denied = text.has(sentence.start..deed.at.start.max(data.at.start), Role::Not);
    let at = data.at.start.min(deed.at.start)..data.at.end.max(deed.at.end);
    Some((Axis::Exposed(data.meaning.id()), yes(!denied), false, at))
}

/// "Could have been", "whether", "si se ha podido": nobody says that it is so.
fn supposed(text: &Text, tokens: Range<usize>) -> bool {
    const WORDS: &[&str] = &[
        "could", "might", "may", "whether", "if", "possibly", "podria", "podrian", "pudo", "pudieron", "podido",
        "puede", "pueden", "si", "posible",
    ];
    // "in May" is a month
    let month = |at: usize| {
        text.word(at) == "may" && text.tokens[at].upper && !matches!(text.word(at + 1), "have" | "be" | "not" | "also")
    };
    tokens.into_iter().any(|at| WORDS.contains(&text.word(at)) && !month(at))
}

/// "caused by a power cut", "se debe a un error humano", "we do not know the cause", "it was not a cyberattack".
fn cause(text: &Text, sentence: &Range<usize>) -> Told {
    let noun = text.has(sentence.clone(), Role::CauseNoun);
    if let Some(unknown) = text.of(sentence.clone(), Role::Unknown).next().filter(|_| noun) {
        return Some((Axis::Cause, Value::Unknown, false, unknown.at.clone()));
    }
    if let Some(link) = text.of(sentence.clone(), Role::Causes).next() {
        let reach = link.at.end..(link.at.end + 8).min(sentence.end);
        let cause = text.of(reach, Role::Cause).next()?;
        let value = cause.meaning.id();
        let value = if text.negated(link.at.start) || text.negated(cause.at.start) {
            Value::IsNot(value)
        } else {
            Value::Is(value)
        };
        return Some((Axis::Cause, value, false, link.at.start..cause.at.end));
    }
    let cause = text.of(sentence.clone(), Role::Cause).next()?;
    let was = (sentence.start..cause.at.start).any(|i| matches!(text.word(i), "was" | "is" | "sido" | "es" | "fue"));
    let short = cause.at.start - sentence.start <= 6;
    (was && short && text.negated(cause.at.start))
        .then(|| (Axis::Cause, Value::IsNot(id(cause.meaning.name)), false, sentence.start..cause.at.end))
}

impl Text<'_> {
    /// "refunds are not paid": a negation close behind.
    fn negated_after(&self, at: usize, sentence: &Range<usize>) -> bool {
        self.has(at + 1..(at + 4).min(sentence.end), Role::Not)
    }
}
