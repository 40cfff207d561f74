//! The regression: AdaGrad over the examples in a shuffled but fixed order, with a pull towards zero.

use crate::examples::Example;
use gabinete::triage::training::{BUCKETS, DENSE, Weights, softmax};

const EPOCHS: usize = 15;
const RATE: f32 = 0.1;
/// Pull towards zero of hashed features and of figures.
const PULL: f32 = 0.07;
const PULL_FIGURES: f32 = 0.001;
/// Parts that a cross-validation has.
const PARTS: usize = 5;

/// A weight and the sum of its squared steps.
type Cell = ([f32; 2], [f32; 2]);

/// Trains on all of these.
pub fn train(examples: &[&Example]) -> Weights {
    let mut hashed: Vec<Cell> = vec![([0.0; 2], [1e-3; 2]); BUCKETS];
    let mut dense: Vec<Cell> = vec![([0.0; 2], [1e-2; 2]); DENSE];
    let say = say(examples);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice = 12_345_u64;
    for epoch in 0..EPOCHS {
        shuffle(&mut order, &mut dice);
        let rate = RATE * (1.0 - epoch as f32 / EPOCHS as f32).max(0.05);
        for example in order.iter().map(|i| examples[*i]) {
            learn(example, say[example.label], rate, &mut hashed, &mut dense);
        }
    }
    quantised(&hashed, &dense)
}

/// What an example of each class counts, so that all classes count the same.
fn say(examples: &[&Example]) -> [f32; 3] {
    let mut sums = [0.0_f32; 3];
    for example in examples {
        sums[example.label] += example.weight;
    }
    let all: f32 = sums.iter().sum();
    sums.map(|sum| all / 3.0 / sum.max(1.0))
}

/// A shuffle that is the same everywhere.
fn shuffle(order: &mut [usize], dice: &mut u64) {
    for last in (1..order.len()).rev() {
        *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(last, (*dice >> 33) as usize % (last + 1));
    }
}

fn learn(example: &Example, say: f32, rate: f32, hashed: &mut [Cell], dense: &mut [Cell]) {
    let features = &example.features;
    let mut sums = [0.0_f32; 2];
    for (side, sum) in sums.iter_mut().enumerate() {
        *sum += features.hashed.iter().map(|(_, b, v)| hashed[*b as usize].0[side] * v).sum::<f32>();
        *sum += features.dense.iter().zip(dense.iter()).map(|(v, c)| c.0[side] * v).sum::<f32>();
    }
    let odds = softmax(sums[0], sums[1]);
    let truth = |label: usize| if example.label == label { 1.0 } else { 0.0 };
    let weight = example.weight * say;
    let wrong = [weight * (odds[0] - truth(0)), weight * (odds[2] - truth(2))];
    let step = |cell: &mut Cell, value: f32, pull: f32| {
        for (side, wrong) in wrong.iter().enumerate() {
            let slope = wrong * value + pull * cell.0[side];
            cell.1[side] += slope * slope;
            cell.0[side] -= rate * slope / cell.1[side].sqrt();
        }
    };
    for (_, bucket, value) in &features.hashed {
        step(&mut hashed[*bucket as usize], *value, PULL * value);
    }
    for (cell, value) in dense.iter_mut().zip(features.dense).filter(|(_, v)| *v != 0.0) {
        step(cell, value, PULL_FIGURES);
    }
}

fn quantised(hashed: &[Cell], dense: &[Cell]) -> Weights {
    let most = hashed.iter().flat_map(|c| c.0).fold(1e-6_f32, |most, w| most.max(w.abs()));
    let scale = most / 127.0;
    let steps = |w: f32| (w / scale).round() as i8;
    Weights {
        dense: dense.iter().map(|c| c.0).collect(),
        hashed: hashed.iter().map(|c| c.0.map(steps)).collect(),
        scale,
    }
}

/// Macro-F1 of own examples that were left out of the training, part by part.
pub fn cross(own: &[Example], lent: &[Example]) -> f32 {
    let mut seen = [[0_usize; 3]; 3];
    for part in 0..PARTS {
        let kept: Vec<&Example> =
            own.iter().enumerate().filter(|(i, _)| i % PARTS != part).map(|(_, e)| e).chain(lent).collect();
        let weights = train(&kept);
        for example in own.iter().skip(part).step_by(PARTS) {
            let odds = weights.odds(&example.features);
            let told = (0..3).fold(1, |best, i| if odds[i] > odds[best] { i } else { best });
            seen[example.label][told] += 1;
        }
    }
    let f1 = |k: usize| {
        let told: usize = seen.iter().map(|row| row[k]).sum();
        let truly: usize = seen[k].iter().sum();
        200.0 * seen[k][k] as f32 / (told + truly).max(1) as f32
    };
    (0..3).map(f1).sum::<f32>() / 3.0
}
