//! How a text sounds: ill, well, neither, or not told. Owns the decision over the model's odds and the lexicons' words;
//! must not know what a tone is worth. English and Spanish have a model; of other languages only emoji and the words
//! that they share with Spanish are heard.

use super::features::{self, Features};
use super::irony::{self, Irony};
use super::lexicon::{Cue, Lexicon, Match, Meaning, Tongue};
use super::model::{Model, Weights};
use super::tokens::Tokens;
use super::tone_words::{self, Hits};
use crate::domain::mention::Tone;
use std::sync::LazyLock;

/// How a text sounds, and the places that say so.
pub(super) struct Mood {
    pub tone: Tone,
    /// -100 to 100; beyond 15 only when the tone is negative or positive.
    pub strength: i8,
    /// 0 to 100: how much to believe the tone.
    pub confidence: u8,
    /// The words that tipped it, in the order of the text: first word, end.
    pub words: Vec<(usize, usize)>,
    /// The emoji and emoticons that tipped it, each once.
    pub signs: Vec<String>,
    /// Words of anger, fear or disgust.
    pub aroused: Vec<(usize, usize)>,
    /// Emoji of anger, fear or disgust.
    pub faces: Vec<char>,
}

/// From this weight down an emoji is anger, fear or disgust, not mere displeasure.
const AROUSED: i8 = -3;
/// Strength under which a text is neither.
const NEUTRAL: i8 = 15;
/// Emoji that count.
const MAX_EMOJI: usize = 3;
/// Most words that explain a tone, and most signs beside them.
const MAX_WORDS: usize = 4;
const MAX_SIGNS: usize = 2;
/// Odds of a tone over the next below which nothing is said.
const NEAR: f32 = 0.06;
/// Words of a text that leaves its mood to the face that is drawn: longer ones say it themselves.
const FEW: usize = 7;
/// How far a face is believed that words do not bear out.
const DRAWN: f32 = 0.45;
/// What a complaint missed costs beside a false alarm, in English and Spanish: a room would rather look once too often.
/// Chosen on the project's own examples, where more than eight of ten alarms stay true.
const LEAN: [f32; 2] = [1.8, 1.3];

static MODEL: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../../assets/sentiment/model.bin")));

/// Reads a text; `language` chooses the model, none known means both.
pub(super) fn read(lexicon: &Lexicon, text: &str, tokens: &Tokens, matches: &[Match], language: Option<&str>) -> Mood {
    let tongues: &[Tongue] = match language {
        Some("en") => &[Tongue::En],
        Some("es") => &[Tongue::Es],
        None => &[Tongue::En, Tongue::Es],
        Some(_) => &[],
    };
    let related = matches!(language, Some("pt" | "ca" | "gl" | "it"));
    let hits = tone_words::read(tokens, matches, |t| tongues.contains(&t) || (related && t == Tongue::Es));
    let mut mood = Mood {
        tone: Tone::Unknown,
        strength: 0,
        confidence: 0,
        words: Vec::new(),
        signs: Vec::new(),
        aroused: Vec::new(),
        faces: Vec::new(),
    };
    let rough = Rough::of(lexicon, tokens, &hits, &mut mood.faces);
    let models: Vec<(&Weights, Features)> = MODEL.as_ref().map_or_else(Vec::new, |model| {
        let weights = |t: Tongue| &model.languages[usize::from(t == Tongue::Es)];
        let read = |t: Tongue, own: &Hits| (weights(t), features::of(lexicon, tokens, matches, t, own));
        match tongues {
            // the words of tone are this language's alone already
            [only] => vec![read(*only, &hits)],
            several => several.iter().map(|t| read(*t, &tone_words::read(tokens, matches, |own| own == *t))).collect(),
        }
    });
    // of one or two words in a language that nobody told, the model knows less than the lists
    let silent = rough.hits == 0 && tokens.len() == 0;
    if models.is_empty() || silent || (language.is_none() && tokens.len() < 3) {
        mood.rough(&rough, &hits);
        mood.heed_leaving(matches);
        mood.signs = signs(lexicon, tokens, mood.tone);
    } else {
        let odds = mean(&models);
        let irony = irony::of(text, tokens, &hits);
        let lean = if language == Some("en") { LEAN[0] } else { LEAN[1] };
        mood.decide([odds[0] * lean, odds[1], odds[2]], &rough, irony, models.len());
        mood.spare(tokens, matches, &hits);
        mood.heed_leaving(matches);
        mood.signs = signs(lexicon, tokens, mood.tone);
        mood.words = tipped(tokens, &models, &hits, mood.tone);
    }
    mood.aroused = hits.aroused;
    mood
}

