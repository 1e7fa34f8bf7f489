//! The linear chain: what the scores of single units and of neighboring labels say together.
//!
//! The labels are in such an order that those a stretch may begin at ([`OPEN`]) and those it may
//! end at ([`CLOSE`]) stand together, so that the passes touch only transitions that exist.

use super::label::{self, BEGIN, CLOSE, END, INSIDE, KINDS, LABELS, OPEN};
use super::lanes::{mix, multiply, scale_by, total, weigh};
use super::wide::{Work, wide};

/// One number for each label, and zeros up to a width that vector instructions like.
pub type Row = [f32; WIDTH];

/// The length of a [`Row`].
pub const WIDTH: usize = 32;

/// How many labels can be opened or closed at.
pub(super) const EDGES: usize = 2 * KINDS + 1;

/// [`EDGES`], widened.
pub(super) const LANES: usize = 16;

/// The weights of two labels behind one another: first index the one before.
pub type Transitions = [[f32; LABELS]; LABELS];

/// Labels as bits.
pub type LabelSet = u32;

/// All labels.
pub const ANY: LabelSet = (1 << LABELS) - 1;

/// The exponentials of the transitions that exist.
#[derive(Debug, Clone)]
pub struct Moves {
    /// From each closing label to all opening ones.
    pub(super) across: [[f32; LANES]; EDGES],
    /// For each closing label how much more than the outside it can be for any opening label.
    pub(super) gains: [f32; EDGES],
    /// The same as `across`, from each opening label back to all closing ones.
    back: [[f32; LANES]; EDGES],
    /// Inside of each kind: begin to inside, begin to end, inside to inside, inside to end.
    pub(super) within: [[f32; KINDS]; 4],
}

impl Moves {
    /// From the logarithms.
    pub fn new(transitions: &Transitions) -> Moves {
        let mut moves = Moves {
            across: [[0.0; LANES]; EDGES],
            gains: [f32::INFINITY; EDGES],
            back: [[0.0; LANES]; EDGES],
            within: [[0.0; KINDS]; 4],
        };
        for (close, row) in moves.across.iter_mut().enumerate() {
            for (open, weight) in row.iter_mut().take(EDGES).enumerate() {
                *weight = transitions[CLOSE + close][OPEN + open].exp();
                moves.back[open][close] = *weight;
            }
        }
        let outside = moves.across[0];
        for (gain, row) in moves.gains.iter_mut().zip(&moves.across) {
            let gains = row.iter().zip(outside).take(EDGES).map(|(a, b)| a / b);
            // A little more than it is, since the ways are rounded too.
            *gain = gains.fold(0.0, f32::max) * 1.001;
        }
        for kind in 0..KINDS {
            let weight = |from: usize, to: usize| transitions[from + kind][to + kind].exp();
            moves.within[0][kind] = weight(BEGIN, INSIDE);
            moves.within[1][kind] = weight(BEGIN, END);
            moves.within[2][kind] = weight(INSIDE, INSIDE);
            moves.within[3][kind] = weight(INSIDE, END);
        }
        moves
    }

    /// The exponential of one transition.
    pub fn weight(&self, before: usize, after: usize) -> f32 {
        if !label::may_follow(before, after) {
            return 0.0;
        }
        if label::closes(before) {
            return self.across[before - CLOSE][after - OPEN];
        }
        let ends = usize::from(after < INSIDE);
        if before < INSIDE {
            self.within[ends][before - BEGIN]
        } else {
            self.within[2 + ends][before - INSIDE]
        }
    }

    /// The sums of the ways that come from `before`.
    #[inline(always)]
    fn forward(&self, before: &Row) -> Row {
        let opened = mix(&self.across, before, CLOSE);
        let mut row = [0.0; WIDTH];
        row[OPEN..OPEN + EDGES].copy_from_slice(&opened[..EDGES]);
        for kind in 0..KINDS {
            let (begun, inside) = (before[BEGIN + kind], before[INSIDE + kind]);
            row[INSIDE + kind] = begun * self.within[0][kind] + inside * self.within[2][kind];
            row[END + kind] = begun * self.within[1][kind] + inside * self.within[3][kind];
        }
        row
    }

