//! What a text claims, as far as words tell: who, how many, what. Owns how two claims are compared, also from English to
//! Spanish; must not know which claims there are.
//!
//! A claim is a small set of ideas ([`super::concepts`]), names, numbers and other words, and whether it denies. Two texts
//! tell one thing when a name, number or link ties them and enough of their ideas are the same. Numbers that differ
//! (another batch), a denial beside what it denies and a word beside its opposite ("is safe", "no es segura") make two
//! claims, however alike the words are.

use super::concepts::{CONCEPTS, Idea, word};
use super::contraries::Sides;
use super::link;
use super::near::mixed;
use super::tokens::Tokens;
use crate::domain::text::Clean;

/// Version of the bytes.
const VERSION: u8 = 2;
/// Ideas of one claim, the first that a text names.
pub(super) const MAX: usize = 18;
/// Words of a text that are read: a claim is made early or not at all.
pub(super) const READ: usize = 60;
/// Telling words of its part of the sentence that a negation reaches: "no trains run" denies the running too.
const NEGATES: usize = 2;

/// What tells the item of a word that is refused from that of the word.
const REFUSED: u32 = 1 << 31;

/// What kind of tie a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Idea,
    Name,
    Number,
}

impl Kind {
    /// Weight of a word of this kind. Ideas and numbers say what happened, in either language; names only who it is about,
    /// and all talk about a brand shares them. These and the shares below are set on the tuning half of the project's own
    /// pairs (`tests/data/narratives.tsv`).
    const WEIGHTS: [f32; 4] = [1.0, 2.0, 0.5, 2.0];

    fn of(item: u32) -> Kind {
        [Kind::Word, Kind::Idea, Kind::Name, Kind::Number][(item & 3) as usize]
    }
}

/// What a text claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Claim {
    /// A hash of 30 bits and a kind of 2, ascending, `len` of them.
    items: [u32; MAX],
    len: u8,
    denies: bool,
    negates: bool,
    over: bool,
    /// On which sides of what has an opposite it stands.
    sides: Sides<u32>,
    /// Key of the page that it links to; 0 for none.
    pub(super) link: u64,
}

impl Claim {
    /// What a cleaned text claims.
    pub fn read(text: &Clean) -> Claim {
        Claim::of(&Tokens::of(text))
    }

    pub(super) fn of(tokens: &Tokens) -> Claim {
        let mut claim = Claim { link: tokens.links.iter().find_map(|l| link::key(l)).unwrap_or(0), ..Claim::default() };
        let mut at = 0;
        let mut sides = Sides::default();
        let mut negated = Negated::default();
        while at < tokens.len().min(READ) {
            let (first, hash, figures) = (tokens.get(at), tokens.hash(at), tokens.has_figures(at));
            let original = tokens.original(at, at + 1);
            let idea = CONCEPTS.find(first, hash, tokens.hash(at + 1));
            let own = Sides::alone(hash);
            let turned = negated.reaches(tokens.clause(at), idea.map(|(idea, _)| idea));
            sides = sides.and(if turned { own.turned() } else { own });
            // "does not fire" says nothing of hiring, and is no "fires" all the same
            let refused = turned && Sides::of(hash) != own;
            at += 1 + usize::from(idea.is_some_and(|(_, both)| both));
            match idea.map(|(idea, _)| idea) {
                Some(Idea::Filler) => {}
                Some(Idea::Denies) => claim.denies = true,
                Some(Idea::Negates) => claim.negates = true,
                Some(Idea::Over) => claim.over = true,
                Some(Idea::Number(digits)) => claim.take(digits, Kind::Number),
                Some(Idea::Of(name)) => claim.take_or_refuse(name, Kind::Idea, refused),
                None if figures => claim.take(hash, Kind::Number),
                None if first.len() < 3 => {}
                None if original.starts_with(char::is_uppercase) => claim.take(stem(first, hash), Kind::Name),
                None => claim.take_or_refuse(stem(first, hash), Kind::Word, refused),
            }
        }
        claim.sides = sides.telling();
        claim
    }

    /// As bytes, to be kept beside the mention: a version, flags, sides, four bytes an item, eight for a link.
    pub fn to_bytes(&self) -> Vec<u8> {
        let flags = [self.denies, self.negates, self.over, self.link != 0];
        let flags = flags.iter().enumerate().fold(0, |all, (i, flag)| all | (u8::from(*flag) << i));
        let mut bytes = Vec::with_capacity(7 + 4 * self.items().len() + 8);
        bytes.extend([VERSION, flags, self.len]);
        bytes.extend(self.sides.to_bytes());
        bytes.extend(self.items().iter().flat_map(|item| item.to_le_bytes()));
        if self.link != 0 {
            bytes.extend(self.link.to_le_bytes());
        }
        bytes
    }