fn mean(models: &[(&Weights, Features)]) -> [f32; 3] {
    let mut odds = [0.0; 3];
    for (weights, features) in models {
        for (sum, p) in odds.iter_mut().zip(weights.odds(features)) {
            *sum += p / models.len() as f32;
        }
    }
    odds
}

impl Mood {
    fn decide(&mut self, odds: [f32; 3], rough: &Rough, irony: Irony, models: usize) {
        let all: f32 = odds.iter().sum();
        let [ill, neither, well] = odds.map(|p| p / all);
        let (mut tone, top, next) = if ill >= neither && ill >= well {
            (Tone::Negative, ill, neither.max(well))
        } else if well >= neither {
            (Tone::Positive, well, neither.max(ill))
        } else {
            (Tone::Neutral, neither, ill.max(well))
        };
        let mut confidence = top;
        if tone != Tone::Neutral && top - next < NEAR {
            tone = Tone::Unknown;
        }
        match irony {
            Irony::Told if tone != Tone::Negative => (tone, confidence) = (Tone::Negative, 0.5),
            Irony::Likely if tone == Tone::Positive => (tone, confidence) = (Tone::Unknown, 0.4),
            Irony::Likely => confidence *= 0.8,
            Irony::Told | Irony::None => {}
        }
        // whoever draws a face says by it what the words leave open
        if rough.frowns && matches!(tone, Tone::Neutral | Tone::Unknown) {
            (tone, confidence) = (Tone::Negative, DRAWN);
        }
        if models > 1 {
            // two models that may both be the wrong one
            confidence *= 0.7;
        }
        self.tone = tone;
        self.confidence = percent(confidence);
        self.strength = strength(tone, rough.sum, well - ill);
    }

    /// A model that counts words hears "bad" in "not bad" and "complaints" in "no complaints": where no other word
    /// complains, it is no complaint.
    fn spare(&mut self, tokens: &Tokens, matches: &[Match], hits: &Hits) {
        let mild = |m: &&Match| m.meaning == Meaning::Cue(Cue::NotBad);
        let within = |at: usize| matches.iter().filter(mild).any(|m| (m.at..m.end).contains(&at));
        let denied = matches.iter().any(|m| mild(&m)) || hits.hits.iter().any(|hit| hits.denies(tokens, hit));
        if self.tone == Tone::Negative && denied && hits.hits.iter().all(|(at, _, weight)| *weight > 0.0 || within(*at))
        {
            self.tone = Tone::Neutral;
            self.strength = 0;
            self.confidence = self.confidence.min(40);
        }
    }

    /// Who says that they come no more complains, though no word of it is a bad one; praise beside it is believed.
    fn heed_leaving(&mut self, matches: &[Match]) {
        let said = |cue: Cue| matches.iter().any(|m| m.meaning == Meaning::Cue(cue));
        let open = matches!(self.tone, Tone::Neutral | Tone::Unknown);
        if open && said(Cue::Leaves) && !said(Cue::NotBad) {
            self.tone = Tone::Negative;
            self.strength = self.strength.min(-NEUTRAL);
            self.confidence = percent(DRAWN);
        }
    }

    /// Without a model: what emoji and single words say.
    fn rough(&mut self, rough: &Rough, hits: &Hits) {
        if rough.hits == 0 {
            return;
        }
        let strength = scaled(rough.sum);
        self.strength = strength;
        self.tone = match strength {
            s if s <= -NEUTRAL => Tone::Negative,
            s if s >= NEUTRAL => Tone::Positive,
            _ => Tone::Neutral,
        };
        self.confidence = percent(0.25 + f32::from(strength.unsigned_abs()) / 400.0);
        let with = |weight: f32| weight * f32::from(strength) > 0.0;
        self.words = hits.hits.iter().filter(|h| with(h.2)).map(|h| (h.0, h.1)).take(MAX_WORDS).collect();
    }
}

fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

