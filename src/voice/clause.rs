//! How a clause says that something is done, asked or so: where its verb stands, what it is done to, whether it is
//! denied. Owns the grammar of the two languages as far as statements need it; must not know what two clauses make
//! together.

use super::deeds::Force;
use super::lexicon::Role;
use super::phrase::{empty, preposition};
use super::text::{Sort, Text};
use crate::domain::room::Lang;
use std::ops::Range;

/// What a clause says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    /// The token of the verb, or of what is said of a thing.
    pub verb: usize,
    pub force: Force,
    pub past: Option<bool>,
    /// It is said that we can or a thing can, rather than that it is done.
    pub able: bool,
    /// The negation, where there is one.
    pub not: Option<usize>,
    /// Tokens that name who does it, where they stand before the verb.
    pub by: Option<Range<usize>>,
    /// Tokens that name what it is done to.
    pub object: Range<usize>,
    /// Tokens that stand beside what a thing is said to be: "ready for winter".
    pub behind: Option<Range<usize>>,
    /// A pronoun stands for what is not named.
    pub pronoun: bool,
}

/// What a clause says first, if it can be read.
pub(super) fn read(text: &Text, clause: Range<usize>) -> Option<Said> {
    let said = match text.lang {
        Lang::En => english(text, clause),
        Lang::Es => spanish(text, clause),
    }?;
    let word = text.word(said.verb);
    let verb = text.sort(said.verb) == Some(Sort::Word) && word.len() > 1 && !empty(text.lang, word);
    (verb && !preposition(text.lang, word)).then_some(said)
}

/// A verb without the pronoun that Spanish writes behind it.
pub(super) fn bare<'t>(text: &'t Text, at: usize) -> &'t str {
    let word = text.word(at);
    if text.lang == Lang::En {
        return word;
    }
    // "comerlo", "retirándolo"; "devuélvalo" has an accent that "devuelva" has not
    let accent = text.source[text.tokens[at].span.clone()].contains(['á', 'é', 'í', 'ó', 'ú']);
    let ends = |rest: &str| {
        rest.len() > 3 && (rest.ends_with('r') || rest.ends_with("ndo") || accent && rest.ends_with(['a', 'e', 'n']))
    };
    ["los", "las", "lo", "la"].into_iter().find_map(|p| word.strip_suffix(p).filter(|rest| ends(rest))).unwrap_or(word)
}

const NO_PAST: Option<bool> = Some(false);

impl Said {
    fn new(verb: usize, force: Force) -> Said {
        let object = verb + 1..verb + 1;
        Said { verb, force, past: None, able: false, not: None, by: None, object, behind: None, pronoun: false }
    }

    /// What stands behind the verb is what it is done to, or else what stood before it.
    fn done_to(mut self, text: &Text, subject: Range<usize>, end: usize) -> Said {
        self.object = self.verb + 1..end.max(self.verb + 1);
        let tells = |at: usize| text.sort(at) != Some(Sort::Sign) && !empty(text.lang, text.word(at));
        let named = self.object.clone().any(tells);
        self.pronoun |= self.object.clone().any(|at| pronoun(text.lang, text.word(at)));
        self.by = (named || self.pronoun).then(|| subject.clone());
        if !named && !self.pronoun {
            self.object = subject;
            self.pronoun = true;
        }
        self
    }

    /// It is said of what stands before it, or else of what stands behind.
    fn said_of(mut self, text: &Text, subject: Range<usize>, end: usize) -> Said {
        let behind = self.verb + 1..end.max(self.verb + 1);
        let we = subject.clone().any(|at| matches!(text.word(at), "we" | "i" | "nosotros"));
        self.pronoun = !we;
        if subject.clone().all(|at| empty(text.lang, text.word(at))) && (we || text.lang == Lang::Es) {
            self.object = behind;
        } else {
            (self.object, self.behind) = (subject, Some(behind));
        }
        self
    }
}

fn pronoun(lang: Lang, word: &str) -> bool {
    match lang {
        Lang::En => matches!(word, "it" | "them" | "this" | "these" | "that" | "those"),
        Lang::Es => matches!(word, "esto" | "eso" | "estos" | "ellos"),
    }
}

