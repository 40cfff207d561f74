//! What the tone model sees of a text: hashed words, pairs and pieces of words, and a few figures from the lexicons.
//! Owns the list of features; must not know what any of them weighs. The trainer and the room call the same code, so
//! that a text means the same to both.

use super::lexicon::{Lexicon, Match, Meaning, Tongue};
use super::tokens::Tokens;
use super::tone_words::Hits;
use super::valence;
use crate::domain::text::{FINGERPRINT, fingerprint, fingerprint_on};

/// Hashed features fall into this many buckets, a power of two.
pub const BUCKETS: usize = 1 << 16;
/// Figures beside the hashed features; `FIGURES` names them in order.
pub const DENSE: usize = FIGURES.len();

/// The figures, in the order of their weights. All lie between -1 and about 2, so that one rate of learning suits all.
pub const FIGURES: [&str; 33] = [
    "bias",
    "own score",
    "own good",
    "own bad",
    "own any good",
    "own any bad",
    "own last",
    "own after but",
    "second score",
    "second good",
    "second bad",
    "second any good",
    "second any bad",
    "both mixed",
    "none at all",
    "emoji good",
    "emoji bad",
    "smile",
    "frown",
    "exclamations",
    "question",
    "shouted",
    "stretched",
    "link",
    "handle",
    "hashtags",
    "digits",
    "length",
    "dots",
    "negators",
    "good and exclaimed",
    "bad and asked",
    "quotes",
];

/// Most words that are looked at: what a person says last and first fits in.
const MAX_WORDS: usize = 300;
/// Words of the same part of a sentence that a negation reaches.
const REACH: usize = 3;
/// Longest part of a word that pieces are taken from, in bytes.
const MAX_PIECES: usize = 24;

/// Instead of a word's place: what comes from none.
pub const NO_WORD: u16 = u16::MAX;
/// Symbols that are looked at.
const MAX_SYMBOLS: usize = 8;

/// A text as numbers.
pub struct Features {
    /// Figures, in the order of [`FIGURES`].
    pub dense: [f32; DENSE],
    /// The word that a bucket comes from (no word’s place for a symbol), the bucket, and how much it counts.
    pub hashed: Vec<(u16, u16, f32)>,
}

/// Reads a text as one of the two languages, of which `own` are the words of tone.
pub(super) fn of(lexicon: &Lexicon, tokens: &Tokens, matches: &[Match], tongue: Tongue, own: &Hits) -> Features {
    let mut features = Features { dense: [0.0; DENSE], hashed: Vec::new() };
    let second = if tongue == Tongue::En { valence::read(tokens, matches, own) } else { Hits::default() };
    let words = Words::of(tokens, matches, own);
    words.hash(tokens, &mut features.hashed);
    figures(&mut features.dense, lexicon, tokens, own, &second);
    features
}

fn figures(d: &mut [f32; DENSE], lexicon: &Lexicon, tokens: &Tokens, own: &Hits, second: &Hits) {
    let unit = |sum: f32| sum / (sum * sum + 15.0).sqrt();
    let flag = |b: bool| f32::from(u8::from(b));
    let few = |n: usize, most: usize| n.min(most) as f32 / most as f32;
    let (og, ob, sg, sb) = (own.good(), own.bad(), second.good(), second.bad());
    let (mut good, mut bad) = (0.0_f32, 0.0_f32);
    for weight in tokens.symbols.iter().take(8).filter_map(|s| lexicon.emoji(*s)) {
        *if weight > 0 { &mut good } else { &mut bad } += f32::from(weight.abs());
    }
    let signs = Signs::of(tokens);
    let exclaimed = few(tokens.exclamations, 3);
    let words = tokens.len().max(1);
    *d = [
        1.0,
        unit(own.sum()),
        (og / 5.0).min(1.5),
        (ob / 5.0).min(1.5),
        flag(og > 0.0),
        flag(ob > 0.0),
        own.hits.last().map_or(0.0, |(_, _, w)| w.signum()),
        unit(own.after),
        unit(second.sum()),
        (sg / 5.0).min(1.5),
        (sb / 5.0).min(1.5),
        flag(sg > 0.0),
        flag(sb > 0.0),
        (og.max(sg).min(ob.max(sb)) / 3.0).min(1.0),
        flag(og + ob + sg + sb + good + bad == 0.0),
        (good / 5.0).min(1.5),
        (bad / 5.0).min(1.5),
        flag(signs.smiles > 0),
        flag(signs.frowns > 0),
        exclaimed,
        flag(tokens.question),
        (tokens.shouted as f32 / words as f32).min(1.0),
        flag(own.stretched > 0),
        flag(signs.links > 0),
        flag(!tokens.handles.is_empty()),
        few(signs.tags, 4),
        flag(signs.digits),
        (words as f32).ln() / 4.0,
        flag(signs.dots),
        few(own.negators, 3),
        exclaimed * flag(og > ob || good > 0.0),
        flag(tokens.question && ob > og),
        flag(signs.quotes),
    ];
}

