//! The language of a text. Owns how small words and endings, a detector's answer and the post's own hint are weighed
//! against each other; says nothing rather than guess. Must not know what a text means.
//!
//! `whichlang` tells sixteen languages by letters, gives no score and knows no Catalan: it takes it for Spanish, French
//! or Portuguese. So every word and ending of `languages.tsv` votes for the languages that it is common in, whichlang's
//! answer and the hint are votes too, and the most votes win. A quoted slogan has few small words, so the language of
//! the sentence around it wins.

use super::tokens::is_alphabetic;
use std::sync::LazyLock;
use whichlang::Lang;

/// Letters under which words tell no language: of one word, and of several.
const TOO_SHORT: [usize; 2] = [10, 6];
/// Letters that are enough when words of one language alone stand there, and the votes by which it must lead.
const PLAIN: (usize, i16) = (4, 5);
/// Letters under which the post's own hint is believed more than its words.
const SHORT: usize = 40;
/// Bytes that are enough to tell.
const ENOUGH: usize = 240;

/// Votes of whichlang's answer: as one word and a half that only that language has.
const DETECTOR: i16 = 6;
/// Words of an outcry, and what is left there of its votes for what few write: it tells languages by letters, and has few.
const FEW: i16 = 3;
const GUESS: i16 = 1;
/// Most votes that a language unknown to it gets back, three for each that it leads by: the answer went to a relative.
const LOOKALIKE: i16 = 9;
/// Votes that English and Spanish start with: most of what a room reads.
const USUAL: i16 = 2;
/// Votes of the hint beside few words and beside many.
const HINT: (i16, i16) = (12, 4);
/// Votes of a laugh in Spanish, as those of `¿`.
const LAUGHED: i16 = 4;
/// Votes of an `I`, as those of the article elsewhere.
const ALONE: i16 = 4;
/// Words from which a language of the list must have at least one vote a word, or none is told: the text is in one that
/// neither the list nor the detector knows.
const TELLING: i16 = 4;

/// Languages that the list tells, in the order of their votes.
const TOLD: [&str; 12] = ["en", "es", "pt", "fr", "ca", "it", "gl", "eu", "de", "nl", "sv", "tr"];

/// A count for each language of [`TOLD`], and room to a power of two, so that a word's votes are added at once.
type Votes = [i16; 16];

/// Two letters of ISO 639-1, when told; a text comes as what stands between its blanks, and whether that is a link.
pub(super) fn of<'a>(pieces: impl Iterator<Item = (&'a str, bool)> + Clone, hint: Option<&str>) -> Option<String> {
    let hint = hint.and_then(two_letters);
    let all = pieces.filter(|(_, link)| !link).map(|(piece, _)| piece);
    let pieces = all.clone().filter(|piece| counts(piece));
    let mut count = LIST.count(enough(pieces.clone()));
    if count.words > 0 && enough(all).any(laughs_in_spanish) {
        count.votes[ES] += LAUGHED;
        count.letters += LAUGH;
    }
    // languages that nothing here knows would come back as a neighbour's
    let unknown = hint.as_deref().is_some_and(|h| !TOLD.contains(&h) && !KNOWN.iter().any(|(_, code)| *code == h));
    let plain = count.words > 1 && count.letters >= PLAIN.0 && leader(&count.votes).1 >= PLAIN.1;
    if (count.letters < TOO_SHORT[usize::from(count.words > 1)] && !plain) || unknown {
        return hint;
    }
    told(enough(pieces), count, hint.as_deref()).map(str::to_owned)
}

/// Whether it is neither a handle nor a tag, nor a laugh or a cry.
fn counts(piece: &str) -> bool {
    match piece.as_bytes() {
        [b'@' | b'#', ..] => false,
        [0xef, ..] => !piece.starts_with(['＠', '＃']),
        bytes => !drawn_out(bytes),
    }
}