    /// Reads what [`Claim::to_bytes`] wrote; nothing for what an older or newer version wrote.
    pub fn from_bytes(bytes: &[u8]) -> Option<Claim> {
        let [VERSION, flags @ 0..16, len, a, b, c, d, rest @ ..] = bytes else { return None };
        let (items, linked) = (usize::from(*len), flags & 8 != 0);
        if items > MAX || rest.len() != 4 * items + 8 * usize::from(linked) {
            return None;
        }
        let (items, link) = rest.split_at(4 * items);
        let mut claim = Claim {
            len: *len,
            denies: flags & 1 != 0,
            negates: flags & 2 != 0,
            over: flags & 4 != 0,
            sides: Sides::from_bytes([*a, *b, *c, *d]),
            link: link.try_into().map_or(0, u64::from_le_bytes),
            ..Claim::default()
        };
        for (to, from) in claim.items.iter_mut().zip(items.chunks_exact(4)) {
            *to = from.try_into().map_or(0, u32::from_le_bytes);
        }
        let ascending = claim.items().is_sorted_by(|a, b| a & !3 < b & !3);
        (ascending && linked == (claim.link != 0)).then_some(claim)
    }

    fn take(&mut self, hash: u64, kind: Kind) {
        self.take_or_refuse(hash, kind, false);
    }

    /// Takes a word, or that it is refused: another item, of which that word's is known.
    fn take_or_refuse(&mut self, hash: u64, kind: Kind, refused: bool) {
        let hash = mixed(hash) as u32 ^ if refused { REFUSED } else { 0 };
        let (len, item) = (usize::from(self.len), hash & !3 | kind as u32);
        let place = self.items[..len].binary_search_by_key(&(item & !3), |i| i & !3);
        match place {
            Err(at) if len < MAX => {
                self.items.copy_within(at..len, at + 1);
                self.items[at] = item;
                self.len += 1;
            }
            // once written as a name, it is one
            Ok(at) => self.items[at] = self.items[at].max(item),
            Err(_) => {}
        }
    }

    /// Hashes with their kinds, ascending.
    pub(super) fn items(&self) -> &[u32] {
        &self.items[..usize::from(self.len)]
    }

    pub(super) fn denies(&self) -> bool {
        self.denies
    }

    /// Whether there is enough in it to tell it from others.
    pub(super) fn is_told(&self) -> bool {
        self.len >= 3
    }

    /// Whether one denies or negates where the other does not or says its opposite, or each names a number or somebody that
    /// the other does not.
    pub(super) fn differs(&self, near: &Claim) -> bool {
        let only = |a: &[u32], b: &[u32], kind| {
            a.iter().any(|x| Kind::of(*x) == kind && b.binary_search_by_key(&(x & !3), |y| y & !3).is_err())
        };
        let each = |kind| only(self.items(), near.items(), kind) && only(near.items(), self.items(), kind);
        self.denies != near.denies
            || self.negates != near.negates
            || self.sides.contradict(near.sides)
            || each(Kind::Number)
            || each(Kind::Name)
    }

    /// Whether one refuses a word that the other says.
    fn refuses(&self, other: &Claim) -> bool {
        let says = |item: &u32| other.items().binary_search_by_key(&((item ^ REFUSED) & !3), |i| i & !3).is_ok();
        (self.negates || other.negates) && self.items().iter().any(says)
    }

    /// How far two texts make the same claim, 0 to 1; nothing when they do not. `rarity` is how telling a hash is in the
    /// room, 0 to 1.
    pub fn same(&self, other: &Claim, rarity: impl Fn(u32) -> f32) -> Option<f32> {
        if self.denies != other.denies || self.sides.contradict(other.sides) || self.refuses(other) {
            return None;
        }
        let weight = |item: &u32| Kind::WEIGHTS[(item & 3) as usize] * rarity(item & !3);
        let (a, b) = (self.items(), other.items());
        let (mut i, mut j) = (0, 0);
        let mut shared = Shared::default();
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            if x & !3 == y & !3 {
                shared.take(Kind::of(*x).max(Kind::of(*y)), weight(x.max(y)));
            }
            (i, j) = (i + usize::from(x & !3 <= y & !3), j + usize::from(y & !3 <= x & !3));
        }
        let link = self.link != 0 && self.link == other.link;
        let numbers = |items: &[u32]| items.iter().any(|i| Kind::of(*i) == Kind::Number);
        let other_numbers = shared.numbers == 0 && numbers(a) && numbers(b);
        let tied = link || shared.names + shared.numbers > 0;
        if other_numbers || !tied || shared.ideas < IDEAS {
            return None;
        }
        let all: f32 = a.iter().chain(b).map(weight).sum();
        let polarity = |a: bool, b: bool, cost: f32| if a == b { 1.0 } else { cost };
        let turned = polarity(self.negates, other.negates, NEGATED) * polarity(self.over, other.over, OVER);
        let alike = 2.0 * shared.weight / all.max(f32::EPSILON) * turned;
        (alike >= if link { LINKED } else { SAME }).then_some(alike)
    }
}