/// Signs that are no words.
#[derive(Default)]
struct Signs {
    smiles: usize,
    frowns: usize,
    links: usize,
    tags: usize,
    digits: bool,
    dots: bool,
    quotes: bool,
}

impl Signs {
    fn of(tokens: &Tokens) -> Signs {
        let mut signs = Signs::default();
        for (piece, link) in tokens.pieces().take(MAX_WORDS) {
            if link {
                signs.links += 1;
                continue;
            }
            let bytes = piece.as_bytes();
            signs.tags += usize::from(bytes.len() > 1 && bytes[0] == b'#');
            signs.digits |= bytes[0].is_ascii_digit();
            signs.dots |= piece.ends_with("..") || piece.ends_with('…');
            signs.quotes |= matches!(bytes[0], b'"') || piece.starts_with(['“', '«']);
            match emoticon(bytes) {
                Some(true) => signs.smiles += 1,
                Some(false) => signs.frowns += 1,
                None => {}
            }
        }
        signs
    }
}

/// The smiles, or the frowns, among the pieces that are looked at, as they were written.
pub(super) fn emoticons<'a>(tokens: &Tokens<'a>, smiles: bool) -> impl Iterator<Item = &'a str> {
    let pieces = tokens.pieces().take(MAX_WORDS).filter(|(_, link)| !link).map(|(piece, _)| piece);
    pieces.filter(move |piece| emoticon(piece.as_bytes()) == Some(smiles)).map(|piece| {
        // "phone:(" ends in one: what stands before its eyes is a word
        let whole = FROWNS.contains(&piece);
        let eyes = piece.rfind([':', ';', '=', '8']).filter(|_| !whole).unwrap_or(0);
        &piece[eyes..]
    })
}

/// Bytes of the longest of [`FROWNS`].
const LONGEST: usize = 4;
/// Frowns that are whole pieces: the mouth stands before the eyes, or there is none.
const FROWNS: [&str; 19] = [
    "D:", "D;", "D=", "D':", "):", ")':", ":c", ":C", ":'c", ">:c", ":<", ":-<", "T_T", "T.T", ";_;", "-_-", "._.",
    ">_<", "¬¬",
];

/// Whether a piece ends in a smile (`:-)`, `=D`, `<3`, `xD`) or a frown (`:(`, `:'(`, `:/`).
fn emoticon(piece: &[u8]) -> Option<bool> {
    if piece.len() <= LONGEST && FROWNS.iter().any(|frown| frown.as_bytes() == piece) {
        return Some(false);
    }
    if piece == b"<3" || piece == b"^^" || piece.eq_ignore_ascii_case(b"xd") {
        return Some(true);
    }
    // a mouth is what it ends in
    if !matches!(
        piece.last()?,
        b')' | b'D' | b'P' | b'p' | b'*' | b']' | b'(' | b'/' | b'|' | b'[' | b'@' | b'S' | b's'
    ) {
        return None;
    }
    let eyes = piece.iter().rposition(|b| matches!(b, b':' | b';' | b'=' | b'8'))?;
    let mut mouth = &piece[eyes + 1..];
    if piece[eyes] == b'8' && eyes > 0 {
        return None;
    }
    while let Some((b'-' | b'\'' | b'^' | b'o', rest)) = mouth.split_first() {
        mouth = rest;
    }
    let first = *mouth.first()?;
    if !mouth.iter().all(|b| *b == first) {
        return None;
    }
    match first {
        b')' | b'D' | b'P' | b'p' | b'*' | b']' => Some(true),
        b'(' | b'/' | b'|' | b'[' | b'@' | b'S' | b's' if piece[eyes] != b'8' => Some(false),
        _ => None,
    }
}

/// Which words count, and how each is written for hashing.
struct Words {
    /// Hash of the word; 0 where a brand's name stands.
    hash: Vec<u64>,
    negated: Vec<bool>,
}

