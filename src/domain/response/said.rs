//! The same words twice: whether a text says, word for word or nearly so, what people can read already where it goes. Owns
//! when two texts say the same to the same people; replies to different people may share a line (answer once, cover many).

use super::{Against, Content, Finding, LiveText, Response, ResponseKind, Stood, place};
use crate::domain::ids::ResponseId;
use crate::domain::room::Lang;
use crate::domain::text::{FINGERPRINT, fingerprint, fingerprint_on, fold};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The rule under which a text that repeats another is let stand, with why.
pub const SAID: &str = "T29";
/// Most texts that are named, the latest first, and most characters of each.
const MAX_NAMED: usize = 12;
const MAX_SHOWN: usize = 300;

/// Whether two texts are the same words: letter case, accents and the blanks between them tell nothing apart.
pub fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().map(fold).eq(b.split_whitespace().map(fold))
}

/// Pairs of neighbouring words that stand for a text, and how many it needs to be told from another by them.
const MAX_PAIRS: usize = 600;
const MIN_PAIRS: usize = 5;

/// Words that make of the same sentence its contrary or another piece of news, beside figures: denials, each as good as
/// another, then numbers, days and what opens, closes or harms.
const DENIALS: &[&str] = &[
    "not", "no", "never", "nobody", "none", "nothing", "without", "neither", "nor", "cannot", "ni", "nunca", "jamas",
    "nadie", "nada", "ningun", "ninguno", "ninguna", "sin", "tampoco",
];
#[rustfmt::skip]
const TURNS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty",
    "forty", "fifty", "hundred", "thousand", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
    "once", "doce", "quince", "veinte", "treinta", "cuarenta", "cincuenta", "cien", "mil", "noon", "midnight",
    "mediodia", "medianoche", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lunes",
    "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "today", "tonight", "tomorrow", "yesterday", "hoy",
    "manana", "ayer", "noche", "tarde", "january", "february", "march", "april", "june", "july", "august", "september",
    "october", "november", "december", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
    "septiembre", "octubre", "noviembre", "diciembre", "open", "opens", "closed", "closes", "abierto", "abierta",
    "abiertos", "abiertas", "cerrado", "cerrada", "cerrados", "cerradas", "abre", "abren", "cierra", "cierran", "safe",
    "unsafe", "dangerous", "seguro", "segura", "inseguro", "insegura", "peligroso", "peligrosa",
];

/// What a word counts for among the turns of a text, if it is one: "don't" is cut at its apostrophe.
fn turn<'w>(before: &str, word: &'w str) -> Option<&'w str> {
    let contracted = word == "t" && before.ends_with('n') || word.len() > 4 && word.ends_with("nt") && denied(word);
    match () {
        () if DENIALS.contains(&word) || contracted => Some(DENIALS[0]),
        () if TURNS.contains(&word) || word.contains(|c: char| c.is_numeric()) => Some(word),
        () => None,
    }
}

/// "dont", "isnt": written without an apostrophe.
fn denied(word: &str) -> bool {
    let verb = word.trim_end_matches("nt");
    matches!(verb, "do" | "does" | "did" | "is" | "are" | "was" | "were" | "have" | "has" | "had" | "would" | "could")
}

/// Fewest words of a clause in which a name is one of those that a text is about: a greeting and a signature have less.
const MIN_CLAUSE: usize = 4;

/// Goods by their words in either language, each with what ties them together: the lexicon of what texts state has them.
static GOODS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = include_str!("../../../assets/lexicons/voice.tsv").lines().filter_map(|row| row.split_once('\t'));
    let goods =
        rows.filter(|(role, _)| matches!(*role, "thing" | "flavour")).filter_map(|(_, row)| row.split_once('\t'));
    goods.flat_map(|(name, words)| words.split(['\t', ' ']).map(move |word| (word, name))).collect()
});

