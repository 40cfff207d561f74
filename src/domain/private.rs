//! A person's data on its way to a screen. Owns the only way from it to text: [`Private::show`] asks who looks. Must
//! not know which view, copy, export or alert does.
//!
//! Share mode hides by default: names and handles of private people are masked, free text loses the handles, e-mail
//! addresses, phone and document numbers and profile links inside it, and the names that the room knows as private with
//! the parts of them that name somebody, hidden things are dots. Other names, streets and what only a reader recognises
//! inside free text are not found, and no screen may promise that they are.

use super::text::{Clean, fingerprint, fold};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

mod known;
mod masks;
pub mod ordinary;
pub mod parts;
mod scan;

pub use known::Known;
pub use masks::Masks;

/// What stands for what is hidden.
pub const DOTS: &str = "•••";

/// Most private names that are looked for.
const MAX_NAMES: usize = 1_500;
/// Fewer letters than these are initials, fewer digits a number like any other: they would mask what names nobody.
const LEAST: [usize; 2] = [3, 5];

/// Most digits of a mask.
const MASK_DIGITS: usize = 4;

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The person at this terminal, who answers for what they read.
    Operator,
    /// Anybody else: a shared screen, a copy, an export, an alert.
    #[default]
    Shared,
}

/// Who may be shown to everybody: our own accounts, outlets, public figures. With them go the names of those who may
/// not, wherever they are written, and the masks of those who must be told apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allow {
    open: HashSet<String>,
    /// Our own phone numbers, their digits.
    numbers: Vec<String>,
    known: Known,
    /// Parts of private names that are names only with a capital: "Rosa" is one, and "rosa" a colour.
    proper: Known,
    /// Each private name with its mask.
    private: Vec<(String, String)>,
    masks: Masks,
    /// Other names of somebody, each with the handle whose mask it bears; nothing for one that several people bear.
    called: BTreeMap<String, Option<String>>,
}

impl Allow {
    /// Nobody.
    pub fn none() -> Allow {
        Allow::default()
    }

    /// These handles and e-mail addresses, with or without `@`, in any case, and phone numbers, however they are grouped.
    pub fn new<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> Allow {
        let mut allow = Allow::default();
        for name in names {
            allow.numbers.extend(scan::phone(name.as_ref()));
            allow.open.insert(bare(name.as_ref()));
        }
        allow.open.remove("");
        allow
    }

