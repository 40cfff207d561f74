//! T17 and T18: who would be made known by a text. Owns which data name a private person in a text of ours, and how a name
//! beside a role reads; the scanning for handles, numbers and documents is `domain::private`'s. Names that stand alone are
//! not found, and no sentence may promise that they are.

use super::pack::Mark;
use super::rule::Rule;
use super::text::{Case, Kind};
use super::{About, Audience, Draft};
use crate::domain::private::{Allow, personal};
use crate::domain::response::ResponseKind;
use std::ops::Range;

/// Tokens before a number or handle in which something says whose it is.
const BEFORE: usize = 6;
/// Tokens between a role and "is called".
const CALLED: usize = 8;
/// Tokens of a name.
const LONGEST: usize = 8;
/// Tokens after `order`, `pedido` in which its number stands.
const AFTER: usize = 4;

/// What is said before whom a reply greets by name.
const GREETINGS: &[&str] = &[
    "dear",
    "hello",
    "hi",
    "hey",
    "thanks",
    "sorry",
    "hola",
    "estimado",
    "estimada",
    "apreciado",
    "apreciada",
    "querido",
    "querida",
    "gracias",
    "buenas",
    "perdone",
    "disculpe",
    "lamentamos",
    "sentimos",
];

/// Personal data, and people who must not be made known.
pub(super) fn find(about: &About<'_>, draft: &mut Draft) {
    data(about, draft);
    orders(about, draft);
    for home in about.read.mark(Mark::Home) {
        draft.add(Rule::PersonalData, about.text.place(home.clone()));
    }
    for title in about.read.mark(Mark::Title) {
        let opens = match title.start {
            0 => true,
            1 => GREETINGS.contains(&about.text.get(0)),
            _ => false,
        };
        let greets = about.ask.kind == ResponseKind::Reply && about.text.tokens[title.start].sentence == 0 && opens;
        // "exit D" is no title, "D. Luis" is
        let lone = about.text.get(title.start).len() == 1
            && !about.text.source[about.text.tokens[title.start].end..].starts_with('.');
        if let Some(name) = about.name(title.end, 1, false)
            && !greets
            && !lone
            && !about.approved(&about.text.source[about.text.place(name.clone())])
        {
            draft.add(Rule::PersonalData, about.text.place(title.start..name.end));
        }
    }
    // a name of two words at least, but where a first name alone makes somebody known
    let roles = [(Mark::Customer, Rule::PersonalData), (Mark::Party, Rule::Identifies), (Mark::Kin, Rule::Identifies)];
    for (mark, rule) in roles {
        for role in about.read.mark(mark) {
            if let Some(place) = about.named(role, mark == Mark::Party) {
                draft.add(rule, about.text.place(place));
            }
        }
    }
}

/// Handles, addresses, numbers and documents that are not ours.
fn data(about: &About<'_>, draft: &mut Draft) {
    let text = about.text;
    for place in personal(text.source, &Allow::new(about.ask.approved)) {
        let raw = &text.source[place.clone()];
        let token = text.tokens.partition_point(|t| t.end <= place.start);
        let ours = about.approved(raw) || about.said_before(Mark::Ours, token, BEFORE);
        let handle = raw.starts_with(['@', '＠']);
        let link = raw.contains('/') && raw.contains('.') && !raw.starts_with(|c: char| c.is_ascii_digit() || c == '+');
        let harmless = match () {
            _ if handle => ours || about.addresses(token),
            // of other links `private` hides the question alone, which names nobody whom we link to on purpose
            _ if link => ours || personal(raw.split(['?', '#']).next().unwrap_or(raw), &Allow::none()).is_empty(),
            _ if raw.contains('@') => ours || office(raw),
            _ if document(raw) => false,
            _ => ours || service(raw) || about.said_before(Mark::Lot, token, BEFORE / 2),
        };
        if !harmless {
            draft.add(Rule::PersonalData, place);
        }
    }
}

/// An address that belongs to an office rather than to a person.
fn office(raw: &str) -> bool {
    const OFFICES: &[&str] = &[
        "info",
        "help",
        "hello",
        "hola",
        "ayuda",
        "contact",
        "contacto",
        "support",
        "soporte",
        "press",
        "prensa",
        "media",
        "privacy",
        "privacidad",
        "dpo",
        "dpd",
        "legal",
        "care",
        "clientes",
        "atencion",
        "customers",
        "service",
        "servicio",
        "news",
        "noticias",
        "incidencias",
        "reclamaciones",
        "complaints",
        "claims",
        "desk",
        "office",
        "oficina",
        "recall",
        "security",
        "seguridad",
        "abuse",
        "jobs",
        "empleo",
        "rrhh",
        "hr",
    ];
    let local = raw.split(['@', '＠']).next().unwrap_or_default().to_lowercase();
    local.split(['.', '-', '_']).any(|part| OFFICES.contains(&part))
}

/// Eight digits and a letter, or a foreigner's number.
fn document(raw: &str) -> bool {
    let digits = raw.bytes().filter(u8::is_ascii_digit).count();
    let letters = raw.chars().filter(|c| c.is_alphabetic()).count();
    (digits == 8 && letters == 1) || (digits == 7 && letters == 2)
}