fn scaled(sum: f32) -> i8 {
    (100.0 * sum / (sum * sum + 15.0).sqrt()).round() as i8
}

/// How strongly a tone is said: the words' own weight, and what the model makes of them (`lean`, -1 to 1).
fn strength(tone: Tone, sum: f32, lean: f32) -> i8 {
    let strength = scaled(0.6 * sum + 3.0 * lean);
    match tone {
        Tone::Negative => strength.min(-NEUTRAL),
        Tone::Positive => strength.max(NEUTRAL),
        Tone::Neutral | Tone::Unknown => strength.clamp(1 - NEUTRAL, NEUTRAL - 1),
    }
}

/// What emoji and the lexicon's words add up to.
struct Rough {
    sum: f32,
    hits: usize,
    /// It has few words, its emoji and emoticons complain, and no praise stands beside them.
    frowns: bool,
}

impl Rough {
    fn of(lexicon: &Lexicon, tokens: &Tokens, words: &Hits, faces: &mut Vec<char>) -> Rough {
        let sum = if words.but { (words.sum() - words.after) * 0.6 + words.after * 1.3 } else { words.sum() };
        let mut rough = Rough { sum, hits: words.hits.len(), frowns: false };
        for (symbol, weight) in tokens.symbols.iter().filter_map(|s| Some((*s, lexicon.emoji(*s)?))).take(MAX_EMOJI) {
            rough.hits += 1;
            rough.sum += f32::from(weight);
            if weight <= AROUSED {
                faces.push(symbol);
            }
        }
        for (smiles, weight) in [(true, 2.0), (false, -2.0)] {
            let signs = features::emoticons(tokens, smiles).take(MAX_SIGNS).count();
            rough.hits += signs;
            rough.sum += weight * signs as f32;
        }
        rough.frowns = tokens.len() <= FEW && rough.sum < sum && rough.sum < 0.0;
        rough.sum *= 1.0 + 0.08 * tokens.exclamations.min(3) as f32;
        rough
    }
}

/// The emoji and emoticons that say the tone, each once: of the emoji those that count, of the pieces the first.
fn signs(lexicon: &Lexicon, tokens: &Tokens, tone: Tone) -> Vec<String> {
    let good = match tone {
        Tone::Negative => false,
        Tone::Positive => true,
        Tone::Neutral | Tone::Unknown => return Vec::new(),
    };
    let weighed = tokens.symbols.iter().filter_map(|s| Some((*s, lexicon.emoji(*s)?))).take(MAX_EMOJI);
    let emoji =
        weighed.filter(|(_, weight)| *weight != 0 && (*weight > 0) == good).map(|(symbol, _)| symbol.to_string());
    let mut signs: Vec<String> = Vec::new();
    for sign in emoji.chain(features::emoticons(tokens, good).map(str::to_owned)) {
        if signs.len() < MAX_SIGNS && !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    signs
}

/// The places that pulled hardest towards the tone, neighbours joined.
fn tipped(tokens: &Tokens, models: &[(&Weights, Features)], hits: &Hits, tone: Tone) -> Vec<(usize, usize)> {
    let side = match tone {
        Tone::Negative => 0,
        Tone::Positive => 1,
        Tone::Neutral | Tone::Unknown => return Vec::new(),
    };
    let mut pull = vec![0.0_f32; tokens.len()];
    for (weights, features) in models {
        weights.pull(features, side, &mut pull);
    }
    let sign = if side == 0 { -1.0 } else { 1.0 };
    for (at, end, weight) in &hits.hits {
        for p in pull.iter_mut().take(*end).skip(*at) {
            *p += 0.3 * weight * sign;
        }
    }
    let mut order: Vec<usize> = (0..pull.len()).filter(|i| pull[*i] > 0.15).collect();
    order.sort_by(|a, b| pull[*b].total_cmp(&pull[*a]).then(a.cmp(b)));
    order.truncate(MAX_WORDS);
    order.sort_unstable();
    let mut places: Vec<(usize, usize)> = Vec::with_capacity(order.len());
    for at in order {
        match places.last_mut() {
            Some(last) if last.1 == at && tokens.clause(at) == tokens.clause(at - 1) => last.1 = at + 1,
            _ => places.push((at, at + 1)),
        }
    }
    places
}