    /// The same, and the first of each two is another name of whoever has the second: one person has one mask. A name that
    /// two people bear is neither's.
    pub fn called<'n>(mut self, names: impl IntoIterator<Item = &'n [Clean; 2]>) -> Allow {
        for [name, handle] in names {
            let (name, handle) = (bare(name.as_str()), bare(handle.as_str()));
            if name == handle || name.is_empty() || handle.is_empty() {
                continue;
            }
            let whose = self.called.entry(name).or_insert_with(|| Some(handle.clone()));
            *whose = whose.take().filter(|other| *other == handle);
        }
        self
    }

    /// The same, and these names are private, and what of them names somebody by itself: 1,500 at most are looked for,
    /// initials aside.
    pub fn knowing<T: AsRef<str>>(self, names: impl IntoIterator<Item = T>) -> Allow {
        let private = self.hiding(names);
        // what a handle is made of may be anybody's
        let spaced = private.iter().filter(|(name, _)| name.contains(char::is_whitespace)).cloned();
        let known = Known::of(private.iter().cloned().chain(self.parts_of(spaced)), LEAST);
        Allow { known, private, ..self }
    }

    /// The same, and these are people by their names: of each every word is one, an ordinary word where it is written as a
    /// name is.
    pub fn harmed<T: AsRef<str>>(self, people: impl IntoIterator<Item = T>) -> Allow {
        let people = self.hiding(people);
        let words = people.iter().flat_map(|(name, mask)| parts::proper(name).map(move |word| (word, mask.clone())));
        let proper = Known::of(parts::told_apart(words.filter(|(word, _)| !self.permits(word))), LEAST);
        Allow { proper, ..self }
    }

    /// Those of these names that may not be shown, each with its mask.
    fn hiding<T: AsRef<str>>(&self, names: impl IntoIterator<Item = T>) -> Vec<(String, String)> {
        let names = names.into_iter().take(MAX_NAMES).filter(|name| !self.permits(name.as_ref()));
        names.map(|name| (name.as_ref().to_owned(), self.mask(name.as_ref()))).collect()
    }

    /// The private names.
    pub fn private(&self) -> impl Iterator<Item = &str> {
        self.private.iter().map(|(name, _)| name.as_str())
    }

    /// What of the private names names somebody by itself, each with the mask of that name.
    pub fn parts(&self) -> Vec<(String, String)> {
        self.parts_of(self.private.iter().cloned())
    }

    fn parts_of(&self, names: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
        parts::parts(names, |part| self.permits(part))
    }

    /// The same, and these names too may be shown.
    pub fn naming<T: AsRef<str>>(mut self, names: impl IntoIterator<Item = T>) -> Allow {
        self.open.extend(names.into_iter().map(|name| bare(name.as_ref())).filter(|name| !name.is_empty()));
        self
    }

    /// The same, where these have their masks already.
    pub fn masked(self, masks: Masks) -> Allow {
        Allow { masks, ..self }
    }

    /// These are our own people, who stand side by side: no two of them get the same mask, and nobody's changes.
    pub fn tell_apart<T: AsRef<str>>(&mut self, names: impl IntoIterator<Item = T>) {
        self.masks.also(names);
    }

    /// Who is told apart so far.
    pub fn masks(&self) -> &Masks {
        &self.masks
    }

    /// What stands for a name or handle.
    pub fn mask(&self, handle: &str) -> String {
        let whose = || self.called.get(&bare(handle))?.as_deref().map(|other| borne(handle, other));
        self.masks.of(handle).or_else(whose).unwrap_or_else(|| mask_handle(handle))
    }

    /// What stands for a name whose bearer has this handle, where one is known: one person has one mask.
    fn mask_with(&self, name: &Clean, handle: &Clean) -> String {
        match handle.is_empty() {
            true => self.mask(name.as_str()),
            false => borne(name.as_str(), &self.mask(handle.as_str())),
        }
    }

    /// Whether this handle or address may be shown.
    pub fn permits(&self, name: &str) -> bool {
        !self.open.is_empty() && self.open.contains(&bare(name))
    }

    /// Whether these digits are a phone of ours, with the country before them or without.
    fn rings(&self, digits: &str) -> bool {
        let ends = |a: &str, b: &str| a.len() >= scan::LEAST_PHONE && b.ends_with(a);
        self.numbers.iter().any(|own| ends(digits, own) || ends(own, digits))
    }
}

/// A handle as it is compared: folded, without its `@`.
fn bare(handle: &str) -> String {
    fold(handle.trim().trim_start_matches(['@', '＠']))
}

/// What kind of personal data it is, and so what a shared screen gets.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Person { public: bool },
    Prose,
    Hidden,
}

/// Data about a person. It has no `Display`, no `Serialize` and a blind `Debug`: who wants its text must say for whom.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Private<T> {
    content: T,
    kind: Kind,
    /// Name and handle of whoever wrote it, where it may name them: they are masked in it, too.
    signed: Option<Box<[Clean; 2]>>,
}

impl Private<Clean> {
    /// A name or handle; `public` when the person is one that everybody may see named.
    pub fn person(name: Clean, public: bool) -> Self {
        Private { content: name, kind: Kind::Person { public }, signed: None }
    }

    /// Free text, which may name people inside.
    pub fn prose(text: Clean) -> Self {
        Private { content: text, kind: Kind::Prose, signed: None }
    }

    /// The same, written by who has this name and this handle, and is no public person. A name of one word is many people's,
    /// and stays.
    pub fn signed(mut self, name: &Clean, handle: &Clean) -> Self {
        let full = name.as_str().split_whitespace().nth(1).is_some();
        self.signed = (full && self.kind == Kind::Prose).then(|| Box::new([name.clone(), handle.clone()]));
        self
    }