// ------------------------------------------------------------------------------------------------------------ English

fn english(text: &Text, clause: Range<usize>) -> Option<Said> {
    let (w, end) = (|at: usize| if at < clause.end { text.word(at) } else { "" }, clause.end);
    const LEAD: &[&str] =
        &["please", "kindly", "so", "now", "also", "then", "again", "today", "always", "just", "still"];
    let at = (clause.start..end).find(|at| !LEAD.contains(&w(*at)))?;
    let please = (clause.start..at).any(|at| w(at) == "please");
    let advice = |verb: usize, force, not| Some(Said { not, ..Said::new(verb, force) }.done_to(text, at..at, end));
    match (w(at), w(at + 1), w(at + 2)) {
        ("do", "not", _) => return advice(at + 2, Force::Forbidden, Some(at + 1)),
        ("dont" | "never", ..) => return advice(at + 1, Force::Forbidden, Some(at)),
        ("no", "need", "to") => return advice(at + 3, Force::Needless, Some(at)),
        ("stop" | "avoid", verb, _) if verb.ends_with("ing") => return advice(at + 1, Force::Forbidden, None),
        ("keep" | "continue", verb, _) if verb.ends_with("ing") => return advice(at + 1, Force::Asked, None),
        ("continue", "to", _) => return advice(at + 2, Force::Asked, None),
        _ if please => return advice(at, Force::Asked, None),
        _ => {}
    }
    let Some(aux) = (at..end).find(|at| auxiliary(w(*at))) else {
        let we = w(at) == "we";
        let verb = at + usize::from(we);
        let past = we.then(|| w(verb).ends_with("ed")).filter(|past| *past);
        let force = if we { Force::Is } else { Force::Asked };
        return Some(Said { past, ..Said::new(verb, force) }.done_to(text, at..at, end));
    };
    verb_group(text, at..aux, aux, end)
}

fn auxiliary(word: &str) -> bool {
    matches!(
        word,
        "am" | "is"
            | "are"
            | "was"
            | "were"
            | "isnt"
            | "arent"
            | "wasnt"
            | "werent"
            | "have"
            | "has"
            | "had"
            | "havent"
            | "hasnt"
            | "hadnt"
            | "will"
            | "wont"
            | "ll"
            | "do"
            | "does"
            | "did"
            | "dont"
            | "doesnt"
            | "didnt"
            | "can"
            | "cant"
            | "cannot"
            | "may"
            | "must"
            | "should"
            | "need"
            | "re"
            | "ve"
    )
}

/// From the first auxiliary on: "have not yet been", "do not need to", "are no longer".
fn verb_group(text: &Text, subject: Range<usize>, aux: usize, end: usize) -> Option<Said> {
    let w = |at: usize| if at < end { text.word(at) } else { "" };
    let first = w(aux);
    let mut not = (text.has(aux..aux + 1, Role::Not)).then_some(aux);
    let (mut needed, mut is, mut at) = (first == "need", false, aux + 1);
    is |= matches!(first, "am" | "is" | "are" | "was" | "were" | "isnt" | "arent" | "wasnt" | "werent" | "re");
    let mut stopped = false;
    while at < end {
        match (w(at), w(at + 1)) {
            ("not" | "never", _) => not = Some(not.unwrap_or(at)),
            ("no", "longer") => (not, at) = (Some(at), at + 1),
            ("be" | "been" | "being", _) => is = true,
            ("going", "to") => (is, at) = (false, at + 1),
            ("need" | "have", "to") => (needed, at) = (true, at + 1),
            ("stopped" | "stop", verb) if verb.ends_with("ing") => stopped = true,
            ("to" | "now" | "yet" | "already" | "still" | "also" | "currently" | "fully" | "have", _) => {}
            ("keep" | "continue", verb) if verb.ends_with("ing") => {}
            _ => break,
        }
        at += 1;
    }
    let modal = matches!(first, "can" | "cant" | "cannot" | "may" | "must" | "should") || needed;
    let whom = subject.clone().any(|at| matches!(text.word(at), "you" | "everyone" | "everybody" | "anyone"))
        || text.has(subject.clone(), Role::People);
    let denied = not.is_some() != stopped;
    let force = match (modal && whom, denied) {
        (true, true) if needed => Force::Needless,
        (true, true) => Force::Forbidden,
        (true, false) if matches!(first, "can" | "may") => Force::Allowed,
        (true, false) => Force::Asked,
        (false, true) => Force::IsNot,
        (false, false) => Force::Is,
    };
    let over = matches!(first, "have" | "has" | "had" | "havent" | "hasnt" | "hadnt" | "ve" | "was" | "were" | "wasnt")
        || matches!(first, "werent" | "did" | "didnt");
    let past = if modal && whom { None } else { Some(over && !stopped) };
    let said = Said { past, able: modal && !whom, not, ..Said::new(at, force) };
    let active = !is || w(at).ends_with("ing");
    Some(if active { said.done_to(text, subject, end) } else { said.said_of(text, subject, end) })
}