/// Words with a capital that open no sentence, and no abbreviations: the names of places and products; and goods, which
/// need none. Who is greeted and who signs make no other piece of news.
fn names(text: &str) -> Vec<u64> {
    let (mut names, mut here, mut words, mut last) = (Vec::new(), Vec::new(), 0, "");
    let mut opens = true;
    for piece in text.split_whitespace().take(MAX_PAIRS) {
        let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let first = std::mem::replace(&mut opens, piece.ends_with(['.', '!', '?', ':']));
        let name = word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
        words += usize::from(!word.is_empty());
        if let Some(good) = GOODS.get(fold(word).as_str()) {
            here.push(fingerprint(good.bytes()));
        } else if !first && name {
            let hash = fingerprint(fold(word).bytes());
            let placed = matches!(last, "in" | "at" | "from" | "near" | "en" | "de" | "desde" | "cerca");
            let list = if placed { &mut names } else { &mut here };
            list.push(hash);
        }
        last = word;
        if opens || word.is_empty() || piece.ends_with([',', ';']) {
            names.extend(here.drain(..).filter(|_| words >= MIN_CLAUSE));
            words = 0;
        }
    }
    names.extend(here.into_iter().filter(|_| words >= MIN_CLAUSE));
    names.sort_unstable();
    names.dedup();
    names
}

/// What tells whether two texts are nearly the same: their pairs of neighbouring words, as copies among mentions are told,
/// and what makes of the same sentence its contrary or another piece of news: that is for who compares what they state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Print {
    /// Hashes, ascending.
    pairs: Vec<u64>,
    turns: u64,
    /// How often it denies something.
    denials: u32,
    /// Hashes of the names in it, ascending.
    names: Vec<u64>,
}

impl Print {
    /// Of these words.
    pub fn of(text: &str) -> Print {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let (mut pairs, mut turns, mut denials, mut last) = (Vec::new(), FINGERPRINT, 0, None::<(&str, u64)>);
        for word in words.take(MAX_PAIRS) {
            if let Some(turn) = turn(last.map_or("", |(word, _)| word), word) {
                denials += u32::from(turn == DENIALS[0]);
                turns = turn.bytes().fold(fingerprint_on(turns, b' '), fingerprint_on);
            }
            let hash = fingerprint(word.bytes());
            pairs.extend(last.replace((word, hash)).map(|(_, last)| last.rotate_left(23) ^ hash));
        }
        pairs.sort_unstable();
        pairs.dedup();
        Print { pairs, turns, denials, names: names(text) }
    }

    /// Whether they say nearly the same.
    fn alike(&self, other: &Print) -> bool {
        self.turns == other.turns && self.near(other)
    }

    /// Whether each names something that the other does not: Leeds's news is none of York's.
    fn apart(&self, other: &Print) -> bool {
        let lacks = |a: &Print, b: &Print| a.names.iter().any(|name| b.names.binary_search(name).is_err());
        lacks(self, other) && lacks(other, self)
    }

    /// Whether they share half of all their pairs, and speak of the same.
    fn near(&self, other: &Print) -> bool {
        let (mut a, mut b, mut both) = (self.pairs.as_slice(), other.pairs.as_slice(), 0);
        let less = a.len().min(b.len());
        let may = less >= MIN_PAIRS && less * 2 >= a.len().max(b.len()) && !self.apart(other);
        while may && let ([first, rest_a @ ..], [second, rest_b @ ..]) = (a, b) {
            both += usize::from(first == second);
            (a, b) = (if first <= second { rest_a } else { a }, if second <= first { rest_b } else { b });
        }
        both > 0 && both * 2 >= self.pairs.len() + other.pairs.len() - both
    }
}

/// Texts that wait for somebody's word and would say the same to the same people: whichever goes out second repeats the
/// other. In the order of `live`; bounded.
pub fn waits_too<'a>(
    kind: ResponseKind,
    words: (&'a str, Lang, &'a str),
    live: impl IntoIterator<Item = &'a LiveText>,
) -> impl Iterator<Item = &'a LiveText> {
    same_words_among(kind, words, live, false)
}