    /// The sums of the ways that lead on to `ahead`.
    #[inline(always)]
    fn backward(&self, ahead: &Row) -> Row {
        let closed = mix(&self.back, ahead, OPEN);
        let mut row = [0.0; WIDTH];
        row[CLOSE..CLOSE + EDGES].copy_from_slice(&closed[..EDGES]);
        for kind in 0..KINDS {
            let (inside, end) = (ahead[INSIDE + kind], ahead[END + kind]);
            row[BEGIN + kind] = inside * self.within[0][kind] + end * self.within[1][kind];
            row[INSIDE + kind] = inside * self.within[2][kind] + end * self.within[3][kind];
        }
        row
    }
}

/// Sums over all ways to label a text, by forward and backward passes; its buffers are used again.
#[derive(Debug, Default)]
pub struct Lattice {
    /// For each unit the exponential of its scores, divided by that of the best.
    pub weights: Vec<Row>,
    /// For each unit the share of the ways up to it that end at a label.
    pub forward: Vec<Row>,
    /// For each unit the sum over the ways on from a label; its product with `forward` is the
    /// probability of the label.
    pub backward: Vec<Row>,
    /// For each unit what `forward` was divided by.
    pub scales: Vec<f32>,
    /// For each unit the score of the best label, which `weights` were divided by.
    tops: Vec<f32>,
}

impl Lattice {
    /// Sums over all ways in which unit `i` has a label of `allowed[i]` (any, if there is no such
    /// entry).
    pub fn sum(&mut self, scores: &[Row], allowed: &[LabelSet], moves: &Moves) {
        wide(Sum {
            lattice: self,
            scores,
            allowed,
            moves,
        });
    }

    #[inline(always)]
    fn go_ahead(&mut self, scores: &[Row], allowed: &[LabelSet], moves: &Moves) {
        let n = scores.len();
        self.weights.clear();
        self.forward.clear();
        self.scales.clear();
        self.tops.clear();
        for (at, scores) in scores.iter().enumerate() {
            let (weights, top) = weigh(scores, allowed.get(at).copied().unwrap_or(ANY));
            let mut row = match self.forward.last() {
                Some(before) => moves.forward(before),
                None => opened(),
            };
            multiply(&mut row, &weights);
            if at + 1 == n {
                close(&mut row);
            }
            let scale = total(&row).max(f32::MIN_POSITIVE);
            scale_by(&mut row, 1.0 / scale);
            self.tops.push(top);
            self.weights.push(weights);
            self.scales.push(scale);
            self.forward.push(row);
        }
    }

    #[inline(always)]
    fn go_back(&mut self, moves: &Moves) {
        let n = self.weights.len();
        self.backward.clear();
        self.backward.resize(n, [1.0; WIDTH]);
        let Some(last) = self.backward.last_mut() else {
            return;
        };
        close(last);
        for at in (0..n - 1).rev() {
            let ahead = self.ahead(at + 1);
            self.backward[at] = moves.backward(&ahead);
        }
    }

    /// The logarithm of the sum over all ways.
    pub fn log_sum(&self) -> f64 {
        let parts = self.tops.iter().zip(&self.scales);
        parts
            .map(|(&top, scale)| f64::from(top) + f64::from(scale.ln()))
            .sum()
    }

    /// What the ways on from each label of a unit weigh, the unit included.
    #[inline(always)]
    pub fn ahead(&self, at: usize) -> Row {
        let mut row = self.backward[at];
        multiply(&mut row, &self.weights[at]);
        scale_by(&mut row, 1.0 / self.scales[at]);
        row
    }

    /// The probability that exactly this stretch of units is of this kind.
    pub fn probability(&self, from: usize, to: usize, kind: label::Kind, moves: &Moves) -> f32 {
        let at = |unit: usize| label::label(kind, label::Part::of(unit - from, to - from));
        let mut share = self.forward[from][at(from)];
        for unit in from + 1..to {
            let weight = moves.weight(at(unit - 1), at(unit));
            share *= weight * self.weights[unit][at(unit)] / self.scales[unit];
        }
        share * self.backward[to - 1][at(to - 1)]
    }
}

/// The work of [`Lattice::sum`].
struct Sum<'a> {
    lattice: &'a mut Lattice,
    scores: &'a [Row],
    allowed: &'a [LabelSet],
    moves: &'a Moves,
}

