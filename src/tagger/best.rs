//! The best way to label a text, found unit by unit.

#![allow(
    clippy::needless_range_loop,
    reason = "loops over lanes: calls of iterators may stay calls, in narrow instructions"
)]

use super::chain::{EDGES, LANES, Lattice, Moves, Row, WIDTH, close, opened};
use super::label::{BEGIN, CLOSE, END, INSIDE, KINDS, OPEN};
use super::lanes::{multiply, scale_by, total};
use super::wide::{Work, wide};

/// The best way through a text; its buffers are used again.
#[derive(Debug, Default)]
pub struct Best {
    /// For each unit and opening label the closing label before it.
    across: Vec<[u8; LANES]>,
    /// For each unit and kind whether the label before an inside (bit 0), an end (bit 1) is inside.
    within: Vec<[u8; KINDS]>,
    /// The label of each unit.
    pub labels: Vec<u8>,
}

impl Best {
    /// Finds it, from the weights of a lattice.
    pub fn find(&mut self, lattice: &Lattice, moves: &Moves) {
        wide(Find(self, lattice, moves));
    }

    #[inline(always)]
    fn find_best(&mut self, lattice: &Lattice, moves: &Moves) {
        self.across.clear();
        self.within.clear();
        let mut row = opened();
        for (at, weights) in lattice.weights.iter().enumerate() {
            if at != 0 {
                row = self.step(&row, moves);
            }
            multiply(&mut row, weights);
            let sum = total(&row).max(f32::MIN_POSITIVE);
            scale_by(&mut row, 1.0 / sum);
        }
        close(&mut row);
        self.walk_back(&row, lattice.weights.len());
    }

    #[inline(always)]
    fn step(&mut self, before: &Row, moves: &Moves) -> Row {
        let mut best = [0.0_f32; LANES];
        let mut from = [0_u32; LANES];
        for close in 0..EDGES {
            let share = before[CLOSE + close];
            // The outside comes first, and is mostly better than all others wherever they lead.
            if close != 0 && share * moves.gains[close] < before[CLOSE] {
                continue;
            }
            for lane in 0..LANES {
                let way = share * moves.across[close][lane];
                let better = best[lane] < way;
                best[lane] = if better { way } else { best[lane] };
                from[lane] = if better { close as u32 } else { from[lane] };
            }
        }
        let mut narrow = [0; LANES];
        for lane in 0..LANES {
            narrow[lane] = from[lane] as u8;
        }
        self.across.push(narrow);
        let mut row = [0.0; WIDTH];
        row[OPEN..OPEN + EDGES].copy_from_slice(&best[..EDGES]);
        let mut inner = [0; KINDS];
        for kind in 0..KINDS {
            let (begun, inside) = (before[BEGIN + kind], before[INSIDE + kind]);
            let ways = &moves.within;
            let (a, b) = (begun * ways[0][kind], inside * ways[2][kind]);
            let (c, d) = (begun * ways[1][kind], inside * ways[3][kind]);
            row[INSIDE + kind] = a.max(b);
            row[END + kind] = c.max(d);
            inner[kind] = u8::from(a < b) | u8::from(c < d) << 1;
        }
        self.within.push(inner);
        row
    }

    fn walk_back(&mut self, last: &Row, n: usize) {
        self.labels.clear();
        let ends = CLOSE..CLOSE + EDGES;
        let mut at = ends
            .max_by(|&a, &b| last[a].total_cmp(&last[b]).then(b.cmp(&a)))
            .unwrap_or(0);
        for unit in (0..n).rev() {
            self.labels.push(at as u8);
            if unit == 0 {
                break;
            }
            at = if at < OPEN + EDGES {
                CLOSE + usize::from(self.across[unit - 1][at - OPEN])
            } else {
                let (kind, bit) = if at < INSIDE {
                    (at - END, 1)
                } else {
                    (at - INSIDE, 0)
                };
                let inside = self.within[unit - 1][kind] >> bit & 1 == 1;
                kind + if inside { INSIDE } else { BEGIN }
            };
        }
        self.labels.reverse();
    }
}

/// The work of [`Best::find`].
struct Find<'a>(&'a mut Best, &'a Lattice, &'a Moves);

impl Work for Find<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.0.find_best(self.1, self.2);
    }
}

#[cfg(test)]
mod tests {
    use super::super::chain::tests::{UNITS, example, ways};
    use super::super::label::LABELS;
    use super::*;

    #[test]
    fn the_best_way_is_the_best_of_all() {
        let (scores, transitions) = example();
        let (mut lattice, mut best) = (Lattice::default(), Best::default());
        let moves = Moves::new(&transitions);
        lattice.sum(&scores, &[], &moves);
        best.find(&lattice, &moves);
        let mut ways = ways(&scores, &transitions);
        ways.sort_by(|a, b| b.1.total_cmp(&a.1));
        assert_eq!(best.labels.len(), UNITS);
        let found: Vec<usize> = best.labels.iter().map(|&it| usize::from(it)).collect();
        assert_eq!(found, ways[0].0);
    }

    #[test]
    fn no_units_have_one_way() {
        let (mut lattice, mut best) = (Lattice::default(), Best::default());
        let moves = Moves::new(&[[0.0; LABELS]; LABELS]);
        lattice.sum(&[], &[], &moves);
        best.find(&lattice, &moves);
        assert!(best.labels.is_empty());
    }
}