impl Words {
    fn of(tokens: &Tokens, matches: &[Match], own: &Hits) -> Words {
        let len = tokens.len().min(MAX_WORDS);
        let mut hash: Vec<u64> = (0..len).map(|i| hash(tokens, i)).collect();
        for m in matches.iter().filter(|m| m.meaning == Meaning::Brand) {
            for h in hash.iter_mut().take(m.end).skip(m.at) {
                *h = 0;
            }
        }
        let mut negated = vec![false; len];
        for at in own.negates.iter().copied().filter(|at| *at < len) {
            let clause = tokens.clause(at);
            for i in (at + 1..len.min(at + 1 + REACH)).take_while(|i| tokens.clause(*i) == clause) {
                negated[i] = true;
            }
        }
        Words { hash, negated }
    }

    fn hash(&self, tokens: &Tokens, out: &mut Vec<(u16, u16, f32)>) {
        let len = self.hash.len();
        // four of each word and three for each of its bytes at most: they are never moved to make room
        let bytes: usize = (0..len).map(|i| tokens.get(i).len().min(MAX_PIECES)).sum();
        out.reserve(4 * len + 3 * bytes + MAX_SYMBOLS);
        let share = 1.0 / (len.max(4) as f32).sqrt();
        for (i, h) in self.hash.iter().copied().enumerate().filter(|(_, h)| *h != 0) {
            let at = i as u16;
            let mut put = |kind: u64, h: u64, value: f32| out.push((at, bucket(kind, h), value * share));
            put(1, h, 1.0);
            if self.negated[i] {
                put(2, h, 1.0);
            }
            // pairs and words two apart, within a part of the sentence
            for (back, kind, turn, value) in [(1, 3, 17, 1.0), (2, 4, 29, 0.5)] {
                let before = i.checked_sub(back).filter(|b| self.hash[*b] != 0);
                if let Some(b) = before.filter(|b| tokens.clause(*b) == tokens.clause(i)) {
                    put(kind, h ^ self.hash[b].rotate_left(turn), value);
                }
            }
            let piece = |h: &u64| (at, bucket(5, *h), 0.35 * share);
            pieces(tokens.get(i), |some| out.extend(some.iter().map(piece)));
        }
        for symbol in tokens.symbols.iter().take(MAX_SYMBOLS) {
            out.push((NO_WORD, bucket(6, u64::from(*symbol)), share));
        }
    }
}

/// The hashes of every run of three to five bytes of a word with its edges marked, those of one beginning together.
fn pieces(word: &str, mut put: impl FnMut(&[u64])) {
    let bytes = word.as_bytes();
    let len = bytes.len().min(MAX_PIECES);
    if len < 3 {
        return;
    }
    let mut edged = [b'_'; MAX_PIECES + 2];
    edged[1..=len].copy_from_slice(&bytes[..len]);
    let edged = &edged[..len + 2];
    let three = |a, b, c| fingerprint([a, b, c]);
    for run in edged.windows(5) {
        let &[a, b, c, d, e] = run else { return };
        let short = three(a, b, c);
        let middle = fingerprint_on(short, d);
        put(&[short, middle, fingerprint_on(middle, e)]);
    }
    // the last two beginnings have no room for the longer ones
    if let &[.., a, b, c, d] = edged {
        let short = three(a, b, c);
        put(&[short, fingerprint_on(short, d), three(b, c, d)]);
    }
}

/// The hash of a word of a text: figures are all alike, laughter is, and a stretched word is its short self.
fn hash(tokens: &Tokens, at: usize) -> u64 {
    let bytes = tokens.get(at).as_bytes();
    if bytes.iter().all(u8::is_ascii_digit) {
        return fingerprint([b'0']);
    }
    if laughs(bytes) {
        return fingerprint([b'j']);
    }
    if !tokens.tripled(at) {
        return tokens.hash(at).max(1);
    }
    let (mut h, mut last, mut times) = (FINGERPRINT, 0, 0);
    for b in bytes.iter().copied() {
        times = if b == last { times + 1 } else { 1 };
        last = b;
        if times <= 2 {
            h = fingerprint_on(h, b);
        }
    }
    h.max(1)
}

/// `jajaja`, `jejej`, `hahaha`, `jjj`.
pub(super) fn laughs(word: &[u8]) -> bool {
    word.len() >= 4
        && word.iter().all(|b| matches!(b, b'j' | b'h' | b'a' | b'e' | b'i'))
        && word.iter().filter(|b| matches!(b, b'j' | b'h')).count() >= 2
}

fn bucket(kind: u64, h: u64) -> u16 {
    let mixed = (h ^ kind.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    // as many buckets as these bits tell
    const { assert!(BUCKETS == 1 << u16::BITS) };
    (mixed >> 40) as u16
}