// ------------------------------------------------------------------------------------------------------------ Spanish

fn spanish(text: &Text, clause: Range<usize>) -> Option<Said> {
    let (w, end) = (|at: usize| if at < clause.end { text.word(at) } else { "" }, clause.end);
    const LEAD: &[&str] =
        &["por", "favor", "ya", "hoy", "ahora", "tambien", "aun", "todavia", "siempre", "desde", "que"];
    let asked = clause.clone().find(|at| w(*at) == "que" && matches!(text.before(*at, 1), "pedimos" | "rogamos"));
    let start = asked.map_or(clause.start, |at| at + 1);
    let at = (start..end).find(|at| !LEAD.contains(&w(*at)))?;
    let not = (at..end).find(|at| matches!(w(*at), "no" | "nunca" | "jamas"));
    let aux = (at..end).find(|at| es_auxiliary(w(*at)));
    let first = match (not, aux) {
        (Some(not), Some(aux)) if aux < not => return None,
        (Some(not), _) => not,
        (None, Some(aux)) => aux,
        (None, None) => (at..end).find(|at| ours(w(*at))).unwrap_or(at),
    };
    let mut subject = at..first;
    let mut verb = first + usize::from(not.is_some());
    let (mut pronoun, mut passive) = (false, false);
    // the pronouns before a verb: "no lo coma", "se ha retirado"
    if subject.end > subject.start && matches!(text.before(first, 1), "se" | "lo" | "la" | "los" | "las") {
        let it = subject.end - subject.start == 1 || text.before(first, 1) == "se";
        passive |= it && text.before(first, 1) == "se";
        subject.end -= 1;
    }
    while matches!(w(verb), "se" | "lo" | "la" | "los" | "las" | "le" | "les" | "nos") {
        passive |= w(verb) == "se";
        pronoun |= matches!(w(verb), "lo" | "la" | "los" | "las") && verb + 1 < end;
        verb += 1;
    }
    let group = Group { not, subject, pronoun, passive };
    group.read(text, verb, end)
}

fn es_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "hemos"
            | "ha"
            | "han"
            | "habia"
            | "habian"
            | "vamos"
            | "va"
            | "van"
            | "es"
            | "son"
            | "esta"
            | "estan"
            | "fue"
            | "fueron"
            | "era"
            | "eran"
            | "sera"
            | "seran"
            | "estara"
            | "estaran"
            | "estamos"
            | "estaba"
            | "estaban"
            | "puede"
            | "pueden"
            | "podra"
            | "podran"
            | "podemos"
            | "debe"
            | "deben"
            | "hace"
            | "tienen"
            | "tiene"
    )
}

/// "retiramos", "avisaremos".
pub(super) fn ours(word: &str) -> bool {
    word.len() > 5 && word.ends_with("mos") && !matches!(word, "tramos" | "ultimos" | "proximos" | "mismos")
}

/// What stands before a Spanish verb.
struct Group {
    not: Option<usize>,
    subject: Range<usize>,
    pronoun: bool,
    /// With "se": it is done to what is named.
    passive: bool,
}