/// How far the last negation reaches.
#[derive(Default)]
struct Negated {
    left: usize,
    clause: u32,
}

impl Negated {
    /// Takes the next word, of this part of the sentence; whether it is negated.
    fn reaches(&mut self, clause: u32, idea: Option<Idea>) -> bool {
        match idea {
            Some(Idea::Negates) => *self = Negated { left: NEGATES, clause },
            Some(Idea::Filler) => {}
            _ if self.left > 0 && self.clause == clause => {
                self.left -= 1;
                return true;
            }
            _ => self.left = 0,
        }
        false
    }
}

/// What two claims have in common.
#[derive(Default)]
struct Shared {
    weight: f32,
    names: u32,
    numbers: u32,
    ideas: u32,
}

impl Shared {
    fn take(&mut self, kind: Kind, weight: f32) {
        self.weight += weight;
        match kind {
            Kind::Name => self.names += 1,
            Kind::Number => self.numbers += 1,
            Kind::Idea | Kind::Word => self.ideas += 1,
        }
    }
}

impl Kind {
    fn max(self, other: Kind) -> Kind {
        if self as u8 >= other as u8 { self } else { other }
    }
}

/// Ideas and words that two claims have in common at least, beside who they are about.
const IDEAS: u32 = 2;
/// Share of two claims' weight that both hold, from which they are one claim.
const SAME: f32 = 0.6;
/// The same when both link to one page.
const LINKED: f32 = 0.4;
/// What is left of it when one of the two negates and the other does not: "no trains run" is "all trains are cancelled".
const NEGATED: f32 = 0.8;
/// What is left of it when one of the two says that the matter is over.
const OVER: f32 = 0.7;