    /// What nobody else may read at all: drafts, direct messages, legal advice.
    pub fn hidden(text: Clean) -> Self {
        Private { content: text, kind: Kind::Hidden, signed: None }
    }

    /// The text for who looks.
    pub fn show(&self, audience: Audience) -> Cow<'_, str> {
        match audience {
            Audience::Operator => Cow::Borrowed(self.content.as_str()),
            Audience::Shared => self.masked(None),
        }
    }

    /// The text for who looks, with some names that everybody may see.
    pub fn show_with(&self, audience: Audience, allow: &Allow) -> Cow<'_, str> {
        match audience {
            Audience::Operator => Cow::Borrowed(self.content.as_str()),
            Audience::Shared => self.masked(Some(allow)),
        }
    }

    /// Puts in its place, for good, what a shared screen gets of it: from then on everybody sees the same.
    pub fn veil(&mut self, allow: &Allow) {
        if let Cow::Owned(masked) = self.masked(Some(allow)) {
            self.content = Clean::new(&masked);
        } else if self.kind == Kind::Hidden && !self.content.is_empty() {
            self.content = Clean::new(DOTS);
        }
        self.lift();
    }

    /// The same of a name whose bearer has this handle too: one person has one mask.
    pub fn veil_with(&mut self, handle: &Self, allow: &Allow) {
        let private = |data: &Self| data.kind == Kind::Person { public: false } && !data.content.is_empty();
        if private(self) && private(handle) && !allow.permits(self.content.as_str()) {
            self.content = Clean::new(&allow.mask_with(&self.content, &handle.content));
            return self.lift();
        }
        self.veil(allow);
    }

    /// Lets everybody see it as it stands.
    pub fn lift(&mut self) {
        self.kind = Kind::Person { public: true };
    }

    fn masked(&self, allow: Option<&Allow>) -> Cow<'_, str> {
        let text = self.content.as_str();
        match self.kind {
            _ if text.is_empty() => Cow::Borrowed(""),
            Kind::Hidden => Cow::Borrowed(DOTS),
            Kind::Person { public: true } => Cow::Borrowed(text),
            Kind::Person { public: false } if allow.is_some_and(|a| a.permits(text)) => Cow::Borrowed(text),
            Kind::Person { public: false } => Cow::Owned(allow.map_or_else(|| mask_handle(text), |a| a.mask(text))),
            Kind::Prose => {
                let nobody = Allow::none();
                let allow = allow.unwrap_or(&nobody);
                let masked = mask_prose(text, allow);
                match self.own_name(allow).map(|known| instead(&masked, &known).into_owned()) {
                    Some(text) if text != masked => Cow::Owned(text),
                    _ => masked,
                }
            }
        }
    }

    /// The name of whoever wrote it with their mask, unless everybody may see it.
    fn own_name(&self, allow: &Allow) -> Option<Known> {
        let [name, handle] = self.signed.as_deref()?;
        let named = [name, handle].into_iter().any(|one| allow.permits(one.as_str()));
        (!named).then(|| Known::of([(name.as_str(), allow.mask_with(name, handle))], LEAST))
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Private(•••)")
    }
}

/// A name or handle as a shared screen shows it: `@a•••7`. The same person always gets the same mask, whatever the case
/// and the `@`; two people may share one, so a mask tells people apart well enough to talk about a thread, and proves
/// nothing. Our own people are told apart by [`Allow::tell_apart`].
pub fn mask_handle(handle: &str) -> String {
    let at = if handle.trim_start().starts_with(['@', '＠']) { "@" } else { "" };
    let name = bare(handle);
    // a mask stands for one person however often it goes through here
    if was_masked(&name) {
        return format!("{at}{name}");
    }
    let first = name.graphemes(true).next().unwrap_or_default();
    let digit = fingerprint(name.bytes()) % 10;
    format!("{at}{first}{DOTS}{digit}")
}