/// Whether a piece is one or two letters over and over (`jajaja`, `haha`, `aaaah`, `nooooo`): a sound, which every language
/// writes, and a detector of letters takes for the one that has most of them.
fn drawn_out(piece: &[u8]) -> bool {
    let end = piece.iter().rposition(u8::is_ascii_alphabetic).map_or(0, |last| last + 1);
    let start = piece.iter().position(u8::is_ascii_alphabetic).unwrap_or(0);
    // few letters end the look at most words: the third different one is among them
    let (mut two, mut letters) = ([0; 2], 0);
    for letter in piece[start.min(end)..end].iter().map(|byte| byte | 0x20) {
        if !letter.is_ascii_lowercase() {
            return false;
        }
        letters += 1;
        match two {
            [a, b] if letter == a || letter == b => {}
            [0, _] => two[0] = letter,
            [_, 0] => two[1] = letter,
            _ => return false,
        }
    }
    // "papa", "anna" and "coco" are words; of those that begin with a breath none is
    letters >= if matches!(two[0], b'j' | b'h' | b'k' | b'x') { LAUGH } else { CRY }
}

/// Letters of the shortest laugh and of the shortest cry.
const LAUGH: usize = 4;
const CRY: usize = 6;

/// Whether a piece is a laugh as Spanish writes it: no other language that is told writes its breath with a `j`.
fn laughs_in_spanish(piece: &str) -> bool {
    matches!(piece.as_bytes(), [b'j' | b'J', b'a' | b'A' | b'e' | b'E' | b'i' | b'I', b'j' | b'J', ..])
        && drawn_out(piece.as_bytes())
}

/// As much of a text as is enough.
fn enough<'a>(pieces: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let mut bytes = 0;
    pieces.map_while(move |piece| {
        if bytes > ENOUGH {
            return None;
        }
        // text without blanks (Japanese, Chinese) is one long piece
        let end = if piece.len() <= ENOUGH { piece.len() } else { piece.floor_char_boundary(ENOUGH) };
        bytes += end + 1;
        Some(&piece[..end])
    })
}

fn told<'a>(pieces: impl Iterator<Item = &'a str>, count: Count, hint: Option<&str>) -> Option<&'static str> {
    let Count { mut votes, words: many, letters } = count;
    if let Some(at) = hint.and_then(|h| TOLD.iter().position(|code| *code == h)) {
        votes[at] += if letters < SHORT { HINT.0 } else { HINT.1 };
    }
    votes[EN] += USUAL;
    votes[ES] += USUAL;
    let (best, lead) = leader(&votes);
    if lead > DETECTOR + LOOKALIKE && votes[best] >= many {
        return Some(TOLD[best]);
    }
    let mut words = pieces.fold(String::with_capacity(2 * ENOUGH), |words, piece| words + piece + " ");
    // capitals are the same words, and the detector knows few of them
    words.make_ascii_lowercase();
    let detected = whichlang::detect_language(&words);
    let detected = KNOWN.iter().find(|(lang, _)| *lang == detected).map(|(_, code)| *code)?;
    let Some(at) = TOLD.iter().position(|code| *code == detected) else {
        return Some(detected);
    };
    if RARE.contains(&best) && at != EN {
        votes[best] += (3 * lead).min(LOOKALIKE);
    }
    let usual = at == EN || at == ES;
    let detector = if many > FEW || usual { DETECTOR } else { GUESS };
    votes[at] += detector;
    let (best, _) = leader(&votes);
    let support = votes[best] - if best == at { detector } else { 0 };
    // an outcry of which the list has no word: the detector guesses a neighbour as often as not
    if many <= FEW && !usual && support <= USUAL && hint.is_none() {
        return None;
    }
    // the rarer a language is, the more it takes to believe in it
    let enough = if RARE.contains(&best) { many } else { many / 3 };
    (many < TELLING || support >= enough).then_some(TOLD[best])
}

/// The language with the most votes, the earlier of two, and by how many it leads.
fn leader(votes: &Votes) -> (usize, i16) {
    let (mut best, mut second) = (0, i16::MIN);
    for at in 1..TOLD.len() {
        if votes[at] > votes[best] {
            (second, best) = (votes[best], at);
        } else {
            second = second.max(votes[at]);
        }
    }
    (best, votes[best] - second)
}

/// `es-ES`, `ES_es`, `es` give `es`; "undetermined" and the like give nothing.
fn two_letters(hint: &str) -> Option<String> {
    let code = hint.trim().split(['-', '_']).next().unwrap_or_default();
    let code = if code.eq_ignore_ascii_case("spa") { "es" } else { code };
    let code = if code.eq_ignore_ascii_case("eng") { "en" } else { code };
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic())).then(|| code.to_ascii_lowercase())
}