/// A line that belongs to an organisation by its prefix: free or shared-cost numbers in Spain, Britain, America.
fn service(raw: &str) -> bool {
    let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
    let local = digits.strip_prefix("0034").or_else(|| digits.strip_prefix("34")).unwrap_or(&digits);
    let starts = |all: &[&str]| all.iter().any(|p| local.starts_with(p));
    starts(&["900", "800", "901", "902", "0800", "0808", "0300", "0333", "0345", "0330", "0843", "0844", "1800"])
        || starts(&["1888", "1877", "1866", "1855", "1844", "1833", "01800"])
}

/// Numbers of orders, bookings, accounts: letters and digits, three digits at least, right after the word.
fn orders(about: &About<'_>, draft: &mut Draft) {
    if about.ask.audience == Audience::Person {
        return;
    }
    let text = about.text;
    for order in about.read.mark(Mark::Order) {
        let from = text.tokens[order.end - 1].end;
        let last = (order.end + AFTER).min(text.sentence_of(order.start).end);
        let end = text.tokens[..last].last().map_or(from, |t| t.end);
        // as it is written, since a number may have letters and hyphens in it
        let rest = &text.source[from..end.max(from)];
        let Some(piece) = rest.split_whitespace().find(|p| p.contains(char::is_alphanumeric)) else { continue };
        let code = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let digits = code.bytes().filter(u8::is_ascii_digit).count();
        let amount = piece.contains([':', '€', '£', '$']);
        if digits >= 3 && code.len() >= 4 && !amount && !year(code) {
            // slices of one text: their addresses tell the place
            let start = code.as_ptr() as usize - text.source.as_ptr() as usize;
            draft.add(Rule::PersonalData, start..start + code.len());
        }
    }
}

fn year(code: &str) -> bool {
    code.len() == 4 && (code.starts_with("19") || code.starts_with("20"))
}

impl About<'_> {
    /// Whether a mark ends among the tokens before one, in its sentence.
    fn said_before(&self, mark: Mark, token: usize, reach: usize) -> bool {
        let sentence = self.text.sentence_of(token.min(self.text.len().saturating_sub(1)));
        let hits = self.read.mark(mark);
        let from = hits.partition_point(|h| h.end + reach < token);
        hits[from..].iter().take_while(|h| h.start < token).any(|h| h.start >= sentence.start)
    }

    /// Whether a handle is whom a reply answers: it stands at the start.
    fn addresses(&self, token: usize) -> bool {
        self.ask.kind == ResponseKind::Reply
            && self.text.tokens[..token.min(self.text.len())].iter().all(|t| t.kind == Kind::Handle)
    }

    /// A name that begins at a token: so many capitalised words at least, of which the first opens no sentence
    /// unless it may.
    fn name(&self, at: usize, least: usize, opening: bool) -> Option<Range<usize>> {
        let text = self.text;
        let first = text.tokens.get(at)?;
        let word = |i: usize| {
            let t = &text.tokens[i];
            let named = t.kind == Kind::Word && t.case != Case::Low && !self.pack.is("no_names", self.read, i);
            let initial = t.end - t.start == 1;
            named && t.sentence == first.sentence && (t.case == Case::Capital || initial || t.end - t.start == 2)
        };
        let particle = |i: usize| matches!(text.get(i), "de" | "del" | "la" | "van" | "von" | "y");
        let mut end = at;
        while end < text.len().min(at + LONGEST)
            && (word(end) || (end > at && particle(end) && end + 1 < text.len() && word(end + 1)))
        {
            end += 1;
        }
        let words = (at..end).filter(|i| word(*i)).count();
        let opens = at > 0 && text.tokens[at - 1].sentence != first.sentence;
        (words >= least && (opening || !opens)).then_some(at..end)
    }

    /// A role with a name before or after it: `our driver Juan Pérez`, `Mark Evans, the employee who`. A first name alone
    /// makes somebody known when they are accused or were harmed.
    fn named(&self, role: &Range<usize>, alone: bool) -> Option<Range<usize>> {
        let text = self.text;
        let least = if alone { 1 } else { 2 };
        let end = text.sentence_of(role.start).end;
        // right behind the role, or behind "who is called"
        let called =
            (role.end..end.min(role.end + CALLED)).filter(|i| self.pack.is("called", self.read, *i)).map(|i| i + 1);
        if let Some(name) = std::iter::once(role.end).chain(called).find_map(|at| self.name(at, least, false)) {
            return Some(role.start..name.end);
        }
        let article = [role.start, role.start.saturating_sub(1)];
        let article = article.into_iter().find(|i| self.pack.is("articles", self.read, *i))?;
        let before = (0..3)
            .filter_map(|n| article.checked_sub(n + 2))
            .find_map(|at| self.name(at, 2, true).filter(|n| n.end == article));
        let parted = article > 0 && text.tokens[article - 1].clause != text.tokens[article].clause;
        before.filter(|_| parted).map(|name| name.start..role.end)
    }
}
