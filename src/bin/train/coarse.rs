//! Learning the coarse pass: what the chain itself takes to be certainly outside.
//!
//! A logistic regression with hashed features (AdaGrad). It learns from the chain, not from the
//! marks: what it passes on costs time only, and what it keeps back the chain would not have taken.

use crate::data::Sample;
use crate::rng::Rng;
use mailuo::analysis::token;
use mailuo::lexicon::Lexicon;
use mailuo::tagger::{Scratch, Tagger, coarse, features};

/// A unit counts as part of a name if the chain finds that at least so probable.
const LIKELY: f32 = 0.3;
/// The share of such units that the coarse pass may lose, measured on lessons kept apart, before gaps
/// are closed.
const LOST: f32 = 0.008;
/// One lesson of so many is kept apart.
const APART: usize = 10;
/// How often all lessons are gone through.
const EPOCHS: usize = 6;
/// How far a step goes.
const RATE: f32 = 0.05;
/// What AdaGrad's squares begin at.
const SOON: f32 = 1e-3;
/// The weight of names, which must not be lost. Places, works and titles have that of the outside:
/// what the chain says of them matters only where it keeps names from being found.
const PRECIOUS: f32 = 4.0;
/// The share of weights that are too large for their byte: smaller steps for all others are worth
/// more.
const CLIPPED: f32 = 0.001;

/// What was learnt, as it stands in the model's file.
#[derive(Debug)]
pub struct Learnt {
    /// A weight for each place.
    pub weights: Vec<u8>,
    /// The sum from which on a unit may be part of a name.
    pub threshold: i32,
}

impl Learnt {
    /// A pass that lets everything through.
    pub fn nothing() -> Learnt {
        Learnt {
            weights: vec![0; coarse::PLACES],
            threshold: i32::MIN,
        }
    }
}

/// A unit to learn from.
struct Unit {
    places: Vec<u32>,
    /// How probably it is part of a name.
    name: f32,
    /// How probably it is part of something else.
    other: f32,
}

/// Learns it from what a tagger without it says of samples.
pub fn learn(tagger: &Tagger, lexicon: &Lexicon, samples: &[Sample]) -> Learnt {
    let (mut lessons, mut apart) = (Vec::new(), Vec::new());
    let mut scratch = Scratch::default();
    for (number, sample) in samples.iter().enumerate() {
        let hits = token::dict_hits(&lexicon.hits(&sample.chars));
        tagger.tag(&sample.chars.folded, &hits, &mut scratch);
        let to = if number % APART == 0 {
            &mut apart
        } else {
            &mut lessons
        };
        for at in 0..scratch.context.units.len() {
            // What the lexicon knows is passed on in any case.
            if scratch.context.hits[at].names() != 0 {
                continue;
            }
            let mut places = Vec::new();
            features::each_coarse(&scratch.context, at, &mut |hash| {
                places.push(coarse::place(hash) as u32);
            });
            let (name, other) = tagger.shares(&scratch, at);
            to.push(Unit {
                places,
                name,
                other,
            });
        }
    }
    let weights = weights(&lessons);
    let mut sizes: Vec<f32> = weights.iter().map(|it| it.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let most = sizes[((1.0 - CLIPPED) * (sizes.len() - 1) as f32) as usize];
    let step = most.max(1e-6) / 127.0;
    let weights: Vec<i8> = weights.iter().map(|it| (it / step).round() as i8).collect();
    let threshold = threshold(&weights, &apart);
    let passed = apart
        .iter()
        .filter(|it| threshold <= sum(&weights, it))
        .count();
    println!(
        "coarse pass: {:.1} % of {} units are passed on",
        100.0 * passed as f32 / apart.len().max(1) as f32,
        apart.len()
    );
    Learnt {
        weights: weights.into_iter().map(i8::cast_unsigned).collect(),
        threshold,
    }
}

fn weights(lessons: &[Unit]) -> Vec<f32> {
    let mut weights = vec![0.0_f32; coarse::PLACES];
    let mut squares = vec![SOON; coarse::PLACES];
    let mut order: Vec<u32> = (0..lessons.len() as u32).collect();
    let mut rng = Rng::new(21);
    for _ in 0..EPOCHS {
        rng.shuffle(&mut order);
        for &at in &order {
            let unit = &lessons[at as usize];
            let score: f32 = unit.places.iter().map(|&it| weights[it as usize]).sum();
            let said = 1.0 / (1.0 + (-score).exp());
            let outside = (1.0 - unit.name - unit.other).max(0.0);
            let slope = outside * said + (PRECIOUS * unit.name + unit.other) * (said - 1.0);
            if slope.abs() < 1e-3 {
                continue;
            }
            for &it in &unit.places {
                let it = it as usize;
                squares[it] += slope * slope;
                weights[it] -= RATE * slope / squares[it].sqrt();
            }
        }
    }
    weights
}

fn sum(weights: &[i8], unit: &Unit) -> i32 {
    let of = |&it: &u32| i32::from(weights[it as usize]);
    unit.places.iter().map(of).sum()
}

/// The sum that all but few of the units reach that may be part of a name.
fn threshold(weights: &[i8], apart: &[Unit]) -> i32 {
    let of_names = apart.iter().filter(|it| LIKELY <= it.name);
    let mut sums: Vec<i32> = of_names.map(|it| sum(weights, it)).collect();
    sums.sort_unstable();
    let at = (sums.len() as f32 * LOST) as usize;
    sums.get(at).copied().unwrap_or(i32::MIN)
}