/// The words and endings of `languages.tsv`: an open hash table from a word packed into eight bytes to its votes.
struct List {
    /// A bit for the last two letters of each ending: most words have none, and are spared three look-ups.
    last: [u64; 64],
    keys: Vec<u64>,
    rows: Vec<u16>,
    votes: Vec<Votes>,
}

static LIST: LazyLock<List> = LazyLock::new(|| List::read(include_str!("../../assets/lexicons/languages.tsv")));

/// Slots of the table, as a power of two; a test keeps it half empty.
const BITS: u32 = 12;
/// Bytes of a packed word.
const PACKED: usize = 8;

impl List {
    fn read(text: &str) -> List {
        let mut list = List { last: [0; 64], keys: vec![0; 1 << BITS], rows: vec![0; 1 << BITS], votes: Vec::new() };
        for row in text.lines().filter(|row| !row.starts_with('#')) {
            let mut columns = row.split('\t');
            let languages = columns.next().unwrap_or_default();
            let weight = columns.next().and_then(|weight| weight.parse::<i16>().ok());
            let (Some(weight), Some(words)) = (weight, columns.next()) else { continue };
            for language in languages.split(',').filter_map(|code| TOLD.iter().position(|told| *told == code)) {
                words.split(' ').for_each(|word| list.learn(word, language, weight));
            }
        }
        list
    }

    fn learn(&mut self, word: &str, language: usize, weight: i16) {
        let Some(key) = word.chars().try_fold(0, pack) else { return };
        if word.starts_with('-') {
            self.last[(key & 63) as usize] |= 1 << (key >> 8 & 63);
        }
        let slot = self.slot(key);
        if self.keys[slot] == 0 {
            self.keys[slot] = key;
            self.rows[slot] = self.votes.len() as u16;
            self.votes.push(Votes::default());
        }
        let vote = &mut self.votes[usize::from(self.rows[slot])][language];
        *vote = weight.max(*vote);
    }

    /// Where a word is, or would be.
    fn slot(&self, key: u64) -> usize {
        let mut slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS)) as usize;
        while self.keys[slot] != 0 && self.keys[slot] != key {
            slot = (slot + 1) & ((1 << BITS) - 1);
        }
        slot
    }

    fn vote(&self, key: u64, votes: &mut Votes) {
        let slot = self.slot(key);
        if self.keys[slot] != 0 {
            let row = &self.votes[usize::from(self.rows[slot])];
            votes.iter_mut().zip(row).for_each(|(sum, vote)| *sum += vote);
        }
    }

    fn count<'a>(&self, pieces: impl Iterator<Item = &'a str>) -> Count {
        let mut count = Count { votes: [0; 16], words: 0, letters: 0 };
        pieces.for_each(|piece| self.add(piece, &mut count));
        count
    }

    /// Adds what stands between two blanks to a count.
    fn add(&self, mut piece: &str, count: &mut Count) {
        // what the list knows as an article of others
        if piece == "I" {
            count.votes[EN] += ALONE;
        }
        let mut word = Word::default();
        loop {
            let run = word.push_ascii(piece.as_bytes());
            count.letters += run;
            let next = piece[run..].chars().next();
            if let Some(c) = next.filter(|c| !c.is_ascii() && is_alphabetic(*c)) {
                word.push(c);
                // one character of a script without blanks is a word
                count.letters += if c < '\u{3000}' { 1 } else { 4 };
            } else if word.letters > 0 {
                count.words += 1;
                word.vote(matches!(next, Some('\'' | '’')), self, &mut count.votes);
                word = Word::default();
            }
            let Some(c) = next else { return };
            match c {
                '¿' | '¡' => count.votes[ES] += 4,
                '·' => count.votes[CA] += 2,
                _ => {}
            }
            piece = &piece[run + c.len_utf8()..];
        }
    }
}

/// What the words of a text say.
struct Count {
    votes: Votes,
    words: i16,
    letters: usize,
}

const EN: usize = 0;
const ES: usize = 1;
const CA: usize = 4;
const GL: usize = 6;
const EU: usize = 7;
/// Languages that the detector does not know.
const RARE: [usize; 3] = [CA, GL, EU];

/// A word as it is read: packed from its start while it fits, and its last letters.
#[derive(Default)]
struct Word {
    start: Option<u64>,
    last: u64,
    letters: usize,
}

