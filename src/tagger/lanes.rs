//! Arithmetic on rows, lane by lane, so that vector instructions take several at once.

#![allow(
    clippy::needless_range_loop,
    reason = "loops over lanes: calls of iterators may stay calls, in narrow instructions"
)]

use super::chain::{ANY, EDGES, LANES, LabelSet, Row, WIDTH};
use super::label::LABELS;
use std::f32::consts::{LN_2, LOG2_E};

/// The sum of weights, each times its share; the shares stand in a row from `first` on.
#[inline(always)]
pub(super) fn mix(weights: &[[f32; LANES]; EDGES], row: &Row, first: usize) -> [f32; LANES] {
    let mut sums = [0.0; LANES];
    for edge in 0..EDGES {
        let share = row[first + edge];
        for lane in 0..LANES {
            sums[lane] += share * weights[edge][lane];
        }
    }
    sums
}

/// Multiplies a row by another, label by label.
#[inline(always)]
pub(super) fn multiply(row: &mut Row, by: &Row) {
    for it in 0..WIDTH {
        row[it] *= by[it];
    }
}

/// Multiplies all of a row.
#[inline(always)]
pub(super) fn scale_by(row: &mut Row, factor: f32) {
    for it in 0..WIDTH {
        row[it] *= factor;
    }
}

/// The sum of a row, in an order that vector instructions can keep.
#[inline(always)]
pub(super) fn total(row: &Row) -> f32 {
    let mut lanes = [0.0; FOLDED];
    for it in 0..WIDTH {
        lanes[it % FOLDED] += row[it];
    }
    let mut sum = 0.0;
    for lane in lanes {
        sum += lane;
    }
    sum
}

/// How many lanes a row is folded to before they are added or compared one by one.
const FOLDED: usize = 8;

/// The exponentials of scores, divided by that of the best; 0 for labels not allowed.
#[inline(always)]
pub(super) fn weigh(scores: &Row, allowed: LabelSet) -> (Row, f32) {
    let mut row = [f32::MIN; WIDTH];
    for it in 0..LABELS {
        if allowed == ANY || allowed >> it & 1 == 1 {
            row[it] = scores[it];
        }
    }
    let mut lanes = [f32::MIN; FOLDED];
    for it in 0..WIDTH {
        let lane = &mut lanes[it % FOLDED];
        *lane = if *lane < row[it] { row[it] } else { *lane };
    }
    let top = lanes.into_iter().fold(f32::MIN, f32::max);
    for it in 0..WIDTH {
        row[it] = exp(row[it] - top);
    }
    (row, top)
}

/// The exponential of a number that is not above 0, right to four digits; 0 far below.
#[inline(always)]
fn exp(x: f32) -> f32 {
    /// What is added to this has its whole part in the lowest bits.
    const WHOLE: f32 = 12_582_912.0;
    // 2^x as a power for the whole part and a polynomial for the rest.
    let x = x * LOG2_E;
    let far = x <= -126.0;
    let x = if far { -126.0 } else { x };
    let whole = x + WHOLE;
    let rest = x - (whole - WHOLE);
    let power =
        1.0 + rest * (LN_2 + rest * (0.240_226_5 + rest * (0.055_504_1 + rest * 0.009_618_1)));
    let exponent = (whole.to_bits() << 23).wrapping_add(127 << 23);
    let value = f32::from_bits(exponent) * power;
    if far { 0.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_right_to_four_digits() {
        for step in 0..=800 {
            let x = -0.1 * step as f32;
            let (found, expected) = (exp(x), x.exp());
            assert!((found - expected).abs() <= 1e-4 * expected, "{x}: {found}");
        }
        for far in [-1e3, -1e9, f32::MIN] {
            assert_eq!(exp(far).to_bits(), 0);
        }
    }
}