/// The mask of one name of somebody for another of theirs, with the sign that this one has.
fn borne(name: &str, other: &str) -> String {
    let at = if name.trim_start().starts_with(['@', '＠']) { "@" } else { "" };
    format!("{at}{}", mask_handle(other).trim_start_matches('@'))
}

/// Whether a name as it is compared is a mask: one letter, dots, and a digit or a few.
fn was_masked(name: &str) -> bool {
    let first = name.graphemes(true).next().unwrap_or_default();
    let digits = name.strip_prefix(first).and_then(|rest| rest.strip_prefix(DOTS));
    digits.is_some_and(|n| (1..=MASK_DIGITS).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Free text as a shared screen shows it: handles, e-mail addresses, phone and document numbers and profile links
/// inside are masked, but for those that `allow` names; and the names that it knows as private.
pub fn mask_prose<'a>(text: &'a str, allow: &Allow) -> Cow<'a, str> {
    filled(text, |tell| walk(text, allow, tell))
}

/// A text with something else wherever it says one of these names, as words of their own.
pub fn instead<'a>(text: &'a str, names: &Known) -> Cow<'a, str> {
    filled(text, |tell| names.each(text, tell))
}

/// Where [`instead`] would put something else, in bytes and in order.
pub fn places(text: &str, names: &Known) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    names.each(text, &mut |place, _| found.push(place));
    found
}

/// A text with what is told for each of its places, in their order.
fn filled<'a>(text: &'a str, places: impl FnOnce(&mut dyn FnMut(Range<usize>, String))) -> Cow<'a, str> {
    let mut out = String::new();
    let mut kept = 0;
    places(&mut |place, other| {
        out.push_str(&text[kept..place.start]);
        out.push_str(&other);
        kept = place.end;
    });
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

/// Where [`mask_prose`] would mask, in bytes and in order: for who must not write such a thing rather than read it.
pub fn personal(text: &str, allow: &Allow) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    walk(text, allow, |place, _| found.push(place));
    found
}

/// What [`mask_prose`] would put into a text, in order.
pub fn masks(text: &str, allow: &Allow) -> Vec<String> {
    let mut found = Vec::new();
    walk(text, allow, |_, mask| found.push(mask));
    found
}

/// The beginning of a text, `most` characters at the most, with `…` behind it where there is more: no half of a word, and
/// none of what a mask would find in the whole, which it would not know by its half.
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", text[..whole(text, end)].trim_end())),
    }
}

/// Where a text is cut that may be cut at `end`.
pub fn whole(text: &str, end: usize) -> usize {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut cut = end;
    if word(text[..end].chars().next_back()) && word(text[end..].chars().next()) {
        // a word as long as that, or a language without spaces, is cut where it must be
        cut = text[..end].rfind(char::is_whitespace).filter(|at| at * 2 > end).unwrap_or(end);
    }
    let inside = |place: &Range<usize>| place.start < cut && cut < place.end;
    personal(text, &Allow::none()).into_iter().find(inside).map_or(cut, |place| place.start)
}

/// Tells each place that names a person, with what stands for it.
fn walk(text: &str, allow: &Allow, mut tell: impl FnMut(Range<usize>, String)) {
    if allow.known.is_empty() && allow.proper.is_empty() && !text.bytes().any(scan::may_start) {
        return;
    }
    let mut at = 0;
    let mut before: Option<char> = None;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let starts = scan::starts_word(before, c);
        let proper = || allow.proper.at(rest).filter(|_| c.is_uppercase());
        let name = || {
            let (len, mask) = allow.known.at(rest).or_else(proper)?;
            Some(scan::Found { len, mask: Some(mask.to_owned()) })
        };
        let found = if starts { scan::find(rest, allow).or_else(name) } else { None };
        let step = found.as_ref().map_or(c.len_utf8(), |f| f.len);
        before = text[at..at + step].chars().next_back();
        if let Some(mask) = found.and_then(|f| f.mask) {
            tell(at..at + step, mask);
            // what touches it may be the next one: "600 123 123ana@b.co"
            before = None;
        }
        at += step;
    }
}

#[cfg(test)]
mod tests;