/// A word's beginning stands for its forms, and for its cousin in the other language; `whole` is the hash of the word.
fn stem(folded: &str, whole: u64) -> u64 {
    folded.as_bytes().first_chunk::<6>().map_or(whole, |beginning| word(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Right, wrong and missed in one half of the project's own pairs.
    fn count(half: &str) -> [u32; 3] {
        let mut count = [0; 3];
        for row in include_str!("../../tests/data/narratives.tsv").lines().filter(|row| row.starts_with(half)) {
            let [_, label, a, b] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("four columns: {row}") };
            let [a, b] = [a, b].map(|text| Claim::read(&Clean::new(text)));
            let (forth, back) = (a.same(&b, |_| 1.0), b.same(&a, |_| 1.0));
            assert_eq!(forth, back, "{row}");
            match (label, forth.is_some()) {
                ("same", true) => count[0] += 1,
                ("different", true) => count[1] += 1,
                ("same", false) => count[2] += 1,
                ("different", false) => {}
                _ => panic!("same or different: {row}"),
            }
        }
        count
    }

    #[test]
    fn labelled_pairs() {
        for half in ["tune", "measure"] {
            let [right, wrong, missed] = count(half);
            assert!(right + missed >= 80, "{half}: {right} {missed}");
            assert!(right * 100 >= (right + wrong) * 80, "{half}: precision {right} of {}", right + wrong);
            assert!(right * 100 >= (right + missed) * 75, "{half}: recall {right} of {}", right + missed);
        }
    }

    #[test]
    fn a_word_of_many_meanings_makes_no_opposite() {
        let pairs = [
            (
                "El lote A12 de Zulux sigue a la venta bajo investigación",
                "El lote A12 de Zulux continúa a la venta, sube la alerta",
            ),
            ("Fecha de apertura: Zulux planta de Leeds", "Zulux abre planta de Leeds"),
            ("Zulux yoghurt left 30 people ill", "Zulux yoghurt: 30 people remain ill"),
            (
                "Zulux staff in hospital after the gas cut in Leeds",
                "Zulux staff in hospital, gas prices increase in Leeds",
            ),
            ("La presa de Zulux en Leeds se rompe", "Se rompe un dique de Zulux en Leeds, agua libre por las calles"),
            ("Zulux suspende la venta del lote A12", "Zulux aprueba parar la venta del lote A12"),
        ];
        let split = pairs.map(|(a, b)| {
            let [one, other] = [a, b].map(|text| Claim::read(&Clean::new(text)));
            one.sides.contradict(other.sides).then_some(a)
        });
        assert_eq!(split, [None; 6]);
    }

    #[test]
    fn what_is_said_and_its_opposite_are_two_claims_in_any_words() {
        let same = |a: &str, b: &str| {
            let [a, b] = [a, b].map(|text| Claim::read(&Clean::new(text)));
            (a.same(&b, |_| 1.0).is_some(), a.differs(&b))
        };
        let safe = "The food agency says that Zulux yoghurt from batch A12 is safe to eat";
        for near in [
            "La agencia dice que el yogur Zulux del lote A12 es seguro para comer",
            "Zulux yoghurt batch A12 is not unsafe to eat, food agency says",
        ] {
            assert!(same(safe, near).0, "{near}");
        }
        for (a, b) in [
            (safe, "La agencia dice que el yogur Zulux del lote A12 no es seguro para comer"),
            (safe, "La agencia: el yogur Zulux del lote A12 es peligroso para comer"),
            ("Zulux chair Ortega resigns over batch A12", "Ortega, chair of Zulux, did not resign over batch A12"),
            ("Two patients die at the Zulux clinic in Leeds", "Two patients did not die at the Zulux clinic in Leeds"),
            (safe, "The food agency says that Zulux yoghurt from batch A12 is unsafe to eat"),
            ("O iogurte Zulux do lote A12 é seguro", "O iogurte Zulux do lote A12 não é seguro"),
            ("O iogurte Zulux do lote A12 é seguro", "O iogurte Zulux do lote A12 é perigoso"),
            ("Le yaourt Zulux du lot A12 est dangereux", "Le yaourt Zulux du lot A12 n'est pas dangereux"),
            ("El iogurt Zulux del lot A12 és segur", "El iogurt Zulux del lot A12 no és segur"),
            ("El iogurt Zulux del lot A12 és segur", "El iogurt Zulux del lot A12 és perillós"),
            ("Zulux reopens its plant in Leeds on 4 May", "Zulux cierra su planta de Leeds el 4 de mayo"),
            ("Zulux hires 30 people in Leeds", "Zulux despide a 30 personas en Leeds"),
            ("Zulux fires 30 people in Leeds", "In Leeds Zulux does not fire 30 people"),
            ("Zulux will close its plant in Leeds on 4 May", "On 4 May Zulux will not close its plant in Leeds"),
            ("Zulux closes its plant in Leeds on 4 May", "Zulux no cierra su planta de Leeds el 4 de mayo"),
            ("Zulux sacks the head of the clinic in Leeds", "Zulux did not sack the head of the clinic in Leeds"),
            ("Zulux baja los precios de 12 yogures", "Zulux no baja los precios de 12 yogures"),
        ] {
            let told = same(a, b);
            assert!(!told.0 && (told.1 || a == safe), "{a} / {b}: {told:?}");
        }
    }

    #[test]
    fn bytes_of_others_are_refused() {
        let claim = Claim::read(&Clean::new("No hoax: Zulux Z9 burned 12 tables again https://news.example/a"));
        let good = claim.to_bytes();
        assert_eq!(Claim::from_bytes(&good), Some(claim));
        for end in 0..good.len() {
            assert_eq!(Claim::from_bytes(&good[..end]), None);
        }
        for (at, byte) in [(0, 1), (1, 255), (2, 200)] {
            let mut other = good.clone();
            other[at] = byte;
            assert_eq!(Claim::from_bytes(&other), None, "{at}");
        }
        let mut unsorted = good;
        unsorted.copy_within(11..15, 7);
        assert_eq!(Claim::from_bytes(&unsorted), None);
        let empty = Claim::default();
        assert_eq!(Claim::from_bytes(&empty.to_bytes()), Some(empty));
    }

    #[test]
    fn a_word_is_one_item_however_it_is_written() {
        let claim = |text: &str| Claim::read(&Clean::new(text));
        let (name, plain) = (claim("zulux burned Zulux ZULUX"), claim("zulux burned"));
        assert_eq!(name.items().len(), 2);
        assert_eq!(name.same(&plain, |_| 1.0), None, "one idea says too little");
        assert_eq!(claim("The Zulux burned my table and my chair").same(&claim(""), |_| 1.0), None);
    }

    #[test]
    fn what_is_common_in_the_room_counts_less() {
        let claim = |text: &str| Claim::read(&Clean::new(text));
        let (a, b) = (claim("Zulux phone burned the table"), claim("Zulux phone burned a curtain"));
        let equal = a.same(&b, |_| 1.0).unwrap_or(0.0);
        let common = a.items().iter().filter(|i| b.items().contains(i)).map(|i| i & !3).collect::<Vec<_>>();
        let less = a.same(&b, |item| if common.contains(&item) { 0.2 } else { 1.0 });
        assert!(equal > 0.6 && less.is_none(), "{equal} {less:?}");
    }
}