/// Texts that are out, or on their way, where one of this kind would go, and say the very same: to a mention that it
/// answers too, or to everybody as it does. In one incident and language nearly the same is the same. In the order of
/// `live`; bounded.
pub fn said_already<'a>(
    kind: ResponseKind,
    words: (&'a str, Lang, &'a str),
    live: impl IntoIterator<Item = &'a LiveText>,
) -> impl Iterator<Item = &'a LiveText> {
    same_words_among(kind, words, live, true)
}

fn same_words_among<'a>(
    kind: ResponseKind,
    (channel, lang, text): (&'a str, Lang, &'a str),
    live: impl IntoIterator<Item = &'a LiveText>,
    out: bool,
) -> impl Iterator<Item = &'a LiveText> {
    let there = place(channel);
    let print = Print::of(text);
    let heard = move |other: &&LiveText| other.out == out && (other.shares || (kind.to_all() && !other.reply));
    let nearly = move |other: &LiveText| other.here && other.lang == lang && other.print.alike(&print);
    let same =
        move |other: &&LiveText| place(&other.channel) == there && (same_words(&other.text, text) || nearly(other));
    let spoken = !text.trim().is_empty();
    live.into_iter().filter(move |_| spoken).filter(heard).filter(same).take(MAX_NAMED)
}

/// Texts of its incident that are out in nearly the same words and deny what this one does not, or the other way round.
pub fn denied_by<'a>(
    (lang, text): (Lang, &'a str),
    live: impl IntoIterator<Item = &'a LiveText>,
) -> impl Iterator<Item = &'a LiveText> {
    let print = Print::of(text);
    let denies = move |o: &&LiveText| o.print.denials != print.denials && o.print.near(&print);
    live.into_iter().filter(move |other| other.out && other.here && other.lang == lang).filter(denies).take(MAX_NAMED)
}

/// What must be let stand with a reason before a content goes out among `live`; nothing where it repeats none of them.
pub fn repeats(kind: ResponseKind, content: &Content, live: &[LiveText]) -> Option<Finding> {
    let stood = |other: &LiveText| Stood { against: Some(against(other)), ..Stood::default() };
    let stands: Vec<Stood> =
        said_already(kind, (&content.channel, content.lang, &content.text), live).map(stood).collect();
    (!stands.is_empty()).then(|| Finding { rule: SAID.to_owned(), grave: false, stands })
}

/// The text that says the same, as it is shown beside the new one.
pub fn against(other: &LiveText) -> Against {
    Against::Response(other.id, other.text.chars().take(MAX_SHOWN).collect())
}

/// The texts that a finding names.
pub(super) fn named(finding: &Finding) -> impl Iterator<Item = ResponseId> {
    finding.stands.iter().filter_map(named_by)
}

fn named_by(stood: &Stood) -> Option<ResponseId> {
    match stood.against {
        Some(Against::Response(id, _)) => Some(id),
        _ => None,
    }
}

