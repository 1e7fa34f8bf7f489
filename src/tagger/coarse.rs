//! The coarse pass: units that are certainly outside of all names are told by a few features, so
//! that the chain has only the others to weigh.
//!
//! "Coarse to fine" (Charniak et al. 2006; "structured prediction cascades", Weiss and Taskar 2010):
//! in news four of five units are such, and a table that fits the nearer caches tells most of them.

use super::context::Context;
use super::features;

/// How many weights the table holds. Features share them: there are more features than places.
pub const PLACES: usize = 1 << 18;

/// The pass: a weight in each place, and the sum from which on a unit may be part of a name.
#[derive(Debug, Clone, Copy)]
pub struct Coarse<'a> {
    /// A weight for each place, as `i8`.
    weights: &'a [u8; PLACES],
    /// Units whose weights sum to less are outside.
    threshold: i32,
}

/// The place of a feature's weight.
pub const fn place(hash: u64) -> usize {
    (hash >> 18) as usize % PLACES
}

impl<'a> Coarse<'a> {
    /// The pass with these weights.
    pub const fn new(weights: &'a [u8; PLACES], threshold: i32) -> Coarse<'a> {
        Coarse { weights, threshold }
    }

    /// Says of each unit whether it may be part of a name. What the lexicon knows always may.
    pub fn mark(&self, context: &Context, may_be: &mut Vec<bool>) {
        may_be.clear();
        may_be
            .extend((0..context.units.len()).map(|at| {
                context.hits[at].names() != 0 || self.threshold <= self.sum(context, at)
            }));
        close_gaps(may_be);
    }

    fn sum(&self, context: &Context, at: usize) -> i32 {
        let mut sum = 0;
        features::each_coarse(context, at, &mut |hash| {
            sum += i32::from(self.weights[place(hash)].cast_signed());
        });
        sum
    }
}

/// Lets single units pass that stand between two that do: a name is lost with any of its units.
fn close_gaps(may_be: &mut [bool]) {
    for at in 2..may_be.len() {
        may_be[at - 1] |= may_be[at - 2] && may_be[at];
    }
}

/// Which units have rows of their own: a run of units that the coarse pass has told to be outside
/// has one together, which weighs as they do but for a factor that all ways share.
#[derive(Debug, Default)]
pub(super) struct Folding {
    /// For each unit its row.
    pub(super) rows: Vec<u32>,
    /// For each row its first unit.
    pub(super) firsts: Vec<u32>,
}

impl Folding {
    /// Folds the runs of units that are outside.
    pub(super) fn fold(&mut self, may_be: &[bool]) {
        self.rows.clear();
        self.firsts.clear();
        let mut was = true;
        for (at, &is) in (0..).zip(may_be) {
            if is || was {
                self.firsts.push(at);
            }
            self.rows.push(self.firsts.len() as u32 - 1);
            was = is;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_outside_stand_together_in_one_row() {
        let mut folding = Folding::default();
        for (may_be, rows, firsts) in [
            ("", vec![], vec![]),
            ("..", vec![0, 0], vec![0]),
            ("##", vec![0, 1], vec![0, 1]),
            ("..#.#..", vec![0, 0, 1, 2, 3, 4, 4], vec![0, 2, 3, 4, 5]),
        ] {
            let may_be: Vec<bool> = may_be.chars().map(|it| it == '#').collect();
            folding.fold(&may_be);
            assert_eq!((&folding.rows, &folding.firsts), (&rows, &firsts));
        }
    }
}