impl Word {
    /// As [`Word::push`], for most of what people write: all letters up to the first byte that is none of ASCII; how many
    /// they are.
    fn push_ascii(&mut self, bytes: &[u8]) -> usize {
        let (mut run, mut last) = (0, self.last);
        for letter in bytes.iter().map(|byte| byte | 0x20).take_while(u8::is_ascii_lowercase) {
            last = last << 8 | u64::from(letter);
            run += 1;
        }
        if run > 0 {
            let whole = self.letters == 0 || self.start.is_some();
            self.letters += run;
            // while it fits, the last letters are the whole word
            self.start = Some(last).filter(|_| whole && self.letters <= PACKED);
            self.last = last;
        }
        run
    }

    fn push(&mut self, c: char) {
        let letter = latin(c);
        self.start = if self.letters == 0 { pack(0, c) } else { self.start.and_then(|start| pack(start, c)) };
        self.last = (self.last << 8) | letter.unwrap_or(0xff);
        self.letters += 1;
    }

    fn vote(&self, apostrophe: bool, list: &List, votes: &mut Votes) {
        if let Some(key) = self.start.and_then(|start| if apostrophe { pack(start, '\'') } else { Some(start) }) {
            list.vote(key, votes);
        }
        if list.last[(self.last & 63) as usize] >> (self.last >> 8 & 63) & 1 == 0 {
            return;
        }
        // an ending is shorter than its word
        for letters in 2..self.letters.min(5) {
            let bits = 8 * letters as u32;
            list.vote((u64::from(b'-') << bits) | (self.last & ((1 << bits) - 1)), votes);
        }
    }
}

/// A letter of Latin-1 in lower case; none for others.
fn latin(c: char) -> Option<u64> {
    match u64::from(c) {
        byte @ (0x41..=0x5a | 0xc0..=0xde) => Some(byte + 0x20),
        byte @ 0..=0xff => Some(byte),
        _ => None,
    }
}

/// Adds a character to a packed word while there is room.
fn pack(word: u64, c: char) -> Option<u64> {
    (word >> (8 * (PACKED - 1)) == 0).then_some(())?;
    Some((word << 8) | latin(c)?)
}