impl Response {
    /// The first text of a finding of which nobody has said why this one repeats it.
    pub(super) fn unexplained(&self, finding: &Finding) -> Option<ResponseId> {
        let waived = self.review.waived.iter().filter(|w| w.rule == finding.rule).flat_map(|w| &w.stands);
        let known: Vec<ResponseId> = waived.filter_map(named_by).collect();
        named(finding).find(|id| !known.contains(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Lang;
    use crate::domain::time::Stamp;

    #[test]
    fn letter_case_accents_and_blanks_make_no_other_words() {
        for (a, b) in [
            ("We are checking.", "we  are\nCHECKING. "),
            ("Lo estamos comprobando, ¿sí?", "LO ESTAMOS COMPROBANDO, ¿SÍ?"),
            ("Retirado el lote A12. Más a las 18:00.", "Retirado el lote A12. Mas a las 18:00."),
            ("We don’t know yet.", "We don't know yet."),
        ] {
            assert!(same_words(a, b), "{a} / {b}");
        }
        for (a, b) in [
            ("We are checking.", "We are checking. More at 18:00."),
            ("Lot A12 is recalled.", "Lot A13 is recalled."),
            ("Estamos comprobando.", "We are checking."),
            ("We are checking.", ""),
        ] {
            assert!(!same_words(a, b) && !same_words(b, a), "{a} / {b}");
        }
    }

    /// A text that is out: of what kind, where, and whether it answers a mention that the new one answers too.
    fn out(reply: bool, channel: &str, shares: bool) -> LiveText {
        let text = LiveText::new(ResponseId(7), Lang::Es, "Lo estamos comprobando.", Stamp(0));
        LiveText { reply, channel: channel.into(), shares, ..text }
    }

    #[test]
    fn the_same_words_are_said_once_to_the_same_people_and_as_often_as_needed_to_others() {
        use ResponseKind::*;
        let said = |kind, channel: &str, other: LiveText| {
            let content = Content {
                text: "lo estamos  COMPROBANDO.".into(),
                channel: channel.into(),
                lang: Lang::Es,
                ..Content::default()
            };
            repeats(kind, &content, &[other]).is_some()
        };
        for (kind, channel, other, again, why) in [
            (Reply, "x", out(true, "x", true), true, "the same mention"),
            (Reply, "x", out(false, "x", true), true, "the same mention, in a statement that answers it"),
            (Reply, "x", out(true, "x", false), false, "another person, with the same line"),
            (Reply, "x", out(false, "x", false), false, "a person, with the words of a statement"),
            (Reply, "bluesky", out(true, "x", true), false, "each answers where it was asked"),
            (Holding, "x", out(false, "x", false), true, "a statement to the same channel"),
            (Update, "X ", out(false, "twitter", false), true, "the same channel by another name"),
            (Holding, "bluesky", out(false, "x", false), false, "a statement on each channel, with one voice"),
            (Holding, "x", out(true, "x", false), false, "a statement of what one person was told"),
            (Internal, "x", out(false, "x", false), false, "our own people hear what the public does"),
            (Holding, "x", LiveText { out: false, ..out(false, "x", false) }, false, "it waits for somebody's word"),
        ] {
            assert_eq!(said(kind, channel, other), again, "{why}");
        }
        let say = |text: &str| LiveText { text: text.into(), print: Print::of(text), ..out(false, "x", true) };
        assert!(!said(Holding, "x", say("Lo estamos comprobando. Más a las 18:00.")), "other words");
    }

    #[test]
    fn a_word_more_or_less_is_said_again_and_another_figure_is_news() {
        let out = "We know about the smell and are checking the facts. Next update here at 18:30 UTC.";
        let live = LiveText { channel: "x".into(), ..LiveText::new(ResponseId(7), Lang::En, out, Stamp(0)) };
        let says = |text: &str, other: LiveText| {
            let content = Content { text: text.into(), channel: "x".into(), lang: Lang::En, ..Content::default() };
            repeats(ResponseKind::Update, &content, &[other]).is_some()
        };
        let all = "We know about the smell and are checking all the facts. Next update here at 18:30 UTC.";
        assert!(says(all, live.clone()));
        assert!(!says(all, LiveText { here: false, ..live.clone() }), "another incident");
        assert!(!says(all, LiveText { lang: Lang::Es, ..live.clone() }), "another language");
        assert!(!says(all, LiveText { reply: true, ..live.clone() }), "what one person was told");
        assert!(!says(&all.replace("18:30", "19:30"), live.clone()), "the next word in a row");
        let out = "Lot A12 of our yoghurt is safe to eat and you can keep it in your fridge. We don't open on Monday.";
        let live = LiveText { channel: "x".into(), ..LiveText::new(ResponseId(7), Lang::En, out, Stamp(0)) };
        for same in [out.replace("don't", "do not"), out.replace("our yoghurt", "the yoghurt")] {
            assert!(says(&same, live.clone()), "{same}");
        }
        for (words, other) in [
            ("is safe", "is not safe"),
            ("can keep", "cannot keep"),
            ("can keep", "can’t keep"),
            ("safe", "unsafe"),
            ("don't open", "open"),
            ("Monday", "Tuesday"),
            ("A12", "A13"),
        ] {
            assert!(
                !says(&out.replace(words, other), live.clone()),
                "{other}: what it states is compared, not its words"
            );
        }
        let out =
            "Estamos colaborando con la policía desde el lunes, hay dos personas heridas y la tienda sigue cerrada.";
        let live = LiveText { lang: Lang::Es, channel: "x".into(), text: out.into(), print: Print::of(out), ..live };
        for (words, other) in
            [("Estamos", "No estamos"), ("lunes", "martes"), ("dos", "tres"), ("sigue cerrada", "ya está abierta")]
        {
            let content =
                Content { text: out.replace(words, other), channel: "x".into(), lang: Lang::Es, ..Content::default() };
            assert_eq!(repeats(ResponseKind::Update, &content, std::slice::from_ref(&live)), None, "{other}");
        }
    }

    #[test]
    fn another_piece_of_news_is_no_repetition() {
        let out = "We know about the smell and are checking the facts. Next update here at 18:30 UTC.";
        let live = LiveText { channel: "x".into(), ..LiveText::new(ResponseId(7), Lang::En, out, Stamp(0)) };
        let says = |text: &str, other: LiveText| {
            let content = Content { text: text.into(), channel: "x".into(), lang: Lang::En, ..Content::default() };
            repeats(ResponseKind::Update, &content, &[other]).is_some()
        };
        assert!(!says("The smell is gone. We are opening again at 18:30 UTC and are sorry.", live.clone()));
        let leeds = "We are closing our shop in Leeds while we check the boiler. Next update here at 18:30 UTC.";
        let live = LiveText { text: leeds.into(), print: Print::of(leeds), ..live };
        assert!(says(&leeds.replace("the boiler", "a boiler"), live.clone()), "the same shop");
        assert!(says(&leeds.replace(" in Leeds", ""), live.clone()), "a name less is no other place");
        assert!(!says(&leeds.replace("Leeds", "York"), live.clone()), "another shop");
        let pots = "We are recalling our strawberry yoghurt in all shops from today. Next update here at 18:30 UTC.";
        let live = LiveText { text: pots.into(), print: Print::of(pots), ..live };
        assert!(says(&pots.replace("all shops", "our shops"), live.clone()), "the same goods");
        assert!(says(&pots.replace("yoghurt", "yoghurts"), live.clone()), "and more of them");
        for (goods, other) in [("strawberry", "vanilla"), ("strawberry yoghurt", "cheese"), ("yoghurt", "milk")] {
            assert!(!says(&pots.replace(goods, other), live.clone()), "{other} is another product");
        }
        let dear = "Dear Customers, we are sorry about the outage this evening and work on it with all our people. Thanks, Marta";
        let live = LiveText { text: dear.into(), print: Print::of(dear), ..live };
        assert!(says(&dear.replace("Customers", "Neighbours"), live.clone()), "who is greeted makes no other news");
        assert!(says(&dear.replace("Marta", "Pedro"), live), "nor who signs");
    }

    #[test]
    fn every_text_that_says_the_same_is_named_and_no_more_than_can_be_shown() {
        let live: Vec<LiveText> =
            (0..40).rev().map(|n| LiveText { id: ResponseId(n), ..out(false, "x", false) }).collect();
        let content = Content { text: "Lo estamos comprobando.".into(), channel: "x".into(), ..Content::default() };
        let found = repeats(ResponseKind::Update, &content, &live).unwrap();
        let named: Vec<i64> = named(&found).map(|id| id.0).collect();
        assert_eq!(named, (28..40).rev().collect::<Vec<_>>(), "the latest first");
        assert_eq!(repeats(ResponseKind::Update, &Content { text: " ".into(), ..content }, &live), None);
    }
}
