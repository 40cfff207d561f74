//! The tone model: how likely a text speaks ill, well or neither. Owns the file of weights and the sum over them; must
//! not know how features are found nor what an answer is used for.
//!
//! A multinomial logistic regression a language: `neutral` is the class that the others are measured against, so each
//! feature has two weights. The file is written by `cargo bench --bench train`.

use super::features::{BUCKETS, DENSE, Features};

/// First bytes of the file.
const MAGIC: &[u8; 4] = b"GBT1";
/// Bytes of one language: the scale and the figures' weights as little-endian `f32`, two signed bytes a bucket.
const SECTION: usize = 4 + DENSE * 8 + BUCKETS * 2;
/// Magic, then the digest of what it was trained from as little-endian `u64`.
const HEADER: usize = 12;

/// Weights of one language.
#[derive(Clone)]
pub struct Weights {
    /// Of the figures: towards negative, towards positive.
    pub dense: Vec<[f32; 2]>,
    /// Of the buckets, in steps of `scale`.
    pub hashed: Vec<[i8; 2]>,
    /// What one step of a bucket's weight is worth.
    pub scale: f32,
}

/// The weights of both languages, and what they were trained from.
pub struct Model {
    /// Digest of the training data, lexicons and settings.
    pub digest: u64,
    /// English, Spanish.
    pub languages: [Weights; 2],
}

impl Model {
    /// The model as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER + 2 * SECTION);
        out.extend(MAGIC);
        out.extend(self.digest.to_le_bytes());
        for weights in &self.languages {
            out.extend(weights.scale.to_le_bytes());
            out.extend(weights.dense.iter().flatten().flat_map(|w| w.to_le_bytes()));
            out.extend(weights.hashed.iter().flatten().map(|w| w.to_le_bytes()[0]));
        }
        out
    }

    /// Reads a file; `None` when it is not one of this version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Model> {
        let body = bytes.strip_prefix(MAGIC).filter(|_| bytes.len() == HEADER + 2 * SECTION)?;
        let (digest, body) = body.split_first_chunk::<8>()?;
        let section = |i: usize| Weights::from_bytes(&body[i * SECTION..(i + 1) * SECTION]);
        Some(Model { digest: u64::from_le_bytes(*digest), languages: [section(0)?, section(1)?] })
    }
}

impl Weights {
    fn from_bytes(bytes: &[u8]) -> Option<Weights> {
        let (dense, hashed) = bytes.split_at(4 + DENSE * 8);
        let figures: Vec<f32> = dense.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let (scale, figures) = figures.split_first()?;
        let pair = |b: &[u8]| [i8::from_le_bytes([b[0]]), i8::from_le_bytes([b[1]])];
        Some(Weights {
            scale: *scale,
            dense: figures.chunks_exact(2).map(|w| [w[0], w[1]]).collect(),
            hashed: hashed.chunks_exact(2).map(pair).collect(),
        })
    }

    /// Adds to each word of a text how much it pulls towards negative (0) or positive (1).
    pub(super) fn pull(&self, features: &Features, side: usize, words: &mut [f32]) {
        for of_one in features.hashed.chunk_by(|a, b| a.0 == b.0) {
            let Some(sum) = words.get_mut(usize::from(of_one[0].0)) else { continue };
            *sum = of_one.iter().fold(*sum, |sum, (_, bucket, value)| {
                let weights = self.hashed[usize::from(*bucket)];
                sum + (f32::from(weights[side]) - 0.5 * f32::from(weights[1 - side])) * self.scale * value
            });
        }
    }

    /// How likely each answer is: negative, neutral, positive; they add up to 1.
    pub fn odds(&self, features: &Features) -> [f32; 3] {
        let (mut ill, mut well) = (0.0_f32, 0.0_f32);
        for (_, bucket, value) in &features.hashed {
            let [a, b] = self.hashed[usize::from(*bucket)];
            ill += f32::from(a) * value;
            well += f32::from(b) * value;
        }
        (ill, well) = (ill * self.scale, well * self.scale);
        for (value, weight) in features.dense.iter().zip(&self.dense) {
            ill += value * weight[0];
            well += value * weight[1];
        }
        softmax(ill, well)
    }
}

/// The three odds of two sums, neutral's being 0.
pub fn softmax(ill: f32, well: f32) -> [f32; 3] {
    let most = ill.max(well).max(0.0);
    let (a, n, b) = ((ill - most).exp(), (-most).exp(), (well - most).exp());
    let sum = a + n + b;
    [a / sum, n / sum, b / sum]
}
