//! Learning the weights: the likelihood of what the marks allow, by AdaGrad.

use crate::corpus::{Corpus, Lesson};
use crate::rng::Rng;
use mailuo::tagger::chain::{Lattice, Moves, Row, Transitions, WIDTH};
use mailuo::tagger::label::LABELS;

/// The weights of a feature, one for each label.
pub type Weights = [f32; LABELS];

/// What AdaGrad's squares begin at.
const SOON: f32 = 1e-4;

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How often all lessons are gone through.
    pub epochs: usize,
    /// How far a step goes.
    pub rate: f32,
    /// The share of features that a unit does without in one round.
    pub dropout: f32,
}

/// Weights and what AdaGrad knows about them.
#[derive(Debug)]
pub struct Learner {
    pub weights: Vec<Weights>,
    pub transitions: Transitions,
    squares: Vec<Weights>,
    transition_squares: Transitions,
    any: Lattice,
    gold: Lattice,
    scores: Vec<Row>,
    kept: Vec<u32>,
    ends: Vec<u32>,
}

impl Learner {
    /// One that knows nothing yet of this many features.
    pub fn new(features: usize) -> Learner {
        Learner {
            weights: vec![[0.0; LABELS]; features],
            transitions: [[0.0; LABELS]; LABELS],
            squares: vec![[0.0; LABELS]; features],
            transition_squares: [[0.0; LABELS]; LABELS],
            any: Lattice::default(),
            gold: Lattice::default(),
            scores: Vec::new(),
            kept: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Learns from all lessons; the weights are the mean over the second half of the epochs.
    pub fn learn(&mut self, corpus: &Corpus, plan: Plan, seed: u64, told: impl Fn(f64)) {
        let mut rng = Rng::new(seed);
        let mut order: Vec<usize> = (0..corpus.lessons.len()).collect();
        let mut mean = vec![[0.0; LABELS]; self.weights.len()];
        let mut transition_mean = [[0.0; LABELS]; LABELS];
        let mut rounds = 0.0;
        for epoch in 0..plan.epochs {
            rng.shuffle(&mut order);
            let mut loss = 0.0;
            for &at in &order {
                loss += self.study(&corpus.lessons[at], plan, &mut rng);
            }
            told(loss);
            if plan.epochs <= 2 * (epoch + 1) {
                rounds += 1.0;
                add(&mut mean, &self.weights);
                add(&mut transition_mean, &self.transitions);
            }
        }
        let divide = |rows: &[Weights]| {
            rows.iter()
                .map(|it| it.map(|it| it / rounds))
                .collect::<Vec<_>>()
        };
        self.weights = divide(&mean);
        for (to, from) in self.transitions.iter_mut().zip(divide(&transition_mean)) {
            *to = from;
        }
    }

    /// Takes the mean of what several have learnt of the same features: what is left of the chance
    /// of one order of lessons is less.
    pub fn mean(mut learners: Vec<Learner>) -> Option<Learner> {
        let count = learners.len() as f32;
        let mut all = learners.pop()?;
        for other in &learners {
            add(&mut all.weights, &other.weights);
            add(&mut all.transitions, &other.transitions);
        }
        let rows = all.weights.iter_mut().chain(&mut all.transitions);
        for weight in rows.flatten() {
            *weight /= count;
        }
        Some(all)
    }

    fn study(&mut self, lesson: &Lesson, plan: Plan, rng: &mut Rng) -> f64 {
        self.drop_out(lesson, plan.dropout, rng);
        self.score(1.0 / (1.0 - plan.dropout));
        let moves = Moves::new(&self.transitions);
        self.any.sum(&self.scores, &[], &moves);
        self.gold.sum(&self.scores, &lesson.allowed, &moves);
        let loss = self.any.log_sum() - self.gold.log_sum();
        // Marks that cross each other allow no way at all.
        if self.gold.scales.iter().any(|&it| it < 1e-30) || !loss.is_finite() {
            return 0.0;
        }
        self.step_units(lesson.weight, plan);
        self.step_transitions(lesson.weight, plan, &moves);
        loss
    }

    fn drop_out(&mut self, lesson: &Lesson, share: f32, rng: &mut Rng) {
        self.kept.clear();
        self.ends.clear();
        let mut from = 0;
        for &end in &lesson.ends {
            for &feature in &lesson.features[from..end as usize] {
                if share == 0.0 || !rng.chance(share) {
                    self.kept.push(feature);
                }
            }
            self.ends.push(self.kept.len() as u32);
            from = end as usize;
        }
    }

    fn score(&mut self, factor: f32) {
        self.scores.clear();
        let mut from = 0;
        for &end in &self.ends {
            let mut row = [0.0; WIDTH];
            for &feature in &self.kept[from..end as usize] {
                for (to, weight) in row.iter_mut().zip(&self.weights[feature as usize]) {
                    *to += weight;
                }
            }
            self.scores.push(row.map(|it| it * factor));
            from = end as usize;
        }
    }

    fn step_units(&mut self, weight: f32, plan: Plan) {
        let mut from = 0;
        for (at, &end) in self.ends.iter().enumerate() {
            let features = from..end as usize;
            from = end as usize;
            let mut slope = [0.0; LABELS];
            let mut most = 0.0_f32;
            for (it, to) in slope.iter_mut().enumerate() {
                let any = self.any.forward[at][it] * self.any.backward[at][it];
                let gold = self.gold.forward[at][it] * self.gold.backward[at][it];
                *to = weight * (any - gold);
                most = most.max(to.abs());
            }
            if most < 1e-3 {
                continue;
            }
            for &feature in &self.kept[features] {
                let weights = &mut self.weights[feature as usize];
                let squares = &mut self.squares[feature as usize];
                for it in 0..LABELS {
                    let slope = slope[it];
                    squares[it] += slope * slope;
                    weights[it] -= plan.rate * slope / (squares[it] + SOON).sqrt();
                }
            }
        }
    }

    fn step_transitions(&mut self, weight: f32, plan: Plan, moves: &Moves) {
        let mut slopes = [[0.0_f32; LABELS]; LABELS];
        let steps: Transitions =
            std::array::from_fn(|before| std::array::from_fn(|after| moves.weight(before, after)));
        for (lattice, sign) in [(&self.any, weight), (&self.gold, -weight)] {
            for at in 1..lattice.weights.len() {
                let ahead = lattice.ahead(at);
                for (before, slopes) in slopes.iter_mut().enumerate() {
                    let share = sign * lattice.forward[at - 1][before];
                    if share != 0.0 {
                        for it in 0..LABELS {
                            slopes[it] += share * steps[before][it] * ahead[it];
                        }
                    }
                }
            }
        }
        let transitions = self.transitions.iter_mut().flatten();
        let squares = self.transition_squares.iter_mut().flatten();
        for ((weight, square), slope) in transitions.zip(squares).zip(slopes.iter().flatten()) {
            *square += slope * slope;
            *weight -= plan.rate * slope / (*square + SOON).sqrt();
        }
    }
}

fn add(sums: &mut [Weights], rows: &[Weights]) {
    for (to, from) in sums.iter_mut().flatten().zip(rows.iter().flatten()) {
        *to += from;
    }
}