impl Work for Sum<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.lattice.go_ahead(self.scores, self.allowed, self.moves);
        self.lattice.go_back(self.moves);
    }
}

/// The scores of a unit that is outside for certain.
pub(super) const ONLY_OUTSIDE: Row = {
    let mut row = [-1e9; WIDTH];
    row[label::OUTSIDE] = 0.0;
    row
};

/// Leaves a unit only the outside and the inside of a stretch.
pub fn forbid_edges(scores: &mut Row) {
    for (it, score) in scores.iter_mut().enumerate().take(INSIDE) {
        if it != label::OUTSIDE {
            *score -= 30.0;
        }
    }
}

/// A row that any stretch may begin at.
pub(super) fn opened() -> Row {
    std::array::from_fn(|it| {
        if (OPEN..OPEN + EDGES).contains(&it) {
            1.0
        } else {
            0.0
        }
    })
}

/// No way may end inside of a stretch.
pub(super) fn close(row: &mut Row) {
    for (it, to) in row.iter_mut().enumerate() {
        if !(CLOSE..CLOSE + EDGES).contains(&it) {
            *to = 0.0;
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::label::{Kind, Part, label};
    use super::*;

    pub(in super::super) const UNITS: usize = 3;

    /// Numbers between -1 and 1 that look random.
    fn noise(seed: &mut u32) -> f32 {
        *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (*seed >> 8) as f32 / (1 << 23) as f32 - 1.0
    }

    pub(in super::super) fn example() -> (Vec<Row>, Transitions) {
        let mut seed = 7;
        let scores = (0..UNITS)
            .map(|_| std::array::from_fn(|_| 2.0 * noise(&mut seed)))
            .collect();
        let moves = std::array::from_fn(|_| std::array::from_fn(|_| noise(&mut seed)));
        (scores, moves)
    }

    /// All ways to label the units, with the logarithm of their weight.
    pub(in super::super) fn ways(
        scores: &[Row],
        transitions: &Transitions,
    ) -> Vec<(Vec<usize>, f32)> {
        let mut ways: Vec<(Vec<usize>, f32)> = vec![(Vec::new(), 0.0)];
        for scores in scores {
            let mut longer = Vec::new();
            for (way, weight) in &ways {
                for it in 0..LABELS {
                    let may = way
                        .last()
                        .map_or(label::opens(it), |&last| label::may_follow(last, it));
                    if may {
                        let step = way.last().map_or(0.0, |&last| transitions[last][it]);
                        longer.push(([way.as_slice(), &[it]].concat(), weight + step + scores[it]));
                    }
                }
            }
            ways = longer;
        }
        ways.retain(|(way, _)| label::closes(way[UNITS - 1]));
        ways
    }

    #[test]
    fn the_sum_is_that_of_all_ways() {
        let (scores, transitions) = example();
        let mut lattice = Lattice::default();
        let moves = Moves::new(&transitions);
        lattice.sum(&scores, &[], &moves);
        let all: f32 = ways(&scores, &transitions)
            .iter()
            .map(|it| it.1.exp())
            .sum();
        assert!((lattice.log_sum() - f64::from(all.ln())).abs() < 1e-3);
        let person = |part| label(Kind::Person, part);
        let name = [person(Part::Begin), person(Part::End)];
        let with_name: f32 = ways(&scores, &transitions)
            .iter()
            .filter(|it| it.0[1..] == name)
            .map(|it| it.1.exp())
            .sum();
        let found = lattice.probability(1, 3, Kind::Person, &moves);
        assert!((found - with_name / all).abs() < 1e-3);
    }

    #[test]
    fn only_what_is_allowed_counts() {
        let (scores, transitions) = example();
        let mut lattice = Lattice::default();
        let moves = Moves::new(&transitions);
        let outside = 1 << label::OUTSIDE;
        lattice.sum(&scores, &[outside, ANY, outside], &moves);
        let all: f32 = ways(&scores, &transitions)
            .iter()
            .filter(|it| it.0[0] == label::OUTSIDE && it.0[2] == label::OUTSIDE)
            .map(|it| it.1.exp())
            .sum();
        assert!((lattice.log_sum() - f64::from(all.ln())).abs() < 1e-3);
    }
}
