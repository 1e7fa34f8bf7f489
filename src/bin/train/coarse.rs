//! Learning the coarse pass: what the chain itself takes to be certainly outside.
//!
//! A logistic regression with hashed features (AdaGrad). It learns from the chain, not from the
//! marks: what it passes on costs time only, and what it keeps back the chain would not have taken.

use crate::data::Sample;
use crate::rng::Rng;
use mailuo::analysis::token;
use mailuo::lexicon::Lexicon;
use mailuo::tagger::{Scratch, Tagger, coarse, features};

/// A unit counts as outside if the chain gives everything else together less than this.
const CERTAIN: f32 = 0.1;
/// The share of the other units that the coarse pass may lose, measured on lessons kept apart.
const LOST: f32 = 0.01;
/// One lesson of so many is kept apart.
const APART: usize = 10;
/// How often all lessons are gone through.
const EPOCHS: usize = 4;
/// How far a step goes.
const RATE: f32 = 0.05;
/// What AdaGrad's squares begin at.
const SOON: f32 = 1e-3;
/// The weight of what must not be lost.
const PRECIOUS: f32 = 4.0;

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
    /// Whether it may be part of a name.
    may_be: bool,
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
            let may_be = CERTAIN <= tagger.inside(&scratch, at);
            to.push(Unit { places, may_be });
        }
    }
    let weights = weights(&lessons);
    let most = weights.iter().fold(0.0_f32, |most, it| most.max(it.abs()));
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
            let slope = if unit.may_be {
                PRECIOUS * (said - 1.0)
            } else {
                said
            };
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
    let of_names = apart.iter().filter(|it| it.may_be);
    let mut sums: Vec<i32> = of_names.map(|it| sum(weights, it)).collect();
    sums.sort_unstable();
    let at = (sums.len() as f32 * LOST) as usize;
    sums.get(at).copied().unwrap_or(i32::MIN)
}