impl Group {
    fn read(self, text: &Text, verb: usize, end: usize) -> Option<Said> {
        let w = |at: usize| if at < end { text.word(at) } else { "" };
        let is = if self.not.is_some() { Force::IsNot } else { Force::Is };
        let advice = |yes| if self.not.is_some() { Force::Forbidden } else { yes };
        let statement = |at, past| self.done(text, Said { past, ..Said::new(at, is) }, end);
        match (w(verb), w(verb + 1), w(verb + 2)) {
            ("hace", "falta", _) => self.needless(text, verb + 2, end),
            ("es", "necesario" | "preciso" | "obligatorio", _) => self.needless(text, verb + 2, end),
            ("tiene" | "tienen", "que", _) => self.needless(text, verb + 2, end),
            ("puede" | "pueden" | "podra" | "podran", "seguir" | "continuar", _) => {
                self.done(text, Said::new(verb + 2, advice(Force::Allowed)), end)
            }
            ("siga" | "sigan" | "continue" | "continuen", next, _) if next.ends_with("ndo") && self.not.is_none() => {
                self.done(text, Said::new(verb + 1, Force::Asked), end)
            }
            ("puede" | "pueden" | "podra" | "podran", ..) => {
                self.done(text, Said::new(verb + 1, advice(Force::Allowed)), end)
            }
            ("debe" | "deben", ..) => self.done(text, Said::new(verb + 1, advice(Force::Asked)), end),
            ("podemos", ..) => self.done(text, Said { able: true, ..Said::new(verb + 1, is) }, end),
            ("deje" | "dejen" | "evite" | "eviten", "de", _) if self.not.is_none() => {
                self.done(text, Said::new(verb + 2, Force::Forbidden), end)
            }
            ("hemos" | "ha" | "han" | "habia" | "habian", "sido", _) => self.of(text, verb + 2, is, true, end),
            ("hemos" | "ha" | "han", "dejado", "de") if self.not.is_none() => {
                self.done(text, Said { past: NO_PAST, ..Said::new(verb + 3, Force::IsNot) }, end)
            }
            ("hemos" | "ha" | "han" | "habia" | "habian", ..) => statement(verb + 1, Some(true)),
            ("vamos" | "va" | "van", "a", _) => statement(verb + 2, NO_PAST),
            (word, next, _) if es_auxiliary(word) => {
                let being = usize::from(next == "siendo");
                let over = matches!(word, "fue" | "fueron" | "era" | "eran" | "estaba" | "estaban");
                let active = next.ends_with("ando") || next.ends_with("endo") && being == 0;
                match active {
                    true => statement(verb + 1, Some(over)),
                    false => self.of(text, verb + 1 + being, is, over, end),
                }
            }
            (word, ..) if ours(word) => statement(verb, word.ends_with("remos").then_some(false)),
            _ if self.passive || !self.subject.is_empty() => statement(verb, None),
            _ => self.done(text, Said::new(verb, advice(Force::Asked)), end),
        }
    }

    fn done(&self, text: &Text, said: Said, end: usize) -> Option<Said> {
        let behind = said.verb < end && bare(text, said.verb).len() < text.word(said.verb).len();
        let said = Said { not: self.not, pronoun: self.pronoun || behind, ..said };
        Some(said.done_to(text, self.subject.clone(), end))
    }

    /// "está cerrada", "ha sido retirado".
    fn of(&self, text: &Text, verb: usize, force: Force, past: bool, end: usize) -> Option<Said> {
        let said = Said { not: self.not, past: Some(past), ..Said::new(verb, force) };
        Some(said.said_of(text, self.subject.clone(), end))
    }

    /// "no hace falta que cierren", "tienen que cerrar".
    fn needless(&self, text: &Text, verb: usize, end: usize) -> Option<Said> {
        let mut at = verb;
        while at < end && matches!(text.word(at), "que" | "lo" | "la" | "los" | "las" | "le" | "les" | "se") {
            at += 1;
        }
        let force = if self.not.is_some() { Force::Needless } else { Force::Asked };
        self.done(text, Said::new(at, force), end)
    }
}
