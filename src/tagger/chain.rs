//! The linear chain: what the scores of single units and of neighbouring labels say together.

use super::label::{self, LABELS};

/// One number for each label.
pub type Row = [f32; LABELS];

/// The weights of two labels behind one another: first index the one before.
pub type Transitions = [Row; LABELS];

/// Labels as bits.
pub type LabelSet = u32;

/// All labels.
pub const ANY: LabelSet = (1 << LABELS) - 1;

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
    /// The logarithm of the sum over all ways.
    pub log_sum: f64,
}

impl Lattice {
    /// Sums over all ways in which unit `i` has a label of `allowed[i]` (any, if there is no such
    /// entry). `moves` are the exponentials of the transitions, 0 where one is forbidden.
    pub fn sum(&mut self, scores: &[Row], allowed: &[LabelSet], moves: &Transitions) {
        let n = scores.len();
        self.weigh(scores, allowed);
        self.forward.clear();
        self.scales.clear();
        for at in 0..n {
            let mut row = match at.checked_sub(1).map(|it| self.forward[it]) {
                Some(before) => product(&before, moves),
                None => std::array::from_fn(|it| if label::opens(it) { 1.0 } else { 0.0 }),
            };
            for (to, weight) in row.iter_mut().zip(&self.weights[at]) {
                *to *= weight;
            }
            if at + 1 == n {
                close(&mut row);
            }
            let scale = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            for to in &mut row {
                *to /= scale;
            }
            self.log_sum += f64::from(scale.ln());
            self.scales.push(scale);
            self.forward.push(row);
        }
        self.go_back(moves);
    }

    fn weigh(&mut self, scores: &[Row], allowed: &[LabelSet]) {
        self.weights.clear();
        self.log_sum = 0.0;
        for (at, row) in scores.iter().enumerate() {
            let set = allowed.get(at).copied().unwrap_or(ANY);
            let in_set = |it: usize| set >> it & 1 == 1;
            let top = (0..LABELS)
                .filter(|&it| in_set(it))
                .map(|it| row[it])
                .fold(f32::MIN, f32::max);
            self.log_sum += f64::from(top);
            self.weights.push(std::array::from_fn(|it| {
                if in_set(it) {
                    (row[it] - top).exp()
                } else {
                    0.0
                }
            }));
        }
    }

    fn go_back(&mut self, moves: &Transitions) {
        let n = self.weights.len();
        self.backward.clear();
        self.backward.resize(n, [0.0; LABELS]);
        if n == 0 {
            return;
        }
        self.backward[n - 1] = [1.0; LABELS];
        close(&mut self.backward[n - 1]);
        for at in (0..n - 1).rev() {
            let ahead: Row = std::array::from_fn(|it| {
                self.backward[at + 1][it] * self.weights[at + 1][it] / self.scales[at + 1]
            });
            let row = &mut self.backward[at];
            for (to, moves) in row.iter_mut().zip(moves) {
                *to = moves.iter().zip(&ahead).map(|(a, b)| a * b).sum();
            }
        }
    }

    /// The probability that exactly this stretch of units is of this kind.
    pub fn probability(
        &self,
        from: usize,
        to: usize,
        kind: label::Kind,
        moves: &Transitions,
    ) -> f32 {
        let at = |unit: usize| label::label(kind, label::Part::of(unit - from, to - from));
        let mut share = self.forward[from][at(from)];
        for unit in from + 1..to {
            share *=
                moves[at(unit - 1)][at(unit)] * self.weights[unit][at(unit)] / self.scales[unit];
        }
        share * self.backward[to - 1][at(to - 1)]
    }
}

/// No way may end inside of a stretch.
fn close(row: &mut Row) {
    for (it, to) in row.iter_mut().enumerate() {
        if !label::closes(it) {
            *to = 0.0;
        }
    }
}

fn product(before: &Row, moves: &Transitions) -> Row {
    let mut row = [0.0; LABELS];
    for (share, moves) in before.iter().zip(moves) {
        for (to, weight) in row.iter_mut().zip(moves) {
            *to += share * weight;
        }
    }
    row
}

/// The exponentials of transitions, 0 where one is forbidden.
pub fn moves(transitions: &Transitions) -> Transitions {
    let mut moves = *transitions;
    for (before, row) in moves.iter_mut().enumerate() {
        for (after, weight) in row.iter_mut().enumerate() {
            *weight = if label::may_follow(before, after) {
                weight.exp()
            } else {
                0.0
            };
        }
    }
    moves
}

/// The best way through a text; its buffers are used again.
#[derive(Debug, Default)]
pub struct Best {
    back: Vec<[u8; LABELS]>,
    /// The label of each unit.
    pub labels: Vec<u8>,
}

impl Best {
    /// Finds it, from the weights of a lattice.
    pub fn find(&mut self, lattice: &Lattice, moves: &Transitions) {
        let n = lattice.weights.len();
        self.back.clear();
        self.labels.clear();
        let mut row: Row = [0.0; LABELS];
        for at in 0..n {
            let mut next = [0.0; LABELS];
            let mut back = [0_u8; LABELS];
            if at == 0 {
                next = std::array::from_fn(|it| if label::opens(it) { 1.0 } else { 0.0 });
            } else {
                for (before, (share, moves)) in row.iter().zip(moves).enumerate() {
                    for ((to, back), weight) in next.iter_mut().zip(&mut back).zip(moves) {
                        let way = share * weight;
                        if *to < way {
                            *to = way;
                            *back = before as u8;
                        }
                    }
                }
            }
            let mut top = f32::MIN_POSITIVE;
            for (to, weight) in next.iter_mut().zip(&lattice.weights[at]) {
                *to *= weight;
                top = top.max(*to);
            }
            for to in &mut next {
                *to /= top;
            }
            row = next;
            self.back.push(back);
        }
        close(&mut row);
        let mut at = (0..LABELS)
            .max_by(|&a, &b| row[a].total_cmp(&row[b]).then(b.cmp(&a)))
            .unwrap_or(0);
        for back in self.back.iter().rev() {
            self.labels.push(at as u8);
            at = usize::from(back[at]);
        }
        self.labels.reverse();
    }
}