const KNOWN: [(Lang, &str); 16] = [
    (Lang::Eng, "en"),
    (Lang::Spa, "es"),
    (Lang::Ara, "ar"),
    (Lang::Cmn, "zh"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Hin, "hi"),
    (Lang::Ita, "it"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Nld, "nl"),
    (Lang::Por, "pt"),
    (Lang::Rus, "ru"),
    (Lang::Swe, "sv"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::triage::language_of as of;

    #[test]
    fn words_tell_or_the_hint_does() {
        let cases = [
            ("The delivery was three weeks late and nobody answered my calls", None, Some("en")),
            ("El pedido llegó tres semanas tarde y nadie me coge el teléfono", None, Some("es")),
            ("La livraison a trois semaines de retard et personne ne répond", None, Some("fr")),
            ("A comanda va arribar tard i ningú no em contesta al telèfon mai", None, Some("ca")),
            ("A encomenda chegou três semanas atrasada e ninguém me atende", None, Some("pt")),
            ("注文した商品がまだ届きません。返金してください", None, Some("ja")),
            ("Заказ опоздал на три недели, и никто не отвечает", None, Some("ru")),
            ("ok @acme_es https://ejemplo.example/una-direccion-larga #nocompreis", None, None),
            ("ok", Some("es-ES"), Some("es")),
            ("no me va la app", Some("es"), Some("es")),
            ("A comanda va arribar tard i ningú no em contesta al telèfon mai", Some("ca"), Some("ca")),
            ("The delivery was three weeks late and nobody answered my calls", Some("es"), Some("en")),
            ("Zamówienie przyszło trzy tygodnie za późno", Some("pl"), Some("pl")),
            ("Kini ang pulong sa mga tawo dinhi karon sa lungsod", None, None),
            // the sentence wins over the slogan in it
            ("Su nuevo lema \"The taste of tomorrow\" no hay quien lo entienda", None, Some("es")),
            ("El seu community manager està on fire i ningú no li diu res", None, Some("ca")),
            ("Whoever wrote \"el sabor de siempre\" on the box has never tried it", None, Some("en")),
            ("👍👍", Some("und"), None),
            // a laugh or a cry is no language, unless it is written as only one writes it and words stand beside it
            ("aaaaaaaaaaaaaaaa", None, None),
            ("noooooooooooo", None, None),
            ("hahahahahaha", None, None),
            ("¡¡jajajajajajaja!!", None, None),
            ("jajajajaja me parto", None, Some("es")),
            ("hahahahaha brilliant work from the whole team", None, Some("en")),
            ("nooooooooo, le colis est encore en retard", None, Some("fr")),
            ("AAAAAH QUÉ ALEGRÍA MÁS GRANDE", None, Some("es")),
            ("", None, None),
            // outcries, in which the brand does not count
            ("I hate @acme", None, Some("en")),
            ("SHAME ON YOU!!!", None, Some("en")),
            ("Shame on @acme", None, Some("en")),
            ("Vergüenza de @acme", None, Some("es")),
            ("demanda colectiva contra @acme", None, Some("es")),
            ("está de puta madre", None, Some("es")),
            ("vaya tela", None, Some("es")),
            ("Sinvergüenzas!!!", None, Some("es")),
            ("Acme vergüenza nacional", None, Some("es")),
            ("Vergonzoso!!!", None, Some("es")),
            ("Mentirosos!", None, Some("es")),
            ("fraude total", None, Some("es")),
            ("aburrida la cola", None, Some("es")),
            ("parcel late again", None, Some("en")),
            ("Quelle honte", None, Some("fr")),
            ("Que vergonha", None, Some("pt")),
            ("Quina vergonya", None, Some("ca")),
            ("Che vergogna questa azienda", None, Some("it")),
            ("ok to", None, None),
        ];
        for (text, hint, expected) in cases {
            assert_eq!(of(text, hint).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_project_s_own_posts_are_told() {
        let rows = || include_str!("../../tests/data/language.tsv").lines().filter(|row| !row.starts_with('#'));
        let five = |code: String| if ["en", "es", "pt", "fr", "ca"].contains(&&*code) { code } else { "other".into() };
        let share = |language: &str, parts: &[&str]| {
            let posts = rows().filter_map(|row| {
                let mut columns = row.split('\t');
                let right = five(columns.next()?.to_owned());
                let part = columns.next()?;
                let post = columns.next()?;
                (right == language && parts.contains(&part)).then_some(post)
            });
            let told: Vec<bool> = posts.map(|p| of(p, None).map_or("other".into(), five) == language).collect();
            assert!(told.len() >= 10, "{language}");
            told.iter().filter(|right| **right).count() * 100 / told.len()
        };
        // the shares that were measured, less two or three posts
        for (language, least) in [("en", 97), ("es", 92), ("pt", 96), ("fr", 97), ("ca", 88), ("other", 88)] {
            let reached = share(language, &["check", "fresh"]);
            assert!(reached >= least, "{language}: {reached} %");
        }
        assert_eq!(rows().filter(|row| row.split('\t').count() != 3).count(), 0);
    }

    #[test]
    fn every_row_of_the_list_is_understood() {
        for row in include_str!("../../assets/lexicons/languages.tsv").lines().filter(|row| !row.starts_with('#')) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 3, "{row}");
            assert!(columns[0].split(',').all(|code| TOLD.contains(&code)), "{row}");
            assert!((1..=6).contains(&columns[1].parse::<i16>().unwrap()), "{row}");
            for word in columns[2].split(' ') {
                let ending = word.strip_prefix('-');
                assert!(!word.is_empty() && word.chars().try_fold(0, pack).is_some(), "{row}: {word}");
                assert!(ending.is_none_or(|e| (2..=4).contains(&e.chars().count())), "{row}: {word}");
                assert_eq!(word.to_lowercase(), word, "{row}");
            }
        }
        assert!(LIST.votes.len() * 2 < 1 << BITS, "{}", LIST.votes.len());
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "what is measured here is time itself")]
    fn hostile_text_is_cheap() {
        use std::time::{Duration, Instant};
        // eight times the text in at most sixteen times the time; the best of a few, since a busy machine only ever adds
        let best = |text: &str| {
            let time = || {
                let start = Instant::now();
                of(text, None);
                start.elapsed()
            };
            (0..3).map(|_| time()).min().unwrap_or_default()
        };
        for unit in ["a", "el ", "\0", "e\u{301}\u{302}", "😡", "'", "ñ", "的", "ß’"] {
            let [short, long] = [125_000, 1_000_000].map(|bytes| unit.repeat(bytes / unit.len()));
            let fits = |_| best(&long) < best(&short) * 16 + Duration::from_millis(20);
            assert!((0..20).any(fits), "{unit:?}");
        }
    }
}
